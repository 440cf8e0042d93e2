"""From a ticket to the queue and to an agent: what assignment and queue need to know of it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from aftersales_core.instants import utc
from aftersales_core.sla.marks import (
    AGENT_REPLY,
    CONTACTED,
    CUSTOMER_MESSAGE,
    RECEIVED,
    REOPENED,
    RESOLVED,
    SOLUTION_OFFERED,
)
from aftersales_core.tickets.assignment import Need
from aftersales_core.tickets.clocks import sla
from aftersales_core.tickets.queue import QueueTicket

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from aftersales_core.sla.epochs import SlaSwitch
    from aftersales_core.tickets.desk import Desk
    from aftersales_core.tickets.ticket import Ticket
    from aftersales_core.worktime.calendar import AnyCalendar

__all__ = ["need_of", "queue_ticket", "waiting_since_at"]

ANSWERS: Final = frozenset({AGENT_REPLY, CONTACTED, RESOLVED, SOLUTION_OFFERED})


def need_of(
    ticket: "Ticket", *, skills: Iterable[str] = (), role: str | None = None, excluded: Iterable[str] = ()
) -> Need:
    """Return what a ticket needs of the agent who takes it: region, language and hand-overs by its facts.

    Whoever has it already is preferred; ``skills``, ``role`` and ``excluded`` come from the shop, such as the agent
    whom a complaint is about.
    """
    facts = {**dict(ticket.facts), "kind": ticket.kind, "channel": ticket.channel}
    return Need(
        frozenset(skills),
        ticket.fact("region"),
        ticket.fact("language"),
        role,
        frozenset(excluded),
        ticket.assignee,
        tuple(sorted(facts.items())),
    )


def waiting_since_at(ticket: "Ticket") -> "dt.datetime":
    """Return since when the customer waits: receipt, reopening or message, whichever is the oldest unanswered one.

    A person's reply, call, offer or solution is an answer. Where everything is answered, it is since the last answer.
    """
    since: dt.datetime | None = ticket.item.opened_at
    answered = ticket.item.opened_at
    for mark in ticket.marks:
        if mark.name == RECEIVED:
            since = mark.at
        elif mark.name in ANSWERS and mark.actor == "human":
            since, answered = None, mark.at
        elif mark.name in (CUSTOMER_MESSAGE, REOPENED) and since is None:
            since = mark.at
    return answered if since is None else since


def queue_ticket(
    desk: "Desk",
    ticket: "Ticket",
    *,
    now: "dt.datetime",
    switches: "Iterable[SlaSwitch]" = (),
    calendars: "Mapping[str, AnyCalendar] | None" = None,
) -> QueueTicket:
    """Return a ticket as the queue sees it: priority, since when it waits, and the earliest deadline that still runs.

    A ticket without a priority is given the highest one, as the queue does with one that nobody can read.
    """
    dues = [
        utc(status.due_at)
        for status in sla(desk, ticket, now=now, switches=switches, calendars=calendars).values()
        if status.due_at is not None and status.state in ("running", "paused")
    ]
    priority = ticket.priority or desk.priorities.priorities.ids[-1]
    return QueueTicket(ticket.id, priority, waiting_since_at(ticket), min(dues, default=None))
