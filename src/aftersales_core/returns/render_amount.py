"""How much a right gives, in sentences, from the very amount that works the refund out."""

from collections.abc import Iterator
from fractions import Fraction

from aftersales_core.money.amount import Money
from aftersales_core.returns.amounts import (
    Adjustment,
    Amount,
    FactShare,
    FixedShare,
    Head,
    Limit,
    MoneyFact,
    PriceWith,
    ShareOf,
    Sum,
)
from aftersales_core.returns.conditions import ALWAYS, NEVER
from aftersales_core.returns.conditions_words import condition_words, question
from aftersales_core.returns.wording import Voice, share_words

__all__ = ["amount_lines", "head_line"]


def amount_lines(amount: Amount, voice: Voice) -> Iterator[str]:
    """Yield one line for each part of an amount: the share, what is taken off and added, and the limits."""
    if amount.from_zero:
        yield voice.say("rule_from_zero")
    elif isinstance(amount.share, FactShare):
        yield from _fact_share(amount.share, voice)
    else:
        yield _fixed_share(amount.share, voice)
    if amount.at_least is not None and not amount.from_zero:
        yield voice.say("rule_at_least", share=share_words(amount.at_least))
    if amount.resettle:
        yield voice.say("rule_resettle")
    for adjustment in amount.adjustments:
        code = "rule_taken_off" if adjustment.sign < 0 else "rule_added"
        yield voice.say(code, what=_adjustment(adjustment, voice))
    yield voice.say("rule_beyond_price" if amount.beyond_price else "rule_never_more")


def head_line(head: Head, voice: Voice) -> str:
    """Return the line of a claim of its own beside the refund."""
    parts = [voice.say("rule_head", what=voice.name_of(head.code), times=str(head.times))]
    if head.loss_fact is not None:
        parts.append(voice.say("rule_head_loss", times=str(head.loss_times)))
    if head.at_least is not None:
        parts.append(voice.say("rule_head_least", amount=str(head.at_least)))
    return ("，" if voice.lang == "zh" else ", ").join(parts)


def _fixed_share(share: FixedShare, voice: Voice) -> str:
    """Say a share that is always the same."""
    return voice.say("rule_whole") if share.share == 1 else voice.say("rule_share", share=share_words(share.share))


def _fact_share(share: FactShare, voice: Voice) -> Iterator[str]:
    """Say a share that a fact names, with its bands from the bottom up."""
    plain = f"rule_fact_share_{share.fact}"
    yield voice.say(plain) if voice.knows(plain) else voice.say("rule_fact_share", fact=question(share.fact, voice))
    if share.tolerance:
        yield voice.say("rule_tolerance", share=share_words(share.tolerance))
    for band in share.bands:
        if band.gives is None:
            yield voice.say("rule_band_itself", upto=share_words(band.upto))
        else:
            yield voice.say("rule_band", upto=share_words(band.upto), gives=share_words(band.gives))
    if share.full_above is not None:
        yield voice.say("rule_full_above", share=share_words(share.full_above))
    if share.full_when != NEVER:
        yield voice.say("rule_full_when", condition=condition_words(share.full_when, voice))


def _adjustment(adjustment: Adjustment, voice: Voice) -> str:
    """Say one sum that is taken off or added, with its limits and its condition."""
    text = _sum(adjustment.sum, voice.name_of(adjustment.code), voice)
    limits = [_limit(limit, voice) for limit in adjustment.at_most]
    if len(limits) == 1:
        text = voice.say("sum_at_most", sum=text, limit=limits[0])
    elif limits:
        text = voice.say("sum_at_most_of", sum=text, limits=voice.listed(limits))
    if adjustment.when != ALWAYS:
        text = voice.say("sum_when", sum=text, condition=condition_words(adjustment.when, voice))
    return text


def _sum(sum_: Sum, name: str, voice: Voice) -> str:
    """Say a sum under its name."""
    match sum_:
        case MoneyFact():
            return name
        case ShareOf():
            code = "sum_share" if sum_.of == "units" else "sum_share_so_far"
            return voice.say(code, name=name, share=_rate(sum_.share, voice))
        case _:
            days = question(sum_.days, voice)
            if sum_.less_days:
                less = voice.listed(question(fact, voice) for fact in sum_.less_days)
                days = voice.say("sum_less_days", days=days, less=less)
            return voice.say("sum_per_day", name=name, rate=_rate(sum_.rate, voice), days=days)


def _rate(rate: Fraction | str, voice: Voice) -> str:
    """Say a rate: a figure, or the fact that names it."""
    return question(rate, voice) if isinstance(rate, str) else share_words(rate)


def _limit(limit: Limit, voice: Voice) -> str:
    """Say a limit of a sum."""
    match limit:
        case Money():
            return str(limit)
        case MoneyFact():
            return question(limit.fact, voice)
        case PriceWith():
            facts = voice.listed(question(fact, voice) for fact in limit.facts)
            return voice.say("limit_price_with", share=share_words(limit.share), facts=facts)
        case _:
            return voice.say("limit_share", share=share_words(limit))
