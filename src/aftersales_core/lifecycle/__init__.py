"""Lifecycles as values: machines that say why not, events and effects as data, and nothing that waits or schedules.

``decide`` judges a command, ``evolve`` folds its event, ``available`` says what may be done now, ``next_due`` when
something happens by itself. Build a machine with ``Rules``. ``conform`` holds a log of real cases against a machine.
"""

from aftersales_core.lifecycle.compose import Composite, CompositeItem, RollUp, compose, roll_up
from aftersales_core.lifecycle.conformance import CaseConformance, LogStep, Misfit, conform
from aftersales_core.lifecycle.conformance_summary import ConformanceSummary, MisfitCount, MisfitPlace
from aftersales_core.lifecycle.decide import Allowed, Blocked, available, begin, decide
from aftersales_core.lifecycle.events import (
    Accepted,
    Command,
    Effect,
    IssuedEffect,
    LifecycleEvent,
    Migrated,
    Moved,
    Opened,
    Refused,
    event_id,
    issued,
)
from aftersales_core.lifecycle.guards import Attempt, Guard, PayloadForm, Verdict
from aftersales_core.lifecycle.item import SYSTEM, Item, MachineRef
from aftersales_core.lifecycle.machine import Machine
from aftersales_core.lifecycle.messages import MESSAGES
from aftersales_core.lifecycle.migration import Kept, Migration, migrate
from aftersales_core.lifecycle.paths import MachinePaths, paths
from aftersales_core.lifecycle.replay import evolve, replay, sorted_events
from aftersales_core.lifecycle.rule import Anchor, Category, Rule
from aftersales_core.lifecycle.rules import Rules
from aftersales_core.lifecycle.timers import DueTimer, next_due

__all__ = [
    "MESSAGES",
    "SYSTEM",
    "Accepted",
    "Allowed",
    "Anchor",
    "Attempt",
    "Blocked",
    "CaseConformance",
    "Category",
    "Command",
    "Composite",
    "CompositeItem",
    "ConformanceSummary",
    "DueTimer",
    "Effect",
    "Guard",
    "IssuedEffect",
    "Item",
    "Kept",
    "LifecycleEvent",
    "LogStep",
    "Machine",
    "MachinePaths",
    "MachineRef",
    "Migrated",
    "Migration",
    "Misfit",
    "MisfitCount",
    "MisfitPlace",
    "Moved",
    "Opened",
    "PayloadForm",
    "Refused",
    "RollUp",
    "Rule",
    "Rules",
    "Verdict",
    "available",
    "begin",
    "compose",
    "conform",
    "decide",
    "event_id",
    "evolve",
    "issued",
    "migrate",
    "next_due",
    "paths",
    "replay",
    "roll_up",
    "sorted_events",
]
