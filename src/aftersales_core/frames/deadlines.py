"""Deadlines of any period for a whole column of starts, equal to ``Period.deadline`` row by row."""

import datetime as dt
from typing import NamedTuple

import attrs
import numpy as np

from aftersales_core.errors import AftersalesError, WrongType
from aftersales_core.frames.day_counts import counted
from aftersales_core.frames.pauses import Pauses, no_pauses, paused, swallowed
from aftersales_core.frames.problems import Answers, Numbers, problem_number
from aftersales_core.frames.ranks import I64, NAT, Mask
from aftersales_core.frames.reach import Rows, answered, is_instant, utc_midnights
from aftersales_core.frames.tables import Shelf, Tables
from aftersales_core.frames.working_time import added, added_paused, between, next_open
from aftersales_core.instants import EPOCH_ORDINAL, MAX_MICROS, Span, from_micros, micros
from aftersales_core.worktime.algebra import CombinedCalendar
from aftersales_core.worktime.calendar import AnyCalendar
from aftersales_core.worktime.compiled import Compiled
from aftersales_core.worktime.localtime import civil_day, midnight
from aftersales_core.worktime.period import Period
from aftersales_core.worktime.timeline import Landing

__all__ = ["Deadlines", "deadlines", "midnights"]


class Deadlines(NamedTuple):
    """The instant of each deadline (NaT where there is none), whether it is provisional, and each row's problem."""

    us: I64
    provisional: Mask
    problems: Numbers


def deadlines(
    period: Period,
    start: I64,
    calendar: AnyCalendar,
    *,
    pauses: Pauses | None = None,
    day: I64 | None = None,
    shelf: Shelf | None = None,
) -> Deadlines:
    """Return the deadlines of a period from each start, in microseconds since 1970.

    For starts without a time of day ``day`` holds their dates in days since 1970, and ``start`` their ``midnights``.
    Amounts of time and ``same_time`` refuse them, as single ones do. ``shelf`` keeps the calendar's tables from one
    call to the next.
    """
    if day is not None and (period.is_amount or period.ends == "same_time"):
        raise WrongType("start", f"instants for a period of {period.unit}", "dates")
    held = pauses if pauses is not None and period.pausable else no_pauses()
    found = _checked(_Column(period, start, day, calendar, held, shelf or Shelf(calendar.compiled)).due())
    is_uncertain = period.is_working or period.roll is not None
    known = _is_known(calendar.compiled, start) & _is_known(calendar.compiled, found.values)
    return Deadlines(found.values, (found.values != NAT) & ~known & is_uncertain, found.problems)


def _checked(found: Answers) -> Answers:
    """Mark the deadlines that lie past the years of the library."""
    if found.values.max(initial=0) >= MAX_MICROS:
        found.problems[found.values >= MAX_MICROS] = problem_number("instant_out_of_range")
        found.values[found.values >= MAX_MICROS] = NAT
    return found


def _is_known(compiled: Compiled, us: I64) -> Mask:
    """Tell which instants lie in the years whose holidays a calendar knows."""
    return (us >= compiled.known_first_us) & (us <= compiled.known_end_us)


def midnights(shelf: Shelf, day: I64) -> I64:
    """Return the instants at which local dates, in days since 1970, begin; NaT for dates out of range."""

    def ask(tables: Tables, rows: Rows) -> I64:
        return tables.wall.midnights(day[rows])

    def ask_one(row: int) -> int:
        return midnight(int(day[row]) + EPOCH_ORDINAL, shelf.compiled.where)

    return answered(shelf, (utc_midnights(day),), ask, ask_one).values


