"""Facts that only the marketplaces' rules for general goods read."""

from typing import Final

from aftersales_core.returns.facts import FactSpec

__all__ = ["MARKETPLACE_GOODS"]

MARKETPLACE_GOODS: Final[tuple[FactSpec, ...]] = (
    FactSpec(
        "sold_as_second",
        "order",
        "yes_no",
        "Was it marked as reduced or flawed goods when it was sold?",
        "销售时是否已标明为处理品或有瑕疵？",
        default=False,
    ),
    FactSpec(
        "flaw_faint",
        "claim",
        "yes_no",
        "Can the flaw hardly be seen with the bare eye?",
        "瑕疵是否肉眼不明显可见？",
        "customer",
    ),
    FactSpec(
        "page_unclear",
        "claim",
        "yes_no",
        "Was the page unclear or did it contradict itself, as the platform found?",
        "经核实，商品页面是否描述不清或前后不一致？",
        default=False,
    ),
)
