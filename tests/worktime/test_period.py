"""Periods and deadlines: how they are written, how they end, how pauses move them, what they say.

Expected values are worked by hand from the definitions; 2026-03-02 is a Monday.
"""

import copy
import datetime as dt
import pickle
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aftersales_core.errors import (
    HorizonExceeded,
    InstantOutOfRange,
    InvalidPeriod,
    NaiveDatetime,
    NeverOpen,
    PauseNeverEnds,
    WrongType,
)
from aftersales_core.instants import Span, utc
from aftersales_core.worktime.calendar import WorkingCalendar
from aftersales_core.worktime.deadline import Deadline
from aftersales_core.worktime.holiday_table import HolidayTable
from aftersales_core.worktime.period import Period
from tests import oracle
from tests.strategies import Case, cases, for_oracle, instants, pauses

HOUR = dt.timedelta(hours=1)
MICROSECOND = dt.timedelta(microseconds=1)


def make(week: str = "Mon-Fri 09:00-18:00", tz: str = "Asia/Shanghai", **others: object) -> WorkingCalendar:
    given_fields = {"id": "period", "tz": tz, "week": week, "holidays": HolidayTable.none()} | others
    return WorkingCalendar(**given_fields)  # type: ignore[arg-type]


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{text}+08:00")


def pause(start: str, end: str | None) -> Span:
    return Span(at(start), None if end is None else at(end))


office = make()

# --- how it is written ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("90s", Period.seconds(90)),
        ("30min", Period.minutes(30)),
        ("24h", Period.hours(24)),
        ("30wmin", Period.working_minutes(30)),
        ("8wh", Period.working_hours(8)),
        ("5wd", Period.working_days(5)),
        ("7d", Period.days(7)),
        ("6mo", Period.months(6)),
        ("1y", Period.years(1)),
    ],
)
def test_a_period_is_read_from_a_number_and_a_unit(text: str, period: Period) -> None:
    assert Period.parse(text) == period
    assert hash(Period.parse(text)) == hash(period)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7",
        "d",
        "7 days",
        "-7d",
        "+7d",
        "7.5h",
        "7D",
        "7m",
        "1e3h",
        "７d",
        "7d ",
        " 7d",
        "7d\n",
        "0x7h",
        "7_0h",
        "P7D",
        "9" * 10_000 + "h",
        "7h30min",
        None,
        7,
    ],
    ids=range(21),
)
def test_what_is_no_period_is_refused_in_few_words(text: object) -> None:
    with pytest.raises(InvalidPeriod) as caught:
        Period.parse(text)  # type: ignore[arg-type]
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("text", ["0h", "0d", "0wd", "000min"])
def test_nothing_is_no_period(text: str) -> None:
    with pytest.raises(InvalidPeriod, match="at least 1"):
        Period.parse(text)


BUILDERS = [
    Period.seconds,
    Period.minutes,
    Period.hours,
    Period.working_minutes,
    Period.working_hours,
    Period.working_days,
    Period.days,
    Period.months,
    Period.years,
]


@pytest.mark.parametrize("bad", [0, -1, True, False, 1.0, 1.5, float("nan"), float("inf"), "1", None, 10**30])
@pytest.mark.parametrize("build", BUILDERS, ids=lambda build: build.__name__)
def test_an_amount_is_a_positive_whole_number_that_fits_into_the_calendar(build: object, bad: object) -> None:
    with pytest.raises(InvalidPeriod):
        build(bad)  # type: ignore[operator]


