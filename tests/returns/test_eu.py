"""The EU's directives on consumer rights and on the sale of goods; every date is worked out by hand."""

import datetime as dt
from typing import Any

import pytest

from aftersales_core.errors import InvalidDefinition
from aftersales_core.money.amount import Money
from aftersales_core.returns.messages import MESSAGES
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.statutes.eu_conformity import EU_CONFORMITY, EuConformityFigures, eu_conformity
from aftersales_core.returns.statutes.eu_withdrawal import EU_WITHDRAWAL, EuWithdrawalFigures, eu_withdrawal
from aftersales_core.returns.statutes.legal_calendars import legal_calendar
from tests.returns.abroad_cases import SECOND, asked, at, closes

ZONES = {
    "DE": "Europe/Berlin",
    "FR": "Europe/Paris",
    "IT": "Europe/Rome",
    "ES": "Europe/Madrid",
    "PL": "Europe/Warsaw",
    "SE": "Europe/Stockholm",
    "IE": "Europe/Dublin",
    "PT": "Europe/Lisbon",
    "FI": "Europe/Helsinki",
}
CALENDARS = {f"legal:{country}": legal_calendar(country, years=range(2024, 2029)) for country in ZONES}
POLICY = ReturnPolicy("shop", (EU_WITHDRAWAL,)).with_calendars(CALENDARS)
INFORMED = {"withdrawal_information": "in_time", "outbound_paid": "0.00 EUR"}


def last_second(day: str | dt.date, country: str):
    """Return 23:59:59 of a day on a country's clock."""
    return at(f"{day} 23:59:59", ZONES[country])


def signed(day: str | dt.date, country: str, clock: str = "10:00"):
    """Return the facts of a delivery in a country."""
    return {"country": country, "tz": ZONES[country], "signed_at": at(f"{day} {clock}", ZONES[country])}


