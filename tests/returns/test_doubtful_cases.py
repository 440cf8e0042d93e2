"""Facts that contradict each other or are unknown: a review with the question named, never a quiet yes."""

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest

from aftersales_core.errors import InvalidDefinition
from aftersales_core.money.amount import Money
from aftersales_core.reasons import Reason
from aftersales_core.returns.amounts import Amount, FactShare
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.conditions import Compare, CompareFacts, known_yes, yes
from aftersales_core.returns.decide import decide
from aftersales_core.returns.derive import CONTRADICTIONS
from aftersales_core.returns.evidence import Evidence, EvidenceItem
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.rights import Clause, Right, RuleSet
from aftersales_core.returns.windows import ReturnWindow
from aftersales_core.worktime.calendar import WorkingCalendar
from aftersales_core.worktime.period import Period

EAST = dt.timezone(dt.timedelta(hours=8))
SIGNED = dt.datetime(2026, 3, 2, 10, tzinfo=EAST)
HOUR = dt.timedelta(hours=1)
BASIS = Basis("b", "a text", "文本", "1", "proposal", "made for a test", dt.date(2026, 1, 1))


def policy(window: ReturnWindow | None = None, tz: str | None = "Asia/Shanghai", **parts: Any) -> ReturnPolicy:
    """Make a policy of one right over quality."""
    right = Right("r", ("quality",), "refund_only", BASIS, windows=(window or ReturnWindow(Period.hours(48)),), **parts)
    return ReturnPolicy("p", (RuleSet("s", "merchant", (right,)),), tz=tz)


def claim(line_facts: dict[str, Any], hours: int = 24, **facts: Any) -> Claim:
    """Claim some hours after the signing."""
    line = Line.of("soft_fruit", **{"paid": "40.00 CNY", "qty": 4, "signed_at": SIGNED, **line_facts})
    return Claim.of(line, "quality", submitted_at=SIGNED + hours * HOUR, **facts)


@pytest.mark.parametrize(
    ("line", "facts", "code"),
    [
        ({"ordered_at": SIGNED + HOUR}, {}, "facts_delivered_before_ordered"),
        ({"first_signed_at": SIGNED + HOUR}, {}, "facts_lots_out_of_order"),
        ({"installed_at": SIGNED - HOUR}, {}, "facts_installed_before_delivery"),
        ({}, {"goods_received_at": SIGNED, "sent_back_at": SIGNED + HOUR}, "facts_back_before_claim"),
        ({}, {"first_reported_at": SIGNED + 30 * HOUR}, "facts_reported_after_claim"),
        ({}, {"defect_count": 5, "total_count": 4}, "facts_more_than_all"),
        ({}, {"defect_weight_g": 5, "total_weight_g": "4.9"}, "facts_heavier_than_all"),
        ({"refunded": "40.01 CNY"}, {}, "facts_refunded_more_than_paid"),
        ({"order_paid": "39.99 CNY"}, {}, "facts_order_paid_less"),
        ({"signed_at": SIGNED + 25 * HOUR}, {}, "facts_claim_before_delivery"),
        ({}, {"qty": 5}, "facts_more_than_bought"),
        ({"returned_quantity": 3}, {"qty": 2}, "facts_more_than_bought"),
        ({"returned_quantity": 4}, {}, "already_returned"),
        ({}, {"defect_share": "0.3", "defect_count": 1, "total_count": 4}, "facts_disagree"),
        ({}, {"defect_count": 1, "total_count": 4, "defect_weight_g": 300, "total_weight_g": 900}, "facts_disagree"),
    ],
)
def test_facts_that_cannot_both_be_true_need_a_review_that_names_them(line: Any, facts: Any, code: Any):
    decision = decide(policy(), claim(line, **facts))
    assert decision.outcome == "needs_review"
    assert decision.governing is not None
    assert decision.governing.code == code
    assert decision.governing.kind == "conflict"


def test_every_contradiction_of_two_facts_is_tried_above():
    assert all(len(set(term.when.names())) >= 2 for term in CONTRADICTIONS)


def test_counts_and_weights_that_agree_are_no_contradiction():
    found = decide(
        policy(amount=Amount(FactShare())),
        claim({}, defect_share="0.25", defect_count=1, total_count=4, defect_weight_g=250, total_weight_g=1000),
    )
    # A quarter of 40.00 is 10.00.
    assert found.refund is not None
    assert str(found.refund.total) == "10.00 CNY"


def test_a_claim_about_delivery_may_come_before_the_goods():
    right = Right("r", ("late_delivery",), "refund_only", BASIS)
    shop = ReturnPolicy("p", (RuleSet("s", "merchant", (right,)),))
    line = Line.of("soft_fruit", paid="40.00 CNY", signed_at=SIGNED)
    assert decide(shop, Claim.of(line, "late_delivery", submitted_at=SIGNED - HOUR)).outcome == "eligible"


