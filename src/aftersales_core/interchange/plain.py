"""Plain data, and how what is wrong with it is noted down: place, stable code, parameters."""

from collections.abc import Collection, Iterable
from itertools import chain
from typing import Any, Final, TypeAlias, TypeGuard

import attrs

from aftersales_core.errors import AftersalesError, DecodeError, DecodeProblem
from aftersales_core.interchange.limits import Limits

__all__ = [
    "Plain",
    "check_size",
    "clip",
    "fields_of_error",
    "found",
    "is_array",
    "is_frozenset",
    "is_object",
    "is_tuple",
    "limited",
    "problems_of",
    "refusal",
    "shape_name",
    "under",
]

Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain] | None"
"""What ``json.loads`` gives: None, booleans, numbers, text, and lists and string-keyed dicts of them."""

SHAPES: Final[dict[type, str]] = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "text",
    list: "array",
    dict: "object",
}
CONTAINERS: Final = frozenset({dict, list})
SHOWN: Final = 64


def shape_name(value: object) -> str:
    """Name the JSON shape of a value, or its Python type where it is no plain data."""
    return SHAPES.get(type(value)) or f"python {type(value).__name__}"


def is_array(value: object) -> TypeGuard[list[object]]:
    """Tell whether a value is a plain list."""
    return type(value) is list


def is_object(value: object) -> TypeGuard[dict[str, object]]:
    """Tell whether a value is a plain dict; that its keys are text has still to be seen."""
    return type(value) is dict


def is_tuple(value: object) -> TypeGuard[tuple[object, ...]]:
    """Tell whether a value is a plain tuple."""
    return type(value) is tuple


def is_frozenset(value: object) -> TypeGuard[frozenset[object]]:
    """Tell whether a value is a frozen set."""
    return isinstance(value, frozenset)


def clip(text: str) -> str:
    """Shorten foreign text for a message, and show what no log or database takes (NUL, lone surrogates) as escapes."""
    shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    return shown.encode("utf-8", "backslashreplace").decode().replace("\x00", "\\x00")


def found(pointer: str, code: str, **params: str | int) -> DecodeProblem:
    """Note one problem; parameters are sorted by name, so that equal problems are equal values."""
    return DecodeProblem(pointer, code, tuple(sorted(params.items())))


def refusal(code: str, **params: str | int) -> DecodeError:
    """Make the error for one problem with the value at hand; whoever holds the value adds where it stands."""
    return DecodeError((found("", code, **params),))


def under(token: str | int, problems: Iterable[DecodeProblem]) -> Iterable[DecodeProblem]:
    """Move problems one level down: below a key or a list index, escaped as RFC 6901 says."""
    step = "/" + clip(str(token)).replace("~", "~0").replace("/", "~1")
    return (DecodeProblem(step + problem.pointer, problem.code, problem.params) for problem in problems)


def limited(problems: tuple[DecodeProblem, ...], limits: Limits) -> DecodeError:
    """Make the final error; where there are too many problems the last entry says that more were found."""
    if len(problems) > limits.problems:
        shown = limits.problems - 1
        return DecodeError((*problems[:shown], found("", "too_many_problems", shown=shown)))
    return DecodeError(problems)


def problems_of(error: Exception) -> tuple[DecodeProblem, ...]:
    """Turn what a constructor raised into problems with the value at hand: the error's own code and fields."""
    if isinstance(error, DecodeError):
        return error.problems
    if not isinstance(error, AftersalesError):
        return (found("", "invalid_value", message=clip(str(error))),)
    named = fields_of_error(error) or {"message": str(error)}
    return (found("", error.code, **{name: _param(value) for name, value in named.items() if value is not None}),)


def fields_of_error(error: AftersalesError) -> dict[str, Any]:
    """Return what an error keeps about its cause, by name."""
    kind = type(error)
    return {field.name: getattr(error, field.name) for field in attrs.fields(kind)} if attrs.has(kind) else {}


def _param(value: Any) -> str | int:  # noqa: ANN401 - an error's field is whatever it complains about
    """Write one field of an error as a problem's parameter."""
    if isinstance(value, str | int):
        return clip(value) if isinstance(value, str) else value
    return clip("; ".join(map(str, value)) if is_tuple(value) else str(value))


def check_size(data: object, limits: Limits) -> None:
    """Refuse data nested too deep or holding too many values, whatever it is; DecodeError.

    Level by level, without recursion, so that neither a value that holds itself nor one that multiplies by referring to
    the same list again and again (as YAML anchors do) can exhaust the stack or the memory.
    """
    level: list[Any] = [data] if type(data) in CONTAINERS else []
    values = 0
    for _ in range(limits.depth):
        contents: list[Collection[object]] = [item.values() if is_object(item) else item for item in level]
        values += sum(map(len, contents))
        if values > limits.values:
            raise refusal("too_many_values", limit=limits.values)
        level = [child for child in chain.from_iterable(contents) if type(child) in CONTAINERS]
        if not level:
            return
    raise refusal("too_deep", limit=limits.depth)
