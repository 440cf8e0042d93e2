"""A wish about a ticket: an action, with who, when, under which key, and the version that they saw."""

import datetime as dt
from typing import Generic, TypeVar

import attrs

from aftersales_core.instants import micros
from aftersales_core.tickets.actions import TicketAction
from aftersales_core.tickets.actions.desk import Open
from aftersales_core.tickets.checks import require_codes, require_ids, require_names
from aftersales_core.tickets.ticket import action_name

__all__ = ["OpenCommand", "TicketCommand"]

_A_co = TypeVar("_A_co", bound=TicketAction, covariant=True)


@attrs.frozen
class TicketCommand(Generic[_A_co]):
    """A wish: let this action happen to a ticket.

    ``actor`` is an opaque id, never a name. ``key`` is the caller's, the same on every repetition of one wish.
    ``expected_version`` is the version that the caller saw; None loses updates where two people act at once.
    Texts of an action are ids, codes and references without spaces; InvalidDefinition names every other one.
    A parameter such as ``TicketCommand[InquiryAction]`` narrows the actions for a type checker.
    """

    action: _A_co
    at: dt.datetime
    actor: str
    role: str
    key: str
    expected_version: int | None

    def __attrs_post_init__(self) -> None:
        """Refuse what is no action, a time without a zone, and sentences where ids and references belong."""
        micros(self.at)
        action_name(type(self.action))
        require_names("command", self.actor, self.key)
        require_codes("action", self.action)

    @property
    def event(self) -> str:
        """The name of the event that this asks for."""
        return action_name(type(self.action))


@attrs.frozen
class OpenCommand:
    """A wish: open a ticket under an id that the caller supplies."""

    ticket_id: str
    action: Open
    at: dt.datetime
    actor: str
    role: str
    key: str

    def __attrs_post_init__(self) -> None:
        """Refuse a time without a zone, and sentences where ids and references belong."""
        micros(self.at)
        action_name(type(self.action))
        require_names("opening", self.actor, self.key)
        require_ids("opening", ticket_id=self.ticket_id)
        require_codes("opening", self.action)
