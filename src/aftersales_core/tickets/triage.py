"""Triage: which class a ticket has and which lifecycle it runs, by ordered rules over declared facts."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.reasons import Reason
from aftersales_core.sla.marks import facts_of
from aftersales_core.tickets.conditions import (
    Condition,
    ConditionInput,
    condition_of,
    condition_problems,
    lineages,
    missing_facts,
    require_condition,
)
from aftersales_core.tickets.shadowing import shadowed
from aftersales_core.tickets.vocabulary import Vocabulary, is_id, meant, require_tuple, twice, untold

__all__ = ["ClassOptions", "TriageRule", "TriageTable", "Triaged", "triage"]

NO_RESOLUTIONS: Final = Vocabulary("resolution")
FactsInput: TypeAlias = Mapping[str, str] | Iterable[tuple[str, str]]


@attrs.frozen
class TriageRule:
    """One rule: where the condition holds, a ticket has this class and runs the lifecycle of this kind.

    Class and kind are two things: a complaint of the class "other" still runs the complaint lifecycle. ``en`` and
    ``zh`` say in words what the rule is about. `TriageRule.of` takes the condition as a mapping.

    Raises WrongType for a condition that is not in its one form.
    """

    id: str
    when: Condition
    class_id: str
    kind: str
    en: str
    zh: str

    def __attrs_post_init__(self) -> None:
        """Refuse a condition of another form, which would make equal rules unequal."""
        require_condition(f"condition of rule {self.id!r:.80}", self.when)

    @classmethod
    def of(cls, id: str, when: ConditionInput, *, class_id: str, kind: str, en: str, zh: str) -> "TriageRule":
        """Make a rule from a condition such as ``{"topic": ["late", "damaged"], "wants": "refund"}``."""
        return cls(id, condition_of(when), class_id, kind, en, zh)


@attrs.frozen
class ClassOptions:
    """What may be done for the tickets of a class, the usual thing first."""

    class_id: str
    options: tuple[str, ...]

    def __attrs_post_init__(self) -> None:
        """Refuse options that could be changed later."""
        require_tuple(f"options of class {self.class_id!r:.80}", self.options, str)


@attrs.frozen
class TriageTable:
    """Ordered rules with the vocabularies that they speak: the first rule that holds decides.

    ``facts`` are the vocabularies of the facts that rules may read, each named as its fact; ``kinds`` are the
    lifecycles, ``classes`` the shop's own sorting. ``options`` says per class what may be done about it, in ids of
    ``resolutions``.

    Raises InvalidDefinition with every problem: undeclared facts, values, classes, kinds and options, missing texts,
    and rules that can never decide because the rules before them take every case.
    """

    name: str
    facts: tuple[Vocabulary, ...]
    classes: Vocabulary
    kinds: Vocabulary
    rules: tuple[TriageRule, ...]
    resolutions: Vocabulary = NO_RESOLUTIONS
    options: tuple[ClassOptions, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a table with a rule that could not be meant."""
        require_tuple("facts", self.facts, Vocabulary)
        require_tuple("rules", self.rules, TriageRule)
        require_tuple("options", self.options, ClassOptions)
        problems = (*_name_problems(self), *_rule_problems(self), *_option_problems(self))
        # A rule with an undeclared value matches nothing as it stands; what it was meant to match is not known.
        if not problems:
            problems = tuple(shadowed(tuple((rule.id, rule.when) for rule in self.rules), self.facts))
        if problems:
            raise InvalidDefinition(f"triage {self.name!r:.80}", problems)

    def rule(self, id: str) -> TriageRule | None:
        """Return the rule of an id, or None."""
        return next((rule for rule in self.rules if rule.id == id), None)

    def options_of(self, class_id: str) -> tuple[str, ...]:
        """Return what may be done for the tickets of a class."""
        return next((row.options for row in self.options if row.class_id == class_id), ())

    def with_rules_first(self, *rules: TriageRule) -> "TriageTable":
        """Return the table with a user's own rules asked before all others."""
        return attrs.evolve(self, rules=(*rules, *self.rules))


def _twice(what: str, names: Iterable[str]) -> Iterator[str]:
    """Yield the names that are given more than once."""
    yield from (f"{what} {name!r:.80} is given twice" for name in twice(names))


