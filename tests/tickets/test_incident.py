"""Incidents: the emergency plan's steps, its duties with deadlines worked out by hand, drills, and false alarms (D12).

Times are in Shanghai. The general plan: keep the service running within 2 h of activation and again every 4 h, report
to the authority within 2 h of detection, inform within 24 h of activation before it is contained, disclose within 24 h
and find the cause within 72 h of activation before it is closed.
"""

import datetime as dt
import pickle
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.errors import InvalidDefinition, WrongType
from aftersales_core.interchange.codec import from_json, to_json
from aftersales_core.lifecycle import Accepted, Refused
from aftersales_core.lifecycle.guards import Attempt
from aftersales_core.outcomes import Outcome
from aftersales_core.reasons import Reason
from aftersales_core.tickets import ROLES, Desk, Kind, Open, OpenCommand, Role, Situation, evolve, open_ticket, replay
from aftersales_core.tickets.actions import incident as a
from aftersales_core.tickets.actions.desk import SetFacts
from aftersales_core.tickets.duty_done import DutyDone
from aftersales_core.tickets.duty_status import DutyStatus, PlanBook, duty_status, is_drill, next_duty_due, plan_of
from aftersales_core.tickets.incident_plan import INCIDENT_PLAN, Duty, IncidentPlan, plan_problems
from aftersales_core.tickets.kinds.incident import INCIDENT_TEXTS, IncidentPolicy, incident
from aftersales_core.tickets.kinds.incident_guards import DutiesDone
from aftersales_core.tickets.kinds.inquiry import inquiry
from aftersales_core.worktime import Period
from tests.tickets.cases import CHINA, SHOP, TICK, Case, on

STAFF = {"agent", "coordinator", "technician", "supervisor", "manager"}
LEADERS = {"supervisor", "manager"}
TELLERS = {"agent", "coordinator", "supervisor", "manager"}
RULES: list[tuple[str, str, str, set[str], tuple[str, ...], tuple[str, ...]]] = [
    ("detected", "activate", "activated", LEADERS, ("plan_declared", "severity_declared"), ("notify_duty_holders",)),
    ("contained", "activate", "activated", LEADERS, ("plan_declared", "severity_declared"), ("notify_duty_holders",)),
    *(
        (state, "report_duty", state, STAFF, ("duty_declared", "duty_role"), ())
        for state in ("activated", "informing", "contained")
    ),
    ("activated", "inform", "informing", TELLERS, ("not_drill", "duties_before_inform"), ("inform_consumers",)),
    ("activated", "inform", "informing", TELLERS, ("duties_before_inform",), ()),
    *((state, "inform", state, TELLERS, ("not_drill",), ("inform_consumers",)) for state in ("informing", "contained")),
    *((state, "inform", state, TELLERS, (), ()) for state in ("informing", "contained")),
    *(
        (state, "disclose", state, LEADERS, ("not_drill",), ("publish",))
        for state in ("activated", "informing", "contained")
    ),
    *((state, "disclose", state, LEADERS, (), ()) for state in ("activated", "informing", "contained")),
    ("informing", "contain", "contained", LEADERS, ("duties_before_contain",), ()),
    ("contained", "close_incident", "closed", LEADERS, ("duties_before_close",), ()),
    *(
        (state, "stand_down", "stood_down", LEADERS, (), ("notify_duty_holders",))
        for state in ("detected", "activated", "informing")
    ),
]


def test_the_emergency_plan_has_its_steps_and_no_other():
    """D12: detect, activate, inform, contain, close; a leader can stand it down; it can flare up again."""
    found = [
        (
            rule.source,
            rule.event,
            rule.target,
            {*rule.roles},
            tuple(guard.name for guard in rule.guards),
            tuple(effect.name for effect in rule.effects),
        )
        for rule in incident().machine.rules
    ]
    assert sorted(found, key=_key) == sorted(RULES, key=_key)
    assert dict(incident().machine.states) == {
        "detected": "initial",
        "activated": "active",
        "informing": "active",
        "contained": "done",
        "closed": "closed",
        "stood_down": "closed",
    }
    assert incident().cancels == {"stood_down"}


def _key(row: tuple[Any, ...]) -> str:
    return str((*row[:3], sorted(row[3]), *row[4:]))


