# Peers are installed by `make bench` alone, so the type checkers of the project do not see them.
# pyright: reportMissingImports=false, reportMissingModuleSource=false
"""`sla-calculator`: a deadline from whole hours, one window a day, holidays of a country, minutes."""

import warnings

import pendulum
from sla_calculator import SLA_Calculator

from benchmarks.calendars import Calendar
from benchmarks.questions import Add
from benchmarks.task import Task, Tasks, local_time, posix

PACKAGE = "sla-calculator"


def tasks(calendar: Calendar) -> Tasks:
    """Set the process's zone to the calendar's, since the library reads no other."""
    if calendar.country is None or calendar.windows[-1][1] > 86400:
        return {}
    opens, closes = calendar.windows[0][0] // 3600, calendar.windows[-1][1] // 3600
    country = calendar.country
    calculator = SLA_Calculator()

    def prepare(question: Add) -> tuple[object, ...]:
        pendulum.set_local_timezone(pendulum.timezone(calendar.tz))
        return pendulum.instance(local_time(question.start, calendar.tz)), question.hours

    def call(start: pendulum.DateTime, hours: int) -> pendulum.DateTime:
        return calculator.calculate(start, opens, closes, country_name=country, sla_in_hours=hours)

    def read(answer: pendulum.DateTime) -> float:
        return posix(answer, calendar.tz)

    warnings.filterwarnings("ignore", message=".*CountryHoliday.*")
    lacks = "seconds" if calendar.name == "office" else "seconds, lunch break, make-up days"
    return {"add": Task(prepare, call, read, lacks, within=60.0)}
