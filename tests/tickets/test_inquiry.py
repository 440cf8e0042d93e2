"""The enquiry: every step of its lifecycle, every condition, and every switch in which shops differ."""

import datetime as dt
from typing import Any, Literal

import attrs
import pytest

from aftersales_core import Refused, render
from aftersales_core import tickets as t
from aftersales_core.errors import InvalidDefinition
from aftersales_core.lifecycle import Accepted, Allowed, Attempt, Blocked, issued
from aftersales_core.tickets.actions import desk as d
from aftersales_core.tickets.actions import inquiry as i
from aftersales_core.tickets.kinds import guards as g
from aftersales_core.tickets.kinds.inquiry import INQUIRY_POLICY, InquiryPolicy, InquiryState, inquiry
from aftersales_core.worktime.period import Period
from tests.sla.desk import CHINA, ROUND_THE_CLOCK, at
from tests.tickets.counter import DESK, WHO, Life, desk, errand, life, pairs

ASSIGN, ASK, REPLY = d.Assign("a1"), i.RequestInfo("m"), d.CustomerReply("m")
HOLD, SOLVE, OKAY, NO = i.Hold("parts"), i.Resolve("answered"), i.AcceptSolution(), i.RejectSolution()
MERGE, CONVERT = i.Merge(i.MergeTarget("T-9", "c1")), i.Convert("errand", "T-9")
WELL, ILL = (d.FollowUp(is_solved=good, is_satisfied=good) for good in (True, False))
RULES = desk(kinds=(inquiry(), errand()))

# The shortest way to each state.
WAYS: dict[str, list[tuple[Any, str]]] = {
    "new": [],
    "open": [(ASSIGN, "a1")],
    "waiting_customer": [(ASSIGN, "a1"), (ASK, "a1")],
    "on_hold": [(ASSIGN, "a1"), (HOLD, "a1")],
    "resolved": [(ASSIGN, "a1"), (SOLVE, "a1")],
    "closed": [(ASSIGN, "a1"), (SOLVE, "a1"), (OKAY, "c1")],
    "merged": [(ASSIGN, "a1"), (MERGE, "a1")],
    "cancelled": [(ASSIGN, "a1"), (i.Cancel(), "a1")],
    "converted": [(ASSIGN, "a1"), (CONVERT, "a1")],
}


def come_to(state: str, policy: InquiryPolicy = INQUIRY_POLICY, **said: Any) -> Life:
    """An enquiry that came to a state at 09:30 at the latest."""
    one = life(attrs.evolve(RULES, kinds=(inquiry(policy), errand())), **said)
    for minute, (action, who) in enumerate(WAYS[state]):
        one.do(f"09:{(minute + 1) * 10}", action, who)
    assert one.ticket.state == state
    return one


# --- the table --------------------------------------------------------------------------------------------------------

AGENTS = ("a1", "a2", "k1", "s1", "m1")
SHOP = (*AGENTS, "system")

# From, what, by whom, to, and the effects: the figure of the lifecycle, written down by hand.
STEPS: list[tuple[tuple[str, ...], Any, tuple[str, ...], str, tuple[str, ...]]] = [
    (("new",), d.Assign("a2"), SHOP, "open", ()),
    (("new", "open"), ASK, AGENTS, "waiting_customer", ("notify_customer",)),
    (("waiting_customer", "on_hold"), REPLY, ("c1",), "open", ()),
    (("new", "open"), HOLD, AGENTS, "on_hold", ()),
    (("on_hold",), i.Resume(), AGENTS, "open", ()),
    (("open", "waiting_customer", "on_hold"), SOLVE, AGENTS, "resolved", ("notify_customer",)),
    (("resolved",), OKAY, ("c1",), "closed", ()),
    (("resolved",), NO, ("c1",), "open", ()),
    (("resolved",), REPLY, ("c1",), "open", ()),
    (("resolved", "closed"), ILL, ("c1", *SHOP), "open", ()),
    (("resolved",), WELL, ("c1", *SHOP), "resolved", ()),
    (("closed",), WELL, ("c1", *SHOP), "closed", ()),
    (("closed",), REPLY, ("c1",), "open", ()),
    (("closed",), i.Reopen("mistake"), ("s1", "m1"), "open", ()),
    (("new", "open", "waiting_customer", "on_hold", "resolved"), MERGE, AGENTS, "merged", ("move_messages",)),
    (("new", "open", "waiting_customer", "on_hold"), i.Cancel(), ("c1", *AGENTS), "cancelled", ()),
    (("new", "open"), CONVERT, AGENTS, "converted", ("open_ticket",)),
]
ROWS = [(source, *row[1:]) for row in STEPS for source in row[0]]


