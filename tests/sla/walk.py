"""A slow second opinion on SLA clocks: a ticket's life walked minute by minute, with plain flags and counters.

It shares no line with the package. Which minutes are open comes from `tests/oracle.py`, and what a mark does is written
down again from the rules in words: a mark first ends, then opens, then pauses or resumes.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from aftersales_core.sla.marks import Actor
from tests import oracle

MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class Goal:
    """A target: so many minutes, of working time or of real time, met at its own instant or only before it."""

    minutes: int
    is_working: bool
    inclusive: bool = True
    pausable: bool = True


@dataclass(frozen=True)
class Step:
    """Something that happens at a minute: a mark by its name, or a change to another goal."""

    minute: int
    name: str = ""
    actor: Actor = "human"
    goal: Goal | None = None


@dataclass(frozen=True)
class Rules:
    """What a metric says, by names of marks."""

    starts: frozenset[str]
    stops: frozenset[str]
    pauses: frozenset[str]
    resumes: frozenset[str]
    rearms: frozenset[str]
    cancels: frozenset[str]
    reopens: frozenset[str]
    on_reopen: str
    counts_automated: bool


@dataclass
class Cycle:
    """One run: minutes used by minute of the walk, when each goal was used up, and whether it was missed."""

    started: int
    used: dict[tuple[bool, bool], int] = field(default_factory=lambda: dict.fromkeys(CLOCKS, 0))
    hits: dict[Goal, int] = field(default_factory=dict)
    paused_now: bool = False
    ended: int | None = None
    is_cancelled: bool = False
    goal: Goal | None = None
    goal_since: int | None = None
    breached: int | None = None
    computed: int | None = None


CLOCKS = [(working, pausable) for working in (False, True) for pausable in (False, True)]


@dataclass
class Seen:
    """Where the clock stands after the walk."""

    state: str
    outcome: str
    cycles: int
    started: int | None = None
    stopped: int | None = None
    due: int | None = None
    is_due_known: bool = True
    breached: int | None = None
    computed: int | None = None
    elapsed: int = 0
    decided: list[tuple[int, int, str]] = field(default_factory=list)


class Walk:
    """A ticket walked from minute 0; `strip` has one byte per minute, 1 where the calendar is open."""

    def __init__(self, rules: Rules, goals: Sequence[Goal], first: Goal, strip: bytes | bytearray) -> None:
        self.rules, self.goals, self.strip = rules, goals, strip
        self.goal, self.since = first, None
        self.cycles: list[Cycle] = []
        self.is_paused = False

    def live(self) -> Cycle | None:
        return self.cycles[-1] if self.cycles and self.cycles[-1].ended is None else None

    def open(self, cycle: Cycle) -> None:
        """Begin, or begin again, a cycle; it is held if a pause holds already."""
        self.cycles.append(cycle)
        cycle.paused_now = self.is_paused
        cycle.ended, cycle.is_cancelled = None, False
        self.note_hits(cycle, cycle.started)

    def end(self, cycle: Cycle, minute: int, *, cancelled: bool) -> None:
        cycle.ended, cycle.is_cancelled = minute, cancelled
        cycle.goal, cycle.goal_since = self.goal, self.since
        self.is_paused = cycle.paused_now = False

    def mark(self, minute: int, name: str, actor: str) -> None:
        rules, cycle = self.rules, self.live()
        if cycle is not None and name in rules.cancels:
            self.end(cycle, minute, cancelled=True)
        elif cycle is not None and name in rules.stops and (rules.counts_automated or actor == "human"):
            self.end(cycle, minute, cancelled=False)
            if name in rules.rearms:
                self.open(Cycle(minute))
        elif cycle is None:
            self.begin(minute, name)
        if name in rules.pauses:
            self.is_paused = True
        elif name in rules.resumes:
            self.is_paused = False
        cycle = self.live()
        if cycle is not None:
            cycle.paused_now = self.is_paused

    def begin(self, minute: int, name: str) -> None:
        rules = self.rules
        if not self.cycles:
            if name in rules.starts:
                self.open(Cycle(minute))
            return
        last = self.cycles[-1]
        if (name in rules.rearms and not last.is_cancelled) or (name in rules.reopens and rules.on_reopen == "restart"):
            self.open(Cycle(minute))
        elif name in rules.reopens and rules.on_reopen == "resume":
            self.reopen(last, minute)

    def reopen(self, last: Cycle, minute: int) -> None:
        """Go on with what was used; the closed time is a pause, which a goal that nothing may stop runs through."""
        assert last.ended is not None
        again = Cycle(last.started, dict(last.used), breached=last.breached, computed=last.computed)
        again.hits = {goal: hit for goal, hit in last.hits.items() if hit <= last.ended}
        for closed in range(last.ended, minute):
            for working in (False, True):
                again.used[working, False] += 1 if not working else self.strip[closed]
            self.note_hits(again, closed + 1)
        self.open(again)

    def note_hits(self, cycle: Cycle, minute: int) -> None:
        for goal in self.goals:
            if goal not in cycle.hits and cycle.used[goal.is_working, goal.pausable] >= goal.minutes:
                cycle.hits[goal] = minute

    def check(self, minute: int) -> None:
        """Note a breach: the goal in force was used up before this minute, or at it where that is too late already."""
        cycle = self.live()
        if cycle is None or cycle.breached is not None:
            return
        hit = cycle.hits.get(self.goal)
        if hit is not None and (hit < minute or (hit == minute and not self.goal.inclusive)):
            since = hit if self.since is None else max(hit, self.since)
            cycle.breached, cycle.computed = max(cycle.started, since), hit

    def tick(self, minute: int) -> None:
        """Let one minute pass."""
        cycle = self.live()
        if cycle is None:
            return
        for working, pausable in CLOCKS:
            if (not cycle.paused_now or not pausable) and (not working or self.strip[minute]):
                cycle.used[working, pausable] += 1
        self.note_hits(cycle, minute + 1)

    def run(self, steps: Sequence[Step], now: int) -> Seen:
        due_now: dict[int, list[Step]] = {}
        for step in steps:
            due_now.setdefault(step.minute, []).append(step)
        for minute in range(now + 1):
            self.check(minute)
            for step in due_now.get(minute, ()):
                if step.goal is not None and step.goal != self.goal:
                    self.goal, self.since = step.goal, minute
                self.check(minute)
                if step.name:
                    self.mark(minute, step.name, step.actor)
            self.check(minute)
            if minute < now:
                self.tick(minute)
        return self.seen(now)

    def seen(self, now: int) -> Seen:
        if not self.cycles:
            return Seen("not_started", "pending", 0)
        cycle = self.cycles[-1]
        goal = self.goal if cycle.ended is None else cycle.goal
        assert goal is not None
        due, known = self.due(cycle, goal, now)
        return Seen(
            state=state_of(cycle),
            outcome=outcome_of(cycle),
            cycles=len(self.cycles),
            started=cycle.started,
            stopped=None if cycle.is_cancelled else cycle.ended,
            due=due,
            is_due_known=known,
            breached=cycle.breached,
            computed=cycle.computed,
            elapsed=cycle.used[goal.is_working, goal.pausable],
            decided=[(one.started, one.ended or 0, outcome_of(one)) for one in self.cycles[:-1]],
        )

    def due(self, cycle: Cycle, goal: Goal, now: int) -> tuple[int | None, bool]:
        """Walk on, as if nothing else happened, until the goal is used up; (None, True) where a pause forbids it."""
        if goal in cycle.hits:
            return cycle.hits[goal], True
        if cycle.paused_now and goal.pausable:
            return None, True
        used, minute = cycle.used[goal.is_working, goal.pausable], now if cycle.ended is None else cycle.ended
        while used < goal.minutes:
            if minute >= len(self.strip):
                return None, False
            used += 1 if not goal.is_working else self.strip[minute]
            minute += 1
        return minute, True


def state_of(cycle: Cycle) -> str:
    if cycle.ended is not None:
        return "cancelled" if cycle.is_cancelled else "stopped"
    return "paused" if cycle.paused_now else "running"


def outcome_of(cycle: Cycle) -> str:
    if cycle.is_cancelled:
        return "excluded"
    if cycle.ended is not None:
        return "late" if cycle.breached is not None else "met"
    return "open_breached" if cycle.breached is not None else "pending"


def strip_of(description: oracle.Description, origin: dt.datetime, days: int) -> bytearray:
    """Return one byte per minute from an instant on, 1 where the calendar is open."""
    first = oracle.seconds_of(origin)
    return oracle.open_strip(description, first, first + days * oracle.DAY_S)
