"""Hypothesis strategies for SLA clocks: metrics over a small alphabet of marks, lives of tickets, targets, periods."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import attrs
from hypothesis import strategies as st

from aftersales_core.instants import utc
from aftersales_core.sla import Mark, SlaMetric, SlaPolicy, SlaSwitch, SlaTarget
from aftersales_core.sla.marks import Actor
from aftersales_core.worktime.calendar import WorkingCalendar
from aftersales_core.worktime.period import Period
from tests.sla.walk import Goal, Rules, Seen, Step, Walk, strip_of
from tests.strategies import Case, cases, instants

ALPHABET = "abcdef"
STRANGE = "x"
"""A mark that no metric names."""
LIFE_MINUTES = 4 * 1440
REACH_DAYS = 24
ACTORS: tuple[Actor, ...] = ("human", "human", "human", "bot", "system")

some_names = st.sets(st.sampled_from(ALPHABET), max_size=2)
at_least_one = st.sets(st.sampled_from(ALPHABET), min_size=1, max_size=2)
actors = st.sampled_from(ACTORS)


@st.composite
def metrics(draw: st.DrawFn) -> SlaMetric:
    """Any metric whose names come from six letters, so that marks do several things at once."""
    pauses = draw(some_names)
    return SlaMetric(
        "m",
        starts=tuple(sorted(draw(at_least_one))),
        stops=tuple(sorted(draw(at_least_one))),
        pauses=tuple(sorted(pauses)),
        resumes=tuple(sorted(draw(some_names) - pauses)),
        rearms=tuple(sorted(draw(some_names))),
        cancels=tuple(sorted(draw(st.sampled_from((set[str](), {"f"}))))),
        reopens=tuple(sorted(draw(some_names))),
        on_reopen=draw(st.sampled_from(("resume", "restart", "ignore"))),
        counts_automated=draw(st.booleans()),
    )


PLAIN = [
    SlaMetric(
        "m",
        starts=("a",),
        stops=("b",),
        pauses=("c",),
        resumes=("d",),
        cancels=("f",),
        reopens=("e",),
        on_reopen=on_reopen,
        counts_automated=counts_automated,
    )
    for on_reopen in ("resume", "restart", "ignore")
    for counts_automated in (True, False)
]
"""The usual clock; drawn ones seldom live as long."""

any_metric = st.one_of(st.sampled_from(PLAIN), metrics())


def rules_of(metric: SlaMetric) -> Rules:
    """The walk's rules for a metric."""
    return Rules(
        frozenset(metric.starts),
        frozenset(metric.stops),
        frozenset(metric.pauses),
        frozenset(metric.resumes),
        frozenset(metric.rearms),
        frozenset(metric.cancels),
        frozenset(metric.reopens),
        metric.on_reopen,
        metric.counts_automated,
    )


@st.composite
def goals(draw: st.DrawFn, *, pausable: bool | None = None) -> Goal:
    """A target of minutes; multiples of four, so that halves and three quarters are whole minutes too."""
    return Goal(
        4 * draw(st.sampled_from((15, 45, 120, 360)) | st.integers(1, 500)),
        draw(st.booleans()),
        draw(st.booleans()),
        draw(st.booleans()) if pausable is None else pausable,
    )


def period_of(goal: Goal) -> Period:
    """The package's period for a goal."""
    make = Period.working_minutes if goal.is_working else Period.minutes
    return make(goal.minutes, inclusive=goal.inclusive, pausable=goal.pausable)


