"""Escalation as a level beside the state: who holds a ticket, and who is next up or down the chain."""

from typing import Literal

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.reasons import Reason
from aftersales_core.tickets.roles import Roles

__all__ = ["EscalationLevel", "current_level", "next_level", "previous_level"]


@attrs.frozen
class EscalationLevel:
    """A level of the chain: its rank, which a ticket stores, and the roles that hold it.

    ``consulted`` are the roles that may be asked for help there without the ticket changing hands.

    Raises InvalidDefinition for a level that nobody holds.
    """

    rank: int
    roles: tuple[str, ...]
    consulted: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a level on which a ticket would be forgotten."""
        if not self.roles:
            raise InvalidDefinition(f"level {self.rank}", ("nobody holds it: give it a role",))


def current_level(roles: Roles, rank: int) -> EscalationLevel | Reason:
    """Return the level of a rank that a ticket stores; a reason where the roles do not know that rank any more.

    >>> from aftersales_core.tickets.roles import ROLES
    >>> current_level(ROLES, 10).roles
    ('agent',)
    """
    if rank in roles.ranks:
        return EscalationLevel(rank, roles.of_rank(rank), roles.consulted)
    return Reason.of("escalation_unknown_level", "invalid", level=rank, levels=roles.ranks)


def next_level(roles: Roles, rank: int) -> EscalationLevel | Reason:
    """Return the level above a rank, or the reason why there is none.

    The rank itself need not be known: after a change of the chain, the next known rank above it counts.

    >>> from aftersales_core.tickets.roles import ROLES
    >>> next_level(ROLES, 10).roles, next_level(ROLES, 30).code
    (('supervisor',), 'escalation_at_top')
    """
    above = [other for other in roles.ranks if other > rank]
    return _level(roles, above[0]) if above else _end(roles, rank, "escalation_at_top")


def previous_level(roles: Roles, rank: int) -> EscalationLevel | Reason:
    """Return the level below a rank, for a ticket that is handed back, or the reason why there is none."""
    below = [other for other in roles.ranks if other < rank]
    return _level(roles, below[-1]) if below else _end(roles, rank, "escalation_at_bottom")


def _level(roles: Roles, rank: int) -> EscalationLevel:
    """Return the level of a rank that is known."""
    return EscalationLevel(rank, roles.of_rank(rank), roles.consulted)


def _end(roles: Roles, rank: int, code: Literal["escalation_at_top", "escalation_at_bottom"]) -> Reason:
    """Say that the chain ends here, and who stands on this level."""
    return Reason.of(code, "unmet", level=rank, roles=roles.of_rank(rank))
