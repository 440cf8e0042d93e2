"""Whole tickets: what a decision, a question, a history and a look at the clocks cost; ours alone, against budgets.

No library has them, so there is no peer beside the bare lifecycles of the part before.
"""

import gc
import tracemalloc
from collections.abc import Callable, Iterator

from aftersales_core import tickets
from benchmarks import our_tickets as ours
from benchmarks.measure import Effort, alone
from benchmarks.progress import progress
from benchmarks.results import Row

NAME = "tickets"
WHO = "aftersales_core"
REPLAYED = 200_000
"""Budget, events a second."""
LIVE = 2_000


def _timed(
    question: str, call: Callable[[], object], effort: Effort, *, things: int = 1, at_least: int | None = None
) -> Row:
    """Time one call; the figure is for one of the things that it does."""
    seconds = alone((call, [()]), effort) / things
    budget = None if at_least is None else 1 / at_least
    return Row(f"{NAME}: an enquiry", question, WHO, seconds, budget=budget, note=f"{1 / seconds:,.0f} a second")


def _jobs() -> Iterator[Callable[[Effort], Row]]:
    """Give each question with its answer's cost."""
    desk, events = ours.desk(), ours.history()
    ticket = tickets.replay(desk, events[:3])
    wish = ours.command(ticket, *ours.DAY[2])
    at = ticket.item.last_activity_at
    number = len(tickets.available(desk, ticket, at=at, actor="a1", role="agent"))
    yield lambda effort: _timed("a command made", lambda: ours.command(ticket, *ours.DAY[2]), effort)
    yield lambda effort: _timed("decide", lambda: ours.decided(ticket, wish), effort)
    yield lambda effort: _timed("decide + evolve", lambda: ours.moved(ticket, wish), effort)
    yield lambda effort: _timed(
        f"available, each of {number} events",
        lambda: tickets.available(desk, ticket, at=at, actor="a1", role="agent"),
        effort,
        things=number,
    )
    yield lambda effort: _timed(
        f"replay, each of {len(events)} events",
        lambda: tickets.replay(desk, events),
        effort,
        things=len(events),
        at_least=REPLAYED,
    )
    yield lambda effort: _timed("sla, two clocks", lambda: tickets.sla(desk, ticket, now=at), effort)
    yield lambda effort: _timed("wakes_at", lambda: tickets.wakes_at(desk, ticket, now=at), effort)
    yield lambda effort: _timed("record", lambda: tickets.record(desk, ticket, as_of=at), effort)


def _weight(_effort: Effort) -> Row:
    """Weigh live tickets with everything that they hold, marks and last actions too."""
    ours.live(10)
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    held = ours.live(LIVE)
    gc.collect()
    size = (tracemalloc.get_traced_memory()[0] - before) / len(held)
    tracemalloc.stop()
    return Row(f"{NAME}: an enquiry", "memory of one, marks and last actions too", WHO, size, "bytes")


def measure(effort: Effort) -> Iterator[Row]:
    """Measure one after the other."""
    for job in progress([*_jobs(), _weight], NAME):
        yield job(effort)
