"""Layers: a lower one may only add; each floor and each generosity is said; law that may be set aside is."""

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest

from aftersales_core.money.amount import Money
from aftersales_core.reasons import Reason
from aftersales_core.returns.amounts import Adjustment, Amount, ShareOf
from aftersales_core.returns.basis import Basis, Layer
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.conditions import yes
from aftersales_core.returns.decide import decide
from aftersales_core.returns.evidence import EvidenceItem
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.rights import Clause, Right, RuleSet
from aftersales_core.returns.windows import ReturnWindow
from aftersales_core.worktime.period import Period

EAST = dt.timezone(dt.timedelta(hours=8))
SIGNED = dt.datetime(2026, 3, 2, 10, tzinfo=EAST)
BASIS = Basis("b", "a text", "文本", "1", "proposal", "made for a test", dt.date(2026, 1, 1))
FEE = Adjustment("restocking_fee", -1, ShareOf(Fraction(1, 10)))


def right(id: str, **parts: Any) -> Right:
    """Make a right to return for a refund, of seven days, at the buyer's cost, all of it or as told."""
    whole = {"windows": (ReturnWindow(Period.days(7)),), "amount": Amount(), "freight": "consumer", "goods": "back"}
    return Right(id, ("no_reason",), parts.pop("remedy", "return_refund"), BASIS, **{**whole, **parts})


def shop(*layers: tuple[Layer, Right]) -> ReturnPolicy:
    """Make a policy of single rights."""
    return ReturnPolicy("shop", tuple(RuleSet(r.id, layer, (r,)) for layer, r in layers), tz="Asia/Shanghai")


def claim(day: int, **facts: Any) -> Claim:
    """Claim at noon, some days after the signing on 2 March, on a line of 100 yuan."""
    line = Line.of("apparel", paid="100.00 CNY", signed_at=SIGNED)
    return Claim.of(line, "no_reason", submitted_at=SIGNED + dt.timedelta(days=day, hours=2), **facts)


LAW = right("law_seven")


def test_a_shorter_window_of_a_merchant_is_held_to_the_law():
    # Day 5 lies within the law's 7 days and outside the merchant's 3.
    decision = decide(shop(("law", LAW), ("merchant", right("m", windows=(ReturnWindow(Period.days(3)),)))), claim(5))
    assert decision.outcome == "eligible"
    offer = decision.remedies[0]
    assert offer.rights == ("law_seven",)
    assert offer.notes == (Reason.of("statutory_floor_applied", "unmet", dimensions=("outcome",), layer="merchant"),)
    assert decision.codes[0] == "right_granted"
    assert "statutory_floor_applied" in decision.codes


def test_a_longer_window_of_a_merchant_is_kept_with_the_merchants_own_terms():
    # On day 20 only the merchant's 30 days are open, with its fee of a tenth: 100.00 - 10.00 = 90.00.
    merchant = right("m", windows=(ReturnWindow(Period.days(30)),), amount=Amount(adjustments=(FEE,)))
    decision = decide(shop(("law", LAW), ("merchant", merchant)), claim(20))
    assert decision.refund is not None
    assert decision.refund.total == Money("90.00", "CNY")
    assert decision.remedies[0].notes == (Reason.of("merchant_more_generous", "unmet", dimensions=("outcome",)),)


def test_where_both_are_open_the_better_of_each_dimension_stands():
    # On day 5 both are open: the law gives all the money, the merchant pays the freight and closes later.
    merchant = right("m", windows=(ReturnWindow(Period.days(30)),), amount=Amount(adjustments=(FEE,)), freight="trader")
    decision = decide(shop(("law", LAW), ("merchant", merchant)), claim(5))
    offer = decision.remedies[0]
    assert offer.refund is not None
    assert offer.refund.total == Money("100.00", "CNY")
    assert offer.freight == "trader"
    assert offer.claim_due is not None
    assert offer.claim_due.last_second == dt.datetime(2026, 4, 1, 23, 59, 59, tzinfo=EAST)
    assert offer.rights == ("law_seven", "m")
    assert offer.notes == (
        Reason.of("statutory_floor_applied", "unmet", dimensions=("amount",), layer="merchant"),
        Reason.of("merchant_more_generous", "unmet", dimensions=("freight", "window")),
    )


