"""The refund, step by step: each sum exact, one rounding at the end, never more than was paid less what was refunded."""

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias

import attrs

from aftersales_core.money.amount import Money
from aftersales_core.money.exact import cumulative, rounded
from aftersales_core.returns.amounts import (
    Adjustment,
    Amount,
    FactShare,
    FixedShare,
    Head,
    MoneyFact,
    PerDay,
    ShareOf,
)
from aftersales_core.returns.facts import FactValue

__all__ = ["Refund", "RefundHead", "RefundStep", "Unknown", "heads_of", "refund_of"]

Known: TypeAlias = Mapping[str, FactValue]


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


@attrs.frozen
class Unknown:
    """The refund cannot be worked out yet: which facts are missing."""

    missing: tuple[str, ...]


def refund_of(amount: Amount, facts: Known) -> Refund | Unknown:
    """Work out the refund of a right on a case; Unknown names every fact that is missing."""
    paid = _money(facts, "paid")
    price, first = _base(amount, facts, paid)
    steps = [first]
    share = _share(amount.share, facts)
    missing: list[str] = []
    if share is None:
        missing.append(amount.share.fact if isinstance(amount.share, FactShare) else "defect_share")
        share = Fraction(0)
    if amount.from_zero:
        steps = [RefundStep("refund_from_zero", Fraction(0), Fraction(0))]
    elif share != 1:
        part = max(share, amount.at_least or Fraction(0)) if share or amount.at_least else share
        steps.append(RefundStep("refund_share", price * part - price, price * part, part))
    total = steps[-1].sum
    for adjustment in amount.adjustments:
        found = _adjusted(adjustment, facts, price, total, paid)
        if isinstance(found, Unknown):
            missing += found.missing
        elif found is not None:
            total += found.amount
            steps.append(attrs.evolve(found, sum=total))
    if missing:
        return Unknown(tuple(dict.fromkeys(missing)))
    return _capped(amount, facts, paid, steps)


def _base(amount: Amount, facts: Known, paid: Money) -> tuple[Fraction, RefundStep]:
    """Return what was paid for the units claimed, and the first step."""
    currency = paid.currency
    quantity, after, claimed = (_count(facts, name) for name in ("quantity", "returned_quantity", "claimed_quantity"))
    after = min(after, quantity)
    upto = min(after + claimed, quantity)
    units = cumulative(paid.minor_units, upto, quantity) - cumulative(paid.minor_units, after, quantity)
    price = Fraction(units, 10**currency.decimals)
    if amount.resettle and facts.get("threshold_lost") is True:
        order, kept = facts.get("order_paid"), facts.get("kept_list_total")
        if isinstance(order, Money) and isinstance(kept, Money):
            left = _exact(order) - _exact(kept) - _exact_or_zero(facts.get("order_refunded"))
            return left, RefundStep("refund_resettled", left, left)
    return price, RefundStep("refund_units", price, price)


def _share(share: FixedShare | FactShare, facts: Known) -> Fraction | None:
    """Return the share of the price that a right gives, or None where the fact is not known."""
    if isinstance(share, FixedShare):
        return share.share
    if share.full_when.holds(facts):
        return Fraction(1)
    found = facts.get(share.fact)
    if not isinstance(found, int | Fraction):
        return None
    defect = Fraction(found)
    if defect <= share.tolerance:
        return Fraction(0)
    if share.full_above is not None and defect > share.full_above:
        return Fraction(1)
    for band in share.bands:
        if defect <= band.upto:
            return defect if band.gives is None else band.gives
    return defect


def _adjusted(
    adjustment: Adjustment, facts: Known, price: Fraction, so_far: Fraction, paid: Money
) -> RefundStep | Unknown | None:
    """Return the step of an adjustment, None where it does not apply, or what is missing."""
    applies = adjustment.when.holds(facts)
    if applies is False:
        return None
    if applies is None:
        return Unknown(tuple(adjustment.when.missing(facts)))
    found = _sum(adjustment.sum, facts, price, so_far)
    if isinstance(found, Unknown):
        return found
    if adjustment.at_most:
        found = min(found, max(_exact(cap) if isinstance(cap, Money) else price * cap for cap in adjustment.at_most))
    return RefundStep(adjustment.code, adjustment.sign * found, Fraction(0))


def _sum(sum_: MoneyFact | ShareOf | PerDay, facts: Known, price: Fraction, so_far: Fraction) -> Fraction | Unknown:
    """Return a sum, or what is missing for it."""
    match sum_:
        case MoneyFact():
            found = facts.get(sum_.fact)
            return _exact(found) if isinstance(found, Money) else Unknown((sum_.fact,))
        case ShareOf():
            rate = facts.get(sum_.share) if isinstance(sum_.share, str) else sum_.share
            if not isinstance(rate, int | Fraction):
                return Unknown((str(sum_.share),))
            return rate * (price if sum_.of == "units" else so_far)
        case PerDay():
            rate = facts.get(sum_.rate) if isinstance(sum_.rate, str) else sum_.rate
            days = [facts.get(name) for name in (sum_.days, *sum_.less_days)]
            counted = [day for day in days if isinstance(day, int | Fraction)]
            if not isinstance(rate, int | Fraction) or len(counted) < len(days):
                wanted = ([] if isinstance(rate, int | Fraction) else [str(sum_.rate)]) + [
                    name for name in (sum_.days, *sum_.less_days) if facts.get(name) is None
                ]
                return Unknown(tuple(wanted))
            return price * rate * max(counted[0] - sum(counted[1:]), 0)


def _capped(amount: Amount, facts: Known, paid: Money, steps: list[RefundStep]) -> Refund:
    """Return the refund, held between nothing and what was paid less what was refunded, rounded once."""
    total = steps[-1].sum
    most = _exact(paid) - _exact_or_zero(facts.get("refunded"))
    if total < 0:
        steps.append(RefundStep("refund_not_below_zero", -total, Fraction(0)))
    elif total > most and not amount.beyond_price:
        steps.append(RefundStep("refund_capped", most - total, most))
    units = rounded(steps[-1].sum * 10**paid.currency.decimals, "half_up")
    return Refund(Money.from_minor_units(units, paid.currency), tuple(steps))


def heads_of(heads: tuple[Head, ...], facts: Known) -> tuple[RefundHead, ...]:
    """Return the claims beside the refund, worked out on the price of the units claimed."""
    paid = _money(facts, "paid")
    price, _ = _base(Amount(), facts, paid)
    found: list[RefundHead] = []
    for head in heads:
        loss = facts.get(head.loss_fact) if head.loss_fact is not None else None
        sums = [price * head.times] + ([_exact(loss) * head.loss_times] if isinstance(loss, Money) else [])
        if head.at_least is not None and head.at_least.currency == paid.currency:
            sums.append(_exact(head.at_least))
        found.append(RefundHead(head.code, Money.rounded(max(sums), paid.currency, rounding="half_up")))
    return tuple(found)


def _money(facts: Known, name: str) -> Money:
    """Return a sum that every case has."""
    found = facts[name]
    assert isinstance(found, Money)  # noqa: S101
    return found


def _count(facts: Known, name: str) -> int:
    """Return a count, 0 where it is not known."""
    found = facts.get(name)
    return found if isinstance(found, int) else 0


def _exact(money: Money) -> Fraction:
    """Return an amount as an exact number."""
    return Fraction(money.minor_units, 10**money.currency.decimals)


def _exact_or_zero(value: FactValue | None) -> Fraction:
    """Return an amount as an exact number, nothing where there is none."""
    return _exact(value) if isinstance(value, Money) else Fraction(0)
