"""Was the cold chain kept? A temperature log is judged against limits, and what was not recorded is never "kept".

Between two readings that are close enough the temperature is taken to run in a straight line (or, more strictly, to be
the worse of the two all the while); between readings further apart than the longest gap nothing is known. A limit is
passed only beyond it: exactly at the limit is within. All degrees, instants and minutes are exact.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Final, Literal, TypeAlias

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.instants import Span, from_micros, micros
from aftersales_core.money.exact import Exact, exact, rounded, written
from aftersales_core.reasons import Reason

__all__ = [
    "CHILLED",
    "FROZEN",
    "ColdChainLimits",
    "ColdChainReport",
    "ColdChainVerdict",
    "Excursion",
    "Reading",
    "TemperatureLimit",
    "judge_cold_chain",
]

ColdChainVerdict: TypeAlias = Literal["kept", "broken", "unknown"]
MINUTE: Final = 60_000_000
Stretch: TypeAlias = tuple[Fraction, Fraction]
"""A stretch of time in exact microseconds since 1970."""


@attrs.frozen
class Reading:
    """The temperature at an instant, in degrees Celsius; build it with `Reading.of`."""

    at: dt.datetime
    celsius: Fraction

    def __attrs_post_init__(self) -> None:
        """Refuse a naive time."""
        micros(self.at)

    @classmethod
    def of(cls, at: dt.datetime, celsius: Exact) -> "Reading":
        """Make a reading from an exact number, such as ``"-18.4"``; a float is refused."""
        return cls(at, exact(celsius, "celsius"))


@attrs.frozen
class TemperatureLimit:
    """A temperature beyond which (``above`` or ``below`` it) goods may be for some minutes, in all and at once.

    ``most_at_once`` None means that only the sum counts. With 0 minutes in all, one reading beyond it is too much.
    """

    celsius: Fraction
    side: Literal["above", "below"] = "above"
    most_in_all: Fraction = Fraction(0)
    most_at_once: Fraction | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse minutes below none."""
        if self.most_in_all < 0 or (self.most_at_once is not None and self.most_at_once < 0):
            raise InvalidDefinition("temperature limit", ("minutes must be 0 or more",))

    @classmethod
    def of(
        cls,
        celsius: Exact,
        side: Literal["above", "below"] = "above",
        *,
        most_in_all: Exact = 0,
        most_at_once: Exact | None = None,
    ) -> "TemperatureLimit":
        """Make a limit from exact numbers of degrees and minutes."""
        once = None if most_at_once is None else exact(most_at_once, "minutes")
        return cls(exact(celsius, "celsius"), side, exact(most_in_all, "minutes"), once)


@attrs.frozen
class ColdChainLimits:
    """The limits that goods must be kept within, the longest gap that a log may have, and what lies between readings.

    ``between``: ``line`` is the straight line from one reading to the next, ``worse`` the worse of both all the while.
    """

    limits: tuple[TemperatureLimit, ...]
    longest_gap_minutes: Fraction = Fraction(30)
    between: Literal["line", "worse"] = "line"

    def __attrs_post_init__(self) -> None:
        """Refuse limits by which nothing can be judged."""
        problems = [] if self.limits else ["there is no limit: give one"]
        problems += [] if self.longest_gap_minutes > 0 else ["longest_gap_minutes must be above 0"]
        if problems:
            raise InvalidDefinition("cold chain limits", tuple(problems))


FROZEN: Final = ColdChainLimits((TemperatureLimit.of(-18, most_in_all=120), TemperatureLimit.of(-12)))
"""Frozen goods: two hours in all above -18 degrees and never above -12. Recalled figures and proposed minutes."""

CHILLED: Final = ColdChainLimits(
    (TemperatureLimit.of(4, most_in_all=120), TemperatureLimit.of(8, most_in_all=30), TemperatureLimit.of(0, "below"))
)
"""Chilled goods: two hours in all above 4 degrees, half an hour above 8, never frozen. Proposed figures."""


