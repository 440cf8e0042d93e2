"""Every text of the report in English and Chinese, and how numbers, lengths and instants are written."""

import datetime as dt
from typing import Final

from aftersales_core.outcomes import Share
from aftersales_core.reasons import Catalogue, Reason, language, render
from aftersales_core.worktime import Period
from sla_report.interval import wilson

TEXTS: Final = Catalogue.of(
    {
        "heading": (
            "SLA compliance of {tickets} tickets as of {as_of} ({tz})",
            "{tickets} 张工单的 SLA 达成情况，截至 {as_of}（{tz}）",
        ),
        "made_up": (
            "Made-up tickets: a year of a shop that does not exist (seed {seed}). Give --input FILE for your own.",
            "以下工单为虚构数据：一家并不存在的生鲜店铺的一年（随机种子 {seed}）。用 --input 文件 换成你自己的工单。",
        ),
        "read_from": ("Read from {file}.", "数据来自 {file}。"),
        "promise": ("Promise", "承诺"),
        "within": ("Target", "时限"),
        "share": ("Share", "达成率"),
        "interval": ("95 % interval", "95 % 区间"),
        "goal": ("Goal", "目标"),
        "verdict": ("Result", "结论"),
        "met": ("Met", "达成"),
        "late": ("Late", "超时"),
        "open_breached": ("Open, late", "未结超时"),
        "pending": ("Pending", "进行中"),
        "no_target": ("No target", "无时限"),
        "excluded": ("Withdrawn", "已撤销"),
        "reached": ("reached", "达标"),
        "reached_unproven": ("reached, too few to be sure", "达标，样本偏少"),
        "missed": ("missed", "未达标"),
        "missed_unproven": ("missed, too few to be sure", "未达标，样本偏少"),
        "by": (
            "By {group}: share met (decided); ! is below the goal beyond chance",
            "按{group}：达成率（已判定数）；! 表示显著低于目标",
        ),
        "by_page": (
            "By {group}: share met (decided); tinted cells are below the goal beyond chance",
            "按{group}：达成率（已判定数）；着色格显著低于目标",
        ),
        "strip_note": (
            "Blue counted, green is a make-up workday, yellow a holiday, violet a pause; the red line is the deadline.",
            "蓝色计入，绿色为调休上班日，黄色为法定节假日，紫色为暂停；红线为截止时间。",
        ),
        "month": ("month", "月份"),
        "quarter": ("quarter", "季度"),
        "weekday": ("weekday", "星期"),
        "hour": ("hour of the day", "时段"),
        "kind": ("kind", "类型"),
        "channel": ("channel", "渠道"),
        "category": ("category", "品类"),
        "worst": ("The worst of: {metric}", "最严重的超时：{metric}"),
        "breach": (
            "{ticket} ({facts}): received {received}, due {due}, {done}; {used} of the allowed time used",
            "{ticket}（{facts}）：{received} 收到，{due} 截止，{done}；用时为时限的 {used}",
        ),
        "done_at": ("done {at}", "{at} 完成"),
        "still_open": ("still open", "至今未结"),
        "after_due": (
            "after the deadline: {days} days with working hours; {holidays} public holidays left out",
            "截止之后：{days} 天有工作时段，{holidays} 天法定节假日不计",
        ),
        "from_to": ("From - to", "起止"),
        "counted": ("Counted", "计入"),
        "why": ("Why", "原因"),
        "bad_rows": ("{count} rows could not be judged; all others were:", "{count} 行无法判定，其余各行均已判定："),
        "bad_row": ("line {line}, {ticket}: {reason}", "第 {line} 行，{ticket}：{reason}"),
        "bad_row_late": ("{ticket}: {reason}", "{ticket}：{reason}"),
        "more": ("... and {count} more", "……另有 {count} 行"),
        "no_id": ("(no id)", "（无编号）"),
        "compared": (
            "Beside the source's own flag: the same answer for {same} of {both} tickets that both decide ({share}).",
            "与来源自带标记对照：双方均已判定的 {both} 张中，{same} 张一致（{share}）。",
        ),
        "compared_row": ("we say {ours}, the source says {theirs}: {count}", "本报告：{ours}；来源：{theirs}：{count}"),
        "provisional": (
            "{count} answers rest on holidays that nobody has published yet.",
            "{count} 个结果依据尚未公布的节假日安排，为暂定。",
        ),
        "chart": ("{metric}: share met by {group}", "{metric}：按{group}的达成率"),
        "chart_note": (
            "Dot: share met. Whisker: 95 % Wilson interval. Dashed line: goal. Bar: decided tickets.",
            "圆点：达成率。竖线：95 % Wilson 区间。虚线：目标。柱：已判定工单数。",
        ),
        "none": ("nothing", "未判定"),
        "length_hours": ("{hours} h {minutes} min", "{hours} 小时 {minutes} 分"),
        "length_minutes": ("{minutes} min", "{minutes} 分钟"),
        "unit_seconds": ("{n} s", "{n} 秒"),
        "unit_minutes": ("{n} min", "{n} 分钟"),
        "unit_hours": ("{n} h", "{n} 小时"),
        "unit_working_minutes": ("{n} working min", "{n} 工作分钟"),
        "unit_working_hours": ("{n} working h", "{n} 工作小时"),
        "unit_working_days": ("{n} working days", "{n} 个工作日"),
        "unit_days": ("{n} days", "{n} 天"),
        "unit_months": ("{n} months", "{n} 个月"),
        "unit_years": ("{n} years", "{n} 年"),
        "various": ("by rule", "按规则"),
    }
)

