"""Definitions change while tickets are open: they finish on their own version, or are taken over (E9)."""

from collections.abc import Mapping
from typing import Any

import pytest

from aftersales_core import Catalogue, Refused
from aftersales_core import tickets as t
from aftersales_core.errors import BrokenHistory
from aftersales_core.interchange.codec import from_json, to_json
from aftersales_core.lifecycle import Accepted, Kept, Migrated, Migration, sorted_events
from aftersales_core.sla.presets import RESOLUTION, time_in_state
from aftersales_core.tickets.actions import desk as d
from aftersales_core.tickets.actions import inquiry as i
from aftersales_core.tickets.kinds.inquiry import InquiryPolicy, InquiryState, inquiry
from aftersales_core.worktime.period import Period
from tests.sla.desk import at, hours
from tests.tickets.counter import HOUR_US, MINUTE_US, Life, desk, errand, life

IN_OPEN = time_in_state("entered_open", "left_open", metric_id="in_open")
CLOCKS = ((RESOLUTION, "8h"), (IN_OPEN, "8h"))


def newer(
    old: t.Kind, policy: InquiryPolicy | None = None, moves: Mapping[str, str] | None = None, **fates: Any
) -> t.Kind:
    """The second version of the enquiry, to which the first can be taken over; states move to themselves."""
    kind = inquiry(InquiryPolicy() if policy is None else policy, version="2")
    fated = {*fates.get("keeps", ()), *fates.get("refuses", {})}
    fate = {state: state for state, _ in old.machine.states if state not in fated} | dict(moves or {})
    texts = Catalogue.of({code: (code, "原因") for code in fates.get("refuses", {}).values()})
    return kind.with_migrations(Migration.of(old.machine, fate, **fates), catalogue=texts)


OLD = inquiry(InquiryPolicy(reopen="never", follow_up=Period.hours(24)))
NEW = newer(OLD, InquiryPolicy(reopen="always"))
BEFORE = desk(*CLOCKS, kinds=(OLD,))
AFTER = desk(*CLOCKS, kinds=(NEW,), earlier_kinds=(OLD,))


def migrated(one: Life, rules: t.Desk, when: str = "10:00") -> Life:
    """The life of a ticket that was taken over."""
    answer = t.migrate(rules, one.ticket, at=at(when), actor="ops", role="system", key="m-1")
    assert isinstance(answer, Accepted), answer
    (event,) = answer.events
    return Life(rules, t.evolve(rules, one.ticket, event), [*one.events, event])


def closed(rules: t.Desk) -> Life:
    one = life(rules).do("09:10", d.Assign("a1")).do("09:20", i.Resolve("x"))
    return one.do("09:30", i.AcceptSolution(), "c1")


def test_migrations_are_added_one_to_another_and_leave_the_digest_alone():
    bare = inquiry(version="3")
    from_one, from_two = (
        Migration.of(kind.machine, {InquiryState(state): InquiryState(state) for state, _ in kind.machine.states})
        for kind in (inquiry(), inquiry(version="2"))
    )
    both = bare.with_migrations(from_one).with_migrations(from_two)
    assert [each.version for each in both.machine.migrations] == ["1", "2"]
    assert both == bare.with_migrations(from_one, from_two)
    assert both.machine.digest == bare.machine.digest
    # Stored tickets hold text, so the targets are text as well.
    assert {type(new) for each in both.machine.migrations for _, new in each.moves} == {str}


def test_a_running_ticket_keeps_its_version():
    """E9: opened under the first version, it is not reopened by a reply, although the second would reopen it."""
    old, new = closed(BEFORE), closed(AFTER)
    old.desk = AFTER
    assert old.do("12:00", d.CustomerReply("m"), "c1").ticket.state == "closed"
    assert new.do("12:00", d.CustomerReply("m"), "c1").ticket.state == "open"
    assert (old.ticket.item.machine.version, new.ticket.item.machine.version) == ("1", "2")
    # The follow-up is the first version's as well.
    assert [t.follow_up_due_at(AFTER, one.ticket) for one in (closed(BEFORE), closed(AFTER))] == [
        at("2026-03-03 09:20"),
        None,
    ]


