"""What a machine's digest is made of: all that can change an answer, and nothing else."""

from typing import TYPE_CHECKING, Any

from aftersales_core.interchange.codec import to_dict
from aftersales_core.interchange.plain import Plain
from aftersales_core.worktime.period import Period

if TYPE_CHECKING:
    from aftersales_core.lifecycle.machine import Machine
    from aftersales_core.lifecycle.rule import Rule

__all__ = ["content", "plain_after"]


def plain_after(after: Period | str | None) -> Plain:
    """Return when a timer is due: a period's fields, or the name of a fact."""
    return to_dict(after) if isinstance(after, Period) else after


def content(machine: "Machine[Any, Any, Any]") -> Plain:
    """Return the deciding content of a machine as plain data."""
    return {
        "name": machine.name,
        "version": machine.version,
        "states": {str(state): category for state, category in machine.states},
        "rules": [_rule_content(rule) for rule in machine.rules],
        "forms": {
            str(event): {
                "required": list(form.required),
                "optional": None if form.optional is None else list(form.optional),
            }
            for event, form in machine.forms
        },
    }


def _rule_content(rule: "Rule[Any, Any, Any]") -> Plain:
    """Return the deciding content of one rule."""
    return {
        "source": str(rule.source),
        "event": str(rule.event),
        "target": str(rule.target),
        "roles": [*sorted(rule.roles)],
        "guards": [[guard.name, guard.revision] for guard in rule.guards],
        "effects": [[effect.name, dict(effect.params)] for effect in rule.effects],
        "after": plain_after(rule.after),
        "anchor": rule.anchor,
    }
