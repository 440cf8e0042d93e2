"""What follows from weights, counts and dates of food: the missing share, whether it is short at all, what is left.

A way to a fact answers only where every reading of what is not known leads to the same answer; else it stays silent.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

from aftersales_core.instants import zone
from aftersales_core.money.amount import Money
from aftersales_core.returns.facts import FactValue
from aftersales_core.returns.net_content import (
    WeighingGroup,
    net_content_count_tolerance,
    net_content_tolerance_g,
    weighing_group,
    weighing_tolerance_g,
)

__all__ = [
    "beyond_tolerance",
    "dated_after_shipping",
    "expired_when_delivered",
    "late_hours",
    "missing_share",
    "shelf_life_left",
    "two_problems",
]

Known = Mapping[str, FactValue]

GROUPS: Final[Mapping[str, WeighingGroup]] = {
    "staple": "staple",
    "animal": "animal",
    "dried": "dried",
    "precious": "precious",
}
FIRST_DAY_HOURS: Final = 12
LAST_DAY_HOURS: Final = 14


def missing_share(facts: Known) -> Fraction | None:
    """Return the share that is missing: by pieces where they are counted, else by weight; never below nothing."""
    pair = _pair(facts, "count") or _pair(facts, "weight_g")
    return None if pair is None else max(pair[0] - pair[1], Fraction(0)) / pair[0]


def beyond_tolerance(facts: Known) -> bool | None:
    """Tell whether more is missing than the law tolerates, for goods by the piece, in packages, or weighed loose.

    Where it is not known how the goods are sold, only what every way of selling agrees on is said.
    """
    pieces = _pair(facts, "count")
    if pieces is not None:
        return pieces[0] - pieces[1] > net_content_count_tolerance(int(pieces[0]))
    weights = _pair(facts, "weight_g")
    if weights is None:
        return None
    stated, measured = weights
    answers = {None if tolerance is None else stated - measured > tolerance for tolerance in _tolerances(facts, stated)}
    return answers.pop() if len(answers) == 1 else None


def _tolerances(facts: Known, stated: Fraction) -> Iterator[Fraction | None]:
    """Yield the tolerance of each way in which the goods may have been sold."""
    sold_by = facts.get("sold_by")
    if sold_by == "piece":
        yield None
        return
    if sold_by != "loose":
        yield net_content_tolerance_g(stated)
    if sold_by != "prepacked":
        yield from (weighing_tolerance_g(stated, group=group) for group in _groups(facts))


def _groups(facts: Known) -> tuple[WeighingGroup, ...]:
    """Return the groups of loose goods that it may be: the one named, the one of its price in yuan, or any."""
    named, price = facts.get("weighing_group"), facts.get("price_per_kg")
    if isinstance(named, str):
        return (GROUPS[named],)
    if isinstance(price, Money) and price.currency.code == "CNY" and price.minor_units > 0:
        return (weighing_group(Fraction(price.minor_units, 10**price.currency.decimals)),)
    return tuple(GROUPS.values())


def two_problems(facts: Known) -> bool | None:
    """Return yes where two of rot, shortage and another size are known; what is not known cannot make it a no.

    A shortage within what the law tolerates is none.
    """
    is_short = facts.get("shortage_beyond_tolerance") is not False and _is_some(facts, "shortage_share")
    found = (_is_some(facts, "defect_share"), _is_some(facts, "wrong_size_share"), is_short)
    return True if sum(found) > 1 else None


def _is_some(facts: Known, name: str) -> bool:
    """Tell whether a share is known and not nothing."""
    share = facts.get(name)
    return isinstance(share, int | Fraction) and share > 0


def expired_when_delivered(facts: Known) -> bool | None:
    """Tell whether the shelf life had ended before the day of signing, in the zone of the place or in every zone."""
    ends, days = facts.get("shelf_life_ends_on"), _days_of("signed_at", facts)
    if not isinstance(ends, dt.date) or days is None:
        return None
    answers = {ends < day for day in days}
    return answers.pop() if len(answers) == 1 else None


def shelf_life_left(facts: Known) -> Fraction | None:
    """Return the share of the shelf life that was left on the day of signing; it needs the zone of the place."""
    ends, made, days = facts.get("shelf_life_ends_on"), facts.get("produced_on"), _days_of("signed_at", facts)
    if not isinstance(ends, dt.date) or not isinstance(made, dt.date) or days is None or len(set(days)) > 1:
        return None
    whole, left = ends.toordinal() - made.toordinal(), ends.toordinal() - days[0].toordinal()
    if whole <= 0 or left > whole:
        return None
    return Fraction(max(left, 0), whole)


def dated_after_shipping(facts: Known) -> bool | None:
    """Tell whether the production is dated after the day of shipping, which no true date can be."""
    made, days = facts.get("produced_on"), _days_of("shipped_at", facts)
    if not isinstance(made, dt.date) or days is None:
        return None
    answers = {made > day for day in days}
    return answers.pop() if len(answers) == 1 else None


def late_hours(facts: Known) -> Fraction | None:
    """Return by how many hours it was signed for later than promised, exactly; nothing where it was in time."""
    promised, signed = facts.get("promised_at"), facts.get("signed_at")
    if not isinstance(promised, dt.datetime) or not isinstance(signed, dt.datetime):
        return None
    return max(Fraction((signed - promised) // dt.timedelta(microseconds=1), 3_600_000_000), Fraction(0))


def _days_of(name: str, facts: Known) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last civil day that an event can have been on: one and the same in a known zone."""
    at, tz = facts.get(name), facts.get("tz")
    if not isinstance(at, dt.datetime):
        return None
    if isinstance(tz, str):
        day = at.astimezone(zone(tz)).date()
        return day, day
    first, last = (at + dt.timedelta(hours=hours) for hours in (-FIRST_DAY_HOURS, LAST_DAY_HOURS))
    return first.date(), last.date()


def _pair(facts: Known, what: str) -> tuple[Fraction, Fraction] | None:
    """Return what was stated and what was measured, where both are known and something was stated."""
    stated, measured = facts.get(f"stated_{what}"), facts.get(f"measured_{what}")
    if not isinstance(stated, int | Fraction) or not isinstance(measured, int | Fraction) or stated <= 0:
        return None
    return Fraction(stated), Fraction(measured)
