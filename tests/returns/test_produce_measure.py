"""Short weight, missing pieces, other sizes.

D5; JD's standard, article 27(13) 2 (shortage) and 1, 3 (size); Taobao's table for cherries (excerpt); the legal
tolerances of net content and of retail weighing (secondary, see net_content).
"""

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest

from aftersales_core.returns.marketplaces.produce import ProduceFigures, produce
from tests.returns.produce_cases import MARKET, SECOND, SIGNED, ask, money, shop

HOUR = dt.timedelta(hours=1)
PREPACKED: dict[str, Any] = {"sold_by": "prepacked", "stated_weight_g": 1000}
LOOSE: dict[str, Any] = {"sold_by": "loose", "stated_weight_g": 1000}


@pytest.mark.parametrize(
    ("facts", "refund"),
    [
        # A package of 1000 g may lack 15 g: 985 g is still right, 984.9 g is short by its whole 1.51 %.
        ({**PREPACKED, "measured_weight_g": 985}, None),
        ({**PREPACKED, "measured_weight_g": "984.9"}, "1.51 CNY"),
        ({**PREPACKED, "measured_weight_g": 900}, "10.00 CNY"),
        # Loose vegetables of 1 kg may lack 20 g.
        ({**LOOSE, "weighing_group": "staple", "measured_weight_g": 980}, None),
        ({**LOOSE, "weighing_group": "staple", "measured_weight_g": "979.9"}, "2.01 CNY"),
        # At 20 yuan a kilogram 5 g.
        ({**LOOSE, "price_per_kg": "20.00 CNY", "measured_weight_g": 995}, None),
        ({**LOOSE, "price_per_kg": "20.00 CNY", "measured_weight_g": 990}, "1.00 CNY"),
        # More than was bought is no shortage.
        ({**PREPACKED, "measured_weight_g": 1020}, None),
        # 30 eggs stated, 29 came: of up to 50 pieces none may be missing.
        ({"stated_count": 30, "measured_count": 29}, "3.33 CNY"),
        ({"stated_count": 30, "measured_count": 30}, None),
        # Of 200 pieces two may be missing, three are too many: 1.5 %.
        ({"stated_count": 200, "measured_count": 198}, None),
        ({"stated_count": 200, "measured_count": 197}, "1.50 CNY"),
        # Only a share is known: JD pays any.
        ({"shortage_share": "0.08"}, "8.00 CNY"),
        ({"shortage_share": 0}, None),
        # The shop itself says whether it is beyond what the law tolerates.
        ({"shortage_share": "0.08", "shortage_beyond_tolerance": True}, "8.00 CNY"),
        ({"shortage_share": "0.08", "shortage_beyond_tolerance": False}, None),
    ],
)
def test_a_shortage_beyond_the_legal_tolerance_pays_the_missing_share(facts: dict[str, Any], refund: str | None):
    """D5: short weight: the missing share of the price, only beyond the tolerance."""
    decision = ask("vegetables", "shortage", **facts)
    assert money(decision) == refund
    assert decision.outcome == ("eligible" if refund else "ineligible")
    if refund is None:
        assert decision.codes[0] == "weight_beyond_tolerance"


def test_where_the_way_of_selling_is_unknown_only_what_every_way_agrees_on_counts():
    # 100 g of 1000 is beyond 15, 20, 5, 2 and 1 g; 10 g is beyond some and within others.
    assert money(ask("fruit", "shortage", stated_weight_g=1000, measured_weight_g=900)) == "10.00 CNY"
    unclear = ask("fruit", "shortage", stated_weight_g=1000, measured_weight_g=990)
    assert (unclear.outcome, unclear.missing) == ("needs_review", ("shortage_beyond_tolerance",))


@pytest.mark.parametrize(
    "facts",
    [
        # 60 kg: the annex on packages ends at 50 kg.
        {"sold_by": "prepacked", "stated_weight_g": 60_000, "measured_weight_g": 50_000},
        # By the piece, and weighed: no annex speaks of that.
        {"sold_by": "piece", "stated_weight_g": 1000, "measured_weight_g": 900},
        # Loose, of no named group and no known price: 10 g is within 20 g and beyond 5 g.
        {"sold_by": "loose", "stated_weight_g": 1000, "measured_weight_g": 990},
    ],
)
def test_what_no_annex_speaks_of_is_for_a_person(facts: dict[str, Any]):
    assert ask("fruit", "shortage", **facts).outcome == "needs_review"


def test_a_price_in_another_currency_names_no_group():
    facts: dict[str, Any] = {**LOOSE, "measured_weight_g": 990, "price_per_kg": "4.00 EUR", "paid": "10.00 EUR"}
    assert ask("fruit", "shortage", **facts).outcome == "needs_review"


def test_a_shortage_needs_its_share_its_time_and_its_scale():
    """D5: evidence for weight, or a mere share, is the photo on the scale, or the uncut video of unpacking."""
    assert ask("rice", "shortage").missing == ("shortage_share",)
    assert ask("rice", "shortage", policy=MARKET, evidence=("photo",), shortage_share="0.1").evidence == (
        "scale_photo",
        "unboxing_video",
    )
    for enough in (("scale_photo",), ("unboxing_video",)):
        assert ask("rice", "shortage", policy=MARKET, evidence=enough, shortage_share="0.1").outcome == "eligible"
    last = SIGNED + 48 * HOUR
    assert ask("rice", "shortage", submitted=last, shortage_share="0.1").outcome == "eligible"
    assert ask("rice", "shortage", submitted=last + SECOND, shortage_share="0.1").outcome == "ineligible"


