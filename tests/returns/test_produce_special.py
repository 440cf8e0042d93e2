"""Fresh goods with a rule of their own: rot inside, bad eggs, thaw, ripening, mixed boxes, taste and looks.

D5; JD's standard for disputes about goods, article 27(13) (read); thaw, taste and looks also Taobao (excerpts).
"""

import datetime as dt
from typing import Any

import pytest

from aftersales_core.returns.marketplaces.produce import PRODUCE
from tests.returns.produce_cases import MARKET, SECOND, SIGNED, ask, at, money, shop

HOUR = dt.timedelta(hours=1)
COUNTED: dict[str, Any] = {"rot_inside": True, "defect_count": 2, "total_count": 8}


def test_rot_inside_is_paid_by_the_fruit_for_five_days():
    """D5: JD 27(13) results 1(2): uncut suspects within 5 days of signing, by the number of bad fruit."""
    # The five days after Tuesday 3 March in China are 4 to 8 March.
    last = at("2026-03-08T23:59:59")
    assert money(ask("apples", submitted=last, **COUNTED)) == "25.00 CNY"  # 2 of 8
    late = ask("apples", submitted=last + SECOND, **COUNTED)
    assert late.outcome == "ineligible"
    assert set(late.codes) >= {"window_closed_days", "window_closed_hours"}


def test_rot_that_is_not_known_to_be_inside_keeps_the_48_hours():
    late = SIGNED + 48 * HOUR + SECOND
    assert ask("apples", submitted=late, defect_count=2, total_count=8).outcome == "ineligible"
    assert ask("apples", submitted=late, defect_count=2, total_count=8, rot_inside=False).outcome == "ineligible"


def test_rot_inside_must_be_counted_or_its_share_be_known():
    late = SIGNED + 72 * HOUR
    assert money(ask("apples", submitted=late, rot_inside=True, defect_share="0.25")) == "25.00 CNY"
    uncounted = ask("apples", submitted=late, rot_inside=True)
    assert (uncounted.outcome, uncounted.missing) == ("needs_evidence", ("defect_share",))
    half_counted = ask("apples", submitted=late, rot_inside=True, defect_count=2)
    assert (half_counted.outcome, half_counted.missing) == ("needs_evidence", ("defect_share",))
    none = ask("apples", submitted=late, rot_inside=True, defect_count=0, total_count=8)
    assert none.outcome == "ineligible"
    assert "inner_rot_by_the_piece" in none.codes


def test_rot_inside_needs_a_photo_and_is_for_fruit_only():
    late = SIGNED + 72 * HOUR
    assert ask("apples", submitted=late, evidence=(), **COUNTED).evidence == ("photo",)
    assert ask("root_vegetables", submitted=late, **COUNTED).outcome == "ineligible"
    assert ask("apples", submitted=late, buyer_caused=True, **COUNTED).outcome == "ineligible"


def test_broken_eggs_have_48_hours_and_bad_eggs_their_shelf_life():
    """D5: JD 27(13) results 3: chipped and broken within 48 hours; bad inside as long as they should keep."""
    best_before = dt.date(2026, 4, 1)
    whole_day = {"defect_count": 3, "total_count": 30, "shelf_life_ends_on": best_before}
    after_48 = SIGNED + 48 * HOUR + SECOND
    both = ("photo", "label_photo")
    assert money(ask("eggs", submitted=SIGNED + 48 * HOUR, **whole_day)) == "10.00 CNY"  # 3 of 30
    assert ask("eggs", submitted=after_48, **whole_day).outcome == "ineligible"
    last = at("2026-04-01T23:59:59")
    bad = ask("eggs", submitted=last, evidence=both, bad_egg=True, **whole_day)
    assert money(bad) == "10.00 CNY"
    late = ask("eggs", submitted=last + SECOND, evidence=both, bad_egg=True, **whole_day)
    assert late.outcome == "ineligible"


def test_a_bad_egg_needs_its_label_and_its_shelf_life():
    late = SIGNED + 72 * HOUR
    facts: dict[str, Any] = {"bad_egg": True, "defect_share": "0.1"}
    no_label = ask("eggs", submitted=late, shelf_life_ends_on=dt.date(2026, 4, 1), **facts)
    assert (no_label.outcome, no_label.evidence) == ("needs_evidence", ("label_photo",))
    no_date = ask("eggs", submitted=late, evidence=("photo", "label_photo"), **facts)
    assert (no_date.outcome, no_date.missing) == ("needs_review", ("shelf_life_ends_on",))
    unsigned = ask(
        "eggs",
        submitted=late,
        evidence=("photo", "label_photo"),
        signed_at=None,
        shelf_life_ends_on=dt.date(2026, 4, 1),
        **facts,
    )
    assert (unsigned.outcome, unsigned.missing) == ("needs_review", ("signed_at",))


