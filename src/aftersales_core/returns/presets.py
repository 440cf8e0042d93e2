"""Policies ready to use: the law of a place with the norms of its marketplaces; a merchant adds its own rules on top.

Each is a starting point for a shop of that place, not a promise that nothing else applies, and not legal advice: every
right says what it rests on, how surely that was read, and when.
"""

from typing import Final

from aftersales_core.returns.marketplaces.aquatics import FISH_AND_EXOTICS
from aftersales_core.returns.marketplaces.goods import GENERAL_GOODS
from aftersales_core.returns.marketplaces.jd_warranty import JD_WARRANTY
from aftersales_core.returns.marketplaces.pet_goods import PET_GOODS
from aftersales_core.returns.marketplaces.pets import CATS_AND_DOGS, LIVE_REFUSAL
from aftersales_core.returns.marketplaces.plants import PLANTS
from aftersales_core.returns.marketplaces.produce import PRODUCE
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.rights import RuleSet
from aftersales_core.returns.statutes.china_agri_machines import AGRI_MACHINES
from aftersales_core.returns.statutes.china_consumer import CONSUMER
from aftersales_core.returns.statutes.china_damages import DAMAGES
from aftersales_core.returns.statutes.china_seven_days import SEVEN_DAYS
from aftersales_core.returns.statutes.china_three_guarantees import THREE_GUARANTEES
from aftersales_core.returns.statutes.eu_conformity import EU_CONFORMITY
from aftersales_core.returns.statutes.eu_withdrawal import EU_WITHDRAWAL
from aftersales_core.returns.statutes.japan import JAPAN_MAIL_ORDER
from aftersales_core.returns.statutes.korea import KOREA_ECOMMERCE
from aftersales_core.returns.statutes.taiwan import TAIWAN_RESCISSION
from aftersales_core.returns.statutes.uk_consumer import UK_CANCELLATION, UK_REJECTION
from aftersales_core.returns.statutes.us_federal import US_FEDERAL
from aftersales_core.returns.statutes.us_pets import US_PETS

__all__ = [
    "CHINA_LAW",
    "CHINA_MARKETPLACE",
    "EU_LAW",
    "JAPAN_LAW",
    "KOREA_LAW",
    "MARKETPLACE_NORMS",
    "TAIWAN_LAW",
    "UK_LAW",
    "US_LAW",
]

CHINA_LAW: Final[tuple[RuleSet, ...]] = (SEVEN_DAYS, CONSUMER, THREE_GUARANTEES, AGRI_MACHINES, DAMAGES)
"""The statutes of mainland China."""

MARKETPLACE_NORMS: Final[tuple[RuleSet, ...]] = (
    PRODUCE,
    CATS_AND_DOGS,
    FISH_AND_EXOTICS,
    LIVE_REFUSAL,
    PLANTS,
    PET_GOODS,
    GENERAL_GOODS,
    JD_WARRANTY,
)
"""What the large Chinese marketplaces give beyond the law, on food, animals, plants and goods."""

CHINA_MARKETPLACE: Final = ReturnPolicy("china_marketplace", (*CHINA_LAW, *MARKETPLACE_NORMS), tz="Asia/Shanghai")
"""A shop on a Chinese marketplace, before terms of its own."""

EU_LAW: Final = ReturnPolicy("eu_law", (EU_WITHDRAWAL, EU_CONFORMITY))
"""A distance seller in the European Union; bind ``legal:DE`` and its siblings, and give each order its country."""

UK_LAW: Final = ReturnPolicy("uk_law", (UK_CANCELLATION, UK_REJECTION), tz="Europe/London")
"""A distance seller in the United Kingdom."""

US_LAW: Final = ReturnPolicy("us_law", (US_FEDERAL, US_PETS))
"""A seller in the United States; bind the calendars that its rules name."""

JAPAN_LAW: Final = ReturnPolicy("japan_law", (JAPAN_MAIL_ORDER,), tz="Asia/Tokyo")
"""A mail-order seller in Japan, whose clear terms may say otherwise."""

KOREA_LAW: Final = ReturnPolicy("korea_law", (KOREA_ECOMMERCE,), tz="Asia/Seoul")
"""An online seller in Korea."""

TAIWAN_LAW: Final = ReturnPolicy("taiwan_law", (TAIWAN_RESCISSION,), tz="Asia/Taipei")
"""A distance seller in Taiwan."""
