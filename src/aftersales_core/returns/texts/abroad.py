"""Texts of the codes of the family abroad: what is excluded, what must be so, steps of the refund, events, answers."""

from typing import Final

from aftersales_core.reasons import Catalogue

__all__ = ["TEXTS"]

EXCLUSIONS: Final = {
    "excluded_custom_made_if_told": (
        "goods made to the buyer's order are outside this right if the buyer was told so beforehand",
        "按买家要求定制的商品，已事先明确告知的，不适用该权利",
    ),
    "excluded_perishable_if_told": (
        "goods that perish or expire soon are outside this right if the buyer was told so beforehand",
        "易腐或保质期短的商品，已事先明确告知的，不适用该权利",
    ),
    "excluded_hygiene_seal_broken": (
        "goods sealed for health or hygiene are outside this right once the seal is broken",
        "出于健康或卫生原因密封的商品，拆封后不适用该权利",
    ),
    "excluded_hygiene_opened_if_told": (
        "opened articles of personal hygiene are outside this right if the buyer was told so beforehand",
        "已拆封的个人卫生用品，已事先明确告知的，不适用该权利",
    ),
    "excluded_medium_seal_broken": (
        "recordings and software are outside this right once the seal is broken",
        "音像制品和软件拆封后不适用该权利",
    ),
    "excluded_medium_seal_broken_if_told": (
        "recordings and software with a broken seal are outside this right if the buyer was told so beforehand",
        "已拆封的音像制品和软件，已事先明确告知的，不适用该权利",
    ),
    "excluded_periodicals_if_told": (
        "newspapers and periodicals are outside this right if the buyer was told so beforehand",
        "报纸期刊，已事先明确告知的，不适用该权利",
    ),
    "excluded_value_fallen_if_told": (
        "goods that lost much of their value by use are outside this right if the buyer was told so beforehand",
        "因使用而明显贬值的商品，已事先明确告知的，不适用该权利",
    ),
    "other_conditions_digital_supply": (
        "digital content supplied online has conditions of its own",
        "在线交付的数字内容适用专门条件",
    ),
    "other_conditions_periodicals": (
        "newspapers and periodicals have conditions of their own",
        "报纸期刊适用专门条件",
    ),
    "withdrawal_button_missing": (
        "without a button to withdraw on the web page, information may have been missing",
        "网页未提供撤回按钮的，可能属于未履行告知义务",
    ),
}

CONDITIONS: Final = {
    "no_federal_right": (
        "federal law gives no right to return goods bought online, by mail, by telephone or in a shop",
        "联邦法律未就网购、邮购、电话购物或门店购物规定退货权",
    ),
    "cooling_off_exempt_sale": (
        "the federal rule exempts some sales, such as vehicles, insurance and emergencies",
        "联邦规则豁免部分交易，例如车辆、保险和紧急情况",
    ),
    "cooling_off_home_price": (
        "a sale at home can be cancelled if the price is at least {least}",
        "在住所成交的，价款不低于{least}方可取消",
    ),
    "cooling_off_elsewhere_price": (
        "a sale at a temporary place can be cancelled if the price is at least {least}",
        "在临时场所成交的，价款不低于{least}方可取消",
    ),
    "own_return_term_shown": (
        "the shop's own term on returns, where clearly shown, stands in place of this right",
        "商家已明确显示自己的退货特约的，以该特约为准",
    ),
    "defect_minor": (
        "a minor defect does not end the contract",
        "轻微缺陷不能解除合同",
    ),
    "repair_or_replacement_first": (
        "repair or replacement comes first, unless it failed, was refused or is impossible, or the defect is serious",
        "应先维修或更换，除非维修更换未成功、被拒绝或不可能，或缺陷严重",
    ),
    "repair_impossible": (
        "no repair where it is impossible or out of proportion",
        "维修不可能或费用明显过高的，不予维修",
    ),
    "replacement_impossible": (
        "no replacement where it is impossible or out of proportion",
        "更换不可能或费用明显过高的，不予更换",
    ),
}

STEPS: Final = {
    "refund_delivery_paid": ("delivery that was paid", "退还已付配送费"),
    "refund_standard_delivery": ("delivery at the price of the standard one", "按标准配送费退还"),
    "refund_value_lost_by_handling": ("value lost by more than inspecting the goods", "超出查验范围造成的价值减损"),
    "refund_value_decrease": ("decrease in value", "价值减少部分"),
}

MOMENTS: Final = {
    "moment_withdrawal_informed_at": ("the information on the right to withdraw", "告知撤回权"),
    "moment_installation_notified_at": ("the notice that it is installed", "安装完成通知"),
    "moment_ownership_passed_at": ("the passing of ownership", "所有权转移"),
    "moment_lasts_until_on": ("the end of the time that it can be expected to last", "合理预期的保存期届满"),
    "moment_repaired_back_at": ("the return from repair", "维修后交还"),
    "moment_written_terms_at": ("the written terms", "收到书面合同条款"),
    "moment_noticed_at": ("noticing the problem", "发现问题"),
    "moment_defect_shown_at": ("the appearance of the defect", "缺陷显现"),
}

CHOICES: Final = {
    "says_withdrawal_information": (
        "the buyer was informed of the right to withdraw: {value}",
        "撤回（解除）权的告知情况为{value}",
    ),
    "choice_withdrawal_information_in_time": ("in time", "及时告知"),
    "choice_withdrawal_information_later": ("late", "事后才告知"),
    "choice_withdrawal_information_never": ("never", "从未告知"),
    "choice_sale_place_home": ("at the buyer's home", "买家住所"),
    "choice_sale_place_temporary_place": ("at a place hired for a time", "临时租用的场所"),
    "choice_defect_gravity_minor": ("minor", "轻微"),
    "choice_defect_gravity_ordinary": ("ordinary", "一般"),
    "choice_defect_gravity_serious": ("serious", "严重"),
}

TEXTS: Final = Catalogue.of({**EXCLUSIONS, **CONDITIONS, **STEPS, **MOMENTS, **CHOICES})
