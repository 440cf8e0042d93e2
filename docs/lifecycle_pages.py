"""Writes a page with charts and tables for each lifecycle from the definitions that run: `make charts`.

The pages and charts are committed, so that they can be read without building anything; a test holds them to the
definitions. Charts are drawn by Graphviz, which must be installed; nothing else here needs it.
"""

import hashlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs

from aftersales_core.lifecycle import Machine
from aftersales_core.tickets.desk_machine import DESK_MACHINE
from aftersales_core.tickets.kinds.standard import STANDARD_KINDS, STANDARD_POLICIES

HERE = Path(__file__).parent
PAGES = HERE / "reference" / "lifecycles"
IMAGES = HERE / "images" / "lifecycles"
LANGUAGES = ("en", "zh")
TITLES = {
    "inquiry": ("Enquiry", "咨询"),
    "complaint": ("Complaint", "投诉"),
    "return": ("Return or exchange", "退换货"),
    "repair": ("Repair", "维修"),
    "feedback": ("Feedback", "反馈"),
    "incident": ("Incident", "突发事件"),
    "csat": ("Satisfaction question", "满意度调查"),
    "return-reception": ("Reception of a line", "退货明细的收货"),
    "return-acceptance": ("Acceptance of a line", "退货明细的验收"),
    "desk": ("Any ticket", "所有工单"),
}


def machines() -> dict[str, Machine[str, str, Any]]:
    """Return every machine that tickets go through, by the name of its kind."""
    found = {kind.id: kind.machine for kind in STANDARD_KINDS}
    for kind in STANDARD_KINDS:
        found |= {f"{kind.id}-{region}": machine for region, machine in (kind.lines.machines if kind.lines else ())}
    return {**found, "desk": DESK_MACHINE}


def mark(dot: str) -> str:
    """Return the comment by which a chart is known to be of a definition."""
    return f"<!-- of {hashlib.sha256(dot.encode()).hexdigest()} -->"


def page(name: str, machine: Machine[str, str, Any]) -> str:
    """Return the page of one lifecycle."""
    english, chinese = TITLES[name]
    parts = [f"# {english} ({chinese})", "", *_switches(name)]
    for lang in LANGUAGES:
        title = english if lang == "en" else chinese
        # The two parts have the same headings otherwise, and a heading is an address.
        text = machine.to_markdown(lang).replace("### ", f"### {title}: ")
        parts += [f"![{title}](../../images/lifecycles/{name}-{lang}.svg)", "", text, ""]
    return "\n".join(parts).rstrip() + "\n"


def _switches(name: str) -> list[str]:
    """Return the table of a lifecycle's switches with their defaults."""
    policy = STANDARD_POLICIES.get(name)
    if policy is None:
        return []
    rows = [f"| `{field.name}` | `{_shown(getattr(policy, field.name))}` |" for field in attrs.fields(type(policy))]
    kind = type(policy)
    intro = f"Made by `{kind.__module__}`; its switches are those of `{kind.__name__}`, with these defaults:"
    return [intro, "", "| switch | default |", "|---|---|", *rows, ""]


def _shown(value: object) -> str:
    """Return a default as people write it."""
    amount, unit = getattr(value, "amount", None), getattr(value, "unit", None)
    return f"{amount} {unit}" if unit is not None else repr(value)


def draw(dot: str) -> str:
    """Return the chart of a graph as SVG, marked with what it was drawn from."""
    done = subprocess.run(["dot", "-Tsvg"], input=dot, capture_output=True, check=True, text=True, encoding="utf-8")
    lines = [line for line in done.stdout.splitlines() if not line.startswith("<!-- Generated")]
    return "\n".join([*lines[:-1], lines[-1], mark(dot)]) + "\n"


def main() -> int:
    """Write every page and every chart that is not up to date."""
    PAGES.mkdir(parents=True, exist_ok=True)
    IMAGES.mkdir(parents=True, exist_ok=True)
    for name, machine in machines().items():
        (PAGES / f"{name}.md").write_text(page(name, machine), encoding="utf-8")
        for lang in LANGUAGES:
            dot, path = machine.to_dot(lang), IMAGES / f"{name}-{lang}.svg"
            if not path.is_file() or mark(dot) not in path.read_text(encoding="utf-8"):
                path.write_text(draw(dot), encoding="utf-8")
                print(f"drawn: {path.relative_to(HERE)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
