"""Official amendments of known years, and calendars that are rechecked against the wrong content."""

import datetime as dt

import pytest

from aftersales_core import HolidayTable, Period, WorkingCalendar
from aftersales_core.errors import InvalidCalendar

PLAN = HolidayTable.of(
    {dt.date(2020, 1, 24): "春节", dt.date(2020, 1, 30): "春节"},
    [dt.date(2020, 1, 19), dt.date(2020, 2, 1)],
    first_year=2020,
    last_year=2020,
    source="plan of 2019-11-21",
)


def desk(table: HolidayTable, calendar_id: str = "desk") -> WorkingCalendar:
    """An office in Shanghai with these holidays."""
    return WorkingCalendar(calendar_id, "Asia/Shanghai", "Mon-Fri 09:00-18:00", table)


def test_the_notice_of_27_january_2020_moves_dates_between_off_and_worked():
    # State Council, 2020-01-27: the holiday is prolonged to 2 February, so 31 January and 1 February are off.
    amended = PLAN.amended({dt.date(2020, 1, 31): "延长"}, (), ordinary=[dt.date(2020, 2, 1)])
    assert amended.days_off == (dt.date(2020, 1, 24), dt.date(2020, 1, 30), dt.date(2020, 1, 31))
    assert amended.make_up_days == (dt.date(2020, 1, 19),)
    assert amended.name_of(dt.date(2020, 1, 31)) == "延长"
    assert (amended.first_year, amended.last_year, amended.source) == (2020, 2020, "plan of 2019-11-21")


def test_a_make_up_day_can_become_a_day_off_and_the_other_way_round():
    amended = PLAN.amended([dt.date(2020, 2, 1)], [dt.date(2020, 1, 24)])
    assert amended.days_off == (dt.date(2020, 1, 30), dt.date(2020, 2, 1))
    assert amended.make_up_days == (dt.date(2020, 1, 19), dt.date(2020, 1, 24))
    assert amended.name_of(dt.date(2020, 1, 24)) is None


def test_an_amendment_of_nothing_changes_nothing():
    assert PLAN.amended() == PLAN


def test_an_amendment_past_the_known_years_is_refused():
    with pytest.raises(InvalidCalendar, match="outside 2020 to 2020"):
        PLAN.amended([dt.date(2021, 1, 1)])


def test_an_amended_calendar_names_the_day_that_moved_a_deadline():
    before = desk(PLAN)
    after = before.amended([dt.date(2020, 1, 31)])
    # Wednesday 29 January: the Thursday is off by plan, so one working day after is Friday 31; amended, Saturday 1 Feb.
    promised = Period.working_days(1).deadline(dt.date(2020, 1, 29), before)
    found = before.recheck(promised, after)
    assert (found.verdict, found.to_at.date()) == ("moved", dt.date(2020, 2, 2))
    assert [one.day for one in found.because] == [dt.date(2020, 1, 31)]


def test_a_deadline_of_neither_calendar_is_not_rechecked():
    promised = Period.working_days(1).deadline(dt.date(2020, 1, 29), desk(PLAN))
    other = desk(PLAN.amended([dt.date(2020, 3, 2)]))
    with pytest.raises(InvalidCalendar, match="another content of 'desk'"):
        other.recheck(promised, desk(HolidayTable.none()))


def test_a_year_that_is_known_is_amended_and_not_extended():
    with pytest.raises(InvalidCalendar, match="known already"):
        PLAN.extended([], [], 2020)


def test_a_table_shows_how_much_it_holds_and_not_all_of_it():
    assert repr(PLAN).startswith("HolidayTable(days_off=<2>, make_up_days=<2>, first_year=2020")


def test_words_among_the_hours_hint_at_the_semicolon():
    with pytest.raises(InvalidCalendar, match="semicolons"):
        desk(PLAN).week.parse("Mon-Fri 09:00-18:00, Sat 10:00-12:00")


def test_a_country_may_be_written_in_small_letters():
    small = WorkingCalendar.for_country("it", id="x", tz="Europe/Rome", week="Mon-Fri 09:00-18:00", years=[2012])
    large = WorkingCalendar.for_country("IT", id="x", tz="Europe/Rome", week="Mon-Fri 09:00-18:00", years=[2012])
    assert small == large


def test_a_day_after_both_deadlines_is_not_blamed():
    # Three working days from Thursday 30 April 2026: 1 May is off, so Mon 4, Tue 5, Wed 6; with the 5th off, Thu 7.
    table = HolidayTable.of([dt.date(2026, 5, 1)], first_year=2026, last_year=2026)
    before = desk(table)
    after = before.amended([dt.date(2026, 5, 5), dt.date(2026, 5, 8)])
    found = before.recheck(Period.working_days(3).deadline(dt.date(2026, 4, 30), before), after)
    assert (found.from_at.date(), found.to_at.date()) == (dt.date(2026, 5, 7), dt.date(2026, 5, 8))
    assert [one.day for one in found.because] == [dt.date(2026, 5, 5)]
