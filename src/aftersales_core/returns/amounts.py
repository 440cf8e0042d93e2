"""How much a right gives, as data: a share of what was paid, then what is taken off and added, each under its name.

``refund.py`` works it out. Nothing is rounded before the last step.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, Literal, TypeAlias

import attrs

from aftersales_core.errors import InvalidDefinition, WrongType
from aftersales_core.money.amount import Money
from aftersales_core.returns.conditions import ALWAYS, NEVER, Condition

__all__ = [
    "PAID_BESIDE",
    "WHOLE",
    "Adjustment",
    "Amount",
    "Band",
    "FactShare",
    "FixedShare",
    "Head",
    "Limit",
    "MoneyFact",
    "PerDay",
    "PriceWith",
    "Share",
    "ShareOf",
    "Sum",
]


PAID_BESIDE: Final = frozenset({"outbound_freight", "outbound_paid"})
"""Facts of money that the buyer paid beside the price of the goods: giving it back is not limited by that price."""


def _check_shares(what: str, *shares: object) -> None:
    """Refuse what is no share of a whole; a float has no exact value, so it is none."""
    for share in shares:
        if isinstance(share, bool) or not isinstance(share, int | Fraction):
            raise WrongType(what, "a Fraction such as Fraction(1, 10)", f"{share!r:.40}")
        if not 0 <= share <= 1:
            raise InvalidDefinition(what, ("a share is from 0 to 1",))


@attrs.frozen
class FixedShare:
    """A fixed share of what was paid, from 0 to 1; 1 is all of it."""

    share: Fraction = Fraction(1)

    def __attrs_post_init__(self) -> None:
        """Refuse what is no share."""
        _check_shares("share", self.share)


@attrs.frozen
class Band:
    """Up to a defect share (that share included) the refund share is ``gives``; None gives the defect share itself."""

    upto: Fraction
    gives: Fraction | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse what is no share."""
        _check_shares("band", self.upto, *(() if self.gives is None else (self.gives,)))


@attrs.frozen
class FactShare:
    """The share that a fact names (spoiled, missing, too small).

    Up to ``tolerance`` (included) nothing is given, whatever the amount's ``at_least`` says. ``full_above``: a share
    strictly above it gives everything. ``full_when``: so does a condition; where nobody knows whether it holds, and the
    share alone does not give everything, the refund is not known. Else the first of ``bands`` that reaches up to the
    share, or the share itself.
    """

    fact: str = "defect_share"
    bands: tuple[Band, ...] = ()
    full_above: Fraction | None = None
    full_when: Condition = NEVER
    tolerance: Fraction = Fraction(0)

    def __attrs_post_init__(self) -> None:
        """Refuse bands out of order, and what is no share."""
        _check_shares("share", self.tolerance, *(() if self.full_above is None else (self.full_above,)))
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
class PriceWith:
    """A limit: a share of what was paid for the units claimed, and the sums that facts name once on top (sales tax)."""

    share: Fraction
    facts: tuple[str, ...] = ()


Limit: TypeAlias = Fraction | Money | MoneyFact | PriceWith


@attrs.frozen
class Adjustment:
    """One sum that is taken off (``sign`` -1) or added (+1) under a reason code, where a condition holds.

    ``at_most`` limits it to a share of what was paid for the units claimed, to a sum, to a ``MoneyFact`` or to a
    ``PriceWith``; with several limits the largest counts (Connecticut: the price, but at least 500). With a limit in
    another currency than the purchase the refund is not known: nobody can say what it comes to.
    """

    code: str
    sign: Literal[1, -1]
    sum: Sum
    when: Condition = ALWAYS
    at_most: tuple[Limit, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse what neither takes off nor adds."""
        if self.sign not in {1, -1}:
            raise InvalidDefinition(f"adjustment {self.code!r}", ("sign: give 1 to add, or -1 to take off",))

    @property
    def is_beside(self) -> bool:
        """Whether it gives back what the buyer paid beside the price, such as the delivery."""
        return self.sign == 1 and isinstance(self.sum, MoneyFact) and self.sum.fact in PAID_BESIDE


@attrs.frozen
class Amount:
    """What a right gives in money.

    ``share`` of the price of the units claimed (with ``resettle``, where ``threshold_lost`` is yes, of what was paid
    for the order less the list price of what is kept and less what the order was refunded), then ``adjustments`` in
    order, never below zero and never above what was paid less what was refunded. Where a delivery that was paid beside
    the price is given back, that limit is so much wider; with ``beyond_price`` it is wider by everything that is added
    (treatment of a sick animal), and the adjustments' own limits hold it. ``at_least`` bounds the share of the price
    from below ("at least a fifth"). ``from_zero`` begins with nothing instead of a share.
    """

    share: Share = WHOLE
    adjustments: tuple[Adjustment, ...] = ()
    resettle: bool = False
    at_least: Fraction | None = None
    beyond_price: bool = False
    from_zero: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse a least share that is no share."""
        if self.at_least is not None:
            _check_shares("at_least", self.at_least)

    def names(self) -> Iterator[str]:
        """Yield the facts that are read."""
        if isinstance(self.share, FactShare) and not self.from_zero:
            yield self.share.fact
            yield from self.share.full_when.names()
        if self.resettle:
            yield from RESETTLED
        for adjustment in self.adjustments:
            yield from adjustment.when.names()
            yield from _names(adjustment.sum)
            for limit in adjustment.at_most:
                yield from _names_of_limit(limit)


RESETTLED: Final = ("threshold_lost", "order_paid", "kept_list_total", "order_refunded")
"""The facts that a resettlement reads."""


def _names(sum_: Sum) -> tuple[str, ...]:
    """Return the facts that a sum reads."""
    if isinstance(sum_, MoneyFact):
        return (sum_.fact,)
    if isinstance(sum_, ShareOf):
        return _name_of(sum_.share)
    return (*_name_of(sum_.rate), sum_.days, *sum_.less_days)


def _names_of_limit(limit: Limit) -> tuple[str, ...]:
    """Return the facts that a limit reads."""
    if isinstance(limit, MoneyFact):
        return (limit.fact,)
    return limit.facts if isinstance(limit, PriceWith) else ()


def _name_of(value: Fraction | str) -> tuple[str, ...]:
    """Return the fact that a figure is read from, if it is."""
    return (value,) if isinstance(value, str) else ()


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
