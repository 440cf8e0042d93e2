"""The United Kingdom's short-term right to reject and its right to cancel; every date is worked out by hand."""

import datetime as dt
from typing import Any

import pytest

from aftersales_core.instants import Span
from aftersales_core.money.amount import Money
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.statutes.uk_consumer import (
    UK_CANCELLATION,
    UK_REJECTION,
    UkCancellationFigures,
    UkRejectionFigures,
    uk_cancellation,
    uk_rejection,
)
from tests.returns.abroad_cases import SECOND, asked, at, closes

LONDON = "Europe/London"
POLICY = ReturnPolicy("shop", (UK_REJECTION, UK_CANCELLATION), tz=LONDON)
FAULTY = {"kind": "quality", "paid": "100.00 GBP", "evidence": ["photo"], "buyer_caused": False}
CHANGED = {"paid": "100.00 GBP", "outbound_paid": "0.00 GBP", "withdrawal_information": "in_time"}


def london(text: str):
    """Return an instant of London's wall clock; summer time is UTC+1 from 2026-03-29."""
    return at(text, LONDON)


def test_thirty_days_begin_with_the_day_after_the_delivery():
    """CRA 2015 s.22(3): Monday 2026-03-02; 3 March is day 1, 31 March day 29, so 1 April is day 30."""
    inside, outside = closes(POLICY, london("2026-04-01 23:59:59"), signed_at=london("2026-03-02 10:00"), **FAULTY)
    assert inside.refund is not None
    assert inside.refund.total == Money("100.00", "GBP")
    offer = inside.offer("return_refund")
    assert offer is not None
    assert offer.freight == "trader"
    # In summer time the first second outside is 23:00 UTC.
    assert outside.outcome == "ineligible"
    assert london("2026-04-01 23:59:59") + SECOND == dt.datetime(2026, 4, 1, 23, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("facts", "last"),
    [
        # Told on Tuesday 10 March that it is installed: 10 March and 30 days is 9 April.
        ({"needs_installation": True, "installation_notified_at": "2026-03-10 15:00"}, "2026-04-09"),
        # Ownership passes on 12 March: 12 March and 30 days is 11 April.
        ({"ownership_later": True, "ownership_passed_at": "2026-03-12 09:00"}, "2026-04-11"),
        # Ownership passed before the delivery: the delivery counts.
        ({"ownership_later": True, "ownership_passed_at": "2026-02-20 09:00"}, "2026-04-01"),
        (
            {
                "needs_installation": True,
                "installation_notified_at": "2026-03-10 15:00",
                "ownership_later": True,
                "ownership_passed_at": "2026-03-12 09:00",
            },
            "2026-04-11",
        ),
    ],
)
def test_the_last_of_ownership_delivery_and_installation_counts(facts: dict[str, Any], last: str):
    """CRA 2015 s.22(3)."""
    given = {name: london(value) if isinstance(value, str) else value for name, value in facts.items()}
    closes(POLICY, london(f"{last} 23:59:59"), signed_at=london("2026-03-02 10:00"), **FAULTY, **given)


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        ({"perishable": True}, "lasts_until_on"),
        ({"signed_at": None}, "signed_at"),
    ],
)
def test_what_is_not_known_is_named_and_nothing_is_granted(facts: dict[str, Any], named: str):
    """D5."""
    given = {"signed_at": london("2026-03-02 10:00"), **FAULTY, **facts}
    decision = asked(POLICY, london("2026-03-05 12:00"), **given)
    assert decision.outcome == "needs_review"
    assert named in decision.missing


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        ({"needs_installation": True}, "installation_notified_at"),
        ({"ownership_later": True}, "ownership_passed_at"),
    ],
)
def test_a_later_event_is_asked_for_only_after_the_days_from_the_delivery(facts: dict[str, Any], named: str):
    """The last event counts, so what is in time from the delivery, until 1 April, is so whenever the other was."""
    given = {"signed_at": london("2026-03-02 10:00"), **FAULTY, **facts}
    last = london("2026-04-01 23:59:59")
    assert asked(POLICY, last, **given).outcome == "eligible"
    later = asked(POLICY, last + SECOND, **given)
    assert (later.outcome, later.missing) == ("needs_review", (named,))


