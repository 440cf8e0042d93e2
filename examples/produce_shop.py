"""A year of tickets of a produce shop in Shanghai that does not exist, the same for the same seed.

What is realistic about it: Spring Festival with its make-up Sundays, the rush before it and the thin staff after it,
heat that spoils berries in summer, the sales of June and November, evenings busier than mornings, two slow weeks,
tickets that wait for the customer's photographs, tickets withdrawn, tickets forgotten, and three rows that an export
broke.

    python examples/produce_shop.py > tickets.csv
"""

import csv
import datetime as dt
import random
import sys
from collections.abc import Iterator
from typing import Final

from aftersales_core.instants import Span
from aftersales_core.worktime import WorkingCalendar

TZ: Final = "Asia/Shanghai"
WEEK: Final = "Mon-Fri 09:00-12:00 13:30-18:00"
YEAR: Final = 2025
AS_OF: Final = f"{YEAR + 1}-01-01T00:00:00+08:00"
"""The moment the made-up year is looked at: its last midnight."""

HEADER: Final[tuple[str, ...]] = (
    "ticket_id",
    "kind",
    "channel",
    "category",
    "received_at",
    "first_reply_at",
    "assigned_at",
    "solution_offered_at",
    "resolved_at",
    "cancelled_at",
    "pauses",
)
KINDS: Final = {"inquiry": 52, "complaint": 30, "return": 18}
CHANNELS: Final = {"wechat": 34, "app": 27, "phone": 17, "chat": 13, "weibo": 5, "email": 4}
CATEGORIES: Final = {"leafy vegetables": 26, "berries": 21, "fruit": 24, "roots": 13, "grain": 9, "eggs": 7}
HOURS: Final = (2, 1, 1, 1, 1, 2, 4, 7, 9, 11, 12, 10, 9, 8, 8, 8, 9, 10, 12, 15, 17, 15, 9, 5)
WEEKDAYS: Final = (1.1, 1.0, 0.95, 0.95, 1.05, 1.15, 1.2)
TICKETS_A_DAY: Final = 16.0
SLOW_WEEKS: Final = (23, 46)
"""ISO weeks in which the desk was short of people: an office move in June, the sales of 11 November."""
NIGHT: Final = (23, 0, 1, 2, 3, 4, 5, 6)
EVENING: Final = (19, 20, 21)
WITHDRAWN: Final = 0.015
FORGOTTEN: Final = 0.006
ASKED_FOR_PHOTOGRAPHS: Final = {"complaint": 0.22, "return": 0.1}

SEASONS: Final = (
    # First day, last day, how many more tickets come, how much longer everything takes.
    ((1, 12), (1, 27), 1.7, 1.25),
    ((1, 28), (2, 4), 0.6, 1.5),
    ((2, 5), (2, 14), 1.2, 1.3),
    ((6, 10), (6, 22), 1.4, 1.1),
    ((7, 5), (8, 25), 1.25, 1.2),
    ((9, 22), (10, 8), 1.3, 1.2),
    ((11, 8), (11, 17), 1.6, 1.5),
)
BROKEN: Final = (
    {"ticket_id": "T-broken-1", "kind": "inquiry", "channel": "app", "received_at": "2025-03-03 25:61:00"},
    {"ticket_id": "T-broken-2", "kind": "complaint", "channel": "phone", "received_at": ""},
    {
        "ticket_id": "T-broken-3",
        "kind": "return",
        "channel": "chat",
        "received_at": "2025-05-06 10:00:00",
        "resolved_at": "2025-04-30 10:00:00",
    },
)


