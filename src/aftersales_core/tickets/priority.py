"""Priority from urgency and impact: a matrix as data, of any size, that never ranks the worse case lower."""

from collections.abc import Iterator
from itertools import product
from typing import Final

import attrs

from aftersales_core.errors import InvalidDefinition, WrongType
from aftersales_core.interchange.plain import is_tuple
from aftersales_core.reasons import Reason
from aftersales_core.tickets.vocabulary import Term, Vocabulary, is_id, meant

__all__ = ["PRIORITIES", "PRIORITY_MATRIX", "Prioritised", "PriorityMatrix", "prioritise"]


@attrs.frozen
class PriorityMatrix:
    """A priority for each pair of urgency and impact.

    The three vocabularies are scales: their order is from least to most. ``cells`` has a row for each urgency and in it
    a priority for each impact, in those orders. With more urgency or more impact the priority never falls.

    Raises InvalidDefinition with every problem, WrongType for cells that are no tuple of tuples of text.
    """

    name: str
    urgencies: Vocabulary
    impacts: Vocabulary
    priorities: Vocabulary
    cells: tuple[tuple[str, ...], ...]

    def __attrs_post_init__(self) -> None:
        """Refuse a matrix with a gap, or one in which a worse case waits longer."""
        _require_cells(self.cells)
        problems = tuple(_size_problems(self)) or tuple(_order_problems(self))
        if problems:
            raise InvalidDefinition(f"priority matrix {self.name!r:.80}", problems)

    def priority(self, urgency: str, impact: str) -> str | None:
        """Return the priority of a pair, or None where one of the two is not declared."""
        rows, columns = self.urgencies.ids, self.impacts.ids
        if urgency not in rows or impact not in columns:
            return None
        return self.cells[rows.index(urgency)][columns.index(impact)]


def _require_cells(cells: object) -> None:
    """Raise WrongType for anything but a tuple of tuples of text."""
    rows = cells if is_tuple(cells) else (None,)
    if not all(is_tuple(row) and all(isinstance(cell, str) for cell in row) for row in rows):
        raise WrongType("cells", "a tuple of rows, each a tuple of priorities", f"{cells!r:.80}")


def _size_problems(matrix: PriorityMatrix) -> Iterator[str]:
    """Yield what is wrong with the scales and the size of a matrix, and the priorities that it does not declare."""
    if not is_id(matrix.name):
        yield f"name {matrix.name!r:.80}: use 1 to 64 characters without spaces"
    scales = (("urgency", matrix.urgencies), ("impact", matrix.impacts), ("priority", matrix.priorities))
    yield from (f"the scale of {what} is empty: declare at least one term" for what, scale in scales if not scale.ids)
    rows, columns = len(matrix.urgencies.ids), len(matrix.impacts.ids)
    if len(matrix.cells) != rows:
        yield f"it has {len(matrix.cells)} rows for {rows} urgencies: give each urgency one row"
    yield from (
        f"row {number} has {len(row)} priorities for {columns} impacts: give each impact one"
        for number, row in enumerate(matrix.cells, 1)
        if len(row) != columns
    )
    unknown = dict.fromkeys(cell for row in matrix.cells for cell in row if cell not in matrix.priorities.ids)
    yield from (f"undeclared priority {meant(cell, matrix.priorities.ids)}" for cell in unknown)


def _order_problems(matrix: PriorityMatrix) -> Iterator[str]:
    """Yield the neighbours of which the worse case has the lower priority."""
    rank = {id: place for place, id in enumerate(matrix.priorities.ids)}
    urgencies, impacts = matrix.urgencies.ids, matrix.impacts.ids
    for row, column in product(range(len(urgencies)), range(len(impacts))):
        here = matrix.cells[row][column]
        for below, left in ((row - 1, column), (row, column - 1)):
            if below >= 0 and left >= 0 and rank[matrix.cells[below][left]] > rank[here]:
                yield (
                    f"urgency {urgencies[row]!r} with impact {impacts[column]!r} is only {here!r}, "
                    f"less than {matrix.cells[below][left]!r} of {urgencies[below]!r} with {impacts[left]!r}: raise it"
                )


@attrs.frozen
class Prioritised:
    """The priority of a ticket, or those that it may still have.

    ``possible`` are the priorities that fit what is known, least first. ``priority`` is the one where it is settled,
    also where what is missing could not change it; else None, and ``reasons`` say what is missing.

    Raises InvalidDefinition for an answer that contradicts itself.
    """

    priority: str | None
    possible: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse an answer that leaves nothing possible, or settles on something impossible."""
        if not self.possible or (self.priority is not None and self.possible != (self.priority,)):
            raise InvalidDefinition(
                "prioritised", ("possible must hold the settled priority alone, or all that it may be",)
            )

    @property
    def cautious(self) -> str:
        """The highest priority that is possible, for a queue that must not rest on what nobody knows."""
        return self.possible[-1]


def prioritise(matrix: PriorityMatrix, *, urgency: str | None, impact: str | None) -> Prioritised:
    """Return the priority of an urgency and an impact, of which None or an undeclared id is not known.

    >>> prioritise(PRIORITY_MATRIX, urgency="high", impact="medium").priority
    'high'
    >>> prioritise(PRIORITY_MATRIX, urgency="high", impact=None).possible
    ('normal', 'high', 'urgent')
    """
    rows, row_reasons = _candidates("urgency", urgency, matrix.urgencies)
    columns, column_reasons = _candidates("impact", impact, matrix.impacts)
    found = {matrix.cells[row][column] for row in rows for column in columns}
    possible = tuple(id for id in matrix.priorities.ids if id in found)
    return Prioritised(possible[0] if len(possible) == 1 else None, possible, (*row_reasons, *column_reasons))


def _candidates(name: str, id: str | None, scale: Vocabulary) -> tuple[range, tuple[Reason, ...]]:
    """Return the places on a scale that an answer may mean, with the reason where it may mean any."""
    if id is None:
        missing = Reason.of("priority_fact_missing", "missing", fact=name, choices=scale.ids)
        return range(len(scale.ids)), (missing,)
    undeclared = scale.check(id)
    if undeclared is not None:
        return range(len(scale.ids)), (undeclared,)
    place = scale.ids.index(id)
    return range(place, place + 1), ()


PRIORITIES: Final = Vocabulary(
    "priority",
    (
        Term("low", "low", "低"),
        Term("normal", "normal", "普通"),
        Term("high", "high", "高"),
        Term("urgent", "urgent", "紧急"),
    ),
)
"""Priorities from least to most."""

PRIORITY_MATRIX: Final = PriorityMatrix(
    "urgency_and_impact",
    Vocabulary(
        "urgency",
        (
            Term("low", "can wait", "可以等待"),
            Term("medium", "soon", "尽快"),
            Term("high", "at once: it is getting worse", "立即：情况正在恶化"),
        ),
    ),
    Vocabulary(
        "impact",
        (
            Term("low", "a nuisance to one customer", "单个顾客，轻微不便"),
            Term("medium", "one customer cannot use the product", "单个顾客，无法使用"),
            Term("high", "many customers, or harm to health", "多个顾客，或危及健康"),
        ),
    ),
    PRIORITIES,
    (("low", "normal", "normal"), ("normal", "normal", "high"), ("normal", "high", "urgent")),
)
"""Three degrees of each. The trade's guide asks for urgency and impact and names no cells; these are ours."""
