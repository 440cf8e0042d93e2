"""The texts of this room: how a clock stands."""

from typing import Final

from aftersales_core.reasons import Catalogue

__all__ = ["MESSAGES"]

MESSAGES: Final[Catalogue] = Catalogue.of(
    {
        "sla_not_started": ("not started", "未开始计时"),
        "sla_running": ("running, due {due}, {remaining} left", "计时中，截止 {due}，剩余 {remaining}"),
        "sla_at_risk": ("at risk: due {due}, {remaining} left", "临近超时：截止 {due}，剩余 {remaining}"),
        "sla_paused": ("paused, {remaining} left when it resumes", "已暂停，恢复后剩余 {remaining}"),
        "sla_open_breached": (
            "breached: was due {due}, {remaining} over",
            "已超时：应于 {due} 前完成，超出 {remaining}",
        ),
        "sla_met": ("met: took {elapsed}, due {due}", "达成：用时 {elapsed}，截止 {due}"),
        "sla_late": ("late: took {elapsed}, was due {due}", "超时完成：用时 {elapsed}，应于 {due} 前完成"),
        "sla_cancelled": ("cancelled", "已取消"),
        "sla_no_target": ("no target", "无时限目标"),
        "sla_working_time": ("{clock} working hours", "{clock} 工作小时"),
        "sla_provisional": ("{text} (provisional)", "{text}（暂定）"),
    }
)
"""Every code of this room with its English and Chinese text."""
