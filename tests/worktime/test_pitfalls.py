"""The forty pitfalls on which peers differ or fail, each with the answer that this library gives.

The numbers are those of the project's survey of peers; the peer or the issue that shows the pitfall is named with each.
Clock changes (11 to 16), horizons (23 to 25, 40) and day counts (26, 27) have files of their own; what is here is one
plain example of every other, with its arithmetic.
"""

import datetime as dt
import itertools

import pytest

from aftersales_core.errors import (
    HorizonExceeded,
    InvalidCalendar,
    InvalidPeriod,
    NaiveDatetime,
    NeverOpen,
    PauseNeverEnds,
    WrongType,
)
from aftersales_core.instants import Span
from aftersales_core.outcomes import Outcome, decide_outcome
from aftersales_core.worktime.calendar import WorkingCalendar
from aftersales_core.worktime.holiday_table import HolidayTable
from aftersales_core.worktime.period import Period
from aftersales_core.worktime.week import WeeklyHours, parse_windows

HOUR = dt.timedelta(hours=1)
MINUTE = dt.timedelta(minutes=1)
SECOND = dt.timedelta(seconds=1)


def make(week: str = "Mon-Fri 09:00-18:00", **others: object) -> WorkingCalendar:
    given = {"id": "pitfall", "tz": "Asia/Shanghai", "week": week, "holidays": HolidayTable.none()} | others
    return WorkingCalendar(**given)  # type: ignore[arg-type]


def at(text: str) -> dt.datetime:
    """A Shanghai wall-clock time. 2026-03-02 is a Monday."""
    return dt.datetime.fromisoformat(f"{text}+08:00")


def pause(start: str, end: str | None) -> Span:
    return Span(at(start), None if end is None else at(end))


office = make()


def test_01_a_start_outside_hours_waits_for_the_next_opening() -> None:
    for start in ("2026-03-06T18:00", "2026-03-07T12:00", "2026-03-09T08:59:59"):
        assert office.add_working_time(at(start), HOUR) == at("2026-03-09T10:00")


def test_02_a_budget_that_ends_at_the_close_stays_there() -> None:
    # Stick: working_hours, business_time, businesstimedelta, Chatwoot, frappe, moment. Roll: biz, pandas, Zammad today.
    assert office.add_working_time(at("2026-03-06T17:00"), HOUR) == at("2026-03-06T18:00")
    assert office.add_working_time(at("2026-03-06T17:00"), HOUR, landing="close") == at("2026-03-06T18:00")
    assert office.add_working_time(at("2026-03-06T17:00"), HOUR, landing="open") == at("2026-03-09T09:00")
    assert office.add_working_time(at("2026-03-06T17:00"), HOUR + SECOND) == at("2026-03-09T09:00:01")


def test_03_an_answer_at_the_deadline_instant_is_in_time() -> None:
    due = office.add_working_time(at("2026-03-06T17:00"), HOUR)
    known_at = at("2026-03-10T00:00")
    assert decide_outcome(due_at=due, done_at=due, as_of=known_at) is Outcome.MET
    assert decide_outcome(due_at=due, done_at=due + dt.timedelta(microseconds=1), as_of=known_at) is Outcome.LATE


def test_04_a_zero_budget_is_an_error_and_the_next_opening_a_call_of_its_own() -> None:
    for build in (Period.working_hours, Period.working_days, Period.hours, Period.days):
        with pytest.raises(InvalidPeriod):
            build(0)
    assert office.add_working_time(at("2026-03-07T12:00"), 0 * HOUR) == at("2026-03-07T12:00")
    assert office.next_open(at("2026-03-07T12:00")) == at("2026-03-09T09:00")


def test_05_the_opening_is_open_and_the_close_is_closed() -> None:
    # pandas, moment and business_time treat the close as open.
    assert office.is_open(at("2026-03-06T09:00"))
    assert office.is_open(at("2026-03-06T17:59:59.999999"))
    assert not office.is_open(at("2026-03-06T18:00"))
    assert not office.is_open(at("2026-03-06T08:59:59.999999"))


