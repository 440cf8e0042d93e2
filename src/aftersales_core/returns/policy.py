"""A return policy: which rule sets hold, of law, platform and merchant, in one version."""

import datetime as dt
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property
from typing import Final, Literal, TypeAlias

import attrs

from aftersales_core.errors import InvalidPolicy
from aftersales_core.instants import utc, zone
from aftersales_core.reasons import Catalogue
from aftersales_core.returns.basis import LAYERS, Layer
from aftersales_core.returns.categories import CategoryTree
from aftersales_core.returns.category_table import CATEGORIES
from aftersales_core.returns.decision import Finding
from aftersales_core.returns.derive import derived_of
from aftersales_core.returns.evidence import EvidenceKinds
from aftersales_core.returns.evidence_table import EVIDENCE
from aftersales_core.returns.fact_table import FACTS
from aftersales_core.returns.grounds import GROUNDS, REMEDIES
from aftersales_core.returns.rights import Right, RuleSet
from aftersales_core.worktime.calendar import AnyCalendar

__all__ = ["Binding", "ReturnPolicy"]

NO_MESSAGES: Final = Catalogue()
Binding: TypeAlias = Literal["ordered_at", "submitted_at"]
Calendars: TypeAlias = tuple[tuple[str, AnyCalendar], ...]


@attrs.frozen
class ReturnPolicy:
    """Rule sets of several layers in one version, with the words they use.

    ``rule_sets`` are ordered by layer when rights are compared, so their order here changes nothing. ``tz`` is the
    zone of a delivery that names none; without either, a count of days cannot be made and a person must look.
    ``calendars`` are pairs of name and calendar. ``effective_from`` is the first instant of this version;
    see `PolicyBook` for which version binds. ``messages`` holds texts for codes of the merchant's own.

    Raises InvalidPolicy with every problem.
    """

    id: str
    rule_sets: tuple[RuleSet, ...]
    version: str = "1"
    tz: str | None = None
    calendars: Calendars = ()
    categories: CategoryTree = CATEGORIES
    evidence_kinds: EvidenceKinds = EVIDENCE
    messages: Catalogue = NO_MESSAGES
    effective_from: dt.datetime | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a policy that contradicts itself."""
        if self.effective_from is not None:
            utc(self.effective_from)
        if self.tz is not None:
            zone(self.tz)
        problems = tuple(_problems(self))
        if problems:
            raise InvalidPolicy(f"return policy {self.id!r}", problems)

    @cached_property
    def by_case(self) -> Mapping[tuple[str, str], tuple[tuple[Layer, Right], ...]]:
        """The rights for each kind of claim and category, the special before the general, by layer."""
        kinds = sorted({ground for rules in self.rule_sets for right in rules.rights for ground in right.grounds})
        return {
            (kind, category.id): tuple(_rights(self, kind, category.id))
            for kind in kinds
            for category in self.categories.categories
        }

    @cached_property
    def displaced(self) -> Mapping[str, Finding]:
        """What is said of each right that another layer's rule stands instead of; the same in every case."""
        return {
            right.id: Finding(
                right.id, rules.layer, right.remedy, "denies", (right.displaced,), right.basis, displaced=True
            )
            for rules in self.rule_sets
            for right in rules.rights
            if right.yields_to
        }

    @cached_property
    def derived(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The facts that have to be worked out for each kind of claim and category."""
        reads = {right.id: frozenset(right.reads()) for rules in self.rule_sets for right in rules.rights}
        return {
            case: derived_of(frozenset[str]().union(*(reads[right.id] for _, right in rights)))
            for case, rights in self.by_case.items()
        }

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of claim that some right answers, sorted."""
        return tuple(sorted({kind for kind, _ in self.by_case}))

    @cached_property
    def bound(self) -> Mapping[str, AnyCalendar]:
        """The calendars by name."""
        return dict(self.calendars)

    def with_calendars(self, calendars: Mapping[str, AnyCalendar]) -> "ReturnPolicy":
        """Return the policy with calendars added, or replaced, by name."""
        return attrs.evolve(self, calendars=tuple(sorted((dict(self.calendars) | dict(calendars)).items())))

    def with_rules(self, *rule_sets: RuleSet) -> "ReturnPolicy":
        """Return the policy with further rule sets; one of the same id is replaced."""
        added = {rules.id: rules for rules in rule_sets}
        kept = tuple(rules for rules in self.rule_sets if rules.id not in added)
        return attrs.evolve(self, rule_sets=(*kept, *rule_sets))


def _rights(policy: ReturnPolicy, kind: str, category: str) -> Iterator[tuple[Layer, Right]]:
    """Yield the rights that may answer a kind of claim on a category, layer by layer."""
    path = policy.categories.path(category)
    for layer in LAYERS:
        sets = sorted((rules for rules in policy.rule_sets if rules.layer == layer), key=lambda rules: rules.id)
        for rules in sets:
            found = [(right, _depth(right, path)) for right in rules.rights if kind in right.grounds]
            fitting = [(right, depth) for right, depth in found if depth is not None]
            for right, depth in sorted(fitting, key=lambda pair: (pair[0].rank, pair[0].id)):
                best = (
                    min(d for other, d in fitting if other.remedy == right.remedy and not other.cumulative)
                    if not right.cumulative
                    else depth
                )
                if depth == best:
                    yield layer, right


def _depth(right: Right, path: tuple[str, ...]) -> int | None:
    """Return how far up a category's way a right reaches it: 0 for the category itself; None where it does not."""
    if not right.categories:
        return len(path)
    return next((depth for depth, id in enumerate(path) if id in right.categories), None)


def _word_problems(policy: ReturnPolicy, right: Right) -> Iterator[str]:
    """Yield a problem for each ground and remedy that is neither the library's nor labelled by the policy."""
    words = [("ground", ground, GROUNDS) for ground in right.grounds] + [("remedy", right.remedy, REMEDIES)]
    for what, word, known in words:
        if word not in known.by_id and policy.messages.get(f"{what}_{word}") is None:
            near = " or ".join(get_close_matches(word, known.by_id, 3))
            meant = f"did you mean {near}?" if near else f"for one of your own, give messages a text {what}_{word}"
            yield f"right {right.id!r} names {what} {word!r:.40}, which is not defined: {meant}"


def _problems(policy: ReturnPolicy) -> Iterator[str]:
    """Yield what is wrong with a policy."""
    ids = [rules.id for rules in policy.rule_sets]
    yield from (f"rule set {id!r} is given twice" for id in sorted({id for id in ids if ids.count(id) > 1}))
    rights = [right.id for rules in policy.rule_sets for right in rules.rights]
    yield from (f"right {id!r} is defined twice" for id in sorted({id for id in rights if rights.count(id) > 1}))
    for rules in policy.rule_sets:
        for right in rules.rights:
            yield from _word_problems(policy, right)
            yield from (
                f"right {right.id!r} names category {id!r}, which is not defined"
                for id in right.categories
                if id not in policy.categories
            )
            yield from (
                f"right {right.id!r} reads {name!r}, which is no fact: a fact of your own begins with own_"
                for name in sorted(set(right.reads()))
                if not FACTS.is_known(name)
            )
            yield from (
                f"right {right.id!r} asks for {item!r}, which is no kind of evidence"
                for item in (right.evidence.items() if right.evidence is not None else ())
                if item not in policy.evidence_kinds.by_id
            )
