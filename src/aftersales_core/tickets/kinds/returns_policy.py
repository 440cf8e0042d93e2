"""What shops and platforms decide differently about returns, as switches and figures; and its states and events."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Final, Literal

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.tickets.return_facts import REMEDIES
from aftersales_core.tickets.vocabulary import meant
from aftersales_core.worktime.period import Period

__all__ = ["RETURN_CASE_POLICY", "ReturnCaseEvent", "ReturnCasePolicy", "ReturnCaseState"]


class ReturnCaseState(StrEnum):
    """The states of a return or exchange."""

    REQUESTED = "requested"
    NEGOTIATING = "negotiating"
    AWAITING_SHIPMENT = "awaiting_shipment"
    IN_TRANSIT = "in_transit"
    INSPECTING = "inspecting"
    REFUNDING = "refunding"
    REFUND_FAILED = "refund_failed"
    EXCHANGING = "exchanging"
    REJECTED = "rejected"
    DISPUTED = "disputed"
    REFUNDED = "refunded"
    EXCHANGED = "exchanged"
    CANCELLED = "cancelled"
    CLOSED = "closed"


class ReturnCaseEvent(StrEnum):
    """What moves a return or exchange."""

    APPROVE = "approve"
    PROPOSE_TERMS = "propose_terms"
    ACCEPT_TERMS = "accept_terms"
    REFUSE_TERMS = "refuse_terms"
    REFUSE = "refuse"
    MODIFY = "modify"
    SHIP = "ship"
    RECEIVE = "receive"
    INSPECT_OK = "inspect_ok"
    INSPECT_FAIL = "inspect_fail"
    APPEAL = "appeal"
    INTERVENE = "intervene"
    RULE_FOR_CUSTOMER = "rule_for_customer"
    RULE_FOR_SELLER = "rule_for_seller"
    REFUND_DONE = "refund_done"
    REFUND_FAILED = "refund_failed"
    RETRY_REFUND = "retry_refund"
    REFUND_OFFLINE = "refund_offline"
    DELIVERED = "delivered"
    EXCHANGE_FAILED = "exchange_failed"
    CANCEL = "cancel"
    REOPEN = "reopen"
    LAPSE = "lapse"


@attrs.frozen
class ReturnCasePolicy:
    """Where shops and platforms differ; the figures are defaults.

    **The seller says nothing.** ``seller_silence``: then it is ``agreed`` (WeChat's shops; Taobao refunds damaged goods
    after 24 hours), or the ``platform`` decides (JD's fresh goods). ``refund_silent_after`` and
    ``return_silent_after``: for a refund only, and where goods come back (WeChat: 48 hours each); an application that
    is changed is counted from the change. ``terms_silent_after``: proposed terms lapse (48 hours, our proposal).

    **The goods come back.** ``ship_within``: how long the buyer has (WeChat: 7 days); then the case is closed.
    ``receipt_within``: how long the seller has to confirm what was shipped (WeChat: 10 days), and ``inspect_within`` to
    inspect it (48 hours, our proposal); then the money goes back. ``pickup``: the shop has the goods picked up, so the
    carrier reports them as shipped as well as the buyer. ``needs_lines_decided``: a passed inspection needs every line
    decided and one accepted, a failed one none accepted.

    **Who may ask for what.** ``remedies``: those that the shop offers. ``applications``: how often the customer may
    apply, the first time included (WeChat: 5). ``evidence``: for each purpose that is named, a reference must be
    attached before it is agreed to. ``needs_decision``: an approval names the decision on eligibility that it rests on.
    ``reviewers``: who may approve what needs a review (Solidus: manual review instead of a rejection).
    ``refusal_needs_evidence`` holds for a refusal and a failed inspection.

    **The customer objects.** ``appeal_window``: how long after a refusal, or after the shipment lapsed (WeChat: 7
    days); then a refusal is closed. ``exchange_window``: how long exchanged goods can be brought again (Three
    Guarantees: 15 days). ``delivered_after``: exchanged goods then count as delivered (7 days, our proposal).

    **Calling off.** ``cancel_in_transit``: the customer may still, once the goods are shipped (yudao yes, lilishop no);
    never once a line was received (Medusa; Shopify: once work has started). ``staff_may_cancel`` for the customer.

    **Money.** ``refund_failed_after``: a failed payment that nobody mends goes to the platform (48 hours, our
    proposal). ``follow_up``: when to ask whether the customer is satisfied; None does not ask.

    Raises InvalidDefinition with every switch that contradicts itself.
    """

    seller_silence: Literal["agreed", "platform"] = "agreed"
    refund_silent_after: Period = Period.hours(48)
    return_silent_after: Period = Period.hours(48)
    terms_silent_after: Period = Period.hours(48)
    ship_within: Period = Period.days(7)
    receipt_within: Period = Period.days(10)
    inspect_within: Period = Period.hours(48)
    pickup: bool = False
    needs_lines_decided: bool = False
    remedies: tuple[str, ...] = REMEDIES
    applications: int = 5
    evidence: tuple[str, ...] = ()
    needs_decision: bool = False
    reviewers: tuple[str, ...] = ("supervisor", "manager")
    refusal_needs_evidence: bool = True
    appeal_window: Period = Period.days(7)
    exchange_window: Period = Period.days(15)
    delivered_after: Period = Period.days(7)
    cancel_in_transit: bool = False
    staff_may_cancel: bool = False
    refund_failed_after: Period = Period.hours(48)
    follow_up: Period | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse what could never take effect."""
        problems = tuple(_problems(self))
        if problems:
            raise InvalidDefinition("return case policy", problems)


def _problems(policy: ReturnCasePolicy) -> Iterator[str]:
    """Yield everything that is wrong with a policy."""
    if not policy.remedies:
        yield "it offers no remedy: name at least one"
    yield from (f"no remedy is called {meant(word, REMEDIES)}" for word in policy.remedies if word not in REMEDIES)
    if policy.applications < 1:
        yield f"applications is {policy.applications}: the first one counts, so allow at least 1"
    yield from (
        f"{role!r:.80} can approve nothing, so it can review nothing: choose from {', '.join(APPROVERS)}"
        for role in policy.reviewers
        if role not in APPROVERS
    )


APPROVERS: Final = ("agent", "coordinator", "supervisor", "manager")

RETURN_CASE_POLICY: Final = ReturnCasePolicy()
"""The figures of the sources, and the switches as most shops set them."""