# Weekdays by hand: 2026-03-20 is a Friday, and 14 days later it is again the same weekday.
ROLLS = [
    # Good Friday is 2026-04-03 (Easter Sunday 2026-04-05): a holiday in DE, ES, SE, an ordinary Friday elsewhere.
    pytest.param("2026-03-20", "DE", "2026-04-07", id="DE 2026-03-20: Good Friday, Saturday, Sunday, Easter Monday"),
    pytest.param("2026-03-20", "SE", "2026-04-07", id="SE 2026-03-20: Good Friday to Easter Monday"),
    pytest.param(
        "2026-03-20",
        "ES",
        "2026-04-06",
        id="ES 2026-03-20: Good Friday and the weekend; Easter Monday is no national holiday",
    ),
    pytest.param(
        "2026-03-20", "FR", "2026-04-03", id="FR 2026-03-20: no holiday on Good Friday outside Alsace-Moselle"
    ),
    pytest.param("2026-03-20", "IT", "2026-04-03", id="IT 2026-03-20: no holiday on Good Friday"),
    pytest.param("2026-03-20", "PL", "2026-04-03", id="PL 2026-03-20: no holiday on Good Friday"),
    pytest.param("2026-03-20", "IE", "2026-04-03", id="IE 2026-03-20: no public holiday on Good Friday"),
    # Easter Monday 2026-04-06.
    pytest.param("2026-03-23", "DE", "2026-04-07", id="DE 2026-03-23: Easter Monday"),
    pytest.param("2026-03-23", "FR", "2026-04-07", id="FR 2026-03-23: Easter Monday"),
    pytest.param("2026-03-23", "IT", "2026-04-07", id="IT 2026-03-23: Easter Monday"),
    pytest.param("2026-03-23", "PL", "2026-04-07", id="PL 2026-03-23: Easter Monday"),
    pytest.param("2026-03-23", "SE", "2026-04-07", id="SE 2026-03-23: Easter Monday"),
    pytest.param("2026-03-23", "IE", "2026-04-07", id="IE 2026-03-23: Easter Monday"),
    pytest.param("2026-03-23", "ES", "2026-04-06", id="ES 2026-03-23: Easter Monday is no national holiday"),
    # Christmas Day 2025 is a Thursday; Friday 26 December is a holiday in DE, IT, PL, SE, IE and not in FR, ES.
    pytest.param("2025-12-11", "DE", "2025-12-29", id="DE 2025-12-11: 25, 26 December, weekend"),
    pytest.param("2025-12-11", "IT", "2025-12-29", id="IT 2025-12-11: Christmas, Saint Stephen, weekend"),
    pytest.param("2025-12-11", "PL", "2025-12-29", id="PL 2025-12-11: 25, 26 December, weekend"),
    pytest.param("2025-12-11", "SE", "2025-12-29", id="SE 2025-12-11: 25, 26 December, weekend"),
    pytest.param("2025-12-11", "IE", "2025-12-29", id="IE 2025-12-11: Christmas, Saint Stephen, weekend"),
    pytest.param("2025-12-11", "FR", "2025-12-26", id="FR 2025-12-11: Christmas only"),
    pytest.param("2025-12-11", "ES", "2025-12-26", id="ES 2025-12-11: Christmas only"),
    # Christmas Eve is a public holiday in Poland since 2025: Wednesday 24 to Friday 26, weekend.
    pytest.param("2025-12-10", "PL", "2025-12-29", id="PL 2025-12-10: Christmas Eve in Poland"),
    pytest.param("2025-12-10", "DE", "2025-12-24", id="DE 2025-12-10: Christmas Eve is a working day in Germany"),
    # 1 May 2026 is a Friday.
    pytest.param("2026-04-17", "DE", "2026-05-04", id="DE 2026-04-17: Labour Day"),
    pytest.param("2026-04-17", "FR", "2026-05-04", id="FR 2026-04-17: Labour Day"),
    pytest.param("2026-04-17", "IT", "2026-05-04", id="IT 2026-04-17: Labour Day"),
    pytest.param("2026-04-17", "ES", "2026-05-04", id="ES 2026-04-17: Labour Day"),
    pytest.param("2026-04-17", "PL", "2026-05-04", id="PL 2026-04-17: Labour Day; 3 May is a Sunday"),
    pytest.param("2026-04-17", "SE", "2026-05-04", id="SE 2026-04-17: First of May"),
    pytest.param("2026-04-17", "IE", "2026-05-01", id="IE 2026-04-17: Ireland has the first Monday of May instead"),
    pytest.param("2026-04-20", "IE", "2026-05-05", id="IE 2026-04-20: May Bank Holiday, Monday 4 May"),
    pytest.param("2026-04-20", "DE", "2026-05-04", id="DE 2026-04-20: an ordinary Monday"),
    # 15 August 2025 is a Friday.
    pytest.param("2025-08-01", "FR", "2025-08-18", id="FR 2025-08-01: Assumption Day"),
    pytest.param("2025-08-01", "IT", "2025-08-18", id="IT 2025-08-01: Assumption Day"),
    pytest.param("2025-08-01", "ES", "2025-08-18", id="ES 2025-08-01: Assumption Day"),
    pytest.param("2025-08-01", "PL", "2025-08-18", id="PL 2025-08-01: Assumption Day"),
    pytest.param("2025-08-01", "DE", "2025-08-15", id="DE 2025-08-01: no holiday in all of Germany"),
    pytest.param("2025-08-01", "SE", "2025-08-15", id="SE 2025-08-01: no holiday"),
    pytest.param("2025-08-01", "IE", "2025-08-15", id="IE 2025-08-01: no holiday"),
    # National days.
    pytest.param("2025-09-19", "DE", "2025-10-06", id="DE 2025-09-19: German Unity Day, Friday 3 October 2025"),
    pytest.param("2026-06-30", "FR", "2026-07-15", id="FR 2026-06-30: Bastille Day, Tuesday"),
    pytest.param("2026-05-19", "IT", "2026-06-03", id="IT 2026-05-19: Republic Day, Tuesday 2 June"),
    pytest.param("2026-09-28", "ES", "2026-10-13", id="ES 2026-09-28: National Day, Monday 12 October"),
    pytest.param("2026-10-28", "PL", "2026-11-12", id="PL 2026-10-28: Independence Day, Wednesday 11 November"),
    pytest.param("2025-05-23", "SE", "2025-06-09", id="SE 2025-05-23: National Day, Friday 6 June 2025"),
    pytest.param("2026-03-03", "IE", "2026-03-18", id="IE 2026-03-03: Saint Patrick's Day, Tuesday 17 March"),
    # Weekends: 2026-03-21 is a Saturday, 2026-03-22 a Sunday.
    pytest.param("2026-03-07", "DE", "2026-03-23", id="DE 2026-03-07: Saturday"),
    pytest.param("2026-03-08", "FR", "2026-03-23", id="FR 2026-03-08: Sunday"),
    pytest.param("2026-03-09", "IT", "2026-03-23", id="IT 2026-03-09: Monday stays"),
]


@pytest.mark.parametrize(("bought", "country", "last"), ROLLS)
def test_fourteen_days_end_on_a_working_day_of_the_member_state(bought: str, country: str, last: str):
    """D5, Directive 2011/83 Art. 9 with Regulation 1182/71 Art. 3(4): in at the last second, out one second later."""
    closes(POLICY, last_second(last, country), **signed(bought, country), **INFORMED)


