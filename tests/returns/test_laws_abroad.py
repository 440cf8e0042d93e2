"""Laws that hold for every statute abroad: what is not known is never a yes, and days end as a walk along them does."""

import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.statutes.eu_withdrawal import EU_WITHDRAWAL
from aftersales_core.returns.statutes.japan import JAPAN_MAIL_ORDER
from aftersales_core.returns.statutes.korea import KOREA_ECOMMERCE
from aftersales_core.returns.statutes.legal_calendars import ftc_calendar, legal_calendar
from aftersales_core.returns.statutes.taiwan import TAIWAN_RESCISSION
from aftersales_core.returns.statutes.uk_consumer import UK_CANCELLATION
from aftersales_core.returns.statutes.us_federal import US_FEDERAL
from tests.returns.abroad_cases import asked, at

ROME = "Europe/Rome"
STATUTES = (EU_WITHDRAWAL, UK_CANCELLATION, US_FEDERAL, JAPAN_MAIL_ORDER, KOREA_ECOMMERCE, TAIWAN_RESCISSION)
CALENDARS = {
    "legal:IT": legal_calendar("IT", years=range(2025, 2029)),
    "legal:KR": legal_calendar("KR", years=[2026]),
    "ftc:US": ftc_calendar(tz="America/New_York", years=[2026]),
}
POLICIES = tuple(ReturnPolicy(rules.id, (rules,), tz=ROME).with_calendars(CALENDARS) for rules in STATUTES)

SIGNED = at("2026-03-02 10:00", ROME)
# Public holidays of Italy from March to July 2026: Easter Monday, Liberation Day, Labour Day, Republic Day.
HOLIDAYS = {dt.date(2026, 4, 6), dt.date(2026, 4, 25), dt.date(2026, 5, 1), dt.date(2026, 6, 2)}

# Facts without a default, each with the answers that matter; leaving one out makes it unknown.
ANSWERS: dict[str, st.SearchStrategy[Any]] = {
    "signed_at": st.just(SIGNED),
    "ordered_at": st.just(SIGNED - dt.timedelta(hours=1)),
    "country": st.just("IT"),
    "outbound_paid": st.just("5.00 USD"),
    "withdrawal_information": st.sampled_from(["in_time", "later", "never"]),
    "withdrawal_informed_at": st.just(at("2026-04-01 10:00", ROME)),
    "exclusion_notified": st.booleans(),
    "return_term_shown": st.booleans(),
    "sale_place": st.sampled_from(["home", "temporary_place"]),
    "order_paid": st.sampled_from(["20.00 USD", "100.00 USD", "200.00 USD"]),
    "seal_whole": st.booleans(),
    "value_fallen_by_use": st.booleans(),
}
SELLERS_TO_PROVE = {"seal_whole", "value_fallen_by_use"}


@given(
    policy=st.sampled_from(POLICIES),
    category=st.sampled_from(["apparel", "berries", "cosmetics", "media", "hygiene", "newspapers"]),
    channel=st.sampled_from(["online", "door_to_door", "store"]),
    after_days=st.integers(0, 60),
    facts=st.fixed_dictionaries(ANSWERS),
    left_out=st.sets(st.sampled_from(sorted(set(ANSWERS) - SELLERS_TO_PROVE))),
)
def test_a_fact_that_is_left_out_never_turns_a_no_into_a_yes(
    *, policy: ReturnPolicy, category: str, channel: str, after_days: int, facts: dict[str, Any], left_out: set[str]
):
    """D5: with fewer answers a claim is granted only if it is granted with all of them.

    What happened to the goods is another matter: in some laws it is the seller's to prove, and takes a right away only
    where it is known, so it is always given.
    """
    paid = "20.00 USD"
    submitted = SIGNED + dt.timedelta(days=after_days)
    fewer = {name: value for name, value in facts.items() if name not in left_out}
    with_all = asked(policy, submitted, category, channel=channel, paid=paid, **facts)
    with_fewer = asked(policy, submitted, category, channel=channel, paid=paid, **fewer)
    if with_fewer.outcome == "eligible":
        assert with_all.outcome == "eligible"
    if with_fewer.outcome in {"needs_review", "needs_evidence"} and with_all.outcome != with_fewer.outcome:
        assert set(with_fewer.missing) & left_out


@given(day=st.integers(0, 100), clock=st.times(), later_days=st.integers(0, 20), later=st.times())
def test_a_claim_is_in_time_if_a_walk_along_the_days_says_so(day: int, clock: dt.time, later_days: int, later: dt.time):
    """Regulation 1182/71: by civil dates alone, whatever the times of day, over Italy's spring of 2026."""
    bought = dt.date(2026, 3, 3) + dt.timedelta(days=day)
    last = bought + dt.timedelta(days=14)
    while last.isoweekday() > 5 or last in HOLIDAYS:
        last += dt.timedelta(days=1)
    claimed = bought + dt.timedelta(days=later_days)
    signed = at(f"{bought} {clock}", ROME)
    submitted = max(at(f"{claimed} {later}", ROME), signed)
    decision = asked(
        POLICIES[0],
        submitted,
        country="IT",
        signed_at=signed,
        outbound_paid="0.00 EUR",
        withdrawal_information="in_time",
    )
    assert decision.outcome == ("eligible" if claimed <= last else "ineligible")
