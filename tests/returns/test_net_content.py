"""Net content: what a package or a weighed bag may lack.

D5: short weight. The expected figures are those of annex 3 of the measures on prepackaged goods (reprint at
shkps.cn/fagui/89423) and of annex 1 of the measures on retail weighing (summaries), worked by hand.
"""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.errors import InvalidAmount, WrongType
from aftersales_core.returns.net_content import (
    NET_CONTENT,
    NET_CONTENT_ROWS,
    RETAIL_WEIGHING,
    WEIGHING_ROWS,
    net_content_count_tolerance,
    net_content_tolerance_g,
    weighing_group,
    weighing_tolerance_g,
)


@pytest.mark.parametrize(
    ("stated", "tolerance"),
    [
        (10, "0.9"),  # 9 %
        (50, "4.5"),
        (51, "4.5"),
        (100, "4.5"),
        (101, "4.5"),  # 4.5 % of 101 is 4.545, to a tenth 4.5
        (110, "5"),  # 4.95, to a tenth 5.0
        (200, "9"),
        (201, "9"),
        (300, "9"),
        (301, "9"),  # 3 % of 301 is 9.03
        (400, "12"),
        (500, "15"),
        (501, "15"),
        (1000, "15"),
        (1001, "15"),  # 1.5 % of 1001 is 15.015, to whole grams 15
        (1100, "17"),  # 16.5, the half up
        (5000, "75"),
        (10_000, "150"),
        (10_001, "150"),
        (15_000, "150"),
        (15_001, "150"),
        (20_000, "200"),
        (50_000, "500"),
        ("50000.1", None),
    ],
)
def test_a_package_may_lack_what_the_annex_says(stated: Any, tolerance: str | None):
    expected = None if tolerance is None else Fraction(tolerance)
    assert net_content_tolerance_g(stated) == expected


@pytest.mark.parametrize(
    ("stated", "pieces"), [(1, 0), (50, 0), (51, 1), (100, 1), (101, 2), (200, 2), (201, 3), (1000, 10)]
)
def test_of_fifty_pieces_none_may_be_missing_and_one_in_a_hundred_of_more(stated: int, pieces: int):
    assert net_content_count_tolerance(stated) == pieces


@pytest.mark.parametrize(
    ("weight", "group", "grams"),
    [
        (1000, "staple", 20),
        (1001, "staple", 40),
        (2000, "staple", 40),
        (2001, "staple", 80),
        (4000, "staple", 80),
        (4001, "staple", 100),
        (25_000, "staple", 100),
        (25_001, "staple", None),
        (2500, "animal", 5),
        (2501, "animal", 10),
        (10_000, "animal", 10),
        (10_001, "animal", 15),
        (15_000, "animal", 15),
        (15_001, "animal", None),
        (1000, "dried", 2),
        (4000, "dried", 4),
        (6000, "dried", 6),
        (6001, "dried", None),
        (500, "precious", 1),
        (2000, "precious", 2),
        (5000, "precious", 3),
        (5001, "precious", None),
    ],
)
def test_a_weighed_bag_may_lack_what_the_annex_says(weight: int, group: Any, grams: int | None):
    assert weighing_tolerance_g(weight, group=group) == grams


@pytest.mark.parametrize(
    ("price", "group"),
    [
        ("0.50", "staple"),
        ("6", "staple"),
        ("6.01", "animal"),
        ("30", "animal"),
        ("30.01", "dried"),
        (100, "dried"),
        (101, "precious"),
    ],
)
def test_goods_of_no_named_kind_belong_to_a_group_by_their_price(price: Any, group: str):
    assert weighing_group(price) == group
    assert weighing_tolerance_g(500, price_per_kg=price) == weighing_tolerance_g(500, group=weighing_group(price))


def test_a_named_group_goes_before_the_price_and_without_either_nothing_is_said():
    assert weighing_tolerance_g(1000, group="staple", price_per_kg=50) == 20
    assert weighing_tolerance_g(1000) is None


@pytest.mark.parametrize("bad", [0, -1, "-5", "a lot"])
def test_weights_that_cannot_be_are_refused(bad: Any):
    for refused in (net_content_tolerance_g, net_content_count_tolerance, weighing_group):
        with pytest.raises(InvalidAmount):
            refused(bad)
    with pytest.raises(InvalidAmount):
        weighing_tolerance_g(bad, group="staple")


def test_a_float_is_refused_because_it_is_not_exact():
    with pytest.raises(WrongType):
        net_content_tolerance_g(0.5)  # type: ignore[arg-type]


@given(st.integers(1, 50_000), st.integers(1, 50_000))
def test_a_bigger_package_may_never_lack_less_nor_a_bigger_share(one: int, two: int):
    small, big = sorted((one, two))
    less, more = net_content_tolerance_g(small), net_content_tolerance_g(big)
    assert less is not None
    assert more is not None
    assert less <= more
    # Rounding moves each of the two by half a gram at the most.
    assert (more - Fraction(1, 2)) / big <= (less + Fraction(1, 2)) / small


def test_every_row_is_data_with_its_source_and_confidence():
    assert {row.confidence for row in WEIGHING_ROWS} == {"secondary", "recalled"}
    assert [row.upto for row in NET_CONTENT_ROWS] == sorted(row.upto for row in NET_CONTENT_ROWS)
    assert NET_CONTENT.confidence == RETAIL_WEIGHING.confidence == "secondary"
