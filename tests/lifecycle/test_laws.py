"""Laws that hold for every machine: asking and deciding agree, a history folds, a key answers once."""

import datetime as dt
import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.interchange.codec import from_dict, to_dict
from aftersales_core.lifecycle import (
    Accepted,
    Allowed,
    Blocked,
    Command,
    IssuedEffect,
    Item,
    Machine,
    Moved,
    Refused,
    available,
    begin,
    decide,
    evolve,
    next_due,
    paths,
    replay,
    sorted_events,
)
from tests.lifecycle.errand import SHOP
from tests.lifecycle.machines import (
    BY_NAME,
    EFFECTS,
    EVENTS,
    GUARDS,
    PAYLOADS,
    ROLES,
    START,
    AnyMachine,
    cases,
    expected_rule,
    is_fine,
    machines,
)

EVERY_EVENT = ("go", *EVENTS, "fly")
roles = st.sampled_from((*ROLES, "system", "stranger"))
hours = st.integers(99, 400)
payloads = st.sampled_from(PAYLOADS)


def order(
    event: str, role: str, at: dt.datetime, payload: Any = None, *, key: str = "k", version: int | None = None
) -> Any:
    return Command(event, at, "x1", role, key, version, payload)


@given(cases(), roles, hours, payloads)
def test_asking_and_deciding_never_disagree(case: Any, role: str, after: int, payload: Any):
    machine, item, facts = case
    at = START + dt.timedelta(hours=after)
    answers = available(machine, item, at=at, actor="x1", role=role, facts=facts, calendar=SHOP)
    for event in EVERY_EVENT:
        decided = decide(machine, item, order(event, role, at, payload), facts, calendar=SHOP)
        answer = answers.get(event)
        match answer:
            case Allowed(target):
                assert isinstance(decided, Accepted) == is_fine(event, payload, machine)
                if isinstance(decided, Accepted):
                    assert isinstance(decided.events[0], Moved)
                    assert decided.events[0].target == target
            case Blocked(reasons):
                assert isinstance(decided, Refused)
                assert decided.reasons[: len(reasons)] == reasons
                assert {reason.code for reason in decided.reasons[len(reasons) :]} <= {
                    "payload_missing",
                    "payload_unknown",
                }
            case None:
                assert isinstance(decided, Refused)
                assert {reason.code for reason in decided.reasons} <= {"illegal_event", "unknown_event"}


@given(cases(), roles, hours, payloads, st.sampled_from(EVERY_EVENT))
def test_a_decision_is_that_of_a_brute_force_reading_of_the_rules(
    case: Any, role: str, after: int, payload: Any, event: str
):
    machine, item, facts = case
    at = START + dt.timedelta(hours=after)
    decided = decide(machine, item, order(event, role, at, payload), facts, calendar=SHOP)
    rule = expected_rule(machine, item, event, role, facts, at=at)
    if rule is None or not is_fine(event, payload, machine):
        assert isinstance(decided, Refused)
        assert decided.reasons
        assert len(set(decided.reasons)) == len(decided.reasons)
        return
    moved = Moved("R-1", item.version + 1, at, "x1", role, "k", event, item.state, rule.target, rule.effects, payload)
    effects = tuple(IssuedEffect(f"R-1/{item.version + 1}", index, effect) for index, effect in enumerate(rule.effects))
    assert decided == Accepted((moved,), effects)


@given(cases(), hours)
def test_a_blocked_event_names_every_guard_that_fails_among_the_rules_that_admit_the_role(case: Any, after: int):
    machine, item, facts = case
    at = START + dt.timedelta(hours=after)
    for role in ROLES:
        for event, answer in available(machine, item, at=at, actor="x", role=role, facts=facts).items():
            ways = [rule for rule in machine.rules if rule.source == item.state and rule.event == event]
            admitting = [rule for rule in ways if role in rule.roles] or ways
            failing = {guard.name for rule in admitting for guard in rule.guards} - facts
            if isinstance(answer, Blocked):
                assert {reason.code for reason in answer.reasons if reason.code in GUARDS} == failing


def lived(machine: AnyMachine, seed: int, length: int) -> tuple[list[Any], Item[str]]:
    """Let an item live: any event, any role, any facts; what is refused leaves no trace."""
    chance = random.Random(seed)  # noqa: S311 - a life that can be lived again, not a secret
    first = begin(machine, id="R-1", at=START, actor="c", role="customer", key="0", payload=None)
    events: list[Any] = [first]
    item = replay(events)
    for number in range(length):
        at = item.last_activity_at + dt.timedelta(hours=chance.choice([0, 1, 50]))
        facts = frozenset(name for name in GUARDS if chance.random() < 0.7)
        payload = chance.choice(PAYLOADS)
        wish = order(chance.choice(EVERY_EVENT), chance.choice((*ROLES, "system")), at, payload, key=str(number + 1))
        answer = decide(machine, item, wish, facts)
        if isinstance(answer, Accepted):
            item = evolve(item, answer.events[0])
            events += answer.events
    return events, item


