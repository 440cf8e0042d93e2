"""The marks and clocks of a ticket, and when somebody must look at it again, against times worked out by hand."""

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core import Outcome, SlaPolicy, SlaSwitch, SlaTarget, render
from aftersales_core import tickets as t
from aftersales_core.errors import InvalidDefinition, MissingCalendar, NaiveDatetime
from aftersales_core.lifecycle import issued
from aftersales_core.sla import Mark
from aftersales_core.sla.presets import (
    FIRST_CONTACT,
    FIRST_RESPONSE,
    NEXT_RESPONSE,
    NOTIFICATION,
    RESOLUTION,
    SOLUTION,
    TIME_TO_ASSIGNMENT,
    first_response,
    time_in_state,
)
from aftersales_core.tickets.actions import desk as d
from aftersales_core.tickets.actions import inquiry as i
from aftersales_core.tickets.actions.incident import Activate
from aftersales_core.tickets.incident_plan import INCIDENT_PLAN
from aftersales_core.tickets.kinds.incident import incident
from aftersales_core.tickets.kinds.inquiry import InquiryPolicy, inquiry
from aftersales_core.worktime.period import Period
from tests.sla.desk import CHINA, ROUND_THE_CLOCK, at, hours, marks
from tests.tickets.counter import Life, desk, errand, life, pairs, seen

SECOND = dt.timedelta(seconds=1)
UNDER_THREE_MINUTES = Period.minutes(3, inclusive=False)


def status(one: Life, now: str, metric: str | None = None, **options: Any) -> Any:
    """Where a ticket's clock stands; its only one where none is named."""
    found = t.sla(one.desk, one.ticket, now=at(now), **options)
    return found[metric] if metric is not None else next(iter(found.values()))


# --- marks ------------------------------------------------------------------------------------------------------------


def test_the_marks_of_a_life_with_a_pause_and_a_reopening():
    one = life(received_at=at("08:30"))
    one.do("09:10", d.Assign("a1"))
    one.do("09:20", d.AgentReply("m-1"))
    one.do("09:25", d.AgentReply("m-2", is_automated=True))
    one.do("09:30", i.RequestInfo("m-3"))
    one.do("09:40", d.CustomerReply("m-4", is_auto_generated=True), "c1")
    one.do("10:30", d.CustomerReply("m-5"), "c1")
    one.do("10:40", d.OfferSolution("refund"))
    one.do("10:50", d.Contact("phone"))
    one.do("11:00", i.Resolve("refunded"))
    one.do("12:00", i.RejectSolution(), "c1")
    one.do("13:00", i.Resolve("replaced"))
    one.do("14:00", i.AcceptSolution(), "c1")
    one.do("15:00", d.NotifyCustomer("closed"), "system")
    assert seen(one.ticket) == [
        (mark.at, mark.name, mark.actor)
        for mark in marks(
            *("08:30 received", "09:00 registered", "09:00 entered_new"),
            *("09:10 left_new", "09:10 entered_open", "09:10 assigned"),
            "09:20 agent_reply",
            "09:25 agent_reply bot",
            *("09:30 left_open", "09:30 pause", "09:30 entered_waiting_customer", "09:30 agent_reply"),
            # An automatic message is no message of the customer's, and leaves no mark.
            *("10:30 left_waiting_customer", "10:30 resume", "10:30 entered_open", "10:30 customer_message"),
            "10:40 solution_offered",
            "10:50 contacted",
            *("11:00 left_open", "11:00 resolved", "11:00 entered_resolved", "11:00 solution_offered"),
            *("12:00 left_resolved", "12:00 reopened", "12:00 entered_open"),
            *("13:00 left_open", "13:00 resolved", "13:00 entered_resolved", "13:00 solution_offered"),
            *("14:00 left_resolved", "14:00 closed", "14:00 entered_closed"),
            "15:00 notified system",
        )
    ]


def test_a_cancelled_ticket_is_not_resolved():
    one = life().do("09:30", i.Cancel("no_longer_needed"), "c1")
    assert seen(one.ticket)[3:] == [
        (mark.at, mark.name, mark.actor)
        for mark in marks("09:30 left_new", "09:30 cancelled", "09:30 closed", "09:30 entered_cancelled")
    ]


