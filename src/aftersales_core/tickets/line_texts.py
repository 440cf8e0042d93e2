"""The words of a return's lines, and of what a return is called by its lines."""

from typing import Final

from aftersales_core.reasons import Catalogue

__all__ = ["LINE_TEXTS"]

MACHINES: Final = Catalogue.of(
    {
        "state_reception_awaited": ("awaited", "待寄回"),
        "state_reception_in_transit": ("on its way", "在途"),
        "state_reception_received": ("received", "已收货"),
        "state_reception_lost_in_transit": ("lost in transit", "运输途中丢失"),
        "state_reception_wrong_item": ("another item came", "寄回商品不符"),
        "state_reception_short_shipped": ("missing from the parcel", "包裹内缺少"),
        "state_reception_given_to_customer": ("kept by the customer", "无须寄回，顾客留用"),
        "state_reception_expired": ("not sent in time", "逾期未寄回"),
        "state_reception_cancelled": ("cancelled", "已撤销"),
        "state_reception_unexchanged": ("kept, and the exchange sent back", "保留原商品，退回换货商品"),
        "state_acceptance_pending": ("not decided yet", "待判定"),
        "state_acceptance_accepted": ("accepted", "合格"),
        "state_acceptance_rejected": ("rejected", "不合格"),
        "state_acceptance_manual_review": ("under review", "人工复核中"),
        "event_send_line": ("send a line back", "寄出商品行"),
        "event_receive_line": ("receive a line", "签收商品行"),
        "event_lose_line": ("a line is lost", "商品行丢失"),
        "event_misship_line": ("another item comes for a line", "商品行寄错"),
        "event_short_ship_line": ("a line is missing", "商品行缺少"),
        "event_give_line": ("let the customer keep a line", "商品行由顾客留用"),
        "event_expire_line": ("a line comes too late", "商品行逾期"),
        "event_cancel_line": ("take a line out", "撤销商品行"),
        "event_unexchange_line": ("keep the line that was exchanged", "商品行改为不换"),
        "event_accept_line": ("accept a line", "判定合格"),
        "event_reject_line": ("reject a line", "判定不合格"),
        "event_review_line": ("have a line reviewed", "转人工复核"),
        "line_completed": ("nothing more will come of the line", "该行商品已收货或不再寄回"),
        "line_not_completed": ("the line is still awaited", "该行商品尚未收货"),
        "unknown_line": ("there is no line {line}; there are: {choices}", "没有商品行{line}；现有：{choices}"),
        "no_lines": ("there is no line {line}, nor any other", "没有商品行{line}，也没有其他商品行"),
    }
)

STATUS: Final = Catalogue.of(
    {
        "line_status_no_lines": ("no lines", "没有商品行"),
        "line_status_called_off": ("called off", "已全部撤销"),
        "line_status_received": ("received", "已收货"),
        "line_status_completed": ("nothing more awaited", "收货已了结"),
        "line_status_partially_received": ("partially received", "部分收货"),
        "line_status_in_transit": ("on its way", "在途"),
        "line_status_awaited": ("awaited", "待寄回"),
        "line_status_accepted": ("accepted", "全部合格"),
        "line_status_rejected": ("rejected", "全部不合格"),
        "line_status_manual_review": ("under review", "人工复核中"),
        "line_status_partially_accepted": ("partially accepted", "部分合格"),
        "line_status_partially_rejected": ("partially rejected", "部分不合格"),
        "line_status_pending": ("not decided yet", "待判定"),
        "line_status_returned": ("returned", "已退货"),
        "line_status_partially_returned": ("partially returned", "部分退货"),
        "line_status_not_returned": ("not returned", "未退货"),
    }
)

LINE_TEXTS: Final[Catalogue] = MACHINES | STATUS
"""What is said of lines; a word of ``LineStatus`` has its text under ``line_status_`` and the word."""
