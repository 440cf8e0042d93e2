"""The repair's ways: every rule of the field's own order of work, each path walked, each timer at its very instant.

C1, C2, C4, D6, D7, D16. The table of rules is written by hand from the order of work of field service (see the module).
"""

import datetime as dt
from typing import Any

import pytest

from aftersales_core.reasons import Reason, render
from aftersales_core.tickets import Link, Situation, wakes_at
from aftersales_core.tickets.actions import repair as r
from aftersales_core.tickets.actions.complaint import Accept
from aftersales_core.tickets.actions.desk import Assign, SetFacts
from aftersales_core.tickets.actions.inquiry import Cancel, Lapse
from aftersales_core.tickets.kinds.inquiry import inquiry
from aftersales_core.tickets.kinds.repair import repair
from aftersales_core.tickets.kinds.repair_texts import REPAIR_TEXTS
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

# C customer, A whoever works on it, O the office (no technician), S supervisor and manager, Y system. A plus in front
# marks what the library adds to the field's table: guided self-repair, and devices that are sent in.
RULES = """
  requested            triage             quoted               ASY  out_of_warranty
  requested            triage             awaiting_device      ASY  mail_in
  requested            triage             awaiting_appointment ASY
+ requested            triage             self_repair          ASY  self_repair
+ self_repair          self_repaired      follow_up            CA
+ self_repair          self_repair_failed requested            CA
+ self_repair          lapse              follow_up            Y    @7d
  quoted               accept_quote       awaiting_device      C    mail_in quote_is_current
  quoted               accept_quote       awaiting_appointment C    quote_is_current
  quoted               decline_quote      cancelled            C
  quoted               lapse              cancelled            Y    @14d
  awaiting_device      receive_device     diagnosing           AY
  awaiting_device      lapse              cancelled            Y    @14d
  awaiting_appointment appoint            scheduled            CA   slot_free slot_ahead
  awaiting_appointment contact_failed     awaiting_appointment A    contact_attempts_left
  awaiting_appointment contact_failed     cancelled            A
  scheduled            reschedule         scheduled            CA   before_slot reschedules_left slot_free slot_ahead
  scheduled            reassign           awaiting_appointment AS
  scheduled            check_in           diagnosing           A    engineer_assigned
  scheduled            no_show_customer   awaiting_appointment A    slot_begun visits_left
  scheduled            no_show_customer   cancelled            A    slot_begun
  scheduled            no_show_engineer   awaiting_appointment CSY  engineer_late @engineer_late_at
  diagnosing           start_repair       repairing            A
  diagnosing           request_parts      waiting_parts        A    parts_list
  repairing            request_parts      waiting_parts        A    parts_list
  diagnosing           request_appraisal  appraisal            A
  diagnosing           deem_unrepairable  replacement_due      A    in_warranty
  repairing            deem_unrepairable  replacement_due      A    in_warranty
  diagnosing           deem_unrepairable  closed               A    out_of_warranty
  repairing            deem_unrepairable  closed               A    out_of_warranty
+ appraisal            appraised_redo     diagnosing           S    mail_in
  appraisal            appraised_redo     awaiting_appointment S
  appraisal            appraised_end      closed               S
  waiting_parts        parts_arrived      awaiting_appointment AY   on_site
  waiting_parts        parts_arrived      repairing            AY
  waiting_parts        lapse              replacement_due      Y    in_warranty @90d
  repairing            repaired           quality_check        A    work_report
  repairing            repair_failed      replacement_due      A    second_failure in_warranty
  repairing            repair_failed      diagnosing           A
  quality_check        qc_pass            awaiting_acceptance  AS   checker_not_engineer
  quality_check        qc_fail            repairing            AS
  awaiting_acceptance  accept             follow_up            C    acceptance_code
  awaiting_acceptance  reject_work        diagnosing           C
  awaiting_acceptance  lapse              follow_up            Y    @7d
  follow_up            confirm_ok         closed               OSY  satisfied
+ follow_up            redo               awaiting_device      OS   mail_in
  follow_up            redo               awaiting_appointment OS
  follow_up            refill_report      quality_check        OS   work_done
  follow_up            lapse              closed               Y    @3d
  replacement_due      exchange_opened    replaced             AY
  requested            cancel             cancelled            C
+ self_repair          cancel             cancelled            C
  quoted               cancel             cancelled            C
  awaiting_device      cancel             cancelled            C
  awaiting_appointment cancel             cancelled            C
  scheduled            cancel             cancelled            C
+ closed               recur              awaiting_device      CA   mail_in GUARANTEE
  closed               recur              awaiting_appointment CA   GUARANTEE
"""
# What each rule asks the shell to do; every other asks nothing. A rule without a target is meant with all its targets.
EFFECTS = """
  requested triage self_repair: notify_customer
  requested triage quoted: notify_customer
  requested triage awaiting_device: notify_customer
  self_repair self_repaired: call_back
  self_repair lapse: call_back
  quoted accept_quote awaiting_device: notify_customer
  quoted lapse: notify_customer
  awaiting_device receive_device: notify_customer
  awaiting_device lapse: notify_customer
  awaiting_appointment appoint: notify_customer notify_engineer
  awaiting_appointment contact_failed cancelled: notify_customer
  scheduled reschedule: notify_customer notify_engineer
  scheduled reassign: notify_customer notify_engineer
  scheduled no_show_customer: notify_customer
  scheduled no_show_engineer: apologise escalate
  scheduled cancel: notify_engineer
  diagnosing deem_unrepairable replacement_due: open_exchange notify_customer
  repairing deem_unrepairable replacement_due: open_exchange notify_customer
  diagnosing deem_unrepairable closed: notify_customer
  repairing deem_unrepairable closed: notify_customer
  diagnosing request_parts: order_parts notify_customer
  repairing request_parts: order_parts notify_customer
  waiting_parts lapse: open_exchange notify_customer
  appraisal appraised_end: notify_customer
  repairing repair_failed replacement_due: open_exchange notify_customer
  replacement_due exchange_opened: notify_customer
  quality_check qc_pass: notify_customer
  quality_check qc_fail: notify_engineer
  awaiting_acceptance accept: call_back
  awaiting_acceptance lapse: call_back
  awaiting_acceptance reject_work: notify_engineer
  follow_up redo awaiting_device: notify_customer
  closed recur awaiting_device: notify_customer
"""
# Triage asks for these whatever comes of it, and a fault comes back under these conditions.
TRIAGE = ["warranty_known", "service_mode_known", "guide_given", "quote_given"]
GUARANTEE = ["work_done", "within_post_repair_guarantee", "same_fault"]
ROLES = {
    "C": {"customer"},
    "A": {"agent", "coordinator", "technician"},
    "O": {"agent", "coordinator"},
    "S": {"supervisor", "manager"},
    "Y": {"system"},
}