def test_06_the_previous_close_of_an_opening_is_the_close_before_it() -> None:
    assert office.previous_close(at("2026-03-09T09:00")) == at("2026-03-06T18:00")
    assert office.previous_close(at("2026-03-06T18:00")) == at("2026-03-06T18:00")
    assert office.next_close(at("2026-03-06T18:00")) == at("2026-03-09T18:00")
    assert office.next_close(at("2026-03-06T09:00")) == at("2026-03-06T18:00")
    assert office.previous_opening(at("2026-03-09T09:00")) == at("2026-03-09T09:00")
    assert office.next_opening(at("2026-03-09T09:00")) == at("2026-03-09T09:00")
    assert office.next_opening(at("2026-03-09T09:00"), inclusive=False) == at("2026-03-10T09:00")


def test_07_until_midnight_loses_no_second() -> None:
    # working_hours stores 23:59:59.999999, business_time 23:59:59 (a second a day), Zammad's form had no 24:00 (#3180).
    late = make("daily 08:00-24:00")
    assert late.working_time_between(at("2026-03-02T00:00"), at("2026-03-09T00:00")) == 7 * 16 * HOUR
    always = make("daily 00:00-24:00")
    assert always.working_time_between(at("2026-03-02T00:00"), at("2026-03-09T00:00")) == 168 * HOUR
    assert always.add_working_time(at("2026-03-02T12:00"), 168 * HOUR) == at("2026-03-09T12:00")
    with pytest.raises(InvalidCalendar, match="24:00"):
        make("daily 00:00-23:59")


def test_08_touching_windows_are_one_run_over_noon_and_over_midnight() -> None:
    noon = make("Mon-Fri 09:00-12:00 12:00-18:00")
    assert noon.next_close(at("2026-03-02T10:00")) == at("2026-03-02T18:00")
    assert len(noon.spans(at("2026-03-02T00:00"), at("2026-03-03T00:00"))) == 1
    midnight = make("Mon 08:00-24:00; Tue 00:00-10:00")
    assert midnight.next_close(at("2026-03-02T10:00")) == at("2026-03-03T10:00")
    overnight = make("Mon 22:00-06:00; Tue 06:00-10:00")
    assert overnight.next_close(at("2026-03-02T23:00")) == at("2026-03-03T10:00")
    assert midnight.add_working_time(at("2026-03-02T08:00"), 16 * HOUR, landing="open") == at("2026-03-03T00:00")


def test_09_overlapping_windows_count_once() -> None:
    # biz counts the overlap twice.
    overlap = make("Mon 09:00-13:00 12:00-18:00; Sun 20:00-10:00")
    assert overlap.working_time_between(at("2026-03-02T09:00"), at("2026-03-03T00:00")) == 9 * HOUR
    assert overlap.next_close(at("2026-03-01T21:00")) == at("2026-03-02T18:00")


def test_10_a_holiday_takes_the_night_that_starts_on_it_and_not_the_tail_of_the_one_before() -> None:
    # pandas keeps the tail; businesstimedelta cuts it at midnight, and answers 0 when asked from inside it.
    table = HolidayTable.of([dt.date(2026, 3, 4)], first_year=2026, last_year=2026)
    week = "daily 22:00-06:00"
    kept = make(week, holidays=table)
    cut = make(week, holidays=table, holiday_cuts_night_tail=True)
    assert kept.next_close(at("2026-03-03T23:00")) == at("2026-03-04T06:00")
    assert cut.next_close(at("2026-03-03T23:00")) == at("2026-03-04T00:00")
    for calendar in (kept, cut):
        assert calendar.next_opening(at("2026-03-04T12:00")) == at("2026-03-05T22:00")
    assert kept.working_time_between(at("2026-03-04T01:00"), at("2026-03-04T12:00")) == 5 * HOUR
    assert cut.working_time_between(at("2026-03-04T01:00"), at("2026-03-04T12:00")) == 0 * HOUR
    assert kept.is_working_day(dt.date(2026, 3, 3))
    assert not kept.is_working_day(dt.date(2026, 3, 4))


