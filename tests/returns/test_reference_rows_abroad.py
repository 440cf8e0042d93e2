"""Rows of the reference on the law of the EU, the UK, the USA, Japan, Korea and Taiwan (section 3), worked by hand.

Signed for on Monday 2026-03-02 10:00 of the place unless said otherwise. Easter Sunday of 2026 is 5 April.
"""

from typing import Any

import pytest

from aftersales_core.instants import Span
from aftersales_core.money.amount import Money
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.presets import EU_LAW, JAPAN_LAW, KOREA_LAW, TAIWAN_LAW, UK_LAW, US_LAW
from aftersales_core.returns.statutes.legal_calendars import ftc_calendar, legal_calendar
from tests.returns.test_reference_rows_cn import S, asked, at, check_edge, gives

ZONES = {
    "DE": "Europe/Berlin",
    "FR": "Europe/Paris",
    "IT": "Europe/Rome",
    "ES": "Europe/Madrid",
    "PL": "Europe/Warsaw",
    "AT": "Europe/Vienna",
    "NL": "Europe/Amsterdam",
    "IE": "Europe/Dublin",
    "FI": "Europe/Helsinki",
    "PT": "Europe/Lisbon",
    "GR": "Europe/Athens",
}
YEARS = [2025, 2026, 2027]
EU = EU_LAW.with_calendars({f"legal:{code}": legal_calendar(code, years=YEARS) for code in ZONES})
UK, JAPAN, TAIWAN = UK_LAW, JAPAN_LAW, TAIWAN_LAW
KOREA = KOREA_LAW.with_calendars({"legal:KR": legal_calendar("KR", years=[2026])})
EAST = "America/New_York"
USA = US_LAW.with_calendars({"ftc:US": ftc_calendar(tz=EAST, years=[2026])})

LONDON, TOKYO, SEOUL, TAIPEI = "Europe/London", "Asia/Tokyo", "Asia/Seoul", "Asia/Taipei"
EUROS = {"paid": "100.00 EUR", "withdrawal_information": "in_time"}
POUNDS = {"paid": "100.00 GBP", "withdrawal_information": "in_time"}


