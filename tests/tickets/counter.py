"""A small service desk for examples that are worked out by hand, and a ticket's life on it in short lines.

Monday 2 March 2026 is the usual day; the wall clock is Shanghai's, which is UTC+8 all year.
"""

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

import attrs

from aftersales_core import SlaMetric, SlaPolicy, SlaTarget
from aftersales_core import tickets as t
from aftersales_core.lifecycle import Accepted, Moved, Refused, Rules
from aftersales_core.tickets.kinds.inquiry import InquiryPolicy, inquiry
from aftersales_core.worktime.calendar import AnyCalendar
from tests.sla.desk import CHINA, ROUND_THE_CLOCK, at

Promise = tuple[SlaMetric, str | SlaTarget] | tuple[SlaMetric, list[SlaTarget]]

WHO = {
    "c1": "customer",
    "a1": "agent",
    "a2": "agent",
    "s1": "supervisor",
    "m1": "manager",
    "t1": "technician",
    "k1": "coordinator",
    "p1": "platform",
    "system": "system",
}
"""The role of everybody who acts in the examples."""

ErrandState = StrEnum("ErrandState", ["ASKED", "DOING", "WAITING", "DONE", "DROPPED"])
ErrandEvent = StrEnum("ErrandEvent", ["ASSIGN", "REQUEST_INFO", "CUSTOMER_REPLY", "RESOLVE", "REOPEN", "CANCEL"])


def errand(id: str = "errand", *, version: str = "1", **changes: Any) -> t.Kind:
    """A kind that a shop makes for itself, with a state of every category."""
    on, s, e = Rules(ErrandState, ErrandEvent, t.Situation), ErrandState, ErrandEvent
    staff = ("agent", "supervisor")
    machine = on.machine(
        id,
        version,
        states={s.ASKED: "initial", s.DOING: "active", s.WAITING: "paused", s.DONE: "done", s.DROPPED: "closed"},
        roles=("customer", *staff),
        rules=(
            on(s.ASKED, e.ASSIGN, to=s.DOING, roles=staff),
            on(s.DOING, e.REQUEST_INFO, to=s.WAITING, roles=staff),
            on(s.WAITING, e.CUSTOMER_REPLY, to=s.DOING, roles=("customer",)),
            on((s.DOING, s.WAITING), e.RESOLVE, to=s.DONE, roles=staff),
            on(s.DONE, e.REOPEN, to=s.DOING, roles=staff),
            on((s.ASKED, s.DOING, s.WAITING, s.DONE), e.CANCEL, to=s.DROPPED, roles=("customer", *staff)),
        ),
    )
    usual: dict[str, Any] = {"cancels": (s.DROPPED,)}
    return t.Kind.of(id, machine, **usual | changes)


def targets(metric: SlaMetric, promised: str | SlaTarget | list[SlaTarget]) -> list[SlaTarget]:
    """The targets of one metric, however they are written."""
    if isinstance(promised, str):
        return [SlaTarget(metric, promised)]
    return promised if isinstance(promised, list) else [promised]


def desk(
    *promises: Promise,
    kinds: Iterable[t.Kind] = (),
    calendar: AnyCalendar = ROUND_THE_CLOCK,
    enquiries: InquiryPolicy | None = None,
    **changes: Any,
) -> t.Desk:
    """A desk with enquiries, and whatever else; its promises are metrics with their targets."""
    policy = SlaPolicy(
        [metric for metric, _ in promises],
        [target for metric, promised in promises for target in targets(metric, promised)],
        {"shop": calendar, "office": CHINA},
    )
    usual = inquiry() if enquiries is None else inquiry(enquiries)
    return t.Desk(tuple(kinds) or (usual,), calendar, policy, **changes)


DESK = desk()


@attrs.define
class Life:
    """A ticket with everything that happened to it."""

    desk: t.Desk
    ticket: t.Ticket
    events: list[t.TicketEvent]

    def wish(self, when: str, action: Any, who: str = "a1", role: str = "") -> t.TicketCommand[Any]:
        """What somebody wants to do to it as it is now."""
        return t.TicketCommand(action, at(when), who, role or WHO[who], f"key-{len(self.events)}", self.ticket.version)

    def ask(self, when: str, action: Any, who: str = "a1", role: str = "") -> Accepted[t.TicketMoved] | Refused:
        """The answer to a wish, which changes nothing."""
        return t.decide(self.desk, self.ticket, self.wish(when, action, who, role))

    def codes(self, when: str, action: Any, who: str = "a1", role: str = "") -> list[str]:
        """The codes of what stands against a wish; none where it is accepted."""
        answer = self.ask(when, action, who, role)
        return [reason.code for reason in answer.reasons] if isinstance(answer, Refused) else []

    def do(self, when: str, action: Any, who: str = "a1", role: str = "") -> "Life":
        """Do what must be accepted, and return the life for the next line."""
        answer = self.ask(when, action, who, role)
        assert isinstance(answer, Accepted), answer
        self.events += answer.events
        for event in answer.events:
            self.ticket = t.evolve(self.desk, self.ticket, event)
        return self

    @property
    def last(self) -> t.TicketMoved:
        """The last event."""
        event = self.events[-1]
        assert isinstance(event, Moved)
        return event


def opening(when: str = "09:00", kind: str = "inquiry", *, id: str = "T-1", who: str = "c1", **said: Any) -> Any:
    """The wish to open a ticket; what is said fills the fields of `Open`."""
    usual: dict[str, Any] = {"kind": kind, "customer_id": "c1", "channel": "wechat"}
    return t.OpenCommand(id, t.Open(**usual | said), at(when), who, WHO[who], "key-0")


def life(rules: t.Desk = DESK, when: str = "09:00", kind: str = "inquiry", **said: Any) -> Life:
    """A ticket that has just been opened."""
    answer = t.open_ticket(rules, opening(when, kind, **said))
    assert isinstance(answer, Accepted), answer
    return Life(rules, t.replay(rules, answer.events), [*answer.events])


def seen(ticket: t.Ticket) -> list[tuple[dt.datetime, str, str]]:
    """The marks of a ticket: when, what, by what sort of actor."""
    return [(mark.at, mark.name, mark.actor) for mark in ticket.marks]


def pairs(**facts: str) -> tuple[tuple[str, str], ...]:
    """Facts in their one form."""
    return tuple(sorted(facts.items()))


MINUTE_US = 60_000_000
HOUR_US = 60 * MINUTE_US
