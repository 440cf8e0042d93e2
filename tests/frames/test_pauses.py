"""Pauses of whole columns: merged like single ones, row by row."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.frames.pauses import Pauses, joined, no_pauses, pauses_of
from aftersales_core.frames.ranks import NAT
from aftersales_core.instants import Span, from_micros
from aftersales_core.worktime.pauses import NEVER, pause_edges

moments = st.integers(1, 60)
drawn = st.lists(st.tuples(st.integers(0, 4), moments, st.integers(1, 20) | st.just(NEVER)), max_size=25)


def build(drawn_pauses: list[tuple[int, int, int]]) -> Pauses:
    table = np.array(drawn_pauses or np.zeros((0, 3)), np.int64)
    return pauses_of(table[:, 0], table[:, 1], np.minimum(table[:, 1] + table[:, 2], NEVER))


def edges_of(pauses: Pauses, row: int) -> list[tuple[int, int]]:
    return pause_edges(pauses.spans(row))


@given(drawn)
def test_the_pauses_of_a_row_are_merged_as_those_of_a_single_call(given_pauses: list[tuple[int, int, int]]):
    pauses = build(given_pauses)
    for row in range(5):
        single = pause_edges(
            Span(from_micros(start), None if start + length >= NEVER else from_micros(start + length))
            for owner, start, length in given_pauses
            if owner == row
        )
        assert edges_of(pauses, row) == single
    assert pauses.has(5).tolist() == [any(owner == row for owner, _, _ in given_pauses) for row in range(5)]


@given(drawn, drawn)
def test_joined_pauses_are_those_of_both(one: list[tuple[int, int, int]], other: list[tuple[int, int, int]]):
    both, at_once = joined(build(one), build(other)), build(one + other)
    assert [edges_of(both, row) for row in range(5)] == [edges_of(at_once, row) for row in range(5)]


@given(drawn, st.sets(st.integers(0, 4)))
def test_the_pauses_of_some_rows_are_numbered_anew(given_pauses: list[tuple[int, int, int]], chosen: set[int]):
    pauses, rows = build(given_pauses), np.array(sorted(chosen), np.intp)
    part = pauses.only(rows, 5)
    assert [edges_of(part, place) for place in range(rows.size)] == [edges_of(pauses, row) for row in rows.tolist()]
    block = pauses.block(1, 4)
    assert [edges_of(block, place) for place in range(3)] == [edges_of(pauses, row) for row in (1, 2, 3)]


def test_what_is_known_of_pauses_at_an_instant():
    pauses = pauses_of(np.zeros(4, np.int64), np.array([10, 20, 30, 50]), np.array([12, 25, 40, NEVER]))
    # As of 35 the third has begun and not ended, and nobody knows of the fourth yet.
    assert edges_of(pauses.as_of(np.array([NAT]), 35), 0) == [(10, 12), (20, 25), (30, NEVER)]
    # A clock that stopped at 22 ends the second pause, and has none after it.
    assert edges_of(pauses.as_of(np.array([22]), 35), 0) == [(10, 12), (20, 22)]
    # A stop that lies after the instant is not known yet.
    assert edges_of(pauses.as_of(np.array([36]), 35), 0) == [(10, 12), (20, 25), (30, NEVER)]


def test_no_pauses_are_none_of_any_row():
    assert no_pauses().spans(0) == ()
    assert not no_pauses().has(3).any()
