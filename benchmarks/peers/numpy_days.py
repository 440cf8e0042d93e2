"""numpy: `busday_count` and `busday_offset`, days only."""

from datetime import date

import numpy as np

from benchmarks.calendars import Calendar
from benchmarks.questions import AddDays, CountDays
from benchmarks.task import Task, Tasks

PACKAGE = "numpy"


def busday_calendar(calendar: Calendar) -> np.busdaycalendar:
    """Give the weekday mask and the days off."""
    mask = [day in calendar.weekdays for day in range(7)]
    return np.busdaycalendar(weekmask=mask, holidays=sorted(calendar.days_off))


def tasks(calendar: Calendar) -> Tasks:
    """Set up the day calendar; a free day rolls back, so that the first step lands on the next working day."""
    days = busday_calendar(calendar)

    def prepare_count(question: CountDays) -> tuple[object, ...]:
        return np.datetime64(question.start), np.datetime64(question.end)

    def count(start: np.datetime64, end: np.datetime64) -> np.int64:
        return np.busday_count(start, end, busdaycal=days)

    def prepare_add(question: AddDays) -> tuple[object, ...]:
        return np.datetime64(question.start), question.number

    def add(start: np.datetime64, number: int) -> np.datetime64:
        return np.busday_offset(start, number, roll="backward", busdaycal=days)

    def read_day(answer: np.datetime64) -> date:
        return date.fromisoformat(str(answer))

    lacks = "make-up days" if calendar.make_up_days else ""
    return {
        "count_days": Task(prepare_count, count, float, lacks),
        "add_days": Task(prepare_add, add, read_day, lacks),
    }
