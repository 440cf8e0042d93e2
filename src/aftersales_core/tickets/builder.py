"""A ticket while it is being made from events: the one place where an event changes anything."""

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

import attrs

from aftersales_core.errors import BrokenHistory
from aftersales_core.instants import micros, utc
from aftersales_core.lifecycle.events import Migrated, Opened
from aftersales_core.lifecycle.item import Item, MachineRef
from aftersales_core.sla.marks import ASSIGNED, RECEIVED, REGISTERED, Actor, Mark
from aftersales_core.tickets.desk_machine import DeskState
from aftersales_core.tickets.duty_done import DutyDone
from aftersales_core.tickets.fold import ACTION_MARKS, TAKERS
from aftersales_core.tickets.kind import marks_of_migration
from aftersales_core.tickets.lines import LINE_STATES, ReturnLine, moved_line
from aftersales_core.tickets.links import Link
from aftersales_core.tickets.references import Reference
from aftersales_core.tickets.ticket import NAMES, Done, Ticket

if TYPE_CHECKING:
    from aftersales_core.tickets.events import TicketMoved, TicketOpened
    from aftersales_core.tickets.kind import Kind

__all__ = ["TicketBuilder"]

REGION_STATES: Final = frozenset(map(str, DeskState))
"""The states of the machines beside the lifecycle; events that start from one of these move no state."""


