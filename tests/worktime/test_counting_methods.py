"""The ten ways in which law and platforms count a period, each worked by hand.

The methods and who uses them are those of the project's survey of return law (section 3.2 there): civil codes of China,
Korea, Taiwan and the UK, Regulation (EEC) 1182/71, Japan, platform rules of JD and Taobao, Google Merchant, the FTC
cooling-off rule, warranty law. 2026-03-02 is a Monday.
"""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from aftersales_core.instants import Span
from aftersales_core.worktime.calendar import WorkingCalendar
from aftersales_core.worktime.holiday_table import HolidayTable
from aftersales_core.worktime.period import Period

SHANGHAI = ZoneInfo("Asia/Shanghai")
MICROSECOND = dt.timedelta(microseconds=1)


def make(week: str = "Mon-Fri 09:00-18:00", tz: str = "Asia/Shanghai", **others: object) -> WorkingCalendar:
    given = {"id": "count", "tz": tz, "week": week, "holidays": HolidayTable.none()} | others
    return WorkingCalendar(**given)  # type: ignore[arg-type]


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{text}+08:00")


def pause(start: str, end: str | None) -> Span:
    return Span(at(start), None if end is None else at(end))


office = make()


def test_days_after_the_event_end_at_midnight_of_the_last() -> None:
    # EXCL_START_DAYS. China, Measures for seven-day returns art. 10: signed on Monday the 2nd, day 1 is the 3rd, day 7
    # the 9th, until 24:00 (Civil Code 203(2)).
    for signed in ("2026-03-02T00:00", "2026-03-02T10:15:30", "2026-03-02T23:59:59.999999"):
        due = Period.days(7).deadline(at(signed), office)
        assert due.at.isoformat() == "2026-03-10T00:00:00+08:00"
        assert due.last_second.isoformat() == "2026-03-09T23:59:59+08:00"
        assert due.is_met(at("2026-03-09T23:59:59.999999"))
        assert not due.is_met(at("2026-03-10T00:00"))
    assert Period.days(7).deadline(dt.date(2026, 3, 2), office).instant == due.instant


def test_a_last_day_without_work_rolls_to_the_next_working_day() -> None:
    # EXCL_START_DAYS_ROLL. EU 1182/71 art. 3(4): 14 days from Saturday 2026-03-07 end on Saturday the 21st, rolled to
    # Monday the 23rd; with that Monday off, to Tuesday.
    rolled = Period.days(14, roll="next_working_day")
    assert rolled.deadline(dt.date(2026, 3, 7), office).at == at("2026-03-24T00:00")
    table = HolidayTable.of([dt.date(2026, 3, 23)], first_year=2026, last_year=2026)
    assert rolled.deadline(dt.date(2026, 3, 7), make(holidays=table)).at == at("2026-03-25T00:00")
    # A make-up Saturday is a working day (China's switch): nothing rolls.
    table = HolidayTable.of((), [dt.date(2026, 3, 21)], first_year=2026, last_year=2026)
    assert rolled.deadline(dt.date(2026, 3, 7), make(holidays=table)).at == at("2026-03-22T00:00")
    # A last day that is worked stays.
    assert rolled.deadline(dt.date(2026, 3, 2), office).at == at("2026-03-17T00:00")


def test_the_event_day_itself_can_be_day_one() -> None:
    # INCL_START_DAYS. Japan, 特商法 15条の3: 8 days including the day of delivery: the 2nd to the 9th.
    due = Period.days(8, "same_day").deadline(at("2026-03-02T20:00"), make(tz="Asia/Tokyo"))
    # 20:00 in Shanghai is 21:00 in Tokyo of the same day.
    assert due.at.isoformat() == "2026-03-10T00:00:00+09:00"
    # 23:30 in Shanghai is already the 3rd in Tokyo: the calendar's zone decides what day it is.
    due = Period.days(8, "same_day").deadline(at("2026-03-02T23:30"), make(tz="Asia/Tokyo"))
    assert due.at.isoformat() == "2026-03-11T00:00:00+09:00"


