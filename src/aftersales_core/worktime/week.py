"""Opening hours on the wall clock: one window, and the windows of a week.

A window belongs to the day it starts on, even where it runs past midnight. Windows of one day that touch or overlap are
merged, so that no minute counts twice and no closing time is seen where the shop does not close.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final, Self, cast

import attrs

from aftersales_core.errors import InvalidCalendar, WrongType
from aftersales_core.interchange.plain import Plain

__all__ = ["DAY_NAMES", "WeeklyHours", "Window", "merged_windows", "parse_windows", "windows_to_plain"]

DAY_NAMES: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_SECONDS: Final = 86_400
TIME: Final = re.compile(r"(\d{1,2}):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
# Peers stored "until midnight" as 23:59 or 23:59:59, which loses a minute or a second of every night: zammad#3180,
# biz#68.
ALMOST_MIDNIGHT: Final = (DAY_SECONDS - 60, DAY_SECONDS - 1)


def _seconds(text: str) -> int:
    """Return the seconds after local midnight of ``HH:MM`` or ``HH:MM:SS``; ``24:00`` is the end of the day."""
    match = TIME.fullmatch(text)
    if match is None:
        raise InvalidCalendar("window", (f"time {text[:32]!r} is not HH:MM or HH:MM:SS",))
    hours, minutes, seconds = int(match[1]), int(match[2]), int(match[3] or 0)
    total = hours * 3600 + minutes * 60 + seconds
    if total > DAY_SECONDS:
        raise InvalidCalendar("window", (f"time {text!r} is after 24:00: write an overnight window as 22:00-06:00",))
    return total


def _clock(seconds: int) -> str:
    """Return the wall-clock text of seconds after midnight, with the seconds only where there are any."""
    minutes, rest = divmod(seconds, 60)
    text = f"{minutes // 60:02}:{minutes % 60:02}"
    return f"{text}:{rest:02}" if rest else text


@attrs.frozen(order=True)
class Window:
    """Opening hours from ``start_s`` to ``end_s``, both in seconds of the wall clock after the day's midnight.

    The start is inside, the end is not. ``end_s`` is 86,400 for "24:00" and more for a window that runs into the next
    day; a window is at most 24 hours long.

    >>> Window.parse("22:00-06:00").end_s
    108000
    """

    start_s: int
    end_s: int

    def __attrs_post_init__(self) -> None:
        """Refuse what no shop door can do."""
        _check_window(self.start_s, self.end_s)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``"09:00-18:00"``; an end at or before the start is on the next day (``"22:00-06:00"``)."""
        first, dash, last = text.partition("-")
        if not dash:
            raise InvalidCalendar("window", (f"{text[:64]!r} is not a window such as 09:00-18:00",))
        return cls.of(first.strip(), last.strip())

    @classmethod
    def of(cls, opens: str, closes: str) -> Self:
        """Build a window from two wall-clock texts, as services send them: ``Window.of("09:00", "24:00")``."""
        start_s, end_s = _seconds(opens), _seconds(closes)
        if start_s == end_s:
            problem = f"window {opens}-{closes} has no length: write 00:00-24:00 for a whole day"
            raise InvalidCalendar("window", (problem,))
        return cls(start_s, end_s if end_s > start_s else end_s + DAY_SECONDS)

    def __str__(self) -> str:
        """Return the text that ``parse`` reads."""
        end_s = self.end_s if self.end_s <= DAY_SECONDS else self.end_s - DAY_SECONDS
        return f"{_clock(self.start_s)}-{_clock(end_s)}"


def _check_window(start_s: int, end_s: int) -> None:
    """Raise InvalidCalendar unless the window starts on its day and lasts up to 24 hours."""
    for seconds in (start_s, end_s):
        _check_whole(seconds)
    if not 0 <= start_s < DAY_SECONDS:
        raise InvalidCalendar("window", (f"a window starts within its day, not at second {start_s}: check the hours",))
    if not start_s < end_s <= start_s + DAY_SECONDS:
        raise InvalidCalendar("window", (f"a window lasts up to 24 hours, not from second {start_s} to {end_s}",))
    if end_s == start_s + DAY_SECONDS and start_s:
        problem = f"a window of 24 hours starts at 00:00: write {_clock(start_s)}-24:00 and the rest on the next day"
        raise InvalidCalendar("window", (problem,))
    if end_s % DAY_SECONDS in ALMOST_MIDNIGHT:
        raise InvalidCalendar("window", (f"a window until {_clock(end_s % DAY_SECONDS)} loses time: write 24:00",))


def _check_whole(seconds: object) -> None:
    """Raise WrongType for anything but a whole number of seconds."""
    if isinstance(seconds, bool) or not isinstance(seconds, int):
        raise WrongType("window", "two whole numbers of seconds, or Window.parse('09:00-18:00')", f"{seconds!r:.40}")


def merged_windows(windows: Iterable[Window]) -> tuple[Window, ...]:
    """Return the windows of one day in order, with touching and overlapping ones made one.

    Where one window would last longer than 24 hours, both stay as they are, and the compiled
    calendar joins them.
    """
    merged: list[Window] = []
    for window in sorted(windows):
        if not merged or window.start_s > merged[-1].end_s:
            merged.append(window)
        elif window.end_s > merged[-1].end_s:
            start_s = merged[-1].start_s
            if window.end_s < start_s + DAY_SECONDS + (start_s == 0):
                merged[-1] = Window(start_s, window.end_s)
            else:
                merged.append(window)
    return tuple(merged)


