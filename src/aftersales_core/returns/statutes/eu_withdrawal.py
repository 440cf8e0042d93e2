"""Directive 2011/83/EU: withdrawal from distance and off-premises contracts. Not legal advice.

Art. 9: 14 days from possession of the goods (of the last good or lot, but of the first of regular deliveries), the day
itself not counted; under Regulation 1182/71 Art. 3(4) the period rolls over Saturdays, Sundays and the public holidays
of the member state, so a policy binds ``legal:DE`` and so on (see `legal_calendar`). Art. 10: without information 12
months more from the end of the first period; informed later, 14 days from then. Art. 13 and 14: all payments back with
standard delivery, not the surplus of a dearer one; the buyer pays the way back only if told; loss of value is taken off
only where the buyer was informed in time. Art. 16 (c), (d), (e), (i): what is excluded.

NOT covered: services, the other letters of Art. 16, digital content and periodicals (a person looks), withdrawal before
the goods arrive, delivery costs of a withdrawal from part of a line, what member states add (longer periods for sales
at the door). Whether a missing button to withdraw (Art. 11a)
means missing information is left to a person.
"""

import datetime as dt
from typing import Final

import attrs

from aftersales_core.returns.amounts import Amount
from aftersales_core.returns.basis import Basis, Confidence
from aftersales_core.returns.conditions import ALWAYS, AllOf, Compare, Is, no, yes
from aftersales_core.returns.rights import Clause, Right, RuleSet
from aftersales_core.returns.statutes.distance_selling import (
    BY_A_CONSUMER,
    DEDUCT_VALUE_LOST,
    LEGAL,
    NOT_TOLD_TO_PAY_FREIGHT,
    REFUND_STANDARD_DELIVERY,
    Withdrawal,
    withdrawal_rights,
)
from aftersales_core.returns.windows import ReturnWindow
from aftersales_core.worktime.period import Period

__all__ = ["EU_WITHDRAWAL", "EuWithdrawalFigures", "eu_withdrawal"]

READ_ON: Final = dt.date(2026, 8, 21)
ROLL: Final = "next_working_day"


@attrs.frozen
class EuWithdrawalFigures:
    """Every figure of the directive; a state that gives longer at the door gets its own ``withdrawal_days``.

    ``button_from`` is the first instant of 2026-06-19 in the easternmost zone of the EU: a contract from then on may
    have needed the button.
    """

    withdrawal_days: int = 14
    informed_later_days: int = 14
    not_informed_months: int = 12
    send_back_days: int = 14
    refund_days: int = 14
    button_from: dt.datetime = dt.datetime(2026, 6, 18, 21, tzinfo=dt.UTC)


def _basis(id: str, article: str, confidence: Confidence, source: str) -> Basis:
    """Return a basis in the directive."""
    return Basis(
        id,
        "Directive 2011/83/EU on consumer rights",
        "欧盟消费者权利指令（2011/83/EU）",
        article,
        confidence,
        source,
        READ_ON,
        in_force_from=dt.date(2014, 6, 13),
    )


SUMMARY: Final = "a summary of the EU rules in a public GitHub repository, and a retailer's help pages"
ART_9: Final = _basis(
    "eu_2011_83_art_9",
    "Art. 9; Regulation 1182/71 Art. 3(4)",
    "read",
    "legislation.gov.uk/eudr/2011/83/article/9; quotations of the regulation (wordscope.be, glosbe)",
)
ART_10: Final = _basis("eu_2011_83_art_10", "Art. 10(1)", "secondary", SUMMARY)
ART_10_2: Final = _basis("eu_2011_83_art_10_2", "Art. 10(2)", "recalled", "recalled, not checked again")
ART_11A: Final = attrs.evolve(
    _basis("eu_2011_83_art_11a", "Art. 11a (Directive (EU) 2023/2673)", "secondary", SUMMARY),
    in_force_from=dt.date(2026, 6, 19),
)
ART_16: Final = _basis("eu_2011_83_art_16", "Art. 16(c), (d), (e)", "secondary", SUMMARY)
ART_16_I: Final = _basis("eu_2011_83_art_16_i", "Art. 16(i)", "recalled", "recalled, not checked again")

EXCLUSIONS: Final = (
    Clause.of("excluded_custom_made", yes("custom_made"), ART_16),
    Clause.of("excluded_perishable", yes("perishable"), ART_16),
    # A mattress in a film can be cleaned and sold again, so breaking its seal excludes nothing (CJEU C-681/17).
    Clause.of(
        "excluded_hygiene_seal_broken",
        AllOf((yes("sealed"), no("seal_whole"), no("resalable_after_cleaning"))),
        ART_16,
    ),
    Clause.of("excluded_medium_seal_broken", AllOf((Is("digital", ("sealed_medium",)), no("seal_whole"))), ART_16_I),
)

REFERS: Final = (
    Clause.of("other_conditions_digital_supply", Is("digital", ("online",))),
    Clause.of("other_conditions_periodicals", Is("category", ("newspapers",))),
)


def eu_withdrawal(figures: EuWithdrawalFigures = EuWithdrawalFigures()) -> RuleSet:
    """Return the rights to withdraw under Directive 2011/83/EU; bind ``legal:{country}`` for each member state."""
    first = ReturnWindow(Period.days(figures.withdrawal_days, roll=ROLL), calendar=LEGAL)
    limit = attrs.evolve(first, then=Period.months(figures.not_informed_months, roll=ROLL))
    rights = withdrawal_rights(
        Withdrawal(
            "eu_withdrawal",
            ART_9,
            ART_10_2,
            ART_10,
            first,
            Period.days(figures.informed_later_days, roll=ROLL),
            limit,
            Amount(adjustments=(DEDUCT_VALUE_LOST, *REFUND_STANDARD_DELIVERY)),
            exclusions=EXCLUSIONS,
            refers=REFERS,
            freight="consumer",
            trader_pays_when=NOT_TOLD_TO_PAY_FREIGHT,
            send_back=Period.days(figures.send_back_days, roll=ROLL),
            refund_due=Period.days(figures.refund_days, roll=ROLL),
            refund_waits_for=("goods_received_at", "sent_back_at"),
            calendar=LEGAL,
            regular=True,
        )
    )
    return RuleSet("eu_withdrawal", "law", (*rights, _no_button(rights[0], limit, figures)))


def _no_button(first: Right, limit: ReturnWindow, figures: EuWithdrawalFigures) -> Right:
    """Return the right of a buyer who had no button: as long as without information, but a person must look."""
    return attrs.evolve(
        first,
        id="eu_withdrawal_no_button",
        basis=ART_11A,
        applies=AllOf(
            (
                BY_A_CONSUMER,
                Is("channel", ("online",)),
                no("withdrawal_button"),
                Compare("ordered_at", ">=", figures.button_from),
            )
        ),
        windows=(limit,),
        refers=(*REFERS, Clause.of("withdrawal_button_missing", ALWAYS, ART_11A)),
    )


EU_WITHDRAWAL: Final = eu_withdrawal()
"""The directive's figures."""
