"""A ticket as the flat record that measures read, against a life worked out by hand."""

import datetime as dt
from typing import Any

import attrs
import pytest

from aftersales_core import Outcome, SlaMetric, SlaPolicy, SlaSwitch, SlaTarget
from aftersales_core import tickets as t
from aftersales_core.errors import MissingCalendar
from aftersales_core.interchange.codec import from_json, to_json
from aftersales_core.kpi import TicketRecord
from aftersales_core.sla.presets import FIRST_RESPONSE, NEXT_RESPONSE, RESOLUTION, SOLUTION, first_response
from aftersales_core.tickets.actions import desk as d
from aftersales_core.tickets.actions import inquiry as i
from aftersales_core.tickets.actions.feedback import Rate
from aftersales_core.tickets.actions.repair import ConfirmOk
from aftersales_core.tickets.kinds.inquiry import InquiryPolicy
from aftersales_core.worktime.period import Period
from tests.sla.desk import ROUND_THE_CLOCK, at
from tests.tickets.counter import HOUR_US, MINUTE_US, Life, desk, errand, life, pairs

RULES = desk((FIRST_RESPONSE, "30min"), (NEXT_RESPONSE, "1h"), (SOLUTION, "2h"), (RESOLUTION, "3h"))


def recorded(one: Life, as_of: str, **options: Any) -> TicketRecord:
    return t.record(one.desk, one.ticket, as_of=at(as_of), **options)


def reopened_once() -> Life:
    """A ticket that was received at 08:45, asked back, resolved, rejected, resolved and accepted."""
    one = life(RULES, received_at=at("08:45"), facts=pairs(region="east", product="apple"))
    one.do("09:00", d.AgentReply("m-0", is_automated=True))
    one.do("09:10", d.Assign("a1"))
    one.do("09:25", d.AgentReply("m-1", answer_id="faq-7"))
    one.do("09:30", i.RequestInfo("m-2"))
    one.do("10:30", d.CustomerReply("m-3"), "c1")
    one.do("10:40", d.Contact("phone"))
    one.do("10:50", d.OfferSolution("refund"))
    one.do("11:00", i.Resolve("refunded"))
    one.do("12:00", d.FollowUp(is_solved=False, is_satisfied=False, score=2))
    one.do("12:10", d.Assign("a2"))
    one.do("12:20", d.Escalate(20, "angry"))
    one.do("12:40", d.AgentReply("m-4", answer_id="faq-9"))
    one.do("12:45", d.AgentReply("m-5", answer_id="faq-7"))
    one.do("13:00", i.Resolve("replaced"))
    one.do("14:00", i.AcceptSolution(), "c1")
    return one


def test_a_ticket_that_was_reopened_is_recorded_as_worked_out_by_hand():
    """E5, E6, B2, D17."""
    found = recorded(reopened_once(), "15:00")
    assert attrs.evolve(found, clocks=()) == TicketRecord(
        id="T-1",
        kind="inquiry",
        channel="wechat",
        customer_id="c1",
        state="closed",
        groups=(("product", "apple"), ("region", "east")),
        as_of=at("15:00"),
        received_at=at("08:45"),
        opened_at=at("09:00"),
        first_resolved_at=at("11:00"),
        resolved_at=at("13:00"),
        closed_at=at("14:00"),
        assignee="a2",
        excluded_as=None,
        reopen_count=1,
        # 09:25, the question back at 09:30, 12:40, 12:45; the one at 09:00 was automated.
        reply_count=4,
        automated_reply_count=1,
        message_count=1,
        contact_count=1,
        assignment_count=2,
        escalation_level=20,
        answer_ids=("faq-7", "faq-9"),
        is_solved=False,
        is_satisfied=False,
        score=2,
        # Open from 09:10 to 09:30, 10:30 to 11:00 and 12:00 to 13:00; resolved from 11:00 and from 13:00.
        state_us=(
            ("closed", HOUR_US),
            ("new", 10 * MINUTE_US),
            ("open", 110 * MINUTE_US),
            ("resolved", 2 * HOUR_US),
            ("waiting_customer", HOUR_US),
        ),
    )


