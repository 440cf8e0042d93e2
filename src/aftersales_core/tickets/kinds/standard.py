"""Every kind of ticket as it comes, with default switches: for charts, tables, and a desk that wants them all."""

from collections.abc import Mapping
from typing import Final

import attrs

from aftersales_core.tickets.kind import Kind
from aftersales_core.tickets.kinds.complaint import COMPLAINT_POLICY, complaint
from aftersales_core.tickets.kinds.csat import CSAT_POLICY, csat
from aftersales_core.tickets.kinds.feedback import FEEDBACK_POLICY, feedback
from aftersales_core.tickets.kinds.incident import INCIDENT_POLICY, incident
from aftersales_core.tickets.kinds.inquiry import INQUIRY_POLICY, inquiry
from aftersales_core.tickets.kinds.repair import REPAIR_POLICY, repair
from aftersales_core.tickets.kinds.returns import RETURN_CASE_POLICY, returns

__all__ = ["STANDARD_KINDS", "STANDARD_POLICIES"]

STANDARD_KINDS: Final[tuple[Kind, ...]] = (
    inquiry(),
    complaint(),
    returns(),
    repair(),
    feedback(),
    incident(),
    csat(),
)
"""Enquiry, complaint, return or exchange, repair, feedback, incident, and the question for satisfaction."""

STANDARD_POLICIES: Final[Mapping[str, attrs.AttrsInstance]] = {
    "inquiry": INQUIRY_POLICY,
    "complaint": COMPLAINT_POLICY,
    "return": RETURN_CASE_POLICY,
    "repair": REPAIR_POLICY,
    "feedback": FEEDBACK_POLICY,
    "incident": INCIDENT_POLICY,
    "csat": CSAT_POLICY,
}
"""The switches of each kind as they come, by the kind's id."""
