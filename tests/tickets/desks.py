"""One desk with every kind of ticket, and short ways to act on it; a further kind joins by one line of `JOINED`.

What an action's fields may hold is told by the field's name (`WORDS`) or type, so a new action needs nothing here
unless its fields have names that say too little; what it needs beyond that is a row of a table below.
"""

import datetime as dt
import random
import typing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from enum import StrEnum
from functools import cache
from itertools import islice, product
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.lifecycle import Accepted, Allowed, Effect, Migration, Refused, Rule, Rules, paths
from aftersales_core.money import Money
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
    TriageRule,
    TriageTable,
    Vocabulary,
    available,
    decide,
    evolve,
    open_ticket,
    replay,
)
from aftersales_core.tickets.actions import desk as d
from aftersales_core.tickets.actions import feedback as f
from aftersales_core.tickets.actions import incident as n
from aftersales_core.tickets.actions import inquiry as i
from aftersales_core.tickets.actions import repair as r
from aftersales_core.tickets.actions import returns as rt
from aftersales_core.tickets.incident_plan import INCIDENT_PLAN
from aftersales_core.tickets.kinds.complaint import ComplaintPolicy, complaint
from aftersales_core.tickets.kinds.csat import CsatPolicy, csat
from aftersales_core.tickets.kinds.feedback import FeedbackPolicy, feedback
from aftersales_core.tickets.kinds.incident import incident
from aftersales_core.tickets.kinds.inquiry import InquiryPolicy, inquiry
from aftersales_core.tickets.kinds.repair import RepairPolicy, repair
from aftersales_core.tickets.kinds.returns import ReturnCasePolicy, returns
from aftersales_core.tickets.line_machines import RETURN_LINES
from aftersales_core.tickets.lines import COMPLETED, Acceptance
from aftersales_core.tickets.references import Reference
from aftersales_core.tickets.return_facts import agreed_refund
from aftersales_core.tickets.slots import booked_slot
from aftersales_core.tickets.ticket import action_name
from aftersales_core.worktime import Period, WorkingCalendar

FavourState = StrEnum("FavourState", ["NEW", "OPEN", "DONE", "CLOSED"])
FavourEvent = StrEnum("FavourEvent", ["ASSIGN", "RESOLVE", "REOPEN", "CANCEL"])


def favour(version: str = "1", migrations: Iterable[Migration[Any]] = ()) -> Kind:
    """A kind such as a shop makes for itself: few states, no texts, and nobody but agents."""
    on, state, event = Rules(FavourState, FavourEvent, Situation), FavourState, FavourEvent
    agents = ("agent", "supervisor")
    machine = on.machine(
        "favour",
        version,
        states={state.NEW: "initial", state.OPEN: "active", state.DONE: "done", state.CLOSED: "closed"},
        roles=agents,
        rules=(
            on(state.NEW, event.ASSIGN, to=state.OPEN, roles=agents),
            on(state.OPEN, event.RESOLVE, to=state.DONE, roles=agents, effects=(Effect("thank"), Effect("ask"))),
            on(state.DONE, event.REOPEN, to=state.OPEN, roles=agents),
            on((state.NEW, state.OPEN, state.DONE), event.CANCEL, to=state.CLOSED, roles=agents),
        ),
        migrations=migrations,
    )
    return Kind.of("favour", machine, cancels=("closed",), follow_up=Period.working_days(2))


# One line for each kind: this is the one place where it joins every test of this folder.
JOINED: tuple[Kind, ...] = (
    favour(),
    inquiry(),
    complaint(),
    feedback(),
    csat(),
    repair(),
    incident(),
    returns(),
)

