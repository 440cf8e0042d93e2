"""One desk with every kind of ticket, and short ways to act on it; a further kind joins by one line of `JOINED`.

What an action's fields may hold is told by the field's name (`WORDS`) or type, so a new action needs nothing here
unless its fields have names that say too little; what it needs beyond that is a row of a table below.
"""

import datetime as dt
import random
import typing
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin

import attrs

from aftersales_core.lifecycle import Accepted, Effect, Refused, Rule, Rules, paths
from aftersales_core.reasons import Reason
from aftersales_core.sla import SlaPolicy, SlaTarget
from aftersales_core.sla.presets import FIRST_RESPONSE, NEXT_RESPONSE, REQUESTER_WAIT, RESOLUTION, TIME_TO_ASSIGNMENT
from aftersales_core.tickets import (
    Desk,
    Kind,
    Open,
    OpenCommand,
    Situation,
    Term,
    Ticket,
    TicketAction,
    TicketCommand,
    TicketEvent,
    TriageRule,
    TriageTable,
    Vocabulary,
    decide,
    evolve,
    open_ticket,
    replay,
)
from aftersales_core.tickets.actions import desk as d
from aftersales_core.tickets.actions import inquiry as i
from aftersales_core.tickets.kinds.inquiry import InquiryPolicy, inquiry
from aftersales_core.tickets.references import Reference
from aftersales_core.tickets.ticket import action_name
from aftersales_core.worktime import Period, WorkingCalendar

FavourState = StrEnum("FavourState", ["NEW", "OPEN", "DONE", "CLOSED"])
FavourEvent = StrEnum("FavourEvent", ["ASSIGN", "RESOLVE", "REOPEN", "CANCEL"])


def favour() -> Kind:
    """A kind such as a shop makes for itself: few states, no texts, and nobody but agents."""
    on, state, event = Rules(FavourState, FavourEvent, Situation), FavourState, FavourEvent
    agents = ("agent", "supervisor")
    machine = on.machine(
        "favour",
        "1",
        states={state.NEW: "initial", state.OPEN: "active", state.DONE: "done", state.CLOSED: "closed"},
        roles=agents,
        rules=(
            on(state.NEW, event.ASSIGN, to=state.OPEN, roles=agents),
            on(state.OPEN, event.RESOLVE, to=state.DONE, roles=agents, effects=(Effect("thank"), Effect("ask"))),
            on(state.DONE, event.REOPEN, to=state.OPEN, roles=agents),
            on((state.NEW, state.OPEN, state.DONE), event.CANCEL, to=state.CLOSED, roles=agents),
        ),
    )
    return Kind.of("favour", machine, cancels=("closed",), follow_up=Period.working_days(2))


# One line for each kind: this is the one place where it joins every test of this folder.
JOINED: tuple[Kind, ...] = (
    favour(),
    inquiry(),
)

# The same kinds under other policies: each switch is somewhere in another position.
VARIANTS: tuple[Kind, ...] = (
    inquiry(
        InquiryPolicy("never", closes="agent", close_after=None, on_hold_pauses=False, needs_assignee=False),
        version="strict",
    ),
    inquiry(InquiryPolicy("always", follow_up=Period.days(1)), version="open"),
)

# Rules that nobody can take under the usual policy, by kind; some other policy must let them happen.
NEVER: Mapping[str, frozenset[str]] = {
    # Whoever is assigned has opened it, so a new enquiry has nobody who could solve it.
    "inquiry": frozenset({"new -resolve-> resolved"}),
}

MONDAY = dt.datetime(2026, 3, 2, 1, 0, tzinfo=dt.UTC)
"""Monday 2 March 2026, 09:00 in Shanghai."""

CALENDAR = WorkingCalendar.for_country(
    "CN", tz="Asia/Shanghai", week="Mon-Fri 09:00-18:00", years=[2025, 2026], beyond_horizon="provisional"
)
METRICS = (
    (FIRST_RESPONSE, "30min"),
    (NEXT_RESPONSE, "4wh"),
    (TIME_TO_ASSIGNMENT, "2wh"),
    (RESOLUTION, "5wd"),
    (REQUESTER_WAIT, "7d"),
)
CLASSES = Vocabulary("class", (Term("question", "a question", "咨询"), Term("damage", "damage", "损坏")))


