"""China's three guarantees (部分商品三包规定, 1995; returns reference 3.1), worked by hand.

Unless a test says otherwise: signed for on Monday 2026-03-02 10:00 in Shanghai (+08:00), invoice of the same day. Then
day 7 is 2026-03-09, day 15 is 2026-03-17, and the year ends with 2027-03-02.
"""

import datetime as dt
from fractions import Fraction
from typing import Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.errors import InvalidDefinition
from aftersales_core.instants import Span
from aftersales_core.money.amount import Money
from aftersales_core.returns.category_table import CATEGORIES
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.decide import decide
from aftersales_core.returns.decision import ReturnDecision
from aftersales_core.returns.derive_three_guarantees import guarantee_pauses
from aftersales_core.returns.fact_tables.three_guarantees import THREE_GUARANTEES as FACTS
from aftersales_core.returns.guarantee_products import GUARANTEE_PRODUCTS, GuaranteeProduct, daily_rates
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.presets import CHINA_LAW
from aftersales_core.returns.statutes.china_three_guarantees import (
    THREE_GUARANTEES,
    ThreeGuaranteesFigures,
    parts_supply_ends,
    three_guarantees,
)
from aftersales_core.returns.texts.general import TEXTS as GENERAL
from aftersales_core.returns.texts.three_guarantees import TEXTS

Facts: TypeAlias = dict[str, Any]

SHANGHAI = dt.timezone(dt.timedelta(hours=8))
POLICY = ReturnPolicy("test", (THREE_GUARANTEES,), tz="Asia/Shanghai")
SIGNED = dt.datetime(2026, 3, 2, 10, tzinfo=SHANGHAI)
INVOICE = dt.date(2026, 3, 2)
SECOND = dt.timedelta(seconds=1)
FOUND: Facts = {"defect_confirmed": True, "fault_cause": "product", "papers_match": True}
"""What an inspection found: a fault of the product itself, with papers in order."""


def midnight(year: int, month: int, day: int) -> dt.datetime:
    """Return the first instant of a day in Shanghai."""
    return dt.datetime(year, month, day, tzinfo=SHANGHAI)


def away(since: dt.datetime, days: int) -> tuple[Span, ...]:
    """Return one span of some days, or none."""
    return (Span(since, since + dt.timedelta(days=days)),) if days else ()


def claimed(
    at: dt.datetime,
    *,
    category: str = "mobile_phone",
    paid: str = "3000.00 CNY",
    policy: ReturnPolicy = POLICY,
    line: Facts | None = None,
    found: Facts | None = None,
    evidence: tuple[str, ...] = ("invoice",),
) -> ReturnDecision:
    """Decide a claim for a fault; None among the facts takes one away."""
    bought: Facts = {"signed_at": SIGNED, "invoice_on": INVOICE} | (line or {})
    said = FOUND | (found or {})
    return decide(
        policy,
        Claim.of(Line.of(category, paid=paid, **bought), "fault", submitted_at=at, evidence=evidence, **said),
    )


def granted(decision: ReturnDecision) -> set[str]:
    """Return the remedies that are granted."""
    return {offer.remedy for offer in decision.remedies if offer.verdict == "grants"}


def total(decision: ReturnDecision) -> str:
    """Return the sum that the return gives."""
    offer = decision.offer("return_refund")
    assert offer is not None
    assert offer.refund is not None
    return str(offer.refund.total)


@pytest.mark.parametrize(
    ("last", "before", "after"),
    [
        (midnight(2026, 3, 10), {"return_refund", "exchange", "repair"}, {"exchange", "repair"}),
        (midnight(2026, 3, 18), {"exchange", "repair"}, {"repair"}),
        (midnight(2027, 3, 3), {"repair"}, set[str]()),
    ],
    ids=["day 7 and 8", "day 15 and 16", "the last day of the year and the next"],
)
def test_the_remedies_shrink_at_the_midnight_after_day_7_15_and_the_year(
    last: dt.datetime, before: set[str], after: set[str]
):
    """C1, D6: 三包 arts. 9-10: return in 7 days, exchange in 15, repair in a year; 23:59:59 is in, 00:00:00 is out."""
    assert granted(claimed(last - SECOND)) == before
    assert granted(claimed(last)) == after


