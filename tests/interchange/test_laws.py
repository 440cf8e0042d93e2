"""Laws that hold for every value: what is written reads back, and equal values are written alike."""

import datetime as dt
import json
import pickle
from contextlib import suppress
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.errors import DecodeError
from aftersales_core.interchange.canonical import canonical_json, digest
from aftersales_core.interchange.codec import from_dict, from_json, to_dict, to_json
from aftersales_core.interchange.limits import LIMITS
from aftersales_core.interchange.messages import MESSAGES
from tests.interchange import zoo

CLASSES = [
    zoo.Event,
    zoo.Scalars,
    zoo.Holder,
    zoo.Node,
    zoo.BoxHolder,
    zoo.Money,
    zoo.Reason,
    zoo.Share,
    zoo.Catalogue,
    zoo.Span,
    zoo.Unions,
    zoo.OwnInit,
    zoo.Outcome,
]


@given(zoo.animals)
def test_a_value_written_as_plain_data_reads_back_equal(value: Any):
    assert from_dict(type(value), to_dict(value)) == value


@given(zoo.animals)
def test_a_value_written_as_json_reads_back_equal_from_text_and_from_bytes(value: Any):
    text = to_json(value)
    assert from_json(type(value), text) == value
    assert from_json(type(value), text.encode()) == value


@given(zoo.animals)
def test_reading_and_writing_again_gives_the_same_bytes(value: Any):
    text = to_json(value)
    assert to_json(from_json(type(value), text)) == text


@given(zoo.animals)
def test_plain_data_is_what_a_json_parser_gives(value: Any):
    plain = to_dict(value)
    assert json.loads(json.dumps(plain)) == plain


@given(zoo.exact_animals, zoo.exact_animals)
def test_equal_values_of_one_class_have_equal_json(one: Any, other: Any):
    assert one != other or type(one) is not type(other) or to_json(one) == to_json(other)


@given(zoo.events, st.integers(-14 * 60, 14 * 60))
def test_neither_the_zone_of_an_instant_nor_closing_zeros_show_in_the_json(event: zoo.Event, minutes: int):
    there = event.at.astimezone(dt.timezone(dt.timedelta(minutes=minutes)))
    twin = zoo.Event(event.id, event.version, there, event.amount.quantize(Decimal("0.000001")), event.colour)
    assert twin == event
    assert to_json(twin) == to_json(event)


@given(zoo.events, st.integers(-14 * 60, 14 * 60))
def test_any_numeric_offset_is_read_as_the_same_instant(event: zoo.Event, minutes: int):
    there = event.at.astimezone(dt.timezone(dt.timedelta(minutes=minutes)))
    if 1970 <= there.year <= 9998:
        read = from_dict(zoo.Event, {**_object(event), "at": there.isoformat()})
        assert read == event
        assert read.at.tzinfo is dt.UTC


@given(zoo.animals)
def test_a_value_that_went_through_pickle_is_written_alike(value: Any):
    assert to_json(pickle.loads(pickle.dumps(value))) == to_json(value)


@given(zoo.animals, st.data())
def test_a_key_too_many_is_refused_where_it_stands(value: Any, data: st.DataObject):
    plain = to_dict(value)
    if isinstance(plain, dict):
        key = data.draw(st.sampled_from(["surplus", "a/b", "~"]))
        escaped = {"surplus": "/surplus", "a/b": "/a~1b", "~": "/~0"}[key]
        assert _problems(type(value), {**plain, key: 1}) == [(escaped, "unknown_key")]


@given(zoo.animals, st.data())
def test_a_missing_key_is_named_unless_the_field_has_a_default(value: Any, data: st.DataObject):
    plain = to_dict(value)
    if isinstance(plain, dict):
        key = data.draw(st.sampled_from(sorted(plain)))
        rest = {name: item for name, item in plain.items() if name != key}
        assert _problems(type(value), rest) in ([], [(f"/{key}", "missing_key")])


@given(st.sampled_from(CLASSES), st.binary(max_size=200))
def test_arbitrary_bytes_raise_nothing_but_decode_error(cls: type, raw: bytes):
    with suppress(DecodeError):
        from_json(cls, raw)


@given(st.sampled_from(CLASSES), st.text(max_size=200))
def test_arbitrary_text_raises_nothing_but_decode_error(cls: type, text: str):
    with suppress(DecodeError):
        from_json(cls, text)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)


@given(st.sampled_from(CLASSES), json_values)
def test_arbitrary_plain_data_raises_nothing_but_decode_error(cls: type, data: Any):
    with suppress(DecodeError):
        from_dict(cls, data)


@given(zoo.animals, json_values, st.data())
def test_one_spoiled_place_in_good_data_raises_nothing_but_decode_error(value: Any, junk: Any, data: st.DataObject):
    plain = _spoiled(to_dict(value), junk, data)
    with suppress(DecodeError):
        read = from_dict(type(value), plain)
        assert from_dict(type(value), to_dict(read)) == read


@given(st.sampled_from(CLASSES), json_values)
def test_every_refusal_is_short_sorted_printable_and_has_a_text(cls: type, data: Any):
    try:
        from_dict(cls, data)
    except DecodeError as error:
        problems = error.problems
    else:
        problems = ()
    assert len(problems) <= LIMITS.problems
    for entry in problems:
        assert str(DecodeError((entry,))).encode()
        assert all(isinstance(value, str | int) for _, value in entry.params)
        assert list(entry.params) == sorted(entry.params)
        assert MESSAGES.get(entry.code) is not None


@given(json_values.filter(lambda value: "NaN" not in (text := json.dumps(value)) and "Infinity" not in text))
def test_canonical_json_is_json_of_the_same_data_whatever_the_order_of_keys(data: Any):
    try:
        text = canonical_json(data)
    except TypeError:
        assert not _is_unicode(data)
        return
    assert json.loads(text) == data
    assert canonical_json(_reversed(data)) == text
    assert digest(_reversed(data)) == digest(data)


def _problems(cls: type, data: Any) -> list[tuple[str, str]]:
    try:
        from_dict(cls, data)
    except DecodeError as error:
        return [(problem.pointer, problem.code) for problem in error.problems]
    return []


def _object(value: Any) -> dict[str, Any]:
    plain = to_dict(value)
    assert isinstance(plain, dict)
    return plain


def _spoiled(plain: Any, junk: Any, data: st.DataObject) -> Any:
    if isinstance(plain, dict) and plain and data.draw(st.booleans()):
        key = data.draw(st.sampled_from(sorted(plain)))
        return {**plain, key: _spoiled(plain[key], junk, data)}
    if isinstance(plain, list) and plain and data.draw(st.booleans()):
        index = data.draw(st.integers(0, len(plain) - 1))
        return [*plain[:index], _spoiled(plain[index], junk, data), *plain[index + 1 :]]
    return junk


def _reversed(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _reversed(data[key]) for key in reversed(data)}
    return [_reversed(item) for item in data] if isinstance(data, list) else data


def _is_unicode(data: Any) -> bool:
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True
