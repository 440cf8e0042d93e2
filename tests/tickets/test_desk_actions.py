"""What can be done to a ticket of any kind, by whom, and what comes of it."""

import datetime as dt
from typing import Any, get_args

import attrs
import pytest

from aftersales_core import Refused, render
from aftersales_core import tickets as t
from aftersales_core.errors import InvalidDefinition, NaiveDatetime, WrongType
from aftersales_core.lifecycle import Accepted, Allowed, Effect, issued
from aftersales_core.tickets import taxonomies
from aftersales_core.tickets.actions import desk as d
from aftersales_core.tickets.actions import inquiry as i
from aftersales_core.tickets.desk_machine import DESK_MACHINE
from aftersales_core.tickets.ticket import action_name
from tests.sla.desk import at
from tests.tickets.counter import DESK, WHO, Life, desk, errand, life, pairs

FACTS = pairs(tier="gold")
EVERYBODY = ("c1", "a1", "k1", "t1", "s1", "m1", "p1", "system")
STAFF = ("a1", "k1", "t1", "s1", "m1")
SERVED = (*STAFF, "system")

# Each action with those who may do it, and whether it can be done to a closed ticket as well.
TABLE: list[tuple[Any, tuple[str, ...], bool]] = [
    (d.CustomerReply("m"), ("c1",), True),
    (d.AgentReply("m"), SERVED, True),
    (d.Contact("phone"), STAFF, True),
    (d.NotifyCustomer("result"), SERVED, True),
    (d.Note("n"), (*SERVED, "p1"), True),
    (d.Attach(t.Reference("p-1", "photo")), EVERYBODY, True),
    (d.LinkTicket("related", "T-2"), SERVED, True),
    (d.AskFollowUp(), SERVED, True),
    (d.FollowUp(is_solved=True, is_satisfied=True), (*SERVED, "c1"), True),
    (d.Redact(("m",), "mistake"), ("s1", "m1", "system"), True),
    (d.SetFacts(FACTS), (*SERVED, "p1"), True),
    (d.OfferSolution("refund"), SERVED, False),
    (d.Assign("a9"), SERVED, False),
    (d.HandOver("logistics"), SERVED, False),
    (d.Classify("damage"), SERVED, False),
    (d.Prioritise("high"), SERVED, False),
    (d.Escalate(30, "angry"), SERVED, False),
    (d.DeEscalate(10), ("s1", "m1"), False),
    (d.OpenTask("t-9"), SERVED, False),
    (d.FinishTask("t-1"), SERVED, False),
    (d.Absorb("T-2"), STAFF, False),
    (d.Split("T-2", "errand"), STAFF, False),
]

RULES = desk(kinds=(errand(),))


def prepared(state: str = "doing") -> Life:
    """A ticket with a task that is on the supervisor's level, in a state whose lifecycle knows none of the actions."""
    one = life(RULES, kind="errand", line_ids=("l-1", "l-2")).do("09:10", d.Assign("a1"))
    one.do("09:20", d.Escalate(20, "angry")).do("09:30", d.OpenTask("t-1"))
    return one.do("09:40", i.Cancel()) if state == "dropped" else one


def test_the_table_names_every_action_of_the_desk():
    assert {type(action) for action, _, _ in TABLE} == set(get_args(d.DeskAction))
    assert {action_name(type(action)) for action, _, _ in TABLE} == set(DESK_MACHINE.events) - {
        "flow_ended",
        "flow_reopened",
    }


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize(("action", "allowed", "_"), TABLE, ids=[type(row[0]).__name__ for row in TABLE])
def test_each_role_does_what_it_may_and_nothing_else(action: Any, allowed: tuple[str, ...], _: bool, who: str):
    """D16: roles and permissions on everything that is done."""
    one = prepared()
    before = one.ticket.state
    answer = one.ask("10:00", action, who)
    if who in allowed:
        assert isinstance(answer, Accepted), answer
        assert one.do("10:00", action, who).ticket.state == before
    else:
        assert isinstance(answer, Refused)
        assert answer.reasons[0].code == "role_not_permitted"
        assert answer.reasons[0].param("roles") == tuple(sorted({WHO[one] for one in allowed}))


