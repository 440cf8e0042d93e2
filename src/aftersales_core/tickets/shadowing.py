"""Which of some ordered rules can never decide, because the rules before them together take every case."""

from collections.abc import Iterator
from typing import Final, TypeAlias

from aftersales_core.tickets.conditions import Condition
from aftersales_core.tickets.vocabulary import Vocabulary

__all__ = ["shadowed"]

Box: TypeAlias = tuple[frozenset[str | None], ...]
"""For each fact the values that fit; None stands for a fact that is not known."""

PIECES: Final = 1_000
"""How finely a rule's cases are taken apart; a rule that would need more is taken to be reachable."""


def shadowed(rules: tuple[tuple[str, Condition], ...], facts: tuple[Vocabulary, ...]) -> Iterator[str]:
    """Yield a problem for each rule that can never decide, naming the rules that take its cases.

    A condition fits a box of values, one side for each fact, so what earlier rules leave over is found by cutting
    boxes. This is exact: it also sees a rule that no single other one hides.
    """
    earlier: list[tuple[str, Box]] = []
    for id, when in rules:
        box = _box(when, facts)
        if not _is_reachable(box, [cut for _, cut in earlier]):
            takers = ", ".join(
                repr(other) for other, cut in earlier if all(a & b for a, b in zip(box, cut, strict=True))
            )
            yield f"rule {id!r:.80} can never decide, its cases are taken before by {takers}: move it up, or drop it"
        earlier.append((id, box))


def _box(when: Condition, facts: tuple[Vocabulary, ...]) -> Box:
    """Return the cases in which a condition holds; a fact that it does not read may have any value or none."""
    wanted = dict(when)
    return tuple(
        frozenset(id for id in fact.ids if set(fact.lineage(id)) & set(wanted[fact.name]))
        if fact.name in wanted
        else frozenset([*fact.ids, None])
        for fact in facts
    )


def _is_reachable(box: Box, cuts: list[Box]) -> bool:
    """Tell whether anything of a box is left outside all cuts."""
    pieces = [box]
    for cut in cuts:
        pieces = [left for piece in pieces for left in _outside(piece, cut)]
        if not pieces:
            return False
        if len(pieces) > PIECES:
            break
    return True


def _outside(box: Box, cut: Box) -> Iterator[Box]:
    """Yield boxes that together are what a cut leaves of a box."""
    if not all(a & b for a, b in zip(box, cut, strict=True)):
        yield box
        return
    for side, values in enumerate(cut):
        left = box[side] - values
        if left:
            yield (*box[:side], left, *box[side + 1 :])
        box = (*box[:side], box[side] & values, *box[side + 1 :])
