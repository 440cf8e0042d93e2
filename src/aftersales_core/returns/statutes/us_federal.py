"""United States, federal: no right to return, but the FTC's cooling-off rule for sales at home (16 CFR 429).

A buyer may cancel a sale made at home, or at a place that the seller hired for a time, until midnight of the third
business day after the sale, where the price is at least 25 USD at home or 130 USD elsewhere; a business day is every
day but Sundays and federal holidays, so Saturday counts. The seller refunds in 10 days and bears the way back. Sales
online, by mail or by telephone have no such right. Bind `ftc_calendar` as ``ftc:US``. Not legal advice.

NOT covered: the laws of the states, the exempted sales one by one (one fact asks for them all), the card's chargeback,
and the seller's duty to hand over the notice.
"""

import datetime as dt
from typing import Final

import attrs

from aftersales_core.money.amount import Money
from aftersales_core.returns.amounts import Amount
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.conditions import ALWAYS, AllOf, AnyOf, Compare, Is, Not, yes
from aftersales_core.returns.rights import Clause, Right, RuleSet
from aftersales_core.returns.statutes.distance_selling import BY_A_CONSUMER
from aftersales_core.returns.windows import ReturnWindow
from aftersales_core.worktime.period import Period

__all__ = ["US_FEDERAL", "UsFederalFigures", "us_federal"]

RULE: Final = Basis(
    "us_16_cfr_429",
    "FTC Rule Concerning Cooling-Off Period for Sales Made at Homes or at Certain Other Locations",
    "美国联邦贸易委员会上门销售冷静期规则",
    "16 CFR 429",
    "read",
    "consumer.ftc.gov; usa.gov; archive of Consumer Action",
    dt.date(2026, 8, 21),
)
NONE: Final = attrs.evolve(
    RULE,
    id="us_no_federal_right",
    title_en="No federal right to return goods",
    title_zh="美国联邦法律未规定一般退货权",
    article="-",
)
HOME_PRICE: Final = Money("25.00", "USD")
ELSEWHERE_PRICE: Final = Money("130.00", "USD")
AT_THE_DOOR: Final = Is("channel", ("door_to_door",))


@attrs.frozen
class UsFederalFigures:
    """The figures of the rule; the prices are those of the whole contract."""

    cancel_business_days: int = 3
    home_price: Money = HOME_PRICE
    elsewhere_price: Money = ELSEWHERE_PRICE
    refund_days: int = 10


def us_federal(figures: UsFederalFigures = UsFederalFigures()) -> RuleSet:
    """Return the federal rule set: the cooling-off right, and a plain no to every other change of mind."""
    return RuleSet("us_federal", "law", (_cooling_off(figures), _no_right()))


def _cooling_off(figures: UsFederalFigures) -> Right:
    """Return the right to cancel a sale at home or at a temporary place."""
    return Right(
        "us_cooling_off",
        ("no_reason",),
        "return_refund",
        RULE,
        applies=AllOf((BY_A_CONSUMER, AT_THE_DOOR)),
        windows=(ReturnWindow(Period.working_days(figures.cancel_business_days), ("ordered_at",), calendar="ftc:US"),),
        exclusions=(Clause.of("cooling_off_exempt_sale", yes("cooling_off_exempt"), RULE),),
        requires=(
            _price("cooling_off_home_price", "home", figures.home_price),
            _price("cooling_off_elsewhere_price", "temporary_place", figures.elsewhere_price),
        ),
        amount=Amount(),
        freight="trader",
        goods="picked_up",
        refund_due=Period.days(figures.refund_days),
        refund_due_from="submitted_at",
    )


def _price(code: str, place: str, least: Money) -> Clause:
    """Return the term that a sale at a place reaches its price, by the line alone or by the whole order."""
    reached = AnyOf((Compare("paid", ">=", least), Compare("order_paid", ">=", least)))
    return Clause.of(code, AnyOf((Not(Is("sale_place", (place,))), reached)), RULE, least=str(least))


def _no_right() -> Right:
    """Return the right that is always denied, so that a decision says why there is none."""
    return Right(
        "us_no_federal_right",
        ("no_reason",),
        "return_refund",
        NONE,
        applies=AllOf((BY_A_CONSUMER, Not(AT_THE_DOOR))),
        exclusions=(Clause.of("no_federal_right", ALWAYS, NONE),),
    )


US_FEDERAL: Final = us_federal()
"""The rule's figures."""
