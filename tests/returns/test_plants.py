"""Cut flowers, live plants and seeds on a marketplace, row by row (E12: live goods differ).

Sources: Taobao, rules for disputes, excerpt on cut flowers (48 hours); the figures for plants and seeds are proposals.
Every expected value is worked by hand. Everything happens in Shanghai (UTC+8) unless a test says otherwise.
"""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.decide import decide
from aftersales_core.returns.decision import ReturnDecision
from aftersales_core.returns.marketplaces.plants import PLANTS, PlantFigures, plants
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.statutes.china_seven_days import SEVEN_DAYS

SHANGHAI = ZoneInfo("Asia/Shanghai")
MARKET = ReturnPolicy("market", (PLANTS,), tz="Asia/Shanghai")
SIGNED = dt.datetime(2026, 2, 14, 8, 30, tzinfo=SHANGHAI)
SECOND = dt.timedelta(seconds=1)
DAY = dt.timedelta(days=1)


def claim_on(
    category: str,
    kind: str,
    at: dt.datetime,
    *,
    evidence: tuple[str, ...] = ("overall_photo", "care_proof"),
    policy: ReturnPolicy = MARKET,
    line: dict[str, Any] | None = None,
    **facts: Any,
) -> ReturnDecision:
    known: dict[str, Any] = {"signed_at": SIGNED} | (line or {})
    bought = Line.of(category, paid="99 CNY", **known)
    said: dict[str, Any] = {"buyer_caused": False, "defect_share": "1", "replacement_available": True}
    return decide(policy, Claim.of(bought, kind, submitted_at=at, evidence=evidence, **(said | facts)))


def share(decision: ReturnDecision) -> str:
    offer = decision.offer("refund_only")
    assert offer is not None
    assert offer.verdict == "grants"
    assert offer.refund is not None
    return str(offer.refund.total)


def test_cut_flowers_are_claimed_within_48_hours_that_second_included():
    """E12: cut flowers 48 h."""
    granted = claim_on("cut_flowers", "quality", SIGNED + 2 * DAY, evidence=("overall_photo",))
    assert share(granted) == "99.00 CNY"
    assert granted.offer("replacement") is not None
    late = claim_on("cut_flowers", "quality", SIGNED + 2 * DAY + SECOND, evidence=("overall_photo",))
    assert late.outcome == "ineligible"
    assert late.codes[0] == "window_closed_hours"


def test_48_hours_stay_48_hours_where_the_clocks_go_forward():
    # Paris loses an hour on 29 March 2026: 48 hours from 28 March 10:00 end on 30 March at 11:00.
    paris = ZoneInfo("Europe/Paris")
    line: dict[str, Any] = {"signed_at": dt.datetime(2026, 3, 28, 10, tzinfo=paris), "tz": "Europe/Paris"}
    last = dt.datetime(2026, 3, 30, 11, tzinfo=paris)
    assert claim_on("cut_flowers", "quality", last, line=line).outcome == "eligible"
    assert claim_on("cut_flowers", "quality", last + SECOND, line=line).outcome == "ineligible"


@pytest.mark.parametrize(
    ("withered", "of", "paid_back"),
    [
        (1, 33, "3.00 CNY"),  # 99 / 33
        (11, 33, "33.00 CNY"),
        (1, 100, "0.99 CNY"),
        (33, 33, "99.00 CNY"),
        (0, 33, "0.00 CNY"),
    ],
)
def test_flowers_are_paid_back_by_the_share_that_withered(withered: int, of: int, paid_back: str):
    decision = claim_on(
        "cut_flowers", "quality", SIGNED + DAY, defect_share=None, defect_count=withered, total_count=of
    )
    assert share(decision) == paid_back


def test_a_share_that_nobody_stated_is_asked_for():
    decision = claim_on("cut_flowers", "quality", SIGNED + DAY, defect_share=None, replacement_available=False)
    assert decision.outcome == "needs_evidence"
    assert decision.missing == ("defect_share",)


@pytest.mark.parametrize(
    ("category", "last"),
    [
        # Signed on 14 February: day seven is the 21st.
        ("potted_plant", dt.datetime(2026, 2, 21, 23, 59, 59, tzinfo=SHANGHAI)),
        ("live_plant", dt.datetime(2026, 2, 21, 23, 59, 59, tzinfo=SHANGHAI)),
        # Day thirty is 16 March: 14 days are left in February 2026.
        ("seeds", dt.datetime(2026, 3, 16, 23, 59, 59, tzinfo=SHANGHAI)),
    ],
)
def test_plants_and_seeds_have_the_proposed_days(category: str, last: dt.datetime):
    """E12: live plants and seeds by proof of care."""
    assert claim_on(category, "quality", last).outcome == "eligible"
    assert claim_on(category, "quality", last + SECOND).outcome == "ineligible"


