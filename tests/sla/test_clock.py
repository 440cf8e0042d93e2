"""What a mark does to a clock: one sentence of the rules, one test. Times are of Monday 2 March 2026 in Shanghai."""

import attrs
import pytest

from aftersales_core.errors import MarkOutOfOrder
from aftersales_core.instants import Span
from aftersales_core.sla import SlaClock, SlaMetric, fold
from aftersales_core.sla.presets import FIRST_RESPONSE, NEXT_RESPONSE, PERIODIC_UPDATE
from tests.sla.desk import RESOLUTION, at, hours, marks, policy, status


def pauses_of(clock: SlaClock) -> list[tuple[str, str | None]]:
    """The pauses of the last cycle by wall clock."""
    return [
        (
            f"{span.start.astimezone(at('10:00').tzinfo):%H:%M}",
            span.end and f"{span.end.astimezone(at('10:00').tzinfo):%H:%M}",
        )
        for span in clock.cycles[-1].pauses
    ]


@pytest.mark.parametrize(
    ("entries", "state"),
    [
        ((), "not_started"),
        (("10:00 pause",), "not_started"),
        (("10:00 resolved",), "not_started"),
        (("10:00 cancelled",), "not_started"),
        (("10:00 reopened",), "not_started"),
        (("10:00 received",), "running"),
        (("10:00 received", "10:05 pause"), "paused"),
        (("10:00 received", "10:05 pause", "10:06 resume"), "running"),
        (("10:00 received", "10:05 resolved"), "stopped"),
        (("10:00 received", "10:05 pause", "10:06 resolved"), "stopped"),
        (("10:00 received", "10:05 cancelled"), "cancelled"),
        (("10:00 received", "10:05 pause", "10:06 cancelled"), "cancelled"),
        (("10:00 received", "10:05 resolved", "10:06 reopened"), "running"),
        (("10:00 received", "10:05 cancelled", "10:06 reopened"), "running"),
        (("10:00 received", "10:05 resolved", "10:06 cancelled"), "stopped"),
        (("10:00 received", "10:05 nothing_known"), "running"),
    ],
)
def test_the_state_after_some_marks(entries: tuple[str, ...], state: str):
    assert fold(RESOLUTION, marks(*entries)).state == state


def test_a_pause_is_a_level_and_not_a_counter():
    clock = fold(RESOLUTION, marks("10:00 received", "10:10 pause", "10:20 pause", "10:30 resume"))
    assert (clock.state, pauses_of(clock)) == ("running", [("10:10", "10:30")])


def test_pauses_follow_each_other():
    story = (
        "10:00 received",
        "10:10 pause",
        "10:20 resume",
        "10:30 pause",
        "10:40 resume",
        "10:50 pause",
        "11:00 resume",
    )
    assert pauses_of(fold(RESOLUTION, marks(*story))) == [("10:10", "10:20"), ("10:30", "10:40"), ("10:50", "11:00")]


def test_a_pause_before_the_start_holds_from_the_start():
    before = marks("09:00 pause", "10:00 received")
    assert (fold(RESOLUTION, before).state, pauses_of(fold(RESOLUTION, before))) == ("paused", [("10:00", None)])
    clock = fold(RESOLUTION, [*before, *marks("10:30 resume")])
    assert (clock.state, pauses_of(clock)) == ("running", [("10:00", "10:30")])


def test_a_pause_that_ended_before_the_start_is_no_pause():
    clock = fold(RESOLUTION, marks("09:00 pause", "09:30 resume", "10:00 received"))
    assert (clock.state, pauses_of(clock)) == ("running", [])


def test_starting_while_running_is_ignored():
    clock = fold(RESOLUTION, marks("10:00 received", "10:30 received"))
    assert [cycle.started_at for cycle in clock.cycles] == [at("10:00")]


def test_starting_again_after_a_stop_is_ignored():
    clock = fold(RESOLUTION, marks("10:00 received", "10:30 resolved", "11:00 received"))
    assert (clock.state, len(clock.cycles)) == ("stopped", 1)


def test_resuming_while_running_is_ignored():
    clock = fold(RESOLUTION, marks("10:00 received", "10:30 resume", "10:40 pause", "10:50 resume", "11:00 resume"))
    assert (clock.state, pauses_of(clock)) == ("running", [("10:40", "10:50")])


@pytest.mark.parametrize("end", ["resolved", "cancelled"])
def test_a_stop_or_a_cancellation_ends_any_pause(end: str):
    clock = fold(RESOLUTION, marks("10:00 received", "10:30 pause", f"11:00 {end}"))
    assert (clock.paused_since, pauses_of(clock)) == (None, [("10:30", "11:00")])


def test_a_pause_that_a_stop_ended_does_not_hold_after_a_reopening():
    clock = fold(RESOLUTION, marks("10:00 received", "10:30 pause", "11:00 resolved", "12:00 reopened"))
    assert (clock.state, pauses_of(clock)) == ("running", [("10:30", "11:00"), ("11:00", "12:00")])


