"""One case under one policy: all its facts in one place, and the deadlines that several rights share."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from aftersales_core.errors import HorizonExceeded
from aftersales_core.instants import utc
from aftersales_core.money.amount import Money
from aftersales_core.reasons import Reason
from aftersales_core.returns.claim import Claim
from aftersales_core.returns.derive import contradictions, derive
from aftersales_core.returns.evidence import Evidence
from aftersales_core.returns.fact_table import FACTS
from aftersales_core.returns.facts import FactValue
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.windows import PLACE, ReturnWindow, civil_calendar
from aftersales_core.worktime.calendar import AnyCalendar
from aftersales_core.worktime.deadline import Deadline
from aftersales_core.worktime.period import Period

__all__ = ["Case", "case_of"]

UTC: Final = "UTC"

Ends = dict[ReturnWindow, Deadline | Reason | None]


@attrs.define(eq=False)
class EndsBuilder:
    """The ends of windows, each worked out once for all rights of a case."""

    found: dict[ReturnWindow, Deadline | Reason | None] = attrs.field(
        factory=dict[ReturnWindow, Deadline | Reason | None]
    )


@attrs.frozen(eq=False)
class Case:
    """A claim's facts under a policy, with what is worked out only once for all rights."""

    policy: ReturnPolicy
    facts: Mapping[str, FactValue]
    handed: tuple[Evidence, ...]
    conflicts: tuple[Reason, ...]
    ends: EndsBuilder = attrs.field(factory=EndsBuilder)

    def calendar(self, name: str, *, needs_zone: bool) -> AnyCalendar | Reason:
        """Return a calendar by its name, or the reason why there is none."""
        if name == PLACE:
            tz = self.facts.get("tz") or self.policy.tz
            if tz is None and needs_zone:
                return Reason("fact_missing", (("fact", "tz"),), "missing")
            return civil_calendar(str(tz or UTC))
        country = self.facts.get("country")
        full = name.replace("{country}", str(country)) if country is not None else name
        if "{country}" in full:
            return Reason("fact_missing", (("fact", "country"),), "missing")
        found = self.policy.bound.get(full)
        return found if found is not None else Reason("calendar_missing", (("calendar", full),), "missing")

    def end(self, window: ReturnWindow) -> Deadline | Reason | None:
        """Return when a window ends; a reason where no calendar can tell; None where a fact is missing."""
        ends = self.ends.found
        if window in ends:
            return ends[window]
        found = ends[window] = self._end(window)
        return found

    def end_at_least(self, window: ReturnWindow) -> Deadline | None:
        """Return the earliest that a window can end, where the latest of several events counts and one is unknown.

        What was done by then was done in time, whatever the unknown event was.
        """
        known = [name for name in window.start if self.facts.get(name) is not None]
        if window.pick != "latest" or not known:
            return None
        found = self.end(attrs.evolve(window, start=tuple(known)))
        return found if isinstance(found, Deadline) else None

    def _end(self, window: ReturnWindow) -> Deadline | Reason | None:
        """Work out when a window ends."""
        periods = [period for period in (window.period, window.extended_by) if period is not None]
        needs_zone = window.until is not None or any(not _is_zoneless(period) for period in periods)
        calendar = self.calendar(window.calendar, needs_zone=needs_zone)
        if isinstance(calendar, Reason):
            return calendar
        try:
            return window.deadline(self.facts, calendar)
        except HorizonExceeded:
            return Reason("calendar_horizon", (("calendar", calendar.id),), "missing")

    def opening(self, window: ReturnWindow, opens: Period) -> Deadline | Reason:
        """Return when a window begins, where that is later than its event; a reason where nobody can tell."""
        event = window.event(self.facts)
        if event is None:
            return Reason("fact_missing", (("fact", window.start[-1]),), "missing")
        return self._counted(opens, event, window.calendar)

    def _counted(self, period: Period, start: dt.datetime | dt.date, name: str) -> Deadline | Reason:
        """Return the end of a period on a calendar, or the reason why nobody can tell."""
        calendar = self.calendar(name, needs_zone=not _is_zoneless(period))
        if isinstance(calendar, Reason):
            return calendar
        try:
            return period.deadline(start, calendar)
        except HorizonExceeded:
            return Reason("calendar_horizon", (("calendar", calendar.id),), "missing")

    def after(self, period: Period | None, event: str, name: str = PLACE) -> Deadline | None:
        """Return the end of a period that runs from a fact, or None where it cannot be told."""
        start = self.facts.get(event)
        if period is None or not isinstance(start, dt.datetime):
            return None
        found = self._counted(period, start, name)
        return None if isinstance(found, Reason) else found


def _already(claim: Claim, facts: Mapping[str, FactValue], left: int) -> Iterator[Reason]:
    """Yield why nothing may be left to claim: all is back, all is paid back, or another claim is open."""
    if left <= 0 and claim.quantity is None:
        yield Reason("already_returned", (("bought", claim.line.quantity),), "conflict")
    refunded = facts.get("refunded")
    if isinstance(refunded, Money) and refunded == claim.line.paid and refunded.minor_units > 0:
        yield Reason("already_refunded", (("amount", str(refunded)),), "conflict")
    if facts.get("open_claim") is True:
        yield Reason("already_claimed", (), "conflict")


def _is_zoneless(period: Period) -> bool:
    """Tell whether a period means the same in every zone: hours from an instant do."""
    return period.unit in {"seconds", "minutes", "hours"} and period.count_from == "start"


def case_of(policy: ReturnPolicy, claim: Claim) -> Case:
    """Bring everything that is known of a claim together: defaults, traits of the category, the line, the claim."""
    line = claim.line
    facts: dict[str, FactValue] = {
        **FACTS.defaults,
        **policy.categories.traits(line.category),
        **dict(line.facts),
        **dict(claim.facts),
        "category": line.category,
        "paid": line.paid,
        "quantity": line.quantity,
        "kind": claim.kind,
        "submitted_at": utc(claim.submitted_at),
    }
    already = facts["returned_quantity"]
    if policy.tz is not None:
        facts.setdefault("tz", policy.tz)
    left = line.quantity - already if isinstance(already, int) else line.quantity
    facts["claimed_quantity"] = claim.quantity if claim.quantity is not None else max(left, 0)
    names = policy.derived.get((claim.kind, line.category), ())
    conflicts = [*derive(facts, names), *contradictions(facts)]
    conflicts += _already(claim, facts, left)
    return Case(policy, facts, claim.evidence, tuple(conflicts))
