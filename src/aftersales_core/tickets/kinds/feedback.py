"""Feedback: a wish or suggestion, by a customer or by staff, that others can vote for and that is done or declined.

It follows what public feedback boards share (Fider): open, planned, started, completed, declined, duplicate, deleted.
"""

from enum import StrEnum
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import attrs

from aftersales_core.lifecycle.events import Effect
from aftersales_core.lifecycle.guards import PayloadForm
from aftersales_core.lifecycle.rule import Category, Rule
from aftersales_core.lifecycle.rules import Rules
from aftersales_core.reasons import Catalogue
from aftersales_core.tickets import who
from aftersales_core.tickets.kind import Kind
from aftersales_core.tickets.kinds import feedback_guards as f
from aftersales_core.tickets.kinds.feedback_guards import MODERATED_FACT
from aftersales_core.tickets.kinds.labels import SHARED_TEXTS
from aftersales_core.tickets.roles import ROLES
from aftersales_core.tickets.situation import Situation
from aftersales_core.worktime.period import Period

if TYPE_CHECKING:
    from aftersales_core.lifecycle.machine import Machine

__all__ = ["FEEDBACK_POLICY", "FEEDBACK_TEXTS", "FeedbackEvent", "FeedbackPolicy", "FeedbackState", "feedback"]


class FeedbackState(StrEnum):
    """The states of a piece of feedback."""

    SUBMITTED = "submitted"
    OPEN = "open"
    PLANNED = "planned"
    STARTED = "started"
    COMPLETED = "completed"
    DECLINED = "declined"
    DUPLICATE = "duplicate"
    DELETED = "deleted"


class FeedbackEvent(StrEnum):
    """What moves a piece of feedback."""

    PUBLISH = "publish"
    DISCARD = "discard"
    VOTE = "vote"
    COMMENT = "comment"
    PLAN = "plan"
    START = "start"
    REPLAN = "replan"
    COMPLETE = "complete"
    DECLINE = "decline"
    MARK_DUPLICATE = "mark_duplicate"
    LAPSE = "lapse"
    REOPEN = "reopen"
    DELETE = "delete"


@attrs.frozen
class FeedbackPolicy:
    """Where shops differ; the figures are defaults.

    ``needs_moderation``: somebody must look at it before the system publishes it. ``staff_votes``: staff vote as well,
    for a desk that collects its own people's suggestions. ``declined_after``: open feedback that nobody touches for so
    long is declined. ``rewards``: when the effect ``reward_author`` asks for a thank-you, such as points; None never
    does.
    """

    needs_moderation: bool = True
    staff_votes: bool = False
    declined_after: Period = Period.days(365)
    rewards: Literal["publish", "complete"] | None = None


FeedbackRules: TypeAlias = "tuple[tuple[Rule[FeedbackState, FeedbackEvent, Situation], ...], ...]"

on = Rules(FeedbackState, FeedbackEvent, Situation)

_S = FeedbackState
_E = FeedbackEvent
A: Final = who.AGENT
AS: Final = (*who.AGENT, *who.SUPERVISOR)
C: Final = who.CUSTOMER
WANTED: Final = (_S.OPEN, _S.PLANNED)
PUBLIC: Final = (_S.OPEN, _S.PLANNED, _S.STARTED)
NOTIFY: Final = Effect("notify_customer")
NOTIFY_VOTERS: Final = Effect("notify_voters")
MOVE_VOTES: Final = Effect("move_votes")
REWARD: Final = Effect("reward_author")


FEEDBACK_POLICY: Final = FeedbackPolicy()
"""The switches as most desks set them."""


def feedback(policy: FeedbackPolicy = FEEDBACK_POLICY, *, version: str = "1") -> Kind:
    """Return the kind of ticket that a piece of feedback is, under a policy.

    >>> sorted(feedback().for_everyone)
    ['comment', 'vote']
    """
    return Kind.of(
        "feedback",
        _machine(policy, version),
        cancels=(_S.DUPLICATE, _S.DELETED),
        for_everyone=(_E.VOTE, _E.COMMENT),
        staff_facts=(MODERATED_FACT,),
    )


def _machine(policy: FeedbackPolicy, version: str) -> "Machine[FeedbackState, FeedbackEvent, Situation]":
    """Return the machine of a policy."""
    return on.machine(
        "feedback",
        version,
        states=STATES,
        roles=(*C, *(who.STAFF if policy.staff_votes else AS)),
        rules=(*_publishing(policy), *_public(policy), *_working(policy), *_ending(policy)),
        forms=FORMS,
        catalogue=FEEDBACK_TEXTS | SHARED_TEXTS | ROLES.catalogue(),
    )


STATES: Final[dict[FeedbackState, Category]] = {
    _S.SUBMITTED: "initial",
    _S.OPEN: "active",
    _S.PLANNED: "active",
    _S.STARTED: "active",
    _S.COMPLETED: "closed",
    _S.DECLINED: "done",
    _S.DUPLICATE: "closed",
    _S.DELETED: "closed",
}


