"""The words that several lifecycles share, so that one thing has one name everywhere."""

from typing import Final

from aftersales_core.reasons import Catalogue
from aftersales_core.tickets.texts import EFFECT_TEXTS

__all__ = ["SHARED_TEXTS"]

STATES: Final = Catalogue.of(
    {
        "state_new": ("new", "新建"),
        "state_open": ("open", "处理中"),
        "state_waiting_customer": ("waiting for the customer", "等待顾客"),
        "state_on_hold": ("on hold", "挂起"),
        "state_resolved": ("resolved", "已解决"),
        "state_closed": ("closed", "已关闭"),
        "state_cancelled": ("cancelled", "已撤销"),
    }
)

EVENTS: Final = Catalogue.of(
    {
        "event_assign": ("assign", "分派"),
        "event_request_info": ("ask the customer", "询问顾客"),
        "event_customer_reply": ("customer writes", "顾客回复"),
        "event_hold": ("put on hold", "挂起"),
        "event_resume": ("resume", "恢复处理"),
        "event_resolve": ("resolve", "解决"),
        "event_lapse": ("time runs out", "到期"),
        "event_reopen": ("reopen", "重开"),
        "event_follow_up": ("follow up", "回访"),
        "event_cancel": ("cancel", "撤销"),
        "event_accept": ("accept", "确认接受"),
        "event_appeal": ("appeal", "申诉"),
        "event_rule_for_customer": ("rule for the customer", "裁定支持顾客"),
        "event_rule_for_seller": ("rule for the seller", "裁定支持商家"),
        "fact_resume_at": ("the time that was set", "设定的时间"),
    }
)

CONDITIONS: Final = Catalogue.of(
    {
        "has_assignee": ("somebody must be assigned", "须先指定受理人"),
        "no_open_tasks": ("tasks must be finished first: {tasks}", "须先完成子任务：{tasks}"),
        "not_auto_generated": ("it must not be an automatic message", "不得为自动回复"),
        "not_muted": ("the ticket must not be muted", "工单不得静音"),
        "no_customer_waiting": ("the customer must not be waiting for an answer", "顾客不得有待回复的消息"),
        "not_out_of_office": ("the customer must not be out of office", "顾客不得处于外出状态"),
        "not_satisfied": ("not solved or not satisfied", "未解决或不满意"),
        "within_reopen_window": ("only until {until_at}", "须在{until_at}之前"),
        "not_self": ("a ticket cannot be merged into itself", "工单不能并入自身"),
        "target_not_merged": ("the other was merged into {into} already", "目标工单已并入{into}"),
        "same_customer": ("both must be of the same customer", "两张工单须属于同一顾客"),
        "target_kind": (
            "it becomes another ticket of another kind, not {ticket_kind}",
            "须转换为另一张其他类型的工单，{ticket_kind}不可用",
        ),
    }
)

SHARED_TEXTS: Final[Catalogue] = STATES | EVENTS | CONDITIONS | EFFECT_TEXTS
"""States, events and conditions that more than one lifecycle has."""
