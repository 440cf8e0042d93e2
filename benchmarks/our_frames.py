"""Data frames of tickets, and this library's judgement of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np

from aftersales_core.frames.assessment import Promise, Stretch, assessed
from aftersales_core.frames.dataframe import assess_sla
from aftersales_core.frames.pauses import no_pauses
from aftersales_core.instants import micros
from aftersales_core.worktime.period import Period
from benchmarks.columns import Columns
from benchmarks.ours import working_calendar
from benchmarks.questions import UNTIL
from benchmarks.tickets import our_policy

AS_OF = datetime(UNTIL.year, UNTIL.month, UNTIL.day, tzinfo=UTC)
WITHIN_HOURS = 40
MICROS = 1_000_000
Parts = dict[str, Any]


@dataclass(frozen=True)
class Job:
    """One way of asking one kind of frame; `read` gives the deadline and the working seconds of the first rows."""

    who: str
    question: str
    call: Callable[[], Any]
    read: Callable[[Any, int], list[tuple[float, int]]] | None = None


def _times(seconds: Any) -> Any:  # noqa: ANN401 - a numpy column
    return seconds.astype("datetime64[s]").astype("datetime64[us]")


def _parts(given: Columns) -> tuple[Parts, Parts]:
    """Give the columns of tickets, and of pauses: every second ticket has one of a third of its time."""
    length = given.ends - given.starts
    tickets = {
        "id": np.arange(given.rows),
        "received": _times(given.starts),
        "first_reply": _times(given.starts + length // 4),
        "resolved": _times(given.ends),
    }
    half = slice(None, None, 2)
    begun, ended = (given.starts + length // 3)[half], (given.starts + 2 * length // 3)[half]
    return tickets, {"id": tickets["id"][half], "from": _times(begun), "to": _times(ended)}


def makers() -> Iterator[tuple[str, Callable[[Parts], Any], Callable[[Any, str, int], list[Any]]]]:
    """Give each kind of frame that is installed: its name, how it is made, and how a column is read."""
    import pandas as pd  # noqa: PLC0415 - a peer may be missing
    import polars as pl  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415

    yield "pandas", pd.DataFrame, lambda frame, name, rows: frame[name].head(rows).tolist()
    yield "polars", pl.DataFrame, lambda frame, name, rows: frame[name].head(rows).to_list()
    yield "pyarrow", pa.table, lambda frame, name, rows: frame[name].slice(0, rows).to_pylist()


def jobs(given: Columns) -> Iterator[Job]:
    """Give every way of asking on every kind of frame. Naive columns are in UTC, as databases hold them."""
    calendar, policy = working_calendar(given.calendar), our_policy(given.calendar, 3)
    tickets, pauses = _parts(given)
    within = f"{WITHIN_HOURS}wh"
    yield _arrays(given)
    for who, make, column in makers():
        frame, held = make(tickets), make(pauses)
        short: Parts = {"start": "received", "stop": "resolved", "within": within, "calendar": calendar}
        common: Parts = {"as_of": AS_OF, "tz": "UTC"}

        def read(answer: Any, rows: int, column: Any = column) -> list[tuple[float, int]]:  # noqa: ANN401
            due, spent = column(answer, "sla_due_at", rows), column(answer, "sla_elapsed_s", rows)
            return [(at.timestamp(), int(worked)) for at, worked in zip(due, spent, strict=True)]

        yield Job(who, "one period", _bound(frame, None, short | common), read)
        paused = short | common | {"pauses": held, "id": "id"}
        yield Job(who, "one period, pauses for half the rows", _bound(frame, None, paused))
        yield Job(who, "policy of three metrics", _bound(frame, policy, common))


def _arrays(given: Columns) -> Job:
    """Judge the same rows as plain columns of microseconds: the kernel that every kind of frame shares."""
    promise = Promise(Period.working_hours(WITHIN_HOURS), working_calendar(given.calendar), micros(AS_OF))
    start, stop = given.starts * MICROS, given.ends * MICROS
    stretch = Stretch(start=start, stop=stop, problems=np.zeros(given.rows, np.int8), pauses=no_pauses())
    return Job("numpy", "one period, kernel alone", lambda: assessed(promise, stretch))


def _bound(frame: Any, policy: Any, options: Parts) -> Callable[[], Any]:  # noqa: ANN401 - the caller's own kinds
    return lambda: assess_sla(frame, policy, **options)
