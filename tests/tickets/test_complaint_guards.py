"""Every condition of a complaint, saying no for its own reason and yes beside it (D8)."""

import datetime as dt
from typing import Any

import attrs
import pytest

from aftersales_core.lifecycle import Allowed, Attempt, Blocked
from aftersales_core.reasons import Reason
from aftersales_core.tickets import Situation, available
from aftersales_core.tickets.actions.complaint import (
    Accept,
    Acknowledge,
    Appeal,
    Assess,
    FindFounded,
    FindUnfounded,
    GoExternal,
    Overturn,
    RemedyDone,
    RemedyFailed,
    RequestEvidence,
    Respond,
    RuleForCustomer,
    RuleForSeller,
    SettleEarly,
    SubmitEvidence,
    Uphold,
)
from aftersales_core.tickets.actions.desk import Assign
from aftersales_core.tickets.actions.inquiry import RequestInfo
from aftersales_core.tickets.kinds.complaint_guards import not_high_severity
from aftersales_core.worktime import Period
from tests.tickets.complaints import (
    MICROSECOND,
    NO_REMEDY,
    REPLY,
    RESPOND,
    SAD,
    SETTLE,
    UNFOUNDED,
    at_and_just_before,
    effects_of,
    investigating,
    outside,
    received,
    refusals,
    remedying,
    responded,
    unfounded,
    why_not,
)
from tests.tickets.desks import MONDAY, Story, opened

NOT_PERMITTED, UNMET, MISSING = "not_permitted", "unmet", "missing"


def utc(year: int, month: int, day: int, hour: int) -> dt.datetime:
    return dt.datetime(year, month, day, hour, tzinfo=dt.UTC)


# --- fields that must be filled ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("story", "action", "role", "fields"),
    [
        (received, SettleEarly(), "agent", ["acceptance_ref", "notice_ref"]),
        (investigating, Respond(), "agent", ["decision", "reason", "notice_ref"]),
        (investigating, FindUnfounded(evidence_refs=("p-1",)), "agent", ["reason", "notice_ref"]),
        (remedying, RemedyDone(), "agent", ["proof_ref"]),
        (outside, RuleForCustomer(), "platform", ["ruling_ref"]),
        (outside, RuleForSeller(), "platform", ["ruling_ref"]),
    ],
)
def test_what_an_action_must_say_is_asked_for(story: Any, action: Any, role: str, fields: list[str]):
    """D8: acceptance, decision, reason, notice of the outside body, proof of the remedy, text of the ruling."""
    here = story()
    refused = refusals(here, action, role)
    assert [(reason.code, reason.kind, reason.param("field")) for reason in refused] == [
        ("payload_missing", MISSING, field) for field in fields
    ]


def test_a_review_gives_its_reason_and_a_reversal_its_remedy():
    story = responded().expect(Appeal(), "customer")
    assert why_not(story, Uphold(), "supervisor") == [("payload_missing", MISSING)]
    assert why_not(story, Overturn(), "supervisor") == [("payload_missing", MISSING)] * 2
    assert why_not(story, Overturn("refund"), "supervisor") == [("payload_missing", MISSING)]


def test_an_assessment_says_how_severe_it_is_and_whom_it_is_about():
    story = received().expect(Acknowledge())
    assert [reason.param("field") for reason in refusals(story, Assess())] == ["severity", "subjects"]
    assert why_not(story, Assess("hihg", ())) == [("severity_undeclared", "invalid")]
    (reason,) = refusals(story, Assess("hihg", ()))
    assert (reason.param("severity"), reason.param("choices")) == ("hihg", ("high",))
    assert why_not(story, Assess("high", ())) == []


@pytest.mark.parametrize("role", ["agent", "supervisor"])
def test_evidence_is_named(role: str):
    """D8: an unfounded finding rests on evidence."""
    bare = FindUnfounded("delivered_in_time", (), "notice-1")
    assert why_not(investigating(), bare, role) == [("evidence_missing", MISSING)]
    assert why_not(investigating(), UNFOUNDED, role) == []
    assert why_not(outside(), SubmitEvidence(), "customer") == [("evidence_missing", MISSING)]
    assert why_not(outside(), SubmitEvidence(("p-1",)), "customer") == []


