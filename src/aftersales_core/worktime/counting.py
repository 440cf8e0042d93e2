"""From a period and a start to the instant of its deadline: one function for each way of counting."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, TypeGuard

from aftersales_core.errors import InstantOutOfRange, PauseNeverEnds, WrongType
from aftersales_core.instants import LAST_YEAR, MAX_MICROS, Span, from_micros, micros
from aftersales_core.worktime.compiled import Compiled
from aftersales_core.worktime.days import date_ordinal, nth_working_day
from aftersales_core.worktime.deadline import Deadline
from aftersales_core.worktime.localtime import add_months, civil_day, midnight, wall_micros, wall_seconds
from aftersales_core.worktime.pauses import NEVER, after_work_paused, pause_edges, paused_work
from aftersales_core.worktime.period import Period
from aftersales_core.worktime.queries import around, search_edge
from aftersales_core.worktime.timeline import Edges, Landing, merge_edges

if TYPE_CHECKING:
    from aftersales_core.worktime.calendar import AnyCalendar

__all__ = ["count"]

LAST_DAY: Final = dt.date(LAST_YEAR, 12, 31).toordinal()


def count(
    period: Period, start: dt.datetime | dt.date, calendar: "AnyCalendar", pauses: Iterable[Span] = ()
) -> Deadline:
    """Return the deadline of a period; see ``Period.deadline``."""
    compiled = calendar.compiled
    given = tuple(pauses)
    edges = pause_edges(given) if period.pausable else []
    day = None if isinstance(start, dt.datetime) else date_ordinal(start)
    if day is not None and (period.is_amount or period.ends == "same_time"):
        raise WrongType("start", f"an aware datetime for a period of {period.unit}", "date")
    first = micros(start) if isinstance(start, dt.datetime) else midnight(date_ordinal(start), compiled.where)
    found = _instant(period, first, day, compiled, edges)
    if found is None or not 0 <= found < MAX_MICROS:
        raise InstantOutOfRange(f"{period.amount} {period.unit} after {start.isoformat()}")
    # A clock that needs no holidays is as certain in 2050 as today.
    provisional = (period.is_working or period.roll is not None) and not compiled.is_known(first, found)
    if provisional and calendar.beyond_horizon == "raise":
        raise compiled.beyond()
    return Deadline(
        start=from_micros(first) if isinstance(start, dt.datetime) else start,
        period=period,
        pauses=given,
        instant=from_micros(found),
        inclusive=period.inclusive and period.ends != "end_of_day",
        tz=calendar.tz,
        calendar_id=calendar.id,
        calendar_digest=calendar.digest,
        provisional=provisional,
    )


def _instant(period: Period, start: int, day: int | None, compiled: Compiled, pauses: Edges) -> int | None:
    """Return the instant at which a period ends; ``day`` is the start's date where no time of day was given."""
    if period.is_amount:
        if period.count_from == "next_midnight":
            start = midnight(civil_day(start, compiled.where) + 1, compiled.where)
        if period.is_working:
            return after_work_paused(compiled, start, period.length_us, pauses, "close")
        return _after_time(start, period.length_us, pauses)
    if period.ends == "same_time" and period.unit == "working_days":
        return _same_time(period, start, compiled, pauses)
    first_day = civil_day(start, compiled.where) if day is None else day
    if period.unit == "working_days":
        last = _last_working_day(period, first_day, compiled, pauses)
        if last is None:
            return None
        return _last_close(compiled, last) if period.ends == "close" else midnight(last + 1, compiled.where)
    last = _last_day(period, first_day, compiled, pauses)
    if period.roll is not None and _is_date(last):
        last = nth_working_day(compiled, last, 0)
    if not _is_date(last):
        return None
    if period.ends == "same_time":
        seconds, rest = wall_seconds(start, compiled.where)
        due = wall_micros(last, seconds, compiled.where) + rest
        return _after_time(start, due - start, pauses)
    return midnight(last + 1, compiled.where)


def _is_date(ordinal: int | None) -> TypeGuard[int]:
    """Tell whether a count led to a date that instants reach."""
    return ordinal is not None and ordinal <= LAST_DAY


def _after_time(start: int, length: int, pauses: Edges) -> int:
    """Return the instant at which real time outside the pauses is used up."""
    due = start + length
    for low, high in pauses:
        first = max(low, start)
        if first >= high:
            continue
        if first >= due:
            break
        if high >= NEVER:
            raise PauseNeverEnds(from_micros(first).isoformat())
        due += high - first
    return due


