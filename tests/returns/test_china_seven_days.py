"""Returns without a reason in China: consumer protection law 25 and the measures of 2017 (revised 2020), row by row.

Expected values are worked by hand from the articles. Everything happens in Shanghai (UTC+8, no summer time); goods are
signed for on Monday 2 March 2026, so the seventh day is Monday 9 March, and the right ends at its midnight.
"""

import datetime as dt
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.errors import InvalidDefinition, WrongType
from aftersales_core.reasons import Reason, render
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.decide import decide
from aftersales_core.returns.decision import ReturnDecision
from aftersales_core.returns.messages import MESSAGES
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.statutes.china_seven_days import (
    SEVEN_DAYS,
    SevenDaysFigures,
    penal_exposure,
    seven_days,
)
from aftersales_core.worktime.calendar import WorkingCalendar

SHANGHAI = ZoneInfo("Asia/Shanghai")
LAW = ReturnPolicy("law", (SEVEN_DAYS,), tz="Asia/Shanghai")
SIGNED = dt.datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
DAY_THREE = dt.datetime(2026, 3, 5, 20, 0, tzinfo=SHANGHAI)
LAST_SECOND = dt.datetime(2026, 3, 9, 23, 59, 59, tzinfo=SHANGHAI)
MIDNIGHT = dt.datetime(2026, 3, 10, 0, 0, 0, tzinfo=SHANGHAI)

# What the buyer says of goods of each class that are as good as new.
PLAIN = {"parts_complete": True, "used_beyond_check": False}
SEALED = {"parts_complete": True, "seal_whole": True}
PET_FOOD = {**SEALED, "fed": False}
ELECTRONIC = {
    "parts_complete": True,
    "unauthorised_repair": False,
    "marks_altered": False,
    "lasting_traces": False,
    "activated": False,
    "personal_data_left": False,
}
TEXTILE = {"parts_complete": True, "tags_on": True, "soiled": False}
CLASSES = {
    "goods": PLAIN,
    "jewellery": PLAIN,
    "pet_food": PET_FOOD,
    "pet_medicine": PET_FOOD,
    "machines": PLAIN,
    "agri_machines": PLAIN,
    "grain": SEALED,
    "packaged_food": SEALED,
    "cosmetics": SEALED,
    "medical": SEALED,
    "hygiene": SEALED,
    "mobile_phone": ELECTRONIC,
    "appliances": ELECTRONIC,
    "apparel": TEXTILE,
    "shoes": TEXTILE,
    "bags": TEXTILE,
    "toys": TEXTILE,
    "home_textiles": TEXTILE,
    "furniture": TEXTILE,
}


def ask(
    category: str = "goods",
    *,
    state: dict[str, Any] | None = None,
    at: dt.datetime = DAY_THREE,
    signed: dt.datetime | None = SIGNED,
    paid: str = "100.00 CNY",
    qty: int = 1,
    claimed: int | None = None,
    policy: ReturnPolicy = LAW,
    **line: Any,
) -> ReturnDecision:
    """Decide a return without a reason on goods that are as good as new unless ``state`` says otherwise."""
    if category == "pet_medicine":
        # Opening harms medicine, so the shop is asked whether the buyer agreed to keep it from the right.
        line = {"no_return_consent": "none", **line}
    bought = Line.of(category, paid=paid, qty=qty, signed_at=signed, **line)
    said = {**CLASSES.get(category, PLAIN), **(state or {})}
    return decide(policy, Claim.of(bought, "no_reason", submitted_at=at, qty=claimed, **said))


# The one fact about the state of the goods that each class asks for; others ask for none.
ASKED = {
    **dict.fromkeys(
        ("grain", "packaged_food", "cosmetics", "medical", "hygiene", "pet_food", "pet_medicine"), "seal_whole"
    ),
    **dict.fromkeys(("apparel", "shoes", "bags", "toys", "home_textiles"), "tags_on"),
    "mobile_phone": "activated",
}


def given_that(fact: str, **others: Any) -> dict[str, Any]:
    """Return facts of which one is yes."""
    return {fact: True, **others}


def total(decision: ReturnDecision) -> str:
    """Return what is paid back, as text."""
    assert decision.refund is not None
    return str(decision.refund.total)


# --- the window -------------------------------------------------------------------------------------------------------


