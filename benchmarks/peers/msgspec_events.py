# Peers are installed by `make bench` alone, so the type checkers of the project do not see them.
# pyright: reportMissingImports=false, reportMissingModuleSource=false
# pyright: reportGeneralTypeIssues=false, reportCallIssue=false
"""`msgspec`: its own structures, which are its fastest and strictest form."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated

import msgspec

from benchmarks.events import Reader
from benchmarks.machine import release

INT64 = msgspec.Meta(ge=-(2**63), le=2**63 - 1)
AWARE = msgspec.Meta(tz=True)


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of an event."""

    sku: str
    quantity: Annotated[int, INT64]
    paid: Decimal


class Whole(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The event."""

    id: str
    stream: str
    version: Annotated[int, INT64]
    name: str
    at: Annotated[datetime, AWARE]
    automatic: bool
    lines: tuple[Part, ...]
    note: str | None = None


def reader() -> Reader:
    """Set up a decoder of one type."""
    return Reader(f"msgspec {release('msgspec')}", msgspec.json.Decoder(Whole).decode)
