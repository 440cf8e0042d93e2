"""Calendars from calendars, held against set algebra on the oracle's strips and against their own laws."""

import copy
import datetime as dt
import pickle
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aftersales_core.errors import HorizonExceeded, InvalidCalendar, NeverOpen
from aftersales_core.instants import Span, utc
from aftersales_core.worktime.algebra import CombinedCalendar
from aftersales_core.worktime.calendar import AnyCalendar, WorkingCalendar
from aftersales_core.worktime.holiday_table import HolidayTable
from aftersales_core.worktime.period import Period
from tests import oracle
from tests.strategies import ZONES, Case, build, cases, descriptions, exact_amounts, for_oracle, instants, pauses

HOUR = dt.timedelta(hours=1)
MICROSECOND = dt.timedelta(microseconds=1)


def make(week: str, tz: str = "Asia/Shanghai", **others: object) -> WorkingCalendar:
    given_fields = {"id": week, "tz": tz, "week": week, "holidays": HolidayTable.none()} | others
    return WorkingCalendar(**given_fields)  # type: ignore[arg-type]


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{text}+08:00")


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Case, Case]:
    """Two calendars of any zones that speak of the same days."""
    one = draw(cases())
    description = draw(descriptions(draw(st.sampled_from(sorted(ZONES))), one.anchor))
    return one, Case(build(description, calendar_id="other"), description, one.anchor)


@given(pair=pairs(), data=st.data())
def test_union_and_intersection_are_those_of_the_minutes(pair: tuple[Case, Case], data: st.DataObject) -> None:
    one, two = pair
    a, b = sorted(utc(data.draw(instants(one))) for _ in range(2))
    first, last = oracle.seconds_of(a), oracle.seconds_of(b)
    mine, theirs = (oracle.open_strip(case.oracle, first, last) for case in pair)
    either = sum(x | y for x, y in zip(mine, theirs, strict=True))
    both = sum(x & y for x, y in zip(mine, theirs, strict=True))
    minute = dt.timedelta(minutes=1)
    assert (one.calendar | two.calendar).working_time_between(a, b) == either * minute
    assert (one.calendar & two.calendar).working_time_between(a, b) == both * minute


@given(pair=pairs(), data=st.data())
def test_inclusion_and_exclusion_hold_to_the_microsecond(pair: tuple[Case, Case], data: st.DataObject) -> None:
    one, two = (case.calendar for case in pair)
    either, both = one | two, one & two
    a, b = (data.draw(instants(pair[0], exact=True)) for _ in range(2))
    whole = one.working_time_between(a, b) + two.working_time_between(a, b)
    assert either.working_time_between(a, b) + both.working_time_between(a, b) == whole
    for instant in (a, b):
        assert either.is_open(instant) == (one.is_open(instant) or two.is_open(instant))
        assert both.is_open(instant) == (one.is_open(instant) and two.is_open(instant))


LATTICE_LAWS: dict[str, Callable[[AnyCalendar, AnyCalendar], tuple[AnyCalendar, AnyCalendar]]] = {
    "a | b is b | a": lambda one, two: (one | two, two | one),
    "a & b is b & a": lambda one, two: (one & two, two & one),
    "a | a is a": lambda one, _: (one | one, one),
    "a & a is a": lambda one, _: (one & one, one),
    "(a | b) & a is a": lambda one, two: ((one | two) & one, one),
    "(a & b) | a is a": lambda one, two: ((one & two) | one, one),
    "a & (b | a) is a": lambda one, two: (one & (two | one), one),
    "(a | b) | a is a | b": lambda one, two: ((one | two) | one, one | two),
}


@given(pair=pairs(), law=st.sampled_from(sorted(LATTICE_LAWS)), data=st.data())
def test_the_laws_of_sets_hold_to_the_microsecond(pair: tuple[Case, Case], law: str, data: st.DataObject) -> None:
    left, right = LATTICE_LAWS[law](pair[0].calendar, pair[1].calendar)
    a, b = (data.draw(instants(pair[0], exact=True)) for _ in range(2))
    assert left.working_time_between(a, b) == right.working_time_between(a, b)


