"""The policy form: every metric of an SLA policy, its marks and facts read from columns."""

from collections.abc import Mapping, Sequence

import attrs
import numpy as np
import numpy.typing as npt

from aftersales_core.errors import InvalidColumn
from aftersales_core.frames.assessment import BLOCK, NO_OUTCOME, Assessment, Promise, Stretch, assessed
from aftersales_core.frames.columns import time_column
from aftersales_core.frames.fact_columns import NO_MATCH, chosen_targets
from aftersales_core.frames.marks_fold import Cycles, folded, mark_names
from aftersales_core.frames.pauses import Pauses, joined
from aftersales_core.frames.problems import Numbers, problem_number
from aftersales_core.frames.ranks import I64, NAT, Mask
from aftersales_core.frames.reach import is_instant
from aftersales_core.frames.request import PAUSE_KEYS, Request
from aftersales_core.outcomes import OUTCOME_CODES, Outcome
from aftersales_core.sla.metric import SlaMetric
from aftersales_core.sla.policy import SlaPolicy, SlaTarget

__all__ = ["judged_by_policy"]

Rows = npt.NDArray[np.intp]
EXCLUDED, NO_TARGET, PENDING = (
    np.int8(OUTCOME_CODES.index(outcome)) for outcome in (Outcome.EXCLUDED, Outcome.NO_TARGET, Outcome.PENDING)
)


def judged_by_policy(request: Request, policy: SlaPolicy) -> list[tuple[str, str, Assessment]]:
    """Return for each metric its id, the zone in which its deadlines are shown, and its answers."""
    names = mark_names(policy.metrics)
    facts = {fact for target in policy.targets for fact, _ in target.when}
    unknown = sorted(set(request.columns) - set(names) - facts - set(PAUSE_KEYS))
    if unknown:
        known = ", ".join(sorted({*names, *facts}))
        raise InvalidColumn(
            request.columns[unknown[0]], f"the policy reads no mark or fact {unknown[0]!r}, only {known}"
        )
    marks = _marks(request, names)
    pauses, problems = request.row_pauses()
    far = np.zeros(len(request.frame), np.bool_)
    for column in marks.values():
        far |= (column != NAT) & ~is_instant(column)
    problems[far] = problem_number("instant_out_of_range")
    life = _Life(request, policy, marks, pauses, problems)
    return [(metric.id, _shown_in(policy, metric), life.judged(metric)) for metric in policy.metrics]


def _marks(request: Request, names: Sequence[str]) -> dict[str, I64]:
    """Read the columns of marks that the frame has; one that is named expressly must be there."""
    found: dict[str, I64] = {}
    for name in names:
        column = request.columns.get(name, name)
        if name in request.columns or column in request.frame.columns:
            read = time_column(request.frame, column, request.tz)
            if read.is_date:
                raise InvalidColumn(column, "holds dates, but a mark is an instant: give datetimes")
            found[name] = read.numbers
    return found


def _shown_in(policy: SlaPolicy, metric: SlaMetric) -> str:
    """Return the zone of all calendars that a metric's targets use, or UTC where they have several."""
    zones = {policy.calendar(target.calendar).tz for target in policy.targets if target.metric == metric.id}
    return zones.pop() if len(zones) == 1 else "UTC"


