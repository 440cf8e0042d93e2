"""Facts of the family abroad that follow from others."""

import datetime as dt
from collections.abc import Mapping

from aftersales_core.instants import Span
from aftersales_core.returns.facts import FactValue

__all__ = ["defect_shown_at", "lasts_until", "repaired_back_at", "whole_line_back"]

SHOWN: tuple[str, ...] = ("noticed_at", "first_reported_at", "submitted_at")


def defect_shown_at(facts: Mapping[str, FactValue]) -> dt.datetime | None:
    """Return when a defect had shown at the latest: noticed, reported or claimed; None where it is given already.

    What is claimed has been noticed, so the claim itself is the safe bound.
    """
    if "defect_shown_at" in facts:
        return None
    known = [value for name in SHOWN if isinstance(value := facts.get(name), dt.datetime)]
    return min(known, default=None)


def repaired_back_at(facts: Mapping[str, FactValue]) -> dt.datetime | None:
    """Return the end of the last repair; None where it is given already, or no repair is known."""
    spans = facts.get("repair_spans")
    if "repaired_back_at" in facts or not isinstance(spans, tuple):
        return None
    return max((span.end for span in spans if isinstance(span, Span) and span.end is not None), default=None)


def lasts_until(facts: Mapping[str, FactValue]) -> dt.date | None:
    """Return until when fresh goods can be expected to last: their shelf life; None where it is given already."""
    ends = facts.get("shelf_life_ends_on")
    return ends if "lasts_until_on" not in facts and isinstance(ends, dt.date) else None


def whole_line_back(facts: Mapping[str, FactValue]) -> bool | None:
    """Return whether nothing of the line stays with the buyer, earlier returns included; None where it is given."""
    counts = [facts.get(name) for name in ("claimed_quantity", "returned_quantity", "quantity")]
    claimed, before, bought = (count if isinstance(count, int) else 0 for count in counts)
    return None if "whole_line_back" in facts else claimed + before >= bought
