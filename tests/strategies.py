"""Hypothesis strategies for working time: calendars beside the oracle's description of them, instants, pauses.

Dates are drawn around the places where peers went wrong: clock changes, midnights that do not exist, window edges.
"""

import datetime as dt
import functools
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass

from hypothesis import strategies as st

from aftersales_core.instants import Span
from aftersales_core.worktime.calendar import WorkingCalendar
from aftersales_core.worktime.holiday_table import HolidayTable
from aftersales_core.worktime.week import DAY_NAMES, WeeklyHours, Window
from tests import oracle

H = 3600
SPAN_DAYS = 16
"""Cases speak of this many days after their anchor date, and tables hold dates of these days and a few around them."""

# Each zone with dates at or next to a change of its clock (IANA database), and one date far from any.
ZONES: Mapping[str, tuple[dt.date, ...]] = {
    "Asia/Shanghai": (dt.date(2026, 2, 10), dt.date(1986, 5, 4), dt.date(1991, 9, 15)),
    "America/New_York": (dt.date(2024, 3, 10), dt.date(2024, 11, 3), dt.date(2023, 7, 1)),
    "Australia/Lord_Howe": (dt.date(2024, 4, 7), dt.date(2024, 10, 6)),
    "America/Sao_Paulo": (dt.date(2018, 2, 18), dt.date(2018, 11, 4)),
    "Pacific/Apia": (dt.date(2011, 12, 30),),
    "Asia/Beirut": (dt.date(2022, 3, 27), dt.date(2022, 10, 30)),
    "Europe/Rome": (dt.date(2024, 3, 31), dt.date(2024, 10, 27)),
    "Asia/Kathmandu": (dt.date(1986, 1, 1), dt.date(2024, 6, 1)),
    "UTC": (dt.date(2024, 2, 29), dt.date(2026, 12, 31)),
    "America/Nuuk": (dt.date(2022, 3, 26), dt.date(2022, 10, 29)),
    "Africa/Casablanca": (dt.date(2024, 3, 10), dt.date(2024, 4, 14)),
}

OFFICE: oracle.Windows = ((9 * H, 18 * H),)
LUNCH: oracle.Windows = ((9 * H, 12 * H), (13 * H + 1800, 18 * H))
NIGHT: oracle.Windows = ((22 * H, 30 * H),)
WEEKS: Mapping[str, tuple[oracle.Windows, ...]] = {
    "closed weekend": (OFFICE,) * 5 + ((), ()),
    "lunch": (LUNCH,) * 5 + (((10 * H, 14 * H),), ()),
    "nights": (NIGHT,) * 7,
    "from friday night to saturday night": ((), (), (), (), ((20 * H, 43 * H),), (), ()),
    "24x7": (((0, 24 * H),),) * 7,
    "until midnight and on": (((0, 2 * H), (8 * H, 24 * H)),) * 7,
    "one odd minute": ((), (), ((9 * H + 7 * 60, 9 * H + 8 * 60),), (), (), (), ()),
    "in the gap": (((2 * H + 1800, 3 * H + 900),),) * 7,
    "around midnight": (((0, 1800), (23 * H, 24 * H + 1800)),) * 7,
}

ALMOST_MIDNIGHT = 1439
"""23:59 as a closing time is refused, since it nearly always means 24:00."""

minutes = st.integers(0, 1439)


@st.composite
def windows(draw: st.DrawFn) -> oracle.Windows:
    """One date's windows in any order, touching, overlapping, overnight or none."""
    drawn: list[tuple[int, int]] = []
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.one_of(minutes, st.sampled_from((0, 60, 120, 150, 540, 720, 1320, 1380, 1439))))
        length = draw(st.one_of(st.integers(1, 1439), st.sampled_from((1, 30, 60, 480, 1440 - start))))
        if (start + length) % 1440 != ALMOST_MIDNIGHT:
            drawn.append((start * 60, (start + length) * 60))
    return tuple(drawn)


def weeks() -> st.SearchStrategy[tuple[oracle.Windows, ...]]:
    """Weeks of real shops and arbitrary ones that open at least once."""
    arbitrary = st.tuples(*[windows()] * 7).filter(any)
    return st.one_of(st.sampled_from(list(WEEKS.values())), arbitrary)


def dates_near(anchor: dt.date, before: int = 4, after: int = SPAN_DAYS + 4) -> st.SearchStrategy[dt.date]:
    """Dates around an anchor."""
    return st.dates(anchor - dt.timedelta(days=before), anchor + dt.timedelta(days=after))


@dataclass(frozen=True)
class Case:
    """A calendar, the oracle's description of the same, and the date around which to look."""

    calendar: WorkingCalendar
    oracle: oracle.Description
    anchor: dt.date

    @property
    def tz(self) -> str:
        return self.oracle.tz


def as_windows(plain: oracle.Windows) -> tuple[Window, ...]:
    """The package's windows for the oracle's."""
    return tuple(Window(start_s, end_s) for start_s, end_s in plain)


def as_week(week: tuple[oracle.Windows, ...]) -> WeeklyHours:
    """The package's week for the oracle's."""
    return WeeklyHours.of({name: as_windows(day) for name, day in zip(DAY_NAMES, week, strict=True)})


