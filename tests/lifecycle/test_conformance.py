"""Logs against machines: legal walks fit, everything else is found where it is, and a log may be counted in parts."""

import datetime as dt
import pickle
import re
from collections import Counter
from fractions import Fraction
from typing import Any, TypeAlias

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aftersales_core.errors import BrokenHistory, InvalidDefinition, NaiveDatetime, WrongType
from aftersales_core.instants import zone
from aftersales_core.interchange.codec import from_dict, to_dict
from aftersales_core.lifecycle import (
    MESSAGES,
    CaseConformance,
    ConformanceSummary,
    LogStep,
    Machine,
    MisfitCount,
    MisfitPlace,
    Rule,
    conform,
)
from aftersales_core.reasons import render
from tests.lifecycle.errand import ERRAND, MONDAY, Event, State
from tests.lifecycle.machines import EVENTS, START, AnyMachine, machines

Note: TypeAlias = tuple[str | None, str | None]
"""What a row notes: a state, an event, or both."""

HOUR = dt.timedelta(hours=1)
STATES = ("s0", "s1", "s2", "s3", "s4", "s5", "elsewhere")
NAMES = ("go", *EVENTS, "fly")


def steps_of(notes: list[Note], start: dt.datetime = START) -> list[LogStep]:
    """Give each row an hour of its own."""
    return [LogStep(start + number * HOUR, state, event) for number, (state, event) in enumerate(notes)]


def judged(machine: Machine[Any, Any, Any], notes: list[Note], begins: tuple[str, ...] = ()) -> CaseConformance:
    return conform(machine, steps_of(notes), id="C-1", begins=begins)


@st.composite
def walks(draw: st.DrawFn) -> tuple[AnyMachine, list[Rule[str, str, frozenset[str]]]]:
    """A machine and a legal walk through it, which may be as short as nothing."""
    machine = draw(machines())
    state, walk = machine.initial, []
    for _ in range(draw(st.integers(0, 8))):
        onward = [rule for rule in machine.rules if rule.source == state]
        if not onward:
            break
        walk.append(draw(st.sampled_from(onward)))
        state = walk[-1].target
    return machine, walk


notes = st.tuples(st.none() | st.sampled_from(STATES), st.none() | st.sampled_from(NAMES)).filter(any)
logs = st.lists(notes, min_size=1, max_size=6)


@given(walks(), st.data())
def test_a_legal_walk_always_fits_however_the_log_notes_it(case: Any, data: st.DataObject):
    machine, walk = case
    log: list[Note] = [(machine.initial, None)]
    for rule in walk:
        kinds: list[Note] = [(rule.target, None), (None, rule.event), (rule.target, rule.event)]
        log.append(data.draw(st.sampled_from(kinds)))
        # Where the row before names the state, the log may name it again.
        log += [(rule.target, None)] * data.draw(st.integers(0, 2))
    found = judged(machine, log)
    assert (found.fits, found.misfits, found.first_misfit) == (True, (), None)
    assert (found.steps, found.fitting_steps) == (len(log), len(log))
    end = walk[-1].target if walk else machine.initial
    assert end in found.ended_in
    events = judged(machine, [(None, rule.event) for rule in walk] or [(machine.initial, None)])
    assert events.fits


@given(walks(), st.sampled_from(STATES), st.sampled_from(NAMES))
def test_a_step_that_the_machine_does_not_have_never_fits(case: Any, state: str, event: str):
    machine, walk = case
    here = walk[-1].target if walk else machine.initial
    log: list[Note] = [(machine.initial, None), *((rule.target, rule.event) for rule in walk)]
    legal = {(rule.event, rule.target) for rule in machine.rules if rule.source == here}
    tries: list[tuple[Note, bool]] = [
        ((state, None), state == here or state in {target for _, target in legal}),
        ((None, event), event in {name for name, _ in legal}),
        ((state, event), (event, state) in legal),
    ]
    for note, is_legal in tries:
        found = judged(machine, [*log, note])
        assert found.fits == is_legal
        if not is_legal:
            assert [misfit.index for misfit in found.misfits] == [len(log)]
            assert found.misfits[0].held == (here,)
            assert found.misfits[0].reasons


