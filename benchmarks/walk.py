"""The ticket that every state-machine library puts through the same events, as data that belongs to no library."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.machine import release

STATES = {"new": "initial", "open": "active", "waiting": "paused", "solved": "done", "closed": "closed"}
"""State to what it means, which only this library asks for."""

EDGES = (
    ("new", "assign", "open", "agent"),
    ("open", "ask", "waiting", "agent"),
    ("waiting", "reply", "open", "customer"),
    ("open", "note", "open", "agent"),
    ("open", "solve", "solved", "agent"),
    ("solved", "accept", "closed", "customer"),
    ("closed", "reopen", "open", "customer"),
)
"""From which state which event leads where, and whose event it is, which only this library asks for."""

GUARDED = "solve"
"""The event with a condition: somebody must own the ticket."""

FIRST = "assign"
LAP = ("ask", "reply", "note", "solve", "accept", "reopen")
LAPS = 20
SCRIPT = 40
"""Events of a drawn script, of which about every third is possible where it stands."""


@dataclass(frozen=True)
class Walker:
    """What a library hands in so that it can be timed, weighed and checked."""

    who: str
    define: Callable[[], object]
    """Build the definition anew."""
    walk: Callable[[int], object]
    """Make a ticket that somebody owns, put it through the first event, then through so many laps."""
    play: Callable[[Sequence[str], bool], str]
    """Put a ticket that somebody owns, or nobody, through any events; give its state. What is refused moves nothing."""
    many: Callable[[int], Sequence[object]]
    """Make so many tickets that live at once, each put through the first event and a note, without their history."""
    lacks: str = ""
    """What of this library's work on an event it leaves to its caller, or does not do at all."""
    looked: int = 0
    """How many events `look` looks at."""
    look: Callable[[], object] | None = None
    """Ask a ticket that is open, and that nobody owns, which events are possible now, their conditions included."""
    rebuild: Callable[[int], Callable[[], object]] | None = None
    """Prepare the history of so many laps; what it gives makes the ticket anew from it."""


def named(package: str, way: str = "") -> str:
    """Give name and version, and which of the library's ways this is, where it documents several."""
    return f"{package} {release(package)}" + (f", {way}" if way else "")


def events_of(laps: int) -> int:
    """Count the events of a walk."""
    return 1 + len(LAP) * laps


def drive(ticket: Any, laps: int) -> None:  # noqa: ANN401 - any object that has its events as methods
    """Call the events of a walk one by one, as users of such a library write them."""
    ticket.assign()
    for _ in range(laps):
        ticket.ask()
        ticket.reply()
        ticket.note()
        ticket.solve()
        ticket.accept()
        ticket.reopen()


def scripts(number: int) -> list[tuple[tuple[str, ...], bool]]:
    """Draw events in an order that makes no sense, and whether somebody owns the ticket."""
    rng = random.Random("walk")
    known = (FIRST, *LAP)
    return [(tuple(rng.choices(known, k=SCRIPT)), rng.random() < 0.5) for _ in range(number)]


def truth(events: Sequence[str], is_owned: bool) -> str:  # noqa: FBT001 - as the script has it
    """Say where a script leads, by the edges alone."""
    targets = {(source, event): target for source, event, target, _ in EDGES}
    state = next(iter(STATES))
    for event in events:
        if event != GUARDED or is_owned:
            state = targets.get((state, event), state)
    return state
