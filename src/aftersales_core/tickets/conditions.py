"""Conditions on declared facts, where a fact that is not known is neither yes nor no."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from aftersales_core.errors import WrongType
from aftersales_core.interchange.plain import is_tuple
from aftersales_core.tickets.vocabulary import Vocabulary, meant

__all__ = [
    "Condition",
    "ConditionInput",
    "condition_of",
    "condition_problems",
    "lineages",
    "missing_facts",
    "require_condition",
]

PAIR: Final = 2
ADVICE: Final = "facts with the texts that fit: make it with condition_of({'topic': ['late']})"

Condition: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""Facts with the values that fit, both in order; every named fact must fit, and no fact at all fits everything."""

ConditionInput: TypeAlias = Mapping[str, str | Iterable[str]]


def condition_of(when: ConditionInput) -> Condition:
    """Return a condition in its one form; a single value may stand alone. Raises WrongType.

    >>> condition_of({"topic": ["late", "damaged"], "channel": "phone"})
    (('channel', ('phone',)), ('topic', ('damaged', 'late')))
    """
    try:
        rows = (
            (fact, (values,) if isinstance(values, str) else tuple(sorted(set(values))))
            for fact, values in when.items()
        )
        found = tuple(sorted(rows))
    except (AttributeError, TypeError):
        raise WrongType("condition", ADVICE, f"{when!r:.80}") from None
    require_condition("condition", found)
    return found


def require_condition(what: str, when: object) -> None:
    """Raise WrongType for anything but a condition in its one form."""
    rows = [_row(row) for row in when] if is_tuple(when) else [None]
    names = [row for row in rows if row is not None]
    if len(names) < len(rows) or names != sorted(set(names)):
        raise WrongType(what, ADVICE, f"{when!r:.80}")


def _row(row: object) -> str | None:
    """Return the fact of one row of a condition, or None where the row has another form."""
    if not is_tuple(row) or len(row) != PAIR:
        return None
    fact, values = row
    if not isinstance(fact, str) or not is_tuple(values):
        return None
    texts = [value for value in values if isinstance(value, str)]
    return fact if len(texts) == len(values) and texts == sorted(set(texts)) else None


def condition_problems(when: Condition, facts: tuple[Vocabulary, ...]) -> Iterator[str]:
    """Yield the facts and values of a condition that are not declared, with what may have been meant."""
    declared = {fact.name: fact for fact in facts}
    for name, values in when:
        if name not in declared:
            yield f"it reads an undeclared fact {meant(name, declared)}"
        elif not values:
            yield f"fact {name!r} has no value that fits, so it never matches: leave the fact out"
        else:
            ids = declared[name].ids
            yield from (
                f"fact {name!r} has an undeclared value {meant(value, ids)}" for value in values if value not in ids
            )


def lineages(known: Mapping[str, str], facts: tuple[Vocabulary, ...]) -> dict[str, tuple[str, ...]]:
    """Return for each declared fact that is known its value and all that the value counts as.

    A value that is not declared tells nothing, so the fact is then as unknown as if it were absent.
    """
    found = {fact.name: fact.lineage(known[fact.name]) for fact in facts if fact.name in known}
    return {name: lineage for name, lineage in found.items() if lineage}


def missing_facts(when: Condition, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    """Judge a condition: None where a known fact does not fit, else the facts that it reads and nobody knows.

    So an empty answer is a yes, and named facts are a "perhaps".
    """
    missing: list[str] = []
    for fact, values in when:
        lineage = known.get(fact)
        if lineage is None:
            missing.append(fact)
        elif not set(values) & set(lineage):
            return None
    return tuple(missing)
