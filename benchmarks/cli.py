"""The command line: which parts to measure, how hard, and where the results go."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

from benchmarks.asking import libraries
from benchmarks.machine import describe
from benchmarks.measure import FULL, QUICK, Effort
from benchmarks.results import Row, as_text, write_json

SECTIONS = {
    "import": "imports",
    "compile": "compiling",
    "scalar": "scalar",
    "worktime": "worktime",
    "days": "days",
    "columns": "columns",
    "frames": "frames",
    "codec": "codec",
    "sla": "sla",
    "lifecycle": "lifecycle",
    "tickets": "tickets",
    "returns": "returns",
}
"""Name on the command line to module."""


def _arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks/run.py", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a minute instead of many; figures are rougher")
    parser.add_argument("--only", default=",".join(SECTIONS), help="comma-separated: " + ", ".join(SECTIONS))
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write every figure as JSON")
    chosen = parser.parse_args(arguments)
    unknown = [name for name in chosen.only.split(",") if name not in SECTIONS]
    if unknown:
        parser.error(f"unknown part {', '.join(unknown)}; there are {', '.join(SECTIONS)}")
    return chosen


def _measure(name: str, effort: Effort) -> Iterator[Row]:
    """Measure one part; a part whose module of the library is not there says so and does not stop the others."""
    try:
        section = import_module(f"benchmarks.sections.{SECTIONS[name]}")
        yield from section.measure(effort)
    except ImportError as missing:
        yield Row(name, name, "-", note=f"not built yet: {missing}")


def main(arguments: Sequence[str]) -> int:
    """Measure, print tables, and write JSON if asked to. The exit status does not judge: noise is no failure."""
    chosen = _arguments(arguments)
    effort = QUICK if chosen.quick else FULL
    machine = describe()
    print("; ".join(f"{key} {value}" for key, value in machine.items()), flush=True)
    rows: list[Row] = []
    for name in chosen.only.split(","):
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        measured = list(_measure(name, effort))
        rows += measured
        print(f"\n{as_text(measured)}", flush=True)
    _say_skipped()
    _say_verdict(rows)
    if chosen.json:
        write_json(chosen.json, machine, rows)
    return 0


def _say_skipped() -> None:
    """Name the peers that could not be loaded, with the reason."""
    try:
        skipped = libraries()[1]
    except ImportError:
        return
    for reason in skipped:
        print(f"\nskipped {reason}")


def _say_verdict(rows: Sequence[Row]) -> None:
    judged = [row for row in rows if row.verdict]
    over = [f"{row.question} ({row.who})" for row in judged if row.verdict == "OVER"]
    print(f"\n{len(judged) - len(over)} of {len(judged)} budgets met" + "".join(f"\n  over: {name}" for name in over))
