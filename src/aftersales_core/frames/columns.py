"""Time columns of any data frame as integer microseconds: aware, naive with a zone, or dates alone."""

import datetime as dt
from typing import Any

import attrs
import narwhals.stable.v2 as nw
import numpy as np
import numpy.typing as npt

from aftersales_core.errors import InvalidColumn
from aftersales_core.frames.kernel import as_micros
from aftersales_core.frames.ranks import I64, NAT
from aftersales_core.frames.reach import is_instant
from aftersales_core.frames.wall import wall_of
from aftersales_core.instants import zone

__all__ = ["Column", "Frame", "TimeColumn", "column_of", "time_column"]

Frame = nw.DataFrame[Any]
Column = nw.Series[Any]


@attrs.frozen(eq=False)
class TimeColumn:
    """A column of instants in microseconds since 1970, or of dates in days since 1970; NaT is missing.

    A value outside the years of the library is some number outside them. ``tz`` is the column's own zone.
    """

    numbers: I64
    is_date: bool = False
    tz: str | None = None


def column_of(frame: Frame, name: str) -> Column:
    """Return a column by name; raises InvalidColumn where there is none."""
    if name not in frame.columns:
        raise InvalidColumn(name, f"there is no such column: choose one of {', '.join(map(repr, frame.columns))}")
    return frame[name]


def time_column(frame: Frame, name: str, tz: str | None) -> TimeColumn:
    """Read a column of datetimes or dates; a naive one is read on the wall clock of ``tz``.

    Raises InvalidColumn for a naive column without ``tz``, and for one that holds something else.
    """
    series = column_of(frame, name)
    dtype = series.dtype
    if isinstance(dtype, nw.Datetime):
        if dtype.time_zone is None:
            return TimeColumn(_placed(as_micros(_naive(series)), name, tz), tz=tz)
        return TimeColumn(as_micros(_naive(series.dt.convert_time_zone("UTC"))), tz=dtype.time_zone)
    if dtype == nw.Date:
        return TimeColumn(series.to_numpy().astype("datetime64[D]").astype(np.int64), is_date=True)
    if series.null_count() == len(series):
        return TimeColumn(np.full(len(series), NAT))
    if dtype == nw.Object:
        return TimeColumn(_object_days(series, name), is_date=True)
    hint = "parse it first, for example with to_datetime" if dtype == nw.String else "give a column of datetimes"
    raise InvalidColumn(name, f"holds {dtype}, not instants: {hint}")


def _naive(series: Column) -> npt.NDArray[np.datetime64]:
    """Return a column of datetimes as NumPy has them, without its zone."""
    return np.asarray(series.dt.replace_time_zone(None).to_numpy())


def _placed(wall_us: I64, name: str, tz: str | None) -> I64:
    """Return the instants at which a zone's wall clock showed each reading, by the rule of ``worktime.localtime``."""
    if tz is None:
        raise InvalidColumn(name, "is naive: give tz=, the zone whose wall clock it shows, such as 'Asia/Shanghai'")
    where, valid = zone(tz), is_instant(wall_us)
    found = wall_us.copy()
    if valid.any():
        readings = wall_us[valid]
        found[valid] = wall_of(where, int(readings.min()), int(readings.max())).instants(readings)
    return found


def _object_days(series: Column, name: str) -> I64:
    """Return a column of Python dates in days since 1970."""
    values = series.to_list()
    if any(type(value) is not dt.date and value is not None and value == value for value in values):  # noqa: PLR0124 - a missing value of pandas is the one that does not equal itself
        raise InvalidColumn(
            name, "holds Python objects that are no dates: parse it first, for example with to_datetime"
        )
    days = np.array([value if type(value) is dt.date else None for value in values], "datetime64[D]")
    return days.astype(np.int64)
