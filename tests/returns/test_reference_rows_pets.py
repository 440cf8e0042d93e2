"""Rows of the reference on animals, plants and what is sold for them (section 5, and those of section 6), by hand.

All times are those of the place; S is Monday 2026-03-02 10:00; 100 were paid unless said otherwise.
"""

from typing import Any

import pytest

from aftersales_core.money.amount import Money
from aftersales_core.returns.presets import CHINA_MARKETPLACE as MARKET
from aftersales_core.returns.presets import US_LAW
from aftersales_core.returns.statutes.legal_calendars import legal_calendar
from tests.returns.test_reference_rows_cn import S, asked, check_edge, gives

PROOF = ("unboxing_video", "photo", "unopened_bag_photo", "vet_record", "vet_invoice", "size_photo", "overall_photo")
THREE_DAYS_ON = "2026-03-05 12:00"


def amount(decision: Any, remedy: str) -> Money | None:
    """Return what a remedy that is granted pays, or None."""
    offer = decision.offer(remedy)
    if offer is None or offer.verdict != "grants" or offer.refund is None:
        return None
    return offer.refund.total


@pytest.mark.parametrize("category", ["live_cat", "live_dog", "cat_or_dog"])
@pytest.mark.parametrize("remedy", ["return_refund", "exchange"])
def test_a_cat_or_dog_that_falls_ill_within_seven_days(category: str, remedy: str):
    """Row 5 "four major diseases": 2 + 7 = 9 March, on the vet's file alone."""
    check_edge(MARKET, category, "illness", remedy, "2026-03-09 23:59:59", evidence=["vet_record"])


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        ({"evidence": []}, "needs_evidence"),
        ({"evidence": ["photo"]}, "needs_evidence"),
        ({"evidence": ["vet_certificate"]}, "eligible"),
        # Feeding fault.
        ({"buyer_caused": True}, "ineligible"),
    ],
)
def test_what_an_illness_needs(given: dict[str, Any], outcome: str):
    """Rows 5 "vet file needed", "Feeding fault etc."."""
    decision = asked(MARKET, "live_cat", "illness", THREE_DAYS_ON, **{"evidence": ["vet_record"], **given})
    assert decision.outcome == outcome, decision.missing


@pytest.mark.parametrize(
    ("cost", "pays"),
    [
        ("30.00 CNY", "30.00"),
        ("100.00 CNY", "100.00"),
        # Never more than the price.
        ("120.00 CNY", "100.00"),
    ],
)
def test_the_treatment_costs_at_most_the_price(cost: str, pays: str):
    """Row 5: treatment cost <= price."""
    given = {"evidence": PROOF, "treatment_cost": cost, "treatment_agreed": True}
    decision = asked(MARKET, "live_cat", "illness", THREE_DAYS_ON, **given)
    assert amount(decision, "treatment_cost") == Money(pays, "CNY")


def test_after_choosing_treatment_there_is_no_refund():
    """Row 5."""
    given = {"evidence": PROOF, "treatment_cost": "30.00 CNY", "treatment_chosen": True, "treatment_agreed": True}
    decision = asked(MARKET, "live_cat", "illness", THREE_DAYS_ON, **given)
    assert not gives(decision, "return_refund")
    assert not gives(decision, "exchange")
    assert gives(decision, "treatment_cost")


@pytest.mark.parametrize("kind", ["not_as_described", "wrong_item"])
def test_another_animal_than_was_shown_is_claimed_within_24_hours(kind: str):
    """Row 5 "Not the animal shown"."""
    given = {"evidence": ["photo"], "features_match": False}
    check_edge(MARKET, "live_cat", kind, "return_refund", "2026-03-03 10:00:00", **given)
    assert asked(MARKET, "live_cat", kind, S, **{**given, "features_match": True}).outcome == "ineligible"


@pytest.mark.parametrize(
    ("given", "last"),
    [
        # No notice: it came to the door.
        ({}, "2026-03-02 22:00:00"),
        # Notice at 09:00, picked up at 10:00: 12 hours from the notice.
        ({"pickup_notified_at": "2026-03-02 09:00", "picked_up_at": S}, "2026-03-02 21:00:00"),
        # Notice at 23:00 the evening before: 12 hours end at 11:00.
        ({"pickup_notified_at": "2026-03-01 23:00", "picked_up_at": S}, "2026-03-02 11:00:00"),
    ],
)
@pytest.mark.parametrize("category", ["live_fish", "live_turtle"])
def test_dead_on_opening(category: str, given: dict[str, Any], last: str):
    """Row 5 "Fish/exotics dead on opening": video within 12 hours of the pick-up notice."""
    check_edge(MARKET, category, "dead_on_arrival", "refund_only", last, evidence=["unboxing_video"], **given)
    paid = amount(asked(MARKET, category, "dead_on_arrival", last, evidence=["unboxing_video"], **given), "refund_only")
    assert paid == Money("100.00", "CNY")


