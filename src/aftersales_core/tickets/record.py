"""A ticket as the flat record that measures read."""

import datetime as dt
from typing import TYPE_CHECKING

from aftersales_core.instants import micros, utc
from aftersales_core.kpi.records import ClockRecord, TicketRecord
from aftersales_core.outcomes import Outcome
from aftersales_core.sla import marks as m
from aftersales_core.sla.clock import SlaCycle, fold
from aftersales_core.tickets.actions.desk import Contact, CustomerReply, FollowUp
from aftersales_core.tickets.actions.feedback import Rate
from aftersales_core.tickets.actions.repair import ConfirmOk
from aftersales_core.tickets.clocks import sla
from aftersales_core.tickets.duty_status import is_drill
from aftersales_core.tickets.ticket import Done

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aftersales_core.sla.epochs import SlaSwitch
    from aftersales_core.sla.metric import SlaMetric
    from aftersales_core.sla.status import SlaStatus
    from aftersales_core.tickets.desk import Desk
    from aftersales_core.tickets.kind import Kind
    from aftersales_core.tickets.ticket import Ticket
    from aftersales_core.worktime.calendar import AnyCalendar

__all__ = ["record"]

ONE = dt.timedelta(microseconds=1)


def record(
    desk: "Desk",
    ticket: "Ticket",
    *,
    as_of: dt.datetime,
    switches: "Iterable[SlaSwitch]" = (),
    calendars: "Mapping[str, AnyCalendar] | None" = None,
) -> TicketRecord:
    """Return what measures read of a ticket: one row with its clocks, as of an instant.

    The ticket is taken as it is, so ``as_of`` should not be before its last event; marks after ``as_of`` are left out
    of the clocks.
    """
    kind = desk.kind_of(ticket)
    now = utc(as_of)
    resolved = [mark.at for mark in ticket.marks if mark.name == m.RESOLVED]
    reopened = [mark.at for mark in ticket.marks if mark.name == m.REOPENED]
    is_over = kind is not None and kind.machine.category_of.get(ticket.state) in ("done", "closed")
    closed = [mark.at for mark in ticket.marks if mark.name == m.CLOSED]
    is_closed = kind is not None and kind.machine.category_of.get(ticket.state) == "closed"
    replies = [mark.actor for mark in ticket.marks if mark.name == m.AGENT_REPLY]
    solved, satisfied, score = _answer(ticket)
    changes = tuple(switches)
    statuses = sla(desk, ticket, now=as_of, switches=changes, calendars=calendars)
    policies = (desk.sla, *(change.policy for change in changes if change.at <= now))
    metrics = {metric.id: metric for policy in policies for metric in policy.metrics}
    return TicketRecord(
        id=ticket.id,
        kind=ticket.kind,
        channel=ticket.channel,
        customer_id=ticket.customer_id,
        state=ticket.state,
        groups=ticket.facts,
        as_of=now,
        received_at=next((mark.at for mark in ticket.marks if mark.name == m.RECEIVED), ticket.item.opened_at),
        opened_at=ticket.item.opened_at,
        first_resolved_at=resolved[0] if resolved else None,
        resolved_at=resolved[-1] if resolved and is_over else None,
        closed_at=closed[-1] if closed and is_closed else None,
        assignee=ticket.assignee,
        excluded_as=_excluded_as(kind, ticket),
        reopen_count=len(reopened),
        reply_count=sum(actor == "human" for actor in replies),
        automated_reply_count=sum(actor != "human" for actor in replies),
        message_count=ticket.count(CustomerReply),
        contact_count=ticket.count(Contact),
        assignment_count=sum(mark.name == m.ASSIGNED for mark in ticket.marks),
        escalation_level=ticket.level,
        answer_ids=ticket.answers,
        is_solved=solved,
        is_satisfied=satisfied,
        score=score,
        state_us=_states(ticket, now),
        clocks=tuple(clock for id, status in statuses.items() for clock in _clocks(metrics[id], status, ticket, now)),
    )


def _excluded_as(kind: "Kind | None", ticket: "Ticket") -> str | None:
    """Return what takes a ticket out of every population: a final state without a result, or that it is a drill."""
    if is_drill(ticket):
        return "drill"
    return ticket.state if kind is not None and ticket.state in kind.cancels else None


def _answer(ticket: "Ticket") -> tuple[bool | None, bool | None, int | None]:
    """Return what the customer said last after handling: solved, satisfied, score; None where they did not say."""
    found = [done for action in (FollowUp, ConfirmOk, Rate) if (done := ticket.done_of(action)) is not None]
    last = max(found, key=_at, default=None)
    if last is None:
        return None, None, None
    action = last.action
    if isinstance(action, FollowUp):
        return action.is_solved, action.is_satisfied, action.score
    if isinstance(action, ConfirmOk):
        return True, action.is_satisfied, action.score
    return None, None, action.score if isinstance(action, Rate) else None


def _at(done: Done) -> int:
    """Return what comes last."""
    return micros(done.at)


def _states(ticket: "Ticket", now: dt.datetime) -> tuple[tuple[str, int], ...]:
    """Return the time in each state, the present one up to now."""
    spent = dict(ticket.state_us)
    here = max(0, micros(now) - micros(ticket.item.entered_at))
    spent[ticket.state] = spent.get(ticket.state, 0) + here
    return tuple(sorted(spent.items()))


def _clocks(metric: "SlaMetric", status: "SlaStatus", ticket: "Ticket", now: dt.datetime) -> "Iterator[ClockRecord]":
    """Yield the runs of one metric's clock, those that were decided before and the present one."""
    cycles = fold(metric, (mark for mark in ticket.marks if mark.at <= now)).cycles
    for number, cycle in enumerate(cycles, 1):
        decided = status.decided[number - 1] if number <= len(status.decided) else None
        present = status.due_at if status.breach_computed_at is None else status.breach_computed_at
        due = present if decided is None else decided.due_at
        elapsed = status.elapsed if decided is None else decided.elapsed
        yield ClockRecord(
            metric=metric.id,
            started_at=cycle.started_at,
            done_at=cycle.stopped_at,
            due_at=None if due is None else utc(due),
            inclusive=status.inclusive if decided is None else decided.inclusive,
            has_target=(status.outcome if decided is None else decided.outcome) is not Outcome.NO_TARGET,
            is_cancelled=cycle.cancelled_at is not None,
            elapsed_us=elapsed // ONE,
            paused_us=_paused_us(cycle, now),
            provisional=status.provisional,
            cycle=number,
        )


def _paused_us(cycle: SlaCycle, now: dt.datetime) -> int:
    """Return how long a run was paused, up to now, in real time."""
    end = micros(cycle.ended_at or now)
    return sum(
        max(0, min(end, end if span.end is None else micros(span.end)) - micros(span.start)) for span in cycle.pauses
    )