def walk_exists(machine: AnyMachine, state: str, log: list[Note], *, is_first: bool = False) -> bool:
    """Look for a walk that could have written a log, by trying every one."""
    if not log:
        return True
    (noted, event), rest = log[0], log[1:]
    if event is None and noted == state and walk_exists(machine, state, rest):
        return True
    if event is None and is_first:
        return False
    return any(
        walk_exists(machine, rule.target, rest)
        for rule in machine.rules
        if rule.source == state and event in (None, rule.event) and noted in (None, rule.target)
    )


@given(machines(), logs, st.booleans())
def test_a_case_fits_exactly_where_some_walk_could_have_written_its_log(machine: Any, log: Any, is_opened: bool):
    if is_opened:
        log = [(machine.initial, None), *log]
    expected = walk_exists(machine, machine.initial, log, is_first=True)
    assert judged(machine, log).fits == expected


def misfits_by_hand(machine: AnyMachine, log: list[Note], begins: set[str]) -> list[tuple[int, set[str], set[str]]]:
    """Replay a log with sets of states and lists of rules, as the convention says it: index, states before, codes."""
    states = {state for state, _ in machine.states}
    held, found = begins, []
    for index, (state, event) in enumerate(log):
        codes: set[str] = set()
        after = held
        if event is not None:
            of_event = [rule for rule in machine.rules if rule.event == event]
            after = {rule.target for rule in of_event if rule.source in held}
            if not of_event:
                codes.add("unknown_event")
                after = held
            elif not after:
                codes.add("illegal_event")
                after = {rule.target for rule in of_event if rule.target != rule.source} or held
        if state is not None and state not in states:
            codes.add("unknown_state")
        elif state is not None:
            reached = {rule.target for rule in machine.rules if rule.source in held} | held
            if event is None and state not in (held if index == 0 else reached):
                codes.add("begins_elsewhere" if index == 0 else "no_rule_between")
            elif event is not None and not codes and state not in after:
                codes.add("event_leads_elsewhere")
            after = {state}
        if codes:
            found.append((index, held, codes))
        held = after
    return found


@given(machines(), logs, st.lists(st.sampled_from(STATES[:2]), max_size=3))
def test_every_misfit_is_where_a_replay_by_hand_finds_it(machine: Any, log: Any, begins: Any):
    found = judged(machine, log, tuple(begins))
    assert [
        (misfit.index, set(misfit.held), {reason.code for reason in misfit.reasons}) for misfit in found.misfits
    ] == misfits_by_hand(machine, log, set(begins) or {machine.initial})
    assert all(misfit.step is not None and len(set(misfit.reasons)) == len(misfit.reasons) for misfit in found.misfits)
    assert found.fitting_steps + len(found.misfits) == found.steps == len(log)
    assert found.is_finished == any(dict(machine.states)[state] == "closed" for state in found.ended_in)


@given(machines(), logs)
def test_every_reason_has_a_text_in_both_languages_without_a_gap(machine: Any, log: Any):
    found = judged(machine, log)
    for reason in (*found.notes, *(reason for misfit in found.misfits for reason in misfit.reasons)):
        for lang in ("en", "zh"):
            assert re.search(r"\{\w+\}", render(reason, lang, MESSAGES)) is None


# By hand from the rules of the errand: new -assign-> open, open -ask-> waiting, waiting -reply|lapse-> open,
# new, open -solve-> closed or solved, new, open -note-> new, open -note-> open, solved -lapse|reply-> closed,
# closed -reopen-> open. `None` for codes: the step fits.
@pytest.mark.parametrize(
    ("log", "codes", "ended"),
    [
        ([("new", None), ("open", None), ("solved", None), ("closed", None)], [None] * 4, ("closed",)),
        ([("new", None), ("new", None), ("new", None)], [None] * 3, ("new",)),
        ([("new", None), ("waiting", None), ("open", None)], [None, "no_rule_between", None], ("open",)),
        ([("open", None), ("waiting", None)], ["begins_elsewhere", None], ("waiting",)),
        ([("new", None), ("-100", None), ("open", None)], [None, "unknown_state", None], ("open",)),
        ([("-100", None), ("open", None)], ["unknown_state", None], ("open",)),
        ([(None, "assign"), (None, "ask"), (None, "reply")], [None] * 3, ("open",)),
        # Which of two targets a log of events reached is left open until a row tells.
        ([(None, "solve")], [None], ("closed", "solved")),
        ([(None, "solve"), (None, "reopen")], [None, None], ("open",)),
        ([(None, "solve"), ("solved", None), (None, "reopen")], [None, None, "illegal_event"], ("open",)),
        ([(None, "ask"), (None, "reply")], ["illegal_event", None], ("open",)),
        ([(None, "fly"), (None, "assign")], ["unknown_event", None], ("open",)),
        # A note changes the state from open to new only, so where it is not possible it counts as that.
        ([(None, "assign"), (None, "ask"), (None, "note")], [None, None, "illegal_event"], ("new",)),
        ([("open", "assign")], [None], ("open",)),
        ([("solved", "assign"), ("closed", "reply")], ["event_leads_elsewhere", None], ("closed",)),
        ([("open", "reopen"), ("waiting", "ask")], ["illegal_event", None], ("waiting",)),
        ([("-100", "assign"), ("waiting", "ask")], ["unknown_state", None], ("waiting",)),
        ([("-100", "fly")], ["unknown_state unknown_event"], ("new",)),
    ],
)
def test_steps_of_the_errand_judged_by_hand(log: Any, codes: Any, ended: Any):
    found = judged(ERRAND, log)
    by_index = {misfit.index: " ".join(reason.code for reason in misfit.reasons) for misfit in found.misfits}
    assert [by_index.get(index) for index in range(len(log))] == codes
    assert found.ended_in == ended


