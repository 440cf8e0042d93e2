"""Laws of SLA clocks, held against a slow walk minute by minute, and against each other to the microsecond."""

import datetime as dt
import itertools
from fractions import Fraction

import attrs
import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st

from aftersales_core.errors import HorizonExceeded, MarkOutOfOrder
from aftersales_core.instants import utc
from aftersales_core.sla import (
    Mark,
    SlaClock,
    SlaPolicy,
    SlaStatus,
    SlaSwitch,
    SlaTarget,
    assess,
    assess_clock,
    fold,
    sorted_marks,
)
from aftersales_core.sla.marks import Actor
from aftersales_core.worktime.calendar import WorkingCalendar
from aftersales_core.worktime.holiday_table import HolidayTable
from aftersales_core.worktime.period import Period
from tests import oracle
from tests.sla.drawn import ALPHABET, LIFE_MINUTES, PLAIN, STRANGE, Life, actors, any_periods, lives
from tests.strategies import Case, cases, instants

MICROSECOND = dt.timedelta(microseconds=1)
FACTS = {"goal": "0"}


def agrees_with_the_walk(life: Life, status: SlaStatus, now: int) -> None:
    seen = life.walked(now)
    assert (status.state, str(status.outcome), status.cycle) == (seen.state, seen.outcome, seen.cycles)
    assert (life.minute(status.started_at), life.minute(status.stopped_at)) == (seen.started, seen.stopped)
    assert (life.minute(status.breached_at), life.minute(status.breach_computed_at)) == (seen.breached, seen.computed)
    assert status.elapsed == dt.timedelta(minutes=seen.elapsed)
    if seen.is_due_known:
        assert life.minute(status.due_at) == seen.due
    assert [(life.minute(one.started_at), life.minute(one.ended_at), str(one.outcome)) for one in status.decided] == [
        tuple(one) for one in seen.decided
    ]


nows = st.integers(0, LIFE_MINUTES + 1440)


@given(life=lives(), now=nows)
def test_a_clock_says_what_walking_minute_by_minute_says(life: Life, now: int):
    status = assess(life.policy, FACTS, life.marks, now=life.at(now))["m"]
    agrees_with_the_walk(life, status, now)


@given(life=lives(changes=2, pausable=True), now=nows)
def test_a_target_changed_by_facts_says_what_walking_minute_by_minute_says(life: Life, now: int):
    status = assess(life.policy, FACTS, life.marks, now=life.at(now))["m"]
    agrees_with_the_walk(life, status, now)


@given(life=lives(changes=2, pausable=True), now=nows)
def test_a_switched_policy_says_what_walking_minute_by_minute_says(life: Life, now: int):
    first = life.policy_of(life.goals[0])
    status = assess(first, {}, life.named_marks(), now=life.at(now), switches=life.switches)["m"]
    agrees_with_the_walk(life, status, now)


# --- folding ----------------------------------------------------------------------------------------------------------


@given(life=lives(), data=st.data())
def test_folding_in_any_split_is_folding_at_once(life: Life, data: st.DataObject):
    whole = fold(life.metric, life.marks)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(life.marks)), max_size=5)))
    clock = SlaClock()
    for begin, end in zip([0, *cuts], [*cuts, len(life.marks)], strict=True):
        clock = fold(life.metric, life.marks[begin:end], clock)
    assert clock == whole
    assert clock.state == whole.state


@given(life=lives(), now=nows)
def test_a_stored_clock_says_what_its_marks_say(life: Life, now: int):
    moment = life.at(now)
    clock = fold(life.metric, [mark for mark in life.marks if mark.at <= moment])
    stored = assess_clock(life.policy, "m", FACTS, clock, now=moment)
    assert stored == assess(life.policy, FACTS, life.marks, now=moment)["m"]


@given(life=lives(), data=st.data())
def test_marks_out_of_order_are_refused_and_sorting_mends_them(life: Life, data: st.DataObject):
    order = data.draw(st.permutations(range(len(life.marks))))
    marks = [life.marks[index] for index in order]
    is_ordered = all(a.at <= b.at for a, b in itertools.pairwise(marks))
    if is_ordered:
        fold(life.metric, marks)
    else:
        with pytest.raises(MarkOutOfOrder):
            fold(life.metric, marks)
        with pytest.raises(MarkOutOfOrder):
            assess(life.policy, FACTS, marks, now=max(mark.at for mark in marks))
    assert [mark.at for mark in sorted_marks(marks)] == sorted(mark.at for mark in marks)
    fold(life.metric, sorted_marks(marks))