@pytest.mark.parametrize(
    ("source", "action", "allowed", "target", "effects"),
    ROWS,
    ids=[f"{row[0]} {type(row[1]).__name__} {row[3]}" for row in ROWS],
)
def test_each_step_leads_where_it_should_for_those_who_may(
    source: str, action: Any, allowed: tuple[str, ...], target: str, effects: tuple[str, ...]
):
    """D16."""
    for who in WHO:
        one = come_to(source)
        answer = one.ask("10:00", action, who)
        if who in allowed:
            assert isinstance(answer, Accepted), (who, answer)
            assert one.do("10:00", action, who).ticket.state == target
            assert tuple(row.effect.name for row in issued(one.last)) == effects
        else:
            assert isinstance(answer, Refused), who
            # The system's hands are tied by the timer of a hold, which has no end here.
            why = answer.reasons[0]
            assert (why.code, why.kind) in (
                ("role_not_permitted", "not_permitted"),
                ("unknown_role", "invalid"),
                *((("timer_not_set", "missing"),) if who == "system" and isinstance(action, i.Resume) else ()),
            )


@pytest.mark.parametrize("state", list(WAYS))
def test_what_is_not_in_the_table_is_not_possible(state: str):
    every = [OKAY, NO, SOLVE, ASK, HOLD, i.Resume(), i.Reopen("x"), MERGE, i.Cancel(), CONVERT]
    known = {type(action) for source, action, *_ in ROWS if source == state}
    # Resolving a new one is a step that waits for somebody to be responsible.
    known |= {i.Resolve} if state == "new" else set()
    for action in every:
        for who in ("a1", "s1", "c1"):
            codes = come_to(state).codes("10:00", action, who)
            assert ("illegal_event" in codes) == (type(action) not in known), (action, who, codes)


@pytest.mark.parametrize("state", ["merged", "cancelled", "converted"])
def test_a_way_out_is_final(state: str):
    machine = inquiry().machine
    assert (machine.category_of[state], dict(machine.steps[state])) == ("closed", {})
    assert come_to(state).ticket.state in inquiry().cancels


# --- conditions -------------------------------------------------------------------------------------------------------


def test_somebody_must_be_responsible_before_it_is_resolved_unless_the_shop_says_otherwise():
    assert come_to("new").codes("10:00", SOLVE) == ["has_assignee"]
    assert come_to("new", InquiryPolicy(needs_assignee=False)).codes("10:00", SOLVE) == []
    handed = come_to("open").do("10:00", d.HandOver("logistics"))
    assert handed.codes("10:10", SOLVE) == ["has_assignee"]
    assert handed.do("10:10", d.Assign("a2")).codes("10:20", SOLVE) == []


def test_no_task_may_be_open_and_everything_is_said_at_once():
    one = come_to("new").do("10:00", d.OpenTask("t-1")).do("10:01", d.OpenTask("t-2"))
    answer = one.ask("10:10", i.Resolve(""))
    assert isinstance(answer, Refused)
    assert [reason.code for reason in answer.reasons] == ["has_assignee", "no_open_tasks", "payload_missing"]
    assert answer.reasons[1].param("tasks") == ("t-1", "t-2")
    one.do("10:10", ASSIGN).do("10:11", d.FinishTask("t-2")).do("10:12", d.FinishTask("t-1"))
    assert one.codes("10:20", SOLVE) == []


@pytest.mark.parametrize("state", ["waiting_customer", "on_hold", "resolved", "closed"])
@pytest.mark.parametrize(("automatic", "out"), [(True, False), (False, True), (True, True)])
def test_an_automatic_message_moves_nothing_and_is_kept(state: str, automatic: bool, out: bool):
    one = come_to(state).do("10:00", d.CustomerReply("m", automatic, out), "c1")
    assert (one.ticket.state, one.ticket.count(d.CustomerReply), issued(one.last)) == (state, 1, ())


def test_a_muted_ticket_is_not_reopened_by_a_reply():
    for muted, state in (("yes", "resolved"), ("no", "open")):
        one = come_to("resolved").do("10:00", d.SetFacts(pairs(muted=muted)))
        assert one.do("10:10", REPLY, "c1").ticket.state == state


