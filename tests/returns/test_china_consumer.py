"""Goods that are not as they should be, in China: consumer protection law 23, 24 and 52, e-commerce law 20 and 51, and
regulation 18, row by row. Expected values are worked by hand from the articles; everything happens in Shanghai (UTC+8).
"""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.instants import Span
from aftersales_core.reasons import Reason, render
from aftersales_core.returns.amounts import Amount, FactShare
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.conditions import ALWAYS
from aftersales_core.returns.decide import decide
from aftersales_core.returns.decision import ReturnDecision
from aftersales_core.returns.derive_china import days_since_delivery, received_months_ago
from aftersales_core.returns.messages import MESSAGES
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.rights import Clause, Right, RuleSet
from aftersales_core.returns.statutes.china_consumer import (
    CONSUMER,
    ConsumerFigures,
    agreed_warranty,
    consumer_rights,
)
from aftersales_core.returns.windows import ReturnWindow, civil_calendar
from aftersales_core.worktime.period import Period

SHANGHAI = ZoneInfo("Asia/Shanghai")
LAW = ReturnPolicy("law", (CONSUMER,), tz="Asia/Shanghai")
SIGNED = dt.datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
DAY_THREE = dt.datetime(2026, 3, 5, 20, 0, tzinfo=SHANGHAI)
LAST_SECOND = dt.datetime(2026, 3, 9, 23, 59, 59, tzinfo=SHANGHAI)
SECOND = dt.timedelta(seconds=1)
OWN = Basis("test", "terms of a test", "测试条款", "1", "proposal", "written for this test", dt.date(2026, 1, 1))


def ask(
    category: str = "goods",
    kind: str = "quality",
    *,
    at: dt.datetime = DAY_THREE,
    signed: dt.datetime | None = SIGNED,
    paid: str = "100.00 CNY",
    qty: int = 1,
    claimed: int | None = None,
    evidence: tuple[str, ...] = ("photo",),
    said: dict[str, Any] | None = None,
    policy: ReturnPolicy = LAW,
    **line: Any,
) -> ReturnDecision:
    """Decide a claim that the buyer did not cause, with a photo, unless something else is given."""
    bought = Line.of(category, paid=paid, qty=qty, signed_at=signed, **line)
    facts = {"buyer_caused": False, **(said or {})}
    return decide(policy, Claim.of(bought, kind, submitted_at=at, qty=claimed, evidence=evidence, **facts))


def granted(decision: ReturnDecision) -> list[str]:
    """Return the remedies that are granted, in order."""
    return [offer.remedy for offer in decision.remedies if offer.verdict == "grants"]


def total(decision: ReturnDecision) -> str:
    """Return what is paid back, as text."""
    assert decision.refund is not None
    return str(decision.refund.total)


# --- law 24: quality --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["quality", "fault", "appearance", "damage", "dead_on_arrival"])
def test_within_seven_days_bad_goods_are_returned_exchanged_or_repaired_in_that_order(kind: str):
    """Law 24(1). The reference's rows of sealed grain, packaged food, appliances and clothing. A5."""
    for category in ("grain", "packaged_food", "apparel", "goods", "pet_food"):
        decision = ask(category, kind)
        assert decision.outcome == "eligible"
        # What is sealed for one use cannot be repaired.
        sealed = category in {"grain", "packaged_food", "pet_food"}
        assert granted(decision) == ["return_refund", "exchange", *([] if sealed else ["repair"])]
        assert total(decision) == "100.00 CNY"


def test_the_trader_pays_the_freight():
    """Law 24(2). D6."""
    decision = ask()
    assert [(offer.remedy, offer.freight, offer.goods) for offer in decision.remedies] == [
        ("return_refund", "trader", "back"),
        ("exchange", "trader", "back"),
        ("repair", "trader", "stay_for_repair"),
    ]


def test_the_return_ends_with_the_last_second_of_the_seventh_day():
    """Signed on 2 March: to the end of 9 March; afterwards exchange and repair stay."""
    assert granted(ask(at=LAST_SECOND)) == ["return_refund", "exchange", "repair"]
    later = ask(at=LAST_SECOND + SECOND)
    assert granted(later) == ["exchange", "repair"]
    assert later.outcome == "eligible"


