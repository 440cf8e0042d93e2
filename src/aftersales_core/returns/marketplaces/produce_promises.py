"""What marketplaces add around claims on fresh goods: what a seller's silence means, and the flags of open platforms.

Silence is a figure for whoever runs the clocks; flags are names under which open platforms carry a promise, so that
an import can tell which claims an order's flags speak of. How much each promise pays was not read, save for its name.
"""

import datetime as dt
from typing import Final, Literal

import attrs

from aftersales_core.returns.basis import Basis
from aftersales_core.returns.marketplaces.produce_bases import JD_GENERAL, TAOBAO_FRESH
from aftersales_core.worktime.period import Period

__all__ = ["SELLER_SILENCE", "SERVICE_FLAGS", "SellerSilence", "ServiceFlag", "flags_for", "silence_of"]


@attrs.frozen
class SellerSilence:
    """Within which time a seller has to answer a claim, and what follows if not: the refund, or the platform decides.

    ``thaw_only`` terms are for claims that frozen goods have thawed.
    """

    id: str
    platform: Literal["jd", "taobao"]
    answer_within: Period
    then: Literal["refund", "platform_decides"]
    basis: Basis
    thaw_only: bool = False


JD_REVIEW: Final = Basis(
    "jd_goods_disputes_review",
    "JD Open Platform, standard for disputes about goods",
    "京东开放平台商品类问题纠纷处理标准",
    "16",
    "read",
    "github JeasonLi2024/claimcraft-creative, law_data_raw (from learn-jdm.jd.com, rule 818448469109903360)",
    dt.date(2026, 8, 21),
    dt.date(2026, 6, 15),
)

JD_ANSWER: Final = attrs.evolve(JD_GENERAL, id="jd_disputes_answer", article="3, 9")

SELLER_SILENCE: Final = (
    SellerSilence("taobao_thaw", "taobao", Period.hours(12), "refund", TAOBAO_FRESH, thaw_only=True),
    SellerSilence("taobao_bad_goods", "taobao", Period.hours(24), "refund", TAOBAO_FRESH),
    SellerSilence("jd_dispute", "jd", Period.hours(24), "platform_decides", JD_ANSWER),
    SellerSilence("jd_service_ticket", "jd", Period.hours(48), "refund", JD_REVIEW),
)
"""What a seller's silence means, by platform."""


def silence_of(platform: str, *, thawed: bool = False) -> tuple[SellerSilence, ...]:
    """Return the terms of a platform for a claim, the shortest first; nothing for a platform that is not known.

    >>> [term.id for term in silence_of("taobao", thawed=True)]
    ['taobao_thaw', 'taobao_bad_goods']
    """
    terms = [term for term in SELLER_SILENCE if term.platform == platform and (thawed or not term.thaw_only)]
    return tuple(sorted(terms, key=lambda term: term.answer_within.length_us))


@attrs.frozen
class ServiceFlag:
    """A flag under which an open platform carries a promise on fresh goods, and the kinds of claim it speaks of."""

    platform: Literal["pdd", "short_video", "wechat"]
    flag: str
    en: str
    zh: str
    kinds: tuple[str, ...]
    basis: Basis


SDK: Final = Basis(
    "open_platform_flags",
    "Open-platform software kits, service tags and promises",
    "开放平台 SDK 服务标签",
    "-",
    "secondary",
    "PDD SDK models and short-video shop structures found by code search; the rules themselves were not read",
    dt.date(2026, 8, 21),
)
WECHAT: Final = Basis(
    "wechat_shop_guarantee",
    "WeChat shop, guarantee for damaged goods",
    "微信小店坏损包退",
    "-",
    "secondary",
    "developers.weixin.qq.com, shop guide, guarantee and after-sale",
    dt.date(2026, 8, 21),
)

SPOILED: Final = ("quality", "damage")
SERVICE_FLAGS: Final = (
    ServiceFlag("pdd", "9", "bad fruit is compensated", "坏果包赔", SPOILED, SDK),
    ServiceFlag("pdd", "26", "short weight is refunded", "缺重包退", ("shortage",), SDK),
    ServiceFlag("pdd", "bad_fruit_claim", "bad fruit is compensated", "坏果包赔", SPOILED, SDK),
    ServiceFlag("short_video", "freshRot", "rotten goods are compensated", "坏果包赔", SPOILED, SDK),
    ServiceFlag("short_video", "broken", "broken goods are compensated", "破损包退", ("damage",), SDK),
    ServiceFlag(
        "short_video", "crab", "dead or missing crabs are compensated", "大闸蟹保障", ("dead_on_arrival",), SDK
    ),
    ServiceFlag("short_video", "weight", "short weight is refunded", "足斤足两", ("shortage",), SDK),
    ServiceFlag("wechat", "damage_guarantee", "damaged goods are refunded by their share", "坏损包退", SPOILED, WECHAT),
)
"""Flags of open platforms."""


def flags_for(kind: str) -> tuple[ServiceFlag, ...]:
    """Return the flags that speak of a kind of claim."""
    return tuple(flag for flag in SERVICE_FLAGS if kind in flag.kinds)