def every_action() -> tuple[type[Any], ...]:
    """All classes of actions, by name."""
    return tuple(sorted(get_args(TicketAction), key=action_name))


ACTIONS: Mapping[str, type[Any]] = {action_name(action): action for action in every_action()}


def desk_of(*kinds: Kind, **changes: Any) -> Desk:
    """A desk that keeps some kinds, all of which triage can lead to."""
    rules = tuple(
        TriageRule.of(kind.id, {"topic": kind.id}, class_id="question", kind=kind.id, en="a topic", zh="一种主题")
        for kind in kinds
    )
    words = tuple(Term(kind.id, kind.id, kind.id) for kind in kinds)
    # A topic beside those of the rules, so that no rule takes every ticket.
    topics = Vocabulary("topic", (*words, Term("anything", "anything else", "其他")))
    table = TriageTable("by_topic", (topics,), CLASSES, Vocabulary("kind", words), rules)
    policy = SlaPolicy(
        [metric for metric, _ in METRICS],
        [SlaTarget(metric, period) for metric, period in METRICS],
        {"shop": CALENDAR},
        id="shop",
    )
    return attrs.evolve(Desk(kinds, CALENDAR, policy, triage=table), **changes)


DESK = desk_of(*JOINED)


def desk_with(kind: Kind) -> Desk:
    """The desk with one kind in place of the usual one of its id."""
    return desk_of(*(kind if each.id == kind.id else each for each in JOINED))


# --- who acts ---------------------------------------------------------------------------------------------------------

ACTORS: Mapping[str, tuple[str, ...]] = {
    "customer": ("c1",),
    "agent": ("a1", "a2"),
    "coordinator": ("k1", "k2"),
    "technician": ("t1", "t2"),
    "supervisor": ("s1", "s2"),
    "manager": ("m1", "m2"),
    "platform": ("p1",),
    "system": ("system",),
}

# --- what an action says ----------------------------------------------------------------------------------------------

# By the name of a field: what it may hold, the usual thing first. Empty text is left to the one who varies.
WORDS: dict[str, tuple[Any, ...]] = {
    "assignee": ("a1", "a2"),
    "class_id": ("question", "damage", "none_such"),
    "priority": ("high", "low", "none_such"),
    "urgency": (None, "high"),
    "impact": (None, "low"),
    "level": (20, 30, 10, 99, -1),
    "score": (None, 1, 5),
    "relation": ("related", "duplicate_of"),
    "ticket_id": ("T-2", "T-1"),
    "task_id": ("t-1", "t-2"),
    "kind": ("none_such",),
    "channel": ("phone", "none_such"),
    "facts": ((("tier", "gold"),), (), (("region", "east"), ("tier", "silver"))),
    "line_ids": ((), ("l-1",), ("l-9",)),
    "reference_ids": ((), ("p-1",)),
    "into": (i.MergeTarget("T-9", "c1"), i.MergeTarget("T-1", "c1"), i.MergeTarget("T-9", "c2", "T-8")),
    "resume_at": (MONDAY + dt.timedelta(days=4), None),
}

# By the name of a fact that some guard reads: its values, the one that lets a ticket go on first.
FACTS: Mapping[str, tuple[str, ...]] = {
    "muted": ("no", "yes"),
    "tier": ("gold", "silver"),
    "region": ("east", "west"),
}


def _named(name: str, values: tuple[Any, ...] | None, kind: Any) -> tuple[Any, ...]:
    """The values of a field: by its name, else by its type."""
    if values is not None:
        return values
    origin, members = get_origin(kind), get_args(kind)
    if origin in (typing.Union, UnionType):
        inner = [value for member in members if member is not NoneType for value in _named(name, None, member)]
        return (*inner, None)
    if origin is Literal:
        return members
    if origin is tuple:
        return (*((value,) for value in _named(name, None, members[0])[:2]), ())
    plain: Mapping[Any, tuple[Any, ...]] = {
        str: (f"{name}-1", f"{name}-2"),
        bool: (False, True),
        int: (1, 2, 0),
        dt.datetime: (MONDAY + dt.timedelta(days=3), MONDAY + dt.timedelta(days=30)),
        dt.date: (dt.date(2026, 3, 5),),
        dt.timedelta: (dt.timedelta(hours=2),),
    }
    if kind in plain:
        return plain[kind]
    if attrs.has(kind):
        return (first_of(kind),)
    raise TypeError(f"field {name!r} of type {kind}: give it values in WORDS")