def detected(kind: Kind | None = None, drill: str = "") -> Case:
    """Detected at 09:00 on Monday."""
    used = incident() if kind is None else kind
    return Case.open(used, role="agent", is_drill=drill) if drill else Case.open(used, role="agent")


def activated(kind: Kind | None = None, drill: str = "") -> Case:
    """Activated at 10:00 on Monday."""
    case = detected(kind, drill)
    assert case.do(a.Activate("general", "major"), "supervisor", at="02 10:00") == ["notify_duty_holders"]
    return case


def contained(kind: Kind | None = None) -> Case:
    """Informed at 11:00 and contained at 13:00, with the service reported running at 11:00."""
    case = activated(kind)
    case.do(a.ReportDuty("keep_service_running"), "coordinator", at="02 11:00")
    case.do(a.Inform("m-1", ("sms", "app")), "agent", at="02 11:00")
    case.do(a.ReportDuty("inform_consumers", ("proof-1",)), "supervisor", at="02 12:00")
    case.do(a.Contain("recall-1"), "supervisor", at="02 13:00")
    return case


def status(case: Case, duty: str, now: Any, plan: IncidentPlan = INCIDENT_PLAN) -> DutyStatus:
    moment = on(now) if isinstance(now, str) else now
    found = duty_status(plan, case.ticket, now=moment, calendar=SHOP)
    return next(each for each in found if each.duty.id == duty)


def brief(case: Case, duty: str, now: Any) -> tuple[str | None, Outcome, int]:
    """When it is due, in Shanghai, how it stands, and how often it was missed."""
    found = status(case, duty, now)
    due = None if found.due_at is None else f"{found.due_at.astimezone(CHINA):%d %H:%M}"
    return due, found.outcome, found.missed


def refused(answer: Any) -> tuple[Reason, ...]:
    """The reasons of a refusal."""
    assert isinstance(answer, Refused)
    return answer.reasons


# --- the way through --------------------------------------------------------------------------------------------------


def test_an_incident_runs_from_its_detection_to_its_review():
    """D12: activate, keep service running, inform consumers, disclose, each by whose duty it is."""
    case = contained()
    assert case.state == "contained"
    assert case.do(a.Disclose("post-1", ("weibo",)), "manager", at="02 14:00") == ["publish"]
    assert case.no(a.CloseIncident("review-1"), "manager") == [("duty_missing", "unmet")] * 2
    case.do(a.ReportDuty("disclose"), "manager")
    case.do(a.ReportDuty("investigate", ("lab-1",)), "technician")
    assert case.no(a.CloseIncident(), "manager") == [("payload_missing", "missing")]
    assert case.do(a.CloseIncident("review-1"), "manager", at="03 09:00") == []
    assert case.state == "closed"
    assert case.ticket.fact("severity") == "major"
    names = [mark.name for mark in case.ticket.marks]
    assert [name for name in names if name in ("notified", "disclosed", "resolved", "closed", "facts_changed")] == [
        "facts_changed",
        "notified",
        "resolved",
        "disclosed",
        "closed",
    ]


def test_a_step_is_refused_with_every_duty_that_is_missing_for_it():
    """D12."""
    case = activated()
    case.do(a.Inform("m-1"), "supervisor")
    (reason,) = refused(case.tried(a.Contain("recall-1"), "supervisor"))
    assert reason == Reason.of("duty_missing", "unmet", duty="inform_consumers", role="supervisor")
    case.do(a.ReportDuty("inform_consumers"), "supervisor")
    case.do(a.Contain("recall-1"), "supervisor")
    missing = refused(case.tried(a.CloseIncident("review-1"), "supervisor"))
    assert [(reason.param("duty"), reason.param("role")) for reason in missing] == [
        ("keep_service_running", "coordinator"),
        ("disclose", "manager"),
        ("investigate", "technician"),
    ]
    assert case.may("close_incident", "manager") == ["duty_missing"] * 3


def test_informing_waits_for_the_duties_before_it():
    plan = _with(_duty("collect_list", "agent", "activated", "inform"))
    case = activated(incident((plan,)))
    assert case.no(a.Inform("m-1"), "agent") == [("duty_missing", "unmet")]
    case.do(a.ReportDuty("collect_list"), "agent")
    assert case.do(a.Inform("m-1"), "agent") == ["inform_consumers"]
    assert case.do(a.Inform("m-2"), "agent") == ["inform_consumers"]
    assert case.state == "informing"


