"""What one right says to a case: every part is looked at, every reason is given, and unknown is not yes."""

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

import attrs

from aftersales_core.instants import local, micros, zone
from aftersales_core.reasons import Reason
from aftersales_core.returns.amounts import Amount, FactShare
from aftersales_core.returns.basis import Layer
from aftersales_core.returns.case import Case
from aftersales_core.returns.decision import Finding, RightVerdict
from aftersales_core.returns.fact_table import FACTS
from aftersales_core.returns.facts import FactValue
from aftersales_core.returns.refund import Refund, Unknown, heads_of, refund_of
from aftersales_core.returns.rights import Clause, CostBearer, Right
from aftersales_core.returns.windows import ReturnWindow, at_instant, civil_calendar
from aftersales_core.worktime.deadline import Deadline
from aftersales_core.worktime.period import Period

__all__ = ["assess_right", "counting", "fact_missing"]

OF_THE_CLAIM: Final = frozenset({"submitted_at", "reported_at", "first_reported_at"})
"""What is done by claiming or reporting; a window for anything else says nothing of by when to claim."""


@attrs.define(eq=False)
class FindingBuilder:
    """What has been noted of one right on the way; turned into a finding at the end."""

    kept: list[Reason] = attrs.field(factory=list[Reason])
    denied: list[Reason] = attrs.field(factory=list[Reason])
    referred: list[Reason] = attrs.field(factory=list[Reason])
    missing: list[str] = attrs.field(factory=list[str])
    lacking: tuple[str, ...] = ()
    due: Deadline | None = None
    closes: Deadline | None = None


def assess_right(case: Case, layer: Layer, right: Right, *, applies: bool | None) -> Finding:
    """Look at one right that is about such a purchase, or may be where ``applies`` is not known."""
    facts = case.facts
    notes = FindingBuilder()
    if applies is None:
        notes.missing += right.applies.missing(facts)
    for window in right.windows:
        _look_at_window(case, window, notes)
    _look_at_terms(case, right.exclusions, notes.denied, notes, answer=True)
    _look_at_terms(case, right.requires, notes.denied, notes, answer=False)
    _look_at_terms(case, right.refers, notes.referred, notes, answer=True)
    notes.lacking = _lacking(case, right, notes.closes)
    refund = None
    if right.amount is not None and not notes.denied:
        refund = _worked_out(right.amount, facts, notes)
    return _finding(case, layer, right, notes, refund)


def _worked_out(amount: Amount, facts: Mapping[str, FactValue], notes: FindingBuilder) -> Refund | None:
    """Return the refund; note what it lacks, that the share is too small for any, or that the buyer would owe."""
    share = amount.share
    if isinstance(share, FactShare) and share.tolerance and not amount.from_zero:
        found = facts.get(share.fact)
        if isinstance(found, int | Fraction) and found <= share.tolerance and not share.full_when.holds(facts):
            notes.denied.append(Reason("share_within_tolerance", (("tolerance", share.tolerance),), "unmet"))
            return None
    refund = refund_of(amount, facts)
    if isinstance(refund, Unknown):
        notes.missing += refund.missing
        return None
    if refund.needs_review:
        notes.referred.append(Reason(refund.steps[-1].code, (), "unmet"))
    return refund


def _look_at_window(case: Case, window: ReturnWindow, notes: FindingBuilder) -> None:
    """Note whether what had to be done was done in time."""
    end, done = case.end(window), case.facts.get(window.done)
    if isinstance(end, Reason):
        _doubt(end, notes)
        return
    if not isinstance(done, dt.datetime):
        notes.missing.append(window.done)
    if end is None:
        end = case.end_at_least(window)
        if end is None or not isinstance(done, dt.datetime) or not end.is_met(done):
            notes.missing += window.missing(case.facts)
            return
    _keep_ends(window, end, notes)
    if not isinstance(done, dt.datetime):
        return
    if not end.is_met(done):
        notes.denied.append(_window_reason(case, "window_closed", window, end))
        return
    notes.kept.append(_window_reason(case, "window_open", window, end))
    if window.opens is not None:
        opening = case.opening(window, window.opens)
        if isinstance(opening, Reason):
            _doubt(opening, notes)
        elif done < opening.instant:
            notes.denied.append(Reason("window_not_open_yet", (("opens_at", opening.at),), "unmet"))


def _keep_ends(window: ReturnWindow, end: Deadline, notes: FindingBuilder) -> None:
    """Keep by when the claim must come, and when the last of all windows closes."""
    if window.done in OF_THE_CLAIM and (notes.due is None or end.instant < notes.due.instant):
        notes.due = end
    if notes.closes is None or end.instant > notes.closes.instant:
        notes.closes = end


def _doubt(reason: Reason, notes: FindingBuilder) -> None:
    """Note why no calendar can tell when a window opens or ends: a missing fact, or what only a person can mend."""
    fact = reason.param("fact")
    if isinstance(fact, str):
        notes.missing.append(fact)
    else:
        notes.referred.append(reason)


def _look_at_terms(
    case: Case, terms: tuple[Clause, ...], noted: list[Reason], notes: FindingBuilder, *, answer: bool
) -> None:
    """Note the terms whose condition has an answer, and the facts without which nobody can tell."""
    for term in terms:
        found = term.when.holds(case.facts)
        if found is None:
            notes.missing += term.when.missing(case.facts)
        elif found is answer:
            noted.append(term.reason)


