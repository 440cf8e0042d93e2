# Peers are installed by `make bench` alone, so the type checkers of the project do not see them.
# pyright: reportMissingImports=false, reportMissingModuleSource=false
"""`sismic`: a statechart in YAML, of which the condition is Python code that is evaluated; an interpreter a ticket."""

from collections.abc import Sequence

from sismic.interpreter import Interpreter
from sismic.io import import_from_yaml
from sismic.model import Statechart

from benchmarks.walk import EDGES, FIRST, GUARDED, LAP, STATES, Walker, named

CONDITION = "owner is not None"


def yaml() -> str:
    """Write the statechart."""
    lines = ["statechart:", "  name: ticket", "  root state:", "    name: root", "    initial: new", "    states:"]
    for state in STATES:
        lines += [f"      - name: {state}", "        transitions:"]
        for source, event, target, _ in EDGES:
            if source == state:
                lines += [f"          - target: {target}", f"            event: {event}"]
                lines += [f"            guard: {CONDITION}"] if event == GUARDED else []
    return "\n".join(lines)


YAML = yaml()


def define() -> Statechart:
    """Read the statechart, which is checked as it is read."""
    return import_from_yaml(YAML)


CHART = define()


def begun(owner: str | None = "a-17", name: str = "T-1") -> Interpreter:
    """Make a ticket; its first step enters the first state. There are no contracts, so nothing is lost without them."""
    ticket = Interpreter(CHART, initial_context={"owner": owner, "name": name}, ignore_contract=True)
    ticket.execute_once()
    return ticket


def walk(laps: int) -> object:
    """Queue an event and take one step, which is all that an event takes here."""
    ticket = begun()
    ticket.queue(FIRST).execute_once()
    for _ in range(laps):
        for event in LAP:
            ticket.queue(event).execute_once()
    return ticket


def play(events: Sequence[str], is_owned: bool) -> str:  # noqa: FBT001 - as the script has it
    """Go through a script; an event that does not fit is consumed."""
    ticket = begun("a-17" if is_owned else None)
    for event in events:
        ticket.queue(event).execute_once()
    return ticket.configuration[-1]


def many(number: int) -> Sequence[object]:
    """Make interpreters."""
    tickets = [begun(name=f"T-{each}") for each in range(number)]
    for ticket in tickets:
        ticket.queue(FIRST).execute_once()
        ticket.queue("note").execute_once()
    return tickets


def walkers() -> Sequence[Walker]:
    """Hand in."""
    lacks = "role, reasons, version, who did it, what is possible"
    return (Walker(named("sismic"), define, walk, play, many, lacks),)
