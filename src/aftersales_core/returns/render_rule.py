"""One right in sentences, each part of it one sentence, from the very right that decides."""

import re
from collections.abc import Iterator

from aftersales_core.reasons import Catalogue
from aftersales_core.returns.basis_words import basis_lines
from aftersales_core.returns.conditions import ALWAYS, NEVER
from aftersales_core.returns.conditions_words import condition_words
from aftersales_core.returns.evidence import AllEvidence, EvidenceItem, Wanted
from aftersales_core.returns.period_words import counted_words, length_words
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.render_amount import amount_lines, head_line
from aftersales_core.returns.rights import Clause, Right
from aftersales_core.returns.windows import PLACE, ReturnWindow
from aftersales_core.returns.wording import Voice
from aftersales_core.worktime.period import Period

__all__ = ["evidence_words", "right_lines", "term_words", "untold", "window_lines"]

COUNTRY = "legal:"


def right_lines(right: Right, voice: Voice) -> Iterator[str]:
    """Yield the sentences of a right: who, until when, unless what, on what evidence, how much, at whose cost."""
    yield from dict.fromkeys(voice.sentence(line) for line in _lines(right, voice))


def _lines(right: Right, voice: Voice) -> Iterator[str]:
    """Yield the parts of a right in the order in which a buyer asks for them."""
    if right.applies != ALWAYS:
        yield voice.say("rule_applies", condition=condition_words(right.applies, voice))
    yield from _time(right, voice)
    yield from (term_words(term, voice, "rule_excluded") for term in right.exclusions)
    yield from (term_words(term, voice, "rule_required") for term in right.requires)
    for term in right.refers:
        yield voice.say("rule_referred", term=term_words(term, voice, "condition_alone"))
    yield from _evidence(right, voice)
    if right.amount is not None:
        yield from amount_lines(right.amount, voice)
    yield from (head_line(head, voice) for head in right.heads)
    yield from _way_back(right, voice)
    yield from _payment(right, voice)
    for term in right.remarks:
        yield voice.say("rule_remark", term=term_words(term, voice, "condition_alone"))
    if right.yields_to:
        yield _yields(right, voice)
    yield from basis_lines(right.basis, voice)


def term_words(term: Clause, voice: Voice, code: str) -> str:
    """Return the text of a term, or its condition in words under ``code`` where it has none."""
    if voice.knows(term.code):
        return voice.text(term.reason)
    return voice.say(code, condition=condition_words(term.when, voice))


def untold(policy: ReturnPolicy, voice: Voice) -> Catalogue:
    """Return texts, in the voice's language, for those terms of a policy that have none of their own."""
    said: dict[str, str] = {}
    for right in (right for rules in policy.rule_sets for right in rules.rights):
        for code, terms in (
            ("rule_excluded", right.exclusions),
            ("rule_required", right.requires),
            ("condition_alone", (*right.refers, *right.remarks)),
        ):
            said |= {term.code: term_words(term, voice, code) for term in terms if not voice.knows(term.code)}
    # What a condition says is no template: a brace in it stands for itself.
    doubled = {code: text.replace("{", "{{").replace("}", "}}") for code, text in said.items()}
    return Catalogue.of({code: (text, text) for code, text in doubled.items()})


def _time(right: Right, voice: Voice) -> Iterator[str]:
    """Yield until when the right can be used."""
    if not right.windows:
        yield voice.say("rule_no_window")
    for window in right.windows:
        yield from window_lines(window, voice)


def window_lines(window: ReturnWindow, voice: Voice) -> Iterator[str]:
    """Yield the lines of a window: its end, its beginning, what stops it, and whose calendar counts."""
    done, since = voice.label("moment", window.done), _since(window, voice)
    ends: list[str] = []
    if window.period is not None:
        ends.append(_counted(window.period, done, since, voice))
        if window.then is not None:
            ends[0] = voice.say("rule_window_then", one=ends[0], length=length_words(window.then, voice.lang))
    if window.until is not None:
        ends.append(voice.say("rule_window_until", done=done, since=voice.label("moment", window.until)))
    text = ends[0]
    if len(ends) > 1:
        text = voice.say(f"rule_window_{window.both}", one=ends[0], other=ends[1])
    if window.extended_by is not None and window.extended_from is not None:
        again = _counted(window.extended_by, done, voice.label("moment", window.extended_from), voice)
        text = voice.say("rule_window_later", one=text, other=again)
    yield text
    if window.opens is not None:
        length, way = length_words(window.opens, voice.lang), counted_words(window.opens, since, voice.lang)
        yield voice.say("rule_window_opens", done=done, length=length, way=way)
    if window.pauses is not None:
        yield voice.say("rule_window_pauses", pauses=voice.label("moment", window.pauses))
    yield from _calendar(window.calendar, voice)


