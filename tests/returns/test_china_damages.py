"""Damages beyond the price, in China: consumer protection law 55, food safety law 148, regulation 49.

Expected sums are worked by hand from the articles.
"""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.money.amount import Money
from aftersales_core.reasons import Reason, render
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.decide import decide
from aftersales_core.returns.decision import ReturnDecision
from aftersales_core.returns.messages import MESSAGES
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.statutes.china_consumer import CONSUMER
from aftersales_core.returns.statutes.china_damages import DAMAGES, DamagesFigures, damages
from aftersales_core.returns.statutes.china_seven_days import SEVEN_DAYS

LAW = ReturnPolicy("law", (CONSUMER, DAMAGES), tz="Asia/Shanghai")
SIGNED = dt.datetime(2026, 3, 2, 1, 0, tzinfo=dt.UTC)
REAL = {"label_flaw_only": False, "staged": False}


def ask(
    kind: str,
    category: str = "goods",
    *,
    paid: str = "200.00 CNY",
    qty: int = 1,
    claimed: int | None = None,
    evidence: tuple[str, ...] = ("photo", "label_photo"),
    said: dict[str, Any] | None = None,
    policy: ReturnPolicy = LAW,
    **line: Any,
) -> ReturnDecision:
    """Decide a claim of the third day."""
    bought = Line.of(category, paid=paid, qty=qty, signed_at=SIGNED, **line)
    at = SIGNED + dt.timedelta(days=3)
    facts = {**REAL, **(said or {})}
    return decide(policy, Claim.of(bought, kind, submitted_at=at, qty=claimed, evidence=evidence, **facts))


def heads(decision: ReturnDecision) -> dict[str, str]:
    """Return the sums claimed beside the refund."""
    return {head.code: str(head.amount) for head in decision.heads}


# --- fraud ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paid", "expected"),
    [
        ("200.00 CNY", "600.00 CNY"),  # 3 x 200
        ("166.66 CNY", "500.00 CNY"),  # 3 x 166.66 = 499.98, so at least 500
        ("166.67 CNY", "500.01 CNY"),  # 3 x 166.67
        ("0.01 CNY", "500.00 CNY"),
    ],
)
def test_fraud_gives_three_times_the_price_and_at_least_five_hundred(paid: str, expected: str):
    """Law 55(1)."""
    assert heads(ask("fraud", paid=paid)) == {"fraud_damages": expected}


def test_fraud_is_decided_by_a_person_and_nothing_is_mixed_into_a_refund():
    decision = ask("fraud")
    assert decision.outcome == "needs_review"
    assert decision.refund is None
    assert [(offer.remedy, offer.freight, offer.goods) for offer in decision.remedies] == [
        ("return_refund", "trader", "back"),
        ("compensation", "nobody", "kept"),
    ]
    assert {"fraud_needs_review", "damages_need_review"} <= set(decision.codes)


def test_the_multiple_is_of_the_units_claimed():
    # Four units for 2000: two of them are 1000, three times 3000.
    assert heads(ask("fraud", paid="2000 CNY", qty=4, claimed=2)) == {"fraud_damages": "3000.00 CNY"}


@given(st.integers(0, 10**9))
def test_treble_damages_are_never_below_three_times_the_price_nor_below_the_least_sum(cents: int):
    price = Money.from_minor_units(cents, "CNY")
    (head,) = ask("fraud", paid=str(price)).heads
    assert head.amount.minor_units == max(3 * cents, 50_000)


# --- food -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paid", "loss", "expected"),
    [
        ("200.00 CNY", None, "2000.00 CNY"),  # 10 x 200
        ("99.99 CNY", None, "1000.00 CNY"),  # 10 x 99.99 = 999.90, so at least 1000
        ("100.01 CNY", None, "1000.10 CNY"),  # 10 x 100.01
        ("200.00 CNY", "700 CNY", "2100.00 CNY"),  # 3 x 700 is more than 10 x 200
        ("200.00 CNY", "600 CNY", "2000.00 CNY"),  # 3 x 600 = 1800 is less
        ("10.00 CNY", "300 CNY", "1000.00 CNY"),  # 3 x 300 = 900, so at least 1000
    ],
)
def test_unsafe_food_gives_ten_times_the_price_or_three_times_the_loss(paid: str, loss: str | None, expected: str):
    """Food safety law 148(2)."""
    decision = ask("unsafe_food", "packaged_food", paid=paid, said={"seller_knew": True, "loss_suffered": loss})
    assert heads(decision) == {"food_damages": expected}


def test_the_price_of_unsafe_food_comes_back_beside_the_damages_once_it_is_confirmed():
    said = {"seller_knew": True, "defect_confirmed": True}
    decision = ask("unsafe_food", "soft_fruit", said=said)
    assert decision.outcome == "eligible"
    assert decision.refund is not None
    assert str(decision.refund.total) == "200.00 CNY"
    assert heads(decision) == {"food_damages": "2000.00 CNY"}
    compensation = decision.offer("compensation")
    assert compensation is not None
    assert compensation.verdict == "refers"
    unconfirmed = ask("unsafe_food", "soft_fruit", said={"seller_knew": True})
    assert unconfirmed.outcome == "needs_review"
    assert "defect_confirmed" in unconfirmed.missing
    denied = ask("unsafe_food", "soft_fruit", said={"seller_knew": False, "defect_confirmed": False})
    assert denied.outcome == "ineligible"


def test_a_seller_who_neither_made_the_food_nor_knew_owes_no_damages():
    decision = ask("unsafe_food", "packaged_food", said={"seller_knew": False, "defect_confirmed": True})
    assert heads(decision) == {}
    assert "seller_knew_only" in decision.codes
    assert decision.outcome == "eligible"
    made = ask("unsafe_food", "packaged_food", said={"seller_knew": False}, is_producer=True)
    assert heads(made) == {"food_damages": "2000.00 CNY"}


