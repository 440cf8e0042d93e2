"""Conditions and terms that several produce rules share.

An unknown trigger does not trigger and an unknown exclusion does not exclude: a buyer who says what share is spoiled,
in time and with a photo, is answered, and is not asked a dozen further questions first. Delivery, time, share and
evidence stay required.
"""

from fractions import Fraction
from typing import Final

from aftersales_core.returns.conditions import AllOf, AnyOf, Compare, CompareFacts, Condition, known_yes
from aftersales_core.returns.marketplaces.produce_bases import JD_FRESH
from aftersales_core.returns.rights import Clause

__all__ = [
    "BUYER_CAUSE",
    "DELIVERED",
    "FULL_REFUND",
    "SEVERE_SIGNS",
    "above_tolerance",
    "known_above",
]


def known_above(fact: str, limit: Fraction = Fraction(0)) -> Condition:
    """Make the condition that a figure is known and strictly above a limit."""
    return Compare(fact, ">", limit, if_unknown=False)


SEVERE_SIGNS: Final = AnyOf(tuple(known_yes(sign) for sign in ("odour", "thawed", "bulging", "inedible")))
"""What makes food unfit to eat whatever the share."""

FULL_REFUND: Final = AnyOf(
    (
        SEVERE_SIGNS,
        known_yes("two_problems"),
        known_yes("segments_connected"),
        AllOf((known_yes("small_berry"), known_yes("rotten"))),
    )
)
"""When everything is refunded without regard to the share (the share of 70 % is a figure and stands with the share)."""

BUYER_CAUSE: Final = Clause.of("fresh_buyer_cause", known_yes("buyer_caused"), JD_FRESH)
"""What the buyer is known to have caused; not known is not yes."""

DELIVERED: Final = Clause.of("delivered_before_claim", CompareFacts("signed_at", "<=", "submitted_at"))
"""What has no window of its own is still asked when it was delivered."""


def above_tolerance(code: str, fact: str, tolerance: Fraction, *, or_when: Condition = FULL_REFUND) -> Clause:
    """Make the term that a share is above what is tolerated, or that nothing hangs on the share any more."""
    return Clause.of(code, AnyOf((or_when, Compare(fact, ">", tolerance))), share=tolerance)
