"""Closed unions: which member a document means, told by its JSON shape or by the key ``type``.

Members of different JSON shapes are written bare. Where one shape could mean several members, text and integers stay
bare and the rest are objects that carry ``type``: a class beside its own fields, anything else as
``{"type": ..., "value": ...}``. A date and an instant need no ``type``: only an instant has a T.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping
from typing import Final

import attrs

from aftersales_core.errors import DecodeError, InvalidDefinition
from aftersales_core.interchange.plain import Plain, clip, found, is_object, refusal, shape_name, under
from aftersales_core.interchange.shapes import Codec

__all__ = ["snake_case", "union_codec"]

TAG: Final = "type"
VALUE: Final = "value"
NATIVE: Final = frozenset({str, int})
DAY_OR_INSTANT: Final[set[type]] = {dt.date, dt.datetime}
WORD_START: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", re.ASCII)


def snake_case(name: str) -> str:
    """Return a class name as the ``type`` that stands for it.

    >>> snake_case("SlaTarget"), snake_case("CSATScore")
    ('sla_target', 'csat_score')
    """
    return WORD_START.sub("_", name).lower()


def union_codec(name: str, members: tuple[Codec, ...]) -> Codec:
    """Return the codec of a union; InvalidDefinition where a document could not say which member it means."""
    some = [member for member in members if member.shape != "null"]
    if len(some) == 1:
        return _optional(some[0])
    tagged = _tagged(members)
    bare = [member for member in members if member not in tagged]
    _check_union(name, bare, tagged)
    union = Union(
        {member.shape: _day_or_instant(bare) if member.runtime in DAY_OR_INSTANT else member for member in bare},
        {member.tag: member for member in tagged},
        {member.runtime: member for member in members},
    )
    return Codec("union", name, object, union.encode, union.decode)


def _optional(some: Codec) -> Codec:
    """Return the codec of one type or null."""

    def encode(value: object) -> Plain:
        """Write null for None."""
        return None if value is None else some.encode(value)

    def decode(plain: object) -> object:
        """Read None for null."""
        return None if plain is None else some.decode(plain)

    return Codec("union", some.tag, object, encode, decode)


def _tagged(members: tuple[Codec, ...]) -> list[Codec]:
    """Return the members that have to carry ``type``."""
    crowded = {shape for shape, count in Counter(member.shape for member in members).items() if count > 1}
    if {member.runtime for member in members if member.shape == "text"} == DAY_OR_INSTANT:
        crowded.discard("text")
    told = [
        member
        for member in members
        if member.shape == "own" or (member.shape in crowded - {"array"} and member.runtime not in NATIVE)
    ]
    others = [member for member in members if member.shape == "object" and member not in told]
    return told + others if told else told


def _check_union(name: str, bare: list[Codec], tagged: list[Codec]) -> None:
    """Raise InvalidDefinition with everything that makes a union ambiguous."""
    problems = [
        f"{alike}: two members cannot be told apart by it: give one of them a class of its own"
        for names in (
            [member.shape for member in bare if member.runtime not in DAY_OR_INSTANT],
            [member.tag for member in tagged],
            [f"class {member.runtime.__name__}" for member in (*bare, *tagged)],
        )
        for alike, count in Counter(names).items()
        if count > 1
    ]
    problems += [
        f"{member.tag}: its field 'type' is the key that tells the members apart: rename the field"
        for member in tagged
        if member.shape == "object" and TAG in {field.name for field in attrs.fields(member.runtime)}
    ]
    if problems:
        raise InvalidDefinition(name, tuple(problems))


def _day_or_instant(bare: list[Codec]) -> Codec:
    """Return a codec that reads text with a T as an instant and other text as a date."""
    readers = {member.runtime: member for member in bare if member.runtime in DAY_OR_INSTANT}
    if len(readers) == 1:
        return next(iter(readers.values()))
    day, instant = readers[dt.date], readers[dt.datetime]

    def decode(plain: object) -> object:
        """Decide by the T."""
        return (instant if isinstance(plain, str) and "T" in plain else day).decode(plain)

    return attrs.evolve(instant, decode=decode)


@attrs.frozen(eq=False)
class Union:
    """A compiled union: members by JSON shape, by ``type``, and by the class of the value."""

    bare: Mapping[str, Codec]
    tagged: Mapping[str, Codec]
    by_class: Mapping[type, Codec]

    def encode(self, value: object) -> Plain:
        """Write a value as the member of its class, or of the nearest class that it inherits from."""
        member = next((self.by_class[base] for base in type(value).__mro__ if base in self.by_class), None)
        if member is None:
            raise self._unexpected(type(value).__name__)
        plain = member.encode(value)
        if self.tagged.get(member.tag) is not member:
            return plain
        fields = plain if isinstance(plain, dict) and member.shape == "object" else {VALUE: plain}
        return {TAG: member.tag, **fields}

    def decode(self, plain: object) -> object:
        """Read whichever member the document means."""
        shape = shape_name(plain)
        member = self.bare.get(shape) or (self.bare.get("number") if shape == "integer" else None)
        if member is not None:
            return member.decode(plain)
        if self.tagged and is_object(plain):
            return self._decode_tagged(plain)
        raise self._unexpected(shape)

    def _unexpected(self, got: str) -> DecodeError:
        """Say which shapes there are to choose from."""
        expected = {*self.bare, *(["object"] if self.tagged else [])}
        return refusal("expected_one_of", expected=", ".join(sorted(expected)), got=got)

    def _decode_tagged(self, plain: dict[str, object]) -> object:
        """Read the member that ``type`` names."""
        known = clip(", ".join(sorted(self.tagged)))
        if TAG not in plain:
            raise DecodeError((found(f"/{TAG}", "missing_key", known=known),))
        tag = plain[TAG]
        member = self.tagged.get(tag) if isinstance(tag, str) else None
        if member is None:
            got = clip(tag) if isinstance(tag, str) else shape_name(tag)
            raise DecodeError((found(f"/{TAG}", "unknown_type", got=got, known=known),))
        rest = {key: value for key, value in plain.items() if key != TAG}
        if member.shape == "object":
            return member.decode(rest)
        if rest.keys() != {VALUE}:
            problems = [] if VALUE in rest else [found(f"/{VALUE}", "missing_key")]
            unknown = (problem for key in rest if key != VALUE for problem in under(key, [found("", "unknown_key")]))
            raise DecodeError((*problems, *unknown))
        try:
            return member.decode(rest[VALUE])
        except DecodeError as error:
            raise DecodeError(tuple(under(VALUE, error.problems))) from None