@pytest.mark.parametrize("who", EVERYBODY)
def test_asking_what_is_possible_needs_no_action(who: str):
    """Each condition that reads the action lets the question pass."""
    one = prepared()
    answers = t.available(RULES, one.ticket, at=at("10:00"), actor=who, role=WHO[who])
    for action, allowed, _ in TABLE:
        found = answers[action_name(type(action))]
        assert isinstance(found, Allowed) == (who in allowed), action


@pytest.mark.parametrize(("action", "allowed", "closed"), TABLE, ids=[type(row[0]).__name__ for row in TABLE])
def test_a_closed_ticket_is_still_talked_about_and_nothing_else(action: Any, allowed: tuple[str, ...], closed: bool):
    codes = prepared("dropped").codes("10:00", action, allowed[0])
    assert codes == ([] if closed else ["illegal_event"])


@pytest.mark.parametrize(
    ("empty", "missing"),
    [
        (d.CustomerReply(""), ["message_ref"]),
        (d.AgentReply(""), ["message_ref"]),
        (d.Contact(""), ["channel"]),
        (d.NotifyCustomer(""), ["topic"]),
        (d.Note(""), ["note_ref"]),
        (d.LinkTicket("related", ""), ["ticket_id"]),
        (d.OfferSolution(""), ["option"]),
        (d.Assign(""), ["assignee"]),
        (d.HandOver(""), ["party"]),
        (d.Escalate(30, ""), ["reason"]),
        (d.OpenTask(""), ["task_id"]),
        (d.Absorb(""), ["ticket_id"]),
    ],
    ids=lambda value: type(value).__name__ if attrs.has(type(value)) else "",
)
def test_what_an_action_must_say_is_asked_for(empty: Any, missing: list[str]):
    who = "c1" if isinstance(empty, d.CustomerReply) else "a1"
    answer = prepared().ask("10:00", empty, who)
    assert isinstance(answer, Refused)
    asked = [reason.param("field") for reason in answer.reasons if reason.code == "payload_missing"]
    assert asked == missing
    assert [reason.kind for reason in answer.reasons if reason.code == "payload_missing"] == ["missing"]


@pytest.mark.parametrize("bad", ["T 2", "x" * 65, "T\n2"])
@pytest.mark.parametrize(
    "make",
    [
        lambda id: d.LinkTicket("related", id),
        d.Absorb,
        lambda id: d.Split(id, "errand"),
        lambda id: d.OpenTask("t-1", id),
        d.OpenTask,
        lambda id: i.Convert("errand", id),
        lambda id: i.MergeTarget(id, "c1"),
        lambda id: i.MergeTarget("T-2", id),
        lambda id: i.MergeTarget("T-2", "c1", id),
        lambda id: t.Open("errand", id, "phone"),
        lambda id: t.OpenCommand(id, t.Open("errand", "c1", "phone"), at("09:00"), "c1", "customer", "k"),
    ],
    ids=["link", "absorb", "split", "task", "task id", "convert", "into", "whose", "chain", "customer", "ticket"],
)
def test_an_id_that_no_link_can_hold_is_refused_before_it_gets_into_an_event(make: Any, bad: str):
    with pytest.raises(InvalidDefinition):
        make(bad)


def test_facts_out_of_order_and_times_without_a_zone_are_refused_at_once():
    with pytest.raises(WrongType):
        d.SetFacts((("b", "1"), ("a", "1")))
    with pytest.raises(NaiveDatetime):
        i.Hold("parts", dt.datetime(2026, 3, 4))


# --- what comes of it -------------------------------------------------------------------------------------------------


def test_assigning_and_handing_over():
    """E4, A2."""
    one = prepared()
    assert one.ticket.assignee == "a1"
    assert one.codes("10:00", d.Assign("a1")) == ["another_assignee"]
    one.do("10:00", d.HandOver("logistics", "delivery"))
    assert (one.ticket.assignee, one.ticket.party) == (None, "logistics")
    assert [row.effect for row in issued(one.last)] == [Effect("notify_party")]
    # Given back by assigning it again, to the same agent too.
    one.do("10:10", d.Assign("a1"))
    assert (one.ticket.assignee, one.ticket.party) == ("a1", None)


