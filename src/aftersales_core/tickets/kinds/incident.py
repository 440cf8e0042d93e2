"""The incident: something has happened that may harm consumers or stop the service, and the emergency plan takes over.

Detected, activated, informing, contained, closed: at each step the plan's duties hold it up until they are reported.
The plan is of the desk (`IncidentPlan`), and an incident names it when it is activated. Several may be kept, such as
one for a recall and one for a system that is down. The steps and duties follow a guide for produce sold online (D12):
activate the plan, keep the service running, inform consumers, disclose; the figures are proposals.

**Drills.** An incident with the fact ``is_drill`` = ``yes`` is a drill: it runs through the same states, duties and
deadlines, but informing and disclosing have no effect outside, and `is_drill` lets figures leave it out, so that it
never counts as an incident. What is not said to be a drill is real.

An incident has no customer: open it with the shop's own id as ``customer_id``.
"""

from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.lifecycle.events import Effect
from aftersales_core.lifecycle.guards import PayloadForm
from aftersales_core.lifecycle.rule import Rule
from aftersales_core.lifecycle.rules import Rules
from aftersales_core.reasons import Catalogue
from aftersales_core.tickets import who
from aftersales_core.tickets.duty_status import PlanBook
from aftersales_core.tickets.incident_plan import INCIDENT_PLAN, IncidentPlan, plan_problems
from aftersales_core.tickets.kind import Kind
from aftersales_core.tickets.kinds import incident_guards as g
from aftersales_core.tickets.kinds.labels import SHARED_TEXTS
from aftersales_core.tickets.roles import ROLES, Roles
from aftersales_core.tickets.situation import Situation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aftersales_core.lifecycle.guards import Guard
    from aftersales_core.lifecycle.machine import Machine

__all__ = ["INCIDENT_POLICY", "INCIDENT_TEXTS", "IncidentEvent", "IncidentPolicy", "IncidentState", "incident"]


class IncidentState(StrEnum):
    """The states of an incident."""

    DETECTED = "detected"
    ACTIVATED = "activated"
    INFORMING = "informing"
    CONTAINED = "contained"
    CLOSED = "closed"
    STOOD_DOWN = "stood_down"


class IncidentEvent(StrEnum):
    """What moves an incident."""

    ACTIVATE = "activate"
    REPORT_DUTY = "report_duty"
    INFORM = "inform"
    DISCLOSE = "disclose"
    CONTAIN = "contain"
    STAND_DOWN = "stand_down"
    CLOSE_INCIDENT = "close_incident"


@attrs.frozen
class IncidentPolicy:
    """Where shops differ; the periods of duties stand in the plans.

    ``activates``: the roles that may activate a plan; informing is theirs as well, and that of agents, and everything
    else a supervisor's or manager's. ``severities``: the ids that an activation must choose from; empty takes any, also
    none. ``needs_review``: closing names what was learned.
    """

    activates: tuple[str, ...] = who.SUPERVISOR
    severities: tuple[str, ...] = ("minor", "major", "critical")
    needs_review: bool = True


IncidentRules: TypeAlias = "tuple[tuple[Rule[IncidentState, IncidentEvent, Situation], ...], ...]"

on = Rules(IncidentState, IncidentEvent, Situation)

_S = IncidentState
_E = IncidentEvent
LEADERS: Final = who.SUPERVISOR
UNDER_WAY: Final = (_S.ACTIVATED, _S.INFORMING, _S.CONTAINED)
CALL_IN: Final = Effect("notify_duty_holders")
INFORM_CONSUMERS: Final = Effect("inform_consumers")
PUBLISH: Final = Effect("publish")

INCIDENT_POLICY: Final = IncidentPolicy()
"""Supervisors and managers activate, with one of three severities, and a review ends it."""


def incident(
    plans: "Iterable[IncidentPlan]" = (INCIDENT_PLAN,),
    policy: IncidentPolicy = INCIDENT_POLICY,
    *,
    roles: Roles = ROLES,
    version: str = "1",
) -> Kind:
    """Return the kind of ticket that an incident is, with the plans that may be activated.

    Raises InvalidDefinition for no plan, two plans of one id, or a duty whose role is not declared.

    >>> incident().machine.name
    'incident'
    """
    used = tuple(plans)
    problems = plan_problems(used, roles)
    if problems:
        raise InvalidDefinition("kind 'incident'", problems)
    return Kind.of(
        "incident",
        _machine(PlanBook(used), policy, roles, version),
        cancels=(_S.STOOD_DOWN,),
        opened_by=(*who.STAFF, *who.PLATFORM, *who.SYSTEM),
        plans=used,
    )


def _machine(
    book: PlanBook, policy: IncidentPolicy, roles: Roles, version: str
) -> "Machine[IncidentState, IncidentEvent, Situation]":
    """Return the machine of plans and a policy."""
    reporters = dict.fromkeys((*who.STAFF, *(duty.role for plan in book.plans for duty in plan.duties)))
    actors = dict.fromkeys((*reporters, *policy.activates))
    return on.machine(
        "incident",
        version,
        states={
            _S.DETECTED: "initial",
            _S.ACTIVATED: "active",
            _S.INFORMING: "active",
            _S.CONTAINED: "done",
            _S.CLOSED: "closed",
            _S.STOOD_DOWN: "closed",
        },
        roles=tuple(role for role in actors if role not in who.SYSTEM),
        rules=(
            *_activating(book, policy),
            *_reporting(book, tuple(reporters)),
            *_telling(book, policy),
            *_ending(book),
        ),
        forms=_forms(policy),
        catalogue=INCIDENT_TEXTS | SHARED_TEXTS | roles.catalogue(),
    )


