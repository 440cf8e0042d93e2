"""Spoiled fresh goods by category: until when, on what evidence, for how much.

D5: perishable rules by category: claim window, evidence, spoiled share, tolerance, refund-only or re-ship. The sources
are JD's standard for disputes about goods, article 27(13) (read), and Taobao's rules on fresh goods (excerpts).
Every expected figure is worked by hand.
"""

import datetime as dt
from fractions import Fraction
from typing import Any

import attrs
import pytest

from aftersales_core.errors import InvalidDefinition
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.decide import decide
from aftersales_core.returns.evidence import Evidence, EvidenceItem
from aftersales_core.returns.marketplaces.produce import (
    FIGURE_BASES,
    PRODUCE,
    SAME_DAY_LEAVES,
    SAME_DAY_PRODUCE,
    ClaimTerms,
    ProduceFigures,
    produce,
)
from aftersales_core.returns.marketplaces.produce_bases import JD_FRESH, PROPOSAL
from aftersales_core.worktime.period import Period
from tests.returns.produce_cases import MARKET, PHOTO, PHOTO_FIGURES, SECOND, SIGNED, ask, at, money, shop

HOUR = dt.timedelta(hours=1)


def test_five_facts_and_a_photo_decide_a_claim_on_soft_fruit():
    """D5: category, paid, signed, submitted and the share; nothing else is known, and nothing else is asked."""
    line = Line.of("soft_fruit", paid="39.90 CNY", signed_at=SIGNED)
    claim = Claim.of(line, "quality", submitted_at=SIGNED + 10 * HOUR, evidence=["photo"], defect_share="0.3")
    decision = decide(PHOTO, claim)
    assert decision.outcome == "eligible"
    assert money(decision) == "11.97 CNY"  # 39.90 x 0.3
    assert decision.missing == ()
    assert [offer.remedy for offer in decision.remedies] == ["refund_only"]


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York", "Pacific/Auckland", None])
def test_hours_run_alike_in_every_zone_and_without_one(zone: str | None):
    policy = shop(produce(PHOTO_FIGURES), tz=zone)
    ends = SIGNED + 48 * HOUR
    assert ask("soft_fruit", policy=policy, submitted=ends, defect_share="0.3").outcome == "eligible"
    assert ask("soft_fruit", policy=policy, submitted=ends + SECOND, defect_share="0.3").outcome == "ineligible"


@pytest.mark.parametrize(
    ("category", "last"),
    [
        # 48 hours after Tuesday 3 March 00:30 is Thursday 5 March 00:30, that second included.
        ("soft_fruit", at("2026-03-05T00:30:00")),
        ("berries", at("2026-03-05T00:30:00")),
        ("blueberries", at("2026-03-05T00:30:00")),
        ("cherries", at("2026-03-05T00:30:00")),
        ("hard_fruit", at("2026-03-05T00:30:00")),
        ("apples", at("2026-03-05T00:30:00")),
        ("vegetables", at("2026-03-05T00:30:00")),
        ("leaf_vegetables", at("2026-03-05T00:30:00")),
        ("root_vegetables", at("2026-03-05T00:30:00")),
        ("mushrooms", at("2026-03-05T00:30:00")),
        ("eggs", at("2026-03-05T00:30:00")),
        ("meat", at("2026-03-05T00:30:00")),
        ("chilled", at("2026-03-05T00:30:00")),
        ("frozen", at("2026-03-05T00:30:00")),
        ("fresh", at("2026-03-05T00:30:00")),
        # 12 hours for what lives.
        ("live_seafood", at("2026-03-03T12:30:00")),
        ("crabs", at("2026-03-03T12:30:00")),
        # Seven days from the day after: 4 to 10 March, to midnight on the clock in China.
        ("ripening_fruit", at("2026-03-10T23:59:59")),
        ("durian", at("2026-03-10T23:59:59")),
        ("avocado", at("2026-03-10T23:59:59")),
    ],
)
def test_each_category_has_its_window_to_the_second(category: str, last: dt.datetime):
    """D5: JD 27(13): 48 hours, 12 for live goods, 5 to 7 days for fruit that has to ripen."""
    evidence = ("photo", "video")
    in_time = ask(category, submitted=last, evidence=evidence, defect_share="0.25")
    late = ask(category, submitted=last + SECOND, evidence=evidence, defect_share="0.25")
    assert (in_time.outcome, money(in_time)) == ("eligible", "25.00 CNY")
    assert late.outcome == "ineligible"
    assert late.refund is None
    assert late.codes[0].startswith("window_closed")


