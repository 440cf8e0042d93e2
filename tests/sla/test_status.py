"""What a status says: due, used, left, warned, next. Times are of Monday 2 March 2026 in Shanghai unless dated."""

import datetime as dt
from fractions import Fraction
from typing import Any

import attrs
import pytest

from aftersales_core.errors import HorizonExceeded, InstantOutOfRange, MissingCalendar, NaiveDatetime
from aftersales_core.instants import zone
from aftersales_core.sla import Mark, SlaMetric, SlaPolicy, SlaTarget, assess, assess_many, next_changes
from aftersales_core.worktime.calendar import WorkingCalendar
from aftersales_core.worktime.holiday_table import HolidayTable
from aftersales_core.worktime.period import Period
from tests.sla.desk import (
    CN,
    DECEMBER,
    KNOWN_2026,
    OFFICE,
    RESOLUTION,
    ROUND_THE_CLOCK,
    at,
    hours,
    marks,
    policy,
    status,
)

MICROSECOND = dt.timedelta(microseconds=1)
RECEIVED = marks("10:00 received")


# --- which target -----------------------------------------------------------------------------------------------------


def first_matches(facts: dict[str, str]) -> Period | None:
    """The period that three targets in order give a ticket."""
    rules = SlaPolicy(
        [RESOLUTION],
        [
            SlaTarget(RESOLUTION, "1h", {"priority": "urgent", "tier": ["gold", "platinum"]}),
            SlaTarget(RESOLUTION, "4h", {"priority": ["high", "urgent"]}),
            SlaTarget(RESOLUTION, "1d"),
        ],
        {"shop": ROUND_THE_CLOCK},
    )
    found = assess(rules, facts, RECEIVED, now=at("10:01"))["resolution"].deadline
    assert found is not None
    return found.period


@pytest.mark.parametrize(
    ("facts", "period"),
    [
        ({"priority": "urgent", "tier": "gold"}, "1h"),
        ({"priority": "urgent", "tier": "platinum", "region": "east"}, "1h"),
        ({"priority": "urgent", "tier": "silver"}, "4h"),
        ({"priority": "urgent"}, "4h"),
        ({"priority": "high", "tier": "gold"}, "4h"),
        ({"priority": "low", "tier": "gold"}, "1d"),
        ({"tier": "gold"}, "1d"),
        ({}, "1d"),
    ],
)
def test_the_first_target_that_fits_counts(facts: dict[str, str], period: str):
    assert first_matches(facts) == Period.parse(period)


def test_each_metric_has_its_own_first_target():
    other = SlaMetric("other", starts=("received",), stops=("done",))
    rules = SlaPolicy(
        [RESOLUTION, other],
        [SlaTarget("other", "1h"), SlaTarget("resolution", "2h", {"priority": "high"}), SlaTarget("resolution", "3h")],
        {"shop": ROUND_THE_CLOCK},
    )
    found = assess(rules, {"priority": "high"}, RECEIVED, now=at("10:01"))
    assert {name: one.due_at for name, one in found.items()} == {"resolution": at("12:00"), "other": at("11:00")}


def test_a_ticket_that_no_target_fits_has_no_target():
    rules = SlaPolicy([RESOLUTION], [SlaTarget("resolution", "2h", {"priority": "high"})], {"shop": ROUND_THE_CLOCK})
    for happened in ([], RECEIVED, marks("10:00 received", "11:00 resolved")):
        found = assess(rules, {"priority": "low"}, happened, now=at("12:00"))["resolution"]
        assert (found.outcome, found.due_at, found.share_used, found.next_change_at) == ("no_target", None, None, None)


def test_a_cancelled_ticket_that_no_target_fits_is_excluded():
    found = status(SlaPolicy([RESOLUTION], []), marks("10:00 received", "11:00 cancelled"), "12:00")
    assert (found.state, found.outcome) == ("cancelled", "excluded")


def test_each_target_counts_on_the_calendar_that_it_names():
    metric = attrs.evolve(RESOLUTION, id="office_hours")
    rules = SlaPolicy(
        [RESOLUTION, metric],
        [SlaTarget(RESOLUTION, "4wh"), SlaTarget(metric, "4wh", calendar="office")],
        {"shop": ROUND_THE_CLOCK, "office": OFFICE},
    )
    found = assess(rules, {}, RECEIVED, now=at("10:01"))
    # The office closes from 12:00 to 13:00: two hours before and two after.
    assert (found["resolution"].due_at, found["office_hours"].due_at) == (at("14:00"), at("15:00"))