@pytest.mark.parametrize(
    ("into", "codes"),
    [
        (i.MergeTarget("T-9", "c1"), []),
        (i.MergeTarget("T-1", "c1"), ["not_self"]),
        (i.MergeTarget("T-9", "c2"), ["same_customer"]),
        (i.MergeTarget("T-9", "c1", "T-8"), ["target_not_merged"]),
        (i.MergeTarget("T-1", "c2", "T-8"), ["target_not_merged", "not_self", "same_customer"]),
    ],
)
def test_tickets_are_merged_into_others_of_the_same_customer_that_still_stand(into: i.MergeTarget, codes: list[str]):
    assert come_to("open").codes("10:00", i.Merge(into)) == codes


@pytest.mark.parametrize(
    ("kind", "codes"), [("errand", []), ("inquiry", ["target_kind"]), ("none_such", ["target_kind"])]
)
def test_an_enquiry_becomes_another_kind_that_the_desk_has(kind: str, codes: list[str]):
    answer = come_to("open").ask("10:00", i.Convert(kind, "T-9"))
    assert [reason.code for reason in answer.reasons] == codes if isinstance(answer, Refused) else codes == []


def test_everything_that_a_step_must_say_is_asked_for():
    for state, empty, who, field in (
        ("new", d.Assign(""), "a1", "assignee"),
        ("open", i.Hold(""), "a1", "reason"),
        ("open", i.Resolve(""), "a1", "resolution_code"),
        ("resolved", d.CustomerReply(""), "c1", "message_ref"),
        ("closed", i.Reopen(""), "s1", "reason"),
    ):
        answer = come_to(state).ask("10:00", empty, who)
        assert isinstance(answer, Refused)
        assert [(reason.code, reason.param("field")) for reason in answer.reasons] == [("payload_missing", field)]


@pytest.mark.parametrize("state", list(WAYS))
def test_asking_what_is_possible_needs_no_action(state: str):
    """Each condition that reads the action lets the question pass; the one that chooses a target takes the other."""
    one = come_to(state)
    for actor in ("a1", "c1", "s1"):
        answers = t.available(one.desk, one.ticket, at=at("10:00"), actor=actor, role=WHO[actor])
        for source, action, allowed, target, _ in ROWS:
            if source == state and actor in allowed and action is not ILL:
                found = answers[t.TicketCommand(action, at("10:00"), actor, WHO[actor], "k", None).event]
                assert isinstance(found, Allowed)
                assert found.target == target or action is WELL


# --- time -------------------------------------------------------------------------------------------------------------


def lapse(one: Life, when: str) -> list[str]:
    return one.codes(when, i.Lapse(), "system")


def test_a_customer_who_was_asked_and_says_nothing_for_a_week():
    """Asked on Monday at 09:20."""
    one = come_to("waiting_customer")
    answer = one.ask("2026-03-09 09:19", i.Lapse(), "system")
    assert isinstance(answer, Refused)
    dues = [(reason.code, reason.param("due_at")) for reason in answer.reasons]
    # The second is for those who are out of office.
    assert dues == [("timer_not_due", at("2026-03-09 09:20")), ("timer_not_due", at("2026-03-16 09:20"))]
    one.do("2026-03-09 09:20", i.Lapse(), "system")
    assert (one.ticket.state, [row.effect.name for row in issued(one.last)]) == ("resolved", ["notify_customer"])


@pytest.mark.parametrize(("automatic", "out"), [(True, True), (False, True)])
def test_an_out_of_office_note_gives_another_week(automatic: bool, out: bool):
    one = come_to("waiting_customer").do("10:00", d.CustomerReply("m", automatic, out), "c1")
    assert lapse(one, "2026-03-09 09:20") == ["not_out_of_office", "timer_not_due"]
    found = t.wakes_at(one.desk, one.ticket, now=at("10:00"))
    assert found is not None
    assert found.at == at("2026-03-16 09:20")
    assert lapse(one, "2026-03-16 09:20") == []


def test_another_automatic_message_gives_no_time():
    one = come_to("waiting_customer").do("10:00", d.CustomerReply("m", is_auto_generated=True), "c1")
    assert lapse(one, "2026-03-09 09:20") == []


