"""Which cases of a real log go as a lifecycle says, which steps do not, and why?

    python examples/conformance.py --data FOLDER
    python examples/conformance.py --data FOLDER --case INC0030413 --lang zh

FOLDER holds `uci498_incidents/events.csv.gz` (a log of states) and `helpdesk_it/events.csv.gz` (a log of activities);
where one is absent the other is done. Each is held against two machines: the flow as it is intended, and one of our own
states that also knows the shortcuts of a real desk. `conformance_logs/incidents.py` and `conformance_logs/helpdesk.py`
say why each rule is there, and which are left out on purpose.

A log knows no guards and no roles, so the shape alone is judged: what leads from where to where.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from conformance_logs import helpdesk, incidents
from conformance_logs.report import say, story_lines, summary_lines
from conformance_logs.view import Log, cases_of, summary
from sla_report.problems import UsageProblem
from sla_report.progress import progress
from sla_report.reading import Row, rows_of

LOGS: Final = (incidents.LOG, helpdesk.LOG)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables, and say in one line what the user has to put right."""
    options = parsed(arguments)
    try:
        for line in lines(options):
            print(line)
    except UsageProblem as problem:
        print(f"conformance.py: {problem}", file=sys.stderr)
        return 2
    return 0


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    text = (__doc__ or "").splitlines()[0]
    parser = argparse.ArgumentParser(description=text)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="where the logs are")
    parser.add_argument("--case", metavar="ID", help="tell this case's story instead of the tables")
    parser.add_argument("--top", type=int, default=12, metavar="N", help="how many places of misfits (default 12)")
    parser.add_argument("--lang", default="en", metavar="TAG", help="en or zh (default en)")
    parser.add_argument(
        "--progress", action=argparse.BooleanOptionalAction, help="show how far it is (default: on a terminal)"
    )
    return parser.parse_args(arguments)


def lines(options: argparse.Namespace) -> Iterator[str]:
    """Yield what is printed; raises UsageProblem where there is nothing to read."""
    found = [log for log in LOGS if (options.data / log.path).is_file()]
    if not found:
        raise UsageProblem(f"{options.data} holds none of {', '.join(log.path for log in LOGS)}")
    is_told = False
    for number, log in enumerate(found):
        cases = cases_of(rows_of(options.data / log.path), log.case)
        if options.case is None:
            yield from ("",) * (number > 0)
            yield from table(log, cases, options)
        elif options.case in cases:
            is_told = True
            for view in log.views:
                yield from story_lines(view, options.case, cases[options.case], options.lang)
    if options.case is not None and not is_told:
        raise UsageProblem(say(options.lang, "not_here", case=options.case))


def table(log: Log, cases: Mapping[str, Sequence[Row]], options: argparse.Namespace) -> Iterator[str]:
    """Yield a log's tables."""
    summaries = [
        summary(view, progress(cases.items(), total=len(cases), label=view.machine.name, wanted=options.progress))
        for view in log.views
    ]
    return summary_lines(log, summaries, options.lang, max(0, options.top))


if __name__ == "__main__":
    sys.exit(main())
