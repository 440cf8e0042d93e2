"""Every figure of the produce rules: claim terms by category, bands, limits; each with what it rests on."""

from fractions import Fraction
from typing import Final, Literal, TypeAlias

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.evidence import AllEvidence, AnyEvidence, EvidenceItem, Wanted
from aftersales_core.returns.marketplaces.produce_bases import (
    CUSTOM,
    DERIVED,
    JD_FRESH,
    PROPOSAL,
    TAOBAO,
    TAOBAO_FRESH,
)
from aftersales_core.worktime.period import Period

__all__ = ["CLAIM_TERMS", "FIGURE_BASES", "MOST_TOLERANCE", "ClaimTerms", "KeptBy", "Lot", "ProduceFigures"]

Lot: TypeAlias = Literal["last", "own", "first"]
"""Whose signing counts where an order comes in lots: that of the last lot, of the lot itself, or of the first."""

KeptBy: TypeAlias = Literal["claim", "report"]
"""What keeps a window: the claim itself, or already the first report of the problem to the seller."""

MOST_TOLERANCE: Final = Fraction(1, 20)
"""A wholesale lot may have a tenth of it faulty; a consumer who buys a kilogram bears a twentieth at the most."""

SCALE_OR_VIDEO: Final = AnyEvidence((EvidenceItem("scale_photo"), EvidenceItem("unboxing_video")))
# An uncut video of the unpacking serves as an overall photo.
COUNT_PHOTO: Final = AnyEvidence((EvidenceItem("overall_photo"), EvidenceItem("scale_photo")))
PHOTO_AND_WAYBILL: Final = AllEvidence((EvidenceItem("overall_photo"), EvidenceItem("waybill_photo")))
SIZE_AND_WAYBILL: Final = AllEvidence(
    (AnyEvidence((EvidenceItem("overall_photo"), EvidenceItem("size_photo"))), EvidenceItem("waybill_photo"))
)


