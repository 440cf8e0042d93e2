# Peers are installed by `make bench` alone, so the type checkers of the project do not see them.
# pyright: reportMissingImports=false, reportMissingModuleSource=false
"""`transitions`: methods put on each model, as its guide does, and one machine of a class, as its FAQ does for many."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from transitions import Machine, MachineError

from benchmarks.walk import EDGES, GUARDED, STATES, Walker, drive, named


class Ticket:
    """A model, as the library wants one."""

    def __init__(self, owner: str | None = "a-17", name: str = "T-1") -> None:
        """Begin with an owner or without."""
        self.owner = owner
        self.name = name

    def is_owned(self) -> bool:
        """Tell whether somebody owns the ticket."""
        return self.owner is not None


def define() -> Machine:
    """Build the machine, without the events that lead from everywhere to everywhere."""
    rows = [
        {"trigger": event, "source": source, "dest": target} | ({"conditions": "is_owned"} if event == GUARDED else {})
        for source, event, target, _ in EDGES
    ]
    return Machine(model=None, states=list(STATES), transitions=rows, initial="new", auto_transitions=False)


class Shared(Ticket):
    """A model whose machine belongs to the class; what is not found on the model is looked up there."""

    machine = define()

    def __init__(self, owner: str | None = "a-17", name: str = "T-1") -> None:
        """Begin in the first state, since no machine puts it there."""
        super().__init__(owner, name)
        self.state = "new"

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the machine has
        """Bind an event; only called for names that are not there, which is quicker than the FAQ's own hook."""
        if name in self.machine.events:
            return partial(self.machine.events[name].trigger, self)
        raise AttributeError(name)


class AddedModels:
    """Tickets that the machine keeps a list of."""

    def __init__(self) -> None:
        """Make the machine that they share."""
        self.machine = define()
        self.unowned: Any = Ticket(owner=None)
        self.machine.add_model(self.unowned)
        self.unowned.assign()

    def walk(self, laps: int) -> object:
        """Add a model, walk it and take it away."""
        ticket = Ticket()
        self.machine.add_model(ticket)
        drive(ticket, laps)
        self.machine.remove_model(ticket)
        return ticket

    def play(self, events: Sequence[str], is_owned: bool) -> str:  # noqa: FBT001 - as the script has it
        """Go through a script."""
        ticket = Ticket("a-17" if is_owned else None)
        self.machine.add_model(ticket)
        state = played(ticket, events)
        self.machine.remove_model(ticket)
        return state

    def many(self, number: int) -> Sequence[object]:
        """Give a machine so many models."""
        machine = define()
        tickets = [Ticket(name=f"T-{each}") for each in range(number)]
        machine.add_model(tickets)
        return noted(tickets)

    def look(self) -> object:
        """Ask event by event."""
        return self.unowned.may_ask(), self.unowned.may_note(), self.unowned.may_solve()


def played(ticket: Any, events: Sequence[str]) -> str:  # noqa: ANN401 - a model of either kind
    """Go through a script; a false condition gives False, an impossible event raises."""
    for event in events:
        try:
            getattr(ticket, event)()
        except MachineError:
            continue
    return ticket.state


def noted(tickets: Sequence[Any]) -> Sequence[object]:
    """Put each ticket through the first event and a note."""
    for ticket in tickets:
        ticket.assign()
        ticket.note()
    return tickets


def shared_walk(laps: int) -> object:
    """Walk a ticket of the class that has the machine."""
    ticket = Shared()
    drive(ticket, laps)
    return ticket


def shared_play(events: Sequence[str], is_owned: bool) -> str:  # noqa: FBT001 - as the script has it
    """Go through a script."""
    return played(Shared("a-17" if is_owned else None), events)


def shared_many(number: int) -> Sequence[object]:
    """Make tickets of the class that has the machine."""
    return noted([Shared(name=f"T-{each}") for each in range(number)])


def walkers() -> Sequence[Walker]:
    """Hand both ways in."""
    added = AddedModels()
    lacks = "role, reasons, version, audit event"
    return (
        Walker(named("transitions"), define, added.walk, added.play, added.many, lacks, 3, added.look),
        Walker(named("transitions", "machine of a class"), define, shared_walk, shared_play, shared_many, lacks),
    )
