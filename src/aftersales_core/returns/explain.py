"""The answer to the customer: the outcome first, then what they get, what to do and by when, why, and by which rule."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from aftersales_core.money.amount import Money
from aftersales_core.money.currency import Currency
from aftersales_core.reasons import Reason
from aftersales_core.returns.basis_words import article_words, has_article, title_words
from aftersales_core.returns.decision import Finding, RemedyOffer, ReturnDecision
from aftersales_core.returns.fact_table import FACTS
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.refund import Refund, RefundStep
from aftersales_core.returns.render_rule import evidence_words, untold
from aftersales_core.returns.wording import Voice, instant_words, share_words
from aftersales_core.worktime.deadline import Deadline

__all__ = ["explain"]

SAID_ELSEWHERE: Final = frozenset({"evidence_wanted", "evidence_wanted_by", "fact_missing", "right_granted"})
"""Reasons that the answer says under headings of their own."""


UNSURE: Final = frozenset({"secondary", "recalled"})
"""How a text was known where the answer warns of it; a shop's own figures need no warning."""


def explain(decision: ReturnDecision, lang: str, *, policy: ReturnPolicy | None = None) -> str:
    """Return a decision as a plain and polite answer, in Chinese for ``zh`` and ``zh-*``, else in English.

    ``policy`` lends the answer its own words: its categories, kinds of evidence and messages, among which
    ``answer_turn_to`` may say where this shop's customers can turn. A term of the policy without a text of its own is
    put in words from its condition.

    Raises UnknownCode for a reason of which nobody has a text.
    """
    voice = Voice.of(lang, policy)
    if policy is not None:
        voice = voice.with_texts(untold(policy, voice))
    sections = (
        _offers(decision, voice),
        _asked(decision, voice),
        _checked(decision, voice),
        _deadlines(decision, voice),
        _heads(decision, voice),
        _why(decision, voice),
        *_denied(decision, voice),
        _rules(decision, voice),
    )
    lines = [voice.sentence(voice.say(f"answer_{decision.outcome}"))]
    for heading, body in sections:
        if body:
            lines += ["", voice.capital(heading), *(f"  {line}" for line in body)]
    return "\n".join([*lines, "", voice.sentence(voice.say("answer_turn_to"))]) + "\n"


def _best(decision: ReturnDecision) -> list[RemedyOffer]:
    """Return the offers that are as good as the first; none where contradictions keep everything open."""
    first = decision.remedies[:1]
    return [offer for offer in decision.remedies if offer.verdict == first[0].verdict] if first else []


def _governing(decision: ReturnDecision) -> list[Finding]:
    """Return the findings behind the first offer; where there is none, those that denied."""
    if not decision.remedies:
        return list(decision.findings)
    return [finding for finding in decision.findings if finding.right in decision.remedies[0].rights]


def _offers(decision: ReturnDecision, voice: Voice) -> tuple[str, list[str]]:
    """Return what the customer gets or can get, each remedy with its money, its goods and its freight."""
    best = _best(decision)
    heading = "answer_may_get"
    if decision.outcome == "eligible":
        heading = "answer_you_get" if len(best) == 1 else "answer_you_choose"
    lines = [line for offer in best for line in _offer(offer, voice)]
    later = [offer for offer in decision.remedies if offer not in best]
    if later:
        names = voice.listed(voice.label("remedy", offer.remedy) for offer in later)
        lines.append(voice.sentence(f"{voice.say('answer_may_also')}{voice.colon}{names}"))
    return voice.say(heading), lines


def _offer(offer: RemedyOffer, voice: Voice) -> Iterator[str]:
    """Yield the lines of one remedy."""
    name = voice.capital(voice.label("remedy", offer.remedy))
    if offer.refund is None:
        yield name
    else:
        yield voice.say("answer_money", what=name, amount=str(offer.refund.total))
        yield from (f"  {line}" for line in _steps(offer.refund, voice))
    yield f"  {voice.sentence(voice.say(f'answer_goods_{offer.goods}'))}"
    if offer.freight != "nobody":
        yield f"  {voice.sentence(voice.say(f'answer_bearer_{offer.freight}'))}"


def _steps(refund: Refund, voice: Voice) -> Iterator[str]:
    """Yield one line for each step of a refund, the first without a sum so far."""
    for place, step in enumerate(refund.steps):
        amount, total = (_money(value, refund.total.currency, voice) for value in (step.amount, step.sum))
        what = voice.capital(_step_words(step, voice))
        code = "answer_money" if place == 0 else "answer_step"
        yield voice.say(code, what=what, amount=amount, sum=total)


def _step_words(step: RefundStep, voice: Voice) -> str:
    """Return the name of a step, with the share that it takes where it takes one."""
    name = voice.name_of(step.code)
    return name if step.ratio is None else voice.say("answer_share", what=name, share=share_words(step.ratio))


def _money(value: Fraction, currency: Currency, voice: Voice) -> str:
    """Return an exact sum as money; one that does not come out even in the currency is said to be about so much."""
    money = Money.rounded(value, currency, rounding="half_up")
    is_even = Fraction(money.minor_units, 10**currency.decimals) == value
    return str(money) if is_even else voice.say("answer_about", amount=str(money))


