"""What can be wrong with a machine: all of it is found at once, and each message names the culprit."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, get_args

from aftersales_core.lifecycle.item import SYSTEM
from aftersales_core.lifecycle.lint_graph import graph_problems
from aftersales_core.lifecycle.messages import MESSAGES
from aftersales_core.lifecycle.rule import Anchor, Category
from aftersales_core.reasons import CODE

if TYPE_CHECKING:
    from aftersales_core.lifecycle.machine import Machine
    from aftersales_core.lifecycle.rule import Rule

__all__ = ["machine_problems"]

DECLARE: Final = ": declare it"
MOST_HINTS: Final = 20
MOST_ALTERNATIVES: Final = 100
"""Rules of one source and event; more of them are a table that belongs into a guard."""


def machine_problems(machine: "Machine[Any, Any, Any]") -> tuple[str, ...]:
    """Return everything that is wrong with a machine."""
    lints = (_declared, _rules, _alternatives, _definitions, _forms, graph_problems, _texts, _migrations)
    return tuple(dict.fromkeys(chain.from_iterable(lint(machine) for lint in lints)))


def _declared(machine: "Machine[Any, Any, Any]") -> Iterator[str]:
    """Check names, states, categories and roles as they are declared."""
    for what, name in (("name", machine.name), ("version", machine.version)):
        if not name:
            yield f"the {what} is empty: give one"
    for what, names in (("state", [state for state, _ in machine.states]), ("role", [*machine.roles])):
        yield from (f"{what} '{name!s}' is declared twice" for name, count in Counter(names).items() if count > 1)
        if not all(names):
            yield f"a {what} has no name"
    categories = get_args(Category)
    for state, category in machine.states:
        if category not in categories:
            yield f"state '{state!s}' has the unknown category {category!r}: use one of {', '.join(categories)}"
    first = [f"'{state!s}'" for state, category in machine.states if category == "initial"]
    if len(first) != 1:
        yield f"exactly one state must be initial, not {len(first)}" + (f": {', '.join(first)}" if first else "")
    acting = {role for rule in machine.rules for role in rule.roles}
    yield from (
        f"role {role!r} can never act: no rule admits it, so take it away or add it to a rule"
        for role in machine.roles
        if role not in acting
    )


def _near(name: str, known: Sequence[str]) -> str:
    """Suggest what was meant."""
    near = get_close_matches(name, known, 1)
    return f": did you mean {near[0]!r}?" if near else DECLARE


def _hints(names: Iterable[str], known: Collection[str]) -> dict[str, str]:
    """Suggest what was meant by each of the first names that are not known; to look at all of them could take hours."""
    unknown = dict.fromkeys(name for name in names if name not in known)
    ordered = sorted(known)
    return {name: _near(name, ordered) for name in islice(unknown, MOST_HINTS)}


def _rules(machine: "Machine[Any, Any, Any]") -> Iterator[str]:
    """Check each rule by itself."""
    states = {str(state) for state, _ in machine.states}
    roles = {*machine.roles, SYSTEM}
    ends = [str(state) for rule in machine.rules for state in (rule.source, rule.target)]
    state_hints = _hints(ends, states)
    role_hints = _hints((role for rule in machine.rules for role in sorted(rule.roles)), roles)
    for rule in machine.rules:
        for end, state in (("source", str(rule.source)), ("target", str(rule.target))):
            if state not in states:
                yield f"rule '{rule.text}' has the undeclared {end} {state!r}{state_hints.get(state, DECLARE)}"
        if not rule.event:
            yield f"rule '{rule.text}' has no event"
        if not rule.roles:
            yield f"rule '{rule.text}' admits no role: name at least one"
        for role in sorted(rule.roles - roles):
            yield f"rule '{rule.text}' admits the undeclared role {role!r}{role_hints.get(role, DECLARE)}"
        yield from _timer(rule)


def _timer(rule: "Rule[Any, Any, Any]") -> Iterator[str]:
    """Check when a rule acts by itself."""
    if rule.anchor not in get_args(Anchor):
        yield f"rule '{rule.text}' has the unknown anchor {rule.anchor!r}: use one of {', '.join(get_args(Anchor))}"
    if rule.after is None:
        if rule.anchor != "entered":
            yield f"rule '{rule.text}' has the anchor {rule.anchor!r} and no timer: say after which period"
        return
    if SYSTEM not in rule.roles:
        yield f"the timer of rule '{rule.text}' has no rule to act by: admit the role {SYSTEM!r}"
    if isinstance(rule.after, str) and not rule.after.isidentifier():
        yield (
            f"rule '{rule.text}' waits for {rule.after!r}, which is no name of a fact: "
            f"for a length of time write Period.parse({rule.after!r})"
        )


def _alternatives(machine: "Machine[Any, Any, Any]") -> Iterator[str]:
    """Check rules of one source and event against each other."""
    keyed = [((str(rule.source), str(rule.event)), rule) for rule in machine.rules]
    for (source, event), rows in groupby(sorted(keyed, key=itemgetter(0)), key=itemgetter(0)):
        rules = [rule for _, rule in rows]
        if len(rules) > MOST_ALTERNATIVES:
            yield f"{len(rules)} rules for '{event}' from '{source}', more than {MOST_ALTERNATIVES}: use a guard"
            continue
        for index, rule in enumerate(rules):
            yield from _against_earlier(rule, rules[:index])


def _against_earlier(rule: "Rule[Any, Any, Any]", earlier: "Sequence[Rule[Any, Any, Any]]") -> Iterator[str]:
    """Check one rule against those that are tried before it."""
    guards = {guard.name for guard in rule.guards}
    before = [(other, {guard.name for guard in other.guards}) for other in earlier]
    twin = next((other for other, names in before if names == guards and other.roles == rule.roles), None)
    if twin is not None:
        yield f"rules '{twin.text}' and '{rule.text}' have equal roles and guards: which one holds is not determined"
        return
    left = set(rule.roles)
    covering: list[str] = []
    for other, names in before:
        # A timer that is not due lets the system through to the next rule, as a guard would.
        waits = other.after is not None and (other.after, other.anchor) != (rule.after, rule.anchor)
        covered = left & (other.roles - {SYSTEM} if waits else other.roles)
        if names <= guards and covered:
            left -= covered
            covering.append(f"'{other.text}'")
    if rule.roles and not left:
        yield f"rule '{rule.text}' is shadowed by {' and '.join(covering)}: put it first, or guard the other"


def _definitions(machine: "Machine[Any, Any, Any]") -> Iterator[str]:
    """Check that one name always means one guard and one effect, since documents and digests know them by name."""
    for guard in dict.fromkeys(guard for rule in machine.rules for guard in rule.guards):
        if CODE.fullmatch(guard.name) is None:
            yield f"guard {guard.name!r}: use lower-case letters, digits and _, since the name is a reason's code"
        if guard.name in MESSAGES.codes:
            yield f"guard {guard.name!r} has the name of one of the library's own codes: choose another"
    for what, pairs in (
        ("guard", {(guard.name, guard) for rule in machine.rules for guard in rule.guards}),
        ("effect", {(effect.name, effect) for rule in machine.rules for effect in rule.effects}),
    ):
        counts = Counter(name for name, _ in pairs)
        yield from (
            f"{what} {name!r} is given with two meanings: use one value, or two names"
            for name, count in sorted(counts.items())
            if count > 1
        )


def _forms(machine: "Machine[Any, Any, Any]") -> Iterator[str]:
    """Check what is said about payloads."""
    events = {str(rule.event) for rule in machine.rules}
    counts = Counter(str(event) for event, _ in machine.forms)
    hints = _hints(counts, events)
    for event, count in counts.items():
        if event not in events:
            yield f"the form of '{event}' belongs to no rule{hints.get(event, DECLARE)}"
        if count > 1:
            yield f"event '{event}' has two forms"
    for event, form in machine.forms:
        both = sorted(set(form.required) & set(form.optional or ()))
        if both:
            yield f"the form of '{event!s}' both requires {', '.join(both)} and leaves it open"


def _texts(machine: "Machine[Any, Any, Any]") -> Iterator[str]:
    """Check that everything that people will read has a text in both languages."""
    if machine.catalogue is None:
        return
    wanted = [f"state_{state!s}" for state, _ in machine.states]
    wanted += [f"event_{rule.event!s}" for rule in machine.rules]
    wanted += [f"role_{role}" for role in machine.roles if role != SYSTEM]
    wanted += [guard.name for rule in machine.rules for guard in rule.guards]
    wanted += [code for migration in machine.migrations for _, code in migration.refuses]
    have = {*machine.catalogue.codes, *MESSAGES.codes}
    yield from (
        f"text missing in zh and en for {code!r}: add it to the catalogue"
        for code in dict.fromkeys(wanted)
        if code not in have
    )
    clashes = set(machine.catalogue.codes) & set(MESSAGES.codes)
    yield from (
        f"the catalogue gives another text for {code!r}, which is the library's own: rename it"
        for code in sorted(clashes)
        if machine.catalogue.get(code) != MESSAGES.get(code)
    )


def _migrations(machine: "Machine[Any, Any, Any]") -> Iterator[str]:
    """Check that every state of every older version has a way to go, or is said to have none."""
    known = {str(state) for state, _ in machine.states}
    counts = Counter((migration.version, migration.digest) for migration in machine.migrations)
    yield from (f"two migrations from version {version!r}" for (version, _), count in counts.items() if count > 1)
    for migration in machine.migrations:
        name = f"the migration from version {migration.version!r}"
        old_states = frozenset(migration.states)
        fates = Counter(
            [*(old for old, _ in migration.moves), *migration.keeps, *(old for old, _ in migration.refuses)]
        )
        yield from (f"{name} says nothing about state '{old}'" for old in migration.states if old not in fates)
        yield from (f"{name} names '{old}', which is no state of it" for old in fates if old not in old_states)
        yield from (f"{name} gives state '{old}' two fates" for old, count in fates.items() if count > 1)
        hints = _hints((str(new) for _, new in migration.moves), known)
        yield from (
            f"{name} moves '{old}' to the undeclared state '{new!s}'{hints.get(str(new), DECLARE)}"
            for old, new in migration.moves
            if str(new) not in known
        )
