"""What is due by itself, which warnings somebody should hear of, and events as JSON; instants worked out by hand."""

import datetime as dt
import json
from enum import StrEnum
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core import SlaPolicy, SlaSwitch, SlaTarget, render, to_json
from aftersales_core import tickets as t
from aftersales_core.errors import DecodeError, InvalidMachine, NaiveDatetime
from aftersales_core.lifecycle import Accepted, Migration, Refused, Rules
from aftersales_core.lifecycle.judge import payload_reasons
from aftersales_core.sla.presets import FIRST_RESPONSE, RESOLUTION
from aftersales_core.tickets.actions import desk as d
from aftersales_core.tickets.actions import inquiry as i
from aftersales_core.tickets.kinds.complaint import complaint
from aftersales_core.tickets.kinds.csat import csat
from aftersales_core.tickets.kinds.feedback import feedback
from aftersales_core.tickets.kinds.incident import incident
from aftersales_core.tickets.kinds.inquiry import InquiryPolicy, InquiryState, inquiry
from aftersales_core.tickets.kinds.repair import repair
from aftersales_core.tickets.kinds.returns import returns
from aftersales_core.worktime.period import Period
from tests.sla.desk import CHINA, ROUND_THE_CLOCK, at
from tests.tickets.counter import Life, desk, errand, life
from tests.tickets.desks import ACTIONS, reached

MICROSECOND = dt.timedelta(microseconds=1)
LATER = at("2027-01-01 00:00")


def due(one: Life, now: dt.datetime) -> t.TicketCommand[Any] | None:
    return t.due_command(one.desk, one.ticket, now=now)


def polled(one: Life, now: dt.datetime) -> list[str]:
    """Do everything that is due, as a poller does, and say what it was."""
    names = []
    while (command := due(one, now)) is not None:
        answer = t.decide(one.desk, one.ticket, command)
        assert isinstance(answer, Accepted), answer
        one.events += answer.events
        one.ticket = t.evolve(one.desk, one.ticket, answer.events[0])
        names.append(command.event)
    return names


def asked_back(**policy: Any) -> Life:
    """An enquiry whose customer was asked something on Monday 2 March at 09:30."""
    rules = desk(enquiries=InquiryPolicy(**policy))
    return life(rules).do("09:10", d.Assign("a1")).do("09:30", i.RequestInfo())


def resolved(**policy: Any) -> Life:
    """An enquiry that was resolved on Monday 2 March at 11:00."""
    rules = desk(enquiries=InquiryPolicy(**policy))
    return life(rules).do("09:10", d.Assign("a1")).do("11:00", i.Resolve("x"))


# --- timers -----------------------------------------------------------------------------------------------------------


def test_a_timer_is_due_at_its_very_instant_and_not_before():
    one, week = asked_back(), at("2026-03-09 09:30")
    assert due(one, week - MICROSECOND) is None
    command = due(one, week)
    assert command == t.TicketCommand(i.Lapse(), week.astimezone(dt.UTC), "system", "system", "T-1/3/lapse", 3)
    # What is due is judged like any other command, by the same instant.
    assert command is not None
    early = attrs.evolve(command, at=week - MICROSECOND)
    answers = [t.decide(one.desk, one.ticket, wish) for wish in (early, command)]
    assert [type(answer) for answer in answers] == [Refused, Accepted]
    assert polled(one, week) == ["lapse"]
    assert one.ticket.state == "resolved"


def test_a_timer_that_a_fact_sets_is_due_as_well():
    one = life().do("09:10", i.Hold("parts", at("2026-03-04 12:00")))
    assert due(one, at("2026-03-04 11:59")) is None
    command = due(one, at("2026-03-05 08:00"))
    assert command is not None
    # It happens when somebody looks, not when it could have happened.
    assert (command.action, command.at, command.key) == (i.Resume(), at("2026-03-05 08:00"), "T-1/2/resume")


