"""The policy form: every metric of every row is what `sla.assess` says of the ticket alone."""

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core import sla
from aftersales_core.errors import MissingCalendar
from aftersales_core.frames import assess_sla
from aftersales_core.frames.marks_fold import folded, mark_names
from aftersales_core.frames.ranks import NAT
from aftersales_core.instants import from_micros
from aftersales_core.sla import presets
from aftersales_core.worktime.pauses import NEVER, pause_edges
from aftersales_core.worktime.period import Period
from tests.frames.columns_of_starts import CALENDARS, DAY, HOUR, SECOND, at, instants, microseconds, spans_for
from tests.frames.kinds import KINDS, rows, stamps, utc

ANSWERS = ("due_at", "outcome", "elapsed_s", "over_s", "provisional", "problem")
OFFICE, NIGHTS = CALENDARS["holidays and make-up days"], CALENDARS["nights with clock changes"]
METRICS = (
    presets.FIRST_RESPONSE,
    presets.RESOLUTION,
    presets.NEXT_RESPONSE,
    presets.PERIODIC_UPDATE,
    presets.TIME_TO_ASSIGNMENT,
    sla.SlaMetric("again", starts=("received",), stops=("resolved",), on_reopen="restart", cancels=()),
)
POLICY = sla.SlaPolicy(
    METRICS,
    [
        sla.SlaTarget("first_response", "30wmin", {"priority": ["high", "urgent"]}, "office"),
        sla.SlaTarget("first_response", "2wh", {"priority": "normal", "kind": "complaint"}, "night"),
        sla.SlaTarget("resolution", "2wd", {"kind": "complaint"}, "office"),
        sla.SlaTarget("resolution", Period.hours(48, inclusive=False), calendar="office"),
        sla.SlaTarget("next_response", Period.minutes(90), calendar="office"),
        sla.SlaTarget("periodic_update", "1d", calendar="night"),
        sla.SlaTarget("again", Period.working_days(1, ends="same_time"), calendar="office"),
    ],
    {"office": OFFICE, "night": NIGHTS},
)
NAMES = mark_names(METRICS)


def told(frame: Any, metric: str, row: int) -> tuple[Any, ...]:
    """The answers of one metric in one row."""
    found = rows(frame[row : row + 1])[0]
    return tuple(found[f"{metric}_{answer}"] for answer in ANSWERS)