@attrs.frozen(eq=False)
class _Column:
    """A column of starts with all that their deadlines depend on."""

    period: Period
    start: I64
    day: I64 | None
    calendar: AnyCalendar
    pauses: Pauses
    shelf: Shelf

    def due(self) -> Answers:
        """Return the deadlines, by the period's way of counting."""
        if self.period.is_amount:
            begun = self._next_midnights() if self.period.count_from == "next_midnight" else self.start
            return self._after_work(begun) if self.period.is_working else self._after_time(begun, self.period.length_us)
        found = self._counted()
        if not self.pauses.rows.size:
            return found
        if self.period.ends != "same_time":
            return self._without_paused_days(found)
        if self.period.unit == "working_days":
            return self._moved_on(found)
        return self._after_time(self.start, found.values - self.start, found.problems)

    def _next_midnights(self) -> I64:
        """Return the first local midnight after each start."""
        where = self.calendar.compiled.where

        def ask(tables: Tables, rows: Rows) -> I64:
            return tables.wall.midnights(tables.wall.days(self.start[rows]) + 1)

        def ask_one(row: int) -> int:
            return midnight(civil_day(int(self.start[row]), where) + 1, where)

        return answered(self.shelf, (self.start,), ask, ask_one).values

    def _after_work(self, begun: I64) -> Answers:
        """Return when an amount of working time is used up."""
        length = self.period.length_us
        if not self.pauses.rows.size:
            return added(self.shelf, begun, length, "close")
        return added_paused(self.shelf, begun, np.full(begun.shape, length), self.pauses, "close")

    def _after_time(self, begun: I64, length: I64 | int, problems: Numbers | None = None) -> Answers:
        """Return when an amount of real time is used up."""
        due = begun + length
        wrong = np.zeros(due.shape, np.int8) if problems is None else problems
        if self.pauses.rows.size:
            # The second of two equal times of an autumn night has its deadline before it; no pause can move that.
            whole = np.maximum(np.broadcast_to(np.asarray(length, np.int64), due.shape), 0)
            stays = np.ones(due.shape, np.bool_)
            taken, never = swallowed(self.pauses, begun, whole, stays, lambda low, high: high - low)
            due = due + taken
            wrong[never & (wrong == 0)] = problem_number("pause_never_ends")
        due[(wrong != 0) | ~is_instant(self.start)] = NAT
        return Answers(due, wrong)

    def _counted(self) -> Answers:
        """Return the deadlines of a count of days as if nothing paused."""
        single = _Single(self.period, _permissive(self.calendar))

        def ask(tables: Tables, rows: Rows) -> I64:
            return counted(self.period, tables, self.start[rows], None if self.day is None else self.day[rows])

        return answered(self.shelf, (self.start,), ask, lambda row: single.due(self._start(row), ()))

    def _without_paused_days(self, found: Answers) -> Answers:
        """Count anew, one by one, for the rows that have pauses: the days that these take are left out."""
        single = _Single(self.period, _permissive(self.calendar))
        for row in np.flatnonzero(self.pauses.has(self.start.size) & is_instant(self.start)).tolist():
            try:
                found.values[row] = single.due(self._start(row), self.pauses.spans(row))
                found.problems[row] = 0
            except AftersalesError as error:
                found.values[row], found.problems[row] = NAT, problem_number(error.code)
        return found

    def _moved_on(self, found: Answers) -> Answers:
        """Work off the paused part of the time to each deadline after it."""
        shelf, due = self.shelf, found.values
        opened = next_open(shelf, self.start).values
        taken = paused(self.pauses, opened, due, lambda low, high: between(shelf, low, high))
        moved = (due != NAT) & (taken > 0)
        is_in_window = next_open(shelf, due - 1).values == due - 1
        landings: tuple[tuple[Mask, Landing], ...] = ((is_in_window, "close"), (~is_in_window, "open"))
        for rows, landing in landings:
            at = np.flatnonzero(moved & rows)
            if at.size:
                work = between(shelf, opened[at], due[at])
                part = self.pauses.only(at, due.size)
                found.values[at], found.problems[at] = added_paused(shelf, opened[at], work, part, landing)
        return found

    def _start(self, row: int) -> dt.datetime | dt.date:
        """Return one start as a single deadline takes it."""
        if self.day is None:
            return from_micros(int(self.start[row]))
        return dt.date.fromordinal(int(self.day[row]) + EPOCH_ORDINAL)


@attrs.frozen(eq=False)
class _Single:
    """The scalar way, for the rows that tables do not answer."""

    period: Period
    calendar: AnyCalendar

    def due(self, start: dt.datetime | dt.date, pauses: tuple[Span, ...]) -> int:
        """Return one deadline in microseconds since 1970."""
        return micros(self.period.deadline(start, self.calendar, pauses=pauses).instant)


def _permissive(calendar: AnyCalendar) -> AnyCalendar:
    """Return the calendar with answers for years that it does not know; a column marks them by itself."""
    if isinstance(calendar, CombinedCalendar):
        right = None if calendar.right is None else _permissive(calendar.right)
        return attrs.evolve(calendar, left=_permissive(calendar.left), right=right)
    return attrs.evolve(calendar, beyond_horizon="provisional")
