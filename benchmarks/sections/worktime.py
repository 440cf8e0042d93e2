"""Working time between instants and added to instants, one call at a time, against every peer."""

from collections.abc import Iterator
from functools import partial

from benchmarks import questions
from benchmarks.asking import Round, compare
from benchmarks.calendars import every_calendar
from benchmarks.measure import Effort
from benchmarks.progress import progress
from benchmarks.results import Row

TITLE = "working time, one call"
LONG = ("36,000 h",)
"""Amounts for which the oracle's walk is long, so fewer of them are asked."""


def _rounds(effort: Effort) -> list[Round]:
    spans = [Round("elapsed", span, partial(questions.elapsed, span), effort.asked) for span in questions.SPANS]
    amounts = [
        Round("add", amount, partial(questions.add, amount), effort.asked // 5 if amount in LONG else effort.asked)
        for amount in questions.AMOUNTS
    ]
    return spans + amounts


def measure(effort: Effort) -> Iterator[Row]:
    """Ask each kind of question on each calendar."""
    work = [(calendar, round_) for calendar in every_calendar() for round_ in _rounds(effort)]
    for calendar, round_ in progress(work, "working time"):
        yield from compare(f"{TITLE}: {calendar.title}", calendar, round_, effort)
