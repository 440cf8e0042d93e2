"""The conditions of a repair: facts that steer it, slots, counts of attempts, warranty, who may check whose work."""

from typing import TYPE_CHECKING, Final

import attrs

from aftersales_core.interchange.codec import to_json
from aftersales_core.lifecycle.guards import Guard
from aftersales_core.reasons import Reason
from aftersales_core.sla.marks import REOPENED
from aftersales_core.tickets.actions.complaint import Accept
from aftersales_core.tickets.actions.repair import (
    Appoint,
    ConfirmOk,
    QcPass,
    Recur,
    Redo,
    Repaired,
    RepairFailed,
    RequestParts,
    Reschedule,
    StartRepair,
)
from aftersales_core.tickets.fold_repair import CONTACT_FAILED, FAULT, NO_SHOW_CUSTOMER
from aftersales_core.tickets.situation import Situation
from aftersales_core.tickets.slots import ArrivalGrace, booked_slot, has_begun
from aftersales_core.worktime.period import Period

if TYPE_CHECKING:
    from aftersales_core.lifecycle.guards import Attempt, Verdict

__all__ = [
    "ACCEPTANCE_CODE",
    "BEFORE_SLOT",
    "CHECKER_NOT_ENGINEER",
    "ENGINEER_ASSIGNED",
    "PARTS_LIST",
    "SAME_FAULT",
    "SATISFIED",
    "SLOT_AHEAD",
    "SLOT_BEGUN",
    "SLOT_FREE",
    "WORK_DONE",
    "WORK_REPORT",
    "contact_attempts_left",
    "engineer_late",
    "reschedules_left",
    "second_failure",
    "visits_left",
]


@attrs.frozen
class AttemptsLeft:
    """A condition that holds while one more failure of a sort would not be the last one allowed.

    Failures count by the marks that they leave, from the last time that the repair was reopened.
    """

    code: str
    mark: str
    most: int

    def __call__(self, situation: Situation, _attempt: "Attempt") -> "Verdict":
        """Tell whether the customer gets another chance after this failure."""
        count = 1
        for mark in reversed(situation.ticket.marks):
            if mark.name == REOPENED:
                break
            count += mark.name == self.mark
        return count < self.most or Reason.of(self.code, "unmet", most=self.most)


@attrs.frozen
class ReschedulesLeft:
    """A condition that holds while the appointment may be moved once more."""

    most: int

    def __call__(self, situation: Situation, _attempt: "Attempt") -> "Verdict":
        """Tell whether the appointment was not moved too often."""
        return situation.ticket.count(Reschedule) < self.most or Reason.of("reschedules_left", "unmet", most=self.most)


@attrs.frozen
class SecondFailure:
    """A condition that holds where this failure is the one that ends repairing.

    A repair that did not cure the fault counts, whether the engineer says so, the follow-up, or the fault's return.
    """

    number: int

    def __call__(self, situation: Situation, _attempt: "Attempt") -> "Verdict":
        """Tell whether enough repairs have failed, with this one."""
        failures = 1 + sum(situation.ticket.count(action) for action in (RepairFailed, Redo, Recur))
        return failures >= self.number or Reason.of("second_failure", "unmet", failures=failures, number=self.number)


