"""The repair: on site, sent in, brought in, or done by the customer with a guide.

The order of work is that of field service: triage, quote, appointment, check-in, diagnosis, parts, work report, quality
check, acceptance, follow-up. Where products or laws differ, `RepairPolicy` has a switch with its source. Parts are an
order of their own, which the repair only links.

Two facts steer it: ``in_warranty`` (yes, no) and ``service_mode`` (mail_in, carry_in, on_site, self_repair); nothing is
assumed where one is not known. The fact ``fault`` is the code of the fault that was found.
"""

from typing import TYPE_CHECKING, Final, TypeAlias

from aftersales_core.lifecycle.events import Effect
from aftersales_core.lifecycle.rule import Rule
from aftersales_core.lifecycle.rules import Rules
from aftersales_core.tickets import who
from aftersales_core.tickets.kind import Kind
from aftersales_core.tickets.kinds import guards as shared
from aftersales_core.tickets.kinds import repair_guards as g
from aftersales_core.tickets.kinds import repair_triage as t
from aftersales_core.tickets.kinds.labels import SHARED_TEXTS
from aftersales_core.tickets.kinds.repair_policy import (
    REPAIR_POLICY,
    RepairEvent,
    RepairPolicy,
    RepairState,
    repair_forms,
    repair_states,
)
from aftersales_core.tickets.kinds.repair_texts import REPAIR_TEXTS
from aftersales_core.tickets.kinds.repair_triage import WARRANTY
from aftersales_core.tickets.roles import ROLES
from aftersales_core.tickets.situation import Situation

if TYPE_CHECKING:
    from aftersales_core.lifecycle.machine import Machine

__all__ = ["REPAIR_POLICY", "REPAIR_TEXTS", "RepairEvent", "RepairPolicy", "RepairState", "repair"]

RepairRules: TypeAlias = "tuple[tuple[Rule[RepairState, RepairEvent, Situation], ...], ...]"

on = Rules(RepairState, RepairEvent, Situation)

_S = RepairState
_E = RepairEvent
C: Final = who.CUSTOMER
A: Final = who.FIELD
Y: Final = who.SYSTEM
LEADERS: Final = who.SUPERVISOR
CALLERS: Final = (*who.AGENT, *who.SUPERVISOR)
"""Who follows up: not the technician, who would ask about their own work."""

NOTIFY: Final = Effect("notify_customer")
NOTIFY_ENGINEER: Final = Effect("notify_engineer")
CALL_BACK: Final = Effect("call_back")
APOLOGISE: Final = Effect("apologise")
ESCALATE: Final = Effect("escalate")
ORDER_PARTS: Final = Effect("order_parts")
OPEN_EXCHANGE: Final = Effect("open_exchange")


def repair(policy: RepairPolicy = REPAIR_POLICY, *, version: str = "1") -> Kind:
    """Return the kind of ticket that a repair is, under a policy.

    >>> repair().machine.name
    'repair'
    """
    return Kind.of("repair", _machine(policy, version), cancels=(_S.CANCELLED,), staff_facts=(WARRANTY,))


def _machine(policy: RepairPolicy, version: str) -> "Machine[RepairState, RepairEvent, Situation]":
    """Return the machine of a policy."""
    return on.machine(
        "repair",
        version,
        states=repair_states(policy),
        roles=(*C, *who.STAFF),
        rules=(
            *_beginning(policy),
            *_quoting(policy),
            *_appointing(policy),
            *_visiting(policy),
            *_diagnosing(),
            *_appraising(),
            *_parts(policy),
            *_repairing(policy),
            *_checking(policy),
            *_following_up(policy),
            *_leaving(policy),
        ),
        forms=repair_forms(policy),
        catalogue=REPAIR_TEXTS | SHARED_TEXTS | ROLES.catalogue(),
    )