@pytest.mark.parametrize(
    "build",
    [
        lambda: Period.hours(1, "next_day"),
        lambda: Period.days(1, "start"),
        lambda: Period.days(1, "next_midnight"),
        lambda: Period.days(1, ends="close"),
        lambda: Period.months(1, ends="close"),
        lambda: Period.days(1, ends="noon"),  # type: ignore[arg-type]
        lambda: Period.days(1, roll="previous_working_day"),  # type: ignore[arg-type]
        lambda: Period.days(1, pause_days="some"),  # type: ignore[arg-type]
        lambda: Period.working_days(1, convention="roll"),  # type: ignore[arg-type]
        lambda: Period("fortnights", 1, "next_day", "end_of_day"),  # type: ignore[arg-type]
        lambda: Period("working_hours", 1, "next_midnight"),
        lambda: Period("hours", 1, "start", "end_of_day"),
        lambda: Period("days", 1, "next_day", None),
        lambda: Period("working_days", 1, "next_day", "end_of_day", roll="next_working_day"),
    ],
    ids=range(14),
)
def test_ways_of_counting_that_do_not_fit_together_are_refused(build: object) -> None:
    with pytest.raises(InvalidPeriod):
        build()  # type: ignore[operator]


def test_all_problems_of_a_period_are_told_at_once() -> None:
    with pytest.raises(InvalidPeriod) as caught:
        Period("days", 0, "start", "close")
    assert len(caught.value.problems) == 3


# --- how it ends ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "start", "due"),
    [
        (Period.seconds(90), "2026-03-06T17:59:30", "2026-03-06T18:01:00"),
        (Period.minutes(30), "2026-03-06T17:45", "2026-03-06T18:15"),
        (Period.hours(24), "2026-03-06T17:45", "2026-03-07T17:45"),
        (Period.working_minutes(30), "2026-03-06T17:45", "2026-03-09T09:15"),
        # 0.25 h on Friday, 7.75 h on Monday from 09:00.
        (Period.working_hours(8), "2026-03-06T17:45", "2026-03-09T16:45"),
        # An amount of working time that ends with the day's close is due at that close (pitfall 2).
        (Period.working_hours(9), "2026-03-06T09:00", "2026-03-06T18:00"),
        (Period.working_days(5), "2026-03-06T17:45", "2026-03-14T00:00"),
        (Period.working_days(5, ends="close"), "2026-03-06T17:45", "2026-03-13T18:00"),
        (Period.working_days(5, ends="same_time"), "2026-03-06T17:45", "2026-03-13T17:45"),
        (Period.working_days(5, "same_day"), "2026-03-06T17:45", "2026-03-13T00:00"),
        (Period.working_days(1, "same_day", "close"), "2026-03-06T08:00", "2026-03-06T18:00"),
        # From a Saturday: step counts Monday as day one, roll_then_step as day none (pitfall 26).
        (Period.working_days(1), "2026-03-07T12:00", "2026-03-10T00:00"),
        (Period.working_days(1, convention="roll_then_step"), "2026-03-07T12:00", "2026-03-11T00:00"),
        # Counted from the same day, a Saturday is no working day, so Monday is day one.
        (Period.working_days(1, "same_day"), "2026-03-07T12:00", "2026-03-10T00:00"),
        # The endings other than same_time count from the start's civil date, even late in the evening.
        (Period.working_days(1), "2026-03-06T23:00", "2026-03-10T00:00"),
        # same_time moves the start to the next opening first: Friday 23:00 becomes Monday 09:00, due Tuesday 09:00.
        (Period.working_days(1, ends="same_time"), "2026-03-06T23:00", "2026-03-10T09:00"),
        (Period.working_days(1, ends="same_time"), "2026-03-06T07:00", "2026-03-09T09:00"),
        (Period.days(7, ends="same_time"), "2026-03-06T17:45", "2026-03-13T17:45"),
        (Period.months(1, ends="same_time"), "2026-01-31T17:45", "2026-02-28T17:45"),
    ],
)
def test_each_ending_is_where_it_is_said_to_be(period: Period, start: str, due: str) -> None:
    found = period.deadline(at(start), office)
    assert found.at == at(due)
    assert found.at.utcoffset() == 8 * HOUR
    assert found.instant.tzinfo is dt.UTC
    assert found.start == at(start)
    assert not found.provisional


