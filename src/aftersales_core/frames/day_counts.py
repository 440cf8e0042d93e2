"""Periods that count days, months, years or working days, from the start's date to the instant of the deadline."""

import numpy as np

from aftersales_core.frames.ranks import I64, NAT
from aftersales_core.frames.tables import Tables
from aftersales_core.instants import DAY, SECOND
from aftersales_core.worktime.period import Period

__all__ = ["counted"]


def counted(period: Period, tables: Tables, start: I64, day: I64 | None) -> I64:
    """Return the instants at which a count of days without pauses ends; NaT where the tables do not reach.

    ``day`` holds the starts' dates where these were given without a time of day.
    """
    if period.unit == "working_days" and period.ends == "same_time":
        return _same_working_time(period, tables, start)
    wall = tables.wall
    last = _last_days(period, tables, wall.days(start) if day is None else day)
    if period.ends == "close":
        due = tables.day_windows.last_close(last)
    elif period.ends == "same_time":
        due = _at_time_of(tables, start, last)
    else:
        due = wall.midnights(last + 1)
    due[last == NAT] = NAT
    return due


def _last_days(period: Period, tables: Tables, first_day: I64) -> I64:
    """Return the dates on which a count ends; NaT where the tables do not reach."""
    days, counts_itself = tables.working_days, period.count_from == "same_day"
    if period.unit == "working_days":
        return days.nth(first_day - counts_itself, period.amount, "step" if counts_itself else period.convention)
    if period.unit == "days":
        last = first_day + (period.amount - counts_itself)
    else:
        last = _corresponding(first_day, period.amount * (12 if period.unit == "years" else 1), less=counts_itself)
    # A roll to a working day stays in the table; the other dates need the midnight after them to lie in it.
    if period.roll is not None:
        return days.nth(last, 0, "step")
    last[last >= days.end - 1] = NAT
    return last


def _corresponding(first_day: I64, months: int, *, less: bool) -> I64:
    """Return the corresponding dates some months later, the month's last day where there is none.

    With ``less`` the day before a date that does correspond: the first day itself counts.
    """
    first = first_day.view("M8[D]")
    month = first.astype("M8[M]")
    place = (first - month.astype("M8[D]")).astype(np.int64)
    there = month + months
    begin = there.astype("M8[D]").astype(np.int64)
    length = (there + 1).astype("M8[D]").astype(np.int64) - begin
    last: I64 = begin + np.minimum(place, length - 1)
    return np.where((place < length) & less, last - 1, last)


def _at_time_of(tables: Tables, start: I64, last: I64) -> I64:
    """Return the instants at which the wall clock shows the starts' time of day on other dates."""
    shown = tables.wall.local(start)
    time = shown - shown // DAY * DAY
    rest = time % SECOND
    return tables.wall.instants(last * DAY + (time - rest)) + rest


def _same_working_time(period: Period, tables: Tables, start: I64) -> I64:
    """Return the wall clock of each start, once it is open, on the n-th working day after, held inside its windows."""
    wall, windows = tables.wall, tables.day_windows
    opened = tables.clock.next_open(start)
    shown = wall.local(opened)
    day = shown // DAY
    rest = shown % SECOND
    # A time of night belongs to the window of the date before, and is counted from that date's midnight.
    owner = day - windows.holds(day - 1, opened)
    steps = period.amount - (period.count_from == "same_day")
    last = owner if steps == 0 else tables.working_days.nth(owner, steps, period.convention)
    at = wall.instants((last - owner) * DAY + shown - rest) + rest
    due = windows.clamped(last, at)
    due[(opened == NAT) | (last == NAT)] = NAT
    return due
