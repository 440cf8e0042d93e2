"""What both storages share: one database, one transaction for all that a command changes, and the promise they keep."""

import sqlite3
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Protocol

import attrs

from aftersales_core.tickets import Ticket, TicketEvent
from shop_desk import outbox, people
from shop_desk.outbox import Order

__all__ = ["Change", "Raced", "Store", "connect", "transaction", "write_beside"]

SCHEMA: Final = Path(__file__).with_name("schema_sqlite.sql")


@attrs.frozen
class Change:
    """All that one accepted command changes; a storage writes all of it or nothing.

    ``before`` is the version that the command was judged against, 0 for a new ticket. ``texts`` are what was written,
    by the references that the events name.
    """

    before: int
    ticket: Ticket
    events: tuple[TicketEvent, ...]
    orders: tuple[Order, ...]
    wake_at_us: int | None
    texts: tuple[tuple[str, str], ...] = ()


class Raced(Exception):
    """Somebody else has stored the next version in the meantime; nothing was written."""


class Store(Protocol):
    """How tickets are kept; rows.py and event_rows.py are two ways to do it."""

    @property
    def connection(self) -> sqlite3.Connection:
        """The database, where the outbox and what people wrote stand as well."""
        ...

    def load(self, ticket_id: str) -> Ticket | None:
        """Return a ticket as it is now."""
        ...

    def earlier(self, ticket_id: str, key: str) -> tuple[TicketEvent, ...]:
        """Return the events that were stored under a key; none at all for a key that is new."""
        ...

    def save(self, change: Change) -> None:
        """Write everything in one transaction. Raises Raced."""
        ...

    def due(self, now_us: int, limit: int) -> list[str]:
        """Return the tickets to look at, the longest due first."""
        ...

    def looked_at(self, ticket: Ticket, wake_at_us: int | None, orders: Iterable[Order]) -> None:
        """Note when to look at a ticket again, and what has been noticed, in one transaction."""
        ...


def connect(path: Path | str) -> sqlite3.Connection:
    """Open the database, with its tables; transactions begin and end only where this program says so."""
    connection = sqlite3.connect(path, isolation_level=None)
    # What is taken away is overwritten in the file, not only marked as free.
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.executescript(SCHEMA.read_text(encoding="utf-8"))
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Generator[None, None, None]:
    """Commit everything, or nothing where something goes wrong."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def write_beside(connection: sqlite3.Connection, change: Change) -> None:
    """Write what goes with a ticket, inside the storage's own transaction."""
    outbox.put(connection, change.orders)
    subject = change.ticket.customer_id
    if change.texts:
        people.keep(connection, people.person(connection, subject).with_texts(dict(change.texts)))
    for event in change.events:
        people.redact(connection, subject, event)
