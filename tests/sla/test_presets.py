"""The preset metrics, each held against what its name promises. Times are of Monday 2 March 2026 in Shanghai."""

from collections.abc import Callable

import pytest

from aftersales_core.sla import SlaMetric, presets
from tests.sla.desk import at, hours, marks, policy, status

PRESETS = (
    presets.FIRST_RESPONSE,
    presets.NEXT_RESPONSE,
    presets.PERIODIC_UPDATE,
    presets.FIRST_CONTACT,
    presets.TIME_TO_ASSIGNMENT,
    presets.SOLUTION,
    presets.RESOLUTION,
    presets.NOTIFICATION,
    presets.REQUESTER_WAIT,
    presets.AGENT_WORK,
)


def test_every_preset_has_an_id_of_its_own():
    assert len({metric.id for metric in PRESETS}) == len(PRESETS)


@pytest.mark.parametrize(
    ("metric", "stop", "stopped_at"),
    [
        (presets.FIRST_RESPONSE, "first_reply", "11:00"),
        (presets.FIRST_RESPONSE, "agent_reply", "11:00"),
        (presets.FIRST_RESPONSE, "contacted", "11:00"),
        (presets.FIRST_RESPONSE, "assigned", None),
        (presets.FIRST_CONTACT, "contacted", "11:00"),
        (presets.TIME_TO_ASSIGNMENT, "assigned", "11:00"),
        (presets.TIME_TO_ASSIGNMENT, "first_reply", None),
        (presets.SOLUTION, "solution_offered", "11:00"),
        (presets.SOLUTION, "resolved", "11:00"),
        (presets.RESOLUTION, "resolved", "11:00"),
        (presets.RESOLUTION, "solution_offered", None),
        (presets.NOTIFICATION, "notified", "11:00"),
        (presets.NOTIFICATION, "resolved", None),
        (presets.REQUESTER_WAIT, "resolved", "11:00"),
        (presets.AGENT_WORK, "resolved", "11:00"),
    ],
    ids=lambda value: value.id if isinstance(value, SlaMetric) else value,
)
def test_what_stops_a_preset_that_receipt_starts(metric: SlaMetric, stop: str, stopped_at: str | None):
    found = status(policy(metric, "3h"), marks("10:00 received", f"11:00 {stop}"), "12:00")
    assert found.started_at == at("10:00")
    assert found.stopped_at == (None if stopped_at is None else at(stopped_at))


@pytest.mark.parametrize(
    "metric",
    [presets.FIRST_RESPONSE, presets.FIRST_CONTACT, presets.TIME_TO_ASSIGNMENT],
    ids=lambda metric: metric.id,
)
def test_the_first_answer_cannot_be_paused_away(metric: SlaMetric):
    found = status(policy(metric, "3h"), marks("10:00 received", "10:30 pause"), "12:00")
    assert (found.state, found.elapsed, found.due_at) == ("running", hours(2), at("13:00"))


@pytest.mark.parametrize(
    "metric",
    [presets.SOLUTION, presets.RESOLUTION, presets.NOTIFICATION, presets.REQUESTER_WAIT, presets.AGENT_WORK],
    ids=lambda metric: metric.id,
)
def test_waiting_for_the_customer_pauses_the_work(metric: SlaMetric):
    found = status(policy(metric, "3h"), marks("10:00 received", "10:30 pause", "11:30 resume"), "12:00")
    assert (found.elapsed, found.due_at) == (hours(1), at("14:00"))


def test_waiting_for_somebody_in_the_shop_pauses_the_agents_work_but_not_the_customers_wait():
    story = marks("10:00 received", "10:30 on_hold", "11:30 off_hold")
    assert status(policy(presets.AGENT_WORK), story, "12:00").elapsed == hours(1)
    assert status(policy(presets.REQUESTER_WAIT), story, "12:00").elapsed == hours(2)


@pytest.mark.parametrize(
    ("metric", "stop", "cycles"),
    [
        (presets.FIRST_RESPONSE, "first_reply", 1),
        (presets.FIRST_CONTACT, "contacted", 1),
        (presets.TIME_TO_ASSIGNMENT, "assigned", 1),
        (presets.NOTIFICATION, "notified", 1),
        (presets.SOLUTION, "solution_offered", 2),
        (presets.RESOLUTION, "resolved", 2),
        (presets.REQUESTER_WAIT, "resolved", 2),
        (presets.AGENT_WORK, "resolved", 2),
    ],
    ids=lambda value: value.id if isinstance(value, SlaMetric) else str(value),
)
def test_a_reopening_opens_the_work_again_but_not_the_first_answer(metric: SlaMetric, stop: str, cycles: int):
    found = status(policy(metric), marks("10:00 received", f"11:00 {stop}", "12:00 reopened"), "12:30")
    assert found.cycle == cycles


