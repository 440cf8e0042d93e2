"""Which purchase did a returned article come from? The file does not say, so units are matched by customer and article.

A return takes units from purchases of the same article by the same customer that are not later than it, by default the
most recent first: people send back what has just come, and what was sold longest ago is most likely used up or sold on.
So every return is as young as it can be, and the share in time is an upper bound. The other order, oldest first, gives
every return the greatest age, and with it a lower bound.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, Literal, TypeAlias

import attrs
from sla_report.reading import Row

Order: TypeAlias = Literal["lifo", "fifo"]

CHARGES: Final = frozenset({"POST", "DOT", "M", "C2", "D", "S", "B", "BANK CHARGES", "AMAZONFEE", "CRUK"})
"""Codes that stand for carriage, fees, discounts, samples and entries by hand, and for no article."""

VOUCHERS: Final = "GIFT_"


@attrs.frozen
class RetailLine:
    """One line of an invoice, as the file has it; ``units`` is below zero where goods or money went back."""

    number: int
    invoice: str
    article: str
    units: int
    at: dt.datetime
    price: Decimal
    customer: str

    @property
    def is_article(self) -> bool:
        """Tell whether it is about goods."""
        return self.article not in CHARGES and not self.article.startswith(VOUCHERS)


@attrs.frozen
class Match:
    """Some units of a purchase that came back with one line; ``before`` of that purchase had come back earlier."""

    purchase: RetailLine
    back: RetailLine
    units: int
    before: int


@attrs.frozen
class Matching:
    """All matches, and how many lines and units found no purchase for which reason."""

    returns: int
    units: int
    matches: tuple[Match, ...]
    whole_lines: int
    part_lines: int
    unmatched_lines: Counter[str]
    unmatched_units: Counter[str]


def read_line(row: Row) -> RetailLine:
    """Read one line of the file."""
    return RetailLine(
        int(row["row"]),
        row["InvoiceNo"],
        row["StockCode"].upper(),
        int(row["Quantity"]),
        dt.datetime.fromisoformat(row["InvoiceDate"]),
        Decimal(row["UnitPrice"]),
        row["CustomerID"],
    )


def matched(lines: Iterable[RetailLine], order: Order = "lifo") -> Matching:
    """Match every return line with purchases; a line can be matched in part, and from several purchases."""
    found: list[Match] = []
    whole = part = 0
    lost_lines, lost_units = Counter[str](), Counter[str]()
    returns = [line for line in lines if line.invoice.startswith("C")]
    bought = _purchases(lines)
    taken: Counter[int] = Counter()
    for back in sorted(returns, key=lambda line: (line.at, line.number)):
        reason = _no_way(back)
        pieces = () if reason else tuple(_pieces(back, bought.get((back.customer, back.article), ()), taken, order))
        found += pieces
        left = -back.units - sum(piece.units for piece in pieces)
        whole += not left
        part += bool(left and pieces)
        if left:
            code = reason or ("more_than_bought" if pieces else _none_left(back, bought))
            lost_lines[code] += not pieces
            lost_units[code] += left
    return Matching(
        len(returns), -sum(line.units for line in returns), tuple(found), whole, part, +lost_lines, lost_units
    )


def _purchases(lines: Iterable[RetailLine]) -> dict[tuple[str, str], list[RetailLine]]:
    """Return the purchases of each customer and article, the oldest first."""
    bought: dict[tuple[str, str], list[RetailLine]] = {}
    for line in sorted(lines, key=lambda line: (line.at, line.number)):
        if line.units > 0 and line.customer and line.invoice[0] not in "AC":
            bought.setdefault((line.customer, line.article), []).append(line)
    return bought


def _no_way(back: RetailLine) -> str:
    """Return why a line cannot be matched whatever was bought before, or nothing."""
    if not back.is_article:
        return "no_article"
    return "" if back.customer else "guest"


def _none_left(back: RetailLine, bought: dict[tuple[str, str], list[RetailLine]]) -> str:
    """Return why no purchase was found: there was none, or all its units had come back."""
    earlier = (line for line in bought.get((back.customer, back.article), ()) if line.at <= back.at)
    return "all_back_already" if any(earlier) else "no_earlier_purchase"


def _pieces(back: RetailLine, bought: Sequence[RetailLine], taken: Counter[int], order: Order) -> Iterator[Match]:
    """Take a return's units from purchases that are not later than it."""
    wanted = -back.units
    for purchase in reversed(bought) if order == "lifo" else bought:
        units = min(wanted, purchase.units - taken[purchase.number])
        if purchase.at <= back.at and units:
            yield Match(purchase, back, units, taken[purchase.number])
            taken[purchase.number] += units
            wanted -= units
