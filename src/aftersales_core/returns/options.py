"""Before any claim: what a buyer could still ask for, until when, what that would need, and why not the rest.

Every answer is read off the findings on the very claim that could be handed in at that moment, with nothing said and
nothing shown, so it cannot disagree with `decide`.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final, Literal, TypeAlias, get_args

import attrs

from aftersales_core.instants import utc
from aftersales_core.reasons import Reason
from aftersales_core.returns.case import Case, case_of
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.combine import offers
from aftersales_core.returns.decision import Finding
from aftersales_core.returns.displacement import findings_of
from aftersales_core.returns.evidence import Wanted
from aftersales_core.returns.grounds import GROUNDS
from aftersales_core.returns.needs import appearing, is_customers, is_of_the_claim, movers, reads
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.refund import Refund
from aftersales_core.returns.rights import CostBearer, Goods, Right
from aftersales_core.worktime.deadline import Deadline

__all__ = ["Option", "OptionStatus", "options"]

OptionStatus: TypeAlias = Literal["open", "undecided", "not_open_yet", "closed", "excluded"]
"""What can be said of one remedy before a claim, from best to worst.

``undecided``: a fact of the line is missing, or a person must look. ``excluded``: no such claim, however early.
"""

STATUSES: Final[tuple[OptionStatus, ...]] = get_args(OptionStatus)
CLAIMABLE: Final[frozenset[OptionStatus]] = frozenset({"open", "undecided"})
PLACES: Final = {word.id: place for place, word in enumerate(GROUNDS.words)}
TOO_EARLY: Final = "window_not_open_yet"
ASKING: Final = frozenset({"fact_missing", "evidence_wanted", "evidence_wanted_by"})
"""Codes of reasons that only say what is missing."""


@attrs.frozen
class Option:
    """One remedy on one kind of claim, as it stands at one moment, the best of all rights to it.

    ``remedy`` is None where no right answers the kind at all. ``due`` is until when it is open, or since when it is
    closed; None where no window ends it. ``opens_at`` is from when it will be open.

    A claim would need the ``facts`` that the customer gives, the ``checks`` that the shop makes once there is a claim,
    and the ``evidence`` (of ``wanted`` in all); ``maybe`` are facts of the claim on which it may hang after these.
    ``missing`` are facts of the line without which nobody can tell. ``unless`` names facts of a claim, such as an
    earlier report, that could still turn a "no". ``refund`` is what is sure without any of them. ``rank`` is the place
    in legal order.
    """

    kind: str
    remedy: str | None
    status: OptionStatus
    rights: tuple[str, ...]
    reasons: tuple[Reason, ...]
    due: Deadline | None = None
    opens_at: dt.datetime | None = None
    missing: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    unless: tuple[str, ...] = ()
    refund: Refund | None = None
    freight: CostBearer = "nobody"
    goods: Goods = "kept"
    rank: int = 0


@attrs.frozen(eq=False)
class _Seen:
    """One right beside what it says, and what that means before a claim."""

    right: Right
    finding: Finding
    status: OptionStatus
    due: Deadline | None


def options(policy: ReturnPolicy, line: Line, *, at: dt.datetime) -> tuple[Option, ...]:
    """Return what stands open on a line at an instant, for every kind of claim that the policy answers.

    Kinds come in the order of `GROUNDS`, a policy's own after them; remedies in legal order, open ones first.

    Raises NaiveDatetime, InstantOutOfRange or WrongType for the instant.

    >>> from aftersales_core.returns.statutes.china_seven_days import SEVEN_DAYS
    >>> shop = ReturnPolicy("shop", (SEVEN_DAYS,), tz="Asia/Shanghai")
    >>> signed = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
    >>> line = Line.of("soft_fruit", paid="39.90 CNY", signed_at=signed)
    >>> {option.status for option in options(shop, line, at=signed) if option.kind == "no_reason"}
    {'excluded'}
    """
    moment = utc(at)
    kinds = sorted(policy.kinds, key=lambda kind: (PLACES.get(kind, len(PLACES)), kind))
    return tuple(option for kind in kinds for option in _of_kind(policy, Claim(line, kind, moment)))


def _of_kind(policy: ReturnPolicy, claim: Claim) -> Iterable[Option]:
    """Return the options on one kind of claim."""
    case = case_of(policy, claim)
    category = claim.line.category
    placed = policy.by_case.get((claim.kind, category), ())
    unknown = (
        () if category in policy.categories else (Reason("category_unknown", (("category", category),), "missing"),)
    )
    conflicts = (*unknown, *case.conflicts)
    rights = {right.id: right for _, right in placed}
    by_remedy: dict[str, list[_Seen]] = {}
    for finding in findings_of(case, placed):
        right = rights.pop(finding.right)
        if not finding.displaced:
            by_remedy.setdefault(right.remedy, []).append(_seen(case, right, finding, conflicts))
    coming: dict[str, list[Right]] = {}
    for right in rights.values():
        if appearing(right, case.facts):
            coming.setdefault(right.remedy, []).append(right)
    found = [_option(case, conflicts, seen, coming.pop(remedy, [])) for remedy, seen in by_remedy.items()]
    found += [_coming(case, conflicts, remedy, rights) for remedy, rights in coming.items()]
    none = Reason("no_right", (("category", category), ("ground", claim.kind)), "unmet")
    nothing = Option(claim.kind, None, "undecided" if conflicts else "excluded", (), conflicts or (none,))
    return sorted(found, key=_place) or (nothing,)


def _place(option: Option) -> tuple[int, int, str]:
    """Return where an option stands: the best first, then in legal order."""
    return STATUSES.index(option.status), option.rank, option.remedy or ""


def _seen(case: Case, right: Right, finding: Finding, conflicts: tuple[Reason, ...]) -> _Seen:
    """Say what a finding means before a claim."""
    due = min(_ends(case, right), key=_instant, default=None)
    at = case.facts["submitted_at"]
    if finding.verdict == "denies":
        return _Seen(right, finding, _refusal(right, finding), due)
    # What else had to be done in time is not known to be done, and now it is too late for it.
    if due is not None and isinstance(at, dt.datetime) and not due.is_met(at):
        return _Seen(right, finding, "closed", due)
    is_open = not conflicts and not any(_referred(right, finding)) and all(map(_can_be_told, finding.missing))
    return _Seen(right, finding, "open" if is_open else "undecided", due)


def _ends(case: Case, right: Right) -> Iterator[Deadline]:
    """Yield the ends of the windows in which something is still to be done: the claim, the report, the sending."""
    for window in right.windows:
        end = case.end(window)
        if isinstance(end, Deadline) and case.facts.get(window.done) in {None, case.facts["submitted_at"]}:
            yield end


def _instant(deadline: Deadline) -> dt.datetime:
    """Return the instant of a deadline."""
    return deadline.instant


def _can_be_told(name: str) -> bool:
    """Tell whether a fact can still come with a claim: from the customer, or by the shop's looking at it."""
    return is_customers(name) or is_of_the_claim(name)


