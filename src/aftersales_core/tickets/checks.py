"""Checks that several values of this room share: facts in their one form, ids that can be looked up."""

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


def require_codes(what: str, action: object) -> None:
    """Raise InvalidDefinition naming every text of an action that is neither empty nor an id, a code or a reference.

    Those have no spaces and at most 128 characters, so a sentence, which may hold personal data, gets into no event.
    Facts are looked at by nobody: what a shop puts there is its own care.
    """
    problems = tuple(
        f"{path} {text!r:.80}: give an id, a code or a reference without spaces, of at most 128 characters"
        for path, text in _texts(action, "")
        if text and not is_code(text)
    )
    if problems:
        raise InvalidDefinition(what, problems)


def _texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Yield every text inside a value with the field that holds it; facts and formatted amounts are left out."""
    if isinstance(value, str):
        yield path, value
    elif is_tuple(value):
        for item in value:
            yield from _texts(item, path)
    elif attrs.has(type(value)):
        for field in attrs.fields(cast("type[attrs.AttrsInstance]", type(value))):
            if field.name != "facts":
                held: object = getattr(value, field.name)
                yield from _texts(held, f"{path}.{field.name}" if path else field.name)