@attrs.define
class TicketBuilder:
    """The parts of a ticket, open to change; frozen once at the end of a history.

    It never leaves the functions that fold, so nobody sees a ticket that is half made.
    """

    id: str
    machine: MachineRef
    state: str
    version: int
    opened_at: dt.datetime
    entered_at: dt.datetime
    last_at: dt.datetime
    kind: str
    customer_id: str
    channel: str
    facts: dict[str, str]
    marks: list[Mark]
    done: dict[str, Done]
    assignee: str | None
    party: str | None
    level: int | None
    links: dict[Link, None]
    tasks: dict[str, None]
    lines: dict[str, ReturnLine]
    references: dict[str, Reference]
    answers: dict[str, None]
    state_us: dict[str, int]
    duties: list[DutyDone]

    @classmethod
    def opened(cls, event: "TicketOpened") -> "TicketBuilder":
        """Return the draft that an opening makes."""
        at, action = utc(event.at), event.payload
        received = at if action.received_at is None else min(at, utc(action.received_at))
        who = actor_of(event.role)
        facts = dict(action.facts)
        known = tuple(sorted({**facts, "channel": action.channel, "kind": action.kind}.items()))
        return cls(
            event.item_id,
            event.machine,
            str(event.state),
            event.version,
            at,
            at,
            at,
            action.kind,
            action.customer_id,
            action.channel,
            facts,
            [
                Mark(received, RECEIVED, known, who),
                Mark(at, REGISTERED, (), who),
                *((Mark(at, ASSIGNED, (), who),) if action.assignee else ()),
                Mark(at, f"entered_{event.state}", (), who),
            ],
            {},
            action.assignee,
            None,
            None,
            dict.fromkeys(action.links),
            {},
            {id: ReturnLine(id) for id in action.line_ids},
            {reference.id: reference for reference in action.references},
            {},
            {},
            [],
        )

    @classmethod
    def of(cls, ticket: Ticket) -> "TicketBuilder":
        """Open a ticket to change."""
        item = ticket.item
        return cls(
            item.id,
            item.machine,
            item.state,
            item.version,
            item.opened_at,
            item.entered_at,
            item.last_activity_at,
            ticket.kind,
            ticket.customer_id,
            ticket.channel,
            dict(ticket.facts),
            [*ticket.marks],
            {done.name: done for done in ticket.done},
            ticket.assignee,
            ticket.party,
            ticket.level,
            dict.fromkeys(ticket.links),
            dict.fromkeys(ticket.tasks),
            {line.id: line for line in ticket.lines},
            {reference.id: reference for reference in ticket.references},
            dict.fromkeys(ticket.answers),
            dict(ticket.state_us),
            [*ticket.duties],
        )

    def frozen(self) -> Ticket:
        """Return the ticket that the events so far have made."""
        item = Item(self.id, self.machine, self.state, self.version, self.opened_at, self.entered_at, self.last_at)
        return Ticket(
            item,
            self.kind,
            self.customer_id,
            self.channel,
            tuple(sorted(self.facts.items())),
            tuple(self.marks),
            tuple(done for _, done in sorted(self.done.items(), key=_name)),
            self.assignee,
            self.party,
            self.level,
            tuple(self.links),
            tuple(self.tasks),
            tuple(self.lines.values()),
            tuple(self.references.values()),
            tuple(self.answers),
            tuple(sorted(self.state_us.items())),
            tuple(self.duties),
        )

    def migrate(self, event: "Migrated[str]", before: "Kind", after: "Kind") -> None:
        """Go over to another definition: no time passes and nothing was done, but a state may mean something else."""
        target = str(event.target)
        if target not in after.machine.steps:
            raise BrokenHistory(self.id, event.version, f"{after.id} has no state {target}")
        self.version += 1
        at = max(self.marks[-1].at, utc(event.at))
        self.marks += [Mark(at, name, (), "system") for name in marks_of_migration(before, after, self.state, target)]
        self.state, self.machine = target, event.machine

    def fold(self, event: "TicketMoved | TicketOpened", kind: "Kind") -> None:
        """Take in the ticket's next event; ``kind`` is that of the definition that it was made under."""
        self.version += 1
        if isinstance(event, Opened):
            raise BrokenHistory(self.id, event.version, "it is opened a second time")
        self.last_at = at = max(self.last_at, utc(event.at))
        # A migration may have left a mark that is later than the last event.
        marked_at = max(self.marks[-1].at, at)
        name = event.event
        if name != NAMES.get(type(event.payload)):
            raise BrokenHistory(self.id, event.version, f"it is called {name!s}, but its action is another")
        if event.source in kind.machine.steps:
            self._move(event, at, marked_at, kind)
        elif kind.lines is not None and event.source in LINE_STATES:
            self._move_line(event)
        elif event.source not in REGION_STATES:
            raise BrokenHistory(self.id, event.version, f"{kind.id} has no state {event.source!s}")
        before = self.done.get(name)
        action = event.payload
        self.done[name] = _done(before, event, at)
        taker = TAKERS.get(type(action))
        if taker is not None:
            taker(self, action, at)
        marks = ACTION_MARKS.get(type(action))
        if marks is not None:
            names, facts = marks(action)
            who = actor_of(event.role, is_automated=getattr(action, "is_automated", False))
            self.marks += [Mark(marked_at, mark, facts, who) for mark in names]

    def _move(self, event: "TicketMoved", at: dt.datetime, marked_at: dt.datetime, kind: "Kind") -> None:
        """Go from state to state as the lifecycle said."""
        if event.source != self.state:
            problem = f"it starts from {event.source!s}, but the ticket is in {self.state!s}"
            raise BrokenHistory(self.id, event.version, problem)
        target = str(event.target)
        names = kind.changes.get((self.state, target))
        if names is None:
            raise BrokenHistory(self.id, event.version, f"no rule of {kind.id} leads from {self.state} to {target}")
        who = actor_of(event.role)
        self.marks += [Mark(marked_at, name, (), who) for name in names]
        if target != self.state:
            spent = micros(at) - micros(self.entered_at)
            self.state_us[self.state] = self.state_us.get(self.state, 0) + spent
            self.entered_at = at
            self.state = target

    def _move_line(self, event: "TicketMoved") -> None:
        """Let one line go from state to state; the case stays where it is."""
        line = self.lines.get(getattr(event.payload, "line_id", ""))
        moved = None if line is None else moved_line(line, str(event.source), str(event.target))
        if moved is None:
            problem = f"no line goes from {event.source!s} to {event.target!s} by it"
            raise BrokenHistory(self.id, event.version, problem)
        self.lines[moved.id] = moved


def _name(pair: tuple[str, Any]) -> str:
    """Return what is sorted by."""
    return pair[0]


def _done(before: Done | None, event: "TicketMoved", at: dt.datetime) -> Done:
    """Return what has been done under an action's name with one more time."""
    if before is None:
        return Done(1, at, event.actor, event.role, frozenset((event.actor,)), event.payload)
    actors = before.actors if event.actor in before.actors else before.actors | {event.actor}
    return Done(before.count + 1, at, event.actor, event.role, actors, event.payload)


def actor_of(role: str, *, is_automated: bool = False) -> Actor:
    """Return what sort of actor a mark is by, since an automated reply need not count as an answer."""
    if role == "system":
        return "system"
    return "bot" if is_automated else "human"