@given(life=lives(), minute=st.integers(1, 500), name=st.sampled_from(ALPHABET + STRANGE), actor=actors)
def test_a_mark_before_the_last_one_folded_is_refused_by_a_clock_that_goes_on(
    life: Life, minute: int, name: str, actor: Actor
):
    clock = fold(life.metric, life.marks)
    late = Mark(life.marks[-1].at - minute * MICROSECOND, name, (), actor)
    with pytest.raises(MarkOutOfOrder):
        fold(life.metric, [late], clock)


# --- what has not happened yet ----------------------------------------------------------------------------------------


@given(life=lives(changes=1), now=nows)
def test_marks_after_now_have_not_happened_yet(life: Life, now: int):
    moment = life.at(now)
    known = [mark for mark in life.marks if mark.at <= moment]
    status = assess(life.policy, FACTS, life.marks, now=moment)
    assert status == assess(life.policy, FACTS, known, now=moment)


@given(life=lives(changes=2), now=nows)
def test_switches_after_now_have_not_happened_yet(life: Life, now: int):
    moment, first = life.at(now), life.policy_of(life.goals[0])
    known = [switch for switch in life.switches if switch.at <= moment]
    marks = life.named_marks()
    status = assess(first, {}, marks, now=moment, switches=life.switches)
    assert status == assess(first, {}, marks, now=moment, switches=known)


# --- what is decided stays --------------------------------------------------------------------------------------------


@given(life=lives(changes=2), cut=st.integers(0, 12), now=nows)
def test_a_decided_cycle_never_changes_when_marks_are_added(life: Life, cut: int, now: int):
    first, moment = life.marks[:cut], life.at(LIFE_MINUTES + now)
    earlier, later = fold(life.metric, first), fold(life.metric, life.marks)
    ended = [cycle for cycle in earlier.cycles if cycle.ended_at is not None]
    assert later.cycles[: len(ended)] == tuple(ended)
    before = assess(life.policy, FACTS, first, now=moment)["m"]
    after = assess(life.policy, FACTS, life.marks, now=moment)["m"]
    assert after.decided[: len(before.decided)] == before.decided


@given(life=lives(changes=2), cut=st.integers(0, 12), now=nows)
def test_a_stopped_metric_is_not_judged_again_by_what_comes_after(life: Life, cut: int, now: int):
    first, moment = life.marks[:cut], life.at(LIFE_MINUTES + now)
    before = assess(life.policy, FACTS, first, now=moment)["m"]
    after = assess(life.policy, FACTS, life.marks, now=moment)["m"]
    assume(before.state in ("stopped", "cancelled") and after.cycle == before.cycle)
    assert after == before


@given(life=lives(changes=2), first=nows, second=nows)
def test_decided_cycles_are_the_same_whenever_one_asks(life: Life, first: int, second: int):
    first, second = sorted((first, second))
    before = assess(life.policy, FACTS, life.marks, now=life.at(first))["m"]
    after = assess(life.policy, FACTS, life.marks, now=life.at(second))["m"]
    assert after.decided[: len(before.decided)] == before.decided


# --- time goes on -----------------------------------------------------------------------------------------------------

within = st.integers(0, 10_000_000_000_000)
"""Microseconds after an instant, up to about four months."""
LEVELS = ("pending", "open_breached", "met", "late", "excluded")


def with_period(life: Life, period: Period, warn_at: tuple[float, ...] = (0.5, 0.75, 1)) -> SlaPolicy:
    return SlaPolicy([life.metric], [SlaTarget("m", period, (), "drawn", warn_at)], {"drawn": life.calendar})


def discrete(status: SlaStatus, now: dt.datetime) -> tuple[object, ...]:
    """Everything in an answer that does not flow with time, and how many warnings a running clock has passed."""
    passed = reached(status, now)
    return status.state, status.outcome, status.is_at_risk, status.breached_at, status.breach_computed_at, passed


def reached(status: SlaStatus, now: dt.datetime) -> int:
    """How many warnings a running clock has passed."""
    return sum(at <= now for _, at in status.warnings) if status.state == "running" else 0


@given(life=lives(), period=any_periods(), first=within, second=within)
def test_while_nothing_happens_time_only_adds_up(life: Life, period: Period, first: int, second: int):
    policy, last = with_period(life, period), life.marks[-1].at
    at, later = (last + size * MICROSECOND for size in sorted((first, second)))
    before, after = (assess(policy, {}, life.marks, now=now)["m"] for now in (at, later))
    assert before.elapsed <= after.elapsed
    assert (before.state, before.started_at, before.due_at) == (after.state, after.started_at, after.due_at)
    assert (before.remaining is None) == (after.remaining is None)
    if before.remaining is not None and after.remaining is not None:
        assert before.remaining >= after.remaining
    assert before.is_at_risk <= after.is_at_risk
    assert reached(before, at) <= reached(after, later)


