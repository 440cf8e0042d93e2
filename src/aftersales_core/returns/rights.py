"""Rights as data: on which ground, to which remedy, until when, unless what, on what evidence, for how much."""

from collections.abc import Iterator
from functools import cached_property
from typing import Final, Literal, TypeAlias

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.reasons import Param, Reason
from aftersales_core.returns.amounts import Amount, Head
from aftersales_core.returns.basis import LAYERS, Basis, Layer
from aftersales_core.returns.conditions import ALWAYS, NEVER, Condition
from aftersales_core.returns.evidence import Wanted
from aftersales_core.returns.windows import PLACE, ReturnWindow
from aftersales_core.worktime.period import Period

__all__ = ["Clause", "CostBearer", "Goods", "Right", "RuleSet"]

CostBearer: TypeAlias = Literal["trader", "consumer", "nobody"]
"""Who pays for sending the goods back; ``nobody`` where nothing is sent."""

Goods: TypeAlias = Literal["back", "kept", "picked_up", "stay_for_repair"]
"""Where the goods go: back at the buyer's hands, kept by the buyer, picked up by the trader, to the repairer."""

BEARERS: Final = ("trader", "consumer", "nobody")
Params: TypeAlias = tuple[tuple[str, Param], ...]


@attrs.frozen
class Clause:
    """One named condition of a right: its code has a text in both languages that states it, with ``params``.

    The same code stands in a decision as the reason, and in the published policy as the rule.
    """

    code: str
    when: Condition
    params: Params = ()
    basis: Basis | None = None

    @cached_property
    def reason(self) -> Reason:
        """The reason that the term gives."""
        return Reason(self.code, self.params, "unmet")

    @classmethod
    def of(cls, code: str, when: Condition, basis: Basis | None = None, **params: Param) -> "Clause":
        """Make a term from named parameters."""
        return cls(code, when, tuple(sorted(params.items())), basis)


@attrs.frozen
class Right:
    """One right of one layer, to one ``remedy``, on some ``grounds`` (kinds of claim), over some ``categories``.

    ``categories`` holds ids, narrower ones included; none means all goods. ``applies`` says of which purchases it is a
    right at all; where that is not so, it is silent. Then every part is looked at, and every reason is given:
    each of ``windows`` must be kept; none of ``exclusions`` may hold; each of ``requires`` must hold; any of ``refers``
    sends it to a person; ``evidence`` must be there (``evidence_within`` says by when, from the claim), unless
    ``evidence_unless`` holds.

    ``rank`` orders remedies (the lower the earlier in law). ``freight`` is who pays for the way back, and the trader
    does where ``trader_pays_when`` holds. ``send_back`` is how long the buyer has to send the goods, from the claim;
    ``refund_due`` how long the trader has to pay, from the instant that ``refund_due_from`` names, each on a calendar;
    the money may wait for the first of ``refund_waits_for`` that happens (the goods, or the proof that they were
    sent). ``remarks`` are said where they hold, and settle nothing. ``yields_to`` lists
    layers whose own rule on the same ground displaces this one where ``yields_when`` holds: law that parties may set
    aside. ``cumulative`` rights stand beside special and general ones of their rule set.
    """

    id: str
    grounds: tuple[str, ...]
    remedy: str
    basis: Basis
    categories: tuple[str, ...] = ()
    applies: Condition = ALWAYS
    windows: tuple[ReturnWindow, ...] = ()
    exclusions: tuple[Clause, ...] = ()
    requires: tuple[Clause, ...] = ()
    refers: tuple[Clause, ...] = ()
    remarks: tuple[Clause, ...] = ()
    evidence: Wanted | None = None
    evidence_within: Period | None = None
    evidence_unless: Condition = NEVER
    amount: Amount | None = None
    heads: tuple[Head, ...] = ()
    freight: CostBearer = "nobody"
    trader_pays_when: Condition = NEVER
    goods: Goods = "kept"
    rank: int = 0
    send_back: Period | None = None
    refund_due: Period | None = None
    refund_due_from: str = "goods_received_at"
    refund_due_calendar: str = PLACE
    refund_waits_for: tuple[str, ...] = ()
    send_back_calendar: str = PLACE
    yields_to: tuple[Layer, ...] = ()
    yields_when: Condition = ALWAYS
    cumulative: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse a right that nobody could claim."""
        problems = tuple(_problems(self))
        if problems:
            raise InvalidDefinition(f"right {self.id!r}", problems)

    @cached_property
    def displaced(self) -> Reason:
        """The reason that another layer's rule stands instead."""
        return Reason("right_displaced", (("right", self.id),), "unmet")

    @cached_property
    def granted(self) -> Reason:
        """The reason that the right is granted."""
        return Reason("right_granted", (("remedy", self.remedy),), "unmet")

    def names(self) -> Iterator[str]:
        """Yield the facts that are read, each as often as it is."""
        yield from self.applies.names()
        for window in self.windows:
            yield from window.names()
        for term in (*self.exclusions, *self.requires, *self.refers, *self.remarks):
            yield from term.when.names()
        if self.amount is not None:
            yield from self.amount.names()

    def reads(self) -> Iterator[str]:
        """Yield every fact that is read, those too that nobody is asked for."""
        yield from self.names()
        for condition in (self.evidence_unless, self.trader_pays_when, self.yields_when):
            yield from condition.names()
        yield from (head.loss_fact for head in self.heads if head.loss_fact is not None)
        yield self.refund_due_from
        yield from self.refund_waits_for


SEVERAL: Final = (
    "grounds",
    "categories",
    "windows",
    "exclusions",
    "requires",
    "refers",
    "remarks",
    "heads",
    "refund_waits_for",
    "yields_to",
)


def _problems(right: Right) -> Iterator[str]:
    """Yield what is wrong with a right."""
    yield from (f"{name} must be a tuple: write ({name[:-1]},)" for name in SEVERAL if not _is_tuple(right, name))
    if not right.grounds:
        yield "it has no ground: name the kinds of claim it answers"
    if right.freight not in BEARERS:
        yield f"freight: use one of {', '.join(BEARERS)}"
    yield from (f"no layer is called {layer!r}" for layer in right.yields_to if layer not in LAYERS)


def _is_tuple(right: Right, name: str) -> bool:
    """Tell whether a field of several parts holds a tuple; bare text would be read letter by letter."""
    return isinstance(getattr(right, name), tuple)


@attrs.frozen
class RuleSet:
    """The rights of one text: one statute, one marketplace's rules, one merchant's terms.

    Within a rule set the special goes before the general: of rights to the same remedy on the same ground, only those
    for the narrowest category stand, and those that are ``cumulative``.
    """

    id: str
    layer: Layer
    rights: tuple[Right, ...]

    def __attrs_post_init__(self) -> None:
        """Refuse a rule set in which a right is defined twice."""
        ids = [right.id for right in self.rights]
        problems = [f"right {id!r} is defined twice" for id in sorted({id for id in ids if ids.count(id) > 1})]
        if self.layer not in LAYERS:
            problems.append(f"layer {self.layer!r}: use one of {', '.join(LAYERS)}")
        if problems:
            raise InvalidDefinition(f"rule set {self.id!r}", tuple(problems))
