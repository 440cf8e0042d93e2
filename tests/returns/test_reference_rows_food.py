"""Rows of the reference on produce, cold chain, grain and weight (section 4, and the food of section 6), by hand.

All times are those of the place; S is Monday 2026-03-02 10:00 in Shanghai; 100 yuan were paid unless said otherwise.
"""

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest

from aftersales_core.instants import Span
from aftersales_core.money.amount import Money
from aftersales_core.returns.claim import Line
from aftersales_core.returns.cold_chain import CHILLED, FROZEN, Reading, judge_cold_chain
from aftersales_core.returns.liability import Causes, Custody, who_bears
from aftersales_core.returns.marketplaces.produce import SAME_DAY_PRODUCE
from aftersales_core.returns.net_content import (
    net_content_count_tolerance,
    net_content_tolerance_g,
    weighing_tolerance_g,
)
from aftersales_core.returns.options import options
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.presets import CHINA_MARKETPLACE as MARKET
from aftersales_core.returns.questions import questions
from tests.returns.test_reference_rows_cn import S, asked, at, check_edge, gives

ALL_PHOTOS = ("overall_photo", "waybill_photo", "label_photo")
HALF = {"evidence": ALL_PHOTOS, "defect_share": "0.5"}
NEXT_DAY = "2026-03-03 10:00"


@pytest.mark.parametrize(
    ("category", "given", "last"),
    [
        # 48 hours to the second: 2 March 10:00 -> 4 March 10:00:00, which is still in time.
        *(
            (category, HALF, "2026-03-04 10:00:00")
            for category in (
                "soft_fruit",
                "berries",
                "strawberries",
                "grapes",
                "cherries",
                "hard_fruit",
                "apples",
                "citrus",
                "melons",
                "vegetables",
                "leaf_vegetables",
                "root_vegetables",
                "mushrooms",
                "eggs",
                "meat",
                "chilled",
                "dairy",
                "frozen",
                "frozen_seafood",
                "ice_cream",
            )
        ),
        # 12 hours for what is alive.
        *(
            (category, {**HALF, "evidence": ["video"]}, "2026-03-02 22:00:00")
            for category in ("live_seafood", "crabs", "shellfish")
        ),
        # Ripening fruit: 2 + 7 = 9 March.
        *(
            (category, HALF, "2026-03-09 23:59:59")
            for category in (
                "ripening_fruit",
                "durian",
                "mango",
                "kiwi",
                "jackfruit",
                "avocado",
                "custard_apple",
                "papaya",
            )
        ),
        # 48 real hours across the start of summer time in Berlin: 28 March 10:00 -> 30 March 11:00 on the clock there.
        ("grapes", {**HALF, "signed_at": "2026-03-28 10:00", "zone": "Europe/Berlin"}, "2026-03-30 11:00:00"),
        # Signed at 23:30: still 48 hours, no day end.
        ("grapes", {**HALF, "signed_at": "2026-03-02 23:30"}, "2026-03-04 23:30:00"),
    ],
)
def test_until_when_spoiled_goods_are_claimed(category: str, given: dict[str, Any], last: str):
    """Rows 4 "Claim window", "Live seafood", "Ripening fruit"; section 6."""
    facts = dict(given)
    zone = facts.pop("zone", "Asia/Shanghai")
    check_edge(MARKET, category, "quality", "refund_only", last, zone, **facts)


def test_leaf_vegetables_of_a_shop_that_delivers_the_same_day():
    """Section 6: 24 hours on one photo."""
    shop = ReturnPolicy("shop", (SAME_DAY_PRODUCE,), tz="Asia/Shanghai")
    given = {"evidence": ["photo"], "defect_share": "0.5"}
    check_edge(shop, "leaf_vegetables", "quality", "refund_only", "2026-03-03 10:00:00", **given)


