"""Timing: warm-up, medians, ours and the peer in turns, the garbage collector out of the way.

Single calls are measured in processor time of this process, so that what else the machine runs does not count; all that
is called so is single-threaded. Of whole columns, where a peer may use several threads, see `in_turns`.
"""

import gc
import signal
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeAlias

Batch: TypeAlias = tuple[Callable[..., Any], Sequence[tuple[Any, ...]]]
"""A function and the argument lists that it is called with, one after another."""

MOST_ROUNDS = 31
LEAST_SECONDS = 0.004
"""A round shorter than this is repeated until it is as long, since the clock and the scheduler are coarse."""


@dataclass(frozen=True)
class Effort:
    """How long to try."""

    rounds: int
    seconds: float
    """Upper bound for all rounds of one peer on one question kind."""
    asked: int
    """Questions put to everyone, to count right answers."""
    patience: float
    """Seconds after which a peer is asked no more of one round's questions."""
    rows: int
    """Rows of the long columns."""
    frame_rows: int


FULL = Effort(rounds=9, seconds=2.0, asked=200, patience=8.0, rows=10_000_000, frame_rows=1_000_000)
QUICK = Effort(rounds=3, seconds=0.5, asked=40, patience=3.0, rows=1_000_000, frame_rows=100_000)


class TooSlow(BaseException):
    """An answer did not come in time. Not an `Exception`, so that no library's own `except` swallows it."""


@contextmanager
def limit(seconds: float) -> Iterator[None]:
    """Give up on a call that does not come back; where the system has no alarm signal, wait."""
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def give_up(_signal: int, _frame: object) -> None:
        message = f"no answer within {seconds:g} s"
        raise TooSlow(message)

    earlier = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, earlier)


@contextmanager
def without_gc() -> Iterator[None]:
    """Collect once, then keep the collector off for as long as the clock runs."""
    gc.collect()
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def once(batch: Batch, loops: int) -> float:
    """Seconds of processor time per call over one round."""
    call, arguments = batch
    start = time.process_time()
    for _ in range(loops):
        for each in arguments:
            call(*each)
    return (time.process_time() - start) / (loops * len(arguments))


def _fitted(batch: Batch, seconds: float) -> tuple[Batch, int]:
    """Warm up; then say how much of a batch fits into a round, and how often a short one is repeated."""
    call, arguments = batch
    # The first call may compile or fill a cache, so the second one is the measure.
    once((call, arguments[:1]), 1)
    first = once((call, arguments[:1]), 1)
    fit = max(1, min(len(arguments), int(seconds / max(first, 1e-9))))
    cut = (call, arguments[:fit])
    typical = once(cut, 1)
    return cut, max(1, int(LEAST_SECONDS / max(typical * fit, 1e-9)))


def _rounds(effort: Effort, *batches: tuple[Batch, int]) -> int:
    """Give quick functions more rounds: a median of many short ones shrugs off what else the machine does."""
    one_round = sum(once(batch, loops) * loops * len(batch[1]) for batch, loops in batches)
    return max(effort.rounds, min(MOST_ROUNDS, int(effort.seconds / max(one_round, 1e-9))))


def alone(batch: Batch, effort: Effort) -> float:
    """Median seconds per call of one function."""
    with without_gc():
        cut, loops = _fitted(batch, effort.seconds / effort.rounds)
        rounds = _rounds(effort, (cut, loops))
        return statistics.median(once(cut, loops) for _ in range(rounds))


@dataclass(frozen=True)
class Paired:
    """Median seconds per call of two functions timed in turns, and the median of the ratio round by round."""

    ours: float
    theirs: float
    ratio: float


def paired(ours: Batch, theirs: Batch, effort: Effort) -> Paired:
    """Time two functions in turns, so that whatever else the machine does hits both."""
    share = effort.seconds / effort.rounds
    with without_gc():
        our_cut, our_loops = _fitted(ours, share)
        their_cut, their_loops = _fitted(theirs, share)
        number = _rounds(effort, (our_cut, our_loops), (their_cut, their_loops))
        rounds = [(once(our_cut, our_loops), once(their_cut, their_loops)) for _ in range(number)]
    mine = statistics.median(first for first, _ in rounds)
    yours = statistics.median(second for _, second in rounds)
    return Paired(mine, yours, statistics.median(second / first for first, second in rounds))


def in_turns(calls: Sequence[Callable[[], object]], rounds: int) -> list[list[float]]:
    """Seconds of each call in each round, after a warm-up round that is not counted.

    What a machine with other work to do takes by the wall clock says little, so the lesser of wall clock and processor
    time counts: the processor time of single-threaded work, the wall clock of work that several processors share.
    """
    times: list[list[float]] = [[] for _ in calls]
    with without_gc():
        for turn in range(rounds + 1):
            for call, seconds in zip(calls, times, strict=True):
                wall, processor = time.perf_counter(), time.process_time()
                call()
                spent = min(time.perf_counter() - wall, time.process_time() - processor)
                if turn:
                    seconds.append(spent)
    return times
