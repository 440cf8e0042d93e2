"""Goods that are not as they should be, in China: articles 23, 24 and 52 of the consumer protection law.

Goods that do not have the quality they should may be sent back within seven days of receiving them, later where the
contract may be ended by law; otherwise they are exchanged or repaired, and the trader bears the freight (24). For
durable goods the trader carries the burden of proof in the first six months, so the buyer needs no evidence (23(3)).
Where the state has rules for a product, those come first (24): for the products of the three guarantees and for
agricultural machinery only the first seven days are answered here, and the rest there. Ending the contract is left to
every buyer, once it is known that the purpose of the purchase is defeated. Until the recipient has signed, the risk is
the seller's, and signing accepts no quality (e-commerce law 20 and 51, judicial interpretation [2022] 8, articles 1 and
3): what is damaged, wrong, short, not as described or not delivered is answered here, whatever was signed. What is
refunded follows the invoice unless another paid price is proven (regulation 18(2)), and an agreed warranty runs as
regulation 18(1) says. The law names no end for exchange and repair of goods without such rules: clothing can be
exchanged for a flaw of its quality long after the fifteen days that marketplaces give for returning it, as long as
nobody shows that the buyer caused the flaw; late claims go to a person. What the trader has to prove (the buyer's part
in a flaw, or that it was known before) counts only where it is known. Where a platform has a rule of its own for fresh
or live goods, the seven days yield to it (24: "agreed"); for other goods they are a floor. Not covered: damages beyond
the price, limitation of actions. This is not legal advice.
"""

from collections.abc import Iterator
from typing import Final

import attrs

from aftersales_core.returns.amounts import Adjustment, Amount, FactShare, MoneyFact
from aftersales_core.returns.basis import Basis, Layer
from aftersales_core.returns.conditions import (
    ALWAYS,
    NEVER,
    AllOf,
    AnyOf,
    Compare,
    CompareFacts,
    Is,
    Known,
    Not,
    known_yes,
    no,
    yes,
)
from aftersales_core.returns.evidence import EvidenceItem, Wanted
from aftersales_core.returns.guarantee_products import GUARANTEE_PRODUCTS
from aftersales_core.returns.rights import Clause, Right, RuleSet
from aftersales_core.returns.statutes.china_basis import (
    CONSUMER_LAW_23,
    CONSUMER_LAW_24,
    CONSUMER_LAW_52,
    ECOMMERCE_LAW_20,
    IMPLEMENTING_18,
    SIGNING_8,
)
from aftersales_core.returns.statutes.china_burden import BURDEN_MONTHS, trader_proves
from aftersales_core.returns.statutes.china_seven_days import CONSUMERS_ONLY
from aftersales_core.returns.statutes.china_three_guarantees import EXCLUSIONS, PERFORMANCE, SHOWN_OR_BOUGHT
from aftersales_core.returns.windows import ReturnWindow
from aftersales_core.worktime.period import Period

__all__ = ["CONSUMER", "ConsumerFigures", "agreed_warranty", "consumer_rights"]


@attrs.frozen
class ConsumerFigures:
    """The figures of the law, and after how many days a claim that has no end in law goes to a person (a proposal)."""

    quality_return_days: int = 7
    durable_burden_months: int = BURDEN_MONTHS
    review_after_days: int = 730


FIGURES: Final = ConsumerFigures()
QUALITY: Final = ("quality", "fault", "appearance", "damage", "dead_on_arrival")
RULED: Final = (*(product.category for product in GUARANTEE_PRODUCTS), "agri_machines")
"""The goods for which the state has rules of their own: the three guarantees, and those of agricultural machinery."""

DESCRIPTION: Final = ("not_as_described", "wrong_item", "size_mismatch", "shortage")
FRESH: Final = AnyOf((yes("perishable"), yes("live")))
WHOLE_LINE: Final = CompareFacts("claimed_quantity", "==", "quantity")

