"""What is due by itself: the command that a poller sends when a ticket wakes it, and warnings with stable keys."""

import datetime as dt
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, cast

import attrs

from aftersales_core.instants import micros, utc
from aftersales_core.lifecycle.item import SYSTEM
from aftersales_core.lifecycle.timers import next_due
from aftersales_core.reasons import Reason
from aftersales_core.tickets.actions import TicketAction
from aftersales_core.tickets.actions.desk import AskFollowUp
from aftersales_core.tickets.clocks import follow_up_due_at, sla
from aftersales_core.tickets.commands import TicketCommand
from aftersales_core.tickets.situation import Situation
from aftersales_core.tickets.ticket import NAMES, action_name

if TYPE_CHECKING:
    from aftersales_core.sla.epochs import SlaSwitch
    from aftersales_core.sla.status import SlaStatus
    from aftersales_core.tickets.desk import Desk
    from aftersales_core.tickets.ticket import Ticket
    from aftersales_core.worktime.calendar import AnyCalendar

__all__ = ["Notice", "due_command", "notices"]

BY_NAME: Final[Mapping[str, type[object]]] = {name: action for action, name in NAMES.items()}


@attrs.frozen
class Notice:
    """Something about a clock that somebody should be told once: ``key`` stays the same however often one asks.

    ``why`` is ``notice_warning`` with the share of time that is used, or ``notice_breach`` with the missed deadline.
    """

    key: str
    at: dt.datetime
    why: Reason


def due_command(desk: "Desk", ticket: "Ticket", *, now: dt.datetime) -> TicketCommand[Any] | None:
    """Return what role ``system`` has to do to a ticket now: a timer that ran out, or asking for a follow-up.

    None where nothing is due, and where a timer's action needs words that only a person has. The key is made of ticket,
    version and event, so two pollers send one command. ``decide`` judges it as any other.
    """
    action = _due_action(desk, ticket, now)
    if action is None:
        return None
    key = f"{ticket.id}/{ticket.version}/{action_name(type(action))}"
    return TicketCommand(action, utc(now), SYSTEM, SYSTEM, key, ticket.version)


def _due_action(desk: "Desk", ticket: "Ticket", now: dt.datetime) -> TicketAction | None:
    """Return the action that is due."""
    kind = desk.kind_of(ticket)
    timer = None
    if kind is not None:
        timer = next_due(kind.machine, ticket.item, Situation(desk, ticket), calendar=desk.calendar)
    now_us = micros(now)
    if timer is not None and micros(timer.at) <= now_us:
        action = _wordless(str(timer.rule.event))
        if action is not None:
            return action
    asked = follow_up_due_at(desk, ticket)
    return AskFollowUp() if asked is not None and micros(asked) <= now_us else None


def _wordless(event: str) -> TicketAction | None:
    """Return the action of an event as it is without any words, or None where it needs some."""
    action = cast("type[attrs.AttrsInstance]", BY_NAME[event])
    if any(field.default is attrs.NOTHING for field in attrs.fields(action)):
        return None
    return cast("TicketAction", action())


def notices(
    desk: "Desk",
    ticket: "Ticket",
    *,
    now: dt.datetime,
    switches: "Iterable[SlaSwitch]" = (),
    calendars: "Mapping[str, AnyCalendar] | None" = None,
) -> tuple[Notice, ...]:
    """Return every warning that a running clock has reached and every breach of a present run, in order of time.

    The shell tells somebody and remembers the key. A warning of the whole share is the breach itself, so it is left to
    that. Clocks that have stopped warn no more; their breach stays.
    """
    statuses = sla(desk, ticket, now=now, switches=switches, calendars=calendars)
    found = [notice for metric, status in statuses.items() for notice in _of_clock(ticket.id, metric, status, now)]
    return tuple(sorted(found, key=_order))


def _order(notice: Notice) -> tuple[int, str]:
    """Return what notices are sorted by."""
    return micros(notice.at), notice.key


def _of_clock(ticket_id: str, metric: str, status: "SlaStatus", now: dt.datetime) -> Iterable[Notice]:
    """Yield the notices of one clock's present run."""
    begin = f"{ticket_id}/{metric}/{status.cycle}"
    if status.state == "running":
        for share, at in status.warnings:
            if share < Fraction(1) and micros(at) <= micros(now):
                why = Reason.of("notice_warning", "unmet", metric=metric, share=share)
                yield Notice(f"{begin}/{share.numerator}-{share.denominator}", utc(at), why)
    missed = status.breach_computed_at
    if status.breached_at is not None and missed is not None:
        why = Reason.of("notice_breach", "unmet", metric=metric, due_at=missed)
        yield Notice(f"{begin}/breach", utc(status.breached_at), why)
