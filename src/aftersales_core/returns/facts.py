"""Facts: what is known about a purchase and a claim, by name; what is not known is absent, and absent is not "no"."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from functools import cached_property
from typing import Final, Literal, TypeAlias, cast

import attrs

from aftersales_core.errors import InvalidAmount, InvalidDefinition, WrongType
from aftersales_core.instants import Span, utc, zone
from aftersales_core.money.amount import Money
from aftersales_core.money.exact import exact

__all__ = ["AnsweredBy", "FactInput", "FactKind", "FactSpec", "FactTable", "FactValue", "Facts", "Group", "check_text"]

FactKind: TypeAlias = Literal[
    "text", "choice", "yes_no", "count", "number", "share", "money", "instant", "date", "zone", "words", "spans"
]
"""What sort of value a fact has.

``count`` is a whole number from 0, ``number`` an exact one from 0 (grams, degrees may be below 0), ``share`` a ratio
from 0 to 1, ``words`` several texts, ``spans`` several spans of time.
"""

Group: TypeAlias = Literal["order", "product", "delivery", "claim", "history"]
AnsweredBy: TypeAlias = Literal["customer", "shop"]

FactValue: TypeAlias = str | bool | int | Fraction | Money | dt.datetime | dt.date | tuple[str, ...] | tuple[Span, ...]
FactInput: TypeAlias = FactValue | Decimal | float | Iterable[str] | Iterable[Span] | None
Facts: TypeAlias = tuple[tuple[str, FactValue], ...]
"""Pairs of name and value, sorted by name."""

OWN: Final = "own_"
MOST_COUNT: Final = 10**12
NEAR: Final = 3


@attrs.frozen
class FactSpec:
    """One fact that rules may read.

    ``en`` and ``zh`` ask for it; ``answered_by`` says whom: what only the shop can know sends an undecided claim to
    review, what the customer can tell is asked of the customer. ``default`` is for what a shop knows to be otherwise
    only in rare cases (``custom_made`` is no); a fact that carries risk (delivery, seal) has none.
    """

    name: str
    group: Group
    kind: FactKind
    en: str
    zh: str
    answered_by: AnsweredBy = "shop"
    choices: tuple[str, ...] = ()
    default: FactValue | None = None

    def read(self, value: FactInput) -> FactValue:
        """Return a value in the one form that its kind has; WrongType, NaiveDatetime or InvalidAmount otherwise."""
        return _read(self, value)


@attrs.frozen
class FactTable:
    """Facts by name. A name that begins with ``own_`` is a shop's own fact, and may be text, yes or no, or a number."""

    specs: tuple[FactSpec, ...]

    def __attrs_post_init__(self) -> None:
        """Refuse a name that is defined twice."""
        names = [spec.name for spec in self.specs]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise InvalidDefinition("fact table", tuple(f"fact {name!r} is defined twice" for name in twice))

    @cached_property
    def by_name(self) -> Mapping[str, FactSpec]:
        """The facts, to look up."""
        return {spec.name: spec for spec in self.specs}

    @cached_property
    def defaults(self) -> Mapping[str, FactValue]:
        """The facts that are taken for granted where nobody says otherwise."""
        return {spec.name: spec.default for spec in self.specs if spec.default is not None}

    def is_known(self, name: str) -> bool:
        """Tell whether rules may read a fact of this name."""
        return name in self.by_name or name.startswith(OWN)

    def read(self, given: Mapping[str, FactInput], groups: frozenset[str] | None = None) -> Facts:
        """Return facts in their one form, without those that are None.

        Raises InvalidDefinition with every name that is unknown, or of another group; WrongType, NaiveDatetime,
        InvalidAmount for a value that cannot be one of its kind.
        """
        problems = tuple(self._problems(given, groups))
        if problems:
            raise InvalidDefinition("facts", problems)
        return tuple(
            (name, self.by_name[name].read(value) if name in self.by_name else _own(name, value))
            for name, value in sorted(given.items())
            if value is not None
        )

    def _problems(self, given: Mapping[str, FactInput], groups: frozenset[str] | None) -> Iterable[str]:
        """Yield what is wrong with the names."""
        for name in given:
            spec = self.by_name.get(name)
            if spec is None and not name.startswith(OWN):
                near = get_close_matches(name, self.by_name, NEAR)
                yield f"no fact is called {name!r:.60}: {_meant(near)}"
            elif spec is not None and groups is not None and spec.group not in groups:
                yield f"{name!r} belongs to the {spec.group}, not here"


