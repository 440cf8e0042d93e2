"""What moves a repair: triage, quote, appointment, visit, parts, work report, quality check, acceptance, follow-up."""

import datetime as dt
from typing import TypeAlias

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.instants import micros
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
class Appoint:
    """An appointment in a slot of time.

    ``is_slot_free`` is what the caller's planning says, None where it was not asked. ``assignee`` is the engineer who
    comes, where the slot is one engineer's.

    Raises NaiveDatetime, InvalidDefinition for a slot that ends before it begins.
    """

    start_at: dt.datetime
    end_at: dt.datetime
    is_slot_free: bool | None = None
    assignee: str | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a slot in which nobody could come."""
        _require_slot(self.start_at, self.end_at)


@attrs.frozen
class Reschedule:
    """The appointment moves to another slot; the fields are those of ``Appoint``."""

    start_at: dt.datetime
    end_at: dt.datetime
    is_slot_free: bool | None = None
    reason: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a slot in which nobody could come."""
        _require_slot(self.start_at, self.end_at)


def _require_slot(start_at: dt.datetime, end_at: dt.datetime) -> None:
    """Raise InvalidDefinition for a slot that is empty or the wrong way round."""
    if micros(start_at) >= micros(end_at):
        raise InvalidDefinition("slot", (f"it ends at {end_at}, not after its start at {start_at}",))


@attrs.frozen
class ContactFailed:
    """The customer could not be reached for an appointment."""

    channel: str = ""
    note_ref: str = ""


@attrs.frozen
class Reassign:
    """Another engineer is to come: the one who is named, or one still to be found."""

    assignee: str | None = None
    reason: str = ""


@attrs.frozen
class CheckIn:
    """The engineer is there; ``location_ref`` names the proof of where that is, which stands elsewhere."""

    location_ref: str = ""


@attrs.frozen
class NoShowCustomer:
    """The engineer came and nobody was there; ``proof_ref`` names the photo or call record that shows it."""

    proof_ref: str = ""


@attrs.frozen
class NoShowEngineer:
    """The engineer did not come to the appointment."""

    message_ref: str = ""


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
