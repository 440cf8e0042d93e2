"""Questions that reach over centuries cost yearly totals, and those that nothing answers end."""

import datetime as dt
from itertools import pairwise

import numpy as np
import pytest

from aftersales_core import HolidayTable, HorizonExceeded, WorkingCalendar
from aftersales_core.errors import NeverOpen

OFFICE = WorkingCalendar("office", "America/New_York", "Mon-Fri 09:00-17:00", HolidayTable.none())
ALWAYS = "24x7"
MONDAYS = "1111100"


@pytest.mark.parametrize("closed", ["left", "right", "both"])
@pytest.mark.parametrize(("first", "last"), [("1970-01-01", "9998-12-31"), ("2020-01-04", "2500-03-03")])
def test_far_working_days_are_as_many_as_numpy_counts(closed: str, first: str, last: str):
    # numpy counts [a, b); the other two ends follow from the dates themselves.
    start = np.datetime64(first) + (closed == "right")
    end = np.datetime64(last) + (closed != "left")
    expected = int(np.busday_count(start, end, weekmask=MONDAYS))
    days = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    assert OFFICE.working_days_between(*days, closed=closed) == expected  # type: ignore[arg-type]
    assert OFFICE.working_days_between(*reversed(days), closed=closed) == -expected  # type: ignore[arg-type]


@pytest.mark.parametrize("n", [30_000, 100_000, 2_000_000])
def test_a_far_working_day_is_the_one_that_numpy_finds(n: int):
    start = dt.date(2026, 1, 1)
    assert OFFICE.add_working_days(start, n) == np.busday_offset(start, n).astype(dt.date)


def test_a_far_working_day_backwards_is_the_one_that_numpy_finds():
    start = dt.date(9000, 1, 1)
    assert OFFICE.add_working_days(start, -1_000_000) == np.busday_offset(start, -1_000_000).astype(dt.date)


def test_a_working_day_past_all_years_is_beyond_the_horizon():
    for n in (2_100_000, -2_100_000):
        with pytest.raises(HorizonExceeded):
            OFFICE.add_working_days(dt.date(2026, 1, 1), n)


def test_a_calendar_that_never_closes_may_do_so_in_years_that_are_not_published():
    known = HolidayTable.of([], first_year=2020, last_year=2026)
    with pytest.raises(HorizonExceeded):
        WorkingCalendar("hotline", "UTC", ALWAYS, known).next_close(dt.datetime(2026, 3, 2, tzinfo=dt.UTC))
    with pytest.raises(NeverOpen):
        WorkingCalendar("hotline", "UTC", ALWAYS, known).previous_close(dt.datetime(2026, 3, 2, tzinfo=dt.UTC))


def test_years_asked_one_by_one_make_the_same_table_as_years_asked_at_once():
    nights = WorkingCalendar("nights", "America/New_York", "daily 20:00-04:00", HolidayTable.none())
    for start, end in pairwise(range(2000, 2012, 3)):
        nights.compiled.years(start, end)
    grown, whole = nights.compiled.timeline, nights.compiled.compile(2000, 2009)
    assert grown is not None
    assert (grown.starts, grown.ends, grown.before, grown.days) == (whole.starts, whole.ends, whole.before, whole.days)
