"""Timers are instants: when one is due, who it binds, and that its very instant counts."""

import datetime as dt
from typing import Any

import pytest

from aftersales_core.errors import WrongType
from aftersales_core.lifecycle import Accepted, DueTimer, Machine, Refused, Rule, decide, next_due
from aftersales_core.worktime.period import Period
from tests.lifecycle.errand import (
    CASE,
    ERRAND,
    MONDAY,
    SHOP,
    SOLUTION,
    Event,
    Facts,
    State,
    after,
    build,
    command,
    on,
    opened,
)

SECOND = 1 / 3600
WAIT = MONDAY + dt.timedelta(hours=30)


def waiting(facts: Facts) -> Any:
    item = after(after(opened(), Event.ASSIGN), Event.ASK, hours=2)
    return item, next_due(ERRAND, item, facts, calendar=SHOP)


def test_a_fact_gives_the_instant():
    item, due = waiting(Facts(wait_until=WAIT))
    assert isinstance(due, DueTimer)
    assert (due.at, due.rule.event) == (WAIT, Event.LAPSE)
    assert isinstance(decide(ERRAND, item, command(Event.LAPSE, "system", hours=30), Facts(wait_until=WAIT)), Accepted)


def test_a_fact_that_is_not_known_sets_no_timer():
    item, due = waiting(Facts())
    assert due is None
    answer = decide(ERRAND, item, command(Event.LAPSE, "system", hours=30), Facts())
    assert isinstance(answer, Refused)
    assert [(reason.code, reason.kind) for reason in answer.reasons] == [("timer_not_set", "missing")]


def test_a_fact_that_is_no_instant_is_an_error():
    wrong: Any = Facts(wait_until="tomorrow")  # type: ignore[arg-type]
    with pytest.raises(WrongType, match="wait_until"):
        waiting(wrong)


def test_a_mapping_of_facts_is_read_by_key():
    item = after(after(opened(), Event.ASSIGN), Event.ASK, hours=2)
    facts: Any = {"wait_until": WAIT}
    due = next_due(ERRAND, item, facts, calendar=SHOP)
    assert due is not None
    assert due.at == WAIT
    assert next_due(ERRAND, item, {}, calendar=SHOP) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(("hours", "is_due"), [(30 - SECOND, False), (30, True), (30 + SECOND, True)])
def test_a_timer_is_due_at_its_very_instant(hours: float, is_due: bool):
    item, _ = waiting(Facts(wait_until=WAIT))
    answer = decide(ERRAND, item, command(Event.LAPSE, "system", hours=hours), Facts(wait_until=WAIT))
    assert isinstance(answer, Accepted) == is_due
    if isinstance(answer, Refused):
        assert [reason.code for reason in answer.reasons] == ["timer_not_due"]
        assert answer.reasons[0].param("due_at") == WAIT


def test_two_working_days_end_at_the_second_midnight_after():
    # Solved on Monday 10:00 in Shanghai: Tuesday and Wednesday are counted, so it lapses as Thursday begins.
    item = after(opened(), Event.SOLVE, payload=SOLUTION)
    due = next_due(ERRAND, item, CASE, calendar=SHOP)
    assert due is not None
    assert due.at == dt.datetime(2026, 3, 4, 16, tzinfo=dt.UTC)
    assert due.rule.event is Event.LAPSE


def test_a_timer_binds_the_system_and_nobody_else():
    item = after(opened(), Event.SOLVE, payload=SOLUTION)
    assert isinstance(decide(ERRAND, item, command(Event.REPLY, "customer", hours=2), CASE), Accepted)
    assert isinstance(decide(ERRAND, item, command(Event.REPLY, "system", hours=2), CASE), Refused)
    assert isinstance(decide(ERRAND, item, command(Event.REPLY, "system", hours=240), CASE), Accepted)


def test_a_timer_in_the_past_means_now():
    item = after(opened(), Event.SOLVE, payload=SOLUTION, hours=24 * 30)
    timers = build(
        rules=[
            on(State.NEW, Event.SOLVE, to=State.SOLVED, roles=["agent"]),
            on(State.SOLVED, Event.LAPSE, to=State.CLOSED, roles=["system"], after=Period.hours(1), anchor="opened"),
            on(State.NEW, Event.ASSIGN, to=State.OPEN, roles=["agent"]),
            on(State.OPEN, Event.ASK, to=State.WAITING, roles=["agent"]),
            on(State.WAITING, Event.REPLY, to=State.OPEN, roles=["customer"]),
            on(State.OPEN, Event.NOTE, to=State.CLOSED, roles=["agent"]),
            on(State.CLOSED, Event.REOPEN, to=State.OPEN, roles=["agent"]),
        ],
        forms={},
    )
    import attrs

    moved = attrs.evolve(item, machine=timers.ref)
    due = next_due(timers, moved, CASE, calendar=SHOP)
    assert due is not None
    assert due.at == MONDAY + dt.timedelta(hours=1)
    assert due.at < moved.last_activity_at


def test_an_item_of_another_definition_has_no_timer_here():
    item = after(opened(), Event.SOLVE, payload=SOLUTION)
    assert next_due(build("2"), item, CASE, calendar=SHOP) is None


def test_a_state_without_timers_has_none():
    assert next_due(ERRAND, opened(), CASE, calendar=SHOP) is None


def test_a_rule_whose_guards_would_fail_is_skipped_and_the_earliest_of_the_others_wins():
    from tests.lifecycle.errand import ASSIGNED, SMALL

    machine = build(
        rules=[
            *[
                on(State.NEW, Event.LAPSE, to=to, roles=["system"], guards=guards, after=Period.hours(hours))
                for to, guards, hours in (
                    (State.OPEN, [SMALL], 5),
                    (State.WAITING, [ASSIGNED], 9),
                    (State.SOLVED, [], 20),
                )
            ],
            on((State.OPEN, State.WAITING, State.SOLVED), Event.ASSIGN, to=State.CLOSED, roles=["agent"]),
            on(State.CLOSED, Event.REOPEN, to=State.OPEN, roles=["agent"]),
            *[on(State.OPEN, event, to=State.OPEN, roles=["customer"]) for event in (Event.ASK, Event.REPLY)],
            *[on(State.OPEN, event, to=State.OPEN, roles=["customer"]) for event in (Event.SOLVE, Event.NOTE)],
        ],
        forms={},
    )
    for facts, hours, target in (
        (Facts(severity="small"), 5, State.OPEN),
        (Facts(assignee="a"), 9, State.WAITING),
        (Facts(), 20, State.SOLVED),
    ):
        due = next_due(machine, opened(machine), facts, calendar=SHOP)
        assert due is not None
        assert (due.at, due.rule.target) == (MONDAY + dt.timedelta(hours=hours), target)


def test_of_two_timers_at_one_instant_the_one_that_is_written_first_is_named():
    machine = Machine(
        "m",
        "1",
        (("new", "initial"), ("closed", "closed")),
        (),
        tuple(
            Rule("new", event, "closed", frozenset({"system"}), after=period)
            for event, period in (
                ("later", Period.hours(3)),
                ("first", Period.hours(2)),
                ("second", Period.minutes(120)),
            )
        ),
    )
    due = next_due(machine, opened(machine), None, calendar=SHOP)
    assert due is not None
    assert due.rule.event == "first"
