"""JD's default warranty (商品类问题纠纷处理标准, 2026-06-15; returns reference 3.1), worked by hand.

Signed for on 2026-07-01 09:00 in Shanghai: day 15 is 07-16, day 30 is 07-31, day 90 is 09-29 (30 days of July, 31 of
August, 29 of September), day 120 is 10-29 (30 more).
"""

import datetime as dt
from typing import Any, TypeAlias

import pytest

from aftersales_core.instants import Span
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.decide import decide
from aftersales_core.returns.decision import ReturnDecision
from aftersales_core.returns.marketplaces.jd_warranty import JD_WARRANTY, JdWarrantyFigures, jd_warranty
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.texts.general import TEXTS as GENERAL
from aftersales_core.returns.texts.three_guarantees import TEXTS

Facts: TypeAlias = dict[str, Any]

SHANGHAI = dt.timezone(dt.timedelta(hours=8))
SECOND = dt.timedelta(seconds=1)
SIGNED = dt.datetime(2026, 7, 1, 9, tzinfo=SHANGHAI)
POLICY = ReturnPolicy("jd", (JD_WARRANTY,), tz="Asia/Shanghai")
FOUND: Facts = {"defect_confirmed": True, "buyer_caused": False}


def midnight(year: int, month: int, day: int) -> dt.datetime:
    """Return the first instant of a day in Shanghai."""
    return dt.datetime(year, month, day, tzinfo=SHANGHAI)


def claimed(
    at: dt.datetime,
    *,
    category: str = "shoes",
    kind: str = "quality",
    policy: ReturnPolicy = POLICY,
    line: Facts | None = None,
    found: Facts | None = None,
    evidence: tuple[str, ...] = ("photo",),
) -> ReturnDecision:
    """Decide a claim; None among the facts takes one away."""
    bought: Facts = {"signed_at": SIGNED, "warranty_stated": False} | (line or {})
    goods = Line.of(category, paid="500.00 CNY", **bought)
    return decide(policy, Claim.of(goods, kind, submitted_at=at, evidence=evidence, **(FOUND | (found or {}))))


def granted(decision: ReturnDecision) -> set[str]:
    """Return the remedies that are granted."""
    return {offer.remedy for offer in decision.remedies if offer.verdict == "grants"}


@pytest.mark.parametrize(
    ("category", "end"),
    [
        ("shoes", midnight(2026, 10, 30)),
        ("bags", midnight(2026, 9, 30)),
        ("precious_metal", midnight(2026, 7, 17)),
        ("jewellery", midnight(2026, 8, 1)),
    ],
)
def test_each_kind_of_goods_has_its_default_days(category: str, end: dt.datetime):
    """C1, D6: 120, 90, 15 and 30 days; the last second is in, the next is out."""
    assert granted(claimed(end - SECOND, category=category)) == {"repair"}
    assert granted(claimed(end - SECOND, category=category, kind="fault")) == {"repair"}
    late = claimed(end, category=category)
    assert late.outcome == "ineligible"
    assert "window_closed_days" in late.codes


def test_days_are_those_of_the_place_and_not_of_utc():
    """Signed 2026-06-30 20:00 UTC is 07-01 04:00 in Shanghai, so day 15 ends at 2026-07-16 16:00 UTC."""
    line: Facts = {"signed_at": dt.datetime(2026, 6, 30, 20, tzinfo=dt.UTC)}
    end = dt.datetime(2026, 7, 16, 16, tzinfo=dt.UTC)
    assert granted(claimed(end - SECOND, category="precious_metal", line=line)) == {"repair"}
    assert granted(claimed(end, category="precious_metal", line=line)) == set()


def test_a_stated_warranty_counts_instead_and_an_unknown_one_is_asked_for():
    assert claimed(midnight(2026, 7, 5), line={"warranty_stated": True}).outcome == "ineligible"
    unknown = claimed(midnight(2026, 7, 5), line={"warranty_stated": None})
    assert unknown.outcome == "needs_review"
    assert "warranty_stated" in unknown.missing


