"""Japan: return of goods bought by mail order, 特定商取引法 15条の3. Not legal advice.

Unless the shop says otherwise, a buyer may rescind within 8 days, the day of delivery counted as the first, and bears
the cost of the way back. It is a default rule: a shop's own term on returns, shown clearly both in the advertisement
and on the last page of the order, stands in its place, even where it says that nothing may be returned.

NOT covered: the cooling-off of door-to-door and telephone solicitation, defects (Civil Code), services.
"""

import datetime as dt
from typing import Final

import attrs

from aftersales_core.returns.amounts import Amount
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.conditions import AllOf, yes
from aftersales_core.returns.rights import Clause, Right, RuleSet
from aftersales_core.returns.statutes.distance_selling import AT_A_DISTANCE, BY_A_CONSUMER
from aftersales_core.returns.windows import ReturnWindow
from aftersales_core.worktime.period import Period

__all__ = ["JAPAN_MAIL_ORDER", "JapanFigures", "japan_mail_order"]

ARTICLE: Final = Basis(
    "jp_tokushoho_15_3",
    "Act on Specified Commercial Transactions",
    "日本特定商交易法",
    "15条の3",
    "read",
    "coolingoff-kuroda.com; toben.or.jp; law-study.hatenadiary.jp",
    dt.date(2026, 8, 21),
)


@attrs.frozen
class JapanFigures:
    """The figure of the act: days with the day of delivery as the first."""

    return_days: int = 8


def japan_mail_order(figures: JapanFigures = JapanFigures()) -> RuleSet:
    """Return the default right to return; it yields to the merchant's own term where that was shown clearly."""
    shown = yes("return_term_shown")
    right = Right(
        "jp_mail_order",
        ("no_reason",),
        "return_refund",
        ARTICLE,
        applies=AllOf((BY_A_CONSUMER, AT_A_DISTANCE)),
        windows=(ReturnWindow(Period.days(figures.return_days, "same_day")),),
        # A shop whose term is "no returns" has no right of its own to put in the place of this one.
        exclusions=(Clause.of("own_return_term_shown", shown, ARTICLE),),
        amount=Amount(),
        freight="consumer",
        goods="back",
        yields_to=("merchant",),
        yields_when=shown,
    )
    return RuleSet("jp_mail_order", "law", (right,))


JAPAN_MAIL_ORDER: Final = japan_mail_order()
"""The act's figure."""
