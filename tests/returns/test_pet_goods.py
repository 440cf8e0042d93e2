"""Pet food, medicine for pets and pet supplies, row by row (E12: food, medicine and supplies differ).

Derived from China's interim measures for seven-day returns, articles 7-10 and 18, and from article 24 of the Consumer
Protection Law. Every expected value is worked by hand. Everything happens in Shanghai (UTC+8).
"""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from aftersales_core.reasons import Reason, render
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.decide import decide
from aftersales_core.returns.decision import ReturnDecision
from aftersales_core.returns.fact_tables.pets import PETS
from aftersales_core.returns.marketplaces.aquatics import FISH_AND_EXOTICS
from aftersales_core.returns.marketplaces.goods import GENERAL_GOODS
from aftersales_core.returns.marketplaces.pet_goods import PET_GOODS, PetGoodsFigures, pet_goods
from aftersales_core.returns.marketplaces.pets import CATS_AND_DOGS, LIVE_REFUSAL
from aftersales_core.returns.marketplaces.plants import PLANTS
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.rights import Right
from aftersales_core.returns.statutes.china_seven_days import SEVEN_DAYS
from aftersales_core.returns.statutes.us_pets import US_PETS
from aftersales_core.returns.texts.general import TEXTS as GENERAL
from aftersales_core.returns.texts.goods import TEXTS as GOODS
from aftersales_core.returns.texts.pets import TEXTS

SHANGHAI = ZoneInfo("Asia/Shanghai")
MARKET = ReturnPolicy("market", (PET_GOODS,), tz="Asia/Shanghai")
# 00:10 on 2 March in Shanghai is 16:10 on 1 March in UTC. Day seven is 9 March.
SIGNED = dt.datetime(2026, 3, 2, 0, 10, tzinfo=SHANGHAI)
LAST_SECOND = dt.datetime(2026, 3, 9, 23, 59, 59, tzinfo=SHANGHAI)
SECOND = dt.timedelta(seconds=1)
ALL_SETS = (CATS_AND_DOGS, LIVE_REFUSAL, FISH_AND_EXOTICS, PLANTS, PET_GOODS, GENERAL_GOODS, US_PETS)

UNTOUCHED: dict[str, Any] = {"seal_whole": True, "fed": False, "soiled": False, "complete": True}


def claim_on(
    category: str,
    kind: str,
    at: dt.datetime,
    *,
    evidence: tuple[str, ...] = (),
    line: dict[str, Any] | None = None,
    policy: ReturnPolicy = MARKET,
    **facts: Any,
) -> ReturnDecision:
    known: dict[str, Any] = {"signed_at": SIGNED} | (line or {})
    bought = Line.of(category, paid="128.80 CNY", **known)
    return decide(policy, Claim.of(bought, kind, submitted_at=at, evidence=evidence, **(UNTOUCHED | facts)))


def total(decision: ReturnDecision, remedy: str) -> str:
    offer = decision.offer(remedy)
    assert offer is not None
    assert offer.verdict == "grants"
    assert offer.refund is not None
    return str(offer.refund.total)


@pytest.mark.parametrize(
    ("category", "line"), [("pet_food", {}), ("pet_supplies", {}), ("pet_medicine", {"no_return_consent": "none"})]
)
def test_untouched_goods_come_back_without_a_reason_for_seven_days_at_the_buyers_cost(
    category: str, line: dict[str, Any]
):
    """E12: sealed pet food is ordinary goods."""
    granted = claim_on(category, "no_reason", LAST_SECOND, line=line)
    assert total(granted, "return_refund") == "128.80 CNY"
    offer = granted.offer("return_refund")
    assert offer is not None
    assert (offer.freight, offer.goods) == ("consumer", "back")
    assert claim_on(category, "no_reason", LAST_SECOND + SECOND, line=line).outcome == "ineligible"


