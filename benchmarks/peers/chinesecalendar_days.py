# Peers are installed by `make bench` alone, so the type checkers of the project do not see them.
# pyright: reportMissingImports=false, reportMissingModuleSource=false
"""`chinesecalendar`: Chinese working days with make-up days, from its own data."""

from datetime import date, timedelta

import chinese_calendar

from benchmarks.calendars import Calendar
from benchmarks.questions import AddDays, CountDays
from benchmarks.task import Task, Tasks

PACKAGE = "chinesecalendar"


def tasks(calendar: Calendar) -> Tasks:
    """Use the module's functions; its list of working days includes both ends, so the end moves back by a day."""
    if calendar.country != "CN":
        return {}

    def prepare_count(question: CountDays) -> tuple[object, ...]:
        return question.start, question.end - timedelta(days=1)

    def count(start: date, end: date) -> int:
        return len(chinese_calendar.get_workdays(start, end))

    def prepare_add(question: AddDays) -> tuple[object, ...]:
        # From a free day the library first rolls forward, which takes one of the steps asked for.
        rolled = not chinese_calendar.is_workday(question.start)
        return question.number - rolled, question.start

    def read_day(answer: date) -> date:
        return answer

    return {
        "count_days": Task(prepare_count, count, float),
        "add_days": Task(prepare_add, chinese_calendar.find_workday, read_day),
    }
