"""From a ticket to the queue and to an agent."""

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core import SlaPolicy, SlaSwitch, SlaTarget
from aftersales_core import tickets as t
from aftersales_core.errors import MissingCalendar
from aftersales_core.sla.presets import FIRST_RESPONSE, NEXT_RESPONSE, RESOLUTION, TIME_TO_ASSIGNMENT
from aftersales_core.tickets.actions import desk as d
from aftersales_core.tickets.actions import inquiry as i
from tests.sla.desk import ROUND_THE_CLOCK, at
from tests.tickets.counter import Life, desk, life, pairs

# --- since when it waits ----------------------------------------------------------------------------------------------


def since(one: Life) -> dt.datetime:
    return t.waiting_since_at(one.ticket)


def test_a_new_ticket_waits_since_it_was_received():
    assert since(life(received_at=at("2026-03-01 10:00"))) == at("2026-03-01 10:00")


def test_a_second_message_does_not_move_an_impatient_customer_back():
    one = life().do("11:00", d.CustomerReply("m-2"), "c1").do("12:00", d.CustomerReply("m-3"), "c1")
    assert since(one) == at("09:00")


def test_after_an_answer_it_waits_since_the_oldest_message_that_nobody_answered():
    one = life().do("09:30", d.AgentReply("m-1"))
    one.do("10:00", d.CustomerReply("m-2"), "c1").do("11:00", d.CustomerReply("m-3"), "c1")
    assert since(one) == at("10:00")
    assert since(one.do("11:30", d.AgentReply("m-4")).do("12:00", d.CustomerReply("m-5"), "c1")) == at("12:00")


@pytest.mark.parametrize(
    ("action", "who", "expected"),
    [
        (d.AgentReply("m"), "a1", "11:00"),
        (i.RequestInfo("m"), "a1", "11:00"),
        (d.Contact("phone"), "a1", "11:00"),
        # Nobody answered.
        (d.AgentReply("m", is_automated=True), "a1", "09:00"),
        (d.AgentReply("m"), "system", "09:00"),
        (d.Note("n"), "a1", "09:00"),
        (d.Assign("a1"), "a1", "09:00"),
        (i.Hold("parts"), "a1", "09:00"),
    ],
)
def test_only_a_person_who_speaks_to_the_customer_answers(action: Any, who: str, expected: str):
    one = life().do("10:00", action, who).do("11:00", d.CustomerReply("m-2"), "c1")
    assert since(one) == at(expected)


def test_an_automatic_message_of_the_customers_waits_for_nothing():
    one = life().do("10:00", d.AgentReply("m"))
    one.do("11:00", d.CustomerReply("auto", is_auto_generated=True), "c1").do("12:00", d.CustomerReply("m"), "c1")
    assert since(one) == at("12:00")


@pytest.mark.parametrize(
    ("again", "who"),
    [
        (i.RejectSolution(), "c1"),
        (d.FollowUp(is_solved=False, is_satisfied=None), "a1"),
        (d.CustomerReply("m"), "c1"),
    ],
)
def test_a_reopened_ticket_waits_since_it_was_reopened(again: Any, who: str):
    one = life().do("09:10", d.Assign("a1")).do("09:30", d.AgentReply("m")).do("10:00", i.Resolve("x"))
    assert since(one.do("2026-03-05 12:00", again, who)) == at("2026-03-05 12:00")


def test_a_ticket_that_was_resolved_without_a_reply_waits_since_it_was_reopened_too():
    one = (
        life().do("09:10", d.Assign("a1")).do("10:00", i.Resolve("x")).do("2026-03-05 12:00", i.RejectSolution(), "c1")
    )
    assert since(one) == at("2026-03-05 12:00")


# --- the queue --------------------------------------------------------------------------------------------------------

PROMISES = desk((FIRST_RESPONSE, "30min"), (RESOLUTION, "8h"), (TIME_TO_ASSIGNMENT, "2h"))


def queued(one: Life, now: str, **options: Any) -> t.QueueTicket:
    return t.queue_ticket(one.desk, one.ticket, now=at(now), **options)


def test_the_earliest_deadline_that_still_runs_counts():
    one = life(PROMISES, facts=pairs(priority="high"))
    assert queued(one, "09:10") == t.QueueTicket("T-1", "high", at("09:00"), at("09:30"))
    # Missed, and still running.
    assert queued(one, "10:00").due_at == at("09:30")
    # Answered: the assignment's two hours are next; then the resolution's eight.
    assert queued(one.do("10:00", d.AgentReply("m")), "10:00").due_at == at("11:00")
    assert queued(one.do("10:30", d.Assign("a1")), "10:30").due_at == at("17:00")


def test_an_open_pause_leaves_no_deadline_and_the_wait_is_all_that_counts():
    one = life(PROMISES, facts=pairs(priority="high")).do("09:10", d.Assign("a1")).do("09:20", i.RequestInfo())
    assert queued(one, "09:30").due_at is None


def test_a_paused_clock_whose_deadline_is_past_still_counts():
    one = life(PROMISES).do("09:10", d.Assign("a1")).do("09:20", d.AgentReply("m")).do("18:00", i.RequestInfo())
    # Eight hours after 09:00 it was missed; the pause came later.
    assert queued(one, "18:30").due_at == at("17:00")


def test_a_ticket_without_a_priority_is_taken_as_the_highest():
    assert queued(life(), "09:30").priority == "urgent"
    # One of an older scale is passed on: the queue puts what nobody can read on top, and says so.
    older = life()
    older.ticket = attrs.evolve(older.ticket, facts=pairs(priority="none_such"))
    assert queued(older, "09:30").priority == "none_such"