BUYER_CAUSE: Final = Clause.of("buyer_cause", known_yes("buyer_caused"), CONSUMER_LAW_23)
FLAW_KNOWN: Final = Clause.of("flaw_known_before_purchase", known_yes("flaw_known_before"), CONSUMER_LAW_23)
DELIVERED: Final = Clause.of("goods_delivered", CompareFacts("signed_at", "<=", "submitted_at"), ECOMMERCE_LAW_20)
DEFEATED: Final = Clause.of("purpose_defeated_only", known_yes("purpose_defeated"), CONSUMER_LAW_24)
NOT_SIGNED: Final = Clause.of(
    "delivered_to_recipient", Is("signed_by", ("recipient", "named_by_recipient")), ECOMMERCE_LAW_20
)
OVERDUE: Final = Clause.of(
    "delivery_overdue",
    AnyOf((CompareFacts("promised_at", "<", "submitted_at"), yes("lost_in_transit"))),
    ECOMMERCE_LAW_20,
)
EXPIRED: Final = Clause.of("expired_on_delivery_only", yes("expired_when_delivered"), CONSUMER_LAW_52)
INVOICE_DIFFERS: Final = Clause.of(
    "invoice_price_review",
    AllOf((Known("invoice_price"), Not(CompareFacts("invoice_price", "==", "paid")), no("paid_price_proven"))),
    IMPLEMENTING_18,
)
SIGNED: Final = Clause.of("signing_is_not_acceptance", yes("signed_without_objection"), SIGNING_8)

PHOTO: Final = EvidenceItem("photo")

REFUND: Final = Amount(
    adjustments=(
        Adjustment(
            "outbound_freight_returned",
            1,
            MoneyFact("outbound_paid"),
            AllOf((Known("outbound_paid"), WHOLE_LINE)),
        ),
    ),
)
"""What was paid and, where the whole line goes back, what the buyer paid for its delivery."""


def consumer_rights(figures: ConsumerFigures = FIGURES, *, ruled: tuple[str, ...] = RULED) -> RuleSet:
    """Return the rights to goods that are as they should be, with other figures where a later text changes them.

    ``ruled`` are the categories for which national rules of their own hold, which the policy then has to contain; none
    where the quality rule of this law is to answer for all goods.
    """
    special = _ruled(figures, ruled) if ruled else ()
    rights = (*_returns(figures), *_later(figures), *special, *_short(figures), *_not_delivered())
    return RuleSet("cn_consumer", "law", rights)


def agreed_warranty(
    id: str,
    months: int,
    *,
    layer: Layer = "merchant",
    categories: tuple[str, ...] = (),
    remedies: tuple[str, ...] = ("exchange", "repair"),
) -> RuleSet:
    """Return an agreed warranty of some months, counted as regulation 18(1) says.

    It runs from delivery, or from installation where the goods have to be installed; anew from a completed exchange;
    and whole days in repair do not count. ``id`` begins the ids of its rights.

    >>> [right.id for right in agreed_warranty("mill", 12).rights]
    ['mill_exchange', 'mill_exchange_installed', 'mill_repair', 'mill_repair_installed']
    """
    period = Period.months(months)
    starts = (
        ("", no, ("exchange_completed_at", "signed_at")),
        ("_installed", yes, ("exchange_completed_at", "installed_at")),
    )
    rights = [
        attrs.evolve(
            _right(f"{id}_{remedy}{suffix}", ("quality", "fault"), remedy, IMPLEMENTING_18, EvidenceItem("photo")),
            categories=categories,
            applies=applies("needs_installation"),
            windows=(ReturnWindow(period, start, pauses="repair_spans"),),
            exclusions=(BUYER_CAUSE,),
            requires=(),
            rank=rank,
        )
        for rank, remedy in enumerate(remedies, start=1)
        for suffix, applies, start in starts
    ]
    return RuleSet(id, layer, tuple(rights))


def _right(id: str, grounds: tuple[str, ...], remedy: str, basis: Basis, evidence: Wanted | None) -> Right:
    """Return a right for which the trader pays the freight both ways."""
    back = remedy in {"return_refund", "exchange"}
    return Right(
        id,
        grounds,
        remedy,
        basis,
        exclusions=(FLAW_KNOWN,),
        requires=(CONSUMERS_ONLY,),
        remarks=(SIGNED,),
        evidence=evidence,
        freight="trader",
        goods="back" if back else "stay_for_repair" if remedy == "repair" else "kept",
    )


def _returns(figures: ConsumerFigures) -> Iterator[Right]:
    """Yield the returns within seven days of receiving the goods, and where the contract may be ended, after them."""
    for name, grounds, caused in (("quality", QUALITY, (BUYER_CAUSE,)), ("description", DESCRIPTION, ())):
        right = attrs.evolve(
            _right(f"cn_{name}_return", grounds, "return_refund", CONSUMER_LAW_24, PHOTO),
            windows=(ReturnWindow(Period.days(figures.quality_return_days)),),
            exclusions=(FLAW_KNOWN, *caused),
            refers=(INVOICE_DIFFERS,),
            evidence_unless=trader_proves(figures.durable_burden_months) if caused else NEVER,
            amount=REFUND,
            yields_to=("platform",),
            yields_when=FRESH,
        )
        yield right
        yield attrs.evolve(
            right,
            id=f"cn_{name}_return_later",
            applies=Compare("received_days_ago", ">=", figures.quality_return_days, if_unknown=False),
            windows=(),
            requires=(CONSUMERS_ONLY, DEFEATED),
            refers=(INVOICE_DIFFERS, _long_after(figures)),
            # Whatever rule a product has of its own, a contract may be ended where the law says so.
            cumulative=True,
        )
    yield attrs.evolve(
        _right("cn_expired_refund", ("expired",), "return_refund", CONSUMER_LAW_52, EvidenceItem("label_photo")),
        requires=(CONSUMERS_ONLY, DELIVERED, EXPIRED),
        exclusions=(),
        refers=(INVOICE_DIFFERS, _long_after(figures)),
        amount=REFUND,
    )