@pytest.mark.parametrize(
    ("country", "signed", "last"),
    [
        # Monday 2 + 14 = Monday 16 March.
        ("DE", S, "2026-03-16 23:59:59"),
        # Saturday 7 + 14 = Saturday 21 March: Monday the 23rd.
        ("DE", "2026-03-07 10:00", "2026-03-23 23:59:59"),
        # Sunday 8 + 14 = Sunday 22 March: Monday the 23rd.
        ("FR", "2026-03-08 10:00", "2026-03-23 23:59:59"),
        # Friday 20 March + 14 = Good Friday, 3 April, in Germany; the weekend, Easter Monday: Tuesday 7 April.
        ("DE", "2026-03-20 10:00", "2026-04-07 23:59:59"),
        # Good Friday is a working day in France, Italy, Poland and Austria.
        ("FR", "2026-03-20 10:00", "2026-04-03 23:59:59"),
        ("IT", "2026-03-20 10:00", "2026-04-03 23:59:59"),
        ("PL", "2026-03-20 10:00", "2026-04-03 23:59:59"),
        ("AT", "2026-03-20 10:00", "2026-04-03 23:59:59"),
        # Saturday 21 March + 14 = Saturday 4 April, Easter, Easter Monday: Tuesday 7 April.
        ("FR", "2026-03-21 10:00", "2026-04-07 23:59:59"),
        ("IT", "2026-03-21 10:00", "2026-04-07 23:59:59"),
        # Tuesday 30 June + 14 = 14 July, a holiday in France only.
        ("FR", "2026-06-30 10:00", "2026-07-15 23:59:59"),
        ("DE", "2026-06-30 10:00", "2026-07-14 23:59:59"),
        # Friday 17 April + 14 = Friday 1 May, then Saturday and Sunday: Monday 4 May.
        ("DE", "2026-04-17 10:00", "2026-05-04 23:59:59"),
        # 1 May is a working day in the Netherlands.
        ("NL", "2026-04-17 10:00", "2026-05-01 23:59:59"),
        # 11 December + 14 = Friday 25 December, then Saturday 26 and Sunday: Monday the 28th.
        ("DE", "2026-12-11 10:00", "2026-12-28 23:59:59"),
        # 18 December + 14 = Friday 1 January, then the weekend: Monday 4 January.
        ("ES", "2026-12-18 10:00", "2027-01-04 23:59:59"),
        # St Patrick's Day, Tuesday 17 March.
        ("IE", "2026-03-03 10:00", "2026-03-18 23:59:59"),
        # 00:30 on 3 March in Berlin is still 2 March in UTC: 3 + 14 = 17.
        ("DE", "2026-03-03 00:30", "2026-03-17 23:59:59"),
        # Clocks: the last second is that of the place, in the east as in the west.
        ("FI", S, "2026-03-16 23:59:59"),
        ("PT", S, "2026-03-16 23:59:59"),
        ("GR", S, "2026-03-16 23:59:59"),
        # Ascension, Thursday 14 May: 30 April + 14; in Italy a working day.
        ("DE", "2026-04-30 10:00", "2026-05-15 23:59:59"),
        ("FR", "2026-04-30 10:00", "2026-05-15 23:59:59"),
        ("IT", "2026-04-30 10:00", "2026-05-14 23:59:59"),
        # Monday of Pentecost, 25 May: 11 May + 14.
        ("DE", "2026-05-11 10:00", "2026-05-26 23:59:59"),
        ("NL", "2026-05-11 10:00", "2026-05-26 23:59:59"),
        ("IT", "2026-05-11 10:00", "2026-05-25 23:59:59"),
        # Corpus Christi, Thursday 4 June: 21 May + 14.
        ("PL", "2026-05-21 10:00", "2026-06-05 23:59:59"),
        # Republic Day, Tuesday 2 June: 19 May + 14.
        ("IT", "2026-05-19 10:00", "2026-06-03 23:59:59"),
        # Austria's national day, Monday 26 October: 12 + 14.
        ("AT", "2026-10-12 10:00", "2026-10-27 23:59:59"),
        # Spain's national day, Monday 12 October: 28 September + 14.
        ("ES", "2026-09-28 10:00", "2026-10-13 23:59:59"),
        # 11 November, a Wednesday: armistice in France, independence in Poland; Germany works.
        ("FR", "2026-10-28 10:00", "2026-11-12 23:59:59"),
        ("PL", "2026-10-28 10:00", "2026-11-12 23:59:59"),
        ("DE", "2026-10-28 10:00", "2026-11-11 23:59:59"),
        # Ireland's August holiday, Monday the 3rd: 20 July + 14.
        ("IE", "2026-07-20 10:00", "2026-08-04 23:59:59"),
        # Portugal Day, Wednesday 10 June: 27 May + 14.
        ("PT", "2026-05-27 10:00", "2026-06-11 23:59:59"),
        # Clean Monday in Greece, 23 February: 9 + 14.
        ("GR", "2026-02-09 10:00", "2026-02-24 23:59:59"),
        # Orthodox Good Friday, 10 April, to Easter Monday, the 13th: 27 March + 14.
        ("GR", "2026-03-27 10:00", "2026-04-14 23:59:59"),
        # King's Day, Monday 27 April: 13 + 14.
        ("NL", "2026-04-13 10:00", "2026-04-28 23:59:59"),
        # Christmas Eve is a holiday in Poland since 2025: Thursday 24 December to Sunday: Monday the 28th.
        ("PL", "2026-12-10 10:00", "2026-12-28 23:59:59"),
        # Unity Day, Saturday 3 October: Monday the 5th.
        ("DE", "2026-09-19 10:00", "2026-10-05 23:59:59"),
        # Across the change to winter time on 25 October: 17 + 14 = Saturday 31 October, Monday 2 November.
        ("DE", "2026-10-17 10:00", "2026-11-02 23:59:59"),
        # Across the change to summer time on 29 March: 17 + 14 = 31 March.
        ("DE", "2026-03-17 10:00", "2026-03-31 23:59:59"),
    ],
)
def test_withdrawal_in_the_eu_rolls_to_a_working_day(country: str, signed: str, last: str):
    """Row 3 EU Art. 9; Reg. 1182/71 Art. 3(4)."""
    given = {**EUROS, "country": country, "signed_at": signed}
    check_edge(EU, "apparel", "no_reason", "return_refund", last, ZONES[country], **given)


