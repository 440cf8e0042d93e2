"""Every condition of a repair says yes and no, with its reason; every switch of its policy changes what it says."""

from typing import Any

import attrs
import pytest

from aftersales_core.errors import InvalidDefinition, NaiveDatetime
from aftersales_core.lifecycle.guards import Attempt
from aftersales_core.reasons import Reason
from aftersales_core.tickets import Situation
from aftersales_core.tickets.actions import repair as r
from aftersales_core.tickets.actions.complaint import Accept
from aftersales_core.tickets.actions.desk import SetFacts
from aftersales_core.tickets.actions.inquiry import Cancel, Lapse
from aftersales_core.tickets.kinds.repair import repair
from aftersales_core.tickets.kinds.repair_policy import REPAIR_POLICY, RepairPolicy
from aftersales_core.tickets.slots import ArrivalGrace
from aftersales_core.worktime import Period
from tests.tickets.cases import TICK, Case, on
from tests.tickets.repairs import (
    accepted,
    closed,
    parts_waited_for,
    repairing,
    requested,
    scheduled,
    triaged,
    waiting_for_acceptance,
)


def reasons(case: Case, action: Any, role: str, **more: Any) -> list[Reason]:
    answer = case.tried(action, role, **more)
    return [*getattr(answer, "reasons", ())]


# --- triage and quote -------------------------------------------------------------------------------------------------


def test_what_is_not_known_is_asked_for_and_nothing_is_assumed():
    case = Case.open(repair())
    found = dict.fromkeys(case.no(r.Triage(), "agent"))
    assert ("warranty_known", "missing") in found
    assert ("service_mode_known", "missing") in found
    modes = next(reason for reason in reasons(case, r.Triage(), "agent") if reason.code == "service_mode_known")
    assert modes.param("choices") == ("mail_in", "carry_in", "on_site", "self_repair")
    assert set(case.may("triage", "agent")) >= {"warranty_known", "service_mode_known"}


def test_a_fact_with_another_value_is_invalid_and_the_near_one_is_named():
    case = Case.open(repair(), in_warranty="maybe", service_mode="onsite")
    found = {reason.code: reason for reason in reasons(case, r.Triage(), "agent")}
    assert (found["warranty_known"].kind, found["service_mode_known"].kind) == ("invalid", "invalid")
    assert found["service_mode_known"].param("choices") == ("on_site",)


def test_what_costs_something_needs_a_quote():
    """D6: the fee is told before anything is done."""
    case = requested(warranty="no")
    assert ("quote_given", "unmet") in case.no(r.Triage(), "agent")
    assert case.may("triage", "agent") == "quoted"
    case.do(r.Triage("quote-1"), "agent")
    assert case.state == "quoted"


def test_whoever_repairs_it_alone_needs_a_guide():
    """C4."""
    case = requested(mode="self_repair")
    assert ("guide_given", "unmet") in case.no(r.Triage(), "agent")
    assert case.may("triage", "agent") == "self_repair"


def test_only_the_quote_that_was_given_can_be_accepted():
    case = triaged("on_site", "no", r.Triage("quote-2"))
    assert ("quote_is_current", "conflict") in case.no(r.AcceptQuote("quote-1"), "customer")
    found = next(each for each in reasons(case, r.AcceptQuote("quote-1"), "customer") if each.kind == "conflict")
    assert found.param("quote") == "quote-2"
    assert case.no(r.AcceptQuote(), "customer") == [("payload_missing", "missing")]
    assert case.may("accept_quote", "customer") == "awaiting_appointment"


def test_a_shop_may_quote_every_repair():
    policy = RepairPolicy(quotes="always")
    case = requested(policy)
    assert ("quote_given", "unmet") in case.no(r.Triage(), "agent")
    assert case.do(r.Triage("quote-1"), "agent") == ["notify_customer"]
    assert case.state == "quoted"
    alone = requested(policy, mode="self_repair")
    alone.do(r.Triage(guide_ref="guide-1"), "agent")
    assert alone.state == "self_repair"


