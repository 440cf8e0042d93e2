"""Live cats, dogs, fish and exotic pets on a marketplace, row by row (E12: live animals differ).

Sources: JD Open Platform, standard for disputes about goods (in force from 2026-06-15), article 26 items 7 and 8,
article 27 items 7 and 8; Taobao, rules for disputes (2025-08-15), on refusal. Every expected value is worked by hand
from those texts. Everything happens in Shanghai (UTC+8, no summer time) unless a test says otherwise.
"""

import datetime as dt
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.money.amount import Money
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.decide import decide
from aftersales_core.returns.decision import ReturnDecision
from aftersales_core.returns.evidence import Evidence
from aftersales_core.returns.marketplaces.aquatics import FISH_AND_EXOTICS, AquaticFigures, fish_and_exotics
from aftersales_core.returns.marketplaces.pets import CATS_AND_DOGS, LIVE_REFUSAL, CatDogFigures, cats_and_dogs
from aftersales_core.returns.policy import ReturnPolicy

SHANGHAI = ZoneInfo("Asia/Shanghai")
MARKET = ReturnPolicy("market", (CATS_AND_DOGS, LIVE_REFUSAL, FISH_AND_EXOTICS), tz="Asia/Shanghai")
SIGNED = dt.datetime(2026, 7, 1, 9, 0, tzinfo=SHANGHAI)
SECOND = dt.timedelta(seconds=1)
# Signed on 1 July; day one is 2 July, day seven 8 July, which ends at midnight.
LAST_SECOND = dt.datetime(2026, 7, 8, 23, 59, 59, tzinfo=SHANGHAI)


def hours(n: float) -> dt.timedelta:
    return dt.timedelta(hours=n)


def claim_on(
    category: str,
    kind: str,
    at: dt.datetime,
    *,
    paid: str = "2000 CNY",
    qty: int = 1,
    claimed: int | None = None,
    evidence: tuple[Evidence | str, ...] = ("vet_record",),
    line: dict[str, Any] | None = None,
    policy: ReturnPolicy = MARKET,
    **facts: Any,
) -> ReturnDecision:
    known: dict[str, Any] = {"signed_at": SIGNED} | (line or {})
    bought = Line.of(category, paid=paid, qty=qty, **known)
    said: dict[str, Any] = {"buyer_caused": False} | facts
    return decide(policy, Claim.of(bought, kind, submitted_at=at, qty=claimed, evidence=evidence, **said))


def total(decision: ReturnDecision, remedy: str) -> str:
    offer = decision.offer(remedy)
    assert offer is not None
    assert offer.verdict == "grants"
    assert offer.refund is not None
    return str(offer.refund.total)


def verdict(decision: ReturnDecision, remedy: str) -> str:
    offer = decision.offer(remedy)
    return "denied" if offer is None else offer.verdict


# --- cats and dogs: illness (27(7), scene 2) -------------------------------------------------------------------------


def test_a_sick_cat_is_refunded_in_the_last_second_of_the_seventh_day_and_not_a_second_later():
    """E12: 7 days from the day after signing; veterinary file; the seller pays the way back."""
    granted = claim_on("live_cat", "illness", LAST_SECOND)
    assert granted.outcome == "eligible"
    assert total(granted, "return_refund") == "2000.00 CNY"
    offer = granted.offer("return_refund")
    assert offer is not None
    assert (offer.freight, offer.goods) == ("trader", "back")
    assert verdict(granted, "exchange") == "grants"
    late = claim_on("live_cat", "illness", LAST_SECOND + SECOND)
    assert late.outcome == "ineligible"
    assert late.governing is not None
    assert late.governing.code == "window_closed_days"


def test_the_seven_days_are_those_of_the_place_where_it_was_signed_for():
    # 00:30 on 2 July in Shanghai is 16:30 on 1 July in UTC: by UTC dates the right would end a day too early.
    signed = dt.datetime(2026, 7, 2, 0, 30, tzinfo=SHANGHAI)
    last = dt.datetime(2026, 7, 9, 23, 59, 59, tzinfo=SHANGHAI)
    assert claim_on("live_dog", "illness", last, line={"signed_at": signed}).outcome == "eligible"
    assert claim_on("live_dog", "illness", last + SECOND, line={"signed_at": signed}).outcome == "ineligible"