def expected(status: sla.SlaStatus) -> tuple[Any, ...]:
    """The same of a single status."""
    over = None
    if status.outcome in ("late", "open_breached"):
        over = -(microseconds(status.remaining) // SECOND)
    is_paused = status.due_at is None and status.started_at is not None and status.outcome in ("pending", "met")
    return (
        status.due_at,
        str(status.outcome),
        microseconds(status.elapsed) // SECOND,
        over,
        status.provisional,
        "pause_never_ends" if is_paused else None,
    )


def is_reversed(metric_id: str, marks: dict[str, np.ndarray], row: int) -> bool:
    """Every stop of a clock that does not re-arm is before every start: the columns are mixed up."""
    metric = next(one for one in METRICS if one.id == metric_id)
    starts = [marks[name][row] for name in metric.starts if name in marks and marks[name][row] != NAT]
    stops = [marks[name][row] for name in metric.stops if name in marks and marks[name][row] != NAT]
    return not metric.rearms and bool(starts) and bool(stops) and max(stops) < min(starts)


def tickets(seed: int, count: int) -> tuple[dict[str, np.ndarray], dict[str, list[str | None]]]:
    """Marks and facts of random tickets; every mark is missing now and then, and some come at one instant."""
    rng = np.random.default_rng(seed)
    opened = instants(rng, count)
    marks = {}
    for name in NAMES:
        at_us = opened + rng.integers(-HOUR, 6 * DAY, count) // (15 * 60 * SECOND) * (15 * 60 * SECOND)
        marks[name] = np.where(rng.random(count) < (0.05 if name == "received" else 0.45), NAT, at_us)
    kinds = rng.choice(["none", "complaint", "enquiry"], count).tolist()
    facts = {
        "priority": rng.choice(["low", "normal", "high", "urgent"], count).tolist(),
        "kind": [None if one == "none" else one for one in kinds],
    }
    return marks, facts


def marks_of(marks: dict[str, np.ndarray], row: int) -> list[sla.Mark]:
    """One ticket's marks in the order in which the columns count."""
    return [sla.Mark(at(marks[name][row]), name) for name in NAMES if marks[name][row] != NAT]


@pytest.mark.parametrize("seed", range(4))
def test_every_metric_of_every_row_is_what_a_single_ticket_is_told(seed: int):
    marks, facts = tickets(seed, 200)
    as_of = int(np.median(marks["received"])) + 40 * DAY
    data = {name: stamps(column) for name, column in marks.items()}
    found = rows(assess_sla(pd.DataFrame(data | facts), POLICY, as_of=at(as_of)))
    for row, line in enumerate(found):
        known = {name: value for name, values in facts.items() if (value := values[row]) is not None}
        single = sla.assess(POLICY, known, sla.sorted_marks(marks_of(marks, row)), now=at(as_of))
        for metric, status in single.items():
            answers = tuple(line[f"{metric}_{answer}"] for answer in ANSWERS)
            if is_reversed(metric, marks, row):
                is_provisional = None if status.due_at is None else status.provisional
                assert answers == (status.due_at, None, None, None, is_provisional, "stop_before_start"), (
                    row,
                    metric,
                )
            else:
                assert answers == expected(status), (row, metric)


def test_pauses_of_a_frame_are_pause_and_resume_marks_of_the_metrics_that_pause():
    rng = np.random.default_rng(9)
    opened = instants(rng, 150)
    resolved = np.where(rng.random(150) < 0.3, NAT, opened + rng.integers(0, 9 * DAY, 150))
    reopened = np.where((rng.random(150) < 0.5) | (resolved == NAT), NAT, resolved + DAY)
    pauses = spans_for(rng, opened, 150)
    as_of = int(np.median(opened)) + 30 * DAY
    marks = {"received": opened, "resolved": resolved, "reopened": reopened, "first_reply": resolved}
    spans = pd.DataFrame({"id": pauses.rows})
    for name, column in (("from", pauses.starts), ("to", np.where(pauses.ends >= NEVER, NAT, pauses.ends))):
        spans[name] = stamps(column)
    policy = sla.SlaPolicy(
        METRICS[:2],
        [sla.SlaTarget("first_response", "8wh"), sla.SlaTarget("resolution", "16wh")],
        {"shop": OFFICE},
    )
    frame = pd.DataFrame({"id": range(150)} | {name: stamps(column) for name, column in marks.items()})
    found = rows(assess_sla(frame, policy, as_of=at(as_of), pauses=spans, id="id"))
    for row, line in enumerate(found):
        given = [sla.Mark(at(column[row]), name) for name, column in marks.items() if column[row] != NAT]
        held = [sla.Mark(span.start, "pause") for span in pauses.spans(row)]
        held += [sla.Mark(span.end, "resume") for span in pauses.spans(row) if span.end is not None]
        ended = resolved[row] != NAT and reopened[row] != NAT
        if ended and any(span.end is None or span.end > at(resolved[row]) for span in pauses.spans(row)):
            # A pause that a stop has ended does not go on after a reopening for marks, which a span cannot say.
            continue
        single = sla.assess(policy, {}, sla.sorted_marks(held + given), now=at(as_of))
        for metric, status in single.items():
            answers = tuple(line[f"{metric}_{answer}"] for answer in ANSWERS)
            if is_reversed(metric, marks, row):
                is_provisional = None if status.due_at is None else status.provisional
                assert answers == (status.due_at, None, None, None, is_provisional, "stop_before_start"), (
                    row,
                    metric,
                )
            else:
                assert answers == expected(status), (row, metric)


Life = list[tuple[str, int]]
steps = st.tuples(st.sampled_from(NAMES), st.integers(1, 12))
lives_of_tickets = st.lists(
    st.lists(steps, max_size=len(NAMES), unique_by=lambda step: step[0]), min_size=1, max_size=6
)


@given(lives_of_tickets, st.sampled_from(METRICS), st.integers(1, 13))
def test_columns_of_marks_fold_like_single_clocks(lives: list[Life], metric: sla.SlaMetric, as_of: int):
    table = [(name, np.array([dict(life).get(name, NAT) for life in lives])) for name in NAMES]
    cycles = folded(metric, table, as_of)
    for row, life in enumerate(lives):
        told_marks = [sla.Mark(from_micros(dict(life)[name]), name) for name in NAMES if name in dict(life)]
        clock = sla.fold(metric, [mark for mark in sla.sorted_marks(told_marks) if mark.at <= from_micros(as_of)])
        last = clock.cycles[-1] if clock.cycles else None
        start, ended = (None if us == NAT else at(us) for us in (cycles.start[row], cycles.ended[row]))
        assert (start, ended) == ((None, None) if last is None else (last.started_at, last.ended_at))
        assert bool(cycles.is_cancelled[row]) == (last is not None and last.cancelled_at is not None)
        assert pause_edges(cycles.pauses.spans(row)) == ([] if last is None else pause_edges(last.pauses))


def test_marks_of_one_instant_count_in_the_order_of_a_ticket():
    assert mark_names([presets.RESOLUTION, presets.TIME_TO_ASSIGNMENT]) == (
        "received",
        "pause",
        "resume",
        "resolved",
        "assigned",
        "reopened",
        "cancelled",
    )


HIGH = sla.SlaPolicy(
    [presets.FIRST_RESPONSE, presets.RESOLUTION],
    [
        sla.SlaTarget("first_response", "30min", {"priority": "high"}),
        sla.SlaTarget("first_response", "2h", {"priority": ["normal", "low"]}),
        sla.SlaTarget("resolution", "24h", calendar="night"),
    ],
    {"shop": OFFICE, "night": NIGHTS},
)
TICKETS = {
    "opened_at": [utc(2024, 3, 4, 9), utc(2024, 3, 4, 9), utc(2024, 3, 4, 9), None],
    "replied_at": [utc(2024, 3, 4, 9, 31), utc(2024, 3, 4, 9, 31), None, utc(2024, 3, 4, 9)],
    "resolved": [utc(2024, 3, 5, 9), utc(2024, 3, 5, 9, 0, 1), utc(2024, 3, 4, 10), utc(2024, 3, 4, 10)],
    "cancelled": [None, None, utc(2024, 3, 4, 9, 30), None],
    "prio": ["high", "low", "high", None],
}
COLUMNS = {"received": "opened_at", "first_reply": "replied_at", "priority": "prio"}
BY_HAND = {
    "first_response": [
        (utc(2024, 3, 4, 9, 30), "late", 1860, 60, False, None),
        (utc(2024, 3, 4, 11), "met", 1860, None, False, None),
        (utc(2024, 3, 4, 9, 30), "excluded", 1800, None, False, None),
        (None, "no_target", 0, None, False, None),
    ],
    "resolution": [
        (utc(2024, 3, 5, 9), "met", 86400, None, False, None),
        (utc(2024, 3, 5, 9), "late", 86401, 1, False, None),
        (utc(2024, 3, 5, 9), "excluded", 1800, None, False, None),
        (None, "pending", 0, None, False, None),
    ],
}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_two_metrics_reckoned_by_hand(kind: Any):
    frame = kind(TICKETS)
    found = assess_sla(frame, HIGH, as_of=utc(2024, 3, 6), columns=COLUMNS)
    assert type(found) is type(frame)
    for metric, answers in BY_HAND.items():
        assert [tuple(row[f"{metric}_{answer}"] for answer in ANSWERS) for row in rows(found)] == answers
    offsets = {row["resolution_due_at"].utcoffset() for row in rows(found)[:3]}
    assert offsets == {dt.timedelta(hours=-5)}
    long = rows(assess_sla(frame, HIGH, as_of=utc(2024, 3, 6), columns=COLUMNS, long=True))
    assert [(row["metric"], *(row[answer] for answer in ANSWERS)) for row in long] == [
        (metric, *answer) for metric, answers in BY_HAND.items() for answer in answers
    ]
    # Metrics of several zones share a column, which is then in UTC.
    assert long[0]["due_at"].utcoffset() == dt.timedelta(0)


def test_a_mark_out_of_range_spoils_its_own_row_only():
    frame = pl.DataFrame(TICKETS).with_columns(resolved=pl.Series([utc(1901, 1, 1), *TICKETS["resolved"][1:]]))
    found = rows(assess_sla(frame, HIGH, as_of=utc(2024, 3, 6), columns=COLUMNS))
    for metric, answers in BY_HAND.items():
        lines = [tuple(row[f"{metric}_{answer}"] for answer in ANSWERS) for row in found]
        assert lines == [(None, None, None, None, None, "instant_out_of_range"), *answers[1:]]


def test_facts_of_categories_and_facts_that_nobody_knows():
    categories = pd.DataFrame(TICKETS).astype({"prio": "category"})
    found = rows(assess_sla(categories, HIGH, as_of=utc(2024, 3, 6), columns=COLUMNS))
    assert [row["first_response_outcome"] for row in found] == ["late", "met", "excluded", "no_target"]
    unknown = pa.table(TICKETS | {"prio": pa.nulls(4)})
    found = rows(assess_sla(unknown, HIGH, as_of=utc(2024, 3, 6), columns=COLUMNS))
    assert {row["first_response_outcome"] for row in found} == {"no_target", "excluded"} - {"excluded"} | {
        "excluded" if row["cancelled"] else "no_target" for row in found
    }


def test_targets_in_several_zones_are_shown_in_utc():
    policy = sla.SlaPolicy(
        [presets.RESOLUTION],
        [sla.SlaTarget("resolution", "1h", {"prio": "high"}), sla.SlaTarget("resolution", "2h", calendar="night")],
        {"shop": OFFICE, "night": NIGHTS},
    )
    found = rows(assess_sla(pl.DataFrame(TICKETS), policy, as_of=utc(2024, 3, 6), columns={"received": "opened_at"}))
    assert [row["resolution_due_at"] and row["resolution_due_at"].hour for row in found] == [10, 11, 10, None]


def test_a_calendar_that_the_policy_does_not_bind_is_missing():
    loose = sla.SlaPolicy([presets.RESOLUTION], [sla.SlaTarget("resolution", "1h")])
    with pytest.raises(MissingCalendar):
        assess_sla(pl.DataFrame(TICKETS), loose, as_of=utc(2024, 3, 6), columns={"received": "opened_at"})
