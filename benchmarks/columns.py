"""Long columns of spans and amounts, and what the peers make of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from benchmarks.calendars import Calendar
from benchmarks.machine import release
from benchmarks.oracle import TICK, open_ticks
from benchmarks.peers.numpy_days import busday_calendar
from benchmarks.questions import FROM, UNTIL, Add, Elapsed
from benchmarks.task import library

Ints = npt.NDArray[np.int64]
DAY = 86400


@dataclass(frozen=True)
class Columns:
    """POSIX seconds of starts and ends, up to about three weeks apart, and seconds of working time to add."""

    calendar: Calendar
    starts: Ints
    ends: Ints
    amounts: Ints

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.starts)


def columns(calendar: Calendar, rows: int) -> Columns:
    """Draw starts all over the years, in no order, which is the hardest case for every table look-up."""
    rng = np.random.default_rng(20061)
    first, last = int(FROM.timestamp()), int(UNTIL.timestamp()) - 60 * DAY
    starts = rng.integers(first, last, rows, dtype=np.int64)
    ends = starts + rng.integers(0, 21 * DAY, rows, dtype=np.int64)
    amounts = rng.integers(1, 41, rows, dtype=np.int64) * 3600
    return Columns(calendar, starts, ends, amounts)


def wall_clock(seconds: Ints, tz: str) -> Ints:
    """Turn POSIX seconds into seconds of the local wall clock, which is what the peers are given."""
    zone = ZoneInfo(tz)
    first = int(seconds.min()) // TICK
    ticks = range(first, int(seconds.max()) // TICK + 1)
    offsets = np.fromiter((_offset(tick * TICK, zone) for tick in ticks), np.int64, len(ticks))
    return seconds + offsets[seconds // TICK - first]


def _offset(second: int, zone: ZoneInfo) -> int:
    shift = datetime.fromtimestamp(second, zone).utcoffset()
    return 0 if shift is None else int(shift.total_seconds())


@dataclass(frozen=True)
class Peer:
    """A peer's answer for whole columns, prepared so that only `call` is timed."""

    who: str
    call: Callable[[], object]
    cannot: str
    kind: str
    """`elapsed` or `deadline`."""
    exact: bool = False
    """Whether the answer is an array of working time or instants, which can be marked."""
    per_second: int = 1
    """How many of the answer's units make a second."""
    rows: int | None = None
    """How many rows it was given, if not all."""


def numpy_peers(given: Columns) -> list[Peer]:
    """Days by `busday_count` and `busday_offset`, and the usual recipe for hours, which clips both ends."""
    who = f"numpy {release('numpy')}"
    week = busday_calendar(given.calendar)
    starts, ends = (wall_clock(side, given.calendar.tz) for side in (given.starts, given.ends))
    first, last = starts // DAY, ends // DAY
    from_day, to_day = first.astype("datetime64[D]"), last.astype("datetime64[D]")
    steps = given.amounts // 28800 + 1
    opens, closes = given.calendar.windows[0][0], given.calendar.windows[-1][1]

    def count() -> object:
        return np.busday_count(from_day, to_day, busdaycal=week)

    def offset() -> object:
        return np.busday_offset(from_day, steps, roll="backward", busdaycal=week)

    def hours() -> object:
        whole = np.busday_count(from_day, to_day, busdaycal=week) * (closes - opens)
        begun = (np.clip(starts - first * DAY, opens, closes) - opens) * np.is_busday(from_day, busdaycal=week)
        ended = (np.clip(ends - last * DAY, opens, closes) - opens) * np.is_busday(to_day, busdaycal=week)
        return whole - begun + ended

    lacks = _days_only(given.calendar)
    peers = [
        Peer(f"{who} busday_count", count, lacks, "elapsed"),
        Peer(f"{who} busday_offset", offset, lacks, "deadline"),
    ]
    if closes <= DAY:
        clipped = "zone" if given.calendar.name == "office" else "zone, lunch break, make-up days"
        peers.append(Peer(f"{who} busday_count and clip", hours, clipped, "elapsed", exact=True))
    return peers


def _days_only(calendar: Calendar) -> str:
    return "hours, make-up days" if calendar.make_up_days else "hours"


def polars_peers(given: Columns) -> list[Peer]:
    """Days by `business_day_count` and `add_business_days`, on all processors."""
    import polars as pl  # noqa: PLC0415 - a peer may be missing

    who = f"polars {release('polars')}"
    tz = given.calendar.tz
    days = {"first": wall_clock(given.starts, tz) // DAY, "last": wall_clock(given.ends, tz) // DAY}
    frame = pl.DataFrame({name: column.astype("datetime64[D]") for name, column in days.items()})
    frame = frame.with_columns(steps=pl.Series(given.amounts // 28800 + 1))
    mask = [day in given.calendar.weekdays for day in range(7)]
    off = sorted(given.calendar.days_off)
    lacks = _days_only(given.calendar)
    count = pl.business_day_count("first", "last", week_mask=mask, holidays=off)
    add = pl.col("first").dt.add_business_days("steps", week_mask=mask, holidays=off, roll="backward")
    return [
        Peer(f"{who} business_day_count", lambda: frame.select(count), lacks, "elapsed"),
        Peer(f"{who} add_business_days", lambda: frame.select(add), lacks, "deadline"),
    ]


def pandas_peers(given: Columns, rows: int) -> list[Peer]:
    """The recipes that analysts use: a function applied row by row, and a series of offsets."""
    import pandas as pd  # noqa: PLC0415 - a peer may be missing

    who = f"pandas {release('pandas')}"
    tasks = library(import_module("benchmarks.peers.pandas_offsets")).tasks(given.calendar)
    starts = given.starts[:rows].tolist()
    asked = [tasks["add"].prepare(Add(start, 8)) for start in starts]
    stamps, offset = pd.Series([stamp for stamp, _ in asked]), asked[0][1]
    lacks = tasks["add"].cannot
    peers = [Peer(f"{who} Series + CustomBusinessHour", lambda: stamps + offset, lacks, "deadline", rows=rows)]
    try:
        task = library(import_module("benchmarks.peers.business_duration")).tasks(given.calendar)["elapsed"]
    except ImportError:
        return peers
    ends = given.ends[:rows].tolist()
    spans = [task.prepare(Elapsed(start, end)) for start, end in zip(starts, ends, strict=True)]
    frame = pd.DataFrame(spans, columns=["start", "end"])

    def apply() -> object:
        return frame.apply(lambda row: task.call(row["start"], row["end"]), axis=1)

    return [*peers, Peer(f"{who} apply(business-duration)", apply, task.cannot, "elapsed", exact=True, rows=rows)]


def truth_elapsed(given: Columns, rows: int) -> Ints:
    """Ask the oracle about the first rows."""
    oracle = open_ticks(given.calendar)
    pairs = zip(given.starts[:rows].tolist(), given.ends[:rows].tolist(), strict=True)
    return np.array([oracle.elapsed(start, end) for start, end in pairs], np.int64)


def truth_deadline(given: Columns, rows: int) -> Ints:
    """Ask the oracle about the first rows."""
    oracle = open_ticks(given.calendar)
    pairs = zip(given.starts[:rows].tolist(), given.amounts[:rows].tolist(), strict=True)
    return np.array([oracle.add(start, amount) for start, amount in pairs], np.int64)
