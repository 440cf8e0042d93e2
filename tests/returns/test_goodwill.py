"""Goodwill may only add to a decision, and says who gave it and why."""

from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.errors import InvalidDefinition, MixedCurrencies, WrongType
from aftersales_core.money import Money
from aftersales_core.reasons import render
from aftersales_core.returns.decide import decide
from aftersales_core.returns.decision import ReturnDecision, ReturnOutcome
from aftersales_core.returns.goodwill import GOODWILL, Goodwill, with_goodwill
from aftersales_core.returns.refund import RefundStep
from aftersales_core.returns.texts.refund import TEXTS
from tests.returns.refund_cases import POLICY, claim, line

LINE = line("a", "39.90 CNY")


def cny(amount: str) -> Money:
    return Money(amount, "CNY")


def rotten(share: str | None) -> ReturnDecision:
    return decide(POLICY, claim(LINE, "quality", defect_share=share))


def total(decision: ReturnDecision) -> str:
    assert decision.refund is not None
    return str(decision.refund.total)


def refused() -> ReturnDecision:
    return decide(POLICY, claim(LINE, "packaging", opened=True))


def test_goodwill_raises_a_refund_and_keeps_every_step():
    # 39.90 x 0.3 = 11.97 by the rules; 20.00 in all: 8.03 more.
    decision = with_goodwill(rotten("0.3"), Goodwill("Li Na", "a regular", "refund_only", cny("20")))
    assert total(decision) == "20.00 CNY"
    assert decision.refund is not None
    assert decision.refund.steps[-1] == RefundStep("refund_goodwill", Fraction("8.03"), Fraction(20))
    assert decision.refund.steps[:-1] == rotten("0.3").refund.steps  # type: ignore[union-attr]
    offer = decision.offer("refund_only")
    assert offer is not None
    assert offer.rights == ("t_share", "goodwill")


def test_goodwill_below_what_the_rules_give_takes_nothing_away():
    before = rotten("0.3")
    for given_too in ("5", "11.97"):
        decision = with_goodwill(before, Goodwill("Li Na", "a regular", "refund_only", cny(given_too)))
        assert decision.refund == before.refund
        assert decision.codes == (*before.codes, "goodwill_granted")


def test_goodwill_on_a_refused_claim_grants_it_and_keeps_the_refusal_to_read():
    """The override of a refusal is noted with its reason (easy-digital-downloads#6652 asks for that note)."""
    before = refused()
    assert before.outcome == "ineligible"
    decision = with_goodwill(before, Goodwill("Li Na", "first order", "return_refund", cny("39.90"), goods="back"))
    assert decision.outcome == "eligible"
    assert decision.governing is not None
    assert dict(decision.governing.params) == {"actor": "Li Na", "note": "first order", "remedy": "return_refund"}
    assert set(before.reasons) < set(decision.reasons)
    assert set(before.findings) < set(decision.findings)
    offer = decision.offer("return_refund")
    assert offer is not None
    assert (offer.verdict, offer.goods, offer.rights) == ("grants", "back", ("goodwill",))
    assert total(decision) == "39.90 CNY"
    finding = decision.finding("goodwill")
    assert finding is not None
    assert (finding.layer, finding.basis) == ("goodwill", GOODWILL)


def test_goodwill_settles_what_was_still_to_be_asked_for():
    before = rotten(None)
    assert (before.outcome, before.missing) == ("needs_evidence", ("defect_share",))
    decision = with_goodwill(before, Goodwill("Li Na", "hot day", "refund_only", cny("10")))
    assert (decision.outcome, decision.missing, decision.evidence) == ("eligible", (), ())
    assert total(decision) == "10.00 CNY"


def test_goodwill_without_money_grants_the_remedy_alone():
    decision = with_goodwill(rotten("0.3"), Goodwill("Li Na", "sent anew", "replacement"))
    assert [offer.remedy for offer in decision.remedies] == ["refund_only", "replacement"]
    assert total(decision) == "11.97 CNY"
    unknown = with_goodwill(rotten(None), Goodwill("Li Na", "sent anew", "replacement"))
    assert [offer.remedy for offer in unknown.remedies] == ["replacement", "refund_only"]
    assert unknown.refund is None