def test_a_hold_pauses_or_does_not_as_the_shop_says():
    pausing, running = (
        life(desk(enquiries=InquiryPolicy(on_hold_pauses=pauses))).do("09:10", i.Hold("parts")).do("09:20", i.Resume())
        for pauses in (True, False)
    )
    assert [name for _, name, _ in seen(pausing.ticket)[3:]] == [
        *("left_new", "pause", "entered_on_hold"),
        *("left_on_hold", "resume", "entered_open"),
    ]
    assert [name for _, name, _ in seen(running.ticket)[3:]] == [
        *("left_new", "entered_on_hold"),
        *("left_on_hold", "entered_open"),
    ]


def test_the_first_mark_carries_what_was_known_and_later_ones_what_became_known():
    one = life(facts=pairs(tier="gold"))
    one.do("09:10", d.SetFacts(pairs(region="east")))
    one.do("09:20", d.Classify("damage"))
    one.do("09:30", d.Prioritise("high", urgency="high"))
    assert [(mark.name, mark.facts) for mark in one.ticket.marks if mark.facts] == [
        ("received", pairs(channel="wechat", kind="inquiry", tier="gold")),
        ("facts_changed", pairs(region="east")),
        ("facts_changed", (("class", "damage"),)),
        ("facts_changed", pairs(priority="high", urgency="high")),
    ]


# --- clocks -----------------------------------------------------------------------------------------------------------


def test_resolution_with_a_pause_and_a_reopening_is_reckoned_by_hand():
    one = life(desk((RESOLUTION, "3h")))
    one.do("09:10", d.Assign("a1")).do("09:30", i.RequestInfo()).do("10:30", d.CustomerReply("m"), "c1")
    # 09:00 and 3 hours, and the 60 minutes of the pause.
    assert status(one, "10:45").due_at == at("13:00")
    one.do("11:00", i.Resolve("x"))
    # 09:00 to 09:30 and 10:30 to 11:00.
    assert (status(one, "11:30").elapsed, status(one, "11:30").state) == (hours(1), "stopped")
    one.do("12:00", i.RejectSolution(), "c1")
    # The hour in which it was resolved counts as a pause: 13:00 becomes 14:00.
    assert (status(one, "12:30").due_at, status(one, "12:30").elapsed) == (at("14:00"), hours(1.5))
    one.do("13:00", i.Resolve("y"))
    done = status(one, "20:00")
    assert (done.outcome, done.elapsed, done.remaining, done.cycle) == (Outcome.MET, hours(2), hours(1), 2)


def test_a_cancelled_ticket_stands_in_no_share():
    one = life(desk((RESOLUTION, "10min"))).do("09:30", i.Cancel(), "c1")
    assert (status(one, "10:00").state, status(one, "10:00").outcome) == ("cancelled", Outcome.EXCLUDED)


@pytest.mark.parametrize(("assigned", "outcome"), [("10:00:00", Outcome.MET), ("10:00:01", Outcome.LATE)])
def test_a_complaint_is_assigned_within_24_hours_of_its_receipt_and_not_of_its_opening(assigned: str, outcome: Outcome):
    """A2: received on Sunday at 10:00, registered on Monday at 09:00; 24 hours are over on Monday at 10:00."""
    one = life(desk((TIME_TO_ASSIGNMENT, "24h")), received_at=at("2026-03-01 10:00"))
    assert status(one, "09:30").due_at == at("10:00")
    one.do(assigned, d.Assign("a1"))
    assert status(one, "11:00").outcome is outcome
    # It counts to the first who is responsible, not to the last.
    one.do("12:00", d.Assign("a2"))
    assert status(one, "13:00").outcome is outcome


