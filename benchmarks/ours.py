"""This library, set up like any peer."""

from datetime import date, datetime, timedelta
from functools import cache

from aftersales_core.worktime.calendar import WorkingCalendar
from aftersales_core.worktime.holiday_table import HolidayTable
from aftersales_core.worktime.week import WeeklyHours
from benchmarks.calendars import FIRST_YEAR, LAST_YEAR, Calendar
from benchmarks.questions import Add, AddDays, CountDays, Elapsed
from benchmarks.task import Task, Tasks, local_time

PACKAGE = "aftersales-core"
NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _time(second: int) -> str:
    return f"{second // 3600 % 24:02}:{second // 60 % 60:02}"


def fresh_calendar(calendar: Calendar, first_year: int = FIRST_YEAR, last_year: int = LAST_YEAR) -> WorkingCalendar:
    """Build a calendar of which nothing is compiled yet."""
    plain = {
        NAMES[day]: [[_time(start), _time(end)] for start, end in windows]
        for day, windows in enumerate(calendar.week)
        if windows
    }
    known = range(first_year, last_year + 1)
    table = HolidayTable.of(
        [day for day in calendar.days_off if day.year in known],
        [day for day in calendar.make_up_days if day.year in known],
        first_year=first_year,
        last_year=last_year,
    )
    return WorkingCalendar(calendar.name, calendar.tz, WeeklyHours.from_plain(plain), table)


@cache
def working_calendar(calendar: Calendar) -> WorkingCalendar:
    """Give the one calendar that every section shares."""
    return fresh_calendar(calendar)


def tasks(calendar: Calendar) -> Tasks:
    """Ask with aware datetimes of the calendar's own zone: what a caller has, though not the fastest kind."""
    hours = working_calendar(calendar)

    def prepare_elapsed(question: Elapsed) -> tuple[object, ...]:
        return local_time(question.start, calendar.tz), local_time(question.end, calendar.tz)

    def prepare_add(question: Add) -> tuple[object, ...]:
        return local_time(question.start, calendar.tz), timedelta(hours=question.hours)

    def prepare_count(question: CountDays) -> tuple[object, ...]:
        return question.start, question.end

    def prepare_days(question: AddDays) -> tuple[object, ...]:
        return question.start, question.number

    def read_day(answer: date) -> date:
        return answer

    return {
        "elapsed": Task(prepare_elapsed, hours.working_time_between, timedelta.total_seconds),
        "add": Task(prepare_add, hours.add_working_time, datetime.timestamp),
        "count_days": Task(prepare_count, hours.working_days_between, float),
        "add_days": Task(prepare_days, hours.add_working_days, read_day),
    }
