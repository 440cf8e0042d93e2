"""Opening a ticket, and sorting it at once."""

import datetime as dt
from typing import Any, cast

import attrs
import pytest

from aftersales_core import render
from aftersales_core import tickets as t
from aftersales_core.errors import InvalidDefinition, NaiveDatetime, WrongType
from aftersales_core.interchange.codec import from_json, to_json
from aftersales_core.lifecycle import Accepted, Refused, issued
from aftersales_core.tickets import taxonomies
from aftersales_core.tickets.actions.desk import Assign
from aftersales_core.tickets.kinds.standard import STANDARD_KINDS
from tests.sla.desk import at
from tests.tickets.counter import DESK, desk, errand, life, opening, pairs


def codes(answer: object) -> list[str]:
    assert isinstance(answer, Refused), answer
    return [reason.code for reason in answer.reasons]


# --- open -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("channel", ["phone", "email", "chat", "wechat", "weibo", "app"])
def test_a_ticket_comes_in_on_every_channel_of_the_organic_food_trade(channel: str):
    """A1, E1."""
    assert life(channel=channel).ticket.channel == channel


@pytest.mark.parametrize("channel", ["qq", "wangwang", "weibo", "douyin", "kuaishou", "site_message", "phone", "email"])
def test_a_ticket_comes_in_on_every_channel_of_the_produce_trade(channel: str):
    """D1, E1."""
    assert life(channel=channel).ticket.channel == channel


@pytest.mark.parametrize("when", ["2026-03-02 03:00", "2026-03-01 23:59", "2026-02-17 00:00"])
def test_a_ticket_can_be_opened_at_night_on_a_sunday_and_on_chinese_new_year(when: str):
    """A1: served 24 x 7."""
    assert life(when=when).ticket.item.opened_at == at(when)


def test_a_new_ticket_holds_what_was_said_and_nothing_else():
    said: dict[str, Any] = {
        "facts": pairs(topic="delivery", product="apple-5kg"),
        "line_ids": ("l-1", "l-2"),
        "links": (t.Link("related", "T-0"),),
        "references": (t.Reference("p-1", "photo", "evidence"),),
    }
    ticket = life(**said).ticket
    assert (ticket.id, ticket.kind, ticket.customer_id, ticket.channel) == ("T-1", "inquiry", "c1", "wechat")
    assert (ticket.state, ticket.version, ticket.item.machine) == ("new", 1, DESK.kinds[0].machine.ref)
    assert (ticket.item.opened_at, ticket.item.entered_at, ticket.item.last_activity_at) == (at("09:00"),) * 3
    assert ticket.facts == (("product", "apple-5kg"), ("topic", "delivery"))
    assert [(line.id, line.reception, line.acceptance) for line in ticket.lines] == [
        ("l-1", "reception_awaited", "acceptance_pending"),
        ("l-2", "reception_awaited", "acceptance_pending"),
    ]
    assert (ticket.links, ticket.references) == (said["links"], said["references"])
    assert (ticket.assignee, ticket.party, ticket.level, ticket.priority, ticket.class_id) == (None,) * 5
    assert (ticket.done, ticket.tasks, ticket.answers, ticket.state_us) == ((),) * 4


def test_product_facts_that_the_caller_supplies_stand_on_the_ticket():
    """C10: the agent sees product information while handling."""
    ticket = life(facts=pairs(product="fridge-7", warranty_until="2027-01-31", model="BCD-200")).ticket
    assert (ticket.fact("product"), ticket.fact("model"), ticket.fact("warranty_until")) == (
        "fridge-7",
        "BCD-200",
        "2027-01-31",
    )
    assert ticket.fact("colour") is None


def test_opening_has_no_effects_and_is_the_first_event():
    answer = t.open_ticket(DESK, opening())
    assert isinstance(answer, Accepted)
    (event,) = answer.events
    assert (event.item_id, event.version, event.actor, event.role, event.key) == ("T-1", 1, "c1", "customer", "key-0")
    assert (answer.effects, issued(event), answer.replayed) == ((), (), False)


