"""Claims of a change of mind, the same for everyone: within seven days of the signing, unless four things."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

PLACE = ZoneInfo("Asia/Shanghai")
DAYS = 7
FIRST = datetime(2026, 3, 2, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Asked:
    """What is known of one claim."""

    signed_at: datetime
    submitted_at: datetime
    cents: int
    perishable: bool
    custom_made: bool
    sealed: bool
    seal_whole: bool


@dataclass(frozen=True)
class Judge:
    """A library, or code by hand: what it is called, how it takes a claim, how it answers, and what it leaves out."""

    who: str
    prepare: Callable[[Asked], object]
    call: Callable[[object], object]
    is_granted: Callable[[object], bool]
    lacks: str


def drawn(number: int) -> list[Asked]:
    """Draw claims from a seed: about half are in time, and most goods can go back."""
    chance = random.Random(20260302)
    found: list[Asked] = []
    for _ in range(number):
        signed_at = FIRST + timedelta(minutes=chance.randrange(60 * 24 * 30))
        waited = timedelta(minutes=chance.randrange(60 * 24 * 15))
        found.append(
            Asked(
                signed_at,
                signed_at + waited,
                chance.randrange(100, 100_000),
                *(chance.random() < share for share in (0.2, 0.1, 0.4, 0.7)),
            )
        )
    return found


def last_midnight(signed_at: datetime) -> datetime:
    """Return the end of the seventh day after the signing, where it was signed."""
    day = signed_at.astimezone(PLACE).date() + timedelta(days=DAYS + 1)
    return datetime(day.year, day.month, day.day, tzinfo=PLACE)


def by_hand(asked: Asked) -> tuple[bool, str]:
    """Judge as a shop's own code does: the first no is the answer, and a word says which it was."""
    if asked.perishable:
        return False, "perishable"
    if asked.custom_made:
        return False, "custom_made"
    if asked.sealed and not asked.seal_whole:
        return False, "seal_broken"
    if asked.submitted_at >= last_midnight(asked.signed_at):
        return False, "too_late"
    return True, "granted"


def hand_written() -> Judge:
    """Give the code by hand."""
    return Judge(
        "code by hand",
        lambda asked: asked,
        lambda asked: by_hand(asked) if isinstance(asked, Asked) else None,
        lambda answer: isinstance(answer, tuple) and answer[0],
        "other reasons than the first, unknown facts, refund, deadline, legal basis, several rights",
    )


def right_answers(judge: Judge, claims: Sequence[Asked]) -> int:
    """Count the claims on which a judge says what the code by hand says."""
    return sum(judge.is_granted(judge.call(judge.prepare(one))) == by_hand(one)[0] for one in claims)
