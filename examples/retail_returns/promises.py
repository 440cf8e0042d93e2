"""Four promises on a change of mind, as rule sets of our own: only the length of the window differs.

The file says nothing about seals, tags or what the buyer was told, so the statutes themselves, which ask for these,
would leave every case open. What can be judged is how long a window is and how it is counted.
"""

import datetime as dt
from typing import Final

from aftersales_core.returns.amounts import Amount
from aftersales_core.returns.basis import Basis, Layer
from aftersales_core.returns.conditions import CompareFacts
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.rights import Right, RuleSet
from aftersales_core.returns.windows import ReturnWindow
from aftersales_core.worktime import Period, WorkingCalendar, country_holidays

TZ: Final = "Europe/London"
ENGLAND: Final = WorkingCalendar(
    "legal:GB-ENG", TZ, "Mon-Fri 00:00-24:00", country_holidays("GB", subdivision="ENG", years=range(2010, 2014))
)
"""The days on which a window can end where it rolls over weekends and holidays: those of England, for all customers."""


def promise(id: str, layer: Layer, title: str, period: Period, *, calendar: str = "place") -> ReturnPolicy:
    """Make a policy of two rights: to change one's mind within a window, and to cancel before the goods arrive."""
    basis = Basis(id, title, title, "", "proposal", "this example", dt.date(2026, 8, 21))
    window = ReturnWindow(period, calendar=calendar)
    rights = (
        Right(
            f"{id}_return",
            ("no_reason",),
            "return_refund",
            basis,
            windows=(window,),
            amount=Amount(),
            freight="consumer",
            goods="back",
        ),
        Right(
            f"{id}_cancel",
            ("cancellation",),
            "refund_only",
            basis,
            applies=CompareFacts("submitted_at", "<", "signed_at"),
            amount=Amount(),
        ),
    )
    return ReturnPolicy(id, (RuleSet(id, layer, rights),), tz=TZ, calendars=(("legal:GB-ENG", ENGLAND),))


PROMISES: Final = (
    promise("cn_7", "law", "China: 7 days", Period.days(7)),
    promise("uk_14", "law", "United Kingdom: 14 days", Period.days(14)),
    promise("eu_14", "law", "EU: 14 days, rolled", Period.days(14, roll="next_working_day"), calendar="legal:GB-ENG"),
    promise("shop_30", "merchant", "a shop: 30 days", Period.days(30)),
)
"""The four windows, each counted from the day after the goods were signed for."""


def title(policy: ReturnPolicy) -> str:
    """Return what a promise is called in the tables."""
    return policy.rule_sets[0].rights[0].basis.title_en
