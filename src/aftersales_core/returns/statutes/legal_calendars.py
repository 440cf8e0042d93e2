"""The calendars by which statutes count: the working days of a member state, and the business days of the FTC's rule.

Regulation (EEC, Euratom) 1182/71 Art. 2 and 3(4): a period whose last day is a public holiday, a Sunday or a Saturday
ends with the last hour of the next working day; public holidays are those of the member state in which something is to
be done. The dates come from the ``holidays`` package, and a Saturday that a state declares a workday in exchange for a
bridge day stays a Saturday here, because the regulation names Saturdays as such.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from aftersales_core.errors import InvalidDefinition
from aftersales_core.worktime.calendar import BeyondHorizon, WorkingCalendar
from aftersales_core.worktime.country import country_holidays
from aftersales_core.worktime.holiday_table import HolidayTable

__all__ = ["ftc_calendar", "legal_calendar"]

LEGAL_WEEK: Final = "Mon-Fri 00:00-24:00"
FTC_WEEK: Final = "Mon-Sat 00:00-24:00"

ZONES: Final[Mapping[str, str]] = {
    "AT": "Europe/Vienna",
    "BE": "Europe/Brussels",
    "BG": "Europe/Sofia",
    "CY": "Asia/Nicosia",
    "CZ": "Europe/Prague",
    "DE": "Europe/Berlin",
    "DK": "Europe/Copenhagen",
    "EE": "Europe/Tallinn",
    "ES": "Europe/Madrid",
    "FI": "Europe/Helsinki",
    "FR": "Europe/Paris",
    "GR": "Europe/Athens",
    "HR": "Europe/Zagreb",
    "HU": "Europe/Budapest",
    "IE": "Europe/Dublin",
    "IT": "Europe/Rome",
    "JP": "Asia/Tokyo",
    "KR": "Asia/Seoul",
    "LT": "Europe/Vilnius",
    "LU": "Europe/Luxembourg",
    "LV": "Europe/Riga",
    "MT": "Europe/Malta",
    "NL": "Europe/Amsterdam",
    "PL": "Europe/Warsaw",
    "PT": "Europe/Lisbon",
    "RO": "Europe/Bucharest",
    "SE": "Europe/Stockholm",
    "SI": "Europe/Ljubljana",
    "SK": "Europe/Bratislava",
    "TW": "Asia/Taipei",
}
"""The zone of each capital; islands and exclaves in another zone are given as ``tz``."""


def legal_calendar(
    country: str,
    *,
    subdivision: str | None = None,
    years: Iterable[int] | None = None,
    tz: str | None = None,
    beyond_horizon: BeyondHorizon = "raise",
) -> WorkingCalendar:
    """Return the calendar to bind as ``legal:{country}``: Monday to Friday without the country's public holidays.

    ``subdivision`` (ISO 3166-2) adds the holidays of a Land or region. ``tz`` is the zone of the capital unless given.
    Past the years that are known a period that may roll needs a review, or with ``beyond_horizon="provisional"`` is
    marked. Raises UnknownCountry, InvalidCalendar for years of which nothing is known, InvalidDefinition for a country
    whose zone is not in the table and not given.

    >>> import datetime as dt
    >>> legal_calendar("DE", years=[2026]).is_working_day(dt.date(2026, 4, 6))
    False
    """
    where = tz if tz is not None else ZONES.get(country.upper())
    if where is None:
        raise InvalidDefinition("legal calendar", (f"no time zone is known for {country!r:.20}: give tz",))
    place = country if subdivision is None else f"{country}-{subdivision}"
    table = _days_off_only(country, subdivision, years)
    return WorkingCalendar(f"legal:{place}", where, LEGAL_WEEK, table, beyond_horizon=beyond_horizon)


def ftc_calendar(
    *, tz: str, years: Iterable[int] | None = None, beyond_horizon: BeyondHorizon = "raise"
) -> WorkingCalendar:
    """Return the calendar to bind as ``ftc:US``: every day counts but Sundays and federal holidays (16 CFR 429.0).

    A holiday that falls on a Saturday and the Friday on which it is observed are both left out, in the buyer's favour.

    >>> import datetime as dt
    >>> ftc_calendar(tz="America/Chicago", years=[2026]).is_working_day(dt.date(2026, 3, 7))
    True
    """
    return WorkingCalendar("ftc:US", tz, FTC_WEEK, _days_off_only("US", None, years), beyond_horizon=beyond_horizon)


def _days_off_only(country: str, subdivision: str | None, years: Iterable[int] | None) -> HolidayTable:
    """Return a country's public holidays without the Saturdays that are worked in exchange."""
    table = country_holidays(country, subdivision=subdivision, years=years)
    names = dict(table.names)
    return HolidayTable.of(
        {day: names.get(day, "") for day in table.days_off},
        (),
        first_year=table.first_year,
        last_year=table.last_year,
        source=table.source,
    )
