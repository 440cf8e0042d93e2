"""A calendar as plain data and back: lists, strings, numbers and truth values, as JSON and TOML hold them."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, cast

from aftersales_core.errors import AftersalesError, DecodeError, DecodeProblem, InvalidCalendar
from aftersales_core.instants import FIRST_YEAR, LAST_YEAR, zone
from aftersales_core.interchange.plain import Plain
from aftersales_core.worktime.holiday_table import HolidayTable
from aftersales_core.worktime.week import WeeklyHours, parse_windows, windows_to_plain

if TYPE_CHECKING:
    from aftersales_core.worktime.calendar import WorkingCalendar
    from aftersales_core.worktime.hours import DatedWindows

__all__ = ["calendar_content", "calendar_document", "calendar_fields"]

TABLE_KEYS: Final = ("days_off", "make_up_days", "first_year", "last_year", "source")
REQUIRED: Final = ("id", "tz", "week")


def calendar_content(calendar: "WorkingCalendar") -> dict[str, Plain]:
    """Return what can change an answer, in plain form: the input of the digest."""
    table = calendar.holidays
    hours = calendar.make_up_hours
    return {
        "tz": calendar.tz,
        "week": calendar.week.to_plain(),
        "days_off": [day.isoformat() for day in table.days_off],
        "make_up_days": [day.isoformat() for day in table.make_up_days],
        "first_year": table.first_year,
        "last_year": table.last_year,
        "special_hours": _dated_to_plain(calendar.special_hours),
        "breaks": _dated_to_plain(calendar.breaks),
        "make_up_hours": None if hours is None else windows_to_plain(hours),
        "holiday_cuts_night_tail": calendar.holiday_cuts_night_tail,
        "precedence": calendar.precedence,
    }


def calendar_document(calendar: "WorkingCalendar") -> dict[str, Plain]:
    """Return the whole calendar in plain form, names and source included."""
    table, names = calendar.holidays, dict(calendar.holidays.names)
    content = calendar_content(calendar)
    for key, days in (("days_off", table.days_off), ("make_up_days", table.make_up_days)):
        if any(day in names for day in days):
            content[key] = {day.isoformat(): names.get(day, "") for day in days}
    return {
        "id": calendar.id,
        **content,
        "source": table.source,
        "beyond_horizon": calendar.beyond_horizon,
    }


def _dated_to_plain(dated: "DatedWindows") -> dict[str, Plain]:
    """Return windows by ISO date."""
    return {day.isoformat(): windows_to_plain(windows) for day, windows in dated}


def calendar_fields(document: object) -> dict[str, Any]:
    """Return the arguments of a calendar from plain data, or raise DecodeError with every problem found."""
    if not isinstance(document, Mapping):
        raise _refuse("object", document)
    reader = _Reader({str(key): value for key, value in cast("Mapping[object, object]", document).items()})
    fields = {
        "id": reader.read("id", _text),
        "tz": reader.read("tz", lambda value: zone(_text(value)).key),
        "week": reader.read("week", WeeklyHours.from_plain),
        "special_hours": reader.read("special_hours", _dated, {}),
        "breaks": reader.read("breaks", _dated, {}),
        "make_up_hours": reader.read("make_up_hours", _optional_windows, None),
        "holiday_cuts_night_tail": reader.read("holiday_cuts_night_tail", _truth, default=False),
        "precedence": reader.read("precedence", _text, "special_hours"),
        "beyond_horizon": reader.read("beyond_horizon", _text, "raise"),
    }
    fields["holidays"] = reader.whole(lambda: _table(reader))
    reader.finish()
    return fields


class _Reader:
    """A document being read: it hands out values, and keeps every problem with its place."""

    def __init__(self, document: dict[str, object]) -> None:
        """Note the keys that are missing at once."""
        self.document = document
        self.seen: set[str] = set()
        self.problems = [DecodeProblem(f"/{key}", "missing_key") for key in REQUIRED if key not in document]

    def read(self, key: str, parse: Callable[[Any], Any], default: object = None) -> Any:  # noqa: ANN401 - plain data
        """Return the parsed value of a key, its default, or None after noting a problem."""
        self.seen.add(key)
        if key not in self.document:
            return default
        return self.attempt(f"/{key}", lambda: parse(self.document[key]))

    def whole(self, build: Callable[[], object]) -> object:
        """Return what is built from several keys, noting a problem at the document itself."""
        return self.attempt("", build)

    def attempt(self, pointer: str, build: Callable[[], object]) -> object:
        """Return a built value, or None after noting what was wrong with it."""
        try:
            return build()
        except DecodeError as error:
            self.problems.extend(
                DecodeProblem(pointer + inner.pointer, inner.code, inner.params) for inner in error.problems
            )
        except AftersalesError as error:
            self.problems.append(DecodeProblem(pointer, error.code, (("message", str(error)),)))
        return None

    def finish(self) -> None:
        """Raise DecodeError if anything was wrong, unknown keys included."""
        unknown = sorted(self.document.keys() - self.seen)
        self.problems.extend(DecodeProblem(f"/{_escaped(key)}", "unknown_key") for key in unknown)
        if self.problems:
            raise DecodeError(tuple(self.problems[:100]))


def _table(reader: _Reader) -> HolidayTable:
    """Return the holiday table of a document; what is not there is the empty table of all years."""
    days_off: dict[dt.date, str] = reader.read("days_off", _days, {}) or {}
    make_up_days: dict[dt.date, str] = reader.read("make_up_days", _days, {}) or {}
    first_year = reader.read("first_year", _year, FIRST_YEAR)
    last_year = reader.read("last_year", _year, LAST_YEAR)
    source = reader.read("source", _text, "")
    if first_year is None or last_year is None or source is None:
        return HolidayTable.none()
    return HolidayTable.of(days_off, make_up_days, first_year=first_year, last_year=last_year, source=source)


def _escaped(key: str) -> str:
    """Return a key as a JSON Pointer writes it (RFC 6901)."""
    return key[:64].replace("~", "~0").replace("/", "~1")


def _refuse(expected: str, value: object) -> DecodeError:
    """Return the error for a value of the wrong type."""
    return DecodeError((DecodeProblem("", "wrong_type", (("expected", expected), ("got", type(value).__name__))),))


def _text(value: object) -> str:
    """Return text as it is."""
    if not isinstance(value, str):
        raise _refuse("string", value)
    return value


def _truth(value: object) -> bool:
    """Return a truth value as it is."""
    if not isinstance(value, bool):
        raise _refuse("boolean", value)
    return value


def _year(value: object) -> int:
    """Return a year as it is."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise _refuse("integer", value)
    return value


