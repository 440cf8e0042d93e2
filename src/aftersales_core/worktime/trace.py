"""Why time counts or does not: a span taken apart into rows, each with its reason.

Had a help desk been able to print this, zammad#390 ("why this deadline?") would have been settled at once.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from aftersales_core.instants import Span, local, micros, timedelta_from_micros
from aftersales_core.reasons import Reason, render
from aftersales_core.worktime.compiled import Compiled, HasCompiled, Label, year_of
from aftersales_core.worktime.messages import MESSAGES
from aftersales_core.worktime.pauses import pause_edges

__all__ = ["COUNTED", "Trace", "TraceRow", "explain", "explain_real_time"]

COUNTED: Final = frozenset({"window", "special_hours", "make_up_day", "elapsed"})
PAUSED: Final = Label("pause")


@attrs.frozen
class TraceRow:
    """One stretch ``[start, end)`` on the calendar's wall clock, whether it counts, and why.

    ``why`` is one of window, special_hours, make_up_day (these count), closed, holiday, break, removed and pause, or
    elapsed for real time, which counts round the clock; ``name`` is the holiday's. ``provisional`` marks
    time past the years that the calendar knows.
    """

    start: dt.datetime
    end: dt.datetime
    counted: bool
    why: str
    name: str | None = None
    provisional: bool = False

    def text(self, lang: str) -> str:
        """Return the reason in words, with the holiday's name as the table has it."""
        words = render(Reason(f"time_{self.why}"), lang, MESSAGES)
        if self.name is not None:
            words += f" ({self.name})"
        return f"{words}, {render(Reason('time_provisional'), lang, MESSAGES)}" if self.provisional else words


@attrs.frozen
class Trace:
    """A span taken apart: rows in order that touch each other and cover it whole."""

    rows: tuple[TraceRow, ...] = ()

    @property
    def counted(self) -> dt.timedelta:
        """Return the sum of the rows that count, in real elapsed time."""
        total = sum(micros(row.end) - micros(row.start) for row in self.rows if row.counted)
        return timedelta_from_micros(total)

    @property
    def provisional(self) -> bool:
        """Tell whether any row lies past the years that the calendar knows."""
        return any(row.provisional for row in self.rows)

    def text(self, lang: str = "en") -> str:
        """Return the rows as lines of text: from, to, length that counts, reason."""
        return "\n".join(
            f"{row.start:%Y-%m-%d %H:%M:%S} - {row.end:%Y-%m-%d %H:%M:%S}  "
            f"{str(timedelta_from_micros(micros(row.end) - micros(row.start))) if row.counted else '-':>16}  "
            f"{row.text(lang)}"
            for row in self.rows
        )


def explain(self: HasCompiled, start: dt.datetime, end: dt.datetime, *, pauses: Iterable[Span] = ()) -> Trace:
    """Return the span from ``start`` to ``end`` taken apart; empty where ``end`` is not after ``start``.

    The rows that count add up to ``working_time_between``. Rows past the known years are marked provisional instead of
    raising, since a row can carry the mark.
    """
    compiled, low, high = self.compiled, micros(start), micros(end)
    return Trace(tuple(_rows(compiled, low, high, list(pause_edges(pauses)))))


def explain_real_time(self: HasCompiled, start: dt.datetime, end: dt.datetime, *, pauses: Iterable[Span] = ()) -> Trace:
    """Return a span taken apart for a clock that runs in real time: all of it counts but the pauses."""
    where, low, high = self.compiled.where, micros(start), micros(end)
    rows: list[TraceRow] = []
    for first, last in [(a, b) for a, b in pause_edges(pauses) if b > low and a < high] + [(high, high)]:
        if first > low:
            rows.append(TraceRow(local(low, where), local(first, where), counted=True, why="elapsed"))
        if last > first:
            rows.append(
                TraceRow(local(max(first, low), where), local(min(last, high), where), counted=False, why="pause")
            )
        low = max(low, last)
    return Trace(tuple(rows))


def _rows(compiled: Compiled, low: int, high: int, pauses: list[tuple[int, int]]) -> Iterator[TraceRow]:
    """Yield rows from cut to cut, each as long as its label lasts."""
    if low >= high:
        return
    begun, label = low, _label(compiled, low, pauses)
    for cut in _cuts(compiled, low, high, pauses):
        following = _label(compiled, cut, pauses)
        if following != label:
            yield _row(compiled, begun, cut, label)
            begun, label = cut, following
    yield _row(compiled, begun, high, label)


def _cuts(compiled: Compiled, low: int, high: int, pauses: list[tuple[int, int]]) -> list[int]:
    """Return, in order, every instant strictly between two others at which the reason may change."""
    timeline = compiled.covering(low, high) or compiled.compile(year_of(low), year_of(high) + 1)
    found = {us for pair in timeline.edges(low, high) for us in pair}
    found.update(us for pair in pauses for us in pair)
    found.update((compiled.known_first_us, compiled.known_end_us))
    found.update(compiled.cuts(low, high))
    return sorted(us for us in found if low < us < high)


def _label(compiled: Compiled, us: int, pauses: list[tuple[int, int]]) -> tuple[Label, bool]:
    """Return why an instant counts or not, a pause outranking open hours, and whether it is known."""
    label = compiled.label(us)
    if label.why in COUNTED and any(start <= us < end for start, end in pauses):
        label = PAUSED
    return label, compiled.known_first_us <= us < compiled.known_end_us


def _row(compiled: Compiled, low: int, high: int, label: tuple[Label, bool]) -> TraceRow:
    """Return one row on the calendar's wall clock."""
    (why, name), is_known = label
    start, end = local(low, compiled.where), local(high, compiled.where)
    return TraceRow(start, end, why in COUNTED, why, name, not is_known)
