"""Checks that several values of this room share: facts in their one form, ids that can be looked up."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, cast

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.interchange.plain import is_tuple
from aftersales_core.sla.marks import facts_of
from aftersales_core.tickets.vocabulary import is_id, require_pairs

if TYPE_CHECKING:
    from aftersales_core.sla.marks import Facts

__all__ = ["is_code", "require_codes", "require_facts", "require_ids"]

CODE: Final = re.compile(r"\S{1,128}")
SIMPLE: Final = (bool, int, dt.date)


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


def is_code(value: object) -> bool:
    """Tell whether something can be a code or a reference: text of 1 to 128 characters without spaces."""
    return isinstance(value, str) and CODE.fullmatch(value) is not None


def require_codes(what: str, action: attrs.AttrsInstance) -> None:
    """Raise InvalidDefinition naming every text of an action that is neither empty nor an id, a code or a reference.

    Those have no spaces and at most 128 characters, so a sentence, which may hold personal data, gets into no event.
    Facts are looked at by nobody: what a shop puts there is its own care.
    """
    problems = tuple(
        f"{path} {text!r:.80}: give an id, a code or a reference without spaces, of at most 128 characters"
        for path, text in _sentences(action, "")
    )
    if problems:
        raise InvalidDefinition(what, problems)


def _sentences(value: attrs.AttrsInstance, path: str) -> Iterator[tuple[str, str]]:
    """Yield every text of a value that is no code, with the field that holds it; facts are left out."""
    for field in attrs.fields(type(value)):
        held: object = getattr(value, field.name)
        if held.__class__ is str:
            if held and not is_code(held):
                yield path + field.name, str(held)
        elif held and not isinstance(held, SIMPLE) and field.name != "facts":
            yield from _inner_sentences(held, path + field.name)


def _inner_sentences(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Yield the same for what a field holds: a tuple of anything, or a value of its own."""
    if isinstance(value, str):
        if value and not is_code(value):
            yield path, value
    elif is_tuple(value):
        for item in value:
            yield from _inner_sentences(item, path)
    elif attrs.has(type(value)):
        yield from _sentences(cast("attrs.AttrsInstance", value), f"{path}.")
