"""The refund, step by step: each sum exact, one rounding at the end, never more than was paid less what was refunded.

Inside, sums are counted in the currency's smallest units: as integers as long as they are whole, as fractions after.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final, TypeAlias

import attrs

from aftersales_core.errors import InvalidDefinition, MixedCurrencies
from aftersales_core.money.amount import Money
from aftersales_core.money.currency import Currency
from aftersales_core.returns.amounts import (
    Adjustment,
    Amount,
    FactShare,
    FixedShare,
    Head,
    Limit,
    MoneyFact,
    PerDay,
    PriceWith,
    ShareOf,
)
from aftersales_core.returns.conditions import NEVER
from aftersales_core.returns.facts import FactValue

__all__ = ["Refund", "RefundHead", "RefundStep", "Unknown", "exact_of", "heads_of", "refund_of"]

Known: TypeAlias = Mapping[str, FactValue]
Units: TypeAlias = int | Fraction
"""A sum in the currency's smallest units, exact."""

NEEDED: Final = ("paid", "quantity", "returned_quantity", "claimed_quantity")
NOTHING: Final = Fraction(0)
ALL: Final = Fraction(1)
REVIEWED: Final = "refund_owed_by_buyer"


@attrs.frozen
class RefundStep:
    """One step: its code, by how much it moves the sum, and the sum after it; both exact, in whole currency units.

    ``ratio`` is the share that a step takes, where it takes one.
    """

    code: str
    amount: Fraction
    sum: Fraction
    ratio: Fraction | None = None


@attrs.frozen
class RefundHead:
    """A claim of its own beside the refund; a person must look at it."""

    code: str
    amount: Money


@attrs.frozen
class Refund:
    """What is paid back: the total after one rounding, half away from zero, and how it came about."""

    total: Money
    steps: tuple[RefundStep, ...]

    @property
    def needs_review(self) -> bool:
        """Whether the resettlement came out below zero: nothing is paid back, and a person has to look at the rest."""
        return any(step.code == REVIEWED for step in self.steps)

    def step(self, code: str) -> RefundStep | None:
        """Return the first step of a code, or None."""
        return next((step for step in self.steps if step.code == code), None)


@attrs.frozen
class Unknown:
    """The refund cannot be worked out yet: which facts are missing."""

    missing: tuple[str, ...]


class _Work:
    """What is being worked out: the facts, what was paid in smallest units, the steps so far, and what is missing."""

    __slots__ = ("currency", "facts", "limit", "line", "missing", "paid", "scale", "steps", "units")

    def __init__(self, facts: Known, paid: Money, line: int, units: int) -> None:
        """Begin with what was paid: for the line, and for the units claimed."""
        self.facts = facts
        self.paid = paid
        self.currency = paid.currency
        self.scale: int = 10**paid.currency.decimals
        self.line = line
        self.units = units
        self.limit: Units = line
        self.steps: list[RefundStep] = []
        self.missing: list[str] = []

    def exact(self, units: Units) -> Fraction:
        """Return smallest units as whole ones of the currency."""
        return Fraction(units.numerator, units.denominator * self.scale)

    def given(self, name: str) -> int:
        """Return the smallest units of a fact that is money, 0 where there is none."""
        found = self.facts.get(name)
        return _units(found, self.currency) if isinstance(found, Money) else 0

    def needed(self, name: str) -> int:
        """Return the smallest units of a fact that is money; note where it is missing."""
        if not isinstance(self.facts.get(name), Money):
            self.missing.append(name)
        return self.given(name)

    def number(self, value: Fraction | str) -> Fraction | int:
        """Return a figure, or the number of a fact; note where it is missing."""
        found = self.facts.get(value) if isinstance(value, str) else value
        if isinstance(found, int | Fraction):
            return found
        self.missing.append(str(value))
        return 0


