"""The complaint: received, assessed, verified, answered, and open to appeal, inside the shop and outside.

The steps are those of ISO 10002. Verification, with the outcome *unfounded*, is a step of its own, which a policy can
demand. Where rules for finance (FCA DISP) and platforms (WeChat's shops) have figures, `ComplaintPolicy` names them.
"""

from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from aftersales_core.lifecycle.events import Effect
from aftersales_core.lifecycle.guards import Guard, PayloadForm
from aftersales_core.lifecycle.rule import Category, Rule
from aftersales_core.lifecycle.rules import Rules
from aftersales_core.tickets import who
from aftersales_core.tickets.desk_guards import another_assignee
from aftersales_core.tickets.kind import Kind
from aftersales_core.tickets.kinds import complaint_guards as c
from aftersales_core.tickets.kinds import complaint_windows as w
from aftersales_core.tickets.kinds import guards as g
from aftersales_core.tickets.kinds.complaint_policy import COMPLAINT_POLICY, WECHAT_COMPLAINT_POLICY, ComplaintPolicy
from aftersales_core.tickets.kinds.complaint_texts import COMPLAINT_TEXTS
from aftersales_core.tickets.kinds.labels import SHARED_TEXTS
from aftersales_core.tickets.roles import ROLES
from aftersales_core.tickets.situation import Situation
from aftersales_core.tickets.texts import DESK_TEXTS

if TYPE_CHECKING:
    from aftersales_core.lifecycle.machine import Machine

__all__ = [
    "COMPLAINT_POLICY",
    "COMPLAINT_TEXTS",
    "WECHAT_COMPLAINT_POLICY",
    "ComplaintEvent",
    "ComplaintPolicy",
    "ComplaintState",
    "complaint",
]


