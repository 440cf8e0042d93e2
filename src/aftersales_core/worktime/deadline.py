"""A deadline: the instant, and everything that it was computed from, so that it can be explained and checked later."""

import datetime as dt

import attrs

from aftersales_core.instants import SECOND, Span, local, micros, timedelta_from_micros, zone
from aftersales_core.interchange.plain import Plain
from aftersales_core.reasons import Reason, render
from aftersales_core.worktime.localtime import in_words, since_words
from aftersales_core.worktime.messages import MESSAGES
from aftersales_core.worktime.period import Period

__all__ = ["Deadline"]


@attrs.frozen
class Deadline:
    """When something is due.

    ``instant`` is in UTC. ``inclusive`` says whether that very instant still meets it; ``is_met`` alone decides.
    ``calendar_digest`` names the calendar's content, so that a later change of holidays can be seen with ``recheck``.
    ``provisional`` marks an answer that rests on holidays nobody has published yet.
    """

    start: dt.datetime | dt.date
    period: Period
    pauses: tuple[Span, ...]
    instant: dt.datetime
    inclusive: bool
    tz: str
    calendar_id: str
    calendar_digest: str
    provisional: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse an instant or a zone that could not be read later."""
        micros(self.instant)
        zone(self.tz)

    @classmethod
    def from_plain(cls, data: Plain) -> "Deadline":
        """Read the plain form, in which ``at`` is in UTC; raises DecodeError."""
        from aftersales_core.worktime.forms import deadline_from  # noqa: PLC0415 - forms need this class

        return deadline_from(data)

    def to_plain(self) -> Plain:
        """Return the plain form: the fields, and ``local`` and ``last_second`` for people."""
        from aftersales_core.worktime.forms import deadline_plain  # noqa: PLC0415 - forms need this class

        return deadline_plain(self)

    @property
    def at(self) -> dt.datetime:
        """Return the instant on the calendar's wall clock, with a fixed offset."""
        return local(micros(self.instant), zone(self.tz))

    @property
    def last_second(self) -> dt.datetime:
        """Return the last whole second in time, for people: 23:59:59 where the deadline is a midnight."""
        us = micros(self.instant)
        last = us if self.inclusive else us - 1
        return local(last // SECOND * SECOND, zone(self.tz))

    def is_met(self, at: dt.datetime) -> bool:
        """Tell whether something done at an instant is in time."""
        us, due = micros(at), micros(self.instant)
        return us <= due if self.inclusive else us < due

    def words(self, lang: str) -> str:
        """Return the deadline as a sentence in zh or en.

        An inclusive one names its instant, one that excludes its instant names the last second too.
        """
        clock = "%Y-%m-%d %H:%M:%S"
        code = "due_by" if self.inclusive else "due_before"
        at, last_second = self.at.strftime(clock), self.last_second.strftime(clock)
        text = render(Reason.of(code, at=at, tz=self.tz, last_second=last_second), lang, MESSAGES)
        return render(Reason.of("due_provisional", text=text), lang, MESSAGES) if self.provisional else text

    def relative(self, *, now: dt.datetime, lang: str) -> str:
        """Return the distance from now in words: ``in 2 hours``, ``2小时前``."""
        return since_words(micros(self.instant), micros(now), lang)

    def remaining(self, *, now: dt.datetime) -> dt.timedelta:
        """Return the real time that is left, negative when it is past."""
        return timedelta_from_micros(micros(self.instant) - micros(now))

    def remaining_words(self, *, now: dt.datetime, lang: str) -> str:
        """Return the length of the time that is left, or by which it is past, in words."""
        return in_words(self.remaining(now=now), lang)
