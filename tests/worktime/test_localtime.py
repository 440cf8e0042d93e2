"""Wall clocks and words: held against the oracle that watches the clock, and against the standard calendar."""

import calendar
import datetime as dt
import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.instants import from_micros
from aftersales_core.worktime import localtime
from tests import oracle
from tests.strategies import dates_near, zones_and_anchors

SECOND = 1_000_000


@given(zones_and_anchors, st.data(), st.integers(0, 2 * 86_400))
def test_a_wall_time_is_the_first_instant_that_the_clock_shows_it(
    place: tuple[str, dt.date], data: st.DataObject, seconds: int
) -> None:
    tz, anchor = place
    where = zoneinfo.ZoneInfo(tz)
    day = data.draw(dates_near(anchor, before=3, after=3))
    found = localtime.wall_micros(day.toordinal(), seconds, where)
    assert from_micros(found) == oracle.instant_of(oracle.instant_of_wall(tz, day, seconds))


@given(zones_and_anchors, st.data(), st.integers(-4 * 86_400, 4 * 86_400))
def test_the_local_date_and_clock_of_an_instant_are_those_of_the_zone(
    place: tuple[str, dt.date], data: st.DataObject, seconds: int
) -> None:
    tz, anchor = place
    where = zoneinfo.ZoneInfo(tz)
    second = oracle.instant_of_wall(tz, anchor, 0) + seconds
    micro = data.draw(st.integers(0, 999_999))
    there = oracle.instant_of(second).astimezone(where)
    us = second * SECOND + micro
    assert dt.date.fromordinal(localtime.civil_day(us, where)) == there.date()
    assert localtime.wall_seconds(us, where) == (there.hour * 3600 + there.minute * 60 + there.second, micro)


@given(st.dates(dt.date(1971, 1, 1), dt.date(2200, 12, 31)), st.integers(1, 600))
def test_months_on_is_the_same_day_or_the_last_of_a_shorter_month(day: dt.date, months: int) -> None:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    assert localtime.add_months(day, months) == dt.date(year, month + 1, min(day.day, last))


@pytest.mark.parametrize(
    ("length", "english"),
    [
        (dt.timedelta(0), "0 seconds"),
        (dt.timedelta(microseconds=999_999), "0 seconds"),
        (dt.timedelta(seconds=1), "1 second"),
        (dt.timedelta(minutes=-90), "1 hour 30 minutes"),
        (dt.timedelta(days=2, hours=3, seconds=4.5), "2 days 3 hours 4 seconds"),
    ],
)
def test_a_duration_is_put_into_words_to_the_second(length: dt.timedelta, english: str) -> None:
    assert localtime.in_words(length, "en") == localtime.in_words(length, "fr") == english
    chinese = localtime.in_words(length, "zh-Hans-CN")
    assert [int(digits) for digits in "".join(c if c.isdigit() else " " for c in chinese).split()] == [
        int(word) for word in english.split() if word.isdigit()
    ]
    assert not any(letter.isascii() and letter.isalpha() for letter in chinese)


@pytest.mark.parametrize(
    ("hours", "english", "chinese"),
    [(2, "in 2 hours", "2小时后"), (-2, "2 hours ago", "2小时前"), (50, "in 2 days", "2天后")],
)
def test_a_distance_from_now_says_which_way_it_points(hours: int, english: str, chinese: str) -> None:
    now = 1_772_000_000 * SECOND
    assert localtime.since_words(now + hours * 3600 * SECOND, now, "en") == english
    assert localtime.since_words(now + hours * 3600 * SECOND, now, "zh").replace(" ", "") == chinese
