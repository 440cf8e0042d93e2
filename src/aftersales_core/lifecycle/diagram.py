"""State charts as text: Mermaid for pages and notebooks, Graphviz for paper; made from the definition that runs."""

import re
from typing import TYPE_CHECKING, Any, Final

from aftersales_core.lifecycle.chart import chart_of
from aftersales_core.lifecycle.labels import label

if TYPE_CHECKING:
    from aftersales_core.lifecycle.machine import Machine

__all__ = ["to_dot", "to_mermaid"]

# Colours tell categories apart in print too: light to dark, with a frame for paused states.
FILLS: Final = {
    "initial": "#e8f1fb",
    "active": "#cfe3f7",
    "paused": "#fdf0d5",
    "done": "#dff0d8",
    "closed": "#d9d9d9",
}
STYLES: Final = {
    **{category: f"fill:{fill},color:#222" for category, fill in FILLS.items()},
    "gathered": "fill:#ffffff,color:#222,stroke:#888,stroke-dasharray:4 3",
}
LOOP: Final = "\u21bb"
"""The sign of what happens inside a state."""


def to_mermaid(machine: "Machine[Any, Any, Any]", lang: str | None = None) -> str:
    """Return the state chart in Mermaid; see ``chart`` for what is gathered."""
    ids, chart = _ids(machine), chart_of(machine, lang)
    lines = ["stateDiagram-v2", f"    [*] --> {ids[str(machine.initial)]}"]
    for state, _ in machine.states:
        lines.append(f'    state "{_mermaid(label(machine, "state", str(state), lang))}" as {ids[str(state)]}')
    for state, texts in chart.inside:
        lines += [f"    {ids[state]} : {LOOP} {_mermaid(text)}" for text in texts]
    boxes = {sources: f"g_{number}" for number, sources in enumerate(chart.boxes, 1)}
    for sources, box in boxes.items():
        names = ", ".join(label(machine, "state", state, lang) for state in sources)
        lines.append(f'    state "{_mermaid(names)}" as {box}')
    for arrow in chart.arrows:
        source = boxes.get(arrow.sources) or ids[arrow.sources[0]]
        lines.append(f"    {source} --> {ids[arrow.target]}: {'<br/>'.join(map(_mermaid, arrow.labels))}")
    ends = [str(state) for state, category in machine.states if category == "closed"]
    lines += [f"    {ids[state]} --> [*]" for state in ends]
    members = {category: [ids[str(state)] for state, each in machine.states if each == category] for category in FILLS}
    for name, those in ({**members, "gathered": [*boxes.values()]}).items():
        if those:
            lines += [f"    classDef {name} {STYLES[name]}", f"    class {','.join(those)} {name}"]
    return "\n".join(lines) + "\n"


def to_dot(machine: "Machine[Any, Any, Any]", lang: str | None = None) -> str:
    """Return the state chart in Graphviz' language; see ``chart`` for what is gathered."""
    chart = chart_of(machine, lang)
    inside = dict(chart.inside)
    lines = [
        f"digraph {_quoted(machine.name)} {{",
        "  rankdir=TB;",
        '  node [shape=box, style="rounded,filled", fontname="sans-serif"];',
        '  edge [fontname="sans-serif", fontsize=10];',
        '  "" [shape=point];',
    ]
    for state, category in machine.states:
        texts = [f"{LOOP} {text}" for text in inside.get(str(state), ())]
        shown = _quoted("\n".join([label(machine, "state", str(state), lang), *texts]))
        double = ", peripheries=2" if category == "closed" else ""
        lines.append(f'  {_quoted(str(state))} [label={shown}, fillcolor="{FILLS[category]}"{double}];')
    boxes = {sources: f"from {' '.join(sources)}" for sources in chart.boxes}
    for sources, box in boxes.items():
        shown = _quoted("\n".join(label(machine, "state", state, lang) for state in sources))
        lines.append(f"  {_quoted(box)} [label={shown}, style=dashed, fontsize=10];")
    lines.append(f'  "" -> {_quoted(str(machine.initial))};')
    for arrow in chart.arrows:
        source = boxes.get(arrow.sources) or arrow.sources[0]
        shown = _quoted("\n".join(arrow.labels))
        lines.append(f"  {_quoted(source)} -> {_quoted(arrow.target)} [label={shown}];")
    return "\n".join([*lines, "}"]) + "\n"


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
