"""Statutes of five states of the United States on unfit cats and dogs, row by row (E12: live animals differ).

Sources: California HSC 122160, 122175, 122180; New York GBL 753; summaries of Connecticut 22-344b, Arizona
44-1799.05, Arkansas 4-97-105. Every expected value is worked by hand from them. Holidays: New York's public holidays
(General Construction Law 24) have Lincoln's birthday, 12 February, which the federal ones lack; California's
(Government Code 6700) have the day after Thanksgiving.
"""

import datetime as dt
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.money.amount import Money
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.decide import decide
from aftersales_core.returns.decision import ReturnDecision
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.statutes.us_pets import US_PETS, UsPetFigures, states, us_pets
from aftersales_core.worktime.calendar import WorkingCalendar

LOS_ANGELES = ZoneInfo("America/Los_Angeles")
NEW_YORK = ZoneInfo("America/New_York")
PHOENIX = ZoneInfo("America/Phoenix")
CHICAGO = ZoneInfo("America/Chicago")
SECOND = dt.timedelta(seconds=1)
BARE = ReturnPolicy("us", (US_PETS,))

# 18:00 on 2 March 2026 in California is 02:00 on 3 March in UTC. Clocks go forward on 8 March.
CA_SIGNED = dt.datetime(2026, 3, 2, 18, 0, tzinfo=LOS_ANGELES)
NY_SIGNED = dt.datetime(2026, 2, 9, 19, 30, tzinfo=NEW_YORK)


@cache
def bound() -> ReturnPolicy:
    week = "Mon-Fri 09:00-17:00"
    years = [2026, 2027]
    return BARE.with_calendars(
        {
            "legal:US-CA": WorkingCalendar.for_country(
                "US", subdivision="CA", tz="America/Los_Angeles", week=week, years=years
            ),
            "legal:US-NY": WorkingCalendar.for_country(
                "US", subdivision="NY", tz="America/New_York", week=week, years=years
            ),
        }
    )


def claim_on(
    state: str | None,
    kind: str,
    at: dt.datetime,
    *,
    category: str = "live_dog",
    paid: str = "1000 USD",
    tz: str | None = "America/Los_Angeles",
    signed_at: dt.datetime = CA_SIGNED,
    evidence: tuple[str, ...] = ("vet_certificate", "vet_invoice"),
    policy: ReturnPolicy | None = None,
    line: dict[str, Any] | None = None,
    **facts: Any,
) -> ReturnDecision:
    bought = Line.of(category, paid=paid, us_state=state, tz=tz, signed_at=signed_at, **(line or {}))
    said = {"buyer_caused": False, "ill_before_delivery": True, "sales_tax": "72.50 USD", "replacement_available": True}
    claim = Claim.of(bought, kind, submitted_at=at, evidence=evidence, **(said | facts))
    return decide(policy or bound(), claim)


def total(decision: ReturnDecision, remedy: str) -> str:
    offer = decision.offer(remedy)
    assert offer is not None
    assert offer.verdict == "grants"
    assert offer.refund is not None
    return str(offer.refund.total)


def verdict(decision: ReturnDecision, remedy: str) -> str:
    offer = decision.offer(remedy)
    return "denied" if offer is None else offer.verdict


def ca(kind: str = "illness", **facts: Any) -> ReturnDecision:
    when: dict[str, Any] = {"fell_ill_at": CA_SIGNED + dt.timedelta(days=3)} if kind == "illness" else {}
    return claim_on("CA", kind, CA_SIGNED + dt.timedelta(days=30), **(when | facts))


# --- California ------------------------------------------------------------------------------------------------------


def test_a_californian_dog_must_have_fallen_ill_within_15_days_of_the_place():
    """E12: 15 days after 2 March in California end with 17 March, whenever the claim comes."""
    last = dt.datetime(2026, 3, 17, 23, 59, 59, tzinfo=LOS_ANGELES)
    assert ca(fell_ill_at=last).outcome == "eligible"
    assert ca(fell_ill_at=last + SECOND).outcome == "ineligible"
    assert ca(fell_ill_at=None).missing == ("fell_ill_at",)


@pytest.mark.parametrize(
    ("vet", "paid_back"),
    [
        (None, "1072.50 USD"),  # 1000 + 72.50
        ("500 USD", "1572.50 USD"),  # 1072.50 + 500
        ("1072.50 USD", "2145.00 USD"),  # fees of exactly price and tax
        ("1072.51 USD", "2145.00 USD"),  # a cent above is cut off
        ("9000 USD", "2145.00 USD"),
    ],
)
def test_giving_the_dog_back_returns_price_and_tax_and_fees_up_to_as_much(vet: str | None, paid_back: str):
    """HSC 122160(a)(1)."""
    decision = ca(treatment_cost=vet)
    assert total(decision, "return_refund") == paid_back