# The same kinds under other policies: each switch is somewhere in another position.
VARIANTS: tuple[Kind, ...] = (
    inquiry(
        InquiryPolicy("never", closes="agent", close_after=None, on_hold_pauses=False, needs_assignee=False),
        version="strict",
    ),
    inquiry(InquiryPolicy("always", follow_up=Period.days(1)), version="open"),
    complaint(
        ComplaintPolicy(
            acknowledge_after=None,
            early_settlement=None,
            external_window=None,
            close_after=None,
            four_eyes=False,
            needs_verification=True,
            needs_notice=False,
            follow_up=Period.days(1),
        ),
        version="other",
    ),
    feedback(FeedbackPolicy(needs_moderation=False, staff_votes=True, rewards="complete"), version="other"),
    csat(CsatPolicy(by_phone=True), version="other"),
    repair(
        RepairPolicy(
            quotes="always",
            needs_location=False,
            needs_acceptance_code=False,
            needs_other_checker=False,
            redo_if_dissatisfied=False,
            staff_may_cancel=True,
            waiting_parts_pauses=False,
        ),
        version="other",
    ),
    returns(
        ReturnCasePolicy(
            seller_silence="platform",
            pickup=True,
            needs_lines_decided=True,
            evidence=("damage",),
            needs_decision=True,
            refusal_needs_evidence=False,
            cancel_in_transit=True,
            staff_may_cancel=True,
            follow_up=Period.days(1),
        ),
        version="other",
    ),
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
    "kind": ("inquiry", "none_such"),
    "channel": ("phone", "none_such"),
    "facts": ((("tier", "gold"),), (), (("region", "east"), ("tier", "silver"))),
    "line_ids": ((), ("l-1",), ("l-9",)),
    "reference_ids": ((), ("p-1",)),
    "into": (i.MergeTarget("T-9", "c1"), i.MergeTarget("T-1", "c1"), i.MergeTarget("T-9", "c2", "T-8")),
    "refund": (Money("39.90", "CNY"), Money("1", "CNY"), Money("39.90", "USD"), None),
    "severity": ("low", "high", "slip"),
    "subjects": ((), ("a1",), ("s1", "a2"), None),
    "line_id": ("l-1", "l-2", "l-9"),
    "remedy": ("return", "refund_only", "exchange", "none_such"),
    "amount": ("39.90", "39.9", "12"),
    "currency": ("CNY", "USD"),
    "resume_at": (MONDAY + dt.timedelta(days=4), None),
}

# Facts that some guard of a kind reads, with their values; a usual one comes first.
FACTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "favour": {"tier": ("gold", "silver")},
    "inquiry": {"muted": ("no", "yes")},
    "complaint": {"tier": ("gold", "silver")},
    "feedback": {"moderated": ("yes", "no")},
    "csat": {"tier": ("gold", "silver")},
    "return": {
        "eligible": ("yes", "review", "no"),
        "goods_at": ("customer", "shop", "carrier"),
        "refund_amount": ("39.90",),
        "refund_currency": ("CNY",),
        "remedy": ("return", "refund_only", "exchange"),
        "return_address": ("a-1",),
        "stock_reserved": ("yes", "no"),
    },
    "incident": {"is_drill": ("no", "yes")},
    "repair": {
        "in_warranty": ("yes", "no"),
        "service_mode": ("on_site", "mail_in", "carry_in", "self_repair", "odd"),
    },
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


DAY = dt.timedelta(days=1)
SLOT: dict[str, tuple[Any, ...]] = {
    "start_at": (MONDAY + DAY, MONDAY + 3 * DAY),
    "end_at": (MONDAY + 4 * DAY, MONDAY + 500 * DAY),
    "is_slot_free": (True, False, None),
}

# Whose duty is which in the emergency plan that comes with the library.
DUTIES = {
    "coordinator": "keep_service_running",
    "manager": "disclose",
    "supervisor": "inform_consumers",
    "technician": "investigate",
}

# Where a field's name means something else in one action: its values there, the usual thing first.
OWN_WORDS: dict[type[Any], dict[str, tuple[Any, ...]]] = {
    Reference: {"medium": ("photo", "video"), "id": ("p-2", "p-1")},
    d.FollowUp: {"is_solved": (True, False, None), "is_satisfied": (True, False, None)},
    d.Redact: {"refs": (("p-1",), ())},
    f.Rate: {"score": (5, 1, 3, 0, 11)},
    f.MarkDuplicate: {"original": (f.Original("T-9", "feedback"), f.Original("T-1", "feedback", "T-8"), None)},
    n.Activate: {"plan_id": (INCIDENT_PLAN.id, "none_such"), "severity": ("major", "slip")},
    n.ReportDuty: {"duty_id": (*DUTIES.values(), "notify_authority", "none_such")},
    r.Appoint: SLOT | {"assignee": ("t1", None)},
    r.Reschedule: SLOT,
    r.ConfirmOk: {"is_satisfied": (True, False, None)},
}

