"""A repair or an incident that is acted on step by step; every step is folded, replayed and written as JSON."""

import datetime as dt
from typing import Any

import attrs

from aftersales_core.interchange.codec import from_json, to_json
from aftersales_core.lifecycle import Accepted, Allowed, Blocked, Refused
from aftersales_core.tickets import (
    ROLES,
    Desk,
    Kind,
    Open,
    OpenCommand,
    Roles,
    Ticket,
    TicketCommand,
    TicketEvent,
    available,
    decide,
    evolve,
    open_ticket,
    replay,
)
from aftersales_core.worktime import HolidayTable, WorkingCalendar

SHOP = WorkingCalendar("shop", "Asia/Shanghai", "Mon-Fri 09:00-18:00", HolidayTable.none())
CHINA = dt.timezone(dt.timedelta(hours=8))
TICK = dt.timedelta(microseconds=1)


def on(text: str) -> dt.datetime:
    """An instant in March 2026 or later, in Shanghai: "02 09:00" is Monday 2 March; "04-01 09:00" names the month."""
    day, clock = text.split()
    month = day if "-" in day else f"03-{day}"
    return dt.datetime.fromisoformat(f"2026-{month}T{clock}").replace(tzinfo=CHINA)


@attrs.define
class Case:
    """A ticket, its history, and the instant of its last step."""

    desk: Desk
    ticket: Ticket
    events: list[TicketEvent]
    at: dt.datetime

    @classmethod
    def open(cls, kind: Kind, at: str = "02 09:00", *, role: str = "", roles: Roles = ROLES, **facts: str) -> "Case":
        """Open a ticket of one kind at a desk that has no other."""
        desk, moment = Desk((kind,), SHOP, roles=roles), on(at)
        action = Open(kind.id, "c1", "phone", facts=tuple(sorted(facts.items())))
        # What decides something is for staff to state, so whoever states it opens as staff.
        who = role or ("agent" if kind.staff_facts & facts.keys() else "customer")
        actor = "c1" if who == "customer" else f"{who}-1"
        answer = open_ticket(desk, OpenCommand("T-1", action, moment, actor, who, "open"))
        assert isinstance(answer, Accepted), answer
        return cls(desk, replay(desk, answer.events), [*answer.events], moment)

    def tried(self, action: Any, role: str, actor: str = "", at: Any = None) -> Accepted[Any] | Refused:
        """What the desk answers, at an instant or right now."""
        moment = self.at if at is None else on(at) if isinstance(at, str) else at
        who = actor or ("c1" if role == "customer" else f"{role}-1")
        command = TicketCommand(action, moment, who, role, f"k{self.ticket.version}", self.ticket.version)
        return decide(self.desk, self.ticket, command)

    def no(self, action: Any, role: str, actor: str = "", at: Any = None) -> list[tuple[str, str]]:
        """Every reason of a refusal, by code and kind."""
        answer = self.tried(action, role, actor, at)
        assert isinstance(answer, Refused), answer
        return [(reason.code, reason.kind) for reason in answer.reasons]

    def do(self, action: Any, role: str, actor: str = "", at: Any = None) -> list[str]:
        """Take a step, and return its effects; the history and its JSON lead to the very same ticket."""
        answer = self.tried(action, role, actor, at)
        assert isinstance(answer, Accepted), answer
        (event,) = answer.events
        self.at = event.at
        self.events.append(event)
        self.ticket = evolve(self.desk, self.ticket, event)
        assert replay(self.desk, self.events) == self.ticket
        as_event: Any = TicketEvent
        assert from_json(as_event, to_json(event, as_type=as_event)) == event
        assert from_json(Ticket, to_json(self.ticket)) == self.ticket
        return [issued.effect.name for issued in answer.effects]

    def may(self, event: str, role: str, at: Any = None) -> str | list[str]:
        """Where an event would lead, or the codes of what stands against it, before anything else is said."""
        moment = self.at if at is None else on(at) if isinstance(at, str) else at
        actor = "c1" if role == "customer" else f"{role}-1"
        found = available(self.desk, self.ticket, at=moment, actor=actor, role=role)[event]
        if isinstance(found, Allowed):
            return found.target
        assert isinstance(found, Blocked)
        return [reason.code for reason in found.reasons]

    @property
    def state(self) -> str:
        """The state that it is in."""
        return self.ticket.state
