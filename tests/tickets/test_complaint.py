"""The complaint: its rules, who is told what, verification, appeal, follow-up (D8, A2, A3, A4, D7, E5)."""

import datetime as dt
from typing import Any

import attrs
import pytest

from aftersales_core.errors import InvalidDefinition
from aftersales_core.interchange import from_json, to_json
from aftersales_core.lifecycle import Accepted, Allowed, Blocked
from aftersales_core.reasons import render
from aftersales_core.sla import SlaMetric, SlaPolicy, SlaTarget
from aftersales_core.tickets import Ticket, TicketEvent, available, follow_up_due_at, replay, sla, wakes_at
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
    Withdraw,
)
from aftersales_core.tickets.actions.desk import Assign, CustomerReply, HandOver
from aftersales_core.tickets.actions.inquiry import Lapse, RequestInfo
from aftersales_core.tickets.fold_complaint import FINAL_RESPONSE
from aftersales_core.tickets.kinds.complaint import (
    COMPLAINT_TEXTS,
    WECHAT_COMPLAINT_POLICY,
    ComplaintEvent,
    ComplaintPolicy,
    complaint,
)
from aftersales_core.tickets.kinds.labels import SHARED_TEXTS
from aftersales_core.worktime import Period
from tests.tickets.complaints import (
    HAPPY,
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
    remedying,
    responded,
    rows_of,
    rule_rows,
    unfounded,
    why_not,
)
from tests.tickets.desks import CALENDAR, MONDAY, Story, desk_of, opened

# The table of ISO 10002 steps, FCA DISP and WeChat's dispute order in the reference on lifecycles, by hand: every rule
# of it. Roles: C customer, A agent, S supervisor, Y system, P platform, T technician. What the reference lists as
# guards that only ask for a text (decision, reason, notice of the outside body, acceptance, proof) are required fields.
REFERENCE = """
received acknowledge acknowledged ASY
received,acknowledged settle_early closed AS | within_early_settlement
acknowledged assess investigating AS | severity owner_not_subject
investigating request_info waiting_customer AS
waiting_customer customer_reply investigating C | not_auto_generated
waiting_customer lapse investigating Y
investigating respond responded A | owner_not_subject not_high_severity
investigating respond responded S | owner_not_subject four_eyes
responded accept remedying C | remedy_due
responded accept closed C
responded lapse closed Y
responded appeal under_review C | within_appeal_window first_appeal
closed appeal under_review C | within_appeal_window first_appeal not_ruled_for_seller
under_review uphold responded S | reviewer_not_decider owner_not_subject
under_review overturn remedying S | reviewer_not_decider owner_not_subject
responded,under_review go_external arbitration CP
received,acknowledged,investigating,waiting_customer go_external arbitration CP | final_deadline_passed_or_platform
arbitration submit_evidence arbitration CA | evidence_given evidence_window_open
arbitration rule_for_customer remedying P
arbitration rule_for_seller closed P
remedying remedy_done closed AY
remedying remedy_failed under_review AY
received,acknowledged,investigating,waiting_customer,responded,under_review withdraw withdrawn C
"""
REFERENCE_RULES = 33

# What the reference lacks: verification (D8), follow-up (A4), who may get it, asking for evidence, going outside later.
BESIDE = """
investigating find_founded = AS | owner_not_subject
investigating find_unfounded unfounded A | evidence_given owner_not_subject not_high_severity
investigating find_unfounded unfounded S | evidence_given owner_not_subject four_eyes
unfounded accept closed C
unfounded appeal under_review C | within_appeal_window first_appeal
unfounded lapse closed Y
unfounded go_external arbitration CP
unfounded withdraw withdrawn C
under_review uphold unfounded S | reviewer_not_decider owner_not_subject unfounded_stands
waiting_customer customer_reply = C
investigating,waiting_customer,under_review assign = ASTY | another_assignee assignee_not_subject
arbitration request_evidence = P
closed go_external arbitration CP | within_external_window not_external_before
responded,closed follow_up investigating CASY | not_satisfied not_ruled_for_seller assessed
responded,closed follow_up acknowledged CASY | not_satisfied not_ruled_for_seller
unfounded follow_up investigating CASY | not_satisfied
responded,unfounded,closed follow_up = CASY
"""


# --- the table --------------------------------------------------------------------------------------------------------