@pytest.mark.parametrize(
    ("submitted", "outcome"),
    [
        ("2026-03-04 10:00:00", "eligible"),
        # No rounding to seconds: a millionth later is later.
        ("2026-03-04 10:00:00.000001", "ineligible"),
    ],
)
def test_hours_are_exact_to_the_microsecond(submitted: str, outcome: str):
    """Row 3.2 HOURS_EXACT."""
    assert asked(MARKET, "grapes", "quality", submitted, **HALF).outcome == outcome


@pytest.mark.parametrize(
    ("hour", "evidence", "outcome"),
    [
        # The shop's own terms: one photo within 24 hours.
        ("2026-03-03 10:00:00", ["photo"], "eligible"),
        # After them the marketplace's 48 hours, with its evidence.
        ("2026-03-03 10:00:01", ["waybill_photo"], "needs_evidence"),
        ("2026-03-04 10:00:00", ["photo"], "eligible"),
        ("2026-03-04 10:00:01", ["photo"], "ineligible"),
    ],
)
def test_a_shops_shorter_window_stands_on_the_marketplaces_longer_one(hour: str, evidence: list[str], outcome: str):
    """Section 7.4: dimension by dimension, for leaf vegetables."""
    both = MARKET.with_rules(SAME_DAY_PRODUCE)
    assert asked(both, "leaf_vegetables", "quality", hour, evidence=evidence, defect_share="0.5").outcome == outcome


@pytest.mark.parametrize("category", ["frozen", "ice_cream", "frozen_seafood"])
@pytest.mark.parametrize("signed", ["2026-03-02 00:00:00", S, "2026-03-02 23:59:59"])
def test_thawed_goods_are_claimed_on_the_day_of_signing(category: str, signed: str):
    """Row 4 "Frozen thawed": by 24:00 of the day, however late they came; all is refunded."""
    given = {"evidence": ["photo"], "thawed": True, "signed_at": signed}
    check_edge(MARKET, category, "quality", "refund_only", "2026-03-02 23:59:59", **given)
    refund = asked(MARKET, category, "quality", "2026-03-02 23:59:59", **given).refund
    assert refund is not None
    assert refund.total == Money("100.00", "CNY")


@pytest.mark.parametrize(
    ("given", "last"),
    [
        # Broken: 48 hours.
        ({"kind": "damage"}, "2026-03-04 10:00:00"),
        # Bad inside: any time within the shelf life, with a photo of the label.
        ({"bad_egg": True, "shelf_life_ends_on": "2026-03-31"}, "2026-03-31 23:59:59"),
    ],
)
def test_eggs(given: dict[str, Any], last: str):
    """Row 4 "Eggs": 3 of 30 = 10 %, of 100 yuan."""
    facts = {"evidence": ("photo", "label_photo"), "defect_count": 3, "total_count": 30, **given}
    kind = facts.pop("kind", "quality")
    check_edge(MARKET, "eggs", kind, "refund_only", last, **facts)
    refund = asked(MARKET, "eggs", kind, last, **facts).refund
    assert refund is not None
    assert refund.total == Money("10.00", "CNY")


def test_a_bad_egg_wants_the_label():
    """Row 4 "Eggs"."""
    given = {"evidence": ["photo"], "defect_share": "0.1", "bad_egg": True, "shelf_life_ends_on": "2026-03-31"}
    decision = asked(MARKET, "eggs", "quality", "2026-03-20 10:00", **given)
    assert (decision.outcome, decision.evidence) == ("needs_evidence", ("label_photo",))


@pytest.mark.parametrize(
    "given",
    [
        {"defect_count": 1, "total_count": 4},
        {"defect_share": "0.25"},
    ],
)
def test_rot_that_is_only_inside_is_claimed_within_five_days(given: dict[str, Any]):
    """Row 4 "Rot only inside": 2 + 5 = 7 March; one of four = 25."""
    facts = {"evidence": ALL_PHOTOS, "rot_inside": True, **given}
    check_edge(MARKET, "melons", "quality", "refund_only", "2026-03-07 23:59:59", **facts)
    refund = asked(MARKET, "melons", "quality", "2026-03-07 12:00", **facts).refund
    assert refund is not None
    assert refund.total == Money("25.00", "CNY")