def _name_problems(table: TriageTable) -> Iterator[str]:
    """Yield what is wrong with the names of a table."""
    if not is_id(table.name):
        yield f"name {table.name!r:.80}: use 1 to 64 characters without spaces"
    yield from _twice("fact", (fact.name for fact in table.facts))
    yield from _twice("rule", (rule.id for rule in table.rules))
    yield from _twice("options of class", (row.class_id for row in table.options))
    if not table.rules:
        yield "it has no rule: give it one"


def _rule_problems(table: TriageTable) -> Iterator[str]:
    """Yield what is wrong with the rules of a table, each by itself."""
    for rule in table.rules:
        name = f"rule {rule.id!r:.80}"
        if not is_id(rule.id):
            yield f"{name}: use 1 to 64 characters without spaces"
        yield from (f"{name}: {problem}" for problem in condition_problems(rule.when, table.facts))
        if rule.class_id not in table.classes.ids:
            yield f"{name}: undeclared class {meant(rule.class_id, table.classes.ids)}"
        if rule.kind not in table.kinds.ids:
            yield f"{name}: undeclared kind {meant(rule.kind, table.kinds.ids)}"
        yield from (f"{name}: {problem}" for problem in untold(rule.en, rule.zh))


def _option_problems(table: TriageTable) -> Iterator[str]:
    """Yield what is wrong with the options of the classes."""
    for row in table.options:
        if row.class_id not in table.classes.ids:
            yield f"options of an undeclared class {meant(row.class_id, table.classes.ids)}"
        yield from (
            f"class {row.class_id!r:.80}: undeclared option {meant(option, table.resolutions.ids)}"
            for option in row.options
            if option not in table.resolutions.ids
        )


@attrs.frozen
class Triaged:
    """What triage makes of a ticket: the rule that decided, class and kind, and what may be done.

    ``reasons`` name what stands against relying on it: a fact that is not known and would change class or kind, an id
    that is not declared, no rule at all (then ``rule``, ``class_id`` and ``kind`` are None). With reasons the ticket
    needs a person's look; the rest is then the best guess.
    """

    rule: str | None
    class_id: str | None
    kind: str | None
    options: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def is_settled(self) -> bool:
        """Tell whether nothing stands against the answer."""
        return not self.reasons


def triage(table: TriageTable, facts: FactsInput) -> Triaged:
    """Return class and kind of a ticket by the first rule whose condition holds.

    A fact that is absent, or has an undeclared value, is not known: a rule that reads it may hold or not. Where such a
    rule stands before the one that decides and would give another class or kind, the answer names the missing fact.
    Facts that the table does not declare are left alone.

    Raises WrongType for facts that are no text.
    """
    given = dict(facts_of(facts))
    undeclared = tuple(
        reason for fact in table.facts if fact.name in given and (reason := fact.check(given[fact.name])) is not None
    )
    unusable = {str(reason.param("vocabulary")) for reason in undeclared}
    known = lineages(given, table.facts)
    perhaps: list[tuple[TriageRule, tuple[str, ...]]] = []
    for rule in table.rules:
        missing = missing_facts(rule.when, known)
        if missing:
            perhaps.append((rule, missing))
        elif missing is not None:
            others = [row for row in perhaps if (row[0].class_id, row[0].kind) != (rule.class_id, rule.kind)]
            reasons = (*undeclared, *_missing(others, unusable))
            return Triaged(rule.id, rule.class_id, rule.kind, table.options_of(rule.class_id), reasons)
    none = Reason.of("triage_no_rule", "unmet", table=table.name)
    return Triaged(None, None, None, (), (*undeclared, *_missing(perhaps, unusable), none))


def _missing(perhaps: list[tuple[TriageRule, tuple[str, ...]]], unusable: set[str]) -> tuple[Reason, ...]:
    """Return a reason for each fact to ask for, with the rules that wait for it; undeclared ids have theirs already."""
    facts = dict.fromkeys(fact for _, missing in perhaps for fact in missing if fact not in unusable)
    return tuple(
        Reason.of(
            "triage_fact_missing",
            "missing",
            fact=fact,
            rules=tuple(rule.id for rule, missing in perhaps if fact in missing),
        )
        for fact in facts
    )