def test_a_calendar_can_be_bound_when_it_is_needed():
    rules = SlaPolicy([RESOLUTION], [SlaTarget(RESOLUTION, "4wh", calendar="office")])
    with pytest.raises(MissingCalendar, match="'office'"):
        assess(rules, {}, RECEIVED, now=at("10:01"))
    found = assess(rules, {}, RECEIVED, now=at("10:01"), calendars={"office": OFFICE})["resolution"]
    assert found.due_at == at("15:00")
    assert rules.bound({"office": OFFICE}).calendar("office") == OFFICE


# --- states and outcomes ----------------------------------------------------------------------------------------------


def test_before_the_start_nothing_is_known_but_that_it_is_pending():
    found = status(policy(), [], "12:00")
    assert (found.state, found.outcome, found.cycle, found.decided) == ("not_started", "pending", 0, ())
    assert (found.started_at, found.stopped_at, found.due_at, found.deadline) == (None, None, None, None)
    assert (found.elapsed, found.remaining, found.share_used) == (hours(0), None, None)
    assert (found.is_at_risk, found.warnings, found.next_change_at, found.provisional) == (False, (), None, False)


@pytest.mark.parametrize(
    ("inclusive", "seconds", "open_outcome", "done_outcome"),
    [
        (True, -1, "pending", "met"),
        (True, 0, "pending", "met"),
        (True, 1, "open_breached", "late"),
        (False, -1, "pending", "met"),
        (False, 0, "open_breached", "late"),
        (False, 1, "open_breached", "late"),
    ],
)
def test_the_deadlines_own_instant_is_in_time_where_the_period_includes_it(
    inclusive: bool, seconds: int, open_outcome: str, done_outcome: str
):
    rules = policy(RESOLUTION, Period.hours(3, inclusive=inclusive))
    now = at("13:00") + dt.timedelta(seconds=seconds)
    assert assess(rules, {}, RECEIVED, now=now)["resolution"].outcome == open_outcome
    done = assess(rules, {}, [*RECEIVED, Mark(now, "resolved")], now=at("18:00"))["resolution"]
    assert done.outcome == done_outcome
    assert done.breached_at == (at("13:00") if done_outcome == "late" else None)


def test_a_cancelled_clock_is_excluded_whatever_went_before():
    found = status(policy(), marks("10:00 received", "15:00 cancelled"), "18:00")
    assert (found.state, found.outcome, found.stopped_at, found.next_change_at) == ("cancelled", "excluded", None, None)


def test_a_stopped_clock_keeps_what_it_came_to():
    early, late = (status(policy(), marks("10:00 received", "11:00 resolved"), now) for now in ("11:00", "18:00"))
    assert early == late
    assert (early.elapsed, early.remaining, early.share_used) == (hours(1), hours(2), Fraction(1, 3))
    assert (early.is_at_risk, early.next_change_at) == (False, None)


def test_after_the_deadline_what_remains_is_negative_and_the_share_passes_one():
    found = status(policy(), RECEIVED, "14:30")
    assert (found.elapsed, found.remaining, found.share_used) == (hours(4.5), hours(-1.5), Fraction(3, 2))
    assert (found.outcome, found.breached_at, found.breach_computed_at) == ("open_breached", at("13:00"), at("13:00"))


@pytest.mark.parametrize(
    ("story", "now", "overdue"),
    [
        (("10:00 received",), "13:00", None),
        (("10:00 received",), "14:30", 1.5),
        (("10:00 received", "14:00 pause"), "16:00", 1),
        (("10:00 received", "14:00 resolved"), "18:00", 1),
        (("10:00 received", "12:00 resolved"), "18:00", None),
        (("10:00 received", "11:00 pause"), "18:00", None),
    ],
)
def test_overdue_is_the_time_past_the_deadline_that_was_missed(story: tuple[str, ...], now: str, overdue: float | None):
    found = status(policy(), marks(*story), now)
    assert found.overdue == (None if overdue is None else hours(overdue))


def test_overdue_is_counted_on_the_targets_own_clock():
    # Due on Monday at 16:00; until Tuesday 10:00 that is two hours on Monday and one on Tuesday.
    found = status(policy(RESOLUTION, "5wh", OFFICE), RECEIVED, "2026-03-03 10:00")
    assert (found.due_at, found.overdue) == (at("16:00"), hours(3))