def test_the_seven_days_are_those_of_the_place_though_it_was_still_the_day_before_in_utc():
    # 07:30 on 2 March in Shanghai is 23:30 on 1 March in UTC; the last second is 15:59:59 UTC on 9 March.
    signed = dt.datetime(2026, 3, 1, 23, 30, tzinfo=dt.UTC)
    last = dt.datetime(2026, 3, 9, 15, 59, 59, tzinfo=dt.UTC)
    assert "return_refund" in granted(ask(signed=signed, at=last))
    assert "return_refund" not in granted(ask(signed=signed, at=last + SECOND))


def test_a_repair_comes_after_an_exchange_also_where_evidence_is_eased():
    ranks = {finding.right: finding.rank for finding in (*ask().findings, *ask("refrigerator").findings)}
    assert ranks == {
        "cn_quality_return": 0,
        "cn_quality_exchange": 1,
        "cn_quality_repair": 2,
        "cn_quality_ruled_return_refund": 0,
        "cn_quality_ruled_exchange": 1,
        "cn_quality_ruled_repair": 2,
    }


def test_after_seven_days_goods_go_back_where_the_contract_may_be_ended():
    """Law 24(1), second half."""
    at = dt.datetime(2026, 4, 20, 10, 0, tzinfo=SHANGHAI)
    assert granted(ask(at=at, said={"purpose_defeated": True})) == ["return_refund", "exchange", "repair"]
    assert granted(ask(at=at, said={"purpose_defeated": False})) == ["exchange", "repair"]
    # Nobody says so unasked, and it is not asked: the other remedies stand.
    unknown = ask(at=at)
    assert [offer.remedy for offer in unknown.remedies] == ["exchange", "repair"]
    assert unknown.missing == ()
    described = ask(at=at, kind="not_as_described")
    assert [offer.remedy for offer in described.remedies] == ["exchange"]


@given(st.integers(0, 9 * 86_400), st.booleans())
def test_no_second_lies_between_the_first_seven_days_and_the_later_return(seconds: int, at_noon: bool):
    signed = SIGNED.replace(hour=12) if at_noon else SIGNED.replace(hour=0)
    decision = ask(signed=signed, at=signed + dt.timedelta(seconds=seconds), said={"purpose_defeated": True})
    assert "return_refund" in granted(decision)


def test_what_the_buyer_caused_gives_nothing():
    decision = ask(said={"buyer_caused": True})
    assert decision.outcome == "ineligible"
    assert "buyer_cause" in decision.codes


@pytest.mark.parametrize("category", ["goods", "apparel", "pet_food", "mobile_phone", "refrigerator"])
@pytest.mark.parametrize("fact", ["buyer_caused", "flaw_known_before"])
def test_what_the_trader_has_to_prove_stops_nothing_while_it_is_unknown(category: str, fact: str):
    """Law 23: the exceptions are the trader's to show."""
    decision = ask(category, said={fact: None})
    assert granted(decision) == ["return_refund", "exchange", *([] if category == "pet_food" else ["repair"])]
    assert decision.missing == ()


def test_a_flaw_that_the_buyer_knew_of_gives_nothing():
    """Law 23(1)."""
    decision = ask(said={"flaw_known_before": True})
    assert decision.outcome == "ineligible"
    assert "flaw_known_before_purchase" in decision.codes


def test_a_business_is_not_protected_and_a_farmer_with_farm_inputs_is():
    """Law 2 and 62."""
    assert ask(buyer="business").outcome == "ineligible"
    assert ask(buyer="business", farm_inputs=True).outcome == "eligible"


def test_custom_made_goods_keep_the_rights_to_quality():
    """A5: an exclusion belongs to one right."""
    assert ask(custom_made=True).outcome == "eligible"
    assert ask(channel="store").outcome == "eligible"