@pytest.mark.parametrize(
    ("paid", "given", "refund"),
    [
        # The actual ratio; bands are ceilings, and none of these lies above its own.
        ("100.00 CNY", {"defect_share": "0.01"}, "1.00"),
        ("100.00 CNY", {"defect_share": "0.10"}, "10.00"),
        ("100.00 CNY", {"defect_share": "0.11"}, "11.00"),
        ("100.00 CNY", {"defect_share": "0.30"}, "30.00"),
        ("100.00 CNY", {"defect_share": "0.31"}, "31.00"),
        ("100.00 CNY", {"defect_share": "0.50"}, "50.00"),
        ("100.00 CNY", {"defect_share": "0.51"}, "51.00"),
        # Exactly 70 % is not "more than 70 %".
        ("100.00 CNY", {"defect_share": "0.70"}, "70.00"),
        ("100.00 CNY", {"defect_share": "0.7000001"}, "100.00"),
        ("100.00 CNY", {"defect_share": "0.71"}, "100.00"),
        ("100.00 CNY", {"defect_share": "1"}, "100.00"),
        # 39.90 x 0.3 = 11.97.
        ("39.90 CNY", {"defect_share": "0.3"}, "11.97"),
        # 39.90 x 0.05 = 1.995: half up.
        ("39.90 CNY", {"defect_share": "0.05"}, "2.00"),
        # 39.90 / 3 = 13.30.
        ("39.90 CNY", {"defect_count": 1, "total_count": 3}, "13.30"),
        # 10 / 3 = 3.333...
        ("10.00 CNY", {"defect_count": 1, "total_count": 3}, "3.33"),
        # 10 x 2 / 3 = 6.666...
        ("10.00 CNY", {"defect_count": 2, "total_count": 3}, "6.67"),
        # 350 g of 1400 g = a quarter of 60.
        ("60.00 CNY", {"defect_weight_g": 350, "total_weight_g": 1400}, "15.00"),
        # 7 of 10 is exactly 70 %; 71 of 100 is more.
        ("50.00 CNY", {"defect_count": 7, "total_count": 10}, "35.00"),
        ("50.00 CNY", {"defect_count": 71, "total_count": 100}, "50.00"),
        # Two of four boxes claimed, half of them bad: 100 / 2 / 2.
        ("100.00 CNY", {"defect_share": "0.5", "qty": 4, "claimed": 2}, "25.00"),
        # 30 were paid back before; 0.71 gives all, and all that is left is 70.
        ("100.00 CNY", {"defect_share": "0.71", "refunded": "30.00 CNY"}, "70.00"),
        # Whole yen: 1000 x 0.333 = 333.
        ("1000 JPY", {"defect_share": "0.333"}, "333"),
        # Three decimals: 1.000 x 0.3335 = 0.3335, half up 0.334.
        ("1.000 KWD", {"defect_share": "0.3335"}, "0.334"),
    ],
)
def test_the_refund_is_the_actual_share_of_what_was_paid(paid: str, given: dict[str, Any], refund: str):
    """Row 4 "Refund" and section 7.5; one rounding at the end."""
    decision = asked(MARKET, "apples", "quality", NEXT_DAY, paid=paid, evidence=ALL_PHOTOS, **given)
    assert decision.outcome == "eligible", decision.missing
    assert decision.refund is not None
    assert decision.refund.total == Money(refund, paid.split()[1])


def test_nothing_affected_gives_nothing():
    """Row 4 "Refund": a share of 0."""
    assert asked(MARKET, "apples", "quality", NEXT_DAY, evidence=ALL_PHOTOS, defect_share=0).outcome == "ineligible"


