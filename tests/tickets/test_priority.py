"""Priority from urgency and impact (E3)."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.errors import InvalidDefinition, WrongType
from aftersales_core.reasons import Reason
from aftersales_core.tickets import (
    PRIORITIES,
    PRIORITY_MATRIX,
    Prioritised,
    PriorityMatrix,
    Term,
    Vocabulary,
    prioritise,
)


def scale(name: str, size: int) -> Vocabulary:
    return Vocabulary(name, tuple(Term(f"{name}{place}", "degree", "级") for place in range(size)))


def test_the_matrix_by_hand():
    """E3: urgent and of wide impact first."""
    rows = {
        "low": ("low", "normal", "normal"),
        "medium": ("normal", "normal", "high"),
        "high": ("normal", "high", "urgent"),
    }
    for urgency, priorities in rows.items():
        for impact, priority in zip(("low", "medium", "high"), priorities, strict=True):
            assert prioritise(PRIORITY_MATRIX, urgency=urgency, impact=impact) == Prioritised(priority, (priority,))
            assert PRIORITY_MATRIX.priority(urgency, impact) == priority


def test_an_undeclared_pair_has_no_priority():
    assert PRIORITY_MATRIX.priority("huge", "low") is None
    assert PRIORITY_MATRIX.priority("low", "huge") is None


def test_an_unknown_impact_leaves_what_may_still_be():
    found = prioritise(PRIORITY_MATRIX, urgency="low", impact=None)
    assert (found.priority, found.possible, found.cautious) == (None, ("low", "normal"), "normal")
    assert found.reasons == (
        Reason.of("priority_fact_missing", "missing", fact="impact", choices=("low", "medium", "high")),
    )


def test_nothing_known_may_be_anything():
    found = prioritise(PRIORITY_MATRIX, urgency=None, impact=None)
    assert (found.possible, found.cautious, len(found.reasons)) == (PRIORITIES.ids, "urgent", 2)


def test_an_undeclared_urgency_is_a_reason_with_what_may_have_been_meant():
    found = prioritise(PRIORITY_MATRIX, urgency="hihg", impact="high")
    assert (found.priority, found.possible) == (None, ("normal", "high", "urgent"))
    assert [(reason.code, reason.param("choices")) for reason in found.reasons] == [("term_undeclared", ("high",))]


def test_a_fact_that_cannot_change_the_priority_leaves_it_settled_and_is_still_named():
    flat = PriorityMatrix("m", scale("u", 2), scale("i", 2), PRIORITIES, (("low", "low"), ("low", "high")))
    found = prioritise(flat, urgency="u0", impact=None)
    assert (found.priority, found.possible, len(found.reasons)) == ("low", ("low",), 1)


# --- laws -------------------------------------------------------------------------------------------------------------


@st.composite
def cells(draw: st.DrawFn) -> tuple[tuple[int, ...], ...]:
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    row = st.tuples(*[st.integers(0, 3)] * columns)
    return draw(st.tuples(*[row] * rows))


def is_monotone(grid: tuple[tuple[int, ...], ...]) -> bool:
    """Plainly: of any two cells of which one is at least as far in both directions, it is at least as high."""
    places = [(row, column) for row in range(len(grid)) for column in range(len(grid[0]))]
    return all(grid[a][b] <= grid[c][d] for a, b in places for c, d in places if a <= c and b <= d)


def matrix_of(grid: tuple[tuple[int, ...], ...]) -> PriorityMatrix:
    named = tuple(tuple(PRIORITIES.ids[cell] for cell in row) for row in grid)
    return PriorityMatrix("drawn", scale("u", len(grid)), scale("i", len(grid[0])), PRIORITIES, named)


@given(cells())
def test_a_matrix_is_taken_exactly_when_a_worse_case_never_ranks_lower(grid: tuple[tuple[int, ...], ...]):
    if is_monotone(grid):
        assert matrix_of(grid).cells
    else:
        with pytest.raises(InvalidDefinition, match=r"is only .* less than .* raise it"):
            matrix_of(grid)


@given(cells().map(lambda grid: tuple(sorted(tuple(sorted(row)) for row in grid))).filter(is_monotone), st.data())
def test_what_is_possible_is_what_some_answer_would_give(grid: tuple[tuple[int, ...], ...], data: st.DataObject):
    matrix = matrix_of(grid)
    urgency = data.draw(st.sampled_from([None, *matrix.urgencies.ids]))
    impact = data.draw(st.sampled_from([None, *matrix.impacts.ids]))
    found = prioritise(matrix, urgency=urgency, impact=impact)
    rows = matrix.urgencies.ids if urgency is None else (urgency,)
    columns = matrix.impacts.ids if impact is None else (impact,)
    answers = {prioritise(matrix, urgency=row, impact=column).priority for row in rows for column in columns}
    assert set(found.possible) == answers
    assert found.priority == (next(iter(answers)) if len(answers) == 1 else None)
    assert list(found.possible) == sorted(found.possible, key=PRIORITIES.ids.index)


# --- definitions ------------------------------------------------------------------------------------------------------


def test_a_matrix_of_the_wrong_size_tells_everything():
    with pytest.raises(InvalidDefinition) as caught:
        PriorityMatrix(
            "my matrix", scale("u", 2), scale("i", 2), PRIORITIES, (("low", "hihg"), ("low",), ("low", "urgnt"))
        )
    assert caught.value.problems == (
        "name 'my matrix': use 1 to 64 characters without spaces",
        "it has 3 rows for 2 urgencies: give each urgency one row",
        "row 2 has 1 priorities for 2 impacts: give each impact one",
        "undeclared priority 'hihg': choose from 'high'",
        "undeclared priority 'urgnt': choose from 'urgent'",
    )


def test_a_matrix_names_both_neighbours_of_a_fall():
    with pytest.raises(InvalidDefinition) as caught:
        attrs.evolve(
            PRIORITY_MATRIX, cells=(("low", "high", "high"), ("normal", "normal", "high"), ("normal", "high", "low"))
        )
    assert caught.value.problems == (
        "urgency 'medium' with impact 'medium' is only 'normal', less than 'high' of 'low' with 'medium': raise it",
        "urgency 'high' with impact 'high' is only 'low', less than 'high' of 'medium' with 'high': raise it",
        "urgency 'high' with impact 'high' is only 'low', less than 'high' of 'high' with 'medium': raise it",
    )


def test_a_matrix_needs_scales():
    with pytest.raises(InvalidDefinition) as caught:
        PriorityMatrix("m", scale("u", 0), scale("i", 0), scale("p", 0), ())
    assert [problem.split(":")[0] for problem in caught.value.problems] == [
        f"the scale of {what} is empty" for what in ("urgency", "impact", "priority")
    ]


@pytest.mark.parametrize("rows", [[("low",)], (["low"],), ((1,),), "low", None])
def test_cells_are_tuples_of_text(rows: object):
    with pytest.raises(WrongType, match="cells must be a tuple of rows"):
        PriorityMatrix("m", scale("u", 1), scale("i", 1), PRIORITIES, rows)  # type: ignore[arg-type]


@pytest.mark.parametrize(("priority", "possible"), [(None, ()), ("low", ("low", "high")), ("low", ("high",))])
def test_an_answer_cannot_contradict_itself(priority: str | None, possible: tuple[str, ...]):
    with pytest.raises(InvalidDefinition, match="possible must hold"):
        Prioritised(priority, possible)