@pytest.mark.parametrize(("vet", "paid_back"), [("500 USD", "500.00 USD"), ("1200 USD", "1072.50 USD")])
def test_an_exchange_comes_with_fees_up_to_price_and_tax(vet: str, paid_back: str):
    """HSC 122160(a)(2)."""
    assert total(ca(treatment_cost=vet), "exchange") == paid_back


@pytest.mark.parametrize(
    ("vet", "paid_back"),
    [
        ("1572.50 USD", "1572.50 USD"),  # 150 % x 1000 + 72.50 = 1572.50
        ("1572.51 USD", "1572.50 USD"),
        ("80 USD", "80.00 USD"),
    ],
)
def test_keeping_the_dog_pays_fees_up_to_150_percent_of_the_price_plus_the_tax(vet: str, paid_back: str):
    """HSC 122160(a)(3)."""
    assert total(ca(treatment_cost=vet), "treatment_cost") == paid_back


def test_fees_are_asked_for_only_where_they_are_all_that_is_paid():
    decision = ca(evidence=("vet_certificate",))
    assert verdict(decision, "return_refund") == "grants"
    finding = decision.finding("us_ca_illness_keep")
    assert finding is not None
    assert (finding.missing, finding.evidence) == (("treatment_cost",), ("vet_invoice",))


def test_the_money_is_paid_within_10_californian_business_days():
    """HSC 122180(c): statement received on Monday 16 November 2026.

    Days 1-7 are 17, 18, 19, 20, 23, 24, 25 November; Thanksgiving and the day after are holidays; 8-10 are 30 November,
    1 and 2 December.
    """
    received = dt.datetime(2026, 11, 16, 20, 0, tzinfo=LOS_ANGELES)
    signed = dt.datetime(2026, 11, 2, 12, 0, tzinfo=LOS_ANGELES)
    decision = claim_on(
        "CA",
        "illness",
        received,
        signed_at=signed,
        fell_ill_at=signed,
        treatment_cost="300 USD",
        vet_statement_received_at=received,
        goods_received_at=received + dt.timedelta(days=1),
    )
    keep, refund = decision.offer("treatment_cost"), decision.offer("return_refund")
    assert keep is not None
    assert keep.refund_due is not None
    assert keep.refund_due.last_second == dt.datetime(2026, 12, 2, 23, 59, 59, tzinfo=LOS_ANGELES)
    # The dog came back a day later, on 17 November: one day more.
    assert refund is not None
    assert refund.refund_due is not None
    assert refund.refund_due.last_second == dt.datetime(2026, 12, 3, 23, 59, 59, tzinfo=LOS_ANGELES)


@pytest.mark.parametrize(
    ("signed", "last"),
    [
        (CA_SIGNED, dt.datetime(2027, 3, 2, 23, 59, 59, tzinfo=LOS_ANGELES)),
        (
            dt.datetime(2028, 2, 29, 12, tzinfo=LOS_ANGELES),  # no 29 February in 2029
            dt.datetime(2029, 2, 28, 23, 59, 59, tzinfo=LOS_ANGELES),
        ),
    ],
)
def test_a_congenital_condition_is_stated_within_a_year(signed: dt.datetime, last: dt.datetime):
    for stated, outcome in ((last, "eligible"), (last + SECOND, "ineligible")):
        decision = claim_on("CA", "congenital", last + dt.timedelta(days=9), signed_at=signed, vet_statement_at=stated)
        assert decision.outcome == outcome
    assert ca("congenital").missing == ("vet_statement_at",)


def test_a_dead_dog_is_paid_for_without_being_sent_back():
    """HSC 122160(b)."""
    decision = ca(died_at=CA_SIGNED + dt.timedelta(days=20), treatment_cost="100 USD")
    assert total(decision, "refund_only") == "1172.50 USD"  # 1000 + 72.50 + 100
    assert ca().finding("us_ca_illness_death") is None