def test_the_clocks_of_a_ticket_that_was_reopened_are_as_worked_out_by_hand():
    found = recorded(reopened_once(), "15:00")

    def told(clock: Any) -> tuple[Any, ...]:
        return (clock.metric, clock.cycle, clock.started_at, clock.done_at, clock.due_at, clock.elapsed_us)

    assert [told(clock) for clock in found.clocks] == [
        # The automated reply at 09:00 does not count; 40 minutes from receipt.
        ("first_response", 1, at("08:45"), at("09:25"), at("09:15"), 40 * MINUTE_US),
        # The one message, answered by telephone.
        ("next_response", 1, at("10:30"), at("10:40"), at("11:30"), 10 * MINUTE_US),
        # 08:45 and 2 hours, and the hour of the pause; 08:45 to 09:30 and 10:30 to 10:50.
        ("solution", 1, at("08:45"), at("10:50"), at("11:45"), 65 * MINUTE_US),
        # Reopened at 12:00: from 10:50 on it was stopped. Offered again with the second resolution at 13:00.
        ("solution", 2, at("08:45"), at("13:00"), at("12:55"), 125 * MINUTE_US),
        # 08:45 and 3 hours and 1 hour of pause; 45 minutes and 30.
        ("resolution", 1, at("08:45"), at("11:00"), at("12:45"), 75 * MINUTE_US),
        # And the hour in which it was resolved; 75 minutes and 60.
        ("resolution", 2, at("08:45"), at("13:00"), at("13:45"), 135 * MINUTE_US),
    ]
    assert [clock.paused_us for clock in found.clocks] == [
        *(0, 0),
        # One hour of waiting for the customer; then also 10:50 to 12:00.
        *(HOUR_US, 130 * MINUTE_US),
        *(HOUR_US, 2 * HOUR_US),
    ]
    assert [str(clock.outcome(as_of=at("15:00"))) for clock in found.clocks] == [
        *("late", "met"),
        *("met", "late"),
        *("met", "met"),
    ]
    assert all(clock.has_target and clock.inclusive for clock in found.clocks)
    assert not any(clock.is_cancelled or clock.provisional for clock in found.clocks)


def test_an_open_ticket_has_no_end_yet():
    one = life(RULES)
    found = recorded(one, "09:20")
    assert (found.first_resolved_at, found.resolved_at, found.closed_at, found.assignee) == (None,) * 4
    assert (found.is_solved, found.is_satisfied, found.score, found.escalation_level) == (None,) * 4
    assert found.state_us == (("new", 20 * MINUTE_US),)
    assert found.clock("next_response") is None
    clock = found.clock("first_response")
    assert clock is not None
    assert (clock.done_at, clock.elapsed_us, clock.outcome(as_of=at("09:20"))) == (
        None,
        20 * MINUTE_US,
        Outcome.PENDING,
    )
    assert clock.outcome(as_of=at("09:31")) is Outcome.OPEN_BREACHED


def test_a_reopened_ticket_is_not_resolved_until_it_is_again():
    one = life(RULES).do("09:10", d.Assign("a1")).do("10:00", i.Resolve("x")).do("10:30", i.AcceptSolution(), "c1")
    one.do("11:00", i.Reopen("wrong"), "s1")
    found = recorded(one, "12:00")
    assert (found.first_resolved_at, found.resolved_at, found.closed_at) == (at("10:00"), None, None)
    assert found.reopen_count == 1


def test_a_paused_clock_has_no_deadline_and_a_length_of_its_pause():
    one = life(RULES).do("09:10", d.Assign("a1")).do("09:30", i.RequestInfo("m"))
    clock = recorded(one, "10:15").clock("resolution")
    assert clock is not None
    assert (clock.due_at, clock.has_target, clock.elapsed_us, clock.paused_us) == (
        None,
        True,
        30 * MINUTE_US,
        45 * MINUTE_US,
    )
    assert clock.outcome(as_of=at("10:15")) is Outcome.PENDING


