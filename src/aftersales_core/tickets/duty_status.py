"""How the duties of an incident stand: when each is due, who reported it when, and which comes next."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import attrs

from aftersales_core.instants import micros
from aftersales_core.outcomes import Outcome, decide_outcome
from aftersales_core.sla.marks import RECEIVED
from aftersales_core.tickets.actions.incident import Activate
from aftersales_core.tickets.duty_done import DutyDone
from aftersales_core.tickets.incident_plan import Duty, IncidentPlan

if TYPE_CHECKING:
    from aftersales_core.tickets.desk import Desk
    from aftersales_core.tickets.ticket import Ticket
    from aftersales_core.worktime.calendar import AnyCalendar
    from aftersales_core.worktime.deadline import Deadline

__all__ = ["DutyDue", "DutyStatus", "PlanBook", "duty_status", "is_drill", "next_duty_due", "plan_of"]

MICROSECOND: Final = dt.timedelta(microseconds=1)
NOTHING: Final = dt.timedelta(0)
BEGINS: Final = "entered_activated"
STATE_OF: Final = {"activated": "activated", "informed": "informing", "contained": "contained"}
"""The state whose beginning a duty's time counts from."""

ENDS: Final = ("contained", "closed", "stood_down")
"""The states in which service runs as ever, so that no standing duty is renewed."""

OVER: Final = ("closed", "stood_down")
WORST_FIRST: Final = (Outcome.OPEN_BREACHED, Outcome.LATE, Outcome.PENDING, Outcome.MET)


@attrs.frozen
class DutyStatus:
    """How one duty stands.

    ``due_at`` is in UTC, None before its time begins; for a standing duty it is that of the last renewal. ``done_at``,
    ``actor`` and ``role`` are of the last report that counts. ``outcome`` is the worst of all its
    renewals, ``missed`` is how many of them were late or are overdue.
    """

    duty: Duty
    due_at: dt.datetime | None
    done_at: dt.datetime | None
    actor: str | None
    role: str | None
    outcome: Outcome
    missed: int


@attrs.frozen
class DutyDue:
    """A duty that is not done, and the first instant at which it is overdue."""

    at: dt.datetime
    duty: Duty


@attrs.frozen
class Turn:
    """One time that a duty has to be done: by when, and when it was."""

    deadline: "Deadline | None"
    done_at: dt.datetime | None

    def outcome(self, now: dt.datetime) -> Outcome:
        """Decide it as it was known at an instant."""
        if self.deadline is None:
            return decide_outcome(due_at=None, done_at=self.done_at, as_of=now)
        due = self.deadline
        return decide_outcome(due_at=due.instant, done_at=self.done_at, as_of=now, inclusive=due.inclusive)


@attrs.frozen
class PlanBook:
    """The plans of a desk; the conditions of an incident's lifecycle carry them, so every look-up finds the same."""

    plans: tuple[IncidentPlan, ...]

    def plan(self, id: str | None) -> IncidentPlan | None:
        """Return the plan of an id, or None."""
        return next((plan for plan in self.plans if plan.id == id), None)

    def plan_of(self, ticket: "Ticket") -> IncidentPlan | None:
        """Return the plan in force: the last that was activated, else the one that the fact ``plan`` names."""
        activated = ticket.last(Activate)
        return self.plan(ticket.fact("plan") if activated is None else activated.plan_id)


def plan_of(desk: "Desk", ticket: "Ticket") -> IncidentPlan | None:
    """Return the emergency plan of a ticket, or None where it has none."""
    kind = desk.kind_of(ticket)
    if kind is None:
        return None
    return PlanBook(kind.plans).plan_of(ticket)


def is_drill(ticket: "Ticket") -> bool:
    """Tell whether an incident is a drill: the fact ``is_drill`` is yes.

    A drill runs as an incident does, but tells no consumer and no public, and counts in no figure of incidents. What is
    not said to be a drill is real.
    """
    return ticket.fact("is_drill") == "yes"


def duty_status(
    plan: IncidentPlan, ticket: "Ticket", *, now: dt.datetime, calendar: "AnyCalendar"
) -> tuple[DutyStatus, ...]:
    """Say for each duty of a plan, in its order, when it is due, who reported it when, and how that stands.

    Reports count from the last activation, since a new outbreak needs new ones; those of a duty whose time began when
    the incident was detected count for good. A deadline is computed from the ticket's history and the plan and is
    stored nowhere. Once the incident is stood down, what was not due yet is excluded.

    Raises HorizonExceeded where a period in working time ends after the years that a strict calendar knows.
    """
    return tuple(_status(plan, duty, ticket, now, calendar) for duty in plan.duties)