def _publishing(policy: FeedbackPolicy) -> "FeedbackRules":
    """Return the rules until everyone can read it."""
    looked_at = (f.MODERATED,) if policy.needs_moderation else ()
    effects = (REWARD,) if policy.rewards == "publish" else ()
    return (
        on(_S.SUBMITTED, _E.PUBLISH, to=_S.OPEN, roles=(*A, *who.SYSTEM), guards=looked_at, effects=effects),
        on(_S.SUBMITTED, _E.DISCARD, to=_S.DELETED, roles=A),
    )


def _public(policy: FeedbackPolicy) -> "FeedbackRules":
    """Return what everyone can do; votes and comments move nothing."""
    voters = (*C, *who.STAFF) if policy.staff_votes else C
    return (
        *(on(state, _E.VOTE, to=state, roles=voters, guards=(f.NOT_VOTED,)) for state in WANTED),
        *(on(state, _E.COMMENT, to=state, roles=(*C, *A)) for state in PUBLIC),
    )


def _working(policy: FeedbackPolicy) -> "FeedbackRules":
    """Return the rules of doing it."""
    told = (NOTIFY, NOTIFY_VOTERS)
    thanks = (REWARD,) if policy.rewards == "complete" else ()
    return (
        on(_S.OPEN, _E.PLAN, to=_S.PLANNED, roles=AS, effects=told),
        on(WANTED, _E.START, to=_S.STARTED, roles=AS, effects=told),
        on((_S.PLANNED, _S.STARTED), _E.REPLAN, to=_S.OPEN, roles=AS, effects=told),
        on(PUBLIC, _E.COMPLETE, to=_S.COMPLETED, roles=AS, effects=(*told, *thanks)),
    )


def _ending(policy: FeedbackPolicy) -> "FeedbackRules":
    """Return the rules of not doing it, and of thinking again."""
    undecided = (_S.SUBMITTED, *WANTED)
    told = (NOTIFY, NOTIFY_VOTERS)
    idle = policy.declined_after
    return (
        on(undecided, _E.DECLINE, to=_S.DECLINED, roles=AS, effects=told),
        on(undecided, _E.MARK_DUPLICATE, to=_S.DUPLICATE, roles=AS, guards=f.REPEATS, effects=(MOVE_VOTES,)),
        on(_S.OPEN, _E.LAPSE, to=_S.DECLINED, roles=who.SYSTEM, after=idle, anchor="last_activity", effects=told),
        on((_S.DECLINED, _S.COMPLETED), _E.REOPEN, to=_S.OPEN, roles=AS, effects=told),
        on((*PUBLIC, _S.DECLINED), _E.DELETE, to=_S.DELETED, roles=who.SUPERVISOR),
    )


FORMS: Final = {
    _E.DISCARD: PayloadForm(("reason",)),
    _E.COMMENT: PayloadForm(("comment_ref",)),
    _E.COMPLETE: PayloadForm(("response_ref",)),
    _E.DECLINE: PayloadForm(("response_ref",)),
    _E.MARK_DUPLICATE: PayloadForm(("original",)),
    _E.REOPEN: PayloadForm(("reason",)),
}

FEEDBACK_TEXTS: Final = Catalogue.of(
    {
        "state_submitted": ("submitted", "已提交"),
        "state_planned": ("planned", "已列入计划"),
        "state_started": ("started", "实施中"),
        "state_completed": ("completed", "已完成"),
        "state_declined": ("declined", "不采纳"),
        "state_duplicate": ("duplicate", "重复反馈"),
        "state_deleted": ("deleted", "已删除"),
        "event_publish": ("publish", "公开"),
        "event_discard": ("discard", "不予公开"),
        "event_vote": ("vote", "投票支持"),
        "event_comment": ("comment", "评论"),
        "event_plan": ("plan", "列入计划"),
        "event_start": ("start", "开始实施"),
        "event_replan": ("take off the plan", "移出计划"),
        "event_complete": ("complete", "完成"),
        "event_decline": ("decline", "不采纳"),
        "event_mark_duplicate": ("mark as a duplicate", "标记为重复"),
        "event_delete": ("delete", "删除"),
        "moderated": ("it must be looked at and fit to be published", "须先审核且可公开"),
        "not_moderated": ("nobody has found it fit to be published", "尚未审核通过"),
        "not_voted": ("one vote each", "每人一票"),
        "voted_before": ("you have voted already", "已投过票"),
        "original_exists": ("the original must be a piece of feedback", "原反馈须存在"),
        "original_unknown": ("there is no feedback {original}", "没有反馈{original}"),
        "not_its_own_original": ("it must not be a duplicate of itself", "不能与自身重复"),
        "original_not_duplicate": ("the original must be no duplicate itself", "原反馈本身不得是重复反馈"),
        "original_is_duplicate": ("{original} is a duplicate of {of} itself", "{original}本身与{of}重复"),
    }
)
"""What only feedback speaks of."""