# --- who --------------------------------------------------------------------------------------------------------------


def test_nobody_assesses_a_complaint_about_themselves_or_one_that_its_subject_has():
    """The owner is not the subject (ISO 10002, objectivity)."""
    story = received().expect(Acknowledge())
    assert why_not(story, Assess("low", ("a1", "a2"))) == [("actor_is_subject", NOT_PERMITTED)]
    story.expect(Assign("a2"))
    assert why_not(story, Assess("low", ("a2",))) == [("owner_is_subject", UNMET)]
    assert refusals(story, Assess("low", ("a2",))) == (Reason.of("owner_is_subject", UNMET, subject="a2"),)
    assert why_not(story, Assess("low", ("a3",))) == []


@pytest.mark.parametrize("action", [FindFounded(), UNFOUNDED, RESPOND])
@pytest.mark.parametrize("role", ["agent", "supervisor"])
def test_nobody_decides_a_complaint_about_themselves(action: Any, role: str):
    story = investigating(subjects=("a2", "s1"))
    who = {"agent": "a2", "supervisor": "s1"}[role]
    other = {"agent": "a1", "supervisor": "s2"}[role]
    assert why_not(story, action, role, actor=who) == [("actor_is_subject", NOT_PERMITTED)]
    assert why_not(story, action, role, actor=other) == []


def test_nobody_reviews_a_complaint_about_themselves_and_learns_no_more():
    for story in (investigating(subjects=("s1",)).expect(RESPOND), investigating(subjects=("s1",)).expect(UNFOUNDED)):
        story.expect(Appeal(), "customer")
        for action in (Uphold("r"), Overturn("refund", "r")):
            assert why_not(story, action, "supervisor", actor="s1") == [("actor_is_subject", NOT_PERMITTED)]
        assert why_not(story, Uphold("r"), "supervisor", actor="s2") == []


@pytest.mark.parametrize("state", ["investigating", "waiting_customer", "under_review"])
def test_the_subject_of_a_complaint_does_not_get_it(state: str):
    story = investigating(subjects=("a2",))
    if state == "waiting_customer":
        story.expect(RequestInfo())
    if state == "under_review":
        story.expect(RESPOND).expect(Appeal(), "customer")
    assert story.ticket.state == state
    assert why_not(story, Assign("a2")) == [("owner_is_subject", UNMET)]
    assert why_not(story, Assign("a3")) == []
    assert (story.ticket.assignee, story.ticket.state) == ("a3", state)
    assert why_not(story, Assign("a3")) == [("another_assignee", UNMET)]


@pytest.mark.parametrize("action", [RESPOND, UNFOUNDED])
def test_a_severe_complaint_is_decided_by_a_supervisor_who_did_not_assess_it(action: Any):
    """High severity needs a supervisor and four eyes; a low one neither."""
    for severity in ("high", "critical"):
        for role in ("agent", "coordinator"):
            assert why_not(investigating(severity), action, role) == [("severity_needs_supervisor", NOT_PERMITTED)]
        assert why_not(investigating(severity), action, "supervisor") == []
    for severity in ("low", "medium"):
        assert why_not(investigating(severity), action) == []


@pytest.mark.parametrize("action", [RESPOND, UNFOUNDED])
@pytest.mark.parametrize("role", ["supervisor", "manager"])
def test_four_eyes_are_two_people(action: Any, role: str):
    def assessed_by_leader(severity: str, **policy: Any) -> Story:
        return received(**policy).expect(Acknowledge()).expect(Assess(severity, ()), role)

    who = {"supervisor": ("s1", "s2"), "manager": ("m1", "m2")}[role]
    severe = assessed_by_leader("high")
    assert why_not(severe, action, role, actor=who[0]) == [("severity_needs_second_person", NOT_PERMITTED)]
    assert why_not(severe, action, role, actor=who[1]) == []
    assert why_not(assessed_by_leader("low"), action, role, actor=who[0]) == []
    assert why_not(assessed_by_leader("high", four_eyes=False), action, role, actor=who[0]) == []
    assert why_not(assessed_by_leader("high", high_severities=()), action, role, actor=who[0]) == []


