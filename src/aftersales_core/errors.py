"""Every exception that this library raises: one tree, for broken input and broken definitions only.

A policy's or a machine's "no" is never an exception; it is a value with reasons. Each error is also a builtin error, so
``except ValueError`` works; keeps what it complains about in its fields; pickles; and says in its message what to do.
"""

import datetime as dt
from typing import ClassVar, Final

import attrs

Param = str | int
MOST_SHOWN: Final = 50

__all__ = [
    "AftersalesError",
    "BrokenHistory",
    "DecodeError",
    "DecodeProblem",
    "ExcessPrecision",
    "GuardError",
    "HorizonExceeded",
    "InstantOutOfRange",
    "InvalidAmount",
    "InvalidCalendar",
    "InvalidCatalogue",
    "InvalidColumn",
    "InvalidDefinition",
    "InvalidMachine",
    "InvalidPeriod",
    "InvalidPolicy",
    "InvalidSpan",
    "MarkOutOfOrder",
    "MissingCalendar",
    "MissingExtra",
    "MixedCurrencies",
    "NaiveDatetime",
    "NeverOpen",
    "PauseNeverEnds",
    "UnknownCode",
    "UnknownCountry",
    "UnknownCurrency",
    "UnknownZone",
    "WrongType",
    "ZeroBase",
]


class AftersalesError(Exception):
    """The root of the tree: catch it to catch everything that this library raises on purpose."""

    code: ClassVar[str] = "aftersales_error"


@attrs.frozen
class NaiveDatetime(AftersalesError, ValueError):
    """A datetime without a time zone was given where an instant is needed; nobody can say which instant it is."""

    value: str
    code: ClassVar[str] = "naive_datetime"

    def __str__(self) -> str:
        """Say how to make the value aware."""
        return (
            f"naive datetime {self.value}: attach the zone it was written in, "
            "for example value.replace(tzinfo=zone('Asia/Shanghai'))"
        )


@attrs.frozen
class InstantOutOfRange(AftersalesError, ValueError):
    """An instant outside the years 1970 to 9998 in UTC, where zone arithmetic would overflow."""

    value: str
    code: ClassVar[str] = "instant_out_of_range"

    def __str__(self) -> str:
        """Name the years that are allowed."""
        return f"instant {self.value} is outside the years 1970 to 9998: check the value, or its unit"


@attrs.frozen
class UnknownZone(AftersalesError, ValueError):
    """A time-zone key that is not an IANA name, or not one that the installed data knows."""

    key: str
    code: ClassVar[str] = "unknown_zone"

    def __str__(self) -> str:
        """Show a key of the right kind."""
        return f"unknown time zone {self.key!r}: give an IANA name such as 'Asia/Shanghai'"


@attrs.frozen
class WrongType(AftersalesError, TypeError):
    """An argument of a type that cannot mean what the call needs."""

    what: str
    expected: str
    got: str
    code: ClassVar[str] = "wrong_type"

    def __str__(self) -> str:
        """Name the argument, what it should be and what it was."""
        return f"{self.what} must be {self.expected}, got {self.got}"


@attrs.frozen
class InvalidSpan(AftersalesError, ValueError):
    """A span that ends at or before its start."""

    start: str
    end: str
    code: ClassVar[str] = "invalid_span"

    def __str__(self) -> str:
        """Show both ends."""
        return f"span from {self.start} to {self.end} is empty or reversed: give an end after the start"


@attrs.frozen
class InvalidDefinition(AftersalesError, ValueError):
    """A definition (calendar, period, policy, catalogue) that contradicts itself, with all its problems at once."""

    name: str
    problems: tuple[str, ...]
    code: ClassVar[str] = "invalid_definition"

    def __str__(self) -> str:
        """List the problems, so that one reading is enough to mend them; ``problems`` has all."""
        shown, more = self.problems[:MOST_SHOWN], len(self.problems) - MOST_SHOWN
        return f"{self.name}: {'; '.join((*shown, *([f'and {more} more: see problems'] if more > 0 else [])))}"


@attrs.frozen
class InvalidCalendar(InvalidDefinition):
    """A calendar, a week, a window or a holiday table that cannot be meant."""

    code: ClassVar[str] = "invalid_calendar"
    __str__ = InvalidDefinition.__str__


@attrs.frozen
class InvalidPeriod(InvalidDefinition):
    """A period that no deadline can be computed from, such as one of zero length."""

    code: ClassVar[str] = "invalid_period"
    __str__ = InvalidDefinition.__str__


