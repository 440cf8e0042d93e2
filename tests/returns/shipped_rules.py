"""The rule sets that the library ships, found by walking its packages, and values for any fact."""

import datetime as dt
import importlib
import pkgutil
from fractions import Fraction
from types import ModuleType
from typing import Any

from hypothesis import strategies as st

from aftersales_core.instants import Span
from aftersales_core.money.amount import Money
from aftersales_core.returns import marketplaces, statutes
from aftersales_core.returns.fact_table import FACTS
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.rights import RuleSet

SIGNED = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
AMERICAN = "us_"


def rule_sets() -> tuple[RuleSet, ...]:
    """Every rule set that a module of statutes or marketplaces defines, by id."""
    found: dict[str, RuleSet] = {}
    for package in (statutes, marketplaces):
        for info in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            module: ModuleType = importlib.import_module(info.name)
            found |= {value.id: value for value in vars(module).values() if isinstance(value, RuleSet)}
    return tuple(found[id] for id in sorted(found))


def policies() -> tuple[ReturnPolicy, ...]:
    """One policy for each shipped rule set, and one of all that speak of no other currency, which hold at once."""
    alone = [ReturnPolicy(rules.id, (rules,), tz="Asia/Shanghai") for rules in rule_sets()]
    together = tuple(rules for rules in rule_sets() if not rules.id.startswith(AMERICAN))
    return (*alone, ReturnPolicy("all", together, tz="Asia/Shanghai"))


def currency(policy: ReturnPolicy) -> str:
    """The currency in which the rules of a policy name sums; most name none."""
    return "USD" if policy.id.startswith(AMERICAN) else "CNY"


def values(name: str, code: str = "CNY") -> st.SearchStrategy[Any]:
    """Values of a fact, near the time of the tests; a shop's own fact is a yes or a no."""
    spec = FACTS.by_name.get(name)
    instants = st.integers(-40 * 24, 400 * 24).map(lambda hours: SIGNED + dt.timedelta(hours=hours))
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "text": st.sampled_from(("CN", "DE", "x")),
        "yes_no": st.booleans(),
        "count": st.integers(0, 40),
        "number": st.integers(0, 5000).map(lambda tenths: Fraction(tenths, 10)),
        "share": st.integers(0, 100).map(lambda percent: Fraction(percent, 100)),
        "money": st.integers(0, 9000).map(lambda units: Money.from_minor_units(units, code)),
        "instant": instants,
        "date": instants.map(lambda at: at.date()),
        "zone": st.sampled_from(("Asia/Shanghai", "Europe/Berlin")),
        "words": st.lists(st.sampled_from(("a", "b")), max_size=2).map(tuple),
        "spans": st.just(()) | instants.map(lambda at: (Span(at, at + dt.timedelta(days=2)),)),
    }
    if spec is None:
        return st.booleans()
    return st.sampled_from(spec.choices) if spec.kind == "choice" else kinds[spec.kind]
