"""The desk and its kinds as values, and the one door through which every action goes."""

import copy
import datetime as dt
import pickle
from enum import StrEnum
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core import Refused
from aftersales_core import tickets as t
from aftersales_core.errors import BrokenHistory, InvalidDefinition, NaiveDatetime, WrongType
from aftersales_core.interchange.codec import from_json, to_json
from aftersales_core.lifecycle import Accepted, Allowed, Blocked, Effect, Rules
from aftersales_core.sla.presets import RESOLUTION
from aftersales_core.tickets import taxonomies
from aftersales_core.tickets.actions import desk as d
from aftersales_core.tickets.actions import inquiry as i
from aftersales_core.tickets.desk_machine import DESK_MACHINE
from aftersales_core.tickets.kind import marks_between, plain_machine
from aftersales_core.tickets.kinds.inquiry import InquiryEvent, InquiryPolicy, InquiryState, inquiry
from aftersales_core.worktime.period import Period
from tests.sla.desk import CHINA, ROUND_THE_CLOCK, at
from tests.tickets.counter import DESK, ErrandEvent, Life, desk, errand, life, opening, pairs

# --- what a desk must be ----------------------------------------------------------------------------------------------

OUTSIDERS = t.Roles((t.Role("customer", "customer", "顾客"), t.Role("system", "system", "系统")))
ONE_RANK = t.Roles((*OUTSIDERS.roles, t.Role("agent", "agent", "客服专员", rank=10)))


def problems(error: pytest.ExceptionInfo[InvalidDefinition]) -> tuple[str, ...]:
    found: tuple[str, ...] = error.value.args[1]
    return found


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kinds": ()}, ["it has no kind of ticket"]),
        ({"kinds": (inquiry(), inquiry(version="2"))}, ["kind 'inquiry' is given twice"]),
        (
            {"kinds": (errand("a"), attrs.evolve(errand("a"), id="b"))},
            ["machine 'a' '1' is given twice"],
        ),
        ({"earlier_kinds": (inquiry(),)}, ["machine 'inquiry' '1' is given twice"]),
        (
            {"roles": OUTSIDERS, "kinds": (errand(),)},
            ["no role stands in the chain", "the role 'agent', which", "the role 'supervisor', which"],
        ),
        ({"roles": ONE_RANK, "kinds": (errand(),)}, ["kind 'errand' has the role 'supervisor'"]),
        pytest.param(
            {"kinds": (errand(opened_by=("agnet", "agent", "system")),)},
            ["role 'agnet'"],
            id="opened_by of nobody",
        ),
        (
            {"triage": taxonomies.PRODUCT_SUPPLY},
            ["triage leads to the kind 'complaint'", "'repair'", "'return'", "'feedback'"],
        ),
        (
            {"kinds": (), "roles": OUTSIDERS},
            ["it has no kind of ticket", "no role stands in the chain"],
        ),
    ],
)
def test_a_desk_that_contradicts_itself_is_refused_with_every_problem(changes: dict[str, Any], said: list[str]):
    with pytest.raises(InvalidDefinition, match="desk") as error:
        attrs.evolve(DESK, **changes)
    found = problems(error)
    assert len(found) == len(said)
    assert all(text in problem for text, problem in zip(said, found, strict=True))


def test_an_earlier_version_of_a_kind_stands_beside_the_present_one():
    rules = desk(kinds=(inquiry(version="2"),), earlier_kinds=(inquiry(), errand()))
    found = rules.kind("inquiry")
    assert found is not None
    assert (found.machine.version, rules.kind("errand")) == ("2", None)
    old = rules.kind_under(inquiry().machine.ref)
    assert old is not None
    assert old.machine.version == "1"
    assert rules.kind_under(errand("other").machine.ref) is None


def test_triage_may_lead_to_every_kind_that_the_desk_has():
    kinds = tuple(errand(id) for id in ("complaint", "repair", "return", "feedback", "inquiry"))
    assert desk(kinds=kinds, triage=taxonomies.PRODUCT_SUPPLY).triage is taxonomies.PRODUCT_SUPPLY


def test_tickets_begin_on_the_lowest_level():
    assert DESK.base_level == 10
    assert desk(roles=t.ROLES.extended(t.Role("trainee", "trainee", "实习客服", rank=5))).base_level == 5


