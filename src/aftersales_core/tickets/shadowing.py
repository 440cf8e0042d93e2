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
    boxes. Up to `PIECES` this is exact: it also sees a rule that no single other one hides.
    """
    sides = [_sides(fact) for fact in facts]
    earlier: list[tuple[str, Box]] = []
    for id, when in rules:
        box = _box(when, facts, sides)
        if not _is_reachable(box, [cut for _, cut in earlier]):
            takers = ", ".join(repr(other) for other, cut in earlier if not _is_apart(box, cut))
            yield f"rule {id!r:.80} can never decide, its cases are taken before by {takers}: move it up, or drop it"
        earlier.append((id, box))


def _sides(fact: Vocabulary) -> dict[str, frozenset[str]]:
    """Return for each declared id the ids that count as it, itself included."""
    found: dict[str, set[str]] = {id: set() for id in fact.ids}
    for id in fact.ids:
        for ancestor in fact.lineage(id):
            found[ancestor].add(id)
    return {id: frozenset(ids) for id, ids in found.items()}


def _box(when: Condition, facts: tuple[Vocabulary, ...], sides: list[dict[str, frozenset[str]]]) -> Box:
    """Return the cases in which a condition holds; a fact that it does not read may have any value or none."""
    wanted = dict(when)
    return tuple(
        frozenset[str | None]().union(*(known[value] for value in wanted[fact.name]))
        if fact.name in wanted
        else frozenset([*known, None])
        for fact, known in zip(facts, sides, strict=True)
    )


def _is_apart(box: Box, cut: Box) -> bool:
    """Tell whether two boxes have no case in common."""
    return any(a.isdisjoint(b) for a, b in zip(box, cut, strict=True))


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
    if _is_apart(box, cut):
        yield box
        return
    for side, values in enumerate(cut):
        left = box[side] - values
        if left:
            yield (*box[:side], left, *box[side + 1 :])
        box = (*box[:side], box[side] & values, *box[side + 1 :])
