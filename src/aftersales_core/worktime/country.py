"""The only door to the ``holidays`` package: a country's public holidays, frozen into a table.

A live calendar of that package grows when it is looked at, answers wrongly when threads share it, takes names from the
environment's language, and says "no holiday" for years that nobody has published yet. So it is read once, for an
explicit range of years and in an explicit language, and thrown away.
"""

from collections.abc import Iterable
from types import ModuleType
from typing import TYPE_CHECKING, Final

from aftersales_core.errors import InvalidCalendar, UnknownCountry
from aftersales_core.instants import FIRST_YEAR, LAST_YEAR
from aftersales_core.worktime.holiday_table import HolidayTable

if TYPE_CHECKING:
    from holidays import HolidayBase

__all__ = ["country_holidays", "known_years"]

# The package warns that it knows India's movable feasts for these years only (holidays 0.109, countries/india.py).
WARNED_YEARS: Final = {"IN": (2001, 2035)}


def country_holidays(
    country: str, *, subdivision: str | None = None, years: Iterable[int] | None = None, language: str = "en_US"
) -> HolidayTable:
    """Return the public holidays of a country or subdivision (ISO 3166 codes) that the ``holidays`` package knows.

    ``years`` narrows the range; by default all known years are taken. ``last_year`` of the table is the last year
    whose official arrangement is known: where the package carries yearly arrangements with make-up workdays
    (China and others) the last such year, since beyond it the package answers with statutory days alone, else the
    package's own last year. Names are in ``language`` where the package has it, else in the country's own.

    Raises UnknownCountry for a place the package lacks, InvalidCalendar for years of which it knows none.

    >>> import datetime as dt
    >>> dt.date(2026, 1, 4) in country_holidays("CN", years=[2026]).make_up_days
    True
    """
    probe = _place(country, subdivision, (), language)
    chosen = language if language in probe.supported_languages else probe.default_language or "en_US"
    first, last = known_years(probe)
    asked = sorted(set(years)) if years is not None else [first, last]
    first, last = max(first, asked[0] if asked else last + 1), min(last, asked[-1] if asked else first - 1)
    if first > last:
        raise InvalidCalendar("holiday table", (f"no arrangement known for {country} in the years asked for",))
    found = _place(country, subdivision, range(first, last + 1), chosen)
    days_off = {day: name for day, name in found.items() if first <= day.year <= last}
    # Make-up days of the package can lie outside the years asked for, and a day off outranks them.
    make_up = {day for day in found.weekend_workdays if first <= day.year <= last and day not in days_off}
    code = probe.country
    place_name = code if subdivision is None else f"{code}-{subdivision}"
    return HolidayTable.of(
        days_off, make_up, first_year=first, last_year=last, source=f"holidays {_version()} {place_name}"
    )


def _version() -> str:
    """Return the release of the package, for the record."""
    # The package has its version without exporting it to type checkers.
    return str(getattr(_package(), "__version__", ""))


def _package() -> ModuleType:
    """Return the package; it takes longer to load than all of this library, so that happens when it is needed."""
    import holidays

    return holidays


def known_years(place: "HolidayBase") -> tuple[int, int]:
    """Return the first and last year for which a calendar of the package holds the official arrangement."""
    first, last = max(place.start_year, FIRST_YEAR), min(place.end_year, LAST_YEAR)
    arranged = getattr(place, "special_public_holidays", {})
    if place.has_substituted_holidays and arranged:
        return max(first, min(arranged)), min(last, max(arranged))
    warned_first, warned_last = WARNED_YEARS.get(place.country, (first, last))
    return max(first, warned_first), min(last, warned_last)


def _place(country: str, subdivision: str | None, years: Iterable[int], language: str) -> "HolidayBase":
    """Return the package's calendar of a place, which adds no years of its own."""
    import holidays

    supported = holidays.list_supported_countries()
    if country not in supported and country.upper() in supported:
        country = country.upper()
    if country not in supported:
        raise UnknownCountry(country[:64], subdivision, "give an ISO 3166 code such as 'CN'")
    if subdivision is not None and subdivision not in supported[country]:
        known = ", ".join(supported[country]) or "none"
        raise UnknownCountry(country, subdivision[:64], f"known subdivisions are {known}")
    return holidays.country_holidays(country, subdiv=subdivision, years=years, expand=False, language=language)
