"""The oracle is itself held to examples worked by hand, since every law leans on it.

The dates of clock changes are those of the IANA time zone database (files europe, northamerica, southamerica,
australasia, asia), read off its comments, not off a program.
"""

import datetime as dt
from typing import Literal
from zoneinfo import ZoneInfo

import pytest

from tests import oracle

H = 3600
OFFICE = ((9 * H, 18 * H),)
WEEKDAYS_9_18 = (OFFICE,) * 5 + ((), ())
ALWAYS = (((0, 24 * H),),) * 7
NIGHTS = (((22 * H, 30 * H),),) * 7


def utc(*fields: int) -> dt.datetime:
    return dt.datetime(*fields, tzinfo=dt.UTC)


def shanghai(*fields: int) -> dt.datetime:
    return dt.datetime(*fields, tzinfo=ZoneInfo("Asia/Shanghai"))


def wall(tz: str, day: tuple[int, int, int], hour: int, minute: int = 0) -> dt.datetime:
    return oracle.instant_of(oracle.instant_of_wall(tz, dt.date(*day), hour * H + minute * 60))


def test_an_ordinary_wall_time_is_shifted_by_the_offset() -> None:
    assert wall("Asia/Shanghai", (2026, 3, 2), 9) == utc(2026, 3, 2, 1)
    assert wall("Asia/Kathmandu", (2026, 3, 2), 9) == utc(2026, 3, 2, 3, 15)
    assert wall("America/New_York", (2026, 1, 5), 9) == utc(2026, 1, 5, 14)


def test_a_wall_time_in_the_gap_is_the_change_itself() -> None:
    # New York 2024-03-10: 02:00 EST becomes 03:00 EDT at 07:00 UTC.
    assert wall("America/New_York", (2024, 3, 10), 2, 30) == utc(2024, 3, 10, 7)
    assert wall("America/New_York", (2024, 3, 10), 3) == utc(2024, 3, 10, 7)
    assert wall("America/New_York", (2024, 3, 10), 3, 1) == utc(2024, 3, 10, 7, 1)


def test_a_wall_time_that_happens_twice_is_the_first() -> None:
    # New York 2024-11-03: 02:00 EDT becomes 01:00 EST at 06:00 UTC, so the first 01:30 is 05:30 UTC.
    assert wall("America/New_York", (2024, 11, 3), 1, 30) == utc(2024, 11, 3, 5, 30)
    assert wall("America/New_York", (2024, 11, 3), 2) == utc(2024, 11, 3, 7)


def test_midnights_that_do_not_exist_or_happen_twice() -> None:
    # Sao Paulo 2018-11-04: 00:00 -03 becomes 01:00 -02 at 03:00 UTC.
    assert wall("America/Sao_Paulo", (2018, 11, 4), 0) == utc(2018, 11, 4, 3)
    assert wall("America/Sao_Paulo", (2018, 11, 3), 24) == utc(2018, 11, 4, 3)
    # Sao Paulo 2018-02-18: 00:00 -02 becomes 23:00 -03 of the 17th at 02:00 UTC; the day of the 17th has 25 hours.
    assert wall("America/Sao_Paulo", (2018, 2, 17), 23, 30) == utc(2018, 2, 18, 1, 30)
    assert wall("America/Sao_Paulo", (2018, 2, 17), 24) == utc(2018, 2, 18, 3)


def test_the_day_that_apia_left_out_begins_and_ends_at_once() -> None:
    # Samoa went from -10 to +14 at the end of 2011-12-29: 2011-12-30 10:00 UTC.
    assert wall("Pacific/Apia", (2011, 12, 30), 0) == utc(2011, 12, 30, 10)
    assert wall("Pacific/Apia", (2011, 12, 30), 24) == utc(2011, 12, 30, 10)


def test_a_change_off_the_minute_is_found_to_the_second() -> None:
    # Monrovia was at -00:44:30 until 1972-01-07 00:00 local, then UTC; the gap runs from 00:00:00 to 00:44:30.
    assert wall("Africa/Monrovia", (1972, 1, 6), 12) == utc(1972, 1, 6, 12, 44, 30)
    assert wall("Africa/Monrovia", (1972, 1, 7), 0, 10) == utc(1972, 1, 7, 0, 44, 30)


