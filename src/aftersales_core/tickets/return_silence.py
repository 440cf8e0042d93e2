"""A seller's silence about an application that the customer has changed: it counts from the change."""

import datetime as dt
from typing import TYPE_CHECKING

import attrs

from aftersales_core.instants import utc
from aftersales_core.reasons import Reason
from aftersales_core.tickets.actions.returns import Modify
from aftersales_core.tickets.return_facts import REFUND_ONLY, known_remedy
from aftersales_core.worktime.period import Period

if TYPE_CHECKING:
    from aftersales_core.lifecycle.guards import Attempt, Verdict
    from aftersales_core.tickets.desk import Desk
    from aftersales_core.tickets.situation import Situation
    from aftersales_core.tickets.ticket import Ticket

__all__ = ["SilentSinceChange", "application_unchanged", "changed_silent_at"]


@attrs.frozen
class SilentSinceChange:
    """A condition that holds once the seller has said nothing for a period about a changed application.

    Without it a customer could change what they ask for just before the silence counts as an agreement.
    """

    refund: Period
    goods: Period

    def __call__(self, situation: "Situation", attempt: "Attempt") -> "Verdict":
        """Tell whether the period since the change is over."""
        due = self.due_at(situation.desk, situation.ticket)
        if due is None:
            return Reason.of("application_not_changed", "unmet")
        return attempt.at >= due or Reason.of("application_changed", "unmet", due_at=due)

    def due_at(self, desk: "Desk", ticket: "Ticket") -> dt.datetime | None:
        """Return when the period is over; None where nothing was changed since it was asked for."""
        changed = _changed_at(ticket)
        if changed is None:
            return None
        period = self.refund if known_remedy(ticket) == REFUND_ONLY else self.goods
        return utc(period.deadline(changed, desk.calendar).instant)


def application_unchanged(situation: "Situation", _attempt: "Attempt") -> "Verdict":
    """Tell whether the seller has had the application as it is from the start."""
    return _changed_at(situation.ticket) is None or Reason.of("application_changed", "unmet")


def changed_silent_at(desk: "Desk", ticket: "Ticket") -> dt.datetime | None:
    """Return from when on silence about a changed application counts, by the periods of the ticket's own lifecycle."""
    kind = desk.kind_of(ticket)
    if kind is None:
        return None
    rules = kind.machine.steps.get(ticket.state, {}).get("lapse", ())
    checks = (guard.check for rule in rules for guard in rule.guards)
    found = next((check for check in checks if isinstance(check, SilentSinceChange)), None)
    return None if found is None else found.due_at(desk, ticket)


def _changed_at(ticket: "Ticket") -> dt.datetime | None:
    """Return when the application was changed since it came into its state, or None."""
    changed = ticket.done_of(Modify)
    return changed.at if changed is not None and changed.at > ticket.item.entered_at else None