def test_one_purchase_is_decided_differently_in_two_member_states():
    """Delivered on 2025-12-11, claimed on Saturday 2025-12-27: Germany is still open until the 29th, France closed."""
    claimed = at("2025-12-27 12:00", "Europe/Berlin")
    germany = asked(POLICY, claimed, **signed("2025-12-11", "DE"), **INFORMED)
    france = asked(POLICY, claimed, **signed("2025-12-11", "FR"), **INFORMED)
    assert (germany.outcome, france.outcome) == ("eligible", "ineligible")
    assert "window_closed_days_rolled" in france.codes


# Public holidays of 2026 on weekdays, copied by hand from the states' own lists.
HOLIDAYS_2026 = {
    "DE": "01-01 04-03 04-06 05-01 05-14 05-25 12-25",
    "FR": "01-01 04-06 05-01 05-08 05-14 05-25 07-14 11-11 12-25",
    "IT": "01-01 01-06 04-06 05-01 06-02 12-08 12-25",
}


@pytest.mark.parametrize("country", sorted(HOLIDAYS_2026))
def test_every_delivery_of_a_year_rolls_as_a_walk_from_day_to_day_does(country: str):
    off = {dt.date.fromisoformat(f"2026-{day}") for day in HOLIDAYS_2026[country].split()}
    for number in range(340):
        bought = dt.date(2026, 1, 1) + dt.timedelta(days=number)
        last = bought + dt.timedelta(days=14)
        while last.isoweekday() > 5 or last in off:
            last += dt.timedelta(days=1)
        decision = asked(POLICY, at(f"{bought} 11:00", ZONES[country]), **signed(bought, country), **INFORMED)
        offer = decision.offer("return_refund")
        assert offer is not None
        assert offer.claim_due is not None
        assert offer.claim_due.last_second.date() == last


def test_a_land_has_holidays_of_its_own():
    """2025-12-23 and 14 days is Tuesday 2026-01-06, Epiphany, which is a holiday in Bavaria and not in Berlin."""
    bavaria = POLICY.with_calendars({"legal:DE": legal_calendar("DE", subdivision="BY", years=[2025, 2026])})
    closes(bavaria, last_second("2026-01-07", "DE"), **signed("2025-12-23", "DE"), **INFORMED)
    closes(POLICY, last_second("2026-01-06", "DE"), **signed("2025-12-23", "DE"), **INFORMED)


def test_a_saturday_that_is_worked_in_exchange_still_rolls():
    """Hungary works Saturday 2026-01-10 in exchange for 2 January; the regulation names Saturdays without exception."""
    calendar = legal_calendar("HU", years=[2026])
    assert not calendar.is_working_day(dt.date(2026, 1, 10))
    assert calendar.is_working_day(dt.date(2026, 1, 12))


def test_the_civil_day_is_that_of_the_place_of_delivery():
    """One instant, 2026-03-02 23:30 UTC, is Monday in Lisbon (UTC+0) and Tuesday 01:30 in Helsinki (UTC+2)."""
    instant = dt.datetime(2026, 3, 2, 23, 30, tzinfo=dt.UTC)
    lisbon = {"country": "PT", "tz": "Europe/Lisbon", "signed_at": instant, **INFORMED}
    helsinki = {"country": "FI", "tz": "Europe/Helsinki", "signed_at": instant, **INFORMED}
    # Monday 16 March ends at 00:00 UTC on the 17th; Tuesday 17 March ends at 22:00 UTC on the 17th.
    closes(POLICY, dt.datetime(2026, 3, 16, 23, 59, 59, tzinfo=dt.UTC), **lisbon)
    closes(POLICY, dt.datetime(2026, 3, 17, 21, 59, 59, tzinfo=dt.UTC), **helsinki)


def test_half_past_midnight_in_helsinki_is_still_the_day_before_in_utc():
    """2026-03-03 00:30 in Helsinki is 22:30 UTC on the 2nd: day one is 4 March, the last 17 March."""
    closes(POLICY, last_second("2026-03-17", "FI"), **signed("2026-03-03", "FI", "00:30"), **INFORMED)


def test_the_first_of_regular_deliveries_counts():
    """First lot on Monday 2026-03-02, the next on 2026-03-09: the right ends on Monday 2026-03-16."""
    lots = {**signed("2026-03-09", "DE"), "first_signed_at": at("2026-03-02 10:00", "Europe/Berlin")}
    closes(POLICY, last_second("2026-03-16", "DE"), **lots, **INFORMED, regular_deliveries=True)
    # One order in several lots, on the other hand, counts from the last: Monday 2026-03-23.
    closes(POLICY, last_second("2026-03-23", "DE"), **lots, **INFORMED)


