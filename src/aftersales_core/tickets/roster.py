"""Who can take tickets: agents with skills, regions, languages and shifts; and the parties they go to instead."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal, get_args

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.tickets.conditions import Condition, ConditionInput, condition_of, require_condition
from aftersales_core.tickets.vocabulary import is_id, meant, require_pairs, require_texts, require_tuple, twice, untold
from aftersales_core.worktime.algebra import CombinedCalendar
from aftersales_core.worktime.calendar import AnyCalendar, WorkingCalendar

__all__ = ["EVERYWHERE", "Agent", "HandOverRule", "Party", "Roster"]

EVERYWHERE: Final = "*"
"""The region of an agent who serves all regions."""

Party = Literal["department", "partner"]


@attrs.frozen
class Agent:
    """Somebody who takes tickets.

    ``regions`` and ``languages`` list what the agent serves: `EVERYWHERE` is all regions, and none at all serves only
    tickets that name none. ``languages`` are BCP 47 tags. ``shift`` names a calendar of the roster; None is always on
    duty. ``capacity`` is how many tickets the agent can have at once, 0 while away.

    Raises InvalidDefinition with every problem, WrongType for anything but frozen sets of text.
    """

    id: str
    skills: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset({EVERYWHERE})
    languages: frozenset[str] = frozenset()
    shift: str | None = None
    capacity: int = 10
    role: str = "agent"

    def __attrs_post_init__(self) -> None:
        """Refuse an agent who could not be chosen or compared."""
        for what, texts in (("skills", self.skills), ("regions", self.regions), ("languages", self.languages)):
            require_texts(f"{what} of agent {self.id!r:.80}", texts)
        problems: list[str] = []
        if not is_id(self.id):
            problems.append("id: use 1 to 64 characters without spaces")
        if type(self.capacity) is not int or self.capacity < 0:
            problems.append(f"capacity is {self.capacity!r:.40}: give a whole number from 0")
        if problems:
            raise InvalidDefinition(f"agent {self.id!r:.80}", tuple(problems))


@attrs.frozen
class HandOverRule:
    """A party that takes tickets in place of an agent: a department of the shop, or a partner.

    It takes those that fit ``when``, before any agent is asked; with ``is_fallback`` only those that no agent can take.
    `HandOverRule.of` takes the condition as a mapping.

    Raises InvalidDefinition with every problem, WrongType for a condition that is not in its one form.
    """

    id: str
    party: Party
    when: Condition
    en: str
    zh: str
    is_fallback: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse a party that nobody could be told of."""
        require_condition(f"condition of hand-over {self.id!r:.80}", self.when)
        problems = [*untold(self.en, self.zh)]
        if not is_id(self.id):
            problems.append("id: use 1 to 64 characters without spaces")
        if self.party not in get_args(Party):
            problems.append(f"party is {self.party!r:.40}: use one of {', '.join(get_args(Party))}")
        if problems:
            raise InvalidDefinition(f"hand-over {self.id!r:.80}", tuple(problems))

    @classmethod
    def of(
        cls, id: str, party: Party, when: ConditionInput, *, en: str, zh: str, is_fallback: bool = False
    ) -> "HandOverRule":
        """Make a hand-over from a condition such as ``{"class": "service"}``."""
        return cls(id, party, condition_of(when), en, zh, is_fallback)


@attrs.frozen
class Roster:
    """The agents, the calendars of their shifts by name, and the parties that tickets are handed over to, in order.

    Raises InvalidDefinition with every problem: ids given twice, a shift without a calendar; WrongType for shifts
    that are not pairs sorted by name. `Roster.of` takes calendars as a mapping.
    """

    agents: tuple[Agent, ...]
    shifts: tuple[tuple[str, AnyCalendar], ...] = ()
    hand_overs: tuple[HandOverRule, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a roster in which somebody cannot be found."""
        require_tuple("agents", self.agents, Agent)
        require_tuple("hand_overs", self.hand_overs, HandOverRule)
        require_pairs("shifts", self.shifts)
        require_tuple(
            "calendars of shifts", tuple(calendar for _, calendar in self.shifts), WorkingCalendar, CombinedCalendar
        )
        problems = tuple(_roster_problems(self))
        if problems:
            raise InvalidDefinition("roster", problems)

    @classmethod
    def of(
        cls,
        agents: Iterable[Agent],
        shifts: Mapping[str, AnyCalendar] | None = None,
        hand_overs: Iterable[HandOverRule] = (),
    ) -> "Roster":
        """Make a roster, with the calendars of its shifts by name."""
        return cls(tuple(agents), tuple(sorted((shifts or {}).items(), key=_name)), tuple(hand_overs))

    def shift(self, name: str) -> AnyCalendar | None:
        """Return the calendar of a shift, or None."""
        return next((calendar for known, calendar in self.shifts if known == name), None)


def _name(row: tuple[str, AnyCalendar]) -> str:
    """Return what shifts are sorted by, since calendars have no order."""
    return row[0]


def _roster_problems(roster: Roster) -> Iterator[str]:
    """Yield everything that is wrong with a roster."""
    names = [name for name, _ in roster.shifts]
    for what, ids in (
        ("agent", [agent.id for agent in roster.agents]),
        ("hand-over", [party.id for party in roster.hand_overs]),
    ):
        yield from (f"{what} {id!r:.80} is given twice" for id in twice(ids))
    yield from (
        f"agent {agent.id!r:.80} has a shift without a calendar {meant(agent.shift, names)}"
        for agent in roster.agents
        if agent.shift is not None and agent.shift not in names
    )
