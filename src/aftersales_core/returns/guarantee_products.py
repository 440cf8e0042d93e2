"""The products of China's three guarantees as data: years for whole and main parts, and what a day's use costs.

The figures come from the annexes of the three guarantees rule of 1995 and its sister rules, as far as they were found:
television, flat television and bicycle rows were read in reprinted annexes; daily rates of telephones and computers are
from a newspaper of 2014, the other rates from summaries. So nothing here is surer than ``secondary``; a shop that has
the annex at hand gives its own table.
"""

from fractions import Fraction
from typing import Final, Literal, TypeAlias

import attrs

from aftersales_core.errors import InvalidDefinition

__all__ = ["GUARANTEE_PRODUCTS", "GuaranteeProduct", "GuaranteeStart", "daily_rates"]

GuaranteeStart: TypeAlias = Literal["delivery", "installation"]


@attrs.frozen
class GuaranteeProduct:
    """One row: a category of goods, its guarantee in years, and what a day's use costs as a share of the price.

    ``main_part_years`` is None where no longer term for main parts was found; ``daily_rate`` is None where no rate was
    found, so that depreciation needs a person. ``starts`` is the event that China's consumer regulation of 2024 names:
    ``installation`` for goods that have to be installed. ``spare_after_days``: a spare unit is due after more days than
    that (landline telephones). ``source`` says where the row was found.
    """

    category: str
    whole_years: int = 1
    main_part_years: int | None = None
    daily_rate: Fraction | None = None
    starts: GuaranteeStart = "delivery"
    parts_days: int = 90
    spare_after_days: int | None = None
    source: str = "summaries of the annexes"

    def __attrs_post_init__(self) -> None:
        """Refuse a row that gives nothing, or a main part less than the whole."""
        problems: list[str] = []
        if self.whole_years < 1:
            problems.append(f"whole_years is {self.whole_years}: use at least 1")
        if self.main_part_years is not None and self.main_part_years < self.whole_years:
            problems.append("main_part_years is below whole_years: leave it out")
        if self.daily_rate is not None and not 0 < self.daily_rate < 1:
            problems.append(f"daily_rate is {self.daily_rate}: use a share of the price such as 1/1000")
        if problems:
            raise InvalidDefinition(f"guarantee product {self.category!r}", tuple(problems))

    @property
    def main_years(self) -> int:
        """The guarantee of main parts, in years."""
        return self.whole_years if self.main_part_years is None else self.main_part_years


HALF_PERCENT: Final = Fraction(1, 200)
QUARTER_PERCENT: Final = Fraction(1, 400)
TENTH_PERCENT: Final = Fraction(1, 1000)
TWENTIETH_PERCENT: Final = Fraction(1, 2000)
ANNEX: Final = "a reprint of the annex (lygzb.net 13469_3; panasonic.cn tv_provision)"
NEWSPAPER: Final = "epaper.qlwb.com.cn 2014-03-27 A13"
CATEGORY_HABIT: Final = "summaries of the annexes; three years for main parts of appliances"


def _appliance(category: str, rate: Fraction, *, installed: bool = False) -> GuaranteeProduct:
    """Make the row of a home appliance: one year, three for main parts."""
    starts: GuaranteeStart = "installation" if installed else "delivery"
    return GuaranteeProduct(category, 1, 3, rate, starts, source=CATEGORY_HABIT)


GUARANTEE_PRODUCTS: Final = (
    GuaranteeProduct("mobile_phone", daily_rate=HALF_PERCENT, source=NEWSPAPER),
    GuaranteeProduct("computer", daily_rate=QUARTER_PERCENT, source=NEWSPAPER),
    GuaranteeProduct("color_tv", 1, 3, TENTH_PERCENT, source=ANNEX),
    GuaranteeProduct("flat_tv", 1, 3, TENTH_PERCENT, "installation", source=ANNEX),
    GuaranteeProduct("bicycle", 1, 2, TWENTIETH_PERCENT, source=ANNEX),
    GuaranteeProduct("camcorder", daily_rate=TENTH_PERCENT),
    GuaranteeProduct("watch", source="a marketplace rule of 2026-06-15 points to the rule of 1995: one year"),
    GuaranteeProduct("landline_phone", parts_days=60, spare_after_days=3, source="ask.fsou.com 37469_3"),
    _appliance("air_conditioner", TENTH_PERCENT, installed=True),
    _appliance("refrigerator", TWENTIETH_PERCENT),
    _appliance("washing_machine", TWENTIETH_PERCENT),
    _appliance("electric_fan", TWENTIETH_PERCENT),
    _appliance("microwave_oven", TWENTIETH_PERCENT),
    _appliance("vacuum_cleaner", TWENTIETH_PERCENT),
    _appliance("range_hood", TWENTIETH_PERCENT, installed=True),
    _appliance("gas_water_heater", TWENTIETH_PERCENT, installed=True),
)
"""Every product for which a row was found. A category that is like one of them is treated as it."""


def daily_rates(products: tuple[GuaranteeProduct, ...] = GUARANTEE_PRODUCTS) -> dict[str, Fraction]:
    """Return what a day's use costs, by category, where a rate is known."""
    return {product.category: product.daily_rate for product in products if product.daily_rate is not None}
