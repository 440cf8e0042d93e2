"""Rows of the reference on China's law and the defaults for goods, each worked by hand; only the public way is used.

"Row" names the table and line of the reference. All times are those of the place; S is Monday 2026-03-02 10:00.
"""

import datetime as dt
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from aftersales_core.errors import AftersalesError
from aftersales_core.money.amount import Money
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.decide import decide
from aftersales_core.returns.decision import ReturnDecision
from aftersales_core.returns.defect_norms import is_within_norm, norm
from aftersales_core.returns.fact_table import FACTS
from aftersales_core.returns.marketplaces.jd_warranty import JD_WARRANTY
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.presets import CHINA_MARKETPLACE
from aftersales_core.returns.rights import Right, RuleSet
from aftersales_core.returns.statutes.china_agri_machines import AGRI_MACHINES
from aftersales_core.returns.statutes.china_consumer import CONSUMER
from aftersales_core.returns.statutes.china_damages import DAMAGES
from aftersales_core.returns.statutes.china_seven_days import SEVEN_DAYS, seven_days
from aftersales_core.returns.statutes.china_three_guarantees import THREE_GUARANTEES
from aftersales_core.returns.statutes.legal_calendars import legal_calendar
from aftersales_core.returns.tenders import Tender, split_refund
from aftersales_core.returns.windows import ReturnWindow
from aftersales_core.worktime.period import Period

SHANGHAI = "Asia/Shanghai"
S = "2026-03-02 10:00"
SECOND = dt.timedelta(seconds=1)
OF_THE_CLAIM = {spec.name for spec in FACTS.specs if spec.group == "claim"}


