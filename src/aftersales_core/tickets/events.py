"""What a ticket's history is made of: the lifecycle's events, with the action as payload."""

from typing import TypeAlias, cast

from aftersales_core.interchange.codec import from_json, to_json
from aftersales_core.lifecycle.events import Migrated, Moved, Opened
from aftersales_core.tickets.actions import TicketAction
from aftersales_core.tickets.actions.desk import Open

__all__ = ["TicketEvent", "TicketMoved", "TicketOpened", "event_from_json", "event_to_json"]

TicketOpened: TypeAlias = Opened[str, Open]
"""A ticket began."""

TicketMoved: TypeAlias = Moved[str, str, TicketAction]
"""Something was done to a ticket; only events of its lifecycle's machine move its state."""

TicketEvent: TypeAlias = TicketMoved | TicketOpened | Migrated[str]
"""Every event of a ticket; ``to_dict(event, as_type=TicketEvent)`` tells the members apart by ``type``."""


def event_to_json(event: TicketEvent) -> str:
    """Return an event as canonical JSON, with its ``type``; what ``event_from_json`` reads."""
    return to_json(event, as_type=TicketEvent)


def event_from_json(text: str | bytes) -> TicketEvent:
    """Return the event of a JSON text. Raises DecodeError with every problem."""
    return cast("TicketEvent", from_json(TicketEvent, text))
