"""Laws of a ticket's history: however it is stored, split, repeated or sent again, it leads to one ticket."""

import copy
import datetime as dt
import pickle
import random
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.errors import BrokenHistory
from aftersales_core.interchange.codec import from_json, to_json
from aftersales_core.lifecycle import Accepted, Allowed, Kept, Migration, Refused, sorted_events
from aftersales_core.outcomes import Outcome
from aftersales_core.tickets import (
    Desk,
    OpenCommand,
    Situation,
    Ticket,
    TicketAction,
    TicketCommand,
    TicketEvent,
    available,
    decide,
    evolve,
    follow_up_due_at,
    migrate,
    open_ticket,
    replay,
    sla,
    wakes_at,
)
from aftersales_core.tickets.actions import desk as d
from aftersales_core.tickets.duty_status import next_duty_due, plan_of
from tests.tickets.desks import ACTIONS, DESK, JOINED, Story, desk_kind, desk_of, favour, lived, opened, opening, valid

MICROSECOND = dt.timedelta(microseconds=1)
HOUR = dt.timedelta(hours=1)


def life(kind: str, seed: int, length: int) -> Story:
    """A ticket's life, by three arguments that read well in a report."""
    return lived(kind, seed, length)


lives = st.builds(life, st.sampled_from([kind.id for kind in JOINED]), st.integers(0, 2**32), st.integers(0, 24))
waits = st.sampled_from((0, 1, 60, 1500, 20_000)).map(lambda minutes: dt.timedelta(minutes=minutes))


def folded(events: list[TicketEvent], desk: Desk = DESK) -> Ticket:
    """The ticket of a history, event by event."""
    ticket = replay(desk, events[:1])
    for event in events[1:]:
        ticket = evolve(desk, ticket, event)
    return ticket


# --- one history, one ticket ------------------------------------------------------------------------------------------


@given(lives, st.data())
def test_a_replayed_history_is_the_ticket_that_lived_it_from_the_start_or_from_any_snapshot(
    story: Story, data: st.DataObject
):
    assert replay(DESK, story.events) == story.ticket == folded(story.events)
    cut = data.draw(st.integers(1, len(story.events)))
    snapshot = replay(DESK, story.events[:cut])
    assert snapshot.version == cut
    assert replay(DESK, story.events[cut:], snapshot) == story.ticket
    assert replay(DESK, story.events, snapshot) == story.ticket
    stored = from_json(Ticket, to_json(snapshot))
    assert replay(DESK, story.events[cut:], stored) == story.ticket


@given(lives, st.randoms(use_true_random=False))
def test_repeated_and_shuffled_events_lead_to_the_same_ticket(story: Story, chance: random.Random):
    twice = [event for event in story.events for _ in range(2)]
    assert replay(DESK, twice) == story.ticket
    assert folded(twice) == story.ticket
    chance.shuffle(twice)
    assert replay(DESK, sorted_events(twice)) == story.ticket


@given(lives)
def test_an_event_that_is_not_the_next_one_of_this_ticket_leaves_it_as_it_is(story: Story):
    ticket = story.ticket
    for event in story.events:
        assert evolve(DESK, ticket, event) is ticket
        for other in (
            attrs.evolve(event, item_id="T-9", version=ticket.version + 1),
            attrs.evolve(event, version=ticket.version + 2),
            attrs.evolve(event, version=0),
        ):
            assert evolve(DESK, ticket, other) is ticket
    assert evolve(DESK, ticket, attrs.evolve(story.events[0], version=ticket.version + 1)) is ticket


@given(lives.filter(lambda story: len(story.events) > 3), st.data())
def test_a_history_in_an_impossible_order_is_an_error(story: Story, data: st.DataObject):
    events = story.events
    place = data.draw(st.integers(1, len(events) - 2))
    gone = [*events[:place], *events[place + 1 :]]
    foreign = [*events, attrs.evolve(events[-1], item_id="T-9", version=len(events) + 1)]
    twin = [*events[: place + 1], attrs.evolve(events[place], key="other"), *events[place + 1 :]]
    again = [*events, attrs.evolve(events[0], version=len(events) + 1)]
    for broken in (gone, foreign, twin, again, events[1:], [], [*events, events[place]]):
        with pytest.raises(BrokenHistory):
            replay(DESK, broken)


@given(lives, st.integers(1, 100))
def test_a_late_event_counts_as_of_the_one_before_it(story: Story, hours: int):
    answer = decide(DESK, story.ticket, story.command(d.Note("n-9"), "agent", minutes=0))
    assert isinstance(answer, Accepted)
    (event,) = answer.events
    late = attrs.evolve(event, at=event.at - hours * HOUR)
    assert evolve(DESK, story.ticket, late) == evolve(DESK, story.ticket, event)
    assert replay(DESK, [*story.events, late]) == replay(DESK, [*story.events, event])