def test_a_day_on_which_the_clocks_change_is_still_one_day():
    # New York leaves summer time on 1 November 2026. Signed on 30 October; day seven is 6 November.
    new_york = ZoneInfo("America/New_York")
    line = {"signed_at": dt.datetime(2026, 10, 30, 12, tzinfo=new_york), "tz": "America/New_York"}
    last = dt.datetime(2026, 11, 6, 23, 59, 59, tzinfo=new_york)
    assert claim_on("live_dog", "illness", last, line=line).outcome == "eligible"
    assert claim_on("live_dog", "illness", last + SECOND, line=line).outcome == "ineligible"


@pytest.mark.parametrize(
    ("cost", "paid_back"),
    [
        ("850.55 CNY", "850.55 CNY"),
        ("2000 CNY", "2000.00 CNY"),  # exactly the price
        ("2000.01 CNY", "2000.00 CNY"),  # a fen above it is cut off
        ("2600 CNY", "2000.00 CNY"),
    ],
)
def test_treatment_is_paid_up_to_the_price(cost: str, paid_back: str):
    """E12: treatment cost <= price."""
    decision = claim_on(
        "live_cat", "illness", SIGNED + hours(30), evidence=("vet_record", "vet_invoice"), treatment_cost=cost
    )
    assert total(decision, "treatment_cost") == paid_back


@given(st.integers(1, 10**6), st.integers(0, 2 * 10**6))
def test_treatment_is_what_it_cost_or_the_price_whichever_is_less(price: int, cost: int):
    decision = claim_on(
        "live_dog",
        "illness",
        SIGNED + hours(1),
        paid=str(Money.from_minor_units(price, "CNY")),
        evidence=("vet_record", "vet_invoice"),
        treatment_cost=Money.from_minor_units(cost, "CNY"),
    )
    assert total(decision, "treatment_cost") == str(Money.from_minor_units(min(price, cost), "CNY"))


def test_treatment_of_one_of_two_cats_is_paid_up_to_the_price_of_one():
    # 5000 / 2 = 2500 for one cat.
    decision = claim_on(
        "live_cat",
        "illness",
        SIGNED + hours(30),
        paid="5000 CNY",
        qty=2,
        claimed=1,
        evidence=("vet_record", "vet_invoice"),
        treatment_cost="4000 CNY",
    )
    assert total(decision, "treatment_cost") == "2500.00 CNY"
    assert total(decision, "return_refund") == "2500.00 CNY"


def test_treatment_whose_cost_or_bill_is_missing_is_asked_for_and_not_granted():
    decision = claim_on("live_cat", "illness", SIGNED + hours(30))
    finding = decision.finding("market_cat_dog_treatment")
    assert finding is not None
    assert finding.verdict == "requires"
    assert finding.missing == ("treatment_cost",)
    assert finding.evidence == ("vet_invoice",)


def test_after_treatment_was_chosen_there_is_neither_refund_nor_exchange():
    """E12: after choosing treatment no further refund."""
    decision = claim_on(
        "live_dog",
        "illness",
        SIGNED + hours(100),
        evidence=("vet_record", "vet_invoice"),
        line={"treatment_chosen": True},
        treatment_cost="300 CNY",
    )
    assert verdict(decision, "return_refund") == "denied"
    assert verdict(decision, "exchange") == "denied"
    assert "pet_treatment_chosen" in decision.codes
    assert total(decision, "treatment_cost") == "300.00 CNY"


def test_an_illness_from_the_buyers_feeding_is_not_covered():
    """E12: feeding fault not covered."""
    decision = claim_on("live_dog", "illness", SIGNED + hours(5), buyer_caused=True)
    assert decision.outcome == "ineligible"
    assert "pet_care_fault" in decision.codes


def test_a_cause_that_nobody_knows_takes_nothing_from_who_has_the_veterinary_file():
    """E12: the file is the proof; that it was the feeding is the seller's to show."""
    decision = claim_on("live_dog", "illness", SIGNED + hours(5), buyer_caused=None)
    assert total(decision, "return_refund") == "2000.00 CNY"
    assert claim_on(
        "live_fish", "illness", SIGNED + hours(5), paid="90 CNY", evidence=BAG, buyer_caused=None
    ).outcome == ("eligible")


