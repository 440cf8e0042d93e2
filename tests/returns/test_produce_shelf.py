"""Dry and packaged food, shelf life, wrong descriptions.

D5; JD's standard, article 27(14) (read), JD's general rules 30, Consumer Protection Law 24; the third of the shelf life
is recalled custom of the trade and a parameter.
"""

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest

from aftersales_core.returns.marketplaces.produce import ProduceFigures, produce
from tests.returns.produce_cases import MARKET, SECOND, SIGNED, ask, at, money, shop

HOUR = dt.timedelta(hours=1)
BOTH = ("photo", "label_photo")
REMEDIES = ["refund_only", "return_refund", "exchange"]


@pytest.mark.parametrize("category", ["grain", "rice", "flour", "beans", "nuts", "dry_food"])
def test_dry_goods_have_seven_days_for_quality_and_48_hours_for_the_way(category: str):
    """D5: grain differs: seven days from the day after (law), 48 hours for shipping damage (proposal)."""
    last = at("2026-03-10T23:59:59")
    decision = ask(category, submitted=last, evidence=BOTH, defect_share="0.2")
    assert money(decision) == "20.00 CNY"
    assert [offer.remedy for offer in decision.remedies] == REMEDIES
    returned = decision.offer("return_refund")
    assert returned is not None
    assert returned.refund is not None
    assert (str(returned.refund.total), returned.freight, returned.goods) == ("100.00 CNY", "trader", "back")
    assert ask(category, submitted=last + SECOND, evidence=BOTH, defect_share="0.2").outcome == "ineligible"
    damaged = SIGNED + 48 * HOUR
    assert money(ask(category, "damage", submitted=damaged, defect_share="0.2")) == "20.00 CNY"
    assert ask(category, "damage", submitted=damaged + SECOND, defect_share="0.2").outcome == "ineligible"


def test_dry_goods_ask_for_photo_label_and_share():
    assert ask("rice", evidence=(), defect_share="0.2").evidence == BOTH
    assert ask("rice", evidence=BOTH).missing == ("defect_share",)
    assert ask("rice", evidence=BOTH, defect_share=0).codes[0] == "share_above_tolerance"


@pytest.mark.parametrize("category", ["packaged_food", "snacks", "beverages", "cooking_oil"])
def test_packaged_food_is_covered_as_long_as_it_should_keep(category: str):
    """D5: packaged food: within its shelf life, with a photo of the label; each package counts whole."""
    ends: dict[str, Any] = {"shelf_life_ends_on": dt.date(2026, 9, 1)}
    last = at("2026-09-01T23:59:59")
    decision = ask(category, submitted=last, evidence=("label_photo",), qty=4, claimed=1, **ends)
    assert money(decision) == "25.00 CNY"  # one package of four
    assert [offer.remedy for offer in decision.remedies] == REMEDIES
    assert ask(category, submitted=last + SECOND, evidence=("label_photo",), **ends).outcome == "ineligible"
    assert ask(category, evidence=(), **ends).evidence == ("label_photo",)
    assert ask(category, evidence=("label_photo",)).missing == ("shelf_life_ends_on",)
    damaged = SIGNED + 48 * HOUR
    assert ask(category, "damage", submitted=damaged).outcome == "eligible"
    assert ask(category, "damage", submitted=damaged + SECOND).outcome == "ineligible"


@pytest.mark.parametrize(
    ("ends", "tz", "outcome"),
    [
        # Signed for on Tuesday 3 March 00:30 in China, which is Monday 2 March 11:30 in New York.
        (dt.date(2026, 3, 2), "Asia/Shanghai", "eligible"),
        (dt.date(2026, 3, 3), "Asia/Shanghai", "ineligible"),
        (dt.date(2026, 3, 2), "America/New_York", "ineligible"),
        (dt.date(2026, 3, 1), "America/New_York", "eligible"),
        # Without a zone only what is true in every zone is said; 16:30 UTC is 2 March 04:30 to 3 March 06:30.
        (dt.date(2026, 3, 1), None, "eligible"),
        (dt.date(2026, 3, 2), None, "needs_evidence"),
        (dt.date(2026, 3, 3), None, "ineligible"),
    ],
)
def test_food_is_expired_where_its_last_day_was_over_on_signing(ends: dt.date, tz: str | None, outcome: str):
    """D5: JD 27(14): expired food: refund, return or exchange."""
    policy = shop(produce(), tz=tz)
    decision = ask("snacks", "expired", policy=policy, evidence=("label_photo",), shelf_life_ends_on=ends)
    assert decision.outcome == outcome
    if outcome == "eligible":
        assert [offer.remedy for offer in decision.remedies] == REMEDIES
        assert money(decision) == "100.00 CNY"
    if outcome == "needs_evidence":
        assert decision.missing == ("expired_when_delivered",)
    if outcome == "ineligible":
        assert decision.codes[0] == "shelf_life_expired"


