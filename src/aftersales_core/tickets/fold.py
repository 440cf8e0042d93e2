"""What each action changes in a ticket beside its state, and which marks it leaves for SLA clocks, as tables."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from aftersales_core.sla import marks
from aftersales_core.tickets.actions import desk, inquiry
from aftersales_core.tickets.fold_complaint import COMPLAINT_MARKS, COMPLAINT_TAKERS
from aftersales_core.tickets.fold_feedback import FEEDBACK_TAKERS
from aftersales_core.tickets.fold_incident import INCIDENT_MARKS, INCIDENT_TAKERS
from aftersales_core.tickets.fold_repair import REPAIR_MARKS, REPAIR_TAKERS
from aftersales_core.tickets.fold_returns import RETURN_TAKERS
from aftersales_core.tickets.links import Link

if TYPE_CHECKING:
    from aftersales_core.sla.marks import Facts
    from aftersales_core.tickets.builder import TicketBuilder

__all__ = ["ACTION_MARKS", "FACTS_CHANGED", "FOLLOWED_UP", "FOLLOW_UP_ASKED", "TAKERS"]

FACTS_CHANGED: Final = "facts_changed"
FOLLOWED_UP: Final = "followed_up"
FOLLOW_UP_ASKED: Final = "follow_up_asked"

Taker: TypeAlias = "Callable[[TicketBuilder, Any, dt.datetime], None]"
Marks: TypeAlias = "Callable[[Any], tuple[tuple[str, ...], Facts]]"


def _assign(draft: "TicketBuilder", action: desk.Assign, _at: dt.datetime) -> None:
    """Whoever gets it is responsible; a department that had it gives it back."""
    draft.assignee, draft.party = action.assignee, None


def _hand_over(draft: "TicketBuilder", action: desk.HandOver, _at: dt.datetime) -> None:
    """A department or partner has it now."""
    draft.assignee, draft.party = None, action.party


def _classify(draft: "TicketBuilder", action: desk.Classify, _at: dt.datetime) -> None:
    """The class is a fact like any other, so targets and hand-overs can read it."""
    draft.facts["class"] = action.class_id


def _prioritise(draft: "TicketBuilder", action: desk.Prioritise, _at: dt.datetime) -> None:
    """So are the priority, and what it came from."""
    draft.facts |= dict(_priority_facts(action))


def _set_facts(draft: "TicketBuilder", action: desk.SetFacts, _at: dt.datetime) -> None:
    """Facts become known or change."""
    draft.facts |= dict(action.facts)


def _level(draft: "TicketBuilder", action: desk.Escalate | desk.DeEscalate, _at: dt.datetime) -> None:
    """The level changes and nothing else."""
    draft.level = action.level


def _open_task(draft: "TicketBuilder", action: desk.OpenTask, _at: dt.datetime) -> None:
    """One more task, and a link where another ticket does it."""
    draft.tasks[action.task_id] = None
    if action.ticket_id is not None:
        draft.links[Link("depends_on", action.ticket_id)] = None


def _finish_task(draft: "TicketBuilder", action: desk.FinishTask, _at: dt.datetime) -> None:
    """One task less."""
    draft.tasks.pop(action.task_id, None)


def _attach(draft: "TicketBuilder", action: desk.Attach, _at: dt.datetime) -> None:
    """One more reference."""
    draft.references[action.reference.id] = action.reference


def _redact(draft: "TicketBuilder", action: desk.Redact, _at: dt.datetime) -> None:
    """References to what was taken away go as well."""
    for ref in action.refs:
        draft.references.pop(ref, None)


def _link(draft: "TicketBuilder", action: desk.LinkTicket, _at: dt.datetime) -> None:
    """One more link."""
    draft.links[Link(action.relation, action.ticket_id)] = None


def _absorb(draft: "TicketBuilder", action: desk.Absorb, _at: dt.datetime) -> None:
    """A merged ticket is linked."""
    draft.links[Link("merged_from", action.ticket_id)] = None


def _split(draft: "TicketBuilder", action: desk.Split, _at: dt.datetime) -> None:
    """The lines that went are gone, and the new ticket is linked; what was said and shown stays known here too."""
    draft.links[Link("split_into", action.ticket_id)] = None
    for id in action.line_ids:
        draft.lines.pop(id, None)


def _merge(draft: "TicketBuilder", action: inquiry.Merge, _at: dt.datetime) -> None:
    """The ticket that it went into is linked."""
    draft.links[Link("merged_into", action.into.id)] = None


def _convert(draft: "TicketBuilder", action: inquiry.Convert, _at: dt.datetime) -> None:
    """The ticket that it became is linked."""
    draft.links[action.link] = None


def _answer(draft: "TicketBuilder", action: desk.AgentReply, _at: dt.datetime) -> None:
    """Which standard answers were given is counted later, each once."""
    if action.answer_id:
        draft.answers[action.answer_id] = None


TAKERS: Final[Mapping[type[object], Taker]] = {
    desk.AgentReply: _answer,
    desk.Absorb: _absorb,
    desk.Assign: _assign,
    desk.Attach: _attach,
    desk.Classify: _classify,
    desk.DeEscalate: _level,
    desk.Escalate: _level,
    desk.FinishTask: _finish_task,
    desk.HandOver: _hand_over,
    desk.LinkTicket: _link,
    desk.OpenTask: _open_task,
    desk.Prioritise: _prioritise,
    desk.Redact: _redact,
    desk.SetFacts: _set_facts,
    desk.Split: _split,
    inquiry.Convert: _convert,
    inquiry.Merge: _merge,
    **COMPLAINT_TAKERS,
    **FEEDBACK_TAKERS,
    **INCIDENT_TAKERS,
    **REPAIR_TAKERS,
    **RETURN_TAKERS,
}
"""What an action changes beside the state; an action that is not listed is only noted as done."""


def _priority_facts(action: desk.Prioritise) -> "Facts":
    """Return the facts that a priority brings."""
    found = {"priority": action.priority, "urgency": action.urgency, "impact": action.impact}
    return tuple(sorted((name, value) for name, value in found.items() if value is not None))


def _always(*names: str) -> Marks:
    """Return the marks of an action that always leaves the same."""
    answer: tuple[tuple[str, ...], Facts] = (names, ())
    return lambda _action: answer


ACTION_MARKS: Final[Mapping[type[object], Marks]] = {
    desk.AgentReply: _always(marks.AGENT_REPLY),
    desk.AskFollowUp: _always(FOLLOW_UP_ASKED),
    desk.Assign: _always(marks.ASSIGNED),
    desk.Classify: lambda action: ((FACTS_CHANGED,), (("class", action.class_id),)),
    desk.Contact: _always(marks.CONTACTED),
    desk.CustomerReply: lambda action: ((() if action.is_automatic else (marks.CUSTOMER_MESSAGE,)), ()),
    desk.FollowUp: _always(FOLLOWED_UP),
    desk.NotifyCustomer: _always(marks.NOTIFIED),
    desk.OfferSolution: _always(marks.SOLUTION_OFFERED),
    desk.Prioritise: lambda action: ((FACTS_CHANGED,), _priority_facts(action)),
    desk.SetFacts: lambda action: ((FACTS_CHANGED,), action.facts),
    inquiry.RequestInfo: _always(marks.AGENT_REPLY),
    inquiry.Resolve: _always(marks.SOLUTION_OFFERED),
    **COMPLAINT_MARKS,
    **INCIDENT_MARKS,
    **REPAIR_MARKS,
}
"""The marks of an action beside those of the change of state; the change's own come first."""
