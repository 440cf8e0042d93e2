"""Facts that only the rules of the family china read."""

from typing import Final

from aftersales_core.returns.facts import FactSpec

__all__ = ["CHINA"]

ORDER: Final = (
    FactSpec(
        "no_return_consent",
        "order",
        "choice",
        "How did the buyer agree that this cannot be returned without a reason?",
        "买家以何种方式同意不适用无理由退货？",
        choices=("none", "preticked", "general_terms", "each_purchase"),
    ),
    FactSpec(
        "listed_non_returnable",
        "order",
        "yes_no",
        "Did the shop list it as not returnable?",
        "商家是否标注为不支持无理由退货？",
        default=False,
    ),
    FactSpec(
        "farm_inputs",
        "order",
        "yes_no",
        "Did a farmer buy it for use in farming?",
        "是否农民购买的直接用于农业生产的生产资料？",
        default=False,
    ),
    FactSpec(
        "return_freight_agreed",
        "order",
        "yes_no",
        "Did the trader promise to pay for the way back?",
        "商家是否约定承担退货运费？",
        default=False,
    ),
    FactSpec("gift_given", "order", "yes_no", "Did a gift come with it?", "是否附有赠品？", default=False),
    FactSpec(
        "gift_price_stated",
        "order",
        "yes_no",
        "Was a price of the gift stated beforehand?",
        "是否事先标明赠品价格？",
    ),
    FactSpec(
        "card_fee_waived",
        "order",
        "money",
        "Which card fee did the trader bear and now takes off?",
        "商家免收、现需扣除的信用卡手续费是多少？",
    ),
    FactSpec(
        "credit_terms_agreed",
        "order",
        "yes_no",
        "Was something else agreed on the return of points and coupons?",
        "积分、优惠券的返还是否另有约定？",
        default=False,
    ),
    FactSpec(
        "resettlement_below_zero",
        "order",
        "yes_no",
        "Would the buyer have to pay when the order is settled again?",
        "重新结算后买家是否需要补款？",
    ),
    FactSpec(
        "invoice_price",
        "order",
        "money",
        "What does the invoice show for the whole line?",
        "发票等凭证显示的该行价款是多少？",
    ),
    FactSpec(
        "paid_price_proven",
        "order",
        "yes_no",
        "Can the trader prove what was really paid?",
        "商家能否证明实际支付的价格？",
    ),
)

GOODS: Final = (
    FactSpec(
        "opening_harms",
        "product",
        "yes_no",
        "Can opening it endanger health or change its quality?",
        "拆封后是否易影响人身安全、生命健康或商品品质？",
        default=False,
    ),
    FactSpec(
        "value_falls_with_use",
        "product",
        "yes_no",
        "Does it lose much value once activated or tried?",
        "一经激活或试用价值是否贬损较大？",
        default=False,
    ),
    FactSpec(
        "disclosed_flaw",
        "product",
        "yes_no",
        "Was it sold as flawed, and said so?",
        "销售时是否已明示有瑕疵？",
        default=False,
    ),
    FactSpec(
        "disclosed_short_dated",
        "product",
        "yes_no",
        "Was it sold as near the end of its shelf life, and said so?",
        "销售时是否已明示临近保质期？",
        default=False,
    ),
    FactSpec("is_producer", "product", "yes_no", "Did the seller make it?", "销售者是否同时是生产者？", default=False),
)

DELIVERY: Final = (
    FactSpec(
        "signed_by",
        "delivery",
        "choice",
        "Who signed for it?",
        "由谁签收？",
        choices=("recipient", "named_by_recipient", "other", "nobody"),
    ),
    FactSpec(
        "signed_without_objection",
        "delivery",
        "yes_no",
        "Was it signed for without any objection?",
        "签收时是否未提出异议？",
        default=False,
    ),
    FactSpec("lost_in_transit", "delivery", "yes_no", "Was it lost on the way?", "是否在运输途中丢失？"),
    FactSpec(
        "exchange_completed_at",
        "history",
        "instant",
        "When was an exchange completed?",
        "换货何时完成？",
    ),
)

