"""Every action that a ticket knows, by the lifecycle that it belongs to; commands and events carry actions."""

from typing import TypeAlias

from aftersales_core.tickets.actions.complaint import ComplaintAction
from aftersales_core.tickets.actions.desk import DeskAction, Open
from aftersales_core.tickets.actions.feedback import FeedbackAction
from aftersales_core.tickets.actions.inquiry import InquiryAction

__all__ = ["ComplaintAction", "DeskAction", "FeedbackAction", "InquiryAction", "Open", "TicketAction"]

TicketAction: TypeAlias = ComplaintAction | DeskAction | FeedbackAction | InquiryAction
"""The closed union of all actions; its members are told apart by ``type``, the event's name."""
