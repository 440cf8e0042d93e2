"""Pure after-sales domain logic: values in, values out; no clock, no I/O, no randomness, no globals that change.

Every public name can be imported from here. A name's module is loaded when the name is first asked for (PEP 562), so
`import aftersales_core` alone stays cheap and loads none of the heavy libraries. Adding a public name takes one line
in each of the three lists below; the tests hold them together.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    # Type checkers read these lines; at run time the table below finds the same names in the same modules.
    from aftersales_core.errors import AftersalesError, DecodeError, HorizonExceeded
    from aftersales_core.instants import Span, utc, zone
    from aftersales_core.interchange.codec import from_dict, from_json, to_dict, to_json
    from aftersales_core.interchange.problem import problem
    from aftersales_core.kpi.records import TicketRecord
    from aftersales_core.lifecycle.events import Accepted, Command, Refused
    from aftersales_core.lifecycle.machine import Machine
    from aftersales_core.lifecycle.rules import Rules
    from aftersales_core.messages import render
    from aftersales_core.money.amount import Money
    from aftersales_core.money.currency import Currency
    from aftersales_core.outcomes import Outcome, Share
    from aftersales_core.reasons import Catalogue, Reason
    from aftersales_core.returns.book import PolicyBook
    from aftersales_core.returns.claim import Claim, Line
    from aftersales_core.returns.decision import ReturnDecision
    from aftersales_core.returns.policy import ReturnPolicy
    from aftersales_core.sla.clock import SlaClock
    from aftersales_core.sla.epochs import SlaSwitch
    from aftersales_core.sla.marks import Mark
    from aftersales_core.sla.metric import SlaMetric
    from aftersales_core.sla.policy import SlaPolicy, SlaTarget
    from aftersales_core.sla.status import SlaStatus
    from aftersales_core.tickets.commands import OpenCommand, TicketCommand
    from aftersales_core.tickets.desk import Desk
    from aftersales_core.tickets.ticket import Ticket
    from aftersales_core.worktime.algebra import CombinedCalendar
    from aftersales_core.worktime.calendar import AnyCalendar, WorkingCalendar
    from aftersales_core.worktime.deadline import Deadline
    from aftersales_core.worktime.holiday_table import HolidayTable
    from aftersales_core.worktime.period import Period
    from aftersales_core.worktime.trace import Trace, TraceRow
    from aftersales_core.worktime.week import WeeklyHours, Window

__all__ = [
    "Accepted",
    "AftersalesError",
    "AnyCalendar",
    "Catalogue",
    "Claim",
    "CombinedCalendar",
    "Command",
    "Currency",
    "Deadline",
    "DecodeError",
    "Desk",
    "HolidayTable",
    "HorizonExceeded",
    "Line",
    "Machine",
    "Mark",
    "Money",
    "OpenCommand",
    "Outcome",
    "Period",
    "PolicyBook",
    "Reason",
    "Refused",
    "ReturnDecision",
    "ReturnPolicy",
    "Rules",
    "Share",
    "SlaClock",
    "SlaMetric",
    "SlaPolicy",
    "SlaStatus",
    "SlaSwitch",
    "SlaTarget",
    "Span",
    "Ticket",
    "TicketCommand",
    "TicketRecord",
    "Trace",
    "TraceRow",
    "WeeklyHours",
    "Window",
    "WorkingCalendar",
    "from_dict",
    "from_json",
    "problem",
    "render",
    "to_dict",
    "to_json",
    "utc",
    "zone",
]

_HOMES: Final[Mapping[str, str]] = {
    "Accepted": "aftersales_core.lifecycle.events",
    "AftersalesError": "aftersales_core.errors",
    "AnyCalendar": "aftersales_core.worktime.calendar",
    "Catalogue": "aftersales_core.reasons",
    "Claim": "aftersales_core.returns.claim",
    "CombinedCalendar": "aftersales_core.worktime.algebra",
    "Command": "aftersales_core.lifecycle.events",
    "Currency": "aftersales_core.money.currency",
    "Deadline": "aftersales_core.worktime.deadline",
    "DecodeError": "aftersales_core.errors",
    "Desk": "aftersales_core.tickets.desk",
    "HolidayTable": "aftersales_core.worktime.holiday_table",
    "HorizonExceeded": "aftersales_core.errors",
    "Line": "aftersales_core.returns.claim",
    "Machine": "aftersales_core.lifecycle.machine",
    "Mark": "aftersales_core.sla.marks",
    "Money": "aftersales_core.money.amount",
    "OpenCommand": "aftersales_core.tickets.commands",
    "Outcome": "aftersales_core.outcomes",
    "Period": "aftersales_core.worktime.period",
    "PolicyBook": "aftersales_core.returns.book",
    "Reason": "aftersales_core.reasons",
    "Refused": "aftersales_core.lifecycle.events",
    "ReturnDecision": "aftersales_core.returns.decision",
    "ReturnPolicy": "aftersales_core.returns.policy",
    "Rules": "aftersales_core.lifecycle.rules",
    "Share": "aftersales_core.outcomes",
    "SlaClock": "aftersales_core.sla.clock",
    "SlaMetric": "aftersales_core.sla.metric",
    "SlaPolicy": "aftersales_core.sla.policy",
    "SlaStatus": "aftersales_core.sla.status",
    "SlaSwitch": "aftersales_core.sla.epochs",
    "SlaTarget": "aftersales_core.sla.policy",
    "Span": "aftersales_core.instants",
    "Ticket": "aftersales_core.tickets.ticket",
    "TicketCommand": "aftersales_core.tickets.commands",
    "TicketRecord": "aftersales_core.kpi.records",
    "Trace": "aftersales_core.worktime.trace",
    "TraceRow": "aftersales_core.worktime.trace",
    "WeeklyHours": "aftersales_core.worktime.week",
    "Window": "aftersales_core.worktime.week",
    "WorkingCalendar": "aftersales_core.worktime.calendar",
    "from_dict": "aftersales_core.interchange.codec",
    "from_json": "aftersales_core.interchange.codec",
    "problem": "aftersales_core.interchange.problem",
    "render": "aftersales_core.messages",
    "to_dict": "aftersales_core.interchange.codec",
    "to_json": "aftersales_core.interchange.codec",
    "utc": "aftersales_core.instants",
    "zone": "aftersales_core.instants",
}
"""Public name to the module that defines it, in alphabetical order."""


if not TYPE_CHECKING:
    # Hidden from type checkers: a module-level `__getattr__` would make them accept every misspelt name.

    def __getattr__(name: str) -> object:
        """Load the module that defines a public name, and return the name's value."""
        home = _HOMES.get(name)
        if home is None:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        return getattr(import_module(home), name)


def __dir__() -> list[str]:
    """List the public names and nothing else."""
    return list(__all__)
