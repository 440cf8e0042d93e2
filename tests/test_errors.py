"""The error tree: one root, a builtin base for each, fields that survive pickling, messages that say what to do."""

import builtins
import copy
import datetime as dt
import inspect
import pickle
import re

import attrs
import pytest

from aftersales_core import errors

DAY = dt.date(2026, 1, 1)
EXAMPLES: list[errors.AftersalesError] = [
    errors.AftersalesError(),
    errors.NaiveDatetime("datetime.datetime(2026, 1, 1, 0, 0)"),
    errors.InstantOutOfRange("9999-01-01T00:00:00+00:00"),
    errors.UnknownZone("Mars/Olympus"),
    errors.WrongType("start", "an aware datetime", "str"),
    errors.InvalidSpan("2026-01-02T00:00:00+00:00", "2026-01-01T00:00:00+00:00"),
    errors.InvalidDefinition("x", ("first problem", "second problem")),
    errors.InvalidCalendar("calendar 'cn'", ("never open",)),
    errors.InvalidPeriod("period", ("zero",)),
    errors.InvalidPolicy("policy", ("no metric",)),
    errors.InvalidCatalogue("catalogue", ("text missing",)),
    errors.UnknownCountry("XX", None, "give a two-letter code"),
    errors.UnknownCountry("GB", "XYZ", "known are ENG"),
    errors.HorizonExceeded("cn", DAY, dt.date(2026, 12, 31)),
    errors.NeverOpen("cn", "working time after 2026-01-01"),
    errors.PauseNeverEnds("2026-01-01T00:00:00+00:00"),
    errors.MarkOutOfOrder("replied", "2026-01-01T00:00:00+00:00", "2026-01-02T00:00:00+00:00"),
    errors.MissingCalendar("night", ("day", "always")),
    errors.MissingCalendar("night", ()),
    errors.UnknownCode("x", ("y",)),
    errors.UnknownCode("x", ()),
    errors.DecodeError(
        (errors.DecodeProblem("/a/0", "wrong_type", (("got", "str"),)), errors.DecodeProblem("", "empty"))
    ),
    errors.InvalidColumn("opened_at", "absent: name it in columns"),
    errors.MissingExtra("frames", "numpy"),
    errors.InvalidMachine("machine 'inquiry'", ("state 'lost' cannot be reached",)),
    errors.GuardError("inquiry", "has_assignee", "new -assign-> open", "KeyError: 'assignee'"),
    errors.BrokenHistory("T-1", 4, "version 3 is missing"),
    errors.InvalidAmount("NAN"),
    errors.ExcessPrecision("39.905", "CNY", 2),
    errors.UnknownCurrency("CNX", ("CNY",)),
    errors.UnknownCurrency("12", ()),
    errors.MixedCurrencies("CNY", "USD"),
    errors.ZeroBase("5.00 CNY", "0.00 CNY"),
]
PUBLIC = [
    value for _, value in sorted(vars(errors).items()) if inspect.isclass(value) and value.__module__ == errors.__name__
]
CLASSES = [value for value in PUBLIC if issubclass(value, errors.AftersalesError)]


def test_every_class_has_an_example_here_and_stands_in_all() -> None:
    assert {type(example) for example in EXAMPLES} == set(CLASSES)
    assert set(errors.__all__) == {value.__name__ for value in PUBLIC}
    assert errors.__all__ == sorted(errors.__all__)


@pytest.mark.parametrize(
    "error", EXAMPLES, ids=[f"{type(error).__name__}-{index}" for index, error in enumerate(EXAMPLES)]
)
def test_an_error_survives_pickling_and_copying_with_its_fields_and_message(error: errors.AftersalesError) -> None:
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(again) is type(error)
        assert str(again) == str(error)
        assert again.args == error.args
        if attrs.has(type(error)):
            fields = [field.name for field in attrs.fields(type(error))]
            assert [getattr(again, name) for name in fields] == [getattr(error, name) for name in fields]


