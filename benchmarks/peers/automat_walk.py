# Peers are installed by `make bench` alone, so the type checkers of the project do not see them.
# pyright: reportMissingImports=false, reportMissingModuleSource=false
"""`automat`: inputs are a protocol. A condition is a loop that calls a further input, as its tutorial has it."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from automat import NoTransition, TypeMachineBuilder

from benchmarks.walk import EDGES, GUARDED, STATES, Walker, drive, named


class Ticket:
    """What all states share."""

    def __init__(self, owner: str | None = "a-17", name: str = "T-1") -> None:
        """Begin with an owner or without."""
        self.owner = owner
        self.name = name

    def is_owned(self) -> bool:
        """Tell whether somebody owns the ticket."""
        return self.owner is not None


class Inputs(Protocol):
    """What can happen."""

    def assign(self) -> None:
        """Give the ticket to an agent."""

    def ask(self) -> None:
        """Ask the customer."""

    def reply(self) -> None:
        """Reply as the customer."""

    def note(self) -> None:
        """Write something down."""

    def solve(self) -> None:
        """Propose a solution, if somebody owns the ticket."""

    def owned_solve(self) -> None:
        """Do so; called by the condition alone."""

    def accept(self) -> None:
        """Accept the solution."""

    def reopen(self) -> None:
        """Complain that it is none."""


def if_owned(inputs: Inputs, core: Ticket) -> None:
    """Go on where the condition holds; where it does not, nothing happens."""
    if core.is_owned():
        inputs.owned_solve()


def define() -> Callable[[Ticket], Any]:
    """Build the factory of tickets."""
    builder = TypeMachineBuilder(Inputs, Ticket)
    states = {name: builder.state(name) for name in STATES}
    for source, event, target, _ in EDGES:
        if event == GUARDED:
            states[source].upon(Inputs.solve).loop()(if_owned)
        name = f"owned_{event}" if event == GUARDED else event
        states[source].upon(getattr(Inputs, name)).to(states[target]).returns(None)
    return builder.build()


MAKE = define()


def walk(laps: int) -> object:
    """Call inputs."""
    ticket = MAKE(Ticket())
    drive(ticket, laps)
    return ticket


def play(events: Sequence[str], is_owned: bool) -> str:  # noqa: FBT001 - as the script has it
    """Go through a script; the state is read where the library hides it, since it shows it to nobody."""
    ticket = MAKE(Ticket("a-17" if is_owned else None))
    for event in events:
        try:
            getattr(ticket, event)()
        except NoTransition:
            continue
    return ticket.__automat_transitioner__._state.name  # noqa: SLF001 - see above


def many(number: int) -> Sequence[object]:
    """Make objects."""
    tickets = [MAKE(Ticket(name=f"T-{each}")) for each in range(number)]
    for ticket in tickets:
        ticket.assign()
        ticket.note()
    return tickets


def walkers() -> Sequence[Walker]:
    """Hand in."""
    lacks = "role, reasons, version, audit event, what is possible"
    return (Walker(named("automat"), define, walk, play, many, lacks),)
