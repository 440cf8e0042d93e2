"""The return or exchange: asked for, agreed or refused, sent back, inspected, and paid back or exchanged.

One case for a refund only, a return and an exchange: what the customer gets is the fact ``remedy``. Each of its lines
goes through two small lifecycles of its own beside the case (``RETURN_LINES``). A seller who says nothing has agreed,
and a platform can take the case on at any step. Where shops and platforms contradict each other, `ReturnCasePolicy` has
a switch with its source.

The facts that steer it stand in ``return_facts``; nothing is assumed where one is not known. Whether the customer may
return at all is decided elsewhere and comes here as the fact ``eligible``.
"""

from typing import TYPE_CHECKING, Final, TypeAlias

from aftersales_core.lifecycle.events import Effect
from aftersales_core.lifecycle.guards import PayloadForm
from aftersales_core.lifecycle.rule import Category, Rule
from aftersales_core.lifecycle.rules import Rules
from aftersales_core.tickets import who
from aftersales_core.tickets.kind import Kind
from aftersales_core.tickets.kinds import returns_guards as g
from aftersales_core.tickets.kinds import returns_outcomes as o
from aftersales_core.tickets.kinds.labels import SHARED_TEXTS
from aftersales_core.tickets.kinds.returns_policy import (
    RETURN_CASE_POLICY,
    ReturnCaseEvent,
    ReturnCasePolicy,
    ReturnCaseState,
)
from aftersales_core.tickets.kinds.returns_texts import RETURN_CASE_TEXTS
from aftersales_core.tickets.line_machines import RETURN_LINES
from aftersales_core.tickets.return_facts import (
    ELIGIBLE,
    GOODS_AT,
    REFUND_AMOUNT,
    REFUND_CURRENCY,
    RETURN_ADDRESS,
    STOCK_RESERVED,
)
from aftersales_core.tickets.roles import ROLES
from aftersales_core.tickets.situation import Situation

if TYPE_CHECKING:
    from aftersales_core.lifecycle.guards import Guard
    from aftersales_core.lifecycle.machine import Machine
    from aftersales_core.worktime.period import Period

__all__ = [
    "RETURN_CASE_POLICY",
    "RETURN_CASE_TEXTS",
    "ReturnCaseEvent",
    "ReturnCasePolicy",
    "ReturnCaseState",
    "returns",
]

ReturnRules: TypeAlias = "tuple[tuple[Rule[ReturnCaseState, ReturnCaseEvent, Situation], ...], ...]"

on = Rules(ReturnCaseState, ReturnCaseEvent, Situation)

S = ReturnCaseState
E = ReturnCaseEvent
A: Final = who.AGENT
AS: Final = (*who.AGENT, *who.SUPERVISOR)
C: Final = who.CUSTOMER
Y: Final = who.SYSTEM
P: Final = who.PLATFORM
EARLY: Final = (S.REQUESTED, S.NEGOTIATING, S.AWAITING_SHIPMENT)
"""Nothing has been sent back yet."""

NOTIFY: Final = Effect("notify_customer")
START_REFUND: Final = Effect("start_refund")
REQUEST_PICKUP: Final = Effect("request_pickup")
SHIP_EXCHANGE: Final = Effect("ship_exchange")
PREPARE_FILE: Final = Effect("prepare_file")
ESCALATE: Final = Effect("escalate")
SINCE_CHANGE: Final = "changed_silent_at"
PAID: Final = (NOTIFY, START_REFUND)
"""The customer is told the result, and the money goes back."""


def returns(policy: ReturnCasePolicy = RETURN_CASE_POLICY, *, version: str = "1") -> Kind:
    """Return the kind of ticket that a return or exchange is, under a policy.

    >>> returns().machine.name
    'return'
    """
    return Kind.of(
        "return",
        _machine(policy, version),
        cancels=(S.CANCELLED,),
        follow_up=policy.follow_up,
        lines=RETURN_LINES,
        staff_facts=(ELIGIBLE, GOODS_AT, REFUND_AMOUNT, REFUND_CURRENCY, RETURN_ADDRESS, STOCK_RESERVED),
    )


