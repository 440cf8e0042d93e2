"""How many of a real shop's returns would have been in time under a window of 7, 14 or 30 days?

    python examples/online_retail.py --data FOLDER
    python examples/online_retail.py --data FOLDER --match fifo --days 7
    python examples/online_retail.py --data FOLDER --chart retail-returns.svg

FOLDER holds `online_retail/lines.csv.gz`: a year of invoice lines of a British wholesaler of gifts (UCI 352). Lines of
invoices that begin with C are returns and cancellations; they name no purchase, so `retail_returns/matching.py` finds
one. The file has no delivery dates either: goods are taken as signed for `--days` after the invoice (3), and the share
in time is shown for 0, 3 and 7 days too. What came back before it can have arrived counts as cancelled.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from retail_returns.chart import picture
from retail_returns.judging import Tally, Verdicts, counted, decided_frame, decisions, disagreements, value
from retail_returns.matching import Match, Matching, Order, matched, read_line
from retail_returns.promises import PROMISES, title
from sla_report.problems import UsageProblem
from sla_report.progress import progress
from sla_report.reading import rows_of

FILE: Final = Path("online_retail", "lines.csv.gz")
DAYS: Final = (0, 3, 7)
ORDERS: Final[dict[Order, str]] = {"lifo": "newest", "fifo": "oldest"}
REASONS: Final = {
    "no_article": "carriage, fees, discounts, vouchers, entries by hand",
    "guest": "a guest: no customer number",
    "no_earlier_purchase": "no earlier purchase of it by this customer in the file",
    "all_back_already": "every unit bought had come back already",
    "more_than_bought": "more than was bought (the rest of a line matched in part)",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables, and say in one line what the user has to put right."""
    options = parsed(arguments)
    try:
        for line in report(options):
            print(line)
    except UsageProblem as problem:
        print(f"online_retail.py: {problem}", file=sys.stderr)
        return 2
    return 0


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="where online_retail is")
    parser.add_argument("--match", choices=("lifo", "fifo"), default="lifo", help="newest purchase first, or oldest")
    parser.add_argument("--days", type=int, default=3, metavar="N", help="days from invoice to signing (default 3)")
    parser.add_argument("--chart", type=Path, metavar="FILE", help="write a picture of how late returns come, as SVG")
    parser.add_argument(
        "--progress", action=argparse.BooleanOptionalAction, help="show how far it is (default: on a terminal)"
    )
    return parser.parse_args(arguments)


def report(options: argparse.Namespace) -> Iterator[str]:
    """Yield what is printed."""
    if options.days < 0:
        raise UsageProblem("--days is a whole number from 0")
    began = time.perf_counter()
    rows = rows_of(options.data / FILE)
    lines = [read_line(row) for row in progress(rows, total=len(rows), label="lines", wanted=options.progress)]
    matching = matched(lines, options.match)
    yield from matching_lines(len(lines), matching, options.match)
    yield ""
    yield from promise_lines(matching.matches, options)
    yield ""
    yield from sensitivity_lines(matching.matches, options)
    if options.chart is not None:
        both = {f"{text} purchase first": matched(lines, order).matches for order, text in ORDERS.items()}
        options.chart.write_text(picture(both, options.days), encoding="utf-8")
        yield f"picture: {options.chart}"
    seconds = time.perf_counter() - began
    yield f"whole file: {len(lines):,} lines in {seconds:.1f} s, {len(lines) / seconds:,.0f} lines a second"


def matching_lines(lines: int, found: Matching, order: str) -> Iterator[str]:
    """Yield which returns found a purchase, and why the others did not."""
    units = sum(match.units for match in found.matches)
    worth = sum(value(match) for match in found.matches)
    yield f"{lines:,} invoice lines, of them {found.returns:,} that return or cancel {found.units:,} units"
    yield (
        f"matched ({order}): {found.whole_lines:,} lines whole, {found.part_lines:,} in part; "
        f"{len(found.matches):,} claims on {units:,} units, paid {worth:,.2f} GBP"
    )
    yield "not matched:" + " " * 56 + "lines     units"
    for code, text in REASONS.items():
        yield f"  {text:<62}{found.unmatched_lines[code]:>9,} {found.unmatched_units[code]:>9,}"


def promise_lines(matches: Sequence[Match], options: argparse.Namespace) -> Iterator[str]:
    """Yield the verdicts of each promise, and whether single calls and columns agree."""
    yield f"signed for {options.days} days after the invoice" + f"{'claims':>16}{'share':>9}{'units':>11}{'GBP':>15}"
    claims, seconds, columns, differ = 0, 0.0, 0.0, 0
    for policy in progress(PROMISES, total=len(PROMISES), label="promises", wanted=options.progress):
        began = time.perf_counter()
        found = decisions(matches, policy, options.days)
        seconds += time.perf_counter() - began
        began = time.perf_counter()
        frame = decided_frame(matches, policy, options.days)
        columns += time.perf_counter() - began
        differ += disagreements(found, frame)
        claims += len(found)
        yield from verdict_lines(title(policy), counted(matches, found))
    yield ""
    yield (
        f"decide and decide_returns differ on {differ} of {claims:,} decisions; "
        f"{claims / seconds:,.0f} and {claims / columns:,.0f} a second"
    )


def verdict_lines(name: str, found: Verdicts) -> Iterator[str]:
    """Yield the rows of one promise."""
    yield name
    shares = {"in time": found.in_time, "too late": found.late}
    yield _row("cancelled before delivery", found.before_delivery, "")
    for text, tally in shares.items():
        yield _row(text, tally, share(tally.claims, found.delivered))
    if found.undecided.claims:
        yield _row("not decided", found.undecided, "")


def _row(text: str, tally: Tally, part: str) -> str:
    """Return one row."""
    return f"  {text:<38}{tally.claims:>8,}{part:>9}{tally.units:>11,}{tally.value:>15,.2f}"


def share(part: int, whole: int) -> str:
    """Return a share in percent, nothing where nothing is there."""
    return f"{100 * part / whole:.1f} %" if whole else "-"


def sensitivity_lines(matches: Sequence[Match], options: argparse.Namespace) -> Iterator[str]:
    """Yield the share in time, of claims on delivered goods, by how long a delivery may have taken."""
    yield "in time, of claims after delivery" + "".join(f"{f'{days} days':>14}" for days in DAYS)
    for policy in progress(PROMISES, total=len(PROMISES), label="sensitivity", wanted=options.progress):
        found = [counted(matches, decisions(matches, policy, days)) for days in DAYS]
        yield f"  {title(policy):<31}" + "".join(f"{share(one.in_time.claims, one.delivered):>14}" for one in found)
    cancelled = [counted(matches, decisions(matches, PROMISES[0], days)).before_delivery.claims for days in DAYS]
    yield f"  {'(cancelled before delivery)':<31}" + "".join(f"{count:>14,}" for count in cancelled)


if __name__ == "__main__":
    sys.exit(main())