def test_a_scale_of_the_shops_own_gives_its_own_highest_priority():
    scale = t.Vocabulary("priority", (t.Term("p2", "later", "低"), t.Term("p1", "now", "高")))
    one_cell = t.Vocabulary("urgency", (t.Term("any", "any", "任意"),))
    matrix = t.PriorityMatrix("own", one_cell, attrs.evolve(one_cell, name="impact"), scale, (("p1",),))
    assert queued(life(desk(priorities=matrix)), "09:30").priority == "p1"


def test_high_priority_is_taken_first_and_then_the_earlier_deadline():
    """E3: by hand, and the same from triage's own priority."""
    rules = PROMISES
    sorts = {
        "late_high": ("09:20", {"urgency": "high", "impact": "medium"}),
        "early_normal": ("09:00", {"urgency": "low", "impact": "medium"}),
        "early_high": ("09:10", {"urgency": "medium", "impact": "high"}),
        "urgent": ("09:40", {"urgency": "high", "impact": "high"}),
    }
    waiting = []
    for name, (when, facts) in sorts.items():
        action = t.triaged(rules, t.Open("inquiry", "c1", "wechat", facts=pairs(**facts)))
        assert isinstance(action, t.Open)
        one = life(rules, when, facts=action.facts)
        waiting.append(attrs.evolve(one.ticket, item=attrs.evolve(one.ticket.item, id=name)))
    places = t.queue_order(
        t.QUEUE_POLICY, [t.queue_ticket(rules, ticket, now=at("09:45")) for ticket in waiting], now=at("09:45")
    )
    assert [place.ticket for place in places] == ["urgent", "early_high", "late_high", "early_normal"]


def test_switches_and_calendars_are_passed_on_to_the_clocks():
    policy = SlaPolicy([RESOLUTION], [SlaTarget(RESOLUTION, "2h", calendar="later")])
    one = life(attrs.evolve(desk(), sla=policy))
    with pytest.raises(MissingCalendar):
        queued(one, "09:30")
    named = {"later": ROUND_THE_CLOCK}
    assert queued(one, "09:30", calendars=named).due_at == at("11:00")
    stricter = SlaSwitch(at("09:15"), SlaPolicy([RESOLUTION], [SlaTarget(RESOLUTION, "1h", calendar="later")]))
    assert queued(one, "09:30", calendars=named, switches=[stricter]).due_at == at("10:00")


@given(st.lists(st.sampled_from(["customer", "agent", "bot"]), max_size=8))
def test_since_when_it_waits_is_that_of_a_plain_walk(talk: list[str]):
    """A second opinion: the first thing that the customer said after the last answer, else that answer."""
    one = life(desk((NEXT_RESPONSE, "1h")))
    said = ["customer"]
    for minute, who in enumerate(talk, 1):
        said.append(who)
        action: Any = d.CustomerReply("m") if who == "customer" else d.AgentReply("m", is_automated=who == "bot")
        one.do(f"09:{minute:02}", action, "c1" if who == "customer" else "a1")
    answers = [minute for minute, who in enumerate(said) if who == "agent"]
    last = answers[-1] if answers else -1
    later = [minute for minute, who in enumerate(said) if who == "customer" and minute > last]
    assert since(one) == at(f"09:{(later or [last])[0]:02}")


# --- the agent --------------------------------------------------------------------------------------------------------


def test_what_a_ticket_needs_is_read_off_its_facts():
    one = life(facts=pairs(region="east", language="zh", topic="delivery"))
    assert t.need_of(one.ticket) == t.Need(
        region="east",
        language="zh",
        facts=pairs(region="east", language="zh", topic="delivery", kind="inquiry", channel="wechat"),
    )
    one.do("09:10", d.Assign("a1"))
    assert t.need_of(one.ticket, skills=["fridge"], role="agent", excluded=["a2"]) == t.Need(
        frozenset({"fridge"}),
        "east",
        "zh",
        "agent",
        frozenset({"a2"}),
        "a1",
        pairs(region="east", language="zh", topic="delivery", kind="inquiry", channel="wechat"),
    )


ROSTER = t.Roster.of(
    [t.Agent("a1", frozenset({"fridge"}), frozenset({"east"})), t.Agent("a2", regions=frozenset({"east", "west"}))],
    hand_overs=[
        t.HandOverRule.of("logistics", "department", {"class": "service"}, en="logistics", zh="物流部"),
        t.HandOverRule.of("workshop", "partner", {}, en="workshop", zh="维修点", is_fallback=True),
    ],
)


def taken(one: Life, **needs: Any) -> str:
    """Who takes a ticket."""
    found = t.assign(ROSTER, t.need_of(one.ticket, **needs), at=at("09:30"))
    assert not isinstance(found, t.Unassigned)
    return found.agent if isinstance(found, t.Assigned) else found.to


def test_a_need_finds_its_agent():
    east, west = life(facts=pairs(region="east")), life(facts=pairs(region="west"))
    # By id; the other serves both regions; whoever has it keeps it; the one complained about does not.
    assert [taken(east), taken(west), taken(east, excluded=["a1"])] == ["a1", "a2", "a2"]
    assert taken(east.do("09:10", d.Assign("a2"))) == "a2"
    assert taken(east, skills=["fridge"]) == "a1"


def test_service_tickets_go_to_the_department_and_what_nobody_can_take_to_the_partner():
    """E4."""
    one = life(facts=pairs(**{"class": "service", "region": "east"}))
    assert taken(one) == "logistics"
    assert taken(life(facts=pairs(region="north"))) == "workshop"
    one.do("09:10", d.HandOver(taken(one), "delivery"))
    assert (one.ticket.party, one.ticket.assignee) == ("logistics", None)
