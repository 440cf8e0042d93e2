"""Every ticket judged by the policy, added up by group, with the worst breaches kept for a closer look."""

import datetime as dt
import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

import attrs

from aftersales_core.errors import AftersalesError
from aftersales_core.outcomes import Outcome, Share
from aftersales_core.sla import SlaStatus, assess
from sla_report.reading import BadRow, Ticket
from sla_report.setup import DERIVED, Comparison, Setup

BREACHED: Final = (Outcome.LATE, Outcome.OPEN_BREACHED)
Cells = Mapping[str, Mapping[str, Share]]
"""A share for each value of a group and each metric."""


@attrs.frozen
class Breach:
    """A ticket that missed a target, and where its clock stood, with the trace of the hours that counted."""

    ticket: Ticket
    status: SlaStatus


@attrs.frozen
class Verdicts:
    """How it went: in all, by group, and the worst of each metric: first those done late, then those still open."""

    total: Mapping[str, Share]
    groups: Mapping[str, Cells]
    worst: Mapping[str, tuple[Breach, ...]]
    bad: tuple[BadRow, ...]
    compared: Mapping[tuple[str, str], int]
    provisional: int


class _Tally:
    """Outcomes collected ticket by ticket, to be counted once at the end."""

    def __init__(self, setup: Setup, worst: int) -> None:
        """Begin with nothing."""
        self.setup, self.keep = setup, worst
        self.metrics = [metric.id for metric in setup.policy.metrics]
        self.cells: dict[tuple[str, str, str], list[Outcome]] = defaultdict(list)
        self.total: dict[str, list[Outcome]] = {metric: [] for metric in self.metrics}
        self.heaps: dict[tuple[str, Outcome], list[tuple[Fraction, int, Ticket]]] = defaultdict(list)
        self.compared: dict[tuple[str, str], int] = defaultdict(int)
        self.provisional = 0

    def add(self, number: int, ticket: Ticket, statuses: Mapping[str, SlaStatus]) -> None:
        """Add one ticket's statuses."""
        groups = [(group, group_value(group, ticket.facts)) for group in self.setup.group_by]
        for metric, status in statuses.items():
            self.total[metric].append(status.outcome)
            for group, value in groups:
                self.cells[group, value, metric].append(status.outcome)
            if status.outcome in BREACHED and self.keep:
                heap = self.heaps[metric, status.outcome]
                push = heapq.heappush if len(heap) < self.keep else heapq.heappushpop
                push(heap, (status.share_used or Fraction(0), -number, ticket))
            self.provisional += status.provisional
        if self.setup.comparison is not None:
            self._compare(self.setup.comparison, ticket, statuses)

    def _compare(self, comparison: Comparison, ticket: Ticket, statuses: Mapping[str, SlaStatus]) -> None:
        """Lay our answer beside the source's own, where both are decided."""
        said = ticket.facts.get(comparison.fact, "")
        theirs = "met" if said in comparison.met else "late" if said in comparison.late else "none"
        ours = statuses[comparison.metric].outcome
        decided = {Outcome.MET: "met", Outcome.LATE: "late", Outcome.OPEN_BREACHED: "late"}
        self.compared[decided.get(ours, "none"), theirs] += 1


def group_value(group: str, facts: Mapping[str, str]) -> str:
    """Return a ticket's value of a group; "kind+channel" crosses two facts."""
    return " / ".join(facts.get(key) or "(none)" for key in group.split("+"))


def unknown_groups(setup: Setup) -> list[str]:
    """List the groups asked for that no ticket has."""
    known = {*DERIVED, *setup.fact_keys}
    return [key for group in setup.group_by for key in group.split("+") if key not in known]


def judge(tickets: Iterable[Ticket], setup: Setup, as_of: dt.datetime, worst: int) -> Verdicts:
    """Judge tickets as of an instant; one that cannot be judged is kept aside like a broken row."""
    tally = _Tally(setup, worst)
    bad: list[BadRow] = []
    for number, ticket in enumerate(tickets):
        try:
            statuses = assess(setup.policy, ticket.facts, ticket.marks, now=as_of)
        except AftersalesError as error:
            bad.append(BadRow(0, ticket.id, str(error)))
            continue
        tally.add(number, ticket, statuses)
    groups: dict[str, dict[str, dict[str, Share]]] = {group: {} for group in setup.group_by}
    for (group, value, metric), outcomes in sorted(tally.cells.items()):
        groups[group].setdefault(value, {})[metric] = Share.of(outcomes)
    return Verdicts(
        total={metric: Share.of(outcomes) for metric, outcomes in tally.total.items()},
        groups=groups,
        worst={
            metric: tuple(
                breach
                for outcome in BREACHED
                for breach in _explained(tally.heaps[metric, outcome], metric, setup, as_of)
            )
            for metric in tally.metrics
        },
        bad=tuple(bad),
        compared=dict(tally.compared),
        provisional=tally.provisional,
    )


def _explained(
    heap: list[tuple[Fraction, int, Ticket]], metric: str, setup: Setup, as_of: dt.datetime
) -> tuple[Breach, ...]:
    """Return some of the worst breaches of a metric, worst first, judged once more with their traces."""
    return tuple(
        Breach(ticket, assess(setup.policy, ticket.facts, ticket.marks, now=as_of, trace=True)[metric])
        for _, _, ticket in sorted(heap, key=lambda entry: entry[:2], reverse=True)
    )
