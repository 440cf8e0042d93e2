"""Broken input and broken definitions: the exact error, a lower-case message, never a hang and never a bare crash."""

import datetime as dt
import functools

import pandas as pd
import pytest

from aftersales_core.errors import (
    AftersalesError,
    DecodeError,
    HorizonExceeded,
    InstantOutOfRange,
    InvalidCalendar,
    NaiveDatetime,
    NeverOpen,
    UnknownZone,
    WrongType,
)
from aftersales_core.instants import Span
from aftersales_core.worktime.calendar import WorkingCalendar
from aftersales_core.worktime.holiday_table import HolidayTable
from aftersales_core.worktime.period import Period
from aftersales_core.worktime.week import WeeklyHours, Window, parse_windows

HOUR = dt.timedelta(hours=1)
DAY = dt.date(2026, 5, 1)
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
NEVER = WeeklyHours(((),) * 7)


def make(**others: object) -> WorkingCalendar:
    given = {
        "id": "bad",
        "tz": "Asia/Shanghai",
        "week": "Mon-Fri 09:00-18:00",
        "holidays": HolidayTable.none(),
    } | others
    return WorkingCalendar(**given)  # type: ignore[arg-type]


office = make()


@pytest.mark.parametrize(
    "tz",
    [
        "",
        "\0",
        "A" * 10_000,
        "../etc/passwd",
        "/etc/localtime",
        "localtime",
        "right/UTC",
        "posixrules",
        "Asia/Atlantis",
        "UTC+8",
        "上海",
        "Asia/Shanghai ",
    ],
    ids=range(12),
)
def test_a_zone_that_is_no_iana_name_is_refused(tz: str) -> None:
    with pytest.raises(UnknownZone) as caught:
        make(tz=tz)
    assert len(str(caught.value)) < 400
    with pytest.raises(DecodeError):
        WorkingCalendar.from_dict({"id": "x", "tz": tz, "week": "24x7"})


