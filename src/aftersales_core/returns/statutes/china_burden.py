"""Who proves a flaw of durable goods in China: the trader, in the first six months (consumer protection law 23(3)).

That is a burden of proof and no remedy: it gives nothing that another rule does not give. It only means that the buyer
is asked for no evidence of the flaw, and that a flaw which nobody has disproved stands; goods with national rules of
their own still have to be shown to be faulty, or to have been bought here. The months run from receiving the goods.
Whether goods are durable is a trait of the category (computers, television sets, refrigerators, air conditioners and
washing machines are named by the law). Not legal advice.
"""

from typing import Final

from aftersales_core.returns.conditions import AllOf, Compare, Condition, known_yes

__all__ = ["BURDEN_MONTHS", "trader_proves"]

BURDEN_MONTHS: Final = 6


def trader_proves(months: int = BURDEN_MONTHS) -> Condition:
    """Return the condition that the trader has to prove; without a known delivery it does not hold."""
    return AllOf((known_yes("durable"), Compare("received_months_ago", "<=", months, if_unknown=False)))