@pytest.mark.parametrize("known", [{}, {"withdrawal_information": "in_time"}])
def test_the_natural_facts_decide_a_withdrawal_on_the_fourteenth_day(known: dict[str, Any]):
    """Row 3 EU Art. 9: within the first 14 days nothing hangs on the information."""
    given = {"paid": "100.00 EUR", "country": "DE", **known}
    decision = asked(EU, "apparel", "no_reason", "2026-03-16 23:59:59", ZONES["DE"], **given)
    assert (decision.outcome, decision.missing) == ("eligible", ())


@pytest.mark.parametrize(
    ("given", "last"),
    [
        # Several lots: the last one.
        ({"first_signed_at": "2026-02-02 10:00"}, "2026-03-16 23:59:59"),
        # Regular deliveries: the first, 2 February + 14 = 16 February.
        (
            {"first_signed_at": "2026-02-02 10:00", "signed_at": "2026-02-09 10:00", "regular_deliveries": True},
            "2026-02-16 23:59:59",
        ),
        # Informed on 10 June: + 14 = 24 June.
        (
            {"withdrawal_information": "later", "withdrawal_informed_at": "2026-06-10 10:00"},
            "2026-06-24 23:59:59",
        ),
        # Never: 16 March 2026 + 12 months = Tuesday 16 March 2027.
        ({"withdrawal_information": "never"}, "2027-03-16 23:59:59"),
        # Informed only in the last days: no longer than the 12 months.
        (
            {"withdrawal_information": "later", "withdrawal_informed_at": "2027-03-10 10:00"},
            "2027-03-16 23:59:59",
        ),
    ],
)
def test_lots_and_information_in_the_eu(given: dict[str, Any], last: str):
    """Rows 3 EU Art. 9 and Art. 10."""
    facts = {**EUROS, "country": "DE", **given}
    check_edge(EU, "apparel", "no_reason", "return_refund", last, ZONES["DE"], **facts)


@pytest.mark.parametrize(
    ("category", "given", "outcome"),
    [
        ("furniture", {"custom_made": True}, "ineligible"),
        ("grapes", {}, "ineligible"),
        ("live_seafood", {}, "ineligible"),
        ("hygiene", {"seal_whole": False}, "ineligible"),
        ("hygiene", {"seal_whole": True}, "eligible"),
        ("cosmetics", {"seal_whole": False}, "ineligible"),
        ("media", {"seal_whole": False}, "ineligible"),
        ("media", {"seal_whole": True}, "eligible"),
        ("apparel", {"opened": True, "tags_on": False}, "eligible"),
        ("mobile_phone", {"activated": True}, "eligible"),
        ("apparel", {"buyer": "business"}, "ineligible"),
        ("apparel", {"channel": "store"}, "ineligible"),
        ("apparel", {"channel": "door_to_door"}, "eligible"),
        ("apparel", {"channel": "phone"}, "eligible"),
    ],
)
@pytest.mark.parametrize(
    ("policy", "clock", "money"),
    [(EU, ZONES["DE"], {**EUROS, "country": "DE"}), (UK, LONDON, POUNDS)],
)
def test_what_is_excluded_from_withdrawal(  # noqa: PLR0917 - two tables crossed
    policy: ReturnPolicy, clock: str, money: dict[str, Any], category: str, given: dict[str, Any], outcome: str
):
    """Rows 3 EU Art. 16 (c), (d), (e), (i) and UK CCR."""
    decision = asked(policy, category, "no_reason", "2026-03-05 12:00", clock, **{**money, **given})
    assert decision.outcome == outcome, decision.missing