def slot_free(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether the caller's planning says that the slot is free; not having asked it is not yes."""
    slot = _asked_slot(situation)
    if slot is None or slot.is_slot_free:
        return True
    return Reason.of("slot_free", "missing" if slot.is_slot_free is None else "conflict")


def slot_ahead(situation: Situation, attempt: "Attempt") -> bool:
    """Tell whether the slot is not over; one that is running will do for who comes without an appointment."""
    slot = _asked_slot(situation)
    return slot is None or slot.end_at > attempt.at


def _asked_slot(situation: Situation) -> Appoint | Reschedule | None:
    """Return the slot that is asked for, if any is."""
    return situation.asked(Appoint) or situation.asked(Reschedule)


def before_slot(situation: Situation, attempt: "Attempt") -> bool:
    """Tell whether the booked slot has not begun."""
    return not has_begun(booked_slot(situation.ticket), attempt.at)


def slot_begun(situation: Situation, attempt: "Attempt") -> bool:
    """Tell whether the booked slot has begun: before that, nobody can be missing."""
    return has_begun(booked_slot(situation.ticket), attempt.at)


def engineer_assigned(situation: Situation, _attempt: "Attempt") -> bool:
    """Tell whether an engineer is responsible."""
    return situation.ticket.assignee is not None


def parts_list(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether it is said which parts are needed."""
    asked = situation.asked(RequestParts)
    return asked is None or bool(asked.part_ids) or Reason.of("parts_list", "missing")


def work_report(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether the report says what was done."""
    asked = situation.asked(Repaired)
    return asked is None or bool(asked.work_ids) or Reason.of("work_report", "missing")


def work_done(situation: Situation, _attempt: "Attempt") -> bool:
    """Tell whether the device was repaired, as opposed to judged or talked about."""
    return situation.ticket.count(Repaired) > 0


def checker_not_engineer(situation: Situation, attempt: "Attempt") -> "Verdict":
    """Tell whether another person checks the work than did it or reported it."""
    done = (situation.ticket.done_of(action) for action in (StartRepair, Repaired))
    is_engineer = any(each is not None and each.actor == attempt.actor for each in done)
    return not is_engineer or Reason.of("checker_not_engineer", "not_permitted")


def acceptance_code(situation: Situation, _attempt: "Attempt") -> bool:
    """Tell whether it is the code that the customer was given, where the ticket knows it."""
    asked, passed = situation.asked(Accept), situation.ticket.last(QcPass)
    return asked is None or passed is None or passed.acceptance_code in ("", asked.acceptance_code)


def satisfied(situation: Situation, _attempt: "Attempt") -> bool:
    """Tell whether the customer does not say that they are dissatisfied."""
    asked = situation.asked(ConfirmOk)
    return asked is None or asked.is_satisfied is not False


def same_fault(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether the fault is the one that was repaired; where nobody noted it, nobody can tell."""
    known, asked = situation.ticket.fact(FAULT), situation.asked(Recur)
    if known is None:
        return Reason.of("same_fault", "missing", fault="")
    return asked is None or asked.fault_code == known or Reason.of("same_fault", "unmet", fault=known)


def contact_attempts_left(most: int) -> Guard[Situation]:
    """Return the guard of how often the shop tries to reach the customer."""
    return Guard("contact_attempts_left", f"1:{most}", AttemptsLeft("contact_attempts_left", CONTACT_FAILED, most))


def visits_left(most: int) -> Guard[Situation]:
    """Return the guard of how often an engineer comes to a closed door."""
    return Guard("visits_left", f"1:{most}", AttemptsLeft("visits_left", NO_SHOW_CUSTOMER, most))


def reschedules_left(most: int) -> Guard[Situation]:
    """Return the guard of how often an appointment can be moved."""
    return Guard("reschedules_left", f"1:{most}", ReschedulesLeft(most))


def second_failure(number: int) -> Guard[Situation]:
    """Return the guard of the failure after which the device is replaced."""
    return Guard("second_failure", f"1:{number}", SecondFailure(number))


def engineer_late(grace: Period) -> Guard[Situation]:
    """Return the guard of an engineer who has not come when the grace after the slot's start is over."""
    return Guard("engineer_late", f"1:{to_json(grace)}", ArrivalGrace("engineer_late", grace))


SLOT_FREE: Final = Guard("slot_free", "1", slot_free)
SLOT_AHEAD: Final = Guard("slot_ahead", "1", slot_ahead)
BEFORE_SLOT: Final = Guard("before_slot", "1", before_slot)
SLOT_BEGUN: Final = Guard("slot_begun", "1", slot_begun)
ENGINEER_ASSIGNED: Final = Guard("engineer_assigned", "1", engineer_assigned)
PARTS_LIST: Final = Guard("parts_list", "1", parts_list)
WORK_REPORT: Final = Guard("work_report", "1", work_report)
WORK_DONE: Final = Guard("work_done", "1", work_done)
CHECKER_NOT_ENGINEER: Final = Guard("checker_not_engineer", "1", checker_not_engineer)
ACCEPTANCE_CODE: Final = Guard("acceptance_code", "1", acceptance_code)
SATISFIED: Final = Guard("satisfied", "1", satisfied)
SAME_FAULT: Final = Guard("same_fault", "1", same_fault)
