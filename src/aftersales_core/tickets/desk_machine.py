"""What can be done to a ticket of any kind, whatever its own state: the desk's machine beside the lifecycle."""

from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from aftersales_core.lifecycle.events import Effect
from aftersales_core.lifecycle.guards import Guard, PayloadForm
from aftersales_core.lifecycle.rules import Rules
from aftersales_core.tickets import desk_guards as g
from aftersales_core.tickets.kind import plain_machine
from aftersales_core.tickets.roles import ROLES, Roles
from aftersales_core.tickets.situation import Situation
from aftersales_core.tickets.texts import DESK_TEXTS, EFFECT_TEXTS

if TYPE_CHECKING:
    from aftersales_core.lifecycle.machine import Machine
    from aftersales_core.lifecycle.rule import Rule

__all__ = ["DESK_MACHINE", "DeskEvent", "DeskState", "desk_machine"]


class DeskState(StrEnum):
    """Whether a ticket's lifecycle has come to an end."""

    LIVE = "desk_live"
    FINAL = "desk_final"


class DeskEvent(StrEnum):
    """What can be done to any ticket; the last two happen with the lifecycle and are no commands."""

    ABSORB = "absorb"
    AGENT_REPLY = "agent_reply"
    ASK_FOLLOW_UP = "ask_follow_up"
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


on = Rules(DeskState, DeskEvent, Situation)

Names: TypeAlias = tuple[str, ...]
DeskRules: TypeAlias = "tuple[Rule[DeskState, DeskEvent, Situation], ...]"
LIVE, FINAL = DeskState.LIVE, DeskState.FINAL
BOTH: Final = (LIVE, FINAL)
SYSTEM: Final = ("system",)
OUTSIDE: Final = ("customer", "platform")
ANOTHER_TICKET: Final = Guard("another_ticket", "1", g.another_ticket)
SPLIT_GUARDS: Final = (
    ANOTHER_TICKET,
    Guard("split_kind", "1", g.split_kind),
    Guard("lines_are_its_own", "1", g.lines_are_its_own),
)


@attrs.frozen
class DeskRoles:
    """Who may do what at a desk, by the place of a role in the chain of escalation.

    ``staff`` is everybody in the chain and whoever they consult, ``leaders`` those above its lowest level.
    """

    staff: Names
    leaders: Names
    outside: Names

    @classmethod
    def of(cls, roles: Roles) -> "DeskRoles":
        """Sort the roles of a desk."""
        lowest = min(roles.ranks, default=0)
        ranked = tuple(role.id for role in roles.roles if role.rank is not None)
        leaders = tuple(role.id for role in roles.roles if role.rank is not None and role.rank > lowest)
        known = roles.ids
        return cls((*ranked, *roles.consulted), leaders, tuple(role for role in OUTSIDE if role in known))


def desk_machine(roles: Roles) -> "Machine[str, str, Situation]":
    """Return the machine of a desk with these roles; one that is added to the chain may do what its level may.

    >>> "merge" in desk_machine(ROLES).events, "split" in desk_machine(ROLES).events
    (False, True)
    """
    sorted_roles = DeskRoles.of(roles)
    machine = on.machine(
        "desk",
        "1",
        states={LIVE: "initial", FINAL: "closed"},
        roles=(*sorted_roles.outside, *sorted_roles.staff),
        rules=(*_said(sorted_roles), *_known(sorted_roles), *_managed(sorted_roles), *_with_others(sorted_roles)),
        forms=FORMS,
        catalogue=DESK_TEXTS | EFFECT_TEXTS | roles.catalogue(),
    )
    return plain_machine(machine)


def _stay(
    states: tuple[DeskState, ...],
    event: DeskEvent,
    roles: Names,
    guards: tuple[Guard[Situation], ...] = (),
    effects: tuple[Effect, ...] = (),
) -> DeskRules:
    """Return the rules of something that moves no state."""
    return tuple(
        rule for state in states for rule in on(state, event, to=state, roles=roles, guards=guards, effects=effects)
    )


def _of(outside: Names, *roles: str) -> Names:
    """Return those of some outside roles that the desk declares."""
    return tuple(role for role in roles if role in outside)