def test_neglect_and_later_infection_are_not_covered_and_disclosed_conditions_go_to_a_person():
    """HSC 122175."""
    assert "us_pet_buyer_cause" in ca(buyer_caused=True).codes
    assert ca(buyer_caused=True).outcome == "ineligible"
    assert "us_pet_fell_ill_later" in ca(ill_before_delivery=False).codes
    assert ca(ill_before_delivery=False).outcome == "ineligible"
    disclosed = ca(line={"condition_disclosed": True})
    assert disclosed.outcome == "needs_review"
    assert "us_pet_condition_disclosed" in disclosed.codes
    # Whether a congenital condition was there on delivery is not asked.
    signed = ca("congenital", vet_statement_at=CA_SIGNED, ill_before_delivery=None)
    assert signed.outcome == "eligible"


def test_the_certificate_is_the_proof_and_the_states_calendar_has_its_clock():
    """Only what the buyer can show is asked for: no cause, no answer on the day of delivery, no tax, no time zone."""
    silent: dict[str, Any] = {"buyer_caused": None, "ill_before_delivery": None, "sales_tax": None, "tz": None}
    decision = ca(**silent, treatment_cost="9000 USD")
    assert decision.missing == ()
    assert total(decision, "return_refund") == "2000.00 USD"  # 1000, and fees up to the price; no tax is known
    assert total(decision, "exchange") == "1000.00 USD"
    assert total(decision, "treatment_cost") == "1500.00 USD"  # 150 % of 1000
    last = dt.datetime(2026, 3, 17, 23, 59, 59, tzinfo=LOS_ANGELES)
    assert ca(**silent, fell_ill_at=last).outcome == "eligible"
    assert ca(**silent, fell_ill_at=last + SECOND).outcome == "ineligible"
    certified: dict[str, Any] = silent | {"certification_cost": "85 USD", "treatment_cost": "9000 USD"}
    in_new_york = ny("illness", NY_SIGNED, **certified)
    assert total(in_new_york, "return_refund") == "985.00 USD"  # 900 + 85
    assert total(in_new_york, "treatment_cost") == "900.00 USD"
    there: dict[str, Any] = silent | {"tz": "America/Phoenix", "treatment_cost": "9000 USD"}
    in_arizona = claim_on("AZ", "illness", CA_SIGNED, vet_statement_at=CA_SIGNED, **there)
    assert total(in_arizona, "return_refund") == "1000.00 USD"
    assert total(in_arizona, "treatment_cost") == "1000.00 USD"


def test_without_an_animal_of_equal_value_there_is_no_exchange():
    assert verdict(ca(replacement_available=False), "exchange") == "denied"
    assert verdict(ca(replacement_available=None), "exchange") == "grants"


def test_without_a_veterinarians_certificate_it_is_asked_for():
    decision = ca(evidence=("photo",))
    assert decision.outcome == "needs_evidence"
    assert decision.evidence == ("vet_certificate",)


def test_californias_statute_is_for_dogs_bought_by_consumers_there():
    assert ca(category="live_cat").codes == ("no_right",)
    assert ca(line={"buyer": "business"}).codes == ("no_right",)
    assert claim_on("TX", "illness", CA_SIGNED).codes == ("no_right",)
    unknown = claim_on(None, "illness", CA_SIGNED, fell_ill_at=CA_SIGNED)
    assert unknown.outcome == "needs_review"
    assert "us_state" in unknown.missing


@given(st.integers(1, 1_000_000), st.integers(0, 200_000), st.integers(0, 4_000_000))
def test_californian_sums_are_the_price_the_tax_and_the_fees_within_their_limits(price: int, tax: int, vet: int):
    def usd(cents: int) -> Money:
        return Money.from_minor_units(cents, "USD")

    bought = Line.of("live_dog", paid=usd(price), us_state="CA", tz="America/Los_Angeles", signed_at=CA_SIGNED)
    claim = Claim.of(
        bought,
        "illness",
        submitted_at=CA_SIGNED,
        evidence=("vet_certificate", "vet_invoice"),
        fell_ill_at=CA_SIGNED,
        buyer_caused=False,
        ill_before_delivery=True,
        replacement_available=True,
        sales_tax=usd(tax),
        treatment_cost=usd(vet),
    )
    decision = decide(bound(), claim)
    # Twice the limit, to stay with whole numbers: half a cent is rounded up.
    keep = min(2 * vet, 3 * price + 2 * tax)
    expected = {
        "return_refund": price + tax + min(vet, price + tax),
        "exchange": min(vet, price + tax),
        "treatment_cost": (keep + 1) // 2,
    }
    for remedy, cents in expected.items():
        assert total(decision, remedy) == str(usd(cents))


