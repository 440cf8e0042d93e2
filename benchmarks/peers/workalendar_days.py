# Peers are installed by `make bench` alone, so the type checkers of the project do not see them.
# pyright: reportMissingImports=false, reportMissingModuleSource=false
"""`workalendar`: working days of a country, from its own data."""

from datetime import date, timedelta

from workalendar.asia import China
from workalendar.usa import UnitedStates

from benchmarks.calendars import Calendar
from benchmarks.questions import AddDays, CountDays
from benchmarks.task import Task, Tasks

PACKAGE = "workalendar"


class FederalHolidays(UnitedStates):
    """The federal days; the option for the newest of them is off by default."""

    include_juneteenth = True


COUNTRIES = {"US": FederalHolidays, "CN": China}


def tasks(calendar: Calendar) -> Tasks:
    """Load the country; its count leaves the first day out and takes the last in, so both move back by a day."""
    if calendar.country is None:
        return {}
    table = COUNTRIES[calendar.country]()

    def prepare_count(question: CountDays) -> tuple[object, ...]:
        return question.start - timedelta(days=1), question.end - timedelta(days=1)

    def prepare_add(question: AddDays) -> tuple[object, ...]:
        return question.start, question.number

    def read_day(answer: date) -> date:
        return answer

    lacks = "years before 2018 and after 2023" if calendar.make_up_days else ""
    return {
        "count_days": Task(prepare_count, table.get_working_days_delta, float, lacks),
        "add_days": Task(prepare_add, table.add_working_days, read_day, lacks),
    }
