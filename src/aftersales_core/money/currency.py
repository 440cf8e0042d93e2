"""Currencies: the codes of ISO 4217, and units of your own, such as points."""

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

import attrs

from aftersales_core.errors import DecodeError, InvalidDefinition, UnknownCurrency, WrongType
from aftersales_core.money.exact import shown
from aftersales_core.money.iso4217 import CASH, DECIMALS, NAMES, SUCCESSORS, WITHOUT_DECIMALS
from aftersales_core.money.plain import read_integer, read_key, read_text, unknown_keys

__all__ = ["Currency", "currency_of"]

CODE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,31}", re.ASCII)
MOST_DECIMALS: Final = 8
MOST_CASH: Final = 10**12
MOST_TEXT: Final = 80
NEAR_MATCHES: Final = 3
FIELDS: Final = ("code", "decimals", "cash_increment", "en", "zh")


@attrs.frozen
class Currency:
    """What an amount is counted in: its code, and how small its smallest unit is.

    `Currency.iso` looks up a code of ISO 4217; `Currency.of` makes a unit of your own. A currency with a code of the
    standard is always the standard's, so equal codes cannot mean different money. Two definitions of your own that
    differ in anything are two currencies.

    Attributes:
        code: three capital letters in the standard; up to 32 letters, digits and ``_`` in your own.
        decimals: how many decimals the smallest unit has (the standard's minor unit exponent): 2 for CNY, 0 for JPY.
        cash_increment: what cash is rounded to, counted in smallest units: 5 for CHF (0.05 francs), 1 where cash can
            pay every amount.
        en: name in English; the code where none is known.
        zh: name in Chinese; the code where none is known.

    Raises InvalidDefinition with everything that is wrong, or WrongType.

    >>> Currency.iso("CHF")
    Currency(code='CHF', decimals=2, cash_increment=5, en='Swiss franc', zh='瑞士法郎')
    """

    code: str
    decimals: int
    cash_increment: int
    en: str
    zh: str

    def __attrs_post_init__(self) -> None:
        """Refuse what no amount could be counted in, and a second meaning for a code of the standard."""
        _check(self)

    @classmethod
    def iso(cls, code: str) -> "Currency":
        """Return the currency of an ISO 4217 code, in capitals.

        Raises UnknownCurrency, with near matches; InvalidDefinition for codes without a minor unit, such as XAU.
        """
        text = _code_text(code)
        if text in DECIMALS:
            return _listed(text)
        if text in WITHOUT_DECIMALS:
            raise InvalidDefinition(
                f"currency {text!r}",
                ("ISO 4217 names no smallest unit of it: make a unit of your own with Currency.of(...)",),
            )
        raise UnknownCurrency(shown(text), _near(text))

    @classmethod
    def of(cls, code: str, *, decimals: int, cash_increment: int = 1, en: str = "", zh: str = "") -> "Currency":
        """Make a currency that the standard does not list: points, a token, a code that has left the list.

        >>> Currency.of("points", decimals=0, en="loyalty points", zh="积分").zh
        '积分'
        """
        return cls(code, decimals, cash_increment, en or code, zh or code)

    @property
    def is_iso(self) -> bool:
        """Whether the standard lists it."""
        return self.code in DECIMALS

    def __str__(self) -> str:
        """Write the code."""
        return self.code

    def to_plain(self) -> "str | dict[str, str | int]":
        """Return the code of a listed currency, or an object with every field of one of your own."""
        return self.code if self.is_iso else {name: getattr(self, name) for name in FIELDS}

    @classmethod
    def from_plain(cls, data: object) -> "Currency":
        """Return the currency of its plain form; DecodeError, UnknownCurrency or InvalidDefinition for any other."""
        if type(data) is str:
            return cls.iso(data)
        known, problems = unknown_keys(data, FIELDS)
        code, en, zh = (read_key(known, name, read_text, problems) for name in ("code", "en", "zh"))
        decimals, cash = (read_key(known, name, read_integer, problems) for name in ("decimals", "cash_increment"))
        if problems or code is None or en is None or zh is None or decimals is None or cash is None:
            raise DecodeError(tuple(problems))
        return cls(code, decimals, cash, en, zh)


def currency_of(currency: "Currency | str") -> Currency:
    """Return a currency as it is, or the one of an ISO 4217 code."""
    return currency if isinstance(currency, Currency) else Currency.iso(currency)


def _code_text(code: object) -> str:
    """Return a code that is text."""
    if not isinstance(code, str):
        raise WrongType("currency", "a currency or a code such as 'CNY'", type(code).__name__)
    return code


# There are fewer than 200 codes, and a code that is not listed never gets here.
@lru_cache(maxsize=256)
def _listed(code: str) -> Currency:
    """Build a currency of the standard."""
    en, zh = NAMES.get(code, (code, code))
    return Currency(code, DECIMALS[code], CASH.get(code, 1), en, zh)


def _near(code: str) -> tuple[str, ...]:
    """Return the codes that may be meant."""
    capitals = code[:MOST_TEXT].strip().upper()
    if capitals in SUCCESSORS:
        return (SUCCESSORS[capitals],)
    return tuple(get_close_matches(capitals, sorted(DECIMALS), NEAR_MATCHES))


def _check(currency: Currency) -> None:
    """Raise WrongType, or InvalidDefinition with everything that is wrong with a currency."""
    code = currency.code
    for name, expected in (("code", str), ("decimals", int), ("cash_increment", int), ("en", str), ("zh", str)):
        value = getattr(currency, name)
        if not isinstance(value, expected) or isinstance(value, bool):
            raise WrongType(name, "text" if expected is str else "an integer", type(value).__name__)
    problems: list[str] = []
    if CODE.fullmatch(code) is None or code in WITHOUT_DECIMALS:
        problems.append("code: use letters, digits and _, beginning with a letter, and no code of ISO 4217")
    if not 0 <= currency.decimals <= MOST_DECIMALS:
        problems.append(f"decimals: give 0 to {MOST_DECIMALS}")
    if not 1 <= currency.cash_increment <= MOST_CASH:
        problems.append(f"cash_increment: give 1 to {MOST_CASH} smallest units")
    for name, text in (("en", currency.en), ("zh", currency.zh)):
        if not (text.strip() and text.isprintable() and len(text) <= MOST_TEXT):
            problems.append(f"{name}: give a name of 1 to {MOST_TEXT} printable characters")
    listed = (DECIMALS.get(code), CASH.get(code, 1), *NAMES.get(code, (code, code)))
    if code in DECIMALS and (currency.decimals, currency.cash_increment, currency.en, currency.zh) != listed:
        problems.append("ISO 4217 lists this code with other values: take Currency.iso(...), or another code")
    if problems:
        raise InvalidDefinition(f"currency {code!r:.60}", tuple(problems))