BROKEN: dict[str, dict[str, object]] = {
    "never open": {"week": NEVER},
    "special hours without hours": {"week": NEVER, "special_hours": {DAY: ()}},
    "make-up hours without make-up days": {"week": NEVER, "make_up_hours": parse_windows("09:00-12:00")},
    "special hours on a day off that outranks them": {
        "week": NEVER,
        "special_hours": {DAY: parse_windows("09:00-12:00")},
        "holidays": HolidayTable.of([DAY], first_year=2026, last_year=2026),
        "precedence": "holiday",
    },
    "a date twice in special hours": {
        "special_hours": [(DAY, parse_windows("09:00-12:00")), (DAY, parse_windows("13:00-14:00"))]
    },
    "a date twice in breaks": {"breaks": [(DAY, parse_windows("09:00-12:00")), (DAY, parse_windows("13:00-14:00"))]},
    "an unknown precedence": {"precedence": "break"},
    "an unknown horizon": {"beyond_horizon": "guess"},
    "an empty id": {"id": ""},
    "an unreadable week": {"week": "Mon-Fri"},
    "an impossible window": {"week": "Mon 25:00-26:00"},
    "an empty window": {"week": "Mon 12:00-12:00"},
    "a dash of the wrong kind": {"week": "Mon 09:00–17:00"},
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_calendar_that_cannot_be_meant_is_refused_when_it_is_built(broken: dict[str, object]) -> None:
    with pytest.raises(InvalidCalendar) as caught:
        make(**broken)
    assert caught.value.problems
    assert not str(caught.value)[0].isupper()
    assert len(str(caught.value)) < 500


def test_all_problems_of_a_calendar_are_told_at_once() -> None:
    with pytest.raises(InvalidCalendar) as caught:
        make(id="", precedence="x", beyond_horizon="y", week=NEVER)
    assert len(caught.value.problems) == 4


def test_a_date_both_off_and_made_up_is_refused() -> None:
    with pytest.raises(InvalidCalendar, match="2026-05-01 is both a day off and a make-up day"):
        make(holidays=HolidayTable.of([DAY], [DAY], first_year=2026, last_year=2026))


INSTANT_CALLS = {
    "working_time_between start": lambda bad: office.working_time_between(bad, NOON),
    "working_time_between end": lambda bad: office.working_time_between(NOON, bad),
    "add_working_time": lambda bad: office.add_working_time(bad, HOUR),
    "is_open": office.is_open,
    "next_open": office.next_open,
    "next_opening": office.next_opening,
    "previous_opening": office.previous_opening,
    "next_close": office.next_close,
    "previous_close": office.previous_close,
    "spans": lambda bad: office.spans(bad, NOON),
    "explain": lambda bad: office.explain(bad, NOON),
    "span": Span,
    "deadline": lambda bad: Period.hours(1).deadline(bad, office),
}


@pytest.mark.parametrize("call", INSTANT_CALLS.values(), ids=INSTANT_CALLS)
def test_what_is_no_instant_is_refused_by_every_call(call: object) -> None:
    for bad in (dt.datetime(2026, 3, 2, 12), pd.Timestamp("2026-03-02 12:00")):
        with pytest.raises(NaiveDatetime):
            call(bad)  # type: ignore[operator]
    for bad in (pd.NaT, None, "2026-03-02T12:00Z", 0, 1.5, float("nan"), True, b"", [], dt.timedelta(0)):
        with pytest.raises((WrongType, NaiveDatetime)) as caught:
            call(bad)  # type: ignore[operator]
        assert isinstance(caught.value, WrongType) or bad is pd.NaT
        assert not str(caught.value)[0].isupper()


@pytest.mark.parametrize("call", INSTANT_CALLS.values(), ids=INSTANT_CALLS)
def test_an_instant_outside_1970_to_9998_is_refused_by_every_call(call: object) -> None:
    for bad in (
        dt.datetime(1969, 12, 31, 23, tzinfo=dt.UTC),
        dt.datetime(9999, 1, 1, tzinfo=dt.UTC),
        dt.datetime.min.replace(tzinfo=dt.UTC),
    ):
        with pytest.raises((InstantOutOfRange, HorizonExceeded)):
            call(bad)  # type: ignore[operator]


FIRST, LAST = dt.datetime(1970, 1, 1, tzinfo=dt.UTC), dt.datetime(9998, 12, 31, 23, 59, 59, 999_999, tzinfo=dt.UTC)


@functools.cache
def of_week(tz: str, week: str) -> WorkingCalendar:
    """One calendar of each kind, since what it compiles for the last years is long in the making."""
    return make(tz=tz, week=week)


@pytest.mark.parametrize("tz", ["UTC", "Pacific/Kiritimati", "America/New_York"])
@pytest.mark.parametrize("moment", [FIRST, FIRST + HOUR, LAST - HOUR, LAST], ids=str)
def test_the_very_first_and_last_instants_are_answered_or_refused_by_name(tz: str, moment: dt.datetime) -> None:
    for calendar in (of_week(tz, week) for week in ("Mon-Fri 09:00-18:00", "24x7", "daily 22:00-06:00")):
        for call in (
            lambda: calendar.is_open(moment),  # noqa: B023 - called at once
            lambda: calendar.next_open(moment),  # noqa: B023
            lambda: calendar.next_close(moment),  # noqa: B023
            lambda: calendar.previous_close(moment),  # noqa: B023
            lambda: calendar.previous_opening(moment),  # noqa: B023
            lambda: calendar.working_time_between(moment, moment),  # noqa: B023
            lambda: calendar.add_working_time(moment, dt.timedelta(hours=30)),  # noqa: B023
            lambda: calendar.add_working_time(moment, dt.timedelta(hours=-30)),  # noqa: B023
            lambda: calendar.is_working_day(moment.date()),  # noqa: B023
            lambda: calendar.add_working_days(moment.date(), 1),  # noqa: B023
            lambda: calendar.add_working_days(moment.date(), -1),  # noqa: B023
            lambda: calendar.working_days_between(moment.date(), moment.date(), closed="both"),  # noqa: B023
            lambda: calendar.explain(moment, moment),  # noqa: B023
            lambda: Period.days(2).deadline(moment, calendar),  # noqa: B023
            lambda: Period.hours(48).deadline(moment, calendar),  # noqa: B023
            lambda: Period.years(1).deadline(moment, calendar),  # noqa: B023
            lambda: Period.working_days(2).deadline(moment, calendar),  # noqa: B023
            lambda: Period.working_days(2, ends="same_time").deadline(moment, calendar),  # noqa: B023
            lambda: Period.working_hours(20).deadline(moment, calendar),  # noqa: B023
        ):
            try:
                call()
            except AftersalesError as error:
                assert str(error)  # noqa: PT017 - either an answer or an error of ours is right here


def test_amounts_that_no_calendar_holds_are_refused() -> None:
    known = HolidayTable.of(first_year=2020, last_year=2030)
    amounts = (dt.timedelta.max, dt.timedelta.min, dt.timedelta(days=2_930_000), dt.timedelta(days=-2_930_000))
    for week in ("Mon-Fri 09:00-18:00", "24x7"):
        bounded, boundless = make(week=week, holidays=known), make(week=week)
        for amount in amounts:
            with pytest.raises(HorizonExceeded):
                bounded.add_working_time(NOON, amount)
            # Where all years are known there is no horizon to blame.
            with pytest.raises(NeverOpen):
                boundless.add_working_time(NOON, amount)


@pytest.mark.parametrize(
    "pauses", [[NOON], [(NOON, NOON + HOUR)], ["x"], [None], None, 5, [dt.timedelta(0)]], ids=range(7)
)
def test_a_pause_is_a_span_and_pauses_are_many(pauses: object) -> None:
    if not pauses:
        return
    for call in (
        lambda: office.working_time_between(NOON, NOON + HOUR, pauses=pauses),  # type: ignore[arg-type]
        lambda: office.add_working_time(NOON, HOUR, pauses=pauses),  # type: ignore[arg-type]
        lambda: office.explain(NOON, NOON + HOUR, pauses=pauses),  # type: ignore[arg-type]
        lambda: Period.hours(1).deadline(NOON, office, pauses=pauses),  # type: ignore[arg-type]
    ):
        with pytest.raises((WrongType, TypeError)):
            call()


def test_spans_of_a_reversed_or_empty_range_are_none() -> None:
    assert office.spans(NOON, NOON) == ()
    assert office.spans(NOON, NOON - HOUR) == ()


GOOD = {"id": "shop", "tz": "Asia/Shanghai", "week": "Mon-Fri 09:00-18:00"}


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"id": None}, "/id"),
        ({"id": 5}, "/id"),
        ({"tz": 5}, "/tz"),
        ({"tz": "Mars/Olympus"}, "/tz"),
        ({"week": 5}, "/week"),
        ({"week": {"monday": []}}, "/week"),
        ({"week": {"mon": [["25:00", "26:00"]]}}, "/week"),
        ({"days_off": "2026-01-01"}, "/days_off"),
        ({"days_off": ["2026-13-01"]}, "/days_off/0"),
        ({"days_off": ["2026-01-01", 5]}, "/days_off/1"),
        ({"days_off": ["20260101"]}, "/days_off/0"),
        ({"days_off": ["2026-W01-1"]}, "/days_off/0"),
        ({"make_up_days": [None]}, "/make_up_days/0"),
        ({"special_hours": []}, "/special_hours"),
        ({"special_hours": {"2026-01-01": "closed"}}, "/special_hours"),
        ({"breaks": {"2026-01-01": 5}}, "/breaks"),
        ({"first_year": "2026"}, "/first_year"),
        ({"first_year": True}, "/first_year"),
        ({"last_year": 2026.0}, "/last_year"),
        ({"holiday_cuts_night_tail": "yes"}, "/holiday_cuts_night_tail"),
        ({"holiday_cuts_night_tail": 1}, "/holiday_cuts_night_tail"),
        ({"precedence": 1}, "/precedence"),
        ({"colour": "blue"}, "/colour"),
        ({"a/b~c": 1}, "/a~1b~0c"),
        ({"make_up_hours": 5}, "/make_up_hours"),
        ({"source": 5}, "/source"),
    ],
    ids=range(26),
)
def test_a_document_is_refused_with_the_place_of_the_problem(change: dict[str, object], pointer: str) -> None:
    with pytest.raises(DecodeError) as caught:
        WorkingCalendar.from_dict(GOOD | change)
    assert any(problem.pointer.startswith(pointer) for problem in caught.value.problems), caught.value.problems


