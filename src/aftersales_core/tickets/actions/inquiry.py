"""What moves an enquiry: asking back, holding, resolving, closing, merging, converting."""

import datetime as dt
from typing import TypeAlias

import attrs

from aftersales_core.instants import micros
from aftersales_core.tickets.actions.desk import Assign, CustomerReply, FollowUp
from aftersales_core.tickets.checks import require_ids
from aftersales_core.tickets.links import Link

__all__ = [
    "AcceptSolution",
    "Cancel",
    "Convert",
    "Hold",
    "InquiryAction",
    "Lapse",
    "Merge",
    "MergeTarget",
    "RejectSolution",
    "Reopen",
    "RequestInfo",
    "Resolve",
    "Resume",
]


@attrs.frozen
class RequestInfo:
    """The customer is asked for something."""

    message_ref: str = ""


@attrs.frozen
class Hold:
    """The shop itself must wait; ``resume_at`` is when it goes on by itself, if that is known."""

    reason: str
    resume_at: dt.datetime | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a time without a zone."""
        if self.resume_at is not None:
            micros(self.resume_at)


@attrs.frozen
class Resume:
    """Work goes on with a ticket that was on hold."""


@attrs.frozen
class Resolve:
    """The shop considers it solved; ``resolution_code`` is an id of the shop's own list."""

    resolution_code: str
    message_ref: str = ""


@attrs.frozen
class AcceptSolution:
    """The customer agrees that it is solved."""


@attrs.frozen
class RejectSolution:
    """The customer says that it is not solved."""

    message_ref: str = ""


@attrs.frozen
class Lapse:
    """The time allowed in a state has run out; only the role ``system`` says so."""


@attrs.frozen
class Reopen:
    """A closed ticket is worked on again, and why."""

    reason: str = ""


@attrs.frozen
class MergeTarget:
    """What must be known of the ticket that another one is merged into."""

    id: str
    customer_id: str
    merged_into: str | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse ids that no link can hold."""
        require_ids("merge", id=self.id, customer_id=self.customer_id, merged_into=self.merged_into)


@attrs.frozen
class Merge:
    """The ticket goes into another one about the same matter; messages go there from now on."""

    into: MergeTarget


@attrs.frozen
class Cancel:
    """The ticket is called off."""

    reason: str = ""


@attrs.frozen
class Convert:
    """The ticket becomes one of another kind, under a new id, with a link both ways."""

    kind: str
    ticket_id: str

    def __attrs_post_init__(self) -> None:
        """Refuse an id that no link can hold; an empty one is refused as missing."""
        require_ids("conversion", ticket_id=self.ticket_id or None)

    @property
    def link(self) -> Link:
        """The link that the old ticket keeps."""
        return Link("converted_into", self.ticket_id)


InquiryAction: TypeAlias = (
    AcceptSolution
    | Assign
    | Cancel
    | Convert
    | CustomerReply
    | FollowUp
    | Hold
    | Lapse
    | Merge
    | RejectSolution
    | Reopen
    | RequestInfo
    | Resolve
    | Resume
)
"""Every action that an enquiry's lifecycle knows; see ``DeskAction`` for those of any ticket."""
