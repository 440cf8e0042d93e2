"""Assignment: which agent takes a ticket, why that one, and why not each of the others."""

import datetime as dt
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final, TypeAlias

import attrs

from aftersales_core.errors import HorizonExceeded, WrongType
from aftersales_core.instants import utc
from aftersales_core.reasons import Reason
from aftersales_core.sla.marks import Facts, facts_of
from aftersales_core.tickets.conditions import missing_facts
from aftersales_core.tickets.roster import EVERYWHERE, Agent, HandOverRule, Party, Roster
from aftersales_core.tickets.vocabulary import require_pairs, require_texts

__all__ = ["AgentVerdict", "Assigned", "Assignment", "HandedOver", "Need", "Unassigned", "assign"]

NO_LOADS: Final[Mapping[str, int]] = {}


@attrs.frozen
class Need:
    """What a ticket needs of the agent who takes it.

    All ``skills`` are needed; ``region``, ``language`` (a BCP 47 tag) and ``role`` where they are not None. The
    ``excluded`` may not have it, such as the agent whom the complaint is about. The ``preferred`` goes before all
    others who can take it, such as the agent who knows the customer. ``facts`` are what hand-overs read, in pairs
    sorted by name.

    Raises WrongType.
    """

    skills: frozenset[str] = frozenset()
    region: str | None = None
    language: str | None = None
    role: str | None = None
    excluded: frozenset[str] = frozenset()
    preferred: str | None = None
    facts: Facts = ()

    def __attrs_post_init__(self) -> None:
        """Refuse sets and facts of another form, which would make equal needs unequal."""
        require_texts("skills", self.skills)
        require_texts("excluded", self.excluded)
        require_pairs("facts", self.facts)
        facts_of(self.facts)


@attrs.frozen
class AgentVerdict:
    """An agent who was not chosen, with every reason."""

    agent: str
    reasons: tuple[Reason, ...]


@attrs.frozen
class Assigned:
    """The ticket goes to an agent. ``why`` says what decided; ``others`` has everyone else, by id.

    ``missing`` names the facts that could have handed the ticket over, had they been known.
    """

    agent: str
    why: Reason
    others: tuple[AgentVerdict, ...] = ()
    missing: tuple[Reason, ...] = ()


@attrs.frozen
class HandedOver:
    """The ticket goes to a department or a partner. ``others`` says why no agent took it, where agents were asked."""

    to: str
    party: Party
    why: Reason
    others: tuple[AgentVerdict, ...] = ()
    missing: tuple[Reason, ...] = ()


@attrs.frozen
class Unassigned:
    """Nobody can take the ticket now. ``others`` says why not each agent; none at all means that there is no agent."""

    why: Reason
    others: tuple[AgentVerdict, ...] = ()
    missing: tuple[Reason, ...] = ()


Assignment: TypeAlias = Assigned | HandedOver | Unassigned


def assign(roster: Roster, need: Need, *, at: dt.datetime, loads: Mapping[str, int] = NO_LOADS) -> Assignment:
    """Choose who takes a ticket at an instant.

    A hand-over whose condition holds goes before all agents. Then, of the agents who can take the ticket, the preferred
    one; else the one with the smallest share of the capacity in use, then with the fewest tickets, then by id. The
    order of the roster's agents does not matter. Where no agent can, the first fallback hand-over whose condition
    holds takes it. A condition that reads a fact which is not known does not hold, and the fact is named.

    ``loads`` are the tickets that agents have now; an agent without an entry has none.

    Raises WrongType for a load that is no whole number from 0; NaiveDatetime, InstantOutOfRange.
    """
    instant = utc(at)
    for id, load in loads.items():
        _require_load(id, load)
    missing = tuple(_missing(roster.hand_overs, need))
    direct = _party(roster, need, is_fallback=False)
    if direct is not None:
        return HandedOver(direct.id, direct.party, Reason.of("assign_handed_over", to=direct.id), (), missing)
    agents = sorted(roster.agents, key=_id)
    against = {agent.id: tuple(_against(agent, roster, need, instant, loads)) for agent in agents}
    able = [agent for agent in agents if not against[agent.id]]
    if not able:
        others = tuple(AgentVerdict(agent.id, against[agent.id]) for agent in agents)
        return _without_agent(roster, need, others, missing)
    ranked = sorted(able, key=lambda agent: _rank(agent, need, loads))
    chosen = ranked[0]
    others = tuple(
        AgentVerdict(agent.id, against[agent.id] or (_lost(agent, chosen, need, loads),))
        for agent in agents
        if agent is not chosen
    )
    return Assigned(chosen.id, _why(chosen, ranked[1:], need, loads), others, missing)


def _require_load(id: object, load: object) -> None:
    """Raise WrongType for a load that no capacity can be compared with."""
    if type(load) is not int or load < 0:
        raise WrongType(f"load of {id!r:.80}", "a whole number from 0", f"{load!r:.40}")


def _id(agent: Agent) -> str:
    """Return what agents are sorted by."""
    return agent.id


def _party(roster: Roster, need: Need, *, is_fallback: bool) -> HandOverRule | None:
    """Return the first party of a sort whose condition holds."""
    return next(
        (party for party in roster.hand_overs if party.is_fallback is is_fallback and _judged(party, need) == ()), None
    )


