"""What moves a return or exchange: agreed or refused, shipped, received, inspected, refunded, exchanged, disputed.

The actions of single lines stand in ``return_lines``.
"""

from typing import TypeAlias

import attrs

from aftersales_core.money.amount import Money
from aftersales_core.tickets.actions.complaint import Appeal, RuleForCustomer, RuleForSeller
from aftersales_core.tickets.actions.inquiry import Cancel, Lapse, Reopen
from aftersales_core.tickets.checks import require_refund

__all__ = [
    "AcceptTerms",
    "Approve",
    "Delivered",
    "ExchangeFailed",
    "InspectFail",
    "InspectOk",
    "Intervene",
    "Modify",
    "ProposeTerms",
    "Receive",
    "RefundDone",
    "RefundFailed",
    "RefundOffline",
    "Refuse",
    "RefuseTerms",
    "RetryRefund",
    "ReturnAction",
    "Ship",
]


@attrs.frozen
class Approve:
    """The shop agrees to what the customer asks for.

    ``decision_ref`` is the decision on eligibility that it rests on, which stands elsewhere with all its reasons.
    ``refund`` becomes the agreed refund; None leaves it as it is. ``return_address_ref`` is where the goods go.
    """

    decision_ref: str = ""
    refund: Money | None = None
    return_address_ref: str = ""
    message_ref: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a refund below zero."""
        require_refund(self.refund)


@attrs.frozen
class ProposeTerms:
    """The shop offers something else: another remedy, another amount, or both; None and empty leave one as it is."""

    remedy: str = ""
    refund: Money | None = None
    message_ref: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a refund below zero."""
        require_refund(self.refund)


@attrs.frozen
class AcceptTerms:
    """The customer agrees to the terms that were proposed last."""

    message_ref: str = ""


@attrs.frozen
class RefuseTerms:
    """The customer does not want these terms."""

    reason: str = ""
    message_ref: str = ""


@attrs.frozen
class Refuse:
    """The shop does not agree; why, as an id of its own list, and on what evidence."""

    reason: str = ""
    evidence_refs: tuple[str, ...] = ()
    message_ref: str = ""


@attrs.frozen
class Modify:
    """The customer applies again with changes: another remedy, another amount, more evidence."""

    remedy: str = ""
    refund: Money | None = None
    reason: str = ""
    evidence_refs: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a refund below zero."""
        require_refund(self.refund)


@attrs.frozen
class Ship:
    """The goods are on their way back, under the carrier's number."""

    tracking_id: str = ""
    carrier: str = ""


@attrs.frozen
class Receive:
    """The parcel has arrived; what was in it is said of each line."""

    receipt_ref: str = ""


@attrs.frozen
class InspectOk:
    """The goods are as they should be. ``refund`` becomes the agreed refund, as where only a part was accepted."""

    refund: Money | None = None
    message_ref: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a refund below zero."""
        require_refund(self.refund)


@attrs.frozen
class InspectFail:
    """The goods are not as they should be; why, as an id of the shop's list, and on what evidence."""

    reason: str = ""
    evidence_refs: tuple[str, ...] = ()
    message_ref: str = ""


@attrs.frozen
class Intervene:
    """The platform takes the case on."""

    reason: str = ""


@attrs.frozen
class RefundDone:
    """The payment system has paid; ``payment_ref`` is its receipt. A refund of zero needs no payment and is done."""

    refund: Money | None = None
    payment_ref: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a refund below zero."""
        require_refund(self.refund)


@attrs.frozen
class RefundFailed:
    """The payment system could not pay."""

    reason: str = ""


@attrs.frozen
class RetryRefund:
    """The payment is tried again."""


@attrs.frozen
class RefundOffline:
    """The refund was paid some other way, and this proves it."""

    proof_ref: str = ""
    refund: Money | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a refund below zero."""
        require_refund(self.refund)


@attrs.frozen
class Delivered:
    """The exchanged goods have reached the customer; ``proof_ref`` is the carrier's proof, where staff say so."""

    proof_ref: str = ""


@attrs.frozen
class ExchangeFailed:
    """The goods cannot be exchanged after all, so the money goes back."""

    reason: str = ""


ReturnAction: TypeAlias = (
    AcceptTerms
    | Appeal
    | Approve
    | Cancel
    | Delivered
    | ExchangeFailed
    | InspectFail
    | InspectOk
    | Intervene
    | Lapse
    | Modify
    | ProposeTerms
    | Receive
    | RefundDone
    | RefundFailed
    | RefundOffline
    | Refuse
    | RefuseTerms
    | Reopen
    | RetryRefund
    | RuleForCustomer
    | RuleForSeller
    | Ship
)
"""Every action that the case of a return knows; see ``ReturnLineAction`` for those of its lines."""