@given(lives)
def test_a_ticket_is_the_sum_of_its_events(story: Story):
    ticket, moved = story.ticket, story.events[1:]
    assert ticket.version == len(story.events)
    assert [done.name for done in ticket.done] == sorted({event.event for event in moved})
    for done in ticket.done:
        same = [event for event in moved if event.event == done.name]
        assert done.count == len(same)
        assert done.actors == {event.actor for event in same}
        assert (done.at, done.actor, done.role, done.action) == (
            same[-1].at,
            same[-1].actor,
            same[-1].role,
            same[-1].payload,
        )
    spent = sum(us for _, us in ticket.state_us)
    assert dt.timedelta(microseconds=spent) == ticket.item.entered_at - ticket.item.opened_at
    times = [mark.at for mark in ticket.marks]
    assert times == sorted(times)


# --- keys and versions ------------------------------------------------------------------------------------------------


@given(lives)
def test_the_same_key_gives_the_first_answer_again_and_other_content_is_refused(story: Story):
    for command, answer in story.answers:
        later = attrs.evolve(command, at=command.at + HOUR, expected_version=None)
        for wish in (command, later):
            again = decide(DESK, story.ticket, wish, earlier=answer.events)
            assert again == Accepted(answer.events, answer.effects, replayed=True)
        for other in (
            attrs.evolve(command, actor="somebody"),
            attrs.evolve(command, role="manager" if command.role == "agent" else "agent"),
            attrs.evolve(command, action=d.Redact(("other",), "mistake")),
        ):
            refused = decide(DESK, story.ticket, other, earlier=answer.events)
            assert isinstance(refused, Refused)
            assert [reason.code for reason in refused.reasons] == ["key_reused"]


@given(lives)
def test_the_same_opening_gives_the_first_answer_again_and_another_is_refused(story: Story):
    first = story.events[0]
    wish = opening(story.ticket.kind, received_at=first.payload.received_at)
    assert open_ticket(DESK, wish, earlier=first) == Accepted((first,), replayed=True)
    for other in (
        attrs.evolve(wish, ticket_id="T-2"),
        attrs.evolve(wish, actor="x9"),
        attrs.evolve(wish, action=attrs.evolve(wish.action, channel="phone")),
    ):
        refused = open_ticket(DESK, other, earlier=first)
        assert isinstance(refused, Refused)
        assert [reason.code for reason in refused.reasons] == ["ticket_exists"]


@given(lives, st.integers(0, 40), st.sampled_from(sorted(ACTIONS)))
def test_a_stale_version_is_refused_alone_with_the_actual_one(story: Story, seen: int, name: str):
    command = story.command(valid(ACTIONS[name], story.ticket), "agent")
    answer = decide(DESK, story.ticket, attrs.evolve(command, expected_version=seen))
    if seen == story.ticket.version:
        assert answer == decide(DESK, story.ticket, attrs.evolve(command, expected_version=None))
        return
    assert isinstance(answer, Refused)
    (reason,) = answer.reasons
    assert (reason.code, reason.param("expected"), reason.param("actual")) == (
        "stale_version",
        seen,
        story.ticket.version,
    )


# --- values -----------------------------------------------------------------------------------------------------------


@given(lives)
def test_tickets_events_and_commands_come_back_from_json(story: Story):
    assert from_json(Ticket, to_json(story.ticket)) == story.ticket
    for event in story.events:
        text = to_json(event, as_type=TicketEvent)
        assert from_json(TicketEvent, text) == event
        assert to_json(from_json(TicketEvent, text), as_type=TicketEvent) == text
    whole = to_json(tuple(story.events), as_type=tuple[TicketEvent, ...])
    assert replay(DESK, from_json(tuple[TicketEvent, ...], whole)) == story.ticket
    for command, _ in story.answers:
        text = to_json(command, as_type=TicketCommand[TicketAction])
        assert from_json(TicketCommand[TicketAction], text) == command
    wish = opening(story.ticket.kind)
    assert from_json(OpenCommand, to_json(wish)) == wish


@given(lives)
def test_tickets_events_and_commands_are_values(story: Story):
    for value in (story.ticket, *story.events, *(command for command, _ in story.answers)):
        for other in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value)):
            assert other == value
            assert hash(other) == hash(value)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(value, attrs.fields(type(value))[0].name, None)


# --- clocks -----------------------------------------------------------------------------------------------------------


@given(lives, st.lists(waits, min_size=2, max_size=6))
def test_a_clock_never_runs_back_and_a_breach_stays_one(story: Story, steps: list[dt.timedelta]):
    now = story.ticket.item.last_activity_at
    before = sla(DESK, story.ticket, now=now)
    for step in steps:
        now += step
        after = sla(DESK, story.ticket, now=now)
        assert after.keys() == before.keys()
        for metric, status in after.items():
            assert status.elapsed >= before[metric].elapsed
            assert (status.share_used or Fraction(0)) >= (before[metric].share_used or Fraction(0))
            if before[metric].outcome is not Outcome.PENDING:
                assert status.outcome == before[metric].outcome
            assert status.due_at == before[metric].due_at or before[metric].state == "paused"
        before = after


