"""What a caller asks of a frame: where its columns are, as of when, and in which zone naive ones are written."""

from collections.abc import Mapping
from typing import Final

import attrs
import numpy as np

from aftersales_core.errors import InvalidColumn
from aftersales_core.frames.columns import Frame
from aftersales_core.frames.pause_frame import row_pauses
from aftersales_core.frames.pauses import Pauses, no_pauses
from aftersales_core.frames.problems import Numbers
from aftersales_core.worktime.calendar import BeyondHorizon

__all__ = ["PAUSE_KEYS", "Request"]

PAUSE_KEYS: Final = ("pause_id", "pause_from", "pause_to")
"""Under these keys ``columns`` may give other names for the columns of the frame of pauses."""


@attrs.frozen(eq=False)
class Request:
    """A frame and how to read it."""

    frame: Frame
    as_of_us: int
    tz: str | None
    columns: Mapping[str, str]
    pauses: Frame | None
    id: str | None
    beyond_horizon: BeyondHorizon

    def row_pauses(self) -> tuple[Pauses, Numbers]:
        """Return the pauses of each row and what is wrong with them."""
        if self.pauses is None:
            return no_pauses(), np.zeros(len(self.frame), np.int8)
        if self.id is None:
            raise InvalidColumn("id", "pauses need id=, the column of the tickets that they are matched by")
        return row_pauses(self.frame, self.id, self.pauses, self.columns, self.tz)
