"""A calendar compiled for a range of years: merged UTC windows and the working time that lies before each.

With W(t) the working time from the start of the range to t, elapsed time is W(b) - W(a) and adding an amount is the
inverse of W, each found by bisection: the cost does not grow with the span.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Literal, NamedTuple

import attrs

from aftersales_core.instants import DAY, EPOCH_ORDINAL

__all__ = [
    "Edges",
    "Landing",
    "OwnedWindow",
    "Timeline",
    "intersect_edges",
    "joined",
    "merge_edges",
    "overlapping",
    "subtract_edges",
    "timeline_of",
    "year_micros",
    "year_ordinal",
]

Landing = Literal["close", "open"]
Edges = list[tuple[int, int]]


class OwnedWindow(NamedTuple):
    """A stretch of working time in microseconds since 1970 and the civil day (its ordinal) that it belongs to.

    A plain tuple underneath, since a compiled decade makes thousands of them; it never leaves this package.
    """

    day: int
    start: int
    end: int


def year_ordinal(year: int) -> int:
    """Return the ordinal of the first of January."""
    return dt.date(year, 1, 1).toordinal()


def year_micros(year: int) -> int:
    """Return the microseconds since 1970 at which a year begins in UTC."""
    return (year_ordinal(year) - EPOCH_ORDINAL) * DAY


def merge_edges(edges: Iterable[tuple[int, int]]) -> Edges:
    """Return stretches in order, with touching and overlapping ones made one."""
    merged: Edges = []
    last = -1
    for start, end in sorted(edges):
        if merged and start <= last:
            if end > last:
                merged[-1] = (merged[-1][0], end)
                last = end
        else:
            merged.append((start, end))
            last = end
    return merged


def overlapping(edges: Edges, start: int, end: int) -> Edges:
    """Return those of some merged stretches that share time with ``[start, end)``, found by bisection."""
    first = bisect_left(edges, (start, start))
    if first and edges[first - 1][1] > start:
        first -= 1
    return edges[first : bisect_left(edges, (end, end))]


def intersect_edges(edges: Edges, others: Edges) -> Edges:
    """Return what two lists of merged stretches have in common."""
    return [(max(start, low), min(end, high)) for start, end in edges for low, high in overlapping(others, start, end)]


def subtract_edges(edges: Edges, cuts: Edges) -> Edges:
    """Return what is left of merged stretches after merged cuts are taken out."""
    left: Edges = []
    for start, end in edges:
        low = start
        for cut_start, cut_end in overlapping(cuts, start, end):
            if cut_start > low:
                left.append((low, cut_start))
            low = cut_end
        if low < end:
            left.append((low, end))
    return left


@attrs.frozen(eq=False)
class Timeline:
    """The windows of ``[first_year, end_year)`` in UTC years, and the working days among the civil days of those years.

    ``before[i]`` is the working time from ``first_us`` to ``starts[i]``. A window that runs past the range is cut at
    its edge, so an edge at ``first_us`` or ``end_us`` says nothing about opening or closing.
    """

    first_year: int
    end_year: int
    first_us: int
    end_us: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    before: tuple[int, ...]
    total: int
    days: tuple[int, ...]

    def work_at(self, us: int) -> int:
        """Return W(us), the working time from the start of the range."""
        index = bisect_right(self.starts, us) - 1
        if index < 0:
            return 0
        return self.before[index] + min(us, self.ends[index]) - self.starts[index]

    def at_work(self, work: int, landing: Landing) -> int | None:
        """Return the instant at which W reaches ``work``, or None where that may lie outside the range.

        Where that is a whole gap, ``close`` takes its first instant and ``open`` its last.
        """
        if landing == "close":
            if not 0 < work <= self.total:
                return None
            index = bisect_left(self.before, work) - 1
        else:
            if not 0 <= work < self.total:
                return None
            index = bisect_right(self.before, work) - 1
        return self.starts[index] + work - self.before[index]

    def is_open(self, us: int) -> bool:
        """Tell whether an instant lies in a window."""
        index = bisect_right(self.starts, us) - 1
        return index >= 0 and us < self.ends[index]

    def edges(self, start: int, end: int) -> Edges:
        """Return the windows between two instants, clipped to them."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = bisect_left(self.starts, end)
        clipped = ((max(self.starts[i], start), min(self.ends[i], end)) for i in range(first, last))
        return [(low, high) for low, high in clipped if low < high]


def timeline_of(owned: Iterable[OwnedWindow], first_year: int, end_year: int) -> Timeline:
    """Build the timeline of some years from the windows of their days and of the days around them."""
    first_us, end_us = year_micros(first_year), year_micros(end_year)
    first_day, end_day = year_ordinal(first_year), year_ordinal(end_year)
    windows = list(owned)
    merged = [
        (max(start, first_us), min(end, end_us))
        for start, end in merge_edges((window[1], window[2]) for window in windows)
        if end > first_us and start < end_us
    ]
    before: list[int] = []
    total = 0
    for start, end in merged:
        before.append(total)
        total += end - start
    return Timeline(
        first_year=first_year,
        end_year=end_year,
        first_us=first_us,
        end_us=end_us,
        starts=tuple(start for start, _ in merged),
        ends=tuple(end for _, end in merged),
        before=tuple(before),
        total=total,
        days=tuple(sorted({window[0] for window in windows if first_day <= window[0] < end_day})),
    )


def joined(early: Timeline, late: Timeline) -> Timeline:
    """Return the timeline of two ranges of years that follow each other; a window cut at the border is whole again."""
    shift = 1 if early.ends and late.starts and early.ends[-1] == late.starts[0] else 0
    ends = (*early.ends[:-1], *late.ends) if shift else early.ends + late.ends
    return Timeline(
        first_year=early.first_year,
        end_year=late.end_year,
        first_us=early.first_us,
        end_us=late.end_us,
        starts=early.starts + late.starts[shift:],
        ends=ends,
        before=early.before + tuple(work + early.total for work in late.before[shift:]),
        total=early.total + late.total,
        days=early.days + late.days,
    )