@attrs.frozen(eq=False)
class _Life:
    """Everything that was read of the tickets."""

    request: Request
    policy: SlaPolicy
    marks: Mapping[str, I64]
    pauses: Pauses
    problems: Numbers

    def judged(self, metric: SlaMetric) -> Assessment:
        """Judge one metric, the rows of each target together."""
        for kind, names in (("starts", metric.starts), ("stops", metric.stops)):
            if not any(name in self.marks for name in names):
                raise InvalidColumn(names[0], f"no column holds a mark that {kind} {metric.id!r}: name it in columns=")
        targets = [target for target in self.policy.targets if target.metric == metric.id]
        chosen = chosen_targets(self.request, targets)
        answer = _unanswered(self.problems)
        for place in range(NO_MATCH, len(targets)):
            target = None if place == NO_MATCH else targets[place]
            of_target = np.flatnonzero(chosen == place)
            for first in range(0, of_target.size, BLOCK):
                self._judge(metric, target, of_target[first : first + BLOCK], answer)
        return answer

    def _judge(self, metric: SlaMetric, target: SlaTarget | None, rows: Rows, answer: Assessment) -> None:
        """Judge some rows of one target, and put what is found into the answer."""
        names = {*metric.starts, *metric.stops, *metric.pauses, *metric.resumes}
        names |= {*metric.rearms, *metric.reopens, *metric.cancels}
        marks = [(name, column[rows]) for name, column in self.marks.items() if name in names]
        cycles = folded(metric, marks, self.request.as_of_us)
        sound = self.problems[rows] == 0
        answer.outcomes[rows[sound]] = NO_TARGET if target is None else PENDING
        answer.elapsed_s[rows[sound]] = 0
        if target is not None:
            begun = sound & (cycles.start != NAT)
            _put(answer, rows, begun, self._found(metric, target, cycles, rows))
        excluded = rows[sound & cycles.is_cancelled]
        answer.outcomes[excluded] = EXCLUDED
        answer.over_s[excluded] = NAT
        if not metric.rearms:
            _refuse(answer, rows[sound & _is_reversed(metric, marks)])

    def _found(self, metric: SlaMetric, target: SlaTarget, cycles: Cycles, rows: Rows) -> Assessment:
        """Judge the last cycle of some rows against their target."""
        pauses = cycles.pauses
        # A metric that no mark pauses is not paused by the frame of pauses either.
        if metric.pauses:
            spans = self.pauses.only(rows, self.problems.size)
            pauses = joined(pauses, spans.as_of(cycles.ended, self.request.as_of_us))
        stretch = Stretch(cycles.start, cycles.ended, pauses, np.zeros(rows.size, np.int8))
        calendar = self.policy.calendar(target.calendar)
        promise = Promise(target.period, calendar, self.request.as_of_us, self.request.beyond_horizon)
        return assessed(promise, stretch)


def _is_reversed(metric: SlaMetric, marks: Sequence[tuple[str, I64]]) -> Mask:
    """Tell where every stop is before every start, so that the row's columns must be mixed up.

    A clock that re-arms may be stopped before it starts: an agent may well write first.
    """
    starts = [column for name, column in marks if name in metric.starts]
    stops = [column for name, column in marks if name in metric.stops]
    # The number that stands for a missing mark is the least of all, so the latest mark passes over it by itself.
    begun = np.minimum.reduce([np.where(column == NAT, np.iinfo(np.int64).max, column) for column in starts])
    stopped = np.maximum.reduce(stops)
    is_started = np.maximum.reduce(starts) != NAT
    return np.asarray(is_started & (stopped != NAT) & (stopped < begun), np.bool_)


def _refuse(answer: Assessment, rows: Rows) -> None:
    """Take the outcome of rows back whose stop is before their start, and say so; the deadline stands."""
    answer.elapsed_s[rows] = answer.over_s[rows] = NAT
    answer.outcomes[rows] = NO_OUTCOME
    answer.problems[rows] = problem_number("stop_before_start")


def _unanswered(problems: Numbers) -> Assessment:
    """Return an answer with nothing in it yet but what is wrong with the rows."""
    rows = problems.size
    return Assessment(
        due_us=np.full(rows, NAT),
        outcomes=np.full(rows, NO_OUTCOME, np.int8),
        elapsed_s=np.full(rows, NAT),
        over_s=np.full(rows, NAT),
        provisional=np.zeros(rows, np.bool_),
        problems=problems.copy(),
    )


def _put(answer: Assessment, rows: Rows, asked: Mask, found: Assessment) -> None:
    """Put the answers of some rows into the whole."""
    at = rows[asked]
    answer.due_us[at] = found.due_us[asked]
    answer.outcomes[at] = found.outcomes[asked]
    answer.elapsed_s[at] = found.elapsed_s[asked]
    answer.over_s[at] = found.over_s[asked]
    answer.provisional[at] = found.provisional[asked]
    answer.problems[at] = found.problems[asked]
