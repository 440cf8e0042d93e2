"""The forms themselves, example by example, and what the codec says about classes that it cannot handle."""

import datetime as dt
import enum
import subprocess
import sys
import zoneinfo
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace
from typing import Any, Literal, Optional, Union

import attrs
import pendulum
import pytest
from typing_extensions import TypeAliasType

from aftersales_core.errors import AftersalesError, DecodeError, InvalidCalendar, InvalidDefinition, WrongType
from aftersales_core.instants import Span
from aftersales_core.interchange.codec import from_dict, from_json, to_dict, to_json
from aftersales_core.outcomes import Outcome, Share
from aftersales_core.reasons import Reason
from tests.interchange.zoo import (
    Accepted,
    Box,
    BoxHolder,
    Colour,
    Event,
    Holder,
    Level,
    Mode,
    Money,
    Node,
    OwnInit,
    Refused,
    Scalars,
    T,
    TicketId,
    Unions,
)

AT = dt.datetime(2026, 3, 16, 10, tzinfo=dt.UTC)
DAY = dt.date(2026, 3, 16)


def problems(cls: object, data: object) -> list[tuple[str, str]]:
    with pytest.raises(DecodeError) as caught:
        from_dict(cls, data)
    return [(problem.pointer, problem.code) for problem in caught.value.problems]


# --- forms ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ("退货", "退货"),
        (Colour.RED, "red"),
        (Level.HIGH, 2),
        (7, 7),
        (True, True),
        (None, None),
        (0.5, 0.5),
        (-0.0, 0.0),
        (Decimal("39.90"), "39.9"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.00"), "0"),
        (Decimal("0E+1000000"), "0"),
        (Decimal(100), "100"),
        (Fraction(-4, 6), "-2/3"),
        (Fraction(3), "3/1"),
        (AT, "2026-03-16T10:00:00Z"),
        (dt.datetime(2026, 3, 16, 18, tzinfo=dt.timezone(dt.timedelta(hours=8))), "2026-03-16T10:00:00Z"),
        (dt.datetime(2026, 3, 16, 18, tzinfo=zoneinfo.ZoneInfo("Asia/Shanghai")), "2026-03-16T10:00:00Z"),
        (AT.replace(microsecond=500_000), "2026-03-16T10:00:00.500000Z"),
        (DAY, "2026-03-16"),
        (dt.time(9), "09:00:00"),
        (dt.time(9, 0, 0, 1), "09:00:00.000001"),
        (dt.timedelta(days=1, microseconds=-1), 86_399_999_999),
    ],
)
def test_a_single_value_has_one_form(value: Any, plain: Any):
    assert to_dict(value) == plain
    assert type(to_dict(value)) is type(plain)
    assert from_dict(type(value), plain) == value


@pytest.mark.parametrize(
    ("cls", "plain", "value"),
    [
        (Decimal, "1.50", Decimal("1.5")),
        (Decimal, "-0", Decimal(0)),
        (Fraction, "-2/4", Fraction(-1, 2)),
        (dt.datetime, "2026-03-16T18:00:00+08:00", AT),
        (dt.datetime, "2026-03-16T10:00:00.5-00:00", AT.replace(microsecond=500_000)),
        (dt.datetime, "1970-01-01T00:00:00Z", dt.datetime(1970, 1, 1, tzinfo=dt.UTC)),
        (dt.datetime, "9998-12-31T23:59:59.999999Z", dt.datetime(9998, 12, 31, 23, 59, 59, 999_999, tzinfo=dt.UTC)),
        (dt.datetime, "9999-01-01T07:59:59+08:00", dt.datetime(9998, 12, 31, 23, 59, 59, tzinfo=dt.UTC)),
        (dt.time, "09:00", dt.time(9)),
        (float, 1, 1.0),
        (float, -(2**53), -(2.0**53)),
        (Optional[int], None, None),  # noqa: UP045 - this spelling is a type of its own
        (Union[int, None], 5, 5),  # noqa: UP007 - as above
        (None, None, None),
    ],
)
def test_a_few_other_forms_are_read_as_well(cls: object, plain: Any, value: Any):
    read = from_dict(cls, plain)
    assert read == value
    assert type(read) is type(value)


