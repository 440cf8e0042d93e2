"""One way to look at a log: a machine, where a case of the log may begin, and what each row says in its words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import attrs
from sla_report.reading import Row

from aftersales_core.lifecycle import CaseConformance, ConformanceSummary, LogStep, Machine, conform


@attrs.frozen
class View:
    """A machine and how a log is read for it. ``title`` is a code of the texts of the report."""

    title: str
    machine: Machine[Any, Any, Any]
    step: Callable[[Row], LogStep]
    begins: tuple[str, ...] = ()

    def conform(self, case: str, rows: Iterable[Row]) -> CaseConformance:
        """Hold one case against the machine."""
        return conform(self.machine, map(self.step, rows), id=case, begins=self.begins)


@attrs.frozen
class Log:
    """A log as a file of the data folder, its column of cases, and the views on it: the intended one, then our own."""

    title: str
    path: str
    case: str
    views: tuple[View, ...]


def cases_of(rows: Iterable[Row], column: str) -> Mapping[str, Sequence[Row]]:
    """Return the rows of each case, cases and rows in the order of the file."""
    cases: dict[str, list[Row]] = {}
    for row in rows:
        cases.setdefault(row[column], []).append(row)
    return cases


def summary(view: View, cases: Iterable[tuple[str, Sequence[Row]]]) -> ConformanceSummary:
    """Hold every case against the machine of a view, and count."""
    return ConformanceSummary.of(view.conform(case, rows) for case, rows in cases)
