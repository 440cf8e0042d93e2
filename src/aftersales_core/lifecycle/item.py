"""What goes through a lifecycle holds: a state, a version, three instants, and which definition it obeys."""

import datetime as dt
from typing import Final, Generic, TypeVar

import attrs

from aftersales_core.errors import BrokenHistory, NaiveDatetime

__all__ = ["SYSTEM", "Item", "MachineRef"]

_S_co = TypeVar("_S_co", bound=str, covariant=True)

UTC: Final = dt.UTC
SYSTEM: Final = "system"
"""The one reserved role: timers, payment callbacks and whatever else acts without a person."""


@attrs.frozen
class MachineRef:
    """Which definition something obeys: a machine's name, its version, and the digest of its content."""

    name: str
    version: str
    digest: str


@attrs.frozen
class Item(Generic[_S_co]):
    """One thing that goes through a lifecycle, as small as it can be; everything else about it is the shell's.

    ``version`` counts its events, from 1 for the opening. ``entered_at`` is when it came into its state (a rule from a
    state to itself does not enter it again), ``last_activity_at`` when its last event happened.

    Raises BrokenHistory for a version below 1 or for instants out of order, NaiveDatetime for one without a zone.
    """

    id: str
    machine: MachineRef
    state: _S_co
    version: int
    opened_at: dt.datetime
    entered_at: dt.datetime
    last_activity_at: dt.datetime

    def __attrs_post_init__(self) -> None:
        """Refuse what no history can have led to."""
        try:
            ordered = self.version >= 1 and self.opened_at <= self.entered_at <= self.last_activity_at
        except TypeError:
            raise NaiveDatetime(f"in item {self.id!r}") from None
        if not ordered:
            raise BrokenHistory(self.id, self.version, "versions count from 1, and no instant is before the opening")
