"""Laws of working time, held against an oracle that walks by the minute, and against each other to the microsecond."""

import bisect
import datetime as dt
import itertools
from collections.abc import Callable, Iterable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aftersales_core.errors import HorizonExceeded, NeverOpen
from aftersales_core.instants import Span, micros, utc
from aftersales_core.worktime.calendar import WorkingCalendar
from aftersales_core.worktime.holiday_table import HolidayTable
from aftersales_core.worktime.timeline import Landing
from tests import oracle
from tests.strategies import SPAN_DAYS, Case, amounts, cases, exact_amounts, for_oracle, instants, pauses

ZERO = dt.timedelta(0)
MICROSECOND = dt.timedelta(microseconds=1)
REACH_DAYS = 45


@given(case=cases(), data=st.data())
def test_time_between_is_what_walking_minute_by_minute_counts(case: Case, data: st.DataObject) -> None:
    start, end = data.draw(instants(case)), data.draw(instants(case))
    stops = data.draw(pauses(case))
    assert case.calendar.working_time_between(start, end) == oracle.elapsed(case.oracle, start, end)
    expected = oracle.elapsed(case.oracle, start, end, pauses=for_oracle(stops))
    assert case.calendar.working_time_between(start, end, pauses=stops) == expected


@given(case=cases(), data=st.data())
def test_adding_lands_where_walking_minute_by_minute_stops(case: Case, data: st.DataObject) -> None:
    start, amount = data.draw(instants(case)), data.draw(amounts)
    landing = data.draw(st.sampled_from((None, "close", "open")))
    # Nothing to add is nothing to pause, and has no closing to stick to.
    stops = data.draw(pauses(case, open_ended=False)) if amount else []
    assume(amount or landing != "close")
    expected = oracle.add(case.oracle, start, amount, pauses=for_oracle(stops), landing=landing, reach_days=REACH_DAYS)
    assume(expected is not None)
    assert expected is not None
    found = case.calendar.add_working_time(start, amount, pauses=stops, landing=landing)
    assert found == expected.astimezone(dt.UTC)
    assert found.utcoffset() == found.astimezone(dt.UTC).astimezone(found.tzinfo).utcoffset()


@given(case=cases(), data=st.data())
def test_time_between_is_additive_and_antisymmetric_to_the_microsecond(case: Case, data: st.DataObject) -> None:
    a, b, c = (data.draw(instants(case, exact=True)) for _ in range(3))
    stops = data.draw(pauses(case, exact=True))
    between = case.calendar.working_time_between
    assert between(a, b) + between(b, c) == between(a, c)
    assert between(a, b, pauses=stops) + between(b, c, pauses=stops) == between(a, c, pauses=stops)
    assert between(a, b) == -between(b, a)
    assert between(a, a) == ZERO


@given(case=cases(), data=st.data())
def test_time_between_never_exceeds_real_time_and_never_shrinks(case: Case, data: st.DataObject) -> None:
    a, b, c = sorted((data.draw(instants(case, exact=True)) for _ in range(3)), key=micros)
    real = dt.timedelta(microseconds=micros(c) - micros(a))
    assert ZERO <= case.calendar.working_time_between(a, b) <= case.calendar.working_time_between(a, c) <= real


@given(case=cases(), data=st.data())
def test_adding_undoes_counting_for_every_landing_and_both_signs(case: Case, data: st.DataObject) -> None:
    start, amount = data.draw(instants(case, exact=True)), data.draw(exact_amounts)
    stops = data.draw(pauses(case, exact=True, open_ended=False))
    landing = data.draw(st.sampled_from((None, "close", "open")))
    end = _added(case, start, amount, stops=stops, landing=landing)
    assert case.calendar.working_time_between(start, end, pauses=stops) == amount


@given(case=cases(), data=st.data())
def test_a_positive_amount_lands_on_the_first_instant_and_open_on_the_last(case: Case, data: st.DataObject) -> None:
    start, amount = data.draw(instants(case, exact=True)), abs(data.draw(exact_amounts.filter(bool)))
    first, last = _added(case, start, amount), _added(case, start, amount, landing="open")
    between = case.calendar.working_time_between
    assert first <= last
    assert between(start, first) == between(start, last) == amount
    assert between(start, first - MICROSECOND) < amount
    assert between(start, last + MICROSECOND) > amount
    assert first == _added(case, start, amount, landing="close")
    if first != last:
        assert case.calendar.previous_close(last) == first
        assert case.calendar.next_open(first) == last


