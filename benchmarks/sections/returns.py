"""Return decisions beside code by hand and two rule engines; then what only this library answers, against budgets."""

import time
from collections.abc import Iterator
from importlib import import_module

from aftersales_core.frames.returns import decide_returns
from aftersales_core.returns.decide import decide
from aftersales_core.returns.options import options
from aftersales_core.returns.questions import questions
from benchmarks import our_returns as ours
from benchmarks.claims import Asked, Judge, drawn, hand_written, right_answers
from benchmarks.measure import Batch, Effort, alone, paired
from benchmarks.progress import progress
from benchmarks.results import Row

NAME = "returns"
WHO = "aftersales_core"
PEERS = ("rule_engine_claims", "business_rules_claims")
DECISIONS = 20_000
"""Budget, a second."""
TIMED = 64
ONE = f"{NAME}: a change of mind, one promise"
ALL = f"{NAME}: all rules of China and a marketplace"


def _rate(seconds: float) -> str:
    return f"{1 / seconds:,.0f} a second"


def _judges() -> tuple[list[Judge], list[str]]:
    """Give the code by hand, then the peers that can be imported, and why the others cannot."""
    found, skipped = [hand_written()], []
    for name in PEERS:
        try:
            found += import_module(f"benchmarks.peers.{name}").judges()
        except Exception as problem:  # noqa: BLE001 - a package may fail to load in any way; say so and go on
            skipped.append(f"{name}: {type(problem).__name__}: {problem}")
    return found, skipped


def _batch(judge: Judge, claims: list[Asked]) -> Batch:
    return judge.call, [(judge.prepare(one),) for one in claims]


def _compared(effort: Effort) -> Iterator[Row]:
    """Check everyone on the same claims, then time everyone in turns with ours."""
    others, skipped = _judges()
    mine, asked = ours.judge(), drawn(effort.asked)
    batch = _batch(mine, asked[:TIMED])
    seconds = alone(batch, effort)
    yield Row(
        ONE,
        "one claim",
        mine.who,
        seconds,
        right=right_answers(mine, asked),
        asked=len(asked),
        budget=1 / DECISIONS,
        note=f"{_rate(seconds)}; done: all reasons, unknown facts, refund, deadlines, basis, remedies",
    )
    for each in others:
        timed = paired(batch, _batch(each, asked[:TIMED]), effort)
        yield Row(
            ONE,
            "one claim",
            each.who,
            timed.theirs,
            ratio=timed.ratio,
            right=right_answers(each, asked),
            asked=len(asked),
            note=f"{_rate(timed.theirs)}; not done: {each.lacks}",
        )
    yield from (Row(ONE, "one claim", "-", note=f"skipped {why}") for why in skipped)


def _alone(effort: Effort) -> Iterator[Row]:
    """Time what has no peer."""
    policy, spoiled, asked = ours.all_rules(), ours.spoiled(), drawn(TIMED)
    rights = sum(len(rules.rights) for rules in policy.rule_sets)
    jobs: list[tuple[str, Batch, int | None]] = [
        (f"decide, spoiled fruit, {rights} rights", (decide, [(policy, spoiled)]), DECISIONS),
        (
            f"decide, change of mind, {rights} rights",
            (decide, [(policy, ours.claim(one)) for one in asked]),
            DECISIONS,
        ),
        (
            f"options before any claim, {len(policy.kinds)} kinds",
            (lambda line, at: options(policy, line, at=at), [(spoiled.line, spoiled.submitted_at)]),
            None,
        ),
        ("questions of a form", (questions, [(policy, "soft_fruit", "quality")]), None),
    ]
    for question, batch, at_least in jobs:
        seconds = alone(batch, effort)
        budget = None if at_least is None else 1 / at_least
        yield Row(ALL, question, WHO, seconds, budget=budget, note=_rate(seconds))


def _columns(effort: Effort) -> Iterator[Row]:
    """Time a whole column: claims that are all different, and claims that repeat each other."""
    pandas = import_module("pandas")
    policy = ours.one_promise()
    number = effort.frame_rows // 10
    for question, different in (("all different", number), ("one in a hundred different", number // 100)):
        claims = drawn(different)
        claims = (claims * (number // different))[:number]
        frame = pandas.DataFrame(
            {
                "category": "goods",
                "paid": [one.cents / 100 for one in claims],
                "currency": "CNY",
                "kind": "no_reason",
                "signed_at": pandas.to_datetime([one.signed_at for one in claims]),
                "submitted_at": pandas.to_datetime([one.submitted_at for one in claims]),
                "perishable": [one.perishable for one in claims],
                "custom_made": [one.custom_made for one in claims],
                "sealed": [one.sealed for one in claims],
                "seal_whole": [one.seal_whole for one in claims],
            }
        )
        began = time.process_time()
        decide_returns(frame, policy)
        seconds = (time.process_time() - began) / number
        yield Row(
            f"{NAME}: decide_returns, {number:,} rows", question, WHO, seconds, note=f"{1 / seconds:,.0f} rows a second"
        )


def measure(effort: Effort) -> Iterator[Row]:
    """Measure one after the other."""
    for part in progress([_compared, _alone, _columns], NAME):
        yield from part(effort)