def test_a_late_pick_up_is_the_buyers_risk():
    """Row 5: notice at 09:00 the day before, picked up 25 hours later."""
    given = {"pickup_notified_at": "2026-03-01 09:00", "picked_up_at": S, "evidence": ["unboxing_video"]}
    assert asked(MARKET, "live_fish", "dead_on_arrival", "2026-03-02 10:30", **given).outcome == "ineligible"


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        ({"evidence": []}, "needs_evidence"),
        ({"evidence": ["photo"]}, "needs_evidence"),
    ],
)
def test_a_dead_fish_wants_a_video(given: dict[str, Any], outcome: str):
    """Row 5 "video within 12 h"."""
    assert asked(MARKET, "live_fish", "dead_on_arrival", "2026-03-02 12:00", **given).outcome == outcome


@pytest.mark.parametrize(
    ("paid", "qty"),
    [
        ("300.00 CNY", 1),
        # The unit counts: two of 200.
        ("400.00 CNY", 2),
        ("20.00 CNY", 1),
    ],
)
def test_a_cheap_fish_that_falls_ill_is_claimed_within_24_hours(paid: str, qty: int):
    """Row 5 "Fish sick/dead": unit <= 300."""
    given = {"evidence": PROOF, "paid": paid, "qty": qty}
    check_edge(MARKET, "live_fish", "illness", "return_refund", "2026-03-03 10:00:00", **given)


@pytest.mark.parametrize(
    ("reported", "died", "granted"),
    [
        # 2 March 10:00 + 24 hours; 7 days later.
        ("2026-03-03 10:00:00", "2026-03-08 09:00", True),
        ("2026-03-03 10:00:01", "2026-03-08 09:00", False),
        ("2026-03-03 09:00:00", "2026-03-11 00:00:00", False),
    ],
)
def test_a_dear_fish_is_reported_within_24_hours_and_watched_for_seven_days(reported: str, died: str, granted: bool):
    """Row 5 "Fish sick/dead": unit > 300."""
    given = {"evidence": PROOF, "paid": "300.01 CNY", "first_reported_at": reported, "died_at": died}
    decision = asked(MARKET, "live_fish", "illness", "2026-03-12 10:00", **given)
    assert gives(decision, "return_refund") is granted, decision.missing


def test_slight_damage_of_fins_gives_a_fifth():
    """Row 5 "Minor fin/scale damage": at least 20 % of the price."""
    decision = asked(MARKET, "live_fish", "appearance", "2026-03-02 20:00", evidence=PROOF, severe_flaw=False)
    assert amount(decision, "price_reduction") == Money("20.00", "CNY")
    assert not gives(decision, "return_refund")


@pytest.mark.parametrize(
    ("measured", "reduction", "refund"),
    [
        # Within 5 %.
        (100, None, None),
        (95, None, None),
        (105, None, None),
        # Beyond 5 % to 30 %: at least a fifth.
        ("94.9", "20.00", None),
        (94, "20.00", None),
        (70, "20.00", None),
        # Beyond 30 %: back, or at least half.
        ("69.9", "50.00", "100.00"),
        (69, "50.00", "100.00"),
    ],
)
def test_a_fish_of_another_size(measured: Any, reduction: str | None, refund: str | None):
    """Row 5 "Size": stated 100 mm."""
    given = {"evidence": PROOF, "stated_size_mm": 100, "measured_size_mm": measured, "settled_hours": 48}
    decision = asked(MARKET, "live_fish", "size_mismatch", "2026-03-05 12:00", **given)
    assert amount(decision, "price_reduction") == (None if reduction is None else Money(reduction, "CNY"))
    assert amount(decision, "return_refund") == (None if refund is None else Money(refund, "CNY"))


def test_size_is_raised_within_three_days_and_measured_after_48_hours():
    """Row 5 "Size": 2 + 3 = 5 March."""
    given = {"evidence": PROOF, "stated_size_mm": 100, "measured_size_mm": 80, "settled_hours": 48}
    check_edge(MARKET, "live_fish", "size_mismatch", "price_reduction", "2026-03-05 23:59:59", **given)
    early = asked(MARKET, "live_fish", "size_mismatch", "2026-03-05 12:00", **{**given, "settled_hours": "47.99"})
    assert not gives(early, "price_reduction")


