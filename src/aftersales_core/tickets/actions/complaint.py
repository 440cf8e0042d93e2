"""What moves a complaint: assessed, verified, answered, appealed against, taken to an outside body, remedied."""

from typing import TypeAlias

import attrs

from aftersales_core.money.amount import Money
from aftersales_core.tickets.actions.desk import Assign, CustomerReply, FollowUp
from aftersales_core.tickets.actions.inquiry import Lapse, RequestInfo
from aftersales_core.tickets.checks import require_refund

__all__ = [
    "Accept",
    "Acknowledge",
    "Appeal",
    "Assess",
    "ComplaintAction",
    "FindFounded",
    "FindUnfounded",
    "GoExternal",
    "Overturn",
    "RemedyDone",
    "RemedyFailed",
    "RequestEvidence",
    "Respond",
    "RuleForCustomer",
    "RuleForSeller",
    "SettleEarly",
    "SubmitEvidence",
    "Uphold",
    "Withdraw",
]


@attrs.frozen
class Acknowledge:
    """The customer is told that the complaint has come in."""

    message_ref: str = ""


@attrs.frozen
class SettleEarly:
    """It is settled at once, to the customer's satisfaction.

    ``acceptance_ref`` is where the customer says that they accept it; ``notice_ref`` the summary that was sent, which
    names the outside body they may still turn to.
    """

    acceptance_ref: str = ""
    notice_ref: str = ""
    resolution_code: str = ""


@attrs.frozen
class Assess:
    """How severe it is, and which of the shop's people it is about, by their ids; an empty tuple says nobody."""

    severity: str = ""
    subjects: tuple[str, ...] | None = None


@attrs.frozen
class FindFounded:
    """The facts were verified, and the complaint is true."""

    reason: str = ""
    evidence_refs: tuple[str, ...] = ()


@attrs.frozen
class FindUnfounded:
    """The facts were verified, and the complaint is not true: why, on what evidence, and where the customer reads it.

    ``notice_ref`` names the outside body that the customer may turn to.
    """

    reason: str = ""
    evidence_refs: tuple[str, ...] = ()
    notice_ref: str = ""
    message_ref: str = ""


@attrs.frozen
class Respond:
    """The shop decides. ``decision`` and ``reason`` are ids of the shop's own lists.

    ``remedy`` is what the customer gets once they accept, or empty where nothing is due; ``notice_ref`` names the
    outside body that they may turn to.
    """

    decision: str = ""
    reason: str = ""
    remedy: str = ""
    notice_ref: str = ""
    message_ref: str = ""


@attrs.frozen
class Accept:
    """The customer accepts; ``acceptance_code`` proves it where the shop hands out such a code."""

    acceptance_code: str = ""
    message_ref: str = ""


@attrs.frozen
class Appeal:
    """The customer does not accept a decision, and says why."""

    reason: str = ""
    evidence_refs: tuple[str, ...] = ()
    message_ref: str = ""


@attrs.frozen
class Uphold:
    """A reviewer leaves the decision as it is, and says why."""

    reason: str = ""
    message_ref: str = ""


@attrs.frozen
class Overturn:
    """A reviewer decides for the customer: why, and which remedy they get."""

    remedy: str = ""
    reason: str = ""
    message_ref: str = ""


@attrs.frozen
class GoExternal:
    """An outside body takes it on, such as the platform or an ombudsman."""

    body: str = ""
    reason: str = ""


@attrs.frozen
class RequestEvidence:
    """The outside body asks both sides for evidence."""

    message_ref: str = ""


@attrs.frozen
class SubmitEvidence:
    """One side hands evidence to the outside body."""

    evidence_refs: tuple[str, ...] = ()


@attrs.frozen
class RuleForCustomer:
    """The outside body decides for the customer; ``ruling_ref`` is its text, ``remedy`` what the customer gets.

    ``refund`` is how much of the money goes back, where the body says so.
    """

    ruling_ref: str = ""
    remedy: str = ""
    refund: Money | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a refund below zero."""
        require_refund(self.refund)


@attrs.frozen
class RuleForSeller:
    """The outside body decides for the seller; ``ruling_ref`` is its text."""

    ruling_ref: str = ""


@attrs.frozen
class RemedyDone:
    """The customer has got the remedy, and this proves it."""

    proof_ref: str = ""


@attrs.frozen
class RemedyFailed:
    """The remedy could not be given, or was not what was promised."""

    reason: str = ""


@attrs.frozen
class Withdraw:
    """The customer takes it back."""

    reason: str = ""


ComplaintAction: TypeAlias = (
    Accept
    | Acknowledge
    | Appeal
    | Assess
    | Assign
    | CustomerReply
    | FindFounded
    | FindUnfounded
    | FollowUp
    | GoExternal
    | Lapse
    | Overturn
    | RemedyDone
    | RemedyFailed
    | RequestEvidence
    | RequestInfo
    | Respond
    | RuleForCustomer
    | RuleForSeller
    | SettleEarly
    | SubmitEvidence
    | Uphold
    | Withdraw
)
"""Every action that a complaint's lifecycle knows; see ``DeskAction`` for those of any ticket."""
