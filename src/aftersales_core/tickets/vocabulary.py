"""Open ids with labels: what a shop calls its channels, topics, classes and kinds, as data and never as an enum."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from functools import cached_property
from typing import Final

import attrs

from aftersales_core.errors import InvalidDefinition, WrongType
from aftersales_core.interchange.plain import clip, is_frozenset, is_tuple
from aftersales_core.reasons import Reason, language

__all__ = [
    "Term",
    "Vocabulary",
    "choices",
    "is_id",
    "meant",
    "require_pairs",
    "require_texts",
    "require_tuple",
    "twice",
    "untold",
]

ID: Final = re.compile(r"[^\s\x00\ud800-\udfff]{1,64}")
NEAR: Final = 3
PAIR: Final = 2
OFFERED: Final = 12
"""How many ids are offered where none is near; a longer list would be no help."""


def is_id(value: object) -> bool:
    """Tell whether something can be an id: text of 1 to 64 characters without spaces, in any script."""
    return isinstance(value, str) and ID.fullmatch(value) is not None


def require_tuple(what: str, value: object, *kinds: type) -> None:
    """Raise WrongType for anything but a tuple of some kinds of value, which alone can be shared and hashed."""
    named = " or ".join(kind.__name__ for kind in kinds)
    if not is_tuple(value):
        raise WrongType(what, f"a tuple of {named} values", type(value).__name__)
    for item in value:
        if not isinstance(item, kinds):
            raise WrongType(f"each of {what}", f"of type {named}", type(item).__name__)


def require_pairs(what: str, value: object) -> None:
    """Raise WrongType for anything but a tuple of pairs sorted by name, each name once."""
    rows = value if is_tuple(value) else (None,)
    names = [row[0] for row in rows if is_tuple(row) and len(row) == PAIR]
    texts = [name for name in names if isinstance(name, str)]
    if len(texts) < len(rows) or texts != sorted(set(texts)):
        raise WrongType(what, "a tuple of pairs sorted by name, each name once", f"{value!r:.80}")


def require_texts(what: str, value: object) -> None:
    """Raise WrongType for anything but a frozen set of text."""
    if not is_frozenset(value) or not all(isinstance(text, str) for text in value):
        raise WrongType(what, "a frozenset of text", f"{value!r:.80}")


def twice(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that are given more than once, in order."""
    return tuple(name for name, count in Counter(names).items() if count > 1)


def untold(en: object, zh: object) -> Iterator[str]:
    """Yield which of the two texts of something is missing."""
    for language_name, text in (("English", en), ("Chinese", zh)):
        if not isinstance(text, str) or not text.strip():
            yield f"the {language_name} text is missing"


def choices(unknown: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the ids that are nearest to an unknown one, best first; where none is near, the first of them all."""
    near = get_close_matches(clip(unknown), known, NEAR)
    return tuple(near or [*known][:OFFERED])


def meant(unknown: object, known: Collection[str]) -> str:
    """Return how a message names an unknown id and what to choose from."""
    offered = ", ".join(map(repr, choices(str(unknown), known)))
    return f"{clip(str(unknown))!r}: choose from {offered or 'nothing, since none is declared'}"


@attrs.frozen
class Term:
    """One declared id with its labels. ``like`` names a broader id of the same vocabulary that it also counts as.

    >>> Term("wechat", "WeChat", "微信", like="social").label("zh-CN")
    '微信'
    """

    id: str
    en: str
    zh: str
    like: str | None = None

    def label(self, lang: str) -> str:
        """Return the label in the language of a BCP 47 tag."""
        return self.zh if language(lang) == "zh" else self.en


@attrs.frozen
class Vocabulary:
    """The ids that one thing may have, in the order in which people should see them.

    ``name`` is the name of the fact that holds such an id. An id that is not declared is never an error: `check` gives
    a reason with what may have been meant. Where the order of the terms has a meaning, its user says so.

    Raises InvalidDefinition with every problem, WrongType for terms that are no tuple.

    >>> channel = Vocabulary(
    ...     "channel", (Term("social", "social media", "社交媒体"), Term("wechat", "WeChat", "微信", "social"))
    ... )
    >>> channel.is_a("wechat", "social"), channel.lineage("wechat")
    (True, ('wechat', 'social'))
    >>> channel.check("wechatt").param("choices")
    ('wechat',)
    """

    name: str
    terms: tuple[Term, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a vocabulary whose ids could not be told apart, read or followed."""
        require_tuple("terms", self.terms, Term)
        problems = tuple(_problems(self))
        if problems:
            raise InvalidDefinition(f"vocabulary {self.name!r:.80}", problems)

    @cached_property
    def _by_id(self) -> dict[str, Term]:
        """Compile the look-up by id."""
        return {term.id: term for term in self.terms}

    @property
    def ids(self) -> tuple[str, ...]:
        """The declared ids, in order."""
        return tuple(term.id for term in self.terms)

    def get(self, id: str) -> Term | None:
        """Return the term of an id, or None where it is not declared."""
        return self._by_id.get(id)

    def label(self, id: str, lang: str) -> str:
        """Return the label of an id; an id that is not declared stands for itself, since a gap helps nobody."""
        term = self.get(id)
        return id if term is None else term.label(lang)

    def check(self, id: str) -> Reason | None:
        """Return the reason why an id cannot be used, or None where it is declared."""
        if id in self._by_id:
            return None
        return Reason.of("term_undeclared", "invalid", vocabulary=self.name, id=clip(id), choices=choices(id, self.ids))

    def lineage(self, id: str) -> tuple[str, ...]:
        """Return an id and all that it counts as, nearest first; nothing for an id that is not declared."""
        found: list[str] = []
        term = self.get(id)
        while term is not None:
            found.append(term.id)
            term = None if term.like is None else self.get(term.like)
        return tuple(found)

    def is_a(self, id: str, other: str) -> bool:
        """Tell whether an id is another one, or counts as it."""
        return other in self.lineage(id)

    def extended(self, *terms: Term) -> "Vocabulary":
        """Return the vocabulary with terms added at the end, or replaced in their place where the id is known."""
        joined = self._by_id | {term.id: term for term in terms}
        return Vocabulary(self.name, tuple(joined.values()))


def _problems(vocabulary: Vocabulary) -> Iterator[str]:
    """Yield everything that is wrong with a vocabulary."""
    if not is_id(vocabulary.name):
        yield f"name {vocabulary.name!r:.80}: use 1 to 64 characters without spaces"
    parents = {term.id: term.like for term in vocabulary.terms}
    for term in vocabulary.terms:
        if not is_id(term.id):
            yield f"id {term.id!r:.80}: use 1 to 64 characters without spaces"
        yield from (f"{term.id!r:.80}: {problem}" for problem in untold(term.en, term.zh))
        if term.like is not None and term.like not in parents:
            yield f"{term.id!r:.80} is like an undeclared id {meant(term.like, parents)}"
    yield from (f"{id!r:.80} is declared twice" for id in twice(term.id for term in vocabulary.terms))
    yield from (f"{id!r:.80} is like itself in the end: break the circle" for id in parents if _circles(id, parents))


def _circles(id: str, parents: dict[str, str | None]) -> bool:
    """Tell whether going from an id to what it is like comes back to it."""
    seen: set[str] = set()
    at = parents[id]
    while at is not None and at not in seen and at != id:
        seen.add(at)
        at = parents.get(at)
    return at == id
