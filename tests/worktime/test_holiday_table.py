"""Holiday tables: frozen dates with an honest range, from lists, mappings, notices; contradictions are refused."""

import copy
import datetime as dt
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.errors import InvalidCalendar
from aftersales_core.worktime.holiday_table import HolidayTable

DAY = dt.date(2026, 5, 1)
OTHER = dt.date(2026, 5, 9)
dates = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))


@given(st.sets(dates), st.sets(dates))
def test_dates_are_kept_in_order_once_each_whatever_order_they_came_in(
    off: set[dt.date], made_up: set[dt.date]
) -> None:
    made_up -= off
    table = HolidayTable.of([*off, *off], iter(made_up), first_year=2020, last_year=2030)
    assert list(table.days_off) == sorted(off)
    assert list(table.make_up_days) == sorted(made_up)
    assert table == HolidayTable.of(sorted(off), sorted(made_up), first_year=2020, last_year=2030)
    assert pickle.loads(pickle.dumps(table)) == copy.deepcopy(table) == table
    assert hash(copy.copy(table)) == hash(table)


def test_a_place_without_holidays_is_known_for_all_years() -> None:
    table = HolidayTable.none()
    assert (table.first_year, table.last_year) == (1970, 9998)
    assert table.days_off == table.make_up_days == ()


def test_names_belong_to_days_off_and_make_up_days_alike() -> None:
    table = HolidayTable.of({DAY: "劳动节"}, {OTHER: "班"}, first_year=2026, last_year=2026, source="a notice")
    assert table.name_of(DAY) == "劳动节"
    assert table.name_of(OTHER) == "班"
    assert table.name_of(dt.date(2026, 5, 2)) is None
    assert table.source == "a notice"


@pytest.mark.parametrize(
    "build",
    [
        lambda: HolidayTable.of([DAY], [DAY], first_year=2026, last_year=2026),
        lambda: HolidayTable.of([DAY], first_year=2027, last_year=2028),
        lambda: HolidayTable.of((), [DAY], first_year=2020, last_year=2025),
        lambda: HolidayTable.of(first_year=2027, last_year=2026),
        lambda: HolidayTable.of(first_year=1969, last_year=2026),
        lambda: HolidayTable.of(first_year=2026, last_year=9999),
        lambda: HolidayTable.of([dt.datetime(2026, 5, 1, tzinfo=dt.UTC)], first_year=2026, last_year=2026),
        lambda: HolidayTable.of(["2026-05-01"], first_year=2026, last_year=2026),  # type: ignore[list-item]
        lambda: HolidayTable((OTHER, DAY), (), 2026, 2026),
        lambda: HolidayTable((DAY, DAY), (), 2026, 2026),
    ],
    ids=range(10),
)
def test_a_table_that_contradicts_itself_is_refused(build: object) -> None:
    with pytest.raises(InvalidCalendar) as caught:
        build()  # type: ignore[operator]
    assert caught.value.problems
    assert not str(caught.value)[0].isupper()


def test_all_problems_of_a_table_are_told_at_once() -> None:
    with pytest.raises(InvalidCalendar) as caught:
        HolidayTable.of([DAY, dt.date(2030, 1, 1)], [DAY], first_year=2026, last_year=2026)
    assert len(caught.value.problems) == 2
    assert "2026-05-01 is both" in str(caught.value)
    assert "2030-01-01" in str(caught.value)


def notice(year: object, *days: object) -> dict[str, object]:
    return {"year": year, "days": list(days)}


def day(date: str, is_off: object, name: str = "") -> dict[str, object]:
    return {"date": date, "isOffDay": is_off, "name": name}


def test_notices_are_merged_and_a_later_years_word_wins() -> None:
    # The list of 2019 names 2018-12-29 and 30, as the real one does.
    table = HolidayTable.from_notices(
        [
            notice(2019, day("2018-12-29", False, "元旦"), day("2019-01-01", True, "元旦")),
            notice(2018, day("2018-12-29", True), day("2018-12-30", True), day("2017-12-31", True)),
        ]
    )
    assert (table.first_year, table.last_year) == (2018, 2019)
    assert table.make_up_days == (dt.date(2018, 12, 29),)
    assert table.days_off == (dt.date(2018, 12, 30), dt.date(2019, 1, 1))
    assert table.name_of(dt.date(2018, 12, 29)) == "元旦"
    unnamed = HolidayTable.from_notices([notice(2019, {"date": "2019-01-01", "isOffDay": True})])
    assert unnamed.days_off == (dt.date(2019, 1, 1),)
    assert unnamed.name_of(dt.date(2019, 1, 1)) is None


@pytest.mark.parametrize(
    "notices",
    [
        [],
        [{}],
        [{"year": "2019", "days": []}],
        [{"year": 2019}],
        [{"year": 2019, "days": {}}],
        [notice(2019, day("2019-13-01", True))],
        [notice(2019, day("1 January", True))],
        [notice(2019, day("2019-01-01", "yes"))],
        [notice(2019, {"date": "2019-01-01"})],
        [notice(2019, "2019-01-01")],
        [notice(2017), notice(2019)],
        [notice(2019, day("2" * 10_000, True))],
    ],
    ids=range(12),
)
def test_a_notice_that_cannot_be_read_is_refused_in_few_words(notices: list[dict[str, object]]) -> None:
    with pytest.raises(InvalidCalendar) as caught:
        HolidayTable.from_notices(notices)
    assert len(str(caught.value)) < 400


def test_a_table_is_extended_by_whole_years_that_follow_on() -> None:
    table = HolidayTable.of({DAY: "May Day"}, first_year=2026, last_year=2026, source="old")
    longer = table.extended({dt.date(2027, 5, 1): "May Day"}, [dt.date(2027, 5, 8)], 2027)
    assert (longer.first_year, longer.last_year) == (2026, 2027)
    assert longer.days_off == (DAY, dt.date(2027, 5, 1))
    assert longer.make_up_days == (dt.date(2027, 5, 8),)
    assert longer.name_of(DAY) == longer.name_of(dt.date(2027, 5, 1)) == "May Day"
    assert table.last_year == 2026
