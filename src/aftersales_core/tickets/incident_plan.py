"""The emergency plan: which duties an incident brings, whose they are, by when, and what may not happen before them."""

from collections.abc import Iterable, Iterator
from typing import Final, Literal, TypeAlias, get_args

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.reasons import language
from aftersales_core.tickets.roles import ROLES, Roles
from aftersales_core.tickets.vocabulary import is_id, meant, require_tuple, twice, untold
from aftersales_core.worktime.period import Period

__all__ = ["INCIDENT_PLAN", "Duty", "DutyKind", "DutyStart", "IncidentPlan", "IncidentStep", "plan_problems"]

DutyStart: TypeAlias = Literal["detected", "activated", "informed", "contained"]
"""What a duty's time counts from: the incident's first news, or the last time that it came into that state."""

IncidentStep: TypeAlias = Literal["inform", "contain", "close"]
"""What may not happen while a duty is missing."""

DutyKind: TypeAlias = Literal[
    "keep_service_running",
    "inform_consumers",
    "disclose",
    "notify_authority",
    "investigate",
    "contain",
    "other",
]
"""What sort of duty it is; only the first is treated apart: it stands, and must be renewed."""

STARTS: Final[tuple[str, ...]] = get_args(DutyStart)
STEPS: Final[tuple[str, ...]] = get_args(IncidentStep)
KINDS: Final[tuple[str, ...]] = get_args(DutyKind)
KEEP_RUNNING: Final = "keep_service_running"
REACHED_BY: Final = {"informed": "inform", "contained": "contain"}
"""The step that a start waits for."""


@attrs.frozen
class Duty:
    """One duty of an emergency plan, with its labels.

    ``role`` must report it ``within`` a period from ``counts_from``, and before the step that it is ``needed_for``;
    None for a duty that holds nothing up. A duty of the kind ``keep_service_running`` stands: see `IncidentPlan`.
    """

    id: str
    en: str
    zh: str
    role: str
    within: Period
    counts_from: DutyStart
    needed_for: IncidentStep | None
    kind: DutyKind

    def label(self, lang: str) -> str:
        """Return the label in the language of a BCP 47 tag."""
        return self.zh if language(lang) == "zh" else self.en

    @property
    def is_standing(self) -> bool:
        """Tell whether it must be renewed as long as the incident is under way."""
        return self.kind == KEEP_RUNNING


@attrs.frozen
class IncidentPlan:
    """Duties shared out, under an id that events name.

    A standing duty (``keep_service_running``) is due first as any other, and then again ``renew_every`` after each
    report, until the incident is contained: service that ran in the morning need not run at night.

    Raises InvalidDefinition with every problem: ids and texts, duties given twice, no duty that keeps the service
    running, a duty needed for a step that comes before its time begins. Roles are checked where a plan is put to use.

    >>> INCIDENT_PLAN.duty("disclose").role
    'manager'
    """

    id: str
    en: str
    zh: str
    duties: tuple[Duty, ...]
    renew_every: Period = Period.hours(4)

    def __attrs_post_init__(self) -> None:
        """Refuse a plan that would fail only in an emergency."""
        require_tuple("duties", self.duties, Duty)
        problems = tuple(_problems(self))
        if problems:
            raise InvalidDefinition(f"incident plan {self.id!r:.80}", problems)

    def duty(self, id: str) -> Duty | None:
        """Return the duty of an id, or None."""
        return next((duty for duty in self.duties if duty.id == id), None)

    def needed_for(self, step: str) -> tuple[Duty, ...]:
        """Return the duties that a step waits for, in the plan's order."""
        return tuple(duty for duty in self.duties if duty.needed_for == step)


def _problems(plan: IncidentPlan) -> Iterator[str]:
    """Yield everything that is wrong with a plan by itself."""
    if not is_id(plan.id):
        yield f"id {plan.id!r:.80}: use 1 to 64 characters without spaces"
    yield from untold(plan.en, plan.zh)
    yield from (f"duty {id!r:.80} is given twice" for id in twice(duty.id for duty in plan.duties))
    if not any(duty.is_standing for duty in plan.duties):
        yield f"no duty keeps the service running: add one of the kind {KEEP_RUNNING!r}"
    for duty in plan.duties:
        yield from (f"duty {duty.id!r:.80}: {problem}" for problem in _duty_problems(duty))


def _duty_problems(duty: Duty) -> Iterator[str]:
    """Yield everything that is wrong with one duty."""
    if not is_id(duty.id):
        yield "use 1 to 64 characters without spaces as the id"
    yield from untold(duty.en, duty.zh)
    for what, value, known in (
        ("counts_from", duty.counts_from, STARTS),
        ("needed_for", duty.needed_for, (None, *STEPS)),
        ("kind", duty.kind, KINDS),
    ):
        if value not in known:
            yield f"{what} is {value!r:.80}: use one of {', '.join(map(str, known))}"
    step = REACHED_BY.get(duty.counts_from)
    if step in STEPS and duty.needed_for in STEPS and STEPS.index(duty.needed_for) <= STEPS.index(step):
        yield f"it is needed for {duty.needed_for!r}, but its time begins with {step!r}: let it count from earlier"
    if duty.is_standing and duty.needed_for != "close":
        yield "a duty that keeps the service running must be needed for 'close'"
    if duty.is_standing and duty.counts_from != "activated":
        yield "a duty that keeps the service running must count from 'activated'"


def plan_problems(plans: Iterable[IncidentPlan], roles: Roles = ROLES) -> tuple[str, ...]:
    """Return what is wrong with plans that are to be used together by a desk with these roles."""
    used = tuple(plans)
    problems = [] if used else ["there is no plan: give at least one"]
    problems += [f"plan {id!r:.80} is given twice" for id in twice(plan.id for plan in used)]
    problems += [
        f"plan {plan.id!r:.80}: duty {duty.id!r:.80} is of the undeclared role {meant(duty.role, roles.ids)}"
        for plan in used
        for duty in plan.duties
        if roles.get(duty.role) is None
    ]
    return tuple(problems)


INCIDENT_PLAN: Final = IncidentPlan(
    "general",
    "general emergency plan",
    "通用应急预案",
    (
        Duty(
            "keep_service_running",
            "keep the after-sales service running",
            "保证售后服务正常运行",
            "coordinator",
            Period.hours(2),
            "activated",
            "close",
            "keep_service_running",
        ),
        Duty(
            "notify_authority",
            "report to the authority",
            "向主管部门报告",
            "manager",
            Period.hours(2),
            "detected",
            None,
            "notify_authority",
        ),
        Duty(
            "inform_consumers",
            "tell the consumers concerned",
            "告知受影响的消费者",
            "supervisor",
            Period.hours(24),
            "activated",
            "contain",
            "inform_consumers",
        ),
        Duty(
            "disclose", "tell the public", "公开披露信息", "manager", Period.hours(24), "activated", "close", "disclose"
        ),
        Duty(
            "investigate",
            "find the cause",
            "查明原因",
            "technician",
            Period.hours(72),
            "activated",
            "close",
            "investigate",
        ),
    ),
)
"""A plan with the duties that a guide for produce sold online names (keep running, inform, disclose) and two more.

Every period and every role is a proposal: put in what the law of the trade and place says.
"""
