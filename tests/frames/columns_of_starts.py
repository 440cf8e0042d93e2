"""Calendars, starts and pauses for the tests of whole columns: every kind of edge, and sizes by profile."""

import datetime as dt
import os
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from aftersales_core.frames.pauses import Pauses, pauses_of
from aftersales_core.instants import Span, from_micros, micros, zone
from aftersales_core.worktime.calendar import AnyCalendar, WorkingCalendar
from aftersales_core.worktime.holiday_table import HolidayTable
from aftersales_core.worktime.pauses import NEVER
from aftersales_core.worktime.week import Window

I64 = npt.NDArray[np.int64]
SECOND = 1_000_000
HOUR = 3600 * SECOND
DAY = 24 * HOUR

ROWS = 1_000_000 if os.environ.get("CI") else 50_000
"""Rows of a column on which the invariants are tried; a single call is compared on `SAMPLED` of them."""
SAMPLED = 5_000 if os.environ.get("CI") else 500


def calendar(calendar_id: str, tz: str, week: str, **others: Any) -> WorkingCalendar:
    """A calendar that knows all years unless it is given holidays, and allows provisional answers."""
    holidays: HolidayTable = others.pop("holidays", HolidayTable.none())
    return WorkingCalendar(calendar_id, tz, week, holidays, beyond_horizon="provisional", **others)


GOLDEN_WEEK = HolidayTable.of(
    [dt.date(2018, 10, day) for day in range(1, 8)],
    [dt.date(2018, 9, 29), dt.date(2018, 9, 30)],
    first_year=2018,
    last_year=2018,
)
OFFICE = calendar("office", "Asia/Shanghai", "Mon-Fri 09:00-18:00", holidays=GOLDEN_WEEK)
NIGHTS = calendar("nights", "America/New_York", "Mon-Sun 22:00-06:00")
STRIKE = Span(
    dt.datetime(2018, 11, 5, 15, 30, 0, 7, dt.UTC),
    dt.datetime(2018, 11, 6, 9, 0, 30, tzinfo=dt.UTC),
)

CALENDARS: Mapping[str, AnyCalendar] = {
    "holidays and make-up days": OFFICE,
    "lunch": calendar("lunch", "Asia/Shanghai", "Mon-Fri 09:00-12:00 13:30-18:00; Sat 10:00-14:00"),
    "nights with clock changes": NIGHTS,
    "half an hour of clock change": calendar("half", "Australia/Lord_Howe", "Mon-Sun 01:30-02:15"),
    "always open": calendar("always", "America/Sao_Paulo", "24x7"),
    "no midnight on some days": calendar("midnight", "America/Sao_Paulo", "Mon-Sun 00:00-02:00 08:00-24:00"),
    "a date that never was": calendar("apia", "Pacific/Apia", "Mon-Sat 09:07:30-17:00:01"),
    "from midnight": calendar("beirut", "Asia/Beirut", "Mon-Sat 00:00-12:00 20:00-24:00"),
    "special days and breaks": calendar(
        "special",
        "America/New_York",
        "Mon-Fri 09:00-17:00",
        special_hours={dt.date(2018, 11, 4): [Window.parse("00:30-03:30")], dt.date(2018, 11, 7): []},
        breaks={dt.date(2018, 11, 6): [Window.parse("11:00-11:00:01"), Window.parse("11:00:03-11:00:04")]},
    ),
    "one minute a week": calendar("rare", "UTC", "Wed 09:07-09:08"),
    "either open": OFFICE | NIGHTS,
    "both open": calendar("long", "UTC", "Mon-Sun 00:00-13:00") & OFFICE,
    "on strike": OFFICE - [STRIKE],
}
"""Every calendar here was chosen for an edge; dates of interest lie in 2011 and 2018."""

PERIODS_OF_INTEREST = (
    (dt.datetime(2018, 9, 20, tzinfo=dt.UTC), dt.datetime(2019, 1, 10, tzinfo=dt.UTC)),
    (dt.datetime(2018, 2, 10, tzinfo=dt.UTC), dt.datetime(2018, 4, 10, tzinfo=dt.UTC)),
    (dt.datetime(2011, 12, 20, tzinfo=dt.UTC), dt.datetime(2012, 1, 10, tzinfo=dt.UTC)),
)


def instants(rng: np.random.Generator, rows: int) -> I64:
    """Instants around the dates of interest; a third on a full minute, a third on a full quarter of an hour."""
    low, high = (np.array([micros(ends[side]) for ends in PERIODS_OF_INTEREST]) for side in (0, 1))
    which = rng.integers(0, low.size, rows)
    found = rng.integers(low[which], high[which])
    found[::3] -= found[::3] % (60 * SECOND)
    found[1::3] -= found[1::3] % (900 * SECOND)
    return found


def spans_for(rng: np.random.Generator, starts: I64, count: int) -> Pauses:
    """Pauses of some rows, from before their start to long after, overlapping now and then, a tenth of them open."""
    rows = rng.integers(0, starts.size, count)
    begin = starts[rows] + rng.integers(-2 * 24, 5 * 24, count) * HOUR
    end = begin + rng.integers(1, 72 * 3600, count) * SECOND
    return pauses_of(rows, begin, np.where(rng.random(count) < 0.1, NEVER, end))


def at(us: Any) -> dt.datetime:
    """The datetime of a number in a column."""
    return from_micros(int(us))


def wall(tz: str, *parts: int) -> int:
    """Microseconds since 1970 of a wall-clock time, first occurrence."""
    return micros(dt.datetime(*parts, tzinfo=zone(tz)))


def microseconds(length: dt.timedelta | None) -> int:
    """A duration as a whole number."""
    assert length is not None
    return length // dt.timedelta(microseconds=1)
