"""Why the library says what it says: a stable code with parameters, and the text in Chinese or English on demand.

Only code and parameters are ever stored, so a text can be improved without touching a record. Each room of the library
exports its own `Catalogue` of texts; catalogues are joined with ``|``.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Final, Literal, TypeAlias, get_args

import attrs

from aftersales_core.errors import InvalidCatalogue, InvalidDefinition, UnknownCode, WrongType
from aftersales_core.instants import FIRST_YEAR, LAST_YEAR, micros

__all__ = ["Catalogue", "Kind", "Language", "Message", "Param", "Reason", "Scalar", "language", "render"]

Kind: TypeAlias = Literal["invalid", "not_permitted", "conflict", "illegal", "unmet", "missing"]
"""What sort of "no" a reason is, so that a service can map it to a status without knowing the code."""

Scalar: TypeAlias = str | int | bool | Decimal | Fraction | dt.date | dt.datetime
"""One thing a text can mention."""

Param: TypeAlias = Scalar | tuple[Scalar, ...]
"""The value of a reason's parameter: one thing, or a list of things."""

Language: TypeAlias = Literal["en", "zh"]

KINDS: Final[frozenset[str]] = frozenset(get_args(Kind))
EXACT_SCALARS: Final[tuple[type, ...]] = (str, int, bool, Decimal, Fraction, dt.date)
PLAIN: Final[frozenset[type]] = frozenset({str, int, bool, Fraction, dt.date})
CODE: Final = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
PLACEHOLDER: Final = re.compile(r"\{\{|\}\}|\{(?P<name>[a-z][a-z0-9_]*)\}", re.ASCII)
NEAR_MATCHES: Final = 3


@attrs.frozen
class Reason:
    """One reason for an answer: a stable ``code``, the ``params`` its text mentions, and what ``kind`` of "no" it is.

    ``params`` are pairs sorted by name; `Reason.of` sorts them. Naive datetimes, floats and decimals that are not
    finite are refused, because a reason is stored and compared.

    Raises InvalidDefinition, NaiveDatetime, InstantOutOfRange or WrongType.

    >>> Reason.of("window_closed", kind="unmet", days=7).param("days")
    7
    """

    code: str
    params: tuple[tuple[str, Param], ...] = ()
    kind: Kind = "invalid"

    def __attrs_post_init__(self) -> None:
        """Refuse what could not be stored, compared or rendered."""
        if not _is_name(self.code) or self.kind not in KINDS or not _is_plain(self.params):
            _check_reason(self)

    @classmethod
    def of(cls, code: str, kind: Kind = "invalid", **params: Param) -> "Reason":
        """Make a reason from named parameters, in any order."""
        return cls(code, tuple(sorted(params.items())), kind)

    def param(self, name: str) -> Param | None:
        """Return the value of a parameter, or None where the reason has none of that name."""
        for known, value in self.params:
            if known == name:
                return value
        return None


@lru_cache(maxsize=4096)
def _is_name(text: str) -> bool:
    """Tell whether text can be a code or the name of a parameter; remembered, because a decision gives many."""
    return CODE.fullmatch(text) is not None


def _is_plain(params: tuple[tuple[str, Param], ...]) -> bool:
    """Tell at a glance whether parameters are in order and hold nothing odd; where not, the long way says what is."""
    before = ""
    for name, value in params:
        if name <= before or not _is_name(name):
            return False
        before = name
        kind = type(value)
        if kind is dt.datetime and isinstance(value, dt.datetime):
            if value.utcoffset() is None or not FIRST_YEAR < value.year < LAST_YEAR:
                return False
        elif kind not in PLAIN:
            return False
    return True


def _check_reason(reason: Reason) -> None:
    """Raise InvalidDefinition with everything that is wrong with a reason's code, kind and parameter names."""
    problems = [] if CODE.fullmatch(reason.code) else [f"code {reason.code!r}: use lower-case letters, digits and _"]
    if reason.kind not in KINDS:
        problems.append(f"kind {reason.kind!r}: use one of {', '.join(sorted(KINDS))}")
    names = [name for name, _ in reason.params]
    problems += [
        f"parameter {name!r}: use lower-case letters, digits and _" for name in names if not CODE.fullmatch(name)
    ]
    if any(after <= before for before, after in pairwise(names)):
        problems.append("parameters must be sorted by name and named once: make the reason with Reason.of(...)")
    if problems:
        raise InvalidDefinition(f"reason {reason.code!r}", tuple(problems))
    for name, value in reason.params:
        for item in value if isinstance(value, tuple) else (value,):
            _check_scalar(name, item)


def _check_scalar(name: str, value: object) -> None:
    """Refuse a parameter value that has no exact and lasting meaning."""
    if isinstance(value, dt.datetime):
        micros(value)
    elif not isinstance(value, EXACT_SCALARS):
        raise WrongType(
            f"parameter {name!r}", "text, an integer, a decimal, a fraction, a date or an instant", type(value).__name__
        )
    elif isinstance(value, Decimal) and not value.is_finite():
        raise WrongType(f"parameter {name!r}", "a finite decimal", str(value))


