"""Marketplace rules for live fish and exotic pets.

After JD's standard for disputes about goods (in force from 2026-06-15; 26(8) on looks and size, 27(8) on death and
illness): dead on opening, shown in a video within 12 hours of the notice to pick it up, unless it was picked up late;
sick or dead after that by the price of one animal, up to 300 yuan within 24 hours, above it reported within 24 hours
and then watched for 7 days; slight damage to fins or scales at least a fifth of the price; another size than stated by
how far it is off, raised within 3 days and, for fish, measured after 48 hours in the tank. "Up to 30 % off" and "30 %
or more" overlap in the text at exactly 30 %; here that is the lower band. What the buyer's keeping is known to
have caused is not covered. A treated exotic pet can no longer be returned, a treated fish can. Not legal advice.
"""

from fractions import Fraction
from typing import Final

import attrs

from aftersales_core.returns.amounts import Amount, Band, FactShare, FixedShare
from aftersales_core.returns.conditions import ALWAYS, AllOf, AnyOf, Compare, known_yes, no, yes
from aftersales_core.returns.evidence import AllEvidence, AnyEvidence, EvidenceItem
from aftersales_core.returns.marketplaces.pet_bases import jd_goods
from aftersales_core.returns.marketplaces.pets import treatment_amount
from aftersales_core.returns.rights import Clause, Right, RuleSet
from aftersales_core.returns.windows import ReturnWindow
from aftersales_core.worktime.period import Period

__all__ = ["FISH_AND_EXOTICS", "AquaticFigures", "fish_and_exotics"]

CATEGORY: Final = ("aquatic_or_exotic",)
DEATH: Final = jd_goods("aquatic_death", "27(8)")
ILLNESS: Final = jd_goods("aquatic_illness", "27(8)")
SIZE: Final = jd_goods("aquatic_size", "26(8)")

CARE_FAULT: Final = Clause.of("pet_care_fault", known_yes("buyer_caused"), ILLNESS)
TREATED: Final = Clause.of("pet_treated_exotic", AllOf((yes("treatment_chosen"), no("aquatic"))), ILLNESS)
IN_WATER: Final = AnyEvidence((EvidenceItem("unboxing_video"), EvidenceItem("unopened_bag_photo")))


@attrs.frozen
class AquaticFigures:
    """The figures of JD's standard for fish and exotic pets; the text itself was read."""

    pickup_hours: int = 12
    video_hours: int = 12
    price_limit_yuan: Fraction = Fraction(300)
    report_hours: int = 24
    observation_days: int = 7
    slight_damage_share: Fraction = Fraction(1, 5)
    treatment_share_of_price: Fraction = Fraction(1)
    size_tolerance: Fraction = Fraction(5, 100)
    size_limit: Fraction = Fraction(30, 100)
    size_share_within: Fraction = Fraction(20, 100)
    size_share_beyond: Fraction = Fraction(50, 100)
    size_days: int = 3
    settling_hours: int = 48


def fish_and_exotics(figures: AquaticFigures = AquaticFigures()) -> RuleSet:
    """Return the rights of who buys live fish or exotic pets."""
    rights = (*_dead(figures), *_sick(figures), *_treated(figures), *_looks(figures), *_size(figures))
    return RuleSet("market_fish_and_exotics", "platform", rights)


def _dead(figures: AquaticFigures) -> tuple[Right, ...]:
    """Return what animals that are dead on opening lead to."""
    # Who shows a dead animal within the hours after the notice cannot have picked it up later than that, so when it was
    # picked up is not asked.
    late = Clause.of(
        "pet_picked_up_late",
        Compare("pickup_hours", ">", figures.pickup_hours, if_unknown=False),
        DEATH,
        hours=figures.pickup_hours,
    )
    refund = Right(
        "market_aquatic_dead_refund",
        ("dead_on_arrival",),
        "refund_only",
        DEATH,
        CATEGORY,
        windows=(ReturnWindow(Period.hours(figures.video_hours), ("arrived_at",)),),
        exclusions=(late,),
        evidence=EvidenceItem("unboxing_video"),
        amount=Amount(),
        rank=1,
    )
    replaced = attrs.evolve(refund, id="market_aquatic_dead_replacement", remedy="replacement", amount=None, rank=2)
    return refund, replaced


def _sick(figures: AquaticFigures) -> tuple[Right, ...]:
    """Return what illness and death lead to, by the price of one animal; dead animals are not sent back."""
    limit = figures.price_limit_yuan
    cheap = Right(
        "market_aquatic_sick_refund",
        ("illness",),
        "return_refund",
        ILLNESS,
        CATEGORY,
        applies=Compare("unit_price_yuan", "<=", limit),
        windows=(ReturnWindow(Period.hours(figures.report_hours), done="reported_at"),),
        exclusions=(CARE_FAULT, TREATED),
        evidence=EvidenceItem("photo"),
        amount=Amount(),
        freight="trader",
        goods="back",
        rank=1,
    )
    dear = attrs.evolve(
        cheap,
        id="market_aquatic_watched_refund",
        applies=Compare("unit_price_yuan", ">", limit),
        windows=(*cheap.windows, ReturnWindow(Period.days(figures.observation_days), ("reported_at",), done="died_at")),
    )
    return (*_shown(cheap), *_shown(dear))


