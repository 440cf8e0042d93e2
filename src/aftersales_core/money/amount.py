"""An amount of money in one currency: exact, in one canonical form, never rounded unless asked and told how."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import attrs

from aftersales_core.errors import (
    DecodeError,
    ExcessPrecision,
    InvalidAmount,
    InvalidDefinition,
    MixedCurrencies,
    WrongType,
    ZeroBase,
)
from aftersales_core.money.currency import Currency, currency_of
from aftersales_core.money.exact import (
    INTEGER_DIGITS,
    Exact,
    Rounding,
    check_count,
    cumulative,
    exact,
    integer,
    largest_remainder,
    rounded,
    rounding_of,
    shown,
    written,
)
from aftersales_core.money.plain import problem_of, read_key, read_number, unknown_keys

__all__ = ["CashAmount", "Money", "UnitSplit"]

MOST_UNITS: Final = 10**12


@attrs.frozen(init=False, repr=False)
class Money:
    """An exact amount in one currency; ``amount`` has exactly as many decimals as the currency.

    The amount comes as plain decimal text, an integer, a `Decimal` or a `Fraction`; the currency as a `Currency` or an
    ISO 4217 code. 39.9 and 39.90 yuan are one value, and minus zero is zero. Nothing is rounded: an amount with more
    decimals than the currency is refused unless the rest are zeros. No decimal context is read.

    Raises WrongType (floats and booleans too), InvalidAmount (NaN, infinities, exponents in text, more than 18 digits
    before the point), ExcessPrecision, UnknownCurrency.

    >>> Money("39.9", "CNY")
    Money('39.90', 'CNY')
    >>> Money("39.905", "CNY")
    Traceback (most recent call last):
    aftersales_core.errors.ExcessPrecision: 39.905 has more than the 2 decimals of CNY: ...
    """

    amount: Decimal
    currency: Currency

    if TYPE_CHECKING:
        # The class decorator makes this; a type checker cannot see it.
        __attrs_init__: Any

    def __init__(self, amount: Exact, currency: Currency | str) -> None:
        """Bring the amount into its one form, so that equal money is one value."""
        unit = currency_of(currency)
        units = exact(amount) * 10**unit.decimals
        if units.denominator != 1:
            raise ExcessPrecision(shown(amount), unit.code, unit.decimals)
        self.__attrs_init__(_decimal(units.numerator, unit), unit)

    @classmethod
    def rounded(cls, value: Exact, currency: Currency | str, *, rounding: Rounding) -> "Money":
        """Return a number rounded to the currency's smallest unit, in the way that is named.

        >>> Money.rounded("2.675", "CNY", rounding="half_up"), Money.rounded("2.665", "CNY", rounding="half_even")
        (Money('2.68', 'CNY'), Money('2.66', 'CNY'))
        """
        unit = currency_of(currency)
        return cls.from_minor_units(rounded(exact(value) * 10**unit.decimals, rounding_of(rounding)), unit)

    @classmethod
    def from_minor_units(cls, units: int, currency: Currency | str) -> "Money":
        """Return an amount that is counted in the currency's smallest units, as payment services do.

        >>> Money.from_minor_units(3990, "CNY"), Money.from_minor_units(3990, "JPY")
        (Money('39.90', 'CNY'), Money('3990', 'JPY'))
        """
        unit = currency_of(currency)
        # Past the constructor, which would take apart again what is put together here.
        money = cls.__new__(cls)
        money.__attrs_init__(_decimal(integer("minor units", units), unit), unit)
        return money

    @classmethod
    def zero(cls, currency: Currency | str) -> "Money":
        """Return no money, of a currency."""
        return cls(0, currency)

    @classmethod
    def parse(cls, text: str, *, currencies: Iterable[Currency] = ()) -> "Money":
        """Read what ``str`` writes: the amount, one blank, the code; ``currencies`` are those of your own.

        >>> Money.parse("39.90 CNY")
        Money('39.90', 'CNY')
        """
        amount, code = _two_words(text)
        return cls(amount, {currency.code: currency for currency in currencies}.get(code, code))

    @classmethod
    def total(cls, moneys: Iterable["Money"], currency: Currency | str) -> "Money":
        """Return the sum of any number of amounts, none included, in the currency that is named."""
        zero = cls.zero(currency)
        return cls.from_minor_units(sum(_units(money, zero.currency) for money in moneys), zero.currency)

    @property
    def minor_units(self) -> int:
        """The amount counted in the currency's smallest units."""
        # Through a ratio, because scaling a decimal would read the host's context.
        numerator, denominator = self.amount.as_integer_ratio()
        return numerator * int(10**self.currency.decimals) // denominator

    def __repr__(self) -> str:
        """Write how the value can be made."""
        return f"Money({_text(self)!r}, {self.currency.code if self.currency.is_iso else self.currency!r})"

    def __str__(self) -> str:
        """Write the amount with all its decimals, a blank, and the code; the same on every machine."""
        return f"{_text(self)} {self.currency.code}"

    def __bool__(self) -> bool:
        """Tell whether there is any money, as with every number."""
        return self.minor_units != 0

    def __add__(self, other: "Money") -> "Money":
        """Add an amount of the same currency; MixedCurrencies otherwise."""
        return Money.from_minor_units(self.minor_units + _units(other, self.currency), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        """Subtract an amount of the same currency; MixedCurrencies otherwise."""
        return Money.from_minor_units(self.minor_units - _units(other, self.currency), self.currency)

    def __neg__(self) -> "Money":
        """Change the sign."""
        return Money.from_minor_units(-self.minor_units, self.currency)

    def __abs__(self) -> "Money":
        """Drop the sign."""
        return Money.from_minor_units(abs(self.minor_units), self.currency)

    def __mul__(self, count: int) -> "Money":
        """Take the amount a whole number of times; anything else needs `times` and a rounding."""
        factor = integer("factor", count, "an integer, or use times(ratio, rounding=...)")
        return Money.from_minor_units(self.minor_units * factor, self.currency)

    __rmul__ = __mul__

    def __lt__(self, other: "Money") -> bool:
        """Compare with an amount of the same currency; MixedCurrencies otherwise."""
        return self.minor_units < _units(other, self.currency)

    def __le__(self, other: "Money") -> bool:
        """As ``<``."""
        return self.minor_units <= _units(other, self.currency)

    def __gt__(self, other: "Money") -> bool:
        """As ``<``."""
        return self.minor_units > _units(other, self.currency)

    def __ge__(self, other: "Money") -> bool:
        """As ``<``."""
        return self.minor_units >= _units(other, self.currency)

    def times(self, ratio: Exact, *, rounding: Rounding) -> "Money":
        """Return the amount times a ratio, rounded once, in the way that is named.

        >>> Money("39.90", "CNY").times(Fraction(1, 3), rounding="half_up")
        Money('13.30', 'CNY')
        """
        factor, way = exact(ratio, "ratio"), rounding_of(rounding)
        return Money.from_minor_units(rounded(self.minor_units * factor, way), self.currency)

    def ratio_to(self, other: "Money") -> Fraction:
        """Return how many times another amount this one is, exactly; ZeroBase where the other is zero."""
        units = _units(other, self.currency)
        if units == 0:
            raise ZeroBase(str(self), str(other))
        return Fraction(self.minor_units, units)

    def allocate(self, weights: Sequence[Exact]) -> tuple["Money", ...]:
        """Share the amount out by weights, by largest remainder: the shares add up to the amount exactly.

        Each share is within one smallest unit of the exact one; of equal remainders the earlier gets the unit; a weight
        of zero gets nothing; a negative amount is shared like the positive one.

        Raises InvalidDefinition for no weights, a negative one, or none above zero where there is something to share.

        >>> [str(share) for share in Money("100", "CNY").allocate([1, 1, 1])]
        ['33.34 CNY', '33.33 CNY', '33.33 CNY']
        """
        shares = largest_remainder(self.minor_units, weights)
        return tuple(Money.from_minor_units(share, self.currency) for share in shares)

    def split_units(self, units: int) -> "UnitSplit":
        """Spread what was paid for a number of equal units over them, for returns that come one after another."""
        return UnitSplit(self, units)

    def cash(self, *, increment: Exact | None = None, rounding: Rounding = "half_up") -> "CashAmount":
        """Return what cash can pay: rounded to the currency's cash increment, or to another, with the difference.

        >>> Money("19.98", "CHF").cash()
        CashAmount(payable=Money('20.00', 'CHF'), difference=Money('0.02', 'CHF'))
        """
        step = self.currency.cash_increment if increment is None else Money(increment, self.currency).minor_units
        if step <= 0:
            raise InvalidDefinition("cash increment", ("it must be above 0",))
        units = rounded(Fraction(self.minor_units, step), rounding_of(rounding)) * step
        payable = Money.from_minor_units(units, self.currency)
        return CashAmount(payable, payable - self)

    def to_plain(self) -> dict[str, Any]:
        """Return ``{"amount": "39.90", "currency": "CNY"}``."""
        return {"amount": _text(self), "currency": self.currency.to_plain()}

    @classmethod
    def from_plain(cls, data: object) -> "Money":
        """Return the money of its plain form; DecodeError with every problem for anything else."""
        known, problems = unknown_keys(data, ("amount", "currency"))
        number = read_key(known, "amount", _read_amount, problems)
        currency = read_key(known, "currency", Currency.from_plain, problems)
        if problems or number is None or currency is None:
            raise DecodeError(tuple(problems))
        try:
            return cls(number, currency)
        except ExcessPrecision as error:
            raise DecodeError((problem_of(error, "/amount"),)) from error


@attrs.frozen
class CashAmount:
    """What is paid in cash, and what the rounding adds (negative: takes away): the exact amount plus ``difference``."""

    payable: Money
    difference: Money


@attrs.frozen
class UnitSplit:
    """What was paid for a number of equal units, spread over them so that partial returns add up to the cent.

    The first k units together come to k/n of the total, a half rounded away from zero. A return of the next units gets
    the difference of two such sums. So in whatever lots the units come back, those that are back have always been
    refunded the same sum, all of them the total, and each lot is within one smallest unit of its exact share.

    Raises InvalidDefinition for fewer than one unit (or more than 10^12), WrongType for what is no integer.

    >>> split = Money("100.00", "CNY").split_units(3)
    >>> [str(split.share(1, after=back)) for back in (0, 1, 2)]
    ['33.33 CNY', '33.34 CNY', '33.33 CNY']
    >>> str(split.share(2, after=1))
    '66.67 CNY'
    """

    total: Money
    units: int

    def __attrs_post_init__(self) -> None:
        """Refuse what cannot be shared."""
        check_count("units", self.units, 1, MOST_UNITS)

    def upto(self, count: int) -> Money:
        """Return what the first ``count`` units come to."""
        check_count("count", count, 0, self.units)
        return Money.from_minor_units(cumulative(self.total.minor_units, count, self.units), self.total.currency)

    def share(self, count: int, *, after: int) -> Money:
        """Return what the next ``count`` units come to, when ``after`` units have been returned before."""
        check_count("after", after, 0, self.units)
        check_count("count", count, 0, self.units - after)
        return self.upto(after + count) - self.upto(after)


def _units(money: object, currency: Currency) -> int:
    """Return the smallest units of an amount that is put together with money of a currency."""
    if not isinstance(money, Money):
        raise WrongType("other amount", f"money in {currency.code}", type(money).__name__)
    if money.currency != currency:
        raise MixedCurrencies(*_names(currency, money.currency))
    return money.minor_units


def _two_words(text: object) -> tuple[str, str]:
    """Take written money apart."""
    if not isinstance(text, str):
        raise WrongType("money", "text such as '39.90 CNY'", type(text).__name__)
    amount, blank, code = text.partition(" ")
    if not blank:
        raise InvalidAmount(shown(text))
    return amount, code


def _decimal(units: int, currency: Currency) -> Decimal:
    """Return smallest units as a decimal with the currency's decimals; a decimal made of text reads no context."""
    if abs(units) >= 10 ** (INTEGER_DIGITS + currency.decimals):
        raise InvalidAmount(shown(Fraction(units, 10**currency.decimals)))
    return Decimal(written(units, currency.decimals))


def _text(money: Money) -> str:
    """Write an amount with all the decimals of its currency."""
    return written(money.minor_units, money.currency.decimals)


def _read_amount(value: object) -> Fraction:
    """Read the amount of a plain form."""
    return exact(read_number(value))


def _names(one: Currency, other: Currency) -> tuple[str, str]:
    """Name two currencies so that one can tell them apart."""
    return (one.code, other.code) if one.code != other.code else (repr(one), repr(other))
