"""Questions about instants: how much working time lies between two, when is an amount used up, is it open, until when.

Each function stands as a method on every kind of calendar. Arguments are aware datetimes of any zone; answers are on
the calendar's own wall clock with a fixed offset. A question that needs days beyond the calendar's known years raises
HorizonExceeded, even where the calendar is made for provisional deadlines: a bare number cannot say that it is
provisional.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Final, Literal

from aftersales_core.errors import NeverOpen, WrongType
from aftersales_core.instants import (
    FIRST_YEAR,
    LAST_YEAR,
    Span,
    from_micros,
    local,
    micros,
    timedelta_from_micros,
    timedelta_micros,
)
from aftersales_core.worktime.compiled import LAST_IRREGULAR_CLOCK_CHANGE, Compiled, HasCompiled, year_of
from aftersales_core.worktime.pauses import after_work_paused, pause_edges, paused_work
from aftersales_core.worktime.timeline import Landing, Timeline, year_micros

__all__ = [
    "add_working_time",
    "is_open",
    "next_close",
    "next_open",
    "next_opening",
    "previous_close",
    "previous_opening",
    "spans",
    "working_time_between",
]

Edge = Literal["starts", "ends"]
ZERO: Final = dt.timedelta(0)


def working_time_between(
    self: HasCompiled, start: dt.datetime, end: dt.datetime, *, pauses: Iterable[Span] = ()
) -> dt.timedelta:
    """Return the working time from ``start`` to ``end``: real elapsed time inside windows, to the microsecond.

    Negative when ``end`` is before ``start``, so that f(a, b) = -f(b, a) and f(a, b) + f(b, c) = f(a, c) always hold.
    Pauses may overlap, lie outside hours or still be open; what they cover of the span is not counted.
    """
    low, high = micros(start), micros(end)
    compiled = self.compiled
    compiled.require_known(low, high)
    if low > high:
        return -timedelta_from_micros(_between(compiled, high, low, pauses))
    return timedelta_from_micros(_between(compiled, low, high, pauses))


def _between(compiled: Compiled, low: int, high: int, pauses: Iterable[Span]) -> int:
    """Return the unpaused working microseconds between two instants in order."""
    worked = compiled.work(low, high)
    return worked - paused_work(compiled, pause_edges(pauses), low, high) if pauses else worked


def add_working_time(
    self: HasCompiled,
    start: dt.datetime,
    amount: dt.timedelta,
    *,
    pauses: Iterable[Span] = (),
    landing: Landing | None = None,
) -> dt.datetime:
    """Return the first instant at which ``amount`` of working time after ``start`` is used up.

    A negative amount counts backwards. Where the amount ends exactly at an edge, two instants fit: ``landing="close"``
    is the closing before the gap and ``"open"`` the opening after it. By default the answer stays on the side that it
    came from: the closing for a positive amount, the opening for a negative one. No amount at all is ``start`` itself,
    or with ``landing="open"`` the next instant at which it is open.

    Raises PauseNeverEnds where a pause that is still open stops the clock before the amount is used up.
    """
    compiled, low = self.compiled, micros(start)
    _check_amount(amount, landing)
    compiled.require_known(low)
    work = timedelta_micros(amount)
    if work == 0:
        return next_open(self, start) if landing == "open" else local(low, compiled.where)
    chosen: Landing = landing or ("close" if work > 0 else "open")
    edges = pause_edges(pauses) if pauses else ()
    found = (
        after_work_paused(compiled, low, work, list(edges), chosen) if edges else compiled.after_work(low, work, chosen)
    )
    return _known(compiled, found)


def _check_amount(amount: object, landing: object) -> None:
    """Raise WrongType for a number without a unit, or an unknown landing."""
    if not isinstance(amount, dt.timedelta):
        raise WrongType("amount", "a timedelta", type(amount).__name__)
    if landing not in (None, "close", "open"):
        raise WrongType("landing", "'close', 'open' or None", f"{landing!r:.40}")


def _known(compiled: Compiled, found: int | None) -> dt.datetime:
    """Return an answer on the calendar's wall clock, or raise HorizonExceeded for one that nobody can know yet."""
    if found is None and compiled.known_years[1] == LAST_YEAR:
        raise NeverOpen(compiled.calendar_id, f"that much working time between {FIRST_YEAR} and {LAST_YEAR}")
    if found is None or not compiled.known_first_us <= found <= compiled.known_end_us:
        raise compiled.beyond()
    return local(found, compiled.where)


def is_open(self: HasCompiled, at: dt.datetime) -> bool:
    """Tell whether the calendar works at an instant: the opening counts, the closing does not."""
    us = micros(at)
    compiled = self.compiled
    compiled.require_known(us)
    return around(compiled, us).is_open(us)


