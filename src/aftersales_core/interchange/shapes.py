"""The two directions of one type, and the codecs of single values and of closed lists of values."""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import partial
from types import NoneType
from typing import Any, Final, TypeAlias, get_args

import attrs

from aftersales_core.errors import AftersalesError, DecodeError, InvalidDefinition
from aftersales_core.interchange import scalars
from aftersales_core.interchange.hints import HasPlainForm
from aftersales_core.interchange.limits import Limits
from aftersales_core.interchange.plain import SHAPES, Plain, clip, problems_of, refusal, shape_name

__all__ = [
    "BROKEN_INPUT",
    "Codec",
    "Resolve",
    "choice_codec",
    "enum_codec",
    "literal_codec",
    "own_codec",
    "scalar_codec",
]

BROKEN_INPUT: Final = (ArithmeticError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError)
"""What a constructor may raise on input that has the right types and a wrong content; all of it becomes a problem."""


@attrs.frozen(eq=False)
class Codec:
    """How values of one type are written and read.

    Attributes:
        shape: the JSON shape written: null, boolean, integer, number, text, array, object, or "own" for a class that
            decides itself.
        tag: the name of the type where a union has to tell it from others.
        runtime: the class of the values.
        encode: value to plain data; raises DecodeError or WrongType for a value that could not be read back.
        decode: plain data to value; raises DecodeError with pointers from here.
    """

    shape: str
    tag: str
    runtime: type
    encode: Callable[[Any], Plain]
    decode: Callable[[object], object]


Resolve: TypeAlias = Callable[[object], Codec]
"""Finds the codec of a hint; passed on so that a type may hold itself."""


def scalar_codec(hint: object, limits: Limits) -> Codec | None:
    """Return the codec of a single value's type, or None for other types."""
    plain: dict[object, tuple[str, str, Callable[[Any], Plain], Callable[[object], object]]] = {
        NoneType: ("null", "null", scalars.read_null, scalars.read_null),
        bool: ("boolean", "boolean", scalars.read_boolean, scalars.read_boolean),
        int: ("integer", "integer", scalars.write_integer, scalars.read_integer),
        dt.timedelta: ("integer", "duration", scalars.write_duration, scalars.read_duration),
        float: ("number", "number", scalars.write_number, scalars.read_number),
        str: ("text", "text", partial(scalars.write_text, limits), partial(scalars.read_text, limits)),
        Decimal: ("text", "decimal", partial(scalars.write_decimal, limits), partial(scalars.read_decimal, limits)),
        Fraction: ("text", "fraction", partial(scalars.write_fraction, limits), partial(scalars.read_fraction, limits)),
        dt.datetime: ("text", "instant", scalars.write_instant, scalars.read_instant),
        dt.date: ("text", "date", scalars.write_date, scalars.read_date),
        dt.time: ("text", "time", scalars.write_time, scalars.read_time),
    }
    if not isinstance(hint, type) or hint not in plain:
        return None
    shape, tag, encode, decode = plain[hint]
    return Codec(shape, tag, hint, encode, decode)


def choice_codec(tag: str, runtime: type, choices: Mapping[Any, object]) -> Codec:
    """Return the codec of a closed list of values, each written as one text, integer or boolean.

    Raises InvalidDefinition where the forms are not all of one of these types.
    """
    kinds: set[type[object]] = {type(form) for form in choices}
    if len(kinds) != 1 or kinds.isdisjoint((str, int, bool)):
        raise InvalidDefinition(tag, ("its values must be all text, all integers or all booleans",))
    kind = kinds.pop()
    shape = SHAPES[kind]
    known = clip(", ".join(sorted(map(str, choices))))
    forms = {value: form for form, value in choices.items()}

    def decode(plain: object) -> object:
        """Look the form up; the type is compared first, since True equals 1."""
        if type(plain) is not kind:
            raise refusal(f"expected_{shape}", got=shape_name(plain))
        if plain not in choices:
            raise refusal("unknown_value", got=clip(str(plain)), known=known)
        return choices[plain]

    def encode(value: Any) -> Plain:  # noqa: ANN401 - a field may hold anything, whatever its hint says
        """Look the value up."""
        if not isinstance(value, runtime) or value not in forms:
            raise refusal("unknown_value", got=clip(str(value)), known=known)
        form: Plain = forms[value]
        return form

    return Codec(shape, tag, runtime, encode, decode)


def enum_codec(cls: type[Enum], tag: str) -> Codec:
    """Return the codec of an enumeration, whose members are written as their values."""
    return choice_codec(tag, cls, {member.value: member for member in cls})


def literal_codec(hint: object) -> Codec:
    """Return the codec of ``Literal`` values of one type."""
    values = get_args(hint)
    kinds: set[type[object]] = {type(value) for value in values}
    return choice_codec("literal", kinds.pop() if len(kinds) == 1 else object, {value: value for value in values})


def own_codec(cls: type[HasPlainForm], tag: str) -> Codec:
    """Return the codec of a class that names its own plain form."""

    def decode(plain: Any) -> object:  # noqa: ANN401 - it is for the class to say what it takes
        """Let the class read; whatever it raises is a problem of the document."""
        try:
            return cls.from_plain(plain)
        except (AftersalesError, *BROKEN_INPUT) as error:
            raise DecodeError(problems_of(error)) from error

    def encode(value: Any) -> Plain:  # noqa: ANN401 - a field may hold anything, whatever its hint says
        """Let the value write itself."""
        if isinstance(value, cls):
            return value.to_plain()
        raise refusal("expected_object", got=type(value).__name__)

    return Codec("own", tag, cls, encode, decode)
