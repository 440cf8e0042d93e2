"""Feedback and suggestions: published, voted for, done or declined; and the short survey (A8, B4, C6, E7, E11)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import attrs
import pytest

from aftersales_core.errors import InvalidDefinition
from aftersales_core.interchange import from_json, to_json
from aftersales_core.lifecycle import Accepted, Allowed, Blocked
from aftersales_core.reasons import Reason, render
from aftersales_core.tickets import Link, OpenCommand, Ticket, TicketEvent, available, open_ticket, replay
from aftersales_core.tickets.actions.desk import Note, Open, SetFacts
from aftersales_core.tickets.actions.feedback import (
    Comment,
    Complete,
    Decline,
    Delete,
    Discard,
    MarkDuplicate,
    Original,
    Plan,
    Publish,
    Rate,
    Replan,
    Start,
    Vote,
)
from aftersales_core.tickets.actions.inquiry import Lapse, Reopen
from aftersales_core.tickets.kinds.csat import CSAT_TEXTS, CsatPolicy, csat
from aftersales_core.tickets.kinds.feedback import FEEDBACK_TEXTS, FeedbackEvent, FeedbackPolicy, feedback
from aftersales_core.worktime import Period
from tests.tickets.complaints import at_and_just_before, effects_of, refusals, rows_of, rule_rows, why_not
from tests.tickets.desks import MONDAY, Story, desk_of, opened

# The table of the reference on lifecycles (Fider, Frappe), by hand. What it lists as guards that only ask for a text
# (reason, response_text) are required fields; no_activity is what the timer counts from; not_self has its own name.
REFERENCE = """
submitted publish open AY | moderated
submitted discard deleted A
open,planned vote = C | not_voted
open,planned,started comment = CA
open plan planned AS
open,planned start started AS
planned,started replan open AS
open,planned,started complete completed AS
submitted,open,planned decline declined AS
submitted,open,planned mark_duplicate duplicate AS | original_exists not_its_own_original original_not_duplicate
open lapse declined Y
declined,completed reopen open AS
open,planned,started,declined delete deleted S
"""
REFERENCE_RULES = 28

NO_ROLE = "role_not_permitted"
RESPONSE = Complete("m-1")
NO_THANKS = Decline("m-1")
ORIGINAL = Original("F-9", "feedback")


def submitted(**policy: Any) -> Story:
    """A suggestion that customer c1 has just made, on Monday 2 March 2026 at 09:00 in Shanghai."""
    return opened("feedback", desk=desk_of(feedback(FeedbackPolicy(**policy))))


WAYS: Mapping[str, tuple[Any, ...]] = {
    "submitted": (),
    "open": (Publish(),),
    "planned": (Publish(), Plan()),
    "started": (Publish(), Start()),
    "completed": (Publish(), RESPONSE),
    "declined": (NO_THANKS,),
    "duplicate": (MarkDuplicate(ORIGINAL),),
    "deleted": (Discard("spam"),),
}


def at_state(state: str, **policy: Any) -> Story:
    """A suggestion that an agent has brought to a state."""
    story = submitted(**policy)
    for action in WAYS[state]:
        story.expect(action)
    assert story.ticket.state == state
    return story


# --- the table --------------------------------------------------------------------------------------------------------


def test_every_rule_of_the_reference_is_there_and_no_other():
    assert len(rows_of(REFERENCE)) == REFERENCE_RULES
    assert rule_rows(feedback()) == rows_of(REFERENCE)


def test_states_mean_what_the_reference_says():
    assert dict(feedback().machine.states) == {
        "submitted": "initial",
        "open": "active",
        "planned": "active",
        "started": "active",
        "completed": "closed",
        "declined": "done",
        "duplicate": "closed",
        "deleted": "closed",
    }
    assert feedback().cancels == {"duplicate", "deleted"}
    assert feedback().for_everyone == {"vote", "comment"}


# --- moderation -------------------------------------------------------------------------------------------------------


def test_the_system_publishes_what_somebody_has_looked_at():
    story = submitted()
    assert refusals(story, Publish(), "system") == (Reason.of("not_moderated", "missing", fact="moderated"),)
    story.expect(SetFacts((("moderated", "no"),)))
    assert refusals(story, Publish(), "system") == (Reason.of("not_moderated", "unmet", fact="moderated"),)
    story.expect(SetFacts((("moderated", "yes"),)))
    assert why_not(story, Publish(), "system") == []
    assert why_not(submitted(), Publish(), "agent") == [], "whoever publishes it has looked at it"


def test_a_policy_can_publish_at_once():
    assert why_not(submitted(needs_moderation=False), Publish(), "system") == []


# --- votes and comments -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["open", "planned"])
def test_everyone_has_one_vote(state: str):
    """A8: other customers than the author vote as well; nobody twice."""
    story = at_state(state)
    for customer in ("c1", "c2", "c3"):
        assert why_not(story, Vote(), "customer", actor=customer) == []
        assert why_not(story, Vote(), "customer", actor=customer) == [("voted_before", "conflict")]
    assert (story.ticket.count(Vote), story.ticket.state) == (3, state)
    answers = available(story.desk, story.ticket, at=story.ticket.item.last_activity_at, actor="c4", role="customer")
    assert isinstance(answers["vote"], Allowed)


@pytest.mark.parametrize("state", ["open", "planned", "started"])
def test_everyone_comments_and_touches_nothing_else(state: str):
    story = at_state(state)
    assert why_not(story, Comment("m-1"), "customer", actor="c2") == []
    assert why_not(story, Comment("m-2"), "agent") == []
    assert why_not(story, Comment(), "customer") == [("payload_missing", "missing")]
    assert why_not(story, Delete(), "customer", actor="c2") == [("not_own_ticket", "not_permitted")]
    assert story.ticket.count(Comment) == 2


@pytest.mark.parametrize("state", ["started", "completed", "declined", "duplicate", "deleted", "submitted"])
def test_votes_are_closed_where_the_work_has_begun_or_nothing_is_public(state: str):
    assert why_not(at_state(state), Vote(), "customer") == [("illegal_event", "illegal")]


def test_a_policy_lets_staff_vote_on_their_own_suggestions():
    """C6, E7."""
    for role in ("agent", "coordinator", "technician", "supervisor", "manager"):
        assert why_not(at_state("open", staff_votes=True), Vote(), role) == []
    assert why_not(at_state("open"), Vote(), "agent") == [(NO_ROLE, "not_permitted")]
    assert why_not(at_state("open", staff_votes=True), Vote(), "customer", actor="c2") == []


def test_staff_suggest_improvements():
    """C6, E7: an agent hands in a suggestion of their own, which then goes the same way."""
    desk = submitted().desk
    action = Open("feedback", "a1", "app", facts=(("topic", "feedback"),))
    answer = open_ticket(desk, OpenCommand("T-1", action, MONDAY, "a1", "agent", "k1"))
    assert isinstance(answer, Accepted)
    story = Story(desk, replay(desk, answer.events), [*answer.events], [])
    assert story.expect(Publish()).ticket.customer_id == "a1"
    assert why_not(story, Vote(), "customer", actor="c1") == []


# --- doing it, or not -------------------------------------------------------------------------------------------------


def test_a_suggestion_is_planned_started_and_done_and_those_who_wanted_it_are_told():
    """B4: feedback leads to improvements."""
    story = at_state("open")
    for action, state in ((Plan(), "planned"), (Start(), "started"), (RESPONSE, "completed")):
        assert story.expect(action).ticket.state == state
        assert effects_of(story) == ("notify_customer", "notify_voters")


@pytest.mark.parametrize(
    ("state", "action", "target"),
    [
        ("open", Start(), "started"),
        ("planned", Replan("no_time"), "open"),
        ("started", Replan(), "open"),
        ("open", RESPONSE, "completed"),
        ("planned", RESPONSE, "completed"),
        ("submitted", NO_THANKS, "declined"),
        ("open", NO_THANKS, "declined"),
        ("planned", NO_THANKS, "declined"),
        ("declined", Reopen("asked_for_again"), "open"),
        ("completed", Reopen("does_not_work"), "open"),
    ],
)
@pytest.mark.parametrize("role", ["agent", "supervisor"])
def test_agents_and_supervisors_move_it(state: str, action: Any, target: str, role: str):
    story = at_state(state).expect(action, role)
    assert (story.ticket.state, effects_of(story)) == (target, ("notify_customer", "notify_voters"))


@pytest.mark.parametrize(
    ("state", "action", "field"),
    [
        ("submitted", Discard(), "reason"),
        ("started", Complete(), "response_ref"),
        ("open", Decline(), "response_ref"),
        ("declined", Reopen(), "reason"),
        ("completed", Reopen(), "reason"),
        ("open", MarkDuplicate(), "original"),
    ],
)
def test_what_an_action_must_say_is_asked_for(state: str, action: Any, field: str):
    assert refusals(at_state(state), action) == (Reason.of("payload_missing", "missing", field=field),)


@pytest.mark.parametrize("state", ["open", "planned", "started", "declined"])
def test_only_supervisors_delete(state: str):
    """Fider: staff may set any status, only administrators delete."""
    assert why_not(at_state(state), Delete(), "agent") == [(NO_ROLE, "not_permitted")]
    for role in ("supervisor", "manager"):
        assert at_state(state).expect(Delete(), role).ticket.state == "deleted"


# --- duplicates -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["submitted", "open", "planned"])
def test_a_duplicate_is_linked_with_its_original_and_its_votes_go_there(state: str):
    story = at_state(state).expect(MarkDuplicate(ORIGINAL))
    assert (story.ticket.state, story.ticket.links) == ("duplicate", (Link("duplicate_of", "F-9"),))
    assert effects_of(story) == ("move_votes",)


@pytest.mark.parametrize(
    ("original", "reason"),
    [
        (Original("F-9", None), Reason.of("original_unknown", "invalid", original="F-9")),
        (Original("F-9", "complaint"), Reason.of("original_unknown", "invalid", original="F-9")),
        (Original("T-1", "feedback"), Reason.of("not_its_own_original", "unmet")),
        (
            Original("F-9", "feedback", "F-8"),
            Reason.of("original_is_duplicate", "conflict", original="F-9", of="F-8"),
        ),
    ],
)
def test_a_duplicate_names_neither_itself_nor_what_is_not_there_nor_another_duplicate(
    original: Original, reason: Reason
):
    """Fider."""
    assert refusals(at_state("open"), MarkDuplicate(original)) == (reason,)


def test_whether_something_can_be_a_duplicate_is_told_before_an_original_is_named():
    story = at_state("open")
    answers = available(story.desk, story.ticket, at=story.ticket.item.last_activity_at, actor="a1", role="agent")
    duplicate = answers["mark_duplicate"]
    assert isinstance(duplicate, Allowed)
    assert (duplicate.target, duplicate.form and duplicate.form.required) == ("duplicate", ("original",))
    assert isinstance(answers["delete"], Blocked)
    assert MarkDuplicate().link is None


def test_a_history_from_elsewhere_without_an_original_links_nothing():
    """No command leads here, since the form asks for the original; an import might lack it."""
    story = at_state("open").expect(MarkDuplicate(ORIGINAL))
    last = story.events[-1]
    bare = [*story.events[:-1], attrs.evolve(last, payload=MarkDuplicate())]
    assert replay(story.desk, bare).links == ()


# --- idle -------------------------------------------------------------------------------------------------------------


def test_open_feedback_that_nobody_touches_for_a_year_is_declined():
    """The day of the last activity is not counted: 2 March 2026 and 365 days, until 24:00 in Shanghai."""
    story = at_state("open")
    before, state = at_and_just_before(story, Lapse(), "system", dt.datetime(2027, 3, 2, 16, tzinfo=dt.UTC))
    assert (before, state) == ([("timer_not_due", "unmet")], "declined")


@pytest.mark.parametrize("action", [Vote(), Comment("m-1"), Note("n-1")])
def test_any_activity_begins_the_year_anew(action: Any):
    """What somebody did on 11 June begins it there."""
    role = "agent" if isinstance(action, Note) else "customer"
    story = at_state("open").expect(action, role, at=dt.datetime(2026, 6, 11, 3, tzinfo=dt.UTC))
    before, state = at_and_just_before(story, Lapse(), "system", dt.datetime(2027, 6, 11, 16, tzinfo=dt.UTC))
    assert (before, state) == ([("timer_not_due", "unmet")], "declined")


def test_a_policy_sets_how_long_it_may_be_idle():
    story = at_state("open", declined_after=Period.hours(1))
    due = story.ticket.item.last_activity_at + dt.timedelta(hours=1)
    assert at_and_just_before(story, Lapse(), "system", due)[1] == "declined"


# --- rewards ----------------------------------------------------------------------------------------------------------


def test_the_author_of_active_feedback_is_rewarded_when_the_policy_says():
    """E11, E7: as an effect, for a loyalty policy to say what it is worth."""
    when: dict[str | None, list[str]] = {}
    for rewards in (None, "publish", "complete"):
        story = submitted(rewards=rewards)
        for action in (Publish(), Plan(), RESPONSE):
            story.expect(action)
            if "reward_author" in effects_of(story):
                when.setdefault(rewards, []).append(story.ticket.state)
    assert when == {"publish": ["open"], "complete": ["completed"]}


# --- stored and told --------------------------------------------------------------------------------------------------


def test_replay_gives_the_live_ticket_and_every_event_and_ticket_survives_json():
    every = at_state("open").expect(Vote(), "customer", actor="c2").expect(Comment("m-1"), "customer", actor="c3")
    for action in (Plan(), Start(), Replan("later"), RESPONSE, Reopen("again"), NO_THANKS):
        every.expect(action)
    every.expect(Delete("law"), "supervisor")
    idle = at_state("open").expect(Lapse(), "system", at=MONDAY + dt.timedelta(days=400))
    stories = [every, idle, at_state("duplicate"), at_state("deleted")]
    for story in stories:
        assert replay(story.desk, story.events) == story.ticket
        assert from_json(Ticket, to_json(story.ticket)) == story.ticket
        for event in story.events:
            assert from_json(TicketEvent, to_json(event, as_type=TicketEvent)) == event
    assert {command.event for story in stories for command, _ in story.answers} == set(map(str, FeedbackEvent))


def test_every_state_event_and_condition_has_its_words_in_both_languages():
    zh, en = feedback().machine.to_markdown("zh"), feedback().machine.to_markdown("en")
    for text in (zh, en):
        assert "_" not in text.replace("notify_customer", "").replace("notify_voters", "").replace("move_votes", "")
    assert "已列入计划" in zh
    words = render(Reason.of("original_is_duplicate", "conflict", original="F-9", of="F-8"), "zh", FEEDBACK_TEXTS)
    assert words == "F-9本身与F-8重复"


@pytest.mark.parametrize(
    "changes",
    [
        {"needs_moderation": False},
        {"staff_votes": True},
        {"declined_after": Period.days(30)},
        {"rewards": "publish"},
        {"rewards": "complete"},
    ],
)
def test_every_switch_makes_another_definition(changes: dict[str, Any]):
    assert feedback(FeedbackPolicy(**changes)).machine.digest != feedback().machine.digest
    assert feedback(FeedbackPolicy(**changes)) == feedback(FeedbackPolicy(**changes))


# --- the short survey -------------------------------------------------------------------------------------------------


def survey(**policy: Any) -> Story:
    """A short survey that was sent on Monday 2 March 2026 at 09:00 in Shanghai."""
    return opened("csat", desk=desk_of(csat(CsatPolicy(**policy))))


def test_a_survey_has_the_rules_of_the_reference():
    """A8."""
    rules = "sent rate rated C | score_on_scale low_score\nsent rate rated C | score_on_scale\nsent lapse expired Y"
    assert rule_rows(csat()) == rows_of(rules)
    assert dict(csat().machine.states) == {"sent": "initial", "rated": "closed", "expired": "closed"}
    assert csat().cancels == {"expired"}


@pytest.mark.parametrize(
    ("policy", "score", "effects"),
    [
        ({}, 1, ("open_complaint", "call_back")),
        ({}, 2, ("open_complaint", "call_back")),
        ({}, 3, ()),
        ({}, 5, ()),
        ({"low": 1}, 1, ("open_complaint", "call_back")),
        ({"low": 1}, 2, ()),
        ({"low": 3}, 3, ("open_complaint", "call_back")),
        ({"low": 3}, 4, ()),
        ({"lowest": 0, "highest": 10, "low": 6}, 0, ("open_complaint", "call_back")),
        ({"lowest": 0, "highest": 10, "low": 6}, 6, ("open_complaint", "call_back")),
        ({"lowest": 0, "highest": 10, "low": 6}, 7, ()),
        ({"lowest": 0, "highest": 10, "low": 6}, 10, ()),
    ],
)
def test_a_low_score_opens_a_complaint_and_calls_the_customer_back(
    policy: dict[str, Any], score: int, effects: tuple[str, ...]
):
    """A8."""
    story = survey(**policy).expect(Rate(score, "m-1"), "customer")
    assert (story.ticket.state, effects_of(story)) == ("rated", effects)


@pytest.mark.parametrize("score", [0, 6, -1])
def test_a_score_off_the_scale_is_refused_for_that_alone(score: int):
    """A8."""
    expected = Reason.of("score_off_scale", "invalid", score=score, lowest=1, highest=5)
    assert refusals(survey(), Rate(score), "customer") == (expected,)
    assert render(expected, "zh", CSAT_TEXTS) == f"分数{score}不在1至5之间"


def test_what_may_be_answered_is_told_before_there_is_a_score():
    story = survey()
    answers = available(story.desk, story.ticket, at=MONDAY, actor="c1", role="customer")
    rate = answers["rate"]
    assert isinstance(rate, Allowed)
    assert (rate.target, rate.form and rate.form.required) == ("rated", ("score",))


def test_a_survey_expires_after_seven_days():
    """A8: sent on Monday 2 March, so with the 9th, 24:00 in Shanghai; an answer until then counts."""
    due = dt.datetime(2026, 3, 9, 16, tzinfo=dt.UTC)
    before, state = at_and_just_before(survey(), Lapse(), "system", due)
    assert (before, state) == ([("timer_not_due", "unmet")], "expired")
    late = survey().expect(Lapse(), "system", at=due)
    assert why_not(late, Rate(5), "customer") == [("illegal_event", "illegal")]
    longer = survey(expires_after=Period.days(30))
    assert why_not(longer, Lapse(), "system", at=due) == [("timer_not_due", "unmet")]


def test_a_policy_lets_staff_enter_what_a_customer_says_on_the_telephone():
    """A8, C2."""
    assert why_not(survey(), Rate(4), "agent")[0] == ("unknown_role", "invalid")
    for role in ("agent", "coordinator", "technician", "supervisor", "manager"):
        assert why_not(survey(by_phone=True), Rate(4), role) == []


@pytest.mark.parametrize(("lowest", "highest", "low"), [(1, 5, 5), (1, 5, 0), (5, 1, 2), (3, 3, 3)])
def test_a_scale_without_room_for_a_good_score_is_refused(lowest: int, highest: int, low: int):
    with pytest.raises(InvalidDefinition, match="order them that way"):
        CsatPolicy(lowest, highest, low)


def test_a_survey_is_replayed_and_stored():
    for story in (survey().expect(Rate(1), "customer"), survey()):
        assert replay(story.desk, story.events) == story.ticket
        assert from_json(Ticket, to_json(story.ticket)) == story.ticket
        for event in story.events:
            assert from_json(TicketEvent, to_json(event, as_type=TicketEvent)) == event