def test_an_unknown_delivery_is_never_in_time():
    # thirtybees/thirtybees#1926: a missing delivery date must not mean "allowed".
    decision = decide(policy(), claim({"signed_at": None}))
    assert decision.outcome == "needs_review"
    assert decision.missing == ("signed_at",)


def test_an_unknown_end_of_what_must_be_done_is_asked_for():
    decision = decide(policy(ReturnWindow(Period.hours(48), done="picked_up_at")), claim({}))
    assert decision.missing == ("picked_up_at",)
    both = decide(policy(ReturnWindow(Period.hours(48), done="picked_up_at")), claim({"signed_at": None}))
    assert set(both.missing) == {"picked_up_at", "signed_at"}


def test_a_category_or_a_kind_that_nobody_declared_needs_a_review():
    line = Line.of("moon_rock", paid="1.00 CNY", signed_at=SIGNED)
    decision = decide(policy(), Claim.of(line, "quality", submitted_at=SIGNED + HOUR))
    assert (decision.outcome, decision.codes) == ("needs_review", ("category_unknown",))
    fruit = Line.of("soft_fruit", paid="1.00 CNY", signed_at=SIGNED)
    odd = decide(policy(), Claim.of(fruit, "curse", submitted_at=SIGNED + HOUR))
    assert (odd.outcome, odd.codes) == ("needs_review", ("kind_unknown",))


def test_a_kind_for_which_the_policy_has_no_right_is_a_plain_no():
    fruit = Line.of("soft_fruit", paid="1.00 CNY", signed_at=SIGNED)
    decision = decide(policy(), Claim.of(fruit, "no_reason", submitted_at=SIGNED + HOUR))
    assert (decision.outcome, decision.codes) == ("ineligible", ("no_right",))
    assert decision.governing is not None


def test_hours_need_no_zone_but_days_do():
    assert decide(policy(tz=None), claim({})).outcome == "eligible"
    days = policy(ReturnWindow(Period.days(7)), tz=None)
    decision = decide(days, claim({}))
    assert decision.outcome == "needs_review"
    assert decision.missing == ("tz",)
    assert decide(days, claim({"tz": "Asia/Shanghai"})).outcome == "eligible"


def test_the_zone_of_the_delivery_goes_before_that_of_the_policy():
    # Signed on 2 March 10:00 in China is 1 March 20:00 in Chicago; one day from the next ends on 3 or on 2 March local.
    window = ReturnWindow(Period.days(1))
    china = decide(policy(window), claim({}, 37))
    chicago = decide(policy(window), claim({"tz": "America/Chicago"}, 37))
    # 37 hours later it is 3 March 23:00 in China, in time, and 3 March 09:00 in Chicago, too late.
    assert china.outcome == "eligible"
    assert chicago.outcome == "ineligible"


def test_a_calendar_that_nobody_bound_or_whose_country_is_unknown_needs_a_review():
    window = ReturnWindow(Period.days(14, roll="next_working_day"), calendar="legal:{country}")
    unknown = decide(policy(window), claim({}))
    assert (unknown.outcome, unknown.missing) == ("needs_review", ("country",))
    unbound = decide(policy(window), claim({"country": "DE"}))
    assert unbound.governing is not None
    assert unbound.governing.code == "calendar_missing"
    assert unbound.governing.param("calendar") == "legal:DE"


def test_past_the_known_holidays_a_calendar_that_refuses_to_guess_needs_a_review():
    week = WorkingCalendar.from_dict(
        {"id": "w", "tz": "Asia/Shanghai", "week": "Mon-Fri 09:00-18:00", "first_year": 2025, "last_year": 2025}
    )
    window = ReturnWindow(Period.days(14, roll="next_working_day"), calendar="shop")
    decision = decide(policy(window).with_calendars({"shop": week}), claim({}))
    assert decision.governing is not None
    assert decision.governing.code == "calendar_horizon"
    due = policy(refund_due=Period.working_days(3), refund_due_calendar="shop").with_calendars({"shop": week})
    later = decide(due, claim({}, goods_received_at=SIGNED + 25 * HOUR))
    assert later.outcome == "eligible"
    assert later.remedies[0].refund_due is None
    unbound = decide(
        policy(refund_due=Period.working_days(3), refund_due_calendar="x"), claim({}, goods_received_at=SIGNED)
    )
    assert unbound.remedies[0].refund_due is None


def test_evidence_that_was_taken_too_late_does_not_count():
    wants = policy(evidence=EvidenceItem("photo"))
    soon = Evidence("photo", SIGNED + 48 * HOUR)
    late = Evidence("photo", SIGNED + 48 * HOUR + dt.timedelta(seconds=1))
    line = claim({}).line
    for item, outcome in ((soon, "eligible"), (late, "needs_evidence"), (Evidence("photo"), "eligible")):
        made = Claim.of(line, "quality", submitted_at=SIGNED + 24 * HOUR, evidence=[item])
        assert decide(wants, made).outcome == outcome


