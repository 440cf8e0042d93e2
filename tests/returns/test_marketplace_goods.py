"""General goods on a marketplace, row by row: electronics, appliances' looks, clothing, damage, another item (E4).

Source: JD Open Platform, standard for disputes about goods (in force from 2026-06-15), articles 11-13, 26 items 1 and
3, 27 items 1 to 4; where it has no period, Consumer Protection Law 24; damage on the way and the looks of appliances
are proposals. Every expected value is worked by hand. Everything happens in Shanghai (UTC+8) unless a test says
otherwise.
"""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from aftersales_core.instants import Span
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.decide import decide
from aftersales_core.returns.decision import ReturnDecision
from aftersales_core.returns.marketplaces.goods import GENERAL_GOODS, GoodsFigures, general_goods
from aftersales_core.returns.policy import ReturnPolicy

SHANGHAI = ZoneInfo("Asia/Shanghai")
MARKET = ReturnPolicy("market", (GENERAL_GOODS,), tz="Asia/Shanghai")
# 07:00 on 1 July in Shanghai is 23:00 on 30 June in UTC.
SIGNED = dt.datetime(2026, 7, 1, 7, 0, tzinfo=SHANGHAI)
SECOND = dt.timedelta(seconds=1)


def hours(n: int) -> dt.timedelta:
    return dt.timedelta(hours=n)


def last_of(month: int, day: int, year: int = 2026) -> dt.datetime:
    return dt.datetime(year, month, day, 23, 59, 59, tzinfo=SHANGHAI)


def claim_on(
    category: str,
    kind: str,
    at: dt.datetime,
    *,
    paid: str = "1299 CNY",
    evidence: tuple[str, ...] = ("photo", "waybill_photo"),
    line: dict[str, Any] | None = None,
    policy: ReturnPolicy = MARKET,
    **facts: Any,
) -> ReturnDecision:
    known: dict[str, Any] = {"signed_at": SIGNED} | (line or {})
    bought = Line.of(category, paid=paid, **known)
    said: dict[str, Any] = {"buyer_caused": False} | facts
    return decide(policy, Claim.of(bought, kind, submitted_at=at, evidence=evidence, **said))


def verdicts(decision: ReturnDecision) -> dict[str, str]:
    return {offer.remedy: offer.verdict for offer in decision.remedies}


def total(decision: ReturnDecision, remedy: str) -> str:
    offer = decision.offer(remedy)
    assert offer is not None
    assert offer.refund is not None
    return str(offer.refund.total)


BACK_OR_EXCHANGE = {"return_refund": "grants", "exchange": "grants"}


# --- looks (26(1), 26(3)) --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("category", "faint", "limit"),
    [
        ("portable_electronics", False, 48),
        ("mobile_phone", False, 48),
        ("electronics", False, 48),
        ("mobile_phone", True, 72),
        ("electronics", True, 72),
        ("fixed_electronics", False, 72),
        ("fixed_electronics", True, 72),
        ("computer", False, 72),
        ("appliances", False, 72),
    ],
)
def test_flaws_in_looks_are_claimed_in_the_hours_of_their_kind_that_second_included(
    category: str, faint: bool, limit: int
):
    """E4: a question of quality leads to return or exchange."""
    granted = claim_on(category, "appearance", SIGNED + hours(limit), flaw_faint=faint)
    assert verdicts(granted) == BACK_OR_EXCHANGE
    assert total(granted, "return_refund") == "1299.00 CNY"
    offer = granted.offer("return_refund")
    assert offer is not None
    assert offer.freight == "trader"
    late = claim_on(category, "appearance", SIGNED + hours(limit) + SECOND, flaw_faint=faint)
    assert late.outcome == "ineligible"


def test_after_48_hours_a_phone_needs_the_answer_whether_the_flaw_is_faint_and_before_it_does_not():
    assert claim_on("mobile_phone", "appearance", SIGNED + hours(48)).outcome == "eligible"
    later = claim_on("mobile_phone", "appearance", SIGNED + hours(49))
    assert later.outcome == "needs_evidence"
    assert later.missing == ("flaw_faint",)
    visible = claim_on("mobile_phone", "appearance", SIGNED + hours(49), flaw_faint=False)
    assert "goods_faint_flaw_only" in visible.codes


