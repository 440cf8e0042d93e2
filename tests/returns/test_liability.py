"""Who bears the loss: the seller towards the buyer, then whoever is known to have caused it.

D5: who is liable. E-commerce Law 20 and 51, Consumer Protection Law 24: the seller bears the risk until the signing.
"""

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.instants import Span
from aftersales_core.reasons import render
from aftersales_core.returns.cold_chain import (
    ColdChainLimits,
    ColdChainReport,
    Reading,
    TemperatureLimit,
    judge_cold_chain,
)
from aftersales_core.returns.liability import LIABILITY_BASIS, Causes, Custody, breakers, who_bears
from aftersales_core.returns.messages import MESSAGES

START = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def custody(holder: Any, start: int, end: int | None) -> Custody:
    """Say who had the goods, in hours from the start."""
    return Custody(holder, Span(START + start * HOUR, None if end is None else START + end * HOUR))


CHAIN = (
    custody("supplier", 0, 2),
    custody("packer", 2, 4),
    custody("carrier", 4, 8),
    custody("station", 8, 10),
    custody("buyer", 10, None),
)
LIMIT = TemperatureLimit.of(4, most_in_all=10)


def report(*warm: tuple[int, int], limit: TemperatureLimit = LIMIT) -> ColdChainReport:
    """Judge twelve hours of readings every ten minutes, warm in some stretches of minutes and cold in all others."""
    log = [
        Reading(START + dt.timedelta(minutes=minute), Fraction(9 if any(a <= minute <= b for a, b in warm) else 2))
        for minute in range(0, 721, 10)
    ]
    return judge_cold_chain(log, ColdChainLimits((limit,)), from_at=START, until_at=START + 12 * HOUR)


@pytest.mark.parametrize(
    ("causes", "recourse", "code"),
    [
        ({"spoiled_before_packing": True}, ("supplier",), "recourse_supplier_quality"),
        ({"packing_unfit": True}, ("packer",), "recourse_packer_packing"),
        ({"carrier_damaged": True}, ("carrier",), "recourse_carrier_handling"),
        ({"carrier_late": True}, ("carrier",), "recourse_carrier_late"),
        ({"platform_promised": True}, ("platform",), "recourse_platform_promise"),
        ({"packing_unfit": True, "carrier_damaged": True}, ("packer", "carrier"), "recourse_carrier_handling"),
        ({"carrier_damaged": True, "carrier_late": True}, ("carrier",), "recourse_carrier_late"),
    ],
)
def test_the_seller_answers_and_turns_to_whoever_caused_it(causes: dict[str, bool], recourse: Any, code: str):
    found = who_bears(Causes(**causes))
    assert (found.towards_buyer, found.recourse) == ("seller", recourse)
    codes = [reason.code for reason in found.reasons]
    assert codes[:2] == ["liable_seller", "liable_seller_platform_rule"]
    assert code in codes
    assert found.basis == LIABILITY_BASIS


def test_an_unknown_cause_burdens_nobody_but_the_seller():
    found = who_bears(Causes())
    assert (found.towards_buyer, found.recourse) == ("seller", ())
    assert found.reasons[-1].code == "recourse_none_known"


def test_only_what_the_buyer_is_known_to_have_caused_the_buyer_bears():
    found = who_bears(Causes(buyer_caused=True, carrier_damaged=True))
    assert (found.towards_buyer, found.recourse) == ("buyer", ())
    assert [reason.code for reason in found.reasons] == ["liable_buyer"]
    assert who_bears(Causes(buyer_caused=False)).towards_buyer == "seller"


def test_force_majeure_excuses_the_late_carrier_and_leaves_the_seller_liable():
    found = who_bears(Causes(force_majeure=True, carrier_late=True))
    assert (found.towards_buyer, found.recourse) == ("seller", ())
    assert found.reasons[-1].code == "recourse_force_majeure"
    assert who_bears(Causes(force_majeure=True, packing_unfit=True)).recourse == ("packer",)


