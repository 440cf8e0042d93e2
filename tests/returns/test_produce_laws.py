"""Laws that hold for every produce claim, whatever the figures.

D5: a bigger share is never paid less within one right; never more than was paid; more facts never turn a right around
without a reason; every reason can be read in both languages.
"""

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.money.amount import Money
from aftersales_core.reasons import Reason, render
from aftersales_core.returns.amounts import Amount
from aftersales_core.returns.category_tables.food import FOOD
from aftersales_core.returns.decision import ReturnDecision
from aftersales_core.returns.evidence import EvidenceItem
from aftersales_core.returns.fact_tables.produce import PRODUCE as PRODUCE_FACTS
from aftersales_core.returns.marketplaces.produce import LATENESS, PRODUCE, ProduceFigures, produce
from aftersales_core.returns.messages import MESSAGES
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.texts.produce import TEXTS
from tests.returns.produce_cases import SIGNED, ask, shop

SHARES = st.fractions(0, 1, max_denominator=1000)
CATEGORIES = st.sampled_from([category.id for category in FOOD])
FRESH = st.sampled_from(
    ["berries", "cherries", "apples", "kiwi", "vegetables", "eggs", "chilled", "frozen", "live_seafood"]
)
POLICIES: dict[str, ReturnPolicy] = {
    "ceiling": shop(produce(ProduceFigures().asking_only(EvidenceItem("photo")))),
    "amount": shop(produce(ProduceFigures(band_mode="amount").asking_only(EvidenceItem("photo")))),
}
MODES = st.sampled_from(sorted(POLICIES))
SIGNS = ("odour", "bulging", "inedible", "rotten", "segments_connected", "cold_chain_broken", "buyer_caused")
KINDS = st.sampled_from(
    ["quality", "damage", "shortage", "size_mismatch", "packaging", "expired", "short_dated", "wrong_item", "taste"]
)


def units(decision: ReturnDecision) -> int:
    """Return what is paid back in smallest units, nothing where nothing is."""
    return 0 if decision.refund is None else decision.refund.total.minor_units


def decided(category: str, kind: str, mode: str, **facts: Any) -> ReturnDecision:
    """Decide a claim with every photo there is."""
    return ask(category, kind, policy=POLICIES[mode], evidence=("photo", "video", "label_photo"), **facts)


@given(FRESH, SHARES, SHARES, MODES, st.fixed_dictionaries({}, optional={name: st.booleans() for name in SIGNS}))
def test_a_bigger_spoiled_share_is_never_paid_less(
    category: str, one: Fraction, two: Fraction, mode: str, signs: dict[str, bool]
):
    small, big = sorted((one, two))
    assert units(decided(category, "quality", mode, defect_share=small, **signs)) <= units(
        decided(category, "quality", mode, defect_share=big, **signs)
    )


@given(st.sampled_from(["cherries", "apples"]), SHARES, SHARES, MODES)
def test_a_bigger_share_of_wrong_sizes_is_never_paid_less(category: str, one: Fraction, two: Fraction, mode: str):
    small, big = sorted((one, two))
    assert units(decided(category, "size_mismatch", mode, wrong_size_share=small)) <= units(
        decided(category, "size_mismatch", mode, wrong_size_share=big)
    )


@given(st.integers(1, 60_000), st.integers(0, 60_000), st.integers(0, 60_000))
def test_a_lighter_package_is_never_paid_less(stated: int, one: int, two: int):
    light, heavy = sorted((one, two))
    facts: dict[str, Any] = {"sold_by": "prepacked", "stated_weight_g": stated}
    assert units(decided("rice", "shortage", "ceiling", measured_weight_g=light, **facts)) >= units(
        decided("rice", "shortage", "ceiling", measured_weight_g=heavy, **facts)
    )