def _beginning(policy: RepairPolicy) -> RepairRules:
    """Return the rules of triage; what is not known is asked for, whatever would come of it."""
    roles = (*A, *LEADERS, *Y)
    always = policy.quotes == "always"
    known = (t.WARRANTY_KNOWN, t.SERVICE_MODE_KNOWN, t.GUIDE_GIVEN, t.quote_given(is_always=always))
    free = (t.SELF_REPAIR, *known)
    rules = (
        on(_S.REQUESTED, _E.TRIAGE, to=_S.SELF_REPAIR, roles=roles, guards=free, effects=(NOTIFY,)),
        on(_S.SELF_REPAIR, _E.SELF_REPAIRED, to=_S.FOLLOW_UP, roles=(*C, *A), effects=(CALL_BACK,)),
        on(_S.SELF_REPAIR, _E.SELF_REPAIR_FAILED, to=_S.REQUESTED, roles=(*C, *A)),
        on(
            _S.SELF_REPAIR,
            _E.LAPSE,
            to=_S.FOLLOW_UP,
            roles=Y,
            after=policy.self_repair_after,
            effects=(CALL_BACK,),
        ),
    )
    if always:
        return (*rules, on(_S.REQUESTED, _E.TRIAGE, to=_S.QUOTED, roles=roles, guards=known, effects=(NOTIFY,)))
    costs, sent = (t.OUT_OF_WARRANTY, *known), (t.MAIL_IN, *known)
    return (
        *rules,
        on(_S.REQUESTED, _E.TRIAGE, to=_S.QUOTED, roles=roles, guards=costs, effects=(NOTIFY,)),
        on(_S.REQUESTED, _E.TRIAGE, to=_S.AWAITING_DEVICE, roles=roles, guards=sent, effects=(NOTIFY,)),
        on(_S.REQUESTED, _E.TRIAGE, to=_S.AWAITING_APPOINTMENT, roles=roles, guards=known),
    )


def _quoting(policy: RepairPolicy) -> RepairRules:
    """Return the rules of the quote and of the device that is sent in."""
    return (
        on(
            _S.QUOTED,
            _E.ACCEPT_QUOTE,
            to=_S.AWAITING_DEVICE,
            roles=C,
            guards=(t.MAIL_IN, t.QUOTE_IS_CURRENT),
            effects=(NOTIFY,),
        ),
        on(_S.QUOTED, _E.ACCEPT_QUOTE, to=_S.AWAITING_APPOINTMENT, roles=C, guards=(t.QUOTE_IS_CURRENT,)),
        on(_S.QUOTED, _E.DECLINE_QUOTE, to=_S.CANCELLED, roles=C),
        on(_S.QUOTED, _E.LAPSE, to=_S.CANCELLED, roles=Y, after=policy.quote_after, effects=(NOTIFY,)),
        on(_S.AWAITING_DEVICE, _E.RECEIVE_DEVICE, to=_S.DIAGNOSING, roles=(*A, *Y), effects=(NOTIFY,)),
        on(_S.AWAITING_DEVICE, _E.LAPSE, to=_S.CANCELLED, roles=Y, after=policy.device_after, effects=(NOTIFY,)),
    )


def _appointing(policy: RepairPolicy) -> RepairRules:
    """Return the rules of making, moving and taking over an appointment."""
    slot = (g.SLOT_FREE, g.SLOT_AHEAD)
    moved = (g.BEFORE_SLOT, g.reschedules_left(policy.reschedules), *slot)
    reached = (g.contact_attempts_left(policy.contact_attempts),)
    both = (NOTIFY, NOTIFY_ENGINEER)
    waiting = _S.AWAITING_APPOINTMENT
    return (
        on(waiting, _E.APPOINT, to=_S.SCHEDULED, roles=(*C, *A), guards=slot, effects=both),
        on(waiting, _E.CONTACT_FAILED, to=waiting, roles=A, guards=reached),
        on(waiting, _E.CONTACT_FAILED, to=_S.CANCELLED, roles=A, effects=(NOTIFY,)),
        on(_S.SCHEDULED, _E.RESCHEDULE, to=_S.SCHEDULED, roles=(*C, *A), guards=moved, effects=both),
        on(_S.SCHEDULED, _E.REASSIGN, to=waiting, roles=(*A, *LEADERS), effects=both),
    )


