"""The FTC's cooling-off rule, 16 CFR 429; every date is worked out by hand."""

import datetime as dt

import pytest

from aftersales_core.money.amount import Money
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.statutes.legal_calendars import ftc_calendar
from aftersales_core.returns.statutes.us_federal import US_FEDERAL, UsFederalFigures, us_federal
from tests.returns.abroad_cases import asked, at, closes

CHICAGO = "America/Chicago"
LOS_ANGELES = "America/Los_Angeles"
BOUND = {"ftc:US": ftc_calendar(tz=CHICAGO, years=range(2025, 2028))}
POLICY = ReturnPolicy("shop", (US_FEDERAL,), tz=CHICAGO).with_calendars(BOUND)
AT_HOME = {"channel": "door_to_door", "sale_place": "home", "paid": "80.00 USD"}


def sold(text: str, tz: str = CHICAGO):
    """Return the facts of a sale at home that was delivered on the spot."""
    return {**AT_HOME, "ordered_at": at(text, tz), "signed_at": at(text, tz)}


@pytest.mark.parametrize(
    ("when", "last"),
    [
        # Thursday: Friday 6 is 1, Saturday 7 is 2, Sunday does not count, Monday 9 is 3.
        pytest.param("2026-03-05 10:00", "2026-03-09", id="Saturday counts, Sunday does not"),
        # Monday: Tuesday, Wednesday, Thursday.
        pytest.param("2026-03-09 10:00", "2026-03-12", id="plain days"),
        # Saturday: Monday 16, Tuesday 17, Wednesday 18.
        pytest.param("2026-03-14 10:00", "2026-03-18", id="a sale on a Saturday"),
        # Friday before Memorial Day (Monday 25 May): Saturday 23, Tuesday 26, Wednesday 27.
        pytest.param("2026-05-22 10:00", "2026-05-27", id="Memorial Day"),
        # Wednesday before Thanksgiving (Thursday 26 November): Friday 27, Saturday 28, Monday 30.
        pytest.param("2026-11-25 10:00", "2026-11-30", id="Thanksgiving Day"),
        # 4 July 2026 is a Saturday, observed on Friday the 3rd: Thursday 2, Monday 6, Tuesday 7.
        pytest.param("2026-07-01 10:00", "2026-07-07", id="Independence Day and the day on which it is observed"),
    ],
)
def test_three_business_days_count_saturdays_but_not_sundays_and_federal_holidays(when: str, last: str):
    """16 CFR 429.0 and 429.1."""
    closes(POLICY, at(f"{last} 23:59:59", CHICAGO), **sold(when))


def test_the_date_is_that_of_the_place_of_the_sale():
    """21:00 on Thursday in Los Angeles is 05:00 UTC on Friday: the third day is still Monday 2026-03-09."""
    west = POLICY.with_calendars({"ftc:US": ftc_calendar(tz=LOS_ANGELES, years=[2026])})
    facts = {**sold("2026-03-05 21:00", LOS_ANGELES), "tz": LOS_ANGELES}
    assert facts["ordered_at"] == dt.datetime(2026, 3, 6, 5, tzinfo=dt.UTC)
    # Summer time (UTC-7) began on 8 March.
    closes(west, dt.datetime(2026, 3, 10, 6, 59, 59, tzinfo=dt.UTC), **facts)


@pytest.mark.parametrize(
    ("place", "paid", "outcome"),
    [
        ("home", "25.00 USD", "eligible"),
        ("home", "24.99 USD", "needs_review"),
        ("temporary_place", "130.00 USD", "eligible"),
        ("temporary_place", "129.99 USD", "needs_review"),
    ],
)
def test_the_price_must_reach_the_threshold_of_the_place(place: str, paid: str, outcome: str):
    """Below it the price of the whole order is asked for, since it is the contract that counts."""
    facts = {**sold("2026-03-05 10:00"), "sale_place": place, "paid": paid}
    decision = asked(POLICY, at("2026-03-06 10:00", CHICAGO), **facts)
    assert decision.outcome == outcome
    assert decision.missing == (() if outcome == "eligible" else ("order_paid",))


@pytest.mark.parametrize(
    ("order_paid", "outcome"), [("24.99 USD", "ineligible"), ("25.00 USD", "eligible"), ("60.00 USD", "eligible")]
)
def test_the_whole_order_may_reach_it(order_paid: str, outcome: str):
    facts = {**sold("2026-03-05 10:00"), "paid": "20.00 USD", "order_paid": order_paid}
    decision = asked(POLICY, at("2026-03-06 10:00", CHICAGO), **facts)
    assert decision.outcome == outcome
    assert ("cooling_off_home_price" in decision.codes) is (outcome == "ineligible")


@pytest.mark.parametrize("channel", ["online", "mail", "phone", "store"])
def test_no_other_sale_has_a_federal_right(channel: str):
    facts = {**sold("2026-03-05 10:00"), "channel": channel}
    decision = asked(POLICY, at("2026-03-06 10:00", CHICAGO), **facts)
    assert decision.outcome == "ineligible"
    assert decision.codes == ("no_federal_right",)


def test_the_refund_is_whole_and_due_in_ten_days_and_the_seller_bears_the_way_back():
    """Cancelled on Friday 2026-03-06: 10 days later is Monday the 16th."""
    decision = asked(POLICY, at("2026-03-06 10:00", CHICAGO), **sold("2026-03-05 10:00"))
    offer = decision.offer("return_refund")
    assert offer is not None
    assert offer.refund is not None
    assert offer.refund_due is not None
    assert offer.refund.total == Money("80.00", "USD")
    assert offer.refund_due.last_second == at("2026-03-16 23:59:59", CHICAGO)
    assert (offer.freight, offer.goods) == ("trader", "picked_up")


def test_an_exempt_sale_has_no_right():
    facts = {**sold("2026-03-05 10:00"), "cooling_off_exempt": True}
    assert "cooling_off_exempt_sale" in asked(POLICY, at("2026-03-06 10:00", CHICAGO), **facts).codes


@pytest.mark.parametrize("left_out", ["ordered_at", "sale_place"])
def test_a_fact_that_is_left_out_is_named_and_nothing_is_granted(left_out: str):
    """D5; where the sale was made matters only below the higher threshold."""
    facts = sold("2026-03-05 10:00")
    del facts[left_out]
    decision = asked(POLICY, at("2026-03-06 10:00", CHICAGO), **facts, order_paid="80.00 USD")
    assert decision.outcome == "needs_review"
    assert left_out in decision.missing


def test_a_missing_calendar_needs_a_review():
    decision = asked(
        ReturnPolicy("shop", (US_FEDERAL,), tz=CHICAGO), at("2026-03-06 10:00", CHICAGO), **sold("2026-03-05 10:00")
    )
    assert decision.outcome == "needs_review"
    assert "calendar_missing" in decision.codes


def test_a_business_has_no_right():
    facts = {**sold("2026-03-05 10:00"), "buyer": "business"}
    assert asked(POLICY, at("2026-03-06 10:00", CHICAGO), **facts).codes == ("no_right",)


def test_the_figures_are_parameters():
    """Five business days after Thursday 2026-03-05: 6, 7, 9, 10, 11 March."""
    longer = ReturnPolicy("shop", (us_federal(UsFederalFigures(cancel_business_days=5)),), tz=CHICAGO)
    closes(longer.with_calendars(BOUND), at("2026-03-11 23:59:59", CHICAGO), **sold("2026-03-05 10:00"))