def test_an_event_that_changes_the_state_nowhere_does_not_change_it_where_it_is_not_possible():
    machine: AnyMachine = Machine(
        "note",
        "1",
        (("new", "initial"), ("open", "active"), ("closed", "closed")),
        ("agent",),
        (
            Rule("new", "go", "open", frozenset({"agent"})),
            Rule("open", "note", "open", frozenset({"agent"})),
            Rule("open", "end", "closed", frozenset({"agent"})),
        ),
    )
    found = judged(machine, [(None, "note"), (None, "go")])
    assert [misfit.index for misfit in found.misfits] == [0]
    assert found.ended_in == ("open",)


def test_a_reason_says_from_where_to_where_and_what_would_have_been_possible():
    found = judged(ERRAND, [("new", None), ("waiting", None), (None, "assign"), ("closed", "ask"), ("-1", None)])
    texts = [[render(reason, lang, MESSAGES) for lang in ("en", "zh")] for m in found.misfits for reason in m.reasons]
    assert texts == [
        [
            "no rule leads from new to waiting; it may lead to: new, open, solved, closed",
            "没有从new到waiting的规则；可到：new、open、solved、closed",
        ],
        [
            "assign is not possible in state waiting; possible: reply, lapse",
            "状态waiting下不能assign；可以：reply、lapse",
        ],
        ["ask leads from open to waiting, not to closed", "ask从open到waiting，而非closed"],
        ["errand has no state -1", "流程errand没有状态-1"],
    ]
    first = judged(ERRAND, [("solved", None)], ("new", "open"))
    assert first.first_misfit is not None
    assert [render(first.first_misfit.reasons[0], lang, MESSAGES) for lang in ("en", "zh")] == [
        "it begins in solved instead of new, open",
        "起始状态为solved，应为new、open",
    ]


def test_a_log_that_begins_after_the_first_step_may_say_so():
    log: list[Note] = [("open", None), ("solved", None)]
    assert not judged(ERRAND, log).fits
    assert judged(ERRAND, log, (State.NEW, State.OPEN)).fits
    assert judged(ERRAND, [(None, "ask")], (State.OPEN,)).fits
    assert not judged(ERRAND, [("new", None)], (State.OPEN,)).fits


def test_a_case_that_has_not_ended_fits_and_carries_a_note():
    running = judged(ERRAND, [("new", None), ("open", None)])
    assert (running.fits, running.is_finished) == (True, False)
    assert [render(note, lang, MESSAGES) for note in running.notes for lang in ("en", "zh")] == [
        "the log ends in open, which is not a closed state",
        "日志止于open，尚未到达关闭状态",
    ]
    assert judged(ERRAND, [("new", None), ("closed", None)]).notes == ()
    # A log of events may leave open whether it ended; then it may have.
    assert judged(ERRAND, [(None, "solve")]).is_finished


def test_members_of_enumerations_and_plain_text_are_judged_alike():
    plain = judged(ERRAND, [("new", None), (None, "assign"), ("solved", "ask")])
    members = judged(ERRAND, [(State.NEW, None), (None, Event.ASSIGN), (State.SOLVED, Event.ASK)])
    assert plain == members
    assert {type(name) for name in (*members.ended_in, *members.misfits[0].held)} == {str}


