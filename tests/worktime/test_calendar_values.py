"""A calendar is a value: equal content is equal, hashes, pickles, goes to plain data and back, and suits threads."""

import concurrent.futures
import copy
import datetime as dt
import json
import pickle
import random
import sys
import threading
from collections.abc import Iterable
from typing import TypeVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.worktime.calendar import WorkingCalendar
from aftersales_core.worktime.holiday_table import HolidayTable
from aftersales_core.worktime.week import DAY_NAMES, WeeklyHours, Window, parse_windows
from tests import oracle
from tests.strategies import Case, amounts, as_windows, build, cases, instants

Item = TypeVar("Item")

HOUR = dt.timedelta(hours=1)
DAY = dt.date(2026, 3, 4)


def make(**others: object) -> WorkingCalendar:
    given_fields = {
        "id": "value",
        "tz": "Asia/Shanghai",
        "week": "Mon-Fri 09:00-18:00",
        "holidays": HolidayTable.of([DAY], [dt.date(2026, 3, 7)], first_year=2020, last_year=2030),
    } | others
    return WorkingCalendar(**given_fields)  # type: ignore[arg-type]


def shuffled(seed: random.Random, items: Iterable[Item]) -> list[Item]:
    """The same items in another order."""
    drawn = list(items)
    seed.shuffle(drawn)
    return drawn


@given(case=cases(), seed=st.randoms(use_true_random=False))
def test_the_order_in_which_parts_are_given_changes_nothing(case: Case, seed: random.Random) -> None:
    said = case.oracle

    def mixed(plain: oracle.Windows) -> tuple[Window, ...]:
        return as_windows(tuple(shuffled(seed, plain)))

    again = WorkingCalendar(
        id="drawn",
        tz=said.tz,
        week=WeeklyHours.of({name: mixed(day) for name, day in zip(DAY_NAMES, said.week, strict=True)}),
        holidays=HolidayTable.of(
            shuffled(seed, said.days_off), shuffled(seed, said.make_up), first_year=1970, last_year=2060
        ),
        special_hours=[(day, mixed(hours)) for day, hours in shuffled(seed, said.special_hours.items())],
        breaks=[(day, mixed(hours)) for day, hours in shuffled(seed, said.breaks.items())],
        make_up_hours=None if said.make_up_hours is None else mixed(said.make_up_hours),
        holiday_cuts_night_tail=said.holiday_cuts_night_tail,
        precedence=said.precedence,
    )
    assert again == case.calendar
    assert hash(again) == hash(case.calendar)
    assert again.digest == case.calendar.digest


