"""The words of the account in English and Chinese."""

from typing import Final
from unicodedata import east_asian_width

from aftersales_core import Catalogue, Reason, render
from aftersales_core.reasons import Param

__all__ = ["padded", "reason_text", "say"]

TEXTS: Final = Catalogue.of(
    {
        "story_rows": ("One row per ticket", "每张工单一行"),
        "story_events": ("Events as rows", "事件逐行保存"),
        "story_opened": (
            "{event}: {state}, class {class_id}, priority {priority}",
            "{event}：{state}，类别{class_id}，优先级{priority}",
        ),
        "story_moved": (
            "{event}: {before} -> {after} (version {version})",
            "{event}：{before} → {after}（版本{version}）",
        ),
        "story_stayed": ("{event} (version {version})", "{event}（版本{version}）"),
        "story_refused": ("{event}: refused, nothing is stored", "{event}：不予受理，未作任何保存"),
        "story_because": ("    {why}: {reason}", "    {why}：{reason}"),
        "story_repeated": (
            "{event}: key {key} was answered before; the same answer, nothing is stored",
            "{event}：幂等键{key}已处理过；返回相同结果，不再保存",
        ),
        "story_assigned": ("    triage and roster say: {agent}, {why}", "    分派结果：{agent}，{why}"),
        "story_poll": (
            "what is due: events {events}, new orders {orders}",
            "到期处理：事件{events}个，新指令{orders}条",
        ),
        "story_sent": ("    sent: {what} (key {key})", "    已发出：{what}（键 {key}）"),
        "story_clock": ("    {metric}: {words}", "    {metric}：{words}"),
        "story_text": ("    text {ref}: {text}", "    文本{ref}：{text}"),
        "story_wake": ("    next look at {at}: {why}", "    下次查看 {at}：{why}"),
        "story_poller": ("poller", "轮询"),
        "story_outbox": ("outbox", "发件箱"),
        "story_delivered": ("to be sent: {count}", "待发出{count}条"),
        "story_alike": (
            "The same walk gives the same account, line for line; the rows are:",
            "同样的流程，逐行结果一致；保存的事件为：",
        ),
        "story_same": (
            "The row, the events, and the snapshot with later events give the same ticket: {state}, version {version}.",
            "按行保存、按事件重放、按快照加后续事件重放，所得工单完全相同：{state}，版本{version}。",
        ),
        "event_migrate": ("go over to a new version", "迁移至新版本"),
        "text_parcel": (
            "My cherries have not come. I live at 12 Garden Road.",
            "我的车厘子还没收到。我住在花园路12号。",
        ),
        "text_sorry": ("We are asking the carrier.", "正在向快递核实。"),
        "text_which": ("Which of your two orders is it?", "请问是两个订单中的哪一个？"),
        "text_this_one": ("The one of 10 February.", "2月10日的那个。"),
        "text_sent_again": ("We have sent it again.", "已为您补发。"),
        "text_still": ("It still has not come!", "还是没有收到！"),
        "text_here": ("The courier brings it today.", "快递员今天送到。"),
        "id_taken": ("there is a ticket {ticket} already", "工单号{ticket}已被使用"),
        "why_invalid": ("not valid", "无效"),
        "why_not_permitted": ("not permitted", "无权限"),
        "why_conflict": ("conflict", "冲突"),
        "why_illegal": ("not possible here", "当前不可行"),
        "why_unmet": ("condition not met", "条件未满足"),
        "why_missing": ("missing", "缺少"),
    }
)
"""This program's own words; the library knows those of its kinds, roles, effects and reasons."""


def say(lang: str, code: str, **params: Param) -> str:
    """Return one of the account's texts, or one of the library's."""
    return reason_text(lang, Reason.of(code, "invalid", **params))


def padded(text: str, columns: int) -> str:
    """Fill up to a number of columns; a Chinese character takes two."""
    return text + " " * (columns - sum(2 if east_asian_width(char) in "WF" else 1 for char in text))


def reason_text(lang: str, reason: Reason) -> str:
    """Return the text of a reason: this program's where it has one, else the library's with the library's labels."""
    return render(reason, lang, TEXTS if TEXTS.get(reason.code) is not None else None)
