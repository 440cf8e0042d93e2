"""How much is normal: tolerances of grade standards, as the standards or copies of them state them.

D5: tolerance. UNECE FFV-50, AGMARK cherries, 7 CFR 51.628, 51.1525, 51.1350, 51.347, 51.1821, USDA PACA.
"""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.errors import UnknownCode
from aftersales_core.returns.defect_norms import DEFECT_NORMS, is_within_norm, norm, single_package_limit
from aftersales_core.returns.marketplaces.produce import MOST_TOLERANCE


@pytest.mark.parametrize(
    ("id", "total", "parts"),
    [
        ("unece_apples_extra", "5", {"below_class": "0.5", "size": "10"}),
        ("unece_apples_1", "10", {"decay": "1", "below_class": "1", "size": "10"}),
        ("unece_apples_2", "10", {"decay": "2", "size": "10"}),
        ("agmark_cherries_extra", "5", {}),
        ("agmark_cherries_1", "10", {"split": "4"}),
        ("agmark_cherries_2", "10", {"over_ripe_or_split": "4", "over_ripe": "2"}),
        ("us_grapefruit_shipping", "10", {"serious": "5", "decay": "1"}),
        ("us_grapefruit_destination", "12", {"serious": "7", "decay": "3"}),
        ("us_plums_shipping", "8", {"serious": "4", "decay": "0.5"}),
        ("us_plums_destination", "12", {}),
        ("us_pears_processing", "10", {"decay": "2", "worms": "5"}),
        ("paca_no_standard", "10", {"serious": "5", "decay": "1"}),
    ],
)
def test_a_norm_says_what_its_standard_says(id: str, total: str, parts: dict[str, str]):
    found = norm(id)
    assert found.total * 100 == Fraction(total)
    assert {name: share * 100 for name, share in found.parts} == {n: Fraction(p) for n, p in parts.items()}
    assert found.basis.source


@pytest.mark.parametrize(
    ("total", "parts", "is_within"),
    [
        ("0.10", {}, True),
        ("0.1001", {}, False),
        ("0.05", {"decay": "0.01"}, True),
        ("0.05", {"decay": "0.0101"}, False),
        # A kind without a limit of its own is bounded by the total.
        ("0.10", {"bruises": "0.10"}, True),
        ("0.10", {"bruises": "0.11"}, False),
    ],
)
def test_a_lot_is_within_its_norm_in_all_and_by_kind(total: str, parts: dict[str, Any], is_within: bool):
    shares = {name: Fraction(share) for name, share in parts.items()}
    assert is_within_norm(norm("unece_apples_1"), total=Fraction(total), parts=shares) is is_within


def test_without_parts_the_total_alone_is_looked_at():
    assert is_within_norm(norm("us_plums_destination"), total=Fraction(12, 100))


@pytest.mark.parametrize(
    ("tolerance", "limit"),
    # One and a half times a tenth or more, twice less: 7 CFR 51.347.
    [("0.10", "0.15"), ("0.12", "0.18"), ("0.0999", "0.1998"), ("0.05", "0.10"), ("0.005", "0.01"), ("0.8", "1")],
)
def test_one_package_may_have_more_than_the_lot(tolerance: str, limit: str):
    assert single_package_limit(Fraction(tolerance)) == Fraction(limit)


def test_a_norm_that_does_not_exist_is_named_with_those_that_do():
    with pytest.raises(UnknownCode, match="us_melons"):
        norm("us_melons")


def test_a_consumers_tolerance_is_at_most_half_of_the_trades():
    assert min(known.total for known in DEFECT_NORMS) >= MOST_TOLERANCE
    assert max(known.total for known in DEFECT_NORMS) > MOST_TOLERANCE
    assert len({known.id for known in DEFECT_NORMS}) == len(DEFECT_NORMS)


@given(st.fractions(0, 1), st.fractions(0, 1), st.sampled_from(DEFECT_NORMS))
def test_a_worse_lot_is_never_within_where_a_better_one_is_not(one: Fraction, two: Fraction, known: Any):
    better, worse = sorted((one, two))
    assert is_within_norm(known, total=better) >= is_within_norm(known, total=worse)
