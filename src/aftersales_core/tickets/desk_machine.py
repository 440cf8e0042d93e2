"""What can be done to a ticket of any kind, whatever its own state: the desk's machine beside the lifecycle."""

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from aftersales_core.lifecycle.events import Effect
from aftersales_core.lifecycle.guards import Guard, PayloadForm
from aftersales_core.lifecycle.rules import Rules
from aftersales_core.reasons import Reason
from aftersales_core.tickets import who
from aftersales_core.tickets.actions.desk import (
    Absorb,
    Assign,
    Classify,
    DeEscalate,
    Escalate,
    FinishTask,
    LinkTicket,
    OpenTask,
    Prioritise,
    SetFacts,
    Split,
)
from aftersales_core.tickets.kind import plain_machine
from aftersales_core.tickets.roles import ROLES
from aftersales_core.tickets.situation import Situation
from aftersales_core.tickets.texts import DESK_TEXTS
from aftersales_core.tickets.vocabulary import choices

if TYPE_CHECKING:
    from aftersales_core.lifecycle.guards import Attempt, Verdict
    from aftersales_core.lifecycle.rule import Rule

__all__ = ["DESK_MACHINE", "DeskEvent", "DeskState"]


class DeskState(StrEnum):
    """Whether a ticket's lifecycle has come to an end."""

    LIVE = "desk_live"
    FINAL = "desk_final"


class DeskEvent(StrEnum):
    """What can be done to any ticket; the last two happen with the lifecycle and are no commands."""

    ABSORB = "absorb"
    AGENT_REPLY = "agent_reply"
    ASSIGN = "assign"
    ATTACH = "attach"
    CLASSIFY = "classify"
    CONTACT = "contact"
    CUSTOMER_REPLY = "customer_reply"
    DE_ESCALATE = "de_escalate"
    ESCALATE = "escalate"
    FINISH_TASK = "finish_task"
    FOLLOW_UP = "follow_up"
    HAND_OVER = "hand_over"
    LINK_TICKET = "link_ticket"
    NOTE = "note"
    NOTIFY_CUSTOMER = "notify_customer"
    OFFER_SOLUTION = "offer_solution"
    OPEN_TASK = "open_task"
    PRIORITISE = "prioritise"
    REDACT = "redact"
    SET_FACTS = "set_facts"
    SPLIT = "split"
    FLOW_ENDED = "flow_ended"
    FLOW_REOPENED = "flow_reopened"