def test_only_supervisors_and_managers_activate_and_stand_down():
    """D16."""
    case = detected()
    assert case.no(a.Activate("general", "major"), "agent") == [("role_not_permitted", "not_permitted")]
    assert case.no(a.StandDown("false_alarm"), "agent") == [("role_not_permitted", "not_permitted")]
    quick = detected(incident(policy=IncidentPolicy(activates=("agent", "supervisor"))))
    quick.do(a.Activate("general", "major"), "agent")
    assert quick.state == "activated"


@pytest.mark.parametrize("step", ["detected", "activated", "informing"])
def test_an_incident_is_stood_down_with_a_reason(step: str):
    case = detected() if step == "detected" else activated()
    if step == "informing":
        case.do(a.Inform("m-1"), "agent")
    assert case.state == step
    assert case.no(a.StandDown(), "manager") == [("payload_missing", "missing")]
    assert case.do(a.StandDown("false_alarm"), "supervisor") == ["notify_duty_holders"]
    assert (case.state, case.ticket.marks[-1].name) == ("stood_down", "entered_stood_down")
    assert "cancelled" in [mark.name for mark in case.ticket.marks]


def test_what_is_contained_is_closed_and_not_stood_down():
    assert contained().no(a.StandDown("over"), "manager") == [("illegal_event", "illegal")]


def test_a_plan_must_be_one_of_the_desks():
    case = detected()
    assert case.no(a.Activate("genral", "major"), "manager") == [("plan_declared", "invalid")]
    (reason,) = refused(case.tried(a.Activate("genral", "major"), "manager"))
    assert reason.param("choices") == ("general",)
    assert case.no(a.Activate("", "major"), "manager") == [("plan_declared", "invalid"), ("payload_missing", "missing")]
    assert case.may("activate", "manager") == "activated"


def test_a_severity_must_be_one_of_the_desks_unless_it_takes_any():
    case = detected()
    assert case.no(a.Activate("general"), "manager") == [("severity_declared", "missing")]
    assert case.no(a.Activate("general", "huge"), "manager") == [("severity_declared", "invalid")]
    free = detected(incident(policy=IncidentPolicy(severities=())))
    free.do(a.Activate("general"), "manager")
    assert (free.state, free.ticket.fact("severity")) == ("activated", None)


def test_a_review_can_be_left_out_where_the_shop_says_so():
    case = contained(incident(policy=IncidentPolicy(needs_review=False)))
    case.do(a.ReportDuty("disclose"), "manager")
    case.do(a.ReportDuty("investigate"), "technician")
    case.do(a.CloseIncident(), "supervisor")
    assert case.state == "closed"


# --- reporting --------------------------------------------------------------------------------------------------------


def test_a_duty_is_reported_by_its_role():
    """D12, D16: shared out means that nobody reports another's; a manager may do what a supervisor may."""
    case = activated()
    assert case.no(a.ReportDuty("disclose"), "supervisor") == [("duty_role", "not_permitted")]
    (reason,) = refused(case.tried(a.ReportDuty("disclose"), "supervisor"))
    assert (reason.param("duty"), reason.param("role")) == ("disclose", "manager")
    assert case.no(a.ReportDuty("investigate"), "manager") == [("duty_role", "not_permitted")]
    case.do(a.ReportDuty("inform_consumers"), "manager", "m-7")
    assert case.ticket.duties == (DutyDone("inform_consumers", on("02 10:00"), "m-7", "manager", 1),)
    assert case.may("report_duty", "agent") == "activated"


def test_a_duty_must_be_one_of_the_plan():
    case = activated()
    assert case.no(a.ReportDuty("disclse"), "manager") == [("duty_declared", "invalid")]
    assert case.no(a.ReportDuty(""), "manager") == [("duty_declared", "invalid"), ("payload_missing", "missing")]
    assert detected().no(a.ReportDuty("disclose"), "manager") == [("illegal_event", "illegal")]


def test_an_incident_whose_plan_is_not_there_any_more_goes_no_further():
    case = activated()
    book = PlanBook((attrs.evolve(INCIDENT_PLAN, id="other"),))
    situation = Situation(case.desk, case.ticket, a.ReportDuty("disclose"))
    attempt = Attempt(case.ticket.item, case.at, "m-1", "manager")
    assert DutiesDone("close", book)(situation, attempt) == Reason.of("duties_before_close", "missing", fact="plan")