def test_10_special_hours_leave_the_tail_of_the_night_before_alone() -> None:
    special = {dt.date(2026, 3, 4): parse_windows("10:00-12:00")}
    for flag in (False, True):
        nights = make("daily 22:00-06:00", special_hours=special, holiday_cuts_night_tail=flag)
        assert nights.next_close(at("2026-03-03T23:00")) == at("2026-03-04T06:00")
        assert nights.next_opening(at("2026-03-04T06:00")) == at("2026-03-04T10:00")


def test_17_a_reversed_interval_is_negative_and_pieces_add_up() -> None:
    # Zero: biz, GLPI, frappe; absolute: businesstimedelta; NaN: business-duration.
    a, b, c = at("2026-03-02T10:00"), at("2026-03-04T11:00"), at("2026-03-03T09:30")
    assert office.working_time_between(a, b) == 19 * HOUR
    assert office.working_time_between(b, a) == -19 * HOUR
    assert office.working_time_between(a, b) + office.working_time_between(b, c) == office.working_time_between(a, c)


def test_18_fractions_and_negative_amounts_are_taken_as_they_are() -> None:
    # biz cuts 1.5 h to 1 h and raises on negative amounts; pandas knows whole hours only.
    assert office.add_working_time(at("2026-03-06T17:00"), 1.5 * HOUR) == at("2026-03-09T09:30")
    assert office.add_working_time(at("2026-03-09T09:30"), -1.5 * HOUR) == at("2026-03-06T17:00")


def test_19_seconds_and_microseconds_are_kept() -> None:
    # SimpleSLACalc, Zammad's pauses and biz's windows lose seconds.
    start, tick = at("2026-03-06T17:59:59.999999"), dt.timedelta(microseconds=1)
    assert office.working_time_between(start, at("2026-03-09T09:00:00.000001")) == 2 * tick
    assert office.add_working_time(start, 2 * tick) == at("2026-03-09T09:00:00.000001")
    odd = make("Mon 09:00:07-09:00:09")
    assert odd.working_time_between(at("2026-03-02T00:00"), at("2026-03-03T00:00")) == 2 * SECOND


def test_20_subtracting_onto_an_opening_stays_there() -> None:
    assert office.add_working_time(at("2026-03-09T10:00"), -HOUR) == at("2026-03-09T09:00")
    assert office.add_working_time(at("2026-03-09T10:00"), -HOUR, landing="close") == at("2026-03-06T18:00")


def test_21_whether_a_holiday_or_special_hours_win_is_said_and_not_guessed() -> None:
    # biz: the holiday wins; working_hours: the hours of the date win.
    eve = dt.date(2026, 12, 31)
    table = HolidayTable.of([eve], first_year=2026, last_year=2026)
    special = {eve: parse_windows("10:00-14:00")}
    worked = make(holidays=table, special_hours=special)
    off = make(holidays=table, special_hours=special, precedence="holiday")
    assert worked.is_open(at("2026-12-31T11:00"))
    assert worked.is_working_day(eve)
    assert not off.is_open(at("2026-12-31T11:00"))
    assert not off.is_working_day(eve)


def test_21_special_hours_outrank_a_make_up_day_which_outranks_the_week() -> None:
    saturday = dt.date(2026, 2, 14)
    table = HolidayTable.of((), [saturday], first_year=2026, last_year=2026)
    assert make(holidays=table).next_close(at("2026-02-14T10:00")) == at("2026-02-14T18:00")
    own = make(holidays=table, make_up_hours=parse_windows("09:00-16:00"))
    assert own.next_close(at("2026-02-14T10:00")) == at("2026-02-14T16:00")
    special = make(
        holidays=table,
        make_up_hours=parse_windows("09:00-16:00"),
        special_hours={saturday: parse_windows("09:00-12:00")},
    )
    assert special.next_close(at("2026-02-14T10:00")) == at("2026-02-14T12:00")
    closed = make(holidays=table, special_hours={saturday: ()})
    assert not closed.is_working_day(saturday)


