"""The clocks that the lifecycles of this room speak of, as SLA metrics over the marks that a ticket leaves.

Every change of state leaves ``left_<state>`` and ``entered_<state>``, so a clock of one state needs no code. Those that
every service desk has (first response, resolution, ...) are in ``sla.presets``.
"""

from typing import Final

from aftersales_core.sla import marks
from aftersales_core.sla.metric import SlaMetric
from aftersales_core.sla.presets import time_in_state

__all__ = [
    "ACKNOWLEDGEMENT",
    "APPOINTMENT",
    "BUYER_APPEAL",
    "BUYER_RESPONSE",
    "BUYER_SHIPMENT",
    "FEEDBACK_TRIAGE",
    "FINAL_RESPONSE",
    "INSPECTION",
    "PARTS",
    "REFUND_EXECUTION",
    "REPAIR_FOLLOW_UP",
    "REPAIR_TURNAROUND",
    "REPAIR_TURNAROUND_LEGAL",
    "SELLER_RESPONSE",
    "in_state",
]


def in_state(state: str, *, metric_id: str | None = None) -> SlaMetric:
    """Return the clock that runs while a ticket is in a state, anew each time that it comes back.

    >>> in_state("inspecting").starts
    ('entered_inspecting',)
    """
    return time_in_state(f"entered_{state}", f"left_{state}", metric_id=metric_id or f"in_{state}")


def _entered(*states: str) -> tuple[str, ...]:
    """Return the marks of coming into any of these states."""
    return tuple(f"entered_{state}" for state in states)


ACKNOWLEDGEMENT: Final = SlaMetric(
    "acknowledgement",
    starts=(marks.RECEIVED,),
    stops=("left_received",),
    pauses=(),
    resumes=(),
    on_reopen="ignore",
)
"""From a complaint's receipt to its acknowledgement, or to whatever comes of it at once."""

FINAL_RESPONSE: Final = SlaMetric(
    "final_response",
    starts=(marks.RECEIVED,),
    stops=_entered("responded", "unfounded", "closed"),
    pauses=(),
    resumes=(),
    on_reopen="ignore",
)
"""From a complaint's receipt to the decision; it never pauses (FCA DISP 1.6: eight weeks)."""

SELLER_RESPONSE: Final = SlaMetric(
    "seller_response",
    starts=_entered("requested"),
    stops=_entered("awaiting_shipment", "refunding", "rejected", "disputed"),
    pauses=_entered("negotiating"),
    resumes=_entered("requested"),
    reopens=(),
)
"""How long the seller takes to answer a return; while the buyer thinks about terms it pauses."""

BUYER_RESPONSE: Final = in_state("negotiating", metric_id="buyer_response")
BUYER_SHIPMENT: Final = in_state("awaiting_shipment", metric_id="buyer_shipment")
INSPECTION: Final = in_state("inspecting", metric_id="inspection")
BUYER_APPEAL: Final = in_state("rejected", metric_id="buyer_appeal")
REFUND_EXECUTION: Final = SlaMetric(
    "refund_execution",
    starts=_entered("refunding"),
    stops=_entered("refunded"),
    pauses=(),
    resumes=(),
    on_reopen="ignore",
)
"""From the decision to refund to the money; a failed attempt does not stop it."""

APPOINTMENT: Final = SlaMetric(
    "appointment",
    starts=_entered("awaiting_appointment"),
    stops=_entered("scheduled"),
    pauses=(),
    resumes=(),
    rearms=_entered("awaiting_appointment"),
    on_reopen="ignore",
)
"""How long a customer waits for an appointment, anew after each one that came to nothing."""

REPAIR_TURNAROUND: Final = SlaMetric(
    "repair_turnaround",
    starts=_entered("diagnosing"),
    stops=_entered("awaiting_acceptance"),
    pauses=_entered("waiting_parts"),
    resumes=("left_waiting_parts",),
    reopens=(),
)
"""From diagnosis to a repaired device, without the wait for parts."""

REPAIR_TURNAROUND_LEGAL: Final = SlaMetric(
    "repair_turnaround_legal",
    starts=_entered("diagnosing"),
    stops=_entered("awaiting_acceptance"),
    pauses=(),
    resumes=(),
    reopens=(),
)
"""The same as law counts it: waiting for parts is no excuse."""

PARTS: Final = in_state("waiting_parts", metric_id="parts")
REPAIR_FOLLOW_UP: Final = in_state("follow_up", metric_id="repair_follow_up")
FEEDBACK_TRIAGE: Final = SlaMetric(
    "feedback_triage",
    starts=_entered("submitted"),
    stops=("left_submitted",),
    pauses=(),
    resumes=(),
    on_reopen="ignore",
)
"""From a suggestion to its first status."""