def test_a_severity_that_nobody_assessed_is_not_taken_for_a_low_one():
    """No way through the lifecycle leads here; a ticket that was imported might."""
    story = received()
    situation = Situation(story.desk, story.ticket)
    attempt = Attempt(story.ticket.item, MONDAY, "a1", "agent")
    answer = not_high_severity(("high",)).check(situation, attempt)
    assert answer == Reason.of("severity_unknown", "missing", fact="severity")


@pytest.mark.parametrize("action", [Uphold("r"), Overturn("refund", "r")])
def test_who_decided_does_not_review(action: Any):
    """The reviewer is not the decider, of an answer, of an unfounded finding, of an early settlement."""
    decided = [
        investigating().expect(RESPOND, "supervisor"),
        investigating().expect(UNFOUNDED, "supervisor"),
        received().expect(SETTLE, "supervisor"),
    ]
    for story in decided:
        story.expect(Appeal(), "customer")
        assert why_not(story, action, "supervisor") == [("reviewer_decided", NOT_PERMITTED)]
        assert why_not(story, action, "supervisor", actor="s2") == []


def test_a_review_without_any_decision_of_the_shop_is_for_any_supervisor():
    story = outside().expect(RuleForCustomer("r-1", "refund"), "platform").expect(RemedyFailed())
    assert why_not(story, Uphold("again"), "supervisor") == []
    assert story.ticket.state == "responded"


# --- when -------------------------------------------------------------------------------------------------------------


def test_early_settlement_ends_with_the_third_working_day():
    """FCA DISP 1.5: received Monday 2 March, so until Thursday the 5th, 18:00 in Shanghai, that instant included."""
    close = utc(2026, 3, 5, 10)
    assert why_not(received(), SETTLE, at=close) == []
    late = received()
    (reason,) = refusals(late, SETTLE, at=close + MICROSECOND)
    assert reason == Reason.of("early_settlement_over", UNMET, until_at=close)
    late.expect(Acknowledge())
    assert why_not(late, SETTLE, at=close + MICROSECOND) == [("early_settlement_over", UNMET)]


def test_early_settlement_counts_from_the_message_and_not_from_the_registration():
    """The message came on Friday 27 February; Saturday the 28th is a make-up workday of the Spring Festival of 2026.

    So the third working day is Tuesday, 3 March.
    """
    sent = utc(2026, 2, 27, 2)
    story = opened("complaint", desk=received().desk, received_at=sent)
    assert why_not(story.copy(), SETTLE, at=utc(2026, 3, 3, 10)) == []
    assert why_not(story, SETTLE, at=utc(2026, 3, 3, 10) + MICROSECOND) == [("early_settlement_over", UNMET)]


@pytest.mark.parametrize("state", ["received", "acknowledged", "investigating", "waiting_customer"])
def test_a_customer_without_an_answer_can_go_outside_after_eight_weeks(state: str):
    """FCA DISP 1.6: 56 days after Monday 2 March is Monday 27 April; the platform need not wait."""
    story = received()
    for action in (Acknowledge(), Assess("low", ()), RequestInfo()):
        if story.ticket.state != state:
            story.expect(action)
    assert story.ticket.state == state
    assert why_not(story.copy(), GoExternal(), "platform") == []
    before, after = at_and_just_before(story, GoExternal(), "customer", utc(2026, 4, 27, 16))
    assert (before, after) == ([("answer_not_overdue", UNMET)], "arbitration")


def test_a_customer_with_a_decision_need_not_wait():
    """D8."""
    for story in (responded(), unfounded(), responded().expect(Appeal(), "customer")):
        assert why_not(story, GoExternal(), "customer") == []


