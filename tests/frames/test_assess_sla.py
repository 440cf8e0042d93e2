"""The short form on every kind of frame: hand-made tables, and equal to `sla.assess` row by row."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from aftersales_core import sla
from aftersales_core.frames import assess_sla
from aftersales_core.frames.assessment import outcome_numbers
from aftersales_core.frames.ranks import NAT
from aftersales_core.instants import zone
from aftersales_core.outcomes import OUTCOME_CODES, decide_micros
from aftersales_core.worktime.calendar import WorkingCalendar
from aftersales_core.worktime.holiday_table import HolidayTable
from aftersales_core.worktime.pauses import NEVER
from aftersales_core.worktime.period import Period
from tests.frames.columns_of_starts import CALENDARS, DAY, SECOND, at, instants, microseconds, spans_for
from tests.frames.kinds import KINDS, column, rows, stamps, utc

ANSWERS = ("due_at", "outcome", "elapsed_s", "over_s", "provisional", "problem")
SHOP = WorkingCalendar("shop", "Asia/Shanghai", "Mon-Fri 09:00-12:00 13:30-18:00", HolidayTable.none())
CHINA = zone("Asia/Shanghai")

each_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
Kind = Callable[[Mapping[str, Any]], Any]


def local(day: int, hour: int, minute: int = 0, second: int = 0) -> dt.datetime:
    """A time in March 2024 in Shanghai; the 4th is a Monday."""
    return dt.datetime(2024, 3, day, hour, minute, second, tzinfo=CHINA)


def answers(frame: Any, prefix: str = "sla") -> list[tuple[Any, ...]]:
    """The answers of each row, instants as the wall clock's text."""
    return [tuple(row[f"{prefix}_{name}"] for name in ANSWERS) for row in rows(frame)]


TICKETS = {
    "no": ["in time", "late", "open", "breached", "not begun", "over lunch"],
    "opened": [local(4, 9), local(4, 17), local(8, 17), local(7, 9), None, local(5, 11, 30)],
    "done": [local(4, 10, 59, 59), local(5, 10, 0, 1), None, None, None, local(5, 14)],
}


@each_kind
def test_two_working_hours_reckoned_by_hand(kind: Kind):
    as_of = local(8, 17, 30)
    found = assess_sla(kind(TICKETS), start="opened", stop="done", within="2wh", calendar=SHOP, as_of=as_of)
    assert type(found) is type(kind(TICKETS))
    assert answers(found) == [
        (local(4, 11), "met", 7199, None, False, None),
        # An hour on Monday and one on Tuesday morning; done a second after.
        (local(5, 10), "late", 7201, 1, False, None),
        (local(11, 10), "pending", 1800, None, False, None),
        # Due on Thursday at 11:00; five and a half hours of Thursday and eight of Friday have gone since.
        (local(7, 11), "open_breached", (7 * 3600 + 1800) + 7 * 3600, 5 * 3600 + 1800 + 7 * 3600, False, None),
        (None, None, None, None, None, None),
        # Half an hour before lunch and half an hour after it.
        (local(5, 15), "met", 3600, None, False, None),
    ]


@each_kind
def test_the_deadline_is_on_the_wall_clock_of_the_calendar(kind: Kind):
    found = assess_sla(kind(TICKETS), start="opened", within="2wh", calendar=SHOP, as_of=local(8, 17))
    assert [due and (due.hour, due.utcoffset()) for due in column(found, "sla_due_at")][:2] == [
        (11, dt.timedelta(hours=8)),
        (10, dt.timedelta(hours=8)),
    ]


@each_kind
@pytest.mark.parametrize(("inclusive", "outcome"), [(True, "met"), (False, "late")])
def test_done_at_the_very_instant(kind: Kind, inclusive: bool, outcome: str):
    frame = kind({"opened": [utc(2024, 3, 4, 9)], "done": [utc(2024, 3, 4, 9, 3)]})
    within = Period.minutes(3, inclusive=inclusive)
    found = assess_sla(frame, start="opened", stop="done", within=within, as_of=utc(2024, 3, 5))
    over = None if inclusive else 0
    assert answers(found) == [(utc(2024, 3, 4, 9, 3), outcome, 180, over, False, None)]


