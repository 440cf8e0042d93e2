"""What is asked of a machine and what comes of it: commands, events, effects as data, and the two answers."""

import datetime as dt
from typing import Final, Generic, TypeAlias, TypeVar

import attrs

from aftersales_core.instants import micros
from aftersales_core.lifecycle.item import MachineRef
from aftersales_core.reasons import Reason

__all__ = [
    "Accepted",
    "Command",
    "Effect",
    "IssuedEffect",
    "LifecycleEvent",
    "Migrated",
    "Moved",
    "Opened",
    "Refused",
    "event_id",
    "issued",
]

S = TypeVar("S", bound=str)
E = TypeVar("E", bound=str)
P = TypeVar("P")
_S_co = TypeVar("_S_co", bound=str, covariant=True)
_E_co = TypeVar("_E_co", bound=str, covariant=True)
_P_co = TypeVar("_P_co", covariant=True)

_V_co = TypeVar("_V_co", covariant=True)

UTC: Final = dt.UTC


@attrs.frozen
class Effect:
    """Something for the shell to do, as data: a name, and fixed parameters as key-sorted pairs."""

    name: str
    params: tuple[tuple[str, str], ...] = ()


@attrs.frozen
class IssuedEffect:
    """An effect that an event issued; (``event_id``, ``index``) is its key, so an outbox can deliver it once."""

    event_id: str
    index: int
    effect: Effect


@attrs.frozen
class Command(Generic[E, P]):
    """A wish: let this event happen.

    ``actor`` is an opaque id, never a name: events carry no personal data. ``key`` is the caller's, the same on every
    repetition of one wish. ``expected_version`` is the version that the caller saw; None means that it does not matter,
    which loses updates where two people act at once. ``payload`` is any frozen value with a plain form, or None.
    """

    event: E
    at: dt.datetime
    actor: str
    role: str
    key: str
    expected_version: int | None
    payload: P

    def __attrs_post_init__(self) -> None:
        """Refuse a time without a zone; UTC, the usual case, costs one comparison."""
        if self.at.tzinfo is not UTC:
            micros(self.at)


@attrs.frozen
class Opened(Generic[_S_co, _P_co]):
    """An item began, in its machine's initial state; always version 1."""

    item_id: str
    version: int
    at: dt.datetime
    actor: str
    role: str
    key: str
    machine: MachineRef
    state: _S_co
    payload: _P_co

    def __attrs_post_init__(self) -> None:
        """Refuse a time without a zone; UTC, the usual case, costs one comparison."""
        if self.at.tzinfo is not UTC:
            micros(self.at)


@attrs.frozen
class Moved(Generic[_S_co, _E_co, _P_co]):
    """A command was accepted: what happened, from which state to which, who did it, and which effects it issued."""

    item_id: str
    version: int
    at: dt.datetime
    actor: str
    role: str
    key: str
    event: _E_co
    source: _S_co
    target: _S_co
    effects: tuple[Effect, ...]
    payload: _P_co

    def __attrs_post_init__(self) -> None:
        """Refuse a time without a zone; UTC, the usual case, costs one comparison."""
        if self.at.tzinfo is not UTC:
            micros(self.at)


@attrs.frozen
class Migrated(Generic[_S_co]):
    """An item went over to another definition; its clocks run on. ``source`` is a state of the definition before."""

    item_id: str
    version: int
    at: dt.datetime
    actor: str
    role: str
    key: str
    before: MachineRef
    machine: MachineRef
    source: str
    target: _S_co

    def __attrs_post_init__(self) -> None:
        """Refuse a time without a zone; UTC, the usual case, costs one comparison."""
        if self.at.tzinfo is not UTC:
            micros(self.at)


LifecycleEvent: TypeAlias = Moved[S, E, P] | Opened[S, P] | Migrated[S]
"""Everything that a history is made of."""


@attrs.frozen
class Accepted(Generic[_V_co]):
    """Yes: the events to store and the effects to deliver. ``replayed`` says that this key was answered before."""

    events: tuple[_V_co, ...]
    effects: tuple[IssuedEffect, ...] = ()
    replayed: bool = False


@attrs.frozen
class Refused:
    """No, and every reason for it; nothing has happened."""

    reasons: tuple[Reason, ...]


def event_id(item_id: str, version: int) -> str:
    """Return the id of an event: the item and its version, which no other event shares."""
    return f"{item_id}/{version}"


def issued(event: LifecycleEvent[S, E, P]) -> tuple[IssuedEffect, ...]:
    """Return the effects that an event issued, each with its key."""
    if not isinstance(event, Moved) or not event.effects:
        return ()
    name = event_id(event.item_id, event.version)
    return tuple(IssuedEffect(name, index, effect) for index, effect in enumerate(event.effects))
