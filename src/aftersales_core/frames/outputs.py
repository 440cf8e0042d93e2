"""Answer columns in the caller's own kind of data frame, with true missing values."""

from collections.abc import Sequence

import narwhals.stable.v2 as nw
import numpy as np
import numpy.typing as npt

from aftersales_core.frames.columns import Column, Frame
from aftersales_core.frames.ranks import I64, NAT, Mask

__all__ = ["flag_series", "instant_series", "number_series", "word_series"]


def instant_series(frame: Frame, name: str, us: I64, tz: str) -> Column:
    """Return instants on the wall clock of a zone; NaT becomes a missing value."""
    plain = nw.new_series(name, us.view("datetime64[us]"), nw.Datetime("us"), backend=frame.implementation)
    return plain.dt.replace_time_zone("UTC").dt.convert_time_zone(tz)


def number_series(frame: Frame, name: str, values: I64) -> Column:
    """Return whole numbers; NaT becomes a missing value."""
    missing = values == NAT
    plain = nw.new_series(name, np.where(missing, 0, values), nw.Int64, backend=frame.implementation)
    return _masked(frame, plain, missing, "Int64")


def flag_series(frame: Frame, name: str, values: Mask, missing: Mask) -> Column:
    """Return truth values with missing ones."""
    plain = nw.new_series(name, values, nw.Boolean, backend=frame.implementation)
    return _masked(frame, plain, missing, "boolean")


def word_series(frame: Frame, name: str, numbers: npt.NDArray[np.integer], words: Sequence[str | None]) -> Column:
    """Return the word of each number; a word of None is a missing value."""
    known = nw.new_series(name, list(words), nw.String, backend=frame.implementation)
    return known[numbers]


def _masked(frame: Frame, plain: Column, missing: Mask, dtype: str) -> Column:
    """Return a column with some values taken out, without turning whole numbers into floats."""
    if frame.implementation.is_pandas_like():
        # Of the kinds of frames only this one has types that cannot hold a missing value.
        return nw.from_native(plain.to_native().astype(dtype).mask(missing), series_only=True)
    kept = nw.new_series("kept", ~missing, nw.Boolean, backend=frame.implementation)
    both = plain.to_frame().with_columns(kept)
    return both.select(nw.when(nw.col("kept")).then(nw.col(plain.name)))[plain.name]
