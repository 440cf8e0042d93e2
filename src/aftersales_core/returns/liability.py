"""Who bears the loss: towards the buyer, and then among those who had the goods in their hands.

Towards the buyer the seller answers for everything up to the signing (E-commerce Law 20 and 51, Consumer Protection
Law 24), and may not send the buyer to the carrier. The buyer bears only what the buyer is known to have caused. Whom
the seller turns to then follows from known causes and from where in the chain of custody the cold chain broke. Not
legal advice; contracts between the parties come first among them.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final, Literal, TypeAlias

import attrs

from aftersales_core.instants import Span, micros
from aftersales_core.reasons import Reason
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.cold_chain import ColdChainReport, Excursion

__all__ = ["LIABILITY_BASIS", "Causes", "Custody", "Holder", "Liability", "Party", "breakers", "who_bears"]

Party: TypeAlias = Literal["supplier", "packer", "carrier", "station", "platform"]
"""Whom a seller can turn to."""

Holder: TypeAlias = Literal["supplier", "packer", "carrier", "station", "buyer"]
"""Who can have the goods in hand."""

LIABILITY_BASIS: Final = Basis(
    "cn_transit_risk",
    "China, E-commerce Law and Consumer Protection Law",
    "电子商务法、消费者权益保护法",
    "E-commerce Law 20, 51; Consumer Protection Law 24",
    "read",
    "github LawRefBook/Laws at 2f4c5c2",
    dt.date(2026, 8, 21),
)


@attrs.frozen
class Causes:
    """What is known of the cause, each yes, no, or None for not known."""

    buyer_caused: bool | None = None
    spoiled_before_packing: bool | None = None
    packing_unfit: bool | None = None
    carrier_damaged: bool | None = None
    carrier_late: bool | None = None
    platform_promised: bool | None = None
    force_majeure: bool | None = None


@attrs.frozen
class Custody:
    """Who had the goods in hand, and when."""

    holder: Holder
    span: Span


@attrs.frozen
class Liability:
    """Who bears it towards the buyer, to whom the seller can turn (the likeliest first), and why."""

    towards_buyer: Literal["seller", "buyer"]
    recourse: tuple[Party, ...]
    reasons: tuple[Reason, ...]
    basis: Basis = LIABILITY_BASIS


KNOWN: Final[tuple[tuple[str, Party, str], ...]] = (
    ("spoiled_before_packing", "supplier", "recourse_supplier_quality"),
    ("packing_unfit", "packer", "recourse_packer_packing"),
    ("carrier_damaged", "carrier", "recourse_carrier_handling"),
    ("carrier_late", "carrier", "recourse_carrier_late"),
    ("platform_promised", "platform", "recourse_platform_promise"),
)
"""Which known cause leads to whom, in the order of the goods' way."""


def who_bears(causes: Causes, *, report: ColdChainReport | None = None, custodies: Iterable[Custody] = ()) -> Liability:
    """Tell who bears a loss. An unknown cause burdens nobody, and the seller stays liable until the buyer's part shows.

    Where the cold chain broke only after the signing and nothing else is known, the buyer bears it. Force majeure
    excuses carriers for lateness, and leaves the seller liable for goods that did not arrive as sold.

    >>> who_bears(Causes(carrier_damaged=True)).recourse
    ('carrier',)
    """
    holders = () if report is None else breakers(report, custodies)
    pairs: list[tuple[Party, str]] = [*_known(causes), *_of_the_chain(holders)]
    if causes.buyer_caused or (holders == ("buyer",) and not pairs):
        return Liability("buyer", (), (Reason("liable_buyer", (), "unmet"),))
    codes = ["liable_seller", "liable_seller_platform_rule", *(code for _, code in pairs)]
    if causes.force_majeure:
        codes.append("recourse_force_majeure")
    if report is not None and report.verdict == "unknown":
        codes.append("recourse_cold_chain_unknown")
    if not pairs and not causes.force_majeure:
        codes.append("recourse_none_known")
    parties: dict[Party, None] = dict.fromkeys(party for party, _ in pairs)
    return Liability("seller", tuple(parties), tuple(Reason(code, (), "unmet") for code in codes))


def _known(causes: Causes) -> Iterator[tuple[Party, str]]:
    """Yield whom known causes lead to; lateness through force majeure leads to nobody."""
    for name, party, code in KNOWN:
        is_excused = name == "carrier_late" and causes.force_majeure
        if getattr(causes, name) and not is_excused:
            yield party, code


def _of_the_chain(holders: tuple[Holder, ...]) -> Iterator[tuple[Party, str]]:
    """Yield whom a broken cold chain leads to."""
    for holder in holders:
        if holder != "buyer":
            yield holder, f"recourse_{holder}_cold_chain"


def breakers(report: ColdChainReport, custodies: Iterable[Custody]) -> tuple[Holder, ...]:
    """Return in whose hands the cold chain broke, who had it longest beyond its limits first.

    Only excursions beyond limits that were broken count: a short one within what is allowed burdens nobody. Minutes
    beyond two limits at once count for both, so that the warmer ones weigh more.
    """
    if report.verdict != "broken":
        return ()
    minutes: dict[Holder, Fraction] = {}
    for custody in custodies:
        for excursion in report.excursions:
            if _counts(report, excursion):
                shared = _shared(excursion, custody.span)
                minutes[custody.holder] = minutes.get(custody.holder, Fraction(0)) + shared
    held: list[tuple[Fraction, Holder]] = [(-shared, holder) for holder, shared in minutes.items() if shared > 0]
    held.sort()
    return tuple(holder for _, holder in held)


def _counts(report: ColdChainReport, excursion: Excursion) -> bool:
    """Tell whether the limit of an excursion was broken."""
    limit = excursion.limit
    at_once = limit.most_at_once
    return report.minutes_in_all(limit) > limit.most_in_all or (
        at_once is not None and report.minutes_at_once(limit) > at_once
    )


def _shared(excursion: Excursion, span: Span) -> Fraction:
    """Return how long an excursion lay in a custody, in microseconds."""
    end = micros(excursion.end) if span.end is None else min(micros(excursion.end), micros(span.end))
    return Fraction(max(end - max(micros(excursion.start), micros(span.start)), 0))