def test_the_desk_says_what_it_does_not_declare():
    assert DESK.undeclared(pairs(topic="x", tier="y")) == ()
    (reason,) = DESK.undeclared((("class", "anything"), ("priority", "hihg")))
    assert (reason.code, reason.param("choices")) == ("term_undeclared", ("high",))
    sorting = desk(kinds=(errand("inquiry"), *(errand(id) for id in ("complaint", "return", "repair", "feedback"))))
    sorting = attrs.evolve(sorting, triage=taxonomies.ECOMMERCE)
    codes = [found.param("vocabulary") for found in sorting.undeclared((("class", "x"), ("priority", "y")))]
    assert codes == ["class", "priority"]


# --- what a kind must be ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"id": "a kind"}, ["id 'a kind': use 1 to 64 characters"]),
        ({"id": ""}, ["id ''"]),
        ({"cancels": frozenset({"merged", "mergd"})}, ["no final state is called 'mergd': choose from 'merged'"]),
        # Not a final state.
        ({"cancels": frozenset({"resolved"})}, ["no final state is called 'resolved'"]),
        ({"for_everyone": frozenset({"vote"})}, ["no event is called 'vote'"]),
        ({"onward": frozenset({"new>closed", "new>open"})}, ["no rule leads along 'new>closed'"]),
        (
            {"id": "", "cancels": frozenset({"b", "a"}), "for_everyone": frozenset({"c"})},
            ["id ''", "called 'a'", "called 'b'", "called 'c'"],
        ),
    ],
)
def test_a_kind_that_could_not_take_effect_is_refused_with_every_problem(changes: dict[str, Any], said: list[str]):
    with pytest.raises(InvalidDefinition, match="kind") as error:
        attrs.evolve(inquiry(), **changes)
    found = problems(error)
    assert len(found) == len(said)
    assert all(text in problem for text, problem in zip(said, found, strict=True))


@pytest.mark.parametrize(
    "make",
    [
        lambda: attrs.evolve(DESK, kinds=list(DESK.kinds)),
        lambda: attrs.evolve(DESK, earlier_kinds=[errand()]),
        lambda: attrs.evolve(inquiry(), cancels={"merged"}),
        lambda: attrs.evolve(inquiry(), for_everyone=["assign"]),
        lambda: attrs.evolve(inquiry(), onward={"resolved>open"}),
    ],
    ids=["kinds", "earlier_kinds", "cancels", "for_everyone", "onward"],
)
def test_a_desk_or_kind_of_mutable_parts_is_refused(make: Any):
    # Else it could not be hashed, and could change after it was checked.
    with pytest.raises(WrongType):
        make()


def test_a_kind_takes_enumerations_and_keeps_text():
    kind = errand(for_everyone=(ErrandEvent.ASSIGN,), follow_up=Period.hours(1))
    assert (kind.cancels, kind.for_everyone, kind.follow_up) == (
        frozenset({"dropped"}),
        frozenset({"assign"}),
        Period.hours(1),
    )
    assert {type(state) for state, _ in kind.machine.states} == {str}
    assert {type(text) for rule in kind.machine.rules for text in (rule.source, rule.event, rule.target)} == {str}


Lamp = StrEnum("Lamp", ["ON", "OFF"])
Switch = StrEnum("Switch", ["PRESS"])


def test_every_event_of_a_kind_is_an_action():
    on = Rules(Lamp, Switch, t.Situation)
    machine = on.machine(
        "lamp",
        "1",
        states={Lamp.ON: "initial", Lamp.OFF: "closed"},
        roles=["agent"],
        rules=[on(Lamp.ON, Switch.PRESS, to=Lamp.OFF, roles=["agent"])],
    )
    with pytest.raises(InvalidDefinition, match="no action is called 'press'"):
        t.Kind.of("lamp", machine)


def test_states_and_events_as_text_have_the_same_digest():
    on = Rules(Lamp, Switch, t.Situation)
    machine = on.machine(
        "lamp",
        "1",
        states={Lamp.ON: "initial", Lamp.OFF: "closed"},
        roles=["agent"],
        rules=[on(Lamp.ON, Switch.PRESS, to=Lamp.OFF, roles=["agent"])],
    )
    plain = plain_machine(machine)
    assert (plain.digest, plain.ref) == (machine.digest, machine.ref)
    assert {type(text) for rule in plain.rules for text in (rule.source, rule.event, rule.target)} == {str}