def _activating(book: PlanBook, policy: IncidentPolicy) -> IncidentRules:
    """Return the rules of putting a plan into force, also again where it flares up."""
    severity = (g.severity_declared(policy.severities),) if policy.severities else ()
    return (
        on(
            (_S.DETECTED, _S.CONTAINED),
            _E.ACTIVATE,
            to=_S.ACTIVATED,
            roles=policy.activates,
            guards=(g.plan_declared(book), *severity),
            effects=(CALL_IN,),
        ),
    )


def _reporting(book: PlanBook, reporters: tuple[str, ...]) -> IncidentRules:
    """Return the rules of reporting a duty, which moves no state."""
    guards = (g.duty_declared(book), g.duty_role(book))
    return tuple(on(state, _E.REPORT_DUTY, to=state, roles=reporters, guards=guards) for state in UNDER_WAY)


def _telling(book: PlanBook, policy: IncidentPolicy) -> IncidentRules:
    """Return the rules of informing and disclosing; a drill does both without anybody outside hearing of it."""
    tellers = tuple(dict.fromkeys((*who.AGENT, *LEADERS, *policy.activates)))
    ready = (g.duties_done("inform", book),)
    return (
        _real_or_drill(_S.ACTIVATED, _E.INFORM, _S.INFORMING, roles=tellers, effect=INFORM_CONSUMERS, guards=ready),
        *(
            _real_or_drill(state, _E.INFORM, state, roles=tellers, effect=INFORM_CONSUMERS)
            for state in (_S.INFORMING, _S.CONTAINED)
        ),
        *(_real_or_drill(state, _E.DISCLOSE, state, roles=LEADERS, effect=PUBLISH) for state in UNDER_WAY),
    )


def _real_or_drill(
    source: IncidentState,
    event: IncidentEvent,
    target: IncidentState,
    *,
    roles: tuple[str, ...],
    effect: Effect,
    guards: "tuple[Guard[Situation], ...]" = (),
) -> "tuple[Rule[IncidentState, IncidentEvent, Situation], ...]":
    """Return the rule with its effect, and the same without it for a drill."""
    return (
        *on(source, event, to=target, roles=roles, guards=(g.NOT_DRILL, *guards), effects=(effect,)),
        *on(source, event, to=target, roles=roles, guards=guards),
    )


def _ending(book: PlanBook) -> IncidentRules:
    """Return the rules of containing, standing down and closing."""
    before_end = (_S.DETECTED, _S.ACTIVATED, _S.INFORMING)
    return (
        on(_S.INFORMING, _E.CONTAIN, to=_S.CONTAINED, roles=LEADERS, guards=(g.duties_done("contain", book),)),
        on(_S.CONTAINED, _E.CLOSE_INCIDENT, to=_S.CLOSED, roles=LEADERS, guards=(g.duties_done("close", book),)),
        on(before_end, _E.STAND_DOWN, to=_S.STOOD_DOWN, roles=LEADERS, effects=(CALL_IN,)),
    )


def _forms(policy: IncidentPolicy) -> dict[IncidentEvent, PayloadForm]:
    """Return what each action must say."""
    forms = {
        _E.ACTIVATE: PayloadForm(("plan_id",)),
        _E.REPORT_DUTY: PayloadForm(("duty_id",)),
        _E.INFORM: PayloadForm(("message_ref",)),
        _E.DISCLOSE: PayloadForm(("message_ref",)),
        _E.CONTAIN: PayloadForm(("measure_ref",)),
        _E.STAND_DOWN: PayloadForm(("reason",)),
    }
    if policy.needs_review:
        forms[_E.CLOSE_INCIDENT] = PayloadForm(("review_ref",))
    return forms


INCIDENT_TEXTS: Final = Catalogue.of(
    {
        "state_detected": ("detected", "已发现"),
        "state_activated": ("plan activated", "预案已启动"),
        "state_informing": ("consumers being informed", "正在告知消费者"),
        "state_contained": ("contained", "已控制"),
        "state_stood_down": ("stood down", "应急已解除"),
        "event_activate": ("activate the emergency plan", "启动应急预案"),
        "event_report_duty": ("report a duty done", "报告职责已履行"),
        "event_inform": ("inform consumers", "告知消费者"),
        "event_disclose": ("disclose to the public", "公开披露"),
        "event_contain": ("contain it", "控制事态"),
        "event_stand_down": ("stand down", "解除应急状态"),
        "event_close_incident": ("close the incident", "结束应急处置"),
        "plan_declared": ("there must be such a plan", "须存在该应急预案"),
        "severity_declared": ("there must be such a severity", "须存在该严重度"),
        "duty_declared": ("the plan must have such a duty", "预案中须有该职责"),
        "duty_role": ("it must be the role's own duty", "须由承担该职责的角色报告"),
        "not_drill": ("it must not be a drill", "不得为演练"),
        "duties_before_inform": ("the duties before informing must be done", "告知前的职责须已履行"),
        "duties_before_contain": ("the duties before containment must be done", "控制前的职责须已履行"),
        "duties_before_close": ("the duties before closing must be done", "结束前的职责须已履行"),
        "duty_missing": ("{role} must report the duty {duty} first", "须先由{role}报告职责{duty}已履行"),
    }
)
"""What only an incident speaks of."""
