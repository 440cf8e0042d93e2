"""A decision on eligibility as facts of a return's ticket (A6, D4)."""

import datetime as dt
from typing import Any

import pytest

from aftersales_core.money.amount import Money
from aftersales_core.returns.amounts import Amount
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.conditions import yes
from aftersales_core.returns.decide import decide
from aftersales_core.returns.decision import ReturnDecision
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.rights import Right, RuleSet
from aftersales_core.tickets.return_decision import decision_facts
from aftersales_core.tickets.return_facts import REMEDIES

AT = dt.datetime(2026, 6, 1, 10, tzinfo=dt.UTC)
BASIS = Basis("b", "a text", "文本", "1", "proposal", "made for a test", dt.date(2026, 1, 1))


def decided(*rights: Right, **facts: Any) -> ReturnDecision:
    """Decide a claim under some rights."""
    policy = ReturnPolicy("p", (RuleSet("m", "merchant", rights),))
    line = Line.of("apparel", paid="99.00 CNY", signed_at=AT)
    return decide(policy, Claim.of(line, "quality", submitted_at=AT, **facts))


def told(decision: ReturnDecision, **chosen: Any) -> dict[str, str]:
    """Return the facts by name."""
    return dict(decision_facts(decision, **chosen))


def right(remedy: str, **parts: Any) -> Right:
    """Make a right to a remedy."""
    return Right(remedy, ("quality",), remedy, BASIS, **parts)


@pytest.mark.parametrize(
    ("remedy", "known"),
    [
        ("return_refund", "return"),
        ("refund_only", "refund_only"),
        ("price_reduction", "refund_only"),
        ("exchange", "exchange"),
    ],
)
def test_a_granted_remedy_is_told_in_the_words_of_the_lifecycle(remedy: str, known: str):
    facts = told(decided(right(remedy, amount=Amount())))
    assert facts == {"eligible": "yes", "remedy": known, "refund_amount": "99.00", "refund_currency": "CNY"}
    assert known in REMEDIES
    assert Money(facts["refund_amount"], facts["refund_currency"]) == Money("99.00", "CNY")


def test_the_remedy_that_was_chosen_counts_if_it_is_granted():
    both = decided(right("return_refund"), right("exchange", rank=1))
    assert told(both)["remedy"] == "return"
    assert told(both, remedy="exchange") == {"eligible": "yes", "remedy": "exchange"}
    assert told(both, remedy="repair") == {"eligible": "yes"}
    assert told(decided(right("repair"))) == {"eligible": "yes"}


def test_a_no_a_review_and_a_gap_say_no_more_than_they_know():
    closed = right("exchange", requires=())
    assert told(decided(closed)) == {"eligible": "yes", "remedy": "exchange"}
    denied = decide(ReturnPolicy("p", ()), Claim.of(Line.of("apparel", paid="1 CNY"), "quality", submitted_at=AT))
    assert told(denied) == {"eligible": "no"}
    assert told(decided(right("exchange", applies=yes("own_x")))) == {"eligible": "review"}
    assert told(decided(right("exchange", applies=yes("opened")))) == {}
