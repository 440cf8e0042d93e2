"""What a seller's silence means, and the flags of open platforms.

D5; JD's general rules 9 and its standard 16 (read), Taobao on fresh goods (excerpt), software kits (secondary).
"""

import datetime as dt
from typing import Any

import pytest

from aftersales_core.returns.grounds import GROUNDS
from aftersales_core.returns.marketplaces.produce_promises import SERVICE_FLAGS, flags_for, silence_of
from aftersales_core.returns.windows import civil_calendar
from tests.returns.produce_cases import SIGNED


@pytest.mark.parametrize(
    ("platform", "thawed", "terms"),
    [
        ("taobao", False, [("taobao_bad_goods", 24, "refund")]),
        ("taobao", True, [("taobao_thaw", 12, "refund"), ("taobao_bad_goods", 24, "refund")]),
        ("jd", False, [("jd_dispute", 24, "platform_decides"), ("jd_service_ticket", 48, "refund")]),
        ("elsewhere", False, []),
    ],
)
def test_silence_means_what_the_platform_says(platform: str, thawed: bool, terms: list[Any]):
    found = silence_of(platform, thawed=thawed)
    assert [(term.id, term.answer_within.amount, term.then) for term in found] == terms
    calendar = civil_calendar("Asia/Shanghai")
    for term in found:
        due = term.answer_within.deadline(SIGNED, calendar)
        assert due.instant == SIGNED + dt.timedelta(hours=term.answer_within.amount)


def test_a_flag_leads_to_the_claims_it_speaks_of():
    assert {flag.flag for flag in flags_for("shortage")} == {"26", "weight"}
    assert {flag.flag for flag in flags_for("dead_on_arrival")} == {"crab"}
    assert flags_for("late_delivery") == ()
    assert {kind for flag in SERVICE_FLAGS for kind in flag.kinds} <= set(GROUNDS.by_id)
