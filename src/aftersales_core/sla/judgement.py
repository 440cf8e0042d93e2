"""One cycle of a clock judged against the targets that held in its time: deadline, breach, share used, warnings."""

import datetime as dt
from fractions import Fraction

import attrs

from aftersales_core.errors import PauseNeverEnds
from aftersales_core.instants import MAX_MICROS, from_micros, micros
from aftersales_core.outcomes import Outcome, decide_outcome
from aftersales_core.sla.clock import SlaCycle
from aftersales_core.sla.epochs import TargetEpoch, TargetEpochs
from aftersales_core.sla.policy import SlaTarget
from aftersales_core.worktime.calendar import AnyCalendar
from aftersales_core.worktime.deadline import Deadline
from aftersales_core.worktime.pauses import NEVER, after_work_paused, pause_edges, paused_work
from aftersales_core.worktime.period import Period
from aftersales_core.worktime.timeline import Edges, subtract_edges

__all__ = ["Judgement", "judge"]


@attrs.frozen
class Judgement:
    """What a cycle came to as of an instant. Times used are in microseconds on the target's own clock.

    ``breach_computed_at`` is the deadline that was missed; ``breached_at`` differs from it only where a switch to a
    shorter target found that deadline already past, and is then the instant of the switch. ``inclusive``: whether the
    deadline that decides, the missed one or the present one, is met at its own instant.
    """

    outcome: Outcome
    target: SlaTarget | None = None
    calendar: AnyCalendar | None = None
    deadline: Deadline | None = None
    breached_at: dt.datetime | None = None
    breach_computed_at: dt.datetime | None = None
    overdue_us: int | None = None
    elapsed_us: int = 0
    remaining_us: int | None = None
    share_used: Fraction | None = None
    warnings: tuple[tuple[Fraction, dt.datetime], ...] = ()
    provisional: bool = False
    inclusive: bool = True


def judge(cycle: SlaCycle, epochs: TargetEpochs, now: dt.datetime) -> Judgement:
    """Judge a cycle as of now against the targets that held before it ended.

    The last target that held counts from the cycle's own start with all its pauses; a deadline that an earlier target
    missed stays missed.
    """
    until = micros(cycle.ended_at or now)
    held = [epoch for epoch in epochs if _is_held(epoch, cycle)]
    target = held[-1].target
    if target is None:
        return _without_target(cycle, held, until)
    calendar = held[-1].policy.calendar(target.calendar)
    deadline = _deadline(target.period, cycle, calendar)
    breach = _first_breach(cycle, held, until, deadline)
    end = from_micros(until)
    elapsed = _used(target.period, calendar, cycle, end)
    whole = _whole(target.period, calendar, cycle)
    done = cycle.stopped_at
    return Judgement(
        outcome=_outcome(cycle, deadline, breach, done, now),
        target=target,
        calendar=calendar,
        deadline=deadline,
        breached_at=None if breach is None else breach[0],
        breach_computed_at=None if breach is None else breach[1],
        overdue_us=None if breach is None else _overdue(target.period, calendar, cycle, breach[1], until),
        elapsed_us=elapsed,
        remaining_us=whole - elapsed if deadline is None else _remaining(target.period, calendar, cycle, deadline, end),
        share_used=Fraction(elapsed, whole) if whole else None,
        warnings=_warnings(target, calendar, cycle, deadline, whole),
        provisional=_is_provisional(target.period, calendar, cycle, deadline, until),
        inclusive=_includes_its_end(target.period) if breach is None else breach[2],
    )


def _includes_its_end(period: Period) -> bool:
    """Tell whether a deadline of a period is met at its own instant; one at the end of a day never is."""
    return period.inclusive and period.ends != "end_of_day"


def _is_held(epoch: TargetEpoch, cycle: SlaCycle) -> bool:
    """Tell whether a target came to hold before a cycle ended; what happens at its end in order of marks is before.

    A switch of policy has no place in the order of marks, so at the very instant of a stop the stop comes first.
    """
    if epoch.at is None or cycle.ended_at is None or cycle.ended_by is None:
        return True
    return epoch.at < cycle.ended_at if epoch.mark is None else epoch.mark <= cycle.ended_by


def _without_target(cycle: SlaCycle, held: list[TargetEpoch], until: int) -> Judgement:
    """Judge a cycle for which no target holds any more: a breach of an earlier one stays."""
    breach = _first_breach(cycle, held, until, None)
    if cycle.cancelled_at is not None:
        return Judgement(Outcome.EXCLUDED)
    if breach is None:
        return Judgement(Outcome.NO_TARGET)
    outcome = Outcome.OPEN_BREACHED if cycle.stopped_at is None else Outcome.LATE
    overdue_us = until - micros(breach[1])
    return Judgement(
        outcome, breached_at=breach[0], breach_computed_at=breach[1], overdue_us=overdue_us, inclusive=breach[2]
    )


def _is_provisional(
    period: Period, calendar: AnyCalendar, cycle: SlaCycle, deadline: Deadline | None, until: int
) -> bool:
    """Tell whether a deadline, or the working time used so far, rests on holidays that are not published yet."""
    is_known = not period.is_working or calendar.compiled.is_known(micros(cycle.started_at), until)
    if not is_known and calendar.beyond_horizon == "raise":
        raise calendar.compiled.beyond()
    return not is_known or (deadline is not None and deadline.provisional)


def _outcome(
    cycle: SlaCycle,
    deadline: Deadline | None,
    breach: tuple[dt.datetime, dt.datetime, bool] | None,
    done: dt.datetime | None,
    now: dt.datetime,
) -> Outcome:
    """Return the outcome by the one shared rule; a breach of an earlier target turns a later hit into a miss."""
    if breach is not None and cycle.cancelled_at is None:
        return Outcome.OPEN_BREACHED if done is None else Outcome.LATE
    return decide_outcome(
        due_at=None if deadline is None else deadline.instant,
        done_at=done,
        as_of=now,
        inclusive=deadline is None or deadline.inclusive,
        is_excluded=cycle.cancelled_at is not None,
    )


