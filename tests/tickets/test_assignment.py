"""Assignment: who takes a ticket, and why not each of the others (A2, C2, C8, D16, E4)."""

import datetime as dt
from collections.abc import Callable

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.errors import InvalidDefinition, NaiveDatetime, WrongType
from aftersales_core.instants import Span
from aftersales_core.reasons import Reason
from aftersales_core.tickets import (
    EVERYWHERE,
    Agent,
    AgentVerdict,
    Assigned,
    HandedOver,
    HandOverRule,
    Need,
    Roster,
    Unassigned,
    assign,
)
from aftersales_core.worktime import HolidayTable, WorkingCalendar

SHANGHAI = dt.timezone(dt.timedelta(hours=8))
MONDAY = dt.datetime(2026, 3, 2, 10, tzinfo=SHANGHAI)
DAY = WorkingCalendar("day", "Asia/Shanghai", "Mon-Fri 09:00-18:00", HolidayTable.none())
NIGHT = WorkingCalendar("night", "Asia/Shanghai", "Mon-Sun 22:00-06:00", HolidayTable.none())
LAST_YEAR_ONLY = WorkingCalendar(
    "old", "Asia/Shanghai", "Mon-Fri 09:00-18:00", HolidayTable.of((), first_year=2025, last_year=2025)
)
SHIFTS = {"day": DAY, "night": NIGHT, "old": LAST_YEAR_ONLY, "both": DAY | NIGHT}

LI = Agent("li", frozenset({"fridge", "phone_manner"}), frozenset({"east"}), frozenset({"zh-CN"}), "day", 5)
WANG = Agent("wang", frozenset({"fridge"}), frozenset({"east", "north"}), frozenset({"zh", "en"}), "day", 10)
ZHAO = Agent("zhao", frozenset(), frozenset({"south"}), frozenset({"en"}), "night", 0)
DESK = Roster.of([ZHAO, WANG, LI], SHIFTS)
NEED = Need(frozenset({"fridge"}), "east", "zh-CN")


def codes(outcome: Assigned | HandedOver | Unassigned, agent: str) -> list[str]:
    return [reason.code for verdict in outcome.others if verdict.agent == agent for reason in verdict.reasons]


# --- by hand ----------------------------------------------------------------------------------------------------------


def test_the_least_loaded_who_fits_takes_it_and_everyone_else_learns_why_not():
    """A2, C2: assigned to a responsible person. Li has 2 of 5, Wang 3 of 10: Wang has the smaller share."""
    found = assign(DESK, NEED, at=MONDAY, loads={"li": 2, "wang": 3})
    assert isinstance(found, Assigned)
    assert (found.agent, found.why) == ("wang", Reason.of("assign_least_loaded", load=3, capacity=10))
    assert [verdict.agent for verdict in found.others] == ["li", "zhao"]
    assert found.others[0].reasons == (Reason.of("agent_more_loaded", "unmet", chosen="wang", load=2, capacity=5),)
    assert codes(found, "zhao") == [
        "agent_lacks_skills",
        "agent_other_region",
        "agent_other_language",
        "agent_off_shift",
        "agent_at_capacity",
    ]


