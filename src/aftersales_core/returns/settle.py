"""The order: every line is decided for itself, then what belongs to the whole order is settled once.

Shared are the delivery, a gift and a card fee that several lines name, and offers that hold for lines together. The
order of the lines changes nothing but the order of the answers.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, Literal, TypeAlias

import attrs

from aftersales_core.errors import InvalidDefinition, MixedCurrencies
from aftersales_core.money.amount import Money
from aftersales_core.money.exact import largest_remainder
from aftersales_core.reasons import Reason
from aftersales_core.returns.amounts import Adjustment, Amount, MoneyFact
from aftersales_core.returns.book import PolicyBook
from aftersales_core.returns.case import case_of
from aftersales_core.returns.claim import Claim
from aftersales_core.returns.decide import decide
from aftersales_core.returns.decision import RemedyOffer, ReturnDecision
from aftersales_core.returns.offers import Gift, Gone, Offer
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.refund import Refund, RefundStep, exact_of, refund_of
from aftersales_core.returns.rights import Right, RuleSet

__all__ = ["OrderDecision", "OrderOutcome", "allocate_discount", "decide_lines"]

OrderOutcome: TypeAlias = Literal["eligible", "partly_eligible", "needs_evidence", "needs_review", "ineligible"]
"""What is said of all lines together: where one is open, so is the order; ``partly_eligible`` is a yes beside a no."""

SHARED: Final = frozenset({"card_fee_waived", "gift_price", "outbound_freight", "outbound_paid"})
"""Facts of money that belong to the order, whichever of its lines name them."""

NOTHING: Final = Fraction(0)


@attrs.frozen
class OrderDecision:
    """The answers to all claims on one order, in the order of the claims, and what they come to.

    ``refund`` is the sum over the lines that are granted money so far, None where none is; its steps name each such
    line (``refund_line``), then what is settled once for the order. ``missing`` names facts that the order as a whole
    lacks, ``reasons`` what a person must look at in it.
    """

    decisions: tuple[ReturnDecision, ...]
    outcome: OrderOutcome
    refund: Refund | None
    reasons: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def is_final(self) -> bool:
        """Whether no line is open any more, so that the refund is the whole of it."""
        return self.outcome not in {"needs_evidence", "needs_review"}


@attrs.frozen(eq=False)
class _Granted:
    """A claim that is granted money: under which version, by which right, for how much."""

    version: ReturnPolicy
    claim: Claim
    right: Right
    amount: Amount
    refund: Refund


def allocate_discount(lines: Sequence[Money], discount: Money) -> tuple[Money, ...]:
    """Share a discount on a whole order over its lines by their list prices; the parts add up to it exactly.

    Largest remainder, and among equal remainders the dearer line first, so that the order of the lines changes nothing.
    What was paid for a line is its price less its part, and no part is more than the price. Units that come back later
    keep their parts: nothing is shared out anew over what is kept.

    Raises InvalidDefinition for no lines, a price or discount below zero, or a discount above the sum; MixedCurrencies.

    >>> [str(part) for part in allocate_discount([Money("50", "USD"), Money("10", "USD")], Money("10", "USD"))]
    ['8.33 USD', '1.67 USD']
    """
    for price in lines:
        if price.currency != discount.currency:
            raise MixedCurrencies(discount.currency.code, price.currency.code)
    prices = [price.minor_units for price in lines]
    if not prices or min(prices) < 0 or not 0 <= discount.minor_units <= sum(prices):
        raise InvalidDefinition("discount", ("give at least one line, and a discount from 0 to the sum of the lines",))
    order = sorted(range(len(prices)), key=lambda index: -prices[index])
    parts = [0] * len(prices)
    for index, part in zip(
        order, largest_remainder(discount.minor_units, [prices[index] for index in order]), strict=True
    ):
        parts[index] = part
    return tuple(Money.from_minor_units(part, discount.currency) for part in parts)


def decide_lines(
    policy: ReturnPolicy | PolicyBook,
    claims: Sequence[Claim],
    *,
    offers: Sequence[Offer] = (),
    gifts: Sequence[Gift] = (),
    agreement: RuleSet | None = None,
) -> OrderDecision:
    """Decide all claims on one order: each line for itself, then the sum.

    The refund of a line is that of the remedy asked for where it is granted, else of the first that is. A sum that
    several lines owe to the same fact of the order (delivery, gift, card fee), under the same code and of the same
    size, counts once; different ones are each their own. So does a resettlement that the lines' facts state
    (``threshold_lost``); one that ``offers`` describe is worked out here. Where it comes out below zero, nothing is
    paid back for those lines and a person must look.

    Raises InvalidDefinition for no claims, two on one line id, an offer's line claimed under other figures, a line in
    two offers, or a loss that both facts and offers state; MixedCurrencies where the lines are in several currencies.
    """
    _check(claims, offers, gifts)
    bound = tuple(_bound(policy, claims, agreement))
    decisions = tuple(decide(version, claim) for version, claim in zip(bound, claims, strict=True))
    granted = [
        found
        for version, claim, decision in zip(bound, claims, decisions, strict=True)
        if (found := _granted(version, claim, decision)) is not None
    ]
    gone = {one.claim.line.id: _gone(one) for one in granted if one.claim.line.id and one.right.goods != "kept"}
    due = [gift for gift in gifts if gift.is_due(gone)]
    missing = ("gift_returned",) if any(gift.is_returned is None for gift in due) else ()
    refund = _summed(granted, offers, [gift for gift in due if gift.is_returned is False], gone)
    reasons = [Reason("fact_missing", (("fact", name),), "missing") for name in missing]
    if refund is not None and any(found.needs_review for found in (refund, *(one.refund for one in granted))):
        reasons.append(Reason("refund_owed_by_buyer", (), "unmet"))
    outcome: OrderOutcome = "needs_review" if reasons else _outcome(decisions)
    return OrderDecision(decisions, outcome, refund, tuple(reasons), missing)


def _bound(
    policy: ReturnPolicy | PolicyBook, claims: Sequence[Claim], agreement: RuleSet | None
) -> Iterator[ReturnPolicy | PolicyBook]:
    """Yield the version that binds each claim, with the terms of the order; the book itself where none does."""
    # A version with further terms is compiled anew, so it is made once for all lines.
    made: dict[str, ReturnPolicy] = {}
    for claim in claims:
        version = policy.for_claim(claim) if isinstance(policy, PolicyBook) else policy
        if isinstance(version, Reason):
            yield policy
            continue
        if version.version not in made:
            made[version.version] = version if agreement is None else version.with_rules(agreement)
        yield made[version.version]


def _granted(version: ReturnPolicy | PolicyBook, claim: Claim, decision: ReturnDecision) -> _Granted | None:
    """Return the money that a decision grants, or None where it grants none yet."""
    if isinstance(version, PolicyBook) or decision.outcome != "eligible":
        return None
    offer = _chosen(claim, decision)
    if offer is None or offer.refund is None:
        return None
    governing = offer.rights[0]
    right = next(right for rules in version.rule_sets for right in rules.rights if right.id == governing)
    return _Granted(version, claim, right, right.amount or Amount(), offer.refund)


def _chosen(claim: Claim, decision: ReturnDecision) -> RemedyOffer | None:
    """Return the offer that a claim comes to: the remedy asked for where it is granted, else the first with money."""
    asked = decision.offer(claim.asks_for) if claim.asks_for is not None else None
    if asked is not None and asked.verdict == "grants":
        return asked
    return next((offer for offer in decision.remedies if offer.verdict == "grants" and offer.refund is not None), None)


def _gone(one: _Granted) -> Gone:
    """Return how many units of a line go back, and why: rights that resettle are those without a fault."""
    bought, back = one.claim.line.quantity, dict(one.claim.line.facts).get("returned_quantity", 0)
    before = min(back, bought) if isinstance(back, int) else 0
    left = bought - before
    now = left if one.claim.quantity is None else min(one.claim.quantity, left)
    return Gone(now, before, "by_choice" if one.amount.resettle else "by_fault")


def _summed(
    granted: Sequence[_Granted], offers: Sequence[Offer], gifts: Sequence[Gift], gone: Mapping[str, Gone]
) -> Refund | None:
    """Return the sum over all lines, with what belongs to the whole order counted once."""
    if not granted:
        return None
    is_alone = len(granted) == 1 and not offers and not gifts
    lines = [one.refund if is_alone else _by_itself(one) for one in granted]
    moves = [("refund_line", exact_of(line.total)) for line in lines]
    paid = granted[0].claim.line.paid
    if not is_alone:
        moves += _resettled(granted, lines)
        for offer in offers:
            moves += _lost(offer, gone, 10**paid.currency.decimals)
        # Sorted, since lines that come in another order must not change a step.
        moves += sorted({pair for one in granted for pair in _shared(one)})
        moves += [("refund_gift_kept", -exact_of(gift.price)) for gift in gifts if gift.price is not None]
    steps: list[RefundStep] = []
    total = NOTHING
    for code, moved in moves:
        total = total + moved
        steps.append(RefundStep(code, moved, total))
    if total < 0:
        steps.append(RefundStep("refund_not_below_zero", -total, NOTHING))
    return Refund(Money.rounded(max(total, NOTHING), paid.currency, rounding="half_up"), tuple(steps))


def _by_itself(one: _Granted) -> Refund:
    """Return the refund of a line without what belongs to the whole order."""
    if next(_shared(one), None) is None and one.refund.step("refund_resettled") is None:
        return one.refund
    own = tuple(adjustment for adjustment in one.amount.adjustments if not _is_shared(adjustment))
    found = refund_of(attrs.evolve(one.amount, adjustments=own, resettle=False), case_of(one.version, one.claim).facts)
    # It reads fewer facts than the whole refund did, so none of them is missing.
    return found if isinstance(found, Refund) else one.refund


def _is_shared(adjustment: Adjustment) -> bool:
    """Tell whether a sum belongs to the order, whichever of its lines name it."""
    return isinstance(adjustment.sum, MoneyFact) and adjustment.sum.fact in SHARED


def _shared(one: _Granted) -> Iterator[tuple[str, Fraction]]:
    """Yield the sums in a line's refund that belong to the order."""
    for adjustment in one.amount.adjustments:
        step = one.refund.step(adjustment.code) if _is_shared(adjustment) else None
        if step is not None:
            yield step.code, step.amount


