"""One tree of errors: each also a builtin error, picklable, its data on it, its message beginning lower-case."""

import ast
import copy
import datetime as dt
import pickle
import types
import typing
from fractions import Fraction

import attrs
import pytest

from aftersales_core import errors
from aftersales_core.errors import AftersalesError
from tests.house.source_tree import own_classes, short_name, trees

CLASSES = [cls for cls in own_classes() if issubclass(cls, AftersalesError) and cls is not AftersalesError]
BUILTIN_PARENTS = (ValueError, TypeError, LookupError, ImportError, ArithmeticError, RuntimeError)

SAMPLES: dict[object, object] = {
    str: "x",
    int: 3,
    bool: True,
    float: 0.5,
    type(None): None,
    dt.date: dt.date(2026, 3, 16),
    dt.datetime: dt.datetime(2026, 3, 16, 10, tzinfo=dt.UTC),
    dt.timedelta: dt.timedelta(hours=1),
    Fraction: Fraction(1, 3),
    object: "x",
    typing.Any: "x",
}


def sample(hint: object) -> object:
    """Make a value of a field's type."""
    if hint in SAMPLES:
        return SAMPLES[hint]
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return tuple(sample(argument) for argument in arguments if argument is not Ellipsis)
    if origin is frozenset:
        return frozenset({sample(arguments[0])})
    if origin in (typing.Union, types.UnionType):
        return sample(arguments[0])
    if isinstance(hint, type) and attrs.has(hint):
        return example(hint)
    pytest.fail(f"no sample value for {hint!r}: add one to SAMPLES")


def example(cls: type) -> typing.Any:
    """Build an instance with a sample value in every field."""
    hints = typing.get_type_hints(cls)
    return cls(*(sample(hints[field.name]) for field in attrs.fields(cls)))


def test_every_error_that_leaves_the_library_is_in_the_tree():
    strays = [
        cls.__qualname__
        for cls in own_classes()
        if issubclass(cls, BaseException) and not issubclass(cls, AftersalesError) and not cls.__name__.startswith("_")
    ]
    assert strays == []
    assert {cls.__module__ for cls in CLASSES} == {errors.__name__}


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_an_error_is_also_a_builtin_error(cls: type[AftersalesError]):
    assert issubclass(cls, BUILTIN_PARENTS)


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_an_error_survives_pickling_and_copying(cls: type[AftersalesError]):
    error = example(cls)
    for other in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(other) is cls
        assert attrs.astuple(other) == attrs.astuple(error)
        assert str(other) == str(error)


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_an_error_takes_its_fields_by_position(cls: type[AftersalesError]):
    assert [field.name for field in attrs.fields(cls) if field.kw_only] == []


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_a_message_is_a_text_that_begins_lower_case(cls: type[AftersalesError]):
    message = str(example(cls))
    assert message
    assert not message[0].isupper()
    assert not message.endswith(".")


def test_codes_are_unique():
    codes = [cls.code for cls in CLASSES]
    assert sorted(codes) == sorted(set(codes))


def test_no_raised_text_begins_upper_case():
    shouted = [
        f"{short_name(path)}:{node.lineno}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args
        for first in [node.exc.args[0]]
        if isinstance(first, ast.Constant) and isinstance(first.value, str)
        if " " in first.value and first.value[0].isupper()
    ]
    assert shouted == []
