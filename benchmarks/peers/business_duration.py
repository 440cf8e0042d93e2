# Peers are installed by `make bench` alone, so the type checkers of the project do not see them.
# pyright: reportMissingImports=false, reportMissingModuleSource=false
"""`business-duration`: one window a day, naive wall-clock times, on pandas."""

from business_duration import businessDuration

from benchmarks.calendars import Calendar
from benchmarks.questions import Elapsed
from benchmarks.task import Task, Tasks, clock, wall_clock

PACKAGE = "business-duration"


def tasks(calendar: Calendar) -> Tasks:
    """Set up the window from the first opening to the last close; an earlier end means the next morning."""
    opens, closes = clock(calendar.windows[0][0]), clock(calendar.windows[-1][1])
    weekend = [day for day in range(7) if day not in calendar.weekdays]

    def prepare(question: Elapsed) -> tuple[object, ...]:
        return wall_clock(question.start, calendar.tz), wall_clock(question.end, calendar.tz)

    def call(start: object, end: object) -> object:
        # A frozen set where the documentation shows a list: the same look-ups, and faster.
        return businessDuration(start, end, opens, closes, weekend, calendar.days_off, "sec")

    lacks = {"office": "zone", "shop": "zone, lunch break, make-up days", "nights": "zone, changes of the clock"}
    return {"elapsed": Task(prepare, call, float, lacks[calendar.name])}