def test_food_that_had_expired_on_delivery_brings_the_price_back_and_damages_to_review():
    """The reference: expired food is the seller's fault; the statutory multiple stands apart."""
    said = {"expired_when_delivered": True, "seller_knew": True}
    decision = ask("expired", "packaged_food", said=said)
    assert decision.outcome == "eligible"
    assert decision.refund is not None
    assert str(decision.refund.total) == "200.00 CNY"
    assert heads(decision) == {"food_damages": "2000.00 CNY"}
    later = ask("expired", "packaged_food", said={"expired_when_delivered": False, "seller_knew": True})
    assert (later.outcome, heads(later)) == ("ineligible", {})


def test_the_food_law_is_about_food_only():
    assert ask("unsafe_food", "cosmetics", said={"seller_knew": True}).findings == ()
    cosmetics = ask("expired", "cosmetics", said={"expired_when_delivered": True, "seller_knew": True})
    assert (cosmetics.outcome, heads(cosmetics)) == ("eligible", {})


# --- what takes the claim away ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "category", "said"),
    [
        ("fraud", "goods", {}),
        ("unsafe_food", "packaged_food", {"seller_knew": True}),
        ("expired", "packaged_food", {"seller_knew": True, "expired_when_delivered": True}),
    ],
)
@pytest.mark.parametrize(("fact", "code"), [("label_flaw_only", "label_flaw_exempt"), ("staged", "staged_claim")])
def test_harmless_label_flaws_and_staged_claims_give_no_damages(
    kind: str, category: str, said: dict[str, Any], fact: str, code: str
):
    """Regulation 49(1) and (2); food safety law 148(2), last sentence."""
    decision = ask(kind, category, said={**said, fact: True})
    assert heads(decision) == {}
    assert code in decision.codes
    assert decision.offer("compensation") is None


@pytest.mark.parametrize(
    ("kind", "left_out", "outcome"),
    [
        ("unsafe_food", "seller_knew", "needs_review"),
        # The price comes back by the consumer law, and waits for the buyer's own answer.
        ("expired", "expired_when_delivered", "needs_evidence"),
    ],
)
def test_what_is_not_known_is_named_for_the_reviewer(kind: str, left_out: str, outcome: str):
    """D5."""
    said = {"seller_knew": True, "expired_when_delivered": True, left_out: None}
    decision = ask(kind, "packaged_food", said=said)
    assert decision.outcome == outcome
    compensation = next(finding for finding in decision.findings if finding.remedy == "compensation")
    assert compensation.verdict == "refers"
    assert left_out in compensation.missing


@pytest.mark.parametrize("left_out", ["label_flaw_only", "staged"])
def test_what_takes_the_claim_away_is_for_the_trader_to_show(left_out: str):
    """Regulation 49: an unknown exception neither stops the price of unsafe food nor hides the damages."""
    said = {"seller_knew": True, "defect_confirmed": True, left_out: None}
    decision = ask("unsafe_food", "packaged_food", said=said)
    assert decision.outcome == "eligible"
    assert heads(decision) == {"food_damages": "2000.00 CNY"}
    assert decision.missing == ()


def test_a_business_gets_no_damages():
    decision = ask("fraud", buyer="business")
    assert (decision.outcome, heads(decision)) == ("ineligible", {})


def test_another_currency_has_no_least_sum():
    """The least sums are of yuan; three times 10 dollars stay 30."""
    assert heads(ask("fraud", paid="10 USD")) == {"fraud_damages": "30.00 USD"}


def test_other_figures_change_the_sums():
    figures = DamagesFigures(fraud_times=2, fraud_least=Money.parse("800 CNY"), food_times=5, food_loss_times=2)
    policy = ReturnPolicy("law", (damages(figures),), tz="Asia/Shanghai")
    # 2 x 200 = 400, so 800; 5 x 200 = 1000 and 2 x 600 = 1200.
    assert heads(ask("fraud", policy=policy)) == {"fraud_damages": "800.00 CNY"}
    said = {"seller_knew": True, "loss_suffered": "600 CNY"}
    assert heads(ask("unsafe_food", "packaged_food", said=said, policy=policy)) == {"food_damages": "1200.00 CNY"}


# --- the form of the rules --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_term_and_head_of_the_rules_has_a_text(lang: str):
    for right in DAMAGES.rights:
        for term in (*right.exclusions, *right.requires, *right.refers):
            assert render(Reason(term.code, term.params), lang, MESSAGES)
        for head in right.heads:
            assert render(Reason(head.code), lang, MESSAGES)


def test_every_right_is_law_whose_text_was_read():
    assert DAMAGES.layer == "law"
    assert {right.basis.confidence for right in DAMAGES.rights} == {"read"}


def test_each_text_has_an_id_of_its_own():
    bases = {right.basis for right in (*CONSUMER.rights, *DAMAGES.rights, *SEVEN_DAYS.rights)}
    bases |= {
        term.basis
        for right in (*CONSUMER.rights, *DAMAGES.rights, *SEVEN_DAYS.rights)
        for term in (*right.exclusions, *right.requires, *right.refers, *right.remarks)
        if term.basis is not None
    }
    ids = sorted(basis.id for basis in bases)
    assert len(ids) == len(set(ids))
    assert all(basis.id.isascii() and basis.id.replace("_", "").isalnum() for basis in bases)
    # The interpretation of 2022 was read in reprints only.
    assert [basis.id for basis in bases if basis.confidence != "read"] == ["cn_online_consumption_interpretation"]
