"""Days off and make-up workdays as frozen dates, with the years for which they are known.

A table says what it does not know: ``last_year`` is the last year whose official arrangement it holds, and a question
past it is answered as such and never by "no holiday".
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Self, cast

import attrs

from aftersales_core.errors import InvalidCalendar
from aftersales_core.instants import FIRST_YEAR, LAST_YEAR

__all__ = ["HolidayTable"]


def _count(entries: tuple[object, ...]) -> str:
    """Show how many entries there are; twenty years of dates would be a wall of text in a notebook."""
    return f"<{len(entries)}>"


@attrs.frozen
class HolidayTable:
    """Dates on which a calendar does not work although its week says so, and the other way round.

    ``make_up_days`` are days of rest that are worked in exchange for a day off (China's 调休上班日). Dates are of the
    calendar's own zone, in order, unique, within ``first_year`` to ``last_year``. ``names`` gives a day its name, for
    explanations; ``source`` says where the dates come from. Neither changes an answer.
    """

    days_off: tuple[dt.date, ...] = attrs.field(default=(), repr=_count)
    make_up_days: tuple[dt.date, ...] = attrs.field(default=(), repr=_count)
    first_year: int = FIRST_YEAR
    last_year: int = LAST_YEAR
    source: str = ""
    names: tuple[tuple[dt.date, str], ...] = attrs.field(default=(), repr=_count)

    def __attrs_post_init__(self) -> None:
        """Refuse a table that contradicts itself, with every problem at once."""
        problems = _table_problems(self)
        if problems:
            raise InvalidCalendar("holiday table", problems)

    @classmethod
    def none(cls) -> Self:
        """Return the table of a place without holidays, known from 1970 to 9998."""
        return cls(source="none")

    @classmethod
    def of(
        cls,
        days_off: Iterable[dt.date] | Mapping[dt.date, str] = (),
        make_up_days: Iterable[dt.date] | Mapping[dt.date, str] = (),
        *,
        first_year: int,
        last_year: int,
        source: str = "",
    ) -> Self:
        """Build a table from dates in any order, or from dates with names.

        >>> import datetime as dt
        >>> HolidayTable.of({dt.date(2026, 1, 1): "元旦"}, first_year=2026, last_year=2026).name_of(dt.date(2026, 1, 1))
        '元旦'
        """
        names = {
            day: name
            for part in (days_off, make_up_days)
            if isinstance(part, Mapping)
            for day, name in cast("Mapping[dt.date, str]", part).items()
            if name
        }
        return cls(
            days_off=tuple(sorted(set(days_off))),
            make_up_days=tuple(sorted(set(make_up_days))),
            first_year=first_year,
            last_year=last_year,
            source=source,
            names=tuple(sorted(names.items())),
        )

    @classmethod
    def from_notices(cls, notices: Iterable[Mapping[str, object]], *, source: str = "") -> Self:
        """Build a table from yearly State-Council-style lists: ``{"year", "days": [{"name", "date", "isOffDay"}]}``.

        The shape is that of the public holiday-cn lists. A list may name days of the year before (2018-12-29 stands in
        the list of 2019), so all lists are merged, a later year's word wins, and days of years without a list of their
        own are left out, since the rest of such a year is unknown. Every year between the first and the last must have
        its list.
        """
        days: dict[dt.date, tuple[bool, str]] = {}
        years: list[int] = []
        for notice in sorted(notices, key=_year_of):
            years.append(_year_of(notice))
            days.update(_notice_days(notice))
        missing = sorted(set(range(years[0], years[-1] + 1)) - set(years)) if years else []
        if not years or missing:
            raise InvalidCalendar("holiday table", (f"no notice for {missing or 'any year'}: add the missing lists",))
        known = {day: word for day, word in days.items() if years[0] <= day.year <= years[-1]}
        return cls.of(
            {day: name for day, (is_off, name) in known.items() if is_off},
            {day: name for day, (is_off, name) in known.items() if not is_off},
            first_year=years[0],
            last_year=years[-1],
            source=source,
        )

    def name_of(self, day: dt.date) -> str | None:
        """Return the name of a day off or make-up day, or None where it has none."""
        return dict(self.names).get(day)

    def extended(
        self,
        days_off: Iterable[dt.date] | Mapping[dt.date, str],
        make_up_days: Iterable[dt.date] | Mapping[dt.date, str],
        last_year: int,
    ) -> Self:
        """Return the table with a newly published year added, and nothing else changed.

        Dates must lie after the old ``last_year``: what was published before is not upgraded behind a user's back. For
        that see ``amended``.
        """
        if last_year <= self.last_year:
            problem = f"the years to {self.last_year} are known already: extend to a later one, or amend the table"
            raise InvalidCalendar("holiday table", (problem,))
        added = type(self).of(
            days_off, make_up_days, first_year=self.last_year + 1, last_year=last_year, source=self.source
        )
        return type(self)(
            days_off=self.days_off + added.days_off,
            make_up_days=self.make_up_days + added.make_up_days,
            first_year=self.first_year,
            last_year=last_year,
            source=self.source,
            names=self.names + added.names,
        )

    def amended(
        self,
        days_off: Iterable[dt.date] | Mapping[dt.date, str] = (),
        make_up_days: Iterable[dt.date] | Mapping[dt.date, str] = (),
        ordinary: Iterable[dt.date] = (),
    ) -> Self:
        """Return the table with an official amendment of known years: dates made off, worked, or ordinary again.

        The State Council's notice of 2020-01-27 made 2020-01-31 and 2020-02-01 days off after the plan was out.
        """
        added = type(self).of(days_off, make_up_days, first_year=self.first_year, last_year=self.last_year)
        changed = {*added.days_off, *added.make_up_days, *ordinary}
        names = {day: name for day, name in self.names if day not in changed} | dict(added.names)
        return type(self)(
            days_off=tuple(sorted({*self.days_off} - changed | {*added.days_off})),
            make_up_days=tuple(sorted({*self.make_up_days} - changed | {*added.make_up_days})),
            first_year=self.first_year,
            last_year=self.last_year,
            source=self.source,
            names=tuple(sorted(names.items())),
        )


def _year_of(notice: Mapping[str, object]) -> int:
    """Return a notice's year; a notice without one cannot be placed."""
    year = notice.get("year")
    if not isinstance(year, int):
        raise InvalidCalendar("holiday table", ("a notice needs an integer 'year'",))
    return year


def _notice_days(notice: Mapping[str, object]) -> dict[dt.date, tuple[bool, str]]:
    """Return the dates of one notice with whether each is off, and its name."""
    days = notice.get("days")
    if not isinstance(days, list):
        raise InvalidCalendar("holiday table", ("a notice needs a list 'days'",))
    found: dict[dt.date, tuple[bool, str]] = {}
    for entry in cast("list[object]", days):
        match entry:
            case {"date": str(text), "isOffDay": bool(is_off), "name": str(name)}:
                found[_date(text)] = (is_off, name)
            case {"date": str(text), "isOffDay": bool(is_off)}:
                found[_date(text)] = (is_off, "")
            case _:
                raise InvalidCalendar("holiday table", (f"a day needs 'date' and 'isOffDay', got {entry!r:.80}",))
    return found


def _date(text: str) -> dt.date:
    """Read an ISO date of a notice."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise InvalidCalendar("holiday table", (f"date {text[:32]!r} is not YYYY-MM-DD",)) from None


def _table_problems(table: HolidayTable) -> tuple[str, ...]:
    """Return everything that is wrong with a table."""
    problems: list[str] = []
    if not FIRST_YEAR <= table.first_year <= table.last_year <= LAST_YEAR:
        problems.append(f"years {table.first_year} to {table.last_year} are not within {FIRST_YEAR} to {LAST_YEAR}")
    for name, days in (("days_off", table.days_off), ("make_up_days", table.make_up_days)):
        if any(type(day) is not dt.date for day in days):
            problems.append(f"{name} must hold dates, without a time of day")
            return tuple(problems)
        if list(days) != sorted(set(days)):
            problems.append(f"{name} must be in order and unique: use HolidayTable.of")
        outside = [day for day in days if not table.first_year <= day.year <= table.last_year]
        if outside:
            problems.append(f"{name} has {outside[0].isoformat()}, outside {table.first_year} to {table.last_year}")
    problems.extend(
        f"{day.isoformat()} is both a day off and a make-up day: remove one"
        for day in sorted(set(table.days_off) & set(table.make_up_days))
    )
    return tuple(problems)
