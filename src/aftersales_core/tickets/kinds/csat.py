"""The short survey after a ticket: one question, which the customer answers in time or not at all.

A low score is no end: it asks the shell to open a complaint and to call the customer back.
"""

from enum import StrEnum
from typing import TYPE_CHECKING, Final

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.lifecycle.events import Effect
from aftersales_core.lifecycle.guards import PayloadForm
from aftersales_core.lifecycle.rules import Rules
from aftersales_core.reasons import Catalogue
from aftersales_core.tickets import who
from aftersales_core.tickets.kind import Kind
from aftersales_core.tickets.kinds import feedback_guards as f
from aftersales_core.tickets.kinds.labels import SHARED_TEXTS
from aftersales_core.tickets.roles import ROLES
from aftersales_core.tickets.situation import Situation
from aftersales_core.worktime.period import Period

if TYPE_CHECKING:
    from aftersales_core.lifecycle.machine import Machine

__all__ = ["CSAT_POLICY", "CSAT_TEXTS", "CsatEvent", "CsatPolicy", "CsatState", "csat"]


class CsatState(StrEnum):
    """The states of a short survey."""

    SENT = "sent"
    RATED = "rated"
    EXPIRED = "expired"


class CsatEvent(StrEnum):
    """What moves a short survey."""

    RATE = "rate"
    LAPSE = "lapse"


@attrs.frozen
class CsatPolicy:
    """The scale and what a low score sets off; the figures are defaults.

    Scores go from ``lowest`` to ``highest``, both included; those up to ``low`` open a complaint and ask for a call.
    ``expires_after`` is how long the customer can answer. ``by_phone``: staff may enter what a customer says.

    Raises InvalidDefinition for a scale without two ends, or a low score off the scale.
    """

    lowest: int = 1
    highest: int = 5
    low: int = 2
    expires_after: Period = Period.days(7)
    by_phone: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse a scale on which no score could be good."""
        if not self.lowest <= self.low < self.highest:
            problem = f"scores from {self.lowest} to {self.highest} with {self.low} as low: order them that way"
            raise InvalidDefinition("csat policy", (problem,))


on = Rules(CsatState, CsatEvent, Situation)

_S = CsatState
_E = CsatEvent
OPEN_COMPLAINT: Final = Effect("open_complaint")
CALL_BACK: Final = Effect("call_back")


CSAT_POLICY: Final = CsatPolicy()
"""Five steps, of which the lower two are low."""


def csat(policy: CsatPolicy = CSAT_POLICY, *, version: str = "1") -> Kind:
    """Return the kind of ticket that a short survey is, under a policy.

    >>> csat(CsatPolicy(highest=10, low=6)).machine.name
    'csat'
    """
    return Kind.of("csat", _machine(policy, version), cancels=(_S.EXPIRED,))


def _machine(policy: CsatPolicy, version: str) -> "Machine[CsatState, CsatEvent, Situation]":
    """Return the machine of a policy."""
    raters = (*who.CUSTOMER, *(who.STAFF if policy.by_phone else ()))
    on_scale = f.score_on_scale(policy.lowest, policy.highest)
    low = (on_scale, f.low_score(policy.low, policy.highest))
    return on.machine(
        "csat",
        version,
        states={_S.SENT: "initial", _S.RATED: "closed", _S.EXPIRED: "closed"},
        roles=raters,
        rules=(
            on(_S.SENT, _E.RATE, to=_S.RATED, roles=raters, guards=low, effects=(OPEN_COMPLAINT, CALL_BACK)),
            on(_S.SENT, _E.RATE, to=_S.RATED, roles=raters, guards=(on_scale,)),
            on(_S.SENT, _E.LAPSE, to=_S.EXPIRED, roles=who.SYSTEM, after=policy.expires_after),
        ),
        forms={_E.RATE: PayloadForm(("score",))},
        catalogue=CSAT_TEXTS | SHARED_TEXTS | ROLES.catalogue(),
    )


CSAT_TEXTS: Final = Catalogue.of(
    {
        "state_sent": ("sent", "已发送"),
        "state_rated": ("rated", "已评价"),
        "state_expired": ("expired", "已过期"),
        "event_rate": ("rate", "评价"),
        "score_on_scale": ("the score must be on the scale", "分数须在量表范围内"),
        "score_off_scale": ("{score} is not from {lowest} to {highest}", "分数{score}不在{lowest}至{highest}之间"),
        "low_score": ("the score is low", "低分"),
    }
)
"""What only a short survey speaks of."""
