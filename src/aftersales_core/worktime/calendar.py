"""The working calendar: one shop's hours, holidays and exceptions as a frozen value that answers questions of time."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, Self, cast

import attrs

from aftersales_core.errors import InvalidCalendar
from aftersales_core.instants import Span, zone
from aftersales_core.interchange.canonical import digest
from aftersales_core.interchange.plain import Plain
from aftersales_core.worktime import algebra, compare, days, plain, queries, trace
from aftersales_core.worktime.compiled import Compiled
from aftersales_core.worktime.country import country_holidays
from aftersales_core.worktime.holiday_table import HolidayTable
from aftersales_core.worktime.hours import DatedWindows, Hours, Precedence
from aftersales_core.worktime.week import WeeklyHours, Window, merged_windows

__all__ = ["AnyCalendar", "BeyondHorizon", "DatedInput", "WorkingCalendar"]

BeyondHorizon = Literal["raise", "provisional"]
DatedInput = Mapping[dt.date, Iterable[Window]] | Iterable[tuple[dt.date, Iterable[Window]]]


@attrs.frozen(init=False)
class WorkingCalendar:
    """Working hours of one place: a week on the wall clock of a zone, holidays, make-up days, special hours and breaks.

    A date takes the first rule that applies: ``special_hours``, make-up day, day off, week; with
    ``precedence="holiday"`` the day off comes first. ``breaks`` are subtracted last. A make-up day works
    ``make_up_hours``, by default the windows of the first weekday from Monday that has any. An overnight window belongs
    to the day it starts on, and what replaces a date's hours leaves the tail of the night before alone, unless
    ``holiday_cuts_night_tail`` is set. ``beyond_horizon="provisional"`` marks deadlines past the known years instead of
    raising HorizonExceeded.

    Equal definitions are equal values, in whatever order or form they were given. Raises InvalidCalendar with every
    problem, UnknownZone for a zone that is not an IANA name.

    >>> import datetime as dt
    >>> shop = WorkingCalendar("shop", "Asia/Shanghai", "Mon-Fri 09:00-18:00", HolidayTable.none())
    >>> monday = dt.datetime(2026, 3, 2, 17, 0, tzinfo=zone("Asia/Shanghai"))
    >>> shop.add_working_time(monday, dt.timedelta(hours=2)).isoformat()
    '2026-03-03T10:00:00+08:00'
    """

    id: str
    tz: str
    week: WeeklyHours
    holidays: HolidayTable
    special_hours: DatedWindows
    breaks: DatedWindows
    make_up_hours: tuple[Window, ...] | None
    holiday_cuts_night_tail: bool
    precedence: Precedence
    beyond_horizon: BeyondHorizon

    if TYPE_CHECKING:
        # The class decorator makes this; a type checker cannot see it.
        __attrs_init__: Any

    def __init__(  # noqa: PLR0913, PLR0917 - one parameter for each field of the value
        self,
        id: str,
        tz: str,
        week: WeeklyHours | str,
        holidays: HolidayTable,
        special_hours: DatedInput = (),
        breaks: DatedInput = (),
        make_up_hours: Iterable[Window] | None = None,
        holiday_cuts_night_tail: bool = False,  # noqa: FBT001, FBT002 - a field, set by its name
        precedence: Precedence = "special_hours",
        beyond_horizon: BeyondHorizon = "raise",
    ) -> None:
        """Bring every part into its one form, so that equal calendars compare equal."""
        self.__attrs_init__(
            id,
            tz,
            WeeklyHours.parse(week) if isinstance(week, str) else week,
            holidays,
            _dated("special_hours", special_hours),
            _dated("breaks", breaks),
            None if make_up_hours is None else merged_windows(make_up_hours),
            holiday_cuts_night_tail,
            precedence,
            beyond_horizon,
        )
        _check_calendar(self)

    @classmethod
    def for_country(  # noqa: PLR0913 - the holidays, and every other field of the value
        cls,
        country: str,
        *,
        id: str | None = None,
        tz: str,
        week: WeeklyHours | str,
        subdivision: str | None = None,
        years: Iterable[int] | None = None,
        language: str = "en_US",
        special_hours: DatedInput = (),
        breaks: DatedInput = (),
        make_up_hours: Iterable[Window] | None = None,
        holiday_cuts_night_tail: bool = False,
        precedence: Precedence = "special_hours",
        beyond_horizon: BeyondHorizon = "raise",
    ) -> Self:
        """Build a calendar with a country's public holidays, for all years whose arrangement is known.

        See ``country_holidays`` for what is known, and for which year is the last.

        >>> cn = WorkingCalendar.for_country("CN", tz="Asia/Shanghai", week="Mon-Fri 09:00-18:00", years=[2026])
        >>> cn.known_until.isoformat()
        '2026-12-31'
        """
        table = country_holidays(country, subdivision=subdivision, years=years, language=language)
        place = country if subdivision is None else f"{country}-{subdivision}"
        return cls(
            id or place,
            tz,
            week,
            table,
            special_hours,
            breaks,
            make_up_hours,
            holiday_cuts_night_tail,
            precedence,
            beyond_horizon,
        )

    @classmethod
    def from_dict(cls, document: object) -> Self:
        """Build a calendar from plain data, as a service or a configuration file holds it.

        Keys: ``id``, ``tz``, ``week`` (text, or ``{"mon": [["09:00", "12:00"], ...]}``), and where wanted ``days_off``
        and ``make_up_days`` (ISO dates, or dates with names), ``first_year``, ``last_year``, ``source``,
        ``make_up_hours``, ``special_hours`` and ``breaks`` (``{"2024-12-24": [["09:00", "13:00"]]}``),
        ``holiday_cuts_night_tail``, ``precedence``, ``beyond_horizon``. Without years the sender vouches for 1970 to
        9998.

        Raises DecodeError with every problem.

        >>> WorkingCalendar.from_dict({"id": "shop", "tz": "UTC", "week": "Mon-Fri 09:00-18:00"}).known_until.year
        9998
        """
        return cls(**plain.calendar_fields(document))

    def to_dict(self) -> dict[str, Plain]:
        """Return the plain data that ``from_dict`` reads back as an equal calendar."""
        return plain.calendar_document(self)

    @classmethod
    def from_plain(cls, document: object) -> Self:
        """Read the plain form, for the codec; the same as ``from_dict``."""
        return cls.from_dict(document)

    def to_plain(self) -> dict[str, Plain]:
        """Return the plain form, for the codec; the same as ``to_dict``."""
        return self.to_dict()

    @property
    def known_from(self) -> dt.date:
        """Return the first day for which holidays are known."""
        return dt.date(self.holidays.first_year, 1, 1)

    @property
    def known_until(self) -> dt.date:
        """Return the last day for which holidays are known; answers past it are errors or provisional."""
        return dt.date(self.holidays.last_year, 12, 31)

    @cached_property
    def digest(self) -> str:
        """Return the digest of everything that can change an answer: not the id, names or source."""
        return digest(plain.calendar_content(self))

    @cached_property
    def compiled(self) -> Compiled:
        """Return the compiled form, made on first use and left out of equality, hash and pickle."""
        return _compile(self)

    working_time_between = queries.working_time_between
    add_working_time = queries.add_working_time
    is_open = queries.is_open
    next_open = queries.next_open
    next_opening = queries.next_opening
    previous_opening = queries.previous_opening
    next_close = queries.next_close
    previous_close = queries.previous_close
    spans = queries.spans
    is_working_day = days.is_working_day
    working_days_between = days.working_days_between
    add_working_days = days.add_working_days
    explain = trace.explain
    edges_digest = compare.edges_digest
    diff = compare.diff
    recheck = compare.recheck

    def extended(
        self,
        days_off: Iterable[dt.date] | Mapping[dt.date, str],
        make_up_days: Iterable[dt.date] | Mapping[dt.date, str],
        last_year: int,
    ) -> Self:
        """Return the calendar with newly published years added; what it knew before stays as it was."""
        return attrs.evolve(self, holidays=self.holidays.extended(days_off, make_up_days, last_year))

    def amended(
        self,
        days_off: Iterable[dt.date] | Mapping[dt.date, str] = (),
        make_up_days: Iterable[dt.date] | Mapping[dt.date, str] = (),
        ordinary: Iterable[dt.date] = (),
    ) -> Self:
        """Return the calendar with an official amendment of known years; ``recheck`` then tells what it moves."""
        return attrs.evolve(self, holidays=self.holidays.amended(days_off, make_up_days, ordinary))

    def __or__(self, other: "AnyCalendar") -> algebra.CombinedCalendar:
        """Return the calendar that is open when either is; its civil days are this one's."""
        return algebra.combined("union", self, other)

    def __and__(self, other: "AnyCalendar") -> algebra.CombinedCalendar:
        """Return the calendar that is open when both are."""
        return algebra.combined("intersection", self, other)

    def __sub__(self, removed: Iterable[Span]) -> algebra.CombinedCalendar:
        """Return the calendar that is closed during some spans."""
        return algebra.without(self, removed)