def test_everything_that_stands_against_opening_is_said_at_once():
    command = attrs.evolve(
        opening(kind="inquirry", channel="wechatt", received_at=at("09:01")), actor="c2", role="customer"
    )
    answer = t.open_ticket(DESK, command)
    assert codes(answer) == ["term_undeclared", "kind_undeclared", "received_later", "not_own_ticket"]
    assert isinstance(answer, Refused)
    assert [reason.kind for reason in answer.reasons] == ["invalid", "invalid", "invalid", "not_permitted"]
    choices = answer.reasons[0].param("choices")
    assert isinstance(choices, tuple)
    assert choices[0] == "wechat"
    assert answer.reasons[1].params == (("choices", ("inquiry",)), ("ticket_kind", "inquirry"))
    for reason in answer.reasons:
        assert render(reason, "en") != render(reason, "zh")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"channel": "fax"}, ["term_undeclared"]),
        ({"kind": ""}, ["kind_undeclared"]),
        ({"received_at": at("09:00")}, []),
        ({"received_at": at("09:00") + dt.timedelta(microseconds=1)}, ["received_later"]),
        ({"customer_id": "c2"}, ["not_own_ticket"]),
    ],
)
def test_each_thing_stands_against_opening_by_itself(changes: dict[str, Any], expected: list[str]):
    answer = t.open_ticket(DESK, opening(**changes))
    assert (codes(answer) if isinstance(answer, Refused) else []) == expected


def test_an_undeclared_role_opens_nothing():
    assert codes(t.open_ticket(DESK, attrs.evolve(opening(), role="boss"))) == ["role_undeclared"]


@pytest.mark.parametrize("who", ["a1", "s1", "m1", "t1", "k1", "p1", "system"])
def test_staff_platform_and_system_open_tickets_for_customers(who: str):
    """D16."""
    assert life(who=who).ticket.customer_id == "c1"


def test_a_kind_may_be_opened_by_some_roles_only():
    """D16."""
    rules = desk(kinds=(errand(opened_by=("agent", "system")),))
    assert life(rules, kind="errand", who="a1").ticket.kind == "errand"
    assert life(rules, kind="errand", who="system").ticket.kind == "errand"
    answer = t.open_ticket(rules, opening(kind="errand"))
    assert codes(answer) == ["role_not_permitted"]
    assert isinstance(answer, Refused)
    assert answer.reasons[0].param("roles") == ("agent", "system")


def test_a_role_and_a_channel_that_the_shop_adds_open_tickets():
    """D1: channels are open ids. D16: so are roles."""
    rules = desk(
        channels=t.CHANNELS.extended(t.Term("xiaohongshu", "RED", "小红书", like="social")),
        roles=t.ROLES.extended(t.Role("director", "director", "总监", rank=40)),
    )
    answer = t.open_ticket(rules, attrs.evolve(opening(channel="xiaohongshu"), actor="d1", role="director"))
    assert isinstance(answer, Accepted)


@pytest.mark.parametrize("field", ["actor", "key"])
@pytest.mark.parametrize("value", ["", "Li Hua", "x" * 129])
def test_who_acts_and_under_which_key_are_codes_and_never_names(field: str, value: str):
    """D18."""
    with pytest.raises(InvalidDefinition, match=field):
        attrs.evolve(opening(), **{field: value})
    with pytest.raises(InvalidDefinition, match=field):
        attrs.evolve(life().wish("09:10", Assign("a1")), **{field: value})


@pytest.mark.parametrize("value", ["a\0b", "\ud800", "x" * 10_001])
def test_facts_that_nobody_could_store_are_refused(value: str):
    with pytest.raises(InvalidDefinition, match="fact 'topic'"):
        t.Open("inquiry", "c1", "wechat", facts=(("topic", value),))


def test_times_without_a_zone_are_refused_at_once():
    naive = dt.datetime(2026, 3, 2, 9, 0)
    with pytest.raises(NaiveDatetime):
        attrs.evolve(opening(), at=naive)
    with pytest.raises(NaiveDatetime):
        t.Open("inquiry", "c1", "wechat", received_at=naive)


@pytest.mark.parametrize("facts", [{"a": "1"}, (("b", "1"), ("a", "1")), (("a", "1"), ("a", "2")), (("a", 1),), ["a"]])
def test_facts_in_another_form_are_refused_at_once(facts: Any):
    with pytest.raises(WrongType):
        t.Open("inquiry", "c1", "wechat", facts=facts)


@pytest.mark.parametrize("ids", [("a b",), ("",), ("x" * 65,)])
def test_a_line_id_that_no_ticket_could_hold_is_refused_with_the_opening(ids: tuple[str, ...]):
    # Else the opening would be accepted and stored, and could never be folded.
    with pytest.raises(InvalidDefinition, match="line"):
        t.Open("return", "c1", "wechat", line_ids=ids)


# --- the same key again -----------------------------------------------------------------------------------------------