@pytest.mark.parametrize(("justified", "outcome"), [(False, "ineligible"), (True, "eligible"), (None, "needs_review")])
@pytest.mark.parametrize("category", ["live_cat", "live_fish"])
def test_a_refusal_of_live_animals(category: str, justified: bool | None, outcome: str):
    """Row 5 "Taobao": an unjustified refusal is the buyer's risk."""
    given = {"signed_at": None, "refused_at": S, "refusal_justified": justified, "evidence": ["photo"]}
    assert asked(MARKET, category, "refused_delivery", "2026-03-02 12:00", **given).outcome == outcome


def test_cut_flowers_are_claimed_within_48_hours():
    """Row 5 "Cut flowers 48 h": half of 100."""
    given = {"evidence": ["overall_photo"], "defect_share": "0.5"}
    check_edge(MARKET, "cut_flowers", "quality", "refund_only", "2026-03-04 10:00:00", **given)
    assert amount(asked(MARKET, "cut_flowers", "quality", S, **given), "refund_only") == Money("50.00", "CNY")


@pytest.mark.parametrize("category", ["potted_plant", "seeds"])
def test_plants_want_the_proof_of_care(category: str):
    """Row 5 "plants/seeds by proof of care instructions"."""
    given = {"evidence": ["overall_photo", "care_proof"], "defect_share": "0.5"}
    decision = asked(MARKET, category, "quality", THREE_DAYS_ON, **given)
    assert amount(decision, "refund_only") == Money("50.00", "CNY")


@pytest.mark.parametrize(
    ("category", "given", "outcome"),
    [
        ("pet_food", {"seal_whole": True, "fed": False}, "eligible"),
        # Fed: not intact.
        (
            "pet_food",
            {"seal_whole": False, "fed": True, "used_beyond_check": True, "value_dropped": True},
            "ineligible",
        ),
        # Medicine: only a confirmed exclusion excludes.
        ("pet_medicine", {"seal_whole": True, "no_return_consent": "each_purchase"}, "ineligible"),
        ("pet_medicine", {"seal_whole": True, "fed": False, "no_return_consent": "none"}, "eligible"),
        ("live_cat", {}, "ineligible"),
        ("live_fish", {}, "ineligible"),
        ("potted_plant", {}, "ineligible"),
    ],
)
def test_pet_goods_without_a_reason(category: str, given: dict[str, Any], outcome: str):
    """Row 5 "Pet food"; section 6 "Pet food", "Pet/vet medicine"."""
    assert asked(MARKET, category, "no_reason", "2026-03-09 23:59:59", **given).outcome == outcome


@pytest.mark.parametrize("category", ["pet_food", "pet_medicine"])
def test_pet_goods_of_bad_quality(category: str):
    """Section 6: 7 days, photo and label."""
    given = {"evidence": ["photo", "label_photo"]}
    check_edge(MARKET, category, "quality", "return_refund", "2026-03-09 23:59:59", **given)


WEST, EAST = "America/Los_Angeles", "America/New_York"
USA = US_LAW.with_calendars(
    {
        "legal:US-CA": legal_calendar("US", subdivision="CA", years=[2026], tz=WEST),
        "legal:US-NY": legal_calendar("US", subdivision="NY", years=[2026], tz=EAST),
    }
)
CERTIFIED = {"evidence": ["vet_certificate", "vet_invoice"], "paid": "1000.00 USD", "buyer_caused": False}


def in_state(code: str, clock: str, **given: Any) -> dict[str, Any]:
    """Return the facts of a purchase in a state; New York's written notice came with the animal."""
    notice = {"rights_notice_at": S} if code == "NY" else {}
    return {**CERTIFIED, **notice, "us_state": code, "tz": clock, "ill_before_delivery": True, **given}