@pytest.mark.parametrize(
    ("given", "refund", "freight"),
    [
        # Told to pay the way back, and standard delivery of 4.90 on top.
        ({"outbound_paid": "4.90 EUR", "return_freight_told": True}, "104.90", "consumer"),
        # Not told: the trader pays.
        ({"outbound_paid": "4.90 EUR", "return_freight_told": False}, "104.90", "trader"),
        # Express for 12.90: only what the standard one costs.
        ({"outbound_paid": "12.90 EUR", "outbound_freight": "4.90 EUR", "express_chosen": True}, "104.90", "trader"),
        # Loss of value beyond inspection, of who was informed.
        ({"outbound_paid": "4.90 EUR", "value_loss": "30.00 EUR"}, "74.90", "trader"),
        # One of three: 33.33, and the delivery stays.
        ({"outbound_paid": "4.90 EUR", "qty": 3, "claimed": 1}, "33.33", "trader"),
        # Nobody says that delivery was paid for.
        ({}, "100.00", "trader"),
    ],
)
def test_what_a_withdrawal_pays_in_the_eu(given: dict[str, Any], refund: str, freight: str):
    """Row 3 EU Art. 13 and 14; section 7.5."""
    facts = {**EUROS, "country": "DE", **given}
    decision = asked(EU, "apparel", "no_reason", "2026-03-05 12:00", ZONES["DE"], **facts)
    offer = decision.offer("return_refund")
    assert decision.outcome == "eligible", decision.missing
    assert offer is not None
    assert offer.refund is not None
    assert (offer.refund.total, offer.freight) == (Money(refund, "EUR"), freight)


def test_no_deduction_for_use_without_information():
    """Row 3 EU Art. 10."""
    facts = {"paid": "100.00 EUR", "country": "DE", "withdrawal_information": "never", "value_loss": "30.00 EUR"}
    decision = asked(EU, "apparel", "no_reason", "2026-05-05 12:00", ZONES["DE"], **facts)
    assert decision.refund is not None
    assert decision.refund.total == Money("100.00", "EUR")


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        ({"country": None}, "needs_review"),
        # No calendar is bound for Sweden.
        ({"country": "SE"}, "needs_review"),
        ({"signed_at": None}, "needs_review"),
        ({"withdrawal_button": False, "ordered_at": "2026-06-20 10:00", "signed_at": "2026-06-22 10:00"}, "eligible"),
    ],
)
def test_what_nobody_can_tell_of_a_withdrawal_needs_a_review(given: dict[str, Any], outcome: str):
    """Row 3 EU; the last case is within the 14 days, where a missing button changes nothing."""
    facts = {**EUROS, "country": "DE", **given}
    submitted = "2026-06-25 12:00" if "ordered_at" in given else "2026-03-05 12:00"
    assert asked(EU, "apparel", "no_reason", submitted, ZONES["DE"], **facts).outcome == outcome


def test_a_missing_button_after_the_fourteen_days_goes_to_a_person():
    """Row 3 EU 11a: contracts from 19 June 2026; before it nothing follows."""
    facts = {**EUROS, "country": "DE", "withdrawal_button": False, "signed_at": "2026-06-22 10:00"}
    late = "2026-08-01 12:00"
    new = asked(EU, "apparel", "no_reason", late, ZONES["DE"], **facts, ordered_at="2026-06-19 10:00")
    old = asked(EU, "apparel", "no_reason", late, ZONES["DE"], **facts, ordered_at="2026-06-17 10:00")
    assert (new.outcome, old.outcome) == ("needs_review", "ineligible")


@pytest.mark.parametrize("given", [{}, {"tz": "Europe/Berlin"}])
@pytest.mark.parametrize("kind", ["fault", "quality", "not_as_described", "damage"])
def test_goods_that_do_not_conform_are_repaired_or_replaced_first(kind: str, given: dict[str, Any]):
    """Row 3 EU 2019/771: presumption of one year; money only where that failed."""
    facts = {"paid": "100.00 EUR", "country": "DE", "evidence": ["photo"], **given}
    decision = asked(EU, "mobile_phone", kind, "2026-09-05 12:00", ZONES["DE"], **facts)
    assert decision.outcome == "eligible", decision.missing
    assert (gives(decision, "repair"), gives(decision, "exchange")) == (True, True)
    assert (gives(decision, "return_refund"), gives(decision, "price_reduction")) == (False, False)
    offer = decision.offer("repair")
    assert offer is not None
    assert offer.freight == "trader"


