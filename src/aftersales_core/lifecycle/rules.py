"""The builder: ``on = Rules(State, Event, Facts)`` fixes the types, so that a wrong enum is an error before it runs."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Generic, TypeVar, cast

import attrs

from aftersales_core.errors import InvalidMachine
from aftersales_core.lifecycle.events import Effect
from aftersales_core.lifecycle.guards import Attempt, Guard, PayloadForm, Verdict
from aftersales_core.lifecycle.machine import Machine
from aftersales_core.lifecycle.migration import Migration
from aftersales_core.lifecycle.rule import Anchor, Category, Rule
from aftersales_core.reasons import Catalogue
from aftersales_core.worktime.period import Period

__all__ = ["Rules"]

S = TypeVar("S", bound=StrEnum)
E = TypeVar("E", bound=StrEnum)
F = TypeVar("F")


@attrs.frozen
class Rules(Generic[S, E, F]):
    """A builder of rules and machines for one enumeration of states, one of events, and one class of facts.

    >>> class State(StrEnum):
    ...     NEW = "new"
    ...     DONE = "done"
    >>> class Event(StrEnum):
    ...     FINISH = "finish"
    >>> on = Rules(State, Event, object)
    >>> errand = on.machine(
    ...     "errand",
    ...     "1",
    ...     states={State.NEW: "initial", State.DONE: "closed"},
    ...     roles=["agent"],
    ...     rules=[on(State.NEW, Event.FINISH, to=State.DONE, roles=["agent"])],
    ... )
    >>> errand.rules[0].text
    'new -finish-> done'
    """

    states: type[S]
    events: type[E]
    facts: type[F]

    def __call__(
        self,
        source: S | Iterable[S],
        event: E,
        *,
        to: S,
        roles: Iterable[str],
        guards: Iterable[Guard[F]] = (),
        effects: Iterable[Effect] = (),
        after: Period | str | None = None,
        anchor: Anchor = "entered",
    ) -> tuple[Rule[S, E, F], ...]:
        """Return one rule for each source; see `Rule` for the parts."""
        sources = cast("tuple[S, ...]", (source,) if isinstance(source, str) else tuple(source))
        who, conditions, orders = frozenset(roles), tuple(guards), tuple(effects)
        return tuple(Rule(each, event, to, who, conditions, orders, after, anchor) for each in sources)

    def guard(self, name: str, check: Callable[[F, Attempt], Verdict], *, revision: str = "1") -> Guard[F]:
        """Return a guard over these facts; the type checker then knows what a lambda is given."""
        return Guard(name, revision, check)

    def machine(
        self,
        name: str,
        version: str,
        *,
        states: Mapping[S, Category],
        roles: Iterable[str],
        rules: Iterable[Iterable[Rule[S, E, F]]],
        forms: Mapping[E, PayloadForm] | None = None,
        catalogue: Catalogue | None = None,
        migrations: Iterable[Migration[S]] = (),
    ) -> Machine[S, E, F]:
        """Return the machine, or raise InvalidMachine with every problem.

        Beside the lints of the machine, every member of both enumerations must be used, since a member that is not
        would be accepted by a type checker and refused whenever it is tried.
        """
        every = tuple(rule for group in rules for rule in group)
        used = {rule.event for rule in every}
        problems = [
            f"state '{state}' of {self.states.__name__} is not declared" for state in self.states if state not in states
        ]
        problems += [
            f"event '{event}' of {self.events.__name__} has no rule" for event in self.events if event not in used
        ]
        try:
            machine = Machine(
                name,
                version,
                tuple(states.items()),
                tuple(roles),
                every,
                tuple((forms or {}).items()),
                catalogue,
                tuple(migrations),
            )
        except InvalidMachine as error:
            raise InvalidMachine(error.name, (*problems, *error.problems)) from None
        if problems:
            raise InvalidMachine(f"machine {name!r}", tuple(problems))
        return machine
