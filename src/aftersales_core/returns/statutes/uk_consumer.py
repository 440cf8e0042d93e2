"""United Kingdom: the short-term right to reject, and the cancellation of distance and off-premises contracts.

Consumer Rights Act 2015 s.22: goods that do not conform may be rejected within 30 days beginning with the first day
after ownership has passed, the goods are delivered and, where the seller installs them, the buyer is told that this is
done; perishables only as long as they can be expected to last. The time stands still during a repair that was asked
for, and ends with the later of its remainder and 7 days after it; the seller bears the way back (s.20(8)). Consumer
Contracts Regulations 2013 reg. 27-35: 14 days after the day of possession; bank holidays do not roll, since no
provision for that was found. Not legal advice.

NOT covered: repair, replacement, price reduction and the final right to reject (s.23-24), that a seller who was asked
to repair has a reasonable time for it (s.23(6)), hire and services, digital content and periodicals (a person looks),
and when a refund after rejection is due.
"""

import datetime as dt
from typing import Final

import attrs

from aftersales_core.returns.amounts import Amount
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.conditions import AllOf, Condition, Is, known_yes, no, yes
from aftersales_core.returns.evidence import EvidenceItem
from aftersales_core.returns.rights import Clause, Right, RuleSet
from aftersales_core.returns.statutes.distance_selling import (
    BY_A_CONSUMER,
    DEDUCT_VALUE_LOST,
    NOT_TOLD_TO_PAY_FREIGHT,
    REFUND_STANDARD_DELIVERY,
    Withdrawal,
    withdrawal_rights,
)
from aftersales_core.returns.windows import ReturnWindow
from aftersales_core.worktime.period import Period

__all__ = [
    "UK_CANCELLATION",
    "UK_REJECTION",
    "UkCancellationFigures",
    "UkRejectionFigures",
    "uk_cancellation",
    "uk_rejection",
]

READ_ON: Final = dt.date(2026, 8, 21)
ACT_EN: Final = "Consumer Rights Act 2015"
ACT_ZH: Final = "英国2015年消费者权利法"
REGULATIONS_EN: Final = "Consumer Contracts (Information, Cancellation and Additional Charges) Regulations 2013"
REGULATIONS_ZH: Final = "英国2013年消费者合同（信息、取消与附加费用）条例"

S_22: Final = Basis(
    "uk_cra_2015_s_22",
    ACT_EN,
    ACT_ZH,
    "s.22, s.20(8)",
    "read",
    "legislation.gov.uk, s.22 with its notes; the wording of subsections 7 and 8 is recalled",
    READ_ON,
    in_force_from=dt.date(2015, 10, 1),
)
REGULATIONS: Final = Basis(
    "uk_ccr_2013",
    REGULATIONS_EN,
    REGULATIONS_ZH,
    "reg. 27-35",
    "secondary",
    "legislation.gov.uk 2013/3134 part 3 (opening only), retailers' help pages, deceptive.design",
    READ_ON,
    in_force_from=dt.date(2014, 6, 13),
)
REG_31: Final = attrs.evolve(
    REGULATIONS,
    id="uk_ccr_2013_reg_31",
    article="reg. 31",
    confidence="recalled",
    source="recalled, not checked again",
)

NON_CONFORMITY: Final = (
    "quality",
    "fault",
    "damage",
    "shortage",
    "size_mismatch",
    "not_as_described",
    "wrong_item",
    "appearance",
    "expired",
)


@attrs.frozen
class UkRejectionFigures:
    """The figures of s.22."""

    reject_days: int = 30
    after_repair_days: int = 7


@attrs.frozen
class UkCancellationFigures:
    """The figures of the regulations."""

    cancellation_days: int = 14
    informed_later_days: int = 14
    not_informed_months: int = 12
    send_back_days: int = 14
    refund_days: int = 14


