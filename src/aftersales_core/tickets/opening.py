"""Opening a ticket: channel, role and times are checked, triage names the kind where the caller does not."""

from typing import TYPE_CHECKING, Final

import attrs

from aftersales_core.instants import utc
from aftersales_core.lifecycle.decide import begin
from aftersales_core.lifecycle.events import Accepted, Opened, Refused
from aftersales_core.reasons import Reason
from aftersales_core.tickets.actions.desk import Open
from aftersales_core.tickets.decide import unknown_kind
from aftersales_core.tickets.priority import prioritise
from aftersales_core.tickets.triage import triage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aftersales_core.tickets.commands import OpenCommand
    from aftersales_core.tickets.desk import Desk
    from aftersales_core.tickets.events import TicketEvent, TicketOpened
    from aftersales_core.tickets.kind import Kind

__all__ = ["open_ticket", "triaged"]

CUSTOMER: Final = "customer"


def open_ticket(
    desk: "Desk", command: "OpenCommand", *, earlier: "TicketEvent | None" = None
) -> "Accepted[TicketOpened] | Refused":
    """Judge the wish to open a ticket; ``replay(desk, accepted.events)`` is the ticket.

    ``earlier`` is the stored opening with the command's key, if there is one: it is then the answer again, or the
    reason ``ticket_exists`` where it opened something else; kind, facts and the time of receipt may differ, since
    triage or a clock may have given them. Everything that stands against opening is returned.
    """
    if earlier is not None:
        return _again(command, earlier)
    action, kind = command.action, desk.kind(command.action.kind)
    reasons = [reason for reason in (desk.channels.check(action.channel), desk.roles.check(command.role)) if reason]
    reasons += (unknown_kind(desk, action.kind),) if kind is None else _not_permitted(kind, command)
    reasons += desk.undeclared(action.facts)
    if action.received_at is not None and utc(action.received_at) > utc(command.at):
        reasons.append(Reason.of("received_later", "invalid", received_at=utc(action.received_at), at=utc(command.at)))
    if command.role == CUSTOMER and command.actor != action.customer_id:
        reasons.append(Reason.of("not_own_ticket", "not_permitted"))
    if reasons or kind is None:
        return Refused(tuple(reasons))
    return Accepted(
        (
            begin(
                kind.machine,
                id=command.ticket_id,
                at=command.at,
                actor=command.actor,
                role=command.role,
                key=command.key,
                payload=action,
            ),
        )
    )


def _not_permitted(kind: "Kind", command: "OpenCommand") -> "Iterator[Reason]":
    """Yield why this role may not open a ticket of a kind, or not with these facts."""
    if kind.opened_by and command.role not in kind.opened_by:
        roles = tuple(sorted(kind.opened_by))
        yield Reason.of("role_not_permitted", "not_permitted", event="open", role=command.role, roles=roles)
    stated = kind.staff_facts & dict(command.action.facts).keys()
    if stated and command.role == CUSTOMER:
        yield Reason.of("fact_not_permitted", "not_permitted", facts=tuple(sorted(stated)))


def _again(command: "OpenCommand", earlier: "TicketEvent") -> "Accepted[TicketOpened] | Refused":
    """Answer a repeated key with its first answer, or refuse another wish under the same key."""
    if isinstance(earlier, Opened):
        known = (earlier.item_id, earlier.actor, earlier.role, earlier.key, *_wish(earlier.payload))
        if known == (command.ticket_id, command.actor, command.role, command.key, *_wish(command.action)):
            return Accepted((earlier,), replayed=True)
    return Refused((Reason.of("ticket_exists", "conflict", ticket=earlier.item_id, key=earlier.key),))


def _wish(action: Open) -> tuple[object, ...]:
    """Return what was asked for, without what triage or the shell's clock may have added differently since."""
    return action.customer_id, action.channel, action.line_ids, action.links, action.references


def triaged(desk: "Desk", action: Open) -> Open | Refused:
    """Return an opening with class, kind and priority as the desk's triage and matrix give them.

    What the caller declares comes first: a kind that is not empty stays, and so does a class or a priority among the
    facts. Urgency and impact are read from the facts of those names; where one is not known, the highest priority that
    is still possible is taken. A desk without triage leaves class and kind alone.

    Refused with triage's reasons where nobody says which lifecycle it runs.
    """
    facts = dict(action.facts)
    kind = action.kind
    if desk.triage is not None:
        found = triage(desk.triage, action.facts)
        kind = kind or found.kind or ""
        if not kind:
            return Refused(found.reasons)
        if found.class_id is not None and "class" not in facts:
            facts |= {"class": found.class_id, "triage_rule": str(found.rule)}
    ranked = prioritise(desk.priorities, urgency=facts.get("urgency"), impact=facts.get("impact"))
    facts.setdefault("priority", ranked.cautious)
    return attrs.evolve(action, kind=kind, facts=tuple(sorted(facts.items())))
