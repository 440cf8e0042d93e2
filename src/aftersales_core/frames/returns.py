"""Decisions on claims as columns of the caller's own data frame: pandas, polars or pyarrow."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import attrs
import narwhals.stable.v2 as nw
import numpy as np
import numpy.typing as npt
from narwhals.stable.v2.typing import IntoDataFrameT

from aftersales_core.errors import AftersalesError
from aftersales_core.frames.columns import Column, Frame
from aftersales_core.frames.dataframe import opened
from aftersales_core.frames.outputs import instant_series, word_series
from aftersales_core.frames.ranks import NAT
from aftersales_core.frames.returns_columns import BESIDE, NEEDED, Broken, FactColumn, Found, fact_columns
from aftersales_core.instants import micros
from aftersales_core.money.amount import Money
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.decide import decide
from aftersales_core.returns.decision import RemedyOffer, ReturnDecision
from aftersales_core.returns.evidence import Evidence
from aftersales_core.returns.fact_table import FACTS
from aftersales_core.returns.facts import Facts
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.wording import Voice

__all__ = ["decide_returns"]

OF_ITS_OWN: Final = frozenset({*NEEDED, *BESIDE, "quantity", "claimed_quantity"})
"""What a line or a claim takes by itself, not among its facts."""

BETWEEN: Final = ";"
NOT_GIVEN: Final = Broken("value_missing")
UTC: Final = "UTC"
MOST_DIGITS: Final = 38
Rows = npt.NDArray[np.int64]


@attrs.frozen
class _Answer:
    """What stands in the answer columns of a row."""

    outcome: str | None = None
    remedy: str | None = None
    refund: Money | None = None
    reason: str | None = None
    reasons: str | None = None
    text: str | None = None
    due_at: dt.datetime | None = None
    missing: str | None = None
    evidence: str | None = None
    problem: str | None = None


def decide_returns(
    df: IntoDataFrameT,
    policy: ReturnPolicy,
    *,
    columns: Mapping[str, str | None] | None = None,
    tz: str | None = None,
    lang: str | None = None,
) -> IntoDataFrameT:
    """Decide the claim in every row of a frame, and return the frame, of the caller's kind, with answers added.

    Each row is one claim on one order line, decided by `returns.decide`. Columns are called as the facts are:
    ``category``, ``paid``, ``kind`` and ``submitted_at`` are needed; ``quantity`` (without such a column 1),
    ``claimed_quantity``, ``evidence``, ``asks_for`` and every other fact are read where they are there. ``columns``
    gives other names, ``{fact: column}``; None leaves a fact out though a column has its name. Other columns are left
    alone. What is missing in a row (null, NaN, NaT) is not known.

    A sum is text such as ``39.90 CNY``, or a number beside a column ``currency``. Kinds of evidence and other words are
    lists, or text with ``;`` between them; spans of time text such as ``2026-03-02T09:00Z/2026-03-04T09:00Z``. Naive
    instants are read on the wall clock of ``tz``.

    Added are ``return_outcome``; ``return_remedy``, the first that is granted or may still be (or that of ``asks_for``
    where it is as good); ``return_refund`` with ``return_currency``, exact, where that remedy is granted;
    ``return_reason``, the governing code, and ``return_reasons``, all of them; ``return_due_at``, the end of the window
    that counts; ``return_missing`` and ``return_evidence``, the facts and kinds of evidence that would settle it;
    ``return_policy``, its id and version; and ``return_problem``, the code of what is wrong with a row that has no
    answer: that of the error which a single call raises, or ``value_missing``.
    With ``lang`` there is ``return_text`` too, the governing reason in words.

    Raises InvalidColumn for a column that is absent or cannot be meant, InvalidDefinition for a name in ``columns``
    that is no fact, WrongType for a lazy frame. What is wrong with a row never raises.
    """
    frame = opened(df, "df")
    read = fact_columns(frame, {} if columns is None else columns, tz)
    numbers, cases = _distinct(read)
    answers = [_answer(policy, case, lang) for case in cases]
    found = _columns(frame, policy, numbers, answers, shown=tz or policy.tz or UTC, has_text=lang is not None)
    answered: IntoDataFrameT = frame.with_columns(*found).to_native()
    return answered


def _distinct(read: Sequence[FactColumn]) -> tuple[list[int], list[dict[str, Found]]]:
    """Return which case each row is, and each case once: equal facts have equal answers."""
    seen: dict[tuple[int, ...], int] = {}
    numbers = [seen.setdefault(key, len(seen)) for key in zip(*(column.numbers for column in read), strict=True)]
    cases = [{column.name: column.values[number] for column, number in zip(read, key, strict=True)} for key in seen]
    return numbers, cases


def _answer(policy: ReturnPolicy, case: Mapping[str, Found], lang: str | None) -> _Answer:
    """Decide one case; what is wrong with it is its answer."""
    try:
        claim = _claim(case)
        if isinstance(claim, Broken):
            return _Answer(problem=claim.code)
        decision = decide(policy, claim)
    except AftersalesError as error:
        return _Answer(problem=error.code)
    offer, governing = _offer(decision, claim.asks_for), decision.governing
    refund = None if offer is None else offer.refund
    return _Answer(
        decision.outcome,
        None if offer is None else offer.remedy,
        None if refund is None else refund.total,
        None if governing is None else governing.code,
        _joined(decision.codes),
        None if governing is None or lang is None else Voice.of(lang, policy).text(governing),
        _due_at(decision, offer),
        _joined(decision.missing),
        _joined(decision.evidence),
    )


def _claim(case: Mapping[str, Found]) -> Claim | Broken:
    """Return the claim that a row is, or what is wrong with it."""
    broken = next((value for value in case.values() if isinstance(value, Broken)), None)
    if broken is not None:
        return broken
    handed, claimed, asks_for = (case.get(name) for name in ("evidence", "claimed_quantity", "asks_for"))
    match tuple(case.get(name) for name in NEEDED), case.get("quantity", 1):
        case (str() as category, str() as kind, Money() as paid, dt.datetime() as submitted_at), int() as quantity:
            return Claim(
                Line(category, paid, quantity, _facts(case, of_claim=False)),
                kind,
                submitted_at,
                claimed if isinstance(claimed, int) else None,
                _facts(case, of_claim=True),
                tuple(Evidence(str(item)) for item in handed) if isinstance(handed, tuple) else (),
                asks_for if isinstance(asks_for, str) else None,
            )
        case _:
            return NOT_GIVEN


def _facts(case: Mapping[str, Found], *, of_claim: bool) -> Facts:
    """Return the facts of the claim, or those of the line; a shop's own are the line's. They come sorted."""
    return tuple(
        (name, value)
        for name, value in case.items()
        if name not in OF_ITS_OWN
        and (name in FACTS.by_name and FACTS.by_name[name].group == "claim") is of_claim
        and value is not None
        and not isinstance(value, Broken)
    )


def _offer(decision: ReturnDecision, asks_for: str | None) -> RemedyOffer | None:
    """Return the first offer, or that of the remedy asked for where it stands as well."""
    first = decision.remedies[0] if decision.remedies else None
    asked = None if asks_for is None else decision.offer(asks_for)
    return asked if asked is not None and first is not None and asked.verdict == first.verdict else first


def _due_at(decision: ReturnDecision, offer: RemedyOffer | None) -> dt.datetime | None:
    """Return the end of an offer's window; of a "no", the end of the window that was open longest."""
    if offer is not None:
        return None if offer.claim_due is None else offer.claim_due.instant
    return max((f.claim_due.instant for f in decision.findings if f.claim_due is not None), default=None)