def test_nothing_is_due_on_a_ticket_that_waits_for_people():
    assert due(life(), LATER) is None
    assert due(life().do("09:10", i.Hold("parts")), LATER) is None
    assert due(life().do("09:30", i.Cancel(), "c1"), LATER) is None


def test_nothing_is_due_on_a_ticket_of_a_kind_that_the_desk_lacks():
    one = asked_back()
    assert due(one, LATER) is not None
    assert due(attrs.evolve(one, desk=desk(kinds=(errand(),))), LATER) is None


def test_a_look_without_a_zone_is_refused():
    with pytest.raises(NaiveDatetime):
        due(asked_back(), dt.datetime(2026, 3, 9, 9, 30))


ClockState = StrEnum("ClockState", ["SET", "DONE"])


def ticking(event: str) -> Life:
    """A ticket of a kind in which one thing happens by itself after an hour."""
    events: Any = StrEnum("ClockEvent", [event])
    on, only = Rules(ClockState, events, t.Situation), events(event)
    machine = on.machine(
        "clock",
        "1",
        states={ClockState.SET: "initial", ClockState.DONE: "closed"},
        roles=(),
        rules=(on(ClockState.SET, only, to=ClockState.DONE, roles=("system",), after=Period.hours(1)),),
    )
    return life(desk(kinds=(t.Kind.of("clock", machine),)), kind="clock")


@pytest.mark.parametrize(
    ("event", "action"),
    [
        ("lapse", i.Lapse()),
        ("resume", i.Resume()),
        # A solution has a code, which only a person knows.
        ("resolve", None),
    ],
)
def test_a_timer_whose_action_needs_words_is_left_to_people(event: str, action: object):
    one, now = ticking(event), at("10:00")
    wake = t.wakes_at(one.desk, one.ticket, now=now)
    assert wake is not None
    assert (wake.at, wake.why.param("event")) == (now, event)
    command = due(one, now)
    assert (None if command is None else command.action) == action


# --- the library's own kinds ------------------------------------------------------------------------------------------

KINDS = (inquiry(), complaint(), repair(), feedback(), csat(), incident(), returns())
TIMERS = [(kind, rule) for kind in KINDS for rule in kind.machine.rules if rule.after is not None]


def test_every_kind_but_the_incident_has_timers():
    assert {kind.id for kind, _ in TIMERS} == {kind.id for kind in KINDS} - {"incident"}
    # Where lines are decided one by one, nothing happens to one by itself.
    lines = [machine for kind in KINDS if kind.lines is not None for _, machine in kind.lines.machines]
    assert lines
    assert not [rule.text for machine in lines for rule in machine.rules if rule.after is not None]


TIMED = sorted({(kind.id, rule.event) for kind, rule in TIMERS})


@pytest.mark.parametrize(("id", "event"), TIMED)
def test_the_system_can_do_without_words_what_a_timer_says(id: str, event: str):
    action = ACTIONS[event]()
    rules = [(kind.machine, rule) for kind, rule in TIMERS if (kind.id, rule.event) == (id, event)]
    for machine, rule in rules:
        form = machine.form_of.get(event)
        assert form is None or payload_reasons(form, action) == ()
        assert "system" in rule.roles


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.id != "incident"], ids=lambda kind: kind.id)
def test_whatever_becomes_due_on_a_ticket_of_the_library_is_accepted(kind: t.Kind):
    found = set()
    for state in dict.fromkeys(rule.source for each, rule in TIMERS if each is kind):
        story = reached(kind, state).copy()
        wake = t.wakes_at(attrs.evolve(story.desk, sla=SlaPolicy((), ())), story.ticket, now=LATER)
        if wake is None or wake.why.code != "wake_timer":
            continue
        now = max(wake.at, story.ticket.item.last_activity_at)
        command = t.due_command(story.desk, story.ticket, now=now)
        assert command is not None, state
        answer = t.decide(story.desk, story.ticket, command)
        assert isinstance(answer, Accepted), (state, answer)
        assert [event.event for event in answer.events] == [wake.why.param("event")]
        found.add(state)
    assert found


