"""When the next rule acts by itself: an instant for the shell to wake at; nothing here waits or schedules."""

import datetime as dt
from typing import TYPE_CHECKING, Generic, TypeVar

import attrs

from aftersales_core.instants import from_micros, micros
from aftersales_core.lifecycle.guards import Attempt
from aftersales_core.lifecycle.item import SYSTEM, Item
from aftersales_core.lifecycle.judge import guard_reasons, standing
from aftersales_core.lifecycle.rule import Rule
from aftersales_core.lifecycle.timing import due_micros
from aftersales_core.reasons import Reason

if TYPE_CHECKING:
    from aftersales_core.lifecycle.machine import Machine
    from aftersales_core.worktime.calendar import AnyCalendar

__all__ = ["DueTimer", "next_due"]

S = TypeVar("S", bound=str)
E = TypeVar("E", bound=str)
F = TypeVar("F")


@attrs.frozen
class DueTimer(Generic[S, E, F]):
    """An instant at which the role ``system`` may do an event, and the rule that says so."""

    at: dt.datetime
    rule: Rule[S, E, F]


def next_due(
    machine: "Machine[S, E, F]", item: Item[S], facts: F, *, calendar: "AnyCalendar"
) -> DueTimer[S, E, F] | None:
    """Return the earliest timer of the item's state, or None; an instant in the past means now.

    A rule is skipped where its guards would fail when it is due, its fact is not known, or the item is on another
    definition. At equal instants the rule that is written first is named. What lapses is an ordinary command by role
    ``system`` and is judged again by ``decide``.
    """
    if standing(machine, item, item.last_activity_at) is not None:
        return None
    earliest: DueTimer[S, E, F] | None = None
    for rules in machine.steps[item.state].values():
        for rule in rules:
            at = _due_at(machine, rule, item, facts, calendar)
            if at is not None and (earliest is None or at < earliest.at):
                earliest = DueTimer(at, rule)
    return earliest


def _due_at(
    machine: "Machine[S, E, F]", rule: Rule[S, E, F], item: Item[S], facts: F, calendar: "AnyCalendar"
) -> dt.datetime | None:
    """Return when one rule is due, if it has a timer and its guards pass then."""
    if rule.after is None:
        return None
    due = due_micros(rule, rule.after, item, facts, calendar)
    if isinstance(due, Reason):
        return None
    moment = from_micros(max(due, micros(item.last_activity_at)))
    if guard_reasons(machine, rule, Attempt(item, moment, SYSTEM, SYSTEM), facts):
        return None
    return from_micros(due)