def test_a_platform_is_a_floor_for_its_merchants_and_named_as_one():
    platform = right("p", windows=(ReturnWindow(Period.days(15)),))
    merchant = right("m", exclusions=(Clause.of("m_final_sale", yes("own_final_sale")),))
    line = Line.of("apparel", paid="100.00 CNY", signed_at=SIGNED, own_final_sale=True)
    made = Claim.of(line, "no_reason", submitted_at=SIGNED + dt.timedelta(days=10))
    decision = decide(shop(("platform", platform), ("merchant", merchant)), made)
    assert decision.outcome == "eligible"
    assert decision.remedies[0].notes == (
        Reason.of("platform_floor_applied", "unmet", dimensions=("outcome",), layer="merchant"),
    )
    finding = decision.finding("m")
    assert finding is not None
    assert finding.verdict == "denies"
    assert {reason.code for reason in finding.reasons} == {"m_final_sale", "window_closed_days"}


def test_equal_terms_need_no_note():
    assert decide(shop(("law", LAW), ("merchant", right("m"))), claim(5)).remedies[0].notes == ()


def test_two_closed_rights_need_no_note_and_a_closed_remedy_is_no_remedy():
    decision = decide(shop(("law", LAW), ("merchant", right("m"))), claim(20))
    assert decision.outcome == "ineligible"
    assert decision.remedies == ()
    assert decision.refund is None
    assert decision.offer("return_refund") is None
    assert decision.finding("nobody") is None
    assert decision.governing is not None
    assert decision.governing.code == "window_closed_days"


def test_store_credit_and_money_back_are_different_remedies():
    credit = right("m", remedy="store_credit", windows=(ReturnWindow(Period.days(30)),), rank=1)
    decision = decide(shop(("law", LAW), ("merchant", credit)), claim(20))
    assert [offer.remedy for offer in decision.remedies] == ["store_credit"]
    assert decision.remedies[0].notes == ()
    both = decide(shop(("law", LAW), ("merchant", credit)), claim(5))
    assert [offer.remedy for offer in both.remedies] == ["return_refund", "store_credit"]


def test_an_agreement_for_one_order_stands_above_the_merchants_terms():
    agreement = RuleSet("a", "order", (right("agreed", windows=(ReturnWindow(Period.days(60)),)),))
    policy = shop(("law", LAW))
    assert decide(policy, claim(20)).outcome == "ineligible"
    agreed = decide(policy, claim(20), agreement=agreement)
    assert agreed.outcome == "eligible"
    assert agreed.remedies[0].notes == (Reason.of("order_more_generous", "unmet", dimensions=("outcome",)),)


def test_the_best_of_several_outcomes_is_the_outcome():
    granted = right("a")
    wants = right("b", remedy="exchange", evidence=EvidenceItem("photo"))
    refers = right("c", remedy="repair", refers=(Clause.of("m_look", yes("own_odd")),))
    denied = right("d", remedy="replacement", windows=(ReturnWindow(Period.hours(1)),))
    policy = shop(("law", granted), ("platform", wants), ("merchant", refers), ("order", denied))
    line = Line.of("apparel", paid="100.00 CNY", signed_at=SIGNED, own_odd=True)
    made = Claim.of(line, "no_reason", submitted_at=SIGNED + dt.timedelta(days=5))
    decision = decide(policy, made)
    assert [(o.remedy, o.verdict) for o in decision.remedies] == [
        ("return_refund", "grants"),
        ("exchange", "requires"),
        ("repair", "refers"),
    ]
    assert decision.outcome == "eligible"
    assert decision.evidence == ()
    without = decide(shop(("platform", wants), ("merchant", refers), ("order", denied)), made)
    assert without.outcome == "needs_evidence"
    assert without.evidence == ("photo",)
    referred = decide(shop(("merchant", refers), ("order", denied)), made)
    assert referred.outcome == "needs_review"
    assert referred.governing == Reason("m_look", (), "unmet")


