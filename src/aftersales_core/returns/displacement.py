"""Law that parties may set aside, and whether a rule of another layer does so here."""

from typing import TypeAlias

import attrs

from aftersales_core.reasons import Reason
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
    found = []
    layers = _layers(case, rights) if any(right.yields_to for _, right in rights) else frozenset[Layer]()
    for layer, right in rights:
        yields: bool | None = False
        if right.yields_to and not layers.isdisjoint(right.yields_to):
            yields = right.yields_when.holds(case.facts)
        finding = _displaced(case, layer, right) if yields else assess_right(case, layer, right)
        if finding is not None:
            found.append(_doubted(case, right, finding) if yields is None else finding)
    return tuple(found)


def _layers(case: Case, rights: tuple[Placed, ...]) -> frozenset[Layer]:
    """Return the layers that have a rule for such a purchase, one that may be about it included."""
    return frozenset(layer for layer, right in rights if right.applies.holds(case.facts) is not False)


def _displaced(case: Case, layer: Layer, right: Right) -> Finding | None:
    """Return the finding of a right that another layer's rule stands instead of."""
    if right.applies.holds(case.facts) is False:
        return None
    reason = Reason("right_displaced", (("right", right.id),), "unmet")
    return Finding(right.id, layer, right.remedy, "denies", (reason,), right.basis, displaced=True)


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