def test_a_working_day_is_walked_minute_by_minute() -> None:
    office = oracle.Description("Asia/Shanghai", WEEKDAYS_9_18)
    # Friday 17:00 to Monday 10:00: one hour on Friday, one on Monday.
    assert oracle.elapsed(office, shanghai(2026, 3, 6, 17), shanghai(2026, 3, 9, 10)) == dt.timedelta(hours=2)
    assert oracle.elapsed(office, shanghai(2026, 3, 9, 10), shanghai(2026, 3, 6, 17)) == dt.timedelta(hours=-2)
    assert oracle.is_open(office, shanghai(2026, 3, 6, 9))
    assert not oracle.is_open(office, shanghai(2026, 3, 6, 18))
    assert not oracle.is_open(office, shanghai(2026, 3, 7, 12))


def test_adding_sticks_to_the_side_it_came_from_unless_told_otherwise() -> None:
    office = oracle.Description("Asia/Shanghai", WEEKDAYS_9_18)
    friday, hour = shanghai(2026, 3, 6, 17), dt.timedelta(hours=1)
    assert oracle.add(office, friday, hour) == shanghai(2026, 3, 6, 18)
    assert oracle.add(office, friday, hour, landing="open") == shanghai(2026, 3, 9, 9)
    assert oracle.add(office, shanghai(2026, 3, 9, 10), -hour) == shanghai(2026, 3, 9, 9)
    assert oracle.add(office, shanghai(2026, 3, 9, 10), -hour, landing="close") == shanghai(2026, 3, 6, 18)
    assert oracle.add(office, friday, 2 * hour) == shanghai(2026, 3, 9, 10)
    assert oracle.add(office, friday, dt.timedelta(hours=1000), reach_days=7) is None
    assert oracle.add(office, friday, dt.timedelta(hours=-1000), reach_days=7) is None


def test_days_of_23_and_25_hours_and_nights_of_7_and_9() -> None:
    # The worked figures are pitfall 12 of working-time.md.
    always = oracle.Description("America/New_York", ALWAYS)
    assert oracle.elapsed(always, utc(2024, 3, 10, 5), utc(2024, 3, 11, 4)) == dt.timedelta(hours=23)
    assert oracle.elapsed(always, utc(2024, 11, 3, 4), utc(2024, 11, 4, 5)) == dt.timedelta(hours=25)
    nights = oracle.Description("America/New_York", NIGHTS)
    assert oracle.elapsed(nights, utc(2024, 3, 9, 20), utc(2024, 3, 10, 20)) == dt.timedelta(hours=7)
    assert oracle.elapsed(nights, utc(2024, 11, 2, 20), utc(2024, 11, 3, 20)) == dt.timedelta(hours=9)


def test_pauses_are_ticks_that_do_not_count() -> None:
    office = oracle.Description("Asia/Shanghai", WEEKDAYS_9_18)
    monday = shanghai(2026, 3, 2, 9)
    pauses = [
        (shanghai(2026, 3, 2, 10), shanghai(2026, 3, 2, 12)),
        (shanghai(2026, 3, 2, 11), shanghai(2026, 3, 2, 13)),
        (shanghai(2026, 3, 2, 20), shanghai(2026, 3, 2, 23)),
    ]
    assert oracle.elapsed(office, monday, shanghai(2026, 3, 2, 18), pauses=pauses) == dt.timedelta(hours=6)
    assert oracle.add(office, monday, dt.timedelta(hours=2), pauses=pauses) == shanghai(2026, 3, 2, 14)
    open_ended = [(shanghai(2026, 3, 2, 10), None)]
    assert oracle.elapsed(office, monday, shanghai(2026, 3, 9, 9), pauses=open_ended) == dt.timedelta(hours=1)


