"""The cold chain: a temperature log against limits, with exact crossings, and unknown where nothing was recorded.

D5: cold chain. No text on minutes was read, so limits are parameters; expected figures are worked by hand. The oracle
of the laws walks a log second by second.
"""

import datetime as dt
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.errors import InvalidDefinition, InvalidSpan, NaiveDatetime, WrongType
from aftersales_core.instants import Span
from aftersales_core.reasons import render
from aftersales_core.returns.cold_chain import (
    CHILLED,
    FROZEN,
    ColdChainLimits,
    ColdChainReport,
    Reading,
    TemperatureLimit,
    judge_cold_chain,
)
from aftersales_core.returns.messages import MESSAGES
from tests.returns.produce_cases import ask, money

EAST = dt.timezone(dt.timedelta(hours=8))
START = dt.datetime(2026, 3, 2, 23, 0, tzinfo=EAST)
"""Eleven at night in China; the log runs over its midnight."""

MINUTE = dt.timedelta(minutes=1)


def log(*pairs: tuple[int, Any]) -> list[Reading]:
    """Make a log from minutes after the start and degrees."""
    return [Reading.of(START + minutes * MINUTE, degrees) for minutes, degrees in pairs]


def judge(pairs: list[tuple[int, Any]], limits: ColdChainLimits, until: int, since: int = 0) -> ColdChainReport:
    """Judge a log between two minutes."""
    return judge_cold_chain(log(*pairs), limits, from_at=START + since * MINUTE, until_at=START + until * MINUTE)


def limits(*found: TemperatureLimit, gap: int = 30, between: Any = "line") -> ColdChainLimits:
    """Make limits."""
    return ColdChainLimits(found, Fraction(gap), between)


TEN_ABOVE_FIVE = limits(TemperatureLimit.of(5, most_in_all=10))


def test_a_log_within_its_limits_is_kept():
    report = judge([(0, -20), (20, "-18.5"), (40, -19)], FROZEN, 40)
    assert (report.verdict, report.broken) == ("kept", False)
    assert [reason.code for reason in report.reasons] == ["cold_chain_kept"]
    assert (report.warmest, report.coldest) == (Fraction("-18.5"), Fraction(-20))


def test_between_readings_the_temperature_runs_in_a_straight_line():
    # From 0 to 10 degrees in 20 minutes 5 is passed after 10; down again to 0 in 10 minutes after 5: 15 minutes.
    report = judge([(0, 0), (20, 10), (30, 0)], TEN_ABOVE_FIVE, 30)
    assert report.verdict == "broken"
    (excursion,) = report.excursions
    assert excursion.minutes == 15
    assert (excursion.start, excursion.end) == (START + 10 * MINUTE, START + 25 * MINUTE)
    assert [(r.code, r.param("minutes"), r.param("most_minutes")) for r in report.reasons] == [
        ("cold_chain_too_long_in_all", 15, 10)
    ]


def test_a_crossing_is_exact_and_not_cut_to_a_unit_of_time():
    # From 0 to 3 degrees in 10 minutes 1 is passed after 10/3 minutes: 20/3 minutes above it.
    report = judge([(0, 0), (10, 3)], limits(TemperatureLimit.of(1, most_in_all=1)), 10)
    assert report.excursions[0].minutes == Fraction(20, 3)
    assert report.reasons[0].param("minutes") == "6.67"


@pytest.mark.parametrize(("minutes", "verdict"), [(10, "kept"), (11, "broken")])
def test_what_is_allowed_is_allowed_to_its_last_minute(minutes: int, verdict: str):
    pairs = [(0, 0), (5, 5), (6, 6), (4 + minutes, 6), (5 + minutes, 5), (30, 0)]
    # Above 5 degrees from minute 5 to minute 5 + n.
    report = judge(pairs, TEN_ABOVE_FIVE, 30)
    assert (report.verdict, report.minutes_in_all(TEN_ABOVE_FIVE.limits[0])) == (verdict, minutes)


def test_a_temperature_at_the_limit_is_within_it():
    report = judge([(0, 5), (20, 5)], limits(TemperatureLimit.of(5)), 20)
    assert report.verdict == "kept"
    assert judge([(0, 5), (20, "5.001")], limits(TemperatureLimit.of(5)), 20).verdict == "broken"


def test_too_long_at_once_and_too_long_in_all_are_two_things():
    limit = TemperatureLimit.of(5, most_in_all=20, most_at_once=8)
    twice = [(0, 0), (5, 10), (10, 0), (15, 10), (20, 0)]
    # Twice 5 minutes above 5 degrees: 10 in all, 5 at once.
    report = judge(twice, limits(limit), 20)
    assert report.verdict == "kept"
    assert (report.minutes_in_all(limit), report.minutes_at_once(limit)) == (10, 5)
    exactly = TemperatureLimit.of(5, most_in_all=20, most_at_once=5)
    assert judge(twice, limits(exactly), 20).verdict == "kept"
    once = judge([(0, 0), (10, 10), (20, 0)], limits(limit), 20)
    assert [reason.code for reason in once.reasons] == ["cold_chain_too_long_at_once"]
    both = judge([(0, 10), (25, 10)], limits(limit), 25)
    assert [reason.code for reason in both.reasons] == ["cold_chain_too_long_in_all", "cold_chain_too_long_at_once"]