# --- deadlines --------------------------------------------------------------------------------------------------------


def test_each_duty_is_due_when_its_period_ends():
    """D12. Detected 09:00, activated 10:00 on Monday the 2nd; amounts of time include their own instant."""
    case = activated()
    now = "02 10:30"
    assert brief(case, "keep_service_running", now) == ("02 12:00", Outcome.PENDING, 0)
    assert brief(case, "notify_authority", now) == ("02 11:00", Outcome.PENDING, 0)
    assert brief(case, "inform_consumers", now) == ("03 10:00", Outcome.PENDING, 0)
    assert brief(case, "disclose", now) == ("03 10:00", Outcome.PENDING, 0)
    assert brief(case, "investigate", now) == ("05 10:00", Outcome.PENDING, 0)
    assert brief(case, "notify_authority", "02 11:00") == ("02 11:00", Outcome.PENDING, 0)
    assert brief(case, "notify_authority", on("02 11:00") + TICK) == ("02 11:00", Outcome.OPEN_BREACHED, 1)


def test_a_duty_is_met_at_its_deadline_and_late_a_microsecond_after():
    case = activated()
    case.do(a.ReportDuty("notify_authority"), "manager", "m-3", "02 11:00")
    found = status(case, "notify_authority", "09 09:00")
    assert (found.outcome, found.done_at, found.actor, found.role) == (Outcome.MET, on("02 11:00"), "m-3", "manager")
    assert status(case, "notify_authority", "02 11:00").done_at == on("02 11:00")
    late = activated()
    late.do(a.ReportDuty("notify_authority"), "manager", at=on("02 11:00") + TICK)
    assert brief(late, "notify_authority", "09 09:00") == ("02 11:00", Outcome.LATE, 1)
    # A second report changes nothing.
    late.do(a.ReportDuty("notify_authority"), "manager", at="02 12:00")
    assert brief(late, "notify_authority", "09 09:00") == ("02 11:00", Outcome.LATE, 1)


def test_what_was_reported_after_the_moment_of_asking_is_not_done_yet():
    case = activated()
    case.do(a.ReportDuty("disclose"), "manager", at="02 15:00")
    found = status(case, "disclose", "02 14:00")
    assert (found.outcome, found.done_at, found.actor) == (Outcome.PENDING, None, None)


def test_a_duty_counts_from_the_step_that_it_names():
    informed = _with(_duty("call_all", "agent", "informed", "contain"), _duty("sum_up", "agent", "contained", "close"))
    case = activated(incident((informed,)))
    assert status(case, "call_all", "02 10:00", informed).due_at is None
    assert status(case, "call_all", "02 10:00", informed).outcome is Outcome.PENDING
    case.do(a.Inform("m-1"), "agent", at="02 12:00")
    case.do(a.Inform("m-2"), "agent", at="02 13:00")
    # 8 working hours from Monday 12:00: six on Monday until 18:00, two on Tuesday until 11:00.
    assert status(case, "call_all", "02 13:00", informed).due_at == on("03 11:00")
    assert status(case, "sum_up", "02 13:00", informed).due_at is None
    case.do(a.ReportDuty("call_all"), "agent", at="02 14:00")
    case.do(a.ReportDuty("sum_up"), "agent", at="02 14:00")
    assert status(case, "sum_up", "02 15:00", informed).outcome is Outcome.MET
    case.do(a.Contain("x"), "manager", at="02 17:00")
    # One working hour is left on Monday, seven are on Tuesday until 16:00.
    assert status(case, "sum_up", "02 17:00", informed).due_at == on("03 16:00")


def test_time_counts_from_the_first_news_and_not_from_its_registration():
    kind = incident()
    desk = Desk((kind,), SHOP)
    wish = Open("incident", "shop", "phone", received_at=on("02 07:30"))
    answer = open_ticket(desk, OpenCommand("T-1", wish, on("02 09:00"), "agent-1", "agent", "open"))
    assert isinstance(answer, Accepted)
    case = Case(desk, replay(desk, answer.events), [*answer.events], on("02 09:00"))
    case.do(a.Activate("general", "major"), "manager")
    assert evolve(desk, case.ticket, case.events[0]) == case.ticket
    assert brief(case, "notify_authority", "02 09:00")[0] == "02 09:30"


