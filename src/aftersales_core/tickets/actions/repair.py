"""What moves a repair: triage, quote, appointment, visit, parts, work report, quality check, acceptance, follow-up."""

from typing import TypeAlias

import attrs

from aftersales_core.tickets.actions.appointment import (
    Appoint,
    CheckIn,
    ContactFailed,
    NoShowCustomer,
    NoShowEngineer,
    Reassign,
    Reschedule,
)
from aftersales_core.tickets.actions.complaint import Accept
from aftersales_core.tickets.actions.inquiry import Cancel, Lapse
from aftersales_core.tickets.checks import require_ids
from aftersales_core.tickets.links import Link

__all__ = [
    "AcceptQuote",
    "Appoint",
    "AppraisedEnd",
    "AppraisedRedo",
    "CheckIn",
    "ConfirmOk",
    "ContactFailed",
    "DeclineQuote",
    "DeemUnrepairable",
    "ExchangeOpened",
    "NoShowCustomer",
    "NoShowEngineer",
    "PartsArrived",
    "QcFail",
    "QcPass",
    "Reassign",
    "ReceiveDevice",
    "Recur",
    "Redo",
    "RefillReport",
    "RejectWork",
    "RepairAction",
    "RepairFailed",
    "Repaired",
    "RequestAppraisal",
    "RequestParts",
    "Reschedule",
    "SelfRepairFailed",
    "SelfRepaired",
    "StartRepair",
    "Triage",
]


@attrs.frozen
class Triage:
    """It is settled how the repair goes on, by the facts ``in_warranty`` and ``service_mode``.

    ``quote_ref`` names the quote that the customer gets where the repair costs something, ``guide_ref`` what a customer
    who repairs it alone goes by.
    """

    quote_ref: str = ""
    guide_ref: str = ""


@attrs.frozen
class SelfRepaired:
    """The customer has repaired it, led by the guide."""

    message_ref: str = ""


@attrs.frozen
class SelfRepairFailed:
    """The customer could not repair it."""

    message_ref: str = ""


@attrs.frozen
class AcceptQuote:
    """The customer agrees to the quote that is named."""

    quote_ref: str = ""


@attrs.frozen
class DeclineQuote:
    """The customer does not want the repair at this price."""

    reason: str = ""


@attrs.frozen
class ReceiveDevice:
    """What the customer sent has arrived; ``receipt_ref`` names the record of what came, and in which condition."""

    receipt_ref: str = ""


@attrs.frozen
class StartRepair:
    """The fault is found and the repair begins; ``fault_code`` becomes the fact ``fault``."""

    fault_code: str = ""


@attrs.frozen
class RequestParts:
    """Parts are needed; ``order_id`` is the order for them, which runs on its own and is linked."""

    part_ids: tuple[str, ...] = ()
    order_id: str | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse an order that could not be linked."""
        require_ids("parts", order_id=self.order_id)


@attrs.frozen
class PartsArrived:
    """The parts are there."""

    receipt_ref: str = ""


@attrs.frozen
class RequestAppraisal:
    """Somebody must judge what to do: whether it is a defect, whether a repair makes sense."""

    reason: str = ""
    evidence_refs: tuple[str, ...] = ()


@attrs.frozen
class AppraisedRedo:
    """The appraisal says to try again."""

    finding: str = ""


@attrs.frozen
class AppraisedEnd:
    """The appraisal ends the repair with a finding, such as no defect."""

    finding: str = ""


@attrs.frozen
class DeemUnrepairable:
    """It cannot be repaired."""

    finding: str = ""
    evidence_refs: tuple[str, ...] = ()


@attrs.frozen
class Repaired:
    """The visit's record: what was done, by ids of the shop's list, with which parts; the report by reference."""

    report_ref: str = ""
    work_ids: tuple[str, ...] = ()
    part_ids: tuple[str, ...] = ()
    evidence_refs: tuple[str, ...] = ()


@attrs.frozen
class RepairFailed:
    """The repair did not cure the fault."""

    finding: str = ""


@attrs.frozen
class QcPass:
    """The work is good. ``acceptance_code`` is what the customer will confirm with, where the shop gives one out."""

    check_ref: str = ""
    acceptance_code: str = ""


@attrs.frozen
class QcFail:
    """The work is not good enough."""

    finding: str = ""


@attrs.frozen
class RejectWork:
    """The customer does not accept the work."""

    reason: str = ""
    message_ref: str = ""


@attrs.frozen
class ConfirmOk:
    """The follow-up ends well. None where the customer did not say whether they are satisfied."""

    is_satisfied: bool | None = None
    score: int | None = None
    comment_ref: str = ""


@attrs.frozen
class Redo:
    """The follow-up finds that the work must be done again."""

    reason: str = ""


@attrs.frozen
class RefillReport:
    """The follow-up finds the report wanting; ``report_ref`` names the one that was filled in again."""

    report_ref: str = ""


@attrs.frozen
class ExchangeOpened:
    """The exchange that replaces the device is open, as a ticket of its own."""

    ticket_id: str

    def __attrs_post_init__(self) -> None:
        """Refuse a ticket that could not be linked."""
        require_ids("exchange", ticket_id=self.ticket_id or None)

    @property
    def link(self) -> Link:
        """The link that the repair keeps."""
        return Link("followed_up_by", self.ticket_id)


@attrs.frozen
class Recur:
    """The fault is back after the repair was closed."""

    fault_code: str = ""
    message_ref: str = ""


RepairAction: TypeAlias = (
    Accept
    | AcceptQuote
    | Appoint
    | AppraisedEnd
    | AppraisedRedo
    | Cancel
    | CheckIn
    | ConfirmOk
    | ContactFailed
    | DeclineQuote
    | DeemUnrepairable
    | ExchangeOpened
    | Lapse
    | NoShowCustomer
    | NoShowEngineer
    | PartsArrived
    | QcFail
    | QcPass
    | Reassign
    | ReceiveDevice
    | Recur
    | Redo
    | RefillReport
    | RejectWork
    | RepairFailed
    | Repaired
    | RequestAppraisal
    | RequestParts
    | Reschedule
    | SelfRepairFailed
    | SelfRepaired
    | StartRepair
    | Triage
)
"""Every action that a repair's lifecycle knows; see ``DeskAction`` for those of any ticket."""