def test_the_seventh_day_counts_to_its_last_second():
    """Measures 10(2): seven days from the day after signing; civil code 203(2): to 24:00. D3: edges."""
    decision = ask(at=LAST_SECOND)
    assert decision.outcome == "eligible"
    offer = decision.offer("return_refund")
    assert offer is not None
    assert offer.claim_due is not None
    assert offer.claim_due.last_second == LAST_SECOND


def test_the_midnight_after_the_seventh_day_is_too_late():
    decision = ask(at=MIDNIGHT)
    assert decision.outcome == "ineligible"
    assert "window_closed_days" in decision.codes


@pytest.mark.parametrize(
    ("signed", "last"),
    [
        # 00:30 on 2 March in Shanghai is still 1 March in UTC: the local date counts.
        (dt.datetime(2026, 3, 1, 16, 30, tzinfo=dt.UTC), dt.datetime(2026, 3, 9, 15, 59, 59, tzinfo=dt.UTC)),
        (dt.datetime(2026, 3, 2, 15, 59, 59, tzinfo=dt.UTC), dt.datetime(2026, 3, 9, 15, 59, 59, tzinfo=dt.UTC)),
        # One second later it is 3 March in Shanghai.
        (dt.datetime(2026, 3, 2, 16, 0, 0, tzinfo=dt.UTC), dt.datetime(2026, 3, 10, 15, 59, 59, tzinfo=dt.UTC)),
    ],
)
def test_days_are_those_of_the_place_of_delivery(signed: dt.datetime, last: dt.datetime):
    assert ask(signed=signed, at=last).outcome == "eligible"
    assert ask(signed=signed, at=last + dt.timedelta(seconds=1)).outcome == "ineligible"


def test_the_zone_of_the_delivery_goes_before_that_of_the_shop():
    # In Urumqi's own zone (UTC+6) the seventh day ends two hours later.
    at = dt.datetime(2026, 3, 9, 17, 59, 59, tzinfo=dt.UTC)
    assert ask(at=at, tz="Asia/Urumqi").outcome == "eligible"
    assert ask(at=at).outcome == "ineligible"


@given(
    st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2030, 1, 1)),
    st.integers(0, 10 * 86_400),
)
def test_the_right_stands_exactly_on_the_day_of_signing_and_the_seven_after_it(signed: dt.datetime, seconds: int):
    begun = signed.replace(microsecond=0, tzinfo=dt.UTC)
    asked = begun + dt.timedelta(seconds=seconds)
    first, day = begun.astimezone(SHANGHAI).date(), asked.astimezone(SHANGHAI).date()
    expected = "eligible" if (day - first).days <= 7 else "ineligible"
    assert ask(signed=begun, at=asked).outcome == expected


def test_without_a_time_of_signing_nothing_is_granted():
    decision = ask(signed=None)
    assert decision.outcome == "needs_review"
    assert "signed_at" in decision.missing


def test_without_a_time_zone_a_person_must_look():
    decision = ask(policy=attrs.evolve(LAW, tz=None))
    assert decision.outcome == "needs_review"
    assert Reason.of("fact_missing", "missing", fact="tz") in decision.reasons


def test_with_the_switch_a_last_day_within_the_national_holidays_rolls_to_the_day_after_them():
    """Civil code 203(1). Signed on 26 September 2026: the seventh day is 3 October; the holidays end on the 7th."""
    calendar = WorkingCalendar.for_country("CN", tz="Asia/Shanghai", week="Mon-Fri 09:00-18:00", years=[2026])
    rolling = ReturnPolicy("law", (seven_days(rolls=True),), tz="Asia/Shanghai").with_calendars({"legal:CN": calendar})
    signed = dt.datetime(2026, 9, 26, 12, 0, tzinfo=SHANGHAI)
    last = dt.datetime(2026, 10, 8, 23, 59, 59, tzinfo=SHANGHAI)
    unrolled = dt.datetime(2026, 10, 3, 23, 59, 59, tzinfo=SHANGHAI)
    assert ask(signed=signed, at=last, policy=rolling).outcome == "eligible"
    assert ask(signed=signed, at=last + dt.timedelta(seconds=1), policy=rolling).outcome == "ineligible"
    assert ask(signed=signed, at=unrolled).outcome == "eligible"
    assert ask(signed=signed, at=unrolled + dt.timedelta(seconds=1)).outcome == "ineligible"