def at(text: str, tz: str = SHANGHAI) -> dt.datetime:
    """Return the instant of a wall clock time."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(tz)).astimezone(dt.UTC)


def asked(  # noqa: PLR0917 - what every case has
    policy: ReturnPolicy, category: str, kind: str, submitted: str, clock: Any = SHANGHAI, late: Any = 0, **given: Any
) -> ReturnDecision:
    """Decide a claim that was handed in at a wall clock time, or some seconds later; facts go where they belong."""
    evidence, claimed = given.pop("evidence", ()), given.pop("claimed", None)
    facts = {name: read(name, value, clock) for name, value in {"paid": "100.00 CNY", "signed_at": S, **given}.items()}
    of_claim = {name: value for name, value in facts.items() if name in OF_THE_CLAIM}
    line = Line.of(category, **{name: value for name, value in facts.items() if name not in OF_THE_CLAIM})
    submitted_at = at(submitted, clock) + late * SECOND
    return decide(policy, Claim.of(line, kind, submitted_at=submitted_at, qty=claimed, evidence=evidence, **of_claim))


def read(name: str, value: Any, tz: str) -> Any:
    """Read a time that is written as a wall clock time, and a date."""
    if isinstance(value, str) and name.endswith("_at"):
        return at(value, tz)
    return dt.date.fromisoformat(value) if isinstance(value, str) and name.endswith("_on") else value


def gives(decision: ReturnDecision, remedy: str) -> bool:
    """Tell whether a decision grants a remedy."""
    offer = decision.offer(remedy)
    return offer is not None and offer.verdict == "grants"


def check_edge(  # noqa: PLR0917 - what every case has
    policy: ReturnPolicy, category: str, kind: str, remedy: str, last: str, clock: Any = SHANGHAI, **given: Any
) -> None:
    """Check that a remedy is granted in its last second, which the decision names, and not in the next one."""
    inside = asked(policy, category, kind, last, clock, **given)
    assert gives(inside, remedy), (inside.outcome, inside.missing, inside.evidence, inside.codes)
    assert inside.outcome == "eligible"
    offer = inside.offer(remedy)
    assert offer is not None
    assert offer.claim_due is not None
    assert offer.claim_due.last_second == at(last, clock)
    assert not gives(asked(policy, category, kind, last, clock, 1, **given), remedy)


def open_point(text: str) -> Any:
    """Mark a case on which the library does not answer as the reference does."""
    return pytest.mark.xfail(strict=True, reason=text)


LAW_7 = ReturnPolicy("seven_days", (SEVEN_DAYS,), tz=SHANGHAI)
LAW_24 = ReturnPolicy("consumer", (CONSUMER,), tz=SHANGHAI)
THREE = ReturnPolicy("three", (THREE_GUARANTEES,), tz=SHANGHAI)
MARKET = CHINA_MARKETPLACE

INTACT = {
    "complete": True,
    "tags_on": True,
    "soiled": False,
    "activated": False,
    "unauthorised_repair": False,
    "marks_altered": False,
    "lasting_traces": False,
    "personal_data_left": False,
    "used_beyond_check": False,
    "seal_whole": True,
}
"""All that the buyer can say of goods that come back as they went out (row: measures 8-9)."""


@pytest.mark.parametrize(
    ("clock", "given", "last"),
    [
        # 2 March + 7 days = 9 March, which ends at 24:00 (measures 10(2), civil code 203(2)).
        (SHANGHAI, {}, "2026-03-09 23:59:59"),
        # 00:30 on 3 March in Shanghai is still 2 March in UTC: 3 + 7 = 10.
        (SHANGHAI, {"signed_at": "2026-03-03 00:30"}, "2026-03-10 23:59:59"),
        # The last second of 2 March is still that day.
        (SHANGHAI, {"signed_at": "2026-03-02 23:59:59"}, "2026-03-09 23:59:59"),
        # Midnight begins the next day.
        (SHANGHAI, {"signed_at": "2026-03-03 00:00:00"}, "2026-03-10 23:59:59"),
        # Leap year: 24 February + 7 days = 31 "February" = 2 March of 2028.
        (SHANGHAI, {"signed_at": "2028-02-24 12:00"}, "2028-03-02 23:59:59"),
        # Across the year: 28 December + 7 = 4 January.
        (SHANGHAI, {"signed_at": "2026-12-28 12:00"}, "2027-01-04 23:59:59"),
        # Saturday 14 February + 7 = Saturday 21 February, a rest day: no roll unless switched on.
        (SHANGHAI, {"signed_at": "2026-02-14 12:00"}, "2026-02-21 23:59:59"),
        # Delivered in another zone: 23:30 in Auckland on 2 March, whose day ends five hours before Shanghai's.
        ("Pacific/Auckland", {"signed_at": "2026-03-02 23:30", "tz": "Pacific/Auckland"}, "2026-03-09 23:59:59"),
    ],
)
@pytest.mark.parametrize("policy", [LAW_7, MARKET])
def test_seven_days_from_the_next_day_to_midnight(policy: ReturnPolicy, clock: str, given: dict[str, Any], last: str):
    """Row 3 CN 25: 7 days, the day of signing not counted."""
    check_edge(policy, "apparel", "no_reason", "return_refund", last, clock, **INTACT, **given)


def test_the_roll_on_rest_days_is_a_switch():
    """Row 3 CN 25: the spring festival of 2026 runs to Monday 23 February, so Saturday the 21st rolls to Tuesday."""
    calendar = legal_calendar("CN", years=[2026], tz=SHANGHAI)
    policy = ReturnPolicy("roll", (seven_days(rolls=True),), tz=SHANGHAI).with_calendars({"legal:CN": calendar})
    given = {**INTACT, "signed_at": "2026-02-14 12:00"}
    check_edge(policy, "apparel", "no_reason", "return_refund", "2026-02-24 23:59:59", **given)


@pytest.mark.parametrize(
    ("category", "given"),
    [
        ("furniture", {"custom_made": True}),
        ("soft_fruit", {}),
        ("leaf_vegetables", {}),
        ("eggs", {}),
        ("live_seafood", {}),
        ("frozen", {}),
        ("dairy", {}),
        ("live_cat", {}),
        ("cut_flowers", {}),
        ("digital_content", {}),
        ("media", {"seal_whole": False}),
        ("newspapers", {}),
    ],
)
@pytest.mark.parametrize("policy", [LAW_7, MARKET])
def test_what_the_law_excludes_has_no_return_without_reason(policy: ReturnPolicy, category: str, given: dict[str, Any]):
    """Row 3 CN 25, measures 6; section 6, column "No-reason"."""
    facts = {**INTACT, **given}
    assert asked(policy, category, "no_reason", "2026-03-03 12:00", **facts).outcome == "ineligible"


@pytest.mark.parametrize("trait", ["opening_harms", "value_falls_with_use", "disclosed_flaw", "disclosed_short_dated"])
@pytest.mark.parametrize(
    ("consent", "outcome"),
    [
        ("each_purchase", "ineligible"),
        # Measures 20(2), regulation 19: without a confirmation for this very purchase nothing is refused.
        ("none", "eligible"),
        ("preticked", "eligible"),
        ("general_terms", "eligible"),
    ],
)
def test_an_exclusion_needs_a_confirmation_for_each_purchase(trait: str, consent: str, outcome: str):
    """Row 3 CN 25, measures 7 and 20(2)."""
    given: dict[str, Any] = {**INTACT, trait: True, "no_return_consent": consent}
    assert asked(LAW_7, "apparel", "no_reason", "2026-03-05 12:00", **given).outcome == outcome


def test_a_shops_own_list_of_what_is_not_returnable_takes_nothing_away():
    """Row 3 CN regulation 19: non-returnable must not be the default."""
    facts = {**INTACT, "listed_non_returnable": True}
    assert asked(MARKET, "apparel", "no_reason", "2026-03-05 12:00", **facts).outcome == "eligible"


@pytest.mark.parametrize(
    ("category", "worse"),
    [
        *((category, {"seal_whole": False}) for category in ("cosmetics", "medical", "snacks", "rice")),
        ("mobile_phone", {"activated": True}),
        ("mobile_phone", {"unauthorised_repair": True}),
        ("computer", {"marks_altered": True}),
        ("refrigerator", {"lasting_traces": True}),
        ("mobile_phone", {"personal_data_left": True}),
        *((category, {"tags_on": False}) for category in ("apparel", "shoes", "bags", "toys", "home_textiles")),
        ("apparel", {"soiled": True}),
    ],
)
def test_goods_that_are_not_intact_do_not_come_back(category: str, worse: dict[str, Any]):
    """Row 3 CN measures 8-9."""
    good = asked(LAW_7, category, "no_reason", "2026-03-05 12:00", **INTACT)
    assert good.outcome == "eligible", good.missing
    assert asked(LAW_7, category, "no_reason", "2026-03-05 12:00", **{**INTACT, **worse}).outcome == "ineligible"


@pytest.mark.parametrize("category", ["apparel", "mobile_phone", "toys"])
def test_opening_to_inspect_is_fine(category: str):
    """Row 3 CN measures 8-9."""
    assert asked(LAW_7, category, "no_reason", "2026-03-05 12:00", **INTACT, opened=True).outcome == "eligible"


@pytest.mark.parametrize(
    ("category", "given"),
    [
        ("apparel", {"tags_on": True, "soiled": False}),
        ("bags", {"tags_on": True, "soiled": False}),
        ("rice", {"seal_whole": True}),
        ("mobile_phone", {"activated": False, "complete": True}),
        ("refrigerator", {"activated": False, "complete": True}),
        ("pet_food", {"seal_whole": True, "fed": False}),
        ("cosmetics", {"seal_whole": True, "complete": True}),
        ("apparel", {"tags_on": True, "soiled": False, "complete": True}),
    ],
)
def test_the_natural_facts_of_a_return_without_reason_suffice(category: str, given: dict[str, Any]):
    """Section 6: "7 d if seal whole", "7 d if not activated", "7 d, tags on", "7 d if unfed"."""
    decision = asked(MARKET, category, "no_reason", "2026-03-05 12:00", **given)
    assert decision.outcome == "eligible", decision.missing
    assert decision.refund is not None
    assert decision.refund.total == Money("100.00", "CNY")


@pytest.mark.parametrize(
    ("given", "outcome", "freight"),
    [
        ({}, "eligible", "consumer"),
        ({"return_freight_agreed": True}, "eligible", "trader"),
        ({"buyer": "business"}, "ineligible", None),
        ({"channel": "store"}, "ineligible", None),
        ({"channel": "phone"}, "eligible", "consumer"),
        ({"channel": "mail"}, "eligible", "consumer"),
    ],
)
def test_who_may_send_back_and_who_pays_for_it(given: dict[str, Any], outcome: str, freight: str | None):
    """Row 3 CN 25(1), 25(3), measures 18."""
    decision = asked(LAW_7, "apparel", "no_reason", "2026-03-05 12:00", **INTACT, **given)
    offer = decision.offer("return_refund")
    assert (decision.outcome, offer.freight if offer else None) == (outcome, freight)


# "complete" says that gifts come back, too, so here only the parts are.
GIFT_KEPT = {"gift_given": True, "gift_returned": False, "complete": None, "parts_complete": True}


@pytest.mark.parametrize(
    ("given", "refund"),
    [
        ({}, "100.00"),
        # 100 / 3 = 33.33...
        ({"qty": 3, "claimed": 1}, "33.33"),
        # The others after it: 100 - 33.33.
        ({"qty": 3, "claimed": 2, "returned_quantity": 1, "refunded": "33.33 CNY"}, "66.67"),
        # The second of three: 66.67 (two thirds, rounded) - 33.33.
        ({"qty": 3, "claimed": 1, "returned_quantity": 1, "refunded": "33.33 CNY"}, "33.34"),
        # A gift of a stated price of 10 that stays with the buyer (measures 12).
        ({**GIFT_KEPT, "gift_price": "10.00 CNY"}, "90.00"),
        ({"gift_given": True, "gift_returned": True}, "100.00"),
        # No price was stated for the gift: nothing is taken off.
        ({**GIFT_KEPT, "gift_price_stated": False}, "100.00"),
        # Outbound freight of 8 where the free-shipping condition is lost (measures 18(2)).
        ({"free_shipping_lost": True, "outbound_freight": "8.00 CNY"}, "92.00"),
        ({"card_fee_waived": "1.20 CNY"}, "98.80"),
        # Measures 17(2): 250 paid for a list of 300; goods with a list price of 200 stay: 250 - 200.
        (
            {"paid": "83.33 CNY", "threshold_lost": True, "order_paid": "250.00 CNY", "kept_list_total": "200.00 CNY"},
            "50.00",
        ),
        # Both: 50 - 8 freight.
        (
            {
                "paid": "83.33 CNY",
                "threshold_lost": True,
                "order_paid": "250.00 CNY",
                "kept_list_total": "200.00 CNY",
                "free_shipping_lost": True,
                "outbound_freight": "8.00 CNY",
            },
            "42.00",
        ),
        # Cap: paid less refunded before.
        ({"refunded": "30.00 CNY"}, "70.00"),
        # Deductions never go below nothing.
        ({"free_shipping_lost": True, "outbound_freight": "180.00 CNY"}, "0.00"),
    ],
)
def test_the_refund_of_a_return_without_reason(given: dict[str, Any], refund: str):
    """Row 3 CN measures 12-18 and section 7.5."""
    decision = asked(LAW_7, "apparel", "no_reason", "2026-03-05 12:00", **{**INTACT, **given})
    assert decision.outcome == "eligible", decision.missing
    assert decision.refund is not None
    assert decision.refund.total == Money(refund, "CNY")


def test_a_resettlement_below_zero_pays_nothing_and_goes_to_a_person():
    """Section 7.5: may be < 0 -> floor 0 + review. 250 - 260 = -10."""
    given = {"threshold_lost": True, "order_paid": "250.00 CNY", "kept_list_total": "260.00 CNY"}
    decision = asked(LAW_7, "apparel", "no_reason", "2026-03-05 12:00", **INTACT, **given)
    assert decision.outcome == "needs_review"


def test_the_refund_is_due_seven_days_from_the_receipt_of_the_goods():
    """Row 3 CN 25(3): back on 12 March 15:00, due at the end of the 19th."""
    decision = asked(LAW_7, "apparel", "no_reason", "2026-03-05 12:00", **INTACT, goods_received_at="2026-03-12 15:00")
    offer = decision.offer("return_refund")
    assert offer is not None
    assert offer.refund_due is not None
    assert offer.refund_due.last_second == at("2026-03-19 23:59:59")


PHOTO = {"evidence": ["photo"]}
SOUND = {**PHOTO, "buyer_caused": False}


@pytest.mark.parametrize("kind", ["quality", "damage", "not_as_described", "wrong_item"])
def test_goods_below_quality_come_back_within_seven_days_at_the_traders_cost(kind: str):
    """Row 3 CN 24."""
    check_edge(LAW_24, "toys", kind, "return_refund", "2026-03-09 23:59:59", **SOUND)
    offer = asked(LAW_24, "toys", kind, "2026-03-05 12:00", **SOUND).offer("return_refund")
    assert offer is not None
    assert offer.freight == "trader"


def test_signing_accepts_no_quality():
    """Row 3 CN e-commerce law 20 and 51, [2022] 8."""
    decision = asked(LAW_24, "toys", "damage", "2026-03-05 12:00", **SOUND, signed_without_objection=True)
    assert gives(decision, "return_refund")


@pytest.mark.parametrize("category", ["furniture", "appliances", "electronics"])
def test_durable_goods_need_no_evidence_for_six_months(category: str):
    """Row 3 CN 23(3): 2 March + 6 months = 2 September; furniture is durable where the shop says so."""
    last = asked(LAW_24, category, "quality", "2026-09-02 23:59:59", durable=True)
    after = asked(LAW_24, category, "quality", "2026-09-03 00:00:00", durable=True)
    assert gives(last, "repair"), last.missing
    assert (after.outcome, after.evidence) == ("needs_evidence", ("photo",))


@pytest.mark.parametrize(
    ("kind", "category", "given", "head"),
    [
        # 3 x 100 = 300 < 500.
        ("fraud", "toys", {}, "500.00"),
        # 3 x 200 = 600.
        ("fraud", "toys", {"paid": "200.00 CNY"}, "600.00"),
        # 3 x 166.67 = 500.01.
        ("fraud", "toys", {"paid": "166.67 CNY"}, "500.01"),
        # 10 x 20 = 200 < 1000.
        ("unsafe_food", "snacks", {"paid": "20.00 CNY", "seller_knew": True}, "1000.00"),
        # 10 x 150.
        ("unsafe_food", "snacks", {"paid": "150.00 CNY", "seller_knew": True}, "1500.00"),
        # 3 x 800 = 2400 > 10 x 20.
        (
            "unsafe_food",
            "snacks",
            {"paid": "20.00 CNY", "seller_knew": True, "loss_suffered": "800.00 CNY"},
            "2400.00",
        ),
    ],
)
def test_multiples_are_heads_of_their_own_for_a_person(kind: str, category: str, given: dict[str, Any], head: str):
    """Rows 3 CN 55 and 148: never mixed into the refund."""
    policy = ReturnPolicy("damages", (DAMAGES,), tz=SHANGHAI)
    facts = {"staged": False, "label_flaw_only": False, "defect_confirmed": True, **PHOTO, **given}
    decision = asked(policy, category, kind, "2026-03-05 12:00", **facts)
    assert [found.amount for found in decision.heads] == [Money(head, "CNY")]
    assert not gives(decision, "compensation")


@pytest.mark.parametrize(
    "given", [{"label_flaw_only": True, "staged": False}, {"staged": True, "label_flaw_only": False}]
)
@pytest.mark.parametrize(("kind", "category"), [("fraud", "toys"), ("unsafe_food", "snacks")])
def test_a_harmless_label_flaw_and_a_staged_case_have_no_multiple(kind: str, category: str, given: dict[str, Any]):
    """Rows 3 CN 55, regulation 49, 148."""
    policy = ReturnPolicy("damages", (DAMAGES,), tz=SHANGHAI)
    facts = {"seller_knew": True, "defect_confirmed": True, **PHOTO, **given}
    decision = asked(policy, category, kind, "2026-03-05 12:00", **facts)
    assert decision.heads == ()
    assert decision.offer("compensation") is None


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        ({"promised_at": "2026-03-04 18:00", "signed_by": "nobody"}, "eligible"),
        ({"promised_at": "2026-03-04 18:00", "signed_by": "other"}, "eligible"),
        ({"promised_at": "2026-03-04 18:00", "signed_by": "recipient"}, "ineligible"),
        ({"lost_in_transit": True, "signed_by": "nobody"}, "eligible"),
        ({"promised_at": "2026-03-06 18:00", "signed_by": "nobody", "lost_in_transit": False}, "ineligible"),
        ({"promised_at": "2026-03-04 18:00"}, "needs_review"),
    ],
)
def test_what_nobody_of_the_buyer_signed_for_is_not_delivered(given: dict[str, Any], outcome: str):
    """Row 3 CN e-commerce law 20."""
    decision = asked(MARKET, "toys", "not_delivered", "2026-03-05 12:00", **{"signed_at": None, **given})
    assert decision.outcome == outcome, decision.missing


FAULT = {
    "evidence": ["invoice", "test_report"],
    "invoice_on": "2026-03-02",
    "fault_cause": "product",
    "papers_match": True,
    "defect_confirmed": True,
    "paid": "3000.00 CNY",
    "installed_at": S,
}


@pytest.mark.parametrize(
    ("remedy", "last"),
    [
        ("return_refund", "2026-03-09 23:59:59"),
        # 2 + 15 = 17 March.
        ("exchange", "2026-03-17 23:59:59"),
        # One year, corresponding date.
        ("repair", "2027-03-02 23:59:59"),
    ],
)
@pytest.mark.parametrize("category", ["mobile_phone", "computer", "refrigerator", "bicycle"])
def test_three_guarantees_by_day(category: str, remedy: str, last: str):
    """Row 3.1: day 1-7 return, day 8-15 exchange, one year repair."""
    check_edge(THREE, category, "fault", remedy, last, **FAULT)


@pytest.mark.parametrize(
    ("last", "remedies"),
    [
        ("2026-03-09 23:59:59", {"return_refund", "exchange", "repair"}),
        ("2026-03-16 12:00", {"exchange", "repair"}),
        ("2026-03-20 12:00", {"repair"}),
    ],
)
def test_the_whole_policy_gives_what_the_guarantees_give(last: str, remedies: set[str]):
    """Row 3.1 under the preset: national rules on a product go before article 24."""
    decision = asked(MARKET, "mobile_phone", "fault", last, **FAULT)
    assert {offer.remedy for offer in decision.remedies if offer.verdict == "grants"} == remedies


@pytest.mark.parametrize(
    ("given", "granted"),
    [
        ({"repairs": 2, "same_model_available": True}, "exchange"),
        ({"repairs": 3, "same_model_available": True}, "exchange"),
        ({"repairs": 1}, None),
        # More than 90 days for parts, more than 30 of the repairer's own delay.
        ({"repair_delay_cause": "parts", "repair_wait_days": 91, "same_model_available": True}, "exchange"),
        ({"repair_delay_cause": "parts", "repair_wait_days": 90, "same_model_available": True}, None),
        ({"repair_delay_cause": "repairer", "repair_wait_days": 31, "same_model_available": True}, "exchange"),
        ({"repair_delay_cause": "repairer", "repair_wait_days": 30, "same_model_available": True}, None),
    ],
)
def test_when_an_exchange_is_due_within_the_warranty(given: dict[str, Any], granted: str | None):
    """Row 3.1: repaired 2 times; parts more than 90 days; repairer more than 30 days."""
    decision = asked(THREE, "mobile_phone", "fault", "2026-06-10 12:00", **FAULT, **given)
    assert gives(decision, "exchange") is (granted is not None), decision.codes


@pytest.mark.parametrize(("days", "granted"), [(60, False), (61, True)])
def test_a_landline_phone_waits_sixty_days_for_parts(days: int, granted: bool):
    """Row 3.1: limits vary by product."""
    given = {**FAULT, "repair_delay_cause": "parts", "repair_wait_days": days, "same_model_available": True}
    assert gives(asked(THREE, "landline_phone", "fault", "2026-06-10 12:00", **given), "exchange") is granted


@pytest.mark.parametrize(
    ("category", "refund"),
    [
        # 2 March to 10 June: 29 + 30 + 31 + 10 = 100 days, 10 of them in repair: 90 days.
        # 3000 x 0.5 % x 90 = 1350.
        ("mobile_phone", "1650.00"),
        # 3000 x 0.25 % x 90 = 675.
        ("computer", "2325.00"),
        # 3000 x 0.1 % x 90 = 270.
        ("color_tv", "2730.00"),
        ("flat_tv", "2730.00"),
        ("air_conditioner", "2730.00"),
        ("camcorder", "2730.00"),
        # 3000 x 0.05 % x 90 = 135.
        ("refrigerator", "2865.00"),
        ("washing_machine", "2865.00"),
        ("electric_fan", "2865.00"),
        ("microwave_oven", "2865.00"),
        ("vacuum_cleaner", "2865.00"),
        ("range_hood", "2865.00"),
        ("gas_water_heater", "2865.00"),
        ("bicycle", "2865.00"),
    ],
)
def test_depreciation_where_the_same_model_is_there_but_money_is_wanted(category: str, refund: str):
    """Rows 3.1 "Depreciation" and "Daily rates"."""
    given = {**FAULT, "repairs": 2, "same_model_available": True, "repair_days": 10}
    offer = asked(THREE, category, "fault", "2026-06-10 12:00", **given).offer("return_refund")
    assert offer is not None
    assert offer.verdict == "grants"
    assert offer.refund is not None
    assert offer.refund.total == Money(refund, "CNY")


def test_no_depreciation_where_the_model_is_gone_and_another_is_declined():
    """Row 3.1."""
    given = {**FAULT, "repairs": 2, "same_model_available": False, "accepts_other_model": False, "repair_days": 10}
    offer = asked(THREE, "mobile_phone", "fault", "2026-06-10 12:00", **given).offer("return_refund")
    assert offer is not None
    assert offer.refund is not None
    assert offer.refund.total == Money("3000.00", "CNY")


@pytest.mark.parametrize(
    "given",
    [
        {"fault_cause": "misuse"},
        {"fault_cause": "opened_by_others"},
        {"fault_cause": "force_majeure"},
        {"proof_lost": True},
        {"papers_match": False},
    ],
)
def test_what_the_three_guarantees_exclude(given: dict[str, Any]):
    """Row 3.1 "Excluded"."""
    decision = asked(THREE, "mobile_phone", "fault", "2026-03-05 12:00", **{**FAULT, **given})
    assert decision.outcome == "ineligible"


@pytest.mark.parametrize(
    ("category", "part", "last"),
    [
        ("color_tv", "main_part", "2029-03-02 23:59:59"),
        ("color_tv", "other_part", "2027-03-02 23:59:59"),
        ("flat_tv", "main_part", "2029-03-02 23:59:59"),
        ("bicycle", "main_part", "2028-03-02 23:59:59"),
        ("bicycle", "other_part", "2027-03-02 23:59:59"),
    ],
)
def test_whole_and_main_parts(category: str, part: str, last: str):
    """Row 3.1: TV 1/3 years, bicycle 1/2, flat TV 1/3 from installation."""
    check_edge(THREE, category, "fault", "repair", last, **FAULT, fault_in=part)


def test_the_guarantee_runs_from_installation():
    """Row 3 CN regulation 18: delivered on 2 March, installed on 20 March: 27 March is day 7."""
    given = {**FAULT, "installed_at": "2026-03-20 15:00"}
    check_edge(THREE, "air_conditioner", "fault", "return_refund", "2026-03-27 23:59:59", **given)


def test_an_agricultural_machine_is_repaired_for_a_year():
    """Row 3.1 agri machine: at least one year for the whole machine, from the invoice."""
    policy = ReturnPolicy("agri", (AGRI_MACHINES,), tz=SHANGHAI)
    given = {**FAULT, "fault_grade": "serious", "wearing_part": False, "evidence": ["invoice", "warranty_card"]}
    check_edge(policy, "agri_machines", "fault", "repair", "2027-03-02 23:59:59", **given)


@pytest.mark.parametrize(
    ("period", "start", "last"),
    [
        (Period.days(7), S, "2026-03-09 23:59:59"),
        (Period.days(8, "same_day"), S, "2026-03-09 23:59:59"),
        (Period.hours(48), S, "2026-03-04 10:00:00"),
        # Next midnight is 3 March 00:00, and 168 hours later is 10 March 00:00, which is still in.
        (Period.hours(168, "next_midnight"), S, "2026-03-10 00:00:00"),
        # Seven times 24 hours.
        (Period.hours(7 * 24), S, "2026-03-09 10:00:00"),
        # The end of the day itself.
        (Period.days(1, "same_day"), S, "2026-03-02 23:59:59"),
        # 31 August + 6 months: February has no 31st.
        (Period.months(6), "2026-08-31 10:00", "2027-02-28 23:59:59"),
        (Period.years(1), "2028-02-29 10:00", "2029-02-28 23:59:59"),
    ],
)
def test_ways_of_counting(period: Period, start: str, last: str):
    """Section 3.2, as a rule of a shop's own."""
    policy = ReturnPolicy("own", (RuleSet("own", "merchant", (right("own", period),)),), tz=SHANGHAI)
    check_edge(policy, "toys", "quality", "return_refund", last, signed_at=start)