def test_the_first_week_gives_the_whole_price_at_the_sellers_cost_in_legal_order():
    decision = claimed(midnight(2026, 3, 9))
    assert [offer.remedy for offer in decision.remedies] == ["return_refund", "exchange", "repair"]
    assert total(decision) == "3000.00 CNY"
    assert {offer.freight for offer in decision.remedies} == {"trader"}
    assert [offer.goods for offer in decision.remedies] == ["back", "back", "stay_for_repair"]


def test_days_are_those_of_the_place_and_not_of_utc():
    """Signed 2026-03-02 23:30 UTC is 2026-03-03 07:30 in Shanghai, so day 7 is 2026-03-10."""
    line: Facts = {"signed_at": dt.datetime(2026, 3, 2, 23, 30, tzinfo=dt.UTC)}
    end = dt.datetime(2026, 3, 10, 16, tzinfo=dt.UTC)
    assert "return_refund" in granted(claimed(end - SECOND, line=line))
    assert "return_refund" not in granted(claimed(end, line=line))


@pytest.mark.parametrize(
    ("category", "paid", "days_later", "repaired_days", "expected"),
    [
        # price x daily rate x chargeable days, taken off the price
        ("mobile_phone", "3000.00 CNY", 100, 0, "1500.00 CNY"),  # 3000 x 0.5 % x 100 = 1500
        ("mobile_phone", "3000.00 CNY", 100, 20, "1800.00 CNY"),  # 3000 x 0.5 % x 80 = 1200
        ("computer", "6000.00 CNY", 40, 0, "5400.00 CNY"),  # 6000 x 0.25 % x 40 = 600
        ("color_tv", "4000.00 CNY", 200, 0, "3200.00 CNY"),  # 4000 x 0.1 % x 200 = 800
        ("flat_tv", "4000.00 CNY", 200, 10, "3240.00 CNY"),  # 4000 x 0.1 % x 190 = 760
        ("air_conditioner", "2500.00 CNY", 60, 0, "2350.00 CNY"),  # 2500 x 0.1 % x 60 = 150
        ("camcorder", "5000.00 CNY", 50, 0, "4750.00 CNY"),  # 5000 x 0.1 % x 50 = 250
        ("refrigerator", "2000.00 CNY", 100, 0, "1900.00 CNY"),  # 2000 x 0.05 % x 100 = 100
        ("washing_machine", "1999.00 CNY", 33, 0, "1966.02 CNY"),  # 1999 x 0.05 % x 33 = 32.9835; rest 1966.0165
        ("electric_fan", "200.00 CNY", 30, 0, "197.00 CNY"),  # 200 x 0.05 % x 30 = 3
        ("microwave_oven", "400.00 CNY", 30, 0, "394.00 CNY"),  # 400 x 0.05 % x 30 = 6
        ("vacuum_cleaner", "800.00 CNY", 50, 0, "780.00 CNY"),  # 800 x 0.05 % x 50 = 20
        ("range_hood", "1600.00 CNY", 50, 0, "1560.00 CNY"),  # 1600 x 0.05 % x 50 = 40
        ("gas_water_heater", "1200.00 CNY", 50, 0, "1170.00 CNY"),  # 1200 x 0.05 % x 50 = 30
        ("bicycle", "1000.00 CNY", 100, 0, "950.00 CNY"),  # 1000 x 0.05 % x 100 = 50
        ("mobile_phone", "3000.00 CNY", 200, 0, "0.00 CNY"),  # 3000 x 0.5 % x 200 = 3000
        ("mobile_phone", "3000.00 CNY", 300, 0, "0.00 CNY"),  # 4500 is more than the price
    ],
)
def test_depreciation_is_price_times_daily_rate_times_the_days_of_use(
    category: str, paid: str, days_later: int, repaired_days: int, expected: str
):
    """D6: 三包 art. 13, returns reference 3.1: the same model is there, the buyer wants money."""
    spans = away(midnight(2026, 3, 10), repaired_days)
    decision = claimed(
        SIGNED + dt.timedelta(days=days_later),
        category=category,
        paid=paid,
        line={"repairs": 2, "repair_spans": spans, "installed_at": SIGNED},
        found={"same_model_available": True},
    )
    assert total(decision) == expected
    assert granted(decision) == {"return_refund", "exchange", "repair"}


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({"same_model_available": False, "accepts_other_model": False}, "3000.00 CNY"),
        ({"same_model_available": True, "accepts_other_model": False}, "1500.00 CNY"),
    ],
)
def test_after_two_failed_repairs_the_price_is_whole_only_where_the_same_model_is_missing(found: Facts, expected: str):
    """三包 arts. 11, 13: day 100 of a phone; 3000.00, or 3000.00 - 3000 x 0.5 % x 100."""
    at = dt.datetime(2026, 6, 10, 9, tzinfo=SHANGHAI)
    decision = claimed(at, line={"repairs": 2, "repair_spans": ()}, found=found)
    assert total(decision) == expected
    assert "exchange" in granted(decision)


