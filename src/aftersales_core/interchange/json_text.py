"""Read JSON text without trusting it: what the standard library's parser refuses, and what it lets through."""

import json
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import Final

from aftersales_core.errors import DecodeProblem, WrongType
from aftersales_core.interchange.limits import Limits
from aftersales_core.interchange.plain import found, is_array, refusal, under

__all__ = ["parse_json"]

LONGEST_INTEGER: Final = 20
"""Characters of the longest 64-bit integer, its sign included."""

TOO_BIG: Final = 1 << 64
"""Stands for every longer integer: no field takes it, and the digits are never turned into a number."""

DIGITS: Final = bytes(code if code in b"0123456789" else ord(" ") for code in range(256)).translate(
    bytes.maketrans(b"123456789", b"000000000")
)
TOO_LONG: Final = b"0" * (LONGEST_INTEGER + 1)
BRACKETS: Final = bytes.maketrans(b"{}", b"[]")
NO_BRACKETS: Final = bytes(set(range(256)) - set(b"[]{}"))
BLOCK: Final = 64


class _DuplicateKey(Exception):
    """Stops the quick parse of a document that names a key twice."""


class _Ambiguous(dict[str, object]):
    """An object that named some keys twice; the last value of each is kept."""

    __slots__ = ("twice",)

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        times = Counter(name for name, _ in pairs)
        self.twice = sorted(name for name, count in times.items() if count > 1)


def _integer(digits: str) -> int:
    """Read an integer, but never spend time on one that no field can take."""
    return int(digits) if len(digits) <= LONGEST_INTEGER else TOO_BIG


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Build an object, and stop at a key named twice."""
    built = dict(pairs)
    if len(built) < len(pairs):
        raise _DuplicateKey
    return built


QUICK: Final = json.JSONDecoder(object_pairs_hook=_unique)
BOUNDED: Final = json.JSONDecoder(object_pairs_hook=_unique, parse_int=_integer)
CAREFUL: Final = json.JSONDecoder(object_pairs_hook=_Ambiguous, parse_int=_integer)


def parse_json(text: str | bytes, limits: Limits) -> tuple[object, tuple[DecodeProblem, ...]]:
    """Return the data in a JSON text, and a problem for each key that an object names twice.

    Raises DecodeError where there is no data to return: not UTF-8, not JSON, too large or too deep. ``NaN`` and
    ``Infinity`` come back as floats, which no exact field takes, so that the refusal can say where they stand.
    """
    raw, decoded = _utf8(text, limits)
    _check_text(raw, limits)
    try:
        return _decode(BOUNDED if TOO_LONG in raw.translate(DIGITS) else QUICK, decoded), ()
    except _DuplicateKey:
        ambiguous = _decode(CAREFUL, decoded)
    return _unmarked(ambiguous), tuple(islice(_duplicates(ambiguous), limits.problems + 1))


def _utf8(text: object, limits: Limits) -> tuple[bytes, str]:
    """Return the text as bytes and as characters, if its length is permitted."""
    if not isinstance(text, str | bytes):
        raise WrongType("JSON", "text or bytes", type(text).__name__)
    try:
        raw = text.encode() if isinstance(text, str) else text
        if len(raw) > limits.json_bytes:
            raise refusal("document_too_large", limit=limits.json_bytes)
        return raw, raw.decode()
    except UnicodeError:
        raise refusal("not_utf8") from None


def _decode(decoder: json.JSONDecoder, text: str) -> object:
    """Parse, and say where the text stops being JSON."""
    try:
        data: object = decoder.decode(text)
    except json.JSONDecodeError as error:
        raise refusal("not_json", column=error.colno, line=error.lineno) from None
    return data


def _check_text(raw: bytes, limits: Limits) -> None:
    """Refuse over-deep text before the parser, which recurses, sees it, and far too many values before they are built.

    Outside strings the depth at any place is what was opened less what was closed. It is looked at once in a block, so
    the parser may meet a block more than the limit, which is far from what it can bear; `check_size` then is exact.
    """
    if raw.count(b"[") + raw.count(b"{") <= limits.depth and raw.count(b",") <= limits.values:
        return
    outside = b"".join(raw.replace(b"\\\\", b"").replace(b'\\"', b"").split(b'"')[::2])
    brackets = outside.translate(BRACKETS, NO_BRACKETS)
    depth = 0
    for start in range(0, len(brackets), BLOCK):
        block = brackets[start : start + BLOCK]
        depth += 2 * block.count(b"[") - len(block)
        if depth > limits.depth:
            raise refusal("too_deep", limit=limits.depth)
    # Between the items of a list stands a comma, and a container is itself an item of another.
    if max(outside.count(b","), brackets.count(b"[") - 1) > limits.values:
        raise refusal("too_many_values", limit=limits.values)


def _duplicates(data: object) -> Iterable[DecodeProblem]:
    """Yield a problem for each key that was named twice; the depth of the data is checked by now."""
    if isinstance(data, _Ambiguous):
        for name in data.twice:
            yield from under(name, [found("", "duplicate_key")])
        for name, child in data.items():
            yield from under(name, _duplicates(child))
    elif is_array(data):
        for index, child in enumerate(data):
            yield from under(index, _duplicates(child))


def _unmarked(data: object) -> object:
    """Return the data as ordinary dicts and lists."""
    if isinstance(data, _Ambiguous):
        return {name: _unmarked(child) for name, child in data.items()}
    return [_unmarked(child) for child in data] if is_array(data) else data
