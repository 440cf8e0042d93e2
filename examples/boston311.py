"""Recompute the deadlines that the City of Boston gave its 311 requests in 2015, and compare to the minute.

    python examples/boston311.py requests.csv.gz
    python examples/boston311.py requests.csv.gz --chart boston-311.svg

The City publishes for every request when it was opened and by when it was to be closed, but not how the second follows
from the first. `boston311_rules.toml` holds the rules that were read off the data: a Mon-Fri 08:30-17:00 clock with the
City's holidays, and for each type of request a number of working days, or of calendar days. Here the library computes
every deadline from these rules alone; the City's answer is used for nothing but the comparison, and to say what a row
that differs looks like.
"""

import argparse
import datetime as dt
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import attrs
from sla_report.chart import bars
from sla_report.reading import rows_of
from sla_report.table import aligned
from sla_report.texts import percent

from aftersales_core.worktime import HolidayTable, Period, WorkingCalendar

RULES: Final = Path(__file__).resolve().parent / "boston311_rules.toml"
MINUTE: Final = dt.timedelta(minutes=1)
HIDDEN_START: Final = dt.timedelta(minutes=15)
LEAST_ROWS: Final = 10
LEAST_SHARE: Final = 0.99
"""A type carries its rule when at least this share of at least so many of its rows follow it."""

CUT_SINCE: Final = "2015-05-01"
"""From here on most openings are published without their seconds, while the deadlines keep theirs."""

LEAST_SHARE_OF_CUT: Final = 0.98
"""The same where an opening without its seconds is taken for any moment of its minute."""

OTHER_CLOCK: Final = {"Missing Sign": 2, "Graffiti Removal": 4}
"""Types of which some rows count weekdays round the clock in UTC instead; the columns do not tell which."""

Clock = tuple[dt.datetime | None, WorkingCalendar]


@attrs.frozen
class Rule:
    """How one type's deadline is counted, for requests opened in a stretch of time."""

    type: str
    period: Period
    since: dt.datetime | None
    until: dt.datetime | None

    @property
    def text(self) -> str:
        """Write the rule's length."""
        return f"{self.period.amount} {self.period.unit.replace('_', ' ')}"


@attrs.frozen
class Rules:
    """The City's clocks, each up to an instant of opening, and the rules of the types."""

    clocks: tuple[Clock, ...]
    by_type: Mapping[str, tuple[Rule, ...]]
    zone: ZoneInfo

    def rule(self, kind: str, opened: dt.datetime) -> Rule | None:
        """Return the rule of a type at the opening of a request, or None for a type without one."""
        return next(
            (
                rule
                for rule in self.by_type.get(kind, ())
                if (rule.since is None or rule.since <= opened) and (rule.until is None or opened < rule.until)
            ),
            None,
        )

    def calendar(self, opened: dt.datetime) -> WorkingCalendar:
        """Return the calendar as the City had it when a request was opened."""
        return next(calendar for until, calendar in self.clocks if until is None or opened < until)


@attrs.frozen
class Answer:
    """One request's deadline: by how much the City's is later than ours, and what a difference looks like.

    ``cause`` is None where they agree to the minute. ``is_cut``: the opening is published without its seconds.
    """

    case: str
    kind: str
    rule: Rule
    off_by: dt.timedelta
    is_right_day: bool
    is_cut: bool
    cause: str | None

    @property
    def agrees(self) -> bool:
        """Tell whether the deadlines agree to the minute."""
        return abs(self.off_by) < MINUTE

    @property
    def agrees_as_published(self) -> bool:
        """Tell the same of an opening that may have been at any moment of its minute, if its seconds were cut."""
        return -MINUTE < self.off_by < (2 * MINUTE if self.is_cut else MINUTE)


def read_rules(path: Path = RULES) -> Rules:
    """Read the calendar and the rules."""
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    zone = ZoneInfo(document["calendar"]["tz"])
    by_type: dict[str, list[Rule]] = defaultdict(list)
    for entry in document["rules"]:
        if "working_days" in entry:
            period = Period.working_days(entry["working_days"], ends="same_time")
        else:
            period = Period.days(entry["calendar_days"], ends="same_time")
        since, until = (_instant(entry.get(key), zone) for key in ("from", "until"))
        by_type[entry["type"]].append(Rule(entry["type"], period, since, until))
    return Rules(_clocks(document["calendar"], zone), {kind: tuple(rules) for kind, rules in by_type.items()}, zone)


