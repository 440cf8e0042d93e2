"""The shell around the pure library: load, ask, store, deliver. All decisions are the library's, all I/O is out here.

Every method gets the instant as an argument. A web handler reads the clock once, when the request comes in.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

import attrs

from aftersales_core import Accepted, Reason, Refused, SlaStatus
from aftersales_core.instants import micros
from aftersales_core.lifecycle import Moved, event_id
from aftersales_core.tickets import (
    Desk,
    OpenCommand,
    Ticket,
    TicketAction,
    TicketCommand,
    TicketEvent,
    Wake,
    decide,
    evolve,
    open_ticket,
    replay,
    sla,
    triaged,
    wakes_at,
)
from aftersales_core.tickets.actions.desk import FollowUp
from aftersales_core.tickets.actions.inquiry import Lapse, Resume
from shop_desk import outbox
from shop_desk.database import Change, Raced, Store
from shop_desk.outbox import Order, order_of

__all__ = ["Answer", "NoSuchTicket", "Shell"]

Answer = Accepted[TicketEvent] | Refused
TRIES: Final = 5
NO_TEXTS: Final[Mapping[str, str]] = {}
TIMED: Final[Mapping[str, TicketAction]] = {"lapse": Lapse(), "resume": Resume()}
"""What the system does when a timer is due, by the name of the timer's event."""


class NoSuchTicket(LookupError):
    """There is no ticket of this id."""


@attrs.frozen
class Shell:
    """A desk with its store."""

    desk: Desk
    store: Store

    def open(self, command: OpenCommand, texts: Mapping[str, str] = NO_TEXTS) -> Answer:
        """Open a ticket, sorted by triage. ``texts`` are what the customer wrote, by reference."""
        action = triaged(self.desk, command.action)
        if isinstance(action, Refused):
            return action
        command = attrs.evolve(command, action=action)
        for _ in range(TRIES):
            earlier = self.store.earlier(command.ticket_id, command.key)
            if not earlier and self.store.load(command.ticket_id) is not None:
                return Refused((Reason.of("id_taken", "conflict", ticket=command.ticket_id),))
            answer = open_ticket(self.desk, command, earlier=earlier[0] if earlier else None)
            if isinstance(answer, Refused) or answer.replayed:
                return answer
            if self._stored(0, replay(self.desk, answer.events), answer, command.at, texts):
                return answer
        raise Raced(command.ticket_id)

    def act(self, ticket_id: str, command: TicketCommand[TicketAction], texts: Mapping[str, str] = NO_TEXTS) -> Answer:
        """Do something to a ticket: load it, let the library judge, store what comes of it.

        Where somebody else was quicker, the command is judged again, against what is there now: with an
        ``expected_version`` it is then refused and the reason names the actual one.
        """
        for _ in range(TRIES):
            ticket = self.store.load(ticket_id)
            if ticket is None:
                raise NoSuchTicket(ticket_id)
            answer = decide(self.desk, ticket, command, earlier=self.store.earlier(ticket_id, command.key))
            if isinstance(answer, Refused) or answer.replayed:
                return answer
            after = ticket
            for event in answer.events:
                after = evolve(self.desk, after, event)
            if self._stored(ticket.version, after, answer, command.at, texts):
                return answer
        raise Raced(ticket_id)

    def _stored(
        self, before: int, ticket: Ticket, answer: Accepted[TicketEvent], now: dt.datetime, texts: Mapping[str, str]
    ) -> bool:
        """Store everything that an answer brings, and tell whether nobody else was quicker."""
        wake_at_us = self._wake_at_us(ticket, now)
        try:
            self.store.save(Change(before, ticket, answer.events, _orders(answer), wake_at_us, tuple(texts.items())))
        except Raced:
            return False
        return True

    def poll(self, *, now: dt.datetime, limit: int = 100) -> Iterator[TicketEvent]:
        """Do what is due by itself and yield the events of it; run it every minute, on several machines if you like."""
        for ticket_id in self.store.due(micros(now), limit):
            yield from self._wake(ticket_id, now)

    def _wake(self, ticket_id: str, now: dt.datetime) -> Iterator[TicketEvent]:
        """Do everything that is due on one ticket, note what people should hear of, and when to look again."""
        ticket = self.store.load(ticket_id)
        while ticket is not None and (wake := wakes_at(self.desk, ticket, now=now)) is not None and wake.at <= now:
            answer = self.act(ticket_id, _system_command(ticket, wake, now))
            if isinstance(answer, Refused):
                # Somebody was quicker; what they wrote says when to look again.
                break
            yield from () if answer.replayed else answer.events
            ticket = self.store.load(ticket_id)
        if ticket is not None:
            notices = _sla_notices(ticket, sla(self.desk, ticket, now=now).values(), now)
            self.store.looked_at(ticket, self._wake_at_us(ticket, now), notices)

    def _wake_at_us(self, ticket: Ticket, now: dt.datetime) -> int | None:
        """Return when to look at a ticket again, as the storages keep it."""
        wake = wakes_at(self.desk, ticket, now=now)
        return None if wake is None else micros(wake.at)

    def deliver(self, send: Callable[[Order], None]) -> int:
        """Send what the outbox holds, oldest first, and say how many it were.

        A crash between sending and noting it sends that one again; the receiver knows it by its key.
        """
        count = 0
        for order in outbox.waiting(self.store.connection):
            send(order)
            outbox.mark_delivered(self.store.connection, order)
            count += 1
        return count


def _system_command(ticket: Ticket, wake: Wake, now: dt.datetime) -> TicketCommand[TicketAction]:
    """Return what the system does about a wake. Its key is the version's, so two pollers do it once."""
    action: TicketAction = FollowUp(None, None)
    if wake.why.code == "wake_timer":
        action = TIMED[str(wake.why.param("event"))]
    return TicketCommand(action, now, "poller", "system", f"system-{ticket.version}", ticket.version)


def _orders(answer: Accepted[TicketEvent]) -> tuple[Order, ...]:
    """Return what is to be done outside: the library's effects, and this shop's own question after handling."""
    own = [
        Order(event_id(event.item_id, event.version), len(answer.effects), "ask_customer")
        for event in answer.events
        if event.role == "system" and isinstance(event, Moved) and isinstance(event.payload, FollowUp)
    ]
    return (*map(order_of, answer.effects), *own)


def _sla_notices(ticket: Ticket, statuses: Iterable[SlaStatus], now: dt.datetime) -> Iterator[Order]:
    """Yield an order for each warning and breach that somebody should have heard of; the outbox knows who has."""
    for status in statuses:
        name = f"{ticket.id}/{status.metric}/{status.cycle}"
        for share, instant in status.warnings:
            if share < 1 and instant <= now and status.state == "running":
                params = (("metric", status.metric), ("share", str(share)))
                yield Order(f"{name}/{share}", 0, "sla_warning", params)
        if status.breached_at is not None:
            yield Order(f"{name}/breached", 0, "sla_breached", (("metric", status.metric),))
