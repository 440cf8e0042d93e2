"""Dry and packaged food, shelf life, and goods other than described."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

import attrs

from aftersales_core.returns.amounts import WHOLE, Amount
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.conditions import ALWAYS, AnyOf, Compare, known_no, known_yes, no, yes
from aftersales_core.returns.evidence import AllEvidence, AnyEvidence, EvidenceItem
from aftersales_core.returns.marketplaces.produce_bases import DERIVED, JD_FOOD, JD_GENERAL, PROPOSAL, TAOBAO
from aftersales_core.returns.marketplaces.produce_conditions import BUYER_CAUSE, DELIVERED, above_tolerance
from aftersales_core.returns.marketplaces.produce_figures import ProduceFigures
from aftersales_core.returns.marketplaces.produce_quality import share_of, signed
from aftersales_core.returns.rights import Clause, Right
from aftersales_core.returns.windows import ReturnWindow

__all__ = ["shelf_rights"]

LABEL: Final = EvidenceItem("label_photo")
PHOTO_AND_LABEL: Final = AllEvidence((EvidenceItem("photo"), LABEL))
ALL_BACK: Final = Amount(WHOLE)


def shelf_rights(id: str, figures: ProduceFigures) -> Iterator[Right]:
    """Yield the rights on food that keeps, on shelf life, and on goods other than described."""
    yield from _kept(id, figures)
    yield from _shelf_life(id, figures)
    yield from _described(id, figures)


def _three(right: Right, basis: Basis) -> Iterator[Right]:
    """Yield a right to money without return with the same right to a return and to an exchange.

    Food that is bad is not worth its way back, so the money without return comes first.
    """
    yield right
    for rank, remedy in enumerate(("return_refund", "exchange"), start=1):
        yield attrs.evolve(
            right,
            id=f"{right.id}_{remedy}",
            remedy=remedy,
            basis=basis,
            amount=ALL_BACK if remedy == "return_refund" else None,
            rank=rank,
            freight="trader",
            goods="back",
        )


def _kept(id: str, figures: ProduceFigures) -> Iterator[Right]:
    """Yield the rights on dry goods by the share that is bad, and on packages, each of which is bad or is not."""
    dry = Right(
        f"{id}_dry_quality",
        ("quality",),
        "refund_only",
        DERIVED,
        ("dry_food",),
        windows=(signed(figures.dry_quality_window, figures),),
        exclusions=(BUYER_CAUSE,),
        requires=(above_tolerance("share_above_tolerance", "defect_share", Fraction(0)),),
        evidence=PHOTO_AND_LABEL,
        amount=Amount(share_of("defect_share", figures)),
    )
    yield from _three(dry, DERIVED)
    packed = Right(
        f"{id}_packed_quality",
        ("quality",),
        "refund_only",
        JD_FOOD,
        ("packaged_food",),
        windows=(ReturnWindow(until="shelf_life_ends_on"),),
        exclusions=(BUYER_CAUSE,),
        requires=(DELIVERED,),
        evidence=LABEL,
        amount=ALL_BACK,
    )
    yield from _three(packed, JD_FOOD)
    for kept in (dry, packed):
        harmed = attrs.evolve(
            kept,
            id=kept.id.replace("quality", "damage"),
            grounds=("damage",),
            basis=PROPOSAL,
            windows=(signed(figures.shipping_damage_window, figures),),
            evidence=EvidenceItem("photo"),
        )
        yield from _three(harmed, PROPOSAL)


def _shelf_life(id: str, figures: ProduceFigures) -> Iterator[Right]:
    """Yield the rights on food past its shelf life, or with less of it left than the rule asks for."""
    expired = Right(
        f"{id}_expired",
        ("expired",),
        "refund_only",
        JD_FOOD,
        ("food",),
        requires=(DELIVERED, Clause.of("shelf_life_expired", yes("expired_when_delivered"), JD_FOOD)),
        evidence=LABEL,
        amount=ALL_BACK,
    )
    yield from _three(expired, JD_FOOD)
    limit = figures.short_dated_share
    short = attrs.evolve(
        expired,
        id=f"{id}_short_dated",
        grounds=("short_dated",),
        exclusions=(Clause.of("short_dated_was_stated", yes("short_dated_stated"), JD_FOOD),),
        requires=(
            DELIVERED,
            Clause.of("shelf_life_short", Compare("shelf_life_left_share", "<", limit), JD_FOOD, share=limit),
        ),
    )
    yield from _three(short, JD_FOOD)


def _described(id: str, figures: ProduceFigures) -> Iterator[Right]:
    """Yield the rights on goods with a wrong certificate, label, date or description, on others, and on fraud.

    An imported food without a Chinese label, and one dated after its own shipping, speak for themselves (JD 26(11),
    27(14)); a certificate or any other description somebody has to check.

    Whether it was fraud, and with it any multiple of the price, is never for a rule to say.
    """
    evident = (known_no("chinese_label"), known_yes("dated_after_shipping"))
    proven = AnyOf((*evident, no("certificate_matches"), yes("defect_confirmed")))
    yield Right(
        f"{id}_not_as_described",
        ("not_as_described",),
        "refund_only",
        JD_GENERAL,
        ("food",),
        requires=(DELIVERED, Clause.of("described_otherwise", proven, JD_GENERAL)),
        evidence=AnyEvidence((EvidenceItem("photo"), LABEL)),
        amount=ALL_BACK,
    )
    yield Right(
        f"{id}_wrong_item",
        ("wrong_item",),
        "refund_only",
        TAOBAO,
        ("food",),
        windows=(signed(figures.wrong_item_window, figures),),
        evidence=EvidenceItem("photo"),
        amount=ALL_BACK,
    )
    yield Right(
        f"{id}_fraud",
        ("fraud",),
        "compensation",
        JD_GENERAL,
        ("food",),
        refers=(Clause.of("fraud_for_review", ALWAYS),),
    )
