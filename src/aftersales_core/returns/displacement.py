"""Law that parties may set aside, and whether a rule of another layer does so here."""

from typing import TypeAlias

import attrs

from aftersales_core.returns.assess import assess_right, fact_missing
from aftersales_core.returns.basis import Layer
from aftersales_core.returns.case import Case
from aftersales_core.returns.decision import Finding
from aftersales_core.returns.rights import Right

__all__ = ["findings_of"]

Placed: TypeAlias = tuple[Layer, Right]


def findings_of(case: Case, rights: tuple[Placed, ...]) -> tuple[Finding, ...]:
    """Ask every right that is about such a purchase; one that another layer's rule displaces is only named.

    Whether a rule is displaced may itself be unknown; what it grants is then for a person to settle.
    """
    facts = case.facts
    asked: list[tuple[Layer, Right, bool | None]] = []
    layers: set[Layer] = set()
    for layer, right in rights:
        applies = right.applies.holds(facts)
        if applies is not False:
            asked.append((layer, right, applies))
            layers.add(layer)
    found: list[Finding] = []
    for layer, right, applies in asked:
        if not right.yields_to or layers.isdisjoint(right.yields_to):
            found.append(assess_right(case, layer, right, applies=applies))
            continue
        yields = right.yields_when.holds(facts)
        if yields:
            found.append(case.policy.displaced[right.id])
        else:
            finding = assess_right(case, layer, right, applies=applies)
            found.append(_doubted(case, right, finding) if yields is None else finding)
    return tuple(found)


def _doubted(case: Case, right: Right, finding: Finding) -> Finding:
    """Return a finding of which nobody knows yet whether another layer's rule stands instead."""
    if finding.verdict == "denies":
        return finding
    missing = tuple(right.yields_when.missing(case.facts))
    return attrs.evolve(
        finding,
        verdict="refers",
        refund=None,
        missing=(*missing, *finding.missing),
        reasons=(*map(fact_missing, missing), *(r for r in finding.reasons if r != right.granted)),
    )
