"""How sure a share is: Wilson's 95 % interval, which stays within 0 and 1 and is honest on small counts."""

from math import sqrt
from typing import Final, Literal

from aftersales_core.outcomes import Share

Z: Final = 1.959963984540054
"""The standard normal quantile of 97.5 %."""

Verdict = Literal["reached", "reached_unproven", "missed", "missed_unproven"]


def wilson(share: Share) -> tuple[float, float] | None:
    """Return the interval of a share, or None where nothing is decided.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927): 9 of 10 gives
    59.6 % to 98.2 %.
    """
    n = share.decided
    if not n:
        return None
    p, z2 = share.met / n, Z * Z
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z / (1 + z2 / n) * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def verdict(share: Share, goal: float | None) -> Verdict | None:
    """Say whether a goal was reached, and whether the count is large enough to say so; None without goal or count."""
    interval = wilson(share)
    if goal is None or interval is None or share.ratio is None:
        return None
    low, high = interval
    if share.ratio >= goal:
        return "reached" if low >= goal else "reached_unproven"
    return "missed" if high < goal else "missed_unproven"
