"""A kind of ticket: its lifecycle, what its states mean to clocks, and what strangers may do."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.lifecycle.machine import Machine
from aftersales_core.lifecycle.migration import Migration
from aftersales_core.lifecycle.rule import Category, Rule
from aftersales_core.reasons import Catalogue
from aftersales_core.sla import marks
from aftersales_core.tickets.incident_plan import IncidentPlan
from aftersales_core.tickets.ticket import NAMES
from aftersales_core.tickets.vocabulary import is_id, meant, require_texts, require_tuple
from aftersales_core.worktime.period import Period

if TYPE_CHECKING:
    from aftersales_core.lifecycle.compose import Composite
    from aftersales_core.tickets.situation import Situation

__all__ = ["Kind", "marks_between", "marks_of_migration", "plain_machine"]

OVER: Final = frozenset({"done", "closed"})


@attrs.frozen
class Kind:
    """One kind of ticket.

    ``cancels`` are the final states that end every clock without a result, such as merged or withdrawn. ``onward`` are
    the changes, as ``source>target``, by which work goes on as agreed after an answer: they reopen nothing.
    ``for_everyone`` are the events that customers may do on a ticket that is not theirs, such as a vote.
    ``follow_up`` is how long after it was resolved the customer should have been asked; None asks nobody.
    ``lines`` are the machines that each line goes through beside the ticket, by region; None has none. They go with the
    machine's version. ``opened_by`` are the roles that may open one; empty lets every role of the desk. ``plans`` are
    the emergency plans of an incident. ``staff_facts`` are facts that decide something, which no customer may state.
    ``Kind.of`` takes a machine over enumerations.

    Raises InvalidDefinition for states and events that the machine does not have.
    """

    id: str
    machine: "Machine[str, str, Situation]"
    cancels: frozenset[str] = frozenset()
    onward: frozenset[str] = frozenset()
    for_everyone: frozenset[str] = frozenset()
    follow_up: Period | None = None
    lines: "Composite | None" = None
    opened_by: frozenset[str] = frozenset()
    plans: tuple[IncidentPlan, ...] = ()
    staff_facts: frozenset[str] = frozenset()

    def __attrs_post_init__(self) -> None:
        """Refuse what could never take effect."""
        require_texts("cancels", self.cancels)
        require_texts("onward", self.onward)
        require_texts("for_everyone", self.for_everyone)
        require_texts("opened_by", self.opened_by)
        require_tuple("plans", self.plans, IncidentPlan)
        require_texts("staff_facts", self.staff_facts)
        problems = tuple(_problems(self))
        if problems:
            raise InvalidDefinition(f"kind {self.id!r:.80}", problems)

    @classmethod
    def of(  # noqa: PLR0913 - a kind has many parts, each given by its name
        cls,
        id: str,
        machine: "Machine[Any, Any, Situation]",
        *,
        cancels: Iterable[str] = (),
        onward: Iterable[tuple[str, str]] = (),
        for_everyone: Iterable[str] = (),
        follow_up: Period | None = None,
        lines: "Composite | None" = None,
        opened_by: Iterable[str] = (),
        plans: tuple[IncidentPlan, ...] = (),
        staff_facts: Iterable[str] = (),
    ) -> "Kind":
        """Make a kind; states and events become text, since stored tickets hold text."""
        return cls(
            id,
            plain_machine(machine),
            frozenset(map(str, cancels)),
            frozenset(f"{source!s}>{target!s}" for source, target in onward),
            frozenset(map(str, for_everyone)),
            follow_up,
            lines,
            frozenset(opened_by),
            plans,
            frozenset(staff_facts),
        )

    def with_migrations(self, *migrations: Migration[Any], catalogue: Catalogue | None = None) -> "Kind":
        """Return the kind with a machine that says what becomes of tickets of earlier versions.

        ``catalogue`` has the texts of the codes with which migrations refuse. The digest stays, since migrations and
        texts are not part of what the machine decides.
        """
        machine, added = self.machine, tuple(map(_plain_migration, migrations))
        texts = machine.catalogue
        if catalogue is not None:
            texts = catalogue if texts is None else texts | catalogue
        changed = attrs.evolve(machine, migrations=(*machine.migrations, *added), catalogue=texts)
        return attrs.evolve(self, machine=changed)

    def category(self, state: str) -> Category:
        """Return what a state means to clocks and figures."""
        return self.machine.category_of[state]

    @cached_property
    def changes(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Compile which marks each change that a rule makes leaves."""
        meaning = self.machine.category_of
        return {
            (rule.source, rule.target): _changes(
                self, rule.source, meaning[rule.source], rule.target, meaning[rule.target]
            )
            for rule in self.machine.rules
        }


