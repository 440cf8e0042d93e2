"""One call on a compiled calendar: the same for three weeks and for twenty years."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from benchmarks import questions
from benchmarks.calendars import Calendar, every_calendar
from benchmarks.measure import Batch, Effort, alone
from benchmarks.ours import working_calendar
from benchmarks.results import Row

TITLE = "one call on a compiled calendar"
BUDGET = 4e-6
NUMBER = 200
EXPECTED = {"3 weeks": ("3 weeks", "120 h"), "20 years": ("20 years", "36,000 h")}
"""The span and the amount that stand for a length of time."""


def _batches(calendar: Calendar, length: str, at: Callable[[int], datetime]) -> Iterator[tuple[str, Batch]]:
    hours = working_calendar(calendar)
    span, amount = EXPECTED[length]
    spans = [(at(each.start), at(each.end)) for each in questions.elapsed(span, NUMBER)]
    amounts = [(at(each.start), timedelta(hours=each.hours)) for each in questions.add(amount, NUMBER)]
    yield f"working_time_between, {length}", (hours.working_time_between, spans)
    yield f"add_working_time, {length}", (hours.add_working_time, amounts)


def _named(calendar: Calendar) -> Iterator[tuple[str, Batch]]:
    """Give every combination of a length with a kind of datetime."""
    for length in EXPECTED:
        for name, zone in (("UTC", UTC), ("own zone", ZoneInfo(calendar.tz))):
            for title, batch in _batches(calendar, length, partial(datetime.fromtimestamp, tz=zone)):
                yield f"{calendar.name}: {title}, {name}", batch


def measure(effort: Effort) -> Iterator[Row]:
    """Time both directions, with datetimes in UTC and in the calendar's zone."""
    for calendar in every_calendar():
        for question, batch in _named(calendar):
            yield Row(TITLE, question, "aftersales_core", alone(batch, effort), budget=BUDGET)