@pytest.mark.parametrize(
    ("submitted", "evidence", "granted"),
    [
        # One year: 2 March 2027 is its last day.
        ("2027-03-02 23:59:59", ["photo"], True),
        ("2027-03-03 00:00:00", ["photo"], False),
        # After it the buyer proves.
        ("2027-03-03 00:00:00", ["photo", "test_report"], True),
        # Two years.
        ("2028-03-02 23:59:59", ["photo", "test_report"], True),
        ("2028-03-03 00:00:00", ["photo", "test_report"], False),
    ],
)
def test_one_year_of_presumption_and_two_of_liability(submitted: str, evidence: list[str], granted: bool):
    """Row 3 EU 2019/771 Art. 10, 11."""
    facts = {"paid": "100.00 EUR", "country": "DE", "tz": "Europe/Berlin", "evidence": evidence, "buyer_caused": False}
    decision = asked(EU, "mobile_phone", "fault", submitted, ZONES["DE"], **facts)
    assert gives(decision, "repair") is granted, decision.missing


@pytest.mark.parametrize(
    ("given", "refund", "reduction"),
    [
        ({"repairs": 1, "value_decrease": "0.2"}, "100.00", "20.00"),
        ({"cure_refused": True, "value_decrease": "0.25"}, "100.00", "25.00"),
        ({"defect_gravity": "serious", "value_decrease": "0.5"}, "100.00", "50.00"),
        # A minor defect ends no contract.
        ({"repairs": 1, "defect_gravity": "minor", "value_decrease": "0.1"}, None, "10.00"),
    ],
)
def test_money_where_repair_did_not_help(given: dict[str, Any], refund: str | None, reduction: str):
    """Row 3 EU 2019/771 Art. 13."""
    facts = {"paid": "100.00 EUR", "country": "DE", "tz": "Europe/Berlin", "evidence": ["photo"], **given}
    decision = asked(EU, "mobile_phone", "fault", "2026-09-05 12:00", ZONES["DE"], **facts)
    lower, back = decision.offer("price_reduction"), decision.offer("return_refund")
    assert lower is not None
    assert lower.refund is not None
    assert lower.refund.total == Money(reduction, "EUR")
    if refund is None:
        assert not gives(decision, "return_refund")
    else:
        assert back is not None
        assert back.refund is not None
        assert back.refund.total == Money(refund, "EUR")


@pytest.mark.parametrize(
    ("given", "last"),
    [
        # 2 + 14 = 16 March.
        ({}, "2026-03-16 23:59:59"),
        # Good Friday, 3 April: no roll.
        ({"signed_at": "2026-03-20 10:00"}, "2026-04-03 23:59:59"),
        # Saturday: no roll.
        ({"signed_at": "2026-03-07 10:00"}, "2026-03-21 23:59:59"),
        # 00:30 British summer time on 1 April is still March in UTC: 1 + 14.
        ({"signed_at": "2026-04-01 00:30"}, "2026-04-15 23:59:59"),
        ({"withdrawal_information": "never"}, "2027-03-16 23:59:59"),
        (
            {"withdrawal_information": "later", "withdrawal_informed_at": "2026-06-10 10:00"},
            "2026-06-24 23:59:59",
        ),
    ],
)
def test_cancellation_in_the_uk_does_not_roll(given: dict[str, Any], last: str):
    """Row 3 UK CCR 2013."""
    check_edge(UK, "apparel", "no_reason", "return_refund", last, LONDON, **{**POUNDS, **given})


FAULTY = {"paid": "100.00 GBP", "evidence": ["photo"], "buyer_caused": False}


