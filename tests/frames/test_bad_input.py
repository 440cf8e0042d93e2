"""What cannot be meant is refused at once, with the column's name and what to do; and what an import needs."""

import datetime as dt
import subprocess
import sys
from typing import Any, cast

import numpy as np
import pandas as pd
import polars as pl
import pytest

from aftersales_core import frames, sla
from aftersales_core.errors import (
    InstantOutOfRange,
    InvalidColumn,
    InvalidPeriod,
    MissingExtra,
    NaiveDatetime,
    WrongType,
)
from aftersales_core.frames import assess_sla, share
from aftersales_core.frames.columns import time_column
from aftersales_core.frames.dataframe import opened
from aftersales_core.sla import presets
from aftersales_core.worktime.calendar import WorkingCalendar
from aftersales_core.worktime.holiday_table import HolidayTable
from aftersales_core.worktime.period import Period
from tests.frames.kinds import KINDS, utc

SHOP = WorkingCalendar("shop", "Asia/Shanghai", "Mon-Fri 09:00-18:00", HolidayTable.none())
NINE = utc(2024, 3, 4, 9)
TICKETS = {
    "id": [1],
    "opened": [NINE],
    "naive": [dt.datetime(2024, 3, 4, 9)],
    "text": ["2024-03-04 09:00"],
    "number": [1_709_542_800],
    "day": [dt.date(2024, 3, 4)],
}
PAUSES = {"id": [1], "from": [NINE], "to": [NINE]}
each_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
POLICY = sla.SlaPolicy(
    [presets.TIME_TO_ASSIGNMENT], [sla.SlaTarget("time_to_assignment", "1h", {"kind": "complaint"})], {"shop": SHOP}
)


def ask(kind: Any, **asked: Any) -> Any:
    asked.setdefault("as_of", utc(2024, 3, 5))
    if "pauses" in asked:
        asked["pauses"] = kind(asked["pauses"])
    return assess_sla(kind(TICKETS), asked.pop("policy", None), **asked)


COLUMN_PROBLEMS = {
    "absent": ({"start": "opend", "within": "1h"}, "'opend': there is no such column: choose one of 'id', 'opened'"),
    "naive": ({"start": "naive", "within": "1h"}, "'naive': is naive: give tz="),
    "text": ({"start": "text", "within": "1h"}, "'text': holds String, not instants: parse it first"),
    "number": ({"start": "number", "within": "1h"}, "'number': holds Int64, not instants: give a column of datetimes"),
    "absent stop": ({"start": "opened", "stop": "done", "within": "1h"}, "'done': there is no such column"),
    "date for an amount": ({"start": "day", "within": "1h"}, "'day': holds dates, but hours count from a time of day"),
    "date for a time of day": (
        {"start": "day", "within": Period.working_days(1, ends="same_time"), "calendar": SHOP},
        "'day': holds dates, but working_days count from a time of day",
    ),
    "date after an instant": (
        {"start": "opened", "stop": "day", "within": "1h"},
        "'day': holds dates, but 'opened' holds instants",
    ),
    "pauses without id": ({"start": "opened", "within": "1h", "pauses": PAUSES}, "'id': pauses need id="),
    "pauses without from": (
        {"start": "opened", "within": "1h", "pauses": {"id": [1], "to": [NINE]}, "id": "id"},
        "'from': there is no such column",
    ),
    "pauses of dates": (
        {"start": "opened", "within": "1h", "pauses": PAUSES | {"from": [dt.date(2024, 3, 4)]}, "id": "id"},
        "'from': holds dates, but a pause has a time of day",
    ),
    "pauses by another id": (
        {"start": "opened", "within": "1h", "pauses": PAUSES | {"id": ["1"]}, "id": "id"},
        "'id': holds String, but 'id' holds Int64: cast one of them",
    ),
    "a mark of dates": (
        {"policy": POLICY, "columns": {"received": "day", "assigned": "opened", "kind": "text"}},
        "'day': holds dates, but a mark is an instant",
    ),
    "an absent mark": (
        {"policy": POLICY, "columns": {"received": "opend", "assigned": "opened", "kind": "text"}},
        "'opend': there is no such column",
    ),
    "no mark that starts": (
        {"policy": POLICY, "columns": {"assigned": "opened", "kind": "text"}},
        "'received': no column holds a mark that starts 'time_to_assignment': name it in columns=",
    ),
    "no mark that stops": (
        {"policy": POLICY, "columns": {"received": "opened", "kind": "text"}},
        "'assigned': no column holds a mark that stops 'time_to_assignment'",
    ),
    "an absent fact": (
        {"policy": POLICY, "columns": {"received": "opened", "assigned": "opened"}},
        "'kind': there is no such column",
    ),
    "a fact of numbers": (
        {"policy": POLICY, "columns": {"received": "opened", "assigned": "opened", "kind": "number"}},
        "'number': holds Int64, but the fact 'kind' is text",
    ),
    "a misspelt mark": (
        {"policy": POLICY, "columns": {"recieved": "opened", "assigned": "opened", "kind": "text"}},
        "'opened': the policy reads no mark or fact 'recieved', only assigned",
    ),
}