def _same_time(period: Period, start: int, compiled: Compiled, pauses: Edges) -> int | None:
    """Return the start's wall clock on the n-th working day after, moved on by the working time that pauses take."""
    opened = start if around(compiled, start).is_open(start) else _next_opening(compiled, start)
    seconds, rest = wall_seconds(opened, compiled.where)
    day = _owner(compiled, opened)
    seconds += (civil_day(opened, compiled.where) - day) * 86_400
    steps = period.amount - (period.count_from == "same_day")
    last = day if steps == 0 else nth_working_day(compiled, day, steps, period.convention)
    if last is None:
        return None
    due = _clamped(compiled, last, wall_micros(last, seconds, compiled.where) + rest)
    if not paused_work(compiled, pauses, opened, due):
        return due
    # The clock's own time is working time, so the paused part of it is worked off after the unpaused deadline.
    landing: Landing = "close" if around(compiled, due - 1).is_open(due - 1) else "open"
    return after_work_paused(compiled, opened, compiled.work(opened, due), pauses, landing)


def _next_opening(compiled: Compiled, us: int) -> int:
    """Return the first opening at or after an instant, past the known years too."""
    return search_edge(compiled, us, "starts", forward=True, inclusive=True)


def _owner(compiled: Compiled, us: int) -> int:
    """Return the date that owns the working time at an instant, which for a night is the date before."""
    day = civil_day(us, compiled.where)
    is_of_night = any(window.start <= us < window.end for window in compiled.owned(day - 1, day - 1))
    return day - 1 if is_of_night else day


def _windows(compiled: Compiled, day: int) -> Edges:
    """Return the working time of one date, merged."""
    return merge_edges((window.start, window.end) for window in compiled.owned(day, day))


def _clamped(compiled: Compiled, day: int, us: int) -> int:
    """Return an instant if it lies in a date's windows, else the last closing before it, else the first opening."""
    windows = _windows(compiled, day)
    due = windows[0][0]
    for start, end in windows:
        if us < start:
            break
        due = min(us, end)
    return due


def _last_close(compiled: Compiled, day: int) -> int:
    """Return the last closing of a date's windows."""
    return _windows(compiled, day)[-1][1]


def _last_working_day(period: Period, first_day: int, compiled: Compiled, pauses: Edges) -> int | None:
    """Return the working day on which a count of working days ends, leaving out the days that pauses take."""
    before = first_day - 1 if period.count_from == "same_day" else first_day
    convention = period.convention if period.count_from == "next_day" else "step"
    if not pauses:
        return nth_working_day(compiled, before, period.amount, convention)
    day = before if convention == "step" else nth_working_day(compiled, before, 0)
    counted = 0
    while counted < period.amount and day is not None:
        day = nth_working_day(compiled, day, 1)
        if day is not None and not _is_paused(_windows(compiled, day), pauses, period):
            counted += 1
    return day


def _last_day(period: Period, first_day: int, compiled: Compiled, pauses: Edges) -> int | None:
    """Return the date on which a count of days, months or years ends, later by the days that pauses take."""
    before = first_day - 1 if period.count_from == "same_day" else first_day
    last = _corresponding(period, first_day)
    if not _is_date(last) or not pauses or period.ends == "same_time":
        return last
    day, owed = before, last - before
    while owed and day < LAST_DAY:
        day += 1
        whole = [(midnight(day, compiled.where), midnight(day + 1, compiled.where))]
        if not _is_paused(whole, pauses, period):
            owed -= 1
    return day


def _corresponding(period: Period, first_day: int) -> int | None:
    """Return the date on which a count ends that nothing pauses, or None past the last date there is.

    Counted from the next day, months end on the corresponding date; counted from the day itself, on the day before it.
    Where a month has no corresponding date, its last day ends both (Japan, Civil Code art. 143(2); China, art. 202).
    """
    counts_itself = period.count_from == "same_day"
    if period.unit == "days":
        return first_day + period.amount - counts_itself
    months = period.amount * (12 if period.unit == "years" else 1)
    first = dt.date.fromordinal(first_day)
    try:
        last = add_months(first, months)
    except (ValueError, OverflowError):
        return None
    return last.toordinal() - (counts_itself and last.day == first.day)


def _is_paused(windows: Edges, pauses: Edges, period: Period) -> bool:
    """Tell whether pauses take a day: all of its time, or any of it, as the period says."""
    for low, high in pauses:
        if high >= NEVER and windows and windows[0][0] >= low:
            raise PauseNeverEnds(from_micros(low).isoformat())
    whole = sum(end - start for start, end in windows)
    paused = sum(max(0, min(end, high) - max(start, low)) for start, end in windows for low, high in pauses)
    return paused > 0 if period.pause_days == "touched" else 0 < whole <= paused