CHANGES: dict[str, dict[str, object]] = {
    "tz": {"tz": "Asia/Tokyo"},
    "week": {"week": "Mon-Fri 09:00-18:01"},
    "a day off": {"holidays": HolidayTable.of([], [dt.date(2026, 3, 7)], first_year=2020, last_year=2030)},
    "a make-up day": {"holidays": HolidayTable.of([DAY], first_year=2020, last_year=2030)},
    "last_year": {"holidays": HolidayTable.of([DAY], [dt.date(2026, 3, 7)], first_year=2020, last_year=2031)},
    "first_year": {"holidays": HolidayTable.of([DAY], [dt.date(2026, 3, 7)], first_year=2019, last_year=2030)},
    "special_hours": {"special_hours": {dt.date(2026, 3, 5): ()}},
    "breaks": {"breaks": {dt.date(2026, 3, 5): parse_windows("12:00-13:00")}},
    "make_up_hours": {"make_up_hours": parse_windows("09:00-12:00")},
    "holiday_cuts_night_tail": {"holiday_cuts_night_tail": True},
    "precedence": {"precedence": "holiday"},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_each_thing_that_can_change_an_answer_changes_the_digest(change: dict[str, object]) -> None:
    assert make(**change).digest != make().digest
    assert make(**change) != make()


def test_all_changes_have_digests_of_their_own() -> None:
    digests = [make().digest, *(make(**change).digest for change in CHANGES.values())]
    assert len(set(digests)) == len(digests)


def test_what_changes_no_answer_leaves_the_digest_alone() -> None:
    named = HolidayTable.of(
        {DAY: "Founders' Day"}, [dt.date(2026, 3, 7)], first_year=2020, last_year=2030, source="the town hall"
    )
    for other in (make(id="other"), make(holidays=named)):
        assert other.digest == make().digest
        assert other != make()


def test_the_digest_is_a_fixed_text_and_no_hash_of_this_process() -> None:
    assert make().digest == make().digest
    assert make().digest.startswith("sha256:")
    assert len(make().digest) == len("sha256:") + 64


@given(case=cases(), data=st.data())
def test_pickling_and_copying_give_an_equal_calendar_with_equal_answers(case: Case, data: st.DataObject) -> None:
    start, end = data.draw(instants(case)), data.draw(instants(case))
    expected = case.calendar.working_time_between(start, end)
    for again in (pickle.loads(pickle.dumps(case.calendar)), copy.copy(case.calendar), copy.deepcopy(case.calendar)):
        assert again == case.calendar
        assert hash(again) == hash(case.calendar)
        assert again.digest == case.calendar.digest
        assert again.working_time_between(start, end) == expected


def test_a_pickle_holds_the_definition_and_not_the_compiled_table() -> None:
    calendar = make(holidays=HolidayTable.none())
    before = len(pickle.dumps(calendar))
    calendar.working_time_between(dt.datetime(2000, 1, 1, tzinfo=dt.UTC), dt.datetime(2040, 1, 1, tzinfo=dt.UTC))
    assert calendar.digest
    assert len(pickle.dumps(calendar)) == before
    assert calendar == make(holidays=HolidayTable.none())


@given(case=cases(), data=st.data())
def test_plain_data_and_back_is_the_same_calendar(case: Case, data: st.DataObject) -> None:
    plain = case.calendar.to_dict()
    again = WorkingCalendar.from_dict(plain)
    assert again == case.calendar
    assert again.digest == case.calendar.digest
    # The plain form is JSON and nothing else.
    assert WorkingCalendar.from_dict(json.loads(json.dumps(plain, allow_nan=False))) == case.calendar
    start, end = data.draw(instants(case)), data.draw(instants(case))
    assert again.working_time_between(start, end) == case.calendar.working_time_between(start, end)


def test_the_plain_form_carries_what_the_digest_leaves_out() -> None:
    named = HolidayTable.of(
        {DAY: "元旦"}, {dt.date(2026, 3, 7): "班"}, first_year=2020, last_year=2030, source="notice"
    )
    calendar = make(id="shop", holidays=named, beyond_horizon="provisional")
    again = WorkingCalendar.from_dict(calendar.to_dict())
    assert again == calendar
    assert again.holidays.name_of(DAY) == "元旦"
    assert again.holidays.source == "notice"
    assert again.beyond_horizon == "provisional"


def test_the_codec_writes_and_reads_a_calendar() -> None:
    from aftersales_core.interchange.codec import from_json, to_json

    calendar = make(special_hours={DAY: parse_windows("10:00-12:00")})
    assert from_json(WorkingCalendar, to_json(calendar)) == calendar


def test_a_short_document_says_the_rest_by_default() -> None:
    calendar = WorkingCalendar.from_dict({"id": "shop", "tz": "Asia/Shanghai", "week": "Mon-Fri 09:00-18:00"})
    assert calendar == make(id="shop", holidays=HolidayTable.of(first_year=1970, last_year=9998))
    spelled = WorkingCalendar.from_dict(
        {
            "id": "shop",
            "tz": "Asia/Shanghai",
            "week": {"mon": [["09:00", "12:00"], ["13:00", "18:00"]], "sat": [["22:00", "06:00"]]},
            "days_off": ["2026-01-01"],
            "make_up_days": {"2026-01-04": "班"},
            "make_up_hours": [["09:00", "16:00"]],
            "special_hours": {"2026-12-31": [["09:00", "12:00"]], "2026-12-30": []},
            "breaks": {"2026-06-01": [["10:00", "11:00"]]},
            "first_year": 2026,
            "last_year": 2026,
        }
    )
    assert spelled.week == WeeklyHours.parse("Mon 09:00-12:00 13:00-18:00; Sat 22:00-06:00")
    assert not spelled.is_working_day(dt.date(2026, 12, 30))
    assert spelled.is_working_day(dt.date(2026, 1, 4))


def test_a_document_from_toml_may_hold_dates_themselves() -> None:
    document = {"id": "shop", "tz": "Asia/Shanghai", "week": "Mon-Fri 09:00-18:00"}
    dates = WorkingCalendar.from_dict(document | {"days_off": [DAY], "special_hours": {dt.date(2026, 3, 5): []}})
    texts = WorkingCalendar.from_dict(document | {"days_off": ["2026-03-04"], "special_hours": {"2026-03-05": []}})
    assert dates == texts


def test_a_calendar_cannot_be_changed() -> None:
    calendar = make()
    for name in ("id", "tz", "week", "holidays", "special_hours", "precedence"):
        with pytest.raises((AttributeError, TypeError)):
            setattr(calendar, name, None)
    with pytest.raises((AttributeError, TypeError)):
        calendar.colour = "blue"  # type: ignore[attr-defined]


def test_changing_what_was_given_does_not_change_the_calendar() -> None:
    special = {DAY: list(parse_windows("10:00-12:00"))}
    days = [DAY]
    calendar = make(special_hours=special, holidays=HolidayTable.of(days, first_year=2020, last_year=2030))
    before = calendar.digest
    special[DAY].append(parse_windows("15:00-16:00")[0])
    special.clear()
    days.append(dt.date(2026, 5, 1))
    assert calendar.digest == before
    assert calendar.is_working_day(DAY)
    assert calendar.is_working_day(dt.date(2026, 5, 1))


def test_evolving_a_calendar_builds_and_checks_a_new_one() -> None:
    other = attrs.evolve(make(), id="other", week=WeeklyHours.parse("Sat 09:00-18:00"))
    assert other == make(id="other", week="Sat 09:00-18:00")
    assert not other.is_working_day(dt.date(2026, 3, 5))


@given(case=cases(), data=st.data())
def test_answers_do_not_depend_on_what_was_asked_before(case: Case, data: st.DataObject) -> None:
    starts = [data.draw(instants(case)) for _ in range(3)]
    warm = case.calendar
    cold = build(case.oracle)
    expected = [(cold.working_time_between(starts[0], start), cold.is_open(start)) for start in starts]
    # Ask elsewhere first, so that the compiled years grow in both directions and in leaps.
    for distance in (5, -8, 0):
        warm.is_open(dt.datetime(case.anchor.year + distance, 6, 1, tzinfo=dt.UTC))
        assert [(warm.working_time_between(starts[0], start), warm.is_open(start)) for start in starts] == expected


STARTS = [dt.datetime(year, 3, 2, 10, tzinfo=dt.UTC) for year in range(2000, 2024, 2)]


def ask_in_order(calendar: WorkingCalendar, order: list[int]) -> dict[int, tuple[object, ...]]:
    return {
        index: (
            calendar.working_time_between(STARTS[index], STARTS[(index + 3) % len(STARTS)]),
            calendar.add_working_time(STARTS[index], 1000 * HOUR),
            calendar.is_open(STARTS[index]),
            calendar.next_close(STARTS[index]),
            calendar.add_working_days(STARTS[index].date(), 200),
            calendar.working_days_between(STARTS[0].date(), STARTS[index].date()),
        )
        for index in order
    }


def test_eight_threads_on_one_fresh_calendar_answer_as_one() -> None:
    expected = ask_in_order(make(holidays=HolidayTable.none()), list(range(len(STARTS))))
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        shared = make(holidays=HolidayTable.none())
        barrier = threading.Barrier(8)

        def work(seed: int) -> dict[int, tuple[object, ...]]:
            order = list(range(len(STARTS)))
            random.Random(seed).shuffle(order)  # noqa: S311 - an order, not a secret
            barrier.wait()
            return ask_in_order(shared, order)

        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(work, range(8)))
    finally:
        sys.setswitchinterval(interval)
    assert answers == [expected] * 8


