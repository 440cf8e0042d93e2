"""Machines as documents: names are looked up, no code is loaded, and whatever is wrong is told with its place."""

import copy
from typing import Any

import pytest

from aftersales_core.errors import DecodeError, InvalidMachine
from aftersales_core.interchange.canonical import canonical_json
from aftersales_core.interchange.limits import Limits
from aftersales_core.lifecycle import Effect, Guard, Machine, Migration
from aftersales_core.worktime.period import Period
from tests.lifecycle.errand import ERRAND, NOTIFY, THANK, State, build

GUARDS: dict[str, Guard[Any]] = {guard.name: guard for rule in ERRAND.rules for guard in rule.guards}
EFFECTS = {effect.name: effect for effect in (THANK, NOTIFY)}
DOCUMENT: Any = {
    "name": "m",
    "version": "1",
    "states": [{"name": "new", "category": "initial"}, {"name": "closed", "category": "closed"}],
    "roles": ["agent"],
    "rules": [
        {
            "source": ["new"],
            "event": "close",
            "target": "closed",
            "roles": ["agent", "system"],
            "guards": ["has_assignee"],
            "effects": ["thank"],
            "after": "7d",
        }
    ],
}


def read(document: Any) -> Machine[str, str, Any]:
    return Machine.from_dict(document, guards=GUARDS, effects=EFFECTS)


def problems(document: Any) -> list[tuple[str, str]]:
    with pytest.raises(DecodeError) as caught:
        read(document)
    return [(problem.pointer, problem.code) for problem in caught.value.problems]


def test_a_typed_machine_and_its_document_decide_alike():
    again = read(ERRAND.to_dict())
    assert again.digest == ERRAND.digest
    assert again == ERRAND
    assert canonical_json(again.to_dict()) == canonical_json(ERRAND.to_dict())


def test_migrations_and_texts_are_in_the_document():
    machine = build(migrations=[Migration("0", "sha256:0", ("a", "b"), (("a", State.NEW),), ("b",))])
    assert read(machine.to_dict()) == machine


def test_short_forms_are_read():
    machine = read(DOCUMENT)
    assert machine.rules[0].after == Period.days(7)
    assert machine.rules[0].effects == (THANK,)
    document = copy.deepcopy(DOCUMENT)
    document["rules"][0] |= {"source": "new", "after": "close_at"}
    assert read(document).rules[0].after == "close_at"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"guards": ["has_assignee", "__import__('os')"]}, [("/rules/0/guards/1", "unknown_value")]),
        ({"effects": ["thank", "wipe"]}, [("/rules/0/effects/1", "unknown_value")]),
        (
            {"effects": ["wipe"], "guards": ["nobody"]},
            [("/rules/0/guards/0", "unknown_value"), ("/rules/0/effects/0", "unknown_value")],
        ),
        ({"after": "7 dayz"}, [("/rules/0/after", "invalid_value")]),
        ({"anchor": "birth"}, [("/rules/0/anchor", "unknown_value")]),
        ({"cond": "True"}, [("/rules/0/cond", "unknown_key")]),
    ],
)
def test_what_a_rule_cannot_mean_is_told_with_its_place(change: Any, expected: Any):
    document = copy.deepcopy(DOCUMENT)
    document["rules"][0] |= change
    assert problems(document) == expected


def test_another_revision_of_a_guard_is_refused():
    document = DOCUMENT | {"guards": [{"name": "has_assignee", "revision": "2"}, {"name": "unused", "revision": "1"}]}
    assert problems(document) == [("/guards/0/revision", "unknown_value")]


def test_a_document_of_another_shape_is_refused():
    assert problems([]) == [("", "expected_object")]
    assert problems(DOCUMENT | {"states": [{"name": "new", "category": "begin"}]})[0] == (
        "/states/0/category",
        "unknown_value",
    )


def test_a_document_that_contradicts_itself_is_an_invalid_machine():
    with pytest.raises(InvalidMachine, match="role 'pilot' can never act"):
        read(DOCUMENT | {"roles": ["agent", "pilot"]})


def test_limits_can_be_given():
    with pytest.raises(DecodeError, match="too_many_values"):
        Machine.from_dict(DOCUMENT, guards=GUARDS, effects={"thank": Effect("thank")}, limits=Limits(values=5))