@pytest.mark.parametrize(
    ("signed", "ends", "outcome"),
    [
        # 11:30 UTC on 2 March is still 23:30 on the 1st in the westernmost zone (UTC-12); 12:00 UTC is the 2nd there.
        ("2026-03-02T19:30:00", dt.date(2026, 3, 1), "needs_evidence"),
        ("2026-03-02T20:00:00", dt.date(2026, 3, 1), "eligible"),
        # 09:59 UTC is 23:59 on the 2nd in the easternmost zone (UTC+14); 10:00 UTC is the 3rd there.
        ("2026-03-02T17:59:00", dt.date(2026, 3, 2), "ineligible"),
        ("2026-03-02T18:00:00", dt.date(2026, 3, 2), "needs_evidence"),
    ],
)
def test_without_a_zone_every_zone_on_earth_has_to_agree(signed: str, ends: dt.date, outcome: str):
    nowhere = shop(produce(), tz=None)
    facts: dict[str, Any] = {"signed_at": at(signed), "shelf_life_ends_on": ends, "evidence": ("label_photo",)}
    assert ask("snacks", "expired", policy=nowhere, **facts).outcome == outcome


def test_expired_food_needs_its_label_and_its_delivery():
    facts: dict[str, Any] = {"expired_when_delivered": True}
    assert ask("snacks", "expired", evidence=("label_photo",), **facts).outcome == "eligible"
    assert ask("snacks", "expired", evidence=(), **facts).evidence == ("label_photo",)
    unsigned = ask("snacks", "expired", evidence=("label_photo",), signed_at=None, **facts)
    assert (unsigned.outcome, unsigned.missing) == ("needs_review", ("signed_at",))
    assert ask("strawberries", "expired", evidence=("label_photo",), **facts).outcome == "eligible"


@pytest.mark.parametrize(
    ("made", "ends", "outcome"),
    [
        # 90 days of shelf life; on 3 March 30 of them (a third) are left, or 29.
        (dt.date(2026, 1, 2), dt.date(2026, 4, 2), "ineligible"),
        (dt.date(2026, 1, 1), dt.date(2026, 4, 1), "eligible"),
        # Over already.
        (dt.date(2026, 1, 1), dt.date(2026, 3, 1), "eligible"),
    ],
)
def test_food_is_short_dated_below_a_third_of_its_shelf_life(made: dt.date, ends: dt.date, outcome: str):
    """D5: JD 27(14): short-dated against its rule is the seller's fault unless it was stated; the third is recalled."""
    facts: dict[str, Any] = {"produced_on": made, "shelf_life_ends_on": ends, "evidence": ("label_photo",)}
    assert ask("snacks", "short_dated", **facts).outcome == outcome
    stated = ask("snacks", "short_dated", short_dated_stated=True, **facts)
    assert stated.outcome == "ineligible"
    assert "short_dated_was_stated" in stated.codes


def test_the_share_of_shelf_life_is_a_figure_of_the_shop():
    policy = shop(produce(ProduceFigures(short_dated_share=Fraction(1, 2))))
    assert ask("snacks", "short_dated", evidence=("label_photo",), shelf_life_left_share="0.4").outcome == "ineligible"
    assert (
        ask("snacks", "short_dated", policy=policy, evidence=("label_photo",), shelf_life_left_share="0.4").outcome
        == "eligible"
    )


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"produced_on": dt.date(2026, 1, 1)},
        {"shelf_life_ends_on": dt.date(2026, 4, 1)},
        # Signed before it was produced, and produced on its last day: one of the dates is wrong.
        {"produced_on": dt.date(2026, 3, 4), "shelf_life_ends_on": dt.date(2026, 4, 1)},
        {"produced_on": dt.date(2026, 3, 1), "shelf_life_ends_on": dt.date(2026, 3, 1)},
    ],
)
def test_a_share_of_shelf_life_that_cannot_be_told_is_for_a_person(facts: dict[str, Any]):
    decision = ask("snacks", "short_dated", evidence=("label_photo",), **facts)
    assert (decision.outcome, decision.missing) == ("needs_review", ("shelf_life_left_share",))


