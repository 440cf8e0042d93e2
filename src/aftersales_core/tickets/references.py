"""Files, photos and texts by reference: a ticket knows that they exist and what they show, never what is in them."""

from typing import Literal, TypeAlias

import attrs

from aftersales_core.tickets.checks import require_ids

__all__ = ["Medium", "Reference"]

Medium: TypeAlias = Literal["photo", "video", "document", "audio", "text", "other"]


@attrs.frozen
class Reference:
    """Something that the shell keeps, by its id; ``purpose`` says what it is for, such as ``evidence``.

    Raises InvalidDefinition for an id that could not be told from another.
    """

    id: str
    medium: Medium
    purpose: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse an id that no storage could look up."""
        require_ids("reference", id=self.id)
