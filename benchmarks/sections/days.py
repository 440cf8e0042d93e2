"""Counting and adding working days, one call at a time, against every peer."""

from collections.abc import Iterator
from functools import partial

from benchmarks import questions
from benchmarks.asking import Round, compare
from benchmarks.calendars import office, shop
from benchmarks.measure import Effort
from benchmarks.progress import progress
from benchmarks.results import Row

TITLE = "working days, one call"


def _rounds(effort: Effort) -> list[Round]:
    spans = [Round("count_days", span, partial(questions.count_days, span), effort.asked) for span in questions.SPANS]
    steps = [Round("add_days", step, partial(questions.add_days, step), effort.asked) for step in questions.STEPS]
    return spans + steps


def measure(effort: Effort) -> Iterator[Row]:
    """Ask each kind of question on the two calendars that have holidays."""
    work = [(calendar, round_) for calendar in (office(), shop()) for round_ in _rounds(effort)]
    for calendar, round_ in progress(work, "working days"):
        yield from compare(f"{TITLE}: {calendar.title}", calendar, round_, effort)
