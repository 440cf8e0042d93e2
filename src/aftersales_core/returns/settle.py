"""The order: every line is decided for itself, then what belongs to the whole order is settled once.

Shared are the delivery, a gift and a card fee that several lines name, and offers that hold for lines together: a discount
over a threshold, a bundle, a gift. The order of the lines changes nothing but the order of the answers.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, Literal, TypeAlias

import attrs

from aftersales_core.errors import InvalidDefinition, MixedCurrencies
from aftersales_core.money.amount import Money
from aftersales_core.money.exact import cumulative, largest_remainder
from aftersales_core.reasons import Reason
from aftersales_core.returns.amounts import Adjustment, Amount, MoneyFact
from aftersales_core.returns.book import PolicyBook
from aftersales_core.returns.case import case_of
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.decide import decide
from aftersales_core.returns.decision import RemedyOffer, ReturnDecision
from aftersales_core.returns.facts import FactValue
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.refund import Refund, RefundStep, exact_of, refund_of
from aftersales_core.returns.rights import Right, RuleSet

__all__ = ["Gift", "Offer", "OrderDecision", "OrderOutcome", "allocate_discount", "decide_lines"]

OrderOutcome: TypeAlias = Literal["eligible", "partly_eligible", "needs_evidence", "needs_review", "ineligible"]
"""What is said of all lines together: where one is open, the order is; ``partly_eligible`` is a yes beside a no."""

SHARED: Final = frozenset({"outbound_freight", "outbound_paid", "gift_price", "card_fee_waived"})
"""Facts of money that belong to the order, whichever of its lines name them."""

MOST_LINES: Final = 10_000
