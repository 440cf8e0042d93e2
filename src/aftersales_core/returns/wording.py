"""A voice in one language: reasons, labels, instants and figures as people read them, in a policy's own words first."""

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from typing import Final

import attrs

from aftersales_core.reasons import Catalogue, Language, Message, Param, Reason, Scalar, language, render
from aftersales_core.returns.categories import CategoryTree
from aftersales_core.returns.category_table import CATEGORIES
from aftersales_core.returns.evidence import EvidenceKinds
from aftersales_core.returns.evidence_table import EVIDENCE
from aftersales_core.returns.facts import FactValue
from aftersales_core.returns.messages import MESSAGES
from aftersales_core.returns.policy import ReturnPolicy

__all__ = ["LABELLED", "Voice", "instant_words", "number_words", "plain_words", "share_words"]

LABELLED: Final = {
    "category": "category",
    "dimensions": "dimension",
    "done": "moment",
    "evidence": "evidence",
    "fact": "fact",
    "ground": "ground",
    "layer": "layer",
    "missing": "fact",
    "remedy": "remedy",
    "since": "moment",
}
"""Parameters of the reasons of returns that hold names, with the family of their labels."""

NO_TEXTS: Final = Catalogue()
WHOLE: Final = 100
MOST_DECIMALS: Final = 2
MOST_PARTS: Final = 12
SHARES: Final = ("share", "ratio", "rate", "tolerance")
OWN_FACT: Final = "own_"


@attrs.frozen
class Voice:
    """One language, a user's own texts, and the words of a policy; whatever is asked for gets a text.

    ``own`` comes before the library's texts. Build the voice of a policy with `Voice.of`.
    """

    lang: Language
    own: Catalogue = NO_TEXTS
    categories: CategoryTree = CATEGORIES
    evidence_kinds: EvidenceKinds = EVIDENCE

    @classmethod
    def of(cls, lang: str, policy: ReturnPolicy | None = None) -> "Voice":
        """Return the voice of a policy in the language of a BCP 47 tag."""
        if policy is None:
            return cls(language(lang))
        return cls(language(lang), policy.messages, policy.categories, policy.evidence_kinds)

    def with_texts(self, texts: Catalogue) -> "Voice":
        """Return the voice with further texts of the user's own."""
        return attrs.evolve(self, own=self.own | texts)

    def text(self, reason: Reason) -> str:
        """Return the text of a reason; UnknownCode where nobody has one."""
        texts = self.own if self.own.get(reason.code) is not None else MESSAGES
        params = tuple((name, self._param(name, value)) for name, value in reason.params)
        return render(Reason(reason.code, params, reason.kind), self.lang, texts)

    def say(self, code: str, /, **params: str) -> str:
        """Return the text of a code with what it mentions already in words."""
        texts = self.own if self.own.get(code) is not None else MESSAGES
        return render(Reason(code, tuple(sorted(params.items()))), self.lang, texts)

    def knows(self, code: str) -> bool:
        """Tell whether there is a text for a code."""
        return (self.own.get(code) or MESSAGES.get(code)) is not None

    def name_of(self, code: str, otherwise: str | None = None) -> str:
        """Return the text of a code that mentions nothing, as the name of a sum or a claim is, or ``otherwise``."""
        message = self.own.get(code) or MESSAGES.get(code)
        if message is not None:
            return self.pick(message)
        return code.replace("_", " ") if otherwise is None else otherwise

    def label(self, family: str, name: str) -> str:
        """Return what people call a name; one that nobody has named is shown without its underscores."""
        code = f"{family}_{name}"
        message = self.own.get(code)
        if message is None and family == "category" and name in self.categories:
            return self.categories.label(name, self.lang)
        if message is None and family == "evidence" and name in self.evidence_kinds.by_id:
            return self.evidence_kinds.label(name, self.lang)
        message = message or MESSAGES.get(code)
        if message is not None:
            return self.pick(message)
        return name.removeprefix(OWN_FACT).replace("_", " ")

    def choice(self, fact: str, answer: str) -> str:
        """Return what an answer to a question is called; one that nobody has named is shown as it is."""
        code = f"choice_{fact}_{answer}"
        message = self.own.get(code) or MESSAGES.get(code)
        return self.pick(message) if message is not None else answer.replace("_", " ")

    def sentence(self, text: str) -> str:
        """Return a text as a sentence of its own."""
        return self.capital(text) + ("。" if self.lang == "zh" else ".")

    def capital(self, text: str) -> str:
        """Return a text with its first letter large."""
        return text[:1].upper() + text[1:]

    @property
    def colon(self) -> str:
        """The colon between a heading and what belongs to it."""
        return "：" if self.lang == "zh" else ": "

    def listed(self, words: Iterable[str]) -> str:
        """Return several words in a row."""
        return ("、" if self.lang == "zh" else ", ").join(words)

    def pick(self, message: Message) -> str:
        """Return a message in this voice's language."""
        return message.zh if self.lang == "zh" else message.en

    def value(self, value: FactValue | Scalar) -> str:
        """Return a value in words: yes or no, an instant, a date, a sum of money, a figure."""
        if isinstance(value, bool):
            return self.say("answer_yes" if value else "answer_no")
        if isinstance(value, dt.datetime):
            return instant_words(value)
        if isinstance(value, Fraction):
            return number_words(value)
        return str(value)

    def _param(self, name: str, value: Param) -> Param:
        """Return a parameter as people read it."""
        if isinstance(value, tuple):
            return tuple(self._scalar(name, item) for item in value)
        return self._scalar(name, value)

    def _scalar(self, name: str, value: Scalar) -> Scalar:
        """Return one thing of a parameter as people read it."""
        family = LABELLED.get(name)
        if family is not None and isinstance(value, str):
            return self.label(family, value)
        return plain_words(name, value)