@pytest.mark.parametrize("category", ["goods", "appliances", "mobile_phone"])
def test_an_unknown_delivery_grants_nothing(category: str):
    """D5."""
    decision = ask(category, signed=None)
    assert decision.outcome == "needs_review"
    assert "signed_at" in decision.missing
    assert granted(decision) == []


def test_without_a_photo_the_buyer_is_asked_for_one_within_the_window():
    decision = ask(evidence=())
    assert decision.outcome == "needs_evidence"
    assert decision.evidence == ("photo",)


def test_a_late_claim_to_exchange_goes_to_a_person():
    """The law names no end. 730 days after 09:00 on 2 March 2026 is 09:00 on 1 March 2028 (2028 is a leap year)."""
    limit = dt.datetime(2028, 3, 1, 9, 0, tzinfo=SHANGHAI)
    # Day 730 is full; a review begins with more than 730 full days.
    assert granted(ask(at=limit + dt.timedelta(hours=24) - SECOND)) == ["exchange", "repair"]
    late = ask(at=limit + dt.timedelta(hours=24))
    assert late.outcome == "needs_review"
    assert Reason.of("claim_long_after_delivery", "unmet", days=730) in late.reasons


def test_other_figures_move_the_limits():
    figures = ConsumerFigures(quality_return_days=15, durable_burden_months=12, review_after_days=30)
    policy = ReturnPolicy("law", (consumer_rights(figures),), tz="Asia/Shanghai")
    assert "return_refund" in granted(ask(at=dt.datetime(2026, 3, 17, 23, 59, 59, tzinfo=SHANGHAI), policy=policy))
    late = dt.datetime(2026, 5, 1, tzinfo=SHANGHAI)
    assert granted(ask(at=late, policy=policy)) == []
    longer = ReturnPolicy("law", (consumer_rights(ConsumerFigures(durable_burden_months=12)),), tz="Asia/Shanghai")
    year = dt.datetime(2027, 3, 2, 23, 59, 59, tzinfo=SHANGHAI)
    assert granted(ask("appliances", at=year, evidence=(), policy=longer)) == ["exchange", "repair"]
    assert granted(ask("appliances", at=year + SECOND, evidence=(), policy=longer)) == []


# --- law 23(3): who proves --------------------------------------------------------------------------------------------


def test_for_durable_goods_no_evidence_is_needed_in_the_first_seven_days():
    decision = ask("appliances", evidence=())
    assert decision.outcome == "eligible"
    assert granted(decision) == ["return_refund", "exchange", "repair"]


def test_for_durable_goods_the_trader_proves_for_six_months():
    """From 2 March to the end of 2 September 2026."""
    last = dt.datetime(2026, 9, 2, 23, 59, 59, tzinfo=SHANGHAI)
    assert granted(ask("electronics", "fault", at=last, evidence=())) == ["exchange", "repair"]
    after = ask("electronics", "fault", at=last + SECOND, evidence=())
    assert (after.outcome, after.evidence) == ("needs_evidence", ("photo",))
    assert granted(ask("electronics", "fault", at=last + SECOND)) == ["exchange", "repair"]


def test_in_those_months_nothing_is_said_of_evidence_and_no_end_is_set():
    """Law 23(3) is a burden of proof, and no remedy: exchange and repair do not end with it."""
    decision = ask("electronics", "fault", at=SIGNED + dt.timedelta(days=170), evidence=())
    assert granted(decision) == ["exchange", "repair"]
    assert "evidence_wanted" not in decision.codes
    assert [offer.claim_due for offer in decision.remedies] == [None, None]


@given(
    st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2029, 1, 1)),
    st.integers(0, 800 * 86_400),
    st.integers(1, 25),
)
def test_the_months_of_the_burden_are_counted_as_periods_are(signed: dt.datetime, seconds: int, months: int):
    """The oracle is the period itself: so many months from delivery, to midnight."""
    begun = signed.replace(microsecond=0, tzinfo=dt.UTC)
    submitted = begun + dt.timedelta(seconds=seconds)
    ago = received_months_ago({"signed_at": begun, "submitted_at": submitted, "durable": True})
    assert ago is not None
    end = Period.months(months).deadline(begun, civil_calendar("Asia/Shanghai"))
    assert (ago <= months) is end.is_met(submitted)


