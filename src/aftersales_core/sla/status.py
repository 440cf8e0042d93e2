"""Where each SLA clock of a ticket stands at an instant: due when, how much is used, met or not, and why."""

import datetime as dt
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final
from zoneinfo import ZoneInfo

import attrs

from aftersales_core.errors import MarkOutOfOrder, UnknownCode
from aftersales_core.instants import from_micros, local, micros, timedelta_from_micros, utc, zone
from aftersales_core.outcomes import Outcome
from aftersales_core.reasons import Reason, render
from aftersales_core.sla.clock import ClockState, SlaClock, SlaCycle, fold
from aftersales_core.sla.epochs import Epoch, SlaSwitch, TargetEpochs, epochs_of, targets_of
from aftersales_core.sla.judgement import Judgement, judge
from aftersales_core.sla.marks import Mark
from aftersales_core.sla.messages import MESSAGES
from aftersales_core.sla.metric import SlaMetric
from aftersales_core.sla.policy import SlaPolicy
from aftersales_core.worktime.calendar import AnyCalendar
from aftersales_core.worktime.deadline import Deadline
from aftersales_core.worktime.localtime import in_words
from aftersales_core.worktime.trace import Trace, explain, explain_real_time

__all__ = ["DecidedCycle", "SlaStatus", "assess", "assess_clock", "assess_many", "next_changes"]

MICROSECOND: Final = dt.timedelta(microseconds=1)


@attrs.frozen
class DecidedCycle:
    """A cycle that ended before the current one; it never changes again.

    ``due_at`` is the deadline that decided it: the missed one where an earlier target was missed. ``inclusive`` says
    whether its own instant still met it.
    """

    started_at: dt.datetime
    ended_at: dt.datetime
    due_at: dt.datetime | None
    outcome: Outcome
    elapsed: dt.timedelta
    inclusive: bool = True


@attrs.frozen
class SlaStatus:
    """One metric of one ticket as of an instant.

    ``due_at`` and ``warnings`` are on the calendar's wall clock with a fixed offset; None or left out while an open
    pause leaves them unknown. ``elapsed`` and ``remaining`` are on the target's own clock (working time for a working
    period); ``overdue`` is the time past the deadline that was missed. ``share_used`` is the time used over the time
    from the start to the unpaused deadline; it may pass 1. ``is_at_risk``: running, with a warning share reached.
    ``next_change_at``: the first instant at which this answer would differ if nothing else happened, or None.
    ``provisional``: the deadline rests on unpublished holidays. ``inclusive``: the
    deadline that decides is met at its own instant. ``is_working``: times are working time.
    """

    metric: str
    state: ClockState
    outcome: Outcome
    started_at: dt.datetime | None
    stopped_at: dt.datetime | None
    due_at: dt.datetime | None
    breached_at: dt.datetime | None
    breach_computed_at: dt.datetime | None
    elapsed: dt.timedelta
    remaining: dt.timedelta | None
    overdue: dt.timedelta | None
    share_used: Fraction | None
    is_at_risk: bool
    warnings: tuple[tuple[Fraction, dt.datetime], ...]
    next_change_at: dt.datetime | None
    provisional: bool
    cycle: int
    decided: tuple[DecidedCycle, ...]
    deadline: Deadline | None
    policy_id: str
    policy_version: str
    trace: Trace | None = None
    inclusive: bool = True
    is_working: bool = False

    def words(self, lang: str) -> str:
        """Return how the clock stands as a sentence in zh or en."""
        # A missed deadline is told by itself, although a later target may have set another one since.
        due = self.due_at if self.breach_computed_at is None else self.breach_computed_at
        left = self.remaining if self.overdue is None else self.overdue
        text = render(
            Reason.of(
                _code(self),
                due="-" if due is None else f"{due:%Y-%m-%d %H:%M:%S}",
                elapsed=_length(self.elapsed, lang, is_working=self.is_working),
                remaining="-" if left is None else _length(left, lang, is_working=self.is_working),
            ),
            lang,
            MESSAGES,
        )
        return render(Reason.of("sla_provisional", text=text), lang, MESSAGES) if self.provisional else text


