"""A slow and simple second opinion on working time, written with the standard library alone.

It shares no line with the package. Instants are walked tick by tick on a strip of bytes (1 = open, 0 = closed), days
one by one. A wall-clock edge is turned into an instant by walking through UTC and watching the local clock, never by
asking `zoneinfo` for a local time's offset or fold, so that mistakes with gaps and folds cannot be shared either.
"""

import datetime as dt
import functools
import zoneinfo
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

DAY_S = 86_400
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
EPOCH_DAY = dt.date(1970, 1, 1).toordinal()

Windows = tuple[tuple[int, int], ...]
"""Windows of one date as seconds of the local day; an end past 86400 lies on the next date."""
Pauses = Sequence[tuple[dt.datetime, dt.datetime | None]]


@dataclass(frozen=True)
class Description:
    """What a calendar says, in plain values. `week` has seven entries from Monday."""

    tz: str
    week: tuple[Windows, ...]
    days_off: frozenset[dt.date] = frozenset()
    make_up: frozenset[dt.date] = frozenset()
    make_up_hours: Windows | None = None
    special_hours: Mapping[dt.date, Windows] = field(default_factory=dict)
    breaks: Mapping[dt.date, Windows] = field(default_factory=dict)
    precedence: Literal["special_hours", "holiday"] = "special_hours"
    holiday_cuts_night_tail: bool = False


def seconds_of(at: dt.datetime) -> int:
    """Whole seconds since 1970 in UTC; the oracle does not deal in less."""
    delta = at.astimezone(dt.UTC) - EPOCH
    if delta.microseconds:
        message = f"the oracle counts whole seconds, got {at}"
        raise ValueError(message)
    return delta.days * DAY_S + delta.seconds


def instant_of(second: int) -> dt.datetime:
    """Return the UTC datetime of a second since 1970."""
    return EPOCH + dt.timedelta(seconds=second)


@functools.cache
def _zone(key: str) -> zoneinfo.ZoneInfo:
    return zoneinfo.ZoneInfo(key)


def _offset_at(tz: str, second: int) -> int:
    """Read the local clock at a UTC second and return how far it is ahead."""
    offset = instant_of(second).astimezone(_zone(tz)).utcoffset()
    assert offset is not None
    return offset.days * DAY_S + offset.seconds


@functools.cache
def _offset_runs(tz: str, utc_day: int) -> tuple[tuple[int, int, int], ...]:
    """Return (from, to, offset) over one UTC day, found by looking every quarter, and every second near a change."""
    runs: list[tuple[int, int, int]] = []
    begin = utc_day * DAY_S
    current = _offset_at(tz, begin)
    for quarter in range(begin, begin + DAY_S, 900):
        if _offset_at(tz, quarter + 899) == current:
            continue
        for second in range(quarter, quarter + 900):
            now = _offset_at(tz, second)
            if now != current:
                runs.append((begin, second, current))
                begin, current = second, now
    runs.append((begin, (utc_day + 1) * DAY_S, current))
    return tuple(run for run in runs if run[0] < run[1])


