"""Tickets with two pauses each, and the oracle's answer to when they were due. No peer measures pauses."""

import random
from dataclasses import dataclass
from datetime import timedelta

from benchmarks.calendars import Calendar
from benchmarks.oracle import Oracle
from benchmarks.questions import FROM, UNTIL
from benchmarks.task import utc_time

HOUR = 3600
BUDGET_HOURS = 40


@dataclass(frozen=True)
class Ticket:
    """POSIX seconds of what happened; a pause lies between every second pair of edges."""

    received: int
    replied: int
    pauses: tuple[tuple[int, int], ...]
    resolved: int

    def worked(self, oracle: Oracle) -> int:
        """Working seconds from receipt to resolution outside the pauses."""
        paused = sum(oracle.elapsed(start, end) for start, end in self.pauses)
        return oracle.elapsed(self.received, self.resolved) - paused

    def due(self, oracle: Oracle) -> int:
        """Walk from one running stretch to the next until the budget is used up."""
        left, at = BUDGET_HOURS * HOUR, self.received
        for start, end in self.pauses:
            room = oracle.elapsed(at, start)
            if left <= room:
                break
            left, at = left - room, end
        return oracle.add(at, left)


def tickets(number: int) -> tuple[Ticket, ...]:
    """Draw tickets whose marks lie hours or days apart, at odd seconds."""
    rng = random.Random("tickets")
    last = int((UNTIL - timedelta(days=90)).timestamp())
    return tuple(_ticket(rng, rng.randrange(int(FROM.timestamp()), last)) for _ in range(number))


def _ticket(rng: random.Random, received: int) -> Ticket:
    edges = [received]
    for _ in range(6):
        edges.append(edges[-1] + rng.randrange(HOUR, 60 * HOUR))
    return Ticket(received, edges[1], ((edges[2], edges[3]), (edges[4], edges[5])), edges[6])


def our_marks(ticket: Ticket) -> tuple[object, ...]:
    """Give the seven marks of a ticket in this library's own form."""
    from aftersales_core.sla.marks import Mark  # noqa: PLC0415 - may not be built yet

    named = [(ticket.received, "received"), (ticket.replied, "first_reply")]
    for start, end in ticket.pauses:
        named += [(start, "pause"), (end, "resume")]
    named.append((ticket.resolved, "resolved"))
    return tuple(Mark(utc_time(second), name) for second, name in named)


def our_policy(calendar: Calendar, metrics: int) -> object:
    """Give a policy of one to three metrics: resolution, first response, solution."""
    from aftersales_core.sla.policy import SlaPolicy, SlaTarget  # noqa: PLC0415 - may not be built yet
    from aftersales_core.sla.presets import FIRST_RESPONSE, RESOLUTION, SOLUTION  # noqa: PLC0415
    from benchmarks.ours import working_calendar  # noqa: PLC0415

    promised = [(RESOLUTION, f"{BUDGET_HOURS}wh"), (FIRST_RESPONSE, "30min"), (SOLUTION, "5wd")][:metrics]
    targets = [SlaTarget(metric, period) for metric, period in promised]
    return SlaPolicy([metric for metric, _ in promised], targets, {"shop": working_calendar(calendar)})
