"""Several machines side by side for one case: an escalation level beside a ticket, a machine for each line."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Literal, TypeAlias

import attrs

from aftersales_core.errors import InvalidMachine
from aftersales_core.lifecycle.item import Item
from aftersales_core.lifecycle.machine import Machine
from aftersales_core.reasons import Reason

__all__ = ["Composite", "CompositeItem", "RollUp", "compose", "roll_up"]

Quantifier: TypeAlias = Literal["all", "any"]

SLASH: Final = "/"


@attrs.frozen
class CompositeItem:
    """One case with its parts: items by name, sorted; several of one region are ``line/1``, ``line/2``."""

    id: str
    parts: tuple[tuple[str, Item[str]], ...]

    def part(self, name: str) -> Item[str] | Reason:
        """Return a part, or the reason that there is none of that name."""
        for known, item in self.parts:
            if known == name:
                return item
        known_parts = tuple(known for known, _ in self.parts)
        return Reason.of("unknown_part", "invalid", part=name, known=known_parts)

    def with_part(self, name: str, item: Item[str]) -> "CompositeItem":
        """Return the case with one part replaced or added."""
        return CompositeItem(self.id, tuple(sorted({**dict(self.parts), name: item}.items())))

    def of_region(self, region: str) -> tuple[Item[str], ...]:
        """Return the parts of a region, in order of their names."""
        return tuple(item for name, item in self.parts if name.partition(SLASH)[0] == region)

    @property
    def version(self) -> int:
        """The number of events in all parts together."""
        return sum(item.version for _, item in self.parts)


@attrs.frozen
class Composite:
    """Machines by region; a case's parts go through them independently of each other, each with its own version.

    What one part allows may depend on another: put the other's state into the facts. States are not multiplied, so
    three levels of escalation beside ten states stay thirteen states, not thirty.
    """

    name: str
    machines: tuple[tuple[str, Machine[Any, Any, Any]], ...]

    def __attrs_post_init__(self) -> None:
        """Refuse regions whose names could not be told from the names of parts."""
        names = [region for region, _ in self.machines]
        problems = [f"region {name!r} is empty or holds a slash" for name in names if not name or SLASH in name]
        if sorted(set(names)) != names:
            problems.append("regions must be sorted and named once: use compose(...)")
        if problems:
            raise InvalidMachine(f"composite {self.name!r}", tuple(problems))

    def machine(self, part: str) -> Machine[Any, Any, Any] | Reason:
        """Return the machine of a part by its region, or the reason that there is none."""
        regions = dict(self.machines)
        found = regions.get(part.partition(SLASH)[0])
        return Reason.of("unknown_part", "invalid", part=part, known=tuple(regions)) if found is None else found


def compose(name: str, machines: Mapping[str, Machine[Any, Any, Any]]) -> Composite:
    """Put machines side by side under the names of their regions."""
    return Composite(name, tuple(sorted(machines.items())))


@attrs.frozen
class RollUp:
    """One line of a roll-up: what a case is called while all, or any, of a region's parts are in one of some states."""

    label: str
    quantifier: Quantifier
    states: frozenset[str]

    @classmethod
    def all_in(cls, label: str, states: Iterable[str]) -> "RollUp":
        """Hold while every part is in one of these states; without parts it does not hold."""
        return cls(label, "all", frozenset(states))

    @classmethod
    def any_in(cls, label: str, states: Iterable[str]) -> "RollUp":
        """Hold while at least one part is in one of these states."""
        return cls(label, "any", frozenset(states))


def roll_up(items: Iterable[Item[str]], lines: Sequence[RollUp], *, default: str) -> str:
    """Return what a case is called by its parts: the first line that holds, else the default. Computed, never stored.

    >>> import datetime as dt
    >>> from aftersales_core.lifecycle.item import MachineRef
    >>> at = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
    >>> machine = MachineRef("line", "1", "sha256:")
    >>> lines = [Item(f"R-1/{n}", machine, state, 1, at, at, at) for n, state in enumerate(["received", "awaited"])]
    >>> table = [RollUp.all_in("received", ["received"]), RollUp.any_in("partially_received", ["received"])]
    >>> roll_up(lines, table, default="awaited")
    'partially_received'
    """
    states = [str(item.state) for item in items]
    for line in lines:
        inside = [state in line.states for state in states]
        if inside and (all(inside) if line.quantifier == "all" else any(inside)):
            return line.label
    return default
