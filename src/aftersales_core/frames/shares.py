"""The share of promises that were kept, group by group, by the one rule of ``outcomes.Share``."""

from collections.abc import Sequence
from typing import Final

import narwhals.stable.v2 as nw
from narwhals.stable.v2.typing import IntoDataFrameT

from aftersales_core.errors import InvalidColumn
from aftersales_core.frames.columns import column_of
from aftersales_core.frames.dataframe import opened
from aftersales_core.outcomes import OUTCOME_CODES, Share

__all__ = ["share"]

COUNTS: Final = tuple(outcome.value for outcome in OUTCOME_CODES)


def share(df: IntoDataFrameT, outcome_column: str, by: Sequence[str] = ()) -> IntoDataFrameT:
    """Return for each group how many outcomes there are of each kind, ``n`` of them decided, and the share met.

    ``share`` is met over n, where n = met + late + open_breached; it is missing where nothing is decided, which is
    neither 0 nor 100 %. Rows without an outcome count nowhere. Groups come in order of
    ``by``; without ``by`` there is one.

    Raises InvalidColumn for an absent column.
    """
    frame = opened(df, "df")
    for name in by:
        if name in (*COUNTS, "n", "share"):
            raise InvalidColumn(name, "is a name of the answer: rename the column that groups")
    kinds = column_of(frame, outcome_column).cast(nw.String)
    ones = [(kinds == kind).fill_null(value=False).cast(nw.Int64).alias(kind) for kind in COUNTS]
    groups = [column_of(frame, name) for name in by] or [(kinds == "").fill_null(value=False).alias("n")]
    keys = [group.name for group in groups]
    counted = frame.select(*groups, *ones).group_by(keys).agg(*(nw.col(kind).sum() for kind in COUNTS)).sort(keys)
    found = [Share(*counts) for counts in counted.select(*COUNTS).rows()]
    ratios = [None if one.ratio is None else float(one.ratio) for one in found]
    answer: IntoDataFrameT = (
        counted.select(*by, *COUNTS)
        .with_columns(
            nw.new_series("n", [one.decided for one in found], nw.Int64, backend=frame.implementation),
            nw.new_series("share", ratios, nw.Float64, backend=frame.implementation),
        )
        .to_native()
    )
    return answer
