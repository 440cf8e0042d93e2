"""Tickets from a CSV file: one row per ticket, or one row per event. A broken row is kept aside and loses no other."""

import csv
import datetime as dt
import gzip
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TextIO, cast
from zoneinfo import ZoneInfo

import attrs

from aftersales_core.errors import AftersalesError
from aftersales_core.sla import Mark, marks_from, marks_from_states, sorted_marks
from aftersales_core.sla.marks import PAUSE, RECEIVED, RESUME, StateKind
from sla_report.problems import UsageProblem, near
from sla_report.setup import Setup

Row = Mapping[str, str]


@attrs.frozen
class Ticket:
    """A ticket as the policy judges it, and as it is grouped."""

    id: str
    facts: Mapping[str, str]
    marks: tuple[Mark, ...]


@attrs.frozen
class BadRow:
    """A row that could not be judged, where it stands in the file, and why."""

    line: int
    id: str
    reason: str


@attrs.frozen
class Reading:
    """What a file held."""

    tickets: tuple[Ticket, ...]
    bad: tuple[BadRow, ...]
    rows: int


def rows_of(path: Path) -> list[Row]:
    """Return the rows of a .csv or .csv.gz file; raises UsageProblem where it cannot be read."""
    try:
        with _opened(path) as file:
            return list(csv.DictReader(file, restval=""))
    except OSError as error:
        raise UsageProblem(f"cannot read {path}: {error.strerror or error}") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise UsageProblem(f"{path} is not a CSV file in UTF-8: {error}") from None


def _opened(path: Path) -> TextIO:
    """Open a plain or a gzip file; a byte order mark at its beginning is no part of the first column's name."""
    if path.suffix == ".gz":
        return cast("TextIO", gzip.open(path, "rt", encoding="utf-8-sig", newline=""))
    return path.open(encoding="utf-8-sig", newline="")


def read_tickets(rows: Iterable[Row], setup: Setup) -> Reading:
    """Read tickets from rows. The header is line 1, so the first row is line 2."""
    tickets: list[Ticket] = []
    bad: list[BadRow] = []
    seen: dict[str, int] = {}
    count = 0
    for line, group in _grouped(rows, setup):
        count += len(group)
        case = (group[0].get(setup.columns["id"]) or "").strip()
        if not case or case in seen:
            bad.append(BadRow(line, case, f"line {seen[case]} has the same id" if case else "has no id"))
            continue
        seen[case] = line
        try:
            tickets.append(_ticket(case, group, setup))
        except (AftersalesError, ValueError) as error:
            bad.append(BadRow(line, case, str(error)))
    return Reading(tuple(tickets), tuple(bad), count)


def _grouped(rows: Iterable[Row], setup: Setup) -> Iterator[tuple[int, list[Row]]]:
    """Yield each ticket's rows with the line of the first: one row, or the rows of a log that share an id."""
    numbered = enumerate(rows, 2)
    if not setup.states:
        for line, row in numbered:
            if line == 2:  # noqa: PLR2004 - the first row after the header
                _check_columns(row, setup)
            yield line, [row]
        return
    groups: dict[str, tuple[int, list[Row]]] = {}
    for line, row in numbered:
        if not groups:
            _check_columns(row, setup)
        groups.setdefault(row[setup.columns["id"]], (line, []))[1].append(row)
    yield from groups.values()


def _check_columns(row: Row, setup: Setup) -> None:
    """Raise UsageProblem where the file lacks a column that the configuration names."""
    for needed in ("id", RECEIVED, *(("at", "state") if setup.states else ())):
        if needed not in setup.columns:
            raise UsageProblem(f"no column is given for {needed!r}: add --mapping {needed}=COLUMN")
    for key, column in setup.columns.items():
        if column not in row:
            raise UsageProblem(
                f"the file has no column {column!r} for {key!r}, {near(column, list(row))}: --mapping {key}=COLUMN"
            )


def _ticket(case: str, group: list[Row], setup: Setup) -> Ticket:
    """Build a ticket from its rows, or raise ValueError with what is wrong with them."""
    first, last = group[0], group[-1]
    known = _column_marks(first, setup)
    received = next((mark.at for mark in known if mark.name == RECEIVED), None)
    if received is None:
        raise ValueError(f"{setup.columns[RECEIVED]} is empty")
    if setup.states:
        known = [mark for mark in known if mark.name == RECEIVED] + _state_marks(group, setup)
    known += _pause_marks(first, setup)
    for mark in known:
        if mark.at < received:
            column, zone = setup.columns.get(mark.name, mark.name), ZoneInfo(setup.tz)
            early, late = (f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S}" for at in (mark.at, received))
            raise ValueError(f"{column} {early} is before {setup.columns[RECEIVED]} {late}")
    facts = {key: last[column] for key, column in setup.columns.items() if key in setup.fact_keys}
    return Ticket(case, facts | _facts_of_receipt(received, setup), sorted_marks(known))


def _column_marks(row: Row, setup: Setup) -> list[Mark]:
    """Return the marks whose instants stand in columns of their own; an empty field has not happened."""
    found: list[Mark] = []
    for key, column in setup.columns.items():
        text = (row[column] or "").strip()
        if text and setup.is_mark(key):
            try:
                found.extend(marks_from([{"at": text, "event": key}], {key: key}, tz=setup.tz))
            except AftersalesError as error:
                raise ValueError(f"{column}: {error}") from None
    return found


def _state_marks(group: list[Row], setup: Setup) -> list[Mark]:
    """Return the marks of an event log; the receipt comes from its own column, since a log begins a little later."""
    states = cast("Mapping[str, StateKind]", setup.states)
    found = marks_from_states(group, states, at=setup.columns["at"], state=setup.columns["state"], tz=setup.tz)
    return [mark for mark in found if mark.name != RECEIVED]


def _pause_marks(row: Row, setup: Setup) -> list[Mark]:
    """Return the marks of a column of pauses: ISO 8601 intervals, "from/to;from/to"; an open one has no end."""
    column = setup.columns.get("pauses")
    found: list[Mark] = []
    for interval in (row[column] or "").split(";") if column else ():
        start, slash, end = interval.strip().partition("/")
        if start and not slash:
            raise ValueError(f"{column}: {interval!r} is not FROM/TO")
        for text, name in ((start, PAUSE), (end, RESUME)):
            if text:
                found.extend(marks_from([{"at": text, "event": name}], {name: name}, tz=setup.tz))
    return found


def _facts_of_receipt(received: dt.datetime, setup: Setup) -> dict[str, str]:
    """Return the facts that follow from the moment of receipt, on the wall clock of the configuration's zone."""
    at = received.astimezone(ZoneInfo(setup.tz))
    facts = {
        "month": f"{at:%Y-%m}",
        "quarter": f"{at.year} Q{(at.month + 2) // 3}",
        "weekday": f"{at.isoweekday()} {at:%a}",
        "hour": f"{at.hour:02d}:00",
    }
    for stretch in setup.stretches:
        facts[stretch.fact] = stretch.names[bisect_right(stretch.cuts, received)]
    return facts
