"""The strict codec as hooks for a program that already converts its own classes with cattrs."""

from typing import Any, get_origin

import attrs
from cattrs import BaseConverter

from aftersales_core.interchange.codec import from_dict, to_dict
from aftersales_core.interchange.hints import has_plain_form, is_class
from aftersales_core.interchange.limits import LIMITS, Limits

__all__ = ["register_hooks"]


def register_hooks(converter: BaseConverter, *, limits: Limits = LIMITS) -> None:
    """Make a cattrs converter read and write this library's values in their one strict form, inside your own classes.

    Your classes keep the converter's rules. A value of this library that cannot be read raises DecodeError, whose
    pointers start at that value; a converter with detailed validation collects it with the problems of your own fields.

    >>> import cattrs
    >>> from aftersales_core.outcomes import Share
    >>> converter = cattrs.Converter()
    >>> register_hooks(converter)
    >>> converter.structure({"met": 3}, Share).met
    3
    """

    def reader(hint: Any) -> Any:  # noqa: ANN401 - cattrs passes any hint, and takes any hook
        """Return the hook that reads values of one type."""

        def read(data: Any, _: Any) -> Any:  # noqa: ANN401 - as above
            """Read one value."""
            return from_dict(hint, data, limits=limits)

        return read

    def writer(hint: Any) -> Any:  # noqa: ANN401 - as above
        """Return the hook that writes values of one type."""

        def write(value: Any) -> Any:  # noqa: ANN401 - as above
            """Write one value."""
            return to_dict(value, as_type=hint, limits=limits)

        return write

    converter.register_structure_hook_factory(_is_ours, reader)
    converter.register_unstructure_hook_factory(_is_ours, writer)


def _is_ours(hint: object) -> bool:
    """Tell whether a type is a class of this library that has fields or a plain form of its own."""
    cls: object = get_origin(hint) or hint
    if not is_class(cls) or not f"{cls.__module__}.".startswith("aftersales_core."):
        return False
    return attrs.has(cls) or has_plain_form(cls)