@each_kind
@pytest.mark.parametrize("name", COLUMN_PROBLEMS)
def test_a_column_that_cannot_be_meant_is_refused(kind: Any, name: str):
    asked, problem = COLUMN_PROBLEMS[name]
    with pytest.raises(InvalidColumn) as caught:
        ask(kind, **asked)
    assert f"column {problem}" in str(caught.value)


CALL_PROBLEMS = {
    "neither form": ({}, WrongType, "assess_sla must be called with a policy, or with start= and within=, got neither"),
    "no period": ({"start": "opened"}, WrongType, "got neither"),
    "both forms": ({"policy": POLICY, "start": "opened"}, WrongType, "left out beside a policy"),
    "a calendar beside a policy": ({"policy": POLICY, "calendar": SHOP}, WrongType, "left out beside a policy"),
    "no calendar": ({"start": "opened", "within": "1wh"}, WrongType, "calendar must be a working calendar"),
    "no calendar for a roll": (
        {"start": "opened", "within": Period.days(1, roll="next_working_day"), "tz": "UTC"},
        WrongType,
        "calendar must be a working calendar for a period of days, got None",
    ),
    "no zone for days": ({"start": "opened", "within": "1d"}, WrongType, "a working calendar, or tz= a zone"),
    "no zone for midnights": (
        {"start": "opened", "within": Period.hours(1, "next_midnight")},
        WrongType,
        "a working calendar, or tz= a zone, for a period of hours",
    ),
    "a period that is none": ({"start": "opened", "within": "soon"}, InvalidPeriod, "is not a number and one of"),
    "a naive instant": (
        {"start": "opened", "within": "1h", "as_of": dt.datetime(2024, 3, 4)},
        NaiveDatetime,
        "attach the zone",
    ),
    "an instant out of range": (
        {"start": "opened", "within": "1h", "as_of": utc(1969, 3, 4)},
        InstantOutOfRange,
        "is outside the years 1970 to 9998",
    ),
}


@each_kind
@pytest.mark.parametrize("name", CALL_PROBLEMS)
def test_a_call_that_cannot_be_meant_is_refused(kind: Any, name: str):
    asked, error, problem = CALL_PROBLEMS[name]
    with pytest.raises(error) as caught:
        ask(kind, **asked)
    assert problem in str(caught.value)


@pytest.mark.parametrize("frame", [pl.DataFrame(TICKETS).lazy(), [1, 2], {"a": [1]}, pd.Series([1]), None])
def test_what_is_no_eager_frame_is_refused(frame: Any):
    expected = "must be an eager frame of pandas, polars or pyarrow"
    with pytest.raises(WrongType, match=f"df {expected}"):
        assess_sla(frame, start="opened", within="1h", as_of=NINE)
    with pytest.raises(WrongType, match=f"pauses {expected}"):
        assess_sla(
            pl.DataFrame(TICKETS),
            start="opened",
            within="1h",
            as_of=NINE,
            pauses=[] if frame is None else frame,
            id="id",
        )
    with pytest.raises(WrongType, match=f"df {expected}"):
        share(cast("Any", frame), "sla_outcome")