@given(case=cases(), data=st.data())
def test_a_negative_amount_lands_on_the_last_instant_and_close_on_the_first(case: Case, data: st.DataObject) -> None:
    start, amount = data.draw(instants(case, exact=True)), -abs(data.draw(exact_amounts.filter(bool)))
    last, first = _added(case, start, amount), _added(case, start, amount, landing="close")
    between = case.calendar.working_time_between
    assert first <= last
    assert between(start, first) == between(start, last) == amount
    assert between(start, last + MICROSECOND) > amount
    assert between(start, first - MICROSECOND) < amount
    assert last == _added(case, start, amount, landing="open")


@given(case=cases(), data=st.data())
def test_adding_is_monotone_in_the_start_and_in_the_amount(case: Case, data: st.DataObject) -> None:
    a, b = sorted((data.draw(instants(case, exact=True)) for _ in range(2)), key=micros)
    small, large = sorted(abs(data.draw(exact_amounts.filter(bool))) for _ in range(2))
    assert _added(case, a, small) <= _added(case, b, small)
    assert _added(case, a, small) <= _added(case, a, large)


@given(case=cases(), data=st.data())
def test_adding_in_two_steps_is_adding_once(case: Case, data: st.DataObject) -> None:
    start = data.draw(instants(case, exact=True))
    one, two = (abs(data.draw(exact_amounts.filter(bool))) for _ in range(2))
    assert _added(case, _added(case, start, one), two) == _added(case, start, one + two)


@given(case=cases(), data=st.data())
def test_nothing_added_is_the_start_and_landing_open_is_the_next_open_instant(case: Case, data: st.DataObject) -> None:
    start = data.draw(instants(case, exact=True))
    assert case.calendar.add_working_time(start, ZERO) == utc(start)
    assert _added(case, start, ZERO, landing="open") == case.calendar.next_open(start)


