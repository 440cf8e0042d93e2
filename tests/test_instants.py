"""Instants and spans: any aware datetime in, exact microseconds inside, nothing that depends on the machine."""

import copy
import datetime as dt
import pickle
import zoneinfo

import attrs
import pandas as pd
import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.errors import InstantOutOfRange, InvalidSpan, NaiveDatetime, UnknownZone, WrongType
from aftersales_core.instants import EPOCH, MAX_MICROS, Span, from_micros, local, micros, utc, zone

NEW_YORK = zoneinfo.ZoneInfo("America/New_York")
SHANGHAI = zoneinfo.ZoneInfo("Asia/Shanghai")
MICROSECOND = dt.timedelta(microseconds=1)

any_micros = st.integers(0, MAX_MICROS - 1)
any_zone = st.sampled_from(
    ["UTC", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu", "Etc/GMT+5"]
).map(zoneinfo.ZoneInfo)
# Local clocks reach a day past either end, where the calendar's own years end too.
inner_micros = st.integers(2 * 86_400 * 10**6, MAX_MICROS - 2 * 86_400 * 10**6)


@given(any_micros)
def test_microseconds_and_instants_are_two_forms_of_one_value(us: int) -> None:
    instant = from_micros(us)
    assert micros(instant) == us
    assert instant.tzinfo is dt.UTC
    assert instant - EPOCH == dt.timedelta(microseconds=us)


@given(inner_micros, any_zone)
def test_the_zone_of_a_value_changes_nothing(us: int, where: zoneinfo.ZoneInfo) -> None:
    there = from_micros(us).astimezone(where)
    assert micros(there) == us
    assert micros(pendulum.instance(there)) == us
    assert utc(there) == from_micros(us)
    assert utc(there).tzinfo is dt.UTC
    assert type(utc(pendulum.instance(there))) is dt.datetime


@given(inner_micros, any_zone)
def test_a_local_answer_has_a_fixed_offset_and_the_same_instant(us: int, where: zoneinfo.ZoneInfo) -> None:
    answer = local(us, where)
    assert micros(answer) == us
    assert isinstance(answer.tzinfo, dt.timezone)
    assert answer.utcoffset() == from_micros(us).astimezone(where).utcoffset()
    assert answer.replace(tzinfo=None) == from_micros(us).astimezone(where).replace(tzinfo=None, fold=0)
    assert answer.fold == 0


def test_the_two_one_thirties_of_an_autumn_night_are_an_hour_apart() -> None:
    # America/New_York 2024-11-03: clocks went from 02:00 EDT back to 01:00 EST.
    first = dt.datetime(2024, 11, 3, 1, 30, tzinfo=NEW_YORK)
    second = first.replace(fold=1)
    assert micros(second) - micros(first) == 3600 * 10**6
    assert micros(pendulum.instance(second)) - micros(pendulum.instance(first)) == 3600 * 10**6
    assert micros(pd.Timestamp(second)) - micros(pd.Timestamp(first)) == 3600 * 10**6
    # Plain subtraction of two values of one zone says they are equal: hence integers.
    assert second - first == dt.timedelta(0)


def test_a_pandas_nanosecond_is_cut_off() -> None:
    assert micros(pd.Timestamp("2026-01-01T00:00:00.000001999Z")) == micros(dt.datetime(2026, 1, 1, tzinfo=dt.UTC)) + 1


@pytest.mark.parametrize(
    "value", [dt.datetime(2026, 1, 1), dt.datetime(1970, 1, 1), pendulum.naive(2026, 1, 1), pd.Timestamp("2026-01-01")]
)
def test_a_naive_value_is_refused_with_a_hint(value: dt.datetime) -> None:
    with pytest.raises(NaiveDatetime, match="attach the zone"):
        micros(value)


def test_a_zone_that_gives_no_offset_counts_as_none() -> None:
    class Nowhere(dt.tzinfo):
        def utcoffset(self, when: dt.datetime | None, /) -> None:
            del when

        def dst(self, when: dt.datetime | None, /) -> None:
            del when

        def tzname(self, when: dt.datetime | None, /) -> None:
            del when

    with pytest.raises(NaiveDatetime):
        micros(dt.datetime(2026, 1, 1, tzinfo=Nowhere()))


@pytest.mark.parametrize("value", [dt.date(2026, 1, 1), "2026-01-01T00:00:00Z", 0, 0.0, None, pd.NaT])
def test_what_is_no_datetime_is_the_wrong_type(value: object) -> None:
    with pytest.raises((WrongType, NaiveDatetime)) as caught:
        micros(value)  # type: ignore[arg-type]
    assert isinstance(caught.value, WrongType) or value is pd.NaT


def test_the_years_1970_to_9998_are_in_and_their_neighbours_are_out() -> None:
    assert micros(EPOCH) == 0
    last = dt.datetime(9998, 12, 31, 23, 59, 59, 999_999, tzinfo=dt.UTC)
    assert micros(last) == MAX_MICROS - 1
    for outside in (
        EPOCH - MICROSECOND,
        last + MICROSECOND,
        dt.datetime.max.replace(tzinfo=dt.UTC),
        dt.datetime.min.replace(tzinfo=dt.UTC),
    ):
        with pytest.raises(InstantOutOfRange, match="1970 to 9998"):
            micros(outside)
    # The year is that of UTC: in Shanghai 1970 begins eight hours earlier.
    assert micros(dt.datetime(1970, 1, 1, 8, tzinfo=SHANGHAI)) == 0
    with pytest.raises(InstantOutOfRange):
        micros(dt.datetime(1970, 1, 1, 7, 59, tzinfo=SHANGHAI))


@pytest.mark.parametrize(
    "key", ["Asia/Shanghai", "UTC", "America/Argentina/Buenos_Aires", "Etc/GMT+5", "GMT", "EST5EDT"]
)
def test_a_zone_is_found_by_its_iana_name(key: str) -> None:
    assert zone(key).key == key


HOSTILE_KEYS = [
    "",
    " ",
    "\0",
    "Asia/Shanghai\0",
    "Asia/Shanghai\n",
    " Asia/Shanghai",
    "A" * 10_000,
    "A/" * 5_000,
    ".",
    "..",
    "../etc/passwd",
    "Asia/../../etc/passwd",
    "/etc/localtime",
    "/usr/share/zoneinfo/Asia/Shanghai",
    "localtime",
    "posixrules",
    "Factory",
    "right/UTC",
    "posix/UTC",
    "tzdata.zi",
    "zone.tab",
    "Asia",
    "Asia/",
    "Asia/Atlantis",
    "Mars/Olympus",
    "亚洲/上海",
    "Asia/Shanghaı",
    "UTC+8",
    "+08:00",
    "C:\\Windows",
    "COM1",
]


@pytest.mark.parametrize("key", HOSTILE_KEYS, ids=range(len(HOSTILE_KEYS)))
def test_an_unknown_or_hostile_zone_key_is_refused_in_few_words(key: str) -> None:
    with pytest.raises(UnknownZone) as caught:
        zone(key)
    assert len(str(caught.value)) < 400
    assert "IANA" in str(caught.value)


@pytest.mark.parametrize("key", [None, 8, b"UTC", SHANGHAI, dt.UTC])
def test_a_zone_is_named_by_text(key: object) -> None:
    with pytest.raises(WrongType):
        zone(key)  # type: ignore[arg-type]


@given(st.text(max_size=40))
def test_any_text_is_a_zone_or_unknown_zone_and_nothing_else(text: str) -> None:
    try:
        found = zone(text)
    except UnknownZone:
        return
    assert found.key == text


@given(inner_micros, st.integers(1, 10**12), any_zone)
def test_a_span_holds_its_start_and_not_its_end(us: int, length: int, where: zoneinfo.ZoneInfo) -> None:
    start = from_micros(us).astimezone(where)
    end = from_micros(min(us + length, MAX_MICROS - 1)) + MICROSECOND * 0
    span = Span(start, end)
    assert start in span
    assert end not in span
    assert end - MICROSECOND in span
    assert from_micros(us) - MICROSECOND not in span
    assert span.start.tzinfo is dt.UTC
    assert span == Span(from_micros(us), end.astimezone(SHANGHAI))
    assert hash(span) == hash(Span(from_micros(us), end))


def test_a_span_without_an_end_goes_on() -> None:
    span = Span(EPOCH)
    assert span.end is None
    assert Span(EPOCH, None) == span
    assert from_micros(MAX_MICROS - 1) in span


@pytest.mark.parametrize("minutes", [0, -1])
def test_an_empty_or_reversed_span_is_refused(minutes: int) -> None:
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    with pytest.raises(InvalidSpan, match="empty or reversed"):
        Span(start, start + dt.timedelta(minutes=minutes))


def test_a_span_is_judged_by_instants_and_not_by_wall_clocks() -> None:
    # 01:45 EDT comes before 01:15 EST on 2024-11-03 in New York, though its clock reads later.
    first = dt.datetime(2024, 11, 3, 1, 45, tzinfo=NEW_YORK)
    second = dt.datetime(2024, 11, 3, 1, 15, fold=1, tzinfo=NEW_YORK)
    span = Span(first, second)
    assert span.end is not None
    assert span.end - span.start == dt.timedelta(minutes=30)
    with pytest.raises(InvalidSpan):
        Span(second, first)


@pytest.mark.parametrize("bad", [dt.datetime(2026, 1, 1), "now", None])
def test_a_span_takes_aware_instants_only(bad: object) -> None:
    with pytest.raises((NaiveDatetime, WrongType)):
        Span(bad)  # type: ignore[arg-type]
    with pytest.raises((NaiveDatetime, WrongType)):
        _ = bad in Span(EPOCH)  # type: ignore[operator]


def test_a_span_is_a_frozen_value_that_pickles_and_copies() -> None:
    span = Span(EPOCH, EPOCH + dt.timedelta(hours=1))
    assert pickle.loads(pickle.dumps(span)) == copy.copy(span) == copy.deepcopy(span) == span
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        span.start = EPOCH  # type: ignore[misc]