def test_service_is_kept_running_again_and_again_until_it_is_contained():
    """D12: due 12:00, then four hours after each report."""
    case = activated()
    case.do(a.ReportDuty("keep_service_running"), "coordinator", "k-1", "02 11:00")
    assert brief(case, "keep_service_running", "02 11:00") == ("02 15:00", Outcome.PENDING, 0)
    case.do(a.ReportDuty("keep_service_running"), "coordinator", "k-2", "02 14:30")
    assert brief(case, "keep_service_running", "02 18:30") == ("02 18:30", Outcome.PENDING, 0)
    assert status(case, "keep_service_running", "02 18:30").actor == "k-2"
    assert brief(case, "keep_service_running", on("02 18:30") + TICK) == ("02 18:30", Outcome.OPEN_BREACHED, 1)
    case.do(a.ReportDuty("keep_service_running"), "coordinator", at="02 20:00")
    # The renewal of 18:30 came late, and that stays so.
    assert brief(case, "keep_service_running", "02 21:00") == ("03 00:00", Outcome.LATE, 1)
    case.do(a.Inform("m-1"), "agent")
    case.do(a.ReportDuty("inform_consumers"), "supervisor")
    case.do(a.Contain("x"), "supervisor", at="02 23:00")
    # Once it is contained nobody need renew it, whether they do or not.
    assert brief(case, "keep_service_running", "05 09:00") == ("02 18:30", Outcome.LATE, 1)
    case.do(a.ReportDuty("keep_service_running"), "coordinator", at="04 09:00")
    assert brief(case, "keep_service_running", "05 09:00") == ("02 18:30", Outcome.LATE, 1)


def test_service_that_was_not_renewed_before_it_was_contained_was_late():
    case = activated()
    case.do(a.ReportDuty("keep_service_running"), "coordinator", at="02 11:00")
    case.do(a.Inform("m-1"), "agent")
    case.do(a.ReportDuty("inform_consumers"), "supervisor")
    case.do(a.Contain("x"), "supervisor", at=on("02 15:00") + TICK)
    assert brief(case, "keep_service_running", "02 16:00") == ("02 15:00", Outcome.LATE, 1)
    kept = contained()
    assert brief(kept, "keep_service_running", "02 16:00") == ("02 12:00", Outcome.MET, 0)
    kept.do(a.ReportDuty("keep_service_running"), "coordinator", at="02 20:00")
    assert brief(kept, "keep_service_running", "02 21:00") == ("02 12:00", Outcome.MET, 0)


def test_service_that_nobody_reported_is_wanted_even_after_it_is_contained():
    case = activated()
    case.do(a.Inform("m-1"), "agent")
    case.do(a.ReportDuty("inform_consumers"), "supervisor")
    case.do(a.Contain("x"), "supervisor", at="02 11:00")
    assert brief(case, "keep_service_running", "02 11:30") == ("02 12:00", Outcome.PENDING, 0)
    case.do(a.ReportDuty("keep_service_running"), "coordinator", at="02 11:45")
    assert brief(case, "keep_service_running", "03 11:30") == ("02 12:00", Outcome.MET, 0)


def test_how_often_service_is_reported_is_the_plans():
    plan = attrs.evolve(INCIDENT_PLAN, renew_every=Period.hours(1))
    case = activated(incident((plan,)))
    case.do(a.ReportDuty("keep_service_running"), "coordinator", at="02 11:00")
    assert status(case, "keep_service_running", "02 11:00", plan).due_at == on("02 12:00")