def test_the_seven_days_of_ripening_fruit_end_on_the_clock_of_the_place():
    """Signed at 00:30 in China is still 2 March in New York, so day seven is the 9th there and the 10th in China."""
    there = shop(produce(PHOTO_FIGURES), tz="America/New_York")
    # Midnight after 9 March in New York (daylight saving since 8 March, UTC-4) is 10 March 04:00 UTC, 12:00 in China.
    last = at("2026-03-10T11:59:59")
    assert ask("mango", policy=there, submitted=last, defect_share="0.5").outcome == "eligible"
    assert ask("mango", policy=there, submitted=last + SECOND, defect_share="0.5").outcome == "ineligible"
    assert ask("mango", submitted=last + SECOND, defect_share="0.5").outcome == "eligible"
    unknown = ask("mango", policy=shop(PRODUCE, tz=None), submitted=last, defect_share="0.5")
    assert unknown.outcome == "needs_review"


@pytest.mark.parametrize(
    ("category", "lacking", "enough"),
    [
        ("soft_fruit", ("overall_photo", "waybill_photo"), ("overall_photo", "waybill_photo")),
        ("hard_fruit", ("overall_photo", "waybill_photo"), ("unboxing_video", "waybill_photo")),
        ("ripening_fruit", ("photo",), ("photo",)),
        ("vegetables", ("overall_photo", "waybill_photo"), ("overall_photo", "waybill_photo")),
        ("leaf_vegetables", ("photo",), ("photo",)),
        ("root_vegetables", ("overall_photo", "waybill_photo"), ("overall_photo", "waybill_photo")),
        ("eggs", ("photo",), ("photo",)),
        ("meat", ("photo",), ("photo",)),
        ("chilled", ("photo",), ("overall_photo",)),
        ("frozen", ("photo",), ("video",)),
        ("live_seafood", ("video",), ("video",)),
    ],
)
def test_each_category_asks_for_its_evidence_and_names_what_is_missing(
    category: str, lacking: tuple[str, ...], enough: tuple[str, ...]
):
    """D5: a marketplace's evidence by category; a missing item is asked for, not refused."""
    without = ask(category, policy=MARKET, evidence=(), defect_share="0.25")
    assert without.outcome == "needs_evidence"
    assert without.evidence == lacking
    assert ask(category, policy=MARKET, evidence=enough, defect_share="0.25").outcome == "eligible"


def test_a_photo_taken_after_the_window_does_not_count():
    """JD 27(13): what changes quickly and is shown late is not accepted."""
    line = Line.of("soft_fruit", paid="100 CNY", signed_at=SIGNED)
    late = [Evidence("photo", SIGNED + 48 * HOUR + SECOND)]
    claim = Claim.of(line, "quality", submitted_at=SIGNED + 40 * HOUR, evidence=late, defect_share="0.3")
    assert decide(PHOTO, claim).outcome == "needs_evidence"


@pytest.mark.parametrize(
    ("missing", "outcome", "names"),
    [
        ({"signed_at": None}, "needs_review", ("signed_at",)),
        ({"defect_share": None}, "needs_evidence", ("defect_share",)),
    ],
)
def test_delivery_and_share_are_never_taken_for_granted(missing: dict[str, Any], outcome: str, names: tuple[str, ...]):
    decision = ask("soft_fruit", **{"defect_share": "0.3", **missing})
    assert decision.outcome == outcome
    assert decision.missing == names
    assert decision.refund is None


