"""Facts that only the rules of the family abroad read: the EU, the UK, the USA, Japan, Korea, Taiwan."""

from typing import Final

from aftersales_core.returns.facts import FactSpec

__all__ = ["ABROAD"]

ABROAD: Final[tuple[FactSpec, ...]] = (
    # The order.
    FactSpec(
        "withdrawal_information",
        "order",
        "choice",
        "Was the buyer told of the right to withdraw, as the law asks?",
        "是否已依法向消费者告知其撤回（解除）合同的权利？",
        choices=("in_time", "later", "never"),
    ),
    FactSpec(
        "withdrawal_informed_at",
        "order",
        "instant",
        "When was the missing information on the right to withdraw given?",
        "何时补充告知撤回（解除）权？",
    ),
    FactSpec(
        "withdrawal_button",
        "order",
        "yes_no",
        "Was there a button to withdraw on the web page?",
        "网页上是否提供撤回合同的按钮？",
        default=True,
    ),
    FactSpec(
        "return_freight_told",
        "order",
        "yes_no",
        "Was the buyer told beforehand to pay for sending the goods back?",
        "是否事先告知退货运费由消费者承担？",
    ),
    FactSpec(
        "exclusion_notified",
        "order",
        "yes_no",
        "Was the buyer told clearly beforehand that the goods are excluded from withdrawal?",
        "是否事先明确告知该商品不适用无理由退货？",
    ),
    FactSpec(
        "express_chosen",
        "order",
        "yes_no",
        "Did the buyer choose a dearer delivery than the standard one?",
        "买家是否选择了比标准配送更贵的配送方式？",
        default=False,
    ),
    FactSpec(
        "regular_deliveries",
        "order",
        "yes_no",
        "Is it delivered regularly over a time?",
        "是否属于在一段时间内定期配送？",
        default=False,
    ),
    FactSpec(
        "written_terms_late",
        "order",
        "yes_no",
        "Did the buyer get the written terms only after the goods?",
        "书面合同条款是否晚于商品送达？",
        default=False,
    ),
    FactSpec(
        "written_terms_at", "order", "instant", "When did the buyer get the written terms?", "何时收到书面合同条款？"
    ),
    FactSpec(
        "return_term_shown",
        "order",
        "yes_no",
        "Was the shop's own term on returns shown clearly, in the offer and on the last page of the order?",
        "商家的退货特约是否在广告和最终确认页面中明确显示？",
    ),
    FactSpec(
        "sale_place",
        "order",
        "choice",
        "Where was the sale at the door made?",
        "上门销售在何处成交？",
        choices=("home", "temporary_place"),
    ),
    FactSpec(
        "cooling_off_exempt",
        "order",
        "yes_no",
        "Does the federal rule exempt the sale (real estate, insurance, vehicles, crafts at a fair, an emergency)?",
        "是否属于联邦规则豁免的交易（不动产、保险、车辆、集市手工艺品、紧急情况）？",
        default=False,
    ),
    FactSpec(
        "ownership_later",
        "order",
        "yes_no",
        "Does the seller stay the owner after the delivery?",
        "所有权是否在交付之后才转移？",
        default=False,
    ),
    FactSpec("ownership_passed_at", "order", "instant", "When did ownership pass?", "所有权何时转移？"),
    # The goods.
    FactSpec(
        "resalable_after_cleaning",
        "product",
        "yes_no",
        "Can it be cleaned so that it can be sold again?",
        "清洁后是否可以再次销售？",
        default=False,
    ),
    FactSpec(
        "personal_hygiene",
        "product",
        "yes_no",
        "Is it an article of personal hygiene?",
        "是否属于个人卫生用品？",
        default=False,
    ),
    FactSpec(
        "lasts_until_on",
        "product",
        "date",
        "Until which day can it reasonably be expected to last?",
        "合理预期可以保存到哪一天？",
    ),
    # The delivery.
    FactSpec(
        "installation_notified_at",
        "delivery",
        "instant",
        "When was the buyer told that the installation is done?",
        "何时通知消费者安装已完成？",
    ),
    # The claim.
    FactSpec(
        "noticed_at", "claim", "instant", "When did the buyer notice the problem?", "买家何时发现问题？", "customer"
    ),
    FactSpec("defect_shown_at", "claim", "instant", "When at the latest had the defect shown?", "缺陷最迟在何时显现？"),
    FactSpec(
        "whole_line_back",
        "claim",
        "yes_no",
        "Is it the whole line that comes back, with what came back before?",
        "连同此前已退的，该行商品是否全部退回？",
    ),
    FactSpec(
        "value_fallen_by_use",
        "claim",
        "yes_no",
        "Was it used or partly consumed, so that it lost much of its value?",
        "是否因使用或部分消耗而明显贬值？",
        "customer",
    ),
    FactSpec(
        "defect_gravity",
        "claim",
        "choice",
        "How grave is the defect?",
        "缺陷有多严重？",
        choices=("minor", "ordinary", "serious"),
    ),
    FactSpec(
        "value_decrease",
        "claim",
        "share",
        "By which share is it worth less than it should be?",
        "价值比应有的低多少比例？",
    ),
    FactSpec(
        "repair_impossible",
        "claim",
        "yes_no",
        "Is repair impossible, or out of proportion?",
        "维修是否不可能或费用明显过高？",
        default=False,
    ),
    FactSpec(
        "replacement_impossible",
        "claim",
        "yes_no",
        "Is replacement impossible, or out of proportion?",
        "更换是否不可能或费用明显过高？",
        default=False,
    ),
    # What happened before.
    FactSpec(
        "cure_refused",
        "history",
        "yes_no",
        "Has the seller refused to repair or replace it, or not done so in reasonable time?",
        "商家是否拒绝维修或更换，或未在合理时间内完成？",
        default=False,
    ),
    FactSpec(
        "repaired_back_at",
        "history",
        "instant",
        "When did the buyer get it back from repair?",
        "维修后何时交还买家？",
    ),
)
