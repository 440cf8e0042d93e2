"""Incidents of an IT service desk: a log that notes the state after each update, read in two ways.

*Intended* are the log's own eight states and the flow that their descriptions speak of. The documentation of ServiceNow
(Incident Management state model; the log's states are those of releases before Helsinki) says: a new incident is logged
and not yet triaged; in progress, here Active, it is assigned and investigated; on hold the responsibility lies with
somebody else for a time, as often as needed, and goes back to Active when the caller answers; it is resolved when there
is a satisfactory fix, and closed after it has been resolved for some time and the fix is confirmed. The page describes
states and lists no transitions: the rules below are our reading of it.

*Our own* are five states that a shop might want, with several values of the log on one of them, and the shortcuts that
a real desk takes, each for a reason. Neither machine lists every change that the log happens to hold.
"""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from sla_report.reading import Row

from aftersales_core.lifecycle import LogStep, Machine, Rules
from aftersales_core.worktime import Period
from conformance_logs.view import Log, View

AUTOMATIC: Final = Period.hours(120)
"""Most resolved incidents of the log are closed by themselves five days later."""


class LogState(StrEnum):
    """The values of `incident_state`; the junk value -100 is none of them."""

    NEW = "New"
    ACTIVE = "Active"
    AWAITING_USER = "Awaiting User Info"
    AWAITING_VENDOR = "Awaiting Vendor"
    AWAITING_PROBLEM = "Awaiting Problem"
    AWAITING_EVIDENCE = "Awaiting Evidence"
    RESOLVED = "Resolved"
    CLOSED = "Closed"


class Change(StrEnum):
    """What happens to an incident."""

    TAKE_UP = "take_up"
    AWAIT_USER = "await_user"
    AWAIT_VENDOR = "await_vendor"
    AWAIT_PROBLEM = "await_problem"
    AWAIT_EVIDENCE = "await_evidence"
    RESUME = "resume"
    RESOLVE = "resolve"
    REOPEN = "reopen"
    CLOSE = "close"


class Step(StrEnum):
    """The same for our own states, where one event holds, whoever is awaited."""

    TAKE_UP = "take_up"
    HOLD = "hold"
    RESUME = "resume"
    RESOLVE = "resolve"
    REOPEN = "reopen"
    CLOSE = "close"


class State(StrEnum):
    """Our own states."""

    NEW = "new"
    OPEN = "open"
    ON_HOLD = "on_hold"
    RESOLVED = "resolved"
    CLOSED = "closed"


OWN_STATE: Final[Mapping[str, str]] = {
    LogState.NEW: State.NEW,
    LogState.ACTIVE: State.OPEN,
    LogState.AWAITING_USER: State.ON_HOLD,
    LogState.AWAITING_VENDOR: State.ON_HOLD,
    LogState.AWAITING_PROBLEM: State.ON_HOLD,
    LogState.AWAITING_EVIDENCE: State.ON_HOLD,
    LogState.RESOLVED: State.RESOLVED,
    LogState.CLOSED: State.CLOSED,
}
"""The log's values in our own states: who is awaited is a fact of the incident and no state of its own."""

OWN_BEGINNINGS: Final = (State.NEW, State.OPEN, State.ON_HOLD, State.RESOLVED)
"""The log's first row is the form as it was first saved, so the first step after the opening may be in it already."""


def intended() -> Machine[LogState, Change, object]:
    """Return the flow that the descriptions of the states speak of."""
    on = Rules(LogState, Change, object)
    waits = {
        Change.AWAIT_USER: LogState.AWAITING_USER,
        Change.AWAIT_VENDOR: LogState.AWAITING_VENDOR,
        Change.AWAIT_PROBLEM: LogState.AWAITING_PROBLEM,
        Change.AWAIT_EVIDENCE: LogState.AWAITING_EVIDENCE,
    }
    return on.machine(
        "incident (intended)",
        "1",
        states={
            LogState.NEW: "initial",
            LogState.ACTIVE: "active",
            **dict.fromkeys(waits.values(), "paused"),
            LogState.RESOLVED: "done",
            LogState.CLOSED: "closed",
        },
        roles=["agent", "caller"],
        rules=[
            # Somebody takes it up before anything else can become of it.
            on(LogState.NEW, Change.TAKE_UP, to=LogState.ACTIVE, roles=["agent"]),
            # Only who works on it knows that somebody else is needed; afterwards it is with the agent again.
            *(on(LogState.ACTIVE, change, to=state, roles=["agent"]) for change, state in waits.items()),
            on(waits.values(), Change.RESUME, to=LogState.ACTIVE, roles=["agent", "caller", "system"]),
            on(LogState.ACTIVE, Change.RESOLVE, to=LogState.RESOLVED, roles=["agent"]),
            # Until it is closed, the caller may say that the fix is none.
            on(LogState.RESOLVED, Change.REOPEN, to=LogState.ACTIVE, roles=["agent", "caller"]),
            on(LogState.RESOLVED, Change.CLOSE, to=LogState.CLOSED, roles=["caller", "system"], after=AUTOMATIC),
        ],
    )


def own() -> Machine[State, Step, object]:
    """Return our own states with the shortcuts of a real desk; what is left out is left out on purpose.

    No rule leads to `closed` but from `resolved`, since a figure of resolution times needs to know when and how it was
    solved. None leads from `resolved` to `on_hold`, since whoever waits must have it open again. None leads out of
    `closed`: what comes back then is a case of its own, or the figures of a closed month change.
    """
    on = Rules(State, Step, object)
    return on.machine(
        "incident (our own)",
        "1",
        states={
            State.NEW: "initial",
            State.OPEN: "active",
            State.ON_HOLD: "paused",
            State.RESOLVED: "done",
            State.CLOSED: "closed",
        },
        roles=["agent", "caller"],
        rules=[
            on(State.NEW, Step.TAKE_UP, to=State.OPEN, roles=["agent"]),
            # The desk reads it, sees that something is missing and asks at once.
            on((State.NEW, State.OPEN), Step.HOLD, to=State.ON_HOLD, roles=["agent"]),
            on(State.ON_HOLD, Step.RESUME, to=State.OPEN, roles=["agent", "caller", "system"]),
            # Solved at first contact; or the answer, the vendor's part or the mended problem was the solution.
            on((State.NEW, State.OPEN, State.ON_HOLD), Step.RESOLVE, to=State.RESOLVED, roles=["agent"]),
            on(State.RESOLVED, Step.REOPEN, to=State.OPEN, roles=["agent", "caller"]),
            on(State.RESOLVED, Step.CLOSE, to=State.CLOSED, roles=["caller", "system"], after=AUTOMATIC),
        ],
    )


def as_logged(row: Row) -> LogStep:
    """Return a row in the log's own states. Its zone is not told; in UTC every difference is that of the wall clock."""
    at = dt.datetime.fromisoformat(row["sys_updated_at"]).replace(tzinfo=dt.UTC)
    return LogStep(at, row["incident_state"])


def as_own(row: Row) -> LogStep:
    """Return a row in our own states; a value that has none stays as it is, so that it is reported."""
    step = as_logged(row)
    return LogStep(step.at, OWN_STATE.get(row["incident_state"], row["incident_state"]))


LOG: Final = Log(
    "incidents",
    "uci498_incidents/events.csv.gz",
    "number",
    (View("intended", intended(), as_logged), View("own", own(), as_own, OWN_BEGINNINGS)),
)
