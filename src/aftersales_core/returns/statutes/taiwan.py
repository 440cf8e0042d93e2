"""Taiwan: rescission of distance and door-to-door sales, 消費者保護法 19. Not legal advice.

Within 7 days of receipt the buyer may send the goods back or rescind in writing, without a reason and without any cost
at all. Where the seller informs of this only later, the 7 days run from the day after that; the right is gone when 4
months have passed. 合理例外情事適用準則 2: goods that perish or expire soon, goods made to order, papers, unsealed
media and opened articles of personal hygiene are excluded, but only where the buyer was told.

NOT covered: services, digital content (a person looks), when the refund is due, the price of a delivery that cost more
than the standard one (all of it is given back, since the right shall cost nothing).
"""

import datetime as dt
from typing import Final

import attrs

from aftersales_core.returns.amounts import Adjustment, Amount, MoneyFact
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.conditions import AllOf, AnyOf, Is, known_no, yes
from aftersales_core.returns.rights import Clause, RuleSet
from aftersales_core.returns.statutes.distance_selling import DELIVERY_PAID, Withdrawal, withdrawal_rights
from aftersales_core.returns.windows import ReturnWindow
from aftersales_core.worktime.period import Period

__all__ = ["TAIWAN_RESCISSION", "TaiwanFigures", "taiwan_rescission"]

READ_ON: Final = dt.date(2026, 8, 21)
ARTICLE_19: Final = Basis(
    "tw_cpa_19",
    "Consumer Protection Act (Taiwan)",
    "台湾消费者保护法",
    "Art. 19",
    "read",
    "law.moj.gov.tw J0170001 Art. 19; that the day of receipt is not counted is recalled",
    READ_ON,
)
EXCEPTIONS: Final = Basis(
    "tw_reasonable_exceptions_2",
    "Regulations on reasonable exceptions to the right of rescission in distance sales (Taiwan)",
    "台湾通讯交易解除权合理例外情事适用准则",
    "Art. 2",
    "read",
    "tw.custo.co",
    READ_ON,
)


@attrs.frozen
class TaiwanFigures:
    """The figures of the act."""

    rescission_days: int = 7
    informed_later_days: int = 7
    not_informed_months: int = 4


def taiwan_rescission(figures: TaiwanFigures = TaiwanFigures()) -> RuleSet:
    """Return the rights to rescind, for a buyer who was informed in time, later, or never."""
    delivery = Adjustment("refund_delivery_paid", 1, MoneyFact("outbound_paid"), DELIVERY_PAID)
    rights = withdrawal_rights(
        Withdrawal(
            "tw_rescission",
            ARTICLE_19,
            ARTICLE_19,
            ARTICLE_19,
            ReturnWindow(Period.days(figures.rescission_days)),
            Period.days(figures.informed_later_days),
            ReturnWindow(Period.months(figures.not_informed_months)),
            Amount(adjustments=(delivery,)),
            exclusions=_exclusions(),
            refers=(Clause.of("other_conditions_digital_supply", Is("digital", ("online",))),),
            freight="trader",
        )
    )
    return RuleSet("tw_rescission", "law", rights)


def _exclusions() -> tuple[Clause, ...]:
    """Return the reasonable exceptions, each only where the buyer was told; that a seal is broken has to be known."""
    told, broken = yes("exclusion_notified"), known_no("seal_whole")
    hygiene = AnyOf((yes("personal_hygiene"), Is("category", ("hygiene",))))
    medium = AllOf((Is("digital", ("sealed_medium",)), broken, told))
    return (
        Clause.of("excluded_custom_made_if_told", AllOf((yes("custom_made"), told)), EXCEPTIONS),
        Clause.of("excluded_perishable_if_told", AllOf((yes("perishable"), told)), EXCEPTIONS),
        Clause.of("excluded_periodicals_if_told", AllOf((Is("category", ("newspapers",)), told)), EXCEPTIONS),
        Clause.of("excluded_medium_seal_broken_if_told", medium, EXCEPTIONS),
        Clause.of("excluded_hygiene_opened_if_told", AllOf((hygiene, broken, told)), EXCEPTIONS),
    )


TAIWAN_RESCISSION: Final = taiwan_rescission()
"""The act's figures."""
