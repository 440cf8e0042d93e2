"""Facts that a claim carries of itself, and facts that are worked out of others."""

from typing import Final

from aftersales_core.returns.facts import FactSpec

__all__ = ["COMPUTED"]

COMPUTED: Final = (
    FactSpec("category", "order", "text", "What is it?", "是什么商品？"),
    FactSpec("paid", "order", "money", "What was paid for the whole line?", "该行实付多少？"),
    FactSpec("quantity", "order", "count", "How many units were bought?", "购买了多少件？"),
    FactSpec("kind", "claim", "text", "What is it about?", "因为什么申请？", "customer"),
    FactSpec("submitted_at", "claim", "instant", "When was the claim handed in?", "何时提交申请？"),
    FactSpec("claimed_quantity", "claim", "count", "How many units is it about?", "涉及多少件？", "customer"),
    FactSpec(
        "defect_share", "claim", "share", "Which share of the goods is affected?", "受影响的比例是多少？", "customer"
    ),
    FactSpec("defect_count", "claim", "count", "How many pieces are affected?", "受影响的有多少个？", "customer"),
    FactSpec("total_count", "claim", "count", "How many pieces are there in all?", "总共有多少个？", "customer"),
    FactSpec(
        "defect_weight_g",
        "claim",
        "number",
        "What do the affected goods weigh, in grams?",
        "受影响的商品重多少克？",
        "customer",
    ),
    FactSpec(
        "total_weight_g", "claim", "number", "What do all the goods weigh, in grams?", "商品总重多少克？", "customer"
    ),
)
