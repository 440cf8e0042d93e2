"""What people call the things that reasons name, generated from the tables where there is one."""

from typing import Final

from aftersales_core.reasons import Catalogue
from aftersales_core.returns.category_table import CATEGORIES
from aftersales_core.returns.evidence_table import EVIDENCE
from aftersales_core.returns.fact_table import FACTS
from aftersales_core.returns.grounds import GROUNDS, REMEDIES

__all__ = ["LABELS"]

TABLES: Final = Catalogue.of(
    {
        **{f"fact_{spec.name}": (spec.en, spec.zh) for spec in FACTS.specs},
        **{f"evidence_{kind.id}": (kind.en, kind.zh) for kind in EVIDENCE.kinds},
        **{f"category_{category.id}": (category.en, category.zh) for category in CATEGORIES.categories},
        **{f"ground_{word.id}": (word.en, word.zh) for word in GROUNDS.words},
        **{f"remedy_{word.id}": (word.en, word.zh) for word in REMEDIES.words},
    }
)

LAYERS: Final = {
    "law": ("the law", "法律规定"),
    "platform": ("the platform's rules", "平台规则"),
    "merchant": ("the seller's own terms", "商家规则"),
    "order": ("what was agreed for this order", "本单约定"),
    "goodwill": ("the seller's goodwill", "商家额外关照"),
}

OWN: Final = Catalogue.of(
    {
        **{f"layer_{name}": pair for name, pair in LAYERS.items()},
        **{
            f"{name}_more_generous": (
                f"you get more by {english}: {{dimensions}}",
                f"{chinese}对您更有利：{{dimensions}}",
            )
            for name, (english, chinese) in LAYERS.items()
        },
        "dimension_outcome": ("whether it is granted", "是否支持"),
        "dimension_amount": ("the amount", "金额"),
        "dimension_freight": ("who pays for the way back", "退货运费"),
        "dimension_window": ("the time limit", "时限"),
        "outcome_eligible": ("granted", "符合条件"),
        "outcome_needs_evidence": ("something is still needed", "待补充材料"),
        "outcome_needs_review": ("under review", "待人工审核"),
        "outcome_ineligible": ("not granted", "不符合条件"),
        "bearer_trader": ("the seller", "商家"),
        "bearer_consumer": ("the buyer", "买家"),
        "bearer_nobody": ("nobody, for nothing is sent", "无需寄回，不产生运费"),
        "goods_back": ("the buyer sends the goods back", "商品由买家寄回"),
        "goods_kept": ("the buyer keeps the goods", "商品无需退回"),
        "goods_picked_up": ("the seller picks the goods up", "商家上门取回商品"),
        "goods_stay_for_repair": ("the goods go to the repairer", "商品送修"),
        "calendar_ftc_us": ("the United States, with federal holidays and Saturdays", "美国联邦工作日（含星期六）"),
        "confidence_read": ("the text itself was read", "已核对原文"),
        "confidence_secondary": ("known from a reprint or summary", "来自转载或摘要"),
        "confidence_recalled": ("recalled, not checked again", "凭记忆记录，未再核对"),
        "confidence_own": ("the shop's own promise", "商家自行承诺"),
        "confidence_derived": ("follows from texts that were read", "由已核对的原文推出"),
        "confidence_proposal": ("a proposal for the business to set", "建议值，由商家确定"),
    }
)

LABELS: Final = TABLES | OWN
