"""The flat records that measures read, as objects and as columns: what is known of a ticket at one moment.

Nothing here is computed twice: an outcome is derived from instants and ``as_of`` by the one rule of ``outcomes``, so a
record can be judged again later. Identities are opaque; a record holds no personal data.
"""

import datetime as dt
from typing import TypeAlias

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.instants import micros
from aftersales_core.outcomes import Outcome, decide_outcome

__all__ = ["Cell", "ClockRecord", "Groups", "TicketRecord"]

Groups: TypeAlias = tuple[tuple[str, str], ...]
Cell: TypeAlias = str | int | bool | dt.datetime | None
"""What a column can hold."""


@attrs.frozen
class ClockRecord:
    """One run of one SLA clock of a ticket: start, end, deadline, and what it has used.

    ``due_at`` is None while an open pause leaves it unknown, and where there is no target. ``is_cancelled`` clocks
    ended without a result and stand in no share. ``elapsed_us`` is on the target's own clock, ``paused_us`` in real
    time. ``cycle`` counts from 1; a clock that re-arms has several.

    Raises InvalidDefinition for a clock that ends before it begins.
    """

    metric: str
    started_at: dt.datetime
    done_at: dt.datetime | None
    due_at: dt.datetime | None
    inclusive: bool
    has_target: bool
    is_cancelled: bool
    elapsed_us: int
    paused_us: int
    provisional: bool = False
    cycle: int = 1

    def __attrs_post_init__(self) -> None:
        """Refuse a clock that no log could have led to."""
        _require_instants(self.started_at, self.done_at, self.due_at)
        problems: list[str] = []
        if self.done_at is not None and micros(self.done_at) < micros(self.started_at):
            problems.append("it is done before it starts")
        if self.elapsed_us < 0 or self.paused_us < 0 or self.cycle < 1:
            problems.append("elapsed_us and paused_us count from 0, cycle from 1")
        if problems:
            raise InvalidDefinition(f"clock {self.metric!r:.80}", tuple(problems))

    def outcome(self, *, as_of: dt.datetime) -> Outcome:
        """Return how the target went as it was known at an instant."""
        return decide_outcome(
            due_at=self.due_at,
            done_at=self.done_at,
            as_of=as_of,
            inclusive=self.inclusive,
            has_target=self.has_target,
            is_excluded=self.is_cancelled,
        )


@attrs.frozen
class TicketRecord:
    """One ticket, flat: what it is about, when it came and went, how often what happened, and its clocks.

    ``groups`` are key-sorted facts to group by (region, team, product, lot, class, priority, ...). ``resolved_at`` is
    the last time it was solved and None while it is open again; ``first_resolved_at`` the first. ``excluded_as`` names
    the final state that takes it out of every population, such as ``merged``. ``answer_ids`` are the standard answers
    that were used. ``state_us`` is the time in each state, the present one up to ``as_of``, in microseconds.

    Raises InvalidDefinition for instants or counts that contradict each other.
    """

    id: str
    kind: str
    channel: str
    customer_id: str
    state: str
    groups: Groups
    as_of: dt.datetime
    received_at: dt.datetime
    opened_at: dt.datetime
    first_resolved_at: dt.datetime | None = None
    resolved_at: dt.datetime | None = None
    closed_at: dt.datetime | None = None
    assignee: str | None = None
    excluded_as: str | None = None
    reopen_count: int = 0
    reply_count: int = 0
    automated_reply_count: int = 0
    message_count: int = 0
    contact_count: int = 0
    assignment_count: int = 0
    escalation_level: int | None = None
    answer_ids: tuple[str, ...] = ()
    is_solved: bool | None = None
    is_satisfied: bool | None = None
    score: int | None = None
    state_us: tuple[tuple[str, int], ...] = ()
    clocks: tuple[ClockRecord, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a ticket that no history could have led to."""
        _require_instants(
            self.as_of, self.received_at, self.opened_at, self.first_resolved_at, self.resolved_at, self.closed_at
        )
        problems = _problems(self)
        if problems:
            raise InvalidDefinition(f"ticket record {self.id!r:.80}", problems)

    def clock(self, metric: str) -> ClockRecord | None:
        """Return the present run of a metric's clock, or None where it never started."""
        return next((clock for clock in reversed(self.clocks) if clock.metric == metric), None)

    def row(self) -> dict[str, Cell]:
        """Return the record as one row of columns: its own fields, and five columns for each metric's present run.

        Groups become columns ``group_<name>``, times in states ``in_<state>_us``. Metrics give ``<metric>_start_at``,
        ``_done_at``, ``_due_at``, ``_inclusive`` and ``_paused_us``.
        """
        cells: dict[str, Cell] = {
            field.name: value
            for field in attrs.fields(type(self))
            if not isinstance(value := getattr(self, field.name), tuple)
        }
        cells |= {f"group_{name}": value for name, value in self.groups}
        cells |= {f"in_{state}_us": value for state, value in self.state_us}
        cells["answer_ids"] = " ".join(self.answer_ids)
        for clock in self.clocks:
            cells |= _clock_cells(clock)
        return cells


def _clock_cells(clock: ClockRecord) -> dict[str, Cell]:
    """Return a clock's columns; a later cycle overwrites an earlier one, so the present run stands."""
    due_at = clock.due_at if clock.has_target and not clock.is_cancelled else None
    return {
        f"{clock.metric}_start_at": clock.started_at,
        f"{clock.metric}_done_at": clock.done_at,
        f"{clock.metric}_due_at": due_at,
        f"{clock.metric}_inclusive": clock.inclusive,
        f"{clock.metric}_paused_us": clock.paused_us,
    }


def _require_instants(*instants: dt.datetime | None) -> None:
    """Raise NaiveDatetime, WrongType or InstantOutOfRange for what is no instant."""
    for at in instants:
        if at is not None:
            micros(at)


def _problems(record: TicketRecord) -> tuple[str, ...]:
    """Return everything that contradicts itself in a record."""
    problems: list[str] = []
    if micros(record.received_at) > micros(record.opened_at):
        problems.append("it was opened before it was received")
    ends = (record.first_resolved_at, record.resolved_at, record.closed_at)
    if any(end is not None and micros(end) < micros(record.received_at) for end in ends):
        problems.append("it ended before it was received")
    if record.resolved_at is not None and record.first_resolved_at is None:
        problems.append("it was resolved, but never for the first time")
    counts = (
        record.reopen_count,
        record.reply_count,
        record.automated_reply_count,
        record.message_count,
        record.contact_count,
        record.assignment_count,
        *(value for _, value in record.state_us),
    )
    if min(counts) < 0:
        problems.append("counts and times start at 0")
    if list(record.groups) != sorted(dict(record.groups).items()):
        problems.append("groups must be pairs sorted by name, each name once")
    return tuple(problems)
