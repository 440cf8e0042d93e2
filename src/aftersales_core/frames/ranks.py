"""Bisection without a search: how many of some sorted edges lie at or before each value of a column.

The line of numbers is cut into buckets of a power of two, so few edges fall into one. A table says how many edges lie
before each bucket; one comparison per edge that a bucket can hold does the rest. A value costs a shift, two reads and a
comparison, however many edges there are, where a binary search costs ten times that.
"""

from typing import Final

import attrs
import numpy as np
import numpy.typing as npt

__all__ = ["CHUNK", "HUGE", "I64", "NAT", "Mask", "Ranks", "ranks_of"]

I64 = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

# Rows that are worked on at a time: their columns stay in the processor's cache, and memory is bought once.
CHUNK: Final = 16_384
# NumPy's own mark of a missing datetime64; no instant has this value.
NAT: Final = -(2**63)
HUGE: Final = 2**62
# A table of more buckets leaves the cache, and a bucket of more edges costs more than the search that it saves.
MOST_BUCKETS: Final = 1 << 21
MOST_STEPS: Final = 4
SEARCH: Final = -1


@attrs.frozen(eq=False)
class Ranks:
    """Sorted edges (with one behind every value), and how many of them lie before each bucket of ``2**shift``."""

    edges: I64
    before: I64
    first: int
    shift: int
    steps: int

    def of(self, values: I64) -> I64:
        """Return how many edges are at or before each value; exact for every value there is."""
        if self.shift == SEARCH:
            return np.searchsorted(self.edges, values, side="right")
        bucket = values >> self.shift
        bucket -= self.first
        rank = self.before.take(bucket, mode="clip")
        for _ in range(self.steps):
            rank += self.edges.take(rank, mode="clip") <= values
        return rank

    def into(self, values: I64, rank: I64, spare: I64, is_past: Mask) -> None:
        """Write what ``of`` returns into ``rank``; two more buffers of the same length save buying memory."""
        if self.shift == SEARCH:
            rank[:] = np.searchsorted(self.edges, values, side="right")
            return
        np.right_shift(values, self.shift, out=spare)
        np.subtract(spare, self.first, out=spare)
        np.take(self.before, spare, out=rank, mode="clip")
        for _ in range(self.steps):
            np.take(self.edges, rank, out=spare, mode="clip")
            np.less_equal(spare, values, out=is_past)
            np.add(rank, is_past, out=rank)


def ranks_of(edges: I64) -> Ranks:
    """Build the table of sorted, different edges, with the largest buckets that hold at most one edge each.

    Where edges lie too close for that, a bucket holds a few; where even that makes the table too large, it is a search.
    """
    if not edges.size:
        return Ranks(frozen(np.array([HUGE])), frozen(np.zeros(1, np.int64)), 0, HUGE.bit_length(), 0)
    closed = frozen(np.append(edges, HUGE))
    span = int(edges[-1] - edges[0])
    gap = int(np.diff(edges).min(initial=HUGE))
    # Half-open buckets no longer than the smallest gap hold one edge at most.
    # One bit at least, so that the bucket of any value there is can be reckoned without running over.
    shift = max(gap.bit_length() - 1, (span // MOST_BUCKETS).bit_length(), 1)
    first = int(edges[0]) >> shift
    held = np.bincount((edges >> shift) - first)
    steps = int(held.max())
    if steps > MOST_STEPS:
        return Ranks(closed, frozen(np.zeros(1, np.int64)), 0, SEARCH, 0)
    return Ranks(closed, frozen(np.cumsum(held) - held), first, shift, steps)


def frozen(values: npt.NDArray[np.integer]) -> I64:
    """Return integers as a column of 64 bits that nobody can write to."""
    column = np.ascontiguousarray(values, dtype=np.int64)
    column.flags.writeable = False
    return column
