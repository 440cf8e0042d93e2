"""The texts of this room: why time counts or does not, and when something is due."""

from typing import Final

from aftersales_core.reasons import Catalogue

__all__ = ["MESSAGES"]

TRACE: Final = Catalogue.of(
    {
        "time_window": ("working hours", "工作时段"),
        "time_special_hours": ("special hours", "特别营业时段"),
        "time_make_up_day": ("make-up workday", "调休上班日"),
        "time_elapsed": ("elapsed time", "自然时间"),
        "time_closed": ("closed", "非工作时段"),
        "time_holiday": ("public holiday", "法定节假日"),
        "time_break": ("break", "休息"),
        "time_removed": ("taken out", "停业"),
        "time_pause": ("clock paused", "暂停计时"),
        "time_provisional": ("not confirmed yet", "待官方公布"),
    }
)

DEADLINE: Final = Catalogue.of(
    {
        "due_by": ("due by {at} ({tz}), that instant included", "截止 {at}（{tz}），含该时刻"),
        "due_before": (
            "due before {at} ({tz}); last second {last_second}",
            "截止 {at}（{tz}）之前，最后一秒 {last_second}",
        ),
        "due_provisional": ("{text}; provisional, holidays not published yet", "{text}；暂定，节假日安排尚未公布"),
    }
)

MESSAGES: Final[Catalogue] = TRACE | DEADLINE
"""Every code of this room with its English and Chinese text."""