def test_a_cause_that_nobody_knows_takes_nothing_from_who_shows_the_fault():
    """30 days begin with Tuesday 3 March: until 1 April."""
    facts = {**FAULTY, "buyer_caused": None, "signed_at": london("2026-03-02 10:00")}
    closes(POLICY, london("2026-04-01 23:59:59"), **facts)
    assert asked(POLICY, london("2026-03-05 12:00"), **{**facts, "evidence": ()}).evidence == ("photo",)


def test_perishables_may_be_rejected_only_as_long_as_they_can_be_expected_to_last():
    """s.22(4): berries that last until Friday 2026-03-06."""
    facts = {"signed_at": london("2026-03-02 10:00"), "lasts_until_on": dt.date(2026, 3, 6), **FAULTY}
    closes(POLICY, london("2026-03-06 23:59:59"), category="berries", **facts)


def test_the_shelf_life_says_how_long_perishables_can_be_expected_to_last_unless_that_is_given():
    facts = {"signed_at": london("2026-03-02 10:00"), "shelf_life_ends_on": dt.date(2026, 3, 6), **FAULTY}
    closes(POLICY, london("2026-03-06 23:59:59"), category="berries", **facts)
    closes(POLICY, london("2026-03-04 23:59:59"), category="berries", **facts, lasts_until_on=dt.date(2026, 3, 4))


def test_perishables_that_last_longer_still_have_thirty_days():
    facts = {"signed_at": london("2026-03-02 10:00"), "lasts_until_on": dt.date(2026, 12, 1), **FAULTY}
    closes(POLICY, london("2026-04-01 23:59:59"), category="berries", **facts)


@pytest.mark.parametrize(
    ("begun", "back", "last"),
    [
        # Away on 5, 6, 7 March: three days later than 1 April; 7 days after 7 March would be 14 March.
        ("2026-03-05 09:00", "2026-03-07 15:00", "2026-04-04"),
        # Away from 30 March to 3 April. 29 March was day 27, so the remainder is 4, 5, 6 April;
        # 7 days after 3 April is 10 April, which is later.
        ("2026-03-30 09:00", "2026-04-03 15:00", "2026-04-10"),
    ],
)
def test_a_repair_stops_the_days_and_leaves_at_least_seven(begun: str, back: str, last: str):
    """s.22(6)-(8): the later of the remainder and 7 days."""
    spans = [Span(london(begun), london(back))]
    facts = {"signed_at": london("2026-03-02 10:00"), "repair_spans": spans, **FAULTY}
    closes(POLICY, london(f"{last} 23:59:59"), **facts)


def test_the_return_from_repair_may_be_given_by_itself():
    """Back on Friday 2026-03-27: 7 days later is 3 April, after 1 April."""
    facts = {"signed_at": london("2026-03-02 10:00"), "repaired_back_at": london("2026-03-27 12:00"), **FAULTY}
    closes(POLICY, london("2026-04-03 23:59:59"), **facts)


def test_a_fault_that_the_buyer_caused_cannot_be_rejected():
    decision = asked(
        POLICY, london("2026-03-05 12:00"), **{**FAULTY, "buyer_caused": True}, signed_at=london("2026-03-02 10:00")
    )
    assert decision.outcome == "ineligible"
    assert "buyer_cause" in decision.codes


def test_a_photo_is_asked_for_unless_the_shop_has_confirmed_the_fault():
    facts = {"signed_at": london("2026-03-02 10:00"), **FAULTY, "evidence": ()}
    assert asked(POLICY, london("2026-03-05 12:00"), **facts).evidence == ("photo",)
    assert asked(POLICY, london("2026-03-05 12:00"), **facts, defect_confirmed=True).outcome == "eligible"