def test_a_read_instant_is_a_standard_library_datetime_in_utc():
    read = from_dict(dt.datetime, "2026-03-16T18:00:00+08:00")
    assert type(read) is dt.datetime
    assert read.tzinfo is dt.UTC


def test_minus_zero_is_read_as_zero():
    assert str(from_dict(Decimal, "-0.00")) == "0.00"


def test_a_class_is_an_object_with_every_field_in_the_order_of_the_class():
    event = Event("t-1", 7, AT, Decimal("39.90"), Colour.RED)
    plain = {"id": "t-1", "version": 7, "at": "2026-03-16T10:00:00Z", "amount": "39.9", "colour": "red"}
    written: Any = to_dict(event)
    assert written == plain
    assert list(written) == list(plain)


def test_json_is_canonical():
    event = Event("退", 7, AT, Decimal("39.90"), Colour.RED)
    assert to_json(event) == '{"amount":"39.9","at":"2026-03-16T10:00:00Z","colour":"red","id":"退","version":7}'


def test_class_variables_and_derived_fields_are_left_out_and_defaults_are_written():
    holder = Holder(("a", "b"), (1, "x"), (("k", 1),), frozenset({"z", "a"}), (Span(AT),))
    plain = {
        "names": ["a", "b"],
        "pair": [1, "x"],
        "pairs": [["k", 1]],
        "tags": ["a", "z"],
        "spans": [{"start": "2026-03-16T10:00:00Z", "end": None}],
        "note": None,
    }
    assert to_dict(holder) == plain
    assert from_dict(Holder, plain).count == 2


def test_fields_with_a_default_may_be_absent():
    assert from_dict(Holder, {"names": [], "pair": [1, "x"], "pairs": []}) == Holder((), (1, "x"), ())


def test_the_default_of_a_written_constructor_counts_as_one():
    assert from_dict(OwnInit, {"start": 1}) == OwnInit(1, 10)
    assert from_dict(Span, {"start": "2026-03-16T10:00:00Z"}) == Span(AT)
    assert problems(OwnInit, {"end": 1}) == [("/start", "missing_key")]


def test_a_class_may_hold_itself():
    tree = Node("a", (Node("b"), Node("c", parent=Node("d"))))
    assert from_json(Node, to_json(tree)) == tree


def test_type_arguments_of_a_generic_class_are_followed():
    box = BoxHolder(Box(1, (2,), 3), Box("a"))
    assert from_dict(BoxHolder, to_dict(box)) == box
    assert problems(BoxHolder, {"number": {"item": "x"}, "text": {"item": 1, "more": [2]}}) == [
        ("/number/item", "expected_integer"),
        ("/text/item", "expected_text"),
        ("/text/more/0", "expected_text"),
    ]


def test_a_generic_class_is_written_with_its_arguments_as_type():
    assert to_dict(Box(1), as_type=Box[int]) == {"item": 1, "more": [], "other": None}
    with pytest.raises(InvalidDefinition, match="field item"):
        to_dict(Box(1))


def test_a_class_that_names_its_own_form_is_written_in_it():
    assert to_dict(Money(5)) == "5 c"
    assert from_dict(Money, "5 c") == Money(5)


def test_problems_that_an_own_form_finds_keep_their_place():
    assert problems(tuple[Money, ...], ["5 c", "5 d", 5, "5"]) == [
        ("/1/unit", "unknown_value"),
        ("/2", "expected_text"),
        ("/3", "invalid_value"),
    ]


# --- unions -----------------------------------------------------------------------------------------------------------

