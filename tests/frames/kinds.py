"""The kinds of frames that the tests speak to, and their rows as plain values."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd
import polars as pl
import pyarrow as pa

KINDS: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "pandas": pd.DataFrame,
    "pandas on arrow": lambda data: pd.DataFrame(data).convert_dtypes(dtype_backend="pyarrow"),
    "polars": lambda data: pl.DataFrame(data, strict=False),
    "pyarrow": lambda data: pa.table(dict(data)),
}


def rows(frame: Any, *names: str) -> list[dict[str, Any]]:
    """The rows of any frame with missing values as None and instants as standard datetimes."""
    opened = nw.from_native(frame, eager_only=True)
    chosen = names or tuple(opened.columns)
    return [{name: plain(value) for name, value in row.items()} for row in opened.select(*chosen).rows(named=True)]


def column(frame: Any, name: str) -> list[Any]:
    """One column of any frame as plain values."""
    return [row[name] for row in rows(frame, name)]


def plain(value: Any) -> Any:
    """A value without its library: None for missing, datetimes of the standard library, Python's own numbers."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:  # noqa: PLR0124 - not a number
        return None
    if isinstance(value, dt.datetime):
        # Values of one zone compare by wall clock, which cannot tell the two hours of an autumn night apart.
        moment = value.to_pydatetime(warn=False) if isinstance(value, pd.Timestamp) else value
        return moment.astimezone(dt.timezone(moment.utcoffset() or dt.timedelta(0)))
    return value.item() if hasattr(value, "item") else value


def stamps(us: Any) -> pd.Series:
    """Microseconds since 1970, or instants of NumPy, as pandas has instants in UTC."""
    series: Any = pd.Series(us if us.dtype.kind == "M" else us.view("M8[us]"))
    return series.dt.tz_localize("UTC")


def utc(*parts: int) -> dt.datetime:
    """A datetime in UTC."""
    return dt.datetime(*parts, tzinfo=dt.UTC)