@attrs.frozen
class InvalidPolicy(InvalidDefinition):
    """An SLA metric, target or policy that contradicts itself."""

    code: ClassVar[str] = "invalid_policy"
    __str__ = InvalidDefinition.__str__


@attrs.frozen
class InvalidCatalogue(InvalidDefinition):
    """A message catalogue with a language missing, a code twice, or placeholders that differ between languages."""

    code: ClassVar[str] = "invalid_catalogue"
    __str__ = InvalidDefinition.__str__


@attrs.frozen
class UnknownCountry(AftersalesError, ValueError):
    """A country or subdivision for which the holidays package has no calendar."""

    country: str
    subdivision: str | None
    hint: str
    code: ClassVar[str] = "unknown_country"

    def __str__(self) -> str:
        """Name the country and the way on."""
        place = self.country if self.subdivision is None else f"{self.country}, subdivision {self.subdivision}"
        return f"no public holidays known for {place}: {self.hint}"


@attrs.frozen
class HorizonExceeded(AftersalesError, ValueError):
    """The answer would need holidays of a year whose official arrangement the calendar does not hold."""

    calendar_id: str
    known_from: dt.date
    known_until: dt.date
    code: ClassVar[str] = "horizon_exceeded"

    def __str__(self) -> str:
        """Name the days that are known and the two ways on."""
        return (
            f"calendar {self.calendar_id!r} knows {self.known_from.isoformat()} to {self.known_until.isoformat()}: "
            "add the published year with calendar.extended(...), or ask for a deadline of a calendar made with "
            "beyond_horizon='provisional'"
        )


@attrs.frozen
class NeverOpen(AftersalesError, LookupError):
    """A search for working time found none as far as time is counted."""

    calendar_id: str
    search: str
    code: ClassVar[str] = "never_open"

    def __str__(self) -> str:
        """Say what was looked for."""
        return f"calendar {self.calendar_id!r} has no {self.search}: check its hours and the start of the search"


@attrs.frozen
class PauseNeverEnds(AftersalesError, ValueError):
    """A deadline was asked for while an open pause stops the clock before the amount is used up."""

    pause_start: str
    code: ClassVar[str] = "pause_never_ends"

    def __str__(self) -> str:
        """Say what to do with the open pause."""
        return f"the pause from {self.pause_start} has no end, so the deadline is not known: end it, or leave it out"


@attrs.frozen
class MarkOutOfOrder(AftersalesError, ValueError):
    """A mark earlier than the last one that the clock has folded."""

    name: str
    at: str
    last_at: str
    code: ClassVar[str] = "mark_out_of_order"

    def __str__(self) -> str:
        """Name the helper that sorts."""
        return f"mark {self.name!r} at {self.at} is earlier than {self.last_at}: pass the marks through sorted_marks()"


@attrs.frozen
class MissingCalendar(AftersalesError, LookupError):
    """A target or rule names a calendar that was not supplied."""

    name: str
    known: tuple[str, ...]
    code: ClassVar[str] = "missing_calendar"

    def __str__(self) -> str:
        """List the calendars that are there."""
        known = f", beside {', '.join(map(repr, self.known))}" if self.known else ""
        return f"no calendar named {self.name!r}: bind it in the policy or in calendars={{...}}{known}"


@attrs.frozen
class UnknownCode(AftersalesError, LookupError):
    """A name that nobody declared: the code of a reason without text, a metric, a category, a kind of claim."""

    unknown: str
    near: tuple[str, ...]
    code: ClassVar[str] = "unknown_code"

    def __str__(self) -> str:
        """Offer near matches."""
        hint = f", did you mean {' or '.join(map(repr, self.near))}" if self.near else ""
        return f"nothing is declared as {self.unknown!r}{hint}: declare it, or join the catalogue that does"


@attrs.frozen
class DecodeProblem:
    """One thing wrong with a document: where (a JSON Pointer, RFC 6901), a stable code and its parameters."""

    pointer: str
    code: str
    params: tuple[tuple[str, Param], ...] = ()


@attrs.frozen
class DecodeError(AftersalesError, ValueError):
    """A document that is not the plain form of the value asked for, with every problem found (at most 100)."""

    problems: tuple[DecodeProblem, ...]
    code: ClassVar[str] = "decode_error"

    def __str__(self) -> str:
        """List each problem with its place."""
        return "; ".join(
            f"{problem.code} at {problem.pointer or '/'}"
            + (f" ({', '.join(f'{name}={value}' for name, value in problem.params)})" if problem.params else "")
            for problem in self.problems
        )


