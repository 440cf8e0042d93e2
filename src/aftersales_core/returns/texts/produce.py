"""Texts of the codes of the family produce."""

from typing import Final

from aftersales_core.reasons import Catalogue

__all__ = ["TEXTS"]

TERMS: Final = {
    "cold_chain_disputed": (
        "where goods have thawed although the temperature log shows that the cold chain held, a person decides",
        "商品化冻而温度记录显示全程未断链的，由人工核实",
    ),
    "delivered_before_claim": (
        "the goods must have been delivered before the claim",
        "申请时商品须已签收",
    ),
    "described_otherwise": (
        "it must be shown that the certificate or the description does not fit the goods",
        "须证明认证或描述与商品不符",
    ),
    "excluded_fresh_no_reason": (
        "fresh goods cannot be sent back for a change of mind; the rights on quality are not touched",
        "生鲜商品不支持无理由退货，质量问题的权利不受影响",
    ),
    "excluded_looks": (
        "looks that do not affect the use of fresh goods are no defect",
        "不影响食用的外观差异不属于质量问题",
    ),
    "excluded_taste": ("taste is a matter of opinion and no defect", "口感口味属主观感受，不属于质量问题"),
    "fraud_for_review": (
        "whether it was fraud, and what is owed for it, is for a person to decide",
        "是否构成欺诈及应否加倍赔偿，由人工审核认定",
    ),
    "fresh_buyer_cause": ("what the buyer caused is not covered", "因买家原因造成的损坏不予赔付"),
    "inner_rot_by_the_piece": (
        "rot inside is counted by the piece, and some of the pieces must be bad",
        "内部腐烂按坏果占总数的比例赔付，须确有坏果",
    ),
    "late_beyond_grace": ("it must be late by more than {hours} hours", "送达须迟到超过{hours}小时"),
    "late_force_majeure": (
        "lateness through force majeure is not compensated; spoiled goods are",
        "因不可抗力导致的延迟不予赔偿，变质商品仍按质量问题处理",
    ),
    "packaging_goods_harmed": (
        "damaged packaging counts where the goods inside are harmed, too",
        "包装破损且商品受损的方予赔付",
    ),
    "refusal_with_cause": (
        "goods refused at the door are refunded where damage was visible or they came late; else the buyer bears it",
        "外观明显损坏或超过承诺时间送达的，拒收予以退款；无故拒收生鲜商品的风险由买家承担",
    ),
    "reship_in_stock": ("it is sent again where it is in stock", "有库存的可予补发"),
    "ripening_already_ripe": (
        "fruit that had ripened before it went bad is not covered",
        "已经成熟后才变质的后熟水果不予赔付",
    ),
    "ripening_not_followed": (
        "fruit that was not ripened as the seller describes is not covered",
        "未按商家说明催熟的不予赔付",
    ),
    "share_above_tolerance": (
        "more than {share} of the goods must be affected",
        "受影响的比例须超过{share}",
    ),
    "shelf_life_expired": ("the shelf life must have ended before delivery", "签收时须已超过保质期"),
    "shelf_life_short": (
        "less than {share} of the shelf life must have been left on delivery",
        "签收时剩余保质期须不足{share}",
    ),
    "short_dated_was_stated": (
        "goods whose short shelf life was stated clearly are not covered",
        "已明确说明临期的商品不予赔付",
    ),
    "size_above_tolerance": (
        "more than {share} of the goods must have another size",
        "规格不符的比例须超过{share}",
    ),
    "weight_beyond_tolerance": (
        "more must be missing than the law tolerates or, where only a share is known, more than {share}",
        "短缺须超出法定允许偏差；仅知比例的，须超过{share}",
    ),
}

CONFLICTS: Final = {
    "facts_expired_before_made": (
        "the shelf life is said to end before the production",
        "保质期截止日早于生产日期",
    ),
    "facts_lot_after_last": (
        "the lot is said to have been signed for after the last lot",
        "该批签收时间晚于最后一批签收时间",
    ),
    "facts_wrong_sizes_more_than_all": (
        "more pieces are said to have another size than there are",
        "规格不符的个数多于总个数",
    ),
}

STEPS: Final = {
    "refund_late": ("compensation for the late delivery", "延迟送达赔偿"),
    "refund_component_market": ("the affected parts at the market price", "受影响部分按市场行情价计算"),
    "refund_component_shop": ("the affected parts at the shop's price", "受影响部分按本店售价计算"),
}

