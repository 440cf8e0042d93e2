"""At which instant a rule's timer is due, or why nobody can tell."""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, cast

from aftersales_core.errors import WrongType
from aftersales_core.instants import micros
from aftersales_core.reasons import Reason
from aftersales_core.worktime.period import CLOCK_UNITS, Period

if TYPE_CHECKING:
    from aftersales_core.lifecycle.item import Item
    from aftersales_core.lifecycle.rule import Rule
    from aftersales_core.worktime.calendar import AnyCalendar

__all__ = ["due_micros", "fact_instant"]

NOT_SET: Final = "timer_not_set"


def due_micros(
    rule: "Rule[Any, Any, Any]",
    after: Period | str,
    item: "Item[str]",
    facts: object,
    calendar: "AnyCalendar | None",
) -> int | Reason:
    """Return when a rule's timer is due, in microseconds since 1970, or the reason why that is not known.

    Hours, minutes and seconds of real time need no calendar; every other period does.
    """
    if isinstance(after, str):
        at = fact_instant(facts, after)
        return Reason.of(NOT_SET, "missing", event=str(rule.event), fact=after) if at is None else micros(at)
    anchor = {"entered": item.entered_at, "last_activity": item.last_activity_at, "opened": item.opened_at}[rule.anchor]
    if after.unit in CLOCK_UNITS and after.count_from == "start":
        return micros(anchor) + after.length_us
    if calendar is None:
        return Reason.of("timer_needs_calendar", "missing", event=str(rule.event))
    return micros(after.deadline(anchor, calendar).instant)


def fact_instant(facts: object, name: str) -> dt.datetime | None:
    """Return the fact of a name, from a mapping or an object; None where it is not known.

    Raises WrongType for a fact that is no instant.
    """
    found: object = getattr(facts, name, None)
    if isinstance(facts, Mapping):
        found = cast("Mapping[str, object]", facts).get(name)
    if found is None or isinstance(found, dt.datetime):
        return found
    raise WrongType(f"fact {name!r}", "an aware datetime or None", type(found).__name__)
