"""A zone's wall clock as a table: instants to local dates and times of day, and local times to instants.

The rules are those of ``worktime.localtime``: a time that a clock change skips is the instant of the change, and of a
time that comes twice the first is meant.
"""

import zoneinfo
from typing import Final

import attrs
import numpy as np

from aftersales_core.frames.ranks import HUGE, I64, Ranks, frozen, ranks_of
from aftersales_core.instants import DAY, MAX_MICROS, SECOND
from aftersales_core.worktime.localtime import offset_micros

__all__ = ["Wall", "wall_of"]

# No zone has changed its clock twice within six days since 1970, so looking every third day misses no change.
LOOK_EVERY: Final = 3 * DAY


@attrs.frozen(eq=False)
class Wall:
    """Offsets from UTC between clock changes; entry n of ``begins`` and ``offsets`` stands after the n-th change.

    ``by_wall`` ranks wall-clock readings by the reading at which each change stopped the old offset; those readings
    rise, since changes lie days apart and move the clock by hours.
    """

    begins: I64
    offsets: I64
    by_instant: Ranks
    by_wall: Ranks

    def local(self, us: I64) -> I64:
        """Return what the wall clock shows at each instant, counted as if it were UTC."""
        return us + self.offsets.take(self.by_instant.of(us), mode="clip")

    def days(self, us: I64) -> I64:
        """Return the local date of each instant in days since 1970."""
        return self.local(us) // DAY

    def instants(self, wall_us: I64) -> I64:
        """Return the first instant at which the wall clock shows at least each reading."""
        rank = self.by_wall.of(wall_us)
        plain = wall_us - self.offsets.take(rank, mode="clip")
        found: I64 = np.maximum(plain, self.begins.take(rank, mode="clip"))
        return found

    def midnights(self, days: I64) -> I64:
        """Return the instant at which each local date begins."""
        return self.instants(days * DAY)


def wall_of(where: zoneinfo.ZoneInfo, first_us: int, end_us: int) -> Wall:
    """Build the table of a zone for the instants between two others, and a few days around them."""
    low, high = first_us - 4 * DAY, min(end_us + 4 * DAY, MAX_MICROS)
    changes: list[int] = []
    offsets = [offset_micros(low, where)]
    for looked in range(low, high, LOOK_EVERY):
        following = min(looked + LOOK_EVERY, high)
        offset = offset_micros(following, where)
        if offset != offsets[-1]:
            changes.append(_change(looked, following, where))
            offsets.append(offset)
    begins = np.array([-HUGE, *changes], np.int64)
    steps = np.array(offsets, np.int64)
    return Wall(frozen(begins), frozen(steps), ranks_of(begins[1:]), ranks_of(begins[1:] + steps[:-1]))


def _change(low: int, high: int, where: zoneinfo.ZoneInfo) -> int:
    """Return the instant between two others at which a zone's offset changes."""
    before = offset_micros(low, where)
    while high - low > SECOND:
        middle = (low + high) // (2 * SECOND) * SECOND
        if offset_micros(middle, where) == before:
            low = middle
        else:
            high = middle
    return high
