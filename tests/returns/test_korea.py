"""Korea's E-Commerce Act, 전자상거래법 17; every date is worked out by hand."""

from typing import Any

import pytest

from aftersales_core.money.amount import Money
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.statutes.korea import KOREA_ECOMMERCE, KoreaFigures, korea_ecommerce
from aftersales_core.returns.statutes.legal_calendars import legal_calendar
from tests.returns.abroad_cases import SECOND, asked, at, closes

SEOUL = "Asia/Seoul"
POLICY = ReturnPolicy("shop", (KOREA_ECOMMERCE,), tz=SEOUL).with_calendars(
    {"legal:KR": legal_calendar("KR", years=[2026])}
)


def seoul(text: str):
    """Return an instant of Seoul's wall clock, UTC+9."""
    return at(text, SEOUL)


BOUGHT = {"paid": "50000 KRW", "signed_at": seoul("2026-03-02 10:00")}
CHANGED = {**BOUGHT, "exclusion_notified": False}
WRONG = {**BOUGHT, "kind": "not_as_described", "evidence": ["photo"]}


@pytest.mark.parametrize(
    ("facts", "last"),
    [
        # Monday 2 March and 7 days is Monday the 9th.
        ({}, "2026-03-09"),
        # 00:30 on 3 March in Seoul is 15:30 UTC on the 2nd.
        ({"signed_at": "2026-03-03 00:30"}, "2026-03-10"),
        # The written terms came on 5 March: until the 12th.
        ({"written_terms_late": True, "written_terms_at": "2026-03-05 09:00"}, "2026-03-12"),
        # They came before the goods: the goods count.
        ({"written_terms_late": True, "written_terms_at": "2026-02-25 09:00"}, "2026-03-09"),
        # 1 May 2026, Labour Day, and the weekend after it do not roll: 25 April and 7 days is Saturday 2 May.
        ({"signed_at": "2026-04-25 09:00"}, "2026-05-02"),
    ],
)
def test_seven_days_from_the_goods_or_the_written_terms(facts: dict[str, Any], last: str):
    """Para. 1."""
    given = {name: seoul(value) if isinstance(value, str) else value for name, value in facts.items()}
    closes(POLICY, seoul(f"{last} 23:59:59"), **{**CHANGED, **given})


@pytest.mark.parametrize(
    ("noticed", "last"),
    [
        # Known on Friday 1 May: 30 days later is 31 May, before 2 June.
        ("2026-05-01 12:00", "2026-05-31"),
        # Known on 20 May: 30 days later is 19 June, but 3 months from 2 March end on 2 June.
        ("2026-05-20 12:00", "2026-06-02"),
        ("2026-03-02 12:00", "2026-04-01"),
    ],
)
def test_goods_not_as_described_have_three_months_and_thirty_days_from_knowledge(noticed: str, last: str):
    """Para. 3: both limits hold."""
    inside, _ = closes(POLICY, seoul(f"{last} 23:59:59"), **WRONG, noticed_at=seoul(noticed))
    offer = inside.offer("return_refund")
    assert offer is not None
    assert (offer.freight, offer.goods) == ("trader", "back")


@pytest.mark.parametrize(
    ("category", "facts", "code"),
    [
        ("apparel", {"custom_made": True}, "excluded_custom_made_if_told"),
        ("berries", {}, "excluded_perishable_if_told"),
        ("apparel", {"value_fallen_by_use": True}, "excluded_value_fallen_if_told"),
        ("media", {"seal_whole": False}, "excluded_medium_seal_broken_if_told"),
    ],
)
def test_exclusions_hold_only_if_the_buyer_was_told(category: str, facts: dict[str, Any], code: str):
    """Para. 2 and 6."""
    given = {**BOUGHT, "value_fallen_by_use": False, **facts}
    told = asked(POLICY, seoul("2026-03-05 12:00"), category, **given, exclusion_notified=True)
    untold = asked(POLICY, seoul("2026-03-05 12:00"), category, **given, exclusion_notified=False)
    unknown = asked(POLICY, seoul("2026-03-05 12:00"), category, **given)
    assert (told.outcome, untold.outcome, unknown.outcome) == ("ineligible", "eligible", "needs_review")
    assert code in told.codes
    assert unknown.missing == ("exclusion_notified",)