def test_pauses_of_another_library_are_refused():
    with pytest.raises(WrongType, match="pauses must be a frame of polars, got pandas"):
        assess_sla(pl.DataFrame(TICKETS), start="opened", within="1h", as_of=NINE, pauses=pd.DataFrame(PAUSES), id="id")


def test_ids_of_another_width_still_match():
    tickets = pl.DataFrame(TICKETS).with_columns(pl.col("id").cast(pl.Int32))
    pauses = pl.DataFrame({"id": [1], "from": [NINE], "to": [utc(2024, 3, 4, 10)]})
    asked = {"start": "opened", "within": "1h", "pauses": pauses, "id": "id"}
    found = assess_sla(tickets, as_of=utc(2024, 3, 5), **asked)
    assert found["sla_due_at"].to_list() == [utc(2024, 3, 4, 11)]
    # The pause begins at the very instant of asking, so it is known, and its end is not.
    assert assess_sla(tickets, as_of=NINE, **asked)["sla_problem"].to_list() == ["pause_never_ends"]


@pytest.mark.parametrize("values", [["2024-03-04"], [dt.date(2024, 3, 4), "soon"], [object()], [dt.time(9)]])
def test_python_objects_that_are_no_dates_are_refused(values: list[Any]):
    frame = pd.DataFrame({"when": pd.Series(values, dtype=object)})
    with pytest.raises(InvalidColumn, match=r"parse it first"):
        time_column(opened(frame, "df"), "when", None)


def test_a_naive_column_without_any_instant_needs_no_table():
    frame = pl.DataFrame({"when": [None, dt.datetime(1901, 1, 1)]}, schema={"when": pl.Datetime("us")})
    column = time_column(opened(frame, "df"), "when", "Asia/Shanghai")
    assert column.numbers.tolist()[0] == np.iinfo(np.int64).min
    assert column.numbers.tolist()[1] < 0


def test_a_missing_package_is_named_with_the_command_that_installs_it():
    with pytest.raises(MissingExtra) as caught:
        frames._require(["sys", "a_package_that_nobody_has"])
    assert str(caught.value) == ("a_package_that_nobody_has is not installed: pip install 'aftersales_core[frames]'")


def run_python(code: str) -> str:
    """Run a snippet in an interpreter of its own and give what it prints."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_importing_the_package_loads_neither_numpy_nor_narwhals():
    code = "import sys, aftersales_core.frames; print([name in sys.modules for name in ('numpy', 'narwhals')])"
    assert run_python(code) == "[False, False]"


@pytest.mark.parametrize("package", ["numpy", "narwhals"])
def test_without_a_package_the_import_says_which_extra_is_missing(package: str):
    code = (
        f"import sys; sys.modules[{package!r}] = None\n"
        "from aftersales_core.errors import MissingExtra\n"
        "try:\n    import aftersales_core.frames\n"
        "except MissingExtra as error:\n    print(error.extra, error.package)\n"
    )
    assert run_python(code) == f"frames {package}"


def test_the_engine_under_the_frames_needs_no_narwhals():
    code = "import sys, aftersales_core.frames.kernel; print('narwhals' in sys.modules)"
    assert run_python(code) == "False"


def test_public_names_are_found_and_others_are_not():
    assert dir(frames) == ["assess_sla", "decide_returns", "share"]
    assert {name: getattr(frames, name).__name__ for name in frames.__all__} == {name: name for name in frames.__all__}
    with pytest.raises(AttributeError, match="has no attribute 'asess_sla'"):
        getattr(frames, "asess_sla")  # noqa: B009 - a misspelt name on purpose
