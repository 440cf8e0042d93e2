"""A ticket from its events: one at a time, or a whole history with the ticket made once at the end."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from aftersales_core.errors import BrokenHistory
from aftersales_core.lifecycle.events import Migrated, Opened
from aftersales_core.lifecycle.replay import check_repeated
from aftersales_core.tickets.builder import TicketBuilder

if TYPE_CHECKING:
    from aftersales_core.lifecycle.item import MachineRef
    from aftersales_core.tickets.desk import Desk
    from aftersales_core.tickets.events import TicketEvent
    from aftersales_core.tickets.kind import Kind
    from aftersales_core.tickets.ticket import Ticket

__all__ = ["evolve", "replay"]


def evolve(desk: "Desk", ticket: "Ticket", event: "TicketEvent") -> "Ticket":
    """Return the ticket after an event; asks no guard and refuses nothing.

    Only the ticket's own next event changes it; a repeated, a foreign and a premature one leave it as it is, which its
    version shows. An event earlier than the last one counts as of the last one.

    Raises BrokenHistory where the desk does not keep the definition that the ticket was opened under.
    """
    if event.version != ticket.version + 1 or event.item_id != ticket.id or isinstance(event, Opened):
        return ticket
    draft = TicketBuilder.of(ticket)
    _fold(desk, draft, event, _kind(desk, ticket.item.machine, ticket.id, ticket.version))
    return draft.frozen()


def replay(desk: "Desk", events: Iterable["TicketEvent"], snapshot: "Ticket | None" = None) -> "Ticket":
    """Return the ticket that a history leads to; the same as folding ``evolve``, but an impossible order is an error.

    Without a snapshot the first event must be the opening. Events that a snapshot holds already are passed over, and so
    is an event that is given twice in a row. ``lifecycle.sorted_events`` puts rows in order.

    Raises BrokenHistory for an empty history, a gap, two events of one version, an event of another ticket, one that
    starts from another state, or one made under a definition that the desk does not keep.
    """
    stream = iter(events)
    previous: TicketEvent | None = None
    if snapshot is None:
        first = next(stream, None)
        if not isinstance(first, Opened) or first.version != 1:
            name, version = ("", 0) if first is None else (first.item_id, first.version)
            raise BrokenHistory(name, version, "the first event must be its opening: pass the whole history")
        draft, previous, held = TicketBuilder.opened(first), first, 0
        opened_under = _kind(desk, draft.machine, draft.id, draft.version)
        if draft.state not in opened_under.machine.steps:
            raise BrokenHistory(draft.id, draft.version, f"{opened_under.id} has no state {draft.state}")
    else:
        draft, held = TicketBuilder.of(snapshot), snapshot.version
    kind = _kind(desk, draft.machine, draft.id, draft.version)
    for event in stream:
        if event.version != draft.version + 1 or event.item_id != draft.id:
            check_repeated(event, previous, draft.id, draft.version, held)
            continue
        kind = _fold(desk, draft, event, kind)
        previous = event
    return draft.frozen()


def _fold(desk: "Desk", draft: TicketBuilder, event: "TicketEvent", kind: "Kind") -> "Kind":
    """Take in an event, and return the kind that the ticket obeys after it."""
    if not isinstance(event, Migrated):
        draft.fold(event, kind)
        return kind
    after = _kind(desk, event.machine, draft.id, event.version)
    draft.migrate(event, kind, after)
    return after


def _kind(desk: "Desk", ref: "MachineRef", ticket_id: str, version: int) -> "Kind":
    """Return the kind of a definition; without it nobody can say what the states mean."""
    kind = desk.kind_under(ref)
    if kind is None:
        problem = f"it obeys {ref.name} {ref.version}, which the desk does not keep: add it to earlier_kinds"
        raise BrokenHistory(ticket_id, version, problem)
    return kind
