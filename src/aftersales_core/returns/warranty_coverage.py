"""Whether a unit is covered by its warranty at an instant, until when, and every reason why or why not."""

import datetime as dt
from typing import Final, Literal, TypeAlias

import attrs

from aftersales_core.instants import EPOCH, Span, utc
from aftersales_core.reasons import Reason
from aftersales_core.returns.warranty import Warranty, WarrantyUnit, unit_of
from aftersales_core.returns.windows import civil_calendar
from aftersales_core.worktime.deadline import Deadline
from aftersales_core.worktime.period import Period

__all__ = ["Coverage", "CoverageState", "TermsCoverage", "coverage", "coverage_by_serial", "warranty_end"]

CoverageState: TypeAlias = Literal["covered", "not_covered", "unknown"]
Terms: TypeAlias = tuple[Warranty, ...]
Event: TypeAlias = dt.datetime | dt.date

STATES: Final[tuple[CoverageState, ...]] = ("covered", "unknown", "not_covered")
EVENTS: Final = {
    "delivery": "delivered_at",
    "invoice": "invoiced_on",
    "installation": "installed_at",
    "activation": "activated_at",
}
"""The field of a unit that holds each event."""


@attrs.frozen
class TermsCoverage:
    """What one warranty says: the state, every reason, when it began and ends, and by how many days repairs moved it.

    ``ends`` is there whatever the cause or the serial number, so that the end date can be told on its own; it is None
    where the beginning is not known. ``missing`` names what would settle an unknown.
    """

    warranty: str
    state: CoverageState
    reasons: tuple[Reason, ...]
    starts_at: Event | None = None
    ends: Deadline | None = None
    suspended_days: int = 0
    missing: tuple[str, ...] = ()


@attrs.frozen
class Coverage:
    """What all warranties say together: the best state, and of the warranty that gives it the end and the days.

    ``serial`` is the number that the unit bears now, None where nobody knows. ``reasons`` begin with those of the
    warranty that governs; ``terms`` holds what each of them says.
    """

    state: CoverageState
    reasons: tuple[Reason, ...]
    warranty: str | None = None
    starts_at: Event | None = None
    ends: Deadline | None = None
    suspended_days: int = 0
    serial: str | None = None
    missing: tuple[str, ...] = ()
    terms: tuple[TermsCoverage, ...] = ()

    @property
    def is_covered(self) -> bool:
        """Tell whether it is covered; what is not known is not."""
        return self.state == "covered"


def coverage(
    terms: Terms,
    unit: WarrantyUnit,
    *,
    at: dt.datetime,
    part: str | None = None,
    cause: str | None = None,
    serial: str | None = None,
) -> Coverage:
    """Tell whether a unit, or with ``part`` one part of it, is covered at an instant, of all terms for its product.

    ``cause`` is what caused the fault, None where that is not known: then terms that exclude causes leave it open.
    ``serial`` is the number read off the unit in hand. Only what happened until ``at`` counts. Of several warranties
    the best counts, and of equals the one that ends last. Raises NaiveDatetime or InstantOutOfRange.

    >>> shop = Warranty("whole", "tv", Period.years(1))
    >>> sold = WarrantyUnit("tv", "Asia/Shanghai", delivered_at=dt.datetime(2026, 3, 1, 4, tzinfo=dt.UTC))
    >>> coverage((shop,), sold, at=dt.datetime(2027, 3, 1, 4, tzinfo=dt.UTC)).ends.last_second.isoformat()
    '2027-03-01T23:59:59+08:00'
    """
    now = utc(at)
    current = unit.serials(at=now)[-1]
    fitting = [one for one in terms if one.product == unit.product and one.part in {None, part}]
    found = tuple(_of_terms(one, unit, now, part, cause, serial) for one in fitting)
    if not found:
        reason = Reason.of("warranty_none", "unmet", part=part or "", product=unit.product)
        return Coverage("not_covered", (reason,), serial=current)
    ordered = sorted(found, key=_preference)
    best = ordered[0]
    return Coverage(
        best.state,
        tuple(dict.fromkeys(reason for one in ordered for reason in one.reasons)),
        best.warranty,
        best.starts_at,
        best.ends,
        best.suspended_days,
        current,
        best.missing,
        found,
    )