def test_an_incident_that_flares_up_again_needs_new_reports():
    """D12: but the authority, whose time began when it was detected, has heard of it."""
    case = contained()
    case.do(a.ReportDuty("notify_authority"), "manager", at="02 13:30")
    assert case.do(a.Activate("general", "critical", "second_lot"), "manager", at="03 08:00") == ["notify_duty_holders"]
    assert (case.state, case.ticket.fact("severity")) == ("activated", "critical")
    assert "reopened" in [mark.name for mark in case.ticket.marks]
    assert brief(case, "keep_service_running", "03 08:00") == ("03 10:00", Outcome.PENDING, 0)
    assert brief(case, "inform_consumers", "03 08:00") == ("04 08:00", Outcome.PENDING, 0)
    assert brief(case, "notify_authority", "03 08:00") == ("02 11:00", Outcome.LATE, 1)
    case.do(a.Inform("m-9"), "agent", at="03 08:00")
    assert case.no(a.Contain("x"), "manager") == [("duty_missing", "unmet")]
    case.do(a.ReportDuty("inform_consumers"), "supervisor", at="03 08:30")
    assert [done.round for done in case.ticket.duties] == [1, 1, 1, 2]
    case.do(a.Contain("x"), "manager")


def test_what_was_not_due_when_the_alarm_turned_out_false_is_never_due():
    case = activated()
    case.do(a.StandDown("false_alarm"), "manager", at="02 11:30")
    assert brief(case, "disclose", "09 09:00") == ("03 10:00", Outcome.EXCLUDED, 0)
    assert brief(case, "notify_authority", "09 09:00") == ("02 11:00", Outcome.OPEN_BREACHED, 1)
    assert brief(case, "keep_service_running", "02 11:00") == ("02 12:00", Outcome.EXCLUDED, 0)
    early = detected()
    early.do(a.StandDown("false_alarm"), "manager", at="02 09:10")
    assert brief(early, "disclose", "09 09:00") == (None, Outcome.EXCLUDED, 0)


# --- what comes next --------------------------------------------------------------------------------------------------


def _next(case: Case, now: Any, plan: IncidentPlan = INCIDENT_PLAN) -> tuple[str, str] | None:
    due = next_duty_due(plan, case.ticket, now=on(now) if isinstance(now, str) else now, calendar=SHOP)
    return None if due is None else (due.duty.id, f"{due.at.astimezone(CHINA):%d %H:%M:%S.%f}")


def test_the_next_duty_is_the_one_that_becomes_overdue_first():
    """A deadline that includes its own instant is overdue a microsecond later; what is overdue changes no more."""
    case = activated()
    assert _next(case, "02 10:00") == ("notify_authority", "02 11:00:00.000001")
    assert _next(case, "02 11:00") == ("notify_authority", "02 11:00:00.000001")
    assert _next(case, on("02 11:00") + TICK) == ("keep_service_running", "02 12:00:00.000001")
    case.do(a.ReportDuty("keep_service_running"), "coordinator", at="02 11:30")
    assert _next(case, "02 11:30") == ("keep_service_running", "02 15:30:00.000001")
    # Of equal instants the plan's first.
    assert _next(case, "02 16:00") == ("inform_consumers", "03 10:00:00.000001")
    case.do(a.ReportDuty("inform_consumers"), "supervisor", at="02 16:00")
    assert _next(case, "02 16:00") == ("disclose", "03 10:00:00.000001")
    assert _next(case, "05 10:00") == ("investigate", "05 10:00:00.000001")
    assert _next(case, "06 10:00") is None


def test_a_deadline_at_midnight_is_overdue_at_midnight():
    plan = _with(_duty("report", "agent", "activated", "close", within=Period.days(1)))
    case = activated(incident((plan,)))
    for duty, role in (("keep_service_running", "coordinator"), ("notify_authority", "manager")):
        case.do(a.ReportDuty(duty), role)
    assert _next(case, "03 22:00", plan) == ("report", "04 00:00:00.000000")


def test_nothing_is_due_once_it_is_over():
    case = activated()
    case.do(a.StandDown("false_alarm"), "manager")
    assert _next(case, "02 10:00") is None


def test_the_plan_of_a_ticket_is_found_at_the_desk():
    case = detected()
    assert plan_of(case.desk, case.ticket) is None
    case.do(SetFacts((("plan", "general"),)), "agent")
    assert plan_of(case.desk, case.ticket) is INCIDENT_PLAN
    # Named before it is activated, a plan's duties count from the detection already.
    assert brief(case, "notify_authority", "02 09:00") == ("02 11:00", Outcome.PENDING, 0)
    assert brief(case, "disclose", "02 09:00") == (None, Outcome.PENDING, 0)
    other = Case.open(inquiry())
    assert plan_of(other.desk, other.ticket) is None
    assert plan_of(other.desk, case.ticket) is None
    assert plan_of(activated().desk, activated().ticket) is not None


