"""All tables of one calendar for a range of years, each built when it is first asked for."""

from functools import cached_property

import attrs

from aftersales_core.frames.clock import Clock, clock_of
from aftersales_core.frames.day_windows import DayWindows, day_windows_of
from aftersales_core.frames.wall import Wall, wall_of
from aftersales_core.frames.working_days import WorkingDays, working_days_of
from aftersales_core.worktime.compiled import Compiled
from aftersales_core.worktime.timeline import Timeline

__all__ = ["Shelf", "Tables"]


@attrs.frozen(eq=False)
class Tables:
    """A compiled calendar and the timeline of some of its years, with what columns need of them."""

    compiled: Compiled
    timeline: Timeline

    @cached_property
    def clock(self) -> Clock:
        """Return the working time of those years."""
        return clock_of(self.timeline)

    @cached_property
    def wall(self) -> Wall:
        """Return the wall clock of those years."""
        return wall_of(self.compiled.where, self.timeline.first_us, self.timeline.end_us)

    @cached_property
    def working_days(self) -> WorkingDays:
        """Return the working days of those years."""
        return working_days_of(self.timeline)

    @cached_property
    def day_windows(self) -> DayWindows:
        """Return the windows of each date of those years."""
        return day_windows_of(self.compiled, self.timeline)


class Shelf:
    """The tables of one calendar that were used last, kept for as long as one call takes."""

    __slots__ = ("_kept", "compiled")

    def __init__(self, compiled: Compiled) -> None:
        """Begin with no tables."""
        self.compiled = compiled
        self._kept: Tables | None = None

    def tables(self, first_year: int, end_year: int) -> Tables:
        """Return the tables of at least some years, not more of them than ``Compiled.years`` keeps."""
        timeline = self.compiled.years(first_year, end_year) or self.compiled.compile(first_year, end_year)
        if self._kept is None or self._kept.timeline is not timeline:
            self._kept = Tables(self.compiled, timeline)
        return self._kept