def test_time_counts_on_the_targets_own_clock():
    # Friday 16:00 to Monday 10:00: two working hours on Friday and one on Monday; 66 hours by the wall.
    story = marks("2026-03-06 16:00 received")
    working = status(policy(RESOLUTION, "8wh", OFFICE), story, "2026-03-09 10:00")
    real = status(policy(RESOLUTION, "8h", OFFICE), story, "2026-03-09 10:00")
    assert (working.elapsed, working.remaining, working.due_at) == (hours(3), hours(5), at("2026-03-09 16:00"))
    assert (real.elapsed, real.remaining, real.due_at) == (hours(66), hours(-58), at("2026-03-07 00:00"))


def test_what_remains_of_working_days_is_working_time_until_the_last_midnight():
    # Monday 10:00, two working days: until Wednesday 24:00. On Tuesday 15:00 three hours are left that day, eight on
    # Wednesday. From Monday 10:00 it was 2 + 5 that day, 8 and 8; used are 7 and 5 of 23 hours.
    found = status(policy(RESOLUTION, "2wd", OFFICE), RECEIVED, "2026-03-03 15:00")
    assert (found.due_at, found.remaining) == (at("2026-03-05 00:00"), hours(11))
    assert (found.elapsed, found.share_used) == (hours(12), Fraction(12, 23))


def test_the_share_of_hours_from_the_next_midnight_counts_from_the_start_as_well():
    # Monday 10:00, 24 hours from the next midnight: until Tuesday 24:00, 38 hours in all; 19 are used at Tuesday 5:00.
    found = status(policy(RESOLUTION, Period.hours(24, "next_midnight")), RECEIVED, "2026-03-03 05:00")
    assert (found.due_at, found.elapsed, found.share_used) == (at("2026-03-04 00:00"), hours(19), Fraction(1, 2))
    assert found.warnings[0] == (Fraction(1, 2), at("2026-03-03 05:00"))


def test_due_at_is_on_the_calendars_wall_clock_with_a_fixed_offset():
    rome = WorkingCalendar("rome", "Europe/Rome", "Mon-Fri 09:00-18:00", HolidayTable.none())
    start = dt.datetime(2026, 3, 27, 16, 0, tzinfo=zone("Europe/Rome"))
    rules = policy(RESOLUTION, "4wh", rome)
    found = assess(rules, {}, [Mark(start, "received")], now=start)["resolution"]
    # Two hours on Friday; the clocks change on Sunday; two hours on Monday.
    assert found.due_at is not None
    assert found.due_at.isoformat() == "2026-03-30T11:00:00+02:00"
    assert [at_.isoformat() for _, at_ in found.warnings[:2]] == [
        "2026-03-27T18:00:00+01:00",
        "2026-03-30T10:00:00+02:00",
    ]
    assert isinstance(found.due_at.tzinfo, dt.timezone)


# --- pauses -----------------------------------------------------------------------------------------------------------


def test_a_paused_clock_has_no_deadline_and_keeps_what_it_used():
    found = status(policy(), marks("10:00 received", "11:00 pause"), "16:00")
    assert (found.state, found.outcome, found.due_at, found.deadline) == ("paused", "pending", None, None)
    assert (found.elapsed, found.remaining, found.share_used) == (hours(1), hours(2), Fraction(1, 3))
    assert (found.warnings, found.next_change_at, found.breached_at) == ((), None, None)


def test_a_pause_after_the_deadline_leaves_it_missed():
    found = status(policy(), marks("10:00 received", "14:00 pause"), "16:00")
    assert (found.state, found.outcome, found.due_at, found.elapsed) == (
        "paused",
        "open_breached",
        at("13:00"),
        hours(4),
    )


def test_a_pause_that_begins_at_the_deadline_does_not_move_it():
    found = status(policy(), marks("10:00 received", "13:00 pause", "15:00 resume"), "16:00")
    assert (found.due_at, found.outcome) == (at("13:00"), "open_breached")


def test_a_pause_is_deducted_in_working_time():
    # Paused from Monday 17:00 to Tuesday 10:00: one working hour each day, not seventeen.
    story = marks("10:00 received", "17:00 pause", "2026-03-03 10:00 resume")
    found = status(policy(RESOLUTION, "8wh", OFFICE), story, "2026-03-03 11:00")
    # Used: 2 + 4 on Monday, one hour on Tuesday; one more is due.
    assert (found.elapsed, found.due_at) == (hours(7), at("2026-03-03 12:00"))