# --- appointments -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("is_free", "end", "expected"),
    [
        (None, "04 16:00", [("slot_free", "missing")]),
        (False, "04 16:00", [("slot_free", "conflict")]),
        (True, "02 09:00", [("slot_ahead", "unmet")]),
        (True, "02 09:00:00.000001", []),
    ],
)
def test_a_slot_must_be_free_and_not_over(is_free: bool | None, end: str, expected: list[Any]):
    case = triaged("on_site", "yes", r.Triage())
    assert case.may("appoint", "customer") == "scheduled"
    found = reasons(case, r.Appoint(on("01 09:00"), on(end), is_free), "customer")
    assert [(reason.code, reason.kind) for reason in found] == expected


def test_a_slot_that_ends_before_it_begins_and_a_time_without_a_zone_are_refused_as_they_are_made():
    for action in (r.Appoint, r.Reschedule):
        with pytest.raises(InvalidDefinition, match="slot"):
            action(on("04 14:00"), on("04 14:00"))
        with pytest.raises(NaiveDatetime):
            action(on("04 14:00").replace(tzinfo=None), on("04 16:00"))
        with pytest.raises(NaiveDatetime):
            action(on("04 14:00"), on("04 16:00").replace(tzinfo=None))


def test_an_appointment_moves_only_before_its_slot_begins():
    case = scheduled()
    later = r.Reschedule(on("06 09:00"), on("06 10:00"), True, "ill")
    assert case.no(later, "customer", at="04 14:00") == [("before_slot", "unmet")]
    assert case.may("reschedule", "customer", on("04 14:00") - TICK) == "scheduled"
    assert case.do(later, "customer", at=on("04 14:00") - TICK) == ["notify_customer", "notify_engineer"]
    # It is the new slot that counts from now on.
    assert case.may("reschedule", "customer", "05 12:00") == "scheduled"


def test_an_appointment_moves_twice_at_most():
    case = scheduled()
    for day in ("05", "06"):
        case.do(r.Reschedule(on(f"{day} 09:00"), on(f"{day} 10:00"), True), "customer")
    again = r.Reschedule(on("07 09:00"), on("07 10:00"), True)
    assert case.no(again, "agent") == [("reschedules_left", "unmet")]
    more = scheduled(RepairPolicy(reschedules=3))
    for day in ("05", "06", "07"):
        more.do(r.Reschedule(on(f"{day} 09:00"), on(f"{day} 10:00"), True), "agent")
    assert scheduled(RepairPolicy(reschedules=0)).no(again, "customer") == [("reschedules_left", "unmet")]


def test_the_third_time_that_a_customer_is_not_reached_calls_it_off():
    case = triaged("on_site", "yes", r.Triage())
    for _ in range(2):
        assert case.do(r.ContactFailed("phone"), "agent") == []
        assert case.state == "awaiting_appointment"
    assert case.do(r.ContactFailed("phone"), "agent") == ["notify_customer"]
    assert case.state == "cancelled"
    once = requested(RepairPolicy(contact_attempts=1))
    once.do(r.Triage(), "agent")
    once.do(r.ContactFailed(), "agent")
    assert once.state == "cancelled"


def test_attempts_count_anew_when_a_repair_is_reopened():
    case = Case.open(repair(), in_warranty="yes", service_mode="on_site")
    case.do(r.Triage(), "agent")
    for _ in range(2):
        case.do(r.ContactFailed(), "agent")
    case.do(r.Appoint(on("04 14:00"), on("04 16:00"), True, "wang"), "agent")
    case.do(r.CheckIn("gps-1"), "technician", "wang", "04 14:00")
    case.do(r.StartRepair("E01"), "technician", "wang")
    case.do(r.Repaired("report-1", ("x",)), "technician", "wang")
    case.do(r.QcPass(), "agent")
    case.do(Accept("code"), "customer")
    case.do(r.ConfirmOk(), "agent")
    case.do(r.Recur("E01"), "customer")
    for _ in range(2):
        case.do(r.ContactFailed(), "agent")
    assert case.state == "awaiting_appointment"
    case.do(r.ContactFailed(), "agent")
    assert case.state == "cancelled"


