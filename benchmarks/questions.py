"""The questions put to everyone, drawn from a fixed seed so that each run asks the same."""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TypeAlias

from benchmarks.calendars import LAST_YEAR

FROM = datetime(2006, 1, 10, tzinfo=UTC)
"""Not earlier: about 2005-12-31 two sources of Chinese data differ, and from 2006 on they agree on every date."""

UNTIL = datetime(LAST_YEAR, 11, 30, tzinfo=UTC)
SPANS = {"3 weeks": 21, "1 year": 365, "20 years": 7305}
"""Length of a span in days, by its name."""

AMOUNTS = {"1-40 h": (1, 40), "120 h": (100, 140), "2,000 h": (1900, 2100), "36,000 h": (35500, 36500)}
"""Whole working hours to add: least and greatest, by name. The peers that only take whole hours can answer them."""

STEPS = {"1-20 days": (1, 20), "250 days": (240, 260)}
"""Working days to add: least and greatest, by name."""


@dataclass(frozen=True)
class Elapsed:
    """How much working time lies between two POSIX seconds?"""

    start: int
    end: int


@dataclass(frozen=True)
class Add:
    """When, counting from a POSIX second, are so many working hours used up?"""

    start: int
    hours: int


@dataclass(frozen=True)
class CountDays:
    """How many working days are there from a date, included, to a later one, excluded?"""

    start: date
    end: date


@dataclass(frozen=True)
class AddDays:
    """Which is the n-th working day strictly after a date?"""

    start: date
    number: int


Question: TypeAlias = Elapsed | Add | CountDays | AddDays


def _second(rng: random.Random, margin_days: int) -> int:
    latest = UNTIL - timedelta(days=margin_days)
    return rng.randrange(int(FROM.timestamp()), int(latest.timestamp()))


def _day(rng: random.Random, margin_days: int) -> date:
    return datetime.fromtimestamp(_second(rng, margin_days), UTC).date()


def elapsed(span: str, number: int) -> tuple[Elapsed, ...]:
    """Spans from three quarters of the named length to all of it, from one odd second to another."""
    rng = random.Random(f"elapsed {span}")
    days = SPANS[span]
    lengths = [int(days * 86400 * rng.uniform(0.75, 1.0)) for _ in range(number)]
    starts = [_second(rng, 1 + days) for _ in range(number)]
    return tuple(Elapsed(start, start + length) for start, length in zip(starts, lengths, strict=True))


def add(amount: str, number: int) -> tuple[Add, ...]:
    """Amounts of whole hours, from starts at odd seconds, inside and outside working hours alike."""
    rng = random.Random(f"add {amount}")
    least, greatest = AMOUNTS[amount]
    # Five working days of 7.5 hours make a week; a tenth more leaves room for holidays.
    margin = 30 + greatest * 7 * 11 // 375
    return tuple(Add(_second(rng, margin), rng.randint(least, greatest)) for _ in range(number))


def count_days(span: str, number: int) -> tuple[CountDays, ...]:
    """Spans of dates from three quarters of the named length to all of it."""
    rng = random.Random(f"count {span}")
    days = SPANS[span]
    starts = [_day(rng, 1 + days) for _ in range(number)]
    return tuple(CountDays(day, day + timedelta(days=int(days * rng.uniform(0.75, 1.0)))) for day in starts)


def add_days(step: str, number: int) -> tuple[AddDays, ...]:
    """Steps from working and non-working dates alike."""
    rng = random.Random(f"days {step}")
    least, greatest = STEPS[step]
    margin = 30 + greatest * 2
    return tuple(AddDays(_day(rng, margin), rng.randint(least, greatest)) for _ in range(number))
