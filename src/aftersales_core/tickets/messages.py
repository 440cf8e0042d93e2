"""The texts of this room: why a ticket is sorted, ranked and assigned as it is, or why it cannot be."""

from typing import Final

from aftersales_core.reasons import Catalogue
from aftersales_core.tickets.kinds.complaint_texts import COMPLAINT_TEXTS
from aftersales_core.tickets.kinds.csat import CSAT_TEXTS
from aftersales_core.tickets.kinds.feedback import FEEDBACK_TEXTS
from aftersales_core.tickets.kinds.incident import INCIDENT_TEXTS
from aftersales_core.tickets.kinds.inquiry import INQUIRY_TEXTS
from aftersales_core.tickets.kinds.labels import SHARED_TEXTS
from aftersales_core.tickets.kinds.repair_texts import REPAIR_TEXTS
from aftersales_core.tickets.kinds.returns_texts import RETURN_CASE_TEXTS
from aftersales_core.tickets.line_texts import LINE_TEXTS
from aftersales_core.tickets.roles import ROLES
from aftersales_core.tickets.texts import DESK_TEXTS, EFFECT_TEXTS, TICKET_TEXTS

__all__ = ["MESSAGES"]

WORDS: Final = Catalogue.of(
    {
        "term_undeclared": (
            "{id} is no declared {vocabulary}; there are: {choices}",
            "{id}不是已声明的{vocabulary}；可选：{choices}",
        ),
        "role_undeclared": (
            "{role} is no declared role; there are: {choices}",
            "{role}不是已声明的角色；可选：{choices}",
        ),
        "escalation_unknown_level": (
            "level {level} is not in the chain of escalation; the levels are: {levels}",
            "升级链中没有级别{level}；现有级别：{levels}",
        ),
        "escalation_at_top": ("there is no level above {level} ({roles})", "级别{level}（{roles}）之上没有更高级别"),
        "escalation_at_bottom": ("there is no level below {level} ({roles})", "级别{level}（{roles}）之下没有更低级别"),
    }
)

SORTING: Final = Catalogue.of(
    {
        "triage_fact_missing": (
            "{fact} must be known before this can be sorted (rules: {rules})",
            "分类前须了解{fact}（规则：{rules}）",
        ),
        "triage_no_rule": ("no rule of {table} holds: sort it by hand", "{table}中没有适用的规则：请人工分类"),
        "priority_fact_missing": ("{fact} is not known; it can be: {choices}", "{fact}未知；可选：{choices}"),
    }
)

QUEUE: Final = Catalogue.of(
    {
        "queue_priority": ("priority {priority}", "优先级{priority}"),
        "queue_raised": (
            "waiting for {minutes} minutes: raised by {levels} to {level}",
            "已等待{minutes}分钟：上调{levels}级至{level}",
        ),
        "queue_turn_by_due": ("its turn is at {at}, when it is due", "按截止时间{at}排序"),
        "queue_turn_by_patience": ("its turn is at {at}, the longest that anyone waits", "按最长等待时间{at}排序"),
        "queue_behind_level": ("behind {ticket}, which is {level}", "排在{ticket}之后：其级别为{level}"),
        "queue_behind_turn": ("behind {ticket}, whose turn is at {at}", "排在{ticket}之后：其排序时间为{at}"),
        "queue_behind_waiting": ("behind {ticket}, which waits since {at}", "排在{ticket}之后：其自{at}起等待"),
        "queue_behind_id": ("behind {ticket}, which has the smaller number", "排在{ticket}之后：其编号较小"),
    }
)

CHOSEN: Final = Catalogue.of(
    {
        "assign_preferred": ("preferred, with {load} of {capacity} tickets", "指定受理人，现有工单{load}/{capacity}"),
        "assign_only_one": (
            "the only one who can, with {load} of {capacity} tickets",
            "唯一可受理人，现有工单{load}/{capacity}",
        ),
        "assign_least_loaded": (
            "least loaded, with {load} of {capacity} tickets",
            "负荷最低，现有工单{load}/{capacity}",
        ),
        "assign_first_by_id": (
            "first by number of those equally loaded, with {load} of {capacity} tickets",
            "负荷相同，按编号优先，现有工单{load}/{capacity}",
        ),
        "assign_handed_over": ("handed over to {to}, whose case it is", "属于{to}的职责，已转交"),
        "assign_fallback": ("handed over to {to}, since no agent can take it", "没有坐席可受理，已转交{to}"),
        "assign_nobody": ("nobody can take it; agents asked: {asked}", "无人可受理；已询问坐席{asked}人"),
        "assign_fact_missing": (
            "{fact} must be known to tell whether it goes to {parties}",
            "须了解{fact}才能判断是否转交{parties}",
        ),
    }
)

NOT_CHOSEN: Final = Catalogue.of(
    {
        "agent_excluded": ("may not have this ticket", "不得受理此工单"),
        "agent_other_role": ("is {role}, but {needed} is needed", "角色为{role}，需要{needed}"),
        "agent_lacks_skills": ("lacks skills: {skills}", "缺少技能：{skills}"),
        "agent_other_region": ("does not serve {region}, only: {regions}", "不负责{region}，仅负责：{regions}"),
        "agent_other_language": (
            "does not speak {language}, only: {languages}",
            "不能使用{language}，仅能使用：{languages}",
        ),
        "agent_off_shift": ("off shift {shift} at {at}", "{at}不在班次{shift}内"),
        "agent_shift_unknown": (
            "shift {shift} is known only until {known_until}",
            "班次{shift}仅已知至{known_until}",
        ),
        "agent_at_capacity": ("has {load} tickets, capacity {capacity}", "现有工单{load}，上限{capacity}"),
        "agent_more_loaded": (
            "has {load} of {capacity} tickets, more than {chosen}",
            "现有工单{load}/{capacity}，负荷高于{chosen}",
        ),
        "agent_later_by_id": (
            "has {load} of {capacity} tickets, no more than {chosen}, who comes first by number",
            "现有工单{load}/{capacity}，负荷与{chosen}相同，编号在后",
        ),
        "agent_not_preferred": ("{chosen} is preferred", "已指定{chosen}优先"),
    }
)

KINDS: Final[Catalogue] = (
    TICKET_TEXTS
    | DESK_TEXTS
    | EFFECT_TEXTS
    | SHARED_TEXTS
    | INQUIRY_TEXTS
    | COMPLAINT_TEXTS
    | RETURN_CASE_TEXTS
    | LINE_TEXTS
    | REPAIR_TEXTS
    | FEEDBACK_TEXTS
    | INCIDENT_TEXTS
    | CSAT_TEXTS
    | ROLES.catalogue()
)

MESSAGES: Final[Catalogue] = WORDS | SORTING | QUEUE | CHOSEN | NOT_CHOSEN | KINDS
"""Every code of this room with its English and Chinese text."""