def test_a_pause_overnight_moves_nothing():
    story = marks("10:00 received", "18:00 pause", "2026-03-03 09:00 resume")
    paused = status(policy(RESOLUTION, "8wh", OFFICE), story, "2026-03-03 09:30")
    unpaused = status(policy(RESOLUTION, "8wh", OFFICE), RECEIVED, "2026-03-03 09:30")
    assert (
        (paused.due_at, paused.elapsed) == (unpaused.due_at, unpaused.elapsed) == (at("2026-03-03 10:00"), hours(7.5))
    )


def test_a_day_wholly_paused_is_no_working_day_of_the_period_and_a_day_partly_paused_is_one():
    whole = marks("10:00 received", "2026-03-03 09:00 pause", "2026-03-03 18:00 resume")
    part = marks("10:00 received", "2026-03-03 09:30 pause", "2026-03-03 18:00 resume")
    now = "2026-03-03 18:00"
    assert status(policy(RESOLUTION, "2wd", OFFICE), whole, now).due_at == at("2026-03-06 00:00")
    assert status(policy(RESOLUTION, "2wd", OFFICE), part, now).due_at == at("2026-03-05 00:00")


def test_a_period_that_nothing_may_stop_runs_on_through_a_pause():
    legal = policy(RESOLUTION, Period.hours(3, pausable=False))
    found = status(legal, marks("10:00 received", "10:30 pause"), "12:00")
    assert (found.state, found.due_at, found.elapsed, found.remaining) == ("paused", at("13:00"), hours(2), hours(1))
    assert found.next_change_at == at("13:00") + MICROSECOND
    missed = status(legal, marks("10:00 received", "10:30 pause"), "14:00")
    assert (missed.outcome, missed.breached_at) == ("open_breached", at("13:00"))


# --- warnings ---------------------------------------------------------------------------------------------------------


def test_warnings_stand_at_shares_of_the_working_time_and_not_of_the_wall_clock():
    # Friday 16:00, eight hours: half is used Monday 11:00 (2 + 2), three quarters at 14:00 (lunch until 13:00).
    story = marks("2026-03-06 16:00 received")
    found = status(policy(RESOLUTION, "8wh", OFFICE), story, "2026-03-06 16:30")
    assert found.warnings == (
        (Fraction(1, 2), at("2026-03-09 11:00")),
        (Fraction(3, 4), at("2026-03-09 14:00")),
        (Fraction(1), at("2026-03-09 16:00")),
    )


@pytest.mark.parametrize(
    ("now", "is_at_risk", "next_change"),
    [
        ("10:00", False, "11:30"),
        ("11:29", False, "11:30"),
        ("11:30", True, "12:15"),
        ("12:15", True, "13:00"),
    ],
)
def test_a_running_clock_is_at_risk_from_its_first_warning_on(now: str, is_at_risk: bool, next_change: str):
    found = status(policy(), RECEIVED, now)
    assert (found.is_at_risk, found.next_change_at) == (is_at_risk, at(next_change))


def test_the_last_change_is_the_breach_itself():
    inclusive = policy(RESOLUTION, Period.hours(3))
    exclusive = policy(RESOLUTION, Period.hours(3, inclusive=False), warn_at=[0.5])
    assert status(inclusive, RECEIVED, "13:00").next_change_at == at("13:00") + MICROSECOND
    assert status(exclusive, RECEIVED, "12:59").next_change_at == at("13:00")
    for rules in (inclusive, exclusive):
        assert status(rules, RECEIVED, "13:01").next_change_at is None


def test_a_warning_may_stand_after_the_deadline():
    found = status(policy(warn_at=[1, 1.5, 2]), RECEIVED, "13:30")
    assert (found.warnings[1:], found.next_change_at) == (
        ((Fraction(3, 2), at("14:30")), (Fraction(2), at("16:00"))),
        at("14:30"),
    )


def test_without_warnings_a_clock_is_never_at_risk():
    found = status(policy(warn_at=[]), RECEIVED, "14:00")
    assert (found.is_at_risk, found.warnings, found.outcome) == (False, (), "open_breached")


@pytest.mark.parametrize("end", ["pause", "resolved", "cancelled"])
def test_only_a_running_clock_is_at_risk(end: str):
    assert status(policy(), RECEIVED, "12:30").is_at_risk
    assert not status(policy(), marks("10:00 received", f"12:00 {end}"), "12:30").is_at_risk


def test_a_paused_clock_knows_the_warnings_that_it_has_passed_and_no_other():
    found = status(policy(), marks("10:00 received", "12:00 pause"), "12:30")
    assert found.warnings == ((Fraction(1, 2), at("11:30")),)


