"""A calendar's working time as a table: the working time before each instant of a column, and back again.

It is the compiled timeline of ``worktime`` in arrays, so a column and a single call agree to the microsecond.
"""

import attrs
import numpy as np

from aftersales_core.frames.ranks import CHUNK, HUGE, I64, NAT, Ranks, frozen, ranks_of
from aftersales_core.worktime.timeline import Landing, Timeline

__all__ = ["Clock", "Room", "clock_of"]


class Room:
    """Buffers for one chunk of rows, bought once for a whole column."""

    __slots__ = ("is_past", "rank", "spare")

    def __init__(self) -> None:
        """Buy the buffers."""
        self.rank, self.spare = np.empty(CHUNK, np.int64), np.empty(CHUNK, np.int64)
        self.is_past = np.empty(CHUNK, np.bool_)


@attrs.frozen(eq=False)
class Clock:
    """Working time W(t) from ``first_us`` on, in arrays that have one entry for each number of windows begun.

    ``lift`` is what makes W of an instant in the window, ``top`` is W at the window's end, ``drop`` makes the instant
    of a W. Entry 0 stands for the time before the first window.
    """

    first_us: int
    end_us: int
    total: int
    starts: I64
    ends: I64
    lift: I64
    top: I64
    drop: I64
    by_time: Ranks
    by_work: Ranks

    def work(self, us: I64, room: Room) -> I64:
        """Return W of each instant of at most a chunk."""
        n = us.size
        rank, spare, out = room.rank[:n], room.spare[:n], np.empty(n, np.int64)
        self.by_time.into(us, rank, spare, room.is_past[:n])
        np.take(self.lift, rank, out=out, mode="clip")
        np.add(out, us, out=out)
        np.take(self.top, rank, out=spare, mode="clip")
        return np.minimum(out, spare, out=out)

    def at(self, work: I64, landing: Landing, room: Room) -> I64:
        """Return the instant of each W of at most a chunk: NaT where it lies outside the table.

        Where that is a whole gap, ``close`` takes its first instant and ``open`` its last. ``work`` is used up.
        """
        n = work.size
        rank, spare, out = room.rank[:n], room.spare[:n], np.empty(n, np.int64)
        # The closing that ends a window belongs to it, so it is looked up one microsecond before.
        step = landing == "close"
        np.subtract(work, step, out=work)
        self.by_work.into(work, rank, spare, room.is_past[:n])
        np.take(self.drop, rank, out=spare, mode="clip")
        np.add(spare, work, out=out)
        np.add(out, step, out=out)
        if n and (int(work.min()) < 0 or int(work.max()) >= self.total):
            out[(work < 0) | (work >= self.total)] = NAT
        return out

    def next_open(self, us: I64) -> I64:
        """Return each instant itself where it is open, else the next opening; NaT where the table has none."""
        rank = self.by_time.of(us)
        opening = self.starts.take(rank, mode="clip")
        found = np.where(us < self.ends.take(rank, mode="clip"), us, opening)
        found[found == HUGE] = NAT
        return found


def clock_of(timeline: Timeline) -> Clock:
    """Turn a compiled timeline into arrays."""
    starts, ends, before = (np.array(edges, np.int64) for edges in (timeline.starts, timeline.ends, timeline.before))
    return Clock(
        first_us=timeline.first_us,
        end_us=timeline.end_us,
        total=timeline.total,
        starts=frozen(np.append(starts, HUGE)),
        ends=frozen(np.concatenate(([NAT], ends))),
        lift=frozen(np.concatenate(([0], before - starts))),
        top=frozen(np.concatenate(([0], before + (ends - starts)))),
        drop=frozen(np.concatenate(([0], starts - before))),
        by_time=ranks_of(starts),
        by_work=ranks_of(before),
    )
