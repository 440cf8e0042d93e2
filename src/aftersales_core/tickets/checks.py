"""Checks that several values of this room share: facts in their one form, ids that can be looked up."""

from typing import TYPE_CHECKING

from aftersales_core.errors import InvalidDefinition
from aftersales_core.sla.marks import facts_of
from aftersales_core.tickets.vocabulary import is_id, require_pairs

if TYPE_CHECKING:
    from aftersales_core.sla.marks import Facts

__all__ = ["require_facts", "require_ids"]


def require_facts(facts: "Facts") -> None:
    """Raise WrongType for anything but key-sorted pairs of text."""
    require_pairs("facts", facts)
    facts_of(facts)


def require_ids(what: str, **ids: str | None) -> None:
    """Raise InvalidDefinition naming every id that is empty, too long or holds spaces; None is no id at all."""
    problems = tuple(
        f"{name} {value!r:.80}: use 1 to 64 characters without spaces"
        for name, value in ids.items()
        if value is not None and not is_id(value)
    )
    if problems:
        raise InvalidDefinition(what, problems)
