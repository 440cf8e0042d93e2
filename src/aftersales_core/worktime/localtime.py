"""Wall clocks and civil dates: the way between a local date and time and the instant it names.

It is the only door to ``pendulum``, which does month and year arithmetic and puts durations into words. Wall clock
to instant is the standard library with this project's own rule: a time that a clock change skips is moved to the
instant of the change, and of a time that comes twice the first is meant. That rule never reverses the order of two
edges, whereas moving by the length of the gap can.
"""

import datetime as dt
import zoneinfo

from aftersales_core.instants import DAY, EPOCH_ORDINAL, SECOND, from_micros, timedelta_micros

__all__ = [
    "add_months",
    "civil_day",
    "in_words",
    "midnight",
    "offset_micros",
    "resolve",
    "since_words",
    "wall_micros",
    "wall_seconds",
]


def wall_micros(ordinal: int, seconds: int, where: zoneinfo.ZoneInfo) -> int:
    """Return the instant (microseconds since 1970) at which a wall clock shows some seconds after a date's midnight.

    ``seconds`` may pass 86,400, meaning the days after. A skipped time gives the instant of the clock change, a
    repeated one its first occurrence.
    """
    days, rest = divmod(seconds, 86_400)
    return resolve((ordinal + days - EPOCH_ORDINAL) * DAY + rest * SECOND, where)


def resolve(wall_us: int, where: zoneinfo.ZoneInfo) -> int:
    """Return the instant of a wall-clock reading that is counted as if it were UTC."""
    naive = from_micros(wall_us).replace(tzinfo=where)
    first = timedelta_micros(naive.utcoffset() or dt.timedelta(0))
    second = timedelta_micros(naive.replace(fold=1).utcoffset() or dt.timedelta(0))
    if first >= second:
        return wall_us - first
    # In a gap the earlier offset comes first; the change lies where both readings of the skipped time meet.
    return _transition(wall_us - second, wall_us - first, where)


def _transition(low: int, high: int, where: zoneinfo.ZoneInfo) -> int:
    """Return the instant between two others at which a zone's offset changes, by bisection on whole seconds."""
    before = offset_micros(low, where)
    while high - low > SECOND:
        middle = (low + high) // (2 * SECOND) * SECOND
        if offset_micros(middle, where) == before:
            low = middle
        else:
            high = middle
    return high


def offset_micros(us: int, where: zoneinfo.ZoneInfo) -> int:
    """Return a zone's offset from UTC at an instant, in microseconds."""
    return timedelta_micros(from_micros(us).astimezone(where).utcoffset() or dt.timedelta(0))


def midnight(ordinal: int, where: zoneinfo.ZoneInfo) -> int:
    """Return the instant at which a local date begins, which is not 00:00 where a clock change skips that."""
    return wall_micros(ordinal, 0, where)


def civil_day(us: int, where: zoneinfo.ZoneInfo) -> int:
    """Return the ordinal of the local date of an instant."""
    return (us + offset_micros(us, where)) // DAY + EPOCH_ORDINAL


def wall_seconds(us: int, where: zoneinfo.ZoneInfo) -> tuple[int, int]:
    """Return the seconds and microseconds that a wall clock shows after midnight at an instant."""
    return divmod((us + offset_micros(us, where)) % DAY, SECOND)


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the date some months later; where the month is too short, its last day (31 January + 1 = 28 February).

    This is the civil-code rule of the corresponding date, e.g. art. 202 of China's Civil Code.
    """
    import pendulum  # Most programs never count in months, so they do not load it.

    moved = pendulum.date(day.year, day.month, day.day).add(months=months)
    return dt.date(moved.year, moved.month, moved.day)


def in_words(length: dt.timedelta, lang: str) -> str:
    """Put a duration into words, ``2 hours 30 minutes`` or ``2小时 30分钟``, to the whole second.

    A negative duration is given by its length; the caller's sentence says which way it points.
    """
    import pendulum

    whole = abs(length)
    if whole < dt.timedelta(seconds=1):
        return "0秒" if _locale(lang) == "zh" else "0 seconds"
    return pendulum.duration(days=whole.days, seconds=whole.seconds).in_words(locale=_locale(lang), separator=" ")


def since_words(at_us: int, now_us: int, lang: str) -> str:
    """Put the distance of an instant from now into words, ``in 2 hours`` or ``2小时前``."""
    import pendulum

    now, then = (pendulum.instance(from_micros(us)) for us in (now_us, at_us))
    return pendulum.format_diff(then.diff(now), is_now=True, absolute=False, locale=_locale(lang))


def _locale(lang: str) -> str:
    """Return pendulum's locale for a BCP 47 tag: Chinese for zh and zh-*, else English."""
    return "zh" if lang.lower().replace("_", "-").split("-")[0] == "zh" else "en"