def test_21_a_make_up_day_takes_the_hours_of_the_first_weekday_that_has_any() -> None:
    saturday = dt.date(2026, 2, 14)
    table = HolidayTable.of((), [saturday], first_year=2026, last_year=2026)
    from_tuesday = make("Tue 10:00-15:00; Wed-Fri 09:00-18:00", holidays=table)
    assert [span.end for span in from_tuesday.spans(at("2026-02-14T00:00"), at("2026-02-15T00:00"))] == [
        at("2026-02-14T15:00")
    ]


def test_21_breaks_are_taken_out_last_whatever_gave_the_hours() -> None:
    saturday = dt.date(2026, 2, 14)
    table = HolidayTable.of((), [saturday], first_year=2026, last_year=2026)
    calendar = make(
        holidays=table,
        breaks={saturday: parse_windows("12:00-13:00"), dt.date(2026, 3, 2): parse_windows("08:00-10:00")},
    )
    assert calendar.working_time_between(at("2026-02-14T00:00"), at("2026-02-15T00:00")) == 8 * HOUR
    assert calendar.next_opening(at("2026-03-02T00:00")) == at("2026-03-02T10:00")


def test_23_a_make_up_sunday_and_a_weekday_are_judged_alike_past_the_data() -> None:
    # workalendar raises on weekdays of 2024 and quietly answers False on its make-up Sundays.
    table = HolidayTable.of(first_year=2022, last_year=2023)
    known = make(holidays=table)
    for day in (dt.date(2024, 2, 5), dt.date(2024, 2, 4)):
        with pytest.raises(HorizonExceeded):
            known.is_working_day(day)


def test_28_a_day_an_hour_and_a_working_hour_are_three_units() -> None:
    start = at("2026-03-06T10:00")
    assert Period.hours(24).deadline(start, office).at == at("2026-03-07T10:00")
    # 24 working hours: 8 h to Friday's close, 9 h on Monday, 7 h on Tuesday from 09:00.
    assert Period.working_hours(24).deadline(start, office).at == at("2026-03-10T16:00")
    assert Period.working_days(1, ends="same_time").deadline(start, office).at == at("2026-03-09T10:00")
    assert Period.days(1, ends="same_time").deadline(start, office).at == at("2026-03-07T10:00")


def test_29_pauses_overlap_fall_outside_hours_precede_the_start_and_stay_open() -> None:
    start, end = at("2026-03-02T09:00"), at("2026-03-03T18:00")
    pauses = [
        pause("2026-03-02T10:00", "2026-03-02T12:00"),
        pause("2026-03-02T11:00", "2026-03-02T13:00"),  # overlaps: 10-13 is 3 h
        pause("2026-03-02T20:00", "2026-03-03T08:00"),  # outside hours: nothing
        pause("2026-02-27T09:00", "2026-03-02T09:30"),  # precedes the start: 0.5 h
        pause("2026-03-03T17:00", None),  # still open: 1 h to the end
    ]
    assert office.working_time_between(start, end, pauses=pauses) == 18 * HOUR - 4.5 * HOUR
    # A ticket that is created pending (Zammad) has used nothing up.
    assert office.working_time_between(start, end, pauses=[pause("2026-03-02T09:00", None)]) == 0 * HOUR


def test_29_a_pause_moves_the_deadline_by_its_working_time_and_not_by_the_clock() -> None:
    # frappe/helpdesk#2449, glpi#14937: wall-clock deduction was shipped first.
    start = at("2026-03-06T16:00")
    over_the_weekend = [pause("2026-03-06T17:00", "2026-03-09T10:00")]
    # Two hours: one on Friday to 17:00, then one on Monday from 10:00; 65 hours of real time cost two working hours.
    assert office.add_working_time(start, 2 * HOUR, pauses=over_the_weekend) == at("2026-03-09T11:00")


