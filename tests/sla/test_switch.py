"""A change of policy, or of the facts that choose the target, in the middle of a ticket's life.

The first example is the one of SaaSJet's Jira app documentation on linked goals: created 10:00 with 3 h, switched at
11:00 to 2 h, hence due at 12:00. Times are of Monday 2 March 2026 in Shanghai.
"""

import datetime as dt

import attrs
import pytest

from aftersales_core.errors import MarkOutOfOrder
from aftersales_core.instants import Span
from aftersales_core.sla import Mark, SlaMetric, SlaPolicy, SlaStatus, SlaSwitch, SlaTarget, assess
from tests.sla.desk import OFFICE, RESOLUTION, ROUND_THE_CLOCK, at, hours, marks, policy, status

THREE_HOURS = policy(RESOLUTION, "3h", name="three")
TWO_HOURS = policy(RESOLUTION, "2h", name="two")
HALF_AN_HOUR = policy(RESOLUTION, "30min", name="half")
FIVE_HOURS = policy(RESOLUTION, "5h", name="five")
RECEIVED = marks("10:00 received")


def switched(now: str, *story: str, to: SlaPolicy = TWO_HOURS, when: str = "11:00") -> SlaStatus:
    """A ticket of three hours that changes to another policy."""
    return status(THREE_HOURS, marks("10:00 received", *story), now, switches=[SlaSwitch(at(when), to)])


def test_the_new_target_counts_from_the_original_start():
    found = switched("11:30")
    assert (found.due_at, found.outcome, found.elapsed, found.remaining) == (
        at("12:00"),
        "pending",
        hours(1.5),
        hours(0.5),
    )
    assert (found.policy_id, found.started_at, found.cycle) == ("two", at("10:00"), 1)


def test_before_the_switch_the_old_target_holds():
    found = switched("10:59")
    assert (found.due_at, found.policy_id) == (at("13:00"), "three")


def test_the_new_target_counts_with_all_pauses():
    # Paused 10:15 to 10:45, before the switch: two hours then end at 12:30.
    found = switched("12:00", "10:15 pause", "10:45 resume")
    assert (found.due_at, found.elapsed) == (at("12:30"), hours(1.5))
    assert found.deadline is not None
    assert found.deadline.pauses == (Span(at("10:15"), at("10:45")),)


def test_the_new_target_counts_on_its_own_calendar():
    office = policy(RESOLUTION, "4wh", OFFICE, name="office")
    found = switched("11:30", to=office)
    assert (found.due_at, found.elapsed) == (at("15:00"), hours(1.5))


def test_a_switch_while_paused_leaves_the_clock_paused():
    found = switched("12:00", "10:30 pause")
    assert (found.state, found.due_at, found.elapsed, found.remaining) == ("paused", None, hours(0.5), hours(1.5))


def test_a_breach_before_the_switch_stays():
    # Missed at 13:00; at 14:00 it gets five hours, due 15:00, and is resolved at 14:30.
    found = switched("18:00", "14:30 resolved", to=FIVE_HOURS, when="14:00")
    assert (found.due_at, found.outcome) == (at("15:00"), "late")
    assert (found.breached_at, found.breach_computed_at) == (at("13:00"), at("13:00"))
    still_open = switched("14:15", to=FIVE_HOURS, when="14:00")
    assert (still_open.outcome, still_open.breached_at) == ("open_breached", at("13:00"))
    assert (still_open.overdue, still_open.remaining) == (hours(1.25), hours(0.75))


def test_a_longer_target_before_the_breach_prevents_it():
    found = switched("18:00", "14:30 resolved", to=FIVE_HOURS, when="12:59")
    assert (found.due_at, found.outcome, found.breached_at) == (at("15:00"), "met", None)


def test_a_longer_target_at_the_very_deadline_prevents_the_breach():
    # Within three hours includes 13:00 itself, so nothing was missed when the target changed.
    found = switched("14:00", to=FIVE_HOURS, when="13:00")
    assert (found.due_at, found.outcome, found.breached_at) == (at("15:00"), "pending", None)


def test_a_new_deadline_that_is_already_past_is_missed_at_the_switch_and_kept_beside_it():
    found = switched("11:00", to=HALF_AN_HOUR)
    assert (found.outcome, found.due_at) == ("open_breached", at("10:30"))
    assert (found.breached_at, found.breach_computed_at) == (at("11:00"), at("10:30"))


def test_a_breach_at_a_switch_stays_when_a_later_switch_gives_more_time():
    switches = [SlaSwitch(at("11:00"), HALF_AN_HOUR), SlaSwitch(at("11:10"), FIVE_HOURS)]
    found = status(THREE_HOURS, marks("10:00 received", "12:00 resolved"), "18:00", switches=switches)
    assert (found.due_at, found.outcome, found.breached_at) == (at("15:00"), "late", at("11:00"))


