"""Marks: one by one, sorted, and read from the logs of other systems."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.errors import InstantOutOfRange, InvalidColumn, NaiveDatetime, UnknownZone, WrongType
from aftersales_core.interchange.codec import from_json, to_json
from aftersales_core.sla import Mark, fold, marks_from, marks_from_states, presets, sorted_marks
from aftersales_core.sla import marks as names
from tests.sla.desk import CN, at, marks

NINE = dt.datetime(2026, 3, 2, 9, tzinfo=CN)


# --- one mark ---------------------------------------------------------------------------------------------------------


def test_a_mark_keeps_its_instant_in_utc_whatever_zone_it_came_in():
    mark = Mark(NINE, "received")
    assert (mark.at.isoformat(), mark.at.tzinfo) == ("2026-03-02T01:00:00+00:00", dt.UTC)
    assert mark == Mark(NINE.astimezone(dt.UTC), "received")


def test_facts_come_as_a_mapping_or_as_pairs_and_are_kept_in_order():
    as_mapping = Mark(NINE, "note", {"tier": "gold", "priority": "high"})
    as_pairs = Mark(NINE, "note", [("priority", "high"), ("tier", "gold")])
    assert as_mapping == as_pairs
    assert as_mapping.facts == (("priority", "high"), ("tier", "gold"))


def test_the_standard_names_are_the_documented_ones():
    documented = (
        "received registered assigned contacted first_reply customer_message agent_reply solution_offered pause resume "
        "resolved reopened notified closed cancelled"
    )
    found = {value for name, value in vars(names).items() if name.isupper() and isinstance(value, str)}
    assert found == set(documented.split())


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ((dt.datetime(2026, 3, 2, 9), "received"), NaiveDatetime),
        ((dt.datetime(1969, 12, 31, tzinfo=dt.UTC), "received"), InstantOutOfRange),
        (("2026-03-02T09:00:00Z", "received"), WrongType),
        ((NINE, ""), WrongType),
        ((NINE, None), WrongType),
        ((NINE, 7), WrongType),
        ((NINE, "received", (), "robot"), WrongType),
        ((NINE, "received", (), ""), WrongType),
        ((NINE, "received", (), None), WrongType),
        ((NINE, "received", (), ["human"]), WrongType),
        ((NINE, "received", {"priority": 1}), WrongType),
        ((NINE, "received", {1: "high"}), WrongType),
        ((NINE, "received", {"priority": None}), WrongType),
    ],
)
def test_a_mark_that_cannot_be_meant_is_refused(arguments: tuple[Any, ...], error: type[Exception]):
    with pytest.raises(error):
        Mark(*arguments)


def test_sorting_keeps_the_order_of_marks_of_one_instant():
    first, second, early = marks("10:00 b", "10:00 a", "09:00 c")
    assert sorted_marks(iter([first, second, early])) == (early, first, second)
    assert sorted_marks([]) == ()


# --- any event log ----------------------------------------------------------------------------------------------------

LOG = [
    {"id": 1, "when": "2026-03-02T09:00:00", "what": "Ticket created", "by": "web form"},
    {"id": 1, "when": "2026-03-02T09:00:05", "what": "Mail sent", "by": "autoresponder"},
    {"id": 1, "when": "2026-03-02T09:30:00", "what": "Mail sent", "by": "Li"},
    {"id": 1, "when": "2026-03-02T09:31:00", "what": "Colour changed", "by": "Li"},
    {"id": 1, "when": "2026-03-02T10:00:00", "what": "Waiting", "by": "Li"},
    {"id": 1, "when": "2026-03-02T11:00:00", "what": "Solved", "by": "Li"},
]
MAPPING = {
    "Ticket created": "received",
    "Mail sent": "first_reply",
    "Waiting": "pause",
    "Solved": ("resume", "resolved"),
}


def by_whom(row: Mapping[str, Any]) -> names.Actor:
    return "bot" if row["by"] == "autoresponder" else "human"


def test_a_log_gives_marks_by_a_mapping_of_its_own_names():
    found = marks_from(LOG, MAPPING, at="when", event="what", tz="Asia/Shanghai", actor=by_whom)
    assert [(f"{mark.at.astimezone(CN):%H:%M:%S}", mark.name, mark.actor) for mark in found] == [
        ("09:00:00", "received", "human"),
        ("09:00:05", "first_reply", "bot"),
        ("09:30:00", "first_reply", "human"),
        ("10:00:00", "pause", "human"),
        ("11:00:00", "resume", "human"),
        ("11:00:00", "resolved", "human"),
    ]
    assert fold(presets.FIRST_RESPONSE, found).cycles[0].stopped_at == at("09:30")


def test_marks_of_a_log_are_human_unless_told_otherwise():
    found = marks_from(LOG, MAPPING, at="when", event="what", tz="Asia/Shanghai")
    assert {mark.actor for mark in found} == {"human"}


def test_a_log_without_known_events_gives_no_marks():
    assert marks_from(LOG, {}, at="when", event="what") == ()
    assert marks_from([], MAPPING) == ()


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("2026-03-02T09:00:00", "2026-03-02T01:00:00"),
        ("2026-03-02 09:00", "2026-03-02T01:00:00"),
        ("2026-03-02", "2026-03-01T16:00:00"),
        ("2026-03-02T09:00:00Z", "2026-03-02T09:00:00"),
        ("2026-03-02T09:00:00+01:00", "2026-03-02T08:00:00"),
        ("2026-03-02T09:00:00.000001", "2026-03-02T01:00:00.000001"),
        (dt.datetime(2026, 3, 2, 9), "2026-03-02T01:00:00"),
        (dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC), "2026-03-02T09:00:00"),
    ],
)
def test_times_are_text_or_datetimes_and_naive_ones_are_read_in_the_zone(time: object, expected: str):
    (mark,) = marks_from([{"at": time, "event": "x"}], {"x": "received"}, tz="Asia/Shanghai")
    assert mark.at.isoformat() == f"{expected}+00:00"


@pytest.mark.parametrize(
    ("wall", "expected"),
    [
        # Rome went from 02:00 to 03:00 at 01:00 UTC on 28 March 2010, and back from 03:00 to 02:00 on 31 October.
        ("2010-03-28T02:30:00", "2010-03-28T01:00:00"),
        ("2010-10-31T02:30:00", "2010-10-31T00:30:00"),
        ("2010-10-31T03:00:00", "2010-10-31T02:00:00"),
    ],
)
def test_a_skipped_time_is_the_instant_of_the_change_and_a_repeated_one_its_first(wall: str, expected: str):
    (mark,) = marks_from([{"at": wall, "event": "x"}], {"x": "received"}, tz="Europe/Rome")
    assert mark.at.isoformat() == f"{expected}+00:00"


@pytest.mark.parametrize(
    ("time", "tz", "error"),
    [
        ("2026-03-02T09:00:00", None, NaiveDatetime),
        (dt.datetime(2026, 3, 2, 9), None, NaiveDatetime),
        ("yesterday", "Asia/Shanghai", WrongType),
        ("", "Asia/Shanghai", WrongType),
        (None, "Asia/Shanghai", WrongType),
        (1_772_413_200, "Asia/Shanghai", WrongType),
        (dt.date(2026, 3, 2), "Asia/Shanghai", WrongType),
        ("2026-03-02T09:00:00", "localtime", UnknownZone),
        ("1969-12-31T00:00:00", "Asia/Shanghai", InstantOutOfRange),
    ],
)
def test_a_time_that_cannot_be_read_is_refused(time: object, tz: str | None, error: type[Exception]):
    with pytest.raises(error):
        marks_from([{"at": time, "event": "x"}], {"x": "received"}, tz=tz)
    with pytest.raises(error):
        marks_from_states([{"at": time, "state": "New"}], {"New": "active"}, tz=tz)


@pytest.mark.parametrize("lacking", ["when", "what"])
def test_a_row_without_the_field_is_refused_by_the_fields_name(lacking: str):
    row = {name: value for name, value in LOG[0].items() if name != lacking}
    with pytest.raises(InvalidColumn, match=lacking):
        marks_from([row], MAPPING, at="when", event="what", tz="UTC")


# --- a log of states --------------------------------------------------------------------------------------------------

KINDS: dict[str, names.StateKind] = {
    "New": "active",
    "Open": "active",
    "Waiting": "paused",
    "On hold": "paused",
    "Solved": "done",
    "Archived": "closed",
}


def read(*states: str) -> list[str]:
    """The names of the marks of a ticket that has these states minute by minute."""
    rows = [{"at": NINE + dt.timedelta(minutes=minute), "state": state} for minute, state in enumerate(states)]
    found = marks_from_states(rows, KINDS)
    assert [mark.at for mark in found] == sorted(mark.at for mark in found)
    return [mark.name for mark in found]


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (("New",), "received"),
        (("New", "New", "Open"), "received"),
        (("New", "Waiting", "Open"), "received pause resume"),
        (("New", "Waiting", "On hold", "Open"), "received pause resume"),
        (("New", "Solved"), "received resolved"),
        (("New", "Waiting", "Solved"), "received pause resolved"),
        (("New", "Solved", "Archived"), "received resolved closed"),
        (("New", "Archived"), "received resolved closed"),
        (("New", "Archived", "Archived"), "received resolved closed"),
        (("New", "Archived", "Solved"), "received resolved closed"),
        (("New", "Solved", "Open"), "received resolved reopened"),
        (("New", "Solved", "Archived", "Open", "Archived"), "received resolved closed reopened resolved closed"),
        (("New", "Solved", "Waiting", "Open"), "received resolved reopened pause resume"),
        (("New", "Archived", "Waiting", "Solved"), "received resolved closed reopened pause resolved"),
        (("Waiting", "Open"), "received pause resume"),
        (("Solved", "Archived"), "received resolved closed"),
        (("Archived",), "received resolved closed"),
        (("junk", "New", "junk", "Open", "junk", "Solved"), "received resolved"),
        (("Waiting", "junk", "Open"), "received pause resume"),
        (("junk",), ""),
        ((), ""),
    ],
)
def test_changes_of_state_give_marks(states: tuple[str, ...], expected: str):
    assert read(*states) == expected.split()


def test_marks_of_a_change_have_its_instant_and_actor():
    rows = [
        {"t": "2026-03-02T09:00", "s": "New", "by": "Li"},
        {"t": "2026-03-07T09:00", "s": "Archived", "by": "autoresponder"},
    ]
    found = marks_from_states(rows, KINDS, at="t", state="s", tz="Asia/Shanghai", actor=by_whom)
    assert [(mark.at.astimezone(CN).day, mark.name, mark.actor) for mark in found] == [
        (2, "received", "human"),
        (7, "resolved", "bot"),
        (7, "closed", "bot"),
    ]


@given(states=st.lists(st.sampled_from([*KINDS, "junk"]), max_size=30))
def test_a_clock_of_states_says_at_every_row_what_the_state_says(states: list[str]):
    rows = [{"at": NINE + dt.timedelta(minutes=minute), "state": state} for minute, state in enumerate(states)]
    meant = {"active": "running", "paused": "paused", "done": "stopped", "closed": "stopped"}
    expected = "not_started"
    for count, state in enumerate(states, 1):
        expected = meant.get(KINDS.get(state, ""), expected)
        assert fold(presets.RESOLUTION, marks_from_states(rows[:count], KINDS)).state == expected


@given(states=st.lists(st.sampled_from([*KINDS, "junk"]), max_size=30))
def test_rows_that_stay_in_a_state_say_nothing(states: list[str]):
    doubled = [state for state in states for _ in range(2)]
    assert read(*doubled) == read(*states)


class Happening(StrEnum):
    CAME_IN = "received"


def test_a_mark_named_by_an_enumeration_is_stored_as_plain_text():
    mark = Mark(NINE, Happening.CAME_IN)
    assert type(mark.name) is str
    assert mark == Mark(NINE, "received")
    assert from_json(Mark, to_json(mark)) == mark
