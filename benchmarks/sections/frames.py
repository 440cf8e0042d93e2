"""`assess_sla` on data frames: deadline, outcome, elapsed time and overrun of every row."""

import statistics
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from benchmarks.calendars import shop
from benchmarks.columns import Columns, columns
from benchmarks.machine import release
from benchmarks.measure import Effort, in_turns
from benchmarks.oracle import open_ticks
from benchmarks.progress import progress
from benchmarks.results import Row

MARKED = 2000
KERNEL_BUDGET_NS = 100.0
"""Ten million records a second on one processor."""


def _right(job: Any, given: Columns) -> tuple[int, int] | None:  # noqa: ANN401 - its module may not be there
    """Count the first rows of which deadline and elapsed time are the oracle's."""
    if job.read is None:
        return None
    oracle, hours = open_ticks(given.calendar), import_module("benchmarks.our_frames").WITHIN_HOURS
    spans = zip(given.starts[:MARKED].tolist(), given.ends[:MARKED].tolist(), strict=True)
    truth = [(oracle.add(start, hours * 3600), oracle.elapsed(start, end)) for start, end in spans]
    answers = job.read(job.call(), MARKED)
    return sum(a == b for a, b in zip(answers, truth, strict=True)), len(truth)


def measure(effort: Effort) -> Iterator[Row]:
    """Time every job in turns; nobody else judges frames, so there is no ratio."""
    our_frames = import_module("benchmarks.our_frames")
    given = columns(shop(), effort.frame_rows)
    title = f"assess_sla, {given.rows:,} rows: {given.calendar.title}"
    jobs = list(our_frames.jobs(given))
    rounds = max(3, effort.rounds // 2)
    for job in progress(jobs, "frames"):
        seconds = statistics.median(in_turns([job.call], rounds)[0]) / given.rows
        right, asked = _right(job, given) or (None, None)
        who = f"{job.who} {release(job.who)}"
        note = f"{1 / seconds / 1e6:.1f} million rows a second"
        budget = KERNEL_BUDGET_NS if job.who == "numpy" else None
        yield Row(title, job.question, who, seconds * 1e9, "ns/row", None, right, asked, budget, note=note)