def values_of(cls: type[Any]) -> dict[str, tuple[Any, ...]]:
    """What each field of an action may hold."""
    hints, own = typing.get_type_hints(cls), WORDS | OWN_WORDS.get(cls, {})
    names = [field.name for field in attrs.fields(cls)]
    return {name: _named(name, own.get(name), hints[name]) for name in names}


def first_of(cls: type[Any]) -> Any:
    """An action with the usual values."""
    return cls(**{name: values[0] for name, values in values_of(cls).items()})


# Where a field's name means something else in one action: its values there, the usual thing first.
OWN_WORDS: dict[type[Any], dict[str, tuple[Any, ...]]] = {
    Reference: {"medium": ("photo", "video"), "id": ("p-2", "p-1")},
    d.FollowUp: {"is_solved": (True, False, None), "is_satisfied": (True, False, None)},
    d.Redact: {"refs": (("p-1",), ())},
}

# Which values are right can depend on the ticket: then a row here says which.
FITTING: Mapping[type[Any], Callable[[Ticket], Mapping[str, Any]]] = {
    d.Assign: lambda ticket: {"assignee": "a2" if ticket.assignee == "a1" else "a1"},
    d.FinishTask: lambda ticket: {"task_id": next(iter(ticket.tasks), "t-1")},
    d.OpenTask: lambda ticket: {"task_id": f"t-{len(ticket.tasks) + 3}"},
    d.Escalate: lambda ticket: {"level": 30 if ticket.level == 20 else 20},
    d.DeEscalate: lambda ticket: {"level": 20 if ticket.level == 30 else 10},
    i.Merge: lambda ticket: {"into": i.MergeTarget("T-9", ticket.customer_id)},
    i.Convert: lambda ticket: {"kind": next((kind.id for kind in JOINED if kind.id != ticket.kind), "none_such")},
}


def valid(cls: type[Any], ticket: Ticket, **changes: Any) -> Any:
    """An action of a class that says what it must on this ticket."""
    fitting = FITTING[cls](ticket) if cls in FITTING else {}
    return attrs.evolve(first_of(cls), **{**fitting, **changes})


def varied(cls: type[Any], chance: random.Random) -> Any:
    """Any action of a class: usual, odd, with required text missing."""
    kind = typing.get_type_hints(cls)
    chosen = {}
    for name, values in values_of(cls).items():
        empty = ("",) if kind[name] is str else ()
        chosen[name] = values[0] if chance.random() < 0.5 else chance.choice((*values, *empty))
    return cls(**chosen)


# --- driving ----------------------------------------------------------------------------------------------------------

Answer = Accepted[Any] | Refused


@attrs.define
class Story:
    """A ticket that is acted on, with everything that has happened to it."""

    desk: Desk
    ticket: Ticket
    events: list[TicketEvent]
    answers: list[tuple[TicketCommand[Any], Accepted[Any]]]

    def copy(self) -> "Story":
        """The same story, to go on in another way."""
        return Story(self.desk, self.ticket, [*self.events], [*self.answers])

    def command(self, action: Any, role: str, *, actor: str = "", minutes: float = 1, at: Any = None) -> Any:
        """A command of somebody who has seen the ticket as it is."""
        when = self.ticket.item.last_activity_at + dt.timedelta(minutes=minutes) if at is None else at
        key = f"k{len(self.events) + 1}"
        return TicketCommand(action, when, actor or ACTORS[role][0], role, key, self.ticket.version)

    def do(self, action: Any, role: str = "agent", **how: Any) -> Answer:
        """Try an action, and go on with the ticket where it is accepted."""
        command = self.command(action, role, **how)
        answer = decide(self.desk, self.ticket, command)
        if isinstance(answer, Accepted):
            self.events += answer.events
            self.answers.append((command, answer))
            for event in answer.events:
                self.ticket = evolve(self.desk, self.ticket, event)
        return answer

    def expect(self, action: Any, role: str = "agent", **how: Any) -> "Story":
        """Do what must be accepted."""
        answer = self.do(action, role, **how)
        assert isinstance(answer, Accepted), (self.ticket.kind, self.ticket.state, action, role, answer)
        return self