@given(st.tuples(CATEGORIES, KINDS, MODES), SHARES, st.integers(0, 10_000), st.integers(0, 10_000), st.integers(0, 400))
def test_never_more_is_paid_back_than_was_paid_and_not_refunded(
    what: tuple[str, str, str], share: Fraction, paid: int, refunded: int, hours: int
):
    decision = decided(
        *what,
        after=dt.timedelta(hours=hours),
        paid=str(Money.from_minor_units(paid, "CNY")),
        refunded=str(Money.from_minor_units(min(refunded, paid), "CNY")),
        defect_share=share,
        wrong_size_share=share,
        shortage_share=share,
        goods_harmed=True,
        expired_when_delivered=True,
        shelf_life_left_share=share,
    )
    assert 0 <= units(decision) <= paid - min(refunded, paid)


@given(CATEGORIES, SHARES, st.integers(0, 400), st.integers(0, 400))
def test_a_later_claim_is_never_answered_better(category: str, share: Fraction, one: int, two: int):
    early, late = (dt.timedelta(hours=hours) for hours in sorted((one, two)))
    facts: dict[str, Any] = {"defect_share": share, "shelf_life_ends_on": SIGNED.date() + dt.timedelta(days=9)}
    assert units(decided(category, "quality", "ceiling", after=early, **facts)) >= units(
        decided(category, "quality", "ceiling", after=late, **facts)
    )


@given(CATEGORIES, KINDS, SHARES)
def test_without_a_delivery_nothing_is_granted(category: str, kind: str, share: Fraction):
    facts: dict[str, Any] = dict.fromkeys(
        ("defect_share", "wrong_size_share", "shortage_share", "shelf_life_left_share"), share
    )
    decision = decided(
        category, kind, "ceiling", signed_at=None, goods_harmed=True, expired_when_delivered=True, **facts
    )
    assert decision.outcome != "eligible"


@given(CATEGORIES, KINDS, SHARES, st.integers(0, 400), st.sampled_from(["en", "zh"]))
def test_every_reason_can_be_read_without_a_gap(category: str, kind: str, share: Fraction, hours: int, lang: str):
    decision = decided(category, kind, "ceiling", after=dt.timedelta(hours=hours), defect_share=share)
    for reason in decision.reasons:
        assert "{" not in render(reason, lang, MESSAGES)


def test_every_term_and_every_step_of_the_rules_has_a_text():
    rights = [*PRODUCE.rights, *LATENESS.rights]
    terms = [term for right in rights for term in (*right.exclusions, *right.requires, *right.refers)]
    for term in terms:
        for lang in ("en", "zh"):
            assert "{" not in render(Reason(term.code, term.params), lang, TEXTS)
    amounts = [right.amount for right in rights if isinstance(right.amount, Amount)]
    codes = {adjustment.code for amount in amounts for adjustment in amount.adjustments}
    assert codes == {"refund_component_shop", "refund_component_market", "refund_late"}
    assert codes <= set(TEXTS.codes)
    moments = {f"moment_{name}" for right in rights for window in right.windows for name in window.names()}
    assert moments <= set(MESSAGES.codes)


def test_every_question_of_the_family_is_asked_in_both_languages():
    for spec in PRODUCE_FACTS:
        assert spec.en.endswith("?")
        assert spec.zh.endswith(("？", "）？"))
        assert {f"choice_{spec.name}_{choice}" for choice in spec.choices} <= set(MESSAGES.codes)


@pytest.mark.parametrize(
    ("category", "path"),
    [
        ("blueberries", ["blueberries", "berries", "soft_fruit", "fruit", "fresh", "food"]),
        ("rice", ["rice", "grain", "dry_food", "food"]),
        ("ice_cream", ["ice_cream", "frozen", "fresh", "food"]),
    ],
)
def test_food_has_its_place_among_the_categories(category: str, path: list[str]):
    by_id = {known.id: known for known in FOOD}
    found: list[str] = []
    step: str | None = category
    while step is not None:
        found.append(step)
        step = by_id[step].like
    assert found == path