def test_a_rolling_window_without_its_calendar_needs_a_person():
    decision = ask(policy=ReturnPolicy("law", (seven_days(rolls=True),), tz="Asia/Shanghai"))
    assert decision.outcome == "needs_review"
    assert "calendar_missing" in decision.codes


def test_other_figures_move_the_window():
    longer = ReturnPolicy("law", (seven_days(SevenDaysFigures(no_reason_days=15)),), tz="Asia/Shanghai")
    # 2 March and fifteen days: to the end of 17 March.
    assert ask(at=dt.datetime(2026, 3, 17, 23, 59, 59, tzinfo=SHANGHAI), policy=longer).outcome == "eligible"
    assert ask(at=dt.datetime(2026, 3, 18, tzinfo=SHANGHAI), policy=longer).outcome == "ineligible"


# --- who and how ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("channel", ["online", "phone", "mail"])
def test_sales_at_a_distance_have_the_right(channel: str):
    """Law 25(1); measures 36."""
    assert ask(channel=channel).outcome == "eligible"


@pytest.mark.parametrize("channel", ["store", "door_to_door"])
def test_sales_face_to_face_do_not_have_the_right(channel: str):
    decision = ask(channel=channel)
    assert decision.outcome == "ineligible"
    assert "remote_sales_only" in decision.codes


def test_a_business_does_not_have_the_right_and_a_farmer_with_farm_inputs_does():
    """Law 2 and 62."""
    assert "consumers_only" in ask(buyer="business").codes
    assert ask(buyer="business").outcome == "ineligible"
    assert ask(buyer="business", farm_inputs=True).outcome == "eligible"


def test_a_suspected_abuse_goes_to_a_person():
    """Regulation 19(4)."""
    decision = ask(state={"bad_faith": True})
    assert decision.outcome == "needs_review"
    assert decision.codes[0] == "bad_faith_review"


# --- what is excluded -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("category", "facts", "code"),
    [
        ("goods", {"custom_made": True}, "excluded_custom_made"),
        ("soft_fruit", {}, "excluded_perishable"),
        ("leaf_vegetables", {}, "excluded_perishable"),
        ("frozen", {}, "excluded_perishable"),
        ("eggs", {}, "excluded_perishable"),
        ("live_seafood", {}, "excluded_perishable"),
        ("live_dog", {}, "excluded_perishable"),
        ("live_fish", {}, "excluded_perishable"),
        ("cut_flowers", {}, "excluded_perishable"),
        ("digital_content", {}, "excluded_digital_online"),
        ("newspapers", {}, "excluded_periodicals"),
    ],
)
def test_what_measures_6_exclude_has_no_right_whatever_was_agreed(category: str, facts: dict[str, Any], code: str):
    """Measures 6; the reference's rows of fruit, vegetables, seafood, frozen goods, eggs, pets and flowers. A5."""
    decision = ask(category, **facts)
    assert decision.outcome == "ineligible"
    assert code in decision.codes
    assert ask(category, no_return_consent="none", **facts).outcome == "ineligible"


def test_a_recording_is_excluded_once_its_seal_is_broken():
    """Measures 6(3)."""
    assert ask("media", state={"seal_whole": True}).outcome == "eligible"
    broken = ask("media", state={"seal_whole": False})
    assert broken.outcome == "ineligible"
    assert "excluded_unsealed_medium" in broken.codes
    unknown = ask("media")
    assert (unknown.outcome, unknown.missing) == ("needs_evidence", ("seal_whole",))


BY_CONSENT = [
    ("opening_harms", "excluded_opening_harms"),
    ("value_falls_with_use", "excluded_value_falls"),
    ("disclosed_flaw", "excluded_flaw_disclosed"),
    ("disclosed_short_dated", "excluded_short_dated"),
]


@pytest.mark.parametrize(("kind", "code"), BY_CONSENT)
def test_what_the_buyer_confirmed_for_this_purchase_is_excluded(kind: str, code: str):
    """Measures 7."""
    decision = ask(**given_that(kind, no_return_consent="each_purchase"))
    assert decision.outcome == "ineligible"
    assert code in decision.codes
    assert "exclusion_not_confirmed" not in decision.codes


