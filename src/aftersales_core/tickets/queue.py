"""The order in which waiting tickets are taken: high priority first, and yet nobody waits for ever."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.instants import MAX_MICROS, from_micros, micros, utc
from aftersales_core.reasons import Reason
from aftersales_core.tickets.priority import PRIORITIES
from aftersales_core.tickets.vocabulary import Vocabulary, require_tuple, twice

__all__ = ["QUEUE_POLICY", "QueuePlace", "QueuePolicy", "QueueTicket", "queue_order"]

MINUTE: Final = 60_000_000


@attrs.frozen
class QueuePolicy:
    """How waiting counts against priority.

    ``priorities`` is a scale from least to most. A ticket rises one level for every ``raise_after_minutes`` that it has
    waited. Within a level the earlier turn goes first: the due instant, but at the latest ``patience_minutes`` after
    the wait began, so that a far due date, or none, does not mean never.

    Raises InvalidDefinition for minutes that are not whole and above 0, and for an empty scale.
    """

    priorities: Vocabulary
    raise_after_minutes: int
    patience_minutes: int

    def __attrs_post_init__(self) -> None:
        """Refuse a policy under which a ticket could wait for ever."""
        named = (("raise_after_minutes", self.raise_after_minutes), ("patience_minutes", self.patience_minutes))
        problems = [
            f"{name} is {value!r:.40}: give whole minutes above 0, or waiting would count for nothing"
            for name, value in named
            if type(value) is not int or value <= 0
        ]
        if not self.priorities.ids:
            problems.append("it has no priorities: declare at least one")
        if problems:
            raise InvalidDefinition("queue policy", tuple(problems))


@attrs.frozen(init=False)
class QueueTicket:
    """What the queue reads of a ticket.

    ``waiting_since_at`` is the instant from which it waits: its receipt, or its reopening. Of two tickets alike in all
    else the one with the smaller ``id`` goes first. Instants are kept in UTC.

    Raises NaiveDatetime, InstantOutOfRange or WrongType.
    """

    id: str
    priority: str
    waiting_since_at: dt.datetime
    due_at: dt.datetime | None

    if TYPE_CHECKING:
        # The class decorator makes this; a type checker cannot see it.
        __attrs_init__: Any

    def __init__(
        self, id: str, priority: str, waiting_since_at: dt.datetime, due_at: dt.datetime | None = None
    ) -> None:
        """Take both instants to UTC, so that equal tickets are equal values."""
        self.__attrs_init__(id, priority, utc(waiting_since_at), None if due_at is None else utc(due_at))


@attrs.frozen
class QueuePlace:
    """A ticket's place in the queue and why it is there.

    ``level`` is the priority after ``raised`` levels for waiting. ``turn_at`` orders the tickets of a level. From
    ``top_at`` on it stands on the highest level for good, and from then on only tickets that began to wait no
    later than ``turn_at`` can go first. ``reasons`` say how the place came about, ``behind`` why the ticket ahead goes
    first.
    """

    position: int
    ticket: str
    priority: str
    level: str
    raised: int
    turn_at: dt.datetime
    top_at: dt.datetime
    reasons: tuple[Reason, ...]
    behind: Reason | None = None


@attrs.frozen
class Standing:
    """What a ticket's place is computed from, in integers."""

    ticket: QueueTicket
    base: int
    rank: int
    since_us: int
    turn_us: int

    @property
    def key(self) -> tuple[int, int, int, str]:
        """What tickets are sorted by; no two tickets of a queue have the same."""
        return (-self.rank, self.turn_us, self.since_us, self.ticket.id)