def test_a_buyer_who_takes_another_model_gets_no_money():
    at = dt.datetime(2026, 6, 10, 9, tzinfo=SHANGHAI)
    found: Facts = {"same_model_available": False, "accepts_other_model": True}
    assert granted(claimed(at, line={"repairs": 2, "repair_days": 0}, found=found)) == {"exchange", "repair"}


def test_one_failed_repair_is_not_enough_for_an_exchange():
    at = dt.datetime(2026, 6, 10, 9, tzinfo=SHANGHAI)
    assert granted(claimed(at, line={"repairs": 1})) == {"repair"}
    assert granted(claimed(at, line={"repairs": 2})) == {"exchange", "repair"}


@pytest.mark.parametrize(
    ("category", "cause", "first"),
    [
        # Handed in 2026-04-01: day 90 is 06-30, day 30 is 05-01, day 60 is 05-31.
        ("mobile_phone", "parts", midnight(2026, 7, 1)),
        ("mobile_phone", "repairer", midnight(2026, 5, 2)),
        ("landline_phone", "parts", midnight(2026, 6, 1)),
    ],
)
def test_a_repair_that_takes_more_than_its_days_gives_an_exchange(category: str, cause: str, first: dt.datetime):
    """三包 art. 12: parts not supplied for more than 90 days (landline 60), the repairer's own delay over 30."""
    line: Facts = {
        "sent_for_repair_at": dt.datetime(2026, 4, 1, 18, tzinfo=SHANGHAI),
        "repair_delay_cause": cause,
    }
    assert "exchange" in granted(claimed(first, category=category, line=line))
    assert "exchange" not in granted(claimed(first - SECOND, category=category, line=line))
    other: Facts = line | {"repair_delay_cause": "buyer"}
    assert "exchange" not in granted(claimed(first, category=category, line=other))


def test_a_spare_telephone_is_due_after_more_than_three_days_of_repair():
    """Telephone rules, returns reference 3.1: handed in 2026-04-01, the fourth day is 04-05."""
    line: Facts = {"sent_for_repair_at": dt.datetime(2026, 4, 1, 18, tzinfo=SHANGHAI)}
    first = midnight(2026, 4, 5)
    assert "spare_unit" in granted(claimed(first, category="landline_phone", line=line))
    assert "spare_unit" not in granted(claimed(first - SECOND, category="landline_phone", line=line))
    assert "spare_unit" not in granted(claimed(first, category="landline_phone"))
    assert "spare_unit" not in granted(claimed(first, category="mobile_phone", line=line))


def test_days_of_repair_do_not_count_for_the_week_or_the_year():
    """条例 18: away on 03-04, 05 and 06; day 7 is 03-12, and the year ends three days later, on 2027-03-05."""
    repair = Span(dt.datetime(2026, 3, 4, 10, tzinfo=SHANGHAI), dt.datetime(2026, 3, 6, 15, tzinfo=SHANGHAI))
    line: Facts = {"repair_spans": [repair]}
    assert "return_refund" in granted(claimed(midnight(2026, 3, 13) - SECOND, line=line))
    assert "return_refund" not in granted(claimed(midnight(2026, 3, 13), line=line))
    assert granted(claimed(midnight(2027, 3, 6) - SECOND, line=line)) == {"repair"}
    assert granted(claimed(midnight(2027, 3, 6), line=line)) == set()


