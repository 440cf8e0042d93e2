"""Objects in JSON: an attrs class, field by field."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, get_origin

import attrs

from aftersales_core.errors import AftersalesError, DecodeError, DecodeProblem, InvalidDefinition, WrongType
from aftersales_core.interchange.hints import rows_of
from aftersales_core.interchange.limits import Limits
from aftersales_core.interchange.plain import Plain, found, is_object, problems_of, refusal, shape_name, under
from aftersales_core.interchange.shapes import BROKEN_INPUT, Codec, Resolve

__all__ = ["class_codec", "unwritable"]


@attrs.frozen(eq=False)
class Table:
    """A compiled class: what constructs it, how each field is read and written, and which fields must be given."""

    cls: Callable[..., object]
    fields: tuple[tuple[str, Callable[[object], object], bool], ...]
    writers: tuple[tuple[str, Callable[[object], Plain]], ...]
    names: frozenset[str]


@attrs.frozen(eq=False)
class Fields:
    """The fields of a class; their codecs are found at first use, because a class may hold itself."""

    hint: object
    resolve: Resolve
    limits: Limits

    @cached_property
    def table(self) -> Table:
        """Find the codec of each field, or raise InvalidDefinition with every field that has none."""
        rows = rows_of(self.hint)
        cls: Any = get_origin(self.hint) or self.hint
        codecs: dict[str, Codec] = {}
        problems: list[str] = []
        for row in rows:
            try:
                codecs[row.name] = self.resolve(row.hint)
            except InvalidDefinition as error:
                problems.append(f"field {row.name}: {error}")
        if problems:
            raise InvalidDefinition(cls.__qualname__, tuple(problems))
        return Table(
            cls,
            tuple((row.name, codecs[row.name].decode, row.is_required) for row in rows),
            tuple((row.name, codecs[row.name].encode) for row in rows),
            frozenset(codecs),
        )

    def decode(self, plain: object) -> object:
        """Read every field, then build the value; all problems of the fields are raised together."""
        if not is_object(plain):
            raise refusal("expected_object", got=shape_name(plain))
        table = self.table
        values: dict[str, object] = {}
        problems: list[DecodeProblem] = []
        for name, read, is_required in table.fields:
            if name in plain:
                try:
                    values[name] = read(plain[name])
                except DecodeError as error:
                    problems += under(name, error.problems)
            elif is_required:
                problems.append(found(f"/{name}", "missing_key"))
        if problems or len(values) != len(plain):
            problems += self._unknown(plain)
        if problems:
            raise DecodeError(tuple(problems))
        try:
            return table.cls(**values)
        except (AftersalesError, *BROKEN_INPUT) as error:
            raise DecodeError(problems_of(error)) from error

    def _unknown(self, plain: dict[str, object]) -> list[DecodeProblem]:
        """Note the keys that are no fields, up to the limit."""
        unknown = [key for key in plain if key not in self.table.names][: self.limits.problems + 1]
        return [problem for key in unknown for problem in under(key, [found("", "unknown_key")])]

    def encode(self, value: object) -> Plain:
        """Write every field, those with defaults too; WrongType names the field that could not be read back."""
        table = self.table
        if type(value) is not table.cls:
            raise refusal("expected_object", got=type(value).__name__)
        plain: dict[str, Plain] = {}
        for name, write in table.writers:
            try:
                plain[name] = write(getattr(value, name))
            except (InvalidDefinition, WrongType):
                raise
            except AftersalesError as error:
                raise unwritable(f"{type(value).__name__}.{name}", error) from error
        return plain


def unwritable(what: str, error: AftersalesError) -> WrongType:
    """Make the error for a value that has no plain form, from what is wrong with it."""
    if not isinstance(error, DecodeError):
        return WrongType(what, "a value with a plain form", str(error))
    problems = (
        " ".join([problem.code, *(f"{name}={value}" for name, value in problem.params)]) for problem in error.problems
    )
    return WrongType(what, "a value with a plain form", "; ".join(problems))


def class_codec(hint: object, cls: type, tag: str, resolve: Resolve, limits: Limits) -> Codec:
    """Return the codec of an attrs class, or of a generic one with its arguments."""
    fields = Fields(hint, resolve, limits)
    return Codec("object", tag, cls, fields.encode, fields.decode)
