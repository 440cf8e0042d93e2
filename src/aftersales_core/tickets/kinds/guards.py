"""The conditions that several lifecycles share: questions over the ticket, the action and the desk's calendar.

A guard that reads the action lets a question without an action pass; `decide` asks again with the action.
"""

from typing import TYPE_CHECKING, Final

import attrs

from aftersales_core.instants import micros, utc
from aftersales_core.interchange.codec import to_json
from aftersales_core.lifecycle.guards import Guard
from aftersales_core.reasons import Reason
from aftersales_core.tickets.actions.desk import AgentReply, Contact, CustomerReply, FollowUp
from aftersales_core.tickets.actions.inquiry import Convert, Merge, RequestInfo
from aftersales_core.tickets.situation import Situation
from aftersales_core.worktime.period import Period

if TYPE_CHECKING:
    from aftersales_core.lifecycle.guards import Attempt, Verdict

__all__ = [
    "HAS_ASSIGNEE",
    "MERGEABLE",
    "NOT_AUTO_GENERATED",
    "NOT_MUTED",
    "NOT_OUT_OF_OFFICE",
    "NOT_SATISFIED",
    "NO_CUSTOMER_WAITING",
    "NO_OPEN_TASKS",
    "TARGET_KIND",
    "SinceEntered",
    "within_reopen_window",
]


@attrs.frozen
class SinceEntered:
    """A condition that holds for a period after the ticket came into its state; equal periods are equal conditions."""

    code: str
    period: Period

    def __call__(self, situation: Situation, attempt: "Attempt") -> "Verdict":
        """Tell whether the period is not over."""
        deadline = self.period.deadline(attempt.item.entered_at, situation.desk.calendar)
        if deadline.is_met(attempt.at):
            return True
        return Reason.of(self.code, "unmet", until_at=utc(deadline.at))


def since_entered(code: str, period: Period) -> Guard[Situation]:
    """Return the guard of a window that opens when the ticket comes into its state; its length enters the digest."""
    return Guard(code, f"1:{to_json(period)}", SinceEntered(code, period))


def within_reopen_window(period: Period) -> Guard[Situation]:
    """Return the guard of how long a closed ticket can be reopened."""
    return since_entered("within_reopen_window", period)


def has_assignee(situation: Situation, _attempt: "Attempt") -> bool:
    """Tell whether somebody is responsible."""
    return situation.ticket.assignee is not None


def no_open_tasks(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether every task is finished, also those that other tickets do."""
    tasks = situation.ticket.tasks
    return not tasks or Reason.of("no_open_tasks", "unmet", tasks=tasks)


def not_auto_generated(situation: Situation, _attempt: "Attempt") -> bool:
    """Tell whether a person wrote."""
    reply = situation.asked(CustomerReply)
    return reply is None or not reply.is_automatic


def not_muted(situation: Situation, _attempt: "Attempt") -> bool:
    """Tell whether replies may open the ticket again: staff can mute it by the fact ``muted``."""
    return situation.ticket.fact("muted") != "yes"


def no_customer_waiting(situation: Situation, _attempt: "Attempt") -> bool:
    """Tell whether the shop had the last word."""
    wrote = situation.ticket.done_of(CustomerReply)
    if wrote is None or (isinstance(wrote.action, CustomerReply) and wrote.action.is_automatic):
        return True
    answers = [situation.ticket.done_of(action) for action in (AgentReply, RequestInfo, Contact)]
    return any(answer is not None and micros(answer.at) >= micros(wrote.at) for answer in answers)


def not_out_of_office(situation: Situation, attempt: "Attempt") -> bool:
    """Tell whether no out-of-office note has come since the customer was asked."""
    wrote = situation.ticket.done_of(CustomerReply)
    if wrote is None or micros(wrote.at) < micros(attempt.item.entered_at):
        return True
    return not (isinstance(wrote.action, CustomerReply) and wrote.action.is_out_of_office)


def not_satisfied(situation: Situation, _attempt: "Attempt") -> bool:
    """Tell whether the customer says that it is not solved, or that they are not satisfied."""
    answer = situation.asked(FollowUp)
    return answer is not None and (answer.is_solved is False or answer.is_satisfied is False)


def not_self(situation: Situation, _attempt: "Attempt") -> bool:
    """Tell whether the ticket would go into another one."""
    merge = situation.asked(Merge)
    return merge is None or merge.into.id != situation.ticket.id


def target_not_merged(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether the other ticket still stands for itself."""
    merge = situation.asked(Merge)
    if merge is None or merge.into.merged_into is None:
        return True
    return Reason.of("target_not_merged", "conflict", into=merge.into.merged_into)


def same_customer(situation: Situation, _attempt: "Attempt") -> bool:
    """Tell whether both tickets are of one customer."""
    merge = situation.asked(Merge)
    return merge is None or merge.into.customer_id == situation.ticket.customer_id


def target_kind(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether the desk has the kind that the ticket would become, and both kind and id are others."""
    convert = situation.asked(Convert)
    if convert is None:
        return True
    ticket = situation.ticket
    known = situation.desk.kind(convert.kind) is not None and convert.kind != ticket.kind
    return (known and convert.ticket_id != ticket.id) or Reason.of("target_kind", "invalid", ticket_kind=convert.kind)


HAS_ASSIGNEE: Final = Guard("has_assignee", "1", has_assignee)
NO_OPEN_TASKS: Final = Guard("no_open_tasks", "1", no_open_tasks)
NOT_AUTO_GENERATED: Final = Guard("not_auto_generated", "1", not_auto_generated)
NOT_MUTED: Final = Guard("not_muted", "1", not_muted)
NO_CUSTOMER_WAITING: Final = Guard("no_customer_waiting", "1", no_customer_waiting)
NOT_OUT_OF_OFFICE: Final = Guard("not_out_of_office", "1", not_out_of_office)
NOT_SATISFIED: Final = Guard("not_satisfied", "1", not_satisfied)
TARGET_KIND: Final = Guard("target_kind", "1", target_kind)
MERGEABLE: Final = (
    Guard("target_not_merged", "1", target_not_merged),
    Guard("not_self", "1", not_self),
    Guard("same_customer", "1", same_customer),
)
"""What stands against merging two tickets (Zammad: not into itself, not into one that is merged)."""