def build(description: oracle.Description, *, calendar_id: str = "drawn", last_year: int = 2060) -> WorkingCalendar:
    """Build the package's calendar from the oracle's description."""
    make_up_hours = description.make_up_hours
    return WorkingCalendar(
        id=calendar_id,
        tz=description.tz,
        week=as_week(description.week),
        holidays=HolidayTable.of(description.days_off, description.make_up, first_year=1970, last_year=last_year),
        special_hours={day: as_windows(hours) for day, hours in description.special_hours.items()},
        breaks={day: as_windows(hours) for day, hours in description.breaks.items()},
        make_up_hours=None if make_up_hours is None else as_windows(make_up_hours),
        holiday_cuts_night_tail=description.holiday_cuts_night_tail,
        precedence=description.precedence,
    )


@st.composite
def descriptions(draw: st.DrawFn, tz: str, anchor: dt.date) -> oracle.Description:
    """What a whole calendar says, with tables of dates around an anchor."""
    near = dates_near(anchor)
    off = draw(st.frozensets(near, max_size=4))
    return oracle.Description(
        tz=tz,
        week=draw(weeks()),
        days_off=off,
        make_up=draw(st.frozensets(near.filter(lambda day: day not in off), max_size=3)),
        make_up_hours=draw(st.none() | windows().filter(bool)),
        special_hours=draw(st.dictionaries(near, windows(), max_size=3)),
        breaks=draw(st.dictionaries(near, windows().filter(bool), max_size=2)),
        precedence=draw(st.sampled_from(("special_hours", "holiday"))),
        holiday_cuts_night_tail=draw(st.booleans()),
    )


zones_and_anchors = st.sampled_from([(tz, anchor) for tz, anchors in ZONES.items() for anchor in anchors])


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A calendar beside the oracle's description of it."""
    tz, anchor = draw(zones_and_anchors)
    description = draw(descriptions(tz, anchor))
    return Case(build(description), description, anchor)


@functools.cache
def clock_changes(tz: str, anchor: dt.date) -> tuple[int, ...]:
    """Seconds since 1970 of the changes of a zone's clock within a case's days."""
    first = (anchor.toordinal() - oracle.EPOCH_DAY) - 3
    return tuple(
        begin for utc_day in range(first, first + SPAN_DAYS + 3) for begin, _, _ in oracle._offset_runs(tz, utc_day)[1:]
    )


ANY_ZONE = (dt.UTC, dt.timezone(dt.timedelta(hours=5, minutes=45)), dt.timezone(dt.timedelta(hours=-10)))


@st.composite
def instants(draw: st.DrawFn, case: Case, *, exact: bool = False) -> dt.datetime:
    """An aware datetime near a clock change, a local midnight, a window's edge, or anywhere in the case's days.

    Whole minutes, so that the oracle can walk in minutes; with `exact`, any microsecond.
    """
    day = draw(dates_near(case.anchor, before=1, after=SPAN_DAYS))
    edges = [edge for window in oracle.windows_of(case.oracle, day) for edge in window]
    wall_second = draw(st.sampled_from([*edges, 0]) | minutes.map(lambda minute: 60 * minute))
    second = oracle.instant_of_wall(case.tz, day, wall_second)
    changes = clock_changes(case.tz, case.anchor)
    if changes and draw(st.integers(0, 3)) == 0:
        second = draw(st.sampled_from(changes))
    second += 60 * draw(st.sampled_from((0, 0, 0, 1, -1, 30, -30, 60)))
    at = oracle.instant_of(second)
    if exact:
        at += dt.timedelta(microseconds=draw(st.sampled_from((0, 1, -1)) | st.integers(-60_000_000, 60_000_000)))
    return at.astimezone(draw(st.sampled_from((*ANY_ZONE, zoneinfo.ZoneInfo(case.tz)))))


@st.composite
def pauses(draw: st.DrawFn, case: Case, *, exact: bool = False, open_ended: bool = True) -> list[Span]:
    """Spans in any order that may overlap, touch, lie outside hours, precede everything, or have no end."""
    drawn: list[Span] = []
    for _ in range(draw(st.integers(0, 4))):
        start = draw(instants(case, exact=exact)) - dt.timedelta(days=draw(st.sampled_from((0, 0, 0, 3))))
        length = dt.timedelta(minutes=draw(st.sampled_from((1, 30, 60, 600)) | st.integers(1, 4000)))
        endless = open_ended and draw(st.integers(0, 7)) == 0
        drawn.append(Span(start, None if endless else start.astimezone(dt.UTC) + length))
    return drawn


def for_oracle(spans: list[Span]) -> list[tuple[dt.datetime, dt.datetime | None]]:
    """The oracle's pauses for the package's."""
    return [(span.start, span.end) for span in spans]


amounts = st.integers(-5_000, 5_000).map(lambda drawn: dt.timedelta(minutes=drawn))
"""Whole minutes of working time, of both signs."""

exact_amounts = st.one_of(
    amounts,
    st.integers(-200_000_000_000, 200_000_000_000).map(lambda drawn: dt.timedelta(microseconds=drawn)),
    st.sampled_from((dt.timedelta(microseconds=1), dt.timedelta(microseconds=-1), dt.timedelta(0))),
)
