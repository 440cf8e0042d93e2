"""The texts on which the produce rules rest, and how surely each was read."""

import datetime as dt
from typing import Final

from aftersales_core.returns.basis import Basis

__all__ = ["CUSTOM", "DERIVED", "JD_FOOD", "JD_FRESH", "JD_GENERAL", "PROPOSAL", "TAOBAO", "TAOBAO_FRESH"]

READ_ON: Final = dt.date(2026, 8, 21)

JD_FRESH: Final = Basis(
    "jd_goods_disputes_fresh",
    "JD Open Platform, standard for disputes about goods",
    "京东开放平台商品类问题纠纷处理标准",
    "27(13)",
    "read",
    "github JeasonLi2024/claimcraft-creative, law_data_raw (from learn-jdm.jd.com, rule 818448469109903360)",
    READ_ON,
    dt.date(2026, 6, 15),
)
"""JD on fresh goods: 48 and 12 hours, the actual ratio, what is severe, ripening, rot inside, mixed boxes, eggs."""

JD_FOOD: Final = Basis(
    "jd_goods_disputes_food",
    "JD Open Platform, standard for disputes about goods",
    "京东开放平台商品类问题纠纷处理标准",
    "27(14)",
    "read",
    "github JeasonLi2024/claimcraft-creative, law_data_raw (from learn-jdm.jd.com, rule 818448469109903360)",
    READ_ON,
    dt.date(2026, 6, 15),
)
"""JD on food and drink: short-dated, expired, spoiled goods."""

JD_GENERAL: Final = Basis(
    "jd_disputes_general",
    "JD Open Platform, general rules for disputes",
    "京东开放平台交易纠纷处理总则",
    "5(3), 19, 30",
    "read",
    "github JeasonLi2024/claimcraft-creative, law_data_raw (from learn-jdm.jd.com, rule 2392)",
    READ_ON,
    dt.date(2025, 7, 4),
)
"""JD on goods other than described, and on force majeure."""

TAOBAO: Final = Basis(
    "taobao_disputes",
    "Taobao, rules for disputes",
    "淘宝平台争议处理规则",
    "40, 75, 79",
    "read",
    "github JeasonLi2024/claimcraft-creative, law_data_raw (from rulechannel.taobao.com, rule 99)",
    READ_ON,
    dt.date(2025, 8, 15),
)
"""Taobao on refusal at the door and on what is wrong with a parcel on signing."""

TAOBAO_FRESH: Final = Basis(
    "taobao_fresh",
    "Taobao, rules for disputes about fresh goods",
    "淘宝平台生鲜类商品争议处理规范",
    "excerpt",
    "secondary",
    "github 6Stephen-git/After-sales-E-commerce-Assistant, data/rule_match_lexicon.json and rule_library_index.md",
    READ_ON,
)
"""Taobao on fresh goods, of which only excerpts were read: thaw, cherries by size, taste and looks."""

DERIVED: Final = Basis(
    "produce_derived",
    "Follows from the Consumer Protection Law and the measures on returns without reason",
    "由消费者权益保护法及七日无理由退货办法推导",
    "24, 25",
    "derived",
    "flk.npc.gov.cn; gov.cn content_5723721",
    READ_ON,
)
"""What follows from law that was read."""

CUSTOM: Final = Basis(
    "produce_retail_custom",
    "Custom of the food trade on the shelf life that must be left",
    "零售业保质期验收惯例",
    "-",
    "recalled",
    "custom of the trade, in no text that was read",
    READ_ON,
)
"""The third of the shelf life: recalled, so a shop should set its own figure."""

PROPOSAL: Final = Basis(
    "produce_proposal",
    "Proposal of this library, to be set by the business",
    "本库建议值，由商家自行设定",
    "-",
    "proposal",
    "no text",
    READ_ON,
)
"""A figure that no text names."""
