"""Texts of the codes of the family refund: the steps of a refund, what is settled for an order, and goodwill."""

from typing import Final

from aftersales_core.reasons import Catalogue

__all__ = ["TEXTS"]

TEXTS: Final = Catalogue.of(
    {
        "goodwill": ("goodwill of the shop", "商家善意补偿"),
        "goodwill_granted": (
            "granted by {actor} as goodwill ({remedy}): {note}",
            "由{actor}善意给予（{remedy}）：{note}",
        ),
        "refund_capped": (
            "no more is refunded than was paid and not refunded before",
            "退款不超过实付金额减去此前已退金额",
        ),
        "refund_from_zero": ("only the sums named below are paid", "仅支付下列款项"),
        "refund_gift_kept": ("the stated price of the gift that is kept", "未退回赠品事先标明的价款"),
        "refund_goodwill": ("added as goodwill", "善意增补"),
        "refund_goodwill_capped": ("held to what may be given as goodwill", "以善意补偿的限额为准"),
        "refund_line": ("the refund of one line", "单行商品退款"),
        "refund_not_below_zero": (
            "the sums taken off exceed the refund, so nothing is paid back",
            "扣减金额超过退款金额，不再退款",
        ),
        "refund_offer_lost": (
            "what is kept is settled without the offer that no longer holds",
            "优惠条件不再满足，保留商品按购买时价格结算",
        ),
        "refund_owed_by_buyer": (
            "what is kept costs more than was paid: nothing is paid back, and a person has to look at the rest",
            "保留商品按原价结算超过实付金额：不退款，差额转人工处理",
        ),
        "refund_resettled": (
            "what was paid for the order, less what is kept at its full price and what was refunded before",
            "整单实付金额减去保留商品原价及此前已退金额",
        ),
        "refund_share": ("the share of the price that is refunded", "按比例退款"),
        "refund_units": ("what was paid for the units claimed", "申请商品的实付金额"),
    }
)
