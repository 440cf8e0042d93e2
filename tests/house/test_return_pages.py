"""The committed pages on returns are those of the texts and rules that decide."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

DOCS = Path(__file__).parents[2] / "docs"


def load() -> ModuleType:
    """Import the script that writes the pages; it is no package, so it is loaded from its file."""
    spec = importlib.util.spec_from_file_location("reason_codes_page", DOCS / "reason_codes_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


WRITER = load()


def test_the_page_of_reasons_is_that_of_the_catalogue():
    assert WRITER.REASONS.read_text(encoding="utf-8") == WRITER.reasons_page(), "run: make return-pages"


def test_the_page_of_rules_is_that_of_the_rules_that_decide():
    assert WRITER.RULES.read_text(encoding="utf-8") == WRITER.rules_page(), "run: make return-pages"


def test_every_right_says_how_surely_and_since_when_it_is_known():
    page = WRITER.rules_page()
    rights = [right for rules in WRITER.rule_sets() for right in rules.rights]
    assert len(rights) > 20
    for right in rights:
        (row,) = [line for line in page.splitlines() if line.startswith(f"| `{right.id}` |")]
        assert row.endswith(f"| {right.basis.confidence} | {right.basis.read_on.isoformat()} |")
