"""How much a document may hold before it is refused, so that no input costs unbounded time or memory."""

from typing import Final

import attrs

from aftersales_core.errors import InvalidDefinition

__all__ = ["LIMITS", "Limits"]

MOST: Final = {"depth": 100, "integer_digits": 1_000, "fraction_digits": 1_000, "ratio_digits": 1_000}
"""The largest settings that keep the promise of bounded work: deeper nesting could exhaust the interpreter's stack, and
the cost of reading a number grows with the square of its digits."""


# The hash is kept because limits are part of the key under which compiled types are looked up.
@attrs.frozen(cache_hash=True)
class Limits:
    """The largest document, and the largest value in it, that is read or written.

    Writing keeps the same limits as reading, since a record that cannot be read back is lost. Raise a limit for input
    of your own making, such as a report; the work grows in proportion.

    Attributes:
        depth: lists and objects inside one another.
        text_bytes: length of one text in UTF-8.
        items: length of one list.
        values: values in the whole document, each one counted as often as it is referred to.
        json_bytes: length of a JSON text in UTF-8.
        problems: how many problems an error lists.
        integer_digits: digits of a decimal before the point.
        fraction_digits: digits of a decimal after the point.
        ratio_digits: digits of each of a fraction's two numbers.

    Raises InvalidDefinition for a limit below 1, or for one so large that it protects nothing.
    """

    depth: int = 32
    text_bytes: int = 4_096
    items: int = 10_000
    values: int = 100_000
    json_bytes: int = 4_194_304
    problems: int = 100
    integer_digits: int = 12
    fraction_digits: int = 6
    ratio_digits: int = 38

    def __attrs_post_init__(self) -> None:
        """Refuse limits that would refuse everything, or nothing."""
        problems = tuple(
            f"{name} is {limit!r}: give a whole number from 1" + (f" to {MOST[name]}" if name in MOST else "")
            for name, limit in attrs.asdict(self).items()
            if type(limit) is not int or limit < 1 or limit > MOST.get(name, limit)
        )
        if problems:
            raise InvalidDefinition("limits", problems)


LIMITS: Final = Limits()
"""The limits that hold where no others are given."""
