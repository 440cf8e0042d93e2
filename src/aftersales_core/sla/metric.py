"""What an SLA measures: which marks start, stop, pause, re-arm and cancel a clock, and what a reopening does."""

from typing import Literal

import attrs

from aftersales_core.errors import InvalidPolicy
from aftersales_core.sla import marks

__all__ = ["OnReopen", "SlaMetric"]

OnReopen = Literal["resume", "restart", "ignore"]
Names = tuple[str, ...]


@attrs.frozen
class SlaMetric:
    """A clock's definition; each field of names lists the marks that do it.

    Starting while it runs and resuming while it runs do nothing. ``rearms`` begin a further cycle after a stop, also by
    the very mark that stopped it (a promise to write every two days). ``on_reopen``: ``resume`` goes on with the time
    already used, the closed time counting as a pause; ``restart`` begins anew; ``ignore`` lets the first stop stand.
    ``counts_automated`` says whether a stop by a bot or by the system counts.

    >>> SlaMetric("resolution", starts=("received",), stops=("resolved",)).on_reopen
    'resume'
    """

    id: str
    starts: Names
    stops: Names
    pauses: Names = (marks.PAUSE,)
    resumes: Names = (marks.RESUME,)
    rearms: Names = ()
    cancels: Names = (marks.CANCELLED,)
    reopens: Names = (marks.REOPENED,)
    on_reopen: OnReopen = "resume"
    counts_automated: bool = True

    def __attrs_post_init__(self) -> None:
        """Refuse a clock that can never run or never stop."""
        problems = _metric_problems(self)
        if problems:
            raise InvalidPolicy(f"metric {self.id!r}", problems)


def _metric_problems(metric: SlaMetric) -> tuple[str, ...]:
    """Return everything that is wrong with a metric."""
    problems: list[str] = []
    if not metric.id:
        problems.append("id must not be empty")
    if not metric.starts:
        problems.append("needs a mark that starts it")
    if not metric.stops:
        problems.append("needs a mark that stops it")
    if metric.on_reopen not in ("resume", "restart", "ignore"):
        problems.append(f"on_reopen must be 'resume', 'restart' or 'ignore', not {metric.on_reopen!r}")
    fields: list[object] = [metric.starts, metric.stops, metric.pauses, metric.resumes, metric.rearms]
    fields += [metric.cancels, metric.reopens]
    problems.extend(f"names must be a tuple, not {names!r:.40}" for names in fields if not isinstance(names, tuple))
    both = sorted(set(metric.pauses) & set(metric.resumes))
    if both and all(isinstance(names, tuple) for names in fields):
        problems.append(f"{', '.join(both)} both pauses and resumes")
    return tuple(problems)
