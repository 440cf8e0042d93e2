"""Honest at the edges: past the last published year an answer is refused or marked, and drift is made visible."""

import datetime as dt

import pytest

from aftersales_core.errors import AftersalesError, HorizonExceeded, InvalidCalendar
from aftersales_core.instants import Span
from aftersales_core.worktime.calendar import WorkingCalendar
from aftersales_core.worktime.holiday_table import HolidayTable
from aftersales_core.worktime.period import Period

HOUR = dt.timedelta(hours=1)
SECOND = dt.timedelta(seconds=1)


def make(days_off: tuple[str, ...] = (), last_year: int = 2026, **others: object) -> WorkingCalendar:
    table = HolidayTable.of([dt.date.fromisoformat(day) for day in days_off], first_year=2020, last_year=last_year)
    given = {"id": "known", "tz": "Asia/Shanghai", "week": "Mon-Fri 09:00-18:00", "holidays": table} | others
    return WorkingCalendar(**given)  # type: ignore[arg-type]


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{text}+08:00")


LAST_MOMENT, FIRST_MOMENT = at("2027-01-01T00:00"), at("2020-01-01T00:00")


@pytest.mark.parametrize("beyond_horizon", ["raise", "provisional"])
def test_plain_answers_past_the_known_years_are_refused_whatever_the_calendar_says(beyond_horizon: str) -> None:
    # A timedelta, a datetime or a truth value has no place to carry the mark "provisional".
    calendar = make(beyond_horizon=beyond_horizon)
    inside = at("2026-06-01T10:00")
    for outside in (LAST_MOMENT + SECOND, FIRST_MOMENT - SECOND, at("2030-01-01T00:00")):
        for call in (
            lambda: calendar.is_open(outside),  # noqa: B023 - called at once
            lambda: calendar.working_time_between(inside, outside),  # noqa: B023
            lambda: calendar.working_time_between(outside, inside),  # noqa: B023
            lambda: calendar.add_working_time(outside, HOUR),  # noqa: B023
            lambda: calendar.next_open(outside),  # noqa: B023
            lambda: calendar.next_opening(outside),  # noqa: B023
            lambda: calendar.next_close(outside),  # noqa: B023
            lambda: calendar.previous_opening(outside),  # noqa: B023
            lambda: calendar.previous_close(outside),  # noqa: B023
            lambda: calendar.spans(inside, outside),  # noqa: B023
        ):
            with pytest.raises(HorizonExceeded) as caught:
                call()
            assert caught.value.calendar_id == "known"
            assert caught.value.known_from == dt.date(2020, 1, 1)
            assert caught.value.known_until == dt.date(2026, 12, 31)


def test_an_answer_that_would_lie_past_the_known_years_is_refused() -> None:
    calendar = make()
    thursday = at("2026-12-31T17:00")
    assert calendar.add_working_time(thursday, HOUR) == at("2026-12-31T18:00")
    for call in (
        lambda: calendar.add_working_time(thursday, HOUR + SECOND),
        lambda: calendar.add_working_time(thursday, HOUR, landing="open"),
        lambda: calendar.next_open(at("2026-12-31T18:00")),
        lambda: calendar.next_close(at("2026-12-31T18:00")),
        lambda: calendar.previous_close(at("2020-01-01T10:00")),
        lambda: calendar.add_working_time(at("2020-01-01T10:00"), -HOUR - SECOND),
    ):
        with pytest.raises(HorizonExceeded):
            call()
    assert calendar.next_close(thursday) == at("2026-12-31T18:00")
    assert calendar.previous_opening(at("2020-01-01T10:00")) == at("2020-01-01T09:00")


def test_the_whole_of_the_known_years_can_be_asked_for() -> None:
    calendar = make()
    assert calendar.working_time_between(FIRST_MOMENT, LAST_MOMENT) > 15_000 * HOUR
    assert (calendar.known_from, calendar.known_until) == (dt.date(2020, 1, 1), dt.date(2026, 12, 31))
    assert calendar.spans(LAST_MOMENT - 8 * HOUR, LAST_MOMENT)[-1].end == at("2026-12-31T18:00")


