"""Machines side by side: an escalation beside a return with two lines, and a status that is computed from the lines."""

import datetime as dt
from typing import Any

import pytest

from aftersales_core.errors import InvalidMachine
from aftersales_core.lifecycle import (
    Accepted,
    Command,
    Composite,
    CompositeItem,
    Machine,
    RollUp,
    Rule,
    begin,
    compose,
    decide,
    evolve,
    replay,
    roll_up,
)
from aftersales_core.reasons import Reason

AT = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
AGENT = frozenset({"agent"})

LINE: Machine[str, str, object] = Machine(
    "line",
    "1",
    (("awaited", "initial"), ("received", "active"), ("accepted", "closed"), ("rejected", "closed")),
    ("agent",),
    (
        Rule("awaited", "receive", "received", AGENT),
        Rule("received", "accept", "accepted", AGENT),
        Rule("received", "reject", "rejected", AGENT),
    ),
)
LEVEL: Machine[str, str, object] = Machine(
    "level",
    "1",
    (("none", "initial"), ("team", "active"), ("ended", "closed")),
    ("agent",),
    (
        Rule("none", "escalate", "team", AGENT),
        Rule("team", "end", "ended", AGENT),
        Rule("none", "end", "ended", AGENT),
    ),
)
CASE = compose("return", {"line": LINE, "escalation": LEVEL})

STATUS = [
    RollUp.all_in("accepted", ["accepted"]),
    RollUp.all_in("decided", ["accepted", "rejected"]),
    RollUp.all_in("received", ["received", "accepted", "rejected"]),
    RollUp.any_in("partially_received", ["received", "accepted", "rejected"]),
]


def opened() -> CompositeItem:
    case = CompositeItem("R-1", ())
    for part in ("line/2", "line/1", "escalation"):
        machine: Any = CASE.machine(part)
        event = begin(machine, id=f"R-1/{part}", at=AT, actor="c", role="customer", key=part, payload=None)
        case = case.with_part(part, replay([event]))
    return case


def done(case: CompositeItem, part: str, *events: str) -> CompositeItem:
    for event in events:
        machine, item = CASE.machine(part), case.part(part)
        assert isinstance(machine, Machine)
        assert not isinstance(item, Reason)
        answer = decide(machine, item, Command(event, AT, "a", "agent", event, item.version, None), None)
        assert isinstance(answer, Accepted)
        case = case.with_part(part, evolve(item, answer.events[0]))
    return case


def test_parts_are_kept_in_order_of_their_names():
    case = opened()
    assert [name for name, _ in case.parts] == ["escalation", "line/1", "line/2"]
    assert [item.id for item in case.of_region("line")] == ["R-1/line/1", "R-1/line/2"]
    assert case.version == 3


def test_one_part_moves_and_the_others_stay():
    before = opened()
    after = done(before, "escalation", "escalate")
    assert after.version == before.version + 1
    assert after.of_region("line") == before.of_region("line")
    assert [str(item.state) for _, item in after.parts] == ["team", "awaited", "awaited"]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([], [], "awaited"),
        (["receive"], [], "partially_received"),
        (["receive", "accept"], [], "partially_received"),
        (["receive"], ["receive"], "received"),
        (["receive", "accept"], ["receive", "reject"], "decided"),
        (["receive", "accept"], ["receive", "accept"], "accepted"),
    ],
)
def test_the_status_is_computed_from_the_lines(first: list[str], second: list[str], expected: str):
    case = done(done(opened(), "line/1", *first), "line/2", *second)
    assert roll_up(case.of_region("line"), STATUS, default="awaited") == expected


def test_a_case_without_lines_has_the_default_status():
    assert roll_up([], STATUS, default="empty") == "empty"


def test_an_unknown_part_or_region_is_a_reason():
    assert opened().part("line/3") == Reason.of(
        "unknown_part", "invalid", part="line/3", known=("escalation", "line/1", "line/2")
    )
    assert CASE.machine("lines/1") == Reason.of("unknown_part", "invalid", part="lines/1", known=("escalation", "line"))


def test_a_composite_that_cannot_be_read_is_refused():
    with pytest.raises(InvalidMachine, match="region 'a/b' is empty or holds a slash"):
        compose("x", {"a/b": LINE})
    with pytest.raises(InvalidMachine, match="sorted and named once"):
        Composite("x", (("line", LINE), ("line", LINE)))