def test_a_solution_is_offered_within_5_working_days_and_resolved_is_another_clock():
    """A3 and A12: the holidays of Chinese New Year 2026 and the make-up Saturday, 14 February."""
    rules = desk(*((metric, SlaTarget(metric, "5wd", calendar="office")) for metric in (SOLUTION, RESOLUTION)))
    one = life(rules, "2026-02-12 10:00").do("2026-02-12 11:00", d.Assign("a1"))
    # From Thursday 12 February: Friday 13th, Saturday 14th (made up), Tuesday 24th, 25th, Thursday 26th; the holiday
    # goes from the 15th to the 23rd. The whole of the 26th counts.
    assert status(one, "2026-02-12 11:00", "solution").due_at == at("2026-02-27 00:00")
    one.do("2026-02-26 23:59", d.OfferSolution("refund"))
    found = t.sla(one.desk, one.ticket, now=at("2026-02-27 00:00"))
    assert (found["solution"].outcome, found["resolution"].outcome) == (Outcome.MET, Outcome.OPEN_BREACHED)
    one.do("2026-02-27 09:00", i.Resolve("refunded"))
    found = t.sla(one.desk, one.ticket, now=at("2026-03-02 00:00"))
    assert (found["solution"].outcome, found["resolution"].outcome) == (Outcome.MET, Outcome.LATE)


@pytest.mark.parametrize(("told", "outcome"), [("2026-03-03 09:00", "met"), ("2026-03-03 09:01", "late")])
def test_the_customer_is_told_within_24_hours_of_receipt(told: str, outcome: str):
    """A7."""
    one = life(desk((NOTIFICATION, "24h"))).do("09:10", d.Assign("a1")).do("10:00", i.Resolve("refund"))
    # Resolving is not telling.
    assert status(one, "2026-03-03 08:00").state == "running"
    one.do(told, d.NotifyCustomer("result"))
    assert str(status(one, "2026-03-04 09:00").outcome) == outcome


def test_leaving_a_pause_by_resolving_lets_the_clocks_run_that_do_not_end_there():
    """A7: asked back from 09:20 to 10:00, so 24 hours after 09:00 and 40 minutes more; not never."""
    one = life(desk((NOTIFICATION, "24h"))).do("09:10", d.Assign("a1")).do("09:20", i.RequestInfo())
    one.do("10:00", i.Resolve("refund"))
    assert (status(one, "11:00").state, status(one, "11:00").due_at) == ("running", at("2026-03-03 09:40"))


@pytest.mark.parametrize(("replied", "outcome"), [("09:02:59", "met"), ("09:03:00", "late")])
def test_a_response_in_strictly_under_three_minutes(replied: str, outcome: str):
    """B1."""
    one = life(desk((FIRST_RESPONSE, SlaTarget(FIRST_RESPONSE, UNDER_THREE_MINUTES)))).do(replied, d.AgentReply("m"))
    assert str(status(one, "10:00").outcome) == outcome


@pytest.mark.parametrize(("counts", "outcome"), [(True, "met"), (False, "open_breached")])
def test_whether_an_automated_reply_counts_is_an_option(counts: bool, outcome: str):
    """B1."""
    metric = first_response(counts_automated=counts)
    rules = desk((metric, SlaTarget(metric, UNDER_THREE_MINUTES)))
    by_bot = life(rules).do("09:00:05", d.AgentReply("m", is_automated=True))
    by_system = life(rules).do("09:00:05", d.AgentReply("m"), "system")
    assert [str(status(one, "09:03").outcome) for one in (by_bot, by_system)] == [outcome, outcome]


@pytest.mark.parametrize("action", [d.Contact("phone"), d.AgentReply("m"), i.RequestInfo("m")])
def test_first_contact_within_24_hours(action: Any):
    """C3."""
    rules = desk((FIRST_CONTACT, "24h"))
    one = life(rules, "2026-03-06 18:00")
    assert status(one, "2026-03-07 18:00").outcome is Outcome.PENDING
    assert status(one, "2026-03-07 18:01").outcome is Outcome.OPEN_BREACHED
    assert status(one.do("2026-03-07 18:00", action), "2026-03-09 09:00").outcome is Outcome.MET