@pytest.mark.parametrize(
    ("action", "state"),
    [
        (i.Merge(i.MergeTarget("T-9", "c1")), "merged"),
        (i.Cancel(), "cancelled"),
        (i.Convert("errand", "T-9"), "converted"),
    ],
)
def test_a_ticket_that_came_to_nothing_stands_in_no_population(action: Any, state: str):
    rules = attrs.evolve(RULES, kinds=(*RULES.kinds, errand()))
    found = recorded(life(rules).do("09:10", action), "15:00")
    assert (found.state, found.excluded_as, found.resolved_at, found.first_resolved_at) == (state, state, None, None)
    assert found.closed_at == at("09:10")
    clock = found.clock("resolution")
    assert clock is not None
    assert (clock.is_cancelled, clock.done_at, clock.elapsed_us) == (True, None, 10 * MINUTE_US)
    assert clock.outcome(as_of=at("15:00")) is Outcome.EXCLUDED


def test_a_drill_stands_in_no_population():
    real, drill = (life(RULES, facts=pairs(is_drill=answer)) for answer in ("no", "yes"))
    assert [recorded(one, "10:00").excluded_as for one in (real, drill)] == [None, "drill"]


def test_a_metric_without_a_target_is_recorded_and_judged_by_none():
    one = life(desk((RESOLUTION, SlaTarget(RESOLUTION, "1h", {"tier": "gold"})))).do("09:10", d.Assign("a1"))
    one.do("12:00", i.Resolve("x"))
    clock = recorded(one, "13:00").clock("resolution")
    assert clock is not None
    assert (clock.has_target, clock.due_at, clock.done_at) == (False, None, at("12:00"))
    assert clock.outcome(as_of=at("13:00")) is Outcome.NO_TARGET


def test_what_happened_later_is_not_in_the_clocks_of_an_earlier_instant():
    one = life(RULES).do("09:20", d.AgentReply("m")).do("09:30", d.Assign("a1"))
    clock = recorded(one, "09:10").clock("first_response")
    assert clock is not None
    assert (clock.done_at, clock.elapsed_us) == (None, 10 * MINUTE_US)
    assert recorded(one, "08:00").clocks == ()
    # The present state began later: nothing is spent in it yet.
    assert dict(recorded(one, "09:10").state_us)["open"] == 0


# --- the record and the clock never disagree --------------------------------------------------------------------------


def agrees(one: Life, as_of: str) -> list[tuple[Outcome, Outcome]]:
    """For each run of each clock what the status says and what the record says."""
    found, statuses = recorded(one, as_of), t.sla(one.desk, one.ticket, now=at(as_of))
    said = [
        outcome
        for row in statuses.values()
        for outcome in ([*(cycle.outcome for cycle in row.decided), row.outcome] if row.started_at else [])
    ]
    return list(zip(said, [clock.outcome(as_of=at(as_of)) for clock in found.clocks], strict=True))


BY_PRIORITY = [SlaTarget(RESOLUTION, "1h", {"priority": "high"}), SlaTarget(RESOLUTION, "8h")]


def test_a_target_missed_before_the_priority_was_lowered_stays_missed_in_the_record():
    one = life(desk((RESOLUTION, BY_PRIORITY)), facts=pairs(priority="high")).do("09:10", d.Assign("a1"))
    # Missed at 10:00; by the later target 12:00 would be in time.
    one.do("11:00", d.Prioritise("low")).do("12:00", i.Resolve("x"))
    assert agrees(one, "13:00") == [(Outcome.LATE, Outcome.LATE)]
    clock = recorded(one, "13:00").clock("resolution")
    assert clock is not None
    assert clock.due_at == at("10:00")


def test_a_target_missed_and_then_taken_away_stays_missed_in_the_record():
    promised = SlaTarget(RESOLUTION, "1h", {"priority": "high"})
    one = life(desk((RESOLUTION, promised)), facts=pairs(priority="high")).do("09:10", d.Assign("a1"))
    one.do("11:00", d.Prioritise("low"))
    assert agrees(one, "11:30") == [(Outcome.OPEN_BREACHED, Outcome.OPEN_BREACHED)]
    assert agrees(one.do("12:00", i.Resolve("x")), "13:00") == [(Outcome.LATE, Outcome.LATE)]