@pytest.mark.parametrize(
    "facts",
    [
        {"submitted_at": DAY_THREE},
        {"signed_at": SIGNED},
        {"signed_at": DAY_THREE, "submitted_at": SIGNED},
    ],
)
def test_without_a_delivery_before_the_claim_no_months_are_counted(facts: dict[str, Any]):
    assert received_months_ago({**facts, "durable": True}) is None
    assert days_since_delivery(facts) is None


def test_the_months_are_those_of_the_place():
    """23:30 UTC on 1 March is the 2nd in Shanghai and the 1st in London; on 2 April 12:00 a month is just not over."""
    facts: dict[str, Any] = {
        "signed_at": dt.datetime(2026, 3, 1, 23, 30, tzinfo=dt.UTC),
        "submitted_at": dt.datetime(2026, 4, 2, 12, 0, tzinfo=dt.UTC),
        "durable": True,
    }
    assert received_months_ago({**facts, "tz": "Asia/Shanghai"}) == 1
    assert received_months_ago({**facts, "tz": "Europe/London"}) == 2
    assert received_months_ago({**facts, "durable": False}) is None
    # From 2 March to 2 April are 31 dates, from 1 March 32.
    assert days_since_delivery(facts) == 31
    assert days_since_delivery({**facts, "tz": "Europe/London"}) == 32
    assert days_since_delivery({**facts, "perishable": True}) is None
    assert days_since_delivery({**facts, "live": True}) is None


# --- law 24: national rules first -------------------------------------------------------------------------------------


@pytest.mark.parametrize("category", ["mobile_phone", "refrigerator", "bicycle", "agri_machines"])
@pytest.mark.parametrize("kind", ["fault", "quality", "dead_on_arrival"])
def test_goods_with_national_rules_have_only_the_first_seven_days_from_this_law(category: str, kind: str):
    """Law 24: "no national rules" comes first; the rest is in the three guarantees."""
    assert granted(ask(category, kind, at=LAST_SECOND)) == ["return_refund", "exchange", "repair"]
    assert total(ask(category, kind, at=LAST_SECOND)) == "100.00 CNY"
    after = ask(category, kind, at=LAST_SECOND + SECOND)
    assert (after.outcome, after.remedies) == ("ineligible", ())
    assert granted(ask(category, kind, at=LAST_SECOND + SECOND, said={"purpose_defeated": True})) == ["return_refund"]
    # Looks are no matter of those rules.
    assert granted(ask(category, "appearance", at=LAST_SECOND + SECOND)) == ["exchange", "repair"]


def test_a_shop_can_leave_national_rules_aside():
    general = ReturnPolicy("law", (consumer_rights(ruled=()),), tz="Asia/Shanghai")
    assert granted(ask("mobile_phone", "fault", at=LAST_SECOND + SECOND, policy=general)) == ["exchange", "repair"]


@pytest.mark.parametrize(
    "said",
    [
        {"fault_cause": "opened_by_others"},
        {"fault_cause": "force_majeure"},
        {"papers_match": False},
        {"proof_lost": True},
        {"flaw_known_before": True},
    ],
)
def test_what_the_national_rule_excludes_has_nothing_from_this_law_either(said: dict[str, Any]):
    assert ask("mobile_phone", "fault", said={"buyer_caused": None, **said}).outcome == "ineligible"


def test_a_business_and_an_invoice_over_another_sum_are_looked_at_with_national_rules_too():
    assert ask("mobile_phone", "fault", buyer="business").outcome == "ineligible"
    review = ask("mobile_phone", "fault", invoice_price="120 CNY", paid_price_proven=False)
    assert granted(review) == ["exchange", "repair"]


def test_clothing_is_exchanged_or_repaired_without_an_end_where_nobody_shows_that_the_buyer_caused_it():
    """Law 24, second sentence; 300 days are before the review of late claims."""
    at = SIGNED + dt.timedelta(days=300)
    assert granted(ask("apparel", at=at, said={"buyer_caused": None})) == ["exchange", "repair"]


