"""A span taken apart: rows that touch, cover the span, agree with the count, and give their reason in words."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.instants import Span, utc
from aftersales_core.worktime.calendar import WorkingCalendar
from aftersales_core.worktime.holiday_table import HolidayTable
from aftersales_core.worktime.trace import explain_real_time
from aftersales_core.worktime.week import parse_windows
from tests.strategies import Case, cases, instants, pauses

HOUR = dt.timedelta(hours=1)
MICROSECOND = dt.timedelta(microseconds=1)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{text}+08:00")


@given(case=cases(), data=st.data())
def test_rows_cover_the_span_touch_each_other_and_add_up(case: Case, data: st.DataObject) -> None:
    a, b = sorted(utc(data.draw(instants(case, exact=True))) for _ in range(2))
    stops = data.draw(pauses(case, exact=True))
    trace = case.calendar.explain(a, b, pauses=stops)
    assert trace.counted == case.calendar.working_time_between(a, b, pauses=stops)
    assert not trace.provisional
    if a == b:
        assert trace.rows == ()
        return
    assert trace.rows[0].start == a
    assert trace.rows[-1].end == b
    for one, two in itertools.pairwise(trace.rows):
        assert one.end == two.start
        assert (one.why, one.name, one.counted) != (two.why, two.name, two.counted)
    for row in trace.rows:
        assert row.start < row.end
        paused = any(row.start in stop for stop in stops)
        assert row.counted == (case.calendar.is_open(row.start) and not paused)
        assert row.counted == (
            case.calendar.is_open(row.end - MICROSECOND)
            and not any(utc(row.end) - MICROSECOND in stop for stop in stops)
        )


def test_a_week_with_everything_is_explained_row_by_row() -> None:
    # zammad#390: "why this deadline?", where the maintainer's own hand calculation was a day off.
    calendar = WorkingCalendar(
        id="all",
        tz="Asia/Shanghai",
        week="Mon-Fri 09:00-12:00 13:00-18:00",
        holidays=HolidayTable.of(
            {dt.date(2026, 3, 4): "Founders' Day"}, {dt.date(2026, 3, 7): "make-up"}, first_year=2026, last_year=2026
        ),
        special_hours={dt.date(2026, 3, 5): parse_windows("10:00-12:00")},
        breaks={dt.date(2026, 3, 3): parse_windows("15:00-16:00")},
        make_up_hours=parse_windows("09:00-11:00"),
    )
    trace = calendar.explain(
        at("2026-03-03T10:00"), at("2026-03-07T12:00"), pauses=[Span(at("2026-03-03T16:30"), at("2026-03-03T17:00"))]
    )
    rows = [
        (row.start.strftime("%d %H:%M"), row.end.strftime("%d %H:%M"), row.counted, row.why, row.name)
        for row in trace.rows
    ]
    assert rows == [
        ("03 10:00", "03 12:00", True, "window", None),
        ("03 12:00", "03 13:00", False, "closed", None),
        ("03 13:00", "03 15:00", True, "window", None),
        ("03 15:00", "03 16:00", False, "break", None),
        ("03 16:00", "03 16:30", True, "window", None),
        ("03 16:30", "03 17:00", False, "pause", None),
        ("03 17:00", "03 18:00", True, "window", None),
        ("03 18:00", "04 00:00", False, "closed", None),
        ("04 00:00", "05 00:00", False, "holiday", "Founders' Day"),
        ("05 00:00", "05 10:00", False, "closed", None),
        ("05 10:00", "05 12:00", True, "special_hours", None),
        ("05 12:00", "06 09:00", False, "closed", None),
        ("06 09:00", "06 12:00", True, "window", None),
        ("06 12:00", "06 13:00", False, "closed", None),
        ("06 13:00", "06 18:00", True, "window", None),
        ("06 18:00", "07 09:00", False, "closed", None),
        ("07 09:00", "07 11:00", True, "make_up_day", "make-up"),
        ("07 11:00", "07 12:00", False, "closed", None),
    ]
    # 2 + 2 + 0.5 + 1 on Tuesday, 2 on Thursday, 8 on Friday, 2 on Saturday.
    assert trace.counted == 17.5 * HOUR
    english, chinese = trace.text("en"), trace.text("zh")
    assert len(english.splitlines()) == len(chinese.splitlines()) == len(rows)
    assert "Founders' Day" in english
    assert "public holiday" in english
    for word in ("休息", "暂停", "法定节假日", "调休上班日"):
        assert word in chinese


def test_a_night_before_a_holiday_is_explained_as_the_night_it_is() -> None:
    calendar = WorkingCalendar(
        id="nights",
        tz="Asia/Shanghai",
        week="daily 22:00-06:00",
        holidays=HolidayTable.of({dt.date(2026, 3, 4): "Day"}, first_year=2026, last_year=2026),
    )
    rows = calendar.explain(at("2026-03-03T22:00"), at("2026-03-05T22:00")).rows
    assert [(row.end.strftime("%d %H:%M"), row.counted, row.why) for row in rows] == [
        ("04 06:00", True, "window"),
        ("05 00:00", False, "holiday"),
        ("05 22:00", False, "closed"),
    ]


def test_nothing_is_explained_by_no_rows() -> None:
    calendar = WorkingCalendar(id="x", tz="UTC", week="24x7", holidays=HolidayTable.none())
    moment = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
    assert calendar.explain(moment, moment).rows == ()
    assert calendar.explain(moment, moment - HOUR).rows == ()
    assert calendar.explain(moment, moment).counted == 0 * HOUR
    assert calendar.explain(moment, moment).text("en") == ""


@pytest.mark.parametrize("beyond_horizon", ["raise", "provisional"])
def test_rows_past_the_known_years_are_marked(beyond_horizon: str) -> None:
    calendar = WorkingCalendar(
        id="x",
        tz="Asia/Shanghai",
        week="Mon-Fri 09:00-18:00",
        holidays=HolidayTable.of(first_year=2020, last_year=2026),
        beyond_horizon=beyond_horizon,  # type: ignore[arg-type]
    )
    trace = calendar.explain(at("2026-12-31T17:00"), at("2027-01-01T10:00"))
    assert trace.provisional
    assert [(row.start.strftime("%d %H:%M"), row.counted, row.provisional) for row in trace.rows] == [
        ("31 17:00", True, False),
        ("31 18:00", False, False),
        ("01 00:00", False, True),
        ("01 09:00", True, True),
    ]
    assert "not confirmed yet" in trace.text("en")
    assert "待官方公布" in trace.text("zh")
    assert not calendar.explain(at("2026-12-30T17:00"), at("2026-12-31T10:00")).provisional


def test_rows_read_the_local_clock_with_a_fixed_offset() -> None:
    calendar = WorkingCalendar(id="x", tz="America/New_York", week="24x7", holidays=HolidayTable.none())
    (row,) = calendar.explain(
        dt.datetime(2024, 3, 10, 5, tzinfo=dt.UTC), dt.datetime(2024, 3, 11, 4, tzinfo=dt.UTC)
    ).rows
    assert row.start.isoformat() == "2024-03-10T00:00:00-05:00"
    assert row.end.isoformat() == "2024-03-11T00:00:00-04:00"
    assert calendar.explain(row.start, row.end).counted == 23 * HOUR


def test_a_clock_of_real_time_is_explained_by_its_pauses_alone() -> None:
    calendar = WorkingCalendar(id="x", tz="Asia/Shanghai", week="Mon-Fri 09:00-18:00", holidays=HolidayTable.none())
    pauses = [
        Span(at("2026-03-02T11:00"), at("2026-03-02T12:00")),
        Span(at("2026-03-02T11:30"), at("2026-03-02T12:30")),
        Span(at("2026-03-02T08:00"), at("2026-03-02T10:30")),
        Span(at("2026-03-02T23:00")),
        Span(at("2026-03-01T08:00"), at("2026-03-01T10:30")),
    ]
    trace = explain_real_time(calendar, at("2026-03-02T10:00"), at("2026-03-03T01:00"), pauses=pauses)
    rows = [(row.start.strftime("%H:%M"), row.end.strftime("%H:%M"), row.counted, row.why) for row in trace.rows]
    assert rows == [
        ("10:00", "10:30", False, "pause"),
        ("10:30", "11:00", True, "elapsed"),
        ("11:00", "12:30", False, "pause"),
        ("12:30", "23:00", True, "elapsed"),
        ("23:00", "01:00", False, "pause"),
    ]
    assert trace.counted == 11 * HOUR
    assert "暂停" in trace.text("zh")
    assert explain_real_time(calendar, at("2026-03-02T10:00"), at("2026-03-02T10:00")).rows == ()


@given(case=cases(), data=st.data())
def test_real_time_rows_cover_the_span_and_count_what_is_not_paused(case: Case, data: st.DataObject) -> None:
    a, b = sorted(utc(data.draw(instants(case, exact=True))) for _ in range(2))
    stops = data.draw(pauses(case, exact=True))
    trace = explain_real_time(case.calendar, a, b, pauses=stops)
    always = WorkingCalendar(id="always", tz="UTC", week="24x7", holidays=HolidayTable.none())
    assert trace.counted == always.working_time_between(a, b, pauses=stops)
    assert sum((row.end - row.start for row in trace.rows), 0 * HOUR) == b - a
    assert all(one.end == two.start for one, two in itertools.pairwise(trace.rows))