def test_a_row_earlier_than_the_row_before_does_not_fit_and_is_not_held_against_the_rows_after_it():
    hours = [0, 50, 2, 3, 3]
    states = ["new", "open", "waiting", "open", "closed"]
    steps = [LogStep(MONDAY + hour * HOUR, state) for hour, state in zip(hours, states, strict=True)]
    found = conform(ERRAND, steps, id="C-1")
    assert [(misfit.index, misfit.reasons[0].code) for misfit in found.misfits] == [(2, "earlier_than_last")]
    reason = found.misfits[0].reasons[0]
    assert (reason.param("at"), reason.param("last_at")) == (MONDAY + 2 * HOUR, MONDAY + 50 * HOUR)
    both = conform(ERRAND, [steps[1], LogStep(MONDAY, "solved", "fly")], id="C-1", begins=("open",))
    assert [reason.code for reason in both.misfits[0].reasons] == ["unknown_event", "earlier_than_last"]


def test_rows_in_no_order_are_not_sorted():
    steps = [LogStep(MONDAY + hour * HOUR, state) for hour, state in ((0, "new"), (2, "waiting"), (1, "open"))]
    assert [misfit.index for misfit in conform(ERRAND, steps, id="C-1").misfits] == [1, 2]
    assert conform(ERRAND, sorted(steps, key=lambda step: step.at), id="C-1").fits


def test_the_hour_that_an_autumn_night_has_twice_goes_forward():
    rome = zone("Europe/Rome")
    night = dt.datetime(2012, 10, 28, 2, 30, tzinfo=rome)
    steps = [LogStep(night, "new"), LogStep(night.replace(minute=10, fold=1), "open")]
    assert conform(ERRAND, steps, id="C-1").fits
    assert not conform(ERRAND, steps[::-1], id="C-1", begins=("open",)).fits


def test_a_row_needs_an_instant_and_something_to_say():
    with pytest.raises(NaiveDatetime):
        LogStep(dt.datetime(2026, 3, 2), "new")
    with pytest.raises(WrongType):
        LogStep("2026-03-02", "new")  # type: ignore[arg-type]
    with pytest.raises(InvalidDefinition, match="notes neither a state nor an event"):
        LogStep(MONDAY)


def test_a_case_without_steps_is_refused():
    with pytest.raises(BrokenHistory, match="'C-7' is broken at version 0: there are no steps"):
        conform(ERRAND, [], id="C-7")


def test_a_beginning_that_is_no_state_is_refused():
    with pytest.raises(InvalidDefinition, match=r"^beginnings in machine 'errand': 'elsewhere' is no state of it"):
        conform(ERRAND, steps_of([("new", None)]), id="C-1", begins=("new", "elsewhere"))


def test_who_did_it_stays_with_the_misfit():
    step = LogStep(MONDAY, "closed", actor="a-9", role="agent")
    found = conform(ERRAND, iter([LogStep(MONDAY, "new"), LogStep(MONDAY, "waiting", actor="a-9")]), id="C-1")
    assert found.first_misfit is not None
    assert (found.first_misfit.step.actor, step.role) == ("a-9", "agent")


def test_a_huge_case_is_judged_in_one_pass():
    # 50,001 steps; of the 25,000 pairs (waiting, open) none fits from new on the first, each of the others does.
    log: list[Note] = [("new", None), *[("waiting", None), ("open", None)] * 25_000]
    start = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    found = conform(ERRAND, steps_of(log, start), id="C-1")
    assert (found.steps, [misfit.index for misfit in found.misfits]) == (50_001, [1])


cases = st.builds(
    lambda log: judged(ERRAND, log),
    st.lists(
        st.tuples(
            st.none() | st.sampled_from([*map(str, State), "elsewhere"]),
            st.none() | st.sampled_from([*map(str, Event), "fly"]),
        ).filter(any),
        min_size=1,
        max_size=5,
    ),
)
lists = st.lists(cases, max_size=6)


@given(lists, lists, lists)
def test_summaries_add_up_in_any_order_and_grouping(one: Any, two: Any, three: Any):
    a, b, c = (ConformanceSummary.of(part) for part in (one, two, three))
    assert (a + b) + c == a + (b + c) == (c + a) + b == ConformanceSummary.of([*three, *one, *two])
    assert a + b == b + a
    assert a + ConformanceSummary() == a == ConformanceSummary.of(reversed(one))