def test_the_worse_of_two_readings_can_stand_for_all_the_time_between_them():
    pairs = [(0, 0), (20, 10), (30, 0)]
    assert judge(pairs, limits(TemperatureLimit.of(5, most_in_all=15)), 30).verdict == "kept"
    strict = limits(TemperatureLimit.of(5, most_in_all=15), between="worse")
    report = judge(pairs, strict, 30)
    assert (report.verdict, report.excursions[0].minutes) == ("broken", 30)


def test_chilled_goods_must_not_freeze_either():
    assert judge([(0, 2), (20, 2)], CHILLED, 20).verdict == "kept"
    frozen = judge([(0, 2), (20, -2)], CHILLED, 20)
    assert frozen.verdict == "broken"
    assert frozen.excursions[0].minutes == 10
    assert frozen.reasons[0].param("degrees") == 0


@pytest.mark.parametrize(
    ("pairs", "gap"),
    [
        ([(0, -20), (31, -20)], (0, 31)),
        ([(0, -20), (30, -20), (90, -20), (100, -20)], (30, 90)),
        ([(40, -20), (60, -20)], (0, 40)),
        ([(0, -20), (20, -20)], (20, 100)),
        ([(-60, -20), (40, -20), (60, -20)], (0, 40)),
        ([(0, -20), (20, -20), (160, -20)], (20, 100)),
    ],
)
def test_a_gap_in_the_log_is_unknown_and_never_kept(pairs: list[tuple[int, Any]], gap: tuple[int, int]):
    until = 31 if pairs[-1][0] == 31 else 100 if gap[1] == 100 or pairs[-1][0] == 100 else 60
    report = judge(pairs, FROZEN, until)
    assert (report.verdict, report.broken) == ("unknown", None)
    assert report.gaps == (Span(START + gap[0] * MINUTE, START + gap[1] * MINUTE),)
    assert report.reasons[0].code == "cold_chain_gap"
    assert report.reasons[0].param("minutes") == gap[1] - gap[0]


def test_readings_as_far_apart_as_the_longest_gap_still_join():
    assert judge([(0, -20), (30, -20), (60, -20)], FROZEN, 60).verdict == "kept"


def test_a_log_without_readings_in_the_time_is_unknown():
    for pairs in ([], [(-10, -20)], [(70, -20)], [(-10, -20), (70, -20)]):
        report = judge(pairs, FROZEN, 60)
        assert (report.verdict, report.reasons[0].code) == ("unknown", "cold_chain_no_log")
        assert report.gaps == (Span(START, START + 60 * MINUTE),)
        assert (report.warmest, report.coldest) == (None, None)


def test_what_was_recorded_can_be_too_much_whatever_is_missing():
    report = judge([(0, -20), (5, -5), (200, -20), (210, -20)], FROZEN, 210)
    assert report.verdict == "broken"
    assert [reason.code for reason in report.reasons] == ["cold_chain_too_long_in_all", "cold_chain_gap"]


def test_one_reading_beyond_a_hard_limit_is_too_much_even_between_gaps():
    report = judge([(0, -20), (60, -5), (120, -20)], FROZEN, 120)
    assert report.verdict == "broken"
    assert report.excursions == ()
    soft = judge([(0, -20), (60, -15), (120, -20)], FROZEN, 120)
    assert soft.verdict == "unknown"


def test_an_excursion_ends_where_the_recording_does_and_is_not_bridged():
    limit = TemperatureLimit.of(5, most_in_all=60, most_at_once=25)
    report = judge([(0, 9), (20, 9), (60, 9), (80, 9)], limits(limit), 80)
    assert [excursion.minutes for excursion in report.excursions] == [20, 20]
    assert report.verdict == "unknown"


def test_only_the_time_between_the_two_instants_counts():
    # Above 5 all the time, but only ten minutes of it are in question.
    pairs = [(-20, 9), (0, 9), (20, 9), (40, 9)]
    assert judge(pairs, TEN_ABOVE_FIVE, 20, since=10).verdict == "kept"
    assert judge(pairs, TEN_ABOVE_FIVE, 21, since=10).verdict == "broken"


def test_readings_come_in_any_order_and_any_zone_and_twice():
    there = dt.timezone(-dt.timedelta(hours=5))
    pairs = [(0, 0), (20, 10), (30, 0)]
    mixed = [Reading(reading.at.astimezone(there), reading.celsius) for reading in reversed(log(*pairs, *pairs))]
    one = judge_cold_chain(mixed, TEN_ABOVE_FIVE, from_at=START, until_at=START + 30 * MINUTE)
    assert one == judge(pairs, TEN_ABOVE_FIVE, 30)


def test_two_readings_of_one_instant_both_count():
    report = judge([(0, 0), (10, 0), (10, 9), (20, 9)], limits(TemperatureLimit.of(5, most_in_all=9)), 20)
    assert report.excursions[0].minutes == 10


