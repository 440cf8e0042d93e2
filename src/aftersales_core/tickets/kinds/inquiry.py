"""The enquiry: somebody asks, somebody answers, and it is closed when nobody objects.

The states are those that service desks share (new, open, pending, on hold, solved, closed); where products contradict
each other, `InquiryPolicy` has a switch. Sources are named at each switch.
"""

from enum import StrEnum
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import attrs

from aftersales_core.lifecycle.events import Effect
from aftersales_core.lifecycle.guards import PayloadForm
from aftersales_core.lifecycle.rule import Category, Rule
from aftersales_core.lifecycle.rules import Rules
from aftersales_core.reasons import Catalogue
from aftersales_core.tickets import who
from aftersales_core.tickets.kind import Kind
from aftersales_core.tickets.kinds import guards as g
from aftersales_core.tickets.kinds.labels import SHARED_TEXTS
from aftersales_core.tickets.roles import ROLES
from aftersales_core.tickets.situation import Situation
from aftersales_core.worktime.period import Period

if TYPE_CHECKING:
    from aftersales_core.lifecycle.machine import Machine

__all__ = ["INQUIRY_POLICY", "INQUIRY_TEXTS", "InquiryEvent", "InquiryPolicy", "InquiryState", "inquiry"]


class InquiryState(StrEnum):
    """The states of an enquiry."""

    NEW = "new"
    OPEN = "open"
    WAITING_CUSTOMER = "waiting_customer"
    ON_HOLD = "on_hold"
    RESOLVED = "resolved"
    CLOSED = "closed"
    MERGED = "merged"
    CANCELLED = "cancelled"
    CONVERTED = "converted"


class InquiryEvent(StrEnum):
    """What moves an enquiry."""

    ASSIGN = "assign"
    REQUEST_INFO = "request_info"
    CUSTOMER_REPLY = "customer_reply"
    HOLD = "hold"
    RESUME = "resume"
    RESOLVE = "resolve"
    ACCEPT_SOLUTION = "accept_solution"
    REJECT_SOLUTION = "reject_solution"
    LAPSE = "lapse"
    REOPEN = "reopen"
    FOLLOW_UP = "follow_up"
    MERGE = "merge"
    CANCEL = "cancel"
    CONVERT = "convert"


@attrs.frozen
class InquiryPolicy:
    """Where shops differ; the figures are defaults.

    ``reopen``: a customer's reply to a closed enquiry opens it again ``never`` (Zendesk: a reply makes a follow-up
    ticket), ``always`` (Freshdesk) or ``within`` the ``reopen_window`` (Zammad; Salesforce 10 working days). Where it
    does not, the reply is kept and the effect ``spawn_follow_up`` asks for a new ticket. ``closes``: the ``customer``
    accepts a proposed solution (ServiceNow), or an ``agent`` may close as well (osTicket); the system closes after
    ``close_after`` in any case (Zendesk 4 days), or never where that is None. ``on_hold_pauses`` the clocks
    (Freshdesk yes, Zendesk's requester wait time no). ``customer_silent_after``: a customer who was asked and says
    nothing has the enquiry resolved (iTop 7 days).
    """

    reopen: Literal["never", "always", "within"] = "within"
    reopen_window: Period = Period.working_days(10)
    closes: Literal["customer", "agent"] = "customer"
    close_after: Period | None = Period.hours(96)
    customer_silent_after: Period = Period.hours(168)
    out_of_office_after: Period = Period.hours(336)
    on_hold_pauses: bool = True
    needs_assignee: bool = True
    follow_up: Period | None = None


InquiryRules: TypeAlias = "tuple[tuple[Rule[InquiryState, InquiryEvent, Situation], ...], ...]"

on = Rules(InquiryState, InquiryEvent, Situation)

S = InquiryState
E = InquiryEvent
A: Final = who.AGENT
AS: Final = (*who.AGENT, *who.SUPERVISOR)
C: Final = who.CUSTOMER
WORKED: Final = (S.NEW, S.OPEN, S.WAITING_CUSTOMER, S.ON_HOLD)
NOTIFY: Final = Effect("notify_customer")
MOVE_MESSAGES: Final = Effect("move_messages")
OPEN_TICKET: Final = Effect("open_ticket")


INQUIRY_POLICY: Final = InquiryPolicy()
"""The switches as most desks set them."""


def inquiry(policy: InquiryPolicy = INQUIRY_POLICY, *, version: str = "1") -> Kind:
