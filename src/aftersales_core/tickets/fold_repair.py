"""What the actions of a repair change beside its state, and the marks that its conditions count."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from aftersales_core.sla import marks
from aftersales_core.tickets.actions import repair
from aftersales_core.tickets.links import Link
from aftersales_core.tickets.slots import APPOINTED, RESCHEDULED

if TYPE_CHECKING:
    from aftersales_core.sla.marks import Facts
    from aftersales_core.tickets.builder import TicketBuilder

__all__ = ["CONTACT_FAILED", "FAULT", "NO_SHOW_CUSTOMER", "NO_SHOW_ENGINEER", "REPAIR_MARKS", "REPAIR_TAKERS"]

FAULT: Final = "fault"
CONTACT_FAILED: Final = "contact_failed"
NO_SHOW_CUSTOMER: Final = "no_show_customer"
NO_SHOW_ENGINEER: Final = "no_show_engineer"
REPAIR_FAILED: Final = "repair_failed"


def _appoint(draft: "TicketBuilder", action: repair.Appoint, _at: dt.datetime) -> None:
    """Whoever's slot it is, is responsible."""
    if action.assignee is not None:
        draft.assignee, draft.party = action.assignee, None


def _reassign(draft: "TicketBuilder", action: repair.Reassign, _at: dt.datetime) -> None:
    """The engineer changes, or nobody is responsible until one is found."""
    draft.assignee, draft.party = action.assignee, None


def _start_repair(draft: "TicketBuilder", action: repair.StartRepair, _at: dt.datetime) -> None:
    """What was found is what a fault that comes back is compared with."""
    if action.fault_code:
        draft.facts[FAULT] = action.fault_code


def _request_parts(draft: "TicketBuilder", action: repair.RequestParts, _at: dt.datetime) -> None:
    """The order of the parts is linked and runs on its own."""
    if action.order_id is not None:
        draft.links[Link("depends_on", action.order_id)] = None


def _exchange_opened(draft: "TicketBuilder", action: repair.ExchangeOpened, _at: dt.datetime) -> None:
    """The exchange is linked."""
    draft.links[action.link] = None


REPAIR_TAKERS: Final[Mapping[type[object], "Callable[[TicketBuilder, Any, dt.datetime], None]"]] = {
    repair.Appoint: _appoint,
    repair.ExchangeOpened: _exchange_opened,
    repair.Reassign: _reassign,
    repair.RequestParts: _request_parts,
    repair.StartRepair: _start_repair,
}
"""What an action of a repair changes beside the state."""


def _assigned(name: str) -> "Callable[[Any], tuple[tuple[str, ...], Facts]]":
    """Return the marks of an action that may name the engineer."""
    return lambda action: ((name, marks.ASSIGNED) if action.assignee is not None else (name,), ())


def _named(name: str) -> "Callable[[Any], tuple[tuple[str, ...], Facts]]":
    """Return the mark of an action that always leaves the same."""
    answer: tuple[tuple[str, ...], Facts] = ((name,), ())
    return lambda _action: answer


def _fault(action: repair.StartRepair) -> "tuple[tuple[str, ...], Facts]":
    """Return the mark of the fault that was found, as of any fact that becomes known."""
    return (("facts_changed",), ((FAULT, action.fault_code),)) if action.fault_code else ((), ())


REPAIR_MARKS: Final[Mapping[type[object], "Callable[[Any], tuple[tuple[str, ...], Facts]]"]] = {
    repair.Appoint: _assigned(APPOINTED),
    repair.ConfirmOk: _named("followed_up"),
    repair.ContactFailed: _named(CONTACT_FAILED),
    repair.NoShowCustomer: _named(NO_SHOW_CUSTOMER),
    repair.NoShowEngineer: _named(NO_SHOW_ENGINEER),
    repair.Reassign: _assigned("reassigned"),
    repair.Redo: _named("followed_up"),
    repair.RepairFailed: _named(REPAIR_FAILED),
    repair.Reschedule: _named(RESCHEDULED),
    repair.StartRepair: _fault,
}
"""The marks of a repair's actions; its conditions count some of them since the repair was last reopened."""
