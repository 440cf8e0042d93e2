"""The plain forms of deadlines and combined calendars: what they look like as JSON, field by field."""

import datetime as dt

import attrs

from aftersales_core.errors import DecodeError, DecodeProblem
from aftersales_core.instants import Span
from aftersales_core.interchange.codec import from_dict, to_dict
from aftersales_core.interchange.plain import Plain
from aftersales_core.worktime.algebra import CombinedCalendar, Operation
from aftersales_core.worktime.calendar import AnyCalendar
from aftersales_core.worktime.deadline import Deadline
from aftersales_core.worktime.period import Period

__all__ = ["CombinedForm", "DeadlineForm", "combined_from", "combined_plain", "deadline_from", "deadline_plain"]


@attrs.frozen
class DeadlineForm:
    """A deadline as JSON: ``at`` in UTC, and beside it what people read, ``local`` and ``last_second``."""

    start: dt.datetime | dt.date
    period: Period
    pauses: tuple[Span, ...]
    at: dt.datetime
    inclusive: bool
    tz: str
    calendar_id: str
    calendar_digest: str
    provisional: bool = False
    local: str | None = None
    last_second: str | None = None


@attrs.frozen
class CombinedForm:
    """A combined calendar as JSON, its parts told apart by ``type``."""

    operation: Operation
    left: AnyCalendar
    right: AnyCalendar | None = None
    removed: tuple[Span, ...] = ()


def deadline_plain(deadline: Deadline) -> Plain:
    """Return the plain form of a deadline."""
    return to_dict(
        DeadlineForm(
            deadline.start,
            deadline.period,
            deadline.pauses,
            deadline.instant,
            deadline.inclusive,
            deadline.tz,
            deadline.calendar_id,
            deadline.calendar_digest,
            deadline.provisional,
            deadline.at.isoformat(),
            deadline.last_second.isoformat(),
        )
    )


def deadline_from(data: Plain) -> Deadline:
    """Return the deadline of a plain form; what it says for people must agree with what it says for machines."""
    form = from_dict(DeadlineForm, data)
    deadline = Deadline(
        form.start,
        form.period,
        form.pauses,
        form.at,
        form.inclusive,
        form.tz,
        form.calendar_id,
        form.calendar_digest,
        form.provisional,
    )
    said = (("local", form.local, deadline.at), ("last_second", form.last_second, deadline.last_second))
    problems = tuple(
        DecodeProblem(f"/{name}", "disagrees", (("with", "at"), ("expected", meant.isoformat())))
        for name, text, meant in said
        if text not in (None, meant.isoformat())
    )
    if problems:
        raise DecodeError(problems)
    return deadline


def combined_plain(calendar: CombinedCalendar) -> Plain:
    """Return the plain form of a combined calendar."""
    return to_dict(CombinedForm(calendar.operation, calendar.left, calendar.right, calendar.removed))


def combined_from(data: Plain) -> CombinedCalendar:
    """Return the combined calendar of a plain form."""
    form = from_dict(CombinedForm, data)
    return CombinedCalendar(form.operation, form.left, form.right, form.removed)