UNIONS = Unions(
    answer=Accepted(AT),
    when=DAY,
    paid=None,
    price=None,
    loose=None,
    length=5,
    exact=Decimal("0.5"),
    single=None,
    choice=Colour.RED,
    measure=0.5,
)
PLAIN: dict[str, Any] = {
    "answer": {"type": "accepted", "at": "2026-03-16T10:00:00Z", "reasons": []},
    "when": "2026-03-16",
    "paid": None,
    "price": None,
    "loose": None,
    "length": 5,
    "exact": {"type": "decimal", "value": "0.5"},
    "single": None,
    "choice": {"type": "colour", "value": "red"},
    "measure": 0.5,
}


def test_the_union_example_is_written_and_read():
    assert to_dict(UNIONS) == PLAIN
    assert from_dict(Unions, PLAIN) == UNIONS


@pytest.mark.parametrize(
    ("key", "value", "plain"),
    [
        (
            "answer",
            Refused((Reason("why"),)),
            {"type": "refused", "reasons": [{"code": "why", "params": [], "kind": "invalid"}]},
        ),
        ("when", AT, "2026-03-16T10:00:00Z"),
        ("paid", Money(5), "5 c"),
        ("price", Money(5), {"type": "money", "value": "5 c"}),
        (
            "price",
            Share(),
            {"type": "share", "met": 0, "late": 0, "open_breached": 0, "pending": 0, "no_target": 0, "excluded": 0},
        ),
        ("loose", "2026-03-16", "2026-03-16"),
        ("loose", Colour.RED, "red"),
        ("loose", 5, 5),
        ("loose", True, True),
        ("loose", Decimal("1.5"), {"type": "decimal", "value": "1.5"}),
        ("loose", Fraction(1, 2), {"type": "fraction", "value": "1/2"}),
        ("loose", DAY, {"type": "date", "value": "2026-03-16"}),
        ("loose", AT, {"type": "instant", "value": "2026-03-16T10:00:00Z"}),
        ("loose", ("a",), ["a"]),
        ("length", dt.timedelta(seconds=1), {"type": "duration", "value": 1_000_000}),
        ("exact", Fraction(1, 2), {"type": "fraction", "value": "1/2"}),
        ("single", "text", "text"),
        ("single", Share(1), {"met": 1, "late": 0, "open_breached": 0, "pending": 0, "no_target": 0, "excluded": 0}),
        ("choice", Mode.FAST, {"type": "mode", "value": "fast"}),
        ("measure", "wide", "wide"),
    ],
)
def test_each_member_of_a_union_has_its_form(key: str, value: Any, plain: Any):
    union = attrs.evolve(UNIONS, **{key: value})
    assert to_dict(union) == {**PLAIN, key: plain}
    read = getattr(from_dict(Unions, {**PLAIN, key: plain}), key)
    assert read == value


def test_a_datetime_of_another_library_is_written_as_the_instant_that_it_is():
    union = attrs.evolve(UNIONS, when=pendulum.datetime(2026, 3, 16, 18, tz="Asia/Shanghai"))
    assert to_dict(union) == {**PLAIN, "when": "2026-03-16T10:00:00Z"}


@pytest.mark.parametrize(
    ("key", "plain", "expected"),
    [
        ("answer", {"at": "2026-03-16T10:00:00Z"}, [("/answer/type", "missing_key")]),
        ("answer", {"type": "maybe"}, [("/answer/type", "unknown_type")]),
        ("answer", {"type": 5}, [("/answer/type", "unknown_type")]),
        ("answer", {"type": "accepted"}, [("/answer/at", "missing_key")]),
        ("answer", {"type": "accepted", "at": 5}, [("/answer/at", "expected_text")]),
        ("answer", "accepted", [("/answer", "expected_one_of")]),
        ("when", "2026-03-16T10:00:00", [("/when", "naive_datetime")]),
        ("when", "2026-13-16", [("/when", "bad_date")]),
        ("when", 5, [("/when", "expected_one_of")]),
        ("loose", 0.5, [("/loose", "expected_one_of")]),
        ("loose", {"type": "decimal"}, [("/loose/value", "missing_key")]),
        ("loose", {"type": "decimal", "value": "x"}, [("/loose/value", "bad_decimal")]),
        ("loose", {"type": "decimal", "value": "1", "unit": "d"}, [("/loose/unit", "unknown_key")]),
        ("loose", {"type": "decimal", "unit": "d"}, [("/loose/value", "missing_key"), ("/loose/unit", "unknown_key")]),
        ("single", 5, [("/single", "expected_one_of")]),
        ("measure", True, [("/measure", "expected_one_of")]),
    ],
)
def test_a_union_says_what_is_wrong_and_where(key: str, plain: Any, expected: list[tuple[str, str]]):
    assert problems(Unions, {**PLAIN, key: plain}) == expected