# --- asking for a follow-up -------------------------------------------------------------------------------------------


def test_the_customer_is_asked_once_after_each_time_that_it_was_resolved():
    one = resolved(follow_up=Period.hours(24), close_after=None)
    assert due(one, at("2026-03-03 11:00") - MICROSECOND) is None
    command = due(one, at("2026-03-03 11:00"))
    assert command == t.TicketCommand(
        d.AskFollowUp(), at("2026-03-03 11:00"), "system", "system", "T-1/3/ask_follow_up", 3
    )
    assert polled(one, at("2026-03-03 11:00")) == ["ask_follow_up"]
    assert due(one, LATER) is None
    one.do("2026-03-04 09:00", d.FollowUp(is_solved=False, is_satisfied=None), "c1")
    assert due(one, LATER) is None
    one.do("2026-03-04 10:00", i.Resolve("y"))
    assert due(one, at("2026-03-05 09:59")) is None
    assert polled(one, at("2026-03-05 10:00")) == ["ask_follow_up"]
    assert polled(one, LATER) == []


def test_nobody_is_asked_who_has_answered_before():
    one = resolved(follow_up=Period.hours(24), close_after=None)
    one.do("2026-03-02 12:00", d.FollowUp(is_solved=True, is_satisfied=True), "c1")
    assert due(one, LATER) is None


def test_of_a_timer_and_a_follow_up_that_are_both_due_the_timer_comes_first():
    # Asked after 24 hours and closed after 48; whoever looks on the next day finds the question alone.
    for now, names in (("2026-03-03 11:00", ["ask_follow_up"]), ("2026-03-04 11:00", ["lapse", "ask_follow_up"])):
        assert polled(resolved(follow_up=Period.hours(24), close_after=Period.hours(48)), at(now)) == names


# --- two pollers ------------------------------------------------------------------------------------------------------


def test_two_pollers_send_one_command():
    one, now = asked_back(), at("2026-03-09 09:30")
    mine, yours = due(one, now), due(one, now + dt.timedelta(seconds=7))
    assert mine is not None
    assert yours is not None
    assert mine.key == yours.key
    first = t.decide(one.desk, one.ticket, mine)
    assert isinstance(first, Accepted)
    after = t.evolve(one.desk, one.ticket, first.events[0])
    again = t.decide(one.desk, after, yours, earlier=first.events)
    assert again == attrs.evolve(first, replayed=True)
    # Where a person was quicker instead, the version tells.
    touched = t.evolve(one.desk, one.ticket, _accepted(one, d.Note("n-1")))
    late = t.decide(one.desk, touched, mine)
    assert isinstance(late, Refused)
    assert [reason.code for reason in late.reasons] == ["stale_version"]


def _accepted(one: Life, action: object) -> t.TicketMoved:
    answer = one.ask("2026-03-09 09:29", action)
    assert isinstance(answer, Accepted)
    return answer.events[0]


def test_keys_tell_tickets_versions_and_events_apart():
    one = asked_back(follow_up=Period.hours(1))
    other = attrs.evolve(one, ticket=attrs.evolve(one.ticket, item=attrs.evolve(one.ticket.item, id="T-2")))
    keys = [command.key for command in (due(one, LATER), due(other, LATER)) if command is not None]
    assert polled(one, LATER) == ["lapse"]
    asking = due(one, LATER + dt.timedelta(hours=1))
    assert asking is not None
    assert [*keys, asking.key] == ["T-1/3/lapse", "T-2/3/lapse", "T-1/4/ask_follow_up"]


