"""What a form must ask for a kind of claim on a category of goods: the facts that its rights read, and evidence."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal, TypeAlias

import attrs

from aftersales_core.reasons import language
from aftersales_core.returns.amounts import Amount, FactShare
from aftersales_core.returns.conditions import Condition
from aftersales_core.returns.derive import DERIVED
from aftersales_core.returns.evidence import AllEvidence, EvidenceItem, Wanted
from aftersales_core.returns.fact_table import FACTS
from aftersales_core.returns.facts import AnsweredBy, FactKind, FactValue, Group
from aftersales_core.returns.needs import GIVEN, reads
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.rights import Right
from aftersales_core.returns.windows import PLACE, ReturnWindow

__all__ = ["Question", "questions"]

Facts: TypeAlias = Mapping[str, FactValue]
COUNTRY: Final = "{country}"


@attrs.frozen
class Question:
    """One thing to ask: a fact by its name, or a kind of evidence (``about``).

    ``kind`` is what sort of value a fact has, None for evidence and for a shop's own fact; ``choices`` what may be
    chosen. ``en`` and ``zh`` are the question. ``always`` tells whether it is needed whatever else is answered;
    otherwise it is needed in some cases only, and may be asked once `decide` names it.
    """

    name: str
    about: Literal["fact", "evidence"]
    kind: FactKind | None
    choices: tuple[str, ...]
    en: str
    zh: str
    answered_by: AnsweredBy
    group: Group | None
    always: bool

    def text(self, lang: str) -> str:
        """Return the question in the language of a BCP 47 tag."""
        return self.zh if language(lang) == "zh" else self.en


def questions(policy: ReturnPolicy, category: str, kind: str) -> tuple[Question, ...]:
    """Return what to ask for one kind of claim on one category, what is always needed first.

    Traits of the category and what is taken for granted are not asked, though an answer may say otherwise; nor is what
    every line and claim has (``paid``, ``quantity``, ``submitted_at``). With every question answered, in whatever way,
    no fact is missing in the decision.

    >>> from aftersales_core.returns.statutes.china_seven_days import SEVEN_DAYS
    >>> shop = ReturnPolicy("shop", (SEVEN_DAYS,), tz="Asia/Shanghai")
    >>> questions(shop, "apparel", "no_reason")[0].name
    'signed_at'
    """
    rights = [right for _, right in policy.by_case.get((kind, category), ())]
    known: dict[str, FactValue] = {**FACTS.defaults, **policy.categories.traits(category)}
    if policy.tz is not None:
        known["tz"] = policy.tz
    always = {name for right in rights for name in _always(right, known)}
    read = {name for right in rights for name in (*reads(right), *_calendar_facts(right))}
    asked = sorted((name for name in read if name not in known), key=lambda name: (name not in always, *_place(name)))
    facts = [_fact(name, name in always) for name in asked]
    return (*facts, *_evidence(policy, rights, known))


def _fact(name: str, always: bool) -> Question:  # noqa: FBT001 - the one thing that the table of facts does not say
    """Return the question for a fact; one of the shop's own is asked by its name."""
    spec = FACTS.by_name.get(name)
    if spec is None:
        return Question(name, "fact", None, (), name, name, "shop", None, always)
    return Question(name, "fact", spec.kind, spec.choices, spec.en, spec.zh, spec.answered_by, spec.group, always)


def _place(name: str) -> tuple[int, str]:
    """Return where a fact stands in the table of facts; the shop's own come after it."""
    return PLACES.get(name, len(PLACES)), name


PLACES: Final = {spec.name: place for place, spec in enumerate(FACTS.specs)}


def _calendar_facts(right: Right) -> Iterator[str]:
    """Yield the facts without which nobody knows on which calendar a window of a right counts."""
    for window in right.windows:
        if COUNTRY in window.calendar:
            yield "country"
        elif window.calendar == PLACE and _needs_zone(window):
            yield "tz"


def _needs_zone(window: ReturnWindow) -> bool:
    """Tell whether a window counts days, which begin and end somewhere; hours are the same everywhere."""
    periods = (period for period in (window.period, window.extended_by, window.opens) if period is not None)
    return window.until is not None or any(not p.is_amount or p.count_from == "next_midnight" for p in periods)


def _always(right: Right, known: Facts) -> Iterator[str]:
    """Yield the facts that a right needs whatever else is answered, while the claim is not lost already.

    A part that hangs on one unknown fact needs it; a part that hangs on several may be settled by another of them. What
    follows from other facts may never be asked at all.
    """
    if right.yields_to or not right.applies.holds(known):
        return
    conditions = (term.when for term in (*right.exclusions, *right.requires, *right.refers))
    needed = [name for condition in conditions for name in _sole(condition, known)]
    needed += [name for window in right.windows for name in _events(window)]
    needed += [*_calendar_facts(right), *(() if right.amount is None else _sums(right.amount, known))]
    yield from (name for name in needed if name not in DERIVED and name not in GIVEN)


def _sole(condition: Condition, known: Facts) -> Iterator[str]:
    """Yield the fact on which a condition hangs, where it is only one."""
    unknown = {name for name in condition.names() if name not in known}
    if len(unknown) == 1 and condition.holds(known) is None:
        yield from unknown


def _events(window: ReturnWindow) -> Iterator[str]:
    """Yield the facts without which a window has no end, or nobody knows whether it was kept."""
    if window.period is not None and (len(window.start) == 1 or window.pick != "first_known"):
        yield from window.start
    yield from (name for name in (window.until, window.done) if name is not None)


def _sums(amount: Amount, known: Facts) -> Iterator[str]:
    """Yield the facts without which a refund cannot be worked out."""
    share = amount.share
    if isinstance(share, FactShare) and not amount.from_zero and share.full_when.holds(known) is False:
        yield share.fact
    for adjustment in amount.adjustments:
        if adjustment.when.holds(known):
            yield from Amount(adjustments=(adjustment,), from_zero=True).names()


def _evidence(policy: ReturnPolicy, rights: Iterable[Right], known: Facts) -> Iterator[Question]:
    """Yield the kinds of evidence that rights ask for, what is always needed first."""
    found: dict[str, bool] = {}
    for right in rights:
        if right.evidence is not None:
            is_sure = not right.yields_to and right.applies.holds(known) and right.evidence_unless.holds(known) is False
            sure = frozenset(_parts(right.evidence)) if is_sure else frozenset[str]()
            for item in right.evidence.items():
                found[item] = found.get(item, False) or item in sure
    for item in sorted(found, key=lambda item: not found[item]):
        kind = policy.evidence_kinds.by_id[item]
        yield Question(item, "evidence", None, (), kind.en, kind.zh, "customer", None, found[item])


def _parts(wanted: Wanted) -> Iterator[str]:
    """Yield the kinds without which evidence is never complete."""
    match wanted:
        case EvidenceItem():
            yield wanted.kind
        case AllEvidence():
            for part in wanted.parts:
                yield from _parts(part)
        case _:
            # One of several is enough, so none of them is needed in every case.
            pass