@pytest.mark.parametrize(
    "error", EXAMPLES[1:], ids=[f"{type(error).__name__}-{index}" for index, error in enumerate(EXAMPLES[1:])]
)
def test_a_message_begins_in_lower_case_and_holds_every_text_field(error: errors.AftersalesError) -> None:
    message = str(error)
    assert message
    assert not message[0].isupper()
    assert not message.endswith(".")
    values = [getattr(error, field.name) for field in attrs.fields(type(error))]
    for text in (value for value in values if isinstance(value, str)):
        assert text in message


@pytest.mark.parametrize(
    "error", EXAMPLES[1:], ids=[f"{type(error).__name__}-{index}" for index, error in enumerate(EXAMPLES[1:])]
)
def test_an_error_is_also_a_builtin_error_and_cannot_be_changed(error: errors.AftersalesError) -> None:
    builtin = {name for name in dir(builtins) if name.endswith("Error")}
    assert builtin & {base.__name__ for base in type(error).__mro__}
    name = attrs.fields(type(error))[0].name
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(error, name, "changed")


def test_codes_are_stable_words_and_each_class_has_its_own() -> None:
    codes = [value.code for value in CLASSES]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", code) for code in codes)
    # A code is the class's name in words, so that one can be found from the other.
    words = {re.sub(r"(?<!^)(?=[A-Z])", "_", value.__name__).lower() for value in CLASSES}
    assert set(codes) == words


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (errors.NaiveDatetime, ValueError),
        (errors.InstantOutOfRange, ValueError),
        (errors.UnknownZone, ValueError),
        (errors.WrongType, TypeError),
        (errors.InvalidSpan, ValueError),
        (errors.InvalidCalendar, ValueError),
        (errors.UnknownCountry, ValueError),
        (errors.HorizonExceeded, ValueError),
        (errors.NeverOpen, LookupError),
        (errors.PauseNeverEnds, ValueError),
        (errors.MissingCalendar, LookupError),
        (errors.UnknownCode, LookupError),
        (errors.DecodeError, ValueError),
        (errors.MissingExtra, ImportError),
    ],
)
def test_the_builtin_base_is_the_one_a_caller_would_expect(error: type, builtin: type) -> None:
    assert issubclass(error, builtin)
    assert issubclass(error, errors.AftersalesError)


def test_definitions_share_a_base_so_that_one_except_clause_catches_them() -> None:
    for kind in (errors.InvalidCalendar, errors.InvalidPeriod, errors.InvalidPolicy, errors.InvalidCatalogue):
        assert issubclass(kind, errors.InvalidDefinition)


def test_all_problems_of_a_definition_are_told_at_once() -> None:
    assert str(errors.InvalidCalendar("calendar 'cn'", ("one", "two"))) == "calendar 'cn': one; two"


def test_a_decode_error_names_each_place() -> None:
    problems = (errors.DecodeProblem("/a/0", "wrong_type", (("got", "str"),)), errors.DecodeProblem("", "empty"))
    assert str(errors.DecodeError(problems)) == "wrong_type at /a/0 (got=str); empty at /"


def test_the_hints_name_the_next_step() -> None:
    assert "extended" in str(errors.HorizonExceeded("cn", DAY, DAY))
    assert "provisional" in str(errors.HorizonExceeded("cn", DAY, DAY))
    assert "2026-01-01 to 2026-01-01" in str(errors.HorizonExceeded("cn", DAY, DAY))
    assert "pip install 'aftersales_core[frames]'" in str(errors.MissingExtra("frames", "numpy"))
    assert "did you mean 'met'" in str(errors.UnknownCode("mett", ("met",)))
    assert "did you mean" not in str(errors.UnknownCode("mett", ()))
    assert "bind it" in str(errors.MissingCalendar("night", ()))
    assert "'day', 'always'" in str(errors.MissingCalendar("night", ("day", "always")))
    assert "GB, subdivision XYZ" in str(errors.UnknownCountry("GB", "XYZ", "known are ENG"))


def test_of_very_many_problems_a_message_lists_the_first_and_the_error_keeps_all():
    error = errors.InvalidMachine("machine", tuple(f"problem {n}" for n in range(60)))
    assert str(error).endswith("problem 49; and 10 more: see problems")
    assert len(error.problems) == 60
    few = errors.InvalidMachine("machine", tuple(f"problem {n}" for n in range(50)))
    assert str(few).endswith("problem 49")
