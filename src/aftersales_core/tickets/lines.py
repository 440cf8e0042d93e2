"""The lines of a return: each comes in and is accepted by itself, and the case is named by all of them together."""

from enum import StrEnum
from typing import TYPE_CHECKING, Final

import attrs

from aftersales_core.lifecycle.compose import RollUp, roll_up
from aftersales_core.lifecycle.item import Item
from aftersales_core.tickets.checks import require_ids

if TYPE_CHECKING:
    from aftersales_core.tickets.ticket import Ticket

__all__ = [
    "ACCEPTANCE_ROLL_UP",
    "CALLED_OFF",
    "COMPLETED",
    "LINE_STATES",
    "RECEPTION_ROLL_UP",
    "RETURN_ROLL_UP",
    "UNDECIDED",
    "Acceptance",
    "LineStatus",
    "Reception",
    "ReturnLine",
    "line_status",
    "moved_line",
]


class Reception(StrEnum):
    """How far a line has come back; the prefix keeps these states apart from those of the case."""

    AWAITED = "reception_awaited"
    IN_TRANSIT = "reception_in_transit"
    RECEIVED = "reception_received"
    LOST_IN_TRANSIT = "reception_lost_in_transit"
    WRONG_ITEM = "reception_wrong_item"
    SHORT_SHIPPED = "reception_short_shipped"
    GIVEN_TO_CUSTOMER = "reception_given_to_customer"
    EXPIRED = "reception_expired"
    CANCELLED = "reception_cancelled"
    UNEXCHANGED = "reception_unexchanged"


class Acceptance(StrEnum):
    """Whether a line was accepted."""

    PENDING = "acceptance_pending"
    ACCEPTED = "acceptance_accepted"
    REJECTED = "acceptance_rejected"
    MANUAL_REVIEW = "acceptance_manual_review"


RECEPTION_STATES: Final = frozenset(map(str, Reception))
ACCEPTANCE_STATES: Final = frozenset(map(str, Acceptance))
LINE_STATES: Final = RECEPTION_STATES | ACCEPTANCE_STATES

COMPLETED: Final = frozenset(
    {
        Reception.RECEIVED,
        Reception.LOST_IN_TRANSIT,
        Reception.WRONG_ITEM,
        Reception.SHORT_SHIPPED,
        Reception.GIVEN_TO_CUSTOMER,
    }
)
"""Nothing more will come of the line, so it can be decided; only what was received goes back into stock (Solidus)."""

CALLED_OFF: Final = frozenset({Reception.CANCELLED, Reception.EXPIRED, Reception.UNEXCHANGED})
"""The line takes no part in the return any more."""

UNDECIDED: Final = frozenset({Acceptance.PENDING, Acceptance.MANUAL_REVIEW})


@attrs.frozen
class ReturnLine:
    """One order line that comes back: how far its reception is, and whether it was accepted."""

    id: str
    reception: str = "reception_awaited"
    acceptance: str = "acceptance_pending"

    def __attrs_post_init__(self) -> None:
        """Refuse an id that could not be told from another."""
        require_ids("return line", id=self.id)

    @property
    def is_called_off(self) -> bool:
        """Does the line take no part in the return any more?"""
        return self.reception in CALLED_OFF

    @property
    def is_restocked(self) -> bool:
        """Does the line go back into stock? Only what was received and accepted does."""
        return self.reception == Reception.RECEIVED and self.acceptance == Acceptance.ACCEPTED

    @property
    def is_returned(self) -> bool:
        """Is the line done in the customer's favour: nothing more will come of it, and it was accepted?"""
        return self.reception in COMPLETED and self.acceptance == Acceptance.ACCEPTED


def moved_line(line: ReturnLine, source: str, target: str) -> ReturnLine | None:
    """Return a line after going from one state to another of the same region; None where it is not in the first."""
    if line.reception == source and target in RECEPTION_STATES:
        return attrs.evolve(line, reception=target)
    if line.acceptance == source and target in ACCEPTANCE_STATES:
        return attrs.evolve(line, acceptance=target)
    return None


@attrs.frozen
class LineStatus:
    """What a return is called by its lines; computed, never stored. The words are those of the roll-up tables.

    ``reception`` is of all lines; ``acceptance`` and ``outcome`` are of those that were not called off.
    """

    reception: str
    acceptance: str
    outcome: str


NO_LINES: Final = "no_lines"
RETURNED: Final = "returned"
NOT_RETURNED: Final = "not_returned"

RECEPTION_ROLL_UP: Final = (
    RollUp.all_in("called_off", CALLED_OFF),
    RollUp.all_in("received", {Reception.RECEIVED, *CALLED_OFF}),
    RollUp.all_in("completed", {*COMPLETED, *CALLED_OFF}),
    RollUp.any_in("partially_received", COMPLETED),
    RollUp.any_in("in_transit", {Reception.IN_TRANSIT}),
)
"""How far the lines have come together, the first that holds; else they are ``awaited``."""

ACCEPTANCE_ROLL_UP: Final = (
    RollUp.all_in("accepted", {Acceptance.ACCEPTED}),
    RollUp.all_in("rejected", {Acceptance.REJECTED}),
    RollUp.any_in("manual_review", {Acceptance.MANUAL_REVIEW}),
    RollUp.any_in("partially_accepted", {Acceptance.ACCEPTED}),
    RollUp.any_in("partially_rejected", {Acceptance.REJECTED}),
)
"""What was decided of the lines together, the first that holds; else it is ``pending``."""

RETURN_ROLL_UP: Final = (
    RollUp.all_in("returned", {RETURNED}),
    RollUp.any_in("partially_returned", {RETURNED}),
)
"""How many lines are done in the customer's favour, the first that holds; else they are ``not_returned``."""


def line_status(ticket: "Ticket") -> LineStatus:
    """Return what a return is called by its lines.

    A ticket without lines, or with none left after those that were called off, has the words ``no_lines``.
    """
    part = [line for line in ticket.lines if not line.is_called_off]
    item = ticket.item

    def rolled(states: list[str], table: tuple[RollUp, ...], default: str) -> str:
        """Roll up what the lines are in, as items of this ticket."""
        items = [
            Item(item.id, item.machine, state, item.version, item.opened_at, item.entered_at, item.last_activity_at)
            for state in states
        ]
        return roll_up(items, table, default=default if items else NO_LINES)

    return LineStatus(
        rolled([line.reception for line in ticket.lines], RECEPTION_ROLL_UP, "awaited"),
        rolled([line.acceptance for line in part], ACCEPTANCE_ROLL_UP, "pending"),
        rolled([RETURNED if line.is_returned else NOT_RETURNED for line in part], RETURN_ROLL_UP, NOT_RETURNED),
    )