class ComplaintState(StrEnum):
    """The states of a complaint."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    INVESTIGATING = "investigating"
    WAITING_CUSTOMER = "waiting_customer"
    RESPONDED = "responded"
    UNFOUNDED = "unfounded"
    UNDER_REVIEW = "under_review"
    REMEDYING = "remedying"
    ARBITRATION = "arbitration"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class ComplaintEvent(StrEnum):
    """What moves a complaint."""

    ACKNOWLEDGE = "acknowledge"
    SETTLE_EARLY = "settle_early"
    ASSESS = "assess"
    ASSIGN = "assign"
    REQUEST_INFO = "request_info"
    CUSTOMER_REPLY = "customer_reply"
    FIND_FOUNDED = "find_founded"
    FIND_UNFOUNDED = "find_unfounded"
    RESPOND = "respond"
    ACCEPT = "accept"
    APPEAL = "appeal"
    UPHOLD = "uphold"
    OVERTURN = "overturn"
    GO_EXTERNAL = "go_external"
    REQUEST_EVIDENCE = "request_evidence"
    SUBMIT_EVIDENCE = "submit_evidence"
    RULE_FOR_CUSTOMER = "rule_for_customer"
    RULE_FOR_SELLER = "rule_for_seller"
    REMEDY_DONE = "remedy_done"
    REMEDY_FAILED = "remedy_failed"
    FOLLOW_UP = "follow_up"
    LAPSE = "lapse"
    WITHDRAW = "withdraw"


ComplaintRules: TypeAlias = "tuple[tuple[Rule[ComplaintState, ComplaintEvent, Situation], ...], ...]"

on = Rules(ComplaintState, ComplaintEvent, Situation)

_S = ComplaintState
_E = ComplaintEvent
A: Final = who.AGENT
SUP: Final = who.SUPERVISOR
AS: Final = (*A, *SUP)
C: Final = who.CUSTOMER
Y: Final = who.SYSTEM
P: Final = who.PLATFORM
UNANSWERED: Final = (_S.RECEIVED, _S.ACKNOWLEDGED, _S.INVESTIGATING, _S.WAITING_CUSTOMER)
DECIDED: Final = (_S.RESPONDED, _S.UNFOUNDED)
NOTIFY: Final = Effect("notify_customer")
START_REMEDY: Final = Effect("start_remedy")
PREPARE_FILE: Final = Effect("prepare_file")
ANOTHER_ASSIGNEE: Final = Guard("another_assignee", "1", another_assignee)


def complaint(policy: ComplaintPolicy = COMPLAINT_POLICY, *, version: str = "1") -> Kind:
    """Return the kind of ticket that a complaint is, under a policy.

    >>> complaint().machine.name
    'complaint'
    """
    return Kind.of(
        "complaint",
        _machine(policy, version),
        cancels=(_S.WITHDRAWN,),
        onward=((_S.RESPONDED, _S.REMEDYING),),
        follow_up=policy.follow_up,
        staff_facts=("severity",),
    )


def _machine(policy: ComplaintPolicy, version: str) -> "Machine[ComplaintState, ComplaintEvent, Situation]":
    """Return the machine of a policy."""
    return on.machine(
        "complaint",
        version,
        states=STATES,
        roles=(*C, *who.STAFF, *P),
        rules=(
            *_receiving(policy),
            *_investigating(policy),
            *_deciding(policy),
            *_answered(policy),
            *_reviewing(),
            *_outside(policy),
            *_remedying(),
            *_following_up(),
            on((*UNANSWERED, *DECIDED, _S.UNDER_REVIEW), _E.WITHDRAW, to=_S.WITHDRAWN, roles=C),
        ),
        forms=_forms(policy),
        catalogue=COMPLAINT_TEXTS | SHARED_TEXTS | DESK_TEXTS | ROLES.catalogue(),
    )


STATES: Final[dict[ComplaintState, Category]] = {
    _S.RECEIVED: "initial",
    _S.ACKNOWLEDGED: "active",
    _S.INVESTIGATING: "active",
    _S.WAITING_CUSTOMER: "paused",
    _S.RESPONDED: "done",
    _S.UNFOUNDED: "done",
    _S.UNDER_REVIEW: "active",
    _S.REMEDYING: "active",
    _S.ARBITRATION: "paused",
    _S.CLOSED: "closed",
    _S.WITHDRAWN: "closed",
}


def _receiving(policy: ComplaintPolicy) -> "ComplaintRules":
    """Return the rules until somebody looks into it: acknowledged, settled at once, assessed."""
    by_time = policy.acknowledge_after
    settling = () if policy.early_settlement is None else (w.within_early_settlement(policy.early_settlement),)
    assessing = (c.severity(policy.severities), c.OWNER_NOT_SUBJECT)
    return (
        on(
            _S.RECEIVED,
            _E.ACKNOWLEDGE,
            to=_S.ACKNOWLEDGED,
            roles=AS if by_time is None else (*AS, *Y),
            after=by_time,
            effects=(NOTIFY,),
        ),
        on((_S.RECEIVED, _S.ACKNOWLEDGED), _E.SETTLE_EARLY, to=_S.CLOSED, roles=AS, guards=settling, effects=(NOTIFY,)),
        on(_S.ACKNOWLEDGED, _E.ASSESS, to=_S.INVESTIGATING, roles=AS, guards=assessing),
    )


def _investigating(policy: ComplaintPolicy) -> "ComplaintRules":
    """Return the rules of looking into it: who has it, asking back, verifying that it is true."""
    hands = (ANOTHER_ASSIGNEE, c.ASSIGNEE_NOT_SUBJECT)
    silent = policy.customer_silent_after
    waiting = _S.WAITING_CUSTOMER
    return (
        *(
            on(state, _E.ASSIGN, to=state, roles=(*who.STAFF, *Y), guards=hands)
            for state in (_S.INVESTIGATING, waiting, _S.UNDER_REVIEW)
        ),
        on(_S.INVESTIGATING, _E.REQUEST_INFO, to=waiting, roles=AS, effects=(NOTIFY,)),
        on(waiting, _E.CUSTOMER_REPLY, to=_S.INVESTIGATING, roles=C, guards=(g.NOT_AUTO_GENERATED,)),
        on(waiting, _E.CUSTOMER_REPLY, to=waiting, roles=C),
        on(waiting, _E.LAPSE, to=_S.INVESTIGATING, roles=Y, after=silent),
        on(_S.INVESTIGATING, _E.FIND_FOUNDED, to=_S.INVESTIGATING, roles=AS, guards=(c.OWNER_NOT_SUBJECT,)),
    )


def _deciding(policy: ComplaintPolicy) -> "ComplaintRules":
    """Return the rules of a decision, for agents and for supervisors.

    To call a complaint unfounded is a decision as well, so whoever may not answer one may not dismiss it either.
    """
    high = policy.high_severities
    deciders = (
        (A, (c.OWNER_NOT_SUBJECT, c.not_high_severity(high))),
        (SUP, (c.OWNER_NOT_SUBJECT, *((c.four_eyes(high),) if policy.four_eyes else ()))),
    )
    decisions = (
        (_E.FIND_UNFOUNDED, _S.UNFOUNDED, (c.EVIDENCE_GIVEN,)),
        (_E.RESPOND, _S.RESPONDED, (c.VERIFIED,) if policy.needs_verification else ()),
    )
    return tuple(
        on(_S.INVESTIGATING, event, to=target, roles=roles, guards=(*needs, *guards), effects=(NOTIFY,))
        for event, target, needs in decisions
        for roles, guards in deciders
    )


def _answered(policy: ComplaintPolicy) -> "ComplaintRules":
    """Return what a customer can do with a decision; silence closes it."""
    appealing = (w.within_appeal_window(policy.appeal_window), c.FIRST_APPEAL)
    rules = (
        on(_S.RESPONDED, _E.ACCEPT, to=_S.REMEDYING, roles=C, guards=(c.REMEDY_DUE,), effects=(START_REMEDY,)),
        on(DECIDED, _E.ACCEPT, to=_S.CLOSED, roles=C),
        on(DECIDED, _E.APPEAL, to=_S.UNDER_REVIEW, roles=C, guards=appealing),
        on(_S.CLOSED, _E.APPEAL, to=_S.UNDER_REVIEW, roles=C, guards=(*appealing, c.NOT_RULED_FOR_SELLER)),
    )
    if policy.close_after is None:
        return rules
    return (*rules, on(DECIDED, _E.LAPSE, to=_S.CLOSED, roles=Y, after=policy.close_after))


def _reviewing() -> "ComplaintRules":
    """Return the rules of an appeal: somebody else looks at it, and the decision stands or falls."""
    reviewer = (c.REVIEWER_NOT_DECIDER, c.OWNER_NOT_SUBJECT)
    review = _S.UNDER_REVIEW
    return (
        on(review, _E.UPHOLD, to=_S.UNFOUNDED, roles=SUP, guards=(*reviewer, c.UNFOUNDED_STANDS), effects=(NOTIFY,)),
        on(review, _E.UPHOLD, to=_S.RESPONDED, roles=SUP, guards=reviewer, effects=(NOTIFY,)),
        on(review, _E.OVERTURN, to=_S.REMEDYING, roles=SUP, guards=reviewer, effects=(NOTIFY, START_REMEDY)),
    )


def _outside(policy: ComplaintPolicy) -> "ComplaintRules":
    """Return the rules of an outside body: when it can be turned to, evidence, and its ruling."""
    late = (w.final_deadline_passed_or_platform(policy.final_response),)
    there, file = _S.ARBITRATION, (PREPARE_FILE,)
    open_window = (w.evidence_window_open(policy.evidence_window),)
    rules = (
        on((*DECIDED, _S.UNDER_REVIEW), _E.GO_EXTERNAL, to=there, roles=(*C, *P), effects=file),
        on(UNANSWERED, _E.GO_EXTERNAL, to=there, roles=(*C, *P), guards=late, effects=file),
        on(there, _E.REQUEST_EVIDENCE, to=there, roles=P, effects=(NOTIFY, PREPARE_FILE)),
        on(there, _E.SUBMIT_EVIDENCE, to=there, roles=(*C, *A), guards=(c.EVIDENCE_GIVEN, *open_window)),
        on(there, _E.RULE_FOR_CUSTOMER, to=_S.REMEDYING, roles=P, effects=(NOTIFY, START_REMEDY)),
        on(there, _E.RULE_FOR_SELLER, to=_S.CLOSED, roles=P, effects=(NOTIFY,)),
    )
    if policy.external_window is None:
        return rules
    again = (w.within_external_window(policy.external_window), c.NOT_EXTERNAL_BEFORE)
    return (*rules, on(_S.CLOSED, _E.GO_EXTERNAL, to=there, roles=(*C, *P), guards=again, effects=file))


def _remedying() -> "ComplaintRules":
    """Return the rules of giving the customer what they were promised."""
    return (
        on(_S.REMEDYING, _E.REMEDY_DONE, to=_S.CLOSED, roles=(*A, *Y), effects=(NOTIFY,)),
        on(_S.REMEDYING, _E.REMEDY_FAILED, to=_S.UNDER_REVIEW, roles=(*A, *Y)),
    )


def _following_up() -> "ComplaintRules":
    """Return the rules of asking whether the customer is satisfied; who is not has the facts looked at again.

    That is no review: an appeal names a decision and has a window, and stays possible beside it. What nobody has
    assessed yet is assessed first. An outside body's ruling for the seller is not opened by asking.
    """
    asked = (*C, *AS, *Y)
    again = (g.NOT_SATISFIED, c.NOT_RULED_FOR_SELLER)
    ask = _E.FOLLOW_UP
    return (
        on((_S.RESPONDED, _S.CLOSED), ask, to=_S.INVESTIGATING, roles=asked, guards=(*again, c.ASSESSED)),
        on((_S.RESPONDED, _S.CLOSED), ask, to=_S.ACKNOWLEDGED, roles=asked, guards=again),
        on(_S.UNFOUNDED, ask, to=_S.INVESTIGATING, roles=asked, guards=(g.NOT_SATISFIED,)),
        *(on(state, ask, to=state, roles=asked) for state in (*DECIDED, _S.CLOSED)),
    )


def _forms(policy: ComplaintPolicy) -> dict[ComplaintEvent, PayloadForm]:
    """Return what each action must say."""
    notice = ("notice_ref",) if policy.needs_notice else ()
    return {
        _E.SETTLE_EARLY: PayloadForm(("acceptance_ref", *notice)),
        _E.ASSESS: PayloadForm(("severity", "subjects")),
        _E.ASSIGN: PayloadForm(("assignee",)),
        _E.CUSTOMER_REPLY: PayloadForm(("message_ref",)),
        _E.FIND_UNFOUNDED: PayloadForm(("reason", "evidence_refs", *notice)),
        _E.RESPOND: PayloadForm(("decision", "reason", *notice)),
        _E.UPHOLD: PayloadForm(("reason",)),
        _E.OVERTURN: PayloadForm(("reason", "remedy")),
        _E.SUBMIT_EVIDENCE: PayloadForm(("evidence_refs",)),
        _E.RULE_FOR_CUSTOMER: PayloadForm(("ruling_ref",)),
        _E.RULE_FOR_SELLER: PayloadForm(("ruling_ref",)),
        _E.REMEDY_DONE: PayloadForm(("proof_ref",)),
    }
