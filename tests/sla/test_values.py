"""Every public value of the room: equal when it says the same, hashable, frozen, and the same from pickle and JSON."""

import copy
import json
import pickle
from typing import Any

import attrs
import pytest
from hypothesis import given

from aftersales_core.errors import DecodeError
from aftersales_core.interchange.codec import from_dict, from_json, to_dict, to_json
from aftersales_core.sla import (
    DecidedCycle,
    Mark,
    SlaClock,
    SlaCycle,
    SlaMetric,
    SlaPolicy,
    SlaStatus,
    SlaSwitch,
    SlaTarget,
    assess,
    fold,
    presets,
)
from aftersales_core.worktime.period import Period
from tests.sla.desk import CHINA, OFFICE, RESOLUTION, ROUND_THE_CLOCK, at, hours, marks, policy, status
from tests.sla.drawn import LIFE_MINUTES, Life, lives

RICH = SlaPolicy(
    [presets.FIRST_RESPONSE, RESOLUTION],
    [
        SlaTarget("first_response", Period.minutes(3, inclusive=False), {"channel": ["chat", "app"]}),
        SlaTarget("first_response", "30min"),
        SlaTarget("resolution", Period.working_days(5, ends="same_time"), {"tier": "gold"}, "china", [0.9, 1]),
    ],
    {"shop": OFFICE, "china": CHINA, "both": CHINA & ROUND_THE_CLOCK},
    "promises",
    "2026-03",
)
STORY = marks(
    "10:00 received", "10:20 first_reply bot", "11:00 pause", "12:00 resume", "13:00 resolved", "15:00 reopened"
)
STATUS = status(policy(RESOLUTION, "4wh", OFFICE), STORY, "16:00", trace=True)
PAUSED = status(policy(), marks("10:00 received", "11:00 pause"), "12:00")
NAMED = {
    "mark": Mark(at("10:00"), "note", {"priority": "high", "tier": "gold"}, "bot"),
    "metric": presets.PERIODIC_UPDATE,
    "target": RICH.targets[0],
    "target of working days": RICH.targets[2],
    "policy": RICH,
    "switch": SlaSwitch(at("11:00"), RICH),
    "fresh clock": SlaClock(),
    "clock": fold(RESOLUTION, STORY),
    "cycle": fold(RESOLUTION, STORY).cycles[0],
    "status": STATUS,
    "decided cycle": STATUS.decided[0],
    "paused": PAUSED,
    "not started": status(policy(), [], "12:00"),
}
VALUES = list(NAMED.values())
every_value = pytest.mark.parametrize("value", VALUES, ids=list(NAMED))


def test_the_values_above_are_all_kinds_there_are():
    kinds = {Mark, SlaMetric, SlaTarget, SlaPolicy, SlaSwitch, SlaClock, SlaCycle, SlaStatus, DecidedCycle}
    assert {type(value) for value in VALUES} == kinds


@every_value
def test_a_value_comes_back_from_plain_data(value: Any):
    plain = to_dict(value)
    assert json.loads(json.dumps(plain)) == plain
    again = from_dict(type(value), plain)
    assert again == value
    assert to_dict(again) == plain


@every_value
def test_a_value_comes_back_from_json(value: Any):
    assert from_json(type(value), to_json(value)) == value


@every_value
def test_a_value_comes_back_from_a_pickle_and_a_copy(value: Any):
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(value, protocol)) == value
    assert copy.deepcopy(value) == value


@every_value
def test_a_value_is_hashable_and_cannot_change(value: Any):
    assert hash(value) == hash(pickle.loads(pickle.dumps(value)))
    field = attrs.fields(type(value))[0].name
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(value, field, None)


@every_value
def test_a_value_equals_itself_built_anew_and_nothing_else(value: Any):
    assert attrs.evolve(value) == value
    assert [one == value for one in VALUES].count(True) == 1


@given(life=lives(changes=2))
def test_any_status_comes_back_from_json(life: Life):
    now = life.at(LIFE_MINUTES // 2)
    found = assess(life.policy, {"goal": "0"}, life.marks, now=now, trace=True)["m"]
    assert from_json(SlaStatus, to_json(found)) == found
    clock = fold(life.metric, life.marks)
    assert from_json(SlaClock, to_json(clock)) == clock
    assert from_json(SlaPolicy, to_json(life.policy)) == life.policy


def test_a_clock_kept_as_json_goes_on_where_it_was():
    kept = from_json(SlaClock, to_json(fold(RESOLUTION, STORY[:3])))
    assert fold(RESOLUTION, STORY[3:], kept) == fold(RESOLUTION, STORY)


def test_the_plain_form_of_a_mark_is_what_a_service_would_write():
    assert to_dict(NAMED["mark"]) == {
        "at": "2026-03-02T02:00:00Z",
        "name": "note",
        "facts": [["priority", "high"], ["tier", "gold"]],
        "actor": "bot",
    }


def test_what_a_service_may_leave_out_has_its_default():
    assert from_dict(Mark, {"at": "2026-03-02T10:00:00+08:00", "name": "received"}) == Mark(at("10:00"), "received")
    metric = from_dict(SlaMetric, {"id": "resolution", "starts": ["received"], "stops": ["resolved"]})
    assert metric == RESOLUTION
    period = to_dict(Period.hours(3))
    assert from_dict(SlaTarget, {"metric": "resolution", "period": period}) == SlaTarget("resolution", "3h")


BROKEN: list[tuple[type, dict[str, Any]]] = [
    (Mark, {"at": "2026-03-02T10:00:00", "name": "received"}),
    (Mark, {"at": "2026-03-02T10:00:00Z", "name": ""}),
    (Mark, {"at": "2026-03-02T10:00:00Z", "name": "received", "actor": "robot"}),
    (Mark, {"at": "2026-03-02T10:00:00Z", "name": "received", "facts": {"priority": 1}}),
    (Mark, {"at": "2026-03-02T10:00:00Z", "name": "received", "colour": "red"}),
    (SlaMetric, {"id": "m", "starts": "received", "stops": ["resolved"]}),
    (SlaMetric, {"id": "m", "starts": [], "stops": ["resolved"]}),
    (SlaMetric, {"id": "m", "starts": ["a"], "stops": ["b"], "on_reopen": "sometimes"}),
    (SlaTarget, {"metric": "m", "period": "3h", "warn_at": ["nan"]}),
    (SlaTarget, {"metric": "m", "period": to_dict(Period.hours(3)), "warn_at": ["0"]}),
    (SlaTarget, {"metric": "m", "period": {"unit": "hours", "amount": 0, "count_from": "start"}}),
    (SlaPolicy, {"metrics": [], "targets": [{"metric": "m", "period": to_dict(Period.hours(3))}]}),
    (SlaSwitch, {"at": "2026-03-02T10:00:00", "policy": to_dict(policy())}),
]


@pytest.mark.parametrize(("cls", "document"), BROKEN)
def test_a_broken_document_is_refused_with_its_problems(cls: type, document: dict[str, Any]):
    with pytest.raises(DecodeError) as caught:
        from_dict(cls, document)
    assert caught.value.problems


def test_a_status_says_the_wall_clock_to_people_and_the_instant_to_machines():
    plain = to_dict(STATUS)
    assert isinstance(plain, dict)
    # Three hours were used when it was stopped (10-11, 12-13 is lunch): 15:00 to 18:00 for what is left.
    assert STATUS.elapsed == hours(2)
    assert STATUS.due_at is not None
    assert STATUS.due_at.utcoffset() == hours(8)
    assert plain["state"] == "running"
