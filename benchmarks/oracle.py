"""The independent judge: walks the clock tick by tick with `zoneinfo` alone and imports nothing from the library.

A tick is 15 minutes. That loses nothing: every window edge of the calendars asked about and every change of their
zones' clocks falls on a tick, so a tick is open as a whole or closed as a whole. `open_ticks` refuses other windows.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from benchmarks.calendars import FIRST_YEAR, LAST_YEAR, Calendar

TICK = 900
ORIGIN = int(datetime(FIRST_YEAR, 1, 2, tzinfo=UTC).timestamp())
END = int(datetime(LAST_YEAR, 12, 31, tzinfo=UTC).timestamp())
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Oracle:
    """One byte a tick since ORIGIN: 1 when the calendar is open."""

    calendar: Calendar
    ticks: bytes

    def is_open(self, at: int) -> bool:
        """Whether a POSIX second falls in a working window."""
        return self.ticks[(at - ORIGIN) // TICK] == 1

    def elapsed(self, start: int, end: int) -> int:
        """Working seconds from one POSIX second to a later one."""
        first, last = (start - ORIGIN) // TICK, (end - ORIGIN) // TICK
        whole = self.ticks.count(1, first, last) * TICK
        head = (start - ORIGIN) % TICK * self.ticks[first]
        tail = (end - ORIGIN) % TICK * self.ticks[last]
        return whole - head + tail

    def add(self, start: int, seconds: int) -> int:
        """First POSIX second at which a positive amount of working time is used up."""
        left, at = seconds, start
        while True:
            tick = self.ticks.index(1, (at - ORIGIN) // TICK)
            at = max(at, ORIGIN + tick * TICK)
            room = ORIGIN + (tick + 1) * TICK - at
            if left <= room:
                return at + left
            left -= room
            at += room

    def next_open(self, at: int) -> int:
        """Give the instant itself if open, otherwise the next opening."""
        return max(at, ORIGIN + self.ticks.index(1, (at - ORIGIN) // TICK) * TICK)

    def works_on(self, day: date) -> bool:
        """Whether a date is a working day."""
        return bool(self.calendar.windows_on(day))

    def count_days(self, start: date, end: date) -> int:
        """Working days from a date, included, to a later one, excluded."""
        return sum(self.works_on(start + DAY * n) for n in range((end - start).days))

    def add_days(self, day: date, number: int) -> date:
        """Find the working day that many steps strictly after a date."""
        while number:
            day += DAY
            number -= self.works_on(day)
        return day


def _is_open(calendar: Calendar, local: datetime) -> bool:
    second = local.hour * 3600 + local.minute * 60 + local.second
    today = local.date()
    if any(start <= second < end for start, end in calendar.windows_on(today)):
        return True
    return any(second + 86400 < end for _, end in calendar.windows_on(today - DAY))


@cache
def open_ticks(calendar: Calendar) -> Oracle:
    """Ask the wall clock at every tick of all the years whether the calendar is open."""
    edges = {edge for windows in calendar.week for window in windows for edge in window}
    if any(edge % TICK for edge in edges):
        message = f"the oracle ticks every {TICK} s, so window edges must be multiples of that"
        raise ValueError(message)
    zone = ZoneInfo(calendar.tz)
    flags = bytes(_is_open(calendar, datetime.fromtimestamp(at, zone)) for at in range(ORIGIN, END, TICK))
    return Oracle(calendar, flags)