def test_the_refund_is_due_seven_days_after_the_goods_came_back():
    # Back on 11 March: day seven is 18 March.
    back = dt.datetime(2026, 3, 11, 15, tzinfo=SHANGHAI)
    offer = claim_on("pet_food", "no_reason", LAST_SECOND, goods_received_at=back).offer("return_refund")
    assert offer is not None
    assert offer.refund_due is not None
    assert offer.refund_due.last_second == dt.datetime(2026, 3, 18, 23, 59, 59, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("category", "fact", "value", "code", "is_asked"),
    [
        ("pet_food", "seal_whole", False, "not_intact_pet_goods_opened", True),
        ("pet_food", "fed", True, "not_intact_pet_goods_fed", False),
        ("pet_medicine", "seal_whole", False, "not_intact_pet_goods_opened", True),
        ("pet_medicine", "fed", True, "not_intact_pet_goods_fed", False),
        ("pet_supplies", "soiled", True, "not_intact_pet_goods_soiled", False),
        ("pet_supplies", "complete", False, "not_intact_pet_goods_incomplete", True),
    ],
)
def test_what_is_no_longer_intact_does_not_come_back_without_a_reason(
    *, category: str, fact: str, value: bool, code: str, is_asked: bool
):
    """E12: fed: not intact."""
    line = {"no_return_consent": "preticked"}
    answer: dict[str, Any] = {fact: value}
    denied = claim_on(category, "no_reason", SIGNED, line=line, **answer)
    assert denied.outcome == "ineligible"
    assert code in denied.codes
    answer[fact] = None
    unknown = claim_on(category, "no_reason", SIGNED, line=line, **answer)
    # One question for each kind of goods; the trader sees the rest when the goods come back.
    assert (unknown.outcome, unknown.missing) == (("needs_evidence", (fact,)) if is_asked else ("eligible", ()))


def test_medicine_stays_only_where_the_buyer_confirmed_it_for_this_purchase():
    """E12: pet medicine: confirmed exclusion."""
    confirmed = claim_on("pet_medicine", "no_reason", SIGNED, line={"no_return_consent": "each_purchase"})
    assert confirmed.outcome == "ineligible"
    assert "excluded_pet_medicine_confirmed" in confirmed.codes
    unknown = claim_on("pet_medicine", "no_reason", SIGNED)
    assert unknown.outcome == "needs_review"
    assert unknown.missing == ("no_return_consent",)


def test_defective_medicine_is_refunded_until_its_shelf_life_ends_whatever_was_confirmed():
    """E12: defect refund."""
    line: dict[str, Any] = {"no_return_consent": "each_purchase", "shelf_life_ends_on": dt.date(2026, 12, 31)}
    last = dt.datetime(2026, 12, 31, 23, 59, 59, tzinfo=SHANGHAI)
    common: dict[str, Any] = {"evidence": ("photo",), "line": line, "buyer_caused": False, "seal_whole": False}
    assert total(claim_on("pet_medicine", "quality", last, **common), "refund_only") == "128.80 CNY"
    assert claim_on("pet_medicine", "quality", last + SECOND, **common).outcome == "ineligible"
    unknown = claim_on("pet_medicine", "quality", SIGNED, evidence=("photo",), buyer_caused=False)
    assert unknown.outcome == "needs_review"
    assert unknown.missing == ("shelf_life_ends_on",)


def test_bad_food_goes_back_at_the_sellers_cost_though_it_was_fed():
    common: dict[str, Any] = {"evidence": ("photo", "label_photo"), "fed": True, "seal_whole": False}
    granted = claim_on("pet_food", "quality", LAST_SECOND, buyer_caused=False, **common)
    assert total(granted, "return_refund") == "128.80 CNY"
    offer = granted.offer("return_refund")
    assert offer is not None
    assert offer.freight == "trader"
    assert granted.offer("exchange") is not None
    assert claim_on("pet_food", "quality", LAST_SECOND + SECOND, buyer_caused=False, **common).outcome == "ineligible"
    assert "pet_goods_buyer_cause" in claim_on("pet_food", "quality", SIGNED, buyer_caused=True, **common).codes
    assert claim_on("pet_food", "quality", SIGNED, **common).outcome == "eligible"


def test_bad_food_needs_a_photo_and_its_label_and_supplies_a_photo():
    food = claim_on("pet_food", "quality", SIGNED, evidence=("photo",), buyer_caused=False)
    assert food.outcome == "needs_evidence"
    assert food.evidence == ("label_photo",)
    supplies = claim_on("pet_supplies", "quality", SIGNED, evidence=("photo",), buyer_caused=False)
    assert supplies.outcome == "eligible"