@attrs.frozen
class InvalidColumn(AftersalesError, ValueError):
    """A data-frame column that is absent, of the wrong type, or naive without a zone to read it in."""

    column: str
    problem: str
    code: ClassVar[str] = "invalid_column"

    def __str__(self) -> str:
        """Name the column and what to do."""
        return f"column {self.column!r}: {self.problem}"


@attrs.frozen
class MissingExtra(AftersalesError, ImportError):
    """A part of the library was used whose optional dependency is not installed."""

    extra: str
    package: str
    code: ClassVar[str] = "missing_extra"

    def __str__(self) -> str:
        """Give the install command."""
        return f"{self.package} is not installed: pip install 'aftersales_core[{self.extra}]'"


@attrs.frozen
class InvalidMachine(InvalidDefinition):
    """A lifecycle with a state that cannot be reached or left, a rule that can never act, a text that is missing."""

    code: ClassVar[str] = "invalid_machine"
    __str__ = InvalidDefinition.__str__


@attrs.frozen
class GuardError(AftersalesError, RuntimeError):
    """A guard of a lifecycle raised, or answered with something that is no verdict."""

    machine: str
    guard: str
    rule: str
    message: str
    code: ClassVar[str] = "guard_error"

    def __str__(self) -> str:
        """Name the guard and the rule that asked it."""
        return (
            f"guard {self.guard!r} of rule {self.rule!r} in machine {self.machine!r} failed, {self.message}: "
            "let it return True, False or reasons"
        )


@attrs.frozen
class BrokenHistory(AftersalesError, ValueError):
    """Stored events or a stored item that cannot belong together: a gap, a forged version, another item's event."""

    item_id: str
    version: int
    problem: str
    code: ClassVar[str] = "broken_history"

    def __str__(self) -> str:
        """Name the item and the version at which it broke."""
        return f"history of {self.item_id!r} is broken at version {self.version}: {self.problem}"


@attrs.frozen
class InvalidAmount(AftersalesError, ValueError):
    """A number that is no amount of money: NaN, an exponent in text, or more digits than any shop counts."""

    got: str
    code: ClassVar[str] = "invalid_amount"

    def __str__(self) -> str:
        """Show what an amount looks like."""
        return (
            f"not an amount of money: {self.got}; give a plain decimal such as '39.90', "
            "with at most 18 digits before the point"
        )


@attrs.frozen
class ExcessPrecision(AftersalesError, ValueError):
    """An amount with more decimals than its currency has; money is never rounded unasked."""

    got: str
    currency: str
    decimals: int
    code: ClassVar[str] = "excess_precision"

    def __str__(self) -> str:
        """Name the way to round."""
        return (
            f"{self.got} has more than the {self.decimals} decimals of {self.currency}: "
            "round it with Money.rounded(value, currency, rounding='half_up'), or another rounding"
        )


@attrs.frozen
class UnknownCurrency(AftersalesError, ValueError):
    """A code that ISO 4217 does not list today."""

    unknown: str
    near: tuple[str, ...]
    code: ClassVar[str] = "unknown_currency"

    def __str__(self) -> str:
        """Offer near matches, and the way to a currency of one's own."""
        hint = f", did you mean {' or '.join(map(repr, self.near))}" if self.near else ""
        return (
            f"no currency has the code '{self.unknown}'{hint}: "
            "give a code of ISO 4217, or make your own with Currency.of(...)"
        )


@attrs.frozen
class MixedCurrencies(AftersalesError, ValueError):
    """Amounts of two currencies that were to be added, compared or divided."""

    one: str
    other: str
    code: ClassVar[str] = "mixed_currencies"

    def __str__(self) -> str:
        """Say what has to come first."""
        return f"amounts in {self.one} and {self.other} cannot be put together: convert one of them first"


@attrs.frozen
class ZeroBase(AftersalesError, ZeroDivisionError):
    """A ratio to an amount of zero."""

    amount: str
    base: str
    code: ClassVar[str] = "zero_base"

    def __str__(self) -> str:
        """Say what to ask before."""
        return f"the ratio of {self.amount} to {self.base} has no value: ask whether the base is zero first"
