"""Canonical JSON and its digest; expected digests come from `printf %s TEXT | sha256sum`."""

from typing import Any

import pytest

from aftersales_core.errors import WrongType
from aftersales_core.interchange.canonical import canonical_json, digest


@pytest.mark.parametrize(
    ("plain", "text"),
    [
        (None, "null"),
        ({"b": 1, "a": [True, None, 0.5]}, '{"a":[true,null,0.5],"b":1}'),
        ({"中": "文", "a": "é"}, '{"a":"é","中":"文"}'),
        ('a"\\\n', '"a\\"\\\\\\n"'),
    ],
)
def test_canonical_json_has_sorted_keys_and_no_blanks(plain: Any, text: str):
    assert canonical_json(plain) == text


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ({}, "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"),
        ([], "sha256:4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945"),
        ("退货", "sha256:374376c5cc81a6f2148873e0d3bc1f058cf8de0575655a74b7495227104692bb"),
    ],
)
def test_the_digest_is_of_the_utf8_bytes(plain: Any, expected: str):
    assert digest(plain) == expected


def looped() -> list[Any]:
    loop: list[Any] = []
    loop.append(loop)
    return loop


def deep() -> list[Any]:
    nested: list[Any] = []
    for _ in range(100_000):
        nested = [nested]
    return nested


@pytest.mark.parametrize(
    "plain",
    [float("nan"), float("inf"), {1, 2}, b"x", {"a": object()}, "\ud800", {("a",): 1}, looped(), {"a": 1, 2: 3}],
    ids=range(9),
)
def test_what_json_cannot_hold_has_no_canonical_form(plain: Any):
    with pytest.raises(WrongType, match="plain data"):
        canonical_json(plain)


def test_data_too_deep_for_the_interpreter_has_no_canonical_form():
    with pytest.raises(WrongType, match="plain data"):
        digest(deep())