def written(line: str) -> tuple[Any, ...]:
    """One row of the table as it should stand in the machine."""
    source, event, target, letters, *rest = line.lstrip("+ ").split()
    guards = [name for word in rest if word[0] != "@" for name in (GUARANTEE if word == "GUARANTEE" else [word])]
    guards += TRIAGE if event == "triage" else []
    timer = next((word[1:] for word in rest if word[0] == "@"), "")
    roles = frozenset[str]().union(*(ROLES[letter] for letter in letters))
    return source, event, target, roles, tuple(guards), timer


def test_every_rule_of_the_order_of_work_is_there_and_no_other():
    machine = repair().machine
    expected = [written(line) for line in RULES.strip("\n").splitlines()]
    found = [
        (
            rule.source,
            rule.event,
            rule.target,
            rule.roles,
            tuple(guard.name for guard in rule.guards),
            rule.after if isinstance(rule.after, str) else f"{rule.after.amount}d" if rule.after else "",
        )
        for rule in machine.rules
    ]
    assert sorted(map(str, map(_ordered, found))) == sorted(map(str, map(_ordered, expected)))


def test_every_rule_asks_the_shell_for_what_it_must_do():
    rows = [line.strip().partition(": ") for line in EFFECTS.strip().splitlines()]
    wanted = {rule: effects for rule, _, effects in rows}
    found = {
        f"{rule.source} {rule.event} {rule.target}": " ".join(effect.name for effect in rule.effects)
        for rule in repair().machine.rules
    }
    for rule, effects in found.items():
        assert effects == wanted.get(rule, wanted.get(rule.rpartition(" ")[0], "")), rule
    assert {rule for rule in wanted if not any(f"{each} ".startswith(f"{rule} ") for each in found)} == set()


