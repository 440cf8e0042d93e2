"""Deadlines of whole columns: every way of counting on every kind of calendar, equal to `Period.deadline`."""

import datetime as dt
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.errors import AftersalesError, WrongType
from aftersales_core.frames.deadlines import deadlines, midnights
from aftersales_core.frames.kernel import NAT, PROBLEMS
from aftersales_core.frames.pauses import no_pauses, pauses_of
from aftersales_core.frames.tables import Shelf
from aftersales_core.instants import EPOCH_ORDINAL, MAX_MICROS, Span, micros
from aftersales_core.worktime.calendar import AnyCalendar, WorkingCalendar
from aftersales_core.worktime.holiday_table import HolidayTable
from aftersales_core.worktime.localtime import midnight
from aftersales_core.worktime.pauses import NEVER
from aftersales_core.worktime.period import Period
from tests.frames.columns_of_starts import (
    CALENDARS,
    DAY,
    HOUR,
    OFFICE,
    SAMPLED,
    at,
    calendar,
    instants,
    spans_for,
    wall,
)
from tests.strategies import Case, cases
from tests.strategies import instants as instants_of_case

PERIODS = (
    Period.seconds(90),
    Period.minutes(30),
    Period.hours(24, "next_midnight"),
    Period.working_minutes(7),
    Period.working_hours(8),
    Period.working_hours(8, pausable=False),
    Period.working_days(5),
    Period.working_days(3, "same_day"),
    Period.working_days(2, ends="close"),
    Period.working_days(2, ends="same_time"),
    Period.working_days(1, "same_day", "same_time"),
    Period.working_days(2, convention="roll_then_step"),
    Period.working_days(2, ends="close", pause_days="touched"),
    Period.days(7),
    Period.days(1, "same_day", ends="same_time"),
    Period.days(3, roll="next_working_day"),
    Period.days(2, pause_days="touched"),
    Period.months(1),
    Period.months(1, "same_day"),
    Period.months(3, "same_day", ends="same_time", roll="next_working_day"),
    Period.years(1, ends="same_time"),
)
ROWS = min(SAMPLED // 12, 150)
MONDAY = wall("Asia/Shanghai", 2018, 3, 5, 10)


Answer = tuple[int, bool, str | None]


def alone(period: Period, start: dt.date, cal: AnyCalendar, pauses: tuple[Span, ...] = ()) -> Answer:
    """What a single deadline says: instant, provisional, code of the error."""
    try:
        found = period.deadline(start, cal, pauses=pauses)
    except AftersalesError as error:
        return NAT, False, error.code
    return micros(found.instant), found.provisional, None


def column(period: Period, start: object, cal: AnyCalendar, **others: Any) -> list[Answer]:
    found = deadlines(period, np.asarray(start, np.int64), cal, **others)
    codes = [PROBLEMS[number] for number in found.problems.tolist()]
    return list(zip(found.us.tolist(), found.provisional.tolist(), codes, strict=True))


@pytest.mark.parametrize("period", PERIODS, ids=str)
@pytest.mark.parametrize("name", CALENDARS)
def test_a_column_has_the_deadlines_of_single_calls(period: Period, name: str):
    rng = np.random.default_rng(1)
    start, cal = instants(rng, ROWS), CALENDARS[name]
    assert column(period, start, cal) == [alone(period, at(us), cal) for us in start.tolist()]
    pauses = spans_for(rng, start, ROWS)
    paused = [alone(period, at(us), cal, pauses.spans(row)) for row, us in enumerate(start.tolist())]
    assert column(period, start, cal, pauses=pauses) == paused


@pytest.mark.parametrize("period", [one for one in PERIODS if not one.is_amount and one.ends != "same_time"], ids=str)
@pytest.mark.parametrize("name", CALENDARS)
def test_starts_without_a_time_of_day_have_the_deadlines_of_single_calls(period: Period, name: str):
    rng = np.random.default_rng(2)
    cal = CALENDARS[name]
    day = np.append(instants(rng, ROWS // 2) // DAY, NAT)
    start = midnights(Shelf(cal.compiled), day)
    dates = [dt.date.fromordinal(one + EPOCH_ORDINAL) for one in day[:-1].tolist()]
    pauses = spans_for(rng, start[:-1], ROWS // 4)
    for held in (no_pauses(), pauses):
        single = [alone(period, date, cal, held.spans(row)) for row, date in enumerate(dates)]
        assert column(period, start, cal, day=day, pauses=held) == [*single, (NAT, False, None)]


@given(cases(), st.data(), st.sampled_from(PERIODS))
def test_a_column_on_any_calendar_has_the_deadlines_of_single_calls(case: Case, data: st.DataObject, period: Period):
    starts = data.draw(st.lists(instants_of_case(case, exact=True), min_size=1, max_size=12))
    assert column(period, [micros(start) for start in starts], case.calendar) == [
        alone(period, start, case.calendar) for start in starts
    ]


@pytest.mark.parametrize("period", [Period.minutes(30), Period.working_days(1, ends="same_time")], ids=str)
def test_amounts_and_times_of_day_refuse_dates_as_single_deadlines_do(period: Period):
    if period.is_amount:
        with pytest.raises(WrongType, match="start must be instants for a period of minutes, got dates"):
            deadlines(period, np.array([MONDAY]), OFFICE, day=np.array([17_000]))
    else:
        with pytest.raises(WrongType, match="got dates"):
            deadlines(period, np.array([MONDAY]), OFFICE, day=np.array([17_000]))


def test_a_deadline_past_the_known_years_is_provisional_whatever_the_calendar_would_say_alone():
    one_year = HolidayTable.of([], first_year=2018, last_year=2018)
    strict = WorkingCalendar("strict", "UTC", "Mon-Fri 09:00-17:00", one_year)
    start = np.array([wall("UTC", 2018, 12, 31, 10), wall("UTC", 2018, 12, 27, 10), NAT])
    both = strict | strict
    minus = strict - [Span(at(0), at(HOUR))]
    for cal in (strict, both, minus):
        for period in (Period.working_days(2), Period.working_hours(16), Period.days(1, roll="next_working_day")):
            assert deadlines(period, start, cal).provisional.tolist() == [True, False, False]
        # A clock that needs no holidays is as certain in a year to come.
        assert not deadlines(Period.hours(72), start, cal).provisional.any()


class TestRowsWithoutAnAnswer:
    """What has no deadline says why, and the other rows keep theirs."""

    late = MAX_MICROS - 12 * HOUR

    @pytest.mark.parametrize("period", PERIODS, ids=str)
    def test_deadlines_past_the_last_year(self, period: Period):
        cal = CALENDARS["always open"]
        start = np.array([self.late, MONDAY, NAT])
        expected = [alone(period, at(self.late), cal), alone(period, at(MONDAY), cal), (NAT, False, None)]
        assert column(period, start, cal) == expected
        is_short = period.is_amount and period.length_us < 12 * HOUR and period.count_from == "start"
        is_same_day = period.amount == 1 and period.count_from == "same_day" and period.ends == "same_time"
        assert (expected[0][2] is None) == (is_short or is_same_day)

    @pytest.mark.parametrize("period", [Period.hours(40), Period.working_hours(40), Period.days(2, ends="same_time")])
    def test_an_amount_that_leads_past_the_last_year_outside_a_pause(self, period: Period):
        pauses = pauses_of(np.array([1]), np.array([MONDAY]), np.array([MONDAY + HOUR]))
        found = column(period, [self.late, MONDAY], CALENDARS["always open"], pauses=pauses)
        assert found[0] == (NAT, False, "instant_out_of_range")
        assert found[1][2] is None

    @pytest.mark.parametrize("period", [one for one in PERIODS if one.pausable], ids=str)
    def test_a_pause_that_never_ends(self, period: Period):
        # Both rows pause from an hour after the start on for good; the second one has no start.
        pauses = pauses_of(np.array([0, 1]), np.array([MONDAY - HOUR] * 2), np.array([NEVER] * 2))
        found = column(period, [MONDAY, NAT, MONDAY], OFFICE, pauses=pauses)
        assert found == [
            alone(period, at(MONDAY), OFFICE, pauses.spans(0)),
            (NAT, False, None),
            alone(period, at(MONDAY), OFFICE),
        ]

    def test_a_calendar_that_closes_for_good(self):
        closed = calendar("closed", "UTC", "Mon-Fri 09:00-17:00") - [Span(at(wall("UTC", 2018, 3, 7)))]
        start = [wall("UTC", 2018, 3, day, 10) for day in (5, 8, 6, 9)]
        for period in (Period.working_days(1), Period.working_days(1, ends="same_time")):
            assert [one[2] for one in column(period, start, closed)] == [None, "never_open", "never_open", "never_open"]
            assert column(period, start, closed) == [alone(period, at(us), closed) for us in start]

    def test_a_start_far_from_all_others_is_counted_alone(self):
        # More years than tables are made for, so that the last of them are counted one by one.
        start = [wall("Asia/Shanghai", year, 6, 1, 10) for year in (1971, 2018, 2300, 2800, 3600, 4711, 6000, 8000)]
        for period in (Period.working_days(2), Period.hours(24, "next_midnight"), Period.months(1)):
            assert column(period, start, OFFICE) == [alone(period, at(us), OFFICE) for us in start]


def test_midnights_of_dates_far_apart_are_those_of_single_calls():
    day = np.array([0, 17_000, 130_000, 400_000, 700_000, 1_000_000, 1_500_000, 2_500_000, NAT, -1, MAX_MICROS // DAY])
    where = OFFICE.compiled.where
    single = [midnight(one + EPOCH_ORDINAL, where) for one in day[:8].tolist()]
    assert midnights(Shelf(OFFICE.compiled), day).tolist() == [*single, NAT, NAT, NAT]