# --- New York --------------------------------------------------------------------------------------------------------


def ny(kind: str, stated: dt.datetime | None, **facts: Any) -> ReturnDecision:
    known: dict[str, Any] = {
        "category": "live_cat",
        "paid": "900 USD",
        "tz": "America/New_York",
        "signed_at": NY_SIGNED,
        "line": {"rights_notice_at": NY_SIGNED},
        "sales_tax": "79.88 USD",
    }
    known |= {"vet_statement_at": stated} | facts
    return claim_on("NY", kind, dt.datetime(2026, 12, 1, tzinfo=NEW_YORK), **known)


def test_an_animal_in_new_york_is_certified_within_14_of_its_business_days():
    """GBL 753: sold on Monday 9 February 2026.

    Days 1-2 are 10 and 11 February; 12 is Lincoln's birthday; 3 is 13; 16 is Washington's; 4-7 are 17-20, 8-12 are
    23-27 February, 13-14 are 2 and 3 March.
    """
    last = dt.datetime(2026, 3, 3, 23, 59, 59, tzinfo=NEW_YORK)
    assert ny("illness", last).outcome == "eligible"
    assert ny("illness", last + SECOND).outcome == "ineligible"


def test_the_days_run_from_the_notice_where_it_came_last():
    # Notice on 10 February: one business day later, 4 March.
    notice = dt.datetime(2026, 2, 10, 9, tzinfo=NEW_YORK)
    last = dt.datetime(2026, 3, 4, 23, 59, 59, tzinfo=NEW_YORK)
    assert ny("illness", last, line={"rights_notice_at": notice}).outcome == "eligible"
    assert ny("illness", last + SECOND, line={"rights_notice_at": notice}).outcome == "ineligible"
    in_time = dt.datetime(2026, 3, 3, 23, 59, 59, tzinfo=NEW_YORK)
    assert ny("illness", in_time, line={}).outcome == "eligible"
    unknown = ny("illness", last, line={})
    assert unknown.outcome == "needs_review"
    assert unknown.missing == ("rights_notice_at",)


def test_a_congenital_malformation_is_certified_within_180_days():
    # 9 February is day 40 of 2026; day 220 is 8 August.
    last = dt.datetime(2026, 8, 8, 23, 59, 59, tzinfo=NEW_YORK)
    assert ny("congenital", last).outcome == "eligible"
    assert ny("congenital", last + SECOND).outcome == "ineligible"


def test_new_york_pays_price_tax_and_certificate_or_treatment_up_to_the_price():
    decision = ny("illness", NY_SIGNED, certification_cost="85 USD", treatment_cost="900.01 USD")
    assert total(decision, "return_refund") == "1064.88 USD"  # 900 + 79.88 + 85
    assert total(decision, "exchange") == "85.00 USD"
    assert total(decision, "treatment_cost") == "900.00 USD"  # the price without tax
    plain = ny("illness", NY_SIGNED)
    assert total(plain, "return_refund") == "979.88 USD"
    assert plain.finding("us_ny_illness_death") is None


@pytest.mark.parametrize(
    ("category", "outcome"), [("live_dog", "eligible"), ("cat_or_dog", "eligible"), ("live_fish", "ineligible")]
)
def test_new_yorks_statute_is_for_dogs_and_cats(category: str, outcome: str):
    assert ny("illness", NY_SIGNED, category=category).outcome == outcome


def test_without_the_states_calendar_a_person_must_look():
    decision = ny("illness", NY_SIGNED, policy=BARE)
    assert decision.outcome == "needs_review"
    assert "calendar_missing" in decision.codes


# --- Connecticut, Arizona, Arkansas ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("price", "paid_back"),
    [
        ("350 USD", "500.00 USD"),  # max(350, 500)
        ("500 USD", "500.00 USD"),
        ("500.01 USD", "500.01 USD"),
        ("800 USD", "800.00 USD"),
    ],
)
def test_connecticut_pays_treatment_up_to_the_price_or_500(price: str, paid_back: str):
    decision = claim_on(
        "CT",
        "illness",
        CA_SIGNED,
        category="live_cat",
        paid=price,
        fell_ill_at=CA_SIGNED,
        treatment_cost="2000 USD",
        sales_tax=None,
    )
    assert total(decision, "treatment_cost") == paid_back
    assert total(decision, "return_refund") == str(Money.parse(price))
    assert total(decision, "exchange") == "0.00 USD"


