"""From what each right says to what the buyer gets: displaced law, the floor under every layer, one offer per remedy."""

from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from aftersales_core.reasons import Reason
from aftersales_core.returns.basis import LAYERS, Layer
from aftersales_core.returns.case import Case
from aftersales_core.returns.decision import Finding, RemedyOffer, Verdict
from aftersales_core.returns.rights import Right
from aftersales_core.worktime.deadline import Deadline

__all__ = ["offers", "with_displaced"]

VERDICTS: Final[tuple[Verdict, ...]] = ("grants", "requires", "refers", "denies")
RANK: Final = {verdict: place for place, verdict in enumerate(VERDICTS)}


def with_displaced(case: Case, found: Iterable[tuple[Right, Finding]]) -> tuple[Finding, ...]:
    """Mark law that parties may set aside and a rule of another layer does; where that is unknown, refer it."""
    pairs = tuple(found)
    if not any(right.yields_to for right, _ in pairs):
        return tuple(finding for _, finding in pairs)
    layers = {finding.layer for _, finding in pairs}
    return tuple(_displaced(case, right, finding, layers) for right, finding in pairs)


def _displaced(case: Case, right: Right, finding: Finding, layers: set[Layer]) -> Finding:
    """Return a finding as it stands beside the rules of other layers."""
    if layers.isdisjoint(right.yields_to):
        return finding
    yields = right.yields_when.holds(case.facts)
    if yields is False:
        return finding
    if yields:
        reason = Reason("right_displaced", (("right", right.id),), "unmet")
        return attrs.evolve(finding, displaced=True, reasons=(reason, *finding.reasons))
    if finding.verdict == "denies":
        return finding
    missing = tuple(right.yields_when.missing(case.facts))
    asked = tuple(Reason("fact_missing", (("fact", name),), "missing") for name in missing)
    return attrs.evolve(
        finding, verdict="refers", refund=None, missing=(*finding.missing, *missing), reasons=(*asked, *finding.reasons)
    )


def offers(findings: Iterable[Finding]) -> tuple[RemedyOffer, ...]:
    """Return one offer for each remedy that is granted or may still be, the best first, then in legal order."""
    by_remedy: dict[str, list[Finding]] = {}
    for finding in findings:
        if not finding.displaced:
            by_remedy.setdefault(finding.remedy, []).append(finding)
    made = [(min(f.rank for f in same), _offer(same)) for same in by_remedy.values()]
    return tuple(
        offer
        for _, offer in sorted(made, key=lambda pair: (RANK[pair[1].verdict], pair[0], pair[1].remedy))
        if offer.verdict != "denies"
    )


def _offer(same: list[Finding]) -> RemedyOffer:
    """Return the best of what several rights give to one remedy, dimension by dimension."""
    best = min(RANK[finding.verdict] for finding in same)
    giving = [finding for finding in same if RANK[finding.verdict] == best]
    giving.sort(key=lambda f: (-_units(f), LAYERS.index(f.layer), f.right))
    first = giving[0]
    return RemedyOffer(
        first.remedy,
        VERDICTS[best],
        tuple(finding.right for finding in giving),
        tuple(_notes(same)) if len(same) > 1 else (),
        first.refund,
        min((finding.freight for finding in giving), key=FREIGHT.__getitem__),
        first.goods,
        _latest(finding.claim_due for finding in giving),
        _latest(finding.evidence_due for finding in giving),
        _latest(finding.send_back_due for finding in giving),
        _earliest(finding.refund_due for finding in giving),
    )


FREIGHT: Final = {"nobody": 0, "trader": 1, "consumer": 2}


def _units(finding: Finding) -> int:
    """Return what a finding gives in smallest units."""
    return 0 if finding.refund is None else finding.refund.total.minor_units


def _latest(deadlines: Iterable[Deadline | None]) -> Deadline | None:
    """Return the latest deadline; one without end counts as the latest."""
    found = list(deadlines)
    known = [deadline for deadline in found if deadline is not None]
    return max(known, key=lambda deadline: deadline.instant) if known and len(known) == len(found) else None


def _earliest(deadlines: Iterable[Deadline | None]) -> Deadline | None:
    """Return the earliest deadline that there is."""
    known = [deadline for deadline in deadlines if deadline is not None]
    return min(known, key=lambda deadline: deadline.instant) if known else None


def _notes(same: list[Finding]) -> Iterator[Reason]:
    """Yield where a layer was held to what one above it gives, and where it gives more."""
    present = [layer for layer in LAYERS if any(finding.layer == layer for finding in same)]
    for place, layer in enumerate(present[1:], start=1):
        below = [finding for finding in same if finding.layer == layer]
        for above_layer in present[:place]:
            above = [finding for finding in same if finding.layer == above_layer]
            worse, better = _compared(above, below)
            if worse and above_layer in FLOORS:
                yield Reason(FLOORS[above_layer], (("dimensions", worse), ("layer", layer)), "unmet")
        highest = [finding for finding in same if LAYERS.index(finding.layer) < LAYERS.index(layer)]
        _, better = _compared(highest, below)
        if better:
            yield Reason(f"{layer}_more_generous", (("dimensions", better),), "unmet")


FLOORS: Final = {"law": "statutory_floor_applied", "platform": "platform_floor_applied"}


def _compared(above: list[Finding], below: list[Finding]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return in which dimensions the layer below gives less, and in which more, on this case."""
    one, two = min(RANK[f.verdict] for f in above), min(RANK[f.verdict] for f in below)
    if one != two:
        return (("outcome",), ()) if two > one else ((), ("outcome",))
    if VERDICTS[one] == "denies":
        return (), ()
    pairs = {
        "amount": (
            max(_units(f) for f in above if RANK[f.verdict] == one),
            max(_units(f) for f in below if RANK[f.verdict] == two),
        ),
        "freight": (
            -min(FREIGHT[f.freight] for f in above if RANK[f.verdict] == one),
            -min(FREIGHT[f.freight] for f in below if RANK[f.verdict] == two),
        ),
        "window": (_end(f for f in above if RANK[f.verdict] == one), _end(f for f in below if RANK[f.verdict] == two)),
    }
    worse = tuple(name for name, (high, low) in pairs.items() if low < high)
    better = tuple(name for name, (high, low) in pairs.items() if low > high)
    return worse, better


def _end(findings: Iterable[Finding]) -> float:
    """Return when the last window of some findings closes, in seconds; never is the latest."""
    ends = [finding.claim_due for finding in findings]
    return max(float("inf") if end is None else end.instant.timestamp() for end in ends)
