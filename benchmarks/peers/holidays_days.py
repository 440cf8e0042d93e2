"""`holidays`: working days of a country, with make-up days where the package has them."""

from datetime import date, timedelta

import holidays

from benchmarks.calendars import FIRST_YEAR, LAST_YEAR, Calendar
from benchmarks.questions import AddDays, CountDays
from benchmarks.task import Task, Tasks

PACKAGE = "holidays"


def tasks(calendar: Calendar) -> Tasks:
    """Load the country; its count includes both ends, so the end moves back by a day."""
    if calendar.country is None:
        return {}
    table = holidays.country_holidays(calendar.country, years=range(FIRST_YEAR, LAST_YEAR + 1))

    def prepare_count(question: CountDays) -> tuple[object, ...]:
        return question.start, question.end - timedelta(days=1)

    def prepare_add(question: AddDays) -> tuple[object, ...]:
        return question.start, question.number

    def read_day(answer: date) -> date:
        return answer

    return {
        "count_days": Task(prepare_count, table.get_working_days_count, float),
        "add_days": Task(prepare_add, table.get_nth_working_day, read_day),
    }