@given(
    policy=st.builds(
        InquiryPolicy,
        close_after=st.none() | st.integers(1, 40).map(Period.hours),
        follow_up=st.none() | st.integers(1, 40).map(Period.hours),
    ),
    is_resolved=st.booleans(),
    minutes=st.integers(0, 14 * 24 * 60),
)
def test_something_is_due_exactly_where_a_desk_without_promises_wakes(
    policy: InquiryPolicy, is_resolved: bool, minutes: int
):
    one = life(desk(enquiries=policy)).do("09:10", d.Assign("a1"))
    one.do("10:00", i.Resolve("x") if is_resolved else i.RequestInfo())
    now = at("10:00") + dt.timedelta(minutes=minutes)
    while True:
        wake = t.wakes_at(one.desk, one.ticket, now=now)
        command = due(one, now)
        assert (command is not None) == (wake is not None and wake.at <= now)
        if command is None:
            break
        answer = t.decide(one.desk, one.ticket, command)
        assert isinstance(answer, Accepted)
        one.ticket = t.evolve(one.desk, one.ticket, answer.events[0])
    assert len(one.events) == 3


# --- warnings and breaches --------------------------------------------------------------------------------------------


def told(one: Life, now: str, **options: Any) -> list[tuple[dt.datetime, str]]:
    """When and what somebody should have been told."""
    found = t.notices(one.desk, one.ticket, now=at(now), **options)
    return [(notice.at, notice.key) for notice in found]


def keys(one: Life, now: str) -> list[str]:
    return [key.removeprefix("T-1/") for _, key in told(one, now)]


BOTH = desk((RESOLUTION, "3h"), (FIRST_RESPONSE, "2h"))


def test_notices_come_in_order_of_time_and_then_of_their_keys():
    # From 09:00: half of two hours is 10:00, three quarters 10:30; half of three hours is 10:30, three quarters 11:15.
    one = life(BOTH)
    assert told(one, "11:30") == [
        (at("10:00"), "T-1/first_response/1/1-2"),
        (at("10:30"), "T-1/first_response/1/3-4"),
        (at("10:30"), "T-1/resolution/1/1-2"),
        (at("11:00"), "T-1/first_response/1/breach"),
        (at("11:15"), "T-1/resolution/1/3-4"),
    ]
    assert all(notice.at.tzinfo is dt.UTC for notice in t.notices(one.desk, one.ticket, now=at("11:30")))


def test_a_warning_is_told_at_its_very_instant_and_not_before():
    one = life(desk((RESOLUTION, "2h")))
    assert t.notices(one.desk, one.ticket, now=at("10:00") - MICROSECOND) == ()
    (notice,) = t.notices(one.desk, one.ticket, now=at("10:00"))
    assert (notice.why.code, notice.why.kind) == ("notice_warning", "unmet")
    assert dict(notice.why.params) == {"metric": "resolution", "share": Fraction(1, 2)}


def test_the_warning_of_the_whole_share_is_left_to_the_breach():
    one = life(desk((RESOLUTION, SlaTarget(RESOLUTION, "2h", warn_at=(Fraction(9, 10), Fraction(1))))))
    # Nine tenths of two hours are 108 minutes. The deadline's own instant still meets it.
    assert keys(one, "11:00") == ["resolution/1/9-10"]
    breached = t.notices(one.desk, one.ticket, now=at("11:00") + MICROSECOND)
    assert [notice.key for notice in breached] == ["T-1/resolution/1/9-10", "T-1/resolution/1/breach"]
    assert (breached[1].why.code, breached[1].why.kind) == ("notice_breach", "unmet")
    assert dict(breached[1].why.params) == {"metric": "resolution", "due_at": at("11:00")}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_notice_can_be_read(lang: str):
    one = life(desk((RESOLUTION, "2h")))
    texts = [render(notice.why, lang) for notice in t.notices(one.desk, one.ticket, now=at("12:00"))]
    assert len(set(texts)) == 3
    assert all("resolution" in text and "{" not in text for text in texts)


def test_a_clock_that_has_stopped_in_time_tells_nothing_more():
    one = life(BOTH).do("10:15", d.AgentReply("m-1"))
    assert keys(one, "10:40") == ["resolution/1/1-2"]
    assert t.notices(one.desk, one.do("10:50", d.Assign("a1")).do("11:00", i.Resolve("x")).ticket, now=LATER) == ()


