"""Texts of the codes of the family china: what a statute excludes, asks for, deducts and says beside."""

from typing import Final

from aftersales_core.reasons import Catalogue

__all__ = ["TEXTS"]

EXCLUDED: Final = {
    "excluded_custom_made": ("goods made to the buyer's order are outside this right", "消费者定作的商品不适用该权利"),
    "excluded_perishable": ("fresh and perishable goods are outside this right", "鲜活易腐商品不适用该权利"),
    "excluded_digital_online": (
        "digital content supplied online is outside this right",
        "在线下载的数字化商品不适用该权利",
    ),
    "excluded_unsealed_medium": (
        "recordings and software that the buyer has unsealed are outside this right",
        "消费者已拆封的音像制品、计算机软件等不适用该权利",
    ),
    "excluded_periodicals": (
        "newspapers and periodicals that were delivered are outside this right",
        "已交付的报纸、期刊不适用该权利",
    ),
    "excluded_opening_harms": (
        "goods that opening can spoil or make unsafe are outside this right if confirmed for this purchase",
        "拆封后易影响人身安全、生命健康或者易导致品质改变的商品，经消费者在购买时单次确认的，不适用该权利",
    ),
    "excluded_value_falls": (
        "goods that lose much value once activated or tried are outside this right if confirmed for this purchase",
        "一经激活或者试用后价值贬损较大的商品，经消费者在购买时单次确认的，不适用该权利",
    ),
    "excluded_flaw_disclosed": (
        "goods sold as flawed are outside this right if confirmed for this purchase",
        "销售时已明示有瑕疵的商品，经消费者在购买时单次确认的，不适用该权利",
    ),
    "excluded_short_dated": (
        "goods sold as near the end of their shelf life are outside this right if confirmed for this purchase",
        "销售时已明示临近保质期的商品，经消费者在购买时单次确认的，不适用该权利",
    ),
    "exclusion_not_permitted": (
        "the shop's listing as not returnable does not count: the law does not exclude such goods",
        "法律未将此类商品列入例外，商家不得自行标注为不适用无理由退货",
    ),
    "exclusion_not_confirmed": (
        "the exclusion does not count: the buyer did not confirm it separately for this purchase",
        "未经消费者就单次购买单独确认，不得以不适用无理由退货为由拒绝",
    ),
}

INTACT: Final = {
    "intact_though_opened": (
        "opening the package to inspect the goods does no harm to the right",
        "因查验需要打开包装，不影响商品完好",
    ),
    "not_intact_incomplete": (
        "the goods must come back complete: with their parts and brand marks",
        "退回的商品应当齐全，包括商品本身、配件和商标标识",
    ),
    "not_intact_used": (
        "goods that were used beyond inspecting and trying them, and lost much value, are not intact",
        "超出查验和确认需要使用商品，导致价值贬损较大的，视为不完好",
    ),
    "not_intact_seal_broken": (
        "goods whose necessary one-time seal is broken are not intact",
        "必要的一次性密封包装被损坏的，视为不完好",
    ),
    "not_intact_fed": (
        "pet food and medicine of which some was fed or used is not intact",
        "已喂食或者使用的宠物食品、药品，视为不完好",
    ),
    "not_intact_repaired": (
        "electronics that were repaired or altered without authorisation are not intact",
        "电子电器经未经授权的维修、改动的，视为不完好",
    ),
    "not_intact_marks_altered": (
        "electronics whose marks, labels or serial number were damaged or altered are not intact",
        "电子电器的认证标志、指示标贴、机器序列号等被破坏、涂改的，视为不完好",
    ),
    "not_intact_lasting_traces": (
        "electronics with traces of use on the outside that cannot be undone are not intact",
        "电子电器有难以恢复原状的外观使用痕迹的，视为不完好",
    ),
    "not_intact_activated": (
        "electronics with traces of activation, authorisation or unreasonable personal data are not intact",
        "电子电器产生激活、授权信息或者留有不合理的个人使用数据的，视为不完好",
    ),
    "not_intact_tag_removed": (
        "clothing, bags, toys and home goods without their tags are not intact",
        "服装、鞋帽、箱包、玩具、家纺、家居类商品的商标标识被摘、被剪的，视为不完好",
    ),
    "not_intact_soiled": (
        "clothing, bags, toys and home goods that are soiled or damaged are not intact",
        "服装、鞋帽、箱包、玩具、家纺、家居类商品受污、受损的，视为不完好",
    ),
}

