"""Where a ticket's SLA clocks stand, and when somebody must look at it again."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

import attrs

from aftersales_core.instants import utc
from aftersales_core.lifecycle.timers import next_due
from aftersales_core.reasons import Reason
from aftersales_core.sla.marks import RESOLVED
from aftersales_core.sla.status import SlaStatus, assess
from aftersales_core.tickets.duty_status import next_duty_due, plan_of
from aftersales_core.tickets.fold import FOLLOW_UP_ASKED, FOLLOWED_UP
from aftersales_core.tickets.situation import Situation

if TYPE_CHECKING:
    from aftersales_core.sla.epochs import SlaSwitch
    from aftersales_core.tickets.desk import Desk
    from aftersales_core.tickets.ticket import Ticket
    from aftersales_core.worktime.calendar import AnyCalendar

ASKED: Final = (FOLLOWED_UP, FOLLOW_UP_ASKED)

__all__ = ["Wake", "follow_up_due_at", "sla", "wakes_at"]


@attrs.frozen
class Wake:
    """When a ticket needs a look, and why; an instant that is past means now."""

    at: dt.datetime
    why: Reason


def sla(
    desk: "Desk",
    ticket: "Ticket",
    *,
    now: dt.datetime,
    switches: "Iterable[SlaSwitch]" = (),
    calendars: "Mapping[str, AnyCalendar] | None" = None,
    trace: bool = False,
) -> dict[str, SlaStatus]:
    """Say where every metric of the desk's SLA policy stands for a ticket; see ``sla.assess``.

    Kind, channel and all facts of the ticket are there for conditions, each from the instant at which it was known.
    """
    return assess(desk.sla, {}, ticket.marks, now=now, switches=switches, calendars=calendars, trace=trace)


def wakes_at(
    desk: "Desk",
    ticket: "Ticket",
    *,
    now: dt.datetime,
    switches: "Iterable[SlaSwitch]" = (),
    calendars: "Mapping[str, AnyCalendar] | None" = None,
) -> Wake | None:
    """Return the earliest instant at which something happens to a ticket by itself, and what; None if nothing will.

    That is the lifecycle's next timer, the next warning or breach of an SLA clock, the next duty of an incident that
    becomes overdue, or the follow-up that is due. Of equal instants they come in this order.
    """
    found = [*_timers(desk, ticket)]
    statuses = sla(desk, ticket, now=now, switches=switches, calendars=calendars)
    found += [
        Wake(utc(status.next_change_at), Reason.of("wake_sla", metric=metric))
        for metric, status in statuses.items()
        if status.next_change_at is not None
    ]
    plan = plan_of(desk, ticket)
    duty = None if plan is None else next_duty_due(plan, ticket, now=now, calendar=desk.calendar)
    if duty is not None:
        found.append(Wake(duty.at, Reason.of("wake_duty", duty=duty.duty.id)))
    due = follow_up_due_at(desk, ticket)
    if due is not None:
        found.append(Wake(utc(due), Reason.of("wake_follow_up")))
    return min(found, key=_at, default=None)


def _at(wake: Wake) -> dt.datetime:
    """Return what comes first."""
    return wake.at


def _timers(desk: "Desk", ticket: "Ticket") -> Iterator[Wake]:
    """Yield the next timer of the ticket's lifecycle."""
    kind = desk.kind_of(ticket)
    if kind is None:
        return
    timer = next_due(kind.machine, ticket.item, Situation(desk, ticket), calendar=desk.calendar)
    if timer is not None:
        yield Wake(utc(timer.at), Reason.of("wake_timer", event=str(timer.rule.event)))


def follow_up_due_at(desk: "Desk", ticket: "Ticket") -> dt.datetime | None:
    """Return when the customer should be asked whether it is solved; None where they were, or need not be.

    It counts from the last time that the ticket was resolved, and a reopened ticket waits until it is resolved again.
    """
    kind = desk.kind_of(ticket)
    if kind is None or kind.follow_up is None or ticket.state in kind.cancels:
        return None
    if kind.machine.category_of.get(ticket.state) not in ("done", "closed"):
        return None
    # The order of marks decides and not their instants, since somebody may ask and solve it again at one instant.
    last = next((mark for mark in reversed(ticket.marks) if mark.name in (RESOLVED, *ASKED)), None)
    if last is None or last.name in ASKED:
        return None
    return kind.follow_up.deadline(last.at, desk.calendar).at
