"""Reading the plain form of money and currencies: an object with known keys, every problem at its place.

This room stands below the codec, which calls it through ``from_plain``; so it notes problems by itself, with the codes
that the codec uses too.
"""

from collections.abc import Callable, Mapping
from itertools import islice
from typing import Final, TypeGuard, TypeVar

import attrs

from aftersales_core.errors import AftersalesError, DecodeError, DecodeProblem

__all__ = ["problem_of", "read_integer", "read_key", "read_number", "read_text", "refusal", "unknown_keys"]

T = TypeVar("T")

SHAPES: Final[Mapping[type, str]] = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "text",
    list: "array",
    dict: "object",
}
MOST_UNKNOWN: Final = 101
"""One more than the codec lists, so that it can say that there are more."""
SHOWN: Final = 64


def refusal(code: str, value: object) -> DecodeError:
    """Make the error for a value of another shape than the code asks for."""
    return DecodeError((DecodeProblem("", code, (("got", SHAPES.get(type(value), type(value).__name__)),)),))


def read_text(value: object) -> str:
    """Read text; what it may hold is for the value's own checks."""
    if type(value) is str:
        return value
    raise refusal("expected_text", value)


def read_integer(value: object) -> int:
    """Read a whole number; true is none."""
    if type(value) is int:
        return value
    raise refusal("expected_integer", value)


def read_number(value: object) -> str:
    """Read an exact number written as text; a float is named apart, because it is the likeliest mistake."""
    if type(value) is str:
        return value
    raise refusal("float_refused" if type(value) is float else "expected_text", value)


def is_object(data: object) -> TypeGuard[dict[object, object]]:
    """Tell whether plain data is an object."""
    return type(data) is dict


def unknown_keys(data: object, known: tuple[str, ...]) -> tuple[dict[object, object], list[DecodeProblem]]:
    """Return an object, and a problem for each of its keys that means nothing here; DecodeError if it is no object."""
    if not is_object(data):
        raise refusal("expected_object", data)
    unknown = islice((key for key in data if key not in known), MOST_UNKNOWN)
    return data, [DecodeProblem(f"/{_token(key)}", "unknown_key") for key in unknown]


def read_key(
    data: dict[object, object], key: str, read: Callable[[object], T], problems: list[DecodeProblem]
) -> T | None:
    """Read the value of a key; where that fails, add to the problems and return None."""
    if key not in data:
        problems.append(DecodeProblem(f"/{key}", "missing_key"))
        return None
    try:
        return read(data[key])
    except DecodeError as error:
        problems.extend(attrs.evolve(found, pointer=f"/{key}{found.pointer}") for found in error.problems)
    except AftersalesError as error:
        problems.append(problem_of(error, f"/{key}"))
    return None


def problem_of(error: AftersalesError, pointer: str) -> DecodeProblem:
    """Turn what a constructor raised into a problem: the error's own code and fields."""
    kind = type(error)
    names = [field.name for field in attrs.fields(kind)] if attrs.has(kind) else []
    return DecodeProblem(pointer, error.code, tuple((name, _param(getattr(error, name))) for name in sorted(names)))


def _param(value: object) -> str | int:
    """Write one field of an error as a problem's parameter."""
    if isinstance(value, int):
        return value
    return _clip("; ".join(map(str, value)) if is_tuple(value) else str(value))


def is_tuple(value: object) -> TypeGuard[tuple[object, ...]]:
    """Tell whether a field holds a tuple."""
    return isinstance(value, tuple)


def _token(key: object) -> str:
    """Write a foreign key as one step of a JSON Pointer (RFC 6901)."""
    text = key if isinstance(key, str) else type(key).__name__
    return _clip(text).replace("~", "~0").replace("/", "~1")


def _clip(text: str) -> str:
    """Shorten foreign text, and show what no log or database takes (NUL, lone surrogates) as escapes."""
    short = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    return short.encode("utf-8", "backslashreplace").decode().replace("\x00", "\\x00")