@given(case=cases(), data=st.data())
def test_spans_are_exactly_the_open_time(case: Case, data: st.DataObject) -> None:
    start, end = sorted((data.draw(instants(case)) for _ in range(2)), key=micros)
    assume(micros(start) < micros(end))
    found = case.calendar.spans(start, end)
    strip = oracle.open_strip(case.oracle, oracle.seconds_of(start), oracle.seconds_of(end))
    expected = bytearray(len(strip))
    for span in found:
        assert span.end is not None
        first, last = (oracle.seconds_of(edge) - oracle.seconds_of(start) for edge in (span.start, span.end))
        assert first % 60 == last % 60 == 0
        expected[first // 60 : last // 60] = b"\1" * ((last - first) // 60)
    assert expected == strip
    # Merged and in order: between two spans there is always closed time.
    assert all(one.end < two.start for one, two in itertools.pairwise(found) if one.end is not None)
    total = sum((span.end - span.start for span in found if span.end is not None), ZERO)
    assert total == case.calendar.working_time_between(start, end)


@given(case=cases(), data=st.data())
def test_open_is_half_open_and_agrees_with_spans_and_counting(case: Case, data: st.DataObject) -> None:
    at = data.draw(instants(case, exact=True))
    open_now = case.calendar.is_open(at)
    instant = at.astimezone(dt.UTC)
    assert open_now == bool(case.calendar.spans(at, instant + MICROSECOND))
    assert open_now == (case.calendar.working_time_between(at, instant + MICROSECOND) == MICROSECOND)
    whole = instant.replace(microsecond=0)
    assert case.calendar.is_open(whole) == oracle.is_open(case.oracle, whole)


@given(case=cases(), data=st.data())
def test_the_next_and_previous_edges_are_those_that_walking_finds(case: Case, data: st.DataObject) -> None:
    at = data.draw(instants(case))
    second = oracle.seconds_of(at)
    reach = dt.timedelta(days=SPAN_DAYS)
    edges = oracle.edges(case.oracle, oracle.instant_of(second) - reach, oracle.instant_of(second) + reach)
    opens = [edge for edge, is_opening in edges if is_opening]
    closes = [edge for edge, is_opening in edges if not is_opening]
    calendar = case.calendar
    assert _same(opens, bisect.bisect_left(opens, second), calendar.next_opening, at)
    if (after := bisect.bisect_right(opens, second)) < len(opens):
        assert calendar.next_opening(at, inclusive=False) == oracle.instant_of(opens[after])
    assert _same(opens, bisect.bisect_right(opens, second) - 1, calendar.previous_opening, at)
    assert _same(closes, bisect.bisect_right(closes, second), calendar.next_close, at)
    assert _same(closes, bisect.bisect_right(closes, second) - 1, calendar.previous_close, at)
    if calendar.is_open(at):
        assert calendar.next_open(at) == utc(at)
    elif opens and bisect.bisect_left(opens, second) < len(opens):
        assert calendar.next_open(at) == calendar.next_opening(at)


@given(case=cases(), data=st.data())
def test_edges_are_where_the_shop_opens_and_closes_to_the_microsecond(case: Case, data: st.DataObject) -> None:
    at = data.draw(instants(case, exact=True))
    calendar = case.calendar
    try:
        opening, closing = calendar.next_opening(at), calendar.next_close(at)
        opened, closed = calendar.previous_opening(at), calendar.previous_close(at)
    except (NeverOpen, HorizonExceeded):
        assume(False)
        raise
    assert opening >= at
    assert closing > at
    assert opened <= at
    assert closed <= at
    for edge in (opening, opened):
        assert calendar.is_open(edge)
        assert not calendar.is_open(edge - MICROSECOND)
    for edge in (closing, closed):
        assert calendar.is_open(edge - MICROSECOND)
        assert not calendar.is_open(edge)
    # Whether the door is open is told by which of the last two edges is the later.
    assert calendar.is_open(at) == (opened > closed)


@given(case=cases(), data=st.data())
def test_a_pause_is_measured_in_working_time(case: Case, data: st.DataObject) -> None:
    a, b = sorted((data.draw(instants(case, exact=True)) for _ in range(2)), key=micros)
    stops = data.draw(pauses(case, exact=True))
    between = case.calendar.working_time_between
    worked = between(a, b) - sum((between(start, end) for start, end in _merged(stops, a, b)), ZERO)
    assert between(a, b, pauses=stops) == worked
    assert between(a, b, pauses=[*stops, *stops]) == worked
    assert between(a, b, pauses=reversed(stops)) == worked


@given(case=cases(), data=st.data())
def test_pausing_is_taking_the_spans_away_from_the_calendar(case: Case, data: st.DataObject) -> None:
    a, b = (data.draw(instants(case, exact=True)) for _ in range(2))
    stops = data.draw(pauses(case, exact=True, open_ended=False))
    without = case.calendar - stops
    assert without.working_time_between(a, b) == case.calendar.working_time_between(a, b, pauses=stops)
    assert without.is_open(a) == (case.calendar.is_open(a) and not any(a in span for span in stops))


@given(case=cases(), data=st.data())
def test_a_pause_without_working_time_moves_nothing(case: Case, data: st.DataObject) -> None:
    start, amount = data.draw(instants(case, exact=True)), data.draw(exact_amounts.filter(bool))
    stops = [
        stop
        for stop in data.draw(pauses(case, open_ended=False))
        if stop.end is not None and case.calendar.working_time_between(stop.start, stop.end) == ZERO
    ]
    assert _added(case, start, amount, stops=stops) == _added(case, start, amount)


@given(case=cases(), data=st.data())
def test_a_pause_that_is_still_open_hides_nothing_on_the_way_back(case: Case, data: st.DataObject) -> None:
    start, amount = data.draw(instants(case, exact=True)), -abs(data.draw(exact_amounts.filter(bool)))
    still_open = Span(utc(start) - dt.timedelta(minutes=data.draw(st.integers(0, 3000))))
    stops = [*data.draw(pauses(case, exact=True, open_ended=False)), still_open]
    end = _added(case, start, amount, stops=stops)
    assert case.calendar.working_time_between(start, end, pauses=stops) == amount


def _added(
    case: Case, start: dt.datetime, amount: dt.timedelta, *, stops: Iterable[Span] = (), landing: Landing | None = None
) -> dt.datetime:
    """Add, and leave out the few examples whose amount is not used up within the years that the table knows."""
    try:
        return case.calendar.add_working_time(start, amount, pauses=stops, landing=landing)
    except (NeverOpen, HorizonExceeded):
        assume(False)
        raise


def _same(edges: list[int], index: int, search: Callable[[dt.datetime], dt.datetime], at: dt.datetime) -> bool:
    """Tell whether a search agrees with a list of edges; a list that ends before the edge decides nothing."""
    if not 0 <= index < len(edges):
        return True
    return search(at) == oracle.instant_of(edges[index])


def _merged(stops: list[Span], a: dt.datetime, b: dt.datetime) -> list[tuple[dt.datetime, dt.datetime]]:
    """Clip pauses to [a, b] and join those that overlap."""
    joined: list[tuple[dt.datetime, dt.datetime]] = []
    for stop in sorted(stops, key=lambda span: span.start):
        start, end = max(stop.start, a), b if stop.end is None else min(stop.end, b)
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


@pytest.mark.parametrize("sign", [1, -1])
def test_counting_a_billion_and_one_microseconds_loses_none(sign: int) -> None:
    """A float on the way would round: 2**53 microseconds is only 285 years, and 0.1 s has no exact float at all."""
    always = WorkingCalendar(id="always", tz="UTC", week="24x7", holidays=HolidayTable.none())
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    amount = sign * dt.timedelta(microseconds=1_000_000_001)
    assert always.working_time_between(start, always.add_working_time(start, amount)) == amount