def test_connecticut_counts_20_days_and_six_months():
    signed = dt.datetime(2026, 8, 31, 12, tzinfo=NEW_YORK)
    common: dict[str, Any] = {"tz": "America/New_York", "signed_at": signed, "category": "live_cat"}
    ill = dt.datetime(2026, 9, 20, 23, 59, 59, tzinfo=NEW_YORK)  # 31 August + 20 days
    stated = dt.datetime(2027, 2, 28, 23, 59, 59, tzinfo=NEW_YORK)  # no 31 February
    at = dt.datetime(2027, 4, 1, tzinfo=NEW_YORK)
    assert claim_on("CT", "illness", at, fell_ill_at=ill, **common).outcome == "eligible"
    assert claim_on("CT", "illness", at, fell_ill_at=ill + SECOND, **common).outcome == "ineligible"
    assert claim_on("CT", "congenital", at, vet_statement_at=stated, **common).outcome == "eligible"
    assert claim_on("CT", "congenital", at, vet_statement_at=stated + SECOND, **common).outcome == "ineligible"
    dead = claim_on("CT", "illness", at, fell_ill_at=ill, died_at=ill, **common)
    assert total(dead, "refund_only") == "1000.00 USD"


def test_connecticuts_limit_in_dollars_is_not_compared_with_other_money():
    decision = claim_on("CT", "illness", CA_SIGNED, paid="800 CAD", fell_ill_at=CA_SIGNED, sales_tax=None)
    assert decision.finding("us_ct_illness_keep") is None
    assert total(decision, "return_refund") == "800.00 CAD"


@pytest.mark.parametrize(("kind", "days"), [("illness", 15), ("congenital", 60)])
def test_arizona_counts_15_and_60_days_to_the_veterinarians_statement(kind: str, days: int):
    # Arizona has no summer time. 1 April + 15 days is 16 April, + 60 days 31 May.
    signed = dt.datetime(2026, 4, 1, 20, tzinfo=PHOENIX)
    ends = {
        15: dt.datetime(2026, 4, 16, 23, 59, 59, tzinfo=PHOENIX),
        60: dt.datetime(2026, 5, 31, 23, 59, 59, tzinfo=PHOENIX),
    }
    common: dict[str, Any] = {
        "tz": "America/Phoenix",
        "signed_at": signed,
        "category": "live_cat",
        "treatment_cost": "1500 USD",
    }
    at = dt.datetime(2026, 7, 1, tzinfo=PHOENIX)
    granted = claim_on("AZ", kind, at, vet_statement_at=ends[days], **common)
    assert total(granted, "return_refund") == "1072.50 USD"  # price and tax, no fees
    assert total(granted, "treatment_cost") == "1072.50 USD"  # fees up to price and tax
    assert claim_on("AZ", kind, at, vet_statement_at=ends[days] + SECOND, **common).outcome == "ineligible"


@pytest.mark.parametrize("kind", ["illness", "congenital"])
def test_arkansas_pays_treatment_only_and_only_for_10_days(kind: str):
    signed = dt.datetime(2026, 4, 1, 20, tzinfo=CHICAGO)
    last = dt.datetime(2026, 4, 11, 23, 59, 59, tzinfo=CHICAGO)
    common: dict[str, Any] = {"tz": "America/Chicago", "signed_at": signed, "treatment_cost": "1500 USD"}
    at = dt.datetime(2026, 7, 1, tzinfo=CHICAGO)
    granted = claim_on("AR", kind, at, vet_statement_at=last, **common)
    assert [offer.remedy for offer in granted.remedies] == ["treatment_cost"]
    assert total(granted, "treatment_cost") == "1000.00 USD"
    assert claim_on("AR", kind, at, vet_statement_at=last + SECOND, **common).outcome == "ineligible"


def test_every_state_says_how_surely_its_text_is_known():
    known = {state.code: state.basis.confidence for state in states()}
    assert known == {"CA": "read", "NY": "read", "CT": "secondary", "AZ": "secondary", "AR": "secondary"}
    assert US_PETS.layer == "law"


def test_the_figures_can_be_set():
    policy = ReturnPolicy("x", (us_pets(UsPetFigures(ca_illness_days=30)),), calendars=bound().calendars)
    last = dt.datetime(2026, 4, 1, 23, 59, 59, tzinfo=LOS_ANGELES)  # 2 March + 30 days
    assert ca(fell_ill_at=last, policy=policy).outcome == "eligible"
    assert ca(fell_ill_at=last + SECOND, policy=policy).outcome == "ineligible"
