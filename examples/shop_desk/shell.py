"""The shell around the pure library: load, ask, store, deliver. All decisions are the library's, all I/O is out here.

Every method gets the instant as an argument. A web handler reads the clock once, when the request comes in.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Final

import attrs

from aftersales_core import Accepted, Reason, Refused
from aftersales_core.instants import micros
from aftersales_core.tickets import (
    Desk,
    OpenCommand,
    Ticket,
    TicketAction,
    TicketCommand,
    TicketEvent,
    decide,
    due_command,
    evolve,
    notices,
    open_ticket,
    replay,
    triaged,
    wakes_at,
)
from shop_desk import outbox
from shop_desk.database import Change, Raced, Store
from shop_desk.outbox import Order, order_of, order_to_tell

__all__ = ["Answer", "NoSuchTicket", "Shell"]

Answer = Accepted[TicketEvent] | Refused
TRIES: Final = 5
NO_TEXTS: Final[Mapping[str, str]] = {}
SKEW: Final = dt.timedelta(seconds=2)
"""How far the clocks of this shop's servers may be apart."""


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
            wish = _in_order(ticket, command)
            answer = decide(self.desk, ticket, wish, earlier=self.store.earlier(ticket_id, wish.key))
            if isinstance(answer, Refused) or answer.replayed:
                return answer
            after = ticket
            for event in answer.events:
                after = evolve(self.desk, after, event)
            if self._stored(ticket.version, after, answer, wish.at, texts):
                return answer
        raise Raced(ticket_id)

    def _stored(
        self, before: int, ticket: Ticket, answer: Accepted[TicketEvent], now: dt.datetime, texts: Mapping[str, str]
    ) -> bool:
        """Store everything that an answer brings, and tell whether nobody else was quicker."""
        wake_at_us = self._wake_at_us(ticket, now)
        orders = tuple(map(order_of, answer.effects))
        try:
            self.store.save(Change(before, ticket, answer.events, orders, wake_at_us, tuple(texts.items())))
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
        while ticket is not None and (command := due_command(self.desk, ticket, now=now)) is not None:
            answer = self.act(ticket_id, command)
            if isinstance(answer, Refused):
                # Somebody was quicker; what they wrote says when to look again.
                break
            yield from () if answer.replayed else answer.events
            ticket = self.store.load(ticket_id)
        if ticket is not None:
            orders = map(order_to_tell, notices(self.desk, ticket, now=now))
            self.store.looked_at(ticket, self._wake_at_us(ticket, now), orders)

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


def _in_order(ticket: Ticket, command: TicketCommand[TicketAction]) -> TicketCommand[TicketAction]:
    """Return a command that is not before the last event, where only the clock of another server is ahead.

    What is earlier than that stays as it is and is refused: then a clock is wrong, and somebody must hear of it.
    """
    last = ticket.item.last_activity_at
    return attrs.evolve(command, at=last) if last - SKEW <= command.at < last else command
