"""The flat records that measures read, by themselves."""

import copy
import datetime as dt
import pickle
from typing import Any

import attrs
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core import kpi
from aftersales_core.errors import InstantOutOfRange, InvalidDefinition, NaiveDatetime, WrongType
from aftersales_core.frames import assess_sla
from aftersales_core.interchange.codec import from_json, to_json
from aftersales_core.kpi import ClockRecord, TicketRecord
from aftersales_core.outcomes import Outcome
from tests.sla.desk import ROUND_THE_CLOCK, at

NAIVE = dt.datetime(2026, 3, 2, 9)
LATER = dt.timedelta(hours=1)


def clock(**changes: Any) -> ClockRecord:
    """A clock that started at 09:00 with 30 minutes, and is done after 20."""
    usual: dict[str, Any] = {
        "metric": "response",
        "started_at": at("09:00"),
        "done_at": at("09:20"),
        "due_at": at("09:30"),
        "inclusive": True,
        "has_target": True,
        "is_cancelled": False,
        "elapsed_us": 1_200_000_000,
        "paused_us": 0,
    }
    return ClockRecord(**usual | changes)


def ticket(**changes: Any) -> TicketRecord:
    usual: dict[str, Any] = {
        "id": "T-1",
        "kind": "inquiry",
        "channel": "wechat",
        "customer_id": "c1",
        "state": "open",
        "groups": (("class", "service"), ("region", "east")),
        "as_of": at("12:00"),
        "received_at": at("08:45"),
        "opened_at": at("09:00"),
    }
    return TicketRecord(**usual | changes)


# --- clocks -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "as_of", "outcome"),
    [
        ({}, "10:00", "met"),
        ({"done_at": at("09:30")}, "10:00", "met"),
        ({"done_at": at("09:30"), "inclusive": False}, "10:00", "late"),
        ({"done_at": at("09:31")}, "10:00", "late"),
        ({"done_at": None}, "09:30", "pending"),
        ({"done_at": None}, "09:31", "open_breached"),
        ({"done_at": None, "inclusive": False}, "09:30", "open_breached"),
        # Judged again later, and as it was known before.
        ({}, "09:10", "pending"),
        ({"due_at": None, "done_at": None}, "10:00", "pending"),
        ({"due_at": None}, "10:00", "met"),
        ({"due_at": None, "has_target": False}, "10:00", "no_target"),
        ({"is_cancelled": True}, "10:00", "excluded"),
        ({"is_cancelled": True, "has_target": False}, "10:00", "excluded"),
    ],
)
def test_an_outcome_comes_from_the_instants_and_the_moment_of_asking(changes: dict[str, Any], as_of: str, outcome: str):
    assert str(clock(**changes).outcome(as_of=at(as_of))) == outcome


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"done_at": at("08:59")}, ["done before it starts"]),
        ({"elapsed_us": -1}, ["count from 0"]),
        ({"paused_us": -1}, ["count from 0"]),
        ({"cycle": 0}, ["cycle from 1"]),
        ({"done_at": at("08:59"), "cycle": 0}, ["done before it starts", "cycle from 1"]),
    ],
)
def test_a_clock_that_no_log_can_have_led_to_is_refused(changes: dict[str, Any], said: list[str]):
    with pytest.raises(InvalidDefinition, match="clock 'response'") as caught:
        clock(**changes)
    assert all(text in str(caught.value) for text in said)


def test_a_clock_may_be_done_as_it_starts():
    assert clock(done_at=at("09:00"), elapsed_us=0).outcome(as_of=at("09:00")) is Outcome.MET


@pytest.mark.parametrize("field", ["started_at", "done_at", "due_at"])
@pytest.mark.parametrize(
    ("value", "error"),
    [
        (NAIVE, NaiveDatetime),
        (dt.date(2026, 3, 2), WrongType),
        (dt.datetime(1969, 1, 1, tzinfo=dt.UTC), InstantOutOfRange),
    ],
)
def test_an_instant_of_a_clock_is_an_instant(field: str, value: Any, error: type[Exception]):
    with pytest.raises(error):
        clock(**{"done_at": None} | {field: value})


