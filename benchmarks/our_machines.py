"""Machines as large as nobody draws them, written by a program: sound ones, and ones that must be refused."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from aftersales_core.errors import InvalidMachine
from aftersales_core.lifecycle import Category, Guard, Machine, Rule

AGENT = frozenset({"agent"})


def _always(_facts: object, _attempt: object) -> bool:
    return True


ALWAYS: Guard[object] = Guard("always", "1", _always)


def _states(number: int) -> tuple[tuple[str, Category], ...]:
    """Name states, of which the first is initial and the last closed."""
    names = [f"s{each}" for each in range(number)]
    return ((names[0], "initial"), *((name, "active") for name in names[1:-1]), (names[-1], "closed"))


def _build(states: int, rules: tuple[Rule[str, str, object], ...]) -> str:
    """Build a machine with its digest and tables, or say how many things are wrong with it."""
    try:
        machine: Machine[Any, Any, Any] = Machine("large", "1", _states(states), ("agent",), rules)
    except InvalidMachine as error:
        return f"refused: {error.problems[0][:40]}... ({len(error.problems):,} in all)"
    assert machine.ref.digest
    return f"built: {len(machine.steps):,} states"


def _mesh(states: int, events: int) -> tuple[Rule[str, str, object], ...]:
    """Lead from every state by every event to another one."""
    return tuple(
        Rule(f"s{state}", f"e{event}", f"s{(state + event + 1) % states}", AGENT, (ALWAYS,))
        for state in range(states)
        for event in range(events)
    )


def _document(states: int, events: int) -> Callable[[], str]:
    """Read such a machine from plain data, which may come from anyone."""
    machine: Machine[str, str, object] = Machine("large", "1", _states(states), ("agent",), _mesh(states, events))
    document = machine.to_dict()

    def read() -> str:
        again = Machine.from_dict(document, guards={ALWAYS.name: ALWAYS}, effects={})
        assert again.digest == machine.digest
        return f"built: {len(again.steps):,} states"

    return read


def _alternatives(states: int, number: int) -> Callable[[], str]:
    """Lead from every state by one event, with so many alternatives, each under a condition of its own."""
    rules = tuple(
        Rule(f"s{state}", "go", f"s{state + 1}", AGENT, (Guard(f"g{state}_{each}", "1", _always),))
        for state in range(states - 1)
        for each in range(number)
    )
    return partial(_build, states, rules)


def _undeclared(number: int) -> Callable[[], str]:
    """Name nothing in any rule that is declared."""
    rules = tuple(Rule(f"x{each}", f"e{each}", f"y{each}", frozenset({f"r{each}"})) for each in range(number))
    return partial(_build, 2, rules)


def machines() -> Mapping[str, Callable[[], str]]:
    """Give what builds each of them from rules that are made already."""
    return {
        "1,000 rules, 100 states": partial(_build, 100, _mesh(100, 10)),
        "10,000 rules, 500 states": partial(_build, 500, _mesh(500, 20)),
        "10,000 rules, read from a document": _document(500, 20),
        "10,000 rules, 100 for each state and event": _alternatives(101, 100),
        "10,000 rules for one state and event": _alternatives(2, 10_000),
        "10,000 rules of undeclared names": _undeclared(10_000),
    }
