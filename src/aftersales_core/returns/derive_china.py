"""Facts that the Chinese statutes need and that follow from others."""

import datetime as dt
from typing import Final

from aftersales_core.instants import local, micros, zone
from aftersales_core.money.amount import Money
from aftersales_core.returns.facts import FactValue
from aftersales_core.worktime.localtime import civil_day

__all__ = [
    "days_since_delivery",
    "gift_back",
    "parts_there",
    "received_days_ago",
    "received_months_ago",
    "resettles_below_zero",
]

DAY: Final = dt.timedelta(days=1)
LEGAL_TIME: Final = "Asia/Shanghai"
MONTHS_A_YEAR: Final = 12


def received_days_ago(facts: dict[str, FactValue]) -> int | None:
    """Return how many full days of 24 hours lie between delivery and claim, or None where one of both is not known.

    It only sends late claims to a person; windows are counted exactly, on the clock of the place.
    """
    signed, submitted = facts.get("signed_at"), facts.get("submitted_at")
    if not isinstance(signed, dt.datetime) or not isinstance(submitted, dt.datetime) or submitted < signed:
        return None
    return (submitted - signed) // DAY


def received_months_ago(facts: dict[str, FactValue]) -> int | None:
    """Return in which month after delivery durable goods were claimed: nought on the day itself, then up to its end.

    Months are counted as periods are: from the day after delivery to the end of the corresponding date, or of the last
    day of a month that lacks it. Days are those of the place; where no zone is known, China's one legal time counts.
    """
    signed, submitted = facts.get("signed_at"), facts.get("submitted_at")
    if facts.get("durable") is not True:
        return None
    if not isinstance(signed, dt.datetime) or not isinstance(submitted, dt.datetime) or submitted < signed:
        return None
    tz = facts.get("tz")
    where = zone(tz if isinstance(tz, str) else LEGAL_TIME)
    first, last = local(micros(signed), where), local(micros(submitted), where)
    return (last.year - first.year) * MONTHS_A_YEAR + last.month - first.month + (last.day > first.day)


def days_since_delivery(facts: dict[str, FactValue]) -> int | None:
    """Return how many dates after that of the delivery goods that keep were claimed, on the clock of the place."""
    if facts.get("perishable") is True or facts.get("live") is True:
        return None
    signed, submitted = facts.get("signed_at"), facts.get("submitted_at")
    if not isinstance(signed, dt.datetime) or not isinstance(submitted, dt.datetime) or submitted < signed:
        return None
    tz = facts.get("tz")
    where = zone(tz if isinstance(tz, str) else LEGAL_TIME)
    return civil_day(micros(submitted), where) - civil_day(micros(signed), where)


def resettles_below_zero(facts: dict[str, FactValue]) -> bool | None:
    """Tell whether what is kept costs more, at list prices, than what is left of the payment for the order."""
    paid, kept, before = (facts.get(name) for name in ("order_paid", "kept_list_total", "order_refunded"))
    if not isinstance(paid, Money) or not isinstance(kept, Money):
        return None
    refunded = before.minor_units if isinstance(before, Money) else 0
    return paid.minor_units - refunded < kept.minor_units


def parts_there(facts: dict[str, FactValue]) -> bool | None:
    """Return yes where everything is there, gifts included; otherwise only the gift may be missing: not known."""
    return True if facts.get("complete") is True else None


def gift_back(facts: dict[str, FactValue]) -> bool | None:
    """Return yes where everything that came comes back, gifts included; otherwise not known."""
    return True if facts.get("complete") is True else None
