"""Facts that follow from others: what is looked at first changes nothing, and every need is declared."""

from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.returns.derive import ALWAYS, DERIVED, NEEDS, TRIGGERS, derive, derived_of
from aftersales_core.returns.fact_table import FACTS
from tests.returns import shipped_rules


@st.composite
def some_facts(draw: st.DrawFn) -> dict[str, Any]:
    """Draw some facts of any kind, in their one form."""
    names = draw(st.sets(st.sampled_from([spec.name for spec in FACTS.specs]), max_size=30))
    return {name: FACTS.by_name[name].read(draw(shipped_rules.values(name))) for name in sorted(names)}


class Watched(dict[str, Any]):
    """Facts that note which of them are read."""

    def __init__(self, facts: dict[str, Any]) -> None:
        """Begin with nothing read."""
        super().__init__(facts)
        self.seen: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        """Note the name."""
        self.seen.add(key)
        return super().get(key, default)


def slowly(facts: dict[str, Any]) -> Iterator[str]:
    """Work out every fact by every way, as if there were no triggers; yield the facts on which ways disagree."""
    for name, ways in DERIVED.items():
        found = [facts[name]] if name in facts else []
        found += [value for way in ways if (value := way(facts)) is not None]
        if any(value != found[0] for value in found):
            yield name
        if found:
            facts[name] = found[0]


@given(some_facts())
def test_looking_at_triggers_first_changes_nothing(facts: dict[str, Any]):
    quick, slow = dict(facts), dict(facts)
    doubts = [reason.param("fact") for reason in derive(quick, DERIVED)]
    assert doubts == list(slowly(slow))
    assert quick == slow


@given(some_facts())
def test_every_need_of_another_worked_out_fact_is_declared(facts: dict[str, Any]):
    for name, ways in DERIVED.items():
        for way in ways:
            watched = Watched(facts)
            way(watched)
            assert watched.seen & DERIVED.keys() <= {name, *ALWAYS, *NEEDS.get(name, ())}, name


@given(some_facts())
def test_a_way_only_looks_and_changes_nothing(facts: dict[str, Any]):
    for ways in DERIVED.values():
        for way in ways:
            before = dict(facts)
            way(facts)
            assert facts == before


def test_what_is_needed_comes_before_what_needs_it():
    order = list(DERIVED)
    for name, needs in NEEDS.items():
        assert all(order.index(need) < order.index(name) for need in needs)
        assert set(needs) <= set(derived_of([name]))


def test_every_fact_that_is_worked_out_or_triggers_is_a_fact():
    assert {*DERIVED, *TRIGGERS} <= FACTS.by_name.keys()
    assert {name for pair in TRIGGERS.values() for name in pair} <= FACTS.by_name.keys()
