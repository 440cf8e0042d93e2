"""How tickets belong together: links by id, and where a message to a merged ticket goes."""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

import attrs

from aftersales_core.reasons import Reason
from aftersales_core.tickets.checks import require_ids

__all__ = ["INVERSE", "Link", "Relation", "end_of_chain"]

Relation: TypeAlias = Literal[
    "merged_into",
    "merged_from",
    "split_from",
    "split_into",
    "converted_from",
    "converted_into",
    "follow_up_of",
    "followed_up_by",
    "depends_on",
    "needed_by",
    "duplicate_of",
    "duplicated_by",
    "related",
]

INVERSE: Final[Mapping[Relation, Relation]] = {
    "merged_into": "merged_from",
    "merged_from": "merged_into",
    "split_from": "split_into",
    "split_into": "split_from",
    "converted_from": "converted_into",
    "converted_into": "converted_from",
    "follow_up_of": "followed_up_by",
    "followed_up_by": "follow_up_of",
    "depends_on": "needed_by",
    "needed_by": "depends_on",
    "duplicate_of": "duplicated_by",
    "duplicated_by": "duplicate_of",
    "related": "related",
}
"""What a link is called from the other ticket's side."""


@attrs.frozen
class Link:
    """One ticket's relation to another, seen from the ticket that holds it."""

    relation: Relation
    ticket_id: str

    def __attrs_post_init__(self) -> None:
        """Refuse a link to nowhere."""
        require_ids("link", ticket_id=self.ticket_id)


def end_of_chain(ticket_id: str, merged_into: Mapping[str, str]) -> str | Reason:
    """Return the ticket that a message to a merged ticket belongs to: the last of the chain of merges.

    ``merged_into`` gives for each merged ticket the one that it went into. A circle, which no decision here makes but
    an import may, is a reason that names its members; nothing is lost, since the message then stays where it is.

    >>> end_of_chain("T-1", {"T-1": "T-2", "T-2": "T-3"})
    'T-3'
    """
    seen = [ticket_id]
    while (following := merged_into.get(seen[-1])) is not None:
        if following in seen:
            return Reason.of("merge_circle", "conflict", tickets=tuple(sorted(seen[seen.index(following) :])))
        seen.append(following)
    return seen[-1]
