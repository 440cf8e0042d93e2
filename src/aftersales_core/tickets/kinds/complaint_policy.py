"""What shops and rule books decide differently about complaints, as switches and figures."""

from typing import Final

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.tickets.vocabulary import meant
from aftersales_core.worktime.period import Period

__all__ = ["COMPLAINT_POLICY", "WECHAT_COMPLAINT_POLICY", "ComplaintPolicy"]


@attrs.frozen
class ComplaintPolicy:
    """Where shops and rule books differ; the figures are defaults.

    ``acknowledge_after``: the system acknowledges by then (ISO 10002: at once); None leaves it to people.
    ``early_settlement``: until when after receipt it can be settled without a full response (FCA DISP 1.5: by close of
    the third working day); None sets no end. ``final_response``: by when an answer is owed (DISP 1.6: eight weeks, and
    no pause stops that clock); from then on the customer can turn to an outside body without one. ``external_window``:
    how long after a decision a closed complaint can still go there (DISP 1.6: six months); None keeps it closed.
    ``needs_notice``: an answer must say which body that is. ``appeal_window`` and ``close_after`` count from the
    decision; None for the latter waits for the customer. ``customer_silent_after``: then it is decided on the file (the
    7 days within which WeChat's shops expect a buyer to act). ``evidence_window`` runs anew with each request (WeChat:
    48 hours).

    ``high_severities`` need a supervisor to decide, and with ``four_eyes`` another person than assessed it.
    ``needs_verification``: a complaint must be found true before it is answered. ``follow_up``: when to ask whether the
    customer is satisfied; None does not ask.

    Raises InvalidDefinition for a high severity that is not among the severities.
    """

    acknowledge_after: Period | None = Period.working_days(1)
    early_settlement: Period | None = Period.working_days(3, ends="close")
    final_response: Period = Period.days(56, pausable=False)
    external_window: Period | None = Period.months(6)
    customer_silent_after: Period = Period.days(7)
    close_after: Period | None = Period.days(14)
    appeal_window: Period = Period.days(14)
    evidence_window: Period = Period.hours(48)
    severities: tuple[str, ...] = ("low", "medium", "high", "critical")
    high_severities: tuple[str, ...] = ("high", "critical")
    four_eyes: bool = True
    needs_verification: bool = False
    needs_notice: bool = True
    follow_up: Period | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a rule for complaints that could never come."""
        unknown = [name for name in self.high_severities if name not in self.severities]
        if unknown:
            problems = tuple(f"no severity is called {meant(name, self.severities)}" for name in unknown)
            raise InvalidDefinition("complaint policy", problems)


COMPLAINT_POLICY: Final = ComplaintPolicy()
"""The figures of the sources, and the switches as most desks set them."""

WECHAT_COMPLAINT_POLICY: Final = ComplaintPolicy(
    early_settlement=None,
    final_response=Period.hours(48),
    external_window=Period.days(7),
    close_after=Period.days(7),
    appeal_window=Period.days(7),
    needs_notice=False,
)
"""The figures for complaints about a trade in WeChat's shops: 48 hours to answer, 48 for evidence, 7 days to object."""