def test_information_given_later_starts_fourteen_days():
    """Art. 10(2): delivered on 2026-03-02, informed on Wednesday 2026-04-01, so until Wednesday 2026-04-15."""
    facts = {"withdrawal_information": "later", "outbound_paid": "0.00 EUR", **signed("2026-03-02", "DE")}
    informed = at("2026-04-01 09:00", "Europe/Berlin")
    closes(POLICY, last_second("2026-04-15", "DE"), **facts, withdrawal_informed_at=informed)


def test_information_given_too_late_does_not_pass_the_twelve_months():
    """First end Monday 2026-03-16, so the limit is Tuesday 2027-03-16, before 14 days from 2027-03-10."""
    facts = {"withdrawal_information": "later", "outbound_paid": "0.00 EUR", **signed("2026-03-02", "DE")}
    informed = at("2027-03-10 09:00", "Europe/Berlin")
    closes(POLICY, last_second("2027-03-16", "DE"), **facts, withdrawal_informed_at=informed)


@pytest.mark.parametrize(
    ("bought", "country", "last"),
    [
        # 2 March 2026 and 14 days is Monday the 16th; 12 months later is a Tuesday.
        ("2026-03-02", "DE", "2027-03-16"),
        # 15 February 2024 and 14 days is 29 February; a year later that is Friday 28 February 2025.
        ("2024-02-15", "IT", "2025-02-28"),
        # 20 March 2026 rolls over Easter to Tuesday 7 April; a year later is a Wednesday.
        ("2026-03-20", "DE", "2027-04-07"),
        # 6 March 2026 and 14 days is Friday the 20th; 20 March 2027 is a Saturday, so Monday the 22nd.
        ("2026-03-06", "FR", "2027-03-22"),
    ],
)
def test_without_information_twelve_months_are_added_to_the_end(bought: str, country: str, last: str):
    """Art. 10(1)."""
    facts = {"withdrawal_information": "never", "outbound_paid": "0.00 EUR", **signed(bought, country)}
    closes(POLICY, last_second(last, country), **facts)


def test_information_is_asked_for_only_after_the_first_fourteen_days():
    facts = {"outbound_paid": "0.00 EUR", **signed("2026-03-02", "DE")}
    within = asked(POLICY, last_second("2026-03-16", "DE"), **facts)
    after = asked(POLICY, last_second("2026-03-16", "DE") + SECOND, **facts)
    assert within.outcome == "eligible"
    assert after.outcome == "needs_review"
    assert "withdrawal_information" in after.missing


@pytest.mark.parametrize(
    ("left_out", "named"),
    [("signed_at", "signed_at"), ("country", "country")],
)
def test_a_fact_that_is_left_out_is_named_and_nothing_is_granted(left_out: str, named: str):
    """D5: what is not known never passes."""
    facts = {**signed("2026-03-02", "DE"), **INFORMED}
    del facts[left_out]
    decision = asked(POLICY, at("2026-03-05 12:00", "Europe/Berlin"), **facts)
    assert decision.outcome == "needs_review"
    assert named in decision.missing


def test_where_nobody_says_what_the_delivery_cost_only_the_price_comes_back():
    facts = {**signed("2026-03-02", "DE"), "withdrawal_information": "in_time"}
    inside, _ = closes(POLICY, last_second("2026-03-16", "DE"), **facts)
    offer = inside.offer("return_refund")
    assert offer is not None
    assert offer.refund is not None
    assert offer.refund.total == Money("100.00", "EUR")


def test_a_missing_calendar_needs_a_review():
    decision = asked(
        ReturnPolicy("shop", (EU_WITHDRAWAL,)),
        at("2026-03-05 12:00", "Europe/Berlin"),
        **signed("2026-03-02", "DE"),
        **INFORMED,
    )
    assert decision.outcome == "needs_review"
    assert "calendar_missing" in decision.codes


def test_a_calendar_that_does_not_reach_so_far_needs_a_review():
    short = POLICY.with_calendars({"legal:DE": legal_calendar("DE", years=[2025])})
    decision = asked(short, at("2026-03-05 12:00", "Europe/Berlin"), **signed("2026-03-02", "DE"), **INFORMED)
    assert decision.outcome == "needs_review"
    assert "calendar_horizon" in decision.codes