def test_a_whole_number_serves_a_union_that_has_a_float_and_no_integer():
    read = from_dict(Unions, {**PLAIN, "measure": 1}).measure
    assert (read, type(read)) == (1.0, float)


@pytest.mark.parametrize(
    ("union", "value", "plain"),
    [
        (dt.date | int, DAY, "2026-03-16"),
        (dt.datetime | int, AT, "2026-03-16T10:00:00Z"),
        (
            dt.date | dt.datetime | Decimal,
            AT,
            {"type": "instant", "value": "2026-03-16T10:00:00Z"},
        ),
        (tuple[int, ...] | int, (1,), [1]),
        (Share | int, 5, 5),
        (float | int, 5, 5),
        (float | int, 5.0, 5.0),
    ],
    ids=range(7),
)
def test_members_of_different_shapes_are_written_bare(union: object, value: Any, plain: Any):
    assert to_dict(value, as_type=union) == plain
    read = from_dict(union, plain)
    assert (read, type(read)) == (value, type(value))


def test_a_union_at_the_top_is_written_and_read_as_that_union():
    plain = to_dict(Refused(()), as_type=Accepted | Refused)
    assert plain == {"type": "refused", "reasons": []}
    assert from_dict(Accepted | Refused, plain) == Refused(())


def test_a_value_that_is_no_member_of_the_union_is_not_written():
    with pytest.raises(WrongType, match=r"Unions.answer must be .* expected_one_of expected=object got=Share"):
        to_dict(attrs.evolve(UNIONS, answer=Share()))


def test_a_type_alias_stands_for_its_type():
    make: Any = TypeAliasType
    variable: Any = T
    numbers = make("numbers", tuple[variable, ...], type_params=(variable,))
    answer = make("answer", Accepted | Refused)
    assert from_dict(numbers[int], [1, 2]) == (1, 2)
    assert from_dict(answer, {"type": "refused", "reasons": []}) == Refused(())
    assert from_dict(tuple[answer | None, ...], [None]) == (None,)


@pytest.mark.skipif(sys.version_info < (3, 12), reason="the statement came with Python 3.12")
def test_an_alias_made_by_the_type_statement_may_hold_itself():
    names: dict[str, Any] = {}
    exec("type Tree = int | tuple[Tree, ...]", names)  # noqa: S102 - older Pythons cannot parse the statement
    assert from_dict(names["Tree"], [1, [2, [3]]]) == (1, (2, (3,)))
    assert problems(names["Tree"], [1, [2, ["x"]]]) == [("/1/1/0", "expected_one_of")]


@pytest.mark.parametrize(
    ("union", "message"),
    [
        (tuple[int, ...] | tuple[str, ...], "array"),
        (tuple[int, ...] | frozenset[int], "array"),
        (Literal["a"] | str, "class str"),  # noqa: PYI051 - the mistake under test
        (Box[int] | Box[str], "box"),
    ],
    ids=str,
)
def test_a_union_whose_members_cannot_be_told_apart_is_a_broken_definition(union: object, message: str):
    with pytest.raises(InvalidDefinition, match=message):
        from_dict(union, 5)


