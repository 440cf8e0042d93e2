"""Two calendars side by side: which days differ, and which deadlines that moves.

A new release of holiday or time-zone data moves deadlines that were promised to customers; here one can see which, and
because of which days.
"""

import datetime as dt
from typing import TYPE_CHECKING, Literal

import attrs

from aftersales_core.errors import InvalidCalendar
from aftersales_core.instants import FIRST_YEAR, LAST_YEAR, Span, from_micros, micros
from aftersales_core.interchange.canonical import digest
from aftersales_core.worktime.compiled import Compiled, HasCompiled
from aftersales_core.worktime.localtime import civil_day
from aftersales_core.worktime.timeline import merge_edges, year_ordinal

if TYPE_CHECKING:
    from aftersales_core.worktime.calendar import AnyCalendar
    from aftersales_core.worktime.deadline import Deadline

__all__ = ["DayDifference", "Recheck", "diff", "edges_digest", "recheck"]


@attrs.frozen
class DayDifference:
    """A date whose working time differs between two calendars: its windows before and after, in UTC."""

    day: dt.date
    before: tuple[Span, ...]
    after: tuple[Span, ...]


@attrs.frozen
class Recheck:
    """What becomes of a deadline on another calendar: same or moved, from where to where, because of which days."""

    verdict: Literal["same", "moved"]
    from_at: dt.datetime
    to_at: dt.datetime
    because: tuple[DayDifference, ...]
    was_provisional: bool
    is_provisional: bool


def edges_digest(self: HasCompiled, first_year: int, last_year: int) -> str:
    """Return a digest of the compiled UTC edges of some years, which a change of time-zone data changes too."""
    if not FIRST_YEAR <= first_year <= last_year <= LAST_YEAR:
        raise InvalidCalendar("edges_digest", (f"give years in order within {FIRST_YEAR} to {LAST_YEAR}",))
    timeline = self.compiled.compile(first_year, last_year + 1)
    return digest([list(timeline.starts), list(timeline.ends)])


def diff(
    self: HasCompiled, other: HasCompiled, first_year: int | None = None, last_year: int | None = None
) -> tuple[DayDifference, ...]:
    """Return the dates whose working time differs, in order, over the years that both calendars know.

    Give years to look further or at less; days that one of them does not know are compared as if nothing were
    published.
    """
    mine, theirs = self.compiled, other.compiled
    first = max(mine.known_years[0], theirs.known_years[0]) if first_year is None else first_year
    last = min(mine.known_years[1], theirs.known_years[1]) if last_year is None else last_year
    if last_year is None:
        # Calendars without a horizon differ in dated rules, or alike in every year: no need to walk on to 9998.
        last = min(last, max(mine.last_dated_year, theirs.last_dated_year, first) + 1)
    return _differences(mine, theirs, year_ordinal(first), year_ordinal(last + 1) - 1) if first <= last else ()


def _differences(mine: Compiled, theirs: Compiled, first: int, last: int) -> tuple[DayDifference, ...]:
    """Return the days that differ among some dates."""
    before, after = _by_day(mine, first, last), _by_day(theirs, first, last)
    return tuple(
        DayDifference(dt.date.fromordinal(day), before.get(day, ()), after.get(day, ()))
        for day in sorted(before.keys() | after.keys())
        if before.get(day) != after.get(day)
    )


def _by_day(compiled: Compiled, first: int, last: int) -> dict[int, tuple[Span, ...]]:
    """Return the merged working time of each of some dates."""
    edges: dict[int, list[tuple[int, int]]] = {}
    for window in compiled.owned(first, last):
        edges.setdefault(window.day, []).append((window.start, window.end))
    return {
        day: tuple(Span(from_micros(start), from_micros(end)) for start, end in merge_edges(found) if start >= 0)
        for day, found in edges.items()
    }


def recheck(self: "AnyCalendar", deadline: "Deadline", other: "AnyCalendar") -> Recheck:
    """Compute a deadline of this calendar again on another one, and name the days that moved it.

    The promise itself (start, period, pauses) is the deadline's own. A deadline that was provisional and stays where it
    is, but is known now, is ``same`` with ``is_provisional`` false. Raises InvalidCalendar for a deadline that neither
    calendar gave, since the days named would not be the reason.
    """
    if deadline.calendar_digest not in (self.digest, other.digest):
        problem = (
            f"the deadline was computed on another content of {deadline.calendar_id!r}: recheck it on that calendar"
        )
        raise InvalidCalendar("recheck", (problem,))
    again = deadline.period.deadline(deadline.start, other, pauses=deadline.pauses)
    moved = again.instant != deadline.instant
    because: tuple[DayDifference, ...] = ()
    if moved:
        mine, theirs = self.compiled, other.compiled
        start = deadline.start
        first = civil_day(micros(start), mine.where) if isinstance(start, dt.datetime) else start.toordinal()
        # The end of a day is the next day's first instant, and that next day moved nothing.
        last = max(
            civil_day(micros(deadline.instant) - 1, mine.where), civil_day(micros(again.instant) - 1, theirs.where)
        )
        because = _differences(mine, theirs, first - 1, last)
    return Recheck(
        "moved" if moved else "same", deadline.at, again.at, because, deadline.provisional, again.provisional
    )
