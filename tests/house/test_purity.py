"""The library is pure, and its values cannot change: no clock, chance, environment, files, threads or hidden state."""

import enum
import re
from pathlib import Path

import attrs
import pytest

from aftersales_core.errors import AftersalesError
from tests.house.purity import impurities
from tests.house.source_tree import FILES, PACKAGE, own_classes, short_name


@pytest.mark.parametrize("path", FILES, ids=short_name)
def test_a_module_does_nothing_impure(path: Path):
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    assert impurities(path.read_text(encoding="utf-8"), room) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import time", ["1: import time"]),
        ("from os import environ", ["1: import os"]),
        ("import urllib.request", ["1: import urllib"]),
        ("from . import money", ["1: relative import"]),
        ("def f():\n    import random", ["2: import random"]),
        ("x = open('f')", ["1: open()"]),
        ("eval('1')", ["1: eval()"]),
        ("print(1)", ["1: print()"]),
        ("object.__setattr__(v, 'x', 1)", ["1: .__setattr__()"]),
        ("setattr(v, 'x', 1)", ["1: setattr()"]),
        ("dt.datetime.now(tz)", ["1: .now()"]),
        ("def f():\n    global x", ["2: global"]),
        ("assert x", ["1: assert"]),
        ("class A(metaclass=M): ...", ["1: metaclass"]),
        ("CACHE = {}", ["1: module-level table that is not Final"]),
        ("CACHE: dict[str, int] = {}", ["1: module-level table that is not Final"]),
        ("CACHE: Final = {}\ndef f():\n    CACHE['x'] = 1", ["3: change of a module-level table"]),
        ("CACHE: Final = {}\ndef f():\n    del CACHE['x']", ["3: change of a module-level table"]),
        ("CACHE: Final = {}\ndef f():\n    CACHE['x'] += 1", ["3: change of a module-level table"]),
        ("CACHE: Final = []\ndef f():\n    CACHE.append(1)", ["3: change of a module-level table"]),
        (
            "CACHE: Mapping[str, int] = {}\ndef f():\n    return CACHE.setdefault('x', 1)",
            ["3: change of a module-level table"],
        ),
    ],
)
def test_the_purity_check_finds(source: str, expected: list[str]):
    assert impurities(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "import datetime as dt",
        "__all__ = ['a']",
        "TABLE: Final[Mapping[str, int]] = {'a': 1}",
        "TABLE: Mapping[str, int] = {'a': 1}",
        "TABLE: Final = {'a': 1}\ndef f(x):\n    return TABLE.get(x)",
        "def f():\n    x = []\n    return x",
        "def f(*, now):\n    return now",
    ],
)
def test_the_purity_check_lets_pass(source: str):
    assert impurities(source) == []


def test_only_the_simulation_draws_numbers():
    assert impurities("import random", "simulation") == []
    assert impurities("import random", "kpi") == ["1: import random"]


def is_builder(cls: type) -> bool:
    """A mutable builder works inside a function and is frozen before anybody else sees it."""
    return cls.__name__.startswith("_") or cls.__name__.endswith("Builder")


def test_every_public_value_is_frozen_and_slotted():
    values = [cls for cls in own_classes() if attrs.has(cls) and not is_builder(cls)]
    assert values
    thawed = [cls.__qualname__ for cls in values if cls.__setattr__.__name__ != "_frozen_setattrs"]
    assert thawed == []
    without_slots = [
        cls.__qualname__ for cls in values if not issubclass(cls, BaseException) and "__slots__" not in vars(cls)
    ]
    assert without_slots == []


def test_no_field_of_a_value_can_be_changed_in_place():
    # What a function in a field takes and gives is not held by the value, so the text is read up to a Callable only.
    mutable = [
        f"{cls.__qualname__}.{field.name}: {field.type}"
        for cls in own_classes()
        if attrs.has(cls) and not is_builder(cls)
        for field in attrs.fields(cls)
        if re.search(r"\b(?:list|dict|set|bytearray|MappingProxyType)\b", str(field.type).split("Callable")[0])
    ]
    assert mutable == []


def test_fields_have_plain_public_names_and_no_converters():
    odd = [
        f"{cls.__qualname__}.{field.name}"
        for cls in own_classes()
        if attrs.has(cls) and not is_builder(cls)
        for field in attrs.fields(cls)
        if field.name.startswith("_") or field.alias != field.name or field.converter is not None
    ]
    assert odd == []


def test_only_errors_inherit_from_classes_of_this_library():
    heirs = [
        f"{cls.__qualname__}({base.__qualname__})"
        for cls in own_classes()
        if not issubclass(cls, (AftersalesError, enum.Enum))
        for base in cls.__bases__
        if base.__module__.startswith("aftersales_core") and not getattr(base, "_is_protocol", False)
    ]
    assert heirs == []
