"""What a changed policy changes: its rules, and the sample orders whose answer flips, with the reason for each."""

from collections.abc import Iterable, Iterator

import attrs

from aftersales_core.reasons import Reason
from aftersales_core.returns.claim import Claim
from aftersales_core.returns.decide import decide
from aftersales_core.returns.decision import ReturnDecision
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.rights import Right

__all__ = ["Drift", "Flip", "RightChange", "drift", "rule_changes"]


@attrs.frozen
class RightChange:
    """One right that the new version adds, drops or changes; ``fields`` are the parts that differ."""

    right: str
    kind: str
    fields: tuple[str, ...] = ()


@attrs.frozen
class Flip:
    """One claim that the two versions answer differently.

    ``differs`` names what: outcome, remedies, refund, deadline, freight. ``reasons_gone`` and ``reasons_new`` are the
    reasons that only one of the two gives; ``rights`` are the changed rights that were looked at in this case, and so
    the changes that are behind it.
    """

    claim: Claim
    before: ReturnDecision
    after: ReturnDecision
    differs: tuple[str, ...]
    reasons_gone: tuple[Reason, ...]
    reasons_new: tuple[Reason, ...]
    rights: tuple[str, ...]


@attrs.frozen
class Drift:
    """The difference between two versions: the rules, the claims that flip, and how many were looked at."""

    changes: tuple[RightChange, ...]
    flips: tuple[Flip, ...]
    claims: int


def drift(before: ReturnPolicy, after: ReturnPolicy, claims: Iterable[Claim]) -> Drift:
    """Decide sample claims under two versions and show which flip, and why."""
    changes = rule_changes(before, after)
    changed = frozenset(change.right for change in changes)
    flips: list[Flip] = []
    count = 0
    for claim in claims:
        count += 1
        one, two = decide(before, claim), decide(after, claim)
        differs = tuple(_differences(one, two))
        if differs:
            flips.append(_flip(claim, one, two, differs, changed))
    return Drift(changes, tuple(flips), count)


def rule_changes(before: ReturnPolicy, after: ReturnPolicy) -> tuple[RightChange, ...]:
    """Return which rights the new version adds, drops or changes, sorted by their ids."""
    old, new = _rights(before), _rights(after)
    return tuple(change for id in sorted({*old, *new}) if (change := _change(id, old.get(id), new.get(id))) is not None)


def _rights(policy: ReturnPolicy) -> dict[str, Right]:
    """Return the rights of a policy by their ids."""
    return {right.id: right for rules in policy.rule_sets for right in rules.rights}


def _change(id: str, old: Right | None, new: Right | None) -> RightChange | None:
    """Return how a right changed, or None where it did not."""
    if old is None or new is None:
        return RightChange(id, "added" if old is None else "dropped")
    names = tuple(field.name for field in attrs.fields(Right) if getattr(old, field.name) != getattr(new, field.name))
    return RightChange(id, "changed", names) if names else None


def _differences(one: ReturnDecision, two: ReturnDecision) -> Iterator[str]:
    """Yield in what two decisions differ."""
    if one.outcome != two.outcome:
        yield "outcome"
    offers = [{offer.remedy: offer for offer in decision.remedies} for decision in (one, two)]
    if [(o.remedy, o.verdict) for o in one.remedies] != [(o.remedy, o.verdict) for o in two.remedies]:
        yield "remedies"
    both = [(offers[0][name], offers[1][name]) for name in offers[0] if name in offers[1]]
    if any((a.refund and a.refund.total) != (b.refund and b.refund.total) for a, b in both):
        yield "refund"
    if any((a.claim_due and a.claim_due.instant) != (b.claim_due and b.claim_due.instant) for a, b in both):
        yield "deadline"
    if any(a.freight != b.freight for a, b in both):
        yield "freight"


def _flip(
    claim: Claim, one: ReturnDecision, two: ReturnDecision, differs: tuple[str, ...], changed: frozenset[str]
) -> Flip:
    """Return a flip with the reasons that only one side gives."""
    looked_at = {finding.right for decision in (one, two) for finding in decision.findings}
    return Flip(
        claim,
        one,
        two,
        differs,
        tuple(reason for reason in one.reasons if reason not in two.reasons),
        tuple(reason for reason in two.reasons if reason not in one.reasons),
        tuple(sorted(looked_at & changed)),
    )
