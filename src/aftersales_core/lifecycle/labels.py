"""What a machine's states, events, roles, guards and timers are called in Chinese and English."""

import re
from typing import TYPE_CHECKING, Any, Final

from aftersales_core.lifecycle.messages import MESSAGES
from aftersales_core.reasons import Message, Param, Reason, language, render
from aftersales_core.worktime.period import Period

if TYPE_CHECKING:
    from aftersales_core.lifecycle.machine import Machine
    from aftersales_core.lifecycle.rule import Rule

__all__ = ["arrow_timer", "label", "timer_label", "word"]

HOURS_OF_DAY: Final = 24
PLACEHOLDER: Final = re.compile(r"\{[a-z][a-z0-9_]*\}")


def word(code: str, lang: str, **params: Param) -> str:
    """Return one of the room's own words."""
    return render(Reason.of(code, "invalid", **params), lang, MESSAGES)


def label(machine: "Machine[Any, Any, Any]", kind: str, name: str, lang: str | None) -> str:
    """Return what people call a state, an event, a role or a guard; its name where there is no text or no language.

    ``kind`` is the prefix of the text's code, empty for a guard. A guard's text mentions parameters that only a refusal
    knows, which then show as dots.
    """
    code = f"{kind}_{name}" if kind else name
    message = _message(machine, code)
    if lang is None or message is None:
        return name
    return PLACEHOLDER.sub("…", message.zh if language(lang) == "zh" else message.en)


def _message(machine: "Machine[Any, Any, Any]", code: str) -> Message | None:
    """Return the text of a code from the machine, else from the room."""
    own = None if machine.catalogue is None else machine.catalogue.get(code)
    return own or MESSAGES.get(code)


def timer_label(machine: "Machine[Any, Any, Any]", rule: "Rule[Any, Any, Any]", lang: str | None) -> str:
    """Say when a rule acts by itself; empty where it does not."""
    if rule.after is None:
        return ""
    tongue = lang or "en"
    if isinstance(rule.after, str):
        return word("anchor_fact", tongue, fact=label(machine, "fact", rule.after, lang))
    return word(f"anchor_{rule.anchor}", tongue, period=_length(rule.after, tongue))


def arrow_timer(machine: "Machine[Any, Any, Any]", rule: "Rule[Any, Any, Any]", lang: str | None) -> str:
    """Say the same in few words: a period that counts from the state that the arrow leaves needs no more."""
    if isinstance(rule.after, Period) and rule.anchor == "entered":
        return _length(rule.after, lang or "en")
    return timer_label(machine, rule, lang)


def _length(period: Period, lang: str) -> str:
    """Put a length into words; hours that make whole days are told as such, without becoming calendar days."""
    days, rest = divmod(period.amount, HOURS_OF_DAY)
    if period.unit == "hours" and not rest and days > 1:
        return word("period_hours_of_days", lang, n=days)
    text = word(f"period_{period.unit}", lang, n=period.amount)
    # Every English unit ends in s, which one of it does not have.
    return text.removesuffix("s") if period.amount == 1 else text
