"""Lifecycles beside three state-machine libraries, in one run: `python benchmarks/lifecycle.py`.

Everyone walks the same ticket through the same six events with the same condition. Ours also checks the role, the
version and the definition, and returns an audit event and effects; the others change an object in place. Times are
processor time, the best of many short rounds in turns, so that whatever else the machine does hits all alike.

Needs, beside the library: transitions, python-statemachine, automat.
"""

import datetime as dt
import gc
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

import attrs

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from aftersales_core import lifecycle as lc

# Asked for by name: they are installed where benchmarks run, not where types are checked.
automat: Any = import_module("automat")
statemachine: Any = import_module("statemachine")
transitions: Any = import_module("transitions")

AT = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
ROUNDS = 15
LAPS = 300
ITEMS = 2_000
HISTORY = 20_000


class State(StrEnum):
    """The states of the ticket."""

    NEW = "new"
    OPEN = "open"
    WAITING = "waiting"
    SOLVED = "solved"
    CLOSED = "closed"


class Event(StrEnum):
    """What can happen to it."""

    ASSIGN = "assign"
    ASK = "ask"
    REPLY = "reply"
    SOLVE = "solve"
    ACCEPT = "accept"
    REOPEN = "reopen"


@attrs.frozen
class Facts:
    """What is known about it."""

    assignee: str | None


EDGES = (
    (State.NEW, Event.ASSIGN, State.OPEN, "agent"),
    (State.OPEN, Event.ASK, State.WAITING, "agent"),
    (State.WAITING, Event.REPLY, State.OPEN, "customer"),
    (State.OPEN, Event.SOLVE, State.SOLVED, "agent"),
    (State.SOLVED, Event.ACCEPT, State.CLOSED, "customer"),
    (State.CLOSED, Event.REOPEN, State.OPEN, "customer"),
)
LAP = (Event.ASK, Event.REPLY, Event.SOLVE, Event.ACCEPT, Event.REOPEN)
ROLE = {event: role for _, event, _, role in EDGES}
CATEGORIES: dict[State, lc.Category] = {
    State.NEW: "initial",
    State.OPEN: "active",
    State.WAITING: "paused",
    State.SOLVED: "done",
    State.CLOSED: "closed",
}
FACTS = Facts("a1")


class Peer(Protocol):
    """Somebody who can walk a ticket."""

    name: str

    def live(self, laps: int) -> int:
        """Assign a ticket and walk it round; return the number of events."""
        ...

    def many(self, number: int) -> Sequence[object]:
        """Make so many live tickets."""
        ...


def assigned(facts: Facts, _attempt: lc.Attempt) -> bool:
    """Tell whether somebody owns the ticket."""
    return facts.assignee is not None


def our_machine() -> lc.Machine[State, Event, Facts]:
    """Build our definition."""
    on = lc.Rules(State, Event, Facts)
    guard = lc.Guard("assigned", "1", assigned)
    rules = [
        on(source, event, to=target, roles=[role], guards=[guard] if event is Event.SOLVE else [])
        for source, event, target, role in EDGES
    ]
    return on.machine("ticket", "1", states=CATEGORIES, roles=["agent", "customer"], rules=rules)


MACHINE = our_machine()