@given(case=cases(), data=st.data())
def test_what_is_taken_away_and_what_is_kept_make_the_whole(case: Case, data: st.DataObject) -> None:
    spans = data.draw(pauses(case, open_ended=False))
    a, b = (data.draw(instants(case)) for _ in range(2))
    without = case.calendar - spans
    taken = [(span.start, span.end) for span in spans]
    kept = oracle.elapsed(case.oracle, a, b, pauses=taken)
    assert without.working_time_between(a, b) == kept
    lost = case.calendar.working_time_between(a, b) - kept
    assert lost == _overlap(case, a, b, spans)
    assert (without - spans).working_time_between(a, b) == kept


@given(case=cases(), data=st.data())
def test_a_combined_calendar_keeps_the_laws_of_a_plain_one(case: Case, data: st.DataObject) -> None:
    combined = (case.calendar - data.draw(pauses(case, exact=True, open_ended=False))) | case.calendar
    a, b, c = (data.draw(instants(case, exact=True)) for _ in range(3))
    amount = data.draw(exact_amounts)
    assert combined.working_time_between(a, b) + combined.working_time_between(b, c) == combined.working_time_between(
        a, c
    )
    assert combined.working_time_between(a, b) == case.calendar.working_time_between(a, b)
    try:
        end = combined.add_working_time(a, amount)
    except (NeverOpen, HorizonExceeded):
        assume(False)
        raise
    assert combined.working_time_between(a, end) == amount
    assert end == case.calendar.add_working_time(a, amount)


@given(pair=pairs(), data=st.data())
def test_pauses_work_on_combined_calendars_as_well(pair: tuple[Case, Case], data: st.DataObject) -> None:
    both = pair[0].calendar & pair[1].calendar
    a, b = (data.draw(instants(pair[0], exact=True)) for _ in range(2))
    stops = data.draw(pauses(pair[0], exact=True, open_ended=False))
    assert both.working_time_between(a, b, pauses=stops) == (both - stops).working_time_between(a, b)


@given(pair=pairs(), data=st.data())
def test_spans_of_a_combination_are_its_open_time(pair: tuple[Case, Case], data: st.DataObject) -> None:
    both = pair[0].calendar & pair[1].calendar
    a, b = sorted(utc(data.draw(instants(pair[0], exact=True))) for _ in range(2))
    found = both.spans(a, b)
    total = sum((span.end - span.start for span in found if span.end is not None), 0 * HOUR)
    assert total == both.working_time_between(a, b)
    for span in found:
        assert both.is_open(span.start)
        assert span.end is not None
        assert both.is_open(span.end - MICROSECOND)


@given(pair=pairs(), data=st.data())
def test_a_combination_is_a_value(pair: tuple[Case, Case], data: st.DataObject) -> None:
    one, two = (case.calendar for case in pair)
    spans = data.draw(pauses(pair[0], open_ended=False))
    for build_one in (lambda: one | two, lambda: one & two, lambda: one - spans, lambda: one - reversed(spans)):
        combined = build_one()
        assert combined == build_one()
        assert hash(combined) == hash(build_one())
        assert combined.digest == build_one().digest
        assert pickle.loads(pickle.dumps(combined)) == copy.deepcopy(combined) == combined
    assert (one | two).digest != (one & two).digest


def test_two_shops_in_two_zones_are_both_open_for_as_long_as_the_clock_says() -> None:
    # 2026-03-02: Shanghai 09:00-18:00 is 01:00-10:00 UTC, Rome 09:00-18:00 (UTC+1) is 08:00-17:00 UTC. Both: 08-10 UTC.
    shanghai, rome = make("Mon-Fri 09:00-18:00"), make("Mon-Fri 09:00-18:00", "Europe/Rome")
    both, either = shanghai & rome, shanghai | rome
    start = at("2026-03-02T00:00")
    assert both.next_opening(start) == at("2026-03-02T16:00")
    assert both.next_close(start) == at("2026-03-02T18:00")
    assert either.next_close(start) == at("2026-03-03T01:00")
    assert both.add_working_time(start, 3 * HOUR) == at("2026-03-03T17:00")
    # Answers are on the clock of the first.
    assert both.next_opening(start).utcoffset() == 8 * HOUR
    assert (rome & shanghai).next_opening(start).utcoffset() == HOUR
    assert both.tz == "Asia/Shanghai"


