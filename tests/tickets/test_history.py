"""What no history can be, one thing at a time; the laws of those that can be are in `test_history_laws.py`."""

from typing import Any

import attrs
import pytest

from aftersales_core import tickets as t
from aftersales_core.errors import BrokenHistory
from aftersales_core.lifecycle import Accepted, MachineRef, Migrated
from aftersales_core.tickets.actions import desk as d
from aftersales_core.tickets.actions import inquiry as i
from aftersales_core.tickets.kinds.inquiry import inquiry
from tests.sla.desk import at
from tests.tickets.counter import DESK, Life, desk, errand, life

STORY = life().do("09:10", d.Assign("a1")).do("09:20", i.RequestInfo()).do("10:00", d.CustomerReply("m"), "c1")
FIRST, ASSIGNED, ASKED, REPLIED = STORY.events
OPENING = t.Open("inquiry", "c1", "wechat")


def changed(event: t.TicketEvent, /, **changes: Any) -> Any:
    return attrs.evolve(event, **changes)


BROKEN: dict[str, tuple[list[Any], str]] = {
    "empty": ([], "opening"),
    "without its opening": ([ASSIGNED], "opening"),
    "opened late": ([changed(FIRST, version=2)], "opening"),
    "with a gap": ([FIRST, ASKED], "version 2 is missing"),
    "of two tickets": ([FIRST, changed(ASSIGNED, item_id="T-2")], "belongs to 'T-2'"),
    "of two writers": ([FIRST, ASSIGNED, changed(ASSIGNED, key="other")], "two writers"),
    "with two openings": ([FIRST, changed(FIRST, key="other")], "two writers"),
    "opened twice": ([FIRST, changed(FIRST, version=2)], "opened a second time"),
    "from another state": ([FIRST, changed(ASSIGNED, source="open")], "starts from open, but the ticket is in new"),
    "from no state": ([FIRST, changed(ASSIGNED, source="nowhere")], "has no state nowhere"),
    "to no state": ([FIRST, changed(ASSIGNED, target="nowhere")], "no rule of inquiry leads from new to nowhere"),
    "along no rule": ([FIRST, changed(ASSIGNED, target="closed")], "no rule of inquiry leads from new to closed"),
    "into no state": ([changed(FIRST, state="nowhere")], "has no state nowhere"),
    "misnamed": ([FIRST, changed(ASSIGNED, event="resolve")], "its action is another"),
    "of another desk": ([changed(FIRST, machine=MachineRef("x", "1", "sha256:0"))], "earlier_kinds"),
}


@pytest.mark.parametrize(("events", "said"), BROKEN.values(), ids=BROKEN.keys())
def test_a_history_that_cannot_be_is_an_error_that_says_why(events: list[Any], said: str):
    with pytest.raises(BrokenHistory, match=said):
        t.replay(DESK, events)


def test_an_event_given_twice_in_a_row_counts_once():
    assert t.replay(DESK, [FIRST, ASSIGNED, ASSIGNED, ASKED, REPLIED]) == STORY.ticket


def test_a_snapshot_passes_over_what_it_holds():
    snapshot = t.replay(DESK, [FIRST, ASSIGNED])
    assert t.replay(DESK, [FIRST, ASSIGNED, ASKED, REPLIED], snapshot) == STORY.ticket
    assert t.replay(DESK, [], snapshot) == snapshot
    with pytest.raises(BrokenHistory, match="is missing"):
        t.replay(DESK, [REPLIED], snapshot)


@pytest.mark.parametrize("event", [FIRST, ASSIGNED, REPLIED, changed(ASKED, item_id="T-2")])
def test_only_the_next_event_changes_a_ticket(event: Any):
    snapshot = t.replay(DESK, [FIRST, ASSIGNED])
    assert t.evolve(DESK, snapshot, event) is snapshot
    assert t.evolve(DESK, snapshot, ASKED).version == 3


def test_an_event_that_comes_late_counts_as_of_the_last_one():
    late = changed(ASKED, at=at("09:05"))
    ticket = t.replay(DESK, [FIRST, ASSIGNED, late])
    assert (ticket.item.entered_at, ticket.item.last_activity_at) == (at("09:10"), at("09:10"))
    assert ticket.marks[-1].at == at("09:10")


def test_a_reception_that_is_later_than_the_opening_counts_as_the_opening():
    # No decision leads to this, but an import may.
    imported = changed(FIRST, payload=attrs.evolve(OPENING, received_at=at("12:00")))
    assert t.replay(DESK, [imported]).marks[0].at == at("09:00")


def test_a_migration_into_no_state_is_an_error():
    old, new = inquiry(), inquiry(version="2")
    rules = desk(kinds=(new,), earlier_kinds=(old,))
    event: Any = Migrated(
        "T-1", 5, at("11:00"), "ops", "system", "m", old.machine.ref, new.machine.ref, "open", "nowhere"
    )
    for fold in (lambda: t.replay(rules, [*STORY.events, event]), lambda: t.evolve(rules, STORY.ticket, event)):
        with pytest.raises(BrokenHistory, match="has no state nowhere"):
            fold()


def test_a_migration_to_a_definition_that_the_desk_does_not_keep_is_an_error():
    ref = MachineRef("inquiry", "3", "sha256:0")
    event: Any = Migrated("T-1", 5, at("11:00"), "ops", "system", "m", STORY.ticket.item.machine, ref, "open", "open")
    with pytest.raises(BrokenHistory, match="inquiry 3"):
        t.evolve(DESK, STORY.ticket, event)


def test_who_opens_a_ticket_for_a_customer_may_be_responsible_at_once():
    """A2: received, registered and assigned in one."""
    one = life(who="a1", assignee="a1", received_at=at("08:50"))
    assert (one.ticket.assignee, one.ticket.state) == ("a1", "new")
    assert [(mark.at, mark.name) for mark in one.ticket.marks] == [
        (at("08:50"), "received"),
        (at("09:00"), "registered"),
        (at("09:00"), "assigned"),
        (at("09:00"), "entered_new"),
    ]


def test_a_ticket_without_a_step_that_was_done_has_not_done_it():
    one = Life(DESK, STORY.ticket, [])
    assert [done.name for done in one.ticket.done] == ["assign", "customer_reply", "request_info"]
    assert one.ticket.state_us == (("new", 600_000_000), ("open", 600_000_000), ("waiting_customer", 2_400_000_000))


def test_a_kind_of_the_shops_own_is_folded_alike():
    one = life(desk(kinds=(errand(),)), kind="errand").do("09:10", d.Assign("a1")).do("09:20", i.RequestInfo())
    assert t.replay(one.desk, one.events) == one.ticket
    assert isinstance(one.ask("09:30", i.Resolve("x")), Accepted)