OWN = Basis("own", "own", "own", "", "proposal", "own", dt.date(2026, 1, 1))


def right(id: str, period: Period, kind: str = "quality") -> Right:
    """Return a shop's own right to send back."""
    return Right(id, (kind,), "return_refund", OWN, windows=(ReturnWindow(period),))


@pytest.mark.parametrize(
    ("days", "last"),
    [
        # Three days are fewer than the law gives: the law stands.
        (3, "2026-03-09 23:59:59"),
        (7, "2026-03-09 23:59:59"),
        # Thirty are more: 2 + 30 = 1 April.
        (30, "2026-04-01 23:59:59"),
    ],
)
def test_a_merchant_only_adds_to_the_law(days: int, last: str):
    """Section 7.4: the law is a floor."""
    shop = RuleSet("shop", "merchant", (right("shop", Period.days(days), "no_reason"),))
    policy = ReturnPolicy("shop", (SEVEN_DAYS, shop), tz=SHANGHAI)
    check_edge(policy, "apparel", "no_reason", "return_refund", last, **INTACT)


def test_an_exclusion_ends_only_its_own_right():
    """Section 7.4: perishable fruit has no return without reason, but keeps its quality rights."""
    given = {"evidence": ["overall_photo", "waybill_photo"], "defect_share": "0.3"}
    assert asked(MARKET, "grapes", "no_reason", "2026-03-03 10:00", **given).outcome == "ineligible"
    assert asked(MARKET, "grapes", "quality", "2026-03-03 10:00", **given).outcome == "eligible"