def test_an_out_of_office_note_from_before_the_question_gives_no_time():
    one = come_to("open").do("09:15", d.CustomerReply("m", is_out_of_office=True), "c1").do("09:30", ASK)
    assert lapse(one, "2026-03-09 09:30") == []


def test_a_question_at_the_very_instant_of_the_note_gives_time():
    one = come_to("open").do("09:30", ASK).do("09:30", d.CustomerReply("m", is_out_of_office=True), "c1")
    assert lapse(one, "2026-03-09 09:30") == ["not_out_of_office", "timer_not_due"]


def test_other_lengths_of_silence():
    policy = InquiryPolicy(customer_silent_after=Period.hours(1), out_of_office_after=Period.hours(2))
    one = come_to("waiting_customer", policy)
    assert (lapse(one, "10:19")[:1], lapse(one, "10:20")) == (["timer_not_due"], [])
    assert lapse(one.do("10:00", d.CustomerReply("m", is_out_of_office=True), "c1"), "11:20") == []


def ask_whether_waiting(one: Life) -> Any:
    """The condition by itself: in the states in which a lifecycle asks it, a real message has moved the ticket on."""
    situation = t.Situation(one.desk, one.ticket)
    return g.NO_CUSTOMER_WAITING.check(situation, Attempt(one.ticket.item, at("12:00"), "system", "system"))


@pytest.mark.parametrize(
    ("answer", "waits"),
    [
        (None, True),
        (d.AgentReply("m"), False),
        (d.Contact("phone"), False),
        (i.RequestInfo("m"), False),
        (d.Note("n"), True),
    ],
)
def test_a_customer_waits_until_they_are_answered(answer: Any, waits: bool):
    one = come_to("open")
    assert ask_whether_waiting(one) is True
    one.do("10:00", REPLY, "c1")
    if answer is not None:
        one.do("10:10", answer)
    assert ask_whether_waiting(one) is not waits


def test_an_answer_at_the_instant_of_the_message_is_one():
    one = come_to("open").do("10:00", REPLY, "c1").do("10:00", d.AgentReply("m"))
    assert ask_whether_waiting(one) is True


def test_an_answer_from_before_the_message_is_none():
    one = come_to("open").do("09:50", d.AgentReply("m")).do("10:00", REPLY, "c1")
    assert ask_whether_waiting(one) is False
    # An automatic message waits for no answer.
    assert ask_whether_waiting(one.do("10:10", d.CustomerReply("m", is_auto_generated=True), "c1")) is True


def test_a_hold_resumes_by_itself_when_it_was_said_to_and_by_hand_at_any_time():
    until = i.Hold("parts", at("2026-03-04 12:00"))
    one = come_to("open").do("09:30", until)
    assert one.codes("2026-03-04 11:59", i.Resume(), "system") == ["timer_not_due"]
    assert one.codes("2026-03-04 12:00", i.Resume(), "system") == []
    assert one.codes("10:00", i.Resume(), "a1") == []
    # Without an end nothing resumes it but a person.
    assert come_to("on_hold").codes("2026-03-04 12:00", i.Resume(), "system") == ["timer_not_set"]


def test_a_solution_that_nobody_objects_to_is_closed_after_four_days():
    """Resolved on Monday at 09:20; 96 hours."""
    one = come_to("resolved")
    assert lapse(one, "2026-03-06 09:19") == ["timer_not_due"]
    assert one.do("2026-03-06 09:20", i.Lapse(), "system").ticket.state == "closed"


def test_a_shop_that_never_closes_by_itself():
    one = come_to("resolved", InquiryPolicy(close_after=None))
    assert lapse(one, "2027-01-01 00:00") == ["illegal_event"]
    assert t.wakes_at(one.desk, one.ticket, now=at("10:00")) is None


def test_only_the_system_lets_time_run_out():
    for who in ("a1", "c1", "m1"):
        assert "role_not_permitted" in come_to("resolved").codes("2026-03-09 09:20", i.Lapse(), who)


# --- switches ---------------------------------------------------------------------------------------------------------


def test_who_may_accept_a_solution():
    cases: list[tuple[Literal["customer", "agent"], set[str]]] = [("customer", {"c1"}), ("agent", {"c1", *AGENTS})]
    for closes, allowed in cases:
        one = come_to("resolved", InquiryPolicy(closes=closes))
        assert {who for who in WHO if one.codes("10:00", OKAY, who) == []} == allowed


