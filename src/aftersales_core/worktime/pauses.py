"""Pauses of a clock: spans in any order, overlapping or still open, made into merged stretches."""

from collections.abc import Iterable

from aftersales_core.errors import PauseNeverEnds, WrongType
from aftersales_core.instants import MAX_MICROS, Span, from_micros, micros
from aftersales_core.worktime.compiled import Compiled
from aftersales_core.worktime.timeline import Edges, Landing, merge_edges

__all__ = ["NEVER", "after_work_paused", "pause_edges", "paused_work"]

# An open pause ends after every instant there is.
NEVER = MAX_MICROS


def pause_edges(pauses: Iterable[Span]) -> Edges:
    """Return pauses as merged stretches in microseconds; one that is still open ends at NEVER."""
    edges: Edges = []
    for pause in pauses:
        _check_pause(pause)
        edges.append((micros(pause.start), NEVER if pause.end is None else micros(pause.end)))
    return merge_edges(edges)


def paused_work(compiled: Compiled, pauses: Edges, low: int, high: int) -> int:
    """Return the working time between two instants in order that pauses take away."""
    total = 0
    for start, end in pauses:
        if end > low and start < high:
            total += compiled.work(max(start, low), min(end, high))
    return total


def _check_pause(pause: object) -> None:
    """Raise WrongType for anything but a span, such as a pair of datetimes."""
    if not isinstance(pause, Span):
        raise WrongType("pause", "a Span", type(pause).__name__)


def after_work_paused(compiled: Compiled, start: int, amount: int, pauses: Edges, landing: Landing) -> int | None:
    """Return the instant at which an amount of working time outside the pauses is used up; None past 1970 or 9998.

    The walk goes away from ``start``, backwards for a negative amount, and for each pause that it meets before the
    amount is used up adds the working time that the pause swallows.
    """
    ahead = amount > 0
    for low, high in pauses if ahead else reversed(pauses):
        first, last = (max(low, start), high) if ahead else (low, min(high, start))
        if first >= last:
            continue
        used = compiled.work(start, first) if ahead else compiled.work(last, start)
        # Used up exactly where the pause begins: a landing on the near side stays, one on the far side goes on over it.
        if used > abs(amount) or (used == abs(amount) and landing == ("close" if ahead else "open")):
            break
        if ahead and high >= NEVER:
            raise PauseNeverEnds(from_micros(first).isoformat())
        swallowed = compiled.work(first, last)
        amount += swallowed if ahead else -swallowed
    return compiled.after_work(start, amount, landing)
