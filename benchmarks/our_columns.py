"""This library's answers for whole columns."""

from collections.abc import Callable, Mapping

from aftersales_core.frames import kernel
from benchmarks.calendars import office
from benchmarks.columns import Columns, Peer, columns
from benchmarks.ours import working_calendar

MICROS = 1_000_000


def answers(given: Columns) -> list[Peer]:
    """Ask the kernel with columns of microseconds since 1970; every row's answer is exact."""
    calendar = working_calendar(given.calendar)
    starts, ends, amounts = (part * MICROS for part in (given.starts, given.ends, given.amounts))
    one_amount = 8 * 3600 * MICROS

    def elapsed() -> object:
        return kernel.working_time_between(calendar, starts, ends)

    def deadlines() -> object:
        return kernel.add_working_time(calendar, starts, amounts).values

    def alike() -> object:
        return kernel.add_working_time(calendar, starts, one_amount).values

    return [
        Peer("aftersales_core", elapsed, "", "elapsed", exact=True, per_second=MICROS),
        Peer("aftersales_core, an amount for each row", deadlines, "", "deadline", exact=True, per_second=MICROS),
        Peer("aftersales_core, one amount for all", alike, "", "deadline"),
    ]


def works(rows: int) -> Mapping[str, Callable[[], object]]:
    """Give each piece of work by name, for the measurement of memory."""
    given = columns(office(), rows)
    names = ("elapsed", "deadline, an amount for each row", "deadline, one amount for all")
    return {name: peer.call for name, peer in zip(names, answers(given), strict=True)}