def test_the_breach_of_a_clock_that_has_stopped_stays():
    one = life(BOTH).do("11:10", d.AgentReply("m-1"))
    assert told(one, "11:14") == [
        (at("10:30"), "T-1/resolution/1/1-2"),
        (at("11:00"), "T-1/first_response/1/breach"),
    ]


def test_a_clock_that_is_paused_warns_again_when_it_resumes_under_the_same_key():
    one = life(desk((RESOLUTION, "2h"))).do("09:30", d.Assign("a1"))
    assert keys(one, "10:10") == ["resolution/1/1-2"]
    one.do("10:15", i.RequestInfo())
    assert keys(one, "2026-03-05 10:00") == []
    # The pause is an hour long: half stays where it was, three quarters move from 10:30 to 11:30.
    one.do("11:15", d.CustomerReply("m-1"), "c1")
    assert keys(one, "11:29") == ["resolution/1/1-2"]
    assert keys(one, "11:30") == ["resolution/1/1-2", "resolution/1/3-4"]


def test_the_breach_of_a_clock_that_is_paused_stays():
    one = life(desk((RESOLUTION, "2h"))).do("09:30", d.Assign("a1")).do("11:30", i.RequestInfo())
    assert keys(one, "12:00") == ["resolution/1/breach"]


def test_a_run_after_a_reopening_has_keys_of_its_own():
    one = life(desk((RESOLUTION, "2h"))).do("09:30", d.Assign("a1")).do("10:30", i.Resolve("x"))
    assert keys(one, "10:40") == []
    # 90 minutes were used, which are three quarters; both warnings are told again for the second run.
    one.do("12:00", i.RejectSolution(), "c1")
    assert keys(one, "12:00") == ["resolution/2/1-2", "resolution/2/3-4"]


def test_a_breach_by_a_switch_is_told_of_the_switch_and_names_the_deadline_that_was_missed():
    one = life(desk((RESOLUTION, "2h")))
    stricter = SlaPolicy([RESOLUTION], [SlaTarget(RESOLUTION, "30min")], {"shop": ROUND_THE_CLOCK})
    switches = [SlaSwitch(at("09:45"), stricter)]
    assert told(one, "09:44", switches=switches) == []
    found = [
        notice
        for notice in t.notices(one.desk, one.ticket, now=at("09:45"), switches=switches)
        if notice.why.code == "notice_breach"
    ]
    assert [(notice.at, notice.key, notice.why.param("due_at")) for notice in found] == [
        (at("09:45"), "T-1/resolution/1/breach", at("09:30"))
    ]
    # A breach is never taken back, not even by a policy that would have allowed more.
    wider = SlaPolicy([RESOLUTION], [SlaTarget(RESOLUTION, "9h")], {"shop": ROUND_THE_CLOCK})
    switches.append(SlaSwitch(at("10:00"), wider))
    assert (at("09:45"), "T-1/resolution/1/breach") in told(one, "10:30", switches=switches)


def test_calendars_that_a_policy_leaves_open_are_passed_on():
    later = SlaPolicy([RESOLUTION], [SlaTarget(RESOLUTION, "2wh", calendar="later")])
    one = life(attrs.evolve(desk(), sla=later), "2026-03-06 17:30")
    # Half an hour on Friday until 18:00, and the other half from nine on Monday.
    for calendar, first in ((CHINA, "2026-03-09 09:30"), (ROUND_THE_CLOCK, "2026-03-06 18:30")):
        found = told(one, "2026-03-09 09:30", calendars={"later": calendar})
        assert found[0] == (at(first), "T-1/resolution/1/1-2")


def test_a_desk_without_promises_tells_nothing():
    assert t.notices(desk(), life().ticket, now=LATER) == ()


