"""From one version of a machine to the next while items are open: migrated, refused with reasons, or kept."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import attrs

from aftersales_core.instants import utc
from aftersales_core.lifecycle.events import Accepted, Migrated, Refused
from aftersales_core.lifecycle.item import Item
from aftersales_core.reasons import Reason

if TYPE_CHECKING:
    from aftersales_core.lifecycle.machine import Machine

__all__ = ["Kept", "Migration", "migrate"]

S = TypeVar("S", bound=str)
_S_co = TypeVar("_S_co", bound=str, covariant=True)
_Old = TypeVar("_Old", bound=str)


@attrs.frozen
class Migration(Generic[_S_co]):
    """What becomes of items of an older version, state by state: ``moves``, ``keeps`` (they finish on the old version)
    or ``refuses`` (with a reason's code); every one of the old ``states`` has its fate.

    ``digest`` names one content of that version; None takes every content.
    """  # noqa: D205 - the three fates are one sentence

    version: str
    digest: str | None
    states: tuple[str, ...]
    moves: tuple[tuple[str, _S_co], ...]
    keeps: tuple[str, ...] = ()
    refuses: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(
        cls,
        old: "Machine[_Old, Any, Any]",
        moves: Mapping[_Old, S],
        *,
        keeps: Iterable[_Old] = (),
        refuses: Mapping[_Old, str] | None = None,
    ) -> "Migration[S]":
        """Make a migration from the old machine itself, whose states are then all asked for."""
        return Migration(
            old.version,
            old.digest,
            tuple(str(state) for state, _ in old.states),
            tuple((str(state), new) for state, new in moves.items()),
            tuple(str(state) for state in keeps),
            tuple((str(state), code) for state, code in (refuses or {}).items()),
        )


@attrs.frozen
class Kept(Generic[_S_co]):
    """The item stays under the definition that it has, and why."""

    item: Item[_S_co]
    reason: Reason


def migrate(
    machine: "Machine[S, Any, Any]", item: Item[str], *, at: dt.datetime, actor: str, role: str, key: str
) -> Accepted[Migrated[S]] | Refused | Kept[str]:
    """Take an item over to a machine as that machine's migrations say; fold the event as any other.

    An item that is on the machine already is kept, so a second run changes nothing. The item's clocks run on: a
    migration neither enters a state nor is an activity.
    """
    here, there = item.machine, machine.ref
    if here == there:
        return Kept(item, Reason.of("already_migrated", "conflict", machine=_shown(there.name, there.version)))
    names = {"item_machine": _shown(here.name, here.version), "machine": _shown(there.name, there.version)}
    found = [each for each in machine.migrations if each.version == here.version and each.digest in (None, here.digest)]
    if here.name != machine.name or not found:
        return Refused((Reason.of("no_migration", "conflict", **names),))
    # A migration made for this very content comes before one for any content of the version.
    migration = max(found, key=lambda each: each.digest is not None)
    state = str(item.state)
    if state in migration.keeps:
        return Kept(item, Reason.of("kept_on_version", "conflict", state=state, item_machine=names["item_machine"]))
    target = dict(migration.moves).get(state)
    if target is None:
        code = dict(migration.refuses).get(state, "not_migratable")
        return Refused((Reason.of(code, "conflict", state=state, **names),))
    moment = max(utc(at), item.last_activity_at)
    event = Migrated(item.id, item.version + 1, moment, actor, role, key, here, there, state, target)
    return Accepted((event,))


def _shown(name: str, version: str) -> str:
    """Name a definition for people."""
    return f"{name} {version}"