@pytest.mark.parametrize(("kind", "code"), BY_CONSENT)
@pytest.mark.parametrize("consent", ["none", "preticked", "general_terms"])
def test_without_a_confirmation_of_this_purchase_the_right_stands_and_says_so(kind: str, code: str, consent: str):
    """Measures 20(2), regulation 19(2): a box ticked beforehand or general terms are no confirmation."""
    decision = ask(**given_that(kind, no_return_consent=consent))
    assert decision.outcome == "eligible"
    assert "exclusion_not_confirmed" in decision.codes
    assert code not in decision.codes


@pytest.mark.parametrize(("kind", "_code"), BY_CONSENT)
def test_whether_it_was_confirmed_is_asked_of_the_shop(kind: str, _code: str):
    decision = ask(**given_that(kind))
    assert decision.outcome == "needs_review"
    assert decision.missing == ("no_return_consent",)


def test_consent_to_an_exclusion_that_the_law_does_not_know_excludes_nothing():
    """Measures 30, regulation 19(1): traders may not widen the exclusions."""
    decision = ask(no_return_consent="each_purchase", listed_non_returnable=True)
    assert decision.outcome == "eligible"
    assert "exclusion_not_permitted" in decision.codes
    assert "exclusion_not_permitted" not in ask(no_return_consent="each_purchase").codes


@pytest.mark.parametrize(
    "facts", [{"custom_made": True}, {"opening_harms": True, "no_return_consent": "each_purchase"}]
)
def test_a_listing_of_what_the_law_excludes_is_not_held_against_the_shop(facts: dict[str, Any]):
    decision = ask(listed_non_returnable=True, **facts)
    assert decision.outcome == "ineligible"
    assert "exclusion_not_permitted" not in decision.codes


def test_pet_medicine_is_excluded_only_where_confirmed():
    """The reference's row of pet medicine."""
    assert ask("pet_medicine", opening_harms=True, no_return_consent="each_purchase").outcome == "ineligible"
    assert ask("pet_medicine", opening_harms=True, no_return_consent="none").outcome == "eligible"
    unknown = ask("pet_medicine", no_return_consent=None)
    assert (unknown.outcome, unknown.missing) == ("needs_review", ("no_return_consent",))


# --- what is intact ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("category", sorted(CLASSES))
def test_goods_as_good_as_new_go_back_though_they_were_unpacked(category: str):
    """Measures 8(3): opening the package to inspect is fine."""
    decision = ask(category, state={"opened": True})
    assert decision.outcome == "eligible"
    assert total(decision) == "100.00 CNY"
    assert "intact_though_opened" in decision.codes


def test_a_broken_seal_is_not_called_intact():
    assert "intact_though_opened" not in ask("cosmetics", state={"opened": True, "seal_whole": False}).codes
    assert "intact_though_opened" not in ask("cosmetics", state={"opened": False}).codes


@pytest.mark.parametrize(
    ("category", "state", "code"),
    [
        ("goods", {"used_beyond_check": True, "value_dropped": True}, "not_intact_used"),
        ("furniture", {"used_beyond_check": True, "value_dropped": True}, "not_intact_used"),
        ("pet_food", {"fed": True}, "not_intact_fed"),
        ("pet_food", {"fed": True, "seal_whole": None}, "not_intact_fed"),
        ("pet_food", {"seal_whole": False}, "not_intact_seal_broken"),
        ("pet_food", {"seal_whole": False, "fed": None}, "not_intact_seal_broken"),
        ("pet_medicine", {"fed": True}, "not_intact_fed"),
        ("hygiene", {"seal_whole": False}, "not_intact_seal_broken"),
        ("grain", {"seal_whole": False}, "not_intact_seal_broken"),
        ("packaged_food", {"seal_whole": False}, "not_intact_seal_broken"),
        ("cosmetics", {"seal_whole": False}, "not_intact_seal_broken"),
        ("medical", {"seal_whole": False}, "not_intact_seal_broken"),
        ("mobile_phone", {"unauthorised_repair": True}, "not_intact_repaired"),
        ("mobile_phone", {"marks_altered": True}, "not_intact_marks_altered"),
        ("computer", {**ELECTRONIC, "lasting_traces": True}, "not_intact_lasting_traces"),
        ("mobile_phone", {"activated": True}, "not_intact_activated"),
        ("appliances", {"personal_data_left": True}, "not_intact_activated"),
        ("appliances", {"activated": True}, "not_intact_activated"),
        ("furniture", {"tags_on": False}, "not_intact_tag_removed"),
        ("furniture", {"soiled": True}, "not_intact_soiled"),
        ("apparel", {"tags_on": False}, "not_intact_tag_removed"),
        ("bags", {"tags_on": False}, "not_intact_tag_removed"),
        ("toys", {"soiled": True}, "not_intact_soiled"),
        ("home_textiles", {"soiled": True}, "not_intact_soiled"),
    ],
)
def test_what_is_not_intact_does_not_go_back(category: str, state: dict[str, Any], code: str):
    """Measures 9(1) to (3) and its general sentence."""
    decision = ask(category, state=state)
    assert decision.outcome == "ineligible"
    assert code in decision.codes


