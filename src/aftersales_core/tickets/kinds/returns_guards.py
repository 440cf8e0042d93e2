"""The conditions of a return on what is agreed: eligibility, remedy, terms, evidence, and which way it goes on.

A guard that reads the action lets a question without an action pass; `decide` asks again with the action. Where one
event leads to several states, each rule has the same needs and a `Branch` of its own, so that whoever is refused reads
what is missing and not which way it would have gone.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import attrs

from aftersales_core.interchange.plain import clip
from aftersales_core.lifecycle.guards import Guard
from aftersales_core.reasons import Reason
from aftersales_core.tickets.actions.complaint import RuleForCustomer
from aftersales_core.tickets.actions.returns import Approve, InspectFail, Modify, ProposeTerms, Refuse
from aftersales_core.tickets.return_facts import (
    ELIGIBLE,
    EXCHANGE,
    GOODS_AT,
    GOODS_BACK,
    REFUND_ONLY,
    REMEDIES,
    REMEDY,
    RETURN_ADDRESS,
    STOCK_RESERVED,
    agreed_refund,
    known_remedy,
)
from aftersales_core.tickets.situation import Situation
from aftersales_core.tickets.vocabulary import choices

if TYPE_CHECKING:
    from aftersales_core.lifecycle.guards import Attempt, Verdict

__all__ = [
    "ADDRESS_GIVEN",
    "GOODS_WITH_CUSTOMER",
    "REFUSAL_EVIDENCE",
    "REMEDY_KNOWN",
    "STOCK_KNOWN",
    "TERMS_NAMED",
    "applications_left",
    "branches_of_agreement",
    "branches_of_inspection",
    "eligible",
    "evidence_complete",
    "remedy_offered",
]

NEGOTIATING: Final = "negotiating"


# --- what is asked for ------------------------------------------------------------------------------------------------


def remedy_at(situation: Situation, attempt: "Attempt") -> str | None:
    """Return the remedy that counts: that of the proposed terms while they are negotiated, else the agreed one."""
    terms = situation.ticket.last(ProposeTerms) if attempt.item.state == NEGOTIATING else None
    return terms.remedy if terms is not None and terms.remedy in REMEDIES else known_remedy(situation.ticket)


def remedy_known(situation: Situation, attempt: "Attempt") -> "Verdict":
    """Tell whether it is known what the customer is to get."""
    return remedy_at(situation, attempt) is not None or Reason.of(
        "remedy_unknown", "missing", fact=REMEDY, choices=REMEDIES
    )


@attrs.frozen
class Offered:
    """A condition that a remedy is one that the shop offers."""

    remedies: tuple[str, ...]

    def __call__(self, situation: Situation, _attempt: "Attempt") -> "Verdict":
        """Tell whether the shop offers the remedy that is named, if one is."""
        asked = situation.action
        remedy = asked.remedy if isinstance(asked, Modify | ProposeTerms) else ""
        if remedy in ("", *self.remedies):
            return True
        return Reason.of("remedy_not_offered", remedy=clip(remedy), choices=choices(remedy, self.remedies))


def terms_named(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether the terms say what the customer would get, so that they can be agreed to as they are."""
    asked = situation.asked(ProposeTerms)
    if asked is None:
        return True
    if not asked.remedy and asked.refund is None:
        return Reason.of("terms_empty", "missing")
    remedy = asked.remedy or known_remedy(situation.ticket)
    if remedy is None:
        return Reason.of("remedy_unknown", "missing", fact=REMEDY, choices=REMEDIES)
    is_known = remedy != REFUND_ONLY or asked.refund is not None or agreed_refund(situation.ticket) is not None
    return is_known or Reason.of("refund_unknown", "missing", fact="refund")


@attrs.frozen
class ApplicationsLeft:
    """A condition that the customer has not applied too often; the first application counts."""

    most: int

    def __call__(self, situation: Situation, _attempt: "Attempt") -> "Verdict":
        """Tell whether one more application is allowed."""
        return situation.ticket.count(Modify) + 1 < self.most or Reason.of(
            "applications_used_up", "unmet", most=self.most
        )


