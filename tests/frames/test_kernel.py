"""Columns of working time and working days: equal to single calls, and true by laws and by NumPy's own day counts."""

import datetime as dt
from typing import Any

import numpy as np
import pytest

from aftersales_core.errors import PauseNeverEnds
from aftersales_core.frames import kernel
from aftersales_core.frames.kernel import NAT, PROBLEMS, add_working_time, working_time_between
from aftersales_core.instants import EPOCH_ORDINAL, MAX_MICROS, micros
from aftersales_core.worktime.calendar import AnyCalendar
from aftersales_core.worktime.days import nth_working_day
from aftersales_core.worktime.pauses import after_work_paused, pause_edges
from tests.frames.columns_of_starts import (
    CALENDARS,
    DAY,
    HOUR,
    I64,
    OFFICE,
    ROWS,
    SAMPLED,
    SECOND,
    STRIKE,
    at,
    calendar,
    instants,
    microseconds,
    spans_for,
    wall,
)

each_calendar = pytest.mark.parametrize("cal", CALENDARS.values(), ids=CALENDARS.keys())
AMOUNTS = (1, SECOND, 60 * SECOND, HOUR, 8 * HOUR, 40 * HOUR, -1, -HOUR, -8 * HOUR)
ALWAYS = CALENDARS["always open"]
WEEKDAYS = calendar("weekdays", "UTC", "Mon-Fri 09:00-17:00")


def epoch_day(year: int, month: int, day: int) -> int:
    return dt.date(year, month, day).toordinal() - EPOCH_ORDINAL


def elapsed_alone(cal: AnyCalendar, low: int, high: int) -> int:
    compiled = cal.compiled
    return compiled.work(low, high) if low <= high else -compiled.work(high, low)


def surely_known(cal: AnyCalendar, start: I64) -> I64:
    """Rows whose answers lie in years that the calendar knows, so that a single call does not raise."""
    around = (start, start + 90 * DAY, start - 90 * DAY)
    return np.flatnonzero(np.logical_and.reduce([kernel.is_known(cal, us) for us in around]))


@each_calendar
def test_elapsed_is_that_of_single_calls_and_adds_up(cal: AnyCalendar):
    rng = np.random.default_rng(1)
    a, b, c = (instants(rng, ROWS) for _ in range(3))
    found = working_time_between(cal, a, b)
    alone = [elapsed_alone(cal, *ends) for ends in zip(a[:SAMPLED].tolist(), b[:SAMPLED].tolist(), strict=True)]
    assert found[:SAMPLED].tolist() == alone
    assert np.array_equal(working_time_between(cal, b, a), -found)
    assert np.array_equal(found + working_time_between(cal, b, c), working_time_between(cal, a, c))
    assert np.all(np.abs(found) <= np.abs(b - a))


def test_elapsed_of_a_clock_that_never_stops_is_the_difference():
    a, b = (instants(np.random.default_rng(seed), ROWS) for seed in (2, 3))
    assert np.array_equal(working_time_between(ALWAYS, a, b), b - a)


