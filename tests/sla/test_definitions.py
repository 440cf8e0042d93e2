"""Metrics, targets and policies that cannot be meant are refused, with every problem at once."""

import datetime as dt
import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from aftersales_core.errors import (
    AftersalesError,
    InvalidPeriod,
    InvalidPolicy,
    MissingCalendar,
    NaiveDatetime,
    WrongType,
)
from aftersales_core.sla import SlaMetric, SlaPolicy, SlaSwitch, SlaTarget
from aftersales_core.worktime.period import Period
from tests.sla.desk import OFFICE, RESOLUTION, at, policy

# --- metrics ----------------------------------------------------------------------------------------------------------

GOOD = {"id": "m", "starts": ("a",), "stops": ("b",)}


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"id": ""}, "id"),
        ({"starts": ()}, "start"),
        ({"stops": ()}, "stop"),
        ({"on_reopen": "continue"}, "on_reopen"),
        ({"starts": "received"}, "tuple"),
        ({"stops": "resolved"}, "tuple"),
        ({"pauses": "pause"}, "tuple"),
        ({"resumes": "resume"}, "tuple"),
        ({"rearms": "reply"}, "tuple"),
        ({"cancels": "cancelled"}, "tuple"),
        ({"reopens": "reopened"}, "tuple"),
        ({"starts": ["received"]}, "tuple"),
        ({"pauses": ("p", "q"), "resumes": ("q", "r")}, "q both pauses and resumes"),
    ],
)
def test_a_metric_that_cannot_be_meant_is_refused(changes: dict[str, Any], problem: str):
    with pytest.raises(InvalidPolicy, match=problem):
        SlaMetric(**(GOOD | changes))


def test_all_problems_of_a_metric_are_said_at_once():
    broken: dict[str, Any] = {"id": "", "starts": (), "stops": (), "on_reopen": "no"}
    with pytest.raises(InvalidPolicy) as caught:
        SlaMetric(**broken, pauses=("p",), resumes=("p",))
    assert len(caught.value.problems) == 5


# --- targets ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("period", ["0min", "0h", "0wd", "-1h", "1.5h", "soon", "", "24"])
def test_a_target_of_no_time_or_of_unreadable_time_is_refused(period: str):
    with pytest.raises(InvalidPeriod):
        SlaTarget("m", period)


@pytest.mark.parametrize("period", [30, None, dt.timedelta(hours=1), ("1h",)])
def test_a_target_whose_period_is_no_period_is_refused_when_it_is_defined(period: Any):
    with pytest.raises(WrongType):
        SlaTarget("m", period)


@pytest.mark.parametrize("share", [0, -1, -0.5, Decimal(0), Fraction(-1, 2), math.nan, math.inf, Decimal("NaN")])
def test_a_warning_share_that_is_no_share_is_refused(share: Any):
    with pytest.raises(InvalidPolicy, match="warning share"):
        SlaTarget("m", "1h", warn_at=[0.5, share])


@pytest.mark.parametrize("warn_at", ["0.5", ["half"], [None]])
def test_warning_shares_that_are_no_numbers_are_refused(warn_at: Any):
    with pytest.raises(AftersalesError):
        SlaTarget("m", "1h", warn_at=warn_at)


@pytest.mark.parametrize("when", ["vip", {"priority": 3}, {"priority": [3]}, {3: "high"}, [("priority",)]])
def test_a_condition_that_is_no_text_is_refused(when: Any):
    with pytest.raises(AftersalesError):
        SlaTarget("m", "1h", when=when)


def test_a_condition_that_no_value_fits_is_refused():
    with pytest.raises(InvalidPolicy, match="never matches"):
        SlaTarget("m", "1h", {"priority": []})


def test_warning_shares_are_sorted_exact_and_each_said_once():
    target = SlaTarget("m", "1h", warn_at=[1, 0.75, Decimal("0.5"), Fraction(1, 2), 0.1])
    assert target.warn_at == (Fraction(1, 10), Fraction(1, 2), Fraction(3, 4), Fraction(1))


def test_the_usual_warnings_are_a_half_three_quarters_and_the_whole():
    assert SlaTarget("m", "1h").warn_at == (Fraction(1, 2), Fraction(3, 4), Fraction(1))


def test_a_target_names_its_metric_or_takes_it_as_it_is():
    assert SlaTarget(RESOLUTION, "1h") == SlaTarget("resolution", Period.hours(1))


