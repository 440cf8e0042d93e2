"""The conditions of what can be done to any ticket: levels, ids, tasks, and what the desk declares."""

from typing import TYPE_CHECKING

from aftersales_core.reasons import Reason
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
from aftersales_core.tickets.situation import Situation
from aftersales_core.tickets.vocabulary import choices

if TYPE_CHECKING:
    from aftersales_core.lifecycle.guards import Attempt, Verdict

__all__ = [
    "another_assignee",
    "another_ticket",
    "class_declared",
    "current_rank",
    "facts_declared",
    "level_above",
    "level_below",
    "lines_are_its_own",
    "priority_declared",
    "split_kind",
    "task_is_new",
    "task_is_open",
]


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