def test_a_field_called_type_would_hide_the_key_that_tells_members_apart():
    @attrs.frozen
    class Typed:
        type: str

    with pytest.raises(InvalidDefinition, match="rename the field"):
        from_dict(Typed | Share, {})
    assert from_dict(Typed, {"type": "x"}) == Typed("x")


def test_a_class_named_like_a_single_value_cannot_stand_beside_it():
    @attrs.frozen
    class Decimal_:  # noqa: N801 - the name is the point
        digits: str

    Decimal_.__name__ = "Decimal"
    with pytest.raises(InvalidDefinition, match="decimal: two members"):
        from_dict(Decimal_ | Decimal | str, {})


# --- sets and tuples --------------------------------------------------------------------------------------------------


def test_a_set_is_a_sorted_list_and_refuses_an_item_given_twice():
    assert to_dict(frozenset({3, 1, 20}), as_type=frozenset[int]) == [1, 20, 3]
    assert problems(frozenset[int], [1, 2, 1, 1]) == [("/2", "duplicate_item"), ("/3", "duplicate_item")]
    assert problems(frozenset[int], [1, "x"]) == [("/1", "expected_integer")]


def test_items_that_cannot_be_in_a_set_are_a_broken_definition():
    @attrs.define
    class Mutable:
        number: int

    with pytest.raises(InvalidDefinition, match="cannot be in a set"):
        from_dict(frozenset[Mutable], [{"number": 1}])


def test_a_tuple_of_fixed_length_has_a_type_for_each_place():
    assert from_dict(tuple[int, str], [1, "a"]) == (1, "a")
    assert problems(tuple[int, str], [1]) == [("", "wrong_item_count")]
    assert problems(tuple[int, str], ["a", 1]) == [("/0", "expected_integer"), ("/1", "expected_text")]
    assert problems(tuple[int, str], {}) == [("", "expected_array")]
    assert from_dict(tuple[()], []) == ()


# --- what is not written ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("id", 5, "expected_text got=integer"),
        ("id", "a\x00", "nul_character"),
        ("id", "\ud800", "lone_surrogate"),
        ("id", "x" * 5_000, "text_too_long got=5000 limit=4096"),
        ("version", True, "expected_integer got=boolean"),
        ("version", 7.0, "expected_integer got=number"),
        ("version", 2**63, "integer_out_of_range"),
        ("at", dt.datetime(2026, 3, 16), "naive datetime"),
        ("at", dt.datetime(1969, 3, 16, tzinfo=dt.UTC), "outside the years"),
        ("at", "2026-03-16T10:00:00Z", "expected_text got=text"),
        ("amount", 5, "expected_text got=integer"),
        ("amount", Decimal("NaN"), "bad_decimal"),
        ("amount", Decimal("Infinity"), "bad_decimal"),
        ("amount", Decimal("1E+1000000"), "bad_decimal"),
        ("amount", Decimal("1E-1000000"), "bad_decimal"),
        ("amount", Decimal("0.12345678"), "bad_decimal"),
        ("colour", "red", "unknown_value got=red"),
    ],
)
def test_a_field_that_could_not_be_read_back_is_named(field: str, value: Any, message: str):
    event = attrs.evolve(Event("t", 1, AT, Decimal(1), Colour.RED), **{field: value})
    with pytest.raises(WrongType) as caught:
        to_dict(event)
    assert caught.value.what == f"Event.{field}"
    assert message in caught.value.got


@pytest.mark.parametrize(
    ("as_type", "value"),
    [
        (Fraction, 0.5),
        (Fraction, Fraction(1, 10**38)),
        (Fraction, Fraction(10**38, 3)),
        (float, 5.5 + 1j),
        (float, float("nan")),
        (dt.date, AT),
        (dt.date, dt.date(1969, 12, 31)),
        (dt.date, "2026-03-16"),
        (dt.time, dt.time(9, tzinfo=dt.UTC)),
        (dt.time, "09:00"),
        (dt.timedelta, 5),
        (dt.timedelta, dt.timedelta.max),
        (bool, 1),
        (type(None), 0),
        (tuple[int, ...], [1]),
        (tuple[int, str], (1,)),
        (tuple[int, str], 5),
        (frozenset[int], {1}),
        (Share, Money(1)),
        (Money, Share()),
        (Literal["a"], "b"),
        (Colour, Mode.FAST),
    ],
)
def test_a_value_that_is_not_of_the_type_is_not_written(as_type: object, value: Any):
    with pytest.raises(WrongType, match="must be a value with a plain form"):
        to_dict(value, as_type=as_type)