@pytest.mark.parametrize(
    ("category", "given", "last"),
    [
        # Day 1 is 3 March: 29 days to the 31st, the 30th is 1 April.
        ("apparel", {}, "2026-04-01 23:59:59"),
        # Installed by the seller, who says so on 10 March: 21 days to the 31st, the 30th is 9 April.
        (
            "appliances",
            {"needs_installation": True, "installation_notified_at": "2026-03-10 10:00"},
            "2026-04-09 23:59:59",
        ),
        # Perishable: until it can be expected to last.
        ("grapes", {"lasts_until_on": "2026-03-05"}, "2026-03-05 23:59:59"),
        # Perishables that last longer still have the 30 days only.
        ("grapes", {"lasts_until_on": "2026-12-31"}, "2026-04-01 23:59:59"),
    ],
)
def test_the_short_term_right_to_reject_in_the_uk(category: str, given: dict[str, Any], last: str):
    """Row 3 UK CRA s.22."""
    check_edge(UK, category, "quality", "return_refund", last, LONDON, **FAULTY, **given)
    offer = asked(UK, category, "quality", last, LONDON, **FAULTY, **given).offer("return_refund")
    assert offer is not None
    assert offer.freight == "trader"


def test_a_repair_stops_the_thirty_days_and_leaves_at_least_seven():
    """Row 3 UK CRA s.22: back on 31 March, whose remainder is longer or shorter than 7 days."""
    # Away 30 March 12:00 to 31 March 12:00, both days touched: days 28 and 29 of 30 are left over: 1, 2 and 3 April;
    # seven days from 31 March end on 7 April, which is later.
    spans = (Span(at("2026-03-30 12:00", LONDON), at("2026-03-31 12:00", LONDON)),)
    check_edge(UK, "apparel", "quality", "return_refund", "2026-04-07 23:59:59", LONDON, **FAULTY, repair_spans=spans)


def test_a_photo_within_thirty_days_rejects_in_the_uk():
    """Row 3 UK CRA s.22."""
    decision = asked(UK, "apparel", "quality", "2026-03-20 10:00", LONDON, paid="100.00 GBP", evidence=["photo"])
    assert decision.outcome == "eligible"


DOOR = {"channel": "door_to_door", "sale_place": "home", "paid": "100.00 USD", "ordered_at": S}


@pytest.mark.parametrize(
    ("given", "last"),
    [
        # Monday 2 March: Tuesday, Wednesday, Thursday 5 March.
        ({}, "2026-03-05 23:59:59"),
        # Friday 6: Saturday counts, Sunday does not: Saturday, Monday, Tuesday 10 March.
        ({"ordered_at": "2026-03-06 10:00"}, "2026-03-10 23:59:59"),
        # Wednesday 24 June: Thursday, Friday, Saturday 27 June.
        ({"ordered_at": "2026-06-24 10:00"}, "2026-06-27 23:59:59"),
        # Wednesday 23 December: the 24th, not the 25th, Saturday the 26th, Monday the 28th.
        ({"ordered_at": "2026-12-23 10:00"}, "2026-12-28 23:59:59"),
        # Friday 22 May: Saturday 23, not Sunday, not Memorial Day the 25th, Tuesday, Wednesday the 27th.
        ({"ordered_at": "2026-05-22 10:00"}, "2026-05-27 23:59:59"),
        # Exactly 25 at home, 130 elsewhere.
        ({"paid": "25.00 USD"}, "2026-03-05 23:59:59"),
        ({"paid": "130.00 USD", "sale_place": "temporary_place"}, "2026-03-05 23:59:59"),
    ],
)
def test_three_business_days_at_the_door(given: dict[str, Any], last: str):
    """Row 3 US FTC 16 CFR 429: Saturday counts, Sunday and federal holidays do not."""
    facts = {**DOOR, "signed_at": given.get("ordered_at", S), **given}
    check_edge(USA, "apparel", "no_reason", "return_refund", last, EAST, **facts)


