"""Before any claim: what a buyer could still ask for, until when, what that would need, and why not the rest.

Every answer is read off the findings of the very claim that could be handed in at that moment with nothing said and
nothing shown, so it cannot disagree with `decide`.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final, Literal, TypeAlias

import attrs

from aftersales_core.reasons import Reason
from aftersales_core.returns.amounts import Amount
from aftersales_core.returns.case import Case, case_of
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.combine import offers
from aftersales_core.returns.decide import decide
from aftersales_core.returns.decision import Finding, RemedyOffer
from aftersales_core.returns.evidence import Wanted
from aftersales_core.returns.grounds import GROUNDS
from aftersales_core.returns.movers import movers
from aftersales_core.returns.needs import Needs, needs_of
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.rights import CostBearer, Goods, Right
from aftersales_core.worktime.deadline import Deadline

__all__ = ["Option", "OptionStatus", "options"]

OptionStatus: TypeAlias = Literal["open", "undecided", "not_open_yet", "closed", "excluded"]
"""What can be said of one remedy before a claim, from best to worst."""
