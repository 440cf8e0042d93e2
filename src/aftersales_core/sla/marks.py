"""Marks: the instants in a ticket's life that start, stop, pause and resume its clocks, read from any event log."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal

import attrs

from aftersales_core.errors import InvalidColumn, MarkOutOfOrder, NaiveDatetime, WrongType
from aftersales_core.instants import from_micros, micros, utc, zone
from aftersales_core.worktime.localtime import resolve

__all__ = [
    "AGENT_REPLY",
    "ASSIGNED",
    "CANCELLED",
    "CLOSED",
    "CONTACTED",
    "CUSTOMER_MESSAGE",
    "FIRST_REPLY",
    "NOTIFIED",
    "PAUSE",
    "RECEIVED",
    "REGISTERED",
    "REOPENED",
    "RESOLVED",
    "RESUME",
    "SOLUTION_OFFERED",
    "Actor",
    "Facts",
    "Mark",
    "StateKind",
    "facts_of",
    "instant_of",
    "marks_from",
    "marks_from_states",
    "sorted_marks",
]

Actor = Literal["human", "bot", "system"]
StateKind = Literal["active", "paused", "done", "closed"]
Facts = tuple[tuple[str, str], ...]
FactsInput = Mapping[str, str] | Iterable[tuple[str, str]]
ACTORS: Final = ("human", "bot", "system")

RECEIVED: Final = "received"
REGISTERED: Final = "registered"
ASSIGNED: Final = "assigned"
CONTACTED: Final = "contacted"
FIRST_REPLY: Final = "first_reply"
CUSTOMER_MESSAGE: Final = "customer_message"
AGENT_REPLY: Final = "agent_reply"
SOLUTION_OFFERED: Final = "solution_offered"
PAUSE: Final = "pause"
RESUME: Final = "resume"
RESOLVED: Final = "resolved"
REOPENED: Final = "reopened"
NOTIFIED: Final = "notified"
CLOSED: Final = "closed"
CANCELLED: Final = "cancelled"


@attrs.frozen(init=False)
class Mark:
    """Something that happened to a ticket at an instant.

    ``facts`` are the facts that it changed, such as a new priority; they hold from this instant on. ``actor`` says who
    did it, since an automated reply need not count as an answer. The instant is kept in UTC.

    >>> import datetime as dt
    >>> Mark(dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC), RECEIVED).name
    'received'
    """

    at: dt.datetime
    name: str
    facts: Facts
    actor: Actor

    if TYPE_CHECKING:
        # The class decorator makes this; a type checker cannot see it.
        __attrs_init__: Any

    def __init__(self, at: dt.datetime, name: str, facts: FactsInput = (), actor: Actor = "human") -> None:
        """Take the instant to UTC and the facts into order, so that equal marks are equal values."""
        # A history makes three marks for an event, so what is right costs no further call.
        if name.__class__ is not str or not name or actor not in ACTORS:
            name = _checked_name(name, actor)
        self.__attrs_init__(utc(at), name, facts_of(facts) if facts != () else (), actor)


def _checked_name(name: object, actor: object) -> str:
    """Return a mark's name as plain text, also of an enumeration; raise WrongType for what no clock could read."""
    if not isinstance(name, str) or not name:
        raise WrongType("mark name", "a name such as 'received'", f"{name!r:.40}")
    if actor not in ACTORS:
        raise WrongType("actor", f"one of {', '.join(ACTORS)}", f"{actor!r:.40}")
    return str(name)


def facts_of(facts: FactsInput) -> Facts:
    """Return facts as key-sorted pairs of text; raises WrongType for anything else."""
    pairs = dict(facts)
    for key, value in pairs.items():
        _check_fact(key, value)
    return tuple(sorted(pairs.items()))


def _check_fact(key: object, value: object) -> None:
    """Raise WrongType for a fact that is not text; True or 7 would never match a target's condition."""
    if not isinstance(key, str) or not isinstance(value, str):
        raise WrongType(f"fact {key!r:.40}", "text", type(value).__name__)


