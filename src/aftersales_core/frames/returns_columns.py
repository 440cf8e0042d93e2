"""The facts of claims in the columns of a frame: each distinct value is read once, by the rules of ``returns.facts``."""

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final, TypeAlias

import attrs
import narwhals.stable.v2 as nw
import numpy as np

from aftersales_core.errors import AftersalesError, InvalidColumn, NaiveDatetime, WrongType
from aftersales_core.frames.columns import Column, Frame, column_of, time_column
from aftersales_core.frames.ranks import NAT
from aftersales_core.instants import Span, from_micros, utc
from aftersales_core.money.amount import Money
from aftersales_core.returns.fact_table import FACTS
from aftersales_core.returns.facts import FactKind, FactSpec, FactValue

__all__ = ["BESIDE", "NEEDED", "Broken", "FactColumn", "Read", "fact_columns"]

NEEDED: Final = ("category", "kind", "paid", "submitted_at")
"""What every claim has; the rest is taken where there is a column of its name."""

BESIDE: Final = ("asks_for", "currency", "evidence")
"""Columns that are no facts: the remedy asked for, the currency of sums written as numbers, kinds of evidence."""

BETWEEN: Final = ";"


@attrs.frozen
class Broken:
    """A value that cannot be meant, by the code of the error that a single call would raise."""

    code: str


Read: TypeAlias = FactValue | Broken | None


@attrs.frozen(eq=False)
class FactColumn:
    """One fact of every row: ``numbers`` says for each row which of ``values`` it has; None is not known."""

    name: str
    numbers: list[int]
    values: tuple[Read, ...]


def fact_columns(frame: Frame, columns: Mapping[str, str | None], tz: str | None) -> tuple[FactColumn, ...]:
    """Read every column that holds a fact.

    Raises InvalidDefinition for a mapped name that is no fact, InvalidColumn for a column that is absent or cannot be
    meant.
    """
    FACTS.read({name: None for name in columns if name not in BESIDE})
    named = {name: name for name in frame.columns if name in BESIDE or FACTS.is_known(name)}
    homes = {name: home for name, home in {**named, **dict(columns)}.items() if home is not None}
    for name in NEEDED:
        if name not in homes:
            raise InvalidColumn(name, "there is no such column, and every claim needs it: give it, or map it in columns=")
    currency = column_of(frame, homes["currency"]) if "currency" in homes else None
    return tuple(
        _column(frame, name, home, tz, currency) for name, home in sorted(homes.items()) if name != "currency"
    )


def _column(frame: Frame, name: str, home: str, tz: str | None, currency: Column | None) -> FactColumn:
    """Read the column of one fact."""
    spec = FACTS.by_name.get(name)
    series = column_of(frame, home)
    if spec is not None and spec.kind == "instant":
        return _instants(frame, name, home, tz)
    if spec is not None and spec.kind == "money":
        return _numbered(name, _sums(series, home, currency), _money)
    if spec is None:
        return _numbered(name, _plain(series), _kinds if name == "evidence" else _own(name))
    return _numbered(name, _plain(series), _by_kind(spec))


def _instants(frame: Frame, name: str, home: str, tz: str | None) -> FactColumn:
    """Read a column of instants; a naive one is read on the wall clock of ``tz``."""
    found = time_column(frame, home, tz)
    if found.is_date:
        raise InvalidColumn(home, f"holds dates, but {name!r} is an instant: give the time of day too")
    numbers: list[Hashable] = [None if us == NAT else us for us in found.numbers.tolist()]
    return _numbered(name, numbers, lambda us: from_micros(us) if isinstance(us, int) else None)


def _numbered(name: str, values: Iterable[Hashable], read: Callable[[Hashable], FactValue | None]) -> FactColumn:
    """Read each distinct value once."""
    numbers: list[int] = []
    seen: dict[Hashable, int] = {None: 0}
    found: list[Read] = [None]
    for value in values:
        # A yes equals the number 1, and is not the same answer.
        key = value if value is None else (type(value), value)
        number = seen.get(key)
        if number is None:
            number = seen[key] = len(found)
            found.append(_read(value, read))
        numbers.append(number)
    return FactColumn(name, numbers, tuple(found))


def _read(value: Hashable, read: Callable[[Hashable], FactValue | None]) -> Read:
    """Return the value that is meant, or the code of what is wrong with it."""
    try:
        return read(value)
    except AftersalesError as error:
        return Broken(error.code)


def _plain(series: Column) -> list[Hashable]:
    """Return a column as plain values that can be looked up; None is missing, in whichever way the frame says so."""
    missing = np.asarray(series.is_null().to_numpy(), np.bool_).tolist()
    values = series.to_list()
    return [None if gone or value != value else _hashable(value) for value, gone in zip(values, missing, strict=True)]  # noqa: PLR0124 - not a number


def _hashable(value: object) -> Hashable:
    """Return a value without the library it comes from, a list as a tuple."""
    if isinstance(value, str | bool | int | float | Decimal | dt.date):
        return value.item() if isinstance(value, np.generic) else value
    if isinstance(value, np.generic | np.ndarray):
        value = value.tolist()
    if isinstance(value, list | tuple | set | frozenset):
        return tuple(_hashable(part) for part in value)
    return value if isinstance(value, Hashable) else repr(value)


def _sums(series: Column, home: str, currency: Column | None) -> list[Hashable]:
    """Return each sum with its currency; a sum written with its currency needs none."""
    values = _plain(series)
    if currency is not None:
        codes = _plain(currency)
        return [None if value is None else (value, code) for value, code in zip(values, codes, strict=True)]
    if series.dtype.is_numeric():
        raise InvalidColumn(home, "holds numbers: give a column 'currency' too, or text such as '39.90 CNY'")
    return [None if value is None else (value, None) for value in values]


def _money(value: Hashable) -> FactValue:
    """Read a sum and its currency; a float is read as it is written."""
    assert isinstance(value, tuple)  # noqa: S101
    amount, code = value
    if code is None or (isinstance(amount, str) and " " in amount.strip()):
        return FACTS.by_name["paid"].read(amount)
    number = str(amount) if isinstance(amount, float) else amount
    return FACTS.by_name["paid"].read(Money(number, code))


def _own(name: str) -> Callable[[Hashable], FactValue]:
    """Make the reader of a fact of the shop's own, or of the remedy asked for."""

    def read(value: Hashable) -> FactValue:
        """Read one value."""
        if name == "asks_for":
            return FACTS.by_name["kind"].read(_loose(value))
        return dict(FACTS.read({name: _loose(value)}))[name]

    return read


def _loose(value: Hashable) -> FactValue:
    """Return a value for a reader that checks its type itself."""
    return value  # type: ignore[return-value]


def _kinds(value: Hashable) -> FactValue:
    """Read kinds of evidence, from a list or from text with semicolons."""
    return _words(value)


def _words(value: Hashable) -> tuple[str, ...]:
    """Read several texts, from a list or from text with semicolons."""
    parts: Sequence[object] = value.split(BETWEEN) if isinstance(value, str) else value  # type: ignore[assignment]
    if not isinstance(parts, list | tuple) or not all(isinstance(part, str) for part in parts):
        raise WrongType("words", "several texts, or one text with ';' between them", f"{value!r:.40}")
    return tuple(sorted({part.strip() for part in parts if isinstance(part, str) and part.strip()}))


