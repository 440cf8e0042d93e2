"""Every pair of a state and an event of every lifecycle, tried a thousand times by everybody in every condition.

A state's pool is a few dozen tickets that came there and lived on a little; a situation is one of them with a time, a
person and the version that they saw; in each situation every event of the lifecycle and of the desk is tried, and one
event of some other kind. So the floor of attempts holds for each pair by itself, and the test of a state names the
pairs below it, and the rules that were never taken.
"""

import copy
import datetime as dt
import importlib
import random
import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pkgutil import iter_modules
from typing import Any

import attrs
import pytest

from aftersales_core.instants import micros
from aftersales_core.lifecycle import Accepted, Allowed, Attempt, Blocked, Machine, Refused, Rule, paths
from aftersales_core.messages import MESSAGES, render
from aftersales_core.reasons import Catalogue, Reason
from aftersales_core.tickets import (
    Desk,
    Kind,
    Situation,
    Ticket,
    TicketCommand,
    available,
    decide,
    evolve,
    kinds,
    replay,
)
from aftersales_core.tickets.actions import desk as d
from aftersales_core.tickets.desk_machine import DESK_MACHINE
from aftersales_core.tickets.line_machines import RETURN_LINES
from aftersales_core.tickets.lines import ReturnLine
from tests.tickets.desks import (
    ACTIONS,
    ACTORS,
    DESK,
    FACTS,
    JOINED,
    NEVER,
    PASTS,
    VARIANTS,
    NoWay,
    Story,
    desk_with,
    driven,
    harvest,
    one_offs,
    opened,
    reached,
    valid,
    varied,
)

FLOOR = 1_000
POOL = 48
LIVES = 80
"""Whole lives by chance, whose tickets join the pools of the states that they come through."""

PAYLOADS = 8
FOLDED = 24
"""How many of the accepted attempts of a pair are folded; folding costs more than deciding."""

KEY = "another"
NOT_COMMANDS = frozenset({"flow_ended", "flow_reopened"})
STATES = [(DESK, kind, state) for kind in JOINED for state, _ in kind.machine.states]
# The same under other policies, with fewer attempts: what the switches of a kind add is a few rules.
OTHERS = [(desk_with(kind), kind, state) for kind in VARIANTS for state, _ in kind.machine.states]
FEW = FLOOR // 10
UNWATCHED_AFTER = 25
WAITS = (0, 0, 1, 60, 24 * 60, 3 * 24 * 60, 8 * 24 * 60, 15 * 24 * 60, 40 * 24 * 60, 400 * 24 * 60)
# Nobody told these roles what they have to report, so whatever they say is refused.
SAYS_TOO_MUCH = {("report_duty", "agent")}
NOT_THIS_LINE = ("unknown_line", "no_lines", "illegal_event")
ROLE = ("role_not_permitted", "unknown_role")
BRACE = re.compile(r"[{}]")


def events_of(kind: Kind) -> tuple[str, ...]:
    """Every event that is somebody's wish, of the lifecycle and of the desk."""
    of_desk = [event for event in DESK_MACHINE.events if event not in NOT_COMMANDS]
    return tuple(dict.fromkeys((*kind.machine.events, *of_desk, *line_events(kind))))


def line_events(kind: Kind) -> tuple[str, ...]:
    """Every event of a line of a kind that has lines."""
    return tuple(event for _, machine in line_machines(kind) for event in machine.events)


def line_machines(kind: Kind) -> tuple[tuple[str, Machine[str, str, Any]], ...]:
    """The machines of a kind's lines, by region."""
    return () if kind.lines is None else kind.lines.machines


def judge_of(kind: Kind, state: str, source: str) -> Machine[str, str, Any]:
    """The machine that an event comes of, by the state that it starts from."""
    if source == state:
        return kind.machine
    return next((machine for _, machine in line_machines(kind) if source in machine.steps), DESK_MACHINE)


def line_of(ticket: Ticket, action: Any) -> ReturnLine | None:
    """The line that an action names."""
    return next((line for line in ticket.lines if line.id == getattr(action, "line_id", None)), None)