def test_every_rule_of_the_reference_is_there_and_what_is_beside_it_is_listed():
    """D8."""
    assert len(rows_of(REFERENCE)) == REFERENCE_RULES
    assert rule_rows(complaint()) == sorted([*rows_of(REFERENCE), *rows_of(BESIDE)])


def test_states_mean_what_the_reference_says_and_unfounded_is_an_end():
    """D8."""
    letters = {"i": "initial", "a": "active", "p": "paused", "d": "done", "t": "closed"}
    table = """received i  acknowledged a  investigating a  waiting_customer p  responded d  unfounded d  under_review a
    remedying a  arbitration p  closed t  withdrawn t""".split()
    expected = {state: letters[letter] for state, letter in zip(table[::2], table[1::2], strict=True)}
    assert dict(complaint().machine.states) == expected
    assert complaint().cancels == {"withdrawn"}


def test_timers_are_those_of_the_reference():
    timers = {
        (rule.source, rule.event): (rule.after, rule.anchor)
        for rule in complaint().machine.rules
        if rule.after is not None
    }
    assert timers == {
        ("received", "acknowledge"): (Period.working_days(1), "entered"),
        ("waiting_customer", "lapse"): (Period.days(7), "entered"),
        ("responded", "lapse"): (Period.days(14), "entered"),
        ("unfounded", "lapse"): (Period.days(14), "entered"),
    }


# --- the usual ways ---------------------------------------------------------------------------------------------------


def test_receive_verify_handle_and_tell_the_result():
    """D8, D7: registered, verified, handled, the customer told each time, and asked at the end."""
    story = received(needs_verification=True, follow_up=Period.working_days(3))
    told: list[tuple[str, tuple[str, ...]]] = []
    for action, role in (
        (Acknowledge(), "agent"),
        (Assess("medium", ()), "agent"),
        (FindFounded(), "agent"),
        (RESPOND, "agent"),
        (Accept(), "customer"),
        (RemedyDone("refund-7"), "system"),
        (HAPPY, "agent"),
    ):
        story.expect(action, role, minutes=60 * 24)
        told.append((story.ticket.state, effects_of(story)))
    assert told == [
        ("acknowledged", ("notify_customer",)),
        ("investigating", ()),
        ("investigating", ()),
        ("responded", ("notify_customer",)),
        ("remedying", ("start_remedy",)),
        ("closed", ("notify_customer",)),
        ("closed", ()),
    ]


def test_an_unfounded_complaint_is_told_with_reason_and_evidence_and_can_be_appealed():
    """D8: the outcome *unfounded*, by an agent; the reviewer leaves it as it is; the customer goes outside."""
    story = unfounded()
    assert (story.ticket.state, effects_of(story)) == ("unfounded", ("notify_customer",))
    story.expect(Appeal("i_have_photos", ("photo-1",)), "customer")
    assert story.ticket.state == "under_review"
    story.expect(Uphold("photos_show_another_parcel"), "supervisor")
    assert (story.ticket.state, effects_of(story)) == ("unfounded", ("notify_customer",))
    story.expect(GoExternal("platform"), "customer")
    assert (story.ticket.state, effects_of(story)) == ("arbitration", ("prepare_file",))


@pytest.mark.parametrize(
    ("action", "role", "state"),
    [
        (Accept(), "customer", "closed"),
        (Appeal(), "customer", "under_review"),
        (GoExternal(), "customer", "arbitration"),
        (GoExternal(), "platform", "arbitration"),
        (Withdraw(), "customer", "withdrawn"),
        (SAD, "agent", "investigating"),
        (HAPPY, "agent", "unfounded"),
    ],
)
def test_what_can_come_after_unfounded(action: Any, role: str, state: str):
    """D8, A4."""
    assert unfounded().expect(action, role).ticket.state == state


def test_an_unfounded_finding_is_reversed_by_another_person():
    """D8."""
    story = unfounded().expect(Appeal(), "customer").expect(Overturn("refund", "photos_prove_it"), "supervisor")
    assert (story.ticket.state, effects_of(story)) == ("remedying", ("notify_customer", "start_remedy"))
    story.expect(RemedyFailed()).expect(Uphold("try_again"), "supervisor")
    assert story.ticket.state == "responded", "the last word was the reversal, not the finding"
    story.expect(Accept(), "customer")
    assert story.ticket.state == "remedying", "and it promised a remedy"


