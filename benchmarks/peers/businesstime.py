# Peers are installed by `make bench` alone, so the type checkers of the project do not see them.
# pyright: reportMissingImports=false, reportMissingModuleSource=false
"""`businesstime`: one window a day, naive wall-clock times."""

from datetime import timedelta

from businesstime import BusinessTime

from benchmarks.calendars import Calendar
from benchmarks.questions import Elapsed
from benchmarks.task import Task, Tasks, clock, wall_clock

PACKAGE = "businesstime"


def tasks(calendar: Calendar) -> Tasks:
    """Set up the window from the first opening to the last close."""
    start, end = calendar.windows[0][0], calendar.windows[-1][1]
    if end > 86400:
        return {}
    weekends = tuple(day for day in range(7) if day not in calendar.weekdays)
    hours = BusinessTime(business_hours=(clock(start), clock(end)), weekends=weekends, holidays=calendar.days_off)

    def prepare(question: Elapsed) -> tuple[object, ...]:
        return wall_clock(question.start, calendar.tz), wall_clock(question.end, calendar.tz)

    def read(answer: timedelta) -> float:
        return answer.total_seconds()

    lacks = "zone" if calendar.name == "office" else "zone, lunch break, make-up days"
    return {"elapsed": Task(prepare, hours.businesstime_hours, read, lacks)}