def uk_rejection(figures: UkRejectionFigures = UkRejectionFigures()) -> RuleSet:
    """Return the short-term right to reject, once for each set of events from which its days run."""
    fresh, installed, owned_later = yes("perishable"), yes("needs_installation"), yes("ownership_later")
    keeps, as_is, owned = no("perishable"), no("needs_installation"), no("ownership_later")
    told, passed = "installation_notified_at", "ownership_passed_at"
    lasts = ReturnWindow(until="lasts_until_on")
    return RuleSet(
        "uk_rejection",
        "law",
        (
            _rejection("uk_reject", (keeps, as_is, owned), (_days(figures),)),
            _rejection("uk_reject_installed", (keeps, installed, owned), (_days(figures, told),)),
            _rejection("uk_reject_owned_later", (keeps, as_is, owned_later), (_days(figures, passed),)),
            _rejection(
                "uk_reject_installed_owned_later", (keeps, installed, owned_later), (_days(figures, told, passed),)
            ),
            _rejection("uk_reject_perishable", (fresh,), (_days(figures), lasts)),
        ),
    )


def _days(figures: UkRejectionFigures, *later: str) -> ReturnWindow:
    """Return the days to reject, from the last of the delivery and the other events; a repair stops them."""
    return ReturnWindow(
        # The waiting period takes every day it touches: it begins with the day of the request (s.22(6)).
        Period.days(figures.reject_days, pause_days="touched"),
        ("signed_at", *later),
        pick="latest",
        pauses="repair_spans",
        extended_from="repaired_back_at",
        extended_by=Period.days(figures.after_repair_days),
    )


def _rejection(id: str, when: tuple[Condition, ...], windows: tuple[ReturnWindow, ...]) -> Right:
    """Return one right to reject."""
    return Right(
        id,
        NON_CONFORMITY,
        "return_refund",
        S_22,
        applies=AllOf((BY_A_CONSUMER, *when)),
        windows=windows,
        # The photo shows that the goods do not conform; what the buyer did to them is the seller's to show.
        exclusions=(Clause.of("buyer_cause", known_yes("buyer_caused")),),
        evidence=EvidenceItem("photo"),
        evidence_unless=yes("defect_confirmed"),
        amount=Amount(),
        freight="trader",
        goods="back",
    )


def uk_cancellation(figures: UkCancellationFigures = UkCancellationFigures()) -> RuleSet:
    """Return the rights to cancel under the regulations of 2013."""
    first = ReturnWindow(Period.days(figures.cancellation_days))
    rights = withdrawal_rights(
        Withdrawal(
            "uk_cancellation",
            REGULATIONS,
            REG_31,
            REG_31,
            first,
            Period.days(figures.informed_later_days),
            attrs.evolve(first, then=Period.months(figures.not_informed_months)),
            Amount(adjustments=(DEDUCT_VALUE_LOST, *REFUND_STANDARD_DELIVERY)),
            exclusions=_exclusions(),
            refers=(
                Clause.of("other_conditions_digital_supply", Is("digital", ("online",))),
                Clause.of("other_conditions_periodicals", Is("category", ("newspapers",))),
            ),
            freight="consumer",
            trader_pays_when=NOT_TOLD_TO_PAY_FREIGHT,
            send_back=Period.days(figures.send_back_days),
            refund_due=Period.days(figures.refund_days),
            refund_waits_for=("goods_received_at", "sent_back_at"),
            regular=True,
        )
    )
    return RuleSet("uk_cancellation", "law", rights)


def _exclusions() -> tuple[Clause, ...]:
    """Return what regulation 28 excludes."""
    broken = no("seal_whole")
    return (
        Clause.of("excluded_custom_made", yes("custom_made"), REGULATIONS),
        Clause.of("excluded_perishable", yes("perishable"), REGULATIONS),
        Clause.of("excluded_hygiene_seal_broken", AllOf((yes("sealed"), broken)), REGULATIONS),
        Clause.of("excluded_medium_seal_broken", AllOf((Is("digital", ("sealed_medium",)), broken)), REGULATIONS),
    )


UK_REJECTION: Final = uk_rejection()
"""The figures of the Act."""

UK_CANCELLATION: Final = uk_cancellation()
"""The figures of the regulations."""
