# Peers are installed by `make bench` alone, so the type checkers of the project do not see them.
# pyright: reportMissingImports=false, reportMissingModuleSource=false
"""`SimpleSLACalc`: a deadline from hours, one window a day, holidays of a country, minutes."""

import warnings

import pendulum
from SimpleSLACalc import SLACalculator

from benchmarks.calendars import Calendar
from benchmarks.questions import Add
from benchmarks.task import Task, Tasks, local_time, posix

PACKAGE = "simpleslacalc"


def tasks(calendar: Calendar) -> Tasks:
    """Set up hours and a country."""
    if calendar.country is None or calendar.windows[-1][1] > 86400:
        return {}
    opens, closes = calendar.windows[0][0] // 3600, calendar.windows[-1][1] // 3600
    country = calendar.country
    calculator = SLACalculator()

    def prepare(question: Add) -> tuple[object, ...]:
        return pendulum.instance(local_time(question.start, calendar.tz)), question.hours

    def call(start: pendulum.DateTime, hours: int) -> pendulum.DateTime:
        item = calculator.calculate(
            start, opens, closes, calendar.tz, skip_business_hours=False, sla_hours=hours, holiday_country=country
        )
        return item.sla_expiration_time

    def read(answer: pendulum.DateTime) -> float:
        return posix(answer, calendar.tz)

    warnings.filterwarnings("ignore", message=".*CountryHoliday.*")
    lacks = "seconds" if calendar.name == "office" else "seconds, lunch break, make-up days"
    return {"add": Task(prepare, call, read, lacks, within=60.0)}
