"""The command line."""

import argparse
from collections.abc import Sequence
from pathlib import Path


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(
        prog="sla_compliance.py",
        description="How well were the SLA promises kept, and why were the worst breaches late? "
        "Without --input it answers for a made-up year of a produce shop.",
    )
    parser.add_argument("--input", type=Path, metavar="FILE", help="tickets, as .csv or .csv.gz with a header")
    parser.add_argument("--config", type=Path, metavar="FILE", help="columns, calendars and promises, as TOML")
    parser.add_argument(
        "--mapping",
        action="append",
        default=[],
        metavar="KEY=COLUMN",
        help="a column of the file, put over the configuration's; may be given often",
    )
    parser.add_argument(
        "--group-by",
        action="append",
        metavar="FACT[+FACT]",
        help="month, quarter, weekday, hour, or a fact of the configuration; may be given often",
    )
    parser.add_argument(
        "--as-of", metavar="TIME", help="judge as of this moment, ISO 8601, on the configuration's zone"
    )
    parser.add_argument(
        "--worst",
        type=int,
        default=1,
        metavar="N",
        help="explain the N worst breaches of each promise: of those done late, and of those still open",
    )
    parser.add_argument("--html", type=Path, metavar="FILE", help="write the report as one HTML page, too")
    parser.add_argument("--chart", type=Path, metavar="FILE", help="write the chart alone, as SVG")
    parser.add_argument("--lang", default="en", help="en or zh")
    parser.add_argument("--seed", type=int, default=1, help="the luck of the made-up shop")
    parser.add_argument("--progress", action="store_true", default=None, help="show a progress bar, terminal or not")
    return parser.parse_args(arguments)