def level_above(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether there is a level above, and whether the one that is asked for is one."""
    here, ranks = current_rank(situation), situation.desk.roles.ranks
    above = tuple(rank for rank in ranks if rank > here)
    if not above:
        return Reason.of("escalation_at_top", "unmet", level=here, roles=situation.desk.roles.of_rank(here))
    asked = situation.asked(Escalate)
    return asked is None or asked.level in above or _unknown_level(asked.level, above)


def level_below(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether there is a level below, and whether the one that is asked for is one."""
    here, ranks = current_rank(situation), situation.desk.roles.ranks
    below = tuple(rank for rank in ranks if rank < here)
    if not below:
        return Reason.of("escalation_at_bottom", "unmet", level=here, roles=situation.desk.roles.of_rank(here))
    asked = situation.asked(DeEscalate)
    return asked is None or asked.level in below or _unknown_level(asked.level, below)


def current_rank(situation: Situation) -> int:
    """Return the level on which the ticket is."""
    level = situation.ticket.level
    return situation.desk.base_level if level is None else level


def _unknown_level(level: int, levels: tuple[int, ...]) -> Reason:
    """Say which levels there are in the direction that was asked for."""
    return Reason.of("escalation_unknown_level", "invalid", level=level, levels=levels)


def class_declared(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether the desk knows the class; a desk without triage takes any."""
    asked = situation.asked(Classify)
    return True if asked is None else situation.desk.undeclared((("class", asked.class_id),))


def priority_declared(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether the desk knows the priority."""
    asked = situation.asked(Prioritise)
    return True if asked is None else situation.desk.undeclared((("priority", asked.priority),))


def another_assignee(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether the ticket would change hands."""
    asked, holder = situation.asked(Assign), situation.ticket.assignee
    return asked is None or asked.assignee != holder or Reason.of("another_assignee", "unmet", assignee=asked.assignee)


def another_ticket(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether the ticket that is named is another one."""
    action = situation.action
    named = action.ticket_id if isinstance(action, Absorb | LinkTicket | OpenTask | Split) else None
    return named != situation.ticket.id


def task_is_new(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether no task of this id is open."""
    asked = situation.asked(OpenTask)
    return (
        asked is None
        or asked.task_id not in situation.ticket.tasks
        or Reason.of("task_is_new", "conflict", task=asked.task_id)
    )


def task_is_open(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether there is such a task to finish."""
    asked, tasks = situation.asked(FinishTask), situation.ticket.tasks
    if not tasks:
        return Reason.of("no_task_is_open", "unmet")
    if asked is None or asked.task_id in tasks:
        return True
    return Reason.of("task_is_open", "unmet", task=asked.task_id, choices=choices(asked.task_id, tasks))


def lines_are_its_own(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether the lines and references that go to the new ticket are this one's."""
    asked, ticket = situation.asked(Split), situation.ticket
    if asked is None:
        return True
    known = {line.id for line in ticket.lines} | {reference.id for reference in ticket.references}
    foreign = tuple(sorted({*asked.line_ids, *asked.reference_ids} - known))
    return not foreign or Reason.of("lines_are_its_own", "invalid", ids=foreign)


def split_kind(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether the desk has the kind that the split-off part would be."""
    asked = situation.asked(Split)
    if asked is None or situation.desk.kind(asked.kind) is not None:
        return True
    return Reason.of("split_kind", "invalid", ticket_kind=asked.kind)


def facts_declared(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether a class or a priority among the facts is one that the desk knows."""
    asked = situation.asked(SetFacts)
    return True if asked is None else situation.desk.undeclared(asked.facts)


on = Rules(DeskState, DeskEvent, Situation)
ANOTHER_TICKET: Final = Guard("another_ticket", "1", another_ticket)

LIVE, FINAL = DeskState.LIVE, DeskState.FINAL
BOTH: Final = (LIVE, FINAL)
ANYONE: Final = (*who.CUSTOMER, *who.STAFF, *who.SYSTEM, *who.PLATFORM)
DESK: Final = (*who.STAFF, *who.SYSTEM)
LEADERS: Final = who.SUPERVISOR


def _stay(
    states: tuple[DeskState, ...],
    event: DeskEvent,
    roles: tuple[str, ...],
    guards: "tuple[Guard[Situation], ...]" = (),
    effects: tuple[Effect, ...] = (),
) -> "tuple[Rule[DeskState, DeskEvent, Situation], ...]":
    """Return the rules of something that moves no state."""
    return tuple(
        rule for state in states for rule in on(state, event, to=state, roles=roles, guards=guards, effects=effects)
    )


RULES: Final = (
    _stay(BOTH, DeskEvent.CUSTOMER_REPLY, who.CUSTOMER),
    _stay(BOTH, DeskEvent.AGENT_REPLY, DESK),
    _stay(BOTH, DeskEvent.CONTACT, who.STAFF),
    _stay(BOTH, DeskEvent.NOTIFY_CUSTOMER, DESK),
    _stay(BOTH, DeskEvent.NOTE, (*DESK, *who.PLATFORM)),
    _stay(BOTH, DeskEvent.ATTACH, ANYONE),
    _stay(BOTH, DeskEvent.LINK_TICKET, DESK, (ANOTHER_TICKET,)),
    _stay(BOTH, DeskEvent.FOLLOW_UP, (*who.CUSTOMER, *DESK)),
    _stay(BOTH, DeskEvent.REDACT, (*LEADERS, *who.SYSTEM)),
    _stay(BOTH, DeskEvent.SET_FACTS, (*DESK, *who.PLATFORM), (Guard("facts_declared", "1", facts_declared),)),
    _stay((LIVE,), DeskEvent.OFFER_SOLUTION, DESK),
    _stay((LIVE,), DeskEvent.ASSIGN, DESK, (Guard("another_assignee", "1", another_assignee),)),
    _stay((LIVE,), DeskEvent.HAND_OVER, DESK, effects=(Effect("notify_party"),)),
    _stay((LIVE,), DeskEvent.CLASSIFY, DESK, (Guard("class_declared", "1", class_declared),)),
    _stay((LIVE,), DeskEvent.PRIORITISE, DESK, (Guard("priority_declared", "1", priority_declared),)),
    _stay((LIVE,), DeskEvent.ESCALATE, DESK, (Guard("level_above", "1", level_above),), (Effect("notify_level"),)),
    _stay((LIVE,), DeskEvent.DE_ESCALATE, LEADERS, (Guard("level_below", "1", level_below),)),
    _stay((LIVE,), DeskEvent.OPEN_TASK, DESK, (Guard("task_is_new", "1", task_is_new), ANOTHER_TICKET)),
    _stay((LIVE,), DeskEvent.FINISH_TASK, DESK, (Guard("task_is_open", "1", task_is_open),)),
    _stay((LIVE,), DeskEvent.ABSORB, who.STAFF, (ANOTHER_TICKET,)),
    _stay(
        (LIVE,),
        DeskEvent.SPLIT,
        who.STAFF,
        (ANOTHER_TICKET, Guard("split_kind", "1", split_kind), Guard("lines_are_its_own", "1", lines_are_its_own)),
        (Effect("open_ticket"),),
    ),
    on(LIVE, DeskEvent.FLOW_ENDED, to=FINAL, roles=who.SYSTEM),
    on(FINAL, DeskEvent.FLOW_REOPENED, to=LIVE, roles=who.SYSTEM),
)

FORMS: Final = {
    DeskEvent.ASSIGN: PayloadForm(("assignee",)),
    DeskEvent.HAND_OVER: PayloadForm(("party",)),
    DeskEvent.CLASSIFY: PayloadForm(("class_id",)),
    DeskEvent.PRIORITISE: PayloadForm(("priority",)),
    DeskEvent.ESCALATE: PayloadForm(("level", "reason")),
    DeskEvent.DE_ESCALATE: PayloadForm(("level",)),
    DeskEvent.CUSTOMER_REPLY: PayloadForm(("message_ref",)),
    DeskEvent.AGENT_REPLY: PayloadForm(("message_ref",)),
    DeskEvent.CONTACT: PayloadForm(("channel",)),
    DeskEvent.NOTE: PayloadForm(("note_ref",)),
    DeskEvent.NOTIFY_CUSTOMER: PayloadForm(("topic",)),
    DeskEvent.OFFER_SOLUTION: PayloadForm(("option",)),
    DeskEvent.OPEN_TASK: PayloadForm(("task_id",)),
    DeskEvent.FINISH_TASK: PayloadForm(("task_id",)),
    DeskEvent.LINK_TICKET: PayloadForm(("relation", "ticket_id")),
    DeskEvent.ABSORB: PayloadForm(("ticket_id",)),
    DeskEvent.SPLIT: PayloadForm(("ticket_id", "kind")),
    DeskEvent.REDACT: PayloadForm(("refs", "reason")),
    DeskEvent.SET_FACTS: PayloadForm(("facts",)),
}

DESK_MACHINE: Final = plain_machine(
    on.machine(
        "desk",
        "1",
        states={LIVE: "initial", FINAL: "closed"},
        roles=(*who.CUSTOMER, *who.STAFF, *who.PLATFORM),
        rules=RULES,
        forms=FORMS,
        catalogue=DESK_TEXTS | ROLES.catalogue(),
    )
)
"""What can be done to a ticket of any kind; lifecycles take precedence where they know the same event."""
