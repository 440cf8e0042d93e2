"""Rooms stay small enough to be read in one go."""

import ast

from tests.house.source_tree import short_name, trees

MODULE_LINES = 350
"""A room is about 100 lines, at most about 300; beyond this it holds two things."""

LISTS = {"errors.py": 500}
"""One tree in one file: each error is a short class like the others, and people look for them in one place."""

FUNCTION_LINES = 60
"""Forty lines are the aim; this is where a function must be taken apart."""


def test_no_module_is_too_long():
    lengths = {short_name(path): len(path.read_text(encoding="utf-8").splitlines()) for path, _ in trees()}
    assert {name: length for name, length in lengths.items() if length > LISTS.get(name, MODULE_LINES)} == {}


def test_no_function_is_too_long():
    long = {
        f"{short_name(path)}:{node.name}": length
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    }
    assert long == {}


def test_every_module_says_what_it_holds():
    assert [short_name(path) for path, tree in trees() if not ast.get_docstring(tree)] == []


def test_no_module_is_a_drawer_for_odds_and_ends():
    drawers = {"utils.py", "util.py", "helpers.py", "misc.py", "common.py", "base.py"}
    assert [short_name(path) for path, _ in trees() if path.name in drawers] == []
