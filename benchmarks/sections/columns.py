"""Whole columns at once: ten million spans and deadlines, against libraries that count only days."""

import statistics
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module

import numpy as np

from benchmarks.calendars import Calendar, every_calendar
from benchmarks.columns import (
    Columns,
    Peer,
    columns,
    numpy_peers,
    pandas_peers,
    polars_peers,
    truth_deadline,
    truth_elapsed,
)
from benchmarks.measure import Effort, in_turns
from benchmarks.memory import peak_of
from benchmarks.results import Row

BUDGET_NS = 15.0
MARKED = 2000
"""Rows that the oracle looks at."""
RECIPE_ROWS = 2000
"""Rows for the recipes that take a function call for each."""
TRUTHS = {"elapsed": truth_elapsed, "deadline": truth_deadline}


def _ours(given: Columns) -> list[Peer]:
    """Give our two answers, or none while the module that knows them is missing."""
    try:
        module = import_module("benchmarks.our_columns")
        return list(module.answers(given))
    except ImportError:
        return []


def _peers(given: Columns) -> list[Peer]:
    found: list[Peer] = numpy_peers(given)
    further: Sequence[Callable[[], list[Peer]]] = (
        lambda: polars_peers(given),
        lambda: pandas_peers(given, RECIPE_ROWS),
    )
    for more in further:
        try:
            found += more()
        except ImportError as missing:
            found.append(Peer(f"skipped: {missing}", lambda: None, "", "skipped"))
    return [peer for peer in found if peer.kind != "skipped"]


def _right(peer: Peer, given: Columns) -> tuple[int, int] | None:
    if not peer.exact:
        return None
    truth = TRUTHS[peer.kind](given, MARKED)
    answer = np.asarray(peer.call())[: len(truth)]
    return int(np.count_nonzero(answer == truth * peer.per_second)), len(truth)


def _failure(peer: Peer) -> str:
    """Try a peer once; an error's name, or nothing."""
    try:
        peer.call()
    except Exception as failure:  # noqa: BLE001 - say so in the table and go on
        return type(failure).__name__
    return ""


def _kind(given: Columns, kind: str, effort: Effort) -> Iterator[Row]:
    """Time ours and the peers in turns."""
    section = f"{kind}, {given.rows:,} rows: {given.calendar.title}"
    ours = [each for each in _ours(given) if each.kind == kind]
    if not ours:
        yield Row(section, kind, "aftersales_core", note="not built yet")
    everyone = list(ours)
    failed: list[Row] = []
    for peer in _peers(given):
        if peer.kind == kind:
            failure = _failure(peer)
            if failure:
                failed.append(Row(section, kind, peer.who, note=f"raises {failure}"))
            else:
                everyone.append(peer)
    times = in_turns([each.call for each in everyone], max(3, effort.rounds // 2))
    rows = [[seconds / (each.rows or given.rows) for seconds in row] for each, row in zip(everyone, times, strict=True)]
    for each, mine in zip(everyone, rows, strict=True):
        row = _row(section, each, given, statistics.median(mine))
        ratio = statistics.median(b / a for a, b in zip(rows[0], mine, strict=True))
        is_ours = each in ours
        yield replace(row, budget=BUDGET_NS if is_ours else None, ratio=None if is_ours or not ours else ratio)
    yield from failed


def _row(section: str, each: Peer, given: Columns, seconds: float) -> Row:
    right, asked = _right(each, given) or (None, None)
    notes = [f"cannot: {each.cannot}"] if each.cannot else []
    if each.rows:
        notes.append(f"{each.rows:,} rows")
    return Row(section, each.kind, each.who, seconds * 1e9, "ns/row", None, right, asked, note="; ".join(notes))


def _calendar(calendar: Calendar, effort: Effort) -> Iterator[Row]:
    given = columns(calendar, effort.rows)
    for kind in TRUTHS:
        yield from _kind(given, kind, effort)


def measure(effort: Effort) -> Iterator[Row]:
    """Ask on the plainest calendar, then on the others."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for calendar in every_calendar():
            yield from _calendar(calendar, effort)
    yield from _memory(effort)


def _memory(effort: Effort) -> Iterator[Row]:
    try:
        names = list(import_module("benchmarks.our_columns").works(10))
    except ImportError:
        return
    for name in names:
        peak = peak_of(name, effort.rows)
        title = f"peak memory, answer included, {effort.rows:,} rows"
        yield Row(title, name, "aftersales_core", None if peak is None else peak / effort.rows, "bytes/row")
