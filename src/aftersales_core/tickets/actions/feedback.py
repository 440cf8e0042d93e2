"""What moves a piece of feedback: published, voted for, planned, done, declined; and the rating of a short survey."""

from typing import TypeAlias

import attrs

from aftersales_core.tickets.actions.inquiry import Lapse, Reopen
from aftersales_core.tickets.links import Link

__all__ = [
    "Comment",
    "Complete",
    "Decline",
    "Delete",
    "Discard",
    "FeedbackAction",
    "MarkDuplicate",
    "Original",
    "Plan",
    "Publish",
    "Rate",
    "Replan",
    "Start",
    "Vote",
]


@attrs.frozen
class Publish:
    """Everyone may read it, vote for it and comment on it."""


@attrs.frozen
class Discard:
    """It is not fit to be published, and why."""

    reason: str = ""


@attrs.frozen
class Vote:
    """Somebody wants it too."""


@attrs.frozen
class Comment:
    """Somebody has something to say about it."""

    comment_ref: str = ""


@attrs.frozen
class Plan:
    """It will be done."""


@attrs.frozen
class Start:
    """It is being done."""


@attrs.frozen
class Replan:
    """It is taken off the plan, and open again."""

    reason: str = ""


@attrs.frozen
class Complete:
    """It is done; ``response_ref`` is what those who asked for it are told."""

    response_ref: str = ""


@attrs.frozen
class Decline:
    """It will not be done; ``response_ref`` is what those who asked for it are told."""

    response_ref: str = ""
    reason: str = ""


@attrs.frozen
class Original:
    """What is known of the feedback that another one repeats.

    ``kind`` is its kind of ticket, None where there is no such ticket. ``duplicate_of`` is what it repeats itself.
    """

    id: str
    kind: str | None
    duplicate_of: str | None = None


@attrs.frozen
class MarkDuplicate:
    """It says what another one says already, which goes on instead."""

    original: Original | None = None

    @property
    def link(self) -> Link | None:
        """The link that the repetition keeps."""
        return None if self.original is None else Link("duplicate_of", self.original.id)


@attrs.frozen
class Delete:
    """Nobody shall see it any more."""

    reason: str = ""


@attrs.frozen
class Rate:
    """The customer answers a short survey; ``score`` is on the survey's scale."""

    score: int
    comment_ref: str = ""


FeedbackAction: TypeAlias = (
    Comment
    | Complete
    | Decline
    | Delete
    | Discard
    | Lapse
    | MarkDuplicate
    | Plan
    | Publish
    | Rate
    | Reopen
    | Replan
    | Start
    | Vote
)
"""Every action that the lifecycles of feedback and of short surveys know; see ``DeskAction`` for those of any."""