@pytest.mark.parametrize("category", sorted(CLASSES))
def test_incomplete_goods_do_not_go_back(category: str):
    """Measures 8(2)."""
    decision = ask(category, state={"parts_complete": False})
    assert decision.outcome == "ineligible"
    assert "not_intact_incomplete" in decision.codes


@pytest.mark.parametrize("category", sorted(CLASSES))
def test_of_the_state_of_the_goods_one_fact_is_asked_for_at_most(category: str):
    """D5: what the right rests on is never taken for fine; what the trader sees on inspection is not asked for."""
    decision = ask(category, state=dict.fromkeys(CLASSES[category]))
    if category in ASKED:
        assert (decision.outcome, decision.missing) == ("needs_evidence", (ASKED[category],))
        assert decision.refund is None
    else:
        assert (decision.outcome, decision.missing) == ("eligible", ())


@pytest.mark.parametrize("category", sorted(CLASSES))
def test_the_one_fact_of_a_class_suffices(category: str):
    """The reference's column of returns without a reason: seal whole, tags on, not activated, else nothing more."""
    unknown: dict[str, Any] = dict.fromkeys(CLASSES[category])
    said = {name: value for name, value in CLASSES[category].items() if name == ASKED.get(category)}
    assert total(ask(category, state={**unknown, **said})) == "100.00 CNY"


def test_use_that_leaves_the_value_whole_does_no_harm_and_a_loss_is_the_traders_to_show():
    used = {"used_beyond_check": True}
    assert ask(state={**used, "value_dropped": False}).outcome == "eligible"
    assert ask(state=used).outcome == "eligible"
    assert ask(state={"used_beyond_check": None, "value_dropped": True}).outcome == "eligible"


def test_loose_food_has_no_seal_to_break():
    assert ask("food", state=PLAIN).outcome == "eligible"


def test_everything_there_means_that_the_parts_are_there_and_the_gift_comes_back():
    state = {"parts_complete": None, "complete": True}
    assert ask(state=state, gift_given=True, gift_price="15 CNY").outcome == "eligible"
    contradicted = ask(state={"parts_complete": False, "complete": True})
    assert contradicted.outcome == "needs_review"
    assert "facts_disagree" in contradicted.codes


def test_that_not_everything_is_there_may_mean_the_gift_so_the_parts_are_asked_for():
    decision = ask(state={"parts_complete": None, "complete": False})
    assert (decision.outcome, decision.missing) == ("needs_evidence", ("parts_complete",))


# --- the money --------------------------------------------------------------------------------------------------------


def test_the_buyer_pays_the_way_back_unless_the_trader_promised_to():
    """Law 25(3), measures 18(1). D6."""
    offer = ask().offer("return_refund")
    assert offer is not None
    assert (offer.freight, offer.goods) == ("consumer", "back")
    promised = ask(return_freight_agreed=True).offer("return_refund")
    assert promised is not None
    assert promised.freight == "trader"


def test_one_of_three_units_brings_its_share_of_what_was_paid():
    # 100.00 / 3 = 33.333..., the first unit gets 33.33, all three together 100.00.
    assert total(ask(qty=3, claimed=1)) == "33.33 CNY"
    assert total(ask(qty=3, claimed=3)) == "100.00 CNY"