def refund_of(amount: Amount, facts: Known) -> Refund | Unknown:
    """Work out the refund of a right on a case; Unknown names every fact that is missing.

    Units claimed come after those that came back before, so that the refunds of partial returns add up to what was
    paid, in whatever lots they come; more than were bought count as those that are left. Without ``refunded`` and
    ``order_refunded`` nothing was refunded before.

    Raises InvalidDefinition for a quantity below 1 or counts or money below zero, MixedCurrencies for sums in another
    currency.
    """
    work = _work(facts)
    if isinstance(work, Unknown):
        return work
    total = _begun(amount, work)
    for adjustment in amount.adjustments:
        moved = _adjusted(adjustment, work, total)
        if moved is not None:
            total += moved
            if moved > 0 and (amount.beyond_price or adjustment.is_beside):
                work.limit += moved
            work.steps.append(RefundStep(adjustment.code, work.exact(moved), work.exact(total)))
    return Unknown(tuple(dict.fromkeys(work.missing))) if work.missing else _closed(total, work)


def exact_of(money: Money) -> Fraction:
    """Return an amount as an exact number of whole currency units, as steps have it."""
    return Fraction(money.minor_units, 10**money.currency.decimals)


def heads_of(heads: tuple[Head, ...], facts: Known) -> tuple[RefundHead, ...]:
    """Return the claims beside the refund, worked out on the price of the units claimed; none where it is not known.

    A least sum in another currency than the purchase does not count: a person looks at every head.
    """
    work = _work(facts)
    if isinstance(work, Unknown):
        return ()
    found: list[RefundHead] = []
    for head in heads:
        sums = [work.units * head.times]
        if head.loss_fact is not None:
            sums.append(work.given(head.loss_fact) * head.loss_times)
        if head.at_least is not None and head.at_least.currency == work.currency:
            sums.append(head.at_least.minor_units)
        found.append(RefundHead(head.code, Money.from_minor_units(max(sums), work.currency)))
    return tuple(found)


def _work(facts: Known) -> _Work | Unknown:
    """Begin to work on a case, or return the facts that are missing for any refund."""
    paid, bought = facts.get("paid"), facts.get("quantity")
    back, claimed = facts.get("returned_quantity"), facts.get("claimed_quantity")
    if not (isinstance(paid, Money) and isinstance(bought, int) and isinstance(back, int) and isinstance(claimed, int)):
        return Unknown(tuple(name for name in NEEDED if not isinstance(facts.get(name), Money | int)))
    units = line = paid.minor_units
    if bought < 1 or back < 0 or claimed < 0 or line < 0:
        raise InvalidDefinition("refund", ("give a quantity from 1, and counts and money not below 0",))
    if back or claimed < bought:
        after = min(back, bought)
        upto = min(back + claimed, bought)
        # As `UnitSplit` has it, in integers: the first k of n units come to k/n, a half rounded up.
        units = (2 * line * upto + bought) // (2 * bought) - (2 * line * after + bought) // (2 * bought)
    return _Work(facts, paid, line, units)


def _begun(amount: Amount, work: _Work) -> Units:
    """Take the first steps, and set the limit; return the sum before adjustments."""
    work.limit = max(work.line - work.given("refunded"), 0)
    if amount.from_zero:
        work.steps.append(RefundStep("refund_from_zero", NOTHING, NOTHING))
        return 0
    base = _resettled(work) if amount.resettle else None
    if base is None:
        base, code = work.units, "refund_units"
    else:
        code = "refund_resettled"
    whole = Fraction(base, work.scale)
    work.steps.append(RefundStep(code, whole, whole))
    share = _share(amount, work)
    if base <= 0 or share == 1:
        return base
    top, bottom = base * share.numerator, share.denominator
    scale = bottom * work.scale
    moved = Fraction(top - base * bottom, scale)
    work.steps.append(RefundStep("refund_share", moved, Fraction(top, scale), share))
    return Fraction(top, bottom)


def _resettled(work: _Work) -> int | None:
    """Return what was paid for the order less the list price of what is kept, where an offer is lost; else None."""
    lost = work.facts.get("threshold_lost")
    if lost is None:
        work.missing.append("threshold_lost")
    if not lost:
        return None
    left = work.needed("order_paid") - work.given("order_refunded")
    # The offer is the order's, so what the line cost no longer limits what comes back.
    work.limit = max(left, 0)
    return left - work.needed("kept_list_total")