SHARES: Final = {
    "rule_fact_share_defect_share": (
        "you get back as large a part of what was paid for the goods claimed as is affected",
        "按比例退还所申请商品的实付款（比例：受影响的比例）",
    ),
    "rule_fact_share_shortage_share": (
        "you get back as large a part of what was paid for the goods claimed as is missing",
        "按比例退还所申请商品的实付款（比例：短缺的比例）",
    ),
    "rule_fact_share_wrong_size_share": (
        "you get back as large a part of what was paid for the goods claimed as has another size",
        "按比例退还所申请商品的实付款（比例：规格不符的比例）",
    ),
}
"""The shares that need no question to be understood; any other is said with the question of its fact."""

CHOICES: Final = {
    "choice_sold_by_loose": ("weighed loose", "散装称重"),
    "choice_sold_by_piece": ("by the piece", "按个"),
    "choice_sold_by_prepacked": ("in packages of stated content", "定量包装"),
    "choice_weighing_group_animal": ("meat, eggs, fish, pastry, sweets", "肉、蛋、禽、水产、糕点、糖果"),
    "choice_weighing_group_dried": ("dried vegetables and delicacies", "干菜、山珍海味"),
    "choice_weighing_group_precious": ("goods above 100 yuan a kilogram", "高于100元/千克的食品"),
    "choice_weighing_group_staple": ("grain, vegetables, fruit", "粮食、蔬菜、水果"),
}

MOMENTS: Final = {"moment_lot_signed_at": ("the delivery of the lot", "该批签收")}

LIABILITY: Final = {
    "liable_buyer": ("the buyer is known to have caused it, and bears it", "已查明系买家原因造成，由买家承担"),
    "liable_seller": (
        "towards the buyer the seller answers, who bears the risk until the signing",
        "签收前的风险由卖家承担，由卖家对买家负责",
    ),
    "liable_seller_platform_rule": (
        "the seller may not refer the buyer to the carrier or the supplier",
        "卖家不得以承运人或供货方责任为由推脱",
    ),
    "recourse_carrier_cold_chain": (
        "the cold chain broke while the carrier had the goods",
        "商品在承运人掌管期间断链，可向承运人追偿",
    ),
    "recourse_carrier_handling": ("the carrier damaged the goods", "承运人造成损坏，可向承运人追偿"),
    "recourse_carrier_late": ("the carrier delivered late", "承运人延迟送达，可向承运人追偿"),
    "recourse_cold_chain_unknown": (
        "the temperature log has gaps, so nobody can be shown to have broken the cold chain",
        "温度记录不完整，无法认定断链责任方",
    ),
    "recourse_force_majeure": (
        "force majeure leaves nobody to turn to",
        "因不可抗力造成，无追偿对象",
    ),
    "recourse_none_known": ("nobody is known to have caused it", "尚未查明责任方"),
    "recourse_packer_cold_chain": (
        "the cold chain broke before the carrier took the goods over",
        "商品交承运人之前已断链，可向打包仓追偿",
    ),
    "recourse_packer_packing": ("the packing was not fit for the way", "包装不当，可向打包方追偿"),
    "recourse_platform_promise": (
        "the platform promised what the seller did not",
        "平台作出超出卖家承诺的保证，可向平台追偿",
    ),
    "recourse_station_cold_chain": (
        "the cold chain broke while the pick-up station had the goods",
        "商品在驿站保管期间断链，可向驿站追偿",
    ),
    "recourse_supplier_cold_chain": (
        "the cold chain broke while the supplier had the goods",
        "商品在供货方掌管期间断链，可向供货方追偿",
    ),
    "recourse_supplier_quality": (
        "the goods were bad before they were packed",
        "商品在打包前已存在质量问题，可向供货方追偿",
    ),
}

COLD_CHAIN: Final = {
    "cold_chain_gap": (
        "nothing was recorded for {minutes} minutes from {from_at}",
        "自{from_at}起有{minutes}分钟无温度记录",
    ),
    "cold_chain_kept": ("the temperature stayed within its limits", "温度始终在限值内"),
    "cold_chain_no_log": ("there is no temperature log", "没有温度记录"),
    "cold_chain_too_long_at_once": (
        "it was beyond {degrees} °C for {minutes} minutes at once; {most_minutes} are allowed",
        "连续{minutes}分钟超出{degrees}℃，允许{most_minutes}分钟",
    ),
    "cold_chain_too_long_in_all": (
        "it was beyond {degrees} °C for {minutes} minutes in all; {most_minutes} are allowed",
        "累计{minutes}分钟超出{degrees}℃，允许{most_minutes}分钟",
    ),
}

TEXTS: Final = Catalogue.of({**TERMS, **CONFLICTS, **STEPS, **SHARES, **CHOICES, **MOMENTS, **LIABILITY, **COLD_CHAIN})
