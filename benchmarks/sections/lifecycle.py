"""Lifecycles beside five libraries: the same walk for all, what a ticket weighs, what a definition costs."""

import gc
import statistics
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module

from benchmarks import our_walk
from benchmarks.measure import Batch, Effort, TooSlow, alone, in_turns, limit, paired
from benchmarks.our_machines import machines
from benchmarks.progress import progress
from benchmarks.results import Row
from benchmarks.walk import EDGES, LAPS, Walker, events_of, scripts, truth

NAME = "lifecycle"
ANY_ORDER = f"{NAME}: events in any order, and what is done for each"
PEERS = ("transitions_walk", "statemachine_walk", "automat_walk", "sismic_walk", "eventsourcing_walk")
LIVE = 2_500
HISTORY_LAPS = 200
MOST_BYTES = 400
MOST_SECONDS = 60.0
"""A definition that is not judged after so long counts as unanswered."""
DECISIONS, LOOKS, REPLAYED = 200_000, 200_000, 1_000_000
"""Budgets, a second."""


@dataclass(frozen=True)
class Job:
    """Something that does so many things at a call."""

    who: str
    call: Callable[..., object]
    arguments: tuple[object, ...] = ()
    things: int = 1

    @property
    def batch(self) -> Batch:
        """The form that the clock takes."""
        return self.call, [self.arguments]


def _rate(seconds: float) -> str:
    return f"{1 / seconds:,.0f} a second"


def _compared(
    title: str, question: str, jobs: Sequence[Job], effort: Effort, *, at_least: int | None = None
) -> Iterator[Row]:
    """Time ours, which is the first, alone and then each other one in turns with it; figures are for one thing."""
    ours, *others = jobs
    seconds = alone(ours.batch, effort) / ours.things
    budget = None if at_least is None else 1 / at_least
    yield Row(title, question, ours.who, seconds, budget=budget, note=_rate(seconds))
    for each in others:
        timed = paired(ours.batch, each.batch, effort)
        seconds = timed.theirs / each.things
        ratio = timed.ratio * ours.things / each.things
        yield Row(title, question, each.who, seconds, ratio=ratio, note=_rate(seconds))


def _walkers() -> tuple[list[Walker], list[str]]:
    """Give ours first, then the peers that can be imported, and why the others cannot."""
    found, skipped = [our_walk.walker()], []
    for name in PEERS:
        try:
            found += import_module(f"benchmarks.peers.{name}").walkers()
        except Exception as problem:  # noqa: BLE001 - a package may fail to load in any way; say so and go on
            skipped.append(f"{name}: {type(problem).__name__}: {problem}")
    return found, skipped


def _right(everyone: Sequence[Walker], effort: Effort) -> Iterator[Row]:
    """Count the scripts that end where the edges say, and say what each library leaves to its caller."""
    drawn = scripts(effort.asked)
    answers = [truth(*script) for script in drawn]
    for each in everyone:
        right = sum(each.play(*script) == answer for script, answer in zip(drawn, answers, strict=True))
        note = f"not done: {each.lacks}" if each.lacks else "done: role, all reasons, version, audit event, effects"
        yield Row(ANY_ORDER, "final state", each.who, right=right, asked=len(drawn), note=note)


def _walks(everyone: Sequence[Walker], effort: Effort) -> Iterator[Row]:
    title = f"{NAME}: one event of a walk of {events_of(LAPS)}, ticket included"
    jobs = [Job(each.who, each.walk, (LAPS,), events_of(LAPS)) for each in everyone]
    yield from _compared(title, "command, decision, change", jobs, effort, at_least=DECISIONS)


def _decisions(effort: Effort) -> Iterator[Row]:
    """Time decisions on commands that are there already."""
    title, item = f"{NAME}: one decision", our_walk.opened()
    for question, call, command in (
        ("decide + evolve, guard and effect", our_walk.moved, our_walk.asked(item, "solve")),
        ("decide, refused for role and guard", our_walk.refused, our_walk.refusable(item)),
    ):
        jobs = [Job("aftersales_core", call, (item, command))]
        yield from _compared(title, question, jobs, effort, at_least=DECISIONS)


def _looks(everyone: Sequence[Walker], effort: Effort) -> Iterator[Row]:
    jobs = [Job(each.who, each.look, (), each.looked) for each in everyone if each.look]
    yield from _compared(f"{NAME}: what is possible now", "one event looked at", jobs, effort, at_least=LOOKS)


def _replays(everyone: Sequence[Walker], effort: Effort) -> Iterator[Row]:
    """Rebuild a ticket from its events; its opening is one more than the walk has."""
    number = events_of(HISTORY_LAPS) + 1
    jobs = [Job(each.who, each.rebuild(HISTORY_LAPS), (), number) for each in everyone if each.rebuild]
    yield from _compared(f"{NAME}: replay of {number:,} events", "one event", jobs, effort, at_least=REPLAYED)


def _live(everyone: Sequence[Walker], effort: Effort) -> Iterator[Row]:
    """Make many tickets, and weigh them."""
    title = f"{NAME}: {LIVE:,} tickets that live at once"
    jobs = [Job(each.who, each.many, (LIVE,), LIVE) for each in everyone]
    yield from _compared(title, "open, assign and note one", jobs, effort)
    sizes = [_bytes_each(each.many) for each in everyone]
    for each, size in zip(everyone, sizes, strict=True):
        is_ours = each is everyone[0]
        budget, ratio = (MOST_BYTES, None) if is_ours else (None, size / sizes[0])
        yield Row(title, "memory of one", each.who, size, "bytes", ratio, budget=budget)


def _bytes_each(many: Callable[[int], Sequence[object]]) -> float:
    """Weigh live tickets, with all that they alone hold and the list that they are in."""
    many(10)
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    held = many(LIVE)
    gc.collect()
    size = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    return size / len(held)


def _definitions(everyone: Sequence[Walker], effort: Effort) -> Iterator[Row]:
    title = f"{NAME}: one definition"
    # A library with two ways has one definition, and is named by the first.
    first = {each.define: each.who for each in reversed(everyone)}
    jobs = [Job(first[each.define], each.define) for each in everyone if first[each.define] == each.who]
    yield from _compared(title, f"{len(EDGES)} rules, all checks", jobs, effort)
    for question, build in machines().items():
        try:
            with limit(MOST_SECONDS):
                seconds, note = statistics.median(in_turns([build], 3)[0]), build()
        except TooSlow as slow:
            yield Row(title, question, "aftersales_core", note=str(slow))
            continue
        yield Row(title, question, "aftersales_core", seconds, note=note)


def measure(effort: Effort) -> Iterator[Row]:
    """Check everyone, then time everyone."""
    everyone, skipped = _walkers()
    yield from _right(everyone, effort)
    yield from (Row(ANY_ORDER, "final state", "-", note=f"skipped {why}") for why in skipped)
    walks, *parts = [partial(part, everyone) for part in (_walks, _looks, _replays, _live, _definitions)]
    for part in progress([walks, _decisions, *parts], NAME):
        yield from part(effort)