def test_clothing_with_a_flaw_is_made_known_in_48_hours_and_claimed_in_15_days():
    # Signed on 1 July: day fifteen is 16 July.
    told, last = SIGNED + hours(48), last_of(7, 16)
    for kind in ("appearance", "not_as_described"):
        granted = claim_on("apparel", kind, last, first_reported_at=told)
        assert verdicts(granted) == BACK_OR_EXCHANGE
        assert claim_on("apparel", kind, last + SECOND, first_reported_at=told).outcome == "ineligible"
        assert claim_on("apparel", kind, last, first_reported_at=told + SECOND).outcome == "ineligible"
    # The claim itself is a report, where there was none before.
    assert claim_on("shoes", "appearance", told).outcome == "eligible"
    assert claim_on("bags", "appearance", told + SECOND).outcome == "ineligible"


# --- quality and faults (27) -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("category", "kind", "last", "remedies"),
    [
        # Days from 1 July: 7 is the 8th, 15 the 16th; a year ends on 1 July 2027.
        ("mobile_phone", "fault", last_of(7, 8), {"return_refund", "exchange", "repair"}),
        ("mobile_phone", "fault", last_of(7, 16), {"exchange", "repair"}),
        ("computer", "quality", last_of(7, 1, 2027), {"repair"}),
        # 120 days: 30 of July, 31, 30, 31 are 122, so 29 October. 90 days: 30 + 31 + 29, so 29 September.
        ("shoes", "quality", last_of(7, 8), {"return_refund", "exchange", "repair"}),
        ("shoes", "quality", last_of(7, 16), {"exchange", "repair"}),
        ("shoes", "quality", last_of(10, 29), {"repair"}),
        ("bags", "quality", last_of(9, 29), {"repair"}),
        ("apparel", "quality", last_of(7, 16), {"return_refund", "exchange"}),
    ],
)
def test_each_step_of_a_guarantee_ends_with_its_last_day(
    category: str, kind: str, last: dt.datetime, remedies: set[str]
):
    """E4: return, then exchange, then repair."""
    before, after = claim_on(category, kind, last), claim_on(category, kind, last + SECOND)
    assert set(verdicts(before)) == remedies
    assert set(verdicts(before).values()) == {"grants"}
    assert len(verdicts(after)) < len(remedies)


def test_the_days_are_those_of_the_place_where_it_was_signed_for():
    los_angeles = ZoneInfo("America/Los_Angeles")
    # 20:00 on 1 July in Los Angeles is already 2 July in UTC: day seven is 8 July there.
    line: dict[str, Any] = {"tz": "America/Los_Angeles", "signed_at": dt.datetime(2026, 7, 1, 20, tzinfo=los_angeles)}
    last = dt.datetime(2026, 7, 8, 23, 59, 59, tzinfo=los_angeles)
    assert "return_refund" in verdicts(claim_on("mobile_phone", "fault", last, line=line))
    assert "return_refund" not in verdicts(claim_on("mobile_phone", "fault", last + SECOND, line=line))


def test_time_at_the_repairer_does_not_count():
    # Away for the whole of 2 to 11 August: ten days more, until 11 July 2027.
    away = Span(dt.datetime(2026, 8, 2, tzinfo=SHANGHAI), dt.datetime(2026, 8, 12, tzinfo=SHANGHAI))
    line: dict[str, Any] = {"repair_spans": (away,)}
    assert claim_on("computer", "fault", last_of(7, 11, 2027), line=line).outcome == "eligible"
    assert claim_on("computer", "fault", last_of(7, 11, 2027) + SECOND, line=line).outcome == "ineligible"


def test_a_fault_is_shown_by_a_photo_or_a_test():
    assert claim_on("mobile_phone", "fault", SIGNED, evidence=("service_report",)).outcome == "eligible"
    bare = claim_on("mobile_phone", "fault", SIGNED, evidence=())
    assert bare.outcome == "needs_evidence"
    assert set(bare.evidence) == {"photo", "test_report"}