@attrs.frozen
class Message:
    """The text for one code in both languages, with named placeholders such as ``{days}``; ``{{`` is a brace."""

    code: str
    en: str
    zh: str


@attrs.frozen
class Catalogue:
    """Texts for reason codes, sorted by code; joined with ``|``.

    Each message has a text in both languages, and both mention the same parameters. Joining two catalogues that give
    one code different texts is an error, since the answer would depend on their order.

    Raises InvalidCatalogue with every problem.

    >>> texts = Catalogue.of({"window_closed": ("closed after {days} days", "已超过{days}天")})
    >>> render(Reason.of("window_closed", days=7), "zh-CN", texts)
    '已超过7天'
    """

    messages: tuple[Message, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a catalogue that would fail only when a text is needed."""
        problems = [problem for message in self.messages for problem in _message_problems(message)]
        codes = [message.code for message in self.messages]
        problems += [
            f"{after}: codes must be sorted and given once" for before, after in pairwise(codes) if after <= before
        ]
        if problems:
            raise InvalidCatalogue("catalogue", tuple(problems))

    @classmethod
    def of(cls, texts: Mapping[str, tuple[str, str]]) -> "Catalogue":
        """Make a catalogue from ``{code: (English, Chinese)}``, in any order."""
        return cls(tuple(Message(code, en, zh) for code, (en, zh) in sorted(texts.items())))

    def __or__(self, other: "Catalogue") -> "Catalogue":
        """Join two catalogues; InvalidCatalogue where they disagree about a code."""
        clashes = [
            f"{message.code}: the two catalogues have different texts"
            for message in other.messages
            if self._by_code.get(message.code, message) != message
        ]
        if clashes:
            raise InvalidCatalogue("joined catalogue", tuple(clashes))
        joined = {**self._by_code, **other._by_code}
        return Catalogue(tuple(joined[code] for code in sorted(joined)))

    @cached_property
    def _by_code(self) -> dict[str, Message]:
        """Compile the look-up by code."""
        return {message.code: message for message in self.messages}

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that have a text, sorted."""
        return tuple(message.code for message in self.messages)

    def get(self, code: str) -> Message | None:
        """Return the message of a code, or None."""
        return self._by_code.get(code)


def _message_problems(message: Message) -> Iterable[str]:
    """Yield what is wrong with one message."""
    if CODE.fullmatch(message.code) is None:
        yield f"{message.code!r}: write the code with lower-case letters, digits and _"
    for name, text in (("English", message.en), ("Chinese", message.zh)):
        if not text.strip():
            yield f"{message.code}: the {name} text is empty"
        if re.search(r"[{}]", PLACEHOLDER.sub("", text)):
            yield f"{message.code}: a brace in the {name} text is no placeholder: write {{name}}, or double the brace"
    if _placeholders(message.en) != _placeholders(message.zh):
        yield f"{message.code}: the English and the Chinese text mention different parameters"


def _placeholders(text: str) -> frozenset[str]:
    """Return the names of the parameters that a text mentions."""
    return frozenset(match["name"] for match in PLACEHOLDER.finditer(text) if match["name"])


def language(lang: str) -> Language:
    """Return which of the two languages serves a BCP 47 tag: Chinese for ``zh`` and ``zh-*``, else English.

    >>> language("zh-Hant-TW"), language("ZH"), language("de-CH")
    ('zh', 'zh', 'en')
    """
    return "zh" if lang.lower().partition("-")[0] == "zh" else "en"


def render(reason: Reason, lang: str, catalogue: Catalogue) -> str:
    """Return the text of a reason in the language of a BCP 47 tag (see `language`).

    A parameter that the reason lacks shows as ``{name}``: a text with a gap serves a customer better than an error.

    Raises UnknownCode, with near matches, where the catalogue has no text for the code.
    """
    message = catalogue.get(reason.code)
    if message is None:
        raise UnknownCode(reason.code, tuple(get_close_matches(reason.code, catalogue.codes, NEAR_MATCHES)))
    chosen = language(lang)
    values = dict(reason.params)

    def replacement(match: re.Match[str]) -> str:
        """Put in a parameter's value; a value is never itself searched for placeholders."""
        name = match["name"]
        if name is None:
            return match[0][0]
        return _in_words(values[name], chosen) if name in values else match[0]

    return PLACEHOLDER.sub(replacement, message.en if chosen == "en" else message.zh)


def _in_words(value: Param, lang: Language) -> str:
    """Write a parameter's value for a person, the same on every machine."""
    if isinstance(value, tuple):
        return ("、" if lang == "zh" else ", ").join(_in_words(item, lang) for item in value)
    if isinstance(value, bool):
        return {"en": ("no", "yes"), "zh": ("否", "是")}[lang][value]
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="minutes" if value.second == value.microsecond == 0 else "auto")
    if isinstance(value, dt.date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
