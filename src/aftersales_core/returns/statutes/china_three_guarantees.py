"""China's three guarantees (三包: repair, exchange, return) for listed products, Rule on Part of the Goods of 1995.

A performance fault on day 1 to 7 gives return, exchange or repair, on day 8 to 15 exchange or repair, and repair for as
long as the guarantee runs. After two failed repairs, or parts that do not come for more than 90 days, or more than 30
days of the repairer's own delay, the goods are exchanged; where the same model is missing and the buyer wants no other,
they go back for the whole price, and where it is there but the buyer wants money, for the price less depreciation:
price x daily rate x (date of the claim - date of the invoice - days of repair and waiting).

The text was read in reprints and summaries only, so its confidence is ``secondary``; whether a later rule has replaced
it was not ruled out. That the guarantee runs from delivery or installation, begins anew on an exchange and stands still
during repair is art. 18 of the implementing regulation of the consumer law of 2024, which was read; as recalled, an
exchange renews the terms of exchange and repair and not that of return, so the seven days do not begin anew. The goods
are those of ``GUARANTEE_PRODUCTS``; others have no right here. These national rules go before the general quality rule
of the consumer law (24), so they answer a claim of quality on such goods too. Whoever sells has to show misuse, opening
by others and the other exclusions, and in the first six months has to disprove the fault of durable goods (consumer law
23(3)): until then the buyer needs neither papers nor an inspection. Article numbers other than 13 are recalled. Not
legal advice.
"""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from typing import Final, Literal, TypeAlias

import attrs

from aftersales_core.returns.amounts import Adjustment, Amount, PerDay
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.conditions import (
    AllOf,
    AnyOf,
    Compare,
    Condition,
    Is,
    has_word,
    known_no,
    known_yes,
    no,
    yes,
)
from aftersales_core.returns.evidence import AnyEvidence, EvidenceItem
from aftersales_core.returns.guarantee_products import GUARANTEE_PRODUCTS, GuaranteeProduct
from aftersales_core.returns.rights import Clause, Right, RuleSet
from aftersales_core.returns.statutes.china_burden import BURDEN_MONTHS, trader_proves
from aftersales_core.returns.warranty import Warranty
from aftersales_core.returns.windows import ReturnWindow, civil_calendar
from aftersales_core.worktime.deadline import Deadline
from aftersales_core.worktime.period import Period

__all__ = [
    "EXCLUSIONS",
    "PERFORMANCE",
    "SHOWN_OR_BOUGHT",
    "THREE_GUARANTEES",
    "ThreeGuaranteesFigures",
    "fault_shown",
    "guarantee_warranties",
    "parts_supply_ends",
    "three_guarantees",
]

Start: TypeAlias = Literal["delivery", "invoice"]
Group: TypeAlias = tuple[int, int, int, int | None]


@attrs.frozen
class ThreeGuaranteesFigures:
    """Every figure of the rule that does not vary by product; those that do are in the table of products.

    ``start``: does the guarantee run from delivery (or installation), as the regulation of 2024 says, or from the date
    of the invoice, as the rule of 1995 said? ``repairer_days`` may pass before an exchange is due: more than that many.
    ``parts_supply_years`` is how long parts must be had after the product is no longer made. For so many months
    (``durable_burden_months``) the trader has to disprove a fault of durable goods.
    """

    return_days: int = 7
    exchange_days: int = 15
    repairs_before_exchange: int = 2
    repairer_days: int = 30
    repaired_works_days: int = 30
    parts_supply_years: int = 5
    durable_burden_months: int = BURDEN_MONTHS
    start: Start = "delivery"


FIGURES: Final = ThreeGuaranteesFigures()
LISTED: Final = "crsrw.com, uianet.net, m.zpbs.com and cidian.kuaisou.com (reprints and commentary on art. 13)"


def _basis(id: str, article: str) -> Basis:
    """Make the basis of one row."""
    return Basis(
        f"cn_three_guarantees_{id}",
        "Rule on the responsibility for repair, exchange and return of part of the goods (1995)",
        "部分商品修理更换退货责任规定",
        article,
        "secondary",
        LISTED,
        dt.date(2026, 8, 21),
    )


PERFORMANCE: Final = ("fault", "quality", "dead_on_arrival")
"""The claims that these rules answer; looks, damage on the way and description are left to the consumer law."""

EXCLUSIONS: Final = (
    Clause.of("excluded_misuse", AnyOf((Is("fault_cause", ("misuse",), if_unknown=False), known_yes("buyer_caused")))),
    Clause.of("excluded_opened_by_others", Is("fault_cause", ("opened_by_others",), if_unknown=False)),
    Clause.of("excluded_no_proof", known_yes("proof_lost")),
    Clause.of("excluded_papers_mismatch", known_no("papers_match")),
    Clause.of("excluded_force_majeure", Is("fault_cause", ("force_majeure",), if_unknown=False)),
)
"""What the guarantee does not cover; the trader has to show it, so only what is known takes the guarantee away."""

