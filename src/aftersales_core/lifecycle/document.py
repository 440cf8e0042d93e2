"""A machine as plain data: everything but the code of its guards, which is supplied by name and never loaded."""

from collections.abc import Mapping
from typing import Any, Final, TypeVar, cast

import attrs

from aftersales_core.errors import DecodeError, DecodeProblem
from aftersales_core.interchange.codec import from_dict, to_dict
from aftersales_core.interchange.limits import Limits
from aftersales_core.interchange.plain import Plain, clip, found, limited
from aftersales_core.lifecycle.events import Effect
from aftersales_core.lifecycle.guards import Guard, PayloadForm
from aftersales_core.lifecycle.machine import Machine
from aftersales_core.lifecycle.migration import Migration
from aftersales_core.lifecycle.rule import Anchor, Category, Rule
from aftersales_core.reasons import Catalogue
from aftersales_core.worktime.period import Period

__all__ = ["MACHINE_LIMITS", "machine_from", "machine_plain"]

F = TypeVar("F")

MACHINE_LIMITS: Final = Limits(items=50_000, values=2_000_000)
"""A definition of 10,000 rules holds more values than a record of one ticket may."""


@attrs.frozen
class StateDocument:
    """A state with its category."""

    name: str
    category: Category


@attrs.frozen
class RuleDocument:
    """A rule; ``source`` may list states, and text in ``after`` is a period such as 7d or the name of a fact."""

    source: str | tuple[str, ...]
    event: str
    target: str
    roles: tuple[str, ...]
    guards: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    after: Period | str | None = None
    anchor: Anchor = "entered"


@attrs.frozen
class GuardDocument:
    """The revision of a guard that the machine was made for."""

    name: str
    revision: str


@attrs.frozen
class FormDocument:
    """What the payload of an event must hold."""

    event: str
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] | None = ()


@attrs.frozen
class MachineDocument:
    """A machine as plain data."""

    name: str
    version: str
    states: tuple[StateDocument, ...]
    roles: tuple[str, ...]
    rules: tuple[RuleDocument, ...]
    guards: tuple[GuardDocument, ...] = ()
    forms: tuple[FormDocument, ...] = ()
    catalogue: Catalogue | None = None
    migrations: tuple[Migration[str], ...] = ()


def machine_plain(machine: Machine[Any, Any, Any]) -> dict[str, Plain]:
    """Return a machine as plain data, one entry a rule."""
    guards = {guard.name: guard.revision for rule in machine.rules for guard in rule.guards}
    document = MachineDocument(
        machine.name,
        machine.version,
        tuple(StateDocument(str(state), category) for state, category in machine.states),
        machine.roles,
        tuple(
            RuleDocument(
                str(rule.source),
                str(rule.event),
                str(rule.target),
                tuple(sorted(rule.roles)),
                tuple(guard.name for guard in rule.guards),
                tuple(effect.name for effect in rule.effects),
                rule.after,
                rule.anchor,
            )
            for rule in machine.rules
        ),
        tuple(GuardDocument(name, revision) for name, revision in sorted(guards.items())),
        tuple(FormDocument(str(event), form.required, form.optional) for event, form in machine.forms),
        machine.catalogue,
        tuple(
            attrs.evolve(migration, moves=tuple((old, str(new)) for old, new in migration.moves))
            for migration in machine.migrations
        ),
    )
    return cast("dict[str, Plain]", to_dict(document, limits=MACHINE_LIMITS))


def machine_from(
    data: object, guards: Mapping[str, Guard[F]], effects: Mapping[str, Effect], limits: Limits | None = None
) -> Machine[str, str, F]:
    """Return the machine of a document; names of guards and effects are looked up, and that is all."""
    bounds = MACHINE_LIMITS if limits is None else limits
    document = from_dict(MachineDocument, data, limits=bounds)
    problems = (*_unknown_names(document, guards, effects), *_other_revisions(document, guards))
    if problems:
        raise limited(problems, bounds)
    return Machine(
        document.name,
        document.version,
        tuple((state.name, state.category) for state in document.states),
        document.roles,
        tuple(rule for index, row in enumerate(document.rules) for rule in _rules(index, row, guards, effects)),
        tuple((form.event, PayloadForm(form.required, form.optional)) for form in document.forms),
        document.catalogue,
        document.migrations,
    )


def _unknown_names(
    document: MachineDocument, guards: Mapping[str, Guard[F]], effects: Mapping[str, Effect]
) -> tuple[DecodeProblem, ...]:
    """Note every guard and effect that is named and not supplied."""
    return tuple(
        found(f"/rules/{row}/{what}/{index}", "unknown_value", got=clip(name), known=clip(", ".join(sorted(known))))
        for row, rule in enumerate(document.rules)
        for what, names, known in (("guards", rule.guards, [*guards]), ("effects", rule.effects, [*effects]))
        for index, name in enumerate(names)
        if name not in known
    )


def _other_revisions(document: MachineDocument, guards: Mapping[str, Guard[F]]) -> tuple[DecodeProblem, ...]:
    """Note every guard whose supplied revision is not the one that the document was made for."""
    return tuple(
        found(
            f"/guards/{index}/revision", "unknown_value", got=clip(row.revision), known=clip(guards[row.name].revision)
        )
        for index, row in enumerate(document.guards)
        if row.name in guards and guards[row.name].revision != row.revision
    )


def _rules(
    index: int, row: RuleDocument, guards: Mapping[str, Guard[F]], effects: Mapping[str, Effect]
) -> tuple[Rule[str, str, F], ...]:
    """Return the rules of one entry, one for each source."""
    sources = (row.source,) if isinstance(row.source, str) else row.source
    after = row.after
    if isinstance(after, str) and not after.isidentifier():
        try:
            after = Period.parse(after)
        except ValueError as error:
            raise DecodeError((found(f"/rules/{index}/after", "invalid_value", message=clip(str(error))),)) from error
    conditions = tuple(guards[name] for name in row.guards)
    orders = tuple(effects[name] for name in row.effects)
    return tuple(
        Rule(source, row.event, row.target, frozenset(row.roles), conditions, orders, after, row.anchor)
        for source in sources
    )