LINE_ACTIONS = tuple(ACTIONS[event] for _, machine in RETURN_LINES.machines for event in machine.known_events)

# Which values are right can depend on the ticket, the time and the role: then a row here says which.
FITTING: Mapping[type[Any], Callable[[Ticket, dt.datetime, str], Mapping[str, Any]]] = {
    d.Assign: lambda ticket, _, __: {"assignee": "a3" if ticket.assignee == "a4" else "a4"},
    d.FinishTask: lambda ticket, _, __: {"task_id": next(iter(ticket.tasks), "t-1")},
    d.OpenTask: lambda ticket, _, __: {"task_id": f"task-{ticket.version}"},
    d.Escalate: lambda ticket, _, __: {"level": 30 if ticket.level == 20 else 20},
    d.DeEscalate: lambda ticket, _, __: {"level": 20 if ticket.level == 30 else 10},
    i.Merge: lambda ticket, _, __: {"into": i.MergeTarget("T-9", ticket.customer_id)},
    i.Convert: lambda ticket, _, __: {"kind": next(kind.id for kind in JOINED if kind.id != ticket.kind)},
    f.MarkDuplicate: lambda ticket, _, __: {"original": f.Original("T-9", ticket.kind)},
    n.ReportDuty: lambda _, __, role: {"duty_id": DUTIES.get(role, "none_such")},
    rt.RefundDone: lambda ticket, _, __: {"refund": agreed_refund(ticket) or Money("39.90", "CNY")},
    rt.RefundOffline: lambda ticket, _, __: {"refund": agreed_refund(ticket)},
    **{line_action: lambda ticket, _, __, c=line_action: _line(c, ticket) for line_action in LINE_ACTIONS},
    r.AcceptQuote: lambda ticket, _, __: {"quote_ref": given.quote_ref} if (given := ticket.last(r.Triage)) else {},
    r.Accept: lambda ticket, _, __: {"acceptance_code": code} if (code := _code(ticket)) else {},
    r.Recur: lambda ticket, _, __: {"fault_code": fault} if (fault := ticket.fact("fault")) else {},
    r.Appoint: lambda _, at, __: {"start_at": at + DAY, "end_at": at + 2 * DAY},
    r.Reschedule: lambda _, at, __: {"start_at": at + DAY, "end_at": at + 2 * DAY},
}


def _line(cls: type[Any], ticket: Ticket) -> Mapping[str, Any]:
    """The first line that something can be done to, if there is one."""
    for _, machine in RETURN_LINES.machines:
        for line in ticket.lines:
            is_reception = line.reception in machine.steps
            state = line.reception if is_reception else line.acceptance
            if action_name(cls) in machine.steps[state] and (is_reception or line.reception in COMPLETED):
                return {"line_id": line.id}
    return {}


def _code(ticket: Ticket) -> str:
    """The code that a customer was given to accept a repair by."""
    passed = ticket.last(r.QcPass)
    return "" if passed is None else passed.acceptance_code


def valid(cls: type[Any], ticket: Ticket, at: dt.datetime | None = None, role: str = "agent") -> Any:
    """An action of a class that says what it must on this ticket, now or at a later time."""
    moment = ticket.item.last_activity_at if at is None else at
    return attrs.evolve(first_of(cls), **(FITTING[cls](ticket, moment, role) if cls in FITTING else {}))


def one_offs(cls: type[Any]) -> list[Any]:
    """Actions of a class that differ from the usual one in one field: each other value of each, and nothing at all."""
    kind, usual = typing.get_type_hints(cls), first_of(cls)
    found = []
    for name, values in values_of(cls).items():
        for value in (*values[1:], *(("",) if kind[name] is str else ())):
            with suppress(InvalidDefinition):
                found.append(attrs.evolve(usual, **{name: value}))
    return found


def varied(cls: type[Any], chance: random.Random) -> Any:
    """Any action of a class: usual, odd, with required text missing; but none that cannot be made at all."""
    kind = typing.get_type_hints(cls)
    while True:
        chosen = {}
        for name, values in values_of(cls).items():
            empty = ("",) if kind[name] is str else ()
            chosen[name] = values[0] if chance.random() < 0.5 else chance.choice((*values, *empty))
        with suppress(InvalidDefinition):
            return cls(**chosen)