def test_without_a_veterinary_file_it_is_named_with_the_time_that_is_left():
    decision = claim_on("live_cat", "illness", SIGNED + hours(5), evidence=("photo",))
    assert decision.outcome == "needs_evidence"
    assert decision.evidence == ("vet_record",)
    offer = decision.offer("return_refund")
    assert offer is not None
    assert offer.evidence_due is not None
    assert offer.evidence_due.last_second == LAST_SECOND


def test_without_the_time_of_signing_nothing_is_granted():
    decision = claim_on("live_cat", "illness", SIGNED + hours(5), line={"signed_at": None})
    assert decision.outcome == "needs_review"
    assert decision.missing == ("signed_at",)


def test_an_animal_that_died_within_the_days_is_refunded_without_being_sent_back():
    """27(7), scene 1."""
    decision = claim_on("live_cat", "illness", LAST_SECOND, died_at=LAST_SECOND - hours(1))
    assert total(decision, "refund_only") == "2000.00 CNY"
    silent = claim_on("live_cat", "illness", LAST_SECOND)
    assert silent.finding("market_cat_dog_death_refund") is None


def test_an_animal_that_arrives_dead_is_refunded_or_sent_again_on_a_photo():
    decision = claim_on("live_dog", "dead_on_arrival", SIGNED + hours(1), evidence=("photo",))
    assert total(decision, "refund_only") == "2000.00 CNY"
    assert verdict(decision, "replacement") == "grants"
    assert claim_on("live_dog", "dead_on_arrival", LAST_SECOND + SECOND, evidence=("photo",)).outcome == "ineligible"


# --- cats and dogs: identity (26(7)) ---------------------------------------------------------------------------------


def test_another_animal_than_the_one_shown_is_made_known_within_24_hours_that_second_included():
    """E12: not the animal shown: 24 h."""
    last = SIGNED + hours(24)
    granted = claim_on("live_dog", "not_as_described", last, evidence=("photo",), features_match=False)
    assert total(granted, "return_refund") == "2000.00 CNY"
    assert verdict(granted, "exchange") == "grants"
    late = claim_on("live_dog", "not_as_described", last + SECOND, evidence=("photo",), features_match=False)
    assert late.outcome == "ineligible"


def test_a_report_in_time_keeps_the_right_of_a_later_claim():
    decision = claim_on(
        "live_dog",
        "wrong_item",
        SIGNED + hours(72),
        evidence=("photo",),
        features_match=False,
        first_reported_at=SIGNED + hours(24),
    )
    assert decision.outcome == "eligible"


def test_an_animal_whose_chip_and_face_fit_or_that_was_changed_is_no_other_animal():
    fits = claim_on("live_dog", "not_as_described", SIGNED + hours(2), evidence=("photo",), features_match=True)
    assert fits.outcome == "ineligible"
    assert "pet_features_match" in fits.codes
    shaved = claim_on(
        "live_dog",
        "not_as_described",
        SIGNED + hours(2),
        evidence=("photo",),
        features_match=False,
        buyer_caused=True,
    )
    assert "pet_changed_by_buyer" in shaved.codes
    unknown = claim_on("live_dog", "not_as_described", SIGNED + hours(2), evidence=("photo",))
    assert unknown.outcome == "needs_review"
    assert unknown.missing == ("features_match",)


def test_the_figures_can_be_set():
    policy = ReturnPolicy("longer", (cats_and_dogs(CatDogFigures(illness_days=15)),), tz="Asia/Shanghai")
    # Day fifteen is 16 July.
    last = dt.datetime(2026, 7, 16, 23, 59, 59, tzinfo=SHANGHAI)
    assert claim_on("live_cat", "illness", last, policy=policy).outcome == "eligible"
    assert claim_on("live_cat", "illness", last + SECOND, policy=policy).outcome == "ineligible"


# --- refusal at the door (Taobao) ------------------------------------------------------------------------------------


@pytest.mark.parametrize("category", ["live_cat", "live_fish", "exotic_pet"])
def test_live_animals_refused_without_a_good_reason_are_at_the_buyers_risk(category: str):
    """E12: unjustified refusal = buyer's risk."""
    when = SIGNED + hours(1)
    refused: dict[str, Any] = {"signed_at": None, "refused_at": SIGNED}
    bad = claim_on(category, "refused_delivery", when, line=refused | {"refusal_justified": False})
    assert bad.outcome == "ineligible"
    assert bad.codes == ("pet_refused_without_cause",)
    good = claim_on(category, "refused_delivery", when, line=refused | {"refusal_justified": True})
    assert total(good, "refund_only") == "2000.00 CNY"
    open_ = claim_on(category, "refused_delivery", when, line=refused)
    assert open_.outcome == "needs_review"
    assert open_.missing == ("refusal_justified",)


