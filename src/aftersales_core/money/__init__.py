"""Money: exact amounts in a currency, shared out and rounded without a lost cent, and never rounded unasked."""

from aftersales_core.money.amount import CashAmount, Money, UnitSplit
from aftersales_core.money.currency import Currency
from aftersales_core.money.exact import Rounding

__all__ = ["CashAmount", "Currency", "Money", "Rounding", "UnitSplit"]