def test_enquiries_within_an_hour_and_complaints_within_24_round_the_clock():
    """D1: we read the original's hour for enquiries round the clock. A1: also at night."""
    promised = [
        SlaTarget(FIRST_RESPONSE, "1h", {"kind": "inquiry"}),
        SlaTarget(FIRST_RESPONSE, "24h", {"kind": "complaint"}),
    ]
    rules = desk((FIRST_RESPONSE, promised), kinds=(inquiry(), errand("complaint"), errand("other")))
    due = [status(life(rules, "23:30", kind), "23:30").due_at for kind in ("inquiry", "complaint", "other")]
    assert due == [at("2026-03-03 00:30"), at("2026-03-03 23:30"), None]


def test_targets_read_channel_and_facts():
    promised = [
        SlaTarget(FIRST_RESPONSE, "10min", {"channel": ["wechat", "app"], "tier": "gold"}),
        SlaTarget(FIRST_RESPONSE, "1h"),
    ]
    rules = desk((FIRST_RESPONSE, promised))
    due = [
        status(life(rules, channel=channel, facts=facts), "09:00").due_at
        for channel, facts in (("wechat", pairs(tier="gold")), ("email", pairs(tier="gold")), ("app", ()))
    ]
    assert due == [at("09:10"), at("10:00"), at("10:00")]


def test_next_response_counts_each_exchange():
    one = life(desk((NEXT_RESPONSE, "30min")))
    one.do("10:00", d.CustomerReply("m-1"), "c1").do("10:20", d.CustomerReply("m-2"), "c1")
    # From the oldest that nobody answered.
    assert status(one, "10:25").due_at == at("10:30")
    one.do("10:31", d.AgentReply("m-3")).do("11:00", d.CustomerReply("m-4"), "c1").do("11:30", d.AgentReply("m-5"))
    found = status(one, "12:00")
    assert ([row.outcome for row in found.decided], found.outcome) == ([Outcome.LATE], Outcome.MET)


def test_a_clock_of_one_state_needs_nothing_but_its_marks():
    """E6: new for 10 minutes, open for 20, waiting for 60, open again for 30."""
    metric = time_in_state("entered_open", "left_open", metric_id="in_open")
    one = life(desk((metric, "1h"))).do("09:10", d.Assign("a1")).do("09:30", i.RequestInfo())
    one.do("10:30", d.CustomerReply("m"), "c1").do("11:00", i.Resolve("x"))
    found = status(one, "12:00")
    assert ([row.elapsed for row in found.decided], found.elapsed) == ([hours(1 / 3)], hours(0.5))


# --- facts that change on the way -------------------------------------------------------------------------------------

BY_PRIORITY = [SlaTarget(RESOLUTION, "2h", {"priority": "high"}), SlaTarget(RESOLUTION, "8h")]


def test_a_priority_that_is_raised_gives_another_target_from_then_on():
    one = life(desk((RESOLUTION, BY_PRIORITY)))
    assert status(one, "10:00").due_at == at("17:00")
    one.do("10:00", d.Prioritise("high"))
    # Two hours from the receipt, not from the change.
    assert status(one, "10:00").due_at == at("11:00")
    # Asked about an earlier instant, the change has not happened.
    assert status(one, "09:59").due_at == at("17:00")


def test_a_target_that_is_past_when_it_comes_is_missed_at_its_coming():
    one = life(desk((RESOLUTION, BY_PRIORITY))).do("12:00", d.SetFacts(pairs(priority="high")))
    found = status(one, "12:30")
    assert (found.outcome, found.breached_at, found.breach_computed_at) == (
        Outcome.OPEN_BREACHED,
        at("12:00"),
        at("11:00"),
    )


def test_what_was_missed_stays_missed_when_the_priority_is_lowered():
    one = life(desk((RESOLUTION, BY_PRIORITY)), facts=pairs(priority="high"))
    one.do("09:10", d.Assign("a1")).do("11:30", d.Prioritise("low")).do("12:00", i.Resolve("x"))
    assert (status(one, "13:00").outcome, status(one, "13:00").breached_at) == (Outcome.LATE, at("11:00"))