def _share(amount: Amount, work: _Work) -> Fraction:
    """Return the share of the price that a right gives; all of it where that is not known, with what is missing."""
    share, least = amount.share, amount.at_least
    if isinstance(share, FixedShare):
        return share.share if least is None else max(share.share, least)
    # Most shares have no such condition, and this is where a decision spends its time.
    full = share.full_when is not NEVER and share.full_when.holds(work.facts)
    if full:
        return ALL
    defect = work.facts.get(share.fact)
    if not isinstance(defect, int | Fraction):
        work.missing.append(share.fact)
        return ALL
    found = _of_defect(share, defect)
    if full is None and found != 1:
        work.missing += share.full_when.missing(work.facts)
    return found if least is None or not found else max(found, least)


def _of_defect(share: FactShare, defect: Fraction | int) -> Fraction:
    """Return the share that a defect share gives by tolerance, full refund and bands."""
    if not defect or (share.tolerance and defect <= share.tolerance):
        return NOTHING
    if share.full_above is not None and defect > share.full_above:
        return ALL
    for band in share.bands:
        if defect <= band.upto:
            if band.gives is not None:
                return band.gives
            break
    return defect if isinstance(defect, Fraction) else Fraction(defect)


def _adjusted(adjustment: Adjustment, work: _Work, so_far: Units) -> Units | None:
    """Return by how much an adjustment moves the sum, or None where it does not apply."""
    applies = adjustment.when.holds(work.facts)
    if not applies:
        work.missing += adjustment.when.missing(work.facts) if applies is None else ()
        return None
    found = _sum(adjustment.sum, work, so_far)
    if adjustment.at_most:
        found = min(found, max(_limit(limit, work) for limit in adjustment.at_most))
    return adjustment.sign * found


def _sum(sum_: MoneyFact | ShareOf | PerDay, work: _Work, so_far: Units) -> Units:
    """Return a sum; note what is missing for it."""
    if isinstance(sum_, MoneyFact):
        return work.needed(sum_.fact)
    if isinstance(sum_, ShareOf):
        return work.number(sum_.share) * (work.units if sum_.of == "units" else max(so_far, 0))
    rate, days = work.number(sum_.rate), work.number(sum_.days)
    return work.units * rate * max(days - sum(work.number(name) for name in sum_.less_days), 0)


def _limit(limit: Limit, work: _Work) -> Units:
    """Return a limit; note what is missing for it."""
    if isinstance(limit, Money):
        if limit.currency == work.currency:
            return limit.minor_units
        # As a comparison of two currencies does, this leaves open what was paid in the one of the rule.
        work.missing.append("paid")
        return 0
    if isinstance(limit, MoneyFact):
        return work.needed(limit.fact)
    if isinstance(limit, PriceWith):
        return limit.share * work.units + sum(work.needed(name) for name in limit.facts)
    return work.units * limit


def _units(money: Money, currency: Currency) -> int:
    """Return the smallest units of money that is put together with other money."""
    if money.currency != currency:
        raise MixedCurrencies(currency.code, money.currency.code)
    return money.minor_units


def _closed(total: Units, work: _Work) -> Refund:
    """Return the refund, held between nothing and its limit, rounded once."""
    steps, limit = work.steps, work.limit
    if total.numerator < 0:
        code = REVIEWED if steps[0].code == "refund_resettled" and steps[0].sum < 0 else "refund_not_below_zero"
        steps.append(RefundStep(code, work.exact(-total), NOTHING))
        total = 0
    top, bottom = total.numerator, total.denominator
    units = (2 * top + bottom) // (2 * bottom)
    # Below the limit after rounding is below it before, where the limit is whole; so most need no exact comparison.
    if units >= limit and total > limit:
        most = work.exact(limit)
        steps.append(RefundStep("refund_capped", most - work.exact(total), most))
        units = (2 * limit.numerator + limit.denominator) // (2 * limit.denominator)
    paid = work.paid if units == work.line else Money.from_minor_units(units, work.currency)
    return Refund(paid, tuple(steps))
