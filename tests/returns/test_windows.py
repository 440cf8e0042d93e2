"""Windows: from which event, by which way of counting, until which second; expected instants are worked by hand."""

import datetime as dt
from typing import Any

import pytest

from aftersales_core.errors import InvalidDefinition, UnknownZone
from aftersales_core.instants import Span
from aftersales_core.returns.windows import FIRST_END, ReturnWindow, at_instant, civil_calendar
from aftersales_core.worktime.calendar import WorkingCalendar
from aftersales_core.worktime.period import Period

CN = civil_calendar("Asia/Shanghai")
EAST = dt.timezone(dt.timedelta(hours=8))


def at(text: str) -> dt.datetime:
    """Read a wall-clock time in China."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=EAST)


SIGNED = at("2026-03-02T23:30:00")
"""A Monday; in UTC still 15:30 of the same day."""

LATE = at("2026-03-03T00:30:00")
"""A Tuesday in China, while it is still Monday in UTC."""


def end(window: ReturnWindow, **facts: Any) -> str:
    """Return the last second of a window on the clock in China."""
    found = window.deadline(facts, CN)
    assert found is not None
    return found.last_second.strftime("%Y-%m-%d %H:%M:%S")


@pytest.mark.parametrize(
    ("period", "signed_at", "last"),
    [
        # The ten ways of counting, each from the same evening.
        (Period.days(7), SIGNED, "2026-03-09 23:59:59"),
        (Period.days(7), LATE, "2026-03-10 23:59:59"),
        (Period.days(8, "same_day"), SIGNED, "2026-03-09 23:59:59"),
        (Period.hours(48), SIGNED, "2026-03-04 23:30:00"),
        (Period.hours(168, "next_midnight"), SIGNED, "2026-03-10 00:00:00"),
        (Period.hours(7 * 24), SIGNED, "2026-03-09 23:30:00"),
        (Period.days(1, "same_day"), SIGNED, "2026-03-02 23:59:59"),
        (Period.months(1), at("2026-01-31T08:00:00"), "2026-02-28 23:59:59"),
        (Period.years(1), at("2024-02-29T08:00:00"), "2025-02-28 23:59:59"),
        # On a calendar without rest days every day works.
        (Period.working_days(3), SIGNED, "2026-03-05 23:59:59"),
        (Period.days(5, roll="next_working_day"), SIGNED, "2026-03-07 23:59:59"),
    ],
)
def test_a_window_ends_with_its_last_second_on_the_clock_of_the_place(period: Any, signed_at: Any, last: Any):
    assert end(ReturnWindow(period), signed_at=signed_at) == last


def test_a_window_rolls_on_a_calendar_with_rest_days():
    # Day 5 after Monday 2 March is Saturday 7 March; the next working day is Monday 9 March.
    week = WorkingCalendar.from_dict({"id": "w", "tz": "Asia/Shanghai", "week": "Mon-Fri 09:00-18:00"})
    found = ReturnWindow(Period.days(5, roll="next_working_day")).deadline({"signed_at": SIGNED}, week)
    assert found is not None
    assert found.last_second.strftime("%Y-%m-%d %H:%M:%S") == "2026-03-09 23:59:59"


def test_the_first_known_event_counts_and_is_named():
    window = ReturnWindow(Period.days(7), ("installed_at", "signed_at"))
    only = {"signed_at": SIGNED}
    both = {**only, "installed_at": at("2026-03-05T10:00:00")}
    assert end(window, **only) == "2026-03-09 23:59:59"
    assert end(window, **both) == "2026-03-12 23:59:59"
    for facts, name in ((only, "signed_at"), (both, "installed_at")):
        found = window.deadline(facts, CN)
        assert found is not None
        assert window.since(facts, found) == name
    assert list(window.missing({})) == ["signed_at"]


@pytest.mark.parametrize(("pick", "last"), [("earliest", "2026-03-09 23:59:59"), ("latest", "2026-03-12 23:59:59")])
def test_the_earliest_or_latest_of_several_events_needs_each_of_them(pick: Any, last: Any):
    window = ReturnWindow(Period.days(7), ("signed_at", "installed_at"), pick=pick)
    assert end(window, signed_at=SIGNED, installed_at=at("2026-03-05T10:00:00")) == last
    assert window.deadline({"signed_at": SIGNED}, CN) is None
    assert list(window.missing({"signed_at": SIGNED})) == ["installed_at"]
    assert list(window.missing({})) == ["signed_at", "installed_at"]


def test_a_date_is_an_end_until_its_midnight_and_an_instant_is_one_by_itself():
    on, instant = dt.date(2026, 3, 20), at("2026-03-20T12:00:00")
    assert end(ReturnWindow(until="shelf_life_ends_on"), shelf_life_ends_on=on) == "2026-03-20 23:59:59"
    assert end(ReturnWindow(until="promised_at"), promised_at=instant) == "2026-03-20 12:00:00"
    assert ReturnWindow(until="promised_at").deadline({}, CN) is None
    assert list(ReturnWindow(until="promised_at").missing({})) == ["promised_at"]
    assert at_instant(instant, CN).is_met(instant)


@pytest.mark.parametrize(
    ("both", "on", "last", "since"),
    [
        ("later", dt.date(2026, 3, 20), "2026-03-20 23:59:59", "shelf_life_ends_on"),
        ("later", dt.date(2026, 3, 3), "2026-03-04 23:30:00", "signed_at"),
        ("earlier", dt.date(2026, 3, 20), "2026-03-04 23:30:00", "signed_at"),
        ("earlier", dt.date(2026, 3, 3), "2026-03-03 23:59:59", "shelf_life_ends_on"),
    ],
)
def test_of_two_ends_the_later_or_the_earlier_counts_and_is_named(both: Any, on: Any, last: Any, since: Any):
    window = ReturnWindow(Period.hours(48), until="shelf_life_ends_on", both=both)
    facts = {"signed_at": SIGNED, "shelf_life_ends_on": on}
    assert end(window, **facts) == last
    found = window.deadline(facts, CN)
    assert found is not None
    assert window.since(facts, found) == since
    assert window.deadline({"signed_at": SIGNED}, CN) is None
    assert window.deadline({"shelf_life_ends_on": on}, CN) is None


def test_a_second_event_may_extend_a_window_but_never_shorten_it():
    window = ReturnWindow(Period.days(30), extended_from="repaired_at", extended_by=Period.days(7))
    # 30 days after 2 March is 1 April; 7 days after 30 March is 6 April; 7 days after 5 March is 12 March.
    assert end(window, signed_at=SIGNED) == "2026-04-01 23:59:59"
    longer = {"signed_at": SIGNED, "repaired_at": at("2026-03-30T10:00:00")}
    assert end(window, **longer) == "2026-04-06 23:59:59"
    found = window.deadline(longer, CN)
    assert found is not None
    assert window.since(longer, found) == "repaired_at"
    assert end(window, signed_at=SIGNED, repaired_at=at("2026-03-05T10:00:00")) == "2026-04-01 23:59:59"


def test_a_second_stretch_runs_from_the_end_of_the_first():
    # 14 days after 15 February 2024 end on 29 February; 12 months from there end on 28 February 2025.
    window = ReturnWindow(Period.days(14), then=Period.months(12))
    facts = {"signed_at": at("2024-02-15T10:00:00")}
    assert end(window, **facts) == "2025-02-28 23:59:59"
    found = window.deadline(facts, CN)
    assert found is not None
    assert window.since(facts, found) == FIRST_END
    # 48 hours and then 24 more are 72 hours.
    assert end(ReturnWindow(Period.hours(48), then=Period.hours(24)), signed_at=SIGNED) == "2026-03-05 23:30:00"


def test_a_window_stands_still_while_it_is_paused():
    window = ReturnWindow(Period.days(30), pauses="repair_spans")
    # Days 4 to 8 March are away whole, five days: 1 April becomes 6 April.
    away = Span(at("2026-03-04T00:00:00"), at("2026-03-09T00:00:00"))
    assert end(window, signed_at=SIGNED, repair_spans=(away,)) == "2026-04-06 23:59:59"
    assert end(window, signed_at=SIGNED) == "2026-04-01 23:59:59"


def test_a_pause_that_goes_on_is_taken_up_to_the_claim():
    window = ReturnWindow(Period.days(30), pauses="repair_spans")
    still_away = (Span(at("2026-03-04T00:00:00")),)
    assert (
        end(window, signed_at=SIGNED, repair_spans=still_away, submitted_at=at("2026-03-09T00:00:00"))
        == "2026-04-06 23:59:59"
    )
    # One that begins after the claim, or whose claim nobody knows, takes nothing.
    assert (
        end(window, signed_at=SIGNED, repair_spans=still_away, submitted_at=at("2026-03-03T00:00:00"))
        == "2026-04-01 23:59:59"
    )
    assert end(window, signed_at=SIGNED, repair_spans=still_away) == "2026-04-01 23:59:59"
    begun = still_away[0].start
    assert end(window, signed_at=SIGNED, repair_spans=still_away, submitted_at=begun) == "2026-04-01 23:59:59"


def test_the_facts_that_a_window_reads_are_all_named():
    window = ReturnWindow(
        Period.days(3), ("a", "b"), until="c", pauses="d", extended_from="e", extended_by=Period.days(1), done="f"
    )
    assert list(window.names()) == ["a", "b", "c", "d", "e", "f"]
    assert list(ReturnWindow(until="c").names()) == ["c", "submitted_at"]
    assert list(ReturnWindow(until="c", opens=Period.hours(1)).names()) == ["signed_at", "c", "submitted_at"]


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"period": Period.days(1), "start": ()},
        {"period": Period.days(1), "extended_from": "x"},
        {"period": Period.days(1), "extended_by": Period.days(1)},
    ],
)
def test_a_window_without_an_end_or_a_beginning_is_refused(wrong: Any):
    with pytest.raises(InvalidDefinition, match="window"):
        ReturnWindow(**wrong)


def test_a_place_without_a_zone_has_no_calendar():
    with pytest.raises(UnknownZone):
        civil_calendar("Mars/Olympus")
