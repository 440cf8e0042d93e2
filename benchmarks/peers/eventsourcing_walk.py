# Peers are installed by `make bench` alone, so the type checkers of the project do not see them.
# pyright: reportMissingImports=false, reportMissingModuleSource=false
"""`eventsourcing`: an aggregate with decorated methods. It knows no states, so public methods look at them by hand."""

from collections.abc import Callable, Sequence

from eventsourcing.domain import Aggregate, event

from benchmarks.walk import Walker, drive, named


class RefusedError(Exception):
    """This is not possible now."""


def define() -> type:  # noqa: C901 - one method an event, which is the library's form
    """Write the definition as a class, of which the library makes event classes."""

    class Ticket(Aggregate):
        """A ticket; public methods decide, private ones are what their events do, as its tutorial has it."""

        @event("Opened")
        def __init__(self, owner: str | None, name: str) -> None:
            self.owner = owner
            self.name = name
            self.state = "new"

        def must_be(self, state: str) -> None:
            """Refuse in any other state."""
            if self.state != state:
                raise RefusedError(self.state)

        def assign(self) -> None:
            """Give the ticket to an agent."""
            self.must_be("new")
            self._assign()

        def ask(self) -> None:
            """Ask the customer."""
            self.must_be("open")
            self._ask()

        def reply(self) -> None:
            """Reply as the customer."""
            self.must_be("waiting")
            self._reply()

        def note(self) -> None:
            """Write something down."""
            self.must_be("open")
            self._note()

        def solve(self) -> None:
            """Propose a solution, if somebody owns the ticket."""
            self.must_be("open")
            if self.owner is None:
                raise RefusedError(self.owner)
            self._solve()

        def accept(self) -> None:
            """Accept the solution."""
            self.must_be("solved")
            self._accept()

        def reopen(self) -> None:
            """Complain that it is none."""
            self.must_be("closed")
            self._reopen()

        @event("Assigned")
        def _assign(self) -> None:
            self.state = "open"

        @event("Asked")
        def _ask(self) -> None:
            self.state = "waiting"

        @event("Replied")
        def _reply(self) -> None:
            self.state = "open"

        @event("Noted")
        def _note(self) -> None:
            self.state = "open"

        @event("Solved")
        def _solve(self) -> None:
            self.state = "solved"

        @event("Accepted")
        def _accept(self) -> None:
            self.state = "closed"

        @event("Reopened")
        def _reopen(self) -> None:
            self.state = "open"

    return Ticket


TICKET = define()


def walk(laps: int) -> object:
    """Walk and take the events away, as the one who stores them does."""
    ticket = TICKET("a-17", "T-1")
    drive(ticket, laps)
    return ticket.collect_events()


def play(events: Sequence[str], is_owned: bool) -> str:  # noqa: FBT001 - as the script has it
    """Go through a script."""
    ticket = TICKET("a-17" if is_owned else None, "T-1")
    for name in events:
        try:
            getattr(ticket, name)()
        except RefusedError:
            continue
    return ticket.state


def many(number: int) -> Sequence[object]:
    """Make aggregates and take their events away."""
    tickets = [TICKET("a-17", f"T-{each}") for each in range(number)]
    for ticket in tickets:
        ticket.assign()
        ticket.note()
        ticket.collect_events()
    return tickets


def rebuild(laps: int) -> Callable[[], object]:
    """Prepare a history."""
    ticket = TICKET("a-17", "T-1")
    drive(ticket, laps)
    events = ticket.collect_events()

    def again() -> object:
        copy = None
        for each in events:
            copy = each.mutate(copy)
        return copy

    return again


def walkers() -> Sequence[Walker]:
    """Hand in."""
    lacks = "states, conditions, role, reasons, who did it, what is possible"
    return (Walker(named("eventsourcing"), define, walk, play, many, lacks, rebuild=rebuild),)