def test_the_civil_days_of_a_combination_are_those_of_its_first_part() -> None:
    weekdays, saturday = make("Mon-Fri 09:00-18:00"), make("Sat 09:00-12:00")
    either = weekdays | saturday
    assert either.is_working_day(dt.date(2026, 3, 7))
    assert not either.is_working_day(dt.date(2026, 3, 8))
    both = weekdays & make("Mon,Sat 09:00-12:00")
    assert [both.is_working_day(dt.date(2026, 3, day)) for day in (2, 3, 7)] == [True, False, False]
    # A night counts for the day that the first part gives it to.
    night, morning = make("Mon 22:00-06:00"), make("Tue 00:00-06:00")
    assert (night & morning).is_working_day(dt.date(2026, 3, 2))
    assert not (night & morning).is_working_day(dt.date(2026, 3, 3))
    assert (morning & night).is_working_day(dt.date(2026, 3, 3))
    # Taking a whole day away leaves none.
    strike = weekdays - [Span(at("2026-03-03T00:00"), at("2026-03-04T00:00"))]
    assert not strike.is_working_day(dt.date(2026, 3, 3))
    assert strike.add_working_days(dt.date(2026, 3, 2), 1) == dt.date(2026, 3, 4)


def test_the_known_years_of_a_combination_are_those_that_both_know() -> None:
    early = make("Mon-Fri 09:00-18:00", holidays=HolidayTable.of(first_year=2018, last_year=2024))
    late = make("Mon-Fri 09:00-18:00", holidays=HolidayTable.of(first_year=2022, last_year=2030))
    for both in (early | late, late & early):
        assert (both.known_from, both.known_until) == (dt.date(2022, 1, 1), dt.date(2024, 12, 31))
        with pytest.raises(HorizonExceeded):
            both.is_open(at("2025-06-02T10:00"))
        with pytest.raises(HorizonExceeded):
            both.is_working_day(dt.date(2021, 6, 2))
    assert (early - []).known_until == dt.date(2024, 12, 31)


def test_calendars_without_a_common_year_cannot_be_combined() -> None:
    early = make("Mon-Fri 09:00-18:00", holidays=HolidayTable.of(first_year=2018, last_year=2020))
    late = make("Mon-Fri 09:00-18:00", holidays=HolidayTable.of(first_year=2022, last_year=2030))
    with pytest.raises(InvalidCalendar):
        _ = early | late


def test_shops_that_are_never_open_together_are_refused_or_found_out_in_bounded_time() -> None:
    with pytest.raises((InvalidCalendar, NeverOpen, HorizonExceeded)):
        (make("Mon 09:00-12:00") & make("Tue 09:00-12:00")).next_opening(at("2026-03-02T00:00"))
    with pytest.raises((InvalidCalendar, NeverOpen, HorizonExceeded)):
        (make("Mon 09:00-12:00") & make("Tue 09:00-12:00")).add_working_time(at("2026-03-02T00:00"), HOUR)


def test_a_break_that_never_ends_closes_for_good() -> None:
    closed = make("24x7") - [Span(at("2026-03-02T00:00"))]
    assert closed.next_close(at("2026-03-01T00:00")) == at("2026-03-02T00:00")
    with pytest.raises((NeverOpen, HorizonExceeded)):
        closed.next_open(at("2026-03-02T00:00"))


def test_a_combination_explains_itself() -> None:
    shop = make("Mon-Fri 09:00-18:00")
    strike = shop - [Span(at("2026-03-02T10:00"), at("2026-03-02T12:00"))]
    rows = strike.explain(at("2026-03-02T09:00"), at("2026-03-02T13:00")).rows
    assert [(row.counted, row.why) for row in rows] == [(True, "window"), (False, "removed"), (True, "window")]


def _overlap(case: Case, a: dt.datetime, b: dt.datetime, spans: list[Span]) -> dt.timedelta:
    """Working time of [a, b) that the spans cover, minute by minute."""
    if utc(a) > utc(b):
        return -_overlap(case, b, a, spans)
    first, last = oracle.seconds_of(a), oracle.seconds_of(b)
    whole = oracle.open_strip(case.oracle, first, last)
    kept = oracle.open_strip(case.oracle, first, last, pauses=for_oracle(spans))
    return dt.timedelta(minutes=sum(whole) - sum(kept))


