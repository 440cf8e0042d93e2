"""Facts that only the marketplaces' rules for general goods read."""

from typing import Final

from aftersales_core.returns.facts import FactSpec

__all__ = ["MARKETPLACE_GOODS"]

MARKETPLACE_GOODS: Final[tuple[FactSpec, ...]] = (
    FactSpec("currency", "order", "text", "In which currency was it paid (ISO 4217)?", "以哪种货币支付（ISO 4217）？"),
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
