"""Facts of a guarantee that follow from others: from when it runs, what stops it, and the days of use.

Days are those of the place of delivery; where no zone is known, China's one legal time counts, because these rules are
Chinese. A day that a repair touches is not a day of use, the reading that favours the buyer.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final

from aftersales_core.instants import Span, micros, zone
from aftersales_core.returns.facts import FactValue
from aftersales_core.worktime.localtime import civil_day

__all__ = [
    "buyer_caused",
    "days_since_invoice",
    "guarantee_from",
    "guarantee_pauses",
    "handed_over",
    "repair_days",
    "repair_wait_days",
]

LEGAL_TIME: Final = "Asia/Shanghai"
Known = Mapping[str, FactValue]


def handed_over(facts: Known) -> dt.datetime | None:
    """Return when goods were handed over ready for use: installed where that is needed, else signed for."""
    return _instant(facts, "installed_at" if facts.get("needs_installation") is True else "signed_at")


def guarantee_from(facts: Known) -> dt.datetime | None:
    """Return from when the guarantee runs: the last exchange starts it again."""
    return _instant(facts, "exchanged_at") or _instant(facts, "handed_over_at")


def guarantee_pauses(facts: Known) -> tuple[Span, ...] | None:
    """Return the spans of repair up to the claim; a repair that is still going on stops the clock until then."""
    spans = tuple(_repairs(facts))
    return spans or None


def repair_wait_days(facts: Known) -> int | None:
    """Return for how many days the repair that is still going on has lasted; the day of handing in is not counted."""
    since, until = _instant(facts, "sent_for_repair_at"), _instant(facts, "submitted_at")
    if since is None or until is None or until < since:
        return None
    return _day(facts, until) - _day(facts, since)


def days_since_invoice(facts: Known) -> int | None:
    """Return how many days lie between the date of the invoice and that of the claim."""
    invoice, until = facts.get("invoice_on"), _instant(facts, "submitted_at")
    if not isinstance(invoice, dt.date) or until is None:
        return None
    days = _day(facts, until) - _ordinal(invoice)
    return days if days >= 0 else None


def repair_days(facts: Known) -> int | None:
    """Return on how many days after the invoice the goods were away for repair; each day counts once."""
    invoice = facts.get("invoice_on")
    if not isinstance(invoice, dt.date):
        return None
    spans = tuple(_repairs(facts))
    if not spans:
        # Nobody knows how long repairs took that are counted but not dated; without any repair it is no day.
        is_never_repaired = facts.get("repairs") == 0 or facts.get("repair_spans") == ()
        return 0 if is_never_repaired else None
    first = _ordinal(invoice) + 1
    days = {day for span in spans for day in range(max(_day(facts, span.start), first), _last_day(facts, span) + 1)}
    return len(days)


def buyer_caused(facts: Known) -> bool | None:
    """Return whether the buyer caused a fault, as far as its cause tells; who let others open it, nobody knows."""
    cause = facts.get("fault_cause")
    return cause == "misuse" if cause in {"product", "misuse", "force_majeure"} else None


def _repairs(facts: Known) -> Iterator[Span]:
    """Yield the spans of repair, each cut off at the claim."""
    until = _instant(facts, "submitted_at")
    if until is None:
        return
    spans = facts.get("repair_spans")
    given = [span for span in spans if isinstance(span, Span)] if isinstance(spans, tuple) else []
    handed_in = _instant(facts, "sent_for_repair_at")
    if handed_in is not None:
        given.append(Span(handed_in))
    for span in given:
        if span.start < until:
            yield Span(span.start, until if span.end is None else min(span.end, until))


def _instant(facts: Known, name: str) -> dt.datetime | None:
    """Return a fact that is an instant, or None."""
    value = facts.get(name)
    return value if isinstance(value, dt.datetime) else None


def _day(facts: Known, at: dt.datetime) -> int:
    """Return the civil day of an instant at the place of delivery."""
    tz = facts.get("tz")
    return civil_day(micros(at), zone(tz if isinstance(tz, str) else LEGAL_TIME))


def _last_day(facts: Known, span: Span) -> int:
    """Return the last civil day that a span touches; its end itself lies outside."""
    return _day(facts, (span.end or span.start) - dt.timedelta(microseconds=1))


def _ordinal(day: dt.date) -> int:
    """Return the number of a date."""
    return day.toordinal()