def test_an_exchange_begins_the_guarantee_anew_but_not_the_week_of_return():
    """条例 18: exchanged 2026-06-01; exchange again until 06-16, repair until 2027-06-01, no seven days."""
    line: Facts = {"exchanged_at": dt.datetime(2026, 6, 1, 15, tzinfo=SHANGHAI)}
    assert granted(claimed(midnight(2026, 6, 3), line=line)) == {"exchange", "repair"}
    assert granted(claimed(midnight(2026, 6, 17) - SECOND, line=line)) == {"exchange", "repair"}
    assert granted(claimed(midnight(2026, 6, 17), line=line)) == {"repair"}
    assert granted(claimed(midnight(2027, 6, 2) - SECOND, line=line)) == {"repair"}
    assert granted(claimed(midnight(2027, 6, 2), line=line)) == set()


def test_goods_that_are_installed_count_from_the_installation():
    """条例 18: signed 03-02, installed 03-20; day 7 is 03-27."""
    line: Facts = {"installed_at": dt.datetime(2026, 3, 20, 17, tzinfo=SHANGHAI)}
    end = midnight(2026, 3, 28)
    assert "return_refund" in granted(claimed(end - SECOND, category="air_conditioner", line=line))
    assert "return_refund" not in granted(claimed(end, category="air_conditioner", line=line))


def test_an_unknown_installation_is_not_replaced_by_the_delivery():
    decision = claimed(midnight(2026, 3, 5), category="air_conditioner")
    assert decision.outcome == "needs_review"
    assert granted(decision) == set()
    assert "handed_over_at" in decision.missing


@pytest.mark.parametrize(
    ("category", "last"),
    [
        ("bicycle", midnight(2028, 3, 3)),
        ("color_tv", midnight(2029, 3, 3)),
        ("refrigerator", midnight(2029, 3, 3)),
        ("washing_machine", midnight(2029, 3, 3)),
    ],
)
def test_main_parts_are_covered_for_longer(category: str, last: dt.datetime):
    """三包 annexes: bicycle 1 and 2 years, television 1 and 3; section 6: main parts of appliances 3 years."""
    main: Facts = {"fault_in": "main_part"}
    assert granted(claimed(last - SECOND, category=category, found=main)) == {"repair"}
    assert granted(claimed(last, category=category, found=main)) == set()
    assert granted(claimed(midnight(2027, 3, 3), category=category, found={"fault_in": "other_part"})) == set()


def test_after_the_year_an_unknown_part_is_asked_for_and_not_granted():
    decision = claimed(midnight(2027, 6, 1), category="color_tv")
    assert decision.outcome == "needs_review"
    assert decision.missing == ("fault_in",)


def test_what_fails_again_within_thirty_days_of_a_repair_is_repaired_again_past_the_guarantee():
    """Returns reference 3.1: repaired 2027-02-20, so day 30 is 2027-03-22 (8 days of February, 22 of March)."""
    line: Facts = {"repairs": 1, "last_repaired_at": dt.datetime(2027, 2, 20, 11, tzinfo=SHANGHAI)}
    assert granted(claimed(midnight(2027, 3, 23) - SECOND, line=line)) == {"repair"}
    assert granted(claimed(midnight(2027, 3, 23), line=line)) == set()


@pytest.mark.parametrize(
    ("found", "code"),
    [
        ({"fault_cause": "misuse"}, "excluded_misuse"),
        ({"fault_cause": "opened_by_others"}, "excluded_opened_by_others"),
        ({"fault_cause": "force_majeure"}, "excluded_force_majeure"),
        ({"proof_lost": True}, "excluded_no_proof"),
        ({"papers_match": False}, "excluded_papers_mismatch"),
        ({"buyer_caused": True, "fault_cause": None}, "excluded_misuse"),
        ({"defect_confirmed": False}, "fault_shown"),
    ],
)
def test_each_exclusion_ends_the_guarantee_under_its_own_code(found: Facts, code: str):
    """三包 art. 17: misuse, opened by others, no proof and no card, card mismatch, force majeure."""
    decision = claimed(midnight(2026, 3, 5), found=found)
    assert decision.outcome == "ineligible"
    assert code in decision.codes