def stored(command: t.OpenCommand) -> t.TicketEvent:
    """The opening as it comes back from a database."""
    answer = t.open_ticket(DESK, command)
    assert isinstance(answer, Accepted)
    found = from_json(t.TicketEvent, to_json(answer.events[0], as_type=t.TicketEvent))
    return cast("t.TicketEvent", found)


def test_the_same_key_gives_the_same_opening_again_at_any_time():
    command = opening(facts=pairs(topic="x"), received_at=at("08:00"))
    earlier = stored(command)
    answer = t.open_ticket(DESK, attrs.evolve(command, at=at("10:00")), earlier=earlier)
    assert isinstance(answer, Accepted)
    assert (answer.events, answer.effects, answer.replayed) == ((earlier,), (), True)


@pytest.mark.parametrize(
    "changes",
    [
        {"ticket_id": "T-2"},
        {"actor": "c2"},
        {"role": "agent"},
        {"key": "another"},
        {"action": t.Open("inquiry", "c1", "phone")},
    ],
)
def test_the_same_key_with_anything_else_is_a_conflict(changes: dict[str, Any]):
    answer = t.open_ticket(DESK, attrs.evolve(opening(), **changes), earlier=stored(opening()))
    assert codes(answer) == ["ticket_exists"]
    assert isinstance(answer, Refused)
    assert (answer.reasons[0].kind, answer.reasons[0].param("ticket")) == ("conflict", "T-1")


def test_a_key_that_did_something_else_opens_nothing():
    other = life().do("09:05", Assign("a1")).last
    answer = t.open_ticket(DESK, opening(), earlier=other)
    assert codes(answer) == ["ticket_exists"]


# --- triage at opening ------------------------------------------------------------------------------------------------


def sorting(table: t.TriageTable, **changes: Any) -> t.Desk:
    """A desk that sorts by a table, with a small kind for every lifecycle that the table leads to."""
    wanted = dict.fromkeys(rule.kind for rule in table.rules)
    return desk(kinds=tuple(errand(kind) for kind in wanted), triage=table, **changes)


PETS = sorting(taxonomies.PET_TRADE)


def unsorted(**facts: str) -> t.Open:
    return t.Open("", "c1", "wechat", facts=pairs(**facts))


def sorted_by(rules: t.Desk, action: t.Open) -> t.Open:
    found = t.triaged(rules, action)
    assert isinstance(found, t.Open), found
    return found


def test_a_complaint_of_the_class_other_still_runs_the_lifecycle_of_complaints():
    """E2: a class and a kind are two things. E1: classified at once."""
    found = [sorted_by(PETS, unsorted(topic=topic, wants="complain")) for topic in taxonomies.PET_TOPICS.ids]
    others = [action for action in found if dict(action.facts)["class"] == "other"]
    assert others
    assert {action.kind for action in others} == {"complaint"}
    answer = t.open_ticket(PETS, t.OpenCommand("T-1", others[0], at("09:00"), "c1", "customer", "k"))
    assert isinstance(answer, Accepted)
    ticket = t.replay(PETS, answer.events)
    assert (ticket.kind, ticket.class_id, ticket.item.machine.name) == ("complaint", "other", "complaint")


@pytest.mark.parametrize(
    ("wants", "kind", "class_id"),
    [
        ("information", "inquiry", "inquiry"),
        ("complain", "complaint", "complaint"),
        ("return", "return", "return"),
        ("exchange", "return", "exchange"),
        ("repair", "repair", "repair"),
    ],
)
def test_produce_tickets_are_enquiries_complaints_or_after_sales(wants: str, kind: str, class_id: str):
    """D2."""
    found = sorted_by(sorting(taxonomies.FARM_PRODUCE), unsorted(wants=wants))
    assert (found.kind, dict(found.facts)["class"]) == (kind, class_id)
    # Return, exchange and repair are the three sorts of after-sales requests.
    broad = class_id if class_id in ("inquiry", "complaint") else "after_sales"
    assert taxonomies.FARM_PRODUCE.classes.is_a(class_id, broad)


def test_the_rule_that_sorted_is_noted():
    found = sorted_by(sorting(taxonomies.ECOMMERCE), unsorted(wants="information"))
    assert dict(found.facts)["triage_rule"] == "question"


def test_what_the_caller_declares_comes_first():
    rules = sorting(taxonomies.ECOMMERCE)
    said = attrs.evolve(unsorted(wants="repair", priority="low"), kind="complaint")
    found = sorted_by(rules, said)
    # Triage would say kind repair; the kind stands. The class was not declared, so triage gives it.
    assert (found.kind, dict(found.facts)["class"], dict(found.facts)["priority"]) == (
        "complaint",
        "after_sales",
        "low",
    )