@functools.cache
def instant_of_wall(tz: str, day: dt.date, second_of_day: int) -> int:
    """Return the first UTC second at which the local clock shows at least this date and second of the day.

    A wall time in a gap is thus the change itself, and one that happens twice is the first of the two.
    """
    wanted = (day.toordinal() - EPOCH_DAY) * DAY_S + second_of_day
    for utc_day in range(wanted // DAY_S - 2, wanted // DAY_S + 4):
        for begin, end, offset in _offset_runs(tz, utc_day):
            if end + offset > wanted:
                return max(begin, wanted - offset)
    message = f"no instant found for {day} {second_of_day} in {tz}"
    raise AssertionError(message)


def local_day(tz: str, second: int) -> dt.date:
    """Return the local date at a UTC second."""
    return instant_of(second).astimezone(_zone(tz)).date()


def _default_make_up_hours(description: Description) -> Windows:
    return next((windows for windows in description.week if windows), ())


def is_closed_by_date(description: Description, day: dt.date) -> bool:
    """Tell whether a rule for this very date closes it: a day off, or special hours without any."""
    dated = day in description.days_off or day in description.special_hours or day in description.make_up
    return dated and not windows_of(description, day)


def windows_of(description: Description, day: dt.date) -> Windows:
    """Return the windows that start on a date: special hours, make-up day, day off, week; day off first if told so."""
    if description.precedence == "holiday" and day in description.days_off:
        return ()
    if day in description.special_hours:
        return tuple(description.special_hours[day])
    if day in description.make_up:
        hours = description.make_up_hours
        return _default_make_up_hours(description) if hours is None else hours
    if day in description.days_off:
        return ()
    return description.week[day.weekday()]


def _segments(description: Description, day: dt.date) -> Iterator[tuple[int, int]]:
    """Yield the [open, close) instants of the windows that start on a date, before breaks."""
    tomorrow = day + dt.timedelta(days=1)
    cut = description.holiday_cuts_night_tail and is_closed_by_date(description, tomorrow)
    for start_s, end_s in windows_of(description, day):
        end = min(end_s, DAY_S) if cut else end_s
        yield instant_of_wall(description.tz, day, start_s), instant_of_wall(description.tz, day, end)


def _paint(strip: bytearray, origin: int, tick: int, segments: Iterable[tuple[int, int]], value: int) -> None:
    """Write one value to every tick whose beginning lies in one of the segments."""
    for begin, end in segments:
        first = max(0, -((origin - begin) // tick))
        last = min(len(strip), -((origin - end) // tick))
        if first < last:
            strip[first:last] = bytes([value]) * (last - first)


def open_strip(description: Description, start: int, end: int, *, tick: int = 60, pauses: Pauses = ()) -> bytearray:
    """Return one byte per tick of [start, end): 1 where the calendar is open and not paused at the tick's beginning."""
    strip = bytearray(max(0, -((start - end) // tick)))
    day = local_day(description.tz, start) - dt.timedelta(days=3)
    last = local_day(description.tz, end) + dt.timedelta(days=2)
    breaks: list[tuple[int, int]] = []
    while day <= last:
        _paint(strip, start, tick, _segments(description, day), 1)
        for start_s, end_s in description.breaks.get(day, ()):
            breaks.append((instant_of_wall(description.tz, day, start_s), instant_of_wall(description.tz, day, end_s)))
        day += dt.timedelta(days=1)
    _paint(strip, start, tick, breaks, 0)
    stops = [(seconds_of(begin), end if finish is None else seconds_of(finish)) for begin, finish in pauses]
    _paint(strip, start, tick, stops, 0)
    return strip


def is_open(description: Description, at: dt.datetime) -> bool:
    """Tell whether the calendar is open at an instant (whole seconds)."""
    second = seconds_of(at)
    return bool(open_strip(description, second, second + 1, tick=1)[0])


def elapsed(
    description: Description, start: dt.datetime, end: dt.datetime, *, tick: int = 60, pauses: Pauses = ()
) -> dt.timedelta:
    """Add up the open ticks between two instants; negative when they are reversed."""
    first, last = seconds_of(start), seconds_of(end)
    if first > last:
        return -elapsed(description, end, start, tick=tick, pauses=pauses)
    return dt.timedelta(seconds=tick * sum(open_strip(description, first, last, tick=tick, pauses=pauses)))


def add(
    description: Description,
    start: dt.datetime,
    amount: dt.timedelta,
    *,
    tick: int = 60,
    pauses: Pauses = (),
    landing: str | None = None,
    reach_days: int = 60,
) -> dt.datetime | None:
    """Walk tick by tick until the amount is used up; None where that does not happen within `reach_days`.

    Forward, the walk stops at the end of the last tick it needs (the close); with `landing="open"` it goes on to the
    next open tick. Backward it is the mirror image.
    """
    origin = seconds_of(start)
    ticks, rest = divmod(abs(amount), dt.timedelta(seconds=tick))
    assert not rest, "the amount must be whole ticks"
    assert DAY_S % tick == 0, "a day must be whole ticks"
    if ticks == 0 and landing is None:
        return start
    if amount < dt.timedelta(0):
        begin = origin - reach_days * DAY_S
        strip = open_strip(description, begin, origin, tick=tick, pauses=pauses)
        index = len(strip)
        while ticks and index:
            index -= 1
            ticks -= strip[index]
        if ticks:
            return None
        if landing == "close":
            while index and not strip[index - 1]:
                index -= 1
            if index == 0:
                return None
        return instant_of(begin + index * tick)
    strip = open_strip(description, origin, origin + reach_days * DAY_S, tick=tick, pauses=pauses)
    index = 0
    while ticks and index < len(strip):
        ticks -= strip[index]
        index += 1
    if ticks:
        return None
    if landing == "open":
        while index < len(strip) and not strip[index]:
            index += 1
        if index == len(strip):
            return None
    return instant_of(origin + index * tick)


def edges(description: Description, start: dt.datetime, end: dt.datetime, *, tick: int = 60) -> list[tuple[int, bool]]:
    """Return (second, opens) for every tick in [start, end] at which the state differs from the tick before."""
    first, last = seconds_of(start), seconds_of(end)
    strip = open_strip(description, first - tick, last + tick, tick=tick)
    return [
        (first + (index - 1) * tick, bool(strip[index]))
        for index in range(1, len(strip))
        if strip[index] != strip[index - 1]
    ]


def is_working_day(description: Description, day: dt.date) -> bool:
    """Tell whether windows that start on this date leave at least one open second after the date's breaks."""
    spans = [(begin, end) for begin, end in _segments(description, day) if begin < end]
    if not spans:
        return False
    first, last = min(begin for begin, _ in spans), max(end for _, end in spans)
    own = bytearray(last - first)
    for begin, end in spans:
        own[begin - first : end - first] = b"\1" * (end - begin)
    for near in (day - dt.timedelta(days=1), day, day + dt.timedelta(days=1)):
        for start_s, end_s in description.breaks.get(near, ()):
            begin = max(first, instant_of_wall(description.tz, near, start_s)) - first
            end = min(last, instant_of_wall(description.tz, near, end_s)) - first
            if begin < end:
                own[begin:end] = bytes(end - begin)
    return any(own)


def working_days(description: Description, a: dt.date, b: dt.date, *, closed: str = "left") -> int:
    """Look at every date between two dates and count the working ones; reversed dates give the negative."""
    if b < a:
        return -working_days(description, b, a, closed=closed)
    first = a if closed in {"left", "both"} else a + dt.timedelta(days=1)
    last = b if closed in {"right", "both"} else b - dt.timedelta(days=1)
    count, day = 0, first
    while day <= last:
        count += is_working_day(description, day)
        day += dt.timedelta(days=1)
    return count


def add_working_days(description: Description, day: dt.date, n: int, *, convention: str = "step") -> dt.date:
    """Walk date by date to the n-th working day; the start itself counts for nothing unless n is 0."""
    one = dt.timedelta(days=1 if n >= 0 else -1)
    if n == 0 or convention == "roll_then_step":
        while not is_working_day(description, day):
            day += one
    for _ in range(abs(n)):
        day += one
        while not is_working_day(description, day):
            day += one
    return day
