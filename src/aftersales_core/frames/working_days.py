"""Working days as a table: how many lie before each date of a column, and which is the n-th from each."""

import attrs
import numpy as np

from aftersales_core.frames.ranks import I64, NAT, Mask, frozen
from aftersales_core.instants import EPOCH_ORDINAL
from aftersales_core.worktime.days import Closed, Convention
from aftersales_core.worktime.timeline import Timeline, year_ordinal

__all__ = ["WorkingDays", "working_days_of"]


@attrs.frozen(eq=False)
class WorkingDays:
    """The working days of some years in days since 1970, and for each date of those years how many come before it.

    ``days`` ends with an entry that is no day, so that a calendar without working days needs no rule of its own.
    """

    first: int
    end: int
    days: I64
    before: I64

    def between(self, a: I64, b: I64, closed: Closed) -> I64:
        """Count the working days from each date to another; NaT where the table does not hold both dates."""
        low, high = np.minimum(a, b), np.maximum(a, b)
        found = self._before(high, after=closed != "left") - self._before(low, after=closed == "right")
        np.negative(found, out=found, where=a > b)
        found[self._is_outside(low) | self._is_outside(high)] = NAT
        return found

    def nth(self, day: I64, n: I64 | int, convention: Convention) -> I64:
        """Return the n-th working day from each date; NaT where the table does not reach so far."""
        steps = np.asarray(n, np.int64)
        # Stepping on, a date that works is not counted itself; rolling back, it is.
        skips = (steps > 0) if convention == "step" else (steps < 0)
        before = self._before(day, after=False)
        index = before + steps + np.where(skips, self._before(day, after=True) - before - 1, 0)
        found = self.days.take(index, mode="clip")
        found[(index < 0) | self._is_outside(day)] = NAT
        return found

    def _before(self, day: I64, *, after: bool) -> I64:
        """Return how many working days come before each date, or with ``after`` up to it."""
        return self.before.take(day - (self.first - after), mode="clip")

    def _is_outside(self, day: I64) -> Mask:
        """Tell which dates the table does not hold."""
        return (day < self.first) | (day >= self.end)


def working_days_of(timeline: Timeline) -> WorkingDays:
    """Turn the working days of a compiled timeline into arrays."""
    first, end = (year_ordinal(year) - EPOCH_ORDINAL for year in (timeline.first_year, timeline.end_year))
    days = np.array(timeline.days, np.int64) - EPOCH_ORDINAL
    before = np.zeros(end - first + 1, np.int64)
    before[1:] = np.cumsum(np.bincount(days - first, minlength=end - first))
    return WorkingDays(first, end, frozen(np.append(days, NAT)), frozen(before))
