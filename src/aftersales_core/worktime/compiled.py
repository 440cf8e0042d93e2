"""What every calendar turns into when it is used: its horizon, and a timeline that grows as it is asked.

The timeline is one immutable value in one cell, replaced whole. Threads that race build equal values, so whichever
stays, every answer is the same.
"""

import datetime as dt
import zoneinfo
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cached_property
from itertools import accumulate
from typing import Final, NamedTuple, Protocol

from aftersales_core.errors import HorizonExceeded
from aftersales_core.instants import DAY, EPOCH_ORDINAL, FIRST_YEAR, LAST_YEAR, MAX_MICROS
from aftersales_core.worktime.localtime import midnight
from aftersales_core.worktime.timeline import Landing, OwnedWindow, Timeline, joined, timeline_of, year_ordinal

__all__ = ["Compiled", "HasCompiled", "Label", "year_of"]

# Beyond this many years a question is answered from yearly totals, so that no table grows without bound.
MOST_YEARS: Final = 120
# No zone has irregular clock changes after this year (Morocco's are published to 2087), so hours repeat with the
# Gregorian cycle of 400 years from here on.
LAST_IRREGULAR_CLOCK_CHANGE: Final = 2100
GREGORIAN_CYCLE: Final = 400
# A local date of the first or last year can begin a day earlier or end a day later in UTC.
YEARS_AROUND: Final = (FIRST_YEAR - 1, LAST_YEAR + 1)


class Label(NamedTuple):
    """Why a stretch of time counts or does not: a stable word, and the name of the holiday where there is one."""

    why: str
    name: str | None = None


class HasCompiled(Protocol):
    """A calendar of any kind: it has an id and can be compiled."""

    @property
    def id(self) -> str:
        """Return the name that errors and deadlines give to the calendar."""
        ...

    @cached_property
    def compiled(self) -> "Compiled":
        """Return the compiled form, made on first use."""
        ...