@pytest.mark.parametrize(("repairs", "expected"), [(1, {"repair"}), (2, {"repair", "exchange", "return_refund"})])
def test_after_the_second_failed_repair_the_goods_are_exchanged_or_go_back(repairs: int, expected: set[str]):
    decision = claimed(midnight(2026, 8, 20), line={"repairs": repairs})
    assert granted(decision) == expected


def test_a_repair_of_more_than_thirty_days_gives_an_exchange_or_a_return():
    """Handed in 2026-07-10: day 30 is 08-09, day 31 begins at 08-10 00:00."""
    line: Facts = {"sent_for_repair_at": dt.datetime(2026, 7, 10, 12, tzinfo=SHANGHAI)}
    assert granted(claimed(midnight(2026, 8, 10) - SECOND, line=line)) == {"repair"}
    assert granted(claimed(midnight(2026, 8, 10), line=line)) == {"repair", "exchange", "return_refund"}


def test_days_of_repair_do_not_count():
    """Away on 07-05 and 07-06: day 15 of precious metal is 07-18."""
    away = Span(dt.datetime(2026, 7, 5, 9, tzinfo=SHANGHAI), dt.datetime(2026, 7, 6, 9, tzinfo=SHANGHAI))
    line: Facts = {"repair_spans": [away]}
    assert granted(claimed(midnight(2026, 7, 19) - SECOND, category="precious_metal", line=line)) == {"repair"}
    assert granted(claimed(midnight(2026, 7, 19), category="precious_metal", line=line)) == set()


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({}, "500.00 CNY"),
        ({"agreed_depreciation": "60.00 CNY"}, "500.00 CNY"),
        ({"depreciation_agreed": True, "agreed_depreciation": "60.00 CNY"}, "440.00 CNY"),
    ],
)
def test_a_loss_of_value_is_taken_off_only_where_it_is_proved_and_agreed(found: Facts, expected: str):
    decision = claimed(midnight(2026, 8, 20), line={"repairs": 2}, found=found)
    assert decision.refund is not None
    assert str(decision.refund.total) == expected


def test_an_agreement_on_no_known_sum_grants_no_return_yet():
    decision = claimed(midnight(2026, 8, 20), line={"repairs": 2}, found={"depreciation_agreed": True})
    assert granted(decision) == {"repair", "exchange"}
    finding = decision.finding("jd_warranty_shoes_return_refund")
    assert finding is not None
    assert finding.missing == ("agreed_depreciation",)


@pytest.mark.parametrize(
    ("line", "found", "missing"),
    [
        ({"signed_at": None}, {}, "signed_at"),
        ({}, {"defect_confirmed": None}, "defect_confirmed"),
    ],
)
def test_an_unknown_fact_is_named_and_nothing_is_granted(line: Facts, found: Facts, missing: str):
    decision = claimed(midnight(2026, 7, 5), line=line, found=found)
    assert decision.outcome == "needs_review"
    assert missing in decision.missing
    assert granted(decision) == set()


def test_that_the_buyer_caused_it_is_the_sellers_to_show():
    assert granted(claimed(midnight(2026, 7, 5), found={"buyer_caused": None})) == {"repair"}


def test_what_the_buyer_caused_is_not_covered_and_a_photo_is_asked_for():
    spoiled = claimed(midnight(2026, 7, 5), found={"buyer_caused": True})
    assert spoiled.outcome == "ineligible"
    assert "excluded_buyer_caused" in spoiled.codes
    bare = claimed(midnight(2026, 7, 5), evidence=())
    assert (bare.outcome, bare.evidence) == ("needs_evidence", ("photo",))


def test_a_marketplace_can_be_modelled_with_other_figures():
    policy = ReturnPolicy("own", (jd_warranty(JdWarrantyFigures(shoes_days=10)),), tz="Asia/Shanghai")
    assert granted(claimed(midnight(2026, 7, 12) - SECOND, policy=policy)) == {"repair"}
    assert granted(claimed(midnight(2026, 7, 12), policy=policy)) == set()


def test_the_defaults_are_of_the_platform_and_read_and_every_code_has_a_text():
    assert JD_WARRANTY.layer == "platform"
    codes = set((GENERAL | TEXTS).codes)
    for right in JD_WARRANTY.rights:
        assert right.basis.confidence == "read"
        assert {term.code for term in (*right.exclusions, *right.requires)} <= codes