def test_the_known_years_begin_and_end_on_the_calendars_own_clock() -> None:
    # 2027-01-01 00:00 in Shanghai is 2026-12-31 16:00 UTC: an hour later nothing is known, whatever year UTC says.
    assert make().is_open(dt.datetime(2026, 12, 31, 9, tzinfo=dt.UTC))
    with pytest.raises(HorizonExceeded):
        make().is_open(dt.datetime(2026, 12, 31, 17, tzinfo=dt.UTC))
    assert not make().is_open(dt.datetime(2019, 12, 31, 17, tzinfo=dt.UTC))


def test_a_published_year_is_added_by_hand() -> None:
    calendar = make(("2026-01-01",))
    longer = calendar.extended({dt.date(2027, 1, 1): "元旦"}, [dt.date(2027, 1, 2)], 2027)
    assert longer.known_until == dt.date(2027, 12, 31)
    assert longer.holidays.name_of(dt.date(2027, 1, 1)) == "元旦"
    assert not longer.is_working_day(dt.date(2027, 1, 1))
    assert longer.is_working_day(dt.date(2027, 1, 2))
    # 31 December 17:00 + 2 h: one to the close, one on make-up Saturday 2 January.
    assert longer.add_working_time(at("2026-12-31T17:00"), 2 * HOUR) == at("2027-01-02T10:00")
    # What was known before, and the calendar it came from, stay as they were.
    assert calendar.known_until == dt.date(2026, 12, 31)
    assert longer.working_time_between(FIRST_MOMENT, LAST_MOMENT) == calendar.working_time_between(
        FIRST_MOMENT, LAST_MOMENT
    )
    assert longer.digest != calendar.digest


@pytest.mark.parametrize(
    ("days_off", "make_up_days", "last_year"),
    [
        (["2026-05-01"], [], 2027),  # what was published before is not changed behind a user's back
        ([], ["2026-05-02"], 2027),
        (["2028-01-01"], [], 2027),
        ([], [], 2026),
        ([], [], 2025),
        ([], [], 9999),
        (["2027-05-01"], ["2027-05-01"], 2027),
    ],
)
def test_an_extension_that_does_not_follow_on_is_refused(
    days_off: list[str], make_up_days: list[str], last_year: int
) -> None:
    off, made_up = ([dt.date.fromisoformat(day) for day in days] for days in (days_off, make_up_days))
    with pytest.raises(InvalidCalendar):
        make().extended(off, made_up, last_year)


def test_the_days_that_differ_are_named_with_their_hours() -> None:
    before, after = make(("2026-05-01", "2026-05-04")), make(("2026-05-01", "2026-05-05"))
    rows = before.diff(after)
    assert [row.day.isoformat() for row in rows] == ["2026-05-04", "2026-05-05"]
    hours = (Span(at("2026-05-04T09:00"), at("2026-05-04T18:00")),)
    assert rows[0].before == ()
    assert rows[0].after == hours
    assert rows[1].after == ()
    assert not before.diff(before)
    assert [row.day for row in after.diff(before)] == [row.day for row in rows]


def test_a_difference_can_be_asked_for_some_years_only() -> None:
    before, after = make(("2025-05-01", "2026-05-04")), make(())
    assert [row.day.year for row in before.diff(after)] == [2025, 2026]
    assert [row.day.year for row in before.diff(after, 2026, 2026)] == [2026]
    assert not before.diff(after, 2024, 2024)
    # By default only years that both know are compared.
    shorter = make(("2025-05-01",), last_year=2025)
    assert not before.diff(shorter)