@pytest.mark.parametrize("photo", ["overall_photo", "unboxing_video", "scale_photo"])
def test_missing_pieces_are_seen_on_any_photo_that_shows_them_all(photo: str):
    """D5: a scale shows no count. 2 of 30 eggs are missing: 100.00 / 15 = 6.67."""
    counted: dict[str, Any] = {"policy": MARKET, "stated_count": 30, "measured_count": 28}
    assert money(ask("eggs", "shortage", evidence=(photo,), **counted)) == "6.67 CNY"
    # A photo of one egg shows no number.
    assert ask("eggs", "shortage", **counted).evidence == ("overall_photo", "scale_photo")
    late = ask("eggs", "shortage", evidence=(photo,), submitted=SIGNED + 48 * HOUR + SECOND, **counted)
    assert late.outcome == "ineligible"


def test_a_weight_is_not_seen_on_an_overall_photo():
    weighed: dict[str, Any] = {"policy": MARKET, **PREPACKED, "measured_weight_g": 900}
    lacking = ask("rice", "shortage", evidence=("overall_photo",), **weighed)
    assert (lacking.outcome, lacking.evidence) == ("needs_evidence", ("scale_photo", "unboxing_video"))
    # What was stated by the piece is not yet counted.
    assert ask("rice", "shortage", evidence=("overall_photo",), stated_count=10, **weighed).evidence
    assert money(ask("rice", "shortage", evidence=("scale_photo",), **weighed)) == "10.00 CNY"


def test_a_shop_may_tolerate_up_to_a_twentieth_where_only_a_share_is_known():
    policy = shop(produce(ProduceFigures(shortage_tolerance=Fraction(5, 100)).asking_only(None)))
    assert ask("rice", "shortage", policy=policy, shortage_share=Fraction(5, 100)).outcome == "ineligible"
    assert money(ask("rice", "shortage", policy=policy, shortage_share=Fraction(501, 10000))) == "5.01 CNY"


def test_a_shortage_with_rot_is_severe():
    """JD 27(13) 3(1): two of the three problems."""
    assert money(ask("vegetables", "shortage", shortage_share="0.1", defect_share="0.1")) == "100.00 CNY"


@pytest.mark.parametrize(
    ("share", "refund"),
    [
        # Cherries, 100.00 CNY: to 5 % the share, to 10 % a tenth, to 30 % a half, above that all.
        (Fraction(4, 100), "4.00 CNY"),
        (Fraction(5, 100), "5.00 CNY"),
        (Fraction(501, 10000), "10.00 CNY"),
        (Fraction(10, 100), "10.00 CNY"),
        (Fraction(1001, 10000), "50.00 CNY"),
        (Fraction(30, 100), "50.00 CNY"),
        (Fraction(3001, 10000), "100.00 CNY"),
        (Fraction(1), "100.00 CNY"),
    ],
)
def test_cherries_of_another_size_are_paid_by_steps(share: Fraction, refund: str):
    """D5: Taobao's table for cherries, both sides of each step."""
    assert money(ask("cherries", "size_mismatch", wrong_size_share=share)) == refund


@pytest.mark.parametrize(
    ("facts", "refund"),
    [
        ({"wrong_size_share": "0.25"}, "25.00 CNY"),
        ({"wrong_size_count": 7, "total_count": 10}, "70.00 CNY"),
        ({"wrong_size_count": 71, "total_count": 100}, "100.00 CNY"),
        ({"wrong_size_share": "0.2", "defect_share": "0.1"}, "100.00 CNY"),
    ],
)
def test_other_goods_of_another_size_are_paid_by_their_share(facts: dict[str, Any], refund: str):
    """D5: JD 27(13) 1 and 3(2)."""
    assert money(ask("apples", "size_mismatch", **facts)) == refund


def test_another_size_has_its_time_and_its_photo():
    last = SIGNED + 48 * HOUR
    for category in ("cherries", "apples"):
        assert ask(category, "size_mismatch", submitted=last, wrong_size_share="0.2").outcome == "eligible"
        assert ask(category, "size_mismatch", submitted=last + SECOND, wrong_size_share="0.2").outcome == "ineligible"
        lacking = ask(category, "size_mismatch", policy=MARKET, evidence=(), wrong_size_share="0.2")
        assert lacking.evidence == ("overall_photo", "size_photo", "waybill_photo")
        for photo in ("overall_photo", "size_photo"):
            shown: dict[str, Any] = {"policy": MARKET, "wrong_size_share": "0.2"}
            both = (photo, "waybill_photo")
            assert ask(category, "size_mismatch", evidence=both, **shown).outcome == "eligible"
            assert ask(category, "size_mismatch", evidence=(photo,), **shown).evidence == ("waybill_photo",)
        assert ask(category, "size_mismatch").missing == ("wrong_size_share",)
        assert ask(category, "size_mismatch", wrong_size_share=0).codes[0] == "size_above_tolerance"


def test_more_wrong_sizes_than_pieces_go_to_a_person():
    decision = ask("apples", "size_mismatch", wrong_size_count=11, total_count=10, wrong_size_share="0.2")
    assert decision.outcome == "needs_review"
    assert decision.codes[0] == "facts_wrong_sizes_more_than_all"
