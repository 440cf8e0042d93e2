"""Texts of the codes of the family three_guarantees: guarantees of goods, machinery and a marketplace's defaults."""

from typing import Final

from aftersales_core.reasons import Catalogue

__all__ = ["TEXTS"]

TERMS: Final = Catalogue.of(
    {
        "excluded_misuse": (
            "faults from wrong use, care or storage are not covered",
            "因使用、维护、保管不当造成的故障不在三包范围内",
        ),
        "excluded_opened_by_others": (
            "goods that were opened or repaired outside the authorised repairers are not covered",
            "非承担三包的修理者拆动的产品不在三包范围内",
        ),
        "excluded_no_proof": (
            "goods without both invoice and guarantee card are not covered",
            "既无有效发票又无三包凭证的产品不在三包范围内",
        ),
        "excluded_papers_mismatch": (
            "goods that differ from their papers, or whose papers were altered, are not covered",
            "凭证与产品型号不符或者凭证经涂改的，不在三包范围内",
        ),
        "excluded_force_majeure": (
            "damage by force majeure is not covered",
            "因不可抗力造成的损坏不在三包范围内",
        ),
        "excluded_buyer_caused": (
            "damage that the buyer caused is not covered",
            "因买家原因造成的损坏不在质保范围内",
        ),
        "fault_confirmed": (
            "the fault has to be confirmed on inspection",
            "故障须经检测确认",
        ),
        "fault_shown": (
            "the fault has to be confirmed; of durable goods up to {months} months old, it has to be disproved",
            "故障须经检测确认；耐用商品自签收起{months}个月内，由经营者就有无瑕疵承担举证责任",
        ),
        "fault_in_main_part": (
            "the longer term holds for faults in a main part only",
            "较长的三包有效期仅适用于主要部件的故障",
        ),
        "fault_serious": ("the fault has to be a serious one", "须属于严重质量问题"),
        "fault_general": ("this holds for general faults", "适用于一般质量问题"),
        "fault_not_in_wearing_part": ("wearing parts are not covered", "易损件不在此列"),
        "exchange_same_model_missing": (
            "for the whole price the goods go back only where the same model is not available",
            "仅在无同型号同规格产品时，方可不收折旧费退货",
        ),
        "exchange_other_model_declined": (
            "and only where the buyer wants no other model",
            "且消费者不愿调换其他型号产品",
        ),
        "exchange_same_model_available": (
            "where the same model is available but the buyer wants money, the goods go back less depreciation",
            "有同型号同规格产品而消费者要求退货的，收取折旧费后退货",
        ),
        "repair_exchange_due": (
            "only after {repairs} repairs in vain, {parts_days} days without parts, or {repairer_days} days of delay",
            "须修理{repairs}次仍不能正常使用，或缺少零配件超过{parts_days}日，或修理者自身拖延超过{repairer_days}日",
        ),
        "repair_same_fault_again": (
            "a repair has to last at least {days} days",
            "修理后的产品应能正常使用{days}日以上",
        ),
        "repair_same_fault_repeated": (
            "the same fault was repaired {repairs} times and has come again",
            "同一质量问题累计修理{repairs}次后再次出现",
        ),
        "repair_main_part_replaced": (
            "a main part was replaced for the fault, which has come again",
            "更换主要部件后同一质量问题再次出现",
        ),
        "repair_failed_or_late": (
            "the repair failed {repairs} times, or took more than {days} days",
            "维修{repairs}次仍未修好，或维修超过{days}天",
        ),
        "repair_spare_unit_after": (
            "a spare unit is due where the repair takes more than {days} days",
            "维修超过{days}日的，应提供备用机",
        ),
        "agri_return_conditions_unread": (
            "the conditions for returning agricultural machinery have to be looked up by a person",
            "农机产品的退货条件须由人工核对法规",
        ),
        "facts_exchanged_before_delivery": ("it was exchanged before it was delivered", "换货时间早于签收时间"),
        "facts_repaired_before_delivery": ("it was repaired before it was delivered", "修复时间早于签收时间"),
        "facts_in_repair_after_claim": ("it was handed in for repair after the claim", "送修时间晚于申请时间"),
        "depreciation": ("depreciation for the days of use", "折旧费"),
        "agreed_depreciation": ("the loss of value that was agreed", "协商一致的折旧费"),
    }
)

MOMENTS: Final = Catalogue.of(
    {
        "moment_handed_over_at": ("the delivery or installation", "交付或安装完成"),
        "moment_guarantee_from_at": ("the delivery, installation or last exchange", "交付、安装完成或最近一次换货"),
        "moment_invoice_on": ("the date of the invoice", "开具发票之日"),
        "moment_exchanged_at": ("the last exchange", "最近一次换货"),
        "moment_last_repaired_at": ("the last repair", "最近一次修复"),
        "moment_sent_for_repair_at": ("the handing in for repair", "送修"),
        "moment_first_season_began_on": (
            "the beginning of the first working season",
            "购机后的第一个作业季开始",
        ),
    }
)

WORDS: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "fault_cause": {
        "product": ("the product itself", "产品自身"),
        "misuse": ("wrong use, care or storage", "使用、维护、保管不当"),
        "opened_by_others": ("opening by others than authorised repairers", "非授权修理者拆动"),
        "force_majeure": ("force majeure", "不可抗力"),
    },
    "fault_in": {"main_part": ("in a main part", "主要部件"), "other_part": ("in another part", "其他部件")},
    "fault_grade": {"serious": ("serious", "严重质量问题"), "general": ("general", "一般质量问题")},
    "repair_delay_cause": {
        "none": ("nothing", "无"),
        "parts": ("parts", "缺少零配件"),
        "repairer": ("the repairer", "修理者自身原因"),
        "buyer": ("the buyer", "买家原因"),
    },
}

TEXTS: Final = (
    TERMS
    | MOMENTS
    | Catalogue.of({f"choice_{fact}_{word}": pair for fact, words in WORDS.items() for word, pair in words.items()})
)