def test_a_combination_is_named_after_its_parts() -> None:
    shop, hotline = make("Mon-Fri 09:00-18:00", id="shop"), make("24x7", id="hotline")
    assert (shop | hotline).id == "(shop|hotline)"
    assert (shop & hotline).id == "(shop&hotline)"
    assert (shop - []).id == "(shop-spans)"


def test_a_combination_allows_provisional_answers_only_where_every_part_does() -> None:
    strict = make("Mon-Fri 09:00-18:00")
    lenient = make("Sat 09:00-12:00", beyond_horizon="provisional")
    assert (strict | lenient).beyond_horizon == (lenient & strict).beyond_horizon == "raise"
    assert (lenient | lenient).beyond_horizon == (lenient - []).beyond_horizon == "provisional"


def test_a_combination_goes_to_plain_data_and_back() -> None:
    from aftersales_core.interchange.codec import from_json, to_json

    shop, rome = make("Mon-Fri 09:00-18:00", id="shop"), make("Mon-Fri 09:00-18:00", "Europe/Rome", id="rome")
    strike = [Span(at("2026-03-02T10:00"), at("2026-03-02T12:00")), Span(at("2026-04-01T00:00"))]
    for combined in (shop | rome, shop & rome, shop - strike, (shop | rome) - strike, (shop - strike) & rome):
        assert CombinedCalendar.from_plain(combined.to_plain()) == combined
        assert from_json(CombinedCalendar, to_json(combined)) == combined


@pytest.mark.parametrize(
    "build_one",
    [
        lambda shop: CombinedCalendar("union", shop),
        lambda shop: CombinedCalendar("intersection", shop),
        lambda shop: CombinedCalendar("difference", shop, shop),
        lambda shop: CombinedCalendar("union", shop, shop, (Span(at("2026-03-02T10:00")),)),
    ],
    ids=range(4),
)
def test_a_combination_whose_parts_do_not_fit_is_refused(build_one: Callable[[WorkingCalendar], object]) -> None:
    with pytest.raises(InvalidCalendar):
        build_one(make("Mon-Fri 09:00-18:00"))


def test_each_part_of_a_combination_gives_its_own_reasons() -> None:
    # Monday: the shop works 09:00-12:00, the hotline 11:00-14:00 and is off on Tuesday.
    shop = make("Mon-Fri 09:00-12:00")
    off = HolidayTable.of({dt.date(2026, 3, 3): "Day"}, first_year=2026, last_year=2026)
    hotline = make("Mon-Fri 11:00-14:00", holidays=off)

    def rows(combined: AnyCalendar, day: int) -> list[str]:
        trace = combined.explain(at(f"2026-03-0{day}T08:00"), at(f"2026-03-0{day}T15:00"))
        return [f"{row.why} to {row.end:%H:%M}" for row in trace.rows]

    assert rows(shop | hotline, 2) == ["closed to 09:00", "window to 14:00", "closed to 15:00"]
    assert rows(shop & hotline, 2) == ["closed to 11:00", "window to 12:00", "closed to 15:00"]
    assert rows(shop | hotline, 3) == ["closed to 09:00", "window to 12:00", "closed to 15:00"]
    assert rows(shop & hotline, 3) == ["closed to 09:00", "holiday to 12:00", "closed to 15:00"]


def test_a_working_day_of_a_union_keeps_its_wall_clock() -> None:
    # The Saturday belongs to the second part; one working day from Friday 10:00 is Saturday, cut at its close.
    either = make("Mon-Fri 09:00-18:00") | make("Sat 09:00-12:00")
    one_day = Period.working_days(1, ends="same_time")
    assert one_day.deadline(at("2026-03-06T10:00"), either).at == at("2026-03-07T10:00")
    assert one_day.deadline(at("2026-03-06T15:00"), either).at == at("2026-03-07T12:00")
    assert one_day.deadline(at("2026-03-07T11:00"), either).at == at("2026-03-09T11:00")


def test_a_combination_explains_more_years_than_one_table_holds() -> None:
    monday, morning = make("Mon 09:00-18:00"), make("daily 00:00-12:00")
    both = monday & morning
    start, end = at("1990-01-01T00:00"), at("2125-01-01T00:00")
    trace = both.explain(start, end)
    # 1990-01-01 and 2125-01-01 are Mondays, 7,044 weeks apart: so many mornings of three hours.
    assert trace.counted == both.working_time_between(start, end) == 7_044 * 3 * HOUR
