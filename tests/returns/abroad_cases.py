"""What the tests of the rules abroad share: instants written as wall clock times, and one short way to a decision."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.decide import decide
from aftersales_core.returns.decision import ReturnDecision
from aftersales_core.returns.policy import ReturnPolicy

SECOND = dt.timedelta(seconds=1)

ORDER_SIDE = frozenset({"seal_whole", "noticed_at", "defect_shown_at", "value_fallen_by_use", "defect_gravity"}) | {
    "value_decrease",
    "whole_line_back",
    "repair_impossible",
    "replacement_impossible",
    "buyer_caused",
    "defect_confirmed",
    "value_loss",
    "goods_received_at",
    "sent_back_at",
    "first_reported_at",
}
"""The facts that these tests give which belong to the claim."""


def at(text: str, tz: str):
    """Return the instant of a wall clock time such as 2026-03-02 10:00."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(tz)).astimezone(dt.UTC)


def asked(
    policy: ReturnPolicy, submitted_at: dt.datetime, category: str = "apparel", kind: str = "no_reason", **given: Any
) -> ReturnDecision:
    """Decide a claim on one line; facts go where they belong."""
    evidence = given.pop("evidence", ())
    claimed = given.pop("claimed", None)
    of_claim = {name: value for name, value in given.items() if name in ORDER_SIDE}
    of_line = {name: value for name, value in given.items() if name not in ORDER_SIDE}
    line = Line.of(category, **{"paid": "100.00 EUR", **of_line})
    return decide(policy, Claim.of(line, kind, submitted_at=submitted_at, qty=claimed, evidence=evidence, **of_claim))


def closes(policy: ReturnPolicy, last_second: dt.datetime, **given: Any):
    """Check that a claim is granted in the last second and not in the next one; return both decisions."""
    inside, outside = asked(policy, last_second, **given), asked(policy, last_second + SECOND, **given)
    assert inside.outcome == "eligible", inside.codes
    assert outside.outcome == "ineligible", outside.codes
    return inside, outside
