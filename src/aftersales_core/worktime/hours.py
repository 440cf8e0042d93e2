"""Which hours a date has: special hours, make-up day, day off or week, in the calendar's order of precedence.

Here a calendar's wall-clock rules become stretches of time in UTC.
"""

import datetime as dt
import zoneinfo
from typing import Literal

import attrs

from aftersales_core.instants import DAY, EPOCH_ORDINAL, SECOND
from aftersales_core.worktime.compiled import Label
from aftersales_core.worktime.holiday_table import HolidayTable
from aftersales_core.worktime.localtime import civil_day, midnight, offset_micros, wall_micros
from aftersales_core.worktime.timeline import Edges, OwnedWindow, merge_edges, subtract_edges
from aftersales_core.worktime.week import WeeklyHours, Window

__all__ = ["DatedWindows", "DayPlan", "Hours", "Precedence"]

DatedWindows = tuple[tuple[dt.date, tuple[Window, ...]], ...]
Precedence = Literal["special_hours", "holiday"]
DayKind = Literal["week", "special_hours", "make_up_day", "day_off"]


@attrs.frozen
class DayPlan:
    """The windows of one date and the rule that gave them."""

    kind: DayKind
    windows: tuple[Window, ...]

    @property
    def is_closed_by_date(self) -> bool:
        """Tell whether a dated rule closes the day, as opposed to the week's own rest days."""
        return self.kind != "week" and not self.windows


class Hours:
    """The rules of one calendar, indexed by date for fast reading; part of its compiled form."""

    __slots__ = ("breaks", "cuts_tail", "dated", "names", "week", "where")

    def __init__(  # noqa: PLR0917 - the rules of a calendar, given once
        self,
        week: WeeklyHours,
        holidays: HolidayTable,
        special_hours: DatedWindows,
        breaks: DatedWindows,
        make_up_hours: tuple[Window, ...] | None,
        precedence: Precedence,
        *,
        cuts_tail: bool,
        where: zoneinfo.ZoneInfo,
    ) -> None:
        """Index the rules: later entries of ``dated`` win, so they are laid down in rising precedence."""
        # A list turned by one, since ordinal 1 (0001-01-01) was a Monday and ordinals are taken modulo seven.
        self.week = (week.windows[6], *week.windows[:6])
        usual = next((day for day in week.windows if day), ())
        make_up = usual if make_up_hours is None else make_up_hours
        off = {day.toordinal(): DayPlan("day_off", ()) for day in holidays.days_off}
        special = {day.toordinal(): DayPlan("special_hours", windows) for day, windows in special_hours}
        worked = {day.toordinal(): DayPlan("make_up_day", make_up) for day in holidays.make_up_days}
        self.dated = off | worked | special if precedence == "special_hours" else worked | special | off
        self.cuts_tail = cuts_tail
        self.where = where
        self.names = {day.toordinal(): name for day, name in holidays.names}
        self.breaks = merge_edges(edge for day, windows in breaks for edge in self._edges(day.toordinal(), windows))

    def plan(self, ordinal: int) -> DayPlan:
        """Return the windows that start on a date, before breaks, and why it has them."""
        return self.dated.get(ordinal) or DayPlan("week", self.week[ordinal % 7])

    def owned(self, first: int, last: int) -> list[OwnedWindow]:
        """Return the working time of the dates ``first`` to ``last`` (ordinals), by the day that it belongs to."""
        offsets = [offset_micros((day - EPOCH_ORDINAL) * DAY, self.where) for day in range(first - 1, last + 4)]
        found: list[OwnedWindow] = []
        dated, week = self.dated, self.week
        for index, day in enumerate(range(first, last + 1)):
            plan = dated.get(day)
            windows = week[day % 7] if plan is None else plan.windows
            if not windows:
                continue
            offset = offsets[index]
            if offset == offsets[index + 1] == offsets[index + 2] == offsets[index + 3] == offsets[index + 4]:
                base = (day - EPOCH_ORDINAL) * DAY - offset
                found.extend(
                    OwnedWindow(day, base + window.start_s * SECOND, base + window.end_s * SECOND) for window in windows
                )
            else:
                found.extend(OwnedWindow(day, start, end) for start, end in self._edges(day, windows))
        if self.cuts_tail:
            found = [self._without_tail(window) for window in found]
        return self._without_breaks(found) if self.breaks else found

    def label(self, us: int) -> Label:
        """Say why an instant counts or not: the rule of the window it lies in, or of the date that is closed."""
        day = civil_day(us, self.where)
        for owner in (day - 2, day - 1, day):
            for _, start, end in self._day(owner):
                if start <= us < end:
                    kind = self.plan(owner).kind
                    return Label("window" if kind == "week" else kind, self._name(owner))
        if any(start <= us < end for start, end in self.breaks):
            return Label("break")
        kind = self.plan(day).kind
        if kind == "day_off":
            return Label("holiday", self._name(day))
        return Label("closed")

    def cuts(self, low: int, high: int) -> list[int]:
        """Return the local midnights and the edges of breaks between two instants."""
        first, last = civil_day(low, self.where), civil_day(high, self.where)
        found = [midnight(day, self.where) for day in range(first, last + 1)]
        found.extend(edge for pair in self.breaks for edge in pair)
        return [us for us in found if low < us < high]

    def _day(self, day: int) -> list[OwnedWindow]:
        """Return the working time of one date."""
        return self.owned(day, day)

    def _name(self, day: int) -> str | None:
        """Return what the holiday table calls a date."""
        return self.names.get(day)

    def _edges(self, day: int, windows: tuple[Window, ...]) -> Edges:
        """Return a date's windows in UTC by the clock itself; one that a clock change swallows is left out."""
        pairs = (
            (wall_micros(day, window.start_s, self.where), wall_micros(day, window.end_s, self.where))
            for window in windows
        )
        return [(start, end) for start, end in pairs if start < end]

    def _without_tail(self, window: OwnedWindow) -> OwnedWindow:
        """Cut a night's window at the midnight of a next date that a dated rule closes."""
        if not self.plan(window.day + 1).is_closed_by_date:
            return window
        end = midnight(window.day + 1, self.where)
        return OwnedWindow(window.day, window.start, min(window.end, end))

    def _without_breaks(self, owned: list[OwnedWindow]) -> list[OwnedWindow]:
        """Take the breaks out, last of all; a day of which nothing is left owns no window."""
        low, high = self.breaks[0][0], self.breaks[-1][1]
        found: list[OwnedWindow] = []
        for window in owned:
            if window.end <= low or window.start >= high:
                found.append(window)
                continue
            left = subtract_edges([(window.start, window.end)], self.breaks)
            found.extend(OwnedWindow(window.day, start, end) for start, end in left)
        return found