@pytest.mark.parametrize(
    ("category", "given"),
    [
        ("apples", {"odour": True}),
        ("dairy", {"bulging": True}),
        ("meat", {"inedible": True}),
        ("dairy", {"thawed": True}),
        # Small berries that rot or leak: all of them.
        ("blueberries", {"rotten": True}),
        ("mulberries", {"rotten": True}),
        ("strawberries", {"rotten": True}),
        # Segments that affect each other.
        ("jackfruit", {"segments_connected": True}),
        ("durian", {"segments_connected": True, "rotten": True}),
        # Any two of rot, shortage and size.
        ("apples", {"shortage_share": "0.05"}),
        ("apples", {"wrong_size_share": "0.05"}),
        # The cold chain is known to have broken.
        ("meat", {"cold_chain_broken": True}),
        ("chilled", {"cold_chain_broken": True}),
    ],
)
def test_what_makes_the_refund_full(category: str, given: dict[str, Any]):
    """Row 4 "Full refund", at a share of one tenth."""
    decision = asked(MARKET, category, "quality", NEXT_DAY, evidence=ALL_PHOTOS, defect_share="0.1", **given)
    assert decision.outcome == "eligible"
    assert decision.refund is not None
    assert decision.refund.total == Money("100.00", "CNY")


@pytest.mark.parametrize("photo", ["overall_photo", "size_photo"])
@pytest.mark.parametrize(
    ("share", "refund"),
    [
        # Up to 5 %: the ratio itself.
        ("0.03", "3.00"),
        ("0.05", "5.00"),
        # Up to 10 %: 10 %.
        ("0.0501", "10.00"),
        ("0.10", "10.00"),
        # Up to 30 %: half.
        ("0.1001", "50.00"),
        ("0.30", "50.00"),
        # Above: all.
        ("0.3001", "100.00"),
        ("1", "100.00"),
    ],
)
def test_cherries_of_another_size(share: str, refund: str, photo: str):
    """Rows 4 "Size mismatch (cherry)" and "Evidence"; section 6: soft fruit with the waybill."""
    given = {"evidence": [photo, "waybill_photo"], "wrong_size_share": share}
    decision = asked(MARKET, "cherries", "size_mismatch", NEXT_DAY, **given)
    assert decision.refund is not None
    assert decision.refund.total == Money(refund, "CNY")


def test_another_size_is_claimed_within_48_hours():
    """Row 4 "Size mismatch (cherry)"."""
    given = {"evidence": ["overall_photo", "waybill_photo"], "wrong_size_share": "0.2"}
    check_edge(MARKET, "cherries", "size_mismatch", "refund_only", "2026-03-04 10:00:00", **given)


