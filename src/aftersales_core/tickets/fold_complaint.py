"""What a complaint's actions change beside its state, and the marks that they leave for SLA clocks."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from aftersales_core.sla import marks
from aftersales_core.tickets.actions import complaint

if TYPE_CHECKING:
    from aftersales_core.sla.marks import Facts
    from aftersales_core.tickets.builder import TicketBuilder

__all__ = ["COMPLAINT_MARKS", "COMPLAINT_TAKERS", "FINAL_RESPONSE", "SEVERITY"]

SEVERITY: Final = "severity"

FINAL_RESPONSE: Final = "final_response"
"""The shop's answer, whatever it says: what the clock of the final response stops at."""


def _assess(draft: "TicketBuilder", action: complaint.Assess, _at: dt.datetime) -> None:
    """The severity is a fact like any other, so targets can read it."""
    draft.facts[SEVERITY] = action.severity


COMPLAINT_TAKERS: Final[Mapping[type[object], "Callable[[TicketBuilder, Any, dt.datetime], None]"]] = {
    complaint.Assess: _assess,
}
"""What an action of a complaint changes beside the state."""


def _answer(_action: object) -> "tuple[tuple[str, ...], Facts]":
    """Return the marks of a decision, which is an answer to the customer and what the shop offers as well."""
    return (marks.AGENT_REPLY, marks.SOLUTION_OFFERED, FINAL_RESPONSE), ()


COMPLAINT_MARKS: Final[Mapping[type[object], "Callable[[Any], tuple[tuple[str, ...], Facts]]"]] = {
    complaint.Assess: lambda action: (("facts_changed",), ((SEVERITY, action.severity),)),
    complaint.FindUnfounded: _answer,
    complaint.Respond: _answer,
    complaint.SettleEarly: _answer,
}
"""The marks of a complaint's actions; a question to the customer leaves those of an enquiry."""