SHOWN_OR_BOUGHT: Final = AnyEvidence(
    tuple(EvidenceItem(kind) for kind in ("invoice", "warranty_card", "photo", "test_report"))
)
"""What shows the fault, or that the goods were bought here; that all proof is lost is an exclusion of its own."""
IN_MAIN_PART: Final = Clause.of("fault_in_main_part", has_word("fault_in", "main_part"))
NO_SAME_MODEL: Final = (
    Clause.of("exchange_same_model_missing", no("same_model_available")),
    Clause.of("exchange_other_model_declined", no("accepts_other_model")),
)
SAME_MODEL: Final = Clause.of("exchange_same_model_available", yes("same_model_available"))
DEPRECIATED: Final = Amount(
    adjustments=(Adjustment("depreciation", -1, PerDay("daily_rate", "days_since_invoice", ("repair_days",))),)
)


def fault_shown(months: int) -> Clause:
    """Return the term that there is a fault: confirmed, or of durable goods in the first months not disproved."""
    undisputed = Is("defect_confirmed", (True,), if_unknown=True)
    return Clause.of(
        "fault_shown", AnyOf((yes("defect_confirmed"), AllOf((trader_proves(months), undisputed)))), months=months
    )


def three_guarantees(
    figures: ThreeGuaranteesFigures = FIGURES, *, products: tuple[GuaranteeProduct, ...] = GUARANTEE_PRODUCTS
) -> RuleSet:
    """Make the rule set for a table of products."""
    groups: dict[Group, list[str]] = {}
    for product in products:
        key = (product.whole_years, product.main_years, product.parts_days, product.spare_after_days)
        groups.setdefault(key, []).append(product.category)
    everything = tuple(product.category for product in products)
    rights = [*_first_days(figures, everything), _repaired_again(figures, everything)]
    for group, categories in sorted(groups.items(), key=str):
        rights += _within_guarantee(figures, group, tuple(categories))
    shown = fault_shown(figures.durable_burden_months)
    claimable = (attrs.evolve(right, requires=(shown, *right.requires)) for right in rights)
    return RuleSet("cn_three_guarantees", "law", tuple(claimable))


def guarantee_warranties(
    products: tuple[GuaranteeProduct, ...] = GUARANTEE_PRODUCTS, figures: ThreeGuaranteesFigures = FIGURES
) -> tuple[Warranty, ...]:
    """Return the same terms for `coverage` of single units: by product, and for its ``main_part`` where that is longer.

    >>> [terms.period.amount for terms in guarantee_warranties() if terms.product == "bicycle"]
    [1, 2]
    """
    return tuple(terms for product in products for terms in _warranties(product, figures))


def _warranties(product: GuaranteeProduct, figures: ThreeGuaranteesFigures) -> Iterator[Warranty]:
    """Yield the terms of one product."""
    whole = Warranty(
        f"{product.category}_whole",
        product.category,
        Period.years(product.whole_years, pause_days="touched"),
        starts="invoice" if figures.start == "invoice" else product.starts,
        excluded_causes=("misuse", "opened_by_others", "force_majeure"),
        basis=_basis("warranty", "-"),
    )
    yield whole
    if product.main_years > product.whole_years:
        longer = Period.years(product.main_years, pause_days="touched")
        yield attrs.evolve(whole, id=f"{product.category}_main_part", part="main_part", period=longer)


def parts_supply_ends(
    production_ended_on: dt.date, *, tz: str = "Asia/Shanghai", figures: ThreeGuaranteesFigures = FIGURES
) -> Deadline:
    """Return until when parts must be had for a product that is no longer made.

    >>> parts_supply_ends(dt.date(2026, 3, 31)).last_second.isoformat()
    '2031-03-31T23:59:59+08:00'
    """
    return Period.years(figures.parts_supply_years).deadline(production_ended_on, civil_calendar(tz))


def _window(figures: ThreeGuaranteesFigures, period: Period, start: str) -> ReturnWindow:
    """Make a window that stands still during repair and runs from the given event, or from the invoice."""
    if figures.start == "invoice":
        renewed = start == "guarantee_from_at"
        return ReturnWindow(
            period,
            ("invoice_on",),
            pauses="guarantee_pauses",
            extended_from="exchanged_at" if renewed else None,
            extended_by=period if renewed else None,
        )
    return ReturnWindow(period, (start,), pauses="guarantee_pauses")