def year_of(us: int) -> int:
    """Return the UTC year of microseconds since 1970."""
    return dt.date.fromordinal(us // DAY + EPOCH_ORDINAL).year


class Compiled:
    """The compiled form of one calendar; not a value of its own, never compared, hashed, pickled or sent."""

    __slots__ = (
        "calendar_id",
        "cuts",
        "known_end_us",
        "known_first_us",
        "known_years",
        "label",
        "last_dated_year",
        "owned",
        "timeline",
        "totals",
        "where",
    )

    def __init__(  # noqa: PLR0917 - given once, by each kind of calendar
        self,
        calendar_id: str,
        where: zoneinfo.ZoneInfo,
        known_years: tuple[int, int],
        last_dated_year: int,
        owned: Callable[[int, int], list[OwnedWindow]],
        label: Callable[[int], Label],
        cuts: Callable[[int, int], list[int]],
    ) -> None:
        """Take what the calendar says of itself.

        ``owned(first, last)`` gives the windows of days by ordinal, ``label(us)`` says why an instant counts or not,
        and ``cuts(low, high)`` lists the instants between two others at which a label may change besides the edges of
        windows.
        """
        self.calendar_id = calendar_id
        self.where = where
        self.known_years = known_years
        self.known_first_us = max(midnight(year_ordinal(known_years[0]), where), 0)
        self.known_end_us = min(midnight(year_ordinal(known_years[1] + 1), where), MAX_MICROS)
        self.last_dated_year = last_dated_year
        self.owned = owned
        self.label = label
        self.cuts = cuts
        self.timeline: Timeline | None = None
        self.totals: tuple[tuple[int, ...], tuple[int, ...]] | None = None

    def compile(self, first_year: int, end_year: int) -> Timeline:
        """Compile a range of years, without keeping it. Windows of the days around it reach in over midnight."""
        first_year, end_year = max(first_year, YEARS_AROUND[0]), min(end_year, YEARS_AROUND[1])
        owned = self.owned(year_ordinal(first_year) - 3, year_ordinal(end_year) + 2)
        return timeline_of(owned, first_year, end_year)

    def covering(self, low: int, high: int) -> Timeline | None:
        """Return a timeline that holds all of two instants' range, or None where that is too many years for one."""
        timeline = self.timeline
        if timeline is not None and timeline.first_us <= low and high < timeline.end_us:
            return timeline
        return self.years(year_of(low), year_of(high) + 1)

    def years(self, first_year: int, end_year: int) -> Timeline | None:
        """Return a timeline of at least some years, kept for the next question, or None for too many of them."""
        return None if end_year - first_year > MOST_YEARS else self.few_years(first_year, end_year)

    def few_years(self, first_year: int, end_year: int) -> Timeline:
        """Return a timeline of at least some years, up to MOST_YEARS of them, kept for the next question."""
        first_year, end_year = max(first_year, YEARS_AROUND[0]), min(end_year, YEARS_AROUND[1])
        grown = self.timeline
        if grown is None or max(end_year, grown.end_year) - min(first_year, grown.first_year) > MOST_YEARS:
            grown = self.compile(first_year, end_year)
        if first_year < grown.first_year:
            grown = joined(self.compile(first_year, grown.first_year), grown)
        if end_year > grown.end_year:
            grown = joined(grown, self.compile(grown.end_year, end_year))
        self.timeline = grown
        return grown

    def work(self, low: int, high: int) -> int:
        """Return the working time between two instants in order, in microseconds."""
        timeline = self.covering(low, high)
        if timeline is not None:
            return timeline.work_at(high) - timeline.work_at(low)
        return self._far_work(high) - self._far_work(low)

    def after_work(self, start: int, amount: int, landing: Landing) -> int | None:
        """Return the instant at which an amount of working time from ``start`` is used up; None past 1970 or 9998."""
        kept = self.timeline
        if kept is not None and kept.first_us <= start < kept.end_us:
            found = kept.at_work(kept.work_at(start) + amount, landing)
            if found is not None:
                return found
        year, reach = year_of(start), 1
        while reach <= MOST_YEARS // 2:
            first, end = (year, year + reach + 1) if amount > 0 else (year - reach, year + 1)
            timeline = self.few_years(first, end)
            found = timeline.at_work(timeline.work_at(start) + amount, landing)
            if found is not None:
                return found
            reach *= 2
        return self._far_after(start, amount, landing)

    def require_known(self, *instants: int) -> None:
        """Raise HorizonExceeded unless every instant lies within the years that the calendar knows."""
        for us in instants:
            if not self.known_first_us <= us <= self.known_end_us:
                raise self.beyond()

    def is_known(self, *instants: int) -> bool:
        """Tell whether every instant lies within the years that the calendar knows."""
        return all(self.known_first_us <= us <= self.known_end_us for us in instants)

    def beyond(self) -> HorizonExceeded:
        """Return the error that names the days that are known."""
        first, last = self.known_years
        return HorizonExceeded(self.calendar_id, dt.date(first, 1, 1), dt.date(last, 12, 31))

    def _yearly(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the working time and the working days before each year from YEARS_AROUND on.

        Each different year is compiled once; from the first regular one on they repeat with the Gregorian cycle.
        """
        if self.totals is None:
            first, end = YEARS_AROUND
            regular = max(self.last_dated_year, LAST_IRREGULAR_CLOCK_CHANGE) + 2
            count = min(regular + GREGORIAN_CYCLE, end) - first
            own = [self.compile(first + index, first + index + 1) for index in range(count)]
            work, days = [year.total for year in own], [len(year.days) for year in own]
            for totals in (work, days):
                while len(totals) < end - first:
                    totals.append(totals[len(totals) - GREGORIAN_CYCLE])
            self.totals = tuple(accumulate(work, initial=0)), tuple(accumulate(days, initial=0))
        return self.totals

    def days_before(self, ordinal: int) -> int:
        """Return the number of working days from YEARS_AROUND to a date, itself not counted, for far dates."""
        year = dt.date.fromordinal(ordinal).year
        return self._yearly()[1][year - YEARS_AROUND[0]] + bisect_left(self.compile(year, year + 1).days, ordinal)

    def day_at(self, rank: int) -> int | None:
        """Return the working day before which there are so many; the inverse of ``days_before``. None past 9998."""
        before = self._yearly()[1]
        index = bisect_right(before, rank) - 1
        if not 0 <= index < len(before) - 1:
            return None
        year = YEARS_AROUND[0] + index
        return self.compile(year, year + 1).days[rank - before[index]]

    def _far_work(self, us: int) -> int:
        """Return the working time from YEARS_AROUND to an instant, for spans of more years than one timeline takes."""
        year = year_of(us)
        return self._yearly()[0][year - YEARS_AROUND[0]] + self.compile(year, year + 1).work_at(us)

    def _far_after(self, start: int, amount: int, landing: Landing) -> int | None:
        """Return what ``after_work`` promises, by way of the yearly totals."""
        before, work = self._yearly()[0], self._far_work(start) + amount
        index = (bisect_left if landing == "close" else bisect_right)(before, work) - 1
        if not 0 <= index < len(before) - 1:
            return None
        year = YEARS_AROUND[0] + index
        return self.compile(year, year + 1).at_work(work - before[index], landing)
