# Peers are installed by `make bench` alone, so the type checkers of the project do not see them.
# pyright: reportMissingImports=false, reportMissingModuleSource=false
"""`python-statemachine`: a class is the definition, an object the ticket; its older base class takes as long."""

from collections.abc import Sequence
from typing import Any

from statemachine import State, StateChart

from benchmarks.walk import Walker, drive, named


def define() -> type:
    """Write the definition as a class, which is the only form that the library has."""

    class Ticket(StateChart):
        """A ticket; one state is not called `open` only because the built-in function is."""

        new = State(initial=True)
        opened = State(value="open")
        waiting = State()
        solved = State()
        closed = State()
        assign = new.to(opened)
        ask = opened.to(waiting)
        reply = waiting.to(opened)
        note = opened.to.itself()
        solve = opened.to(solved, cond="is_owned")
        accept = solved.to(closed)
        reopen = closed.to(opened)

        def __init__(self, owner: str | None = "a-17", name: str = "T-1") -> None:
            """Begin with an owner or without; conditions may be asked for while the base begins."""
            self.owner = owner
            self.ticket_name = name
            super().__init__()

        def is_owned(self) -> bool:
            """Tell whether somebody owns the ticket."""
            return self.owner is not None

    return Ticket


TICKET = define()


def assigned(owner: str | None = "a-17", name: str = "T-1") -> Any:  # noqa: ANN401 - the class is made at run time
    """Make a ticket and put it through the first event."""
    ticket = TICKET(owner, name)
    ticket.assign()
    return ticket


UNOWNED = assigned(owner=None)


def walk(laps: int) -> object:
    """Send events by calling them."""
    ticket = TICKET()
    drive(ticket, laps)
    return ticket


def play(events: Sequence[str], is_owned: bool) -> str:  # noqa: FBT001 - as the script has it
    """Go through a script; what does not fit is passed over."""
    ticket = TICKET("a-17" if is_owned else None)
    for event in events:
        ticket.send(event)
    (state,) = ticket.configuration_values
    return str(state)


def many(number: int) -> Sequence[object]:
    """Make objects."""
    tickets = [assigned(name=f"T-{each}") for each in range(number)]
    for ticket in tickets:
        ticket.note()
    return tickets


def look() -> object:
    """Ask for all events at once."""
    return UNOWNED.enabled_events()


def walkers() -> Sequence[Walker]:
    """Hand in."""
    lacks = "role, reasons, version, audit event"
    return (Walker(named("python-statemachine"), define, walk, play, many, lacks, 3, look),)