def test_a_stopped_metric_is_not_judged_again():
    before = status(THREE_HOURS, marks("10:00 received", "12:30 resolved"), "18:00")
    after = switched("18:00", "12:30 resolved", to=TWO_HOURS, when="12:31")
    assert (after.outcome, after.due_at, after.deadline) == ("met", at("13:00"), before.deadline)
    assert (after.breached_at, after.share_used) == (None, before.share_used)


def test_a_decided_cycle_is_not_judged_again_and_the_open_one_is():
    found = switched("14:30", "12:30 resolved", "14:00 reopened", to=TWO_HOURS, when="13:00")
    assert [(one.outcome, one.due_at) for one in found.decided] == [("met", at("13:00"))]
    # Two and a half hours were used when two became the target: missed at the switch, computed for 12:00.
    assert (found.outcome, found.breached_at, found.breach_computed_at) == ("open_breached", at("13:00"), at("12:00"))


def test_what_was_met_at_its_deadline_is_not_missed_because_it_was_reopened_under_a_longer_target():
    # Stopped at 13:00, the last instant of three hours: met. From 13:30 five hours hold, of which three are used.
    found = switched("14:30", "13:00 resolved", "14:00 reopened", to=FIVE_HOURS, when="13:30")
    assert [one.outcome for one in found.decided] == ["met"]
    assert (found.outcome, found.due_at, found.breached_at) == ("pending", at("16:00"), None)


def test_a_target_that_held_only_while_the_ticket_was_closed_misses_nothing():
    switches = [SlaSwitch(at("12:00"), HALF_AN_HOUR), SlaSwitch(at("13:00"), FIVE_HOURS)]
    story = marks("10:00 received", "11:00 resolved", "14:00 reopened")
    found = status(THREE_HOURS, story, "14:30", switches=switches)
    assert (found.outcome, found.due_at, found.breached_at) == ("pending", at("18:00"), None)


def test_a_target_that_held_only_in_an_earlier_closed_time_misses_nothing_either():
    switches = [SlaSwitch(at("11:30"), HALF_AN_HOUR), SlaSwitch(at("11:40"), FIVE_HOURS)]
    story = marks("10:00 received", "11:00 resolved", "12:00 reopened", "12:30 resolved", "13:00 reopened")
    found = status(THREE_HOURS, story, "13:30", switches=switches)
    # Used: 10:00 to 11:00, 12:00 to 12:30 and 13:00 to 13:30; three of five hours are left.
    assert (found.outcome, found.due_at, found.elapsed) == ("pending", at("16:30"), hours(2))
    assert [one.outcome for one in found.decided] == ["met", "met"]


def test_a_breach_at_the_start_of_a_pause_does_not_heal_when_the_target_changes():
    # The three hours end at 13:00, at the very instant at which a pause begins.
    story = ("13:00 pause",)
    before = switched("13:02", *story, to=FIVE_HOURS, when="13:03")
    after = switched("13:03", *story, to=FIVE_HOURS, when="13:03")
    assert (before.outcome, before.breached_at) == ("open_breached", at("13:00"))
    assert (after.outcome, after.breached_at) == ("open_breached", at("13:00"))


def test_a_target_switched_to_during_a_pause_that_is_already_past_is_missed_at_the_switch_and_stays_so():
    switches = [SlaSwitch(at("11:30"), HALF_AN_HOUR), SlaSwitch(at("11:40"), FIVE_HOURS)]
    story = marks("10:00 received", "11:00 pause")
    for now in ("11:35", "11:45"):
        found = status(THREE_HOURS, story, now, switches=switches)
        assert (found.outcome, found.breached_at) == ("open_breached", at("11:30"))


def test_metrics_that_the_new_policy_lacks_are_dropped_and_new_ones_appear():
    answer = SlaMetric("answer", starts=("received",), stops=("first_reply",))
    both = SlaPolicy([RESOLUTION, answer], [SlaTarget("resolution", "3h"), SlaTarget("answer", "1h")])
    only_answer = SlaPolicy([answer], [SlaTarget("answer", "2h")])
    shop = {"shop": ROUND_THE_CLOCK}

    def names(first: SlaPolicy, then: SlaPolicy) -> list[str]:
        switch = SlaSwitch(at("11:00"), then)
        return sorted(assess(first, {}, RECEIVED, now=at("12:00"), switches=[switch], calendars=shop))

    assert names(both, only_answer) == ["answer"]
    assert names(only_answer, both) == ["answer", "resolution"]