def test_the_field_that_is_named_is_the_innermost():
    wrong: Any = 5
    with pytest.raises(WrongType, match=r"^Node\.name must"):
        to_dict(Node("a", (Node("b", (Node(wrong),)),)))


# --- constructors -----------------------------------------------------------------------------------------------------


class Unplanned(AftersalesError):
    """An error of the tree without fields."""

    code = "unplanned"


@attrs.frozen
class Picky:
    mood: str

    def __attrs_post_init__(self) -> None:
        errors: dict[str, Exception] = {
            "value": ValueError("a mood of \x00"),
            "type": TypeError("no"),
            "key": KeyError("no"),
            "zero": ZeroDivisionError("no"),
            "attribute": AttributeError("no"),
            "os": OSError("no"),
            "deep": RecursionError("no"),
            "calendar": InvalidCalendar("week", ("one", "two")),
            "plain": Unplanned("nobody foresaw it"),
        }
        if self.mood in errors:
            raise errors[self.mood]


@pytest.mark.parametrize("mood", ["value", "type", "key", "zero", "attribute", "os", "deep"])
def test_whatever_a_constructor_raises_is_a_problem_of_the_document(mood: str):
    assert problems(tuple[Picky, ...], [{"mood": "good"}, {"mood": mood}]) == [("/1", "invalid_value")]


def test_a_message_of_a_constructor_is_shown_printable():
    with pytest.raises(DecodeError) as caught:
        from_dict(Picky, {"mood": "value"})
    assert caught.value.problems[0].params == (("message", "a mood of \\x00"),)


def test_an_error_of_the_library_keeps_its_code_and_fields():
    with pytest.raises(DecodeError) as caught:
        from_dict(tuple[Picky, ...], [{"mood": "calendar"}, {"mood": "plain"}])
    calendar, plain = caught.value.problems
    assert (calendar.pointer, calendar.code) == ("/0", "invalid_calendar")
    assert calendar.params == (("name", "week"), ("problems", "one; two"))
    assert (plain.pointer, plain.code, plain.params) == ("/1", "unplanned", (("message", "nobody foresaw it"),))


def test_a_reversed_span_is_refused_with_its_ends():
    with pytest.raises(DecodeError) as caught:
        from_dict(Span, {"start": "2026-03-16T10:00:00Z", "end": "2026-03-16T10:00:00Z"})
    (problem,) = caught.value.problems
    assert problem.code == "invalid_span"
    assert dict(problem.params)["start"] == "2026-03-16T10:00:00+00:00"


# --- classes that cannot be handled -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hint", "advice"),
    [
        (zoneinfo.ZoneInfo, "zone's key"),
        (list[int], "use a tuple"),
        (set[int], "use a frozenset"),
        (dict[str, int], "key-sorted pairs"),
        (tuple, "say what it holds"),
        (frozenset, "say what it holds"),
        (Mapping[str, int], "closed type"),
        (object, "closed type"),
        (Any, "closed type"),
        (bytes, "closed type"),
        (complex, "closed type"),
        (SimpleNamespace, "closed type"),
        ("Share", "closed type"),
        (Literal["a", 1], "all text"),
        (Literal[b"a"], "all text"),
    ],
    ids=str,
)
def test_a_type_without_a_plain_form_is_a_broken_definition_with_advice(hint: object, advice: str):
    with pytest.raises(InvalidDefinition, match=advice):
        from_dict(hint, None)