def lived_on(story: Story, kind: Kind, chance: random.Random) -> Ticket:
    """A ticket of the same state with something more behind it: facts, tasks, messages, whatever leaves it there."""
    story, state = story.copy(), story.ticket.state
    past = chance.choice(((), *PASTS.get((kind.id, state), ())))
    for action, who in past:
        story.expect(action, who)
    stay = [
        *(rule.event for rule in kind.machine.rules if rule.source == rule.target == state),
        *("set_facts", "set_facts", "set_facts", "assign", "open_task", "customer_reply", "agent_reply", "escalate"),
        *("follow_up", "contact", "hand_over", "finish_task", "open_task"),
    ]
    for _ in range(chance.randrange(9)):
        name = chance.choice(stay)
        action = varied(ACTIONS[name], chance) if chance.random() < 0.5 else valid(ACTIONS[name], story.ticket)
        if name == "set_facts":
            fact, values = chance.choice(sorted(FACTS[kind.id].items()))
            action = d.SetFacts(((fact, chance.choice(values)),))
        role = chance.choice(("customer", "agent", "supervisor", "system", "technician"))
        command = story.command(action, role, minutes=chance.choice((1, 1, 90, 1500)))
        answer = decide(story.desk, story.ticket, command)
        if isinstance(answer, Accepted) and answer.events[0].target in (state, "desk_live", "desk_final"):
            story.do(action, role, at=command.at)
    return story.ticket


def passes(rule: Rule[str, str, Any], attempt: Attempt, situation: Situation) -> bool:
    """Judge a rule by hand: its role, all its guards, and for the system its timer."""
    if attempt.role not in rule.roles:
        return False
    if any(guard.check(situation, attempt) not in (True, ()) for guard in rule.guards):
        return False
    if rule.after is None or attempt.role != "system":
        return True
    if isinstance(rule.after, str):
        due = getattr(situation, rule.after)
        return due is not None and attempt.at >= due
    item = attempt.item
    anchors = {"entered": item.entered_at, "last_activity": item.last_activity_at, "opened": item.opened_at}
    return micros(attempt.at) >= micros(rule.after.deadline(anchors[rule.anchor], situation.desk.calendar).instant)


def expected(machine: Machine[str, str, Situation], state: str, name: str, attempt: Attempt, facts: Situation) -> Any:
    """The first rule that passes, found in the plain list of rules."""
    rules = (rule for rule in machine.rules if rule.source == state and rule.event == name)
    return next((rule for rule in rules if passes(rule, attempt, facts)), None)


