"""A breach in words: which hours counted on the way, and which holidays, nights, weekends and pauses did not."""

import datetime as dt
from collections.abc import Iterator
from typing import Final
from zoneinfo import ZoneInfo

import attrs

from aftersales_core.worktime import Trace, TraceRow
from sla_report.judging import Breach
from sla_report.setup import Setup
from sla_report.texts import instant_text, percent, say, weekday_text

QUIET: Final = ("closed", "break")
"""Reasons that every day has; they are named only where a day has no other."""

MOST_LINES: Final = 24
"""A longer way is told up to the deadline, and what came after it in one line."""


@attrs.frozen
class DayLine:
    """One or more days in a row that count, or do not count, for the same reasons."""

    first: dt.date
    last: dt.date
    counted: dt.timedelta
    why: str

    @property
    def days(self) -> int:
        """Return how many days it spans."""
        return (self.last - self.first).days + 1

    def dates(self, lang: str) -> str:
        """Write its days with their weekdays; the year stands again only where it changes."""
        first = f"{self.first} {weekday_text(self.first, lang)}"
        if self.first == self.last:
            return first
        last = str(self.last) if self.last.year != self.first.year else f"{self.last:%m-%d}"
        return f"{first} - {last} {weekday_text(self.last, lang)}"


def breach_lines(breach: Breach, lang: str) -> tuple[DayLine, ...]:
    """Return a breach by days: day by day to the deadline, and beyond it in one line where it would get long."""
    trace, deadline = breach.status.trace, breach.status.deadline
    if trace is None:
        return ()
    lines = day_lines(trace, lang)
    if len(lines) <= MOST_LINES or deadline is None:
        return lines
    before = day_lines(_part(trace, None, deadline.instant), lang)
    after = _part(trace, deadline.instant, None)
    late = [line for line in day_lines(after, lang) if line.counted]
    off = {row.start.date() for row in after.rows if row.why == "holiday"}
    why = say(lang, "after_due", days=f"{sum(line.days for line in late):,}", holidays=len(off))
    return (*before, DayLine(after.rows[0].start.date(), _last_day(after.rows[-1]), after.counted, why))


def _last_day(row: TraceRow) -> dt.date:
    """Return the last day that a row touches; one that ends at midnight does not touch the day that begins there."""
    return (row.end - dt.timedelta(microseconds=1)).date()


def _part(trace: Trace, start: dt.datetime | None, end: dt.datetime | None) -> Trace:
    """Return the rows of a trace between two instants, cut at them."""
    rows: list[TraceRow] = []
    for row in trace.rows:
        first = row.start if start is None else max(row.start, start.astimezone(row.start.tzinfo))
        last = row.end if end is None else min(row.end, end.astimezone(row.end.tzinfo))
        if first < last:
            rows.append(attrs.evolve(row, start=first, end=last))
    return Trace(tuple(rows))


def day_lines(trace: Trace, lang: str) -> tuple[DayLine, ...]:
    """Return a trace by days, with days that have the same reasons put together. The sum that counts is the trace's."""
    days: dict[dt.date, tuple[dt.timedelta, list[str], list[str]]] = {}
    for row, day, length in _by_day(trace):
        counted, main, quiet = days.get(day, (dt.timedelta(), [], []))
        names = quiet if row.why in QUIET else main
        if row.text(lang) not in names:
            names.append(row.text(lang))
        days[day] = (counted + length if row.counted else counted, main, quiet)
    lines: list[DayLine] = []
    for day, (counted, main, quiet) in days.items():
        why = ", ".join(main or quiet)
        if lines and lines[-1].why == why and bool(lines[-1].counted) == bool(counted):
            lines[-1] = attrs.evolve(lines[-1], last=day, counted=lines[-1].counted + counted)
        else:
            lines.append(DayLine(day, day, counted, why))
    return tuple(lines)


def _by_day(trace: Trace) -> Iterator[tuple[TraceRow, dt.date, dt.timedelta]]:
    """Yield the rows of a trace cut at midnights, each with its day and its real length."""
    for row in trace.rows:
        # A row's ends may have different offsets; its length is that of real time, and its first day takes the change.
        left = row.end - row.start
        day = row.start.date()
        part = dt.datetime.combine(day, dt.time(), row.start.tzinfo) + dt.timedelta(days=1) - row.start
        while left > part:
            yield row, day, part
            left, day, part = left - part, day + dt.timedelta(days=1), dt.timedelta(days=1)
        yield row, day, left


def breach_text(breach: Breach, setup: Setup, lang: str) -> str:
    """Return a breach in a sentence."""
    status, zone = breach.status, ZoneInfo(setup.tz)
    hidden = {stretch.fact for stretch in setup.stretches}
    if setup.comparison is not None:
        hidden.add(setup.comparison.fact)
    facts = [breach.ticket.facts.get(key, "") for key in setup.fact_keys if key not in hidden]
    done = (
        say(lang, "still_open")
        if status.stopped_at is None
        else say(lang, "done_at", at=instant_text(status.stopped_at.astimezone(zone)))
    )
    return say(
        lang,
        "breach",
        ticket=breach.ticket.id,
        facts=", ".join(fact for fact in facts if fact),
        received="-" if status.started_at is None else instant_text(status.started_at.astimezone(zone)),
        due="-" if status.deadline is None else instant_text(status.deadline.last_second),
        done=done,
        used="-" if status.share_used is None else percent(float(status.share_used), 0),
    )
