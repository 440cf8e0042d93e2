"""Personal data, kept apart from tickets and events: texts under references, which can be taken away for good.

Tickets, events and effects hold opaque ids and references only. What a reference stands for is a value of its own, one
for each person, that the shell stores elsewhere; redacting it leaves every ticket, clock and figure as it is.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, cast

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.instants import micros, utc
from aftersales_core.interchange.plain import is_tuple
from aftersales_core.lifecycle.events import Migrated
from aftersales_core.reasons import Reason
from aftersales_core.tickets.actions.desk import Redact
from aftersales_core.tickets.checks import is_code, is_storable, require_ids
from aftersales_core.tickets.references import Reference
from aftersales_core.tickets.vocabulary import choices

if TYPE_CHECKING:
    from aftersales_core.tickets.events import TicketEvent

__all__ = ["PersonalData", "Redaction", "RedactionReason", "refs_in"]

RedactionReason: TypeAlias = Literal["customer_request", "retention_period", "mistake"]
REF_FIELDS: Final = ("_ref", "_refs")


@attrs.frozen
class Redaction:
    """What was taken away, when, and why; what it said is gone."""

    ref: str
    at: dt.datetime
    reason: RedactionReason

    def __attrs_post_init__(self) -> None:
        """Refuse a time without a zone."""
        micros(self.at)


@attrs.frozen
class PersonalData:
    """What is known of one person, as texts under references, sorted; and what has been taken away.

    ``subject_id`` is the opaque id that tickets use. Names, addresses, messages and notes all stand here, each under a
    reference of its own, so that one can go and the others stay.

    Raises InvalidDefinition for references that are not ids, not sorted, given twice, or both known and redacted.

    >>> data = PersonalData("c-7").with_texts({"msg-1": "my address is ...", "name": "Li Hua"})
    >>> at = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
    >>> gone = data.redacted(["msg-1"], at=at, reason="customer_request")
    >>> gone.text("name"), gone.text("msg-1").code
    ('Li Hua', 'personal_redacted')
    """

    subject_id: str
    texts: tuple[tuple[str, str], ...] = ()
    redactions: tuple[Redaction, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse what could not be looked up, and what was redacted and is here again."""
        known = [ref for ref, _ in self.texts]
        gone = [redaction.ref for redaction in self.redactions]
        require_ids("personal data", subject_id=self.subject_id)
        refs = (*known, *gone)
        problems = [
            f"reference {ref!r:.80}: use 1 to 128 characters without spaces" for ref in refs if not is_code(ref)
        ]
        problems += [
            f"the text of {ref!r:.80} is no text that can be stored"
            for ref, text in self.texts
            if not (_is_text(text) and is_storable(text))
        ]
        if known != sorted(set(known)) or gone != sorted(set(gone)):
            problems.append("texts and redactions must be sorted by reference, each once")
        problems += [f"{ref!r:.80} was redacted, give a new text a new reference" for ref in known if ref in gone]
        if problems:
            raise InvalidDefinition(f"personal data of {self.subject_id!r:.80}", tuple(problems))

    def text(self, ref: str) -> str | Reason:
        """Return the text of a reference; a reason where it was redacted or never known."""
        found = dict(self.texts).get(ref)
        if found is not None:
            return found
        for redaction in self.redactions:
            if redaction.ref == ref:
                return Reason.of("personal_redacted", "conflict", ref=ref, at=redaction.at, why=redaction.reason)
        known = [known for known, _ in self.texts]
        return Reason.of("personal_unknown", "invalid", ref=ref, choices=choices(ref, known))

    def with_texts(self, texts: Mapping[str, str]) -> "PersonalData":
        """Return the data with texts added, or replaced under references that are known."""
        return PersonalData(self.subject_id, tuple(sorted({**dict(self.texts), **texts}.items())), self.redactions)

    def redacted(self, refs: Iterable[str], *, at: dt.datetime, reason: RedactionReason) -> "PersonalData":
        """Return the data without the texts of some references; redacting twice keeps the first time and reason.

        References that are not known are noted too, since their texts may arrive late and must not be taken in then.
        """
        gone = {redaction.ref: redaction for redaction in self.redactions}
        for ref in refs:
            gone.setdefault(ref, Redaction(ref, utc(at), reason))
        left = tuple((ref, text) for ref, text in self.texts if ref not in gone)
        return PersonalData(self.subject_id, left, tuple(gone[ref] for ref in sorted(gone)))

    def erased(self, *, at: dt.datetime, reason: RedactionReason = "customer_request") -> "PersonalData":
        """Return the data without any text: everything about the person is gone but that it was."""
        return self.redacted((ref for ref, _ in self.texts), at=at, reason=reason)


def _is_text(value: object) -> bool:
    """Tell whether something is text that can be written down; the type says so, but stored data may not."""
    return isinstance(value, str) and is_storable(value)


def refs_in(events: "Iterable[TicketEvent]") -> tuple[str, ...]:
    """Return every reference that a history names, sorted: what a request to erase a person's ticket has to cover."""
    found: set[str] = set()
    for event in events:
        if not isinstance(event, Migrated) and not isinstance(event.payload, Redact):
            found.update(_refs(event.payload))
    return tuple(sorted(found))


def _refs(value: object) -> Iterator[str]:
    """Yield the references of an action: what its ``..._ref`` fields hold, and the ids of references inside it."""
    if isinstance(value, Reference):
        yield value.id
    elif is_tuple(value):
        for item in value:
            yield from _refs(item)
    elif attrs.has(type(value)):
        for field in attrs.fields(cast("type[attrs.AttrsInstance]", type(value))):
            held: object = getattr(value, field.name)
            if field.name.endswith(REF_FIELDS):
                yield from (text for text in (held if is_tuple(held) else (held,)) if isinstance(text, str) and text)
            else:
                yield from _refs(held)
