"""Fresh goods with a rule of their own: rot inside, bad eggs, thawed goods, boxes of several kinds, taste and looks."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from aftersales_core.returns.amounts import WHOLE, Adjustment, Amount, MoneyFact
from aftersales_core.returns.conditions import ALWAYS, AllOf, AnyOf, Compare, Known, Not, known_no, known_yes
from aftersales_core.returns.evidence import AllEvidence, AnyEvidence, EvidenceItem
from aftersales_core.returns.marketplaces.produce_bases import DERIVED, JD_FRESH, TAOBAO_FRESH
from aftersales_core.returns.marketplaces.produce_conditions import (
    BUYER_CAUSE,
    DELIVERED,
    FULL_REFUND,
    above_tolerance,
    known_above,
)
from aftersales_core.returns.marketplaces.produce_figures import ProduceFigures
from aftersales_core.returns.marketplaces.produce_quality import SPOILED, share_of, signed
from aftersales_core.returns.rights import Clause, Right
from aftersales_core.returns.windows import ReturnWindow

__all__ = ["special_rights"]

REMEDY: Final = "refund_only"


def special_rights(id: str, figures: ProduceFigures) -> Iterator[Right]:
    """Yield the rights that stand beside those on spoiled goods, and the claims that no right answers."""
    yield _rot_inside(id, figures)
    yield _bad_eggs(id, figures)
    yield _thawed(id, figures)
    yield from _mixed_box(id, figures)
    yield from _not_covered(id)


def _rot_inside(id: str, figures: ProduceFigures) -> Right:
    """Return the right on rot that is seen only on cutting: by the fruit, for longer; a known share needs no counts."""
    return Right(
        f"{id}_inner_rot",
        ("quality",),
        REMEDY,
        JD_FRESH,
        ("fruit",),
        applies=known_yes("rot_inside"),
        windows=(signed(figures.inner_rot_window, figures),),
        exclusions=(BUYER_CAUSE,),
        requires=(Clause.of("inner_rot_by_the_piece", Compare("defect_share", ">", 0), JD_FRESH),),
        evidence=EvidenceItem("photo"),
        amount=Amount(share_of("defect_share", figures)),
        cumulative=True,
    )


def _bad_eggs(id: str, figures: ProduceFigures) -> Right:
    """Return the right on eggs that turn out bad while they are being used: as long as they should keep."""
    return Right(
        f"{id}_bad_eggs",
        ("quality",),
        REMEDY,
        JD_FRESH,
        ("eggs",),
        applies=known_yes("bad_egg"),
        windows=(ReturnWindow(until="shelf_life_ends_on"),),
        exclusions=(BUYER_CAUSE,),
        requires=(
            above_tolerance("share_above_tolerance", "defect_share", Fraction(0)),
            DELIVERED,
        ),
        evidence=AllEvidence((EvidenceItem("photo"), EvidenceItem("label_photo"))),
        amount=Amount(share_of("defect_share", figures)),
    )


def _thawed(id: str, figures: ProduceFigures) -> Right:
    """Return the right on frozen goods that had thawed: everything, until the end of the day of signing.

    Where the temperature log says that the cold chain held, buyer and log contradict each other: a person must look.
    """
    return Right(
        f"{id}_thawed",
        SPOILED,
        REMEDY,
        TAOBAO_FRESH,
        ("frozen",),
        applies=known_yes("thawed"),
        windows=(signed(figures.thaw_window, figures),),
        exclusions=(BUYER_CAUSE,),
        refers=(Clause.of("cold_chain_disputed", known_no("cold_chain_broken")),),
        evidence=AnyEvidence((EvidenceItem("photo"), EvidenceItem("temperature_log"))),
        amount=Amount(WHOLE),
    )


def _mixed_box(id: str, figures: ProduceFigures) -> Iterator[Right]:
    """Yield the rights on boxes whose parts differ in value: a part at its price, or the whole box where it is severe.

    A part counts at what it costs in the shop, else on the market, and never for more than the box did. Where neither
    is known the shop is asked for its own price, which it knows best.
    """
    terms = figures.of("fresh")
    shop, market = "component_shop_value", "component_market_value"
    most = (Fraction(1),)
    only_market = AllOf((Known(market), Not(Known(shop))))
    adjustments = (
        Adjustment("refund_component_shop", 1, MoneyFact(shop), Not(only_market), most),
        Adjustment("refund_component_market", 1, MoneyFact(market), only_market, most),
    )
    severe = AnyOf((FULL_REFUND, known_above("defect_share", figures.severe_share)))
    for name, applies, amount in (
        ("part", Not(severe), Amount(from_zero=True, adjustments=adjustments)),
        ("whole", severe, Amount(WHOLE)),
    ):
        yield Right(
            f"{id}_mixed_box_{name}",
            SPOILED,
            REMEDY,
            JD_FRESH,
            ("mixed_box",),
            applies=applies,
            windows=(signed(terms.window, figures),),
            exclusions=(BUYER_CAUSE,),
            evidence=terms.evidence,
            amount=amount,
        )


def _not_covered(id: str) -> Iterator[Right]:
    """Yield what is never granted, so that the answer says why: taste, looks, and a change of mind."""
    for kind, code, basis in (
        ("taste", "excluded_taste", JD_FRESH),
        ("appearance", "excluded_looks", TAOBAO_FRESH),
        ("no_reason", "excluded_fresh_no_reason", DERIVED),
    ):
        yield Right(
            f"{id}_{kind}",
            (kind,),
            "return_refund" if kind == "no_reason" else REMEDY,
            basis,
            ("fresh",),
            exclusions=(Clause.of(code, ALWAYS, basis),),
        )
