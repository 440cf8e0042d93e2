"""From a decision on eligibility to the facts that steer a return: what was decided travels on the ticket."""

from collections.abc import Mapping
from typing import Final

from aftersales_core.returns.decision import RemedyOffer, ReturnDecision, ReturnOutcome
from aftersales_core.tickets.return_facts import (
    ELIGIBLE,
    EXCHANGE,
    REFUND_AMOUNT,
    REFUND_CURRENCY,
    REFUND_ONLY,
    REMEDY,
    RETURN,
)

__all__ = ["decision_facts"]

ANSWERS: Final[Mapping[ReturnOutcome, str]] = {"eligible": "yes", "needs_review": "review", "ineligible": "no"}
"""What the ticket's fact says; a claim that lacks evidence is not decided yet, so it says nothing."""

ON_THE_TICKET: Final[Mapping[str, str]] = {
    "return_refund": RETURN,
    "refund_only": REFUND_ONLY,
    "price_reduction": REFUND_ONLY,
    "compensation": REFUND_ONLY,
    "treatment_cost": REFUND_ONLY,
    "exchange": EXCHANGE,
}
"""The remedies of decisions as the lifecycle of returns knows them; a repair has a lifecycle of its own."""


def decision_facts(decision: ReturnDecision, *, remedy: str | None = None) -> tuple[tuple[str, str], ...]:
    """Return what a decision says as facts of a return's ticket, sorted by name as `SetFacts` takes them.

    ``remedy`` is the one that was chosen, by default the first that is granted. A remedy that the return's lifecycle
    does not know, and one that the decision does not grant, gives no more than whether the claim is eligible.

    >>> import datetime as dt
    >>> from aftersales_core.returns.claim import Claim, Line
    >>> from aftersales_core.returns.decide import decide
    >>> from aftersales_core.returns.presets import CHINA_MARKETPLACE
    >>> signed = dt.datetime(2026, 6, 1, 10, tzinfo=dt.UTC)
    >>> line = Line.of("apparel", paid="99.00 CNY", signed_at=signed)
    >>> claim = Claim.of(line, "no_reason", submitted_at=signed, tags_on=True, soiled=False, complete=True)
    >>> decision_facts(decide(CHINA_MARKETPLACE, claim))
    (('eligible', 'yes'), ('refund_amount', '99.00'), ('refund_currency', 'CNY'), ('remedy', 'return'))
    """
    answer = ANSWERS.get(decision.outcome)
    facts = {} if answer is None else {ELIGIBLE: answer}
    offer = _chosen(decision, remedy)
    known = None if offer is None else ON_THE_TICKET.get(offer.remedy)
    if decision.outcome == "eligible" and offer is not None and known is not None:
        facts[REMEDY] = known
        if offer.refund is not None:
            facts[REFUND_AMOUNT] = f"{offer.refund.total.amount}"
            facts[REFUND_CURRENCY] = offer.refund.total.currency.code
    return tuple(sorted(facts.items()))


def _chosen(decision: ReturnDecision, remedy: str | None) -> RemedyOffer | None:
    """Return the offer that was chosen, if it is granted; by default the first that is."""
    granted = (offer for offer in decision.remedies if offer.verdict == "grants" and remedy in (None, offer.remedy))
    return next(granted, None)