def test_a_ticket_that_was_taken_over_obeys_the_new_version():
    """E9."""
    one = migrated(closed(BEFORE), AFTER)
    assert (one.ticket.state, one.ticket.version, one.ticket.item.machine) == ("closed", 5, NEW.machine.ref)
    assert t.follow_up_due_at(AFTER, one.ticket) is None
    assert one.do("12:00", d.CustomerReply("m"), "c1").ticket.state == "open"
    assert t.replay(AFTER, one.events) == one.ticket


def test_taking_over_twice_changes_nothing():
    one = migrated(closed(BEFORE), AFTER)
    found = t.migrate(AFTER, one.ticket, at=at("11:00"), actor="ops", role="system", key="m-2")
    assert isinstance(found, Kept)
    assert found.reason.code == "already_migrated"
    assert found.item == one.ticket.item


def test_the_event_says_who_took_it_over_from_what_to_what():
    answer = t.migrate(AFTER, closed(BEFORE).ticket, at=at("10:00"), actor="ops", role="system", key="m-1")
    assert isinstance(answer, Accepted)
    (event,) = answer.events
    assert event == Migrated(
        "T-1", 5, at("10:00"), "ops", "system", "m-1", OLD.machine.ref, NEW.machine.ref, "closed", "closed"
    )
    assert from_json(t.TicketEvent, to_json(event, as_type=t.TicketEvent)) == event
    assert answer.effects == ()


def test_a_migration_of_the_same_state_and_meaning_leaves_clocks_and_time_in_state_as_they_were():
    before = life(BEFORE).do("09:10", d.Assign("a1"))
    after = migrated(before, AFTER)
    assert after.ticket.marks == before.ticket.marks
    assert t.sla(AFTER, after.ticket, now=at("11:00")) == t.sla(BEFORE, before.ticket, now=at("11:00"))
    assert after.ticket.item.entered_at == at("09:10")
    found = t.record(AFTER, after.do("11:10", i.Resolve("x")).ticket, as_of=at("12:00"))
    assert dict(found.state_us) == {"new": 10 * MINUTE_US, "open": 2 * HOUR_US, "resolved": 50 * MINUTE_US}


def moved(moves: Mapping[str, str], rules: InquiryPolicy | None = None) -> t.Desk:
    return desk(*CLOCKS, kinds=(newer(OLD, rules, moves),), earlier_kinds=(OLD,))


def test_a_migration_out_of_a_pause_lets_the_clocks_run_again():
    """By hand: 09:00 to 09:20 and from 10:00 on; 8 hours end at 17:40."""
    waiting = life(BEFORE).do("09:10", d.Assign("a1")).do("09:20", i.RequestInfo())
    one = migrated(waiting, moved({"waiting_customer": "open"}))
    assert one.ticket.state == "open"
    found = t.sla(one.desk, one.ticket, now=at("11:00"))
    assert (found["resolution"].state, found["resolution"].due_at) == ("running", at("17:40"))
    # The second stay in the state began with the migration.
    assert found["in_open"].elapsed == hours(1)


def test_a_migration_into_a_pause_stops_the_clocks():
    one = migrated(life(BEFORE).do("09:10", d.Assign("a1")), moved({"open": "waiting_customer"}))
    found = t.sla(one.desk, one.ticket, now=at("11:00"))
    assert (found["resolution"].state, found["resolution"].elapsed) == ("paused", hours(1))
    one.do("12:00", d.CustomerReply("m"), "c1")
    assert t.sla(one.desk, one.ticket, now=at("12:00"))["resolution"].due_at == at("19:00")


def test_a_migration_into_a_done_state_resolves():
    rules = moved({"open": "resolved"}, InquiryPolicy(follow_up=Period.hours(24)))
    one = migrated(life(BEFORE).do("09:10", d.Assign("a1")), rules)
    assert t.sla(rules, one.ticket, now=at("11:00"))["resolution"].stopped_at == at("10:00")
    assert t.record(rules, one.ticket, as_of=at("11:00")).resolved_at == at("10:00")
    assert t.follow_up_due_at(rules, one.ticket) == at("2026-03-03 10:00")


