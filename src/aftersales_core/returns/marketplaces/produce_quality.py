"""Spoiled fresh goods: one right to money and, where a shop sends again, one to a replacement, for each category."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

import attrs

from aftersales_core.returns.amounts import Amount, Band, FactShare
from aftersales_core.returns.conditions import ALWAYS, AnyOf, Condition, Not, known_no, known_yes, yes
from aftersales_core.returns.marketplaces.produce_bases import PROPOSAL
from aftersales_core.returns.marketplaces.produce_conditions import BUYER_CAUSE, FULL_REFUND, above_tolerance
from aftersales_core.returns.marketplaces.produce_figures import ClaimTerms, KeptBy, Lot, ProduceFigures
from aftersales_core.returns.rights import Clause, Right
from aftersales_core.returns.windows import ReturnWindow
from aftersales_core.worktime.period import Period

__all__ = ["SPOILED", "quality_rights", "share_of", "signed"]

SPOILED: Final = ("quality", "damage", "dead_on_arrival")
"""Kinds of claim that mean spoiled fresh goods: whether they rotted, broke or died on the way is one question."""

STARTS: Final[dict[Lot, tuple[str, ...]]] = {
    "last": ("signed_at",),
    "own": ("lot_signed_at", "signed_at"),
    "first": ("first_signed_at", "signed_at"),
}


KEPT_BY: Final[dict[KeptBy, str]] = {"claim": "submitted_at", "report": "reported_at"}


def signed(period: Period, figures: ProduceFigures) -> ReturnWindow:
    """Return the window that runs from the signing that counts, within which the seller must hear of it.

    JD asks for a photo and word to the seller in time; with ``kept_by="report"`` an earlier report keeps the window for
    a later claim.
    """
    return ReturnWindow(period, STARTS[figures.lot], done=KEPT_BY[figures.kept_by])


def share_of(
    fact: str, figures: ProduceFigures, *, tolerance: Fraction = Fraction(0), full_when: Condition = FULL_REFUND
) -> FactShare:
    """Return the share of the price that a share of the goods gives: itself under JD's ceilings, or by its band.

    A ceiling never bites, since no share lies above the limit of its own band, so it needs no step of its own.
    """
    bands = tuple(Band(limit, limit) for limit in figures.bands) if figures.band_mode == "amount" else ()
    return FactShare(fact, bands, figures.severe_share, full_when, tolerance)


def quality_rights(id: str, figures: ProduceFigures) -> Iterator[Right]:
    """Yield the rights on spoiled goods of every category that has terms."""
    for terms in figures.terms:
        right = _refund(id, terms, figures)
        yield right
        if terms.reships:
            yield _again(id, terms, right)


def _refund(id: str, terms: ClaimTerms, figures: ProduceFigures) -> Right:
    """Return the right to the spoiled share of the price."""
    full_when = AnyOf((FULL_REFUND, known_yes("cold_chain_broken"))) if terms.cold_chain else FULL_REFUND
    return Right(
        f"{id}_{terms.category}_spoiled",
        SPOILED,
        "refund_only",
        terms.basis,
        (terms.category,),
        # What has thawed is a case of its own, with a shorter window.
        applies=Not(known_yes("thawed")) if terms.category == "frozen" else ALWAYS,
        windows=(signed(terms.window, figures),),
        exclusions=(BUYER_CAUSE, *_own_exclusions(terms)),
        requires=(above_tolerance("share_above_tolerance", "defect_share", terms.tolerance, or_when=full_when),),
        evidence=terms.evidence,
        amount=Amount(share_of("defect_share", figures, tolerance=terms.tolerance, full_when=full_when)),
    )


def _own_exclusions(terms: ClaimTerms) -> tuple[Clause, ...]:
    """Return what is excluded for one category only."""
    if terms.category != "ripening_fruit":
        return ()
    return (
        Clause.of("ripening_already_ripe", known_yes("ripened"), terms.basis),
        Clause.of("ripening_not_followed", known_no("ripening_followed"), terms.basis),
    )


def _again(id: str, terms: ClaimTerms, right: Right) -> Right:
    """Return the right to have the goods sent again, which stands behind the money and hangs on the stock."""
    stock = Clause.of("reship_in_stock", yes("stock_available"), PROPOSAL)
    return attrs.evolve(
        right,
        id=f"{id}_{terms.category}_reship",
        remedy="replacement",
        basis=PROPOSAL,
        requires=(*right.requires, stock),
        amount=None,
        rank=1,
    )
