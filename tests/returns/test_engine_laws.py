"""Laws that hold of every policy and every claim, whatever they say."""

import datetime as dt
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from aftersales_core import from_json, to_json
from aftersales_core.returns.claim import Claim
from aftersales_core.returns.decide import decide
from aftersales_core.returns.decision import ReturnDecision
from aftersales_core.returns.evidence import Evidence
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.rights import RuleSet
from tests.returns import drawn

OUTCOMES = ("ineligible", "needs_review", "needs_evidence", "eligible")
VERDICTS = ("denies", "refers", "requires", "grants")


def rank(decision: ReturnDecision) -> int:
    """Rank a decision, the better for the buyer the higher."""
    return OUTCOMES.index(decision.outcome)


def verdicts(decision: ReturnDecision) -> dict[str, int]:
    """Rank what each right says."""
    return {finding.right: VERDICTS.index(finding.verdict) for finding in decision.findings}


def units(decision: ReturnDecision, remedy: str) -> int:
    """Return what a remedy gives in smallest units, nothing where it is not granted."""
    offer = decision.offer(remedy)
    return 0 if offer is None or offer.refund is None else offer.refund.total.minor_units


@given(drawn.policies(), drawn.rule_sets("shop", "merchant"), drawn.claims())
def test_a_merchant_layer_never_lowers_any_right(policy: ReturnPolicy, shop: RuleSet, claim: Claim):
    before, after = decide(policy, claim), decide(policy.with_rules(shop), claim)
    assert rank(after) >= rank(before)
    for offer in before.remedies:
        beside = after.offer(offer.remedy)
        assert beside is not None
        assert VERDICTS.index(beside.verdict) >= VERDICTS.index(offer.verdict)
        if beside.verdict == offer.verdict == "grants":
            assert units(after, offer.remedy) >= units(before, offer.remedy)
            assert not (offer.freight != "consumer" and beside.freight == "consumer")
            later = beside.claim_due is None or (
                offer.claim_due is not None and beside.claim_due.instant >= offer.claim_due.instant
            )
            assert later


@given(drawn.policies(), drawn.claims(), st.sampled_from(drawn.EVIDENCE))
def test_adding_an_evidence_item_never_worsens(policy: ReturnPolicy, claim: Claim, kind: str):
    more = attrs.evolve(claim, evidence=(*claim.evidence, Evidence(kind)))
    before, after = decide(policy, claim), decide(policy, more)
    assert rank(after) >= rank(before)
    assert all(verdicts(after)[right] >= value for right, value in verdicts(before).items())


@given(drawn.policies(), drawn.claims(), st.integers(0, 40 * 86_400))
def test_a_later_submission_never_helps(policy: ReturnPolicy, claim: Claim, seconds: int):
    late = attrs.evolve(claim, submitted_at=claim.submitted_at + dt.timedelta(seconds=seconds))
    before, after = decide(policy, claim), decide(policy, late)
    assert rank(after) <= rank(before)
    assert all(verdicts(after)[right] <= value for right, value in verdicts(before).items())


@given(drawn.policies(), drawn.claims(), st.data())
def test_an_unknown_fact_never_makes_a_right_granted(policy: ReturnPolicy, claim: Claim, data: st.DataObject):
    assume(claim.facts)
    name = data.draw(st.sampled_from([name for name, _ in claim.facts]))
    blind = attrs.evolve(claim, facts=tuple(pair for pair in claim.facts if pair[0] != name))
    before, after = decide(policy, claim), decide(policy, blind)
    seen = verdicts(before)
    for finding in after.findings:
        if finding.verdict == "grants":
            assert seen[finding.right] == VERDICTS.index("grants")


@given(drawn.policies(), drawn.claims())
def test_what_is_missing_is_named_once_it_is_all_that_is_missing(policy: ReturnPolicy, claim: Claim):
    decision = decide(policy, claim)
    for finding in decision.findings:
        assert (finding.verdict == "grants") <= (not finding.missing and not finding.evidence)
        assert (finding.verdict == "requires") <= bool(finding.missing or finding.evidence)
        assert finding.reasons or finding.verdict == "grants"


@given(drawn.policies(), drawn.claims(), st.randoms(use_true_random=False))
def test_the_order_of_rule_sets_and_rights_changes_nothing(policy: ReturnPolicy, claim: Claim, random: Any):
    shuffled = []
    for rules in policy.rule_sets:
        rights = list(rules.rights)
        random.shuffle(rights)
        shuffled.append(RuleSet(rules.id, rules.layer, tuple(rights)))
    random.shuffle(shuffled)
    assert decide(attrs.evolve(policy, rule_sets=tuple(shuffled)), claim) == decide(policy, claim)


@given(drawn.policies(), drawn.claims())
def test_a_refund_never_passes_what_was_paid_less_what_was_refunded(policy: ReturnPolicy, claim: Claim):
    paid = claim.line.paid.minor_units
    refunded = dict(claim.line.facts).get("refunded")
    left = paid - (0 if refunded is None else refunded.minor_units)  # type: ignore[union-attr]
    for finding in decide(policy, claim).findings:
        if finding.refund is not None:
            assert 0 <= finding.refund.total.minor_units <= max(left, 0)
            assert finding.refund.steps[-1].sum >= 0
            assert abs(Fraction(finding.refund.total.amount) - finding.refund.steps[-1].sum) <= Fraction(1, 200)


@given(drawn.policies(), drawn.claims())
def test_policies_claims_and_decisions_survive_the_way_through_json(policy: ReturnPolicy, claim: Claim):
    assert from_json(ReturnPolicy, to_json(policy)) == policy
    assert from_json(Claim, to_json(claim)) == claim
    decision = decide(policy, claim)
    assert from_json(ReturnDecision, to_json(decision)) == decision


@given(drawn.policies(), drawn.claims())
def test_a_decision_is_the_same_whenever_it_is_made(policy: ReturnPolicy, claim: Claim):
    assert decide(policy, claim) == decide(from_json(ReturnPolicy, to_json(policy)), from_json(Claim, to_json(claim)))