@pytest.mark.parametrize(
    ("category", "given", "refund"),
    [
        # 500 g of 5000 g are missing: a tenth.
        ("apples", {"stated_weight_g": 5000, "measured_weight_g": 4500}, "10.00"),
        ("rice", {"stated_weight_g": 5000, "measured_weight_g": 4500, "sold_by": "prepacked"}, "10.00"),
        # 500 g may lack 15 g; 485 g is exactly that, 484 g lacks 16 g = 3.2 %.
        ("rice", {"stated_weight_g": 500, "measured_weight_g": 485, "sold_by": "prepacked"}, None),
        ("rice", {"stated_weight_g": 500, "measured_weight_g": 484, "sold_by": "prepacked"}, "3.20"),
        # A loose kilogram of fruit at 5 yuan may lack 20 g; 979 g lacks 21 g = 2.1 %.
        (
            "apples",
            {"stated_weight_g": 1000, "measured_weight_g": 980, "sold_by": "loose", "price_per_kg": "5.00 CNY"},
            None,
        ),
        (
            "apples",
            {"stated_weight_g": 1000, "measured_weight_g": 979, "sold_by": "loose", "price_per_kg": "5.00 CNY"},
            "2.10",
        ),
        # 2 kg of meat at 25 yuan may lack 5 g; 1994 g lacks 6 g = 0.3 %.
        (
            "meat",
            {"stated_weight_g": 2000, "measured_weight_g": 1995, "sold_by": "loose", "price_per_kg": "25.00 CNY"},
            None,
        ),
        (
            "meat",
            {"stated_weight_g": 2000, "measured_weight_g": 1994, "sold_by": "loose", "price_per_kg": "25.00 CNY"},
            "0.30",
        ),
        # One of ten pieces.
        ("apples", {"stated_count": 10, "measured_count": 9, "sold_by": "piece"}, "10.00"),
        ("apples", {"shortage_share": "0.2"}, "20.00"),
        # Nothing is missing.
        ("apples", {"stated_weight_g": 5000, "measured_weight_g": 5000}, None),
        ("apples", {"stated_weight_g": 5000, "measured_weight_g": 5100}, None),
    ],
)
def test_short_weight_gives_the_missing_share(category: str, given: dict[str, Any], refund: str | None):
    """Rows 4 "Weight shortage", "Net content tolerance", "Loose weighing tolerance"."""
    decision = asked(MARKET, category, "shortage", NEXT_DAY, evidence=["scale_photo", "photo"], **given)
    offer = decision.offer("refund_only")
    if refund is None:
        assert not gives(decision, "refund_only")
    else:
        assert offer is not None
        assert offer.refund is not None, (decision.missing, decision.evidence)
        assert offer.refund.total == Money(refund, "CNY")


@pytest.mark.parametrize("evidence", ["unboxing_video", "overall_photo", "scale_photo"])
def test_missing_pieces_are_seen_on_a_photo(evidence: str):
    """Row 4 "Evidence": the scale is for weight. 2 of 30 eggs: 100 / 15 = 6.67."""
    given = {"evidence": [evidence], "stated_count": 30, "measured_count": 28}
    refund = asked(MARKET, "eggs", "shortage", NEXT_DAY, **given).refund
    assert refund is not None
    assert refund.total == Money("6.67", "CNY")


@pytest.mark.parametrize(
    ("stated", "tolerance"),
    [
        # 9 % up to 50 g.
        (10, "0.9"),
        (50, "4.5"),
        # 4.5 g up to 100 g.
        (51, "4.5"),
        (100, "4.5"),
        # 4.5 % up to 200 g: 120 x 0.045.
        (120, "5.4"),
        (200, "9"),
        # 9 g up to 300 g.
        (201, "9"),
        (300, "9"),
        # 3 % up to 500 g.
        (400, "12"),
        (500, "15"),
        # 15 g up to 1 kg.
        (501, "15"),
        (1000, "15"),
        # 1.5 % up to 10 kg.
        (2000, "30"),
        (10000, "150"),
        # 150 g up to 15 kg.
        (10001, "150"),
        (15000, "150"),
        # 1 % up to 50 kg.
        (20000, "200"),
        (50000, "500"),
    ],
)
def test_net_content_tolerance(stated: int, tolerance: str):
    """Row 4 "Net content tolerance (prepacked)"."""
    assert net_content_tolerance_g(stated) == Fraction(tolerance)


def test_of_up_to_fifty_pieces_none_may_be_missing():
    """Row 4 "Net content tolerance": count <= 50 none."""
    assert [net_content_count_tolerance(count) for count in (1, 10, 50)] == [0, 0, 0]


