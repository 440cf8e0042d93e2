"""Tickets: one aggregate over lifecycles and clocks, and its building blocks, each useful alone.

``open_ticket`` begins one, ``decide`` judges a command, ``evolve`` folds its event, ``available`` says what may be done
now, ``sla`` where the clocks stand, ``wakes_at`` when to look again. A ``Desk`` holds the rules that all of them read.
"""

from aftersales_core.tickets.actions import TicketAction
from aftersales_core.tickets.actions.desk import Open
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
from aftersales_core.tickets.clocks import Wake, follow_up_due_at, sla, wakes_at
from aftersales_core.tickets.commands import OpenCommand, TicketCommand
from aftersales_core.tickets.conditions import condition_of
from aftersales_core.tickets.decide import Answers, available, decide
from aftersales_core.tickets.desk import Desk
from aftersales_core.tickets.due import Notice, due_command, notices
from aftersales_core.tickets.duty_done import DutyDone
from aftersales_core.tickets.duty_status import DutyDue, DutyStatus, duty_status, is_drill, next_duty_due, plan_of
from aftersales_core.tickets.escalation import EscalationLevel, current_level, next_level, previous_level
from aftersales_core.tickets.events import TicketEvent, TicketMoved, TicketOpened, event_from_json, event_to_json
from aftersales_core.tickets.history import evolve, replay
from aftersales_core.tickets.incident_plan import INCIDENT_PLAN, Duty, IncidentPlan
from aftersales_core.tickets.kind import Kind
from aftersales_core.tickets.lines import LineStatus, ReturnLine, line_status
from aftersales_core.tickets.links import INVERSE, Link, Relation, end_of_chain
from aftersales_core.tickets.migration import migrate
from aftersales_core.tickets.offspring import absorption, offspring
from aftersales_core.tickets.opening import open_ticket, triaged
from aftersales_core.tickets.personal import PersonalData, Redaction, refs_in
from aftersales_core.tickets.priority import PRIORITIES, PRIORITY_MATRIX, Prioritised, PriorityMatrix, prioritise
from aftersales_core.tickets.queue import QUEUE_POLICY, QueuePlace, QueuePolicy, QueueTicket, queue_order
from aftersales_core.tickets.record import record
from aftersales_core.tickets.references import Medium, Reference
from aftersales_core.tickets.roles import ROLES, Role, Roles
from aftersales_core.tickets.roster import EVERYWHERE, Agent, HandOverRule, Roster
from aftersales_core.tickets.routing import need_of, queue_ticket, waiting_since_at
from aftersales_core.tickets.situation import Situation
from aftersales_core.tickets.ticket import Done, Ticket
from aftersales_core.tickets.triage import ClassOptions, Triaged, TriageRule, TriageTable, triage
from aftersales_core.tickets.vocabulary import Term, Vocabulary

__all__ = [
    "CHANNELS",
    "EVERYWHERE",
    "INCIDENT_PLAN",
    "INVERSE",
    "PRIORITIES",
    "PRIORITY_MATRIX",
    "QUEUE_POLICY",
    "ROLES",
    "Agent",
    "AgentVerdict",
    "Answers",
    "Assigned",
    "Assignment",
    "ClassOptions",
    "Desk",
    "Done",
    "Duty",
    "DutyDone",
    "DutyDue",
    "DutyStatus",
    "EscalationLevel",
    "HandOverRule",
    "HandedOver",
    "IncidentPlan",
    "Kind",
    "LineStatus",
    "Link",
    "Medium",
    "Need",
    "Notice",
    "Open",
    "OpenCommand",
    "PersonalData",
    "Prioritised",
    "PriorityMatrix",
    "QueuePlace",
    "QueuePolicy",
    "QueueTicket",
    "Redaction",
    "Reference",
    "Relation",
    "ReturnLine",
    "Role",
    "Roles",
    "Roster",
    "Situation",
    "Term",
    "Ticket",
    "TicketAction",
    "TicketCommand",
    "TicketEvent",
    "TicketMoved",
    "TicketOpened",
    "TriageRule",
    "TriageTable",
    "Triaged",
    "Unassigned",
    "Vocabulary",
    "Wake",
    "absorption",
    "assign",
    "available",
    "condition_of",
    "current_level",
    "decide",
    "due_command",
    "duty_status",
    "end_of_chain",
    "event_from_json",
    "event_to_json",
    "evolve",
    "follow_up_due_at",
    "is_drill",
    "line_status",
    "migrate",
    "need_of",
    "next_duty_due",
    "next_level",
    "notices",
    "offspring",
    "open_ticket",
    "plan_of",
    "previous_level",
    "prioritise",
    "queue_order",
    "queue_ticket",
    "record",
    "refs_in",
    "replay",
    "sla",
    "triage",
    "triaged",
    "waiting_since_at",
    "wakes_at",
]