def test_the_same_time_outside_that_days_windows_is_the_last_close_before_it_or_the_opening() -> None:
    # Boston 311 counts so. Mon-Thu 09:00-18:00, Friday 10:00-12:00 and 14:00-15:00.
    shop = make("Mon-Thu 09:00-18:00; Fri 10:00-12:00 14:00-15:00")
    one_day = Period.working_days(1, ends="same_time")
    for thursday, friday in [
        ("17:00", "15:00"),
        ("13:00", "12:00"),
        ("12:00", "12:00"),
        ("11:00", "11:00"),
        ("09:30", "10:00"),
        ("15:00", "15:00"),
    ]:
        found = one_day.deadline(at(f"2026-03-05T{thursday}"), shop)
        assert found.at == at(f"2026-03-06T{friday}"), thursday


def test_the_same_time_of_a_night_belongs_to_the_night_it_is_in() -> None:
    # Mon-Fri nights 22:00-06:00. Tuesday 03:00 is in Monday's night; one working day on is Tuesday's night: Wed 03:00.
    nights = make("Mon-Fri 22:00-06:00")
    one_day = Period.working_days(1, ends="same_time")
    assert one_day.deadline(at("2026-03-03T03:00"), nights).at == at("2026-03-04T03:00")
    # Saturday 03:00 is Friday's night; the next night is Monday's, so Tuesday 03:00.
    assert one_day.deadline(at("2026-03-07T03:00"), nights).at == at("2026-03-10T03:00")


def test_the_close_of_a_night_is_on_the_day_after() -> None:
    nights = make("Mon-Fri 22:00-06:00")
    assert Period.working_days(1, ends="close").deadline(at("2026-03-02T12:00"), nights).at == at("2026-03-04T06:00")
    assert Period.working_days(1).deadline(at("2026-03-02T12:00"), nights).at == at("2026-03-04T00:00")


@pytest.mark.parametrize("ends", ["close", "same_time"])
def test_close_and_same_time_include_their_instant_and_the_end_of_a_day_never_does(ends: str) -> None:
    found = Period.working_days(1, ends=ends).deadline(at("2026-03-02T10:00"), office)  # type: ignore[arg-type]
    assert found.inclusive
    assert found.is_met(found.instant)
    assert not found.is_met(found.instant + MICROSECOND)
    midnight = Period.working_days(1).deadline(at("2026-03-02T10:00"), office)
    assert not midnight.inclusive
    assert not midnight.is_met(midnight.instant)
    assert midnight.is_met(midnight.instant - MICROSECOND)


def test_under_three_minutes_leaves_the_third_minute_out() -> None:
    found = Period.minutes(3, inclusive=False).deadline(at("2026-03-02T10:00"), office)
    assert found.at == at("2026-03-02T10:03")
    assert not found.is_met(at("2026-03-02T10:03"))
    assert found.is_met(at("2026-03-02T10:02:59.999999"))
    assert found.last_second == at("2026-03-02T10:02:59")


def test_the_last_second_of_an_instant_between_seconds_is_the_whole_one_before_it() -> None:
    found = Period.hours(1).deadline(at("2026-03-02T10:00:00.5"), office)
    assert found.at == at("2026-03-02T11:00:00.5")
    assert found.last_second == at("2026-03-02T11:00:00")
    assert found.is_met(found.last_second)


def test_days_end_at_the_local_midnight_even_where_that_is_skipped() -> None:
    # Sao Paulo 2018-11-04 begins at 01:00: one day from the 2nd ends with the 3rd, at the change.
    brazil = make(tz="America/Sao_Paulo")
    found = Period.days(1).deadline(dt.date(2018, 11, 2), brazil)
    assert found.instant == dt.datetime(2018, 11, 4, 3, tzinfo=dt.UTC)
    assert found.at.isoformat() == "2018-11-04T01:00:00-02:00"


def test_a_same_time_in_the_gap_is_the_change_itself() -> None:
    new_york = make("daily 00:00-24:00", "America/New_York")
    start = dt.datetime(2024, 3, 9, 2, 30, tzinfo=ZoneInfo("America/New_York"))
    for period in (Period.days(1, ends="same_time"), Period.working_days(1, ends="same_time")):
        assert period.deadline(start, new_york).at.isoformat() == "2024-03-10T03:00:00-04:00"


