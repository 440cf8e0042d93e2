"""Amounts of money as tickets carry them: exact decimal text with its currency, until there is arithmetic to do."""

import re
from decimal import Decimal
from typing import Final

import attrs

from aftersales_core.errors import InvalidDefinition

__all__ = ["Amount", "same_amount"]

DECIMAL: Final = re.compile(r"[0-9]{1,18}(\.[0-9]{1,6})?", re.ASCII)
CURRENCY: Final = re.compile(r"[A-Z]{3}", re.ASCII)


@attrs.frozen
class Amount:
    """An amount of money, never negative: ``amount`` is plain decimal text, ``currency`` a code of three letters.

    As a value it is its text, so 1.5 and 1.50 differ; `same_amount` compares the money.

    Raises InvalidDefinition for text that is no such amount: a sign, an exponent, over 18 digits before the point or
    over 6 after it.

    >>> Amount("39.90", "CNY").value
    Decimal('39.90')
    """

    amount: str
    currency: str

    def __attrs_post_init__(self) -> None:
        """Refuse what no payment could be of."""
        problems: list[str] = []
        if not _fits(DECIMAL, self.amount):
            problems.append(
                f"amount {self.amount!r:.80}: write it as plain decimal text such as '39.90', never below 0"
            )
        if not _fits(CURRENCY, self.currency):
            problems.append(f"currency {self.currency!r:.80}: use three capital letters such as 'CNY'")
        if problems:
            raise InvalidDefinition("amount", tuple(problems))

    @property
    def value(self) -> Decimal:
        """The number, exact."""
        return Decimal(self.amount)


def _fits(form: re.Pattern[str], text: object) -> bool:
    """Tell whether something is text of a form."""
    return isinstance(text, str) and form.fullmatch(text) is not None


def same_amount(one: Amount, other: Amount) -> bool:
    """Tell whether two amounts are the same money; amounts of two currencies never are.

    >>> same_amount(Amount("1.5", "CNY"), Amount("1.50", "CNY")), same_amount(Amount("1", "CNY"), Amount("1", "USD"))
    (True, False)
    """
    return one.currency == other.currency and one.value == other.value
