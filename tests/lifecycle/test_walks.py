"""Walks over a whole machine: every pair of state and event often enough, and as many ways as counted by hand."""

import datetime as dt
import random
import sys
from collections import Counter
from typing import Any

import attrs
import pytest

from aftersales_core.lifecycle import Accepted, Command, Item, Machine, decide, evolve
from tests.lifecycle.errand import CASE, ERRAND, MONDAY, SHOP, SOLUTION, Event, Facts, State, opened

ROLES = ("agent", "customer", "system", "pilot")
FLOOR = 1_000
TEXT = (("text", "x"),)


def test_every_pair_of_state_and_event_is_tried_a_thousand_times_and_every_rule_and_refusal_is_met():
    chance = random.Random(20260302)  # noqa: S311 - the same walk each time
    tried: Counter[tuple[State, Event]] = Counter()
    ways: set[tuple[str, str, str]] = set()
    codes: set[str] = set()
    states = {state: attrs.evolve(opened(), state=state) for state in State}
    for _ in range(FLOOR):
        for state, item in states.items():
            for event in Event:
                facts = Facts(
                    chance.choice([None, "a1", "a2"]),
                    chance.choice([None, "small", "high"]),
                    chance.choice([None, MONDAY, MONDAY + dt.timedelta(days=9)]),
                )
                at = MONDAY + dt.timedelta(hours=chance.choice([-1, 0, 1, 100, 300]))
                seen = chance.choice([None, 1, 1, 1, 2])
                wish = Command(
                    event,
                    at,
                    "a1",
                    chance.choice(ROLES),
                    "k",
                    seen,
                    chance.choice([None, SOLUTION, TEXT, (*TEXT, *SOLUTION)]),
                )
                answer = decide(ERRAND, item, wish, facts, calendar=chance.choice([None, SHOP]))
                tried[state, event] += 1
                if isinstance(answer, Accepted):
                    moved = answer.events[0]
                    ways.add((moved.source, moved.event, moved.target))
                else:
                    codes |= {reason.code for reason in answer.reasons}
    assert set(tried) == {(state, event) for state in State for event in Event}
    assert min(tried.values()) >= FLOOR
    assert ways == {(rule.source, rule.event, rule.target) for rule in ERRAND.rules}
    guards = {guard.name for rule in ERRAND.rules for guard in rule.guards}
    assert codes == guards | {
        "earlier_than_last",
        "illegal_event",
        "payload_missing",
        "payload_unknown",
        "role_not_permitted",
        "stale_version",
        "timer_needs_calendar",
        "timer_not_due",
        "timer_not_set",
        "unknown_role",
    }


def count(machine: Machine[Any, Any, Any], item: Item[Any], depth: int) -> int:
    """Count the sequences of commands of agent and customer that are accepted one after another."""
    if depth == 0:
        return 1
    total = 0
    for event in Event:
        payload = {Event.SOLVE: SOLUTION, Event.NOTE: TEXT}.get(event)
        for role in ("agent", "customer"):
            answer = decide(machine, item, Command(event, MONDAY, "a1", role, "k", item.version, payload), CASE)
            if isinstance(answer, Accepted):
                total += count(machine, evolve(item, answer.events[0]), depth - 1)
    return total


# By hand: from new one may assign or solve; from open ask, solve, or add a note as agent or as customer; from waiting,
# solved and closed there is one way each, to open, closed and open. So with f(n) ways of length n:
# new(n) = open(n-1) + solved(n-1), open(n) = waiting(n-1) + solved(n-1) + 2 open(n-1), waiting(n) = closed(n) =
# open(n-1), solved(n) = closed(n-1), all 1 at n = 0.
@pytest.mark.parametrize(("depth", "expected"), [(0, 1), (1, 2), (2, 5), (3, 11), (4, 29), (5, 74), (6, 188)])
def test_there_are_as_many_ways_as_counted_by_hand(depth: int, expected: int):
    assert count(ERRAND, opened(), depth) == expected


def test_an_item_is_small():
    item = opened()
    assert not hasattr(item, "__dict__")
    own = sys.getsizeof(item) + sum(map(sys.getsizeof, (item.opened_at, item.id)))
    assert own <= 200
    # The definition is shared, and so is the instant of an opening.
    assert item.machine is ERRAND.ref
    assert item.entered_at is item.opened_at
