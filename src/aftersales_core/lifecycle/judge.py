"""The one place where roles, guards, timers and payloads are judged; deciding and asking both go through it."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeGuard, TypeVar

from aftersales_core.errors import GuardError
from aftersales_core.instants import from_micros, micros
from aftersales_core.interchange.plain import is_tuple
from aftersales_core.lifecycle.item import SYSTEM
from aftersales_core.lifecycle.timing import due_micros
from aftersales_core.reasons import Reason

if TYPE_CHECKING:
    import datetime as dt

    from aftersales_core.lifecycle.guards import Attempt, Guard, PayloadForm
    from aftersales_core.lifecycle.item import Item
    from aftersales_core.lifecycle.machine import Machine
    from aftersales_core.lifecycle.rule import Rule
    from aftersales_core.worktime.calendar import AnyCalendar

__all__ = ["choose", "guard_reasons", "illegal", "payload_reasons", "standing"]

S = TypeVar("S", bound=str)
E = TypeVar("E", bound=str)
F = TypeVar("F")

PAIR: Final = 2
KEPT: Final = 4_096
"""How many made reasons are kept; more than a shop's machines have together."""


def standing(machine: "Machine[S, E, F]", item: "Item[S]", at: "dt.datetime") -> Reason | None:
    """Say why an item cannot be judged at all by this machine at this time; None where it can."""
    if item.machine is not machine.ref and item.machine != machine.ref:
        ours, theirs = machine.ref, item.machine
        return Reason.of(
            "other_definition",
            "conflict",
            machine=f"{ours.name} {ours.version}",
            item_machine=f"{theirs.name} {theirs.version}",
            digest=ours.digest,
            item_digest=theirs.digest,
        )
    if item.state not in machine.steps:
        return Reason.of("unknown_state", "conflict", machine=machine.name, state=str(item.state))
    if at < item.last_activity_at:
        return Reason.of("earlier_than_last", "conflict", at=at, last_at=item.last_activity_at)
    return None


def illegal(machine: "Machine[S, E, F]", item: "Item[S]", event: str) -> Reason:
    """Say that an event is not possible in the item's state, and which are."""
    if event not in machine.known_events:
        return Reason.of("unknown_event", "invalid", machine=machine.name, event=str(event))
    return _not_possible(str(event), str(item.state), tuple(map(str, machine.steps[item.state])))


def choose(
    machine: "Machine[S, E, F]",
    rules: "tuple[Rule[S, E, F], ...]",
    attempt: "Attempt",
    facts: F,
    calendar: "AnyCalendar | None",
) -> "Rule[S, E, F] | tuple[Reason, ...]":
    """Return the first rule whose role and guards pass, or every reason why none does.

    Where some rules admit the role, only those rules' guards stand in the way; where none does, that is the first
    reason, and the guards of all of them follow.
    """
    reasons: list[Reason] = []
    is_admitted = False
    for rule in rules:
        if attempt.role in rule.roles:
            is_admitted = True
            found = guard_reasons(machine, rule, attempt, facts) if rule.guards else ()
            if rule.after is not None and attempt.role == SYSTEM:
                found = (*found, *_timer_reasons(rule, attempt, facts, calendar))
            if not found:
                return rule
            reasons += found
    if not is_admitted:
        reasons = [_role_reason(machine, rules, attempt.role)]
        for rule in rules:
            reasons += guard_reasons(machine, rule, attempt, facts)
    return tuple(dict.fromkeys(reasons)) if len(reasons) > 1 else tuple(reasons)


def guard_reasons(
    machine: "Machine[S, E, F]", rule: "Rule[S, E, F]", attempt: "Attempt", facts: F
) -> tuple[Reason, ...]:
    """Run all guards of a rule and return every reason against it.

    Raises GuardError for a guard that raises, or that answers with something else than a verdict.
    """
    reasons: tuple[Reason, ...] = ()
    for guard in rule.guards:
        try:
            verdict = guard.check(facts, attempt)
        except Exception as error:
            message = f"{type(error).__name__}: {error}"
            raise GuardError(machine.name, guard.name, rule.text, message) from error
        if verdict is not True:
            reasons += _reasons_of(machine, rule, guard, verdict)
    return reasons


