"""A clock that is kept beside its ticket is judged as well as its marks would be."""

import datetime as dt

import pytest

from aftersales_core.errors import MarkOutOfOrder, UnknownCode
from aftersales_core.sla import Mark, SlaClock, SlaPolicy, SlaTarget, assess, assess_clock, fold
from aftersales_core.sla.presets import RESOLUTION
from aftersales_core.worktime import WorkingCalendar

ALWAYS = WorkingCalendar.from_dict({"id": "always", "tz": "Asia/Shanghai", "week": "24x7"})
POLICY = SlaPolicy([RESOLUTION], [SlaTarget(RESOLUTION, "3h", {"kind": "complaint"})], {"shop": ALWAYS})
NINE = dt.datetime(2026, 3, 2, 1, 0, tzinfo=dt.UTC)
COMPLAINT = {"kind": "complaint"}


def later(hours: float) -> dt.datetime:
    """An instant some hours after nine."""
    return NINE + dt.timedelta(hours=hours)


MARKS = [Mark(NINE, "received"), Mark(later(1), "pause"), Mark(later(2), "resume"), Mark(later(5), "resolved")]


@pytest.mark.parametrize("count", range(len(MARKS) + 1))
@pytest.mark.parametrize("hours", [5, 6])
def test_a_stored_clock_says_what_the_marks_say(count: int, hours: int):
    marks = MARKS[:count]
    clock = fold(RESOLUTION, marks)
    whole = assess(POLICY, COMPLAINT, marks, now=later(hours), trace=True)["resolution"]
    assert assess_clock(POLICY, "resolution", COMPLAINT, clock, now=later(hours), trace=True) == whole


def test_a_clock_folded_past_now_is_refused():
    with pytest.raises(MarkOutOfOrder, match="now"):
        assess_clock(POLICY, "resolution", COMPLAINT, fold(RESOLUTION, MARKS), now=later(4))


def test_a_metric_that_the_policy_lacks_is_named_with_what_it_has():
    with pytest.raises(UnknownCode, match="resolution"):
        assess_clock(POLICY, "resolve", COMPLAINT, SlaClock(), now=NINE)