def test_a_difference_in_hours_or_zone_is_a_difference_of_days() -> None:
    early = make(week="Mon-Fri 08:00-17:00")
    assert len(make().diff(early, 2026, 2026)) == 261  # every weekday of 2026, which has 365 days from a Thursday on
    assert not make().diff(make(tz="Asia/Singapore"), 2026, 2026)
    assert len(make().diff(make(tz="Asia/Tokyo"), 2026, 2026)) == 261


def test_years_that_are_asked_for_are_compared_to_the_last() -> None:
    # Weekdays of 2026 to 2030: 261 + 261 + 260 + 261 + 261 (2028 begins and ends with a weekend).
    none = HolidayTable.none()
    rows = make(holidays=none).diff(make(holidays=none, week="Mon-Fri 08:00-17:00"), 2026, 2030)
    assert len(rows) == 1304
    assert {row.day.year for row in rows} == {2026, 2027, 2028, 2029, 2030}


def test_a_deadline_checked_against_a_new_calendar_is_the_same_or_moved_and_says_why() -> None:
    # Promised on Thursday 2026-04-30: three working days, Friday 1 May off: Mon 4, Tue 5, Wed 6.
    old = make(("2026-05-01",))
    promised = Period.working_days(3).deadline(at("2026-04-30T10:00"), old)
    assert promised.at == at("2026-05-07T00:00")
    new = make(("2026-05-01", "2026-05-05"))
    found = old.recheck(promised, new)
    assert found.verdict == "moved"
    assert found.from_at == at("2026-05-07T00:00")
    assert found.to_at == at("2026-05-08T00:00")
    assert [row.day.isoformat() for row in found.because] == ["2026-05-05"]
    # A change after the deadline, or of days that were off anyway, moves nothing.
    for other in (make(("2026-05-01", "2026-06-01")), make(("2026-05-01", "2026-05-02")), old):
        same = old.recheck(promised, other)
        assert same.verdict == "same"
        assert same.from_at == same.to_at == promised.at
        assert same.because == ()


def test_a_provisional_deadline_that_holds_becomes_certain() -> None:
    old = make(beyond_horizon="provisional")
    promised = Period.working_days(2).deadline(at("2026-12-30T10:00"), old)
    assert promised.provisional
    published = old.extended([dt.date(2027, 1, 4)], [], 2027)
    found = old.recheck(promised, published)
    assert (found.verdict, found.was_provisional, found.is_provisional) == ("same", True, False)
    moved = old.recheck(promised, old.extended([dt.date(2027, 1, 1)], [], 2027))
    assert (moved.verdict, moved.is_provisional) == ("moved", False)
    # 1 January off: the second working day after 30 December is Monday the 4th.
    assert moved.to_at == at("2027-01-05T00:00")
    assert [row.day.isoformat() for row in moved.because] == ["2027-01-01"]


def test_pauses_of_a_promise_are_kept_when_it_is_checked_again() -> None:
    old, new = make(), make(("2026-03-04",))
    stops = [Span(at("2026-03-02T12:00"), at("2026-03-02T15:00"))]
    promised = Period.working_hours(18).deadline(at("2026-03-02T09:00"), old, pauses=stops)
    # 6 h on Monday, 9 h on Tuesday, 3 h on Wednesday.
    assert promised.at == at("2026-03-04T12:00")
    assert old.recheck(promised, new).to_at == at("2026-03-05T12:00")


@pytest.mark.parametrize(("first", "last"), [(2027, 2026), (1969, 2026), (2026, 9999)])
def test_edges_are_digested_for_years_in_order_that_exist(first: int, last: int) -> None:
    with pytest.raises(InvalidCalendar):
        make().edges_digest(first, last)


def test_edges_of_the_very_first_and_last_year_are_digested() -> None:
    always = make(holidays=HolidayTable.none())
    assert always.edges_digest(1970, 1970) != always.edges_digest(9998, 9998)


def test_every_error_of_the_horizon_can_be_caught_by_the_root() -> None:
    with pytest.raises(AftersalesError):
        make().is_open(at("2030-01-01T00:00"))
