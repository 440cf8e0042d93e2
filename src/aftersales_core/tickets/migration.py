"""From one version of a kind to the next while tickets are open; see ``lifecycle.migrate`` for the three fates."""

from typing import TYPE_CHECKING

from aftersales_core.lifecycle.events import Accepted, Migrated, Refused
from aftersales_core.lifecycle.migration import Kept
from aftersales_core.lifecycle.migration import migrate as migrate_item
from aftersales_core.tickets.decide import unknown_kind

if TYPE_CHECKING:
    import datetime as dt

    from aftersales_core.tickets.desk import Desk
    from aftersales_core.tickets.ticket import Ticket

__all__ = ["migrate"]


def migrate(
    desk: "Desk", ticket: "Ticket", *, at: "dt.datetime", actor: str, role: str, key: str
) -> Accepted[Migrated[str]] | Refused | Kept[str]:
    """Take a ticket over to the newest version of its kind, as that machine's migrations say.

    Fold the event with ``evolve``. The desk must keep the old version in ``earlier_kinds`` for as long as tickets or
    histories obey it. A ticket that is on the newest version already is kept, so a second run changes nothing.
    """
    kind = desk.kind(ticket.kind)
    if kind is None:
        return Refused((unknown_kind(desk, ticket.kind),))
    return migrate_item(kind.machine, ticket.item, at=at, actor=actor, role=role, key=key)