def test_a_metric_that_was_gone_for_a_while_has_no_target_in_between():
    nothing = SlaPolicy([], [], {}, id="none")
    switches = [SlaSwitch(at("11:00"), nothing), SlaSwitch(at("14:00"), FIVE_HOURS)]
    found = status(THREE_HOURS, RECEIVED, "14:30", switches=switches)
    assert (found.outcome, found.due_at, found.breached_at) == ("pending", at("15:00"), None)


def test_switching_to_an_equal_policy_changes_nothing():
    assert switched("12:00", to=policy(RESOLUTION, "3h", name="three")) == status(THREE_HOURS, RECEIVED, "12:00")


def test_the_calendars_given_hold_for_the_policies_switched_to():
    first, then = (SlaPolicy([RESOLUTION], [SlaTarget(RESOLUTION, period)]) for period in ("3wh", "2wh"))
    switch = SlaSwitch(at("11:00"), then)
    (found,) = assess(
        first, {}, RECEIVED, now=at("11:30"), switches=[switch], calendars={"shop": ROUND_THE_CLOCK}
    ).values()
    assert found.due_at == at("12:00")


def test_switches_out_of_order_are_refused():
    switches = [SlaSwitch(at("12:00"), TWO_HOURS), SlaSwitch(at("11:00"), FIVE_HOURS)]
    with pytest.raises(MarkOutOfOrder, match="policy switch"):
        status(THREE_HOURS, RECEIVED, "13:00", switches=switches)


def test_of_two_switches_at_one_instant_the_later_given_holds():
    switches = [SlaSwitch(at("11:00"), HALF_AN_HOUR), SlaSwitch(at("11:00"), FIVE_HOURS)]
    found = status(THREE_HOURS, RECEIVED, "11:30", switches=switches)
    assert (found.due_at, found.policy_id) == (at("15:00"), "five")


# --- facts that change ------------------------------------------------------------------------------------------------

BY_PRIORITY = SlaPolicy(
    [RESOLUTION],
    [
        SlaTarget(RESOLUTION, "30min", {"priority": "urgent"}),
        SlaTarget(RESOLUTION, "2h", {"priority": "high"}),
        SlaTarget(RESOLUTION, "3h", {"priority": "normal"}),
        SlaTarget(RESOLUTION, "5h", {"priority": "low"}),
    ],
    {"shop": ROUND_THE_CLOCK},
)
NORMAL = {"priority": "normal"}


def note(when: str, name: str = "note", **facts: str) -> Mark:
    """A mark that changes facts."""
    return Mark(at(when), name, facts)


def raised(now: str, *story: Mark) -> SlaStatus:
    """A normal ticket with a story, asked about at an instant."""
    return assess(BY_PRIORITY, NORMAL, [*RECEIVED, *story], now=at(now))["resolution"]


def test_a_priority_raised_by_a_mark_chooses_the_new_target_from_the_original_start():
    found = raised("11:30", note("11:00", priority="high"))
    assert (found.due_at, found.outcome, found.remaining) == (at("12:00"), "pending", hours(0.5))
    assert raised("10:59", note("11:00", priority="high")).due_at == at("13:00")


def test_a_priority_raised_too_late_is_missed_at_that_mark():
    found = raised("11:00", note("11:00", priority="urgent"))
    assert (found.outcome, found.breached_at, found.breach_computed_at) == ("open_breached", at("11:00"), at("10:30"))


def test_a_priority_lowered_after_the_breach_heals_nothing():
    found = raised("15:00", note("14:00", priority="low"), note("14:30", "resolved"))
    assert (found.due_at, found.outcome, found.breached_at) == (at("15:00"), "late", at("13:00"))


def test_a_priority_changed_after_the_stop_judges_nothing_again():
    found = raised("18:00", note("12:30", "resolved"), note("12:31", priority="urgent"))
    assert (found.outcome, found.due_at) == ("met", at("13:00"))


def test_a_priority_changed_after_the_stop_in_the_same_minute_judges_nothing_again():
    stopped = [note("12:30", "resolved")]
    before, after = raised("18:00", *stopped), raised("18:00", *stopped, note("12:30", priority="urgent"))
    assert (after.outcome, after.due_at) == (before.outcome, before.due_at) == ("met", at("13:00"))


def test_a_decided_cycle_stays_when_a_mark_of_its_last_instant_is_added():
    story = [note("12:30", "resolved"), note("12:30", priority="urgent"), note("12:40", "reopened")]
    found = raised("12:45", *story)
    assert [(one.outcome, one.due_at) for one in found.decided] == [("met", at("13:00"))]