def _lacking(case: Case, right: Right, due: Deadline | None) -> tuple[str, ...]:
    """Return the kinds of evidence that are not there; what was taken after the last window closed does not count."""
    if right.evidence is None or right.evidence_unless.holds(case.facts):
        return ()
    handed = frozenset(
        item.kind for item in case.handed if item.captured_at is None or due is None or due.is_met(item.captured_at)
    )
    kinds = case.policy.evidence_kinds
    if right.evidence.is_met(handed, kinds):
        return ()
    return tuple(dict.fromkeys(right.evidence.missing(handed, kinds)))


def _finding(case: Case, layer: Layer, right: Right, notes: FindingBuilder, refund: Refund | None) -> Finding:
    """Turn what was noted into a finding."""
    lacking = notes.lacking
    missing = tuple(dict.fromkeys(notes.missing)) if notes.missing else ()
    evidence_due = _evidence_due(case, right, notes.due) if lacking else None
    verdict = _verdict(notes, missing, lacking)
    reasons = [*notes.denied, *notes.referred]
    if verdict == "grants":
        reasons.append(right.granted)
    reasons += [fact_missing(name) for name in missing]
    reasons += [term.reason for term in right.remarks if term.when.holds(case.facts)]
    if lacking:
        reasons.append(_evidence_reason(lacking, evidence_due))
    return Finding(
        right.id,
        layer,
        right.remedy,
        verdict,
        (*reasons, *notes.kept),
        right.basis,
        missing,
        lacking,
        notes.due,
        evidence_due,
        case.after(right.send_back, "submitted_at", right.send_back_calendar),
        _refund_due(case, right),
        refund if verdict == "grants" else None,
        heads_of(right.heads, case.facts) if right.heads and verdict != "denies" else (),
        _freight(case, right),
        right.goods,
        right.rank,
        wanted=right.evidence if lacking else None,
    )


def _verdict(notes: FindingBuilder, missing: tuple[str, ...], lacking: tuple[str, ...]) -> RightVerdict:
    """Return what a right says: a no stays a no whatever is added, and what only a person can settle goes to one."""
    if notes.denied:
        return "denies"
    if notes.referred or any(_is_for_the_shop(name) for name in missing):
        return "refers"
    return "requires" if missing or lacking else "grants"


def _freight(case: Case, right: Right) -> CostBearer:
    """Return who pays for the way back."""
    return "trader" if right.freight == "consumer" and right.trader_pays_when.holds(case.facts) else right.freight


def _refund_due(case: Case, right: Right) -> Deadline | None:
    """Return by when the money is due, or None where that hangs on what has not happened yet."""
    due = case.after(right.refund_due, right.refund_due_from, right.refund_due_calendar)
    if due is None or not right.refund_waits_for:
        return due
    happened = [at for name in right.refund_waits_for if isinstance(at := case.facts.get(name), dt.datetime)]
    if not happened:
        return None
    first = min(happened)
    return due if first <= due.instant else at_instant(first, civil_calendar(due.tz))


def _evidence_due(case: Case, right: Right, due: Deadline | None) -> Deadline | None:
    """Return by when the evidence can come: in its own time from the claim, else while the window is open."""
    return due if right.evidence_within is None else case.after(right.evidence_within, "submitted_at")


def fact_missing(name: str) -> Reason:
    """Return the reason that a fact is not known."""
    return Reason("fact_missing", (("fact", name),), "missing")


def _is_for_the_shop(name: str) -> bool:
    """Tell whether only the shop can answer for a fact; a shop's own facts are the shop's to know."""
    spec = FACTS.by_name.get(name)
    return spec is None or spec.answered_by == "shop"


def _evidence_reason(lacking: tuple[str, ...], due: Deadline | None) -> Reason:
    """Return the reason that names the missing evidence, and by when it can come."""
    if due is None:
        return Reason("evidence_wanted", (("evidence", lacking),), "missing")
    return Reason("evidence_wanted_by", (("evidence", lacking), ("last_at", due.last_second)), "missing")


def _window_reason(case: Case, code: str, window: ReturnWindow, end: Deadline) -> Reason:
    """Return the reason that shows a window: from when, how it is counted, and its last second."""
    start, since, where = end.start, window.since(case.facts, end), zone(end.tz)
    params = (
        ("amount", end.period.amount),
        ("done", window.done),
        ("from_at", local(micros(start), where) if isinstance(start, dt.datetime) else start),
        ("last_at", end.last_second),
        ("since", since),
    )
    return Reason(f"{code}_{'until' if since == window.until else counting(end.period)}", params, "unmet")


def counting(period: Period) -> str:
    """Return the name of the way in which a period counts, which the texts of windows describe."""
    if period.unit in {"seconds", "minutes", "hours"}:
        return f"{period.unit}_from_midnight" if period.count_from == "next_midnight" else period.unit
    same_day = "_same_day" if period.count_from == "same_day" else ""
    rolled = "_rolled" if period.roll is not None else ""
    return f"{period.unit}{same_day}{rolled}"