@attrs.frozen
class ClaimTerms:
    """Until when, on what evidence, and from which share on spoiled goods of a category are answered for.

    ``tolerance`` is the share up to which (included) nothing is given; ``reships`` offers to send again what is in
    stock; ``cold_chain`` gives everything where the cold chain is known to have broken.
    """

    category: str
    window: Period
    evidence: Wanted | None
    basis: Basis
    tolerance: Fraction = Fraction(0)
    reships: bool = False
    cold_chain: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse a tolerance that is none."""
        if not 0 <= self.tolerance <= MOST_TOLERANCE:
            problem = f"tolerance is {self.tolerance}: use a share from 0 to {MOST_TOLERANCE}"
            raise InvalidDefinition(f"claim terms of {self.category!r}", (problem,))


FRESH_HOURS: Final = Period.hours(48)
LIVE_HOURS: Final = Period.hours(12)
RIPENING_DAYS: Final = Period.days(7)

CLAIM_TERMS: Final = (
    ClaimTerms("fresh", FRESH_HOURS, PHOTO_AND_WAYBILL, JD_FRESH),
    ClaimTerms("soft_fruit", FRESH_HOURS, PHOTO_AND_WAYBILL, JD_FRESH),
    ClaimTerms("hard_fruit", FRESH_HOURS, PHOTO_AND_WAYBILL, JD_FRESH),
    ClaimTerms("ripening_fruit", RIPENING_DAYS, EvidenceItem("photo"), JD_FRESH),
    ClaimTerms("vegetables", FRESH_HOURS, PHOTO_AND_WAYBILL, JD_FRESH),
    ClaimTerms("leaf_vegetables", FRESH_HOURS, EvidenceItem("photo"), JD_FRESH, reships=True),
    ClaimTerms("root_vegetables", FRESH_HOURS, PHOTO_AND_WAYBILL, JD_FRESH),
    ClaimTerms("eggs", FRESH_HOURS, EvidenceItem("photo"), JD_FRESH),
    ClaimTerms("meat", FRESH_HOURS, EvidenceItem("photo"), JD_FRESH, cold_chain=True),
    ClaimTerms("chilled", FRESH_HOURS, EvidenceItem("photo"), JD_FRESH, cold_chain=True),
    ClaimTerms("frozen", FRESH_HOURS, EvidenceItem("photo"), JD_FRESH, cold_chain=True),
    ClaimTerms("live_seafood", LIVE_HOURS, EvidenceItem("video"), JD_FRESH),
)
"""The fresh categories, the general one first; a narrower category goes before a wider one."""


@attrs.frozen
class ProduceFigures:
    """Every figure of the produce rules; `FIGURE_BASES` says what each rests on and how surely it is known.

    ``bands`` are the shares at which JD's table steps. JD calls them ceilings of the actual ratio, and so they are
    with ``band_mode="ceiling"``; with ``"amount"`` each band gives its own limit. Above ``severe_share`` (strictly)
    everything is given. ``cherry_bands`` are pairs of a share of wrong sizes and what it gives, None for the share
    itself; above the last everything is given. Tolerances are shares up to which (included) nothing is given.
    ``count_evidence`` is asked for where the missing pieces were counted, ``shortage_evidence`` otherwise.
    """

    terms: tuple[ClaimTerms, ...] = CLAIM_TERMS
    lot: Lot = "last"
    kept_by: KeptBy = "claim"
    severe_share: Fraction = Fraction(7, 10)
    bands: tuple[Fraction, ...] = (Fraction(1, 10), Fraction(3, 10), Fraction(5, 10), Fraction(7, 10))
    band_mode: Literal["ceiling", "amount"] = "ceiling"
    shortage_window: Period = FRESH_HOURS
    shortage_evidence: Wanted | None = SCALE_OR_VIDEO
    count_evidence: Wanted | None = COUNT_PHOTO
    shortage_tolerance: Fraction = Fraction(0)
    size_window: Period = FRESH_HOURS
    size_evidence: Wanted | None = SIZE_AND_WAYBILL
    size_tolerance: Fraction = Fraction(0)
    cherry_bands: tuple[tuple[Fraction, Fraction | None], ...] = (
        (Fraction(1, 20), None),
        (Fraction(1, 10), Fraction(1, 10)),
        (Fraction(3, 10), Fraction(1, 2)),
    )
    inner_rot_window: Period = Period.days(5)
    thaw_window: Period = Period.days(1, "same_day")
    dry_quality_window: Period = Period.days(7)
    shipping_damage_window: Period = FRESH_HOURS
    wrong_item_window: Period = FRESH_HOURS
    refusal_window: Period = FRESH_HOURS
    short_dated_share: Fraction = Fraction(1, 3)

    def __attrs_post_init__(self) -> None:
        """Refuse figures that contradict each other."""
        problems = tuple(_problems(self))
        if problems:
            raise InvalidDefinition("produce figures", problems)

    def of(self, category: str) -> ClaimTerms:
        """Return the claim terms that are given for a category itself; InvalidDefinition where none are."""
        for terms in self.terms:
            if terms.category == category:
                return terms
        known = ", ".join(terms.category for terms in self.terms)
        raise InvalidDefinition("produce figures", (f"no terms for {category!r:.40}: there are {known}",))

    def having(self, terms: ClaimTerms) -> "ProduceFigures":
        """Return the figures with the claim terms of one category added or replaced."""
        kept = tuple(known for known in self.terms if known.category != terms.category)
        return attrs.evolve(self, terms=(*kept, terms))

    def asking_only(self, evidence: Wanted | None) -> "ProduceFigures":
        """Return the figures of a shop that asks for the same evidence, such as one photo, on every category."""
        return attrs.evolve(
            self,
            terms=tuple(attrs.evolve(terms, evidence=evidence) for terms in self.terms),
            shortage_evidence=evidence,
            count_evidence=evidence,
            size_evidence=evidence,
        )


def _problems(figures: ProduceFigures) -> list[str]:
    """Return what is wrong with figures."""
    problems: list[str] = []
    names = [terms.category for terms in figures.terms]
    problems += [f"terms of {name!r} are given twice" for name in sorted({n for n in names if names.count(n) > 1})]
    if "fresh" not in names:
        problems.append("there are no terms of 'fresh', which all other fresh goods fall back on")
    for name in ("shortage_tolerance", "size_tolerance"):
        if not 0 <= getattr(figures, name) <= MOST_TOLERANCE:
            problems.append(f"{name} is {getattr(figures, name)}: use a share from 0 to {MOST_TOLERANCE}")
    if figures.bands != tuple(sorted(set(figures.bands))) or any(not 0 < band <= 1 for band in figures.bands):
        problems.append("bands must be shares above 0 in rising order")
    limits = [limit for limit, _ in figures.cherry_bands]
    gives = [limit if share is None else share for limit, share in figures.cherry_bands]
    if limits != sorted(set(limits)) or gives != sorted(gives) or not limits:
        problems.append("cherry bands must rise in both shares, and there must be one")
    if not 0 < figures.severe_share <= 1 or not 0 < figures.short_dated_share <= 1:
        problems.append("severe_share and short_dated_share must be shares above 0")
    return problems


FIGURE_BASES: Final[tuple[tuple[str, Basis], ...]] = (
    ("band_mode", JD_FRESH),
    ("bands", JD_FRESH),
    ("cherry_bands", TAOBAO_FRESH),
    ("count_evidence", DERIVED),
    ("dry_quality_window", DERIVED),
    ("inner_rot_window", JD_FRESH),
    ("kept_by", JD_FRESH),
    ("lot", PROPOSAL),
    ("refusal_window", PROPOSAL),
    ("severe_share", JD_FRESH),
    ("shipping_damage_window", PROPOSAL),
    ("short_dated_share", CUSTOM),
    ("shortage_evidence", JD_FRESH),
    ("shortage_tolerance", PROPOSAL),
    ("shortage_window", JD_FRESH),
    ("size_evidence", JD_FRESH),
    ("size_tolerance", PROPOSAL),
    ("size_window", TAOBAO_FRESH),
    ("terms", JD_FRESH),
    ("thaw_window", TAOBAO_FRESH),
    ("wrong_item_window", TAOBAO),
)
"""For each figure the text it rests on, with the confidence in it; claim terms carry their own basis each."""