def test_a_lost_discount_is_settled_at_the_list_prices_of_what_is_kept():
    """Measures 17(2). List 150 and 100, paid 200, of which 120 for the dearer one: 200 - 100 = 100 comes back."""
    decision = ask(paid="120 CNY", threshold_lost=True, order_paid="200 CNY", kept_list_total="100 CNY")
    assert decision.outcome == "eligible"
    assert total(decision) == "100.00 CNY"


def test_a_resettlement_below_zero_pays_nothing_and_goes_to_a_person():
    """List 210 and 90, paid 200: keeping the dearer one costs 210, so the buyer would owe 10."""
    decision = ask(paid="60 CNY", threshold_lost=True, order_paid="200 CNY", kept_list_total="210 CNY")
    assert decision.outcome == "needs_review"
    assert "resettlement_owed" in decision.codes


def test_what_the_order_was_refunded_before_counts_in_the_resettlement():
    """200 paid, 50 refunded, 160 kept: 10 would be owed."""
    facts = {"threshold_lost": True, "order_paid": "200 CNY", "kept_list_total": "160 CNY"}
    assert total(ask(paid="60 CNY", **facts)) == "40.00 CNY"
    assert ask(paid="60 CNY", order_refunded="50 CNY", **facts).outcome == "needs_review"


@given(st.integers(1, 10**7), st.integers(0, 10**7), st.integers(0, 10**7))
def test_a_resettlement_pays_what_is_left_of_the_payment_or_asks_a_person(order: int, kept: int, before: int):
    """Measures 17(2), in cents: what was paid, less what was refunded before, less the list price of what is kept."""
    refunded = min(before, order)
    decision = ask(
        paid=f"{Decimal(order) / 100} CNY",
        threshold_lost=True,
        order_paid=f"{Decimal(order) / 100} CNY",
        kept_list_total=f"{Decimal(kept) / 100} CNY",
        order_refunded=f"{Decimal(refunded) / 100} CNY",
    )
    left = order - refunded - kept
    if left < 0:
        assert (decision.outcome, decision.refund) == ("needs_review", None)
    else:
        assert decision.refund is not None
        assert decision.refund.total.minor_units == left


@pytest.mark.parametrize("left_out", ["order_paid", "kept_list_total"])
def test_a_resettlement_with_an_unknown_sum_goes_to_the_shop(left_out: str):
    facts: dict[str, Any] = {"order_paid": "200 CNY", "kept_list_total": "100 CNY", left_out: None}
    decision = ask(threshold_lost=True, **facts)
    assert decision.outcome == "needs_review"
    assert decision.missing == (left_out,)


@pytest.mark.parametrize(
    ("facts", "state", "expected"),
    [
        # Measures 12: the gift comes back, or its stated price is paid: 100 - 15 = 85.
        ({"gift_given": True, "gift_price": "15 CNY"}, {"gift_returned": False}, "85.00 CNY"),
        ({"gift_given": True, "gift_price": "15 CNY"}, {"gift_returned": True}, "100.00 CNY"),
        ({"gift_given": True, "gift_price_stated": False}, {"gift_returned": False}, "100.00 CNY"),
        ({"gift_price": "15 CNY"}, {}, "100.00 CNY"),
        # Measures 18(2): 100 - 8 = 92.
        ({"free_shipping_lost": True, "outbound_freight": "8 CNY"}, {}, "92.00 CNY"),
        ({"free_shipping_lost": False, "outbound_freight": "8 CNY"}, {}, "100.00 CNY"),
        # Measures 16(2): 100 - 0.60 = 99.40.
        ({"card_fee_waived": "0.60 CNY"}, {}, "99.40 CNY"),
        # All three: 100 - 15 - 8 - 0.60 = 76.40.
        (
            {
                "gift_given": True,
                "gift_price": "15 CNY",
                "free_shipping_lost": True,
                "outbound_freight": "8 CNY",
                "card_fee_waived": "0.60 CNY",
            },
            {"gift_returned": False},
            "76.40 CNY",
        ),
    ],
)
def test_gifts_lost_free_shipping_and_waived_fees_are_settled(
    facts: dict[str, Any], state: dict[str, Any], expected: str
):
    order = {name: value for name, value in {**facts, **state}.items() if name != "parts_complete"}
    assert total(ask(**order)) == expected


