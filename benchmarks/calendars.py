"""The calendars that every question is asked on, in a form that belongs to no library."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypeAlias

import holidays

Windows: TypeAlias = tuple[tuple[int, int], ...]
"""Seconds of the local day, half-open; an end past 86400 runs into the next day."""

FIRST_YEAR = 2004
LAST_YEAR = 2026
"""The last year whose Chinese make-up workdays are published in the installed `holidays`."""

CLOSED: Windows = ()


@dataclass(frozen=True)
class Calendar:
    """A working calendar as plain data: what a reader would write on a whiteboard."""

    name: str
    title: str
    tz: str
    country: str | None
    week: tuple[Windows, ...]
    days_off: frozenset[date]
    make_up_days: frozenset[date]

    @property
    def weekdays(self) -> tuple[int, ...]:
        """Weekdays with working hours, Monday is 0."""
        return tuple(day for day, windows in enumerate(self.week) if windows)

    @property
    def windows(self) -> Windows:
        """The windows of the first weekday that has any, which a make-up workday takes too."""
        return self.week[self.weekdays[0]]

    def windows_on(self, day: date) -> Windows:
        """Windows that start on a date."""
        if day in self.make_up_days:
            return self.windows
        return CLOSED if day in self.days_off else self.week[day.weekday()]


def _hours(*pairs: tuple[float, float]) -> Windows:
    return tuple((round(start * 3600), round(end * 3600)) for start, end in pairs)


def _published(country: str) -> tuple[frozenset[date], frozenset[date]]:
    """Give a country's days off and its weekend workdays, within the years that the questions cover."""
    table = holidays.country_holidays(country, years=range(FIRST_YEAR, LAST_YEAR + 1))
    off = frozenset(day for day in table if FIRST_YEAR <= day.year <= LAST_YEAR)
    worked = frozenset(day for day in table.weekend_workdays if FIRST_YEAR <= day.year <= LAST_YEAR)
    return off - worked, worked


@cache
def office() -> Calendar:
    """Mon-Fri 09:00-17:00 in New York with US federal holidays: what nearly every peer can express."""
    off, _ = _published("US")
    week = (_hours((9, 17)),) * 5 + (CLOSED,) * 2
    return Calendar("office", "Mon-Fri 09-17 New York, US holidays", "America/New_York", "US", week, off, frozenset())


@cache
def shop() -> Calendar:
    """Mon-Fri with a lunch break in Shanghai, with holidays and make-up workdays."""
    off, worked = _published("CN")
    week = (_hours((9, 12), (13.5, 18)),) * 5 + (CLOSED,) * 2
    title = "Mon-Fri 09-12 13:30-18 Shanghai, make-up workdays"
    return Calendar("shop", title, "Asia/Shanghai", "CN", week, off, worked)


@cache
def nights() -> Calendar:
    """Every night 22:00-06:00 in New York: clocks change inside a window, twice a year."""
    week = (_hours((22, 30)),) * 7
    none: frozenset[date] = frozenset()
    return Calendar("nights", "every night 22-06 New York", "America/New_York", None, week, none, none)


def every_calendar() -> Sequence[Calendar]:
    """Give all calendars, the plainest first."""
    return (office(), shop(), nights())