def _visiting(policy: RepairPolicy) -> RepairRules:
    """Return the rules of the visit: the engineer is there, or one of the two is not."""
    begun, again = (g.SLOT_BEGUN,), (g.SLOT_BEGUN, g.visits_left(policy.visits))
    waiting = _S.AWAITING_APPOINTMENT
    return (
        on(_S.SCHEDULED, _E.CHECK_IN, to=_S.DIAGNOSING, roles=A, guards=(g.ENGINEER_ASSIGNED,)),
        on(_S.SCHEDULED, _E.NO_SHOW_CUSTOMER, to=waiting, roles=A, guards=again, effects=(NOTIFY,)),
        on(_S.SCHEDULED, _E.NO_SHOW_CUSTOMER, to=_S.CANCELLED, roles=A, guards=begun, effects=(NOTIFY,)),
        on(
            _S.SCHEDULED,
            _E.NO_SHOW_ENGINEER,
            to=waiting,
            roles=(*C, *LEADERS, *Y),
            guards=(g.engineer_late(policy.engineer_grace),),
            effects=(APOLOGISE, ESCALATE),
            after="engineer_late_at",
        ),
    )


def _diagnosing() -> RepairRules:
    """Return the rules of finding out what it is."""
    both = (_S.DIAGNOSING, _S.REPAIRING)
    return (
        on(_S.DIAGNOSING, _E.START_REPAIR, to=_S.REPAIRING, roles=A),
        on(_S.DIAGNOSING, _E.REQUEST_APPRAISAL, to=_S.APPRAISAL, roles=A),
        on(
            both,
            _E.DEEM_UNREPAIRABLE,
            to=_S.REPLACEMENT_DUE,
            roles=A,
            guards=(t.IN_WARRANTY,),
            effects=(OPEN_EXCHANGE, NOTIFY),
        ),
        on(both, _E.DEEM_UNREPAIRABLE, to=_S.CLOSED, roles=A, guards=(t.OUT_OF_WARRANTY,), effects=(NOTIFY,)),
    )


def _appraising() -> RepairRules:
    """Return the rules of the appraisal; a device that was sent in is here already and needs no appointment."""
    return (
        on(_S.APPRAISAL, _E.APPRAISED_REDO, to=_S.DIAGNOSING, roles=LEADERS, guards=(t.MAIL_IN,)),
        on(_S.APPRAISAL, _E.APPRAISED_REDO, to=_S.AWAITING_APPOINTMENT, roles=LEADERS),
        on(_S.APPRAISAL, _E.APPRAISED_END, to=_S.CLOSED, roles=LEADERS, effects=(NOTIFY,)),
    )


def _parts(policy: RepairPolicy) -> RepairRules:
    """Return the rules of parts: ordered, arrived, or not coming."""
    return (
        on(
            (_S.DIAGNOSING, _S.REPAIRING),
            _E.REQUEST_PARTS,
            to=_S.WAITING_PARTS,
            roles=A,
            guards=(g.PARTS_LIST,),
            effects=(ORDER_PARTS, NOTIFY),
        ),
        on(_S.WAITING_PARTS, _E.PARTS_ARRIVED, to=_S.AWAITING_APPOINTMENT, roles=(*A, *Y), guards=(t.ON_SITE,)),
        on(_S.WAITING_PARTS, _E.PARTS_ARRIVED, to=_S.REPAIRING, roles=(*A, *Y)),
        on(
            _S.WAITING_PARTS,
            _E.LAPSE,
            to=_S.REPLACEMENT_DUE,
            roles=Y,
            guards=(t.IN_WARRANTY,),
            effects=(OPEN_EXCHANGE, NOTIFY),
            after=policy.parts_after,
        ),
    )