def test_exact_hours_end_at_their_second_which_is_still_in_time() -> None:
    # HOURS_EXACT. JD and Taobao fresh food: 48 h after signing, no rounding to the day's end.
    due = Period.hours(48).deadline(at("2026-03-06T10:15:30"), office)
    assert due.at == at("2026-03-08T10:15:30")
    assert due.is_met(at("2026-03-08T10:15:30"))
    assert not due.is_met(at("2026-03-08T10:15:30") + MICROSECOND)
    assert due.last_second == at("2026-03-08T10:15:30")
    under = Period.hours(48, inclusive=False).deadline(at("2026-03-06T10:15:30"), office)
    assert under.instant == due.instant
    assert not under.is_met(at("2026-03-08T10:15:30"))
    assert under.is_met(at("2026-03-08T10:15:30") - MICROSECOND)
    assert under.last_second == at("2026-03-08T10:15:29")


def test_hours_can_run_from_the_next_midnight() -> None:
    # HOURS_FROM_NEXT_MIDNIGHT. Taobao: 168 h from the midnight after signing; without clock changes it is seven days.
    signed = at("2026-03-02T10:15:30")
    by_hours, by_days = Period.hours(168, "next_midnight"), Period.days(7)
    assert by_hours.deadline(signed, office).instant == by_days.deadline(signed, office).instant
    assert by_hours.deadline(signed, office).at == at("2026-03-10T00:00")
    # A signature at midnight itself waits for the next one.
    assert by_hours.deadline(at("2026-03-02T00:00"), office).at == at("2026-03-10T00:00")
    # New York loses an hour on 2024-03-10: 48 h from the midnight before end at 01:00, two days at 00:00.
    new_york = make(tz="America/New_York")
    friday = dt.datetime(2024, 3, 8, 12, tzinfo=ZoneInfo("America/New_York"))
    assert Period.hours(48, "next_midnight").deadline(friday, new_york).at.isoformat() == "2024-03-11T01:00:00-04:00"
    assert Period.days(2).deadline(friday, new_york).at.isoformat() == "2024-03-11T00:00:00-04:00"


def test_a_day_can_be_24_hours_from_the_timestamp() -> None:
    # DAY_24H. Google Merchant: 30 x 24 h. Over the change of 2024-03-10 the wall clock moves on by an hour.
    new_york = make(tz="America/New_York")
    bought = dt.datetime(2024, 3, 1, 9, 30, tzinfo=ZoneInfo("America/New_York"))
    assert Period.hours(30 * 24).deadline(bought, new_york).at.isoformat() == "2024-03-31T10:30:00-04:00"
    assert Period.days(30, ends="same_time").deadline(bought, new_york).at.isoformat() == "2024-03-31T09:30:00-04:00"


def test_a_period_can_end_with_the_day_of_the_event() -> None:
    # END_OF_EVENT_DAY. Taobao's service for thawed goods: by 24:00 of the day of signing.
    due = Period.days(1, "same_day").deadline(at("2026-03-02T23:59:59"), office)
    assert due.at == at("2026-03-03T00:00")
    assert due.is_met(at("2026-03-02T23:59:59"))