# --- driving ----------------------------------------------------------------------------------------------------------

Answer = Accepted[Any] | Refused


@attrs.define(repr=False)
class Story:
    """A ticket that is acted on, with everything that has happened to it."""

    desk: Desk
    ticket: Ticket
    events: list[Any]
    answers: list[tuple[TicketCommand[Any], Accepted[Any]]]

    def __repr__(self) -> str:
        """Say what was done, without the desk's whole rules."""
        steps = [f"{wish.role}:{wish.event}" for wish, _ in self.answers]
        return f"<{self.ticket.kind} {self.ticket.state} at {self.ticket.item.last_activity_at}: {' '.join(steps)}>"

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


# Who opens a ticket that no customer may open.
OPENERS: Mapping[str, str] = {"incident": "agent"}


def opening(kind: str, id: str = "T-1", **changes: Any) -> OpenCommand:
    """The command that opens a ticket of a kind."""
    action = Open(
        kind, "c1", "wechat", facts=(("topic", kind),), line_ids=("l-1", "l-2"), references=(Reference("p-1", "photo"),)
    )
    action = attrs.evolve(action, **changes)
    known = DESK.kind(kind)
    # What decides something is for staff to state, so whoever states it opens as staff.
    is_stated = known is not None and known.staff_facts & dict(action.facts).keys()
    role = "agent" if is_stated else OPENERS.get(kind, "customer")
    return OpenCommand(id, action, MONDAY, ACTORS[role][0], role, "k1")


def opened(kind: str, *, desk: Desk = DESK, id: str = "T-1", **changes: Any) -> Story:
    """A story that has just begun."""
    answer = open_ticket(desk, opening(kind, id, **changes))
    assert isinstance(answer, Accepted), answer
    return Story(desk, replay(desk, answer.events), [*answer.events], [])


# What a way to a state should come through, so that more can be done there, by kind and state.
THROUGH: Mapping[tuple[str, str], frozenset[str]] = {
    ("repair", "follow_up"): frozenset({"start_repair", "repaired"}),
    ("repair", "closed"): frozenset({"start_repair", "repaired", "accept"}),
}


def _decide_a_line(ticket: Ticket, _reason: Reason) -> tuple[Any, str]:
    """Let the next line come in, or accept one that has."""
    is_in = any(line.reception in COMPLETED and line.acceptance == Acceptance.PENDING for line in ticket.lines)
    return valid(ACTIONS["accept_line" if is_in else "receive_line"], ticket), "agent"


# What to do about a refusal, by its reason's code: an action and who does it, or the instant to wait for.
REMEDIES: Mapping[str, Callable[[Ticket, Reason], tuple[Any, str] | dt.datetime | None]] = {
    "verified": lambda ticket, _: (valid(ACTIONS["find_founded"], ticket), "agent"),
    "evidence_incomplete": lambda _, __: (d.Attach(Reference("p-7", "photo", "damage")), "customer"),
    "lines_undecided": _decide_a_line,
    "lines_accepted_already": lambda ticket, _: (valid(ACTIONS["reject_line"], ticket), "agent"),
    "has_assignee": lambda ticket, _: (valid(d.Assign, ticket), "agent"),
    "engineer_assigned": lambda ticket, _: (valid(d.Assign, ticket), "agent"),
    "no_open_tasks": lambda ticket, _: (valid(d.FinishTask, ticket), "agent"),
    "no_customer_waiting": lambda ticket, _: (valid(d.AgentReply, ticket), "agent"),
    "duty_missing": lambda _, reason: (n.ReportDuty(str(reason.param("duty"))), str(reason.param("role"))),
    "slot_begun": lambda ticket, _: None if (slot := booked_slot(ticket)) is None else slot.start_at,
    "engineer_late": lambda ticket, _: None if (slot := booked_slot(ticket)) is None else slot.start_at + DAY,
}