def test_goodwill_on_a_remedy_that_the_rules_grant_leaves_it_where_it_stands():
    # Faulty goods may go back or be repaired, in this order.
    before = decide(POLICY, claim(LINE, "fault"))
    for remedy in ("return_refund", "repair"):
        after = with_goodwill(before, Goodwill("Li Na", "note", remedy, cny("40")))
        assert [offer.remedy for offer in after.remedies] == ["return_refund", "repair"]


def test_goodwill_may_be_of_no_money():
    assert total(with_goodwill(refused(), Goodwill("Li Na", "note", "refund_only", cny("0"), cny("0")))) == "0.00 CNY"


def test_goodwill_is_held_to_what_the_person_may_give():
    # 50.00 wanted, 30.00 allowed: 18.03 are added to 11.97; the step beyond and back is kept.
    capped = Goodwill("Li Na", "a regular", "refund_only", cny("50"), at_most=cny("30"))
    decision = with_goodwill(rotten("0.3"), capped)
    assert total(decision) == "30.00 CNY"
    assert decision.refund is not None
    assert decision.refund.steps[-1] == RefundStep("refund_goodwill_capped", Fraction(-20), Fraction(30))
    # The cap holds the goodwill, not the right: 11.97 stay where only 10.00 may be given.
    low = Goodwill("Li Na", "a regular", "refund_only", cny("50"), at_most=cny("10"))
    assert total(with_goodwill(rotten("0.3"), low)) == "11.97 CNY"


def test_goodwill_reads_in_both_languages():
    decision = with_goodwill(refused(), Goodwill("Li Na", "first order", "refund_only", cny("1")))
    assert decision.governing is not None
    assert render(decision.governing, "en", TEXTS) == "granted by Li Na as goodwill (refund_only): first order"
    assert render(decision.governing, "zh", TEXTS) == "由Li Na善意给予（refund_only）：first order"


@given(
    st.none() | st.sampled_from(["0", "0.1", "0.5", "1"]),
    st.sampled_from(["refund_only", "return_refund", "replacement"]),
    st.none() | st.integers(0, 10**4),
    st.none() | st.integers(0, 10**4),
)
def test_goodwill_never_lessens_anything(share: str | None, remedy: str, given_cents: int | None, most: int | None):
    before = rotten(share)
    refund, limit = (None if cents is None else Money.from_minor_units(cents, "CNY") for cents in (given_cents, most))
    after = with_goodwill(before, Goodwill("Li Na", "note", remedy, refund, limit))
    order = get_args(ReturnOutcome)
    assert order.index(after.outcome) <= order.index(before.outcome)
    for old in before.remedies:
        new = after.offer(old.remedy)
        assert new is not None
        assert new.verdict in {old.verdict, "grants"}
        if old.refund is not None:
            assert new.refund is not None
            assert new.refund.total >= old.refund.total
    assert set(before.reasons) <= set(after.reasons)
    assert set(before.findings) <= set(after.findings)


def test_goodwill_that_nobody_stands_for_is_refused():
    for actor, note, remedy in ((" ", "n", "r"), ("a", "", "r"), ("a", "n", "")):
        with pytest.raises(WrongType):
            Goodwill(actor, note, remedy)
    with pytest.raises(WrongType):
        Goodwill(3, "n", "r")  # type: ignore[arg-type]
    with pytest.raises(InvalidDefinition):
        Goodwill("a", "n", "refund_only", cny("-1"))
    with pytest.raises(MixedCurrencies):
        Goodwill("a", "n", "refund_only", cny("1"), at_most=Money("1", "USD"))
    with pytest.raises(MixedCurrencies):
        with_goodwill(rotten("0.3"), Goodwill("a", "n", "refund_only", Money("50", "USD")))