def _clocks(table: Mapping[str, Any], zone: ZoneInfo) -> tuple[Clock, ...]:
    """Return the calendars that the City counted with, one for each state of its holiday table.

    Until December 2015 its table ended with the year: deadlines past it took 1 January for a working day. That is what
    a calendar does here that is known to 2015 and allows provisional answers.
    """
    days = {dt.date.fromisoformat(entry["date"]): entry["name"] for entry in table["days_off"]}
    known = table["known"][0]
    early = {day: name for day, name in days.items() if day.year <= known["last_year"]}
    holidays = HolidayTable.of(early, first_year=table["first_year"], last_year=known["last_year"])
    old = WorkingCalendar(table["id"], table["tz"], table["week"], holidays, beyond_horizon="provisional")
    added = {day: name for day, name in days.items() if day not in early}
    return (_instant(known["until"], zone), old), (None, old.extended(added, (), table["last_year"]))


def _instant(text: str | None, zone: ZoneInfo) -> dt.datetime | None:
    """Read a wall-clock time of Boston; an empty one is None."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=zone) if text else None


def answers(rows: Iterable[Mapping[str, str]], rules: Rules) -> Iterator[Answer]:
    """Yield the answer for every request that has a deadline and whose type has a rule."""
    for row in rows:
        opened, target = _instant(row["opened_at"], rules.zone), _instant(row["target_at"], rules.zone)
        if opened is None or target is None:
            continue
        rule = rules.rule(row["type"], opened)
        if rule is not None:
            yield _answer(row, opened, target, rule, rules.calendar(opened))


def _answer(
    row: Mapping[str, str], opened: dt.datetime, target: dt.datetime, rule: Rule, calendar: WorkingCalendar
) -> Answer:
    """Compute one deadline and lay it beside the City's."""
    ours = rule.period.deadline(opened, calendar).at
    off_by = target - ours
    same_day = target.date() == ours.date()
    is_cut = row["opened_at"] >= CUT_SINCE and opened.second == 0
    cause = None if abs(off_by) < MINUTE else _cause(row["type"], opened, target, ours, calendar)
    return Answer(row["case_id"], row["type"], rule, off_by, same_day, is_cut, cause)


def _cause(kind: str, opened: dt.datetime, target: dt.datetime, ours: dt.datetime, calendar: WorkingCalendar) -> str:
    """Say what a deadline that differs looks like; none of these follows from the moment of opening."""
    if abs(target - opened) < MINUTE:
        return "deadline equals the opening: nothing was counted"
    if target.date() == ours.date() and abs(target - ours) <= HIDDEN_START:
        return "counted from another moment: right day, up to 15 min off"
    wall = target.replace(tzinfo=None)
    if wall.year - ours.year == 2 and abs(wall - ours.replace(tzinfo=None, year=wall.year)) < MINUTE:  # noqa: PLR2004
        return "exactly two years were added"
    if kind in OTHER_CLOCK and abs(target - _round_the_clock(OTHER_CLOCK[kind], opened, calendar)) < MINUTE:
        return "another clock: weekdays round the clock, in UTC"
    if target.second == 0:
        return f"set by hand (seconds are :00), {'later' if target > ours else 'earlier'}"
    return "not told"


def _round_the_clock(n: int, opened: dt.datetime, calendar: WorkingCalendar) -> dt.datetime:
    """Return the deadline by the other clock: n working days on, the date and the time of day taken in UTC."""
    start = opened.astimezone(dt.UTC)
    counted = Period.working_days(n, convention="roll_then_step").deadline(start.date(), calendar)
    return dt.datetime.combine(counted.last_second.date(), start.timetz())


@attrs.frozen
class TypeResult:
    """How one type's deadlines came out."""

    kind: str
    rule: str
    rows: int
    hits: int
    hits_as_published: int
    right_day: int
    causes: tuple[tuple[str, int], ...]

    @property
    def share(self) -> float:
        """Return the share of deadlines that agree to the minute."""
        return self.hits / self.rows

    @property
    def is_consistent(self) -> bool:
        """Tell whether the type carries its rule: enough rows, and nearly all of them follow it."""
        return self.rows >= LEAST_ROWS and self.share >= LEAST_SHARE

    @property
    def is_consistent_as_published(self) -> bool:
        """Tell the same where openings without seconds are taken for any moment of their minute."""
        return self.rows >= LEAST_ROWS and self.hits_as_published / self.rows >= LEAST_SHARE_OF_CUT


def by_type(found: Iterable[Answer]) -> tuple[TypeResult, ...]:
    """Return the results of each type, those with the most rows first."""
    groups: dict[str, list[Answer]] = defaultdict(list)
    for answer in found:
        groups[answer.kind].append(answer)
    results = [
        TypeResult(
            kind,
            ", then ".join(dict.fromkeys(answer.rule.text for answer in group)),
            len(group),
            sum(answer.agrees for answer in group),
            sum(answer.agrees_as_published for answer in group),
            sum(answer.is_right_day for answer in group),
            tuple(Counter(answer.cause for answer in group if answer.cause is not None).most_common()),
        )
        for kind, group in groups.items()
    ]
    return tuple(sorted(results, key=lambda result: (-result.rows, result.kind)))


