"""Whole tickets for the benchmark: an enquiry's day, with messages, a wait for the customer, and its clocks."""

import datetime as dt
from functools import lru_cache
from typing import Any

from aftersales_core import Accepted, tickets
from aftersales_core.sla.policy import SlaPolicy, SlaTarget
from aftersales_core.sla.presets import FIRST_RESPONSE, RESOLUTION
from aftersales_core.tickets.actions.desk import AgentReply, Assign, CustomerReply, Open
from aftersales_core.tickets.actions.inquiry import AcceptSolution, RequestInfo, Resolve
from aftersales_core.tickets.kinds.inquiry import inquiry
from aftersales_core.worktime.calendar import WorkingCalendar
from aftersales_core.worktime.holiday_table import HolidayTable

AT = dt.datetime(2026, 3, 2, 1, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
DAY: tuple[tuple[Any, str, str], ...] = (
    (Assign("a1"), "a1", "agent"),
    (AgentReply("m1"), "a1", "agent"),
    (RequestInfo("m2"), "a1", "agent"),
    (CustomerReply("m3"), "c1", "customer"),
    (AgentReply("m4"), "a1", "agent"),
    (CustomerReply("m5"), "c1", "customer"),
    (Resolve("answered", "m6"), "a1", "agent"),
    (AcceptSolution(), "c1", "customer"),
)


@lru_cache(maxsize=1)
def desk() -> tickets.Desk:
    """Return a desk with one kind and two promises."""
    shop = WorkingCalendar("shop", "Asia/Shanghai", "Mon-Fri 09:00-18:00", HolidayTable.none())
    targets = [SlaTarget(FIRST_RESPONSE, "30min"), SlaTarget(RESOLUTION, "5wd")]
    return tickets.Desk((inquiry(),), shop, SlaPolicy([FIRST_RESPONSE, RESOLUTION], targets, {"shop": shop}))


def opening(number: int = 0) -> tickets.TicketOpened:
    """Return the opening of a ticket."""
    command = tickets.OpenCommand(f"T-{number}", Open("inquiry", "c1", "wechat"), AT, "c1", "customer", "k0")
    answer = tickets.open_ticket(desk(), command)
    if not isinstance(answer, Accepted):
        message = f"the benchmark's ticket is refused: {answer}"
        raise TypeError(message)
    return answer.events[0]


def command(ticket: tickets.Ticket, action: tickets.TicketAction, actor: str, role: str) -> tickets.TicketCommand[Any]:
    """Return a command a minute after the last event."""
    at = ticket.item.last_activity_at + MINUTE
    return tickets.TicketCommand(action, at, actor, role, f"k{ticket.version}", ticket.version)


def decided(ticket: tickets.Ticket, wish: tickets.TicketCommand[Any]) -> tickets.TicketMoved:
    """Return the event of a command that is accepted."""
    answer = tickets.decide(desk(), ticket, wish)
    if not isinstance(answer, Accepted):
        message = f"the benchmark's command is refused: {answer}"
        raise TypeError(message)
    return answer.events[0]


def moved(ticket: tickets.Ticket, wish: tickets.TicketCommand[Any]) -> tickets.Ticket:
    """Decide and evolve."""
    return tickets.evolve(desk(), ticket, decided(ticket, wish))


@lru_cache(maxsize=1)
def history() -> tuple[tickets.TicketEvent, ...]:
    """Return the events of the whole day."""
    events: list[tickets.TicketEvent] = [opening()]
    ticket = tickets.replay(desk(), events)
    for action, actor, role in DAY:
        event = decided(ticket, command(ticket, action, actor, role))
        events.append(event)
        ticket = tickets.evolve(desk(), ticket, event)
    return tuple(events)


def live(number: int) -> list[tickets.Ticket]:
    """Return so many tickets that are open, assigned and hold no message yet."""
    found: list[tickets.Ticket] = []
    for each in range(number):
        ticket = tickets.replay(desk(), [opening(each)])
        found.append(moved(ticket, command(ticket, *DAY[0])))
    return found