TERMS: Final = {
    "buyer_cause": ("what the buyer caused gives no claim", "因买家原因造成的问题不适用该权利"),
    "remote_sales_only": (
        "this right is for goods bought online, by telephone or by mail order",
        "该权利适用于通过网络、电视、电话、邮购等方式购买的商品",
    ),
    "consumers_only": (
        "this right is for consumers, and for farmers who buy for their farm",
        "该权利适用于消费者，以及购买农业生产资料的农民",
    ),
    "bad_faith_review": (
        "returns that seem to abuse the right are looked at by a person",
        "涉嫌滥用无理由退货规则的，由人工审核",
    ),
    "resettlement_owed": (
        "settled again, the order costs more than was paid for it: a person looks at the difference",
        "重新结算后应付金额高于已付金额，差额由人工审核",
    ),
    "flaw_known_before_purchase": (
        "a flaw that the buyer knew of before buying gives no claim",
        "消费者购买前已知道的瑕疵，不适用该权利",
    ),
    "goods_delivered": ("this right begins with the delivery of the goods", "商品签收后方可主张该权利"),
    "purpose_defeated_only": (
        "later than that, goods go back only where the contract may be ended by law",
        "超过期限的，符合法定解除合同条件的方可退货",
    ),
    "delivered_to_recipient": (
        "what the recipient, or somebody whom the recipient named, signed for counts as delivered",
        "收货人本人或者其指定的人签收的，视为已交付",
    ),
    "delivery_overdue": (
        "the promised time of delivery must be over, or the parcel be lost",
        "须已超过承诺的送达时间，或者包裹已丢失",
    ),
    "expired_on_delivery_only": (
        "the shelf life must have been over when the goods were delivered",
        "须为签收时已超过保质期的商品",
    ),
    "invoice_price_review": (
        "the invoice shows another price than was paid, and nothing proves it: a person looks at the sum",
        "发票等凭证显示的价格与记录的实付价格不一致且无法证明的，退款金额由人工审核",
    ),
    "signing_is_not_acceptance": (
        "having signed for the goods without objection does not mean that their quality was accepted",
        "签收商品不视为认可商品质量符合约定",
    ),
    "claim_long_after_delivery": (
        "claims more than {days} days after delivery are looked at by a person",
        "签收超过{days}天后提出的申请，由人工审核",
    ),
}

DAMAGES: Final = {
    "damages_need_review": (
        "damages beyond the price are always decided by a person",
        "价款之外的惩罚性赔偿一律由人工审核",
    ),
    "fraud_needs_review": ("whether there was fraud is decided by a person", "是否构成欺诈由人工审核"),
    "label_flaw_exempt": (
        "a flaw of the label that neither affects quality or safety nor misleads gives no damages",
        "标签、说明书存在不影响质量安全且不会造成误导的瑕疵，不适用惩罚性赔偿",
    ),
    "staged_claim": (
        "staged claims, such as swapped goods or altered dates, give nothing",
        "通过夹带、掉包、造假、篡改生产日期、捏造事实等方式索赔的，不予支持",
    ),
    "seller_knew_only": (
        "a seller who did not make the food owes damages only for what the seller knew",
        "非生产者的经营者，仅在明知食品不符合食品安全标准时承担惩罚性赔偿",
    ),
    "defect_confirmed_only": (
        "that the food does not meet the safety standards must have been confirmed",
        "须经确认食品不符合食品安全标准",
    ),
    "fraud_damages": ("damages for fraud", "欺诈惩罚性赔偿"),
    "food_damages": ("damages for unsafe food", "食品安全惩罚性赔偿"),
}

SUMS: Final = {
    "gift_price_deducted": (
        "the price of a gift that is kept, as stated beforehand",
        "未退回赠品的事先标明价款",
    ),
    "outbound_freight_deducted": (
        "the cost of delivery, as free shipping is lost",
        "退货后不再满足包邮条件而扣除的运费",
    ),
    "card_fee_deducted": ("the card fee that the seller had borne", "商家此前免收的信用卡手续费"),
    "outbound_freight_returned": ("what was paid for delivery", "返还买家支付的运费"),
}

MOMENTS: Final = {"moment_exchange_completed_at": ("the exchange", "换货完成")}

TEXTS: Final = Catalogue.of({**EXCLUDED, **INTACT, **TERMS, **DAMAGES, **SUMS, **MOMENTS})
