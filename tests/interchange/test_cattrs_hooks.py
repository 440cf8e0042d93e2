"""The bridge to cattrs: our values inside somebody else's classes."""

import datetime as dt

import attrs
import cattrs
import pytest

from aftersales_core.errors import DecodeError
from aftersales_core.instants import Span
from aftersales_core.interchange.cattrs_hooks import register_hooks
from aftersales_core.interchange.limits import Limits
from aftersales_core.outcomes import Outcome, Share
from aftersales_core.reasons import Reason
from tests.interchange.zoo import Box

SPAN = Span(dt.datetime(2026, 3, 16, 10, tzinfo=dt.UTC))


@attrs.frozen
class Order:
    """A class of the host program, read by the converter's own lenient rules."""

    number: int
    span: Span
    shares: list[Share]
    outcome: Outcome
    box: Box[int]


def converter(**limits: int) -> cattrs.Converter:
    made = cattrs.Converter()
    register_hooks(made, limits=Limits(**limits))
    return made


def test_values_of_the_library_are_strict_inside_classes_that_are_not():
    plain = {
        "number": "7",
        "span": {"start": "2026-03-16T10:00:00Z"},
        "shares": [{"met": 1}],
        "outcome": "met",
        "box": {"item": "5"},
    }
    order = Order(7, SPAN, [Share(1)], Outcome.MET, Box(5))
    assert converter().structure(plain, Order) == order
    written = converter().unstructure(order)
    assert written["span"] == {"start": "2026-03-16T10:00:00Z", "end": None}
    assert converter().structure(written, Order) == order


def test_a_broken_value_is_collected_by_the_converter_with_its_place():
    plain = {"number": 1, "span": {"start": "now"}, "shares": [{"met": True}], "outcome": "met", "box": {"item": 1}}
    with pytest.raises(cattrs.ClassValidationError) as caught:
        converter().structure(plain, Order)
    first = caught.value.exceptions[0]
    assert isinstance(first, DecodeError)
    assert first.problems[0].pointer == "/start"


def test_the_hooks_keep_the_limits_they_were_given():
    reason = Reason.of("late", note="x" * 20)
    assert converter().unstructure(reason)["code"] == "late"
    with pytest.raises(DecodeError, match="text_too_long"):
        converter(text_bytes=10).structure(converter().unstructure(reason), Reason)
