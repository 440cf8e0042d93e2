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
from aftersales_core.returns.facts import FactValue

__all__ = ["Refund", "RefundHead", "RefundStep", "Unknown", "heads_of", "refund_of"]

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


@attrs.frozen
class _Price:
    """What was paid: for the line, and for the units claimed; with ``scale`` smallest units to one of the currency."""

    currency: Currency
    scale: int
    line: int
    units: int


def refund_of(amount: Amount, facts: Known) -> Refund | Unknown:
    """Work out the refund of a right on a case; Unknown names every fact that is missing.

    Units claimed come after those that came back before, so that the refunds of partial returns add up to what was paid,
    in whatever lots they come; more than were bought count as those that are left. Without ``refunded`` and
    ``order_refunded`` nothing was refunded before.

    Raises InvalidDefinition for a quantity below 1 or money below zero, MixedCurrencies for sums in another currency.
    """
    price = _price(facts)
    if isinstance(price, Unknown):
        return price
    missing: list[str] = []
    total, limit, steps = _begun(amount, facts, price, missing)
    for adjustment in amount.adjustments:
        moved = _adjusted(adjustment, facts, price, total, missing)
        if moved is not None:
            total += moved
            if moved > 0 and (amount.beyond_price or adjustment.is_beside):
                limit += moved
            steps.append(RefundStep(adjustment.code, Fraction(moved) / price.scale, Fraction(total) / price.scale))
    return Unknown(tuple(dict.fromkeys(missing))) if missing else _closed(steps, total, limit, price)


def heads_of(heads: tuple[Head, ...], facts: Known) -> tuple[RefundHead, ...]:
    """Return the claims beside the refund, worked out on the price of the units claimed; none where it is not known.

    A least sum in another currency than the purchase does not count: a person looks at every head.
    """
    price = _price(facts)
    if isinstance(price, Unknown):
        return ()
    found: list[RefundHead] = []
    for head in heads:
        sums = [price.units * head.times]
        loss = facts.get(head.loss_fact) if head.loss_fact is not None else None
        if isinstance(loss, Money):
            sums.append(_units(loss, price.currency) * head.loss_times)
        if head.at_least is not None and head.at_least.currency == price.currency:
            sums.append(head.at_least.minor_units)
        found.append(RefundHead(head.code, Money.from_minor_units(max(sums), price.currency)))
    return tuple(found)


def _price(facts: Known) -> _Price | Unknown:
    """Return what was paid for the line and for the units claimed, or the facts that are missing for it."""
    paid, bought, back, claimed = (facts.get(name) for name in NEEDED)
    # A quantity is an int and no bool: the table of facts has seen to that.
    if not (isinstance(paid, Money) and isinstance(bought, int) and isinstance(back, int) and isinstance(claimed, int)):
        return Unknown(tuple(name for name in NEEDED if facts.get(name) is None))
    currency, line = paid.currency, paid.minor_units
    if bought < 1 or back < 0 or claimed < 0 or line < 0:
        raise InvalidDefinition("refund", ("give a quantity from 1, and counts and money not below 0",))
    units = line
    if back or claimed < bought:
        after = min(back, bought)
        upto = min(back + claimed, bought)
        # As `UnitSplit` has it, in integers: the first k of n units come to k/n, a half rounded up.
        units = (2 * line * upto + bought) // (2 * bought) - (2 * line * after + bought) // (2 * bought)
    return _Price(currency, 10**currency.decimals, line, units)


def _begun(
    amount: Amount, facts: Known, price: _Price, missing: list[str]
) -> tuple[Units, Units, list[RefundStep]]:
    """Return the sum before adjustments, its limit, and the steps up to it."""
    limit = price.line - _given(facts, "refunded", price)
    if amount.from_zero:
        return 0, max(limit, 0), [RefundStep("refund_from_zero", NOTHING, NOTHING)]
    base, code = price.units, "refund_units"
    lost = facts.get("threshold_lost") if amount.resettle else False
    if lost is None:
        missing.append("threshold_lost")
    elif lost:
        code = "refund_resettled"
        missing += [name for name in ("order_paid", "kept_list_total") if not isinstance(facts.get(name), Money)]
        limit = _given(facts, "order_paid", price) - _given(facts, "order_refunded", price)
        base = limit - _given(facts, "kept_list_total", price)
    whole = Fraction(base, price.scale)
    steps = [RefundStep(code, whole, whole)]
    total: Units = base
    share = _share(amount, facts, missing)
    if share != 1 and base > 0:
        top, bottom = base * share.numerator, share.denominator
        total = Fraction(top, bottom)
        moved = Fraction(top - base * bottom, bottom * price.scale)
        steps.append(RefundStep("refund_share", moved, Fraction(top, bottom * price.scale), share))
    return total, max(limit, 0), steps


