"""What the first answer of a calendar costs: its tables are compiled then, once."""

import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from operator import methodcaller
from typing import Any

from benchmarks.calendars import FIRST_YEAR, LAST_YEAR, Calendar, every_calendar
from benchmarks.measure import Effort, without_gc
from benchmarks.ours import fresh_calendar
from benchmarks.results import Row

TITLE = "compile: the first answer of a fresh calendar"
BUDGETS = {3: 0.005, 20: 0.060}
"""Seconds, by how many years the question spans."""


def _first_answers(make: Callable[[], Any], ask: Callable[[Any], object], rounds: int) -> float:
    """Median seconds of processor time of a question asked of fresh calendars, whose making is not timed."""
    times = []
    ask(make())
    with without_gc():
        for _ in range(rounds):
            calendar = make()
            start = time.process_time()
            ask(calendar)
            times.append(time.process_time() - start)
    return statistics.median(times)


def _year_by_year(calendar: Any) -> None:  # noqa: ANN401 - any calendar with our methods
    """Ask about one year after another, so that the tables grow twenty times."""
    for year in range(LAST_YEAR - 19, LAST_YEAR + 1):
        start = datetime(year, 1, 15, tzinfo=UTC)
        calendar.working_time_between(start, start + timedelta(days=300))


def _rows(calendar: Calendar, rounds: int) -> Iterator[Row]:
    make = partial(fresh_calendar, calendar)
    for years, budget in BUDGETS.items():
        # A span inside the years keeps the tables from reaching into a further year on either side.
        start = datetime(LAST_YEAR - years + 1, 1, 2, tzinfo=UTC)
        end = datetime(LAST_YEAR, 12, 30, tzinfo=UTC)
        seconds = _first_answers(make, methodcaller("working_time_between", start, end), rounds)
        yield Row(TITLE, f"{calendar.name}, {years} years", "aftersales_core", seconds, budget=budget)
    grown = _first_answers(make, _year_by_year, rounds)
    yield Row(TITLE, f"{calendar.name}, 20 years, asked a year at a time", "aftersales_core", grown)


def measure(effort: Effort) -> Iterator[Row]:
    """Compile every calendar; each knows the same years of holidays."""
    for calendar in every_calendar():
        yield from _rows(calendar, effort.rounds)
    seconds = _first_answers(lambda: every_calendar()[1], fresh_calendar, effort.rounds)
    note = f"holidays of {FIRST_YEAR} to {LAST_YEAR} given as dates"
    yield Row(TITLE, "build the calendar, nothing compiled", "aftersales_core", seconds, note=note)