# --- what an agreement needs ------------------------------------------------------------------------------------------


@attrs.frozen
class Eligible:
    """A condition that the decision on eligibility says yes, or that who approves may review it."""

    reviewers: tuple[str, ...]

    def __call__(self, situation: Situation, attempt: "Attempt") -> "Verdict":
        """Tell whether it may be approved; what nobody has decided is not a yes."""
        found = situation.ticket.fact(ELIGIBLE)
        if found == "yes" or (found == "review" and attempt.role in self.reviewers):
            return True
        if found == "review":
            return Reason.of("eligible_needs_review", "not_permitted", roles=self.reviewers)
        return Reason.of("not_eligible", "unmet") if found == "no" else Reason.of("eligible_unknown", "missing")


@attrs.frozen
class EvidenceComplete:
    """A condition that something is attached for each purpose that the shop asks evidence for."""

    purposes: tuple[str, ...]

    def __call__(self, situation: Situation, _attempt: "Attempt") -> "Verdict":
        """Tell whether nothing is missing, and what is."""
        shown = {reference.purpose for reference in situation.ticket.references}
        missing = tuple(purpose for purpose in self.purposes if purpose not in shown)
        return not missing or Reason.of("evidence_incomplete", "missing", purposes=missing)


def address_given(situation: Situation, attempt: "Attempt") -> "Verdict":
    """Tell whether the customer is told where goods that come back go."""
    asked = situation.asked(Approve)
    given = asked is None or asked.return_address_ref != "" or bool(situation.ticket.fact(RETURN_ADDRESS))
    return given or not goods_to_send(situation, attempt) or Reason.of("return_address_missing", "missing")


