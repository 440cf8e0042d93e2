# Peers are installed by `make bench` alone, so the type checkers of the project do not see them.
# pyright: reportMissingImports=false, reportMissingModuleSource=false
"""`businesstimedelta`: rules of working hours, lunch and holidays in a pytz zone."""

from datetime import datetime

import businesstimedelta as btd
import pytz

from benchmarks.calendars import Calendar
from benchmarks.questions import Add, Elapsed
from benchmarks.task import Task, Tasks, clock, utc_time

PACKAGE = "businesstimedelta"


def _rules(calendar: Calendar) -> btd.Rules:
    zone = pytz.timezone(calendar.tz)
    days = list(calendar.weekdays)
    opens, closes = clock(calendar.windows[0][0]), clock(calendar.windows[-1][1])
    rules = [btd.WorkDayRule(opens, closes, days, tz=zone)]
    for (_, lunch), (back, _) in zip(calendar.windows, calendar.windows[1:], strict=False):
        rules.append(btd.LunchTimeRule(clock(lunch), clock(back), days, tz=zone))
    if calendar.days_off:
        rules.append(btd.HolidayRule(calendar.days_off, tz=zone))
    return btd.Rules(rules, tz=zone)


def tasks(calendar: Calendar) -> Tasks:
    """Set up hours, lunch and holidays."""
    rules = _rules(calendar)

    def prepare_elapsed(question: Elapsed) -> tuple[object, ...]:
        return utc_time(question.start), utc_time(question.end)

    def prepare_add(question: Add) -> tuple[object, ...]:
        return utc_time(question.start), btd.BusinessTimeDelta(rules, hours=question.hours)

    def read_elapsed(answer: btd.BusinessTimeDelta) -> float:
        return float(answer.timedelta.total_seconds())

    def add(start: datetime, amount: btd.BusinessTimeDelta) -> datetime:
        return start + amount

    lacks = {"office": "", "shop": "make-up days", "nights": "starts after midnight"}[calendar.name]
    return {
        "elapsed": Task(prepare_elapsed, rules.difference, read_elapsed, lacks),
        "add": Task(prepare_add, add, datetime.timestamp, lacks),
    }