def _ordered(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row whose set of roles is in one order."""
    return (*row[:3], sorted(row[3]), *row[4:])


def test_states_mean_to_clocks_what_the_field_says():
    # i initial, a active, p paused, t closed.
    assert {state: category[0] for state, category in repair().machine.states} == {
        "requested": "i",
        "self_repair": "p",
        "quoted": "p",
        "awaiting_device": "p",
        "awaiting_appointment": "a",
        "scheduled": "a",
        "diagnosing": "a",
        "appraisal": "a",
        "waiting_parts": "p",
        "repairing": "a",
        "quality_check": "a",
        "awaiting_acceptance": "p",
        "follow_up": "a",
        "replacement_due": "a",
        "closed": "c",
        "cancelled": "c",
        "replaced": "c",
    }
    assert repair().cancels == {"cancelled"}


# --- the ways ---------------------------------------------------------------------------------------------------------


def test_a_visit_is_made_recorded_checked_accepted_and_followed_up():
    """C4, D6, D7: appointment, visit on time, record, the result told, follow-up with satisfaction."""
    case = requested()
    assert case.do(r.Triage(), "agent") == []
    assert case.state == "awaiting_appointment"
    slot = r.Appoint(on("04 14:00"), on("04 16:00"), is_slot_free=True, assignee="wang")
    assert case.do(slot, "customer") == ["notify_customer", "notify_engineer"]
    assert (case.state, case.ticket.assignee) == ("scheduled", "wang")
    assert case.do(r.CheckIn("gps-1"), "technician", "wang", "04 13:55") == []
    assert case.state == "diagnosing"
    assert case.do(r.StartRepair("E01"), "technician", "wang") == []
    assert case.do(r.RequestParts(("pump",), "PO-7"), "technician", "wang") == ["order_parts", "notify_customer"]
    assert (case.state, case.ticket.linked("depends_on")) == ("waiting_parts", ("PO-7",))
    assert case.do(r.PartsArrived("slip-1"), "system", at="09 09:00") == []
    assert case.state == "awaiting_appointment"
    case.do(r.Appoint(on("10 09:00"), on("10 11:00"), True), "agent")
    assert case.ticket.assignee == "wang"
    case.do(r.CheckIn("gps-2"), "technician", "wang", "10 09:00")
    case.do(r.StartRepair(), "technician", "wang")
    assert case.ticket.fact("fault") == "E01"
    record = r.Repaired("report-1", ("replace_pump", "test_run"), ("pump",), ("photo-1",))
    assert case.do(record, "technician", "wang") == []
    assert (case.state, case.ticket.last(r.Repaired)) == ("quality_check", record)
    assert case.do(r.QcPass("check-1", "8731"), "supervisor") == ["notify_customer"]
    assert case.do(Accept("8731"), "customer") == ["call_back"]
    assert case.state == "follow_up"
    assert case.do(r.ConfirmOk(True, 5, "comment-1"), "agent") == []
    assert case.state == "closed"
    assert [mark.name for mark in case.ticket.marks if mark.name in ("appointed", "resolved", "followed_up")] == [
        "appointed",
        "appointed",
        "resolved",
        "followed_up",
    ]


def test_a_device_that_is_sent_in_costs_something_and_comes_back_repaired():
    """C1, D6: out of warranty means a quote, which the customer accepts before anything is sent."""
    case = requested(mode="mail_in", warranty="no")
    assert case.do(r.Triage("quote-1"), "system") == ["notify_customer"]
    assert case.state == "quoted"
    assert case.do(r.AcceptQuote("quote-1"), "customer") == ["notify_customer"]
    assert case.state == "awaiting_device"
    assert case.do(r.ReceiveDevice("slip-1"), "system") == ["notify_customer"]
    case.do(r.StartRepair("E02"), "technician")
    case.do(r.RequestParts(("belt",)), "technician")
    assert case.ticket.links == ()
    case.do(r.PartsArrived(), "agent")
    assert case.state == "repairing"
    case.do(r.Repaired("report-1", ("new_belt",)), "technician")
    assert case.do(r.QcFail("noise"), "agent") == ["notify_engineer"]
    assert case.state == "repairing"
    case.do(r.Repaired("report-2", ("new_belt", "oil")), "technician")
    case.do(r.QcPass(), "agent")
    case.do(Accept("any"), "customer")
    assert case.do(r.Redo("noise"), "agent") == ["notify_customer"]
    assert case.state == "awaiting_device"


def test_a_device_in_warranty_is_sent_in_without_a_quote():
    case = requested(mode="mail_in")
    assert case.do(r.Triage(), "coordinator") == ["notify_customer"]
    assert case.state == "awaiting_device"


def test_a_visit_out_of_warranty_is_quoted_and_then_appointed():
    case = requested(warranty="no")
    case.do(r.Triage("quote-1"), "agent")
    case.do(r.AcceptQuote("quote-1"), "customer")
    assert case.state == "awaiting_appointment"


def test_a_quote_can_be_declined():
    case = requested(warranty="no")
    case.do(r.Triage("quote-1"), "agent")
    case.do(r.DeclineQuote("too_dear"), "customer")
    assert case.state == "cancelled"


def test_a_guided_self_repair_is_tried_before_anybody_travels():
    """C4: guided self-repair, out of warranty as well, since advice costs nothing; and then a follow-up."""
    case = requested(mode="self_repair", warranty="no")
    assert case.do(r.Triage(guide_ref="guide-7"), "agent") == ["notify_customer"]
    assert case.state == "self_repair"
    assert case.do(r.SelfRepaired(), "customer") == ["call_back"]
    assert case.state == "follow_up"
    assert case.no(r.RefillReport("report-1"), "agent") == [("work_done", "unmet")]
    case.do(r.ConfirmOk(), "agent")
    assert case.no(r.Recur("E01"), "customer") == [
        ("mail_in", "unmet"),
        ("work_done", "unmet"),
        ("same_fault", "missing"),
    ]


def test_a_self_repair_that_fails_istriaged_again_another_way():
    """C4."""
    case = requested(mode="self_repair")
    case.do(r.Triage(guide_ref="guide-7"), "agent")
    case.do(r.SelfRepairFailed(), "customer")
    assert case.state == "requested"
    case.do(SetFacts((("service_mode", "on_site"),)), "agent")
    case.do(r.Triage(), "agent")
    assert case.state == "awaiting_appointment"


def test_an_appraisal_ends_a_repair_or_sends_it_back():
    case = scheduled()
    case.do(r.CheckIn("gps-1"), "technician", "wang", "04 14:00")
    case.do(r.RequestAppraisal("misuse", ("photo-1",)), "technician", "wang")
    assert case.no(r.AppraisedEnd(), "supervisor") == [("payload_missing", "missing")]
    assert case.no(r.AppraisedEnd("misuse"), "technician") == [("role_not_permitted", "not_permitted")]
    case.do(r.AppraisedRedo("defect"), "supervisor")
    assert case.state == "awaiting_appointment"
    case.do(r.Appoint(on("06 09:00"), on("06 11:00"), True), "agent")
    case.do(r.CheckIn("gps-2"), "technician", "wang", "06 09:00")
    case.do(r.RequestAppraisal(), "technician", "wang")
    assert case.do(r.AppraisedEnd("no_defect"), "manager") == ["notify_customer"]
    assert case.state == "closed"


def test_a_device_that_was_sent_in_needs_no_appointment_after_an_appraisal():
    case = requested(mode="mail_in")
    case.do(r.Triage(), "agent")
    case.do(r.ReceiveDevice(), "agent")
    case.do(r.RequestAppraisal(), "technician")
    case.do(r.AppraisedRedo(), "supervisor")
    assert case.state == "diagnosing"


def test_what_cannot_be_repaired_in_warranty_is_exchanged_under_a_ticket_of_its_own():
    """C1: the exchange is opened as an effect and linked when it is there."""
    case = repairing()
    assert case.do(r.DeemUnrepairable("board_dead"), "technician") == ["open_exchange", "notify_customer"]
    assert case.state == "replacement_due"
    assert case.no(r.ExchangeOpened(""), "agent") == [("payload_missing", "missing")]
    assert case.do(r.ExchangeOpened("T-2"), "system") == ["notify_customer"]
    assert case.state == "replaced"
    assert case.ticket.links == (Link("followed_up_by", "T-2"),)


def test_what_cannot_be_repaired_out_of_warranty_is_closed():
    case = requested(warranty="no")
    case.do(r.Triage("quote-1"), "agent")
    case.do(r.AcceptQuote("quote-1"), "customer")
    case.do(r.Appoint(on("04 14:00"), on("04 16:00"), True, "wang"), "agent")
    case.do(r.CheckIn("gps-1"), "technician", "wang", "04 14:00")
    assert case.do(r.DeemUnrepairable(), "technician", "wang") == ["notify_customer"]
    assert case.state == "closed"


def test_the_second_repair_that_fails_in_warranty_leads_to_a_replacement():
    """Three Guarantees: two failed repairs, and the device is exchanged."""
    case = repairing()
    assert case.do(r.RepairFailed("still_leaks"), "technician", "wang") == []
    assert case.state == "diagnosing"
    case.do(r.StartRepair(), "technician", "wang")
    assert case.do(r.RepairFailed("still_leaks"), "technician", "wang") == ["open_exchange", "notify_customer"]
    assert case.state == "replacement_due"


def test_the_second_repair_that_fails_out_of_warranty_is_tried_on():
    case = repairing()
    case.do(SetFacts((("in_warranty", "no"),)), "agent")
    for _ in range(3):
        case.do(r.RepairFailed(), "technician", "wang")
        assert case.state == "diagnosing"
        case.do(r.StartRepair(), "technician", "wang")


def test_a_fault_that_comes_back_counts_as_a_repair_that_failed():
    case = closed()
    case.do(r.Recur("E01"), "customer", at="20 09:00")
    assert case.state == "awaiting_appointment"
    case.do(r.Appoint(on("21 09:00"), on("21 11:00"), True), "agent")
    case.do(r.CheckIn("gps-2"), "technician", "wang", "21 09:00")
    case.do(r.StartRepair(), "technician", "wang")
    case.do(r.RepairFailed(), "technician", "wang")
    assert case.state == "replacement_due"


def test_a_device_that_is_sent_in_goes_there_again_when_its_fault_comes_back():
    case = closed()
    case.do(SetFacts((("service_mode", "mail_in"),)), "agent")
    assert case.do(r.Recur("E01"), "agent") == ["notify_customer"]
    assert case.state == "awaiting_device"


def test_the_follow_up_has_three_outcomes():
    """C4, D7: it is well, it is done again, or the report is completed."""
    case = accepted()
    case.do(r.RefillReport("report-2"), "supervisor")
    assert case.state == "quality_check"
    case.do(r.QcPass(), "agent", "li")
    case.do(Accept("none"), "customer")
    case.do(r.Redo("leaks_again"), "agent")
    assert case.state == "awaiting_appointment"
    assert accepted().do(r.ConfirmOk(None), "system") == []


def test_who_did_the_work_does_not_follow_it_up():
    """D16."""
    for action in (r.ConfirmOk(), r.Redo(), r.RefillReport("report-2")):
        assert accepted().no(action, "technician")[0] == ("role_not_permitted", "not_permitted")


def test_a_customer_who_rejects_the_work_sends_the_engineer_back_to_it():
    case = repairing()
    case.do(r.Repaired("report-1", ("x",)), "technician", "wang")
    case.do(r.QcPass(), "agent")
    assert case.do(r.RejectWork("scratched", "m-1"), "customer") == ["notify_engineer"]
    assert case.state == "diagnosing"


@pytest.mark.parametrize("state", ["requested", "self_repair", "quoted", "awaiting_device", "appointment", "scheduled"])
def test_a_customer_may_cancel_until_somebody_looks_at_the_device(state: str):
    case = {
        "requested": requested,
        "self_repair": lambda: triaged("self_repair", "yes", r.Triage(guide_ref="g")),
        "quoted": lambda: triaged("on_site", "no", r.Triage("q")),
        "awaiting_device": lambda: triaged("mail_in", "yes", r.Triage()),
        "appointment": lambda: triaged("carry_in", "yes", r.Triage()),
        "scheduled": scheduled,
    }[state]()
    assert case.no(Cancel(), "agent") == [("role_not_permitted", "not_permitted")]
    case.do(Cancel(), "customer")
    assert case.state == "cancelled"
    assert repairing().no(Cancel(), "customer") == [("illegal_event", "illegal")]


# --- timers -----------------------------------------------------------------------------------------------------------


# Days count from the next one, and end with it: 14 days from Monday 2 March end when 16 March does. The visit was on
# Wednesday 4 March: 7 days end with 11 March, 3 days with 7 March, 90 days with 2 June (27 in March, 30, 31, 2).
TIMERS: list[tuple[Any, dt.datetime, str, list[str]]] = [
    (lambda: triaged("self_repair", "yes", r.Triage(guide_ref="g")), on("10 00:00"), "follow_up", ["call_back"]),
    (lambda: triaged("on_site", "no", r.Triage("q")), on("17 00:00"), "cancelled", ["notify_customer"]),
    (lambda: triaged("mail_in", "yes", r.Triage()), on("17 00:00"), "cancelled", ["notify_customer"]),
    (parts_waited_for, on("06-03 00:00"), "replacement_due", ["open_exchange", "notify_customer"]),
    (waiting_for_acceptance, on("12 00:00"), "follow_up", ["call_back"]),
    (accepted, on("08 00:00"), "closed", []),
]


@pytest.mark.parametrize(("make", "due", "target", "effects"), TIMERS)
def test_time_runs_out_at_its_very_instant_and_not_before(make: Any, due: dt.datetime, target: str, effects: list[str]):
    case = make()
    assert case.no(Lapse(), "system", at=due - TICK) == [("timer_not_due", "unmet")]
    assert case.no(Lapse(), "agent", at=due) == [("role_not_permitted", "not_permitted")]
    wake = wakes_at(case.desk, case.ticket, now=case.at)
    assert wake is not None
    assert (wake.at, wake.why.param("event")) == (due, "lapse")
    assert case.do(Lapse(), "system", at=due) == effects
    assert case.state == target


def test_parts_out_of_warranty_are_waited_for_without_end():
    case = parts_waited_for()
    case.do(SetFacts((("in_warranty", "no"),)), "agent")
    assert wakes_at(case.desk, case.ticket, now=case.at) is None
    assert case.no(Lapse(), "system", at="06-03 00:00") == [("in_warranty", "unmet")]


def test_an_engineer_counts_as_absent_two_hours_after_the_slot_begins_and_not_before():
    """C4: whoever says so. The slot begins at 14:00, so at 16:00 sharp."""
    case = scheduled()
    due = on("04 16:00")
    for role in ("customer", "supervisor", "manager"):
        assert case.no(r.NoShowEngineer(), role, at=due - TICK) == [("engineer_late", "unmet")]
        assert case.may("no_show_engineer", role, due) == "awaiting_appointment"
    assert case.no(r.NoShowEngineer(), "system", at=due - TICK) == [
        ("engineer_late", "unmet"),
        ("timer_not_due", "unmet"),
    ]
    assert case.no(r.NoShowEngineer(), "agent", at=due)[0] == ("role_not_permitted", "not_permitted")
    wake = wakes_at(case.desk, case.ticket, now=case.at)
    assert wake is not None
    assert (wake.at, wake.why.param("event")) == (due, "no_show_engineer")
    assert case.do(r.NoShowEngineer(), "system", at=due) == ["apologise", "escalate"]
    assert (case.state, case.ticket.marks[-1].name) == ("awaiting_appointment", "no_show_engineer")


def test_the_grace_follows_the_slot_that_was_booked_last():
    case = scheduled()
    case.do(r.Reschedule(on("05 09:00"), on("05 10:00"), True), "customer")
    assert Situation(case.desk, case.ticket).engineer_late_at == on("05 11:00")
    # Reassigned and booked anew within the same instant as it was moved: the later event counts.
    case.do(r.Reassign("zhao", "ill"), "agent")
    assert (case.state, case.ticket.assignee) == ("awaiting_appointment", "zhao")
    case.do(r.Appoint(on("06 09:00"), on("06 10:00"), True), "agent")
    assert Situation(case.desk, case.ticket).engineer_late_at == on("06 11:00")


def test_nobody_is_late_without_an_appointment_or_without_a_known_kind():
    case = requested()
    case.do(r.Triage(), "agent")
    assert Situation(case.desk, case.ticket).engineer_late_at is None
    assert Situation(Case.open(inquiry()).desk, scheduled().ticket).engineer_late_at is None


# --- words ------------------------------------------------------------------------------------------------------------


def test_the_manual_speaks_chinese_and_english():
    for lang, words in (("zh", ("待顾客验收", "工程师未到场", "预约开始后宽限期满")), ("en", ("engineer not there",))):
        text = repair().machine.to_markdown(lang)
        assert all(word in text for word in words)
        assert "{" not in text


def test_every_condition_can_be_said_to_a_customer():
    for code in REPAIR_TEXTS.codes:
        for lang in ("zh", "en"):
            assert "{" not in render(Reason.of(code), lang, REPAIR_TEXTS)


def test_an_assignment_by_the_desk_names_the_engineer_as_well():
    case = requested(mode="carry_in")
    case.do(r.Triage(), "agent")
    case.do(r.Appoint(on("02 09:00"), on("02 10:00"), True), "customer")
    assert case.no(r.CheckIn("shop"), "agent") == [("engineer_assigned", "unmet")]
    case.do(Assign("wang"), "agent")
    case.do(r.CheckIn("shop"), "agent")
    assert case.state == "diagnosing"
