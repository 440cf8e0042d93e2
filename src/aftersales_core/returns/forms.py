"""The plain forms of lines and claims: what they look like as JSON, each fact under its own name."""

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Final, cast

import attrs

from aftersales_core.errors import AftersalesError, DecodeError, DecodeProblem
from aftersales_core.instants import Span
from aftersales_core.interchange.codec import from_dict, to_dict
from aftersales_core.interchange.plain import Plain, found, is_object, problems_of, refusal, shape_name, under
from aftersales_core.money.amount import Money
from aftersales_core.returns.evidence import Evidence
from aftersales_core.returns.fact_table import FACTS
from aftersales_core.returns.facts import FactKind, Facts, FactValue

__all__ = ["ClaimForm", "FactsForm", "LineForm", "facts_of"]

Own = str | bool | int | Fraction | Money | dt.datetime

HINTS: Final[Mapping[FactKind, object]] = {
    "text": str,
    "choice": str,
    "zone": str,
    "yes_no": bool,
    "count": int,
    "number": Fraction,
    "share": Fraction,
    "money": Money,
    "instant": dt.datetime,
    "date": dt.date,
    "words": tuple[str, ...],
    "spans": tuple[Span, ...],
}
"""Each kind of fact by the type whose plain form it takes."""

DECIMALS: Final = frozenset({"number", "share"})


@attrs.frozen
class FactsForm:
    """Facts as a JSON object: ``{"signed_at": "2026-03-02T09:00:00Z", "seal_whole": true, ...}``."""

    facts: Facts

    def to_plain(self) -> Plain:
        """Return the object, each value in the form of its fact's kind."""
        return {name: to_dict(value, as_type=_hint(name)) for name, value in self.facts}

    @classmethod
    def from_plain(cls, data: object) -> "FactsForm":
        """Return the facts of an object; DecodeError with every problem at its place."""
        if not is_object(data):
            raise refusal("expected_object", got=shape_name(data))
        values: dict[str, FactValue] = {}
        problems: list[DecodeProblem] = []
        for name, plain in data.items():
            if not FACTS.is_known(name):
                problems += under(name, [found("", "unknown_key")])
                continue
            try:
                values[name] = FACTS.read({name: _value(name, plain)})[0][1]
            except AftersalesError as error:
                problems += under(name, problems_of(error))
        if problems:
            raise DecodeError(tuple(problems))
        return cls(tuple(sorted(values.items())))


def facts_of(form: FactsForm, groups: frozenset[str]) -> Facts:
    """Return the facts of a form; DecodeError for those that belong elsewhere."""
    astray = [name for name, _ in form.facts if name in FACTS.by_name and FACTS.by_name[name].group not in groups]
    if astray:
        raise DecodeError(tuple(p for name in astray for p in under("facts", under(name, [found("", "unknown_key")]))))
    return form.facts


@attrs.frozen
class LineForm:
    """A line as JSON."""

    category: str
    paid: Money
    quantity: int = 1
    facts: FactsForm = FactsForm(())
    id: str = ""


@attrs.frozen
class ClaimForm:
    """A claim as JSON, its line inside."""

    line: LineForm
    kind: str
    submitted_at: dt.datetime
    quantity: int | None = None
    facts: FactsForm = FactsForm(())
    evidence: tuple[Evidence, ...] = ()
    asks_for: str | None = None


def _hint(name: str) -> object:
    """Return the type whose plain form a fact takes."""
    spec = FACTS.by_name.get(name)
    return Own if spec is None else HINTS[spec.kind]


def _value(name: str, plain: object) -> FactValue:
    """Return what stands for a fact; a share or a number may be written as a decimal (``"0.3"``) or exactly."""
    spec = FACTS.by_name.get(name)
    if spec is not None and spec.kind in DECIMALS and isinstance(plain, str) and "/" not in plain:
        return plain
    return cast("FactValue", from_dict(_hint(name), plain))