@pytest.mark.parametrize(
    ("signed", "last"),
    [
        # 14 days after Friday 20 March is Good Friday 2026-04-03, after Monday 23 March Easter Monday.
        pytest.param("2026-03-20 10:00", "2026-04-03", id="Good Friday is a bank holiday"),
        pytest.param("2026-03-23 10:00", "2026-04-06", id="Easter Monday is a bank holiday in England"),
        pytest.param("2026-12-11 10:00", "2026-12-25", id="Christmas Day"),
        pytest.param("2026-04-20 10:00", "2026-05-04", id="Early May bank holiday"),
        pytest.param("2026-03-07 10:00", "2026-03-21", id="a Saturday"),
        # 00:30 on 1 June in London is 23:30 UTC on 31 May: day 1 is 2 June, day 14 is 15 June.
        pytest.param("2026-06-01 00:30", "2026-06-15", id="the local date counts"),
    ],
)
def test_fourteen_days_to_cancel_do_not_roll(signed: str, last: str):
    """CCR 2013 reg. 30: no provision that rolls was found, so holidays and weekends end the period as other days do."""
    closes(POLICY, london(f"{last} 23:59:59"), signed_at=london(signed), **CHANGED)


def test_without_information_the_right_to_cancel_lasts_twelve_months_longer():
    """reg. 31(3): Monday 2026-03-02 and 14 days is 16 March, and 12 months more 2027-03-16."""
    facts = {**CHANGED, "signed_at": london("2026-03-02 10:00"), "withdrawal_information": "never"}
    closes(POLICY, london("2027-03-16 23:59:59"), **facts)


def test_information_given_later_starts_fourteen_days():
    """reg. 31(2): informed on 2026-04-01, so until 2026-04-15."""
    facts = {**CHANGED, "signed_at": london("2026-03-02 10:00"), "withdrawal_information": "later"}
    closes(POLICY, london("2026-04-15 23:59:59"), **facts, withdrawal_informed_at=london("2026-04-01 09:00"))
    assert "withdrawal_informed_at" in asked(POLICY, london("2026-04-10 12:00"), **facts).missing


@pytest.mark.parametrize(
    ("category", "facts", "code"),
    [
        ("berries", {}, "excluded_perishable"),
        ("apparel", {"custom_made": True}, "excluded_custom_made"),
        ("hygiene", {"seal_whole": False}, "excluded_hygiene_seal_broken"),
        ("media", {"seal_whole": False}, "excluded_medium_seal_broken"),
    ],
)
def test_what_the_regulations_exclude(category: str, facts: dict[str, Any], code: str):
    """CCR 2013 reg. 28."""
    given = {**CHANGED, "signed_at": london("2026-03-02 10:00"), **facts}
    decision = asked(POLICY, london("2026-03-05 12:00"), category, **given)
    assert decision.outcome == "ineligible"
    assert code in decision.codes


def test_value_lost_by_handling_is_taken_off():
    """reg. 34(9): 100.00 - 25.00 + 3.99 for the delivery."""
    facts = {**CHANGED, "outbound_paid": "3.99 GBP", "value_loss": "25.00 GBP"}
    decision = asked(POLICY, london("2026-03-05 12:00"), signed_at=london("2026-03-02 10:00"), **facts)
    assert decision.refund is not None
    assert decision.refund.total == Money("78.99", "GBP")


@pytest.mark.parametrize(("told", "bearer"), [(True, "consumer"), (False, "trader"), (None, "trader")])
def test_the_buyer_pays_the_way_back_only_if_told(told: bool | None, bearer: str):
    """reg. 35(5)."""
    facts = {**CHANGED, "signed_at": london("2026-03-02 10:00"), "return_freight_told": told}
    offer = asked(POLICY, london("2026-03-05 12:00"), **facts).offer("return_refund")
    assert offer is not None
    assert offer.freight == bearer


def test_the_figures_are_parameters():
    """2026-03-02 and 60 days is 1 May (29 days left in March, 30 in April, 1 in May); and 28 days is 30 March."""
    longer = ReturnPolicy(
        "shop",
        (
            uk_rejection(UkRejectionFigures(reject_days=60)),
            uk_cancellation(UkCancellationFigures(cancellation_days=28)),
        ),
        tz=LONDON,
    )
    closes(longer, london("2026-05-01 23:59:59"), signed_at=london("2026-03-02 10:00"), **FAULTY)
    closes(longer, london("2026-03-30 23:59:59"), signed_at=london("2026-03-02 10:00"), **CHANGED)
