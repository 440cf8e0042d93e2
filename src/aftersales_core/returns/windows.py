"""Windows: within which time, from which event, by which way of counting, something has to be done."""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, Literal, TypeAlias

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.instants import Span
from aftersales_core.returns.facts import FactValue
from aftersales_core.worktime.calendar import AnyCalendar, WorkingCalendar
from aftersales_core.worktime.deadline import Deadline
from aftersales_core.worktime.holiday_table import HolidayTable
from aftersales_core.worktime.period import Period

__all__ = ["PLACE", "Calendars", "Pick", "ReturnWindow", "at_instant", "civil_calendar"]

Pick: TypeAlias = Literal["first_known", "earliest", "latest"]
Known: TypeAlias = Mapping[str, FactValue]
Calendars: TypeAlias = Mapping[str, AnyCalendar]

FIRST_END: Final = "first_end"
"""The event from which a second stretch runs: the end of the first."""

PLACE: Final = "place"
"""The name of the calendar without holidays on the clock of the place to which the goods were delivered."""


@attrs.frozen(cache_hash=True)
class ReturnWindow:
    """A time within which ``done`` must happen.

    With a ``period`` it runs from an event: the instant of the first of ``start`` that is known, or with ``pick`` the
    ``earliest`` or ``latest`` of all of them, each of which must then be known. ``until`` names a fact that is the
    end itself: a date (to its midnight) or an instant. With both, the later end counts, or the earlier one with
    ``both="earlier"``. ``then`` is a second stretch that begins where the first ends (twelve months from the end of
    fourteen days). ``opens`` is how long after the event it begins; ``pauses`` names a fact of spans during which
    it stands still; ``extended_from`` and ``extended_by`` give a second end, counted from another event where that is
    known, and the later end counts. ``calendar`` is a name that the policy binds; ``{country}`` in it is replaced by
    the fact of that name; ``place`` needs no binding.
    """

    period: Period | None = None
    start: tuple[str, ...] = ("signed_at",)
    pick: Pick = "first_known"
    until: str | None = None
    both: Literal["earlier", "later"] = "later"
    then: Period | None = None
    opens: Period | None = None
    pauses: str | None = None
    extended_from: str | None = None
    extended_by: Period | None = None
    calendar: str = PLACE
    done: str = "submitted_at"

    def __attrs_post_init__(self) -> None:
        """Refuse a window without an end or without a beginning."""
        problems = tuple(_problems(self))
        if problems:
            raise InvalidDefinition("window", problems)

    def names(self) -> Iterator[str]:
        """Yield the facts that are read."""
        if self.period is not None or self.opens is not None:
            yield from self.start
        yield from (name for name in (self.until, self.pauses, self.extended_from, self.done) if name is not None)

    def since(self, facts: Known, end: Deadline) -> str:
        """Return the fact from which an end of this window was counted, or which is itself the end."""
        if end.period is self.period and len(self.start) == 1:
            return self.start[0]
        counted: list[str] = list(self.start) if end.period == self.period else []
        if self.extended_from is not None and end.period == self.extended_by:
            counted.append(self.extended_from)
        if self.then is not None and end.period == self.then:
            return FIRST_END
        found = next((name for name in counted if facts.get(name) == end.start), None)
        return found or self.until or self.start[0]

    def event(self, facts: Known) -> dt.datetime | dt.date | None:
        """Return when the window begins to run, or None where that is not known."""
        found = [facts.get(name) for name in self.start]
        if self.pick == "first_known":
            return next((value for value in found if isinstance(value, dt.date)), None)
        known = [value for value in found if isinstance(value, dt.datetime)]
        if len(known) < len(found):
            return None
        return min(known) if self.pick == "earliest" else max(known)

    def missing(self, facts: Known) -> Iterator[str]:
        """Yield the facts without which nobody can say when the window ends."""
        if self.period is not None and self.event(facts) is None:
            yield from (self.start[-1:] if self.pick == "first_known" else [n for n in self.start if n not in facts])
        if self.until is not None and facts.get(self.until) is None:
            yield self.until

    def deadline(self, facts: Known, calendar: AnyCalendar) -> Deadline | None:
        """Return when the window ends, or None where a fact is missing."""
        ends: list[Deadline] = []
        if self.period is not None:
            event = self.event(facts)
            if event is None:
                return None
            end = self.period.deadline(event, calendar, pauses=self._pauses(facts))
            ends.append(end if self.then is None else _then(self.then, end, calendar))
        if self.until is not None:
            last = _last(facts.get(self.until), calendar)
            if last is None:
                return None
            ends.append(last)
        end = (min if self.both == "earlier" else max)(ends, key=_instant)
        again = facts.get(self.extended_from) if self.extended_from is not None else None
        if self.extended_by is not None and isinstance(again, dt.date):
            end = max(end, self.extended_by.deadline(again, calendar), key=_instant)
        return end

    def _pauses(self, facts: Known) -> tuple[Span, ...]:
        """Return the spans during which the window stands still; one that goes on is taken up to what must be done."""
        spans = facts.get(self.pauses) if self.pauses is not None else None
        if not isinstance(spans, tuple):
            return ()
        now = facts.get(self.done)
        found: list[Span] = []
        for span in spans:
            if isinstance(span, Span) and span.end is not None:
                found.append(span)
            elif isinstance(span, Span) and isinstance(now, dt.datetime) and span.start < now:
                found.append(Span(span.start, now))
        return tuple(found)


def _instant(deadline: Deadline) -> dt.datetime:
    """Return the instant of a deadline."""
    return deadline.instant


def _then(period: Period, end: Deadline, calendar: AnyCalendar) -> Deadline:
    """Return the end of a stretch that runs from the end of another; a count of days runs from its last day."""
    if period.is_amount:
        return period.deadline(end.instant, calendar)
    return period.deadline(end.last_second.date(), calendar)


def at_instant(value: dt.datetime, calendar: AnyCalendar) -> Deadline:
    """Return the deadline that an instant is by itself, that instant included."""
    return Deadline(
        start=value,
        period=Period.seconds(1),
        pauses=(),
        instant=value,
        inclusive=True,
        tz=calendar.tz,
        calendar_id=calendar.id,
        calendar_digest=calendar.digest,
    )


def _last(value: FactValue | None, calendar: AnyCalendar) -> Deadline | None:
    """Return the end that a fact names: a date to its midnight, an instant included."""
    if isinstance(value, dt.datetime):
        return at_instant(value, calendar)
    if isinstance(value, dt.date):
        return Period.days(1, "same_day").deadline(value, calendar)
    return None


@lru_cache(maxsize=64)
def civil_calendar(tz: str) -> WorkingCalendar:
    """Return the calendar of a place's clock, without hours or holidays; UnknownZone for no zone."""
    return WorkingCalendar(f"civil:{tz}", tz, "Mon-Sun 00:00-24:00", HolidayTable.none())


def _problems(window: ReturnWindow) -> Iterator[str]:
    """Yield what is wrong with a window."""
    if window.period is None and window.until is None:
        yield "it never ends: give a period or until"
    if not window.start:
        yield "it has no event to start from"
    if (window.extended_from is None) != (window.extended_by is None):
        yield "extended_from and extended_by go together"
