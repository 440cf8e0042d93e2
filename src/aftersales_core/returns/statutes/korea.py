"""South Korea: withdrawal under the E-Commerce Act, 전자상거래법 17. Not legal advice.

Para. 1: 7 days from the supply of the goods, or from the written terms where these come later. Para. 3: goods that are
not as described or agreed, within 3 months of the supply and within 30 days of knowing; both limits hold together
(the view of the Fair Trade Commission). Para. 2: value fallen by use or by time, copied media and goods made to order
are excluded only where the seller said so clearly beforehand (para. 6). The seller refunds within 3 business days of
getting the goods back; the buyer pays the way back, but the seller where the goods are not as described. Bind
``legal:KR`` for the business days of the refund.

NOT covered: goods that the buyer lost or broke, services and digital content (a person looks), delay interest,
withdrawal before the goods arrive.
"""

import datetime as dt
from typing import Final

import attrs

from aftersales_core.returns.amounts import Amount
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.conditions import AllOf, Condition, Is, known_no, known_yes, no, yes
from aftersales_core.returns.evidence import EvidenceItem
from aftersales_core.returns.rights import Clause, Right, RuleSet
from aftersales_core.returns.statutes.distance_selling import AT_A_DISTANCE, BY_A_CONSUMER
from aftersales_core.returns.windows import ReturnWindow
from aftersales_core.worktime.period import Period

__all__ = ["KOREA_ECOMMERCE", "KoreaFigures", "korea_ecommerce"]

TITLE_EN: Final = "Act on the Consumer Protection in Electronic Commerce"
TITLE_ZH: Final = "韩国电子商务消费者保护法"
READ_ON: Final = dt.date(2026, 8, 21)
SOURCE: Final = "ddookddak-actuary.com (text of Art. 17); nanumtip.com; the start, refund and freight are recalled"

PARA_1: Final = Basis("kr_ecommerce_17_1", TITLE_EN, TITLE_ZH, "Art. 17(1)", "read", SOURCE, READ_ON)
PARA_2: Final = Basis("kr_ecommerce_17_2", TITLE_EN, TITLE_ZH, "Art. 17(2), (6)", "read", SOURCE, READ_ON)
PARA_3: Final = Basis(
    "kr_ecommerce_17_3",
    TITLE_EN,
    TITLE_ZH,
    "Art. 17(3)",
    "derived",
    "text of Art. 17; that both limits hold is the view quoted in moleg.go.kr 14-0404, whose answer was not read",
    READ_ON,
)

NOT_AS_AGREED: Final = (
    "not_as_described",
    "wrong_item",
    "quality",
    "fault",
    "damage",
    "shortage",
    "size_mismatch",
    "appearance",
    "expired",
)


@attrs.frozen
class KoreaFigures:
    """The figures of the act."""

    withdrawal_days: int = 7
    not_as_described_months: int = 3
    knowledge_days: int = 30
    refund_business_days: int = 3


def korea_ecommerce(figures: KoreaFigures = KoreaFigures()) -> RuleSet:
    """Return the rights to withdraw; the seller's figures can be more generous."""
    days = Period.days(figures.withdrawal_days)
    return RuleSet(
        "kr_ecommerce",
        "law",
        (
            _withdrawal("kr_withdrawal", no("written_terms_late"), ReturnWindow(days), figures),
            _withdrawal(
                "kr_withdrawal_late_terms",
                yes("written_terms_late"),
                ReturnWindow(days, ("signed_at", "written_terms_at"), pick="latest"),
                figures,
            ),
            _not_as_described(figures),
        ),
    )


def _withdrawal(id: str, when: Condition, window: ReturnWindow, figures: KoreaFigures) -> Right:
    """Return the right to withdraw without a reason."""
    return Right(
        id,
        ("no_reason",),
        "return_refund",
        PARA_1,
        applies=AllOf((BY_A_CONSUMER, AT_A_DISTANCE, when)),
        windows=(window,),
        exclusions=_exclusions(),
        refers=(Clause.of("other_conditions_digital_supply", Is("digital", ("online",))),),
        amount=Amount(),
        freight="consumer",
        goods="back",
        refund_due=Period.working_days(figures.refund_business_days),
        refund_due_calendar="legal:KR",
    )


def _exclusions() -> tuple[Clause, ...]:
    """Return what is excluded, each only where the seller said so clearly beforehand.

    What happened to the goods is the seller's to show; only where that is known it is asked whether the buyer was told.
    """
    told = yes("exclusion_notified")
    copied = AllOf((Is("digital", ("sealed_medium",)), known_no("seal_whole"), told))
    return (
        Clause.of("excluded_custom_made_if_told", AllOf((yes("custom_made"), told)), PARA_2),
        Clause.of("excluded_perishable_if_told", AllOf((yes("perishable"), told)), PARA_2),
        Clause.of("excluded_value_fallen_if_told", AllOf((known_yes("value_fallen_by_use"), told)), PARA_2),
        Clause.of("excluded_medium_seal_broken_if_told", copied, PARA_2),
    )


def _not_as_described(figures: KoreaFigures) -> Right:
    """Return the right to withdraw from goods that are not as described or agreed."""
    return Right(
        "kr_not_as_described",
        NOT_AS_AGREED,
        "return_refund",
        PARA_3,
        applies=AllOf((BY_A_CONSUMER, AT_A_DISTANCE)),
        windows=(
            ReturnWindow(Period.months(figures.not_as_described_months)),
            # Nobody can know before the goods are there, so knowing is asked about only after as many days from then.
            ReturnWindow(Period.days(figures.knowledge_days), ("signed_at", "noticed_at"), pick="latest"),
        ),
        # The seller has to prove whose fault it is (para. 5), so a cause that nobody knows stands for the buyer.
        exclusions=(Clause.of("buyer_cause", known_yes("buyer_caused"), PARA_3),),
        evidence=EvidenceItem("photo"),
        evidence_unless=yes("defect_confirmed"),
        amount=Amount(),
        freight="trader",
        goods="back",
        refund_due=Period.working_days(figures.refund_business_days),
        refund_due_calendar="legal:KR",
    )


KOREA_ECOMMERCE: Final = korea_ecommerce()
"""The act's figures."""