@pytest.mark.parametrize(
    ("category", "kind", "last", "remedy"),
    [
        # Looks of portable electronics: 48 hours, of others 72; the law's seven days are the floor of both.
        ("apparel", "quality", "2026-03-17 23:59:59", "return_refund"),
        ("refrigerator", "appearance", "2026-03-09 23:59:59", "return_refund"),
        ("mobile_phone", "quality", "2026-03-09 23:59:59", "return_refund"),
        ("computer", "fault", "2026-03-09 23:59:59", "return_refund"),
        ("toys", "quality", "2026-03-09 23:59:59", "return_refund"),
    ],
)
def test_a_natural_claim_on_goods_is_decided(category: str, kind: str, last: str, remedy: str):
    """Section 6: category, paid, signed, submitted and the evidence of the row."""
    given = {"evidence": ["photo", "test_report", "invoice"]}
    check_edge(MARKET, category, kind, remedy, last, **given)


@pytest.mark.parametrize(
    ("category", "kind", "last"),
    [
        ("apparel", "quality", "2026-03-17 23:59:59"),
        ("refrigerator", "appearance", "2026-03-09 23:59:59"),
        ("mobile_phone", "quality", "2026-03-09 23:59:59"),
        ("toys", "quality", "2026-03-09 23:59:59"),
    ],
)
def test_a_claim_on_goods_whose_cause_is_known_is_decided(category: str, kind: str, last: str):
    """Section 6: apparel 15 days, looks and quality at least the law's seven."""
    check_edge(MARKET, category, kind, "return_refund", last, **SOUND)