@attrs.frozen
class Excursion:
    """One stretch beyond a limit: from when to when, exactly, and for how many minutes."""

    limit: TemperatureLimit
    start: dt.datetime
    end: dt.datetime
    minutes: Fraction


@attrs.frozen
class ColdChainReport:
    """What a log shows: the verdict with its reasons, every excursion, every gap, and the extremes.

    Excursions and gaps are ordered in time, those of one limit after those of another.
    """

    verdict: ColdChainVerdict
    reasons: tuple[Reason, ...]
    excursions: tuple[Excursion, ...] = ()
    gaps: tuple[Span, ...] = ()
    warmest: Fraction | None = None
    coldest: Fraction | None = None

    @property
    def broken(self) -> bool | None:
        """The fact ``cold_chain_broken``: yes, no, or None where nobody knows."""
        return None if self.verdict == "unknown" else self.verdict == "broken"

    def minutes_in_all(self, limit: TemperatureLimit) -> Fraction:
        """Return for how many minutes it was beyond a limit."""
        return sum((found.minutes for found in self.excursions if found.limit == limit), Fraction(0))

    def minutes_at_once(self, limit: TemperatureLimit) -> Fraction:
        """Return the longest stretch beyond a limit in minutes."""
        return max((found.minutes for found in self.excursions if found.limit == limit), default=Fraction(0))


def judge_cold_chain(
    readings: Iterable[Reading], limits: ColdChainLimits, *, from_at: dt.datetime, until_at: dt.datetime
) -> ColdChainReport:
    """Judge a temperature log between two instants, such as packing and signing.

    Readings may come in any order; those outside count only for the line into the stretch. ``broken`` is said as soon
    as what was recorded is too much, whatever is missing; ``kept`` only where nothing is missing.

    >>> eight = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)
    >>> log = [Reading.of(eight + dt.timedelta(minutes=10 * n), -20 if n < 3 else -10) for n in range(7)]
    >>> judge_cold_chain(log, FROZEN, from_at=eight, until_at=eight + dt.timedelta(hours=1)).verdict
    'broken'
    """
    span = Span(from_at, until_at)
    start, end = Fraction(micros(span.start)), Fraction(micros(until_at))
    log = sorted({(Fraction(micros(reading.at)), reading.celsius) for reading in readings})
    inside = [celsius for at, celsius in log if start <= at <= end]
    if not inside:
        return ColdChainReport("unknown", (Reason("cold_chain_no_log", (), "missing"),), (), (span,))
    gap_us = limits.longest_gap_minutes * MINUTE
    gaps = tuple(_gaps(log, start, end, gap_us))
    excursions: list[Excursion] = []
    reasons: list[Reason] = []
    for limit in limits.limits:
        parts = (
            part
            for one, two in pairwise(log)
            if two[0] - one[0] <= gap_us
            for part in _beyond(one, two, limit, limits.between)
        )
        found = [_excursion(limit, part) for part in _joined(_clipped(parts, start, end))]
        excursions += found
        is_seen = any(_is_beyond(celsius, limit) for celsius in inside)
        reasons += _too_much(limit, [excursion.minutes for excursion in found], is_seen=is_seen)
    verdict: ColdChainVerdict = "broken" if reasons else "unknown" if gaps else "kept"
    reasons += [
        Reason.of("cold_chain_gap", "missing", from_at=gap.start, minutes=_shown(_minutes_of(gap))) for gap in gaps
    ]
    if verdict == "kept":
        reasons.append(Reason("cold_chain_kept", (), "unmet"))
    return ColdChainReport(verdict, tuple(reasons), tuple(excursions), gaps, max(inside), min(inside))


