"""One rule of a lifecycle: from which state which event leads where, who may do it, under what conditions, and when."""

from typing import Generic, Literal, TypeAlias, TypeVar

import attrs

from aftersales_core.lifecycle.events import Effect
from aftersales_core.lifecycle.guards import Guard
from aftersales_core.worktime.period import Period

__all__ = ["Anchor", "Category", "Rule"]

S = TypeVar("S", bound=str)
E = TypeVar("E", bound=str)
F = TypeVar("F")

Category: TypeAlias = Literal["initial", "active", "paused", "done", "closed"]
"""What a state means to clocks and figures, which never read its name."""

Anchor: TypeAlias = Literal["entered", "last_activity", "opened"]
"""What a period of a rule counts from."""


@attrs.frozen
class Rule(Generic[S, E, F]):
    """From ``source`` the ``event`` leads to ``target``, for any of ``roles``, if all ``guards`` pass.

    ``after`` is when the role ``system`` may do it, and does: a period from the anchor, or the name of a fact that
    holds an instant. It does not bind other roles of the same rule. A rule whose target is its source leaves
    ``entered_at`` alone.
    """

    source: S
    event: E
    target: S
    roles: frozenset[str]
    guards: tuple[Guard[F], ...] = ()
    effects: tuple[Effect, ...] = ()
    after: Period | str | None = None
    anchor: Anchor = "entered"

    @property
    def text(self) -> str:
        """Return the rule in one line, for messages: ``new -assign-> open``."""
        return f"{self.source!s} -{self.event!s}-> {self.target!s}"
