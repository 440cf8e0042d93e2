"""Tickets of a software company's help desk: a log that notes activities, read in two ways.

Each activity is an event of a machine, but for `Insert ticket`: that is the opening, so it notes the initial state. Few
tickets have such a row; the others begin, in the log, with the first thing that was done. This edition of the log has
no closing, so every ticket ends in `resolved`, which is worth a note and is no misfit.

*Intended* is the flow that the names of the activities speak of: the seriousness is assigned, somebody takes charge,
and who is in charge waits, reports an anomaly of the software, requires an upgrade, schedules an intervention, or
resolves. The publishers give no flow: the rules below are our reading.

*Our own* machine has the same states and lets pass what a real desk does for a reason. Neither machine lists every
change that the log happens to hold.
"""

import datetime as dt
from enum import StrEnum
from typing import Final

from sla_report.reading import Row

from aftersales_core import zone
from aftersales_core.lifecycle import LogStep, Machine, Rule, Rules
from conformance_logs.view import Log, View


class State(StrEnum):
    """Where a ticket is; the log does not say, it follows from what was done."""

    NEW = "new"
    ASSESSED = "assessed"
    IN_CHARGE = "in_charge"
    WAITING = "waiting"
    ANOMALY = "anomaly"
    UPGRADE = "upgrade"
    SCHEDULED = "scheduled"
    RESOLVED = "resolved"
    CLOSED = "closed"


class Event(StrEnum):
    """What is done with a ticket."""

    ASSESS = "assess"
    TAKE_CHARGE = "take_charge"
    WAIT = "wait"
    REPORT_ANOMALY = "report_anomaly"
    RESOLVE_ANOMALY = "resolve_anomaly"
    REQUIRE_UPGRADE = "require_upgrade"
    SCHEDULE = "schedule"
    RESOLVE = "resolve"
    CLOSE = "close"


EVENTS: Final = {
    "Assign seriousness": Event.ASSESS,
    "Take in charge ticket": Event.TAKE_CHARGE,
    "Wait": Event.WAIT,
    "Create SW anomaly": Event.REPORT_ANOMALY,
    "Resolve SW anomaly": Event.RESOLVE_ANOMALY,
    "Require upgrade": Event.REQUIRE_UPGRADE,
    "Schedule intervention": Event.SCHEDULE,
    "Resolve ticket": Event.RESOLVE,
}
OPENING: Final = "Insert ticket"
PUBLISHED_IN: Final = zone("Australia/Brisbane")
"""The clock of the times as they were published; it has no summer time, so no hour is there twice."""

DESK: Final = ("desk",)
ASIDE: Final = (State.WAITING, State.ANOMALY, State.UPGRADE, State.SCHEDULED)
"""Where a ticket is while something else must happen first."""

on: Final = Rules(State, Event, object)
INTENDED: Final = (
    on(State.NEW, Event.ASSESS, to=State.ASSESSED, roles=DESK),
    on(State.ASSESSED, Event.TAKE_CHARGE, to=State.IN_CHARGE, roles=DESK),
    on(State.IN_CHARGE, Event.WAIT, to=State.WAITING, roles=DESK),
    on(State.IN_CHARGE, Event.REPORT_ANOMALY, to=State.ANOMALY, roles=DESK),
    on(State.ANOMALY, Event.RESOLVE_ANOMALY, to=State.IN_CHARGE, roles=DESK),
    # An anomaly may be mended in a newer release only.
    on((State.IN_CHARGE, State.ANOMALY), Event.REQUIRE_UPGRADE, to=State.UPGRADE, roles=DESK),
    on(State.IN_CHARGE, Event.SCHEDULE, to=State.SCHEDULED, roles=DESK),
    on(ASIDE, Event.TAKE_CHARGE, to=State.IN_CHARGE, roles=DESK),
    on(State.IN_CHARGE, Event.RESOLVE, to=State.RESOLVED, roles=DESK),
    # The solution did not hold: somebody takes charge again.
    on(State.RESOLVED, Event.TAKE_CHARGE, to=State.IN_CHARGE, roles=DESK),
    on(State.RESOLVED, Event.CLOSE, to=State.CLOSED, roles=(*DESK, "system")),
)

OWN: Final = (
    *INTENDED,
    # The seriousness is corrected before anybody has begun.
    on(State.ASSESSED, Event.ASSESS, to=State.ASSESSED, roles=DESK),
    # It is handed over.
    on(State.IN_CHARGE, Event.TAKE_CHARGE, to=State.IN_CHARGE, roles=DESK),
    # It is asked again, or somebody else is.
    on(State.WAITING, Event.WAIT, to=State.WAITING, roles=DESK),
    # The answer, the mended software, the upgrade or the visit was the solution.
    on(ASIDE, Event.RESOLVE, to=State.RESOLVED, roles=DESK),
)
"""What stays out on purpose: to resolve or to wait while nobody is in charge, since nobody then answers for it; to take
charge before the seriousness is known, since the order of work follows from it; to resolve what is resolved."""


def machine(name: str, rules: tuple[tuple[Rule[State, Event, object], ...], ...]) -> Machine[State, Event, object]:
    """Return a machine of the help desk's states."""
    return on.machine(
        name,
        "1",
        states={
            State.NEW: "initial",
            State.ASSESSED: "active",
            State.IN_CHARGE: "active",
            **dict.fromkeys(ASIDE, "paused"),
            State.RESOLVED: "done",
            State.CLOSED: "closed",
        },
        roles=DESK,
        rules=rules,
    )


def step(row: Row) -> LogStep:
    """Return a row as a step; an activity that has no event stays as it is, so that it is reported."""
    at = dt.datetime.fromisoformat(row["ts_raw"]).replace(tzinfo=PUBLISHED_IN)
    if row["activity"] == OPENING:
        return LogStep(at, state=State.NEW)
    return LogStep(at, event=EVENTS.get(row["activity"], row["activity"]))


LOG: Final = Log(
    "helpdesk",
    "helpdesk_it/events.csv.gz",
    "case_id",
    (
        View("intended", machine("ticket (intended)", INTENDED), step),
        View("own", machine("ticket (our own)", OWN), step),
    ),
)
