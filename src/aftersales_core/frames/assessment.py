"""One promise judged for a whole column: due when, met or late, after how long, over by how much."""

from functools import cached_property
from typing import Final

import attrs
import numpy as np

from aftersales_core.frames.deadlines import deadlines
from aftersales_core.frames.kernel import is_known
from aftersales_core.frames.pauses import Pauses, no_pauses, paused
from aftersales_core.frames.problems import Numbers, problem_number
from aftersales_core.frames.ranks import I64, NAT, Mask
from aftersales_core.frames.reach import is_instant
from aftersales_core.frames.tables import Shelf
from aftersales_core.frames.working_time import between_paused
from aftersales_core.instants import SECOND
from aftersales_core.outcomes import OUTCOME_CODES, Outcome
from aftersales_core.worktime.calendar import AnyCalendar, BeyondHorizon
from aftersales_core.worktime.period import Period

__all__ = ["BLOCK", "NO_OUTCOME", "Assessment", "Promise", "Stretch", "assessed", "outcome_numbers"]

NO_OUTCOME: Final = len(OUTCOME_CODES)
"""The number of a row that has no outcome; the others are places in ``OUTCOME_CODES``."""

# Rows judged at a time, so that what is needed on the way takes a fraction of the answer's own memory.
BLOCK: Final = 1 << 16
MET, LATE, OPEN_BREACHED, PENDING = (
    np.int8(OUTCOME_CODES.index(outcome))
    for outcome in (Outcome.MET, Outcome.LATE, Outcome.OPEN_BREACHED, Outcome.PENDING)
)
PAUSED: Final = problem_number("pause_never_ends")


@attrs.frozen(eq=False)
class Promise:
    """What a column is judged against: a period on a calendar, as of an instant."""

    period: Period
    calendar: AnyCalendar
    as_of_us: int
    beyond_horizon: BeyondHorizon = "provisional"

    @cached_property
    def shelf(self) -> Shelf:
        """Return the place where the calendar's tables are kept from one block of rows to the next."""
        return Shelf(self.calendar.compiled)

    @property
    def is_inclusive(self) -> bool:
        """Tell whether being done at the deadline's own instant is in time."""
        return self.period.inclusive and self.period.ends != "end_of_day"


@attrs.frozen(eq=False)
class Stretch:
    """From when to when each row ran, NaT where it did not start or end, and what is wrong with its pauses.

    ``day`` holds the dates of starts without a time of day.
    """

    start: I64
    stop: I64
    pauses: Pauses
    problems: Numbers
    day: I64 | None = None

    def block(self, first: int) -> "Stretch":
        """Return some rows, numbered anew from 0."""
        rows = slice(first, first + BLOCK)
        return Stretch(
            self.start[rows],
            self.stop[rows],
            self.pauses.block(first, first + BLOCK),
            self.problems[rows],
            None if self.day is None else self.day[rows],
        )


@attrs.frozen(eq=False)
class Assessment:
    """The answers of one promise, a column each; NaT and NO_OUTCOME where there is none."""

    due_us: I64
    outcomes: Numbers
    elapsed_s: I64
    over_s: I64
    provisional: Mask
    problems: Numbers


def assessed(promise: Promise, stretch: Stretch) -> Assessment:
    """Judge every row; a row with a problem keeps what its problem does not touch, and costs no other row anything."""
    blocks = [_assessed(promise, stretch.block(first)) for first in range(0, max(stretch.start.size, 1), BLOCK)]
    columns = zip(*(attrs.astuple(block, recurse=False) for block in blocks), strict=True)
    return Assessment(*(column[0] if len(column) == 1 else np.concatenate(column) for column in columns))


def _assessed(promise: Promise, stretch: Stretch) -> Assessment:
    """Judge one block of rows."""
    problems = _row_problems(promise, stretch)
    # Where the pauses cannot be meant, the deadline rests on nothing.
    start = np.where(stretch.problems == 0, stretch.start, NAT)
    due, provisional, found = deadlines(
        promise.period, start, promise.calendar, pauses=stretch.pauses, day=stretch.day, shelf=promise.shelf
    )
    problems = np.where(problems == 0, found, problems)
    until = _until(stretch.stop, promise.as_of_us)
    judged = is_instant(stretch.start) & ((problems == 0) | (problems == PAUSED))
    if promise.period.is_working:
        provisional |= judged & ~(is_known(promise.calendar, start) & is_known(promise.calendar, until))
    if promise.beyond_horizon == "raise":
        problems[provisional & judged] = problem_number("horizon_exceeded")
        judged &= ~provisional
        due, provisional = np.where(provisional, NAT, due), np.zeros_like(provisional)
    outcomes = outcome_numbers(due, stretch.stop, promise.as_of_us, inclusive=promise.is_inclusive)
    outcomes[~judged] = NO_OUTCOME
    missed = (outcomes == LATE) | (outcomes == OPEN_BREACHED)
    return Assessment(
        due_us=due,
        outcomes=outcomes,
        elapsed_s=_clock_seconds(promise, stretch.pauses, judged, (stretch.start, until), up=False),
        over_s=_clock_seconds(promise, stretch.pauses, missed, (due, until), up=True),
        provisional=provisional,
        problems=problems,
    )


def _row_problems(promise: Promise, stretch: Stretch) -> Numbers:
    """Return what is wrong with each row before anything is counted; rows that did not start have no problem."""
    start, stop = stretch.start, stretch.stop
    checks = (
        ((start != NAT) & ~is_instant(start), "instant_out_of_range"),
        (start > promise.as_of_us, "start_after_as_of"),
        ((stop != NAT) & ~is_instant(stop), "instant_out_of_range"),
        ((stop != NAT) & (stop < start), "stop_before_start"),
    )
    problems = np.zeros(start.shape, np.int8)
    for is_wrong, code in checks:
        problems[is_wrong & (problems == 0)] = problem_number(code)
    problems = np.where(problems == 0, stretch.problems, problems)
    problems[start == NAT] = 0
    return problems


def outcome_numbers(due: I64, done: I64, as_of_us: int, *, inclusive: bool) -> Numbers:
    """Return the outcome of each row by the rule of ``outcomes.decide_micros``, as a place in ``OUTCOME_CODES``."""
    is_done = _is_done(done, as_of_us)
    until = np.where(is_done, done, as_of_us)
    is_late = (due != NAT) & ((until > due) if inclusive else (until >= due))
    return np.where(is_done, np.where(is_late, LATE, MET), np.where(is_late, OPEN_BREACHED, PENDING))


def _is_done(done: I64, as_of_us: int) -> Mask:
    """Tell which rows were done as of an instant; what is done later is not done yet."""
    found: Mask = (done != NAT) & (done <= as_of_us)
    return found


def _until(done: I64, as_of_us: int) -> I64:
    """Return until when each row has run."""
    return np.where(_is_done(done, as_of_us), done, as_of_us)


def _clock_seconds(promise: Promise, pauses: Pauses, asked: Mask, ends: tuple[I64, I64], *, up: bool) -> I64:
    """Return the whole seconds on the period's own clock between two instants of some rows, NaT for the others.

    A part of a second is dropped, or counts as a whole one with ``up``.
    """
    rows = np.flatnonzero(asked)
    low, high = (end[rows] for end in ends)
    held = pauses.only(rows, asked.size) if promise.period.pausable else no_pauses()
    if promise.period.is_working:
        used = between_paused(promise.shelf, low, high, held)
    else:
        used = high - low - paused(held, low, high, lambda start, end: end - start)
    found = np.full(asked.shape, NAT)
    found[rows] = -(-used // SECOND) if up else used // SECOND
    return found