def plain_machine(machine: "Machine[Any, Any, Situation]") -> "Machine[str, str, Situation]":
    """Return a machine whose states and events are text; its digest stays the same."""
    rules: tuple[Rule[str, str, Situation], ...] = tuple(
        attrs.evolve(rule, source=str(rule.source), event=str(rule.event), target=str(rule.target))
        for rule in machine.rules
    )
    return Machine(
        machine.name,
        machine.version,
        tuple((str(state), category) for state, category in machine.states),
        machine.roles,
        rules,
        tuple((str(event), form) for event, form in machine.forms),
        machine.catalogue,
        tuple(map(_plain_migration, machine.migrations)),
    )


def _plain_migration(migration: Migration[Any]) -> Migration[str]:
    """Return a migration whose targets are text."""
    return attrs.evolve(migration, moves=tuple((old, str(new)) for old, new in migration.moves))


def _problems(kind: Kind) -> Iterable[str]:
    """Yield everything that is wrong with a kind."""
    if not is_id(kind.id):
        yield f"id {kind.id!r:.80}: use 1 to 64 characters without spaces"
    finals = [state for state, category in kind.machine.states if category == "closed"]
    yield from (f"no final state is called {meant(state, finals)}" for state in sorted(kind.cancels - set(finals)))
    moves = {f"{rule.source}>{rule.target}" for rule in kind.machine.rules}
    yield from (f"no rule leads along {meant(move, sorted(moves))}" for move in sorted(kind.onward - moves))
    events, actions = kind.machine.events, NAMES.values()
    yield from (f"no action is called {meant(event, actions)}" for event in events if event not in actions)
    yield from (f"no event is called {meant(event, events)}" for event in sorted(kind.for_everyone - set(events)))


def _changes(kind: Kind, source: str, before: Category, target: str, after: Category) -> tuple[str, ...]:
    """Return the marks of one change of state."""
    if source == target:
        return ()
    names = marks_between(source, before, target, after, is_cancel=target in kind.cancels)
    is_onward = f"{source}>{target}" in kind.onward
    return tuple(name for name in names if not (is_onward and name == marks.REOPENED))


def marks_between(source: str, before: Category, target: str, after: Category, *, is_cancel: bool) -> tuple[str, ...]:
    """Return the marks of going from a state to another: what it means, between leaving and entering.

    Leaving a pause for an end resumes first: a clock that does not stop there, such as telling the customer, runs on.
    """
    names: list[str] = [f"left_{source}"]
    if before in OVER and after not in OVER:
        names.append(marks.REOPENED)
    if before == "paused" and after != "paused":
        names.append(marks.RESUME)
    if after == "paused" and before != "paused":
        names.append(marks.PAUSE)
    if is_cancel:
        names.append(marks.CANCELLED)
    elif after in OVER and before not in OVER:
        names.append(marks.RESOLVED)
    if after == "closed":
        names.append(marks.CLOSED)
    return (*names, f"entered_{target}")


def marks_of_migration(before: Kind, after: Kind, source: str, target: str) -> tuple[str, ...]:
    """Return the marks of going over to another version: none where state and meaning stay the same."""
    was, becomes = before.category(source), after.category(target)
    if source == target and was == becomes:
        return ()
    return marks_between(source, was, target, becomes, is_cancel=target in after.cancels)