def plain_words(name: str, value: Scalar) -> Scalar:
    """Return an instant to the second, a share in per cent, any other exact number with decimals; the rest as it is.

    A parameter is a share where its name ends so: ``share``, ``ratio``, ``rate`` or ``tolerance``.

    >>> plain_words("share", Fraction(1, 20)), plain_words("percent", Fraction(5)), plain_words("days", 7)
    ('5%', '5', 7)
    """
    if isinstance(value, dt.datetime):
        return instant_words(value)
    if isinstance(value, Fraction):
        return share_words(value) if name.endswith(SHARES) else number_words(value)
    return value


def instant_words(at: dt.datetime) -> str:
    """Return an instant to the second on the clock that it carries, and how far that clock is from UTC.

    >>> instant_words(dt.datetime(2026, 3, 9, 23, 59, 59, tzinfo=dt.timezone(dt.timedelta(hours=8))))
    '2026-03-09 23:59:59 UTC+8'
    """
    offset = int((at.utcoffset() or dt.timedelta()).total_seconds())
    hours, minutes = divmod(abs(offset) // 60, 60)
    away = f"{'-' if offset < 0 else '+'}{hours}" + (f":{minutes:02}" if minutes else "") if offset else ""
    return f"{at.strftime('%Y-%m-%d %H:%M:%S')} UTC{away}"


def number_words(number: Fraction) -> str:
    """Return an exact number as people write it: with decimals where they end, else as a fraction.

    >>> number_words(Fraction(9, 2)), number_words(Fraction(1, 3)), number_words(Fraction(300))
    ('4.5', '1/3', '300')
    """
    for places in range(7):
        if (number * 10**places).denominator == 1:
            whole, rest = divmod(abs(number.numerator * 10**places) // number.denominator, 10**places)
            return ("-" if number < 0 else "") + str(whole) + (f".{rest:0{places}}" if places else "")
    return f"{number.numerator}/{number.denominator}"


def share_words(share: Fraction | int) -> str:
    """Return a share in per cent, or where that does not come out even as a plain fraction or to two decimals.

    >>> share_words(Fraction(7, 10)), share_words(Fraction(1, 2000)), share_words(Fraction(1, 3))
    ('70%', '0.05%', '1/3')
    """
    percent = Fraction(share) * WHOLE
    if (percent * 10**6).denominator == 1:
        return f"{number_words(percent)}%"
    if percent.denominator <= MOST_PARTS:
        return number_words(Fraction(share))
    return f"{number_words(Fraction(round(percent * 10**MOST_DECIMALS), 10**MOST_DECIMALS))}%"