@pytest.mark.parametrize(("shown", "outcome"), [(True, "ineligible"), (False, "eligible"), (None, "needs_review")])
def test_law_that_may_be_set_aside_is_where_its_condition_holds(shown: Any, outcome: Any):
    law = right("jp", yields_to=("merchant",), yields_when=yes("own_term_shown"))
    final = right("m", windows=(ReturnWindow(Period.hours(1)),))
    line = Line.of("apparel", paid="100.00 CNY", signed_at=SIGNED, own_term_shown=shown)
    made = Claim.of(line, "no_reason", submitted_at=SIGNED + dt.timedelta(days=5))
    decision = decide(shop(("law", law), ("merchant", final)), made)
    assert decision.outcome == outcome
    finding = decision.finding("jp")
    assert finding is not None
    assert finding.displaced is (shown is True)
    if shown is None:
        assert decision.missing == ("own_term_shown",)
        assert decision.refund is None
    # Where no merchant has a rule of its own, there is nothing to set it aside.
    assert decide(shop(("law", law)), made).outcome == "eligible"


def test_a_right_that_is_closed_anyway_is_not_doubted():
    law = right("jp", yields_to=("merchant",), yields_when=yes("own_term_shown"))
    decision = decide(shop(("law", law), ("merchant", right("m"))), claim(20))
    finding = decision.finding("jp")
    assert finding is not None
    assert finding.verdict == "denies"
    assert finding.missing == ()


def test_displaced_law_that_is_silent_stays_silent():
    law = right("jp", yields_to=("merchant",), applies=yes("custom_made"))
    assert decide(shop(("law", law), ("merchant", right("m"))), claim(5)).finding("jp") is None


def test_the_special_goes_before_the_general_within_one_text_only():
    general = right("general", windows=(ReturnWindow(Period.days(30)),))
    special = right("special", categories=("apparel",), windows=(ReturnWindow(Period.days(3)),))
    one_text = ReturnPolicy("p", (RuleSet("t", "merchant", (general, special)),), tz="Asia/Shanghai")
    assert decide(one_text, claim(5)).outcome == "ineligible"
    two_texts = shop(("merchant", general), ("merchant", special))
    assert decide(two_texts, claim(5)).outcome == "eligible"
    beside = right("beside", cumulative=True, windows=(ReturnWindow(Period.days(30)),))
    cumulative = ReturnPolicy("p", (RuleSet("t", "merchant", (beside, special)),), tz="Asia/Shanghai")
    assert decide(cumulative, claim(5)).outcome == "eligible"
    shoes = Line.of("shoes", paid="1.00 CNY", signed_at=SIGNED)
    wider = Claim.of(shoes, "no_reason", submitted_at=SIGNED + dt.timedelta(days=5))
    assert decide(one_text, wider).outcome == "ineligible"
    toys = Line.of("toys", paid="1.00 CNY", signed_at=SIGNED)
    other = Claim.of(toys, "no_reason", submitted_at=SIGNED + dt.timedelta(days=5))
    assert decide(one_text, other).outcome == "eligible"


def test_a_remedy_that_is_asked_for_and_not_given_is_said():
    made = claim(5)
    asked = Claim.of(made.line, "no_reason", submitted_at=made.submitted_at, asks_for="exchange")
    reason = Reason("asked_remedy_not_granted", (("remedy", "exchange"),), "unmet")
    assert reason in decide(shop(("law", LAW)), asked).reasons
    given = Claim.of(made.line, "no_reason", submitted_at=made.submitted_at, asks_for="return_refund")
    assert reason.code not in decide(shop(("law", LAW)), given).codes