def coverage_by_serial(
    terms: Terms,
    units: tuple[WarrantyUnit, ...],
    serial: str,
    *,
    at: dt.datetime,
    part: str | None = None,
    cause: str | None = None,
) -> Coverage:
    """Tell the same of the unit with a serial number; a number that nobody knows is named."""
    unit = unit_of(units, serial, at=at)
    if unit is None:
        reason = Reason.of("warranty_serial_unknown", "missing", serial=serial)
        return Coverage("unknown", (reason,), missing=("serial",))
    return coverage(terms, unit, at=at, part=part, cause=cause, serial=serial)


def warranty_end(terms: Terms, unit: WarrantyUnit, *, at: dt.datetime, part: str | None = None) -> Deadline | None:
    """Return when the last warranty on a unit or a part of it ends, as far as is known at an instant.

    None where there is no warranty, or where the beginning of one is not known and no other has an end.
    """
    ends = [found.ends for found in coverage(terms, unit, at=at, part=part).terms if found.ends is not None]
    return max(ends, key=lambda end: end.instant, default=None)


def _preference(found: TermsCoverage) -> tuple[int, float, str]:
    """Return the key by which the best comes first: its state, then the later end."""
    end = -(found.ends.instant - EPOCH).total_seconds() if found.ends is not None else 0.0
    return STATES.index(found.state), end, found.warranty


def _of_terms(  # noqa: PLR0917 - the question, passed on
    terms: Warranty, unit: WarrantyUnit, now: dt.datetime, part: str | None, cause: str | None, serial: str | None
) -> TermsCoverage:
    """Return what one warranty says, with every reason."""
    start = _start(terms, unit, now)
    reasons = [
        *_time_reasons(terms, start, unit, now),
        *_thing_reasons(terms, unit, part, cause),
        *_serial_reasons(terms, unit, now, serial),
    ]
    ends, suspended = (None, 0) if start is None else _end(terms, unit, start, now)
    if ends is not None:
        is_over = not ends.is_met(now)
        reasons.insert(
            0, Reason.of("warranty_ended" if is_over else "warranty_runs", "unmet", last_at=ends.last_second)
        )
    open_ = tuple(str(reason.param("fact")) for reason in reasons if reason.kind == "missing")
    state: CoverageState = "covered"
    if any(reason.code in DENYING for reason in reasons):
        state = "not_covered"
    elif open_:
        state = "unknown"
    return TermsCoverage(terms.id, state, tuple(reasons), start, ends, suspended, open_ if state == "unknown" else ())


DENYING: Final = frozenset(
    {
        "warranty_ended",
        "warranty_not_begun",
        "warranty_part_excluded",
        "warranty_cause_excluded",
        "warranty_second_owner",
        "warranty_serial_replaced",
        "warranty_serial_mismatch",
    }
)
"""The reasons that end it; the others tell something, or what is missing."""


def _missing(fact: str) -> Reason:
    """Return the reason that something is not known."""
    return Reason.of("warranty_missing", "missing", fact=fact)


def _start(terms: Warranty, unit: WarrantyUnit, now: dt.datetime) -> Event | None:
    """Return when the time began: the event, or the last replacement that begins it anew; None where not known."""
    event: Event | None = getattr(unit, EVENTS[terms.starts])
    if event is None:
        return None
    # What was exchanged before it was installed has not begun to run before.
    anew = [at for at, renews in _replacements(terms, unit, now) if renews and not _is_before(at, event, unit)]
    return max(anew, default=event)


def _replacements(terms: Warranty, unit: WarrantyUnit, now: dt.datetime) -> list[tuple[dt.datetime, bool]]:
    """Return when the unit, or the part that the terms name, was replaced, and whether that begins the time anew."""
    units = [(utc(exchange.at), terms.on_exchange == "restarts") for exchange in unit.exchanged(at=now)]
    parts = [
        (utc(new.at), terms.on_new_part == "restarts")
        for new in unit.replaced_parts
        if terms.part is not None and new.part == terms.part and utc(new.at) <= now
    ]
    return [*units, *parts]