@pytest.mark.parametrize(
    ("source", "target", "names"),
    [
        ("asked", "doing", ("left_asked", "entered_doing")),
        ("doing", "waiting", ("left_doing", "pause", "entered_waiting")),
        ("waiting", "doing", ("left_waiting", "resume", "entered_doing")),
        ("doing", "done", ("left_doing", "resolved", "entered_done")),
        ("waiting", "done", ("left_waiting", "resume", "resolved", "entered_done")),
        ("done", "doing", ("left_done", "reopened", "entered_doing")),
        ("doing", "dropped", ("left_doing", "cancelled", "closed", "entered_dropped")),
        ("waiting", "dropped", ("left_waiting", "resume", "cancelled", "closed", "entered_dropped")),
        ("done", "dropped", ("left_done", "cancelled", "closed", "entered_dropped")),
    ],
)
def test_the_marks_of_a_change_of_state_are_those_of_its_meaning(source: str, target: str, names: tuple[str, ...]):
    assert errand().changes[source, target] == names


@pytest.mark.parametrize(
    ("before", "after", "names"),
    [
        ("done", "paused", ("left_a", "reopened", "pause", "entered_b")),
        ("closed", "active", ("left_a", "reopened", "entered_b")),
        ("closed", "done", ("left_a", "entered_b")),
        ("paused", "paused", ("left_a", "entered_b")),
        ("initial", "closed", ("left_a", "resolved", "closed", "entered_b")),
    ],
)
def test_the_marks_of_rarer_changes(before: Any, after: Any, names: tuple[str, ...]):
    assert marks_between("a", before, "b", after, is_cancel=False) == names


def test_a_rule_that_moves_nothing_leaves_no_mark_and_what_no_rule_does_has_none():
    assert inquiry().changes["resolved", "resolved"] == ()
    assert ("closed", "new") not in inquiry().changes


def test_going_on_as_agreed_reopens_nothing():
    """After an answer the agreed work begins: stopped clocks stay so, and nobody counts it as reopened."""
    assert errand(onward=(("done", "doing"),)).changes["done", "doing"] == ("left_done", "entered_doing")
    one = life(desk((RESOLUTION, "8h"), kinds=(errand(onward=(("done", "doing"),)),)), kind="errand")
    one.do("09:10", d.Assign("a1")).do("10:00", i.Resolve("x")).do("11:00", i.Reopen("agreed"))
    found = t.record(one.desk, one.ticket, as_of=at("12:00"))
    assert (found.state, found.reopen_count, found.resolved_at) == ("doing", 0, None)
    assert t.sla(one.desk, one.ticket, now=at("12:00"))["resolution"].stopped_at == at("10:00")


def test_an_end_that_cancels_nothing_resolves_and_closes():
    kind = errand(cancels=())
    assert kind.changes["doing", "dropped"] == ("left_doing", "resolved", "closed", "entered_dropped")
    assert kind.changes["done", "dropped"] == ("left_done", "closed", "entered_dropped")


def test_a_kind_says_what_its_states_mean():
    assert [inquiry().category(state) for state in ("new", "open", "on_hold", "resolved", "merged")] == [
        *("initial", "active", "paused", "done", "closed")
    ]


# --- desk, kind and ticket are values ---------------------------------------------------------------------------------


def full_desk() -> t.Desk:
    return desk(
        (RESOLUTION, "5wd"),
        kinds=(inquiry(InquiryPolicy(reopen="always")), errand()),
        calendar=CHINA,
        earlier_kinds=(inquiry(),),
        channels=t.CHANNELS.extended(t.Term("fax", "fax", "传真")),
    )


def busy() -> Life:
    one = life(full_desk(), facts=pairs(tier="gold"), line_ids=("l-1",), references=(t.Reference("p-1", "photo"),))
    one.do("09:10", d.Assign("a1")).do("09:20", d.OpenTask("t-1", "T-5")).do("09:30", d.Escalate(20, "angry"))
    return one.do("09:40", d.AgentReply("m-1", answer_id="faq-1")).do("09:50", i.RequestInfo())


