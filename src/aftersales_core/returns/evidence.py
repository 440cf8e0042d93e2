"""Evidence: what was handed in, and what a rule asks for, so that the answer can name what is missing."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TypeAlias

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.instants import utc
from aftersales_core.reasons import language
from aftersales_core.returns.facts import check_text

__all__ = ["AllEvidence", "AnyEvidence", "Evidence", "EvidenceItem", "EvidenceKind", "EvidenceKinds", "Wanted"]


@attrs.frozen
class Evidence:
    """One thing that was handed in: its kind, when it was taken where that is known, and where the shop keeps it."""

    kind: str
    captured_at: dt.datetime | None = None
    ref: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse evidence of no kind, and a naive time."""
        check_text("evidence kind", self.kind)
        if self.captured_at is not None:
            utc(self.captured_at)


@attrs.frozen
class EvidenceKind:
    """A kind of evidence: its label, and the wider kinds that it serves as (an overall photo is a photo)."""

    id: str
    en: str
    zh: str
    serves_as: tuple[str, ...] = ()


@attrs.frozen
class EvidenceKinds:
    """The kinds of evidence that a policy knows."""

    kinds: tuple[EvidenceKind, ...]

    def __attrs_post_init__(self) -> None:
        """Refuse kinds that are defined twice or serve as what is not defined."""
        ids = [kind.id for kind in self.kinds]
        problems = [f"evidence {id!r} is defined twice" for id in sorted({id for id in ids if ids.count(id) > 1})]
        problems += [
            f"evidence {kind.id!r} serves as {wider!r}, which is not defined"
            for kind in self.kinds
            for wider in kind.serves_as
            if wider not in ids
        ]
        if problems:
            raise InvalidDefinition("evidence kinds", tuple(problems))

    @cached_property
    def by_id(self) -> Mapping[str, EvidenceKind]:
        """The kinds, to look up."""
        return {kind.id: kind for kind in self.kinds}

    @cached_property
    def serving(self) -> Mapping[str, frozenset[str]]:
        """Each kind with every kind that serves as it, itself included."""
        return {
            wanted: frozenset(kind.id for kind in self.kinds if kind.id == wanted or wanted in kind.serves_as)
            for wanted in self.by_id
        }

    def label(self, id: str, lang: str) -> str:
        """Return what people call a kind of evidence, or its id."""
        kind = self.by_id.get(id)
        if kind is None:
            return id
        return kind.zh if language(lang) == "zh" else kind.en


Handed: TypeAlias = Iterable[Evidence]


@attrs.frozen
class EvidenceItem:
    """One item of a kind is asked for."""

    kind: str

    def is_met(self, handed: frozenset[str], kinds: EvidenceKinds) -> bool:
        """Tell whether what was handed in serves."""
        return not handed.isdisjoint(kinds.serving.get(self.kind, {self.kind}))

    def missing(self, handed: frozenset[str], kinds: EvidenceKinds) -> Iterator[str]:
        """Yield the kinds that are missing."""
        if not self.is_met(handed, kinds):
            yield self.kind

    def items(self) -> Iterator[str]:
        """Yield every kind that is named."""
        yield self.kind


@attrs.frozen
class AllEvidence:
    """Every part is asked for."""

    parts: tuple["Wanted", ...]

    def is_met(self, handed: frozenset[str], kinds: EvidenceKinds) -> bool:
        """Tell whether what was handed in serves."""
        return all(part.is_met(handed, kinds) for part in self.parts)

    def missing(self, handed: frozenset[str], kinds: EvidenceKinds) -> Iterator[str]:
        """Yield the kinds that are missing."""
        for part in self.parts:
            yield from part.missing(handed, kinds)

    def items(self) -> Iterator[str]:
        """Yield every kind that is named."""
        for part in self.parts:
            yield from part.items()


@attrs.frozen
class AnyEvidence:
    """One of the parts is enough; where none is met, the kinds of each are named."""

    parts: tuple["Wanted", ...]

    def is_met(self, handed: frozenset[str], kinds: EvidenceKinds) -> bool:
        """Tell whether what was handed in serves."""
        return any(part.is_met(handed, kinds) for part in self.parts)

    def missing(self, handed: frozenset[str], kinds: EvidenceKinds) -> Iterator[str]:
        """Yield the kinds of which one is missing."""
        if not self.is_met(handed, kinds):
            for part in self.parts:
                yield from part.missing(handed, kinds)

    def items(self) -> Iterator[str]:
        """Yield every kind that is named."""
        for part in self.parts:
            yield from part.items()


Wanted: TypeAlias = EvidenceItem | AllEvidence | AnyEvidence