def is_working(answer: Answer) -> bool:
    """Tell whether a deadline is counted in working days."""
    return answer.rule.period.unit == "working_days"


def crossed(found: Sequence[Answer]) -> tuple[int, int]:
    """Return rows and hits of types that carry their rule, each half judged by types that the other half chose.

    A type chosen by the rows that it is then scored on would flatter itself. The halves are odd and even case numbers.
    """
    halves = [[answer for answer in found if int(answer.case) % 2 == half] for half in (0, 1)]
    rows = hits = 0
    for chosen, scored in ((halves[0], halves[1]), (halves[1], halves[0])):
        kinds = {result.kind for result in by_type(chosen) if result.is_consistent}
        judged = [answer for answer in scored if answer.kind in kinds]
        rows += len(judged)
        hits += sum(answer.agrees for answer in judged)
    return rows, hits


def summary(found: Sequence[Answer]) -> Iterator[str]:
    """Yield the figures for one way of counting."""
    results = by_type(found)
    strict = [result for result in results if result.is_consistent]
    loose = [result for result in results if result.is_consistent_as_published]
    crossed_rows, crossed_hits = crossed(found)
    lines: tuple[tuple[str, int, int, int | None], ...] = (
        ("all rows of all types", len(found), sum(r.hits for r in results), len(results)),
        ("types that carry their rule", sum(r.rows for r in strict), sum(r.hits for r in strict), len(strict)),
        ("the same, chosen on one half and scored on the other", crossed_rows, crossed_hits, None),
        ("openings as published: all", len(found), sum(r.hits_as_published for r in results), len(results)),
        (
            "openings as published: types that carry their rule",
            sum(r.rows for r in loose),
            sum(r.hits_as_published for r in loose),
            len(loose),
        ),
    )
    for text, rows, hits, types in lines:
        of_types = "" if types is None else f", {types} types"
        yield f"  {text}: {hits:,} of {rows:,} to the minute ({percent(hits / rows, 2) if rows else '-'}{of_types})"
    right = sum(answer.is_right_day for answer in found)
    yield f"  all rows, the right day: {right:,} ({percent(right / len(found), 2)})"
    for cause, count in Counter(answer.cause for answer in found if answer.cause is not None).most_common():
        yield f"    {count:5,}  {cause}"


def type_row(result: TypeResult) -> list[str]:
    """Return one type's line of the table."""
    return [
        result.kind,
        result.rule,
        f"{result.rows:,}",
        percent(result.share, 2),
        percent(result.right_day / result.rows, 2),
        "yes" if result.is_consistent else "few rows" if result.rows < LEAST_ROWS else "no",
        "; ".join(f"{count} {cause}" for cause, count in result.causes),
    ]


def report(found: Sequence[Answer]) -> Iterator[str]:
    """Yield the whole report."""
    for title, group in (
        ("Working days, Mon-Fri 08:30-17:00 with the City's holidays", [a for a in found if is_working(a)]),
        ("Calendar days", [a for a in found if not is_working(a)]),
    ):
        yield title
        yield from summary(group)
        yield ""
        rows = [["type", "counted", "rows", "to the minute", "right day", "carries it", "what the others look like"]]
        rows.extend(type_row(result) for result in by_type(group))
        yield from (f"  {line}" for line in aligned(rows, left=(0, 1, 5, 6)))
        yield ""


def picture(found: Sequence[Answer], most: int = 24) -> str:
    """Return the shares of the working-day types with the most rows, as SVG."""
    results = by_type([answer for answer in found if is_working(answer)])[:most]
    rows = {
        f"{result.kind} ({result.rows:,})": (
            result.share,
            f"{percent(result.share, 2)}, {result.rule.replace(' working days, then', ', then')}",
        )
        for result in results
    }
    title = f"Boston 311, 2015: deadlines recomputed to the minute, the {most} largest working-day types"
    return bars(title, "type (requests)", rows, low=0.7)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the requests, recompute, report."""
    parser = argparse.ArgumentParser(description="Recompute the deadlines of Boston 311, 2015.")
    parser.add_argument("requests", type=Path, help="the City's requests of 2015, as .csv or .csv.gz")
    parser.add_argument("--chart", type=Path, metavar="FILE", help="write a picture, as SVG")
    options = parser.parse_args(arguments)
    found = list(answers(rows_of(options.requests), read_rules()))
    for line in report(found):
        print(line)
    if options.chart is not None:
        options.chart.write_text(picture(found), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
