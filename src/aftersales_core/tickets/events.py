"""What a ticket's history is made of: the lifecycle's events, with the action as payload."""

from typing import TypeAlias

from aftersales_core.lifecycle.events import Migrated, Moved, Opened
from aftersales_core.tickets.actions import TicketAction
from aftersales_core.tickets.actions.desk import Open

__all__ = ["TicketEvent", "TicketMoved", "TicketOpened"]

TicketOpened: TypeAlias = Opened[str, Open]
"""A ticket began."""

TicketMoved: TypeAlias = Moved[str, str, TicketAction]
"""Something was done to a ticket; only events of its lifecycle's machine move its state."""

TicketEvent: TypeAlias = TicketMoved | TicketOpened | Migrated[str]
"""Every event of a ticket; ``to_dict(event, as_type=TicketEvent)`` tells the members apart by ``type``."""
