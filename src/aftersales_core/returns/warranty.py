"""Warranties by product and part, and the single units they cover: useful alone, without a policy or a claim.

Terms are data: how long, from which event, what is excluded, whether a serial number is needed, and what an exchange, a
new part and a repair do to the time that is left. `coverage` (warranty_coverage.py) answers whether a unit is covered.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Final, Literal, TypeAlias, get_args

import attrs

from aftersales_core.errors import InvalidDefinition, WrongType
from aftersales_core.instants import Span, micros, utc, zone
from aftersales_core.returns.basis import Basis
from aftersales_core.worktime.period import Period

__all__ = [
    "OnReplacement",
    "PartReplacement",
    "UnitExchange",
    "Warranty",
    "WarrantyStart",
    "WarrantyUnit",
    "unit_of",
]

WarrantyStart: TypeAlias = Literal["delivery", "invoice", "installation", "activation"]
"""The event from which a warranty runs."""

OnReplacement: TypeAlias = Literal["restarts", "inherits"]
"""What a replacement does: the whole time begins anew, or the rest of the old time goes on."""

STARTS: Final[tuple[str, ...]] = get_args(WarrantyStart)
ON_REPLACEMENT: Final[tuple[str, ...]] = get_args(OnReplacement)


@attrs.frozen
class Warranty:
    """The terms of one warranty on a product, or with ``part`` on one part of it.

    Terms without a part cover every part but ``excluded_parts``. ``excluded_causes`` are words for causes of a fault
    that are not covered, such as ``misuse``. ``needs_serial``: without a serial number that fits, nothing is said to
    be covered. ``on_exchange`` and ``on_new_part`` say what an exchange of the unit, or of the part that the terms
    name, does to the time; after either, at least ``after_replacement`` is left where that is given. While the unit is
    away for repair the time stands still if ``suspended_during_repair``. Terms that are not ``transferable`` end for
    a second owner.

    Raises InvalidDefinition with every problem.

    >>> Warranty("compressor", "refrigerator", Period.years(3), part="compressor").starts
    'delivery'
    """

    id: str
    product: str
    period: Period
    part: str | None = None
    starts: WarrantyStart = "delivery"
    excluded_causes: tuple[str, ...] = ()
    excluded_parts: tuple[str, ...] = ()
    needs_serial: bool = False
    on_exchange: OnReplacement = "restarts"
    on_new_part: OnReplacement = "inherits"
    after_replacement: Period | None = None
    suspended_during_repair: bool = True
    transferable: bool = True
    basis: Basis | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse terms that could not be applied."""
        problems = tuple(_problems(self))
        if problems:
            raise InvalidDefinition(f"warranty {self.id!r}", problems)


def _problems(terms: Warranty) -> Iterator[str]:
    """Yield what is wrong with terms."""
    if terms.starts not in STARTS:
        yield f"starts {terms.starts!r}: use one of {', '.join(STARTS)}"
    for name, word in (("on_exchange", terms.on_exchange), ("on_new_part", terms.on_new_part)):
        if word not in ON_REPLACEMENT:
            yield f"{name} {word!r}: use one of {', '.join(ON_REPLACEMENT)}"
    if terms.part is not None and terms.part in terms.excluded_parts:
        yield f"part {terms.part!r} is both covered and excluded: leave it out of excluded_parts"
    for period in (terms.period, terms.after_replacement):
        if period is not None and (period.is_working or period.roll is not None or period.ends == "same_time"):
            yield "a warranty runs on the plain calendar: use hours, days, months or years"


@attrs.frozen
class UnitExchange:
    """The unit was exchanged for another at an instant; ``serial`` is that of the new one, None where nobody knows."""

    at: dt.datetime
    serial: str | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a time without a zone, and a serial number that is none."""
        micros(self.at)
        _check_serial(self.serial)


@attrs.frozen
class PartReplacement:
    """A part was replaced at an instant."""

    part: str
    at: dt.datetime

    def __attrs_post_init__(self) -> None:
        """Refuse a time without a zone."""
        micros(self.at)


@attrs.frozen
class WarrantyUnit:
    """One unit that was sold: what it is, where, when each event happened, and what has happened to it since.

    ``tz`` is the zone in whose days its warranty is counted. An event that is not known is None and never taken for
    granted. ``serial`` is the first serial number, ``exchanges`` bring later ones. ``repairs`` are the spans of
    its absence; one without an end is not over. ``second_owner``: has it been sold on; None where nobody knows.

    Raises UnknownZone, NaiveDatetime, InstantOutOfRange or WrongType.
    """

    product: str
    tz: str
    serial: str | None = None
    invoiced_on: dt.date | None = None
    delivered_at: dt.datetime | None = None
    installed_at: dt.datetime | None = None
    activated_at: dt.datetime | None = None
    exchanges: tuple[UnitExchange, ...] = ()
    repairs: tuple[Span, ...] = ()
    replaced_parts: tuple[PartReplacement, ...] = ()
    second_owner: bool | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a unit that nothing could be counted for."""
        zone(self.tz)
        _check_serial(self.serial)
        if isinstance(self.invoiced_on, dt.datetime):
            raise WrongType("invoiced_on", "a date", "datetime")
        for at in (self.delivered_at, self.installed_at, self.activated_at):
            if at is not None:
                micros(at)

    def serials(self, *, at: dt.datetime) -> tuple[str | None, ...]:
        """Return the serial numbers it has had by an instant, the one it has now last."""
        return (self.serial, *(exchange.serial for exchange in self.exchanged(at=at)))

    def exchanged(self, *, at: dt.datetime) -> tuple[UnitExchange, ...]:
        """Return the exchanges until an instant, in order of time."""
        now = utc(at)
        done = [exchange for exchange in self.exchanges if utc(exchange.at) <= now]
        return tuple(sorted(done, key=lambda exchange: utc(exchange.at)))


def unit_of(units: tuple[WarrantyUnit, ...], serial: str, *, at: dt.datetime) -> WarrantyUnit | None:
    """Return the unit that bears or once bore a serial number, one that bears it now before one that did."""
    bore = [unit for unit in units if serial in unit.serials(at=at)]
    bearing = [unit for unit in bore if unit.serials(at=at)[-1] == serial]
    return next(iter((*bearing, *bore)), None)


def _check_serial(serial: object) -> None:
    """Refuse a serial number that is empty or no text: an empty field is not known, which is None."""
    if serial is not None and (not isinstance(serial, str) or not serial.strip()):
        raise WrongType("serial", "text, or None where it is not known", f"{serial!r:.40}")