# --- tickets ----------------------------------------------------------------------------------------------------------

COUNTS = [
    "reopen_count",
    "reply_count",
    "automated_reply_count",
    "message_count",
    "contact_count",
    "assignment_count",
]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"received_at": at("09:01")}, "opened before it was received"),
        ({"first_resolved_at": at("08:44")}, "ended before it was received"),
        ({"first_resolved_at": at("09:00"), "resolved_at": at("08:44")}, "ended before it was received"),
        ({"closed_at": at("08:44")}, "ended before it was received"),
        ({"resolved_at": at("10:00")}, "never for the first time"),
        *(({name: -1}, "start at 0") for name in COUNTS),
        ({"state_us": (("new", -1),)}, "start at 0"),
        ({"groups": (("b", "1"), ("a", "1"))}, "sorted by name"),
        ({"groups": (("a", "1"), ("a", "2"))}, "sorted by name"),
    ],
)
def test_a_ticket_that_no_history_can_have_led_to_is_refused(changes: dict[str, Any], said: str):
    with pytest.raises(InvalidDefinition, match="ticket record 'T-1'") as caught:
        ticket(**changes)
    assert said in str(caught.value)


def test_everything_that_is_wrong_is_said_at_once():
    with pytest.raises(InvalidDefinition) as caught:
        ticket(received_at=at("09:01"), resolved_at=at("08:00"), reply_count=-1, groups=(("b", ""), ("a", "")))
    assert len(caught.value.args[1]) == 5


def test_the_edges_are_allowed():
    whole = ticket(
        received_at=at("09:00"),
        first_resolved_at=at("09:00"),
        resolved_at=at("09:00"),
        closed_at=at("09:00"),
        groups=(),
        state_us=(("new", 0),),
    )
    assert whole.resolved_at == whole.received_at


@pytest.mark.parametrize(
    "field", ["as_of", "received_at", "opened_at", "first_resolved_at", "resolved_at", "closed_at"]
)
def test_an_instant_of_a_ticket_is_an_instant(field: str):
    with pytest.raises(NaiveDatetime):
        ticket(**{field: NAIVE})


def test_the_present_run_of_a_clock_is_the_last():
    runs = (clock(), clock(cycle=2, started_at=at("10:00"), done_at=None), clock(metric="other"))
    assert ticket(clocks=runs).clock("response") == runs[1]
    assert ticket(clocks=runs).clock("other") == runs[2]
    assert ticket(clocks=runs).clock("none such") is None


def test_what_is_not_said_did_not_happen():
    one = ticket()
    assert [getattr(one, name) for name in COUNTS] == [0] * 6
    nothing = (one.first_resolved_at, one.resolved_at, one.closed_at, one.assignee, one.excluded_as, one.score)
    assert nothing == (None,) * 6
    assert (one.escalation_level, one.is_solved, one.is_satisfied) == (None,) * 3
    assert (one.answer_ids, one.state_us, one.clocks) == ((),) * 3
    assert (clock().provisional, clock().cycle) == (False, 1)


# --- as columns -------------------------------------------------------------------------------------------------------


def test_a_row_holds_every_field_of_its_own_and_five_columns_for_each_metric():
    runs = (
        clock(),
        clock(cycle=2, started_at=at("10:00"), done_at=None, due_at=at("10:30"), inclusive=False, paused_us=7),
        clock(metric="closed", is_cancelled=True, done_at=None),
        clock(metric="free", has_target=False, due_at=None),
    )
    found = ticket(
        assignee="a1",
        answer_ids=("faq-2", "faq-1"),
        state_us=(("new", 5), ("open", 6)),
        clocks=runs,
        is_solved=True,
        score=4,
    ).row()
    plain = {field.name for field in attrs.fields(TicketRecord)} - {"groups", "state_us", "clocks"}
    extra = {name for name in found if name not in plain}
    assert plain <= set(found)
    assert {name: found[name] for name in extra} == {
        "group_class": "service",
        "group_region": "east",
        "in_new_us": 5,
        "in_open_us": 6,
        # The present run, which is the second.
        "response_start_at": at("10:00"),
        "response_done_at": None,
        "response_due_at": at("10:30"),
        "response_inclusive": False,
        "response_paused_us": 7,
        # What was called off, and what has no target, was not due at any time.
        "closed_start_at": at("09:00"),
        "closed_done_at": None,
        "closed_due_at": None,
        "closed_inclusive": True,
        "closed_paused_us": 0,
        "free_start_at": at("09:00"),
        "free_done_at": at("09:20"),
        "free_due_at": None,
        "free_inclusive": True,
        "free_paused_us": 0,
    }
    assert (found["answer_ids"], found["assignee"], found["is_solved"], found["score"]) == (
        "faq-2 faq-1",
        "a1",
        True,
        4,
    )


