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
    from aftersales_core.lifecycle.guards import Guard
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

_S = InquiryState
_E = InquiryEvent
AS: Final = (*who.AGENT, *who.SUPERVISOR)
C: Final = who.CUSTOMER
WORKED: Final = (_S.NEW, _S.OPEN, _S.WAITING_CUSTOMER, _S.ON_HOLD)
NOTIFY: Final = Effect("notify_customer")
MOVE_MESSAGES: Final = Effect("move_messages")
OPEN_TICKET: Final = Effect("open_ticket")
SPAWN_FOLLOW_UP: Final = Effect("spawn_follow_up")


INQUIRY_POLICY: Final = InquiryPolicy()
"""The switches as most desks set them."""


def inquiry(policy: InquiryPolicy = INQUIRY_POLICY, *, version: str = "1") -> Kind:
    """Return the kind of ticket that an enquiry is, under a policy.

    >>> inquiry().machine.name
    'inquiry'
    """
    return Kind.of(
        "inquiry",
        _machine(policy, version),
        cancels=(_S.MERGED, _S.CANCELLED, _S.CONVERTED),
        follow_up=policy.follow_up,
        staff_facts=("muted",),
    )


def _machine(policy: InquiryPolicy, version: str) -> "Machine[InquiryState, InquiryEvent, Situation]":
    """Return the machine of a policy."""
    return on.machine(
        "inquiry",
        version,
        states=_states(policy),
        roles=(*C, *AS),
        rules=(*_working(policy), *_ending(policy), *_reopening(policy), *_leaving()),
        forms=FORMS,
        catalogue=INQUIRY_TEXTS | SHARED_TEXTS | ROLES.catalogue(),
    )


def _states(policy: InquiryPolicy) -> dict[InquiryState, Category]:
    """Return the states with what they mean to clocks."""
    return {
        _S.NEW: "initial",
        _S.OPEN: "active",
        _S.WAITING_CUSTOMER: "paused",
        _S.ON_HOLD: "paused" if policy.on_hold_pauses else "active",
        _S.RESOLVED: "done",
        _S.CLOSED: "closed",
        _S.MERGED: "closed",
        _S.CANCELLED: "closed",
        _S.CONVERTED: "closed",
    }


def _working(policy: InquiryPolicy) -> "InquiryRules":
    """Return the rules of working on it: asking back, holding, resolving."""
    ready = ((g.HAS_ASSIGNEE,) if policy.needs_assignee else ()) + (g.NO_OPEN_TASKS,)
    return (
        on(_S.NEW, _E.ASSIGN, to=_S.OPEN, roles=(*AS, *who.SYSTEM)),
        on((_S.NEW, _S.OPEN), _E.REQUEST_INFO, to=_S.WAITING_CUSTOMER, roles=AS, effects=(NOTIFY,)),
        on((_S.WAITING_CUSTOMER, _S.ON_HOLD), _E.CUSTOMER_REPLY, to=_S.OPEN, roles=C, guards=(g.NOT_AUTO_GENERATED,)),
        on(_S.WAITING_CUSTOMER, _E.CUSTOMER_REPLY, to=_S.WAITING_CUSTOMER, roles=C),
        on(_S.ON_HOLD, _E.CUSTOMER_REPLY, to=_S.ON_HOLD, roles=C),
        on((_S.NEW, _S.OPEN), _E.HOLD, to=_S.ON_HOLD, roles=AS),
        on(_S.ON_HOLD, _E.RESUME, to=_S.OPEN, roles=(*AS, *who.SYSTEM), after="resume_at"),
        on(WORKED, _E.RESOLVE, to=_S.RESOLVED, roles=AS, guards=ready, effects=(NOTIFY,)),
        _silent(policy.customer_silent_after, g.NO_CUSTOMER_WAITING, g.NOT_OUT_OF_OFFICE),
        _silent(policy.out_of_office_after, g.NO_CUSTOMER_WAITING),
    )


def _silent(after: Period, *guards: "Guard[Situation]") -> "tuple[Rule[InquiryState, InquiryEvent, Situation], ...]":
    """Return the rule of a customer who was asked and says nothing."""
    return on(
        _S.WAITING_CUSTOMER,
        _E.LAPSE,
        to=_S.RESOLVED,
        roles=who.SYSTEM,
        guards=guards,
        after=after,
        effects=(NOTIFY,),
    )