@each_kind
def test_dates_without_a_time_of_day(kind: Kind):
    monday, friday, saturday = (dt.date(2024, 3, day) for day in (4, 8, 9))
    frame = kind({"opened": [monday, monday, monday, None], "done": [friday, saturday, None, saturday]})
    found = assess_sla(frame, start="opened", stop="done", within="4wd", calendar=SHOP, as_of=local(9, 0))
    # Four working days from Monday end with Friday, and Friday's own midnight is too late already.
    week = 5 * (3 * 3600 + 4 * 3600 + 1800)
    assert answers(found) == [
        (local(9, 0), "met", week // 5 * 4, None, False, None),
        (local(9, 0), "late", week, 0, False, None),
        (local(9, 0), "open_breached", week, 0, False, None),
        (None, None, None, None, None, None),
    ]
    in_zone = assess_sla(frame, start="opened", within="4d", tz="Asia/Shanghai", as_of=local(9, 0))
    assert column(in_zone, "sla_due_at")[0] == local(9, 0)


@each_kind
def test_naive_columns_are_read_on_the_wall_clock_of_a_zone(kind: Kind):
    # New York skips 02:30 on 2024-03-10, and shows 01:30 twice on 2024-11-03, at 05:30 and 06:30 UTC.
    frame = kind({"opened": [dt.datetime(2024, 3, 10, 2, 30), dt.datetime(2024, 11, 3, 1, 30), None]})
    found = assess_sla(frame, start="opened", within="1h", tz="America/New_York", as_of=utc(2024, 12, 1))
    assert column(found, "sla_due_at") == [utc(2024, 3, 10, 8), utc(2024, 11, 3, 6, 30), None]
    assert column(found, "sla_due_at")[0].utcoffset() == dt.timedelta(hours=-4)


@each_kind
def test_a_column_of_another_zone_without_a_calendar_keeps_its_zone(kind: Kind):
    frame = kind(TICKETS)
    shown = column(assess_sla(frame, start="opened", within="1h", as_of=local(9, 0)), "sla_due_at")[0]
    if frame.__class__ is pl.DataFrame and pl.__version__.startswith("1."):
        # Older releases of polars read aware datetimes into UTC.
        assert shown == local(4, 10)
    else:
        assert (shown, shown.utcoffset()) == (local(4, 10), dt.timedelta(hours=8))


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_columns_of_every_unit(unit: str):
    values = np.array(["2024-03-04T01:00:00", "NaT", "2024-03-04T09:00:00"], f"M8[{unit}]")
    frames = [
        pd.DataFrame({"opened": stamps(values)}),
        pa.table({"opened": pa.array(values, pa.timestamp(unit, "UTC"))}),
    ]
    if unit != "s":
        frames.append(pl.DataFrame({"opened": pl.Series(values).dt.replace_time_zone("UTC")}))
    for frame in frames:
        found = assess_sla(frame, start="opened", within="2wh", calendar=SHOP, as_of=local(9, 0))
        assert column(found, "sla_due_at") == [local(4, 11), None, local(5, 10)]


@each_kind
def test_pauses_of_a_frame(kind: Kind):
    frame = kind({"ticket": ["a", "b", "c", None, "a"], "opened": [local(4, 9)] * 5, "done": [local(4, 13)] * 5})
    pauses = kind(
        {
            "ticket": ["a", "a", "b", "z", "c", None, "c"],
            "from": [local(4, *time) for time in ((9, 30), (9, 45), (9, 30), (9, 0), (10, 0), (9, 0), (11, 0))],
            "to": [
                local(4, 10),
                local(4, 10, 15),
                None,
                *(local(4, *time) for time in ((10,), (10,), (10,), (11, 30))),
            ],
        }
    )
    found = assess_sla(
        frame,
        start="opened",
        stop="done",
        within="2h",
        as_of=local(9, 0),
        pauses=pauses,
        id="ticket",
        columns={"pause_id": "ticket"},
        tz="Asia/Shanghai",
    )
    # Of a, 09:30 to 10:15; b pauses from 09:30 until it is done, which moves its deadline by three hours and a half;
    # c has an empty pause and one that begins when all is used up; the ticket without an id has no pause.
    assert answers(found) == [
        (local(4, 11, 45), "late", 3 * 3600 + 900, 4500, False, None),
        (local(4, 14, 30), "met", 1800, None, False, None),
        (local(4, 11), "late", 3 * 3600 + 1800, 5400, False, None),
        (local(4, 11), "late", 4 * 3600, 7200, False, None),
        (local(4, 11, 45), "late", 3 * 3600 + 900, 4500, False, None),
    ]


@each_kind
def test_an_instant_inside_a_pause_does_not_know_its_end_yet(kind: Kind):
    frame = kind({"id": [1, 2], "opened": [local(4, 9)] * 2, "done": [None, local(4, 9, 50)]})
    pauses = kind({"id": [1, 2, 1], "from": [local(4, 10)] * 2 + [local(4, 12)], "to": [local(4, 11)] * 2 + [None]})

    def as_of(*time: int) -> list[tuple[Any, ...]]:
        return answers(
            assess_sla(frame, start="opened", stop="done", within="2h", as_of=local(4, *time), pauses=pauses, id="id")
        )

    done = (local(4, 11), "met", 3000, None, False, None)
    assert as_of(9, 55) == [(local(4, 11), "pending", 3300, None, False, None), done]
    assert as_of(10, 30) == [(None, "pending", 3600, None, False, "pause_never_ends"), done]
    assert as_of(11, 30) == [(local(4, 12), "pending", 5400, None, False, None), done]
    # The deadline and the next pause come together at noon: what is used up stays used up.
    assert as_of(12, 1) == [(local(4, 12), "open_breached", 7200, 0, False, None), done]


@each_kind
def test_a_period_that_nothing_pauses_takes_no_notice_of_pauses(kind: Kind):
    frame = kind({"id": [1], "opened": [local(4, 9)]})
    pauses = kind({"id": [1], "from": [local(4, 9)], "to": [local(4, 18)]})
    within = Period.hours(2, pausable=False)
    found = assess_sla(frame, start="opened", within=within, as_of=local(4, 12), pauses=pauses, id="id")
    assert answers(found) == [(local(4, 11), "open_breached", 3 * 3600, 3600, False, None)]


@each_kind
def test_what_is_wrong_with_a_row_costs_no_other_row_anything(kind: Kind):
    far = utc(1901, 6, 1)
    nine, ten, due = (local(4, hour).astimezone(dt.UTC) for hour in (9, 10, 11))
    frame = kind(
        {
            "id": list("abcdefgh"),
            "opened": [nine, far, nine, nine, local(9, 9).astimezone(dt.UTC), nine, nine, nine],
            "done": [ten, ten, far, local(4, 8).astimezone(dt.UTC), None, ten, ten, ten],
        }
    )
    pauses = kind({"id": list("fgh"), "from": [ten, None, far], "to": [nine, ten, ten]})
    found = assess_sla(
        frame, start="opened", stop="done", within="2wh", calendar=SHOP, as_of=local(8, 18), pauses=pauses, id="id"
    )
    assert answers(found) == [
        (due, "met", 3600, None, False, None),
        (None, None, None, None, None, "instant_out_of_range"),
        (due, None, None, None, False, "instant_out_of_range"),
        (due, None, None, None, False, "stop_before_start"),
        (local(11, 11), None, None, None, False, "start_after_as_of"),
        (None, None, None, None, None, "invalid_span"),
        (None, None, None, None, None, "invalid_span"),
        (None, None, None, None, None, "instant_out_of_range"),
    ]


@each_kind
@pytest.mark.parametrize("beyond", ["provisional", "raise"])
def test_past_the_known_years(kind: Kind, beyond: Any):
    one_year = HolidayTable.of([dt.date(2024, 12, 30)], first_year=2024, last_year=2024)
    shop = WorkingCalendar("shop", "Asia/Shanghai", "Mon-Fri 09:00-17:00", one_year)
    opened = [dt.datetime(2024, 12, 31, 16, tzinfo=CHINA), dt.datetime(2024, 12, 27, 16, tzinfo=CHINA)]
    frame = kind({"opened": opened, "done": [opened[0] + dt.timedelta(minutes=1)] * 2})
    found = assess_sla(
        frame,
        start="opened",
        stop="done",
        within="2wh",
        calendar=shop,
        as_of=opened[0] + dt.timedelta(1),
        beyond_horizon=beyond,
    )
    later = dt.datetime(2025, 1, 1, 10, tzinfo=CHINA)
    expected = {
        "provisional": (later, "met", 60, None, True, None),
        "raise": (None, None, None, None, None, "horizon_exceeded"),
    }[beyond]
    known = dt.datetime(2024, 12, 31, 10, tzinfo=CHINA)
    assert answers(found) == [expected, (known, "late", 8 * 3600 + 60, 6 * 3600 + 60, False, None)]


@each_kind
def test_an_empty_frame_has_empty_answers(kind: Kind):
    empty = kind({"opened": [local(4, 9)], "done": [local(4, 9)]})[:0]
    for long in (False, True):
        found = assess_sla(
            empty, start="opened", stop="done", within="2wh", calendar=SHOP, as_of=local(4, 9), long=long
        )
        assert rows(found) == []


@each_kind
def test_a_column_in_which_nothing_is_done_yet(kind: Kind):
    frame = kind({"opened": [local(4, 9)], "done": [None]})
    found = assess_sla(frame, start="opened", stop="done", within="2wh", calendar=SHOP, as_of=local(4, 10))
    assert column(found, "sla_outcome") == ["pending"]


@each_kind
def test_the_long_form_has_a_row_for_each_metric(kind: Kind):
    found = assess_sla(
        kind(TICKETS),
        start="opened",
        stop="done",
        within="2wh",
        calendar=SHOP,
        as_of=local(8, 18),
        long=True,
        name="reply",
    )
    assert rows(found, "no", "metric", "outcome")[0] == {"no": "in time", "metric": "reply", "outcome": "met"}
    assert len(rows(found)) == 6


def test_the_index_of_a_frame_is_kept_however_odd():
    frame = pd.DataFrame(TICKETS, index=[7, 7, -1, 0, 3, 3])
    found = assess_sla(frame, start="opened", stop="done", within="2wh", calendar=SHOP, as_of=local(8, 18))
    assert found.index.tolist() == [7, 7, -1, 0, 3, 3]
    assert found["no"].tolist() == TICKETS["no"]
    assert column(found, "sla_outcome") == ["met", "late", "pending", "open_breached", None, "met"]
    assert {name: str(found[f"sla_{name}"].dtype) for name in ("elapsed_s", "over_s", "provisional")} == {
        "elapsed_s": "Int64",
        "over_s": "Int64",
        "provisional": "boolean",
    }


def test_the_frame_that_was_given_is_not_changed():
    frame = pd.DataFrame(TICKETS)
    assess_sla(frame, start="opened", stop="done", within="2wh", calendar=SHOP, as_of=local(8, 18))
    assert frame.columns.tolist() == list(TICKETS)


@pytest.mark.parametrize("inclusive", [True, False])
def test_outcomes_of_columns_are_decided_by_the_one_rule(inclusive: bool):
    moments = [None, 5, 6, 7]
    cases = [(due, done) for due in moments for done in moments]
    due, done = (np.array([NAT if one is None else one for one in side]) for side in zip(*cases, strict=True))
    for as_of in (4, 5, 6, 7, 8):
        found = outcome_numbers(due, done, as_of, inclusive=inclusive)
        single = [decide_micros(*case, as_of, inclusive) for case in cases]
        assert [OUTCOME_CODES[number] for number in found.tolist()] == single


PERIODS = ("30min", "24h", "8wh", "2wd", "5d", "1mo")


@pytest.mark.parametrize("name", ["holidays and make-up days", "nights with clock changes", "a date that never was"])
@pytest.mark.parametrize("within", PERIODS)
def test_every_row_is_what_a_single_ticket_would_be_told(name: str, within: str):
    rng = np.random.default_rng(PERIODS.index(within))
    opened = instants(rng, 300)
    done = np.where(rng.random(opened.size) < 0.3, NAT, opened + rng.integers(0, 14 * DAY, opened.size))
    as_of = int(np.median(opened)) + 30 * DAY
    pauses = spans_for(rng, opened, 200)
    frame = pd.DataFrame({"id": range(opened.size), "opened": stamps(opened), "done": stamps(done)})
    ends = np.where(pauses.ends >= NEVER, NAT, pauses.ends)
    spans = pd.DataFrame({"id": pauses.rows, "from": stamps(pauses.starts), "to": stamps(ends)})
    cal = CALENDARS[name]
    found = assess_sla(
        frame, start="opened", stop="done", within=within, calendar=cal, as_of=at(as_of), pauses=spans, id="id"
    )
    metric = sla.SlaMetric("m", starts=("start",), stops=("stop",))
    policy = sla.SlaPolicy([metric], [sla.SlaTarget("m", within)], {"shop": cal})
    for row, told in enumerate(answers(found)):
        if opened[row] > as_of:
            assert told[1:4] + told[5:] == (None, None, None, "start_after_as_of")
            continue
        marks = [sla.Mark(at(opened[row]), "start")]
        for span in pauses.spans(row):
            marks += [sla.Mark(span.start, "pause")] + ([] if span.end is None else [sla.Mark(span.end, "resume")])
        marks += [] if done[row] == NAT else [sla.Mark(at(done[row]), "stop")]
        status = sla.assess(policy, {}, sla.sorted_marks(marks), now=at(as_of))["m"]
        assert told == (*status_answers(status), "pause_never_ends" if status.due_at is None else None)


def status_answers(status: sla.SlaStatus) -> tuple[Any, ...]:
    """What the frame says of a single status, up to the problem."""
    over = None
    if status.outcome in ("late", "open_breached"):
        over = -(microseconds(status.remaining) // SECOND)
    return status.due_at, str(status.outcome), microseconds(status.elapsed) // SECOND, over, status.provisional