def _machine(policy: ReturnCasePolicy, version: str) -> "Machine[ReturnCaseState, ReturnCaseEvent, Situation]":
    """Return the machine of a policy."""
    return on.machine(
        "return",
        version,
        states=STATES,
        roles=(*C, *AS, *P),
        rules=(
            *_agreeing(policy),
            *_passed_over(policy),
            *_negotiating(policy),
            *_applying(policy),
            *_shipping(policy),
            *_inspecting(policy),
            *_refunding(policy),
            *_exchanging(policy),
            *_disputing(policy),
            *_calling_off(policy),
        ),
        forms=_forms(policy),
        catalogue=RETURN_CASE_TEXTS | SHARED_TEXTS | ROLES.catalogue(),
    )


STATES: Final[dict[ReturnCaseState, Category]] = {
    S.REQUESTED: "initial",
    S.NEGOTIATING: "paused",
    S.AWAITING_SHIPMENT: "paused",
    S.IN_TRANSIT: "paused",
    S.INSPECTING: "active",
    S.REFUNDING: "active",
    S.REFUND_FAILED: "active",
    S.EXCHANGING: "active",
    S.REJECTED: "done",
    S.DISPUTED: "paused",
    S.REFUNDED: "closed",
    S.EXCHANGED: "closed",
    S.CANCELLED: "closed",
    S.CLOSED: "closed",
}


def _send(policy: ReturnCasePolicy) -> tuple[Effect, ...]:
    """Return what comes of goods that are to come back."""
    return (NOTIFY, REQUEST_PICKUP) if policy.pickup else (NOTIFY,)


def _agreed(
    source: ReturnCaseState,
    event: ReturnCaseEvent,
    roles: tuple[str, ...],
    ways: "tuple[tuple[Guard[Situation], ...], ...]",
    *,
    send: tuple[Effect, ...],
    soon: "Period | str | None" = None,
    later: "Period | str | None" = None,
) -> "ReturnRules":
    """Return the rules of an agreement: money at once, inspection of what is here already, or shipment."""
    money, here, to_send = ways
    return (
        on(source, event, to=S.REFUNDING, roles=roles, guards=money, effects=PAID, after=soon),
        on(source, event, to=S.INSPECTING, roles=roles, guards=here, effects=(NOTIFY,), after=later),
        on(source, event, to=S.AWAITING_SHIPMENT, roles=roles, guards=to_send, effects=send, after=later),
    )


def _agreeing(policy: ReturnCasePolicy) -> "ReturnRules":
    """Return the rules of an application that is answered: approved or refused."""
    shown = (g.evidence_complete(policy.evidence),) if policy.evidence else ()
    needs = (g.REMEDY_KNOWN, g.eligible(policy.reviewers), *shown, o.REFUND_KNOWN, g.ADDRESS_GIVEN)
    refusing = (g.REFUSAL_EVIDENCE,) if policy.refusal_needs_evidence else ()
    approved = g.branches_of_agreement(*needs, suffix="_approved")
    return (
        *_agreed(S.REQUESTED, E.APPROVE, (*AS, *Y), approved, send=_send(policy)),
        on(S.REQUESTED, E.REFUSE, to=S.REJECTED, roles=AS, guards=refusing, effects=(NOTIFY,)),
    )


def _passed_over(policy: ReturnCasePolicy) -> "ReturnRules":
    """Return the rules of a seller who says nothing; what the customer has changed counts from the change."""
    shown = (g.evidence_complete(policy.evidence),) if policy.evidence else ()
    money, goods = policy.refund_silent_after, policy.return_silent_after
    changed = o.changed_silence(money, goods)
    rules: list[tuple[Rule[ReturnCaseState, ReturnCaseEvent, Situation], ...]] = []
    for which, soon, later in ((o.UNCHANGED, money, goods), (changed, SINCE_CHANGE, SINCE_CHANGE)):
        ways = tuple((*way, *shown, which) for way in g.branches_of_agreement(g.REMEDY_KNOWN))
        if policy.seller_silence == "agreed":
            rules += _agreed(S.REQUESTED, E.LAPSE, Y, ways, send=_send(policy), soon=soon, later=later)
            continue
        rules += (
            on(S.REQUESTED, E.LAPSE, to=S.DISPUTED, roles=Y, guards=way, effects=(NOTIFY, PREPARE_FILE), after=after)
            for way, after in zip(ways, (soon, later, later), strict=True)
        )
    return tuple(rules)