def _asked(decision: ReturnDecision, voice: Voice) -> tuple[str, list[str]]:
    """Return what the customer can add: answers to questions, and evidence with its last second."""
    lines = [voice.label("fact", name) for name in decision.missing if _is_asked(name)]
    if decision.evidence:
        for finding in _governing(decision):
            if finding.wanted is None:
                continue
            evidence = evidence_words(finding.wanted, voice)
            due = finding.evidence_due
            line = (
                voice.say("answer_evidence", evidence=evidence)
                if due is None
                else voice.say("answer_evidence_by", evidence=evidence, last_at=instant_words(due.last_second))
            )
            lines.append(voice.sentence(line))
    return voice.say("answer_to_do"), list(dict.fromkeys(lines))


def _is_asked(name: str) -> bool:
    """Tell whether a fact is the customer's to tell."""
    spec = FACTS.by_name.get(name)
    return spec is not None and spec.answered_by == "customer"


def _checked(decision: ReturnDecision, voice: Voice) -> tuple[str, list[str]]:
    """Return what the shop has to find out."""
    return voice.say("answer_we_check"), [voice.label("fact", name) for name in decision.missing if not _is_asked(name)]


def _deadlines(decision: ReturnDecision, voice: Voice) -> tuple[str, list[str]]:
    """Return the last second of everything that is due under the first offer."""
    offer = decision.remedies[0] if decision.remedies else None
    if offer is None:
        return voice.say("answer_deadlines"), []
    dues: tuple[tuple[str, Deadline | None], ...] = (
        ("claim", offer.claim_due),
        ("evidence", offer.evidence_due),
        ("send_back", offer.send_back_due),
        ("refund", offer.refund_due),
    )
    lines = [
        voice.say(f"answer_due_{name}", last_at=instant_words(due.last_second)) for name, due in dues if due is not None
    ]
    return voice.say("answer_deadlines"), [voice.capital(line) for line in lines]


def _heads(decision: ReturnDecision, voice: Voice) -> tuple[str, list[str]]:
    """Return the claims beside the refund that a person looks at."""
    lines = [
        voice.say("answer_money", what=voice.capital(voice.name_of(head.code)), amount=str(head.amount))
        for head in decision.heads
    ]
    return voice.say("answer_heads"), lines


def _why(decision: ReturnDecision, voice: Voice) -> tuple[str, list[str]]:
    """Return the reasons in their order, without those of remedies that are refused, which stand apart."""
    elsewhere = {
        reason for findings in _refused(decision).values() for finding in findings for reason in finding.reasons
    }
    governing = _governing(decision) if decision.remedies else []
    kept = {reason for finding in governing for reason in finding.reasons}
    reasons = [reason for reason in decision.reasons if reason in kept or reason not in elsewhere]
    return voice.say("answer_why"), _said(reasons, voice)


def _said(reasons: Iterable[Reason], voice: Voice) -> list[str]:
    """Return the texts of reasons, each once, without what the answer says under other headings."""
    texts = (voice.sentence(voice.text(reason)) for reason in reasons if reason.code not in SAID_ELSEWHERE)
    return list(dict.fromkeys(texts))


def _refused(decision: ReturnDecision) -> dict[str, list[Finding]]:
    """Return the findings that deny, by a remedy that nothing else leads to."""
    offered = {offer.remedy for offer in decision.remedies}
    found: dict[str, list[Finding]] = {}
    for finding in decision.findings:
        if finding.remedy not in offered:
            found.setdefault(finding.remedy, []).append(finding)
    return found


def _denied(decision: ReturnDecision, voice: Voice) -> Iterator[tuple[str, list[str]]]:
    """Yield why remedies are refused, those refused alike together: what denies, not what would have been in order."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for remedy, findings in _refused(decision).items():
        reasons = [reason for finding in findings for reason in finding.reasons if not _is_in_time(reason)]
        alike.setdefault(tuple(_said(reasons, voice)), []).append(voice.label("remedy", remedy))
    for said, remedies in alike.items():
        yield voice.say("answer_not", remedy=voice.listed(remedies)), list(said)


def _is_in_time(reason: Reason) -> bool:
    """Tell whether a reason only says that a window was kept."""
    return reason.code.startswith("window_open_")


def _rules(decision: ReturnDecision, voice: Voice) -> tuple[str, list[str]]:
    """Return the texts on which the answer rests; one that was not read itself says so."""
    lines: list[str] = []
    for finding in _governing(decision):
        basis, layer = finding.basis, voice.label("layer", finding.layer)
        title = title_words(basis, voice)
        rule = (
            voice.say("answer_rule", title=title, article=article_words(basis.article, voice), layer=layer)
            if has_article(basis)
            else voice.say("answer_rule_bare", title=title, layer=layer)
        )
        if basis.confidence in UNSURE:
            rule = voice.say("answer_rule_unsure", rule=rule, confidence=voice.label("confidence", basis.confidence))
        lines.append(rule)
    return voice.say("answer_rules"), list(dict.fromkeys(lines))
