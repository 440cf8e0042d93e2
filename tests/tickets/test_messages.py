"""Every code of the room has a text in both languages that mentions only what the reason carries."""

import ast
import re
from pathlib import Path

from aftersales_core import tickets
from aftersales_core.reasons import render
from aftersales_core.tickets import taxonomies, triage
from aftersales_core.tickets.messages import MESSAGES

ROOM = Path(tickets.__file__).parent
CODED = re.compile(r"(?:term|role|escalation|triage|priority|queue|assign|agent)_[a-z_]+")


def calls() -> list[ast.Call]:
    """Every `Reason.of(...)` of the room."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(ROOM.glob("*.py"))]
    return [
        node
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Reason.of"
    ]


def codes_in_source() -> set[str]:
    """Every text in code that looks like a code of this room, wherever it stands."""
    found: set[str] = set()
    for path in ROOM.glob("*.py"):
        if path.name != "messages.py":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODED.fullmatch(node.value):
                    found.add(node.value)
    return found


def test_every_code_that_a_reason_is_made_of_has_a_text():
    direct = {str(call.args[0].value) for call in calls() if isinstance(call.args[0], ast.Constant)}
    assert len(direct) > 20
    assert direct <= set(MESSAGES.codes)


def test_every_text_belongs_to_a_code_that_can_occur():
    assert set(MESSAGES.codes) - codes_in_source() == set()


def test_every_text_mentions_only_what_the_reason_carries():
    carried: dict[str, set[str]] = {}
    for call in calls():
        names = {str(keyword.arg) for keyword in call.keywords}
        for node in [call.args[0]] if isinstance(call.args[0], ast.Constant) else []:
            code = str(node.value)
            carried[code] = carried.get(code, names) & names
    for code, names in carried.items():
        message = MESSAGES.get(code)
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
