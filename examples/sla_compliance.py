"""How well were the SLA promises kept, and why were the worst breaches late?

    python examples/sla_compliance.py
    python examples/sla_compliance.py --html report.html --lang zh
    python examples/sla_compliance.py --input tickets.csv --mapping id=No --mapping received=Opened --as-of 2026-01-01
    python examples/sla_compliance.py --config examples/boston311.toml --input requests.csv.gz

Without --input it runs on tickets that it makes up, and says so. It needs nothing besides the library.
"""

import argparse
import datetime as dt
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import attrs
import produce_shop
from sla_report.chart import chart
from sla_report.judging import Verdicts, judge, unknown_groups
from sla_report.options import parsed
from sla_report.page import page
from sla_report.problems import UsageProblem, near
from sla_report.progress import progress
from sla_report.reading import BadRow, Reading, Row, read_tickets, rows_of
from sla_report.setup import DERIVED, Setup, aware, read_setup
from sla_report.table import report_lines
from sla_report.texts import instant_text, say

from aftersales_core.errors import AftersalesError

HERE: Final = Path(__file__).resolve().parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the report, and say in one line what the user has to put right."""
    try:
        run(parsed(arguments))
    except UsageProblem as problem:
        print(f"sla_compliance.py: {problem}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever read the output has seen enough (`... | head`); what is still buffered goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def run(options: argparse.Namespace) -> None:
    """Read, judge and show."""
    setup = chosen_setup(options)
    as_of = chosen_moment(options, setup)
    rows: list[Row] = list(produce_shop.tickets(options.seed)) if options.input is None else rows_of(options.input)
    reading = read_tickets(progress(rows, total=len(rows), label="reading", wanted=options.progress), setup)
    tickets = progress(reading.tickets, total=len(reading.tickets), label="judging", wanted=options.progress)
    verdicts = judge(tickets, setup, as_of, max(0, options.worst))
    bad = (*reading.bad, *verdicts.bad)
    heading = headings(options, setup, reading, as_of)
    write_files(options, setup, verdicts, bad, heading)
    for line in (*heading, "", *report_lines(verdicts, bad, setup, options.lang)):
        print(line)


def chosen_setup(options: argparse.Namespace) -> Setup:
    """Return the configuration with the command line's columns and groups put over it."""
    overrides: dict[str, str] = {}
    for pair in options.mapping:
        key, equals, column = pair.partition("=")
        if not (key and equals and column):
            raise UsageProblem(f"--mapping {pair!r} is not KEY=COLUMN")
        overrides[key] = column
    setup = read_setup(options.config or HERE / "produce_shop.toml", overrides, options.lang)
    if options.group_by:
        setup = attrs.evolve(setup, group_by=tuple(options.group_by))
    for unknown in unknown_groups(setup):
        raise UsageProblem(f"no ticket has a {unknown!r} to group by, {near(unknown, [*DERIVED, *setup.fact_keys])}")
    return setup


def chosen_moment(options: argparse.Namespace, setup: Setup) -> dt.datetime:
    """Return the moment to judge as of: never the clock's, so that the same file always gives the same answer."""
    if options.as_of is not None:
        try:
            return aware(options.as_of, setup.tz)
        except AftersalesError as error:
            raise UsageProblem(f"--as-of: {error}") from None
    if options.input is None:
        return dt.datetime.fromisoformat(produce_shop.AS_OF)
    if setup.as_of is None:
        raise UsageProblem("say as of which moment open tickets are judged: --as-of 2026-01-01, or `as_of` in the file")
    return setup.as_of


def headings(options: argparse.Namespace, setup: Setup, reading: Reading, as_of: dt.datetime) -> tuple[str, str]:
    """Return what the report is about and where its tickets come from."""
    local = instant_text(as_of.astimezone(ZoneInfo(setup.tz)))
    lang = options.lang
    about = say(lang, "heading", tickets=f"{len(reading.tickets):,}", as_of=local, tz=setup.tz)
    if options.input is None:
        return about, say(lang, "made_up", seed=options.seed)
    return about, say(lang, "read_from", file=options.input.name)


def write_files(
    options: argparse.Namespace, setup: Setup, verdicts: Verdicts, bad: Sequence[BadRow], heading: tuple[str, str]
) -> None:
    """Write the page and the chart where they were asked for."""
    try:
        if options.html is not None:
            options.html.write_text(page(verdicts, bad, setup, heading, options.lang), encoding="utf-8")
        if options.chart is not None:
            options.chart.write_text(chart(verdicts, setup, options.lang), encoding="utf-8")
    except OSError as error:
        raise UsageProblem(f"cannot write {error.filename}: {error.strerror}") from None


if __name__ == "__main__":
    sys.exit(main())
