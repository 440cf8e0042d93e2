"""How many sequences of commands each lifecycle has: what stands in `sequences.txt`, and the program that writes it.

Run `python -m tests.tickets.sequences > tests/tickets/sequences.txt` from the project's root after a lifecycle changed,
and read the difference: it says which ways came and which went.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from aftersales_core.lifecycle import Machine
from aftersales_core.tickets.desk_machine import DESK_MACHINE
from tests.tickets.desks import JOINED

DEPTH = 8
HEAD = """\
# How many sequences of commands lead on from a ticket's beginning, for each lifecycle under its usual policy.
#
# Under a lifecycle's name and first state stand its edges, one a line: state, event, state that it leads to; rules
# that differ in roles or conditions only are one edge. Then one line for each depth from 1 on: the number of sequences
# of so many edges, one after another from the first state. Conditions, roles and times are not asked, so these are the
# ways that the drawing allows. "desk" is what can be done to a ticket of any kind; it moves no lifecycle.
#
# Written by: python -m tests.tickets.sequences > tests/tickets/sequences.txt (from the project's root).
# Checked by: tests/tickets/test_sequences.py, which counts from the edges alone in two more ways.
"""


def machines() -> tuple[Machine[str, str, Any], ...]:
    """The lifecycles of the library."""
    return (*(kind.machine for kind in JOINED if kind.id != "favour"), DESK_MACHINE)


def edges(machine: Machine[str, str, Any]) -> list[tuple[str, str, str]]:
    """The edges of a machine as its document has them."""
    document: Any = machine.to_dict()
    return list(dict.fromkeys((row["source"], row["event"], row["target"]) for row in document["rules"]))


def counts(machine: Machine[str, str, Any]) -> list[int]:
    """The numbers of sequences by depth, from the machine's own table of steps."""
    here: Counter[str] = Counter({machine.initial: 1})
    found: list[int] = []
    for _ in range(DEPTH):
        ahead: Counter[str] = Counter()
        for state, times in here.items():
            for rules in machine.steps[state].values():
                for target in {rule.target for rule in rules}:
                    ahead[target] += times
        found.append(ahead.total())
        here = ahead
    return found


def lines() -> Iterator[str]:
    """The lines of the file."""
    yield HEAD
    for machine in machines():
        yield f"[{machine.name}] begins {machine.initial}"
        yield from (" ".join(edge) for edge in edges(machine))
        yield from (f"depth {depth}: {count}" for depth, count in enumerate(counts(machine), 1))
        yield ""


if __name__ == "__main__":
    print("\n".join(lines()), end="")
