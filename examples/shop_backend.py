"""A shop's back end around the pure library: one ticket from the form to the redaction, kept in two ways.

    python examples/shop_backend.py
    python examples/shop_backend.py --lang zh
    python examples/shop_backend.py --keep shop.sqlite3     # then look: sqlite3 shop.sqlite3 .dump

Each storage has a database of its own: one row per ticket, and events as rows. Both end with the same ticket. The rules
are in `shop_desk/desk.py`, all input and output in `shop_desk/shell.py` and the storages. Nothing reads the clock.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from shop_desk.database import connect
from shop_desk.desk import DESK
from shop_desk.event_rows import EventRows
from shop_desk.rows import Rows
from shop_desk.shell import Shell
from shop_desk.story import TICKET_ID, walk
from shop_desk.texts import padded, say

from aftersales_core.lifecycle import Migrated, Opened
from aftersales_core.tickets import TicketEvent


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the account."""
    options = parsed(arguments)
    for path in paths(options.keep):
        if path.exists():
            print(f"shop_backend.py: {path} exists already; choose another name", file=sys.stderr)
            return 2
    try:
        for line in account(options.lang, options.keep):
            print(line)
    except BrokenPipeError:
        # Whoever read the output has seen enough (`... | head`); what is still buffered goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--lang", default="en", metavar="TAG", help="en or zh (default en)")
    parser.add_argument(
        "--keep",
        type=Path,
        metavar="FILE",
        help="keep the rows in FILE and the events in FILE-events (default: memory)",
    )
    return parser.parse_args(arguments)


def paths(keep: Path | None) -> list[Path]:
    """Return where the two databases go, if they are kept."""
    return [] if keep is None else [keep, keep.with_name(f"{keep.name}-events")]


def account(lang: str, keep: Path | None = None) -> Iterator[str]:
    """Yield the whole account: the walk on both storages, and that both end with the same ticket."""
    places = paths(keep) or [Path(":memory:")] * 2
    with closing(connect(places[0])) as first, closing(connect(places[1])) as second:
        rows, events = Rows(first), EventRows(second, DESK)
        told: list[str] = []
        yield f"== {say(lang, 'story_rows')} =="
        for line in walk(Shell(DESK, rows), lang):
            told.append(line)
            yield line
        again = list(walk(Shell(DESK, events), lang))
        ticket = rows.load(TICKET_ID)
        if ticket is None or again != told or not ticket == events.load(TICKET_ID) == events.rebuilt(TICKET_ID):
            message = "the two storages have come apart"
            raise AssertionError(message)
        yield ""
        yield f"== {say(lang, 'story_events')} =="
        yield say(lang, "story_alike")
        yield from map(partial(event_line, lang), events.events(TICKET_ID))
        yield say(lang, "story_same", state=say(lang, f"state_{ticket.state}"), version=ticket.version)


def event_line(lang: str, event: TicketEvent) -> str:
    """Write one event's row."""
    name = "open" if isinstance(event, Opened) else "migrate" if isinstance(event, Migrated) else event.event
    return f"    {event.version:>3}  {padded(say(lang, f'event_{name}'), 26)} {padded(event.actor, 8)} {event.key}"


if __name__ == "__main__":
    sys.exit(main())
