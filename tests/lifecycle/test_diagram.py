"""Charts and tables come from the definition that runs, in Chinese and English, and no name can break them."""

import itertools
import re
from typing import Any

import pytest

from aftersales_core.lifecycle import Category, Guard, Machine, Migration, Rule, paths
from aftersales_core.lifecycle.chart import chart_of
from aftersales_core.lifecycle.labels import timer_label
from aftersales_core.worktime.period import Period
from tests.lifecycle.errand import ERRAND, Event, State, build, on

CHART = """\
stateDiagram-v2
    [*] --> s_new
    state "new" as s_new
    state "open" as s_open
    state "waiting" as s_waiting
    state "solved" as s_solved
    state "closed" as s_closed
    s_new : \u21bb note
    s_open : \u21bb note
    s_new --> s_open: assign
    s_open --> s_waiting: ask
    s_waiting --> s_open: reply<br/>lapse (at wait_until)
    s_new --> s_closed: solve
    s_open --> s_closed: solve
    s_new --> s_solved: solve
    s_open --> s_solved: solve
    s_open --> s_new: note
    s_solved --> s_closed: lapse (2 working days)<br/>reply (10 \u00d7 24 hours after opening)
    s_closed --> s_open: reopen
    s_closed --> [*]
    classDef initial fill:#e8f1fb,color:#222
    class s_new initial
    classDef active fill:#cfe3f7,color:#222
    class s_open active
    classDef paused fill:#fdf0d5,color:#222
    class s_waiting paused
    classDef done fill:#dff0d8,color:#222
    class s_solved done
    classDef closed fill:#d9d9d9,color:#222
    class s_closed closed
"""


def test_a_chart_by_names():
    assert ERRAND.to_mermaid() == CHART


def test_a_chart_in_chinese():
    chart = ERRAND.to_mermaid("zh-CN")
    assert '    state "等待顾客" as s_waiting\n' in chart
    assert "    s_solved --> s_closed: 到期 (2个工作日)<br/>回复 (创建后10×24小时)\n" in chart


def test_graphviz_gets_every_state_and_every_arrow_once():
    dot = ERRAND.to_dot("en")
    arrows = re.findall(r'^  "(\w*)" -> "(\w+)"', dot, re.MULTILINE)
    assert len(arrows) == len(set(arrows))
    moving = {(str(rule.source), str(rule.target)) for rule in ERRAND.rules if rule.source != rule.target}
    assert set(arrows) == moving | {("", "new")}
    assert '"new" [label="new\\n\u21bb add a note", fillcolor="#e8f1fb"];' in dot
    assert '  "waiting" [label="waiting for the customer", fillcolor="#fdf0d5"];\n' in dot
    assert '"closed" [label="closed", fillcolor="#d9d9d9", peripheries=2];' in dot
    assert (
        '"solved" -> "closed" [label="time runs out (2 working days)\\nreply (10 \u00d7 24 hours after opening)' in dot
    )
    assert dot.startswith('digraph "errand" {\n')
    assert dot.endswith("}\n")


def wide(*rules: Rule[str, str, object]) -> Machine[str, str, object]:
    """A machine of four states in a row, with more rules."""
    row = ("new", "open", "waiting", "done")
    steps = tuple(Rule(a, "go", b, frozenset({"agent"})) for a, b in itertools.pairwise(row))
    categories: list[Category] = ["initial", "active", "active", "closed"]
    return Machine("m", "1", tuple(zip(row, categories, strict=True)), ("agent",), (*steps, *rules))


def test_what_leads_from_three_states_to_one_is_one_arrow():
    cancels = [Rule(state, "stop", "done", frozenset({"agent"})) for state in ("new", "open", "waiting")]
    two, three = wide(*cancels[:2]), wide(*cancels)
    assert "g_1" not in two.to_mermaid()
    assert two.to_mermaid().count(": stop") == 2
    chart, dot = three.to_mermaid(), three.to_dot()
    assert '    state "new, open, waiting" as g_1\n' in chart
    assert "    g_1 --> s_done: stop\n" in chart
    assert chart.count(": stop") == 1
    assert "    class g_1 gathered\n" in chart
    assert '  "from new open waiting" [label="new\\nopen\\nwaiting", style=dashed, fontsize=10];\n' in dot
    assert '  "from new open waiting" -> "done" [label="stop"];\n' in dot


def test_no_rule_is_lost_by_gathering():
    shown = chart_of(ERRAND, None)
    inside = {(state, text) for state, texts in shown.inside for text in texts}
    moves = {
        (source, arrow.target, text) for arrow in shown.arrows for source in arrow.sources for text in arrow.labels
    }
    for rule in ERRAND.rules:
        source, target = str(rule.source), str(rule.target)
        found = (
            [text for a, text in inside if a == source]
            if source == target
            else [text for a, b, text in moves if (a, b) == (source, target)]
        )
        assert any(text.split(" (")[0] == rule.event for text in found), rule.text