def test_a_pause_while_stopped_holds_from_the_reopening():
    clock = fold(RESOLUTION, marks("10:00 received", "11:00 resolved", "11:30 pause", "12:00 reopened"))
    assert (clock.state, pauses_of(clock)) == ("paused", [("11:00", "12:00"), ("12:00", None)])


def test_a_pause_of_no_length_is_no_pause():
    clock = fold(RESOLUTION, marks("10:00 received", "10:30 pause", "10:30 resume"))
    assert (clock.state, pauses_of(clock)) == ("running", [])


def test_marks_of_one_instant_count_in_the_order_given():
    stopped = fold(RESOLUTION, marks("10:00 received", "11:00 reopened", "11:00 resolved"))
    reopened = fold(RESOLUTION, marks("10:00 received", "11:00 resolved", "11:00 reopened"))
    assert (stopped.state, reopened.state) == ("stopped", "running")


def test_a_mark_before_the_last_one_is_refused_and_named():
    clock = fold(RESOLUTION, marks("10:00 received"))
    with pytest.raises(MarkOutOfOrder, match=r"'resolved' .* sorted_marks") as caught:
        fold(RESOLUTION, marks("09:59 resolved"), clock)
    assert (caught.value.name, caught.value.at) == ("resolved", "2026-03-02T01:59:00+00:00")


def test_stopping_at_the_start_is_a_cycle_of_no_length():
    clock = fold(RESOLUTION, marks("10:00 received", "10:00 resolved"))
    assert (clock.cycles[0].started_at, clock.cycles[0].ended_at) == (at("10:00"), at("10:00"))


# --- reopening --------------------------------------------------------------------------------------------------------

REOPENED = ("10:00 received", "11:00 resolved", "13:00 reopened")


def test_a_reopening_that_resumes_goes_on_with_the_time_already_used():
    # 10:00 to 11:00 is one hour; two closed hours do not count; 13:00 to 14:30 is an hour and a half; of three hours
    # half an hour is left, so it is due at 15:00.
    found = status(policy(RESOLUTION, "3h"), marks(*REOPENED), "14:30")
    assert (found.state, found.started_at, found.cycle) == ("running", at("10:00"), 2)
    assert (found.elapsed, found.remaining, found.due_at) == (hours(2.5), hours(0.5), at("15:00"))


def test_a_reopening_that_restarts_begins_anew():
    metric = attrs.evolve(RESOLUTION, on_reopen="restart")
    found = status(policy(metric, "3h"), marks(*REOPENED), "14:30")
    assert (found.state, found.started_at, found.cycle) == ("running", at("13:00"), 2)
    assert (found.elapsed, found.due_at) == (hours(1.5), at("16:00"))


def test_a_reopening_that_is_ignored_leaves_the_first_stop():
    metric = attrs.evolve(RESOLUTION, on_reopen="ignore")
    found = status(policy(metric, "3h"), marks(*REOPENED, "18:00 resolved"), "19:00")
    assert (found.state, found.stopped_at, found.cycle, found.outcome) == ("stopped", at("11:00"), 1, "met")


def test_the_cycle_says_since_when_it_is_open_again():
    clock = fold(RESOLUTION, marks(*REOPENED))
    assert [cycle.reopened_at for cycle in clock.cycles] == [None, at("13:00")]


def test_reopening_at_the_instant_of_the_stop_leaves_no_gap():
    clock = fold(RESOLUTION, marks("10:00 received", "11:00 resolved", "11:00 reopened"))
    assert (clock.state, pauses_of(clock)) == ("running", [])


def test_each_stop_is_a_decided_cycle_of_its_own():
    # Three hours from 10:00: met at 12:00. Reopened 14:00 with one hour left, due 15:00, resolved 16:00: late.
    # Reopened 17:00: the two hours closed in the middle and the one at the end do not count, it stays late.
    story = marks("10:00 received", "12:00 resolved", "14:00 reopened", "16:00 resolved", "17:00 reopened")
    found = status(policy(RESOLUTION, "3h"), story, "17:30")
    assert [(one.outcome, one.due_at, one.elapsed) for one in found.decided] == [
        ("met", at("13:00"), hours(2)),
        ("late", at("15:00"), hours(4)),
    ]
    assert [(one.started_at, one.ended_at) for one in found.decided] == [
        (at("10:00"), at("12:00")),
        (at("10:00"), at("16:00")),
    ]
    assert (found.outcome, found.breached_at, found.elapsed) == ("open_breached", at("15:00"), hours(4.5))


def test_a_cancelled_cycle_stands_among_the_decided_as_excluded():
    found = status(policy(), marks("10:00 received", "11:00 cancelled", "12:00 reopened"), "12:30")
    assert [(one.outcome, one.ended_at) for one in found.decided] == [("excluded", at("11:00"))]


# --- arming again -----------------------------------------------------------------------------------------------------


