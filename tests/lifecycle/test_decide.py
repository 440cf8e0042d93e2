"""What a command comes to, case by case, on a machine small enough to be read by hand."""

import datetime as dt
import pickle
from typing import Any

import pytest

from aftersales_core.errors import GuardError, NaiveDatetime, WrongType
from aftersales_core.lifecycle import (
    MESSAGES,
    Accepted,
    Allowed,
    Attempt,
    Blocked,
    Command,
    Guard,
    IssuedEffect,
    Machine,
    Moved,
    PayloadForm,
    Refused,
    available,
    begin,
    decide,
    event_id,
    evolve,
    issued,
)
from aftersales_core.reasons import Reason, render
from tests.lifecycle.errand import (
    CASE,
    ERRAND,
    MONDAY,
    NOTIFY,
    SHOP,
    SOLUTION,
    TEXTS,
    THANK,
    Event,
    Facts,
    State,
    after,
    build,
    command,
    on,
    opened,
)

HOUR = dt.timedelta(hours=1)


def codes(answer: Any) -> list[str]:
    assert isinstance(answer, Refused | Blocked)
    return [reason.code for reason in answer.reasons]


def test_an_accepted_command_gives_an_audit_event_and_effects_with_keys():
    answer = decide(ERRAND, opened(), command(Event.SOLVE, version=1, payload=SOLUTION), CASE)
    moved = Moved(
        "T-1",
        2,
        MONDAY + HOUR,
        "a1",
        "agent",
        "k1",
        Event.SOLVE,
        State.NEW,
        State.SOLVED,
        (NOTIFY, THANK),
        SOLUTION,
    )
    assert answer == Accepted((moved,), (IssuedEffect("T-1/2", 0, NOTIFY), IssuedEffect("T-1/2", 1, THANK)))
    assert event_id("T-1", 2) == "T-1/2"


def test_the_opening_is_version_one_in_the_initial_state_and_issues_nothing():
    event = begin(ERRAND, id="T-9", at=MONDAY, actor="c", role="customer", key="k", payload=("x",))
    assert (event.version, event.state, event.machine, event.payload) == (1, State.NEW, ERRAND.ref, ("x",))
    assert issued(event) == ()


def test_alternatives_are_tried_in_written_order():
    small = Facts(assignee="a1", severity="small")
    answers = [decide(ERRAND, opened(), command(Event.SOLVE, payload=SOLUTION), facts) for facts in (small, CASE)]
    targets = [answer.events[0].target for answer in answers if isinstance(answer, Accepted)]
    assert targets == [State.CLOSED, State.SOLVED]


def test_every_reason_is_told_at_once():
    answer = decide(ERRAND, opened(), command(Event.SOLVE, role="customer"), Facts())
    assert codes(answer) == ["role_not_permitted", "is_small", "has_assignee", "severity_known", "payload_missing"]
    kinds = [reason.kind for reason in answer.reasons] if isinstance(answer, Refused) else []
    assert kinds == ["not_permitted", "unmet", "unmet", "missing", "missing"]


def test_a_guard_may_give_its_own_reason():
    answer = decide(ERRAND, after(opened(), Event.ASSIGN), command(Event.ASK, hours=2), Facts(assignee="somebody"))
    assert isinstance(answer, Refused)
    assert answer.reasons == (Reason.of("is_owner", "not_permitted", owner="somebody"),)


def test_where_one_rule_admits_the_role_the_rules_for_others_say_nothing():
    # In state open a customer may add a note, though the rule before is for agents and guarded.
    item = after(opened(), Event.ASSIGN)
    note = command(Event.NOTE, role="customer", hours=2, payload=(("text", "x"),))
    answer = decide(ERRAND, item, note, Facts())
    assert isinstance(answer, Accepted)
    system = available(ERRAND, item, at=MONDAY + 2 * HOUR, actor="s", role="system", facts=Facts())
    blocked = system[Event.NOTE]
    assert isinstance(blocked, Blocked)
    assert blocked.reasons[0].param("roles") == ("agent", "customer")


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (command(Event.REPLY, role="customer"), "illegal_event"),
        (command("fly"), "unknown_event"),
        (command(Event.ASSIGN, role="pilot"), "unknown_role"),
        (command(Event.ASSIGN, role="customer"), "role_not_permitted"),
        (command(Event.ASSIGN, version=7), "stale_version"),
        (command(Event.ASSIGN, hours=-1), "earlier_than_last"),
        (command(Event.SOLVE), "payload_missing"),
    ],
)
def test_a_refusal_has_a_code_and_a_text_in_both_languages(wish: Any, code: str):
    answer = decide(ERRAND, opened(), wish, CASE)
    assert codes(answer)[0] == code
    reasons = answer.reasons if isinstance(answer, Refused) else ()
    for reason in reasons:
        for lang in ("zh", "en"):
            text = render(reason, lang, MESSAGES | TEXTS)
            assert "{" not in text