@pytest.mark.parametrize(
    ("category", "facts", "code"),
    [
        ("apparel", {"custom_made": True}, "excluded_custom_made"),
        ("soft_fruit", {}, "excluded_perishable"),
        ("cosmetics", {"seal_whole": False}, "excluded_hygiene_seal_broken"),
        ("media", {"seal_whole": False}, "excluded_medium_seal_broken"),
    ],
)
def test_article_sixteen_excludes(category: str, facts: dict[str, Any], code: str):
    """Art. 16 (c), (d), (e), (i)."""
    given = {**signed("2026-03-02", "DE"), **INFORMED, **facts}
    decision = asked(POLICY, at("2026-03-05 12:00", "Europe/Berlin"), category, **given)
    assert decision.outcome == "ineligible"
    assert code in decision.codes


@pytest.mark.parametrize(
    ("category", "facts"),
    [
        ("cosmetics", {"seal_whole": True}),
        ("media", {"seal_whole": True}),
        # The mattress of C-681/17: unsealed, but it can be cleaned and sold again.
        ("furniture", {"sealed": True, "seal_whole": False, "resalable_after_cleaning": True}),
    ],
)
def test_what_article_sixteen_does_not_reach_may_be_withdrawn_from(category: str, facts: dict[str, Any]):
    given = {**signed("2026-03-02", "DE"), **INFORMED, **facts}
    assert asked(POLICY, at("2026-03-05 12:00", "Europe/Berlin"), category, **given).outcome == "eligible"


def test_an_unknown_seal_is_asked_of_the_customer():
    decision = asked(
        POLICY, at("2026-03-05 12:00", "Europe/Berlin"), "cosmetics", **signed("2026-03-02", "DE"), **INFORMED
    )
    assert (decision.outcome, decision.missing) == ("needs_evidence", ("seal_whole",))


@pytest.mark.parametrize(
    ("category", "code"),
    [("digital_content", "other_conditions_digital_supply"), ("newspapers", "other_conditions_periodicals")],
)
def test_what_is_not_covered_goes_to_a_person(category: str, code: str):
    given = {**signed("2026-03-02", "DE"), **INFORMED}
    decision = asked(POLICY, at("2026-03-05 12:00", "Europe/Berlin"), category, **given)
    assert decision.outcome == "needs_review"
    assert code in decision.codes


@pytest.mark.parametrize("facts", [{"channel": "store"}, {"buyer": "business"}])
def test_the_directive_is_silent_on_shops_and_businesses(facts: dict[str, Any]):
    given = {**signed("2026-03-02", "DE"), **INFORMED, **facts}
    assert asked(POLICY, at("2026-03-05 12:00", "Europe/Berlin"), **given).codes == ("no_right",)


@pytest.mark.parametrize(
    ("facts", "total"),
    [
        # Art. 13(1): 100.00 and the standard delivery of 4.90.
        ({"outbound_paid": "4.90 EUR"}, "104.90"),
        # Art. 13(2): express was 12.90, the standard delivery 4.90; the surplus of 8.00 stays with the seller.
        ({"outbound_paid": "12.90 EUR", "outbound_freight": "4.90 EUR", "express_chosen": True}, "104.90"),
        # Art. 14(2): 100.00 - 30.00 + 4.90 where the buyer was informed in time.
        ({"outbound_paid": "4.90 EUR", "value_loss": "30.00 EUR"}, "74.90"),
        # No deduction where not informed, within the first 14 days and after.
        ({"outbound_paid": "4.90 EUR", "value_loss": "30.00 EUR", "withdrawal_information": "never"}, "104.90"),
        # 30.00 were refunded before, as a reduction: 70.00 of the goods are left, and the delivery.
        ({"outbound_paid": "4.90 EUR", "refunded": "30.00 EUR"}, "74.90"),
        # One of two units: half of 100.00; the delivery of a part is not settled by the text.
        ({"outbound_paid": "4.90 EUR", "qty": 2, "claimed": 1}, "50.00"),
        # The second of two units: with it nothing stays with the buyer, so the delivery comes back as well.
        ({"outbound_paid": "4.90 EUR", "qty": 2, "claimed": 1, "returned_quantity": 1}, "54.90"),
        ({"outbound_paid": "4.90 EUR", "whole_line_back": False}, "100.00"),
    ],
)
def test_the_refund_is_all_payments_with_the_standard_delivery(facts: dict[str, Any], total: str):
    given = {**signed("2026-03-02", "DE"), **INFORMED, **facts}
    decision = asked(POLICY, at("2026-03-05 12:00", "Europe/Berlin"), **given)
    assert decision.refund is not None
    assert decision.refund.total == Money(total, "EUR")


