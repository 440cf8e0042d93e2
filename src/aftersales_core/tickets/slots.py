"""An appointment's slot: which one holds, and from when its engineer counts as not having come."""

import datetime as dt
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from aftersales_core.instants import micros, utc
from aftersales_core.reasons import Reason
from aftersales_core.tickets.actions.appointment import Appoint, Reschedule
from aftersales_core.worktime.period import Period

if TYPE_CHECKING:
    from aftersales_core.lifecycle.guards import Attempt, Verdict
    from aftersales_core.tickets.desk import Desk
    from aftersales_core.tickets.situation import Situation
    from aftersales_core.tickets.ticket import Ticket

__all__ = ["APPOINTED", "RESCHEDULED", "ArrivalGrace", "Slot", "booked_slot", "engineer_late_at"]

APPOINTED: Final = "appointed"
RESCHEDULED: Final = "rescheduled"

Slot: TypeAlias = Appoint | Reschedule
"""What holds a slot: the action that booked it."""


@attrs.frozen
class ArrivalGrace:
    """A condition that holds once the grace after the start of the booked slot is over."""

    code: str
    grace: Period

    def __call__(self, situation: "Situation", attempt: "Attempt") -> "Verdict":
        """Tell whether the engineer is late."""
        late_at = self.late_at(situation.desk, situation.ticket)
        if late_at is None:
            return Reason.of(self.code, "missing", fact="slot")
        return attempt.at >= late_at or Reason.of(self.code, "unmet", late_at=late_at)

    def late_at(self, desk: "Desk", ticket: "Ticket") -> dt.datetime | None:
        """Return when the grace ends; None without an appointment."""
        slot = booked_slot(ticket)
        return None if slot is None else utc(self.grace.deadline(slot.start_at, desk.calendar).instant)


def booked_slot(ticket: "Ticket") -> Slot | None:
    """Return the slot that holds: the one that was booked last, by an appointment or by moving it."""
    last = next((mark.name for mark in reversed(ticket.marks) if mark.name in (APPOINTED, RESCHEDULED)), None)
    if last is None:
        return None
    return ticket.last(Appoint) if last == APPOINTED else ticket.last(Reschedule)


def engineer_late_at(desk: "Desk", ticket: "Ticket") -> dt.datetime | None:
    """Return from when on the engineer of the booked slot counts as not having come, or None.

    The grace is the one of the ticket's own lifecycle, so timer and condition cannot disagree.
    """
    kind = desk.kind_of(ticket)
    if kind is None:
        return None
    checks = (
        guard.check
        for rules in kind.machine.steps.get(ticket.state, {}).values()
        for rule in rules
        for guard in rule.guards
    )
    grace = next((check for check in checks if isinstance(check, ArrivalGrace)), None)
    return None if grace is None else grace.late_at(desk, ticket)


def has_begun(slot: Slot | None, at: dt.datetime) -> bool:
    """Tell whether a slot has begun; none has not."""
    return slot is not None and micros(at) >= micros(slot.start_at)
