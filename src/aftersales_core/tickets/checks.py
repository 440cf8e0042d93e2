"""Checks that several values of this room share: facts in their one form, ids that can be looked up."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, cast

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.interchange.plain import is_tuple
from aftersales_core.money.amount import Money
from aftersales_core.sla.marks import facts_of
from aftersales_core.tickets.vocabulary import is_id, require_pairs

if TYPE_CHECKING:
    from aftersales_core.sla.marks import Facts

__all__ = ["is_code", "is_storable", "require_codes", "require_facts", "require_ids", "require_names", "require_refund"]

CODE: Final = re.compile(r"[^\s\x00\ud800-\udfff]{1,128}")
UNSTORABLE: Final = re.compile(r"[\x00\ud800-\udfff]")
"""What no JSON text can hold, or no database."""

MOST_TEXT: Final = 10_000
SIMPLE: Final = (bool, int, dt.date)


def require_facts(facts: "Facts") -> None:
    """Raise WrongType for anything but key-sorted pairs of text, InvalidDefinition for text that cannot be stored."""
    require_pairs("facts", facts)
    problems = tuple(
        f"fact {name!r:.80}: give text of at most {MOST_TEXT} characters, without NUL and lone surrogates"
        for name, value in facts_of(facts)
        if not (is_storable(name) and is_storable(value))
    )
    if problems:
        raise InvalidDefinition("facts", problems)


def is_storable(text: str) -> bool:
    """Tell whether a text can be written down everywhere."""
    return len(text) <= MOST_TEXT and UNSTORABLE.search(text) is None


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


def require_refund(refund: Money | None) -> None:
    """Raise InvalidDefinition for a refund below zero, which would be a payment by the customer."""
    if refund is not None and refund.amount < 0:
        raise InvalidDefinition("refund", (f"{refund} is below zero: give what goes back to the customer",))


def require_names(what: str, actor: str, key: str) -> None:
    """Raise InvalidDefinition where who acts, or under which key, is no code; a role is judged by the machine."""
    if not (is_code(actor) and is_code(key)):
        named, advice = (("actor", actor), ("key", key)), "give 1 to 128 characters without spaces"
        problems = tuple(f"{name} {text!r:.80}: {advice}" for name, text in named if not is_code(text))
        raise InvalidDefinition(what, problems)


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
    """Yield every text of a value that is no code, with the field that holds it; facts and money are left out."""
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
    elif attrs.has(type(value)) and not isinstance(value, Money):
        yield from _sentences(cast("attrs.AttrsInstance", value), f"{path}.")