# What may lie behind a ticket of a state and would seldom come about by chance, by kind and state.
PASTS: Mapping[tuple[str, str], tuple[tuple[tuple[Any, str], ...], ...]] = {
    ("return", "requested"): (((rt.Modify(), "customer"),),),
    ("return", "negotiating"): (
        (
            (rt.RefuseTerms(), "customer"),
            (rt.ProposeTerms("refund_only", Money("12.00", "CNY")), "agent"),
        ),
    ),
    ("inquiry", "waiting_customer"): (((d.CustomerReply("m-1", True, True), "customer"),),),
}


def _remedied(story: Story, answer: Refused) -> dt.datetime | bool:
    """Do something about a refusal: True where something was done, or the instant to wait for."""
    for reason in answer.reasons:
        due = reason.param("due_at")
        if isinstance(due, dt.datetime):
            return due
        remedy = REMEDIES[reason.code](story.ticket, reason) if reason.code in REMEDIES else None
        if isinstance(remedy, tuple):
            return isinstance(story.do(*remedy), Accepted)
        if remedy is not None:
            return remedy
    return False


def _tried(story: Story, rule: Rule[str, str, Any], role: str, actor: str, action: Any) -> str:
    """Go along a rule as somebody, doing on the way what refusals ask for; empty where the ticket came there."""
    at = None
    answer: Answer = Refused(())
    for _ in range(9):
        wish = valid(ACTIONS[rule.event], story.ticket, at, role) if action is None else action
        answer = story.do(wish, role, actor=actor, at=at)
        if isinstance(answer, Accepted):
            return "" if story.ticket.state == rule.target else f"came to {story.ticket.state}"
        remedy = _remedied(story, answer)
        if remedy is False:
            break
        at = None if remedy is True else max(remedy, story.ticket.item.last_activity_at)
    return f"{role} refused: {answer.reasons}" if isinstance(answer, Refused) else ""


def _any(_story: Story) -> bool:
    """Be content with a rule that leads to the same state."""
    return True


def take(
    story: Story, rule: Rule[str, str, Any], *, actions: Iterable[Any] = (), is_it: Callable[[Story], bool] = _any
) -> Story:
    """Go along one rule, with whatever facts it needs, as whoever may, saying what fits or one of the actions given."""
    facts = sorted(FACTS.get(story.ticket.kind, {}).items())
    combined = product(*([(name, value) for value in values] for name, values in facts))
    people = [(role, actor) for role, actors in ACTORS.items() if role in rule.roles for actor in actors]
    why: list[str] = []
    for known, action, (role, actor) in product([(), *combined], [None, *actions], people):
        trial = story.copy()
        if known:
            trial.expect(d.SetFacts(known))
        why.append(_tried(trial, rule, role, actor, action))
        if not why[-1] and is_it(trial):
            return trial
    raise NoWay(f"no way along {rule.text}: {sorted(set(why))}")


class NoWay(AssertionError):
    """A rule that could not be taken, and everything that stood against it."""


def ways(kind: Kind, start: str, end: str) -> Iterator[tuple[Rule[str, str, Any], ...]]:
    """Every way from a state to another that comes through no state twice, shorter ones first."""
    waiting: deque[tuple[Rule[str, str, Any], ...]] = deque([()])
    while waiting:
        way = waiting.popleft()
        here = way[-1].target if way else start
        if here == end:
            yield way
            continue
        past = {start, *(rule.target for rule in way)}
        waiting += [(*way, rule) for rule in kind.machine.rules if rule.source == here and rule.target not in past]


def along(story: Story, way: Iterable[Rule[str, str, Any]]) -> Story:
    """Go a whole way; NoWay where it cannot be gone."""
    for rule in way:
        story = take(story, rule)
    return story


@cache
def reached(kind: Kind, state: str, desk: Desk = DESK) -> Story:
    """A story that has come to a state of a kind by the shortest way that can be gone; copy it to go on."""
    why: list[str] = []
    shortest = paths(kind.machine).to(state)
    assert shortest is not None, f"no way leads to {state}"
    for way in (shortest, *islice(ways(kind, kind.machine.initial, state), 200)):
        try:
            story = along(opened(kind.id, desk=desk), way)
        except NoWay as error:
            why.append(str(error))
        else:
            assert story.ticket.state == state
            return story
    raise NoWay(f"no way to {state}: {sorted(set(why))}")


