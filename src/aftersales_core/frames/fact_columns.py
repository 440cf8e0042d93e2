"""Which target of a policy each row gets, by the facts in its columns."""

from collections.abc import Sequence

import narwhals.stable.v2 as nw
import numpy as np
import numpy.typing as npt

from aftersales_core.errors import InvalidColumn
from aftersales_core.frames.columns import column_of
from aftersales_core.frames.ranks import Mask
from aftersales_core.frames.request import Request
from aftersales_core.sla.policy import SlaTarget

__all__ = ["NO_MATCH", "chosen_targets"]

NO_MATCH = -1


def chosen_targets(request: Request, targets: Sequence[SlaTarget]) -> npt.NDArray[np.int32]:
    """Return for each row the place of the first target whose condition fits its facts, or NO_MATCH.

    A missing fact fits no condition.
    """
    chosen = np.full(len(request.frame), NO_MATCH, np.int32)
    for place, target in enumerate(targets):
        fits = chosen == NO_MATCH
        for fact, values in target.when:
            fits &= _is_one_of(request, fact, values)
        chosen[fits] = place
    return chosen


def _is_one_of(request: Request, fact: str, values: tuple[str, ...]) -> Mask:
    """Tell which rows hold one of some values in the column of a fact."""
    name = request.columns.get(fact, fact)
    series = column_of(request.frame, name)
    if series.null_count() == len(series):
        return np.zeros(len(series), np.bool_)
    if not isinstance(series.dtype, nw.String | nw.Categorical | nw.Enum):
        raise InvalidColumn(name, f"holds {series.dtype}, but the fact {fact!r} is text: cast it to text")
    fits = series.cast(nw.String).is_in(list(values)).fill_null(value=False)
    return np.asarray(fits.to_numpy(), np.bool_)
