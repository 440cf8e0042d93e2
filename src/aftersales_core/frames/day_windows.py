"""The windows of each civil date as a table: the last closing of a date, and a time of day held inside its windows."""

from itertools import groupby

import attrs
import numpy as np

from aftersales_core.frames.ranks import I64, NAT, Mask, frozen
from aftersales_core.instants import EPOCH_ORDINAL
from aftersales_core.worktime.compiled import Compiled
from aftersales_core.worktime.timeline import OwnedWindow, Timeline, merge_edges, year_ordinal

__all__ = ["DayWindows", "day_windows_of"]


@attrs.frozen(eq=False)
class DayWindows:
    """Merged windows in order of the date that owns them; those of date ``d`` begin at ``begin[d - first]``."""

    first: int
    begin: I64
    starts: I64
    ends: I64
    most: int

    def holds(self, day: I64, us: I64) -> Mask:
        """Tell of each instant whether a window of the date beside it holds it."""
        found = np.zeros(us.shape, np.bool_)
        index, end = self._range(day)
        for _ in range(self.most):
            found |= (
                (index < end) & (self.starts.take(index, mode="clip") <= us) & (us < self.ends.take(index, mode="clip"))
            )
            index += 1
        return found

    def clamped(self, day: I64, us: I64) -> I64:
        """Hold each instant in the date's windows: the last closing before it, or else the first opening."""
        index, end = self._range(day)
        due = self.starts.take(index, mode="clip")
        for _ in range(self.most):
            reached = (index < end) & (us >= self.starts.take(index, mode="clip"))
            np.copyto(due, np.minimum(us, self.ends.take(index, mode="clip")), where=reached)
            index += 1
        return due

    def last_close(self, day: I64) -> I64:
        """Return the last closing of each date, which must be a working day."""
        _, end = self._range(day)
        return self.ends.take(end - 1, mode="clip")

    def _range(self, day: I64) -> tuple[I64, I64]:
        """Return where the windows of each date begin and end."""
        at = day - self.first
        return self.begin.take(at, mode="clip"), self.begin.take(at + 1, mode="clip")


def day_windows_of(compiled: Compiled, timeline: Timeline) -> DayWindows:
    """Build the table for the dates of a timeline's years and the days around them."""
    first, last = year_ordinal(timeline.first_year) - 3, year_ordinal(timeline.end_year) + 2
    owned = sorted(compiled.owned(first, last))
    merged = [
        OwnedWindow(day, start, end)
        for day, windows in groupby(owned, key=lambda window: window.day)
        for start, end in merge_edges((window.start, window.end) for window in windows)
    ]
    days = np.array([window.day for window in merged], np.int64) - first
    counts = np.bincount(days, minlength=last - first + 1)
    begin = np.concatenate(([0], np.cumsum(counts)))
    return DayWindows(
        first=first - EPOCH_ORDINAL,
        begin=frozen(begin),
        starts=frozen(np.array([window.start for window in merged] or [NAT], np.int64)),
        ends=frozen(np.array([window.end for window in merged] or [NAT], np.int64)),
        most=int(counts.max()),
    )