def seen(ticket: Ticket, at: dt.datetime) -> Any:
    """What clocks show and what the system may do by itself at an instant, without what moves all the time."""
    statuses = {}
    for metric, status in sla(DESK, ticket, now=at).items():
        warned = sum(warning <= at for _, warning in status.warnings) if status.state == "running" else 0
        statuses[metric] = (status.state, status.outcome, status.is_at_risk, status.breached_at, status.cycle, warned)
    timed = {rule.event for rule in desk_kind(DESK, ticket).machine.rules if rule.after is not None}
    may = available(DESK, ticket, at=at, actor="system", role="system")
    lapsed = {name for name in timed & may.keys() if isinstance(may[name], Allowed)}
    due = follow_up_due_at(DESK, ticket)
    return statuses, lapsed, due is not None and at >= due


def between(ticket: Ticket, start: dt.datetime, end: dt.datetime) -> list[dt.datetime]:
    """Instants between two, most of them where something could happen."""
    statuses = sla(DESK, ticket, now=start).values()
    places = [at for status in statuses for at in (status.due_at, *(warned for _, warned in status.warnings)) if at]
    facts, item = Situation(DESK, ticket), ticket.item
    for rule in desk_kind(DESK, ticket).machine.rules:
        if isinstance(rule.after, str):
            places += [at for at in (getattr(facts, rule.after),) if at is not None]
        elif rule.after is not None:
            places += [rule.after.deadline(at, DESK.calendar).at for at in (item.entered_at, item.last_activity_at)]
    near = [at + step for at in places for step in (-MICROSECOND, dt.timedelta(0), MICROSECOND)]
    even = [start + (end - start) * n / 7 for n in range(1, 7)]
    return [at for at in (start + MICROSECOND, *near, *even, end - MICROSECOND) if start < at < end]


@given(lives, waits)
def test_nothing_happens_before_a_ticket_wakes_and_something_does_then(story: Story, wait: dt.timedelta):
    ticket = story.ticket
    now = ticket.item.last_activity_at + wait
    wake = wakes_at(DESK, ticket, now=now)
    here = seen(ticket, now)
    end = now + 400 * 24 * HOUR if wake is None else wake.at
    if end > now:
        for at in between(ticket, now, end):
            assert seen(ticket, at) == here, (wake, at)
    if wake is None:
        return
    assert wake.at.tzinfo is dt.UTC
    match wake.why.code:
        case "wake_timer":
            name = str(wake.why.param("event"))
            command = story.command(valid(ACTIONS[name], ticket), "system", at=max(wake.at, now))
            assert isinstance(decide(DESK, ticket, command), Accepted)
        case "wake_sla":
            # What ends at an instant may hold at that very instant still.
            assert any(seen(ticket, wake.at + step) != here for step in (dt.timedelta(0), MICROSECOND))
        case "wake_duty":
            plan = plan_of(DESK, ticket)
            assert plan is not None
            due = next_duty_due(plan, ticket, now=now, calendar=DESK.calendar)
            assert due is not None
            assert (wake.at, wake.why.param("duty")) == (due.at, due.duty.id)
        case code:
            assert (code, follow_up_due_at(DESK, ticket)) == ("wake_follow_up", wake.at)


# --- from one version to the next -------------------------------------------------------------------------------------

OLD = favour()
NEW = favour("2", [Migration.of(OLD.machine, {"new": "new", "open": "open", "done": "done"}, keeps=["closed"])])
BOTH = attrs.evolve(desk_of(NEW), earlier_kinds=(OLD,))
BEFORE = desk_of(OLD)


@given(st.integers(0, 2**32), st.integers(0, 9), st.integers(0, 9), st.data())
def test_a_history_across_two_versions_of_a_kind_leads_to_one_ticket(
    seed: int, first: int, second: int, data: st.DataObject
):
    story = lived("favour", seed, first, desk=BEFORE)
    answer = migrate(BOTH, story.ticket, at=story.ticket.item.last_activity_at, actor="ops", role="system", key="m")
    if story.ticket.state == "closed":
        assert isinstance(answer, Kept)
        return
    assert isinstance(answer, Accepted)
    story.events += answer.events
    after = evolve(BOTH, story.ticket, answer.events[0])
    assert after.item.machine == NEW.machine.ref
    assert (after.state, after.marks, after.state_us) == (
        story.ticket.state,
        story.ticket.marks,
        story.ticket.state_us,
    )
    story.desk, story.ticket = BOTH, after
    story = lived("favour", seed + 1, second, desk=BOTH, story=story)
    assert replay(BOTH, story.events) == story.ticket == folded(story.events, BOTH)
    cut = data.draw(st.integers(1, len(story.events)))
    assert replay(BOTH, story.events[cut:], replay(BOTH, story.events[:cut])) == story.ticket
    assert isinstance(
        migrate(BOTH, story.ticket, at=story.ticket.item.last_activity_at, actor="o", role="system", key="m2"), Kept
    )


def test_the_first_ticket_of_all_is_opened_by_its_customer():
    story = opened("inquiry")
    assert [mark.name for mark in story.ticket.marks] == ["received", "registered", "entered_new"]
