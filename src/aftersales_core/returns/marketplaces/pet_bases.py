"""The texts on which the rules for animals, plants and goods rest, and how surely each was read."""

import datetime as dt
from typing import Final

from aftersales_core.returns.basis import Basis

__all__ = ["CN_LAW_SEVEN_DAYS", "CN_NO_REASON", "TAOBAO_FLOWERS", "TAOBAO_REFUSAL", "jd_goods", "proposal"]

READ_ON: Final = dt.date(2026, 8, 21)


def jd_goods(id: str, article: str) -> Basis:
    """Return a place in the open platform's standard for disputes about goods, whose text was read."""
    return Basis(
        f"jd_goods_disputes_{id}",
        "JD Open Platform, standard for disputes about goods",
        "京东开放平台商品类问题纠纷处理标准",
        article,
        "read",
        "github JeasonLi2024/claimcraft-creative, law_data_raw (from learn-jdm.jd.com, rule 818448469109903360)",
        READ_ON,
        dt.date(2026, 6, 15),
    )


def proposal(id: str) -> Basis:
    """Return the basis of a figure for which no text was found: the business has to set it."""
    return Basis(
        f"proposal_{id}",
        "Proposal, to be set by the business",
        "建议值，由商家自行确定",
        "",
        "proposal",
        "no text read",
        READ_ON,
    )


TAOBAO_REFUSAL: Final = Basis(
    "taobao_disputes_refusal",
    "Taobao, rules for disputes",
    "淘宝平台争议处理规则",
    "37, 39",
    "read",
    "github JeasonLi2024/claimcraft-creative, law_data_raw (from rulechannel.taobao.com, rule 99)",
    READ_ON,
    dt.date(2025, 8, 15),
)
"""Goods without a no-reason right that do not bear refusal are at the buyer's risk where refused without cause."""

TAOBAO_FLOWERS: Final = Basis(
    "taobao_disputes_flowers",
    "Taobao, rules for disputes about flowers and plants (excerpt)",
    "淘宝平台鲜花绿植类商品争议处理规范（摘录）",
    "",
    "secondary",
    "github 6Stephen-git/After-sales-E-commerce-Assistant, rule_match_lexicon.json and rule_library_index.md",
    READ_ON,
)
"""Cut flowers within 48 hours; of the rest of the text only the beginning of each section was read."""

CN_NO_REASON: Final = Basis(
    "derived_cn_no_reason",
    "Interim Measures for Seven-Day No-Reason Returns, as they apply to goods for pets",
    "网络购买商品七日无理由退货暂行办法（推及宠物用品）",
    "7-10, 18",
    "derived",
    "github JeasonLi2024/claimcraft-creative, law_data_raw (from gov.cn content_5723721)",
    READ_ON,
)
"""Sealed goods come back with their seal whole; what opening harms is excluded only where the buyer confirmed it."""

CN_LAW_SEVEN_DAYS: Final = Basis(
    "derived_cn_consumer_law_24",
    "Consumer Protection Law, the period for goods below quality, as it applies here",
    "消费者权益保护法（七日内质量退货的推及适用）",
    "24",
    "derived",
    "github LawRefBook/Laws @2f4c5c2",
    READ_ON,
)
"""Where a marketplace's text gives no period of its own, the seven days of the law are taken."""
