"""The texts of this room: why a machine says no, and the words of its tables and diagrams."""

from typing import Final

from aftersales_core.reasons import Catalogue

__all__ = ["MESSAGES"]

REFUSALS: Final = Catalogue.of(
    {
        "other_definition": (
            "this was opened under {item_machine}, not under {machine}: migrate it, or use its own definition",
            "该单据适用{item_machine}，而非{machine}：请先迁移，或使用其原有流程定义",
        ),
        "unknown_state": ("{machine} has no state {state}", "流程{machine}没有状态{state}"),
        "unknown_event": ("{machine} has no event {event}", "流程{machine}没有事件{event}"),
        "unknown_role": ("{machine} declares no role {role}", "流程{machine}没有角色{role}"),
        "stale_version": (
            "it has changed meanwhile: version {actual}, not {expected}",
            "内容已更新：当前版本为{actual}，而非{expected}",
        ),
        "earlier_than_last": (
            "{at} is before its last event at {last_at}",
            "{at}早于上一事件的时间{last_at}",
        ),
        "illegal_event": (
            "{event} is not possible in state {state}; possible: {possible}",
            "状态{state}下不能{event}；可以：{possible}",
        ),
        "role_not_permitted": ("{event} is for {roles}, not for {role}", "{event}仅限{roles}，{role}无权操作"),
        "key_reused": (
            "the key {key} was used for something else already",
            "幂等键{key}已用于其他操作",
        ),
        "payload_missing": ("{field} must be given", "必须填写{field}"),
        "payload_unknown": ("{field} does not belong here", "此处不应填写{field}"),
        "timer_not_due": ("{event} is not due before {due_at}", "{event}须等到{due_at}"),
        "timer_not_set": ("{event} has no time set: {fact} is not known", "{event}未设定时间：{fact}未知"),
        "timer_needs_calendar": (
            "whether {event} is due cannot be told without a calendar",
            "缺少日历，无法判断{event}是否到期",
        ),
        "not_migratable": (
            "state {state} of {item_machine} cannot move to {machine}",
            "{item_machine}的状态{state}不能迁移到{machine}",
        ),
        "no_migration": (
            "{machine} says nothing about items of {item_machine}",
            "{machine}未说明如何迁移{item_machine}的单据",
        ),
        "already_migrated": ("it is on {machine} already", "已适用{machine}"),
        "kept_on_version": (
            "in state {state} it stays on {item_machine} until it is finished",
            "状态{state}下仍适用{item_machine}，直至办结",
        ),
        "unknown_part": ("there is no part {part}; the parts are: {known}", "没有部分{part}；现有：{known}"),
    }
)

CONFORMANCE: Final = Catalogue.of(
    {
        "begins_elsewhere": ("it begins in {state} instead of {begins}", "起始状态为{state}，应为{begins}"),
        "no_rule_between": (
            "no rule leads from {source} to {target}; it may lead to: {targets}",
            "没有从{source}到{target}的规则；可到：{targets}",
        ),
        "event_leads_elsewhere": (
            "{event} leads from {source} to {targets}, not to {target}",
            "{event}从{source}到{targets}，而非{target}",
        ),
        "ends_unfinished": (
            "the log ends in {state}, which is not a closed state",
            "日志止于{state}，尚未到达关闭状态",
        ),
    }
)

WORDS: Final = Catalogue.of(
    {
        "lifecycle_states": ("States", "状态"),
        "lifecycle_rules": ("Rules", "规则"),
        "lifecycle_state": ("State", "状态"),
        "lifecycle_category": ("Category", "类别"),
        "lifecycle_event": ("Event", "事件"),
        "lifecycle_from": ("From", "从"),
        "lifecycle_to": ("To", "到"),
        "lifecycle_who": ("Who", "角色"),
        "lifecycle_conditions": ("Conditions", "条件"),
        "lifecycle_effects": ("Effects", "后续动作"),
        "lifecycle_timer": ("Timer", "时限"),
        "lifecycle_version": ("version {version}", "版本 {version}"),
        "category_initial": ("initial", "初始"),
        "category_active": ("active", "处理中"),
        "category_paused": ("paused", "暂停"),
        "category_done": ("done", "已完成"),
        "category_closed": ("closed", "已关闭"),
        "role_system": ("system", "系统"),
        "anchor_entered": ("{period} after entering the state", "进入该状态后{period}"),
        "anchor_last_activity": ("{period} after the last activity", "最后一次动作后{period}"),
        "anchor_opened": ("{period} after opening", "创建后{period}"),
        "anchor_fact": ("at {fact}", "到{fact}时"),
        "period_seconds": ("{n} seconds", "{n}秒"),
        "period_minutes": ("{n} minutes", "{n}分钟"),
        "period_hours": ("{n} hours", "{n}小时"),
        "period_hours_of_days": ("{n} × 24 hours", "{n}×24小时"),
        "period_working_minutes": ("{n} working minutes", "{n}个工作分钟"),
        "period_working_hours": ("{n} working hours", "{n}个工作小时"),
        "period_working_days": ("{n} working days", "{n}个工作日"),
        "period_days": ("{n} days", "{n}天"),
        "period_months": ("{n} months", "{n}个月"),
        "period_years": ("{n} years", "{n}年"),
    }
)

MESSAGES: Final[Catalogue] = REFUSALS | CONFORMANCE | WORDS
"""Every code of this room with its English and Chinese text."""