def _right(  # noqa: PLR0917 - what differs from right to right
    id: str,
    remedy: str,
    rank: int,
    article: str,
    categories: tuple[str, ...],
    window: ReturnWindow,
    *,
    requires: tuple[Clause, ...] = (),
    amount: Amount | None = None,
) -> Right:
    """Make a right with what all of them share: a consumer, proof and none of the exclusions."""
    return Right(
        f"cn_three_guarantees_{id}",
        PERFORMANCE,
        remedy,
        _basis(id, article),
        categories,
        applies=Is("buyer", ("consumer",)),
        windows=(window,),
        exclusions=EXCLUSIONS,
        requires=requires,
        evidence=SHOWN_OR_BOUGHT,
        amount=amount,
        freight="trader",
        goods="stay_for_repair" if remedy in {"repair", "spare_unit"} else "back",
        rank=rank,
    )


def _first_days(figures: ThreeGuaranteesFigures, categories: tuple[str, ...]) -> Iterator[Right]:
    """Yield the rights of the first days: return, and exchange."""
    days = Period.days(figures.return_days, pause_days="touched")
    yield _right(
        "return", "return_refund", 1, "art. 9", categories, _window(figures, days, "handed_over_at"), amount=Amount()
    )
    days = Period.days(figures.exchange_days, pause_days="touched")
    yield _right("exchange", "exchange", 2, "art. 10", categories, _window(figures, days, "guarantee_from_at"))


def _repaired_again(figures: ThreeGuaranteesFigures, categories: tuple[str, ...]) -> Right:
    """Make the right to repair of what fails again soon after a repair, even past the guarantee."""
    return _right(
        "repair_again",
        "repair",
        3,
        "-",
        categories,
        ReturnWindow(Period.days(figures.repaired_works_days), ("last_repaired_at",)),
        requires=(Clause.of("repair_same_fault_again", Compare("repairs", ">=", 1), days=figures.repaired_works_days),),
    )


def _within_guarantee(figures: ThreeGuaranteesFigures, group: Group, categories: tuple[str, ...]) -> Iterator[Right]:
    """Yield the rights of the guarantee's whole term, and of the longer one of main parts."""
    whole, main, parts_days, spare_after_days = group
    name = f"{whole}y_parts_{parts_days}d" if whole == main else f"{whole}y_main_{main}y_parts_{parts_days}d"
    terms: list[tuple[str, int, tuple[Clause, ...]]] = [(name, whole, ())]
    if main > whole:
        terms.append((f"main_{name}", main, (IN_MAIN_PART,)))
    due = _exchange_due(figures, parts_days)
    for suffix, years, extra in terms:
        window = _window(figures, Period.years(years, pause_days="touched"), "guarantee_from_at")
        yield _right(f"repair_{suffix}", "repair", 3, "arts. 9-11", categories, window, requires=extra)
        yield _right(f"exchange_due_{suffix}", "exchange", 2, "arts. 11-12", categories, window, requires=(*extra, due))
        yield _right(
            f"return_no_model_{suffix}",
            "return_refund",
            1,
            "art. 13",
            categories,
            window,
            requires=(*extra, due, *NO_SAME_MODEL),
            amount=Amount(),
        )
        yield _right(
            f"return_depreciated_{suffix}",
            "return_refund",
            1,
            "art. 13",
            categories,
            window,
            requires=(*extra, due, SAME_MODEL),
            amount=DEPRECIATED,
        )
        if spare_after_days is not None:
            spare = Clause.of(
                "repair_spare_unit_after",
                Compare("repair_wait_days", ">", spare_after_days, if_unknown=False),
                days=spare_after_days,
            )
            yield _right(f"spare_{suffix}", "spare_unit", 4, "-", categories, window, requires=(*extra, spare))


def _exchange_due(figures: ThreeGuaranteesFigures, parts_days: int) -> Clause:
    """Make the term that an exchange is due: repaired in vain, or a repair that takes too long."""
    when: Condition = AnyOf(
        (
            Compare("repairs", ">=", figures.repairs_before_exchange),
            _waits_for("parts", parts_days),
            _waits_for("repairer", figures.repairer_days),
        )
    )
    return Clause.of(
        "repair_exchange_due",
        when,
        parts_days=parts_days,
        repairer_days=figures.repairer_days,
        repairs=figures.repairs_before_exchange,
    )


def _waits_for(cause: str, days: int) -> Condition:
    """Make the condition that a repair has waited for something for more than some days."""
    return AllOf((Is("repair_delay_cause", (cause,)), Compare("repair_wait_days", ">", Fraction(days))))


THREE_GUARANTEES: Final = three_guarantees()
"""The three guarantees with the figures of the texts."""
