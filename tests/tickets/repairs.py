"""Repairs that have come as far as a test needs them, with what happened on the way."""

from aftersales_core.tickets.actions import repair as r
from aftersales_core.tickets.actions.complaint import Accept
from aftersales_core.tickets.kinds.repair import repair
from aftersales_core.tickets.kinds.repair_policy import RepairPolicy
from tests.tickets.cases import Case, on


def requested(policy: RepairPolicy | None = None, *, mode: str = "on_site", warranty: str = "yes") -> Case:
    kind = repair() if policy is None else repair(policy)
    return Case.open(kind, in_warranty=warranty, service_mode=mode)


def scheduled(policy: RepairPolicy | None = None) -> Case:
    """In warranty, triaged at 09:00 on Monday, with Wang on Wednesday from 14:00 to 16:00."""
    case = requested(policy)
    case.do(r.Triage(), "agent")
    case.do(r.Appoint(on("04 14:00"), on("04 16:00"), True, "wang"), "agent")
    return case


def repairing(policy: RepairPolicy | None = None) -> Case:
    case = scheduled(policy)
    case.do(r.CheckIn("gps-1"), "technician", "wang", "04 14:10")
    case.do(r.StartRepair("E01"), "technician", "wang")
    return case


def accepted(policy: RepairPolicy | None = None) -> Case:
    case = repairing(policy)
    case.do(r.Repaired("report-1", ("replace_pump",)), "technician", "wang", "04 15:00")
    case.do(r.QcPass("check-1", "8731"), "agent", "li", "04 16:00")
    case.do(Accept("8731"), "customer", at="04 17:00")
    return case


def closed(policy: RepairPolicy | None = None) -> Case:
    case = accepted(policy)
    case.do(r.ConfirmOk(True, 5), "agent", at="05 10:00")
    return case


def triaged(mode: str, warranty: str, action: r.Triage) -> Case:
    case = requested(mode=mode, warranty=warranty)
    case.do(action, "agent")
    return case


def parts_waited_for(policy: RepairPolicy | None = None) -> Case:
    case = repairing(policy)
    case.do(r.RequestParts(("pump",)), "technician", "wang")
    return case


def waiting_for_acceptance(policy: RepairPolicy | None = None) -> Case:
    case = repairing(policy)
    case.do(r.Repaired("report-1", ("x",)), "technician", "wang")
    case.do(r.QcPass(), "agent")
    return case