@attrs.define
class Trial:
    """What is counted and remembered while one state is tried."""

    desk: Desk
    kind: Kind
    state: str
    chance: random.Random
    of_lines: frozenset[str]
    tried: Counter[str] = attrs.field(factory=Counter)
    accepted: Counter[str] = attrs.field(factory=Counter)
    retried: Counter[str] = attrs.field(factory=Counter)
    taken: set[tuple[str, int]] = attrs.field(factory=set)
    rendered: set[tuple[str, tuple[str, ...]]] = attrs.field(factory=set)

    def texts(self, reason: Reason) -> None:
        """Every reason reads well in both languages, whatever its parameters are."""
        shape = (reason.code, tuple(name for name, _ in reason.params))
        if shape in self.rendered:
            return
        self.rendered.add(shape)
        lines = (machine.catalogue for _, machine in line_machines(self.kind))
        for catalogue in (self.kind.machine.catalogue, DESK_MACHINE.catalogue, *lines):
            texts = [render(reason, lang, catalogue) for lang in ("zh", "en")] if speaks(reason, catalogue) else []
            if texts:
                assert all(texts)
                assert not any(map(BRACE.search, texts)), (reason, texts)
                return
        raise AssertionError(f"no catalogue has a text for {reason}")

    def refused(self, command: TicketCommand[Any], answer: Refused, offered: Any, ticket: Ticket, name: str) -> None:
        """A refusal says why, and what was offered as possible is refused for what was said only."""
        reasons = answer.reasons
        assert reasons
        for reason in reasons:
            self.texts(reason)
        assert len(set(reasons)) == len(reasons)
        first = reasons[0]
        if command.expected_version not in (None, ticket.version):
            assert len(reasons) == 1
            assert first.code in ("stale_version", "earlier_than_last", "not_own_ticket")
            assert first.code != "stale_version" or first.param("actual") == ticket.version
        elif name in self.of_lines:
            # What is offered is offered for some line; this one may stand elsewhere, or not be there at all.
            is_role = isinstance(offered, Blocked) and offered.reasons[0].code in ROLE
            assert not is_role or first == offered.reasons[0] or first.code in NOT_THIS_LINE, (name, reasons)
        elif offered is None:
            assert len(reasons) == 1
            assert first.code in ("illegal_event", "unknown_event", "earlier_than_last", "not_own_ticket"), name
        elif isinstance(offered, Blocked) and offered.reasons[0].code in ROLE:
            # What follows the role are the conditions of rules for others, and those may read what is said.
            assert first == offered.reasons[0]
        elif isinstance(offered, Blocked):
            # A condition on the payload may come between, but whatever was said before is said again in that order.
            again = iter(reasons)
            assert all(reason in again for reason in offered.reasons), (name, offered, reasons)
        elif self.retried[name] < FOLDED and (name, command.role) not in SAYS_TOO_MUCH:
            self.retried[name] += 1
            better = attrs.evolve(command, action=valid(ACTIONS[name], ticket, command.at, command.role))
            again = decide(self.desk, ticket, better)
            assert isinstance(again, Accepted), (name, command.action, reasons, better.action, again)

    def took(
        self, command: TicketCommand[Any], answer: Accepted[Any], offered: Any, ticket: Ticket, *, always: bool = False
    ) -> None:
        """What is accepted was offered, is what a plain reading of the rules says, and folds."""
        assert isinstance(offered, Allowed), (command, offered)
        assert command.expected_version in (None, ticket.version)
        (moved,) = answer.events
        name = moved.event
        self.accepted[name] += 1
        if not always and self.accepted[name] > FOLDED and self.chance.random() < 0.97:
            return
        machine = judge_of(self.kind, self.state, moved.source)
        facts = Situation(self.desk, ticket, command.action, line_of(ticket, command.action))
        attempt = Attempt(ticket.item, command.at, command.actor, command.role)
        rule = expected(machine, moved.source, name, attempt, facts)
        assert rule is not None
        assert (moved.source, moved.target, moved.effects) == (rule.source, rule.target, rule.effects)
        assert [issued.effect for issued in answer.effects] == [*rule.effects]
        self.taken.add((machine.name, machine.rules.index(rule)))
        after = evolve(self.desk, ticket, moved)
        assert after.version == ticket.version + 1
        assert after.state == (rule.target if machine is self.kind.machine else ticket.state)
        assert after.marks[: len(ticket.marks)] == ticket.marks
        assert after.item.last_activity_at == command.at
        done = after.done_of(type(command.action))
        assert done is not None
        assert (done.count, done.action) == (ticket.count(type(command.action)) + 1, command.action)

    def situations(self, pool: list[Ticket], actions: Mapping[str, list[Any]], strange: list[str], times: int) -> None:
        """Try every event in many situations."""
        for _ in range(times):
            self.situation(pool, actions, strange)

    def situation(self, pool: list[Ticket], actions: Mapping[str, list[Any]], strange: list[str]) -> None:
        """Try every event once in one situation."""
        chance = self.chance
        ticket = chance.choice(pool)
        wait = -1 if chance.random() < 0.03 else chance.choice(WAITS)
        at = ticket.item.last_activity_at + dt.timedelta(minutes=wait)
        role = chance.choice((*ACTORS, *self.kind.machine.roles, "stranger"))
        actor = "c2" if chance.random() < 0.1 else chance.choice(ACTORS.get(role, ("x1",)))
        seen = chance.choice((ticket.version,) * 12 + (None, None, ticket.version - 1, ticket.version + 1))
        may = available(self.desk, ticket, at=at, actor=actor, role=role)
        before = copy.deepcopy(ticket) if chance.random() < 0.05 else None
        for name in (*actions, *chance.sample(strange, min(1, len(strange)))):
            choices = actions.get(name)
            action = varied(ACTIONS[name], chance) if choices is None else choices[int(chance.random() * len(choices))]
            command = TicketCommand(action, at, actor, role, KEY, seen)
            answer = decide(self.desk, ticket, command)
            self.tried[name] += 1
            if isinstance(answer, Accepted):
                self.took(command, answer, may.get(name), ticket)
            else:
                self.refused(command, answer, may.get(name), ticket, name)
        assert before is None or before == ticket
        assert may == available(self.desk, ticket, at=at, actor=actor, role=role) if before is not None else True