def _share(amount: Amount, facts: Known, missing: list[str]) -> Fraction:
    """Return the share of the price that a right gives; all of it where that is not known, with what is missing."""
    share = amount.share
    if isinstance(share, FixedShare):
        found = share.share
    else:
        full = share.full_when.holds(facts)
        defect = facts.get(share.fact)
        if full or not isinstance(defect, int | Fraction):
            missing += [] if full else [share.fact]
            return ALL
        found = _of_defect(share, Fraction(defect))
        if full is None and found != 1:
            missing += share.full_when.missing(facts)
        if defect <= share.tolerance:
            return found
    return found if amount.at_least is None else max(found, amount.at_least)


def _of_defect(share: FactShare, defect: Fraction) -> Fraction:
    """Return the share that a defect share gives by tolerance, full refund and bands."""
    if defect <= share.tolerance:
        return NOTHING
    if share.full_above is not None and defect > share.full_above:
        return ALL
    for band in share.bands:
        if defect <= band.upto:
            return defect if band.gives is None else band.gives
    return defect


def _adjusted(
    adjustment: Adjustment, facts: Known, price: _Price, so_far: Units, missing: list[str]
) -> Units | None:
    """Return by how much an adjustment moves the sum, or None where it does not apply or is not known."""
    applies = adjustment.when.holds(facts)
    if not applies:
        missing += adjustment.when.missing(facts) if applies is None else ()
        return None
    lacking: list[str] = []
    found = _sum(adjustment.sum, facts, price, so_far, lacking)
    limits = [_limit(limit, facts, price, lacking) for limit in adjustment.at_most]
    if lacking:
        missing += lacking
        return None
    return adjustment.sign * (min(found, max(limits)) if limits else found)


def _sum(sum_: MoneyFact | ShareOf | PerDay, facts: Known, price: _Price, so_far: Units, lacking: list[str]) -> Units:
    """Return a sum; note what is missing for it."""
    if isinstance(sum_, MoneyFact):
        return _known_money(sum_.fact, facts, price, lacking)
    if isinstance(sum_, ShareOf):
        return _number(sum_.share, facts, lacking) * (price.units if sum_.of == "units" else max(so_far, 0))
    rate = _number(sum_.rate, facts, lacking)
    days = _number(sum_.days, facts, lacking) - sum(_number(name, facts, lacking) for name in sum_.less_days)
    return price.units * rate * max(days, 0)


def _limit(limit: Limit, facts: Known, price: _Price, lacking: list[str]) -> Units:
    """Return a limit; note what is missing for it."""
    if isinstance(limit, Money):
        return _units(limit, price.currency)
    if isinstance(limit, MoneyFact):
        return _known_money(limit.fact, facts, price, lacking)
    if isinstance(limit, PriceWith):
        return limit.share * (price.units + sum(_known_money(name, facts, price, lacking) for name in limit.facts))
    return price.units * limit


def _number(value: Fraction | str, facts: Known, lacking: list[str]) -> Fraction | int:
    """Return a figure, or the number of a fact; note where it is missing."""
    found = facts.get(value) if isinstance(value, str) else value
    if isinstance(found, int | Fraction):
        return found
    lacking.append(str(value))
    return 0


def _known_money(name: str, facts: Known, price: _Price, lacking: list[str]) -> int:
    """Return the money of a fact; note where it is missing."""
    if not isinstance(facts.get(name), Money):
        lacking.append(name)
    return _given(facts, name, price)


def _given(facts: Known, name: str, price: _Price) -> int:
    """Return the money of a fact, nothing where there is none."""
    found = facts.get(name)
    return _units(found, price.currency) if isinstance(found, Money) else 0


def _units(money: Money, currency: Currency) -> int:
    """Return the smallest units of money that is put together with other money."""
    if money.currency != currency:
        raise MixedCurrencies(currency.code, money.currency.code)
    return money.minor_units


def _closed(steps: list[RefundStep], total: Units, limit: Units, price: _Price) -> Refund:
    """Return the refund, held between nothing and its limit, rounded once."""
    if total < 0:
        code = REVIEWED if steps[0].code == "refund_resettled" and steps[0].sum < 0 else "refund_not_below_zero"
        steps.append(RefundStep(code, Fraction(-total) / price.scale, NOTHING))
        total = 0
    elif total > limit:
        most = Fraction(limit) / price.scale
        steps.append(RefundStep("refund_capped", most - Fraction(total) / price.scale, most))
        total = limit
    units = total if isinstance(total, int) else (2 * total.numerator + total.denominator) // (2 * total.denominator)
    return Refund(Money.from_minor_units(units, price.currency), tuple(steps))