@pytest.mark.parametrize("fact", ["fault_cause", "papers_match", "proof_lost"])
def test_what_is_not_covered_is_for_the_seller_to_show(fact: str):
    assert granted(claimed(midnight(2026, 3, 5), found={fact: None})) == {"return_refund", "exchange", "repair"}


def test_after_six_months_a_fault_has_to_be_confirmed():
    """Law 23(3): signed 03-02, so the seller has to disprove it to the last second of 2026-09-02."""
    end = midnight(2026, 9, 3)
    assert granted(claimed(end - SECOND, found={"defect_confirmed": None})) == {"repair"}
    decision = claimed(end, found={"defect_confirmed": None})
    assert (decision.outcome, granted(decision)) == ("needs_review", set())
    assert decision.missing == ("defect_confirmed",)
    assert claimed(end - SECOND, found={"defect_confirmed": False}).outcome == "ineligible"
    # A bicycle is not among the durable goods.
    assert (
        "defect_confirmed"
        in claimed(midnight(2026, 3, 5), category="bicycle", found={"defect_confirmed": None}).missing
    )


@pytest.mark.parametrize("kind", ["invoice", "warranty_card", "photo", "service_report"])
def test_a_buyer_shows_the_fault_or_the_purchase_at_any_time(kind: str):
    """B8: what is missing is said at once; the reference's rows of 3C and appliances ask for a photo or a test."""
    end = midnight(2026, 9, 3)
    for at in (end - SECOND, end):
        decision = claimed(at, evidence=())
        assert decision.outcome == "needs_evidence"
        assert set(decision.evidence) == {"invoice", "warranty_card", "photo", "test_report"}
        assert claimed(at, evidence=(kind,)).outcome == "eligible"


def test_other_months_of_the_burden_of_proof_can_be_chosen():
    policy = ReturnPolicy(
        "own", (three_guarantees(ThreeGuaranteesFigures(durable_burden_months=1)),), tz="Asia/Shanghai"
    )
    end = midnight(2026, 4, 3)
    open_question = {"defect_confirmed": None}
    assert granted(claimed(end - SECOND, found=open_question, policy=policy)) == {"repair"}
    assert claimed(end, found=open_question, policy=policy).missing == ("defect_confirmed",)


@pytest.mark.parametrize("kind", ["fault", "quality", "dead_on_arrival"])
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2026, 3, 9), ["return_refund", "exchange", "repair"]),
        (dt.date(2026, 3, 10), ["exchange", "repair"]),
        (dt.date(2026, 3, 17), ["exchange", "repair"]),
        (dt.date(2026, 3, 18), ["repair"]),
        (dt.date(2026, 8, 31), ["repair"]),
    ],
)
@pytest.mark.parametrize("category", ["mobile_phone", "refrigerator"])
def test_the_national_rule_goes_before_the_general_one_on_quality(
    category: str, day: dt.date, expected: list[str], kind: str
):
    """Consumer law 24: day 1-7, 8-15 and after; nothing stands beside them, not even a question."""
    law = ReturnPolicy("law", CHINA_LAW, tz="Asia/Shanghai")
    line = Line.of(category, paid="3000.00 CNY", signed_at=SIGNED)
    at = midnight(day.year, day.month, day.day)
    decision = decide(law, Claim.of(line, kind, submitted_at=at, evidence=["photo"]))
    assert (decision.outcome, [offer.remedy for offer in decision.remedies]) == ("eligible", expected)
    assert decision.missing == ()


def test_looks_and_damage_on_the_way_stay_with_the_consumer_law():
    law = ReturnPolicy("law", CHINA_LAW, tz="Asia/Shanghai")
    line = Line.of("mobile_phone", paid="3000.00 CNY", signed_at=SIGNED)
    for kind in ("appearance", "damage"):
        assert granted(decide(law, Claim.of(line, kind, submitted_at=midnight(2026, 3, 20)))) == {"exchange", "repair"}