def test_a_rule_that_did_not_give_the_class_is_not_noted_as_if_it_had():
    found = sorted_by(sorting(taxonomies.ECOMMERCE), unsorted(**{"wants": "repair", "class": "feedback"}))
    assert (found.kind, dict(found.facts)["class"]) == ("repair", "feedback")
    assert "triage_rule" not in dict(found.facts)


def test_a_ticket_that_no_rule_sorts_is_refused_with_the_reasons_of_triage():
    found = t.triaged(sorting(taxonomies.ECOMMERCE), unsorted())
    assert codes(found) == ["triage_fact_missing", "triage_no_rule"]


def test_a_declared_kind_needs_no_rule():
    found = sorted_by(sorting(taxonomies.ECOMMERCE), attrs.evolve(unsorted(), kind="inquiry"))
    assert (found.kind, "class" in dict(found.facts), "triage_rule" in dict(found.facts)) == ("inquiry", False, False)


def test_a_desk_without_triage_leaves_kind_and_class_alone():
    found = sorted_by(DESK, unsorted(urgency="low", impact="low"))
    assert (found.kind, found.facts) == ("", pairs(impact="low", priority="low", urgency="low"))
    assert codes(t.open_ticket(DESK, t.OpenCommand("T-1", found, at("09:00"), "c1", "customer", "k"))) == [
        "kind_undeclared"
    ]


@pytest.mark.parametrize(
    ("facts", "priority"),
    [
        # The cells of the matrix: urgency high with impact high is urgent, with low it is normal.
        ({"urgency": "high", "impact": "high"}, "urgent"),
        ({"urgency": "high", "impact": "low"}, "normal"),
        ({"urgency": "low", "impact": "low"}, "low"),
        # One side unknown: low urgency has low, normal, normal; the highest that is possible is taken.
        ({"urgency": "low"}, "normal"),
        ({"impact": "low"}, "normal"),
        ({"urgency": "none_such", "impact": "medium"}, "high"),
        ({}, "urgent"),
        ({"urgency": "high", "impact": "high", "priority": "low"}, "low"),
    ],
)
def test_the_priority_comes_from_urgency_and_impact(facts: dict[str, str], priority: str):
    """E3."""
    found = sorted_by(DESK, attrs.evolve(unsorted(**facts), kind="inquiry"))
    assert dict(found.facts)["priority"] == priority
    ticket = life(facts=found.facts).ticket
    assert ticket.priority == priority


def test_sorting_keeps_everything_else_and_sorting_twice_changes_nothing():
    said = t.Open("", "c1", "phone", at("08:00"), pairs(wants="repair"), ("l-1",), (t.Link("related", "T-0"),), ())
    found = sorted_by(sorting(taxonomies.ECOMMERCE), said)
    assert attrs.evolve(found, kind="", facts=said.facts) == said
    assert sorted_by(sorting(taxonomies.ECOMMERCE), found) == found


@pytest.mark.parametrize(
    ("kind", "fact"),
    [
        ("return", "eligible"),
        ("return", "refund_amount"),
        ("repair", "in_warranty"),
        ("complaint", "severity"),
        ("feedback", "moderated"),
        ("inquiry", "muted"),
    ],
)
def test_no_customer_states_what_decides_something(kind: str, fact: str):
    rules = t.Desk(STANDARD_KINDS, DESK.calendar)
    wish = t.Open(kind, "c1", "phone", facts=((fact, "yes"), ("topic", "late")))
    said = t.open_ticket(rules, t.OpenCommand("T-1", wish, at("09:00"), "c1", "customer", "k"))
    assert isinstance(said, Refused)
    assert [(reason.code, reason.param("facts")) for reason in said.reasons] == [("fact_not_permitted", (fact,))]
    assert isinstance(t.open_ticket(rules, t.OpenCommand("T-1", wish, at("09:00"), "a1", "agent", "k")), Accepted)


def test_no_customer_opens_an_incident():
    rules = t.Desk(STANDARD_KINDS, DESK.calendar)
    wish = t.Open("incident", "c1", "phone")
    said = t.open_ticket(rules, t.OpenCommand("T-1", wish, at("09:00"), "c1", "customer", "k"))
    assert isinstance(said, Refused)
    assert [reason.code for reason in said.reasons] == ["role_not_permitted"]