@pytest.mark.parametrize("key", ["id", "tz", "week"])
def test_a_document_without_a_required_key_is_refused(key: str) -> None:
    with pytest.raises(DecodeError) as caught:
        WorkingCalendar.from_dict({name: value for name, value in GOOD.items() if name != key})
    assert [(problem.pointer, problem.code) for problem in caught.value.problems] == [(f"/{key}", "missing_key")]


@pytest.mark.parametrize("document", [None, [], "x", 5, True])
def test_what_is_no_object_is_no_calendar(document: object) -> None:
    with pytest.raises(DecodeError):
        WorkingCalendar.from_dict(document)


def test_every_problem_of_a_document_is_told_at_once() -> None:
    with pytest.raises(DecodeError) as caught:
        WorkingCalendar.from_dict({"tz": "Mars/Olympus", "week": 5, "days_off": ["x", "y"], "colour": "blue"})
    places = {problem.pointer for problem in caught.value.problems}
    assert places == {"/id", "/tz", "/week", "/days_off/0", "/days_off/1", "/colour"}


@pytest.mark.parametrize(
    "change",
    [
        {"days_off": ["2026-01-01"], "make_up_days": ["2026-01-01"]},
        {"days_off": ["2026-01-01"], "first_year": 2027, "last_year": 2028},
        {"first_year": 2028, "last_year": 2027},
        {"precedence": "break"},
        {"beyond_horizon": "guess"},
        {"week": {}},
        {"id": ""},
    ],
    ids=range(7),
)
def test_a_document_that_reads_well_and_means_nothing_is_refused(change: dict[str, object]) -> None:
    with pytest.raises((DecodeError, InvalidCalendar)):
        WorkingCalendar.from_dict(GOOD | change)


def test_windows_take_whole_seconds_only() -> None:
    for bad in (9.5, "09:00", None, True):
        with pytest.raises((InvalidCalendar, WrongType, TypeError)):
            Window(bad, 64_800)  # type: ignore[arg-type]