def test_a_pause_that_begins_at_a_warning_does_not_move_it_and_one_before_it_does():
    at_it = status(policy(), marks("10:00 received", "11:30 pause", "12:00 resume"), "12:10")
    assert [when for _, when in at_it.warnings] == [at("11:30"), at("12:45"), at("13:30")]
    before = status(policy(), marks("10:00 received", "11:29 pause", "12:00 resume"), "12:10")
    assert [when for _, when in before.warnings] == [at("12:01"), at("12:46"), at("13:31")]


def test_warnings_move_on_with_the_pauses():
    found = status(policy(), marks("10:00 received", "11:00 pause", "12:00 resume"), "12:10")
    assert [when for _, when in found.warnings] == [at("12:30"), at("13:15"), at("14:00")]


def test_no_warning_below_the_whole_stands_after_the_deadline():
    # From 20:00, after closing, "this very working day" holds no working time at all; it is due at midnight.
    found = status(policy(RESOLUTION, Period.working_days(1, "same_day"), OFFICE), marks("20:00 received"), "20:30")
    due = at("2026-03-03 00:00")
    assert found.due_at == due
    assert all(when <= due for share, when in found.warnings if share <= 1)


# --- past the known years ---------------------------------------------------------------------------------------------


def test_a_deadline_past_the_known_years_is_provisional():
    # Wednesday 30 December; five working days are Thursday, Friday 1 January and the first three of the next week.
    found = status(policy(RESOLUTION, "5wd", KNOWN_2026), DECEMBER, "2026-12-30 11:00")
    assert (found.provisional, found.due_at, found.outcome) == (True, at("2027-01-07 00:00"), "pending")
    assert not status(policy(RESOLUTION, "1wd", KNOWN_2026), DECEMBER, "2026-12-30 11:00").provisional


def test_a_calendar_that_raises_raises():
    strict = attrs.evolve(KNOWN_2026, beyond_horizon="raise")
    with pytest.raises(HorizonExceeded, match="until 2026"):
        status(policy(RESOLUTION, "5wd", strict), DECEMBER, "2026-12-30 11:00")
    assert status(policy(RESOLUTION, "1wd", strict), DECEMBER, "2026-12-30 11:00").due_at == at("2027-01-01 00:00")


def test_a_calendar_that_raises_raises_for_time_used_past_its_years_too():
    strict = attrs.evolve(KNOWN_2026, beyond_horizon="raise")
    with pytest.raises(HorizonExceeded):
        status(policy(RESOLUTION, "1wd", strict), DECEMBER, "2027-02-01 10:00")
    done = marks("2026-12-30 10:00 received", "2026-12-30 12:00 resolved")
    assert status(policy(RESOLUTION, "1wd", strict), done, "2027-02-01 10:00").outcome == "met"


def test_hours_by_the_wall_need_no_holidays():
    found = status(policy(RESOLUTION, "96h", KNOWN_2026), DECEMBER, "2026-12-30 11:00")
    assert (found.provisional, found.due_at) == (False, at("2027-01-03 10:00"))


def test_time_used_past_the_known_years_is_provisional_too():
    found = status(policy(RESOLUTION, "1wd", KNOWN_2026), DECEMBER, "2027-02-01 10:00")
    assert (found.outcome, found.provisional) == ("open_breached", True)


# --- traces -----------------------------------------------------------------------------------------------------------


def test_a_trace_says_which_time_counted_and_why():
    story = marks("11:00 received", "13:30 pause", "14:00 resume", "16:00 resolved")
    found = status(policy(RESOLUTION, "4wh", OFFICE), story, "18:00", trace=True)
    assert found.trace is not None
    rows = [(f"{row.start:%H:%M}", f"{row.end:%H:%M}", row.counted, row.why) for row in found.trace.rows]
    # Until the deadline at 16:30, since that is later than the stop.
    assert rows == [
        ("11:00", "12:00", True, "window"),
        ("12:00", "13:00", False, "closed"),
        ("13:00", "13:30", True, "window"),
        ("13:30", "14:00", False, "pause"),
        ("14:00", "16:30", True, "window"),
    ]
    assert found.due_at == at("16:30")
    assert (found.elapsed, found.trace.counted) == (hours(3.5), hours(4))


def test_a_trace_goes_on_to_now_where_that_is_later_than_the_deadline():
    found = status(policy(RESOLUTION, "1wh", OFFICE), RECEIVED, "16:00", trace=True)
    assert found.trace is not None
    assert (found.trace.rows[0].start, found.trace.rows[-1].end) == (at("10:00"), at("16:00"))
    assert found.trace.counted == found.elapsed