@each_calendar
@pytest.mark.parametrize("amount", AMOUNTS)
@pytest.mark.parametrize("landing", ["close", "open"])
def test_adding_is_that_of_single_calls_and_the_inverse_of_elapsed(cal: AnyCalendar, amount: int, landing: Any):
    start = instants(np.random.default_rng(4), ROWS // 10)
    found = add_working_time(cal, start, amount, landing=landing)
    alone = [cal.compiled.after_work(us, amount, landing) for us in start[: SAMPLED // 10].tolist()]
    assert found.values[: SAMPLED // 10].tolist() == alone
    assert not found.problems.any()
    assert np.all(working_time_between(cal, start, found.values) == amount)


@each_calendar
@pytest.mark.parametrize("landing", [None, "close", "open"])
def test_a_column_of_amounts_of_both_signs_is_that_of_single_calls(cal: AnyCalendar, landing: Any):
    rng = np.random.default_rng(5)
    start = instants(rng, SAMPLED)
    amount = rng.choice([0, *AMOUNTS[:5], *AMOUNTS[6:]], start.size)
    found = add_working_time(cal, start, amount, landing=landing).values
    for row in surely_known(cal, start)[: SAMPLED // 5].tolist():
        length = dt.timedelta(microseconds=int(amount[row]))
        assert found[row] == micros(cal.add_working_time(at(start[row]), length, landing=landing))


@each_calendar
def test_elapsed_outside_pauses_is_that_of_single_calls(cal: AnyCalendar):
    rng = np.random.default_rng(6)
    a, b = instants(rng, SAMPLED), instants(rng, SAMPLED)
    pauses = spans_for(rng, a, 2 * SAMPLED)
    found = working_time_between(cal, a, b, pauses=pauses)
    known = np.intersect1d(surely_known(cal, a), surely_known(cal, b))
    for row in known[: SAMPLED // 3].tolist():
        alone = cal.working_time_between(at(a[row]), at(b[row]), pauses=pauses.spans(row))
        assert found[row] == microseconds(alone)
    assert np.array_equal(working_time_between(cal, b, a, pauses=pauses), -found)


@each_calendar
@pytest.mark.parametrize("sign", [1, -1, 0])
@pytest.mark.parametrize("landing", ["close", "open"])
def test_adding_outside_pauses_is_that_of_single_calls(cal: AnyCalendar, sign: int, landing: Any):
    rng = np.random.default_rng(7)
    start = instants(rng, SAMPLED // 4)
    pauses = spans_for(rng, start, SAMPLED // 2)
    amount = rng.choice([1, 60 * SECOND, HOUR, 8 * HOUR], start.size) * (sign or rng.choice([-1, 1], start.size))
    found = add_working_time(cal, start, amount, pauses=pauses, landing=landing)
    for row in range(start.size):
        edges = pause_edges(pauses.spans(row))
        try:
            alone = after_work_paused(cal.compiled, int(start[row]), int(amount[row]), edges, landing), None
        except PauseNeverEnds as error:
            alone = NAT, error.code
        assert (found.values[row], PROBLEMS[found.problems[row]]) == alone


def test_an_amount_that_ends_where_a_pause_begins_stays_before_it_or_goes_on_over_it():
    # Monday 09:00 and an hour of work; the pause is from 10:00 to 11:00.
    start = np.array([wall("UTC", 2024, 3, 4, 9)])
    pauses = spans_at(0, start[0] + HOUR, start[0] + 2 * HOUR)
    hours = [
        int(add_working_time(WEEKDAYS, start, HOUR, pauses=pauses, landing=landing).values[0] - start[0]) // HOUR
        for landing in ("close", "open")
    ]
    assert hours == [1, 2]


def spans_at(row: int, start: int, end: int):
    from aftersales_core.frames.pauses import pauses_of

    return pauses_of(*(np.array([value], np.int64) for value in (row, start, end)))


def test_removed_spans_are_no_working_time_to_the_microsecond():
    assert STRIKE.end is not None
    ends = np.array([[micros(STRIKE.start), micros(STRIKE.end)]])
    on_strike = CALENDARS["on strike"]
    assert working_time_between(on_strike, ends[:, 0], ends[:, 1]).tolist() == [0]
    assert working_time_between(on_strike, ends[:, 0] - 5, ends[:, 1] + 3).tolist() == [
        working_time_between(OFFICE, ends[:, 0] - 5, ends[:, 0])[0]
        + working_time_between(OFFICE, ends[:, 1], ends[:, 1] + 3)[0]
    ]


@pytest.mark.parametrize("closed", ["left", "right", "both"])
def test_counted_days_are_those_of_numpy_where_it_can_count(closed: Any):
    rng = np.random.default_rng(8)
    a, b = np.sort(rng.integers(epoch_day(1999, 1, 1), epoch_day(2030, 1, 1), (2, ROWS)), axis=0)
    extra = {"left": (0, 0), "right": (1, 1), "both": (0, 1)}[closed]
    independent = np.busday_count((a + extra[0]).view("M8[D]"), (b + extra[1]).view("M8[D]"))
    assert np.array_equal(kernel.working_days_between(WEEKDAYS, a, b, closed=closed), independent)
    assert np.array_equal(
        kernel.working_days_between(WEEKDAYS, b, a, closed=closed), -independent * (a != b) + (independent * (a == b))
    )


@pytest.mark.parametrize(
    ("n", "roll"), [(1, "backward"), (5, "backward"), (-1, "forward"), (-7, "forward"), (0, "forward")]
)
def test_the_nth_working_day_is_that_of_numpy(n: int, roll: Any):
    day = np.random.default_rng(9).integers(epoch_day(1999, 1, 1), epoch_day(2030, 1, 1), ROWS)
    independent = np.busday_offset(day.view("M8[D]"), n, roll=roll).astype(np.int64)
    assert np.array_equal(kernel.add_working_days(WEEKDAYS, day, n).values, independent)


@pytest.mark.parametrize(
    ("n", "roll"), [(1, "forward"), (5, "forward"), (-1, "backward"), (-7, "backward"), (0, "forward")]
)
def test_rolling_first_is_numpy_too(n: int, roll: Any):
    day = np.random.default_rng(10).integers(epoch_day(1999, 1, 1), epoch_day(2030, 1, 1), ROWS)
    independent = np.busday_offset(day.view("M8[D]"), n, roll=roll).astype(np.int64)
    assert np.array_equal(kernel.add_working_days(WEEKDAYS, day, n, convention="roll_then_step").values, independent)


@each_calendar
@pytest.mark.parametrize("convention", ["step", "roll_then_step"])
def test_days_of_every_calendar_are_those_of_single_calls(cal: AnyCalendar, convention: Any):
    rng = np.random.default_rng(11)
    day = rng.integers(epoch_day(2011, 12, 20), epoch_day(2019, 1, 10), SAMPLED // 5)
    n = rng.integers(-12, 12, day.size)
    found = kernel.add_working_days(cal, day, n, convention=convention).values
    for row, ordinal in enumerate((day + EPOCH_ORDINAL).tolist()):
        assert found[row] + EPOCH_ORDINAL == nth_working_day(cal.compiled, ordinal, int(n[row]), convention)


@pytest.mark.parametrize("closed", ["left", "right", "both"])
def test_days_with_holidays_and_make_up_days_are_counted_as_by_single_calls(closed: Any):
    a, b = np.random.default_rng(12).integers(epoch_day(2018, 9, 20), epoch_day(2018, 10, 20), (2, 200))
    counted = kernel.working_days_between(OFFICE, a, b, closed=closed)
    dates = [column.view("M8[D]").astype(object).tolist() for column in (a, b)]
    alone = [OFFICE.working_days_between(*ends, closed=closed) for ends in zip(*dates, strict=True)]
    assert counted.tolist() == alone


class TestRowsFarApart:
    """Dates that no one table can hold are answered one by one, and what has no answer says why."""

    far = np.array([0, NAT, -1, MAX_MICROS, MAX_MICROS - 1, wall("UTC", 2024, 3, 4, 9), wall("UTC", 4711, 6, 1, 9)])

    def test_elapsed(self):
        # Tables that are kept from an earlier question begin a year before the first that the library counts in.
        assert WEEKDAYS.compiled.years(1969, 1971) is not None
        end = np.full(self.far.size, wall("UTC", 2024, 3, 4, 12))
        found = working_time_between(WEEKDAYS, self.far, end)
        alone = [
            NAT if not 0 <= us < MAX_MICROS else elapsed_alone(WEEKDAYS, us, int(end[0])) for us in self.far.tolist()
        ]
        assert found.tolist() == alone

    def test_adding(self):
        found = add_working_time(WEEKDAYS, self.far, 9 * HOUR)
        valid = (self.far >= 0) & (self.far < MAX_MICROS)
        alone = [WEEKDAYS.compiled.after_work(us, 9 * HOUR, "close") for us in self.far[valid].tolist()]
        assert found.values[valid].tolist() == [NAT if us is None else us for us in alone]
        codes = [PROBLEMS[number] for number in found.problems.tolist()]
        assert codes == [None, None, None, None, "instant_out_of_range", None, None]

    def test_adding_a_column_of_amounts_that_no_year_holds(self):
        start = np.array([wall("UTC", 2024, 3, 4, 9)] * 3)
        most = 9_000 * 366 * DAY
        found = add_working_time(WEEKDAYS, start, np.array([most, HOUR, most + 1]))
        assert found.values.tolist() == [NAT, int(start[0]) + HOUR, NAT]
        assert [PROBLEMS[number] for number in found.problems.tolist()] == [
            "instant_out_of_range",
            None,
            "instant_out_of_range",
        ]
        back = add_working_time(WEEKDAYS, start, np.array([-most, -HOUR, -most - 1]))
        assert [PROBLEMS[number] for number in back.problems.tolist()] == [
            "instant_out_of_range",
            None,
            "instant_out_of_range",
        ]

    def test_a_long_amount_reaches_wider_tables(self):
        start = np.array([wall("UTC", 2024, 3, 4, 9), NAT])
        ten_years = 2_600 * 8 * HOUR
        found = add_working_time(WEEKDAYS, start, ten_years)
        assert found.values.tolist() == [WEEKDAYS.compiled.after_work(int(start[0]), ten_years, "close"), NAT]

    def test_days(self):
        far = np.array([0, NAT, epoch_day(9998, 12, 31), epoch_day(2024, 3, 4), epoch_day(1970, 3, 1), -1])
        near = np.full(far.size, epoch_day(2140, 3, 8))
        for closed in ("left", "right", "both"):
            counted = kernel.working_days_between(WEEKDAYS, far, near, closed=closed)
            back = kernel.working_days_between(WEEKDAYS, near, far, closed=closed)
            assert [counted[1], counted[5]] == [NAT, NAT]
            valid = [0, 2, 3, 4]
            days = far[valid].view("M8[D]").astype(object).tolist()
            alone = [WEEKDAYS.working_days_between(day, dt.date(2140, 3, 8), closed=closed) for day in days]
            assert counted[valid].tolist() == alone
            assert back[valid].tolist() == [-count for count in alone]

    def test_the_next_working_day_after_the_last_year_is_none(self):
        day = np.array([epoch_day(9998, 12, 31), epoch_day(2024, 3, 4)])
        found = kernel.add_working_days(WEEKDAYS, day, 3)
        assert found.values.tolist() == [NAT, epoch_day(2024, 3, 7)]
        assert [PROBLEMS[number] for number in found.problems.tolist()] == ["instant_out_of_range", None]

    def test_a_calendar_that_closes_for_good_has_no_next_opening(self):
        from aftersales_core.instants import Span

        closed = WEEKDAYS - [Span(at(wall("UTC", 2024, 3, 5)))]
        start = np.array([wall("UTC", 2024, 3, 4, 20), wall("UTC", 2024, 3, 4, 8), wall("UTC", 2024, 3, 6)])
        found = add_working_time(closed, start, 0, landing="open")
        assert found.values.tolist() == [NAT, wall("UTC", 2024, 3, 4, 9), NAT]
        assert [PROBLEMS[number] for number in found.problems.tolist()] == ["never_open", None, "never_open"]
        hours = add_working_time(closed, start, HOUR)
        assert hours.values.tolist() == [NAT, wall("UTC", 2024, 3, 4, 10), NAT]
        day = np.array([epoch_day(2024, 3, 4), epoch_day(2024, 3, 1)])
        assert kernel.add_working_days(closed, day, 1).values.tolist() == [NAT, epoch_day(2024, 3, 4)]


SCATTERED = np.array([wall("UTC", year, 6, 3, 8) for year in (1970, 2024, 2300, 2800, 3600, 4711, 6000, 8000, 9998)])
"""More years, and farther apart, than tables are made for: the last rows of such a column are answered one by one."""


def test_openings_sought_in_years_far_apart_are_those_of_single_calls():
    # Before opening and after it, on four days running, so that some are open, some closed, some days off.
    start = (SCATTERED[:, None] + np.array([0, 2, 24, 26, 48, 50, 72, 74]) * HOUR).ravel()
    found = add_working_time(WEEKDAYS, np.append(start, NAT), 0, landing="open").values
    assert found.tolist() == [*(micros(WEEKDAYS.next_open(at(us))) for us in start.tolist()), NAT]
    assert add_working_time(WEEKDAYS, np.append(start, [NAT, -1]), 0).values.tolist() == [*start, NAT, NAT]


def test_an_empty_column_has_empty_answers():
    none = np.zeros(0, np.int64)
    assert working_time_between(OFFICE, none, none).tolist() == []
    assert add_working_time(OFFICE, none, HOUR).values.tolist() == []
    assert add_working_time(OFFICE, none, none).values.tolist() == []
    assert kernel.add_working_days(OFFICE, none, 1).values.tolist() == []


@pytest.mark.parametrize(
    ("unit", "number", "us"),
    [
        ("us", 5, 5),
        ("ns", 5_999, 5),
        ("ms", 5, 5_000),
        ("s", 5, 5_000_000),
        ("m", 5, 300_000_000),
        ("h", 1, HOUR),
        ("2s", 5, 10_000_000),
        ("100ns", 99, 9),
        # Numbers that would wrap round stay out of range.
        ("s", 2**62, MAX_MICROS),
        ("s", -(2**62), -SECOND),
        ("us", NAT, NAT),
        ("ns", NAT, NAT),
        ("s", NAT, NAT),
    ],
)
def test_columns_of_any_unit_become_microseconds(unit: str, number: int, us: int):
    assert kernel.as_micros(np.array([number]).view(f"M8[{unit}]")).tolist() == [us]
