"""The metrics that most service desks promise, under the names of the field (Zendesk's vocabulary, mostly)."""

from typing import Final

from aftersales_core.sla import marks
from aftersales_core.sla.metric import SlaMetric

__all__ = [
    "AGENT_WORK",
    "FIRST_CONTACT",
    "FIRST_RESPONSE",
    "NEXT_RESPONSE",
    "NOTIFICATION",
    "PERIODIC_UPDATE",
    "REQUESTER_WAIT",
    "RESOLUTION",
    "SOLUTION",
    "TIME_TO_ASSIGNMENT",
    "first_response",
    "next_response",
    "time_in_state",
]

_REPLIES: Final = (marks.FIRST_REPLY, marks.AGENT_REPLY, marks.CONTACTED)


def first_response(*, counts_automated: bool = False, metric_id: str = "first_response") -> SlaMetric:
    """Return the clock from receipt to the first reply, by a human unless ``counts_automated``.

    It does not pause: a customer who has had no answer yet cannot be asked for anything. A reopening leaves it alone.
    """
    return SlaMetric(
        metric_id,
        starts=(marks.RECEIVED,),
        stops=_REPLIES,
        pauses=(),
        resumes=(),
        on_reopen="ignore",
        counts_automated=counts_automated,
    )


def next_response(*, counts_automated: bool = False, metric_id: str = "next_response") -> SlaMetric:
    """Return the clock from the oldest unanswered customer message to the next reply, one cycle for each exchange."""
    return SlaMetric(
        metric_id,
        starts=(marks.CUSTOMER_MESSAGE,),
        stops=_REPLIES,
        pauses=(),
        resumes=(),
        rearms=(marks.CUSTOMER_MESSAGE,),
        on_reopen="ignore",
        counts_automated=counts_automated,
    )


def time_in_state(entered: str, left: str, *, metric_id: str) -> SlaMetric:
    """Return the clock that runs from each mark of entering a state to the mark of leaving it."""
    return SlaMetric(
        metric_id, starts=(entered,), stops=(left,), pauses=(), resumes=(), rearms=(entered,), on_reopen="ignore"
    )


FIRST_RESPONSE: Final = first_response()
NEXT_RESPONSE: Final = next_response()
PERIODIC_UPDATE: Final = SlaMetric(
    "periodic_update",
    starts=(marks.ASSIGNED, marks.RECEIVED),
    stops=_REPLIES,
    rearms=_REPLIES,
    cancels=(marks.CANCELLED, marks.RESOLVED, marks.CLOSED),
    on_reopen="restart",
    counts_automated=False,
)
FIRST_CONTACT: Final = SlaMetric(
    "first_contact",
    starts=(marks.RECEIVED,),
    stops=_REPLIES,
    pauses=(),
    resumes=(),
    on_reopen="ignore",
    counts_automated=False,
)
TIME_TO_ASSIGNMENT: Final = SlaMetric(
    "time_to_assignment",
    starts=(marks.RECEIVED,),
    stops=(marks.ASSIGNED,),
    pauses=(),
    resumes=(),
    on_reopen="ignore",
)
SOLUTION: Final = SlaMetric("solution", starts=(marks.RECEIVED,), stops=(marks.SOLUTION_OFFERED, marks.RESOLVED))
RESOLUTION: Final = SlaMetric("resolution", starts=(marks.RECEIVED,), stops=(marks.RESOLVED,))
NOTIFICATION: Final = SlaMetric("notification", starts=(marks.RECEIVED,), stops=(marks.NOTIFIED,), on_reopen="ignore")
# The customer's whole wait: it runs on while the shop itself holds the ticket, and pauses only for the customer.
REQUESTER_WAIT: Final = SlaMetric("requester_wait", starts=(marks.RECEIVED,), stops=(marks.RESOLVED,))
AGENT_WORK: Final = SlaMetric(
    "agent_work",
    starts=(marks.RECEIVED,),
    stops=(marks.RESOLVED,),
    pauses=(marks.PAUSE, "on_hold"),
    resumes=(marks.RESUME, "off_hold"),
)
