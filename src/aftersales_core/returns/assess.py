"""What one right says to a case: every part is looked at, every reason is given, and unknown is not yes."""

import datetime as dt

from aftersales_core.instants import local, micros, zone
from aftersales_core.reasons import Reason
from aftersales_core.returns.basis import Layer
from aftersales_core.returns.case import Case
from aftersales_core.returns.decision import Finding, Verdict
from aftersales_core.returns.fact_table import FACTS
from aftersales_core.returns.refund import Refund, Unknown, heads_of, refund_of
from aftersales_core.returns.rights import Right
from aftersales_core.returns.windows import Window
from aftersales_core.worktime.deadline import Deadline
from aftersales_core.worktime.period import Period

__all__ = ["assess_right", "counting"]


class _Notes:
    """What has been noted on the way; turned into a finding at the end."""

    __slots__ = ("denied", "due", "missing", "open", "referred")

    def __init__(self) -> None:
        """Begin with nothing."""
        self.open: list[Reason] = []
        self.denied: list[Reason] = []
        self.referred: list[Reason] = []
        self.missing: list[str] = []
        self.due: Deadline | None = None


def assess_right(case: Case, layer: Layer, right: Right) -> Finding | None:
    """Look at one right; None where it is not about such a purchase at all."""
    facts = case.facts
    applies = right.applies.holds(facts)
    if applies is False:
        return None
    notes = _Notes()
    if applies is None:
        notes.missing += right.applies.missing(facts)
    for window in right.windows:
        _look_at_window(case, window, notes)
    _look_at_terms(case, right, notes)
    lacking = _lacking(case, right, notes.due)
    refund = None
    if right.amount is not None:
        found = refund_of(right.amount, facts)
        if isinstance(found, Unknown):
            notes.missing += found.missing
        else:
            refund = found
    return _finding(case, layer, right, notes, lacking, refund)


def _look_at_window(case: Case, window: Window, notes: _Notes) -> None:
    """Note whether what had to be done was done in time."""
    end = case.end(window)
    done = case.facts.get(window.done)
    if isinstance(end, Reason):
        notes.referred.append(end)
        return
    if end is None or not isinstance(done, dt.datetime):
        notes.missing += window.missing(case.facts)
        if not isinstance(done, dt.datetime):
            notes.missing.append(window.done)
        return
    if notes.due is None or end.instant < notes.due.instant:
        notes.due = end
    if not end.is_met(done):
        notes.denied.append(_window_reason("window_closed", window, end))
        return
    notes.open.append(_window_reason("window_open", window, end))
    if window.opens is not None:
        calendar = case.calendar(window.calendar, needs_zone=True)
        opening = None if isinstance(calendar, Reason) else window.opening(case.facts, calendar)
        if opening is not None and done < opening.instant:
            notes.denied.append(Reason.of("window_not_open_yet", "unmet", opens_at=opening.at))


def _look_at_terms(case: Case, right: Right, notes: _Notes) -> None:
    """Note exclusions that hold, requirements that do not, and what a person must look at."""
    facts = case.facts
    for wrong, terms, noted in (
        (True, right.exclusions, notes.denied),
        (False, right.requires, notes.denied),
        (True, right.refers, notes.referred),
    ):
        for term in terms:
            found = term.when.holds(facts)
            if found is None:
                notes.missing += term.when.missing(facts)
            elif found is wrong:
                noted.append(Reason(term.code, term.params, "unmet"))


def _lacking(case: Case, right: Right, due: Deadline | None) -> tuple[str, ...]:
    """Return the kinds of evidence that are not there; what was taken after the window closed does not count."""
    if right.evidence is None or right.evidence_unless.holds(case.facts):
        return ()
    handed = frozenset(
        item.kind for item in case.handed if item.captured_at is None or due is None or due.is_met(item.captured_at)
    )
    kinds = case.policy.evidence_kinds
    if right.evidence.is_met(handed, kinds):
        return ()
    return tuple(dict.fromkeys(right.evidence.missing(handed, kinds)))


def _finding(  # noqa: PLR0917 - everything that was noted
    case: Case, layer: Layer, right: Right, notes: _Notes, lacking: tuple[str, ...], refund: Refund | None
) -> Finding:
    """Turn what was noted into a finding."""
    facts = case.facts
    missing = tuple(dict.fromkeys(notes.missing))
    asked = [Reason("fact_missing", (("fact", name),), "missing") for name in missing]
    evidence_due = None
    if lacking:
        evidence_due = case.after(right.evidence_within, "submitted_at") or notes.due
        asked.append(_evidence_reason(lacking, evidence_due))
    verdict: Verdict = "grants"
    if notes.denied:
        verdict = "denies"
    elif notes.referred or any(_is_for_the_shop(name) for name in missing):
        verdict = "refers"
    elif missing or lacking:
        verdict = "requires"
    first = [Reason("right_granted", (("remedy", right.remedy),), "unmet")] if verdict == "grants" else []
    freight = right.freight
    if freight == "consumer" and right.trader_pays_when.holds(facts):
        freight = "trader"
    return Finding(
        right.id,
        layer,
        right.remedy,
        verdict,
        (*first, *notes.denied, *notes.referred, *asked, *notes.open),
        right.basis,
        missing,
        lacking,
        notes.due,
        evidence_due,
        case.after(right.send_back, "submitted_at"),
        case.after(right.refund_due, right.refund_due_from),
        refund if verdict == "grants" else None,
        heads_of(right.heads, facts) if right.heads and verdict != "denies" else (),
        freight,
        right.goods,
        right.rank,
    )


def _is_for_the_shop(name: str) -> bool:
    """Tell whether only the shop can answer for a fact; a shop's own facts are the shop's to know."""
    spec = FACTS.by_name.get(name)
    return spec is None or spec.answered_by == "shop"


def _evidence_reason(lacking: tuple[str, ...], due: Deadline | None) -> Reason:
    """Return the reason that names the missing evidence, and by when it can come."""
    if due is None:
        return Reason("evidence_missing", (("evidence", lacking),), "missing")
    return Reason("evidence_missing_by", (("evidence", lacking), ("last_at", due.last_second)), "missing")


def _window_reason(code: str, window: Window, end: Deadline) -> Reason:
    """Return the reason that shows a window: from when, how it is counted, and its last second."""
    start = end.start
    shown = local(micros(start), zone(end.tz)) if isinstance(start, dt.datetime) else start
    params = (
        ("amount", end.period.amount),
        ("done", window.done),
        ("from_at", shown),
        ("last_at", end.last_second),
        ("since", window.until if window.period is None and window.until is not None else window.start[0]),
    )
    return Reason(f"{code}_{counting(window, end.period)}", params, "unmet")


def counting(window: Window, period: Period) -> str:
    """Return the name of the way in which a window counts, which its texts describe."""
    if window.period is None:
        return "until"
    if period.unit in {"seconds", "minutes", "hours"}:
        return f"{period.unit}_from_midnight" if period.count_from == "next_midnight" else period.unit
    way = "" if period.count_from == "next_day" or not period.unit.endswith("days") else "_same_day"
    rolled = "_rolled" if period.roll is not None else ""
    return f"{period.unit}{way}{rolled}"
