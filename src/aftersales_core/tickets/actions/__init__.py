"""Every action that a ticket knows, by the lifecycle that it belongs to; commands and events carry actions."""

from typing import TypeAlias

from aftersales_core.tickets.actions.complaint import ComplaintAction
from aftersales_core.tickets.actions.desk import DeskAction, Open
from aftersales_core.tickets.actions.feedback import FeedbackAction
from aftersales_core.tickets.actions.incident import IncidentAction
from aftersales_core.tickets.actions.inquiry import InquiryAction
from aftersales_core.tickets.actions.repair import RepairAction
from aftersales_core.tickets.actions.return_lines import ReturnLineAction
from aftersales_core.tickets.actions.returns import ReturnAction

__all__ = [
    "ComplaintAction",
    "DeskAction",
    "FeedbackAction",
    "IncidentAction",
    "InquiryAction",
    "Open",
    "RepairAction",
    "ReturnAction",
    "ReturnLineAction",
    "TicketAction",
]

TicketAction: TypeAlias = (
    ComplaintAction
    | DeskAction
    | FeedbackAction
    | IncidentAction
    | InquiryAction
    | RepairAction
    | ReturnAction
    | ReturnLineAction
)
"""The closed union of all actions; its members are told apart by ``type``, the event's name."""