def test_missing_evidence_is_named_with_the_time_that_is_left():
    offer = decide(policy(evidence=EvidenceItem("photo")), claim({})).remedies[0]
    assert offer.evidence_due is not None
    assert offer.evidence_due.instant == SIGNED + 48 * HOUR
    longer = decide(policy(evidence=EvidenceItem("photo"), evidence_within=Period.hours(72)), claim({})).remedies[0]
    assert longer.evidence_due is not None
    assert longer.evidence_due.instant == SIGNED + 96 * HOUR
    right = Right("r", ("quality",), "refund_only", BASIS, evidence=EvidenceItem("photo"))
    endless = decide(ReturnPolicy("p", (RuleSet("s", "merchant", (right,)),)), claim({}))
    assert endless.codes == ("evidence_wanted",)


def test_a_window_that_has_not_opened_yet_says_when_it_does():
    window = ReturnWindow(Period.days(3), opens=Period.hours(48))
    early = decide(policy(window), claim({}, 47))
    assert early.governing is not None
    assert early.governing.code == "window_not_open_yet"
    assert early.governing.param("opens_at") == SIGNED + 48 * HOUR
    assert decide(policy(window), claim({}, 48)).outcome == "eligible"


def test_a_window_of_which_nobody_can_say_when_it_opens_needs_a_review():
    # The hours of the end need no zone, the day of the opening does.
    days = ReturnWindow(Period.hours(72), opens=Period.days(1))
    assert decide(policy(days, tz=None), claim({}, 1)).missing == ("tz",)
    ends = ReturnWindow(until="promised_at", opens=Period.hours(1))
    unknown = decide(policy(ends), claim({"signed_at": None, "promised_at": SIGNED + 50 * HOUR}))
    assert (unknown.outcome, unknown.missing) == ("needs_review", ("signed_at",))
    week = WorkingCalendar.from_dict(
        {"id": "w", "tz": "Asia/Shanghai", "week": "Mon-Fri 09:00-18:00", "first_year": 2025, "last_year": 2025}
    )
    shop = ReturnWindow(Period.hours(720), opens=Period.working_days(1), calendar="shop")
    far = decide(policy(shop).with_calendars({"shop": week}), claim({}, 100))
    assert far.governing is not None
    assert far.governing.code == "calendar_horizon"


def test_a_comparison_of_unlike_things_is_never_a_yes():
    for when in (Compare("paid", ">", Money("0", "EUR")), CompareFacts("paid", ">", "quantity")):
        parts: list[dict[str, Any]] = [
            {"applies": when},
            {"requires": (Clause.of("m_x", when),)},
            {"exclusions": (Clause.of("m_x", when),)},
        ]
        for part in parts:
            decision = decide(policy(**part), claim({}))
            assert decision.outcome == "needs_review"
            assert "paid" in decision.missing


def test_evidence_may_be_taken_after_a_window_for_something_else_than_the_claim():
    windows = (
        ReturnWindow(Period.hours(24), done="first_reported_at"),
        ReturnWindow(Period.days(7), done="submitted_at"),
    )
    right = Right("r", ("quality",), "refund_only", BASIS, windows=windows, evidence=EvidenceItem("photo"))
    shop = ReturnPolicy("p", (RuleSet("s", "merchant", (right,)),), tz="Asia/Shanghai")
    line = claim({}).line
    made = Claim.of(
        line,
        "quality",
        submitted_at=SIGNED + 72 * HOUR,
        first_reported_at=SIGNED + HOUR,
        evidence=[Evidence("photo", SIGNED + 70 * HOUR)],
    )
    assert decide(shop, made).outcome == "eligible"
    due = decide(shop, made).remedies[0].claim_due
    assert due is not None
    assert due.instant == SIGNED + 24 * HOUR


def test_a_window_for_something_else_says_nothing_of_by_when_to_claim():
    picked_up = policy(ReturnWindow(Period.hours(12), done="picked_up_at"))
    decision = decide(picked_up, claim({"picked_up_at": SIGNED + HOUR}, 100))
    assert decision.outcome == "eligible"
    assert decision.remedies[0].claim_due is None


def test_the_last_second_is_in_time_and_the_next_is_not():
    assert decide(policy(), claim({}, 48)).outcome == "eligible"
    line = claim({}).line
    late = Claim.of(line, "quality", submitted_at=SIGNED + 48 * HOUR + dt.timedelta(seconds=1))
    assert decide(policy(), late).outcome == "ineligible"