@pytest.mark.parametrize(
    ("precedence", "expected"),
    [("special_hours", ((10 * H, 12 * H),)), ("holiday", ())],
)
def test_a_date_takes_the_first_rule_that_applies(
    precedence: Literal["special_hours", "holiday"], expected: oracle.Windows
) -> None:
    eve = dt.date(2026, 12, 31)
    calendar = oracle.Description(
        "Asia/Shanghai",
        WEEKDAYS_9_18,
        days_off=frozenset({eve}),
        special_hours={eve: ((10 * H, 12 * H),)},
        precedence=precedence,
    )
    assert oracle.windows_of(calendar, eve) == expected


def test_the_night_before_a_day_off_keeps_its_tail_unless_it_is_cut() -> None:
    holiday = dt.date(2026, 3, 4)
    kept = oracle.Description("Asia/Shanghai", NIGHTS, days_off=frozenset({holiday}))
    cut = oracle.Description("Asia/Shanghai", NIGHTS, days_off=frozenset({holiday}), holiday_cuts_night_tail=True)
    night = shanghai(2026, 3, 3, 20), shanghai(2026, 3, 4, 20)
    assert oracle.elapsed(kept, *night) == dt.timedelta(hours=8)
    assert oracle.elapsed(cut, *night) == dt.timedelta(hours=2)


def test_a_make_up_day_takes_its_own_hours_or_those_of_the_first_open_weekday() -> None:
    saturday = dt.date(2026, 2, 14)
    week = ((), OFFICE, OFFICE, (), (), (), ())
    assert oracle.windows_of(oracle.Description("UTC", week, make_up=frozenset({saturday})), saturday) == OFFICE
    short = ((9 * H, 12 * H),)
    own = oracle.Description("UTC", week, make_up=frozenset({saturday}), make_up_hours=short)
    assert oracle.windows_of(own, saturday) == short


def test_breaks_are_taken_out_last() -> None:
    day = dt.date(2026, 3, 2)
    calendar = oracle.Description("Asia/Shanghai", WEEKDAYS_9_18, breaks={day: ((12 * H, 13 * H),)})
    assert oracle.elapsed(calendar, shanghai(2026, 3, 2), shanghai(2026, 3, 3)) == dt.timedelta(hours=8)
    assert oracle.is_working_day(calendar, day)
    shut = oracle.Description("Asia/Shanghai", WEEKDAYS_9_18, breaks={day: ((8 * H, 19 * H),)})
    assert not oracle.is_working_day(shut, day)


def test_working_days_are_counted_and_stepped_by_looking_at_each() -> None:
    office = oracle.Description("Asia/Shanghai", WEEKDAYS_9_18)
    friday, saturday, monday = dt.date(2026, 3, 6), dt.date(2026, 3, 7), dt.date(2026, 3, 9)
    assert [oracle.working_days(office, friday, monday, closed=c) for c in ("left", "right", "both")] == [1, 1, 2]
    assert oracle.working_days(office, monday, friday) == -1
    # Pitfall 26: pandas, holidays and workalendar answer Monday, numpy with roll answers Tuesday.
    assert oracle.add_working_days(office, saturday, 1) == monday
    assert oracle.add_working_days(office, saturday, 1, convention="roll_then_step") == dt.date(2026, 3, 10)
    assert oracle.add_working_days(office, saturday, 0) == monday
    assert oracle.add_working_days(office, saturday, -1) == friday
    assert oracle.add_working_days(office, saturday, -1, convention="roll_then_step") == dt.date(2026, 3, 5)


def test_edges_are_the_ticks_at_which_the_state_changes() -> None:
    office = oracle.Description("Asia/Shanghai", WEEKDAYS_9_18)
    found = oracle.edges(office, shanghai(2026, 3, 2, 9), shanghai(2026, 3, 3, 9))
    assert [(oracle.instant_of(second), opens) for second, opens in found] == [
        (shanghai(2026, 3, 2, 9), True),
        (shanghai(2026, 3, 2, 18), False),
        (shanghai(2026, 3, 3, 9), True),
    ]


def test_half_seconds_are_refused_rather_than_rounded() -> None:
    with pytest.raises(ValueError, match="whole seconds"):
        oracle.seconds_of(utc(2026, 3, 2, 9, 0, 0, 500_000))