WEEKDAYS: Final = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
}


def say(lang: str, code: str, **params: str | int) -> str:
    """Return a text of the report in a language; a code without a text is a user's own name and stands for itself."""
    return code if TEXTS.get(code) is None else render(Reason(code, tuple(sorted(params.items()))), lang, TEXTS)


def group_name(group: str, lang: str) -> str:
    """Return the name of a group, such as "kind, channel" for "kind+channel"."""
    return ("、" if language(lang) == "zh" else ", ").join(say(lang, key) for key in group.split("+"))


def percent(value: float, digits: int = 1) -> str:
    """Write a share in percent; one that is not whole is never rounded up to 100 or down to 0."""
    text = f"{100 * value:.{digits}f}"
    if value < 1 and float(text) >= 100:  # noqa: PLR2004 - a hundred percent
        text = f"{100 - 10**-digits:.{digits}f}"
    if value > 0 and float(text) <= 0:
        text = f"{10**-digits:.{digits}f}"
    return f"{text} %"


def share_text(share: Share) -> str:
    """Write the share met, or a dash where nothing is decided."""
    return "-" if share.ratio is None else percent(float(share.ratio))


def interval_text(share: Share) -> str:
    """Write the interval of a share."""
    interval = wilson(share)
    return "-" if interval is None else f"{100 * interval[0]:.1f} - {100 * interval[1]:.1f} %"


def length_text(length: dt.timedelta, lang: str) -> str:
    """Write a length of working time in hours and minutes; it has no days, since a working day has no fixed length."""
    minutes = round(length.total_seconds() / 60)
    if minutes < 60:  # noqa: PLR2004 - minutes of an hour
        return say(lang, "length_minutes", minutes=minutes)
    return say(lang, "length_hours", hours=minutes // 60, minutes=f"{minutes % 60:02d}")


def period_text(period: Period, lang: str) -> str:
    """Write a period with its unit."""
    return say(lang, f"unit_{period.unit}", n=period.amount)


def weekday_text(day: dt.date, lang: str) -> str:
    """Return the short name of a day of the week."""
    return WEEKDAYS[language(lang)][day.weekday()]


def instant_text(at: dt.datetime) -> str:
    """Write an instant on its own wall clock, to the minute."""
    return f"{at:%Y-%m-%d %H:%M}"
