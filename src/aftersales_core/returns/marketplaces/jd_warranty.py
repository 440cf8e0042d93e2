"""JD's default warranty where the seller states none: shoes, bags and jewellery (商品类问题纠纷处理标准, 2026-06-15).

Shoes 120 days, bags 90, precious metal 15, other jewellery 30, from signing. A repair is done within 30 days; after a
second failed repair, or where it takes longer, the goods are exchanged or go back, and a loss of value is taken off
only where the seller proves it and the buyer agrees. Where a warranty is stated, that one counts and not these. What
the buyer caused is the seller's to show: only a known cause takes the warranty away.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Final

import attrs

from aftersales_core.returns.amounts import Adjustment, Amount, MoneyFact
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.conditions import AnyOf, Compare, known_yes, no, yes
from aftersales_core.returns.evidence import EvidenceItem
from aftersales_core.returns.rights import Clause, Right, RuleSet
from aftersales_core.returns.windows import ReturnWindow
from aftersales_core.worktime.period import Period

__all__ = ["JD_WARRANTY", "JdWarrantyFigures", "jd_warranty"]


@attrs.frozen
class JdWarrantyFigures:
    """Every figure of the defaults."""

    shoes_days: int = 120
    bags_days: int = 90
    precious_metal_days: int = 15
    jewellery_days: int = 30
    repair_days: int = 30
    repairs_before_exchange: int = 2


FIGURES: Final = JdWarrantyFigures()
BASIS: Final = Basis(
    "jd_warranty",
    "JD standard for disputes about goods (2026-06-15)",
    "京东商品类问题纠纷处理标准",
    "-",
    "read",
    "github JeasonLi2024/claimcraft-creative, backend/api/services/law_data_raw (origin learn-jdm.jd.com)",
    dt.date(2026, 8, 21),
    in_force_from=dt.date(2026, 6, 15),
)
BUYER: Final = Clause.of("excluded_buyer_caused", known_yes("buyer_caused"))
CONFIRMED: Final = Clause.of("fault_confirmed", yes("defect_confirmed"))
AGREED: Final = Amount(
    adjustments=(
        Adjustment("agreed_depreciation", -1, MoneyFact("agreed_depreciation"), when=yes("depreciation_agreed")),
    )
)


def jd_warranty(figures: JdWarrantyFigures = FIGURES) -> RuleSet:
    """Make the rule set."""
    rows = (
        ("shoes", figures.shoes_days),
        ("bags", figures.bags_days),
        ("precious_metal", figures.precious_metal_days),
        ("jewellery", figures.jewellery_days),
    )
    return RuleSet("jd_warranty", "platform", tuple(right for row in rows for right in _rights(figures, *row)))


def _rights(figures: JdWarrantyFigures, category: str, days: int) -> Iterator[Right]:
    """Yield the rights of one category: repair, then exchange or return where it fails or takes too long."""
    failed = Clause.of(
        "repair_failed_or_late",
        AnyOf(
            (
                Compare("repairs", ">=", figures.repairs_before_exchange),
                Compare("repair_wait_days", ">", figures.repair_days, if_unknown=False),
            )
        ),
        days=figures.repair_days,
        repairs=figures.repairs_before_exchange,
    )
    window = ReturnWindow(Period.days(days, pause_days="touched"), pauses="guarantee_pauses")
    yield _right(category, "repair", 1, window, ())
    yield _right(category, "exchange", 2, window, (failed,))
    yield attrs.evolve(_right(category, "return_refund", 3, window, (failed,)), amount=AGREED)


def _right(category: str, remedy: str, rank: int, window: ReturnWindow, requires: tuple[Clause, ...]) -> Right:
    """Make a right with what all of them share."""
    return Right(
        f"jd_warranty_{category}_{remedy}",
        ("quality", "fault"),
        remedy,
        BASIS,
        (category,),
        applies=no("warranty_stated"),
        windows=(window,),
        exclusions=(BUYER,),
        requires=(CONFIRMED, *requires),
        evidence=EvidenceItem("photo"),
        freight="trader",
        goods="stay_for_repair" if remedy == "repair" else "back",
        rank=rank,
    )


JD_WARRANTY: Final = jd_warranty()
"""The defaults with the figures of the standard."""