def _meant(near: Iterable[str]) -> str:
    """Say what may have been meant."""
    names = " or ".join(near)
    return f"did you mean {names}?" if names else "a fact of your own begins with own_"


def _own(name: str, value: FactInput) -> FactValue:
    """Read a shop's own fact, of whatever kind the value shows."""
    if isinstance(value, str | bool | Money):
        return value
    if isinstance(value, dt.datetime):
        return utc(value)
    if isinstance(value, int | Fraction | Decimal | float):
        return _number(name, value)
    raise WrongType(name, "text, yes or no, money, an instant or a number", type(value).__name__)


def _read(spec: FactSpec, value: FactInput) -> FactValue:
    """Read a value by its kind."""
    found = READERS[spec.kind](spec.name, value)
    if spec.kind == "choice" and found not in spec.choices:
        raise WrongType(spec.name, f"one of {', '.join(spec.choices)}", f"{value!r:.40}")
    return found


def check_text(name: str, value: object) -> str:
    """Read text; nothing at all is no answer."""
    if not isinstance(value, str) or not value.strip():
        raise WrongType(name, "text", f"{value!r:.40}")
    return value


def _zone(name: str, value: object) -> str:
    """Read the name of a time zone."""
    return zone(check_text(name, value)).key


def _yes_no(name: str, value: object) -> bool:
    """Read a yes or a no; 1 and "no" are neither."""
    if not isinstance(value, bool):
        raise WrongType(name, "True or False", f"{value!r:.40}")
    return value


def _count(name: str, value: object) -> int:
    """Read a whole number from 0."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise WrongType(name, "a whole number", f"{value!r:.40}")
    if not 0 <= value <= MOST_COUNT:
        raise WrongType(name, f"a whole number from 0 to {MOST_COUNT}", f"{value}" if value < 0 else "a huge number")
    return value


def _number(name: str, value: object) -> Fraction:
    """Read an exact number; a float is read as it is written."""
    if isinstance(value, float):
        value = str(value)
        if not any(digit in value for digit in "0123456789") or "e" in value:
            raise InvalidAmount(value)
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal | Fraction):
        raise WrongType(name, "a number", f"{value!r:.40}")
    return exact(value, name)


def _share(name: str, value: object) -> Fraction:
    """Read a ratio from 0 to 1."""
    share = _number(name, value)
    if not 0 <= share <= 1:
        raise WrongType(name, "a share from 0 to 1, such as 0.3", f"{value!r:.40}")
    return share


def _money(name: str, value: object) -> Money:
    """Read an amount that is not below zero."""
    money = Money.parse(value) if isinstance(value, str) else value
    if not isinstance(money, Money):
        raise WrongType(name, "money such as '39.90 CNY'", f"{value!r:.40}")
    if money.minor_units < 0:
        raise WrongType(name, "money not below zero", str(money))
    return money


def _instant(name: str, value: object) -> dt.datetime:
    """Read an aware instant."""
    if not isinstance(value, dt.datetime):
        raise WrongType(name, "an aware datetime", f"{value!r:.40}")
    return utc(value)


def _date(name: str, value: object) -> dt.date:
    """Read a civil date; an instant is none."""
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        raise WrongType(name, "a date", f"{value!r:.40}")
    return value


def _words(name: str, value: object) -> tuple[str, ...]:
    """Read several texts, sorted and once each."""
    return tuple(sorted({check_text(name, word) for word in _several(name, value, "several texts")}))


def _spans(name: str, value: object) -> tuple[Span, ...]:
    """Read several spans of time, or one."""
    spans = (value,) if isinstance(value, Span) else _several(name, value, "several spans")
    found = tuple(span for span in spans if isinstance(span, Span))
    if len(found) < len(spans):
        raise WrongType(name, "several spans", f"{value!r:.40}")
    return found


def _several(name: str, value: object, wanted: str) -> tuple[object, ...]:
    """Return the parts of a value that has several; text is one value, not several letters."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise WrongType(name, wanted, f"{value!r:.40}")
    return tuple(cast("Iterable[object]", value))


READERS: Final[Mapping[FactKind, Callable[[str, object], FactValue]]] = {
    "text": check_text,
    "choice": check_text,
    "yes_no": _yes_no,
    "count": _count,
    "number": _number,
    "share": _share,
    "money": _money,
    "instant": _instant,
    "date": _date,
    "zone": _zone,
    "words": _words,
    "spans": _spans,
}