def _joined(words: Iterable[str]) -> str | None:
    """Return several words as one text, None for none at all."""
    return BETWEEN.join(words) or None


def _columns(
    frame: Frame,
    policy: ReturnPolicy,
    numbers: Sequence[int],
    answers: Sequence[_Answer],
    *,
    shown: str,
    has_text: bool,
) -> list[Column]:
    """Return the answers as columns of the caller's kind of frame, each row taking those of its case."""
    rows = np.array(numbers, np.int64)

    def words(name: str, values: Iterable[str | None]) -> Column:
        """Return a column of text."""
        return word_series(frame, f"return_{name}", rows, [*values, None])

    ends = np.array([NAT if answer.due_at is None else micros(answer.due_at) for answer in answers], np.int64)
    text = [words("text", (answer.text for answer in answers))] if has_text else []
    version = f"{policy.id}@{policy.version}"
    return [
        words("outcome", (answer.outcome for answer in answers)),
        words("remedy", (answer.remedy for answer in answers)),
        _sums(frame, rows, [answer.refund for answer in answers]),
        words("currency", (None if answer.refund is None else answer.refund.currency.code for answer in answers)),
        words("reason", (answer.reason for answer in answers)),
        words("reasons", (answer.reasons for answer in answers)),
        *text,
        instant_series(frame, "return_due_at", np.append(ends, NAT)[rows], shown),
        words("missing", (answer.missing for answer in answers)),
        words("evidence", (answer.evidence for answer in answers)),
        words("policy", (None if answer.outcome is None else version for answer in answers)),
        words("problem", (answer.problem for answer in answers)),
    ]


def _sums(frame: Frame, rows: Rows, sums: Sequence[Money | None]) -> Column:
    """Return exact sums, with as many decimals as the finest of them."""
    values = [None if money is None else money.amount for money in sums]
    decimals = max((money.currency.decimals for money in sums if money is not None), default=2)
    # Pandas has no decimals of its own, and keeps Python's as objects.
    dtype = nw.Object() if frame.implementation.is_pandas_like() else nw.Decimal(MOST_DIGITS, decimals)
    known = nw.new_series("return_refund", [*values, None], dtype, backend=frame.implementation)
    return known[rows]