def test_tables_in_both_languages():
    english, chinese = ERRAND.to_markdown("en"), ERRAND.to_markdown("zh")
    assert "| waiting for the customer | paused |" in english
    assert "| 等待顾客 | 暂停 |" in chinese
    assert "| new | assign | open | agent, system |  |  |  |" in english
    assert "| 新建 | 受理 | 处理中 | 坐席、系统 |  |  |  |" in chinese
    solve = "| new | solve | solved | agent | somebody is assigned, the severity is known |  | notify, thank |"
    assert solve in english
    assert "| solved | time runs out | closed | system |  | 2 working days after entering the state |  |" in english
    # Two heads, two rules below them, one line for each state and for each rule.
    lines = [line for line in english.splitlines() if line.startswith("|")]
    assert len(lines) == 4 + len(ERRAND.states) + len(ERRAND.rules)


def test_a_notebook_shows_the_chart_and_the_tables():
    shown = ERRAND._repr_markdown_()
    assert shown == f"```mermaid\n{ERRAND.to_mermaid('en')}```\n\n{ERRAND.to_markdown('en')}"


def test_a_machine_without_texts_shows_names():
    table = build(catalogue=None).to_markdown("zh")
    assert "| new | assign | open | agent、系统 |" in table


@pytest.mark.parametrize("unit", ["seconds", "minutes", "hours", "working_minutes", "working_hours"])
def test_every_unit_has_words(unit: Any):
    rule = on(State.NEW, Event.LAPSE, to=State.OPEN, roles=["system"], after=Period(unit, 3, "start"))[0]
    assert timer_label(ERRAND, rule, "en") == f"3 {unit.replace('_', ' ')} after entering the state"
    assert "3" in timer_label(ERRAND, rule, "zh")


@pytest.mark.parametrize("unit", ["working_days", "days", "months", "years"])
def test_every_count_of_days_has_words(unit: Any):
    after = Period(unit, 3, "next_day", "end_of_day")
    rule = on(State.NEW, Event.LAPSE, to=State.OPEN, roles=["system"], after=after, anchor="last_activity")[0]
    assert timer_label(ERRAND, rule, None) == f"3 {unit.replace('_', ' ')} after the last activity"


NASTY = ("end", '"];\n{', "工单", "a|b", "a b", "-->")


def test_no_name_can_break_a_chart_or_a_table():
    categories: list[Category] = ["initial", *["active" for _ in NASTY], "closed"]
    states = tuple(zip(("start", *NASTY, "finish"), categories, strict=True))
    rules = tuple(
        Rule(a, f"e:{b}", b, frozenset({"agent"})) for a, b in zip(("start", *NASTY), (*NASTY, "finish"), strict=True)
    )
    machine: Machine[str, str, object] = Machine(
        'm"1',
        "1|2\n",
        states,
        ("agent",),
        rules,
    )
    chart = machine.to_mermaid()
    line = re.compile(
        r'stateDiagram-v2|    (\[\*\] --> \w+|\w+ --> \[\*\]|state "[^"]+" as \w+|\w+ --> \w+: [^:]+|'
        r"classDef .*|class .*)",
        re.ASCII,
    )
    assert [text for text in chart.splitlines() if not line.fullmatch(text)] == []
    assert len(set(re.findall(r" as (\w+)$", chart, re.MULTILINE))) == len(machine.states)
    rows = [text for text in machine.to_markdown("en").splitlines() if text.startswith("|")]
    assert len(rows) == 4 + len(machine.states) + len(rules)
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {3, 8}
    strings = re.sub(r'"(?:[^"\\]|\\.)*"', "S", machine.to_dot())
    assert '"' not in strings


def test_ways_leave_out_what_only_a_migration_reaches():
    legacy: Machine[str, str, object] = Machine(
        "m",
        "1",
        (("new", "initial"), ("legacy", "active"), ("closed", "closed")),
        ("agent",),
        (
            Rule("new", "close", "closed", frozenset({"agent"})),
            Rule(
                "legacy",
                "close",
                "closed",
                frozenset({"agent"}),
                (Guard("is_paid", "1", lambda _facts, _attempt: True),),
            ),
        ),
        migrations=(Migration("0", None, ("old",), (("old", "legacy"),)),),
    )
    ways = paths(legacy)
    assert ways.to("legacy") is None
    assert ways.to("closed") == (legacy.rules[0],)
    assert ways.to_rule == ((legacy.rules[0],),)
