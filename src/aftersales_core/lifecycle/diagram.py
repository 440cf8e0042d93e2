"""State charts as text: Mermaid for pages and notebooks, Graphviz for paper; made from the definition that runs."""

import re
from typing import TYPE_CHECKING, Any, Final

from aftersales_core.lifecycle.labels import label, timer_label

if TYPE_CHECKING:
    from aftersales_core.lifecycle.machine import Machine
    from aftersales_core.lifecycle.rule import Rule

__all__ = ["to_dot", "to_mermaid"]

# Colours tell categories apart in print too: light to dark, with a frame for paused states.
FILLS: Final = {
    "initial": "#e8f1fb",
    "active": "#cfe3f7",
    "paused": "#fdf0d5",
    "done": "#dff0d8",
    "closed": "#d9d9d9",
}


def to_mermaid(machine: "Machine[Any, Any, Any]", lang: str | None = None) -> str:
    """Return the state chart in Mermaid; several rules between two states share one arrow."""
    ids = _ids(machine)
    lines = ["stateDiagram-v2", f"    [*] --> {ids[str(machine.initial)]}"]
    for state, _ in machine.states:
        lines.append(f'    state "{_mermaid(label(machine, "state", str(state), lang))}" as {ids[str(state)]}')
    for (source, target), texts in _arrows(machine, lang).items():
        lines.append(f"    {ids[source]} --> {ids[target]}: {'<br/>'.join(map(_mermaid, texts))}")
    ends = [str(state) for state, category in machine.states if category == "closed"]
    lines += [f"    {ids[state]} --> [*]" for state in ends]
    for category, fill in FILLS.items():
        members = ",".join(ids[str(state)] for state, each in machine.states if each == category)
        if members:
            lines += [f"    classDef {category} fill:{fill},color:#222", f"    class {members} {category}"]
    return "\n".join(lines) + "\n"


def to_dot(machine: "Machine[Any, Any, Any]", lang: str | None = None) -> str:
    """Return the state chart in Graphviz' language."""
    lines = [
        f"digraph {_quoted(machine.name)} {{",
        "  rankdir=TB;",
        '  node [shape=box, style="rounded,filled", fontname="sans-serif"];',
        '  edge [fontname="sans-serif", fontsize=10];',
        '  "" [shape=point];',
    ]
    for state, category in machine.states:
        shown = _quoted(label(machine, "state", str(state), lang))
        double = ", peripheries=2" if category == "closed" else ""
        lines.append(f'  {_quoted(str(state))} [label={shown}, fillcolor="{FILLS[category]}"{double}];')
    lines.append(f'  "" -> {_quoted(str(machine.initial))};')
    for (source, target), texts in _arrows(machine, lang).items():
        lines.append(f"  {_quoted(source)} -> {_quoted(target)} [label={_quoted(chr(10).join(texts))}];")
    return "\n".join([*lines, "}"]) + "\n"


def _arrows(machine: "Machine[Any, Any, Any]", lang: str | None) -> dict[tuple[str, str], list[str]]:
    """Return the labels of each pair of states, each once, in written order."""
    arrows: dict[tuple[str, str], dict[str, None]] = {}
    for rule in machine.rules:
        arrows.setdefault((str(rule.source), str(rule.target)), {})[_arrow(machine, rule, lang)] = None
    return {ends: [*texts] for ends, texts in arrows.items()}


def _arrow(machine: "Machine[Any, Any, Any]", rule: "Rule[Any, Any, Any]", lang: str | None) -> str:
    """Return the label of one rule: its event, and its timer where it has one."""
    text = label(machine, "event", str(rule.event), lang)
    timer = timer_label(rule, lang)
    return f"{text} ({timer})" if timer else text


def _ids(machine: "Machine[Any, Any, Any]") -> dict[str, str]:
    """Return an identifier for each state: Mermaid takes letters, digits and _ only, and reserves some words."""
    names = [str(state) for state, _ in machine.states]
    return {
        name: f"s_{name}" if re.fullmatch(r"\w+", name, re.ASCII) else f"n_{index}" for index, name in enumerate(names)
    }


def _mermaid(text: str) -> str:
    """Write text so that Mermaid takes it as text: what it would read as syntax becomes an entity."""
    return re.sub(r'[#;:"<>&{}\n\r]', lambda match: f"#{ord(match[0])};", text)


def _quoted(text: str) -> str:
    """Write text as a string of Graphviz' language."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "")
    return f'"{escaped}"'
