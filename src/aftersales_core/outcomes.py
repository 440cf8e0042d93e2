"""How an SLA target went, and what share of targets was met: one definition for clocks, KPIs and data frames.

An outcome is computed from instants and from the moment of asking, `as_of`; it is never stored beside them, so it
cannot contradict them. Sources that count open late tickets only when they are closed flatter the current month; here
an open ticket past its deadline is decided at once.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction
from typing import Final

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.instants import micros

__all__ = ["OUTCOME_CODES", "Outcome", "Share", "decide_micros", "decide_outcome"]


class Outcome(StrEnum):
    """What can be said of one target at one moment.

    ``MET``, ``LATE`` and ``OPEN_BREACHED`` are decided, and the first two are final; ``PENDING`` can still become any
    of them. ``NO_TARGET`` and ``EXCLUDED`` are counted and shown, and stand in no share.
    """

    MET = "met"
    LATE = "late"
    OPEN_BREACHED = "open_breached"
    PENDING = "pending"
    NO_TARGET = "no_target"
    EXCLUDED = "excluded"


OUTCOME_CODES: Final[tuple[Outcome, ...]] = (
    Outcome.MET,
    Outcome.LATE,
    Outcome.OPEN_BREACHED,
    Outcome.PENDING,
    Outcome.NO_TARGET,
    Outcome.EXCLUDED,
)
"""Every outcome in a fixed order; columns store the position as an 8-bit integer, so the order never changes."""


def decide_micros(due_us: int | None, done_us: int | None, as_of_us: int, inclusive: bool) -> Outcome:  # noqa: FBT001 - the integer form is for tight loops, where a keyword costs time
    """Decide one target on integer microseconds since 1970; see `decide_outcome` for the meaning."""
    if done_us is not None and done_us <= as_of_us:
        is_met = due_us is None or (done_us <= due_us if inclusive else done_us < due_us)
        return Outcome.MET if is_met else Outcome.LATE
    if due_us is None or (as_of_us <= due_us if inclusive else as_of_us < due_us):
        return Outcome.PENDING
    return Outcome.OPEN_BREACHED


def decide_outcome(
    *,
    due_at: dt.datetime | None,
    done_at: dt.datetime | None,
    as_of: dt.datetime,
    inclusive: bool = True,
    has_target: bool = True,
    is_excluded: bool = False,
) -> Outcome:
    """Decide one target as it was known at ``as_of``.

    Being done exactly at ``due_at`` is met where the target is ``inclusive`` ("within 30 minutes") and late where it is
    not ("in under 3 minutes"). What is done after ``as_of`` is not done yet. ``due_at=None`` means that the clock is
    paused or has not started: done then is met, and not done is pending. Exclusion comes before everything else.

    Raises NaiveDatetime, InstantOutOfRange or WrongType.

    >>> due = dt.datetime(2026, 3, 16, 10, tzinfo=dt.UTC)
    >>> decide_outcome(due_at=due, done_at=due, as_of=due)
    <Outcome.MET: 'met'>
    >>> decide_outcome(due_at=due, done_at=due, as_of=due, inclusive=False)
    <Outcome.LATE: 'late'>
    """
    due_us = None if due_at is None else micros(due_at)
    done_us = None if done_at is None else micros(done_at)
    as_of_us = micros(as_of)
    if is_excluded:
        return Outcome.EXCLUDED
    if not has_target:
        return Outcome.NO_TARGET
    return decide_micros(due_us, done_us, as_of_us, inclusive)


@attrs.frozen
class Share:
    """How many targets went which way; shares add up with ``+`` in any order and grouping.

    Raises InvalidDefinition for counts that are not whole numbers from 0.

    >>> (Share(met=9) + Share(late=1, pending=5)).ratio
    Fraction(9, 10)
    """

    met: int = 0
    late: int = 0
    open_breached: int = 0
    pending: int = 0
    no_target: int = 0
    excluded: int = 0

    def __attrs_post_init__(self) -> None:
        """Refuse a count that nothing can have been counted to."""
        problems = tuple(
            f"{outcome.value} is {count!r}: give a whole number from 0"
            for outcome, count in zip(OUTCOME_CODES, attrs.astuple(self), strict=True)
            if type(count) is not int or count < 0
        )
        if problems:
            raise InvalidDefinition("share", problems)

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> "Share":
        """Return the share that some outcomes make, each counted once."""
        counts = Counter(outcomes)
        return cls(*(counts[outcome] for outcome in OUTCOME_CODES))

    def __add__(self, other: "Share") -> "Share":
        """Add count by count."""
        return Share(
            self.met + other.met,
            self.late + other.late,
            self.open_breached + other.open_breached,
            self.pending + other.pending,
            self.no_target + other.no_target,
            self.excluded + other.excluded,
        )

    @property
    def decided(self) -> int:
        """How many targets are decided: met, late, or open and breached."""
        return self.met + self.late + self.open_breached

    @property
    def ratio(self) -> Fraction | None:
        """Met as an exact share of decided; None where nothing is decided, which is neither 0 nor 100 %."""
        return Fraction(self.met, self.decided) if self.decided else None
