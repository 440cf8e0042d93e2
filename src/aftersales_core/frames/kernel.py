"""Working time and working days for whole columns, on NumPy alone: the engine under the data frames.

Instants are integer microseconds since 1970 in UTC, and a missing value is NaT, the least integer; ``as_micros`` makes
such a column of ``datetime64``. Every answer equals that of the calendar's own method for the single value, to the
microsecond. Two things differ, since no row may cost another its answer: days that the calendar does not know raise
nothing (``is_known`` tells), and a row without an answer has the number of its problem beside it (``PROBLEMS`` has the
codes).
"""

from typing import Final

import attrs
import numpy as np
import numpy.typing as npt

from aftersales_core.frames.pauses import Pauses, no_pauses
from aftersales_core.frames.problems import PROBLEMS, Answers
from aftersales_core.frames.ranks import I64, NAT, Mask
from aftersales_core.frames.reach import Rows, answered, is_instant, utc_midnights
from aftersales_core.frames.tables import Shelf, Tables
from aftersales_core.frames.working_time import added, added_paused, between_paused, next_open
from aftersales_core.instants import EPOCH_ORDINAL, MAX_MICROS
from aftersales_core.worktime.calendar import AnyCalendar
from aftersales_core.worktime.days import Closed, Convention, nth_working_day
from aftersales_core.worktime.timeline import Landing

__all__ = [
    "NAT",
    "PROBLEMS",
    "Answers",
    "add_working_days",
    "add_working_time",
    "as_micros",
    "is_known",
    "working_days_between",
    "working_time_between",
]

MICROS_IN: Final = (("us", 1), ("ms", 1_000), ("s", 1_000_000), ("m", 60_000_000), ("h", 3_600_000_000))


def as_micros(column: npt.NDArray[np.datetime64]) -> I64:
    """Return the microseconds since 1970 of a ``datetime64`` column in UTC, of any unit; NaT stays.

    Nanoseconds are cut off. What lies outside the years of the library comes out as a number outside them too, never as
    one that has wrapped round.
    """
    unit, count = np.datetime_data(column.dtype)
    numbers = np.ascontiguousarray(column).view(np.int64)
    if unit == "us" and count == 1:
        return numbers
    if unit == "ns":
        found = (numbers * count if count > 1 else numbers) // 1_000
    else:
        factor = dict(MICROS_IN)[unit] * count
        found = np.clip(numbers, -1, MAX_MICROS // factor) * factor
    found[numbers == NAT] = NAT
    return found


def is_known(calendar: AnyCalendar, us: I64) -> Mask:
    """Tell which instants lie in the years whose holidays the calendar knows; a missing one does not."""
    compiled = calendar.compiled
    return (us >= compiled.known_first_us) & (us <= compiled.known_end_us)


def working_time_between(calendar: AnyCalendar, start: I64, end: I64, *, pauses: Pauses | None = None) -> I64:
    """Return the working microseconds from each start to each end, negative where they are reversed.

    NaT where one of them is missing or outside the years of the library.
    """
    return between_paused(Shelf(calendar.compiled), start, end, no_pauses() if pauses is None else pauses)


def add_working_time(
    calendar: AnyCalendar,
    start: I64,
    amount: I64 | int,
    *,
    pauses: Pauses | None = None,
    landing: Landing | None = None,
) -> Answers:
    """Return the first instant at which an amount of working microseconds after each start is used up.

    ``amount`` is one number or a column; negative ones count back. Where the amount ends at an edge, ``landing``
    chooses the closing before the gap or the opening after it, by default the side that it comes from; no amount at all
    is the start itself, or with ``landing="open"`` the next instant at which the calendar is open.
    """
    sums = _Sums(Shelf(calendar.compiled), no_pauses() if pauses is None else pauses, landing)
    least, most = (amount, amount) if isinstance(amount, int) else (amount.min(initial=1), amount.max(initial=1))
    if isinstance(amount, int) or np.sign(least) == np.sign(most):
        return sums.alike(start, amount, int(np.sign(least)))
    values, problems = np.full(start.shape, NAT), np.zeros(start.shape, np.int8)
    for sign in (1, 0, -1):
        rows = np.flatnonzero(np.sign(amount) == sign)
        part = sums.pauses.only(rows, start.size)
        found = attrs.evolve(sums, pauses=part).alike(start[rows], amount[rows], sign)
        values[rows], problems[rows] = found.values, found.problems
    return Answers(values, problems)


@attrs.frozen(eq=False)
class _Sums:
    """How amounts are added to starts."""

    shelf: Shelf
    pauses: Pauses
    landing: Landing | None

    def alike(self, start: I64, amount: I64 | int, sign: int) -> Answers:
        """Add amounts of one sign."""
        if sign == 0:
            if self.landing == "open":
                return next_open(self.shelf, start)
            return Answers(np.where(is_instant(start), start, NAT), np.zeros(start.shape, np.int8))
        chosen: Landing = self.landing or ("close" if sign > 0 else "open")
        if not self.pauses.rows.size:
            return added(self.shelf, start, amount, chosen, ahead=sign > 0)
        whole = np.broadcast_to(np.asarray(amount, np.int64), start.shape)
        return added_paused(self.shelf, start, whole, self.pauses, chosen, ahead=sign > 0)


def working_days_between(calendar: AnyCalendar, a: I64, b: I64, *, closed: Closed = "left") -> I64:
    """Count the working days from each date to another, in days since 1970; ``closed`` says which ends count.

    Reversed dates give the negative of the count the other way round. NaT where a date is missing or out of range.
    """
    compiled = calendar.compiled

    def ask(tables: Tables, rows: Rows) -> I64:
        return tables.working_days.between(a[rows], b[rows], closed)

    def ask_one(row: int) -> int:
        low, high = sorted((int(a[row]) + EPOCH_ORDINAL, int(b[row]) + EPOCH_ORDINAL))
        upto, before = compiled.days_before(high + (closed != "left")), compiled.days_before(low + (closed == "right"))
        return before - upto if a[row] > b[row] else upto - before

    return answered(Shelf(compiled), (utc_midnights(a), utc_midnights(b)), ask, ask_one).values


def add_working_days(calendar: AnyCalendar, day: I64, n: I64 | int, *, convention: Convention = "step") -> Answers:
    """Return the n-th working day from each date, in days since 1970; ``n`` is one number or a column.

    ``"step"`` counts the working days after the date, ``"roll_then_step"`` first rolls to a working day; negative
    numbers count back.
    """
    compiled = calendar.compiled
    steps = np.broadcast_to(np.asarray(n, np.int64), day.shape)

    def ask(tables: Tables, rows: Rows) -> I64:
        return tables.working_days.nth(day[rows], steps[rows], convention)

    def ask_one(row: int) -> int | None:
        found = nth_working_day(compiled, int(day[row]) + EPOCH_ORDINAL, int(steps[row]), convention)
        return None if found is None else found - EPOCH_ORDINAL

    return answered(Shelf(compiled), (utc_midnights(day),), ask, ask_one)
