"""Civil days: which are worked, how many lie between two, which is the n-th; held against looking at each day."""

import datetime as dt
import itertools

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aftersales_core.errors import HorizonExceeded, NeverOpen, WrongType
from aftersales_core.worktime.calendar import WorkingCalendar
from aftersales_core.worktime.days import Closed, Convention
from aftersales_core.worktime.holiday_table import HolidayTable
from tests import oracle
from tests.strategies import Case, cases, dates_near

CLOSED: tuple[Closed, ...] = ("left", "right", "both")
CONVENTIONS: tuple[Convention, ...] = ("step", "roll_then_step")
ONE = dt.timedelta(days=1)

office = WorkingCalendar(id="office", tz="Asia/Shanghai", week="Mon-Fri 09:00-18:00", holidays=HolidayTable.none())


@given(case=cases(), data=st.data())
def test_a_day_is_worked_if_windows_that_start_on_it_leave_any_time(case: Case, data: st.DataObject) -> None:
    day = data.draw(dates_near(case.anchor))
    assert case.calendar.is_working_day(day) == oracle.is_working_day(case.oracle, day)


@given(case=cases(), data=st.data())
def test_counting_days_is_looking_at_each(case: Case, data: st.DataObject) -> None:
    a, b, c = (data.draw(dates_near(case.anchor)) for _ in range(3))
    between = case.calendar.working_days_between
    for closed in CLOSED:
        assert between(a, b, closed=closed) == oracle.working_days(case.oracle, a, b, closed=closed)
        # Reversed dates look at the same days, with the sign turned.
        assert between(a, b, closed=closed) == (
            -between(b, a, closed=closed) if a != b else between(b, a, closed=closed)
        )
    for closed in ("left", "right"):
        assert between(a, b, closed=closed) + between(b, c, closed=closed) == between(a, c, closed=closed)
        assert between(a, a, closed=closed) == 0
    assert between(a, a, closed="both") == int(case.calendar.is_working_day(a))


@given(case=cases(), data=st.data())
def test_the_three_closed_differ_by_the_ends_alone(case: Case, data: st.DataObject) -> None:
    a, b = sorted(data.draw(dates_near(case.anchor)) for _ in range(2))
    left, right, both = (case.calendar.working_days_between(a, b, closed=closed) for closed in CLOSED)
    first, last = (int(case.calendar.is_working_day(day)) for day in (a, b))
    assert both == left + last == right + first
    assert left - first == right - last


@given(case=cases(), data=st.data())
def test_stepping_is_walking_day_by_day(case: Case, data: st.DataObject) -> None:
    assume(any(case.oracle.week))
    day, n = data.draw(dates_near(case.anchor)), data.draw(st.integers(-12, 12))
    convention = data.draw(st.sampled_from(CONVENTIONS))
    expected = oracle.add_working_days(case.oracle, day, n, convention=convention)
    assert case.calendar.add_working_days(day, n, convention=convention) == expected


@given(case=cases(), data=st.data())
def test_stepping_and_counting_undo_each_other(case: Case, data: st.DataObject) -> None:
    day, n = data.draw(dates_near(case.anchor)), data.draw(st.integers(1, 30))
    ahead, back = case.calendar.add_working_days(day, n), case.calendar.add_working_days(day, -n)
    assert case.calendar.working_days_between(day, ahead, closed="right") == n
    assert case.calendar.working_days_between(back, day, closed="left") == n
    assert case.calendar.is_working_day(ahead)
    assert case.calendar.is_working_day(back)


# 2026-03-06 is a Friday. Pitfall 26: the four answers that peers give.
@pytest.mark.parametrize(
    ("start", "n", "step", "roll_then_step"),
    [
        ("2026-03-06", 1, "2026-03-09", "2026-03-09"),
        ("2026-03-07", 1, "2026-03-09", "2026-03-10"),  # Monday: pandas, holidays, workalendar; Tuesday: numpy, polars
        ("2026-03-07", 0, "2026-03-09", "2026-03-09"),  # Monday: holidays; Saturday: workalendar
        ("2026-03-06", 0, "2026-03-06", "2026-03-06"),
        ("2026-03-07", -1, "2026-03-06", "2026-03-05"),
        ("2026-03-06", -1, "2026-03-05", "2026-03-05"),
        ("2026-03-06", 5, "2026-03-13", "2026-03-13"),
        ("2026-03-06", -5, "2026-02-27", "2026-02-27"),
        ("2026-03-06", 260, "2027-03-05", "2027-03-05"),
    ],
)
def test_the_convention_for_a_rest_day_is_named(start: str, n: int, step: str, roll_then_step: str) -> None:
    day = dt.date.fromisoformat(start)
    assert office.add_working_days(day, n) == dt.date.fromisoformat(step)
    assert office.add_working_days(day, n, convention="roll_then_step") == dt.date.fromisoformat(roll_then_step)