# --- drills -----------------------------------------------------------------------------------------------------------


def test_a_drill_runs_like_an_incident_and_nobody_outside_hears_of_it():
    """D12: recurring drills; they never count as incidents."""
    case = activated(drill="yes")
    assert is_drill(case.ticket)
    assert case.do(a.Inform("m-1"), "agent") == []
    assert case.state == "informing"
    assert case.do(a.Inform("m-2"), "agent") == []
    assert case.do(a.Disclose("post-1"), "manager") == []
    assert brief(case, "inform_consumers", "02 10:00") == ("03 10:00", Outcome.PENDING, 0)


def test_what_is_not_said_to_be_a_drill_is_real():
    for said in ("", "no", "perhaps"):
        case = activated(drill=said)
        assert not is_drill(case.ticket)
        assert case.do(a.Inform("m-1"), "agent") == ["inform_consumers"]
        assert case.do(a.Disclose("post-1"), "supervisor") == ["publish"]


# --- plans ------------------------------------------------------------------------------------------------------------


def _duty(id: str, role: str, start: Any, step: Any, *, within: Period | None = None, kind: Any = "other") -> Duty:
    return Duty(id, "something", "某事", role, within or Period.working_hours(8), start, step, kind)


def _with(*duties: Duty) -> IncidentPlan:
    """The general plan's first two duties, and some more."""
    return attrs.evolve(INCIDENT_PLAN, duties=(*INCIDENT_PLAN.duties[:2], *duties))


KEEP = INCIDENT_PLAN.duties[0]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"id": "a plan"}, "id 'a plan': use 1 to 64 characters without spaces"),
        ({"en": " "}, "the English text is missing"),
        ({"zh": ""}, "the Chinese text is missing"),
        ({"duties": (KEEP, KEEP)}, "duty 'keep_service_running' is given twice"),
        ({"duties": INCIDENT_PLAN.duties[1:]}, "no duty keeps the service running"),
        ({"duties": (KEEP, attrs.evolve(KEEP, id="x y"))}, "duty 'x y': use 1 to 64 characters"),
        ({"duties": (attrs.evolve(KEEP, zh=""),)}, "duty 'keep_service_running': the Chinese text is missing"),
        ({"duties": (attrs.evolve(KEEP, counts_from="x"),)}, "counts_from is 'x': use one of detected, activated"),
        ({"duties": (attrs.evolve(KEEP, needed_for="x"),)}, "needed_for is 'x': use one of None, inform"),
        ({"duties": (KEEP, _duty("a", "agent", "detected", None, kind="x"))}, "kind is 'x': use one of keep_service"),
        (
            {"duties": (KEEP, _duty("a", "agent", "informed", "inform"))},
            "needed for 'inform', but its time begins",
        ),
        ({"duties": (KEEP, _duty("a", "agent", "contained", "contain"))}, "needed for 'contain', but its time begins"),
        ({"duties": (attrs.evolve(KEEP, needed_for=None),)}, "must be needed for 'close'"),
        ({"duties": (attrs.evolve(KEEP, counts_from="detected"),)}, "must count from 'activated'"),
    ],
)
def test_a_plan_that_would_fail_in_an_emergency_is_refused_before_it(changes: Any, problem: str):
    with pytest.raises(InvalidDefinition, match="incident plan") as caught:
        attrs.evolve(INCIDENT_PLAN, **changes)
    assert any(problem in found for found in caught.value.problems)


def test_a_plan_takes_duties_in_a_tuple():
    with pytest.raises(WrongType):
        attrs.evolve(INCIDENT_PLAN, duties=[KEEP])


def test_a_duty_after_its_step_is_reached_is_fine():
    assert (
        _with(_duty("a", "agent", "informed", "contain"), _duty("b", "agent", "contained", None)).duty("b") is not None
    )
    assert INCIDENT_PLAN.duty("none") is None


def test_plans_are_checked_together_with_the_desks_roles():
    stranger = _with(_duty("a", "press_officer", "activated", None))
    assert plan_problems(()) == ("there is no plan: give at least one",)
    assert plan_problems((INCIDENT_PLAN, INCIDENT_PLAN)) == ("plan 'general' is given twice",)
    (problem,) = plan_problems((stranger,))
    assert problem.startswith("plan 'general': duty 'a' is of the undeclared role 'press_officer': choose from")
    for plans in ((), (stranger,)):
        with pytest.raises(InvalidDefinition, match="kind 'incident'"):
            incident(plans)