def test_a_class_and_a_priority_must_be_declared():
    """E2, E3."""
    kinds = tuple(errand(id) for id in ("inquiry", "complaint", "return", "repair", "feedback"))
    one = life(desk(kinds=kinds, triage=taxonomies.PET_TRADE))
    assert one.codes("09:10", d.Classify("servic")) == ["term_undeclared"]
    assert one.codes("09:10", d.Prioritise("hihg")) == ["term_undeclared"]
    assert one.codes("09:10", d.SetFacts((("class", "x"), ("priority", "y")))) == ["term_undeclared"] * 2
    one.do("09:10", d.Classify("service", "service_question")).do("09:20", d.Prioritise("high", impact="medium"))
    assert (one.ticket.class_id, one.ticket.priority) == ("service", "high")
    assert one.ticket.facts == pairs(**{"class": "service", "impact": "medium", "priority": "high"})
    # A desk without triage takes any class.
    assert prepared().codes("10:00", d.Classify("whatever")) == []


def test_facts_become_known_and_change():
    """C10."""
    one = life(facts=pairs(product="fridge-7", tier="gold")).do(
        "09:10", d.SetFacts(pairs(tier="silver", region="east"))
    )
    assert one.ticket.facts == pairs(product="fridge-7", region="east", tier="silver")
    assert one.do("09:20", d.SetFacts(())).ticket.facts == pairs(product="fridge-7", region="east", tier="silver")


def test_files_come_and_go():
    one = prepared().do("10:00", d.Attach(t.Reference("p-1", "photo")), "c1")
    one.do("10:01", d.Attach(t.Reference("p-2", "video"))).do(
        "10:02", d.Attach(t.Reference("p-1", "photo", "evidence"))
    )
    assert one.ticket.references == (t.Reference("p-1", "photo", "evidence"), t.Reference("p-2", "video"))
    one.do("10:03", d.Redact(("p-1", "p-9"), "customer_request"), "s1")
    assert one.ticket.references == (t.Reference("p-2", "video"),)


def test_a_ticket_has_nothing_to_do_with_itself():
    one = prepared()
    for action in (
        d.LinkTicket("related", "T-1"),
        d.Absorb("T-1"),
        d.Split("T-1", "errand"),
        d.OpenTask("t-9", "T-1"),
    ):
        assert one.codes("10:00", action) == ["another_ticket"], action


def test_a_ticket_is_not_converted_into_itself():
    rules = desk(kinds=(*DESK.kinds, errand()))
    assert life(rules).codes("09:10", i.Convert("errand", "T-1")) == ["target_kind"]
    assert life(rules).codes("09:10", i.Convert("errand", "T-2")) == []


# --- tasks ------------------------------------------------------------------------------------------------------------


def test_tasks_are_opened_finished_and_opened_again():
    one = prepared()
    assert one.ticket.tasks == ("t-1",)
    assert one.codes("10:00", d.OpenTask("t-1")) == ["task_is_new"]
    answer = one.ask("10:00", d.FinishTask("t-2"))
    assert isinstance(answer, Refused)
    assert [(reason.code, reason.param("choices")) for reason in answer.reasons] == [("task_is_open", ("t-1",))]
    one.do("10:00", d.OpenTask("t-2", "T-7")).do("10:10", d.FinishTask("t-1"))
    assert (one.ticket.tasks, one.ticket.linked("depends_on")) == (("t-2",), ("T-7",))
    one.do("10:20", d.FinishTask("t-2"))
    assert one.codes("10:30", d.FinishTask("t-2")) == ["no_task_is_open"]
    assert one.do("10:30", d.OpenTask("t-1")).ticket.tasks == ("t-1",)
    # The link stays: the other ticket has had to do with this one.
    assert one.ticket.linked("depends_on") == ("T-7",)


# --- splitting --------------------------------------------------------------------------------------------------------