def test_bad_readings_and_bad_limits_are_refused():
    with pytest.raises(NaiveDatetime):
        Reading.of(dt.datetime(2026, 3, 2, 8), 0)
    with pytest.raises(WrongType):
        Reading.of(START, 4.5)  # type: ignore[arg-type]
    with pytest.raises(InvalidDefinition, match="there is no limit"):
        ColdChainLimits((), Fraction(0))
    with pytest.raises(InvalidDefinition, match="minutes must be 0 or more"):
        TemperatureLimit.of(0, most_in_all=-1)
    with pytest.raises(InvalidDefinition, match="minutes must be 0 or more"):
        TemperatureLimit.of(0, most_at_once=-1)
    with pytest.raises(InvalidSpan):
        judge([(0, 0)], FROZEN, 0)


def test_the_report_feeds_the_fact_of_a_claim():
    """D5: broken: all is paid back; kept: thaw is disputed; unknown: the fact is not known, and is not a no."""
    broken = judge([(0, -5), (20, -5)], FROZEN, 20)
    assert money(ask("frozen", cold_chain_broken=broken.broken)) == "100.00 CNY"
    kept = judge([(0, -20), (20, -20)], FROZEN, 20)
    assert ask("frozen", thawed=True, cold_chain_broken=kept.broken).outcome == "needs_review"
    unknown = judge([], FROZEN, 20)
    assert ask("frozen", thawed=True, cold_chain_broken=unknown.broken).outcome == "eligible"
    assert money(ask("frozen", defect_share="0.1", cold_chain_broken=unknown.broken)) == "10.00 CNY"


def test_every_reason_can_be_read():
    report = judge([(0, -20), (5, "-5.55"), (200, -20), (210, -20)], FROZEN, 210)
    kept, none = judge([(0, -20)], FROZEN, 10), judge([], FROZEN, 10)
    for reason in (*report.reasons, *kept.reasons, *none.reasons):
        for lang in ("en", "zh"):
            assert "{" not in render(reason, lang, MESSAGES)


READINGS = st.lists(st.tuples(st.integers(0, 60), st.integers(-8, 8)), min_size=1, max_size=8)
ALLOWED = st.integers(0, 20)
BETWEEN = st.sampled_from(["line", "worse"])
BETTER = {"kept": 0, "unknown": 1, "broken": 2}


@given(READINGS, ALLOWED, ALLOWED, BETWEEN, st.integers(0, 5))
def test_a_warmer_log_is_never_judged_better(
    pairs: list[tuple[int, int]], in_all: int, at_once: int, between: str, warmer: int
):
    """D5: more minutes above the limit are never better."""
    found = limits(TemperatureLimit.of(0, most_in_all=in_all, most_at_once=at_once), between=between)
    one = judge(list(pairs), found, 60)
    two = judge([(minute, degrees + warmer) for minute, degrees in pairs], found, 60)
    limit = found.limits[0]
    assert one.minutes_in_all(limit) <= two.minutes_in_all(limit)
    assert one.minutes_at_once(limit) <= two.minutes_at_once(limit)
    assert BETTER[one.verdict] <= BETTER[two.verdict]


@given(READINGS, ALLOWED, ALLOWED)
def test_more_allowed_minutes_are_never_judged_worse(pairs: list[tuple[int, int]], one: int, two: int):
    few, many = sorted((one, two))
    strict = judge(list(pairs), limits(TemperatureLimit.of(0, most_in_all=few)), 60)
    mild = judge(list(pairs), limits(TemperatureLimit.of(0, most_in_all=many)), 60)
    assert BETTER[mild.verdict] <= BETTER[strict.verdict]


@given(st.dictionaries(st.integers(0, 12), st.integers(-4, 4), min_size=1, max_size=8))
def test_the_minutes_are_those_of_a_walk_in_small_steps(by_minute: dict[int, int]):
    """The oracle walks the log in hundredths of a minute; a crossing costs it at most one step on either side."""
    pairs = sorted((minute * 5, degrees) for minute, degrees in by_minute.items())
    limit = TemperatureLimit.of(0)
    report = judge(pairs, limits(limit), 60)
    steps = 100
    walked = 0
    for (one, first), (two, last) in pairwise(pairs):
        if two - one <= 30:
            for step in range((two - one) * steps):
                there = Fraction(2 * step + 1, 2 * steps * (two - one))
                walked += first + (last - first) * there > 0
    assert abs(report.minutes_in_all(limit) - Fraction(walked, steps)) <= Fraction(2 * len(pairs), steps)


@given(READINGS)
def test_kept_is_said_only_where_nothing_is_missing(pairs: list[tuple[int, int]]):
    report = judge(list(pairs), FROZEN, 60)
    times = sorted({0, 60, *(minute for minute, _ in pairs)})
    has_gap = any(two - one > 30 for one, two in pairwise(times))
    assert (len(report.gaps) > 0) == has_gap
    if has_gap:
        assert report.verdict != "kept"
