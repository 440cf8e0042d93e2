"""Each limit holds at its number and refuses one more."""

from decimal import Decimal
from typing import Any

import attrs
import pytest

from aftersales_core.errors import DecodeError, InvalidDefinition, WrongType
from aftersales_core.interchange.codec import from_dict, from_json, to_dict, to_json
from aftersales_core.interchange.limits import LIMITS, Limits
from tests.interchange.zoo import Node


def code(cls: object, data: object, limits: Limits = LIMITS) -> str:
    with pytest.raises(DecodeError) as caught:
        from_dict(cls, data, limits=limits)
    return caught.value.problems[0].code


def chain(depth: int) -> Node:
    """A value whose plain form is so many levels deep: the last node adds its empty list of children."""
    node = Node("leaf")
    for _ in range(depth - 2):
        node = Node("above", parent=node)
    return node


def test_the_default_limits_are_the_published_ones():
    """Reference on embedding, R7: depth 32, 4 KiB of text, 10,000 items, decimals of 12 + 6 digits, 100 problems."""
    published = (32, 4_096, 10_000, 100, 12, 6)
    assert published == (
        LIMITS.depth,
        LIMITS.text_bytes,
        LIMITS.items,
        LIMITS.problems,
        LIMITS.integer_digits,
        LIMITS.fraction_digits,
    )


@pytest.mark.parametrize(
    ("cls", "inside", "outside", "expected"),
    [
        (str, "x" * 4_096, "x" * 4_097, "text_too_long"),
        (str, "中" * 1_365 + "x", "中" * 1_365 + "xx", "text_too_long"),
        (tuple[int, ...], [1] * 10_000, [1] * 10_001, "too_many_items"),
        (frozenset[int], list(range(10_000)), list(range(10_001)), "too_many_items"),
        (tuple[tuple[int, ...], ...], [[1] * 9_999] * 10, [[1] * 9_999] * 10 + [[1]], "too_many_values"),
    ],
)
def test_a_value_at_the_limit_is_read_and_one_beyond_is_not(
    cls: object, inside: object, outside: object, expected: str
):
    assert from_dict(cls, inside)
    assert code(cls, outside) == expected


@pytest.mark.parametrize(
    ("inside", "outside"),
    [
        ("999999999999", "1000000000000"),
        ("-999999999999.999999", "-1000000000000.000000"),
        ("0.000001", "0.0000001"),
    ],
)
def test_a_decimal_has_at_most_twelve_and_six_digits(inside: str, outside: str):
    assert from_dict(Decimal, inside) == Decimal(inside)
    assert code(Decimal, outside) == "bad_decimal"
    assert to_dict(Decimal(inside)) == inside
    with pytest.raises(WrongType):
        to_dict(Decimal(outside) * 1)


def test_nesting_is_read_to_the_depth_and_no_deeper():
    assert from_json(Node, to_json(chain(32))) == chain(32)
    text = '{"name":"above","parent":' + to_json(chain(32)) + "}"
    with pytest.raises(DecodeError, match="too_deep"):
        from_json(Node, text)


def test_a_value_deeper_than_the_limit_is_not_written():
    assert to_dict(chain(32))
    with pytest.raises(WrongType, match="too_deep limit=32"):
        to_dict(chain(33))


def test_a_value_deeper_than_the_interpreter_bears_is_not_written():
    with pytest.raises(WrongType, match="at most 32 levels deep"):
        to_dict(chain(5_000))


def test_a_document_of_the_permitted_length_is_read_and_one_byte_more_is_not():
    limits = Limits(json_bytes=20)
    assert from_json(Node, '{"name": "12345678"}', limits=limits) == Node("12345678")
    with pytest.raises(DecodeError, match="document_too_large"):
        from_json(Node, '{"name": "123456789"}', limits=limits)


def test_wider_limits_read_and_write_what_the_default_refuses():
    limits = Limits(items=20_000, depth=40, text_bytes=5_000, integer_digits=20)
    long = tuple(range(15_000))
    assert from_dict(tuple[int, ...], to_dict(long, as_type=tuple[int, ...], limits=limits), limits=limits) == long
    assert from_json(Node, to_json(chain(40), limits=limits), limits=limits) == chain(40)
    with pytest.raises(WrongType, match="too_many_items"):
        to_dict(long, as_type=tuple[int, ...])


def test_narrow_limits_hold_for_text_as_well():
    limits = Limits(values=50, depth=5)
    assert from_json(tuple[int, ...], "[" + "1," * 49 + "1]", limits=limits)
    for text in ("[" + "1," * 50 + "1]", "[" + "[]," * 49 + "[[]]]", "[" * 6 + "1" + "]" * 6):
        with pytest.raises(DecodeError, match=r"too_many_values|too_deep"):
            from_json(tuple[int, ...], text, limits=limits)


def test_brackets_inside_text_do_not_count_as_nesting():
    node = Node('[[{{"\\' * 100)
    assert from_json(Node, to_json(node)) == node


def test_many_shallow_lists_are_not_deep():
    text = "[" + ",".join(["[]"] * 1_000) + "]"
    assert from_json(tuple[tuple[int, ...], ...], text) == ((),) * 1_000


@pytest.mark.parametrize("name", [field.name for field in attrs.fields(Limits)])
@pytest.mark.parametrize("value", [0, -1, True, 1.5])
def test_a_limit_below_one_or_not_whole_is_refused(name: str, value: Any):
    with pytest.raises(InvalidDefinition, match=name):
        Limits(**{name: value})


@pytest.mark.parametrize("name", ["depth", "integer_digits", "fraction_digits", "ratio_digits"])
def test_a_limit_that_would_protect_nothing_is_refused(name: str):
    most = 100 if name == "depth" else 1_000
    assert getattr(Limits(**{name: most}), name) == most
    with pytest.raises(InvalidDefinition, match=f"to {most}"):
        Limits(**{name: most + 1})


def test_every_wrong_limit_is_named_at_once():
    with pytest.raises(InvalidDefinition) as caught:
        Limits(depth=0, items=0)
    assert len(caught.value.problems) == 2
