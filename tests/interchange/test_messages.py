"""Every code that can come out of this room or of the error tree has a text in both languages."""

import ast
import re
from pathlib import Path

import pytest

import aftersales_core.errors as errors_module
from aftersales_core import interchange
from aftersales_core.errors import AftersalesError
from aftersales_core.interchange.messages import MESSAGES, TITLES
from aftersales_core.interchange.plain import SHAPES
from aftersales_core.interchange.problem import KINDS, STATUS
from aftersales_core.reasons import KINDS as REASON_KINDS

ROOM = Path(interchange.__file__).parent
ERRORS = [cls for name in errors_module.__all__ if issubclass(cls := getattr(errors_module, name), AftersalesError)]
NOT_RAISED_HERE = {cls.code for cls in ERRORS}


def codes_in_source() -> set[str]:
    """The first text argument of every `refusal(...)`, and the second of every `found(...)`, in the room's source."""
    codes: set[str] = set()
    for path in sorted(ROOM.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("refusal", "found"):
                argument = node.args[0 if node.func.id == "refusal" else 1]
                codes |= {str(part.value) for part in ast.walk(argument) if isinstance(part, ast.Constant)}
    return codes


def test_every_code_of_a_decode_problem_has_a_text():
    codes = {code for code in codes_in_source() if code not in ("", "expected_")}
    codes |= {f"expected_{shape}" for shape in SHAPES.values()}
    assert len(codes) > 30
    assert codes - set(MESSAGES.codes) == set()


def test_every_text_belongs_to_a_code_that_can_occur():
    shapes = {f"expected_{shape}" for shape in SHAPES.values()}
    assert set(MESSAGES.codes) - codes_in_source() - shapes - NOT_RAISED_HERE == set()


@pytest.mark.parametrize("cls", ERRORS, ids=lambda cls: cls.__name__)
def test_every_error_has_a_text_that_mentions_only_its_fields(cls: type[AftersalesError]):
    message = MESSAGES.get(cls.code)
    assert message is not None
    fields = {field.name for field in getattr(cls, "__attrs_attrs__", ())}
    assert set(re.findall(r"\{(\w+)\}", message.en)) <= fields


def test_english_texts_are_lower_case_and_chinese_texts_are_chinese():
    for message in MESSAGES.messages:
        assert message.en[0] == message.en[0].lower()
        assert re.search(r"[\u4e00-\u9fff]", message.zh)
        assert "  " not in message.en + message.zh


def test_every_kind_has_a_status_and_a_title():
    assert set(STATUS) == set(TITLES.codes)
    assert set(STATUS) >= REASON_KINDS | set(KINDS.values())
    assert set(KINDS) <= {cls.code for cls in ERRORS}
