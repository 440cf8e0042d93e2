"""Days on which clocks change, and zones that no whole-hour assumption survives.

Every change is written down from the IANA time zone database (its comments name the laws); the expected figures are
worked by hand beside each case.
"""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from aftersales_core.worktime.calendar import WorkingCalendar
from aftersales_core.worktime.holiday_table import HolidayTable

HOUR = dt.timedelta(hours=1)
MINUTE = dt.timedelta(minutes=1)


def make(tz: str, week: str) -> WorkingCalendar:
    return WorkingCalendar(id="clock", tz=tz, week=week, holidays=HolidayTable.none())


def z(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def worked(calendar: WorkingCalendar, day: str) -> dt.timedelta:
    """Working time of one local date, midnight to midnight."""
    date = dt.date.fromisoformat(day)
    zone = ZoneInfo(calendar.tz)
    begin, end = (dt.datetime(d.year, d.month, d.day, tzinfo=zone) for d in (date, date + dt.timedelta(days=1)))
    return calendar.working_time_between(begin, end)


@pytest.mark.parametrize(
    ("tz", "day", "hours"),
    [
        ("America/New_York", "2024-03-10", 23),  # 02:00 EST -> 03:00 EDT
        ("America/New_York", "2024-11-03", 25),  # 02:00 EDT -> 01:00 EST
        ("Europe/Rome", "2024-03-31", 23),
        ("Europe/Rome", "2024-10-27", 25),
        ("Australia/Lord_Howe", "2024-10-06", 23.5),  # 02:00 +10:30 -> 02:30 +11
        ("Australia/Lord_Howe", "2024-04-07", 24.5),
        ("America/Sao_Paulo", "2018-11-04", 23),  # midnight itself is skipped
        ("America/Sao_Paulo", "2018-02-17", 25),  # 24:00 goes back to 23:00
        ("Pacific/Apia", "2011-12-29", 24),
        ("Pacific/Apia", "2011-12-30", 0),  # a day that was not
        ("Pacific/Apia", "2011-12-31", 24),
        ("Asia/Kathmandu", "1986-01-01", 23.75),  # +05:30 -> +05:45 at midnight
        ("Asia/Kathmandu", "2024-06-01", 24),
        ("Africa/Casablanca", "2024-03-10", 25),  # Ramadan: 03:00 +01 -> 02:00 +00
        ("Africa/Casablanca", "2024-04-14", 23),
        ("Asia/Shanghai", "1986-05-04", 23),
        ("Asia/Shanghai", "1991-09-15", 25),
        ("Asia/Shanghai", "2026-03-02", 24),
    ],
)
def test_a_day_round_the_clock_has_as_many_hours_as_it_really_had(tz: str, day: str, hours: float) -> None:
    # Pitfall 12: working_hours says 24 h on the 25-hour day, pandas and business-duration use wall time.
    assert worked(make(tz, "24x7"), day) == dt.timedelta(hours=hours)


@pytest.mark.parametrize(("tz", "day"), [("Asia/Beirut", "2022-03-27"), ("America/Sao_Paulo", "2018-11-04")])
def test_a_midnight_that_does_not_exist_is_the_change_itself(tz: str, day: str) -> None:
    # Pitfall 15: biz#36 never came back from such a day, business_time is still wrong on it.
    calendar = make(tz, "daily 00:00-24:00")
    assert worked(calendar, day) == 23 * HOUR
    office = make(tz, "daily 00:00-02:00")
    # 00:00 is clamped to the change, where the clock reads 01:00, so one hour is left.
    assert worked(office, day) == HOUR
    noon_before = dt.datetime.fromisoformat(f"{day}T00:00:00").replace(tzinfo=dt.UTC) - 12 * HOUR
    opening = office.next_opening(noon_before)
    assert (opening.hour, opening.minute) == (1, 0)
    assert opening.date().isoformat() == day


def test_a_midnight_that_comes_twice_ends_the_day_the_second_time() -> None:
    # Sao Paulo 2018-02-18 02:00 UTC: 00:00 -02 becomes 23:00 -03. A window to 24:00 covers both 23 o'clock hours.
    late = make("America/Sao_Paulo", "daily 20:00-24:00")
    assert worked(late, "2018-02-17") == 5 * HOUR
    assert late.next_close(z("2018-02-17T20:00-02:00")) == z("2018-02-18T00:00-03:00")


def test_an_opening_in_the_gap_is_clamped_to_the_change() -> None:
    # Pitfall 13. New York 2024-03-10: 02:30 does not exist, the clock goes from 02:00 EST to 03:00 EDT at 07:00 UTC.
    # biz and Temporal shift by the gap and say 03:30.
    calendar = make("America/New_York", "daily 02:30-05:00")
    opening = calendar.next_opening(z("2024-03-10T00:00-05:00"))
    assert opening == z("2024-03-10T07:00Z")
    assert opening.isoformat() == "2024-03-10T03:00:00-04:00"
    assert worked(calendar, "2024-03-10") == 2 * HOUR


def test_a_window_that_shifting_would_turn_inside_out_keeps_its_last_minutes() -> None:
    # 02:30-03:15 on that night: shifted by an hour it would run from 03:30 to 03:15.
    calendar = make("America/New_York", "daily 02:30-03:15")
    assert worked(calendar, "2024-03-10") == 15 * MINUTE
    assert worked(calendar, "2024-03-09") == 45 * MINUTE


def test_a_window_within_the_gap_does_not_open_that_day_at_all() -> None:
    calendar = make("America/New_York", "daily 02:10-02:50")
    assert worked(calendar, "2024-03-10") == 0 * HOUR
    assert calendar.next_opening(z("2024-03-10T00:00-05:00")).isoformat() == "2024-03-11T02:10:00-04:00"
    assert not calendar.is_working_day(dt.date(2024, 3, 10))
    assert calendar.is_working_day(dt.date(2024, 3, 11))


def test_edges_that_come_twice_are_the_first_of_both() -> None:
    # Pitfall 14. New York 2024-11-03: 01:00-02:00 comes twice, EDT (05:00-06:00 UTC) and then EST.
    calendar = make("America/New_York", "daily 01:15-01:45")
    assert worked(calendar, "2024-11-03") == 30 * MINUTE
    assert calendar.next_opening(z("2024-11-03T04:00Z")) == z("2024-11-03T05:15Z")
    assert calendar.is_open(z("2024-11-03T05:30Z"))
    assert not calendar.is_open(z("2024-11-03T06:30Z"))
    # Neighbouring windows stay neighbours: nothing is open twice, nothing falls between them.
    both = make("America/New_York", "daily 00:30-01:30 01:30-03:00")
    assert worked(both, "2024-11-03") == 3.5 * HOUR
    assert both.next_close(z("2024-11-03T04:40Z")) == z("2024-11-03T08:00Z")


def test_a_window_over_the_repeated_hour_counts_it_twice() -> None:
    assert worked(make("America/New_York", "daily 00:00-04:00"), "2024-11-03") == 5 * HOUR
    assert worked(make("America/New_York", "daily 00:00-04:00"), "2024-03-10") == 3 * HOUR


@pytest.mark.parametrize(
    ("start", "hours"), [("2024-03-09T12:00-05:00", 7), ("2024-11-02T12:00-04:00", 9), ("2024-07-01T12:00-04:00", 8)]
)
def test_a_night_shift_over_a_change_is_an_hour_shorter_or_longer(start: str, hours: int) -> None:
    night = make("America/New_York", "daily 22:00-06:00")
    opening = night.next_opening(z(start))
    closing = night.next_close(opening)
    assert night.working_time_between(opening, closing) == hours * HOUR
    assert (closing.hour, closing.minute) == (6, 0)


@pytest.mark.parametrize("week", ["Mon-Fri 09:00-17:00", "Mon-Fri 09:00-12:00 13:00-17:00"])
def test_office_hours_do_not_notice_a_change(week: str) -> None:
    # Pitfall 11. Friday before to Monday after each change of 2024, 16:00 to 10:00: one hour each day.
    calendar = make("America/New_York", week)
    assert calendar.working_time_between(z("2024-03-08T16:00-05:00"), z("2024-03-11T10:00-04:00")) == 2 * HOUR
    assert calendar.working_time_between(z("2024-11-01T16:00-04:00"), z("2024-11-04T10:00-05:00")) == 2 * HOUR


def test_the_two_one_thirties_of_one_night_are_an_hour_apart_in_any_spelling() -> None:
    always, zone = make("America/New_York", "24x7"), ZoneInfo("America/New_York")
    first = dt.datetime(2024, 11, 3, 1, 30, tzinfo=zone)
    second = first.replace(fold=1)
    assert always.working_time_between(first, second) == HOUR
    assert always.working_time_between(second, first) == -HOUR
    later = always.add_working_time(first, HOUR)
    assert later.isoformat() == "2024-11-03T01:30:00-05:00"


def test_answers_read_the_local_clock_and_compare_as_instants() -> None:
    always = make("Australia/Lord_Howe", "24x7")
    # 2024-10-06 02:00 +10:30 becomes 02:30 +11:00 at 2024-10-05 15:30 UTC.
    before = z("2024-10-05T15:00Z")
    assert always.add_working_time(before, HOUR).isoformat() == "2024-10-06T03:00:00+11:00"
    assert always.add_working_time(before, 20 * MINUTE).isoformat() == "2024-10-06T01:50:00+10:30"


def test_the_day_that_apia_left_out_is_no_working_day_and_hides_no_time() -> None:
    # Samoa had no Friday 2011-12-30. Week Mon-Fri: Thursday 17:00 is followed at once by the weekend's Saturday.
    office = make("Pacific/Apia", "Mon-Fri 09:00-18:00")
    assert not office.is_working_day(dt.date(2011, 12, 30))
    assert office.add_working_days(dt.date(2011, 12, 29), 1) == dt.date(2012, 1, 2)
    thursday = dt.datetime(2011, 12, 29, 17, tzinfo=ZoneInfo("Pacific/Apia"))
    assert office.add_working_time(thursday, 2 * HOUR).isoformat() == "2012-01-02T10:00:00+14:00"
    night = make("Pacific/Apia", "Thu 20:00-08:00")
    # Thursday 20:00 to the end of Thursday is 4 h; 24:00 and 08:00 of the lost Friday are the same instant.
    assert night.working_time_between(thursday, z("2012-01-03T00:00Z")) == 4 * HOUR


def test_a_night_that_ends_in_the_gap_two_utc_days_on_is_clamped_as_well() -> None:
    # Nuuk 2022-03-26 (Saturday) 22:00 -03 becomes 23:00 -02 at 01:00 UTC on Sunday.
    night = make("America/Nuuk", "Fri 22:30-22:15")
    assert night.next_close(z("2022-03-26T12:00Z")) == z("2022-03-27T01:00Z")
    # Nuuk 2022-10-29 (Saturday) 23:00 -02 becomes 22:00 -03 at 01:00 UTC on Sunday; 23:15 comes once, at 02:15 UTC.
    night = make("America/Nuuk", "Fri 23:30-23:15")
    assert night.next_close(z("2022-10-29T12:00Z")) == z("2022-10-30T02:15Z")


def test_an_offset_with_seconds_is_kept_to_the_second() -> None:
    # Monrovia was at -00:44:30 until 1972-01-07.
    office = make("Africa/Monrovia", "daily 09:00-17:00")
    assert office.next_opening(z("1972-01-05T00:00Z")) == z("1972-01-05T09:44:30Z")
    assert worked(make("Africa/Monrovia", "24x7"), "1972-01-07") == 24 * HOUR - dt.timedelta(minutes=44, seconds=30)


@pytest.mark.parametrize("tz", ["Etc/GMT+12", "Pacific/Kiritimati", "Asia/Kathmandu", "Pacific/Marquesas"])
def test_the_furthest_and_oddest_offsets_keep_a_plain_week_plain(tz: str) -> None:
    office = make(tz, "Mon-Fri 09:00-18:00")
    monday = dt.datetime(2026, 3, 2, 9, tzinfo=ZoneInfo(tz))
    assert office.working_time_between(monday, monday + dt.timedelta(days=7)) == 45 * HOUR
    assert office.next_open(monday) == monday
    assert office.add_working_time(monday, 45 * HOUR) == monday + dt.timedelta(days=4, hours=9)


def test_a_calendar_day_follows_the_calendars_zone_and_not_the_askers() -> None:
    # Pitfall 22 and user complaint 25: a holiday is a local date of the calendar.
    day = dt.date(2026, 5, 1)
    table = HolidayTable.of([day], first_year=2026, last_year=2026)
    office = WorkingCalendar(id="sh", tz="Asia/Shanghai", week="daily 00:00-24:00", holidays=table)
    assert not office.is_open(z("2026-04-30T16:00Z"))
    assert office.is_open(z("2026-04-30T15:59:59Z"))
    assert office.is_open(z("2026-05-01T16:00Z"))