@pytest.mark.parametrize(
    "make",
    [full_desk, errand, inquiry, lambda: busy().ticket, lambda: busy().events[0]],
    ids=["desk", "own kind", "kind", "ticket", "event"],
)
def test_equal_values_are_equal_have_one_hash_and_survive_pickling_and_copying(make: Any):
    one, two = make(), make()
    assert (one == two, hash(one) == hash(two)) == (True, True)
    again = pickle.loads(pickle.dumps(one))
    assert (again == one, hash(again) == hash(one)) == (True, True)
    assert copy.deepcopy(one) == one
    assert len({one, two, again}) == 1


def test_values_differ_where_something_differs():
    one = full_desk()
    assert one != attrs.evolve(one, calendar=ROUND_THE_CLOCK)
    assert inquiry() != inquiry(InquiryPolicy(reopen="never"))
    assert inquiry().machine.digest != inquiry(InquiryPolicy(reopen="never")).machine.digest
    assert busy().ticket != life(full_desk()).ticket


def test_a_desk_that_was_pickled_decides_alike():
    one = busy()
    other = attrs.evolve(one, desk=pickle.loads(pickle.dumps(one.desk)))
    wish = d.CustomerReply("m-2")
    assert one.ask("10:00", wish, "c1") == other.ask("10:00", wish, "c1")
    assert other.do("10:00", wish, "c1").ticket == one.do("10:00", wish, "c1").ticket


def test_nothing_about_a_ticket_can_be_set():
    one = busy().ticket
    for name in ("kind", "assignee", "item"):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(one, name, "x")
    with pytest.raises(AttributeError):
        setattr(one, "state", "closed")  # noqa: B010 - a checker would see it otherwise


def test_a_ticket_goes_through_json_and_back():
    one = busy().ticket
    assert from_json(t.Ticket, to_json(one)) == one


@pytest.mark.parametrize(
    "changes",
    [
        {"done": lambda done: tuple(reversed(done))},
        {"done": lambda done: (*done, done[-1])},
    ],
)
def test_a_ticket_whose_deeds_are_not_sorted_is_refused(changes: dict[str, Any]):
    one = busy().ticket
    with pytest.raises(BrokenHistory, match="sorted by name"):
        attrs.evolve(one, done=changes["done"](one.done))


def test_a_ticket_whose_facts_are_not_sorted_is_refused():
    with pytest.raises(WrongType, match="facts"):
        attrs.evolve(busy().ticket, facts=(("b", "1"), ("a", "1")))


# --- what a ticket says of itself -------------------------------------------------------------------------------------


def test_a_ticket_says_what_was_done_last_how_often_and_by_whom():
    one = busy().do("10:00", d.CustomerReply("m-2"), "c1").do("10:10", d.AgentReply("m-3"), "a2")
    done = one.ticket.done_of(d.AgentReply)
    assert done is not None
    assert (done.count, done.at, done.actor, done.role, done.actors, done.name) == (
        2,
        at("10:10"),
        "a2",
        "agent",
        frozenset({"a1", "a2"}),
        "agent_reply",
    )
    assert one.ticket.last(d.AgentReply) == d.AgentReply("m-3")
    assert (one.ticket.count(d.AgentReply), one.ticket.count(i.Merge)) == (2, 0)
    assert (one.ticket.last(i.Merge), one.ticket.done_of(i.Merge)) == (None, None)
    assert [row.name for row in one.ticket.done] == [
        *("agent_reply", "assign", "customer_reply", "escalate", "open_task", "request_info")
    ]
    assert one.do("10:20", d.AgentReply("m-4"), "a2").ticket.count(d.AgentReply) == 3


def test_what_is_no_action_is_said_to_be_none():
    with pytest.raises(WrongType, match="one of the actions"):
        life().ticket.count(t.Ticket)
    none: Any = t.Reference("p-1", "photo")
    with pytest.raises(WrongType, match="one of the actions"):
        t.TicketCommand(none, at("09:00"), "a1", "agent", "k", 1)


# --- the door ---------------------------------------------------------------------------------------------------------