def test_every_reason_of_one_agent_is_told_with_its_figures():
    need = Need(frozenset({"fridge", "tv"}), "east", "zh", role="supervisor", excluded=frozenset({"zhao"}))
    found = assign(Roster.of([ZHAO], SHIFTS), need, at=MONDAY)
    at_utc = MONDAY.astimezone(dt.UTC)
    assert found == Unassigned(
        Reason.of("assign_nobody", "unmet", asked=1),
        (
            AgentVerdict(
                "zhao",
                (
                    Reason.of("agent_excluded", "not_permitted"),
                    Reason.of("agent_other_role", "not_permitted", role="agent", needed="supervisor"),
                    Reason.of("agent_lacks_skills", "unmet", skills=("fridge", "tv")),
                    Reason.of("agent_other_region", "unmet", region="east", regions=("south",)),
                    Reason.of("agent_other_language", "unmet", language="zh", languages=("en",)),
                    Reason.of("agent_off_shift", "unmet", shift="night", at=at_utc),
                    Reason.of("agent_at_capacity", "unmet", load=0, capacity=0),
                ),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("loads", "agent", "why"),
    [
        ({"li": 1, "wang": 2}, "li", "assign_least_loaded"),  # equal shares, but Li has fewer tickets
        ({}, "li", "assign_first_by_id"),
        ({"wang": 10}, "li", "assign_only_one"),
        ({"li": 5, "wang": 9}, "wang", "assign_only_one"),
    ],
)
def test_ties_are_broken_by_tickets_then_by_id(loads: dict[str, int], agent: str, why: str):
    found = assign(DESK, NEED, at=MONDAY, loads=loads)
    assert isinstance(found, Assigned)
    assert (found.agent, found.why.code) == (agent, why)


def test_who_loses_by_id_is_told_so():
    assert codes(assign(DESK, NEED, at=MONDAY), "wang") == ["agent_later_by_id"]
    assert codes(assign(DESK, NEED, at=MONDAY, loads={"li": 1, "wang": 2}), "wang") == ["agent_more_loaded"]


def test_the_preferred_agent_goes_first_if_able():
    preferred = attrs.evolve(NEED, preferred="wang")
    found = assign(DESK, preferred, at=MONDAY, loads={"wang": 9})
    assert isinstance(found, Assigned)
    assert (found.agent, found.why.code, codes(found, "li")) == ("wang", "assign_preferred", ["agent_not_preferred"])
    full = assign(DESK, preferred, at=MONDAY, loads={"wang": 10})
    assert isinstance(full, Assigned)
    assert (full.agent, full.why.code, codes(full, "wang")) == ("li", "assign_only_one", ["agent_at_capacity"])


def test_the_agent_whom_a_complaint_is_about_may_not_have_it():
    found = assign(DESK, attrs.evolve(NEED, excluded=frozenset({"li"}), preferred="li"), at=MONDAY)
    assert isinstance(found, Assigned)
    assert (found.agent, codes(found, "li")) == ("wang", ["agent_excluded"])


def test_an_escalated_ticket_asks_for_the_role_of_its_level():
    """D16."""
    chief = Agent("chief", frozenset({"fridge"}), role="supervisor", languages=frozenset({"zh"}))
    found = assign(Roster.of([LI, WANG, chief], SHIFTS), attrs.evolve(NEED, role="supervisor"), at=MONDAY)
    assert isinstance(found, Assigned)
    assert (found.agent, codes(found, "li")) == ("chief", ["agent_other_role"])


@pytest.mark.parametrize(
    ("hour", "shift", "on_duty"),
    [
        (9, "day", True),
        (18, "day", False),
        (5, "night", True),
        (6, "night", False),
        (22, "both", True),
        (20, "both", False),
        (3, None, True),
    ],
)
def test_a_shift_is_a_working_calendar(hour: int, shift: str | None, on_duty: bool):
    agent = Agent("a", shift=shift)
    found = assign(Roster.of([agent], SHIFTS), Need(), at=MONDAY.replace(hour=hour))
    assert isinstance(found, Assigned) is on_duty


def test_a_shift_whose_holidays_are_not_published_is_not_known_and_not_yes():
    found = assign(Roster.of([Agent("a", shift="old")], SHIFTS), Need(), at=MONDAY)
    assert isinstance(found, Unassigned)
    (reason,) = found.others[0].reasons
    assert (reason.code, reason.kind) == ("agent_shift_unknown", "missing")
    assert reason.param("known_until") == dt.date(2025, 12, 31)


def test_a_calendar_with_spans_taken_out_is_a_shift_with_leave():
    leave = DAY - [Span(MONDAY, MONDAY + dt.timedelta(hours=2))]
    roster = Roster.of([Agent("a", shift="leave")], {"leave": leave})
    assert isinstance(assign(roster, Need(), at=MONDAY), Unassigned)
    assert isinstance(assign(roster, Need(), at=MONDAY + dt.timedelta(hours=2)), Assigned)


@pytest.mark.parametrize(
    ("spoken", "needed", "serves"),
    [
        ("zh", "zh-CN", True),
        ("zh-CN", "zh", True),
        ("ZH-cn", "zh-CN", True),
        ("zh-HK", "zh-CN", False),
        ("en", "zh", False),
        ("z", "zh", False),
    ],
)
def test_a_language_serves_its_more_and_its_less_exact_form(spoken: str, needed: str, serves: bool):
    roster = Roster.of([Agent("a", languages=frozenset({spoken}))])
    assert isinstance(assign(roster, Need(language=needed), at=MONDAY), Assigned) is serves


@pytest.mark.parametrize(
    ("regions", "region", "serves"),
    [
        ({EVERYWHERE}, "north", True),
        ({"north"}, "north", True),
        ({"south"}, "north", False),
        (set(), "north", False),
        (set(), None, True),
    ],
)
def test_regions_are_served_by_name_or_all(regions: set[str], region: str | None, serves: bool):
    """C8: staff by region."""
    roster = Roster.of([Agent("a", regions=frozenset(regions))])
    assert isinstance(assign(roster, Need(region=region), at=MONDAY), Assigned) is serves


# --- hand-over --------------------------------------------------------------------------------------------------------

LOGISTICS = HandOverRule.of("logistics", "department", {"class": "service"}, en="logistics", zh="物流部")
WORKSHOP = HandOverRule.of("workshop", "partner", {"kind": "repair"}, en="workshop", zh="维修点", is_fallback=True)
BACK_OFFICE = HandOverRule.of("back_office", "department", {}, en="back office", zh="后台", is_fallback=True)


def test_a_service_problem_goes_to_the_department_concerned():
    """E4."""
    roster = Roster.of([LI], SHIFTS, [LOGISTICS])
    found = assign(roster, Need(facts=(("class", "service"),)), at=MONDAY)
    assert found == HandedOver("logistics", "department", Reason.of("assign_handed_over", to="logistics"))
    assert isinstance(assign(roster, Need(facts=(("class", "other"),)), at=MONDAY), Assigned)


def test_what_no_agent_can_take_goes_to_the_first_fallback_that_fits():
    """C8, E4: a partner in a region that the shop does not reach."""
    roster = Roster.of([LI], SHIFTS, [WORKSHOP, BACK_OFFICE])
    far = Need(region="west", facts=(("kind", "repair"),))
    found = assign(roster, far, at=MONDAY)
    assert isinstance(found, HandedOver)
    assert (found.to, found.party, found.why.code, codes(found, "li")) == (
        "workshop",
        "partner",
        "assign_fallback",
        ["agent_other_region"],
    )
    assert isinstance(assign(roster, attrs.evolve(far, region="east"), at=MONDAY), Assigned)
    other = assign(roster, Need(region="west", facts=(("kind", "inquiry"),)), at=MONDAY)
    assert isinstance(other, HandedOver)
    assert other.to == "back_office"


def test_a_hand_over_that_nobody_can_judge_does_not_happen_and_the_fact_is_named():
    roster = Roster.of([LI], SHIFTS, [LOGISTICS, WORKSHOP])
    found = assign(roster, Need(), at=MONDAY)
    assert isinstance(found, Assigned)
    assert found.missing == (
        Reason.of("assign_fact_missing", "missing", fact="class", parties=("logistics",)),
        Reason.of("assign_fact_missing", "missing", fact="kind", parties=("workshop",)),
    )
    assert isinstance(assign(roster, Need(region="west"), at=MONDAY), Unassigned)


def test_an_empty_roster_has_nobody():
    assert assign(Roster(()), Need(), at=MONDAY) == Unassigned(Reason.of("assign_nobody", "unmet", asked=0))


# --- laws -------------------------------------------------------------------------------------------------------------

SKILLS, REGIONS, LANGUAGES = ("s1", "s2", "s3"), ("east", "west", EVERYWHERE), ("zh", "en")


def subsets(of: tuple[str, ...]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(of))


AGENTS = st.lists(
    st.builds(
        Agent,
        st.sampled_from([f"a{number}" for number in range(6)]),
        subsets(SKILLS),
        subsets(REGIONS),
        subsets(LANGUAGES),
        st.sampled_from([None, "day", "night"]),
        st.integers(0, 3),
    ),
    max_size=6,
    unique_by=lambda agent: agent.id,
)
NEEDS = st.builds(
    Need,
    subsets(SKILLS[:2]),
    st.sampled_from([None, "east"]),
    st.sampled_from([None, "zh"]),
    excluded=st.frozensets(st.sampled_from(["a0", "a1"]), max_size=1),
    preferred=st.sampled_from([None, "a0", "a2"]),
)
LOADS = st.dictionaries(st.sampled_from([f"a{number}" for number in range(6)]), st.integers(0, 3))
HOURS = st.sampled_from([MONDAY, MONDAY.replace(hour=23)])


def able(agent: Agent, need: Need, at: dt.datetime, loads: dict[str, int]) -> bool:
    """Plainly: on duty by the clock on the wall, serving what is needed, with room for one more."""
    duty = {None: range(24), "day": range(9, 18), "night": (22, 23, 0, 1, 2, 3, 4, 5)}
    return (
        agent.id not in need.excluded
        and need.skills <= agent.skills
        and (need.region is None or need.region in agent.regions or EVERYWHERE in agent.regions)
        and (need.language is None or need.language in agent.languages)
        and at.hour in duty[agent.shift]
        and loads.get(agent.id, 0) < agent.capacity
    )


@given(AGENTS, NEEDS, HOURS, LOADS)
def test_the_choice_is_that_of_plain_filtering(agents: list[Agent], need: Need, at: dt.datetime, loads: dict[str, int]):
    found = assign(Roster.of(agents, SHIFTS), need, at=at, loads=loads)
    fit = [agent for agent in agents if able(agent, need, at, loads)]
    if not fit:
        assert isinstance(found, Unassigned)
    else:
        assert isinstance(found, Assigned)
        # Shares of capacities 1, 2 and 3 in sixths, so that no fraction is needed.
        best = min(
            fit,
            key=lambda agent: (
                agent.id != need.preferred,
                loads.get(agent.id, 0) * 6 // agent.capacity,
                loads.get(agent.id, 0),
                agent.id,
            ),
        )
        assert found.agent == best.id
    chosen = {found.agent} if isinstance(found, Assigned) else set[str]()
    assert [verdict.agent for verdict in found.others] == sorted({agent.id for agent in agents} - chosen)
    assert all(verdict.reasons for verdict in found.others)
    not_chosen = {"agent_more_loaded", "agent_later_by_id", "agent_not_preferred"}
    for agent in agents:
        told = set(codes(found, agent.id))
        assert agent.id in chosen or bool(told & not_chosen) is able(agent, need, at, loads)


@given(AGENTS.flatmap(lambda agents: st.tuples(st.just(agents), st.permutations(agents))), NEEDS, HOURS, LOADS)
def test_the_order_of_the_agents_does_not_matter(
    both: tuple[list[Agent], list[Agent]], need: Need, at: dt.datetime, loads: dict[str, int]
):
    first, second = (assign(Roster.of(agents, SHIFTS), need, at=at, loads=loads) for agents in both)
    assert first == second


@given(AGENTS.filter(bool), NEEDS, HOURS, LOADS, st.sampled_from(SKILLS))
def test_one_more_skill_region_or_language_never_stands_in_the_way(
    agents: list[Agent], need: Need, at: dt.datetime, loads: dict[str, int], skill: str
):
    before = assign(Roster.of(agents, SHIFTS), need, at=at, loads=loads)
    one = agents[0]
    more = attrs.evolve(
        one, skills=one.skills | {skill}, regions=one.regions | {"east"}, languages=one.languages | {"zh"}
    )
    after = assign(Roster.of([more, *agents[1:]], SHIFTS), need, at=at, loads=loads)
    assert set(codes(after, one.id)) <= {
        *codes(before, one.id),
        "agent_more_loaded",
        "agent_later_by_id",
        "agent_not_preferred",
    }
    if isinstance(before, Assigned) and before.agent == one.id:
        assert isinstance(after, Assigned)
        assert after.agent == one.id


@given(AGENTS, NEEDS, HOURS, LOADS)
def test_more_work_for_another_never_takes_the_ticket_from_the_chosen(
    agents: list[Agent], need: Need, at: dt.datetime, loads: dict[str, int]
):
    found = assign(Roster.of(agents, SHIFTS), need, at=at, loads=loads)
    if isinstance(found, Assigned):
        heavier = {agent.id: loads.get(agent.id, 0) + (agent.id != found.agent) for agent in agents}
        again = assign(Roster.of(agents, SHIFTS), need, at=at, loads=heavier)
        assert isinstance(again, Assigned)
        assert again.agent == found.agent


# --- definitions and bad input ----------------------------------------------------------------------------------------


def test_a_broken_roster_tells_all_its_problems():
    with pytest.raises(InvalidDefinition) as caught:
        Roster.of([LI, LI, Agent("a", shift="dya")], {"day": DAY}, [LOGISTICS, LOGISTICS])
    assert caught.value.problems == (
        "agent 'li' is given twice",
        "hand-over 'logistics' is given twice",
        "agent 'a' has a shift without a calendar 'dya': choose from 'day'",
    )


@pytest.mark.parametrize("capacity", [-1, 1.5, True, "3"])
def test_a_capacity_is_a_whole_number(capacity: object):
    with pytest.raises(InvalidDefinition) as caught:
        Agent("two words", capacity=capacity)  # type: ignore[arg-type]
    assert [problem.split()[0] for problem in caught.value.problems] == ["id:", "capacity"]


def test_a_broken_hand_over_tells_all_its_problems():
    with pytest.raises(InvalidDefinition) as caught:
        HandOverRule("a b", "friend", (), "", " ")  # type: ignore[arg-type]
    assert [problem.split(":")[0] for problem in caught.value.problems] == [
        "the English text is missing",
        "the Chinese text is missing",
        "id",
        "party is 'friend'",
    ]


@pytest.mark.parametrize(
    "make",
    [
        lambda: Agent("a", skills={"s"}),  # type: ignore[arg-type]
        lambda: Agent("a", regions=frozenset({1})),  # type: ignore[arg-type]
        lambda: Agent("a", languages="zh"),  # type: ignore[arg-type]
        lambda: Need(skills=["s"]),  # type: ignore[arg-type]
        lambda: Need(excluded="li"),  # type: ignore[arg-type]
        lambda: Need(facts={"class": "service"}),  # type: ignore[arg-type]
        lambda: Need(facts=(("b", "x"), ("a", "y"))),
        lambda: Need(facts=(("a", "x"), ("a", "y"))),
        lambda: Need(facts=(("a", "x", "y"),)),  # type: ignore[arg-type]
        lambda: Need(facts=(("a", 1),)),  # type: ignore[arg-type]
        lambda: Roster([LI]),  # type: ignore[arg-type]
        lambda: Roster((LI,), {"day": DAY}),  # type: ignore[arg-type]
        lambda: Roster((LI,), (("day", DAY), ("all", DAY))),
        lambda: Roster((LI,), (("day", "09:00-18:00"),)),  # type: ignore[arg-type]
        lambda: Roster((), (), [LOGISTICS]),  # type: ignore[arg-type]
        lambda: HandOverRule("a", "partner", {"class": "x"}, "a", "甲"),  # type: ignore[arg-type]
        lambda: assign(DESK, NEED, at=MONDAY, loads={"li": -1}),
        lambda: assign(DESK, NEED, at=MONDAY, loads={"li": 1.0}),  # type: ignore[dict-item]
        lambda: assign(DESK, NEED, at=MONDAY, loads={"li": True}),
        lambda: assign(DESK, NEED, at="now"),  # type: ignore[arg-type]
    ],
    ids=[str(number) for number in range(20)],
)
def test_what_has_another_form_is_refused(make: Callable[[], object]):
    with pytest.raises(WrongType):
        make()


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(NaiveDatetime):
        assign(DESK, NEED, at=dt.datetime(2026, 3, 2, 10))
