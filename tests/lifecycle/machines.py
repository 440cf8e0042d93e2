"""Random machines, and an independent reading of them to compare with.

Facts are the set of the names of guards that pass, so a brute-force judge needs to know nothing of guards.
"""

import datetime as dt
from itertools import pairwise
from typing import Any, TypeAlias

from hypothesis import strategies as st

from aftersales_core.errors import InvalidMachine
from aftersales_core.lifecycle import Attempt, Effect, Guard, Item, Machine, PayloadForm, Rule
from aftersales_core.worktime.period import Period

AnyMachine: TypeAlias = Machine[str, str, frozenset[str]]
START = dt.datetime(2026, 3, 2, 1, 0, tzinfo=dt.UTC)
GUARDS = ("is_paid", "is_signed", "is_small")
ROLES = ("agent", "customer", "supervisor")
EVENTS = ("ask", "reply", "solve", "lapse")


def passes(name: str) -> Guard[frozenset[str]]:
    """Make a guard that passes where the facts hold its name."""

    def check(facts: frozenset[str], _attempt: Attempt) -> bool:
        return name in facts

    return Guard(name, "1", check)


BY_NAME = {name: passes(name) for name in GUARDS}
EFFECTS = {name: Effect(name, (("to", "customer"),)) for name in ("thank", "refund")}


@st.composite
def rules(draw: st.DrawFn, states: list[str]) -> Rule[str, str, frozenset[str]]:
    """One rule between any two states."""
    roles = draw(st.frozensets(st.sampled_from((*ROLES, "system")), min_size=1))
    after = draw(st.none() | st.integers(1, 200).map(Period.hours)) if "system" in roles else None
    return Rule(
        draw(st.sampled_from(states)),
        draw(st.sampled_from(EVENTS)),
        draw(st.sampled_from(states)),
        roles,
        tuple(BY_NAME[name] for name in sorted(draw(st.frozensets(st.sampled_from(GUARDS), max_size=2)))),
        tuple(EFFECTS[name] for name in sorted(draw(st.frozensets(st.sampled_from(sorted(EFFECTS)))))),
        after,
        draw(st.sampled_from(("entered", "last_activity", "opened"))) if after is not None else "entered",
    )


def built(states: list[str], given: list[Rule[str, str, frozenset[str]]], forms: Any) -> AnyMachine:
    """Build a machine whose roles are those that act."""
    categories = ["initial", *["active"] * (len(states) - 2), "closed"]
    acting = sorted({role for rule in given for role in rule.roles} - {"system"})
    used = {rule.event for rule in given}
    return Machine(
        "random",
        "1",
        tuple(zip(states, categories, strict=True)),  # type: ignore[arg-type]
        tuple(acting),
        tuple(given),
        tuple((event, form) for event, form in forms if event in used),
    )


@st.composite
def machines(draw: st.DrawFn) -> AnyMachine:
    """A machine without a fault: a way through all states, and of further rules those that the lints let pass."""
    states = [f"s{number}" for number in range(draw(st.integers(2, 6)))]
    way = [Rule(here, "go", there, frozenset({"agent", "system"}), ()) for here, there in pairwise(states)]
    forms = draw(st.sampled_from(((), (("ask", PayloadForm(("question",))), ("go", PayloadForm((), ("note",)))))))
    kept = list(way)
    for rule in draw(st.lists(rules(states), max_size=12)):
        try:
            built(states, [*kept, rule], forms)
        except InvalidMachine:
            continue
        kept.append(rule)
    return built(states, kept, forms)


@st.composite
def cases(draw: st.DrawFn) -> tuple[AnyMachine, Item[str], frozenset[str]]:
    """A machine, an item of it in any state, and facts."""
    machine = draw(machines())
    state = draw(st.sampled_from([state for state, _ in machine.states]))
    times = sorted(
        START + dt.timedelta(hours=hours) for hours in draw(st.lists(st.integers(0, 99), min_size=3, max_size=3))
    )
    item = Item("R-1", machine.ref, state, draw(st.integers(1, 9)), *times)
    return machine, item, draw(st.frozensets(st.sampled_from(GUARDS)))


PAYLOADS = (None, (("question", "when?"),), (("note", "x"),), (("question", ""),), (("other", 1),))


def is_fine(event: str, payload: Any, machine: AnyMachine) -> bool:
    """Judge a payload of PAYLOADS by hand: ask needs a question and nothing else, go takes a note and nothing else."""
    if event not in dict(machine.forms):
        return True
    fine: Any = {"ask": [(("question", "when?"),)], "go": [None, (("note", "x"),)]}[event]
    return payload in fine


def expected_rule(
    machine: AnyMachine, item: Item[str], event: str, role: str, facts: frozenset[str], *, at: dt.datetime
) -> Rule[str, str, frozenset[str]] | None:
    """Find by brute force which rule holds: the first of the event whose role, guards and timer let it pass."""
    anchors = {"entered": item.entered_at, "last_activity": item.last_activity_at, "opened": item.opened_at}
    for rule in machine.rules:
        if rule.source != item.state or rule.event != event or role not in rule.roles:
            continue
        if not all(guard.name in facts for guard in rule.guards):
            continue
        if role == "system" and isinstance(rule.after, Period):
            due = anchors[rule.anchor] + dt.timedelta(hours=rule.after.amount)
            if at < due:
                continue
        return rule
    return None