def minutes_of_life() -> st.SearchStrategy[list[int]]:
    """Minutes in order, often close together, seldom at the same one."""
    gap = st.integers(1, LIFE_MINUTES // 4) | st.sampled_from((0, 1, 60, 1440))
    return st.lists(gap, min_size=1, max_size=9).map(_cumulated)


def _cumulated(gaps: Sequence[int]) -> list[int]:
    total, found = 0, []
    for gap in gaps:
        total += gap
        if total <= LIFE_MINUTES:
            found.append(total)
    return found


@st.composite
def steps(draw: st.DrawFn, metric: SlaMetric) -> list[Step]:
    """Marks of a ticket's life by the minute, which mostly begins with a mark that starts the clock."""
    letters = st.sampled_from(ALPHABET + STRANGE)
    first = draw(st.sampled_from(metric.starts)) if draw(st.integers(0, 9)) else draw(letters)
    return [Step(0, first), *(Step(minute, draw(letters), draw(actors)) for minute in draw(minutes_of_life()))]


@dataclass(frozen=True)
class Life:
    """A drawn ticket: the calendar, where minute 0 lies, what is measured and what happens."""

    case: Case
    origin: dt.datetime
    metric: SlaMetric
    goals: tuple[Goal, ...]
    steps: tuple[Step, ...]

    def at(self, minute: int) -> dt.datetime:
        return self.origin + dt.timedelta(minutes=minute)

    def minute(self, at: dt.datetime | None) -> int | None:
        """The minute of an instant, which must be a whole one."""
        if at is None:
            return None
        found, rest = divmod(utc(at) - self.origin, dt.timedelta(minutes=1))
        assert not rest
        return found

    @property
    def calendar(self) -> WorkingCalendar:
        """The calendar; a week of one minute leads past its known years, which is no error here."""
        return attrs.evolve(self.case.calendar, beyond_horizon="provisional")

    @property
    def policy(self) -> SlaPolicy:
        """One target for each goal, chosen by the fact `goal`."""
        targets = [
            SlaTarget("m", period_of(goal), {"goal": str(index)}, "drawn") for index, goal in enumerate(self.goals)
        ]
        return SlaPolicy([self.metric], targets, {"drawn": self.calendar})

    def policy_of(self, goal: Goal) -> SlaPolicy:
        """A policy with one goal for every ticket."""
        target = SlaTarget("m", period_of(goal), calendar="drawn")
        return SlaPolicy([self.metric], [target], {"drawn": self.calendar}, id=f"p{self.goals.index(goal)}")

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks, with a change of goal as a change of the fact `goal`."""
        return tuple(
            Mark(
                self.at(step.minute),
                step.name or STRANGE,
                () if step.goal is None else {"goal": str(self.goals.index(step.goal))},
                step.actor,
            )
            for step in self.steps
        )

    @property
    def switches(self) -> tuple[SlaSwitch, ...]:
        """The changes of goal as changes of policy, for lives in which no mark makes them."""
        return tuple(
            SlaSwitch(self.at(step.minute), self.policy_of(step.goal)) for step in self.steps if step.goal is not None
        )

    def named_marks(self) -> tuple[Mark, ...]:
        """The marks without any facts."""
        return tuple(Mark(mark.at, mark.name, (), mark.actor) for mark in self.marks)

    def walked(self, now: int) -> Seen:
        """What the slow walk sees."""
        strip = strip_of(self.case.oracle, self.origin, REACH_DAYS)
        return Walk(rules_of(self.metric), self.goals, self.goals[0], strip).run(
            [step for step in self.steps if step.minute <= now], now
        )


@st.composite
def lives(draw: st.DrawFn, *, changes: int = 0, pausable: bool | None = None) -> Life:
    """A ticket's life, with so many changes of goal at most, each at a minute of its own."""
    case, metric = draw(cases()), draw(any_metric)
    happened = draw(steps(metric))
    chosen = [draw(goals(pausable=pausable)) for _ in range(changes + 1)]
    taken = {step.minute for step in happened}
    for goal in chosen[1:]:
        minute = draw(st.integers(0, LIFE_MINUTES).filter(lambda drawn: drawn not in taken))
        taken.add(minute)
        happened.append(Step(minute, goal=goal))
    happened.sort(key=lambda step: step.minute)
    return Life(case, utc(draw(instants(case))), metric, tuple(chosen), tuple(happened))


UNITS = ("time", "working_time", "working_days", "days", "months")


@st.composite
def any_periods(draw: st.DrawFn, *, units: tuple[str, ...] = UNITS, pausable: bool | None = None) -> Period:
    """Periods of every unit and every way of counting."""
    unit, inclusive = draw(st.sampled_from(units)), draw(st.booleans())
    if pausable is None:
        pausable = draw(st.booleans())
    if unit == "time":
        count_from = draw(st.sampled_from(("start", "next_midnight")))
        return Period.minutes(draw(st.integers(1, 20_000)), count_from, inclusive=inclusive, pausable=pausable)
    if unit == "working_time":
        return Period.working_minutes(draw(st.integers(1, 3_000)), inclusive=inclusive, pausable=pausable)
    count_from = draw(st.sampled_from(("next_day", "same_day")))
    whole = draw(st.sampled_from(("whole", "touched")))
    if unit == "working_days":
        ends = draw(st.sampled_from(("end_of_day", "close", "same_time")))
        return Period.working_days(
            draw(st.integers(1, 8)), count_from, ends, inclusive=inclusive, pausable=pausable, pause_days=whole
        )
    ends = draw(st.sampled_from(("end_of_day", "same_time")))
    roll = draw(st.sampled_from((None, "next_working_day")))
    make, most = (Period.days, 12) if unit == "days" else (Period.months, 1)
    return make(
        draw(st.integers(1, most)),
        count_from,
        ends,
        roll=roll,
        inclusive=inclusive,
        pausable=pausable,
        pause_days=whole,
    )
