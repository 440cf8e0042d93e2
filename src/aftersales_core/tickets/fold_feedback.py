"""What an action of feedback changes beside the state."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from aftersales_core.tickets.actions import feedback

if TYPE_CHECKING:
    from aftersales_core.tickets.builder import TicketBuilder

__all__ = ["FEEDBACK_TAKERS"]


def _mark_duplicate(draft: "TicketBuilder", action: feedback.MarkDuplicate, _at: dt.datetime) -> None:
    """The feedback that goes on instead is linked."""
    if action.link is not None:
        draft.links[action.link] = None


FEEDBACK_TAKERS: Final[Mapping[type[object], "Callable[[TicketBuilder, Any, dt.datetime], None]"]] = {
    feedback.MarkDuplicate: _mark_duplicate,
}
"""An action that is not listed is only noted as done."""
