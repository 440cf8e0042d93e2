"""One strict text or number for each single value: the only form that is written, and little else that is read.

Each ``read_`` function takes plain data and returns the value, or raises DecodeError; each ``write_`` function is its
inverse, and raises DecodeError for a value that could not be read back. Digits are ASCII digits only: Python's own
conversions also take full-width digits, underscores and surrounding blanks.
"""

import datetime as dt
import re
from decimal import Decimal
from fractions import Fraction
from typing import Final

from aftersales_core.errors import InstantOutOfRange
from aftersales_core.instants import FIRST_YEAR, LAST_YEAR, timedelta_from_micros, timedelta_micros, utc
from aftersales_core.interchange.limits import Limits
from aftersales_core.interchange.plain import Plain, clip, refusal, shape_name

__all__ = [
    "read_boolean",
    "read_date",
    "read_decimal",
    "read_duration",
    "read_fraction",
    "read_instant",
    "read_integer",
    "read_null",
    "read_number",
    "read_text",
    "read_time",
    "write_date",
    "write_decimal",
    "write_duration",
    "write_fraction",
    "write_instant",
    "write_integer",
    "write_number",
    "write_text",
    "write_time",
]

SMALLEST: Final = -(2**63)
LARGEST: Final = 2**63 - 1
EXACT_IN_FLOAT: Final = 2**53
DECIMAL: Final = re.compile(r"-?(0|[1-9][0-9]*)(?:\.([0-9]+))?", re.ASCII)
FRACTION: Final = re.compile(r"-?(0|[1-9][0-9]*)/([1-9][0-9]*)", re.ASCII)
DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
CLOCK: Final = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"
TIME: Final = re.compile(rf"{CLOCK}(?::[0-5][0-9](?:\.[0-9]{{1,6}})?)?", re.ASCII)
INSTANT: Final = re.compile(
    rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T{CLOCK}:[0-5][0-9](?:\.[0-9]{{1,6}})?(Z|[+-]{CLOCK})?", re.ASCII
)


def read_null(value: object) -> None:
    """Read nothing."""
    if value is not None:
        raise refusal("expected_null", got=shape_name(value))


def read_boolean(value: object) -> bool:
    """Read true or false; 1 and 0 are numbers."""
    if value is True:
        return True
    if value is False:
        return False
    raise refusal("expected_boolean", got=shape_name(value))


def read_integer(value: object) -> int:
    """Read a whole number of 64 bits; neither true nor 7.0 nor "7" is one."""
    if type(value) is not int:
        raise refusal("expected_integer", got=shape_name(value))
    if SMALLEST <= value <= LARGEST:
        return value
    raise refusal("integer_out_of_range")


def write_integer(value: object) -> Plain:
    """Write a whole number."""
    return read_integer(int(value) if isinstance(value, int) and not isinstance(value, bool) else value)


def read_number(value: object) -> float:
    """Read a finite float; a whole number that a float holds exactly counts, since JavaScript writes 1.0 as 1."""
    if type(value) is int and abs(value) <= EXACT_IN_FLOAT:
        return float(value)
    if type(value) is not float:
        raise refusal("expected_number", got=shape_name(value))
    if value - value != 0:
        raise refusal("not_finite")
    return value


def write_number(value: object) -> Plain:
    """Write a finite float; minus zero equals zero and is written as it."""
    return read_number(value) + 0.0


def read_text(limits: Limits, value: object) -> str:
    """Read text that every database and log can hold: no NUL, no lone surrogate, of a permitted length."""
    if type(value) is not str:
        raise refusal("expected_text", got=shape_name(value))
    try:
        length = len(value) if value.isascii() else len(value.encode())
    except UnicodeEncodeError:
        raise refusal("lone_surrogate") from None
    if length > limits.text_bytes:
        raise refusal("text_too_long", limit=limits.text_bytes, got=length)
    if "\x00" in value:
        raise refusal("nul_character")
    return value


def write_text(limits: Limits, value: object) -> Plain:
    """Write text; a member of a text enumeration is its value."""
    return read_text(limits, str.__str__(value) if isinstance(value, str) else value)


def read_decimal(limits: Limits, value: object) -> Decimal:
    """Read an exact decimal written as text, such as "39.90": no float, no exponent, no NaN, a bounded length."""
    text = _text_for_number(value)
    longest = limits.integer_digits + limits.fraction_digits + len("-.")
    match = DECIMAL.fullmatch(text) if len(text) <= longest else None
    if match is None or len(match[1]) > limits.integer_digits or len(match[2] or "") > limits.fraction_digits:
        raise refusal(
            "bad_decimal", got=clip(text), integer_digits=limits.integer_digits, fraction_digits=limits.fraction_digits
        )
    number = Decimal(text)
    return number or number.copy_abs()