def test_for_other_goods_evidence_is_needed_at_once():
    assert ask("apparel", evidence=()).outcome == "needs_evidence"
    # That other goods came has to be shown for durable goods too: the burden is on the trader for flaws only.
    assert ask("appliances", "wrong_item", evidence=()).outcome == "needs_evidence"


def test_durable_goods_go_back_without_evidence_for_six_months_where_the_contract_may_be_ended():
    last = dt.datetime(2026, 9, 2, 23, 59, 59, tzinfo=SHANGHAI)
    said = {"purpose_defeated": True}
    decision = ask("appliances", at=last, evidence=(), said=said)
    assert granted(decision) == ["return_refund", "exchange", "repair"]
    assert total(decision) == "100.00 CNY"
    after = ask("appliances", at=last + SECOND, evidence=(), said=said).offer("return_refund")
    assert after is not None
    assert after.verdict == "requires"
    assert granted(ask("appliances", at=last + SECOND, said=said)) == ["return_refund", "exchange", "repair"]
    review = ask("appliances", at=last, evidence=(), invoice_price="120 CNY", paid_price_proven=False, said=said)
    assert granted(review) == ["exchange", "repair"]
    business = ask("appliances", at=last, evidence=(), buyer="business", said=said)
    assert business.outcome == "ineligible"
    defeated_not = ask("appliances", at=last, evidence=(), said={"purpose_defeated": False})
    assert granted(defeated_not) == ["exchange", "repair"]


# --- law 52, e-commerce law 20 and 51: what came is not what was bought -----------------------------------------------


@pytest.mark.parametrize("kind", ["not_as_described", "wrong_item", "size_mismatch"])
def test_other_goods_than_were_bought_go_back_whoever_caused_it(kind: str):
    decision = ask(kind=kind, said={"buyer_caused": None})
    assert granted(decision) == ["return_refund", "exchange"]
    assert granted(ask(kind=kind, at=LAST_SECOND + SECOND)) == ["exchange"]
    assert granted(ask(kind=kind, at=LAST_SECOND + SECOND, said={"purpose_defeated": True})) == [
        "return_refund",
        "exchange",
    ]


def test_what_is_missing_is_sent_or_its_share_is_paid_back():
    """Law 52. Two of eight pieces are missing of goods for 100: 100 x 2/8 = 25."""
    decision = ask(kind="shortage", said={"defect_count": 2, "total_count": 8})
    assert granted(decision) == ["return_refund", "exchange", "replacement", "refund_only"]
    offer = decision.offer("refund_only")
    assert offer is not None
    assert offer.refund is not None
    assert str(offer.refund.total) == "25.00 CNY"


def test_without_knowing_how_much_is_missing_no_share_is_paid():
    offer = ask(kind="shortage").offer("refund_only")
    assert offer is not None
    assert (offer.verdict, offer.refund) == ("requires", None)


def test_having_signed_without_objection_accepts_nothing():
    """Interpretation [2022] 8, article 1: a term that signing accepts the quality is void."""
    signed_is_accepted = Right(
        "shop_damage",
        ("damage",),
        "return_refund",
        OWN,
        exclusions=(Clause.of("own_signed", ALWAYS),),
        amount=Amount(),
    )
    shop = LAW.with_rules(RuleSet("shop", "merchant", (signed_is_accepted,)))
    decision = ask(kind="damage", policy=shop, signed_without_objection=True)
    assert decision.outcome == "eligible"
    assert "signing_is_not_acceptance" in decision.codes
    offer = decision.offer("return_refund")
    assert offer is not None
    assert [note.code for note in offer.notes] == ["statutory_floor_applied"]
    assert "signing_is_not_acceptance" not in ask(kind="damage").codes