@given(life=lives(), period=any_periods(), first=nows, second=nows)
def test_within_a_cycle_elapsed_never_falls_and_a_breach_never_heals(
    life: Life, period: Period, first: int, second: int
):
    policy = with_period(life, period)
    first, second = sorted((first, second))
    before, after = (assess(policy, {}, life.marks, now=life.at(now))["m"] for now in (first, second))
    assume(before.cycle == after.cycle)
    assert before.elapsed <= after.elapsed
    assert LEVELS.index(before.outcome) <= LEVELS.index(after.outcome)
    if before.breached_at is not None:
        assert after.outcome in ("open_breached", "late", "excluded")
        assert after.breached_at == before.breached_at


@given(life=lives(changes=3), first=nows, second=nows)
def test_no_change_of_target_heals_a_breach(life: Life, first: int, second: int):
    first, second = sorted((first, second))
    by_policy = life.policy_of(life.goals[0])
    for policy, marks, switches in ((life.policy, life.marks, ()), (by_policy, life.named_marks(), life.switches)):
        before, after = (
            assess(policy, FACTS, marks, now=life.at(now), switches=switches)["m"] for now in (first, second)
        )
        if before.cycle == after.cycle and before.breached_at is not None:
            assert after.outcome in ("open_breached", "late", "excluded")
            assert (after.breached_at, after.breach_computed_at) == (before.breached_at, before.breach_computed_at)


