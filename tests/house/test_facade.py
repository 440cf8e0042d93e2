"""The front door: what `import aftersales_core` gives, and what it must not load."""

import ast
import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

import aftersales_core
from tests.house.source_tree import PACKAGE, ROOT, modules, own_classes

HEAVY = ("holidays", "pendulum", "numpy", "narwhals", "pyarrow", "pandas", "polars", "cattrs", "zoneinfo")


def imported_for_type_checkers() -> dict[str, str]:
    """Read the names and modules under `if TYPE_CHECKING:`."""
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    blocks = [node for node in tree.body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    imports = [node for block in blocks for node in block.body if isinstance(node, ast.ImportFrom)]
    return {alias.asname or alias.name: node.module or "" for node in imports for alias in node.names}


def run_python(code: str) -> str:
    """Run a snippet in an interpreter of its own and give what it prints."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_the_public_names_are_sorted_and_unique():
    assert list(aftersales_core.__all__) == sorted(set(aftersales_core.__all__))


def test_the_three_lists_of_public_names_agree():
    assert list(aftersales_core._HOMES) == list(aftersales_core.__all__)
    assert imported_for_type_checkers() == dict(aftersales_core._HOMES)


def test_every_public_name_resolves_to_what_its_module_defines():
    missing = [name for name in aftersales_core.__all__ if not hasattr(aftersales_core, name)]
    assert missing == []
    homes = {name: importlib.import_module(home) for name, home in aftersales_core._HOMES.items()}
    assert [name for name, home in homes.items() if getattr(home, name) is not getattr(aftersales_core, name)] == []


def test_a_class_is_offered_from_the_module_that_defines_it():
    for name, home in aftersales_core._HOMES.items():
        value = getattr(aftersales_core, name)
        if isinstance(value, type):
            assert value.__module__ == home, name


def test_dir_lists_the_public_names_and_nothing_else():
    assert dir(aftersales_core) == list(aftersales_core.__all__)


def test_a_misspelt_name_is_an_attribute_error():
    misspelt = "WorkingCalender"
    with pytest.raises(AttributeError, match="has no attribute 'WorkingCalender'"):
        getattr(aftersales_core, misspelt)


def test_star_import_gives_the_public_names():
    printed = run_python("from aftersales_core import *; print(sorted(n for n in dir() if not n.startswith('__')))")
    assert ast.literal_eval(printed) == list(aftersales_core.__all__)


def test_importing_the_library_loads_none_of_the_heavy_ones():
    printed = run_python(f"import sys, aftersales_core; print([m for m in {HEAVY!r} if m in sys.modules])")
    assert ast.literal_eval(printed) == []


def test_public_class_names_are_unique_across_the_library():
    homes: dict[str, set[str]] = {}
    for cls in own_classes():
        if not cls.__name__.startswith("_"):
            homes.setdefault(cls.__name__, set()).add(cls.__module__)
    assert {name: sorted(where) for name, where in homes.items() if len(where) > 1} == {}


def test_every_name_that_a_module_lists_exists_once():
    for module in modules():
        names = list(getattr(module, "__all__", []))
        assert len(names) == len(set(names)), module.__name__
        assert [name for name in names if not hasattr(module, name)] == [], module.__name__


def test_the_package_is_marked_as_typed():
    assert (PACKAGE / "py.typed").is_file()


def test_the_first_line_of_the_docstring_states_the_purity_contract():
    first = (aftersales_core.__doc__ or "").splitlines()[0]
    assert "values in, values out" in first
    assert "pure" in first.lower()


def test_the_readme_opens_with_the_purity_contract():
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    first = next(line for line in lines if line.strip() and not line.startswith("#"))
    assert "values in, values out" in first.lower()
    assert "pure" in first.lower()


@pytest.mark.skipif(os.environ.get("AFTERSALES_TESTED") != "wheel", reason="this run tests the source tree")
def test_a_run_that_tests_the_wheel_does_not_see_the_source_tree():
    source = ROOT / "src"
    assert source not in PACKAGE.parents
    tested = run_python("import aftersales_core; print(aftersales_core.__file__)").strip()
    assert Path(tested).parent == PACKAGE