def test_a_customer_touches_no_ticket_of_another():
    one = life()
    stranger = t.TicketCommand(d.CustomerReply("m"), at("09:10"), "c2", "customer", "k", 1)
    answer = t.decide(DESK, one.ticket, stranger)
    assert isinstance(answer, Refused)
    assert [(reason.code, reason.kind) for reason in answer.reasons] == [("not_own_ticket", "not_permitted")]
    answers = t.available(DESK, one.ticket, at=at("09:10"), actor="c2", role="customer")
    assert answers
    assert {found.reasons for found in answers.values() if isinstance(found, Blocked)} == {answer.reasons}
    assert all(isinstance(found, Blocked) for found in answers.values())


def test_what_is_open_to_everyone_a_stranger_may_do():
    kind = errand(for_everyone=(ErrandEvent.CANCEL,))
    one = life(desk(kinds=(kind,)), kind="errand")
    for actor in ("c1", "c2"):
        answers = t.available(one.desk, one.ticket, at=at("09:10"), actor=actor, role="customer")
        assert isinstance(answers["cancel"], Allowed)
    wish = t.TicketCommand(i.Cancel(), at("09:10"), "c2", "customer", "k", 1)
    assert isinstance(t.decide(one.desk, one.ticket, wish), Accepted)


def test_a_ticket_of_a_kind_that_the_desk_never_had_is_refused():
    one = life()
    other = attrs.evolve(one, desk=desk(kinds=(errand("inquirry"),)))
    assert other.codes("09:10", d.Note("n-1")) == ["kind_undeclared"]
    assert t.available(other.desk, one.ticket, at=at("09:10"), actor="a1", role="agent") == {}


@pytest.mark.parametrize("action", [d.CustomerReply("m"), d.Note("n"), d.Assign("a2"), i.Resolve("x")])
def test_a_desk_that_does_not_keep_the_tickets_version_does_nothing_to_it(action: Any):
    one = life().do("09:10", d.Assign("a1"))
    other = attrs.evolve(one, desk=desk(kinds=(inquiry(version="2"),)))
    who = "c1" if isinstance(action, d.CustomerReply) else "a1"
    assert other.codes("10:00", action, who) == ["other_definition"]
    answers = t.available(other.desk, one.ticket, at=at("10:00"), actor="a1", role="agent")
    found = answers[t.TicketCommand(action, at("10:00"), who, "agent", "k", 1).event]
    assert isinstance(found, Blocked)
    assert [reason.code for reason in found.reasons] == ["other_definition"]


def test_the_lifecycle_comes_before_the_desk_where_both_know_an_action():
    one = life()
    # New: assigning is a step of the lifecycle. Open: it is the desk's, and moves nothing.
    assert (one.do("09:10", d.Assign("a1")).last.source, one.last.target) == ("new", "open")
    assert (one.do("09:20", d.Assign("a2")).last.source, one.last.target) == ("desk_live", "desk_live")
    assert one.ticket.state == "open"


def test_what_neither_knows_is_illegal_with_what_is_possible():
    one = life()
    answer = one.ask("09:10", i.AcceptSolution(), "c1")
    assert isinstance(answer, Refused)
    (reason,) = answer.reasons
    assert (reason.code, reason.kind) == ("illegal_event", "illegal")
    other = life(desk(kinds=(errand(),)), kind="errand")
    assert other.codes("09:10", i.AcceptSolution(), "c1") == ["unknown_event"]


def test_the_ends_of_a_flow_are_no_commands():
    answers = t.available(DESK, life().ticket, at=at("09:10"), actor="system", role="system")
    assert {"flow_ended", "flow_reopened"}.isdisjoint(answers)
    assert {"flow_ended", "flow_reopened"} <= set(DESK_MACHINE.events)


def test_two_people_who_act_at_once_do_not_overwrite_each_other():
    one = life()
    first, second = one.wish("09:10", d.Note("n-1")), one.wish("09:10", d.Note("n-2"))
    one.do("09:10", d.Note("n-1"))
    answer = t.decide(DESK, one.ticket, second)
    assert isinstance(answer, Refused)
    assert [reason.code for reason in answer.reasons] == ["stale_version"]
    again = t.decide(DESK, one.ticket, first, earlier=[one.events[-1]])
    assert isinstance(again, Accepted)
    assert (again.events, again.replayed) == ((one.events[-1],), True)


