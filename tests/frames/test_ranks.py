"""The table that replaces a search must give what the search gives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.frames.ranks import CHUNK, NAT, SEARCH, ranks_of

numbers = st.integers(-(2**55), 2**55)
gaps = st.sampled_from((1, 2, 3, 60, 1_000, 2**20, 2**33, 2**40)) | st.integers(1, 2**45)


@st.composite
def edges(draw: st.DrawFn) -> np.ndarray:
    first = draw(numbers)
    return first + np.cumsum(np.array([0, *draw(st.lists(gaps, max_size=60))], np.int64))


@given(edges(), st.lists(numbers, max_size=20))
def test_a_rank_is_what_bisection_finds(places: np.ndarray, further: list[int]):
    near = np.concatenate([places - 1, places, places + 1, np.array([NAT, *further], np.int64)])
    found = ranks_of(places).of(near)
    assert found.tolist() == np.searchsorted(places, near, side="right").tolist()


@given(edges())
def test_ranks_written_into_buffers_are_the_same(places: np.ndarray):
    ranks = ranks_of(places)
    near = np.concatenate([places - 1, places])[:CHUNK]
    rank, spare, is_past = np.empty(near.size, np.int64), np.empty(near.size, np.int64), np.empty(near.size, np.bool_)
    ranks.into(near, rank, spare, is_past)
    assert rank.tolist() == ranks.of(near).tolist()


def test_without_edges_every_rank_is_zero():
    assert ranks_of(np.zeros(0, np.int64)).of(np.array([NAT, -1, 0, 2**60])).tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("places", "steps"),
    [
        (np.arange(0, 10**9, 10**6), 1),
        # Two edges a microsecond apart and others years away: a bucket holds both.
        (np.array([0, 10**15, 10**15 + 1, 2 * 10**15]), 2),
    ],
)
def test_a_bucket_holds_as_few_edges_as_its_table_allows(places: np.ndarray, steps: int):
    assert ranks_of(places).steps == steps


def test_crowded_edges_are_searched():
    crowded = np.concatenate([np.arange(50), [10**16]])
    ranks = ranks_of(crowded)
    asked = np.array([-5, 0, 7, 49, 50, 10**16, 10**17])
    assert ranks.shift == SEARCH
    assert ranks.of(asked).tolist() == [0, 1, 8, 50, 50, 51, 51]


def test_tables_cannot_be_written_to():
    with pytest.raises(ValueError, match="read-only"):
        ranks_of(np.arange(5)).before[0] = 1
