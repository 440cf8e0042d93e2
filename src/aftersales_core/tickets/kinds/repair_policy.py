"""A repair's states and events, and the switches where shops and laws differ."""

from enum import StrEnum
from typing import Final, Literal

import attrs

from aftersales_core.lifecycle.guards import PayloadForm
from aftersales_core.lifecycle.rule import Category
from aftersales_core.worktime.period import Period

__all__ = ["REPAIR_POLICY", "RepairEvent", "RepairPolicy", "RepairState", "repair_forms", "repair_states"]


class RepairState(StrEnum):
    """The states of a repair."""

    REQUESTED = "requested"
    SELF_REPAIR = "self_repair"
    QUOTED = "quoted"
    AWAITING_DEVICE = "awaiting_device"
    AWAITING_APPOINTMENT = "awaiting_appointment"
    SCHEDULED = "scheduled"
    DIAGNOSING = "diagnosing"
    APPRAISAL = "appraisal"
    WAITING_PARTS = "waiting_parts"
    REPAIRING = "repairing"
    QUALITY_CHECK = "quality_check"
    AWAITING_ACCEPTANCE = "awaiting_acceptance"
    FOLLOW_UP = "follow_up"
    REPLACEMENT_DUE = "replacement_due"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    REPLACED = "replaced"


class RepairEvent(StrEnum):
    """What moves a repair."""

    TRIAGE = "triage"
    SELF_REPAIRED = "self_repaired"
    SELF_REPAIR_FAILED = "self_repair_failed"
    ACCEPT_QUOTE = "accept_quote"
    DECLINE_QUOTE = "decline_quote"
    RECEIVE_DEVICE = "receive_device"
    APPOINT = "appoint"
    CONTACT_FAILED = "contact_failed"
    RESCHEDULE = "reschedule"
    REASSIGN = "reassign"
    CHECK_IN = "check_in"
    NO_SHOW_CUSTOMER = "no_show_customer"
    NO_SHOW_ENGINEER = "no_show_engineer"
    START_REPAIR = "start_repair"
    REQUEST_PARTS = "request_parts"
    PARTS_ARRIVED = "parts_arrived"
    REQUEST_APPRAISAL = "request_appraisal"
    APPRAISED_REDO = "appraised_redo"
    APPRAISED_END = "appraised_end"
    DEEM_UNREPAIRABLE = "deem_unrepairable"
    REPAIRED = "repaired"
    REPAIR_FAILED = "repair_failed"
    QC_PASS = "qc_pass"  # noqa: S105 - a quality check is no password
    QC_FAIL = "qc_fail"
    ACCEPT = "accept"
    REJECT_WORK = "reject_work"
    CONFIRM_OK = "confirm_ok"
    REDO = "redo"
    REFILL_REPORT = "refill_report"
    EXCHANGE_OPENED = "exchange_opened"
    LAPSE = "lapse"
    CANCEL = "cancel"
    RECUR = "recur"


@attrs.frozen
class RepairPolicy:
    """Where shops and laws differ; the figures are defaults.

    From China's Three Guarantees, as secondary digests give them, by category of goods: a device that ``failures``
    repairs (2) did not cure, or whose parts have not come ``parts_after`` (90 days), is replaced while it is in
    warranty; a repair is guaranteed for ``guarantee`` (30 days), here from the day on which it was closed.
    ``waiting_parts_pauses`` clocks that can pause: figures of repair time leave the wait out, the law does not.

    From Viomi's service interface: the engineer proves the place (``needs_location``), the customer confirms with a
    code (``needs_acceptance_code``), an appointment moves only before its slot begins.

    ``quotes``: for repairs ``out_of_warranty``, or ``always`` (Odoo begins each repair order as a quotation).
    ``engineer_grace``: how long after the slot's start the engineer may still come (2 hours, proposed by the library,
    as the figures that follow). ``quote_after`` and ``device_after``: no answer, or no device, cancels it.
    ``self_repair_after``: whoever repairs it alone and is silent is called. ``contact_attempts`` and ``visits``: the
    failure of that number cancels it; ``reschedules``: how often an appointment moves. ``acceptance_after``: silence
    accepts. ``follow_up_after``: it closes without a follow-up. ``needs_other_checker``: who did the work may not check
    it. ``redo_if_dissatisfied``: the follow-up of a dissatisfied customer cannot end well, only in doing it again or in
    completing the report. ``staff_may_cancel`` on the customer's behalf; Salesforce files what cannot be completed
    apart from what was called off, as ``closed`` and ``cancelled`` are here.
    """

    quotes: Literal["out_of_warranty", "always"] = "out_of_warranty"
    quote_after: Period = Period.days(14)
    device_after: Period = Period.days(14)
    self_repair_after: Period = Period.days(7)
    contact_attempts: int = 3
    visits: int = 2
    reschedules: int = 2
    engineer_grace: Period = Period.hours(2)
    parts_after: Period = Period.days(90)
    failures: int = 2
    acceptance_after: Period = Period.days(7)
    follow_up_after: Period = Period.days(3)
    guarantee: Period = Period.days(30)
    needs_location: bool = True
    needs_acceptance_code: bool = True
    needs_other_checker: bool = True
    redo_if_dissatisfied: bool = True
    staff_may_cancel: bool = False
    waiting_parts_pauses: bool = True


REPAIR_POLICY: Final = RepairPolicy()
"""The switches as most shops set them."""


def repair_states(policy: RepairPolicy) -> dict[RepairState, Category]:
    """Return the states with what they mean to clocks."""
    return {
        RepairState.REQUESTED: "initial",
        RepairState.SELF_REPAIR: "paused",
        RepairState.QUOTED: "paused",
        RepairState.AWAITING_DEVICE: "paused",
        RepairState.AWAITING_APPOINTMENT: "active",
        RepairState.SCHEDULED: "active",
        RepairState.DIAGNOSING: "active",
        RepairState.APPRAISAL: "active",
        RepairState.WAITING_PARTS: "paused" if policy.waiting_parts_pauses else "active",
        RepairState.REPAIRING: "active",
        RepairState.QUALITY_CHECK: "active",
        RepairState.AWAITING_ACCEPTANCE: "paused",
        RepairState.FOLLOW_UP: "active",
        RepairState.REPLACEMENT_DUE: "active",
        RepairState.CLOSED: "closed",
        RepairState.CANCELLED: "closed",
        RepairState.REPLACED: "closed",
    }


def repair_forms(policy: RepairPolicy) -> dict[RepairEvent, PayloadForm]:
    """Return what each action must say."""
    forms = {
        RepairEvent.ACCEPT_QUOTE: PayloadForm(("quote_ref",)),
        RepairEvent.APPOINT: PayloadForm(("start_at", "end_at")),
        RepairEvent.RESCHEDULE: PayloadForm(("start_at", "end_at")),
        RepairEvent.NO_SHOW_CUSTOMER: PayloadForm(("proof_ref",)),
        RepairEvent.APPRAISED_END: PayloadForm(("finding",)),
        RepairEvent.REPAIRED: PayloadForm(("report_ref",)),
        RepairEvent.REFILL_REPORT: PayloadForm(("report_ref",)),
        RepairEvent.EXCHANGE_OPENED: PayloadForm(("ticket_id",)),
        RepairEvent.RECUR: PayloadForm(("fault_code",)),
    }
    if policy.needs_location:
        forms[RepairEvent.CHECK_IN] = PayloadForm(("location_ref",))
    if policy.needs_acceptance_code:
        forms[RepairEvent.ACCEPT] = PayloadForm(("acceptance_code",))
    return forms
