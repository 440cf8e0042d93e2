"""The committed pages and charts of the lifecycles are those of the definitions that run."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).parents[2] / "docs"


def load() -> ModuleType:
    """Import the script that writes the pages; it is no package, so it is loaded from its file."""
    spec = importlib.util.spec_from_file_location("lifecycle_pages", DOCS / "lifecycle_pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


WRITER = load()
MACHINES = WRITER.machines()
every_machine = pytest.mark.parametrize("name", list(MACHINES))
every_language = pytest.mark.parametrize("lang", WRITER.LANGUAGES)


def test_there_is_a_page_for_each_lifecycle_and_no_other():
    assert {path.stem for path in WRITER.PAGES.glob("*.md")} == {*MACHINES}
    assert {"inquiry", "complaint", "return", "repair", "feedback", "incident", "desk"} <= {*MACHINES}


@every_machine
def test_a_page_is_that_of_its_definition(name: str):
    assert (WRITER.PAGES / f"{name}.md").read_text(encoding="utf-8") == WRITER.page(name, MACHINES[name]), (
        "run: make charts"
    )


@every_machine
@every_language
def test_a_chart_is_that_of_its_definition(name: str, lang: str):
    chart = (WRITER.IMAGES / f"{name}-{lang}.svg").read_text(encoding="utf-8")
    assert WRITER.mark(MACHINES[name].to_dot(lang)) in chart, "run: make charts"
    assert chart.count('class="node"') >= len(MACHINES[name].states)