def test_what_was_stopped_is_not_judged_again():
    promised = [SlaTarget(FIRST_RESPONSE, "5min", {"priority": "high"}), SlaTarget(FIRST_RESPONSE, "30min")]
    one = life(desk((FIRST_RESPONSE, promised))).do("09:20", d.AgentReply("m")).do("09:40", d.Prioritise("high"))
    assert status(one, "10:00").outcome is Outcome.MET


def test_an_action_that_answers_and_changes_nothing_leaves_the_facts_alone():
    one = life(facts=pairs(tier="gold")).do("09:10", d.AgentReply("m")).do("09:20", d.Prioritise("low"))
    assert one.ticket.facts == pairs(priority="low", tier="gold")


# --- what is passed on to the clocks ----------------------------------------------------------------------------------


def test_switches_calendars_and_traces_are_passed_on():
    open_policy = SlaPolicy([RESOLUTION], [SlaTarget(RESOLUTION, "2h", calendar="later")])
    one = life(attrs.evolve(desk(), sla=open_policy))
    with pytest.raises(MissingCalendar):
        status(one, "09:30")
    named = {"later": ROUND_THE_CLOCK}
    found = status(one, "09:30", calendars=named, trace=True)
    assert (found.due_at, found.trace is None) == (at("11:00"), False)
    stricter = SlaSwitch(at("09:15"), SlaPolicy([RESOLUTION], [SlaTarget(RESOLUTION, "1h", calendar="later")]))
    assert status(one, "09:30", calendars=named, switches=[stricter]).due_at == at("10:00")
    wake = t.wakes_at(one.desk, one.ticket, now=at("09:31"), calendars=named, switches=[stricter])
    # Warnings at 30, 45 and 60 minutes; the next one after 09:31 is at 09:45.
    assert wake is not None
    assert wake.at == at("09:45")


def test_a_desk_without_promises_has_no_clocks():
    assert t.sla(desk(), life().ticket, now=at("10:00")) == {}


def test_now_without_a_zone_is_refused():
    one = life(desk((RESOLUTION, "2h")))
    with pytest.raises(NaiveDatetime):
        t.sla(one.desk, one.ticket, now=dt.datetime(2026, 3, 2, 10))


# --- when to look again -----------------------------------------------------------------------------------------------


def wake(one: Life, now: str) -> tuple[dt.datetime, str, str] | None:
    """When to look again, why, and which timer or metric it is."""
    found = t.wakes_at(one.desk, one.ticket, now=at(now))
    if found is None:
        return None
    return found.at, found.why.code, str(found.why.param("event") or found.why.param("metric") or "")


def test_nothing_happens_by_itself_to_a_new_ticket_without_promises():
    assert wake(life(), "09:00") is None


def test_a_customer_who_says_nothing_is_looked_at_after_a_week():
    one = life().do("09:10", d.Assign("a1")).do("09:30", i.RequestInfo())
    assert wake(one, "10:00") == (at("2026-03-09 09:30"), "wake_timer", "lapse")
    # Past is now: it stays what it was.
    assert wake(one, "2026-04-01 10:00") == (at("2026-03-09 09:30"), "wake_timer", "lapse")


def test_a_hold_ends_when_it_was_said_to():
    one = life().do("09:10", i.Hold("parts", at("2026-03-04 12:00")))
    assert wake(one, "10:00") == (at("2026-03-04 12:00"), "wake_timer", "resume")
    # Without an end nothing happens by itself.
    assert wake(life().do("09:10", i.Hold("parts")), "10:00") is None


def test_the_later_of_two_holds_counts():
    one = life().do("09:10", i.Hold("parts", at("2026-03-04 12:00"))).do("09:20", i.Resume()).do("09:30", i.Hold("x"))
    assert wake(one, "10:00") is None


def test_the_warnings_of_a_clock_come_one_after_the_other():
    one = life(desk((RESOLUTION, "2h")))
    # Half and three quarters of two hours; the deadline is passed one microsecond later.
    ends = at("11:00") + dt.timedelta(microseconds=1)
    expected = [("09:00", at("10:00")), ("10:00", at("10:30")), ("10:30", at("11:00")), ("11:00", ends)]
    assert [wake(one, now) for now, _ in expected] == [(then, "wake_sla", "resolution") for _, then in expected]
    assert wake(one, "11:01") is None


