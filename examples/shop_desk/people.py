"""What people wrote, apart from tickets and events: one row per person, from which a text can be taken for good."""

import sqlite3

from aftersales_core import from_json, to_json
from aftersales_core.lifecycle import Moved
from aftersales_core.tickets import PersonalData, TicketEvent
from aftersales_core.tickets.actions.desk import Redact

__all__ = ["keep", "person", "redact"]


def person(connection: sqlite3.Connection, subject_id: str) -> PersonalData:
    """Return what is known of a person, which may be nothing."""
    row = connection.execute("SELECT data FROM people WHERE subject_id = ?", (subject_id,)).fetchone()
    return PersonalData(subject_id) if row is None else from_json(PersonalData, row[0])


def keep(connection: sqlite3.Connection, data: PersonalData) -> None:
    """Store what is known of a person, in place of what was."""
    connection.execute(
        "INSERT INTO people (subject_id, data) VALUES (?, ?)"
        " ON CONFLICT (subject_id) DO UPDATE SET data = excluded.data",
        (data.subject_id, to_json(data)),
    )


def redact(connection: sqlite3.Connection, subject_id: str, event: TicketEvent) -> None:
    """Take texts away where an event says so; every other event leaves them alone."""
    if isinstance(event, Moved) and isinstance(event.payload, Redact):
        data = person(connection, subject_id)
        keep(connection, data.redacted(event.payload.refs, at=event.at, reason=event.payload.reason))