def test_a_cycle_that_missed_an_earlier_target_stays_missed_after_a_reopening():
    one = life(desk((RESOLUTION, BY_PRIORITY)), facts=pairs(priority="high")).do("09:10", d.Assign("a1"))
    one.do("11:00", d.Prioritise("low")).do("12:00", i.Resolve("x")).do("12:30", i.RejectSolution(), "c1")
    one.do("13:00", i.Resolve("y"))
    assert [said == told for said, told in agrees(one, "14:00")] == [True, True]
    assert agrees(one, "14:00")[0] == (Outcome.LATE, Outcome.LATE)


def test_strictly_under_an_hour_stays_strict_while_a_later_run_is_paused():
    """B1: an exclusive bound."""
    metric = SlaMetric("answer", ("customer_message",), ("agent_reply",), rearms=("customer_message",))
    one = life(desk((metric, SlaTarget(metric, Period.minutes(30, inclusive=False)))))
    one.do("09:05", d.Assign("a1")).do("09:10", d.CustomerReply("m-1"), "c1")
    # At the very end of the 30 minutes.
    one.do("09:40", d.AgentReply("m-2")).do("09:50", d.CustomerReply("m-3"), "c1").do("09:55", i.Hold("parts"))
    assert agrees(one, "10:00") == [(Outcome.LATE, Outcome.LATE), (Outcome.PENDING, Outcome.PENDING)]


def test_an_earlier_run_without_a_target_stays_without_one():
    promised = SlaTarget(NEXT_RESPONSE, "10min", {"tier": "gold"})
    one = life(desk((NEXT_RESPONSE, promised))).do("09:10", d.CustomerReply("m-1"), "c1").do("09:50", d.AgentReply("m"))
    one.do("10:00", d.SetFacts(pairs(tier="gold"))).do("10:10", d.CustomerReply("m-2"), "c1")
    assert agrees(one, "10:15") == [(Outcome.NO_TARGET, Outcome.NO_TARGET), (Outcome.PENDING, Outcome.PENDING)]


def test_whether_automated_replies_count_shows_in_the_record():
    """B1."""
    counting = first_response(counts_automated=True, metric_id="any_response")
    one = life(desk((FIRST_RESPONSE, "3min"), (counting, "3min"))).do("09:01", d.AgentReply("m", is_automated=True))
    found = recorded(one, "10:00")
    assert [str(clock.outcome(as_of=at("10:00"))) for clock in found.clocks] == ["open_breached", "met"]
    assert (found.reply_count, found.automated_reply_count) == (0, 1)


# --- as a whole -------------------------------------------------------------------------------------------------------


def test_a_ticket_of_an_unknown_kind_is_recorded_as_far_as_it_can_be():
    one = life(RULES).do("09:10", d.Assign("a1")).do("10:00", i.Resolve("x"))
    found = t.record(attrs.evolve(RULES, kinds=(errand(),)), one.ticket, as_of=at("11:00"))
    # Nobody can say what its state means.
    assert (found.first_resolved_at, found.resolved_at, found.closed_at, found.excluded_as) == (
        at("10:00"),
        None,
        None,
        None,
    )


def test_calendars_and_switches_are_passed_on():
    policy = SlaPolicy([RESOLUTION], [SlaTarget(RESOLUTION, "2h", calendar="later")])
    one = life(attrs.evolve(desk(), sla=policy))
    with pytest.raises(MissingCalendar):
        recorded(one, "09:30")
    named = {"later": ROUND_THE_CLOCK}
    clock = recorded(one, "09:30", calendars=named).clock("resolution")
    assert clock is not None
    assert clock.due_at == at("11:00")
    stricter = SlaSwitch(at("09:15"), SlaPolicy([RESOLUTION], [SlaTarget(RESOLUTION, "1h", calendar="later")]))
    clock = recorded(one, "09:30", calendars=named, switches=[stricter]).clock("resolution")
    assert clock is not None
    assert clock.due_at == at("10:00")