def _negotiating(policy: ReturnCasePolicy) -> "ReturnRules":
    """Return the rules of other terms that the shop proposes."""
    proposing = (g.remedy_offered(policy.remedies), g.TERMS_NAMED)
    asked, talk = S.REQUESTED, S.NEGOTIATING
    accepted = g.branches_of_agreement(g.REMEDY_KNOWN)
    return (
        on(asked, E.PROPOSE_TERMS, to=talk, roles=AS, guards=proposing, effects=(NOTIFY,)),
        *_agreed(talk, E.ACCEPT_TERMS, C, accepted, send=_send(policy)),
        on(talk, E.REFUSE_TERMS, to=asked, roles=C),
        on(talk, E.LAPSE, to=asked, roles=Y, after=policy.terms_silent_after),
    )


def _applying(policy: ReturnCasePolicy) -> "ReturnRules":
    """Return the rules of applying again, with changes, or with goods that were exchanged before."""
    changing = (g.applications_left(policy.applications), g.remedy_offered(policy.remedies))
    again = (o.within_exchange_window(policy.exchange_window),)
    return (
        on((S.REQUESTED, S.REJECTED), E.MODIFY, to=S.REQUESTED, roles=C, guards=changing),
        on(S.EXCHANGED, E.REOPEN, to=S.REQUESTED, roles=C, guards=again),
    )


def _shipping(policy: ReturnCasePolicy) -> "ReturnRules":
    """Return the rules of the way back."""
    senders = (*C, *Y) if policy.pickup else C
    waiting, way = S.AWAITING_SHIPMENT, S.IN_TRANSIT
    return (
        on(waiting, E.SHIP, to=way, roles=senders),
        on(waiting, E.LAPSE, to=S.CLOSED, roles=Y, after=policy.ship_within, effects=(NOTIFY,)),
        on(way, E.RECEIVE, to=S.INSPECTING, roles=(*A, *Y), effects=(NOTIFY,)),
        on(way, E.LAPSE, to=S.REFUNDING, roles=Y, after=policy.receipt_within, effects=PAID),
    )


def _inspecting(policy: ReturnCasePolicy) -> "ReturnRules":
    """Return the rules of the inspection."""
    lines = policy.needs_lines_decided
    needs = (g.REMEDY_KNOWN, g.STOCK_KNOWN, *((o.LINES_ACCEPTED,) if lines else ()), o.INSPECTED_REFUND_KNOWN)
    exchange, money = g.branches_of_inspection(*needs)
    failing = (
        *((g.REFUSAL_EVIDENCE,) if policy.refusal_needs_evidence else ()),
        *((o.LINES_REJECTED,) if lines else ()),
    )
    here = S.INSPECTING
    return (
        on(here, E.INSPECT_OK, to=S.EXCHANGING, roles=A, guards=exchange, effects=(NOTIFY, SHIP_EXCHANGE)),
        on(here, E.INSPECT_OK, to=S.REFUNDING, roles=A, guards=money, effects=PAID),
        on(here, E.INSPECT_FAIL, to=S.REJECTED, roles=A, guards=failing, effects=(NOTIFY,)),
        on(here, E.LAPSE, to=S.REFUNDING, roles=Y, after=policy.inspect_within, effects=PAID),
    )