def test_counts_of_days_take_dates_and_amounts_of_time_refuse_them() -> None:
    day = dt.date(2026, 3, 2)
    for period in (
        Period.days(1),
        Period.months(1),
        Period.years(1),
        Period.working_days(1),
        Period.working_days(1, ends="close"),
    ):
        found = period.deadline(day, office)
        assert found.start == day
        assert found.instant == period.deadline(at("2026-03-02T10:00"), office).instant
    for period in (
        Period.seconds(1),
        Period.minutes(1),
        Period.hours(1),
        Period.hours(1, "next_midnight"),
        Period.working_minutes(1),
        Period.working_hours(1),
        Period.working_days(1, ends="same_time"),
        Period.days(1, ends="same_time"),
    ):
        with pytest.raises(WrongType):
            period.deadline(day, office)


@pytest.mark.parametrize("bad", ["2026-03-02", None, 20260302, 1.0])
def test_a_start_is_an_instant_or_a_date(bad: object) -> None:
    for period in (Period.days(1), Period.hours(1)):
        with pytest.raises(WrongType):
            period.deadline(bad, office)  # type: ignore[arg-type]
    with pytest.raises(NaiveDatetime):
        Period.days(1).deadline(dt.datetime(2026, 3, 2), office)


def test_a_deadline_past_the_last_instant_is_refused() -> None:
    for period in (Period.years(8000), Period.days(2_930_000), Period.hours(24 * 2_930_000)):
        with pytest.raises(InstantOutOfRange):
            period.deadline(at("2026-03-02T10:00"), office)