def test_a_report_whose_time_is_given_stands_for_itself():
    line: dict[str, Any] = {"paid": "301 CNY", "evidence": BAG}
    reported = claim_on(
        "live_fish", "illness", SIGNED + hours(150), **line, reported_at=SIGNED + hours(24), died_at=SIGNED
    )
    assert reported.outcome == "eligible"
    late = SIGNED + hours(24) + SECOND
    assert claim_on("live_fish", "illness", SIGNED + hours(150), **line, reported_at=late).outcome == "ineligible"
    twice: dict[str, Any] = line | {"reported_at": SIGNED, "first_reported_at": SIGNED + hours(1)}
    assert "facts_disagree" in claim_on("live_fish", "illness", SIGNED + hours(2), **twice, died_at=SIGNED).codes


# --- fish and exotic pets: dead on opening (27(8), scene 1) -----------------------------------------------------------

NOTICE = dt.datetime(2026, 7, 1, 10, 0, tzinfo=SHANGHAI)
POINT: dict[str, Any] = {"signed_at": None, "pickup_notified_at": NOTICE}


def dead(at: dt.datetime, picked_up: dt.datetime | None, **line: Any) -> ReturnDecision:
    known = POINT | {"picked_up_at": picked_up} | line
    return claim_on("live_fish", "dead_on_arrival", at, paid="80 CNY", evidence=("unboxing_video",), line=known)


def test_a_fish_dead_on_opening_is_claimed_within_12_hours_of_the_notice_that_second_included():
    """E12: video within 12 h of the pick-up notice."""
    last = NOTICE + hours(12)
    granted = dead(last, NOTICE + hours(3))
    assert total(granted, "refund_only") == "80.00 CNY"
    assert verdict(granted, "replacement") == "grants"
    late = dead(last + SECOND, NOTICE + hours(3))
    assert late.outcome == "ineligible"
    assert late.codes[0] == "window_closed_hours"


def test_late_pick_up_is_the_buyers_risk():
    # Picked up in the twelfth hour's last instant: in time. One second later: not.
    assert dead(NOTICE + hours(12), NOTICE + hours(12)).outcome == "eligible"
    late = dead(NOTICE + hours(12) + SECOND, NOTICE + hours(12) + SECOND)
    assert late.outcome == "ineligible"
    assert "pet_picked_up_late" in late.codes


def test_a_pick_up_before_the_notice_is_not_late():
    assert dead(NOTICE + hours(1), NOTICE - hours(1)).outcome == "eligible"


def test_who_claims_within_the_hours_after_the_notice_is_not_asked_when_it_was_picked_up():
    assert dead(NOTICE + hours(12), None).outcome == "eligible"
    assert dead(NOTICE + hours(12) + SECOND, None).outcome == "ineligible"


@pytest.mark.parametrize("at_pickup_point", [False, None])
def test_without_a_notice_the_signing_is_the_arrival(at_pickup_point: bool | None):
    door = {"pickup_notified_at": None, "signed_at": NOTICE, "at_pickup_point": at_pickup_point}
    assert dead(NOTICE + hours(12), None, **door).outcome == "eligible"
    assert dead(NOTICE + hours(12) + SECOND, None, **door).outcome == "ineligible"


def test_at_a_pick_up_point_the_notice_is_asked_for_since_the_signing_can_be_days_late():
    unknown = dead(NOTICE + hours(2), None, pickup_notified_at=None, signed_at=NOTICE, at_pickup_point=True)
    assert unknown.outcome == "needs_review"
    assert unknown.missing == ("arrived_at",)


def test_an_arrival_that_is_given_stands_against_a_later_signing():
    given = {"pickup_notified_at": None, "signed_at": NOTICE + hours(20), "arrived_at": NOTICE, "pickup_hours": 1}
    assert dead(NOTICE + hours(21), None, **given).codes[0] == "window_closed_hours"
    assert dead(NOTICE + hours(21), None, **given).outcome == "ineligible"


