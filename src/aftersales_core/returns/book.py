"""The versions of a policy, and which of them binds a claim: a changed policy does not touch old orders."""

import datetime as dt
from collections.abc import Iterator

import attrs

from aftersales_core.errors import InvalidPolicy
from aftersales_core.instants import local, micros, utc, zone
from aftersales_core.reasons import Reason
from aftersales_core.returns.claim import Claim
from aftersales_core.returns.policy import Binding, ReturnPolicy

__all__ = ["PolicyBook"]


@attrs.frozen
class PolicyBook:
    """All versions of one policy, each from its first instant until the next begins; retired ones are kept.

    ``binding`` names the fact whose instant chooses the version: the order by default; ``submitted_at`` applies the
    version in force at the claim (JD: the rule at the time of the act), which `Taobao art. 92` does for open disputes.
    The instant at which a version begins is already its own.

    Raises InvalidPolicy for no versions, versions out of order, without a first instant, or of different policies.
    """

    versions: tuple[ReturnPolicy, ...]
    binding: Binding = "ordered_at"

    def __attrs_post_init__(self) -> None:
        """Refuse versions of which nobody could say when each holds."""
        problems = tuple(_problems(self.versions))
        if problems:
            raise InvalidPolicy("policy book", problems)

    def at(self, instant: dt.datetime) -> ReturnPolicy | None:
        """Return the version in force at an instant, or None before the first."""
        moment = utc(instant)
        began = [
            policy for policy in self.versions if policy.effective_from is not None and policy.effective_from <= moment
        ]
        return began[-1] if began else None

    def for_claim(self, claim: Claim) -> ReturnPolicy | Reason:
        """Return the version that binds a claim, or the reason why none does."""
        facts = dict(claim.line.facts)
        moment = claim.submitted_at if self.binding == "submitted_at" else facts.get("ordered_at")
        if not isinstance(moment, dt.datetime):
            return Reason("fact_missing", (("fact", self.binding),), "missing")
        found = self.at(moment)
        if found is not None:
            return found
        tz = self.versions[0].tz
        shown = moment if tz is None else local(micros(moment), zone(tz))
        return Reason("policy_not_in_force", (("at", shown),), "missing")


def _problems(versions: tuple[ReturnPolicy, ...]) -> Iterator[str]:
    """Yield what is wrong with a book."""
    if not versions:
        yield "it has no version"
    if len({policy.id for policy in versions}) > 1:
        yield "its versions are of different policies: " + ", ".join(sorted({policy.id for policy in versions}))
    yield from (f"version {p.version!r} does not say from when it holds" for p in versions if p.effective_from is None)
    begins = [policy.effective_from for policy in versions if policy.effective_from is not None]
    if begins != sorted(set(begins)):
        yield "versions must be sorted by the instant from which they hold, each with its own"
    named = [policy.version for policy in versions]
    yield from (f"version {name!r} is given twice" for name in sorted({n for n in named if named.count(n) > 1}))
