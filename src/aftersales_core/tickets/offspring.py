"""Tickets that come of other tickets: converted, split off, followed up, merged; made from the event that asks."""

from typing import TYPE_CHECKING

from aftersales_core.sla.marks import RECEIVED
from aftersales_core.tickets.actions.desk import Absorb, CustomerReply, Open, Split
from aftersales_core.tickets.actions.inquiry import Convert, Merge
from aftersales_core.tickets.links import Link

if TYPE_CHECKING:
    import datetime as dt

    from aftersales_core.tickets.events import TicketMoved
    from aftersales_core.tickets.ticket import Ticket

__all__ = ["absorption", "offspring"]


def offspring(ticket: "Ticket", event: "TicketMoved") -> Open | None:
    """Return how to open the ticket that an event asks for; None where it asks for none.

    ``ticket`` is the one before or after the event. A converted and a split-off ticket keep the time at which the first
    one was received, so no clock starts anew by a change of form; a follow-up ticket to a reply on a closed one begins
    with that reply. The caller opens it under the id that the event names, or under a new one for a follow-up.
    """
    action = event.payload
    if isinstance(action, Convert):
        return _open(ticket, action.kind, Link("converted_from", ticket.id), _received_at(ticket))
    if isinstance(action, Split):
        references = tuple(each for each in ticket.references if each.id in action.reference_ids)
        link = Link("split_from", ticket.id)
        return Open(
            action.kind,
            ticket.customer_id,
            ticket.channel,
            _received_at(ticket),
            ticket.facts,
            action.line_ids,
            (link,),
            references,
        )
    if isinstance(action, CustomerReply) and any(effect.name == "spawn_follow_up" for effect in event.effects):
        return _open(ticket, ticket.kind, Link("follow_up_of", ticket.id), event.at)
    return None


def absorption(ticket: "Ticket", event: "TicketMoved") -> Absorb | None:
    """Return what to do to the ticket that this one was merged into; None where the event merges nothing."""
    return Absorb(ticket.id) if isinstance(event.payload, Merge) else None


def _open(ticket: "Ticket", kind: str, link: Link, received_at: "dt.datetime") -> Open:
    """Return an opening that takes everything along."""
    lines = tuple(line.id for line in ticket.lines)
    return Open(kind, ticket.customer_id, ticket.channel, received_at, ticket.facts, lines, (link,), ticket.references)


def _received_at(ticket: "Ticket") -> "dt.datetime":
    """Return when the customer's message came in."""
    return next((mark.at for mark in ticket.marks if mark.name == RECEIVED), ticket.item.opened_at)
