"""The two small lifecycles of a return's line, side by side: how it comes in, and whether it is accepted.

They follow Solidus. A line that is lost, replaced by something else, left out of the parcel or kept by the customer has
come in as far as it ever will, without going back into stock. Neither waits for the case, nor the case for them.
"""

from enum import StrEnum
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from aftersales_core.interchange.plain import clip
from aftersales_core.lifecycle.compose import compose
from aftersales_core.lifecycle.guards import Guard, PayloadForm
from aftersales_core.lifecycle.item import Item
from aftersales_core.lifecycle.rules import Rules
from aftersales_core.reasons import Reason
from aftersales_core.tickets import who
from aftersales_core.tickets.kind import plain_machine
from aftersales_core.tickets.line_texts import LINE_TEXTS
from aftersales_core.tickets.lines import COMPLETED, Acceptance, Reception, ReturnLine
from aftersales_core.tickets.roles import ROLES
from aftersales_core.tickets.situation import Situation
from aftersales_core.tickets.vocabulary import choices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aftersales_core.lifecycle.guards import Attempt, Verdict
    from aftersales_core.lifecycle.machine import Machine
    from aftersales_core.tickets.kind import Kind
    from aftersales_core.tickets.ticket import Ticket

__all__ = ["RETURN_LINES", "AcceptanceEvent", "LinePart", "ReceptionEvent", "line_parts", "named_part"]


class ReceptionEvent(StrEnum):
    """What moves the reception of a line."""

    SEND_LINE = "send_line"
    RECEIVE_LINE = "receive_line"
    LOSE_LINE = "lose_line"
    MISSHIP_LINE = "misship_line"
    SHORT_SHIP_LINE = "short_ship_line"
    GIVE_LINE = "give_line"
    EXPIRE_LINE = "expire_line"
    CANCEL_LINE = "cancel_line"
    UNEXCHANGE_LINE = "unexchange_line"


class AcceptanceEvent(StrEnum):
    """What moves the acceptance of a line."""

    ACCEPT_LINE = "accept_line"
    REJECT_LINE = "reject_line"
    REVIEW_LINE = "review_line"


AS: Final = (*who.AGENT, *who.SUPERVISOR)
C: Final = who.CUSTOMER
T: Final = who.STAFF
Y: Final = who.SYSTEM
R = Reception
X = Acceptance