@given(case=cases(), data=st.data())
def test_the_digest_of_edges_is_that_of_the_instants_and_not_of_the_words(case: Case, data: st.DataObject) -> None:
    del data
    year = case.anchor.year
    same = build(case.oracle, calendar_id="another id")
    assert same.edges_digest(year, year) == case.calendar.edges_digest(year, year)


def test_the_digest_of_edges_sees_hours_and_zones_and_only_the_years_asked_for() -> None:
    assert make().edges_digest(2026, 2026) != make(week="Mon-Fri 09:00-18:01").edges_digest(2026, 2026)
    assert make().edges_digest(2026, 2026) != make(tz="Asia/Tokyo").edges_digest(2026, 2026)
    # Singapore has kept Shanghai's clock all along since 1992: other words, the same instants.
    assert make().edges_digest(2026, 2026) == make(tz="Asia/Singapore").edges_digest(2026, 2026)
    assert make().digest != make(tz="Asia/Singapore").digest
    without = make(holidays=HolidayTable.of(first_year=2020, last_year=2030))
    assert make().edges_digest(2025, 2025) == without.edges_digest(2025, 2025)
    assert make().edges_digest(2026, 2026) != without.edges_digest(2026, 2026)


@given(case=cases(), data=st.data())
def test_amounts_of_no_matter_which_calendar_leave_the_start_alone(case: Case, data: st.DataObject) -> None:
    start, amount = data.draw(instants(case)), data.draw(amounts)
    isoformat = start.isoformat()
    case.calendar.working_time_between(start, start + amount)
    assert start.isoformat() == isoformat
