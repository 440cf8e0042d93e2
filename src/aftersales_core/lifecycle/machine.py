"""A lifecycle as a value: states, roles, rules, texts and migrations, checked as a whole and shared by every item."""

from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

import attrs

from aftersales_core.errors import InvalidMachine
from aftersales_core.interchange.canonical import digest
from aftersales_core.lifecycle.content import content
from aftersales_core.lifecycle.guards import PayloadForm
from aftersales_core.lifecycle.item import MachineRef
from aftersales_core.lifecycle.lint import machine_problems
from aftersales_core.lifecycle.migration import Migration
from aftersales_core.lifecycle.rule import Category, Rule
from aftersales_core.reasons import Catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aftersales_core.interchange.limits import Limits
    from aftersales_core.interchange.plain import Plain
    from aftersales_core.lifecycle.events import Effect
    from aftersales_core.lifecycle.guards import Guard

__all__ = ["Machine"]

S = TypeVar("S", bound=str)
E = TypeVar("E", bound=str)
F = TypeVar("F")
G = TypeVar("G")


@attrs.frozen
class Machine(Generic[S, E, F]):
    """A lifecycle's definition; build it with ``Rules``, which fixes the types, or read it with ``from_dict``.

    ``states`` are pairs of a state and its category, in the order in which people should see them. ``roles`` are
    declared; ``system`` is reserved and need not be. Rules of one source and event are tried in written order.
    ``forms`` say what the payload of an event must hold. ``catalogue`` holds the texts of what the machine declares:
    ``state_...``, ``event_...``, ``role_...``, and each guard under its own name; None declares a machine that never
    speaks to people, and tables then show names.

    Raises InvalidMachine with every problem that the lints find.
    """

    name: str
    version: str
    states: tuple[tuple[S, Category], ...]
    roles: tuple[str, ...]
    rules: tuple[Rule[S, E, F], ...]
    forms: tuple[tuple[E, PayloadForm], ...] = ()
    catalogue: Catalogue | None = None
    migrations: tuple[Migration[S], ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a machine that contradicts itself, with every problem at once."""
        problems = machine_problems(self)
        if problems:
            raise InvalidMachine(f"machine {self.name!r}", problems)

    @classmethod
    def from_dict(
        cls,
        document: object,
        *,
        guards: "Mapping[str, Guard[G]]",
        effects: "Mapping[str, Effect]",
        limits: "Limits | None" = None,
    ) -> "Machine[str, str, G]":
        """Read a machine from plain data, which may come from anyone; it names guards and effects and holds no code.

        Raises DecodeError for a document of another shape or a name that is neither in ``guards`` nor in ``effects``,
        InvalidMachine for a definition that contradicts itself.
        """
        from aftersales_core.lifecycle.document import machine_from  # noqa: PLC0415 - the document needs this class

        return machine_from(document, guards, effects, limits)

    def to_dict(self) -> "dict[str, Plain]":
        """Return the machine as plain data; ``from_dict`` with the same guards and effects gives it back."""
        from aftersales_core.lifecycle.document import machine_plain  # noqa: PLC0415 - the document needs this class

        return machine_plain(self)

    @cached_property
    def digest(self) -> str:
        """Digest of all that decides: guards count by name and revision; texts and migrations do not count."""
        return digest(content(self))

    @cached_property
    def ref(self) -> MachineRef:
        """Name, version and digest, as items carry them."""
        return MachineRef(self.name, self.version, self.digest)

    @cached_property
    def steps(self) -> dict[S, dict[E, tuple[Rule[S, E, F], ...]]]:
        """Compile the rules by source and event, each list in written order; every state has an entry."""
        table: dict[S, dict[E, tuple[Rule[S, E, F], ...]]] = {state: {} for state, _ in self.states}
        for rule in self.rules:
            events = table[rule.source]
            events[rule.event] = (*events.get(rule.event, ()), rule)
        return table

    @cached_property
    def form_of(self) -> dict[E, PayloadForm]:
        """Compile the payload forms by event."""
        return dict(self.forms)

    @cached_property
    def category_of(self) -> dict[S, Category]:
        """Compile the categories by state."""
        return dict(self.states)

    @property
    def initial(self) -> S:
        """The state that an item begins in."""
        return next(state for state, category in self.states if category == "initial")

    @cached_property
    def events(self) -> tuple[E, ...]:
        """Every event that a rule names, in written order."""
        return tuple(dict.fromkeys(rule.event for rule in self.rules))

    @cached_property
    def known_events(self) -> frozenset[str]:
        """Compile the events for looking one up."""
        return frozenset(self.events)

    def to_mermaid(self, lang: str | None = None) -> str:
        """Return the state chart in Mermaid, labelled in a language, or by names where none is given."""
        from aftersales_core.lifecycle.diagram import to_mermaid  # noqa: PLC0415 - the diagram needs this class

        return to_mermaid(self, lang)

    def to_dot(self, lang: str | None = None) -> str:
        """Return the state chart in Graphviz' language, labelled in a language, or by names."""
        from aftersales_core.lifecycle.diagram import to_dot  # noqa: PLC0415 - the diagram needs this class

        return to_dot(self, lang)

    def to_markdown(self, lang: str) -> str:
        """Return states, rules, conditions and timers as tables for people, in Chinese or English."""
        from aftersales_core.lifecycle.tables import to_markdown  # noqa: PLC0415 - the tables need this class

        return to_markdown(self, lang)

    def _repr_markdown_(self) -> str:
        """Show the chart and the tables in a notebook."""
        return f"```mermaid\n{self.to_mermaid('en')}```\n\n{self.to_markdown('en')}"