class Shop:
    """The made-up shop: its luck and its calendar."""

    def __init__(self, seed: int) -> None:
        """Take the luck from a seed."""
        self.luck = random.Random(seed)  # noqa: S311 - a made-up shop wants reproducible numbers, not secret ones
        self.calendar = WorkingCalendar.for_country("CN", tz=TZ, week=WEEK, years=(YEAR, YEAR + 1))
        self.zone = dt.timezone(dt.timedelta(hours=8))
        self.end = dt.datetime.fromisoformat(AS_OF)

    def tickets(self) -> Iterator[dict[str, str]]:
        """Yield the year's rows in order of receipt, with the broken ones where they happened to land."""
        number = 0
        day = dt.date(YEAR, 1, 1)
        while day.year == YEAR:
            for received in self._receipts(day):
                number += 1
                yield self._ticket(f"T{number:05d}", received)
            if day.day == 1 and day.month in (3, 5, 9):
                yield dict.fromkeys(HEADER, "") | BROKEN[(3, 5, 9).index(day.month)]
            day += dt.timedelta(days=1)

    def _receipts(self, day: dt.date) -> list[dt.datetime]:
        """Return when a day's tickets come in."""
        expected = TICKETS_A_DAY * WEEKDAYS[day.weekday()] * _season(day)[0]
        count = max(0, round(self.luck.gauss(expected, expected**0.5)))
        hours = self.luck.choices(range(24), HOURS, k=count)
        midnight = dt.datetime.combine(day, dt.time(), self.zone)
        return sorted(midnight + dt.timedelta(hours=hour, seconds=self.luck.randrange(3600)) for hour in hours)

    def _ticket(self, ticket: str, received: dt.datetime) -> dict[str, str]:
        """Return one ticket's row: what happened to it by the end of the year."""
        kind = self._one_of(KINDS)
        slow = _season(received.date())[1] * (1.6 if received.isocalendar().week in SLOW_WEEKS else 1.0)
        night = 1.5 if received.hour in NIGHT else 1.0
        evening = 1.3 if received.hour in EVENING else 1.0
        replied = received + self._about(minutes=5.4 * slow * night * evening, spread=0.82)
        row: dict[str, str | dt.datetime] = {
            "ticket_id": ticket,
            "kind": kind,
            "channel": self._one_of(CHANNELS),
            "category": self._one_of(CATEGORIES),
            "received_at": received,
            "first_reply_at": replied,
        }
        if self.luck.random() < WITHDRAWN:
            row["cancelled_at"] = received + self._about(minutes=90, spread=1.0)
        elif kind == "inquiry":
            row["resolved_at"] = replied + self._about(minutes=40 * slow, spread=1.3)
        else:
            row |= self._handling(kind, received, slow)
        return {
            name: _text(value) if value is not None and not self._is_later(value) else ""
            for name in HEADER
            for value in (row.get(name),)
        }

    def _handling(self, kind: str, received: dt.datetime, slow: float) -> dict[str, str | dt.datetime]:
        """Return what happens to a complaint or a return: it waits for working hours, now and then for photographs."""
        done: dict[str, str | dt.datetime] = {"assigned_at": received + self._about(minutes=130 * slow, spread=1.05)}
        pauses: list[Span] = []
        if self.luck.random() < ASKED_FOR_PHOTOGRAPHS[kind]:
            asked = received + self._about(minutes=150, spread=0.8)
            answered = asked + self._about(minutes=16 * 60, spread=1.1)
            pauses.append(Span(asked, answered))
            done["pauses"] = f"{_text(asked)}/{'' if self._is_later(answered) else _text(answered)}"
            if self._is_later(asked):
                done["pauses"] = ""
        hours = (12.5 if kind == "complaint" else 9.0) * slow * (1.15 if received.month in (7, 8) else 1.0)
        worked = self._about(minutes=hours * 60, spread=0.72)
        solved = self.calendar.add_working_time(received, worked, pauses=pauses)
        is_forgotten = self.luck.random() < FORGOTTEN
        if not is_forgotten:
            done["solution_offered_at"] = solved
            done["resolved_at"] = solved + self._about(minutes=60, spread=1.2)
        return done

    def _about(self, *, minutes: float, spread: float) -> dt.timedelta:
        """Return a length with a long tail: half of them are shorter than the minutes given."""
        return dt.timedelta(seconds=round(60 * minutes * self.luck.lognormvariate(0, spread)) + 1)

    def _one_of(self, weights: dict[str, int]) -> str:
        """Return one of the names, by weight."""
        return self.luck.choices(list(weights), list(weights.values()))[0]

    def _is_later(self, value: str | dt.datetime) -> bool:
        """Tell whether something lies after the moment that the year is looked at."""
        return isinstance(value, dt.datetime) and value >= self.end


def _season(day: dt.date) -> tuple[float, float]:
    """Return how many more tickets a day brings, and how much longer they take."""
    for first, last, more, longer in SEASONS:
        if first <= (day.month, day.day) <= last:
            return more, longer
    return 1.0, 1.0


def _text(value: str | dt.datetime) -> str:
    """Write an instant as a shop's export does: local wall clock, no zone."""
    return (
        value if isinstance(value, str) else f"{value.astimezone(dt.timezone(dt.timedelta(hours=8))):%Y-%m-%d %H:%M:%S}"
    )


def tickets(seed: int) -> Iterator[dict[str, str]]:
    """Yield the rows of the made-up year for a seed."""
    return Shop(seed).tickets()


def main() -> None:
    """Write the year as CSV to standard output."""
    writer: csv.DictWriter[str] = csv.DictWriter(sys.stdout, HEADER, lineterminator="\n")
    writer.writeheader()
    writer.writerows(tickets(int(sys.argv[1]) if len(sys.argv) > 1 else 1))


if __name__ == "__main__":
    main()