# --- how pauses move it --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "start", "pauses_given", "due"),
    [
        # Hours run on real time: a night's pause of 12 h costs 12 h.
        (Period.hours(24), "2026-03-02T10:00", [("2026-03-02T20:00", "2026-03-03T08:00")], "2026-03-03T22:00"),
        # Working hours run on working time: the same pause costs nothing (pitfall 30).
        (Period.working_hours(9), "2026-03-02T10:00", [("2026-03-02T20:00", "2026-03-03T08:00")], "2026-03-03T10:00"),
        # 16:00 on Friday to 11:00 on Monday is 2 h + 2 h of working time.
        (Period.working_hours(4), "2026-03-06T15:00", [("2026-03-06T16:00", "2026-03-09T11:00")], "2026-03-09T14:00"),
        # Two that overlap count once: 10:30 to 12:30 is 2 h.
        (
            Period.hours(4),
            "2026-03-02T10:00",
            [("2026-03-02T11:00", "2026-03-02T12:30"), ("2026-03-02T10:30", "2026-03-02T11:30")],
            "2026-03-02T16:00",
        ),
        # A pause that began before the start counts from the start; one before it, or after the deadline, not at all.
        (Period.hours(4), "2026-03-02T10:00", [("2026-03-02T08:00", "2026-03-02T11:00")], "2026-03-02T15:00"),
        (Period.hours(4), "2026-03-02T10:00", [("2026-03-01T08:00", "2026-03-02T10:00")], "2026-03-02T14:00"),
        (Period.hours(4), "2026-03-02T10:00", [("2026-03-02T14:00", "2026-03-02T15:00")], "2026-03-02T14:00"),
        (Period.hours(4), "2026-03-02T10:00", [("2026-03-02T13:59", "2026-03-02T15:00")], "2026-03-02T15:01"),
        # A pause brings the deadline into the next one.
        (
            Period.hours(4),
            "2026-03-02T10:00",
            [("2026-03-02T11:00", "2026-03-02T12:00"), ("2026-03-02T14:30", "2026-03-02T16:00")],
            "2026-03-02T16:30",
        ),
        # From the next midnight: a pause before that midnight costs nothing.
        (
            Period.hours(24, "next_midnight"),
            "2026-03-02T10:00",
            [("2026-03-02T12:00", "2026-03-02T20:00")],
            "2026-03-04T00:00",
        ),
        # same_time moves on by working time: 2 h of it on Monday afternoon.
        (
            Period.working_days(1, ends="same_time"),
            "2026-03-02T10:00",
            [("2026-03-02T16:00", "2026-03-03T09:00")],
            "2026-03-03T12:00",
        ),
        (
            Period.working_days(1, ends="same_time"),
            "2026-03-02T10:00",
            [("2026-03-02T18:00", "2026-03-03T09:00")],
            "2026-03-03T10:00",
        ),
        # Moved past the close, it goes on the next morning: Tue 17:00 plus 3 h.
        (
            Period.working_days(1, ends="same_time"),
            "2026-03-02T17:00",
            [("2026-03-03T09:00", "2026-03-03T12:00")],
            "2026-03-04T11:00",
        ),
        # Days that are paused as a whole do not count, others do.
        (Period.days(3), "2026-03-02T10:00", [("2026-03-03T00:00", "2026-03-04T00:00")], "2026-03-07T00:00"),
        (Period.days(3), "2026-03-02T10:00", [("2026-03-03T00:01", "2026-03-04T00:00")], "2026-03-06T00:00"),
        (
            Period.days(3),
            "2026-03-02T10:00",
            [("2026-03-03T00:00", "2026-03-03T12:00"), ("2026-03-03T12:00", "2026-03-04T00:00")],
            "2026-03-07T00:00",
        ),
        (
            Period.days(3, pause_days="touched"),
            "2026-03-02T10:00",
            [("2026-03-03T12:00", "2026-03-04T12:00")],
            "2026-03-08T00:00",
        ),
        # The day of the event is not counted, so a pause on it costs nothing.
        (Period.days(3), "2026-03-02T10:00", [("2026-03-01T00:00", "2026-03-03T00:00")], "2026-03-06T00:00"),
        # A last day that is paused moves on.
        (Period.days(3), "2026-03-02T10:00", [("2026-03-05T00:00", "2026-03-06T00:00")], "2026-03-07T00:00"),
        # Working days: Tue and Wed paused from before the opening to after the close; Thu, Fri, Mon are counted.
        (Period.working_days(3), "2026-03-02T10:00", [("2026-03-03T08:00", "2026-03-04T20:00")], "2026-03-10T00:00"),
        (Period.working_days(3), "2026-03-02T10:00", [("2026-03-03T10:00", "2026-03-04T20:00")], "2026-03-07T00:00"),
        (
            Period.working_days(3, pause_days="touched"),
            "2026-03-02T10:00",
            [("2026-03-03T10:00", "2026-03-04T20:00")],
            "2026-03-10T00:00",
        ),
        (
            Period.working_days(3, ends="close"),
            "2026-03-02T10:00",
            [("2026-03-03T08:00", "2026-03-04T20:00")],
            "2026-03-09T18:00",
        ),
        # The roll comes after the pauses: three days with two of them paused end on Saturday, so on Monday.
        (
            Period.days(3, roll="next_working_day"),
            "2026-03-02T10:00",
            [("2026-03-03T00:00", "2026-03-05T00:00")],
            "2026-03-10T00:00",
        ),
        # A legal period that no pause stops.
        (
            Period.days(3, pausable=False),
            "2026-03-02T10:00",
            [("2026-03-03T00:00", "2026-03-04T00:00")],
            "2026-03-06T00:00",
        ),
        (Period.hours(4, pausable=False), "2026-03-02T10:00", [("2026-03-02T11:00", None)], "2026-03-02T14:00"),
        (Period.working_hours(4, pausable=False), "2026-03-02T10:00", [("2026-03-02T11:00", None)], "2026-03-02T14:00"),
    ],
)
def test_a_pause_moves_the_deadline_on_the_periods_own_clock(
    period: Period, start: str, pauses_given: list[tuple[str, str | None]], due: str
) -> None:
    spans = [pause(*span) for span in pauses_given]
    found = period.deadline(at(start), office, pauses=spans)
    assert found.at == at(due)
    assert period.deadline(at(start), office, pauses=spans[::-1]).instant == found.instant
    assert found.pauses == tuple(spans)


def test_the_same_time_some_calendar_days_on_moves_by_real_paused_time() -> None:
    # "Amounts of time and same_time move on by the paused time on the period's own clock": that of days is real time.
    found = Period.days(2, ends="same_time").deadline(
        at("2026-03-02T10:00"), office, pauses=[pause("2026-03-02T20:00", "2026-03-02T23:00")]
    )
    assert found.at == at("2026-03-04T13:00")


