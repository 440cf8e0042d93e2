"""Wall clocks as tables: equal to `worktime.localtime` around every kind of clock change."""

import datetime as dt
import zoneinfo
from itertools import pairwise

import numpy as np
import pytest

from aftersales_core.frames.wall import wall_of
from aftersales_core.instants import EPOCH_ORDINAL, micros, zone
from aftersales_core.worktime.localtime import civil_day, midnight, offset_micros, resolve
from tests.frames.columns_of_starts import DAY, HOUR, PERIODS_OF_INTEREST, SECOND, instants

ZONES = [
    "UTC",
    "Asia/Shanghai",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Pacific/Apia",
    "Asia/Beirut",
    "Africa/Casablanca",
    "Asia/Kathmandu",
]
FIRST, END = micros(PERIODS_OF_INTEREST[2][0]), micros(PERIODS_OF_INTEREST[0][1])


def around_changes(tz: str) -> np.ndarray:
    """Instants at and near every change of a zone's clock, and anywhere else."""
    changes = wall_of(zone(tz), FIRST, END).begins[1:]
    steps = np.array([-2 * HOUR, -HOUR, -1, 0, 1, 900 * SECOND, HOUR, 90 * 60 * SECOND])
    near = (changes[:, None] + steps[None, :]).ravel()
    return np.concatenate([near, instants(np.random.default_rng(1), 1_000)])


@pytest.mark.parametrize("tz", ZONES)
def test_local_days_and_times_are_those_of_single_calls(tz: str):
    where, us = zone(tz), around_changes(tz)
    table = wall_of(where, FIRST, END)
    assert table.local(us).tolist() == [one + offset_micros(one, where) for one in us.tolist()]
    assert (table.days(us) + EPOCH_ORDINAL).tolist() == [civil_day(one, where) for one in us.tolist()]


@pytest.mark.parametrize("tz", ZONES)
def test_readings_are_placed_as_single_ones_are(tz: str):
    where = zone(tz)
    table = wall_of(where, FIRST, END)
    readings = np.concatenate([table.local(around_changes(tz)), around_changes(tz)])
    readings -= readings % SECOND
    assert table.instants(readings).tolist() == [resolve(one, where) for one in readings.tolist()]


@pytest.mark.parametrize("tz", ZONES)
def test_midnights_are_those_of_single_calls(tz: str):
    where = zone(tz)
    days = np.arange(FIRST // DAY, END // DAY)
    found = wall_of(where, FIRST, END).midnights(days)
    assert found.tolist() == [midnight(day + EPOCH_ORDINAL, where) for day in days.tolist()]


def test_a_skipped_reading_is_the_instant_of_the_change_and_a_repeated_one_the_first():
    # Lord Howe puts its clock forward by half an hour at 02:00 on 2018-10-07, which is 15:30 UTC the day before.
    forward = wall_of(zone("Australia/Lord_Howe"), FIRST, END)
    change = np.datetime64("2018-10-06T15:30", "us").astype(np.int64)
    skipped = np.array(["2018-10-07T02:00", "2018-10-07T02:15:00.5", "2018-10-07T02:29:59"], "M8[us]").astype(np.int64)
    assert forward.instants(skipped).tolist() == [change] * 3
    # New York puts it back by an hour at 02:00 on 2018-11-04: 01:30 comes first at 05:30 UTC.
    back = wall_of(zone("America/New_York"), FIRST, END)
    twice = np.array(["2018-11-04T01:30"], "M8[us]").astype(np.int64)
    assert back.instants(twice).view("M8[us]").astype(str).tolist() == ["2018-11-04T05:30:00.000000"]


@pytest.mark.slow
def test_no_zone_changes_its_clock_twice_between_two_looks_of_the_table():
    first, end = micros(dt.datetime(1997, 1, 1, tzinfo=dt.UTC)), micros(dt.datetime(2018, 1, 1, tzinfo=dt.UTC))
    wrong: list[str] = []
    for key in sorted(zoneinfo.available_timezones() - {"Factory", "localtime"}):
        where = zoneinfo.ZoneInfo(key)
        daily = [offset_micros(us, where) for us in range(first, end + 1, DAY)]
        begins = wall_of(where, first, end).begins
        if sum(a != b for a, b in pairwise(daily)) != int(((begins > first) & (begins <= end)).sum()):
            wrong.append(key)
    assert wrong == []
