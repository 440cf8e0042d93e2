"""Exact numbers for money: what may come in, how it is rounded when asked, how it is shared out. Integers only.

No operation here reads a decimal context, so neither its precision nor its traps nor its flags can change an answer.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import gcd, lcm
from typing import Final, Literal, TypeAlias, get_args

from aftersales_core.errors import InvalidAmount, InvalidDefinition, WrongType

__all__ = [
    "INTEGER_DIGITS",
    "Exact",
    "Rounding",
    "check_count",
    "cumulative",
    "exact",
    "integer",
    "largest_remainder",
    "rounded",
    "rounding_of",
    "shown",
    "written",
]

Rounding: TypeAlias = Literal["half_even", "half_up", "half_down", "down", "up", "floor", "ceiling"]
"""As in the standard library's ``decimal``: ``half_up`` takes a tie away from zero, ``half_down`` towards it; ``down``
is towards zero, ``up`` away from it."""

Exact: TypeAlias = str | int | Decimal | Fraction
"""What an amount or a ratio can be made of: plain decimal text, an integer, a decimal, a fraction."""

ROUNDINGS: Final[frozenset[str]] = frozenset(get_args(Rounding))
INTEGER_DIGITS: Final = 18
"""Digits before the point that an amount may have."""
MOST_DECIMALS: Final = 100
"""Decimals that a number may have before it is rounded."""
MOST_BITS: Final = 700
"""Length of either side of a fraction: enough for every decimal that is let in, and little enough to be quick."""
TEXT: Final = re.compile(
    rf"-?(0|[1-9][0-9]{{0,{INTEGER_DIGITS - 1}}})(\.[0-9]{{1,{MOST_DECIMALS}}})?",
    re.ASCII,
)
SHOWN: Final = 40


def shown(value: object) -> str:
    """Show a number in an error, in few characters that any log can hold; one too long to be written is said to be."""
    if isinstance(value, int | Fraction) and max(abs(value.numerator), value.denominator).bit_length() > MOST_BITS:
        return "a number with more digits than can be shown"
    # The decimal context chooses the case of an exponent's E, so it is fixed here.
    text = f"{value}".upper() if isinstance(value, Decimal) else f"{value}"
    short = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    return short if short.isprintable() else ascii(short)


def exact(value: object, what: str = "amount") -> Fraction:
    """Return the exact value of what came in, in bounded time.

    Raises WrongType for floats, booleans and everything else that is no exact number; InvalidAmount for text that is
    not plain decimal, for NaN and infinities, and for numbers of a size that no amount has.
    """
    if isinstance(value, str):
        if TEXT.fullmatch(value) is None:
            raise InvalidAmount(shown(value))
        whole, _, decimals = value.partition(".")
        return Fraction(int(whole + decimals), 10 ** len(decimals))
    if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction):
        raise WrongType(what, "plain decimal text, an integer, a decimal or a fraction", type(value).__name__)
    if isinstance(value, Decimal):
        return _of_decimal(value)
    if max(abs(value.numerator), value.denominator).bit_length() > MOST_BITS:
        raise InvalidAmount(shown(value))
    return Fraction(value)


def _of_decimal(value: Decimal) -> Fraction:
    """Return the exact value of a decimal; its size is looked at first, because 1E1000000 is short to write."""
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        raise InvalidAmount(shown(value))
    if not value:
        return Fraction(0)
    if value.adjusted() >= INTEGER_DIGITS or exponent < -MOST_DECIMALS:
        raise InvalidAmount(shown(value))
    return Fraction(*value.as_integer_ratio())


def rounding_of(name: object) -> Rounding:
    """Return the name of a way of rounding, or raise WrongType with those that there are."""
    for known in get_args(Rounding):
        if name == known:
            way: Rounding = known
            return way
    raise WrongType("rounding", f"one of {', '.join(sorted(ROUNDINGS))}", f"{name!r:.40}")


def rounded(value: Fraction, rounding: Rounding) -> int:
    """Return the integer that a number is rounded to."""
    below, rest = divmod(value.numerator, value.denominator)
    if not rest:
        return below
    is_negative = below < 0
    if rounding in ("floor", "ceiling"):
        goes_up = rounding == "ceiling"
    elif rounding in ("down", "up"):
        goes_up = (rounding == "up") is not is_negative
    elif 2 * rest != value.denominator:
        goes_up = 2 * rest > value.denominator
    elif rounding == "half_even":
        goes_up = below % 2 == 1
    else:
        goes_up = (rounding == "half_up") is not is_negative
    return below + goes_up


def largest_remainder(total: int, weights: Sequence[object]) -> tuple[int, ...]:
    """Share an integer out by weights so that the shares add up to it, each within one of its exact share.

    Everybody gets the whole part of the exact share; what is left goes, one each, to the largest remainders, and among
    equal ones to the earlier. A negative total is shared like the positive one. A weight of zero gets nothing.

    Raises InvalidDefinition where a weight is negative, none is given, or all are zero and there is something to share.
    """
    exact_weights = [exact(weight, "weight") for weight in weights]
    problems = [f"weight {index} is below 0: give it 0" for index, weight in enumerate(exact_weights) if weight < 0]
    if not exact_weights:
        problems.append("none are given: give at least one")
    elif total and not any(exact_weights):
        problems.append("all are 0: give one above 0, since somebody has to get the amount")
    if problems:
        raise InvalidDefinition("weights", tuple(problems))
    scale = lcm(*(weight.denominator for weight in exact_weights))
    whole = [weight.numerator * (scale // weight.denominator) for weight in exact_weights]
    # Dividing by what all have in common keeps the products short; where all are zero, so is the total.
    common = gcd(*whole) or 1
    parts = [weight // common for weight in whole]
    everything = sum(parts) or 1
    shares, remainders = zip(*(divmod(abs(total) * part, everything) for part in parts), strict=True)
    left = abs(total) - sum(shares)
    lucky = set(sorted(range(len(parts)), key=lambda index: (-remainders[index], index))[:left])
    sign = -1 if total < 0 else 1
    return tuple(sign * (share + (index in lucky)) for index, share in enumerate(shares))


def cumulative(total: int, count: int, units: int) -> int:
    """Return what the first ``count`` of ``units`` equal units come to, a half rounded away from zero."""
    return rounded(Fraction(total * count, units), "half_up")


def written(units: int, decimals: int) -> str:
    """Write smallest units as decimal text."""
    digits = str(abs(units)).rjust(decimals + 1, "0")
    point = len(digits) - decimals
    return f"{'-' if units < 0 else ''}{digits[:point]}{'.' if decimals else ''}{digits[point:]}"


def integer(name: str, value: object, expected: str = "an integer") -> int:
    """Return an integer that is no boolean."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise WrongType(name, expected, type(value).__name__)
    return value


def check_count(name: str, value: object, least: int, most: int) -> None:
    """Refuse what is no integer from a range."""
    if not least <= integer(name, value) <= most:
        raise InvalidDefinition("unit split", (f"{name}: give {least} to {most}",))