def test_days_are_those_of_the_place_where_it_was_signed_for():
    # 01:00 on 15 February in Shanghai is 17:00 on the 14th in UTC; day seven is the 22nd.
    line: dict[str, Any] = {"signed_at": dt.datetime(2026, 2, 15, 1, tzinfo=SHANGHAI)}
    last = dt.datetime(2026, 2, 22, 23, 59, 59, tzinfo=SHANGHAI)
    assert claim_on("potted_plant", "quality", last, line=line).outcome == "eligible"
    assert claim_on("potted_plant", "quality", last + SECOND, line=line).outcome == "ineligible"


def test_plants_need_proof_of_care_and_cut_flowers_do_not():
    bare = claim_on("potted_plant", "quality", SIGNED + DAY, evidence=("overall_photo",))
    assert bare.outcome == "needs_evidence"
    assert bare.evidence == ("care_proof",)
    assert claim_on("cut_flowers", "quality", SIGNED + DAY, evidence=("overall_photo",)).outcome == "eligible"


@pytest.mark.parametrize("category", ["cut_flowers", "potted_plant", "seeds"])
def test_what_the_buyers_care_caused_is_not_covered_where_that_is_known(category: str):
    caused = claim_on(category, "quality", SIGNED + DAY, buyer_caused=True)
    assert caused.outcome == "ineligible"
    assert "plant_care_fault" in caused.codes
    unknown = claim_on(category, "quality", SIGNED + DAY, buyer_caused=None)
    assert share(unknown) == "99.00 CNY"


def test_plants_that_arrive_dead_or_broken_are_claimed_within_48_hours_on_a_photo_alone():
    for kind in ("dead_on_arrival", "damage"):
        granted = claim_on("potted_plant", kind, SIGNED + 2 * DAY, evidence=("overall_photo",), buyer_caused=None)
        assert share(granted) == "99.00 CNY"
        late = claim_on("potted_plant", kind, SIGNED + 2 * DAY + SECOND, evidence=("overall_photo",))
        assert late.outcome == "ineligible"


def test_what_is_out_of_stock_is_not_sent_again():
    decision = claim_on("seeds", "quality", SIGNED + DAY, replacement_available=False)
    assert decision.offer("replacement") is None
    assert "plant_not_in_stock" in decision.codes
    assert share(decision) == "99.00 CNY"
    unknown = claim_on("seeds", "quality", SIGNED + DAY, replacement_available=None).offer("replacement")
    assert unknown is not None
    assert unknown.verdict == "grants"


def test_dry_seeds_come_back_without_a_reason_and_live_plants_do_not():
    """消保法 25: what is fresh, alive or perishable is excluded, and dry seeds are none of it."""
    law = ReturnPolicy("law", (SEVEN_DAYS, PLANTS), tz="Asia/Shanghai")
    untouched: dict[str, Any] = {"policy": law, "parts_complete": True, "used_beyond_check": False}
    # Signed on 14 February: day seven is the 21st.
    last = dt.datetime(2026, 2, 21, 23, 59, 59, tzinfo=SHANGHAI)
    assert claim_on("seeds", "no_reason", last, **untouched).outcome == "eligible"
    assert claim_on("seeds", "no_reason", last + SECOND, **untouched).outcome == "ineligible"
    assert "excluded_perishable" in claim_on("potted_plant", "no_reason", last, **untouched).codes


def test_no_rule_lets_plants_come_back_without_a_reason():
    assert claim_on("potted_plant", "no_reason", SIGNED + DAY).codes == ("no_right",)


def test_what_is_proposed_says_so_and_can_be_set():
    confidence = {right.id: right.basis.confidence for right in PLANTS.rights}
    assert confidence["market_cut_flowers_share"] == "secondary"
    assert confidence["market_live_plant_share"] == confidence["market_seeds_share"] == "proposal"
    policy = ReturnPolicy("x", (plants(PlantFigures(live_plant_days=14)),), tz="Asia/Shanghai")
    last = dt.datetime(2026, 2, 28, 23, 59, 59, tzinfo=SHANGHAI)
    assert claim_on("live_plant", "quality", last, policy=policy).outcome == "eligible"
    assert claim_on("live_plant", "quality", last + SECOND, policy=policy).outcome == "ineligible"