def test_a_customer_is_absent_only_once_the_slot_has_begun_and_only_with_proof():
    case = scheduled()
    assert ("slot_begun", "unmet") in case.no(r.NoShowCustomer("photo-1"), "technician", at=on("04 14:00") - TICK)
    assert case.no(r.NoShowCustomer(), "technician", at="04 14:00") == [("payload_missing", "missing")]
    assert case.may("no_show_customer", "technician", "04 14:00") == "awaiting_appointment"
    assert case.do(r.NoShowCustomer("photo-1"), "technician", at="04 14:00") == ["notify_customer"]
    assert case.state == "awaiting_appointment"


def test_the_second_time_at_a_closed_door_calls_it_off():
    case = scheduled()
    case.do(r.NoShowCustomer("photo-1"), "technician", at="04 14:30")
    case.do(r.Appoint(on("05 14:00"), on("05 16:00"), True), "agent")
    case.do(r.NoShowCustomer("photo-2"), "technician", at="05 14:30")
    assert case.state == "cancelled"
    patient = scheduled(RepairPolicy(visits=3))
    for day in ("04", "05"):
        patient.do(r.NoShowCustomer("photo-1"), "technician", at=f"{day} 14:30")
        assert patient.state == "awaiting_appointment"
        patient.do(r.Appoint(on("05 14:00"), on("05 16:00"), True), "agent")


def test_an_engineer_checks_in_where_somebody_is_assigned_and_with_the_place():
    case = triaged("on_site", "yes", r.Triage())
    case.do(r.Appoint(on("04 14:00"), on("04 16:00"), True), "customer")
    assert case.no(r.CheckIn(), "technician") == [("engineer_assigned", "unmet"), ("payload_missing", "missing")]
    case.do(r.Reassign("wang"), "supervisor")
    case.do(r.Appoint(on("04 14:00"), on("04 16:00"), True), "customer")
    assert case.no(r.CheckIn(), "technician") == [("payload_missing", "missing")]
    case.do(r.CheckIn("gps-1"), "technician")
    assert [mark.name for mark in case.ticket.marks].count("assigned") == 1


def test_what_is_to_be_linked_must_be_an_id():
    for make in (lambda id: r.RequestParts(("pump",), id), r.ExchangeOpened):
        with pytest.raises(InvalidDefinition, match="a b"):
            make("a b")
    with pytest.raises(InvalidDefinition):
        r.RequestParts(("pump",), "")


def test_reassigning_without_a_name_leaves_nobody_responsible():
    case = scheduled()
    assert case.do(r.Reassign(reason="ill"), "coordinator") == ["notify_customer", "notify_engineer"]
    assert (case.ticket.assignee, case.state) == (None, "awaiting_appointment")


def test_a_shop_need_not_ask_for_the_place():
    case = scheduled(RepairPolicy(needs_location=False))
    case.do(r.CheckIn(), "technician")
    assert case.state == "diagnosing"


def test_the_grace_for_the_engineer_is_the_policys():
    case = scheduled(RepairPolicy(engineer_grace=Period.minutes(30)))
    assert case.no(r.NoShowEngineer(), "customer", at=on("04 14:30") - TICK) == [("engineer_late", "unmet")]
    (reason,) = reasons(case, r.NoShowEngineer(), "customer", at=on("04 14:00"))
    assert reason.param("late_at") == on("04 14:30")
    case.do(r.NoShowEngineer(), "customer", at="04 14:30")
    assert case.state == "awaiting_appointment"


def test_without_a_booked_slot_nobody_can_tell_who_is_late():
    case = requested()
    situation = Situation(case.desk, case.ticket)
    attempt = Attempt(case.ticket.item, case.at, "c1", "customer")
    assert ArrivalGrace("engineer_late", Period.hours(2))(situation, attempt) == Reason.of(
        "engineer_late", "missing", fact="slot"
    )