def test_a_contract_can_be_ended_for_goods_of_the_national_rule_only_where_that_is_known():
    law = ReturnPolicy("law", CHINA_LAW, tz="Asia/Shanghai")
    line = Line.of("mobile_phone", paid="3000.00 CNY", signed_at=SIGNED)
    at = midnight(2026, 3, 20)
    shown = Claim.of(line, "fault", submitted_at=at, evidence=["photo"])
    assert granted(decide(law, shown.with_facts(purpose_defeated=True))) == {"return_refund", "repair"}
    for said in (None, False):
        assert decide(law, shown.with_facts(purpose_defeated=said)).offer("return_refund") is None


@pytest.mark.parametrize("cause", ["opened_by_others", "force_majeure", "misuse"])
def test_what_the_national_rule_excludes_does_not_come_back_by_the_general_one(cause: str):
    law = ReturnPolicy("law", CHINA_LAW, tz="Asia/Shanghai")
    line = Line.of("mobile_phone", paid="3000.00 CNY", signed_at=SIGNED)
    decision = decide(law, Claim.of(line, "fault", submitted_at=midnight(2026, 3, 5), fault_cause=cause))
    assert (decision.outcome, decision.remedies) == ("ineligible", ())


@pytest.mark.parametrize(
    ("line", "found", "category", "missing"),
    [
        ({"signed_at": None}, {}, "mobile_phone", "handed_over_at"),
        ({"invoice_on": None}, {"same_model_available": True}, "mobile_phone", "days_since_invoice"),
        ({"repair_spans": None}, {"same_model_available": True}, "mobile_phone", "repair_days"),
        ({}, {"same_model_available": True}, "watch", "daily_rate"),
        ({}, {}, "mobile_phone", "same_model_available"),
        ({"invoice_on": dt.date(2027, 1, 1)}, {"same_model_available": True}, "mobile_phone", "days_since_invoice"),
    ],
)
def test_a_return_that_hangs_on_an_unknown_fact_is_not_granted_and_the_fact_is_named(
    line: Facts, found: Facts, category: str, missing: str
):
    past: Facts = {"repairs": 2, "repair_spans": ()}
    decision = claimed(midnight(2026, 6, 10), category=category, line=past | line, found=found)
    assert "return_refund" not in granted(decision)
    offer = decision.offer("return_refund")
    assert offer is not None
    assert any(missing in finding.missing for finding in decision.findings if finding.right in offer.rights)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"exchanged_at": SIGNED - SECOND}, "facts_exchanged_before_delivery"),
        ({"last_repaired_at": SIGNED - SECOND, "repairs": 1}, "facts_repaired_before_delivery"),
        ({"sent_for_repair_at": midnight(2026, 3, 6)}, "facts_in_repair_after_claim"),
    ],
)
def test_what_cannot_be_true_together_is_for_a_person(line: Facts, code: str):
    decision = claimed(midnight(2026, 3, 5), line=line)
    assert decision.outcome == "needs_review"
    assert decision.codes[0] == code


def test_a_cause_and_a_culprit_that_disagree_are_for_a_person():
    decision = claimed(midnight(2026, 3, 5), found={"buyer_caused": True})
    assert decision.outcome == "needs_review"
    assert decision.codes[0] == "facts_disagree"


def test_a_repair_cannot_have_lasted_before_it_began():
    line: Facts = {"sent_for_repair_at": midnight(2026, 8, 1), "repair_delay_cause": "parts"}
    decision = claimed(midnight(2026, 6, 10), line=line)
    assert (decision.outcome, granted(decision)) == ("needs_review", set())
    finding = decision.finding("cn_three_guarantees_exchange_due_1y_parts_90d")
    assert finding is not None
    assert finding.missing == ("repair_wait_days",)


def test_a_repair_that_is_still_going_on_is_no_time_of_use():
    """Handed in at the end of day 50 (04-21), claimed on day 100: days 04-21 to 06-10 are 51, so 49 days of use.

    3000 x 0.5 % x 49 = 735, and 3000 - 735 = 2265.
    """
    line: Facts = {
        "repairs": 2,
        "repair_spans": (),
        "sent_for_repair_at": dt.datetime(2026, 4, 21, 20, tzinfo=SHANGHAI),
    }
    at = dt.datetime(2026, 6, 10, 9, tzinfo=SHANGHAI)
    assert total(claimed(at, line=line, found={"same_model_available": True})) == "2265.00 CNY"
    later: Facts = {"repairs": 2, "repair_spans": [Span(at + SECOND)]}
    # A span after the claim says nothing of the time before it.
    assert "return_refund" not in granted(claimed(at, line=later, found={"same_model_available": True}))


