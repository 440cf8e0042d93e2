"""Storage (b): events as rows that are only ever added; a ticket is what its events make of it."""

import sqlite3
from collections.abc import Iterable, Iterator

import attrs

from aftersales_core import from_json, to_json
from aftersales_core.tickets import Desk, Ticket, TicketEvent, event_from_json, event_to_json, replay
from shop_desk import outbox
from shop_desk.database import Change, Raced, transaction, write_beside
from shop_desk.outbox import Order

__all__ = ["EventRows"]


@attrs.frozen
class EventRows:
    """Tickets as events. Every ``snapshot_every`` events the ticket is kept as well, so that no replay is long."""

    connection: sqlite3.Connection
    desk: Desk
    snapshot_every: int = 5

    def load(self, ticket_id: str) -> Ticket | None:
        """Return a ticket as it is now: the last snapshot and the events since."""
        row = self.connection.execute("SELECT data FROM snapshots WHERE ticket_id = ?", (ticket_id,)).fetchone()
        if row is None:
            return self.rebuilt(ticket_id)
        snapshot = from_json(Ticket, row[0])
        return replay(self.desk, self.events(ticket_id, after=snapshot.version), snapshot)

    def rebuilt(self, ticket_id: str) -> Ticket | None:
        """Return a ticket from its events alone."""
        events = list(self.events(ticket_id))
        return replay(self.desk, events) if events else None

    def events(self, ticket_id: str, *, after: int = 0) -> Iterator[TicketEvent]:
        """Yield a ticket's events after a version, in order."""
        rows = self.connection.execute(
            "SELECT data FROM events WHERE ticket_id = ? AND version > ? ORDER BY version", (ticket_id, after)
        )
        return (event_from_json(data) for (data,) in rows)

    def earlier(self, ticket_id: str, key: str) -> tuple[TicketEvent, ...]:
        """Return the events under a key; the events themselves remember it."""
        rows = self.connection.execute(
            "SELECT data FROM events WHERE ticket_id = ? AND key = ? ORDER BY version", (ticket_id, key)
        )
        return tuple(event_from_json(data) for (data,) in rows)

    def save(self, change: Change) -> None:
        """Add the events; whoever comes second finds the version taken."""
        with transaction(self.connection):
            for event in change.events:
                added = self.connection.execute(
                    "INSERT INTO events (ticket_id, version, key, data) VALUES (?, ?, ?, ?)"
                    " ON CONFLICT (ticket_id, version) DO NOTHING",
                    (event.item_id, event.version, event.key, event_to_json(event)),
                )
                if added.rowcount != 1:
                    raise Raced(event.item_id)
            ticket = change.ticket
            if ticket.version // self.snapshot_every > change.before // self.snapshot_every:
                self._take_snapshot(ticket)
            self._note_wake(ticket, change.wake_at_us)
            write_beside(self.connection, change)

    def _take_snapshot(self, ticket: Ticket) -> None:
        """Keep the ticket as it is now in place of the snapshot before."""
        self.connection.execute(
            "INSERT INTO snapshots (ticket_id, version, data) VALUES (?, ?, ?) ON CONFLICT (ticket_id)"
            " DO UPDATE SET version = excluded.version, data = excluded.data",
            (ticket.id, ticket.version, to_json(ticket)),
        )

    def _note_wake(self, ticket: Ticket, wake_at_us: int | None) -> None:
        """Note when to look again, unless a later version has said so already."""
        self.connection.execute(
            "INSERT INTO wakes (ticket_id, version, wake_at_us) VALUES (?, ?, ?) ON CONFLICT (ticket_id) DO UPDATE"
            " SET version = excluded.version, wake_at_us = excluded.wake_at_us WHERE excluded.version >= wakes.version",
            (ticket.id, ticket.version, wake_at_us),
        )

    def due(self, now_us: int, limit: int) -> list[str]:
        """Return the tickets to look at, the longest due first."""
        rows = self.connection.execute(
            "SELECT ticket_id FROM wakes WHERE wake_at_us <= ? ORDER BY wake_at_us LIMIT ?", (now_us, limit)
        )
        return [row[0] for row in rows]

    def looked_at(self, ticket: Ticket, wake_at_us: int | None, orders: Iterable[Order]) -> None:
        """Note when to look again and what has been noticed."""
        with transaction(self.connection):
            self._note_wake(ticket, wake_at_us)
            outbox.put(self.connection, orders)