def next_duty_due(plan: IncidentPlan, ticket: "Ticket", *, now: dt.datetime, calendar: "AnyCalendar") -> DutyDue | None:
    """Return the duty that becomes overdue next after an instant if nobody reports it, or None.

    What is overdue already changes no more, and is not named. Of equal instants the first in the plan comes first. An
    incident that is closed or was stood down waits for nothing.
    """
    if ticket.state in OVER:
        return None
    found: DutyDue | None = None
    for duty in plan.duties:
        for turn in _turns(plan, duty, ticket, calendar):
            if turn.deadline is None or turn.done_at is not None:
                continue
            at = turn.deadline.instant + (MICROSECOND if turn.deadline.inclusive else NOTHING)
            if micros(at) > micros(now) and (found is None or at < found.at):
                found = DutyDue(at, duty)
    return found


def missing_duties(plan: IncidentPlan, ticket: "Ticket", step: str) -> tuple[Duty, ...]:
    """Return the duties that a step still waits for."""
    return tuple(duty for duty in plan.needed_for(step) if not _reports(duty, ticket))


def _status(plan: IncidentPlan, duty: Duty, ticket: "Ticket", now: dt.datetime, calendar: "AnyCalendar") -> DutyStatus:
    """Say how one duty stands; what was not due yet when the alarm turned out false is never due."""
    turns = tuple(_turns(plan, duty, ticket, calendar))
    stood_down = _entered_at(ticket, ("stood_down",))
    as_of = now if stood_down is None else min(now, stood_down, key=micros)
    outcomes = [turn.outcome(as_of) for turn in turns]
    worst = min(outcomes, key=WORST_FIRST.index)
    last = next((done for done in reversed(_reports(duty, ticket)) if micros(done.at) <= micros(now)), None)
    deadline = turns[-1].deadline
    return DutyStatus(
        duty,
        None if deadline is None else deadline.instant,
        None if last is None else last.at,
        None if last is None else last.actor,
        None if last is None else last.role,
        Outcome.EXCLUDED if worst is Outcome.PENDING and stood_down is not None else worst,
        sum(outcome in (Outcome.LATE, Outcome.OPEN_BREACHED) for outcome in outcomes),
    )


def _turns(plan: IncidentPlan, duty: Duty, ticket: "Ticket", calendar: "AnyCalendar") -> Iterator[Turn]:
    """Yield each time that a duty has to be done, oldest first: once, or again and again where it stands."""
    start, reports = _start(duty, ticket), _reports(duty, ticket)
    deadline = None if start is None else duty.within.deadline(start, calendar)
    if not duty.is_standing:
        yield Turn(deadline, reports[0].at if reports else None)
        return
    ended_at = _entered_at(ticket, ENDS)
    # A first report is wanted in any case; once the incident is under control, nobody need renew it.
    renewals = [report for report in reports[1:] if ended_at is None or report.at <= ended_at]
    for report in (*reports[:1], *renewals):
        yield Turn(deadline, report.at)
        deadline = plan.renew_every.deadline(report.at, calendar)
    if ended_at is None or not reports:
        yield Turn(deadline, None)
    elif deadline is not None and not deadline.is_met(ended_at):
        yield Turn(deadline, ended_at)


def _reports(duty: Duty, ticket: "Ticket") -> tuple[DutyDone, ...]:
    """Return the reports of a duty that count, oldest first: those of this round, or all where it began before it."""
    turn, is_lasting = ticket.count(Activate), duty.counts_from == "detected"
    return tuple(done for done in ticket.duties if done.duty_id == duty.id and (is_lasting or done.round == turn))


def _start(duty: Duty, ticket: "Ticket") -> dt.datetime | None:
    """Return when a duty's time begins, or None before it does."""
    if duty.counts_from == "detected":
        return next((mark.at for mark in ticket.marks if mark.name == RECEIVED), ticket.item.opened_at)
    return _entered_at(ticket, (STATE_OF[duty.counts_from],))


def _entered_at(ticket: "Ticket", states: tuple[str, ...]) -> dt.datetime | None:
    """Return when the ticket first came into one of some states in its present round, or None."""
    names = [f"entered_{state}" for state in states]
    found = None
    for mark in reversed(ticket.marks):
        if mark.name in names:
            found = mark.at
        if mark.name == BEGINS:
            break
    return found
