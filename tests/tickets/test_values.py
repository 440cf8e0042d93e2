"""Every public value of the room: frozen, hashable, picklable, and the same again from plain data and JSON."""

import copy
import datetime as dt
import json
import pickle
from typing import Any

import attrs
import pytest

from aftersales_core import tickets
from aftersales_core.errors import DecodeError
from aftersales_core.interchange.codec import from_dict, from_json, to_dict, to_json
from aftersales_core.tickets import (
    CHANNELS,
    PRIORITY_MATRIX,
    QUEUE_POLICY,
    ROLES,
    Agent,
    Assigned,
    HandedOver,
    HandOverRule,
    Need,
    QueueTicket,
    Roster,
    Unassigned,
    assign,
    current_level,
    prioritise,
    queue_order,
    taxonomies,
    triage,
)
from aftersales_core.worktime import HolidayTable, WorkingCalendar

AT = dt.datetime(2026, 3, 2, 10, 0, 0, 1, tzinfo=dt.timezone(dt.timedelta(hours=8)))
SHOP = WorkingCalendar("shop", "Asia/Shanghai", "Mon-Fri 09:00-18:00", HolidayTable.none())
LI = Agent("li", frozenset({"tv", "fridge"}), frozenset({"east"}), frozenset({"zh-CN"}), "day", 5, "supervisor")
PARTNER = HandOverRule.of(
    "partner", "partner", {"class": ["service", "other"]}, en="partner", zh="合作伙伴", is_fallback=True
)
ROSTER = Roster.of([LI, Agent("wang")], {"day": SHOP, "all": SHOP | SHOP}, [PARTNER])
NEED = Need(
    frozenset({"tv"}), "east", "zh", "supervisor", frozenset({"x"}), "li", (("class", "service"), ("kind", "repair"))
)
ASSIGNED = assign(ROSTER, NEED, at=AT)
HANDED_OVER = assign(ROSTER, attrs.evolve(NEED, region="west"), at=AT)
UNASSIGNED = assign(ROSTER, Need(frozenset({"none"})), at=AT)
PLACES = queue_order(
    QUEUE_POLICY, [QueueTicket("a", "low", AT, AT), QueueTicket("b", "lwo", AT), QueueTicket("c", "low", AT)], now=AT
)
VALUES: list[Any] = [
    CHANNELS.terms[5],
    CHANNELS,
    ROLES.roles[1],
    ROLES,
    current_level(ROLES, 20),
    taxonomies.PET_TRADE.rules[0],
    taxonomies.PET_TRADE.options[0],
    taxonomies.PET_TRADE,
    taxonomies.ECOMMERCE,
    taxonomies.FARM_PRODUCE,
    taxonomies.PRODUCT_SUPPLY,
    triage(taxonomies.PET_TRADE, {"topic": "delivery"}),
    triage(taxonomies.PET_TRADE, {}),
    PRIORITY_MATRIX,
    prioritise(PRIORITY_MATRIX, urgency="low", impact=None),
    QUEUE_POLICY,
    QueueTicket("a", "low", AT, AT),
    *PLACES,
    LI,
    PARTNER,
    ROSTER,
    NEED,
    ASSIGNED,
    ASSIGNED.others[0],
    HANDED_OVER,
    UNASSIGNED,
]
every_value = pytest.mark.parametrize(
    "value", VALUES, ids=[f"{type(value).__name__}-{n}" for n, value in enumerate(VALUES)]
)


def test_the_values_above_are_all_kinds_there_are():
    public = [getattr(tickets, name) for name in tickets.__all__]
    blocks = {type(value).__module__ for value in VALUES}
    assert {type(value) for value in VALUES} == {
        kind for kind in public if isinstance(kind, type) and kind.__module__ in blocks
    }
    assert (type(ASSIGNED), type(HANDED_OVER), type(UNASSIGNED)) == (Assigned, HandedOver, Unassigned)


@every_value
def test_a_value_comes_back_from_plain_data_and_json(value: Any):
    plain = to_dict(value)
    assert json.loads(json.dumps(plain)) == plain
    assert from_dict(type(value), plain) == value
    assert from_json(type(value), to_json(value)) == value
    assert to_json(from_dict(type(value), plain)) == to_json(value)


@every_value
def test_a_value_hashes_pickles_and_copies(value: Any):
    for other in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value)):
        assert other == value
        assert hash(other) == hash(value)


@every_value
def test_a_value_is_frozen(value: Any):
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(value, attrs.fields(type(value))[0].name, 1)


@pytest.mark.parametrize("value", [ASSIGNED, HANDED_OVER, UNASSIGNED], ids=lambda value: type(value).__name__)
def test_an_outcome_says_which_it_is(value: Any):
    plain = to_dict(value, as_type=tickets.Assignment)
    assert isinstance(plain, dict)
    assert plain["type"] in {"assigned", "handed_over", "unassigned"}
    assert from_dict(tickets.Assignment, plain) == value


def test_a_used_vocabulary_is_still_the_same_value():
    fresh = from_dict(type(CHANNELS), to_dict(CHANNELS))
    assert CHANNELS.lineage("qq")
    assert pickle.dumps(fresh) == pickle.dumps(CHANNELS)


@pytest.mark.parametrize(
    ("cls", "plain", "where"),
    [
        (tickets.Vocabulary, {"name": "x", "terms": [{"id": "a b", "en": "a", "zh": "甲"}]}, ""),
        (tickets.Vocabulary, {"name": "x", "terms": [{"id": "a", "en": 1, "zh": "甲"}]}, "/terms/0/en"),
        (tickets.Roles, {"roles": [{"id": "a", "en": "a", "zh": "甲", "rank": "1"}]}, "/roles/0/rank"),
        (
            tickets.QueueTicket,
            {"id": "a", "priority": "low", "waiting_since_at": "2026-03-02T10:00:00"},
            "/waiting_since_at",
        ),
        (tickets.QueuePolicy, {"priorities": {"name": "p"}, "raise_after_minutes": 1, "patience_minutes": 1}, ""),
        (tickets.Agent, {"id": "a", "capacity": True}, "/capacity"),
        (tickets.Need, {"facts": [["b", "x"], ["a", "y"]]}, ""),
        (tickets.HandOverRule, {"id": "a", "party": "friend", "when": [], "en": "a", "zh": "甲"}, "/party"),
        (tickets.Roster, {"agents": [{"id": "a", "shift": "day"}]}, ""),
        (tickets.PriorityMatrix, {"name": "m"}, "/cells"),
    ],
)
def test_a_document_that_cannot_be_meant_is_refused_with_its_place(cls: type, plain: object, where: str):
    with pytest.raises(DecodeError) as caught:
        from_dict(cls, plain)
    assert where in {problem.pointer for problem in caught.value.problems}