def _judged(party: HandOverRule, need: Need) -> tuple[str, ...] | None:
    """Judge a party's condition: None for no, nothing for yes, else the facts that are not known."""
    return missing_facts(party.when, {fact: (value,) for fact, value in need.facts})


def _missing(parties: tuple[HandOverRule, ...], need: Need) -> Iterator[Reason]:
    """Yield a reason for each fact that would have to be known before a hand-over can be told."""
    waiting = [(party, _judged(party, need) or ()) for party in parties]
    for fact in dict.fromkeys(fact for _, facts in waiting for fact in facts):
        parties_of = tuple(party.id for party, facts in waiting if fact in facts)
        yield Reason.of("assign_fact_missing", "missing", fact=fact, parties=parties_of)


def _against(agent: Agent, roster: Roster, need: Need, at: dt.datetime, loads: Mapping[str, int]) -> Iterator[Reason]:
    """Yield every reason why an agent cannot take a ticket."""
    if agent.id in need.excluded:
        yield Reason.of("agent_excluded", "not_permitted")
    if need.role is not None and agent.role != need.role:
        yield Reason.of("agent_other_role", "not_permitted", role=agent.role, needed=need.role)
    lacking = tuple(sorted(need.skills - agent.skills))
    if lacking:
        yield Reason.of("agent_lacks_skills", "unmet", skills=lacking)
    if need.region is not None and not {need.region, EVERYWHERE} & agent.regions:
        yield Reason.of("agent_other_region", "unmet", region=need.region, regions=tuple(sorted(agent.regions)))
    if need.language is not None and not any(_speaks(tag, need.language) for tag in agent.languages):
        yield Reason.of(
            "agent_other_language", "unmet", language=need.language, languages=tuple(sorted(agent.languages))
        )
    yield from _off_shift(agent, roster, at)
    load = loads.get(agent.id, 0)
    if load >= agent.capacity:
        yield Reason.of("agent_at_capacity", "unmet", load=load, capacity=agent.capacity)


def _speaks(tag: str, needed: str) -> bool:
    """Tell whether a language serves another: equal, or one the more exact form (zh and zh-CN; not zh-HK and zh-CN)."""
    known, wanted = tag.lower().split("-"), needed.lower().split("-")
    shared = min(len(known), len(wanted))
    return known[:shared] == wanted[:shared]


def _off_shift(agent: Agent, roster: Roster, at: dt.datetime) -> Iterator[Reason]:
    """Yield the reason why an agent is not on duty; past the known holidays nobody can say so."""
    calendar = None if agent.shift is None else roster.shift(agent.shift)
    if calendar is None:
        return
    try:
        is_open = calendar.is_open(at)
    except HorizonExceeded as error:
        yield Reason.of("agent_shift_unknown", "missing", shift=str(agent.shift), known_until=error.known_until)
        return
    if not is_open:
        yield Reason.of("agent_off_shift", "unmet", shift=str(agent.shift), at=at)


def _rank(agent: Agent, need: Need, loads: Mapping[str, int]) -> tuple[bool, Fraction, int, str]:
    """Return what able agents are sorted by; their capacity is above 0, else they would not be able."""
    load = loads.get(agent.id, 0)
    return (agent.id != need.preferred, Fraction(load, agent.capacity), load, agent.id)


def _why(chosen: Agent, losers: list[Agent], need: Need, loads: Mapping[str, int]) -> Reason:
    """Say what decided for an agent."""
    load = loads.get(chosen.id, 0)
    if chosen.id == need.preferred:
        return Reason.of("assign_preferred", load=load, capacity=chosen.capacity)
    if not losers:
        return Reason.of("assign_only_one", load=load, capacity=chosen.capacity)
    if _rank(losers[0], need, loads)[:-1] == _rank(chosen, need, loads)[:-1]:
        return Reason.of("assign_first_by_id", load=load, capacity=chosen.capacity)
    return Reason.of("assign_least_loaded", load=load, capacity=chosen.capacity)


def _lost(agent: Agent, chosen: Agent, need: Need, loads: Mapping[str, int]) -> Reason:
    """Say why an agent who could have taken the ticket was not chosen."""
    if chosen.id == need.preferred:
        return Reason.of("agent_not_preferred", "unmet", chosen=chosen.id)
    mine, theirs = _rank(agent, need, loads), _rank(chosen, need, loads)
    code = "agent_later_by_id" if mine[:-1] == theirs[:-1] else "agent_more_loaded"
    return Reason.of(code, "unmet", chosen=chosen.id, load=loads.get(agent.id, 0), capacity=agent.capacity)


def _without_agent(
    roster: Roster, need: Need, others: tuple[AgentVerdict, ...], missing: tuple[Reason, ...]
) -> HandedOver | Unassigned:
    """Return the fallback that takes a ticket which no agent can take, or that nobody does."""
    fallback = _party(roster, need, is_fallback=True)
    if fallback is not None:
        why = Reason.of("assign_fallback", to=fallback.id)
        return HandedOver(fallback.id, fallback.party, why, others, missing)
    return Unassigned(Reason.of("assign_nobody", "unmet", asked=len(others)), others, missing)