@contextmanager
def unwatched() -> Iterator[None]:
    """Let nobody count lines meanwhile: that would take three quarters of the time, and they were counted before."""
    watcher = sys.gettrace()
    sys.settrace(None)
    try:
        yield
    finally:
        sys.settrace(watcher)


def speaks(reason: Reason, catalogue: Catalogue | None) -> bool:
    """Tell whether the library has a text for a reason, with a machine's own texts or without them."""
    return reason.code in MESSAGES.codes or (catalogue is not None and reason.code in catalogue.codes)


def rules_to_take(kind: Kind, state: str) -> dict[tuple[str, int], str]:
    """Every rule that a command can take in a state: the lifecycle's, and the desk's for what that does not know."""
    own = kind.machine
    found = {(own.name, n): rule.text for n, rule in enumerate(own.rules) if rule.source == state}
    here = "desk_final" if own.category_of[state] == "closed" else "desk_live"
    for n, rule in enumerate(DESK_MACHINE.rules):
        if rule.source == here and rule.event not in {*own.steps[state], *NOT_COMMANDS}:
            found[DESK_MACHINE.name, n] = rule.text
    return found


def tried(desk: Desk, kind: Kind, state: str, times: int) -> Trial:
    """Try every event of a state in as many situations as asked for."""
    chance = random.Random(zlib.crc32(f"{kind.id} {state}".encode()))  # noqa: S311 - the same attempts each time
    story = reached(kind, state, desk)
    others = harvest(kind, desk, LIVES).get(state, ())
    pool = [story.ticket, *(lived_on(story, kind, chance) for _ in range(POOL))]
    pool += chance.sample(others, min(POOL, len(others)))
    assert {ticket.state for ticket in pool} == {state}
    events = events_of(kind)
    strange = sorted(set(ACTIONS) - set(events))
    actions = {
        name: [
            *[valid(ACTIONS[name], story.ticket)] * 3,
            *one_offs(ACTIONS[name]),
            *(varied(ACTIONS[name], chance) for _ in range(PAYLOADS)),
        ]
        for name in events
    }
    trial = Trial(desk, kind, state, chance, frozenset(line_events(kind)))
    trial.situations(pool, actions, strange, UNWATCHED_AFTER)
    with unwatched():
        trial.situations(pool, actions, strange, times - UNWATCHED_AFTER)
    return trial


def never_taken(trial: Trial) -> set[str]:
    """The rules of a state that no attempt has taken, nor could take when it was tried with all means."""
    own = trial.kind.machine
    for name, number in rules_to_take(trial.kind, trial.state).keys() - trial.taken:
        with suppress(NoWay), unwatched():
            if name == own.name:
                aim(trial, own.rules[number])
            else:
                aim_at_desk(trial, DESK_MACHINE.rules[number])
    return {text for rule, text in rules_to_take(trial.kind, trial.state).items() if rule not in trial.taken}


def aim(trial: Trial, rule: Rule[str, str, Any]) -> None:
    """Bring a ticket to where one rule is taken that chance has not taken, and check it as any other."""

    def is_it(story: Story) -> bool:
        command, _ = story.answers[-1]
        before = replay(story.desk, story.events[:-1])
        if before.state != rule.source:
            return False
        attempt = Attempt(before.item, command.at, command.actor, command.role)
        facts = Situation(story.desk, before, command.action)
        return expected(trial.kind.machine, rule.source, rule.event, attempt, facts) is rule

    checked(trial, driven(trial.kind, rule, trial.desk, is_it))


