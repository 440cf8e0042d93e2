"""What a decision says: the outcome, every remedy, every finding with its reasons, and what would settle the rest."""

from typing import Literal, TypeAlias

import attrs

from aftersales_core.reasons import Reason
from aftersales_core.returns.basis import Basis, Layer
from aftersales_core.returns.evidence import Wanted
from aftersales_core.returns.refund import Refund, RefundHead
from aftersales_core.returns.rights import CostBearer, Goods
from aftersales_core.worktime.deadline import Deadline

__all__ = ["Finding", "RemedyOffer", "ReturnDecision", "ReturnOutcome", "RightVerdict"]

RightVerdict: TypeAlias = Literal["grants", "requires", "refers", "denies"]
"""What one right says to a case: granted; something the buyer can supply is missing; a person must look; or no."""

ReturnOutcome: TypeAlias = Literal["eligible", "needs_evidence", "needs_review", "ineligible"]
"""What a decision says, from best to worst."""


@attrs.frozen
class Finding:
    """What one right says to the case, with every reason; ``displaced`` where another layer's rule stands instead.

    ``missing`` are facts, ``evidence`` the kinds that are not there yet, of what is ``wanted`` in all. ``claim_due`` is
    by when the claim must be handed in.
    """

    right: str
    layer: Layer
    remedy: str
    verdict: RightVerdict
    reasons: tuple[Reason, ...]
    basis: Basis
    missing: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    claim_due: Deadline | None = None
    evidence_due: Deadline | None = None
    send_back_due: Deadline | None = None
    refund_due: Deadline | None = None
    refund: Refund | None = None
    heads: tuple[RefundHead, ...] = ()
    freight: CostBearer = "nobody"
    goods: Goods = "kept"
    rank: int = 0
    displaced: bool = False
    wanted: Wanted | None = None


@attrs.frozen
class RemedyOffer:
    """One remedy, the best of what all layers give on this case, dimension by dimension.

    ``rights`` are those that give it, the governing one first; ``notes`` say where a layer was floored or was more
    generous. ``verdict`` is the best of its rights.
    """

    remedy: str
    verdict: RightVerdict
    rights: tuple[str, ...]
    notes: tuple[Reason, ...]
    refund: Refund | None
    freight: CostBearer
    goods: Goods
    claim_due: Deadline | None
    evidence_due: Deadline | None
    send_back_due: Deadline | None
    refund_due: Deadline | None


@attrs.frozen
class ReturnDecision:
    """The answer to one claim under one version of a policy.

    ``remedies`` are those that are granted or may still be, in legal order; ``findings`` every right that was looked
    at, ``reasons`` all reasons, the governing one first. ``missing`` names facts to ask for, ``evidence`` kinds to hand
    in, of the best undecided remedy; both are empty once the outcome is eligible. ``heads`` are claims beside the
    refund that a person must review; they never change the outcome.
    """

    policy: str
    version: str
    kind: str
    category: str
    outcome: ReturnOutcome
    remedies: tuple[RemedyOffer, ...]
    findings: tuple[Finding, ...]
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]
    evidence: tuple[str, ...]
    heads: tuple[RefundHead, ...]

    @property
    def governing(self) -> Reason | None:
        """The reason that settles it."""
        return self.reasons[0] if self.reasons else None

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all reasons, the governing one first."""
        return tuple(reason.code for reason in self.reasons)

    @property
    def refund(self) -> Refund | None:
        """The refund of the first remedy that is granted, or None."""
        return next((offer.refund for offer in self.remedies if offer.verdict == "grants" and offer.refund), None)

    def offer(self, remedy: str) -> RemedyOffer | None:
        """Return what is said of one remedy, or None where no right leads to it."""
        return next((offer for offer in self.remedies if offer.remedy == remedy), None)

    def finding(self, right: str) -> Finding | None:
        """Return what one right says, or None where it was silent."""
        return next((finding for finding in self.findings if finding.right == right), None)