def test_express_without_the_price_of_the_standard_delivery_is_not_granted():
    given = {**signed("2026-03-02", "DE"), **INFORMED, "express_chosen": True}
    decision = asked(POLICY, at("2026-03-05 12:00", "Europe/Berlin"), **given)
    assert decision.missing == ("outbound_freight",)


def test_a_loss_of_value_asks_whether_the_buyer_was_informed():
    given = {**signed("2026-03-02", "DE"), "outbound_paid": "0.00 EUR", "value_loss": "30.00 EUR"}
    decision = asked(POLICY, at("2026-03-05 12:00", "Europe/Berlin"), **given)
    assert decision.outcome == "needs_review"
    assert "withdrawal_information" in decision.missing


@pytest.mark.parametrize(("told", "bearer"), [(True, "consumer"), (False, "trader"), (None, "trader")])
def test_the_buyer_pays_the_way_back_only_if_told(told: bool | None, bearer: str):
    """Art. 14(1)."""
    given = {**signed("2026-03-02", "DE"), **INFORMED, "return_freight_told": told}
    offer = asked(POLICY, at("2026-03-05 12:00", "Europe/Berlin"), **given).offer("return_refund")
    assert offer is not None
    assert (offer.freight, offer.goods) == (bearer, "back")


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        # Withdrawn on Tuesday 2026-03-10, so the refund is due on Tuesday 2026-03-24; but it may wait for the goods.
        ({}, None),
        ({"goods_received_at": "2026-03-12 12:00"}, "2026-03-24 23:59:59"),
        ({"sent_back_at": "2026-03-11 12:00", "goods_received_at": "2026-03-30 12:00"}, "2026-03-24 23:59:59"),
        # The goods come after the 14 days: then at once.
        ({"goods_received_at": "2026-03-30 12:00"}, "2026-03-30 12:00:00"),
    ],
)
def test_the_refund_may_wait_for_the_goods_or_the_proof_that_they_were_sent(facts: dict[str, Any], due: str | None):
    """Art. 13(1) and (3)."""
    given = {name: at(text, "Europe/Berlin") for name, text in facts.items()}
    known: dict[str, Any] = {**signed("2026-03-02", "DE"), **INFORMED, **given}
    decision = asked(POLICY, at("2026-03-10 12:00", "Europe/Berlin"), **known)
    offer = decision.offer("return_refund")
    assert offer is not None
    found = None if offer.refund_due is None else offer.refund_due.last_second
    assert found == (None if due is None else at(due, "Europe/Berlin"))


def test_the_days_to_send_back_roll_too():
    """Withdrawn on Friday 2026-03-20: 14 days later is Good Friday, so until Tuesday 2026-04-07."""
    decision = asked(POLICY, at("2026-03-20 12:00", "Europe/Berlin"), **signed("2026-03-10", "DE"), **INFORMED)
    offer = decision.offer("return_refund")
    assert offer is not None
    assert offer.send_back_due is not None
    assert offer.send_back_due.last_second == last_second("2026-04-07", "DE")


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"withdrawal_button": False, "ordered_at": "2026-06-19 00:00"}, "needs_review"),
        ({"withdrawal_button": False, "ordered_at": "2026-06-18 22:00"}, "ineligible"),
        ({"withdrawal_button": True, "ordered_at": "2026-06-19 00:00"}, "ineligible"),
        ({"ordered_at": "2026-06-19 00:00"}, "ineligible"),
        ({"withdrawal_button": False, "ordered_at": "2026-06-19 00:00", "channel": "phone"}, "ineligible"),
    ],
)
def test_a_missing_button_is_for_a_person_to_judge(facts: dict[str, Any], outcome: str):
    """Art. 11a holds for contracts online from 2026-06-19; what its absence means the reference does not say."""
    given = {**signed("2026-06-22", "FI"), **INFORMED, **facts}
    given["ordered_at"] = at(given["ordered_at"], "Europe/Helsinki")
    # Monday 2026-06-22 and 14 days is Monday 2026-07-06.
    decision = asked(POLICY, last_second("2026-07-06", "FI") + SECOND, **given)
    assert decision.outcome == outcome
    assert ("withdrawal_button_missing" in decision.codes) is (outcome == "needs_review")


def test_the_figures_are_parameters():
    """A member state may give 30 days for sales at the door: Monday 2026-03-02 and 30 days is Wednesday 2026-04-01."""
    longer = ReturnPolicy("shop", (eu_withdrawal(EuWithdrawalFigures(withdrawal_days=30)),)).with_calendars(CALENDARS)
    closes(longer, last_second("2026-04-01", "DE"), **signed("2026-03-02", "DE"), **INFORMED)