def test_an_appeal_is_in_time_until_the_window_closes_also_on_what_is_closed():
    """Decided on Monday 2 March, so until Monday the 16th, 24:00 in Shanghai."""
    end = utc(2026, 3, 16, 16)
    for story in (responded(), responded(NO_REMEDY).expect(Accept(), "customer"), received().expect(SETTLE)):
        assert why_not(story.copy(), Appeal(), "customer", at=end) == [("appeal_window_over", UNMET)]
        assert why_not(story, Appeal(), "customer", at=end - MICROSECOND) == []
    short = responded(appeal_window=Period.hours(1))
    decided_at = short.ticket.item.last_activity_at
    assert why_not(short.copy(), Appeal(), "customer", at=decided_at + dt.timedelta(hours=1)) == []
    late = decided_at + dt.timedelta(hours=1) + MICROSECOND
    assert why_not(short, Appeal(), "customer", at=late) == [("appeal_window_over", UNMET)]


def test_one_appeal_against_one_decision():
    story = responded().expect(Appeal(), "customer").expect(Uphold("fair"), "supervisor")
    assert why_not(story, Appeal(), "customer") == [("appealed_before", UNMET)]
    story.expect(SAD, "customer").expect(RESPOND)
    assert why_not(story, Appeal(), "customer") == [], "a new decision can be appealed against anew"


def test_an_appeal_in_the_very_instant_of_the_decision_is_one_against_it():
    """A clock of whole seconds gives both the same instant."""
    story = responded().expect(Appeal(), "customer", minutes=0).expect(Uphold("fair"), "supervisor", minutes=0)
    assert why_not(story, Appeal(), "customer", minutes=0) == [("appealed_before", UNMET)]


def test_of_two_findings_in_one_instant_the_unfounded_one_counts():
    story = investigating(needs_verification=True).expect(FindFounded(), minutes=0).expect(UNFOUNDED, minutes=0)
    assert why_not(story.expect(SAD, minutes=0), RESPOND, minutes=0) == [("not_verified", UNMET)]


def test_a_remedy_in_the_very_instant_of_its_promise_is_given():
    story = responded().expect(Accept(), "customer", minutes=0).expect(RemedyDone("p-1"), minutes=0)
    story.expect(Appeal(), "customer", minutes=0).expect(Uphold("enough"), "supervisor", minutes=0)
    assert story.expect(Accept(), "customer", minutes=0).ticket.state == "closed"


def test_without_a_decision_there_is_nothing_to_appeal_against():
    """The platform took it and ruled before the shop decided anything."""
    story = outside().expect(RuleForCustomer("r-1", "refund"), "platform").expect(RemedyDone("p-1"))
    assert why_not(story, Appeal(), "customer") == [("nothing_decided", UNMET)]
    assert why_not(story, GoExternal(), "customer") == [("nothing_decided", UNMET), ("external_before", UNMET)]


def test_a_closed_complaint_can_go_outside_for_six_months_and_once():
    """FCA DISP 1.6: decided on 2 March, so until 2 September, 24:00 in Shanghai."""
    end = utc(2026, 9, 2, 16)
    story = responded(NO_REMEDY).expect(Accept(), "customer")
    assert why_not(story.copy(), GoExternal(), "customer", at=end) == [("external_window_over", UNMET)]
    assert why_not(story.copy(), GoExternal(), "customer", at=end - MICROSECOND) == []
    story.expect(GoExternal(), "customer").expect(RuleForSeller("r-1"), "platform")
    assert why_not(story, GoExternal(), "customer") == [("external_before", UNMET)]


def test_evidence_is_taken_for_48_hours_from_each_request():
    """WeChat: 48 hours; the end itself is in time. Sent to the outside body on Monday at 09:01."""
    begun = MONDAY + dt.timedelta(minutes=1)
    end = begun + dt.timedelta(hours=48)
    evidence = SubmitEvidence(("p-1",))
    for role in ("customer", "agent", "coordinator"):
        assert why_not(outside(), evidence, role, at=end) == []
    story = outside()
    (reason,) = refusals(story, evidence, "agent", at=end + MICROSECOND)
    assert reason == Reason.of("evidence_window_over", UNMET, until_at=end)
    story.expect(RequestEvidence(), "platform", at=end + MICROSECOND)
    assert why_not(story, evidence, "agent", at=end + MICROSECOND + dt.timedelta(hours=48)) == []
    late = end + 2 * MICROSECOND + dt.timedelta(hours=48)
    assert why_not(story, evidence, "agent", at=late) == [("evidence_window_over", UNMET)]


