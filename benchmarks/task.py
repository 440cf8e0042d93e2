"""What a library, ours or a peer, hands in so that it can be asked and timed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from types import ModuleType
from typing import Any, Protocol, TypeAlias, cast
from zoneinfo import ZoneInfo

from benchmarks.calendars import Calendar

Arguments: TypeAlias = tuple[Any, ...]
Answer: TypeAlias = float | date


@dataclass(frozen=True)
class Task:
    """One kind of question on one calendar, in a library's own words.

    Only `call` is timed. `prepare` turns a question into the library's own arguments and `read` turns its answer into
    seconds, a POSIX second, a number of days or a date; neither is timed, which favours whoever needs them most.
    """

    prepare: Callable[[Any], Arguments]
    call: Callable[..., Any]
    read: Callable[[Any], Answer]
    cannot: str = ""
    """What of this calendar the library cannot express."""
    within: float = 1.0
    """An answer that is off by less than this many seconds counts as right: a library that promises minutes gets 60."""


Tasks: TypeAlias = Mapping[str, Task]
"""By kind of question: elapsed, add, count_days, add_days. A kind that a library does not offer is left out."""


class Library(Protocol):
    """What each module in `benchmarks.peers` holds."""

    PACKAGE: str
    """Name of the distribution, of which the version is printed."""

    def tasks(self, calendar: Calendar) -> Tasks:
        """Set the library up with a calendar as near as it can express it."""
        ...


def library(module: ModuleType) -> Library:
    """Read a module as a library."""
    return cast("Library", module)


def local_time(second: int, tz: str) -> datetime:
    """Give the aware local time of a POSIX second."""
    return datetime.fromtimestamp(second, ZoneInfo(tz))


def wall_clock(second: int, tz: str) -> datetime:
    """Give the naive local time, for the libraries that know no zones."""
    return local_time(second, tz).replace(tzinfo=None)


def utc_time(second: int) -> datetime:
    """Give the instant in UTC."""
    return datetime.fromtimestamp(second, UTC)


def posix(wall: datetime, tz: str) -> float:
    """Read an answer: a naive one is a wall-clock time of the zone."""
    aware = wall if wall.tzinfo is not None else wall.replace(tzinfo=ZoneInfo(tz))
    return aware.timestamp()


def clock(second: int) -> time:
    """Give a second of the day, 0 to 172800, as a time of day."""
    return time(second // 3600 % 24, second // 60 % 60)