@pytest.mark.parametrize(
    ("weight", "price", "tolerance"),
    [
        # Up to 6 yuan a kilogram: 20 g up to 1 kg, 40 to 2, 80 to 4, 100 to 25.
        (500, "6", 20),
        (1000, "6", 20),
        (1001, "6", 40),
        (2000, "5", 40),
        (2001, "5", 80),
        (4000, "3", 80),
        (4001, "3", 100),
        (25000, "3", 100),
        # 6 to 30 yuan: 5 g up to 2.5 kg, up to 15 g for 15 kg.
        (2500, "6.01", 5),
        (2500, "30", 5),
        (15000, "30", 15),
    ],
)
def test_loose_weighing_tolerance(weight: int, price: str, tolerance: int):
    """Row 4 "Loose weighing tolerance"."""
    assert weighing_tolerance_g(weight, price_per_kg=price) == tolerance


@pytest.mark.parametrize("category", ["apples", "grapes", "leaf_vegetables", "crabs", "eggs", "frozen"])
def test_taste_and_looks_are_not_supported(category: str):
    """Row 4 "Taste, looks"."""
    for kind in ("taste", "appearance"):
        assert asked(MARKET, category, kind, NEXT_DAY, evidence=ALL_PHOTOS, defect_share="0.5").outcome == "ineligible"


@pytest.mark.parametrize(("visible", "outcome"), [(True, "eligible"), (False, "ineligible"), (None, "needs_evidence")])
def test_a_refusal_at_the_door(visible: bool | None, outcome: str):
    """Row 4 "Refusal": without cause the buyer's risk, with visible damage a refund."""
    given = {"signed_at": None, "refused_at": S, "visible_damage": visible, "evidence": ["photo"]}
    decision = asked(MARKET, "grapes", "refused_delivery", "2026-03-02 12:00", **given)
    assert decision.outcome == outcome
    if visible:
        assert decision.refund is not None
        assert decision.refund.total == Money("100.00", "CNY")


@pytest.mark.parametrize(
    ("evidence", "outcome", "wanted"),
    [
        (("overall_photo", "waybill_photo"), "eligible", ()),
        # A full unboxing video shows the whole.
        (("unboxing_video", "waybill_photo"), "eligible", ()),
        (("photo", "waybill_photo"), "needs_evidence", ("overall_photo",)),
        (("overall_photo",), "needs_evidence", ("waybill_photo",)),
        ((), "needs_evidence", ("overall_photo", "waybill_photo")),
    ],
)
def test_the_evidence_that_a_marketplace_asks_for(evidence: tuple[str, ...], outcome: str, wanted: tuple[str, ...]):
    """Row 4 "Evidence"; five facts and the evidence decide a claim."""
    decision = asked(MARKET, "grapes", "quality", NEXT_DAY, evidence=evidence, defect_share="0.3")
    assert (decision.outcome, decision.evidence, decision.missing) == (outcome, wanted, ())


@pytest.mark.parametrize(
    ("ends", "outcome"),
    [
        # Past its shelf life when it was signed for.
        ("2026-03-01", "eligible"),
        # The last day of its shelf life is still within.
        ("2026-03-02", "ineligible"),
        ("2026-12-31", "ineligible"),
    ],
)
def test_expired_food_is_the_sellers_fault(ends: str, outcome: str):
    """Row 4 "Expired food"; the multiple is never part of the refund."""
    decision = asked(MARKET, "snacks", "expired", NEXT_DAY, evidence=["label_photo"], shelf_life_ends_on=ends)
    assert decision.outcome == outcome
    if outcome == "eligible":
        assert decision.refund is not None
        assert decision.refund.total == Money("100.00", "CNY")
        assert not gives(decision, "compensation")


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        # 1 January to 31 December 2025 is 364 days; 10 December leaves 21, less than a third.
        ({}, "eligible"),
        ({"short_dated_stated": True}, "ineligible"),
        # 1 March leaves 305 of them.
        ({"signed_at": "2025-03-01 10:00"}, "ineligible"),
    ],
)
def test_little_shelf_life_left(given: dict[str, Any], outcome: str):
    """Row 4 "Shelf life left"."""
    facts = {"produced_on": "2025-01-01", "shelf_life_ends_on": "2025-12-31", "signed_at": "2025-12-10 10:00", **given}
    decision = asked(MARKET, "snacks", "short_dated", "2025-12-11 10:00", evidence=["label_photo", "photo"], **facts)
    assert decision.outcome == outcome