def test_two_repairs_on_one_day_are_one_day():
    """03-04 morning and afternoon: 1 day away in 100, so 3000 x 0.5 % x 99 = 1485, and 1515 is left."""
    morning = Span(dt.datetime(2026, 3, 4, 8, tzinfo=SHANGHAI), dt.datetime(2026, 3, 4, 10, tzinfo=SHANGHAI))
    afternoon = Span(dt.datetime(2026, 3, 4, 14, tzinfo=SHANGHAI), dt.datetime(2026, 3, 5, tzinfo=SHANGHAI))
    line: Facts = {"repairs": 2, "repair_spans": [morning, afternoon]}
    at = dt.datetime(2026, 6, 10, 9, tzinfo=SHANGHAI)
    assert total(claimed(at, line=line, found={"same_model_available": True})) == "1515.00 CNY"


@pytest.mark.parametrize(
    ("repair", "expected"),
    [
        # On the day of the invoice, which is no day of use anyway: 3000 x 0.5 % x 100 = 1500.
        (Span(midnight(2026, 3, 2), midnight(2026, 3, 3)), "1500.00 CNY"),
        # Begun on 06-05 and over after the claim of 06-10: six days away, so 3000 x 0.5 % x 94 = 1410.
        (Span(midnight(2026, 6, 5), midnight(2026, 6, 21)), "1590.00 CNY"),
    ],
)
def test_only_days_between_invoice_and_claim_are_taken_off_the_days_of_use(repair: Span, expected: str):
    line: Facts = {"repairs": 2, "repair_spans": [repair]}
    at = dt.datetime(2026, 6, 10, 9, tzinfo=SHANGHAI)
    assert total(claimed(at, line=line, found={"same_model_available": True})) == expected


def test_only_consumers_and_listed_goods_have_the_guarantee():
    assert claimed(midnight(2026, 3, 5), line={"buyer": "business"}).outcome == "ineligible"
    assert claimed(midnight(2026, 3, 5), category="furniture").codes == ("no_right",)


def test_the_count_from_the_invoice_of_the_rule_of_1995_can_be_chosen():
    """Invoice 2026-02-20, delivery 03-02: day 7 is 02-27; the year ends on 2027-02-20, or a year after an exchange."""
    policy = ReturnPolicy("old", (three_guarantees(ThreeGuaranteesFigures(start="invoice")),), tz="Asia/Shanghai")
    line: Facts = {"signed_at": midnight(2026, 2, 20), "invoice_on": dt.date(2026, 2, 20)}
    assert "return_refund" in granted(claimed(midnight(2026, 2, 28) - SECOND, policy=policy, line=line))
    assert "return_refund" not in granted(claimed(midnight(2026, 2, 28), policy=policy, line=line))
    assert granted(claimed(midnight(2027, 2, 21) - SECOND, policy=policy, line=line)) == {"repair"}
    assert granted(claimed(midnight(2027, 2, 21), policy=policy, line=line)) == set()
    renewed = line | {"exchanged_at": dt.datetime(2026, 6, 1, 15, tzinfo=SHANGHAI)}
    assert granted(claimed(midnight(2027, 6, 2) - SECOND, policy=policy, line=renewed)) == {"repair"}
    assert granted(claimed(midnight(2027, 6, 2), policy=policy, line=renewed)) == set()


def test_parts_are_to_be_had_for_five_years_after_the_end_of_production():
    """Returns reference 3.1: made until 2026-03-31, parts until the end of 2031-03-31."""
    end = parts_supply_ends(dt.date(2026, 3, 31))
    assert end.is_met(midnight(2031, 4, 1) - SECOND)
    assert not end.is_met(midnight(2031, 4, 1))


