"""Storage (a): one row per ticket, replaced by each command; the version in it lets only one of two writers through."""

import sqlite3
from collections.abc import Iterable

import attrs

from aftersales_core import from_json, to_json
from aftersales_core.tickets import Ticket, TicketEvent
from shop_desk import outbox
from shop_desk.database import Change, Raced, transaction, write_beside
from shop_desk.outbox import Order

__all__ = ["Rows"]


@attrs.frozen
class Rows:
    """Tickets as rows. A ticket is a whole value, so no history is needed to go on from it."""

    connection: sqlite3.Connection

    def load(self, ticket_id: str) -> Ticket | None:
        """Return a ticket as it is now."""
        row = self.connection.execute("SELECT data FROM tickets WHERE id = ?", (ticket_id,)).fetchone()
        return None if row is None else from_json(Ticket, row[0])

    def earlier(self, ticket_id: str, key: str) -> tuple[TicketEvent, ...]:
        """Return the events that were the answer under a key."""
        row = self.connection.execute(
            "SELECT data FROM answers WHERE ticket_id = ? AND key = ?", (ticket_id, key)
        ).fetchone()
        return () if row is None else from_json(tuple[TicketEvent, ...], row[0])

    def save(self, change: Change) -> None:
        """Write the new row, but only over the version that the command was judged against."""
        with transaction(self.connection):
            if not self._write_row(change):
                raise Raced(change.ticket.id)
            self.connection.execute(
                "INSERT INTO answers (ticket_id, key, data) VALUES (?, ?, ?)",
                (change.ticket.id, change.events[0].key, to_json(change.events, as_type=tuple[TicketEvent, ...])),
            )
            write_beside(self.connection, change)

    def _write_row(self, change: Change) -> bool:
        """Insert or replace the row, and tell whether it was there to be written."""
        ticket = change.ticket
        values = (ticket.version, change.wake_at_us, to_json(ticket), ticket.id)
        if change.before == 0:
            statement = (
                "INSERT INTO tickets (version, wake_at_us, data, id) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING"
            )
            return self.connection.execute(statement, values).rowcount == 1
        statement = "UPDATE tickets SET version = ?, wake_at_us = ?, data = ? WHERE id = ? AND version = ?"
        return self.connection.execute(statement, (*values, change.before)).rowcount == 1

    def due(self, now_us: int, limit: int) -> list[str]:
        """Return the tickets to look at, the longest due first."""
        rows = self.connection.execute(
            "SELECT id FROM tickets WHERE wake_at_us <= ? ORDER BY wake_at_us LIMIT ?", (now_us, limit)
        )
        return [row[0] for row in rows]

    def looked_at(self, ticket: Ticket, wake_at_us: int | None, orders: Iterable[Order]) -> None:
        """Note when to look again, unless somebody has written the ticket, and with it a new instant, in between."""
        with transaction(self.connection):
            self.connection.execute(
                "UPDATE tickets SET wake_at_us = ? WHERE id = ? AND version = ?",
                (wake_at_us, ticket.id, ticket.version),
            )
            outbox.put(self.connection, orders)