def test_evidence_asked_for_before_an_earlier_ruling_opens_no_window_now():
    """The second time outside begins its own window."""
    story = outside().expect(RequestEvidence(), "platform").expect(RuleForCustomer("r", "refund"), "platform")
    story.expect(RemedyFailed(), minutes=60 * 24 * 5).expect(GoExternal(), "customer")
    assert why_not(story, SubmitEvidence(("p",)), "agent", minutes=60 * 48) == []


# --- what stands ------------------------------------------------------------------------------------------------------


def test_accepting_starts_the_remedy_that_is_due_and_closes_otherwise():
    assert responded().expect(Accept(), "customer").ticket.state == "remedying"
    story = responded(NO_REMEDY).expect(Accept(), "customer")
    assert (story.ticket.state, effects_of(story)) == ("closed", ())


def test_a_remedy_that_was_given_is_not_given_twice():
    """Accepted, remedied, appealed against, upheld, accepted again: the refund has been made."""
    story = responded().expect(Accept(), "customer").expect(RemedyDone("p-1"))
    story.expect(Appeal(), "customer").expect(Uphold("enough"), "supervisor").expect(Accept(), "customer")
    assert story.ticket.state == "closed"


def test_a_later_decision_has_its_own_remedy():
    story = responded().expect(Accept(), "customer").expect(RemedyDone("p-1")).expect(SAD, "customer").expect(RESPOND)
    assert story.expect(Accept(), "customer").ticket.state == "remedying"
    nothing = responded().expect(SAD).expect(NO_REMEDY).expect(Accept(), "customer")
    assert nothing.ticket.state == "closed"


def test_the_last_ruling_says_which_remedy_is_due():
    """Answered without a remedy, ruled for the customer, which failed and was upheld: the ruling's remedy is due."""
    story = responded(NO_REMEDY).expect(GoExternal(), "customer").expect(RuleForCustomer("r", "refund"), "platform")
    story.expect(RemedyFailed()).expect(Uphold("once_more"), "supervisor").expect(Accept(), "customer")
    assert story.ticket.state == "remedying"


def test_an_imported_answer_without_any_decision_is_closed_when_it_is_accepted():
    """No way of the lifecycle leads to an answer that nobody gave; a migration might."""
    story = received()
    answered = attrs.evolve(story.ticket, item=attrs.evolve(story.ticket.item, state="responded"))
    asked = available(story.desk, answered, at=MONDAY, actor="c1", role="customer")
    assert isinstance(asked["accept"], Allowed)
    assert asked["accept"].target == "closed"


def test_what_reads_the_action_lets_a_question_without_one_pass():
    """``available`` knows no severity, no assignee and no evidence yet, and must not refuse for that."""
    story = received().expect(Acknowledge())
    now = story.ticket.item.last_activity_at
    agent = available(story.desk, story.ticket, at=now, actor="a1", role="agent")
    assert isinstance(agent["assess"], Allowed)
    story.expect(Assess("low", ("a2",)))
    now = story.ticket.item.last_activity_at
    agent = available(story.desk, story.ticket, at=now, actor="a1", role="agent")
    assert {name: type(agent[name]) for name in ("assign", "find_unfounded", "respond")} == dict.fromkeys(
        ("assign", "find_unfounded", "respond"), Allowed
    )
    themselves = available(story.desk, story.ticket, at=now, actor="a2", role="agent")
    assert isinstance(themselves["respond"], Blocked)
    third = outside()
    at = third.ticket.item.last_activity_at
    assert isinstance(
        available(third.desk, third.ticket, at=at, actor="c1", role="customer")["submit_evidence"], Allowed
    )


def test_a_customer_who_writes_counts_as_written_whatever_the_state():
    story = investigating().expect(REPLY, "customer")
    assert (story.ticket.state, story.ticket.count(type(REPLY))) == ("investigating", 1)


def test_a_stranger_touches_no_complaint():
    story = responded()
    assert why_not(story, Accept(), "customer", actor="c2") == [("not_own_ticket", NOT_PERMITTED)]
