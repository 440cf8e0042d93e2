"""A metric's clock as a fold over marks: cycles that stop once and never change, and a pause that is a level.

Folding marks one by one, all at once or in any split gives the same clock, so a shop may keep the clock beside the
ticket and fold in only what is new.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Literal

import attrs

from aftersales_core.instants import Span, from_micros, micros
from aftersales_core.sla.marks import Mark, require_order
from aftersales_core.sla.metric import SlaMetric

__all__ = ["ClockState", "SlaClock", "SlaCycle", "fold"]

ClockState = Literal["not_started", "running", "paused", "stopped", "cancelled"]


@attrs.frozen
class SlaCycle:
    """One run of a clock, from a start to a stop or a cancellation, or still going on.

    ``pauses`` are those inside the cycle, in order; a last one without an end is still open. After a reopening that
    resumes, the start is the first one and the closed time is among the pauses; ``reopened_at`` says since when.
    ``ended_by`` is the number of the mark that ended it, counted from 1: it tells marks of one instant apart.
    ``closed`` are those of the pauses in which the ticket was closed, up to a reopening.
    """

    started_at: dt.datetime
    pauses: tuple[Span, ...] = ()
    stopped_at: dt.datetime | None = None
    cancelled_at: dt.datetime | None = None
    reopened_at: dt.datetime | None = None
    ended_by: int | None = None
    closed: tuple[Span, ...] = ()

    @property
    def ended_at(self) -> dt.datetime | None:
        """Return when it stopped or was cancelled."""
        return self.stopped_at or self.cancelled_at


@attrs.frozen
class SlaClock:
    """The clock of one metric: its cycles in order, the last one current, and since when a pause holds.

    ``last_at`` is the instant of the last mark, ``folded`` the number of marks so far.
    """

    cycles: tuple[SlaCycle, ...] = ()
    paused_since: dt.datetime | None = None
    last_at: dt.datetime | None = None
    folded: int = 0

    @property
    def state(self) -> ClockState:
        """Return what the clock does after its last mark."""
        if not self.cycles:
            return "not_started"
        cycle = self.cycles[-1]
        if cycle.cancelled_at is not None:
            return "cancelled"
        if cycle.stopped_at is not None:
            return "stopped"
        return "running" if self.paused_since is None else "paused"


def fold(metric: SlaMetric, marks: Iterable[Mark], clock: SlaClock | None = None) -> SlaClock:
    """Fold marks into a metric's clock, going on from an earlier clock where one is given.

    Marks come in order of time, those of one instant in the order in which they count; an earlier one than the last
    folded raises MarkOutOfOrder.
    """
    cycles = [] if clock is None else list(clock.cycles)
    paused_since = None if clock is None else clock.paused_since
    last = None if clock is None or clock.last_at is None else micros(clock.last_at)
    folded = 0 if clock is None else clock.folded
    for mark in marks:
        last = require_order(last, mark)
        folded += 1
        paused_since = _apply(metric, mark, folded, cycles, paused_since)
    return SlaClock(tuple(cycles), paused_since, None if last is None else from_micros(last), folded)


def _apply(
    metric: SlaMetric, mark: Mark, number: int, cycles: list[SlaCycle], paused_since: dt.datetime | None
) -> dt.datetime | None:
    """Apply one mark to the cycles, and return since when a pause holds after it.

    A mark may do several things: it ends first, then opens, then pauses or resumes.
    """
    name, at = mark.name, mark.at
    is_live = bool(cycles) and cycles[-1].ended_at is None
    if is_live and name in metric.cancels:
        cycles[-1] = attrs.evolve(_unpaused(cycles[-1], at), cancelled_at=at, ended_by=number)
        is_live, paused_since = False, None
    elif is_live and name in metric.stops and (metric.counts_automated or mark.actor == "human"):
        cycles[-1] = attrs.evolve(_unpaused(cycles[-1], at), stopped_at=at, ended_by=number)
        is_live, paused_since = False, None
        if name in metric.rearms:
            cycles.append(SlaCycle(at))
            is_live = True
    elif not is_live:
        opened = _opened(metric, name, at, cycles)
        if opened is not None:
            cycles.append(_held(opened, at) if paused_since is not None else opened)
            is_live = True
    if name in metric.pauses and paused_since is None:
        paused_since = at
        if is_live:
            cycles[-1] = _held(cycles[-1], at)
    elif name in metric.resumes and paused_since is not None:
        paused_since = None
        if is_live:
            cycles[-1] = _unpaused(cycles[-1], at)
    return paused_since


def _opened(metric: SlaMetric, name: str, at: dt.datetime, cycles: list[SlaCycle]) -> SlaCycle | None:
    """Return the cycle that a mark opens while none is live, or None."""
    if not cycles:
        return SlaCycle(at) if name in metric.starts else None
    ended = cycles[-1].ended_at
    if name in metric.rearms and cycles[-1].cancelled_at is None:
        return SlaCycle(at)
    if name not in metric.reopens or metric.on_reopen == "ignore" or ended is None:
        return None
    if metric.on_reopen == "restart":
        return SlaCycle(at, reopened_at=at)
    closed = () if at == ended else (Span(ended, at),)
    before = cycles[-1]
    return SlaCycle(before.started_at, before.pauses + closed, reopened_at=at, closed=before.closed + closed)


def _held(cycle: SlaCycle, at: dt.datetime) -> SlaCycle:
    """Return a cycle with a pause open from an instant."""
    return attrs.evolve(cycle, pauses=(*cycle.pauses, Span(at, None)))


def _unpaused(cycle: SlaCycle, at: dt.datetime) -> SlaCycle:
    """Return a cycle with its open pause ended, or dropped where it had no length."""
    if not cycle.pauses or cycle.pauses[-1].end is not None:
        return cycle
    start = cycle.pauses[-1].start
    ended = () if start == at else (Span(start, at),)
    return attrs.evolve(cycle, pauses=cycle.pauses[:-1] + ended)
