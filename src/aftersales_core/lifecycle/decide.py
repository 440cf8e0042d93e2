"""May this happen, and what comes of it: commands in, events and effects or every reason out; nothing is changed."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

import attrs

from aftersales_core.errors import WrongType
from aftersales_core.instants import utc
from aftersales_core.lifecycle.events import (
    Accepted,
    Command,
    LifecycleEvent,
    Moved,
    Opened,
    Refused,
    issued,
)
from aftersales_core.lifecycle.guards import Attempt, PayloadForm
from aftersales_core.lifecycle.item import Item
from aftersales_core.lifecycle.judge import choose, illegal, payload_reasons, standing
from aftersales_core.reasons import Reason

if TYPE_CHECKING:
    from aftersales_core.lifecycle.machine import Machine
    from aftersales_core.worktime.calendar import AnyCalendar

__all__ = ["Allowed", "Blocked", "available", "begin", "decide"]

S = TypeVar("S", bound=str)
E = TypeVar("E", bound=str)
F = TypeVar("F")
P = TypeVar("P")
_S_co = TypeVar("_S_co", bound=str, covariant=True)


@attrs.frozen
class Allowed(Generic[_S_co]):
    """This event would be accepted: where it leads, and what its payload must hold, if anything."""

    target: _S_co
    form: PayloadForm | None = None


@attrs.frozen
class Blocked:
    """This event would be refused, whatever its payload, for these reasons."""

    reasons: tuple[Reason, ...]


def begin(
    machine: "Machine[S, E, F]",
    *,
    id: str,
    at: dt.datetime,
    actor: str,
    role: str,
    key: str,
    payload: P,
) -> Opened[S, P]:
    """Return the event that opens an item in the machine's initial state; ``replay([event])`` is the item."""
    return Opened(id, 1, utc(at), actor, role, key, machine.ref, machine.initial, payload)


def decide(
    machine: "Machine[S, E, F]",
    item: Item[S],
    command: Command[E, P],
    facts: F,
    *,
    earlier: Sequence[LifecycleEvent[S, E, P]] | None = None,
    calendar: "AnyCalendar | None" = None,
) -> Accepted[Moved[S, E, P]] | Refused:
    """Judge a command; the item stays as it is, the caller folds the events with ``evolve`` and stores both.

    ``earlier`` are the stored events with the command's key: they are the answer again, also its effects, whose keys
    let an outbox deliver them once; the same key with another event, actor, role or payload is refused. Another
    definition, a stale version, a time before the last event and an event that the state does not know each stop with
    their own reason. Then role, guards, timer and payload are all judged and every reason is returned. Alternatives are
    tried in written order. ``calendar`` is needed where the role ``system`` acts on a period counted in days or in
    working time.

    Raises GuardError for a guard that raises, WrongType where ``earlier`` holds events of another key, and
    HorizonExceeded where a timer ends after the years that a strict calendar knows.
    """
    if earlier:
        return _again(item, command, earlier)
    at = utc(command.at)
    stop = standing(machine, item, at)
    if stop is None and command.expected_version is not None and command.expected_version != item.version:
        stop = Reason.of("stale_version", "conflict", expected=command.expected_version, actual=item.version)
    if stop is not None:
        return Refused((stop,))
    event = command.event
    rules = machine.steps[item.state].get(event)
    if rules is None:
        return Refused((illegal(machine, item, event),))
    rule = choose(machine, rules, Attempt(item, at, command.actor, command.role), facts, calendar)
    form = machine.form_of.get(event)
    wrong = () if form is None else payload_reasons(form, command.payload)
    if isinstance(rule, tuple):
        return Refused((*rule, *wrong))
    if wrong:
        return Refused(wrong)
    version, orders = item.version + 1, rule.effects
    moved = Moved(
        item.id,
        version,
        at,
        command.actor,
        command.role,
        command.key,
        rule.event,
        rule.source,
        rule.target,
        orders,
        command.payload,
    )
    return Accepted((moved,), issued(moved) if orders else ())


def _again(
    item: Item[S], command: Command[E, P], earlier: Sequence[LifecycleEvent[S, E, P]]
) -> Accepted[Moved[S, E, P]] | Refused:
    """Answer a repeated key with its first answer, or refuse another wish under the same key."""
    for event in earlier:
        if event.key != command.key:
            raise WrongType("earlier", f"the events of key {command.key!r}", f"one of key {event.key!r}")
    wish = (item.id, command.event, command.actor, command.role, command.payload)
    events = tuple(event for event in earlier if isinstance(event, Moved) and wish == _wish(event))
    if len(events) != len(earlier):
        return Refused((Reason.of("key_reused", "conflict", key=command.key),))
    effects = tuple(effect for event in events for effect in issued(event))
    return Accepted(events, effects, replayed=True)


def _wish(event: Moved[S, E, P]) -> tuple[str, E, str, str, P]:
    """Return what the command of an event asked for."""
    return event.item_id, event.event, event.actor, event.role, event.payload


def available(
    machine: "Machine[S, E, F]",
    item: Item[S],
    *,
    at: dt.datetime,
    actor: str,
    role: str,
    facts: F,
    calendar: "AnyCalendar | None" = None,
) -> dict[E, Allowed[S] | Blocked]:
    """Return for each event of the item's state whether this role may do it now, with every reason where not.

    An event that is not listed is not possible in this state. Where the item cannot be judged at all (another
    definition, a time before its last event), every event of the machine is listed with that reason. ``decide`` goes
    the same way and never disagrees; a payload is judged only there.
    """
    moment = utc(at)
    stop = standing(machine, item, moment)
    if stop is not None:
        blocked = Blocked((stop,))
        return dict.fromkeys(machine.events, blocked)
    attempt = Attempt(item, moment, actor, role)
    answers: dict[E, Allowed[S] | Blocked] = {}
    for event, rules in machine.steps[item.state].items():
        rule = choose(machine, rules, attempt, facts, calendar)
        if isinstance(rule, tuple):
            answers[event] = Blocked(rule)
        else:
            answers[event] = Allowed(rule.target, machine.form_of.get(event))
    return answers