def test_29_an_open_pause_stops_the_clock_ahead_and_not_on_the_way_back() -> None:
    start, still_open = at("2026-03-02T15:00"), [pause("2026-03-02T14:00", None)]
    with pytest.raises(PauseNeverEnds):
        office.add_working_time(start, HOUR, pauses=still_open)
    assert office.add_working_time(start, -2 * HOUR, pauses=still_open) == at("2026-03-02T12:00")
    # Two hours are used up when the pause begins, so it does not matter that it never ends.
    assert office.add_working_time(at("2026-03-02T12:00"), 2 * HOUR, pauses=still_open) == at("2026-03-02T14:00")


def test_30_a_pause_without_working_time_moves_nothing() -> None:
    start = at("2026-03-06T16:00")
    night = [pause("2026-03-06T18:00", "2026-03-09T09:00")]
    assert office.add_working_time(start, 2 * HOUR, pauses=night) == office.add_working_time(start, 2 * HOUR)
    assert office.add_working_time(start, 3 * HOUR, pauses=night) == at("2026-03-09T10:00")


def test_36_the_version_of_a_calendar_stands_in_the_deadline() -> None:
    deadline = Period.working_days(5).deadline(at("2026-03-02T10:00"), office)
    assert deadline.calendar_id == office.id
    assert deadline.calendar_digest == office.digest
    edited = make(holidays=HolidayTable.of([dt.date(2026, 3, 5)], first_year=1970, last_year=9998))
    assert edited.digest != deadline.calendar_digest


def test_37_a_calendar_that_never_opens_is_refused_when_it_is_built() -> None:
    # Chatwoot falls back to the wall clock, osTicket chose 150 days, biz loops on.
    with pytest.raises(InvalidCalendar, match="open"):
        make(WeeklyHours(((),) * 7))  # type: ignore[arg-type]


@pytest.mark.parametrize("call", ["next_open", "next_opening", "next_close"])
def test_37_a_search_past_the_last_opening_ends_with_an_error(call: str) -> None:
    fair = make(WeeklyHours(((),) * 7), special_hours={dt.date(2026, 3, 4): parse_windows("10:00-16:00")})  # type: ignore[arg-type]
    assert fair.add_working_time(at("2026-03-01T00:00"), 6 * HOUR) == at("2026-03-04T16:00")
    with pytest.raises((NeverOpen, HorizonExceeded)):
        getattr(fair, call)(at("2026-03-05T00:00"))
    with pytest.raises((NeverOpen, HorizonExceeded)):
        fair.add_working_time(at("2026-03-01T00:00"), 6 * HOUR + SECOND)
    with pytest.raises((NeverOpen, HorizonExceeded)):
        fair.previous_opening(at("2026-03-01T00:00"))
    with pytest.raises((NeverOpen, HorizonExceeded)):
        fair.add_working_time(at("2026-03-05T00:00"), -7 * HOUR)


def test_37_a_calendar_that_never_closes_has_no_edges() -> None:
    always = make("24x7")
    for call in (always.next_close, always.previous_close, always.next_opening, always.previous_opening):
        with pytest.raises((NeverOpen, HorizonExceeded)):
            call(at("2026-03-05T00:00"))
    assert always.next_open(at("2026-03-05T00:00")) == at("2026-03-05T00:00")


def test_38_a_calendar_is_a_value_and_two_live_beside_each_other() -> None:
    # business_time keeps its weekdays when the hours are set anew (#43, #68).
    short = make("Mon-Fri 09:00-12:00")
    assert short.next_close(at("2026-03-02T10:00")) == at("2026-03-02T12:00")
    assert office.next_close(at("2026-03-02T10:00")) == at("2026-03-02T18:00")
    with pytest.raises((AttributeError, TypeError)):
        office.week = short.week  # type: ignore[misc]