def test_an_illegal_event_names_those_that_are_possible():
    answer = decide(ERRAND, opened(), command(Event.REPLY, role="customer"), CASE)
    assert isinstance(answer, Refused)
    assert answer.reasons[0].param("possible") == ("assign", "solve", "note")


def test_another_definition_stops_before_a_stale_version_and_that_before_legality():
    other = build("2")
    wrong = command(Event.REPLY, version=9)
    assert codes(decide(other, opened(), wrong, CASE)) == ["other_definition"]
    assert codes(decide(ERRAND, opened(), wrong, CASE)) == ["stale_version"]


def test_a_command_in_another_zone_is_stored_in_utc():
    shanghai = dt.timezone(dt.timedelta(hours=8))
    wish = Command(Event.ASSIGN, dt.datetime(2026, 3, 2, 10, tzinfo=shanghai), "a1", "agent", "k", None, None)
    answer = decide(ERRAND, opened(), wish, CASE)
    assert isinstance(answer, Accepted)
    assert answer.events[0].at == MONDAY + HOUR
    assert answer.events[0].at.tzinfo is dt.UTC


def test_naive_times_are_refused_wherever_they_come_in():
    naive = dt.datetime(2026, 3, 2, 10)
    with pytest.raises(NaiveDatetime):
        Command(Event.ASSIGN, naive, "a1", "agent", "k", None, None)
    with pytest.raises(NaiveDatetime):
        begin(ERRAND, id="T", at=naive, actor="c", role="customer", key="k", payload=None)
    with pytest.raises(NaiveDatetime):
        available(ERRAND, opened(), at=naive, actor="c", role="customer", facts=CASE)


def test_a_repeated_key_is_answered_from_the_stored_events_also_under_another_version():
    wish = command(Event.SOLVE, payload=SOLUTION)
    first = decide(ERRAND, opened(), wish, CASE)
    assert isinstance(first, Accepted)
    item = evolve(opened(), first.events[0])
    again = decide(build("2"), item, wish, Facts(), earlier=first.events)
    assert again == Accepted(first.events, first.effects, replayed=True)


def test_a_key_of_an_opening_or_of_another_item_is_refused():
    opening = begin(ERRAND, id="T-1", at=MONDAY, actor="a1", role="agent", key="k1", payload=None)
    wish = command(Event.ASSIGN)
    assert codes(decide(ERRAND, opened(), wish, CASE, earlier=[opening])) == ["key_reused"]
    answer = decide(ERRAND, opened(), wish, CASE)
    assert isinstance(answer, Accepted)
    assert codes(decide(ERRAND, opened(id="T-2"), wish, CASE, earlier=answer.events)) == ["key_reused"]


def test_earlier_events_of_another_key_are_a_mistake_of_the_caller():
    answer = decide(ERRAND, opened(), command(Event.ASSIGN), CASE)
    assert isinstance(answer, Accepted)
    with pytest.raises(WrongType, match="'k2'"):
        decide(ERRAND, opened(), command(Event.ASSIGN, key="k2"), CASE, earlier=answer.events)


def test_no_earlier_events_are_no_answer():
    assert isinstance(decide(ERRAND, opened(), command(Event.ASSIGN), CASE, earlier=[]), Accepted)


@pytest.mark.parametrize(
    ("form", "payload", "expected"),
    [
        (PayloadForm(("text",)), (("text", "x"),), []),
        (PayloadForm(("text",)), None, ["payload_missing"]),
        (PayloadForm(("text",)), (("text", ""),), ["payload_missing"]),
        (PayloadForm(("text",)), (("text", None),), ["payload_missing"]),
        (PayloadForm(("text",)), (("text", 0),), []),
        (PayloadForm(("text",)), (("text", "x"), ("more", 1)), ["payload_unknown"]),
        (PayloadForm(("text",), ("more",)), (("text", "x"), ("more", 1)), []),
        (PayloadForm(("text",), None), (("text", "x"), ("more", 1)), []),
        (PayloadForm(("assignee",)), Facts(assignee="a"), []),
        (PayloadForm(("assignee",)), Facts(), ["payload_missing"]),
        (PayloadForm(("text",)), ("text", "x"), ["payload_missing"]),
        (PayloadForm(), (), []),
    ],
)
def test_a_payload_is_held_against_its_form(form: PayloadForm, payload: Any, expected: list[str]):
    machine = build(forms={Event.ASSIGN: form})
    answer = decide(machine, opened(machine), command(Event.ASSIGN, payload=payload), CASE)
    assert ([] if isinstance(answer, Accepted) else codes(answer)) == expected