@pytest.mark.parametrize(
    ("period", "start", "last_day"),
    [
        # CORRESPONDING_DATE. China, Civil Code 202: the corresponding date of the last month, else its last day.
        (Period.months(1), "2026-01-31", "2026-02-28"),
        (Period.months(1), "2024-01-31", "2024-02-29"),
        (Period.months(1), "2026-02-28", "2026-03-28"),
        (Period.months(6), "2026-08-31", "2027-02-28"),
        (Period.months(12), "2026-03-02", "2027-03-02"),
        (Period.years(1), "2026-03-02", "2027-03-02"),
        (Period.years(1), "2024-02-29", "2025-02-28"),
        (Period.years(4), "2024-02-29", "2028-02-29"),
        (Period.years(2), "2026-12-31", "2028-12-31"),
        # Counted with the first day, a month ends on the day before the corresponding date (Japan, Civil Code 143(2)).
        (Period.months(1, "same_day"), "2026-03-01", "2026-03-31"),
        (Period.months(1, "same_day"), "2026-03-15", "2026-04-14"),
        (Period.years(1, "same_day"), "2026-01-01", "2026-12-31"),
        (Period.years(1, "same_day"), "2024-03-01", "2025-02-28"),
    ],
)
def test_months_and_years_end_on_the_corresponding_date(period: Period, start: str, last_day: str) -> None:
    due = period.deadline(dt.date.fromisoformat(start), office)
    assert due.last_second.isoformat() == f"{last_day}T23:59:59+08:00"


def test_suspended_days_are_added_to_a_warranty() -> None:
    # CORRESPONDING_DATE plus suspended days: one year from 2026-03-02, ten whole days in repair (5th to 14th).
    repair = [pause("2026-03-05T00:00", "2026-03-15T00:00")]
    assert Period.years(1).deadline(dt.date(2026, 3, 2), office, pauses=repair).last_second == at("2027-03-12T23:59:59")
    # Brought on the 4th at 10:00, fetched on the 15th at 16:00: ten whole days, twelve touched.
    repair = [pause("2026-03-04T10:00", "2026-03-15T16:00")]
    whole, touched = Period.years(1), Period.years(1, pause_days="touched")
    assert whole.deadline(dt.date(2026, 3, 2), office, pauses=repair).last_second == at("2027-03-12T23:59:59")
    assert touched.deadline(dt.date(2026, 3, 2), office, pauses=repair).last_second == at("2027-03-14T23:59:59")


def test_working_days_skip_what_the_calendar_does_not_work() -> None:
    # BUSINESS_DAYS. FTC 16 CFR 429: three business days, Saturdays count, Sundays and federal holidays do not.
    # Sold on Thursday 2026-07-02; Friday the 3rd is observed for Independence Day: Sat 4, Mon 6, Tue 7.
    table = HolidayTable.of([dt.date(2026, 7, 3)], first_year=2026, last_year=2026)
    calendar = make("Mon-Sat 09:00-18:00", "America/New_York", holidays=table)
    due = Period.working_days(3).deadline(dt.date(2026, 7, 2), calendar)
    assert due.at.isoformat() == "2026-07-08T00:00:00-04:00"
    # Agricultural machines: 30 working days in repair, Mon-Fri, from Monday 2026-03-02: until Monday 2026-04-13.
    assert Period.working_days(30).deadline(dt.date(2026, 3, 2), office).last_second == at("2026-04-13T23:59:59")


def test_a_stopwatch_stops_while_someone_else_has_the_goods() -> None:
    # STOPWATCH. UK CRA s.22(6): the 30 days to reject stop during repair. Delivered 1 June, day 1 is 2 June, the
    # last 1 July; repaired for eight whole days: 9 July.
    calendar = make(tz="Europe/London")
    zone = ZoneInfo("Europe/London")
    repair = [Span(dt.datetime(2026, 6, 10, tzinfo=zone), dt.datetime(2026, 6, 18, tzinfo=zone))]
    due = Period.days(30).deadline(dt.date(2026, 6, 1), calendar, pauses=repair)
    assert due.at.isoformat() == "2026-07-10T00:00:00+01:00"
    # On a clock of hours the stopwatch stops to the second: 48 h and 90 minutes of waiting.
    waiting = [pause("2026-03-02T12:00", "2026-03-02T13:30")]
    assert Period.hours(48).deadline(at("2026-03-02T10:00"), office, pauses=waiting).at == at("2026-03-04T11:30")
