"""The ticket: one value with everything that decisions about it read, storable as it is, without its events."""

import datetime as dt
from collections.abc import Mapping
from typing import Final, TypeVar, get_args

import attrs

from aftersales_core.errors import BrokenHistory, WrongType
from aftersales_core.interchange.unions import snake_case
from aftersales_core.lifecycle.item import Item
from aftersales_core.sla.marks import Facts, Mark
from aftersales_core.tickets.actions import Open, TicketAction
from aftersales_core.tickets.checks import require_facts
from aftersales_core.tickets.duty_done import DutyDone
from aftersales_core.tickets.lines import ReturnLine
from aftersales_core.tickets.links import Link, Relation
from aftersales_core.tickets.references import Reference

__all__ = ["Done", "Ticket", "action_name"]

A = TypeVar("A")

NAMES: Final[Mapping[type[object], str]] = {
    action: snake_case(action.__name__) for action in (Open, *get_args(TicketAction))
}
"""Every action's event, by the action's class."""


def action_name(action: type[object]) -> str:
    """Return the name of an action's event: the class's name in snake case. Raises WrongType for another class.

    >>> from aftersales_core.tickets.actions.inquiry import AcceptSolution
    >>> action_name(AcceptSolution)
    'accept_solution'
    """
    name = NAMES.get(action)
    if name is None:
        raise WrongType("action", "one of the actions of aftersales_core.tickets.actions", action.__name__)
    return name


@attrs.frozen
class Done:
    """What has been done under one action's name: the last time, how often, and by whom altogether."""

    count: int
    at: dt.datetime
    actor: str
    role: str
    actors: frozenset[str]
    action: TicketAction

    @property
    def name(self) -> str:
        """The name of the action's event."""
        return action_name(type(self.action))


@attrs.frozen
class Ticket:
    """One ticket.

    ``item`` holds id, state, version and instants; the version counts every event, also those that move no state.
    ``customer_id`` is opaque, as every actor is. ``facts`` are key-sorted pairs of text, with ``class`` and
    ``priority`` among them once they are known. ``level`` is the rank in the chain of escalation, ``party`` a
    department or partner that the ticket was handed over to. ``done`` says of every action what was last done, sorted
    by name. ``tasks`` are those still open, ``answers`` the standard answers
    that were given. ``state_us`` is the time spent in each state that was left, in
    microseconds. ``marks`` are what SLA clocks are folded from. ``duties`` are the reports of an incident's duties.

    Raises BrokenHistory, WrongType for parts that contradict each other.
    """

    item: Item[str]
    kind: str
    customer_id: str
    channel: str
    facts: Facts
    marks: tuple[Mark, ...]
    done: tuple[Done, ...] = ()
    assignee: str | None = None
    party: str | None = None
    level: int | None = None
    links: tuple[Link, ...] = ()
    tasks: tuple[str, ...] = ()
    lines: tuple[ReturnLine, ...] = ()
    references: tuple[Reference, ...] = ()
    answers: tuple[str, ...] = ()
    state_us: tuple[tuple[str, int], ...] = ()
    duties: tuple[DutyDone, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse what no history can have led to."""
        names = [done.name for done in self.done]
        if names != sorted(set(names)):
            raise BrokenHistory(self.item.id, self.item.version, "what was done must be sorted by name, each once")
        require_facts(self.facts)

    @property
    def id(self) -> str:
        """The id that the caller gave it at its opening."""
        return self.item.id

    @property
    def state(self) -> str:
        """The state of its lifecycle."""
        return self.item.state

    @property
    def version(self) -> int:
        """How many events it has had."""
        return self.item.version

    def done_of(self, action: type[object]) -> Done | None:
        """Return what was done under an action, or None where it never was."""
        name = action_name(action)
        return next((done for done in self.done if done.name == name), None)

    def last(self, action: type[A]) -> A | None:
        """Return the last action of a class, or None.

        >>> from aftersales_core.tickets.actions.inquiry import Resolve
        >>> def code(ticket: Ticket) -> str:
        ...     resolved = ticket.last(Resolve)
        ...     return "" if resolved is None else resolved.resolution_code
        """
        done = self.done_of(action)
        return done.action if done is not None and isinstance(done.action, action) else None

    def count(self, action: type[object]) -> int:
        """Return how often an action was done."""
        done = self.done_of(action)
        return 0 if done is None else done.count

    def fact(self, name: str) -> str | None:
        """Return a fact, or None where it is not known."""
        return dict(self.facts).get(name)

    @property
    def priority(self) -> str | None:
        """The priority, or None before there is one."""
        return self.fact("priority")

    @property
    def class_id(self) -> str | None:
        """The class that triage gave, or None before there is one."""
        return self.fact("class")

    def linked(self, relation: Relation) -> tuple[str, ...]:
        """Return the ids of the tickets that stand in a relation to this one."""
        return tuple(link.ticket_id for link in self.links if link.relation == relation)