def test_the_same_key_gives_the_same_answer_whatever_has_happened_since():
    one = life().do("09:10", d.Assign("a1"))
    wish = one.wish("09:20", i.Resolve("x"))
    one.do("09:20", i.Resolve("x"))
    stored = one.events[-1]
    one.do("09:30", i.AcceptSolution(), "c1")
    again = t.decide(DESK, one.ticket, wish, earlier=[stored])
    assert isinstance(again, Accepted)
    assert [row.effect for row in again.effects] == [Effect("notify_customer")]
    other = t.decide(DESK, one.ticket, attrs.evolve(wish, action=i.Resolve("y")), earlier=[stored])
    assert isinstance(other, Refused)
    assert [reason.code for reason in other.reasons] == ["key_reused"]
    with pytest.raises(WrongType):
        t.decide(DESK, one.ticket, attrs.evolve(wish, key="other"), earlier=[stored])


def test_nothing_happens_before_the_last_thing_that_happened():
    one = life().do("10:00", d.Note("n-1"))
    assert one.codes("09:59", d.Note("n-2")) == ["earlier_than_last"]
    assert one.codes("10:00", d.Note("n-2")) == []
    with pytest.raises(NaiveDatetime):
        t.TicketCommand(d.Note("n"), dt.datetime(2026, 3, 2, 10), "a1", "agent", "k", 1)


@given(
    st.sampled_from(["c1", "c2", "a1", "s1", "t1", "k1", "p1", "system", "nobody"]),
    st.sampled_from([*t.ROLES.ids, "boss"]),
    st.sampled_from(["new", "open", "waiting", "resolved", "closed"]),
)
def test_asking_what_is_possible_and_trying_it_never_disagree(actor: str, role: str, state: str):
    """What is blocked is refused with the same reasons; what is allowed is refused for what its action says at most."""
    one = life()
    steps: dict[str, list[tuple[str, Any, str]]] = {
        "new": [],
        "open": [("09:10", d.Assign("a1"), "a1")],
        "waiting": [("09:10", d.Assign("a1"), "a1"), ("09:20", i.RequestInfo(), "a1")],
        "resolved": [("09:10", d.Assign("a1"), "a1"), ("09:20", i.Resolve("x"), "a1")],
    }
    steps["closed"] = [*steps["resolved"], ("09:30", i.AcceptSolution(), "c1")]
    for when, action, who in steps[state]:
        one.do(when, action, who)
    answers = t.available(DESK, one.ticket, at=at("10:00"), actor=actor, role=role)
    tried: list[Any] = [
        *(d.Assign("a9"), d.Note("n"), d.CustomerReply("m"), d.Escalate(20, "x"), d.Redact(("r",), "mistake")),
        *(i.Resolve("x"), i.Cancel(), i.Hold("x"), i.AcceptSolution(), i.Reopen("x"), d.FinishTask("t")),
    ]
    for action in tried:
        wish = t.TicketCommand(action, at("10:00"), actor, role, "k", one.ticket.version)
        answer, shown = t.decide(DESK, one.ticket, wish), answers.get(wish.event)
        if isinstance(answer, Accepted):
            assert isinstance(shown, Allowed)
            # What is done at the desk moves no state.
            target = answer.events[0].target
            assert shown.target == (one.ticket.state if target.startswith("desk_") else target)
        elif isinstance(shown, Blocked):
            assert answer.reasons == shown.reasons
        else:
            assert shown is None
            assert {reason.kind for reason in answer.reasons} <= {"illegal", "not_permitted"}


def test_opening_is_no_command_to_a_ticket():
    wish = t.TicketCommand(opening().action, at("09:10"), "a1", "agent", "k", 1)
    answer = t.decide(DESK, life().ticket, wish)
    assert isinstance(answer, Refused)
    assert [reason.code for reason in answer.reasons] == ["unknown_event"]


def test_every_state_and_event_of_an_enquiry_is_text_of_its_enumerations():
    machine = inquiry().machine
    assert {state for state, _ in machine.states} == {str(state) for state in InquiryState}
    assert set(machine.events) == {str(event) for event in InquiryEvent}
