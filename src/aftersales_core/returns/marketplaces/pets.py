"""Marketplace rules for live cats and dogs, and for live animals that are refused at the door.

After JD's standard for disputes about goods (in force from 2026-06-15): illness of any kind or death within 7 days from
the day after signing (27(7)), against a veterinary file, leads to a refund, an exchange, or the cost of treatment up to
the price; once treatment was chosen nothing else can be asked. An animal that is not the one shown is made known within
24 hours (26(7)). What the buyer's feeding or keeping is known to have caused is not covered: that is the seller's to
show. The text lets the parties agree on something else; here it is a floor, and agreements can add to it. Taobao (39):
who refuses live animals without a good reason bears their risk. Not covered: services such as "alive for 15 days",
whose text was not read. Not legal advice.
"""

from fractions import Fraction
from typing import Final

import attrs

from aftersales_core.returns.amounts import Adjustment, Amount, MoneyFact
from aftersales_core.returns.conditions import Known, known_yes, no, yes
from aftersales_core.returns.evidence import AllEvidence, EvidenceItem
from aftersales_core.returns.marketplaces.pet_bases import TAOBAO_REFUSAL, jd_goods
from aftersales_core.returns.rights import Clause, Right, RuleSet
from aftersales_core.returns.windows import ReturnWindow
from aftersales_core.worktime.period import Period

__all__ = ["CATS_AND_DOGS", "LIVE_REFUSAL", "CatDogFigures", "cats_and_dogs", "live_refusal"]

CATEGORY: Final = ("cat_or_dog",)
ILLNESS: Final = jd_goods("cat_dog_illness", "27(7)")
IDENTITY: Final = jd_goods("cat_dog_identity", "26(7)")

CARE_FAULT: Final = Clause.of("pet_care_fault", known_yes("buyer_caused"), ILLNESS)
TREATED: Final = Clause.of("pet_treatment_chosen", yes("treatment_chosen"), ILLNESS)
FEATURES: Final = Clause.of("pet_features_match", yes("features_match"), IDENTITY)
CHANGED: Final = Clause.of("pet_changed_by_buyer", known_yes("buyer_caused"), IDENTITY)


@attrs.frozen
class CatDogFigures:
    """The figures of JD's standard for cats and dogs; the text itself was read."""

    illness_days: int = 7
    identity_hours: int = 24
    treatment_share_of_price: Fraction = Fraction(1)


def cats_and_dogs(figures: CatDogFigures = CatDogFigures()) -> RuleSet:
    """Return the rights of who buys a live cat or dog."""
    return RuleSet("market_cats_and_dogs", "platform", (*_illness(figures), *_death(figures), *_identity(figures)))


def _illness(figures: CatDogFigures) -> tuple[Right, ...]:
    """Return what illness leads to: a refund, an exchange, or the cost of treatment."""
    common = Right(
        "market_cat_dog_illness_refund",
        ("illness",),
        "return_refund",
        ILLNESS,
        CATEGORY,
        windows=(ReturnWindow(Period.days(figures.illness_days)),),
        exclusions=(CARE_FAULT, TREATED),
        evidence=EvidenceItem("vet_record"),
        amount=Amount(),
        freight="trader",
        goods="back",
        rank=1,
    )
    exchange = attrs.evolve(common, id="market_cat_dog_illness_exchange", remedy="exchange", amount=None, rank=2)
    treatment = attrs.evolve(
        common,
        id="market_cat_dog_treatment",
        remedy="treatment_cost",
        exclusions=(CARE_FAULT,),
        evidence=AllEvidence((EvidenceItem("vet_record"), EvidenceItem("vet_invoice"))),
        amount=treatment_amount(figures.treatment_share_of_price),
        freight="nobody",
        goods="kept",
        rank=3,
    )
    return common, exchange, treatment


def _death(figures: CatDogFigures) -> tuple[Right, ...]:
    """Return what death leads to, on the way or within the same days: nothing has to be sent back."""
    arrived_dead = Right(
        "market_cat_dog_dead_refund",
        ("dead_on_arrival",),
        "refund_only",
        ILLNESS,
        CATEGORY,
        windows=(ReturnWindow(Period.days(figures.illness_days)),),
        exclusions=(CARE_FAULT, TREATED),
        evidence=EvidenceItem("photo"),
        amount=Amount(),
        rank=1,
    )
    replaced = attrs.evolve(
        arrived_dead, id="market_cat_dog_dead_replacement", remedy="replacement", amount=None, rank=2
    )
    died = attrs.evolve(
        arrived_dead,
        id="market_cat_dog_death_refund",
        grounds=("illness",),
        # A living animal goes back; that it died is not to be asked of everyone.
        applies=Known("died_at"),
        windows=(*arrived_dead.windows, ReturnWindow(Period.days(figures.illness_days), done="died_at")),
        evidence=EvidenceItem("vet_record"),
    )
    return arrived_dead, replaced, died


def _identity(figures: CatDogFigures) -> tuple[Right, ...]:
    """Return what an animal other than the one shown leads to."""
    refund = Right(
        "market_cat_dog_identity_refund",
        ("not_as_described", "wrong_item"),
        "return_refund",
        IDENTITY,
        CATEGORY,
        windows=(ReturnWindow(Period.hours(figures.identity_hours), done="reported_at"),),
        exclusions=(FEATURES, CHANGED),
        evidence=EvidenceItem("photo"),
        amount=Amount(),
        freight="trader",
        goods="back",
        rank=1,
    )
    exchange = attrs.evolve(refund, id="market_cat_dog_identity_exchange", remedy="exchange", amount=None, rank=2)
    return refund, exchange


def treatment_amount(share_of_price: Fraction) -> Amount:
    """Return the cost of treatment, up to a share of the price of the animals claimed."""
    cost = Adjustment("pet_treatment_cost", 1, MoneyFact("treatment_cost"), at_most=(share_of_price,))
    return Amount(adjustments=(cost,), from_zero=True)


def live_refusal() -> RuleSet:
    """Return the rule for live animals that are refused at the door."""
    refund = Right(
        "market_live_refusal_refund",
        ("refused_delivery",),
        "refund_only",
        TAOBAO_REFUSAL,
        ("live_animal",),
        exclusions=(Clause.of("pet_refused_without_cause", no("refusal_justified"), TAOBAO_REFUSAL),),
        amount=Amount(),
        freight="trader",
        goods="picked_up",
        rank=1,
    )
    return RuleSet("market_live_refusal", "platform", (refund,))


CATS_AND_DOGS: Final = cats_and_dogs()
"""Live cats and dogs, with the figures as they were read."""

LIVE_REFUSAL: Final = live_refusal()
"""Live animals refused at the door."""
