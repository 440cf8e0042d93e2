"""Many cases of a log in a few figures: how many fit a machine, and which steps do not, most frequent first."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.lifecycle.conformance import CaseConformance, Misfit

__all__ = ["ConformanceSummary", "MisfitCount", "MisfitPlace"]


@attrs.frozen
class MisfitPlace:
    """Where steps leave a machine: from which state, by which event or to which state, and the codes of the reasons.

    ``source`` holds several states where the log leaves open which of them held; at the beginning of a case it is
    where the case should have begun.
    """

    source: tuple[str, ...]
    event: str | None
    target: str | None
    codes: tuple[str, ...]

    @classmethod
    def of(cls, misfit: Misfit) -> "MisfitPlace":
        """Return the place of a misfit."""
        step = misfit.step
        return cls(
            misfit.held,
            None if step.event is None else str(step.event),
            None if step.state is None else str(step.state),
            tuple(reason.code for reason in misfit.reasons),
        )

    @property
    def text(self) -> str:
        """Return the place in one line, as rules are written: ``new -> closed``, ``new -lapse->``; ``[*]`` begins."""
        source = "[*]" if "begins_elsewhere" in self.codes else "|".join(self.source)
        arrow = "->" if self.event is None else f"-{self.event}->"
        return f"{source} {arrow} {self.target or ''}".rstrip()


@attrs.frozen
class MisfitCount:
    """How many steps left the machine at one place, and in how many cases."""

    place: MisfitPlace
    steps: int
    cases: int


@attrs.frozen
class ConformanceSummary:
    """How many cases fit, and every place where steps do not, most frequent first.

    Summaries add up with ``+`` in any order and grouping, as long as each case is whole in one part; so a large log can
    be done in parts. Add up only what one machine was asked. ``finished`` counts the cases that reached a closed state.

    Raises InvalidDefinition for counts that no log can have led to.
    """

    cases: int = 0
    fitting: int = 0
    finished: int = 0
    steps: int = 0
    misfits: tuple[MisfitCount, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse counts that contradict each other."""
        problems = _problems(self)
        if problems:
            raise InvalidDefinition("conformance summary", problems)

    @classmethod
    def of(cls, cases: Iterable[CaseConformance]) -> "ConformanceSummary":
        """Return what some judged cases come to together."""
        total = fitting = finished = steps = 0
        at_step: Counter[MisfitPlace] = Counter()
        in_case: Counter[MisfitPlace] = Counter()
        for case in cases:
            total += 1
            fitting += case.fits
            finished += case.is_finished
            steps += case.steps
            places = [MisfitPlace.of(misfit) for misfit in case.misfits]
            at_step.update(places)
            in_case.update(set(places))
        return cls(total, fitting, finished, steps, _ordered(at_step, in_case))

    def __add__(self, other: "ConformanceSummary") -> "ConformanceSummary":
        """Add count by count."""
        at_step: Counter[MisfitPlace] = Counter()
        in_case: Counter[MisfitPlace] = Counter()
        for row in (*self.misfits, *other.misfits):
            at_step[row.place] += row.steps
            in_case[row.place] += row.cases
        return ConformanceSummary(
            self.cases + other.cases,
            self.fitting + other.fitting,
            self.finished + other.finished,
            self.steps + other.steps,
            _ordered(at_step, in_case),
        )

    @property
    def share(self) -> Fraction | None:
        """The cases that fit as an exact share of all; None where there is no case, which is neither 0 nor 100 %."""
        return Fraction(self.fitting, self.cases) if self.cases else None

    @property
    def misfitting_steps(self) -> int:
        """How many steps do not fit."""
        return sum(row.steps for row in self.misfits)

    @property
    def step_share(self) -> Fraction | None:
        """The steps that fit as an exact share of all; None where there is no step."""
        return Fraction(self.steps - self.misfitting_steps, self.steps) if self.steps else None


def _ordered(at_step: Counter[MisfitPlace], in_case: Counter[MisfitPlace]) -> tuple[MisfitCount, ...]:
    """Return the places, most frequent first, and equally frequent ones by name, so that no order of cases shows."""
    return tuple(sorted((MisfitCount(place, count, in_case[place]) for place, count in at_step.items()), key=_rank))


def _rank(row: MisfitCount) -> tuple[int, tuple[str, ...], tuple[bool, str], tuple[bool, str], tuple[str, ...]]:
    """Return what places are ordered by."""
    place = row.place
    event, target = ((name is not None, name or "") for name in (place.event, place.target))
    return -row.steps, place.source, event, target, place.codes


def _problems(summary: ConformanceSummary) -> tuple[str, ...]:
    """Return what is wrong with counts."""
    counts = {name: getattr(summary, name) for name in ("cases", "fitting", "finished", "steps")}
    counts |= {
        f"{name} at {row.place.text}": getattr(row, name) for row in summary.misfits for name in ("steps", "cases")
    }
    problems = [
        f"{name} is {count!r}: give a whole number from 0"
        for name, count in counts.items()
        if type(count) is not int or count < 0
    ]
    if problems:
        return tuple(problems)
    problems += [
        f"{name} is {counts[name]}, more than the {summary.cases} cases: count each case once"
        for name in ("fitting", "finished")
        if counts[name] > summary.cases
    ]
    if summary.misfitting_steps > summary.steps:
        problems.append(f"{summary.misfitting_steps} misfits in {summary.steps} steps: count each step once")
    if any(_rank(later) <= _rank(row) for row, later in pairwise(summary.misfits)):
        problems.append("the misfits are not in their order: make the summary with ConformanceSummary.of(...) or +")
    return tuple(problems)
