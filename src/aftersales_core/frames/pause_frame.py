"""A frame of pauses (id, from, to) brought onto the rows of a frame of tickets."""

from collections.abc import Mapping

import narwhals.stable.v2 as nw
import numpy as np
import numpy.typing as npt

from aftersales_core.errors import InvalidColumn, WrongType
from aftersales_core.frames.columns import Frame, column_of, time_column
from aftersales_core.frames.pauses import Pauses, pauses_of
from aftersales_core.frames.problems import Numbers, problem_number
from aftersales_core.frames.ranks import I64, NAT
from aftersales_core.frames.reach import is_instant
from aftersales_core.worktime.pauses import NEVER

__all__ = ["row_pauses"]

Rows = npt.NDArray[np.intp]


def row_pauses(
    frame: Frame, id_column: str, pauses: Frame, names: Mapping[str, str], tz: str | None
) -> tuple[Pauses, Numbers]:
    """Return the pauses of each row, and what is wrong with those of some rows.

    ``names`` may give other names for the pauses' columns ``id``, ``from`` and ``to``, under ``pause_id``,
    ``pause_from`` and ``pause_to``. An id that several rows share pauses them all, one that no row has none. Without
    ``to`` a pause is still open; an empty pause is none. A reversed pause, or one without ``from``, is the problem of
    its rows.
    """
    starts = _instants(pauses, names.get("pause_from", "from"), tz)
    ends = _instants(pauses, names.get("pause_to", "to"), tz)
    rows, which = _matched(frame, id_column, pauses, names.get("pause_id", "id"))
    starts, ends = starts[which], np.where(ends[which] == NAT, NEVER, ends[which])
    problems = np.zeros(len(frame), np.int8)
    is_far = ~is_instant(starts) | ((ends != NEVER) & ~is_instant(ends))
    is_reversed = (starts == NAT) | (ends < starts)
    problems[rows[is_far]] = problem_number("instant_out_of_range")
    problems[rows[is_reversed]] = problem_number("invalid_span")
    kept = ~is_far & (starts < ends)
    return pauses_of(rows[kept].astype(np.int64), starts[kept], ends[kept]), problems


def _instants(pauses: Frame, name: str, tz: str | None) -> I64:
    """Return a column of the pauses, which must hold instants."""
    column = time_column(pauses, name, tz)
    if column.is_date:
        raise InvalidColumn(name, "holds dates, but a pause has a time of day: give instants")
    return column.numbers


def _matched(frame: Frame, id_column: str, pauses: Frame, pause_id: str) -> tuple[Rows, Rows]:
    """Return the numbers of each row and each pause that share an id."""
    if frame.implementation is not pauses.implementation:
        raise WrongType("pauses", f"a frame of {frame.implementation.name.lower()}", pauses.implementation.name.lower())
    ids, theirs = column_of(frame, id_column), column_of(pauses, pause_id)
    if theirs.dtype != ids.dtype:
        if not (theirs.dtype.is_integer() and ids.dtype.is_integer()):
            raise InvalidColumn(
                pause_id, f"holds {theirs.dtype}, but {id_column!r} holds {ids.dtype}: cast one of them"
            )
        theirs = theirs.cast(ids.dtype)
    left = ids.alias("id").to_frame().with_row_index("row")
    right = theirs.alias("id").to_frame().with_row_index("pause").filter(~nw.col("id").is_null())
    both = left.join(right, on="id", how="inner")
    return both["row"].to_numpy().astype(np.intp), both["pause"].to_numpy().astype(np.intp)