# --- next response ----------------------------------------------------------------------------------------------------


def test_the_next_response_runs_from_the_oldest_unanswered_message():
    story = marks("10:00 customer_message", "10:40 customer_message", "10:50 customer_message")
    found = status(policy(presets.NEXT_RESPONSE, "1h"), story, "10:55")
    assert (found.started_at, found.due_at) == (at("10:00"), at("11:00"))


def test_each_exchange_is_a_cycle_of_the_next_response():
    # Answered after 30 of 60 minutes; then asked at 12:00 and again at 12:50, answered at 13:30: late by half an hour.
    story = marks(
        "10:00 customer_message",
        "10:30 agent_reply",
        "11:00 agent_reply",
        "12:00 customer_message",
        "12:50 customer_message",
        "13:30 agent_reply",
        "14:00 customer_message",
    )
    found = status(policy(presets.NEXT_RESPONSE, "1h"), story, "14:10")
    assert [(one.started_at, one.ended_at, one.outcome) for one in found.decided] == [
        (at("10:00"), at("10:30"), "met"),
        (at("12:00"), at("13:30"), "late"),
    ]
    assert (found.started_at, found.due_at, found.outcome) == (at("14:00"), at("15:00"), "pending")


def test_a_reply_before_any_message_answers_nothing():
    found = status(policy(presets.NEXT_RESPONSE, "1h"), marks("09:00 agent_reply", "10:00 customer_message"), "10:10")
    assert (found.state, found.started_at) == ("running", at("10:00"))


@pytest.mark.parametrize("make", [presets.first_response, presets.next_response])
def test_whether_an_automated_reply_counts_is_an_option(make: Callable[..., SlaMetric]):
    story = marks("10:00 received", "10:00 customer_message", "10:01 first_reply bot", "10:30 agent_reply")
    assert status(policy(make(), "1h"), story, "12:00").stopped_at == at("10:30")
    automated = make(counts_automated=True, metric_id="with_bots")
    assert automated.id == "with_bots"
    assert status(policy(automated, "1h"), story, "12:00").stopped_at == at("10:01")


# --- periodic update --------------------------------------------------------------------------------------------------


def test_a_periodic_update_is_due_again_after_every_message_to_the_customer():
    story = marks("10:00 received", "10:05 assigned", "11:30 agent_reply", "12:00 customer_message")
    found = status(policy(presets.PERIODIC_UPDATE, "2h"), story, "13:00")
    assert [(one.started_at, one.due_at, one.outcome) for one in found.decided] == [(at("10:00"), at("12:00"), "met")]
    assert (found.started_at, found.due_at) == (at("11:30"), at("13:30"))


def test_a_periodic_update_by_a_bot_is_no_update():
    found = status(policy(presets.PERIODIC_UPDATE, "2h"), marks("10:00 received", "11:30 agent_reply bot"), "13:00")
    assert (found.cycle, found.outcome) == (1, "open_breached")


@pytest.mark.parametrize("end", ["resolved", "closed", "cancelled"])
def test_nobody_owes_an_update_on_a_finished_ticket(end: str):
    story = marks("10:00 received", "11:00 agent_reply", f"11:30 {end}")
    found = status(policy(presets.PERIODIC_UPDATE, "2h"), story, "18:00")
    assert (found.state, found.outcome, found.decided[0].outcome) == ("cancelled", "excluded", "met")


def test_updates_are_owed_anew_after_a_reopening():
    story = marks("10:00 received", "11:30 resolved", "13:00 reopened")
    found = status(policy(presets.PERIODIC_UPDATE, "2h"), story, "13:30")
    assert (found.started_at, found.due_at) == (at("13:00"), at("15:00"))


# --- time in state ----------------------------------------------------------------------------------------------------


def test_time_in_state_is_a_cycle_for_each_stay():
    metric = presets.time_in_state("parts_ordered", "parts_arrived", metric_id="parts")
    story = marks("10:00 parts_ordered", "11:00 parts_arrived", "12:00 parts_ordered", "15:30 parts_arrived")
    found = status(policy(metric, "3h"), story, "16:00")
    assert [one.elapsed for one in found.decided] == [hours(1)]
    assert (found.metric, found.elapsed, found.outcome) == ("parts", hours(3.5), "late")


def test_time_in_state_runs_through_pauses():
    metric = presets.time_in_state("parts_ordered", "parts_arrived", metric_id="parts")
    found = status(policy(metric, "3h"), marks("10:00 parts_ordered", "10:30 pause"), "12:00")
    assert (found.state, found.elapsed) == ("running", hours(2))