@pytest.mark.parametrize("category", ["frozen", "ice_cream", "frozen_seafood"])
def test_thawed_goods_are_paid_back_in_full_until_the_end_of_the_day_of_signing(category: str):
    """D5: Taobao on fresh goods: thaw is reported until 24:00 of the day of signing (in China, not in UTC)."""
    last = at("2026-03-03T23:59:59")
    assert money(ask(category, submitted=last, thawed=True)) == "100.00 CNY"
    late = ask(category, submitted=last + SECOND, thawed=True, defect_share="0.5")
    assert late.outcome == "ineligible"
    assert late.codes[0] == "window_closed_days_same_day"


def test_the_day_of_signing_is_that_of_the_place_of_delivery():
    # 00:30 on 3 March in China is 11:30 on 2 March in New York, whose midnight is 13:00 on 3 March in China.
    there = shop(PRODUCE, tz="America/New_York")
    last = at("2026-03-03T12:59:59")
    assert ask("frozen", policy=there, submitted=last, thawed=True).outcome == "eligible"
    assert ask("frozen", policy=there, submitted=last + SECOND, thawed=True).outcome == "ineligible"


def test_thaw_is_shown_by_a_photo_or_by_the_temperature_log():
    assert ask("frozen", thawed=True, evidence=("temperature_log",)).outcome == "eligible"
    assert ask("frozen", thawed=True, evidence=()).evidence == ("photo", "temperature_log")


def test_a_log_that_contradicts_the_thaw_goes_to_a_person():
    decision = ask("frozen", thawed=True, cold_chain_broken=False)
    assert decision.outcome == "needs_review"
    assert decision.codes[0] == "cold_chain_disputed"
    assert ask("frozen", thawed=True, cold_chain_broken=True).outcome == "eligible"


def test_fruit_that_ripens_is_covered_while_it_is_unripe_and_rots():
    """D5: JD 27(13) 4: not ripe yet, but rotten, within the normal time of ripening."""
    assert money(ask("kiwi", defect_share="0.4", ripened=False, ripening_followed=True)) == "40.00 CNY"
    assert money(ask("kiwi", defect_share="0.4")) == "40.00 CNY"
    assert ask("kiwi", defect_share="0.4", ripened=True).codes[0] == "ripening_already_ripe"
    assert ask("kiwi", defect_share="0.4", ripening_followed=False).codes[0] == "ripening_not_followed"


def test_a_part_of_a_mixed_box_counts_at_the_price_in_the_shop_else_on_the_market():
    """D5: JD 27(13) results 1(3)."""
    facts: dict[str, Any] = {"policy": MARKET, "evidence": ("overall_photo", "waybill_photo"), "defect_share": "0.2"}
    both = ask("mixed_box", component_shop_value="25 CNY", component_market_value="40 CNY", **facts)
    assert money(both) == "25.00 CNY"
    assert money(ask("mixed_box", component_market_value="40 CNY", **facts)) == "40.00 CNY"
    unknown = ask("mixed_box", **facts)
    assert (unknown.outcome, unknown.missing) == ("needs_review", ("component_shop_value",))


def test_a_part_of_a_mixed_box_never_counts_for_more_than_the_box():
    facts: dict[str, Any] = {"policy": MARKET, "evidence": ("overall_photo", "waybill_photo"), "defect_share": "0.2"}
    assert money(ask("mixed_box", component_shop_value="500 CNY", **facts)) == "100.00 CNY"
    # One of two boxes: at most its half of 100.00.
    assert money(ask("mixed_box", qty=2, claimed=1, component_shop_value="80 CNY", **facts)) == "50.00 CNY"


def test_a_mixed_box_is_paid_back_whole_where_it_is_severe():
    facts: dict[str, Any] = {"policy": MARKET, "evidence": ("overall_photo", "waybill_photo")}
    assert money(ask("mixed_box", defect_share="0.71", **facts)) == "100.00 CNY"
    assert money(ask("mixed_box", inedible=True, **facts)) == "100.00 CNY"
    seventy = ask("mixed_box", defect_share="0.7", component_shop_value="60 CNY", **facts)
    assert money(seventy) == "60.00 CNY"
    late = ask("mixed_box", inedible=True, submitted=SIGNED + 48 * HOUR + SECOND, **facts)
    assert late.outcome == "ineligible"


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("taste", "excluded_taste"),
        ("appearance", "excluded_looks"),
        ("no_reason", "excluded_fresh_no_reason"),
    ],
)
def test_taste_looks_and_a_change_of_mind_are_answered_with_a_no_that_says_why(kind: str, code: str):
    """D5: JD 27(13) results 1(4); Consumer Protection Law 25 for the change of mind."""
    decision = ask("strawberries", kind)
    assert decision.outcome == "ineligible"
    assert decision.codes == (code,)
    assert decision.refund is None


def test_the_no_to_a_change_of_mind_touches_no_right_on_quality():
    assert ask("strawberries", "no_reason").outcome == "ineligible"
    assert ask("strawberries", "quality", defect_share="0.5").outcome == "eligible"
