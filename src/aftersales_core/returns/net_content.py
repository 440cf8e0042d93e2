"""How much a package or a weighed bag may lack: the legal tolerances for net content, as data.

Packages of stated content follow the measures on prepackaged goods, annex 3; goods weighed before the buyer follow the
measures on retail weighing, annex 1. Both were read in reprints or summaries only (see each row's basis), so check them
before relying on them in law. A tolerance excuses what one package lacks; it is not a right to give less.
"""

import datetime as dt
from fractions import Fraction
from typing import Final, Literal, TypeAlias

import attrs

from aftersales_core.errors import InvalidAmount
from aftersales_core.money.exact import Exact, exact, rounded
from aftersales_core.returns.basis import Basis, Confidence

__all__ = [
    "COUNT_ROWS",
    "NET_CONTENT",
    "NET_CONTENT_ROWS",
    "RETAIL_WEIGHING",
    "WEIGHING_ROWS",
    "NetContentRow",
    "WeighingGroup",
    "WeighingRow",
    "net_content_count_tolerance",
    "net_content_tolerance_g",
    "weighing_group",
    "weighing_tolerance_g",
]

READ_ON: Final = dt.date(2026, 8, 21)

NET_CONTENT: Final = Basis(
    "cn_net_content",
    "China, Measures on the net content of prepackaged goods",
    "定量包装商品计量监督管理办法",
    "annex 3",
    "secondary",
    "shkps.cn/fagui/89423 (a reprint of the older text; the revision of 2023 was not compared)",
    READ_ON,
)
RETAIL_WEIGHING: Final = Basis(
    "cn_retail_weighing",
    "China, Measures on the weighing of retail goods",
    "零售商品称重计量监督管理办法",
    "annex 1",
    "secondary",
    "chinafeed.com.cn 2004-11-29, 110.com law_78747 (predecessor), m.110ask.com: summaries",
    READ_ON,
)

WeighingGroup: TypeAlias = Literal["staple", "animal", "dried", "precious"]
"""Groups of loose goods: grain, vegetables, fruit; meat, eggs, fish, sweets; dried delicacies; what costs more."""


@attrs.frozen
class NetContentRow:
    """Up to a stated content (included) a package may lack a share of it, or an amount; one of the two is given."""

    upto: Fraction
    share: Fraction | None = None
    amount: Fraction | None = None
    confidence: Confidence = "secondary"


@attrs.frozen
class WeighingRow:
    """Up to a weight in grams (included) a weighed bag of a group may lack so many grams."""

    group: WeighingGroup
    upto_g: Fraction
    tolerance_g: Fraction
    confidence: Confidence = "secondary"


def _row(upto: int, share: str | None = None, amount: str | None = None) -> NetContentRow:
    """Make a row from the percentages and grams of the annex."""
    return NetContentRow(
        Fraction(upto), None if share is None else Fraction(share) / 100, None if amount is None else Fraction(amount)
    )


NET_CONTENT_ROWS: Final = (
    _row(50, share="9"),
    _row(100, amount="4.5"),
    _row(200, share="4.5"),
    _row(300, amount="9"),
    _row(500, share="3"),
    _row(1_000, amount="15"),
    _row(10_000, share="1.5"),
    _row(15_000, amount="150"),
    _row(50_000, share="1"),
)
"""Weight in grams or volume in millilitres; nothing is said of more than 50 kg."""

COUNT_ROWS: Final = (
    NetContentRow(Fraction(50), amount=Fraction(0)),
    NetContentRow(Fraction(10**12), share=Fraction(1, 100)),
)
"""Pieces: none may be missing of up to 50, and one in a hundred, rounded up, of more."""

_KG: Final = 1_000


def _loose(group: WeighingGroup, rows: tuple[tuple[str, int], ...], confidence: Confidence) -> tuple[WeighingRow, ...]:
    """Make the rows of one group from pairs of kilograms and grams."""
    return tuple(WeighingRow(group, Fraction(kg) * _KG, Fraction(grams), confidence) for kg, grams in rows)


WEIGHING_ROWS: Final = (
    *_loose("staple", (("1", 20), ("2", 40), ("4", 80), ("25", 100)), "secondary"),
    *_loose("animal", (("2.5", 5),), "secondary"),
    *_loose("animal", (("10", 10),), "recalled"),
    *_loose("animal", (("15", 15),), "secondary"),
    *_loose("dried", (("1", 2), ("4", 4), ("6", 6)), "recalled"),
    *_loose("precious", (("0.5", 1), ("2", 2)), "recalled"),
    *_loose("precious", (("5", 3),), "secondary"),
)
"""Loose goods by group; nothing is said of more than the last weight of a group."""

PRICE_LIMITS: Final[tuple[tuple[int, WeighingGroup], ...]] = ((6, "staple"), (30, "animal"), (100, "dried"))
"""Yuan a kilogram up to which (included) goods of no named kind belong to a group; above, they are precious."""


def weighing_group(price_per_kg: Exact) -> WeighingGroup:
    """Return the group to which goods of no named kind belong by their price in yuan a kilogram.

    >>> weighing_group("6"), weighing_group("6.01"), weighing_group(200)
    ('staple', 'animal', 'precious')
    """
    price = _positive(price_per_kg, "price per kg")
    for limit, group in PRICE_LIMITS:
        if price <= limit:
            return group
    return "precious"


def net_content_tolerance_g(stated_g: Exact) -> Fraction | None:
    """Return what one package of a stated content may lack, in grams (or millilitres); None above 50 kg.

    Rounded as the annex asks: to a tenth up to 1 kg, to whole grams above, halves up.

    >>> net_content_tolerance_g(500), net_content_tolerance_g(33)
    (Fraction(15, 1), Fraction(3, 1))
    """
    stated = _positive(stated_g, "stated weight")
    found = _lacking(stated, NET_CONTENT_ROWS)
    if found is None:
        return None
    parts = 10 if stated <= _KG else 1
    return Fraction(rounded(found * parts, "half_up"), parts)


def net_content_count_tolerance(stated_count: int) -> int:
    """Return how many pieces of a stated number may be missing."""
    found = _lacking(_positive(stated_count, "stated count"), COUNT_ROWS)
    return rounded(found or Fraction(0), "ceiling")


def weighing_tolerance_g(
    weight_g: Exact, *, group: WeighingGroup | None = None, price_per_kg: Exact | None = None
) -> Fraction | None:
    """Return what a bag that was weighed before the buyer may lack, in grams.

    The group is named, or follows from the price in yuan a kilogram. None where neither is given, or where the annex
    says nothing of so great a weight.

    >>> weighing_tolerance_g(1_500, group="staple"), weighing_tolerance_g(1_500, price_per_kg="29.80")
    (Fraction(40, 1), Fraction(5, 1))
    """
    weight = _positive(weight_g, "weight")
    named = weighing_group(price_per_kg) if group is None and price_per_kg is not None else group
    rows = (row for row in WEIGHING_ROWS if row.group == named and weight <= row.upto_g)
    return next((row.tolerance_g for row in rows), None)


def _lacking(stated: Fraction, rows: tuple[NetContentRow, ...]) -> Fraction | None:
    """Return what the first row that reaches a content allows to lack."""
    row = next((row for row in rows if stated <= row.upto), None)
    if row is None:
        return None
    return row.amount if row.amount is not None else stated * (row.share or 0)


def _positive(value: Exact, what: str) -> Fraction:
    """Read an exact number above zero."""
    number = exact(value, what)
    if number <= 0:
        raise InvalidAmount(f"{what} {number}")
    return number