def refusal_evidence(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether a refusal names what shows that it is right."""
    asked = situation.action
    if not isinstance(asked, Refuse | InspectFail) or asked.evidence_refs:
        return True
    return Reason.of("refusal_evidence_missing", "missing", field="evidence_refs")


# --- which way it goes ------------------------------------------------------------------------------------------------


@attrs.frozen
class Branch:
    """A condition that picks one of several ways; it is silent while a need of all of them is not met."""

    code: str
    holds: "Callable[[Situation, Attempt], bool]"
    needs: tuple[Guard[Situation], ...]

    def __call__(self, situation: Situation, attempt: "Attempt") -> "Verdict":
        """Tell whether this is the way."""
        if any(need.check(situation, attempt) is not True for need in self.needs):
            return True
        return self.holds(situation, attempt) or Reason.of(self.code, "unmet")


def refund_only(situation: Situation, attempt: "Attempt") -> bool:
    """Tell whether no goods come back."""
    return remedy_at(situation, attempt) == REFUND_ONLY


def goods_at_shop(situation: Situation, attempt: "Attempt") -> bool:
    """Tell whether the goods that come back are here already, as where a failed inspection was applied against."""
    return remedy_at(situation, attempt) in GOODS_BACK and situation.ticket.fact(GOODS_AT) == "shop"


def goods_to_send(situation: Situation, attempt: "Attempt") -> bool:
    """Tell whether goods come back that are not here yet."""
    return remedy_at(situation, attempt) in GOODS_BACK and situation.ticket.fact(GOODS_AT) != "shop"


def goods_with_customer(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether goods must come back that the customer has; a ruling for a refund only leaves them there."""
    ruling = situation.asked(RuleForCustomer)
    named = "" if ruling is None else ruling.remedy
    remedy = named if named in REMEDIES else known_remedy(situation.ticket)
    if remedy == REFUND_ONLY:
        return Reason.of("no_goods_come_back", "unmet")
    return situation.ticket.fact(GOODS_AT) in (None, "customer") or Reason.of("goods_on_their_way", "unmet")


def exchange_wanted(situation: Situation, attempt: "Attempt") -> bool:
    """Tell whether the customer wants other goods."""
    return remedy_at(situation, attempt) == EXCHANGE


def stock_reserved(situation: Situation, _attempt: "Attempt") -> bool:
    """Tell whether goods to exchange for are set aside."""
    return situation.ticket.fact(STOCK_RESERVED) == "yes"


def no_exchange(situation: Situation, attempt: "Attempt") -> bool:
    """Tell whether money goes back: nobody wants an exchange, or there is nothing to exchange for."""
    return not (exchange_wanted(situation, attempt) and stock_reserved(situation, attempt))


def stock_known(situation: Situation, attempt: "Attempt") -> "Verdict":
    """Tell whether it is known, where an exchange is wanted, that there are goods for it."""
    is_known = situation.ticket.fact(STOCK_RESERVED) in ("yes", "no")
    return is_known or not exchange_wanted(situation, attempt) or Reason.of("stock_unknown", "missing")


Ways = tuple[Guard[Situation], ...]
"""The guards of one way: which way it is, then what every way needs."""


def _ways(
    needs: Ways, *branches: "tuple[tuple[str, Callable[[Situation, Attempt], bool], str], ...]"
) -> tuple[Ways, ...]:
    """Return the guards of ways that have the same needs; the needs enter the revision of each branch."""
    given = ",".join(f"{need.name}:{need.revision}" for need in needs)
    return tuple(
        (*(Guard(name, f"1:{given}", Branch(code, holds, needs)) for name, holds, code in branch), *needs)
        for branch in branches
    )


def branches_of_agreement(*needs: Guard[Situation], suffix: str = "") -> tuple[Ways, ...]:
    """Return the guards of what an agreement leads to: refund, inspection of what is here already, or shipment.

    The suffix tells the branches of one event from those of another that has other needs.
    """
    return _ways(
        needs,
        ((f"refund_only{suffix}", refund_only, "goods_come_back"),),
        ((f"goods_at_shop{suffix}", goods_at_shop, "goods_not_here"),),
        ((f"goods_to_send{suffix}", goods_to_send, "no_goods_come_back"),),
    )


def branches_of_inspection(*needs: Guard[Situation]) -> tuple[Ways, ...]:
    """Return the guards of what a passed inspection leads to: an exchange, or the refund."""
    return _ways(
        needs,
        (
            ("exchange_wanted", exchange_wanted, "exchange_not_wanted"),
            ("stock_reserved", stock_reserved, "stock_not_reserved"),
        ),
        (("no_exchange", no_exchange, "exchange_possible"),),
    )


def remedy_offered(remedies: tuple[str, ...]) -> Guard[Situation]:
    """Return the guard of the remedies that the shop offers."""
    return Guard("remedy_offered", f"1:{','.join(remedies)}", Offered(remedies))


def applications_left(most: int) -> Guard[Situation]:
    """Return the guard of how often a customer may apply."""
    return Guard("applications_left", f"1:{most}", ApplicationsLeft(most))


def eligible(reviewers: tuple[str, ...]) -> Guard[Situation]:
    """Return the guard of who may approve what."""
    return Guard("eligible", f"1:{','.join(reviewers)}", Eligible(reviewers))


def evidence_complete(purposes: tuple[str, ...]) -> Guard[Situation]:
    """Return the guard of the evidence that an agreement needs."""
    return Guard("evidence_complete", f"1:{','.join(purposes)}", EvidenceComplete(purposes))


REMEDY_KNOWN: Final = Guard("remedy_known", "1", remedy_known)
TERMS_NAMED: Final = Guard("terms_named", "1", terms_named)
ADDRESS_GIVEN: Final = Guard("address_given", "1", address_given)
REFUSAL_EVIDENCE: Final = Guard("refusal_evidence", "1", refusal_evidence)
GOODS_WITH_CUSTOMER: Final = Guard("goods_with_customer", "1", goods_with_customer)
STOCK_KNOWN: Final = Guard("stock_known", "1", stock_known)
