"""Pauses of whole columns: merged stretches for each row, and what they take from each row's clock."""

from collections.abc import Callable

import attrs
import numpy as np
import numpy.typing as npt

from aftersales_core.frames.ranks import I64, NAT, Mask, frozen
from aftersales_core.frames.reach import is_instant
from aftersales_core.instants import Span, from_micros
from aftersales_core.worktime.pauses import NEVER

__all__ = ["Pauses", "joined", "no_pauses", "paused", "pauses_of", "swallowed"]

Between = Callable[[I64, I64], I64]


@attrs.frozen(eq=False)
class Pauses:
    """Merged pauses in order of row and time; ``ends`` is NEVER for one that is still open."""

    rows: I64
    starts: I64
    ends: I64

    def spans(self, row: int) -> tuple[Span, ...]:
        """Return the pauses of one row as single calls take them."""
        low, high = np.searchsorted(self.rows, [row, row + 1])
        pairs = zip(self.starts[low:high].tolist(), self.ends[low:high].tolist(), strict=True)
        return tuple(Span(from_micros(start), None if end >= NEVER else from_micros(end)) for start, end in pairs)

    def block(self, first: int, end: int) -> "Pauses":
        """Return the pauses of the rows from ``first`` to before ``end``, which are numbered anew from 0."""
        kept = slice(*np.searchsorted(self.rows, [first, end]))
        return Pauses(frozen(self.rows[kept] - first), self.starts[kept], self.ends[kept])

    def as_of(self, ended: I64, as_of_us: int) -> "Pauses":
        """Return what was known of them at an instant: later ones not yet, one that ended later still open.

        ``ended`` is when each row's clock stopped, which ends every pause.
        """
        stop = ended[self.rows]
        is_done = (stop != NAT) & (stop <= as_of_us)
        ends = np.where(is_done, np.minimum(self.ends, stop), np.where(self.ends > as_of_us, NEVER, self.ends))
        kept = (self.starts <= as_of_us) & (self.starts < ends)
        return Pauses(frozen(self.rows[kept]), frozen(self.starts[kept]), frozen(ends[kept]))

    def only(self, rows: npt.NDArray[np.intp], count: int) -> "Pauses":
        """Return the pauses of some of ``count`` rows, which are numbered anew from 0."""
        number = np.full(count, -1)
        number[rows] = np.arange(rows.size)
        kept = number[self.rows] >= 0
        return Pauses(frozen(number[self.rows[kept]]), frozen(self.starts[kept]), frozen(self.ends[kept]))

    def has(self, count: int) -> Mask:
        """Tell of each of some rows whether it has a pause."""
        found = np.zeros(count, np.bool_)
        found[self.rows] = True
        return found


def no_pauses() -> Pauses:
    """Return the pauses of rows that have none."""
    none = frozen(np.zeros(0, np.int64))
    return Pauses(none, none, none)


def pauses_of(rows: I64, starts: I64, ends: I64) -> Pauses:
    """Bring pauses into order and merge those of one row that touch or overlap."""
    # Logs come in order of time mostly, and then one stable sort by row is enough.
    order = np.argsort(rows, kind="stable")
    if np.any((np.diff(rows[order]) == 0) & (np.diff(starts[order]) < 0)):
        order = np.lexsort((starts, rows))
    rows, starts, ends = rows[order], starts[order], ends[order]
    if np.all((rows[1:] != rows[:-1]) | (starts[1:] > ends[:-1])):
        return Pauses(frozen(rows), frozen(starts), frozen(ends))
    # The running latest end within each row: ends are replaced by their rank, so that row and end fit into one number.
    known, rank = np.unique(ends, return_inverse=True)
    latest = known[np.maximum.accumulate(rows * known.size + rank) - rows * known.size]
    begins = np.ones(rows.size, np.bool_)
    begins[1:] = (rows[1:] != rows[:-1]) | (starts[1:] > latest[:-1])
    last = np.append(np.flatnonzero(begins)[1:], rows.size) - 1
    return Pauses(frozen(rows[begins]), frozen(starts[begins]), frozen(latest[last]))


def joined(first: Pauses, second: Pauses) -> Pauses:
    """Return the pauses of both for the same rows."""
    both = ((first.rows, second.rows), (first.starts, second.starts), (first.ends, second.ends))
    rows, starts, ends = (np.concatenate(pair) for pair in both)
    return pauses_of(rows, starts, ends)


def paused(pauses: Pauses, low: I64, high: I64, between: Between) -> I64:
    """Return for each row the time on a clock that its pauses take between two instants in order."""
    starts, ends = np.maximum(pauses.starts, low[pauses.rows]), np.minimum(pauses.ends, high[pauses.rows])
    inside = starts < ends
    return _sums(pauses.rows[inside], between(starts[inside], ends[inside]), low.size)


def swallowed(pauses: Pauses, start: I64, amount: I64, near: Mask, between: Between) -> tuple[I64, Mask]:
    """Return for each row the time on a clock that pauses take before an amount after ``start`` is used up.

    The second column tells where an open pause comes before that, so that it is never used up. Where the amount ends
    exactly at a pause, a row of ``near`` stays before it and another goes on over it. A negative amount counts back,
    and then an open pause is one that has lasted until the start.
    """
    rows, ahead = pauses.rows, amount[pauses.rows] >= 0
    first = np.where(ahead, np.maximum(pauses.starts, start[rows]), pauses.starts)
    last = np.where(ahead, pauses.ends, np.minimum(pauses.ends, start[rows]))
    met = (first < last) & is_instant(start[rows])
    rows, first, last, ahead = rows[met], first[met], last[met], ahead[met]
    is_open = (pauses.ends[met] >= NEVER) & ahead
    begun = start[rows]
    used = between(np.where(ahead, begun, last), np.where(ahead, first, begun))
    # What an open pause would take is never needed: a row that comes to it has no answer.
    taken = between(first, np.where(is_open, first, last))
    left = used - _taken_before(rows, taken, ahead)
    asked = np.abs(amount[rows])
    passed = (left < asked) | ((left == asked) & ~near[rows])
    never = np.zeros(start.size, np.bool_)
    never[rows[passed & is_open]] = True
    return _sums(rows[passed], taken[passed], start.size), never


def _taken_before(rows: I64, taken: I64, ahead: Mask) -> I64:
    """Return what the pauses of the same row take that are met earlier: those before, or counting back those after."""
    begins = _begins(rows)
    lengths = np.diff(np.append(begins, rows.size))
    upto = np.cumsum(taken)
    before = upto - taken
    in_row = before - np.repeat(before[begins], lengths)
    if ahead.all():
        return in_row
    whole = np.repeat(np.add.reduceat(taken, begins), lengths)
    return np.where(ahead, in_row, whole - in_row - taken)


def _sums(rows: I64, values: I64, count: int) -> I64:
    """Add values up by row, exactly; the rows are in order."""
    total = np.zeros(count, np.int64)
    begins = _begins(rows)
    if begins.size:
        total[rows[begins]] = np.add.reduceat(values, begins)
    return total


def _begins(rows: I64) -> npt.NDArray[np.intp]:
    """Return where each row's pauses begin; the rows are in order."""
    return np.flatnonzero(np.diff(rows, prepend=-1))
