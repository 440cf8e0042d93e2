"""Marketplace rules for cut flowers, live plants, seeds and bulbs.

Cut flowers: 48 hours from signing, known from an excerpt of Taobao's rules; the buyer gets the share of the price that
the affected flowers make up, or they are sent again. Live plants, and seeds that do not come up, are judged by proof of
the care that was given; for them no figures were read, so theirs are proposals that a business has to set. What the
buyer's care is known to have caused is not covered. Not legal advice.
"""

from typing import Final

import attrs

from aftersales_core.returns.amounts import Amount, FactShare
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.conditions import known_no, known_yes
from aftersales_core.returns.evidence import AllEvidence, EvidenceItem, Wanted
from aftersales_core.returns.marketplaces.pet_bases import TAOBAO_FLOWERS, proposal
from aftersales_core.returns.rights import Clause, Right, RuleSet
from aftersales_core.returns.windows import ReturnWindow
from aftersales_core.worktime.period import Period

__all__ = ["PLANTS", "PlantFigures", "plants"]

LIVE: Final = proposal("live_plants")
SHARE: Final = Amount(FactShare("defect_share"))
"""The share that is affected, from the first wilted stem on: no least share."""


@attrs.frozen
class PlantFigures:
    """The figures for flowers and plants: the first is from an excerpt, the others are proposals."""

    cut_flower_hours: int = 48
    arrival_hours: int = 48
    live_plant_days: int = 7
    seed_days: int = 30


def plants(figures: PlantFigures = PlantFigures()) -> RuleSet:
    """Return the rights of who buys flowers, plants, seeds or bulbs."""
    return RuleSet(
        "market_plants",
        "platform",
        (
            *_pair(
                "cut_flowers", Period.hours(figures.cut_flower_hours), TAOBAO_FLOWERS, EvidenceItem("overall_photo")
            ),
            *_pair("live_plant", Period.days(figures.live_plant_days), LIVE, _with_care_proof()),
            *_pair("seeds", Period.days(figures.seed_days), LIVE, _with_care_proof()),
            *_on_arrival(figures),
        ),
    )


def _with_care_proof() -> Wanted:
    """Return what is asked for where care decides: one photo of everything, and proof of the care."""
    return AllEvidence((EvidenceItem("overall_photo"), EvidenceItem("care_proof")))


def _pair(category: str, period: Period, basis: Basis, evidence: Wanted) -> tuple[Right, Right]:
    """Return the two ways for one category: a share of the price, or sending the affected ones again."""
    share = Right(
        f"market_{category}_share",
        ("quality",),
        "refund_only",
        basis,
        (category,),
        windows=(ReturnWindow(period),),
        exclusions=(Clause.of("plant_care_fault", known_yes("buyer_caused"), basis),),
        evidence=evidence,
        amount=SHARE,
        rank=1,
    )
    return share, _again(share, f"market_{category}_again")


def _on_arrival(figures: PlantFigures) -> tuple[Right, Right]:
    """Return what plants that arrive dead or broken lead to; care cannot have been the cause yet."""
    share = Right(
        "market_plant_arrival_share",
        ("dead_on_arrival", "damage"),
        "refund_only",
        LIVE,
        ("live_plant",),
        windows=(ReturnWindow(Period.hours(figures.arrival_hours)),),
        evidence=EvidenceItem("overall_photo"),
        amount=SHARE,
        rank=1,
    )
    return share, _again(share, "market_plant_arrival_again")


def _again(share: Right, id: str) -> Right:
    """Return the right to have the affected plants sent again, where there are any."""
    gone = Clause.of("plant_not_in_stock", known_no("replacement_available"), share.basis)
    return attrs.evolve(share, id=id, remedy="replacement", exclusions=(*share.exclusions, gone), amount=None, rank=2)


PLANTS: Final = plants()
"""Flowers, plants, seeds and bulbs, with the figures as they are known or proposed."""
