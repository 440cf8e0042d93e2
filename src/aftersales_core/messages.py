"""All texts of the library in one catalogue, for whoever has a reason and does not care which room it came from."""

from typing import Final

from aftersales_core.interchange.messages import MESSAGES as INTERCHANGE
from aftersales_core.lifecycle.messages import MESSAGES as LIFECYCLE
from aftersales_core.reasons import Catalogue, Reason
from aftersales_core.reasons import render as render_from
from aftersales_core.sla.messages import MESSAGES as SLA
from aftersales_core.tickets.messages import MESSAGES as TICKETS
from aftersales_core.worktime.messages import MESSAGES as WORKTIME

__all__ = ["MESSAGES", "render"]

MESSAGES: Final[Catalogue] = INTERCHANGE | WORKTIME | SLA | LIFECYCLE | TICKETS
"""Every code of every room with its English and Chinese text."""


def render(reason: Reason, lang: str, catalogue: Catalogue | None = None) -> str:
    """Return a reason's text in Chinese for ``zh`` and ``zh-*``, in English for anything else.

    ``catalogue`` holds the texts of codes that a user's own machine, policy or playbook declares; it comes first, so a
    shop may also say a thing of the library's in its own words.

    Raises UnknownCode for a code that none of them has.

    >>> render(Reason("time_make_up_day"), "zh-CN")
    '调休上班日'
    """
    is_own = catalogue is not None and catalogue.get(reason.code) is not None
    return render_from(reason, lang, catalogue if catalogue is not None and is_own else MESSAGES)