def test_the_earliest_of_timer_clock_and_follow_up_is_named():
    enquiries = InquiryPolicy(close_after=Period.hours(48), follow_up=Period.hours(24))
    one = life(desk((NOTIFICATION, SlaTarget(NOTIFICATION, "72h", warn_at=())), enquiries=enquiries))
    one.do("09:10", d.Assign("a1")).do("10:00", i.Resolve("x"))
    # Resolved on Monday at 10:00: asked on Tuesday, closed on Wednesday; told by Thursday 09:00.
    assert wake(one, "11:00") == (at("2026-03-03 10:00"), "wake_follow_up", "")
    one.do("2026-03-03 10:30", d.FollowUp(is_solved=True, is_satisfied=True))
    assert wake(one, "2026-03-03 11:00") == (at("2026-03-04 10:00"), "wake_timer", "lapse")
    one.do("2026-03-04 10:00", i.Lapse(), "system")
    assert wake(one, "2026-03-04 11:00") == (
        at("2026-03-05 09:00") + dt.timedelta(microseconds=1),
        "wake_sla",
        "notification",
    )


@pytest.mark.parametrize(("close_after", "first"), [(Period.hours(23), "wake_timer"), (Period.hours(99), "wake_sla")])
def test_of_equal_instants_the_timer_comes_first_then_the_clock_then_the_follow_up(close_after: Period, first: str):
    # Received at 09:00, told in under 24 hours; resolved at 10:00, asked and closed 23 hours later: all at 09:00.
    within = Period.hours(24, inclusive=False)
    rules = desk(
        (NOTIFICATION, SlaTarget(NOTIFICATION, within, warn_at=())),
        enquiries=InquiryPolicy(close_after=close_after, follow_up=Period.hours(23)),
    )
    one = life(rules).do("09:10", d.Assign("a1")).do("10:00", i.Resolve("x"))
    assert t.follow_up_due_at(rules, one.ticket) == at("2026-03-03 09:00")
    found = wake(one, "11:00")
    assert found is not None
    assert found[:2] == (at("2026-03-03 09:00"), first)


def test_the_next_duty_of_an_incident_wakes_its_ticket():
    """D12: detected at 09:00, the authority is told within 2 hours; the service is kept running from 09:30 on."""
    one = life(desk(kinds=(incident(),)), kind="incident", who="a1", facts=pairs(plan=INCIDENT_PLAN.id))
    one.do("09:30", Activate(INCIDENT_PLAN.id, severity="major", reason="contamination"), "s1")
    found = t.wakes_at(one.desk, one.ticket, now=at("09:40"))
    assert found is not None
    assert (found.why.code, found.at - at("11:00") <= dt.timedelta(microseconds=1)) == ("wake_duty", True)
    assert found.at >= at("11:00")
    assert render(found.why, "en") != render(found.why, "zh")


def test_of_equal_clocks_the_one_that_the_policy_names_first_comes_first():
    for metrics in ((RESOLUTION, FIRST_RESPONSE), (FIRST_RESPONSE, RESOLUTION)):
        found = wake(life(desk(*((metric, "2h") for metric in metrics))), "09:00")
        assert found == (at("10:00"), "wake_sla", metrics[0].id)


def test_a_ticket_of_an_unknown_kind_has_clocks_and_no_timers():
    one = life(desk((RESOLUTION, "2h"))).do("09:10", d.Assign("a1")).do("09:30", i.RequestInfo())
    stranger = attrs.evolve(one, desk=desk((RESOLUTION, "2h"), kinds=(errand(),)))
    assert wake(stranger, "10:00") is None
    assert t.follow_up_due_at(stranger.desk, stranger.ticket) is None
    assert status(stranger, "10:00").state == "paused"