class Ours:
    """This library."""

    name = "aftersales_core"

    def events(self, laps: int) -> list[Any]:
        """Live, and return the whole history."""
        opening = lc.begin(MACHINE, id="T", at=AT, actor="c", role="customer", key="0", payload=None)
        events: list[Any] = [opening]
        item = lc.replay(events)
        for event in (Event.ASSIGN, *LAP * laps):
            command = lc.Command(event, AT, "a1", ROLE[event], "k", item.version, None)
            answer = lc.decide(MACHINE, item, command, FACTS)
            if isinstance(answer, lc.Refused):
                raise TypeError(answer)
            item = lc.evolve(item, answer.events[0])
            events.append(answer.events[0])
        return events

    def live(self, laps: int) -> int:
        """Walk without keeping the history."""
        item = lc.replay([lc.begin(MACHINE, id="T", at=AT, actor="c", role="customer", key="0", payload=None)])
        for event in (Event.ASSIGN, *LAP * laps):
            answer = lc.decide(MACHINE, item, lc.Command(event, AT, "a1", ROLE[event], "k", item.version, None), FACTS)
            item = lc.evolve(item, answer.events[0])  # type: ignore[union-attr]
        return item.version - 1

    def many(self, number: int) -> Sequence[object]:
        """Open tickets; each with instants of its own, as real ones have."""
        return [
            lc.replay(
                [
                    lc.begin(
                        MACHINE,
                        id=f"T-{each}",
                        at=AT + dt.timedelta(seconds=each),
                        actor="c",
                        role="customer",
                        key="0",
                        payload=None,
                    )
                ]
            )
            for each in range(number)
        ]


class Ticket:
    """A mutable model, as the peers want one."""

    def __init__(self) -> None:
        """Begin assigned to somebody."""
        self.assignee = "a1"

    def assigned(self) -> bool:
        """Tell whether somebody owns the ticket."""
        return self.assignee is not None


class Transitions:
    """`transitions`, one machine for all models, which is its quickest way."""

    name = "transitions"

    def __init__(self) -> None:
        """Define the machine."""
        rows = [
            {"trigger": event.value, "source": source.value, "dest": target.value}
            | ({"conditions": "assigned"} if event is Event.SOLVE else {})
            for source, event, target, _ in EDGES
        ]
        self.machine = transitions.Machine(
            model=None, states=[state.value for state in State], transitions=rows, initial="new", auto_transitions=False
        )

    def live(self, laps: int) -> int:
        """Call triggers."""
        ticket: Any = Ticket()
        self.machine.add_model(ticket)
        ticket.assign()
        for _ in range(laps):
            ticket.ask()
            ticket.reply()
            ticket.solve()
            ticket.accept()
            ticket.reopen()
        self.machine.remove_model(ticket)
        return 1 + 5 * laps

    def many(self, number: int) -> Sequence[object]:
        """Register models."""
        tickets: list[Any] = [Ticket() for _ in range(number)]
        for ticket in tickets:
            self.machine.add_model(ticket)
        return tickets


class StateMachineTicket(statemachine.StateMachine):
    """`python-statemachine`: a class is the definition, an object the ticket."""

    new = statemachine.State(initial=True)
    being_worked_on = statemachine.State()
    waiting = statemachine.State()
    solved = statemachine.State()
    closed = statemachine.State()
    assign = new.to(being_worked_on)
    ask = being_worked_on.to(waiting)
    reply = waiting.to(being_worked_on)
    solve = being_worked_on.to(solved, cond="assigned")
    accept = solved.to(closed)
    reopen = closed.to(being_worked_on)
    assignee = "a1"

    def assigned(self) -> bool:
        """Tell whether somebody owns the ticket."""
        return self.assignee is not None


class PythonStatemachine:
    """`python-statemachine`."""

    name = "python-statemachine"

    def live(self, laps: int) -> int:
        """Send events."""
        ticket: Any = StateMachineTicket()
        ticket.assign()
        for _ in range(laps):
            ticket.ask()
            ticket.reply()
            ticket.solve()
            ticket.accept()
            ticket.reopen()
        return 1 + 5 * laps

    def many(self, number: int) -> Sequence[object]:
        """Make objects."""
        return [StateMachineTicket() for _ in range(number)]


class Inputs(Protocol):
    """What `automat` builds its class from."""

    def assign(self) -> None:
        """Assign."""

    def ask(self) -> None:
        """Ask."""

    def reply(self) -> None:
        """Reply."""

    def solve(self) -> None:
        """Solve."""

    def accept(self) -> None:
        """Accept."""

    def reopen(self) -> None:
        """Reopen."""


