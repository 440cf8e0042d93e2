"""Shares of groups: one rule, one row for each group, in order."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.errors import InvalidColumn
from aftersales_core.frames import share
from aftersales_core.outcomes import OUTCOME_CODES, Outcome, Share
from tests.frames.kinds import KINDS, rows

each_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
OUTCOMES = ["met", "met", "late", "open_breached", "pending", "pending", "excluded", None]
TEAMS = ["north", "south", "south", "south", "west", "north", "west", "north"]


@each_kind
def test_shares_of_teams_reckoned_by_hand(kind: Any):
    found = share(kind({"team": TEAMS, "outcome": OUTCOMES}), "outcome", by=["team"])
    assert type(found) is type(kind({"a": [1]}))
    assert rows(found) == [
        line(team="north", met=1, pending=1, n=1, share=1.0),
        line(team="south", met=1, late=1, open_breached=1, n=3, share=1 / 3),
        line(team="west", pending=1, excluded=1, n=0, share=None),
    ]


def line(**known: Any) -> dict[str, Any]:
    counts = dict.fromkeys((outcome.value for outcome in OUTCOME_CODES), 0)
    first = {"team": known.pop("team")} if "team" in known else {}
    return first | counts | known


@each_kind
def test_without_groups_there_is_one_row(kind: Any):
    found = share(kind({"outcome": OUTCOMES}), "outcome")
    assert rows(found) == [line(met=2, late=1, open_breached=1, pending=2, excluded=1, n=4, share=0.5)]


@each_kind
def test_groups_of_two_columns_come_in_order(kind: Any):
    frame = kind({"team": ["b", "a", "b"], "year": [2, 3, 1], "outcome": ["met", "late", "met"]})
    assert [(row["team"], row["year"], row["share"]) for row in rows(share(frame, "outcome", by=["team", "year"]))] == [
        ("a", 3, 0.0),
        ("b", 1, 1.0),
        ("b", 2, 1.0),
    ]


@given(st.lists(st.sampled_from([*Outcome, None])))
def test_any_outcomes_have_the_share_of_the_one_rule(outcomes: list[Outcome | None]):
    frame = KINDS["polars"]({"group": [1, *[1] * len(outcomes)], "outcome": ["met", *outcomes]})
    found = rows(share(frame, "outcome", by=["group"]))[0]
    single = Share.of([Outcome.MET, *(one for one in outcomes if one is not None)])
    assert single.ratio is not None
    assert (found["share"], found["n"]) == (float(single.ratio), single.decided)


def test_an_absent_column_and_a_name_of_the_answer_are_refused():
    frame = KINDS["polars"]({"met": [1], "outcome": ["met"]})
    for asked in (("sla_outcome", ()), ("outcome", ["team"]), ("outcome", ["met"])):
        with pytest.raises(InvalidColumn):
            share(frame, asked[0], by=asked[1])