@given(st.integers(0, 400), st.integers(0, 400))
def test_waking_is_never_early_and_never_late(first: int, later: int):
    """Until a ticket wakes, nothing about it changes but the time that has gone by."""
    one = life(desk((RESOLUTION, "3h"), (FIRST_RESPONSE, "30min"))).do("09:00", d.Assign("a1"))
    now = at("09:00") + dt.timedelta(minutes=min(first, later))
    then = at("09:00") + dt.timedelta(minutes=max(first, later))
    found = t.wakes_at(one.desk, one.ticket, now=now)

    def shown(moment: dt.datetime) -> list[tuple[Any, ...]]:
        statuses = t.sla(one.desk, one.ticket, now=moment).values()
        return [(row.state, row.outcome, row.is_at_risk, row.due_at) for row in statuses]

    if found is None or then < found.at:
        assert shown(then) == shown(now)
    else:
        before = found.at - dt.timedelta(microseconds=1)
        assert shown(max(now, before)) == shown(now)


# --- following up -----------------------------------------------------------------------------------------------------

ASKING = desk(enquiries=InquiryPolicy(follow_up=Period.working_days(2)), calendar=ROUND_THE_CLOCK)


def asking(policy: InquiryPolicy | None = None) -> Life:
    """A resolved ticket whose customer is to be asked within 2 working days of the shop's own calendar."""
    chosen = InquiryPolicy(follow_up=Period.working_days(2)) if policy is None else policy
    rules = attrs.evolve(desk(enquiries=chosen), calendar=CHINA)
    return life(rules, "2026-02-12 10:00").do("2026-02-12 10:30", d.Assign("a1")).do("2026-02-12 11:00", i.Resolve("x"))


def due(one: Life) -> dt.datetime | None:
    return t.follow_up_due_at(one.desk, one.ticket)


def test_a_follow_up_is_due_after_a_handled_ticket_and_recorded():
    """A4, D7, E5: Thursday 12 February; Friday 13th and the made-up Saturday 14th are the two working days."""
    one = asking()
    assert due(one) == at("2026-02-15 00:00")
    one.do("2026-02-13 15:00", d.FollowUp(is_solved=True, is_satisfied=True, score=5, comment_ref="c-1"))
    assert (one.ticket.state, due(one)) == ("resolved", None)
    asked = one.ticket.last(d.FollowUp)
    assert asked == d.FollowUp(is_solved=True, is_satisfied=True, score=5, comment_ref="c-1")
    found = t.record(one.desk, one.ticket, as_of=at("2026-02-28 09:00"))
    assert (found.is_solved, found.is_satisfied, found.score) == (True, True, 5)


@pytest.mark.parametrize(
    ("is_solved", "is_satisfied", "state"),
    [
        (True, True, "resolved"),
        (True, None, "resolved"),
        (False, None, "open"),
        (None, False, "open"),
        (True, False, "open"),
        (False, True, "open"),
    ],
)
def test_not_solved_or_not_satisfied_reopens(is_solved: bool | None, is_satisfied: bool | None, state: str):
    """A4, D7, E5."""
    one = asking().do("2026-02-13 15:00", d.FollowUp(is_solved=is_solved, is_satisfied=is_satisfied))
    assert one.ticket.state == state
    assert due(one) is None
    found = t.record(one.desk, one.ticket, as_of=at("2026-02-28 09:00"))
    assert (found.is_solved, found.is_satisfied) == (is_solved, is_satisfied)


@pytest.mark.parametrize("who", ["a1", "s1", "system"])
def test_asking_is_following_up_in_time_and_the_answer_may_come_later(who: str):
    """A4: the call or the questionnaire goes out; what the customer says is another matter."""
    one = asking().do("2026-02-13 15:00", d.AskFollowUp("m-1"), who)
    assert [row.effect.name for row in issued(one.last)] == ["ask_customer"]
    assert (due(one), one.ticket.state) == (None, "resolved")
    assert [name for _, name, _ in seen(one.ticket)][-1] == "follow_up_asked"
    found = t.record(one.desk, one.ticket, as_of=at("2026-02-14 09:00"))
    assert (found.is_solved, found.is_satisfied, found.score) == (None, None, None)
    one.do("2026-02-16 15:00", d.FollowUp(is_solved=True, is_satisfied=False), "c1")
    assert one.ticket.state == "open"
    assert due(one.do("2026-02-24 10:00", i.Resolve("y"))) == at("2026-02-27 00:00")