def test_a_country_without_a_known_zone_needs_one():
    with pytest.raises(InvalidDefinition, match="give tz"):
        legal_calendar("BR", years=[2026])
    assert legal_calendar("BR", years=[2026], tz="America/Sao_Paulo").id == "legal:BR"
    assert legal_calendar("ES", tz="Atlantic/Canary", years=[2026]).tz == "Atlantic/Canary"


def test_a_deadline_past_the_known_years_can_be_provisional():
    calendar = legal_calendar("DE", years=[2025], beyond_horizon="provisional")
    decision = asked(
        POLICY.with_calendars({"legal:DE": calendar}),
        at("2026-03-05 12:00", "Europe/Berlin"),
        **signed("2026-03-02", "DE"),
        **INFORMED,
    )
    offer = decision.offer("return_refund")
    assert offer is not None
    assert offer.claim_due is not None
    assert offer.claim_due.provisional


# Directive 2019/771. Delivered on Monday 2025-03-03: the presumption ends with 2026-03-03, liability with 2027-03-03.
CONFORMITY = ReturnPolicy("shop", (EU_CONFORMITY,)).with_calendars(CALENDARS)
GOODS = {"signed_at": at("2025-03-03 10:00", "Europe/Berlin"), "kind": "fault", "country": "DE"}
BERLIN = "Europe/Berlin"


def test_in_the_first_year_a_photo_is_enough_whatever_the_cause():
    """Art. 11(1): the defect is presumed to have been there, so a cause that nobody knows stands for the buyer."""
    within = asked(CONFORMITY, at("2026-03-03 23:59:59", BERLIN), **GOODS, evidence=["photo"])
    assert within.outcome == "eligible"
    granted = [offer.remedy for offer in within.remedies if offer.verdict == "grants"]
    assert granted == ["exchange", "repair"]
    assert all(offer.freight == "trader" for offer in within.remedies if offer.remedy in granted)
    assert asked(CONFORMITY, at("2026-03-03 23:59:59", BERLIN), **GOODS).evidence == ("photo",)


def test_after_the_first_year_a_report_is_asked_for_and_proves_the_cause():
    """One second after 24:00 of 2026-03-03 nothing is presumed."""
    later = at("2026-03-04 00:00:00", BERLIN)
    unproved = asked(CONFORMITY, later, **GOODS, evidence=["photo"])
    assert (unproved.outcome, unproved.evidence, unproved.missing) == ("needs_evidence", ("test_report",), ())
    proved = {**GOODS, "evidence": ["photo", "test_report"]}
    assert asked(CONFORMITY, later, **proved).outcome == "eligible"
    assert asked(CONFORMITY, later, **proved, buyer_caused=True).outcome == "ineligible"
    assert asked(CONFORMITY, later, **GOODS, defect_confirmed=True).outcome == "eligible"


@pytest.mark.parametrize("country", sorted(ZONES))
def test_the_years_end_on_the_clock_of_the_country_whose_calendar_is_bound(country: str):
    """No time zone is asked for: 2025-03-03 and two years is the end of 2027-03-03 in each country."""
    goods = {"signed_at": at("2025-03-03 10:00", ZONES[country]), "country": country, "kind": "fault"}
    closes(CONFORMITY, last_second("2027-03-03", country), **goods, evidence=["photo", "test_report"])


def test_without_a_country_or_its_calendar_the_end_of_the_years_is_not_known():
    within = at("2026-03-03 12:00", BERLIN)
    nowhere = asked(CONFORMITY, within, **{**GOODS, "country": None}, evidence=["photo"])
    assert (nowhere.outcome, nowhere.missing) == ("needs_review", ("country",))
    unbound = asked(ReturnPolicy("shop", (EU_CONFORMITY,)), within, **GOODS, evidence=["photo"])
    assert unbound.outcome == "needs_review"
    assert "calendar_missing" in unbound.codes


def test_the_seller_is_liable_for_two_years():
    facts = {**GOODS, "evidence": ["photo", "test_report"], "buyer_caused": False}
    closes(CONFORMITY, at("2027-03-03 23:59:59", BERLIN), **facts)


def test_what_showed_in_time_may_be_claimed_later():
    """Art. 10(1): the defect must show within the two years; here it was noticed on 2027-03-01."""
    facts = {**GOODS, "evidence": ["photo", "test_report"], "buyer_caused": False}
    claimed = at("2027-04-20 12:00", BERLIN)
    assert asked(CONFORMITY, claimed, **facts).outcome == "ineligible"
    assert asked(CONFORMITY, claimed, **facts, noticed_at=at("2027-03-01 12:00", BERLIN)).outcome == "eligible"
    assert asked(CONFORMITY, claimed, **facts, defect_shown_at=at("2027-03-01 12:00", BERLIN)).outcome == "eligible"