@pytest.mark.parametrize(
    ("share", "ceiling", "amount"),
    [
        # Paid 100.00 CNY. JD's bands are ceilings of the actual ratio, so the ratio itself is paid up to 70 %.
        (Fraction(1, 100), "1.00 CNY", "10.00 CNY"),
        (Fraction(10, 100), "10.00 CNY", "10.00 CNY"),
        (Fraction(1001, 10000), "10.01 CNY", "30.00 CNY"),
        (Fraction(30, 100), "30.00 CNY", "30.00 CNY"),
        (Fraction(3001, 10000), "30.01 CNY", "50.00 CNY"),
        (Fraction(50, 100), "50.00 CNY", "50.00 CNY"),
        (Fraction(5001, 10000), "50.01 CNY", "70.00 CNY"),
        (Fraction(70, 100), "70.00 CNY", "70.00 CNY"),
        # Strictly above 70 % it is severe, and everything is paid back.
        (Fraction(7_000_001, 10_000_000), "100.00 CNY", "100.00 CNY"),
        (Fraction(1), "100.00 CNY", "100.00 CNY"),
    ],
)
def test_the_bands_are_ceilings_or_amounts(share: Fraction, ceiling: str, amount: str):
    """D5: JD 27(13) table; both sides of 10, 30, 50 and 70 per cent."""
    as_amounts = shop(produce(ProduceFigures(band_mode="amount").asking_only(EvidenceItem("photo"))))
    assert money(ask("soft_fruit", defect_share=share)) == ceiling
    assert money(ask("soft_fruit", policy=as_amounts, defect_share=share)) == amount


@pytest.mark.parametrize(
    ("facts", "refund"),
    [
        ({"defect_count": 3, "total_count": 8}, "37.50 CNY"),  # 3/8 of 100
        ({"defect_count": 7, "total_count": 10}, "70.00 CNY"),  # exactly 70 %
        ({"defect_count": 71, "total_count": 100}, "100.00 CNY"),  # above 70 %
        ({"defect_weight_g": "333.3", "total_weight_g": 1000}, "33.33 CNY"),
        ({"defect_weight_g": 1, "total_weight_g": 3}, "33.33 CNY"),  # one rounding at the end
        ({"defect_weight_g": 2, "total_weight_g": 3}, "66.67 CNY"),
    ],
)
def test_the_share_follows_from_counts_or_from_weights(facts: dict[str, Any], refund: str):
    assert money(ask("hard_fruit", **facts)) == refund


def test_counts_and_weights_that_disagree_go_to_a_person():
    decision = ask("hard_fruit", defect_count=1, total_count=2, defect_weight_g=100, total_weight_g=1000)
    assert decision.outcome == "needs_review"
    assert "facts_disagree" in decision.codes


@pytest.mark.parametrize(
    ("category", "facts"),
    [
        ("soft_fruit", {"odour": True}),
        ("chilled", {"thawed": True}),
        ("chilled", {"bulging": True}),
        ("vegetables", {"inedible": True}),
        ("berries", {"rotten": True}),
        ("mulberries", {"rotten": True}),
        ("citrus", {"segments_connected": True, "rotten": True}),
        ("citrus", {"segments_connected": True, "defect_share": "0.1"}),
        ("hard_fruit", {"defect_share": "0.1", "shortage_share": "0.1"}),
        ("hard_fruit", {"defect_share": "0.1", "wrong_size_share": "0.1"}),
        ("hard_fruit", {"wrong_size_share": "0.1", "shortage_share": "0.1"}),
        ("chilled", {"cold_chain_broken": True}),
        ("frozen", {"cold_chain_broken": True}),
        ("meat", {"cold_chain_broken": True}),
    ],
)
def test_what_makes_the_refund_full_needs_no_share(category: str, facts: dict[str, Any]):
    """D5: JD 27(13) 3: odour, thaw, bulging, inedible; two problems at once; small berries; connected segments."""
    assert money(ask(category, **facts)) == "100.00 CNY"


@pytest.mark.parametrize(
    ("category", "facts"),
    [
        ("soft_fruit", {"odour": False, "bulging": False, "inedible": False, "rotten": True}),
        ("cherries", {"rotten": True}),
        ("citrus", {"segments_connected": False}),
        ("hard_fruit", {"wrong_size_share": "0", "shortage_share": "0"}),
        # 1000 g stated, 990 g measured: within the 15 g that a package of 1 kg may lack, so no shortage.
        ("hard_fruit", {"stated_weight_g": 1000, "measured_weight_g": 990, "sold_by": "prepacked"}),
        ("soft_fruit", {"cold_chain_broken": True}),
        ("chilled", {"cold_chain_broken": False}),
    ],
)
def test_what_is_not_severe_leaves_the_share(category: str, facts: dict[str, Any]):
    assert money(ask(category, defect_share="0.2", **facts)) == "20.00 CNY"


