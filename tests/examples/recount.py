"""The figures of the made-up shop counted again by plain loops: no calendar, period or clock of the library is used."""

import datetime as dt
from collections.abc import Iterable, Mapping

DAYS_OFF = {
    dt.date(2025, month, day)
    for month, days in {
        1: (1, 28, 29, 30, 31),
        2: (1, 2, 3, 4),
        4: (4, 5, 6),
        5: (1, 2, 3, 4, 5, 31),
        6: (1, 2),
        10: (1, 2, 3, 4, 5, 6, 7, 8),
    }.items()
    for day in days
} | {dt.date(2026, 1, 1), dt.date(2026, 1, 2), dt.date(2026, 1, 3)}
"""The State Council's notices on the public holidays of 2025 (12 November 2024) and of 2026 (4 November 2025)."""

MAKE_UP_DAYS = {
    dt.date(2025, 1, 26),
    dt.date(2025, 2, 8),
    dt.date(2025, 4, 27),
    dt.date(2025, 9, 28),
    dt.date(2025, 10, 11),
    dt.date(2026, 1, 4),
}
WINDOWS = ((dt.time(9), dt.time(12)), (dt.time(13, 30), dt.time(18)))
END = dt.datetime(2026, 1, 1)
NEVER = dt.datetime(9999, 1, 1)
Pauses = list[tuple[dt.datetime, dt.datetime]]


def instant(text: str) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None


def is_working(day: dt.date) -> bool:
    return day in MAKE_UP_DAYS or (day.weekday() < 5 and day not in DAYS_OFF)


def is_paused(day: dt.date, pauses: Pauses) -> bool:
    return all(
        any(start <= dt.datetime.combine(day, a) and dt.datetime.combine(day, b) <= end for start, end in pauses)
        for a, b in WINDOWS
    )


def working_days_after(received: dt.datetime, count: int, pauses: Pauses) -> dt.datetime:
    day = received.date()
    while count:
        day += dt.timedelta(days=1)
        if is_working(day) and not is_paused(day, pauses):
            count -= 1
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time())


def word(done: dt.datetime | None, cancelled: dt.datetime | None, is_met: bool, is_due: bool, has_target: bool) -> str:
    if cancelled is not None and (done is None or cancelled < done):
        return "excluded"
    if not has_target:
        return "no_target"
    if done is None:
        return "open_breached" if is_due else "pending"
    return "met" if is_met else "late"


def outcomes(row: Mapping[str, str]) -> dict[str, str]:
    """Return the word for each metric of one ticket."""
    received = dt.datetime.fromisoformat(row["received_at"])
    cancelled, kind = instant(row["cancelled_at"]), row["kind"]
    found = {}
    for metric, column, hours, has_target in (
        ("First response", "first_reply_at", 0.5, True),
        ("Assigned", "assigned_at", 24, kind != "inquiry"),
    ):
        done = instant(row[column])
        due = received + dt.timedelta(hours=hours)
        found[metric] = word(done, cancelled, done is not None and done <= due, due < END, has_target)
    offered, resolved = instant(row["solution_offered_at"]), instant(row["resolved_at"])
    for metric, done, days, wanted in (
        ("Solution offered", offered or resolved, 5, "complaint"),
        ("Return processed", resolved, 3, "return"),
    ):
        pauses, is_open = [], False
        for text in filter(None, row["pauses"].split(";")):
            start, _, end = text.partition("/")
            # What stops the clock also ends a pause.
            stop = done or NEVER
            if dt.datetime.fromisoformat(start) < stop:
                is_open = is_open or not end
                pauses.append((dt.datetime.fromisoformat(start), min(stop, instant(end) or NEVER)))
        if kind != wanted:
            found[metric] = word(done, cancelled, False, False, False)
            continue
        due = None if is_open and done is None else working_days_after(received, days, pauses)
        found[metric] = word(
            done, cancelled, done is not None and (due is None or done < due), due is not None and due <= END, True
        )
    return found


def recount(rows: Iterable[Mapping[str, str]]) -> dict[tuple[str, str, str], int]:
    """Count words by (metric, month, word)."""
    counts: dict[tuple[str, str, str], int] = {}
    for row in rows:
        if not row["ticket_id"].startswith("T-broken"):
            for metric, said in outcomes(row).items():
                key = (metric, row["received_at"][:7], said)
                counts[key] = counts.get(key, 0) + 1
    return counts
