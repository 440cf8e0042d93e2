"""pandas: `CustomBusinessHour` and `CustomBusinessDay`."""

from datetime import date

import pandas as pd
from pandas.tseries.offsets import CustomBusinessDay, CustomBusinessHour

from benchmarks.calendars import Calendar
from benchmarks.questions import Add, AddDays, Elapsed
from benchmarks.task import Task, Tasks, clock, local_time

PACKAGE = "pandas"
DAY_SECONDS = 86400
NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _hours(calendar: Calendar, number: int) -> CustomBusinessHour:
    return CustomBusinessHour(
        n=number,
        weekmask=" ".join(NAMES[day] for day in calendar.weekdays),
        holidays=sorted(calendar.days_off),
        start=[clock(start) for start, _ in calendar.windows],
        end=[clock(end) for _, end in calendar.windows],
    )


def _days(calendar: Calendar, number: int) -> CustomBusinessDay:
    weekmask = " ".join(NAMES[day] for day in calendar.weekdays)
    return CustomBusinessDay(n=number, weekmask=weekmask, holidays=sorted(calendar.days_off))


def tasks(calendar: Calendar) -> Tasks:
    """Set up the offsets; pandas has no elapsed time, so whole hours are counted, as the usual recipe does."""
    hourly = _hours(calendar, 1)
    overnight = calendar.windows[-1][1] > DAY_SECONDS

    def stamp(second: int) -> pd.Timestamp:
        return pd.Timestamp(local_time(second, calendar.tz))

    def prepare_elapsed(question: Elapsed) -> tuple[object, ...]:
        start, end = stamp(question.start), stamp(question.end)
        # A range of zoned stamps raises where the clock changes inside a window; a range without zone answers.
        return (start.tz_localize(None), end.tz_localize(None)) if overnight else (start, end)

    def count(start: pd.Timestamp, end: pd.Timestamp) -> int:
        return len(pd.date_range(start, end, freq=hourly))

    def read_elapsed(answer: int) -> float:
        # So many stamps mean the whole hours before the last stamp, or one more when the end is outside hours.
        return 3600.0 * (answer - 0.5)

    def prepare_add(question: Add) -> tuple[object, ...]:
        return stamp(question.start), _hours(calendar, question.hours)

    def prepare_days(question: AddDays) -> tuple[object, ...]:
        return pd.Timestamp(question.start), _days(calendar, question.number)

    def move(start: pd.Timestamp, offset: CustomBusinessHour | CustomBusinessDay) -> pd.Timestamp:
        return start + offset

    def read_days(answer: pd.Timestamp) -> date:
        return answer.date()

    lacks = {"office": "", "shop": "make-up days", "nights": "changes of the clock"}[calendar.name]
    whole = "parts of an hour" + (", " + lacks if lacks else "")
    return {
        "elapsed": Task(prepare_elapsed, count, read_elapsed, whole, within=3600.0),
        "add": Task(prepare_add, move, pd.Timestamp.timestamp, lacks),
        "add_days": Task(prepare_days, move, read_days, "make-up days" if calendar.make_up_days else ""),
    }