def test_a_photo_does_not_do_for_the_video_of_the_unpacking():
    decision = claim_on(
        "live_fish",
        "dead_on_arrival",
        NOTICE + hours(2),
        evidence=("photo",),
        line=POINT | {"picked_up_at": NOTICE + hours(1)},
    )
    assert decision.outcome == "needs_evidence"
    assert decision.evidence == ("unboxing_video",)


# --- fish and exotic pets: illness by price (27(8), scene 2) ----------------------------------------------------------

BAG: tuple[str, ...] = ("unopened_bag_photo", "photo")


@pytest.mark.parametrize(
    ("paid", "qty", "watched"),
    [
        ("300 CNY", 1, False),
        ("300.01 CNY", 1, True),
        ("900 CNY", 3, False),  # 900 / 3 = 300 exactly
        ("600.01 CNY", 2, True),  # 600.01 / 2 = 300.005, above 300 although it rounds to 300.00
        ("0.03 CNY", 1, False),
    ],
)
def test_a_price_of_exactly_300_is_settled_at_once_and_anything_above_is_watched(paid: str, qty: int, watched: bool):
    """E12: by unit price <= 300: 24 h; > 300: report in 24 h, then 7 days of observation."""
    decision = claim_on("live_fish", "illness", SIGNED + hours(2), paid=paid, qty=qty, evidence=BAG)
    assert (decision.finding("market_fish_sick_refund") is None) is watched
    assert (decision.finding("market_fish_watched_refund") is None) is not watched
    assert (decision.outcome == "eligible") is not watched
    if watched:
        assert "died_at" in decision.missing


def test_a_cheap_fish_is_reported_within_24_hours_that_second_included():
    granted = claim_on("live_fish", "illness", SIGNED + hours(24), paid="300 CNY", evidence=BAG)
    assert total(granted, "return_refund") == "300.00 CNY"
    late = claim_on("live_fish", "illness", SIGNED + hours(24) + SECOND, paid="300 CNY", evidence=BAG)
    assert late.outcome == "ineligible"


def test_a_dear_fish_that_is_reported_in_time_and_dies_in_seven_days_is_refunded():
    # Reported on 2 July at 08:00; day one of the watch is 3 July, day seven 9 July.
    reported = SIGNED + hours(23)
    last = dt.datetime(2026, 7, 9, 23, 59, 59, tzinfo=SHANGHAI)
    common: dict[str, Any] = {"paid": "680 CNY", "evidence": BAG, "first_reported_at": reported}
    granted = claim_on("live_fish", "illness", last + hours(9), died_at=last, **common)
    assert total(granted, "return_refund") == "680.00 CNY"
    late = claim_on("live_fish", "illness", last + hours(9), died_at=last + SECOND, **common)
    assert verdict(late, "return_refund") == "denied"


def test_a_photo_of_the_third_day_of_the_watch_counts():
    decision = claim_on(
        "live_fish",
        "illness",
        SIGNED + hours(80),
        paid="680 CNY",
        evidence=(
            Evidence("unopened_bag_photo", SIGNED + hours(1)),
            Evidence("photo", SIGNED + hours(71)),
        ),
        first_reported_at=SIGNED + hours(2),
        died_at=SIGNED + hours(70),
    )
    assert total(decision, "return_refund") == "680.00 CNY"


def test_a_dear_fish_that_was_reported_too_late_is_not_refunded():
    reported = SIGNED + hours(24) + SECOND
    decision = claim_on(
        "live_fish",
        "illness",
        SIGNED + hours(60),
        paid="680 CNY",
        evidence=BAG,
        first_reported_at=reported,
        died_at=reported + hours(5),
    )
    assert verdict(decision, "return_refund") == "denied"


def test_a_price_in_another_currency_is_not_held_against_the_limit_in_yuan():
    decision = claim_on("live_fish", "illness", SIGNED + hours(2), paid="40 USD", evidence=BAG)
    assert decision.outcome == "needs_review"
    assert "unit_price_yuan" in decision.missing


