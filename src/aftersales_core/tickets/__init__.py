"""The building blocks of a ticket: roles and escalation, channels, triage, priority and queue, assignment.

Each is a pure value with a total function beside it, and useful alone.
"""

from aftersales_core.tickets.assignment import (
    AgentVerdict,
    Assigned,
    Assignment,
    HandedOver,
    Need,
    Unassigned,
    assign,
)
from aftersales_core.tickets.channels import CHANNELS
from aftersales_core.tickets.conditions import condition_of
from aftersales_core.tickets.escalation import EscalationLevel, current_level, next_level, previous_level
from aftersales_core.tickets.priority import PRIORITIES, PRIORITY_MATRIX, Prioritised, PriorityMatrix, prioritise
from aftersales_core.tickets.queue import QUEUE_POLICY, QueuePlace, QueuePolicy, QueueTicket, queue_order
from aftersales_core.tickets.roles import ROLES, Role, Roles
from aftersales_core.tickets.roster import EVERYWHERE, Agent, HandOver, Roster
from aftersales_core.tickets.triage import ClassOptions, Triaged, TriageRule, TriageTable, triage
from aftersales_core.tickets.vocabulary import Term, Vocabulary

__all__ = [
    "CHANNELS",
    "EVERYWHERE",
    "PRIORITIES",
    "PRIORITY_MATRIX",
    "QUEUE_POLICY",
    "ROLES",
    "Agent",
    "AgentVerdict",
    "Assigned",
    "Assignment",
    "ClassOptions",
    "EscalationLevel",
    "HandOver",
    "HandedOver",
    "Need",
    "Prioritised",
    "PriorityMatrix",
    "QueuePlace",
    "QueuePolicy",
    "QueueTicket",
    "Role",
    "Roles",
    "Roster",
    "Term",
    "TriageRule",
    "TriageTable",
    "Triaged",
    "Unassigned",
    "Vocabulary",
    "assign",
    "condition_of",
    "current_level",
    "next_level",
    "previous_level",
    "prioritise",
    "queue_order",
    "triage",
]
