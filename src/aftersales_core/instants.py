"""Instants and spans of time: aware in, UTC inside, exact to the microsecond.

Any aware ``datetime`` comes in (pendulum's and pandas' are subclasses of it). Comparisons and differences are made on
integer microseconds since 1970 in UTC, because two aware values of one zone compare by wall clock in the standard
library, so that the two 01:30 of an autumn night count as equal.
"""

import datetime as dt
import re
import zoneinfo
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import attrs

from aftersales_core.errors import InstantOutOfRange, InvalidSpan, NaiveDatetime, UnknownZone, WrongType

__all__ = [
    "EPOCH",
    "FIRST_YEAR",
    "LAST_YEAR",
    "MAX_MICROS",
    "Span",
    "from_micros",
    "local",
    "micros",
    "timedelta_from_micros",
    "timedelta_micros",
    "utc",
    "zone",
]

FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 9998
SECOND: Final = 1_000_000
DAY: Final = 86_400 * SECOND
EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
EPOCH_ORDINAL: Final = dt.date(1970, 1, 1).toordinal()
MAX_MICROS: Final = (dt.date(LAST_YEAR + 1, 1, 1).toordinal() - EPOCH_ORDINAL) * DAY
ZONE_KEY: Final = re.compile(r"[A-Z][A-Za-z0-9_+\-]{0,31}(/[A-Za-z0-9_+\-]{1,31}){0,2}", re.ASCII)
# These names resolve on some machines only, or to whatever that machine is set to, so no answer may depend on them.
MACHINE_KEYS: Final = frozenset({"Factory"})


def micros(value: dt.datetime) -> int:
    """Return the exact microseconds from 1970-01-01T00:00Z to an aware datetime.

    The repeated hour of an autumn night is told apart by ``fold``. Nanoseconds of a pandas value are cut off.

    Raises NaiveDatetime, InstantOutOfRange (before 1970 or after 9998 in UTC) or WrongType.

    >>> import datetime as dt
    >>> micros(dt.datetime(1970, 1, 1, 8, 0, 1, tzinfo=zone("Asia/Shanghai")))
    1000000
    """
    if type(value) is dt.datetime and value.tzinfo is not None:
        # The plain difference is the fast way; the standard library honours fold when the zones of both ends differ.
        try:
            delta = value - EPOCH
        except TypeError:
            raise NaiveDatetime(repr(value)) from None
        result = (delta.days * 86_400 + delta.seconds) * SECOND + delta.microseconds
    else:
        result = _micros_by_fields(value)
    if 0 <= result < MAX_MICROS:
        return result
    raise InstantOutOfRange(value.isoformat())


def _micros_by_fields(value: object) -> int:
    """Read a subclass of datetime field by field, since pendulum's subtraction answers by wall clock in a fold."""
    if not isinstance(value, dt.datetime):
        raise WrongType("instant", "an aware datetime", type(value).__name__)
    offset = None if value.tzinfo is None else value.utcoffset()
    if offset is None:
        raise NaiveDatetime(repr(value))
    days = value.toordinal() - EPOCH_ORDINAL
    seconds = value.hour * 3600 + value.minute * 60 + value.second
    return (days * 86_400 + seconds) * SECOND + value.microsecond - timedelta_micros(offset)


def timedelta_micros(delta: dt.timedelta) -> int:
    """Return a duration as integer microseconds, without a float on the way."""
    return (delta.days * 86_400 + delta.seconds) * SECOND + delta.microseconds


def timedelta_from_micros(us: int) -> dt.timedelta:
    """Return integer microseconds as a ``timedelta``; the inverse of ``timedelta_micros``."""
    seconds, rest = divmod(us, SECOND)
    return dt.timedelta(0, seconds, rest)


def from_micros(us: int) -> dt.datetime:
    """Return the UTC datetime of microseconds since 1970; the inverse of ``micros``."""
    return EPOCH + timedelta_from_micros(us)


def utc(value: dt.datetime) -> dt.datetime:
    """Return the same instant as a standard-library datetime in UTC, whatever aware type came in.

    One that is so already comes back as it is.
    """
    if value.__class__ is dt.datetime and value.tzinfo is dt.UTC and FIRST_YEAR <= value.year <= LAST_YEAR:
        return value
    return from_micros(micros(value))


def local(us: int, where: zoneinfo.ZoneInfo) -> dt.datetime:
    """Return microseconds since 1970 on a zone's wall clock, with that moment's offset fixed.

    A fixed offset prints as people expect, and unlike a zone it compares and subtracts exactly in every fold.

    >>> local(0, zone("Asia/Shanghai")).isoformat()
    '1970-01-01T08:00:00+08:00'
    """
    at = from_micros(us)
    return at.astimezone(_fixed(at.astimezone(where).utcoffset() or dt.timedelta(0)))


@lru_cache(maxsize=512)
def _fixed(offset: dt.timedelta) -> dt.timezone:
    """Return the zone of a fixed offset; remembered, because every answer for people is in one."""
    return dt.timezone(offset)


def zone(key: str) -> zoneinfo.ZoneInfo:
    """Return the time zone of an IANA name; anything else is UnknownZone.

    Names that stand for the machine's own setting (``localtime``) and the leap-second trees (``right/...``) are
    refused, because answers must not depend on the machine.
    """
    return _known_zone(_zone_text(key))


@lru_cache(maxsize=512)
def _known_zone(key: str) -> zoneinfo.ZoneInfo:
    """Return the zone of a name; remembered, because every deadline asks for one."""
    if ZONE_KEY.fullmatch(key) is None or key in MACHINE_KEYS:
        raise UnknownZone(key[:64])
    try:
        return zoneinfo.ZoneInfo(key)
    except (OSError, ValueError, LookupError):
        raise UnknownZone(key) from None


def _zone_text(key: object) -> str:
    """Return a key that is text."""
    if not isinstance(key, str):
        raise WrongType("time zone", "an IANA name", type(key).__name__)
    return key


@attrs.frozen(init=False)
class Span:
    """A half-open stretch of time ``[start, end)``; ``end=None`` means that it has not ended yet.

    Both ends may be given in any zone and are kept in UTC. An empty or reversed span is InvalidSpan.

    >>> import datetime as dt
    >>> eight = dt.timezone(dt.timedelta(hours=8))
    >>> Span(dt.datetime(2026, 3, 2, 9, tzinfo=eight), dt.datetime(2026, 3, 2, 10, tzinfo=eight)).start.isoformat()
    '2026-03-02T01:00:00+00:00'
    """

    start: dt.datetime
    end: dt.datetime | None

    if TYPE_CHECKING:
        # The class decorator makes this; a type checker cannot see it.
        __attrs_init__: Any

    def __init__(self, start: dt.datetime, end: dt.datetime | None = None) -> None:
        """Take both ends to UTC, so that equal spans are equal values."""
        first, last = micros(start), None if end is None else micros(end)
        if last is not None and last <= first:
            raise InvalidSpan(from_micros(first).isoformat(), from_micros(last).isoformat())
        self.__attrs_init__(from_micros(first), None if last is None else from_micros(last))

    def __contains__(self, at: dt.datetime) -> bool:
        """Tell whether an instant lies in the span; the end itself does not."""
        moment = micros(at)
        return micros(self.start) <= moment and (self.end is None or moment < micros(self.end))
