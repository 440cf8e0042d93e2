"""What a form must ask for a kind of claim on a category of goods: the facts that its rights read, and evidence."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Final, Literal, TypeAlias

import attrs

from aftersales_core.errors import UnknownCode
from aftersales_core.reasons import language
from aftersales_core.returns.amounts import Amount, FactShare
from aftersales_core.returns.basis import Layer
from aftersales_core.returns.conditions import ALWAYS, Condition
from aftersales_core.returns.derive import DERIVED, derive
from aftersales_core.returns.evidence import AllEvidence, EvidenceItem, Wanted
from aftersales_core.returns.fact_table import FACTS
from aftersales_core.returns.facts import AnsweredBy, FactKind, FactValue, Group
from aftersales_core.returns.grounds import GROUNDS
from aftersales_core.returns.needs import GIVEN, is_customers, reads
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.rights import Right
from aftersales_core.returns.windows import PLACE, ReturnWindow

__all__ = ["Question", "questions"]

Facts: TypeAlias = Mapping[str, FactValue]
COUNTRY: Final = "{country}"
NEAR_MATCHES: Final = 3
SIGNED: Final = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
"""Any instant of a signing: which facts follow from it hangs on none of its figures."""


@attrs.frozen
class Question:
    """One thing to ask: a fact by its name, or a kind of evidence (``about``).

    ``kind`` is what sort of value a fact has, None for evidence and for a shop's own fact; ``choices`` what may be
    chosen. ``en`` and ``zh`` are the question. ``always`` tells that every right that may be granted needs it, as long
    as no other answer takes its place (a share, where nobody gives the counts behind it); otherwise it is needed in
    some cases only, and may be asked once `decide` names it. A right that only another answer brings up (rot that is
    known to be inside) may need less.
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
    no fact is missing in the decision. A kind of claim that no right of the policy answers has no questions.

    Raises UnknownCode with near matches for a category that the policy does not know, and for a kind of claim that
    neither `GROUNDS` nor the policy knows.

    >>> from aftersales_core.returns.statutes.china_seven_days import SEVEN_DAYS
    >>> shop = ReturnPolicy("shop", (SEVEN_DAYS,), tz="Asia/Shanghai")
    >>> questions(shop, "apparel", "no_reason")[0].name
    'signed_at'
    """
    _check(category, policy.categories.by_id)
    if policy.messages.get(f"ground_{kind}") is None:
        _check(kind, (*GROUNDS.by_id, *policy.kinds))
    placed = policy.by_case.get((kind, category), ())
    rights = [right for _, right in placed]
    known: dict[str, FactValue] = {**FACTS.defaults, **policy.categories.traits(category)}
    if policy.tz is not None:
        known["tz"] = policy.tz
    in_play = _in_play(placed, known)
    dated = _from_signing(policy.derived.get((kind, category), ()), known)
    always = _shared(_needs(right, known, dated) for right in in_play)
    read = always.union(*((*reads(right), *_calendar_facts(right)) for right in rights))
    asked = sorted((name for name in read if name not in known), key=lambda name: (name not in always, *_place(name)))
    facts = [_fact(name, name in always) for name in asked]
    return (*facts, *_evidence(policy, rights, _shared(_shown(right, known) for right in in_play)))


def _check(word: str, known: Iterable[str]) -> None:
    """Refuse a category or a kind of claim that nobody declared."""
    words = tuple(known)
    if word not in words:
        raise UnknownCode(word, tuple(get_close_matches(word, words, NEAR_MATCHES)))


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


def _in_play(placed: Iterable[tuple[Layer, Right]], known: Facts) -> tuple[Right, ...]:
    """Return the rights that can be granted while nothing is said, without those that another layer displaces."""
    asked = [(layer, right) for layer, right in placed if right.applies.holds(known) is not False]
    layers = {layer for layer, _ in asked}
    return tuple(
        right
        for _, right in asked
        if (layers.isdisjoint(right.yields_to) or not right.yields_when.holds(known)) and not _is_lost(right, known)
    )


def _is_lost(right: Right, known: Facts) -> bool:
    """Tell whether a term refuses the right on these goods whatever is answered."""
    terms = [(term.when, True) for term in right.exclusions] + [(term.when, False) for term in right.requires]
    return any(when.holds(known) is refuses and known.keys() >= set(when.names()) for when, refuses in terms)


def _shared(needs: Iterable[Iterable[str]]) -> frozenset[str]:
    """Return what all rights need; nothing where there are none."""
    sets = [frozenset(names) for names in needs]
    return sets[0].intersection(*sets) if sets else frozenset()


def _from_signing(names: Iterable[str], known: Facts) -> frozenset[str]:
    """Return the facts that are worked out from the signing, tried on a claim of the day after it."""
    facts: dict[str, FactValue] = {**known, "signed_at": SIGNED, "submitted_at": SIGNED + dt.timedelta(days=1)}
    given = frozenset(facts)
    # What is worked out is added on the way; whether ways to it disagree is nothing to a form.
    tuple(derive(facts, names))
    return frozenset(facts) - given


def _needs(right: Right, known: Facts, dated: frozenset[str]) -> Iterator[str]:
    """Yield the facts that a right needs as long as no other answer settles what hangs on them.

    A part that hangs on one unknown fact needs it; a part that hangs on several may be settled by another of them. What
    the shop works out from other facts is never asked, but the signing is, from which it may follow (``dated``). What
    the customer may say or have worked out (a share, or the counts behind it) is asked.
    """
    conditions = [right.applies, *(term.when for term in (*right.exclusions, *right.requires, *right.refers))]
    needed = [name for condition in conditions for name in _sole(condition, known)]
    needed += [name for window in right.windows for name in _events(window)]
    needed += [*_calendar_facts(right), *(() if right.amount is None else _sums(right.amount, known))]
    for name in needed:
        if name in dated:
            yield "signed_at"
        elif name not in GIVEN and (name not in DERIVED or is_customers(name)):
            yield name


def _sole(condition: Condition, known: Facts) -> Iterator[str]:
    """Yield the fact on which a condition hangs, where it is only one."""
    unknown = set(condition.missing(known))
    if len(unknown) == 1:
        yield from unknown


def _events(window: ReturnWindow) -> Iterator[str]:
    """Yield the facts without which a window has no end, or nobody knows whether it was kept.

    Of several events that may count, it is the one that decides where no other is known; and while the latest of
    several counts, what comes soon after the first is in time.
    """
    if window.period is not None:
        yield from {"first_known": window.start[-1:], "latest": window.start[:1], "earliest": window.start}[window.pick]
    if window.until is not None:
        yield window.until
    yield window.done


def _sums(amount: Amount, known: Facts) -> Iterator[str]:
    """Yield the facts without which a refund cannot be worked out."""
    share = amount.share
    if isinstance(share, FactShare) and not amount.from_zero and share.full_when.holds(known) is False:
        yield share.fact
    for adjustment in amount.adjustments:
        yield from _sole(adjustment.when, known)
        if adjustment.when.holds(known):
            yield from Amount(adjustments=(attrs.evolve(adjustment, when=ALWAYS),), from_zero=True).names()


def _evidence(policy: ReturnPolicy, rights: Iterable[Right], always: frozenset[str]) -> Iterator[Question]:
    """Yield the kinds of evidence that rights ask for, what is always needed first."""
    found = dict.fromkeys(item for right in rights if right.evidence is not None for item in right.evidence.items())
    for item in sorted(found, key=lambda item: item not in always):
        kind = policy.evidence_kinds.by_id[item]
        yield Question(item, "evidence", None, (), kind.en, kind.zh, "customer", None, item in always)


def _shown(right: Right, known: Facts) -> Iterator[str]:
    """Yield the kinds of evidence without which a right is not granted."""
    if right.evidence is not None and right.evidence_unless.holds(known) is False:
        yield from _parts(right.evidence)


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
