"""The conditions of an incident: a plan that exists, duties reported by their role, and none missing before a step."""

from typing import TYPE_CHECKING, Final

import attrs

from aftersales_core.interchange.canonical import digest
from aftersales_core.interchange.codec import to_dict
from aftersales_core.lifecycle.guards import Guard
from aftersales_core.reasons import Reason
from aftersales_core.tickets.actions.incident import Activate, ReportDuty
from aftersales_core.tickets.duty_status import PlanBook, is_drill, missing_duties
from aftersales_core.tickets.situation import Situation
from aftersales_core.tickets.vocabulary import choices
from aftersales_core.tickets.who import SUPERVISOR

if TYPE_CHECKING:
    from aftersales_core.lifecycle.guards import Attempt, Verdict
    from aftersales_core.tickets.incident_plan import Duty

__all__ = ["NOT_DRILL", "duties_done", "duty_declared", "duty_role", "plan_declared", "severity_declared"]


@attrs.frozen
class PlanDeclared:
    """A condition that holds where the desk has the plan that is to be activated."""

    book: PlanBook

    def __call__(self, situation: Situation, _attempt: "Attempt") -> "Verdict":
        """Tell whether there is such a plan."""
        asked = situation.asked(Activate)
        if asked is None or self.book.plan(asked.plan_id) is not None:
            return True
        known = [plan.id for plan in self.book.plans]
        return Reason.of("plan_declared", "invalid", plan=asked.plan_id, choices=choices(asked.plan_id, known))


@attrs.frozen
class SeverityDeclared:
    """A condition that holds where the severity is one of the desk's."""

    severities: tuple[str, ...]

    def __call__(self, situation: Situation, _attempt: "Attempt") -> "Verdict":
        """Tell whether there is such a severity."""
        asked = situation.asked(Activate)
        if asked is None or asked.severity in self.severities:
            return True
        near = choices(asked.severity, self.severities)
        return Reason.of(
            "severity_declared", "invalid" if asked.severity else "missing", severity=asked.severity, choices=near
        )


@attrs.frozen
class DutyDeclared:
    """A condition that holds where the plan in force has the duty that is reported."""

    book: PlanBook

    def __call__(self, situation: Situation, _attempt: "Attempt") -> "Verdict":
        """Tell whether there is such a duty."""
        asked, plan = situation.asked(ReportDuty), self.book.plan_of(situation.ticket)
        known = [] if plan is None else [duty.id for duty in plan.duties]
        if asked is None or asked.duty_id in known:
            return True
        return Reason.of("duty_declared", "invalid", duty=asked.duty_id, choices=choices(asked.duty_id, known))


@attrs.frozen
class DutyRole:
    """A condition that holds where the role that reports a duty is the one that has it."""

    book: PlanBook

    def __call__(self, situation: Situation, attempt: "Attempt") -> "Verdict":
        """Tell whether it is this role's duty; a manager may do whatever a supervisor may."""
        duty = _asked_duty(self.book, situation)
        if duty is None or attempt.role == duty.role:
            return True
        is_above = duty.role in SUPERVISOR and attempt.role == SUPERVISOR[-1]
        return is_above or Reason.of("duty_role", "not_permitted", duty=duty.id, role=duty.role)


@attrs.frozen
class DutiesDone:
    """A condition that holds where no duty is missing that a step needs; every one that is, is a reason."""

    step: str
    book: PlanBook

    def __call__(self, situation: Situation, _attempt: "Attempt") -> "Verdict":
        """Tell whether all are reported, or which are not."""
        plan = self.book.plan_of(situation.ticket)
        if plan is None:
            return Reason.of(f"duties_before_{self.step}", "missing", fact="plan")
        missing = missing_duties(plan, situation.ticket, self.step)
        return tuple(Reason.of("duty_missing", "unmet", duty=duty.id, role=duty.role) for duty in missing)


def _asked_duty(book: PlanBook, situation: Situation) -> "Duty | None":
    """Return the duty that is reported, where there is such a one."""
    asked, plan = situation.asked(ReportDuty), book.plan_of(situation.ticket)
    return None if asked is None or plan is None else plan.duty(asked.duty_id)


def not_drill(situation: Situation, _attempt: "Attempt") -> bool:
    """Tell whether it is real: what a drill tells, it tells nobody outside."""
    return not is_drill(situation.ticket)


def plan_declared(book: PlanBook) -> Guard[Situation]:
    """Return the guard of the plan; the content of all plans enters the digest."""
    return Guard("plan_declared", f"1:{digest(to_dict(book))}", PlanDeclared(book))


def severity_declared(severities: tuple[str, ...]) -> Guard[Situation]:
    """Return the guard of the severity."""
    return Guard("severity_declared", f"1:{','.join(severities)}", SeverityDeclared(severities))


def duty_declared(book: PlanBook) -> Guard[Situation]:
    """Return the guard of the duty that is reported."""
    return Guard("duty_declared", "1", DutyDeclared(book))


def duty_role(book: PlanBook) -> Guard[Situation]:
    """Return the guard of the role that reports a duty."""
    return Guard("duty_role", "1", DutyRole(book))


def duties_done(step: str, book: PlanBook) -> Guard[Situation]:
    """Return the guard of the duties that a step needs."""
    return Guard(f"duties_before_{step}", "1", DutiesDone(step, book))


NOT_DRILL: Final = Guard("not_drill", "1", not_drill)