def _shown(right: Right) -> tuple[Right, Right]:
    """Return a right for fish, which are shown in the bag or on unpacking, and the same for other animals."""
    already = () if right.applies == ALWAYS else (right.applies,)
    fish = attrs.evolve(
        right,
        id=right.id.replace("aquatic", "fish"),
        applies=AllOf((yes("aquatic"), *already)),
        evidence=AllEvidence((IN_WATER, EvidenceItem("photo"))),
    )
    other = attrs.evolve(right, id=right.id.replace("aquatic", "exotic"), applies=AllOf((no("aquatic"), *already)))
    return fish, other


def _treated(figures: AquaticFigures) -> tuple[Right, ...]:
    """Return the cost of a treatment to which the seller agreed, of an animal above the price limit."""
    agreed = Clause.of("pet_treatment_not_agreed", no("treatment_agreed"), ILLNESS)
    return (
        Right(
            "market_aquatic_treatment",
            ("illness",),
            "treatment_cost",
            ILLNESS,
            CATEGORY,
            applies=Compare("unit_price_yuan", ">", figures.price_limit_yuan),
            windows=(ReturnWindow(Period.hours(figures.report_hours), done="reported_at"),),
            exclusions=(CARE_FAULT, agreed),
            evidence=AllEvidence((EvidenceItem("vet_record"), EvidenceItem("vet_invoice"))),
            amount=treatment_amount(figures.treatment_share_of_price),
            rank=3,
        ),
    )


def _looks(figures: AquaticFigures) -> tuple[Right, ...]:
    """Return what damage on the way to the animals' looks leads to: a part of the price, or all of it."""
    slight = Right(
        "market_aquatic_slight_damage",
        ("appearance", "damage"),
        "price_reduction",
        ILLNESS,
        CATEGORY,
        windows=(ReturnWindow(Period.hours(figures.report_hours), done="reported_at"),),
        exclusions=(CARE_FAULT,),
        evidence=EvidenceItem("photo"),
        amount=Amount(FixedShare(figures.slight_damage_share)),
        rank=3,
    )
    severe = attrs.evolve(
        slight,
        id="market_aquatic_severe_damage_refund",
        remedy="return_refund",
        requires=(Clause.of("pet_flaw_severe_only", yes("severe_flaw"), ILLNESS),),
        amount=Amount(),
        freight="trader",
        goods="back",
        rank=1,
    )
    exchange = attrs.evolve(severe, id="market_aquatic_severe_damage_exchange", remedy="exchange", amount=None, rank=2)
    return tuple(shown for right in (slight, severe, exchange) for shown in _shown(right))


def _size(figures: AquaticFigures) -> tuple[Right, ...]:
    """Return what another size than stated leads to."""
    within = Clause.of(
        "size_within_tolerance",
        Compare("size_deviation", "<=", figures.size_tolerance),
        SIZE,
        percent=figures.size_tolerance * 100,
    )
    settled = Clause.of(
        "size_measured_after",
        AnyOf((no("aquatic"), Compare("settled_hours", ">=", figures.settling_hours))),
        SIZE,
        hours=figures.settling_hours,
    )
    bands = (Band(figures.size_limit, figures.size_share_within), Band(Fraction(1), figures.size_share_beyond))
    reduction = Right(
        "market_aquatic_size_reduction",
        ("size_mismatch",),
        "price_reduction",
        SIZE,
        CATEGORY,
        windows=(ReturnWindow(Period.days(figures.size_days), done="reported_at"),),
        exclusions=(within,),
        requires=(settled,),
        evidence=AllEvidence((EvidenceItem("photo"), EvidenceItem("size_photo"))),
        amount=Amount(FactShare("size_deviation", bands)),
        rank=2,
    )
    beyond = Clause.of(
        "size_beyond_limit_only",
        Compare("size_deviation", ">", figures.size_limit),
        SIZE,
        percent=figures.size_limit * 100,
    )
    refund = attrs.evolve(
        reduction,
        id="market_aquatic_size_refund",
        remedy="return_refund",
        requires=(settled, beyond),
        amount=Amount(),
        freight="trader",
        goods="back",
        rank=1,
    )
    return refund, reduction


FISH_AND_EXOTICS: Final = fish_and_exotics()
"""Live fish and exotic pets, with the figures as they were read."""
