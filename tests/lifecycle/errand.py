"""A small machine, written by hand, that has one of everything: guards, alternatives, timers, effects, forms, texts."""

import datetime as dt
from enum import StrEnum
from typing import Any

import attrs

from aftersales_core.lifecycle import (
    Accepted,
    Attempt,
    Command,
    Effect,
    Guard,
    Item,
    Machine,
    PayloadForm,
    Rules,
    begin,
    decide,
    evolve,
    replay,
)
from aftersales_core.reasons import Catalogue, Reason
from aftersales_core.worktime.calendar import WorkingCalendar
from aftersales_core.worktime.holiday_table import HolidayTable
from aftersales_core.worktime.period import Period

MONDAY = dt.datetime(2026, 3, 2, 1, 0, tzinfo=dt.UTC)
"""09:00 in Shanghai."""

SHOP = WorkingCalendar("shop", "Asia/Shanghai", "Mon-Fri 09:00-18:00", HolidayTable.none())


class State(StrEnum):
    NEW = "new"
    OPEN = "open"
    WAITING = "waiting"
    SOLVED = "solved"
    CLOSED = "closed"


class Event(StrEnum):
    ASSIGN = "assign"
    ASK = "ask"
    REPLY = "reply"
    SOLVE = "solve"
    NOTE = "note"
    LAPSE = "lapse"
    REOPEN = "reopen"


@attrs.frozen
class Facts:
    assignee: str | None = None
    severity: str | None = None
    wait_until: dt.datetime | None = None
    refund_only: bool = False


def has_assignee(facts: Facts, _attempt: Attempt) -> bool:
    return facts.assignee is not None


def is_owner(facts: Facts, attempt: Attempt) -> bool | Reason:
    if facts.assignee == attempt.actor:
        return True
    return Reason.of("is_owner", "not_permitted", owner=str(facts.assignee))


def severity_known(facts: Facts, _attempt: Attempt) -> tuple[Reason, ...]:
    return () if facts.severity else (Reason.of("severity_known", "missing"),)


def within_week(_facts: Facts, attempt: Attempt) -> bool:
    return attempt.at - attempt.item.entered_at <= dt.timedelta(days=7)


def is_small(facts: Facts, _attempt: Attempt) -> bool:
    return facts.severity == "small"


ASSIGNED = Guard("has_assignee", "1", has_assignee)
OWNER = Guard("is_owner", "1", is_owner)
SEVERITY = Guard("severity_known", "2", severity_known)
WEEK = Guard("within_week", "1", within_week)
SMALL = Guard("is_small", "1", is_small)
THANK = Effect("thank")
NOTIFY = Effect("notify", (("template", "solved"),))

TEXTS = Catalogue.of(
    {
        "state_new": ("new", "新建"),
        "state_open": ("open", "处理中"),
        "state_waiting": ("waiting for the customer", "等待顾客"),
        "state_solved": ("solved", "已解决"),
        "state_closed": ("closed", "已关闭"),
        "event_assign": ("assign", "受理"),
        "event_ask": ("ask the customer", "询问顾客"),
        "event_reply": ("reply", "回复"),
        "event_solve": ("solve", "解决"),
        "event_note": ("add a note", "备注"),
        "event_lapse": ("time runs out", "到期"),
        "event_reopen": ("reopen", "重开"),
        "role_agent": ("agent", "坐席"),
        "role_customer": ("customer", "顾客"),
        "has_assignee": ("somebody is assigned", "已指定受理人"),
        "is_owner": ("only its owner {owner} may", "仅受理人{owner}可操作"),
        "severity_known": ("the severity is known", "已知严重度"),
        "within_week": ("within a week", "一周之内"),
        "is_small": ("it is a small matter", "小问题"),
    }
)

on = Rules(State, Event, Facts)


def build(version: str = "1", **changes: Any) -> Machine[State, Event, Facts]:
    """Build the machine, or one that differs in a part."""
    parts: dict[str, Any] = {
        "states": {
            State.NEW: "initial",
            State.OPEN: "active",
            State.WAITING: "paused",
            State.SOLVED: "done",
            State.CLOSED: "closed",
        },
        "roles": ("agent", "customer"),
        "rules": [
            on(State.NEW, Event.ASSIGN, to=State.OPEN, roles=["agent", "system"]),
            on(State.OPEN, Event.ASK, to=State.WAITING, roles=["agent"], guards=[ASSIGNED, OWNER]),
            on(State.WAITING, Event.REPLY, to=State.OPEN, roles=["customer"]),
            on(State.WAITING, Event.LAPSE, to=State.OPEN, roles=["system"], after="wait_until"),
            on(
                (State.NEW, State.OPEN),
                Event.SOLVE,
                to=State.CLOSED,
                roles=["agent"],
                guards=[SMALL],
                effects=[THANK],
            ),
            on(
                (State.NEW, State.OPEN),
                Event.SOLVE,
                to=State.SOLVED,
                roles=["agent"],
                guards=[ASSIGNED, SEVERITY],
                effects=[NOTIFY, THANK],
            ),
            on((State.NEW, State.OPEN), Event.NOTE, to=State.NEW, roles=["agent"], guards=[SMALL]),
            on(State.OPEN, Event.NOTE, to=State.OPEN, roles=["agent", "customer"]),
            on(State.SOLVED, Event.LAPSE, to=State.CLOSED, roles=["system"], after=Period.working_days(2)),
            on(
                State.SOLVED,
                Event.REPLY,
                to=State.CLOSED,
                roles=["customer", "system"],
                after=Period.hours(240),
                anchor="opened",
            ),
            on(State.CLOSED, Event.REOPEN, to=State.OPEN, roles=["customer"], guards=[WEEK]),
        ],
        "forms": {Event.SOLVE: PayloadForm(("resolution",), ("comment",)), Event.NOTE: PayloadForm(("text",), None)},
        "catalogue": TEXTS,
    }
    return on.machine("errand", version, **(parts | changes))


ERRAND = build()
CASE = Facts(assignee="a1", severity="high")


def opened(machine: Machine[Any, Any, Any] = ERRAND, id: str = "T-1", at: dt.datetime = MONDAY) -> Item[Any]:
    """Open an item."""
    return replay([begin(machine, id=id, at=at, actor="c1", role="customer", key="k0", payload=None)])


def command(
    event: Any,
    role: str = "agent",
    *,
    hours: float = 1,
    key: str = "k1",
    version: int | None = None,
    payload: Any = None,
) -> Command[Any, Any]:
    """Make a command some hours after the opening."""
    return Command(event, MONDAY + dt.timedelta(hours=hours), "a1", role, key, version, payload)


def after(item: Item[Any], event: Any, role: str = "agent", facts: Any = CASE, **more: Any) -> Item[Any]:
    """Return the item after an event that must be accepted."""
    answer = decide(ERRAND, item, command(event, role, **more), facts, calendar=SHOP)
    assert isinstance(answer, Accepted), answer
    return evolve(item, answer.events[0])


SOLUTION = (("resolution", "done"),)