def parse_windows(plain: object) -> tuple[Window, ...]:
    """Read a day's windows from ``[["09:00", "12:00"], ["13:00", "18:00"]]`` or ``"09:00-12:00 13:00-18:00"``."""
    if isinstance(plain, str):
        return merged_windows(Window.parse(text) for text in re.split(r"[\s,]+", plain.strip()) if text)
    if isinstance(plain, Window):
        return (plain,)
    if not isinstance(plain, Iterable):
        raise InvalidCalendar("window", (f"windows must be a list of [opens, closes], got {type(plain).__name__}",))
    return merged_windows(_window(item) for item in cast("Iterable[object]", plain))


def _window(item: object) -> Window:
    """Read one window from a pair of texts, one text, or a window itself."""
    match item:
        case Window():
            return item
        case str():
            return Window.parse(item)
        case [str(opens), str(closes)]:
            return Window.of(opens, closes)
        case _:
            raise InvalidCalendar(
                "window", (f"a window is [opens, closes] such as ['09:00', '18:00'], got {item!r:.64}",)
            )


def windows_to_plain(windows: Iterable[Window]) -> list[Plain]:
    """Return windows as the lists of texts that ``parse_windows`` reads."""
    return [list[Plain](str(window).split("-")) for window in windows]


@attrs.frozen
class WeeklyHours:
    """The windows of each weekday, Monday first: seven tuples, each in order and merged.

    >>> WeeklyHours.parse("Mon-Fri 09:00-12:00 13:30-18:00; Sat 10:00-14:00").to_plain()["sat"]
    [['10:00', '14:00']]
    """

    windows: tuple[tuple[Window, ...], ...]

    def __attrs_post_init__(self) -> None:
        """Refuse a week that is not seven days of merged windows."""
        _check_week(self.windows)

    @classmethod
    def of(cls, days: Mapping[str, object]) -> Self:
        """Build a week from ``{"mon": [["09:00", "12:00"], ["13:00", "18:00"]], ...}``; a day left out is closed."""
        unknown = [name for name in days if name not in DAY_NAMES]
        if unknown:
            raise InvalidCalendar("week", (f"unknown weekday {unknown[0]!r}: use {', '.join(DAY_NAMES)}",))
        return cls(tuple(parse_windows(days.get(name, ())) for name in DAY_NAMES))

    @classmethod
    def always(cls) -> Self:
        """Return the week that never closes, for promises that run round the clock."""
        return cls(((Window(0, DAY_SECONDS),),) * 7)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``"Mon-Fri 09:00-18:00; Sat 10:00-14:00"`` or ``"24x7"``.

        Clauses are parted by semicolons. Each names days (``Mon``, ``Mon-Fri``, ``Sat,Sun``, ``Fri-Mon``, ``daily``)
        and then windows, or ``closed``. Windows of a day that is named twice add up.
        """
        if text.strip().lower() == "24x7":
            return cls.always()
        days: dict[int, list[Window]] = {}
        for clause in text.split(";"):
            _read_clause(clause.strip(), days)
        return cls(tuple(merged_windows(days.get(day, ())) for day in range(7)))

    def to_plain(self) -> dict[str, Plain]:
        """Return the open days as lists of texts; ``of`` reads it back."""
        return {name: windows_to_plain(day) for name, day in zip(DAY_NAMES, self.windows, strict=True) if day}

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        """Read a week from text or from the plain form."""
        match plain:
            case str():
                return cls.parse(plain)
            case Mapping():
                week = cast("Mapping[object, object]", plain)
                return cls.of({str(name): windows for name, windows in week.items()})
            case _:
                raise InvalidCalendar("week", (f"a week is text or a mapping of weekdays, got {type(plain).__name__}",))


def _check_week(windows: tuple[tuple[Window, ...], ...]) -> None:
    """Raise InvalidCalendar unless there are seven days, each with its windows in order and merged."""
    if len(windows) != len(DAY_NAMES):
        raise InvalidCalendar("week", (f"a week has seven days, Monday first, not {len(windows)}",))
    for name, day in zip(DAY_NAMES, windows, strict=True):
        if merged_windows(day) != tuple(day):
            raise InvalidCalendar("week", (f"windows of {name} are out of order or touch: use WeeklyHours.of",))


def _read_clause(clause: str, days: dict[int, list[Window]]) -> None:
    """Add the windows of one clause such as ``Mon-Fri 09:00-18:00`` to the days that it names."""
    if not clause:
        return
    names, _, hours = clause.partition(" ")
    if not hours.strip():
        problem = f"clause {clause[:64]!r} names no hours: write Mon-Fri 09:00-18:00, or Sun closed"
        raise InvalidCalendar("week", (problem,))
    if re.search(r"[A-Za-z]", hours) and hours.strip().lower() != "closed":
        problem = f"clause {clause[:64]!r} has words among its hours: part the days by semicolons"
        raise InvalidCalendar("week", (problem,))
    windows = () if hours.strip().lower() == "closed" else parse_windows(hours)
    for day in _days(names):
        days.setdefault(day, []).extend(windows)


def _days(names: str) -> list[int]:
    """Return the weekday numbers of ``Mon``, ``Mon-Fri``, ``Sat,Sun`` or ``daily``; ranges may wrap past Sunday."""
    if names.lower() == "daily":
        return list(range(7))
    found: list[int] = []
    for part in names.lower().split(","):
        first, _, last = part.partition("-")
        if first not in DAY_NAMES or (last or first) not in DAY_NAMES:
            raise InvalidCalendar("week", (f"unknown days {part[:32]!r}: write Mon, Mon-Fri, Sat,Sun or daily",))
        start = DAY_NAMES.index(first)
        length = (DAY_NAMES.index(last or first) - start) % 7 + 1
        found.extend((start + step) % 7 for step in range(length))
    return found