@given(life=lives(), period=any_periods(), now=nows, data=st.data())
def test_the_next_change_is_the_first_instant_at_which_the_answer_differs(
    life: Life, period: Period, now: int, data: st.DataObject
):
    policy, moment = with_period(life, period, (0.25, 0.5, 0.75, 1, 1.25)), life.at(now)
    known = [mark for mark in life.marks if mark.at <= moment]
    status = assess(policy, {}, known, now=moment)["m"]

    def seen(at: dt.datetime) -> tuple[object, ...]:
        return discrete(assess(policy, {}, known, now=at)["m"], at)

    change = status.next_change_at
    if change is None:
        assert seen(moment + data.draw(within) * MICROSECOND) == discrete(status, moment)
        return
    assert change > moment
    assert seen(change) != discrete(status, moment)
    between = data.draw(st.integers(0, (utc(change) - moment) // MICROSECOND - 1))
    for at in (utc(change) - MICROSECOND, moment + between * MICROSECOND):
        assert seen(at) == discrete(status, moment)
        assert assess(policy, {}, known, now=at)["m"].next_change_at == change


# --- deadlines, and what is left --------------------------------------------------------------------------------------


@given(case=cases(), period=any_periods(), data=st.data())
def test_without_a_pause_it_is_due_when_the_period_says(case: Case, period: Period, data: st.DataObject):
    start = data.draw(instants(case, exact=True))
    now = utc(start) + data.draw(within) * MICROSECOND
    policy = SlaPolicy([PLAIN[0]], [SlaTarget("m", period, (), "c")], {"c": case.calendar})
    status = assess(policy, {}, [Mark(start, "a")], now=now)["m"]
    expected = period.deadline(start, case.calendar)
    assert (status.due_at, status.deadline) == (expected.at, expected)
    assert (status.outcome == "pending") == expected.is_met(now)


@given(case=cases(), data=st.data())
def test_a_pause_of_no_working_time_moves_no_working_deadline(case: Case, data: st.DataObject):
    period = data.draw(any_periods(units=("working_time", "working_days")))
    start = utc(data.draw(instants(case)))
    edges = oracle.edges(case.oracle, start, start + dt.timedelta(days=9))
    closed = [(end, begin) for (end, opens), (begin, _) in itertools.pairwise(edges) if not opens]
    assume(closed)
    end, begin = data.draw(st.sampled_from(closed))
    low = data.draw(st.integers(end, begin - 1))
    high = data.draw(st.integers(low + 1, begin))
    policy = SlaPolicy([PLAIN[0]], [SlaTarget("m", period, (), "c")], {"c": case.calendar})
    unpaused = [Mark(start, "a")]
    paused = [*unpaused, Mark(oracle.instant_of(low), "c"), Mark(oracle.instant_of(high), "d")]
    now = oracle.instant_of(high)
    try:
        plain, moved = (assess(policy, {}, marks, now=now)["m"] for marks in (unpaused, paused))
    except HorizonExceeded:
        # A minute a week can take the drawn period beyond the years that the calendar knows.
        reject()
    assert (plain.due_at, plain.elapsed, plain.outcome) == (moved.due_at, moved.elapsed, moved.outcome)


@given(life=lives(), now=nows)
def test_an_amount_of_time_is_what_is_used_and_what_remains(life: Life, now: int):
    status = assess(life.policy, FACTS, life.marks, now=life.at(now))["m"]
    assume(status.started_at is not None)
    amount = dt.timedelta(minutes=life.goals[0].minutes)
    assert status.remaining is not None
    assert status.elapsed + status.remaining == amount
    assert status.share_used == oracle_share(status.elapsed, amount)
    if status.outcome == "pending":
        assert status.remaining >= dt.timedelta(0)
    if status.state != "cancelled":
        assert status.overdue == (None if status.outcome in ("met", "pending") else -status.remaining)


def oracle_share(used: dt.timedelta, whole: dt.timedelta) -> Fraction:
    return Fraction(used // MICROSECOND, whole // MICROSECOND)


@given(case=cases(), period=any_periods(pausable=True), ran=within, first=within, second=within, data=st.data())
def test_a_paused_clock_stands_still(  # noqa: PLR0917 - what Hypothesis draws, by name
    case: Case, period: Period, ran: int, first: int, second: int, data: st.DataObject
):
    start = utc(data.draw(instants(case, exact=True)))
    paused = start + ran // 100 * MICROSECOND
    policy = SlaPolicy([PLAIN[0]], [SlaTarget("m", period, (), "c")], {"c": case.calendar})
    marks = [Mark(start, "a"), Mark(paused, "c")]
    one, other = (assess(policy, {}, marks, now=paused + after * MICROSECOND)["m"] for after in (first, second))
    assert (one.state, one.elapsed, one.share_used) == ("paused", other.elapsed, other.share_used)
    assert not one.is_at_risk
    if one.due_at is None:
        assert (one.remaining, one.outcome, one.next_change_at) == (other.remaining, "pending", None)


@given(life=lives(), period=any_periods(), now=nows)
def test_a_warning_is_the_first_instant_at_which_its_share_is_used(life: Life, period: Period, now: int):
    policy, moment = with_period(life, period, (0.1, 0.5, 0.75, 1, 1.5)), life.at(now)
    known = [mark for mark in life.marks if mark.at <= moment]
    status = assess(policy, {}, known, now=moment)["m"]
    for share, at in status.warnings:
        if share == 1:
            assert at == status.due_at
        elif status.share_used is not None and status.state == "running":
            assert share_at(policy, known, max(utc(at), moment)) >= share
            if at > moment:
                assert share_at(policy, known, utc(at) - MICROSECOND) < share


def share_at(policy: SlaPolicy, happened: list[Mark], now: dt.datetime) -> Fraction:
    share = assess(policy, {}, happened, now=now)["m"].share_used
    assert share is not None
    return share


# --- any input at all -------------------------------------------------------------------------------------------------


@given(
    life=lives(changes=2),
    period=any_periods(),
    warn_at=st.lists(st.fractions(min_value=Fraction(1, 1000), max_value=9), max_size=4),
    facts=st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3),
    now=nows,
    has_trace=st.booleans(),
)
def test_assessing_never_fails_for_marks_in_order(  # noqa: PLR0917 - what Hypothesis draws, by name
    life: Life, period: Period, warn_at: list[Fraction], facts: dict[str, str], now: int, has_trace: bool
):
    target = SlaTarget("m", period, {"goal": ("0", "1")}, "drawn", warn_at)
    policy = SlaPolicy([life.metric], [target], {"drawn": life.calendar})
    other = SlaPolicy([life.metric], [SlaTarget("m", "24h", (), "drawn")], {"drawn": life.calendar}, id="other")
    switch = SlaSwitch(life.at(now // 2), other)
    marks = [*life.marks, Mark(life.at(LIFE_MINUTES), "\N{BELL}\N{LATIN SMALL LETTER O WITH DIAERESIS}")]
    for given_facts in (facts, FACTS | facts):
        for switches in ((), (switch,)):
            status = assess(policy, given_facts, marks, now=life.at(now), switches=switches, trace=has_trace)["m"]
            assert status.metric == "m"
            assert status.trace is None or has_trace


@given(life=lives(changes=1), now=nows)
def test_a_calendar_that_raises_raises_only_past_its_known_years(life: Life, now: int):
    known_to_the_day: WorkingCalendar = attrs.evolve(
        life.case.calendar, holidays=HolidayTable.of((), (), first_year=1970, last_year=life.origin.year - 1)
    )
    policy = SlaPolicy([life.metric], [SlaTarget("m", "30wmin")], {"shop": known_to_the_day})
    if fold(life.metric, [mark for mark in life.marks if mark.at <= life.at(now)]).cycles:
        with pytest.raises(HorizonExceeded) as caught:
            assess(policy, {}, life.marks, now=life.at(now))
        assert caught.value.known_until == known_to_the_day.known_until
    else:
        assert assess(policy, {}, life.marks, now=life.at(now))["m"].state == "not_started"