@given(lists, st.integers(0, 6))
def test_a_log_split_anywhere_between_cases_gives_the_same_summary(found: Any, at: int):
    whole = ConformanceSummary.of(found)
    assert ConformanceSummary.of(found[:at]) + ConformanceSummary.of(iter(found[at:])) == whole


@given(lists)
def test_a_summary_counts_what_its_cases_hold(found: Any):
    whole = ConformanceSummary.of(found)
    assert (whole.cases, whole.steps) == (len(found), sum(case.steps for case in found))
    assert whole.fitting == sum(not case.misfits for case in found)
    assert whole.finished == sum(case.is_finished for case in found)
    assert whole.misfitting_steps == sum(len(case.misfits) for case in found)
    places = Counter(
        (m.held, m.step.event, m.step.state, tuple(r.code for r in m.reasons)) for case in found for m in case.misfits
    )
    rows = {(row.place.source, row.place.event, row.place.target, row.place.codes): row for row in whole.misfits}
    assert {key: row.steps for key, row in rows.items()} == dict(places)
    assert len(rows) == len(whole.misfits)
    for key, row in rows.items():
        assert row.cases == sum(
            any((m.held, m.step.event, m.step.state, tuple(r.code for r in m.reasons)) == key for m in case.misfits)
            for case in found
        )
    counts = [row.steps for row in whole.misfits]
    assert counts == sorted(counts, reverse=True)


def test_the_most_frequent_misfit_comes_first_and_shares_are_exact():
    good = judged(ERRAND, [("new", None), ("open", None)])
    bad = judged(ERRAND, [("new", None), ("waiting", None), ("closed", None), ("waiting", None), ("closed", None)])
    late = judged(ERRAND, [(None, "ask"), ("solved", None)])
    first = judged(ERRAND, [("closed", None)])
    whole = ConformanceSummary.of([good, late, bad, first, first])
    assert [(row.place.text, row.steps, row.cases) for row in whole.misfits] == [
        ("[*] -> closed", 2, 2),
        ("waiting -> closed", 2, 1),
        ("closed -> waiting", 1, 1),
        ("new -> waiting", 1, 1),
        ("new -ask->", 1, 1),
        ("waiting -> solved", 1, 1),
    ]
    assert (whole.share, whole.step_share) == (Fraction(1, 5), Fraction(11 - 8, 11))
    assert (ConformanceSummary().share, ConformanceSummary().step_share) == (None, None)


def test_a_place_shows_every_state_that_could_hold():
    place = MisfitPlace(("closed", "solved"), "fly", None, ("unknown_event",))
    assert place.text == "closed|solved -fly->"
    assert MisfitPlace(("new",), "ask", "closed", ("illegal_event",)).text == "new -ask-> closed"


PLACE = MisfitPlace(("new",), None, "closed", ("no_rule_between",))
OTHER = MisfitPlace(("new",), None, "gone", ("unknown_state",))


@pytest.mark.parametrize(
    ("counts", "problem"),
    [
        ({"cases": -1}, "cases is -1: give a whole number from 0"),
        ({"cases": 2.0}, "cases is 2.0"),
        ({"cases": 1, "fitting": 2}, "fitting is 2, more than the 1 cases"),
        ({"cases": 1, "finished": 2}, "finished is 2, more than the 1 cases"),
        ({"cases": 1, "steps": 1, "misfits": (MisfitCount(PLACE, 2, 1),)}, "2 misfits in 1 steps"),
        ({"cases": 1, "steps": 9, "misfits": (MisfitCount(PLACE, 2, -1),)}, "cases at new -> closed is -1"),
        ({"steps": 9, "misfits": (MisfitCount(PLACE, 1, 1), MisfitCount(OTHER, 2, 1))}, "not in their order"),
        ({"steps": 9, "misfits": (MisfitCount(PLACE, 1, 1), MisfitCount(PLACE, 1, 1))}, "not in their order"),
    ],
)
def test_counts_that_no_log_can_have_led_to_are_refused(counts: Any, problem: str):
    with pytest.raises(InvalidDefinition, match=re.escape(problem)):
        ConformanceSummary(**counts)


@given(lists)
def test_answers_survive_storage(found: Any):
    assume(found)
    whole = ConformanceSummary.of(found)
    assert from_dict(ConformanceSummary, to_dict(whole)) == whole
    assert from_dict(CaseConformance, to_dict(found[0])) == found[0]
    assert pickle.loads(pickle.dumps((whole, found[0]))) == (whole, found[0])