def test_a_shop_can_bring_its_own_table_and_figures():
    """A row for furniture with two years; an exchange after the first failed repair."""
    rules = three_guarantees(
        ThreeGuaranteesFigures(return_days=10, repairs_before_exchange=1),
        products=(GuaranteeProduct("furniture", 2),),
    )
    policy = ReturnPolicy("own", (rules,), tz="Asia/Shanghai")
    assert "return_refund" in granted(claimed(midnight(2026, 3, 13) - SECOND, category="furniture", policy=policy))
    at = midnight(2028, 3, 3) - SECOND
    line: Facts = {"repairs": 1}
    assert granted(claimed(at, category="furniture", policy=policy, line=line)) == {"exchange", "repair"}


@pytest.mark.parametrize(
    ("whole", "main", "rate", "problem"),
    [
        (0, None, None, "whole_years is 0"),
        (2, 1, None, "main_part_years is below"),
        (1, None, Fraction(0), "daily_rate is 0"),
        (1, None, Fraction(1), "daily_rate is 1"),
    ],
)
def test_a_row_that_makes_no_sense_is_refused(whole: int, main: int | None, rate: Fraction | None, problem: str):
    with pytest.raises(InvalidDefinition) as caught:
        GuaranteeProduct("tv", whole, main, rate)
    assert problem in str(caught.value)


def test_the_table_has_the_daily_rates_of_the_sources():
    """Returns reference 3.1: per mille and less, as written there."""
    percent = {category: rate * 100 for category, rate in daily_rates().items()}
    assert percent == {
        "mobile_phone": Fraction(1, 2),
        "computer": Fraction(1, 4),
        **dict.fromkeys(("color_tv", "flat_tv", "air_conditioner", "camcorder"), Fraction(1, 10)),
        **dict.fromkeys(
            (
                "refrigerator",
                "washing_machine",
                "electric_fan",
                "microwave_oven",
                "vacuum_cleaner",
                "range_hood",
                "gas_water_heater",
                "bicycle",
            ),
            Fraction(1, 20),
        ),
    }


def test_every_product_is_a_category_with_its_traits():
    for product in GUARANTEE_PRODUCTS:
        assert product.category in CATEGORIES
        traits = CATEGORIES.traits(product.category)
        assert traits.get("daily_rate") == product.daily_rate
        assert traits.get("needs_installation", False) is (product.starts == "installation")


def test_every_code_answer_and_moment_has_a_text():
    codes = set((GENERAL | TEXTS).codes)
    for right in THREE_GUARANTEES.rights:
        terms = (*right.exclusions, *right.requires, *right.refers)
        assert {term.code for term in terms} <= codes
        for window in right.windows:
            assert {f"moment_{name}" for name in window.start} <= codes
        if right.amount is not None:
            assert {adjustment.code for adjustment in right.amount.adjustments} <= codes
    for spec in FACTS:
        assert {f"choice_{spec.name}_{choice}" for choice in spec.choices} <= codes


def test_no_rule_claims_to_be_surer_than_its_sources():
    assert {right.basis.confidence for right in THREE_GUARANTEES.rights} == {"secondary"}


def test_without_the_time_of_the_claim_no_pause_can_be_cut_off():
    assert guarantee_pauses({"repair_spans": (Span(SIGNED),)}) is None


@given(day=st.integers(0, 400), repaired=st.integers(0, 30), more=st.integers(0, 30))
def test_more_days_of_repair_never_take_a_remedy_or_money_away(day: int, repaired: int, more: int):
    """A longer repair only moves ends later and depreciation down."""
    at = SIGNED + dt.timedelta(days=40 + day)

    def outcome(days: int) -> tuple[set[str], Money | None]:
        line: Facts = {"repairs": 2, "repair_spans": away(SIGNED, days)}
        decision = claimed(at, line=line, found={"same_model_available": True})
        return granted(decision), None if decision.refund is None else decision.refund.total

    few, little = outcome(repaired)
    many, much = outcome(repaired + more)
    assert few <= many
    if little is not None:
        assert much is not None
        assert little.minor_units <= much.minor_units


@given(later=st.integers(0, 500), day=st.integers(0, 900))
def test_a_later_delivery_never_takes_a_remedy_away(later: int, day: int):
    at = SIGNED + dt.timedelta(days=later + day)
    early = granted(claimed(at))
    assert early <= granted(claimed(at, line={"signed_at": SIGNED + dt.timedelta(days=later)}))