def _calendar(name: str, voice: Voice) -> Iterator[str]:
    """Yield whose working days count, where it is not only the clock of the place."""
    if name.startswith(COUNTRY):
        yield voice.say("rule_calendar_country")
    elif name != PLACE:
        code = re.sub(r"\W+", "_", name).lower()
        yield voice.say("rule_calendar_own", calendar=voice.name_of(f"calendar_{code}", name))


def _counted(period: Period, done: str, since: str, voice: Voice) -> str:
    """Say a period within which something is due."""
    length, way = length_words(period, voice.lang), counted_words(period, since, voice.lang)
    return voice.say("rule_window", done=done, length=length, way=way)


def _since(window: ReturnWindow, voice: Voice) -> str:
    """Name the event from which a window runs, where there are several the one that counts."""
    names = [voice.label("moment", name) for name in window.start]
    if len(names) == 1:
        return names[0]
    if window.pick == "first_known":
        return voice.say("since_first_known", first=names[0], others=voice.listed(names[1:]))
    return voice.say(f"since_{window.pick}", all=voice.listed(names))


def _within(code: str, period: Period, event: str, voice: Voice) -> str:
    """Say what is due within a period from an event."""
    way = counted_words(period, voice.label("moment", event), voice.lang)
    return voice.say(code, length=length_words(period, voice.lang), way=way)


def _evidence(right: Right, voice: Voice) -> Iterator[str]:
    """Yield what has to be handed in, by when, and where nothing has to."""
    if right.evidence is None:
        return
    evidence = evidence_words(right.evidence, voice)
    if right.evidence_within is None:
        yield voice.say("rule_evidence", evidence=evidence)
    else:
        length = length_words(right.evidence_within, voice.lang)
        way = counted_words(right.evidence_within, voice.label("moment", "submitted_at"), voice.lang)
        yield voice.say("rule_evidence_within", evidence=evidence, length=length, way=way)
    if right.evidence_unless != NEVER:
        yield voice.say("rule_evidence_unless", condition=condition_words(right.evidence_unless, voice))


def evidence_words(wanted: Wanted, voice: Voice) -> str:
    """Say what evidence is wanted: all of it, or one of several; a group within a group stands in brackets.

    >>> from aftersales_core.returns.evidence import AnyEvidence
    >>> print(evidence_words(AnyEvidence((EvidenceItem("photo"), EvidenceItem("video"))), Voice.of("en")))
    either a photo of the problem or a video
    """
    if isinstance(wanted, EvidenceItem):
        return voice.label("evidence", wanted.kind)
    left, right = ("(", ")") if voice.lang == "en" else ("（", "）")
    parts = [
        evidence_words(part, voice) if isinstance(part, EvidenceItem) else f"{left}{evidence_words(part, voice)}{right}"
        for part in wanted.parts
    ]
    if len(parts) == 1:
        return parts[0]
    code = "evidence_all" if isinstance(wanted, AllEvidence) else "evidence_any"
    return voice.say(code, first=voice.listed(parts[:-1]), last=parts[-1])


def _way_back(right: Right, voice: Voice) -> Iterator[str]:
    """Yield where the goods go, by when, and who pays for it."""
    yield voice.label("goods", right.goods)
    if right.send_back is not None:
        yield _within("rule_send_back", right.send_back, "submitted_at", voice)
        yield from _calendar(right.send_back_calendar, voice)
    if right.freight != "nobody":
        yield voice.say("rule_freight", bearer=voice.label("bearer", right.freight))
    if right.freight == "consumer" and right.trader_pays_when != NEVER:
        yield voice.say("rule_freight_trader_when", condition=condition_words(right.trader_pays_when, voice))


def _payment(right: Right, voice: Voice) -> Iterator[str]:
    """Yield by when the money is due, and for what it may wait."""
    if right.refund_due is not None:
        yield _within("rule_refund_due", right.refund_due, right.refund_due_from, voice)
        yield from _calendar(right.refund_due_calendar, voice)
    if right.refund_waits_for:
        events = voice.listed(voice.label("moment", name) for name in right.refund_waits_for)
        yield voice.say("rule_refund_waits", events=events)


def _yields(right: Right, voice: Voice) -> str:
    """Say before whose rules this one gives way."""
    layers = voice.listed(voice.label("layer", layer) for layer in right.yields_to)
    if right.yields_when == ALWAYS:
        return voice.say("rule_yields", layers=layers)
    return voice.say("rule_yields_when", layers=layers, condition=condition_words(right.yields_when, voice))