@pytest.mark.parametrize(
    "period",
    [
        Period.hours(4),
        Period.working_hours(4),
        Period.working_days(3),
        Period.working_days(3, ends="close"),
        Period.working_days(3, ends="same_time"),
        Period.days(3),
        Period.months(1),
        Period.days(3, pause_days="touched"),
    ],
    ids=repr,
)
def test_a_pause_that_is_still_open_leaves_the_deadline_unknown(period: Period) -> None:
    with pytest.raises(PauseNeverEnds, match="2026-03-0"):
        period.deadline(at("2026-03-02T10:00"), office, pauses=[pause("2026-03-02T11:00", None)])
    # One that opens after everything is used up does not matter.
    late = period.deadline(at("2026-03-02T10:00"), office, pauses=[pause("2026-06-01T11:00", None)])
    assert late.instant == period.deadline(at("2026-03-02T10:00"), office).instant


def test_a_pause_is_a_span() -> None:
    for bad in [(at("2026-03-02T11:00"), at("2026-03-02T12:00"))], ["x"], [None]:
        with pytest.raises(WrongType):
            Period.hours(1).deadline(at("2026-03-02T10:00"), office, pauses=bad)  # type: ignore[arg-type]


# --- against the oracle --------------------------------------------------------------------------------------------


@given(case=cases(), data=st.data(), hours=st.integers(1, 40))
def test_working_hours_end_where_walking_minute_by_minute_stops(case: Case, data: st.DataObject, hours: int) -> None:
    start, stops = data.draw(instants(case)), data.draw(pauses(case, open_ended=False))
    expected = oracle.add(case.oracle, start, hours * HOUR, pauses=for_oracle(stops), reach_days=45)
    assume(expected is not None)
    assert Period.working_hours(hours).deadline(start, case.calendar, pauses=stops).instant == expected


@given(case=cases(), data=st.data(), hours=st.integers(1, 200))
def test_hours_end_when_so_much_unpaused_time_has_passed(case: Case, data: st.DataObject, hours: int) -> None:
    start = data.draw(instants(case, exact=True))
    stops = data.draw(pauses(case, exact=True, open_ended=False))
    due = Period.hours(hours).deadline(start, case.calendar, pauses=stops).instant
    always = make("24x7", "UTC")
    assert always.working_time_between(start, due, pauses=stops) == hours * HOUR
    # The first such instant: a microsecond earlier it is less.
    assert always.working_time_between(start, due - MICROSECOND, pauses=stops) < hours * HOUR


@given(case=cases(), data=st.data(), n=st.integers(1, 12))
def test_working_days_end_on_the_day_that_walking_finds(case: Case, data: st.DataObject, n: int) -> None:
    assume(any(case.oracle.week))
    start = data.draw(instants(case))
    day = oracle.local_day(case.tz, oracle.seconds_of(start))
    last = oracle.add_working_days(case.oracle, day, n)
    midnight = oracle.instant_of(oracle.instant_of_wall(case.tz, last, 86_400))
    assert Period.working_days(n).deadline(start, case.calendar).instant == midnight
    closing = Period.working_days(n, ends="close").deadline(start, case.calendar).instant
    assert case.calendar.working_time_between(closing - MICROSECOND, closing) == MICROSECOND
    same_day = Period.working_days(n, "same_day").deadline(start, case.calendar).instant
    before = day - dt.timedelta(days=1)
    expected = oracle.add_working_days(case.oracle, before, n)
    assert same_day == oracle.instant_of(oracle.instant_of_wall(case.tz, expected, 86_400))


@given(case=cases(), data=st.data(), n=st.integers(1, 30))
def test_days_end_at_a_local_midnight_so_many_dates_on(case: Case, data: st.DataObject, n: int) -> None:
    start = data.draw(instants(case, exact=True))
    day = start.astimezone(ZoneInfo(case.tz)).date()
    due = Period.days(n).deadline(start, case.calendar)
    last = day + dt.timedelta(days=n)
    assert due.instant == oracle.instant_of(oracle.instant_of_wall(case.tz, last, 86_400))
    assert due.at.utcoffset() == due.instant.astimezone(ZoneInfo(case.tz)).utcoffset()


