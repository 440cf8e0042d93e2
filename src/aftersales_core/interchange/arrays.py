"""Lists in JSON: tuples of any length, tuples of fixed length, and sets."""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import get_args

import attrs

from aftersales_core.errors import DecodeError, DecodeProblem, InvalidDefinition
from aftersales_core.interchange.canonical import canonical_json
from aftersales_core.interchange.limits import Limits
from aftersales_core.interchange.plain import Plain, found, is_array, is_frozenset, is_tuple, refusal, shape_name, under
from aftersales_core.interchange.shapes import Codec, Resolve

__all__ = ["array_codec", "fixed_codec", "set_codec"]


@attrs.frozen(eq=False)
class Items:
    """The items of a list, all of one type; their codec is found at first use, because a type may hold itself."""

    hint: object
    resolve: Resolve
    limits: Limits

    @cached_property
    def codec(self) -> Codec:
        """Find the codec of one item."""
        return self.resolve(self.hint)

    def read(self, plain: object) -> list[object]:
        """Read every item, or raise DecodeError with the problems of all of them, up to the limit."""
        decode = self.codec.decode
        return _collected(((decode, item) for item in _checked(plain, self.limits)), self.limits)

    def write(self, values: Iterable[object]) -> list[Plain]:
        """Write every item."""
        encode = self.codec.encode
        written = [encode(value) for value in values]
        _checked(written, self.limits)
        return written


def _checked(plain: object, limits: Limits) -> list[object]:
    """Return a list of permitted length."""
    if not is_array(plain):
        raise refusal("expected_array", got=shape_name(plain))
    if len(plain) > limits.items:
        raise refusal("too_many_items", got=len(plain), limit=limits.items)
    return plain


def _collected(pairs: Iterable[tuple[Callable[[object], object], object]], limits: Limits) -> list[object]:
    """Decode one after the other, collecting problems until there are more than anyone is shown."""
    items: list[object] = []
    problems: list[DecodeProblem] = []
    for index, (decode, plain) in enumerate(pairs):
        try:
            items.append(decode(plain))
        except DecodeError as error:
            problems += under(index, error.problems)
            if len(problems) > limits.problems:
                break
    if problems:
        raise DecodeError(tuple(problems))
    return items


def array_codec(item: object, resolve: Resolve, limits: Limits) -> Codec:
    """Return the codec of ``tuple[item, ...]``."""
    items = Items(item, resolve, limits)

    def encode(value: object) -> Plain:
        """Write the items in their order."""
        if not is_tuple(value):
            raise refusal("expected_array", got=type(value).__name__)
        return items.write(value)

    def decode(plain: object) -> object:
        """Read the items in their order."""
        return tuple(items.read(plain))

    return Codec("array", "array", tuple, encode, decode)


def set_codec(hint: object, resolve: Resolve, limits: Limits) -> Codec:
    """Return the codec of a ``frozenset``, written in the order of its items' canonical JSON."""
    (item,) = get_args(hint)
    items = Items(item, resolve, limits)

    def encode(value: object) -> Plain:
        """Write the items sorted, so that equal sets are written alike."""
        if not is_frozenset(value):
            raise refusal("expected_array", got=type(value).__name__)
        return sorted(items.write(value), key=canonical_json)

    def decode(plain: object) -> object:
        """Read the items; one that is there twice is a mistake of the sender."""
        read = items.read(plain)
        try:
            built = frozenset(read)
        except TypeError as error:
            raise InvalidDefinition(str(hint), (f"its items cannot be in a set: {error}",)) from error
        if len(built) < len(read):
            first = {value: index for index, value in reversed(list(enumerate(read)))}
            twice = (index for index, value in enumerate(read) if first[value] != index)
            raise DecodeError(tuple(found(f"/{index}", "duplicate_item") for index in twice))
        return built

    return Codec("array", "array", frozenset, encode, decode)


@attrs.frozen(eq=False)
class Places:
    """The places of a tuple of fixed length; their codecs are found at first use, because a type may hold itself."""

    hints: tuple[object, ...]
    resolve: Resolve

    @cached_property
    def codecs(self) -> tuple[Codec, ...]:
        """Find the codec of each place."""
        return tuple(map(self.resolve, self.hints))


def fixed_codec(hints: tuple[object, ...], resolve: Resolve, limits: Limits) -> Codec:
    """Return the codec of a tuple with one type for each place."""
    places = Places(hints, resolve)

    def encode(value: object) -> Plain:
        """Write the items in their places."""
        if not is_tuple(value) or len(value) != len(hints):
            raise refusal("wrong_item_count", expected=len(hints), got=len(value) if is_tuple(value) else 0)
        return [codec.encode(item) for codec, item in zip(places.codecs, value, strict=True)]

    def decode(plain: object) -> object:
        """Read the items in their places."""
        given = _checked(plain, limits)
        if len(given) != len(hints):
            raise refusal("wrong_item_count", expected=len(hints), got=len(given))
        return tuple(
            _collected(((codec.decode, item) for codec, item in zip(places.codecs, given, strict=True)), limits)
        )

    return Codec("array", "array", tuple, encode, decode)
