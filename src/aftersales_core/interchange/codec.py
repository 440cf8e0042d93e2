"""Values to plain data and back, strictly, for any attrs class: every problem at once, in bounded time."""

import datetime as dt
from enum import Enum
from functools import lru_cache
from typing import Final, Literal, TypeVar, get_args, get_origin, overload
from zoneinfo import ZoneInfo

import attrs

from aftersales_core.errors import DecodeError, InvalidDefinition, WrongType
from aftersales_core.interchange.arrays import array_codec, fixed_codec, set_codec
from aftersales_core.interchange.canonical import canonical_json
from aftersales_core.interchange.classes import class_codec, unwritable
from aftersales_core.interchange.hints import has_plain_form, is_class, union_members
from aftersales_core.interchange.json_text import parse_json
from aftersales_core.interchange.limits import LIMITS, Limits
from aftersales_core.interchange.plain import Plain, check_size, limited
from aftersales_core.interchange.shapes import Codec, enum_codec, literal_codec, own_codec, scalar_codec
from aftersales_core.interchange.unions import snake_case, union_codec

__all__ = ["from_dict", "from_json", "to_dict", "to_json"]

T = TypeVar("T")

ADVICE: Final[dict[object, str]] = {
    ZoneInfo: "store the zone's key as text",
    dt.tzinfo: "store the zone's key as text",
    list: "use a tuple",
    set: "use a frozenset",
    dict: "use a tuple of key-sorted pairs",
    tuple: "say what it holds, for example tuple[int, ...]",
    frozenset: "say what it holds, for example frozenset[str]",
}
COMPILED: Final = 4_096
"""How many compiled types are kept; more than any program has, unless it makes up limits without end."""


@lru_cache(maxsize=COMPILED)
def codec_of(hint: object, limits: Limits) -> Codec:
    """Compile the codec of a type; the same for every caller, so it is kept.

    Raises InvalidDefinition for a type that has no plain form.
    """

    def resolve(inner: object) -> Codec:
        """Find the codec of a type inside this one."""
        return codec_of(inner, limits)

    plain, *others = union_members(hint)
    if others:
        return union_codec(str(hint), tuple(map(resolve, (plain, *others))))
    origin, arguments = get_origin(plain), get_args(plain)
    if origin is Literal:
        return literal_codec(plain)
    if origin is tuple:
        if arguments[1:] == (Ellipsis,):
            return array_codec(arguments[0], resolve, limits)
        return fixed_codec(arguments, resolve, limits)
    if origin is frozenset:
        return set_codec(plain, resolve, limits)
    cls = plain if origin is None else origin
    codec = scalar_codec(plain, limits) or (_codec_of_class(plain, cls, limits) if is_class(cls) else None)
    if codec is None:
        raise InvalidDefinition(str(hint), (f"it has no plain form: {ADVICE.get(cls, 'give a closed type')}",))
    return codec


def _codec_of_class(hint: object, cls: type[object], limits: Limits) -> Codec | None:
    """Return the codec of an enumeration, of a class with a form of its own, or of an attrs class."""
    tag = snake_case(cls.__name__)
    if issubclass(cls, Enum):
        return enum_codec(cls, tag)
    if has_plain_form(cls):
        return own_codec(cls, tag)
    return class_codec(hint, cls, tag, lambda inner: codec_of(inner, limits), limits) if attrs.has(cls) else None


def _compiled(hint: object, limits: Limits) -> Codec:
    """Compile what a caller passed as a type."""
    try:
        return codec_of(hint, limits)
    except TypeError as error:
        # Compiled types are looked up by hash, and what has none is no type.
        raise WrongType("type", "a class or a closed union", repr(hint)) from error


def to_dict(value: object, *, as_type: object = None, limits: Limits = LIMITS) -> Plain:
    """Return a value as plain data: an object with every field, or the form that its class names.

    What is written can be read back with the same limits. A union does not know its members' names from a value alone:
    pass ``as_type=Accepted | Refused`` for a value that will be read as one of them, and ``as_type=tuple[Span, ...]``
    for a tuple.

    Raises WrongType, naming the field, for a value that has no plain form; InvalidDefinition for such a type.

    >>> from aftersales_core.outcomes import Share
    >>> to_dict(Share(met=2, late=1))
    {'met': 2, 'late': 1, 'open_breached': 0, 'pending': 0, 'no_target': 0, 'excluded': 0}
    """
    codec = _compiled(type(value) if as_type is None else as_type, limits)
    try:
        plain = codec.encode(value)
        check_size(plain, limits)
    except DecodeError as error:
        raise unwritable(type(value).__name__, error) from error
    except RecursionError:
        raise WrongType(type(value).__name__, f"at most {limits.depth} levels deep", "more") from None
    return plain


@overload
def from_dict(cls: type[T], data: object, *, limits: Limits = LIMITS) -> T: ...
@overload
def from_dict(cls: object, data: object, *, limits: Limits = LIMITS) -> object: ...
def from_dict(cls: object, data: object, *, limits: Limits = LIMITS) -> object:
    """Return the value of plain data, which may come from anyone.

    ``data`` is what ``json.loads`` gives: exactly None, bool, int, float, str, list and dict. Fields with a default may
    be absent; a key that is no field is refused. Type checkers follow a class; for a union the result is ``object``.

    Raises DecodeError with every problem (the last one says so where there are more than the limit), and nothing else
    whatever the data; InvalidDefinition for a type that has no plain form.

    >>> from aftersales_core.outcomes import Share
    >>> from_dict(Share, {"met": 2})
    Share(met=2, late=0, open_breached=0, pending=0, no_target=0, excluded=0)
    >>> from_dict(Share, {"met": True, "lost": 1})
    Traceback (most recent call last):
    aftersales_core.errors.DecodeError: expected_integer at /met (got=boolean); unknown_key at /lost
    """
    codec = _compiled(cls, limits)
    check_size(data, limits)
    try:
        return codec.decode(data)
    except DecodeError as error:
        raise limited(error.problems, limits) from error


def to_json(value: object, *, as_type: object = None, limits: Limits = LIMITS) -> str:
    """Return a value as canonical JSON: equal values of one type give equal text. See `to_dict` for the rest.

    >>> import datetime as dt
    >>> from aftersales_core.instants import Span
    >>> to_json(Span(dt.datetime(2026, 3, 16, 10, tzinfo=dt.UTC)))
    '{"end":null,"start":"2026-03-16T10:00:00Z"}'
    """
    return canonical_json(to_dict(value, as_type=as_type, limits=limits))


@overload
def from_json(cls: type[T], text: str | bytes, *, limits: Limits = LIMITS) -> T: ...
@overload
def from_json(cls: object, text: str | bytes, *, limits: Limits = LIMITS) -> object: ...
def from_json(cls: object, text: str | bytes, *, limits: Limits = LIMITS) -> object:
    """Return the value of a JSON text, which may come from anyone; bytes are UTF-8. See `from_dict` for the rest.

    Besides, a key that is named twice is refused: readers differ in which of the two they believe.
    """
    data, twice = parse_json(text, limits)
    try:
        value = from_dict(cls, data, limits=limits)
    except DecodeError as error:
        raise limited((*twice, *error.problems), limits) from error
    if twice:
        raise limited(twice, limits)
    return value
