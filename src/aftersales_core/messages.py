"""All texts of the library in one catalogue, for whoever has a reason and does not care which room it came from."""

from collections.abc import Mapping
from typing import Final

from aftersales_core.interchange.messages import MESSAGES as INTERCHANGE
from aftersales_core.lifecycle.messages import MESSAGES as LIFECYCLE
from aftersales_core.reasons import Catalogue, Param, Reason, Scalar, language
from aftersales_core.reasons import render as render_from
from aftersales_core.returns.messages import MESSAGES as RETURNS
from aftersales_core.returns.wording import LABELLED as LABELLED_BY_RETURNS
from aftersales_core.returns.wording import plain_words
from aftersales_core.sla.messages import MESSAGES as SLA
from aftersales_core.tickets.messages import MESSAGES as TICKETS
from aftersales_core.worktime.messages import MESSAGES as WORKTIME

__all__ = ["MESSAGES", "render"]

LABELLED: Final[Mapping[str, str]] = {
    "event": "event",
    "possible": "event",
    "role": "role",
    "roles": "role",
    "source": "state",
    "state": "state",
    "target": "state",
    "targets": "state",
}
"""Parameters of reasons that hold names for which a catalogue may have labels."""

OTHERS: Final[Catalogue] = INTERCHANGE | WORKTIME | SLA | LIFECYCLE | TICKETS
"""The texts of all rooms but returns, where the same parameter can hold other names (a fact that sorts a ticket)."""

LABELLED_ANYWHERE: Final[Mapping[str, str]] = {**LABELLED, **LABELLED_BY_RETURNS}

MESSAGES: Final[Catalogue] = OTHERS | RETURNS
"""Every code of every room with its English and Chinese text."""


def render(reason: Reason, lang: str, catalogue: Catalogue | None = None) -> str:
    """Return a reason's text in Chinese for ``zh`` and ``zh-*``, in English for anything else.

    ``catalogue`` holds the texts of codes that a user's own machine, policy or playbook declares; it comes first, so a
    shop may also say a thing of the library's in its own words. Events, states, roles, facts, remedies and the like
    that a reason names are shown by their labels, those of the catalogue first. In the reasons of a return an
    instant is shown to the second, on the clock of the place, and a share in per cent.

    Raises UnknownCode for a code that none of them has.

    >>> render(Reason("time_make_up_day"), "zh-CN")
    '调休上班日'
    """
    texts = catalogue if catalogue is not None and catalogue.get(reason.code) is not None else MESSAGES
    labelled = LABELLED if OTHERS.get(reason.code) is not None else LABELLED_ANYWHERE
    of_returns = RETURNS.get(reason.code) is not None
    params = tuple(
        (name, _in_words(name, labelled.get(name), value, lang, catalogue, of_returns=of_returns))
        for name, value in reason.params
    )
    return render_from(Reason(reason.code, params, reason.kind), lang, texts)


def _in_words(
    name: str, prefix: str | None, value: Param, lang: str, catalogue: Catalogue | None, *, of_returns: bool
) -> Param:
    """Return a parameter as people call it, where it names what has a label, or is an instant of a return."""
    if prefix is None:
        return plain_words(name, value) if of_returns and not isinstance(value, tuple) else value
    if isinstance(value, tuple):
        return tuple(_label(prefix, item, lang, catalogue) for item in value)
    return _label(prefix, value, lang, catalogue)


def _label(prefix: str, value: Scalar, lang: str, catalogue: Catalogue | None) -> Scalar:
    """Return the label of a name, or the name itself where it has none."""
    code = f"{prefix}_{value}"
    message = (None if catalogue is None else catalogue.get(code)) or MESSAGES.get(code)
    if message is None:
        return value
    return message.zh if language(lang) == "zh" else message.en
