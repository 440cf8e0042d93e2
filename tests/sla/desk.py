"""A service desk in Shanghai for examples: its calendars, and short ways to write instants, marks and policies."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, cast

from aftersales_core.sla import Mark, SlaMetric, SlaPolicy, SlaStatus, SlaTarget, assess
from aftersales_core.sla.marks import Actor
from aftersales_core.worktime.calendar import WorkingCalendar
from aftersales_core.worktime.holiday_table import HolidayTable
from aftersales_core.worktime.period import Period

CN = dt.timezone(dt.timedelta(hours=8))
"""China has had no summer time since 1991."""

ROUND_THE_CLOCK = WorkingCalendar("round the clock", "Asia/Shanghai", "24x7", HolidayTable.none())
OFFICE = WorkingCalendar("office", "Asia/Shanghai", "Mon-Fri 09:00-12:00 13:00-18:00", HolidayTable.none())
"""Eight hours a day, no holidays."""


def days(*texts: str) -> list[dt.date]:
    """Dates; `2026-02-15..23` is a run of days within a month."""
    found: list[dt.date] = []
    for text in texts:
        first, _, last = text.partition("..")
        begin = dt.date.fromisoformat(first)
        end = begin.replace(day=int(last)) if last else begin
        found.extend(begin + dt.timedelta(days=n) for n in range((end - begin).days + 1))
    return found


CHINA_2026 = HolidayTable.of(
    days("2026-01-01..03", "2026-02-15..23", "2026-04-04..06", "2026-05-01..05", "2026-06-19..21", "2026-09-25..27")
    + days("2026-10-01..07"),
    days("2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"),
    first_year=2026,
    last_year=2026,
    source="State Council General Office notice on the holidays of 2026, of 4 November 2025",
)
CHINA = WorkingCalendar("china", "Asia/Shanghai", "Mon-Fri 09:00-18:00", CHINA_2026)

KNOWN_2026 = WorkingCalendar(
    "until 2026",
    "Asia/Shanghai",
    "Mon-Fri 09:00-18:00",
    HolidayTable.of((), (), first_year=2026, last_year=2026),
    beyond_horizon="provisional",
)

RESOLUTION = SlaMetric("resolution", starts=("received",), stops=("resolved",))


def at(text: str) -> dt.datetime:
    """An instant on the desk's wall clock: `2026-03-02 10:00`, or `10:00` for Monday 2 March 2026."""
    return dt.datetime.fromisoformat(text if "-" in text else f"2026-03-02 {text}").replace(tzinfo=CN)


def marks(*entries: str) -> list[Mark]:
    """Marks from lines such as `10:00 received` or `2026-03-03 09:30 agent_reply bot`."""
    found = []
    for entry in entries:
        words = entry.split()
        when = 2 if "-" in words[0] else 1
        actor = words[when + 1] if len(words) > when + 1 else "human"
        found.append(Mark(at(" ".join(words[:when])), words[when], (), cast("Actor", actor)))
    return found


def policy(
    metric: SlaMetric = RESOLUTION,
    period: Period | str = "3h",
    calendar: WorkingCalendar = ROUND_THE_CLOCK,
    warn_at: Iterable[float] = (0.5, 0.75, 1),
    name: str = "sla",
) -> SlaPolicy:
    """A policy of one metric with one target for every ticket."""
    return SlaPolicy([metric], [SlaTarget(metric, period, warn_at=warn_at)], {"shop": calendar}, id=name)


def status(rules: SlaPolicy, happened: Iterable[Mark], now: str, **options: Any) -> SlaStatus:
    """The status of a policy's only metric."""
    (found,) = assess(rules, {}, happened, now=at(now), **options).values()
    return found


def hours(value: float) -> dt.timedelta:
    """A length of time in hours."""
    return dt.timedelta(hours=value)


DECEMBER = marks("2026-12-30 10:00 received")