def test_a_mark_that_stops_and_rearms_begins_the_next_cycle_at_once():
    clock = fold(PERIODIC_UPDATE, marks("10:00 received", "11:00 agent_reply", "13:00 agent_reply"))
    assert [(cycle.started_at, cycle.stopped_at) for cycle in clock.cycles] == [
        (at("10:00"), at("11:00")),
        (at("11:00"), at("13:00")),
        (at("13:00"), None),
    ]


def test_what_was_cancelled_is_not_armed_again():
    clock = fold(PERIODIC_UPDATE, marks("10:00 received", "11:00 resolved", "12:00 agent_reply"))
    assert (clock.state, len(clock.cycles)) == ("cancelled", 1)


def test_arming_while_running_does_not_reset():
    clock = fold(NEXT_RESPONSE, marks("10:00 customer_message", "10:30 customer_message"))
    assert [cycle.started_at for cycle in clock.cycles] == [at("10:00")]


def test_arming_does_not_start_a_clock_for_the_first_time():
    clock = fold(PERIODIC_UPDATE, marks("10:00 agent_reply"))
    assert clock.state == "not_started"


# --- who did it -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("actor", ["bot", "system"])
def test_a_stop_by_a_machine_counts_only_where_the_metric_says_so(actor: str):
    story = marks("10:00 received", f"10:01 first_reply {actor}")
    assert fold(FIRST_RESPONSE, story).state == "running"
    assert fold(attrs.evolve(FIRST_RESPONSE, counts_automated=True), story).state == "stopped"


def test_a_stop_by_a_machine_counts_unless_the_metric_says_otherwise():
    assert fold(RESOLUTION, marks("10:00 received", "11:00 resolved system")).state == "stopped"


def test_a_stop_by_a_machine_that_does_not_count_does_not_end_a_pause():
    metric = attrs.evolve(RESOLUTION, counts_automated=False)
    clock = fold(metric, marks("10:00 received", "10:30 pause", "11:00 resolved bot"))
    assert (clock.state, pauses_of(clock)) == ("paused", [("10:30", None)])


def test_a_machine_may_start_pause_and_cancel_even_where_its_stops_do_not_count():
    metric = attrs.evolve(RESOLUTION, counts_automated=False)
    story = marks("10:00 received system", "10:10 pause system", "10:20 resume bot")
    assert pauses_of(fold(metric, story)) == [("10:10", "10:20")]
    assert fold(metric, [*story, *marks("10:30 cancelled system")]).state == "cancelled"


# --- one mark, several things -----------------------------------------------------------------------------------------


def test_a_mark_that_starts_and_pauses_begins_a_paused_clock():
    metric = SlaMetric("m", starts=("created_pending",), stops=("done",), pauses=("created_pending",))
    clock = fold(metric, marks("10:00 created_pending"))
    assert (clock.state, clock.cycles[0].pauses) == ("paused", (Span(at("10:00")),))


def test_a_mark_that_stops_and_pauses_leaves_the_pause_for_the_next_cycle():
    metric = SlaMetric("m", starts=("a",), stops=("b",), pauses=("b",), resumes=("r",), reopens=("c",))
    clock = fold(metric, marks("10:00 a", "11:00 b"))
    assert (clock.state, clock.paused_since, clock.cycles[0].pauses) == ("stopped", at("11:00"), ())
    assert fold(metric, marks("12:00 c"), clock).state == "paused"


def test_a_mark_that_cancels_and_pauses_leaves_the_cancelled_cycle_as_it_was():
    metric = SlaMetric("m", starts=("a",), stops=("b",), pauses=("x",), resumes=(), cancels=("x",))
    clock = fold(metric, marks("10:00 a", "11:00 x"))
    assert (clock.state, clock.paused_since, clock.cycles[0].pauses) == ("cancelled", at("11:00"), ())


def test_a_mark_that_stops_rearms_and_pauses_begins_a_paused_cycle():
    metric = SlaMetric("m", starts=("a",), stops=("b",), pauses=("b",), resumes=("r",), rearms=("b",))
    clock = fold(metric, marks("10:00 a", "11:00 b"))
    assert (clock.state, [cycle.pauses for cycle in clock.cycles]) == ("paused", [(), (Span(at("11:00")),)])


def test_a_mark_that_starts_and_resumes_begins_a_running_clock():
    metric = SlaMetric("m", starts=("go",), stops=("done",), pauses=("wait",), resumes=("go",))
    clock = fold(metric, marks("09:00 wait", "10:00 go"))
    assert (clock.state, pauses_of(clock)) == ("running", [])


def test_a_clock_goes_on_from_where_it_was_kept():
    whole = fold(RESOLUTION, marks("09:00 pause", "10:00 received", "11:00 resume"))
    kept = fold(RESOLUTION, marks("09:00 pause"))
    assert (kept.state, kept.paused_since, kept.last_at) == ("not_started", at("09:00"), at("09:00"))
    assert fold(RESOLUTION, marks("10:00 received", "11:00 resume"), kept) == whole
