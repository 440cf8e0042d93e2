"""Decide every matched return under a promise, line by line and as a data frame, and count what comes out."""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

import attrs
import pandas as pd

from aftersales_core.frames.returns import decide_returns
from aftersales_core.instants import zone
from aftersales_core.money import Money
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.decide import decide
from aftersales_core.returns.decision import ReturnDecision
from aftersales_core.returns.policy import ReturnPolicy
from retail_returns.matching import Match
from retail_returns.promises import TZ

UK: Final = zone(TZ)
CURRENCY: Final = "GBP"
PLACES: Final = {
    ("cancellation", "eligible"): "before_delivery",
    ("no_reason", "eligible"): "in_time",
    ("no_reason", "ineligible"): "late",
}
"""Where a decision counts, by what was claimed and what came out."""


@attrs.frozen
class Tally:
    """How many claims, units and pounds."""

    claims: int = 0
    units: int = 0
    value: Decimal = Decimal(0)

    def add(self, claims: int, units: int, value: Decimal) -> "Tally":
        """Return the sum."""
        return Tally(self.claims + claims, self.units + units, self.value + value)


@attrs.frozen
class Verdicts:
    """What a promise says to all matched returns: cancelled before delivery, in time, too late, or not decided."""

    before_delivery: Tally
    in_time: Tally
    late: Tally
    undecided: Tally

    @property
    def delivered(self) -> int:
        """How many claims were made on goods that had arrived."""
        return self.in_time.claims + self.late.claims


def claim_of(match: Match, days: int) -> Claim:
    """Return the claim that a match is, where goods are signed for some days after the invoice."""
    purchase, back = match.purchase, match.back
    signed_at = purchase.at + dt.timedelta(days=days)
    line = Line.of(
        "goods",
        paid=paid(match),
        qty=purchase.units,
        signed_at=signed_at.replace(tzinfo=UK),
        returned_quantity=match.before,
    )
    return Claim.of(line, kind(match, days), submitted_at=back.at.replace(tzinfo=UK), qty=match.units)


def paid(match: Match) -> Money:
    """Return what was paid for the whole line of the purchase."""
    return Money.rounded(match.purchase.price * match.purchase.units, CURRENCY, rounding="half_up")


def kind(match: Match, days: int) -> str:
    """Return what a claim is: what comes back before it can have arrived was cancelled."""
    return "cancellation" if match.back.at < match.purchase.at + dt.timedelta(days=days) else "no_reason"


def days_kept(match: Match, days: int) -> int:
    """Return how many dates after the delivery a return came; one less than none for what was cancelled before it."""
    if kind(match, days) == "cancellation":
        return -1
    return (match.back.at.date() - (match.purchase.at + dt.timedelta(days=days)).date()).days


def decisions(matches: Iterable[Match], policy: ReturnPolicy, days: int) -> list[ReturnDecision]:
    """Decide claim by claim."""
    return [decide(policy, claim_of(match, days)) for match in matches]


def counted(matches: Iterable[Match], found: Iterable[ReturnDecision]) -> Verdicts:
    """Count decisions by what they say; the value is the refund, or what it would have been."""
    tallies = {place: Tally() for place in PLACES.values()} | {"undecided": Tally()}
    for match, decision in zip(matches, found, strict=True):
        place = PLACES.get((decision.kind, decision.outcome), "undecided")
        tallies[place] = tallies[place].add(1, match.units, value(match))
    return Verdicts(**tallies)


def value(match: Match) -> Decimal:
    """Return what was paid for the units that came back, so that all parts of a line add up to it."""
    return paid(match).split_units(match.purchase.units).share(match.units, after=match.before).amount


def claims_frame(matches: Sequence[Match], days: int) -> pd.DataFrame:
    """Return the same claims as a data frame, with naive times as the file has them."""
    return pd.DataFrame(
        {
            "category": "goods",
            "paid": [paid(match).amount for match in matches],
            "currency": CURRENCY,
            "quantity": [match.purchase.units for match in matches],
            "returned_quantity": [match.before for match in matches],
            "claimed_quantity": [match.units for match in matches],
            "kind": [kind(match, days) for match in matches],
            "signed_at": pd.to_datetime([match.purchase.at + dt.timedelta(days=days) for match in matches]),
            "submitted_at": pd.to_datetime([match.back.at for match in matches]),
        }
    )


def decided_frame(matches: Sequence[Match], policy: ReturnPolicy, days: int) -> pd.DataFrame:
    """Decide the same claims as columns."""
    return decide_returns(claims_frame(matches, days), policy, tz=TZ)


def disagreements(found: Sequence[ReturnDecision], frame: pd.DataFrame) -> int:
    """Count the rows in which the columns say something else than the single calls."""
    expected = [(one.outcome, None if one.refund is None else one.refund.total.amount) for one in found]
    refunds = [refund if isinstance(refund, Decimal) else None for refund in frame["return_refund"]]
    answered = list(zip(frame["return_outcome"], refunds, strict=True))
    return sum(one != other for one, other in zip(expected, answered, strict=True))
