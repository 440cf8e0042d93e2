"""Columns of working time on a compiled calendar: time between instants, amounts added, with and without pauses."""

import numpy as np

from aftersales_core.frames.clock import Room
from aftersales_core.frames.pauses import Pauses, paused, swallowed
from aftersales_core.frames.problems import Answers, problem_number
from aftersales_core.frames.ranks import I64, NAT
from aftersales_core.frames.reach import Rows, answered
from aftersales_core.frames.tables import Shelf, Tables
from aftersales_core.worktime.queries import around, search_edge
from aftersales_core.worktime.timeline import Landing

__all__ = ["added", "added_paused", "between", "between_paused", "next_open"]


def between(shelf: Shelf, start: I64, end: I64) -> I64:
    """Return the working time from each start to each end, negative where they are reversed; NaT for no instants."""
    room = Room()

    def ask(tables: Tables, rows: Rows) -> I64:
        after = tables.clock.work(end[rows], room)
        return np.subtract(after, tables.clock.work(start[rows], room), out=after)

    def ask_one(row: int) -> int:
        low, high = int(start[row]), int(end[row])
        return shelf.compiled.work(low, high) if low <= high else -shelf.compiled.work(high, low)

    return answered(shelf, (start, end), ask, ask_one).values


def between_paused(shelf: Shelf, start: I64, end: I64, pauses: Pauses) -> I64:
    """Return what ``between`` does, less the working time that pauses take."""
    worked = between(shelf, start, end)
    if not pauses.rows.size:
        return worked
    low, high = np.minimum(start, end), np.maximum(start, end)
    taken = paused(pauses, low, high, lambda first, last: between(shelf, first, last))
    return np.where(worked == NAT, NAT, worked - np.where(start > end, -taken, taken))


def added(shelf: Shelf, start: I64, amount: I64 | int, landing: Landing, *, ahead: bool = True) -> Answers:
    """Return the instant at which an amount of working time from each start is used up.

    Amounts are all positive, or with ``ahead=False`` all negative.
    """
    room = Room()
    hopeless: list[tuple[int, int]] = []

    def ask(tables: Tables, rows: Rows) -> I64:
        work = tables.clock.work(start[rows], room)
        np.add(work, amount if isinstance(amount, int) else amount[rows], out=work)
        return tables.clock.at(work, landing, room)

    def ask_one(row: int) -> int | None:
        us, work = int(start[row]), amount if isinstance(amount, int) else int(amount[row])
        # Where the years end before an amount is used up, so they do for every later start and every larger amount.
        if any(us >= other and work >= most if ahead else us <= other and work <= most for other, most in hopeless):
            return None
        found = shelf.compiled.after_work(us, work, landing)
        if found is None:
            hopeless.append((us, work))
        return found

    return answered(shelf, (start,), ask, ask_one, ahead=ahead)


def added_paused(
    shelf: Shelf, start: I64, amount: I64, pauses: Pauses, landing: Landing, *, ahead: bool = True
) -> Answers:
    """Return the instant at which an amount of working time outside the pauses is used up."""
    # Used up exactly where a pause begins: a landing on the near side stays, one on the far side goes on over it.
    stays = np.full(start.shape, (landing == "close") == ahead)
    taken, never = swallowed(pauses, start, amount, stays, lambda low, high: between(shelf, low, high))
    whole = amount + taken if ahead else amount - taken
    values, problems = added(shelf, np.where(never, NAT, start), whole, landing, ahead=ahead)
    problems[never] = problem_number("pause_never_ends")
    return Answers(values, problems)


def next_open(shelf: Shelf, start: I64) -> Answers:
    """Return each start itself where the calendar is open, else the next opening."""

    def ask(tables: Tables, rows: Rows) -> I64:
        return tables.clock.next_open(start[rows])

    def ask_one(row: int) -> int:
        us = int(start[row])
        if around(shelf.compiled, us).is_open(us):
            return us
        return search_edge(shelf.compiled, us, "starts", forward=True, inclusive=True)

    return answered(shelf, (start,), ask, ask_one)
