"""The text on which a rule rests, in words: which article of which text, how surely it is known, and as of when."""

import re
from collections.abc import Iterator
from typing import Final

from aftersales_core.returns.basis import Basis
from aftersales_core.returns.wording import Voice

__all__ = ["article_words", "basis_lines", "has_article", "title_words"]

PLAIN_ARTICLE: Final = re.compile(r"(?P<first>[0-9]+)(?:-(?P<last>[0-9]+)|\((?P<paragraph>[0-9]+)\))?")
PREFIX: Final = re.compile(r"^(?:[Aa]rts?\.|[Aa]rticles?) ")


def basis_lines(basis: Basis, voice: Voice) -> Iterator[str]:
    """Yield where a rule comes from, how surely that is known, and when the text was in force."""
    title = title_words(basis, voice)
    if has_article(basis):
        yield voice.say("rule_basis", title=title, article=article_words(basis.article, voice))
    else:
        yield voice.say("rule_basis_bare", title=title)
    confidence = voice.label("confidence", basis.confidence)
    yield voice.say("rule_known", confidence=confidence, read_on=basis.read_on.isoformat())
    if basis.in_force_from is not None:
        yield voice.say("rule_in_force_from", day=basis.in_force_from.isoformat())
    if basis.in_force_until is not None:
        yield voice.say("rule_in_force_until", day=basis.in_force_until.isoformat())


def has_article(basis: Basis) -> bool:
    """Tell whether a basis names a place in its text."""
    return bool(basis.article.strip("- "))


def title_words(basis: Basis, voice: Voice) -> str:
    """Return the title of a text in the voice's language."""
    return basis.title_zh if voice.lang == "zh" else basis.title_en


def article_words(article: str, voice: Voice) -> str:
    """Return a place in a text as people cite it; one that is no plain list of articles is cited as it stands.

    >>> article_words("17(2), 18", Voice.of("zh")), article_words("17(2), 18", Voice.of("en"))
    ('第17条第2款、第18条', 'arts. 17(2), 18')
    >>> article_words("16 CFR 429", Voice.of("zh"))
    '16 CFR 429'
    """
    bare = PREFIX.sub("", article)
    parts = bare.split(", ")
    found = [part for part in map(PLAIN_ARTICLE.fullmatch, parts) if part is not None]
    if len(found) < len(parts):
        return article
    if voice.lang == "zh":
        return "、".join(_cited(part) for part in found)
    is_one = len(found) == 1 and found[0]["last"] is None
    return f"{'art.' if is_one else 'arts.'} {bare}"


def _cited(part: re.Match[str]) -> str:
    """Return one article as a Chinese text cites it."""
    if part["last"] is not None:
        return f"第{part['first']}至{part['last']}条"
    return f"第{part['first']}条" + (f"第{part['paragraph']}款" if part["paragraph"] is not None else "")
