"""Facts that most rules read: the order, the goods, the delivery, the claim, and what happened before."""

from typing import Final

from aftersales_core.returns.facts import FactSpec

__all__ = ["GENERAL"]

GENERAL: Final = (
    # The order.
    FactSpec("ordered_at", "order", "instant", "When was it ordered?", "何时下单？"),
    FactSpec(
        "country",
        "order",
        "text",
        "Which country's law protects the buyer (ISO 3166)?",
        "适用哪个国家或地区的法律（ISO 3166）？",
    ),
    FactSpec(
        "channel",
        "order",
        "choice",
        "How was it sold?",
        "通过什么渠道销售？",
        choices=("online", "store", "door_to_door", "phone", "mail"),
        default="online",
    ),
    FactSpec(
        "buyer",
        "order",
        "choice",
        "Who bought it?",
        "购买者是谁？",
        choices=("consumer", "business"),
        default="consumer",
    ),
    FactSpec("list_price", "order", "money", "What is the list price of the whole line?", "该行商品的标价合计是多少？"),
    FactSpec("order_paid", "order", "money", "What was paid for the whole order?", "整单实付多少？"),
    FactSpec("order_refunded", "order", "money", "What of the order was refunded before?", "整单此前已退多少？"),
    FactSpec(
        "kept_list_total", "order", "money", "What is the list price of all that is kept?", "保留商品的标价合计是多少？"
    ),
    FactSpec(
        "threshold_lost",
        "order",
        "yes_no",
        "Does the return lose a threshold or bundle offer?",
        "退货后是否不再满足满减或套装条件？",
        default=False,
    ),
    FactSpec("coupon_share", "order", "money", "How much of the line was paid by coupon?", "该行用优惠券抵付多少？"),
    FactSpec(
        "points_used", "order", "count", "How many points were spent on the line?", "该行使用了多少积分？", default=0
    ),
    FactSpec(
        "gift_price", "order", "money", "Which price was stated beforehand for the gift?", "赠品事先标明的价格是多少？"
    ),
    FactSpec("gift_returned", "order", "yes_no", "Does the gift come back?", "赠品是否一并退回？", "customer"),
    FactSpec("outbound_freight", "order", "money", "What did standard delivery cost?", "标准配送费是多少？"),
    FactSpec("outbound_paid", "order", "money", "What did the buyer pay for delivery?", "买家支付了多少运费？"),
    FactSpec(
        "free_shipping_lost",
        "order",
        "yes_no",
        "Does the return lose free shipping?",
        "退货后是否不再满足包邮条件？",
        default=False,
    ),
    FactSpec("return_label_cost", "order", "money", "What does the return label cost?", "退货运费是多少？"),
    # The goods.
    FactSpec("perishable", "product", "yes_no", "Is it fresh or perishable?", "是否鲜活易腐？", default=False),
    FactSpec("live", "product", "yes_no", "Is it a live animal or plant?", "是否活体？", default=False),
    FactSpec(
        "custom_made", "product", "yes_no", "Was it made to the buyer's order?", "是否消费者定作？", default=False
    ),
    FactSpec(
        "digital",
        "product",
        "choice",
        "Is it digital content?",
        "是否数字化商品？",
        choices=("none", "online", "sealed_medium"),
        default="none",
    ),
    FactSpec("sealed", "product", "yes_no", "Does it have a one-time seal?", "是否有一次性密封？", default=False),
    FactSpec("durable", "product", "yes_no", "Is it durable goods?", "是否耐用商品？", default=False),
    FactSpec(
        "needs_installation", "product", "yes_no", "Does it have to be installed?", "是否需要安装？", default=False
    ),
    FactSpec("shelf_life_ends_on", "product", "date", "When does its shelf life end?", "保质期至哪一天？"),
    # The delivery.
    FactSpec("tz", "delivery", "zone", "In which time zone was it delivered?", "收货地在哪个时区？"),
    FactSpec("shipped_at", "delivery", "instant", "When was it shipped?", "何时发货？"),
    FactSpec("promised_at", "delivery", "instant", "By when was delivery promised?", "承诺何时送达？"),
    FactSpec(
        "signed_at",
        "delivery",
        "instant",
        "When was it signed for (of several lots, the last)?",
        "何时签收（分批的，最后一批）？",
    ),
    FactSpec("first_signed_at", "delivery", "instant", "When was the first lot signed for?", "第一批何时签收？"),
    FactSpec("installed_at", "delivery", "instant", "When was it installed?", "何时安装完成？"),
    FactSpec("pickup_notified_at", "delivery", "instant", "When was the buyer told to pick it up?", "何时通知取件？"),
    FactSpec("picked_up_at", "delivery", "instant", "When was it picked up?", "何时取件？"),
    FactSpec("refused_at", "delivery", "instant", "When was it refused at the door?", "何时拒收？"),
    # The claim.
    FactSpec("first_reported_at", "claim", "instant", "When was it first reported?", "何时首次反映？"),
    FactSpec("seal_whole", "claim", "yes_no", "Is the seal whole?", "密封是否完好？", "customer"),
    FactSpec("tags_on", "claim", "yes_no", "Are the tags still on?", "吊牌是否完好？", "customer"),
    FactSpec("soiled", "claim", "yes_no", "Is it soiled or worn?", "是否有污渍或穿着痕迹？", "customer"),
    FactSpec("activated", "claim", "yes_no", "Was it activated?", "是否已激活？", "customer"),
    FactSpec("opened", "claim", "yes_no", "Was it unpacked?", "是否已拆封？", "customer"),
    FactSpec(
        "complete",
        "claim",
        "yes_no",
        "Is everything there: parts, papers, gifts?",
        "商品、配件、说明书是否齐全？",
        "customer",
    ),
    FactSpec("buyer_caused", "claim", "yes_no", "Did the buyer cause it?", "是否由买家造成？"),
    FactSpec("defect_confirmed", "claim", "yes_no", "Has the shop confirmed the defect?", "商家是否确认存在质量问题？"),
    FactSpec(
        "value_loss",
        "claim",
        "money",
        "Which value was lost by more than inspecting it?",
        "超出查验范围的使用造成多少价值减损？",
    ),
    FactSpec(
        "goods_received_at",
        "claim",
        "instant",
        "When did the trader receive the goods back?",
        "商家何时收到退回的商品？",
    ),
    FactSpec("sent_back_at", "claim", "instant", "When did the buyer send the goods?", "买家何时寄出退货？"),
    # What happened before.
    FactSpec(
        "returned_quantity", "history", "count", "How many units came back before?", "此前已退多少件？", default=0
    ),
    FactSpec("refunded", "history", "money", "What was refunded for the line before?", "该行此前已退多少款？"),
    FactSpec("repairs", "history", "count", "How often was the same fault repaired?", "同一故障已修几次？", default=0),
    FactSpec("repair_spans", "history", "spans", "When was it away for repair?", "哪些时间段在维修？"),
    FactSpec(
        "open_claim", "history", "yes_no", "Is another claim on it open?", "是否有未结的售后申请？", default=False
    ),
)
