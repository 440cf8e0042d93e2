"""What holds for every complaint whatever people try, read from its events alone (D8, D16)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from aftersales_core.tickets import replay
from aftersales_core.tickets.actions.complaint import (
    Accept,
    Acknowledge,
    Appeal,
    Assess,
    FindFounded,
    GoExternal,
    Overturn,
    RemedyDone,
    RemedyFailed,
    RequestEvidence,
    RuleForCustomer,
    RuleForSeller,
    SubmitEvidence,
    Uphold,
)
from aftersales_core.tickets.actions.desk import Assign
from aftersales_core.tickets.actions.inquiry import Lapse, RequestInfo
from tests.tickets.complaints import HAPPY, NO_REMEDY, REPLY, RESPOND, SAD, SETTLE, UNFOUNDED, received
from tests.tickets.desks import ACTORS, Story

HIGH = ("high", "critical")
DECISIONS = ("respond", "find_unfounded", "settle_early")

# By event, what may be said; the events of the lifecycle only, since what can be done to any ticket moves nothing here.
ACTIONS: Mapping[str, tuple[Any, ...]] = {
    "acknowledge": (Acknowledge(),),
    "settle_early": (SETTLE,),
    "assess": tuple(Assess(how, whom) for how in ("low", "high") for whom in ((), ("a1",), ("a2", "s1"), ("s2", "m1"))),
    "assign": tuple(map(Assign, ("a1", "a2", "s1", "s2"))),
    "request_info": (RequestInfo(),),
    "customer_reply": (REPLY,),
    "find_founded": (FindFounded(),),
    "find_unfounded": (UNFOUNDED,),
    "respond": (RESPOND, NO_REMEDY),
    "accept": (Accept(),),
    "appeal": (Appeal(),),
    "uphold": (Uphold("fair"),),
    "overturn": (Overturn("refund", "unfair"),),
    "go_external": (GoExternal(),),
    "request_evidence": (RequestEvidence(),),
    "submit_evidence": (SubmitEvidence(("p-1",)),),
    "rule_for_customer": (RuleForCustomer("r-1", "refund"),),
    "rule_for_seller": (RuleForSeller("r-2"),),
    "remedy_done": (RemedyDone("p-2"),),
    "remedy_failed": (RemedyFailed(),),
    "follow_up": (SAD, HAPPY),
    "lapse": (Lapse(),),
}
PEOPLE = [(role, actor) for role, actors in ACTORS.items() for actor in actors]
NUMBERS = st.lists(st.integers(0, 1_000_000), min_size=8, max_size=40)
MINUTES = (1, 60, 60 * 24, 60 * 24 * 13)


def lived(numbers: list[int], **policy: Any) -> Story:
    """A complaint of which each number chooses one of the things that are possible then, by whom, and after how long.

    Everyone tries until one may, so the guards are asked by those who may not as well.
    """
    story = received(**policy)
    if numbers[0] % 4:
        story.expect(Acknowledge()).expect(ACTIONS["assess"][numbers[0] % 8], "coordinator")
    for number in numbers:
        rest, minutes = number // len(MINUTES), MINUTES[number % len(MINUTES)]
        known = [name for name in story.desk.kinds[0].machine.steps[story.ticket.state] if name in ACTIONS]
        # The way outside and the follow-up are there so often that they would be most of every walk.
        known = [name for name in known if name not in ("go_external", "follow_up") or not number % 3] or known
        if not known:
            break
        rest, name = rest // len(known), known[rest % len(known)]
        rest, action = rest // len(ACTIONS[name]), ACTIONS[name][rest % len(ACTIONS[name])]
        people = PEOPLE[rest % len(PEOPLE) :] + PEOPLE[: rest % len(PEOPLE)]
        version = story.ticket.version
        for role, actor in people:
            story.do(action, role, actor=actor, minutes=minutes)
            if story.ticket.version > version:
                break
    return story


def moves(story: Story) -> list[Any]:
    return story.events[1:]


@settings(max_examples=60, deadline=None)
@given(NUMBERS)
def test_nobody_decides_alone_about_themselves_or_twice(numbers: list[int]):
    """D8, D16: severity, four eyes, subjects and reviewers, told from what happened and not from the guards."""
    story = lived(numbers)
    severity, subjects, assessors, deciders = "", (), set[str](), set[str]()
    for event in moves(story):
        if event.event == "assess":
            severity, subjects = event.payload.severity, event.payload.subjects
            assessors.add(event.actor)
        if event.event in ("assess", "find_founded", "find_unfounded", "respond", "uphold", "overturn"):
            assert event.actor not in subjects
        if event.event in ("respond", "find_unfounded") and severity in HIGH:
            assert event.role in ("supervisor", "manager")
            assert event.actor not in assessors
        if event.event in ("uphold", "overturn"):
            assert event.actor not in deciders
        if event.event in DECISIONS:
            deciders.add(event.actor)
        if event.event == "assign" and event.source in ("investigating", "waiting_customer", "under_review"):
            assert event.payload.assignee not in subjects


@settings(max_examples=60, deadline=None)
@given(NUMBERS)
def test_every_appeal_has_a_decision_of_its_own_and_is_made_in_time(numbers: list[int]):
    """No decision is appealed against twice, nor later than 15 days after it, which is as late as 14 days can end."""
    decided_at: dt.datetime | None = None
    for event in moves(lived(numbers)):
        if event.event in DECISIONS:
            decided_at = event.at
        if event.event == "appeal":
            assert decided_at is not None
            assert event.at - decided_at < dt.timedelta(days=15)
            decided_at = None


@settings(max_examples=60, deadline=None)
@given(NUMBERS)
def test_a_remedy_is_begun_only_on_a_promise_and_kept_once(numbers: list[int]):
    """Every promise (an answer, a reversal or a ruling with a remedy) is kept at most once."""
    owed = False
    for event in moves(lived(numbers)):
        if event.event in ("respond", "overturn", "rule_for_customer"):
            owed = event.payload.remedy != ""
        if event.event in ("find_unfounded", "rule_for_seller"):
            owed = False
        if event.event == "accept":
            assert (event.target == "remedying") == (owed and event.source == "responded")
        if event.event == "remedy_done":
            assert owed
            owed = False


@settings(max_examples=40, deadline=None)
@given(NUMBERS)
def test_a_verified_complaint_was_found_true_before_it_was_answered(numbers: list[int]):
    """D8: where the policy asks for it."""
    is_true = False
    for event in moves(lived(numbers, needs_verification=True)):
        is_true = (is_true or event.event == "find_founded") and event.event != "find_unfounded"
        assert event.event != "respond" or is_true


@settings(max_examples=40, deadline=None)
@given(NUMBERS)
def test_a_history_replayed_is_the_ticket_that_was_lived(numbers: list[int]):
    story = lived(numbers)
    assert replay(story.desk, story.events) == story.ticket


def test_such_walks_come_to_where_it_matters():
    """The laws above would hold for walks that never get anywhere; these are as good as drawn."""
    walks = [[(walk * 7919 + step * 104_729) ** 2 % 1_000_003 for step in range(30)] for walk in range(140)]
    assert {event.event for walk in walks for event in moves(lived(walk))} == set(ACTIONS)
