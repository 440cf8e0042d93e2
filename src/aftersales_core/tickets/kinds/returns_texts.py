"""The words of a return: its states, events, conditions, and why it says no."""

from typing import Final

from aftersales_core.reasons import Catalogue

__all__ = ["RETURN_CASE_TEXTS"]

STATES: Final = Catalogue.of(
    {
        "state_requested": ("requested", "已申请"),
        "state_negotiating": ("terms proposed", "协商中"),
        "state_awaiting_shipment": ("waiting for the customer to ship", "待顾客寄回"),
        "state_in_transit": ("on its way back", "退货在途"),
        "state_inspecting": ("being inspected", "验货中"),
        "state_refunding": ("refund under way", "退款中"),
        "state_refund_failed": ("refund failed", "退款失败"),
        "state_exchanging": ("exchange on its way", "换货配送中"),
        "state_rejected": ("refused", "商家已拒绝"),
        "state_disputed": ("before the platform", "平台介入中"),
        "state_refunded": ("refunded", "已退款"),
        "state_exchanged": ("exchanged", "已换货"),
    }
)

EVENTS: Final = Catalogue.of(
    {
        "event_approve": ("agree", "同意申请"),
        "event_propose_terms": ("propose other terms", "提出协商方案"),
        "event_accept_terms": ("accept the terms", "接受协商方案"),
        "event_refuse_terms": ("refuse the terms", "不接受协商方案"),
        "event_refuse": ("refuse", "拒绝申请"),
        "event_modify": ("apply again with changes", "修改申请"),
        "event_ship": ("send it back", "寄回商品"),
        "event_receive": ("receive the parcel", "签收退货"),
        "event_inspect_ok": ("pass the inspection", "验货通过"),
        "event_inspect_fail": ("fail the inspection", "验货不通过"),
        "event_intervene": ("the platform steps in", "平台介入"),
        "event_refund_done": ("the refund is paid", "退款成功"),
        "event_refund_failed": ("the refund fails", "退款失败"),
        "event_retry_refund": ("try the refund again", "重新退款"),
        "event_refund_offline": ("refund some other way", "线下退款"),
        "event_delivered": ("the exchange is delivered", "换货商品签收"),
        "event_exchange_failed": ("the exchange fails", "换货失败"),
    }
)

CONDITIONS: Final = Catalogue.of(
    {
        "remedy_known": ("it is known what the customer gets", "已明确售后方式"),
        "remedy_offered": ("the shop offers this", "商家提供该售后方式"),
        "terms_named": ("the terms say what the customer gets", "协商方案已写明售后方式与金额"),
        "applications_left": ("the customer may apply again", "申请次数未用完"),
        "application_unchanged": ("the customer has changed nothing since", "申请提交后未修改"),
        "changed_silence": ("the customer has changed it, and nobody answers", "申请修改后逾期未处理"),
        "fact_changed_silent_at": ("the end of the same time after the change", "修改后的处理期限届满"),
        "eligible": ("it is eligible", "符合退货资格"),
        "evidence_complete": ("all evidence is attached", "凭证齐全"),
        "refund_known": ("the amount of a refund only is known", "仅退款的金额已确定"),
        "inspected_refund_known": ("the amount is known, if money goes back", "须退款的，金额已确定"),
        "address_given": ("a return address is given, if goods are to come back", "须寄回的，已提供退货地址"),
        "refusal_evidence": ("evidence for the refusal is named", "已提供拒绝依据"),
        "refund_only": ("a refund only", "仅退款"),
        "refund_only_approved": ("a refund only", "仅退款"),
        "goods_at_shop": ("the goods are here already", "商品已在商家处"),
        "goods_at_shop_approved": ("the goods are here already", "商品已在商家处"),
        "goods_to_send": ("the goods are to come back", "商品须寄回"),
        "goods_to_send_approved": ("the goods are to come back", "商品须寄回"),
        "goods_with_customer": ("the customer has the goods to send back", "须退回的商品在顾客处"),
        "exchange_wanted": ("the customer wants an exchange", "顾客要求换货"),
        "stock_known": ("it is known, for an exchange, whether there is stock", "要求换货的，已确认有无库存"),
        "stock_reserved": ("stock is reserved", "已预留换货库存"),
        "no_exchange": ("no exchange", "不换货"),
        "amount_matches": ("the amount is the one agreed", "金额与约定一致"),
        "offline_amount_matches": ("the amount is the one agreed", "金额与约定一致"),
        "delivery_proven": ("the delivery is proven", "有签收凭证"),
        "nothing_received": ("nothing was received yet", "尚未收到任何商品"),
        "lines_accepted": ("every line is decided and one accepted", "各行商品均已判定且至少一行合格"),
        "lines_rejected": ("every line is decided and none accepted", "各行商品均已判定且无一合格"),
        "lapsed_shipment": ("closed since nothing was shipped in time", "因逾期未寄回而关闭"),
        "within_return_appeal": ("within the time to object", "在申诉期限内"),
        "within_exchange_window": ("within the time to exchange again", "在再次换货期限内"),
    }
)

