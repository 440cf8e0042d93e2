"""An event, good documents of it and a list of broken ones, and the shape of a library that reads them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import attrs


@attrs.frozen
class Line:
    """A part of an event."""

    sku: str
    quantity: int
    paid: Decimal


@attrs.frozen
class Event:
    """An event of ordinary size."""

    id: str
    stream: str
    version: int
    name: str
    at: datetime
    automatic: bool
    lines: tuple[Line, ...]
    note: str | None = None


@dataclass(frozen=True)
class Reader:
    """A library's way from text to value; it raises on what it refuses."""

    who: str
    read: Callable[[bytes], object]


def documents(number: int) -> list[bytes]:
    """Give good documents, each a little different."""
    start = datetime(2026, 3, 16, 9, tzinfo=UTC)
    return [json.dumps(_plain(n, start + timedelta(minutes=n))).encode() for n in range(number)]


def _plain(number: int, at: datetime) -> dict[str, object]:
    lines = [{"sku": f"SKU-{number}-{line}", "quantity": line + 1, "paid": f"{number}.{line}9"} for line in range(2)]
    return {
        "id": f"evt-{number:08}",
        "stream": f"ticket-{number:06}",
        "version": number,
        "name": "customer_replied",
        "at": at.isoformat().replace("+00:00", "Z"),
        "automatic": number % 2 == 0,
        "lines": lines,
        "note": None,
    }


def broken() -> dict[str, bytes]:
    """Give documents that no reader of events should take, by what is wrong with them."""
    good = documents(1)[0].decode()
    swaps = {
        "time without offset": ('"2026-03-16T09:00:00Z"', '"2026-03-16T09:00:00"'),
        "number as time": ('"2026-03-16T09:00:00Z"', "1773651600"),
        "float as money": ('"0.09"', "0.09"),
        "NaN as money": ('"0.09"', '"NaN"'),
        "infinite money": ('"0.09"', '"Infinity"'),
        "huge exponent": ('"0.09"', '"1E1000000"'),
        "full-width digits": ('"0.09"', '"０.０９"'),
        "boolean as number": ('"version": 0', '"version": false'),
        "text as number": ('"version": 0', '"version": "0"'),
        "fraction as number": ('"version": 0', '"version": 0.5'),
        "beyond 64 bits": ('"version": 0', '"version": 99999999999999999999'),
        "number as boolean": ('"automatic": true', '"automatic": 1'),
        "number as text": ('"stream": "ticket-000000"', '"stream": 7'),
        "unknown key": ('"note": null', '"note": null, "role": "admin"'),
        "missing key": ('"stream": "ticket-000000", ', ""),
        "key named twice": ('"version": 0', '"version": 9, "version": 0'),
    }
    return {name: good.replace(old, new, 1).encode() for name, (old, new) in swaps.items()}


def our_reader() -> Reader:
    """Set this library up: there is nothing to set."""
    from aftersales_core.interchange.codec import from_json  # noqa: PLC0415 - may not be built yet

    return Reader("aftersales_core", lambda text: from_json(Event, text))