def test_the_figures_can_be_set():
    policy = ReturnPolicy("x", (pet_goods(PetGoodsFigures(no_reason_days=15)),), tz="Asia/Shanghai")
    last = dt.datetime(2026, 3, 17, 23, 59, 59, tzinfo=SHANGHAI)
    assert claim_on("pet_food", "no_reason", last, policy=policy).outcome == "eligible"
    assert claim_on("pet_food", "no_reason", last + SECOND, policy=policy).outcome == "ineligible"


# --- beside the law --------------------------------------------------------------------------------------------------

LAW_TOO = ReturnPolicy("law", (SEVEN_DAYS, *ALL_SETS), tz="Asia/Shanghai")


@pytest.mark.parametrize(("consent", "outcome"), [("each_purchase", "ineligible"), ("general_terms", "eligible")])
def test_the_law_and_the_marketplace_agree_on_medicine(consent: str, outcome: str):
    """E12: a confirmation hidden in general terms excludes nothing."""
    decision = claim_on(
        "pet_medicine",
        "no_reason",
        SIGNED,
        line={"no_return_consent": consent},
        policy=LAW_TOO,
        parts_complete=True,
        used_beyond_check=False,
    )
    assert decision.outcome == outcome


@pytest.mark.parametrize("category", ["live_cat", "live_fish", "exotic_pet", "cut_flowers"])
def test_what_lives_has_no_right_without_a_reason_and_keeps_its_rights_for_quality(category: str):
    """E12: an exclusion ends only the right it belongs to."""
    assert claim_on(category, "no_reason", SIGNED, policy=LAW_TOO, parts_complete=True).outcome == "ineligible"
    kind = "quality" if category == "cut_flowers" else "illness"
    sick = claim_on(
        category,
        kind,
        SIGNED,
        policy=LAW_TOO,
        evidence=("unboxing_video", "vet_record"),
        buyer_caused=False,
        defect_share=1,
    )
    assert sick.outcome == "eligible"


# --- every code of these families has its texts -----------------------------------------------------------------------

CATALOGUE = TEXTS | GOODS | GENERAL
ALL_RIGHTS = [right for rules in ALL_SETS for right in rules.rights]


def codes_of(right: Right) -> dict[str, Reason]:
    terms = (*right.exclusions, *right.requires, *right.refers)
    found = {term.code: Reason(term.code, term.params) for term in terms}
    for adjustment in right.amount.adjustments if right.amount is not None else ():
        found[adjustment.code] = Reason(adjustment.code)
    for window in right.windows:
        for name in (*(window.start if window.period else ()), window.until, window.done):
            if name is not None:
                found[f"moment_{name}"] = Reason(f"moment_{name}")
    if right.refund_due is not None:
        found[f"moment_{right.refund_due_from}"] = Reason(f"moment_{right.refund_due_from}")
    return found


@pytest.mark.parametrize("right", ALL_RIGHTS, ids=lambda right: right.id)
def test_every_code_and_moment_of_a_right_has_a_text_without_gaps_in_both_languages(right: Right):
    for reason in codes_of(right).values():
        english, chinese = render(reason, "en", CATALOGUE), render(reason, "zh", CATALOGUE)
        assert "{" not in english + chinese
        assert not any(sign in english for sign in "，。；")
        assert any("\u4e00" <= sign <= "\u9fff" for sign in chinese)


def test_every_text_of_these_families_is_used():
    used = {code for right in ALL_RIGHTS for code in codes_of(right)}
    assert set((TEXTS | GOODS).codes) <= used


def test_every_fact_of_this_family_is_read_or_leads_to_one_that_is():
    read = {name for right in ALL_RIGHTS for name in right.names()}
    leads_on = {
        "at_pickup_point",
        "goods_received_at",
        "measured_size_mm",
        "size_measured_at",
        "stated_size_mm",
        "tank_entered_at",
        "vet_statement_received_at",
    }
    assert {spec.name for spec in PETS} - read <= leads_on
