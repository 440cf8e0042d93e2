"""Offers that hold for several lines together (a discount over a threshold, a bundle, a gift); what losing one costs.

A buyer who sends back so much of an offer's goods that it no longer holds pays for what is kept what it cost without
the offer (七日无理由退货暂行办法, article 17(2): settle by the prices at the purchase, give back what is over, collect
what is short). A gift that came with them is returned, or its price, if it was stated beforehand, is paid (article 12).
"""

from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

import attrs

from aftersales_core.errors import InvalidDefinition, MixedCurrencies
from aftersales_core.money.amount import Money
from aftersales_core.money.exact import cumulative
from aftersales_core.returns.claim import Line

__all__ = ["Gift", "Gone", "Offer", "Ways"]

Ways: TypeAlias = Literal["by_choice", "by_fault"]
"""Why goods go back: the buyer chose so, which can lose an offer; or something was wrong with them, which cannot."""


@attrs.frozen
class Gone:
    """How many units of a line go back now, after how many that came back before, and why."""

    units: int
    after: int
    way: Ways


@attrs.frozen
class Offer:
    """A discount that several lines share: what each of them cost with it is in its ``paid``.

    ``lines`` are all lines of the offer, kept ones too, each with an id and the fact ``list_price``: what it would have
    cost without the offer. It holds as long as the list price of what is kept reaches ``threshold``; a bundle, without
    a threshold, as long as everything is kept. ``refunded`` is what was refunded for these lines before, fees aside.
    Units that came back before count as sent back by choice.

    Raises InvalidDefinition with everything that is wrong; MixedCurrencies.
    """

    lines: tuple[Line, ...]
    threshold: Money | None = None
    refunded: Money | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse an offer that cannot be worked out."""
        _check("offer", self.lines, self.threshold, self.refunded)

    def moves(self, gone: Mapping[str, Gone]) -> tuple[int, int]:
        """Return by how many smallest units a return moves what the lines give, and how many of them the buyer owes.

        Both are 0 while the offer holds.
        """
        if not _is_lost(self.lines, self.threshold, gone):
            return 0, 0
        moved, chosen = 0 if self.refunded is None else -self.refunded.minor_units, 0
        for line in self.lines:
            back, now = _back(line, gone), gone.get(line.id)
            price, paid = _list_price(line), line.paid.minor_units
            left = back + (0 if now is None else now.units)
            given = cumulative(paid, left, line.quantity) - cumulative(paid, back, line.quantity)
            # What was paid, less what is kept at its full price, less what the line gives by itself.
            moved += paid - price + cumulative(price, left, line.quantity) - given
            chosen += given if now is not None and now.way == "by_choice" else 0
        owed = max(-moved - chosen, 0)
        return moved, owed


@attrs.frozen
class Gift:
    """A gift that came with several lines, as long as they reach a ``threshold``, or all stay, as for an `Offer`.

    ``price`` is the one that was stated beforehand; without it nothing can be asked for the gift. ``is_returned`` says
    whether it comes back, None where that is not known.

    Raises as `Offer` does.
    """

    lines: tuple[Line, ...]
    price: Money | None
    is_returned: bool | None = None
    threshold: Money | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a gift that cannot be worked out."""
        _check("gift", self.lines, self.threshold, self.price)

    def is_due(self, gone: Mapping[str, Gone]) -> bool:
        """Tell whether the gift has to come back, or be paid."""
        return self.price is not None and _is_lost(self.lines, self.threshold, gone)


def _is_lost(lines: tuple[Line, ...], threshold: Money | None, gone: Mapping[str, Gone]) -> bool:
    """Tell whether the buyer has sent back so much that an offer no longer holds."""
    kept, has_chosen = 0, False
    for line in lines:
        now = gone.get(line.id)
        left = _back(line, gone) + (now.units if now is not None and now.way == "by_choice" else 0)
        has_chosen = has_chosen or left > 0
        price = _list_price(line)
        kept += price - cumulative(price, left, line.quantity)
    return has_chosen and (threshold is None or kept < threshold.minor_units)


def _back(line: Line, gone: Mapping[str, Gone]) -> int:
    """Return how many units of a line came back before; the claim on it knows best."""
    now = gone.get(line.id)
    back = dict(line.facts).get("returned_quantity", 0) if now is None else now.after
    return min(back, line.quantity) if isinstance(back, int) else 0


def _list_price(line: Line) -> int:
    """Return the smallest units of what a line would have cost without the offer."""
    price = dict(line.facts).get("list_price")
    return price.minor_units if isinstance(price, Money) else 0


def _check(what: str, lines: tuple[Line, ...], *moneys: Money | None) -> None:
    """Refuse lines or money that do not belong together."""
    problems = tuple(_problems(lines, moneys))
    if problems:
        raise InvalidDefinition(what, problems)
    currency = lines[0].paid.currency
    for money in (*(line.paid for line in lines), *moneys):
        if money is not None and money.currency != currency:
            raise MixedCurrencies(currency.code, money.currency.code)


def _problems(lines: tuple[Line, ...], moneys: tuple[Money | None, ...]) -> Iterator[str]:
    """Yield what is wrong with an offer."""
    if not lines:
        yield "it names no lines"
    ids = [line.id for line in lines]
    yield from (f"line {id!r:.60} is named twice" for id in sorted({id for id in ids if ids.count(id) > 1}))
    for line in lines:
        if not line.id:
            yield "every line needs an id"
        if "list_price" not in dict(line.facts):
            yield f"line {line.id!r:.60} needs the fact list_price"
    yield from (f"{money} is below 0" for money in moneys if money is not None and money.minor_units < 0)
