"""Countries: what the holidays package knows is frozen, bounded by what it honestly knows, read in a fixed language."""

import csv
import datetime as dt
import gzip
import importlib.metadata
import subprocess
import sys
from pathlib import Path

import holidays
import pytest

from aftersales_core.errors import InvalidCalendar, UnknownCountry
from aftersales_core.worktime import country
from aftersales_core.worktime.calendar import WorkingCalendar

DIVISIONS = {"england-and-wales": ("ENG", "WLS"), "scotland": ("SCT",), "northern-ireland": ("NIR",)}


def bank_holidays(data_dir: Path) -> dict[str, set[dt.date]]:
    """The bank holidays that GOV.UK publishes (Open Government Licence), by division."""
    found: dict[str, set[dt.date]] = {}
    with gzip.open(data_dir / "calendar_uk" / "bank_holidays.csv.gz", "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["division"], set()).add(dt.date.fromisoformat(row["date"]))
    return found


@pytest.mark.parametrize(
    ("division", "subdivision"), [(name, code) for name, codes in DIVISIONS.items() for code in codes]
)
def test_british_bank_holidays_of_2019_to_2028_are_off(data_dir: Path, division: str, subdivision: str) -> None:
    official = bank_holidays(data_dir)[division]
    calendar = WorkingCalendar.for_country(
        "GB", subdivision=subdivision, tz="Europe/London", week="Mon-Fri 09:00-17:00", years=range(2019, 2029)
    )
    day, off = dt.date(2019, 1, 1), set()
    while day.year < 2029:
        # GOV.UK lists the substitute weekday, the package the weekend day besides; a week of weekdays sees the same.
        if day.weekday() < 5 and not calendar.is_working_day(day):
            off.add(day)
        day += dt.timedelta(days=1)
    assert off == official


def test_the_last_known_year_is_read_off_the_package_and_not_written_down() -> None:
    class Arranged(holidays.HolidayBase):
        country = "XX"
        start_year = 1950
        end_year = 2100
        has_substituted_holidays = True
        substituted_label = "%s"
        substituted_date_format = "%d"
        special_public_holidays = {2031: (), 2030: (), 2032: ()}  # noqa: RUF012 - the package's own shape

    class Plain(holidays.HolidayBase):
        country = "XX"
        start_year = 1950
        end_year = 2077

    assert country.known_years(Arranged()) == (2030, 2032)
    assert country.known_years(Plain()) == (1970, 2077)


def test_china_is_known_exactly_as_far_as_the_package_carries_yearly_arrangements() -> None:
    table = country.country_holidays("CN")
    arranged = holidays.country_holidays("CN").special_public_holidays
    assert table.last_year == max(arranged) < holidays.country_holidays("CN").end_year
    assert table.first_year == min(arranged)


def test_the_years_asked_for_bound_the_table_and_nothing_outside_them_leaks_in() -> None:
    # `weekend_workdays` of the package holds years that nobody asked for.
    table = country.country_holidays("CN", years=[2026])
    assert (table.first_year, table.last_year) == (2026, 2026)
    assert {day.year for day in (*table.days_off, *table.make_up_days)} == {2026}
    assert [day.isoformat() for day in table.make_up_days] == [
        "2026-01-04",
        "2026-02-14",
        "2026-02-28",
        "2026-05-09",
        "2026-09-20",
        "2026-10-10",
    ]


def test_years_past_the_last_arrangement_are_cut_off_and_alone_they_are_refused() -> None:
    last = max(holidays.country_holidays("CN").special_public_holidays)
    assert country.country_holidays("CN", years=range(2020, last + 20)).last_year == last
    with pytest.raises(InvalidCalendar):
        country.country_holidays("CN", years=[last + 1])
    with pytest.raises(InvalidCalendar):
        country.country_holidays("CN", years=[])


def test_the_source_names_the_package_and_its_version() -> None:
    assert importlib.metadata.version("holidays") in country.country_holidays("CN", years=[2026]).source
    assert "GB-ENG" in country.country_holidays("GB", subdivision="ENG", years=[2026]).source


@pytest.mark.parametrize(
    ("code", "subdivision"),
    [
        ("XX", None),
        ("", None),
        ("ccn", None),
        ("China", None),
        ("C" * 10_000, None),
        ("__class__", None),
        ("GB", "XXX"),
        ("GB", ""),
        ("CN", "X" * 10_000),
        ("../CN", None),
    ],
    ids=range(10),
)
def test_an_unknown_country_or_subdivision_is_refused_in_few_words(code: str, subdivision: str | None) -> None:
    with pytest.raises(UnknownCountry) as caught:
        country.country_holidays(code, subdivision=subdivision)
    assert len(str(caught.value)) < 400
    assert not str(caught.value)[0].isupper()


def test_small_letters_name_the_same_country() -> None:
    assert country.country_holidays("cn", years=[2026]) == country.country_holidays("CN", years=[2026])


def test_names_come_in_the_language_asked_for_and_change_no_answer() -> None:
    english = country.country_holidays("CN", years=[2026])
    chinese = country.country_holidays("CN", years=[2026], language="zh_CN")
    new_year = dt.date(2026, 1, 1)
    assert english.name_of(new_year) == "New Year's Day"
    assert chinese.name_of(new_year) == "元旦"
    assert english.days_off == chinese.days_off
    assert english.make_up_days == chinese.make_up_days


@pytest.mark.parametrize("language", ["zh_CN", "de", "xx"])
def test_the_environment_does_not_choose_the_language(language: str) -> None:
    code = (
        "from aftersales_core.worktime.country import country_holidays\n"
        "print(ascii(country_holidays('CN', years=[2026]).names), ascii(country_holidays('DE', years=[2026]).names))"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"LANGUAGE": chosen, "LC_ALL": "C.UTF-8", "LANG": chosen, "TZ": "Pacific/Apia"},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for chosen in ("en_US", language)
    }
    assert len(answers) == 1


@pytest.mark.parametrize("code", ["CN", "US", "DE", "JP", "KR", "TW", "IN", "HU", "VN", "UA", "BR", "AU"])
def test_a_table_of_any_country_keeps_days_off_and_make_up_days_apart(code: str) -> None:
    table = country.country_holidays(code)
    assert table.days_off
    assert not set(table.days_off) & set(table.make_up_days)
    assert 1970 <= table.first_year <= table.last_year <= 9998
    assert all(table.first_year <= day.year <= table.last_year for day in (*table.days_off, *table.make_up_days))