@given(machines(), st.integers(), st.data())
def test_a_replayed_history_is_the_item_that_lived_it(machine: AnyMachine, seed: int, data: st.DataObject):
    events, item = lived(machine, seed, 30)
    assert replay(events) == item
    folded = replay(events[:1])
    for event in events[1:]:
        folded = evolve(folded, event)
    assert folded == item
    cut = data.draw(st.integers(1, len(events)))
    snapshot = replay(events[:cut])
    assert replay(events[cut:], snapshot) == item
    assert replay(events, snapshot) == item


@given(machines(), st.integers(), st.randoms(use_true_random=False))
def test_repeated_and_shuffled_events_lead_to_the_same_item(machine: AnyMachine, seed: int, chance: random.Random):
    events, item = lived(machine, seed, 12)
    assert replay(event for event in events for _ in range(2)) == item
    mixed = [*events, *events[: len(events) // 2]]
    chance.shuffle(mixed)
    assert replay(sorted_events(mixed)) == item
    folded = replay(events[:1])
    for twin in [event for event in events for _ in range(2)]:
        folded = evolve(folded, twin)
    assert folded == item
    assert all(evolve(item, event) == item for event in events)


@given(machines(), st.integers())
def test_events_and_items_survive_storage(machine: AnyMachine, seed: int):
    events, item = lived(machine, seed, 8)
    assert from_dict(Item[str], to_dict(item, as_type=Item[str])) == item
    pairs = tuple[tuple[str, str | int], ...]
    kinds = tuple[Moved[str, str, pairs | None], ...]
    rows = to_dict(tuple(events[1:]), as_type=kinds)
    assert from_dict(kinds, rows) == tuple(events[1:])


@given(cases(), roles, hours)
def test_the_same_key_gives_the_first_answer_again(case: Any, role: str, after: int):
    machine, item, facts = case
    for event in EVERY_EVENT:
        wish = order(event, role, START + dt.timedelta(hours=after))
        first = decide(machine, item, wish, facts)
        if isinstance(first, Refused):
            continue
        later = evolve(item, first.events[0])
        again = decide(machine, later, wish, frozenset(), earlier=first.events)
        assert again == Accepted(first.events, first.effects, replayed=True)
        for other in (
            order("fly", role, wish.at),
            order(event, "stranger", wish.at),
            order(event, role, wish.at, (("note", "x"),)),
        ):
            refused = decide(machine, later, other, facts, earlier=first.events)
            assert isinstance(refused, Refused)
            assert [reason.code for reason in refused.reasons] == ["key_reused"]


@given(cases(), roles, hours, st.sampled_from(EVERY_EVENT), st.integers(0, 20))
def test_a_stale_version_is_refused_alone_with_the_actual_one(case: Any, role: str, after: int, event: str, seen: int):
    machine, item, facts = case
    decided = decide(machine, item, order(event, role, START + dt.timedelta(hours=after), version=seen), facts)
    if seen != item.version:
        assert isinstance(decided, Refused)
        assert [reason.code for reason in decided.reasons] == ["stale_version"]
        assert decided.reasons[0].param("actual") == item.version
    else:
        assert decided == decide(machine, item, order(event, role, START + dt.timedelta(hours=after)), facts)


@given(cases())
def test_the_next_timer_is_the_first_instant_at_which_the_system_may_act(case: Any):
    machine, item, facts = case
    timed = [rule for rule in machine.rules if rule.source == item.state and rule.after is not None]
    anchors = {"entered": item.entered_at, "last_activity": item.last_activity_at, "opened": item.opened_at}
    dues = [
        anchors[rule.anchor] + dt.timedelta(hours=rule.after.amount)
        for rule in timed
        if all(guard.name in facts for guard in rule.guards)
    ]
    due = next_due(machine, item, facts, calendar=SHOP)
    assert (None if due is None else due.at) == min(dues, default=None)
    if due is not None:
        at = max(due.at, item.last_activity_at)
        assert isinstance(
            decide(machine, item, order(due.rule.event, "system", at, fitting(due.rule.event)), facts), Accepted
        )


def fitting(event: str) -> Any:
    """A payload that every form of the random machines takes."""
    return (("question", "when?"),) if event == "ask" else None


@given(machines())
def test_a_document_gives_the_machine_back(machine: AnyMachine):
    document = machine.to_dict()
    again = Machine.from_dict(document, guards=BY_NAME, effects=EFFECTS)
    assert again == machine
    assert again.digest == machine.digest
    assert again.to_dict() == document


@given(machines())
def test_paths_are_shortest_and_reach_every_rule(machine: AnyMachine):
    names = [state for state, _ in machine.states]
    far = len(names) + 1
    # Floyd and Warshall's distances, which share nothing with a breadth-first search.
    steps = {(a, b): 0 if a == b else far for a in names for b in names}
    for rule in machine.rules:
        steps[rule.source, rule.target] = min(steps[rule.source, rule.target], 1)
    for middle in names:
        for a in names:
            for b in names:
                steps[a, b] = min(steps[a, b], steps[a, middle] + steps[middle, b])
    ways = paths(machine)
    for state in names:
        way = ways.to(state)
        assert way is not None
        assert len(way) == steps["s0", state]
    assert [walk[-1] for walk in ways.to_rule] == list(machine.rules)
    for walk in (*ways.to_rule, *(way for _, way in ways.to_state)):
        here = "s0"
        for rule in walk:
            assert rule.source == here
            here = rule.target
