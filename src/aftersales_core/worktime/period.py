"""How long something may take, in the ways that law and contracts say it.

SLA targets, return windows and timers all use it. Every counting method of law that the returns reference lists is
expressible: exact hours, hours from the next midnight, days with or without the first one, days that roll to a working
day, corresponding dates of months and years, working days, and each of them with a clock that pauses.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, Self

import attrs

from aftersales_core.errors import InvalidPeriod
from aftersales_core.instants import Span

if TYPE_CHECKING:
    from aftersales_core.worktime.calendar import AnyCalendar
    from aftersales_core.worktime.deadline import Deadline

__all__ = ["CountFrom", "Ends", "Period", "Unit"]

Unit = Literal[
    "seconds", "minutes", "hours", "working_minutes", "working_hours", "working_days", "days", "months", "years"
]
CountFrom = Literal["start", "next_midnight", "next_day", "same_day"]
Ends = Literal["end_of_day", "close", "same_time"]
Roll = Literal["next_working_day"]
PauseDays = Literal["whole", "touched"]
DayConvention = Literal["step", "roll_then_step"]

CLOCK_UNITS: Final = ("seconds", "minutes", "hours")
WORKING_UNITS: Final = ("working_minutes", "working_hours")
SECONDS: Final = {"seconds": 1, "minutes": 60, "hours": 3600, "working_minutes": 60, "working_hours": 3600}
# A period longer than this leaves the years that instants cover, whatever its start.
MOST_SECONDS: Final = 8_029 * 366 * 86_400
MOST: Final = {"working_days": 2_940_000, "days": 2_940_000, "months": 96_400, "years": 8_030}
ABBREVIATIONS: Final[Mapping[str, Unit]] = {
    "s": "seconds",
    "min": "minutes",
    "h": "hours",
    "wmin": "working_minutes",
    "wh": "working_hours",
    "wd": "working_days",
    "d": "days",
    "mo": "months",
    "y": "years",
}
TEXT: Final = re.compile(r"([0-9]{1,12}) ?(s|min|h|wmin|wh|wd|d|mo|y)", re.ASCII)


@attrs.frozen
class Period:
    """A length of time with its way of counting; build it with ``hours``, ``working_days`` and their siblings.

    ``count_from``: ``start`` (amounts of time run from the instant itself), ``next_midnight`` (from the next 00:00 of
    the calendar's zone), ``next_day`` (the day after is day one) or ``same_day`` (the day itself is day one).
    ``ends`` of day counts: ``end_of_day`` (24:00 of the last day), ``close`` (its last closing) or ``same_time`` (the
    start's wall clock on the last day). ``roll`` moves a last day that is no working day to the next one.
    ``inclusive``: does the deadline's own instant still meet it? ``end_of_day`` never includes its midnight.
    ``pausable=False`` declares a legal period that runs on through every pause. ``pause_days``: is a day left out of
    the count when a pause covers it whole, or as soon as one touches it?
    """

    unit: Unit
    amount: int
    count_from: CountFrom
    ends: Ends | None = None
    convention: DayConvention = "step"
    roll: Roll | None = None
    inclusive: bool = True
    pausable: bool = True
    pause_days: PauseDays = "whole"

    def __attrs_post_init__(self) -> None:
        """Refuse a period from which no deadline can follow, with every problem at once."""
        problems = _period_problems(self)
        if problems:
            raise InvalidPeriod("period", problems)

    @classmethod
    def seconds(cls, n: int, count_from: CountFrom = "start", *, inclusive: bool = True, pausable: bool = True) -> Self:
        """Return ``n`` seconds of real elapsed time."""
        return cls("seconds", n, count_from, inclusive=inclusive, pausable=pausable)

    @classmethod
    def minutes(cls, n: int, count_from: CountFrom = "start", *, inclusive: bool = True, pausable: bool = True) -> Self:
        """Return ``n`` minutes of real elapsed time; "under 3 minutes" is ``minutes(3, inclusive=False)``."""
        return cls("minutes", n, count_from, inclusive=inclusive, pausable=pausable)

    @classmethod
    def hours(cls, n: int, count_from: CountFrom = "start", *, inclusive: bool = True, pausable: bool = True) -> Self:
        """Return ``n`` hours of real elapsed time; ``hours(168, "next_midnight")`` is how Taobao counts seven days."""
        return cls("hours", n, count_from, inclusive=inclusive, pausable=pausable)

    @classmethod
    def working_minutes(cls, n: int, *, inclusive: bool = True, pausable: bool = True) -> Self:
        """Return ``n`` minutes of working time."""
        return cls("working_minutes", n, "start", inclusive=inclusive, pausable=pausable)

    @classmethod
    def working_hours(cls, n: int, *, inclusive: bool = True, pausable: bool = True) -> Self:
        """Return ``n`` hours of working time: 24 of them are three days of eight hours."""
        return cls("working_hours", n, "start", inclusive=inclusive, pausable=pausable)

    @classmethod
    def working_days(
        cls,
        n: int,
        count_from: CountFrom = "next_day",
        ends: Ends = "end_of_day",
        *,
        convention: DayConvention = "step",
        inclusive: bool = True,
        pausable: bool = True,
        pause_days: PauseDays = "whole",
    ) -> Self:
        """Return ``n`` working days, by default the n-th after the start's date, until its midnight.

        With ``ends="same_time"`` the start first moves to the next instant at which it is open, and its wall clock is
        kept on the n-th working day after: Boston's 311 counts so. Outside that day's windows the last closing before
        it is meant, or the opening if there is none.
        """
        return cls(
            "working_days",
            n,
            count_from,
            ends,
            convention,
            inclusive=inclusive,
            pausable=pausable,
            pause_days=pause_days,
        )

    @classmethod
    def days(
        cls,
        n: int,
        count_from: CountFrom = "next_day",
        ends: Ends = "end_of_day",
        *,
        roll: Roll | None = None,
        inclusive: bool = True,
        pausable: bool = True,
        pause_days: PauseDays = "whole",
    ) -> Self:
        """Return ``n`` calendar days. China, Korea, Taiwan and the UK count so; ``same_day`` is Japan's way."""
        return cls(
            "days", n, count_from, ends, roll=roll, inclusive=inclusive, pausable=pausable, pause_days=pause_days
        )

    @classmethod
    def months(
        cls,
        n: int,
        count_from: CountFrom = "next_day",
        ends: Ends = "end_of_day",
        *,
        roll: Roll | None = None,
        inclusive: bool = True,
        pausable: bool = True,
        pause_days: PauseDays = "whole",
    ) -> Self:
        """Return ``n`` months, to the corresponding date or else the end of that month."""
        return cls(
            "months", n, count_from, ends, roll=roll, inclusive=inclusive, pausable=pausable, pause_days=pause_days
        )

    @classmethod
    def years(
        cls,
        n: int,
        count_from: CountFrom = "next_day",
        ends: Ends = "end_of_day",
        *,
        roll: Roll | None = None,
        inclusive: bool = True,
        pausable: bool = True,
        pause_days: PauseDays = "whole",
    ) -> Self:
        """Return ``n`` years, to the corresponding date; from 29 February to 28 February of a common year."""
        return cls(
            "years", n, count_from, ends, roll=roll, inclusive=inclusive, pausable=pausable, pause_days=pause_days
        )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``"90s"``, ``"30min"``, ``"24h"``, ``"30wmin"``, ``"8wh"``, ``"5wd"``, ``"7d"``, ``"6mo"``, ``"1y"``.

        >>> Period.parse("5wd") == Period.working_days(5)
        True
        """
        amount, unit = _read(text)
        if unit in SECONDS:
            return cls(unit, amount, "start")
        return cls(unit, amount, "next_day", "end_of_day")

    @property
    def is_amount(self) -> bool:
        """Tell whether it is an amount of time, as opposed to a count of days, months or years."""
        return self.unit in SECONDS

    @property
    def is_working(self) -> bool:
        """Tell whether it is counted on the calendar's working time or working days."""
        return self.unit in WORKING_UNITS or self.unit == "working_days"

    @property
    def length_us(self) -> int:
        """Return an amount of time in microseconds; a count of days has no fixed length and gives 0."""
        return self.amount * SECONDS.get(self.unit, 0) * 1_000_000

    def deadline(
        self, start: dt.datetime | dt.date, calendar: "AnyCalendar", *, pauses: Iterable[Span] = ()
    ) -> "Deadline":
        """Return the deadline of this period from a start: an aware datetime, or a date for counts of days.

        Pauses move an amount of time, and ``same_time``, on by the time that they take from the period's own clock;
        other day counts leave paused days out. Past the calendar's known years the deadline is provisional, or
        HorizonExceeded is raised, as the calendar says.

        >>> import datetime as dt
        >>> from aftersales_core.worktime.calendar import WorkingCalendar
        >>> cn = WorkingCalendar.for_country("CN", tz="Asia/Shanghai", week="Mon-Fri 09:00-18:00", years=[2026])
        >>> Period.working_days(5).deadline(dt.date(2026, 2, 13), cn).at.isoformat()
        '2026-02-28T00:00:00+08:00'
        """
        return _counter()(self, start, calendar, pauses)


@lru_cache(maxsize=1)
def _counter() -> Callable[..., "Deadline"]:
    """Return what counts; it is looked up once, because a look-up costs an eighth of a deadline."""
    from aftersales_core.worktime.counting import count  # noqa: PLC0415 - counting needs the class above

    return count


def _read(text: object) -> tuple[int, Unit]:
    """Return the amount and the unit of a text such as 30min."""
    match = TEXT.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise InvalidPeriod("period", (f"{text!r:.40} is not a number and one of {', '.join(ABBREVIATIONS)}",))
    return int(match[1]), ABBREVIATIONS[match[2]]


def _is_whole(amount: object) -> bool:
    """Tell whether an amount is an integer; True is none, although Python says so."""
    return isinstance(amount, int) and not isinstance(amount, bool)


def _period_problems(period: Period) -> tuple[str, ...]:
    """Return everything that is wrong with a period."""
    problems: list[str] = []
    if not _is_whole(period.amount):
        return (f"amount must be a whole number, got {type(period.amount).__name__}: use a smaller unit",)
    if period.unit not in (*SECONDS, *MOST):
        return (f"unknown unit {period.unit!r}: use one of {', '.join((*SECONDS, *MOST))}",)
    if period.amount <= 0:
        problems.append(f"amount must be at least 1, got {period.amount}: a target of nothing cannot be met")
    if period.amount > MOST.get(period.unit, MOST_SECONDS // SECONDS.get(period.unit, 1)):
        problems.append(f"amount {period.amount} leads past the year 9998: check the unit")
    problems.extend(_way_problems(period))
    return tuple(problems)


def _way_problems(period: Period) -> list[str]:
    """Return what does not fit together in the way of counting."""
    problems: list[str] = []
    allowed: tuple[str, ...] = ("next_day", "same_day")
    if period.is_amount:
        allowed = ("start", "next_midnight") if period.unit in CLOCK_UNITS else ("start",)
    if period.count_from not in allowed:
        problems.append(f"{period.unit} count from {' or '.join(allowed)}, not {period.count_from!r}")
    if period.is_amount != (period.ends is None):
        problems.append(f"{period.unit} {'end by themselves: leave out ends' if period.is_amount else 'need ends'}")
    if period.ends not in (None, "end_of_day", "same_time", "close") or (
        period.ends == "close" and period.unit != "working_days"
    ):
        problems.append(f"{period.unit} cannot end at {period.ends!r}")
    rolls: tuple[str | None, ...] = (
        (None, "next_working_day") if period.unit in ("days", "months", "years") else (None,)
    )
    if period.roll not in rolls:
        problems.append("roll is for days, months and years, and is 'next_working_day' or None")
    if period.convention not in ("step", "roll_then_step"):
        problems.append(f"convention must be 'step' or 'roll_then_step', not {period.convention!r}")
    if period.pause_days not in ("whole", "touched"):
        problems.append(f"pause_days must be 'whole' or 'touched', not {period.pause_days!r}")
    return problems
