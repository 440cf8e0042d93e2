"""Every rule set that the library ships, and everything in it that needs words."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

from aftersales_core.reasons import Reason
from aftersales_core.returns import marketplaces, statutes
from aftersales_core.returns.conditions import AllOf, AnyOf, Condition, Is, Not
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.rights import Clause, Right, RuleSet


def rule_sets() -> tuple[RuleSet, ...]:
    """Return every shipped rule set once."""
    found: dict[str, RuleSet] = {}
    for package in (statutes, marketplaces):
        for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda info: info.name):
            values = vars(import_module(f"{package.__name__}.{module.name}")).values()
            found |= {value.id: value for value in values if isinstance(value, RuleSet)}
    return tuple(found.values())


RULE_SETS = rule_sets()
RIGHTS: tuple[Right, ...] = tuple(right for rules in RULE_SETS for right in rules.rights)


def policy_of(rules: RuleSet) -> ReturnPolicy:
    """Return a policy of one rule set alone."""
    return ReturnPolicy("shop", (rules,), tz="Asia/Shanghai")


def terms(right: Right) -> tuple[Clause, ...]:
    """Return every term of a right."""
    return (*right.exclusions, *right.requires, *right.refers, *right.remarks)


def reasons(right: Right) -> Iterator[Reason]:
    """Yield every reason that a right's own parts can give, and every name of a sum or a claim in it."""
    yield from (term.reason for term in terms(right))
    yield from (Reason(head.code) for head in right.heads)
    if right.amount is not None:
        yield from (Reason(adjustment.code) for adjustment in right.amount.adjustments)


def conditions(right: Right) -> Iterator[Condition]:
    """Yield every condition of a right."""
    yield from (right.applies, right.evidence_unless, right.trader_pays_when, right.yields_when)
    yield from (term.when for term in terms(right))
    if right.amount is not None:
        yield from (adjustment.when for adjustment in right.amount.adjustments)


def words(condition: Condition) -> Iterator[tuple[str, str]]:
    """Yield each fact with each word that a condition compares it with."""
    match condition:
        case Is():
            yield from ((condition.fact, value) for value in condition.values if isinstance(value, str))
        case Not():
            yield from words(condition.part)
        case AllOf() | AnyOf():
            for part in condition.parts:
                yield from words(part)
        case _:
            return


def moments(right: Right) -> Iterator[str]:
    """Yield every fact that a sentence about time names."""
    for window in right.windows:
        yield from (*window.start, window.done)
        yield from (name for name in (window.until, window.pauses, window.extended_from) if name is not None)
    yield right.refund_due_from
    yield from right.refund_waits_for