def line_completed(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether nothing more will come of the line, so that it can be decided."""
    line = situation.line
    return (line is not None and line.reception in COMPLETED) or Reason.of("line_not_completed", "unmet")


LINE_COMPLETED: Final = Guard("line_completed", "1", line_completed)


def _reception() -> "Machine[str, str, Situation]":
    """Return the lifecycle of how a line comes in; what was given up may still turn up, unless it was called off."""
    on, e = Rules(Reception, ReceptionEvent, Situation), ReceptionEvent
    found = (R.AWAITED, R.IN_TRANSIT, R.LOST_IN_TRANSIT, R.SHORT_SHIPPED, R.EXPIRED)
    machine = on.machine(
        "return_line_reception",
        "1",
        states={state: "initial" if state is R.AWAITED else RECEPTION_CATEGORIES[state] for state in Reception},
        roles=(*C, *T),
        rules=(
            on(R.AWAITED, e.SEND_LINE, to=R.IN_TRANSIT, roles=(*C, *T, *Y)),
            on(found, e.RECEIVE_LINE, to=R.RECEIVED, roles=(*T, *Y)),
            on((R.AWAITED, R.IN_TRANSIT), e.LOSE_LINE, to=R.LOST_IN_TRANSIT, roles=(*T, *Y)),
            on((R.AWAITED, R.IN_TRANSIT), e.MISSHIP_LINE, to=R.WRONG_ITEM, roles=(*T, *Y)),
            on((R.AWAITED, R.IN_TRANSIT), e.SHORT_SHIP_LINE, to=R.SHORT_SHIPPED, roles=(*T, *Y)),
            on(R.AWAITED, e.GIVE_LINE, to=R.GIVEN_TO_CUSTOMER, roles=AS),
            on(R.AWAITED, e.EXPIRE_LINE, to=R.EXPIRED, roles=(*AS, *Y)),
            on(R.AWAITED, e.CANCEL_LINE, to=R.CANCELLED, roles=(*C, *AS)),
            on(R.AWAITED, e.UNEXCHANGE_LINE, to=R.UNEXCHANGED, roles=(*AS, *Y)),
        ),
        forms={event: PayloadForm(("line_id",)) for event in e},
        catalogue=LINE_TEXTS | ROLES.catalogue(),
    )
    return plain_machine(machine)


RECEPTION_CATEGORIES: Final[dict[Reception, Literal["active", "closed"]]] = {
    R.AWAITED: "active",
    R.IN_TRANSIT: "active",
    R.RECEIVED: "closed",
    R.LOST_IN_TRANSIT: "closed",
    R.WRONG_ITEM: "closed",
    R.SHORT_SHIPPED: "closed",
    R.GIVEN_TO_CUSTOMER: "closed",
    R.EXPIRED: "closed",
    R.CANCELLED: "closed",
    R.UNEXCHANGED: "closed",
}


def _acceptance() -> "Machine[str, str, Situation]":
    """Return the lifecycle of whether a line is accepted; a decision can be changed, as after an objection."""
    on, e = Rules(Acceptance, AcceptanceEvent, Situation), AcceptanceEvent
    done = (LINE_COMPLETED,)
    machine = on.machine(
        "return_line_acceptance",
        "1",
        states={X.PENDING: "initial", X.ACCEPTED: "closed", X.REJECTED: "closed", X.MANUAL_REVIEW: "active"},
        roles=T,
        rules=(
            on((X.PENDING, X.MANUAL_REVIEW, X.REJECTED), e.ACCEPT_LINE, to=X.ACCEPTED, roles=(*T, *Y), guards=done),
            on((X.PENDING, X.MANUAL_REVIEW, X.ACCEPTED), e.REJECT_LINE, to=X.REJECTED, roles=(*T, *Y), guards=done),
            on((X.PENDING, X.ACCEPTED, X.REJECTED), e.REVIEW_LINE, to=X.MANUAL_REVIEW, roles=(*T, *Y), guards=done),
        ),
        forms={event: PayloadForm(("line_id", "reason") if event is e.REJECT_LINE else ("line_id",)) for event in e},
        catalogue=LINE_TEXTS | ROLES.catalogue(),
    )
    return plain_machine(machine)


RECEPTION: Final = "reception"
RETURN_LINES: Final = compose("return_line", {RECEPTION: _reception(), "acceptance": _acceptance()})
"""What each line of a return goes through beside its case."""

LinePart: TypeAlias = "tuple[ReturnLine, Machine[str, str, Situation], Item[str]]"
"""A line with one of its machines, and where it stands in it."""


def line_parts(kind: "Kind", ticket: "Ticket") -> "Iterator[LinePart]":
    """Yield every line of a ticket in each machine of its kind's lines."""
    for region, machine in () if kind.lines is None else kind.lines.machines:
        for line in ticket.lines:
            yield _part(ticket, line, region, machine)


def named_part(kind: "Kind", ticket: "Ticket", name: str, action: object) -> "LinePart | Reason | None":
    """Return the line that an action names, in the machine that knows the event.

    None where the event is none of a line of this kind; the reason where the ticket has no such line, with the ids
    that may have been meant.
    """
    for region, machine in () if kind.lines is None else kind.lines.machines:
        if name in machine.known_events:
            id = str(getattr(action, "line_id", ""))
            found = next((line for line in ticket.lines if line.id == id), None)
            return _unknown(ticket, id) if found is None else _part(ticket, found, region, machine)
    return None


def _part(ticket: "Ticket", line: ReturnLine, region: str, machine: "Machine[str, str, Situation]") -> LinePart:
    """Return a line in one of its machines; version and times are the ticket's."""
    item = ticket.item
    state = line.reception if region == RECEPTION else line.acceptance
    here = Item(item.id, machine.ref, state, item.version, item.opened_at, item.entered_at, item.last_activity_at)
    return line, machine, here


def _unknown(ticket: "Ticket", id: str) -> Reason:
    """Say that the ticket has no such line, and which it has."""
    if not ticket.lines:
        return Reason.of("no_lines", "invalid", line=clip(id))
    known = [line.id for line in ticket.lines]
    return Reason.of("unknown_line", "invalid", line=clip(id), choices=choices(id, known))