NAIVE = dt.datetime(2026, 3, 2)


def check_refused(make: Any) -> None:
    """Check that something is refused with one of the library's own errors, in words that begin in lower case."""
    with pytest.raises(AftersalesError) as caught:
        make()
    text = str(caught.value)
    assert text
    assert text[0] == text[0].lower()


@pytest.mark.parametrize(
    "given",
    [
        {"qty": 0},
        {"qty": -1},
        {"qty": True},
        {"qty": 10**400},
        {"paid": "-1.00 CNY"},
        {"paid": "NaN CNY"},
        {"paid": "1E1000000 CNY"},
        {"paid": "100"},
        {"paid": "1.005 CNY"},
        {"category": ""},
        {"refunded": "1.00 USD"},
        {"signed_at": NAIVE},
        {"signed_on": dt.date(2026, 3, 2)},
        {"tz": "Mars/Olympus"},
        {"defect_share": "0.5"},
        {"custom_made": "no"},
        {"points_used": -1},
        {"channel": "telepathy"},
    ],
)
def test_a_line_that_cannot_be_is_refused_with_words(given: dict[str, Any]):
    """Bad input never turns into an answer."""
    facts = {"category": "toys", "paid": "100.00 CNY", **given}
    check_refused(lambda: Line.of(**facts))