# --- parts, work, check, acceptance -----------------------------------------------------------------------------------


def test_parts_are_named_and_the_report_says_what_was_done():
    """C4: the visit is recorded by ids and references."""
    case = repairing()
    assert case.no(r.RequestParts(), "technician") == [("parts_list", "missing")]
    assert case.may("request_parts", "technician") == "waiting_parts"
    assert case.no(r.Repaired("report-1"), "technician") == [("work_report", "missing")]
    assert case.no(r.Repaired(work_ids=("x",)), "technician") == [("payload_missing", "missing")]
    assert case.may("repaired", "technician") == "quality_check"


def test_who_did_the_work_may_not_check_it_unless_the_shop_is_small():
    """D16."""
    case = repairing()
    case.do(r.Repaired("report-1", ("x",)), "coordinator", "zhao")
    # Wang began the repair, Zhao reported it.
    assert case.no(r.QcPass(), "technician", "wang") == [("checker_not_engineer", "not_permitted")]
    assert case.no(r.QcPass(), "coordinator", "zhao") == [("checker_not_engineer", "not_permitted")]
    case.do(r.QcFail("loose"), "technician", "wang")
    case.do(r.Repaired("report-2", ("x",)), "technician", "wang")
    case.do(r.QcPass(), "technician", "li")
    small = repairing(RepairPolicy(needs_other_checker=False))
    small.do(r.Repaired("report-1", ("x",)), "technician", "wang")
    small.do(r.QcPass(), "technician", "wang")
    assert small.state == "awaiting_acceptance"


def test_the_customer_accepts_with_the_code_they_were_given():
    case = repairing()
    case.do(r.Repaired("report-1", ("x",)), "technician", "wang")
    case.do(r.QcPass(acceptance_code="8731"), "agent")
    assert case.no(Accept("1378"), "customer") == [("acceptance_code", "unmet")]
    assert case.no(Accept(), "customer") == [("acceptance_code", "unmet"), ("payload_missing", "missing")]
    assert case.may("accept", "customer") == "follow_up"
    case.do(Accept("8731"), "customer")
    plain = repairing(RepairPolicy(needs_acceptance_code=False))
    plain.do(r.Repaired("report-1", ("x",)), "technician", "wang")
    plain.do(r.QcPass(acceptance_code="8731"), "agent")
    plain.do(Accept(), "customer")
    assert plain.state == "follow_up"


def test_a_dissatisfied_customer_is_not_the_end_of_it_unless_the_shop_says_so():
    """D7: follow-up on satisfaction."""
    case = accepted()
    assert case.no(r.ConfirmOk(False, 1), "agent") == [("satisfied", "unmet")]
    assert case.may("confirm_ok", "agent") == "closed"
    end = accepted(RepairPolicy(redo_if_dissatisfied=False))
    end.do(r.ConfirmOk(False, 1), "agent")
    assert end.state == "closed"


def test_how_many_repairs_may_fail_is_the_policys():
    case = repairing(RepairPolicy(failures=1))
    assert case.may("repair_failed", "technician") == "replacement_due"
    three = repairing(RepairPolicy(failures=3))
    for _ in range(2):
        three.do(r.RepairFailed(), "technician")
        three.do(r.StartRepair(), "technician")
    three.do(r.RepairFailed(), "technician")
    assert three.state == "replacement_due"


def test_what_cannot_be_repaired_waits_until_the_warranty_is_known():
    case = repairing()
    case.do(SetFacts((("in_warranty", "unclear"),)), "agent")
    assert case.no(r.DeemUnrepairable(), "technician") == [("in_warranty", "unmet"), ("out_of_warranty", "unmet")]


# --- the guarantee of the repair --------------------------------------------------------------------------------------


