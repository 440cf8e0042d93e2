"""May this be done to a ticket, and what comes of it: the one door for every action of every kind."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from aftersales_core.instants import utc
from aftersales_core.lifecycle.decide import Allowed, Blocked
from aftersales_core.lifecycle.decide import available as possible
from aftersales_core.lifecycle.decide import decide as judge
from aftersales_core.lifecycle.events import Accepted, Command, Refused
from aftersales_core.lifecycle.item import Item
from aftersales_core.lifecycle.judge import standing
from aftersales_core.reasons import Reason
from aftersales_core.tickets.desk_machine import DeskEvent, DeskState
from aftersales_core.tickets.line_machines import line_parts, named_part
from aftersales_core.tickets.situation import Situation
from aftersales_core.tickets.vocabulary import choices

if TYPE_CHECKING:
    import datetime as dt

    from aftersales_core.lifecycle.machine import Machine
    from aftersales_core.tickets.actions import TicketAction
    from aftersales_core.tickets.commands import TicketCommand
    from aftersales_core.tickets.desk import Desk
    from aftersales_core.tickets.events import TicketEvent, TicketMoved
    from aftersales_core.tickets.kind import Kind
    from aftersales_core.tickets.ticket import Ticket

__all__ = ["Answers", "available", "decide", "unknown_kind"]

CUSTOMER: Final = "customer"
NO_COMMANDS: Final = (DeskEvent.FLOW_ENDED, DeskEvent.FLOW_REOPENED)

Answers: TypeAlias = Mapping[str, Allowed[str] | Blocked]
"""What may be done now, by the name of the event."""


def decide(
    desk: "Desk",
    ticket: "Ticket",
    command: "TicketCommand[Any]",
    *,
    earlier: "Sequence[TicketEvent] | None" = None,
) -> "Accepted[TicketMoved] | Refused":
    """Judge a command; the ticket stays as it is, the caller folds the events with ``evolve`` and stores both.

    Where the kind's lifecycle knows the action in the ticket's state, the lifecycle judges it; else the desk does, for
    what can be done to any ticket. ``earlier`` are the stored events with the command's key, which are then the answer
    again. See ``lifecycle.decide`` for the order in which it is judged.

    Raises GuardError, and WrongType where ``earlier`` holds events of another key.
    """
    kind = desk.kind_of(ticket)
    if kind is None:
        return Refused((unknown_kind(desk, ticket.kind),))
    name = command.event
    stranger = _stranger(kind, ticket, command.actor, command.role, name)
    if stranger is not None and not earlier:
        return Refused((stranger,))
    stop = standing(kind.machine, ticket.item, utc(command.at))
    if stop is not None and not earlier:
        return Refused((stop,))
    part = named_part(kind, ticket, name, command.action)
    if isinstance(part, Reason) and not earlier and command.expected_version in (None, ticket.version):
        return Refused((part,))
    line, machine, item = part if isinstance(part, tuple) else (None, *_region(desk, kind, ticket, name))
    wish: Command[str, TicketAction] = Command(
        name, command.at, command.actor, command.role, command.key, command.expected_version, command.action
    )
    situation = Situation(desk, ticket, command.action, line)
    before: Any = earlier
    return judge(machine, item, wish, situation, earlier=before, calendar=desk.calendar)


def available(desk: "Desk", ticket: "Ticket", *, at: "dt.datetime", actor: str, role: str) -> Answers:
    """Return for each action that the ticket knows now whether this actor may do it, with every reason where not.

    What is not listed is not possible in this state. ``decide`` goes the same way: what is allowed here is refused
    there only for what its action says. What can be done to a line is allowed where it is for one line at least.
    """
    kind = desk.kind_of(ticket)
    if kind is None:
        return {}
    situation = Situation(desk, ticket)
    stop = standing(kind.machine, ticket.item, utc(at))
    answers: dict[str, Allowed[str] | Blocked] = {}
    if stop is None:
        beside, here = _desk_region(desk, kind, ticket)
        asked = possible(beside, here, at=at, actor=actor, role=role, facts=situation, calendar=desk.calendar)
        answers = {name: _staying(answer, ticket.state) for name, answer in asked.items()}
        answers |= possible(
            kind.machine, ticket.item, at=at, actor=actor, role=role, facts=situation, calendar=desk.calendar
        )
        for line, machine, item in line_parts(kind, ticket):
            facts = Situation(desk, ticket, line=line)
            _join(answers, possible(machine, item, at=at, actor=actor, role=role, facts=facts, calendar=desk.calendar))
    else:
        machines = [desk.machine, kind.machine, *(machine for _, machine, _ in line_parts(kind, ticket))]
        answers = {event: Blocked((stop,)) for machine in machines for event in machine.events}
    for internal in NO_COMMANDS:
        answers.pop(internal, None)
    for name in answers:
        stranger = _stranger(kind, ticket, actor, role, name)
        if stranger is not None:
            answers[name] = Blocked((stranger,))
    return answers


def _join(answers: "dict[str, Allowed[str] | Blocked]", others: Answers) -> None:
    """Add what is possible for one more line: what one line allows is possible, else every reason is kept."""
    for name, other in others.items():
        known = answers.get(name)
        if isinstance(known, Blocked) and isinstance(other, Blocked):
            answers[name] = Blocked(tuple(dict.fromkeys((*known.reasons, *other.reasons))))
        elif not isinstance(known, Allowed):
            answers[name] = other


def _staying(answer: Allowed[str] | Blocked, state: str) -> Allowed[str] | Blocked:
    """Return what the desk says in terms of the ticket: its state stays as it is."""
    return Allowed(state, answer.form) if isinstance(answer, Allowed) else answer


def _region(
    desk: "Desk", kind: "Kind", ticket: "Ticket", name: str
) -> "tuple[Machine[str, str, Situation], Item[str]]":
    """Return the machine that judges an action, and where the ticket stands in it.

    What neither knows is judged by the lifecycle, whose reason names what is possible.
    """
    known_here = kind.machine.steps.get(ticket.state, {})
    if name not in known_here and name in desk.machine.known_events and name not in NO_COMMANDS:
        return _desk_region(desk, kind, ticket)
    return kind.machine, ticket.item


def _desk_region(desk: "Desk", kind: "Kind", ticket: "Ticket") -> "tuple[Machine[str, str, Situation], Item[str]]":
    """Return the desk's machine with the ticket as it sees it: live, or final once its lifecycle is over."""
    is_final = kind.machine.category_of.get(ticket.state) == "closed"
    item = ticket.item
    state = DeskState.FINAL.value if is_final else DeskState.LIVE.value
    here = Item(item.id, desk.machine.ref, state, item.version, item.opened_at, item.entered_at, item.last_activity_at)
    return desk.machine, here


def _stranger(kind: "Kind", ticket: "Ticket", actor: str, role: str, name: str) -> Reason | None:
    """Say that a customer may not touch somebody else's ticket, but for what is open to everyone."""
    if role != CUSTOMER or actor == ticket.customer_id or name in kind.for_everyone:
        return None
    return Reason.of("not_own_ticket", "not_permitted")


def unknown_kind(desk: "Desk", kind: str) -> Reason:
    """Say that the desk has no such kind, and which it has."""
    return Reason.of(
        "kind_undeclared", "invalid", ticket_kind=kind, choices=choices(kind, [known.id for known in desk.kinds])
    )