def aim_at_desk(trial: Trial, rule: Rule[str, str, Any]) -> None:
    """Bring a ticket to where one rule of the desk is taken: there is a task to finish, and a level to come down."""
    story = reached(trial.kind, trial.state, trial.desk).copy()
    for action in (d.Escalate(20, "angry"), d.OpenTask("t-1")):
        story.do(action)
    for role in sorted(rule.roles & ACTORS.keys()):
        if isinstance(story.do(valid(ACTIONS[rule.event], story.ticket), role), Accepted):
            checked(trial, story)
            return


def checked(trial: Trial, story: Story) -> None:
    """Check the last step of a story as any other that was accepted."""
    command, answer = story.answers[-1]
    before = replay(trial.desk, story.events[:-1])
    may = available(trial.desk, before, at=command.at, actor=command.actor, role=command.role)
    trial.took(command, answer, may.get(command.event), before, always=True)


def ids(cases: list[tuple[Desk, Kind, str]]) -> list[str]:
    """Name the cases."""
    return [f"{kind.id}-{kind.machine.version}-{state}" for _, kind, state in cases]


@pytest.mark.slow
@pytest.mark.parametrize(("desk", "kind", "state"), STATES, ids=ids(STATES))
def test_every_event_is_tried_in_a_state_a_thousand_times_and_every_rule_is_taken(desk: Desk, kind: Kind, state: str):
    trial = tried(desk, kind, state, FLOOR)
    never = never_taken(trial)
    too_few = {name: trial.tried[name] for name in events_of(kind) if trial.tried[name] < FLOOR}
    assert not too_few, f"tried too seldom in {state}: {too_few}"
    impossible = {text for text in NEVER.get(kind.id, ()) if text.startswith(f"{state} -")}
    assert never == impossible


@pytest.mark.slow
@pytest.mark.parametrize(("desk", "kind", "state"), OTHERS, ids=ids(OTHERS))
def test_the_same_holds_under_other_policies(desk: Desk, kind: Kind, state: str):
    never = never_taken(tried(desk, kind, state, FEW))
    assert {text for text in never if not text.startswith("desk_")} <= NEVER.get(kind.id, frozenset())


def test_a_rule_that_the_usual_policy_never_lets_happen_happens_under_another():
    possible = {(kind.id, rule.text) for kind in VARIANTS for rule in kind.machine.rules}
    assert {(id, text) for id, texts in NEVER.items() for text in texts} <= possible


LINE_RULES = [(name, rule) for name, machine in RETURN_LINES.machines for rule in machine.rules]


@pytest.mark.parametrize(("region", "rule"), LINE_RULES, ids=[f"{rule.text}" for _, rule in LINE_RULES])
def test_every_rule_of_a_line_is_taken_while_the_case_stays_where_it_is(region: str, rule: Rule[str, str, Any]):
    story, machine = opened("return"), dict(RETURN_LINES.machines)[region]
    if region == "acceptance":
        story.expect(ACTIONS["receive_line"]("l-1"))
    way = paths(machine).to(rule.source)
    assert way is not None
    for step in (*way, rule):
        role = next(role for role in ACTORS if role in step.roles)
        before = story.ticket
        story.expect(valid(ACTIONS[step.event], story.ticket), role)
        lines = {line.id: line for line in story.ticket.lines}
        assert step.target in (lines["l-1"].reception, lines["l-1"].acceptance)
        assert lines["l-2"] == before.lines[1]
        assert (story.ticket.state, story.ticket.version) == (before.state, before.version + 1)
    assert story.events[-1].source == rule.source
    assert replay(DESK, story.events) == story.ticket


def test_every_kind_of_the_library_is_joined():
    modules = {name: importlib.import_module(f"{kinds.__name__}.{name}") for _, name, _ in iter_modules(kinds.__path__)}
    made = {getattr(module, name)().id for name, module in modules.items() if hasattr(module, name)}
    assert made == {kind.id for kind in JOINED} - {"favour"}