@pytest.mark.parametrize(
    "given",
    [
        {"defect_share": "1.01"},
        {"defect_share": "-0.01"},
        {"defect_share": float("nan")},
        {"defect_share": float("inf")},
        {"defect_share": "NaN"},
        {"defect_share": "1E1000000"},
        {"defect_count": -1},
        {"value_loss": "1.00 USD"},
        {"qty": 0},
        {"submitted_at": NAIVE},
        {"signed_at": NAIVE},
        {"buyer_caused": 1},
    ],
)
def test_a_claim_that_cannot_be_is_refused_with_words(given: dict[str, Any]):
    """Bad input never turns into an answer."""
    check_refused(lambda: claim(**given))


def claim(**given: Any) -> Claim:
    """Return a claim on a toy."""
    return Claim.of(
        Line.of("toys", paid="100.00 CNY", signed_at=at(S)), "quality", **{"submitted_at": at(S) + SECOND, **given}
    )


@pytest.mark.parametrize(
    ("category", "kind", "submitted", "given"),
    [
        # More comes back than was bought.
        ("toys", "quality", "2026-03-05 12:00", {"qty": 2, "claimed": 3}),
        ("toys", "quality", "2026-03-05 12:00", {"qty": 2, "claimed": 1, "returned_quantity": 2}),
        # The claim came before the goods.
        ("toys", "quality", "2026-03-01 12:00", {}),
        ("grapes", "quality", "2026-03-02 09:59:59", {"defect_share": "0.5"}),
        # Facts that cannot be true together.
        ("toys", "quality", "2026-03-05 12:00", {"ordered_at": "2026-03-03 10:00"}),
        ("grapes", "quality", "2026-03-03 12:00", {"defect_count": 3, "total_count": 2}),
        ("grapes", "quality", "2026-03-03 12:00", {"defect_count": 1, "total_count": 2, "defect_share": "0.3"}),
        ("toys", "quality", "2026-03-05 12:00", {"refunded": "100.01 CNY"}),
        # Words that nobody has declared.
        ("unicorns", "quality", "2026-03-05 12:00", {}),
        ("toys", "boredom", "2026-03-05 12:00", {}),
        # Not delivered, as far as is known.
        ("toys", "quality", "2026-03-05 12:00", {"signed_at": None}),
        ("grapes", "quality", "2026-03-03 12:00", {"signed_at": None, "defect_share": "0.5"}),
    ],
)
def test_what_contradicts_itself_or_is_unknown_needs_a_review(
    category: str, kind: str, submitted: str, given: dict[str, Any]
):
    """Section 7.1: unknown is a value, and it is never "ok"."""
    facts = {**SOUND, "evidence": ["photo", "overall_photo", "waybill_photo"], **given}
    decision = asked(MARKET, category, kind, submitted, **facts)
    assert decision.outcome == "needs_review"
    assert decision.reasons
    assert not decision.evidence


