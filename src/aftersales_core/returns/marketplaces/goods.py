"""Marketplace rules for general goods: looks, faults, clothing, damage on the way, another item, another description.

After JD's standard for disputes about goods (in force from 2026-06-15): flaws in the looks of electronics within 48
hours where they are carried about and 72 hours where they stand still or the flaw can hardly be seen (26(1)); their
faults by the national three guarantees (27(1)), 7 days to return, 15 to exchange, a year to repair; clothing 15 days
for quality, and looks made known within 48 hours (26(3), 27(3)); shoes 7 and 15 days, then repair for 120 days, bags
90, where the seller states no period (27(2), 27(4)). Goods other than described (11-13) and their compensation where
the page was unclear. Where the text has no period, the law's seven days are derived; damage on the way and the looks
of appliances are proposals. What the buyer is known to have caused is not covered. Not legal advice.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

import attrs

from aftersales_core.money.amount import Money
from aftersales_core.returns.amounts import Adjustment, Amount, ShareOf
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.conditions import AllOf, Is, known_yes, yes
from aftersales_core.returns.evidence import AllEvidence, AnyEvidence, EvidenceItem, Wanted
from aftersales_core.returns.marketplaces.pet_bases import CN_LAW_SEVEN_DAYS, jd_goods, proposal
from aftersales_core.returns.rights import Clause, Right, RuleSet
from aftersales_core.returns.windows import ReturnWindow
from aftersales_core.worktime.period import Period

__all__ = ["GENERAL_GOODS", "GoodsFigures", "general_goods"]

LOOKS: Final = jd_goods("electronics_looks", "26(1)")
FAULTS: Final = jd_goods("electronics_faults", "27(1)")
APPLIANCE_LOOKS: Final = proposal("appliance_looks")
CLOTHES_LOOKS: Final = jd_goods("apparel_looks", "26(3)")
CLOTHES: Final = jd_goods("apparel_quality", "27(3)")
SHOES: Final = jd_goods("shoes_quality", "27(2)")
BAGS: Final = jd_goods("bags_quality", "27(4)")
TRANSIT: Final = proposal("damage_in_transit")
DESCRIPTION: Final = jd_goods("description", "11-13")
PAGE_COMPENSATION_AT_MOST: Final = Money.parse("200 CNY")
TEST: Final = AnyEvidence((EvidenceItem("photo"), EvidenceItem("test_report")))


@attrs.frozen
class GoodsFigures:
    """The figures of JD's standard, whose text was read; of appliances' looks and damage on the way, proposals."""

    portable_looks_hours: int = 48
    fixed_looks_hours: int = 72
    faint_looks_hours: int = 72
    appliance_looks_hours: int = 72
    fault_return_days: int = 7
    fault_exchange_days: int = 15
    fault_repair_years: int = 1
    apparel_tell_hours: int = 48
    apparel_days: int = 15
    shoe_warranty_days: int = 120
    bag_warranty_days: int = 90
    transit_hours: int = 48
    description_days: int = 7
    page_compensation_share: Fraction = Fraction(1, 10)
    page_compensation_at_most: Money = PAGE_COMPENSATION_AT_MOST


@attrs.frozen
class Guarantee:
    """One row: whose faults lead to return, exchange and repair, and for how long they are repaired.

    ``seconds_excluded``: are goods that were marked as reduced or flawed left out?
    """

    category: str
    basis: Basis
    grounds: tuple[str, ...]
    warranty: Period
    evidence: Wanted
    seconds_excluded: bool = True


def general_goods(figures: GoodsFigures = GoodsFigures()) -> RuleSet:
    """Return the rights of who buys general goods on a marketplace."""
    rights = (
        *_looks(figures),
        *(right for guarantee in _guarantees(figures) for right in _stepwise(guarantee, figures)),
        *_apparel(figures),
        *_transit(figures),
        *_described(figures),
        _page_compensation(figures),
    )
    return RuleSet("market_general_goods", "platform", rights)


def _guarantees(figures: GoodsFigures) -> tuple[Guarantee, ...]:
    """Return the guarantees that run in three steps."""
    photo = EvidenceItem("photo")
    year, shoes, bags = (
        Period.years(figures.fault_repair_years),
        Period.days(figures.shoe_warranty_days),
        Period.days(figures.bag_warranty_days),
    )
    return (
        Guarantee("electronics", FAULTS, ("fault", "quality"), year, TEST, seconds_excluded=False),
        Guarantee("shoes", SHOES, ("quality",), shoes, photo),
        Guarantee("bags", BAGS, ("quality",), bags, photo),
    )


def _caused(basis: Basis) -> Clause:
    """Return the exclusion of what the buyer caused: use, care, alterations."""
    return Clause.of("goods_buyer_cause", known_yes("buyer_caused"), basis)


def _second(basis: Basis) -> Clause:
    """Return the exclusion of goods that were sold as flawed."""
    return Clause.of("goods_sold_as_second", known_yes("disclosed_flaw"), basis)


def _back_or_exchange(right: Right) -> tuple[Right, Right]:
    """Return a right to a refund with its twin, the exchange."""
    return right, attrs.evolve(
        right, id=right.id.replace("_refund", "_exchange"), remedy="exchange", amount=None, rank=2
    )


def _looks(figures: GoodsFigures) -> Iterator[Right]:
    """Yield the rights on flaws in looks; whoever hardly could see one has longer."""
    visible = Right(
        "market_portable_looks_refund",
        ("appearance",),
        "return_refund",
        LOOKS,
        ("portable_electronics", "electronics"),
        windows=(ReturnWindow(Period.hours(figures.portable_looks_hours)),),
        exclusions=(_caused(LOOKS),),
        evidence=EvidenceItem("photo"),
        amount=Amount(),
        freight="trader",
        goods="back",
        rank=1,
    )
    faint = attrs.evolve(
        visible,
        id="market_faint_looks_refund",
        windows=(ReturnWindow(Period.hours(figures.faint_looks_hours)),),
        requires=(Clause.of("goods_faint_flaw_only", yes("flaw_faint"), LOOKS),),
    )
    fixed = attrs.evolve(
        visible,
        id="market_fixed_looks_refund",
        categories=("fixed_electronics",),
        windows=(ReturnWindow(Period.hours(figures.fixed_looks_hours)),),
    )
    appliance = attrs.evolve(
        fixed,
        id="market_appliance_looks_refund",
        basis=APPLIANCE_LOOKS,
        categories=("appliances",),
        windows=(ReturnWindow(Period.hours(figures.appliance_looks_hours)),),
        exclusions=(_caused(APPLIANCE_LOOKS), _second(APPLIANCE_LOOKS)),
    )
    for right in (visible, faint, fixed, appliance):
        yield from _back_or_exchange(right)


def _stepwise(guarantee: Guarantee, figures: GoodsFigures) -> tuple[Right, ...]:
    """Return the three steps of a guarantee: return, then exchange, then repair, each until its own end."""
    category, basis = guarantee.category, guarantee.basis
    refund = Right(
        f"market_{category}_fault_refund",
        guarantee.grounds,
        "return_refund",
        basis,
        (category,),
        windows=(ReturnWindow(Period.days(figures.fault_return_days)),),
        exclusions=(_caused(basis), *((_second(basis),) if guarantee.seconds_excluded else ())),
        evidence=guarantee.evidence,
        amount=Amount(),
        freight="trader",
        goods="back",
        rank=1,
    )
    exchange = attrs.evolve(
        refund,
        id=f"market_{category}_fault_exchange",
        remedy="exchange",
        windows=(ReturnWindow(Period.days(figures.fault_exchange_days)),),
        amount=None,
        rank=2,
    )
    repair = attrs.evolve(
        exchange,
        id=f"market_{category}_fault_repair",
        remedy="repair",
        windows=(ReturnWindow(guarantee.warranty, pauses="repair_spans"),),
        goods="stay_for_repair",
        rank=3,
    )
    return refund, exchange, repair


def _apparel(figures: GoodsFigures) -> Iterator[Right]:
    """Yield the rights on clothing: quality, and looks, which have to be made known early."""
    quality = Right(
        "market_apparel_quality_refund",
        ("quality",),
        "return_refund",
        CLOTHES,
        ("apparel",),
        windows=(ReturnWindow(Period.days(figures.apparel_days)),),
        exclusions=(_caused(CLOTHES), _second(CLOTHES)),
        evidence=EvidenceItem("photo"),
        amount=Amount(),
        freight="trader",
        goods="back",
        rank=1,
    )
    looks = attrs.evolve(
        quality,
        id="market_apparel_looks_refund",
        grounds=("appearance", "not_as_described"),
        basis=CLOTHES_LOOKS,
        categories=("apparel", "bags"),
        windows=(ReturnWindow(Period.hours(figures.apparel_tell_hours), done="reported_at"), *quality.windows),
        exclusions=(_caused(CLOTHES_LOOKS),),
    )
    yield from _back_or_exchange(quality)
    yield from _back_or_exchange(looks)


def _transit(figures: GoodsFigures) -> tuple[Right, ...]:
    """Return what damage on the way leads to: to the goods, or to a packaging that is part of them."""
    refund = Right(
        "market_transit_damage_refund",
        ("damage",),
        "return_refund",
        TRANSIT,
        ("goods", "pet_goods"),
        windows=(ReturnWindow(Period.hours(figures.transit_hours), done="reported_at"),),
        exclusions=(_caused(TRANSIT),),
        evidence=AllEvidence((EvidenceItem("photo"), EvidenceItem("waybill_photo"))),
        amount=Amount(),
        freight="trader",
        goods="back",
        rank=1,
    )
    again = attrs.evolve(refund, id="market_transit_damage_replacement", remedy="replacement", amount=None, rank=2)
    packaging = attrs.evolve(again, id="market_packaging_exchange", grounds=("packaging",), remedy="exchange")
    return refund, again, packaging


def _described(figures: GoodsFigures) -> Iterator[Right]:
    """Yield the rights on another item than ordered, and on goods other than described."""
    other = Right(
        "market_other_item_refund",
        ("wrong_item", "not_as_described"),
        "return_refund",
        CN_LAW_SEVEN_DAYS,
        ("goods", "pet_goods"),
        windows=(ReturnWindow(Period.days(figures.description_days)),),
        exclusions=(_caused(DESCRIPTION),),
        evidence=EvidenceItem("photo"),
        amount=Amount(),
        freight="trader",
        goods="back",
        rank=1,
    )
    yield from _back_or_exchange(other)
    yield attrs.evolve(
        other,
        id="market_wrong_item_replacement",
        grounds=("wrong_item",),
        remedy="replacement",
        amount=None,
        rank=3,
    )


def _page_compensation(figures: GoodsFigures) -> Right:
    """Return the compensation for a page that was unclear, which stands beside every other right."""
    sum_ = Adjustment(
        "goods_page_compensation",
        1,
        ShareOf(figures.page_compensation_share),
        at_most=(figures.page_compensation_at_most,),
    )
    return Right(
        "market_page_compensation",
        ("not_as_described",),
        "compensation",
        DESCRIPTION,
        # The limit is a sum of money, which cannot be held against a price in another currency.
        applies=AllOf((yes("page_unclear"), Is("currency", (figures.page_compensation_at_most.currency.code,)))),
        amount=Amount(adjustments=(sum_,), from_zero=True),
        evidence=EvidenceItem("photo"),
        rank=9,
        cumulative=True,
    )


GENERAL_GOODS: Final = general_goods()
"""General goods, with the figures as they were read or proposed."""
