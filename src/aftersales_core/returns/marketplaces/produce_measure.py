"""Short weight, missing pieces, and goods of another size than promised."""

from collections.abc import Iterator
from typing import Final

from aftersales_core.returns.amounts import Amount, Band, FactShare
from aftersales_core.returns.conditions import AllOf, AnyOf, Compare, Known, Not, known_yes, yes
from aftersales_core.returns.marketplaces.produce_bases import JD_FRESH, TAOBAO_FRESH
from aftersales_core.returns.marketplaces.produce_conditions import BUYER_CAUSE, FULL_REFUND, above_tolerance
from aftersales_core.returns.marketplaces.produce_figures import ProduceFigures
from aftersales_core.returns.marketplaces.produce_quality import share_of, signed
from aftersales_core.returns.rights import Clause, Right

__all__ = ["measure_rights"]

REMEDY: Final = "refund_only"
BEYOND: Final = "shortage_beyond_tolerance"


def measure_rights(id: str, figures: ProduceFigures) -> Iterator[Right]:
    """Yield the rights on shortage and on sizes."""
    yield from _shortage(id, figures)
    yield _wrong_size(id, figures)
    yield _cherries(id, figures)


def _shortage(id: str, figures: ProduceFigures) -> Iterator[Right]:
    """Yield the rights to the missing share of the price, of all food: what was counted is seen on a photo.

    Where weights or counts are known, the legal tolerance decides whether it is short at all; where only a share is
    known, the shop's own figure does. Beyond the tolerance the whole missing share is paid back, not only what lies
    beyond: the tolerance excuses an inexact scale, it is no discount for the seller.
    """
    weighed = AllOf((Known("stated_weight_g"), Known("measured_weight_g"), Not(Known(BEYOND))))
    by_share = AllOf((Not(weighed), Not(Known(BEYOND)), Compare("shortage_share", ">", figures.shortage_tolerance)))
    # Where it was weighed and nobody can tell which tolerance holds, somebody has to say so.
    short = AnyOf((FULL_REFUND, known_yes(BEYOND), by_share, AllOf((weighed, yes(BEYOND)))))
    counted = AllOf((Known("stated_count"), Known("measured_count")))
    for name, applies, evidence in (
        ("shortage", Not(counted), figures.shortage_evidence),
        ("missing_pieces", counted, figures.count_evidence),
    ):
        yield Right(
            f"{id}_{name}",
            ("shortage",),
            REMEDY,
            JD_FRESH,
            ("food",),
            applies=applies,
            windows=(signed(figures.shortage_window, figures),),
            requires=(Clause.of("weight_beyond_tolerance", short, share=figures.shortage_tolerance),),
            evidence=evidence,
            amount=Amount(FactShare("shortage_share", full_when=FULL_REFUND)),
        )


def _wrong_size(id: str, figures: ProduceFigures) -> Right:
    """Return the right to the share of the price whose goods have another size."""
    return Right(
        f"{id}_wrong_size",
        ("size_mismatch",),
        REMEDY,
        JD_FRESH,
        ("fresh",),
        windows=(signed(figures.size_window, figures),),
        exclusions=(BUYER_CAUSE,),
        requires=(above_tolerance("size_above_tolerance", "wrong_size_share", figures.size_tolerance),),
        evidence=figures.size_evidence,
        amount=Amount(share_of("wrong_size_share", figures, tolerance=figures.size_tolerance)),
    )


def _cherries(id: str, figures: ProduceFigures) -> Right:
    """Return the right on cherries, whose price hangs on their size, so that a few wrong ones count for many."""
    bands = tuple(Band(limit, gives) for limit, gives in figures.cherry_bands)
    share = FactShare("wrong_size_share", bands, bands[-1].upto, FULL_REFUND, figures.size_tolerance)
    return Right(
        f"{id}_wrong_size_cherries",
        ("size_mismatch",),
        REMEDY,
        TAOBAO_FRESH,
        ("cherries",),
        windows=(signed(figures.size_window, figures),),
        exclusions=(BUYER_CAUSE,),
        requires=(above_tolerance("size_above_tolerance", "wrong_size_share", figures.size_tolerance),),
        evidence=figures.size_evidence,
        amount=Amount(share),
    )
