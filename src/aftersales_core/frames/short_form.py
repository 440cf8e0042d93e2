"""The short form: one period from one column to another, without a policy."""

import numpy as np

from aftersales_core.errors import InvalidColumn, WrongType
from aftersales_core.frames.assessment import Assessment, Promise, Stretch, assessed
from aftersales_core.frames.columns import TimeColumn, time_column
from aftersales_core.frames.deadlines import midnights
from aftersales_core.frames.ranks import I64, NAT
from aftersales_core.frames.request import Request
from aftersales_core.frames.tables import Shelf
from aftersales_core.worktime.calendar import AnyCalendar, WorkingCalendar
from aftersales_core.worktime.holiday_table import HolidayTable
from aftersales_core.worktime.period import Period

__all__ = ["judged_by_period"]


def judged_by_period(
    request: Request, period: Period, calendar: AnyCalendar | None, start_name: str, stop_name: str | None
) -> tuple[str, Assessment]:
    """Return the zone in which deadlines are shown, and the answers; without a stop column every row is still open."""
    bound = _calendar(period, calendar, request.tz)
    shelf = Shelf(bound.compiled)
    start = time_column(request.frame, start_name, request.tz)
    if start.is_date and (period.is_amount or period.ends == "same_time"):
        raise InvalidColumn(start_name, f"holds dates, but {period.unit} count from a time of day: give instants")
    begun = _instants(shelf, start)
    stopped = np.full(begun.shape, NAT)
    if stop_name is not None:
        stop = time_column(request.frame, stop_name, request.tz)
        if stop.is_date and not start.is_date:
            raise InvalidColumn(stop_name, f"holds dates, but {start_name!r} holds instants: give instants in both")
        stopped = _instants(shelf, stop)
    pauses, problems = request.row_pauses()
    stretch = Stretch(
        begun, stopped, pauses.as_of(stopped, request.as_of_us), problems, start.numbers if start.is_date else None
    )
    promise = Promise(period, bound, request.as_of_us, request.beyond_horizon)
    shown = bound.tz if calendar is not None else request.tz or start.tz or "UTC"
    return shown, assessed(promise, stretch)


def _calendar(period: Period, calendar: AnyCalendar | None, tz: str | None) -> AnyCalendar:
    """Return the calendar to count on; clock time needs none, and dates only need a zone."""
    if calendar is not None:
        return calendar
    if period.is_working or period.roll is not None:
        raise WrongType("calendar", f"a working calendar for a period of {period.unit}", "None")
    if tz is None and (not period.is_amount or period.count_from == "next_midnight"):
        raise WrongType("calendar", f"a working calendar, or tz= a zone, for a period of {period.unit}", "None")
    return WorkingCalendar("clock", tz or "UTC", "24x7", HolidayTable.none())


def _instants(shelf: Shelf, column: TimeColumn) -> I64:
    """Return a column's instants, for dates their midnights in the calendar's zone."""
    if not column.is_date:
        return column.numbers
    begun = midnights(shelf, column.numbers)
    begun[(begun == NAT) & (column.numbers != NAT)] = -1
    return begun