REFUSALS: Final = Catalogue.of(
    {
        "remedy_unknown": ("say what the customer is to get: {choices}", "请明确售后方式：{choices}"),
        "remedy_not_offered": ("{remedy} is not offered; there are: {choices}", "不提供{remedy}；可选：{choices}"),
        "terms_empty": ("say which remedy or which amount is proposed", "请写明协商的售后方式或金额"),
        "refund_unknown": ("say how much goes back", "请写明退款金额"),
        "applications_used_up": ("applied {most} times, which is the most", "申请次数已达上限{most}次"),
        "application_changed": ("the customer has changed it meanwhile", "申请已修改，处理期限重新计算"),
        "application_not_changed": ("the customer has changed nothing", "申请未修改"),
        "not_eligible": ("it is not eligible", "不符合退货资格"),
        "eligible_unknown": ("nobody has decided whether it is eligible", "尚未判定退货资格"),
        "eligible_needs_review": ("it needs a review by: {roles}", "须由以下角色复核：{roles}"),
        "evidence_incomplete": ("attach evidence: {purposes}", "请补充凭证：{purposes}"),
        "return_address_missing": ("say where the goods go", "请提供退货地址"),
        "refusal_evidence_missing": ("name the evidence for it", "请提供拒绝依据"),
        "goods_come_back": ("goods come back first", "须先退回商品"),
        "goods_not_here": ("the goods are not here", "商品不在商家处"),
        "no_goods_come_back": ("no goods are to come back", "没有须寄回的商品"),
        "goods_on_their_way": ("the customer does not have the goods any more", "商品已不在顾客处"),
        "exchange_not_wanted": ("the customer wants no exchange", "顾客未要求换货"),
        "stock_unknown": ("say whether stock is reserved for the exchange", "请确认有无换货库存"),
        "stock_not_reserved": ("there is no stock for the exchange", "没有换货库存"),
        "exchange_possible": ("the customer wants an exchange, and there is stock", "顾客要求换货且有库存"),
        "amount_differs": ("{paid} was paid, but {agreed} was agreed", "实付{paid}，约定{agreed}"),
        "delivery_proof_missing": ("name the proof of delivery", "请提供签收凭证"),
        "lines_received": ("received already: {lines}", "已收到：{lines}"),
        "lines_undecided": ("not decided yet: {lines}", "尚未判定：{lines}"),
        "lines_accepted_already": ("accepted already: {lines}", "已判定合格：{lines}"),
        "no_line_accepted": ("no line was accepted", "没有合格的商品行"),
        "shipment_not_lapsed": ("it was not closed for a late shipment", "并非因逾期未寄回而关闭"),
        "return_appeal_over": ("the time to object ended {until_at}", "申诉期限已于{until_at}届满"),
        "exchange_window_over": ("the time to exchange again ended {until_at}", "再次换货期限已于{until_at}届满"),
    }
)

RETURN_CASE_TEXTS: Final[Catalogue] = STATES | EVENTS | CONDITIONS | REFUSALS
"""What only a return speaks of."""
