"""A machine as tables for people: states, and rules with who, under which conditions, and when."""

from typing import TYPE_CHECKING, Any

from aftersales_core.lifecycle.item import SYSTEM
from aftersales_core.lifecycle.labels import label, timer_label, word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aftersales_core.lifecycle.machine import Machine
    from aftersales_core.lifecycle.rule import Rule

__all__ = ["to_markdown"]


def to_markdown(machine: "Machine[Any, Any, Any]", lang: str) -> str:
    """Return a machine as two Markdown tables in Chinese or English."""
    states = [
        (label(machine, "state", str(state), lang), word(f"category_{category}", lang))
        for state, category in machine.states
    ]
    rules = [_row(machine, rule, lang) for rule in machine.rules]
    heads = ("from", "event", "to", "who", "conditions", "timer", "effects")
    return "\n".join(
        [
            f"## {_cell(machine.name)} ({word('lifecycle_version', lang, version=_cell(machine.version))})",
            "",
            f"### {word('lifecycle_states', lang)}",
            "",
            *_table([word("lifecycle_state", lang), word("lifecycle_category", lang)], states),
            "",
            f"### {word('lifecycle_rules', lang)}",
            "",
            *_table([word(f"lifecycle_{head}", lang) for head in heads], rules),
            "",
        ]
    )


def _row(machine: "Machine[Any, Any, Any]", rule: "Rule[Any, Any, Any]", lang: str) -> tuple[str, ...]:
    """Return one rule's cells; roles in the order in which the machine declares them."""
    comma = "、" if word("category_done", lang) == word("category_done", "zh") else ", "
    roles = [role for role in dict.fromkeys((*machine.roles, SYSTEM)) if role in rule.roles]
    return (
        label(machine, "state", str(rule.source), lang),
        label(machine, "event", str(rule.event), lang),
        label(machine, "state", str(rule.target), lang),
        comma.join(label(machine, "role", role, lang) for role in roles),
        comma.join(label(machine, "", guard.name, lang) for guard in rule.guards),
        timer_label(machine, rule, lang),
        comma.join(label(machine, "effect", effect.name, lang) for effect in rule.effects),
    )


def _table(heads: "Iterable[str]", rows: "Iterable[tuple[str, ...]]") -> list[str]:
    """Return the lines of a Markdown table."""
    titles = [*heads]
    lines = [titles, ["---"] * len(titles), *rows]
    return ["| " + " | ".join(map(_cell, line)) + " |" for line in lines]


def _cell(text: str) -> str:
    """Write text so that it stays in its cell."""
    return text.replace("|", "\\|").replace("\n", " ").replace("\r", "")
