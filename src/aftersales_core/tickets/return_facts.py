"""The facts that steer a return: what the customer gets, how much, where the goods are; and how to read them."""

from typing import TYPE_CHECKING, Final

from aftersales_core.errors import AftersalesError
from aftersales_core.money.amount import Money

if TYPE_CHECKING:
    from aftersales_core.tickets.ticket import Ticket

__all__ = [
    "ELIGIBLE",
    "EXCHANGE",
    "GOODS_AT",
    "GOODS_BACK",
    "REFUND_AMOUNT",
    "REFUND_CURRENCY",
    "REFUND_ONLY",
    "REMEDIES",
    "REMEDY",
    "RETURN",
    "RETURN_ADDRESS",
    "STOCK_RESERVED",
    "agreed_refund",
    "known_remedy",
]

REMEDY: Final = "remedy"
"""What the customer asks for, and gets once it is agreed: one of ``REMEDIES``."""

REFUND_ONLY: Final = "refund_only"
RETURN: Final = "return"
EXCHANGE: Final = "exchange"
REMEDIES: Final = (REFUND_ONLY, RETURN, EXCHANGE)
GOODS_BACK: Final = (RETURN, EXCHANGE)
"""The remedies for which the goods come back."""

REFUND_AMOUNT: Final = "refund_amount"
REFUND_CURRENCY: Final = "refund_currency"
RETURN_ADDRESS: Final = "return_address"
"""The reference of the address to which the goods go."""

ELIGIBLE: Final = "eligible"
"""What the decision on eligibility says: ``yes``, ``no``, or ``review`` where a person must look at it."""

STOCK_RESERVED: Final = "stock_reserved"
"""Whether goods to exchange for are set aside: ``yes`` or ``no``."""

GOODS_AT: Final = "goods_at"
"""Where the goods are: ``customer``, ``carrier`` or ``shop``; until something is shipped, with the customer."""


def known_remedy(ticket: "Ticket") -> str | None:
    """Return the remedy, or None where it is not known, or no word that the lifecycle knows."""
    remedy = ticket.fact(REMEDY)
    return remedy if remedy in REMEDIES else None


def agreed_refund(ticket: "Ticket") -> Money | None:
    """Return how much is to be refunded, or None where that is not known or the facts hold no amount."""
    amount, currency = ticket.fact(REFUND_AMOUNT), ticket.fact(REFUND_CURRENCY)
    if amount is None or currency is None:
        return None
    try:
        refund = Money(amount, currency)
    except AftersalesError:
        return None
    return None if refund.amount < 0 else refund