def around(compiled: Compiled, us: int) -> Timeline:
    """Return a timeline in which an instant lies at least a year's turn away from the edges."""
    year = year_of(us)
    return compiled.few_years(year - 1, year + 2)


def next_open(self: HasCompiled, at: dt.datetime) -> dt.datetime:
    """Return the first instant at or after ``at`` at which the calendar is open: ``at`` itself if it is open then."""
    us = micros(at)
    compiled = self.compiled
    compiled.require_known(us)
    if around(compiled, us).is_open(us):
        return local(us, compiled.where)
    return _edge(self, at, "starts", forward=True, inclusive=True)


def next_opening(self: HasCompiled, at: dt.datetime, *, inclusive: bool = True) -> dt.datetime:
    """Return the first opening at or after ``at``, or strictly after it with ``inclusive=False``."""
    return _edge(self, at, "starts", forward=True, inclusive=inclusive)


def previous_opening(self: HasCompiled, at: dt.datetime) -> dt.datetime:
    """Return the last opening at or before ``at``."""
    return _edge(self, at, "starts", forward=False, inclusive=True)


def next_close(self: HasCompiled, at: dt.datetime) -> dt.datetime:
    """Return the first closing after ``at``; a calendar that never closes again raises NeverOpen."""
    return _edge(self, at, "ends", forward=True, inclusive=False)


def previous_close(self: HasCompiled, at: dt.datetime) -> dt.datetime:
    """Return the last closing at or before ``at``."""
    return _edge(self, at, "ends", forward=False, inclusive=True)


def _edge(calendar: HasCompiled, at: dt.datetime, edge: Edge, *, forward: bool, inclusive: bool) -> dt.datetime:
    """Return the nearest opening or closing on one side of an instant, within the known years."""
    us = micros(at)
    compiled = calendar.compiled
    compiled.require_known(us)
    try:
        found = search_edge(compiled, us, edge, forward=forward, inclusive=inclusive)
    except NeverOpen:
        # Nothing in the known years is no proof for the years that are not published yet.
        if forward and compiled.known_years[1] < LAST_YEAR:
            raise compiled.beyond() from None
        raise
    return _known(compiled, found)


def search_edge(compiled: Compiled, us: int, edge: Edge, *, forward: bool, inclusive: bool) -> int:
    """Return the nearest opening or closing on one side of an instant, or raise NeverOpen after a bounded search.

    After the last dated rule and the last irregular clock change every year has the same edges, so a year or two past
    them without one means that there is none.
    """
    year, reach = year_of(us), 1
    quiet = max(compiled.last_dated_year, LAST_IRREGULAR_CLOCK_CHANGE) + 2
    furthest = max(quiet - year, 2) if forward else year - 1970 + 2
    while True:
        first, end = (year - 1, year + reach + 1) if forward else (year - reach, year + 2)
        timeline = compiled.years(first, end) or compiled.compile(first, end)
        found = _nearest(timeline, us, edge, forward=forward, inclusive=inclusive)
        if found is not None:
            return found
        if not forward and year - reach > quiet:
            # Every year down to the quiet one is alike, and these had no edge, so the search goes on there.
            year, reach, us = quiet, 1, year_micros(quiet)
            continue
        if reach > furthest:
            raise NeverOpen(compiled.calendar_id, f"{'next' if forward else 'previous'} {_EDGE_NAMES[edge]}")
        reach *= 2


_EDGE_NAMES: Final = {"starts": "opening", "ends": "closing"}


def _nearest(timeline: Timeline, us: int, edge: Edge, *, forward: bool, inclusive: bool) -> int | None:
    """Return the nearest true edge of a timeline, not taking the ends of its range for one."""
    edges = timeline.starts if edge == "starts" else timeline.ends
    border = timeline.first_us if edge == "starts" else timeline.end_us
    if forward:
        index = bisect_left(edges, us) if inclusive else bisect_right(edges, us)
        step = 1
    else:
        index = bisect_right(edges, us) - 1
        step = -1
    while 0 <= index < len(edges) and edges[index] == border:
        index += step
    return edges[index] if 0 <= index < len(edges) else None


def spans(self: HasCompiled, start: dt.datetime, end: dt.datetime) -> tuple[Span, ...]:
    """Return the windows between two instants, clipped to them, in UTC; none where ``end`` is not after ``start``."""
    low, high = micros(start), micros(end)
    compiled = self.compiled
    compiled.require_known(low, high)
    if high <= low:
        return ()
    timeline = compiled.covering(low, high) or compiled.compile(year_of(low), year_of(high) + 1)
    return tuple(Span(from_micros(first), from_micros(last)) for first, last in timeline.edges(low, high))
