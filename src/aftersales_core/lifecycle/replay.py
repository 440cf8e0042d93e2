"""Events into items: one at a time, or a whole history with the item made once at the end; nothing is judged again."""

from collections.abc import Iterable
from typing import TypeVar

from aftersales_core.errors import BrokenHistory
from aftersales_core.instants import utc
from aftersales_core.lifecycle.events import LifecycleEvent, Migrated, Moved, Opened
from aftersales_core.lifecycle.item import Item

__all__ = ["check_repeated", "evolve", "replay", "sorted_events"]

S = TypeVar("S", bound=str)
E = TypeVar("E", bound=str)
P = TypeVar("P")


def evolve(item: Item[S], event: LifecycleEvent[S, E, P]) -> Item[S]:
    """Return the item after an event; never refuses and asks no guard.

    Only the item's own next event moves it; a repeated, a foreign and a premature one leave it as it is, which its
    version shows. An event earlier than the last one counts as of the last one, so an item's instants never go back.
    """
    version = item.version + 1
    if event.version != version or event.item_id != item.id or isinstance(event, Opened):
        return item
    last = item.last_activity_at
    if isinstance(event, Migrated):
        return Item(item.id, event.machine, event.target, version, item.opened_at, item.entered_at, last)
    at = utc(event.at)
    at = max(at, last)
    target = event.target
    entered = item.entered_at if target == item.state else at
    return Item(item.id, item.machine, target, version, item.opened_at, entered, at)


def replay(events: Iterable[LifecycleEvent[S, E, P]], snapshot: Item[S] | None = None) -> Item[S]:
    """Return the item that a history leads to; the same as folding ``evolve``, but an order that cannot be is an error.

    Without a snapshot the first event must be the opening. Events that a snapshot holds already are passed over, and
    so is an event that is given twice. See ``sorted_events`` for rows in any order.

    Raises BrokenHistory for an empty history, a gap, two different events of one version, an event of another item, or
    one that starts from another state than the history has reached.
    """
    stream = iter(events)
    if snapshot is None:
        first = next(stream, None)
        if not isinstance(first, Opened) or first.version != 1:
            raise _no_opening(first)
        item = _opened(first)
        previous: LifecycleEvent[S, E, P] | None = first
    else:
        item, previous = snapshot, None
    held = 0 if snapshot is None else snapshot.version
    name, machine, state, version = item.id, item.machine, item.state, item.version
    entered, last = item.entered_at, item.last_activity_at
    for event in stream:
        if event.version != version + 1 or event.item_id != name or isinstance(event, Opened):
            check_repeated(event, previous, name, version, held)
            continue
        if isinstance(event, Moved):
            if event.source != state:
                raise _other_source(event, state)
            last = max(last, event.at)
            if event.target != state:
                entered = last
            state = event.target
        else:
            state, machine = event.target, event.machine
        version += 1
        previous = event
    return Item(name, machine, state, version, item.opened_at, utc(entered), utc(last))


def sorted_events(events: Iterable[LifecycleEvent[S, E, P]]) -> tuple[LifecycleEvent[S, E, P], ...]:
    """Return one item's events by version, each once; two different ones of one version are left for ``replay``."""
    return tuple(sorted(dict.fromkeys(events), key=lambda event: event.version))


def _opened(event: Opened[S, P]) -> Item[S]:
    """Return the item that an opening makes."""
    at = utc(event.at)
    return Item(event.item_id, event.machine, event.state, event.version, at, at, at)


def _no_opening(event: LifecycleEvent[S, E, P] | None) -> BrokenHistory:
    """Make the error for a history without its beginning."""
    if event is None:
        return BrokenHistory("", 0, "there are no events: pass the whole history, or a snapshot")
    problem = "it does not begin with its opening at version 1: pass the whole history, or a snapshot"
    return BrokenHistory(event.item_id, event.version, problem)


def _other_source(event: Moved[S, E, P], state: str) -> BrokenHistory:
    """Make the error for an event that starts where the item is not."""
    problem = f"it starts from {event.source!s}, but the item is in {state!s}"
    return BrokenHistory(event.item_id, event.version, problem)


def check_repeated(
    event: LifecycleEvent[S, E, P], previous: LifecycleEvent[S, E, P] | None, name: str, version: int, held: int
) -> None:
    """Let pass an event that does not come next because it is known already; raise BrokenHistory for any other."""
    if event.item_id != name:
        problem = f"the event belongs to {event.item_id!r}"
    elif event.version <= held or event == previous:
        return
    elif event.version > version + 1:
        problem = f"version {version + 1} is missing"
    elif event.version == version + 1:
        problem = "it is opened a second time"
    else:
        problem = f"the history is at version {version} already: sort the events, or two writers used one version"
    raise BrokenHistory(name, event.version, problem)
