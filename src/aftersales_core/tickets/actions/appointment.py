"""The appointment of a repair: made, moved, handed to another engineer, kept or not kept."""

import datetime as dt

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.instants import micros

__all__ = [
    "Appoint",
    "CheckIn",
    "ContactFailed",
    "NoShowCustomer",
    "NoShowEngineer",
    "Reassign",
    "Reschedule",
]


@attrs.frozen
class Appoint:
    """An appointment in a slot of time.

    ``is_slot_free`` is what the caller's planning says, None where it was not asked. ``assignee`` is the engineer who
    comes, where the slot is one engineer's.

    Raises NaiveDatetime, InvalidDefinition for a slot that ends before it begins.
    """

    start_at: dt.datetime
    end_at: dt.datetime
    is_slot_free: bool | None = None
    assignee: str | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a slot in which nobody could come."""
        _require_slot(self.start_at, self.end_at)


@attrs.frozen
class Reschedule:
    """The appointment moves to another slot; the fields are those of ``Appoint``."""

    start_at: dt.datetime
    end_at: dt.datetime
    is_slot_free: bool | None = None
    reason: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a slot in which nobody could come."""
        _require_slot(self.start_at, self.end_at)


def _require_slot(start_at: dt.datetime, end_at: dt.datetime) -> None:
    """Raise InvalidDefinition for a slot that is empty or the wrong way round."""
    if micros(start_at) >= micros(end_at):
        raise InvalidDefinition("slot", (f"it ends at {end_at}, not after its start at {start_at}",))


@attrs.frozen
class ContactFailed:
    """The customer could not be reached for an appointment."""

    channel: str = ""
    note_ref: str = ""


@attrs.frozen
class Reassign:
    """Another engineer is to come: the one who is named, or one still to be found."""

    assignee: str | None = None
    reason: str = ""


@attrs.frozen
class CheckIn:
    """The engineer is there; ``location_ref`` names the proof of where that is, which stands elsewhere."""

    location_ref: str = ""


@attrs.frozen
class NoShowCustomer:
    """The engineer came and nobody was there; ``proof_ref`` names the photo or call record that shows it."""

    proof_ref: str = ""


@attrs.frozen
class NoShowEngineer:
    """The engineer did not come to the appointment."""

    message_ref: str = ""