class Automat:
    """`automat`, which has no conditions: the owner is looked at before the call."""

    name = "automat"

    def __init__(self) -> None:
        """Define the machine."""
        builder = automat.TypeMachineBuilder(Inputs, Ticket)
        states = {state: builder.state(state.value) for state in State}
        for source, event, target, _ in EDGES:
            states[source].upon(getattr(Inputs, event.value)).to(states[target]).returns(None)
        self.make: Callable[[Ticket], Any] = builder.build()

    def live(self, laps: int) -> int:
        """Call inputs."""
        core = Ticket()
        ticket = self.make(core)
        ticket.assign()
        for _ in range(laps):
            ticket.ask()
            ticket.reply()
            if core.assigned():
                ticket.solve()
            ticket.accept()
            ticket.reopen()
        return 1 + 5 * laps

    def many(self, number: int) -> Sequence[object]:
        """Make objects."""
        return [self.make(Ticket()) for _ in range(number)]


def best(work: Callable[[], int], rounds: int = ROUNDS) -> float:
    """Return the most a second over several rounds."""
    fastest = 0.0
    for _ in range(rounds):
        start = time.process_time()
        done = work()
        spent = time.process_time() - start
        fastest = max(fastest, done / spent) if spent else fastest
    return fastest


def memory(peer: Peer) -> float:
    """Return bytes for each live ticket."""
    peer.many(10)
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    held = peer.many(ITEMS)
    size = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    return size / len(held)


def asking() -> int:
    """Ask what an item's state allows, for both roles, allowed and refused alike."""
    item = lc.replay(Ours().events(1)[:2])
    number = 0
    for _ in range(LAPS):
        for role in ("agent", "customer"):
            number += len(lc.available(MACHINE, item, at=AT, actor="a", role=role, facts=FACTS))
    return number


def deciding() -> int:
    """Decide and evolve one ready command, as a budget of single decisions counts it."""
    item = lc.replay(Ours().events(1)[:2])
    command = lc.Command(Event.SOLVE, AT, "a1", "agent", "k", item.version, None)
    for _ in range(LAPS * 5):
        answer = lc.decide(MACHINE, item, command, FACTS)
        lc.evolve(item, answer.events[0])  # type: ignore[union-attr]
    return LAPS * 5


def building() -> int:
    """Build the definition, lints and compiled table included."""
    for _ in range(20):
        machine = our_machine()
        assert machine.steps
    return 20


def main() -> int:
    """Measure and print."""
    gc.disable()
    peers: list[Peer] = [Ours(), Transitions(), PythonStatemachine(), Automat()]
    for peer in peers:
        assert peer.live(2) == 11
    speeds = {peer.name: 0.0 for peer in peers}
    for _ in range(ROUNDS):
        for peer in peers:
            speeds[peer.name] = max(speeds[peer.name], best(partial(peer.live, LAPS), 1))
    bytes_each = {peer.name: memory(peer) for peer in peers}
    print(f"{'events handled':24}{'a second':>12}{'ours is':>10}{'bytes a ticket':>18}")
    for peer in peers:
        label = peer.name if peer.name == "aftersales_core" else f"{peer.name} {version(peer.name)}"
        ratio = speeds["aftersales_core"] / speeds[peer.name]
        print(f"{label:24}{speeds[peer.name]:12,.0f}{ratio:9.1f}x{bytes_each[peer.name]:18,.0f}")
    history = Ours().events(HISTORY // 5)
    print()
    for what, speed, budget in (
        ("decide + evolve", best(deciding), 200_000),
        ("available, events", best(asking), 200_000),
        ("replay, events", best(lambda: len(history) if lc.replay(history) else 0), 1_000_000),
        ("machines built", best(building), 0),
    ):
        print(f"{what:24}{speed:12,.0f} a second" + (f"   budget {budget:,}" if budget else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main())
