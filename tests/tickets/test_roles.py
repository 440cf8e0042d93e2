"""Roles and the chain of escalation (D16)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.errors import InvalidDefinition, WrongType
from aftersales_core.reasons import Reason, render
from aftersales_core.tickets import (
    ROLES,
    EscalationLevel,
    Role,
    Roles,
    current_level,
    next_level,
    previous_level,
)


def test_the_roles_of_a_desk():
    """D16: manager, supervisor, specialist, technical support, coordinator; and who is outside the desk."""
    assert ROLES.ids == tuple("customer agent supervisor manager technician coordinator system platform".split())
    zh = {role.id: role.label("zh") for role in ROLES.roles}
    assert [zh[id] for id in ("agent", "supervisor", "manager")] == ["客服专员", "客服主管", "客服经理"]
    technician = ROLES.get("technician")
    assert technician is not None
    assert technician.label("en") == "technical support"
    assert ROLES.get("nobody") is None


def test_the_chain_goes_from_agent_to_supervisor_to_manager_with_support_aside():
    """D16."""
    first = current_level(ROLES, 10)
    assert first == EscalationLevel(10, ("agent",), ("technician", "coordinator"))
    second = next_level(ROLES, 10)
    assert second == EscalationLevel(20, ("supervisor",), ("technician", "coordinator"))
    third = next_level(ROLES, 20)
    assert third == EscalationLevel(30, ("manager",), ("technician", "coordinator"))
    assert next_level(ROLES, 30) == Reason.of("escalation_at_top", "unmet", level=30, roles=("manager",))
    assert previous_level(ROLES, 30) == second
    assert previous_level(ROLES, 10) == Reason.of("escalation_at_bottom", "unmet", level=10, roles=("agent",))


def test_a_team_lead_between_two_levels_moves_no_ticket():
    roles = ROLES.extended(
        Role("team_lead", "team lead", "组长", rank=15), Role("specialist", "specialist", "专员", rank=10)
    )
    assert current_level(roles, 10) == EscalationLevel(10, ("agent", "specialist"), ("technician", "coordinator"))
    assert current_level(roles, 20) == current_level(ROLES, 20)
    above = next_level(roles, 10)
    assert isinstance(above, EscalationLevel)
    assert above.roles == ("team_lead",)


def test_a_level_that_is_gone_is_a_reason_and_the_way_up_still_known():
    assert current_level(ROLES, 15) == Reason.of("escalation_unknown_level", "invalid", level=15, levels=(10, 20, 30))
    assert next_level(ROLES, 15) == current_level(ROLES, 20)
    assert previous_level(ROLES, 15) == current_level(ROLES, 10)


def test_desks_without_a_chain_have_no_level():
    alone = Roles((Role("customer", "customer", "顾客"),))
    assert next_level(alone, 0) == Reason.of("escalation_at_top", "unmet", level=0, roles=())
    assert alone.consulted == ()


def test_an_undeclared_role_is_a_reason():
    assert ROLES.check("agent") is None
    assert ROLES.check("agnet") == Reason.of("role_undeclared", "invalid", role="agnet", choices=("agent",))


def test_the_labels_are_texts_for_machines():
    texts = ROLES.catalogue()
    assert texts.codes == tuple(sorted(f"role_{id}" for id in ROLES.ids))
    assert render(Reason("role_supervisor"), "zh", texts) == "客服主管"
    assert render(Reason("role_system"), "en", texts) == "system"
    braces = Roles((Role("odd", "{odd}", "{怪}"),)).catalogue()
    assert render(Reason("role_odd"), "en", braces) == "{odd}"


def test_broken_roles_tell_all_their_problems():
    with pytest.raises(InvalidDefinition) as caught:
        Roles(
            (
                Role("Boss", "", ""),
                Role("aide", "aide", "助理", rank=1, is_consulted=True),
                Role("aide", "aide", "助理"),
            )
        )
    assert len(caught.value.problems) == 5
    for part in (
        "'Boss': use lower-case",
        "'Boss': the English",
        "'Boss': the Chinese",
        "'aide' is consulted and",
        "twice",
    ):
        assert part in str(caught.value)
    with pytest.raises(WrongType):
        Roles([])  # type: ignore[arg-type]
    with pytest.raises(InvalidDefinition, match="nobody holds it"):
        EscalationLevel(10, ())


@given(st.lists(st.integers(-3, 6), max_size=6), st.integers(-4, 7))
def test_going_up_and_then_down_comes_back_and_every_level_is_passed(ranks: list[int], start: int):
    roles = Roles(tuple(Role(f"r{index}", "r", "角", rank=rank) for index, rank in enumerate(ranks)))
    passed: list[int] = []
    level = next_level(roles, start)
    while isinstance(level, EscalationLevel):
        passed.append(level.rank)
        down = previous_level(roles, level.rank)
        expected = max((rank for rank in ranks if rank < level.rank), default=None)
        assert (down.rank if isinstance(down, EscalationLevel) else None) == expected
        level = next_level(roles, level.rank)
    assert passed == sorted({rank for rank in ranks if rank > start})