@pytest.mark.parametrize(
    ("signed_by", "outcome"),
    [
        ("recipient", "ineligible"),
        ("named_by_recipient", "ineligible"),
        ("other", "eligible"),
        ("nobody", "eligible"),
        (None, "needs_review"),
    ],
)
def test_delivered_is_only_what_the_recipient_signed_for(signed_by: str | None, outcome: str):
    """E-commerce law 20 and 51: the risk is the seller's until then."""
    decision = ask(
        kind="not_delivered",
        evidence=(),
        signed=None,
        signed_by=signed_by,
        promised_at=SIGNED,
    )
    assert decision.outcome == outcome
    if outcome == "eligible":
        assert granted(decision) == ["refund_only", "replacement"]
        assert total(decision) == "100.00 CNY"


def test_before_the_promised_time_only_a_lost_parcel_is_not_delivered():
    late = dt.datetime(2026, 3, 5, 20, 0, 1, tzinfo=SHANGHAI)
    facts: dict[str, Any] = {"kind": "not_delivered", "signed": None, "signed_by": "nobody", "evidence": ()}
    assert ask(promised_at=late, lost_in_transit=False, **facts).outcome == "ineligible"
    assert ask(promised_at=late, lost_in_transit=True, **facts).outcome == "eligible"
    assert ask(promised_at=DAY_THREE - SECOND, **facts).outcome == "eligible"
    asked = ask(promised_at=late, **facts)
    assert (asked.outcome, asked.missing) == ("needs_review", ("lost_in_transit",))
    unknown = ask(**facts)
    assert unknown.outcome == "needs_review"
    assert unknown.missing == ("promised_at", "lost_in_transit")


def test_what_had_expired_on_delivery_is_refunded():
    """Law 52 with 48(1)(5). The reference's row of expired food."""
    label = ("label_photo",)
    expired = {"expired_when_delivered": True}
    assert total(ask("packaged_food", "expired", evidence=label, said=expired)) == "100.00 CNY"
    assert ask("packaged_food", "expired", evidence=(), said=expired).evidence == ("label_photo",)
    assert ask("packaged_food", "expired", evidence=label).missing == ("expired_when_delivered",)
    kept_too_long = ask("packaged_food", "expired", evidence=label, said={"expired_when_delivered": False})
    assert "expired_on_delivery_only" in kept_too_long.codes
    assert kept_too_long.outcome == "ineligible"


# --- platforms, fresh and live goods ----------------------------------------------------------------------------------


PLATFORM = RuleSet(
    "platform",
    "platform",
    (
        Right(
            "platform_quality",
            ("quality",),
            "refund_only",
            OWN,
            windows=(ReturnWindow(Period.hours(48)),),
            amount=Amount(FactShare()),
        ),
    ),
)


@pytest.mark.parametrize("category", ["soft_fruit", "eggs", "frozen", "live_seafood", "live_fish", "cut_flowers"])
def test_for_fresh_and_live_goods_the_seven_days_yield_to_the_rule_of_a_platform(category: str):
    """Law 24: seven days hold where nothing was agreed; the platform's rule is what was agreed. E4."""
    with_platform = LAW.with_rules(PLATFORM)
    late = ask(category, policy=with_platform, said={"defect_share": "0.3"})
    assert late.outcome == "ineligible"
    assert "right_displaced" in late.codes
    in_time = ask(category, policy=with_platform, at=SIGNED + dt.timedelta(hours=48), said={"defect_share": "0.3"})
    assert granted(in_time) == ["refund_only"]
    assert total(in_time) == "30.00 CNY"


def test_without_a_rule_of_a_platform_fresh_goods_have_the_seven_days_and_no_repair():
    assert granted(ask("soft_fruit")) == ["return_refund", "exchange"]


def test_for_other_goods_the_seven_days_are_a_floor_under_the_platform():
    decision = ask("apparel", policy=LAW.with_rules(PLATFORM), said={"defect_share": "0.3"})
    assert granted(decision) == ["return_refund", "exchange", "repair"]
    assert "right_displaced" not in decision.codes


# --- the money --------------------------------------------------------------------------------------------------------


