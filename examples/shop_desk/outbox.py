"""The outbox: what is to be done outside, stored with the event that asked for it and delivered afterwards."""

import json
import sqlite3
from collections.abc import Iterable

import attrs

from aftersales_core.lifecycle import IssuedEffect
from aftersales_core.tickets import Notice

__all__ = ["Order", "mark_delivered", "order_of", "order_to_tell", "put", "waiting"]


@attrs.frozen
class Order:
    """Something to be done outside, once; ``source`` and ``index`` are its key, wherever it goes."""

    source: str
    index: int
    name: str
    params: tuple[tuple[str, str], ...] = ()


def order_of(effect: IssuedEffect) -> Order:
    """Return the order of an effect; its key is the one that the library gave it."""
    return Order(effect.event_id, effect.index, effect.effect.name, effect.effect.params)


def order_to_tell(notice: Notice) -> Order:
    """Return the order to tell somebody of a warning or a breach; its key stays the same, so it is told once."""
    return Order(notice.key, 0, notice.why.code, tuple((name, str(value)) for name, value in notice.why.params))


def put(connection: sqlite3.Connection, orders: Iterable[Order]) -> None:
    """Add orders; one that is here already, delivered or not, is not added again."""
    connection.executemany(
        "INSERT INTO outbox (source, idx, name, params) VALUES (?, ?, ?, ?) ON CONFLICT (source, idx) DO NOTHING",
        [(order.source, order.index, order.name, json.dumps(dict(order.params))) for order in orders],
    )


def waiting(connection: sqlite3.Connection) -> list[Order]:
    """Return the orders that nobody has confirmed, oldest first."""
    rows = connection.execute("SELECT source, idx, name, params FROM outbox WHERE is_delivered = 0 ORDER BY seq")
    # Sorted, since a database may keep the keys of JSON in an order of its own, as jsonb does.
    return [
        Order(source, index, name, tuple(sorted(json.loads(params).items()))) for source, index, name, params in rows
    ]


def mark_delivered(connection: sqlite3.Connection, order: Order) -> None:
    """Note that an order has been carried out."""
    connection.execute("UPDATE outbox SET is_delivered = 1 WHERE source = ? AND idx = ?", (order.source, order.index))
