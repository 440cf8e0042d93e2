"""Where a ticket's clocks stand: one call a ticket, with seven marks and two pauses."""

from collections.abc import Iterator
from typing import Any

from aftersales_core.sla.status import assess
from benchmarks.calendars import Calendar, every_calendar
from benchmarks.measure import Effort, alone
from benchmarks.oracle import open_ticks
from benchmarks.results import Row
from benchmarks.task import utc_time
from benchmarks.tickets import our_marks, our_policy, tickets

TITLE = "sla.assess, one ticket: seven marks, two pauses"
AFTER = 86400


def _right(calendar: Calendar, number: int) -> int:
    """Count the tickets of which both the deadline and the working time agree with the oracle."""
    oracle, policy = open_ticks(calendar), our_policy(calendar, 1)
    right = 0
    for ticket in tickets(number):
        given: Any = (policy, {}, our_marks(ticket))
        status = assess(*given, now=utc_time(ticket.resolved + AFTER))["resolution"]
        due = None if status.due_at is None else status.due_at.timestamp()
        right += due == ticket.due(oracle) and status.elapsed.total_seconds() == ticket.worked(oracle)
    return right


def measure(effort: Effort) -> Iterator[Row]:
    """Time one metric and three."""
    for calendar in every_calendar():
        right = _right(calendar, effort.asked)
        for metrics in (1, 3):
            policy = our_policy(calendar, metrics)
            arguments = [(policy, our_marks(each), utc_time(each.resolved + AFTER)) for each in tickets(50)]

            def call(policy: Any, marks: Any, now: Any) -> object:  # noqa: ANN401 - the library's own types
                return assess(policy, {}, marks, now=now)

            asked = effort.asked if metrics == 1 else None
            question = f"{calendar.name}, {metrics} metric{'s' * (metrics > 1)}"
            seconds = alone((call, arguments), effort)
            yield Row(TITLE, question, "aftersales_core", seconds, right=right if asked else None, asked=asked)