def test_a_share_of_shelf_life_cannot_be_told_without_a_zone():
    facts: dict[str, Any] = {"produced_on": dt.date(2026, 1, 1), "shelf_life_ends_on": dt.date(2026, 4, 1)}
    decision = ask("snacks", "short_dated", policy=shop(produce(), tz=None), evidence=("label_photo",), **facts)
    assert decision.missing == ("shelf_life_left_share",)


def test_a_shelf_life_that_ends_before_the_production_goes_to_a_person():
    facts: dict[str, Any] = {"produced_on": dt.date(2026, 4, 2), "shelf_life_ends_on": dt.date(2026, 4, 1)}
    decision = ask("snacks", "expired", evidence=("label_photo",), **facts)
    assert (decision.outcome, decision.codes[0]) == ("needs_review", "facts_expired_before_made")


def test_a_wrong_organic_certificate_is_paid_back_whole():
    """D5: not as described: full refund; the fraud itself is for a person."""
    decision = ask("leaf_vegetables", "not_as_described", certificate_matches=False)
    assert (decision.outcome, money(decision)) == ("eligible", "100.00 CNY")
    fraud = ask("leaf_vegetables", "fraud", certificate_matches=False)
    assert (fraud.outcome, fraud.codes[0], fraud.refund) == ("needs_review", "fraud_for_review", None)


def test_a_description_that_nobody_has_checked_is_not_taken_for_wrong():
    unknown = ask("rice", "not_as_described")
    assert (unknown.outcome, unknown.missing) == ("needs_review", ("certificate_matches", "defect_confirmed"))
    fits = ask("rice", "not_as_described", certificate_matches=True, defect_confirmed=False)
    assert (fits.outcome, fits.codes[0]) == ("ineligible", "described_otherwise")
    assert ask("rice", "not_as_described", certificate_matches=True, defect_confirmed=True).outcome == "eligible"
    assert ask("rice", "not_as_described", evidence=(), certificate_matches=False).evidence == BOTH


def test_a_missing_chinese_label_and_an_impossible_date_speak_for_themselves():
    """JD 26(11): imported food without a Chinese label; JD 27(14): shipped before it was produced."""
    assert money(ask("snacks", "not_as_described", chinese_label=False)) == "100.00 CNY"
    assert ask("snacks", "not_as_described", chinese_label=True).outcome == "needs_review"
    shipped: dict[str, Any] = {"shipped_at": at("2026-03-02T10:00:00")}
    after = ask("snacks", "not_as_described", produced_on=dt.date(2026, 3, 3), **shipped)
    assert money(after) == "100.00 CNY"
    same_day = ask("snacks", "not_as_described", produced_on=dt.date(2026, 3, 2), **shipped)
    assert same_day.outcome == "needs_review"
    # 02:00 UTC on 2 March can be the 1st or the 2nd somewhere, so without a zone the 2nd proves nothing.
    nowhere = shop(produce(), tz=None)
    unclear = ask("snacks", "not_as_described", policy=nowhere, produced_on=dt.date(2026, 3, 2), **shipped)
    assert unclear.outcome == "needs_review"
    assert ask("snacks", "not_as_described", policy=nowhere, produced_on=dt.date(2026, 3, 4), **shipped).refund


def test_another_item_than_ordered_is_paid_back_within_48_hours():
    last = SIGNED + 48 * HOUR
    assert money(ask("apples", "wrong_item", submitted=last)) == "100.00 CNY"
    assert ask("apples", "wrong_item", submitted=last + SECOND).outcome == "ineligible"
    assert ask("apples", "wrong_item", policy=MARKET, evidence=()).evidence == ("photo",)
