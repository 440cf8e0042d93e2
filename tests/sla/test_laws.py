"""Laws of SLA clocks, held against a slow walk minute by minute, and against each other to the microsecond."""

import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aftersales_core.errors import MarkOutOfOrder
from aftersales_core.instants import utc
from aftersales_core.sla import Mark, SlaClock, SlaPolicy, SlaStatus, SlaTarget, assess, fold, sorted_marks
from tests.sla.drawn import ALPHABET, LIFE_MINUTES, STRANGE, Life, actors, any_metric, any_periods, lives
from tests.strategies import Case, cases, instants

MICROSECOND = dt.timedelta(microseconds=1)
FACTS = {"goal": "0"}


def agrees_with_the_walk(life: Life, status: SlaStatus, now: int) -> None:
    seen = life.walked(now)
    assert (status.state, str(status.outcome), status.cycle) == (seen.state, seen.outcome, seen.cycles)
    assert (life.minute(status.started_at), life.minute(status.stopped_at)) == (seen.started, seen.stopped)
    assert (life.minute(status.breached_at), life.minute(status.breach_computed_at)) == (seen.breached, seen.computed)
    assert status.elapsed == dt.timedelta(minutes=seen.elapsed)
    if seen.is_due_known:
        assert life.minute(status.due_at) == seen.due
    assert [(life.minute(one.started_at), life.minute(one.ended_at), str(one.outcome)) for one in status.decided] == [
        tuple(one) for one in seen.decided
    ]


nows = st.integers(0, LIFE_MINUTES + 1440)


@given(life=lives(), now=nows)
def test_a_clock_says_what_walking_minute_by_minute_says(life: Life, now: int):
    status = assess(life.policy, FACTS, life.marks, now=life.at(now))["m"]
    agrees_with_the_walk(life, status, now)


@given(life=lives(changes=2, pausable=True), now=nows)
def test_a_target_changed_by_facts_says_what_walking_minute_by_minute_says(life: Life, now: int):
    status = assess(life.policy, FACTS, life.marks, now=life.at(now))["m"]
    agrees_with_the_walk(life, status, now)


@given(life=lives(changes=2, pausable=True), now=nows)
def test_a_switched_policy_says_what_walking_minute_by_minute_says(life: Life, now: int):
    first = life.policy_of(life.goals[0])
    status = assess(first, {}, life.named_marks(), now=life.at(now), switches=life.switches)["m"]
    agrees_with_the_walk(life, status, now)