@pytest.mark.parametrize(
    ("category", "given"),
    [
        *(
            (category, {"activated": False})
            for category in ("mobile_phone", "camcorder", "watch", "computer", "landline_phone")
        ),
        *(
            (category, {})
            for category in ("color_tv", "air_conditioner", "refrigerator", "washing_machine", "bicycle", "furniture")
        ),
        *((category, {"tags_on": True}) for category in ("apparel", "shoes", "bags", "toys", "home_textiles")),
        *(
            (category, {"seal_whole": True})
            for category in ("rice", "flour", "nuts", "snacks", "beverages", "cosmetics", "medical", "hygiene", "media")
        ),
    ],
)
def test_one_answer_decides_a_return_without_reason(category: str, given: dict[str, Any]):
    """Section 6, column "No-reason": what the row names, and nothing else."""
    check_edge(MARKET, category, "no_reason", "return_refund", "2026-03-09 23:59:59", **given)


@pytest.mark.parametrize(
    ("category", "missing"),
    [("apparel", "tags_on"), ("rice", "seal_whole"), ("mobile_phone", "activated"), ("cosmetics", "seal_whole")],
)
def test_the_one_answer_is_asked_for(category: str, missing: str):
    """Section 7.1: what carries risk is never taken for granted."""
    decision = asked(MARKET, category, "no_reason", "2026-03-05 12:00")
    assert (decision.outcome, decision.missing) == ("needs_evidence", (missing,))


@pytest.mark.parametrize("evidence", ["photo", "test_report"])
@pytest.mark.parametrize("category", ["mobile_phone", "computer"])
def test_a_fault_on_the_fifth_day_is_decided_on_one_proof(category: str, evidence: str):
    """Section 6 "3C": photo or test; 3.1: return, exchange or repair."""
    decision = asked(MARKET, category, "fault", "2026-03-07 12:00", evidence=[evidence])
    assert decision.outcome == "eligible"
    assert {offer.remedy for offer in decision.remedies if offer.verdict == "grants"} == {
        "return_refund",
        "exchange",
        "repair",
    }


def test_a_missing_zone_is_named():
    """Days begin and end somewhere."""
    nowhere = ReturnPolicy("nowhere", (SEVEN_DAYS,))
    decision = asked(nowhere, "apparel", "no_reason", "2026-03-05 12:00", **INTACT)
    assert (decision.outcome, decision.missing) == ("needs_review", ("tz",))


