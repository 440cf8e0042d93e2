"""Calendars from calendars: either is open, both are open, open but for some spans.

Operations work on instants, so that calendars of different zones and with dated exceptions combine exactly. A combined
calendar answers every question that a plain one does.
"""

import datetime as dt
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

import attrs

from aftersales_core.errors import InvalidCalendar
from aftersales_core.instants import Span
from aftersales_core.interchange.canonical import digest
from aftersales_core.interchange.plain import Plain
from aftersales_core.worktime import compare, days, queries, trace
from aftersales_core.worktime.compiled import Compiled, Label, year_of
from aftersales_core.worktime.localtime import midnight
from aftersales_core.worktime.pauses import NEVER, pause_edges
from aftersales_core.worktime.timeline import Edges, OwnedWindow, intersect_edges, merge_edges, subtract_edges
from aftersales_core.worktime.trace import COUNTED

if TYPE_CHECKING:
    from aftersales_core.worktime.calendar import AnyCalendar

__all__ = ["CombinedCalendar", "Operation", "combined", "without"]

Operation = Literal["union", "intersection", "difference"]
SYMBOLS: Final = {"union": "|", "intersection": "&", "difference": "-"}


@attrs.frozen
class CombinedCalendar:
    """Two calendars as one (``a | b``, ``a & b``), or one calendar without some spans (``a - spans``).

    Working time is combined instant by instant. Civil days are those of ``left``: working time belongs to the day that
    ``left`` gives it to; what only ``right`` adds belongs to the date on which it falls in ``left``'s zone. The known
    years are those that both know.
    """

    operation: Operation
    left: "AnyCalendar"
    right: "AnyCalendar | None" = None
    removed: tuple[Span, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a combination without its second part, or of calendars that know no year in common."""
        _check_combination(self)

    @property
    def id(self) -> str:
        """Return an id made from those of the parts, such as ``(shop|warehouse)``."""
        second = "spans" if self.right is None else self.right.id
        return f"({self.left.id}{SYMBOLS[self.operation]}{second})"

    @property
    def tz(self) -> str:
        """Return the zone of the left part, on whose clock answers are given."""
        return self.left.tz

    @property
    def beyond_horizon(self) -> Literal["raise", "provisional"]:
        """Return ``"provisional"`` only where every part allows provisional answers."""
        parts = (self.left,) if self.right is None else (self.left, self.right)
        return "raise" if any(part.beyond_horizon == "raise" for part in parts) else "provisional"

    @cached_property
    def digest(self) -> str:
        """Return the digest of the content: of both parts and the operation."""
        return digest(
            {
                "operation": self.operation,
                "left": self.left.digest,
                "right": None if self.right is None else self.right.digest,
                "removed": [[start, end] for start, end in pause_edges(self.removed)],
            }
        )

    @cached_property
    def compiled(self) -> Compiled:
        """Return the compiled form, made on first use."""
        return _compile(self)

    @classmethod
    def from_plain(cls, data: Plain) -> "CombinedCalendar":
        """Read the plain form ``{"operation", "left", "right", "removed"}``; raises DecodeError."""
        from aftersales_core.worktime.forms import combined_from  # noqa: PLC0415 - forms need this class

        return combined_from(data)

    def to_plain(self) -> Plain:
        """Return the plain form that ``from_plain`` reads back as an equal calendar."""
        from aftersales_core.worktime.forms import combined_plain  # noqa: PLC0415 - forms need this class

        return combined_plain(self)

    @property
    def known_from(self) -> dt.date:
        """Return the first day of the years that both parts know."""
        return dt.date(self.compiled.known_years[0], 1, 1)

    @property
    def known_until(self) -> dt.date:
        """Return the last day of the years that both parts know."""
        return dt.date(self.compiled.known_years[1], 12, 31)

    working_time_between = queries.working_time_between
    add_working_time = queries.add_working_time
    is_open = queries.is_open
    next_open = queries.next_open
    next_opening = queries.next_opening
    previous_opening = queries.previous_opening
    next_close = queries.next_close
    previous_close = queries.previous_close
    spans = queries.spans
    is_working_day = days.is_working_day
    working_days_between = days.working_days_between
    add_working_days = days.add_working_days
    explain = trace.explain
    edges_digest = compare.edges_digest
    diff = compare.diff
    recheck = compare.recheck

    def __or__(self, other: "AnyCalendar") -> "CombinedCalendar":
        """Return the calendar that is open when either is."""
        return combined("union", self, other)

    def __and__(self, other: "AnyCalendar") -> "CombinedCalendar":
        """Return the calendar that is open when both are."""
        return combined("intersection", self, other)

    def __sub__(self, removed: Iterable[Span]) -> "CombinedCalendar":
        """Return the calendar without some spans."""
        return without(self, removed)


def combined(operation: Operation, left: "AnyCalendar", right: "AnyCalendar") -> CombinedCalendar:
    """Return two calendars as one, in the order given."""
    return CombinedCalendar(operation, left, right)


def without(left: "AnyCalendar", removed: Iterable[Span]) -> CombinedCalendar:
    """Return a calendar that is closed during some spans: a strike, a stock-taking, a power cut."""
    ordered = sorted(set(removed), key=lambda span: (span.start, span.end is None, span.end or span.start))
    return CombinedCalendar("difference", left, None, tuple(ordered))


def _check_combination(calendar: CombinedCalendar) -> None:
    """Raise InvalidCalendar for parts that do not fit the operation or know no year in common."""
    problems: list[str] = []
    if (calendar.operation == "difference") != (calendar.right is None):
        problems.append("a union or intersection needs a second calendar, a difference needs spans and no calendar")
    if calendar.operation != "difference" and calendar.removed:
        problems.append("only a difference removes spans")
    if not problems and calendar.right is not None:
        (first, last), (other_first, other_last) = _known(calendar.left), _known(calendar.right)
        if max(first, other_first) > min(last, other_last):
            problems.append(f"no year is known to both {calendar.left.id!r} and {calendar.right.id!r}")
    if problems:
        raise InvalidCalendar("combined calendar", tuple(problems))


def _known(calendar: "AnyCalendar") -> tuple[int, int]:
    """Return the years that a calendar knows."""
    return calendar.compiled.known_years


def _compile(calendar: CombinedCalendar) -> Compiled:
    """Return the compiled form of a combination from those of its parts."""
    left = calendar.left.compiled
    right = None if calendar.right is None else calendar.right.compiled
    removed = pause_edges(calendar.removed)
    known, dated = left.known_years, left.last_dated_year
    if right is not None:
        known = max(known[0], right.known_years[0]), min(known[1], right.known_years[1])
        dated = max(dated, right.last_dated_year)
    for start, end in removed:
        # A span without an end changes nothing more after its start.
        dated = max(dated, year_of(start if end >= NEVER else end))
    parts = _Parts(calendar.operation, left, right, removed)
    return Compiled(calendar.id, left.where, known, dated, parts.owned, parts.label, parts.cuts)


@attrs.frozen(eq=False)
class _Parts:
    """The compiled parts of a combination, with the three questions that its own compiled form asks."""

    operation: Operation
    left: Compiled
    right: Compiled | None
    removed: Edges

    def owned(self, first: int, last: int) -> list[OwnedWindow]:
        """Return the combined working time of some days of the left calendar."""
        mine = self.left.owned(first, last)
        if self.operation == "union":
            return mine + self._added(first, last, mine)
        found: list[OwnedWindow] = []
        others = self._others(first, last)
        for window in mine:
            one = [(window.start, window.end)]
            left = intersect_edges(one, others) if self.operation == "intersection" else subtract_edges(one, others)
            found.extend(OwnedWindow(window.day, start, end) for start, end in left)
        return found

    def _others(self, first: int, last: int) -> Edges:
        """Return the merged working time of the right part around some days, or the removed spans."""
        if self.right is None:
            return self.removed
        return merge_edges((window.start, window.end) for window in self.right.owned(first - 3, last + 3))

    def _added(self, first: int, last: int, mine: list[OwnedWindow]) -> list[OwnedWindow]:
        """Return what only the right part is open for, by the left zone's dates."""
        around = merge_edges((window.start, window.end) for window in self.left.owned(first - 3, last + 3))
        extra = subtract_edges(self._others(first, last), around)
        found: list[OwnedWindow] = []
        borders = [midnight(day, self.left.where) for day in range(first, last + 2)]
        for index, day in enumerate(range(first, last + 1)):
            own = intersect_edges([(borders[index], borders[index + 1])], extra)
            found.extend(OwnedWindow(day, start, end) for start, end in own)
        return sorted(found) if mine else found

    def label(self, us: int) -> Label:
        """Say why an instant counts or not, in the words of the part that decides it."""
        mine = self.left.label(us)
        if self.right is None:
            is_removed = any(start <= us < end for start, end in self.removed)
            return Label("removed") if is_removed and mine.why in COUNTED else mine
        if (mine.why in COUNTED) == (self.operation == "union"):
            return mine
        return self.right.label(us) if self.operation == "intersection" or _counts(self.right, us) else mine

    def cuts(self, low: int, high: int) -> list[int]:
        """Return the instants at which the label of either part may change: its windows open and close, too."""
        parts = [self.left] if self.right is None else [self.left, self.right]
        found = {us for pair in self.removed for us in pair}
        for part in parts:
            found.update(part.cuts(low, high))
            timeline = part.covering(low, high) or part.compile(year_of(low), year_of(high) + 1)
            found.update(us for pair in timeline.edges(low, high) for us in pair)
        return [us for us in found if low < us < high]


def _counts(part: Compiled, us: int) -> bool:
    """Tell whether a part is open at an instant, by its label."""
    return part.label(us).why in COUNTED
