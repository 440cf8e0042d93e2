"""The conditions of how a repair goes on: in warranty or not, by which way of service, at which price."""

from typing import TYPE_CHECKING, Final

import attrs

from aftersales_core.lifecycle.guards import Guard
from aftersales_core.reasons import Reason
from aftersales_core.tickets.actions.repair import AcceptQuote, Triage
from aftersales_core.tickets.situation import Situation
from aftersales_core.tickets.vocabulary import choices

if TYPE_CHECKING:
    from aftersales_core.lifecycle.guards import Attempt, Verdict

__all__ = [
    "GUIDE_GIVEN",
    "IN_WARRANTY",
    "MAIL_IN",
    "ON_SITE",
    "OUT_OF_WARRANTY",
    "QUOTE_IS_CURRENT",
    "SELF_REPAIR",
    "SERVICE_MODES",
    "SERVICE_MODE_KNOWN",
    "WARRANTY_KNOWN",
    "quote_given",
]

SERVICE_MODES: Final = ("mail_in", "carry_in", "on_site", "self_repair")
"""The values of the fact ``service_mode``: sent in, brought in, visited, or repaired by the customer with a guide."""

WARRANTY: Final = "in_warranty"
MODE: Final = "service_mode"


@attrs.frozen
class FactKnown:
    """A condition that holds where a fact has one of its values."""

    code: str
    fact: str
    values: tuple[str, ...]

    def __call__(self, situation: Situation, _attempt: "Attempt") -> "Verdict":
        """Tell whether the fact has one of its values."""
        found = situation.ticket.fact(self.fact)
        if found in self.values:
            return True
        near = choices(found or "", self.values)
        return Reason.of(self.code, "missing" if found is None else "invalid", fact=self.fact, choices=near)


@attrs.frozen
class FactIs:
    """A condition that holds where a fact has a value; where the fact is not known, that is the reason."""

    code: str
    fact: str
    value: str

    def __call__(self, situation: Situation, _attempt: "Attempt") -> "Verdict":
        """Tell whether the fact has the value."""
        found = situation.ticket.fact(self.fact)
        return found == self.value or Reason.of(self.code, "missing" if found is None else "unmet", fact=self.fact)


@attrs.frozen
class QuoteGiven:
    """A condition that holds where the customer gets a quote for what they would have to pay."""

    is_always: bool

    def __call__(self, situation: Situation, _attempt: "Attempt") -> bool:
        """Tell whether there is a quote, or the repair costs nothing; advice for a self-repair never does."""
        asked, ticket = situation.asked(Triage), situation.ticket
        is_free = ticket.fact(MODE) == "self_repair" or (not self.is_always and ticket.fact(WARRANTY) == "yes")
        return asked is None or is_free or asked.quote_ref != ""


def guide_given(situation: Situation, _attempt: "Attempt") -> bool:
    """Tell whether a customer who repairs it alone gets a guide."""
    asked = situation.asked(Triage)
    return asked is None or situation.ticket.fact(MODE) != "self_repair" or asked.guide_ref != ""


def quote_is_current(situation: Situation, _attempt: "Attempt") -> "Verdict":
    """Tell whether the customer agrees to the quote that was given, and not to an older one."""
    asked, given = situation.asked(AcceptQuote), situation.ticket.last(Triage)
    if asked is None or given is None or asked.quote_ref in ("", given.quote_ref):
        return True
    return Reason.of("quote_is_current", "conflict", quote=given.quote_ref)


def quote_given(*, is_always: bool) -> Guard[Situation]:
    """Return the guard of the quote: for whatever costs something, or for every repair by the shop."""
    return Guard("quote_given", f"1:{is_always}", QuoteGiven(is_always))


def _fact_is(code: str, fact: str, value: str) -> Guard[Situation]:
    """Return the guard of a fact's value."""
    return Guard(code, "1", FactIs(code, fact, value))


WARRANTY_KNOWN: Final = Guard("warranty_known", "1", FactKnown("warranty_known", WARRANTY, ("yes", "no")))
SERVICE_MODE_KNOWN: Final = Guard("service_mode_known", "1", FactKnown("service_mode_known", MODE, SERVICE_MODES))
IN_WARRANTY: Final = _fact_is("in_warranty", WARRANTY, "yes")
OUT_OF_WARRANTY: Final = _fact_is("out_of_warranty", WARRANTY, "no")
SELF_REPAIR: Final = _fact_is("self_repair", MODE, "self_repair")
MAIL_IN: Final = _fact_is("mail_in", MODE, "mail_in")
ON_SITE: Final = _fact_is("on_site", MODE, "on_site")
GUIDE_GIVEN: Final = Guard("guide_given", "1", guide_given)
QUOTE_IS_CURRENT: Final = Guard("quote_is_current", "1", quote_is_current)