def test_fish_are_shown_in_their_bag_or_on_unpacking_and_exotic_pets_on_a_photo():
    bare = claim_on("live_fish", "illness", SIGNED + hours(2), paid="90 CNY", evidence=("photo",))
    assert bare.outcome == "needs_evidence"
    assert set(bare.evidence) == {"unboxing_video", "unopened_bag_photo"}
    video = claim_on("live_turtle", "illness", SIGNED + hours(2), paid="90 CNY", evidence=("unboxing_video",))
    assert video.outcome == "eligible"
    gecko = claim_on("exotic_pet", "illness", SIGNED + hours(2), paid="90 CNY", evidence=("photo",))
    assert gecko.outcome == "eligible"


def test_an_animal_of_which_nobody_says_whether_it_lives_in_water_is_looked_at_by_a_person():
    decision = claim_on("aquatic_or_exotic", "illness", SIGNED + hours(2), paid="90 CNY", evidence=BAG)
    assert decision.outcome == "needs_review"
    assert decision.missing == ("aquatic",)


@pytest.mark.parametrize(("category", "refund"), [("exotic_pet", "denied"), ("live_fish", "grants")])
def test_a_treated_exotic_pet_cannot_go_back_while_a_treated_fish_can(category: str, refund: str):
    """27(8): treatment of exotic pets ends the right to return; of fish it does not."""
    decision = claim_on(
        category,
        "illness",
        SIGNED + hours(90),
        paid="1000 CNY",
        evidence=(*BAG, "vet_record", "vet_invoice"),
        line={"treatment_chosen": True},
        first_reported_at=SIGNED + hours(3),
        died_at=SIGNED + hours(80),
        treatment_agreed=True,
        treatment_cost="1200 CNY",
    )
    assert verdict(decision, "return_refund") == refund
    assert total(decision, "treatment_cost") == "1000.00 CNY"  # min(1200, 1000)


def test_treatment_to_which_the_seller_did_not_agree_is_not_paid_and_cheap_animals_have_none():
    common: dict[str, Any] = {"evidence": ("photo", "vet_record", "vet_invoice"), "treatment_cost": "90 CNY"}
    not_agreed = claim_on("exotic_pet", "illness", SIGNED + hours(3), paid="400 CNY", treatment_agreed=False, **common)
    assert verdict(not_agreed, "treatment_cost") == "denied"
    assert "pet_treatment_not_agreed" in not_agreed.codes
    cheap = claim_on("exotic_pet", "illness", SIGNED + hours(3), paid="300 CNY", treatment_agreed=True, **common)
    assert cheap.finding("market_aquatic_treatment") is None


def test_what_the_buyers_keeping_caused_is_not_covered():
    decision = claim_on("live_fish", "illness", SIGNED + hours(3), paid="90 CNY", evidence=BAG, buyer_caused=True)
    assert decision.outcome == "ineligible"
    assert "pet_care_fault" in decision.codes


# --- fish and exotic pets: looks and size (27(8), 26(8)) --------------------------------------------------------------


def test_slight_damage_to_fins_gives_a_fifth_of_the_price():
    """E12: minor fin or scale damage >= 20 % of the price: 250 x 20 % = 50."""
    decision = claim_on("live_fish", "appearance", SIGNED + hours(24), paid="250 CNY", evidence=BAG, severe_flaw=False)
    assert total(decision, "price_reduction") == "50.00 CNY"
    assert verdict(decision, "return_refund") == "denied"
    late = claim_on("live_fish", "appearance", SIGNED + hours(24) + SECOND, evidence=BAG, severe_flaw=False)
    assert late.outcome == "ineligible"


def test_severe_damage_leads_to_a_refund_or_an_exchange():
    decision = claim_on(
        "exotic_pet", "damage", SIGNED + hours(1), paid="250 CNY", evidence=("photo",), severe_flaw=True
    )
    assert total(decision, "return_refund") == "250.00 CNY"
    assert verdict(decision, "exchange") == "grants"
    unknown = claim_on("exotic_pet", "damage", SIGNED + hours(1), paid="250 CNY", evidence=("photo",))
    assert verdict(unknown, "return_refund") == "refers"
    assert total(unknown, "price_reduction") == "50.00 CNY"


MEASURED = SIGNED + hours(50)
TANK: dict[str, Any] = {"tank_entered_at": SIGNED + hours(1), "size_measured_at": SIGNED + hours(49)}


def sized(measured: str, at: dt.datetime = MEASURED, category: str = "live_fish", **facts: Any) -> ReturnDecision:
    said: dict[str, Any] = TANK | {"measured_size_mm": Fraction(measured)} | facts
    return claim_on(
        category,
        "size_mismatch",
        at,
        paid="400 CNY",
        evidence=("photo", "size_photo"),
        line={"stated_size_mm": 200},
        **said,
    )