def _deadline(period: Period, cycle: SlaCycle, calendar: AnyCalendar) -> Deadline | None:
    """Return the deadline of a cycle, or None while an open pause leaves it unknown."""
    try:
        return period.deadline(cycle.started_at, calendar, pauses=cycle.pauses)
    except PauseNeverEnds:
        return None


def _first_breach(
    cycle: SlaCycle, held: list[TargetEpoch], until: int, last_deadline: Deadline | None
) -> tuple[dt.datetime, dt.datetime, bool] | None:
    """Return when a target was first missed, the deadline that was, and whether it was met at its own instant.

    An early target is missed in its time only.
    """
    for index, epoch in enumerate(held):
        if epoch.target is None:
            continue
        is_last = index == len(held) - 1
        calendar = epoch.policy.calendar(epoch.target.calendar)
        deadline = last_deadline if is_last else _deadline(epoch.target.period, cycle, calendar)
        end = until if is_last else _stands_since(cycle, min(until, micros(held[index + 1].at or cycle.started_at)))
        # A target that held only while the ticket was closed had no time in which it could be missed.
        was_closed = not is_last and epoch.at is not None and end <= micros(epoch.at)
        if was_closed or deadline is None or deadline.is_met(from_micros(end)):
            continue
        due = micros(deadline.instant)
        begun = max(micros(cycle.started_at), due if epoch.at is None else max(due, micros(epoch.at)))
        return from_micros(begun), deadline.instant, deadline.inclusive
    return None


def _stands_since(cycle: SlaCycle, us: int) -> int:
    """Return since when a reopened cycle was closed at an instant, or the instant itself where it was not.

    While a ticket is closed no target can be missed; a pause of a live ticket gives no such peace, since a shorter
    target can be past already when it comes.
    """
    return next((micros(span.start) for span in cycle.closed if from_micros(us) in span), us)


def _edges(period: Period, cycle: SlaCycle) -> Edges:
    """Return the pauses that count for a period, none for one that nothing may stop."""
    return pause_edges(cycle.pauses) if period.pausable else []


def _used(period: Period, calendar: AnyCalendar, cycle: SlaCycle, end: dt.datetime) -> int:
    """Return the time used on a period's own clock from a cycle's start to an instant, pauses taken out."""
    return _clock_time(period, calendar, micros(cycle.started_at), micros(end), _edges(period, cycle))


def _clock_time(period: Period, calendar: AnyCalendar, low: int, high: int, pauses: Edges) -> int:
    """Return the time between two instants on a period's own clock: working time, or real time."""
    if high <= low:
        return 0
    if period.is_working:
        compiled = calendar.compiled
        return compiled.work(low, high) - paused_work(compiled, pauses, low, high)
    return sum(end - start for start, end in subtract_edges([(low, high)], pauses))


def _whole(period: Period, calendar: AnyCalendar, cycle: SlaCycle) -> int:
    """Return the time from a cycle's start to its deadline without any pause, on the period's own clock."""
    if period.is_amount and period.count_from == "start":
        return period.length_us
    start = micros(cycle.started_at)
    due = micros(period.deadline(cycle.started_at, calendar).instant)
    return _clock_time(period, calendar, start, due, [])


def _remaining(period: Period, calendar: AnyCalendar, cycle: SlaCycle, deadline: Deadline, end: dt.datetime) -> int:
    """Return the time left on a period's own clock, negative after the deadline."""
    at, due = micros(end), micros(deadline.instant)
    pauses = _edges(period, cycle)
    if at <= due:
        return _clock_time(period, calendar, at, due, pauses)
    return -_clock_time(period, calendar, due, at, pauses)


def _overdue(period: Period, calendar: AnyCalendar, cycle: SlaCycle, missed: dt.datetime, until: int) -> int:
    """Return the time by which a missed deadline is past, on a period's own clock."""
    return _clock_time(period, calendar, micros(missed), until, _edges(period, cycle))


def _warnings(
    target: SlaTarget, calendar: AnyCalendar, cycle: SlaCycle, deadline: Deadline | None, whole: int
) -> tuple[tuple[Fraction, dt.datetime], ...]:
    """Return the instants at which shares of the period are used up, as far as open pauses let them be known.

    The whole share is the deadline itself, also for a count of days whose working time ends before its midnight.
    """
    found: list[tuple[Fraction, dt.datetime]] = []
    for share in target.warn_at:
        if share == 1:
            at = None if deadline is None else micros(deadline.instant)
        else:
            # A share that a period without any working time of its own has used up is reached at its start.
            amount = -(-whole * share.numerator // share.denominator)
            at = _at_share(target.period, calendar, cycle, amount) if amount else micros(cycle.started_at)
        if at is not None and at < MAX_MICROS:
            found.append((share, from_micros(at)))
    return tuple(found)


def _at_share(period: Period, calendar: AnyCalendar, cycle: SlaCycle, amount: int) -> int | None:
    """Return the instant at which an amount on a period's own clock is used up, or None where that is not known."""
    start, pauses = micros(cycle.started_at), _edges(period, cycle)
    try:
        if period.is_working:
            return after_work_paused(calendar.compiled, start, amount, pauses, "close")
    except PauseNeverEnds:
        return None
    due = start + amount
    for low, high in pauses:
        if max(low, start) < due and high > start:
            if high >= NEVER:
                return None
            due += high - max(low, start)
    return due
