"""What one right would still need, and what could still turn its "no": read off its finding and its own definition."""

from collections.abc import Iterator, Mapping
from typing import Final

from aftersales_core.returns.conditions import AllOf, AnyOf, Compare, Condition, Is, Known, Not
from aftersales_core.returns.derive import DERIVED
from aftersales_core.returns.fact_table import FACTS
from aftersales_core.returns.facts import FactValue
from aftersales_core.returns.rights import Right

__all__ = ["GIVEN", "appearing", "is_customers", "is_of_the_claim", "movers", "reads"]

GIVEN: Final = frozenset({"category", "claimed_quantity", "kind", "paid", "quantity", "submitted_at"})
"""What every line or claim has of itself, so that it is never missing and no form asks for it among its facts."""


def reads(right: Right) -> tuple[str, ...]:
    """Return every fact on which what a right says can hang, each once, without what every claim has."""
    names = (
        *right.names(),
        *right.yields_when.names(),
        *right.evidence_unless.names(),
        *right.trader_pays_when.names(),
    )
    return tuple(name for name in dict.fromkeys(names) if name not in GIVEN)


def is_of_the_claim(name: str) -> bool:
    """Tell whether a fact comes with a claim; one of the shop's own comes with the line."""
    spec = FACTS.by_name.get(name)
    return spec is not None and spec.group == "claim"


def is_customers(name: str) -> bool:
    """Tell whether the customer answers for a fact; one of the shop's own is the shop's to know."""
    spec = FACTS.by_name.get(name)
    return spec is not None and spec.answered_by == "customer"


def movers(right: Right, facts: Mapping[str, FactValue]) -> tuple[str, ...]:
    """Return the facts of a claim that could turn a "no" that stands on what is known now.

    What is unknown never turns a "no" by becoming known, but for two things: an event of a window (an earlier report),
    and a condition that says something of what is not known.
    """
    conditions = (right.applies, right.yields_when, *(term.when for term in (*right.exclusions, *right.requires)))
    names = [name for window in right.windows for name in window.names() if name not in GIVEN]
    names += [name for condition in conditions for name in _asked_at_all(condition) if name not in facts]
    return tuple(name for name in dict.fromkeys(names) if is_of_the_claim(name) or name in DERIVED)


def appearing(right: Right, facts: Mapping[str, FactValue]) -> tuple[str, ...]:
    """Return the facts of a claim with which a right that is silent now may come to be about such a purchase."""
    names = dict.fromkeys(_asked_at_all(right.applies))
    return tuple(name for name in names if name not in facts and is_of_the_claim(name))


def _asked_at_all(condition: Condition) -> Iterator[str]:
    """Yield the facts of which a condition says something even where they are not known."""
    match condition:
        case Known():
            yield condition.fact
        case Is() | Compare() if condition.if_unknown is not None:
            yield condition.fact
        case Not():
            yield from _asked_at_all(condition.part)
        case AllOf() | AnyOf():
            for part in condition.parts:
                yield from _asked_at_all(part)
        case _:
            # A plain comparison says nothing of what is not known.
            pass