@pytest.mark.parametrize(
    ("facts", "missing", "outcome"),
    [
        ({"gift_given": True, "gift_price": "15 CNY"}, "gift_returned", "needs_evidence"),
        ({"gift_given": True, "gift_returned": False}, "gift_price_stated", "needs_review"),
        ({"gift_given": True, "gift_returned": False, "gift_price_stated": True}, "gift_price", "needs_review"),
        ({"free_shipping_lost": True}, "outbound_freight", "needs_review"),
    ],
)
def test_an_unknown_sum_is_asked_for(facts: dict[str, Any], missing: str, outcome: str):
    decision = ask(**facts)
    assert (decision.outcome, decision.missing, decision.refund) == (outcome, (missing,), None)


def test_points_and_coupons_come_back_as_such_unless_something_else_was_agreed():
    """Measures 15."""
    in_kind: tuple[dict[str, Any], ...] = ({"points_used": 200}, {"coupon_share": "10 CNY"})
    for facts in in_kind:
        decision = ask(**facts)
        assert [offer.remedy for offer in decision.remedies] == ["return_refund", "points_and_coupons"]
        assert total(decision) == "100.00 CNY"
        assert ask(credit_terms_agreed=True, **facts).offer("points_and_coupons") is None
    assert ask().offer("points_and_coupons") is None
    assert ask(coupon_share="0 CNY").offer("points_and_coupons") is None


def test_points_come_back_under_the_terms_of_the_money():
    offer = ask(points_used=200, return_freight_agreed=True).offer("points_and_coupons")
    assert offer is not None
    assert (offer.freight, offer.goods, offer.refund) == ("trader", "back", None)
    unpromised = ask(points_used=200).offer("points_and_coupons")
    assert unpromised is not None
    assert unpromised.freight == "consumer"
    assert ask(points_used=200, channel="store").remedies == ()
    assert ask(points_used=200, buyer="business").remedies == ()


def test_points_do_not_come_back_for_what_is_excluded():
    assert ask("soft_fruit", points_used=200).remedies == ()
    assert ask("newspapers", points_used=200).remedies == ()


def test_the_money_is_due_seven_days_after_the_goods_came_back():
    """Law 25(3), measures 13: received on 12 March, due to the end of the 19th. B8."""
    back = dt.datetime(2026, 3, 12, 10, 0, tzinfo=SHANGHAI)
    offer = ask(state={"goods_received_at": back}).offer("return_refund")
    assert offer is not None
    assert offer.refund_due is not None
    assert offer.refund_due.last_second == dt.datetime(2026, 3, 19, 23, 59, 59, tzinfo=SHANGHAI)
    before = ask().offer("return_refund")
    assert before is not None
    assert before.refund_due is None


def test_a_trader_may_be_fined_after_fifteen_days():
    """Measures 31(2) and (3): from 12 March to the end of the 27th; with another figure to the end of the 22nd."""
    back = dt.datetime(2026, 3, 12, 10, 0, tzinfo=SHANGHAI)
    assert penal_exposure(back, "Asia/Shanghai").last_second == dt.datetime(2026, 3, 27, 23, 59, 59, tzinfo=SHANGHAI)
    ten = SevenDaysFigures(penalty_days=10)
    assert penal_exposure(back, "Asia/Shanghai", figures=ten).at == dt.datetime(2026, 3, 23, tzinfo=SHANGHAI)


# --- the form of the rules --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_term_and_sum_of_the_rules_has_a_text(lang: str):
    for right in SEVEN_DAYS.rights:
        for term in (*right.exclusions, *right.requires, *right.refers, *right.remarks):
            assert render(Reason(term.code, term.params), lang, MESSAGES)
        for adjustment in right.amount.adjustments if right.amount is not None else ():
            assert render(Reason(adjustment.code), lang, MESSAGES)


def test_every_right_is_law_whose_text_was_read():
    assert SEVEN_DAYS.layer == "law"
    assert {right.basis.confidence for right in SEVEN_DAYS.rights} == {"read"}
    assert {right.basis.article for right in SEVEN_DAYS.rights} == {"25", "15"}


@pytest.mark.parametrize("consent", ["no", "NONE", ""])
def test_a_consent_of_no_known_kind_is_refused(consent: str):
    with pytest.raises(WrongType):
        ask(no_return_consent=consent)


def test_facts_of_the_claim_are_not_facts_of_the_line():
    with pytest.raises(InvalidDefinition):
        ask(parts_complete=True)
