"""The clock's fold over marks for whole columns: the same steps as ``sla.fold``, a mark of every row at a time.

Each row's marks are put in order of time; step k then applies the k-th mark of every row at once.
"""

from collections.abc import Sequence

import attrs
import numpy as np
import numpy.typing as npt

from aftersales_core.frames.pauses import Pauses, pauses_of
from aftersales_core.frames.ranks import I64, NAT, Mask
from aftersales_core.sla.metric import SlaMetric
from aftersales_core.worktime.pauses import NEVER

__all__ = ["Cycles", "folded", "mark_names"]

Indexes = npt.NDArray[np.intp]


@attrs.frozen(eq=False)
class Cycles:
    """The last cycle of each row: when it started and ended (NaT: not), whether a cancellation ended it, its pauses."""

    start: I64
    ended: I64
    is_cancelled: Mask
    pauses: Pauses


def mark_names(metrics: Sequence[SlaMetric]) -> tuple[str, ...]:
    """Return the names of all marks that metrics read, in the order in which marks of one instant count.

    What starts a clock comes before what pauses it, then what resumes, stops, re-arms, reopens and cancels.
    """
    uses = [(m.starts, m.pauses, m.resumes, m.stops, m.rearms, m.reopens, m.cancels) for m in metrics]
    return tuple(dict.fromkeys(name for use in zip(*uses, strict=True) for names in use for name in names))


def folded(metric: SlaMetric, marks: Sequence[tuple[str, I64]], as_of_us: int) -> Cycles:
    """Fold columns of marks, given in the order in which marks of one instant count.

    A mark after ``as_of_us`` has not happened yet.
    """
    fold = _Fold(metric, [name for name, _ in marks], marks[0][1].size)
    at = np.stack([column for _, column in marks])
    at[(at == NAT) | (at > as_of_us)] = NEVER
    order = np.argsort(at, axis=0, kind="stable")
    for which in order:
        when = np.take_along_axis(at, which[None, :], axis=0)[0]
        fold.step(which, when, when < NEVER)
    return fold.cycles()


class _Fold:
    """The state of every row's clock, changed in place step by step; NaT stands for not yet.

    ``held`` is since when a pause holds, ``open`` since when the current cycle pauses. Closed pauses are kept with the
    number of the cycle that they belong to, since a later cycle may begin without them.
    """

    def __init__(self, metric: SlaMetric, names: Sequence[str], rows: int) -> None:
        """Begin with no clock started; each kind of effect is a table by the number of the mark."""
        self.starts, self.stops, self.pauses, self.resumes, self.rearms, self.cancels, self.reopens = (
            np.array([name in kind for name in names])
            for kind in (
                metric.starts,
                metric.stops,
                metric.pauses,
                metric.resumes,
                metric.rearms,
                metric.cancels,
                () if metric.on_reopen == "ignore" else metric.reopens,
            )
        )
        self.restarts = metric.on_reopen == "restart"
        self.is_live, self.is_cancelled = np.zeros(rows, np.bool_), np.zeros(rows, np.bool_)
        self.start, self.ended, self.held, self.open = (np.full(rows, NAT) for _ in range(4))
        self.number = np.zeros(rows, np.int64)
        self.closed: list[tuple[Indexes, I64, I64, I64]] = []

    def step(self, which: Indexes, at: I64, happened: Mask) -> None:
        """Apply one mark of each row: it ends first, then opens, then pauses or resumes."""
        was_live = happened & self.is_live
        cancels = was_live & self.cancels[which]
        stops = was_live & ~cancels & self.stops[which]
        self._end(cancels, at)
        self.is_cancelled[cancels] = True
        self._end(stops, at)
        rearms = stops & self.rearms[which]
        self._begin(rearms, at)
        self._open(happened & ~was_live, which, at)
        pauses = happened & self.pauses[which] & (self.held == NAT)
        resumes = happened & ~pauses & self.resumes[which] & (self.held != NAT)
        self.held[pauses] = at[pauses]
        self.open[pauses & self.is_live] = at[pauses & self.is_live]
        self.held[resumes] = NAT
        self._unpause(resumes & self.is_live, at)

    def _end(self, rows: Mask, at: I64) -> None:
        """End the current cycle of some rows, and any pause with it."""
        self._unpause(rows, at)
        self.ended[rows] = at[rows]
        self.is_live[rows] = False
        self.held[rows] = NAT

    def _begin(self, rows: Mask, at: I64) -> None:
        """Begin a cycle of its own in some rows."""
        self.start[rows] = at[rows]
        self.ended[rows] = NAT
        self.is_cancelled[rows] = False
        self.is_live[rows] = True
        self.number[rows] += 1

    def _open(self, rows: Mask, which: Indexes, at: I64) -> None:
        """Begin a first or further cycle, or go on with an ended one, in the rows whose mark does that."""
        first = rows & (self.start == NAT) & self.starts[which]
        again = rows & (self.start != NAT)
        fresh = again & self.rearms[which] & ~self.is_cancelled
        reopened = again & ~fresh & self.reopens[which]
        if not self.restarts:
            # The closed time counts as a pause of the cycle that goes on.
            self._close(reopened, self.ended, at)
            self.ended[reopened] = NAT
            self.is_cancelled[reopened] = False
            self.is_live[reopened] = True
            self._begin(first | fresh, at)
        else:
            self._begin(first | fresh | reopened, at)
        held = (first | fresh | reopened) & (self.held != NAT)
        self.open[held] = at[held]

    def _unpause(self, rows: Mask, at: I64) -> None:
        """End the open pause of the current cycle where there is one."""
        ended = rows & (self.open != NAT)
        self._close(ended, self.open, at)
        self.open[ended] = NAT

    def _close(self, rows: Mask, since: I64, at: I64) -> None:
        """Keep pauses that have a length."""
        kept = np.flatnonzero(rows & (since < at))
        self.closed.append((kept, since[kept], at[kept], self.number[kept]))

    def cycles(self) -> Cycles:
        """Return the last cycle of each row with the pauses that belong to it; an open one has no end."""
        last = np.flatnonzero(self.open != NAT)
        ends = np.full(last.size, NEVER)
        parts = [*self.closed, (last, self.open[last], ends, self.number[last])]
        rows, starts, ends, numbers = (np.concatenate(column) for column in zip(*parts, strict=True))
        own = numbers == self.number[rows]
        return Cycles(
            start=self.start,
            ended=self.ended,
            is_cancelled=self.is_cancelled,
            pauses=pauses_of(rows[own].astype(np.int64), starts[own], ends[own]),
        )