def test_a_tolerance_is_a_floor_under_the_claim_and_no_deduction():
    """D5: at a tolerance of 5 per cent exactly nothing is given, and just above it the whole share is."""
    terms = ClaimTerms("hard_fruit", Period.hours(48), EvidenceItem("photo"), PROPOSAL, Fraction(5, 100))
    policy = shop(produce(PHOTO_FIGURES.having(terms)))
    within = ask("hard_fruit", policy=policy, defect_share=Fraction(5, 100))
    assert (within.outcome, within.codes[0]) == ("ineligible", "share_above_tolerance")
    assert money(ask("hard_fruit", policy=policy, defect_share=Fraction(501, 10000))) == "5.01 CNY"
    # What is unfit to eat is refunded whatever the share.
    assert money(ask("hard_fruit", policy=policy, defect_share=Fraction(1, 100), inedible=True)) == "100.00 CNY"


def test_without_a_tolerance_any_share_counts_and_none_does_not():
    """JD knows no least share."""
    assert money(ask("hard_fruit", defect_share=Fraction(1, 1000))) == "0.10 CNY"
    assert ask("hard_fruit", defect_share=0).outcome == "ineligible"


def test_what_the_buyer_is_known_to_have_caused_is_not_covered():
    assert ask("soft_fruit", defect_share="0.3", buyer_caused=True).codes[0] == "fresh_buyer_cause"
    assert ask("soft_fruit", defect_share="0.3", buyer_caused=False).outcome == "eligible"
    assert ask("soft_fruit", defect_share="0.3").outcome == "eligible"


def test_only_the_units_that_are_claimed_are_paid_back_and_never_more_than_is_left():
    # Three boxes for 100.00 cost 33.33, 33.34, 33.33; one of them is refunded by half: 16.665, rounded up.
    assert money(ask("soft_fruit", qty=3, claimed=1, defect_share="0.5")) == "16.67 CNY"
    # 90.00 of 100.00 are refunded already, so 10.00 are left of the 30.00 that the share gives.
    assert money(ask("soft_fruit", defect_share="0.3", refunded="90 CNY")) == "10.00 CNY"


@pytest.mark.parametrize(("kind", "outcome"), [("damage", "eligible"), ("dead_on_arrival", "eligible")])
def test_broken_or_dead_on_the_way_is_spoiled_too(kind: str, outcome: str):
    """D5: damage in transit: the seller bears it."""
    decision = ask("live_seafood", kind, evidence=("video",), defect_share="0.5")
    assert (decision.outcome, money(decision)) == (outcome, "50.00 CNY")


def test_leaf_vegetables_can_be_sent_again_where_there_is_stock():
    """D5: refund only or re-ship: the money stands either way, the replacement hangs on the stock."""
    in_stock = ask("leaf_vegetables", defect_share="0.4", stock_available=True)
    assert [(o.remedy, o.verdict) for o in in_stock.remedies] == [("refund_only", "grants"), ("replacement", "grants")]
    sold_out = ask("leaf_vegetables", defect_share="0.4", stock_available=False)
    assert [offer.remedy for offer in sold_out.remedies] == ["refund_only"]
    unknown = ask("leaf_vegetables", defect_share="0.4")
    assert [offer.verdict for offer in unknown.remedies] == ["grants", "refers"]
    assert unknown.outcome == "eligible"


def test_a_same_day_shop_has_24_hours_of_its_own_and_48_under_a_marketplace():
    """A proposal for shops outside marketplaces; a merchant may not cut below the platform."""
    alone = shop(SAME_DAY_PRODUCE)
    day = SIGNED + 24 * HOUR
    assert SAME_DAY_LEAVES.basis.confidence == "proposal"
    assert ask("leaf_vegetables", policy=alone, submitted=day, defect_share="0.3").outcome == "eligible"
    assert ask("leaf_vegetables", policy=alone, submitted=day + SECOND, defect_share="0.3").outcome == "ineligible"
    both = ask("leaf_vegetables", policy=shop(PRODUCE, SAME_DAY_PRODUCE), submitted=day + SECOND, defect_share="0.3")
    assert both.outcome == "eligible"
    assert "platform_floor_applied" in both.codes


