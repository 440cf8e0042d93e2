"""Reading the plain form of money and currencies: an object with known keys, every problem at its place.

This room stands below the codec, which calls it through ``from_plain``; so it notes problems by itself, with the codec's
codes.
"""

from collections.abc import Callable, Mapping
from itertools import islice
from typing import Final

from aftersales_core.errors import AftersalesError, DecodeError, DecodeProblem, ExcessPrecision
from aftersales_core.errors import InvalidAmount, InvalidDefinition, UnknownCurrency

__all__ = ["problem_of", "read_integer", "read_object", "read_text", "refusal"]

SHAPES: Final[Mapping[type, str]] = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "text",
    list: "array",
    dict: "object",
}
MOST_PROBLEMS: Final = 100
SHOWN: Final = 64