def _resettled(granted: Sequence[_Granted], lines: Sequence[Refund]) -> Iterator[tuple[str, Fraction]]:
    """Yield by how much each resettlement that the lines' facts state moves what the lines give by themselves."""
    base: dict[Fraction, Fraction] = {}
    for one, line in zip(granted, lines, strict=True):
        step = one.refund.step("refund_resettled")
        if step is not None:
            base[step.sum] = base.get(step.sum, NOTHING) + line.steps[0].sum
    for left in sorted(base):
        yield "refund_resettled", left - base[left]


def _lost(offer: Offer, gone: Mapping[str, Gone], scale: int) -> Iterator[tuple[str, Fraction]]:
    """Yield by how much an offer that no longer holds moves what the lines give by themselves."""
    moved, owed = offer.moves(gone)
    if moved:
        yield "refund_offer_lost", Fraction(moved, scale)
    if owed:
        yield "refund_owed_by_buyer", Fraction(owed, scale)


def _outcome(decisions: Sequence[ReturnDecision]) -> OrderOutcome:
    """Return what all lines together come to."""
    outcomes = {decision.outcome for decision in decisions}
    if "needs_review" in outcomes:
        return "needs_review"
    if "needs_evidence" in outcomes:
        return "needs_evidence"
    if len(outcomes) > 1:
        return "partly_eligible"
    return "eligible" if "eligible" in outcomes else "ineligible"