def opening(kind: str, id: str = "T-1", **changes: Any) -> OpenCommand:
    """The command that opens a ticket of a kind."""
    action = Open(
        kind, "c1", "wechat", facts=(("topic", kind),), line_ids=("l-1", "l-2"), references=(Reference("p-1", "photo"),)
    )
    return OpenCommand(id, attrs.evolve(action, **changes), MONDAY, "c1", "customer", "k1")


def opened(kind: str, *, desk: Desk = DESK, id: str = "T-1", **changes: Any) -> Story:
    """A story that has just begun."""
    answer = open_ticket(desk, opening(kind, id, **changes))
    assert isinstance(answer, Accepted), answer
    return Story(desk, replay(desk, answer.events), [*answer.events], [])


# What to do about a refusal, by its reason's code; a missing fact and a timer that is not due are seen to without.
REMEDIES: Mapping[str, Callable[[Ticket, Reason], Any]] = {
    "has_assignee": lambda ticket, _: valid(d.Assign, ticket),
    "no_open_tasks": lambda ticket, _: valid(d.FinishTask, ticket),
    "no_customer_waiting": lambda ticket, _: valid(d.AgentReply, ticket),
}

# What may lie behind a ticket of a state and would seldom come about by chance, by kind and state.
PASTS: Mapping[tuple[str, str], tuple[tuple[tuple[Any, str], ...], ...]] = {
    ("inquiry", "waiting_customer"): (((d.CustomerReply("m-1", True, True), "customer"),),),
}

# Facts that a ticket must have before a way can be gone, by kind and the state that it leads to.
NEEDED: Mapping[tuple[str, str], Mapping[str, str]] = {}


def _remedied(story: Story, answer: Refused) -> dt.datetime | bool:
    """Do something about a refusal: True where something was done, or the instant to wait for."""
    for reason in answer.reasons:
        due = reason.param("due_at")
        if isinstance(due, dt.datetime):
            return due
        fact = reason.param("fact")
        if reason.kind == "missing" and isinstance(fact, str) and fact in FACTS:
            story.expect(d.SetFacts(((fact, FACTS[fact][0]),)))
            return True
        if reason.code in REMEDIES:
            story.expect(REMEDIES[reason.code](story.ticket, reason))
            return True
    return False


def take(story: Story, rule: Rule[str, str, Any]) -> Story:
    """Go along one rule, doing on the way what its refusals ask for."""
    roles = [role for role in ACTORS if role in rule.roles]
    refusals: list[Any] = []
    for role in roles:
        for actor in ACTORS[role]:
            at = None
            for _ in range(9):
                here = story.ticket.state
                answer = story.do(valid(ACTIONS[rule.event], story.ticket), role, actor=actor, at=at)
                if isinstance(answer, Accepted):
                    assert story.ticket.state == rule.target, (rule.text, here, story.ticket.state)
                    return story
                refusals.append((role, answer.reasons))
                remedy = _remedied(story, answer)
                if remedy is False:
                    break
                at = None if remedy is True else max(remedy, story.ticket.item.last_activity_at)
    raise AssertionError(f"no way along {rule.text}: {refusals}")


def reached(kind: Kind, state: str, *, desk: Desk = DESK) -> Story:
    """A story that has come to a state of a kind by the shortest way."""
    story = opened(kind.id, desk=desk)
    facts = NEEDED.get((kind.id, state))
    if facts:
        story.expect(d.SetFacts(tuple(sorted(facts.items()))))
    way = paths(kind.machine).to(state)
    assert way is not None, f"no way leads to {state}"
    for rule in way:
        take(story, rule)
    assert story.ticket.state == state
    return story


def walks(kind: Kind, *, desk: Desk = DESK) -> Iterator[Story]:
    """One story for each state of a kind."""
    return (reached(kind, state, desk=desk) for state, _ in kind.machine.states)
