"""Which target holds from when: policies change, and the facts that choose a target, in the middle of a ticket."""

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import pairwise

import attrs

from aftersales_core.errors import MarkOutOfOrder
from aftersales_core.instants import micros, utc
from aftersales_core.sla.marks import Facts, Mark, facts_of
from aftersales_core.sla.policy import SlaPolicy, SlaTarget, merged_facts

__all__ = ["Epoch", "SlaSwitch", "TargetEpoch", "TargetEpochs", "epochs_of", "targets_of"]


@attrs.frozen
class TargetEpoch:
    """From when a metric has a target, or none; see ``Epoch``."""

    at: dt.datetime | None
    policy: SlaPolicy
    target: SlaTarget | None
    mark: int | None


TargetEpochs = tuple[TargetEpoch, ...]


@attrs.frozen
class SlaSwitch:
    """A ticket's change to another policy at an instant."""

    at: dt.datetime
    policy: SlaPolicy

    def __attrs_post_init__(self) -> None:
        """Refuse a naive instant at once, not when a ticket is assessed."""
        micros(self.at)


@attrs.frozen
class Epoch:
    """A stretch of a ticket's life, from an instant on (None: from the beginning), with its policy and facts.

    ``mark`` is the number of the mark that began it, counted from 1; None for the beginning and for a switch.
    """

    at: dt.datetime | None
    policy: SlaPolicy
    facts: Facts
    mark: int | None = None


def epochs_of(
    policy: SlaPolicy,
    facts: Mapping[str, str],
    marks: Iterable[Mark],
    switches: Iterable[SlaSwitch],
    now: dt.datetime,
) -> tuple[Epoch, ...]:
    """Return the epochs of a ticket up to now, in order. Facts that a mark changes hold from that mark on."""
    epochs = [Epoch(None, policy, facts_of(facts))]
    for switch in _in_order(switches):
        if micros(switch.at) <= micros(now):
            epochs.append(Epoch(utc(switch.at), switch.policy, epochs[-1].facts))
    for number, mark in enumerate(marks, 1):
        if mark.facts:
            _change(epochs, mark, number)
    return tuple(epochs)


def _in_order(switches: Iterable[SlaSwitch]) -> tuple[SlaSwitch, ...]:
    """Return switches as they came, or raise MarkOutOfOrder where one is earlier than the one before."""
    given = tuple(switches)
    for before, after in pairwise(given):
        if micros(after.at) < micros(before.at):
            raise MarkOutOfOrder("policy switch", after.at.isoformat(), before.at.isoformat())
    return given


def _change(epochs: list[Epoch], mark: Mark, number: int) -> None:
    """Let a mark's facts hold from its instant on, in the epoch that it parts and in all later ones."""
    index = max(i for i, epoch in enumerate(epochs) if epoch.at is None or epoch.at <= mark.at)
    parted = attrs.evolve(epochs[index], at=mark.at, mark=number)
    epochs[index + 1 :] = [
        attrs.evolve(epoch, facts=merged_facts(epoch.facts, mark.facts)) for epoch in (parted, *epochs[index + 1 :])
    ]


def targets_of(metric_id: str, epochs: Iterable[Epoch]) -> TargetEpochs:
    """Return from when each target of a metric holds, one entry for each change of policy or target."""
    found: list[TargetEpoch] = []
    for epoch in epochs:
        target = epoch.policy.target_for(metric_id, dict(epoch.facts))
        if not found or (found[-1].policy, found[-1].target) != (epoch.policy, target):
            found.append(TargetEpoch(epoch.at, epoch.policy, target, epoch.mark))
    return tuple(found)