def _check(claims: Sequence[Claim], offers: Sequence[Offer], gifts: Sequence[Gift]) -> None:
    """Refuse claims that are not on one order, and offers that do not fit them."""
    problems = tuple(dict.fromkeys(_problems(claims, offers, gifts)))
    if problems:
        raise InvalidDefinition("order", problems)
    currency = claims[0].line.paid.currency
    parts: tuple[Offer | Gift, ...] = (*offers, *gifts)
    for line in (*(claim.line for claim in claims), *(part.lines[0] for part in parts)):
        if line.paid.currency != currency:
            raise MixedCurrencies(currency.code, line.paid.currency.code)


def _problems(claims: Sequence[Claim], offers: Sequence[Offer], gifts: Sequence[Gift]) -> Iterator[str]:
    """Yield what is wrong with an order."""
    if not claims:
        yield "no claim is given"
    ids = [claim.line.id for claim in claims if claim.line.id]
    for id in sorted({id for id in ids if ids.count(id) > 1}):
        yield f"line {id!r:.60} is claimed twice: decide the later claim with what the earlier one gave"
    named = [line.id for offer in offers for line in offer.lines]
    yield from (f"line {id!r:.60} is in two offers" for id in sorted({id for id in named if named.count(id) > 1}))
    claimed = {claim.line.id: claim.line for claim in claims}
    parts: tuple[Offer | Gift, ...] = (*offers, *gifts)
    for part in parts:
        for line in part.lines:
            now = claimed.get(line.id)
            if now is not None and (now.paid, now.quantity) != (line.paid, line.quantity):
                yield f"line {line.id!r:.60} is claimed with another sum paid or quantity than its offer has"
    for claim in claims:
        if claim.line.id in named and dict(claim.line.facts).get("threshold_lost") is True:
            yield f"line {claim.line.id!r:.60} says threshold_lost, which its offer works out: leave it out"