def _repairing(policy: RepairPolicy) -> RepairRules:
    """Return the rules of the work itself, and of the replacement where it fails too often."""
    often = (g.second_failure(policy.failures), t.IN_WARRANTY)
    return (
        on(_S.REPAIRING, _E.REPAIRED, to=_S.QUALITY_CHECK, roles=A, guards=(g.WORK_REPORT,)),
        on(
            _S.REPAIRING,
            _E.REPAIR_FAILED,
            to=_S.REPLACEMENT_DUE,
            roles=A,
            guards=often,
            effects=(OPEN_EXCHANGE, NOTIFY),
        ),
        on(_S.REPAIRING, _E.REPAIR_FAILED, to=_S.DIAGNOSING, roles=A),
        on(_S.REPLACEMENT_DUE, _E.EXCHANGE_OPENED, to=_S.REPLACED, roles=(*A, *Y), effects=(NOTIFY,)),
    )


def _checking(policy: RepairPolicy) -> RepairRules:
    """Return the rules of the quality check and of the customer's acceptance."""
    checkers = (*A, *LEADERS)
    other = (g.CHECKER_NOT_ENGINEER,) if policy.needs_other_checker else ()
    code = (g.ACCEPTANCE_CODE,) if policy.needs_acceptance_code else ()
    waiting, asked = _S.AWAITING_ACCEPTANCE, (CALL_BACK,)
    return (
        on(_S.QUALITY_CHECK, _E.QC_PASS, to=waiting, roles=checkers, guards=other, effects=(NOTIFY,)),
        on(_S.QUALITY_CHECK, _E.QC_FAIL, to=_S.REPAIRING, roles=checkers, effects=(NOTIFY_ENGINEER,)),
        on(waiting, _E.ACCEPT, to=_S.FOLLOW_UP, roles=C, guards=code, effects=asked),
        on(waiting, _E.REJECT_WORK, to=_S.DIAGNOSING, roles=C, effects=(NOTIFY_ENGINEER,)),
        on(waiting, _E.LAPSE, to=_S.FOLLOW_UP, roles=Y, after=policy.acceptance_after, effects=asked),
    )


def _following_up(policy: RepairPolicy) -> RepairRules:
    """Return the rules of the follow-up with its three outcomes, and of a fault that comes back."""
    content = (g.SATISFIED,) if policy.redo_if_dissatisfied else ()
    guaranteed = (
        g.WORK_DONE,
        shared.since_entered("within_post_repair_guarantee", policy.guarantee),
        g.SAME_FAULT,
    )
    asked, back = _S.FOLLOW_UP, (t.MAIL_IN, *guaranteed)
    return (
        on(asked, _E.CONFIRM_OK, to=_S.CLOSED, roles=(*CALLERS, *Y), guards=content),
        on(asked, _E.REDO, to=_S.AWAITING_DEVICE, roles=CALLERS, guards=(t.MAIL_IN,), effects=(NOTIFY,)),
        on(asked, _E.REDO, to=_S.AWAITING_APPOINTMENT, roles=CALLERS),
        on(asked, _E.REFILL_REPORT, to=_S.QUALITY_CHECK, roles=CALLERS, guards=(g.WORK_DONE,)),
        on(asked, _E.LAPSE, to=_S.CLOSED, roles=Y, after=policy.follow_up_after),
        on(_S.CLOSED, _E.RECUR, to=_S.AWAITING_DEVICE, roles=(*C, *A), guards=back, effects=(NOTIFY,)),
        on(_S.CLOSED, _E.RECUR, to=_S.AWAITING_APPOINTMENT, roles=(*C, *A), guards=guaranteed),
    )


def _leaving(policy: RepairPolicy) -> RepairRules:
    """Return the rules of a repair that is called off before anybody has looked at the device."""
    early = (_S.REQUESTED, _S.SELF_REPAIR, _S.QUOTED, _S.AWAITING_DEVICE, _S.AWAITING_APPOINTMENT)
    roles = (*C, *who.AGENT, *LEADERS) if policy.staff_may_cancel else C
    return (
        on(early, _E.CANCEL, to=_S.CANCELLED, roles=roles),
        on(_S.SCHEDULED, _E.CANCEL, to=_S.CANCELLED, roles=roles, effects=(NOTIFY_ENGINEER,)),
    )