def test_deadlines_of_what_comes_after_are_there_with_their_last_second():
    law = right("l", send_back=Period.days(7), refund_due=Period.days(7))
    back = SIGNED + dt.timedelta(days=8)
    offer = decide(shop(("law", law)), claim(5, goods_received_at=back)).remedies[0]
    # Sent back by 7 days after 7 March, which is 14 March; paid by 7 days after 10 March, which is 17 March.
    assert offer.send_back_due is not None
    assert offer.send_back_due.last_second == dt.datetime(2026, 3, 14, 23, 59, 59, tzinfo=EAST)
    assert offer.refund_due is not None
    assert offer.refund_due.last_second == dt.datetime(2026, 3, 17, 23, 59, 59, tzinfo=EAST)
    unknown = decide(shop(("law", law)), claim(5)).remedies[0]
    assert unknown.refund_due is None


def test_money_may_wait_for_the_goods_or_the_proof_that_they_were_sent():
    law = right(
        "l",
        refund_due=Period.days(14),
        refund_due_from="submitted_at",
        refund_waits_for=("goods_received_at", "sent_back_at"),
    )
    # 14 days after the claim of 7 March end on 21 March.
    assert decide(shop(("law", law)), claim(5)).remedies[0].refund_due is None
    soon = decide(shop(("law", law)), claim(5, sent_back_at=SIGNED + dt.timedelta(days=6))).remedies[0].refund_due
    assert soon is not None
    assert soon.last_second == dt.datetime(2026, 3, 21, 23, 59, 59, tzinfo=EAST)
    sent = SIGNED + dt.timedelta(days=40)
    late = decide(shop(("law", law)), claim(5, sent_back_at=sent)).remedies[0].refund_due
    assert late is not None
    assert late.instant == sent
    assert late.is_met(sent)


def test_the_trader_pays_the_way_back_where_a_condition_says_so():
    law = right("l", trader_pays_when=yes("own_said_so"))
    line = Line.of("apparel", paid="1.00 CNY", signed_at=SIGNED, own_said_so=True)
    made = Claim.of(line, "no_reason", submitted_at=SIGNED + dt.timedelta(days=1))
    assert decide(shop(("law", law)), made).remedies[0].freight == "trader"
    assert decide(shop(("law", law)), claim(1)).remedies[0].freight == "consumer"


def test_a_remark_is_said_where_it_holds_and_settles_nothing():
    law = right("l", remarks=(Clause.of("m_remark", yes("opened")),))
    said = decide(shop(("law", law)), claim(1, opened=True))
    assert said.outcome == "eligible"
    assert "m_remark" in said.codes
    assert "m_remark" not in decide(shop(("law", law)), claim(1)).codes


def test_a_right_without_end_leaves_the_remedy_without_one_and_the_earliest_payment_counts():
    endless = right("e", windows=(), refund_due=Period.days(9))
    made = claim(5, goods_received_at=SIGNED + dt.timedelta(days=8))
    offer = decide(shop(("law", right("l", refund_due=Period.days(7))), ("merchant", endless)), made).remedies[0]
    assert offer.claim_due is None
    # Received on 10 March: 7 days end on 17 March, 9 days would end on 19 March.
    assert offer.refund_due is not None
    assert offer.refund_due.last_second == dt.datetime(2026, 3, 17, 23, 59, 59, tzinfo=EAST)
    assert Reason.of("merchant_more_generous", "unmet", dimensions=("window",)) in offer.notes


def test_a_displaced_right_takes_no_part_in_the_comparison():
    law = right("jp", yields_to=("merchant",))
    decision = decide(shop(("law", law), ("merchant", right("m"))), claim(5))
    assert decision.remedies[0].notes == ()
    assert "right_displaced" in decision.codes
