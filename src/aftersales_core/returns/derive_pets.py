"""Facts on animals that follow from others: unit price, arrival, late pick-up, size, time in the tank."""

import datetime as dt
from fractions import Fraction
from typing import Final, TypeAlias

from aftersales_core.money.amount import Money
from aftersales_core.returns.facts import FactValue

__all__ = ["arrival", "currency", "first_report", "pickup_delay", "settling", "size_off", "unit_price_yuan"]

Known: TypeAlias = dict[str, FactValue]
YUAN: Final = "CNY"
HOUR: Final = dt.timedelta(hours=1)
MICROSECOND: Final = dt.timedelta(microseconds=1)


def unit_price_yuan(facts: Known) -> Fraction | None:
    """Return what was paid for one unit; a price in another currency cannot be held against a limit in yuan."""
    paid, quantity = facts.get("paid"), facts.get("quantity")
    if not isinstance(paid, Money) or not isinstance(quantity, int) or quantity < 1 or paid.currency.code != YUAN:
        return None
    return Fraction(paid.minor_units, 100 * quantity)


def currency(facts: Known) -> str | None:
    """Return the code of the currency in which the goods were paid."""
    paid = facts.get("paid")
    return paid.currency.code if isinstance(paid, Money) else None


def first_report(facts: Known) -> dt.datetime | None:
    """Return when the problem was made known: the first report, and where none is given at all, the claim itself."""
    reported = _instant(facts, "first_reported_at")
    return reported if reported is not None or "reported_at" in facts else _instant(facts, "submitted_at")


def arrival(facts: Known) -> dt.datetime | None:
    """Return when the goods arrived: the notice to pick them up, or the signing where they came to the door.

    Most goods come to the door, so without a notice the signing stands for the arrival, unless it is known that they
    went to a pick-up point, where the signing can be days late, or the arrival itself is given.
    """
    notified = _instant(facts, "pickup_notified_at")
    if notified is not None:
        return notified
    return None if facts.get("at_pickup_point") or "arrived_at" in facts else _instant(facts, "signed_at")


def pickup_delay(facts: Known) -> Fraction | None:
    """Return how many hours after the notice to pick them up the goods were picked up, where both are known."""
    notified, picked_up = _instant(facts, "pickup_notified_at"), _instant(facts, "picked_up_at")
    return None if notified is None or picked_up is None else _hours(picked_up - notified)


def settling(facts: Known) -> Fraction | None:
    """Return how many hours a fish had been in the tank when it was measured."""
    entered, measured = _instant(facts, "tank_entered_at"), _instant(facts, "size_measured_at")
    return None if entered is None or measured is None else _hours(measured - entered)


def size_off(facts: Known) -> Fraction | None:
    """Return by which share of the stated size the animal is larger or smaller; all of it at most."""
    stated, measured = facts.get("stated_size_mm"), facts.get("measured_size_mm")
    if not isinstance(stated, int | Fraction) or not isinstance(measured, int | Fraction) or stated <= 0:
        return None
    return min(abs(Fraction(measured) - stated) / stated, Fraction(1))


def _instant(facts: Known, name: str) -> dt.datetime | None:
    """Return the instant of a fact, or None."""
    found = facts.get(name)
    return found if isinstance(found, dt.datetime) else None


def _hours(span: dt.timedelta) -> Fraction:
    """Return a length of time in hours, exactly; none below zero, for a pick-up before the notice is not late."""
    return max(Fraction(span // MICROSECOND, HOUR // MICROSECOND), Fraction(0))