def _date(value: object) -> dt.date:
    """Read an ISO date; TOML gives dates themselves."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    text = _text(value)
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        day = None
    # Week dates and compact forms are readable to the standard library, but not what the document promises.
    if day is None or day.isoformat() != text:
        raise InvalidCalendar("date", (f"{text[:32]!r} is not YYYY-MM-DD",))
    return day


def _days(value: object) -> dict[dt.date, str]:
    """Read a list of dates, or dates with names."""
    if isinstance(value, Mapping):
        return {_date(day): _text(name) for day, name in cast("Mapping[object, object]", value).items()}
    if not isinstance(value, list | tuple):
        raise _refuse("array", value)
    found: dict[dt.date, str] = {}
    problems: list[DecodeProblem] = []
    for index, item in enumerate(cast("Sequence[object]", value)):
        try:
            found[_date(item)] = ""
        except DecodeError as error:
            problems.extend(DecodeProblem(f"/{index}", inner.code, inner.params) for inner in error.problems)
        except InvalidCalendar as error:
            problems.append(DecodeProblem(f"/{index}", error.code, (("message", str(error)),)))
    if problems:
        raise DecodeError(tuple(problems))
    return found


def _dated(value: object) -> dict[dt.date, Any]:
    """Read windows by ISO date."""
    if not isinstance(value, Mapping):
        raise _refuse("object", value)
    return {_date(day): parse_windows(windows) for day, windows in cast("Mapping[object, object]", value).items()}


def _optional_windows(value: object) -> object:
    """Read windows, or nothing where the usual hours are meant."""
    return None if value is None else parse_windows(value)