def _later(figures: ConsumerFigures) -> Iterator[Right]:
    """Yield exchange and repair, for which the law names no end; fresh and live goods cannot be repaired."""
    proves = trader_proves(figures.durable_burden_months)
    for rank, remedy in enumerate(("exchange", "repair"), start=1):
        right = _right(f"cn_quality_{remedy}", QUALITY, remedy, CONSUMER_LAW_24, PHOTO)
        yield attrs.evolve(
            _without_end(right, figures),
            applies=ALWAYS if remedy == "exchange" else Not(AnyOf((FRESH, yes("sealed")))),
            exclusions=(FLAW_KNOWN, BUYER_CAUSE),
            evidence_unless=proves,
            rank=rank,
        )
    described = _right("cn_description_exchange", DESCRIPTION, "exchange", CONSUMER_LAW_24, EvidenceItem("photo"))
    yield attrs.evolve(_without_end(described, figures), rank=1)


def _ruled(figures: ConsumerFigures, categories: tuple[str, ...]) -> Iterator[Right]:
    """Yield what goods with national rules of their own have from this law: all three remedies, in the first days.

    Being for narrower categories, these stand instead of the general ones; what such a rule excludes, they exclude.
    """
    for rank, remedy in enumerate(("return_refund", "exchange", "repair")):
        yield attrs.evolve(
            _right(f"cn_quality_ruled_{remedy}", PERFORMANCE, remedy, CONSUMER_LAW_24, SHOWN_OR_BOUGHT),
            categories=categories,
            windows=(ReturnWindow(Period.days(figures.quality_return_days)),),
            exclusions=(FLAW_KNOWN, *EXCLUSIONS),
            refers=(INVOICE_DIFFERS,) if rank == 0 else (),
            amount=REFUND if rank == 0 else None,
            rank=rank,
        )


def _without_end(right: Right, figures: ConsumerFigures) -> Right:
    """Return a right that begins with the delivery, has no end in law, and goes to a person when claimed late."""
    return attrs.evolve(
        right,
        requires=(CONSUMERS_ONLY, DELIVERED),
        refers=(_long_after(figures),),
        yields_to=("platform",),
        # The first days are a floor; after them the law leaves the time to national rules and to what was agreed.
        yields_when=AnyOf((FRESH, Compare("days_since_delivery", ">", figures.quality_return_days, if_unknown=False))),
    )


def _short(figures: ConsumerFigures) -> Iterator[Right]:
    """Yield what is owed where something is missing: the rest is sent, or its share of the price is paid back."""
    for rank, remedy, amount in (
        (2, "replacement", None),
        (3, "refund_only", Amount(FactShare("defect_share"))),
    ):
        yield attrs.evolve(
            _without_end(
                _right(f"cn_shortage_{remedy}", ("shortage",), remedy, CONSUMER_LAW_52, EvidenceItem("photo")), figures
            ),
            rank=rank,
            amount=amount,
        )


def _not_delivered() -> Iterator[Right]:
    """Yield what is owed where nothing came: the price back, or the goods sent again; the risk was the seller's."""
    for rank, remedy, amount in ((0, "refund_only", REFUND), (1, "replacement", None)):
        yield attrs.evolve(
            _right(f"cn_not_delivered_{remedy}", ("not_delivered",), remedy, ECOMMERCE_LAW_20, None),
            exclusions=(NOT_SIGNED,),
            requires=(CONSUMERS_ONLY, OVERDUE),
            remarks=(),
            amount=amount,
            freight="nobody",
            rank=rank,
        )


def _long_after(figures: ConsumerFigures) -> Clause:
    """Return the term that sends a claim long after delivery to a person."""
    return Clause.of(
        "claim_long_after_delivery",
        Compare("received_days_ago", ">", figures.review_after_days, if_unknown=False),
        days=figures.review_after_days,
    )


CONSUMER: Final = consumer_rights()