STATE: Final = (
    FactSpec(
        "parts_complete",
        "claim",
        "yes_no",
        "Are the goods, their parts and their brand marks all there?",
        "商品本身、配件、商标标识是否齐全？",
        "customer",
    ),
    FactSpec(
        "used_beyond_check",
        "claim",
        "yes_no",
        "Was it used beyond unpacking, inspecting and trying it?",
        "除拆封查验和合理调试外，是否使用过？",
        "customer",
    ),
    FactSpec(
        "value_dropped",
        "claim",
        "yes_no",
        "Did that use lower its value considerably?",
        "该使用是否导致商品价值贬损较大？",
    ),
    FactSpec(
        "unauthorised_repair",
        "claim",
        "yes_no",
        "Was it repaired or altered without authorisation?",
        "是否进行过未经授权的维修或改动？",
        "customer",
    ),
    FactSpec(
        "marks_altered",
        "claim",
        "yes_no",
        "Were certification marks, labels or the serial number damaged or altered?",
        "认证标志、指示标贴或机器序列号是否被破坏、涂改？",
        "customer",
    ),
    FactSpec(
        "lasting_traces",
        "claim",
        "yes_no",
        "Are there traces of use on the outside that cannot be undone?",
        "外观是否有难以恢复原状的使用痕迹？",
        "customer",
    ),
    FactSpec(
        "personal_data_left",
        "claim",
        "yes_no",
        "Are authorisations or more than reasonable personal data left on it?",
        "是否留有授权信息或不合理的个人使用数据？",
        "customer",
    ),
    FactSpec(
        "bad_faith",
        "claim",
        "yes_no",
        "Does the buyer seem to abuse the right to return?",
        "是否涉嫌滥用无理由退货规则？",
        default=False,
    ),
    FactSpec(
        "received_days_ago",
        "claim",
        "count",
        "How many full days before the claim was it delivered?",
        "申请时距签收满多少天？",
    ),
    FactSpec(
        "days_since_delivery",
        "claim",
        "count",
        "How many dates after the delivery was it claimed?",
        "申请日期距签收日期多少天？",
    ),
    FactSpec(
        "received_months_ago",
        "claim",
        "count",
        "In which month after the delivery was the claim made?",
        "申请时处于签收后的第几个月？",
    ),
)

CLAIM: Final = (
    FactSpec(
        "flaw_known_before",
        "claim",
        "yes_no",
        "Did the buyer know of this very flaw before buying?",
        "买家购买前是否已知道该瑕疵？",
        default=False,
    ),
    FactSpec(
        "purpose_defeated",
        "claim",
        "yes_no",
        "Does the defect defeat the purpose of the purchase, so that the contract may be ended?",
        "该问题是否导致不能实现合同目的、符合法定解除合同条件？",
    ),
    FactSpec(
        "expired_when_delivered",
        "claim",
        "yes_no",
        "Was its shelf life over when it was delivered?",
        "签收时是否已超过保质期？",
        "customer",
    ),
    FactSpec(
        "label_flaw_only",
        "claim",
        "yes_no",
        "Is it only a flaw of the label that neither affects quality or safety nor misleads?",
        "是否仅为不影响质量安全且不会造成误导的标签、说明书瑕疵？",
    ),
    FactSpec(
        "staged",
        "claim",
        "yes_no",
        "Was the case staged: goods swapped, dates altered, facts invented?",
        "是否存在夹带、掉包、篡改生产日期、捏造事实等情形？",
    ),
    FactSpec(
        "seller_knew",
        "claim",
        "yes_no",
        "Did the seller know that the food was not up to the safety standards?",
        "经营者是否明知食品不符合食品安全标准？",
    ),
    FactSpec("loss_suffered", "claim", "money", "Which loss did the buyer suffer?", "买家受到多少损失？", "customer"),
)

CHINA: Final[tuple[FactSpec, ...]] = (*ORDER, *GOODS, *DELIVERY, *STATE, *CLAIM)