def test_a_question_to_the_customer_and_the_answer():
    story = investigating().expect(RequestInfo("m-5"))
    assert effects_of(story) == ("notify_customer",)
    story.expect(CustomerReply("m-6", is_auto_generated=True), "customer")
    assert story.ticket.state == "waiting_customer"
    story.expect(CustomerReply("m-7", is_out_of_office=True), "customer")
    assert story.ticket.state == "waiting_customer"
    story.expect(REPLY, "customer")
    assert story.ticket.state == "investigating"


def test_a_customer_who_writes_at_any_other_time_moves_nothing():
    for story in (received(), investigating(), responded(), unfounded(), remedying(), outside()):
        state = story.ticket.state
        assert story.expect(REPLY, "customer").ticket.state == state


# --- follow-up --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["customer", "agent", "coordinator", "supervisor", "manager", "system"])
def test_who_is_not_satisfied_has_the_complaint_looked_at_again(role: str):
    """A4, E5: asked after handling; satisfaction is recorded; not satisfied reopens."""
    story = responded(NO_REMEDY).expect(Accept(), "customer").expect(SAD, role)
    assert story.ticket.state == "investigating"
    assert story.ticket.last(type(SAD)) == SAD
    assert "reopened" in [mark.name for mark in story.ticket.marks]
    story.expect(RESPOND)
    assert why_not(story, Appeal(), "customer") == [], "an appeal is still possible"


def test_who_is_satisfied_or_does_not_say_reopens_nothing():
    """A4, E5."""
    story = responded(NO_REMEDY)
    for state in ("responded", "closed"):
        assert story.expect(HAPPY).ticket.state == state
        assert story.expect(type(SAD)(None, None, comment_ref="m-8")).ticket.state == state
        if state == "responded":
            story.expect(Accept(), "customer")


def test_what_was_settled_before_anybody_assessed_it_is_assessed_first():
    """A4."""
    story = received().expect(SETTLE).expect(SAD)
    assert story.ticket.state == "acknowledged"
    assert story.expect(Assess("low", ())).ticket.state == "investigating"


def test_a_ruling_for_the_seller_is_not_opened_by_asking_nor_by_an_appeal():
    """A4."""
    story = responded().expect(GoExternal(), "customer").expect(RuleForSeller("ruling-1"), "platform")
    assert story.expect(SAD).ticket.state == "closed"
    assert why_not(story, Appeal(), "customer") == [("ruled_for_seller", "unmet")]


def test_a_ruling_for_the_customer_is_carried_out_and_asked_about():
    """A4."""
    story = investigating().expect(GoExternal(), "platform").expect(RuleForCustomer("ruling-1", "refund"), "platform")
    assert (story.ticket.state, effects_of(story)) == ("remedying", ("notify_customer", "start_remedy"))
    assert story.expect(RemedyDone("p-9"), "system").expect(SAD).ticket.state == "investigating"


def test_the_follow_up_is_due_some_time_after_the_answer_where_the_policy_says_so():
    """A4, D7: two working days after Monday end with Wednesday, 4 March, 24:00 in Shanghai."""
    story = responded(follow_up=Period.working_days(2))
    due = follow_up_due_at(story.desk, story.ticket)
    assert due == dt.datetime(2026, 3, 4, 16, tzinfo=dt.UTC)
    assert follow_up_due_at(story.desk, story.expect(HAPPY).ticket) is None
    never = responded()
    assert follow_up_due_at(never.desk, never.ticket) is None
    gone = received(follow_up=Period.working_days(2)).expect(Withdraw(), "customer")
    assert follow_up_due_at(gone.desk, gone.ticket) is None


# --- timers -----------------------------------------------------------------------------------------------------------


def test_the_system_acknowledges_at_the_end_of_the_next_working_day():
    """D8: received on Monday, so by Tuesday 24:00 in Shanghai, which is 16:00 in UTC; people may do it before."""
    due = dt.datetime(2026, 3, 3, 16, tzinfo=dt.UTC)
    story = received()
    wake = wakes_at(story.desk, story.ticket, now=MONDAY)
    assert wake is not None
    before, state = at_and_just_before(story.copy(), Acknowledge(), "system", due)
    assert (before, state) == ([("timer_not_due", "unmet")], "acknowledged")
    assert why_not(story, Acknowledge(), "agent") == []


def test_a_customer_who_is_asked_and_silent_for_seven_days_is_decided_on_the_file():
    """Asked on Monday 2 March: until the 9th, 24:00 in Shanghai."""
    story = investigating().expect(RequestInfo())
    before, state = at_and_just_before(story, Lapse(), "system", dt.datetime(2026, 3, 9, 16, tzinfo=dt.UTC))
    assert (before, state) == ([("timer_not_due", "unmet")], "investigating")


