"""That a duty of an emergency plan was reported, as the ticket of the incident remembers it."""

import datetime as dt

import attrs

from aftersales_core.instants import micros
from aftersales_core.tickets.checks import require_ids

__all__ = ["DutyDone"]


@attrs.frozen
class DutyDone:
    """One report. ``round`` is the activation to which it belongs, counted from 1: a new outbreak needs new reports."""

    duty_id: str
    at: dt.datetime
    actor: str
    role: str
    round: int

    def __attrs_post_init__(self) -> None:
        """Refuse a time without a zone and an id that no plan could hold."""
        micros(self.at)
        require_ids("duty", duty_id=self.duty_id)