def _length(length: dt.timedelta, lang: str, *, is_working: bool) -> str:
    """Put a length into words; working time stays in hours, since a "day" of it would be read as a working day."""
    if not is_working:
        return in_words(length, lang)
    hours, seconds = divmod(abs(length) // dt.timedelta(seconds=1), 3600)
    clock = f"{hours}:{seconds // 60:02}"
    return render(Reason.of("sla_working_time", clock=clock), lang, MESSAGES)


def _code(status: SlaStatus) -> str:
    """Return the code of the sentence that says how a clock stands."""
    if status.outcome is Outcome.NO_TARGET or status.state in ("not_started", "cancelled"):
        return "sla_no_target" if status.outcome is Outcome.NO_TARGET else f"sla_{status.state}"
    if status.outcome is not Outcome.PENDING:
        return f"sla_{status.outcome}"
    if status.state == "paused" and status.due_at is None:
        return "sla_paused"
    return "sla_at_risk" if status.is_at_risk else "sla_running"


def assess(
    policy: SlaPolicy,
    facts: Mapping[str, str],
    marks: Iterable[Mark],
    *,
    now: dt.datetime,
    switches: Iterable[SlaSwitch] = (),
    calendars: Mapping[str, AnyCalendar] | None = None,
    trace: bool = False,
) -> dict[str, SlaStatus]:
    """Say where every metric of a ticket stands: choose targets by facts, fold the marks, judge the clocks.

    Marks after ``now`` have not happened yet and are left out. ``switches`` are changes to another policy: the new
    target counts from the original start with all pauses, what was stopped is not judged again, a breach stays, and
    metrics that the last policy lacks are dropped. ``calendars`` binds calendar names that the policy leaves open.
    ``trace=True`` adds the rows of time that counted or did not.

    Raises MarkOutOfOrder for marks that are not in order of time, MissingCalendar, HorizonExceeded where a calendar
    does not allow provisional answers, and for a naive ``now`` NaiveDatetime.

    >>> import datetime as dt
    >>> from aftersales_core.sla.presets import FIRST_RESPONSE
    >>> from aftersales_core.sla.policy import SlaTarget
    >>> from aftersales_core.worktime.calendar import WorkingCalendar
    >>> shop = WorkingCalendar.from_dict({"id": "shop", "tz": "Asia/Shanghai", "week": "24x7"})
    >>> half_an_hour = SlaPolicy([FIRST_RESPONSE], [SlaTarget("first_response", "30min")], {"shop": shop})
    >>> nine = dt.datetime(2026, 3, 2, 1, 0, tzinfo=dt.UTC)
    >>> status = assess(half_an_hour, {}, [Mark(nine, "received")], now=nine + dt.timedelta(minutes=31))
    >>> status["first_response"].due_at.isoformat(), str(status["first_response"].outcome)
    ('2026-03-02T09:30:00+08:00', 'open_breached')
    """
    moment = utc(now)
    happened = tuple(mark for mark in marks if mark.at <= moment)
    bound = policy.bound(calendars) if calendars else policy
    changes = [SlaSwitch(one.at, one.policy.bound(calendars)) for one in switches] if calendars else switches
    epochs = epochs_of(bound, facts, happened, changes, moment)
    return {
        metric.id: _status(metric, fold(metric, happened), epochs, moment, with_trace=trace)
        for metric in epochs[-1].policy.metrics
    }


def assess_clock(
    policy: SlaPolicy,
    metric: str,
    facts: Mapping[str, str],
    clock: SlaClock,
    *,
    now: dt.datetime,
    trace: bool = False,
) -> SlaStatus:
    """Say where one stored clock stands, without the marks that it was folded from.

    The facts are those of now: a target that a past change of facts or policy replaced is not remembered, for that give
    the marks to ``assess``. Raises UnknownCode for a metric that the policy lacks, MarkOutOfOrder for a clock that was
    folded past ``now``.
    """
    moment = utc(now)
    if clock.last_at is not None and clock.last_at > moment:
        raise MarkOutOfOrder("now", moment.isoformat(), clock.last_at.isoformat())
    found = next((one for one in policy.metrics if one.id == metric), None)
    if found is None:
        raise UnknownCode(metric, tuple(one.id for one in policy.metrics))
    return _status(found, clock, epochs_of(policy, facts, (), (), moment), moment, with_trace=trace)


def assess_many(
    policy: SlaPolicy,
    tickets: Iterable[tuple[str, Mapping[str, str], Iterable[Mark]]],
    *,
    now: dt.datetime,
    calendars: Mapping[str, AnyCalendar] | None = None,
) -> dict[str, dict[str, SlaStatus]]:
    """Assess many tickets, given as (id, facts, marks), and return their statuses by id."""
    bound = policy.bound(calendars) if calendars else policy
    return {ticket: assess(bound, facts, marks, now=now) for ticket, facts, marks in tickets}


def next_changes(statuses: Mapping[str, Mapping[str, SlaStatus]]) -> tuple[tuple[dt.datetime, str, str], ...]:
    """Return when which ticket's which metric changes next, soonest first: what a polling loop has to wait for."""
    found = (
        (status.next_change_at, ticket, metric)
        for ticket, metrics in statuses.items()
        for metric, status in metrics.items()
        if status.next_change_at is not None
    )
    return tuple(sorted(found, key=lambda change: (micros(change[0]), change[1], change[2])))


def _status(
    metric: SlaMetric, clock: SlaClock, epochs: tuple[Epoch, ...], now: dt.datetime, *, with_trace: bool
) -> SlaStatus:
    """Return the status of one metric: its last cycle judged now, with the cycles that were decided before."""
    targets = targets_of(metric.id, epochs)
    policy = epochs[-1].policy
    if not clock.cycles:
        has_target = targets[-1].target is not None
        judged = Judgement(Outcome.PENDING if has_target else Outcome.NO_TARGET, targets[-1].target)
        cycle = None
    else:
        cycle = clock.cycles[-1]
        judged = judge(cycle, targets, now)
    is_running = clock.state == "running"
    deadline = judged.deadline
    clockwork = zone("UTC" if judged.calendar is None else judged.calendar.tz)
    return SlaStatus(
        metric=metric.id,
        state=clock.state,
        outcome=judged.outcome,
        started_at=None if cycle is None else cycle.started_at,
        stopped_at=None if cycle is None else cycle.stopped_at,
        due_at=None if deadline is None else deadline.at,
        breached_at=judged.breached_at,
        breach_computed_at=_on_clock(judged.breach_computed_at, clockwork),
        elapsed=timedelta_from_micros(judged.elapsed_us),
        remaining=None if judged.remaining_us is None else timedelta_from_micros(judged.remaining_us),
        overdue=None if judged.overdue_us is None else timedelta_from_micros(judged.overdue_us),
        share_used=judged.share_used,
        is_at_risk=is_running and any(at <= now for _, at in judged.warnings),
        warnings=tuple((share, local(micros(at), clockwork)) for share, at in judged.warnings),
        next_change_at=_next_change(judged, clock.state, now),
        provisional=judged.provisional,
        cycle=len(clock.cycles),
        decided=tuple(_decided(cycle, targets, now) for cycle in clock.cycles[:-1]),
        deadline=deadline,
        policy_id=policy.id,
        policy_version=policy.version,
        trace=_trace(judged, cycle, now) if with_trace else None,
        inclusive=judged.inclusive,
        is_working=judged.target is not None and judged.target.period.is_working,
    )


def _on_clock(at: dt.datetime | None, where: ZoneInfo) -> dt.datetime | None:
    """Return an instant on a calendar's wall clock."""
    return None if at is None else local(micros(at), where)


def _next_change(judged: Judgement, state: ClockState, now: dt.datetime) -> dt.datetime | None:
    """Return the first instant after now at which a warning is reached or the deadline is passed.

    A deadline that includes its own instant is passed one microsecond later, the smallest step of time here.
    """
    if state not in ("running", "paused"):
        return None
    changes = [at for _, at in judged.warnings if state == "running"]
    if judged.deadline is not None and judged.breached_at is None:
        due = judged.deadline.instant
        changes.append(due + MICROSECOND if judged.deadline.inclusive else due)
    return min((at for at in changes if at > now), default=None)


def _decided(cycle: SlaCycle, targets: TargetEpochs, now: dt.datetime) -> DecidedCycle:
    """Return what an ended cycle came to."""
    judged = judge(cycle, targets, now)
    return DecidedCycle(
        started_at=cycle.started_at,
        ended_at=cycle.ended_at or now,
        due_at=_decider(judged),
        outcome=judged.outcome,
        elapsed=timedelta_from_micros(judged.elapsed_us),
        inclusive=judged.inclusive,
    )


def _decider(judged: Judgement) -> dt.datetime | None:
    """Return the deadline that decides a cycle: the one that was missed, else the present one."""
    if judged.breach_computed_at is not None:
        return _on_clock(judged.breach_computed_at, zone("UTC" if judged.calendar is None else judged.calendar.tz))
    return None if judged.deadline is None else judged.deadline.at


def _trace(judged: Judgement, cycle: SlaCycle | None, now: dt.datetime) -> Trace | None:
    """Return the time from a cycle's start to its end, or to the deadline where that is later, taken apart."""
    if cycle is None or judged.calendar is None or judged.target is None:
        return None
    end = micros(cycle.ended_at or now)
    if judged.deadline is not None:
        end = max(end, micros(judged.deadline.instant))
    period = judged.target.period
    pauses = cycle.pauses if period.pausable else ()
    taken_apart = explain if period.is_working else explain_real_time
    return taken_apart(judged.calendar, cycle.started_at, from_micros(end), pauses=pauses)