@given(st.lists(st.integers(0, 300), min_size=2, max_size=6))
def test_whoever_remembers_keys_tells_each_thing_once_however_often_they_look(minutes: list[int]):
    one = life(BOTH)
    instants = [at("09:00") + dt.timedelta(minutes=minute) for minute in sorted(minutes)]
    seen: dict[str, t.Notice] = {}
    for now in instants:
        for notice in t.notices(one.desk, one.ticket, now=now):
            # What was told once never changes, neither its instant nor its reason.
            assert seen.setdefault(notice.key, notice) == notice
            assert notice.at <= now
    last = t.notices(one.desk, one.ticket, now=instants[-1])
    assert list(seen.values()) == sorted(last, key=lambda notice: (notice.at, notice.key))


# --- events as JSON ---------------------------------------------------------------------------------------------------

OLD = inquiry()
NEW = inquiry(InquiryPolicy(close_after=Period.days(1)), version="2").with_migrations(
    Migration.of(OLD.machine, {state: state for state in InquiryState})
)


def every_event() -> list[t.TicketEvent]:
    """An opening, something of the desk's, something of the lifecycle's with an effect, and a migration."""
    one = life(desk(kinds=(OLD,)), facts=(("topic", "保鲜"),), received_at=at("08:59"))
    one.do("09:10", d.Assign("a1")).do("09:20", d.Escalate(20, "angry")).do("09:30", i.RequestInfo("m-1"))
    after = desk(kinds=(NEW,), earlier_kinds=(OLD,))
    moved = t.migrate(after, one.ticket, at=at("09:40"), actor="ops", role="system", key="up")
    assert isinstance(moved, Accepted)
    return [*one.events, *moved.events]


@pytest.mark.parametrize("index", range(5))
def test_an_event_comes_back_from_its_json_as_it_was(index: int):
    event = every_event()[index]
    text = t.event_to_json(event)
    assert t.event_from_json(text) == t.event_from_json(text.encode()) == event
    assert type(t.event_from_json(text)) is type(event)
    # It is the codec's one form, so whatever was stored by hand before can be read.
    assert text == to_json(event, as_type=t.TicketEvent)
    assert json.loads(text)["type"] == ["opened", "moved", "moved", "moved", "migrated"][index]


def test_a_history_of_json_makes_the_same_ticket():
    events = every_event()
    rules = desk(kinds=(NEW,), earlier_kinds=(OLD,))
    ticket = t.replay(rules, [t.event_from_json(t.event_to_json(event)) for event in events])
    assert ticket == t.replay(rules, events)
    assert (ticket.version, ticket.item.machine.version) == (5, "2")


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"type":"moved"}', '{"type":"closed"}', b"\xff"])
def test_what_is_no_event_is_refused(text: str | bytes):
    with pytest.raises(DecodeError):
        t.event_from_json(text)


def test_an_event_with_a_hole_says_where_it_is():
    rows = json.loads(t.event_to_json(every_event()[1]))
    del rows["actor"]
    rows["version"] = "two"
    with pytest.raises(DecodeError) as caught:
        t.event_from_json(json.dumps(rows))
    assert all(name in str(caught.value) for name in ("actor", "version"))


# --- migrations of a kind ---------------------------------------------------------------------------------------------


def test_a_kind_with_migrations_is_the_same_in_everything_else():
    bare = inquiry(InquiryPolicy(follow_up=Period.hours(5)), version="2")
    kind = bare.with_migrations(Migration.of(OLD.machine, {state: state for state in InquiryState}))
    assert attrs.evolve(kind, machine=bare.machine) == bare
    assert kind.machine.ref == bare.machine.ref
    assert attrs.evolve(kind.machine, migrations=()) == bare.machine
    assert bare.with_migrations() == bare


def test_a_migration_that_refuses_in_words_that_nobody_knows_is_refused_itself():
    moves = {str(state): state for state in InquiryState if state is not InquiryState.NEW}
    with pytest.raises(InvalidMachine, match="first_assign_it"):
        inquiry(version="2").with_migrations(
            Migration.of(OLD.machine, moves, refuses={InquiryState.NEW: "first_assign_it"})
        )
