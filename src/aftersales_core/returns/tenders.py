"""A refund goes back the way the money came: split over the means of payment in proportion to what each paid.

This is what the Chinese rules on seven-day returns ask for (七日无理由退货暂行办法, articles 14 to 16): by the original
means, each with its part; coupons and points in kind; the fee of a card payment may be kept. What no means of payment
can take back stands apart, since another one needs the buyer's consent.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

import attrs

from aftersales_core.errors import InvalidDefinition, MixedCurrencies
from aftersales_core.money.amount import Money
from aftersales_core.money.exact import cumulative, largest_remainder

__all__ = ["Tender", "TenderRefund", "TenderSplit", "split_refund"]


@attrs.frozen
class Tender:
    """One means of payment: what it paid of the purchase, and what of that went back before.

    Coupons and points count with the value for which they were taken; ``in_kind`` is how much of them was spent, in
    their own unit (``Money("390", Currency.of("points", decimals=0))``), and that is what goes back. ``fee`` is the fee
    of the payment that the trader bore and may keep; one that the buyer paid on top is no part of ``paid`` and is not
    named here. ``refunded`` is what went back before, with the fee that was kept of it.

    Raises InvalidDefinition where more went back, or is a fee, than was paid; MixedCurrencies.
    """

    id: str
    paid: Money
    refunded: Money | None = None
    in_kind: Money | None = None
    fee: Money | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse what cannot have been paid."""
        problems = tuple(_problems(self))
        if problems:
            raise InvalidDefinition(f"tender {self.id!r:.60}", problems)


@attrs.frozen
class TenderRefund:
    """What goes back to one means of payment: ``amount`` in money, ``kept_fee`` not, and ``in_kind`` instead of money.

    Where ``in_kind`` is given, ``amount`` is the value for which it counts, and no money moves.
    """

    id: str
    amount: Money
    in_kind: Money | None = None
    kept_fee: Money | None = None


@attrs.frozen
class TenderSplit:
    """A refund by means of payment; the amounts, the fees kept and ``left_over`` add up to it exactly.

    ``left_over`` is what is more than all of them have left, such as a sum beyond the price: agree on a means for it.
    """

    parts: tuple[TenderRefund, ...]
    left_over: Money


def split_refund(refund: Money, tenders: Sequence[Tender]) -> TenderSplit:
    """Split a refund over the means of payment, in the order given.

    Each gets so much that, with what it got before, it has its part by what it paid; where one got more before, the
    others come first until they are level. No one gets back more than it paid, and when everything is refunded each has
    got back all of it, in whatever steps.

    Raises InvalidDefinition for no tenders, one id twice, or a refund below zero; MixedCurrencies.

    >>> wallet, points = Tender("wallet", Money("80", "CNY")), Tender("points", Money("20", "CNY"))
    >>> [str(part.amount) for part in split_refund(Money("9.99", "CNY"), [wallet, points]).parts]
    ['7.99 CNY', '2.00 CNY']
    """
    _check(refund, tenders)
    currency = refund.currency
    before = [0 if tender.refunded is None else tender.refunded.minor_units for tender in tenders]
    paid = [tender.paid.minor_units for tender in tenders]
    given = min(refund.minor_units, sum(paid) - sum(before))
    parts = _levelled(given, paid, before)
    return TenderSplit(
        tuple(_part(tender, old, part) for tender, old, part in zip(tenders, before, parts, strict=True)),
        Money.from_minor_units(refund.minor_units - given, currency),
    )


def _levelled(given: int, paid: list[int], before: list[int]) -> list[int]:
    """Share out smallest units so that, with what each got before, all are level by what they paid."""
    # Those who got the largest share before wait until the others have caught up with them.
    order = sorted(
        (index for index in range(len(paid)) if paid[index]), key=lambda index: Fraction(before[index], paid[index])
    )
    sharing: list[int] = []
    for place, index in enumerate(order):
        sharing.append(index)
        after = order[place + 1] if place + 1 < len(order) else None
        weight, old = sum(paid[i] for i in sharing), sum(before[i] for i in sharing)
        if after is None or (given + old) * paid[after] <= before[after] * weight:
            break
    parts = [0] * len(paid)
    if sharing:
        sharing.sort()
        shares = largest_remainder(given + sum(before[i] for i in sharing), [paid[i] for i in sharing])
        for index, share in zip(sharing, shares, strict=True):
            parts[index] = share - before[index]
    return parts


def _part(tender: Tender, before: int, part: int) -> TenderRefund:
    """Return what goes back to one means of payment."""
    currency = tender.paid.currency
    amount = Money.from_minor_units(part, currency)
    fee = _so_far(tender.fee, tender, before, part)
    return TenderRefund(
        tender.id,
        amount if fee is None else amount - fee,
        _so_far(tender.in_kind, tender, before, part),
        fee,
    )


def _so_far(whole: Money | None, tender: Tender, before: int, part: int) -> Money | None:
    """Return the part of a sum that belongs to a part of what was paid, so that all parts add up to the sum."""
    if whole is None:
        return None
    everything, units = tender.paid.minor_units, whole.minor_units
    if not part:
        return Money.zero(whole.currency)
    now, then = cumulative(units, before + part, everything), cumulative(units, before, everything)
    return Money.from_minor_units(now - then, whole.currency)


def _problems(tender: Tender) -> Iterable[str]:
    """Yield what is wrong with a tender."""
    for name, money in (("refunded", tender.refunded), ("fee", tender.fee)):
        if money is None:
            continue
        if money.currency != tender.paid.currency:
            raise MixedCurrencies(tender.paid.currency.code, money.currency.code)
        if not 0 <= money.minor_units <= tender.paid.minor_units:
            yield f"{name} is {money}: give 0 to what was paid"
    if tender.paid.minor_units < 0:
        yield f"paid is {tender.paid}: give 0 or more"
    if tender.in_kind is not None and tender.in_kind.minor_units < 0:
        yield f"in_kind is {tender.in_kind}: give 0 or more"


def _check(refund: Money, tenders: Sequence[Tender]) -> None:
    """Refuse a refund that cannot be split."""
    ids = [tender.id for tender in tenders]
    problems = [f"tender {id!r:.60} is given twice" for id in sorted({id for id in ids if ids.count(id) > 1})]
    if not tenders:
        problems.append("no tender is given: name at least one")
    if refund.minor_units < 0:
        problems.append(f"the refund is {refund}: give 0 or more")
    if problems:
        raise InvalidDefinition("split of a refund", tuple(problems))
    for tender in tenders:
        if tender.paid.currency != refund.currency:
            raise MixedCurrencies(refund.currency.code, tender.paid.currency.code)