def _end(terms: Warranty, unit: WarrantyUnit, start: Event, now: dt.datetime) -> tuple[Deadline, int]:
    """Return when the time ends, and by how many days repairs have moved that."""
    calendar = civil_calendar(unit.tz)
    pauses = _pauses(unit, now) if terms.suspended_during_repair else ()
    plain = terms.period.deadline(_as_start(terms.period, start, unit), calendar)
    end = terms.period.deadline(plain.start, calendar, pauses=pauses)
    suspended = (end.at.date() - plain.at.date()).days
    if terms.after_replacement is not None:
        for replaced_at, _ in _replacements(terms, unit, now):
            end = max(end, terms.after_replacement.deadline(replaced_at, calendar), key=lambda found: found.instant)
    return end, suspended


def _as_start(period: Period, start: Event, unit: WarrantyUnit) -> Event:
    """Return a start that the period can count from: hours cannot run from a date, so they run from its midnight."""
    if isinstance(start, dt.datetime) or not period.is_amount:
        return start
    return Period.days(1, "same_day").deadline(start, civil_calendar(unit.tz)).instant


def _pauses(unit: WarrantyUnit, now: dt.datetime) -> tuple[Span, ...]:
    """Return the repairs until now; one that is not over stops the clock until now."""
    return tuple(
        Span(span.start, now if span.end is None else min(span.end, now)) for span in unit.repairs if span.start < now
    )


def _time_reasons(terms: Warranty, start: Event | None, unit: WarrantyUnit, now: dt.datetime) -> list[Reason]:
    """Return what there is to say about the beginning, and about a repair that is not over."""
    reasons: list[Reason] = []
    if start is None:
        reasons.append(_missing(EVENTS[terms.starts]))
    elif _is_before(now, start, unit):
        reasons.append(Reason.of("warranty_not_begun", "unmet", from_at=start))
    is_away = any(span.start <= now and (span.end is None or now < span.end) for span in unit.repairs)
    if is_away and terms.suspended_during_repair:
        reasons.append(Reason.of("warranty_in_repair", "unmet"))
    return reasons


def _is_before(now: dt.datetime, start: Event, unit: WarrantyUnit) -> bool:
    """Tell whether an instant lies before the beginning; of a date, before its first second."""
    if isinstance(start, dt.datetime):
        return now < utc(start)
    return now.astimezone(civil_calendar(unit.tz).compiled.where).date() < start


def _thing_reasons(terms: Warranty, unit: WarrantyUnit, part: str | None, cause: str | None) -> list[Reason]:
    """Return what there is to say about the part, the cause and the owner."""
    reasons: list[Reason] = []
    if part is not None and part in terms.excluded_parts:
        reasons.append(Reason.of("warranty_part_excluded", "unmet", part=part))
    if terms.excluded_causes and cause is None:
        reasons.append(_missing("cause"))
    elif cause is not None and cause in terms.excluded_causes:
        reasons.append(Reason.of("warranty_cause_excluded", "unmet", cause=cause))
    if not terms.transferable:
        if unit.second_owner is None:
            reasons.append(_missing("second_owner"))
        elif unit.second_owner:
            reasons.append(Reason.of("warranty_second_owner", "unmet"))
    return reasons


def _serial_reasons(terms: Warranty, unit: WarrantyUnit, now: dt.datetime, serial: str | None) -> list[Reason]:
    """Return what there is to say about the serial number."""
    *earlier, current = unit.serials(at=now)
    if serial is None:
        return [_missing("serial")] if terms.needs_serial else []
    if serial == current:
        return []
    if serial in earlier:
        return [Reason.of("warranty_serial_replaced", "unmet", current=current or "?", serial=serial)]
    if current is None:
        # The unit's own number is not on record, so the one in hand can be neither its own nor another's.
        return [Reason.of("warranty_serial_unrecorded", "missing", fact="unit_serial", serial=serial)]
    return [Reason.of("warranty_serial_mismatch", "unmet", current=current, serial=serial)]
