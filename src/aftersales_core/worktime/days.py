"""Questions about civil days: which are working days, how many lie between two dates, which is the n-th.

Each function stands as a method on every kind of calendar. A working day is a date that owns working time: at least
one of the windows that start on it is left after breaks and clock changes. Dates past the known years raise
HorizonExceeded.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Literal

from aftersales_core.errors import NeverOpen, WrongType
from aftersales_core.instants import FIRST_YEAR, LAST_YEAR
from aftersales_core.worktime.compiled import MOST_YEARS, Compiled, HasCompiled

__all__ = [
    "Closed",
    "Convention",
    "add_working_days",
    "is_working_day",
    "nth_working_day",
    "working_days_between",
]

Closed = Literal["left", "right", "both"]
Convention = Literal["step", "roll_then_step"]


def date_ordinal(day: object) -> int:
    """Return the ordinal of a date, refusing a datetime: it names no civil day until its zone is chosen."""
    if isinstance(day, dt.datetime) or not isinstance(day, dt.date):
        raise WrongType("day", "a date without a time of day", type(day).__name__)
    return day.toordinal()


def _require_known(compiled: Compiled, *days: dt.date) -> None:
    """Raise HorizonExceeded unless every date lies within the known years."""
    first, last = compiled.known_years
    if any(not first <= day.year <= last for day in days):
        raise compiled.beyond()


def is_working_day(self: HasCompiled, day: dt.date) -> bool:
    """Tell whether a date owns working time; the tail of the night before does not make it one."""
    ordinal, compiled = date_ordinal(day), self.compiled
    _require_known(compiled, day)
    days = working_ordinals(compiled, day.year, day.year + 1)
    index = bisect_left(days, ordinal)
    return index < len(days) and days[index] == ordinal


def working_ordinals(compiled: Compiled, first_year: int, end_year: int) -> Sequence[int]:
    """Return the ordinals of the working days of at least some years, in order."""
    timeline = compiled.years(first_year, end_year)
    return (timeline or compiled.compile(first_year, end_year)).days


def working_days_between(self: HasCompiled, a: dt.date, b: dt.date, *, closed: Closed = "left") -> int:
    """Count the working days from ``a`` to ``b``.

    ``closed`` says which ends count: ``"left"`` is [a, b), ``"right"`` is (a, b], ``"both"`` is [a, b]. Reversed dates
    give the negative of the count the other way round, of the same set of days.
    """
    low, high, compiled = date_ordinal(a), date_ordinal(b), self.compiled
    if closed not in ("left", "right", "both"):
        raise WrongType("closed", "'left', 'right' or 'both'", repr(closed))
    _require_known(compiled, a, b)
    if low > high:
        return -working_days_between(self, b, a, closed=closed)
    if b.year - a.year >= MOST_YEARS:
        return compiled.days_before(high + (closed != "left")) - compiled.days_before(low + (closed == "right"))
    days = working_ordinals(compiled, a.year, b.year + 1)
    first = bisect_right(days, low) if closed == "right" else bisect_left(days, low)
    last = bisect_left(days, high) if closed == "left" else bisect_right(days, high)
    return last - first


def add_working_days(self: HasCompiled, day: dt.date, n: int, *, convention: Convention = "step") -> dt.date:
    """Return the n-th working day from a date; a negative ``n`` counts backwards.

    ``"step"`` counts the working days after the date, so one from a Saturday is Monday; none at all is the date itself
    if it works, else the next working day. ``"roll_then_step"`` first rolls to a working day (forward, or back for a
    negative ``n``) and then steps, so one from a Saturday is Tuesday.
    """
    ordinal, compiled = date_ordinal(day), self.compiled
    _check_count(n)
    if convention not in ("step", "roll_then_step"):
        raise WrongType("convention", "'step' or 'roll_then_step'", repr(convention))
    _require_known(compiled, day)
    found = nth_working_day(compiled, ordinal, n, convention, compiled.known_years)
    result = None if found is None else dt.date.fromordinal(found)
    if result is None or not compiled.known_years[0] <= result.year <= compiled.known_years[1]:
        raise compiled.beyond()
    return result


def _check_count(n: object) -> None:
    """Raise WrongType for anything but an integer."""
    if isinstance(n, bool) or not isinstance(n, int):
        raise WrongType("n", "a whole number of days", type(n).__name__)


def nth_working_day(
    compiled: Compiled,
    ordinal: int,
    n: int,
    convention: Convention = "step",
    years: tuple[int, int] = (FIRST_YEAR, LAST_YEAR),
) -> int | None:
    """Return the ordinal of the n-th working day from a date, or None where it lies past the years to be searched.

    The range that is compiled doubles until it holds the answer; a count that leads further goes by yearly totals.
    """
    year, reach = dt.date.fromordinal(ordinal).year, 1
    while reach < MOST_YEARS:
        first, end = (year, year + reach + 1) if n >= 0 else (year - reach, year + 1)
        days = working_ordinals(compiled, first, end)
        if n >= 0 and end > max(compiled.last_dated_year, year) + 2 and (not days or days[-1] <= ordinal):
            raise NeverOpen(compiled.calendar_id, "working day")
        rank = _rank(bisect_left(days, ordinal), bisect_right(days, ordinal), n, convention)
        if 0 <= rank < len(days):
            return days[rank]
        if (end > years[1]) if n >= 0 else (first < years[0]):
            return None
        reach *= 2
    before, upto = compiled.days_before(ordinal), compiled.days_before(ordinal + 1)
    return compiled.day_at(_rank(before, upto, n, convention))


def _rank(before: int, upto: int, n: int, convention: Convention) -> int:
    """Return how many working days come before the n-th one, from those before a date and those up to and with it."""
    if n == 0:
        return before
    if n > 0:
        return before + n if convention == "roll_then_step" else upto + n - 1
    return upto + n - 1 if convention == "roll_then_step" else before + n