def sorted_marks(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return marks in order of time; marks of one instant stay in the order given."""
    return tuple(sorted(marks, key=lambda mark: mark.at))


def require_order(last_us: int | None, mark: Mark) -> int:
    """Return a mark's instant in microseconds, or raise MarkOutOfOrder where it is before the last one."""
    us = micros(mark.at)
    if last_us is not None and us < last_us:
        raise MarkOutOfOrder(mark.name, mark.at.isoformat(), from_micros(last_us).isoformat())
    return us


def marks_from(
    rows: Iterable[Mapping[str, Any]],
    mapping: Mapping[str, str | tuple[str, ...]],
    *,
    at: str = "at",
    event: str = "event",
    tz: str | None = None,
    actor: Callable[[Mapping[str, Any]], Actor] | None = None,
) -> tuple[Mark, ...]:
    """Read marks from the rows of any event log, in the log's order.

    ``mapping`` gives for a log's own event name the mark, or the marks, that it stands for; other events are skipped.
    ``at`` and ``event`` name the row's fields. Times are aware datetimes or ISO 8601 text; naive ones need ``tz``, and
    are read on that zone's wall clock (a skipped time as the instant of the change, a repeated one as its first).
    ``actor`` tells human, bot and system apart.

    >>> log = [{"at": "2026-03-02T09:00:00", "event": "Ticket created"}]
    >>> marks_from(log, {"Ticket created": "received"}, tz="Asia/Shanghai")[0].at.isoformat()
    '2026-03-02T01:00:00+00:00'
    """
    found: list[Mark] = []
    for row in rows:
        names = mapping.get(_field(row, event), ())
        if names:
            moment, who = instant_of(_field(row, at), tz), "human" if actor is None else actor(row)
            found.extend(Mark(moment, name, (), who) for name in ((names,) if isinstance(names, str) else names))
    return tuple(found)


def marks_from_states(
    rows: Iterable[Mapping[str, Any]],
    states: Mapping[str, StateKind],
    *,
    at: str = "at",
    state: str = "state",
    tz: str | None = None,
    actor: Callable[[Mapping[str, Any]], Actor] | None = None,
) -> tuple[Mark, ...]:
    """Read marks from a log that notes a ticket's state row by row, in order.

    ``states`` says what kind each state is: ``active``, ``paused``, ``done`` or ``closed``. The first row gives
    ``received``; entering and leaving a paused state gives ``pause`` and ``resume``; done gives ``resolved``, closed
    ``closed`` (with ``resolved`` before it where nothing was resolved yet); going back from done or closed to work
    gives ``reopened``. Rows that stay in a kind give nothing, rows of an unknown state are skipped.
    """
    found: list[Mark] = []
    kind: StateKind | None = None
    for row in rows:
        following = states.get(_field(row, state))
        if following is None or following == kind:
            continue
        who: Actor = "human" if actor is None else actor(row)
        moment = instant_of(_field(row, at), tz)
        found.extend(Mark(moment, name, (), who) for name in _changes(kind, following))
        kind = following
    return tuple(found)


def _field(row: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 - a log's field can hold anything
    """Return a row's field, or raise InvalidColumn by its name."""
    if name not in row:
        raise InvalidColumn(name, "a row has no such field: name the log's own with at=, event= or state=")
    return row[name]


def _changes(before: StateKind | None, after: StateKind) -> tuple[str, ...]:
    """Return the marks of a change from one kind of state to another."""
    names: list[str] = [RECEIVED] if before is None else []
    if before in ("done", "closed") and after in ("active", "paused"):
        names.append(REOPENED)
    if before == "paused" and after == "active":
        names.append(RESUME)
    if after == "paused":
        names.append(PAUSE)
    if after in ("done", "closed") and before not in ("done", "closed"):
        names.append(RESOLVED)
    if after == "closed":
        names.append(CLOSED)
    return tuple(names)


def instant_of(value: object, tz: str | None) -> dt.datetime:
    """Return an aware datetime from a log's field: aware, or naive with a zone to read it in, or ISO text of either."""
    if isinstance(value, str):
        try:
            value = dt.datetime.fromisoformat(value)
        except ValueError:
            raise WrongType("time", "ISO 8601 text", repr(value)[:40]) from None
    if not isinstance(value, dt.datetime):
        raise WrongType("time", "a datetime or ISO 8601 text", type(value).__name__)
    if value.tzinfo is not None:
        return utc(value)
    if tz is None:
        raise NaiveDatetime(repr(value))
    return from_micros(resolve(micros(value.replace(tzinfo=dt.UTC)), zone(tz)))
