"""The words for what any ticket knows: the desk's events, its conditions, and why it says no."""

from typing import Final

from aftersales_core.reasons import Catalogue

__all__ = ["DESK_TEXTS", "EFFECT_TEXTS", "TICKET_TEXTS"]

DESK_TEXTS: Final = Catalogue.of(
    {
        "state_desk_live": ("in progress", "处理中"),
        "state_desk_final": ("finished", "已办结"),
        "event_absorb": ("take in a merged ticket", "并入其他工单"),
        "event_agent_reply": ("reply to the customer", "回复顾客"),
        "event_ask_follow_up": ("ask for a follow-up", "发起回访"),
        "event_open": ("open a ticket", "创建工单"),
        "event_assign": ("assign", "分派"),
        "event_attach": ("attach a file", "添加附件"),
        "event_classify": ("classify", "分类"),
        "event_contact": ("contact the customer", "联系顾客"),
        "event_customer_reply": ("customer writes", "顾客回复"),
        "event_de_escalate": ("bring back down", "降级"),
        "event_escalate": ("escalate", "升级"),
        "event_finish_task": ("finish a task", "完成子任务"),
        "event_follow_up": ("follow up", "回访"),
        "event_hand_over": ("hand over", "转交"),
        "event_link_ticket": ("link a ticket", "关联工单"),
        "event_note": ("add a note", "添加备注"),
        "event_notify_customer": ("tell the customer", "告知顾客"),
        "event_offer_solution": ("offer a solution", "提出解决方案"),
        "event_open_task": ("open a task", "新建子任务"),
        "event_prioritise": ("set the priority", "设定优先级"),
        "event_redact": ("redact personal data", "清除个人信息"),
        "event_set_facts": ("set facts", "更新信息"),
        "event_split": ("split", "拆分"),
        "event_flow_ended": ("the lifecycle ends", "流程结束"),
        "event_flow_reopened": ("the lifecycle is reopened", "流程重开"),
        "another_assignee": ("{assignee} has it already", "{assignee}已是受理人"),
        "another_ticket": ("it must be another ticket", "须为另一张工单"),
        "class_declared": ("the class must be declared", "类别须已声明"),
        "priority_declared": ("the priority must be declared", "优先级须已声明"),
        "level_above": ("there must be a level above", "须存在更高级别"),
        "level_below": ("there must be a level below", "须存在更低级别"),
        "task_is_new": ("task {task} is open already", "子任务{task}已存在"),
        "task_is_open": ("task {task} is not open; there are: {choices}", "子任务{task}未开启；现有：{choices}"),
        "no_task_is_open": ("no task is open", "没有未完成的子任务"),
        "split_kind": ("there is no kind {ticket_kind}", "没有类型{ticket_kind}"),
        "facts_declared": ("class and priority must be declared", "类别与优先级须已声明"),
        "lines_are_its_own": ("{ids} are not of this ticket", "{ids}不属于该工单"),
    }
)
"""What is said of every ticket, whatever its kind."""

EFFECT_TEXTS: Final = Catalogue.of(
    {
        "effect_apologise": ("apologise", "致歉"),
        "effect_ask_customer": ("ask the customer", "询问顾客意见"),
        "effect_call_back": ("call back", "回电"),
        "effect_escalate": ("escalate", "升级"),
        "effect_inform_consumers": ("inform consumers", "告知消费者"),
        "effect_move_messages": ("move the messages", "移动消息"),
        "effect_move_votes": ("move the votes", "移动投票"),
        "effect_notify_customer": ("tell the customer", "告知顾客"),
        "effect_notify_duty_holders": ("call in everybody with a duty", "通知各职责人"),
        "effect_notify_engineer": ("tell the engineer", "通知工程师"),
        "effect_notify_level": ("tell the next level", "通知上级"),
        "effect_notify_party": ("tell whoever takes it over", "通知承接方"),
        "effect_notify_voters": ("tell the voters", "通知投票人"),
        "effect_open_complaint": ("open a complaint", "创建投诉单"),
        "effect_open_exchange": ("open an exchange", "创建换货单"),
        "effect_open_ticket": ("open a ticket", "创建工单"),
        "effect_order_parts": ("order parts", "订购配件"),
        "effect_prepare_file": ("prepare the file", "准备材料"),
        "effect_publish": ("publish", "公开发布"),
        "effect_request_pickup": ("have the goods picked up", "安排上门取件"),
        "effect_ship_exchange": ("ship the exchange", "寄出换货商品"),
        "effect_spawn_follow_up": ("open a follow-up ticket", "创建后续工单"),
        "effect_start_refund": ("start the refund", "发起退款"),
        "effect_start_remedy": ("start the remedy", "启动补救"),
    }
)
"""What the shell is asked to do, as people call it."""

TICKET_TEXTS: Final = Catalogue.of(
    {
        "kind_undeclared": (
            "there is no kind {ticket_kind}; there are: {choices}",
            "没有类型{ticket_kind}；可选：{choices}",
        ),
        "not_own_ticket": ("customers may do this to their own tickets only", "顾客只能操作自己的工单"),
        "fact_not_permitted": ("customers cannot state {facts}", "顾客不能填写{facts}"),
        "ticket_exists": ("ticket {ticket} was opened under the key {key} already", "工单{ticket}已用幂等键{key}创建"),
        "merge_circle": ("these tickets are merged in a circle: {tickets}", "以下工单循环合并：{tickets}"),
        "received_later": (
            "it cannot have been received at {received_at}, after it was opened at {at}",
            "收到时间{received_at}不能晚于创建时间{at}",
        ),
        "personal_redacted": ("{ref} was redacted at {at} ({why})", "{ref}已于{at}清除（{why}）"),
        "personal_unknown": ("{ref} is not known; there are: {choices}", "{ref}不存在；现有：{choices}"),
        "notice_warning": ("{metric} has used {share} of its time", "{metric}已用去时限的{share}"),
        "notice_breach": ("{metric} was not met by {due_at}", "{metric}未在{due_at}前达成"),
        "wake_timer": ("by itself: {event}", "到时自动：{event}"),
        "wake_sla": ("the clock of {metric} changes", "{metric}的时限状态将变化"),
        "wake_duty": ("duty {duty} becomes overdue", "职责{duty}将逾期"),
        "wake_follow_up": ("the follow-up is due", "应进行回访"),
    }
)
"""Why a ticket cannot be opened or touched, and why to look at it again."""