AnyCalendar = WorkingCalendar | algebra.CombinedCalendar


def _dated(name: str, given: DatedInput) -> DatedWindows:
    """Return windows by date in order of date; a date named twice is an error, since one would be lost."""
    # A type checker takes a mapping for an iterable of its keys, which it is as well.
    pairs = cast("Mapping[dt.date, Iterable[Window]]", given).items() if isinstance(given, Mapping) else given
    result = tuple(sorted((day, merged_windows(windows)) for day, windows in pairs))
    if len({day for day, _ in result}) != len(result):
        raise InvalidCalendar(name, ("a date is named twice: put its windows together",))
    return result


def _check_calendar(calendar: WorkingCalendar) -> None:
    """Raise InvalidCalendar with everything that makes a calendar impossible to mean."""
    zone(calendar.tz)
    problems: list[str] = []
    if not calendar.id:
        problems.append("id must not be empty")
    if calendar.precedence not in ("special_hours", "holiday"):
        problems.append(f"precedence must be 'special_hours' or 'holiday', not {calendar.precedence!r}")
    if calendar.beyond_horizon not in ("raise", "provisional"):
        problems.append(f"beyond_horizon must be 'raise' or 'provisional', not {calendar.beyond_horizon!r}")
    if not any(calendar.week.windows) and not any(plan.windows for plan in _hours(calendar).dated.values()):
        problems.append("is never open: give the week, or some date, a window")
    problems.extend(
        f"break on {day.isoformat()} has no windows: leave it out" for day, windows in calendar.breaks if not windows
    )
    if problems:
        raise InvalidCalendar(f"calendar {calendar.id!r}", tuple(problems))


def _hours(calendar: WorkingCalendar) -> Hours:
    """Index a calendar's rules by date."""
    return Hours(
        calendar.week,
        calendar.holidays,
        calendar.special_hours,
        calendar.breaks,
        calendar.make_up_hours,
        calendar.precedence,
        cuts_tail=calendar.holiday_cuts_night_tail,
        where=zone(calendar.tz),
    )


def _compile(calendar: WorkingCalendar) -> Compiled:
    """Return the compiled form of a calendar."""
    hours = _hours(calendar)
    table = calendar.holidays
    dated = (*table.days_off[-1:], *table.make_up_days[-1:])
    dated += tuple(day for day, _ in (*calendar.special_hours[-1:], *calendar.breaks[-1:]))
    known = (table.first_year, table.last_year)
    last_dated = max((day.year for day in dated), default=known[0])
    return Compiled(calendar.id, hours.where, known, last_dated, hours.owned, hours.label, hours.cuts)
