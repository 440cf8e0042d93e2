"""The committed table of sequences: regenerated from the machines, and counted twice more from its edges alone."""

import re
from pathlib import Path

import pytest

from aftersales_core.tickets import Kind
from tests.tickets.desks import JOINED
from tests.tickets.sequences import DEPTH, counts, lines, machines

FILE = Path(__file__).with_name("sequences.txt")
MOST = 400_000
"""So many sequences are listed one by one; a depth with more is left to the matrix."""

Edges = list[tuple[str, str, str]]


def table() -> dict[str, tuple[str, Edges, list[int]]]:
    """The file as a person reads it: first state, edges and numbers by lifecycle."""
    found: dict[str, tuple[str, Edges, list[int]]] = {}
    for block in re.split(r"^\[", FILE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        head, *rest = block.splitlines()
        name, _, first = head.partition("] begins ")
        rows = [row for row in rest if row]
        plain: Edges = [(a, event, b) for a, event, b in (row.split() for row in rows if ":" not in row)]
        found[name] = (first, plain, [int(row.rpartition(" ")[2]) for row in rows if ":" in row])
    return found


TABLE = table()
every_lifecycle = pytest.mark.parametrize("name", TABLE)


def test_the_table_is_what_the_machines_give():
    assert "\n".join(lines()) == FILE.read_text(encoding="utf-8"), "run python -m tests.tickets.sequences; see its head"


def test_the_table_has_every_lifecycle_to_its_whole_depth():
    assert [*TABLE] == [machine.name for machine in machines()]
    assert DEPTH >= 6
    assert {len(numbers) for _, _, numbers in TABLE.values()} == {DEPTH}


@every_lifecycle
def test_listing_the_sequences_one_by_one_finds_as_many(name: str):
    first, edges, numbers = TABLE[name]
    layer: list[tuple[tuple[str, str, str], ...]] = [(edge,) for edge in edges if edge[0] == first]
    for depth, number in enumerate(numbers, 1):
        if number > MOST:
            # What can be done to any ticket is a score of things at each step.
            assert depth > 6 or name == "desk"
            break
        assert len(layer) == number
        assert len(set(layer)) == number
        ahead = numbers[depth] if depth < len(numbers) else MOST + 1
        if ahead <= MOST:
            layer = [(*way, edge) for way in layer for edge in edges if edge[0] == way[-1][2]]


@every_lifecycle
def test_powers_of_the_matrix_of_edges_give_as_many(name: str):
    first, edges, numbers = TABLE[name]
    states = list(dict.fromkeys((first, *(state for a, _, b in edges for state in (a, b)))))
    matrix = [[sum(edge[0] == a and edge[2] == b for edge in edges) for b in states] for a in states]
    power = [[int(a == b) for b in states] for a in states]
    for number in numbers:
        power = [[sum(row[k] * matrix[k][j] for k in range(len(states))) for j in range(len(states))] for row in power]
        assert sum(power[0]) == number


# By hand: new may be assigned or cancelled, open resolved or cancelled, done reopened or cancelled, and closed is the
# end. So of the two ways that each state has, one ends at once: two sequences at every depth.
def test_a_small_lifecycle_has_as_many_as_counted_by_hand():
    (favour,) = (kind for kind in JOINED if kind.id == "favour")
    assert isinstance(favour, Kind)
    assert counts(favour.machine) == [2] * DEPTH
