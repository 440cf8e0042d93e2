"""Ways through a machine: the shortest to every state, and one walk over every rule, for tests and for reviews."""

from collections import deque
from typing import TYPE_CHECKING, Generic, TypeVar

import attrs

from aftersales_core.lifecycle.rule import Rule

if TYPE_CHECKING:
    from aftersales_core.lifecycle.machine import Machine

__all__ = ["MachinePaths", "paths"]

S = TypeVar("S", bound=str)
E = TypeVar("E", bound=str)
F = TypeVar("F")


@attrs.frozen
class MachinePaths(Generic[S, E, F]):
    """Walks from the initial state: the shortest to each state, and one that ends with each rule that can be reached.

    Guards are not asked: a walk says what to try, not that it will be allowed.
    """

    to_state: tuple[tuple[S, tuple[Rule[S, E, F], ...]], ...]
    to_rule: tuple[tuple[Rule[S, E, F], ...], ...]

    def to(self, state: S) -> tuple[Rule[S, E, F], ...] | None:
        """Return the shortest way to a state; None where only a migration leads there."""
        return dict(self.to_state).get(state)


def paths(machine: "Machine[S, E, F]") -> MachinePaths[S, E, F]:
    """Return the ways through a machine; of equally short ones the rule that is written first decides."""
    start = machine.initial
    ways: dict[S, tuple[Rule[S, E, F], ...]] = {start: ()}
    waiting = deque([start])
    while waiting:
        state = waiting.popleft()
        for rules in machine.steps[state].values():
            for rule in rules:
                if rule.target not in ways:
                    ways[rule.target] = (*ways[state], rule)
                    waiting.append(rule.target)
    walks = tuple((*ways[rule.source], rule) for rule in machine.rules if rule.source in ways)
    return MachinePaths(tuple(ways.items()), walks)
