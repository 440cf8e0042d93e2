"""SLA targets and policies: which period each metric gets, for which tickets, on which calendar."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, cast

import attrs

from aftersales_core.errors import InvalidPolicy, MissingCalendar, WrongType
from aftersales_core.sla.marks import Facts
from aftersales_core.sla.metric import SlaMetric
from aftersales_core.worktime.calendar import AnyCalendar
from aftersales_core.worktime.period import Period

__all__ = ["Condition", "SlaPolicy", "SlaTarget"]

Condition = tuple[tuple[str, tuple[str, ...]], ...]
ConditionInput = Mapping[str, str | Iterable[str]] | Iterable[tuple[str, str | Iterable[str]]]
DEFAULT_WARNINGS: Final = (Fraction(1, 2), Fraction(3, 4), Fraction(1))


@attrs.frozen(init=False)
class SlaTarget:
    """The period that a metric gets where a condition holds.

    ``when`` names facts and the values of each that fit (kind, priority, channel, region, tier, ...); all named
    facts must fit, and no condition fits every ticket. ``calendar`` is a name that the policy binds. ``warn_at`` are
    shares of the period at which a running clock is at risk.

    >>> SlaTarget("resolution", "5wd", {"priority": ["high", "urgent"]}).matches({"priority": "high"})
    True
    """

    metric: str
    period: Period
    when: Condition
    calendar: str
    warn_at: tuple[Fraction, ...]

    if TYPE_CHECKING:
        # The class decorator makes this; a type checker cannot see it.
        __attrs_init__: Any

    def __init__(
        self,
        metric: str | SlaMetric,
        period: Period | str,
        when: ConditionInput = (),
        calendar: str = "shop",
        warn_at: Iterable[Fraction | Decimal | float] = DEFAULT_WARNINGS,
    ) -> None:
        """Bring every part into its one form; 0.75 is read as three quarters, not as its nearest binary fraction."""
        self.__attrs_init__(
            metric.id if isinstance(metric, SlaMetric) else metric,
            _period(period),
            _condition(when),
            calendar,
            tuple(sorted({_share(share) for share in warn_at})),
        )

    def matches(self, facts: Mapping[str, str]) -> bool:
        """Tell whether a ticket's facts fit; a fact that is not known does not."""
        return all(facts.get(fact) in values for fact, values in self.when)


def _period(period: object) -> Period:
    """Return a period, read from text where it is text; a bare number has no unit."""
    if isinstance(period, Period):
        return period
    if not isinstance(period, str):
        raise WrongType("period", "a Period or text such as '30min'", type(period).__name__)
    return Period.parse(period)


def _share(share: object) -> Fraction:
    """Return a warning share exactly as it is written."""
    try:
        exact = Fraction(str(share))
    except (ValueError, ZeroDivisionError):
        raise InvalidPolicy("target", (f"warning share {share!r:.40} is no number: write one such as 0.75",)) from None
    if exact <= 0:
        raise InvalidPolicy("target", (f"warning share {share!r:.40} must be above 0, such as 0.75",))
    return exact


def _condition(when: ConditionInput) -> Condition:
    """Return a condition as key-sorted pairs of a fact and its sorted values."""
    try:
        pairs = dict(when)
    except (TypeError, ValueError):
        raise WrongType("when", "facts with their values, such as {'priority': ['high']}", f"{when!r:.40}") from None
    return tuple(sorted((_text("fact", fact), _values(fact, values)) for fact, values in pairs.items()))


def _values(fact: object, values: object) -> tuple[str, ...]:
    """Return the values of a fact in order; one value may stand alone, but none at all could never match."""
    if isinstance(values, str):
        return (values,)
    if not isinstance(values, Iterable):
        raise WrongType(f"values of {fact!r:.40}", "text or several texts", type(values).__name__)
    found = tuple(sorted({_text(f"value of {fact!r:.40}", value) for value in cast("Iterable[object]", values)}))
    if not found:
        raise InvalidPolicy("target", (f"condition on {fact!r:.40} has no value, so it never matches: leave it out",))
    return found


def _text(what: str, value: object) -> str:
    """Return text as it is; True or 7 would never match a ticket's fact."""
    if not isinstance(value, str):
        raise WrongType(what, "text", type(value).__name__)
    return value


@attrs.frozen(init=False)
class SlaPolicy:
    """Metrics with their targets, in order: for each metric the first target whose condition fits a ticket counts.

    ``calendars`` binds the names that targets use. ``id`` and ``version`` travel with every status.
    """

    metrics: tuple[SlaMetric, ...]
    targets: tuple[SlaTarget, ...]
    calendars: tuple[tuple[str, AnyCalendar], ...]
    id: str
    version: str

    if TYPE_CHECKING:
        # The class decorator makes this; a type checker cannot see it.
        __attrs_init__: Any

    def __init__(
        self,
        metrics: Iterable[SlaMetric],
        targets: Iterable[SlaTarget],
        calendars: Mapping[str, AnyCalendar] | Iterable[tuple[str, AnyCalendar]] = (),
        id: str = "sla",
        version: str = "1",
    ) -> None:
        """Refuse a policy that contradicts itself, with every problem at once."""
        bound = tuple(sorted(dict(calendars).items()))
        self.__attrs_init__(tuple(metrics), tuple(targets), bound, id, version)
        problems = _policy_problems(self)
        if problems:
            raise InvalidPolicy(f"policy {self.id!r}", problems)

    def target_for(self, metric_id: str, facts: Mapping[str, str]) -> SlaTarget | None:
        """Return the first target of a metric that fits a ticket's facts, or None where it has no target."""
        return next((target for target in self.targets if target.metric == metric_id and target.matches(facts)), None)

    def calendar(self, name: str) -> AnyCalendar:
        """Return a calendar by its name; raises MissingCalendar."""
        for known, calendar in self.calendars:
            if known == name:
                return calendar
        raise MissingCalendar(name, tuple(known for known, _ in self.calendars))

    def bound(self, calendars: Mapping[str, AnyCalendar]) -> "SlaPolicy":
        """Return the policy with calendars added, or replaced, by name."""
        return SlaPolicy(self.metrics, self.targets, dict(self.calendars) | dict(calendars), self.id, self.version)


def _policy_problems(policy: SlaPolicy) -> tuple[str, ...]:
    """Return everything that is wrong with a policy; a calendar may be bound later, so its absence is no problem."""
    ids = [metric.id for metric in policy.metrics]
    problems = [f"metric {name!r} is defined twice" for name in sorted({name for name in ids if ids.count(name) > 1})]
    problems.extend(
        f"a target names the unknown metric {target.metric!r}: define it, or choose {', '.join(ids)}"
        for target in policy.targets
        if target.metric not in ids
    )
    settled: set[str] = set()
    for target in policy.targets:
        if target.metric in settled:
            problems.append(f"a target of {target.metric!r} comes after one without a condition, so it never counts")
        elif not target.when:
            settled.add(target.metric)
    return tuple(problems)


def merged_facts(facts: Facts, changes: Facts) -> Facts:
    """Return facts with some of them changed."""
    return tuple(sorted((dict(facts) | dict(changes)).items()))