@given(case=cases(), data=st.data())
def test_a_deadline_never_comes_earlier_for_a_later_start_a_longer_period_or_one_more_pause(
    case: Case, data: st.DataObject
) -> None:
    build = data.draw(st.sampled_from(BUILDERS[:-2]))
    one, two = sorted(utc(data.draw(instants(case, exact=True))) for _ in range(2))
    short, long = sorted(data.draw(st.integers(1, 20)) for _ in range(2))
    stops = data.draw(pauses(case, exact=True, open_ended=False))
    try:
        due = build(short).deadline(one, case.calendar).instant
        assert due <= build(short).deadline(two, case.calendar).instant
        assert due <= build(long).deadline(one, case.calendar).instant
        assert due <= build(short).deadline(one, case.calendar, pauses=stops).instant
    except (HorizonExceeded, NeverOpen):
        assume(False)


# --- what it is and says -------------------------------------------------------------------------------------------


def test_a_deadline_is_a_value_that_carries_what_it_was_computed_from() -> None:
    spans = [pause("2026-03-02T20:00", "2026-03-03T08:00")]
    found = Period.hours(24).deadline(at("2026-03-02T10:00"), office, pauses=spans)
    assert (found.period, found.tz, found.calendar_id, found.calendar_digest) == (
        Period.hours(24),
        "Asia/Shanghai",
        "period",
        office.digest,
    )
    assert found.start.tzinfo is dt.UTC  # type: ignore[union-attr]
    again = Period.hours(24).deadline(at("2026-03-02T10:00"), office, pauses=spans)
    assert found == again
    assert hash(found) == hash(again)
    assert pickle.loads(pickle.dumps(found)) == copy.copy(found) == copy.deepcopy(found) == found
    with pytest.raises((AttributeError, TypeError)):
        found.tz = "UTC"  # type: ignore[misc]


def test_a_deadline_says_itself_in_chinese_and_english() -> None:
    midnight = Period.days(7).deadline(at("2026-03-02T10:00"), office)
    for lang in ("en", "zh", "zh-CN", "ZH-hans", "fr"):
        words = midnight.words(lang)
        assert "2026-03-09 23:59:59" in words
        assert ("截止" in words) == lang.lower().startswith("zh")
        assert ("due" in words) != lang.lower().startswith("zh")
    exact = Period.hours(48).deadline(at("2026-03-02T10:15:30"), office)
    assert "2026-03-04 10:15:30" in exact.words("en")
    assert "2026-03-04 10:15:30" in exact.words("zh")
    assert exact.words("en") != midnight.words("en")


def test_a_deadline_tells_its_distance_from_now_in_words() -> None:
    found = Period.hours(48).deadline(at("2026-03-02T10:00"), office)
    assert found.relative(now=at("2026-03-04T08:00"), lang="en") == "in 2 hours"
    assert found.relative(now=at("2026-03-04T12:00"), lang="en") == "2 hours ago"
    assert "2" in found.relative(now=at("2026-03-04T08:00"), lang="zh")
    assert "小时" in found.relative(now=at("2026-03-04T08:00"), lang="zh")
    assert found.relative(now=at("2026-03-04T08:00"), lang="zh") != found.relative(
        now=at("2026-03-04T12:00"), lang="zh"
    )
    with pytest.raises(TypeError):
        found.relative(lang="en")  # type: ignore[call-arg]
    with pytest.raises(NaiveDatetime):
        found.relative(now=dt.datetime(2026, 3, 4), lang="en")


