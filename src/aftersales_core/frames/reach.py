"""Answers for a column whose tables must reach an unknown number of years: wider tables for ever fewer rows.

Nearly every row is answered from the first tables. What they cannot answer is asked again of others, and what is left
in the end (an instant in the year 3000, more working time than a shop will ever work) is asked of the calendar row by
row.
"""

from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt

from aftersales_core.errors import AftersalesError, InstantOutOfRange, NeverOpen
from aftersales_core.frames.problems import Answers, Numbers, problem_number
from aftersales_core.frames.ranks import CHUNK, I64, NAT, Mask
from aftersales_core.frames.tables import Shelf, Tables
from aftersales_core.instants import DAY, MAX_MICROS
from aftersales_core.worktime.compiled import MOST_YEARS, year_of

__all__ = ["Ask", "AskOne", "Rows", "answered", "is_instant", "utc_midnights"]

Rows = npt.NDArray[np.intp] | slice
Ask = Callable[[Tables, Rows], I64]
AskOne = Callable[[int], int | None]


def is_instant(us: I64) -> Mask:
    """Tell which values are instants of the years that the library counts in; a missing one is not."""
    return (us >= 0) & (us < MAX_MICROS)


def utc_midnights(day: I64) -> I64:
    """Return the instants at which dates, in days since 1970, begin in UTC; NaT for what is no date of those years."""
    return np.where((day >= 0) & (day < MAX_MICROS // DAY), day * DAY, NAT)


def answered(shelf: Shelf, columns: tuple[I64, ...], ask: Ask, ask_one: AskOne, *, ahead: bool = True) -> Answers:
    """Answer every row in which each column holds an instant.

    ``ask(tables, rows)`` answers rows from tables, with NaT where these do not reach; ``ask_one(row)`` answers any row,
    with None where no instant is left. ``ahead`` says on which side of the columns the answers lie.
    """
    found = np.empty(columns[0].shape, np.int64)
    rows: Rows = slice(0, found.size)
    reach = 1
    while True:
        first, last, is_whole = _years(tuple(column[rows] for column in columns))
        first, last = (first - 1, last + reach) if ahead else (first - reach, last + 1)
        if last - first >= MOST_YEARS:
            # The first tables are never so wide, so by now the rows are those that are left.
            left = _unanswered(columns, found)
            return Answers(found, _one_by_one(left, columns[0], ask_one, found))
        tables = shelf.tables(first, last + 1)
        for chunk in _chunks(rows):
            part = ask(tables, chunk)
            if not is_whole:
                part[_is_outside(tables, columns, chunk)] = NAT
            found[chunk] = part
        rows = _unanswered(columns, found)
        if not rows.size:
            return Answers(found, np.zeros(found.shape, np.int8))
        reach *= 4


def _chunks(rows: Rows) -> Iterator[Rows]:
    """Return rows in parts that are worked on at a time."""
    if isinstance(rows, slice):
        yield from (slice(first, min(first + CHUNK, rows.stop)) for first in range(rows.start, rows.stop, CHUNK))
    else:
        yield from (rows[first : first + CHUNK] for first in range(0, rows.size, CHUNK))


def _unanswered(columns: tuple[I64, ...], found: I64) -> npt.NDArray[np.intp]:
    """Return the rows that have instants and no answer yet."""
    rows = np.flatnonzero(found == NAT)
    for column in columns:
        rows = rows[is_instant(column[rows])]
    return rows


def _is_outside(tables: Tables, columns: tuple[I64, ...], rows: Rows) -> Mask:
    """Tell which rows hold a value that is no instant, or that the tables do not cover."""
    low, high = max(tables.timeline.first_us, 0), min(tables.timeline.end_us, MAX_MICROS)
    outside = np.zeros(columns[0][rows].shape, np.bool_)
    for column in columns:
        outside |= (column[rows] < low) | (column[rows] >= high)
    return outside


def _years(columns: tuple[I64, ...]) -> tuple[int, int, bool]:
    """Return the first and last year of columns of instants, and whether every row lies in them.

    Where they lie too far apart for one table, the years around the middle row are taken, so that a date of 1970 that
    stands for "unknown", or a mistyped year 2206, is left for later.
    """
    low, high, is_whole = MAX_MICROS, -1, True
    for column in columns:
        least, most = int(column.min(initial=MAX_MICROS)), int(column.max(initial=-1))
        if least < 0 or most >= MAX_MICROS:
            valid, is_whole = column[is_instant(column)], False
            least, most = int(valid.min(initial=MAX_MICROS)), int(valid.max(initial=-1))
        low, high = min(low, least), max(high, most)
    if high < low:
        return 1970, 1970, False
    first, last = year_of(low), year_of(high)
    if last - first > MOST_YEARS // 2:
        valid = np.concatenate([column[is_instant(column)] for column in columns])
        middle = year_of(int(np.partition(valid, valid.size // 2)[valid.size // 2]))
        first, last = max(first, middle - MOST_YEARS // 4), min(last, middle + MOST_YEARS // 4)
        is_whole = False
    return first, last, is_whole


def _one_by_one(rows: npt.NDArray[np.intp], starts: I64, ask_one: AskOne, found: I64) -> Numbers:
    """Answer the rows that are left, and return what is wrong with those that have no answer."""
    problems = np.zeros(found.shape, np.int8)
    never_from = MAX_MICROS
    for row in rows.tolist():
        # A calendar that never opens again after one start does not after any later one, and such a search is long.
        if starts[row] >= never_from:
            problems[row] = problem_number(NeverOpen.code)
            continue
        try:
            one = ask_one(row)
        except AftersalesError as error:
            problems[row] = problem_number(error.code)
            if isinstance(error, NeverOpen):
                never_from = int(starts[row])
            continue
        if one is None:
            problems[row] = problem_number(InstantOutOfRange.code)
        else:
            found[row] = one
    return problems
