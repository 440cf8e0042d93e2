"""Conditions on facts, as data: yes, no, or not known, and then which facts are missing.

The logic is Kleene's: "and" with a no is no whatever else is unknown, "or" with a yes is yes. So a missing fact is
asked for only where the answer hangs on it.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from operator import eq, ge, gt, le, lt
from typing import Final, Literal, TypeAlias

import attrs

from aftersales_core.errors import InvalidDefinition, WrongType
from aftersales_core.money.amount import Money
from aftersales_core.returns.facts import FactValue

__all__ = [
    "ALWAYS",
    "NEVER",
    "AllOf",
    "AnyOf",
    "Compare",
    "CompareFacts",
    "Condition",
    "Is",
    "Known",
    "Not",
    "Operator",
    "has_word",
    "known_no",
    "known_yes",
    "no",
    "yes",
]

Operator: TypeAlias = Literal["<", "<=", ">", ">=", "=="]
Known_: TypeAlias = Mapping[str, FactValue]


@attrs.frozen
class Is:
    """A fact has one of some values; of a fact that holds several words, one of them has.

    ``if_unknown`` settles what is said where the fact is not known: ``known_yes`` is a yes only where it is known.
    """

    fact: str
    values: tuple[str | bool | int, ...]
    if_unknown: bool | None = None

    def holds(self, facts: Known_) -> bool | None:
        """Answer yes, no, or None for not known."""
        value = facts.get(self.fact)
        if value is None:
            return self.if_unknown
        if isinstance(value, tuple):
            return any(word in self.values for word in value)
        return value in self.values

    def missing(self, facts: Known_) -> Iterator[str]:
        """Yield the facts on which the answer hangs."""
        if self.if_unknown is None and facts.get(self.fact) is None:
            yield self.fact

    def names(self) -> Iterator[str]:
        """Yield the facts that are read."""
        yield self.fact


@attrs.frozen
class Known:
    """A fact is known at all; this is never unknown, so use it for what is known or does not exist."""

    fact: str

    def holds(self, facts: Known_) -> bool | None:
        """Answer yes or no."""
        return facts.get(self.fact) is not None

    def missing(self, _facts: Known_) -> Iterator[str]:
        """Yield nothing: the answer hangs on nothing unknown."""
        return iter(())

    def names(self) -> Iterator[str]:
        """Yield the facts that are read."""
        yield self.fact


@attrs.frozen
class Compare:
    """A fact compares so with a figure: a number, money, a date or an instant.

    ``if_unknown`` settles what is said where the fact is not known.
    """

    fact: str
    operator: Operator
    value: int | Fraction | Money | dt.datetime | dt.date
    if_unknown: bool | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse an operator that nobody knows, and a figure that is not exact."""
        _check_operator(self.operator)
        _check_figure(self.value)

    def holds(self, facts: Known_) -> bool | None:
        """Answer yes, no, or None for not known."""
        value = facts.get(self.fact)
        return self.if_unknown if value is None else _compared(value, self.operator, self.value)

    def missing(self, facts: Known_) -> Iterator[str]:
        """Yield the fact where it is not known, or cannot be compared with the figure."""
        if self.holds(facts) is None:
            yield self.fact

    def names(self) -> Iterator[str]:
        """Yield the facts that are read."""
        yield self.fact


@attrs.frozen
class CompareFacts:
    """A fact compares so with another of the same kind."""

    fact: str
    operator: Operator
    other: str

    def __attrs_post_init__(self) -> None:
        """Refuse an operator that nobody knows."""
        _check_operator(self.operator)

    def holds(self, facts: Known_) -> bool | None:
        """Answer yes, no, or None for not known."""
        value, other = facts.get(self.fact), facts.get(self.other)
        return None if value is None or other is None else _compared(value, self.operator, other)

    def missing(self, facts: Known_) -> Iterator[str]:
        """Yield the facts that are not known, or both where they cannot be compared."""
        unknown = [name for name in (self.fact, self.other) if facts.get(name) is None]
        return iter(unknown or ([self.fact, self.other] if self.holds(facts) is None else []))

    def names(self) -> Iterator[str]:
        """Yield the facts that are read."""
        yield self.fact
        yield self.other


@attrs.frozen
class Not:
    """The opposite; of what is not known, not known."""

    part: "Condition"

    def holds(self, facts: Known_) -> bool | None:
        """Answer yes, no, or None for not known."""
        found = self.part.holds(facts)
        return None if found is None else not found

    def missing(self, facts: Known_) -> Iterator[str]:
        """Yield the facts on which the answer hangs."""
        return self.part.missing(facts)

    def names(self) -> Iterator[str]:
        """Yield the facts that are read."""
        return self.part.names()


