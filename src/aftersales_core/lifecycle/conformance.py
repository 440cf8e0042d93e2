"""A real log against a machine: which steps of a case no rule allows, from where, to where, and why.

The replay never stops. After a step that does not fit, the case counts as being where the log says that it is, so one
odd step is one misfit and not a row of them. This is the non-blocking log replay of A. Rozinat and W. M. P. van der
Aalst, "Conformance checking of processes based on monitoring real behavior", Information Systems 33 (2008), which
supplies what a step lacks, counts it, and goes on; here for state machines instead of Petri nets.
"""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from aftersales_core.errors import BrokenHistory, InvalidDefinition
from aftersales_core.instants import micros
from aftersales_core.reasons import Reason

if TYPE_CHECKING:
    from aftersales_core.lifecycle.machine import Machine

__all__ = ["CaseConformance", "LogStep", "Misfit", "conform"]

Held: TypeAlias = tuple[str, ...]
"""The states of which a log leaves open which one holds, mostly a single one."""


@attrs.frozen
class LogStep:
    """One row of a log: when, and what it notes: the ``state`` after the row, the ``event`` that happened, or both.

    Give the machine's own names; a value that stands for none of them is given as the log writes it, and is reported.
    A row that notes the opening of a case is a state, the initial one, since an opening is no event of a machine.
    ``actor`` and ``role`` are carried for the reader of a misfit and are not judged.

    Raises NaiveDatetime, InstantOutOfRange or WrongType for the time, InvalidDefinition for a row that notes nothing.
    """

    at: dt.datetime
    state: str | None = None
    event: str | None = None
    actor: str = ""
    role: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a time that is no instant, and a row that says nothing."""
        micros(self.at)
        if self.state is None and self.event is None:
            raise InvalidDefinition("log step", ("it notes neither a state nor an event: give one of them",))


@attrs.frozen
class Misfit:
    """A step that no rule allows: its place in the case from 0, the states that could hold before it, all reasons."""

    index: int
    step: LogStep
    held: tuple[str, ...]
    reasons: tuple[Reason, ...]


@attrs.frozen
class CaseConformance:
    """How one case of a log goes with a machine: how many steps it has, and each that does not fit.

    ``ended_in`` is where the log leaves it. A case that has not reached a closed state fits as well as any other: it
    may still be running, or the log may stop early; ``notes`` says so.
    """

    id: str
    steps: int
    misfits: tuple[Misfit, ...]
    ended_in: tuple[str, ...]
    is_finished: bool

    @property
    def fits(self) -> bool:
        """Tell whether every step fits."""
        return not self.misfits

    @property
    def fitting_steps(self) -> int:
        """How many steps fit."""
        return self.steps - len(self.misfits)

    @property
    def first_misfit(self) -> Misfit | None:
        """The earliest step that does not fit; None where all do."""
        return self.misfits[0] if self.misfits else None

    @property
    def notes(self) -> tuple[Reason, ...]:
        """What is worth knowing and is no misfit: that the log ends before the case does."""
        return () if self.is_finished else (Reason.of("ends_unfinished", "missing", state=self.ended_in),)


def conform(
    machine: "Machine[Any, Any, Any]", steps: Iterable[LogStep], *, id: str, begins: Iterable[str] = ()
) -> CaseConformance:
    """Replay the steps of one case, in the order of the log, and say which of them no rule allows.

    Only the shape is judged: which event leads from which state to which. A log does not tell what guards would have
    read, so of rules for one event from one state any may have held, and the case counts as being in one of their
    targets until a row tells which. Roles, timers and payloads are not judged either.

    A state that is noted again is an allowed step. The first row, where it notes a state alone, must note one of
    ``begins``: by default the initial state only; name further ones for a log whose first row may come after the first
    step. A value that the machine does not know leaves the case where it was. An event that is not possible takes the
    case to where its rules lead from elsewhere. A row earlier than the row before it does not fit; the row after it is
    compared with it again, so that one wrong time is not held against all that follow.

    Raises BrokenHistory for a case without steps, InvalidDefinition where ``begins`` names no state of the machine.

    >>> from enum import StrEnum
    >>> from aftersales_core.lifecycle import Rules
    >>> State = StrEnum("State", ["NEW", "OPEN", "CLOSED"])
    >>> Event = StrEnum("Event", ["ASSIGN", "SOLVE"])
    >>> on = Rules(State, Event, object)
    >>> desk = on.machine(
    ...     "desk",
    ...     "1",
    ...     states={State.NEW: "initial", State.OPEN: "active", State.CLOSED: "closed"},
    ...     roles=["agent"],
    ...     rules=[
    ...         on(State.NEW, Event.ASSIGN, to=State.OPEN, roles=["agent"]),
    ...         on(State.OPEN, Event.SOLVE, to=State.CLOSED, roles=["agent"]),
    ...     ],
    ... )
    >>> monday = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
    >>> case = conform(desk, [LogStep(monday, "new"), LogStep(monday, "closed")], id="T-1")
    >>> case.fits, case.first_misfit.index, case.first_misfit.reasons[0].code
    (False, 1, 'no_rule_between')
    """
    held = _begins(machine, begins)
    ahead: dict[str, frozenset[str]] = {}
    misfits: list[Misfit] = []
    last: LogStep | None = None
    last_us = count = 0
    for count, step in enumerate(steps, 1):
        at_us = micros(step.at)
        after, reasons = _step(machine, held, step, ahead, is_first=last is None)
        if last is not None and at_us < last_us:
            reasons = (*reasons, Reason.of("earlier_than_last", "conflict", at=step.at, last_at=last.at))
        if reasons:
            misfits.append(Misfit(count - 1, step, tuple(map(str, held)), reasons))
        held, last, last_us = after, step, at_us
    if last is None:
        raise BrokenHistory(id, 0, "there are no steps: leave out a case of which the log notes nothing")
    is_finished = any(machine.category_of[state] == "closed" for state in held)
    return CaseConformance(id, count, tuple(misfits), tuple(map(str, held)), is_finished)


def _begins(machine: "Machine[Any, Any, Any]", begins: Iterable[str]) -> Held:
    """Return the states in which a case may begin."""
    given = tuple(dict.fromkeys(begins))
    problems = tuple(
        f"'{state!s}' is no state of it: use one of its own" for state in given if state not in machine.steps
    )
    if problems:
        raise InvalidDefinition(f"beginnings in machine {machine.name!r}", problems)
    return given or (machine.initial,)


def _step(
    machine: "Machine[Any, Any, Any]",
    held: Held,
    step: LogStep,
    ahead: dict[str, frozenset[str]],
    *,
    is_first: bool,
) -> tuple[Held, tuple[Reason, ...]]:
    """Return which states may hold after a step, and every reason against the step."""
    state, event = step.state, step.event
    if state is None:
        return _by_event(machine, held, str(event))
    if state not in machine.steps:
        unknown = Reason.of("unknown_state", "conflict", machine=machine.name, state=str(state))
        after, reasons = (held, ()) if event is None else _by_event(machine, held, event)
        return after, (unknown, *reasons)
    if event is not None:
        after, reasons = _by_event(machine, held, event)
        if not reasons and state not in after:
            reasons = (_other(event, held, state, after),)
    elif state in held:
        reasons = ()
    elif is_first:
        reasons = (Reason.of("begins_elsewhere", "illegal", state=str(state), begins=tuple(map(str, held))),)
    else:
        reasons = _by_state(machine, held, state, ahead)
    return (state,), reasons


def _by_state(
    machine: "Machine[Any, Any, Any]", held: Held, state: str, ahead: dict[str, frozenset[str]]
) -> tuple[Reason, ...]:
    """Judge a change from one state to another; ``ahead`` keeps where rules lead, once for each state of the case."""
    for source in held:
        if source not in ahead:
            ahead[source] = frozenset(rule.target for rules in machine.steps[source].values() for rule in rules)
        if state in ahead[source]:
            return ()
    possible = tuple(str(each) for each, _ in machine.states if any(each in ahead[source] for source in held))
    return (Reason.of("no_rule_between", "illegal", source=_one(held), target=str(state), targets=possible),)


def _by_event(machine: "Machine[Any, Any, Any]", held: Held, event: str) -> tuple[Held, tuple[Reason, ...]]:
    """Return which states may hold after an event, and why it cannot have happened."""
    after = tuple(dict.fromkeys(rule.target for source in held for rule in machine.steps[source].get(event, ())))
    if after:
        return after, ()
    if event not in machine.known_events:
        return held, (Reason.of("unknown_event", "invalid", machine=machine.name, event=str(event)),)
    possible = tuple(dict.fromkeys(str(each) for source in held for each in machine.steps[source]))
    refusal = Reason.of("illegal_event", "illegal", event=str(event), state=_one(held), possible=possible)
    # An event that changes the state nowhere, such as a note, does not change it here either.
    forced = dict.fromkeys(rule.target for rule in machine.rules if rule.event == event and rule.target != rule.source)
    return tuple(forced) or held, (refusal,)


def _other(event: str, held: Held, state: str, after: Held) -> Reason:
    """Say that an event does not lead to where the log says that the case is."""
    names = tuple(map(str, after))
    return Reason.of(
        "event_leads_elsewhere", "illegal", event=str(event), source=_one(held), target=str(state), targets=names
    )


def _one(held: Held) -> str | tuple[str, ...]:
    """Return the state that holds as text, or all that may."""
    return str(held[0]) if len(held) == 1 else tuple(map(str, held))
