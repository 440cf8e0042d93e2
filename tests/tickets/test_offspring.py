"""Tickets that come of other tickets, and where a message to a merged one goes."""

import datetime as dt
from typing import Any, get_args

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core import Reason, render
from aftersales_core import tickets as t
from aftersales_core.errors import InvalidDefinition
from aftersales_core.lifecycle import Accepted
from aftersales_core.sla.presets import RESOLUTION, TIME_TO_ASSIGNMENT
from aftersales_core.tickets.actions import desk as d
from aftersales_core.tickets.actions import inquiry as i
from aftersales_core.tickets.kinds.inquiry import InquiryPolicy
from tests.sla.desk import at
from tests.tickets.counter import DESK, Life, desk, errand, life, pairs

RULES = desk((RESOLUTION, "48h"), (TIME_TO_ASSIGNMENT, "24h"), kinds=(*DESK.kinds, errand()))
SAID: dict[str, Any] = {
    "received_at": at("2026-03-01 20:00"),
    "facts": pairs(topic="delivery", priority="high"),
    "line_ids": ("l-1", "l-2", "l-3"),
    "references": (t.Reference("p-1", "photo"), t.Reference("p-2", "video")),
}


def parent() -> Life:
    return life(RULES, **SAID)


def asked(before: t.Ticket, one: Life) -> t.Open | None:
    """What the last event asks for; the same whether the ticket from before or from after the event is given."""
    found = t.offspring(before, one.last)
    assert t.offspring(one.ticket, one.last) == found
    return found


def born(action: t.Open | None, when: str, id: str) -> t.Ticket:
    """The ticket that is opened as asked."""
    assert action is not None
    answer = t.open_ticket(RULES, t.OpenCommand(id, action, at(when), "a1", "agent", "k"))
    assert isinstance(answer, Accepted), answer
    return t.replay(RULES, answer.events)


def test_a_converted_ticket_becomes_another_kind_and_keeps_the_time_of_its_receipt():
    """E1, A2: no clock starts anew by a change of form."""
    one = parent()
    before = one.ticket
    one.do("10:00", i.Convert("errand", "T-2"))
    assert [effect.name for effect in one.last.effects] == ["open_ticket"]
    action = asked(before, one)
    assert action == t.Open(
        "errand",
        "c1",
        "wechat",
        at("2026-03-01 20:00"),
        pairs(topic="delivery", priority="high"),
        ("l-1", "l-2", "l-3"),
        (t.Link("converted_from", "T-1"),),
        SAID["references"],
    )
    child = born(action, "10:01", "T-2")
    assert (child.kind, child.state, child.item.opened_at) == ("errand", "asked", at("10:01"))
    # Received on Sunday at 20:00, and 24 hours.
    assert t.sla(RULES, child, now=at("10:01"))["time_to_assignment"].due_at == at("20:00")
    assert (one.ticket.state, one.ticket.linked("converted_into")) == ("converted", ("T-2",))
    assert child.linked("converted_from") == ("T-1",)


def test_a_split_off_part_takes_its_lines_and_files_before_or_after_the_event():
    one = parent()
    before = one.ticket
    one.do("10:00", d.Split("T-2", "errand", ("l-2",), ("p-2",)))
    action = asked(before, one)
    assert action == t.Open(
        "errand",
        "c1",
        "wechat",
        at("2026-03-01 20:00"),
        pairs(topic="delivery", priority="high"),
        ("l-2",),
        (t.Link("split_from", "T-1"),),
        (t.Reference("p-2", "video"),),
    )
    child = born(action, "10:01", "T-2")
    assert ([line.id for line in child.lines], [each.id for each in child.references]) == (["l-2"], ["p-2"])
    assert [line.id for line in one.ticket.lines] == ["l-1", "l-3"]
    # What the customer has shown stays known to the first ticket as well.
    assert [each.id for each in one.ticket.references] == ["p-1", "p-2"]
    assert (one.ticket.state, one.ticket.linked("split_into")) == ("new", ("T-2",))


def test_splitting_everything_in_turn_leaves_no_line_behind():
    one = parent()
    for number, line in enumerate(["l-1", "l-2", "l-3"], 2):
        one.do("10:00", d.Split(f"T-{number}", "inquiry", (line,)))
    assert one.ticket.lines == ()
    assert one.ticket.linked("split_into") == ("T-2", "T-3", "T-4")


def test_a_reply_to_a_closed_ticket_makes_a_follow_up_that_begins_with_the_reply():
    policy = InquiryPolicy(reopen="never")
    rules = desk(enquiries=policy)
    one = (
        life(rules, **SAID)
        .do("09:10", d.Assign("a1"))
        .do("09:20", i.Resolve("x"))
        .do("09:30", i.AcceptSolution(), "c1")
    )
    before = one.ticket
    one.do("2026-03-20 12:00", d.CustomerReply("m-1"), "c1")
    assert [effect.name for effect in one.last.effects] == ["spawn_follow_up"]
    assert asked(before, one) == t.Open(
        "inquiry",
        "c1",
        "wechat",
        at("2026-03-20 12:00"),
        pairs(topic="delivery", priority="high"),
        ("l-1", "l-2", "l-3"),
        (t.Link("follow_up_of", "T-1"),),
        SAID["references"],
    )