# Pitfall 27: [a, b) numpy and polars; (a, b] working_hours and workalendar; [a, b] holidays.
@pytest.mark.parametrize(
    ("closed", "friday_to_monday", "monday_to_friday"), [("left", 1, 4), ("right", 1, 4), ("both", 2, 5)]
)
def test_the_ends_that_count_are_named(closed: Closed, friday_to_monday: int, monday_to_friday: int) -> None:
    friday, monday, next_friday = dt.date(2026, 3, 6), dt.date(2026, 3, 9), dt.date(2026, 3, 13)
    assert office.working_days_between(friday, monday, closed=closed) == friday_to_monday
    assert office.working_days_between(monday, next_friday, closed=closed) == monday_to_friday
    assert office.working_days_between(monday, friday, closed=closed) == -friday_to_monday


def test_a_night_belongs_to_the_day_it_starts_on() -> None:
    # Pitfall 10: Saturday 22:00 to Sunday 06:00 makes Saturday a working day and Sunday none.
    night = WorkingCalendar(id="night", tz="Asia/Shanghai", week="Sat 22:00-06:00", holidays=HolidayTable.none())
    assert night.is_working_day(dt.date(2026, 3, 7))
    assert not night.is_working_day(dt.date(2026, 3, 8))


def test_a_day_that_breaks_close_entirely_is_no_working_day() -> None:
    from aftersales_core.worktime.week import parse_windows

    day = dt.date(2026, 3, 4)
    shut = WorkingCalendar(
        id="shut",
        tz="Asia/Shanghai",
        week="Mon-Fri 09:00-18:00",
        holidays=HolidayTable.none(),
        breaks={day: parse_windows("09:00-12:00 12:00-18:00")},
    )
    assert not shut.is_working_day(day)
    assert shut.add_working_days(dt.date(2026, 3, 3), 1) == dt.date(2026, 3, 5)


@pytest.mark.parametrize("bad", [dt.datetime(2026, 3, 6, tzinfo=dt.UTC), "2026-03-06", 20260306, None])
def test_a_day_is_a_date_and_not_an_instant(bad: object) -> None:
    day = dt.date(2026, 3, 6)
    for call in (
        lambda: office.is_working_day(bad),  # type: ignore[arg-type]
        lambda: office.working_days_between(bad, day),  # type: ignore[arg-type]
        lambda: office.working_days_between(day, bad),  # type: ignore[arg-type]
        lambda: office.add_working_days(bad, 1),  # type: ignore[arg-type]
    ):
        with pytest.raises(WrongType):
            call()


@pytest.mark.parametrize("bad", [True, 1.0, "1", None, 1.5, float("nan")])
def test_a_number_of_days_is_a_whole_number(bad: object) -> None:
    with pytest.raises(WrongType):
        office.add_working_days(dt.date(2026, 3, 6), bad)  # type: ignore[arg-type]


def test_an_unknown_convention_or_closed_is_refused_with_the_choices() -> None:
    day = dt.date(2026, 3, 6)
    with pytest.raises(WrongType, match="roll_then_step"):
        office.add_working_days(day, 1, convention="roll")  # type: ignore[arg-type]
    with pytest.raises(WrongType, match="left"):
        office.working_days_between(day, day, closed="neither")  # type: ignore[arg-type]


