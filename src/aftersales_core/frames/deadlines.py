"""Deadlines of any period for a whole column of starts, equal to ``Period.deadline`` row by row."""

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

import attrs
import numpy as np

from aftersales_core.errors import AftersalesError, InstantOutOfRange, WrongType
from aftersales_core.frames.day_counts import counted
from aftersales_core.frames.pauses import Pauses, no_pauses, paused, swallowed
from aftersales_core.frames.problems import Answers, Numbers, problem_number
from aftersales_core.frames.ranks import I64, NAT, Mask
from aftersales_core.frames.reach import Rows, answered, is_instant
from aftersales_core.frames.tables import Tables
from aftersales_core.frames.working_time import added, added_paused, between, next_open
from aftersales_core.instants import EPOCH_ORDINAL, Span, from_micros, micros
from aftersales_core.worktime.algebra import CombinedCalendar
from aftersales_core.worktime.calendar import AnyCalendar
from aftersales_core.worktime.compiled import Compiled
from aftersales_core.worktime.localtime import civil_day, midnight
from aftersales_core.worktime.pauses import NEVER
from aftersales_core.worktime.period import Period
from aftersales_core.worktime.timeline import Landing

__all__ = ["Deadlines", "deadlines", "midnights"]


class Deadlines(NamedTuple):
    """The instant of each deadline (NaT where there is none), whether it is provisional, and each row's problem."""

    us: I64
    provisional: Mask
    problems: Numbers


def deadlines(
    period: Period, start: I64, calendar: AnyCalendar, *, pauses: Pauses | None = None, day: I64 | None = None
) -> Deadlines:
    """Return the deadlines of a period from each start.

    For starts without a time of day ``day`` holds their dates in days since 1970, and ``start`` their midnights.
    """
    if day is not None and (period.is_amount or period.ends == "same_time"):
        raise WrongType("start", f"instants for a period of {period.unit}", "dates")
    held = pauses if pauses is not None and period.pausable else no_pauses()
    one = _Single(period, _permissive(calendar), start, day)
    found = _amounts(one, held) if period.is_amount else _days(one, held)
    return _judged(period, calendar.compiled, start, found)


def midnights(compiled: Compiled, day: I64) -> I64:
    """Return the instants at which local dates, in days since 1970, begin; NaT for dates out of range."""

    def ask(tables: Tables, rows: Rows) -> I64:
        return tables.wall.midnights(day[rows])

    def ask_one(row: int) -> int:
        return midnight(int(day[row]) + EPOCH_ORDINAL, compiled.where)

    return answered(compiled, (days_as_micros(day),), ask, ask_one).values