def raising(_facts: Facts, _attempt: Attempt) -> bool:
    message = "lost"
    raise KeyError(message)


def silent(_facts: Facts, _attempt: Attempt) -> Any:
    return None


def mixed(_facts: Facts, _attempt: Attempt) -> Any:
    return (Reason("is_small"), "text")


@pytest.mark.parametrize(
    ("check", "message"),
    [(raising, "KeyError: 'lost'"), (silent, "it answered None"), (mixed, "it answered (Reason(")],
)
def test_a_guard_that_fails_is_an_error_that_names_guard_and_rule(check: Any, message: str):
    bad = Guard("is_fine", "1", check)
    rules = [
        on(State.NEW, Event.ASSIGN, to=State.CLOSED, roles=["agent"], guards=[bad]),
        on(State.CLOSED, Event.REOPEN, to=State.NEW, roles=["agent"]),
    ]
    machine = Machine(
        "m",
        "1",
        ((State.NEW, "initial"), (State.CLOSED, "closed")),
        ("agent",),
        tuple(rule for row in rules for rule in row),
    )
    item = opened(machine)
    for ask in (
        lambda: decide(machine, item, command(Event.ASSIGN), CASE),
        lambda: available(machine, item, at=MONDAY, actor="a", role="agent", facts=CASE),
    ):
        with pytest.raises(GuardError) as caught:
            ask()
        assert (caught.value.machine, caught.value.guard, caught.value.rule) == ("m", "is_fine", "new -assign-> closed")
        assert message in caught.value.message
    # Nothing is lost: the item is as it was, and a mended guard decides it.
    assert item == opened(machine)


def test_what_is_available_carries_its_target_and_its_form():
    answers = available(ERRAND, opened(), at=MONDAY, actor="a1", role="agent", facts=CASE)
    assert list(answers) == [Event.ASSIGN, Event.SOLVE, Event.NOTE]
    assert answers[Event.ASSIGN] == Allowed(State.OPEN)
    assert answers[Event.SOLVE] == Allowed(State.SOLVED, PayloadForm(("resolution",), ("comment",)))
    assert answers[Event.NOTE] == Blocked((Reason("is_small", (), "unmet"),))


def test_where_the_item_cannot_be_judged_every_event_is_blocked_for_that_reason():
    answers = available(build("2"), opened(), at=MONDAY, actor="a1", role="agent", facts=CASE)
    assert set(answers) == set(Event)
    assert {code for answer in answers.values() for code in codes(answer)} == {"other_definition"}


def test_a_guard_sees_the_moment_the_actor_and_the_item():
    item = after(opened(), Event.SOLVE, payload=SOLUTION, facts=Facts(severity="small"))
    wish = command(Event.REOPEN, role="customer", hours=1 + 7 * 24)
    late = command(Event.REOPEN, role="customer", hours=2 + 7 * 24)
    assert isinstance(decide(ERRAND, item, wish, CASE), Accepted)
    assert codes(decide(ERRAND, item, late, CASE)) == ["within_week"]


def test_a_machine_and_everything_around_it_can_be_pickled_and_hashed():
    item = opened()
    answer = decide(ERRAND, item, command(Event.ASSIGN), CASE)
    for value in (ERRAND, item, answer, command(Event.ASSIGN)):
        again = pickle.loads(pickle.dumps(value))
        assert again == value
        assert hash(again) == hash(value)
    copy = pickle.loads(pickle.dumps(ERRAND))
    assert decide(copy, item, command(Event.ASSIGN), CASE) == answer


def test_the_calendar_is_asked_for_only_where_a_timer_needs_it():
    item = after(opened(), Event.SOLVE, payload=SOLUTION)
    lapse = command(Event.LAPSE, role="system", hours=24 * 30)
    assert codes(decide(ERRAND, item, lapse, CASE)) == ["timer_needs_calendar"]
    assert isinstance(decide(ERRAND, item, lapse, CASE, calendar=SHOP), Accepted)
    assert codes(decide(ERRAND, item, command(Event.LAPSE, hours=24 * 30), CASE)) == ["role_not_permitted"]