@pytest.mark.parametrize(
    "given",
    [
        {"paid": "24.99 USD", "order_paid": "24.99 USD"},
        {"paid": "129.99 USD", "order_paid": "129.99 USD", "sale_place": "temporary_place"},
        {"channel": "online"},
        {"channel": "mail"},
        {"channel": "phone"},
        {"channel": "store"},
        {"buyer": "business"},
    ],
)
def test_elsewhere_no_federal_right(given: dict[str, Any]):
    """Row 3 US: online, mail and phone excluded; at least 25 and 130 dollars."""
    assert asked(USA, "apparel", "no_reason", "2026-03-03 12:00", EAST, **{**DOOR, **given}).outcome == "ineligible"


def test_the_refund_of_a_sale_at_the_door_is_due_in_ten_days():
    """Row 3 US: claimed on 3 March, 13 March."""
    offer = asked(USA, "apparel", "no_reason", "2026-03-03 12:00", EAST, **DOOR, tz=EAST).offer("return_refund")
    assert offer is not None
    assert offer.refund_due is not None
    assert offer.refund_due.last_second == at("2026-03-13 23:59:59", EAST)


@pytest.mark.parametrize(
    ("signed", "last"),
    [
        # Eight days with the day itself: 2 + 7 = 9 March.
        (S, "2026-03-09 23:59:59"),
        # 00:30 on 3 March in Tokyo is 2 March in UTC.
        ("2026-03-03 00:30", "2026-03-10 23:59:59"),
        ("2026-03-02 23:59:59", "2026-03-09 23:59:59"),
        # Saturday 14 + 7 = Saturday 21: no roll.
        ("2026-03-14 10:00", "2026-03-21 23:59:59"),
    ],
)
def test_eight_days_in_japan_with_the_day_of_delivery(signed: str, last: str):
    """Row 3 JP 15-3."""
    given = {"paid": "5000 JPY", "return_term_shown": False, "signed_at": signed}
    check_edge(JAPAN, "apparel", "no_reason", "return_refund", last, TOKYO, **given)
    offer = asked(JAPAN, "apparel", "no_reason", last, TOKYO, **given).offer("return_refund")
    assert offer is not None
    assert offer.freight == "consumer"


@pytest.mark.parametrize(("shown", "outcome"), [(True, "ineligible"), (False, "eligible"), (None, "needs_review")])
def test_a_clear_term_displaces_the_default_rule_of_japan(shown: bool | None, outcome: str):
    """Row 3 JP: default rule only."""
    given = {"paid": "5000 JPY", "return_term_shown": shown}
    assert asked(JAPAN, "apparel", "no_reason", "2026-03-05 12:00", TOKYO, **given).outcome == outcome


WON = {"paid": "50000 KRW", "value_fallen_by_use": False}


@pytest.mark.parametrize(
    ("given", "last"),
    [
        ({}, "2026-03-09 23:59:59"),
        ({"signed_at": "2026-03-03 00:30"}, "2026-03-10 23:59:59"),
        # Written terms on 5 March: 5 + 7.
        ({"written_terms_late": True, "written_terms_at": "2026-03-05 09:00"}, "2026-03-12 23:59:59"),
    ],
)
def test_seven_days_in_korea(given: dict[str, Any], last: str):
    """Row 3 KR 17(1)."""
    check_edge(KOREA, "apparel", "no_reason", "return_refund", last, SEOUL, **WON, **given)


@pytest.mark.parametrize(
    ("noticed", "last"),
    [
        # 30 days from 5 March: 26 to the 31st, 4 April.
        ("2026-03-05 10:00", "2026-04-04 23:59:59"),
        # Three months from 2 March end first: 2 June.
        ("2026-05-20 10:00", "2026-06-02 23:59:59"),
    ],
)
def test_goods_not_as_described_in_korea(noticed: str, last: str):
    """Row 3 KR 17(3): three months, and 30 days from knowledge; the seller pays."""
    given = {"paid": "50000 KRW", "evidence": ["photo"], "noticed_at": noticed}
    check_edge(KOREA, "apparel", "not_as_described", "return_refund", last, SEOUL, **given)
    offer = asked(KOREA, "apparel", "not_as_described", last, SEOUL, **given).offer("return_refund")
    assert offer is not None
    assert offer.freight == "trader"