def driven(kind: Kind, rule: Rule[str, str, Any], desk: Desk, is_it: Callable[[Story], bool]) -> Story:
    """A story whose last step is one rule: some way to its state, then that event until it is that rule's turn."""
    chance = random.Random(1)  # noqa: S311 - the same attempts each time
    actions = [*one_offs(ACTIONS[rule.event]), *(varied(ACTIONS[rule.event], chance) for _ in range(6))]
    others = [each for each in kind.machine.rules if (each.source, each.event) == (rule.source, rule.event)]
    why: list[str] = []
    through = THROUGH.get((kind.id, rule.source), frozenset())
    every = ways(kind, kind.machine.initial, rule.source)
    arrivals = islice((way for way in every if through <= {step.event for step in way}), 60)
    for way, past in product(arrivals, ((), *PASTS.get((kind.id, rule.source), ()))):
        try:
            story = along(opened(kind.id, desk=desk), way)
            for action, role in past:
                story.expect(action, role)
            for _ in range(4):
                try:
                    return take(story, rule, actions=actions, is_it=is_it)
                except NoWay as error:
                    why.append(str(error))
                # Another rule of the event may have to come first, some times over: a count, a deadline.
                other = next(each for each in others if each is not rule)
                story = along(take(story, other), next(ways(kind, other.target, rule.source)))
        except (NoWay, StopIteration) as error:
            why.append(str(error))
    raise NoWay(f"never taken: {rule.text}: {sorted(set(why))}")


def walks(kind: Kind, *, desk: Desk = DESK) -> Iterator[Story]:
    """One story for each state of a kind."""
    return (reached(kind, state, desk) for state, _ in kind.machine.states)


LIFE_WAITS = (0, 1, 1, 30, 600, 3000, 12_000)


def lived(kind: str, seed: int, length: int, *, desk: Desk = DESK, story: Story | None = None) -> Story:
    """A ticket's life by chance: mostly what is possible, now and then what is not; the same seed, the same life."""
    chance = random.Random(seed)  # noqa: S311 - a life that can be lived again, not a secret
    if story is None:
        early = MONDAY - dt.timedelta(minutes=chance.choice((0, 5, 3000)))
        story = opened(kind, desk=desk, received_at=chance.choice((None, early)))
    if chance.random() < 0.5:
        facts = tuple((name, chance.choice(values)) for name, values in sorted(FACTS[kind].items()))
        story.expect(d.SetFacts(facts))
    for _ in range(length):
        role = chance.choice(("customer", "agent", "agent", "supervisor", "system", "technician", "platform"))
        at = story.ticket.item.last_activity_at + dt.timedelta(minutes=chance.choice(LIFE_WAITS))
        actor = chance.choice(ACTORS[role])
        may = available(desk, story.ticket, at=at, actor=actor, role=role)
        if chance.random() < 0.2:
            fact, values = chance.choice(sorted(FACTS[kind].items()))
            story.do(d.SetFacts(((fact, chance.choice(values)),)), at=at)
        names = [name for name, answer in may.items() if isinstance(answer, Allowed)]
        own = [name for name in names if name in desk_kind(desk, story.ticket).machine.known_events]
        name = chance.choice(own or names or ["note"]) if chance.random() < 0.7 else chance.choice(names or ["note"])
        cls = ACTIONS[name]
        story.do(
            valid(cls, story.ticket, at) if chance.random() < 0.7 else varied(cls, chance), role, actor=actor, at=at
        )
    return story


@cache
def harvest(kind: Kind, desk: Desk, lives: int) -> Mapping[str, tuple[Ticket, ...]]:
    """Tickets of every state that some lives came through."""
    found: dict[str, list[Ticket]] = {}
    for seed in range(lives):
        story = lived(kind.id, seed, 24, desk=desk)
        ticket = replay(desk, story.events[:1])
        for event in story.events[1:]:
            ticket = evolve(desk, ticket, event)
            found.setdefault(ticket.state, []).append(ticket)
    return {state: tuple(tickets) for state, tickets in found.items()}


def desk_kind(desk: Desk, ticket: Ticket) -> Kind:
    """The kind that a ticket obeys."""
    kind = desk.kind_of(ticket)
    assert kind is not None
    return kind