def test_a_condition_is_the_same_in_whatever_form_it_is_written():
    written = [
        SlaTarget("m", "1h", {"tier": "gold", "priority": ["high", "urgent"]}),
        SlaTarget("m", "1h", {"priority": ("urgent", "high", "high"), "tier": ["gold"]}),
        SlaTarget("m", "1h", [("priority", {"high", "urgent"}), ("tier", "gold")]),
    ]
    assert written[0] == written[1] == written[2]
    assert written[0].when == (("priority", ("high", "urgent")), ("tier", ("gold",)))


@pytest.mark.parametrize(
    ("facts", "fits"),
    [
        ({"priority": "high", "tier": "gold"}, True),
        ({"priority": "urgent", "tier": "gold", "region": "east"}, True),
        ({"priority": "low", "tier": "gold"}, False),
        ({"priority": "high", "tier": "silver"}, False),
        ({"priority": "high"}, False),
        ({}, False),
    ],
)
def test_all_facts_that_a_condition_names_must_fit(facts: dict[str, str], fits: bool):
    assert SlaTarget("m", "1h", {"tier": "gold", "priority": ["high", "urgent"]}).matches(facts) is fits


# --- policies ---------------------------------------------------------------------------------------------------------

OTHER = SlaMetric("other", starts=("a",), stops=("b",))


@pytest.mark.parametrize(
    ("metrics", "targets", "problem"),
    [
        ([RESOLUTION, RESOLUTION], [], "'resolution' is defined twice"),
        ([RESOLUTION], [SlaTarget("answer", "1h")], "unknown metric 'answer'"),
        ([], [SlaTarget("answer", "1h")], "unknown metric 'answer'"),
        ([RESOLUTION], [SlaTarget(RESOLUTION, "1h"), SlaTarget(RESOLUTION, "2h")], "never counts"),
        ([RESOLUTION], [SlaTarget(RESOLUTION, "1h"), SlaTarget(RESOLUTION, "2h", {"tier": "gold"})], "never counts"),
    ],
)
def test_a_policy_that_contradicts_itself_is_refused(metrics: list[SlaMetric], targets: list[SlaTarget], problem: str):
    with pytest.raises(InvalidPolicy, match=problem):
        SlaPolicy(metrics, targets)


def test_a_target_without_a_condition_shadows_only_its_own_metric():
    SlaPolicy([RESOLUTION, OTHER], [SlaTarget("resolution", "1h"), SlaTarget("other", "2h", {"tier": "gold"})])


def test_all_problems_of_a_policy_are_said_at_once():
    targets = [SlaTarget("x", "1h"), SlaTarget("y", "1h")]
    targets += [SlaTarget(name, "1h") for name in ("resolution", "other") for _ in range(2)]
    with pytest.raises(InvalidPolicy) as caught:
        SlaPolicy([RESOLUTION, RESOLUTION, OTHER], targets)
    problems = " ".join(caught.value.problems)
    for said in (
        "'resolution' is defined twice",
        "metric 'x'",
        "metric 'y'",
        "target of 'resolution'",
        "target of 'other'",
    ):
        assert said in problems


def test_a_calendar_that_is_not_there_is_named_with_those_that_are():
    rules = policy(RESOLUTION, "1h", OFFICE)
    with pytest.raises(MissingCalendar) as caught:
        rules.calendar("night")
    assert (caught.value.name, caught.value.known) == ("night", ("shop",))


def test_binding_a_calendar_replaces_one_of_the_same_name_and_keeps_the_rest():
    rules = SlaPolicy([RESOLUTION], [], {"shop": OFFICE, "night": OFFICE}, "id", "7")
    china = policy().calendar("shop")
    bound = rules.bound({"shop": china})
    assert (bound.calendar("shop"), bound.calendar("night")) == (china, OFFICE)
    assert (bound.id, bound.version, bound.metrics) == ("id", "7", rules.metrics)


def test_policies_that_bind_the_same_calendars_in_another_order_are_equal():
    one = SlaPolicy([RESOLUTION], [], {"a": OFFICE, "b": OFFICE})
    other = SlaPolicy([RESOLUTION], [], [("b", OFFICE), ("a", OFFICE)])
    assert one == other


def test_a_switch_at_a_naive_instant_is_refused_at_once():
    with pytest.raises(NaiveDatetime):
        SlaSwitch(at("11:00").replace(tzinfo=None), policy())