def _ending(policy: InquiryPolicy) -> "InquiryRules":
    """Return the rules from solved on: accepted, rejected, asked about, closed by time."""
    closers = (*C, *AS) if policy.closes == "agent" else C
    askers = (*C, *AS, *who.SYSTEM)
    rules = (
        on(_S.RESOLVED, _E.ACCEPT_SOLUTION, to=_S.CLOSED, roles=closers),
        on(_S.RESOLVED, _E.REJECT_SOLUTION, to=_S.OPEN, roles=C),
        on(_S.RESOLVED, _E.CUSTOMER_REPLY, to=_S.OPEN, roles=C, guards=(g.NOT_AUTO_GENERATED, g.NOT_MUTED)),
        on(_S.RESOLVED, _E.CUSTOMER_REPLY, to=_S.RESOLVED, roles=C),
        on((_S.RESOLVED, _S.CLOSED), _E.FOLLOW_UP, to=_S.OPEN, roles=askers, guards=(g.NOT_SATISFIED,)),
        on(_S.RESOLVED, _E.FOLLOW_UP, to=_S.RESOLVED, roles=askers),
        on(_S.CLOSED, _E.FOLLOW_UP, to=_S.CLOSED, roles=askers),
    )
    if policy.close_after is None:
        return rules
    return (*rules, on(_S.RESOLVED, _E.LAPSE, to=_S.CLOSED, roles=who.SYSTEM, after=policy.close_after))


def _reopening(policy: InquiryPolicy) -> "InquiryRules":
    """Return the rules of a closed enquiry; a reply that does not reopen it is kept and asks for a new ticket."""
    spawn = on(
        _S.CLOSED,
        _E.CUSTOMER_REPLY,
        to=_S.CLOSED,
        roles=C,
        guards=(g.NOT_AUTO_GENERATED,),
        effects=(SPAWN_FOLLOW_UP,),
    )
    automatic = on(_S.CLOSED, _E.CUSTOMER_REPLY, to=_S.CLOSED, roles=C)
    leader = on(_S.CLOSED, _E.REOPEN, to=_S.OPEN, roles=who.SUPERVISOR)
    if policy.reopen == "never":
        return (spawn, automatic, leader)
    window = (g.within_reopen_window(policy.reopen_window),) if policy.reopen == "within" else ()
    again = on(_S.CLOSED, _E.CUSTOMER_REPLY, to=_S.OPEN, roles=C, guards=(g.NOT_AUTO_GENERATED, *window))
    return (again, *((spawn,) if window else ()), automatic, leader)


def _leaving() -> "InquiryRules":
    """Return the rules that end an enquiry some other way: merged, cancelled, converted."""
    return (
        on((*WORKED, _S.RESOLVED), _E.MERGE, to=_S.MERGED, roles=AS, guards=g.MERGEABLE, effects=(MOVE_MESSAGES,)),
        on(WORKED, _E.CANCEL, to=_S.CANCELLED, roles=(*C, *AS)),
        on((_S.NEW, _S.OPEN), _E.CONVERT, to=_S.CONVERTED, roles=AS, guards=(g.TARGET_KIND,), effects=(OPEN_TICKET,)),
    )


FORMS: Final = {
    _E.ASSIGN: PayloadForm(("assignee",)),
    _E.HOLD: PayloadForm(("reason",)),
    _E.RESOLVE: PayloadForm(("resolution_code",)),
    _E.CUSTOMER_REPLY: PayloadForm(("message_ref",)),
    _E.MERGE: PayloadForm(("into",)),
    _E.CONVERT: PayloadForm(("kind", "ticket_id")),
    _E.REOPEN: PayloadForm(("reason",)),
}

INQUIRY_TEXTS: Final = Catalogue.of(
    {
        "state_merged": ("merged", "已合并"),
        "state_converted": ("converted", "已转换类型"),
        "event_accept_solution": ("accept the solution", "认可解决方案"),
        "event_reject_solution": ("reject the solution", "不认可解决方案"),
        "event_merge": ("merge into another", "并入其他工单"),
        "event_convert": ("convert to another kind", "转换类型"),
    }
)
"""What only an enquiry speaks of."""