def test_a_priority_changed_just_before_the_stop_in_the_same_minute_counts():
    found = raised("18:00", note("12:30", priority="high"), note("12:30", "resolved"))
    assert (found.outcome, found.due_at, found.breached_at) == ("late", at("12:00"), at("12:30"))


def test_the_facts_of_the_mark_that_starts_a_clock_hold_from_the_start():
    story = [note("10:00", "received", priority="high"), note("10:00", "resolved")]
    found = assess(BY_PRIORITY, {}, story, now=at("11:00"))["resolution"]
    assert (found.due_at, found.outcome) == (at("12:00"), "met")


def test_a_fact_that_no_target_reads_changes_nothing():
    assert raised("11:30", note("11:00", mood="bad")).due_at == at("13:00")


def test_facts_change_one_by_one():
    rules = SlaPolicy(
        [RESOLUTION], [SlaTarget(RESOLUTION, "1h", {"priority": "high", "tier": "gold"}), SlaTarget(RESOLUTION, "3h")]
    ).bound({"shop": ROUND_THE_CLOCK})
    story = [*RECEIVED, note("10:10", priority="high"), note("10:20", tier="gold")]
    due = {
        now: assess(rules, {"tier": "silver"}, story, now=at(now))["resolution"].due_at for now in ("10:15", "10:25")
    }
    assert due == {"10:15": at("13:00"), "10:25": at("11:00")}


def test_a_fact_changed_before_a_switch_holds_after_it():
    by_tier = SlaPolicy([RESOLUTION], [SlaTarget(RESOLUTION, "1h", {"tier": "gold"}), SlaTarget(RESOLUTION, "4h")])
    story = [*RECEIVED, note("10:10", tier="gold")]
    switch = SlaSwitch(at("10:20"), by_tier.bound({"shop": ROUND_THE_CLOCK}))
    found = assess(BY_PRIORITY, NORMAL, story, now=at("10:30"), switches=[switch])["resolution"]
    assert found.due_at == at("11:00")


def test_a_fact_changed_at_the_instant_of_a_switch_is_read_by_the_new_policy():
    by_tier = SlaPolicy([RESOLUTION], [SlaTarget(RESOLUTION, "1h", {"tier": "gold"}), SlaTarget(RESOLUTION, "4h")])
    switch = SlaSwitch(at("10:20"), by_tier.bound({"shop": ROUND_THE_CLOCK}))
    story = [*RECEIVED, note("10:20", tier="gold")]
    found = assess(BY_PRIORITY, NORMAL, story, now=at("10:30"), switches=[switch])["resolution"]
    assert found.due_at == at("11:00")


def test_a_fact_changed_after_a_switch_is_read_by_the_new_policy():
    by_tier = SlaPolicy([RESOLUTION], [SlaTarget(RESOLUTION, "1h", {"tier": "gold"}), SlaTarget(RESOLUTION, "4h")])
    story = [*RECEIVED, note("10:30", tier="gold")]
    switch = SlaSwitch(at("10:20"), by_tier.bound({"shop": ROUND_THE_CLOCK}))
    due = {
        now: assess(BY_PRIORITY, NORMAL, story, now=at(now), switches=[switch])["resolution"].due_at
        for now in ("10:15", "10:25", "10:35")
    }
    assert due == {"10:15": at("13:00"), "10:25": at("14:00"), "10:35": at("11:00")}


def test_a_breach_stays_when_the_ticket_no_longer_has_a_target():
    found = raised("15:00", note("14:00", priority="none of our business"))
    assert (found.breached_at, found.overdue) == (at("13:00"), hours(2))


def test_a_breach_at_a_switch_stays_with_both_instants_when_the_target_is_lost_and_the_ticket_stopped():
    story = [
        note("11:00", priority="urgent"),
        note("12:00", priority="none of our business"),
        note("12:30", "resolved"),
    ]
    found = raised("15:00", *story)
    assert (found.outcome, found.due_at) == ("late", None)
    assert (found.breached_at, found.breach_computed_at) == (at("11:00"), at("10:30"))


def test_the_facts_of_the_very_mark_that_stops_a_clock_count():
    found = raised("18:00", note("12:30", "resolved", priority="high"))
    assert (found.outcome, found.due_at, found.breached_at) == ("late", at("12:00"), at("12:30"))


def test_a_switch_at_the_very_instant_of_the_stop_comes_after_it():
    found = switched("18:00", "12:30 resolved", to=TWO_HOURS, when="12:30")
    assert (found.outcome, found.due_at) == ("met", at("13:00"))


def test_a_switch_keeps_its_instant_whatever_zone_it_came_in():
    switch = SlaSwitch(at("11:00"), TWO_HOURS)
    assert attrs.evolve(switch, at=at("11:00").astimezone(dt.UTC)) == switch