def test_a_trace_of_a_paused_clock_ends_now():
    found = status(policy(RESOLUTION, "8wh", OFFICE), marks("10:00 received", "11:00 pause"), "15:00", trace=True)
    assert found.trace is not None
    assert (found.trace.rows[-1].end, found.trace.counted) == (at("15:00"), found.elapsed)


def test_there_is_no_trace_unless_asked_for_nor_without_a_start_or_a_target():
    untargeted = SlaPolicy([RESOLUTION], [], {"shop": OFFICE})
    assert status(policy(), RECEIVED, "11:00").trace is None
    assert status(policy(), [], "11:00", trace=True).trace is None
    assert status(untargeted, RECEIVED, "11:00", trace=True).trace is None


@pytest.mark.parametrize(
    "period",
    [Period.hours(24), Period.working_hours(8, pausable=False), Period.hours(24, pausable=False), Period.days(2)],
    ids=["24 h by the wall", "8 working hours that nothing stops", "24 h that nothing stops", "2 days"],
)
def test_the_rows_of_a_trace_that_count_add_up_to_what_was_used(period: Period):
    story = marks("10:00 received", "11:00 pause", "2026-03-03 11:00 resume")
    found = status(policy(RESOLUTION, period, OFFICE), story, "2026-03-09 12:00", trace=True)
    assert found.outcome == "open_breached"
    assert found.trace is not None
    assert found.trace.counted == found.elapsed


# --- many tickets -----------------------------------------------------------------------------------------------------


def test_many_tickets_are_assessed_as_each_by_itself_and_wake_in_order():
    rules = SlaPolicy([RESOLUTION], [SlaTarget(RESOLUTION, "3h", warn_at=[])])
    tickets = [
        ("late", {}, marks("09:00 received")),
        ("early", {}, marks("08:00 received")),
        ("done", {}, marks("08:00 received", "09:00 resolved")),
    ]
    bound = {"shop": ROUND_THE_CLOCK}
    found = assess_many(rules, tickets, now=at("10:00"), calendars=bound)
    assert found == {
        ticket: assess(rules, facts, happened, now=at("10:00"), calendars=bound) for ticket, facts, happened in tickets
    }
    assert next_changes(found) == (
        (at("11:00") + MICROSECOND, "early", "resolution"),
        (at("12:00") + MICROSECOND, "late", "resolution"),
    )


def test_changes_at_one_instant_come_in_order_of_ticket_and_metric():
    other = attrs.evolve(RESOLUTION, id="answer")
    rules = SlaPolicy([RESOLUTION, other], [SlaTarget("resolution", "3h"), SlaTarget("answer", "3h")])
    tickets = [("b", {}, RECEIVED), ("a", {}, RECEIVED)]
    found = assess_many(rules, tickets, now=at("10:00"), calendars={"shop": ROUND_THE_CLOCK})
    assert [(ticket, metric) for _, ticket, metric in next_changes(found)] == [
        ("a", "answer"),
        ("a", "resolution"),
        ("b", "answer"),
        ("b", "resolution"),
    ]


def test_many_tickets_can_use_the_calendars_of_the_policy():
    found = assess_many(policy(), [("t", {}, RECEIVED)], now=at("10:00"))
    assert found["t"]["resolution"].due_at == at("13:00")


# --- broken input -----------------------------------------------------------------------------------------------------


def test_a_naive_now_is_refused():
    with pytest.raises(NaiveDatetime):
        assess(policy(), {}, RECEIVED, now=dt.datetime(2026, 3, 2, 10))


def test_an_instant_past_the_last_year_is_refused_and_does_not_overflow():
    last = Mark(dt.datetime(9998, 12, 31, 12, tzinfo=CN), "received")
    with pytest.raises(InstantOutOfRange):
        assess(policy(RESOLUTION, "24h"), {}, [last], now=last.at)


def test_a_warning_past_the_last_year_is_left_out_and_does_not_overflow():
    far = policy(RESOLUTION, Period.years(7000), warn_at=[0.5, 1, 1.5])
    found = assess(far, {}, RECEIVED, now=at("10:00"))["resolution"]
    assert [share for share, _ in found.warnings] == [Fraction(1, 2), Fraction(1)]


def test_facts_that_are_no_text_are_refused():
    broken: dict[str, Any] = {"priority": 1}
    with pytest.raises(TypeError, match="'priority'"):
        assess(policy(), broken, RECEIVED, now=at("10:00"))
