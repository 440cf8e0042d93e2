"""The conditions of a complaint on who may decide, and on what was decided; those of time stand beside.

A guard that reads the action lets a question without an action pass; `decide` asks again with the action.
"""

from typing import TYPE_CHECKING, Final

import attrs

from aftersales_core.lifecycle.guards import Guard
from aftersales_core.reasons import Reason
from aftersales_core.tickets.actions.complaint import (
    Appeal,
    Assess,
    FindFounded,
    FindUnfounded,
    GoExternal,
    Overturn,
    RemedyDone,
    Respond,
    RuleForCustomer,
    RuleForSeller,
    SubmitEvidence,
)
from aftersales_core.tickets.actions.desk import Assign
from aftersales_core.tickets.kinds.complaint_windows import DECISIONS, latest
from aftersales_core.tickets.situation import Situation
from aftersales_core.tickets.vocabulary import choices

if TYPE_CHECKING:
    from aftersales_core.lifecycle.guards import Attempt, Verdict

__all__ = [
    "ASSESSED",
    "ASSIGNEE_NOT_SUBJECT",
    "EVIDENCE_GIVEN",
    "FIRST_APPEAL",
    "NOT_EXTERNAL_BEFORE",
    "NOT_RULED_FOR_SELLER",
    "OWNER_NOT_SUBJECT",
    "REMEDY_DUE",
    "REVIEWER_NOT_DECIDER",
    "UNFOUNDED_STANDS",
    "VERIFIED",
    "four_eyes",
    "not_high_severity",
    "severity",
]

OUTCOMES: Final = (RuleForCustomer, RuleForSeller, Overturn, FindUnfounded, Respond)
"""What can be the last word on a complaint; of two at one instant the earlier named stands above the other."""


# --- what is known ----------------------------------------------------------------------------------------------------


def subjects(situation: Situation) -> tuple[str, ...]:
    """Return the people whom the complaint is about, as the last assessment names them."""
    assessed = situation.asked(Assess) or situation.ticket.last(Assess)
    return () if assessed is None else assessed.subjects or ()


# --- who --------------------------------------------------------------------------------------------------------------


def owner_not_subject(situation: Situation, attempt: "Attempt") -> "Verdict":
    """Tell whether neither who acts nor who is responsible is somebody whom the complaint is about."""
    about = subjects(situation)
    if attempt.actor in about:
        return Reason.of("actor_is_subject", "not_permitted")
    owner = situation.ticket.assignee
    return owner is None or owner not in about or Reason.of("owner_is_subject", "unmet", subject=owner)


