"""How much is normal: what grade standards of the wholesale trade tolerate in a lot, as data, with sources.

These are tolerances of lots between traders. They justify a small threshold towards a consumer, of a twentieth at the
most, and never a tenth: marketplaces know no least share at all. Use them to judge suppliers and lots, and to tell a
buyer what a grade means.
"""

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Final, Literal, TypeAlias

import attrs

from aftersales_core.errors import UnknownCode
from aftersales_core.returns.basis import Basis

__all__ = [
    "DEFECT_NORMS",
    "DefectNorm",
    "Stage",
    "is_within_norm",
    "norm",
    "single_package_limit",
]

Stage: TypeAlias = Literal["all", "shipping", "destination"]
"""Where a lot is looked at: anywhere, at the shipping point, or where it arrives."""

READ_ON: Final = dt.date(2026, 8, 21)
TENTH: Final = Fraction(1, 10)
LARGE_TIMES: Final = Fraction(3, 2)
SMALL_TIMES: Final = Fraction(2)


@attrs.frozen
class DefectNorm:
    """What one grade of one standard tolerates in a lot, as shares of it, by number or weight.

    ``total`` bounds all defects together; each of ``parts`` (a name and a share, sorted) bounds one kind within it:
    ``decay``, ``serious``, ``split``, ``over_ripe``, ``worms``, ``below_class`` (defects that even the next class would
    not allow) and ``size``, which is counted apart from the others.
    """

    id: str
    goods: str
    grade: str
    stage: Stage
    total: Fraction
    parts: tuple[tuple[str, Fraction], ...]
    basis: Basis

    def most(self, part: str) -> Fraction:
        """Return the share up to which (included) a kind of defect is normal; all together where it has no own."""
        return dict(self.parts).get(part, self.total)


def _basis(id: str, title: str, zh: str, article: str, source: str) -> Basis:
    """Make the basis of a standard, whose tolerances were read in it or in a copy."""
    return Basis(id, title, zh, article, "read", source, READ_ON)


UNECE_APPLES: Final = _basis(
    "unece_ffv_50",
    "UNECE standard FFV-50, apples",
    "联合国欧洲经委会苹果标准 FFV-50",
    "IV",
    "th4.ilovetranslation.com (tolerances); docslib FFV-50 2012",
)
AGMARK_CHERRIES: Final = _basis(
    "agmark_cherries", "India, AGMARK grade standard, cherries", "印度 AGMARK 樱桃分级标准", "-", "leafconagro.com"
)
US_GRAPEFRUIT: Final = _basis(
    "us_grapefruit",
    "US standards for grades of grapefruit (older wording)",
    "美国葡萄柚分级标准（旧文本）",
    "7 CFR 51.628",
    "getpocketlaw.com",
)
US_PLUMS: Final = _basis(
    "us_plums", "US standards for grades of plums", "美国李子分级标准", "7 CFR 51.1525", "law.lawstack.com"
)
US_PEARS: Final = _basis(
    "us_pears_processing",
    "US standards for grades of pears for processing",
    "美国加工用梨分级标准",
    "7 CFR 51.1350",
    "lexbuild.dev",
)
PACA: Final = _basis(
    "usda_paca",
    "USDA, good delivery where there is no grade standard",
    "美国农业部 PACA 良好交付标准",
    "-",
    "ams.usda.gov/rules-regulations/paca/good-delivery",
)


def _norm(id: str, names: tuple[str, str, Stage], basis: Basis, total: str, **parts: str) -> DefectNorm:
    """Make a norm from percentages as the standards write them."""
    goods, grade, stage = names
    shares = tuple((name, Fraction(percent) / 100) for name, percent in sorted(parts.items()))
    return DefectNorm(id, goods, grade, stage, Fraction(total) / 100, shares, basis)


DEFECT_NORMS: Final = (
    _norm("unece_apples_extra", ("apples", "Extra", "all"), UNECE_APPLES, "5", below_class="0.5", size="10"),
    _norm("unece_apples_1", ("apples", "Class I", "all"), UNECE_APPLES, "10", below_class="1", decay="1", size="10"),
    _norm("unece_apples_2", ("apples", "Class II", "all"), UNECE_APPLES, "10", decay="2", size="10"),
    _norm("agmark_cherries_extra", ("cherries", "Extra", "all"), AGMARK_CHERRIES, "5"),
    _norm("agmark_cherries_1", ("cherries", "Class I", "all"), AGMARK_CHERRIES, "10", split="4"),
    _norm(
        "agmark_cherries_2",
        ("cherries", "Class II", "all"),
        AGMARK_CHERRIES,
        "10",
        over_ripe="2",
        over_ripe_or_split="4",
    ),
    _norm(
        "us_grapefruit_shipping", ("grapefruit", "US No. 1", "shipping"), US_GRAPEFRUIT, "10", decay="1", serious="5"
    ),
    _norm(
        "us_grapefruit_destination",
        ("grapefruit", "US No. 1", "destination"),
        US_GRAPEFRUIT,
        "12",
        decay="3",
        serious="7",
    ),
    _norm("us_plums_shipping", ("plums", "US No. 1", "shipping"), US_PLUMS, "8", decay="0.5", serious="4"),
    _norm("us_plums_destination", ("plums", "US No. 1", "destination"), US_PLUMS, "12"),
    _norm("us_pears_processing", ("pears", "for processing", "all"), US_PEARS, "10", decay="2", worms="5"),
    _norm("paca_no_standard", ("produce", "no standard", "shipping"), PACA, "10", decay="1", serious="5"),
)
"""Every norm, as read in the standards or copies of them."""


def norm(id: str) -> DefectNorm:
    """Return a norm by its id; UnknownCode, with the ids that there are, where there is none."""
    found = next((known for known in DEFECT_NORMS if known.id == id), None)
    if found is None:
        raise UnknownCode(id, tuple(known.id for known in DEFECT_NORMS))
    return found


def is_within_norm(norm: DefectNorm, *, total: Fraction, parts: Mapping[str, Fraction] | None = None) -> bool:
    """Tell whether a lot is as good as its grade asks: all defects together, and each kind by itself.

    >>> is_within_norm(norm("unece_apples_1"), total=Fraction(10, 100), parts={"decay": Fraction(2, 100)})
    False
    """
    return total <= norm.total and all(share <= norm.most(part) for part, share in (parts or {}).items())


def single_package_limit(tolerance: Fraction) -> Fraction:
    """Return how much one package of a lot may have where the lot as a whole may have a tolerance.

    One and a half times a tolerance of a tenth or more, twice a smaller one, and never more than all (7 CFR 51.347,
    51.1821).

    >>> single_package_limit(Fraction(10, 100)), single_package_limit(Fraction(5, 100))
    (Fraction(3, 20), Fraction(1, 10))
    """
    times = LARGE_TIMES if tolerance >= TENTH else SMALL_TIMES
    return min(tolerance * times, Fraction(1))
