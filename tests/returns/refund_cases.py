"""Facts, rights and a policy for tests of refunds, and a slow re-implementation of the refund to compare with."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

from aftersales_core.money import Money
from aftersales_core.returns.amounts import Adjustment, Amount, FactShare, MoneyFact, ShareOf
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.conditions import Known, yes
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.refund import Refund, refund_of
from aftersales_core.returns.rights import Clause, Right, RuleSet

SIGNED = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
BASIS = Basis("test", "A test's own terms", "测试条款", "1", "proposal", "made up for tests", dt.date(2026, 8, 21))


def facts(paid: str, *, qty: int = 1, after: int = 0, claimed: int | None = None, **more: Any) -> dict[str, Any]:
    """The facts that a case always has, and more."""
    return {
        "paid": Money.parse(paid),
        "quantity": qty,
        "returned_quantity": after,
        "claimed_quantity": qty - after if claimed is None else claimed,
        "threshold_lost": False,
        **{name: Money.parse(value) if isinstance(value, str) else value for name, value in more.items()},
    }


def refund(amount: Amount, known: dict[str, Any]) -> Refund:
    """The refund, which must be known."""
    found = refund_of(amount, known)
    assert isinstance(found, Refund), found
    return found


def paid_back(amount: Amount, known: dict[str, Any]) -> str:
    """What is paid back, written out."""
    return str(refund(amount, known).total)


def codes(found: Refund) -> list[str]:
    return [step.code for step in found.steps]


RESETTLED = Amount(
    resettle=True,
    adjustments=(
        Adjustment("gift_off", -1, MoneyFact("gift_price"), yes("own_gift_kept")),
        Adjustment("freight_off", -1, MoneyFact("outbound_freight"), yes("free_shipping_lost")),
        Adjustment("loss_off", -1, MoneyFact("value_loss"), Known("value_loss")),
    ),
)
"""Return by choice: resettled, less the gift that is kept and the delivery that was free (measures 12, 17, 18)."""

TERMS = RuleSet(
    "test_terms",
    "merchant",
    (
        Right("t_return", ("no_reason",), "return_refund", BASIS, amount=RESETTLED, goods="back"),
        Right(
            "t_fault",
            ("fault",),
            "return_refund",
            BASIS,
            amount=Amount(adjustments=(Adjustment("delivery_back", 1, MoneyFact("outbound_paid"), yes("own_pays")),)),
            goods="back",
        ),
        Right("t_share", ("quality",), "refund_only", BASIS, amount=Amount(FactShare())),
        Right("t_repair", ("fault",), "repair", BASIS, goods="stay_for_repair", rank=1),
        Right(
            "t_late",
            ("late_delivery",),
            "compensation",
            BASIS,
            amount=Amount(adjustments=(Adjustment("late", 1, ShareOf(Fraction(1, 10))),), from_zero=True),
        ),
        Right(
            "t_never",
            ("packaging",),
            "return_refund",
            BASIS,
            exclusions=(Clause.of("excluded_packaging", yes("opened")),),
            amount=Amount(),
        ),
    ),
)
POLICY = ReturnPolicy("shop", (TERMS,), tz="Asia/Shanghai")


def line(id: str, paid: str, *, qty: int = 1, **more: Any) -> Line:
    known = {"own_gift_kept": False, "own_pays": False, **more}
    return Line.of("soft_fruit", paid=paid, qty=qty, id=id, signed_at=SIGNED, **known)


def claim(of: Line, kind: str = "no_reason", *, qty: int | None = None, **more: Any) -> Claim:
    return Claim.of(of, kind, submitted_at=SIGNED, qty=qty, **more)


def rounded_half_up(value: Fraction, decimals: int) -> Decimal:
    """Round the slow way, over decimals of many digits."""
    scaled = value * 10**decimals
    sign = -1 if scaled < 0 else 1
    whole = int(abs(scaled))
    if abs(scaled) - whole >= Fraction(1, 2):
        whole += 1
    return Decimal(sign * whole).scaleb(-decimals)


def upto(total: Decimal, count: int, units: int, decimals: int) -> Fraction:
    """What the first so many of equal units come to."""
    return Fraction(rounded_half_up(Fraction(total) * count / units, decimals))
