"""The conditions of a return on how it ends: money, delivery, its lines, and what was before."""

from typing import TYPE_CHECKING, Final

from aftersales_core.interchange.codec import to_json
from aftersales_core.lifecycle.guards import Guard
from aftersales_core.money.amount import Money
from aftersales_core.reasons import Reason
from aftersales_core.tickets.actions.returns import Approve, Delivered, InspectOk, RefundDone, RefundOffline
from aftersales_core.tickets.kinds.guards import SinceEntered
from aftersales_core.tickets.kinds.returns_guards import no_exchange, refund_only
from aftersales_core.tickets.lines import UNDECIDED, Acceptance, Reception
from aftersales_core.tickets.return_facts import agreed_refund
from aftersales_core.tickets.return_silence import SilentSinceChange, application_unchanged
from aftersales_core.tickets.situation import Situation
from aftersales_core.worktime.period import Period

if TYPE_CHECKING:
    from aftersales_core.lifecycle.guards import Attempt, Verdict

__all__ = [
    "AMOUNT_MATCHES",
    "DELIVERY_PROVEN",
    "INSPECTED_REFUND_KNOWN",
    "LAPSED_SHIPMENT",
    "LINES_ACCEPTED",
    "LINES_REJECTED",
    "NOTHING_RECEIVED",
    "OFFLINE_AMOUNT_MATCHES",
    "REFUND_KNOWN",
    "UNCHANGED",
    "changed_silence",
    "within_exchange_window",
    "within_return_appeal",
]

ARRIVED: Final = (Reception.RECEIVED, Reception.WRONG_ITEM, Reception.SHORT_SHIPPED)
"""Where a line is once the parcel is at the shop."""


# --- money ------------------------------------------------------------------------------------------------------------


def refund_known(situation: Situation, attempt: "Attempt") -> "Verdict":
    """Tell whether it is known how much goes back, where money goes back at once."""
    return not refund_only(situation, attempt) or _refund_given(situation)


def inspected_refund_known(situation: Situation, attempt: "Attempt") -> "Verdict":
    """Tell whether it is known how much goes back after an inspection, where money goes back."""
    return not no_exchange(situation, attempt) or _refund_given(situation)


def _refund_given(situation: Situation) -> "Verdict":
    """Tell whether the action or the ticket says how much goes back; it may still be said where nobody acts yet."""
    asked = situation.action
    given = asked.refund if isinstance(asked, Approve | InspectOk) else None
    if situation.action is None or given is not None or agreed_refund(situation.ticket) is not None:
        return True
    return Reason.of("refund_unknown", "missing", fact="refund")


def amount_matches(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether what was paid is what was agreed; without an agreed refund nothing can be."""
    asked = situation.asked(RefundDone)
    return _matches(situation, None if asked is None else asked.refund, is_needed=True)


def offline_amount_matches(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether what was paid some other way is what was agreed, where an amount is named beside the proof."""
    asked = situation.asked(RefundOffline)
    return _matches(situation, None if asked is None else asked.refund, is_needed=False)


def _matches(situation: Situation, paid: Money | None, *, is_needed: bool) -> "Verdict":
    """Compare what was paid with what was agreed."""
    agreed = agreed_refund(situation.ticket)
    if agreed is None:
        return (paid is None and not is_needed) or Reason.of("refund_unknown", "missing", fact="refund")
    if paid is None or paid == agreed:
        return True
    return Reason.of("amount_differs", "conflict", agreed=str(agreed), paid=str(paid))


# --- goods ------------------------------------------------------------------------------------------------------------


def delivery_proven(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether there is a proof that the exchanged goods reached the customer."""
    asked = situation.asked(Delivered)
    return asked is None or asked.proof_ref != "" or Reason.of("delivery_proof_missing", "missing", field="proof_ref")


def nothing_received(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether no line has come in."""
    lines = tuple(line.id for line in situation.ticket.lines if line.reception in ARRIVED)
    return not lines or Reason.of("lines_received", "unmet", lines=lines)


def lines_accepted(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether every line that takes part is decided, and one at least accepted; a case without lines is."""
    return _decided(situation) or _any_accepted(situation)


def lines_rejected(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether every line that takes part is decided, and none accepted."""
    undecided, accepted = _decided(situation), _accepted(situation)
    if undecided is None and accepted:
        return Reason.of("lines_accepted_already", "unmet", lines=accepted)
    return undecided or True


def _decided(situation: Situation) -> Reason | None:
    """Say which lines are not decided yet, if any."""
    lines = tuple(line.id for line in situation.ticket.lines if not line.is_called_off and line.acceptance in UNDECIDED)
    return Reason.of("lines_undecided", "unmet", lines=lines) if lines else None


def _any_accepted(situation: Situation) -> "Verdict":
    """Tell whether one line at least was accepted."""
    return not situation.ticket.lines or bool(_accepted(situation)) or Reason.of("no_line_accepted", "unmet")


def _accepted(situation: Situation) -> tuple[str, ...]:
    """Return the lines that take part and were accepted."""
    lines = situation.ticket.lines
    return tuple(line.id for line in lines if not line.is_called_off and line.acceptance == Acceptance.ACCEPTED)


# --- what was before --------------------------------------------------------------------------------------------------


def lapsed_shipment(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether it was closed since nothing was shipped in time; a ruling and an accepted refusal stand."""
    left = (mark.name for mark in reversed(situation.ticket.marks) if mark.name.startswith("left_"))
    return next(left, "") == "left_awaiting_shipment" or Reason.of("shipment_not_lapsed", "unmet")


def within_return_appeal(period: Period) -> Guard[Situation]:
    """Return the guard of how long after a refusal, or a lapsed shipment, the customer can object."""
    return Guard("within_return_appeal", f"1:{to_json(period)}", SinceEntered("return_appeal_over", period))


def within_exchange_window(period: Period) -> Guard[Situation]:
    """Return the guard of how long exchanged goods can be brought again."""
    return Guard("within_exchange_window", f"1:{to_json(period)}", SinceEntered("exchange_window_over", period))


def changed_silence(refund: Period, goods: Period) -> Guard[Situation]:
    """Return the guard of a seller who says nothing about a changed application."""
    revision = f"1:{to_json(refund)},{to_json(goods)}"
    return Guard("changed_silence", revision, SilentSinceChange(refund, goods))


UNCHANGED: Final = Guard("application_unchanged", "1", application_unchanged)
REFUND_KNOWN: Final = Guard("refund_known", "1", refund_known)
INSPECTED_REFUND_KNOWN: Final = Guard("inspected_refund_known", "1", inspected_refund_known)
AMOUNT_MATCHES: Final = Guard("amount_matches", "1", amount_matches)
OFFLINE_AMOUNT_MATCHES: Final = Guard("offline_amount_matches", "1", offline_amount_matches)
DELIVERY_PROVEN: Final = Guard("delivery_proven", "1", delivery_proven)
NOTHING_RECEIVED: Final = Guard("nothing_received", "1", nothing_received)
LINES_ACCEPTED: Final = Guard("lines_accepted", "1", lines_accepted)
LINES_REJECTED: Final = Guard("lines_rejected", "1", lines_rejected)
LAPSED_SHIPMENT: Final = Guard("lapsed_shipment", "1", lapsed_shipment)
