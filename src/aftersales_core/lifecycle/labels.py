"""What a machine's states, events, roles, guards and timers are called in Chinese and English."""

from typing import TYPE_CHECKING, Any

from aftersales_core.lifecycle.messages import MESSAGES
from aftersales_core.reasons import Message, Param, Reason, language, render

if TYPE_CHECKING:
    from aftersales_core.lifecycle.machine import Machine
    from aftersales_core.lifecycle.rule import Rule

__all__ = ["label", "timer_label", "word"]


def word(code: str, lang: str, **params: Param) -> str:
    """Return one of the room's own words."""
    return render(Reason.of(code, "invalid", **params), lang, MESSAGES)


def label(machine: "Machine[Any, Any, Any]", kind: str, name: str, lang: str | None) -> str:
    """Return what people call a state, an event, a role or a guard; its name where there is no text or no language.

    ``kind`` is the prefix of the text's code, empty for a guard. A guard's text mentions parameters that only a refusal
    knows, which then show as ``{name}``.
    """
    code = f"{kind}_{name}" if kind else name
    message = _message(machine, code)
    if lang is None or message is None:
        return name
    return message.zh if language(lang) == "zh" else message.en


def _message(machine: "Machine[Any, Any, Any]", code: str) -> Message | None:
    """Return the text of a code from the machine, else from the room."""
    own = None if machine.catalogue is None else machine.catalogue.get(code)
    return own or MESSAGES.get(code)


def timer_label(rule: "Rule[Any, Any, Any]", lang: str | None) -> str:
    """Say when a rule acts by itself; empty where it does not."""
    if rule.after is None:
        return ""
    tongue = lang or "en"
    if isinstance(rule.after, str):
        return word("anchor_fact", tongue, fact=rule.after)
    length = word(f"period_{rule.after.unit}", tongue, n=rule.after.amount)
    return word(f"anchor_{rule.anchor}", tongue, period=length)