def test_a_defect_that_the_buyer_caused_gives_nothing():
    decision = asked(CONFORMITY, at("2025-06-01 12:00", BERLIN), **GOODS, evidence=["photo"], buyer_caused=True)
    assert decision.outcome == "ineligible"
    assert "buyer_cause" in decision.codes


@pytest.mark.parametrize(
    ("facts", "granted"),
    [
        # Art. 13(4): repair and replacement first.
        ({"defect_gravity": "ordinary"}, ["exchange", "repair"]),
        ({"defect_gravity": "ordinary", "repairs": 1}, ["exchange", "repair", "price_reduction", "return_refund"]),
        (
            {"defect_gravity": "ordinary", "cure_refused": True},
            ["exchange", "repair", "price_reduction", "return_refund"],
        ),
        ({"defect_gravity": "serious"}, ["exchange", "repair", "price_reduction", "return_refund"]),
        # Art. 13(5): no end of the contract for a minor defect.
        ({"defect_gravity": "minor", "repairs": 1}, ["exchange", "repair", "price_reduction"]),
        # Art. 13(2): what is impossible falls away.
        ({"defect_gravity": "ordinary", "repair_impossible": True}, ["exchange"]),
        (
            {"defect_gravity": "ordinary", "repair_impossible": True, "replacement_impossible": True},
            ["price_reduction", "return_refund"],
        ),
    ],
)
def test_repair_and_replacement_come_before_money(facts: dict[str, Any], granted: list[str]):
    """Art. 13, in the order of the directive."""
    given = {**GOODS, "evidence": ["photo"], "value_decrease": "0.2", **facts}
    decision = asked(CONFORMITY, at("2025-06-01 12:00", BERLIN), **given)
    assert [offer.remedy for offer in decision.remedies if offer.verdict == "grants"] == granted


def test_a_price_reduction_is_the_decrease_in_value():
    """Art. 15: a fifth of 100.00 is 20.00; the goods stay with the buyer. The whole price comes back at the end."""
    facts = {**GOODS, "evidence": ["photo"], "defect_gravity": "ordinary", "repairs": 1}
    decision = asked(CONFORMITY, at("2025-06-01 12:00", BERLIN), **facts, value_decrease="0.2")
    reduction, ended = decision.offer("price_reduction"), decision.offer("return_refund")
    assert reduction is not None
    assert ended is not None
    assert reduction.refund is not None
    assert ended.refund is not None
    assert (reduction.refund.total, reduction.goods) == (Money("20.00", "EUR"), "kept")
    assert ended.refund.total == Money("100.00", "EUR")
    open_ = asked(CONFORMITY, at("2025-06-01 12:00", BERLIN), **facts).offer("price_reduction")
    assert open_ is not None
    assert open_.verdict == "refers"


def test_a_state_may_presume_for_longer():
    """A figure of the state: with two years of presumption a photo is enough on 2027-03-03."""
    figures = EuConformityFigures(presumption_years=2)
    two = ReturnPolicy("shop", (eu_conformity(figures, state="xx"),)).with_calendars(CALENDARS)
    closes(two, at("2027-03-03 23:59:59", BERLIN), **GOODS, evidence=["photo"], buyer_caused=False)
    assert two.rule_sets[0].id == "xx_conformity"


def test_every_code_of_the_rules_abroad_has_a_text():
    from aftersales_core.returns.statutes import japan, korea, taiwan, uk_consumer, us_federal

    sets = [
        EU_WITHDRAWAL,
        EU_CONFORMITY,
        uk_consumer.UK_REJECTION,
        uk_consumer.UK_CANCELLATION,
        us_federal.US_FEDERAL,
        japan.JAPAN_MAIL_ORDER,
        korea.KOREA_ECOMMERCE,
        taiwan.TAIWAN_RESCISSION,
    ]
    known = {message.code for message in MESSAGES.messages}
    for right in (right for rules in sets for right in rules.rights):
        terms = (*right.exclusions, *right.requires, *right.refers)
        wanted = {term.code for term in terms}
        wanted |= {f"moment_{name}" for window in right.windows for name in (*window.start, window.done)}
        wanted |= {f"moment_{window.until}" for window in right.windows if window.until is not None}
        if right.amount is not None:
            wanted |= {step.code for step in right.amount.adjustments}
        assert wanted <= known, wanted - known
