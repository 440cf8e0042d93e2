"""A machine changed while items are open: migrated, refused with reasons, or kept on the old version."""

import datetime as dt
from typing import Any

from aftersales_core.lifecycle import (
    MESSAGES,
    Accepted,
    Kept,
    Machine,
    Migration,
    Refused,
    decide,
    evolve,
    migrate,
    replay,
)
from aftersales_core.lifecycle.item import MachineRef
from aftersales_core.reasons import Catalogue, render
from tests.lifecycle.errand import (
    CASE,
    ERRAND,
    MONDAY,
    SOLUTION,
    TEXTS,
    Event,
    Facts,
    State,
    after,
    build,
    command,
    opened,
)

LATER = MONDAY + dt.timedelta(days=1)
MOVES = {State.NEW: State.NEW, State.OPEN: State.OPEN, State.CLOSED: State.CLOSED}
NEW = build(
    "2",
    catalogue=TEXTS | Catalogue.of({"in_court": ("{state} is before the court", "{state}正在诉讼中")}),
    migrations=[
        Migration.of(ERRAND, MOVES, keeps=[State.SOLVED], refuses={State.WAITING: "in_court"}),
    ],
)


def run(machine: Machine[Any, Any, Any], item: Any, at: dt.datetime = LATER) -> Any:
    return migrate(machine, item, at=at, actor="ops", role="system", key="m1")


def test_an_item_is_migrated_by_an_event_like_any_other():
    item = after(opened(), Event.ASSIGN)
    answer = run(NEW, item)
    assert isinstance(answer, Accepted)
    moved = evolve(item, answer.events[0])
    assert (moved.machine, moved.state, moved.version) == (NEW.ref, State.OPEN, 3)
    assert (moved.entered_at, moved.last_activity_at) == (item.entered_at, item.last_activity_at)
    assert isinstance(
        decide(NEW, moved, command(Event.NOTE, "customer", hours=30, payload=(("text", "x"),)), CASE), Accepted
    )


def test_an_item_may_finish_on_its_old_version():
    item = after(opened(), Event.SOLVE, payload=SOLUTION)
    answer = run(NEW, item)
    assert isinstance(answer, Kept)
    assert answer.item is item
    assert answer.reason.code == "kept_on_version"
    assert isinstance(decide(ERRAND, item, command(Event.REPLY, "customer", hours=30), CASE), Accepted)


def test_an_item_is_refused_with_the_reason_that_the_map_names():
    item = after(after(opened(), Event.ASSIGN), Event.ASK, hours=2)
    answer = run(NEW, item)
    assert isinstance(answer, Refused)
    assert NEW.catalogue is not None
    assert render(answer.reasons[0], "en", NEW.catalogue | MESSAGES) == "waiting is before the court"


def test_a_second_run_changes_nothing():
    first = run(NEW, opened())
    answer = run(NEW, evolve(opened(), first.events[0]))
    assert isinstance(answer, Kept)
    assert answer.reason.code == "already_migrated"


def test_an_item_that_the_machine_says_nothing_about_is_refused():
    for item in (opened(build("0")), opened(build(forms={}))):
        answer = run(NEW, item)
        assert isinstance(answer, Refused)
        assert [reason.code for reason in answer.reasons] == ["no_migration"]
    import attrs

    stranger = attrs.evolve(opened(), machine=MachineRef("other", "1", ERRAND.digest))
    assert run(NEW, stranger).reasons[0].code == "no_migration"


def test_a_forged_state_cannot_be_migrated():
    import attrs

    answer = run(NEW, attrs.evolve(opened(), state="lost"))
    assert [reason.code for reason in answer.reasons] == ["not_migratable"]
    for lang in ("zh", "en"):
        assert "lost" in render(answer.reasons[0], lang, MESSAGES)


def test_a_map_for_this_very_content_comes_before_one_for_any_content():
    states = tuple(str(state) for state, _ in ERRAND.states)
    everything = Migration("1", None, states, (), states)
    machine = build("2", migrations=[everything, Migration.of(ERRAND, {state: state for state in State})])
    assert isinstance(run(machine, opened()), Accepted)
    assert isinstance(run(machine, opened(build(forms={}))), Kept)


def test_a_migration_before_the_last_event_counts_as_of_that_event():
    item = after(opened(), Event.ASSIGN, hours=50)
    answer = run(NEW, item)
    assert answer.events[0].at == item.last_activity_at
    assert replay(answer.events, item).version == 3


def test_after_a_migration_the_old_definition_refuses_the_item():
    item = evolve(opened(), run(NEW, opened()).events[0])
    answer = decide(ERRAND, item, command(Event.ASSIGN, hours=30), Facts())
    assert isinstance(answer, Refused)
    assert [reason.code for reason in answer.reasons] == ["other_definition"]