@pytest.mark.parametrize("category", ["apparel", "media"])
def test_neither_use_nor_a_broken_seal_is_asked_for(category: str):
    decision = asked(POLICY, seoul("2026-03-05 12:00"), category, **BOUGHT, exclusion_notified=True)
    assert (decision.outcome, decision.missing) == ("eligible", ())


def test_an_exclusion_never_reaches_goods_that_are_not_as_described():
    given = {**WRONG, "exclusion_notified": True, "noticed_at": seoul("2026-03-03 12:00")}
    assert asked(POLICY, seoul("2026-03-05 12:00"), "berries", **given).outcome == "eligible"


def test_the_seller_proves_whose_fault_it_is():
    """Para. 5: an unknown cause stands for the buyer, a known one of the buyer's against."""
    given = {**WRONG, "noticed_at": seoul("2026-03-03 12:00")}
    assert asked(POLICY, seoul("2026-03-05 12:00"), **given).outcome == "eligible"
    assert "buyer_cause" in asked(POLICY, seoul("2026-03-05 12:00"), **given, buyer_caused=True).codes
    assert asked(POLICY, seoul("2026-03-05 12:00"), **{**given, "evidence": ()}).evidence == ("photo",)


@pytest.mark.parametrize(
    ("facts", "outcome", "named"),
    [
        ({**CHANGED, "signed_at": None}, "needs_review", "signed_at"),
        ({**WRONG, "signed_at": None}, "needs_review", "signed_at"),
    ],
)
def test_what_is_not_known_is_named_and_nothing_is_granted(facts: dict[str, Any], outcome: str, named: str):
    """D5."""
    decision = asked(POLICY, seoul("2026-03-05 12:00"), **facts)
    assert decision.outcome == outcome
    assert named in decision.missing


def test_when_the_buyer_noticed_is_asked_for_only_after_thirty_days_from_the_goods():
    """Para. 3: nobody knows of a fault before the goods came. 2 March and 30 days is Wednesday 2026-04-01."""
    last = seoul("2026-04-01 23:59:59")
    assert asked(POLICY, last, **WRONG).outcome == "eligible"
    later = asked(POLICY, last + SECOND, **WRONG)
    assert (later.outcome, later.missing) == ("needs_evidence", ("noticed_at",))


def test_when_the_written_terms_came_is_asked_for_only_after_seven_days_from_the_goods():
    """Para. 1: the later of both counts, so until Monday 2026-03-09 the answer changes nothing."""
    facts, last = {**CHANGED, "written_terms_late": True}, seoul("2026-03-09 23:59:59")
    assert asked(POLICY, last, **facts).outcome == "eligible"
    later = asked(POLICY, last + SECOND, **facts)
    assert (later.outcome, later.missing) == ("needs_review", ("written_terms_at",))


def test_the_refund_is_due_three_business_days_after_the_goods_are_back():
    """Back on Friday 2026-02-27; Sunday 1 March is Independence Day, made good on Monday the 2nd: 3, 4, 5 March."""
    facts = {**CHANGED, "signed_at": seoul("2026-02-23 10:00"), "goods_received_at": seoul("2026-02-27 15:00")}
    decision = asked(POLICY, seoul("2026-02-25 12:00"), **facts)
    offer = decision.offer("return_refund")
    assert offer is not None
    assert offer.refund_due is not None
    assert offer.refund_due.last_second == seoul("2026-03-05 23:59:59")
    assert offer.refund is not None
    assert (offer.refund.total, offer.freight) == (Money("50000", "KRW"), "consumer")


def test_digital_content_goes_to_a_person():
    assert asked(POLICY, seoul("2026-03-05 12:00"), "digital_content", **CHANGED).outcome == "needs_review"


@pytest.mark.parametrize("facts", [{"channel": "store"}, {"buyer": "business"}])
def test_the_act_is_about_consumers_who_buy_at_a_distance(facts: dict[str, Any]):
    assert asked(POLICY, seoul("2026-03-05 12:00"), **CHANGED, **facts).codes == ("no_right",)


def test_the_figures_are_parameters():
    """14 days from Monday 2026-03-02 end on Monday the 16th."""
    longer = ReturnPolicy("shop", (korea_ecommerce(KoreaFigures(withdrawal_days=14)),), tz=SEOUL)
    closes(longer, seoul("2026-03-16 23:59:59"), **CHANGED)