def test_39_naive_datetimes_are_refused_everywhere() -> None:
    # biz#142, odoo#18166.
    naive, aware = dt.datetime(2026, 3, 2, 10), at("2026-03-02T10:00")
    calls = (
        lambda: office.working_time_between(naive, aware),
        lambda: office.working_time_between(aware, naive),
        lambda: office.add_working_time(naive, HOUR),
        lambda: office.is_open(naive),
        lambda: office.next_open(naive),
        lambda: office.next_opening(naive),
        lambda: office.previous_opening(naive),
        lambda: office.next_close(naive),
        lambda: office.previous_close(naive),
        lambda: office.spans(naive, aware),
        lambda: office.explain(naive, aware),
        lambda: Period.hours(1).deadline(naive, office),
    )
    for call in calls:
        with pytest.raises(NaiveDatetime):
            call()


def test_40_an_instant_far_away_is_answered_or_refused_and_never_clipped() -> None:
    # 400 Gregorian years are 20,871 weeks; 24x7 makes the arithmetic plain.
    always = make("24x7")
    first, last = at("1971-01-01T00:00"), at("9990-01-01T00:00")
    assert always.working_time_between(first, last) == last - first
    assert always.add_working_time(first, last - first) == last
    assert always.add_working_time(last, first - last) == first
    weeks = 20_871 * 19
    far = first + dt.timedelta(weeks=weeks)
    assert office.working_time_between(first, far) == weeks * 45 * HOUR
    assert office.add_working_time(far, -weeks * 45 * HOUR, landing="open") <= office.next_open(first)
    with pytest.raises(NeverOpen):
        always.add_working_time(first, dt.timedelta(days=3_000_000))


def test_40_centuries_are_the_sum_of_their_decades() -> None:
    # Nights in New York feel every clock change; a far answer must know each of them, before and after 2037.
    nights = make("Mon-Fri 22:00-06:00", tz="America/New_York")
    years = [dt.datetime(year, 3, 1, 3, tzinfo=dt.UTC) for year in range(1975, 2496, 10)]
    pieces = sum((nights.working_time_between(a, b) for a, b in itertools.pairwise(years)), 0 * HOUR)
    assert nights.working_time_between(years[0], years[-1]) == pieces
    assert nights.working_time_between(years[-1], years[0]) == -pieces
    end = nights.add_working_time(years[0], pieces)
    assert nights.working_time_between(end, years[-1]) == 0 * HOUR
    assert nights.working_time_between(years[0], end) == pieces
    assert nights.add_working_time(years[-1], -pieces, landing="open") >= years[0]
    assert nights.working_time_between(years[0], nights.add_working_time(years[-1], -pieces)) == 0 * HOUR


def test_an_amount_that_is_no_duration_is_refused() -> None:
    for bad in (1, 1.5, "1h", None, float("nan"), True):
        with pytest.raises(WrongType):
            office.add_working_time(at("2026-03-02T10:00"), bad)  # type: ignore[arg-type]
    with pytest.raises(WrongType, match="close"):
        office.add_working_time(at("2026-03-02T10:00"), HOUR, landing="latest")  # type: ignore[arg-type]


def test_lunch_several_windows_and_short_saturdays_add_up() -> None:
    # User complaint 4: bokmann/business_time#46, lennym/moment-business-time#32, chatwoot#14009.
    shop = make("Mon-Fri 09:00-12:00 13:30-18:00; Sat 10:00-14:00")
    assert shop.working_time_between(at("2026-03-02T00:00"), at("2026-03-09T00:00")) == (5 * 7.5 + 4) * HOUR
    assert shop.add_working_time(at("2026-03-02T11:30"), HOUR) == at("2026-03-02T14:00")
    assert shop.next_close(at("2026-03-02T10:00")) == at("2026-03-02T12:00")
    assert shop.add_working_time(at("2026-03-02T11:00"), HOUR) == at("2026-03-02T12:00")
    assert shop.add_working_time(at("2026-03-02T11:00"), HOUR, landing="open") == at("2026-03-02T13:30")
