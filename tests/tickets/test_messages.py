"""Every code of the room has a text in both languages that mentions only what the reason carries."""

import ast
import re
from pathlib import Path

from aftersales_core import tickets
from aftersales_core.lifecycle.messages import MESSAGES as LIFECYCLE
from aftersales_core.reasons import render
from aftersales_core.tickets import ROLES, taxonomies, triage
from aftersales_core.tickets.desk_machine import DESK_MACHINE
from aftersales_core.tickets.kinds.standard import STANDARD_KINDS
from aftersales_core.tickets.messages import MESSAGES

ROOM = Path(tickets.__file__).parent
TEXTS = ("messages.py", "texts.py", "line_texts.py", "labels.py", "complaint_texts.py", "repair_texts.py")
LABELLED = re.compile(r"(?P<what>state|event|role|effect|fact)_(?P<name>[a-z_]+)")


def trees(*, with_texts: bool = True) -> list[ast.Module]:
    """The syntax of every module of the room."""
    paths = [path for path in sorted(ROOM.rglob("*.py")) if with_texts or path.name not in TEXTS]
    return [ast.parse(path.read_text(encoding="utf-8")) for path in paths]


def calls() -> list[ast.Call]:
    """Every `Reason.of(...)` of the room."""
    return [
        node
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Reason.of"
    ]


def texts_in_source() -> set[str]:
    """Every text in code that stands outside the catalogues."""
    keys = {
        key.value
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Catalogue.of"
        for table in node.args
        if isinstance(table, ast.Dict)
        for key in table.keys
        if isinstance(key, ast.Constant)
    }
    counts: dict[str, int] = {}
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                counts[node.value] = counts.get(node.value, 0) + 1
    return {text for text, count in counts.items() if count > (1 if text in keys else 0)}


MACHINES = [
    DESK_MACHINE,
    *(kind.machine for kind in STANDARD_KINDS),
    *(machine for kind in STANDARD_KINDS if kind.lines for _, machine in kind.lines.machines),
]


def names_in_machines() -> set[str]:
    """Every code of a label or a condition that some machine can ask for, under some policy or other."""
    found = {f"role_{role}" for role in ROLES.ids} | {"event_open"}
    for machine in MACHINES:
        found |= {f"state_{state}" for state, _ in machine.states} | {f"event_{event}" for event in machine.events}
        found |= {f"effect_{effect.name}" for rule in machine.rules for effect in rule.effects}
        found |= {f"fact_{rule.after}" for rule in machine.rules if isinstance(rule.after, str)}
        found |= {guard.name for rule in machine.rules for guard in rule.guards}
    return found


def test_every_code_that_a_reason_is_made_of_has_a_text():
    direct = {str(call.args[0].value) for call in calls() if isinstance(call.args[0], ast.Constant)}
    assert len(direct) > 20
    assert direct <= set(MESSAGES.codes) | set(LIFECYCLE.codes)


def test_every_text_belongs_to_a_code_that_can_occur():
    # What a return is called by its lines, and effects that only other policies have, are made from names in the code.
    made = {f"{prefix}_{name}" for prefix in ("line_status", "effect") for name in texts_in_source()}
    left = set(MESSAGES.codes) - names_in_machines() - texts_in_source() - made
    assert left == set()


def test_every_machine_can_be_told_from_the_library_texts_alone():
    assert names_in_machines() - set(MESSAGES.codes) == set()


def test_every_text_mentions_only_what_the_reason_carries():
    carried: dict[str, set[str]] = {}
    for call in calls():
        names = {str(keyword.arg) for keyword in call.keywords}
        for node in [call.args[0]] if isinstance(call.args[0], ast.Constant) else []:
            code = str(node.value)
            carried[code] = carried.get(code, names) & names
    for code, names in carried.items():
        message = MESSAGES.get(code) or LIFECYCLE.get(code)
        assert message is not None
        assert set(re.findall(r"\{(\w+)\}", message.en)) <= names, code


def test_english_texts_are_lower_case_and_chinese_texts_are_chinese():
    for message in MESSAGES.messages:
        assert not message.en[0].isupper()
        assert not message.en.endswith(".")
        assert re.search(r"[\u4e00-\u9fff]", message.zh)


def test_a_reason_reads_well_in_both_languages():
    (reason,) = triage(taxonomies.PET_TRADE, {"topic": "delivery"}).reasons
    assert render(reason, "en", MESSAGES) == "wants must be known before this can be sorted (rules: service_complaint)"
    assert render(reason, "zh-CN", MESSAGES) == "分类前须了解wants（规则：service_complaint）"