def queue_order(policy: QueuePolicy, tickets: Iterable[QueueTicket], *, now: dt.datetime) -> tuple[QueuePlace, ...]:
    """Return the places of all waiting tickets, the next to be taken first.

    Tickets are sorted by level, highest first, then by turn, then by the start of the wait, then by id; so the order
    they are given in does not matter. A priority that the policy does not declare stands on the highest level, with a
    reason: what nobody can read must not be what waits longest. A due instant before the wait began counts as its
    beginning.

    No ticket starves: see `QueuePlace` for which tickets can still pass one, and until when.

    Raises InvalidDefinition for an id that is given twice; NaiveDatetime, InstantOutOfRange, WrongType.
    """
    now_us = micros(now)
    waiting = tuple(tickets)
    require_tuple("tickets", waiting, QueueTicket)
    repeated = sorted(twice(ticket.id for ticket in waiting))
    if repeated:
        raise InvalidDefinition("queue", tuple(f"ticket {id!r:.80} is given twice: give it once" for id in repeated))
    standings = sorted((_standing(policy, ticket, now_us) for ticket in waiting), key=_key)
    return tuple(
        _place(policy, one, standings[index - 1] if index else None, index + 1, now_us)
        for index, one in enumerate(standings)
    )


def _key(standing: Standing) -> tuple[int, int, int, str]:
    """Return what a standing is sorted by."""
    return standing.key


def _standing(policy: QueuePolicy, ticket: QueueTicket, now_us: int) -> Standing:
    """Work out where a ticket stands by itself."""
    ids = policy.priorities.ids
    top = len(ids) - 1
    base = ids.index(ticket.priority) if ticket.priority in ids else top
    since = micros(ticket.waiting_since_at)
    waited = max(now_us - since, 0)
    rank = min(base + waited // (policy.raise_after_minutes * MINUTE), top)
    turn = since + policy.patience_minutes * MINUTE
    if ticket.due_at is not None:
        turn = min(turn, max(micros(ticket.due_at), since))
    return Standing(ticket, base, rank, since, turn)


def _place(policy: QueuePolicy, one: Standing, ahead: Standing | None, position: int, now_us: int) -> QueuePlace:
    """Put a standing into words."""
    ids = policy.priorities.ids
    climb = (len(ids) - 1 - one.base) * policy.raise_after_minutes * MINUTE
    return QueuePlace(
        position,
        one.ticket.id,
        one.ticket.priority,
        ids[one.rank],
        one.rank - one.base,
        _instant(one.turn_us),
        _instant(one.since_us + climb),
        _reasons(policy, one, now_us),
        None if ahead is None else _behind(policy, one, ahead),
    )


def _instant(us: int) -> dt.datetime:
    """Return an instant; one past the last year that can be written is shown as its end."""
    return from_micros(min(us, MAX_MICROS - 1))


def _reasons(policy: QueuePolicy, one: Standing, now_us: int) -> tuple[Reason, ...]:
    """Say what gives a ticket its level and its turn."""
    ticket, ids = one.ticket, policy.priorities.ids
    undeclared = policy.priorities.check(ticket.priority)
    reasons = [Reason.of("queue_priority", priority=ticket.priority) if undeclared is None else undeclared]
    if one.rank > one.base:
        minutes = (now_us - one.since_us) // MINUTE
        reasons.append(Reason.of("queue_raised", minutes=minutes, levels=one.rank - one.base, level=ids[one.rank]))
    by_patience = one.turn_us == one.since_us + policy.patience_minutes * MINUTE
    code = "queue_turn_by_patience" if by_patience else "queue_turn_by_due"
    reasons.append(Reason.of(code, at=_instant(one.turn_us)))
    return tuple(reasons)


def _behind(policy: QueuePolicy, one: Standing, ahead: Standing) -> Reason:
    """Say why the ticket ahead goes first: by the first thing in which the two differ."""
    other = ahead.ticket.id
    if ahead.rank != one.rank:
        return Reason.of("queue_behind_level", ticket=other, level=policy.priorities.ids[ahead.rank])
    if ahead.turn_us != one.turn_us:
        return Reason.of("queue_behind_turn", ticket=other, at=_instant(ahead.turn_us))
    if ahead.since_us != one.since_us:
        return Reason.of("queue_behind_waiting", ticket=other, at=_instant(ahead.since_us))
    return Reason.of("queue_behind_id", ticket=other)


QUEUE_POLICY: Final = QueuePolicy(PRIORITIES, raise_after_minutes=8 * 60, patience_minutes=3 * 24 * 60)
"""A level up for every 8 hours of waiting, and a turn after 3 days at the latest; both figures are ours."""
