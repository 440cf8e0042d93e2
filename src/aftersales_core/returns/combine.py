"""From what each right says to what the buyer gets: one offer per remedy, with the floor under every layer."""

from collections.abc import Iterable, Iterator
from typing import Final

from aftersales_core.reasons import Reason
from aftersales_core.returns.basis import LAYERS
from aftersales_core.returns.decision import Finding, RemedyOffer, RightVerdict
from aftersales_core.worktime.deadline import Deadline

__all__ = ["offers"]

VERDICTS: Final[tuple[RightVerdict, ...]] = ("grants", "requires", "refers", "denies")
RANK: Final = {verdict: place for place, verdict in enumerate(VERDICTS)}


def offers(findings: Iterable[Finding]) -> tuple[RemedyOffer, ...]:
    """Return one offer for each remedy that is granted or may still be, the best first, then in legal order."""
    standing = [finding for finding in findings if not finding.displaced]
    if len(standing) == 1:
        return () if standing[0].verdict == "denies" else (_offer_of_one(standing[0]),)
    by_remedy: dict[str, list[Finding]] = {}
    for finding in standing:
        by_remedy.setdefault(finding.remedy, []).append(finding)
    made: list[tuple[int, int, str, RemedyOffer]] = []
    for remedy, same in by_remedy.items():
        offer = _offer(same)
        if offer.verdict != "denies":
            made.append((RANK[offer.verdict], min(finding.rank for finding in same), remedy, offer))
    made.sort(key=lambda ranked: ranked[:3])
    return tuple(offer for *_, offer in made)


def _offer_of_one(one: Finding) -> RemedyOffer:
    """Return what a single right gives; most remedies rest on one."""
    return RemedyOffer(
        one.remedy,
        one.verdict,
        (one.right,),
        (),
        one.refund,
        one.freight,
        one.goods,
        one.claim_due,
        one.evidence_due,
        one.send_back_due,
        one.refund_due,
    )


def _offer(same: list[Finding]) -> RemedyOffer:
    """Return the best of what several rights give to one remedy, dimension by dimension."""
    if len(same) == 1:
        return _offer_of_one(same[0])
    best = min(RANK[finding.verdict] for finding in same)
    giving = [finding for finding in same if RANK[finding.verdict] == best]
    giving.sort(key=lambda f: (-_units(f), LAYERS.index(f.layer), f.right))
    first = giving[0]
    return RemedyOffer(
        first.remedy,
        VERDICTS[best],
        tuple(finding.right for finding in giving),
        tuple(_notes(same)),
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
            worse, _ = _compared(above, below)
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
    high = _dimensions([finding for finding in above if RANK[finding.verdict] == one])
    low = _dimensions([finding for finding in below if RANK[finding.verdict] == one])
    less = tuple(name for name in high if low[name] < high[name])
    return less, tuple(name for name in high if low[name] > high[name])


def _dimensions(findings: list[Finding]) -> dict[str, float]:
    """Return the best that some findings give in each dimension, the more the better for the buyer."""
    return {
        "amount": max(_units(finding) for finding in findings),
        "freight": -min(FREIGHT[finding.freight] for finding in findings),
        "window": max(_end(finding) for finding in findings),
    }


def _end(finding: Finding) -> float:
    """Return when a finding's window closes, in seconds; never is the latest."""
    return float("inf") if finding.claim_due is None else finding.claim_due.instant.timestamp()