def test_a_row_of_a_bare_ticket_has_no_clocks():
    found = ticket(groups=()).row()
    assert found["answer_ids"] == ""
    assert {type(value) for value in found.values()} <= {str, int, dt.datetime, type(None)}
    assert not any(name.endswith(("_start_at", "_us")) for name in found)


STARTS = [at("09:00"), at("09:10"), at("09:20"), at("09:25")]
DONES = [at("09:30"), at("09:41"), None, None]
OUTCOMES = ["met", "late", "open_breached", "pending"]


@pytest.mark.parametrize("library", [pd.DataFrame, pl.DataFrame], ids=["pandas", "polars"])
def test_rows_make_a_frame_that_the_frames_judge_alike(library: Any):
    """Thirty minutes, asked at 09:52: done at the very end, a minute after, and due at 09:50 and at 09:55."""
    records = [
        ticket(
            id=f"T-{number}",
            clocks=(clock(started_at=start, done_at=done, due_at=start + dt.timedelta(minutes=30)),),
            as_of=at("09:52"),
        )
        for number, (start, done) in enumerate(zip(STARTS, DONES, strict=True))
    ]
    runs = [one.clock("response") for one in records]
    assert [str(run.outcome(as_of=at("09:52"))) for run in runs if run is not None] == OUTCOMES
    frame = library([one.row() for one in records])
    judged = assess_sla(
        frame,
        as_of=at("09:52"),
        start="response_start_at",
        stop="response_done_at",
        within="30min",
        calendar=ROUND_THE_CLOCK,
    )
    assert list(judged["sla_outcome"]) == OUTCOMES
    assert [due.timestamp() for due in judged["sla_due_at"]] == [due.timestamp() for due in judged["response_due_at"]]


# --- as values --------------------------------------------------------------------------------------------------------


def test_records_are_values():
    one = ticket(clocks=(clock(),))
    assert pickle.loads(pickle.dumps(one)) == one
    assert copy.deepcopy(one) == one
    assert len({one, ticket(clocks=(clock(),))}) == 1
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        one.state = "closed"  # type: ignore[misc]


def test_a_record_goes_through_json_and_back():
    one = ticket(clocks=(clock(), clock(due_at=None, provisional=True)), answer_ids=("a",), state_us=(("new", 1),))
    assert from_json(TicketRecord, to_json(one)) == one


def test_the_room_says_what_it_offers():
    assert {"ClockRecord", "TicketRecord"} <= set(kpi.__all__)


instants = st.integers(0, 10_000).map(lambda minute: at("09:00") + dt.timedelta(minutes=minute))


@given(instants, instants, instants, st.booleans())
def test_an_outcome_that_is_final_never_changes(due: dt.datetime, done: dt.datetime, asked: dt.datetime, strict: bool):
    run = clock(done_at=done, due_at=due, inclusive=not strict)
    is_late = done > due or (strict and done == due)
    final = Outcome.LATE if is_late else Outcome.MET
    assert run.outcome(as_of=max(done, asked)) is final
    if asked < done:
        # Before it was done it could only be waiting, or late already, and then it is late for good.
        assert run.outcome(as_of=asked) in ({Outcome.PENDING, Outcome.OPEN_BREACHED} if is_late else {Outcome.PENDING})
