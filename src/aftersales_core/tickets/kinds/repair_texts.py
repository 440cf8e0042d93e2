"""The words of a repair: its states, its events, its conditions."""

from typing import Final

from aftersales_core.reasons import Catalogue

__all__ = ["REPAIR_TEXTS"]

STATES: Final = Catalogue.of(
    {
        "state_requested": ("requested", "已申请"),
        "state_self_repair": ("guided self-repair", "自助维修中"),
        "state_quoted": ("quoted", "已报价"),
        "state_awaiting_device": ("waiting for the device", "待顾客寄件"),
        "state_awaiting_appointment": ("waiting for an appointment", "待预约"),
        "state_scheduled": ("appointment made", "已预约"),
        "state_diagnosing": ("being diagnosed", "检测中"),
        "state_appraisal": ("being appraised", "鉴定中"),
        "state_waiting_parts": ("waiting for parts", "等待配件"),
        "state_repairing": ("being repaired", "维修中"),
        "state_quality_check": ("quality check", "质检中"),
        "state_awaiting_acceptance": ("waiting for acceptance", "待顾客验收"),
        "state_follow_up": ("follow-up", "待回访"),
        "state_replacement_due": ("to be replaced", "待换货"),
        "state_replaced": ("replaced", "已换货"),
    }
)

EVENTS: Final = Catalogue.of(
    {
        "event_triage": ("settle how to repair", "确定维修方式"),
        "event_self_repaired": ("customer has repaired it", "顾客自助修好"),
        "event_self_repair_failed": ("customer could not repair it", "顾客自助维修未成功"),
        "event_accept_quote": ("accept the quote", "接受报价"),
        "event_decline_quote": ("decline the quote", "不接受报价"),
        "event_receive_device": ("receive the device", "签收寄修件"),
        "event_appoint": ("make an appointment", "预约"),
        "event_contact_failed": ("customer not reached", "未能联系上顾客"),
        "event_reschedule": ("move the appointment", "改约"),
        "event_reassign": ("send another engineer", "改派工程师"),
        "event_check_in": ("check in", "签到"),
        "event_no_show_customer": ("customer not there", "顾客不在场"),
        "event_no_show_engineer": ("engineer not there", "工程师未到场"),
        "event_start_repair": ("start the repair", "开始维修"),
        "event_request_parts": ("request parts", "申请配件"),
        "event_parts_arrived": ("parts arrive", "配件到货"),
        "event_request_appraisal": ("ask for an appraisal", "申请鉴定"),
        "event_appraised_redo": ("appraised: try again", "鉴定结论：重新维修"),
        "event_appraised_end": ("appraised: end it", "鉴定结论：结束维修"),
        "event_deem_unrepairable": ("find it beyond repair", "判定无法修复"),
        "event_repaired": ("report the work", "提交维修报告"),
        "event_repair_failed": ("the repair fails", "维修失败"),
        "event_qc_pass": ("pass the quality check", "质检通过"),
        "event_qc_fail": ("fail the quality check", "质检不通过"),
        "event_reject_work": ("reject the work", "验收不通过"),
        "event_confirm_ok": ("customer confirms that it works", "回访确认正常"),
        "event_redo": ("do it again", "返修"),
        "event_refill_report": ("complete the report", "补填维修报告"),
        "event_exchange_opened": ("open the exchange", "创建换货单"),
        "event_recur": ("the fault comes back", "故障复发"),
    }
)

CONDITIONS: Final = Catalogue.of(
    {
        "warranty_known": ("it must be known whether it is in warranty", "须先确认是否在保修期内"),
        "service_mode_known": ("the way of service must be known", "须先确认服务方式"),
        "in_warranty": ("in warranty", "在保修期内"),
        "out_of_warranty": ("out of warranty", "已过保修期"),
        "self_repair": ("the customer repairs it with a guide", "服务方式为指导自助维修"),
        "mail_in": ("the device is sent in", "服务方式为寄修"),
        "on_site": ("it is repaired on site", "服务方式为上门维修"),
        "guide_given": ("a guide must be given for a self-repair", "自助维修须附维修指南"),
        "quote_given": ("a quote must be given for what costs something", "收费维修须附报价"),
        "quote_is_current": ("it must be the current quote", "报价须为最新报价"),
        "slot_free": ("the slot must be free", "时段须可预约"),
        "slot_ahead": ("the slot must not be over", "时段须未结束"),
        "before_slot": ("it must be before the booked slot begins", "须在预约时段开始之前"),
        "slot_begun": ("the booked slot must have begun", "预约时段须已开始"),
        "reschedules_left": ("the appointment must be movable again", "改约次数须未用完"),
        "contact_attempts_left": ("attempts to reach the customer must be left", "联系次数须未用完"),
        "visits_left": ("visits must be left", "上门次数须未用完"),
        "engineer_assigned": ("an engineer must be assigned", "须先指派工程师"),
        "engineer_late": ("the grace after the slot's start must be over", "须已超过预约开始后的宽限期"),
        "fact_engineer_late_at": ("the end of the grace after the slot's start", "预约开始后宽限期满"),
        "parts_list": ("the parts must be listed", "须列明所需配件"),
        "work_report": ("the report must say what was done", "维修报告须列明所做项目"),
        "work_done": ("it must have been repaired", "须已完成过维修"),
        "second_failure": ("repaired too often without success", "维修失败次数已达上限"),
        "checker_not_engineer": ("the checker must be another than the engineer", "质检人员不得是维修工程师本人"),
        "acceptance_code": ("the acceptance code must be right", "验收码须正确"),
        "satisfied": ("the customer is not dissatisfied", "顾客未表示不满意"),
        "within_post_repair_guarantee": ("it must be within the guarantee of the repair", "须在维修后保修期内"),
        "same_fault": ("it must be the same fault", "须属于同一故障"),
    }
)

REPAIR_TEXTS: Final[Catalogue] = STATES | EVENTS | CONDITIONS
"""What only a repair speaks of."""
