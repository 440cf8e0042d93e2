"""A produce shop in China for the tests: its policy, its orders, and short ways to make claims on them."""

import datetime as dt
from typing import Any

from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.decide import decide
from aftersales_core.returns.decision import ReturnDecision
from aftersales_core.returns.evidence import EvidenceItem
from aftersales_core.returns.marketplaces.produce import PRODUCE, ProduceFigures, produce
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.rights import RuleSet

EAST = dt.timezone(dt.timedelta(hours=8))
SECOND = dt.timedelta(seconds=1)


def at(text: str) -> dt.datetime:
    """Read a wall-clock time in China."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=EAST)


SIGNED = at("2026-03-03T00:30:00")
"""A Tuesday half past midnight in China, while it is still Monday 2 March, 16:30, in UTC."""


def shop(*rules: RuleSet, tz: str | None = "Asia/Shanghai") -> ReturnPolicy:
    """Make the policy of a shop."""
    return ReturnPolicy("produce shop", rules, tz=tz)


MARKET = shop(PRODUCE)
"""A shop under a marketplace's rules, with all the evidence they ask for."""

PHOTO_FIGURES = ProduceFigures().asking_only(EvidenceItem("photo"))
PHOTO = shop(produce(PHOTO_FIGURES))
"""A shop that asks for a photo and nothing else."""

FACTS_OF_THE_CLAIM = frozenset(
    """rotten odour thawed bulging inedible segments_connected rot_inside ripened ripening_followed bad_egg
    goods_harmed expired_when_delivered chinese_label wrong_size_share wrong_size_count measured_weight_g measured_count
    shortage_share shortage_beyond_tolerance lot_signed_at visible_damage component_shop_value component_market_value
    defect_share defect_count total_count defect_weight_g total_weight_g buyer_caused defect_confirmed
    first_reported_at""".split()
)


def ask(
    category: str,
    kind: str = "quality",
    *,
    after: dt.timedelta = dt.timedelta(hours=1),
    policy: ReturnPolicy = PHOTO,
    evidence: tuple[str, ...] = ("photo",),
    paid: str = "100.00 CNY",
    qty: int = 1,
    claimed: int | None = None,
    submitted: dt.datetime | None = None,
    **facts: Any,
) -> ReturnDecision:
    """Decide a claim on a line that was signed for, with facts of the line or of the claim as they belong."""
    facts = {"signed_at": SIGNED, **facts}
    of_claim = {name: value for name, value in facts.items() if name in FACTS_OF_THE_CLAIM}
    of_line = {name: value for name, value in facts.items() if name not in FACTS_OF_THE_CLAIM}
    line = Line.of(category, paid=paid, qty=qty, **of_line)
    submitted_at = submitted or SIGNED + after
    claim = Claim.of(line, kind, submitted_at=submitted_at, qty=claimed, evidence=evidence, **of_claim)
    return decide(policy, claim)


def money(decision: ReturnDecision) -> str | None:
    """Return the refund as text, None where there is none."""
    return None if decision.refund is None else str(decision.refund.total)