@pytest.mark.parametrize(
    ("reopen", "when", "state", "effects"),
    [
        # Closed on Monday 2 March at 09:30; ten working days end with Monday 16 March.
        ("within", "2026-03-16 23:59", "open", ()),
        ("within", "2026-03-17 00:00", "closed", ("spawn_follow_up",)),
        ("always", "2027-03-17 00:00", "open", ()),
        ("never", "2026-03-02 09:31", "closed", ("spawn_follow_up",)),
    ],
)
def test_what_a_reply_to_a_closed_enquiry_does(reopen: Any, when: str, state: str, effects: tuple[str, ...]):
    one = come_to("closed", InquiryPolicy(reopen=reopen))
    one.desk = attrs.evolve(one.desk, calendar=CHINA if reopen == "within" else ROUND_THE_CLOCK)
    one.do(when, REPLY, "c1")
    assert (one.ticket.state, tuple(row.effect.name for row in issued(one.last))) == (state, effects)
    # The message is kept in any case.
    assert one.ticket.count(d.CustomerReply) == 1


def test_a_leader_reopens_whenever_and_whatever_the_policy():
    for reopen in ("never", "always", "within"):
        one = come_to("closed", InquiryPolicy(reopen=reopen))
        assert one.do("2027-03-02 09:00", i.Reopen("mistake"), "s1").ticket.state == "open"


def test_the_window_is_said_with_its_end():
    situation = t.Situation(DESK, come_to("closed").ticket)
    guard = g.within_reopen_window(Period.hours(2))
    closed_at = situation.ticket.item

    def asked(when: str) -> Any:
        return guard.check(situation, Attempt(closed_at, at(when), "c1", "customer"))

    # Closed at 09:30.
    assert asked("11:30") is True
    refused = asked("11:31")
    assert (refused.code, refused.kind, refused.param("until_at")) == ("within_reopen_window", "unmet", at("11:30"))
    assert "until" in render(refused, "en") or "after" in render(refused, "en")


def test_windows_of_one_length_are_one_condition_and_of_another_length_another():
    two, again, three = (g.within_reopen_window(Period.hours(number)) for number in (2, 2, 3))
    assert (two == again, two == three, hash(two) == hash(again)) == (True, False, True)
    assert two.revision != three.revision


@pytest.mark.parametrize(
    "changes",
    [
        {"reopen": "never"},
        {"reopen": "always"},
        {"reopen_window": Period.days(3)},
        {"closes": "agent"},
        {"close_after": None},
        {"close_after": Period.hours(95)},
        {"customer_silent_after": Period.hours(167)},
        {"out_of_office_after": Period.hours(335)},
        {"on_hold_pauses": False},
        {"needs_assignee": False},
    ],
    ids=lambda changes: next(iter(changes)) + str(next(iter(changes.values()))),
)
def test_every_switch_makes_another_definition(changes: dict[str, Any]):
    """E9: a ticket says by a digest under which one it runs."""
    assert inquiry(attrs.evolve(INQUIRY_POLICY, **changes)).machine.digest != inquiry().machine.digest
    assert inquiry(attrs.evolve(INQUIRY_POLICY, **changes)).machine.name == "inquiry"


def test_the_follow_up_is_the_kinds_and_no_part_of_its_lifecycle():
    asking = inquiry(attrs.evolve(INQUIRY_POLICY, follow_up=Period.hours(24)))
    assert asking.follow_up == Period.hours(24)
    assert asking.machine.digest == inquiry().machine.digest


def test_a_window_of_no_length_is_refused():
    with pytest.raises(InvalidDefinition):
        InquiryPolicy(close_after=Period.hours(0))


def test_every_state_and_event_has_words_in_both_languages():
    machine = inquiry().machine
    assert machine.catalogue is not None
    for code in (
        *(f"state_{state}" for state, _ in machine.states),
        *(f"event_{event}" for event in machine.events),
        *(guard.name for rule in machine.rules for guard in rule.guards),
    ):
        message = machine.catalogue.get(code)
        assert message is not None, code
        assert message.en != message.zh, code
    assert len(machine.states) == len(InquiryState)


def test_blocked_says_why():
    one = come_to("new")
    found = t.available(one.desk, one.ticket, at=at("10:00"), actor="a1", role="agent")["resolve"]
    assert isinstance(found, Blocked)
    assert [reason.code for reason in found.reasons] == ["has_assignee"]
    assert isinstance(one.ticket.item.opened_at, dt.datetime)
