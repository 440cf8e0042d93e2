"""Perishables and other food: who answers for what, until when, on what evidence, and for how much. Not legal advice.

The rules follow the one text on fresh goods that was read whole, JD's standard for disputes about goods (article 27,
items 13 and 14, in force from 15 June 2026), and where it is silent Taobao's rules. Every figure is a parameter of
`ProduceFigures` with its source and confidence. Covered: spoiled goods of every fresh category by the spoiled share,
what makes the refund full, rot inside, bad eggs, thawed goods, mixed boxes, short weight, other sizes, packaging,
refusal at the door, shelf life, wrong certificates, dry and packaged food, lateness. Not covered: live animals, plants
and flowers; the statutory right without reason of sealed food; statutory multiples of the price.
"""

from typing import Final

from aftersales_core.returns.basis import Layer
from aftersales_core.returns.evidence import EvidenceItem
from aftersales_core.returns.marketplaces.produce_bases import PROPOSAL
from aftersales_core.returns.marketplaces.produce_delivery import (
    LATENESS,
    LatenessFigures,
    delivery_rights,
    lateness,
)
from aftersales_core.returns.marketplaces.produce_figures import (
    CLAIM_TERMS,
    FIGURE_BASES,
    MOST_TOLERANCE,
    ClaimTerms,
    KeptBy,
    Lot,
    ProduceFigures,
)
from aftersales_core.returns.marketplaces.produce_measure import measure_rights
from aftersales_core.returns.marketplaces.produce_quality import quality_rights
from aftersales_core.returns.marketplaces.produce_shelf import shelf_rights
from aftersales_core.returns.marketplaces.produce_special import special_rights
from aftersales_core.returns.rights import RuleSet
from aftersales_core.worktime.period import Period

__all__ = [
    "CLAIM_TERMS",
    "FIGURE_BASES",
    "LATENESS",
    "MOST_TOLERANCE",
    "PRODUCE",
    "SAME_DAY_LEAVES",
    "SAME_DAY_PRODUCE",
    "ClaimTerms",
    "KeptBy",
    "LatenessFigures",
    "Lot",
    "ProduceFigures",
    "lateness",
    "produce",
]


FIGURES: Final = ProduceFigures()


def produce(figures: ProduceFigures = FIGURES, *, layer: Layer = "platform", id: str = "produce") -> RuleSet:
    """Return the produce rules with some figures, as the rules of one layer.

    ``id`` begins the id of every right, so that a marketplace's rules and a shop's own can stand in one policy.

    >>> a_photo_will_do = produce(
    ...     ProduceFigures().asking_only(EvidenceItem("photo")), layer="merchant", id="shop_produce"
    ... )
    >>> a_photo_will_do.rights[0].id
    'shop_produce_fresh_spoiled'
    """
    return RuleSet(
        id,
        layer,
        (
            *quality_rights(id, figures),
            *special_rights(id, figures),
            *measure_rights(id, figures),
            *shelf_rights(id, figures),
            *delivery_rights(id, figures),
        ),
    )


PRODUCE: Final = produce()
"""What marketplaces give on food, with the evidence they ask for."""

SAME_DAY_LEAVES: Final = ClaimTerms("leaf_vegetables", Period.hours(24), EvidenceItem("photo"), PROPOSAL, reships=True)
"""Leaf vegetables of a shop that delivers on the same day and belongs to no marketplace: a proposal."""

SAME_DAY_PRODUCE: Final = produce(
    ProduceFigures().asking_only(EvidenceItem("photo")).having(SAME_DAY_LEAVES), layer="merchant", id="same_day_produce"
)
"""A neighbourhood shop's own terms; under a marketplace's rules the longer window of those stands."""