@pytest.mark.parametrize(
    ("category", "given"),
    [
        ("grapes", {}),
        ("furniture", {"custom_made": True}),
        ("media", {"seal_whole": False}),
        ("apparel", {"value_fallen_by_use": True}),
    ],
)
@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        (True, "ineligible"),
        (False, "eligible"),
        (None, "needs_review"),
    ],
)
def test_exclusions_in_korea_only_where_told(category: str, given: dict[str, Any], told: bool | None, outcome: str):
    """Row 3 KR: only if notified as para. 6 requires."""
    facts = {**WON, "exclusion_notified": told, **given}
    assert asked(KOREA, category, "no_reason", "2026-03-05 12:00", SEOUL, **facts).outcome == outcome


def test_the_natural_facts_decide_a_withdrawal_in_korea():
    """Row 3 KR 17(1)."""
    assert asked(KOREA, "apparel", "no_reason", "2026-03-05 12:00", SEOUL, paid="50000 KRW").outcome == "eligible"


@pytest.mark.parametrize(
    ("submitted", "outcome"),
    [
        ("2026-03-05 12:00", "eligible"),
        # 40 days after the delivery the answer matters.
        ("2026-04-11 12:00", "needs_evidence"),
    ],
)
def test_nobody_notices_before_the_goods_come(submitted: str, outcome: str):
    """Row 3 KR 17(3): 30 days from knowledge cannot have passed 30 days from the delivery."""
    given = {"paid": "50000 KRW", "evidence": ["photo"]}
    assert asked(KOREA, "apparel", "not_as_described", submitted, SEOUL, **given).outcome == outcome


DOLLARS = {"paid": "990 TWD", "withdrawal_information": "in_time"}


@pytest.mark.parametrize(
    ("given", "last"),
    [
        ({}, "2026-03-09 23:59:59"),
        ({"signed_at": "2026-03-03 00:30"}, "2026-03-10 23:59:59"),
        # Informed on 20 March: from the next day, 27 March.
        ({"withdrawal_information": "later", "withdrawal_informed_at": "2026-03-20 10:00"}, "2026-03-27 23:59:59"),
        # Never: gone after 4 months, 2 July.
        ({"withdrawal_information": "never"}, "2026-07-02 23:59:59"),
        # Informed on 30 June: 7 July, but 4 months end on 2 July.
        ({"withdrawal_information": "later", "withdrawal_informed_at": "2026-06-30 10:00"}, "2026-07-02 23:59:59"),
    ],
)
def test_seven_days_in_taiwan(given: dict[str, Any], last: str):
    """Row 3 TW 19."""
    check_edge(TAIWAN, "apparel", "no_reason", "return_refund", last, TAIPEI, **{**DOLLARS, **given})


@pytest.mark.parametrize(
    ("category", "given"),
    [
        ("grapes", {}),
        ("furniture", {"custom_made": True}),
        ("newspapers", {}),
        ("media", {"seal_whole": False}),
        ("hygiene", {"seal_whole": False}),
    ],
)
@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        (True, "ineligible"),
        (False, "eligible"),
        (None, "needs_review"),
    ],
)
def test_exclusions_in_taiwan_only_where_told(category: str, given: dict[str, Any], told: bool | None, outcome: str):
    """Row 3 TW: only if told."""
    facts = {**DOLLARS, "exclusion_notified": told, **given}
    assert asked(TAIWAN, category, "no_reason", "2026-03-05 12:00", TAIPEI, **facts).outcome == outcome


@pytest.mark.parametrize(("paid", "refund"), [({}, "990"), ({"outbound_paid": "60 TWD"}, "1050")])
def test_rescission_in_taiwan_costs_nothing_at_all(paid: dict[str, Any], refund: str):
    """Row 3 TW: the seller pays; what delivery cost comes back, too."""
    decision = asked(TAIWAN, "apparel", "no_reason", "2026-03-05 12:00", TAIPEI, **DOLLARS, **paid)
    offer = decision.offer("return_refund")
    assert offer is not None
    assert offer.refund is not None
    assert (offer.refund.total, offer.freight) == (Money(refund, "TWD"), "trader")