def _referred(right: Right, finding: Finding) -> Iterator[Reason]:
    """Yield the reasons for which a person must look."""
    spoken = {term.reason for term in right.remarks} | {right.granted}
    for reason in finding.reasons:
        if reason.code not in ASKING and not reason.code.startswith("window_open_") and reason not in spoken:
            yield reason


def _refusal(right: Right, finding: Finding) -> OptionStatus:
    """Return what sort of "no" it is: one that no other moment would change, too late, or too early."""
    terms = {term.reason for term in (*right.exclusions, *right.requires)}
    codes = [reason.code for reason in finding.reasons]
    if not terms.isdisjoint(finding.reasons):
        return "excluded"
    return "closed" if any(code.startswith("window_closed_") for code in codes) else "not_open_yet"


def _option(case: Case, conflicts: tuple[Reason, ...], seen: list[_Seen], coming: list[Right]) -> Option:
    """Bring the rights to one remedy together: the best of them stands."""
    status = next(status for status in STATUSES if any(one.status == status for one in seen))
    giving = [one for one in seen if one.status == status]
    rank = min(one.finding.rank for one in seen)
    if status not in CLAIMABLE:
        return _refused(case, conflicts, giving, [*(one.right for one in seen), *coming], rank)
    offer = offers(one.finding for one in giving)[0]
    giving = [one for one in giving if one.right.id in offer.rights]
    ends = [one.due for one in giving]
    missing = _once(name for one in giving for name in one.finding.missing)
    told = [name for name in missing if _can_be_told(name)]
    names = _once(name for one in giving for name in reads(one.right))
    return Option(
        _kind(case),
        offer.remedy,
        status,
        offer.rights,
        _reasons(conflicts, giving, seen),
        None if None in ends else max((end for end in ends if end is not None), key=_instant),
        missing=tuple(name for name in missing if name not in told),
        facts=tuple(name for name in told if is_customers(name)),
        checks=tuple(name for name in told if not is_customers(name)),
        maybe=tuple(name for name in names if name not in missing and name not in case.facts),
        evidence=_once(item for one in giving for item in one.finding.evidence),
        wanted=tuple(dict.fromkeys(one.finding.wanted for one in giving if one.finding.wanted is not None)),
        refund=offer.refund if status == "open" else None,
        freight=offer.freight,
        goods=offer.goods,
        rank=rank,
    )


def _refused(case: Case, conflicts: tuple[Reason, ...], giving: list[_Seen], rights: list[Right], rank: int) -> Option:
    """Return an option that is not open: since when, or from when, and what could turn it."""
    ends = [one.due for one in giving if one.due is not None]
    opening = [reason.param("opens_at") for one in giving for reason in one.finding.reasons if reason.code == TOO_EARLY]
    turning = _once(name for right in rights for name in (*movers(right, case.facts), *appearing(right, case.facts)))
    return Option(
        _kind(case),
        giving[0].right.remedy,
        giving[0].status,
        tuple(one.right.id for one in giving),
        _reasons(conflicts, giving, giving),
        max(ends, key=_instant, default=None),
        min((at for at in opening if isinstance(at, dt.datetime)), default=None),
        unless=turning,
        rank=rank,
    )


def _coming(case: Case, conflicts: tuple[Reason, ...], remedy: str, rights: list[Right]) -> Option:
    """Return the option to which a right may lead that is not about such a purchase as far as is known now."""
    names = _once(name for right in rights for name in appearing(right, case.facts))
    asked = tuple(Reason("fact_missing", (("fact", name),), "missing") for name in names)
    ids = tuple(right.id for right in rights)
    rank = min(right.rank for right in rights)
    return Option(_kind(case), remedy, "undecided", ids, (*conflicts, *asked), maybe=names, rank=rank)


def _kind(case: Case) -> str:
    """Return what the claim is about."""
    return str(case.facts["kind"])


def _reasons(conflicts: tuple[Reason, ...], giving: list[_Seen], seen: list[_Seen]) -> tuple[Reason, ...]:
    """Return all reasons once each: conflicts, those of the rights that stand, then the others."""
    others = [one for one in seen if one not in giving]
    return tuple(dict.fromkeys((*conflicts, *(r for one in (*giving, *others) for r in one.finding.reasons))))


def _once(words: Iterable[str]) -> tuple[str, ...]:
    """Return words once each, in their order."""
    return tuple(dict.fromkeys(words))
