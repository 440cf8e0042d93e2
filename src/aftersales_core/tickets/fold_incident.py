"""What the actions of an incident change beside its state, and the marks that they leave for clocks."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from aftersales_core.sla import marks
from aftersales_core.tickets.actions import incident
from aftersales_core.tickets.duty_done import DutyDone

if TYPE_CHECKING:
    from aftersales_core.sla.marks import Facts
    from aftersales_core.tickets.builder import TicketBuilder

__all__ = ["INCIDENT_MARKS", "INCIDENT_TAKERS"]

INFORMED: Final = ((marks.NOTIFIED,), ())
DISCLOSED: Final = (("disclosed",), ())


def _report_duty(draft: "TicketBuilder", action: incident.ReportDuty, at: dt.datetime) -> None:
    """One more report, in the round that the last activation began."""
    report, activated = draft.done["report_duty"], draft.done.get("activate")
    turn = 0 if activated is None else activated.count
    draft.duties.append(DutyDone(action.duty_id, at, report.actor, report.role, turn))


def _activate(draft: "TicketBuilder", action: incident.Activate, _at: dt.datetime) -> None:
    """How bad it is, is a fact as any other."""
    if action.severity:
        draft.facts["severity"] = action.severity


INCIDENT_TAKERS: Final[Mapping[type[object], "Callable[[TicketBuilder, Any, dt.datetime], None]"]] = {
    incident.Activate: _activate,
    incident.ReportDuty: _report_duty,
}
"""What an action of an incident changes beside the state."""


def _severity(action: incident.Activate) -> "tuple[tuple[str, ...], Facts]":
    """Return the mark of a severity that becomes known, as of any fact."""
    return (("facts_changed",), (("severity", action.severity),)) if action.severity else ((), ())


INCIDENT_MARKS: Final[Mapping[type[object], "Callable[[Any], tuple[tuple[str, ...], Facts]]"]] = {
    incident.Activate: _severity,
    incident.Disclose: lambda _action: DISCLOSED,
    incident.Inform: lambda _action: INFORMED,
}
"""The marks of an incident's actions."""
