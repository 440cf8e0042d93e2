"""One value of a column as the value of a fact; what a frame may be unable to hold (lists, spans) is read from text."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Final, cast

from aftersales_core.errors import WrongType
from aftersales_core.instants import Span
from aftersales_core.money.amount import Money
from aftersales_core.returns.fact_table import FACTS
from aftersales_core.returns.facts import FactInput, FactSpec, FactValue

__all__ = ["read_fact", "read_sum", "several"]

BETWEEN: Final = ";"
UPTO: Final = "/"


def read_fact(name: str, spec: FactSpec | None, value: object) -> FactValue:
    """Read the value of a fact, of the shop's own where there is no ``spec``; raises as the reader of facts does."""
    if spec is None:
        return FACTS.read({name: _input(name, value)})[0][1]
    if spec.kind == "words":
        return spec.read(tuple(part for part in _parts(name, value) if part))
    if spec.kind == "spans":
        return spec.read(tuple(_span(name, part) for part in _parts(name, value) if part))
    if spec.kind == "count" and isinstance(value, float) and value.is_integer():
        # A column of whole numbers that misses one is a column of floats in pandas.
        value = int(value)
    if spec.kind == "date" and isinstance(value, dt.datetime) and value.tzinfo is None and value.time() == dt.time():
        # A column of dates is a column of their midnights in pandas.
        value = value.date()
    return spec.read(_input(name, value))


def read_sum(name: str, value: tuple[object, object]) -> FactValue:
    """Read a sum and the code of its currency; text with its own currency needs none."""
    amount, code = value
    spec = FACTS.by_name[name]
    if code is None or (isinstance(amount, str) and " " in amount.strip()):
        return spec.read(_input(name, amount))
    number = _input(name, str(amount) if isinstance(amount, float) else amount)
    if isinstance(number, bool) or not isinstance(number, str | int | Decimal | Fraction) or not isinstance(code, str):
        raise WrongType(name, "a number, and a currency such as 'CNY'", f"{value!r:.40}")
    return spec.read(Money(number, code))


def _input(name: str, value: object) -> FactInput:
    """Return a value for the readers of facts, which look at its type themselves."""
    if isinstance(value, str | bool | int | float | Decimal | Fraction | Money | dt.date):
        return value
    raise WrongType(name, "a single value", f"{value!r:.40}")


def _parts(name: str, value: object) -> tuple[str, ...]:
    """Return several texts, from a list or from one text with semicolons."""
    parts = value.split(BETWEEN) if isinstance(value, str) else several(value)
    texts = tuple(part.strip() for part in parts or () if isinstance(part, str))
    if parts is None or len(texts) < len(parts):
        raise WrongType(name, f"several texts, or one text with {BETWEEN!r} between them", f"{value!r:.40}")
    return texts


def several(value: object) -> tuple[object, ...] | None:
    """Return the parts of a list or a set, None for a single value."""
    return tuple(cast("Iterable[object]", value)) if isinstance(value, list | tuple | set | frozenset) else None


def _span(name: str, text: str) -> Span:
    """Read a span from its two ends in ISO 8601 with a slash between them; one that has not ended has no second end."""
    first, _, last = text.partition(UPTO)
    try:
        start, end = dt.datetime.fromisoformat(first), dt.datetime.fromisoformat(last) if last else None
    except ValueError:
        hint = "spans such as '2026-03-02T09:00+08:00/2026-03-04T09:00+08:00'"
        raise WrongType(name, hint, f"{text!r:.40}") from None
    return Span(start, end)
