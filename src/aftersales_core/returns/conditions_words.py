"""Any condition in words, from the questions of the facts that it reads: for rules that have no text of their own."""

import datetime as dt
import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from aftersales_core.returns.conditions import AllOf, AnyOf, Compare, CompareFacts, Condition, Is, Known, Not
from aftersales_core.returns.fact_table import FACTS
from aftersales_core.returns.wording import Voice, share_words

__all__ = ["condition_words", "question"]

NUMBERS: Final[Mapping[str, str]] = {"<": "less", "<=": "at_most", ">": "more", ">=": "at_least", "==": "same"}
TIMES: Final[Mapping[str, str]] = {"<": "before", "<=": "not_after", ">": "after", ">=": "not_before", "==": "same"}
HOW_MUCH: Final = "是多少"
WHETHER: Final = "是否"
DENIED: Final = "并非"
PLAIN_QUESTION: Final = re.compile(
    r"(?P<verb>Is|Are|Was|Were|Has|Have|Does|Do|Did|Can|May|Will) "
    r"(?P<subject>it|there|the (?:animal|buyer|defect|gift|plant|platform|product|return|seal|seller|shop|tags|trader))"
    r" (?P<rest>(?!.*, (?:and|or) (?:is|are|was|has|does|did) ).+)"
)
"""A question whose subject is so short that it can be turned round without reading English grammar."""

VOCABULARIES: Final[Mapping[str, str]] = {"category": "category", "kind": "ground"}
"""Facts whose values are words of a vocabulary, with the family of its labels."""


def condition_words(condition: Condition, voice: Voice) -> str:
    """Return what a condition says, in a form that follows "where" in English and a colon in Chinese.

    >>> from aftersales_core.returns.conditions import yes
    >>> condition_words(yes("perishable"), Voice.of("en"))
    'it is fresh or perishable'
    >>> condition_words(yes("perishable"), Voice.of("zh"))
    '鲜活易腐'
    """
    match condition:
        case Is():
            return _or_unknown(condition, _is(condition, voice, "condition_is"), voice)
        case Known():
            return voice.say("condition_known", fact=question(condition.fact, voice))
        case Compare():
            return _or_unknown(condition, _compared(condition, voice), voice)
        case CompareFacts():
            asked, other = question(condition.fact, voice), question(condition.other, voice)
            value = voice.say("condition_answer_to", fact=other)
            return voice.say(_code(condition.fact, condition.operator), fact=asked, value=value)
        case Not():
            return _negated(condition.part, voice)
        case _:
            return _joined(condition, voice)


def question(fact: str, voice: Voice) -> str:
    """Return the question that a fact answers, to be quoted: without its question mark, in Chinese without how much."""
    return voice.label("fact", fact).rstrip("?？").removesuffix(HOW_MUCH)


def _or_unknown(condition: Is | Compare, words: str, voice: Voice) -> str:
    """Add that the condition holds where its fact is not known, if it does."""
    return voice.say("condition_or_unknown", condition=words) if condition.if_unknown else words


def _is(condition: Is, voice: Voice, code: str) -> str:
    """Say which answers a fact may have; yes or no to a plain question is said as a statement."""
    holds = code == "condition_is"
    if condition.values in {(True,), (False,)}:
        stated = _stated(voice.label("fact", condition.fact), condition.values[0] is holds, voice)
        if stated is not None:
            return stated
    words = [
        _word(condition.fact, value, voice) if isinstance(value, str) else voice.value(value)
        for value in condition.values
    ]
    either = (" or " if voice.lang == "en" else "或").join(words)
    if holds and voice.knows(f"says_{condition.fact}"):
        return voice.say(f"says_{condition.fact}", value=either)
    return voice.say(code, fact=question(condition.fact, voice), value=either)


def _stated(asked: str, holds: bool, voice: Voice) -> str | None:  # noqa: FBT001 - which of the two is stated
    """Turn a question into a statement or its denial, or return None where it has another form."""
    asked = asked.rstrip("?？")
    if voice.lang == "zh":
        stated = asked.replace(WHETHER, "") if asked.count(WHETHER) == 1 else None
        return stated if stated is None or holds else DENIED + stated
    found = PLAIN_QUESTION.fullmatch(asked)
    if found is None:
        return None
    verb = found["verb"].lower()
    denied = "cannot" if verb == "can" else f"{verb} not"
    return f"{found['subject']} {verb if holds else denied} {found['rest']}"


def _word(fact: str, word: str, voice: Voice) -> str:
    """Return one answer to a question, of those that are a word."""
    return voice.label(VOCABULARIES[fact], word) if fact in VOCABULARIES else voice.choice(fact, word)


def _compared(condition: Compare, voice: Voice) -> str:
    """Say how a fact compares with a figure."""
    spec = FACTS.by_name.get(condition.fact)
    value = condition.value
    is_share = spec is not None and spec.kind == "share"
    shown = share_words(value) if is_share and isinstance(value, Fraction | int) else voice.value(value)
    code = _code(condition.fact, condition.operator)
    if isinstance(value, dt.date):
        code = f"condition_{TIMES[condition.operator]}"
    return voice.say(code, fact=question(condition.fact, voice), value=shown)


def _code(fact: str, operator: str) -> str:
    """Return the code of a comparison: times are before and after, figures less and more."""
    spec = FACTS.by_name.get(fact)
    is_time = spec is not None and spec.kind in {"instant", "date"}
    return f"condition_{(TIMES if is_time else NUMBERS)[operator]}"


def _negated(part: Condition, voice: Voice) -> str:
    """Say the opposite of a condition."""
    match part:
        case Is():
            denied = _is(part, voice, "condition_is_not")
            return voice.say("condition_or_unknown", condition=denied) if part.if_unknown is False else denied
        case Known():
            return voice.say("condition_not_known", fact=question(part.fact, voice))
        case Not():
            return condition_words(part.part, voice)
        case AllOf() | AnyOf() if len(_telling(part)) == 1:
            return _negated(_telling(part)[0], voice)
        case _:
            return voice.say("condition_not", condition=condition_words(part, voice))


def _telling(joined: AllOf | AnyOf) -> tuple[Condition, ...]:
    """Return the parts that say something: that a fact is known goes without saying where another part reads it."""
    if isinstance(joined, AnyOf):
        return joined.parts
    read = [name for part in joined.parts if not isinstance(part, Known) for name in part.names()]
    return tuple(part for part in joined.parts if not (isinstance(part, Known) and part.fact in read))


def _joined(joined: AllOf | AnyOf, voice: Voice) -> str:
    """Join the parts of a condition; a part that is joined in the other way stands in brackets."""
    is_all = isinstance(joined, AllOf)
    parts = _telling(joined)
    if not parts:
        return voice.say("condition_always" if is_all else "condition_never")
    left, right = ("(", ")") if voice.lang == "en" else ("（", "）")
    other = AnyOf if is_all else AllOf
    words = [
        f"{left}{text}{right}" if len(parts) > 1 and isinstance(part, other) and len(_telling(part)) > 1 else text
        for part in parts
        for text in [condition_words(part, voice)]
    ]
    found = words[0]
    for text in words[1:]:
        found = voice.say("condition_and" if is_all else "condition_or", first=found, last=text)
    return found