@pytest.mark.parametrize("n", [10**5, -(10**5), 10**9, -(10**9), 10**30])
def test_a_count_past_the_known_years_is_refused_at_once(n: int) -> None:
    known = HolidayTable.of(first_year=2020, last_year=2030)
    calendar = WorkingCalendar(id="known", tz="Asia/Shanghai", week="Mon-Fri 09:00-18:00", holidays=known)
    with pytest.raises(HorizonExceeded):
        calendar.add_working_days(dt.date(2026, 3, 6), n)


def test_a_date_outside_the_known_years_is_refused() -> None:
    known = HolidayTable.of(first_year=2020, last_year=2030)
    calendar = WorkingCalendar(id="known", tz="Asia/Shanghai", week="Mon-Fri 09:00-18:00", holidays=known)
    for day in (dt.date(2019, 12, 31), dt.date(2031, 1, 1), dt.date.min, dt.date.max):
        with pytest.raises(HorizonExceeded):
            calendar.is_working_day(day)
        with pytest.raises(HorizonExceeded):
            calendar.working_days_between(dt.date(2026, 1, 1), day)
        with pytest.raises(HorizonExceeded):
            calendar.add_working_days(day, 1)
    # 2030-12-31 is a Tuesday and the last day that is known.
    assert calendar.is_working_day(dt.date(2030, 12, 31))
    with pytest.raises(HorizonExceeded):
        calendar.add_working_days(dt.date(2030, 12, 31), 1)
    assert calendar.add_working_days(dt.date(2020, 1, 2), -1) == dt.date(2020, 1, 1)
    with pytest.raises(HorizonExceeded):
        calendar.add_working_days(dt.date(2020, 1, 1), -1)


def test_a_calendar_open_on_one_special_day_only_comes_to_an_end() -> None:
    from aftersales_core.worktime.week import WeeklyHours, parse_windows

    fair = WorkingCalendar(
        id="fair",
        tz="Asia/Shanghai",
        week=WeeklyHours(((),) * 7),
        holidays=HolidayTable.none(),
        special_hours={dt.date(2026, 3, 4): parse_windows("10:00-16:00")},
    )
    assert fair.add_working_days(dt.date(2026, 1, 1), 1) == dt.date(2026, 3, 4)
    assert fair.add_working_days(dt.date(2026, 12, 31), -1) == dt.date(2026, 3, 4)
    with pytest.raises((NeverOpen, HorizonExceeded)):
        fair.add_working_days(dt.date(2026, 3, 4), 1)
    with pytest.raises((NeverOpen, HorizonExceeded)):
        fair.add_working_days(dt.date(2026, 3, 4), -1)


def test_centuries_of_days_are_the_sum_of_their_decades() -> None:
    table = HolidayTable.of([dt.date(2026, 5, 1)], [dt.date(2026, 5, 9)], first_year=1970, last_year=9998)
    calendar = WorkingCalendar(id="far", tz="America/New_York", week="Mon-Fri 09:00-18:00", holidays=table)
    dates = [dt.date(year, 7, 4) for year in range(1975, 2616, 10)]
    for closed in CLOSED[:2]:
        pieces = sum(calendar.working_days_between(a, b, closed=closed) for a, b in itertools.pairwise(dates))
        assert calendar.working_days_between(dates[0], dates[-1], closed=closed) == pieces
        assert calendar.working_days_between(dates[-1], dates[0], closed=closed) == -pieces
    # 400 Gregorian years are 20,871 weeks, whichever 400 they are.
    first, last = dt.date(2100, 1, 1), dt.date(9300, 1, 1)
    assert calendar.working_days_between(first, last) == 18 * 20_871 * 5
    n = calendar.working_days_between(dates[0], dates[-1], closed="right")
    assert calendar.working_days_between(dates[0], calendar.add_working_days(dates[0], n), closed="right") == n
    assert calendar.add_working_days(dates[0], n) <= dates[-1] < calendar.add_working_days(dates[0], n + 1)
    assert calendar.add_working_days(calendar.add_working_days(dates[0], n), -n) >= dt.date(1975, 7, 3)
    # 18 cycles on from a Friday are a Friday: 2100-01-01 is one, and so is 9300-01-01.
    assert calendar.add_working_days(first, 18 * 20_871 * 5) == last
    assert calendar.add_working_days(last, -18 * 20_871 * 5) == first
    assert calendar.add_working_days(first, 18 * 20_871 * 5, convention="roll_then_step") == last
