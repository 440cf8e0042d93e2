"""The decision on a claim: every right is asked, the best of each remedy stands, and every reason is given."""

from collections.abc import Iterable
from typing import Final

import attrs

from aftersales_core.reasons import Reason
from aftersales_core.returns.book import PolicyBook
from aftersales_core.returns.case import Case, case_of
from aftersales_core.returns.claim import Claim
from aftersales_core.returns.combine import offers
from aftersales_core.returns.decision import Finding, RemedyOffer, ReturnDecision, ReturnOutcome
from aftersales_core.returns.displacement import findings_of
from aftersales_core.returns.grounds import GROUNDS
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.rights import RuleSet

__all__ = ["decide"]

OUTCOMES: Final[dict[str, ReturnOutcome]] = {
    "grants": "eligible",
    "requires": "needs_evidence",
    "refers": "needs_review",
    "denies": "ineligible",
}


def decide(policy: ReturnPolicy | PolicyBook, claim: Claim, *, agreement: RuleSet | None = None) -> ReturnDecision:
    """Decide one claim on one line, under a version of a policy, or under that of a book's versions which binds it.

    ``agreement`` holds terms of this very order, as a layer above the merchant's. The outcome is the best over all
    rights. A claim whose facts contradict each other, whose category or kind nobody has declared, or which no version
    binds, needs a review. The same claim with more facts under the same version is how a later inspection decides anew.

    >>> import datetime as dt
    >>> from aftersales_core.returns.claim import Line
    >>> from aftersales_core.returns.statutes.china_seven_days import SEVEN_DAYS
    >>> shop = ReturnPolicy("shop", (SEVEN_DAYS,), tz="Asia/Shanghai")
    >>> signed = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
    >>> line = Line.of("soft_fruit", paid="39.90 CNY", signed_at=signed)
    >>> decision = decide(shop, Claim.of(line, "no_reason", submitted_at=signed))
    >>> decision.outcome
    'ineligible'
    """
    version = policy.for_claim(claim) if isinstance(policy, PolicyBook) else policy
    if isinstance(version, Reason):
        return _unbound(policy, claim, version)
    whole = version if agreement is None else version.with_rules(agreement)
    case = case_of(whole, claim)
    return _decision(case, claim, findings_of(case, whole.by_case.get((claim.kind, claim.line.category), ())))


def _unbound(policy: ReturnPolicy | PolicyBook, claim: Claim, reason: Reason) -> ReturnDecision:
    """Return the decision on a claim that no version binds yet: a person must say which does."""
    id = policy.versions[0].id if isinstance(policy, PolicyBook) else policy.id
    fact = reason.param("fact")
    missing = (fact,) if isinstance(fact, str) else ()
    return ReturnDecision(id, "", claim.kind, claim.line.category, "needs_review", (), (), (reason,), missing, (), ())


def _decision(case: Case, claim: Claim, findings: tuple[Finding, ...]) -> ReturnDecision:
    """Bring all findings together."""
    policy, category, kind = case.policy, claim.line.category, claim.kind
    remedies = offers(findings)
    conflicts = (*_unknown_words(policy, category, kind), *case.conflicts)
    best = remedies[0] if remedies else None
    outcome = OUTCOMES[best.verdict] if best is not None else "ineligible"
    if conflicts:
        outcome = "needs_review"
        remedies = tuple(_doubted(offer) for offer in remedies)
    is_open = best is not None and outcome in {"needs_evidence", "needs_review"}
    same = [f for f in findings if f.right in best.rights] if is_open and best is not None else []
    return ReturnDecision(
        policy.id,
        policy.version,
        kind,
        category,
        outcome,
        remedies,
        findings,
        _reasons(claim, conflicts, remedies, findings),
        tuple(dict.fromkeys(name for finding in same for name in finding.missing)) if same else (),
        tuple(dict.fromkeys(item for finding in same for item in finding.evidence)) if same else (),
        tuple(dict.fromkeys(head for finding in findings if finding.heads for head in finding.heads)),
    )


def _unknown_words(policy: ReturnPolicy, category: str, kind: str) -> Iterable[Reason]:
    """Yield a reason for a category or a kind of claim that nobody has declared."""
    if category not in policy.categories:
        yield Reason("category_unknown", (("category", category),), "missing")
    if kind not in GROUNDS.by_id and kind not in policy.kinds:
        yield Reason("kind_unknown", (("ground", kind),), "missing")


def _reasons(
    claim: Claim, conflicts: tuple[Reason, ...], remedies: tuple[RemedyOffer, ...], findings: tuple[Finding, ...]
) -> tuple[Reason, ...]:
    """Return all reasons once each: conflicts, those of the governing right, notes on layers, then the others."""
    if not findings:
        category = claim.line.category
        return conflicts or (Reason("no_right", (("category", category), ("ground", claim.kind)), "unmet"),)
    best = remedies[0] if remedies else None
    notes = () if best is None else best.notes
    asked = tuple(_asked(claim, remedies))
    if len(findings) == 1 and not conflicts:
        return (*findings[0].reasons, *asked)
    rights = () if best is None else best.rights
    governing = [reason for finding in findings if finding.right in rights for reason in finding.reasons]
    # Law that another rule stands instead of settles nothing, so it is named last.
    beside = sorted((finding for finding in findings if finding.right not in rights), key=_is_displaced)
    others = [reason for finding in beside for reason in finding.reasons]
    every = (*conflicts, *governing, *notes, *asked, *others)
    # Reasons of different codes differ, so most decisions need not compare them whole.
    return every if len({reason.code for reason in every}) == len(every) else tuple(dict.fromkeys(every))


def _is_displaced(finding: Finding) -> bool:
    """Tell whether another layer's rule stands instead of a right."""
    return finding.displaced


def _doubted(offer: RemedyOffer) -> RemedyOffer:
    """Return an offer as it stands while the facts contradict each other: nothing of it is granted."""
    return attrs.evolve(offer, verdict="refers", refund=None) if offer.verdict == "grants" else offer


def _asked(claim: Claim, remedies: tuple[RemedyOffer, ...]) -> Iterable[Reason]:
    """Yield a reason where the buyer asks for a remedy that this claim does not lead to, whatever else it leads to."""
    granted = {offer.remedy for offer in remedies if offer.verdict == "grants"}
    if claim.asks_for is not None and claim.asks_for not in granted:
        yield Reason("asked_remedy_not_granted", (("remedy", claim.asks_for),), "unmet")
