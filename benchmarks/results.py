"""One line of the report, and the report as text and as JSON."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

LONGEST_NOTE = 80
"""Characters of a note in the table; the JSON form holds all of it."""

SCALES = ((1.0, "s"), (1e-3, "ms"), (1e-6, "us"), (0.0, "ns"))


@dataclass(frozen=True)
class Row:
    """What was measured of whom, against what."""

    section: str
    question: str
    who: str
    figure: float | None = None
    unit: str = "s"
    """`s` is seconds a call and is printed in the scale that fits; any other unit is printed as it stands."""
    ratio: float | None = None
    """Theirs divided by ours, in the same run; None on our own rows."""
    right: int | None = None
    asked: int | None = None
    budget: float | None = None
    higher_is_better: bool = False
    note: str = ""

    @property
    def verdict(self) -> str:
        """PASS or OVER, where there is a budget."""
        if self.budget is None or self.figure is None:
            return ""
        within = self.figure >= self.budget if self.higher_is_better else self.figure <= self.budget
        return "PASS" if within else "OVER"


def quantity(value: float | None, unit: str) -> str:
    """Print a figure with three significant digits."""
    if value is None:
        return "-"
    if unit != "s":
        return f"{_three(value)} {unit}"
    scale, name = next((scale, name) for scale, name in SCALES if abs(value) >= scale)
    return f"{_three(value / (scale or 1e-9))} {name}"


def _three(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value < 10 else f"{value:.1f}"


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.question,
        row.who,
        quantity(row.figure, row.unit),
        "" if row.ratio is None else f"{_three(row.ratio)}x",
        "" if row.asked is None else f"{row.right}/{row.asked}",
        "" if row.budget is None else f"{quantity(row.budget, row.unit)} {row.verdict}",
        row.note if len(row.note) <= LONGEST_NOTE else row.note[: LONGEST_NOTE - 3] + "...",
    )


HEADINGS = ("question", "who", "figure", "to ours", "right", "budget", "note")
LEFT = (True, True, False, False, False, False, True)


def as_text(rows: Iterable[Row]) -> str:
    """Give an aligned plain-text table for each section."""
    sections: dict[str, list[Row]] = {}
    for row in rows:
        sections.setdefault(row.section, []).append(row)
    return "\n\n".join(f"{name}\n{_table(lines)}" for name, lines in sections.items())


def _table(rows: Iterable[Row]) -> str:
    body = [_cells(row) for row in rows]
    used = [column for column in range(len(HEADINGS)) if any(cells[column] for cells in body)]
    lines = [HEADINGS, *body]
    widths = {column: max(len(cells[column]) for cells in lines) for column in used}

    def line(cells: tuple[str, ...]) -> str:
        parts = (cells[c].ljust(widths[c]) if LEFT[c] else cells[c].rjust(widths[c]) for c in used)
        return "  ".join(parts).rstrip()

    rule = "  ".join("-" * widths[column] for column in used)
    return "\n".join([line(HEADINGS), rule, *(line(cells) for cells in body)])


def write_json(path: Path, machine: Mapping[str, str], rows: Iterable[Row]) -> None:
    """Write the machine and every row, with the verdict."""
    document = {"machine": dict(machine), "rows": [asdict(row) | {"verdict": row.verdict} for row in rows]}
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