def _said(roles: DeskRoles) -> tuple[DeskRules, ...]:
    """Return the rules of talking: the customer, the shop, and notes that only the shop sees."""
    customer, desk = _of(roles.outside, "customer"), (*roles.staff, *SYSTEM)
    return (
        _stay(BOTH, DeskEvent.CUSTOMER_REPLY, customer or SYSTEM),
        _stay(BOTH, DeskEvent.AGENT_REPLY, desk),
        _stay(BOTH, DeskEvent.CONTACT, roles.staff),
        _stay(BOTH, DeskEvent.NOTIFY_CUSTOMER, desk),
        _stay(BOTH, DeskEvent.NOTE, (*desk, *_of(roles.outside, "platform"))),
        _stay(BOTH, DeskEvent.ASK_FOLLOW_UP, desk, effects=(Effect("ask_customer"),)),
        _stay(BOTH, DeskEvent.FOLLOW_UP, (*customer, *desk)),
        _stay((LIVE,), DeskEvent.OFFER_SOLUTION, desk),
    )


def _known(roles: DeskRoles) -> tuple[DeskRules, ...]:
    """Return the rules of what becomes known: files, facts, class, priority; and of what must be forgotten."""
    desk = (*roles.staff, *SYSTEM)
    return (
        _stay(BOTH, DeskEvent.ATTACH, (*roles.outside, *desk)),
        _stay(
            BOTH,
            DeskEvent.SET_FACTS,
            (*desk, *_of(roles.outside, "platform")),
            (Guard("facts_declared", "1", g.facts_declared),),
        ),
        _stay((LIVE,), DeskEvent.CLASSIFY, desk, (Guard("class_declared", "1", g.class_declared),)),
        _stay((LIVE,), DeskEvent.PRIORITISE, desk, (Guard("priority_declared", "1", g.priority_declared),)),
        _stay(BOTH, DeskEvent.REDACT, (*roles.leaders, *SYSTEM)),
    )


def _managed(roles: DeskRoles) -> tuple[DeskRules, ...]:
    """Return the rules of who has it: assignment, hand-over, escalation, tasks."""
    desk, leaders = (*roles.staff, *SYSTEM), roles.leaders or SYSTEM
    notify = Effect("notify_level")
    return (
        _stay((LIVE,), DeskEvent.ASSIGN, desk, (Guard("another_assignee", "1", g.another_assignee),)),
        _stay((LIVE,), DeskEvent.HAND_OVER, desk, effects=(Effect("notify_party"),)),
        _stay((LIVE,), DeskEvent.ESCALATE, desk, (Guard("level_above", "1", g.level_above),), (notify,)),
        _stay((LIVE,), DeskEvent.DE_ESCALATE, leaders, (Guard("level_below", "1", g.level_below),)),
        _stay((LIVE,), DeskEvent.OPEN_TASK, desk, (Guard("task_is_new", "1", g.task_is_new), ANOTHER_TICKET)),
        _stay((LIVE,), DeskEvent.FINISH_TASK, desk, (Guard("task_is_open", "1", g.task_is_open),)),
    )


def _with_others(roles: DeskRoles) -> tuple[DeskRules, ...]:
    """Return the rules of other tickets, and of the lifecycle's end, which no command asks for."""
    return (
        _stay(BOTH, DeskEvent.LINK_TICKET, (*roles.staff, *SYSTEM), (ANOTHER_TICKET,)),
        _stay((LIVE,), DeskEvent.ABSORB, roles.staff, (ANOTHER_TICKET,)),
        _stay((LIVE,), DeskEvent.SPLIT, roles.staff, SPLIT_GUARDS, (Effect("open_ticket"),)),
        on(LIVE, DeskEvent.FLOW_ENDED, to=FINAL, roles=SYSTEM),
        on(FINAL, DeskEvent.FLOW_REOPENED, to=LIVE, roles=SYSTEM),
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

DESK_MACHINE: Final = desk_machine(ROLES)
"""What can be done to a ticket of any kind; lifecycles take precedence where they know the same event."""