@pytest.mark.parametrize("decided", [responded, unfounded])
def test_a_decision_closes_when_the_time_to_appeal_ends_and_not_before(decided: Any):
    """D8. Decided on Monday 2 March: until the 16th, 24:00 in Shanghai; no instant belongs to both or to neither."""
    due = dt.datetime(2026, 3, 16, 16, tzinfo=dt.UTC)
    before, state = at_and_just_before(decided(), Lapse(), "system", due)
    assert (before, state) == ([("timer_not_due", "unmet")], "closed")
    in_time = decided()
    assert why_not(in_time.copy(), Appeal(), "customer", at=due) == [("appeal_window_over", "unmet")]
    assert why_not(in_time, Appeal(), "customer", at=due - dt.timedelta(microseconds=1)) == []


# --- switches ---------------------------------------------------------------------------------------------------------


def test_a_policy_can_leave_acknowledging_to_people():
    story = received(acknowledge_after=None)
    late = MONDAY + dt.timedelta(days=30)
    assert why_not(story.copy(), Acknowledge(), "system", at=late) == [("role_not_permitted", "not_permitted")]
    assert why_not(story, Acknowledge(), "agent") == []


def test_a_policy_can_settle_early_at_any_time():
    late = MONDAY + dt.timedelta(days=30)
    assert why_not(received(), SETTLE, at=late) == [("early_settlement_over", "unmet")]
    assert why_not(received(early_settlement=None), SETTLE, at=late) == []


def test_a_policy_can_wait_for_the_customer_for_ever():
    year = MONDAY + dt.timedelta(days=300)
    for story in (responded(close_after=None), unfounded(close_after=None)):
        assert why_not(story, Lapse(), "system", at=year) == [("illegal_event", "illegal")]
    assert why_not(responded(), Lapse(), "system", at=year) == []


def test_a_policy_can_keep_what_is_closed_away_from_outside_bodies():
    closed = responded(NO_REMEDY, external_window=None).expect(Accept(), "customer")
    assert why_not(closed, GoExternal(), "customer") == [("illegal_event", "illegal")]
    assert why_not(responded(NO_REMEDY).expect(Accept(), "customer"), GoExternal(), "customer") == []


def test_a_policy_says_whether_a_complaint_must_be_verified_before_it_is_answered():
    """D8."""
    story = investigating(needs_verification=True)
    assert why_not(story, RESPOND) == [("not_verified", "unmet")]
    assert why_not(story, UNFOUNDED) == []
    story.expect(SAD)
    assert why_not(story, RESPOND) == [("not_verified", "unmet")], "it was found to be untrue"
    story.expect(FindFounded("new_photos"))
    assert why_not(story, RESPOND) == []
    assert why_not(investigating(), RESPOND) == []


def test_an_answer_names_the_outside_body_unless_the_policy_does_without():
    """The notice is needed where a regulator asks for it (FCA DISP 1.6)."""
    for action in (attrs.evolve(RESPOND, notice_ref=""), attrs.evolve(UNFOUNDED, notice_ref="")):
        assert why_not(investigating(), action) == [("payload_missing", "missing")]
        assert why_not(investigating(needs_notice=False), action) == []
    assert why_not(received(), type(SETTLE)("m-1")) == [("payload_missing", "missing")]
    assert why_not(received(needs_notice=False), type(SETTLE)("m-1")) == []


def test_severities_are_the_shops_own():
    story = received(severities=("s1", "s2"), high_severities=("s1",)).expect(Acknowledge())
    assert why_not(story, Assess("high", ())) == [("severity_undeclared", "invalid")]
    story.expect(Assess("s1", ()))
    assert why_not(story, RESPOND) == [("severity_needs_supervisor", "not_permitted")]


def test_a_high_severity_that_is_no_severity_is_refused():
    with pytest.raises(InvalidDefinition, match="no severity is called 'hihg': choose from 'high'"):
        ComplaintPolicy(high_severities=("hihg",))


