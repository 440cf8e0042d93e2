"""What a class says about its fields: the type hints behind names, aliases and type variables."""

import inspect
from types import UnionType
from typing import Annotated, Any, NewType, Protocol, TypeGuard, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.interchange.plain import Plain

__all__ = ["HasPlainForm", "Row", "has_plain_form", "is_class", "resolved", "rows_of", "union_members"]


class HasPlainForm(Protocol):
    """A class that names its own plain form.

    ``from_plain`` raises DecodeError with pointers relative to its own data; any other error of a constructor is turned
    into a problem as well.
    """

    def to_plain(self) -> Plain:
        """Return the value as plain data."""
        ...

    @classmethod
    def from_plain(cls, data: Plain) -> "HasPlainForm":
        """Return the value of plain data, which may be anything."""
        ...


def has_plain_form(hint: object) -> TypeGuard[type[HasPlainForm]]:
    """Tell whether a hint is a class that names its own plain form."""
    return isinstance(hint, type) and hasattr(hint, "to_plain") and hasattr(hint, "from_plain")


def is_class(hint: object) -> TypeGuard[type[object]]:
    """Tell whether a hint is a class, not an alias or a form of typing."""
    return isinstance(hint, type)


@attrs.frozen
class Row:
    """One field of a class: its name, the hint of its type, and whether a document has to give it."""

    name: str
    hint: object
    is_required: bool


def resolved(hint: object) -> object:
    """Return the type that a ``NewType``, an ``Annotated`` or a ``type`` alias stands for."""
    origin = get_origin(hint)
    if origin is Annotated:
        return resolved(get_args(hint)[0])
    if isinstance(hint, NewType):
        return resolved(hint.__supertype__)
    alias = hint if origin is None else origin
    if type(alias).__name__ == "TypeAliasType":
        # Asked by name, because the type came with Python 3.12; before, typing_extensions supplies it.
        names = getattr(alias, "__type_params__", ())
        return resolved(_substituted(getattr(alias, "__value__", None), dict(zip(names, get_args(hint), strict=True))))
    return type(None) if hint is None else hint


def union_members(hint: object) -> tuple[object, ...]:
    """Return the members of a closed union, unions inside it included, or the one type that it is."""
    plain = resolved(hint)
    if get_origin(plain) not in (Union, UnionType):
        return (plain,)
    members = [member for argument in get_args(plain) for member in union_members(argument)]
    return tuple(dict.fromkeys(members))


def rows_of(hint: object) -> tuple[Row, ...]:
    """Return the fields of an attrs class that its constructor takes, with the hints of its type arguments put in.

    Whether a field is required is read off the constructor, since a class may write its own. Raises InvalidDefinition
    for a class whose fields cannot be filled by name.
    """
    cls: Any = get_origin(hint) or hint
    try:
        hints = get_type_hints(cls, include_extras=True)
    except (AttributeError, NameError, SyntaxError, TypeError) as error:
        raise InvalidDefinition(cls.__qualname__, (f"its type hints cannot be read: {error}",)) from error
    arguments = dict(zip(getattr(cls, "__parameters__", ()), get_args(hint), strict=False))
    parameters = inspect.signature(cls).parameters
    fields = [field for field in attrs.fields(cls) if field.init]
    problems = tuple(
        f"field {field.name} needs a type hint and a constructor parameter of its own name"
        for field in fields
        if field.name not in parameters or field.name not in hints
    )
    if problems:
        raise InvalidDefinition(cls.__qualname__, problems)
    return tuple(
        Row(
            field.name,
            _substituted(hints[field.name], arguments),
            parameters[field.name].default is inspect.Parameter.empty,
        )
        for field in fields
    )


def _substituted(hint: Any, arguments: dict[Any, Any]) -> Any:  # noqa: ANN401 - a hint can be any object
    """Return a hint with type variables replaced by what they stand for."""
    if isinstance(hint, TypeVar):
        return arguments.get(hint, hint)
    # A generic class without its arguments has parameters too, and stays as it is.
    names = getattr(hint, "__parameters__", ()) if get_origin(hint) is not None else ()
    return hint[tuple(arguments.get(name, name) for name in names)] if names else hint