def test_a_switch_to_a_policy_with_other_metrics_records_those():
    one = life(desk((FIRST_RESPONSE, "30min"), (RESOLUTION, "2h")))
    other = SlaPolicy([RESOLUTION, NEXT_RESPONSE], [SlaTarget(RESOLUTION, "1h")], {"shop": ROUND_THE_CLOCK})
    found = recorded(one, "09:30", switches=[SlaSwitch(at("09:15"), other)])
    assert [(clock.metric, clock.due_at) for clock in found.clocks] == [("resolution", at("10:00"))]


def test_as_of_may_come_in_any_zone_and_is_kept_in_utc():
    found = recorded(life(RULES), "10:00")
    assert found.as_of.tzinfo is dt.UTC
    assert found == t.record(
        RULES, life(RULES).ticket, as_of=at("10:00").astimezone(dt.timezone(-dt.timedelta(hours=5)))
    )


def test_a_record_goes_through_json_and_back():
    found = recorded(reopened_once(), "15:00")
    assert from_json(TicketRecord, to_json(found)) == found


def test_a_record_names_nobody_and_holds_no_reference():
    """D18."""
    text = to_json(recorded(reopened_once(), "15:00"))
    assert not any(f'"m-{number}"' in text for number in range(6))


def test_standard_answers_are_counted_once_each():
    """B2, D17."""
    one = life(RULES)
    for minute, answer in enumerate(["faq-2", "", "faq-1", "faq-2"], 10):
        one.do(f"09:{minute}", d.AgentReply("m", answer_id=answer))
    assert recorded(one, "10:00").answer_ids == ("faq-2", "faq-1")
    assert recorded(life(RULES), "10:00").answer_ids == ()


def test_the_last_follow_up_is_the_one_that_counts():
    """A4, E5."""
    rules = desk(enquiries=InquiryPolicy(follow_up=Period.hours(24)))
    one = life(rules).do("09:10", d.Assign("a1")).do("10:00", i.Resolve("x"))
    one.do("11:00", d.FollowUp(is_solved=False, is_satisfied=False, score=1)).do("12:00", i.Resolve("y"))
    one.do("13:00", d.FollowUp(is_solved=True, is_satisfied=True, score=4))
    found = recorded(one, "14:00")
    assert (found.is_solved, found.is_satisfied, found.score) == (True, True, 4)


# --- what the customer said last --------------------------------------------------------------------------------------


def said(*answers: tuple[str, Any]) -> TicketRecord:
    """The record of a ticket on which these answers were given, whatever its kind."""
    ticket = life(RULES).ticket
    done = [t.Done(1, at(when), "c1", "customer", frozenset({"c1"}), answer) for when, answer in answers]
    whole = attrs.evolve(ticket, done=tuple(sorted(done, key=lambda one: one.name)))
    return t.record(RULES, whole, as_of=at("15:00"))


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([], (None, None, None)),
        ([("10:00", d.FollowUp(is_solved=False, is_satisfied=None, score=2))], (False, None, 2)),
        # A short survey asks for a score only; who confirms a repair says that it is solved.
        ([("10:00", Rate(4))], (None, None, 4)),
        ([("10:00", ConfirmOk(is_satisfied=True, score=5))], (True, True, 5)),
        ([("10:00", d.FollowUp(is_solved=False, is_satisfied=False)), ("11:00", Rate(4))], (None, None, 4)),
        ([("11:00", d.FollowUp(is_solved=False, is_satisfied=False)), ("10:00", Rate(4))], (False, False, None)),
    ],
    ids=["nothing", "follow-up", "rating", "confirmation", "rating last", "follow-up last"],
)
def test_the_last_answer_counts_whatever_asked_for_it(answers: list[tuple[str, Any]], expected: tuple[Any, ...]):
    """A4, D7, E5."""
    found = said(*answers)
    assert (found.is_solved, found.is_satisfied, found.score) == expected