def test_only_what_a_ticket_has_can_be_split_off():
    one = prepared().do("09:50", d.Attach(t.Reference("p-1", "photo")))
    answer = one.ask("10:00", d.Split("T-2", "errand", ("l-1", "l-9"), ("p-1", "p-9")))
    assert isinstance(answer, Refused)
    assert [(reason.code, reason.param("ids")) for reason in answer.reasons] == [("lines_are_its_own", ("l-9", "p-9"))]
    one.do("10:00", d.Split("T-2", "errand", ("l-1",), ("p-1",)))
    assert issued(one.last)[0].effect == Effect("open_ticket")
    # It is gone.
    assert one.codes("10:10", d.Split("T-3", "errand", ("l-1",))) == ["lines_are_its_own"]


def test_a_part_cannot_become_a_kind_that_the_desk_has_not():
    answer = prepared().ask("10:00", d.Split("T-2", "return"))
    assert isinstance(answer, Refused)
    assert [(reason.code, reason.param("ticket_kind")) for reason in answer.reasons] == [("split_kind", "return")]


def test_a_part_may_be_of_the_same_kind():
    assert prepared().codes("10:00", d.Split("T-2", "errand")) == []


def test_everything_that_stands_against_splitting_is_said_at_once():
    codes = prepared().codes("10:00", d.Split("T-1", "return", ("l-9",)))
    assert codes == ["another_ticket", "split_kind", "lines_are_its_own"]


# --- escalation -------------------------------------------------------------------------------------------------------


def test_up_and_down_the_chain():
    """D16: agent, supervisor, manager; a level beside the state."""
    one = life().do("09:10", d.Assign("a1"))
    assert one.ticket.level is None
    assert one.codes("09:20", d.DeEscalate(10), "s1") == ["escalation_at_bottom"]
    one.do("09:20", d.Escalate(20, "angry"))
    assert (one.ticket.level, one.ticket.state, one.ticket.assignee) == (20, "open", "a1")
    assert [row.effect for row in issued(one.last)] == [Effect("notify_level")]
    assert one.codes("09:30", d.Escalate(20, "again")) == ["escalation_unknown_level"]
    one.do("09:30", d.Escalate(30, "angrier"))
    answer = one.ask("09:40", d.Escalate(40, "angriest"))
    assert isinstance(answer, Refused)
    (reason,) = answer.reasons
    assert (reason.code, reason.param("level"), reason.param("roles")) == ("escalation_at_top", 30, ("manager",))
    assert one.codes("09:40", d.DeEscalate(30), "m1") == ["escalation_unknown_level"]
    one.do("09:40", d.DeEscalate(20), "m1").do("09:50", d.DeEscalate(10), "s1")
    assert one.ticket.level == 10


@pytest.mark.parametrize(("level", "codes"), [(20, []), (30, []), (10, ["u"]), (25, ["u"]), (-1, ["u"])])
def test_a_level_may_be_skipped_but_must_exist_above(level: int, codes: list[str]):
    expected = ["escalation_unknown_level"] if codes else []
    assert life().codes("09:10", d.Escalate(level, "angry")) == expected


def test_what_is_possible_is_told_without_a_level():
    one = life()
    answers = t.available(DESK, one.ticket, at=at("09:10"), actor="s1", role="supervisor")
    assert isinstance(answers["escalate"], Allowed)
    assert not isinstance(answers["de_escalate"], Allowed)
    one.do("09:10", d.Escalate(30, "angry"))
    answers = t.available(DESK, one.ticket, at=at("09:20"), actor="s1", role="supervisor")
    assert not isinstance(answers["escalate"], Allowed)
    assert isinstance(answers["de_escalate"], Allowed)


def test_a_chain_that_has_changed_since_counts_from_the_next_known_level():
    one = life().do("09:10", d.Escalate(20, "angry"))
    flatter = t.Roles(tuple(attrs.evolve(role, rank=None) if role.rank == 20 else role for role in t.ROLES.roles))
    one.desk = desk(roles=flatter)
    assert one.codes("09:20", d.Escalate(30, "angrier")) == []
    assert one.codes("09:20", d.DeEscalate(10), "m1") == []