def test_a_wrong_organic_certificate_gives_all_back():
    """Row 4 "Organic certificate wrong"."""
    given = {"evidence": ["photo", "label_photo"], "certificate_matches": False}
    decision = asked(MARKET, "grapes", "not_as_described", NEXT_DAY, **given)
    assert decision.outcome == "eligible"
    assert decision.refund is not None
    assert decision.refund.total == Money("100.00", "CNY")


@pytest.mark.parametrize(
    ("given", "refund"),
    [
        ({"component_shop_value": "20.00 CNY"}, "20.00"),
        ({"component_market_value": "18.50 CNY"}, "18.50"),
        # Never more than was paid.
        ({"component_shop_value": "120.00 CNY"}, "100.00"),
    ],
)
def test_a_mixed_box_gives_the_price_of_the_component(given: dict[str, Any], refund: str):
    """Row 4 "Mixed box"."""
    decision = asked(MARKET, "mixed_box", "quality", NEXT_DAY, evidence=ALL_PHOTOS, **given)
    assert decision.outcome == "eligible", decision.missing
    assert decision.refund is not None
    assert decision.refund.total == Money(refund, "CNY")


@pytest.mark.parametrize(
    ("category", "kind", "remedy", "last", "given"),
    [
        # Law 24: 2 + 7 = 9 March.
        ("rice", "quality", "return_refund", "2026-03-09 23:59:59", {}),
        ("rice", "quality", "refund_only", "2026-03-09 23:59:59", {"defect_share": "1", "buyer_caused": False}),
        # Packaged food: its shelf life.
        ("snacks", "quality", "refund_only", "2026-12-20 23:59:59", {"shelf_life_ends_on": "2026-12-20"}),
    ],
)
def test_dry_and_packaged_food(category: str, kind: str, remedy: str, last: str, given: dict[str, Any]):
    """Section 6 "Grain, dry goods, sealed" and "Packaged food"."""
    check_edge(MARKET, category, kind, remedy, last, evidence=["photo", "label_photo"], **given)


EIGHT = at("2026-03-02 08:00")


@pytest.mark.parametrize(
    ("limits", "degrees", "verdict"),
    [
        (FROZEN, ["-20"] * 7, "kept"),
        # Exactly at the limit is within.
        (FROZEN, ["-18"] * 7, "kept"),
        (FROZEN, ["-20", "-20", "-11.9", "-20", "-20", "-20", "-20"], "broken"),
        (FROZEN, ["-20", "-20", "-12", "-20", "-20", "-20", "-20"], "kept"),
        (CHILLED, ["2"] * 7, "kept"),
        (CHILLED, ["2", "2", "-0.1", "2", "2", "2", "2"], "broken"),
        # Above 8 degrees from minute 10 to 60: 50 minutes.
        (CHILLED, ["2", "9", "9", "9", "9", "9", "9"], "broken"),
        # Nothing is known of an hour without a reading.
        (FROZEN, ["-20"], "unknown"),
        (FROZEN, [], "unknown"),
    ],
)
def test_whether_the_cold_chain_was_kept(limits: Any, degrees: list[str], verdict: str):
    """Row 4 "Cold-chain numbers": parameters; one reading every ten minutes for an hour."""
    log = [Reading.of(EIGHT + dt.timedelta(minutes=10 * n), celsius) for n, celsius in enumerate(degrees)]
    report = judge_cold_chain(log, limits, from_at=EIGHT, until_at=EIGHT + dt.timedelta(hours=1))
    assert report.verdict == verdict


