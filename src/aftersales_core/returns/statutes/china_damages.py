"""Damages beyond the price, in China: treble for fraud, tenfold for unsafe food; always for a person to decide.

A trader who deceives owes three times the price on top, at least 500 yuan (consumer protection law 55(1)). For food
that does not meet the safety standards, whoever made it, and whoever sold it knowingly, owes ten times the price or
three times the loss, at least 1000 yuan (food safety law 148). A flaw of the label that neither touches quality or
safety nor misleads gives nothing, and staged claims give nothing (regulation 49). These sums are ``heads`` beside a
refund: never part of it, never granted by a rule. Both exceptions are the trader's to prove: only a known one counts.
That the price itself is given back stands beside them. Not covered: who must prove what, and buyers who knew. This is
not legal advice.
"""

from typing import Final

import attrs

from aftersales_core.money.amount import Money
from aftersales_core.returns.amounts import Amount, Head
from aftersales_core.returns.conditions import ALWAYS, AnyOf, known_yes, yes
from aftersales_core.returns.evidence import EvidenceItem
from aftersales_core.returns.rights import Clause, Right, RuleSet
from aftersales_core.returns.statutes.china_basis import CONSUMER_LAW_55, FOOD_LAW_148, IMPLEMENTING_49
from aftersales_core.returns.statutes.china_consumer import DELIVERED, EXPIRED
from aftersales_core.returns.statutes.china_seven_days import CONSUMERS_ONLY

__all__ = ["DAMAGES", "DamagesFigures", "damages"]


FRAUD_LEAST: Final = Money.parse("500 CNY")
FOOD_LEAST: Final = Money.parse("1000 CNY")


@attrs.frozen
class DamagesFigures:
    """The multiples and the least sums, in yuan, of both laws."""

    fraud_times: int = 3
    fraud_least: Money = FRAUD_LEAST
    food_times: int = 10
    food_loss_times: int = 3
    food_least: Money = FOOD_LEAST


FIGURES: Final = DamagesFigures()
REVIEW: Final = Clause.of("damages_need_review", ALWAYS)
STAGED: Final = Clause.of("staged_claim", known_yes("staged"), IMPLEMENTING_49)
EXCLUSIONS: Final = (Clause.of("label_flaw_exempt", known_yes("label_flaw_only"), IMPLEMENTING_49), STAGED)
CONFIRMED: Final = Clause.of("defect_confirmed_only", yes("defect_confirmed"), FOOD_LAW_148)
KNEW: Final = Clause.of("seller_knew_only", AnyOf((yes("is_producer"), yes("seller_knew"))), FOOD_LAW_148)


def damages(figures: DamagesFigures = FIGURES) -> RuleSet:
    """Return the claims beside the refund, with other figures where a later text changes them."""
    return RuleSet("cn_damages", "law", (*_fraud(figures), *_food(figures)))


def _fraud(figures: DamagesFigures) -> tuple[Right, ...]:
    """Return the claim to a multiple of the price where the trader deceived, and the price back."""
    claim = Right(
        "cn_fraud_damages",
        ("fraud",),
        "compensation",
        CONSUMER_LAW_55,
        exclusions=EXCLUSIONS,
        requires=(CONSUMERS_ONLY,),
        refers=(REVIEW,),
        heads=(Head("fraud_damages", figures.fraud_times, figures.fraud_least),),
        rank=9,
    )
    price = Right(
        "cn_fraud_return",
        ("fraud",),
        "return_refund",
        CONSUMER_LAW_55,
        exclusions=(STAGED,),
        requires=(CONSUMERS_ONLY,),
        refers=(Clause.of("fraud_needs_review", ALWAYS),),
        amount=Amount(),
        freight="trader",
        goods="back",
    )
    return (price, claim)


def _food(figures: DamagesFigures) -> tuple[Right, ...]:
    """Return the claims on food that does not meet the safety standards, or was past its shelf life when delivered."""
    unsafe = Right(
        "cn_unsafe_food_damages",
        ("unsafe_food",),
        "compensation",
        FOOD_LAW_148,
        ("food",),
        exclusions=EXCLUSIONS,
        requires=(CONSUMERS_ONLY, KNEW),
        refers=(REVIEW,),
        heads=(Head("food_damages", figures.food_times, figures.food_least, "loss_suffered", figures.food_loss_times),),
        rank=9,
    )
    expired = attrs.evolve(
        unsafe, id="cn_expired_food_damages", grounds=("expired",), requires=(CONSUMERS_ONLY, EXPIRED, KNEW)
    )
    refund = Right(
        "cn_unsafe_food_refund",
        ("unsafe_food",),
        "refund_only",
        FOOD_LAW_148,
        ("food",),
        exclusions=(STAGED,),
        requires=(CONSUMERS_ONLY, DELIVERED, CONFIRMED),
        evidence=EvidenceItem("photo"),
        amount=Amount(),
    )
    return (refund, unsafe, expired)


DAMAGES: Final = damages()