def test_an_answer_that_says_nothing_is_none():
    with pytest.raises(InvalidDefinition, match="AskFollowUp"):
        d.FollowUp(is_solved=None, is_satisfied=None)
    # A comment or a score alone says something.
    for said in (d.FollowUp(None, None, comment_ref="c-1"), d.FollowUp(None, None, score=0)):
        one = asking().do("2026-02-13 15:00", said)
        assert (one.ticket.state, due(one)) == ("resolved", None)


@pytest.mark.parametrize("who", ["c1", "a1", "k1", "s1", "m1", "system"])
def test_customers_answer_a_follow_up_themselves_or_are_asked(who: str):
    assert asking().codes("2026-02-13 15:00", d.FollowUp(is_solved=True, is_satisfied=True), who) == []


def test_a_closed_ticket_is_followed_up_as_well_and_reopened():
    one = asking().do("2026-02-12 12:00", i.AcceptSolution(), "c1")
    assert due(one) == at("2026-02-15 00:00")
    one.do("2026-02-13 15:00", d.FollowUp(is_solved=False, is_satisfied=False), "c1")
    assert one.ticket.state == "open"


def test_a_reopened_ticket_is_followed_up_again_after_it_is_resolved_again():
    one = asking().do("2026-02-13 15:00", d.FollowUp(is_solved=False, is_satisfied=None))
    assert due(one) is None
    one.do("2026-02-24 10:00", i.Resolve("y"))
    # Tuesday 24 February; Wednesday and Thursday.
    assert due(one) == at("2026-02-27 00:00")


def test_a_resolution_at_the_instant_of_the_last_answer_is_asked_about_too():
    one = asking().do("2026-02-13 15:00", d.FollowUp(is_solved=False, is_satisfied=None))
    one.do("2026-02-13 15:00", i.Resolve("y"))
    # Friday 13 February; the made-up Saturday 14th, and Tuesday 24th after the holiday.
    assert due(one) == at("2026-02-25 00:00")


def test_nobody_is_asked_where_the_shop_does_not_ask_or_the_ticket_came_to_nothing():
    assert due(asking(InquiryPolicy())) is None
    merged = asking().do("2026-02-12 12:00", i.Merge(i.MergeTarget("T-9", "c1")))
    assert due(merged) is None
    assert due(life(ASKING)) is None


def test_a_ticket_that_ended_without_a_mark_of_it_is_not_asked_about():
    one = asking()
    unmarked = attrs.evolve(one.ticket, marks=tuple(mark for mark in one.ticket.marks if mark.name != "resolved"))
    assert t.follow_up_due_at(one.desk, unmarked) is None


def test_marks_of_a_ticket_are_plain_marks():
    assert all(isinstance(mark, Mark) for mark in life().ticket.marks)


# --- in words ---------------------------------------------------------------------------------------------------------


def test_every_reason_to_wake_has_words_in_both_languages():
    enquiries = InquiryPolicy(close_after=None, follow_up=Period.hours(24))
    one = life(desk((RESOLUTION, "2h"), enquiries=enquiries))
    clock = t.wakes_at(one.desk, one.ticket, now=at("09:00"))
    timer = t.wakes_at(desk(), life().do("09:10", d.Assign("a1")).do("09:20", i.RequestInfo()).ticket, now=at("09:30"))
    one.do("09:10", d.Assign("a1")).do("09:20", i.Resolve("x"))
    asked = t.wakes_at(one.desk, one.ticket, now=at("09:30"))
    said = [
        (found.why.code, render(found.why, "en"), render(found.why, "zh")) for found in (clock, timer, asked) if found
    ]
    assert [code for code, _, _ in said] == ["wake_sla", "wake_timer", "wake_follow_up"]
    assert "resolution" in said[0][1]
    assert all("{" not in text and code not in text for code, *texts in said for text in texts)
    assert all(en != zh for _, en, zh in said)
