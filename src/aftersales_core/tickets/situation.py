"""What a guard of a ticket's lifecycle is given: the ticket, the action where there is one, and the desk's rules."""

import datetime as dt
from typing import TYPE_CHECKING, TypeVar

import attrs

from aftersales_core.tickets.actions import TicketAction
from aftersales_core.tickets.actions.inquiry import Hold
from aftersales_core.tickets.lines import ReturnLine
from aftersales_core.tickets.return_silence import changed_silent_at
from aftersales_core.tickets.slots import engineer_late_at
from aftersales_core.tickets.ticket import Ticket

if TYPE_CHECKING:
    from aftersales_core.tickets.desk import Desk

__all__ = ["Situation"]

A = TypeVar("A")


@attrs.frozen
class Situation:
    """A ticket with an action that is tried on it; ``action`` is None where someone only asks what is possible.

    A guard that reads the action lets None pass, so that what is possible does not depend on what was not said yet.
    ``line`` is the line that is judged, where the event is one of a line.
    """

    desk: "Desk"
    ticket: Ticket
    action: TicketAction | None = None
    line: ReturnLine | None = None

    def asked(self, action: type[A]) -> A | None:
        """Return the action where it is one of a class, or None."""
        return self.action if isinstance(self.action, action) else None

    @property
    def resume_at(self) -> dt.datetime | None:
        """When a ticket on hold goes on by itself, or None."""
        hold = self.ticket.last(Hold)
        return None if hold is None else hold.resume_at

    @property
    def engineer_late_at(self) -> dt.datetime | None:
        """When the engineer of the booked slot counts as not having come, or None."""
        return engineer_late_at(self.desk, self.ticket)

    @property
    def changed_silent_at(self) -> dt.datetime | None:
        """When a seller's silence about a changed application counts, or None."""
        return changed_silent_at(self.desk, self.ticket)