@pytest.mark.parametrize(
    ("warm", "holder"),
    [((30, 90), "supplier"), ((150, 210), "packer"), ((300, 360), "carrier"), ((500, 560), "station")],
)
def test_a_broken_cold_chain_leads_to_whoever_had_the_goods(warm: tuple[int, int], holder: str):
    """D5: the excursion lies in one custody: minutes 30-90 in hours 0-2, 150-210 in 2-4, 300-360 in 4-8, 500-560."""
    found = who_bears(Causes(), report=report(warm), custodies=CHAIN)
    assert (found.towards_buyer, found.recourse) == ("seller", (holder,))
    assert found.reasons[-1].code == f"recourse_{holder}_cold_chain"


def test_a_break_in_two_hands_names_first_who_had_it_longer():
    # Warm from minute 200 to 300: 40 minutes with the packer (to 240), 60 with the carrier.
    assert breakers(report((200, 300)), CHAIN) == ("carrier", "packer")
    assert breakers(report((180, 260)), CHAIN) == ("packer", "carrier")


def test_a_break_after_the_signing_alone_is_the_buyers():
    after = report((620, 700))
    assert who_bears(Causes(), report=after, custodies=CHAIN).towards_buyer == "buyer"
    with_cause = who_bears(Causes(packing_unfit=True), report=after, custodies=CHAIN)
    assert (with_cause.towards_buyer, with_cause.recourse) == ("seller", ("packer",))
    before_and_after = who_bears(Causes(), report=report((300, 360), (620, 700)), custodies=CHAIN)
    assert (before_and_after.towards_buyer, before_and_after.recourse) == ("seller", ("carrier",))


def test_an_excursion_within_what_is_allowed_burdens_nobody():
    # 9 degrees at minute 300 only: above 4 for 10 x 5/7 minutes on either side, 100/7 in all.
    allowed = TemperatureLimit.of(4, most_in_all=15)
    assert breakers(report((300, 300), limit=allowed), CHAIN) == ()
    strict = TemperatureLimit.of(4, most_in_all=15, most_at_once=14)
    assert breakers(report((300, 300), limit=strict), CHAIN) == ("carrier",)
    assert breakers(report((300, 300), limit=TemperatureLimit.of(4, most_in_all=14)), CHAIN) == ("carrier",)


def test_of_two_limits_only_the_broken_one_counts():
    both = ColdChainLimits((TemperatureLimit.of(4, most_in_all=600), TemperatureLimit.of(8)))
    log = [
        Reading(START + dt.timedelta(minutes=minute), Fraction(9 if 300 <= minute <= 360 else 5))
        for minute in range(0, 721, 10)
    ]
    found = judge_cold_chain(log, both, from_at=START, until_at=START + 10 * HOUR)
    # Above 4 degrees all ten hours, which is allowed to the minute; above 8 only while the carrier had it.
    assert breakers(found, CHAIN) == ("carrier",)


def test_a_log_with_gaps_shows_nobody_to_be_at_fault():
    empty = judge_cold_chain([], ColdChainLimits((LIMIT,)), from_at=START, until_at=START + HOUR)
    found = who_bears(Causes(), report=empty, custodies=CHAIN)
    assert (found.towards_buyer, found.recourse) == ("seller", ())
    assert [reason.code for reason in found.reasons][-2:] == ["recourse_cold_chain_unknown", "recourse_none_known"]


def test_a_kept_cold_chain_leads_to_nobody():
    assert who_bears(Causes(), report=report(), custodies=CHAIN).recourse == ()


YES_NO = st.sampled_from([True, False, None])


@given(st.builds(Causes, YES_NO, YES_NO, YES_NO, YES_NO, YES_NO, YES_NO, YES_NO))
def test_the_buyer_never_goes_without_somebody_who_answers(causes: Causes):
    """D5: the seller answers unless the buyer is known to have caused it; each reason can be read."""
    found = who_bears(causes)
    assert found.towards_buyer == ("buyer" if causes.buyer_caused is True else "seller")
    for reason in found.reasons:
        for lang in ("en", "zh"):
            assert render(reason, lang, MESSAGES)