def test_a_shop_can_give_a_duty_to_a_role_of_its_own():
    roles = ROLES.extended(Role("press_officer", "press officer", "新闻发言人"))
    plan = _with(_duty("a", "press_officer", "activated", "close"), _duty("b", "system", "activated", None))
    kind = incident((plan,), roles=roles)
    assert "press_officer" in kind.machine.roles
    case = Case.open(kind, role="agent", roles=roles)
    case.do(a.Activate("general", "minor"), "manager")
    case.do(a.ReportDuty("a"), "press_officer")
    case.do(a.ReportDuty("b"), "system")
    assert [done.role for done in case.ticket.duties] == ["press_officer", "system"]


def test_labels_are_in_both_languages():
    assert [KEEP.label(lang) for lang in ("zh-CN", "en")] == [
        "保证售后服务正常运行",
        "keep the after-sales service running",
    ]


def test_another_plan_or_policy_is_another_definition():
    kinds = [
        incident(),
        incident((attrs.evolve(INCIDENT_PLAN, renew_every=Period.hours(5)),)),
        incident(policy=IncidentPolicy(activates=("manager",))),
        incident(policy=IncidentPolicy(severities=("a",))),
        incident(policy=IncidentPolicy(needs_review=False)),
    ]
    assert len({kind.machine.digest for kind in kinds}) == len(kinds)


def test_a_report_without_a_zone_or_an_id_is_refused():
    with pytest.raises(InvalidDefinition):
        DutyDone("", on("02 09:00"), "a", "agent", 1)


def test_the_manual_speaks_chinese():
    text = incident().machine.to_markdown("zh")
    assert "启动应急预案" in text
    assert "{" not in text
    assert {code for code in INCIDENT_TEXTS.codes if code.startswith("duties_before_")} == {
        "duties_before_close",
        "duties_before_contain",
        "duties_before_inform",
    }


# --- laws -------------------------------------------------------------------------------------------------------------

REPORTERS = {"keep_service_running": "coordinator", "notify_authority": "manager", "inform_consumers": "supervisor"}
STEPS = st.lists(
    st.tuples(st.integers(0, 400), st.sampled_from([*REPORTERS, "inform", "contain", "again"])), max_size=12
)


@given(STEPS, st.integers(0, 4_000))
def test_nothing_changes_before_the_next_duty_becomes_overdue_and_then_it_does(steps: list[Any], minutes: int):
    case = activated()
    for wait, what in steps:
        at = case.at + wait * Period.minutes(1).length_us * TICK
        action, role = {
            "inform": (a.Inform("m-1"), "agent"),
            "contain": (a.Contain("x"), "manager"),
            "again": (a.Activate("general", "minor"), "manager"),
        }.get(what) or (a.ReportDuty(what), REPORTERS[what])
        if isinstance(case.tried(action, role, at=at), Accepted):
            case.do(action, role, at=at)
    now = case.at + minutes * Period.minutes(1).length_us * TICK
    due = next_duty_due(INCIDENT_PLAN, case.ticket, now=now, calendar=SHOP)
    last = now + Period.hours(10_000).length_us * TICK if due is None else due.at - TICK
    before, until = (_outcomes(case, instant) for instant in (now, last))
    assert before == until
    if due is not None:
        assert _outcomes(case, due.at)[due.duty.id] == (Outcome.OPEN_BREACHED, before[due.duty.id][1] + 1)


def _outcomes(case: Case, now: dt.datetime) -> dict[str, tuple[Outcome, int]]:
    found = duty_status(INCIDENT_PLAN, case.ticket, now=now, calendar=SHOP)
    return {status.duty.id: (status.outcome, status.missed) for status in found}


def test_plans_and_their_standing_can_be_stored_and_shared():
    for value in (INCIDENT_PLAN, status(contained(), "disclose", "02 14:00"), PlanBook((INCIDENT_PLAN,))):
        assert from_json(type(value), to_json(value)) == value
        assert pickle.loads(pickle.dumps(value)) == value
        assert hash(value) == hash(from_json(type(value), to_json(value)))