def test_a_state_that_only_pauses_in_the_new_version_pauses_from_then_on():
    old = inquiry(InquiryPolicy(on_hold_pauses=False))
    new = newer(old, InquiryPolicy(on_hold_pauses=True))
    held = life(desk(*CLOCKS, kinds=(old,))).do("09:10", i.Hold("parts"))
    one = migrated(held, desk(*CLOCKS, kinds=(new,), earlier_kinds=(old,)))
    found = t.sla(one.desk, one.ticket, now=at("11:00"))["resolution"]
    assert (found.state, found.elapsed) == ("paused", hours(1))


def test_what_comes_after_a_migration_is_never_marked_before_it():
    one = migrated(life(BEFORE).do("09:10", d.Assign("a1")), moved({"open": "waiting_customer"}), "12:00")
    # A migration is no activity, so a message of 11:00 may still come in; its marks stand behind the migration's.
    one.do("11:00", d.CustomerReply("m"), "c1")
    times = [mark.at for mark in one.ticket.marks]
    assert times == sorted(times)
    assert t.sla(one.desk, one.ticket, now=at("13:00"))["resolution"].state == "running"


def test_states_may_be_kept_or_refused():
    rules = desk(
        kinds=(newer(OLD, keeps=("waiting_customer",), refuses={"on_hold": "hold_first"}),), earlier_kinds=(OLD,)
    )
    asked = life(BEFORE).do("09:10", d.Assign("a1")).do("09:20", i.RequestInfo())
    kept = t.migrate(rules, asked.ticket, at=at("10:00"), actor="ops", role="system", key="m")
    assert isinstance(kept, Kept)
    assert (kept.reason.code, kept.item) == ("kept_on_version", asked.ticket.item)
    held = life(BEFORE).do("09:10", i.Hold("parts"))
    refused = t.migrate(rules, held.ticket, at=at("10:00"), actor="ops", role="system", key="m")
    assert isinstance(refused, Refused)
    assert [reason.code for reason in refused.reasons] == ["hold_first"]
    # Kept means that it finishes on the version that it has.
    asked.desk = rules
    assert asked.do("11:00", d.CustomerReply("m"), "c1").ticket.state == "open"


def test_a_kind_without_migrations_refuses_and_so_does_a_kind_that_is_gone():
    one = life(BEFORE)
    bare = desk(kinds=(inquiry(version="2"),), earlier_kinds=(OLD,))
    gone = desk(kinds=(errand(),), earlier_kinds=(OLD,))
    found = [
        t.migrate(rules, one.ticket, at=at("10:00"), actor="ops", role="system", key="m") for rules in (bare, gone)
    ]
    codes = [[reason.code for reason in answer.reasons] for answer in found if isinstance(answer, Refused)]
    assert codes == [["no_migration"], ["kind_undeclared"]]
    # A kind that new tickets do not get any more is still kept for the old ones.
    one.desk = gone
    assert one.do("10:00", d.Assign("a1")).ticket.state == "open"


def test_a_desk_that_dropped_the_old_version_cannot_read_the_history():
    one = migrated(closed(BEFORE), AFTER)
    forgetful = desk(kinds=(NEW,))
    with pytest.raises(BrokenHistory, match="earlier_kinds"):
        t.replay(forgetful, one.events)
    # A snapshot from after the migration needs the old version no more.
    assert t.replay(forgetful, [], one.ticket) == one.ticket


def test_a_history_with_a_migration_goes_through_json_and_back():
    one = migrated(life(BEFORE).do("09:10", d.Assign("a1")), AFTER)
    one.do("11:00", i.Resolve("x")).do("12:00", i.RejectSolution(), "c1")
    stored: Any = [from_json(t.TicketEvent, to_json(event, as_type=t.TicketEvent)) for event in one.events]
    assert t.replay(AFTER, sorted_events(reversed(stored))) == one.ticket
    assert t.replay(AFTER, one.events[3:], t.replay(AFTER, one.events[:3])) == one.ticket