@attrs.frozen
class AllOf:
    """Every part holds; no parts at all hold always."""

    parts: tuple["Condition", ...]

    def holds(self, facts: Known_) -> bool | None:
        """Answer yes, no, or None for not known."""
        answer: bool | None = True
        for part in self.parts:
            found = part.holds(facts)
            if found is False:
                return False
            if found is None:
                answer = None
        return answer

    def missing(self, facts: Known_) -> Iterator[str]:
        """Yield the facts on which the answer hangs."""
        if self.holds(facts) is None:
            for part in self.parts:
                if part.holds(facts) is None:
                    yield from part.missing(facts)

    def names(self) -> Iterator[str]:
        """Yield the facts that are read."""
        for part in self.parts:
            yield from part.names()


@attrs.frozen
class AnyOf:
    """At least one part holds; no parts at all hold never."""

    parts: tuple["Condition", ...]

    def holds(self, facts: Known_) -> bool | None:
        """Answer yes, no, or None for not known."""
        answer: bool | None = False
        for part in self.parts:
            found = part.holds(facts)
            if found:
                return True
            if found is None:
                answer = None
        return answer

    def missing(self, facts: Known_) -> Iterator[str]:
        """Yield the facts on which the answer hangs."""
        if self.holds(facts) is None:
            for part in self.parts:
                if part.holds(facts) is None:
                    yield from part.missing(facts)

    def names(self) -> Iterator[str]:
        """Yield the facts that are read."""
        for part in self.parts:
            yield from part.names()


Condition: TypeAlias = Is | Known | Compare | CompareFacts | Not | AllOf | AnyOf

ALWAYS: Final = AllOf(())
NEVER: Final = AnyOf(())
ORDERS: Final[Mapping[Operator, Callable[[Fraction | int, Fraction | int], bool]]] = {
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
    "==": eq,
}


def yes(fact: str) -> Is:
    """Make the condition that a yes-or-no fact is yes."""
    return Is(fact, (True,))


def no(fact: str) -> Is:
    """Make the condition that a yes-or-no fact is no."""
    return Is(fact, (False,))


def known_yes(fact: str) -> Is:
    """Make the condition that a yes-or-no fact is known and yes; where it is not known, this does not hold."""
    return Is(fact, (True,), if_unknown=False)


def known_no(fact: str) -> Is:
    """Make the condition that a yes-or-no fact is known and no; where it is not known, this does not hold."""
    return Is(fact, (False,), if_unknown=False)


def has_word(fact: str, *words: str) -> Is:
    """Make the condition that a fact is one of some words, or holds one of them."""
    return Is(fact, words)


def _check_operator(operator: str) -> None:
    """Refuse an operator that nobody knows."""
    if operator not in ORDERS:
        raise InvalidDefinition("condition", (f"operator {operator!r:.20}: use one of {', '.join(ORDERS)}",))


def _check_figure(value: object) -> None:
    """Refuse a float, which has no exact value, and whatever else has no order."""
    if isinstance(value, bool) or not isinstance(value, int | Fraction | Money | dt.date):
        raise WrongType("figure", "a whole number, a Fraction, money, a date or an instant", f"{value!r:.40}")


def _compared(value: FactValue, operator: Operator, other: FactValue) -> bool | None:
    """Compare two values of one kind; values of different kinds, or currencies, cannot be compared: not known."""
    if isinstance(value, Fraction) and isinstance(other, Fraction):
        return _ordered(value, operator, other)
    one, two = _scalar(value), _scalar(other)
    if one is None or two is None or one[0] != two[0]:
        return None
    return _ordered(one[1], operator, two[1])


def _ordered(left: Fraction | int, operator: Operator, right: Fraction | int) -> bool:
    """Compare two numbers."""
    return ORDERS[operator](left, right)


def _scalar(value: FactValue) -> tuple[str, Fraction | int] | None:
    """Return a value as its kind and a number that orders it."""
    if isinstance(value, Money):
        return value.currency.code, value.minor_units
    if isinstance(value, dt.datetime):
        return "instant", (value - EPOCH) // dt.timedelta(microseconds=1)
    if isinstance(value, dt.date):
        return "date", value.toordinal()
    if isinstance(value, int | Fraction):
        return "number", value
    return None


EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