def _refunding(policy: ReturnCasePolicy) -> "ReturnRules":
    """Return the rules of the money."""
    money, failed = S.REFUNDING, S.REFUND_FAILED
    return (
        on(money, E.REFUND_DONE, to=S.REFUNDED, roles=Y, guards=(o.AMOUNT_MATCHES,), effects=(NOTIFY,)),
        on(money, E.REFUND_FAILED, to=failed, roles=Y, effects=(ESCALATE,)),
        on(failed, E.RETRY_REFUND, to=money, roles=(*A, *Y), effects=(START_REFUND,)),
        on(failed, E.REFUND_OFFLINE, to=S.REFUNDED, roles=A, guards=(o.OFFLINE_AMOUNT_MATCHES,), effects=(NOTIFY,)),
        on(failed, E.LAPSE, to=S.DISPUTED, roles=Y, after=policy.refund_failed_after, effects=(NOTIFY, PREPARE_FILE)),
    )


def _exchanging(policy: ReturnCasePolicy) -> "ReturnRules":
    """Return the rules of the exchange; a carrier's proof counts at once, silence after some days."""
    way, there = S.EXCHANGING, S.EXCHANGED
    return (
        on(way, E.DELIVERED, to=there, roles=(*C, *Y), after=policy.delivered_after, effects=(NOTIFY,)),
        on(way, E.DELIVERED, to=there, roles=(*AS, *Y), guards=(o.DELIVERY_PROVEN,), effects=(NOTIFY,)),
        on(way, E.EXCHANGE_FAILED, to=S.REFUNDING, roles=(*A, *Y), effects=PAID),
    )


def _disputing(policy: ReturnCasePolicy) -> "ReturnRules":
    """Return the rules of objecting, and of the platform."""
    in_time = (o.within_return_appeal(policy.appeal_window),)
    open_states = (*EARLY, S.IN_TRANSIT, S.INSPECTING, S.REFUND_FAILED)
    there, file, send = S.DISPUTED, (PREPARE_FILE,), _send(policy)
    with_customer = (g.GOODS_WITH_CUSTOMER,)
    return (
        on(S.REJECTED, E.APPEAL, to=there, roles=C, guards=in_time, effects=file),
        on(S.REJECTED, E.LAPSE, to=S.CLOSED, roles=Y, after=policy.appeal_window),
        on(S.CLOSED, E.APPEAL, to=there, roles=C, guards=(o.LAPSED_SHIPMENT, *in_time), effects=file),
        on(open_states, E.INTERVENE, to=there, roles=P, effects=(NOTIFY, PREPARE_FILE)),
        on(there, E.RULE_FOR_CUSTOMER, to=S.AWAITING_SHIPMENT, roles=P, guards=with_customer, effects=send),
        on(there, E.RULE_FOR_CUSTOMER, to=S.REFUNDING, roles=P, effects=PAID),
        on(there, E.RULE_FOR_SELLER, to=S.CLOSED, roles=P, effects=(NOTIFY,)),
    )


def _calling_off(policy: ReturnCasePolicy) -> "ReturnRules":
    """Return the rules of calling it off; a customer can always drop a dispute."""
    roles = (*C, *AS) if policy.staff_may_cancel else C
    sources = (*EARLY, S.IN_TRANSIT) if policy.cancel_in_transit else EARLY
    return (
        on(sources, E.CANCEL, to=S.CANCELLED, roles=roles, guards=(o.NOTHING_RECEIVED,)),
        on(S.DISPUTED, E.CANCEL, to=S.CANCELLED, roles=roles),
    )


def _forms(policy: ReturnCasePolicy) -> dict[ReturnCaseEvent, PayloadForm]:
    """Return what each action must say."""
    forms = {
        E.REFUSE: PayloadForm(("reason",)),
        E.SHIP: PayloadForm(("tracking_id",)),
        E.INSPECT_FAIL: PayloadForm(("reason",)),
        E.RULE_FOR_CUSTOMER: PayloadForm(("ruling_ref",)),
        E.RULE_FOR_SELLER: PayloadForm(("ruling_ref",)),
        E.REFUND_DONE: PayloadForm(("refund",)),
        E.REFUND_OFFLINE: PayloadForm(("proof_ref",)),
        E.REOPEN: PayloadForm(("reason",)),
    }
    if policy.needs_decision:
        forms[E.APPROVE] = PayloadForm(("decision_ref",))
    return forms
