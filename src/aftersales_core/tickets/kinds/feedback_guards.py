"""The conditions of feedback and of short surveys: moderation, one vote each, what repeats what, scores on a scale.

A guard that reads the action lets a question without an action pass; `decide` asks again with the action.
"""

from typing import TYPE_CHECKING, Final

import attrs

from aftersales_core.lifecycle.guards import Guard
from aftersales_core.lifecycle.item import SYSTEM
from aftersales_core.reasons import Reason
from aftersales_core.tickets.actions.feedback import MarkDuplicate, Rate, Vote
from aftersales_core.tickets.situation import Situation

if TYPE_CHECKING:
    from aftersales_core.lifecycle.guards import Attempt, Verdict
    from aftersales_core.tickets.actions.feedback import Original

__all__ = ["MODERATED", "NOT_VOTED", "REPEATS", "low_score", "score_on_scale"]

MODERATED_FACT: Final = "moderated"


def moderated(situation: Situation, attempt: "Attempt") -> "Verdict":
    """Tell whether somebody has looked at it: whoever publishes it has, but the system only passes on who did.

    The fact ``moderated`` says so: ``yes`` where it is fit to be published, ``no`` where it is not.
    """
    if attempt.role != SYSTEM:
        return True
    found = situation.ticket.fact(MODERATED_FACT)
    return found == "yes" or Reason.of("not_moderated", "missing" if found is None else "unmet", fact=MODERATED_FACT)


def not_voted(situation: Situation, attempt: "Attempt") -> "Verdict":
    """Tell whether who votes has not done so before."""
    voted = situation.ticket.done_of(Vote)
    return voted is None or attempt.actor not in voted.actors or Reason.of("voted_before", "conflict")


def _original(situation: Situation) -> "Original | None":
    """Return the feedback that is named as the original; none named at all is for the form to say."""
    asked = situation.asked(MarkDuplicate)
    return None if asked is None else asked.original


def original_exists(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether the original is a piece of feedback that there is."""
    original = _original(situation)
    if original is None or original.kind == situation.ticket.kind:
        return True
    return Reason.of("original_unknown", "invalid", original=original.id)


def not_its_own_original(situation: Situation, _attempt: "Attempt") -> bool:
    """Tell whether the original is another one."""
    original = _original(situation)
    return original is None or original.id != situation.ticket.id


def original_not_duplicate(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether the original does not repeat another one itself."""
    original = _original(situation)
    if original is None or original.duplicate_of is None:
        return True
    return Reason.of("original_is_duplicate", "conflict", original=original.id, of=original.duplicate_of)


MODERATED: Final = Guard("moderated", "1", moderated)
NOT_VOTED: Final = Guard("not_voted", "1", not_voted)
REPEATS: Final = (
    Guard("original_exists", "1", original_exists),
    Guard("not_its_own_original", "1", not_its_own_original),
    Guard("original_not_duplicate", "1", original_not_duplicate),
)
"""What stands against marking a repetition (Fider: it cannot name itself or what is not there)."""


@attrs.frozen
class OnScale:
    """A condition that a score is on the survey's scale."""

    lowest: int
    highest: int

    def __call__(self, situation: Situation, _attempt: "Attempt") -> "Verdict":
        """Tell whether the score is between the two ends, both included."""
        asked = situation.asked(Rate)
        if asked is None or self.lowest <= asked.score <= self.highest:
            return True
        return Reason.of("score_off_scale", "invalid", score=asked.score, lowest=self.lowest, highest=self.highest)


@attrs.frozen
class LowScore:
    """A condition that a score is so low that somebody must do something about it.

    A score off the scale counts as low, so that it is refused for that alone.
    """

    highest: int
    end_of_scale: int

    def __call__(self, situation: Situation, _attempt: "Attempt") -> bool:
        """Tell whether it is; what was not scored yet is not."""
        asked = situation.asked(Rate)
        return asked is not None and not self.highest < asked.score <= self.end_of_scale


def score_on_scale(lowest: int, highest: int) -> Guard[Situation]:
    """Return the guard of a scale."""
    return Guard("score_on_scale", f"1:{lowest},{highest}", OnScale(lowest, highest))


def low_score(low: int, highest: int) -> Guard[Situation]:
    """Return the guard of scores up to ``low`` on a scale that ends at ``highest``."""
    return Guard("low_score", f"1:{low},{highest}", LowScore(low, highest))
