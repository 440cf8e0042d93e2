"""How much a right gives, as data: a share of what was paid, then what is taken off and added, each under its name.

``refund.py`` works it out. Nothing is rounded before the last step.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, Literal, TypeAlias

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.money.amount import Money
from aftersales_core.returns.conditions import ALWAYS, NEVER, Condition

__all__ = [
    "WHOLE",
    "Adjustment",
    "Amount",
    "Band",
    "FactShare",
    "FixedShare",
    "Head",
    "MoneyFact",
    "PerDay",
    "Share",
    "ShareOf",
    "Sum",
]


@attrs.frozen
class FixedShare:
    """A fixed share of what was paid; 1 is all of it."""

    share: Fraction = Fraction(1)


@attrs.frozen
class Band:
    """Up to a defect share (that share included) the refund share is ``gives``; None gives the defect share itself."""

    upto: Fraction
    gives: Fraction | None = None


@attrs.frozen
class FactShare:
    """The share that a fact names (spoiled, missing, too small).

    Up to ``tolerance`` (included) nothing is given. ``full_above``: a share strictly above it gives everything.
    ``full_when``: so does a condition. Else the first of ``bands`` that reaches up to the share, or the share itself.
    """

    fact: str = "defect_share"
    bands: tuple[Band, ...] = ()
    full_above: Fraction | None = None
    full_when: Condition = NEVER
    tolerance: Fraction = Fraction(0)

    def __attrs_post_init__(self) -> None:
        """Refuse bands out of order."""
        limits = [band.upto for band in self.bands]
        if limits != sorted(set(limits)):
            raise InvalidDefinition("share", ("bands must be sorted by their limits, each once",))


Share: TypeAlias = FixedShare | FactShare

WHOLE: Final = FixedShare()


@attrs.frozen
class MoneyFact:
    """The sum that a fact names."""

    fact: str


@attrs.frozen
class ShareOf:
    """A share of a base: of the goods' ``units`` (what was paid for those claimed), or of the ``base`` reached so far.

    ``share`` is a figure or the name of a share fact.
    """

    share: Fraction | str
    of: Literal["units", "so_far"] = "units"


@attrs.frozen
class PerDay:
    """A daily rate of what was paid for the units claimed, for the days that a fact counts less those of others.

    ``rate`` is a figure or the name of a share fact.
    """

    rate: Fraction | str
    days: str
    less_days: tuple[str, ...] = ()


Sum: TypeAlias = MoneyFact | ShareOf | PerDay


@attrs.frozen
class Adjustment:
    """One sum that is taken off (``sign`` -1) or added (+1) under a reason code, where a condition holds.

    ``at_most`` limits it to a share of what was paid for the units claimed, or to a ``MoneyFact``; with several limits
    the largest counts (Connecticut: the price, but at least 500).
    """

    code: str
    sign: Literal[1, -1]
    sum: Sum
    when: Condition = ALWAYS
    at_most: tuple[Fraction | Money, ...] = ()


@attrs.frozen
class Amount:
    """What a right gives in money.

    ``share`` of the price of the units claimed (with ``resettle``, where ``threshold_lost`` is yes, what was paid for
    the order less the list price of what is kept), then ``adjustments`` in order, never below zero and never above what
    was paid less what was refunded. ``at_least`` and ``at_most`` bound the share of the price ("at least a fifth").
    ``beyond_price``: may it pass the price (treatment of a sick animal)? Then the adjustments' own limits hold it.
    """

    share: Share = WHOLE
    adjustments: tuple[Adjustment, ...] = ()
    resettle: bool = False
    at_least: Fraction | None = None
    beyond_price: bool = False
    from_zero: bool = False

    def names(self) -> Iterator[str]:
        """Yield the facts that are read."""
        if isinstance(self.share, FactShare):
            yield self.share.fact
            yield from self.share.full_when.names()
        for adjustment in self.adjustments:
            yield from adjustment.when.names()
            yield from _names(adjustment.sum)


def _names(sum_: Sum) -> Iterator[str]:
    """Yield the facts that a sum reads."""
    match sum_:
        case MoneyFact():
            yield sum_.fact
        case ShareOf():
            if isinstance(sum_.share, str):
                yield sum_.share
        case PerDay():
            if isinstance(sum_.rate, str):
                yield sum_.rate
            yield sum_.days
            yield from sum_.less_days


@attrs.frozen
class Head:
    """A claim of its own beside the refund, such as treble damages: never mixed into it, always for a person to review.

    It is ``times`` the price of the units claimed, or that multiple of a ``loss_fact`` where the buyer chooses so, and
    at least ``at_least``.
    """

    code: str
    times: int
    at_least: Money | None = None
    loss_fact: str | None = None
    loss_times: int = 1
