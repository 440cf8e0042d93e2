"""Histories that hold and histories that cannot: clear errors, nothing lost."""

import datetime as dt
from typing import Any

import attrs
import pytest

from aftersales_core.errors import BrokenHistory, DecodeError, NaiveDatetime
from aftersales_core.interchange.codec import from_dict, to_dict
from aftersales_core.lifecycle import (
    Accepted,
    Item,
    Migrated,
    Moved,
    Opened,
    begin,
    decide,
    evolve,
    replay,
    sorted_events,
)
from aftersales_core.lifecycle.item import MachineRef
from tests.lifecycle.errand import CASE, ERRAND, MONDAY, SOLUTION, Event, State, command, opened

HOUR = dt.timedelta(hours=1)
OPENING = begin(ERRAND, id="T-1", at=MONDAY, actor="c1", role="customer", key="k0", payload=None)


def moved(version: int, source: State, target: State, hours: float, event: Event = Event.NOTE) -> Any:
    at = MONDAY + hours * HOUR
    return Moved("T-1", version, at, "a1", "agent", f"k{version}", event, source, target, (), None)


HISTORY: list[Any] = [
    OPENING,
    moved(2, State.NEW, State.OPEN, 1),
    moved(3, State.OPEN, State.OPEN, 2),
    moved(4, State.OPEN, State.SOLVED, 3),
]


def test_a_history_gives_state_version_and_instants():
    item = replay(HISTORY)
    assert (item.state, item.version) == (State.SOLVED, 4)
    assert (item.opened_at, item.entered_at, item.last_activity_at) == (MONDAY, MONDAY + 3 * HOUR, MONDAY + 3 * HOUR)


def test_a_rule_from_a_state_to_itself_does_not_enter_it_again():
    item = replay(HISTORY[:3])
    assert (item.entered_at, item.last_activity_at) == (MONDAY + HOUR, MONDAY + 2 * HOUR)


def test_a_late_event_counts_as_of_the_one_before():
    events = [*HISTORY[:3], moved(4, State.OPEN, State.SOLVED, 0.5)]
    item = replay(events)
    assert (item.entered_at, item.last_activity_at) == (MONDAY + 2 * HOUR, MONDAY + 2 * HOUR)
    assert evolve(replay(events[:3]), events[3]) == item


def test_times_of_another_zone_end_up_in_utc():
    there = (MONDAY + HOUR).astimezone(dt.timezone(dt.timedelta(hours=8)))
    item = replay([OPENING, attrs.evolve(HISTORY[1], at=there)])
    assert item.last_activity_at.tzinfo is dt.UTC
    assert evolve(replay([OPENING]), attrs.evolve(HISTORY[1], at=there)) == item


@pytest.mark.parametrize(
    ("events", "version", "problem"),
    [
        ([], 0, "there are no events"),
        (HISTORY[1:], 2, "does not begin with its opening"),
        ([attrs.evolve(OPENING, version=2)], 2, "does not begin with its opening"),
        ([HISTORY[0], *HISTORY[2:]], 3, "version 2 is missing"),
        ([*HISTORY[:2], HISTORY[3], HISTORY[2]], 4, "version 3 is missing"),
        ([*HISTORY, HISTORY[1]], 2, "at version 4 already"),
        ([*HISTORY[:3], attrs.evolve(HISTORY[2], actor="x")], 3, "two writers used one version"),
        ([*HISTORY[:2], attrs.evolve(HISTORY[2], item_id="T-2")], 3, "belongs to 'T-2'"),
        ([*HISTORY[:2], attrs.evolve(OPENING, version=3)], 3, "opened a second time"),
        ([*HISTORY[:2], moved(3, State.CLOSED, State.OPEN, 2)], 3, "starts from closed, but the item is in open"),
    ],
)
def test_a_history_that_cannot_be_is_an_error_that_names_the_place(events: Any, version: int, problem: str):
    with pytest.raises(BrokenHistory) as caught:
        replay(events)
    assert caught.value.version == version
    assert problem in caught.value.problem


def test_evolving_with_an_event_that_is_not_next_changes_nothing():
    item = replay(HISTORY[:2])
    for event in (OPENING, HISTORY[1], HISTORY[3], attrs.evolve(HISTORY[2], item_id="T-2")):
        assert evolve(item, event) is item
    assert evolve(item, attrs.evolve(OPENING, version=3)) is item


def test_events_that_a_snapshot_holds_are_passed_over():
    assert replay(HISTORY, replay(HISTORY[:3])) == replay(HISTORY)
    with pytest.raises(BrokenHistory, match="version 3 is missing"):
        replay(HISTORY[3:], replay(HISTORY[:2]))


