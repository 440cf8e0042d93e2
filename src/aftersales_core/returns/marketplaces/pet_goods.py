"""Marketplace rules for pet food, medicine for pets, and pet supplies.

Derived from China's measures on seven-day returns: sealed pet food is ordinary goods while its seal is whole, and is no
longer intact once any of it was fed; medicine can be kept from the no-reason right only where the buyer confirmed that
for the very purchase, and keeps its refund for defects until its shelf life ends; supplies are ordinary goods. The
period for quality is the law's seven days. Not covered: damages for an animal that came to harm. Not legal advice.
"""

from typing import Final

import attrs

from aftersales_core.returns.amounts import Amount
from aftersales_core.returns.conditions import has_word, known_yes, no
from aftersales_core.returns.evidence import AllEvidence, EvidenceItem
from aftersales_core.returns.marketplaces.pet_bases import CN_LAW_SEVEN_DAYS, CN_NO_REASON
from aftersales_core.returns.rights import Clause, Right, RuleSet
from aftersales_core.returns.windows import ReturnWindow
from aftersales_core.worktime.period import Period

__all__ = ["PET_GOODS", "PetGoodsFigures", "pet_goods"]

SEAL: Final = Clause.of("not_intact_pet_goods_opened", no("seal_whole"), CN_NO_REASON)
FED: Final = Clause.of("not_intact_pet_goods_fed", known_yes("fed"), CN_NO_REASON)
CONFIRMED: Final = Clause.of(
    "excluded_pet_medicine_confirmed", has_word("no_return_consent", "each_purchase"), CN_NO_REASON
)
WORN: Final = Clause.of("not_intact_pet_goods_soiled", known_yes("soiled"), CN_NO_REASON)
INCOMPLETE: Final = Clause.of("not_intact_pet_goods_incomplete", no("complete"), CN_NO_REASON)
CARE: Final = Clause.of("pet_goods_buyer_cause", known_yes("buyer_caused"), CN_LAW_SEVEN_DAYS)


@attrs.frozen
class PetGoodsFigures:
    """The figures for goods for pets, derived from the law."""

    no_reason_days: int = 7
    quality_days: int = 7
    refund_due_days: int = 7


def pet_goods(figures: PetGoodsFigures = PetGoodsFigures()) -> RuleSet:
    """Return the rights of who buys food, medicine or supplies for pets."""
    return RuleSet(
        "market_pet_goods",
        "platform",
        (
            _no_reason("pet_food", (SEAL, FED), figures),
            _no_reason("pet_medicine", (CONFIRMED, SEAL, FED), figures),
            _no_reason("pet_supplies", (WORN, INCOMPLETE), figures),
            *_quality(figures),
            _medicine_defect(),
        ),
    )


def _no_reason(category: str, exclusions: tuple[Clause, ...], figures: PetGoodsFigures) -> Right:
    """Return the right to send goods back without a reason, as far as it goes for a category."""
    return Right(
        f"market_{category}_no_reason",
        ("no_reason",),
        "return_refund",
        CN_NO_REASON,
        (category,),
        windows=(ReturnWindow(Period.days(figures.no_reason_days)),),
        exclusions=exclusions,
        amount=Amount(),
        freight="consumer",
        goods="back",
        refund_due=Period.days(figures.refund_due_days),
    )


def _quality(figures: PetGoodsFigures) -> tuple[Right, ...]:
    """Return what food or supplies below quality lead to; opened or fed, it is still below quality."""
    refund = Right(
        "market_pet_food_quality_refund",
        ("quality",),
        "return_refund",
        CN_LAW_SEVEN_DAYS,
        ("pet_food",),
        windows=(ReturnWindow(Period.days(figures.quality_days)),),
        exclusions=(CARE,),
        evidence=AllEvidence((EvidenceItem("photo"), EvidenceItem("label_photo"))),
        amount=Amount(),
        freight="trader",
        goods="back",
        rank=1,
    )
    exchange = attrs.evolve(refund, id="market_pet_food_quality_exchange", remedy="exchange", amount=None, rank=2)
    supplies = [
        attrs.evolve(
            right,
            id=right.id.replace("pet_food", "pet_supplies"),
            categories=("pet_supplies",),
            evidence=EvidenceItem("photo"),
        )
        for right in (refund, exchange)
    ]
    return refund, exchange, *supplies


def _medicine_defect() -> Right:
    """Return the refund of defective medicine, which nobody should send about, while it may still be used."""
    return Right(
        "market_pet_medicine_defect_refund",
        ("quality",),
        "refund_only",
        CN_LAW_SEVEN_DAYS,
        ("pet_medicine",),
        windows=(ReturnWindow(until="shelf_life_ends_on"),),
        exclusions=(CARE,),
        evidence=EvidenceItem("photo"),
        amount=Amount(),
        rank=1,
    )


PET_GOODS: Final = pet_goods()
"""Goods for pets, with the figures that follow from the law."""
