"""Working calendars, periods and deadlines: how long something took in working time, and by when it is due."""

from aftersales_core.worktime.algebra import CombinedCalendar
from aftersales_core.worktime.calendar import AnyCalendar, WorkingCalendar
from aftersales_core.worktime.compare import DayDifference, Recheck
from aftersales_core.worktime.country import country_holidays
from aftersales_core.worktime.deadline import Deadline
from aftersales_core.worktime.holiday_table import HolidayTable
from aftersales_core.worktime.period import Period
from aftersales_core.worktime.trace import Trace, TraceRow
from aftersales_core.worktime.week import WeeklyHours, Window

__all__ = [
    "AnyCalendar",
    "CombinedCalendar",
    "DayDifference",
    "Deadline",
    "HolidayTable",
    "Period",
    "Recheck",
    "Trace",
    "TraceRow",
    "WeeklyHours",
    "Window",
    "WorkingCalendar",
    "country_holidays",
]