def test_sorting_leaves_two_events_of_one_version_for_the_replay_to_refuse():
    twin = attrs.evolve(HISTORY[2], actor="x")
    rows = sorted_events([HISTORY[3], twin, HISTORY[2], HISTORY[1], HISTORY[1], OPENING])
    assert [event.version for event in rows] == [1, 2, 3, 3, 4]
    with pytest.raises(BrokenHistory, match="two writers"):
        replay(rows)


def test_a_migration_in_a_history_changes_state_and_definition_and_no_clock():
    there = MachineRef("errand", "2", "sha256:2")
    event: Migrated[Any] = Migrated(
        "T-1", 5, MONDAY + 9 * HOUR, "ops", "system", "m", ERRAND.ref, there, "solved", State.CLOSED
    )
    before = replay(HISTORY)
    item = replay([*HISTORY, event])
    assert item == attrs.evolve(before, state=State.CLOSED, version=5, machine=there)
    assert evolve(before, event) == item


@pytest.mark.parametrize("change", [{"version": 0}, {"entered_at": MONDAY - HOUR}, {"last_activity_at": MONDAY - HOUR}])
def test_a_forged_item_is_refused(change: Any):
    with pytest.raises(BrokenHistory):
        attrs.evolve(opened(), **change)


def test_an_item_with_a_naive_time_is_refused():
    with pytest.raises(NaiveDatetime):
        attrs.evolve(opened(), entered_at=dt.datetime(2026, 3, 3))


def test_no_event_takes_a_naive_time():
    naive = dt.datetime(2026, 3, 3)
    migrated: Any = Migrated("T-1", 5, MONDAY, "o", "system", "m", ERRAND.ref, ERRAND.ref, "new", State.NEW)
    for event in (OPENING, HISTORY[1], migrated):
        with pytest.raises(NaiveDatetime):
            attrs.evolve(event, at=naive)


EVENTS: Any = tuple[Opened[State, None] | Moved[State, Event, None] | Migrated[State], ...]


def test_a_history_survives_storage_with_its_types():
    rows: Any = to_dict(tuple(HISTORY), as_type=EVENTS)
    assert [row["type"] for row in rows] == ["opened", "moved", "moved", "moved"]
    again: Any = from_dict(EVENTS, rows)
    assert again == tuple(HISTORY)
    assert isinstance(again[1].event, Event)
    assert replay(again) == replay(HISTORY)
    answer = decide(ERRAND, opened(), command(Event.SOLVE, payload=SOLUTION), CASE)
    kind: Any = Accepted[Moved[State, Event, tuple[tuple[str, str], ...]]]
    assert from_dict(kind, to_dict(answer, as_type=kind)) == answer


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"target": "lost"}, "/1/target", "unknown_value"),
        ({"event": "fly"}, "/1/event", "unknown_value"),
        ({"at": "2026-03-02T10:00:00"}, "/1/at", "naive_datetime"),
        ({"version": "2"}, "/1/version", "expected_integer"),
        ({"mood": 1}, "/1/mood", "unknown_key"),
    ],
)
def test_stored_events_that_are_none_are_told_with_their_place(change: Any, pointer: str, code: str):
    rows: Any = to_dict(tuple(HISTORY), as_type=EVENTS)
    rows[1] |= change
    with pytest.raises(DecodeError) as caught:
        from_dict(EVENTS, rows)
    assert [(problem.pointer, problem.code) for problem in caught.value.problems] == [(pointer, code)]


def test_a_stored_item_of_an_unknown_state_is_an_error_with_types_and_a_refusal_without():
    row: Any = to_dict(opened(), as_type=Item[State])
    assert from_dict(Item[State], row) == opened()
    row["state"] = "lost"
    with pytest.raises(DecodeError, match="unknown_value at /state"):
        from_dict(Item[State], row)
    item: Any = from_dict(Item[str], row)
    answer: Any = decide(ERRAND, item, command(Event.SOLVE, payload=SOLUTION), CASE)
    assert [reason.code for reason in answer.reasons] == ["unknown_state"]


def test_an_item_with_a_forged_version_or_definition_is_told():
    row: Any = to_dict(opened(), as_type=Item[State])
    row["version"] = -3
    with pytest.raises(DecodeError, match="broken_history"):
        from_dict(Item[State], row)
    row |= {"version": 1, "machine": row["machine"] | {"digest": "sha256:0"}}
    item = from_dict(Item[State], row)
    answer: Any = decide(ERRAND, item, command(Event.ASSIGN), CASE)
    assert [reason.code for reason in answer.reasons] == ["other_definition"]