def _gaps(log: list[Stretch], start: Fraction, end: Fraction, gap_us: Fraction) -> Iterator[Span]:
    """Yield the stretches in which nothing was recorded for too long, the ends of the whole stretch included.

    A reading before the beginning counts as the beginning of a gap, so that the gap is not cut shorter than it is.
    """
    times = [at for at, _ in log]
    if times[0] > start:
        times.insert(0, start)
    if times[-1] < end:
        times.append(end)
    for one, two in pairwise(times):
        if two - one > gap_us and two > start and one < end:
            yield Span(_instant(max(one, start)), _instant(min(two, end)))


def _is_beyond(celsius: Fraction, limit: TemperatureLimit) -> bool:
    """Tell whether a temperature lies beyond a limit; at the limit it does not."""
    return celsius > limit.celsius if limit.side == "above" else celsius < limit.celsius


def _beyond(
    one: Stretch, two: Stretch, limit: TemperatureLimit, between: Literal["line", "worse"]
) -> Iterator[Stretch]:
    """Yield the stretch between two readings that lies beyond a limit."""
    (start, first), (end, last) = one, two
    is_first, is_last = _is_beyond(first, limit), _is_beyond(last, limit)
    if not is_first and not is_last:
        return
    if is_first == is_last or between == "worse":
        yield start, end
        return
    crossing = start + (end - start) * (limit.celsius - first) / (last - first)
    yield (start, crossing) if is_first else (crossing, end)


def _clipped(parts: Iterable[Stretch], start: Fraction, end: Fraction) -> Iterator[Stretch]:
    """Yield what of some stretches lies between two instants."""
    for one, two in parts:
        if max(one, start) < min(two, end):
            yield max(one, start), min(two, end)


def _joined(parts: Iterable[Stretch]) -> Iterator[Stretch]:
    """Yield stretches with those that touch made one; they come in order."""
    open_: Stretch | None = None
    for one, two in parts:
        if open_ is not None and one == open_[1]:
            open_ = open_[0], two
            continue
        if open_ is not None:
            yield open_
        open_ = one, two
    if open_ is not None:
        yield open_


def _excursion(limit: TemperatureLimit, part: Stretch) -> Excursion:
    """Make an excursion of a stretch; its ends are shown to the microsecond, its length is exact."""
    return Excursion(limit, _instant(part[0]), _instant(part[1]), (part[1] - part[0]) / MINUTE)


def _too_much(limit: TemperatureLimit, minutes: list[Fraction], *, is_seen: bool) -> Iterator[Reason]:
    """Yield why what was recorded beyond a limit is too much."""
    in_all, at_once = sum(minutes, Fraction(0)), max(minutes, default=Fraction(0))
    degrees = _shown(limit.celsius)
    if in_all > limit.most_in_all or (is_seen and limit.most_in_all == 0):
        most = _shown(limit.most_in_all)
        yield Reason.of(
            "cold_chain_too_long_in_all", "unmet", degrees=degrees, minutes=_shown(in_all), most_minutes=most
        )
    if limit.most_at_once is not None and at_once > limit.most_at_once:
        most = _shown(limit.most_at_once)
        yield Reason.of(
            "cold_chain_too_long_at_once", "unmet", degrees=degrees, minutes=_shown(at_once), most_minutes=most
        )


def _minutes_of(span: Span) -> Fraction:
    """Return the length of a stretch that has ended."""
    return Fraction(micros(span.end or span.start) - micros(span.start), MINUTE)


def _instant(us: Fraction) -> dt.datetime:
    """Return exact microseconds as an instant, cut to the microsecond."""
    return from_micros(us.numerator // us.denominator)


def _shown(value: Fraction) -> int | str:
    """Write an exact number for people: whole, or with two decimals."""
    return value.numerator if value.denominator == 1 else _decimal(value)


def _decimal(value: Fraction) -> str:
    """Write a number with two decimals."""
    units = rounded(value * 100, "half_up")
    return f"{'-' if units < 0 else ''}{written(abs(units), 2)}"