def _reasons_of(
    machine: "Machine[S, E, F]", rule: "Rule[S, E, F]", guard: "Guard[F]", verdict: object
) -> tuple[Reason, ...]:
    """Return what a guard's answer amounts to."""
    if verdict is False:
        return (_unmet(guard.name),)
    if isinstance(verdict, Reason):
        return (verdict,)
    if is_tuple(verdict):
        reasons = tuple(reason for reason in verdict if isinstance(reason, Reason))
        if len(reasons) == len(verdict):
            return reasons
    raise GuardError(machine.name, guard.name, rule.text, f"it answered {verdict!r:.60}")


def _timer_reasons(
    rule: "Rule[S, E, F]", attempt: "Attempt", facts: F, calendar: "AnyCalendar | None"
) -> tuple[Reason, ...]:
    """Say why a timer must not act now; at its very instant it may."""
    due = 0 if rule.after is None else due_micros(rule, rule.after, attempt.item, facts, calendar)
    if isinstance(due, Reason):
        return (due,)
    if micros(attempt.at) >= due:
        return ()
    return (Reason.of("timer_not_due", "unmet", event=str(rule.event), due_at=from_micros(due)),)


def _role_reason(machine: "Machine[S, E, F]", rules: "tuple[Rule[S, E, F], ...]", role: str) -> Reason:
    """Say that a role may not do this, and which roles may."""
    if role != SYSTEM and role not in machine.roles:
        return Reason.of("unknown_role", "invalid", machine=machine.name, role=role)
    first = rules[0]
    roles = first.roles if len(rules) == 1 else frozenset[str]().union(*(rule.roles for rule in rules))
    return _not_permitted(str(first.event), role, roles)


@lru_cache(maxsize=KEPT)
def _not_permitted(event: str, role: str, roles: frozenset[str]) -> Reason:
    """Make the reason of a role; the same few are needed again and again, so they are kept."""
    return Reason.of("role_not_permitted", "not_permitted", event=event, role=role, roles=tuple(sorted(roles)))


@lru_cache(maxsize=KEPT)
def _not_possible(event: str, state: str, possible: tuple[str, ...]) -> Reason:
    """Make the reason of an event that a state does not know; kept as those of roles are."""
    return Reason.of("illegal_event", "illegal", event=event, state=state, possible=possible)


@lru_cache(maxsize=KEPT)
def _unmet(guard: str) -> Reason:
    """Make the reason of a guard that said no; kept as those of roles are."""
    return Reason(guard, (), "unmet")


def payload_reasons(form: "PayloadForm", payload: Any) -> tuple[Reason, ...]:  # noqa: ANN401 - whatever a user's payload is
    """Say what a payload lacks, and what it must not have; see `PayloadForm`."""
    pairs = _pairs(payload)
    if pairs is None:
        has = {name: getattr(payload, name, None) for name in form.required}
        unknown: list[str] = []
    else:
        has = pairs
        known = {*form.required, *(pairs if form.optional is None else form.optional)}
        unknown = sorted(set(pairs) - known)
    missing = [name for name in form.required if has.get(name) is None or has.get(name) == ""]
    return (
        *(Reason.of("payload_missing", "missing", field=name) for name in missing),
        *(Reason.of("payload_unknown", "invalid", field=name) for name in unknown),
    )


def _pairs(payload: Any) -> dict[str, object] | None:  # noqa: ANN401 - whatever a user's payload is
    """Return a payload of pairs by name; None holds no names; any other object is asked for its attributes."""
    if payload is None:
        return {}
    if not is_tuple(payload):
        return None
    pairs = [row for row in payload if _is_pair(row)]
    return dict(pairs) if len(pairs) == len(payload) else None


def _is_pair(row: object) -> TypeGuard[tuple[str, object]]:
    """Tell whether something is a name with a value."""
    return is_tuple(row) and len(row) == PAIR and isinstance(row[0], str)
