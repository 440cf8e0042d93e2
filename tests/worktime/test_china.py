"""China's calendar against the State Council's yearly notices, day by day.

Source of the expected values: the public holiday-cn lists (MIT, NateScarlet/holiday-cn), whose content is the notices
of the General Office of the State Council on the arrangement of holidays, 2007 to 2019; later dates are quoted from the
notice named beside them. Instants on every day are checked too, so the table is not only read but worked with.
"""

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from aftersales_core.errors import HorizonExceeded
from aftersales_core.worktime.calendar import WorkingCalendar
from aftersales_core.worktime.holiday_table import HolidayTable

SHANGHAI = ZoneInfo("Asia/Shanghai")
ONE_DAY = dt.timedelta(days=1)


@pytest.fixture(scope="module")
def china() -> WorkingCalendar:
    return WorkingCalendar.for_country("CN", tz="Asia/Shanghai", week="Mon-Fri 09:00-18:00")


def notices(data_dir: Path) -> list[dict[str, object]]:
    """The yearly lists, oldest first."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(data_dir.glob("calendar_cn/*.json"))]


def official_days(data_dir: Path) -> Mapping[dt.date, bool]:
    """Whether each named date is a day off; a list may name days of the year before, so all lists are merged."""
    named: dict[dt.date, bool] = {}
    for notice in notices(data_dir):
        assert isinstance(notice["days"], list)
        named.update({dt.date.fromisoformat(day["date"]): day["isOffDay"] for day in notice["days"]})
    return named


def is_worked(named: Mapping[dt.date, bool], day: dt.date) -> bool:
    """A day in no list follows Monday to Friday."""
    return not named[day] if day in named else day.weekday() < 5


def test_every_day_from_2007_to_2019_is_worked_or_off_as_the_notices_say(
    data_dir: Path, china: WorkingCalendar
) -> None:
    named = official_days(data_dir)
    assert len(named) > 400
    day, wrong, worked = dt.date(2007, 1, 1), [], 0
    while day.year < 2020:
        expected = is_worked(named, day)
        noon = dt.datetime(day.year, day.month, day.day, 12, tzinfo=SHANGHAI)
        if china.is_working_day(day) != expected or china.is_open(noon) != expected:
            wrong.append(day.isoformat())
        worked += expected
        day += ONE_DAY
    assert not wrong
    assert china.working_days_between(dt.date(2007, 1, 1), dt.date(2020, 1, 1)) == worked
    begin, end = (dt.datetime(year, 1, 1, tzinfo=SHANGHAI) for year in (2007, 2020))
    assert china.working_time_between(begin, end) == worked * dt.timedelta(hours=9)


def test_the_table_made_from_the_notices_agrees_with_the_package(data_dir: Path, china: WorkingCalendar) -> None:
    table = HolidayTable.from_notices(notices(data_dir), source="State Council notices, by way of holiday-cn")
    assert (table.first_year, table.last_year) == (2007, 2019)
    official = WorkingCalendar(id="cn-notices", tz="Asia/Shanghai", week="Mon-Fri 09:00-18:00", holidays=table)
    assert not official.diff(china, 2007, 2019)
    assert table.name_of(dt.date(2018, 12, 29)) == "元旦"


def test_five_working_days_walk_over_every_holiday_as_the_notices_say(data_dir: Path, china: WorkingCalendar) -> None:
    named = official_days(data_dir)
    day = dt.date(2007, 1, 1)
    while day.year < 2019:
        expected, left = day, 5
        while left:
            expected += ONE_DAY
            left -= is_worked(named, expected)
        assert china.add_working_days(day, 5) == expected
        day += dt.timedelta(days=7)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        # Year boundary, pitfall 24: notice of 2018-12-01 moved Saturday the 29th against Monday the 31st.
        ("2018-12-29", True),
        ("2018-12-31", False),
        # Notice of 2019-03-22 gave four days at Labour Day 2019 after the year's plan had one.
        ("2019-04-28", True),
        ("2019-05-02", False),
        ("2019-05-05", True),
        # Notice of 2020-01-27 extended the Spring Festival through Sunday 2020-02-02 (pitfall 25).
        ("2020-01-31", False),
        ("2020-02-01", False),
        ("2020-02-03", True),
        # Notice for 2026 of the State Council: six make-up days.
        ("2026-01-04", True),
        ("2026-02-14", True),
        ("2026-02-28", True),
        ("2026-05-09", True),
        ("2026-09-20", True),
        ("2026-10-10", True),
        ("2026-02-17", False),
        ("2026-10-01", False),
        ("2026-10-08", True),
    ],
)
def test_single_days_of_the_notices(china: WorkingCalendar, day: str, worked: bool) -> None:
    assert china.is_working_day(dt.date.fromisoformat(day)) is worked


def test_exactly_the_six_make_up_days_of_2026_are_worked_at_weekends(china: WorkingCalendar) -> None:
    days = (dt.date(2026, 1, 1) + index * ONE_DAY for index in range(365))
    weekends = [day.isoformat() for day in days if day.weekday() >= 5 and china.is_working_day(day)]
    assert weekends == ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"]


def test_the_years_without_a_notice_are_refused_and_not_guessed(china: WorkingCalendar) -> None:
    # The package answers for the year after its last notice with statutory days and no make-up days (pitfall 23).
    following = china.known_until + ONE_DAY
    assert (following.month, following.day) == (1, 1)
    with pytest.raises(HorizonExceeded) as caught:
        china.is_working_day(following)
    assert caught.value.known_until == china.known_until
    evening = dt.datetime(china.known_until.year, 12, 31, 17, tzinfo=SHANGHAI)
    with pytest.raises(HorizonExceeded):
        china.add_working_time(evening, dt.timedelta(hours=40))


def test_a_published_year_can_be_added_without_upgrading_anything() -> None:
    # 2018 and its neighbours are known from the notices; a calendar of 2018 alone is extended by 2019's dates.
    year = WorkingCalendar.for_country("CN", tz="Asia/Shanghai", week="Mon-Fri 09:00-18:00", years=[2018])
    assert (year.known_from, year.known_until) == (dt.date(2018, 1, 1), dt.date(2018, 12, 31))
    assert year.is_working_day(dt.date(2018, 12, 29))
    with pytest.raises(HorizonExceeded):
        year.is_working_day(dt.date(2019, 1, 1))
    longer = year.extended([dt.date(2019, 1, 1)], [dt.date(2019, 2, 2)], 2019)
    assert longer.known_until == dt.date(2019, 12, 31)
    assert not longer.is_working_day(dt.date(2019, 1, 1))
    assert longer.is_working_day(dt.date(2019, 2, 2))
    assert not year.diff(longer, 2018, 2018)
    assert year.digest != longer.digest


def test_the_spring_festival_of_2026_costs_a_three_day_promise_eleven_days(china: WorkingCalendar) -> None:
    # State Council notice for 2026: off from Sunday 15 to Monday 23 February; Saturdays 14 and 28 are worked.
    # From Friday the 13th, 10:00: Sat 14 is day 1, then Tue 24 and Wed 25 are days 2 and 3.
    assert china.add_working_days(dt.date(2026, 2, 13), 3) == dt.date(2026, 2, 25)
    friday = dt.datetime(2026, 2, 13, 10, tzinfo=SHANGHAI)
    # 8 h to Friday's close, 9 h on the make-up Saturday, 1 h of the Tuesday after.
    assert china.add_working_time(friday, dt.timedelta(hours=18)) == dt.datetime(2026, 2, 24, 10, tzinfo=SHANGHAI)