@pytest.mark.parametrize(
    ("code", "clock", "category", "kind", "fact", "last"),
    [
        # California: 15 days of illness: 2 + 15 = 17 March; a year for congenital defects.
        ("CA", WEST, "live_dog", "illness", "fell_ill_at", "2026-03-17 23:59:59"),
        ("CA", WEST, "live_dog", "congenital", "vet_statement_at", "2027-03-02 23:59:59"),
        # New York: 14 business days from Tuesday 3 March: two weeks and four days, Friday 20 March.
        ("NY", EAST, "live_cat", "illness", "vet_statement_at", "2026-03-20 23:59:59"),
        # 180 days: 29 left in March, then 30 + 31 + 30 + 31 = 151; 29 August.
        ("NY", EAST, "live_dog", "congenital", "vet_statement_at", "2026-08-29 23:59:59"),
        # Connecticut: 20 days, 6 months.
        ("CT", EAST, "live_dog", "illness", "fell_ill_at", "2026-03-22 23:59:59"),
        ("CT", EAST, "live_cat", "congenital", "vet_statement_at", "2026-09-02 23:59:59"),
        # Arizona: 15 days, 60 days: 29 + 30 = 59 to 30 April, 1 May.
        ("AZ", "America/Phoenix", "live_dog", "illness", "vet_statement_at", "2026-03-17 23:59:59"),
        ("AZ", "America/Phoenix", "live_dog", "congenital", "vet_statement_at", "2026-05-01 23:59:59"),
    ],
)
def test_until_when_an_animal_falls_ill_in_the_united_states(  # noqa: PLR0917 - a row of the table
    code: str, clock: str, category: str, kind: str, fact: str, last: str
):
    """Rows 5 "US-CA dogs", "US-NY dogs, cats", "US-CT / AZ / AR": what happened in the last second, and in the next."""
    later = f"{int(last[:4]) + 1}-01-15 12:00"
    given = in_state(code, clock, treatment_cost="100.00 USD", **{fact: last})
    decision = asked(USA, category, kind, later, clock, **given)
    assert gives(decision, "return_refund"), (decision.missing, decision.codes)
    following = "2026-03-18 00:00:00" if last.startswith("2026-03-17") else None
    if following is not None:
        assert not gives(asked(USA, category, kind, later, clock, **{**given, fact: following}), "return_refund")


@pytest.mark.parametrize(
    ("code", "category", "cost", "keeps", "back"),
    [
        # California keeps with at most 150 % of 1000 plus 80 tax = 1580; back: 1000 + 80 + fees up to 1080.
        ("CA", "live_dog", "2000.00 USD", "1580.00", "2160.00"),
        ("CA", "live_dog", "500.00 USD", "500.00", "1580.00"),
        # New York keeps with at most the price; back with tax.
        ("NY", "live_cat", "2000.00 USD", "1000.00", "1080.00"),
        # Connecticut: max(price, 500).
        ("CT", "live_dog", "2000.00 USD", "1000.00", "1000.00"),
    ],
)
def test_what_is_paid_for_an_animal_in_the_united_states(code: str, category: str, cost: str, keeps: str, back: str):
    """Rows 5 "US-..."; the price is 1000 and the tax 80."""
    clock = WEST if code == "CA" else EAST
    events = {"fell_ill_at": "2026-03-05 10:00", "vet_statement_at": "2026-03-05 12:00"}
    given = in_state(code, clock, treatment_cost=cost, sales_tax="80.00 USD", **events)
    decision = asked(USA, category, "illness", "2026-03-06 12:00", clock, **given)
    assert amount(decision, "treatment_cost") == Money(keeps, "USD")
    assert amount(decision, "return_refund") == Money(back, "USD")


def test_new_york_needs_no_notice_within_the_days_from_the_signing():
    """Row 5 "US-NY": the later of two events never ends the window before the one that is known."""
    given = {**in_state("NY", EAST, vet_statement_at="2026-03-05 12:00"), "rights_notice_at": None}
    assert gives(asked(USA, "live_cat", "illness", "2026-03-06 12:00", EAST, **given), "return_refund")


def test_connecticut_pays_at_least_up_to_500():
    """Row 5 "US-CT": a dog of 300, treated for 700: max(300, 500)."""
    events = {"fell_ill_at": "2026-03-05 10:00", "vet_statement_at": "2026-03-05 12:00"}
    given = in_state("CT", EAST, treatment_cost="700.00 USD", paid="300.00 USD", **events)
    decision = asked(USA, "live_dog", "illness", "2026-03-06 12:00", EAST, **given)
    assert amount(decision, "treatment_cost") == Money("500.00", "USD")


def test_arkansas_pays_the_veterinarian_only():
    """Row 5 "US-AR": 10 days, no return."""
    given = in_state("AR", "America/Chicago", treatment_cost="100.00 USD", vet_statement_at="2026-03-12 23:59:59")
    decision = asked(USA, "live_dog", "illness", "2026-03-13 12:00", "America/Chicago", **given)
    assert amount(decision, "treatment_cost") == Money("100.00", "USD")
    assert not gives(decision, "return_refund")
    late = {**given, "vet_statement_at": "2026-03-13 00:00:00"}
    assert asked(USA, "live_dog", "illness", "2026-03-13 12:00", "America/Chicago", **late).outcome == "ineligible"


def test_california_knows_dogs_only_and_other_states_nothing():
    """Row 5 "US-CA dogs"."""
    given = in_state("CA", WEST, treatment_cost="100.00 USD", fell_ill_at="2026-03-05 10:00")
    assert asked(USA, "live_cat", "illness", "2026-03-06 12:00", WEST, **given).outcome == "ineligible"
    given["us_state"] = "NV"
    assert asked(USA, "live_dog", "illness", "2026-03-06 12:00", WEST, **given).outcome == "ineligible"