def test_a_leader_that_the_shop_adds_leads():
    """D16: roles are data."""
    roles = t.ROLES.extended(t.Role("director", "director", "总监", rank=40))
    one = life(desk(roles=roles)).do("09:10", d.Assign("a1")).do("09:15", d.Escalate(40, "press"))
    assert one.ticket.level == 40
    for action in (d.Note("n"), d.Assign("a2"), d.DeEscalate(10), d.Redact(("m",), "mistake")):
        assert one.codes("09:20", action, "d1", "director") == []
    # Steps of a lifecycle name their roles themselves.
    assert one.codes("09:20", i.Resolve("x"), "d1", "director") == ["unknown_role"]


def test_a_newcomer_on_a_level_below_works_but_does_not_lead():
    """D16: a trainee of rank 5 makes the agents leaders of trainees."""
    one = life(desk(roles=t.ROLES.extended(t.Role("trainee", "trainee", "实习客服", rank=5))))
    assert one.codes("09:10", d.Note("n"), "x1", "trainee") == []
    assert one.codes("09:10", d.Redact(("m",), "mistake"), "x1", "trainee") == ["role_not_permitted"]


def test_a_desk_with_a_single_level_and_few_roles_still_works():
    few = t.Roles(
        (
            t.Role("customer", "customer", "顾客"),
            t.Role("agent", "agent", "客服专员", rank=10),
            t.Role("supervisor", "supervisor", "客服主管", rank=10),
            t.Role("system", "system", "系统"),
        )
    )
    one = life(desk(kinds=(errand(),), roles=few), kind="errand")
    assert one.codes("09:10", d.Escalate(20, "angry")) == ["escalation_at_top"]
    assert one.codes("09:10", d.CustomerReply("m"), "c1") == []
    assert one.codes("09:10", d.Redact(("m",), "mistake"), "system") == []
    assert one.codes("09:10", d.Redact(("m",), "mistake"), "s1") == ["role_not_permitted"]
    # A role that this desk has not.
    assert one.codes("09:10", d.Note("n"), "p1") == ["unknown_role"]


# --- talking ----------------------------------------------------------------------------------------------------------


def test_standard_answers_are_noted_once_each():
    """B2, D17."""
    one = prepared()
    for minute, answer in enumerate(("faq-1", "", "faq-2", "faq-1")):
        one.do(f"10:0{minute}", d.AgentReply("m", answer_id=answer))
    assert one.ticket.answers == ("faq-1", "faq-2")


def test_what_is_only_noted_changes_nothing_but_that_it_was_done():
    before = prepared()
    for action in (d.Note("n"), d.Contact("phone"), d.NotifyCustomer("x"), d.OfferSolution("refund")):
        after = prepared().do("10:00", action).ticket
        assert after.count(type(action)) == 1
        kept = attrs.evolve(after, item=before.ticket.item, done=before.ticket.done, marks=before.ticket.marks)
        assert kept == before.ticket
        assert after.item.entered_at == before.ticket.item.entered_at
        assert after.item.last_activity_at == at("10:00")


@pytest.mark.parametrize(("automatic", "out"), [(True, False), (False, True), (True, True)])
def test_an_automatic_message_is_one_by_either_sign(automatic: bool, out: bool):
    assert d.CustomerReply("m", automatic, out).is_automatic
    assert not d.CustomerReply("m").is_automatic


def test_every_condition_of_the_desk_has_words_in_both_languages():
    one = prepared()
    refused = [
        one.ask("10:00", action)
        for action in (
            *(d.Assign("a1"), d.Absorb("T-1"), d.OpenTask("t-1"), d.FinishTask("t-2"), d.Split("T-2", "x")),
            *(d.Split("T-2", "errand", ("l-9",)), d.Prioritise("x"), d.Escalate(10, "x")),
        )
    ]
    for answer in refused:
        assert isinstance(answer, Refused)
        for reason in answer.reasons:
            assert render(reason, "en") != render(reason, "zh")