@pytest.mark.parametrize(
    ("causes", "towards", "recourse"),
    [
        (Causes(), "seller", ()),
        (Causes(carrier_damaged=True), "seller", ("carrier",)),
        (Causes(carrier_late=True, force_majeure=True), "seller", ()),
        (Causes(spoiled_before_packing=True, packing_unfit=True), "seller", ("supplier", "packer")),
        (Causes(buyer_caused=True), "buyer", ()),
    ],
)
def test_who_bears_the_loss(causes: Causes, towards: str, recourse: tuple[str, ...]):
    """Row 3 CN e-commerce law 20: the seller bears the risk of transit towards the buyer."""
    liability = who_bears(causes)
    assert (liability.towards_buyer, liability.recourse) == (towards, recourse)


def test_a_cold_chain_that_broke_with_the_carrier_leads_to_the_carrier():
    """Row 3 CN e-commerce law 20 with row 4 "Cold-chain numbers"."""
    log = [Reading.of(EIGHT + dt.timedelta(minutes=10 * n), -20 if n < 4 else -5) for n in range(7)]
    report = judge_cold_chain(log, FROZEN, from_at=EIGHT, until_at=EIGHT + dt.timedelta(hours=1))
    half = EIGHT + dt.timedelta(minutes=30)
    custodies = (Custody("packer", Span(EIGHT, half)), Custody("carrier", Span(half, EIGHT + dt.timedelta(hours=1))))
    liability = who_bears(Causes(), report=report, custodies=custodies)
    assert (liability.towards_buyer, liability.recourse) == ("seller", ("carrier",))


def test_more_is_never_less():
    """Laws of monotony: a greater share never lowers the refund, and a later claim never opens a window again."""
    shares = [Fraction(n, 40) for n in range(1, 41)]
    refunds = [
        asked(MARKET, "cherries", kind, NEXT_DAY, evidence=ALL_PHOTOS, **{fact: share}).refund
        for kind, fact in (("quality", "defect_share"), ("size_mismatch", "wrong_size_share"))
        for share in shares
    ]
    totals = [refund.total.minor_units for refund in refunds if refund is not None]
    assert len(totals) == 80
    assert totals[:40] == sorted(totals[:40])
    assert totals[40:] == sorted(totals[40:])
    outcomes = [asked(MARKET, "grapes", "quality", S, late=3600 * hour, **HALF).outcome for hour in range(72)]
    assert outcomes == ["eligible"] * 49 + ["ineligible"] * 23


def test_what_a_form_asks_for_soft_fruit_is_short():
    """Two facts and two photos, which a form cannot do without; nothing else is always needed."""
    always = {question.name for question in questions(MARKET, "grapes", "quality") if question.always}
    assert always == {"signed_at", "defect_share", "overall_photo", "waybill_photo"}


@pytest.mark.parametrize(
    ("kind", "always"),
    [
        # Section 6, "3C portable": whether another model is there, or it was repaired before, only matters later.
        ("fault", {"signed_at"}),
        # "7 d if not activated".
        ("no_reason", {"signed_at", "activated"}),
    ],
)
def test_what_a_form_asks_for_a_telephone_is_short(kind: str, always: set[str]):
    """Section 6, "3C portable"."""
    found = questions(MARKET, "mobile_phone", kind)
    assert {question.name for question in found if question.always and question.about == "fact"} == always


def test_the_options_of_a_box_of_grapes_are_those_of_the_decision():
    """A day after signing the quality window is open until 4 March 10:00:00, and there is no return without reason."""
    assert asked(MARKET, "grapes", "no_reason", NEXT_DAY).outcome == "ineligible"
    line = Line.of("grapes", paid="100.00 CNY", signed_at=at(S))
    found = {(option.kind, option.remedy): option for option in options(MARKET, line, at=at(NEXT_DAY))}
    option = found["quality", "refund_only"]
    assert option.status in {"open", "undecided"}
    assert option.due is not None
    assert option.due.last_second == at("2026-03-04 10:00:00")
    assert {one.status for key, one in found.items() if key[0] == "no_reason"} == {"excluded"}