def test_a_fact_of_a_shops_own_is_the_shops_to_find_out():
    needs = policy(requires=(Clause.of("m_x", yes("own_x")),))
    assert decide(needs, claim({})).outcome == "needs_review"
    assert decide(policy(requires=(Clause.of("m_x", yes("opened")),)), claim({})).outcome == "needs_evidence"


def test_evidence_may_be_waived_by_a_fact():
    waived = policy(evidence=EvidenceItem("photo"), evidence_unless=yes("defect_confirmed"))
    assert decide(waived, claim({}, defect_confirmed=True)).outcome == "eligible"
    assert decide(waived, claim({}, defect_confirmed=False)).outcome == "needs_evidence"
    assert decide(waived, claim({})).outcome == "needs_evidence"


def test_a_claim_at_the_very_second_of_the_delivery_is_no_contradiction():
    assert decide(policy(), claim({}, 0)).outcome == "eligible"


@pytest.mark.parametrize(("tz", "shown"), [("Asia/Shanghai", "10:00:00+08:00"), (None, "02:00:00+00:00")])
def test_a_contradiction_is_shown_on_the_clock_of_the_place(tz: str | None, shown: str):
    reason = decide(policy(tz=tz), claim({}, -1)).governing
    assert reason is not None
    signed = reason.param("signed_at")
    assert isinstance(signed, dt.datetime)
    assert signed.isoformat() == f"2026-03-02T{shown}"


def test_nothing_is_granted_while_the_facts_contradict_each_other():
    decision = decide(policy(amount=Amount()), claim({}, defect_count=5, total_count=4))
    assert decision.outcome == "needs_review"
    assert decision.refund is None
    assert [(offer.verdict, offer.refund) for offer in decision.remedies] == [("refers", None)]
    open_still = decide(policy(evidence=EvidenceItem("photo")), claim({}, defect_count=5, total_count=4))
    assert [offer.verdict for offer in open_still.remedies] == ["requires"]


def test_a_share_within_the_tolerance_is_a_no_and_not_a_refund_of_nothing():
    shop = policy(amount=Amount(FactShare(tolerance=Fraction(1, 20), full_when=known_yes("opened"))))
    normal = decide(shop, claim({}, defect_share="0.05"))
    assert normal.outcome == "ineligible"
    assert normal.governing == Reason("share_within_tolerance", (("tolerance", Fraction(1, 20)),), "unmet")
    assert decide(shop, claim({}, defect_share="0.051")).outcome == "eligible"
    assert decide(shop, claim({}, defect_share="0.01", opened=True)).outcome == "eligible"
    assert decide(shop, claim({})).missing == ("defect_share",)


def test_a_resettlement_that_the_buyer_would_owe_goes_to_a_person():
    # 100.00 paid for the order; what is kept costs 120.00 at list prices: 100.00 - 120.00 is below zero.
    line = {"threshold_lost": True, "order_paid": "100.00 CNY", "kept_list_total": "120.00 CNY"}
    decision = decide(policy(amount=Amount(resettle=True)), claim(line))
    assert decision.outcome == "needs_review"
    assert "refund_owed_by_buyer" in decision.codes


def test_the_latest_of_two_events_may_be_unknown_while_the_other_leaves_time():
    latest = policy(ReturnWindow(Period.hours(48), ("signed_at", "installed_at"), pick="latest"))
    assert decide(latest, claim({}, 48)).outcome == "eligible"
    late = decide(latest, claim({}, 49))
    assert (late.outcome, late.missing) == ("needs_review", ("installed_at",))
    assert decide(latest, claim({"installed_at": SIGNED + HOUR}, 49)).outcome == "eligible"
    neither = decide(latest, claim({"signed_at": None}))
    assert set(neither.missing) == {"signed_at", "installed_at"}
    no_zone = policy(ReturnWindow(Period.days(2), ("signed_at", "installed_at"), pick="latest"), tz=None)
    assert decide(no_zone, claim({}, 1)).outcome == "needs_review"


def test_a_later_inspection_changes_the_claim_and_asks_the_same_version_again():
    wants = policy(evidence=EvidenceItem("photo"), exclusions=(Clause.of("m_x", known_yes("buyer_caused")),))
    first = claim({})
    assert decide(wants, first).outcome == "needs_evidence"
    second = first.with_evidence("photo", Evidence("invoice"))
    assert [item.kind for item in second.evidence] == ["invoice", "photo"]
    assert decide(wants, second).outcome == "eligible"
    third = second.with_facts(buyer_caused=True)
    assert decide(wants, third).outcome == "ineligible"
    assert decide(wants, third.with_facts(buyer_caused=None)) == decide(wants, second)
    assert first.line.with_facts(tz="UTC").facts == (("signed_at", SIGNED.astimezone(dt.UTC)), ("tz", "UTC"))
    with pytest.raises(InvalidDefinition):
        first.with_facts(signed_at=SIGNED)
