"""This library on the common walk: roles, guard, version, reasons, an audit event for each change, and an effect."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache, partial
from typing import Any, TypeAlias

import attrs

from aftersales_core import lifecycle as lc
from benchmarks.walk import EDGES, FIRST, GUARDED, LAP, STATES, Walker

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
ACTOR = "a-17"
ROLES = ("agent", "customer")
State: Any = StrEnum("State", [(name.upper(), name) for name in STATES])
Event: Any = StrEnum("Event", [(name.upper(), name) for name in (FIRST, *LAP)])


@attrs.frozen
class Facts:
    """What is known about the ticket."""

    owner: str | None


Machine: TypeAlias = lc.Machine[Any, Any, Facts]
OWNED, UNOWNED = Facts(ACTOR), Facts(None)
STEPS = {event: (Event(event), role) for _, event, _, role in EDGES}
WALK = [STEPS[event] for event in LAP]


def is_owned(facts: Facts, _attempt: lc.Attempt) -> bool:
    """Tell whether somebody owns the ticket."""
    return facts.owner is not None


def define() -> Machine:
    """Build the definition with all its checks, its digest and its tables, which the first use would build else."""
    on: Any = lc.Rules(State, Event, Facts)
    guarded = {"guards": [on.guard("is_owned", is_owned)], "effects": [lc.Effect("thank")]}
    rules = [
        on(State(source), Event(event), to=State(target), roles=[role], **(guarded if event == GUARDED else {}))
        for source, event, target, role in EDGES
    ]
    states = {State(name): category for name, category in STATES.items()}
    machine: Machine = on.machine("ticket", "1", states=states, roles=ROLES, rules=rules)
    assert machine.ref.digest
    assert machine.steps
    return machine


@cache
def machine() -> Machine:
    """Give the definition that all tickets share."""
    return define()


def opening(name: str = "T-1", at: datetime = AT) -> Any:  # noqa: ANN401 - its types are made at run time
    """Give the first event of a ticket."""
    return lc.begin(machine(), id=name, at=at, actor="c-4", role="customer", key="k-0", payload=None)


def asked(item: lc.Item[Any], event: str, at: datetime = AT) -> lc.Command[Any, Any]:
    """Give a command by the role that may, of one who saw the item's version."""
    name, role = STEPS[event]
    return lc.Command(name, at, ACTOR, role, "k-1", item.version, None)


def moved(item: lc.Item[Any], command: lc.Command[Any, Any], facts: Facts = OWNED) -> lc.Item[Any]:
    """Decide and evolve; a refused command leaves the item where it is."""
    answer = lc.decide(machine(), item, command, facts)
    return item if isinstance(answer, lc.Refused) else lc.evolve(item, answer.events[0])


def history(laps: int) -> list[Any]:
    """Walk, and give every event, the opening included."""
    events = [opening()]
    item = lc.replay(events)
    for event in (FIRST, *LAP * laps):
        answer = lc.decide(machine(), item, asked(item, event), OWNED)
        assert isinstance(answer, lc.Accepted)
        events += answer.events
        item = lc.evolve(item, answer.events[0])
    return events


def walk(laps: int) -> object:
    """Walk without keeping the history; each command is made anew, since it names the version that was seen."""
    definition = machine()
    item = lc.replay([opening()])
    item = moved(item, asked(item, FIRST))
    for _ in range(laps):
        for event, role in WALK:
            command = lc.Command(event, AT, ACTOR, role, "k-1", item.version, None)
            answer = lc.decide(definition, item, command, OWNED)
            assert isinstance(answer, lc.Accepted)
            item = lc.evolve(item, answer.events[0])
    return item


def play(events: Sequence[str], is_owned: bool) -> str:  # noqa: FBT001 - as the script has it
    """Go through a script."""
    item = lc.replay([opening()])
    for event in events:
        item = moved(item, asked(item, event), OWNED if is_owned else UNOWNED)
    return str(item.state)


def many(number: int) -> Sequence[object]:
    """Open tickets with names and instants of their own; a note leaves each with three instants, which is the most."""
    items: list[object] = []
    for each in range(number):
        at = AT + timedelta(seconds=each)
        item = lc.replay([opening(f"T-{each}", at)])
        item = moved(item, asked(item, FIRST, at + timedelta(hours=1)))
        items.append(moved(item, asked(item, "note", at + timedelta(hours=2))))
    return items


def opened() -> lc.Item[Any]:
    """Give a ticket in the state from which three events lead on."""
    return lc.replay(history(0))


def look(item: lc.Item[Any]) -> object:
    """Ask for both roles, while nobody owns the ticket: one event is refused for its guard, three for the role."""
    return [lc.available(machine(), item, at=AT, actor=ACTOR, role=role, facts=UNOWNED) for role in ROLES]


def refused(item: lc.Item[Any], command: lc.Command[Any, Any]) -> lc.Refused:
    """Refuse for two reasons: the role may not, and nobody owns the ticket."""
    answer = lc.decide(machine(), item, command, UNOWNED)
    assert isinstance(answer, lc.Refused)
    return answer


def refusable(item: lc.Item[Any]) -> lc.Command[Any, Any]:
    """Give a command by a role that may not."""
    return lc.Command(Event(GUARDED), AT, "c-4", "customer", "k-1", item.version, None)


def rebuild(laps: int) -> Callable[[], object]:
    """Prepare a history."""
    return partial(lc.replay, history(laps))


def walker() -> Walker:
    """Hand in."""
    assert len(refused(opened(), refusable(opened())).reasons) == 2
    return Walker("aftersales_core", define, walk, play, many, "", 6, partial(look, opened()), rebuild)
