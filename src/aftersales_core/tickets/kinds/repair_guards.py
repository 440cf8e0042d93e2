"""The conditions of a repair: facts that steer it, slots, counts of attempts, warranty, who may check whose work."""

from typing import TYPE_CHECKING, Final

import attrs

from aftersales_core.instants import micros, utc
from aftersales_core.interchange.codec import to_json
from aftersales_core.lifecycle.guards import Guard
from aftersales_core.reasons import Reason
from aftersales_core.sla.marks import REOPENED
from aftersales_core.tickets.actions.complaint import Accept
from aftersales_core.tickets.actions.repair import (
    AcceptQuote,
    Appoint,
    CheckIn,
    ConfirmOk,
    Recur,
    Redo,
    Repaired,
    RepairFailed,
    RequestParts,
    Reschedule,
    StartRepair,
    Triage,
)
from aftersales_core.tickets.fold_repair import CONTACT_FAILED, FAULT, NO_SHOW_CUSTOMER
from aftersales_core.tickets.actions.repair import QcPass
from aftersales_core.tickets.situation import Situation
from aftersales_core.tickets.slots import ArrivalGrace, booked_slot, has_begun
from aftersales_core.tickets.vocabulary import choices
from aftersales_core.worktime.period import Period

if TYPE_CHECKING:
    from aftersales_core.lifecycle.guards import Attempt, Verdict
    from aftersales_core.tickets.ticket import Ticket

__all__ = [
    "ACCEPTANCE_CODE",
    "BEFORE_SLOT",
    "CHECKER_NOT_ENGINEER",
    "ENGINEER_ASSIGNED",
    "GUIDE_GIVEN",
    "IN_WARRANTY",
    "MAIL_IN",
    "ON_SITE",
    "OUT_OF_WARRANTY",
    "PARTS_LIST",
    "QUOTE_GIVEN",
    "QUOTE_IS_CURRENT",
    "SAME_FAULT",
    "SATISFIED",
    "SELF_REPAIR",
    "SERVICE_MODES",
    "SERVICE_MODE_KNOWN",
    "SLOT_AHEAD",
    "SLOT_BEGUN",
    "SLOT_FREE",
    "WARRANTY_KNOWN",
    "WORK_DONE",
    "WORK_REPORT",
    "attempts_left",
    "engineer_late",
    "reschedules_left",
    "second_failure",
]

SERVICE_MODES: Final = ("mail_in", "carry_in", "on_site", "self_repair")
"""The values of the fact ``service_mode``: sent in, brought in, visited, or repaired by the customer with a guide."""

ANSWERS: Final = ("yes", "no")


def warranty_known(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether it is known if the device is in warranty: the fact ``in_warranty`` is yes or no."""
    return _has(situation, "warranty_known", "in_warranty", ANSWERS)


def service_mode_known(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether it is known how the repair is to be done."""
    return _has(situation, "service_mode_known", "service_mode", SERVICE_MODES)


def _has(situation: Situation, code: str, fact: str, known: tuple[str, ...]) -> "Verdict":
    """Tell whether a fact has one of its values."""
    value = situation.ticket.fact(fact)
    if value in known:
        return True
    kind, shown = ("missing", "") if value is None else ("invalid", value)
    return Reason.of(code, "missing" if kind == "missing" else "invalid", fact=fact, choices=choices(shown, known))


@attrs.frozen
class FactIs:
    """A condition that holds where a fact has a value; where the fact is not known, that is the reason."""

    code: str
    fact: str
    value: str

    def __call__(self, situation: Situation, _attempt: "Attempt") -> "Verdict":
        """Tell whether the fact has the value."""
        found = situation.ticket.fact(self.fact)
        return found == self.value or Reason.of(self.code, "missing" if found is None else "unmet", fact=self.fact)


def _fact(code: str, fact: str, value: str) -> Guard[Situation]:
    """Return the guard of a fact's value."""
    return Guard(code, f"1:{fact}={value}", FactIs(code, fact, value))


def quote_given(situation: Situation, _attempt: "Attempt") -> bool:
    """Tell whether there is a quote where the repair costs something; who only asks need not have one."""
    asked, ticket = situation.asked(Triage), situation.ticket
    is_free = ticket.fact("in_warranty") == "yes" or ticket.fact("service_mode") == "self_repair"
    return asked is None or is_free or asked.quote_ref != ""
