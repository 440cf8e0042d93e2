"""What can be wrong with the ways through a machine: states out of reach, dead ends, states that cannot finish."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aftersales_core.lifecycle.machine import Machine

__all__ = ["graph_problems"]


def graph_problems(machine: "Machine[Any, Any, Any]") -> Iterator[str]:
    """Check the graph of states; a state that only a migration leads to is reached."""
    states = {str(state): category for state, category in machine.states}
    ahead: dict[str, set[str]] = {state: set() for state in states}
    back: dict[str, set[str]] = {state: set() for state in states}
    for rule in machine.rules:
        source, target = str(rule.source), str(rule.target)
        if source in states and target in states and source != target:
            ahead[source].add(target)
            back[target].add(source)
    roots = [state for state, category in states.items() if category == "initial"]
    migrated = [str(new) for migration in machine.migrations for _, new in migration.moves if str(new) in states]
    reached = _reached([*roots, *migrated], ahead)
    if roots:
        yield from (f"state {state!r} cannot be reached from {roots[0]!r}" for state in states if state not in reached)
    ends = [state for state, category in states.items() if category == "closed"]
    if not ends:
        yield "no state is closed, so nothing can finish: give one the category 'closed'"
        return
    finishing = _reached(ends, back)
    for state, category in states.items():
        if not ahead[state] and category != "closed":
            yield f"state {state!r} is a dead end: no rule leads out, so add one or make it 'closed'"
        elif state not in finishing:
            yield f"state {state!r} cannot finish: no way leads from it to a closed state"


def _reached(roots: Iterable[str], edges: Mapping[str, Iterable[str]]) -> set[str]:
    """Return every state that can be reached along the edges."""
    reached = set(roots)
    waiting = list(reached)
    while waiting:
        fresh = set(edges[waiting.pop()]) - reached
        reached |= fresh
        waiting += fresh
    return reached