def test_the_same_fault_is_repaired_again_within_thirty_days():
    """C1: closed on 5 March, so until the end of 4 April (26 days are left of March)."""
    case = closed()
    edge = on("04-05 00:00")
    assert case.may("recur", "customer", edge - TICK) == "awaiting_appointment"
    assert ("within_post_repair_guarantee", "unmet") in case.no(r.Recur("E01"), "customer", at=edge)
    assert ("same_fault", "unmet") in case.no(r.Recur("E02"), "customer")
    assert ("payload_missing", "missing") in case.no(r.Recur(), "customer")
    case.do(r.Recur("E01"), "customer", at=edge - TICK)
    assert case.state == "awaiting_appointment"


def test_the_length_of_the_guarantee_is_the_policys():
    case = closed(RepairPolicy(guarantee=Period.days(1)))
    assert ("within_post_repair_guarantee", "unmet") in case.no(r.Recur("E01"), "customer", at="07 00:00")
    assert case.may("recur", "customer", on("07 00:00") - TICK) == "awaiting_appointment"


def test_a_fault_that_nobody_noted_cannot_be_told_to_be_the_same():
    case = scheduled()
    case.do(r.CheckIn("gps-1"), "technician", "wang")
    case.do(r.StartRepair(), "technician", "wang")
    assert case.ticket.fact("fault") is None
    case.do(r.Repaired("report-1", ("x",)), "technician", "wang")
    case.do(r.QcPass(), "agent")
    case.do(Accept("code"), "customer")
    case.do(r.ConfirmOk(), "agent")
    assert ("same_fault", "missing") in case.no(r.Recur("E01"), "customer")
    assert "same_fault" in case.may("recur", "customer")


# --- the other switches -----------------------------------------------------------------------------------------------

PERIODS: list[tuple[str, Any]] = [
    ("quote_after", lambda policy: _opened(policy, "on_site", "no", r.Triage("q"))),
    ("device_after", lambda policy: _opened(policy, "mail_in", "yes", r.Triage())),
    ("self_repair_after", lambda policy: _opened(policy, "self_repair", "yes", r.Triage(guide_ref="g"))),
    ("parts_after", parts_waited_for),
    ("acceptance_after", waiting_for_acceptance),
    ("follow_up_after", accepted),
]


def _opened(policy: RepairPolicy, mode: str, warranty: str, action: r.Triage) -> Case:
    case = requested(policy, mode=mode, warranty=warranty)
    case.do(action, "agent")
    return case


@pytest.mark.parametrize(("field", "make"), PERIODS)
def test_every_wait_is_the_policys(field: str, make: Any):
    case = make(attrs.evolve(REPAIR_POLICY, **{field: Period.hours(1)}))
    due = case.at + Period.hours(1).length_us * TICK
    assert case.no(Lapse(), "system", at=due - TICK) == [("timer_not_due", "unmet")]
    case.do(Lapse(), "system", at=due)


def test_staff_may_cancel_for_the_customer_where_the_shop_says_so():
    case = requested(RepairPolicy(staff_may_cancel=True))
    assert case.no(Cancel(), "technician") == [("role_not_permitted", "not_permitted")]
    case.do(Cancel(), "agent")
    assert case.state == "cancelled"


def test_waiting_for_parts_pauses_clocks_or_not():
    """Figures of repair time leave the wait for parts out; the law's do not."""
    case = parts_waited_for()
    assert case.ticket.marks[-2].name == "pause"
    legal = parts_waited_for(RepairPolicy(waiting_parts_pauses=False))
    assert "pause" not in [mark.name for mark in legal.ticket.marks]


def other_than(value: Any) -> Any:
    """Another value for a field of the policy."""
    if isinstance(value, Period):
        return Period.hours(1)
    if isinstance(value, bool):
        return not value
    return "always" if isinstance(value, str) else value + 1


def test_another_policy_is_another_definition():
    names = [field.name for field in attrs.fields(RepairPolicy)]
    others = [attrs.evolve(REPAIR_POLICY, **{name: other_than(getattr(REPAIR_POLICY, name))}) for name in names]
    assert len({repair(policy).machine.digest for policy in (REPAIR_POLICY, *others)}) == 1 + len(names)