@pytest.mark.parametrize(
    ("category", "kind"),
    [
        ("mobile_phone", "fault"),
        ("mobile_phone", "appearance"),
        ("apparel", "quality"),
        ("apparel", "appearance"),
        ("shoes", "quality"),
        ("toys", "damage"),
        ("toys", "packaging"),
        ("toys", "wrong_item"),
    ],
)
def test_what_the_buyer_caused_is_not_covered_where_that_is_known(category: str, kind: str):
    caused = claim_on(category, kind, SIGNED + hours(1), buyer_caused=True, flaw_faint=False)
    assert caused.outcome == "ineligible"
    assert "goods_buyer_cause" in caused.codes
    unknown = claim_on(category, kind, SIGNED + hours(1), buyer_caused=None, flaw_faint=False)
    assert unknown.outcome == "eligible"


@pytest.mark.parametrize(
    ("category", "outcome"),
    [("apparel", "ineligible"), ("shoes", "ineligible"), ("bags", "ineligible"), ("computer", "eligible")],
)
def test_clothes_shoes_and_bags_sold_as_seconds_have_no_right_for_quality(category: str, outcome: str):
    decision = claim_on(category, "quality", SIGNED + hours(1), line={"disclosed_flaw": True})
    assert decision.outcome == outcome
    assert ("goods_sold_as_second" in decision.codes) is (outcome == "ineligible")


# --- on the way, another item, another description --------------------------------------------------------------------


@pytest.mark.parametrize("category", ["toys", "furniture", "pet_supplies"])
def test_damage_on_the_way_is_made_known_within_48_hours(category: str):
    last = SIGNED + hours(48)
    granted = claim_on(category, "damage", last)
    assert verdicts(granted) == {"return_refund": "grants", "replacement": "grants"}
    assert claim_on(category, "damage", last + SECOND).outcome == "ineligible"
    assert claim_on(category, "damage", last + SECOND, first_reported_at=last).outcome == "eligible"
    assert verdicts(claim_on(category, "packaging", last)) == {"exchange": "grants"}
    assert claim_on(category, "packaging", last + SECOND).outcome == "ineligible"
    bare = claim_on(category, "damage", last, evidence=("photo",))
    assert bare.evidence == ("waybill_photo",)


def test_another_item_and_another_description_have_seven_days():
    last = last_of(7, 8)
    wrong = claim_on("toys", "wrong_item", last)
    assert verdicts(wrong) == BACK_OR_EXCHANGE | {"replacement": "grants"}
    described = claim_on("toys", "not_as_described", last)
    assert verdicts(described) == BACK_OR_EXCHANGE
    for kind in ("wrong_item", "not_as_described"):
        assert claim_on("toys", kind, last + SECOND).outcome == "ineligible"


@pytest.mark.parametrize(
    ("paid", "compensation"),
    [
        ("1299 CNY", "129.90 CNY"),  # 10 %
        ("2000 CNY", "200.00 CNY"),  # 10 % is exactly the limit
        ("2000.10 CNY", "200.00 CNY"),  # 200.01 is cut off
        ("0.04 CNY", "0.00 CNY"),  # 0.004
        ("0.05 CNY", "0.01 CNY"),  # 0.005 is rounded up
    ],
)
def test_an_unclear_page_gives_a_tenth_of_the_price_up_to_200_yuan(paid: str, compensation: str):
    """Article 11."""
    decision = claim_on("toys", "not_as_described", SIGNED, paid=paid, line={}, page_unclear=True)
    assert verdicts(decision) == BACK_OR_EXCHANGE | {"compensation": "grants"}
    assert total(decision, "compensation") == compensation
    assert claim_on("toys", "not_as_described", SIGNED, paid=paid).offer("compensation") is None


def test_a_limit_in_yuan_is_not_compared_with_other_money():
    decision = claim_on("toys", "not_as_described", SIGNED, paid="90 USD", page_unclear=True)
    assert verdicts(decision) == BACK_OR_EXCHANGE


def test_what_is_proposed_or_derived_says_so_and_the_figures_can_be_set():
    confidence = {right.id: right.basis.confidence for right in GENERAL_GOODS.rights}
    assert confidence["market_transit_damage_refund"] == confidence["market_appliance_looks_refund"] == "proposal"
    assert confidence["market_other_item_refund"] == "derived"
    assert confidence["market_portable_looks_refund"] == "read"
    policy = ReturnPolicy("x", (general_goods(GoodsFigures(portable_looks_hours=96)),), tz="Asia/Shanghai")
    assert claim_on("mobile_phone", "appearance", SIGNED + hours(96), policy=policy).outcome == "eligible"
