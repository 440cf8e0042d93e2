"""How a length of time reads, from the period itself: in the published policy, and in the reasons of an answer."""

from collections.abc import Mapping
from typing import Final

from aftersales_core.reasons import Language
from aftersales_core.worktime.period import Period

__all__ = ["UNITS", "WAYS", "counted_words", "length_words"]

UNITS: Final[Mapping[str, tuple[str, str, str]]] = {
    "seconds": ("second", "seconds", "秒"),
    "minutes": ("minute", "minutes", "分钟"),
    "hours": ("hour", "hours", "小时"),
    "working_minutes": ("working minute", "working minutes", "个工作分钟"),
    "working_hours": ("working hour", "working hours", "个工作小时"),
    "working_days": ("working day", "working days", "个工作日"),
    "days": ("day", "days", "日"),
    "months": ("month", "months", "个月"),
    "years": ("year", "years", "年"),
}
"""For each unit of a period: one of it, several of it, and its Chinese measure word."""

WAYS: Final[Mapping[str, tuple[str, str]]] = {
    "start": ("counted to the second from {since}", "自{since}时起算，精确到秒"),
    "next_midnight": ("counted from the midnight after {since}", "自{since}次日零时起算"),
    "next_day": ("counted from the day after {since}", "自{since}次日起算"),
    "same_day": ("counted with the day of {since} as the first", "自{since}当日起算"),
}
"""For each ``count_from`` of a period: from where it is counted, in both languages."""

ROLLED: Final = (
    ", moved to the next working day if the last day is not one",
    "，最后一日不是工作日的，顺延至下一个工作日",
)
ENDINGS: Final[Mapping[str, tuple[str, str]]] = {
    "end_of_day": ("", ""),
    "same_time": (", to the same time of day", "，至最后一日的同一时刻"),
    "close": (", to the end of working hours", "，至最后一日的工作时段结束"),
}


def length_words(period: Period, lang: Language) -> str:
    """Return how long a period is.

    >>> length_words(Period.hours(48), "en"), length_words(Period.working_days(1), "en")
    ('48 hours', '1 working day')
    >>> length_words(Period.days(7), "zh")
    '7日'
    """
    one, many, measure = UNITS[period.unit]
    if lang == "zh":
        return f"{period.amount}{measure}"
    return f"{period.amount} {one if period.amount == 1 else many}"


def counted_words(period: Period, since: str, lang: Language) -> str:
    """Return from where a period is counted, and what may move its end.

    >>> counted_words(Period.days(14, roll="next_working_day"), "the delivery", "en")
    'counted from the day after the delivery, moved to the next working day if the last day is not one'
    >>> counted_words(Period.hours(168, "next_midnight"), "签收", "zh")
    '自签收次日零时起算'
    """
    place = 1 if lang == "zh" else 0
    way = WAYS[period.count_from][place].replace("{since}", since)
    ending = ENDINGS[period.ends][place] if period.ends is not None else ""
    return way + ending + (ROLLED[place] if period.roll is not None else "")