def test_every_field_without_a_plain_form_is_named_at_once():
    @attrs.frozen
    class Bad:
        good: int
        zone: zoneinfo.ZoneInfo
        names: list[str]

    with pytest.raises(InvalidDefinition) as caught:
        from_dict(Bad, {})
    assert [problem.split(":")[0] for problem in caught.value.problems] == ["field zone", "field names"]


def test_a_broken_definition_inside_is_not_mistaken_for_a_problem_of_the_value():
    @attrs.frozen
    class Inside:
        names: list[str]

    @attrs.frozen
    class Outside:
        inside: Inside

    with pytest.raises(InvalidDefinition, match="use a tuple"):
        to_dict(Outside(Inside([])))


def test_type_hints_that_cannot_be_read_are_a_broken_definition():
    @attrs.frozen
    class Lost:
        there: "Nowhere"  # type: ignore[name-defined] # noqa: F821 - the mistake under test

    with pytest.raises(InvalidDefinition, match="Nowhere"):
        from_dict(Lost, {})


def test_a_field_that_its_constructor_does_not_take_by_name_is_a_broken_definition():
    @attrs.frozen
    class Private:
        _hidden: int
        _secret: int

    with pytest.raises(InvalidDefinition) as caught:
        from_dict(Private, {})
    assert [problem.split()[1] for problem in caught.value.problems] == ["_hidden", "_secret"]


def test_a_field_without_a_type_hint_is_a_broken_definition():
    @attrs.frozen
    class Bare:
        something = attrs.field()  # type: ignore[misc]

    with pytest.raises(InvalidDefinition, match="field something needs a type hint"):
        from_dict(Bare, {})


def test_an_enumeration_of_mixed_values_is_a_broken_definition():
    class Mixed(enum.Enum):
        A = 1
        B = "b"

    with pytest.raises(InvalidDefinition, match="all text"):
        from_dict(Mixed, 1)


@pytest.mark.parametrize("hint", [[int], {"a": 1}, tuple[int, ...] | tuple[str, ...]])
def test_what_is_no_type_is_refused_without_a_leak(hint: object):
    with pytest.raises(AftersalesError):
        from_dict(hint, None)


@pytest.mark.parametrize("text", [5, None, bytearray(b"{}")])
def test_json_is_text_or_bytes(text: Any):
    with pytest.raises(WrongType, match="text or bytes"):
        from_json(Share, text)


def test_an_enumeration_of_the_library_is_read_and_written_by_its_values():
    assert [to_dict(outcome) for outcome in Outcome] == [
        "met",
        "late",
        "open_breached",
        "pending",
        "no_target",
        "excluded",
    ]
    assert from_dict(Outcome, "late") is Outcome.LATE


def test_a_scalar_example_reads_back():
    scalars = Scalars(
        True,
        Fraction(1, 3),
        0.1,
        DAY,
        dt.time(9),
        dt.timedelta(-1),
        Level.LOW,
        Mode.SLOW,
        "b",
        1,
        None,
        TicketId("t"),
        5,
    )
    assert from_json(Scalars, to_json(scalars)) == scalars


# --- imports ----------------------------------------------------------------------------------------------------------


def test_the_codec_loads_neither_cattrs_nor_any_other_heavy_library():
    code = (
        "import sys, aftersales_core.interchange.codec, aftersales_core.interchange.problem;"
        "print(sorted({'cattrs', 'holidays', 'pendulum', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_every_public_name_of_the_room_resolves_and_no_other():
    import aftersales_core.interchange as room

    assert sorted(room.__all__, key=lambda name: (name.upper() != name, name)) == room.__all__
    assert dir(room) == sorted(room.__all__)
    assert all(getattr(room, name) is not None for name in room.__all__)
    with pytest.raises(AttributeError, match="no attribute 'to_yaml'"):
        getattr(room, "to_yaml")  # noqa: B009 - a type checker would see through the plain spelling
