"""The facts of claims in the columns of a frame: each distinct value is read once, as ``returns.facts`` reads it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeAlias, TypeVar, cast

import attrs
import numpy as np

from aftersales_core.errors import AftersalesError, InstantOutOfRange, InvalidColumn
from aftersales_core.frames.columns import Column, Frame, column_of, time_column
from aftersales_core.frames.ranks import NAT
from aftersales_core.frames.returns_values import read_fact, read_sum, several
from aftersales_core.instants import MAX_MICROS, from_micros
from aftersales_core.returns.fact_table import FACTS
from aftersales_core.returns.facts import FactSpec, FactValue

__all__ = ["BESIDE", "NEEDED", "Broken", "FactColumn", "fact_columns"]

NEEDED: Final = ("category", "kind", "paid", "submitted_at")
"""What every claim has; everything else is read where there is a column for it."""

BESIDE: Final = ("asks_for", "currency", "evidence")
"""Columns that are no facts: the remedy asked for, the currency of sums that are numbers, the kinds of evidence."""

SPECS: Final = {
    "asks_for": FactSpec("asks_for", "claim", "text", "", ""),
    "evidence": FactSpec("evidence", "claim", "words", "", ""),
}


@attrs.frozen
class Broken:
    """A value that cannot be meant, by the code of the error that a single call would raise."""

    code: str


Found: TypeAlias = FactValue | Broken | None
T = TypeVar("T")


@attrs.frozen(eq=False)
class FactColumn:
    """One fact of every row: ``numbers`` says for each row which of ``values`` it has; None is not known."""

    name: str
    numbers: tuple[int, ...]
    values: tuple[Found, ...]


def fact_columns(frame: Frame, columns: Mapping[str, str | None], tz: str | None) -> tuple[FactColumn, ...]:
    """Read every column that holds a fact, sorted by the facts' names.

    Raises InvalidDefinition for a mapped name that is no fact, InvalidColumn for a column that is absent or cannot be
    meant.
    """
    FACTS.read(dict.fromkeys(name for name in columns if name not in BESIDE))
    named = {name: name for name in frame.columns if name in BESIDE or FACTS.is_known(name)}
    homes = {name: home for name, home in {**named, **columns}.items() if home is not None}
    for name in NEEDED:
        if name not in homes:
            raise InvalidColumn(name, "every claim needs it: give such a column, or name yours in columns=")
    currency = column_of(frame, homes.pop("currency")) if "currency" in homes else None
    return tuple(_column(frame, name, home, tz, currency) for name, home in sorted(homes.items()))


def _column(frame: Frame, name: str, home: str, tz: str | None, currency: Column | None) -> FactColumn:
    """Read the column of one fact."""
    series = column_of(frame, home)
    spec = SPECS.get(name) or FACTS.by_name.get(name)
    if spec is not None and spec.kind == "instant":
        return _instants(frame, name, home, tz)
    values = _plain(series)
    if spec is not None and spec.kind == "money":
        if currency is None and series.dtype.is_numeric():
            raise InvalidColumn(home, "holds numbers: give a column 'currency' too, or text such as '39.90 CNY'")
        codes = [None] * len(values) if currency is None else _plain(currency)
        sums = [None if value is None else (value, code) for value, code in zip(values, codes, strict=True)]
        return _numbered(name, sums, lambda value: read_sum(name, value))
    return _numbered(name, values, lambda value: read_fact(name, spec, value))


def _instants(frame: Frame, name: str, home: str, tz: str | None) -> FactColumn:
    """Read a column of instants; a naive one is read on the wall clock of ``tz``."""
    found = time_column(frame, home, tz)
    if found.is_date:
        raise InvalidColumn(home, f"holds dates, but the fact {name!r} is an instant: give the time of day too")
    numbers: list[int] = found.numbers.tolist()
    return _numbered(name, [None if us == NAT else us for us in numbers], _instant)


def _instant(us: int) -> FactValue:
    """Read an instant in microseconds since 1970."""
    if not 0 <= us < MAX_MICROS:
        raise InstantOutOfRange(f"{us} us")
    return from_micros(us)


def _numbered(name: str, values: Iterable[T | None], read: Callable[[T], FactValue]) -> FactColumn:
    """Read each distinct value once; None is not known."""
    numbers: list[int] = []
    seen: dict[object, int] = {}
    found: list[Found] = []
    for value in values:
        # A yes equals the number 1 for Python, and says something else.
        key = (value.__class__, value)
        number = seen.get(key)
        if number is None:
            number = seen[key] = len(found)
            found.append(None if value is None else _tried(read, value))
        numbers.append(number)
    return FactColumn(name, tuple(numbers), tuple(found))


def _tried(read: Callable[[T], FactValue], value: T) -> FactValue | Broken:
    """Return what is meant, or the code of what is wrong with it."""
    try:
        return read(value)
    except AftersalesError as error:
        return Broken(error.code)


def _plain(series: Column) -> list[object]:
    """Return plain values that can be looked up; None is missing, in whichever way the frame says so."""
    gone = np.asarray(series.is_null().to_numpy(), np.bool_).tolist()
    values = (None if is_gone else _hashable(value) for value, is_gone in zip(series.to_list(), gone, strict=True))
    return [None if value != value else value for value in values]  # noqa: PLR0124 - what is not a number is missing


def _hashable(value: object) -> object:
    """Return a value without the library that it comes from, and several as a tuple."""
    plain = cast("object", value.tolist()) if isinstance(value, np.generic | np.ndarray) else value
    parts = several(plain)
    if parts is not None:
        return tuple(_hashable(part) for part in parts)
    # What cannot be looked up, such as a struct, is no value of any fact; its text is refused in its place.
    return (plain.__class__, repr(plain)) if cast("object", plain.__hash__) is None else plain