def test_what_was_paid_for_delivery_comes_back_with_the_whole_line_only():
    # 100 + 8 = 108; of two units one is 50, and the delivery of the other stays paid.
    assert total(ask(outbound_paid="8 CNY")) == "108.00 CNY"
    assert total(ask(qty=2, claimed=1, outbound_paid="8 CNY")) == "50.00 CNY"


def test_an_invoice_over_another_sum_goes_to_a_person_unless_the_paid_price_is_proven():
    """Regulation 18(2)."""
    assert total(ask(invoice_price="100 CNY")) == "100.00 CNY"
    assert total(ask(invoice_price="120 CNY", paid_price_proven=True)) == "100.00 CNY"
    for proven in (False, None):
        offer = ask(invoice_price="120 CNY", paid_price_proven=proven).offer("return_refund")
        assert offer is not None
        assert (offer.verdict, offer.refund) == ("refers", None)
    assert "invoice_price_review" in ask(invoice_price="120 CNY", paid_price_proven=False).codes


# --- regulation 18(1): an agreed warranty -----------------------------------------------------------------------------

WARRANTY = ReturnPolicy("shop", (agreed_warranty("mill", 12, categories=("machines",)),), tz="Asia/Shanghai")


def end_of(day: dt.date) -> dt.datetime:
    """Return the last second of a day in Shanghai."""
    return dt.datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("facts", "last_day"),
    [
        # Twelve months from delivery on 2 March 2026.
        ({}, dt.date(2027, 3, 2)),
        # From installation on 10 April 2026 where the trader has to install.
        (
            {"needs_installation": True, "installed_at": dt.datetime(2026, 4, 10, 15, tzinfo=SHANGHAI)},
            dt.date(2027, 4, 10),
        ),
        # Anew from the exchange on 20 May 2026.
        ({"exchange_completed_at": dt.datetime(2026, 5, 20, 11, tzinfo=SHANGHAI)}, dt.date(2027, 5, 20)),
        # Ten whole days in repair, 1 to 10 June, do not count.
        (
            {
                "repair_spans": [
                    Span(dt.datetime(2026, 6, 1, tzinfo=SHANGHAI), dt.datetime(2026, 6, 11, tzinfo=SHANGHAI))
                ]
            },
            dt.date(2027, 3, 12),
        ),
    ],
)
def test_a_warranty_runs_from_delivery_installation_or_exchange_without_days_in_repair(
    facts: dict[str, Any], last_day: dt.date
):
    last = end_of(last_day)
    assert granted(ask("machines", "fault", at=last, policy=WARRANTY, **facts)) == ["exchange", "repair"]
    assert ask("machines", "fault", at=last + SECOND, policy=WARRANTY, **facts).outcome == "ineligible"


def test_without_the_day_of_installation_a_warranty_on_installed_goods_is_unknown():
    decision = ask("machines", "fault", policy=WARRANTY, needs_installation=True)
    assert decision.outcome == "needs_review"
    assert "installed_at" in decision.missing or "exchange_completed_at" in decision.missing


def test_a_warranty_covers_what_was_agreed_for_a_business_too():
    only_repair = ReturnPolicy("shop", (agreed_warranty("own", 3, remedies=("repair",)),), tz="Asia/Shanghai")
    decision = ask("machines", "fault", policy=only_repair, buyer="business")
    assert granted(decision) == ["repair"]
    assert ask("machines", "fault", policy=only_repair, said={"buyer_caused": True}).outcome == "ineligible"
    assert only_repair.rule_sets[0].layer == "merchant"


# --- the form of the rules --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_term_and_sum_of_the_rules_has_a_text(lang: str):
    for right in (*CONSUMER.rights, *WARRANTY.rule_sets[0].rights):
        for term in (*right.exclusions, *right.requires, *right.refers, *right.remarks):
            assert render(Reason(term.code, term.params), lang, MESSAGES)
        for adjustment in right.amount.adjustments if right.amount is not None else ():
            assert render(Reason(adjustment.code), lang, MESSAGES)


def test_every_right_is_law_whose_text_was_read():
    assert CONSUMER.layer == "law"
    assert {right.basis.confidence for right in CONSUMER.rights} == {"read"}