def assignee_not_subject(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether who would be responsible is nobody whom the complaint is about."""
    asked = situation.asked(Assign)
    if asked is None or asked.assignee not in subjects(situation):
        return True
    return Reason.of("owner_is_subject", "unmet", subject=asked.assignee)


def reviewer_not_decider(situation: Situation, attempt: "Attempt") -> "Verdict":
    """Tell whether who reviews has not decided this complaint before."""
    decided = (situation.ticket.done_of(action) for action in DECISIONS)
    deciders = frozenset[str]().union(*(done.actors for done in decided if done is not None))
    return attempt.actor not in deciders or Reason.of("reviewer_decided", "not_permitted")


@attrs.frozen
class KnownSeverity:
    """A condition that the severity is one that the shop declares, since a slip would get past the rules for high."""

    declared: tuple[str, ...]

    def __call__(self, situation: Situation, _attempt: "Attempt") -> "Verdict":
        """Tell whether the severity is declared; no severity at all is for the form to say."""
        asked = situation.asked(Assess)
        if asked is None or asked.severity in ("", *self.declared):
            return True
        offered = choices(asked.severity, self.declared)
        return Reason.of("severity_undeclared", "invalid", severity=asked.severity, choices=offered)


@attrs.frozen
class OfSeverity:
    """A condition on who may decide a complaint of a high severity; any other may be decided.

    ``by_second`` lets those decide who did not assess it; without it nobody of the rule's roles may.
    """

    code: str
    high: tuple[str, ...]
    by_second: bool

    def __call__(self, situation: Situation, attempt: "Attempt") -> "Verdict":
        """Tell whether this person may decide; a complaint that nobody assessed has a severity that nobody knows."""
        assessed = situation.ticket.done_of(Assess)
        if assessed is None or not isinstance(assessed.action, Assess):
            return Reason.of("severity_unknown", "missing", fact="severity")
        found = assessed.action.severity
        if found not in self.high or (self.by_second and attempt.actor not in assessed.actors):
            return True
        return Reason.of(self.code, "not_permitted", severity=found)


def severity(declared: tuple[str, ...]) -> Guard[Situation]:
    """Return the guard of the severities that there are."""
    return Guard("severity", f"1:{','.join(declared)}", KnownSeverity(declared))


def not_high_severity(high: tuple[str, ...]) -> Guard[Situation]:
    """Return the guard of what an agent may decide."""
    return Guard(
        "not_high_severity", f"1:{','.join(high)}", OfSeverity("severity_needs_supervisor", high, by_second=False)
    )


def four_eyes(high: tuple[str, ...]) -> Guard[Situation]:
    """Return the guard of a severe complaint: who decides it is not who assessed it."""
    return Guard("four_eyes", f"1:{','.join(high)}", OfSeverity("severity_needs_second_person", high, by_second=True))


# --- what stands ------------------------------------------------------------------------------------------------------


def first_appeal(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether nobody has appealed against the decision that stands; a later decision can be appealed again."""
    appealed, decided = situation.ticket.done_of(Appeal), latest(situation, DECISIONS)
    if appealed is None or (decided is not None and decided.at > appealed.at):
        return True
    return Reason.of("appealed_before", "unmet")


def not_external_before(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether no outside body has had it."""
    return situation.ticket.count(GoExternal) == 0 or Reason.of("external_before", "unmet")


def not_ruled_for_seller(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether the last word is not an outside body's, for the seller: that one is not opened by asking."""
    last = latest(situation, OUTCOMES)
    return last is None or not isinstance(last.action, RuleForSeller) or Reason.of("ruled_for_seller", "unmet")


def verified(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether the complaint was found to be true, and not found otherwise since."""
    founded, unfounded = situation.ticket.done_of(FindFounded), situation.ticket.done_of(FindUnfounded)
    if founded is not None and (unfounded is None or founded.at > unfounded.at):
        return True
    return Reason.of("not_verified", "unmet")


def evidence_given(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether at least one piece of evidence is named."""
    action = situation.action
    if not isinstance(action, FindUnfounded | SubmitEvidence) or action.evidence_refs:
        return True
    return Reason.of("evidence_missing", "missing", field="evidence_refs")


def remedy_due(situation: Situation, _attempt: "Attempt") -> bool:
    """Tell whether the decision that stands promises a remedy which the customer does not have yet."""
    last, done = latest(situation, OUTCOMES), situation.ticket.done_of(RemedyDone)
    if last is None or not isinstance(last.action, RuleForCustomer | Overturn | Respond):
        return False
    return last.action.remedy != "" and (done is None or done.at < last.at)


def assessed(situation: Situation, _attempt: "Attempt") -> bool:
    """Tell whether somebody has assessed it, so that severity and people concerned are known."""
    return situation.ticket.done_of(Assess) is not None


def unfounded_stands(situation: Situation, attempt: "Attempt") -> bool:
    """Tell whether the decision under review is that the complaint is unfounded.

    Who may not review at all learns that, and not which decision it would have been.
    """
    last = latest(situation, OUTCOMES)
    if last is not None and isinstance(last.action, FindUnfounded):
        return True
    return any(check(situation, attempt) is not True for check in (reviewer_not_decider, owner_not_subject))


OWNER_NOT_SUBJECT: Final = Guard("owner_not_subject", "1", owner_not_subject)
ASSIGNEE_NOT_SUBJECT: Final = Guard("assignee_not_subject", "1", assignee_not_subject)
REVIEWER_NOT_DECIDER: Final = Guard("reviewer_not_decider", "1", reviewer_not_decider)
FIRST_APPEAL: Final = Guard("first_appeal", "1", first_appeal)
NOT_EXTERNAL_BEFORE: Final = Guard("not_external_before", "1", not_external_before)
NOT_RULED_FOR_SELLER: Final = Guard("not_ruled_for_seller", "1", not_ruled_for_seller)
VERIFIED: Final = Guard("verified", "1", verified)
EVIDENCE_GIVEN: Final = Guard("evidence_given", "1", evidence_given)
REMEDY_DUE: Final = Guard("remedy_due", "1", remedy_due)
ASSESSED: Final = Guard("assessed", "1", assessed)
UNFOUNDED_STANDS: Final = Guard("unfounded_stands", "1", unfounded_stands)