def test_a_share_of_seventy_percent_is_exact():
    """Section 10: severe strictly above 0.70; a float of 0.7 is read as it is written."""
    for share in ("0.7", 0.7, Fraction(7, 10)):
        given = {"evidence": ["overall_photo", "waybill_photo"], "defect_share": share}
        refund = asked(MARKET, "apples", "quality", "2026-03-03 10:00", **given).refund
        assert refund is not None
        assert refund.total == Money("70.00", "CNY")


@pytest.mark.parametrize(
    ("category", "submitted"),
    [
        # 15 days: 2 + 15 = 17 March.
        ("apparel", "2026-03-18 00:00:00"),
        # 120 days: 29 + 30 + 31 = 90 to 31 May, 30 June.
        ("shoes", "2026-07-01 00:00:00"),
        # 90 days: 31 May.
        ("bags", "2026-06-01 00:00:00"),
        # 15 days.
        ("precious_metal", "2026-03-18 00:00:00"),
        # 30 days: 29 to 31 March, 1 April.
        ("jewellery", "2026-04-02 00:00:00"),
        # 7 days of law 24.
        ("rice", "2026-03-10 00:00:00"),
    ],
)
def test_after_the_windows_of_the_rows_nothing_is_granted_on_a_photo(category: str, submitted: str):
    """Section 6 "Apparel", row 3.1 "JD also fixes defaults", row 3 CN 24: later only for rescission."""
    evidence = ["photo", "label_photo"]
    assert asked(MARKET, category, "quality", submitted, evidence=evidence).outcome != "eligible"


def test_a_second_claim_beside_an_open_one_needs_a_review():
    """Section 7.3: duplicate claims have a code of their own."""
    assert (
        asked(MARKET, "apparel", "no_reason", "2026-03-05 12:00", tags_on=True, open_claim=True).outcome != "eligible"
    )


@pytest.mark.parametrize(
    ("refund", "parts"),
    [
        # In proportion 50 : 30 : 20; cents by the largest remainder: 16.665, 9.999, 6.666.
        ("33.33", ["16.66", "10.00", "6.67"]),
        ("100.00", ["50.00", "30.00", "20.00"]),
        ("10.00", ["5.00", "3.00", "2.00"]),
        ("0.00", ["0.00", "0.00", "0.00"]),
        # 0.005, 0.003, 0.002: the one cent goes to the largest remainder.
        ("0.01", ["0.01", "0.00", "0.00"]),
    ],
)
def test_the_refund_is_split_by_tender_in_proportion(refund: str, parts: list[str]):
    """Section 7.5 "split"."""
    tenders = [Tender(id, Money(paid, "CNY")) for id, paid in (("card", "50"), ("wallet", "30"), ("coupon", "20"))]
    split = split_refund(Money(refund, "CNY"), tenders)
    assert [part.amount for part in split.parts] == [Money(part, "CNY") for part in parts]


@pytest.mark.parametrize(
    ("category", "last"),
    [
        # 120 days: 29 + 30 + 31 = 90 to 31 May, 30 June.
        ("shoes", "2026-06-30 23:59:59"),
        # 90 days.
        ("bags", "2026-05-31 23:59:59"),
        # 15 days.
        ("precious_metal", "2026-03-17 23:59:59"),
        # 30 days.
        ("jewellery", "2026-04-01 23:59:59"),
    ],
)
def test_default_warranties_where_none_is_stated(category: str, last: str):
    """Row 3.1 "JD also fixes defaults": repair at first, and nothing where a warranty of the shop's own is stated."""
    policy = ReturnPolicy("jd", (JD_WARRANTY,), tz=SHANGHAI)
    given = {"warranty_stated": False, "defect_confirmed": True, "evidence": ["photo", "repair_record"]}
    check_edge(policy, category, "quality", "repair", last, **given)
    again = asked(policy, category, "quality", last, **given, repairs=2)
    assert gives(again, "exchange")
    assert gives(again, "return_refund")
    assert asked(policy, category, "quality", last, **{**given, "warranty_stated": True}).outcome != "eligible"


@pytest.mark.parametrize(
    ("id", "total", "decay", "within"),
    [
        # UNECE FFV-50: class I 10 % in all, 1 % decay; class II 10 % and 2 %; extra 5 %.
        ("unece_apples_1", "0.10", "0.01", True),
        ("unece_apples_1", "0.11", "0", False),
        ("unece_apples_1", "0.10", "0.011", False),
        ("unece_apples_2", "0.10", "0.02", True),
        ("unece_apples_extra", "0.05", "0", True),
        ("unece_apples_extra", "0.051", "0", False),
        # Grapefruit: 10 / 1 when shipped, 12 / 3 on arrival; plums: 0.5 decay when shipped.
        ("us_grapefruit_shipping", "0.10", "0.01", True),
        ("us_grapefruit_shipping", "0.12", "0.01", False),
        ("us_grapefruit_destination", "0.12", "0.03", True),
        ("us_plums_shipping", "0.08", "0.005", True),
        ("us_plums_shipping", "0.08", "0.006", False),
    ],
)
def test_neutral_tolerances_of_lots(id: str, total: str, decay: str, within: bool):
    """Section 4.1."""
    assert is_within_norm(norm(id), total=Fraction(total), parts={"decay": Fraction(decay)}) is within


def test_what_was_refunded_in_full_is_not_refunded_again():
    decision = asked(MARKET, "apparel", "no_reason", "2026-03-05 12:00", tags_on=True, refunded="100.00 CNY")
    assert (decision.outcome, decision.refund) == ("needs_review", None)
    assert decision.codes[0] == "already_refunded"