def write_decimal(limits: Limits, value: object) -> Plain:
    """Write a decimal without exponent and without closing zeros, since 1.50 and 1.5 are equal values."""
    if not isinstance(value, Decimal):
        raise refusal("expected_text", got=shape_name(value))
    if not value:
        return "0"
    if value.is_finite() and -limits.fraction_digits <= value.adjusted() < limits.integer_digits:
        text = f"{value:f}"
        shortest = text.rstrip("0").rstrip(".") if "." in text else text
        read_decimal(limits, shortest)
        return shortest
    raise refusal(
        "bad_decimal",
        got=clip(str(value)),
        integer_digits=limits.integer_digits,
        fraction_digits=limits.fraction_digits,
    )


def read_fraction(limits: Limits, value: object) -> Fraction:
    """Read an exact fraction written as text, such as "2/3"."""
    text = _text_for_number(value)
    longest = 2 * limits.ratio_digits + len("-/")
    match = FRACTION.fullmatch(text) if len(text) <= longest else None
    if match is None or max(len(match[1]), len(match[2])) > limits.ratio_digits:
        raise refusal("bad_fraction", got=clip(text), digits=limits.ratio_digits)
    numerator, _, denominator = text.partition("/")
    return Fraction(int(numerator), int(denominator))


def write_fraction(limits: Limits, value: object) -> Plain:
    """Write a fraction in lowest terms."""
    if not isinstance(value, Fraction):
        raise refusal("expected_text", got=shape_name(value))
    bound = 10**limits.ratio_digits
    if abs(value.numerator) < bound and value.denominator < bound:
        return f"{value.numerator}/{value.denominator}"
    raise refusal("bad_fraction", got="a longer fraction", digits=limits.ratio_digits)


def _text_for_number(value: object) -> str:
    """Return the text of an exact number; a float is named apart, because it is the likeliest mistake."""
    if type(value) is str:
        return value
    raise refusal("float_refused" if type(value) is float else "expected_text", got=shape_name(value))


def read_instant(value: object) -> dt.datetime:
    """Read an instant with any numeric offset, to the second or finer, as UTC: "2026-03-16T18:00:00+08:00"."""
    if type(value) is not str:
        raise refusal("expected_text", got=shape_name(value))
    match = INSTANT.fullmatch(value)
    if match is None:
        raise refusal("bad_instant", got=clip(value))
    if match[1] is None:
        raise refusal("naive_datetime", value=clip(value))
    try:
        return _in_utc(dt.datetime.fromisoformat(value))
    except InstantOutOfRange:
        raise refusal("instant_out_of_range", value=clip(value)) from None
    except ValueError:
        raise refusal("bad_instant", got=clip(value)) from None


def write_instant(value: object) -> Plain:
    """Write an aware datetime of any zone and any library in UTC, with Z."""
    if not isinstance(value, dt.datetime):
        raise refusal("expected_text", got=shape_name(value))
    return _in_utc(value).isoformat().removesuffix("+00:00") + "Z"


def _in_utc(value: dt.datetime) -> dt.datetime:
    """Return an aware datetime in UTC; what is there already takes the short way."""
    is_there = value.tzinfo is dt.UTC and type(value) is dt.datetime and FIRST_YEAR <= value.year <= LAST_YEAR
    return value if is_there else utc(value)


def read_date(value: object) -> dt.date:
    """Read a civil date: "2026-03-16"."""
    if type(value) is not str:
        raise refusal("expected_text", got=shape_name(value))
    try:
        day = dt.date.fromisoformat(value) if DATE.fullmatch(value) else None
    except ValueError:
        day = None
    if day is None:
        raise refusal("bad_date", got=clip(value))
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    raise refusal("date_out_of_range", got=clip(value))


def write_date(value: object) -> Plain:
    """Write a civil date; an instant is none."""
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        raise refusal("expected_text", got=shape_name(value))
    text = value.isoformat()
    read_date(text)
    return text


def read_time(value: object) -> dt.time:
    """Read a time of day without zone: "09:00" or "09:00:00"."""
    if type(value) is not str:
        raise refusal("expected_text", got=shape_name(value))
    if TIME.fullmatch(value) is None:
        raise refusal("bad_time", got=clip(value))
    return dt.time.fromisoformat(value)


def write_time(value: object) -> Plain:
    """Write a time of day to the second, or finer where it is."""
    if not isinstance(value, dt.time):
        raise refusal("expected_text", got=shape_name(value))
    text = value.isoformat()
    read_time(text)
    return text


def read_duration(value: object) -> dt.timedelta:
    """Read a duration in whole microseconds."""
    return timedelta_from_micros(read_integer(value))


def write_duration(value: object) -> Plain:
    """Write a duration in whole microseconds."""
    if not isinstance(value, dt.timedelta):
        raise refusal("expected_integer", got=shape_name(value))
    return read_integer(timedelta_micros(value))
