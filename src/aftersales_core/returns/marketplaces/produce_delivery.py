"""The way to the buyer: packaging, refusal at the door, and late delivery.

What lateness itself is worth no text says; the figures are proposals of a merchant's own, in a rule set of their own.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.returns.amounts import WHOLE, Adjustment, Amount, ShareOf
from aftersales_core.returns.basis import Layer
from aftersales_core.returns.conditions import AllOf, AnyOf, Compare, CompareFacts, Known, known_yes, yes
from aftersales_core.returns.evidence import EvidenceItem
from aftersales_core.returns.marketplaces.produce_bases import JD_FRESH, JD_GENERAL, PROPOSAL, TAOBAO
from aftersales_core.returns.marketplaces.produce_conditions import BUYER_CAUSE, above_tolerance
from aftersales_core.returns.marketplaces.produce_figures import ProduceFigures
from aftersales_core.returns.marketplaces.produce_quality import share_of, signed
from aftersales_core.returns.rights import Clause, Right, RuleSet
from aftersales_core.returns.windows import ReturnWindow

__all__ = ["LATENESS", "LatenessFigures", "delivery_rights", "lateness"]


def delivery_rights(id: str, figures: ProduceFigures) -> Iterator[Right]:
    """Yield the rights on packaging and on refusal at the door."""
    terms = figures.of("fresh")
    yield Right(
        f"{id}_packaging",
        ("packaging",),
        "refund_only",
        JD_FRESH,
        ("food",),
        windows=(signed(terms.window, figures),),
        exclusions=(BUYER_CAUSE,),
        requires=(
            Clause.of("packaging_goods_harmed", AnyOf((known_yes("bulging"), yes("goods_harmed"))), JD_FRESH),
            above_tolerance("share_above_tolerance", "defect_share", terms.tolerance),
        ),
        evidence=EvidenceItem("photo"),
        amount=Amount(share_of("defect_share", figures, tolerance=terms.tolerance)),
    )
    late = AllOf((Known("promised_at"), Known("refused_at"), CompareFacts("refused_at", ">", "promised_at")))
    yield Right(
        f"{id}_refused",
        ("refused_delivery",),
        "return_refund",
        TAOBAO,
        ("fresh",),
        windows=(ReturnWindow(figures.refusal_window, ("refused_at",)),),
        requires=(Clause.of("refusal_with_cause", AnyOf((late, yes("visible_damage"))), TAOBAO),),
        evidence=EvidenceItem("photo"),
        evidence_unless=late,
        amount=Amount(WHOLE),
        freight="trader",
        goods="picked_up",
    )


@attrs.frozen
class LatenessFigures:
    """What late delivery of fresh goods is worth: pairs of hours (included) and a share of the price, a proposal.

    Up to ``grace_hours`` (included) it is not late; beyond the last pair ``beyond_share`` is given.
    """

    grace_hours: int = 2
    bands: tuple[tuple[int, Fraction], ...] = ((24, Fraction(5, 100)), (48, Fraction(10, 100)))
    beyond_share: Fraction = Fraction(20, 100)

    def __attrs_post_init__(self) -> None:
        """Refuse bands in which later is worth less."""
        hours = [self.grace_hours, *(limit for limit, _ in self.bands)]
        shares = [*(share for _, share in self.bands), self.beyond_share]
        problems = [] if hours == sorted(set(hours)) else ["hours must rise from the grace on"]
        problems += [] if shares == sorted(shares) else ["shares must not fall"]
        problems += [] if all(0 <= share <= 1 for share in shares) else ["shares lie between 0 and 1"]
        if problems:
            raise InvalidDefinition("lateness figures", tuple(problems))


def lateness(
    figures: LatenessFigures = LatenessFigures(), *, layer: Layer = "merchant", id: str = "produce_lateness"
) -> RuleSet:
    """Return what a merchant pays for late delivery of fresh goods, beside the refund of what spoiled on the way.

    Force majeure excuses the lateness and nothing else: spoiled goods are paid for all the same, since the seller bears
    the risk of transit.
    """
    right = Right(
        f"{id}_late",
        ("late_delivery",),
        "compensation",
        PROPOSAL,
        ("fresh",),
        exclusions=(Clause.of("late_force_majeure", known_yes("force_majeure"), JD_GENERAL), BUYER_CAUSE),
        requires=(
            Clause.of("late_beyond_grace", Compare("late_hours", ">", figures.grace_hours), hours=figures.grace_hours),
        ),
        amount=Amount(from_zero=True, adjustments=tuple(_steps(figures))),
    )
    return RuleSet(id, layer, (right,))


def _steps(figures: LatenessFigures) -> Iterator[Adjustment]:
    """Yield what each band of hours gives; the bands touch and do not overlap."""
    over = figures.grace_hours
    for limit, share in figures.bands:
        when = AllOf((Compare("late_hours", ">", over), Compare("late_hours", "<=", limit)))
        yield Adjustment("refund_late", 1, ShareOf(share), when)
        over = limit
    yield Adjustment("refund_late", 1, ShareOf(figures.beyond_share), Compare("late_hours", ">", over))


LATENESS: Final = lateness()