def test_the_time_that_is_left_is_told_in_words() -> None:
    found = Period.hours(48).deadline(at("2026-03-02T10:00"), office)
    assert found.remaining(now=at("2026-03-04T07:30")) == 2.5 * HOUR
    assert found.remaining(now=at("2026-03-04T12:30")) == -2.5 * HOUR
    assert found.remaining_words(now=at("2026-03-04T07:30"), lang="en") == "2 hours 30 minutes"
    assert found.remaining_words(now=at("2026-03-04T12:30"), lang="en") == "2 hours 30 minutes"
    chinese = found.remaining_words(now=at("2026-03-04T07:30"), lang="zh-CN")
    assert "2" in chinese
    assert "小时" in chinese
    assert "30" in chinese


def test_a_document_whose_words_contradict_its_instant_is_refused() -> None:
    from aftersales_core.errors import DecodeError
    from aftersales_core.interchange.codec import from_dict, to_dict

    plain = to_dict(Period.hours(48).deadline(at("2026-03-02T10:00"), office))
    assert isinstance(plain, dict)
    assert plain["local"] == "2026-03-04T10:00:00+08:00"
    for key in ("local", "last_second"):
        with pytest.raises(DecodeError) as caught:
            from_dict(Deadline, plain | {key: "2026-03-04T11:00:00+08:00"})
        assert [problem.pointer for problem in caught.value.problems] == [f"/{key}"]


# --- past the known years ------------------------------------------------------------------------------------------


def known_to_2026(beyond_horizon: str) -> WorkingCalendar:
    return make(holidays=HolidayTable.of(first_year=2020, last_year=2026), beyond_horizon=beyond_horizon)


def test_a_deadline_past_the_known_years_is_refused_or_marked_as_the_calendar_says() -> None:
    start = at("2026-12-30T10:00")  # a Wednesday; the 31st is the last known working day
    with pytest.raises(HorizonExceeded):
        Period.working_days(2).deadline(start, known_to_2026("raise"))
    marked = Period.working_days(2).deadline(start, known_to_2026("provisional"))
    assert marked.provisional
    assert marked.at == at("2027-01-02T00:00")
    assert "provisional" in marked.words("en")
    assert "暂定" in marked.words("zh")
    certain = Period.working_days(1).deadline(start, known_to_2026("provisional"))
    assert not certain.provisional
    assert certain.at == at("2027-01-01T00:00")
    assert "provisional" not in certain.words("en")


@pytest.mark.parametrize(
    ("period", "needs_holidays"),
    [
        (Period.hours(72), False),
        (Period.days(7), False),
        (Period.months(1), False),
        (Period.days(7, roll="next_working_day"), True),
        (Period.working_hours(40), True),
        (Period.working_minutes(2400), True),
        (Period.working_days(5), True),
        (Period.working_days(5, ends="close"), True),
        (Period.working_days(5, ends="same_time"), True),
    ],
    ids=repr,
)
def test_only_what_rests_on_unpublished_holidays_is_provisional(period: Period, needs_holidays: bool) -> None:
    start = at("2026-12-30T10:00")
    marked = period.deadline(start, known_to_2026("provisional"))
    assert marked.provisional is needs_holidays
    if needs_holidays:
        with pytest.raises(HorizonExceeded):
            period.deadline(start, known_to_2026("raise"))
    else:
        assert period.deadline(start, known_to_2026("raise")).instant == marked.instant


def test_a_start_past_the_known_years_is_provisional_too() -> None:
    start = at("2028-05-02T10:00")
    assert Period.working_days(1).deadline(start, known_to_2026("provisional")).provisional
    with pytest.raises(HorizonExceeded):
        Period.working_days(1).deadline(start, known_to_2026("raise"))


def test_a_deadline_goes_to_plain_data_and_back() -> None:
    from aftersales_core.interchange.codec import from_dict, from_json, to_dict, to_json

    for found in (
        Period.hours(24).deadline(
            at("2026-03-02T10:00:00.000001"), office, pauses=[pause("2026-03-02T20:00", "2026-03-03T08:00")]
        ),
        Period.working_days(5).deadline(dt.date(2026, 3, 2), office),
        Period.working_days(2).deadline(at("2026-12-30T10:00"), known_to_2026("provisional")),
    ):
        assert from_dict(Deadline, to_dict(found)) == found
        assert from_json(Deadline, to_json(found)) == found