@pytest.mark.parametrize(
    ("measured", "reduction", "refund"),
    [
        ("200", None, None),
        ("190", None, None),  # 10 / 200 = 5 % exactly: within the tolerance
        ("210", None, None),  # 5 % larger
        ("189.9", "80.00 CNY", None),  # 5.05 %: 400 x 20 %
        ("210.1", "80.00 CNY", None),
        ("140", "80.00 CNY", None),  # 60 / 200 = 30 % exactly
        ("139.9", "200.00 CNY", "400.00 CNY"),  # 30.05 %: 400 x 50 %, or everything
        ("500", "200.00 CNY", "400.00 CNY"),  # 150 % larger
    ],
)
def test_another_size_is_settled_by_how_far_it_is_off(measured: str, reduction: str | None, refund: str | None):
    """E12: +-5 %; to 30 % off >= 20 %; over 30 % return or >= 50 %."""
    decision = sized(measured)
    if reduction is None:
        assert decision.outcome == "ineligible"
        assert "size_within_tolerance" in decision.codes
    else:
        assert total(decision, "price_reduction") == reduction
    if refund is None:
        assert verdict(decision, "return_refund") == "denied"
    else:
        assert total(decision, "return_refund") == refund


def test_the_size_is_raised_within_three_days():
    # Signed on 1 July: day three is 4 July.
    last = dt.datetime(2026, 7, 4, 23, 59, 59, tzinfo=SHANGHAI)
    assert sized("150", last).outcome == "eligible"
    assert sized("150", last + SECOND).outcome == "ineligible"


def test_fish_are_measured_after_48_hours_in_the_tank_and_exotic_pets_at_once():
    early = sized("150", size_measured_at=SIGNED + hours(49) - SECOND)
    assert early.outcome == "ineligible"
    assert "size_measured_after" in early.codes
    assert sized("150").outcome == "eligible"  # 48 hours exactly
    gecko = sized("150", category="exotic_pet", tank_entered_at=None, size_measured_at=None)
    assert gecko.outcome == "eligible"


def test_a_size_of_which_nobody_says_when_or_how_much_is_asked_for():
    decision = sized("150", measured_size_mm=None, size_measured_at=None)
    assert decision.outcome == "needs_evidence"
    assert set(decision.missing) == {"size_deviation", "settled_hours"}
    assert sized("150", measured_size_mm=None, size_deviation="0.2").outcome == "eligible"


def test_no_share_can_be_taken_of_a_size_of_nothing():
    line: dict[str, Any] = {"stated_size_mm": 0}
    decision = claim_on("exotic_pet", "size_mismatch", SIGNED + hours(1), line=line, measured_size_mm=10)
    assert "size_deviation" in decision.missing


@given(st.integers(1, 400), st.integers(1, 100_000))
def test_the_reduction_follows_the_bands_for_every_size(measured: int, fen: int):
    off = Fraction(abs(measured - 200), 200)
    share = Fraction(0) if off <= Fraction(1, 20) else Fraction(1, 5) if off <= Fraction(3, 10) else Fraction(1, 2)
    bought = Line.of("exotic_pet", paid=Money.from_minor_units(fen, "CNY"), signed_at=SIGNED, stated_size_mm=200)
    claim = Claim.of(
        bought,
        "size_mismatch",
        submitted_at=SIGNED + hours(1),
        evidence=("photo", "size_photo"),
        measured_size_mm=measured,
    )
    offer = decide(MARKET, claim).offer("price_reduction")
    if not share:
        assert offer is None
    else:
        assert offer is not None
        assert offer.refund is not None
        # Half a fen is rounded up.
        assert offer.refund.total.minor_units == int(fen * share + Fraction(1, 2))


def test_the_figures_for_fish_can_be_set():
    rules = fish_and_exotics(AquaticFigures(price_limit_yuan=Fraction(500), report_hours=48))
    policy = ReturnPolicy("kinder", (rules,), tz="Asia/Shanghai")
    decision = claim_on("live_fish", "illness", SIGNED + hours(48), paid="500 CNY", evidence=BAG, policy=policy)
    assert total(decision, "return_refund") == "500.00 CNY"