@pytest.mark.parametrize(
    ("action", "who"),
    [
        (d.Assign("a1"), "a1"),
        (d.CustomerReply("m-1"), "c1"),
        (i.Merge(i.MergeTarget("T-9", "c1")), "a1"),
        (d.LinkTicket("related", "T-9"), "a1"),
        (d.OpenTask("t-1", "T-9"), "a1"),
    ],
)
def test_nothing_else_asks_for_a_ticket(action: Any, who: str):
    one = parent()
    before = one.ticket
    assert asked(before, one.do("10:00", action, who)) is None


def test_an_automatic_reply_to_a_closed_ticket_asks_for_nothing():
    rules = desk(enquiries=InquiryPolicy(reopen="never"))
    one = life(rules).do("09:10", d.Assign("a1")).do("09:20", i.Resolve("x")).do("09:30", i.AcceptSolution(), "c1")
    before = one.ticket
    assert asked(before, one.do("10:00", d.CustomerReply("m", is_auto_generated=True), "c1")) is None


def test_a_merged_ticket_is_taken_in_by_the_other():
    one = parent().do("10:00", i.Merge(i.MergeTarget("T-9", "c1")))
    assert t.absorption(one.ticket, one.last) == d.Absorb("T-1")
    assert one.ticket.linked("merged_into") == ("T-9",)
    other = life(RULES, when="09:00")
    other.ticket = attrs.evolve(other.ticket, item=attrs.evolve(other.ticket.item, id="T-9"))
    absorbed = t.absorption(one.ticket, one.last)
    other.do("10:01", absorbed)
    assert other.ticket.linked("merged_from") == ("T-1",)
    assert t.absorption(other.ticket, other.last) is None


def test_without_a_mark_of_its_receipt_the_opening_counts():
    one = parent()
    bare = attrs.evolve(one.ticket, marks=())
    one.do("10:00", i.Convert("errand", "T-2"))
    action = t.offspring(bare, one.last)
    assert action is not None
    assert action.received_at == at("09:00")


def test_a_grandchild_still_has_the_time_of_the_first_receipt():
    one = parent().do("10:00", i.Convert("errand", "T-2"))
    child = Life(RULES, born(t.offspring(one.ticket, one.last), "11:00", "T-2"), [])
    child.do("12:00", d.Split("T-3", "inquiry", ("l-1",)))
    action = t.offspring(child.ticket, child.last)
    assert action is not None
    assert action.received_at == at("2026-03-01 20:00")
    assert action.links == (t.Link("split_from", "T-2"),)


# --- links ------------------------------------------------------------------------------------------------------------


def test_every_relation_has_its_other_side():
    assert set(t.INVERSE) == set(get_args(t.Relation))
    assert all(t.INVERSE[t.INVERSE[relation]] == relation for relation in t.INVERSE)


@pytest.mark.parametrize("id", ["", "a b", "x" * 65])
def test_a_link_to_nowhere_is_refused(id: str):
    with pytest.raises(InvalidDefinition, match="link"):
        t.Link("related", id)


def test_a_file_without_an_id_is_refused():
    with pytest.raises(InvalidDefinition, match="reference"):
        t.Reference("", "photo")


def test_linking_twice_links_once():
    one = parent().do("10:00", d.LinkTicket("related", "T-9")).do("10:01", d.LinkTicket("related", "T-9"))
    one.do("10:02", d.LinkTicket("duplicate_of", "T-9"))
    assert one.ticket.links == (t.Link("related", "T-9"), t.Link("duplicate_of", "T-9"))
    assert one.ticket.linked("related") == ("T-9",)
    assert one.ticket.linked("split_into") == ()


# --- the end of the chain of merges -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end"), [("T-1", "T-4"), ("T-2", "T-4"), ("T-3", "T-4"), ("T-4", "T-4"), ("T-9", "T-9")]
)
def test_a_message_goes_to_the_last_of_the_chain(start: str, end: str):
    assert t.end_of_chain(start, {"T-1": "T-2", "T-2": "T-3", "T-3": "T-4"}) == end


@pytest.mark.parametrize(
    ("start", "merges", "circle"),
    [
        ("T-1", {"T-1": "T-1"}, ("T-1",)),
        ("T-1", {"T-1": "T-2", "T-2": "T-1"}, ("T-1", "T-2")),
        # The way into the circle is no part of it.
        ("T-0", {"T-0": "T-3", "T-3": "T-2", "T-2": "T-1", "T-1": "T-3"}, ("T-1", "T-2", "T-3")),
    ],
)
def test_a_circle_is_a_reason_that_names_its_members(start: str, merges: dict[str, str], circle: tuple[str, ...]):
    found = t.end_of_chain(start, merges)
    assert isinstance(found, Reason)
    assert (found.code, found.kind, found.param("tickets")) == ("merge_circle", "conflict", circle)
    assert all(id in render(found, "zh") for id in circle)


ids = st.sampled_from("abcdef")


@given(ids, st.dictionaries(ids, ids))
def test_the_end_is_where_as_many_steps_as_there_are_tickets_lead(start: str, merges: dict[str, str]):
    here = start
    for _ in range(len(merges)):
        here = merges.get(here, here)
    found = t.end_of_chain(start, merges)
    if here in merges:
        # Still on the way after as many steps: it goes round in a circle, of which this is a member.
        assert isinstance(found, Reason)
        members = {here}
        while (here := merges[here]) not in members:
            members.add(here)
        assert found.param("tickets") == tuple(sorted(members))
    else:
        assert found == here


def test_dates_of_offspring_are_aware():
    action = t.offspring(parent().ticket, parent().do("10:00", i.Convert("errand", "T-2")).last)
    assert action is not None
    assert isinstance(action.received_at, dt.datetime)
    assert action.received_at.tzinfo is not None
