"""Parts that the statutes on distance selling share: who may withdraw, and one right for each way of being informed."""

from typing import Final

import attrs

from aftersales_core.returns.amounts import Adjustment, Amount, MoneyFact
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.conditions import ALWAYS, AllOf, Condition, Is, Known, Not, known_yes, no, yes
from aftersales_core.returns.rights import Clause, CostBearer, Right
from aftersales_core.returns.windows import PLACE, ReturnWindow
from aftersales_core.worktime.period import Period

__all__ = [
    "AT_A_DISTANCE",
    "BY_A_CONSUMER",
    "DEDUCT_VALUE_LOST",
    "DELIVERY_PAID",
    "LEGAL",
    "NOT_TOLD_TO_PAY_FREIGHT",
    "OFF_PREMISES_TOO",
    "REFUND_STANDARD_DELIVERY",
    "WHOLE_LINE",
    "Withdrawal",
    "withdrawal_rights",
]

BY_A_CONSUMER: Final = Is("buyer", ("consumer",))
AT_A_DISTANCE: Final = Is("channel", ("online", "phone", "mail"))
OFF_PREMISES_TOO: Final = Is("channel", ("online", "phone", "mail", "door_to_door"))
INFORMED_IN_TIME: Final = Is("withdrawal_information", ("in_time",))
INFORMED_LATER: Final = Is("withdrawal_information", ("later",))
NEVER_INFORMED: Final = Is("withdrawal_information", ("never",))

LEGAL: Final = "legal:{country}"
"""The name of the calendar of the country whose law protects the buyer."""

NOT_TOLD_TO_PAY_FREIGHT: Final = Not(known_yes("return_freight_told"))
"""The buyer pays only where it is known that this was said, so an unknown fact never costs the buyer anything."""

WHOLE_LINE: Final = yes("whole_line_back")

DELIVERY_PAID: Final = AllOf((Known("outbound_paid"), WHOLE_LINE))

REFUND_STANDARD_DELIVERY: Final = (
    Adjustment("refund_delivery_paid", 1, MoneyFact("outbound_paid"), AllOf((no("express_chosen"), DELIVERY_PAID))),
    Adjustment(
        "refund_standard_delivery", 1, MoneyFact("outbound_freight"), AllOf((yes("express_chosen"), WHOLE_LINE))
    ),
)
"""Delivery comes back with the whole line: what was paid, but of a dearer delivery only what the standard one costs.

Where nobody says that delivery was paid for, nothing is added; the right to withdraw does not wait for that answer.
"""

# The value lost is found at the inspection, after the decision on the right; before it nothing is taken off.
DEDUCT_VALUE_LOST: Final = Adjustment(
    "refund_value_lost_by_handling",
    -1,
    MoneyFact("value_loss"),
    AllOf((Known("value_loss"), INFORMED_IN_TIME)),
)
"""Value lost by more than inspecting the goods is taken off, but only of a buyer who was informed in time."""


@attrs.frozen
class Withdrawal:
    """What a statute says of withdrawal, from which its rights are made.

    ``first`` is the window of a buyer who was informed; ``again`` runs from later information; ``limit`` ends both
    later information and none. ``calendar`` is that of the days to send back and to refund. ``regular`` adds the same
    rights from the first of regular deliveries.
    """

    prefix: str
    basis: Basis
    basis_informed_later: Basis
    basis_not_informed: Basis
    first: ReturnWindow
    again: Period
    limit: ReturnWindow
    amount: Amount
    channels: Condition = OFF_PREMISES_TOO
    exclusions: tuple[Clause, ...] = ()
    refers: tuple[Clause, ...] = ()
    freight: CostBearer = "trader"
    trader_pays_when: Condition = ALWAYS
    send_back: Period | None = None
    refund_due: Period | None = None
    refund_waits_for: tuple[str, ...] = ()
    calendar: str = PLACE
    regular: bool = False


def withdrawal_rights(statute: Withdrawal) -> tuple[Right, ...]:
    """Return the rights to withdraw: within the first window always, later only where information came late or never.

    So the first window needs no answer on information, and after it an unknown answer is asked for.
    """
    found: list[Right] = []
    for suffix, start, delivered in _deliveries(statute):
        first, limit = attrs.evolve(statute.first, start=(start,)), attrs.evolve(statute.limit, start=(start,))
        again = ReturnWindow(statute.again, ("withdrawal_informed_at",), calendar=statute.first.calendar)
        found += [
            _right(statute, suffix, statute.basis, delivered, (first,)),
            _right(
                statute,
                f"{suffix}_informed_later",
                statute.basis_informed_later,
                (*delivered, INFORMED_LATER),
                (again, limit),
            ),
            _right(
                statute,
                f"{suffix}_not_informed",
                statute.basis_not_informed,
                (*delivered, NEVER_INFORMED),
                (limit,),
            ),
        ]
    return tuple(found)


def _deliveries(statute: Withdrawal) -> tuple[tuple[str, str, tuple[Condition, ...]], ...]:
    """Return the kinds of delivery: what ids end in, the event that counts, and the conditions."""
    if not statute.regular:
        return (("", "signed_at", ()),)
    return (
        ("", "signed_at", (no("regular_deliveries"),)),
        ("_regular", "first_signed_at", (yes("regular_deliveries"),)),
    )


def _right(
    statute: Withdrawal, suffix: str, basis: Basis, when: tuple[Condition, ...], windows: tuple[ReturnWindow, ...]
) -> Right:
    """Return one right to withdraw."""
    return Right(
        f"{statute.prefix}{suffix}",
        ("no_reason",),
        "return_refund",
        basis,
        applies=AllOf((BY_A_CONSUMER, statute.channels, *when)),
        windows=windows,
        exclusions=statute.exclusions,
        refers=statute.refers,
        amount=statute.amount,
        freight=statute.freight,
        trader_pays_when=statute.trader_pays_when,
        goods="back",
        send_back=statute.send_back,
        refund_due=statute.refund_due,
        refund_due_from="submitted_at",
        refund_due_calendar=statute.calendar,
        refund_waits_for=statute.refund_waits_for,
        send_back_calendar=statute.calendar,
    )