@pytest.mark.parametrize(
    "changes",
    [
        {"acknowledge_after": None},
        {"early_settlement": Period.working_days(5)},
        {"final_response": Period.days(30)},
        {"external_window": None},
        {"external_window": Period.months(12)},
        {"customer_silent_after": Period.days(10)},
        {"close_after": Period.days(7)},
        {"appeal_window": Period.days(7)},
        {"evidence_window": Period.hours(72)},
        {"severities": ("low", "high", "critical")},
        {"high_severities": ()},
        {"four_eyes": False},
        {"needs_verification": True},
        {"needs_notice": False},
    ],
)
def test_every_switch_makes_another_definition(changes: dict[str, Any]):
    assert complaint(ComplaintPolicy(**changes)).machine.digest != complaint().machine.digest
    assert complaint(ComplaintPolicy(**changes)) == complaint(ComplaintPolicy(**changes))


def test_the_figures_of_a_platform_are_a_policy_of_their_own():
    """WeChat's shops: the buyer goes to the platform after 48 hours without an answer, and within 7 days of a refusal.

    The message came on Monday 2 March, 09:00 in Shanghai; the refusal is of the same day, so its 7 days end with the
    9th. The end of the 48 hours itself is still in time for an answer.
    """
    desk = desk_of(complaint(WECHAT_COMPLAINT_POLICY))
    overdue = MONDAY + dt.timedelta(hours=48)
    waiting = opened("complaint", desk=desk)
    assert why_not(waiting, GoExternal("wechat"), "customer", at=overdue) == [("answer_not_overdue", "unmet")]
    assert why_not(waiting, GoExternal("wechat"), "customer", at=overdue + MICROSECOND) == []
    refused = opened("complaint", desk=desk).expect(Acknowledge()).expect(Assess("low", ()))
    refused.expect(attrs.evolve(NO_REMEDY, notice_ref=""))
    end = dt.datetime(2026, 3, 9, 16, tzinfo=dt.UTC)
    before, state = at_and_just_before(refused.copy(), Lapse(), "system", end)
    assert (before, state) == ([("timer_not_due", "unmet")], "closed")
    closed = refused.expect(Accept(), "customer")
    for action, code in ((Appeal(), "appeal_window_over"), (GoExternal("wechat"), "external_window_over")):
        assert why_not(closed.copy(), action, "customer", at=end) == [(code, "unmet")]
        assert why_not(closed.copy(), action, "customer", at=end - MICROSECOND) == []


# --- clocks -----------------------------------------------------------------------------------------------------------


def test_the_answer_stops_the_clocks_of_the_offer_and_of_the_final_response():
    """A3, D1: a solution within five working days, and FCA DISP's eight weeks, which no pause stops."""
    offer = SlaMetric("solution_offer", ("received",), ("solution_offered",))
    final = SlaMetric("final_response", ("received",), (FINAL_RESPONSE,))
    targets = [
        SlaTarget("solution_offer", Period.working_days(5)),
        SlaTarget("final_response", Period.days(56, pausable=False)),
    ]
    policy = SlaPolicy([offer, final], targets, {"shop": CALENDAR})
    desk = desk_of(complaint(), sla=policy)
    for last in (RESPOND, UNFOUNDED):
        story = opened("complaint", desk=desk).expect(Acknowledge()).expect(Assess("low", ()))
        story.expect(RequestInfo()).expect(REPLY, "customer", minutes=60 * 24 * 3).expect(last)
        statuses = sla(desk, story.ticket, now=story.ticket.item.last_activity_at)
        assert {name: status.outcome.name for name, status in statuses.items()} == {
            "solution_offer": "MET",
            "final_response": "MET",
        }
    early = opened("complaint", desk=desk).expect(SETTLE)
    assert [mark.name for mark in early.ticket.marks if mark.name in ("solution_offered", FINAL_RESPONSE)] == [
        "solution_offered",
        FINAL_RESPONSE,
    ]


def test_targets_can_read_the_severity():
    story = investigating("critical")
    assert story.ticket.fact("severity") == "critical"
    assert (("severity", "critical"),) in [mark.facts for mark in story.ticket.marks if mark.name == "facts_changed"]


def test_a_complaint_is_assigned_before_anybody_knows_whom_it_is_about():
    """A2, C2: the clock of the assignment does not wait for an assessment."""
    story = received().expect(Assign("a2"), "system")
    assert (story.ticket.assignee, story.ticket.state) == ("a2", "received")
    assert "assigned" in [mark.name for mark in story.ticket.marks]


def test_a_complaint_about_a_service_is_handed_to_the_department():
    """E4: whoever had it is no longer responsible, and the department is told."""
    story = investigating().expect(Assign("a2")).expect(HandOver("delivery", "late"))
    assert (story.ticket.party, story.ticket.assignee, story.ticket.state) == ("delivery", None, "investigating")
    assert effects_of(story) == ("notify_party",)
    assert why_not(story, RESPOND) == []