def test_a_shop_may_promise_more_than_the_marketplace():
    terms = ClaimTerms("soft_fruit", Period.hours(72), EvidenceItem("photo"), PROPOSAL)
    generous = produce(ProduceFigures().having(terms), layer="merchant", id="generous")
    decision = ask("soft_fruit", policy=shop(PRODUCE, generous), submitted=SIGNED + 60 * HOUR, defect_share="0.3")
    assert decision.outcome == "eligible"
    assert "merchant_more_generous" in decision.codes


def test_every_figure_has_a_source_and_says_how_surely_it_is_known():
    named = {name for name, _ in FIGURE_BASES}
    assert named == {field.name for field in attrs.fields(ProduceFigures)}
    assert dict(FIGURE_BASES)["short_dated_share"].confidence == "recalled"
    assert dict(FIGURE_BASES)["cherry_bands"].confidence == "secondary"
    assert all(right.basis.source for right in PRODUCE.rights)


def test_the_terms_of_a_category_can_be_read_and_replaced():
    figures = ProduceFigures()
    assert figures.of("live_seafood").window == Period.hours(12)
    assert figures.of("live_seafood").basis == JD_FRESH
    with pytest.raises(InvalidDefinition, match="no terms for 'tofu'"):
        figures.of("tofu")


@pytest.mark.parametrize(
    ("figures", "problem"),
    [
        ({"bands": (Fraction(3, 10), Fraction(1, 10))}, "rising order"),
        ({"bands": (Fraction(0),)}, "rising order"),
        ({"cherry_bands": ()}, "cherry bands"),
        ({"cherry_bands": ((Fraction(1, 10), Fraction(1, 2)), (Fraction(2, 10), Fraction(1, 5)))}, "cherry bands"),
        ({"cherry_bands": ((Fraction(2, 10), None), (Fraction(1, 10), None))}, "cherry bands"),
        ({"shortage_tolerance": Fraction(6, 100)}, "shortage_tolerance"),
        ({"size_tolerance": Fraction(-1, 100)}, "size_tolerance"),
        ({"severe_share": Fraction(0)}, "severe_share"),
        ({"short_dated_share": Fraction(2)}, "short_dated_share"),
        ({"terms": ()}, "no terms of 'fresh'"),
        ({"terms": (ProduceFigures().of("fresh"),) * 2}, "'fresh' are given twice"),
    ],
)
def test_figures_that_contradict_themselves_are_refused(figures: dict[str, Any], problem: str):
    with pytest.raises(InvalidDefinition, match=problem):
        ProduceFigures(**figures)


@pytest.mark.parametrize("tolerance", [Fraction(-1, 100), Fraction(51, 1000)])
def test_a_tolerance_lies_between_nothing_and_a_twentieth(tolerance: Fraction):
    with pytest.raises(InvalidDefinition, match="tolerance"):
        ClaimTerms("fresh", Period.hours(48), None, PROPOSAL, tolerance)


def test_word_to_the_seller_in_time_keeps_the_right_for_a_later_claim():
    """JD 27(13) asks for a photo and word to the seller within 48 hours, not for a form."""
    ends = SIGNED + 48 * HOUR
    by_report = shop(produce(attrs.evolve(PHOTO_FIGURES, kept_by="report")))
    facts: dict[str, Any] = {"submitted": ends + 12 * HOUR, "defect_share": "0.3"}
    assert ask("soft_fruit", policy=by_report, first_reported_at=ends, **facts).outcome == "eligible"
    assert ask("soft_fruit", policy=by_report, first_reported_at=ends + SECOND, **facts).outcome == "ineligible"
    assert ask("soft_fruit", policy=by_report, **facts).outcome == "ineligible"
    # Where the claim itself has to come in time, the report does not help.
    assert ask("soft_fruit", first_reported_at=ends, **facts).outcome == "ineligible"


def test_the_deadline_of_a_claim_is_told():
    offer = ask("soft_fruit", defect_share="0.3").offer("refund_only")
    assert offer is not None
    assert offer.claim_due is not None
    assert offer.claim_due.instant == SIGNED + 48 * HOUR
