"""A line of an order and a claim on it: the facts, and nothing else."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from aftersales_core.errors import InvalidDefinition, MixedCurrencies, WrongType
from aftersales_core.instants import utc
from aftersales_core.interchange.codec import from_dict, to_dict
from aftersales_core.interchange.plain import Plain
from aftersales_core.money.amount import Money
from aftersales_core.returns.evidence import Evidence
from aftersales_core.returns.fact_table import FACTS
from aftersales_core.returns.facts import FactInput, Facts, check_text
from aftersales_core.returns.forms import ClaimForm, FactsForm, LineForm, facts_of

__all__ = ["Claim", "Line"]

LINE_GROUPS: Final = frozenset({"order", "product", "delivery", "history"})
CLAIM_GROUPS: Final = frozenset({"claim"})
OF_THE_LINE: Final = frozenset({"category", "paid", "quantity"})
OF_THE_CLAIM: Final = frozenset({"kind", "submitted_at", "claimed_quantity"})


@attrs.frozen
class Line:
    """One line of an order: a category of goods, what was paid for all its units after discounts, and what is known.

    ``facts`` are of the order, the product, the delivery and the history, under the names of ``FACTS``; what is not
    known is left out. Build it with `Line.of`.
    """

    category: str
    paid: Money
    quantity: int = 1
    facts: Facts = ()
    id: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse what cannot have been bought."""
        _check_quantity("quantity", self.quantity)
        check_text("category", self.category)
        if self.paid.minor_units < 0:
            raise InvalidDefinition("line", (f"paid is {self.paid}: what was paid cannot be below zero",))
        for _, value in self.facts:
            if isinstance(value, Money) and value.currency != self.paid.currency:
                raise MixedCurrencies(self.paid.currency.code, value.currency.code)

    @classmethod
    def of(cls, category: str, *, paid: Money | str, qty: int = 1, id: str = "", **facts: FactInput) -> "Line":
        """Make a line from named facts; None means not known.

        Raises InvalidDefinition for a fact that nobody knows, with near matches, and for a quantity below 1; WrongType,
        NaiveDatetime, InvalidAmount or MixedCurrencies for values that cannot be.

        >>> import datetime as dt
        >>> signed = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
        >>> Line.of("soft_fruit", paid="39.90 CNY", qty=3, signed_at=signed).paid
        Money('39.90', 'CNY')
        """
        amount = Money.parse(paid) if isinstance(paid, str) else paid
        return cls(category, amount, qty, FACTS.read(facts, LINE_GROUPS), id)

    def with_facts(self, **facts: FactInput) -> "Line":
        """Return the line with facts added or replaced; None takes one away. Raises as `Line.of` does."""
        return attrs.evolve(self, facts=_changed(self.facts, facts, LINE_GROUPS))

    @classmethod
    def from_plain(cls, data: Plain) -> "Line":
        """Read the plain form; raises DecodeError with every problem."""
        form = from_dict(LineForm, data)
        return cls(form.category, form.paid, form.quantity, facts_of(form.facts, LINE_GROUPS), form.id)

    def to_plain(self) -> Plain:
        """Return the plain form: the fields, and the facts as an object by their names."""
        return to_dict(LineForm(self.category, self.paid, self.quantity, FactsForm(self.facts), self.id))


@attrs.frozen
class Claim:
    """A claim on a line: its kind, when it was handed in, how many units, what is said, and what was handed in.

    ``quantity`` is how many units it is about, None for all that have not come back. Build it with `Claim.of`.
    """

    line: Line
    kind: str
    submitted_at: dt.datetime
    quantity: int | None = None
    facts: Facts = ()
    evidence: tuple[Evidence, ...] = ()
    asks_for: str | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse what cannot be claimed."""
        utc(self.submitted_at)
        check_text("kind of claim", self.kind)
        if self.quantity is not None:
            _check_quantity("claimed quantity", self.quantity)
        for _, value in self.facts:
            if isinstance(value, Money) and value.currency != self.line.paid.currency:
                raise MixedCurrencies(self.line.paid.currency.code, value.currency.code)

    @classmethod
    def of(
        cls,
        line: Line,
        kind: str,
        *,
        submitted_at: dt.datetime,
        qty: int | None = None,
        evidence: Iterable[Evidence | str] = (),
        asks_for: str | None = None,
        **facts: FactInput,
    ) -> "Claim":
        """Make a claim from named facts; evidence may be named by its kind alone.

        Raises as `Line.of` does.
        """
        return cls(line, kind, utc(submitted_at), qty, FACTS.read(facts, CLAIM_GROUPS), _handed(evidence), asks_for)

    def with_facts(self, **facts: FactInput) -> "Claim":
        """Return the claim with facts of the claim added or replaced, as after an inspection; None takes one away."""
        return attrs.evolve(self, facts=_changed(self.facts, facts, CLAIM_GROUPS))

    def with_evidence(self, *items: Evidence | str) -> "Claim":
        """Return the claim with further evidence."""
        return attrs.evolve(self, evidence=_handed((*self.evidence, *items)))

    @classmethod
    def from_plain(cls, data: Plain) -> "Claim":
        """Read the plain form; raises DecodeError with every problem."""
        form = from_dict(ClaimForm, data)
        line = Line.from_plain(to_dict(form.line))
        facts = facts_of(form.facts, CLAIM_GROUPS)
        return cls(line, form.kind, form.submitted_at, form.quantity, facts, form.evidence, form.asks_for)

    def to_plain(self) -> Plain:
        """Return the plain form: the fields, and the facts as an object by their names."""
        line = LineForm(
            self.line.category, self.line.paid, self.line.quantity, FactsForm(self.line.facts), self.line.id
        )
        return to_dict(
            ClaimForm(
                line,
                self.kind,
                self.submitted_at,
                self.quantity,
                FactsForm(self.facts),
                self.evidence,
                self.asks_for,
            )
        )


def _handed(items: Iterable[Evidence | str]) -> tuple[Evidence, ...]:
    """Return evidence in one order, that of its kinds."""
    found = [Evidence(item) if isinstance(item, str) else item for item in items]
    return tuple(sorted(found, key=lambda item: (item.kind, item.ref, str(item.captured_at))))


def _changed(known: Facts, facts: Mapping[str, FactInput], groups: frozenset[str]) -> Facts:
    """Return facts with some of them added, replaced or taken away."""
    kept = {name: value for name, value in known if name not in facts}
    return tuple(sorted({**kept, **dict(FACTS.read(facts, groups))}.items()))


def _check_quantity(what: str, quantity: object) -> None:
    """Refuse a quantity that is no whole number above zero."""
    if isinstance(quantity, bool) or not isinstance(quantity, int):
        raise WrongType(what, "a whole number above 0", f"{quantity!r:.40}")
    if not 0 < quantity <= 10**12:
        raise InvalidDefinition(
            what, (f"it is {quantity}: use a whole number from 1",) if quantity < 1 else ("it is too large",)
        )
