"""The conditions of a complaint on time: since it came in, since the shop decided, since evidence was asked for."""

from typing import TYPE_CHECKING, Final

import attrs

from aftersales_core.instants import utc
from aftersales_core.interchange.codec import to_json
from aftersales_core.lifecycle.guards import Guard
from aftersales_core.reasons import Reason
from aftersales_core.sla.marks import RECEIVED
from aftersales_core.tickets.actions.complaint import FindUnfounded, RequestEvidence, Respond, SettleEarly
from aftersales_core.tickets.situation import Situation
from aftersales_core.worktime.period import Period

if TYPE_CHECKING:
    import datetime as dt

    from aftersales_core.lifecycle.guards import Attempt, Verdict
    from aftersales_core.tickets.ticket import Done

__all__ = [
    "DECISIONS",
    "SinceAskedForEvidence",
    "SinceDecided",
    "SinceReceived",
    "evidence_window_open",
    "final_deadline_passed_or_platform",
    "latest",
    "within_appeal_window",
    "within_early_settlement",
    "within_external_window",
]

DECISIONS: Final = (Respond, FindUnfounded, SettleEarly)
"""What the shop decides, which a customer can appeal against."""


def latest(situation: Situation, actions: tuple[type[object], ...]) -> "Done | None":
    """Return what was done last among some actions, or None where none was."""
    found = [done for done in map(situation.ticket.done_of, actions) if done is not None]
    return max(found, key=_at, default=None)


def _at(done: "Done") -> "dt.datetime":
    """Return what comes last."""
    return done.at


def received_at(situation: Situation) -> "dt.datetime":
    """Return when the complaint came in; an import without marks counts from its opening."""
    marks = (mark.at for mark in situation.ticket.marks if mark.name == RECEIVED)
    return next(marks, situation.ticket.item.opened_at)


@attrs.frozen
class SinceReceived:
    """A condition that holds for a period after the complaint came in, or, where ``is_over``, only after it."""

    code: str
    period: Period
    is_over: bool

    def __call__(self, situation: Situation, attempt: "Attempt") -> "Verdict":
        """Tell whether the period is still running, or over; the platform need not wait for it."""
        deadline = self.period.deadline(received_at(situation), situation.desk.calendar)
        if not self.is_over:
            return deadline.is_met(attempt.at) or Reason.of(self.code, "unmet", until_at=utc(deadline.at))
        if attempt.role == "platform" or not deadline.is_met(attempt.at):
            return True
        return Reason.of(self.code, "unmet", due_at=utc(deadline.at))


@attrs.frozen
class SinceDecided:
    """A condition that holds for a period after the shop decided."""

    code: str
    period: Period

    def __call__(self, situation: Situation, attempt: "Attempt") -> "Verdict":
        """Tell whether there is a decision, and the period since the last one is not over."""
        decided = latest(situation, DECISIONS)
        if decided is None:
            return Reason.of("nothing_decided", "unmet")
        deadline = self.period.deadline(decided.at, situation.desk.calendar)
        return deadline.is_met(attempt.at) or Reason.of(self.code, "unmet", until_at=utc(deadline.at))


@attrs.frozen
class SinceAskedForEvidence:
    """A condition that holds for a period after the outside body took the complaint on, or last asked for evidence."""

    period: Period

    def __call__(self, situation: Situation, attempt: "Attempt") -> "Verdict":
        """Tell whether evidence can still be handed in."""
        asked = situation.ticket.done_of(RequestEvidence)
        begun = attempt.item.entered_at if asked is None else max(attempt.item.entered_at, asked.at)
        deadline = self.period.deadline(begun, situation.desk.calendar)
        return deadline.is_met(attempt.at) or Reason.of("evidence_window_over", "unmet", until_at=utc(deadline.at))


def within_early_settlement(period: Period) -> Guard[Situation]:
    """Return the guard of how long after receipt a complaint can be settled without a full response."""
    check = SinceReceived("early_settlement_over", period, is_over=False)
    return Guard("within_early_settlement", f"1:{to_json(period)}", check)


def final_deadline_passed_or_platform(period: Period) -> Guard[Situation]:
    """Return the guard of when a customer without an answer can turn to an outside body; the platform always can."""
    check = SinceReceived("answer_not_overdue", period, is_over=True)
    return Guard("final_deadline_passed_or_platform", f"1:{to_json(period)}", check)


def within_appeal_window(period: Period) -> Guard[Situation]:
    """Return the guard of how long after a decision a customer can appeal against it."""
    return Guard("within_appeal_window", f"1:{to_json(period)}", SinceDecided("appeal_window_over", period))


def within_external_window(period: Period) -> Guard[Situation]:
    """Return the guard of how long after a decision a closed complaint can go to an outside body."""
    return Guard("within_external_window", f"1:{to_json(period)}", SinceDecided("external_window_over", period))


def evidence_window_open(period: Period) -> Guard[Situation]:
    """Return the guard of how long after each request evidence can be handed in."""
    return Guard("evidence_window_open", f"1:{to_json(period)}", SinceAskedForEvidence(period))
