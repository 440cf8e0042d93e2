"""Goodwill: what a person of the shop gives beyond every rule, laid over a decision as its last layer.

It may only add. Who gave it and why stay in the decision, beside every reason that the rules gave.
"""

import datetime as dt
from fractions import Fraction
from typing import Final

import attrs

from aftersales_core.errors import InvalidDefinition, MixedCurrencies, WrongType
from aftersales_core.money.amount import Money
from aftersales_core.reasons import Reason
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.decision import Finding, RemedyOffer, ReturnDecision
from aftersales_core.returns.refund import Refund, RefundStep, exact_of
from aftersales_core.returns.rights import CostBearer, Goods

__all__ = ["GOODWILL", "Goodwill", "with_goodwill"]

GOODWILL: Final = Basis(
    "goodwill",
    "Goodwill of the trader",
    "商家善意补偿",
    "",
    "proposal",
    "the decision of the person who is named in it",
    dt.date(2026, 8, 21),
)
"""What goodwill rests on: nobody's rule."""

RIGHT: Final = "goodwill"


@attrs.frozen
class Goodwill:
    """What a person gives: a remedy, with the whole refund that goes with it, not what it adds to another.

    ``at_most`` caps the refund, where the shop limits what the person may give. ``freight`` is who pays for the way
    back and ``goods`` where the goods go, for a remedy that no rule leads to.

    Raises WrongType for an actor, note or remedy without text; InvalidDefinition for money below zero; MixedCurrencies.
    """

    actor: str
    note: str
    remedy: str
    refund: Money | None = None
    at_most: Money | None = None
    freight: CostBearer = "nobody"
    goods: Goods = "kept"

    def __attrs_post_init__(self) -> None:
        """Refuse what nobody stands for."""
        for name, text in (("actor", self.actor), ("note", self.note), ("remedy", self.remedy)):
            _check_text(name, text)
        for name, money in (("refund", self.refund), ("at_most", self.at_most)):
            if money is not None and money.minor_units < 0:
                raise InvalidDefinition("goodwill", (f"{name} is {money}: give 0 or more",))
        if self.refund is not None and self.at_most is not None and self.refund.currency != self.at_most.currency:
            raise MixedCurrencies(self.refund.currency.code, self.at_most.currency.code)


def with_goodwill(decision: ReturnDecision, goodwill: Goodwill) -> ReturnDecision:
    """Lay goodwill over a decision: its remedy is granted, and a smaller refund is raised to the one it gives.

    Nothing that the rules give is taken away or lessened: where they give as much, only the note is added. The decision
    is then eligible, and what was still to be asked for is not needed any more; all findings and reasons stay.

    Raises MixedCurrencies where the goodwill is in another currency than the refund it would raise.
    """
    old = decision.offer(goodwill.remedy)
    reason = _reason(goodwill)
    offer = _new_offer(goodwill, reason) if old is None else _raised(old, goodwill, reason)
    others = [other for other in decision.remedies if other.remedy != goodwill.remedy]
    granted = [other for other in others if other.verdict == "grants"]
    # An offer that was granted before keeps its place in legal order; a new one comes after those that the rules grant.
    if old is not None and old.verdict == "grants":
        remedies = tuple(offer if other is old else other for other in decision.remedies)
    else:
        remedies = (*granted, offer, *(other for other in others if other.verdict != "grants"))
    finding = Finding(
        RIGHT,
        "goodwill",
        goodwill.remedy,
        "grants",
        (reason,),
        GOODWILL,
        refund=offer.refund,
        freight=offer.freight,
        goods=offer.goods,
    )
    reasons = (*decision.reasons, reason) if decision.outcome == "eligible" else (reason, *decision.reasons)
    return attrs.evolve(
        decision,
        outcome="eligible",
        remedies=remedies,
        findings=(*decision.findings, finding),
        reasons=tuple(dict.fromkeys(reasons)),
        missing=(),
        evidence=(),
    )


def _check_text(name: str, text: object) -> None:
    """Refuse what is no text, or says nothing."""
    if not isinstance(text, str) or not text.strip():
        raise WrongType(name, "text", f"{text!r:.40}")


def _reason(goodwill: Goodwill) -> Reason:
    """Return the reason that names who gave it and why."""
    return Reason.of("goodwill_granted", "unmet", actor=goodwill.actor, note=goodwill.note, remedy=goodwill.remedy)


def _new_offer(goodwill: Goodwill, reason: Reason) -> RemedyOffer:
    """Return the offer of a remedy that no rule leads to."""
    return RemedyOffer(
        goodwill.remedy,
        "grants",
        (RIGHT,),
        (reason,),
        _refund(None, goodwill),
        goodwill.freight,
        goodwill.goods,
        None,
        None,
        None,
        None,
    )


def _raised(old: RemedyOffer, goodwill: Goodwill, reason: Reason) -> RemedyOffer:
    """Return an offer that the rules make, raised to what goodwill gives."""
    return attrs.evolve(
        old,
        verdict="grants",
        rights=(*old.rights, *(() if RIGHT in old.rights else (RIGHT,))),
        notes=(*old.notes, reason),
        refund=_refund(old.refund, goodwill),
    )


def _refund(old: Refund | None, goodwill: Goodwill) -> Refund | None:
    """Return the larger of what the rules and what goodwill give, each step kept."""
    if goodwill.refund is None:
        return old
    if old is not None and old.total.currency != goodwill.refund.currency:
        raise MixedCurrencies(old.total.currency.code, goodwill.refund.currency.code)
    wanted = goodwill.refund
    given = wanted if goodwill.at_most is None else min(wanted, goodwill.at_most)
    if old is not None and old.total >= given:
        return old
    steps = () if old is None else old.steps
    so_far = steps[-1].sum if steps else Fraction(0)
    added = [RefundStep("refund_goodwill", exact_of(wanted) - so_far, exact_of(wanted))]
    if given < wanted:
        added.append(RefundStep("refund_goodwill_capped", exact_of(given) - exact_of(wanted), exact_of(given)))
    return Refund(given, (*steps, *added))