# --- stored and told --------------------------------------------------------------------------------------------------


def _long_story() -> Story:
    """A complaint that goes almost every way there is."""
    story = received()
    for action, role in (
        (SETTLE, "agent"),
        (SAD, "customer"),
        (Assess("low", ("a3",)), "agent"),
        (Assign("a2"), "agent"),
        (RequestInfo("m-1"), "agent"),
        (REPLY, "customer"),
        (FindFounded("true", ("p-1",)), "agent"),
        (RESPOND, "agent"),
        (Appeal("too_little", ("p-2",)), "customer"),
        (Overturn("refund_50", "fair"), "supervisor"),
        (RemedyFailed("card_expired"), "agent"),
        (Uphold("try_again"), "supervisor"),
        (Accept(), "customer"),
        (RemedyDone("p-3"), "system"),
        (GoExternal("ombudsman"), "customer"),
        (RequestEvidence("m-4"), "platform"),
        (SubmitEvidence(("p-4",)), "agent"),
        (RuleForCustomer("r-1", "refund"), "platform"),
        (RemedyDone("p-5"), "system"),
        (SAD, "agent"),
        (UNFOUNDED, "agent"),
        (GoExternal("platform"), "platform"),
        (RuleForSeller("r-2"), "platform"),
    ):
        story.expect(action, role)
    return story


def _short_stories() -> list[Story]:
    """What the long one leaves out."""
    asked = investigating().expect(RequestInfo())
    return [
        received().expect(Acknowledge("m-9")).expect(Withdraw("solved"), "customer"),
        asked.expect(Lapse(), "system", at=MONDAY + dt.timedelta(days=9)),
    ]


def test_replay_gives_the_live_ticket_and_every_event_and_ticket_survives_json():
    """D8: every event of a complaint is among these."""
    stories = [_long_story(), *_short_stories()]
    for story in stories:
        assert replay(story.desk, story.events) == story.ticket
        assert from_json(Ticket, to_json(story.ticket)) == story.ticket
        for event in story.events:
            assert from_json(TicketEvent, to_json(event, as_type=TicketEvent)) == event
    names = {command.event for story in stories for command, _ in story.answers}
    assert names == {str(event) for event in ComplaintEvent}


def test_what_may_be_done_is_told_with_every_reason_against_it():
    """What a front end shows to the agent who has a severe complaint before them, and to the customer."""
    story = investigating("high")
    now = story.ticket.item.last_activity_at
    agent = available(story.desk, story.ticket, at=now, actor="a1", role="agent")
    assert isinstance(agent["find_founded"], Allowed)
    for event in ("respond", "find_unfounded"):
        answer = agent[event]
        assert isinstance(answer, Blocked)
        assert [reason.code for reason in answer.reasons] == ["severity_needs_supervisor"]
        assert [render(reason, "zh", COMPLAINT_TEXTS) for reason in answer.reasons] == ["严重度high须由主管决定"]
    leader = available(story.desk, story.ticket, at=now, actor="s1", role="supervisor")
    answer = leader["respond"]
    assert isinstance(answer, Allowed)
    assert (answer.target, answer.form and answer.form.required) == ("responded", ("decision", "reason", "notice_ref"))
    customer = available(story.desk, story.ticket, at=now, actor="c1", role="customer")
    assert isinstance(customer["withdraw"], Allowed)
    early = customer["go_external"]
    assert isinstance(early, Blocked)
    assert [render(reason, "en", COMPLAINT_TEXTS) for reason in early.reasons] == [
        "an answer is not overdue before 2026-04-27 16:00+00:00"
    ]


def test_every_state_event_and_condition_has_its_words_in_both_languages():
    machine = complaint().machine
    zh, en = machine.to_markdown("zh"), machine.to_markdown("en")
    for text in (zh, en):
        assert "_" not in text.replace("notify_customer", "").replace("start_remedy", "").replace("prepare_file", "")
    assert "投诉不成立" in zh
    assert "found to be unfounded" in en
    assert set(COMPLAINT_TEXTS.codes) & set(SHARED_TEXTS.codes) == set()


def test_an_accepted_answer_has_its_effects_under_keys_for_an_outbox():
    answer = investigating().do(RESPOND)
    assert isinstance(answer, Accepted)
    assert [(issued.event_id, issued.index) for issued in answer.effects] == [("T-1/4", 0)]
